# SPDX-License-Identifier: MIT
"""Factuality on the UW corpus: how close the graded reading of events comes to that of people.

The corpus: Lee, Artzi, Choi and Zettlemoyer (2015), "Event Detection and Factuality Assessment with Non-Expert
Supervision". Its texts are no part of this package; a file has one event on each line.
"""

import json
from collections.abc import Sequence
from pathlib import Path

import attrs

from claimtrack.evaluation.subject import Measurement, Subject, digest_file, read_text
from claimtrack.exceptions import FieldValueError, InputError
from claimtrack.extraction import factuality
from claimtrack.model import Span

_CERTAIN = 2.5  # the rating, or its negative, from which an event does not count as hedged


@attrs.frozen
class RatedEvent:
    """An event word in its sentence, with the mean of what people said of it, from -3 to 3."""

    text: str
    span: Span
    rating: float


def read_events(path: Path) -> tuple[RatedEvent, ...]:
    """Return the events of a file of JSON lines with `sentence`, `token_start`, `token_end` and `score`.

    Raises:
        InputError: If the file cannot be read, has no events, or a line is malformed; the message names file and line.
    """
    events = []
    for number, line in enumerate(read_text(path).splitlines(), start=1):
        try:
            row = json.loads(line)
            tokens = row["sentence"].split(" ")
            start = sum(len(token) + 1 for token in tokens[: row["token_start"]])
            end = start + len(" ".join(tokens[row["token_start"] : row["token_end"]]))
            events.append(RatedEvent(row["sentence"], Span(start, end), float(row["score"])))
        except (ValueError, KeyError, TypeError, AttributeError, FieldValueError) as error:
            message = f"{path}, line {number}: expected sentence, token_start, token_end and score, got {error!r}"
            raise InputError(message) from error
    if not events:
        message = f"{path}: expected one event on each line, got none"
        raise InputError(message)
    return tuple(events)


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
    events = read_events(path)
    measured = figures(events, [factuality(event.text, event.span) for event in events])
    hedged = sum(abs(event.rating) < _CERTAIN for event in events)
    lines = (
        f"{len(events)} events, {hedged} of them hedged",
        f"{'Pearson r':<28}{measured['pearson'] / 100:7.3f}",
        f"{'mean absolute error':<28}{measured['mae'] / 100:7.3f}",
        f"{'  on hedged events':<28}{measured['mae_hedged'] / 100:7.3f}",
    )
    return Measurement(len(events), measured, lines)


FACTUALITY = Subject("a file of the UW factuality corpus, one event in JSON on each line", digest_file, _measure)
"""The subject that measures `claimtrack.factuality`."""
