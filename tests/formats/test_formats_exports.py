# SPDX-License-Identifier: MIT
"""What goes out: data frames, linked data, annotations and CSV; the parts that need an extra skip without it."""

import csv
import datetime as dt
import importlib
import io
import json
import sys
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import given
from made import optional
from strategies import collections

from claimtrack.claims import Claims
from claimtrack.claims.record import COLUMNS
from claimtrack.comparison import COLUMNS as ROW_COLUMNS
from claimtrack.comparison import compare
from claimtrack.display import dataframes as frames
from claimtrack.display.columns import DAY, INTEGER
from claimtrack.display.dataframes import Tabular
from claimtrack.display.tables import View
from claimtrack.exceptions import FieldTypeError, MissingExtraError
from claimtrack.extraction import extract
from claimtrack.formats import records
from claimtrack.formats.schema_org import to_json_ld
from claimtrack.formats.web_annotation import to_annotations
from claimtrack.model import Article, Category, Claim, Interval, Kind, Span, Speaker

ARTICLE = Article(
    "The old bridge may reopen in May, Mayor Ann Lee said on Monday. “We will not wait,” she said.",
    "Valley Post",
    dt.date(2024, 5, 15),
    "Bridge to reopen",
    "https://valleypost.example/bridge",
)
CLAIMS = extract(ARTICLE)
DAYS = {"published", "said_start", "said_end"}
NUMBERS = {"confidence", "likelihood_low", "likelihood_high"}


def typed(claims: Claims) -> list[dict[str, object]]:
    """Return the records as a frame has them: days as dates, text in characters that UTF-8 has."""
    return [
        {
            name: dt.date.fromisoformat(value)
            if name in DAYS and isinstance(value, str)
            else value.encode("utf-8", "backslashreplace").decode()
            if isinstance(value, str)
            else value
            for name, value in record.items()
        }
        for record in claims.to_records()
    ]


