# SPDX-License-Identifier: MIT
"""What stands behind a noun phrase and belongs to it: an age, a role, brackets, a place of work, a relative clause."""

from collections.abc import Sequence

from claimtrack.language import noun_phrases as ph
from claimtrack.language.closed_classes import word_class
from claimtrack.language.nouns import is_role
from claimtrack.language.tokens import QUOTATION, Token

_ENDS = frozenset(", . ; : ( ) — – ! ?".split()) | {QUOTATION}
_STARTS_NONE = frozenset.union(
    ph.PREPOSITIONS, ph.SUBORDINATORS, ph.AUXILIARIES, ph.PRONOUNS, word_class("possessive determiner")
)
_BEFORE_A_WORKPLACE = frozenset("from with at in on".split())
_BEFORE_A_PLACE = frozenset("of from in".split())
_BEFORE_A_HOME = frozenset("of from".split())
_BEFORE_A_HOUSE = frozenset("of at for with to".split())
_FAMILIAR = frozenset("familiar close aware responsible".split())
_ARTICLES = word_class("article")
_CLOSED = frozenset(", . :".split()) | {""}
_LONGEST_APPOSITION = 20  # items
_LONGEST_BRACKET = 6  # items between the brackets behind a name
_LONGEST_PLACE = 3  # items of a state or a country
_MOST_PARTS = 5


def with_appositions(items: Sequence[Token], end: int) -> int:
    """Return where the noun phrase that ends at *end* ends with all that belongs to it and stands behind it."""
    for _ in range(_MOST_PARTS):
        longer = _after_part(items, end)
        if longer == end:
            break
        end = longer
    return end


def _after_part(items: Sequence[Token], end: int) -> int:
    """Return the place after one further part at *end*, or *end*."""
    word = _word(items, end)
    if word == "(":
        return _after_brackets(items, end)
    if word == ",":
        return _after_comma(items, end)
    if word == "who":
        return _mark(items, end + 1)
    if word in ph.PREPOSITIONS and _takes_a_phrase(items[end - 1].text):
        return _after_phrase(items, end)
    return _after_workplace(items, end) if word in _BEFORE_A_WORKPLACE else end


def _after_comma(items: Sequence[Token], comma: int) -> int:
    """Return the place after what belongs to the words before *comma*, or *comma*."""
    if items[comma - 1].text == ")" and (after := _after_members(items, comma)) > comma:
        return after
    for part in (_after_place, _after_names, _after_home, _after_house, _after_apposition):
        if (after := part(items, comma)) > comma:
            return after
    return comma


def _takes_a_phrase(word: str) -> bool:
    """Tell whether a noun phrase that ends with *word* goes on with a phrase ("the letter signed", "one familiar")."""
    return word.islower() and (word.endswith("ed") or word in _FAMILIAR)


def _after_phrase(items: Sequence[Token], preposition: int) -> int:
    end = _mark(items, preposition + 1)
    plain = not any(ph.is_verb(token.text) for token in items[preposition:end])
    return end if plain and _word(items, end) in _CLOSED and end > preposition + 1 else preposition


def _after_place(items: Sequence[Token], comma: int) -> int:
    """Return the place after the country or the state of a place ("a nurse from Bay Beach, Fla.,"), or *comma*."""
    first = comma
    while first > 0 and ph.is_capitalised(items[first - 1]):
        first -= 1
    end = comma + 1
    while end < len(items) and ph.is_capitalised(items[end]):
        end += 1
    short = 0 < end - comma - 1 <= _LONGEST_PLACE
    end += _word(items, end) == "." and _word(items, end + 1) == ","
    placed = _word(items, first - 1) in _BEFORE_A_PLACE and first < comma
    return end if placed and short and _word(items, end) in _CLOSED else comma


def _after_names(items: Sequence[Token], comma: int) -> int:
    """Return the place after the names that end a list ("Jon Dale, Rob Dawes and Nat Peters"), or *comma*."""
    end = _mark(items, comma + 1)
    words = [token.text for token in items[comma + 1 : end]]
    named = all(word[0].isupper() or word == "and" for word in words) and ph.is_capitalised(items[comma - 1])
    several = "and" in words[1:-1] or (words[:1] == ["and"] and len(words) > 1)
    return end if named and several and _word(items, end) in _CLOSED else comma


