# SPDX-License-Identifier: MIT
"""The figures: how well an extractor finds attributions, and how far its confidences can be trusted.

`docs/evaluation.md` says where each figure comes from.
"""

import math
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Self

import attrs

from claimtrack.evaluation.polnear import ROLES, AnnotatedArticle
from claimtrack.evaluation.tokens import AttributionTokens, PageTokens
from claimtrack.extraction import extract
from claimtrack.model import Article, Claim, Kind

ArticleReader = Callable[[Article], Iterable[Claim]]
"""What is measured: from an article to its claims."""

SCORES = (
    "found",
    "found_with_source",
    *(f"{kind}_with_source" for kind in (Kind.DIRECT, Kind.MIXED, Kind.INDIRECT)),
    *(f"{role}_spans" for role in ROLES),
)
"""The names of the scores, in the order in which they are shown."""

CALIBRATION_ERROR = "calibration_error"
"""The one of these figures that is better when it is lower."""

SCORE_HEADER = f"{'percent':<28}{'P':>7}{'R':>7}{'F1':>7}"
"""What stands above the scores of a report."""

_PRECISION = 90.0  # percent, at which the recall is read off
_BINS = 10
_SAME_CONTENT = 0.5  # Jaccard index, from which two contents count as the same attribution


@attrs.frozen
class Score:
    """What was extracted, what there is by hand, and how much of each is right.

    The two counts of right ones differ only for a kind: an attribution that is direct by hand
    can be found by one that is mixed.
    """

    predicted: int = 0
    gold: int = 0
    right_predicted: int = 0
    right_gold: int = 0

    def __add__(self, other: Self) -> Self:
        return type(self)(*(a + b for a, b in zip(attrs.astuple(self), attrs.astuple(other), strict=True)))

    @property
    def precision(self) -> float:
        """The percentage of what was extracted that is right; 0 where nothing was extracted."""
        return percent(self.right_predicted, self.predicted)

    @property
    def recall(self) -> float:
        """The percentage of what there is by hand that was found; 0 where there is nothing."""
        return percent(self.right_gold, self.gold)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, in percent."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def line(self, caption: str) -> str:
        """Return the line of a report, below `SCORE_HEADER`."""
        return f"{caption:<28}{self.precision:7.1f}{self.recall:7.1f}{self.f1:7.1f}"


@attrs.frozen
class Bin:
    """The attributions whose confidence lies in one stretch: above *low*, and at most *high*.

    Attributes:
        low: The lower end; the first bin holds it as well.
        high: The upper end.
        count: How many there are.
        confidence: Their mean confidence, from 0 to 1; 0 where there are none.
        right: The share that is found with the right source, from 0 to 1; 0 where there are none.
    """

    low: float
    high: float
    count: int
    confidence: float
    right: float


@attrs.frozen
class Evaluation:
    """How well an extractor does on annotated articles.

    Attributes:
        articles: How many were read.
        words: How many words they have, between white space.
        seconds: How long extraction took, in one thread, without reading the files.
        scores: The scores by the names that `figures` uses.
        bins: The confidences against what is right, from 0 to 1 in ten stretches.
        calibration_error: The expected calibration error in percent (Guo et al. 2017).
        recall_at_90_precision: The highest recall of found with the right source, in percent,
            at which 90 % of what is kept is right; 0 where no threshold reaches that.
        threshold: The least confidence that is kept there, or None.
    """

    articles: int
    words: int
    seconds: float
    scores: Mapping[str, Score]
    bins: tuple[Bin, ...]
    calibration_error: float
    recall_at_90_precision: float
    threshold: float | None

    @property
    def words_per_second(self) -> float:
        """The speed of extraction; 0 where the clock did not move."""
        return self.words / self.seconds if self.seconds else 0.0

    @property
    def figures(self) -> dict[str, float]:
        """The figures of the gate, in percent: F1 for each score, the recall, and the calibration error."""
        return {
            **{name: score.f1 for name, score in self.scores.items()},
            "recall_at_90_precision": self.recall_at_90_precision,
            CALIBRATION_ERROR: self.calibration_error,
        }


def percent(part: int, whole: int) -> float:
    """Return *part* of *whole* in percent; 0 of nothing."""
    return 100 * part / whole if whole else 0.0


