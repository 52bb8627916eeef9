# SPDX-License-Identifier: MIT
"""Summary: what a comparison comes to, for each outlet and altogether."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import DAY, claim
from strategies import claims

from claimtrack import Claim, Kind, Speaker, Stance, compare
from claimtrack.comparison.identity import has_name
from claimtrack.comparison.summary import Measure, Summary

SHUT = "the old bridge over the Lund river is shut until May"
COMPARISON = compare(
    [
        claim(SHUT, "Post", cue="admitted"),
        claim(f"“{SHUT}”", "Herald", cue="said", kind=Kind.DIRECT),
        claim("the ferry sank in the storm", "Post", Speaker("an official", category="unnamed")),
        claim("farm prices rose in April", "Herald", Speaker("farmers", category="group"), stance=Stance.DISTANCING),
        claim("nobody was hurt at the mine", "Herald", Speaker("Bo Lind")),
        claim("nothing is known of the cause", "Herald", None),
    ]
)


def values(summary: Summary, outlet: str | None) -> dict[str, str]:
    """Return the measures of one outlet, or of all together."""
    return {one.measure: one.value for one in summary.measures if one.outlet == outlet}


def test_measures_of_an_outlet() -> None:
    """Shares are of the outlet's claims; a source that the other outlet has too, by any name, is not its own."""
    assert values(COMPARISON.summary(), "Post") == {
        "claims": "2",
        "published": DAY.isoformat(),
        "by named sources": "50 %",
        "by described sources": "0 %",
        "by anonymous sources": "50 %",
        "by sources left open": "0 %",
        "directly quoted": "0 %",
        "kept at a distance": "0 %",
        "named sources of it alone": "none",
    }
    assert values(COMPARISON.summary(), "Herald") == {
        "claims": "4",
        "published": DAY.isoformat(),
        "by named sources": "50 %",
        "by described sources": "25 %",
        "by anonymous sources": "0 %",
        "by sources left open": "25 %",
        "directly quoted": "25 %",
        "kept at a distance": "25 %",
        "named sources of it alone": "Bo Lind",
    }


def test_measures_of_all() -> None:
    """Statements are counted by how many outlets carry them, and the first differences come with their rows."""
    together = values(COMPARISON.summary(), None)

    assert {key: together[key] for key in ("statements in all outlets", "perhaps in several", "in one alone")} == {
        "statements in all outlets": "1",
        "perhaps in several": "0",
        "in one alone": "4",
    }
    assert next(one for one in COMPARISON.summary().measures if one.measure == "difference") == Measure(
        None, "difference", "stance: Post “admitted” · Herald “said”", 1
    )
    assert "in several, not all" not in together


def test_several_of_three() -> None:
    """Of three outlets, a statement can be in several and not in all."""
    third = claim("the ferry sank in the storm", "Wire", Speaker("an official", category="unnamed"))
    summary = compare([*(c for row in COMPARISON for side in row.claims.values() for c in side), third]).summary()

    assert ("0", "2") == tuple(
        values(summary, None)[key] for key in ("statements in all outlets", "in several, not all")
    )


def test_table_and_records() -> None:
    """The table has an outlet a line, without what is nothing for all, and a record has four fields."""
    summary = COMPARISON.summary()
    lines = [" ".join(line.split()) for line in summary.table("plain", width=200).splitlines()]
    quoted = compare([claim(SHUT, "Post")]).summary()

    assert lines[0] == "outlet claims published named described anonymous open quoted distanced"
    assert f"Post 2 {DAY.isoformat()} 50 % 0 % 50 % 0 % 0 % 0 %" in lines
    assert "Herald Bo Lind" in lines
    assert "1 stance: Post “admitted” · Herald “said”" in lines
    assert "quoted" not in quoted.table()
    assert "directly quoted" in {record["measure"] for record in quoted.to_records()}
    assert {("outlet", "measure", "value", "row")} == {tuple(record) for record in summary.to_records()}
    assert summary.columns == ("outlet", "measure", "value", "row")
    assert (str(summary), repr(summary)) == (summary.table(), "Summary(2 outlets)")
    assert "<table" in summary._repr_html_()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ann Lee", True),
        ("The Obama campaign", True),
        ("Ministry of Transport", True),
        ("the owner of Lesk Labs", False),
        ("the ferry that hit Port Ellin", False),
        ("farmers", False),
    ],
)
def test_a_description_is_no_name(name: str, expected: bool) -> None:  # noqa: FBT001
    """A speaker goes by a name where the head of it is one, and not what stands behind the head."""
    assert has_name(Speaker(name, category="organisation")) is expected


@given(st.lists(claims(), max_size=4))
def test_any_claims(given: list[Claim]) -> None:
    """No claims make a summary raise, and it has as many claims as there are."""
    summary = compare(given).summary()
    counted = sum(int(one.value) for one in summary.measures if one.measure == "claims")

    assert counted == len({one.id for one in given})
    assert isinstance(summary.table(width=60), str)