def _after_house(items: Sequence[Token], comma: int) -> int:
    """Return the place after the house of an office in capitals ("Ann Lee, Director, Lesk Securities"), or *comma*."""
    start = comma
    while start > 0 and ph.is_capitalised(items[start - 1]):
        start -= 1
    end = _mark(items, comma + 1)
    office = any(is_role(token.text.lower()) for token in items[start:comma]) and _word(items, start - 1) == ","
    house = end > comma + 1 and all(map(ph.is_capitalised, items[comma + 1 : end]))
    return end if office and house and _word(items, end) in _CLOSED else comma


def _after_home(items: Sequence[Token], comma: int) -> int:
    """Return the place after "of Torvik" behind *comma* ("Ann Lee, 34, of Torvik, said"), or *comma*."""
    end = _mark(items, comma + 1)
    homely = _word(items, comma + 1) in _BEFORE_A_HOME and ph.is_capitalised(items[end - 1])
    return end if homely and end - comma <= _LONGEST_BRACKET and _word(items, end) in _CLOSED else comma


def _after_brackets(items: Sequence[Token], opening: int) -> int:
    """Return the place after the short brackets at *opening* ("(VCC)"), or *opening*."""
    last = min(len(items), opening + _LONGEST_BRACKET)
    return next((k + 1 for k in range(opening + 1, last) if items[k].text == ")"), opening)


def _after_apposition(items: Sequence[Token], comma: int) -> int:
    """Return the place after an age, a role or "who ..." behind *comma* ("Ann Lee, 34"), or *comma*."""
    if _word(items, comma + 1).isdigit():
        return comma + 2 if _word(items, comma + 2) in _CLOSED else comma
    end = _mark(items, comma + 1)
    if _word(items, comma + 1) in {"who", "whose"}:
        return end if _word(items, end) in _CLOSED else comma
    before = items[comma - 1].text
    is_name = before[0].isupper() or before.isdigit() or before == ")"
    if not is_name or comma + 1 >= len(items):
        return comma
    first = items[comma + 1].text
    if first.lower() in _STARTS_NONE or (first.endswith("ing") and first.islower()):
        return comma
    if not _is_description(items, comma + 1, end):
        return comma
    return end if _word(items, end) in _CLOSED | {"("} else comma


def _is_description(items: Sequence[Token], start: int, end: int) -> bool:
    """Tell whether the items from *start* to *end* hold a role, or an article and no verb."""
    words = [token.text for token in items[start:end]]
    if any(is_role(word.rpartition("-")[2]) for word in words):  # "vice-president"
        return ph.AUXILIARIES.isdisjoint(words)
    introduced = words[:1] != [] and (words[0].lower() in _ARTICLES or words[:2] == ["one", "of"])
    described = introduced or (words[:1] != [] and _names_a_post(words))
    return described and not any(map(ph.is_verb, words))


def _names_a_post(words: Sequence[str]) -> bool:
    """Tell whether *words* tell of what somebody is in a house with a name ("publisher of Lesk Blog")."""
    place = next((k for k, word in enumerate(words) if word in _BEFORE_A_HOUSE), len(words))
    return place > 0 and words[0].islower() and any(word[0].isupper() for word in words[place:])


def _after_members(items: Sequence[Token], comma: int) -> int:
    """Return the place after further bodies behind *comma* ("the Chamber (VCC), the Board and the Bank")."""
    end = _mark(items, comma + 1)
    words = {token.text for token in items[comma + 1 : end]}
    return end if "and" in words and not any(map(ph.is_verb, words)) and _word(items, end) in _CLOSED else comma


def _after_workplace(items: Sequence[Token], place: int) -> int:
    """Return the place after "at the University of Torvik" or "from Torvik" at *place*, or *place*.

    Behind a name, only "from" and "with" tell of its bearer; "at" and "in" tell where it was said.
    """
    word, named = _word(items, place), ph.is_capitalised(items[place - 1])
    inner = place + 1 + (_word(items, place + 1) == "the")
    if inner >= len(items) or (named and word not in {"from", "with"}) or ph.skip_time(items, place) > place:
        return place
    if not ph.is_capitalised(items[inner]):
        return place
    end = ph.plain_end(items, inner, frozenset())
    return end if end > inner else place


def _mark(items: Sequence[Token], start: int) -> int:
    last = min(len(items), start + _LONGEST_APPOSITION)
    return next((k for k in range(start, last) if items[k].text in _ENDS), last)


def _word(items: Sequence[Token], k: int) -> str:
    return items[k].text.lower() if 0 <= k < len(items) else ""
