# SPDX-License-Identifier: MIT
"""Hostile text in every field, through everything that writes: it stays text, wherever it goes."""

import ast
import csv
import io
import json
import re
import tomllib
from collections.abc import Callable
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import attrs
import pytest
from made import optional

import claimtrack as ct
from claimtrack import cli, report
from claimtrack.claims.record import COLUMNS
from claimtrack.comparison import COLUMNS as ROW_COLUMNS
from claimtrack.comparison import ByOutlet
from claimtrack.display import tables
from claimtrack.display.dataframes import Tabular
from claimtrack.display.escaping import for_terminal
from claimtrack.formats import brat, records
from claimtrack.formats.folder_list import list_text
from claimtrack.formats.schema_org import to_json_ld
from claimtrack.formats.web_annotation import to_annotations
from claimtrack.register.changes import find_changes

SOURCE = Path(ct.__file__).parent
BENIGN = "Lee"
HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style></title></svg><img src=x onerror=alert(1)>",
    "<!--<script>",
    '" onmouseover="alert(1)" x="',
    "' onfocus='alert(1)' autofocus='",
    "javascript:alert(1)",
    " javascript:alert(1)//http://a.example",
    "http://a.example/\" onclick='alert(1)'",
    "]]><a/>&lt;&#60;&amp;",
    '=HYPERLINK("http://a.example")',
    "+1",
    "-1+cmd|' /C calc'!A0",
    "@SUM(1)",
    "\t=1",
    "\uff1d1",
    "'=1",
    "\x1b[31mred\x1b]0;title\x07",
    "\x9b31m\x90\x08\x7f\0",
    "\u202egnp.exe\u2066\u2069",
    "\u200bLee\u200e\u2060\ufeff\U000e0041\U000e007f\ufff9\u3164",
    "\u200b =1",
    "a|b\n| --- |\n`c` *d* [e](javascript:f) \\",
    "a\r\nT9\tClaim 0 1\tx\u2028R1\tCue Arg1:T1 Arg2:T2\x85b",
    "\ud800a\udfff",
    "{{7*7}}${7*7}%s{0}",
)
_UNSAFE = re.compile(
    "[\0-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
_BRAT = re.compile(
    r"(T\d+\t\w+ \d+ \d+(;\d+ \d+)*\t|R\d+\t\w+ Arg1:T\d+ Arg2:T\d+$|A\d+\t\w+ T\d+ \w+$|#\d+\tAnn\w+ T\d+\t)"
)


def _articles(hostile: str) -> list[ct.Article]:
    """Return articles of two outlets that have the hostile text in every field."""
    text = f"“The river may rise, {hostile} again,” Ann {hostile} said {hostile}.\nShe said {hostile} rose in March."
    return [
        ct.Article(text, f"{outlet}{hostile}", None, f"T{hostile}", hostile, byline=hostile, date_line=hostile)
        for outlet in ("", "B")
    ]


@cache
def _claims(hostile: str) -> ct.Claims:
    """Return claims of these articles, with a speaker, a relay and an ambiguity of that name."""
    speaker = ct.Speaker(hostile, (hostile,), hostile, represents=hostile, id=hostile)
    doubt = ct.Ambiguity(ct.AmbiguityKind.SPEAKER, hostile, (hostile,))
    return ct.Claims(
        attrs.evolve(claim, speaker=speaker, via=speaker, ambiguities=(doubt,))
        for article in _articles(hostile)
        for claim in [
            *ct.extract(article),
            ct.Claim(article, (ct.Span(0, 40),), hedges=(ct.Hedge(ct.Span(1, 30), "possible"),)),
        ]
    )


class _Page(HTMLParser):
    """The tags of a page with the names of their attributes, and where its links lead."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.shapes: set[tuple[str, ...]] = set()
        self.links: set[str] = set()
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.shapes.add((tag, *sorted(name for name, _ in attributes)))
        self.links |= {str(value) for name, value in attributes if name in ("href", "src", "action")}


def _html(make: Callable[[str], str], hostile: str) -> None:
    """Check that markup has no tag, attribute or link that a harmless text does not bring."""
    page = make(hostile)
    found, harmless = _Page(page), _Page(make("http://a.example/b"))
    assert set() == {name for shape in found.shapes for name in shape[1:] if name.startswith("on")}
    assert set() == {tag for tag, *_ in found.shapes} - {tag for tag, *_ in harmless.shapes} - {"br"}
    assert [] == [link for link in found.links if not re.match(r"#|https?://[^\s<>\"]+\Z", link)]
    assert set() == set(_UNSAFE.findall(page)) - {"\t"}


def _text(make: Callable[[str], str], hostile: str) -> None:
    """Check that text for a terminal has no character that gives orders to one."""
    assert [] == _UNSAFE.findall(make(hostile))


def _markdown(make: Callable[[str], str], hostile: str) -> None:
    """Check that a table of Markdown has as many cells in each line as in the first, and no tag but line breaks."""
    _text(make, hostile)
    text = make(hostile)
    for block in re.split(r"\n(?!\|)", text):
        bars = {len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) for line in block.split("\n") if line.startswith("|")}
        assert len(bars) <= 1
    assert [] == re.findall(r"(?<!\\)<(?!br>)", text)


def _csv(make: Callable[[str], str], hostile: str) -> None:
    """Check that no cell of CSV is a formula."""
    cells = [cell for row in csv.reader(io.StringIO(make(hostile), newline="")) for cell in row]
    first = [(cell[:1], cell.strip(" \u200b\ufeff\xa0\0\v")[:1]) for cell in cells]
    assert [] == [pair for pair in first if set(pair) & set("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")]


def _json(make: Callable[[str], str], hostile: str) -> None:
    """Check that JSON reads back, line by line, and cannot end the script element in which it may stand."""
    text = make(hostile)
    assert [] == re.findall(r"</|<!", text)
    assert "�" not in text.encode().decode("utf-8", "replace")
    for line in text.splitlines():
        assert line == records.json_line(json.loads(line))


def _toml(make: Callable[[str], str], hostile: str) -> None:
    """Check that a list of pages has the tables and keys that it has for harmless text, and the text as values."""
    tables_, harmless = (tomllib.loads(make(text))["article"] for text in (hostile, BENIGN))
    assert [set(each) for each in harmless] == [set(each) for each in tables_]


def _listed(hostile: str) -> str:
    """Return the list of two pages, and of one that could not be read, with the text in every field."""
    root = Path.cwd()
    pages = tuple((article,) for article in _articles(hostile))
    names = (root / "a.txt", root / "b.txt")
    return list_text(root, ct.Folder(pages, names, (ct.InputError(hostile),)))


def _standoff(make: Callable[[str], str], hostile: str) -> None:
    """Check that every line of an annotation file is one of ours."""
    lines = re.split(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]", make(hostile))
    assert [""] == [line for line in lines if not _BRAT.match(line)]


def _written(columns: tuple[str, ...], rows: list[dict[str, Any]], shape: Any) -> str:
    """Return records as they are written."""
    stream = io.StringIO(newline="")
    records.write(rows, stream, columns=columns, format=shape)
    return stream.getvalue()


def _lines(hostile: str) -> str:
    """Return what `write_claims` writes, which reads back equal."""
    stream = io.StringIO()
    ct.write_claims(_claims(hostile), stream)
    stream.seek(0)
    assert _claims(hostile) == ct.read_claims(stream, strict=True).claims
    return stream.getvalue()


@cache
def _compared(hostile: str) -> ct.Comparison:
    return ct.compare(_claims(hostile))


def _difference(hostile: str) -> ct.Difference:
    """Return a difference of outlets of hostile names and words."""
    shown = ByOutlet({hostile: hostile, "B": ""})
    return ct.Difference(ct.Field.LABEL, shown, ByOutlet({}))


def _cells(hostile: str) -> ct.View:
    return ct.View((hostile, "b"), ((hostile, 1), (None, hostile)))


def _changes(hostile: str) -> ct.Changes:
    before, after = _articles(hostile)
    old, new = (ct.Claims(c for c in _claims(hostile) if c.article == article) for article in (before, after))
    return find_changes(before, old, after, new)


def _workbook(make: Callable[[str], str], hostile: str) -> None:
    """Check that no cell of a workbook is a formula or holds what is no text of XML, and where its links lead."""
    openpyxl = optional("openpyxl", "group consumers")
    optional("xlsxwriter", "extra excel")
    cells = [cell for page in openpyxl.load_workbook(make(hostile)) for row in page.iter_rows() for cell in row]
    assert {"s", "n", "d"} >= {cell.data_type for cell in cells}
    assert [] == [cell.value for cell in cells if set(_UNSAFE.findall(str(cell.value))) - {"\t"}]
    links = [cell.hyperlink.target for cell in cells if cell.hyperlink]
    assert [] == [link for link in links if not re.fullmatch(r"https?://[^\s<>\"]+", link)]


def _saved(shown: Tabular) -> str:
    """Return the name of a file in which the workbook lies."""
    shown.to_excel("a.xlsx")
    return "a.xlsx"


# Each function that writes, with what it writes of a hostile text and what has to hold.
EXPORTERS: dict[str, list[tuple[Callable[[Callable[[str], str], str], None], Callable[[str], str]]]] = {
    "report/page.py render_report": [
        (_html, lambda x: ct.render_report(_compared(x), articles=_articles(x))),
        (_html, lambda x: ct.render_report(_compared(x), title=x)),
    ],
    "report/frame.py wrap_table": [(_html, lambda x: report.wrap_table(_cells(x).table("html"), title=x))],
    "report/highlights.py _repr_html_": [
        (_html, lambda x: ct.highlight(_claims(x), articles=_articles(x)).page),
        (_html, lambda x: ct.highlight(_claims(x), title=x)._repr_html_()),
    ],
    "report/charts.py hedging_chart": [(_html, lambda x: ct.hedging_chart(_compared(x)).svg)],
    "report/charts.py timeline_chart": [(_html, lambda x: ct.timeline_chart(_compared(x)).svg)],
    "report/charts.py matrix_chart": [(_html, lambda x: ct.matrix_chart(_compared(x)).svg)],
    "report/charts.py _repr_html_": [(_html, lambda x: ct.matrix_chart(_compared(x))._repr_html_())],
    **{
        f"report/{name}_html": [(_html, lambda x: ct.render_report(_compared(x), articles=_articles(x)))]
        for name in (
            *("overview.py head", "overview.py overview", "rows.py line", "rows.py row", "rows.py told"),
            *("texts.py article", "texts.py passage", "texts.py whole_article"),
        )
    },
    "model.py _repr_html_": [
        (_html, lambda x: _claims(x)[0]._repr_html_()),
        (_html, lambda x: _articles(x)[0]._repr_html_()),
    ],
    "claims/counts.py _repr_html_": [(_html, lambda x: _claims(x).count_by("outlet", "speaker")._repr_html_())],
    "comparison/differences.py _repr_html_": [(_html, lambda x: _difference(x)._repr_html_())],
    "formats/reading_result.py as_html": [
        (_html, lambda x: ct.Reading(tuple(_articles(x)), _claims(x), (ct.InputError(x),))._repr_html_())
    ],
    "formats/reading_result.py _repr_html_": [(_html, lambda x: ct.Reading(tuple(_articles(x)))._repr_html_())],
    "formats/folder.py _repr_html_": [
        (_html, lambda x: ct.Folder((tuple(_articles(x)),), (), (ct.InputError(x),))._repr_html_())
    ],
    "claims/collection.py _repr_html_": [(_html, lambda x: _claims(x)._repr_html_())],
    "comparison/comparing.py _repr_html_": [(_html, lambda x: _compared(x)._repr_html_())],
    "comparison/rows.py _repr_html_": [(_html, lambda x: _compared(x).rows[0]._repr_html_())],
    "comparison/grouping.py _repr_html_": [(_html, lambda x: ct.events(_articles(x))[0]._repr_html_())],
    "display/tables.py _repr_html_": [(_html, lambda x: _cells(x)._repr_html_())],
    "display/tables.py render": [
        (_text, lambda x: tables.render([x], [[x]], width=20)),
        (_text, lambda x: tables.render([x, "b"], [[x, x]], format="plain")),
        (_markdown, lambda x: tables.render([x, "b"], [[x, x]], format="github")),
        (_html, lambda x: tables.render([x, "b"], [[x, x]], format="html")),
    ],
    "display/tables.py table": [(_text, lambda x: _cells(x).table()), (_markdown, lambda x: _cells(x).table("github"))],
    "claims/collection.py table": [
        (_text, lambda x: _claims(x).table()),
        (_markdown, lambda x: _claims(x).table("github")),
    ],
    "comparison/comparing.py table": [
        (_text, lambda x: _compared(x).table()),
        (_markdown, lambda x: _compared(x).table("github")),
        (_html, lambda x: _compared(x).table("html")),
    ],
    "comparison/summary.py table": [
        (_text, lambda x: _compared(x).summary().table()),
        (_markdown, lambda x: _compared(x).summary().table("github")),
        (_html, lambda x: _compared(x).summary().table("html")),
    ],
    "comparison/summary.py _repr_html_": [(_html, lambda x: _compared(x).summary()._repr_html_())],
    "comparison/side_by_side.py table": [(_text, lambda x: _compared(x).timeline().table())],
    "register/changes.py table": [(_text, lambda x: _changes(x).table()), (_html, lambda x: _changes(x).table("html"))],
    "register/changes.py _repr_html_": [(_html, lambda x: _changes(x)._repr_html_())],
    "display/dataframes.py to_excel": [
        (_workbook, lambda x: _saved(_claims(x))),
        (_workbook, lambda x: _saved(_compared(x))),
        (_workbook, lambda x: _saved(_cells(x))),
    ],
    "formats/records.py write": [
        (_csv, lambda x: _written(COLUMNS, list(_claims(x).to_records()), "csv")),
        (_csv, lambda x: _written(ROW_COLUMNS, list(_compared(x).to_records()), "csv")),
        (_csv, lambda x: _written((x,), [{x: x}], "csv")),
        (_json, lambda x: _written(COLUMNS, list(_claims(x).to_records()), "jsonl")),
    ],
    "formats/json_lines.py write_claims": [(_json, _lines)],
    "formats/schema_org.py to_json_ld": [(_json, lambda x: records.json_line(to_json_ld(_claims(x))))],
    "formats/web_annotation.py to_annotations": [(_json, lambda x: records.json_line(to_annotations(_claims(x))))],
    "formats/folder_list.py write_list": [(_toml, _listed)],
    "formats/brat.py annotations": [(_standoff, lambda x: "".join(brat.annotations(_claims(x)).values()))],
}
# What hands values to programs as they are, or writes by way of one of the above.
VALUES = {
    "atomic_files.py write_text",
    "claims/collection.py to_records",
    "comparison/comparing.py to_records",
    "comparison/summary.py to_records",
    "display/tables.py to_records",
    "display/dataframes.py to_records",
    "display/dataframes.py to_arrow",
    "display/dataframes.py to_pandas",
    "display/dataframes.py to_polars",
    "display/workbooks.py write_workbook",
    "formats/brat.py write_folder",
    "formats/examples.py write_examples",
    "report/pictures.py write_picture",
    "register/changes.py to_records",
    "register/__init__.py write_parquet",
    "register/export.py write_parquet",
}
_READERS = {"read_html", "begins_as_html"}  # which have a name of that kind, and write nothing
_NAMES = re.compile(r"to_\w+|write\w*|table|render\w*|export\w*|wrap_\w+|\w+_chart|\w+_html|_repr_\w+|annotations")


def test_no_exporter_is_left_out() -> None:
    """Every function that is named as one that writes stands in one of the tables above."""
    written = {
        f"{file.relative_to(SOURCE).as_posix()} {node.name}"
        for file in SOURCE.rglob("*.py")
        if "evaluation" not in file.parts
        for top in ast.parse(file.read_text(encoding="utf-8")).body
        for node in (top.body if isinstance(top, ast.ClassDef) else [top])
        if isinstance(node, ast.FunctionDef) and _NAMES.fullmatch(node.name) and node.name not in _READERS
    }

    assert {*EXPORTERS, *VALUES} == written


@pytest.mark.parametrize("name", EXPORTERS)
def test_hostile_text_stays_text(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the fields hold, what is written has the form that it has for harmless text."""
    monkeypatch.chdir(tmp_path)
    for hostile in HOSTILE:
        for holds, make in EXPORTERS[name]:
            holds(make, hostile)


@pytest.mark.parametrize("method", ["to_records", "to_arrow", "to_pandas", "to_polars"])
def test_values_are_handed_over_as_they_are(method: str) -> None:
    """Records and data frames hold the text unchanged: what shows it has to escape it."""
    pytest.importorskip(method.removeprefix("to_").replace("arrow", "pyarrow").replace("records", "json"))
    claims = _claims("=1+1</script>")
    made: Any = getattr(claims, method)()
    column: Any = made["speaker"] if method != "to_records" else [record["speaker"] for record in made]

    assert {"=1+1</script>"} == {str(value) for value in (column.to_pylist() if method == "to_arrow" else column)}


def test_messages_give_no_orders_to_a_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An error on the command line shows the controls in a file's name as escapes."""
    path = tmp_path / "\x1b[31mred\u202e.csv"
    path.write_text("text,outlet\nA\n")
    cli.main(["extract", str(path)])

    assert [] == _UNSAFE.findall(capsys.readouterr().err)


@pytest.mark.parametrize("form", [*records.FORMATS, "claims", "json-ld", "annotations"])
def test_records_give_no_orders_to_a_terminal(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a terminal, records and documents show what gives it orders as escapes; a pipe gets the data as they are."""
    path = tmp_path / "a.csv"
    path.write_text('text,outlet\n"The river \x1b[2J\x9b\u202e\u200b may rise, Ann Lee said.",A\n', encoding="utf-8")
    printed = []
    for is_terminal in (True, False):
        monkeypatch.setattr("sys.stdout.isatty", lambda is_terminal=is_terminal: is_terminal)
        assert 0 == cli.main(["extract", str(path), "--format", form, "-q"])
        printed.append(capsys.readouterr().out)

    assert [] == _UNSAFE.findall(printed[0].replace("\r\n", "\n"))
    assert "\u202e\u200b" in printed[1]
    assert for_terminal(printed[1]) == printed[0]
