# SPDX-License-Identifier: MIT
"""The features of items as training spells them, from the templates by which the decoder looks them up."""

from collections.abc import Mapping, Sequence

from claimtrack.extraction.attribution.features import (
    ALONE_TEMPLATES,
    CUE_TEMPLATES,
    DISTANCES,
    EDGE,
    RELATION_TEMPLATES,
    STEPS,
    beside_values,
    cue_sides,
    cue_values,
    item_values,
    stretch_values,
    tag_values,
    walk,
)
from claimtrack.extraction.attribution.piece_rows import PieceRow
from claimtrack.extraction.attribution.templates import features


def cue_features(row: PieceRow, tags: Sequence[str], i: int) -> list[str]:
    """Return the features for the question whether the item at *i* is the head of a cue."""
    return features(CUE_TEMPLATES, cue_values(row, tags, i))


def item_features(row: PieceRow, tags: Sequence[str], probabilities: Mapping[int, float]) -> list[list[str]]:
    """Return, for every item, the features that no cue decides; *probabilities* are those of cue heads."""
    columns, around = item_values(row, probabilities), (EDGE, *tags, EDGE)
    return [
        features(
            ALONE_TEMPLATES, {name: column[k] for name, column in columns.items()} | tag_values(*around[k : k + 3])
        )
        for k in range(len(tags))
    ]


def relation_features(
    row: PieceRow, tags: Sequence[str], probabilities: Mapping[int, float], head: int
) -> list[list[str]]:
    """Return, for every item, the features of its relation to the cue whose head is at *head*."""
    columns = beside_values(row, tags)
    found: list[list[str]] = [[] for _ in tags]
    for side, cue in cue_sides(row, tags, head).items():
        steps = zip(DISTANCES[side], STEPS.values(), strict=True)
        distances = [distance for distance, count in steps for _ in range(count)]
        away = 0
        for length, relation, state in walk(row, tags, probabilities, head, side):
            shared = cue | stretch_values(relation, state, cue["head_tag"], cue["quoted"])
            for distance in distances[away : away + length]:
                away += 1
                k = head - away if side == "L" else head + away
                own = {name: column[k] for name, column in columns.items()}
                found[k] = features(RELATION_TEMPLATES, shared | own | {"distance": distance})
    return found
