# SPDX-License-Identifier: MIT
"""Rows of a file of JSON Lines, whose errors name file, line and field."""

import json
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import attrs

from claimtrack.evaluation.subject import read_text
from claimtrack.exceptions import InputError
from claimtrack.model import Span

_T = TypeVar("_T")

_EXACT = 2**53  # the whole numbers below which are numbers of floating point as they stand
_KINDS = {
    str: "a text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    dict: "an object",
    list: "a list",
}


@attrs.frozen
class CorpusRow:
    """One line of a file, or an object within it.

    Attributes:
        place: The file, the line and the object, for messages.
        values: The values by their fields.
    """

    place: str
    values: dict[str, Any]

    def get(self, field: str, kind: type[_T]) -> _T:
        """Return the value of *field*, which is of *kind*; a whole number is a number too."""
        value = self.values.get(field)
        if kind is float and type(value) is int and abs(value) < _EXACT:
            value = float(value)
        if type(value) is not kind:
            self.refuse(field, _KINDS[kind])
        return value

    def text_or_none(self, field: str) -> str | None:
        """Return the text of *field*, or None where it is null."""
        return None if field in self.values and self.values[field] is None else self.get(field, str)

    def row(self, field: str) -> "CorpusRow":
        """Return the object in *field* as a row."""
        return CorpusRow(f"{self.place}, {field!r}", self.get(field, dict))

    def span(self, text: str) -> Span:
        """Return the characters of *text* from `start` to `end`, of which there is at least one."""
        start, end = self.get("start", int), self.get("end", int)
        if not 0 <= start < len(text):
            self.refuse("start", f"a place in the text of {len(text)} characters")
        if not start < end <= len(text):
            self.refuse("end", f"a place behind the start {start}, in the text of {len(text)} characters")
        return Span(start, end)

    def refuse(self, field: str, expected: str) -> NoReturn:
        """Raise the error that *field* is not as *expected*."""
        value = f"{self.values[field]!r:.80}" if field in self.values else "no such field"
        message = f"{self.place}, field {field!r}: expected {expected}, got {value}; correct the line"
        raise InputError(message)


def read_corpus_rows(path: Path) -> tuple[CorpusRow, ...]:
    """Return the rows of a file, without blank lines."""
    rows = []
    # Not by str.splitlines: a text in JSON may hold other line ends than its own.
    for number, line in enumerate(read_text(path).split("\n"), start=1):
        if line.strip():
            place = f"{path}, line {number}"
            try:
                values = json.loads(line)
            except (ValueError, RecursionError) as error:
                message = f"{place}: expected an object in JSON, got {error}; correct the line"
                raise InputError(message) from error
            if not isinstance(values, dict):
                message = f"{place}: expected an object in JSON, got {values!r:.80}; correct the line"
                raise InputError(message)
            rows.append(CorpusRow(place, values))
    if not rows:
        message = f"{path}: expected an object in JSON on each line, got none; name another file"
        raise InputError(message)
    return tuple(rows)
