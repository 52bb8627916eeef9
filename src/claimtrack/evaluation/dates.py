# SPDX-License-Identifier: MIT
"""Dates on TimeML: how many expressions of calendar dates are found, and how many with the right value.

The corpus: TimeBank 1.2 (Pustejovsky and others 2003) as cleaned for TempEval-3 (UzZaman and others 2013).
Its texts are not part of this package; a folder has one document in each file.
"""

import datetime as dt
import html
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import attrs

from claimtrack.evaluation.measures import SCORE_HEADER, Score, percent
from claimtrack.evaluation.subject import Measurement, Subject, digest_files, read_text
from claimtrack.exceptions import InputError
from claimtrack.extraction.dates.expressions import find_dates
from claimtrack.model import Span


@attrs.frozen
class DatedSpan:
    """A stretch of a text with its TIMEX3 value, in the form of `comparable`."""

    span: Span
    value: str


@attrs.frozen
class DatedDocument:
    """A document with its expressions of time by hand.

    Attributes:
        text: The text.
        created: The day on which it was written.
        dates: The calendar dates.
        others: Durations, sets, times of day, and dates outside the calendar ("PAST_REF").
    """

    text: str
    created: dt.date
    dates: tuple[DatedSpan, ...]
    others: tuple[DatedSpan, ...]

    def read(self) -> tuple[DatedSpan, ...]:
        """Return the dates that the library finds."""
        return tuple(DatedSpan(each.span, comparable(each.value)) for each in find_dates(self.text, self.created))


@attrs.frozen
class DateScore:
    """How many dates by hand are found, and how many values are right.

    Attributes:
        found: How many dates by hand share a character with one that was extracted.
        values: The values; what is extracted on another expression of time only counts neither way.
    """

    found: int = 0
    values: Score = attrs.field(factory=Score)

    def __add__(self, other: "DateScore") -> "DateScore":
        return DateScore(self.found + other.found, self.values + other.values)


_TAG = re.compile(r"(<[^<>]+>)")
_ATTRIBUTE = re.compile(r'\b(\w++)="([^"]*)"')
_CALENDAR = re.compile(r"[A-Z]*\d")  # "1998-01", "FY1998"


def comparable(value: str) -> str:
    """Return a TIMEX3 value without time of day and unknown parts, its weeks with two digits.

    "1998-10-XX" is "1998-10", "2000-W7" is "2000-W07", and "2000-01-28TMO" is "2000-01-28".
    """
    day = value.partition("T")[0] if re.match(r"\d", value) else value
    return re.sub(r"W(\d)(?!\d)", r"W0\1", re.sub(r"(?<!-XX)(?:-XX)++$", "", day))


def read_documents(folder: Path) -> tuple[DatedDocument, ...]:
    """Return the documents of a folder in the order of their names."""
    paths = _files(folder)
    if not paths:
        message = f"{folder}: expected a folder with files of TimeML, *.tml, got none; name another folder"
        raise InputError(message)
    return tuple(parse_document(read_text(path), str(path)) for path in paths)


def parse_document(source: str, place: str) -> DatedDocument:
    """Return a document of TimeML.

    Args:
        source: The document, with a day in DCT and expressions of time as TIMEX3 in TEXT.
        place: What to call it in messages.
    """
    stamp = re.search(r'value="(\d{4}-\d\d-\d\d)', _element(source, "DCT", place))
    try:
        created = dt.date.fromisoformat(stamp[1] if stamp else "")
    except ValueError as error:
        message = f'{place}, DCT: expected a day as value="1998-01-08", got {stamp[1] if stamp else "none"}'
        raise InputError(message) from error
    pieces: list[str] = []
    length = 0
    opened: list[tuple[int, str]] = []
    dates: list[DatedSpan] = []
    others: list[DatedSpan] = []
    for piece in _TAG.split(_element(source, "TEXT", place)):
        if piece.startswith("<TIMEX3") and not piece.endswith("/>"):  # an empty element has no words
            opened.append((length, piece))
        elif piece.startswith("</TIMEX3"):
            if not opened:
                message = f"{place}, TEXT: expected <TIMEX3> before its end, got none before character {length}"
                raise InputError(message)
            start, tag = opened.pop()
            attributes = dict(_ATTRIBUTE.findall(tag))
            if not {"type", "value"} <= attributes.keys():
                message = f"{place}, TEXT: expected TIMEX3 with type and value, got {tag}"
                raise InputError(message)
            dated = DatedSpan(Span(start, length), comparable(attributes["value"]))
            is_date = attributes["type"] == "DATE" and _CALENDAR.match(dated.value) and "REF" not in dated.value
            (dates if is_date else others).append(dated)
        elif not _TAG.fullmatch(piece):
            pieces.append(html.unescape(piece))
            length += len(pieces[-1])
    if opened:
        message = f"{place}, TEXT: expected </TIMEX3> after {opened[-1][1]}, got none"
        raise InputError(message)
    return DatedDocument("".join(pieces), created, tuple(dates), tuple(others))


def score(document: DatedDocument, read: Sequence[DatedSpan]) -> DateScore:
    """Return how well the dates *read* come to those of *document* by hand."""
    overlapping = [_overlapping(date, read) for date in document.dates]
    pairs = zip(document.dates, overlapping, strict=True)
    right_gold = sum(any(date.value == each.value for each in others) for date, others in pairs)
    predicted = right_predicted = 0
    for each in read:
        by_hand = _overlapping(each, document.dates)
        predicted += bool(by_hand) or not _overlapping(each, document.others)
        right_predicted += any(each.value == date.value for date in by_hand)
    return DateScore(sum(map(bool, overlapping)), Score(predicted, len(document.dates), right_predicted, right_gold))


def _overlapping(one: DatedSpan, others: Iterable[DatedSpan]) -> list[DatedSpan]:
    return [other for other in others if one.span.overlaps(other.span)]


def _element(source: str, name: str, place: str) -> str:
    _, opened, rest = source.partition(f"<{name}>")
    inside, closed, _ = rest.partition(f"</{name}>")
    if not (opened and closed):
        message = f"{place}: expected <{name}> and its end, got none; the file is no TimeML"
        raise InputError(message)
    return inside


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.tml"))


def _measure(folder: Path) -> Measurement:
    documents = read_documents(folder)
    total = sum((score(document, document.read()) for document in documents), DateScore())
    values = total.values
    measured = {
        "found": percent(total.found, values.gold),
        "value_precision": values.precision,
        "value_recall": values.recall,
        "value_f1": values.f1,
    }
    lines = (
        f"{len(documents)} documents, {values.gold} dates, {values.predicted} extracted",
        SCORE_HEADER,
        f"{'found':<28}{measured['found']:14.1f}",
        values.line("with the right value"),
    )
    return Measurement(len(documents), measured, lines)


DATES = Subject("a folder of TimeML, *.tml", lambda folder: digest_files(_files(folder)), _measure)
"""The subject that measures `claimtrack.find_dates`."""
