# SPDX-License-Identifier: MIT
"""Quotations: how the quoted words of two outlets relate, word by word."""

import difflib
import itertools
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from claimtrack.comparison.passages import Passage
from claimtrack.comparison.profiles import Profile, Word
from claimtrack.comparison.sides import Found, Sides
from claimtrack.model import Span

# Quoted words that are shown as changed, in both outlets together.
_MOST_CHANGED = 10
# Word by word, quotations are only compared up to this length: the time grows with its square.
_LONGEST_DIFF = 400
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


def pair_kind(one: Profile, other: Profile) -> PairKind:
    """Tell how the words of two passages relate; only quoted words can be trimmed or altered.

    Case, marks, spacing and house spelling do not count.
    """
    keys, other_keys = _keys(one.words), _keys(other.words)
    quoted, other_quoted = _keys(_quoted(one)), _keys(_quoted(other))
    short, long = sorted((quoted, other_quoted), key=len)
    if len(short) < _SHORTEST_QUOTATION:
        return PairKind.VERBATIM if keys == other_keys and bool(short) == bool(long) else PairKind.PARAPHRASE
    if short == long:
        return PairKind.VERBATIM
    if f" {' '.join(short)} " in f" {' '.join(long)} " or _shares_fragment(one, other_quoted, other, quoted):
        return PairKind.TRIMMED
    if len(long) > _LONGEST_DIFF:
        return PairKind.PARAPHRASE
    common = sum(block.size for block in _matcher(short, long).get_matching_blocks())
    return PairKind.ALTERED if common >= _ALTERED_SHARE * len(short) else PairKind.PARAPHRASE


def _shares_fragment(one: Profile, other_quoted: list[str], other: Profile, quoted: list[str]) -> bool:
    """Tell whether one of several quotations in a passage is also quoted, as a whole, in the other passage."""
    return any(
        len(fragment) >= _LEAST_FRAGMENT and f" {' '.join(_keys(fragment))} " in f" {' '.join(words)} "
        for profile, words in ((one, other_quoted), (other, quoted))
        for fragment in _fragments(profile)
    )


def _fragments(profile: Profile) -> Iterator[list[Word]]:
    """Yield the runs of quoted words of a passage."""
    for inside, words in itertools.groupby(profile.words, key=lambda word: word.quoted):
        if inside:
            yield list(words)


def _keys(words: Sequence[Word]) -> list[str]:
    """Return the keys of *words*."""
    return [word.key for word in words]


def _matcher(one: list[str], other: list[str]) -> difflib.SequenceMatcher[str]:
    """Return a matcher of two word lists in which no word counts as junk."""
    return difflib.SequenceMatcher(None, one, other, autojunk=False)


def _quoted(profile: Profile) -> tuple[Word, ...]:
    """Return the quoted words of a passage."""
    return tuple(word for word in profile.words if word.quoted)


def find_quotation(sides: Sides) -> Found | None:
    """Find outlets that quote other words, or of which one quotes what the other puts in its own words."""
    quoted = {o: [(p, w) for p, f in side.passages if (w := _quoted(f))] for o, side in sides.items()}
    spans = {
        o: tuple(Passage(p.claim, (Span(words[0].span.start, words[-1].span.end),)) for p, words in found)
        for o, found in quoted.items()
    }
    if any(not found for found in quoted.values()):
        if not any(quoted.values()):
            return None
        return {o: "quoted" if quoted[o] else "paraphrased" for o in sides}, spans
    sets = {o: {tuple(_keys(words)) for _, words in found} for o, found in quoted.items()}
    if not any(not (one & other) for one, other in itertools.combinations(sets.values(), 2)):
        return None
    longest = {o: max(found, key=lambda quote: len(quote[1])) for o, found in quoted.items()}
    values = _altered({o: words for o, (_, words) in longest.items()})
    for outlet, (passage, words) in longest.items():
        if any(_stops_early(passage, words, *other) for o, other in longest.items() if o != outlet):
            values[outlet] += ", with an early full stop"
    return values, spans


def _altered(quoted: Mapping[str, Sequence[Word]]) -> dict[str, str]:
    """Return for each outlet the quoted words that the first outlet quotes otherwise, or how much it quotes."""
    (first, words), *others = quoted.items()
    values = {first: f"quotes {len(words)} words"}
    for outlet, other in others:
        values[outlet] = f"quotes {len(other)} words"
        if max(len(words), len(other)) > _LONGEST_DIFF:
            continue
        blocks = _matcher(_keys(words), _keys(other)).get_opcodes()
        changed = [(_keys(words[a:b]), _keys(other[c:d])) for tag, a, b, c, d in blocks if tag == "replace"]
        if changed and sum(len(a) + len(b) for a, b in changed) <= _MOST_CHANGED:
            values[first] = ", ".join(f"“{' '.join(a)}”" for a, _ in changed)
            values[outlet] = ", ".join(f"“{' '.join(b)}”" for _, b in changed)
    return values


def _stops_early(passage: Passage, words: Sequence[Word], other: Passage, longer: Sequence[Word]) -> bool:
    """Tell whether a quotation ends with a full stop where a longer one of the same words goes on in its sentence."""
    keys, longer_keys = _keys(words), _keys(longer)
    if not len(keys) < len(longer_keys) <= _LONGEST_DIFF:
        return False
    at = next((at for at in range(len(longer_keys) - len(keys)) if longer_keys[at : at + len(keys)] == keys), None)
    return at is not None and _has_stop(passage, words[-1]) and not _has_stop(other, longer[at + len(keys) - 1])


def _has_stop(passage: Passage, word: Word) -> bool:
    """Tell whether a full stop stands right behind *word*."""
    return passage.claim.article.text[word.span.end : word.span.end + 1] in {".", "!", "?"}
