# SPDX-License-Identifier: MIT
"""Views of a comparison: who said what, shifts of hedging, timeline, omissions and word-level differences."""

import datetime as dt
import io
import time
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import DAY, claim
from strategies import claims

from claimtrack import Article, Claim, Interval, Span, Speaker, UnknownNameError, View, compare
from claimtrack.comparison import VIEW_COLUMNS, Comparison
from claimtrack.comparison.identity import canonical
from claimtrack.display.tables import Format
from claimtrack.formats import records

SHUT = "the old bridge is shut until further notice"
MAY = "the old bridge may stay shut until further notice"
FUND = "the harbour fund lost nine million crowns on bad loans"
FLOOD = "a flood in Lindmoor carried off forty parked cars"


COMPARISON = compare(
    [
        claim(SHUT, "Morning Post"),
        claim(FUND, "Morning Post"),
        claim(MAY, "Evening News", Speaker("Okoro"), hedge="may"),
        claim(FUND, "Evening News", None),
        claim(FLOOD, "Evening News", Speaker("Bo Lind"), said=Interval(dt.date(2024, 5, 1), dt.date(2024, 5, 2))),
        claim(SHUT, "Valley Herald", kind="direct"),
    ]
)
VIEWS: dict[str, Callable[[Comparison], View]] = {
    "who_said_what": Comparison.who_said_what,
    "hedging_shift": Comparison.hedging_shift,
    "timeline": Comparison.timeline,
    "omissions": Comparison.omissions,
    "diff": lambda comparison: comparison.diff(comparison.rows[0]),
    "quotations": Comparison.quotation_view,
}


def test_who_said_what() -> None:
    """Each speaker, under the fullest name, has a row for each outlet, with counts and the range of levels."""
    assert [
        ("Ada Okoro", "Morning Post", 2, "unhedged", "unhedged"),
        ("Ada Okoro", "Evening News", 1, "possible", "possible"),
        ("Ada Okoro", "Valley Herald", 1, "unhedged", "unhedged"),
        ("Bo Lind", "Evening News", 1, "unhedged", "unhedged"),
        (None, "Evening News", 1, "unhedged", "unhedged"),
    ] == list(COMPARISON.who_said_what())


def test_who_said_what_tells_the_range() -> None:
    """Strongest and weakest level of one speaker in one outlet are told apart."""
    comparison = compare([claim(SHUT, "A"), claim(f"{MAY} in Bergholm", "A", hedge="may")])

    assert [("Ada Okoro", "A", 2, "unhedged", "possible")] == list(comparison.who_said_what())


def test_hedging_shift() -> None:
    """Only the row whose level changes is shown, with each outlet's level, hedges and steps below the firmest."""
    assert [
        (1, "Morning Post", "Ada Okoro", "unhedged", None, 0, SHUT, None),
        (1, "Evening News", "Okoro", "possible", "may", 2, MAY, None),
        (1, "Valley Herald", "Ada Okoro", "unhedged", None, 0, SHUT, None),
    ] == list(COMPARISON.hedging_shift())


def test_timeline() -> None:
    """What was said on a day of its own comes in its place; the rest counts from publication."""
    rows = [(when, basis, outlet) for when, basis, outlet, *_ in COMPARISON.timeline()]

    assert ("2024-05-01", "said", "Evening News") == rows[0]
    assert {("2024-05-15", "published")} == {row[:2] for row in rows[1:]}
    assert 6 == len(rows)


def test_timeline_without_any_date() -> None:
    """A claim of an undated article that was said on no known day comes with no day, and without a basis."""
    undated = Claim(Article(SHUT, "A", None), (Span(0, len(SHUT)),))

    assert [(None, None)] == [row[:2] for row in compare([undated]).timeline()]


def test_omissions() -> None:
    """Of three outlets, one alone carries the flood, and one alone lacks the fund."""
    assert [("Evening News", "only here", 1, FLOOD), ("Valley Herald", "only missing here", 2, FUND)] == [
        (row[1], row[2], row[3], row[5]) for row in COMPARISON.omissions()
    ]


