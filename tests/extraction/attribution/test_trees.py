# SPDX-License-Identifier: MIT
"""Boosted trees read at once give what a walk through each of them gives."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack import WeightsError
from claimtrack.extraction.attribution.trees import Trees

_numbers = st.integers(-3, 3).map(float)  # few, so that values meet thresholds
_leaf = _numbers.map(lambda value: [value])


def split(children: st.SearchStrategy[list[Any]]) -> st.SearchStrategy[list[Any]]:
    """Return trees whose root asks for one of three measures."""
    return st.tuples(st.integers(0, 2), _numbers, children, children).map(list)


_trees = st.lists(st.one_of(_leaf, split(_leaf), split(split(_leaf)), split(split(split(_leaf)))), max_size=9)


def walked(tree: list[Any], values: tuple[float, ...]) -> float:
    """Return the leaf that *values* reach from the root."""
    while len(tree) > 1:
        measure, threshold, low, high = tree
        tree = low if values[measure] <= threshold else high
    return float(tree[0])


@given(_trees, st.tuples(_numbers, _numbers, _numbers))
def test_trees_add_up_the_leaves_that_are_reached(raw: list[list[Any]], values: tuple[float, ...]) -> None:
    """The total is that of the leaves at which a walk through each tree ends."""
    assert sum(walked(tree, values) for tree in raw) == Trees.of(raw).total(values)


def test_larger_trees_are_refused() -> None:
    """A tree of nine leaves is an error, as one byte holds which are open."""
    tree: list[Any] = [0.0]
    for threshold in range(8):
        tree = [0, threshold, [float(threshold)], tree]

    with pytest.raises(WeightsError, match="expected trees of at most 8 leaves, got one of 9"):
        Trees.of([tree])