def evaluate(articles: Sequence[AnnotatedArticle], *, extractor: ArticleReader = extract) -> Evaluation:
    """Return how well *extractor* finds the attributions of *articles*.

    The first article is extracted once before the clock starts, so that word lists and models are loaded.
    """
    for annotated in articles[:1]:
        extractor(annotated.article)
    start = time.perf_counter()
    extracted = [list(extractor(annotated.article)) for annotated in articles]
    seconds = time.perf_counter() - start
    totals = dict.fromkeys(SCORES, Score())
    judged: list[tuple[float, bool]] = []
    for annotated, claims in zip(articles, extracted, strict=True):
        page = PageTokens.of(annotated)
        gold, predicted = page.by_hand(annotated.annotations), page.extracted(claims)
        found = _match(gold, predicted)
        right = {j: i for j, i in found.items() if _same_source(gold[i], predicted[j])}
        for name, score in _scores(page, gold, predicted, found, right).items():
            totals[name] += score
        judged += [(attribution.confidence, j in right) for j, attribution in enumerate(predicted)]
    bins, error = calibration(judged)
    threshold, kept = _operating_point(judged)
    words = sum(len(annotated.article.text.split()) for annotated in articles)
    recall = percent(kept, totals["found"].gold)
    return Evaluation(len(articles), words, seconds, totals, bins, error, recall, threshold)


def _match(gold: Sequence[AttributionTokens], predicted: Sequence[AttributionTokens]) -> dict[int, int]:
    """Return which attribution by hand each extracted one finds, one to one, the most similar contents first.

    Contents are compared by the Jaccard index of their words, of which half has to be common;
    of equally similar ones a common cue or source decides.
    """
    pairs = []
    for i, one in enumerate(gold):
        for j, other in enumerate(predicted):
            if common := len(one.words["content"] & other.words["content"]):
                similarity = common / len(one.words["content"] | other.words["content"])
                if similarity >= _SAME_CONTENT:
                    further = sum(bool(one.words[role] & other.words[role]) for role in ("cue", "source"))
                    pairs.append((-similarity, -further, i, j))
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in sorted(pairs):
        if i not in taken and j not in found:
            found[j] = i
            taken.add(i)
    return found


def _same_source(one: AttributionTokens, other: AttributionTokens) -> bool:
    """Tell whether two sources share a word, or both are missing."""
    a, b = one.words["source"], other.words["source"]
    return bool(a & b) or not (a or b)


def _scores(
    page: PageTokens,
    gold: Sequence[AttributionTokens],
    predicted: Sequence[AttributionTokens],
    found: Mapping[int, int],
    right: Mapping[int, int],
) -> dict[str, Score]:
    """Return the scores of one article; *found* and *right* map extracted attributions to those by hand."""
    scores = {
        "found": Score(len(predicted), len(gold), len(found), len(found)),
        "found_with_source": Score(len(predicted), len(gold), len(right), len(right)),
    }
    counts = [
        Counter(attribution.kind for attribution in attributions)
        for attributions in (predicted, gold, [predicted[j] for j in right], [gold[i] for i in right.values()])
    ]
    for kind in Kind:
        scores[f"{kind}_with_source"] = Score(*(count[kind] for count in counts))
    for role in ROLES:
        ours, theirs = page.runs(predicted, role), page.runs(gold, role)
        scores[f"{role}_spans"] = Score(len(ours), len(theirs), len(ours & theirs), len(ours & theirs))
    return scores


def calibration(judged: Iterable[tuple[float, bool]]) -> tuple[tuple[Bin, ...], float]:
    """Return ten bins of confidences, and their expected calibration error in percent.

    The error is the mean gap between the mean confidence of a bin and the share that is right in it,
    weighted by the bins' counts (Guo et al. 2017, "On Calibration of Modern Neural Networks").

    Args:
        judged: Confidences from 0 to 1, each with whether what it stands for is right.
    """
    groups: list[list[tuple[float, bool]]] = [[] for _ in range(_BINS)]
    for confidence, right in judged:
        groups[max(math.ceil(confidence * _BINS) - 1, 0)].append((confidence, right))
    bins = []
    for number, group in enumerate(groups):
        count = len(group)
        mean = math.fsum(confidence for confidence, _ in group) / count if count else 0.0
        share = sum(right for _, right in group) / count if count else 0.0
        bins.append(Bin(number / _BINS, (number + 1) / _BINS, count, mean, share))
    total = sum(each.count for each in bins)
    gaps = math.fsum(each.count * abs(each.confidence - each.right) for each in bins)
    return tuple(bins), 100 * gaps / total if total else 0.0


def _operating_point(judged: Iterable[tuple[float, bool]]) -> tuple[float | None, int]:
    """Return the lowest threshold that keeps 90 % precision, and how many right ones it keeps."""
    ordered = sorted(judged, reverse=True)
    threshold, kept, right = None, 0, 0
    for count, (confidence, is_right) in enumerate(ordered, start=1):
        right += is_right
        last_of_its_value = count == len(ordered) or ordered[count][0] < confidence
        if last_of_its_value and percent(right, count) >= _PRECISION:
            threshold, kept = confidence, right
    return threshold, kept
