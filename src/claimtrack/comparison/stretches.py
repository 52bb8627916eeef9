# SPDX-License-Identifier: MIT
"""Stretches: runs of words of a passage, by which it is shown what one outlet has where another has something else."""

import itertools
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

import attrs

from claimtrack.comparison.passages import Passage
from claimtrack.comparison.profiles import Profile, negates, plain_words, sentence_terms
from claimtrack.comparison.sides import Shown, Side, Sides, two_by_two
from claimtrack.language.closed_classes import word_class
from claimtrack.language.stems import stem
from claimtrack.model import Article, Claim, Span

MARKS = frozenset(",;:.!?()—–")
"""Signs between two words that part them."""

_NEGATION_REACH = 4  # words before a stretch
_MOST_COMPARED = 6  # passages of an outlet, its best, among which the most alike are looked for


@attrs.frozen
class Stretch:
    """Some words of a passage in a row, from *first* up to *end*, by their numbers, and whether it was *clipped*."""

    profile: Profile
    first: int
    end: int
    clipped: bool = False

    @property
    def places(self) -> range:
        """The numbers of its words."""
        return range(self.first, self.end)

    def shown(self) -> Shown:
        """Return it as what its outlet has, with a negation close before it; no words are nothing."""
        profile = self.profile
        if not self.places:
            return NOTHING
        places = range(self._negation(), self.end)
        # A claim made elsewhere may state its spans in another order than that of the text.
        start = min(profile.starts[at] for at in places)
        end = max(profile.ends[at] for at in places)
        found = shown(profile.claim, Span(start, end), profile.passage.spans)
        return attrs.evolve(found, value=f"{found.value} ...") if self.clipped else found

    def _negation(self) -> int:
        """Return where a negation stands before its first word, without which that would say the opposite."""
        profile, text = self.profile, self.profile.claim.article.text
        by_sense = word_class("near-negative adverb", "negative in sense")
        for at in range(max(0, self.first - _NEGATION_REACH), self.first):
            key, between = profile.keys[at], text[profile.ends[at] : profile.starts[self.first]]
            if (negates(key) or key in by_sense) and MARKS.isdisjoint(between):
                return at
        return self.first

    def cut(self, most: int) -> "Stretch":
        """Return its first *most* words, clipped where it has more."""
        clipped = self.clipped or len(self.places) > most
        return attrs.evolve(self, end=min(self.end, self.first + most), clipped=clipped)


NOTHING = Shown("", ())
"""What an outlet has that has nothing in the place."""


def shown(claim: Claim, place: Span, within: Iterable[Span]) -> Shown:
    """Return the words of a place that lie *within* some spans, with the gaps between these shown as " ... "."""
    cut = [(max(place.start, span.start), min(place.end, span.end)) for span in within]
    spans = tuple(Span(start, end) for start, end in sorted(cut) if start < end)
    return Shown(claim.words(spans), (Passage(claim, spans),)) if spans else NOTHING


def by_outlet(sides: Sides, found: Mapping[str, Shown]) -> dict[str, Shown] | None:
    """Return what each outlet of a row has, nothing where it was not *found*; None where none has anything."""
    return {outlet: found.get(outlet, NOTHING) for outlet in sides} if found else None


def two_stretches(sides: Sides, find: Callable[[Side, Side], Iterable[Stretch]]) -> dict[str, Shown] | None:
    """Return what each outlet has of what *find* finds in two of them, a stretch of each, or nothing."""
    found: dict[str, Shown] = {}
    for (one, side), (other, other_side) in two_by_two(sides):
        for outlet, stretch in zip((one, other), find(side, other_side), strict=False):
            found.setdefault(outlet, stretch.shown())
    return by_outlet(sides, found)


@lru_cache(maxsize=1 << 12)
def _stems(keys: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(stem(key.partition("'")[0]) for key in keys)


def stems(profile: Profile) -> tuple[str, ...]:
    """Return the stem of each word of a passage."""
    return _stems(profile.keys)


def telling(profile: Profile, places: Iterable[int] | None = None) -> list[str]:
    """Return the stems of the words at some *places*, or at all, that tell something."""
    found, keys = stems(profile), profile.keys
    chosen = range(len(keys)) if places is None else places
    return [found[at] for at in chosen if found[at] and keys[at].partition("'")[0] not in plain_words()]


def most_alike(side: Side, other_side: Side) -> tuple[Profile, Profile]:
    """Return the two of the first few passages that share the largest part of their terms."""

    def shared(pair: tuple[Profile, Profile]) -> float:
        one, other = pair
        return 2 * len(one.terms.keys() & other.terms.keys()) / max(1, len(one.terms) + len(other.terms))

    return max(itertools.product(side.profiles[:_MOST_COMPARED], other_side.profiles[:_MOST_COMPARED]), key=shared)


def shared_part(profile: Profile, other: Profile, most: int) -> Stretch:
    """Return the *most* words in a row of a passage that share most with *other*, the first of equal ones."""
    theirs = set(telling(other))
    counts = [int(word in theirs) for word in stems(profile)]
    size = min(most, len(counts))
    totals = list(itertools.accumulate(counts, initial=0))
    starts = range(len(counts) - size + 1)
    first = max(starts, key=lambda at: (totals[at + size] - totals[at], counts[at : at + 1], -at))
    return Stretch(profile, first, first + size)


@lru_cache(maxsize=1 << 10)
def article_terms(article: Article) -> frozenset[str]:
    """Return the terms of a whole article."""
    return frozenset(term for _, terms in sentence_terms(article.text) for term in terms)
