# SPDX-License-Identifier: MIT
"""Quoting: how the quoted words of two outlets relate, word by word."""

import difflib
import itertools
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

import attrs

from claimtrack.comparison.passages import Passage
from claimtrack.comparison.profiles import Profile
from claimtrack.comparison.sides import Shown, Side, Sides, some_two_share_nothing
from claimtrack.model import Claim, Span

LONGEST_DIFF = 400
"""Up to how many words two texts are compared word by word: the time grows with the square of the length."""

# Quoted words that are shown as changed, in both outlets together.
_MOST_CHANGED = 10
# Share of the shorter quotation that two must have in common, word by word, to be one quotation that was altered.
_ALTERED_SHARE = 0.6
_SHORTEST_QUOTATION = 3
_LEAST_FRAGMENT = 5  # words of one quotation among several that are enough to be told by


class PairKind(StrEnum):
    """How the words of two passages relate: the same, cut short, changed, or other words."""

    VERBATIM = "verbatim"
    TRIMMED = "trimmed"
    ALTERED = "altered"
    PARAPHRASE = "paraphrase"


@attrs.frozen
class _Quote:
    """The words that a passage quotes, as if they stood in one row: their keys, and where each begins and ends."""

    claim: Claim
    keys: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @property
    def span(self) -> Span:
        return Span(self.starts[0], self.ends[-1])

    def has_stop(self, at: int) -> bool:
        """Tell whether a full stop stands right behind word *at*."""
        end = self.ends[at]
        return self.claim.article.text[end : end + 1] in {".", "!", "?"}


def pair_kind(one: Profile, other: Profile) -> PairKind:
    """Tell how the words of two passages relate; only quoted words can be trimmed or altered.

    Case, marks, spacing and house spelling do not count.
    """
    quoted, other_quoted = _quoted(one), _quoted(other)
    short, long = sorted((quoted, other_quoted), key=len)
    if len(short) < _SHORTEST_QUOTATION:
        is_same = one.keys == other.keys and bool(short) == bool(long)
        return PairKind.VERBATIM if is_same else PairKind.PARAPHRASE
    if short == long:
        return PairKind.VERBATIM
    if _is_within(short, long) or _shares_fragment(one, other_quoted) or _shares_fragment(other, quoted):
        return PairKind.TRIMMED
    if len(long) > LONGEST_DIFF:
        return PairKind.PARAPHRASE
    common = sum(block.size for block in matcher(short, long).get_matching_blocks())
    return PairKind.ALTERED if common >= _ALTERED_SHARE * len(short) else PairKind.PARAPHRASE


def matcher(one: Sequence[str], other: Sequence[str]) -> difflib.SequenceMatcher[str]:
    """Return a matcher of two word lists in which no word counts as junk."""
    return difflib.SequenceMatcher(None, one, other, autojunk=False)


def _quoted(profile: Profile) -> tuple[str, ...]:
    return tuple(itertools.compress(profile.keys, profile.marked))


def _is_within(keys: Sequence[str], others: Sequence[str]) -> bool:
    """Tell whether *others* have the words *keys* in a row."""
    return f" {' '.join(keys)} " in f" {' '.join(others)} "


def _shares_fragment(profile: Profile, quoted: Sequence[str]) -> bool:
    """Tell whether one of several quotations in a passage is, as a whole, among the words *quoted* in another."""
    return any(len(fragment) >= _LEAST_FRAGMENT and _is_within(fragment, quoted) for fragment in _fragments(profile))


def _fragments(profile: Profile) -> Iterator[list[str]]:
    words = zip(profile.marked, profile.keys, strict=True)
    for is_quoted, run in itertools.groupby(words, key=lambda word: word[0]):
        if is_quoted:
            yield [key for _, key in run]


def _quotes(side: Side) -> list[_Quote]:
    found = []
    for profile in side.profiles:
        if keys := _quoted(profile):
            starts, ends = (tuple(itertools.compress(each, profile.marked)) for each in (profile.starts, profile.ends))
            found.append(_Quote(profile.claim, keys, starts, ends))
    return found


def find_quotation(sides: Sides) -> dict[str, Shown] | None:
    """Find outlets that quote other words, or of which one quotes what the other puts in its own words."""
    quotes = {outlet: _quotes(side) for outlet, side in sides.items()}
    if all(quotes.values()):
        if not some_two_share_nothing([quote.keys for quote in found] for found in quotes.values()):
            return None
        values = _quoted_otherwise({outlet: max(found, key=lambda q: len(q.keys)) for outlet, found in quotes.items()})
    elif any(quotes.values()):
        values = {outlet: "quoted" if found else "paraphrased" for outlet, found in quotes.items()}
    else:
        return None
    return {
        outlet: Shown(values[outlet], tuple(Passage(quote.claim, (quote.span,)) for quote in found))
        for outlet, found in quotes.items()
    }


def _quoted_otherwise(longest: Mapping[str, _Quote]) -> dict[str, str]:
    """Return for each outlet, by its longest quote, how it quotes what others quote."""
    values = _altered(longest)
    for outlet, quote in longest.items():
        if any(_stops_early(quote, longer) for other, longer in longest.items() if other != outlet):
            values[outlet] += ", with an early full stop"
    return values


def _altered(quotes: Mapping[str, _Quote]) -> dict[str, str]:
    """Return for each outlet the quoted words that the first outlet quotes otherwise, or how much it quotes."""
    (first, quote), *others = quotes.items()
    values = {outlet: f"quotes {len(other.keys)} words" for outlet, other in quotes.items()}
    for outlet, other in others:
        if max(len(quote.keys), len(other.keys)) > LONGEST_DIFF:
            continue
        blocks = matcher(quote.keys, other.keys).get_opcodes()
        changed = [(quote.keys[a:b], other.keys[c:d]) for tag, a, b, c, d in blocks if tag == "replace"]
        if changed and sum(len(words) + len(other_words) for words, other_words in changed) <= _MOST_CHANGED:
            values[first] = ", ".join(f"“{' '.join(words)}”" for words, _ in changed)
            values[outlet] = ", ".join(f"“{' '.join(other_words)}”" for _, other_words in changed)
    return values


def _stops_early(quote: _Quote, longer: _Quote) -> bool:
    """Tell whether a quotation ends with a full stop where a longer one of the same words goes on in its sentence."""
    size = len(quote.keys)
    if not size < len(longer.keys) <= LONGEST_DIFF:
        return False
    at = next((at for at in range(len(longer.keys) - size) if longer.keys[at : at + size] == quote.keys), None)
    return at is not None and quote.has_stop(-1) and not longer.has_stop(at + size - 1)
