# SPDX-License-Identifier: MIT
"""Copies: outlets that print one text are one origin, and outlets that only quote the same words are not."""

import re
import time

import pytest
from hypothesis import given
from made import DAY
from strategies import texts

from claimtrack import Article, Claim, Row, Span, Speaker, compare, extract
from claimtrack.comparison.copies import AgencyRow, agency
from claimtrack.comparison.passages import Passage
from claimtrack.comparison.sides import ByOutlet
from claimtrack.language.lexicon import load

CLAIM = "the old bridge is shut until further notice"
WIRE = f"Standing in the rain beside the river on Tuesday evening, the mayor of Lindmoor said that {CLAIM}."
TRIMMED = f"Standing beside the river on Tuesday evening, the mayor of Lindmoor said that {CLAIM}."
OWN = f"At a council meeting that ran late into the night, Ada Okoro, who is the mayor, made known that {CLAIM}."
LEAD = "Standing in the rain beside the river on Tuesday evening, the mayor of Lindmoor turned to the drivers."
OTHER_LEAD = "After a council meeting that ran late into the night, there was bad news for all who own a car."
BRIEF = f"After a council meeting that ran late, the mayor of Lindmoor said that {CLAIM}."
QUOTED = f"“{CLAIM.capitalize()}, and I am sorry for all who have to drive around,” the mayor said."
QUOTED_TOO = f"“{CLAIM.capitalize()}, and I am sorry for all who have to drive around,” Ada Okoro told reporters."


def passage(text: str, outlet: str, *, via: str | None = None, byline: str | None = None) -> Passage:
    """Return the claim of *text* as a passage."""
    article = Article(text, outlet, DAY, byline=byline)
    found = re.search(CLAIM, text, re.IGNORECASE)
    assert found
    span = (Span(*found.span()),)
    return Passage(Claim(article, span, via=Speaker(via, category="organisation") if via else None), span)


def row(*passages: Passage) -> Row:
    """Return a row of *passages*."""
    sides: dict[str, tuple[Passage, ...]] = {}
    for each in passages:
        sides[each.claim.outlet] = (*sides.get(each.claim.outlet, ()), each)
    return Row(ByOutlet(sides))


@pytest.mark.parametrize(
    ("passages", "expected"),
    [
        ([passage(WIRE, "A")], []),
        ([passage(WIRE, "A"), passage(WIRE, "B")], ["A, B"]),
        ([passage(WIRE, "A"), passage(TRIMMED, "B")], ["A, B"]),
        ([passage(WIRE, "A"), passage(OWN, "B")], []),
        ([passage(WIRE, "A"), passage(BRIEF, "B")], []),
        ([passage(QUOTED, "A"), passage(QUOTED_TOO, "B")], []),
        ([passage(f"{LEAD}\n\n{QUOTED}", "A"), passage(f"{LEAD}\n\n{QUOTED}", "B")], ["A, B"]),
        ([passage(f"{LEAD}\n\n{QUOTED}", "A"), passage(f"{OTHER_LEAD}\n\n{QUOTED}", "B")], []),
        ([passage(OWN, "A", byline="By The Associated Press"), passage(WIRE, "B", byline="AP")],
         ["A, B (Associated Press)"]),
        ([passage(f"OSLO (Reuters) - {OWN}", "A"), passage(f"OSLO, May 15 (Reuters) — {WIRE}", "B")],
         ["A, B (Reuters)"]),
        ([passage(OWN, "A", byline="Reuters"), passage(WIRE, "B", byline="AFP")], []),
        ([passage(OWN, "A", via="AP"), passage(WIRE, "B", via="The Associated Press")], ["A, B (Associated Press)"]),
        ([passage(OWN, "A", via="AP"), passage(OWN, "A"), passage(WIRE, "B", via="AP")], []),
        ([passage(OWN, "The Valley Herald"), passage(WIRE, "B", via="Valley Herald")],
         ["The Valley Herald, B (The Valley Herald)"]),
        ([passage(WIRE, "A"), passage(OWN, "B"), passage(TRIMMED, "C"), passage(OWN, "D")], ["A, C", "B, D"]),
        ([passage(WIRE, "A"), passage(WIRE, "B", byline="AP"), passage(OWN, "C", byline="AP")],
         ["A, B, C (Associated Press)"]),
    ],
    ids=[
        "one outlet",
        "verbatim",
        "trimmed",
        "own words",
        "own words around the same claim",
        "the same quotation",
        "the same quotation after the same lead",
        "the same quotation after another lead",
        "bylines",
        "datelines",
        "two agencies",
        "relayed from one agency",
        "relayed only in part",
        "one relays the other",
        "two copies",
        "joined by text and by credit",
    ],
)  # fmt: skip
def test_copies(passages: list[Passage], expected: list[str]) -> None:
    """Near-verbatim paragraphs and a common credit make one copy; a common quotation alone does not."""
    found = row(*passages)

    assert expected == [str(copy) for copy in found.copies]
    assert len(found.outlets) - sum(each.count(",") for each in expected) == found.origins


def test_a_copy_shows_its_paragraphs() -> None:
    """A copy carries, for each outlet, the paragraphs that show it, as spans into its article."""
    (copy,) = row(passage(f"Lindmoor\n\n{WIRE}\nMore", "A"), passage(WIRE, "B")).copies

    assert {"A": [WIRE], "B": [WIRE]} == {outlet: [p.text for p in found] for outlet, found in copy.passages.items()}


def test_copies_from_page_to_table() -> None:
    """Two outlets that print an agency's text are one origin in the records, and the table says so."""
    text = f"LINDMOOR (AP) — {WIRE}\n\nMayor Ada Okoro said the repairs will cost nine million crowns."
    comparison = compare([*extract(Article(text, "A", DAY)), *extract(Article(text, "B", DAY))])
    records = comparison.to_records()

    assert {1} == {record["origins"] for record in records}
    assert {"A, B (Associated Press)"} == {record["copy"] for record in records}
    assert "same copy: A, B (Associated Press)" in comparison.table(width=200)


@pytest.mark.parametrize("agency_row", load("agencies", AgencyRow), ids=lambda one: one.name)
def test_agencies(agency_row: AgencyRow) -> None:
    """Every example of an agency names it, in a dateline or as a byline, and no counter-example does."""

    def named(text: str) -> str | None:
        byline = text if text.startswith("By ") else None
        return agency(Article("" if byline else text, "A", DAY, byline=byline))

    assert {agency_row.name} == {named(text) for text in agency_row.examples}
    assert {None} == {named(text) for text in agency_row.counter_examples}


@given(texts, texts)
def test_any_text(one: str, other: str) -> None:
    """No text around a claim makes the search for copies raise, and there is always an origin."""
    found = row(passage(f"{one}{CLAIM}{other}", "A"), passage(f"{one}{CLAIM}{other}", "B"), passage(OWN, "C"))

    assert 1 <= found.origins <= 3


def test_a_thousand_outlets_with_one_text() -> None:
    """A thousand outlets with one text, and a line of a million code points, take seconds."""
    long = f"{'word ' * 100_000}{WIRE}{' word' * 100_000}"
    given_passages = [*(passage(WIRE, f"Paper {n}") for n in range(1000)), passage(long, "A"), passage(long, "B")]
    start = time.process_time()

    assert 2 >= row(*given_passages).origins
    assert time.process_time() - start < 5