def test_omissions_of_two_outlets() -> None:
    """Of two outlets, what one alone carries is not told a second time as missing in the other."""
    comparison = compare([claim(SHUT, "A"), claim(SHUT, "B"), claim(FLOOD, "B")])

    assert [("B", "only here")] == [(row[1], row[2]) for row in comparison.omissions()]


def test_omissions_of_one_outlet() -> None:
    """One outlet on its own omits nothing and has nothing alone."""
    assert 0 == len(compare([claim(SHUT, "A")]).omissions())


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (
            "The old bridge is shut",
            "the  old “Bridge” is shut",
            [("same", "The old bridge is shut", "the old “Bridge” is shut")],
        ),
        ("the defence is weak", "the defense is weak", [("same", "the defence is weak", "the defense is weak")]),
        (
            "the old bridge is shut",
            "the old bridge is closed for good",
            [("same", "the old bridge is", "the old bridge is"), ("changed", "shut", "closed for good")],
        ),
        (
            "the old bridge is shut",
            "the bridge is shut for now",
            [
                ("same", "the", "the"),
                ("left out", "old", None),
                ("same", "bridge is shut", "bridge is shut"),
                ("added", None, "for now"),
            ],
        ),
    ],
    ids=["case and marks", "house spelling", "changed", "left out and added"],
)
def test_diff(one: str, other: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    """The words of two outlets stand side by side in runs; case, marks, spacing and house spelling do not count."""
    place = " near Bergholm"
    comparison = compare([claim(one + place, "A"), claim(other + place, "B")])
    found = [values[2:] for values in comparison.diff(comparison.shared[0])]
    bare = [(change, *(words and str(words).removesuffix(place) for words in both)) for change, *both in found]

    assert expected == [values for values in bare if values[1] != place.strip()]


def test_diff_of_the_passages_that_are_alike() -> None:
    """Where an outlet says it twice, the wording that is nearer to the other outlet's is compared."""
    comparison = compare([claim(f"{SHUT}, she said again", "A"), claim(SHUT, "A"), claim(SHUT, "B")])

    assert [("A", "B", "same", SHUT, SHUT)] == list(comparison.diff(comparison.rows[0]))


def test_diff_of_long_passages() -> None:
    """Passages of more than 400 words are compared as wholes, so that time stays bounded."""
    long = " ".join(f"bridge{n} shut" for n in range(300))
    comparison = compare([claim(long, "A"), claim(f"{long} again", "B")])

    assert [("changed", long, f"{long} again")] == [row[2:] for row in comparison.diff(comparison.shared[0])]


def test_diff_of_a_lone_row() -> None:
    """A row of one outlet has nothing to compare."""
    assert 0 == len(COMPARISON.diff(compare([claim(SHUT, "A")]).rows[0]))


LEAK = "the damage pattern points to the old ammonia line"


def test_quotations() -> None:
    """Pairs of which one is quoted stand in the order of their rows, with both wordings and how they relate."""
    comparison = compare(
        [
            claim(SHUT, "Morning Post"),
            claim(f"“{LEAK} of the plant”", "Morning Post", kind="direct"),
            claim(f"“{FUND}”", "Morning Post", kind="direct", cue="denied", stance="denying"),
            claim(SHUT, "Evening News"),
            claim(FUND, "Evening News", None),
            claim(f"“{LEAK}”", "Evening News", kind="direct"),
        ]
    )

    found = comparison.quotation_view()

    assert [
        (2, "trimmed", "Morning Post", f"“{LEAK} of the plant”", "Evening News", f"“{LEAK}”"),
        (3, "paraphrase", "Morning Post", f"“{FUND}”", "Evening News", FUND),
    ] == [
        tuple(record[name] for name in ("row", "kind", "outlet", "text", "other_outlet", "other_text"))
        for record in found.to_records()
    ]
    denied = found.to_records()[1]
    assert ("Ada Okoro", "“denied”", None, None) == tuple(
        denied[name] for name in ("speaker", "cue", "other_speaker", "other_cue")
    )
    assert "cue" in found.shown


@pytest.mark.parametrize("name", VIEWS)
def test_views_have_their_columns(name: str) -> None:
    """Every view has the documented columns, goes through the records, and prints its shown columns."""
    view = VIEWS[name](COMPARISON)
    stream = io.StringIO()
    records.write(view.to_records(), stream, columns=VIEW_COLUMNS[name], format="jsonl")

    assert VIEW_COLUMNS[name] == view.columns
    assert len(view) == len(stream.getvalue().splitlines()) > 0
    assert all(header.replace("_", " ") in str(view) for header in view.shown)


@pytest.mark.slow
def test_records_of_a_long_row() -> None:
    """The copies of a row are looked for once, so that the records of three thousand equal claims take seconds."""
    text = f"{SHUT}. " * 1500
    spans = [Span(at, at + len(SHUT)) for at in range(0, len(text), len(SHUT) + 2)]
    comparison = compare([Claim(Article(text, outlet, DAY), (span,)) for outlet in "AB" for span in spans])
    start = time.process_time()

    assert 3000 == len(comparison.to_records())
    assert time.process_time() - start < 10


@pytest.mark.parametrize("form", ["terminal", "plain", "github", "html"])
def test_views_print_in_every_format(form: Format) -> None:
    """A view prints in every format; what is open shows as a dash."""
    table = COMPARISON.who_said_what().table(form)

    assert "Valley Herald" in table
    assert "—" in table


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("order", ["1", "2", "3"]),
        ("outlets", ["3", "1", "2"]),
        ("differences", ["2", "1", "3"]),
        ("said", ["3", "1", "2"]),
    ],
)
def test_table_can_be_sorted(sort: Any, expected: list[str]) -> None:
    """Rows can come by outlets, differences or day instead of the first outlet's order, and keep their numbers."""
    early = Interval(dt.date(2024, 5, 1), dt.date(2024, 5, 2))
    comparison = compare(
        [
            *(claim(SHUT, "A"), claim(FUND, "A"), claim(FLOOD, "A", said=early)),
            *(claim(SHUT, "B"), claim(FUND.replace("nine", "six"), "B"), claim(FLOOD, "B"), claim(FLOOD, "C")),
        ]
    )
    lines = comparison.table(format="plain", width=400, sort=sort).splitlines()

    assert expected == [line[0] for line in lines if line[:1].isdigit()]


