# SPDX-License-Identifier: MIT
"""Noun phrases without a parser: where the mention of a source begins and ends.

The closed classes of English (determiners, prepositions, auxiliaries ...) are enough to find the borders
of the phrases that stand next to a cue; open classes are told by shape alone.
"""

import re
from collections.abc import Sequence

from claimtrack.language.tokens import Token

QUOTE = "“…”"  # the text of the token that stands for a whole quotation

PRONOUNS = frozenset("he she they it we i you who".split())
_SUBJECTS = PRONOUNS - {"who"}
_CONTRACTION = re.compile(r"['’](?:ll|ve|re|d|m|s)\Z")
_DETERMINERS = frozenset(
    "the a an this that these those his her its their our my your some many several most all both one two three four "
    "five six seven eight nine ten no another other each every few any more none half others dozens hundreds".split()
)
PREPOSITIONS = frozenset(
    "of in on at by for from with about into over under between against during through across amid among without "
    "within near toward towards to upon via per despite alongside including like".split()
)
SUBORDINATORS = frozenset(
    "that which while when after before because since although though as if unless until whereas where whether than "
    "but and or nor so yet what how why whose whom once".split()
)
AUXILIARIES = frozenset(
    "is are was were be been being am has have had having do does did will would can could may might must shall "
    "should ’s ’re ’ve ’d isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't can't "
    "couldn't isn’t aren’t wasn’t weren’t hasn’t haven’t hadn’t don’t doesn’t didn’t won’t wouldn’t can’t "
    "couldn’t cannot shouldn't shouldn’t mustn't mustn’t mightn't mightn’t not n't".split()
)
BE = frozenset("is are was were be been being am isn't aren't wasn't weren't isn’t aren’t wasn’t weren’t".split())
_ADVERBS = frozenset(
    "also then later earlier again once never ever always often still now already just even soon first further "
    "furthermore moreover however meanwhile nevertheless too instead therefore thus previously yesterday today "
    "tonight likewise rather simply quickly long so afterward afterwards".split()
)
_DAYS = "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun".split()
_MONTHS = (
    "january february march april may june july august september october november december jan feb mar apr jun jul "
    "aug sept sep oct nov dec".split()
)
_TIME_WORDS = frozenset(
    "today yesterday tonight tomorrow morning afternoon evening night week month year weekend day days weeks months "
    "years recently earlier later ago spring summer autumn fall winter".split()
) | frozenset([*_DAYS, *_MONTHS])
_TIME_MODIFIERS = frozenset("last next this late early mid the past recent previous that same a few two three".split())
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d\Z|\d{1,2}(?:st|nd|rd|th)?\Z")
_NOT_NOUN = frozenset(', . ; : ( ) [ ] – — - -- ... … ! ? / " ” “'.split()) | {QUOTE}
# No mention of a source is longer (in items); it keeps the reading of a sentence linear in its length.
_LONGEST = 60
_LONGEST_TIME = 10
_MOST_MEMBERS = 12
# Verb forms that a subject cannot hold; with auxiliaries and cues they mark where a clause has begun.
_FINITE = frozenset(
    "hit said told came went took made got gave began left held kept met sent led won lost put set ran fell rose grew "
    "saw became "
    "seemed appears appeared seems remains remained follows followed comes goes takes makes".split()
)


def is_adverb(word: str) -> bool:
    """Tell whether a lower-case *word* may stand between a subject and its verb."""
    return word in _ADVERBS or (word.endswith("ly") and len(word) > 4 and word not in {"family", "italy", "july"})  # noqa: PLR2004


def is_pronoun(word: str) -> bool:
    """Tell whether a lower-case *word* is a personal pronoun as a subject, also with a verb in it ("she'll")."""
    return _CONTRACTION.sub("", word) in _SUBJECTS


def is_capitalised(token: Token) -> bool:
    """Tell whether *token* begins with a capital."""
    return token.text[0].isupper()


