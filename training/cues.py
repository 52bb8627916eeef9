# SPDX-License-Identifier: MIT
"""Stage one: a logistic regression that tells the heads of cues."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import attrs
import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from claimtrack.extraction.attribution.cue_heads import LEAST_NEAR
from claimtrack.extraction.attribution.features import NEAR_CUE_TEMPLATES, is_verbal
from claimtrack.language.tokens import QUOTATION
from training.corpus import Gold, GoldArticle, Place
from training.features import cue_features

Tags = Sequence[Sequence[str]]
_LIGHT = frozenset(
    "has have had having is are was were be been being am 's ’s 're ’re 've ’ve 'd ’d 'll ’ll do does did will would can "  # noqa: E501 - one class
    "could may might must should not n't get got made make makes making went go goes came".split()
)
_KNOWN = 10  # occurrences of a word that settle whether it can head a cue
_RATE = 0.03  # share of its occurrences that must head one; .01 finds a hundredth more at a fifth more words to look at
FLOOR = 0.01
_NEAR = frozenset(one.letter for one in NEAR_CUE_TEMPLATES)


def shared_features(documents: Iterable[tuple[int, Iterable[str]]], least: int) -> dict[str, int]:
    """Number the features that occur in *least* different articles; *documents* comes with the article's number."""
    seen: Counter[str] = Counter()
    latest: dict[str, int] = {}
    for number, features in documents:
        for feature in features:
            if latest.get(feature) != number:
                latest[feature] = number
                seen[feature] += 1
    shared = sorted(feature for feature, count in seen.items() if count >= least)
    return {feature: place for place, feature in enumerate(shared)}


def matrix(rows: Iterable[Iterable[str]], vocabulary: Mapping[str, int]) -> csr_matrix:
    """Return one sparse row of ones for each list of features."""
    ends, columns = [0], []
    for features in rows:
        columns += [vocabulary[feature] for feature in features if feature in vocabulary]
        ends.append(len(columns))
    return csr_matrix((np.ones(len(columns)), columns, ends), (len(ends) - 1, len(vocabulary)))


@attrs.frozen
class CueStatistics:
    """How often each word occurs, occurs in a cue, and is a cue alone."""

    words: Counter[str]
    within: Counter[str]
    alone: Counter[str]

    @classmethod
    def of(cls, articles: Sequence[GoldArticle]) -> "CueStatistics":
        """Count the words of *articles*."""
        words, within, alone = Counter[str](), Counter[str](), Counter[str]()
        for article in articles:
            for row in article.rows:
                words.update(row.words)
            for gold in article.golds:
                cue = [article.rows[r].words[k] for r, k in gold.cue]
                within.update(cue)
                if len(cue) == 1:
                    alone.update(cue)
        return cls(words, within, alone)

    def head(self, article: GoldArticle, tags: Tags, gold: Gold) -> Place:
        """Return the head of a cue: the open-class word that most often stands in cues."""

        def weight(place: Place) -> float:
            word = article.rows[place[0]].words[place[1]]
            tag = tags[place[0]][place[1]]
            share = (self.within[word] + 2 * self.alone[word] + 0.4) / (self.words[word] + 2 * self.alone[word] + 4)
            if not word[0].isalpha() or word in _LIGHT:
                return 0.1 * share
            return share if is_verbal(tag) else (0.6 if tag[:2] in {"NN", "JJ", "NP"} else 0.08) * share

        return max(gold.cue, key=lambda place: (weight(place), -place[0], -place[1]))


@attrs.frozen
class CueModel:
    """The fitted stage: which words can head a cue, and the weights of the features."""

    can: Mapping[str, bool]
    vocabulary: Mapping[str, int]
    regression: LogisticRegression

    def places(self, article: GoldArticle, tags: Tags) -> list[Place]:
        """Return the items that may head a cue."""
        return [
            (r, k)
            for r, row in enumerate(article.rows)
            for k, word in enumerate(row.words)
            if self.can.get(word, word != QUOTATION and is_verbal(tags[r][k])) or k in row.patterns
        ]

    def probabilities(self, article: GoldArticle, tags: Tags) -> dict[int, dict[int, float]]:
        """Return the probabilities above FLOOR, by row and item."""
        places = self.places(article, tags)
        found: dict[int, dict[int, float]] = defaultdict(dict)
        if places:
            held = [cue_features(article.rows[r], tags[r], k) for r, k in places]
            beside = [[feature for feature in each if feature[0] in _NEAR] for each in held]
            likely = self.regression.decision_function(matrix(beside, self.vocabulary)) > LEAST_NEAR
            shares = self.regression.predict_proba(matrix(held, self.vocabulary))[:, 1]
            for (r, k), probability, looked_at in zip(places, shares, likely, strict=True):
                if probability >= FLOOR and looked_at:
                    found[r][k] = float(probability)
        return found


Heads = Sequence[Mapping[Place, Gold]]


def fit_cues(articles: Sequence[GoldArticle], tags: Sequence[Tags], heads: Heads, least: int) -> CueModel:
    """Fit the stage on *articles*, with the tags of their items and the heads of their cues."""
    words, headed = Counter[str](), Counter[str]()
    for article, gold in zip(articles, heads, strict=True):
        for row in article.rows:
            words.update(row.words)
        headed.update(article.rows[r].words[k] for r, k in gold)
    can = {
        w: headed[w] >= _RATE * words[w] for w in sorted(words) if w != QUOTATION and (words[w] >= _KNOWN or headed[w])
    }
    can[QUOTATION] = False
    draft = CueModel(can, {}, LogisticRegression())
    owners, rows, labels, weights = [], [], [], []
    for number, (article, of_article, gold) in enumerate(zip(articles, tags, heads, strict=True)):
        for r, k in draft.places(article, of_article):
            owners.append(number)
            rows.append(cue_features(article.rows[r], of_article[r], k))
            labels.append((r, k) in gold)
            weights.append(article.weight * (gold[r, k].weight if (r, k) in gold else 1.0))
    vocabulary = shared_features(zip(owners, rows, strict=True), least)
    regression = LogisticRegression(C=0.1, solver="liblinear", random_state=0)
    regression.fit(matrix(rows, vocabulary), np.array(labels), sample_weight=np.array(weights))
    return CueModel(can, vocabulary, regression)
