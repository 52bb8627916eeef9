# SPDX-License-Identifier: MIT
"""Denials: wherever a claim is shown, one that is denied does not look like an assertion."""

import json
from collections.abc import Iterator
from datetime import date

import pytest

import claimtrack as ct
from claimtrack.comparison.passages import is_denied
from claimtrack.formats.schema_org import to_json_ld
from claimtrack.formats.web_annotation import to_annotations
from claimtrack.register.changes import find_changes

DENIED = "Mayor Ida Holm denied that the bridge was closed on Sunday."
SAID = "Mayor Ida Holm said that the bridge was closed on Sunday."
DAY = date(2024, 5, 14)


def claims(*texts: str) -> ct.Claims:
    """Return the claims of articles with these texts, each in an outlet of its own."""
    outlets = ("Valley Post", "Valley Herald")
    return ct.Claims.concat(ct.extract(ct.Article(t, o, DAY)) for t, o in zip(texts, outlets, strict=False))


def shown(text: str) -> Iterator[tuple[str, str]]:
    """Yield everything that shows the claim of *text*, alone and beside a denied one, with a name for it."""
    found = claims(text)
    (claim,) = found
    yield "repr of a claim", repr(claim)
    yield "a claim in a notebook", claim._repr_html_()
    yield "claims in a notebook", found._repr_html_()
    for form in ("terminal", "plain", "github", "html"):
        yield f"table of claims, {form}", found.table(form)
    yield "record", json.dumps(found.to_records())
    yield "JSON-LD", json.dumps(to_json_ld(found))
    yield "annotations", json.dumps(to_annotations(found))
    comparison = ct.compare(found + claims("Nobody came.", text.replace("Sunday", "Monday")))
    for row in comparison.rows:
        passage = next(iter(row.passages.values()))[0]
        yield "repr of a row", repr(row)
        yield "a row in a notebook", row._repr_html_()
        yield "repr of a passage", repr(passage)
    yield "table of a comparison", comparison.table()
    yield "records of a comparison", json.dumps(comparison.to_records())
    yield "timeline", comparison.timeline().table()
    yield "omissions", ct.compare(found + claims("Nobody came.", "Ann Roe said the fee fell.")).omissions().table()
    yield "report", ct.render_report(comparison)
    yield "changes", find_changes(ct.Article("", "Valley Post", DAY), (), claim.article, found).table(width=200)


@pytest.mark.parametrize("cue", ["denied", "rejected", "has not claimed"])
def test_every_display_shows_the_cue_of_a_denial(cue: str) -> None:
    """Each display of a denied claim has the cue that denies it."""
    text = DENIED.replace("denied that", "rejected claims that" if cue == "rejected" else f"{cue} that")
    assert [name for name, display in shown(text) if cue not in display] == []


@pytest.mark.parametrize(
    ("text", "caption"),
    [
        ("Ida Holm accused the board of lying about the bridge.", "accused"),
        ("Ida Holm rebutted the claim that the bridge was closed.", "rebutted"),
        ("Ida Holm did not say that the bridge was closed.", "did not say"),
        ("Ida Holm slammed the plan to close the bridge.", "slammed"),
    ],
)
def test_table_shows_a_telling_cue(text: str, caption: str) -> None:
    """A cue that denies, accuses or attacks stands below the speaker."""
    found = claims(text)
    assert found
    assert caption in found.table()


def test_a_plain_cue_is_not_shown() -> None:
    """A cue that only says is left out of tables."""
    assert "said" not in claims(SAID).table("github").splitlines()[-1]


def test_denied_row() -> None:
    """A row of an assertion and its denial names the outlet that has it denied."""
    (row,) = ct.compare(claims(SAID, DENIED)).rows
    assert "denied by {'Valley Herald': 'denied'}" in repr(row)
    assert [is_denied(passage[0].claim) for passage in row.passages.values()] == [False, True]
