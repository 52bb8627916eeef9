# SPDX-License-Identifier: MIT
"""Rows of files and data frames: JSON, JSON Lines, CSV, and tables with the Arrow interface; each with its place."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from claimtrack.checks import wrong_input
from claimtrack.exceptions import FieldTypeError, InputError
from claimtrack.extras import require
from claimtrack.formats.reading_result import problem
from claimtrack.reading import page_text
from claimtrack.reading.files import shown

InputRow = Mapping[str, object]
PlacedRow = tuple[str, InputRow | InputError]
"""A row, or why it could not be read, with its place for messages."""

SUFFIXES = (".json", ".jsonl", ".ndjson", ".csv", ".tsv")
_DELIMITERS = ",;\t"
_LINE_END = re.compile(r"\r\n?|\n")
_JSON_ARRAY = re.compile(r"\[\s*+[{\]]")
_JSON_OBJECT = re.compile(r"\{\s*+[\"}]")


def rows_of_file(path: Path, *, limit: int) -> tuple[tuple[str, ...] | None, Iterator[PlacedRow]]:
    """Return the columns of a file, or None where each row has its own, and its rows."""
    name = shown(str(path))
    if path.suffix.lower() not in SUFFIXES:
        raise wrong_input(name, f"a file that ends in {', '.join(SUFFIXES)}", repr(path.suffix or "no ending"))
    return rows_of_text(page_text(path, limit=limit), name, path.suffix.lower())


def rows_of_text(text: str, name: str, form: str) -> tuple[tuple[str, ...] | None, Iterator[PlacedRow]]:
    """Return the columns and rows of a text whose *form* is that of a file with this ending."""
    text = text.removeprefix("\ufeff")
    if form in {".csv", ".tsv"}:
        return _rows_of_csv(text, name)
    return None, iter(_rows_of_json(text, name) if form == ".json" else rows_of_json_lines(text, name))


def form_of(text: str) -> str | None:
    """Return the form of rows in JSON, as the ending of their file; None for any other text."""
    text = text.removeprefix("\ufeff").lstrip()
    if _JSON_ARRAY.match(text):
        return ".json"
    if not _JSON_OBJECT.match(text):
        return None
    try:
        json.loads(_first_line(text))
    except (ValueError, RecursionError):
        return ".json"
    return ".jsonl"


def header_of(text: str) -> tuple[str, ...]:
    """Return the cells of the first line of a CSV file."""
    first = _first_line(text.removeprefix("\ufeff"))
    try:
        return tuple(next(csv.reader([first], delimiter=_delimiter(first)), ()))
    except csv.Error:
        return ()


def json_value(text: str) -> Any:  # noqa: ANN401 - JSON holds anything
    """Return what a JSON text holds."""
    try:
        return json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        message = f"expected JSON, got a syntax error: {' '.join(str(error).split())}"
        raise InputError(message) from error


def rows_of_json_lines(text: str, name: str) -> Iterator[PlacedRow]:
    """Yield the object on each line that is not blank."""
    for number, line in enumerate(_LINE_END.split(text), start=1):
        if line.strip():
            place = f"{name}, line {number}"
            try:
                yield place, _mapping(json_value(line))
            except InputError as error:
                yield place, error


def _rows_of_json(text: str, name: str) -> Iterable[PlacedRow]:
    try:
        value = json_value(text)
    except InputError as error:
        raise problem(name, error) from error
    return rows_of_values(value, f"{name}, ") if isinstance(value, list) else rows_of_values([value], f"{name}, ")


def rows_of_values(values: Iterable[object], prefix: str = "") -> Iterator[PlacedRow]:
    """Yield values that have to be mappings."""
    for number, value in enumerate(values, start=1):
        place = f"{prefix}row {number}"
        try:
            yield place, _mapping(value)
        except InputError as error:
            yield place, error


def _mapping(value: object) -> InputRow:
    if not isinstance(value, Mapping):
        message = f"expected an object with named values, got {value!r:.60} of type {type(value).__name__}"
        raise InputError(message)
    return value


def _rows_of_csv(text: str, name: str) -> tuple[tuple[str, ...], Iterator[PlacedRow]]:
    """Return the header of a CSV file and its rows; its delimiter is the comma, semicolon or tab of its first line."""
    delimiter = _delimiter(_first_line(text))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        header = tuple(column.strip() for column in next(reader, ()))
    except csv.Error as error:
        raise wrong_input(place=f"{name}, line 1", expected="a header of column names", got=str(error)) from error
    if twice := next((column for column, number in Counter(header).items() if column and number > 1), None):
        got = f"{twice!r} twice; rename one"
        raise wrong_input(place=f"{name}, line 1", expected="columns of different names", got=got)

    def rows() -> Iterator[PlacedRow]:
        while True:
            place = f"{name}, line {reader.line_num + 1}"
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                limit = f"; csv.field_size_limit({2**31 - 1}) allows longer cells" if "limit" in str(error) else ""
                yield place, InputError(f"cannot be read, nor what follows it: {error}{limit}")
                return
            if len(cells) == len(header):
                yield place, dict(zip(header, cells, strict=True))
            elif cells:
                yield place, InputError(f"expected {len(header)} cells, as the header has, got {len(cells)}")

    return header, rows()


def _first_line(text: str) -> str:
    found = _LINE_END.search(text)
    return text if found is None else text[: found.start()]


def _delimiter(header: str) -> str:
    return max(_DELIMITERS, key=header.count)


def is_frame(source: object) -> bool:
    """Tell whether *source* is a data frame of pandas or polars, or a table with the Arrow interface."""
    if type(source).__module__.partition(".")[0] in {"pandas", "polars"}:
        return not hasattr(source, "collect") and hasattr(source, "columns")  # no LazyFrame, and no Series
    return hasattr(source, "__arrow_c_stream__")


def rows_of_frame(frame: Any) -> tuple[tuple[str, ...], Iterator[PlacedRow]]:  # noqa: ANN401 - of several packages
    """Return the columns and rows of a data frame: pandas, polars, or a table with the Arrow interface."""
    package = type(frame).__module__.partition(".")[0]
    if package == "polars":
        columns, rows = tuple(frame.columns), frame.iter_rows(named=True)
    elif package == "pandas":
        columns = tuple(map(str, frame.columns))
        if len(set(columns)) < len(columns):
            message = f"expected a frame whose columns have different names, got {', '.join(columns)}"
            raise FieldTypeError(message)
        rows = frame.set_axis(columns, axis=1).to_dict(orient="records")
    else:
        table = require("pyarrow", "arrow").table(frame)
        columns, rows = tuple(table.column_names), table.to_pylist()
    return columns, rows_of_values(rows)
