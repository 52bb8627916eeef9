# SPDX-License-Identifier: MIT
"""Index: what shares most with a thing, looked up by a few of its terms, so that no step looks at all pairs."""

import heapq
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, TypeVar

_Term = TypeVar("_Term", int, str)


class Index(Generic[_Term]):
    """Things by their terms; each thing is known by its number in the order in which they were given."""

    def __init__(self, things: Iterable[Iterable[_Term]]) -> None:
        self._places: dict[_Term, list[int]] = {}
        for number, terms in enumerate(things):
            for term in terms:
                self._places.setdefault(term, []).append(number)

    def rarest(self, terms: Iterable[_Term]) -> list[_Term]:
        """Return those of *terms* that some thing has, the rarest first, in alphabetical order where they are equal."""
        return sorted(
            (term for term in terms if term in self._places), key=lambda term: (len(self._places[term]), term)
        )

    def count(self, term: _Term) -> int:
        """Return how many things have *term*."""
        return len(self._places.get(term, ()))

    def near(
        self,
        terms: Iterable[tuple[_Term, float]],
        budget: int,
        *,
        at: int = 0,
        within: Sequence[tuple[int, int]] | None = None,
    ) -> dict[int, float]:
        """Return the numbers of things that have some of *terms*, with the summed weights of the terms shared.

        Args:
            terms: The terms that are looked up, in this order, each with its weight.
            budget: How many places are looked at; then the search ends, so that its time is bounded.
            at: The number near which things are looked for where a term has more of them than are left to look at.
            within: The ranges of numbers, each from the first to the one after the last, in which things are looked
                for, one range after the other; None for all.
        """
        shared: defaultdict[int, float] = defaultdict(float)
        for term, weight in terms:
            places = self._places.get(term, [])
            for low, high in _bounds(places, within):
                start, end = low, high
                if high - low > budget:
                    start = min(max(low, bisect_left(places, at) - budget // 2), high - budget)
                    end = start + budget
                for number in places[start:end]:
                    shared[number] += weight
                budget -= end - start
            if budget <= 0:
                break
        return shared


def best(shared: Mapping[int, float], most: int) -> list[int]:
    """Return the numbers of the *most* things with the largest weights, of equal ones those that come first."""
    return heapq.nsmallest(most, shared, key=lambda number: (-shared[number], number))


def _bounds(places: Sequence[int], within: Sequence[tuple[int, int]] | None) -> list[tuple[int, int]]:
    if within is None:
        return [(0, len(places))]
    return [(bisect_left(places, first), bisect_left(places, end)) for first, end in within]
