# SPDX-License-Identifier: MIT
"""Noun phrases without a parser: where the mention of a source begins and ends.

The closed classes of English (determiners, prepositions, auxiliaries ...) are enough to find the borders
of the phrases that stand next to a cue; open classes are told by shape alone.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from claimtrack.language.closed_classes import with_either_apostrophe, word_class, word_classes
from claimtrack.language.nouns import is_role
from claimtrack.language.tokens import QUOTATION, Token

_SUBJECTS = word_class("personal pronoun")
PRONOUNS = _SUBJECTS | {"who"}
_CONTRACTION = re.compile(r"['’](?:ll|ve|re|d|m|s)\Z")
_TWO_TO_TEN = frozenset(word_classes()["cardinal"].words[2:11])
_DETERMINERS = frozenset.union(
    word_class("article", "demonstrative", "possessive determiner", "quantifier"),
    _TWO_TO_TEN,
    "one none half others dozens hundreds".split(),
)
PREPOSITIONS = word_class("preposition") | {"including"}
SUBORDINATORS = frozenset.union(
    word_class("subordinator", "preposition or subordinator", "comparative", "coordinator"),
    word_class("wh-word") - {"who"},  # which is a subject as often
    ["that"],
)
BE = with_either_apostrophe(word_class("be", "negated be"))
AUXILIARIES = frozenset.union(
    BE,
    with_either_apostrophe(word_class("have", "do", "modal", "negated auxiliary", "contraction")),
    "cannot not n't n’t".split(),
)
_ADVERBS = frozenset.union(
    word_class("adverb of time", "linking adverb", "focusing adverb", "day from today") - {"only", "tomorrow"},
    "later earlier afterward afterwards previously again once never always often first further too rather".split(),
    "simply quickly long so twice".split(),
)
_LY_NOUNS = frozenset("family italy july".split())
_SHORTEST_LY_ADVERB = 5  # letters: "fully", not "fly"
_FINITE = word_class("finite verb")
_OBJECT_STARTS = (word_class("article", "object pronoun", "particle") - {"you"}) | {"no", "his", "its", "their", "to"}

_TIME_WORDS = frozenset.union(
    word_class("day from today", "part of the day", "season", "weekday", "month", "short month"),
    word_class("short weekday") - {"thur"},
    "week month year weekend day days weeks months years recently earlier later ago".split(),
)
_NUMBERS = word_class("cardinal").union("all every half dozens hundreds thousands two-thirds three-quarters".split())
_MONTHS = word_class("month", "short month")
_TIME_STARTS = frozenset("on in at during by since over earlier later".split())
_TIME_MODIFIERS = frozenset("last next this late early mid the past recent previous that same a few two three".split())
_NO_TIME_ENDS = frozenset("the a that ,".split())
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d\Z|\d{1,2}(?:st|nd|rd|th)?\Z")

_NOT_NOUN = frozenset(', . ; : ( ) [ ] – — - -- ... … ! ? / " ” “'.split()) | {QUOTATION}
_NOMINAL_STARTS = _DETERMINERS | PRONOUNS
_NEVER_NOMINAL = _NOT_NOUN | SUBORDINATORS | AUXILIARIES
_ENDS_A_NOUN_PHRASE = (_NEVER_NOMINAL | PREPOSITIONS) - frozenset("and that of for".split())
_STARTS_NO_NOUN_PHRASE = PREPOSITIONS | SUBORDINATORS | AUXILIARIES
_NEVER_LAST = PREPOSITIONS | AUXILIARIES
_NEVER_ALONE = word_class("article", "possessive determiner") | {"no", "every"}
_NEVER_LAST_OF_SEVERAL = _DETERMINERS - frozenset("all both some many several most few others one two".split())
_PLURAL_STARTS = _TWO_TO_TEN.union("several many some most both these those few".split())
_PLURALS = frozenset(
    "people police men women they we i you who many some most others few half all children media data".split()
)
_LEADING_ADVERBS = frozenset("even then also meanwhile still yet so however later earlier too".split())
_OF_THE_SAME_KIND = frozenset("other others".split())
_DEGREES = frozenset("about around over under nearly almost roughly some".split())
_ROLE_STARTS = (word_class("possessive determiner") - {"my", "your"}) | {"the"}
_APPOSITION_STARTS = word_class("article").union("who whose his her one chief head former".split())
_APPOSITION_ENDS = frozenset(", . ; ( — – :".split()) | {QUOTATION}

# Nothing longer is looked at (in items); this keeps the reading of a sentence linear in its length.
_LONGEST = 60  # of a mention
_LONGEST_TIME = 10
_SHORT_MONTH = 3  # letters
_LONGEST_TIME_BEFORE_A_CUE = 5
_LONGEST_MEMBER = 5  # of a list before its last part
_MOST_MEMBERS = 12
_REMEMBERED = 1 << 12  # words of which the latest answers are kept


def is_adverb(word: str) -> bool:
    """Tell whether a lower-case *word* may stand between a subject and its verb."""
    return word in _ADVERBS or (word.endswith("ly") and len(word) >= _SHORTEST_LY_ADVERB and word not in _LY_NOUNS)


@lru_cache(_REMEMBERED)
def is_pronoun(word: str) -> bool:
    """Tell whether a lower-case *word* is a personal pronoun as a subject, also with a verb in it ("she'll")."""
    return _CONTRACTION.sub("", word) in _SUBJECTS


def is_capitalised(token: Token) -> bool:
    """Tell whether *token* begins with a capital."""
    return token.text[0].isupper()


def skip_time(items: Sequence[Token], k: int) -> int:
    """Return the place after a time phrase that begins at *k* ("on Wednesday", "late last year"), or *k*."""
    if k >= len(items) or not _may_be_of_time(items[k].text):
        return k
    n, i = min(len(items), k + _LONGEST_TIME), k
    if i < n and items[i].text.lower() in _TIME_STARTS:
        i += 1
    start, seen = i, False
    while i < n:
        word = items[i].text.lower()
        if word in _TIME_WORDS and not _is_short_in_capitals(items[i].text):
            seen = True
        elif not (
            word in _TIME_MODIFIERS
            or _YEAR.match(word)
            or (word == "," and seen and i + 1 < n and _YEAR.match(items[i + 1].text))
        ):
            break
        i += 1
    while i > start and items[i - 1].text.lower() in _NO_TIME_ENDS:
        i -= 1
    bare_year = (
        i == start + 1 and i > k + 1 and items[k].text.lower() in {"in", "since"} and _YEAR.match(items[start].text)
    )
    return i if seen or bare_year else k


def _is_short_in_capitals(text: str) -> bool:
    """Tell whether *text* is a name in letters that might be a short month or weekday ("DEC")."""
    return len(text) == _SHORT_MONTH and text.isupper()


@lru_cache(_REMEMBERED)
def _may_be_of_time(text: str) -> bool:
    """Tell whether a time phrase may begin with this word."""
    word = text.lower()
    return word in _TIME_STARTS or word in _TIME_WORDS or word in _TIME_MODIFIERS or bool(_YEAR.match(word))


def skip_time_back(items: Sequence[Token], end: int, floor: int) -> int:
    """Return where a time phrase that ends at *end* begins, or *end*."""
    for k in range(max(floor, end - _LONGEST_TIME_BEFORE_A_CUE), end):
        if skip_time(items, k) >= end and not (k > floor and (items[k].text == "," or _is_last_name(items, k))):
            return k
    return end


def _is_last_name(items: Sequence[Token], k: int) -> bool:
    """Tell whether the month at *k* ends a name ("Theresa May"), as a name and no day stands before it."""
    if items[k].text != "May":
        return False
    before = items[k - 1]
    return is_capitalised(before) and before.text.lower() not in _TIME_WORDS


def starts_noun_phrase(items: Sequence[Token], k: int) -> bool:
    """Tell whether a noun phrase may begin at *k*."""
    if k >= len(items) or items[k].text in _NOT_NOUN:
        return False
    word = items[k].text.lower()
    plain = items[k].text[0].isalnum() and word not in _STARTS_NO_NOUN_PHRASE
    return word in _NOMINAL_STARTS or (plain and not is_adverb(word))


def is_noun_phrase(items: Sequence[Token], start: int, end: int) -> bool:
    """Tell whether the items from *start* to *end* may be one noun phrase."""
    if not start < end or not (starts_noun_phrase(items, start) or _is_rough_number(items, start)):
        return False
    last = items[end - 1].text.lower()
    if end - start > 1 and is_pronoun(items[start].text.lower()):
        return False
    if any(is_predicate(items, k, end) for k in range(start, end)):
        return False
    if last in (_NEVER_ALONE if end - start == 1 else _NEVER_LAST_OF_SEVERAL):
        return last in _TWO_TO_TEN and items[end - 2].text == "of"  # "the mother of three"
    ends = last not in _NEVER_LAST or (last == "may" and end - start > 1 and _is_last_name(items, end - 1))
    return ends and any(t.text[0].isalpha() for t in items[start:end])


def _is_rough_number(items: Sequence[Token], k: int) -> bool:
    """Tell whether a number begins at *k* with a word that makes it a rough one ("about 40 people", "nearly half")."""
    if items[k].text.lower() not in _DEGREES or k + 1 >= len(items):
        return False
    following = items[k + 1].text.lower()
    return following[0].isdigit() or following in _NUMBERS


def is_verb(word: str) -> bool:
    """Tell whether *word* is an auxiliary or, by its form, a verb in the past."""
    return word in AUXILIARIES or word in _FINITE or (word.endswith("ed") and word.islower())


def is_predicate(items: Sequence[Token], k: int, end: int) -> bool:
    """Tell whether the word at *k* is a verb in the past with its object, so that no noun phrase can hold it."""
    word = items[k].text
    if not word.endswith("ed") or not word.islower():
        return False
    return k + 1 == end or items[k + 1].text.lower() in _OBJECT_STARTS


def clause_start(items: Sequence[Token], end: int, floor: int, verbs: frozenset[str]) -> int:
    """Return where the run of nominal words that ends at *end* begins, not before *floor*."""
    k = end
    floor = max(floor, end - _LONGEST)
    while k > floor:
        token = items[k - 1]
        word = token.text.lower()
        if word == "and" and k - 2 >= floor and _joins(items, k - 1, floor):
            k -= 1
            continue
        if word in _NEVER_NOMINAL and not (token.text == "May" and _is_last_name(items, k - 1)):
            break
        if token.text[0].islower() and (word in verbs or word in _FINITE):
            break
        k -= 1
    return k


def _joins(items: Sequence[Token], place: int, floor: int) -> bool:
    """Tell whether the "and" at *place* joins two nouns ("South Korea and Japan")."""
    if place + 1 >= len(items):
        return False
    before, after = items[place - 1], items[place + 1]
    both = is_capitalised(before) and (is_capitalised(after) or after.text in {"his", "her", "their"})
    both = both or (after.text in _OF_THE_SAME_KIND and before.text.isalpha()) or _are_roles(before, after)
    return both and before.text.lower() not in _TIME_WORDS and place > floor


def _are_roles(before: Token, after: Token) -> bool:
    """Tell whether two words are roles of one person ("the journalist and author Ann Lee")."""
    return is_role(before.text) and is_role(after.text) and not before.text.endswith("s")


def list_start(items: Sequence[Token], start: int, end: int, floor: int, verbs: frozenset[str]) -> int:
    """Return where a list begins whose last part is at *start* ("the US, the UK, South Korea and Japan")."""
    if not any(t.text.lower() == "and" for t in items[start:end]):
        return start
    for _ in range(_MOST_MEMBERS):
        if start - 1 <= floor or items[start - 1].text != ",":
            break
        earlier = clause_start(items, start - 1, floor, verbs)
        if not is_noun_phrase(items, earlier, start - 1) or start - 1 - earlier > _LONGEST_MEMBER:
            break
        start = earlier
    return start


def agrees(items: Sequence[Token], start: int, end: int, verb: str, *, plural_form: bool) -> bool:
    """Tell whether a subject may go with a verb in the present: "officials say", "the mayor says"."""
    last = items[end - 1].text
    word = last.lower()
    if _CONTRACTION.search(word) and is_pronoun(word):  # "she'll say"
        return True
    several = items[start].text.lower() in _PLURAL_STARTS or any(t.text == "and" for t in items[start:end])
    if plural_form:
        places = (k for k in range(start + 1, end) if items[k].text in PREPOSITIONS)
        head = next((items[k - 1].text for k in places), word)  # "researchers at the university say"
        return (
            several
            or head.endswith("s")
            or head in _PLURALS
            or word.endswith("s")
            or word in _PLURALS
            or last.isupper()
        )
    reads_plural = several or (word.endswith("s") and verb.islower())
    return word not in _PLURALS and not (last.islower() and reads_plural)


def trim_left(items: Sequence[Token], start: int, end: int) -> int:
    """Return where the noun phrase begins once what leads to it is passed, and a noun before a pronoun."""
    k = after_lead(items, start, end)
    for i in range(end - 1, k, -1):  # "the plan he said": what stands before a pronoun is no part of the subject
        if is_pronoun(items[i].text.lower()):
            return i
    return k


def after_lead(items: Sequence[Token], start: int, end: int) -> int:
    """Return the place after adverbs and leading phrases of time and place at *start*."""
    k = start
    while k < end:
        word = items[k].text.lower()
        after_time = skip_time(items, k)
        if k < after_time < end and not _is_given_name(items, k, after_time):
            k = after_time
        elif word in _LEADING_ADVERBS:
            k += 1
        elif word in PREPOSITIONS and is_capitalised(items[k]) and (after := _after_place(items, k, end)) < end:
            k = after
        else:
            break
    return k


def _is_given_name(items: Sequence[Token], k: int, after: int) -> bool:
    """Tell whether the month at *k* is a name ("Jun Holm", "April Bell"), as no preposition or day stands beside it."""
    return after == k + 1 and items[k].text.lower() in _MONTHS and is_capitalised(items[after])


def name_start(items: Sequence[Token], start: int, end: int) -> int:
    """Return where the name that ends at *end* begins, with one word that says what its bearer is."""
    k = end
    while k > start and (is_capitalised(items[k - 1]) or items[k - 1].text.lower() == "of"):
        k -= 1
    if k < end and items[k].text.lower() == "of":
        k += 1
    if start < k < end and items[k - 1].text.islower() and items[k - 1].text.lower() not in PREPOSITIONS:
        k -= 1
    return k if k < end else start


def _after_place(items: Sequence[Token], k: int, end: int) -> int:
    """Return the place after a prepositional phrase at *k*: behind its comma, or where a determiner stands."""
    for i in range(k + 2, end):
        if items[i].text == ",":
            return i + 1
        if items[i].text.lower() in _NOMINAL_STARTS and items[i - 1].text.lower() not in PREPOSITIONS:
            return i
    return end


def right_end(items: Sequence[Token], start: int, verbs: frozenset[str]) -> int:
    """Return the end of the noun phrase that begins at *start*, with a descriptive apposition if one follows."""
    end = plain_end(items, start, verbs)
    if end + 1 >= len(items) or items[end].text != ",":
        return end
    return _name_end(items, start, end) or _apposition_end(items, start, end) or end


def _name_end(items: Sequence[Token], start: int, comma: int) -> int | None:
    """Return the end of a name after the role that its bearer has ("the mayor, Ann Lee"), or None."""
    if not items[comma - 1].text.islower() or items[start].text.lower() not in _ROLE_STARTS:
        return None
    k = comma + 1
    while k < len(items) and is_capitalised(items[k]) and items[k].text not in _NOT_NOUN:
        k += 1
    return k if k > comma + 1 else None


def _apposition_end(items: Sequence[Token], start: int, comma: int) -> int | None:
    """Return the end of a description ("Ann Lee, the mayor of Rome"), or None where no comma or stop closes it."""
    if comma == start or items[comma + 1].text.lower() not in _APPOSITION_STARTS:
        return None
    k = comma + 1
    while k < min(len(items), comma + _LONGEST) and items[k].text not in _APPOSITION_ENDS:
        k += 1
    return k if k == len(items) or items[k].text in {",", "."} else None


def plain_end(items: Sequence[Token], start: int, verbs: frozenset[str]) -> int:
    """Return the end of the noun phrase that begins at *start*, without an apposition."""
    if start < len(items) and is_pronoun(items[start].text.lower()):
        return start + 1
    k, last = start, min(len(items), start + _LONGEST)
    while k < last and not _ends(items, k, start, verbs):
        k += 1
    return k


def _ends(items: Sequence[Token], k: int, start: int, verbs: frozenset[str]) -> bool:
    """Tell whether the noun phrase that begins at *start* ends before the word at *k*."""
    text = items[k].text
    if text == "May" and k > start and _is_last_name(items, k):
        return False
    word = text.lower()
    if word in _ENDS_A_NOUN_PHRASE or items[k].text == "who" or (word == "and" and not _joins(items, k, start)):
        return True
    if k == start:
        return False
    return (items[k].text.islower() and (word in verbs or is_adverb(word))) or skip_time(items, k) > k
