# SPDX-License-Identifier: MIT
"""Records as JSON, JSON Lines and CSV: flat rows with one fixed list of columns."""

import csv
import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, TextIO, get_args

from claimtrack.checks import wrong_type
from claimtrack.display.escaping import INVISIBLE
from claimtrack.exceptions import FieldValueError, UnknownNameError

Format = Literal["json", "jsonl", "csv"]
FORMATS: tuple[str, ...] = get_args(Format)

# JSON allows these within a line as they are, but readers break lines at some, cannot encode others,
# and in a page `</script>` and `<!--` end or change the element in which the JSON stands.
_ESCAPED_IN_JSON = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]|<(?=[/!])")
# What a spreadsheet takes for a formula, the wide forms and what it may pass over before them included,
# after the apostrophes of those that were escaped.
_FORMULA = re.compile(f"'*(?:[\t\r\n]|[\\s\0-\x1f\x7f-\x9f{INVISIBLE}]*+[=+@\uff1d\uff0b\uff0d\uff20-])")
_SURROGATE = re.compile("[\ud800-\udfff]")


def write(
    records: Iterable[Mapping[str, object]],
    stream: TextIO,
    *,
    columns: Sequence[str],
    format: Format,  # noqa: A002
    escape_formulas: bool = True,
) -> None:
    r"""Write records to *stream*, each with all the columns in their order.

    JSON is one array with a record on each line; JSON Lines has a record on each line and nothing else.
    Both write text as it is, except that lone surrogates, the characters at which some readers break lines,
    and the `<` of `</` and `<!` are written as escapes (`\ud800`), from which a reader of JSON restores them.

    CSV follows RFC 4180: a header, lines ended by CR LF, cells in quotation marks where they need them.
    Open a file for it with `newline=""`.
    None becomes an empty cell, True and False become "true" and "false",
    and a lone surrogate, which no encoding takes, becomes the six characters `\ud800`.
    Text that a spreadsheet would run as a formula has an apostrophe put before it; `unescaped` takes it away.

    Args:
        records: Rows; their values are str, int, float, bool or None.
        stream: Where the text goes. Records before a faulty one are written already.
        columns: The names of the columns; each record has exactly these keys.
        format: `json`, `jsonl` or `csv`.
        escape_formulas: Whether text in CSV that begins with `=`, `+`, `-`, `@`, one of their wide forms, a tab
            or a line end has an apostrophe put before it (https://owasp.org/www-community/attacks/CSV_Injection),
            also where blanks, control characters or invisible signs come first,
            and so has text that already begins with apostrophes before one of these.

    Raises:
        UnknownNameError: If there is no such format.
        FieldTypeError: If a value is of another type.
        FieldValueError: If a record lacks a column or has one too many, or a number is not finite.
    """
    if format not in FORMATS:
        message = f"write: unknown format {format!r}; the formats are {', '.join(FORMATS)}"
        raise UnknownNameError(message)
    rows = (_row(record, columns, number) for number, record in enumerate(records, start=1))
    if format == "csv":
        writer = csv.writer(stream, lineterminator="\r\n")
        cell = _escaped_csv_cell if escape_formulas else _csv_cell
        writer.writerow(map(cell, columns))
        writer.writerows([cell(value) for value in row.values()] for row in rows)
    else:
        stream.writelines(_json_array(rows) if format == "json" else (f"{json_line(row)}\n" for row in rows))


def _row(record: Mapping[str, object], columns: Sequence[str], number: int) -> dict[str, object]:
    """Return the record with its values in the order of the columns, or raise if it does not fit them."""
    if record.keys() != set(columns):
        missing = [name for name in columns if name not in record]
        surplus = [name for name in record if name not in columns]
        message = f"record {number}: expected the {len(columns)} columns, missing: {missing}, unexpected: {surplus}"
        raise FieldValueError(message)
    for name in columns:
        value = record[name]
        if not isinstance(value, str | int | float | None):
            raise wrong_type(value, f"record {number}: {name}", "str, int, float, bool or None")
        if isinstance(value, float) and not math.isfinite(value):
            message = f"record {number}: {name}: expected a finite number, got {value}; JSON has no other"
            raise FieldValueError(message)
    return {name: record[name] for name in columns}


def json_line(row: object) -> str:
    """Return a value as JSON on one line, without its end, in characters that every encoding and reader takes."""
    text = json.dumps(row, ensure_ascii=False)
    return _ESCAPED_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _json_array(rows: Iterable[dict[str, object]]) -> Iterator[str]:
    before = "[\n"
    for row in rows:
        yield f"{before}{json_line(row)}"
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _csv_cell(value: object) -> object:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", value)
    return value


def _escaped_csv_cell(value: object) -> object:
    """Return a value as CSV takes it, so that no spreadsheet takes it for a formula."""
    cell = _csv_cell(value)
    return f"'{cell}" if isinstance(value, str) and _FORMULA.match(value) else cell


def unescaped(cell: str) -> str:
    """Return the text of a CSV *cell* without the apostrophe by which `write` keeps it from being a formula."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
