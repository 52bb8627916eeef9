# SPDX-License-Identifier: MIT
"""The decoder finds the best path of labels, as a plain reading of Viterbi's algorithm has it."""

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from claimtrack.extraction.attribution.decoder import LABELS, ZEROS, around_head, decode, packed, packed_transitions

_REACH = 12  # items between the head of a cue and its farthest word

Scores = Sequence[tuple[int, int, int]]
_weights = st.integers(-900, 900)
_scores = st.lists(st.tuples(_weights, _weights, _weights), min_size=1, max_size=40)
_transitions = st.lists(_weights, min_size=16, max_size=16)


def allowed(k: int, head: int) -> str:
    """Return the labels that the item at *k* may have."""
    return "Q" if k == head else LABELS if abs(k - head) <= _REACH else "SCO"


def of_item(scores: Scores, k: int, head: int, label: str) -> int:
    """Return the score of one label: none for the head, and none for other."""
    return 0 if k == head or label == "O" else scores[k]["SQC".index(label)]


def step(transitions: Sequence[int], before: str, label: str) -> int:
    """Return the weight of the step from one label to the next."""
    return transitions[4 * LABELS.index(before) + LABELS.index(label)]


def best(scores: Scores, head: int, transitions: Sequence[int]) -> int:
    """Return the score of the best path: of every label the best way to it, item by item."""
    totals = {label: of_item(scores, 0, head, label) for label in allowed(0, head)}
    for k in range(1, len(scores)):
        totals = {
            label: max(total + step(transitions, before, label) for before, total in totals.items())
            + of_item(scores, k, head, label)
            for label in allowed(k, head)
        }
    return max(totals.values())


@given(_scores, _transitions, st.data())
def test_the_best_path_is_found(scores: Scores, transitions: list[int], data: st.DataObject) -> None:
    """The path keeps to the labels that each item may have, adds up to its score, and none adds up to more."""
    head = data.draw(st.integers(0, len(scores) - 1))
    totals = [ZEROS + packed([*item, *item]) for item in scores]
    labels, score = decode(around_head(totals, head), head, packed_transitions(transitions))

    assert all(label in allowed(k, head) for k, label in enumerate(labels))
    assert score == best(scores, head, transitions)
    assert score == sum(of_item(scores, k, head, label) for k, label in enumerate(labels)) + sum(
        step(transitions, before, label) for before, label in pairwise(labels)
    )
