# SPDX-License-Identifier: MIT
"""The two pages of the fixture against a reading by hand: found, speakers, hedging, dates, rows."""

import tomllib
from collections.abc import Callable, Iterator
from typing import Any

import attrs
import pytest
from made import LETTERS

from claimtrack import Article, Claim, Comparison, compare, extract, read_folder

PAGES = ("independent", "asharq-al-awsat")
LEAST_SHARED = 0.8  # the share of characters that a claim and its reading have in common


@attrs.frozen
class Reading:
    """One claim as a person read it; `reading.toml` explains the fields."""

    page: str
    story: int
    content: tuple[str, ...]
    cue: str
    source: str
    speaker: str
    via: str | None = None
    kind: str = "indirect"
    type: str = "assertion"
    hedging: str = "unhedged"
    hedges: tuple[str, ...] = ()
    polarity: str = "positive"
    stance: str = "neutral"
    said: str | None = None
    rows: tuple[str, ...] = ()


def readings() -> list[Reading]:
    """Return the reading by hand."""
    rows: list[dict[str, Any]] = tomllib.loads((LETTERS / "reading.toml").read_text(encoding="utf-8"))["claim"]
    for row in rows:
        row.update({name: tuple(value) for name, value in row.items() if isinstance(value, list)})
    return [Reading(**row) for row in rows]


READINGS = readings()


def stories() -> dict[tuple[str, int], Article]:
    """Return the stories of both pages by page and place."""
    found: dict[tuple[str, int], Article] = {}
    for page, articles in zip(PAGES, read_folder(LETTERS).pages, strict=True):
        found |= {(page, number): article for number, article in enumerate(articles, start=1)}
    return found


STORIES = stories()
CLAIMS = {key: extract(article) for key, article in STORIES.items()}


def places(text: str, parts: tuple[str, ...]) -> set[int]:
    """Return the code points that *parts* cover in *text*."""
    return {k for part in parts for k in range(text.index(part), text.index(part) + len(part))}


def match(reading: Reading) -> Claim | None:
    """Return the claim that has the content and the cue of *reading*, or None."""
    text = STORIES[reading.page, reading.story].text
    wanted = places(text, reading.content)
    for claim in CLAIMS[reading.page, reading.story]:
        found = {k for span in claim.content for k in range(span.start, span.end)}
        if len(wanted & found) >= LEAST_SHARED * len(wanted | found) and reading.cue in claim.words(claim.cue):
            return claim
    return None


PAIRS = [(reading, match(reading)) for reading in READINGS]
FOUND = [(reading, claim) for reading, claim in PAIRS if claim is not None]


def comparison() -> Comparison:
    """Return the comparison of the two main stories."""
    return compare([claim for page in PAGES for claim in CLAIMS[page, 1]])


def expected_pairs() -> set[tuple[int, int]]:
    """Return which readings of the two pages stand in one row, by their numbers."""
    one, two = ([k for k, reading in enumerate(READINGS) if reading.page == page] for page in PAGES)
    return {(a, b) for a in one for b in two if set(READINGS[a].rows) & set(READINGS[b].rows)}


def found_pairs() -> Iterator[tuple[int, int] | tuple[str, str]]:
    """Yield the pairs of the comparison by the numbers of their readings, or by their words if nobody read them."""
    numbers = {claim.id: k for k, (_, claim) in enumerate(PAIRS) if claim is not None}
    for pair in comparison().pairs():
        a, b = (numbers.get(claim.id) for claim in (pair.a, pair.b))
        yield (a, b) if a is not None and b is not None else (pair.a.text, pair.b.text)


def test_every_claim_is_found_bar_one() -> None:
    """Every attributed claim of the reading is found, bar one at most."""
    missed = [reading.content for reading, claim in PAIRS if claim is None]

    assert len(missed) <= 1, missed


def test_nothing_else_is_claimed() -> None:
    """No claim is found that the reading does not have: no furniture, nothing in the outlet's own voice."""
    read = {claim.id for _, claim in FOUND}

    assert [c.text for claims in CLAIMS.values() for c in claims if c.id not in read] == []


