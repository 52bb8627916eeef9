# SPDX-License-Identifier: MIT
"""Stage two: a linear-chain CRF that labels source, cue and content for one head of a cue."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pycrfsuite

from claimtrack.extraction.attribution.features import item_keys, relation_keys
from claimtrack.extraction.attribution.roles import LABELS, RoleWeights
from claimtrack.extraction.attribution.sequences import Row
from claimtrack.extraction.attribution.weights import pack_roles
from training.corpus import Gold, GoldArticle, Place
from training.cues import Heads, Kinds, shared_keys

SCALE = 100  # weights are kept in hundredths
_SMALLEST = 8  # hundredths, of which one of a key's weights must have as many to be kept; 2 is no better
Odds = Mapping[int, Mapping[int, float]]
_LETTERS = {"source": "S", "cue": "Q", "content": "C"}
_PARAMETERS = {"c1": 0.2, "c2": 0.05, "max_iterations": 60, "feature.minfreq": 0}


def attributes(row: Row, kinds: Sequence[str], odds: Mapping[int, float], head: int) -> list[list[str]]:
    """Return what the CRF sees of each item: its keys, and those of an item alone with the side of the cue before."""
    alone, related = item_keys(row, kinds, odds), relation_keys(row, kinds, odds, head)
    return [
        [*keys, *(("<" if k < head else ">") + key for key in keys), *beside] if k != head else ["@"]
        for k, (keys, beside) in enumerate(zip(alone, related, strict=True))
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
    articles: Sequence[GoldArticle], kinds: Sequence[Kinds], odds: Sequence[Odds], heads: Heads
) -> Iterator[tuple[int, Place, list[list[str]]]]:
    for number, (article, kind, odd, head) in enumerate(zip(articles, kinds, odds, heads, strict=True)):
        for r, k in sorted(head):
            yield number, (r, k), attributes(article.rows[r], kind[r], odd.get(r, {}), k)


def fit_roles(
    articles: Sequence[GoldArticle],
    kinds: Sequence[Kinds],
    odds: Sequence[Odds],
    heads: Heads,
    least: int,
    scratch: Path,
) -> RoleWeights:
    """Fit the stage and return the weights as the decoder holds them."""
    return pack_roles(collect_roles(articles, kinds, odds, heads, least, scratch))


def collect_roles(
    articles: Sequence[GoldArticle],
    kinds: Sequence[Kinds],
    odds: Sequence[Odds],
    heads: Heads,
    least: int,
    scratch: Path,
) -> dict[str, object]:
    """Fit the stage and return its weights; *odds* come from a stage one that has not seen the articles."""
    kept = shared_keys(
        (
            (number, {key for keys in sequence for key in keys})
            for number, _, sequence in _sequences(articles, kinds, odds, heads)
        ),
        least,
    )
    trainer = pycrfsuite.Trainer("lbfgs", verbose=False)
    trainer.set_params(_PARAMETERS)
    for number, (r, k), sequence in _sequences(articles, kinds, odds, heads):
        labels = gold_labels(heads[number][r, k], r, len(sequence), k)
        trainer.append([[key for key in keys if key in kept] for keys in sequence], labels)
    trainer.train(str(scratch))
    model = pycrfsuite.Tagger()
    model.open(str(scratch))
    raw = collect(model.info())
    model.close()
    return raw


def collect(info: object) -> dict[str, object]:
    """Return the weights of a CRF in hundredths, as lists: of items (left and right), of relations, and of moves."""
    item: dict[str, list[float]] = {}
    relation: dict[str, list[float]] = {}
    places: tuple[int, ...]
    for (key, name), weight in info.state_features.items():  # type: ignore[attr-defined]
        if key == "@":
            continue
        if key[0] in "<>" and key[1].islower() and key != "<>":
            values, places = item.setdefault(key[1:], [0.0] * 6), (0,) if key[0] == "<" else (3,)
        elif key[0].islower():
            values, places = item.setdefault(key, [0.0] * 6), (0, 3)
        else:
            values, places = relation.setdefault(key, [0.0] * 3), (0,)
        for place in places:
            for k in range(3):
                if name == "O":
                    values[place + k] -= weight
                elif LABELS[k] == name:
                    values[place + k] += weight
    moves = [round(SCALE * info.transitions.get((a, b), -20.0)) for a in LABELS for b in LABELS]  # type: ignore[attr-defined]
    return {"item": _rounded(item), "relation": _rounded(relation), "moves": moves}


def _rounded(table: Mapping[str, Sequence[float]]) -> dict[str, list[int]]:
    """Return weights as whole hundredths, without the keys of which nothing is left."""
    rounded = {key: [round(SCALE * value) for value in table[key]] for key in sorted(table)}
    return {key: values for key, values in rounded.items() if any(abs(v) >= _SMALLEST for v in values)}
