# SPDX-License-Identifier: MIT
"""Stage three: which candidates are attributions, and how sure that is."""

import gzip
import itertools
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs
import numpy as np
from sklearn.ensemble import HistGradientBoostingRegressor
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression

from claimtrack.extraction.attribution.candidates import CANDIDATE_TEMPLATES, Candidate, candidate_values, keep
from claimtrack.extraction.attribution.proposals import Probabilities
from claimtrack.extraction.attribution.ranking import Measure, described, nothing_more
from claimtrack.extraction.attribution.templates import features
from training.corpus import GoldArticle, Place
from training.cues import Tags, matrix, shared_features

_FOLDS = 5
_TREES = {
    "max_iter": 80,
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
        exact: Whether the words of content and source are those of the gold attribution, and no others.
    """

    article: int
    candidate: Candidate
    gold: int
    found: bool
    right: bool
    exact: bool


def judge(number: int, article: GoldArticle, c: Candidate) -> Judged:
    """Compare a candidate with the gold attributions of its article."""
    content = {(c.row, k) for k in c.content} | {(r, k) for r in c.others for k in range(len(article.rows[r].words))}

    def size(places: set[Place]) -> int:
        return sum(article.weights[r][k] for r, k in places)

    best, which = 0.0, -1
    for place, gold in enumerate(article.golds):
        shared = size(content & set(gold.content))
        if shared and (overlap := shared / size(content | set(gold.content))) > best:
            best, which = overlap, place
    if which < 0:
        return Judged(number, c, -1, found=False, right=False, exact=False)
    source = {place for place in article.golds[which].source if _is_word(article, place)}
    ours = {(c.row, k) for k in c.source if _is_word(article, (c.row, k))}
    same = bool(source & ours) or (not source and not ours)
    exact = best == 1 and source == ours
    return Judged(number, c, which, found=best >= _ENOUGH, right=best >= _ENOUGH and same, exact=exact)


def _is_word(article: GoldArticle, place: Place) -> bool:
    return article.rows[place[0]].words[place[1]][0].isalnum()


def fit_ranking(
    articles: Sequence[GoldArticle],
    tags: Sequence[Tags],
    probabilities: Sequence[Probabilities],
    found: Sequence[Found],
    least: int,
    measures: Iterable[Measure] = itertools.repeat(nothing_more),
) -> tuple[dict[str, object], list[tuple[Judged, float]]]:
    """Fit the stage on candidates that come from models which have not seen their article.

    *measures* tell for each article what else the trees read of its candidates.

    Returns the weights, and every candidate with its score from trees that have not seen its article.
    """
    judged = [
        judge(n, a, c) for n, (a, rows) in enumerate(zip(articles, found, strict=True)) for r in rows for c in rows[r]
    ]
    found_features = [
        _features(articles[j.article], tags[j.article], j.candidate, found[j.article][j.candidate.row]) for j in judged
    ]
    folds = np.array([articles[j.article].group % _FOLDS for j in judged])
    weights = np.array(
        [articles[j.article].weight * (articles[j.article].golds[j.gold].weight if j.found else 1.0) for j in judged]
    )
    vocabulary = shared_features(((j.article, held) for j, held in zip(judged, found_features, strict=True)), least)
    sparse = matrix(found_features, vocabulary)
    hits, rights = np.array([j.found for j in judged]), np.array([j.right for j in judged])
    exacts = np.array([j.exact for j in judged])

    whole = np.zeros(len(judged))
    for fold in range(_FOLDS):
        rest = folds != fold
        model = _regression().fit(sparse[rest], hits[rest], sample_weight=weights[rest])
        whole[~rest] = model.decision_function(sparse[~rest])
    final = _regression().fit(sparse, hits, sample_weight=weights)

    ready = iter(whole)
    values = np.array(
        [
            [*row, *measure(c)]
            for a, t, p, f, measure in zip(articles, tags, probabilities, found, measures, strict=False)
            for c, row in described(a.rows, t, p, f, lambda _: float(next(ready)), -1e9)
        ]
    )
    worth = (hits / 2 + rights / 2 + exacts) / 2
    scores = np.zeros(len(judged))
    for fold in range(_FOLDS):
        rest = folds != fold
        forest = HistGradientBoostingRegressor(**_TREES).fit(values[rest], worth[rest], sample_weight=weights[rest])
        scores[~rest] = forest.predict(values[~rest])
    forest = HistGradientBoostingRegressor(**_TREES).fit(values, worth, sample_weight=weights)
    learned = zip(vocabulary, final.coef_[0], strict=True)
    raw: dict[str, object] = {
        "whole": {feature: round(float(weight), 3) for feature, weight in learned if abs(weight) >= _SMALLEST}
        | {"": round(float(final.intercept_[0]), 3)},
        "worth": nested_trees(forest),
    }
    return raw, [(j, float(score)) for j, score in zip(judged, scores, strict=True)]


def _regression() -> LogisticRegression:
    return LogisticRegression(C=0.1, solver="liblinear", random_state=0)


def _features(article: GoldArticle, tags: Tags, c: Candidate, fellows: Sequence[Candidate]) -> list[str]:
    return features(CANDIDATE_TEMPLATES, candidate_values(article.rows[c.row], tags[c.row], c, fellows))


def nested_trees(model: HistGradientBoostingRegressor) -> list[object]:
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
    articles: Sequence[GoldArticle], scored: Sequence[tuple[Judged, float]]
) -> tuple[float, dict[str, float]]:
    """Return the least score with the best mean F1, of news and of PolNeAR, and the figures there.

    Recall is of what any reader would list; what one might list or not is no false one where it is found.
    """
    best: tuple[float, float, dict[str, float]] = (-1.0, 0.0, {})
    for step in range(10, 60, 2):
        kept = selected(scored, step / 100)
        news, politics = _f1(articles, kept, is_news=True), _f1(articles, kept, is_news=False)
        if news + politics > best[0]:
            best = (news + politics, step / 100, {"kept": len(kept), "news": news, "politics": politics})
    return best[1], best[2]


def _f1(articles: Sequence[GoldArticle], kept: Sequence[tuple[Judged, float]], *, is_news: bool) -> float:
    """Return the F1 of what is *kept* on news that was marked in full, or on the other articles."""
    numbers = {n for n, one in enumerate(articles) if one.is_news == is_news}
    must = {(n, k) for n in numbers for k, gold in enumerate(articles[n].golds) if gold.weight == 1}
    hits = [(j.article, j.gold) for j, _ in kept if j.found and j.article in numbers]
    count = sum(j.article in numbers for j, _ in kept)
    precision, recall = len(set(hits)) / max(1, count), len(set(hits) & must) / max(1, len(must))
    return 2 * precision * recall / (precision + recall) if hits else 0.0


def selected(scored: Sequence[tuple[Judged, float]], threshold: float) -> list[tuple[Judged, float]]:
    """Return the candidates that would be kept, each with its score."""
    by: dict[int, list[tuple[Judged, float]]] = {}
    for item in scored:
        by.setdefault(item[0].article, []).append(item)
    kept = []
    for items in by.values():
        of = {id(j.candidate): (j, score) for j, score in items}
        ranked = [(score, j.candidate) for j, score in items]
        kept += [of[id(c)] for c in keep(ranked, threshold)]
    return kept


def write_ranked(scored: Iterable[tuple[Judged, float]], file: Path) -> None:
    """Write candidates and what they are worth, a line each, for `read_ranked`."""
    lines = (json.dumps([j.article, score, *j.candidate._replace(via=())]) for j, score in scored)
    file.write_bytes(gzip.compress("".join(f"{line}\n" for line in lines).encode(), mtime=0))


def read_ranked(file: Path) -> dict[int, list[tuple[float, Candidate]]]:
    """Return candidates and what they are worth, by the number of their article."""
    found: dict[int, list[tuple[float, Candidate]]] = {}
    for line in gzip.decompress(file.read_bytes()).splitlines():
        number, score, *fields = json.loads(line)
        values: list[Any] = [tuple(value) if isinstance(value, list) else value for value in fields]
        found.setdefault(number, []).append((score, Candidate(*values)))
    return found


def calibrate(kept: Sequence[tuple[Judged, float]], bins: int = 20) -> list[list[float]]:
    """Return pairs of a score and the share that is right with it, rising."""
    taken: set[tuple[int, int]] = set()
    scores, rights = [], []
    for j, score in sorted(kept, key=lambda pair: -pair[1]):
        scores.append(score)
        rights.append(j.right and (j.article, j.gold) not in taken)
        taken.add((j.article, j.gold))
    order = np.argsort(scores, kind="stable")
    x, y = np.array(scores)[order], np.array(rights, float)[order]
    smooth = IsotonicRegression(y_min=0.01, y_max=0.99).fit_transform(x, y)
    return [
        [round(float(part.mean()), 4), round(float(level.mean()), 4)]
        for part, level in zip(np.array_split(x, bins), np.array_split(smooth, bins), strict=True)
    ]
