# SPDX-License-Identifier: MIT
"""The features of items as training spells them, from the templates by which the decoder looks them up."""

from collections.abc import Mapping, Sequence

from claimtrack.extraction.attribution.features import (
    ALONE_TEMPLATES,
    DISTANCES,
    EDGE,
    FAR_CUE_TEMPLATES,
    NEAR_CUE_TEMPLATES,
    RELATION_TEMPLATES,
    STEPS,
    beside_values,
    construed_of,
    cue_sides,
    far_cue_values,
    item_values,
    near_cue_values,
    stretch_values,
    tag_values,
    walk,
    word_values,
)
from claimtrack.extraction.attribution.piece_rows import PieceRow
from claimtrack.extraction.attribution.templates import features

_NOT_CONSTRUED = {"pattern": None, "construed": None}


def cue_features(row: PieceRow, tags: Sequence[str], i: int) -> list[str]:
    """Return the features for the question whether the item at *i* is the head of a cue."""
    near = near_cue_values(row, tags, i)
    made = word_values(near["word"]) | tag_values(near["previous_tag"], near["tag"], near["next_tag"])
    return features(NEAR_CUE_TEMPLATES, near | made) + features(FAR_CUE_TEMPLATES, far_cue_values(row, tags, i, near))


def item_features(row: PieceRow, tags: Sequence[str], probabilities: Mapping[int, float]) -> list[list[str]]:
    """Return, for every item, the features that no cue decides; *probabilities* are those of cue heads."""
    words = {"word": row.words, "previous_word": [EDGE, *row.words[:-1]], "next_word": [*row.words[1:], EDGE]}
    columns, around = words | item_values(row, probabilities), (EDGE, *tags, EDGE)
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
    one = construed_of(row, head)
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
                read = {"pattern": one.pattern, "construed": one.around[k]} if one else _NOT_CONSTRUED
                found[k] = features(RELATION_TEMPLATES, shared | own | read | {"distance": distance})
    return found