class TestFrames:
    """Arrow, pandas and polars."""

    @given(collections)
    def test_arrow(self, claims: Claims) -> None:
        """An Arrow table has the columns of the records, typed, with every value."""
        pa = optional("pyarrow", "extra arrow")
        table = claims.to_arrow()

        assert list(COLUMNS) == table.column_names
        assert typed(claims) == table.to_pylist()
        assert {pa.date32()} == {table.schema.field(name).type for name in DAYS}
        assert {pa.float64()} == {table.schema.field(name).type for name in NUMBERS}

    @given(collections)
    def test_polars(self, claims: Claims) -> None:
        """A polars frame has the columns of the records, typed, with every value."""
        pl = optional("polars", "extra polars")
        frame = claims.to_polars()

        assert list(COLUMNS) == frame.columns
        assert typed(claims) == frame.to_dicts()
        assert {pl.Date} == {frame.schema[name] for name in DAYS}
        assert {pl.Float64} == {frame.schema[name] for name in NUMBERS}

    @given(collections)
    def test_pandas(self, claims: Claims) -> None:
        """A pandas frame has the columns of the records, typed, with every value."""
        pd = optional("pandas", "extra pandas")
        frame = claims.to_pandas()
        rows = [
            {name: None if pd.isna(value) else value for name, value in row.items()} for row in frame.to_dict("records")
        ]

        assert list(COLUMNS) == list(frame.columns)
        assert typed(claims) == [
            {name: value.date() if isinstance(value, dt.datetime) else value for name, value in row.items()}
            for row in rows
        ]
        assert {"datetime64[s]"} == {str(frame[name].dtype) for name in DAYS}
        assert {"float64"} == {str(frame[name].dtype) for name in NUMBERS}

    @pytest.mark.parametrize("package", ["pyarrow", "polars", "duckdb", "narwhals", "narwhals on polars"])
    @pytest.mark.parametrize(
        "source", [CLAIMS, compare(CLAIMS), compare(CLAIMS).timeline()], ids=["claims", "comparison", "view"]
    )
    def test_taken_directly(self, package: str, source: Tabular) -> None:
        """Packages that speak Arrow take what has records, without a call of ours, and see its columns."""
        optional("pyarrow", "extra arrow")
        module = optional(package.partition(" ")[0], "group consumers")
        take: dict[str, Callable[[], Any]] = {
            "pyarrow": lambda: module.table(source),
            "polars": lambda: module.DataFrame(source),
            "duckdb": lambda: module.from_arrow(source),
            "narwhals": lambda: module.from_arrow(source, backend="pyarrow"),
            "narwhals on polars": lambda: module.from_arrow(source, backend="polars"),
        }
        expected = source.to_records()

        assert (len(expected), len(expected[0])) == take[package]().shape

    def test_parquet(self, tmp_path: Any) -> None:
        """A Parquet file holds the table with its types."""
        optional("pyarrow", "extra arrow")
        parquet = importlib.import_module("pyarrow.parquet")
        parquet.write_table(CLAIMS.to_arrow(), tmp_path / "claims.parquet")

        assert CLAIMS.to_arrow().equals(parquet.read_table(tmp_path / "claims.parquet"))

    def test_a_comparison_and_its_views(self) -> None:
        """A comparison and a view become frames by the same methods, with numbers of rows as integers."""
        pa = optional("pyarrow", "extra arrow")
        comparison = compare(CLAIMS)
        table = comparison.to_arrow()

        assert list(ROW_COLUMNS) == table.column_names
        assert {pa.int64()} == {table.schema.field(name).type for name in ("row", "outlets", "origins")}
        assert [1, 2] == table["row"].to_pylist()
        assert comparison.timeline().to_records() == comparison.timeline().to_arrow().to_pylist()

    def test_a_column_that_does_not_hold_what_its_type_says(self) -> None:
        """Values that a declared type does not hold stay what they are; a name alone declares none."""
        pa = optional("pyarrow", "extra arrow")
        columns, types = ("published", "outlets", "steps"), (DAY, INTEGER, INTEGER)
        view = View(columns, (("2024-05-99", "A, B", True), (None, None, None)), types=types)

        assert [pa.string()] * 3 == view.to_arrow().schema.types
        assert [("2024-05-99", "A, B", "True"), (None, None, None)] == [
            tuple(row.values()) for row in view.to_arrow().to_pylist()
        ]
        assert [pa.date32(), pa.int64(), pa.int64()] == View(columns, (), types=types).to_arrow().schema.types
        assert [pa.string(), pa.string(), pa.int64()] == View(columns, (("a", "b", 1),)).to_arrow().schema.types

    def test_columns_without_a_name_of_ours(self) -> None:
        """A column of any other name has the type of its values."""
        pa = optional("pyarrow", "extra arrow")
        rows: list[dict[str, str | int | float | None]] = [{"n": 1, "x": 1, "t": "a"}, {"n": None, "x": 0.5, "t": 2}]

        assert [pa.int64(), pa.float64(), pa.string()] == frames.to_arrow(rows, ("n", "x", "t")).schema.types

    @pytest.mark.parametrize(
        ("method", "package", "name"),
        [("to_arrow", "pyarrow", "arrow"), ("to_pandas", "pandas", "pandas"), ("to_polars", "polars", "polars")],
    )
    def test_without_the_extra(self, monkeypatch: pytest.MonkeyPatch, method: str, package: str, name: str) -> None:
        """Without the package, the error has the command that installs it."""
        monkeypatch.setitem(sys.modules, package, None)
        with pytest.raises(MissingExtraError, match=rf"needs {package}.*pip install 'claimtrack\[{name}\]'"):
            getattr(CLAIMS, method)()