def skip_time(items: Sequence[Token], k: int) -> int:
    """Return the place after a time phrase that begins at *k* ("on Wednesday", "late last year"), or *k*."""
    n, i = min(len(items), k + _LONGEST_TIME), k
    if i < n and items[i].text.lower() in {"on", "in", "at", "during", "by", "since", "over", "earlier", "later"}:
        i += 1
    start, seen = i, False
    while i < n:
        word = items[i].text.lower()
        if word in _TIME_WORDS:
            seen = True
        elif not (
            word in _TIME_MODIFIERS
            or _YEAR.match(word)
            or (word == "," and seen and i + 1 < n and _YEAR.match(items[i + 1].text))
        ):
            break
        i += 1
    while i > start and items[i - 1].text.lower() in {"the", "a", "that", ","}:
        i -= 1
    bare_year = (
        i == start + 1 and i > k + 1 and items[k].text.lower() in {"in", "since"} and _YEAR.match(items[start].text)
    )
    return i if seen or bare_year else k


def skip_time_back(items: Sequence[Token], end: int, floor: int) -> int:
    """Return where a time phrase that ends at *end* begins, or *end*."""
    for k in range(max(floor, end - 5), end):
        if skip_time(items, k) >= end and not (k > floor and items[k].text == ","):
            return k
    return end


def starts_noun_phrase(items: Sequence[Token], k: int) -> bool:
    """Tell whether a noun phrase may begin at *k*."""
    if k >= len(items) or items[k].text in _NOT_NOUN:
        return False
    word = items[k].text.lower()
    if word in _DETERMINERS or word in PRONOUNS:
        return True
    return items[k].text[0].isalnum() and not (
        word in PREPOSITIONS or word in SUBORDINATORS or word in AUXILIARIES or is_adverb(word)
    )


def is_noun_phrase(items: Sequence[Token], start: int, end: int) -> bool:
    """Tell whether the items from *start* to *end* may be one noun phrase."""
    if not start < end or not starts_noun_phrase(items, start):
        return False
    last = items[end - 1].text.lower()
    if end - start > 1 and is_pronoun(items[start].text.lower()):
        return False
    if any(_is_predicate(items, k, end) for k in range(start, end)):
        return False
    if (
        last in _DETERMINERS - {"all", "both", "some", "many", "several", "most", "few", "others", "one", "two"}
        and end - start > 1
    ):
        return False
    if end - start == 1 and last in {
        "the",
        "a",
        "an",
        "his",
        "its",
        "their",
        "my",
        "your",
        "our",
        "no",
        "every",
        "her",
    }:
        return False
    return last not in PREPOSITIONS and last not in AUXILIARIES and any(t.text[0].isalpha() for t in items[start:end])


def holds_verb(items: Sequence[Token]) -> bool:
    """Tell whether one of *items* is a common verb in a form that only a finite clause has."""
    return any(is_verb(item.text) for item in items)


def is_verb(word: str) -> bool:
    """Tell whether *word* is an auxiliary or, by its form, a verb in the past."""
    return word in AUXILIARIES or word in _FINITE or (word.endswith("ed") and word.islower())


def _is_predicate(items: Sequence[Token], k: int, end: int) -> bool:
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
        lower = token.text[0].islower()
        if token.text in _NOT_NOUN or word in SUBORDINATORS or word in AUXILIARIES:
            break
        if lower and (word in verbs or word in _FINITE):
            break
        k -= 1
    return k


def _joins(items: Sequence[Token], place: int, floor: int) -> bool:
    """Tell whether the "and" at *place* joins two nouns ("South Korea and Japan")."""
    if place + 1 >= len(items):
        return False
    before, after = items[place - 1], items[place + 1]
    both = is_capitalised(before) and is_capitalised(after)
    return both and before.text.lower() not in _TIME_WORDS and place > floor


def list_start(items: Sequence[Token], start: int, end: int, floor: int, verbs: frozenset[str]) -> int:
    """Return where a list begins whose last part is at *start* ("the US, the UK, South Korea and Japan")."""
    if not any(t.text.lower() == "and" for t in items[start:end]):
        return start
    for _ in range(_MOST_MEMBERS):
        if start - 1 <= floor or items[start - 1].text != ",":
            break
        earlier = clause_start(items, start - 1, floor, verbs)
        if not is_noun_phrase(items, earlier, start - 1) or start - 1 - earlier > 5:  # noqa: PLR2004
            break
        start = earlier
    return start


