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


def packed(weights: Sequence[int]) -> int:
    """Return the weights of one feature for source, cue and content, once or for either side, as one integer."""
    total = 0
    for weight in reversed(weights):
        total = (total << LANE) + 4 * weight
    return total


def packed_transitions(weights: Sequence[int]) -> tuple[int, ...]:
    """Return the weights of the steps between labels, row by row in the order of LABELS, as `decode` takes them."""
    return tuple(4 * weight + place // len(LABELS) for place, weight in enumerate(weights))


def sides(totals: Sequence[int]) -> tuple[list[int], list[int]]:
    """Return the three lanes for items left of a cue, and those for items right of it."""
    mask = (1 << _SIDE) - 1
    return [total & mask for total in totals], [total >> _SIDE for total in totals]


def decode(scores: Sequence[int], head: int, transitions: Sequence[int]) -> tuple[str, int]:
    """Return the labels of the best path for the cue whose head is at *head*, and its score.

    The head is labelled as the cue, and no other word of the cue stands farther than `_REACH` from it.
    """
    (ss, sq, sc, so, qs, qq, qc, qo, cs, cq, cc, co, os, oq, oc, oo) = transitions
    # s, q, c and o are the best scores of a path that ends in each label.
    if head == 0:
        s, q, c, o = _NEVER, 0, _NEVER, _NEVER
    else:
        e = scores[0]
        s, q, c, o = e & _MASK, (e >> LANE & _MASK if head <= _REACH else _NEVER), e >> 2 * LANE, _ZERO
    steps: list[tuple[int, int, int, int]] = []
    first, last = head - _REACH, head + _REACH
    for k in range(1, len(scores)):
        e = scores[k]
        if k == head:
            q = max(s + sq, q + qq, c + cq, o + oq)
            steps.append((0, q & 3, 0, 0))
            q &= -4
            s = c = o = _NEVER
        elif first <= k <= last + 1:
            to_s, to_c = max(s + ss, q + qs, c + cs, o + os), max(s + sc, q + qc, c + cc, o + oc)
            to_o, to_q = max(s + so, q + qo, c + co, o + oo), max(s + sq, q + qq, c + cq, o + oq)
            steps.append((to_s & 3, to_q & 3, to_c & 3, to_o & 3))
            s, q, c, o = (
                (to_s & -4) + (e & _MASK),
                (to_q & -4) + (e >> LANE & _MASK) if k <= last else _NEVER,
                (to_c & -4) + (e >> 2 * LANE),
                (to_o & -4) + _ZERO,
            )
        else:
            to_s, to_c, to_o = max(s + ss, c + cs, o + os), max(s + sc, c + cc, o + oc), max(s + so, c + co, o + oo)
            steps.append((to_s & 3, 1, to_c & 3, to_o & 3))
            s, c, o = (to_s & -4) + (e & _MASK), (to_c & -4) + (e >> 2 * LANE), (to_o & -4) + _ZERO
            q = _NEVER
    best = max(s, q, c, o)
    state = (s, q, c, o).index(best)
    labels = [LABELS[state]]
    for step in reversed(steps):
        state = step[state]
        labels.append(LABELS[state])
    labels.reverse()
    return "".join(labels), (best - _ZERO * (len(scores) - 1)) >> 2