class TestSchemaOrg:
    """JSON-LD."""

    def test_document(self) -> None:
        """The graph has the article, a claim, and a quotation that is a claim too."""
        graph = to_json_ld(CLAIMS)["@graph"]

        assert ["NewsArticle", "Claim", ["Claim", "Quotation"]] == [node["@type"] for node in graph]
        assert {"@id": ARTICLE.url} == graph[1]["appearance"]
        assert ("2024-05-13", "Ann Lee") == (graph[1]["dateCreated"], graph[1]["author"]["name"])
        assert graph[2]["creator"] == graph[2]["author"]

    @pytest.mark.parametrize(
        ("category", "kind", "expected"),
        [
            (Category.PERSON, Kind.INDIRECT, {"author": "Person"}),
            (Category.PLACE, Kind.INDIRECT, {"author": "GovernmentOrganization"}),
            (Category.GROUP, Kind.DIRECT, {"author": "Organization", "creator": "Organization"}),
            (Category.DOCUMENT, Kind.DIRECT, {"isBasedOn": "CreativeWork"}),
        ],
    )
    def test_speakers(self, category: Category, kind: Kind, expected: dict[str, str]) -> None:
        """A speaker is the author in the type of its category, and a document is what the claim is based on."""
        claim = Claim(ARTICLE, (Span(0, 3),), speaker=Speaker("X", category=category), kind=kind)
        node = to_json_ld(Claims([claim]))["@graph"][1]

        assert expected == {
            key: node[key]["@type"] for key in ("author", "creator", "isBasedOn") if isinstance(node.get(key), dict)
        }

    def test_vague_days_are_left_out(self) -> None:
        """Only a claim that was made on one certain day has a date."""
        claim = Claim(ARTICLE, (Span(0, 3),), said=Interval(dt.date(2024, 5, 1), dt.date(2024, 5, 2), vague=True))

        assert "dateCreated" not in to_json_ld(Claims([claim]))["@graph"][1]

    @given(collections)
    def test_every_term_is_expanded(self, claims: Claims) -> None:
        """A processor of JSON-LD keeps every node and every value, and finds an absolute name for each."""
        jsonld = optional("pyld", "group consumers").jsonld
        document = json.loads(json.dumps(to_json_ld(claims)))
        expanded = jsonld.expand(
            document,
            {
                "documentLoader": lambda url, _: {
                    "contextUrl": None,
                    "documentUrl": url,
                    "document": {"@context": {"@vocab": "https://schema.org/"}},
                }
            },
        )

        assert [len(node) for node in document["@graph"]] == [len(node) for node in expanded]
        assert all(node["@id"].startswith(("urn:claimtrack:", "http")) for node in expanded)

    def test_wrong_type(self) -> None:
        """What is no collection of claims is an error."""
        with pytest.raises(FieldTypeError, match="to_json_ld: expected Claims, got a list"):
            to_json_ld([])  # type: ignore[arg-type]


class TestWebAnnotation:
    """W3C Web Annotations."""

    @given(collections)
    def test_selectors_find_the_words(self, claims: Claims) -> None:
        """Each target's position and quote, with up to 32 characters around it, are the article's own."""
        for claim, annotation in zip(claims, to_annotations(claims), strict=True):
            text = claim.article.text
            for span, target in zip(claim.content, annotation["target"], strict=True):
                quote, position = target["selector"]
                assert (span.start, span.end) == (position["start"], position["end"])
                assert text[span.start : span.end] == quote["exact"]
                assert (quote["prefix"], quote["suffix"]) == (text[: span.start][-32:], text[span.end :][:32])

    def test_bodies(self) -> None:
        """The speaker is a tag, and the readings are classifications."""
        annotation = to_annotations(CLAIMS)[0]

        assert ["Ann Lee", "hedging: possible"] == [body["value"] for body in annotation["body"][:2]]
        assert ("Annotation", f"urn:claimtrack:claim:{CLAIMS[0].id}") == (annotation["type"], annotation["id"])

    @pytest.mark.parametrize("url", [None, "", "bridge.html", "https://x.example/a b"])
    def test_an_article_without_an_address(self, url: str | None) -> None:
        """An article without an absolute address goes by its id."""
        claims = Claims([Claim(attrs.evolve(ARTICLE, url=url), (Span(0, 3),))])

        assert f"urn:claimtrack:article:{ARTICLE.id}" == to_annotations(claims)[0]["target"][0]["source"]

    def test_wrong_type(self) -> None:
        """What is no collection of claims is an error."""
        with pytest.raises(FieldTypeError, match="to_annotations: expected Claims, got a list"):
            to_annotations([])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@A1", "'@A1"),
        ("\t=1", "'\t=1"),
        ("'=1", "''=1"),
        ("’=1", "’=1"),
        ("\uff1d1", "'\uff1d1"),
        *((f"{char}=1", f"'{char}=1") for char in " \xa0\u200b\u2060\ufeff\u3000\v\x1f\x85\u202e\xad\ufe0f\U000e0041"),
        (" \u200b@A1", "' \u200b@A1"),
        ("' =1", "'' =1"),
        (" '=1", " '=1"),
        (" a=1", " a=1"),
        ("1=1", "1=1"),
        ("'a", "'a"),
        ("", ""),
    ],
)
def test_formulas_are_escaped(text: str, cell: str) -> None:
    """Text that a spreadsheet would run as a formula gets an apostrophe, which can be taken away; numbers stay."""
    stream = io.StringIO(newline="")
    records.write([{"a": text, "b": -1}], stream, columns=("a", "b"), format="csv")

    assert [["a", "b"], [cell, "-1"]] == list(csv.reader(io.StringIO(stream.getvalue(), newline="")))
    assert text == records.unescaped(cell)
