# SPDX-License-Identifier: MIT
"""Train the graded reading of events: `python -m training.factuality GOLD_DIR OUT`; GOLD_DIR has `train.jsonl`.

The trees learn from what the ridge says of events that it has not seen. Folds and counts go by sentences,
so that the events of one sentence, and of one that comes twice, stay together.
A key is kept only where it occurs in LEAST different sentences.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, diags
from sklearn.ensemble import HistGradientBoostingRegressor
from sklearn.linear_model import Ridge

from claimtrack.evaluation.factuality import RatedEvent, figures, read_rated_events
from claimtrack.extraction.attribution.weights import load_weights
from claimtrack.extraction.factuality.features import GROUPS, event_features
from claimtrack.extraction.factuality.graded import LEAST as LOWEST
from claimtrack.extraction.factuality.graded import MOST as HIGHEST
from claimtrack.extraction.factuality.graded import NAME, VERSION, Weight, sums
from claimtrack.extraction.weights_file import pack
from training.candidates import nested_trees
from training.cues import matrix, shared_features

LEAST = 4  # sentences
FOLDS, BLOCKS = 5, 20  # contiguous blocks, since neighbours tell of the same events
PENALTY = 80.0
SCALES = {"cues before": 1.5, "cues after": 1.5, "frame": 2.0}  # how much cheaper than others a group's weights are
HEDGED, DENIED = 2.5, 0.3  # ratings below which an event counts as hedged, or as denied
HEDGED_WEIGHT = 1.25  # of hedged events for the trees, since two thirds are certain
TREES = {"max_iter": 150, "learning_rate": 0.05, "max_leaf_nodes": 8, "min_samples_leaf": 40, "max_features": 0.3}

Groups = list[list[str]]


def targets(ratings: np.ndarray) -> np.ndarray:
    """Return the three questions as columns: the rating, whether it is hedged, whether it is denied."""
    return np.stack([ratings, (ratings < HEDGED) * 1.5, (ratings < DENIED) * 2.0], 1)


def fit(groups: Sequence[Groups], ratings: np.ndarray, vocabulary: dict[str, int]) -> dict[str, Weight]:
    """Return the weights of keys in thousandths; weights of nothing are left out."""
    scale = np.ones(len(vocabulary))
    for name, factor in SCALES.items():
        for event in groups:
            for key in event[GROUPS.index(name)]:
                if key in vocabulary:
                    scale[vocabulary[key]] = factor
    table: csr_matrix = (matrix(map(_flat, groups), vocabulary) @ diags(scale)).tocsr()
    ridge = Ridge(PENALTY, solver="sparse_cg", tol=1e-3).fit(table, targets(ratings))
    found = {key: _thousandths(ridge.coef_[:, place] * scale[place]) for key, place in vocabulary.items()}
    return {key: weight for key, weight in found.items() if any(weight)} | {"": _thousandths(ridge.intercept_)}


def _flat(groups: Groups) -> list[str]:
    return [key for keys in groups for key in keys]


def _thousandths(values: np.ndarray) -> Weight:
    a, b, c = (round(1000 * float(value)) for value in values)
    return a, b, c


def fit_trees(values: np.ndarray, ratings: np.ndarray) -> HistGradientBoostingRegressor:
    """Return boosted trees from sums to ratings."""
    weights = np.where(np.abs(ratings) < HEDGED, HEDGED_WEIGHT, 1.0)
    return HistGradientBoostingRegressor(**TREES, random_state=0).fit(values, ratings, sample_weight=weights)


def train(events: Sequence[RatedEvent]) -> dict[str, object]:
    """Return all that is learned from *events*, for JSON; print the figures on events that were not seen."""
    tags = load_weights().tags
    groups = [event_features(event.text, event.span, tags) for event in events]
    sentences: dict[str, int] = {}
    folds: dict[int, int] = {}
    numbers = []
    for k, event in enumerate(events):
        number = sentences.setdefault(event.text, len(sentences))
        folds.setdefault(number, k * BLOCKS // len(events) % FOLDS)
        numbers.append(number)
    fold = np.array([folds[number] for number in numbers])
    ratings = np.array([event.rating for event in events])
    vocabulary = shared_features(((n, _flat(event)) for n, event in zip(numbers, groups, strict=True)), LEAST)
    unseen = np.zeros((len(events), 3 * len(GROUPS) + 3))
    for number in range(FOLDS):
        known = np.flatnonzero(fold != number)
        weights = fit([groups[k] for k in known], ratings[known], vocabulary)
        for k in np.flatnonzero(fold == number):
            unseen[k] = sums(weights, groups[k])
    read = np.zeros(len(events))
    for number in range(FOLDS):
        known = fold != number
        read[~known] = fit_trees(unseen[known], ratings[known]).predict(unseen[~known])
    print(f"{len(events)} events, {len(vocabulary)} keys; out of fold:")
    for name, value in figures(events, np.clip(read, LOWEST, HIGHEST).tolist()).items():
        print(f"  {name} {value:.2f}")
    return {"keys": fit(groups, ratings, vocabulary), "trees": nested_trees(fit_trees(unseen, ratings))}


def main() -> None:
    """Train and write the weights file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, help="the folder of the UW factuality corpus")
    parser.add_argument("out", type=Path, help="the weights file to write")
    options = parser.parse_args()
    options.out.write_bytes(pack(train(read_rated_events(options.gold / "train.jsonl")), NAME, VERSION))
    print(f"wrote {options.out}, {options.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
