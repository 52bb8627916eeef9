# SPDX-License-Identifier: MIT
"""Stage two: a linear-chain CRF that labels source, cue and content for one head of a cue."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pycrfsuite

from claimtrack.extraction.attribution.decoder import LABELS
from claimtrack.extraction.attribution.features import ALONE_TEMPLATES
from claimtrack.extraction.attribution.piece_rows import PieceRow
from claimtrack.extraction.attribution.proposals import Probabilities
from training.corpus import Gold, GoldArticle, Place
from training.cues import Heads, Tags, shared_features
from training.features import item_features, relation_features

SCALE = 100  # weights are kept in hundredths
_SMALLEST = 8  # hundredths, of which one of a feature's weights must have as many to be kept; 2 is no better
_ALONE = frozenset(one.letter for one in ALONE_TEMPLATES)
_SIDES = {"<": (0,), ">": (3,), "": (0, 3)}  # where the weights of a feature stand, by the side of the cue before it
_LETTERS = {"source": "S", "cue": "Q", "content": "C"}
_HEAD = "@"  # all that the CRF sees of the head itself
_PARAMETERS = {"c1": 0.2, "c2": 0.05, "max_iterations": 60, "feature.minfreq": 0}


def attributes(row: PieceRow, tags: Sequence[str], probabilities: Mapping[int, float], head: int) -> list[list[str]]:
    """Return what the CRF sees of each item: its features, and those of an item alone with the side of the cue too."""
    alone, related = item_features(row, tags, probabilities), relation_features(row, tags, probabilities, head)
    return [
        [*features, *(("<" if k < head else ">") + feature for feature in features), *beside] if k != head else [_HEAD]
        for k, (features, beside) in enumerate(zip(alone, related, strict=True))
    ]


def gold_labels(gold: Gold, number: int, length: int, head: int) -> list[str]:
    """Return the labels of the items of row *number* in one attribution."""
    labels = ["O"] * length
    for role in ("content", "source", "cue"):
        for r, k in getattr(gold, role):
            if r == number:
                labels[k] = _LETTERS[role]
    labels[head] = "Q"
    return labels


def _sequences(
    articles: Sequence[GoldArticle], tags: Sequence[Tags], probabilities: Sequence[Probabilities], heads: Heads
) -> Iterator[tuple[int, Place, list[list[str]]]]:
    for number, (article, of_article, probability, head) in enumerate(
        zip(articles, tags, probabilities, heads, strict=True)
    ):
        for r, k in sorted(head):
            yield number, (r, k), attributes(article.rows[r], of_article[r], probability.get(r, {}), k)


def collect_roles(
    articles: Sequence[GoldArticle],
    tags: Sequence[Tags],
    probabilities: Sequence[Probabilities],
    heads: Heads,
    least: int,
    scratch: Path,
) -> dict[str, Any]:
    """Fit the stage and return its weights; *probabilities* come from a stage one that has not seen the articles."""
    kept = shared_features(
        (
            (number, {feature for features in sequence for feature in features})
            for number, _, sequence in _sequences(articles, tags, probabilities, heads)
        ),
        least,
    )
    trainer = pycrfsuite.Trainer("lbfgs", verbose=False)
    trainer.set_params(_PARAMETERS)
    for number, (r, k), sequence in _sequences(articles, tags, probabilities, heads):
        labels = gold_labels(heads[number][r, k], r, len(sequence), k)
        shown = [[feature for feature in features if feature in kept] for features in sequence]
        for _ in range(articles[number].weight):
            trainer.append(shown, labels)
    trainer.train(str(scratch))
    model = pycrfsuite.Tagger()
    model.open(str(scratch))
    raw = collect(model.info())
    model.close()
    return raw


def collect(info: object) -> dict[str, Any]:
    """Return the weights of a CRF in hundredths: of items (left and right of a cue), of relations, of transitions."""
    item: dict[str, list[float]] = {}
    relation: dict[str, list[float]] = {}
    places: tuple[int, ...]
    for (feature, name), weight in info.state_features.items():  # type: ignore[attr-defined]
        if feature == _HEAD:
            continue
        side = feature[0] if feature[0] in _SIDES else ""
        held = feature.removeprefix(side)
        if held[0] in _ALONE:
            values, places = item.setdefault(held, [0.0] * 6), _SIDES[side]
        else:
            values, places = relation.setdefault(held, [0.0] * 3), (0,)
        for place in places:
            for k in range(3):
                if name == "O":
                    values[place + k] -= weight
                elif LABELS[k] == name:
                    values[place + k] += weight
    transitions = [round(SCALE * info.transitions.get((a, b), -20.0)) for a in LABELS for b in LABELS]  # type: ignore[attr-defined]
    return {"item": _rounded(item), "relation": _rounded(relation), "moves": transitions}


def _rounded(table: Mapping[str, Sequence[float]]) -> dict[str, list[int]]:
    """Return weights as whole hundredths, without the features of which nothing is left."""
    rounded = {feature: [round(SCALE * value) for value in table[feature]] for feature in sorted(table)}
    return {feature: values for feature, values in rounded.items() if any(abs(v) >= _SMALLEST for v in values)}
