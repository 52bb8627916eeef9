# SPDX-License-Identifier: MIT
"""Factuality on the UW corpus: how close the graded reading of events comes to that of people.

The corpus: Lee, Artzi, Choi and Zettlemoyer (2015), "Event Detection and Factuality Assessment with Non-Expert
Supervision". Its texts are not part of this package; a file has one event on each line.
"""

from collections.abc import Sequence
from pathlib import Path

import attrs

from claimtrack.evaluation.corpus_rows import CorpusRow, read_corpus_rows
from claimtrack.evaluation.subject import Measurement, Subject, digest_file
from claimtrack.extraction.factuality import factuality
from claimtrack.model import Span

_CERTAIN = 2.5  # the rating, or its negative, from which an event does not count as hedged


@attrs.frozen
class RatedEvent:
    """An event word in its sentence, with the mean of what people said of it, from -3 to 3."""

    text: str
    span: Span
    rating: float


def read_rated_events(path: Path) -> tuple[RatedEvent, ...]:
    """Return the events of a file of JSON lines with `sentence`, `token_start`, `token_end` and `score`."""
    return tuple(_event(row) for row in read_corpus_rows(path))


def _event(row: CorpusRow) -> RatedEvent:
    text = row.get("sentence", str)
    tokens = text.split(" ")
    first, last = row.get("token_start", int), row.get("token_end", int)
    if not 0 <= first < len(tokens):
        row.refuse("token_start", f"the number of one of the {len(tokens)} tokens")
    if not first < last <= len(tokens):
        row.refuse("token_end", f"more than token_start {first}, and at most {len(tokens)}")
    start = sum(len(token) + 1 for token in tokens[:first])
    return RatedEvent(text, Span(start, start + len(" ".join(tokens[first:last]))), row.get("score", float))


def figures(events: Sequence[RatedEvent], read: Sequence[float]) -> dict[str, float]:
    """Return how close the values *read* come to the ratings of *events*, each figure from 0 to 100.

    `pearson` is the correlation in percent; `mae` and `mae_hedged` are mean absolute errors in hundredths of a point,
    over all events and over those that people did not rate as certain. A figure of nothing is 0.
    """
    ratings = [event.rating for event in events]
    errors = [abs(a - b) for a, b in zip(ratings, read, strict=True)]
    hedged = [error for error, rating in zip(errors, ratings, strict=True) if abs(rating) < _CERTAIN]
    return {"pearson": 100 * _correlation(ratings, read), "mae": 100 * _mean(errors), "mae_hedged": 100 * _mean(hedged)}


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _correlation(one: Sequence[float], other: Sequence[float]) -> float:
    """Return Pearson's r, or 0 where one side does not vary."""
    a, b = _mean(one), _mean(other)
    spread = sum((x - a) ** 2 for x in one) * sum((y - b) ** 2 for y in other)
    return float(sum((x - a) * (y - b) for x, y in zip(one, other, strict=True)) / spread**0.5) if spread else 0.0


def _measure(path: Path) -> Measurement:
    events = read_rated_events(path)
    measured = figures(events, [factuality(event.text, event.span) for event in events])
    lines = (
        f"{len(events)} events, {sum(abs(event.rating) < _CERTAIN for event in events)} of them hedged",
        f"{'Pearson r':<28}{measured['pearson'] / 100:7.3f}",
        f"{'mean absolute error':<28}{measured['mae'] / 100:7.3f}",
        f"{'  on hedged events':<28}{measured['mae_hedged'] / 100:7.3f}",
    )
    return Measurement(len(events), measured, lines)


FACTUALITY = Subject("a file of the UW factuality corpus, one event in JSON on each line", digest_file, _measure)
"""The subject that measures `claimtrack.factuality`."""
