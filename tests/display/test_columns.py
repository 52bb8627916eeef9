# SPDX-License-Identifier: MIT
"""Columns: each is declared once, and types, names and pages follow from its declaration."""

from itertools import chain
from operator import attrgetter
from typing import Any

import pytest
from made import ROOT

from claimtrack import spark
from claimtrack.claims import record as claim_record
from claimtrack.comparison import VIEW_COLUMNS, grouping, views
from claimtrack.comparison import record as comparison_record
from claimtrack.display.columns import DAY, INTEGER, TEXT, Column, explained, names
from claimtrack.display.dataframes import ddl
from claimtrack.display.tables import View
from claimtrack.register import changes, export

TABLES: dict[str, tuple[Column[Any], ...]] = {
    "claims": claim_record.RECORD,
    "comparison": comparison_record.RECORD,
    "changes": changes.RECORD,
    "events": grouping.EVENT_RECORD,
    "spark events": spark.EVENT_RECORD,
    "spark comparison": spark.COMPARISON_RECORD,
    **views.VIEWS,
    **{f"{file}.parquet": columns for file, columns in export.RECORDS.items()},
}
# The types of all columns that are no text, whatever the table.
TYPES = {
    **dict.fromkeys(("published", "said_start", "said_end"), "date"),
    **dict.fromkeys(("confidence", "likelihood_low", "likelihood_high"), "double"),
    **dict.fromkeys(("row", "outlets", "origins", "claims", "steps", "event", "story"), "bigint"),
    "current": "boolean",
}
OF_CLAIMS = {(column.name, column.meaning) for column in claim_record.RECORD}
NEW_IN_COMPARISON = [column for column in comparison_record.RECORD if (column.name, column.meaning) not in OF_CLAIMS]


@pytest.mark.parametrize("columns", TABLES.values(), ids=TABLES.keys())
def test_types(columns: tuple[Column[Any], ...]) -> None:
    """Numbers, days and truth values have their types in every table, all else is text."""
    assert ", ".join(f"`{name}` {TYPES.get(name, 'string')}" for name in names(columns)) == ddl(columns)


@pytest.mark.parametrize("columns", TABLES.values(), ids=TABLES.keys())
def test_each_column_is_declared_whole(columns: tuple[Column[Any], ...]) -> None:
    """Every column has a type and a meaning, and no table has two of one name."""
    assert [] == [column for column in columns if column.type is None or not column.meaning]
    assert len(columns) == len(set(names(columns)))


def test_names_follow() -> None:
    """The lists of names are those of the columns."""
    assert names(claim_record.RECORD) == claim_record.COLUMNS
    assert names(comparison_record.RECORD) == comparison_record.COLUMNS
    assert {**{name: names(columns) for name, columns in views.VIEWS.items()}, "events": grouping.EVENT_COLUMNS} == (
        VIEW_COLUMNS
    )


@pytest.mark.parametrize(
    ("page", "columns"),
    [
        ("library", claim_record.RECORD),
        ("library", NEW_IN_COMPARISON),
        ("comparing", [*chain.from_iterable(views.VIEWS.values()), *grouping.EVENT_RECORD]),
        ("register", changes.RECORD),
        ("register", export.ARTICLES),
    ],
    ids=["claims", "comparison", "views", "changes", "articles"],
)
def test_pages_explain_columns_as_they_are_declared(page: str, columns: list[Column[Any]]) -> None:
    """The list of a table's columns stands in its page, word for word."""
    text = (ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8")
    listed = "\n".join(explained(columns))

    assert f"\n{listed}\n" in text, f"docs/{page}.md: expected this list:\n{listed}"


def test_a_view_of_things() -> None:
    """A view takes each value from the thing by its column's function or, without one, by the column's name."""
    pages = Column[dict[str, int]]("pages", INTEGER, "how many pages it has")
    size = Column[dict[str, int]]("size", TEXT, value=lambda book: "long" if book["pages"] > 9 else None)
    view = View.of([pages, size], [{"pages": 12}])

    assert View(("pages", "size"), ((12, "long"),)) == view
    assert (INTEGER, TEXT) == view.types
    assert ("size",) == View.of([pages, Column("size")], [{"pages": 1, "size": 2}], ["size"]).shown


def test_columns_of_one_meaning_share_an_item() -> None:
    """Columns that mean the same are explained together, in the order of the first."""
    first, day, last = (Column[Any](name, DAY, meaning) for name, meaning in (("a", "one"), ("b", "two"), ("c", "one")))

    assert ["- `a`, `c`: one.", "- `b`: two."] == explained([first, day, last])
    assert attrgetter("value")(first)({"a": 1}) == 1
