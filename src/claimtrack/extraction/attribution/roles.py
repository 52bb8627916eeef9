# SPDX-License-Identifier: MIT
"""Source, cue and content of one cue: the best path of a linear-chain CRF over the items of its row.

Weights of one key for the three labels are packed into one integer (lanes of LANE bits), so that adding up keys is
adding up integers; the fourth label, other, is the zero that the rest is measured against. The keys of an item alone
hold two such triples, for the left and for the right of the cue.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import repeat
from typing import NamedTuple

from claimtrack.extraction.attribution.features import (
    EDGE,
    FAR,
    MARKS,
    PLAIN_LEVELS,
    PLAIN_SHAPES,
    STEPS,
    View,
    level_keys,
    shape_key,
    walk,
)
from claimtrack.extraction.attribution.sequences import Row

LANE = 24
LABELS = "SQCO"  # source, cue, content, other
_ZERO = 1 << (LANE - 2)  # what stands for 0 in a lane, so that no lane goes below 0
_ZEROS = _ZERO | _ZERO << LANE | _ZERO << 2 * LANE
_MASK = (1 << LANE) - 1
_SIDE = 3 * LANE
_SIDE_MASK = (1 << _SIDE) - 1
_BOTH = _ZEROS | _ZEROS << _SIDE
_REACH = 12  # items between the head of a cue and its farthest word
_NEVER = -(1 << 60)
_EMPTY: Mapping[str, int] = {}
_NOTHING = (0, 0, 0)

Emissions = tuple[list[int], list[int]]


class ClassWeights(NamedTuple):
    """The weights of an item's class and the classes beside it, for both sides.

    Attributes:
        triples: All that the triples which have a weight of their own add up to: class before, class, class after.
        kinds: Of each class: its own weight, that with the class before, and that with the class after.
        before, after: By the class before, and by the class after.
    """

    triples: Mapping[tuple[str, str, str], int]
    kinds: Mapping[str, tuple[int, Mapping[str, int], Mapping[str, int]]]
    before: Mapping[str, int]
    after: Mapping[str, int]

    def total(self, before: str, kind: str, after: str) -> int:
        """Return what the keys of three classes in a row add up to, without that of the triple itself."""
        own, with_before, with_after = self.kinds.get(kind, (0, _EMPTY, _EMPTY))
        return (
            _BOTH
            + own
            + with_before.get(before, 0)
            + with_after.get(after, 0)
            + self.before.get(before, 0)
            + self.after.get(after, 0)
        )


def pack_classes(keys: Mapping[str, Mapping[str, int]]) -> ClassWeights:
    """Return the weights of the keys of classes (see `keys.class_keys`), by letter, as the decoder holds them."""
    with_before: dict[str, dict[str, int]] = {}
    with_after: dict[str, dict[str, int]] = {}
    for key, value in keys["e"].items():
        before, _, kind = key.partition(" ")
        with_before.setdefault(kind, {})[before] = value
    for key, value in keys["f"].items():
        kind, _, after = key.partition(" ")
        with_after.setdefault(kind, {})[after] = value
    kinds = {
        kind: (keys["b"].get(kind, 0), with_before.get(kind, _EMPTY), with_after.get(kind, _EMPTY))
        for kind in sorted({*keys["b"], *with_before, *with_after})
    }
    plain = ClassWeights({}, kinds, keys["k"], keys["l"])
    triples = {}
    for key, value in keys["g"].items():
        before, kind, after = key.split(" ")
        triples[before, kind, after] = value + plain.total(before, kind, after)
    return plain._replace(triples=triples)


class RoleWeights(NamedTuple):
    """The weights of the CRF; all but the moves are packed, and times four.

    Attributes:
        words: For each word what it says of its own item, of the next one and of the one before, for both sides.
        classes: The weights of an item's class and the classes beside it.
        item: The weights of the other keys of an item alone, for both sides.
        relation: The weights of the keys of its relation to the cue.
        own: Of the keys that begin with A, B, D, E, G, H and J, by what stands before their first space, then after it.
        moves: The weights of the steps from label to label, row by row in the order of LABELS, times four,
            with the place of the label that the step comes from in the two lowest bits.
    """

    words: Mapping[str, tuple[int, int, int]]
    classes: ClassWeights
    item: Mapping[str, int]
    relation: Mapping[str, int]
    own: Mapping[str, Mapping[str, int]]
    moves: tuple[int, ...]


def emissions(row: Row, kinds: Sequence[str], odds: Mapping[int, float], weights: RoleWeights) -> Emissions:
    """Return what the keys of each item alone say for the labels, left of a cue and right of one."""
    get, triples, word_of = weights.item.get, weights.classes.triples.get, weights.words.get
    around = [EDGE, *kinds, EDGE]
    by_class = []
    for triple in zip(around, kinds, around[2:]):  # noqa: B905 - the ends have no third part
        total = triples(triple)
        by_class.append(weights.classes.total(*triple) if total is None else total)
    by_word = [word_of(word, _NOTHING) for word in (EDGE, *row.words, EDGE)]
    totals = [
        own + word[0] + left[1] + right[2] + shape
        for own, left, word, right, shape in zip(by_class, by_word, by_word[1:], by_word[2:], _shapes(row, get))  # noqa: B905
    ]
    plain = get(PLAIN_LEVELS, 0)
    for k, key in level_keys(odds, len(totals)):
        totals[k] += get(key, 0) - plain
    return [total & _SIDE_MASK for total in totals], [total >> _SIDE for total in totals]


def _shapes(row: Row, get: Callable[[str, int], int]) -> list[int]:
    """Return the weights of the items' shapes, and of cue odds as they are around most items: none."""
    n, plain = len(row.words), get(PLAIN_LEVELS, 0)
    low, high = get(PLAIN_SHAPES[0], 0) + plain, get(PLAIN_SHAPES[1], 0) + plain
    shapes = [high if capital else low for capital in row.capitals]
    ends = {0, max(n - 2, 0), n - 1}
    if any(row.states):
        ends.update(
            place for k, state in enumerate(row.states) if state for place in (k - 1, k, k + 1) if 0 <= place < n
        )
    for k in ends:
        shapes[k] = get(shape_key(row, k), 0) + plain
    return shapes


