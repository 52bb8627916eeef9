# SPDX-License-Identifier: MIT
"""Workbooks, read back: sheets, types, links, and what Excel has no room for."""

import datetime as dt
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import claim, letters, numbered, optional
from strategies import ODD_CHARACTERS

from claimtrack import Claims, Comparison, FieldTypeError, MissingExtraError, Register, View, compare, extract
from claimtrack.display import workbooks
from claimtrack.display.columns import BOOLEAN, DAY, FLOAT, INTEGER, TEXT
from claimtrack.display.dataframes import Tabular
from claimtrack.display.escaping import for_terminal

URL = "https://post.example/a?b=c#d"


@pytest.fixture(autouse=True)
def _xlsxwriter() -> None:
    optional("xlsxwriter", "extra excel")


def saved(shown: Tabular, folder: Path) -> Any:
    """Return the workbook of a value, read back."""
    path = folder / "a.xlsx"
    shown.to_excel(path)
    return optional("openpyxl", "group consumers").load_workbook(path)


def texts(sheet: Any) -> list[tuple[object, ...]]:
    """Return the values of a sheet, row by row."""
    return list(sheet.iter_rows(values_only=True))


def test_claims(tmp_path: Path) -> None:
    """Claims have a sheet of their records, with days as days, and one of their speakers."""
    found = extract(numbered()) + extract(numbered(outlet="Evening News", url=URL))
    book = saved(found, tmp_path)
    header, *rows = texts(book["claims"])
    records = [dict(zip(map(str, header), row, strict=True)) for row in rows]

    assert ["claims", "speakers"] == book.sheetnames
    assert [record["text"] for record in found.to_records()] == [record["text"] for record in records]
    assert {dt.datetime(2024, 5, 15)} == {record["published"] for record in records}  # noqa: DTZ001
    assert [record["confidence"] for record in found.to_records()] == [record["confidence"] for record in records]
    assert ("John Smith", "person", "the engineer") == texts(book["speakers"])[2][:3]
    assert ("Morning Post; Evening News", 2, 2, 0, 0, 0) == texts(book["speakers"])[2][4:]


def test_open_speakers_come_last(tmp_path: Path) -> None:
    """Claims whose speaker stays open are counted in the last line of the speakers, without a name."""
    book = saved(Claims([claim("It may rain.", speaker=None), claim("It is late.")]), tmp_path)

    assert ["Ada Okoro", None] == [row[0] for row in texts(book["speakers"])[1:]]


def test_a_comparison(tmp_path: Path) -> None:
    """A comparison has a sheet of rows to be read, an outlet a column, and those of its views."""
    comparison = letters()
    book = saved(comparison, tmp_path)
    header, first, *_ = texts(book["rows"])
    row = comparison.rows[0]

    assert ["rows", "records", "differences", "omissions", "summary", "speakers"] == book.sheetnames
    assert ("row", *comparison.outlets, "differs", "confidence") == header
    assert (1, "\n".join(map(str, row.differences)), row.confidence) == (first[0], *first[-2:])
    assert "— White House" in str(first[1])
    views = (comparison, comparison.difference_view(), comparison.omissions(), comparison.summary())
    for view, name in zip((*views, comparison.who_said_what()), book.sheetnames[1:], strict=True):
        assert 1 + len(view.to_records()) == book[name].max_row


@pytest.mark.parametrize("names", [("row", "differs"), ("confidence", "confidence_"), ("=1", "a" * 40_000)])
def test_outlets_of_odd_names(tmp_path: Path, names: tuple[str, str]) -> None:
    """Each outlet keeps its column, even if its name is that of another column, a formula or too long."""
    comparison = compare(each for name in names for each in extract(numbered(outlet=name)))
    header, first, *_ = texts(saved(comparison, tmp_path)["rows"])

    assert [name[:30] for name in names] == [str(cell)[:30] for cell in header[1:3]]
    assert (5, True) == (len(header), all(first[:3]))


@pytest.mark.parametrize("nothing", [Claims(), compare([]), View((), ()), View(("a",), ())])
def test_nothing(tmp_path: Path, nothing: Claims | Comparison | View) -> None:
    """A value without rows is a workbook with headers, or with nothing."""
    book = saved(nothing, tmp_path)

    assert {1} >= {sheet.max_row for sheet in book if sheet.title != "summary"}


def test_a_selection_of_a_register(tmp_path: Path) -> None:
    """Claims of a register are written as others are."""
    with Register(tmp_path / "a.register", create=True) as register:
        list(register.add_many([numbered()]))
        book = saved(register.claims.where(speaker="John Smith"), tmp_path)

    assert ["John Smith"] == [row[0] for row in texts(book["speakers"])[1:]]


def test_the_sheet_is_made_to_be_read(tmp_path: Path) -> None:
    """Headers stay in sight and filter, text is wrapped, and no column is wider than 60 characters."""
    page = saved(View(("a", "b"), (("x" * 500, 1), ("y", 2))), tmp_path)["table"]

    assert ("A2", "A1:B3") == (page.freeze_panes, page.auto_filter.ref)
    assert (True, "top") == (page["A2"].alignment.wrap_text, page["A2"].alignment.vertical)
    assert [61, 9] == [round(page.column_dimensions[name].width) for name in "AB"]


