# SPDX-License-Identifier: MIT
"""The index of terms: what is found near a thing, and that no term makes a search long."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.comparison.index import Index, best

SAID = Index([{"flood", "said"}, {"bridge", "said"}, {"flood", "bridge", "said"}, {"said"}])
DAYS = Index([[7]] * 10)


def test_the_rarest_terms_come_first() -> None:
    """Terms come by the number of things that have them, equal ones by the alphabet, and unknown ones not at all."""
    assert ["bridge", "flood", "said"] == SAID.rarest(["said", "flood", "quay", "bridge"])


def test_what_shares_most_is_best() -> None:
    """The weights of shared terms are summed, and of two things with one sum the earlier comes first."""
    near = SAID.near([("flood", 2), ("bridge", 2), ("said", 1)], 100)

    assert {0: 3, 1: 3, 2: 5, 3: 1} == near
    assert [2, 0, 1] == best(near, 3)


@pytest.mark.parametrize(
    ("at", "budget", "within", "expected"),
    [
        (0, 4, None, [0, 1, 2, 3]),
        (5, 4, None, [3, 4, 5, 6]),
        (9, 4, None, [6, 7, 8, 9]),
        (5, 100, None, [*range(10)]),
        (5, 4, [(0, 5)], [1, 2, 3, 4]),
        (5, 4, [(5, 7), (8, 10)], [5, 6, 8, 9]),
        (5, 3, [(5, 7), (8, 10)], [5, 6, 8]),
        (5, 4, [], []),
    ],
)
def test_of_a_common_term_the_nearest(
    at: int, budget: int, within: list[tuple[int, int]] | None, expected: list[int]
) -> None:
    """Where a term has more places than may be looked at, those nearest in the order are, within the ranges."""
    assert expected == sorted(DAYS.near([(7, 1)], budget, at=at, within=within))


@given(st.lists(st.sets(st.integers(0, 5))), st.sets(st.integers(0, 5)), st.integers(1, 30), st.integers(0, 20))
def test_any_things(things: list[set[int]], terms: set[int], budget: int, at: int) -> None:
    """What is found shares a term, and no more places are looked at than the budget allows."""
    near = Index(things).near([(term, 1) for term in terms], budget, at=at)

    assert all(terms & things[number] for number in near)
    assert budget >= sum(near.values())
    if budget >= sum(map(len, things)):
        assert {number: len(terms & each) for number, each in enumerate(things) if terms & each} == near


def test_a_term_of_all_things_takes_no_longer() -> None:
    """Ten thousand look-ups among a hundred thousand things that share one term take seconds."""
    index = Index([["said"]] * 100_000)
    start = time.process_time()
    for number in range(0, 100_000, 10):
        best(index.near([("said", 1)], 100, at=number), 10)

    assert time.process_time() - start < 5
