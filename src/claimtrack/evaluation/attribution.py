# SPDX-License-Identifier: MIT
"""Attributions on PolNeAR: the report for the reader, and what goes to JSON."""

from collections.abc import Iterator
from pathlib import Path

import attrs

from claimtrack.evaluation.measures import SCORE_HEADER, ArticleReader, Evaluation, evaluate
from claimtrack.evaluation.polnear import digest_polnear, read_polnear
from claimtrack.evaluation.subject import Measurement, Subject

_CAPTIONS = {
    "found": "attributions found",
    "found_with_source": "with the right source",
    "direct_with_source": "  direct",
    "mixed_with_source": "  mixed",
    "indirect_with_source": "  indirect",
    "source_spans": "flat exact spans: source",
    "cue_spans": "flat exact spans: cue",
    "content_spans": "flat exact spans: content",
}


def attribution(extractor: ArticleReader, *, bins: bool = False) -> Subject:
    """Return the subject that measures *extractor* on a compartment of PolNeAR; *bins* adds those of its error."""

    def measure(folder: Path) -> Measurement:
        articles = read_polnear(folder)
        left_out = sum(1 for _ in (folder / "text").glob("*.txt")) - len(articles)
        evaluation = evaluate(articles, extractor=extractor)
        return Measurement(
            size=len(articles),
            figures=evaluation.figures,
            lines=tuple(_report(evaluation, bins=bins)),
            details=_details(evaluation),
            notes=(f"left out {left_out} texts that have no annotations",) if left_out else (),
        )

    return Subject("one compartment of PolNeAR, a folder with text/ and attributions/", digest_polnear, measure)


def _report(evaluation: Evaluation, *, bins: bool) -> Iterator[str]:
    found = evaluation.scores["found"]
    yield f"{evaluation.articles} articles, {found.gold} attributions, {found.predicted} extracted"
    yield SCORE_HEADER
    for figure, score in evaluation.scores.items():
        yield score.line(_CAPTIONS[figure])
    at = "" if evaluation.threshold is None else f"  (confidence of at least {evaluation.threshold:.3f})"
    yield f"{'recall at 90 % precision':<28}{evaluation.recall_at_90_precision:14.1f}{at}"
    yield f"{'expected calibration error':<28}{evaluation.calibration_error:14.1f}"
    yield f"{'words per second':<28}{evaluation.words_per_second:14.0f}"
    if bins:
        yield f"\n{'confidence':<14}{'extracted':>10}{'mean':>8}{'right':>8}"
        for each in evaluation.bins:
            yield f"{each.low:.1f} to {each.high:.1f}{each.count:>14}{each.confidence:8.3f}{each.right:8.3f}"


def _details(evaluation: Evaluation) -> dict[str, object]:
    return {
        "articles": evaluation.articles,
        "words": evaluation.words,
        "words_per_second": evaluation.words_per_second,
        "scores": {
            figure: attrs.asdict(score) | {"precision": score.precision, "recall": score.recall, "f1": score.f1}
            for figure, score in evaluation.scores.items()
        },
        "threshold_at_90_precision": evaluation.threshold,
        "bins": [attrs.asdict(each) for each in evaluation.bins],
    }
