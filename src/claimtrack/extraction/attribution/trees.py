# SPDX-License-Identifier: MIT
"""Boosted trees, all read at once by the bits of their leaves: QuickScorer (Lucchese and others, SIGIR 2015).

Every test that a value does not pass closes the leaves on the low side of its node. The first leaf of a tree that
stays open is the one that a walk from its root would reach.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate
from operator import and_, getitem
from typing import Any

import attrs

from claimtrack.exceptions import WeightsError

_BITS = 8  # leaves of a tree: its open ones are one byte
_FIRST = bytes(max(0, (byte & -byte).bit_length() - 1) for byte in range(1 << _BITS))  # the first open leaf of a byte


@attrs.frozen(eq=False)
class Trees:
    """Boosted trees over a list of measures.

    Attributes:
        tests: For each measure in use its place in the list, its thresholds, rising, and the leaves of all trees that
            stay open where the value is above none of these, above the first, above the first two ...
        leaves: The values of the leaves of each tree, from low to high.
    """

    tests: tuple[tuple[int, tuple[float, ...], tuple[int, ...]], ...]
    leaves: tuple[tuple[float, ...], ...]

    @classmethod
    def of(cls, raw: Sequence[list[Any]]) -> "Trees":
        """Return trees that come as nested lists: a value, or a measure, a threshold, and the trees up to it and above.

        Raises:
            WeightsError: If a tree has more leaves than are read at once.
        """
        tests: dict[int, list[tuple[float, int]]] = {}
        leaves = []
        for number, tree in enumerate(raw):
            leaves.append(tuple(_leaves(tree)))
            if len(leaves[-1]) > _BITS:
                message = f"weights: expected trees of at most {_BITS} leaves, got one of {len(leaves[-1])}"
                raise WeightsError(message)
            for measure, threshold, closed in _tests(tree, 0):
                tests.setdefault(measure, []).append((threshold, ~(closed << _BITS * number)))
        return cls(tuple(_cumulated(measure, sorted(found)) for measure, found in tests.items()), tuple(leaves))

    def total(self, values: Sequence[float]) -> float:
        """Return what the leaves that *values* reach add up to."""
        opened = (1 << _BITS * len(self.leaves)) - 1
        for measure, thresholds, masks in self.tests:
            opened &= masks[bisect_left(thresholds, values[measure])]
        first = opened.to_bytes(len(self.leaves), "little").translate(_FIRST)
        return sum(map(getitem, self.leaves, first))


def _leaves(tree: list[Any]) -> Iterator[float]:
    """Yield the values of the leaves, from low to high."""
    if len(tree) == 1:
        yield tree[0]
    else:
        yield from _leaves(tree[2])
        yield from _leaves(tree[3])


def _tests(tree: list[Any], before: int) -> Iterator[tuple[int, float, int]]:
    """Yield measure and threshold of every node, and as bits the leaves on its low side; *before* it stand so many."""
    if len(tree) > 1:
        measure, threshold, low, high = tree
        size = len(list(_leaves(low)))
        yield measure, threshold, (1 << before + size) - (1 << before)
        yield from _tests(low, before)
        yield from _tests(high, before + size)


def _cumulated(measure: int, found: Sequence[tuple[float, int]]) -> tuple[int, tuple[float, ...], tuple[int, ...]]:
    thresholds, masks = zip(*found, strict=True)
    return measure, thresholds, tuple(accumulate(masks, and_, initial=-1))
