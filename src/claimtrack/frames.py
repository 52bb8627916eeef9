# SPDX-License-Identifier: MIT
"""Records as data frames: Arrow, pandas and polars, with typed columns."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from claimtrack.extras import require

_Type = Literal["day", "float", "integer", "text"]
_Record = Mapping[str, str | int | float | None]

# A column of these names has its type even where no record has a value.
_TYPES: dict[str, _Type] = {
    "published": "day",
    "said_start": "day",
    "said_end": "day",
    "confidence": "float",
    "likelihood_low": "float",
    "likelihood_high": "float",
    "row": "integer",
    "outlets": "integer",
    "origins": "integer",
}


def to_arrow(records: Sequence[_Record], columns: Sequence[str]) -> Any:  # noqa: ANN401 - a type of the extra
    r"""Return records as a `pyarrow.Table`.

    Days are date32, numbers float64 or int64, all else is string; None is null.
    Arrow holds UTF-8, so a lone surrogate becomes the six characters `\ud800`.

    Raises:
        MissingExtraError: If pyarrow is not installed (extra `arrow`).
    """
    pa = require("pyarrow", "arrow")
    types = {"day": pa.date32(), "float": pa.float64(), "integer": pa.int64(), "text": pa.string()}
    typed = _typed(records, columns)
    arrays = [pa.array(values, types[kind]) for kind, values in typed.values()]
    return pa.Table.from_arrays(arrays, names=list(typed))


def to_polars(records: Sequence[_Record], columns: Sequence[str]) -> Any:  # noqa: ANN401 - a type of the extra
    """Return records as a `polars.DataFrame`: Date, Float64, Int64 and String, as `to_arrow` types them.

    Raises:
        MissingExtraError: If polars is not installed (extra `polars`).
    """
    pl = require("polars", "polars")
    types = {"day": pl.Date, "float": pl.Float64, "integer": pl.Int64, "text": pl.String}
    return pl.DataFrame(
        [pl.Series(name, values, types[kind]) for name, (kind, values) in _typed(records, columns).items()]
    )


def to_pandas(records: Sequence[_Record], columns: Sequence[str]) -> Any:  # noqa: ANN401 - a type of the extra
    """Return records as a `pandas.DataFrame`: datetime64[s], float64, Int64 and string, as `to_arrow` types them.

    Seconds, since nanoseconds reach only from 1677 to 2262.

    Raises:
        MissingExtraError: If pandas is not installed (extra `pandas`).
    """
    pd = require("pandas", "pandas")
    types = {"day": "datetime64[s]", "float": "float64", "integer": "Int64", "text": "string"}
    return pd.DataFrame(
        {name: pd.Series(values, dtype=types[kind]) for name, (kind, values) in _typed(records, columns).items()}
    )


def _typed(records: Sequence[_Record], columns: Sequence[str]) -> dict[str, tuple[_Type, list[Any]]]:
    """Return each column's type and values."""
    found = {}
    for name in columns:
        values = [record[name] for record in records]
        kind = _TYPES.get(name) or _type_of(values)
        found[name] = (kind, [None if value is None else _as(kind, value) for value in values])
    return found


def _type_of(values: Sequence[str | float | None]) -> _Type:
    """Return the type that holds all *values*."""
    present = [value for value in values if value is not None]
    if present and all(isinstance(value, int) for value in present):
        return "integer"
    return "float" if present and all(isinstance(value, (int, float)) for value in present) else "text"


def _as(kind: _Type, value: str | float) -> object:
    """Return a value as its column takes it."""
    if kind == "text":
        return str(value).encode("utf-8", "backslashreplace").decode()
    return dt.date.fromisoformat(str(value)) if kind == "day" else value
