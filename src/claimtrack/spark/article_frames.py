# SPDX-License-Identifier: MIT
"""Rows of a data frame as articles: which columns are read, what is refused, and each article once."""

import logging
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain
from typing import Any

import attrs

from claimtrack.comparison.grouping import place
from claimtrack.exceptions import ClaimtrackError, FieldTypeError, InputError
from claimtrack.extras import require
from claimtrack.formats.fields import Fields, article_of, check_columns, fields_of
from claimtrack.formats.reading_result import problem
from claimtrack.model import Article

SparkFrame = Any
"""A data frame of Spark; the extra may be missing, so there is no type to name."""

Batches = Iterator[Any]
"""Record batches of Arrow, one after the other, as a task reads and returns them."""

ARTICLE = "key bigint, day int, article_id string, text string, outlet string, published date, title string, url string"
"""The columns of numbered articles; key and day are those of `place`."""

_READ = ("text", "outlet", "published", "title", "url")
_LOG = logging.getLogger(__name__)


@attrs.frozen
class Columns:
    """How the columns of a batch are to be read."""

    fields: Fields
    names: tuple[str, ...]  # on the way to the workers they are numbers, as PySpark reads a point in a name as a path


def check_frame(frame: object, what: str) -> None:
    """Refuse anything but a data frame of Spark."""
    sql = require("pyspark.sql", "spark")
    require("pyarrow", "spark")
    if not isinstance(frame, sql.DataFrame):
        message = f"{what}: expected a DataFrame of pyspark, got {type(frame).__name__}"
        raise FieldTypeError(message)


def check_column_names(frame: SparkFrame, wanted: Iterable[str], what: str) -> None:
    """Refuse two columns with the same name among the *wanted*; case counts only where Spark is set so."""
    is_exact = str(frame.sparkSession.conf.get("spark.sql.caseSensitive")).lower() == "true"
    for name in wanted:
        alike = [each for each in frame.columns if each == name or (not is_exact and each.lower() == name.lower())]
        if len(alike) > 1:
            message = f"{what}: expected one column {name!r}, got {' and '.join(map(repr, alike))}; rename one"
            raise InputError(message)


def selected(frame: SparkFrame, fields: Fields | str, caller: str) -> tuple[SparkFrame, Columns]:
    """Return the columns that hold the fields of articles, the day of publication as text, and how to read them."""
    check_frame(frame, f"{caller}: articles")
    names = fields_of(fields)
    try:
        check_columns(frame.columns, names, outlet=None)
    except InputError as error:
        raise problem(caller, error) from error
    check_column_names(frame, chain.from_iterable(getattr(names, field) for field in _READ), caller)
    functions = require("pyspark.sql.functions", "spark")
    types = dict(frame.dtypes)
    if not {*names.outlet, *names.url} & types.keys():
        expected = " or ".join(map(repr, dict.fromkeys((*names.outlet, *names.url))))
        message = f"{caller}: outlet: expected a column {expected}, got the columns {', '.join(map(repr, types))}"
        raise InputError(message)
    columns: dict[str, Any] = {}
    for field in _READ:
        for name in getattr(names, field):
            if name not in types:
                continue
            column = functions.col(f"`{name.replace('`', '``')}`")
            if field == "published":
                columns.setdefault(name, column.cast("string"))
            elif types[name].startswith(("string", "varchar", "char", "void")):
                columns[name] = column.cast("string")
            else:
                message = f"{caller}: {field}: expected text in the column {name!r}, got {types[name]}"
                raise InputError(message)
    numbered = [column.alias(str(number)) for number, column in enumerate(columns.values())]
    return frame.select(*numbered), Columns(names, tuple(columns))


def article_batches(batches: Batches, columns: Columns) -> Iterator[list[Article]]:
    """Yield the articles of each batch of rows, and log at the end how many rows could not be read."""
    count, first = 0, None
    for batch in batches:
        articles = []
        for result in _results(batch, columns):
            if isinstance(result, Article):
                articles.append(result)
            else:
                count, first = count + 1, first or result
        yield articles
    if count:
        _LOG.warning("%d rows are no articles; problems() returns them. The first: %s", count, first)


def refused(batches: Batches, *, columns: Columns) -> Batches:
    """Yield the rows that cannot be read as articles, with the reason before their columns."""
    pa = require("pyarrow", "spark")
    for batch in batches:
        reasons = {n: str(each) for n, each in enumerate(_results(batch, columns)) if not isinstance(each, Article)}
        taken = batch.take(pa.array(reasons.keys(), pa.int64()))
        told = [" ".join(reason.split()).encode("utf-8", "backslashreplace") for reason in reasons.values()]
        problem = pa.array(told, pa.binary()).cast(pa.string())
        yield pa.RecordBatch.from_arrays([problem, *taken.columns], ["problem", *batch.schema.names])


def numbered(frame: SparkFrame, fields: Fields | str, caller: str) -> SparkFrame:
    """Return the articles of a data frame, each once, with the columns of `ARTICLE`."""
    rows, columns = selected(frame, fields, caller)
    return rows.mapInArrow(partial(_numbered, columns=columns), ARTICLE).dropDuplicates(["key"])


def articles_of(table: Any) -> list[Article]:  # noqa: ANN401 - a type of the extra
    """Return the articles in a table with the columns of `ARTICLE`."""
    columns = [table.column(name).to_pylist() for name in _READ]
    return [Article(*values) for values in zip(*columns, strict=True)]


def _numbered(batches: Batches, *, columns: Columns) -> Batches:
    pa = require("pyarrow", "spark")
    names, types = zip(*(column.split() for column in ARTICLE.split(", ")), strict=True)
    of = {"bigint": pa.int64(), "int": pa.int32(), "string": pa.string(), "date": pa.date32()}
    for articles in article_batches(batches, columns):
        found = []
        for article in articles:
            day, key = place(article)
            found.append((key, day, article.id, *(getattr(article, field) for field in _READ)))
        values_of = zip(*found, strict=True) if found else [()] * len(names)
        arrays = [pa.array(values, of[kind]) for values, kind in zip(values_of, types, strict=True)]
        yield pa.RecordBatch.from_arrays(arrays, names=list(names))


def _results(batch: Any, columns: Columns) -> Iterator[Article | InputError]:  # noqa: ANN401 - a type of the extra
    """Yield for each row of a batch its article, or why there is none."""
    fields = attrs.evolve(columns.fields, byline=())
    for values in zip(*map(_values, batch.columns), strict=True):
        try:
            yield article_of(dict(zip(columns.names, values, strict=True)), fields)
        except ClaimtrackError as error:
            yield InputError(str(error))


def _values(column: Any) -> list[str | bytes | None]:  # noqa: ANN401 - a type of the extra
    """Return the values of a column of text; bytes that are not UTF-8 stay bytes, which are then refused."""
    try:
        values: list[str | bytes | None] = column.to_pylist()
    except UnicodeDecodeError:
        pa = require("pyarrow", "spark")
        values = [_decoded(value) for value in column.cast(pa.binary()).to_pylist()]
    return values


def _decoded(value: bytes | None) -> str | bytes | None:
    try:
        return None if value is None else value.decode()
    except UnicodeDecodeError:
        return value