def scores(
    row: Row, kinds: Sequence[str], odds: Mapping[int, float], i: int, alone: Emissions, weights: RoleWeights
) -> list[int]:
    """Return the packed label scores of every item for the cue at *i*."""
    get, own, nothing = weights.relation.get, weights.own, repeat(0)
    view = View(row, kinds, i)
    n, words = len(row.words), row.words
    around = (*kinds, EDGE)
    by_frame, by_stem = own.get("D" + view.frame, _EMPTY), own.get("E" + view.stem, _EMPTY)
    by_kind = own.get("H" + view.kind, _EMPTY)
    scores = [0] * n
    side = ""
    for places, stretch in walk(row, kinds, odds, i):
        relation = stretch[:6]
        if stretch[0] != side:
            side = stretch[0]
            beside = alone[0] if side == "L" else alone[1]
            by_beside = own.get(f"J{view.beside[side]}", _EMPTY)
            general = own.get(f"G{view.kind}{side}", _EMPTY)
            distances = [side + step for step in STEPS]
            away, before, step = 0, "", 0
        here, beyond = own.get("A" + relation, _EMPTY), own.get("B" + relation, _EMPTY)
        steady = sum(map(get, view.stretch_keys(stretch), nothing))
        for k in places:
            if away < FAR:
                away += 1
                distance = distances[away]
                if distance != before:
                    before = distance
                    step = (
                        by_frame.get(distance, 0)
                        + by_stem.get(distance, 0)
                        + by_kind.get(distance, 0)
                        + by_beside.get(distance, 0)
                    )
            kind = around[k]
            total = beside[k] + steady + step + here.get(kind, 0) + beyond.get(around[k + 1], 0) + general.get(kind, 0)
            if words[k] in MARKS:
                total += get(view.mark_key(relation, words[k]), 0)
            scores[k] = total
    return scores


def label(
    row: Row, kinds: Sequence[str], odds: Mapping[int, float], i: int, alone: Emissions, weights: RoleWeights
) -> tuple[str, int]:
    """Return the labels of the items of *row* for the cue whose head is at *i*, and the score of their path."""
    (ss, sq, sc, so, qs, qq, qc, qo, cs, cq, cc, co, os, oq, oc, oo) = weights.moves
    packed = scores(row, kinds, odds, i, alone, weights)
    # s, q, c and o are the best scores of a path that ends in each label, times four: the two lowest bits are
    # free for the label before, so that one max finds the score and the way back.
    if i == 0:
        s, q, c, o = _NEVER, 0, _NEVER, _NEVER
    else:
        e = packed[0]
        s, q, c, o = e & _MASK, (e >> LANE & _MASK if i <= _REACH else _NEVER), e >> 2 * LANE, _ZERO
    steps: list[tuple[int, int, int, int]] = []
    first, last = i - _REACH, i + _REACH
    for k in range(1, len(packed)):
        e = packed[k]
        if k == i:
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
    return "".join(labels), (best - _ZERO * (len(packed) - 1)) >> 2