@pytest.mark.parametrize(
    ("text", "is_link"),
    [
        (URL, True),
        ("HTTP://post.example/", True),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("internal:claims!A1", False),
        ("mailto:a@post.example", False),
        (" https://post.example/", False),
        ("https://post.example/\u202egnp.exe", False),
        (f"https://post.example/{'a' * 2100}", False),
    ],
)
def test_links(tmp_path: Path, text: str, is_link: bool) -> None:  # noqa: FBT001
    """The address of an article is a link only if it is one of the web, and in no other column."""
    page = saved(View(("url", "text"), ((text, text),)), tmp_path)["table"]

    assert (is_link, None) == (page["A2"].hyperlink is not None, page["B2"].hyperlink)
    assert for_terminal(text) == page["A2"].value == page["B2"].value


@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", "{=1}", "+1", "@SUM(1)", "007", "1,234", "TRUE", "2024-05-15", "#N/A", " ", "_x000D_", "_x0041_"),
        *("'=1", "a\nb", "\tb", "日本 🌊", "<b>&amp;</b>"),
    ],
)
def test_text_stays_text(tmp_path: Path, text: str) -> None:
    """Text that a spreadsheet would take for something else is that text, to the character."""
    cell = saved(View(("a",), ((text,),)), tmp_path)["table"]["A2"]

    assert ("s", text) == (cell.data_type, re.sub("_x005F(?=_x)", "", cell.value))  # which Excel does, not openpyxl


def test_markup_of_the_writer_is_text(tmp_path: Path) -> None:
    """What XlsxWriter would write as XML of its own is text as well, with a blank behind it."""
    cell = saved(View(("a",), (("<r><t>a</r>",),)), tmp_path)["table"]["A2"]

    assert "<r><t>a</r> " == cell.value


@given(st.text(ODD_CHARACTERS | st.characters(), max_size=60))
def test_any_text(text: str) -> None:
    """Any str gives a file that can be read, in which it stands as a terminal would show it."""
    optional("openpyxl", "group consumers")
    with tempfile.TemporaryDirectory() as folder:
        shown = saved(View(("a",), ((text,),)), Path(folder))["table"]["A2"].value or ""

    assert for_terminal(text).replace("\r\n", "\n") == shown.removesuffix(" " if text.startswith("<r>") else "")


@pytest.mark.parametrize("sign", ["a", "🌊", "\0"])
def test_what_is_too_long_is_cut(sign: str) -> None:
    """A cell holds 32,767 units of UTF-16 and no more, with no sign in halves, and says how long the text is."""
    whole, cut = workbooks.cell_text(sign * 8_000), workbooks.cell_text(sign * 40_000)
    length = len(for_terminal(sign * 40_000))

    assert "cut" not in whole
    assert cut.endswith(f" … [cut: {length:,} characters]")
    assert 32_764 <= len(cut.encode("utf-16-le")) // 2 <= 32_767


def test_a_sheet_that_is_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sheet has as many rows as Excel takes, and its last one says how many are left out."""
    monkeypatch.setattr(workbooks, "_MOST_ROWS", 4)
    pages = [texts(saved(View(("a",), tuple((n,) for n in range(count))), tmp_path)["table"]) for count in (3, 5)]

    assert [("a",), (0,), (1,), (2,)] == pages[0]
    assert [("a",), (0,), (1,), ("3 more rows are left out: Excel has no room for them",)] == pages[1]


def test_links_that_are_too_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As many addresses are links as Excel takes, and the others are text."""
    monkeypatch.setattr(workbooks, "_MOST_LINKS", 1)
    page = saved(View(("url",), ((URL,), (URL,))), tmp_path)["table"]

    assert [True, False] == [page[name].hyperlink is not None for name in ("A2", "A3")]
    assert URL == page["A3"].value


def test_types(tmp_path: Path) -> None:
    """Each type has cells of its own; days that Excel does not have are text, and None is no cell."""
    values = (1, 0.5, True, "2024-05-15", "1850-01-01", None)
    types = (INTEGER, FLOAT, BOOLEAN, DAY, DAY, TEXT)
    page = saved(View(tuple("abcdef"), (values,), types=types), tmp_path)["table"]

    assert list("nnbdsn") == [cell.data_type for cell in page[2]]
    assert [1, 0.5, True, dt.datetime(2024, 5, 15), "1850-01-01", None] == [cell.value for cell in page[2]]  # noqa: DTZ001
    assert "yyyy-mm-dd" == page["D2"].number_format


def test_an_older_file_stays_where_nothing_can_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A workbook takes the place of an older file when it is whole, and else leaves it, with the system's error."""
    path = tmp_path / "a.xlsx"
    path.write_text("old", encoding="utf-8")
    xlsxwriter = optional("xlsxwriter", "extra excel")
    close = xlsxwriter.Workbook.close

    def full(book: Any) -> None:
        close(book)
        raise xlsxwriter.exceptions.FileCreateError(OSError(28, "No space left on device"))

    monkeypatch.setattr(xlsxwriter.Workbook, "close", full)
    with pytest.raises(OSError, match="No space left"):
        Claims().to_excel(path)

    assert ["a.xlsx"] == [each.name for each in tmp_path.iterdir()]
    assert "old" == path.read_text(encoding="utf-8")


def test_a_path_is_needed() -> None:
    """What is no path is refused with the library's own error."""
    with pytest.raises(FieldTypeError, match="to_excel: expected the path of a file, got 3"):
        Claims().to_excel(3)  # type: ignore[arg-type]


def test_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without XlsxWriter the error names the extra, and no file is made."""
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'claimtrack\[excel\]'"):
        Claims().to_excel(tmp_path / "a.xlsx")

    assert [] == list(tmp_path.iterdir())
