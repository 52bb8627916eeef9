# SPDX-License-Identifier: MIT
"""The best path of labels through a row: Viterbi for a linear chain, over scores that are packed into integers.

The scores of an item for the three labels of an attribution stand in one integer (lanes of `LANE` bits), so that
adding up weights is adding up integers; the fourth label, other, is the zero that the rest is measured against.
Weights that do not depend on the cue hold six lanes, three for items left of it and three for those right of it.
All is times four: the two lowest bits of a path's score are free for the label before, so that one `max` finds both
the score and the way back.
"""

from collections.abc import Sequence

LABELS = "SQCO"  # source, cue, content, other
LANE = 20
_ZERO = 1 << (LANE - 2)  # what stands for 0 in a lane, so that no lane goes below 0
_MASK = (1 << LANE) - 1
_SIDE = 3 * LANE
ZEROS = sum(_ZERO << lane * LANE for lane in range(6))
_REACH = 12  # items between the head of a cue and its farthest word
_NEVER = -(1 << 60)
_Best = tuple[int, int, int, int]  # the best scores of a path that ends in each label


def packed(weights: Sequence[int]) -> int:
    """Return the weights of one feature for source, cue and content, once or for either side, as one integer."""
    total = 0
    for weight in reversed(weights):
        total = (total << LANE) + 4 * weight
    return total


def packed_transitions(weights: Sequence[int]) -> tuple[int, ...]:
    """Return the weights of the steps between labels, row by row in the order of LABELS, as `decode` takes them."""
    return tuple(4 * weight + place // len(LABELS) for place, weight in enumerate(weights))


def around_head(totals: Sequence[int], head: int) -> list[int]:
    """Return of each total the three lanes for the side of the *head* on which it stands, and nothing for the head."""
    mask = (1 << _SIDE) - 1
    return [*[total & mask for total in totals[:head]], 0, *[total >> _SIDE for total in totals[head + 1 :]]]


def decode(scores: Sequence[int], head: int, transitions: Sequence[int]) -> tuple[str, int]:
    """Return the labels of the best path for the cue whose head is at *head*, and its score.

    The head is labelled as the cue, and no other word of the cue stands farther than `_REACH` from it.
    """
    steps: list[_Best] = []
    first, last = max(1, head - _REACH), head + _REACH
    best = _far(steps, scores[1:first], _start(scores[0], head), transitions)
    best = _near(steps, scores[first:head], best, transitions)
    if head:
        _near(steps, scores[head : head + 1], best, transitions)
        best = _NEVER, steps[-1][1] & -4, _NEVER, _NEVER
    best = _near(steps, scores[head + 1 : last + 1], best, transitions)
    if last + 1 < len(scores):
        s, _, c, o = _near(steps, scores[last + 1 : last + 2], best, transitions)
        best = _far(steps, scores[last + 2 :], (s, _NEVER, c, o), transitions)
    return _labels(steps, best), (max(best) - _ZERO * (len(scores) - 1)) >> 2


def _start(e: int, head: int) -> _Best:
    """Return the scores of the first item's labels, which *e* holds."""
    if head == 0:
        return _NEVER, 0, _NEVER, _NEVER
    return e & _MASK, (e >> LANE & _MASK if head <= _REACH else _NEVER), e >> 2 * LANE, _ZERO


# Comparisons find the best way in half the time of `max`.
# ruff: noqa: FURB136
def _far(steps: list[_Best], scores: Sequence[int], best: _Best, transitions: Sequence[int]) -> _Best:
    """Go on through items that are too far from the head for a cue, and add the ways to them to *steps*."""
    ss, _, sc, so, _, _, _, _, cs, _, cc, co, os, _, oc, oo = transitions
    s, q, c, o = best
    for e in scores:
        to_s, c_s, o_s = s + ss, c + cs, o + os
        to_c, s_c, o_c = c + cc, s + sc, o + oc
        to_o, s_o, c_o = o + oo, s + so, c + co
        to_s = c_s if c_s > to_s else to_s
        to_s = o_s if o_s > to_s else to_s
        to_c = s_c if s_c > to_c else to_c
        to_c = o_c if o_c > to_c else to_c
        to_o = s_o if s_o > to_o else to_o
        to_o = c_o if c_o > to_o else to_o
        steps.append((to_s, _NEVER, to_c, to_o))
        s, c, o = (to_s & -4) + (e & _MASK), (to_c & -4) + (e >> 2 * LANE), (to_o & -4) + _ZERO
        q = _NEVER
    return s, q, c, o


def _near(steps: list[_Best], scores: Sequence[int], best: _Best, transitions: Sequence[int]) -> _Best:
    """Go on through items near the head, which may have any label."""
    ss, sq, sc, so, qs, qq, qc, qo, cs, cq, cc, co, os, oq, oc, oo = transitions
    s, q, c, o = best
    for e in scores:
        to_s, q_s, c_s, o_s = s + ss, q + qs, c + cs, o + os
        to_q, s_q, c_q, o_q = q + qq, s + sq, c + cq, o + oq
        to_c, s_c, q_c, o_c = c + cc, s + sc, q + qc, o + oc
        to_o, s_o, q_o, c_o = o + oo, s + so, q + qo, c + co
        to_s = q_s if q_s > to_s else to_s
        to_s = c_s if c_s > to_s else to_s
        to_s = o_s if o_s > to_s else to_s
        to_q = s_q if s_q > to_q else to_q
        to_q = c_q if c_q > to_q else to_q
        to_q = o_q if o_q > to_q else to_q
        to_c = s_c if s_c > to_c else to_c
        to_c = q_c if q_c > to_c else to_c
        to_c = o_c if o_c > to_c else to_c
        to_o = s_o if s_o > to_o else to_o
        to_o = q_o if q_o > to_o else to_o
        to_o = c_o if c_o > to_o else to_o
        steps.append((to_s, to_q, to_c, to_o))
        s, q, c, o = (
            (to_s & -4) + (e & _MASK),
            (to_q & -4) + (e >> LANE & _MASK),
            (to_c & -4) + (e >> 2 * LANE),
            (to_o & -4) + _ZERO,
        )
    return s, q, c, o


def _labels(steps: Sequence[_Best], best: _Best) -> str:
    """Return the labels of the path that ends *best*, back along the *steps*, whose two lowest bits tell the way."""
    state = best.index(max(best))
    labels = [LABELS[state]]
    for step in reversed(steps):
        state = step[state] & 3
        labels.append(LABELS[state])
    labels.reverse()
    return "".join(labels)
