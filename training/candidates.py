# SPDX-License-Identifier: MIT
"""Stage three: which candidates are attributions, and how sure that is."""

from collections.abc import Mapping, Sequence

import attrs
import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression

from claimtrack.extraction.attribution.candidates import CANDIDATE_TEMPLATES, Candidate, candidate_values, keep
from claimtrack.extraction.attribution.tagger import described
from claimtrack.extraction.attribution.templates import features
from training.corpus import GoldArticle, Place
from training.cues import Tags, matrix, shared_features
from training.roles import Probabilities

_FOLDS = 5
_TREES = {
    "max_iter": 60,
    "learning_rate": 0.15,
    "max_leaf_nodes": 8,
    "min_samples_leaf": 40,
    "l2_regularization": 1.0,
    "random_state": 0,
    "early_stopping": False,
}
_SMALLEST = 0.04  # weight that is kept; .005 is no better
_ENOUGH = 0.5  # Jaccard overlap of contents that counts as found
Found = Mapping[int, Sequence[Candidate]]


@attrs.frozen
class Judged:
    """A candidate, the article it stands in, and whether it hits a gold attribution.

    Attributes:
        article: The number of the article.
        candidate: The candidate.
        gold: The number of the gold attribution whose content it overlaps most, or -1.
        found: Whether that overlap is enough.
        right: Whether the source is right too.
    """

    article: int
    candidate: Candidate
    gold: int
    found: bool
    right: bool


def judge(number: int, article: GoldArticle, c: Candidate) -> Judged:
    """Compare a candidate with the gold attributions of its article."""
    content = {(c.row, k) for k in c.content} | {(r, k) for r in c.later for k in range(len(article.rows[r].words))}

    def size(places: set[Place]) -> int:
        return sum(article.weights[r][k] for r, k in places)

    best, which = 0.0, -1
    for place, gold in enumerate(article.golds):
        shared = size(content & set(gold.content))
        if shared and (overlap := shared / size(content | set(gold.content))) > best:
            best, which = overlap, place
    if which < 0:
        return Judged(number, c, -1, found=False, right=False)
    source = {place for place in article.golds[which].source if _is_word(article, place)}
    ours = {(c.row, k) for k in c.source if _is_word(article, (c.row, k))}
    same = bool(source & ours) or (not source and not ours)
    return Judged(number, c, which, found=best >= _ENOUGH, right=best >= _ENOUGH and same)


def _is_word(article: GoldArticle, place: Place) -> bool:
    return article.rows[place[0]].words[place[1]][0].isalnum()


def fit_ranking(
    articles: Sequence[GoldArticle],
    tags: Sequence[Tags],
    probabilities: Sequence[Probabilities],
    found: Sequence[Found],
    least: int,
) -> tuple[dict[str, object], list[tuple[Judged, float, float]]]:
    """Fit the stage on candidates that come from models which have not seen their article.

    Returns the weights, and every candidate with its two scores from trees that have not seen its article.
    """
    judged = [
        judge(n, a, c) for n, (a, rows) in enumerate(zip(articles, found, strict=True)) for r in rows for c in rows[r]
    ]
    found_features = [_features(articles[j.article], tags[j.article], j.candidate) for j in judged]
    folds = np.array([j.article % _FOLDS for j in judged])
    vocabulary = shared_features(((j.article, held) for j, held in zip(judged, found_features, strict=True)), least)
    sparse = matrix(found_features, vocabulary)
    hits, rights = np.array([j.found for j in judged]), np.array([j.right for j in judged])

    whole = np.zeros(len(judged))
    for fold in range(_FOLDS):
        model = LogisticRegression(C=0.1, solver="liblinear", random_state=0).fit(
            sparse[folds != fold], hits[folds != fold]
        )
        whole[folds == fold] = model.decision_function(sparse[folds == fold])
    final = LogisticRegression(C=0.1, solver="liblinear", random_state=0).fit(sparse, hits)

    ready = iter(whole)
    values = np.array(
        [
            row
            for a, t, p, f in zip(articles, tags, probabilities, found, strict=True)
            for _, row in described(a.rows, t, p, f, lambda _: float(next(ready)), -1e9)
        ]
    )
    scores, trees = [], []
    for target in (hits, rights):
        score = np.zeros(len(judged))
        for fold in range(_FOLDS):
            model = HistGradientBoostingClassifier(**_TREES).fit(values[folds != fold], target[folds != fold])
            score[folds == fold] = model.predict_proba(values[folds == fold])[:, 1]
        scores.append(score)
        trees.append(nested_trees(HistGradientBoostingClassifier(**_TREES).fit(values, target)))
    raw: dict[str, object] = {
        "whole": {
            feature: round(float(w), 3)
            for feature, w in zip(vocabulary, final.coef_[0], strict=True)
            if abs(w) >= _SMALLEST
        }
        | {"": round(float(final.intercept_[0]), 3)},
        "found": trees[0],
        "right": trees[1],
    }
    return raw, [(j, float((a + b) / 2), float(b)) for j, a, b in zip(judged, *scores, strict=True)]


