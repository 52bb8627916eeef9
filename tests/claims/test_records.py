# SPDX-License-Identifier: MIT
"""Records: JSON, JSON Lines and CSV that lose nothing and refuse what they cannot hold."""

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import collections, texts

from claimtrack.claims import Claims
from claimtrack.claims.record import COLUMNS
from claimtrack.exceptions import FieldTypeError, FieldValueError, UnknownNameError
from claimtrack.formats import records

ROWS: list[dict[str, Any]] = [{"b": 0.5, "a": "“x”, 日"}, {"a": None, "b": True}]

values = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts
rows_of_values = st.lists(st.fixed_dictionaries({"a": values, "b": values}), max_size=4)


def written(rows: list[dict[str, Any]], format_: Any, columns: tuple[str, ...] = ("a", "b")) -> str:
    """Return what is written for the rows."""
    stream = io.StringIO(newline="")
    records.write(rows, stream, columns=columns, format=format_)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("format_", "expected"),
    [
        ("json", '[\n{"a": "“x”, 日", "b": 0.5},\n{"a": null, "b": true}\n]\n'),
        ("jsonl", '{"a": "“x”, 日", "b": 0.5}\n{"a": null, "b": true}\n'),
        ("csv", 'a,b\r\n"“x”, 日",0.5\r\n,true\r\n'),
    ],
)
def test_formats(format_: str, expected: str) -> None:
    """Each format writes the columns in their order, with text as it is."""
    assert written(ROWS, format_) == expected


@pytest.mark.parametrize(("format_", "expected"), [("json", "[]\n"), ("jsonl", ""), ("csv", "a,b\r\n")])
def test_no_records(format_: str, expected: str) -> None:
    """Without records the result is still valid."""
    assert written([], format_) == expected


@pytest.mark.parametrize(
    ("format_", "expected"),
    [
        ("json", '[\n{"a": "\\ud800\\u2028\\u0085"}\n]\n'),
        ("jsonl", '{"a": "\\ud800\\u2028\\u0085"}\n'),
        ("csv", "a\r\n\\ud800\u2028\x85\r\n"),
    ],
)
def test_odd_characters(format_: str, expected: str) -> None:
    """Lone surrogates are escaped everywhere, and odd line ends in JSON."""
    assert written([{"a": "\ud800\u2028\x85"}], format_, ("a",)) == expected


def test_csv_quoting() -> None:
    """Cells with quotation marks, commas and line ends are quoted, and formulas escaped."""
    assert written([{"a": 'say "so"\nnow', "b": "=1+1"}], "csv") == 'a,b\r\n"say ""so""\nnow",\'=1+1\r\n'


@given(rows_of_values)
def test_json_returns_what_was_written(rows: list[dict[str, Any]]) -> None:
    """Reading JSON and JSON Lines gives back every value, whichever line ends the reader knows."""
    assert json.loads(written(rows, "json")) == rows
    assert [json.loads(line) for line in written(rows, "jsonl").splitlines()] == rows


@given(rows_of_values)
def test_csv_returns_what_was_written(rows: list[dict[str, Any]]) -> None:
    """Reading CSV gives back every cell as text, with lone surrogates as escapes and formulas escaped."""

    def cell(value: Any) -> str:
        if isinstance(value, bool):
            return "true" if value else "false"
        return "" if value is None else str(value).encode("utf-8", "backslashreplace").decode()

    read = list(csv.reader(io.StringIO(written(rows, "csv"), newline="")))
    unescaped = [list(map(records.unescaped, cells)) for cells in read]
    assert unescaped == [["a", "b"], *([cell(row["a"]), cell(row["b"])] for row in rows)]


@given(collections, st.sampled_from(records.FORMATS))
def test_records_of_claims(claims: Claims, format_: str) -> None:
    """The records of any claims can be written and encoded in any format."""
    text = written(claims.to_records(), format_, COLUMNS)
    assert text.encode().decode() == text


def test_records_are_read_once() -> None:
    """Records may come from a generator."""
    stream = io.StringIO()
    records.write(({"a": number} for number in range(2)), stream, columns=["a"], format="jsonl")
    assert stream.getvalue() == '{"a": 0}\n{"a": 1}\n'


@pytest.mark.parametrize("format_", records.FORMATS)
@pytest.mark.parametrize(
    ("row", "error", "message"),
    [
        ({"a": 1, "c": 2}, FieldValueError, "record 1: expected the 2 columns, missing: ['b'], unexpected: ['c']"),
        (
            {"a": 1, "b": (1, 2)},
            FieldTypeError,
            "record 1: b: expected str, int, float, bool or None, got (1, 2) of type tuple",
        ),
        (
            {"a": float("nan"), "b": 1},
            FieldValueError,
            "record 1: a: expected a finite number, got nan; JSON has no other",
        ),
    ],
)
def test_faulty_records(format_: str, row: dict[str, Any], error: type[Exception], message: str) -> None:
    """A record that does not fit is refused by its number and column."""
    with pytest.raises(error) as caught:
        written([row], format_)
    assert str(caught.value) == message


def test_unknown_format() -> None:
    """An unknown format is refused with the list of those that there are."""
    with pytest.raises(UnknownNameError, match="unknown format 'xml'; the formats are json, jsonl, csv"):
        written(ROWS, "xml")
