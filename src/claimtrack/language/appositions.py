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
_ARTICLES = word_class("article")
_CLOSED = frozenset(", . :".split()) | {""}
_LONGEST_APPOSITION = 20  # items
_LONGEST_BRACKET = 6  # items between the brackets behind a name
_MOST_PARTS = 3


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
        return _after_members(items, end) if items[end - 1].text == ")" else _after_apposition(items, end)
    if word == "who":
        return _mark(items, end + 1)
    return _after_workplace(items, end) if word in _BEFORE_A_WORKPLACE else end


def _after_brackets(items: Sequence[Token], opening: int) -> int:
    """Return the place after the short brackets at *opening* ("(VCC)"), or *opening*."""
    last = min(len(items), opening + _LONGEST_BRACKET)
    return next((k + 1 for k in range(opening + 1, last) if items[k].text == ")"), opening)


def _after_apposition(items: Sequence[Token], comma: int) -> int:
    """Return the place after an age, a role or "who ..." behind *comma* ("Ann Lee, 34"), or *comma*."""
    if _word(items, comma + 1).isdigit():
        return comma + 2 if _word(items, comma + 2) in _CLOSED else comma
    end = _mark(items, comma + 1)
    is_name = ph.is_capitalised(items[comma - 1]) or items[comma - 1].text.isdigit()
    if not is_name or comma + 1 >= len(items):
        return comma
    if _word(items, comma + 1) in {"who", "whose"}:
        return end if _word(items, end) in _CLOSED else comma
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
    return words[:1] != [] and words[0].lower() in _ARTICLES and not any(map(ph.is_verb, words))


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
