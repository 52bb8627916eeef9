# SPDX-License-Identifier: MIT
"""Workbooks for Excel: sheets of typed cells, in which text is always text, and no more than Excel has room for."""

import datetime as dt
import io
import os
import re
from collections.abc import Mapping, Sequence
from tempfile import TemporaryDirectory
from typing import Any

from claimtrack.atomic_files import replacing
from claimtrack.checks import check
from claimtrack.display.columns import BOOLEAN, DAY, TEXT, ColumnType
from claimtrack.display.escaping import for_terminal
from claimtrack.extras import require

Sheet = Mapping[str, tuple[ColumnType, Sequence[Any]]]
"""The columns of a sheet by their headers, each with the type of its values, and the values, of which None is no cell.
"""

# Excel's limits, of which that of a text counts units of UTF-16.
_MOST_ROWS = 1_048_576
_LONGEST_TEXT = 32_767
_MOST_LINKS = 65_530
_WHOLE_SHEET = "A1:XFD1048576"
_FIRST_DAY = dt.date(1900, 3, 1)  # before it Excel has a 29 February that never was, and before 1900 nothing

_WIDEST, _NARROWEST = 60, 8  # columns, in characters
_FILTER_BUTTON = 3  # characters beside a header
_LINK = re.compile(r'https?://[^\s<>"`\[\]^{}\\]{1,2000}', re.IGNORECASE)  # no sign that would have to be escaped


def write_workbook(path: str | os.PathLike[str], sheets: Mapping[str, Sheet]) -> None:
    r"""Write a workbook in the place of the file at *path*, which it takes when it is whole.

    Each sheet has one row of headers, which stays in sight, and a filter.
    What a reader of a text could not see stands as an escape, as on a terminal.
    A text or a sheet that is too long is cut, and its end says so.
    In a column `url`, addresses of http and https are links.

    Args:
        path: Where to write.
        sheets: The sheets by their names, which Excel takes: up to 31 characters, none of them one of `[]:*?/\`.

    Raises:
        MissingExtraError: If XlsxWriter is not installed (extra `excel`).
        FieldTypeError: If *path* is no path.
        InputError: If a database lies there.
        OSError: If the file cannot be written.
    """
    check(path, str | os.PathLike, "to_excel", "the path of a file")
    xlsxwriter = require("xlsxwriter", "excel")
    data = io.BytesIO()
    # XlsxWriter would keep every cell as a value of its own; so they go through files.
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        book = xlsxwriter.Workbook(data, {"constant_memory": True, "tmpdir": folder, "use_zip64": True})
        look = {"valign": "top", "text_wrap": True}
        styles = {
            None: book.add_format(look | {"bold": True, "bottom": 1}),
            TEXT: book.add_format(look),
            DAY: book.add_format(look | {"num_format": "yyyy-mm-dd"}),
        }
        for name, sheet in sheets.items():
            _fill(book.add_worksheet(name), sheet, styles)
        try:
            book.close()
        except xlsxwriter.exceptions.FileCreateError as error:
            raise error.args[0] from None  # the OSError that it stands for
    with replacing(path) as stream:
        stream.write(data.getbuffer())


def _fill(page: Any, sheet: Sheet, styles: Mapping[ColumnType | None, Any]) -> None:  # noqa: ANN401 - of an extra
    count = max((len(values) for _, values in sheet.values()), default=0)
    shown = count if count < _MOST_ROWS else _MOST_ROWS - 2
    page.freeze_panes(1, 0)
    page.ignore_errors({"number_stored_as_text": _WHOLE_SHEET})
    for place, (header, (_, values)) in enumerate(sheet.items()):
        page.set_column(place, place, _width(header, values))
        page.write_string(0, place, cell_text(header), styles[None])
    if sheet:
        page.autofilter(0, 0, max(shown, 1), len(sheet) - 1)
    links = 0
    for row in range(shown):
        for place, (header, (kind, values)) in enumerate(sheet.items()):
            value = values[row]
            if value is None:
                continue
            if kind is TEXT or (kind is DAY and value < _FIRST_DAY):
                text = cell_text(str(value))
                if header == "url" and links < _MOST_LINKS and _LINK.fullmatch(text):
                    links += 1
                    page.write_url(row + 1, place, text)
                else:
                    page.write_string(row + 1, place, text, styles[TEXT])
            elif kind is DAY:
                page.write_datetime(row + 1, place, value, styles[DAY])
            elif kind is BOOLEAN:
                page.write_boolean(row + 1, place, value, styles[TEXT])
            else:
                page.write_number(row + 1, place, value, styles[TEXT])
    if shown < count:
        page.write_string(shown + 1, 0, f"{count - shown:,} more rows are left out: Excel has no room for them")


def _width(header: str, values: Sequence[Any]) -> int:
    longest = max((len(line) for value in values if value is not None for line in str(value).split("\n")), default=0)
    return min(max(longest + 1, len(header) + _FILTER_BUTTON, _NARROWEST), _WIDEST)


def cell_text(text: str) -> str:
    """Return *text* as a cell of Excel takes it: without characters that XML forbids, and not longer than it may be."""
    text = for_terminal(text).replace("\r\n", "\n")
    if text.startswith("<r>") and text.endswith("</r>"):
        text += " "  # XlsxWriter takes such a text for XML of its own
    if 2 * len(text) <= _LONGEST_TEXT or len(units := text.encode("utf-16-le")) <= 2 * _LONGEST_TEXT:
        return text
    note = f" … [cut: {len(text):,} characters]"
    return units[: 2 * (_LONGEST_TEXT - len(note))].decode("utf-16-le", "ignore") + note