def test_no_speaker_is_wrong() -> None:
    """No speaker and no relay is wrong, and at most two speakers are open."""
    named = [(reading, claim) for reading, claim in FOUND if claim.speaker is not None]
    wrong = [(r.speaker, str(c.speaker)) for r, c in named if c.speaker is not None and c.speaker.name != r.speaker]
    relays = [(r.via, c.via) for r, c in FOUND if (c.via.name if c.via else None) != r.via]

    assert (wrong, relays) == ([], [])
    assert len(FOUND) - len(named) <= 2


@pytest.mark.parametrize("field", ["kind", "type", "hedging", "polarity", "stance"])
def test_fields(field: str) -> None:
    """Kind, type, hedging, polarity and stance are those of the reading."""
    assert [
        (r.content, getattr(r, field), getattr(c, field)) for r, c in FOUND if getattr(r, field) != getattr(c, field)
    ] == []


def test_hedges() -> None:
    """The words that hedge each claim are those of the reading."""
    found = {r.content: tuple(h.span.of(c.article.text) for h in c.hedges if h.scope == "claim") for r, c in FOUND}

    assert {r.content: r.hedges for r, _ in FOUND} == found


def test_dates() -> None:
    """When each claim was made is what the reading says, and open where it says nothing."""
    found = {r.content: str(c.said).lstrip("~") if c.said else None for r, c in FOUND}

    assert {r.content: r.said for r, _ in FOUND} == found


def test_sources_are_the_mentions() -> None:
    """The source spans hold the words that the reading names."""
    assert {r.content: r.source for r, _ in FOUND} == {r.content: c.words(c.source) for r, c in FOUND}


def test_rows() -> None:
    """Every aligned row of the reading is found, and nothing is aligned that should not be."""
    assert expected_pairs() == set(found_pairs())


def test_different_speakers_share_a_row() -> None:
    """Kirby's and the four countries' word on the resolutions is one row, whose difference is the speaker."""
    rows = comparison().shared
    (row,) = (row for row in rows if any("would directly violate" in p.text for p in row.passages["The Independent"]))

    assert "speaker" in [str(difference.field.value) for difference in row.differences]
    assert {"John Kirby", "United States, United Kingdom, South Korea and Japan"} == {
        str(claim.speaker) for claims in row.claims.values() for claim in claims
    }


def test_the_second_story_stays_apart() -> None:
    """Nothing of the second story is in the first, and its claims have no day of publication to lean on."""
    first, second = STORIES["asharq-al-awsat", 1], STORIES["asharq-al-awsat", 2]

    assert second.title == "Iran to Strengthen its Relationship with Russia"
    assert "Mohajerani" not in first.text
    assert {None} == {claim.published for claim in CLAIMS["asharq-al-awsat", 2]}


def test_every_span_leads_back_to_the_page() -> None:
    """The words of every claim are the page's own characters at the place that the article knows."""
    for (page, _), claims in CLAIMS.items():
        text = (LETTERS / f"{page}.txt").read_bytes().decode()
        for claim in claims:
            for span in (*claim.content, *claim.cue, *claim.source):
                pieces = [place.of(text) for place in claim.article.in_page(span)]
                assert span.of(claim.article.text) == "".join(pieces)


def test_figures(record_testsuite_property: Callable[[str, object], None]) -> None:
    """The figures of the two pages, printed with `pytest -rP -k figures`."""
    expected, found = expected_pairs(), set(found_pairs())
    figures = {
        "claims found": (len(FOUND), len(READINGS)),
        "right speaker": (sum(c.speaker is not None and c.speaker.name == r.speaker for r, c in FOUND), len(READINGS)),
        "right hedging": (sum(c.hedging == r.hedging for r, c in FOUND), len(READINGS)),
        "right alignment": (len(expected & found), len(expected)),
        "wrong alignment": (len(found - expected), 0),
    }
    for name, (reached, of) in figures.items():
        print(f"{name}: {reached} of {of}")  # noqa: T201
        record_testsuite_property(name, f"{reached} of {of}")

    assert figures["claims found"][0] >= len(READINGS) - 1