def test_an_unknown_order_is_refused() -> None:
    """An order that there is not is an error that lists those that there are."""
    with pytest.raises(UnknownNameError, match=r"'size'.*order, outlets, differences, said"):
        COMPARISON.table(sort="size")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Kirby", "John Kirby"], {"Kirby": "John Kirby"}),
        (["Kirby", "John Kirby", "Ada Kirby"], {"Kirby": "Kirby"}),
        (["Ada Kirby", "John Kirby"], {"Ada Kirby": "Ada Kirby", "John Kirby": "John Kirby"}),
    ],
    ids=["a family name", "a family name of two", "two people"],
)
def test_canonical(names: list[str], expected: dict[str, str]) -> None:
    """A short name counts under the full one, unless two people have it."""
    found = {one.name: full.name for one, full in canonical(map(Speaker, names)).items()}

    assert expected == {name: found[name] for name in expected}


@given(st.lists(claims(), max_size=5))
def test_any_claims(given: list[Claim]) -> None:
    """No claims make a view raise, and every value goes into the records."""
    comparison = compare(given)
    views = [VIEWS[name](comparison) for name in VIEWS if name != "diff"]
    for view in [*views, *map(comparison.diff, comparison.rows)]:
        records.write(view.to_records(), io.StringIO(), columns=view.columns, format="csv")
        assert isinstance(str(view), str)
    for row in comparison.rows:
        assert 1 <= row.origins <= len(row.outlets)
