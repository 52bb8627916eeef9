# SPDX-License-Identifier: MIT
"""Source, cue and content of one cue: the scores of a linear-chain CRF over the items of its row, and its best path."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import chain, islice, repeat
from typing import NamedTuple

import attrs

from claimtrack.extraction.attribution.decoder import ZEROS, around_head, decode, packed, packed_transitions
from claimtrack.extraction.attribution.features import (
    ALONE_TEMPLATES,
    BESIDE_TEMPLATES,
    CONSTRUED_TEMPLATES,
    DISTANCE_TEMPLATES,
    DISTANCES,
    EDGE,
    ITEM_TEMPLATES,
    RELATION_TEMPLATES,
    STEPS,
    STRETCH_TEMPLATES,
    TAG_TEMPLATES,
    WORD_TEMPLATES,
    beside_values,
    construed_of,
    cue_sides,
    item_values,
    stretch_values,
    tag_values,
    walk,
)
from claimtrack.extraction.attribution.piece_rows import PieceRow
from claimtrack.extraction.attribution.templates import (
    NO_TABLE,
    NOTHING,
    FeatureWeights,
    Table,
    Template,
    added,
    by_template,
    weight_of,
)

_KEPT = 1 << 14  # of each kind of sum the last so many are kept, as most come again: 80 articles have 3,000 to 10,000


@attrs.frozen(eq=False)
class RoleWeights:
    """The weights of the CRF, packed as the decoder takes them.

    Attributes:
        item: Of the features of an item alone, for both sides of a cue, but for those of words and of parts of speech.
        by_word: What a word says of itself, of the item after it, and of the one before it, for both sides.
        by_tags: What an item's part of speech and those beside it add up to, for both sides.
        by_step: What a value of the cue adds at each step away from it, by template and side.
        stretch: Of the features that the items of a stretch share.
        beside: Of those that hold something of an item beside its relation to the cue.
        by_construction: Of what a construction and its labels around an item say.
        by_stretch: The parts of a stretch that `stretch` looks up, and the tables of `beside` that it chooses.
        transitions: Of the steps from label to label.
    """

    item: FeatureWeights
    by_word: Callable[[str], tuple[int, ...]]
    by_tags: Callable[[str, str, str], int]
    by_step: Callable[[Template, str, str], tuple[int, ...]]
    stretch: FeatureWeights
    beside: FeatureWeights
    by_construction: Callable[[str, str], int]
    by_stretch: Callable[[str, int, str, str], tuple[tuple[str, ...], tuple[Table, ...]]]
    transitions: tuple[int, ...]


def pack_roles(
    item: Mapping[str, Sequence[int]], relation: Mapping[str, Sequence[int]], transitions: Sequence[int]
) -> RoleWeights:
    """Return the CRF's weights: by feature of an item alone, by feature of its relation to a cue, and by step.

    Raises:
        WeightsError: If a feature is of no template.
    """
    alone = by_template({feature: packed(weights) for feature, weights in item.items()}, ALONE_TEMPLATES)
    related = by_template({feature: packed(weights) for feature, weights in relation.items()}, RELATION_TEMPLATES)
    of_tags = FeatureWeights.of(TAG_TEMPLATES, alone)
    stretch = FeatureWeights.of(STRETCH_TEMPLATES, related)
    beside = FeatureWeights.of(BESIDE_TEMPLATES, related)
    of_constructions = FeatureWeights.of(CONSTRUED_TEMPLATES, related)

    @lru_cache(_KEPT)
    def by_word(word: str) -> tuple[int, ...]:
        return tuple(alone[template].get("", NO_TABLE).get(word, 0) for template in WORD_TEMPLATES)

    @lru_cache(_KEPT)
    def by_tags(previous: str, tag: str, following: str) -> int:
        return ZEROS + of_tags.total(tag_values(previous, tag, following))

    @lru_cache(_KEPT)
    def by_step(template: Template, value: str, side: str) -> tuple[int, ...]:
        table = related[template].get(value, NO_TABLE)
        return tuple(table.get(distance, 0) for distance in DISTANCES[side])

    @lru_cache(_KEPT)
    def by_construction(pattern: str, construed: str) -> int:
        return of_constructions.total({"pattern": pattern, "construed": construed})

    @lru_cache(_KEPT)
    def by_stretch(relation: str, state: int, head_tag: str, quoted: str) -> tuple[tuple[str, ...], tuple[Table, ...]]:
        values = stretch_values(relation, state, head_tag, quoted)
        return stretch.inner(values), beside.tables(values)

    item_weights = FeatureWeights.of(ITEM_TEMPLATES, alone)
    steps = packed_transitions(transitions)
    return RoleWeights(item_weights, by_word, by_tags, by_step, stretch, beside, by_construction, by_stretch, steps)


class _Outward(NamedTuple):
    """What a cue and the way to it say of the items on one side, the nearest first.

    Attributes:
        distant: What the distance of each adds.
        shared: What it shares with its stretch.
        tables: Where its word and its tags are looked up.
    """

    distant: list[int]
    shared: list[int]
    tables: list[tuple[Table, ...]]


class RoleReader:
    """Reads the roles around the cues of one row; *probabilities* are those that its items head one."""

    def __init__(
        self, row: PieceRow, tags: Sequence[str], probabilities: Mapping[int, float], weights: RoleWeights
    ) -> None:
        self._row, self._tags, self._probabilities, self._weights = row, tags, probabilities, weights
        parts = weights.item.inner(item_values(row, probabilities))
        of_items = (map(table.get, column, NOTHING) for table, column in zip(weights.item.free, parts, strict=True))
        of_tags = map(weights.by_tags, [EDGE, *tags[:-1]], tags, [*tags[1:], EDGE])
        own, behind, before = zip(*map(weights.by_word, [EDGE, *row.words, EDGE]), strict=True)
        columns = zip(of_tags, own[1:-1], behind[:-2], before[2:], *of_items, strict=True)
        self._alone = [a + b + c + d + e + f for a, b, c, d, e, f in columns]  # half the time of `sum` at six lanes
        self._beside = weights.beside.inner(beside_values(row, tags))

    def read(self, head: int) -> tuple[str, int]:
        """Return the labels of the items for the cue whose head is at *head*, and the score of their path."""
        return decode(self.scores(head), head, self._weights.transitions)

    def scores(self, head: int) -> list[int]:
        """Return the packed label scores of every item for the cue at *head*; its own says nothing."""
        cue = cue_sides(self._row, self._tags, head)
        left, right = self._outward("L", head, cue["L"]), self._outward("R", head, cue["R"])
        alone = around_head(self._alone, head)
        distant = [*left.distant[::-1], 0, *right.distant]
        shared = [*left.shared[::-1], 0, *right.shared]
        tables = zip(*left.tables[::-1], (NO_TABLE,) * len(self._beside), *right.tables, strict=True)
        beside = (map(weight_of, column, parts, NOTHING) for column, parts in zip(tables, self._beside, strict=True))
        if one := construed_of(self._row, head):
            construed = map(self._weights.by_construction, repeat(one.pattern), one.around)
            return list(map(sum, zip(alone, distant, shared, construed, *beside, strict=False)))
        return list(map(sum, zip(alone, distant, shared, *beside, strict=True)))

    def _outward(self, side: str, head: int, cue: Mapping[str, str]) -> _Outward:
        weights, head_tag, quoted = self._weights, cue["head_tag"], cue["quoted"]
        own = weights.stretch.tables(cue)
        shared: list[int] = []
        tables: list[tuple[Table, ...]] = []
        for length, relation, state in walk(self._row, self._tags, self._probabilities, head, side):
            parts, chosen = weights.by_stretch(relation, state, head_tag, quoted)
            shared += [added(own, parts)] * length
            tables += [chosen] * length
        steps = zip(*[weights.by_step(one, cue[one.outer], side) for one in DISTANCE_TEMPLATES], strict=True)
        distant = chain.from_iterable(map(repeat, map(sum, steps), STEPS.values()))
        return _Outward(list(islice(distant, len(shared))), shared, tables)