def _features(article: GoldArticle, tags: Tags, c: Candidate) -> list[str]:
    return features(CANDIDATE_TEMPLATES, candidate_values(article.rows[c.row], tags[c.row], c))


def nested_trees(model: HistGradientBoostingClassifier | HistGradientBoostingRegressor) -> list[object]:
    """Return boosted trees as nested lists; the first is the constant that they start from."""

    def node(nodes: np.ndarray, place: int) -> list[object]:
        one = nodes[place]
        if one["is_leaf"]:
            return [round(float(one["value"]), 5)]
        return [
            int(one["feature_idx"]),
            round(float(one["num_threshold"]), 5),
            node(nodes, int(one["left"])),
            node(nodes, int(one["right"])),
        ]

    return [
        [round(float(model._baseline_prediction.flat[0]), 5)],
        *(node(step[0].nodes, 0) for step in model._predictors),
    ]


def choose_threshold(
    articles: Sequence[GoldArticle], scored: Sequence[tuple[Judged, float, float]]
) -> tuple[float, dict[str, float]]:
    """Return the least score with the best mean of the two F1s (found, right source too), and the figures there."""
    total = sum(len(a.golds) for a in articles)
    best: tuple[float, float, dict[str, float]] = (-1.0, 0.0, {})
    for step in range(20, 60, 2):
        kept = selected(articles, scored, step / 100)
        found = len({(j.article, j.gold) for j, _ in kept if j.found})
        right = len({(j.article, j.gold) for j, _ in kept if j.right})
        f, s = 2 * found / (len(kept) + total), 2 * right / (len(kept) + total)
        if f + s > best[0]:
            best = (f + s, step / 100, {"kept": len(kept), "found": found, "found F1": f, "with source F1": s})
    return best[1], best[2]


def selected(
    articles: Sequence[GoldArticle], scored: Sequence[tuple[Judged, float, float]], threshold: float
) -> list[tuple[Judged, float]]:
    """Return the candidates that would be kept, each with the score that its source is right too."""
    by: dict[int, list[tuple[Judged, float, float]]] = {}
    for item in scored:
        if item[1] >= threshold and item[0].candidate.content:
            by.setdefault(item[0].article, []).append(item)
    kept = []
    for number, items in by.items():
        of = {id(j.candidate): (j, right) for j, _, right in items}
        kept += [of[id(c)] for c in keep(articles[number].rows, [(score, j.candidate) for j, score, _ in items])]
    return kept


def calibrate(kept: Sequence[tuple[Judged, float]], bins: int = 20) -> list[list[float]]:
    """Return pairs of a score and the share that is right with it, rising."""
    taken: set[tuple[int, int]] = set()
    scores, rights = [], []
    for j, right in sorted(kept, key=lambda pair: -pair[1]):
        scores.append(right)
        rights.append(j.right and (j.article, j.gold) not in taken)
        taken.add((j.article, j.gold))
    order = np.argsort(scores, kind="stable")
    x, y = np.array(scores)[order], np.array(rights, float)[order]
    smooth = IsotonicRegression(y_min=0.01, y_max=0.99).fit_transform(x, y)
    return [
        [round(float(part.mean()), 4), round(float(level.mean()), 4)]
        for part, level in zip(np.array_split(x, bins), np.array_split(smooth, bins), strict=True)
    ]
