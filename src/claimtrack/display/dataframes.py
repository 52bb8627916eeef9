# SPDX-License-Identifier: MIT
"""Records as data frames and workbooks: Arrow, pandas, polars and Excel, with typed columns."""

import datetime as dt
import os
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from claimtrack.display.columns import BOOLEAN, DAY, FLOAT, INTEGER, TEXT, Column, ColumnType
from claimtrack.display.workbooks import write_workbook
from claimtrack.extras import require

if TYPE_CHECKING:  # so that a program that has them knows their types
    import pandas
    import polars
    import pyarrow

_Record = Mapping[str, str | int | float | None]
_Columns = Sequence[Column[Any] | str]


class Tabular(ABC):
    """What has records, and gives them to pandas, polars, Excel and all that speak Arrow."""

    __slots__ = ()

    @abstractmethod
    def to_records(self) -> Sequence[_Record]:
        """Return the records, flat and with the same keys."""

    @abstractmethod
    def _columns(self) -> _Columns:
        """Return the columns of the records, as declared, or their names."""

    def to_arrow(self) -> "pyarrow.Table":
        """Return the records as a `pyarrow.Table`: days as date32, numbers as float64 or int64, all else as string.

        Raises:
            MissingExtraError: If pyarrow is not installed (extra `arrow`).
        """
        return to_arrow(self.to_records(), self._columns())

    def to_pandas(self) -> "pandas.DataFrame":
        """Return the records as a `pandas.DataFrame`.

        Days are datetime64[s], numbers float64 or Int64, all else is string.

        Raises:
            MissingExtraError: If pandas is not installed (extra `pandas`).
        """
        return to_pandas(self.to_records(), self._columns())

    def to_polars(self) -> "polars.DataFrame":
        """Return the records as a `polars.DataFrame`: days as Date, numbers as Float64 or Int64, all else as String.

        Raises:
            MissingExtraError: If polars is not installed (extra `polars`).
        """
        return to_polars(self.to_records(), self._columns())

    def to_excel(self, path: str | os.PathLike[str]) -> None:
        """Write the records as a workbook of Excel, with dates as dates and text as text, never as a formula.

        Claims have a sheet of their speakers as well, and a comparison has its rows as one reads them, the records,
        the differences, what one outlet alone carries, the summary, and the speakers.
        A cell or a sheet that is longer than Excel allows is cut, and its end says so.

        Args:
            path: The file, which takes the place of an older one when it is whole.

        Raises:
            MissingExtraError: If XlsxWriter is not installed (extra `excel`).
            FieldTypeError: If *path* is no path.
            InputError: If a database lies there.
            OSError: If the file cannot be written.
        """
        found = self._sheets().items()
        write_workbook(path, {name: _typed(each.to_records(), each._columns()) for name, each in found})  # noqa: SLF001

    def _sheets(self) -> "Mapping[str, Tabular]":
        """Return the sheets of a workbook by their names."""
        return {"table": self}

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Return the records as an Arrow stream, by which pyarrow, polars, DuckDB and narwhals take them directly.

        Raises:
            MissingExtraError: If pyarrow is not installed (extra `arrow`).
        """
        return self.to_arrow().__arrow_c_stream__(requested_schema)


def to_arrow(records: Sequence[_Record], columns: _Columns) -> "pyarrow.Table":
    r"""Return records as a `pyarrow.Table`, with columns of their declared types where all values allow it.

    A column of which only the name is given has the type of its values.
    Days are date32, numbers float64 or int64, truth values bool, all else is string; None is null.
    Arrow holds UTF-8, so a lone surrogate becomes the six characters `\ud800`.

    Raises:
        MissingExtraError: If pyarrow is not installed (extra `arrow`).
    """
    pa = require("pyarrow", "arrow")
    types = {BOOLEAN: pa.bool_(), DAY: pa.date32(), FLOAT: pa.float64(), INTEGER: pa.int64(), TEXT: pa.string()}
    typed = _typed(records, columns)
    arrays = [pa.array(values, types[kind]) for kind, values in typed.values()]
    table: pyarrow.Table = pa.Table.from_arrays(arrays, names=list(typed))
    return table


def to_polars(records: Sequence[_Record], columns: _Columns) -> "polars.DataFrame":
    """Return records as a `polars.DataFrame`: Date, Float64, Int64, Boolean and String, as `to_arrow` types them.

    Raises:
        MissingExtraError: If polars is not installed (extra `polars`).
    """
    pl = require("polars", "polars")
    types = {BOOLEAN: pl.Boolean, DAY: pl.Date, FLOAT: pl.Float64, INTEGER: pl.Int64, TEXT: pl.String}
    typed = _typed(records, columns)
    frame: polars.DataFrame = pl.DataFrame([pl.Series(name, each, types[kind]) for name, (kind, each) in typed.items()])
    return frame


def to_pandas(records: Sequence[_Record], columns: _Columns) -> "pandas.DataFrame":
    """Return records as a `pandas.DataFrame`: datetime64[s], float64, Int64, boolean and string.

    Seconds, since nanoseconds reach only from 1677 to 2262.

    Raises:
        MissingExtraError: If pandas is not installed (extra `pandas`).
    """
    pd = require("pandas", "pandas")
    types = {BOOLEAN: "boolean", DAY: "datetime64[s]", FLOAT: "float64", INTEGER: "Int64", TEXT: "string"}
    typed = _typed(records, columns)
    frame: pandas.DataFrame = pd.DataFrame(
        {name: pd.Series(values, dtype=types[kind]) for name, (kind, values) in typed.items()}
    )
    return frame


def _typed(records: Sequence[_Record], columns: _Columns) -> dict[str, tuple[ColumnType, list[Any]]]:
    found = {}
    for column in columns:
        name, declared = (column, None) if isinstance(column, str) else (column.name, column.type)
        values = [record[name] for record in records]
        kind = _type_of(declared, [value for value in values if value is not None])
        found[name] = (kind, [None if value is None else _as(kind, value) for value in values])
    return found


def _type_of(declared: ColumnType | None, present: Sequence[str | float]) -> ColumnType:
    """Return the type that holds all values *present* in a column: that which is declared, or the first that does."""
    kinds = (declared,) if declared else (INTEGER, FLOAT) if present else ()
    return next((kind for kind in kinds if all(_is(kind, value) for value in present)), TEXT)


def _is(kind: ColumnType, value: str | float) -> bool:
    if kind is DAY:
        try:
            return isinstance(value, str) and bool(dt.date.fromisoformat(value))
        except ValueError:
            return False
    if kind is BOOLEAN:
        return isinstance(value, bool)
    return isinstance(value, int if kind is INTEGER else (int, float)) and not isinstance(value, bool)


def _as(kind: ColumnType, value: str | float) -> object:
    if kind is TEXT:
        return str(value).encode("utf-8", "backslashreplace").decode()
    return dt.date.fromisoformat(str(value)) if kind is DAY else value


def ddl(columns: Iterable[Column[Any]]) -> str:
    """Return the columns of records with the types of `to_arrow`, as the schema of a data frame of Spark."""
    types = {BOOLEAN: "boolean", DAY: "date", FLOAT: "double", INTEGER: "bigint", TEXT: "string"}
    return ", ".join(f"`{column.name}` {types[column.type or TEXT]}" for column in columns)