_OBJECT_STARTS = frozenset("a an the no his her its their him them me us to up down out off it".split())


def agrees(items: Sequence[Token], start: int, end: int, verb: str, *, plural_form: bool) -> bool:
    """Tell whether a subject may go with a verb in the present: "officials say", "the mayor says"."""
    last = items[end - 1].text
    word = last.lower()
    if _CONTRACTION.search(word) and is_pronoun(word):  # "she'll say"
        return True
    several = items[start].text.lower() in _PLURAL_STARTS or any(t.text == "and" for t in items[start:end])
    if plural_form:
        return several or word.endswith("s") or word in _PLURALS or last.isupper()
    return (
        word not in _PLURALS
        and not (several and last.islower())
        and not (last.islower() and word.endswith("s") and verb.islower())
    )


_PLURAL_STARTS = frozenset(
    "two three four five six seven eight nine ten several many some most both these those few".split()
)
_PLURALS = frozenset(
    "people police men women they we i you who many some most others few half all children media data".split()
)


def trim_left(items: Sequence[Token], start: int, end: int) -> int:
    """Return where the noun phrase begins once adverbs and leading phrases of time and place are passed."""
    k = start
    while k < end:
        word = items[k].text.lower()
        after_time = skip_time(items, k)
        if k < after_time < end:
            k = after_time
        elif word in {"then", "also", "meanwhile", "still", "yet", "so", "however", "later", "earlier", "too"}:
            k += 1
        elif word in PREPOSITIONS and is_capitalised(items[k]) and (after := _after_place(items, k, end)) < end:
            k = after
        else:
            break
    for i in range(end - 1, k, -1):  # "the plan he said": what stands before a pronoun is no part of the subject
        if is_pronoun(items[i].text.lower()):
            return i
    return k


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
    """Return the place after a prepositional phrase at *k*: where a new determiner or pronoun stands."""
    for i in range(k + 2, end):
        if items[i].text.lower() in _DETERMINERS | PRONOUNS and items[i - 1].text.lower() not in PREPOSITIONS:
            return i
    return end


def right_end(items: Sequence[Token], start: int, verbs: frozenset[str]) -> int:
    """Return the end of the noun phrase that begins at *start*, with a descriptive apposition if one follows."""
    end = _plain_end(items, start, verbs)
    if end + 1 < len(items) and items[end].text == "," and items[end - 1].text.islower():
        k = end + 1  # "the mayor, Ann Lee"
        while k < len(items) and is_capitalised(items[k]) and items[k].text not in _NOT_NOUN:
            k += 1
        if k > end + 1 and items[start].text.lower() in {"the", "its", "his", "her", "their", "our"}:
            return k
    if (
        end + 1 < len(items)
        and items[end].text == ","
        and end > start
        and (
            items[end + 1].text.lower()
            in {"a", "an", "the", "who", "his", "her", "one", "chief", "head", "former", "whose"}
        )
    ):
        k = end + 1
        while k < min(len(items), end + _LONGEST) and items[k].text not in {",", ".", ";", QUOTE, "(", "—", "–", ":"}:
            k += 1
        if k == len(items) or items[k].text in {",", "."}:
            return k
    return end


def _plain_end(items: Sequence[Token], start: int, verbs: frozenset[str]) -> int:
    if start < len(items) and is_pronoun(items[start].text.lower()):
        return start + 1
    k = start
    while k < min(len(items), start + _LONGEST):
        word = items[k].text.lower()
        if items[k].text in _NOT_NOUN or word in (AUXILIARIES | SUBORDINATORS) - {"and", "that"}:
            break
        if word == "and" and not _joins(items, k, start):
            break
        if word in (PREPOSITIONS - {"of", "for"}) or (skip_time(items, k) > k > start):
            break
        if word in verbs and items[k].text.islower() and k > start:
            break
        if is_adverb(word) and k > start and items[k].text.islower():
            break
        k += 1
    return k
