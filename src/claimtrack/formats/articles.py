# SPDX-License-Identifier: MIT
"""Articles that another tool has extracted: from files, data frames, mappings and objects, through one field map."""

import os
import warnings
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs

from claimtrack.exceptions import ClaimtrackError, FieldTypeError, InputError, ReadingWarning
from claimtrack.formats.fields import Fields, article_of, check_columns, fields_of, usual_columns, wrong_day
from claimtrack.formats.input_rows import (
    InputRow,
    PlacedRow,
    is_frame,
    rows_of_file,
    rows_of_frame,
    rows_of_text,
    rows_of_values,
)
from claimtrack.formats.reading_result import Reading, partition, problem
from claimtrack.model import Article
from claimtrack.reading import TABLE_LIMIT
from claimtrack.reading.files import shown

_MOST_MAPS = 100  # of rows with keys of their own that are kept
_MOST_TOLD = 5  # of what such rows have in place of our names


def read_articles(
    source: str | os.PathLike[str] | Any,  # noqa: ANN401 - frames are of several packages
    *,
    fields: Fields | str = "claimtrack",
    outlet: str | None = None,
    strict: bool = False,
    limit: int = TABLE_LIMIT,
) -> Reading:
    """Return the articles of a file, a data frame, or of mappings or objects.

    The text of each article is taken as it is, so that spans point into the text that the other tool gave.
    A row that cannot be read becomes a problem, and the others are read.

    Args:
        source: One of these:

            - a path, as str or path: `.json` (an object or an array of them), `.jsonl` or `.ndjson`,
              `.csv` or `.tsv` (in UTF-8, with a header; comma, semicolon or tab);
            - a data frame of pandas or polars, or a table with the Arrow interface (pyarrow, DuckDB);
            - a mapping, a row of a database (`sqlite3.Row`) or of a frame, or an object with attributes,
              such as newspaper4k's `Article` or a spaCy `Doc`;
            - an iterable of those.
        fields: Under which names a row holds the fields: `Fields`, or the name of a tool
            (`trafilatura`, `news-please`, `newspaper4k`, `mediacloud`).
            Where neither is given and a name of ours is absent, a column that has a usual name (`date`, `headline`,
            `content`, `link`, `newspaper`, ...) is taken, which a `ReadingWarning` says.
        outlet: The outlet's name, where it is one for all rows; it wins over what the rows say.
        strict: Whether the first problem is raised.
        limit: The most bytes that a file may have.

    Raises:
        InputError: If the file cannot be read, is larger than *limit* or malformed as a whole,
            the table lacks a column, or, with *strict*, a row cannot be read;
            the message names the row, the field and the column.
        UnknownNameError: If no tool of that name has a map.
        FieldTypeError: If *source* is none of these.
        MissingExtraError: If the source is an Arrow table and pyarrow is not installed.
    """
    names = fields_of(fields)
    return _reading(*_rows(source, names, limit), names, outlet=outlet, strict=strict)


def articles_of_text(text: str, name: str, *, form: str, fields: Fields | str, outlet: str | None) -> Reading:
    """Return the articles in the text of a file, called *name*; its *form* is the ending that such files have."""
    return _reading(*rows_of_text(text, name, form), name, fields_of(fields), outlet=outlet, strict=False)


def _reading(
    columns: tuple[str, ...] | None,
    rows: Iterator[PlacedRow],
    origin: str,
    names: Fields,
    *,
    outlet: str | None,
    strict: bool,
) -> Reading:
    usual = _UsualNames(origin or "the rows") if names == Fields() else None
    if columns is not None:
        try:
            check_columns(columns, names if usual is None else usual.fields(columns), outlet=outlet)
        except InputError as error:
            raise problem(origin, error) from error
    articles, problems = partition((_article(placed, names, outlet, usual) for placed in rows), strict=strict)
    return Reading(articles=tuple(articles), problems=problems)


class _UsualNames:
    """Columns that are taken since they have usual names, each of which is told once."""

    def __init__(self, origin: str) -> None:
        self._origin = origin
        self._maps: dict[tuple[str, ...], Fields] = {}
        self._told: set[str] = set()

    def fields(self, columns: Iterable[str]) -> Fields:
        """Return the map of a table, or of a row with keys of its own."""
        given = tuple(map(str, columns))
        if given not in self._maps:
            if len(self._maps) >= _MOST_MAPS:
                self._maps.clear()
            taken = usual_columns(given)
            self._maps[given] = Fields(**taken)
            if taken:
                named = ", ".join(f"{field}={column}" for field, column in taken.items())
                self._tell(f"columns are taken by their usual names: {named}; fields (--fields) states others")
        return self._maps[given]

    def fields_of_row(self, row: InputRow, place: str) -> Fields:
        """Return the map of a row; a column that only seems to hold its day is left out."""
        fields = self.fields(row)
        if fields.published == Fields().published or (reason := wrong_day(row, fields)) is None:
            return fields
        self._tell(f"days that are read are such as 2023-08-30, so others stay open; the first is in {place}: {reason}")
        return attrs.evolve(fields, published=())

    def _tell(self, what: str) -> None:
        short = what.partition(";")[0]
        if short not in self._told and len(self._told) < _MOST_TOLD:
            self._told.add(short)
            warnings.warn(f"{self._origin}: {what}", ReadingWarning, stacklevel=2)


def _rows(source: object, fields: Fields, limit: int) -> tuple[tuple[str, ...] | None, Iterator[PlacedRow], str]:
    """Return the columns (None where each row has its own), the rows, and what messages call the whole."""
    if isinstance(source, str | os.PathLike):
        path = Path(source)
        return *rows_of_file(path, limit=limit), shown(str(path))
    if is_frame(source):
        return *rows_of_frame(source), "the table"
    if isinstance(source, Mapping) or _named(source, fields) is not source:
        values: Iterable[object] = [source]
    elif isinstance(source, Iterable) and not isinstance(source, bytes):
        values = source
    else:
        kind = type(source)
        hint = "; collect() it first" if hasattr(source, "collect") and kind.__module__.startswith("polars") else ""
        message = (
            "read_articles: expected a path, a data frame, a mapping, an object or several, "
            f"got {source!r:.60} of type {kind.__name__}{hint}"
        )
        raise FieldTypeError(message)
    return None, rows_of_values(_named(each, fields) for each in values), ""


def _named(value: Any, fields: Fields) -> object:  # noqa: ANN401 - objects are of any package
    """Return a row with keys, or an object with the text, as a mapping; everything else as it is."""
    if isinstance(value, Mapping):
        return value
    if callable(getattr(value, "keys", None)) and hasattr(value, "__getitem__"):  # as those of sqlite3 and pandas
        return {str(key): value[key] for key in value.keys()}  # noqa: SIM118 - iterating them gives values
    if not any(name.isidentifier() and hasattr(value, name) for name in fields.text):
        return value
    names = [name for attribute in attrs.fields(Fields) for name in getattr(fields, attribute.name)]
    return {name: getattr(value, name) for name in names if name.isidentifier() and hasattr(value, name)}


def _article(placed: PlacedRow, fields: Fields, outlet: str | None, usual: _UsualNames | None) -> Article | InputError:
    place, row = placed
    try:
        if isinstance(row, InputError):
            return problem(place, row)
        if usual is not None:
            fields = usual.fields_of_row(row, place)
        return article_of(row, fields, outlet=outlet)
    except ClaimtrackError as error:
        return problem(place, error)
