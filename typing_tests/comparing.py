# SPDX-License-Identifier: MIT
"""A program that reads two outlets, compares them, and shows the result: `mypy --strict` has to pass it."""

import datetime as dt
import io
import warnings
from pathlib import Path
from typing import Any, assert_type

import claimtrack as ct

PAGES = Path(__file__).parent.parent / "fixtures"


def read_all() -> tuple[ct.Article, ...]:
    """Read pages and the articles of other tools."""
    folder = assert_type(ct.read_folder(PAGES / "putin-kim-letters"), ct.Folder)
    main = assert_type(folder.main, tuple[ct.Article, ...])
    assert_type(ct.example("ferry"), tuple[ct.Article, ...])
    page = assert_type(folder.files, tuple[Path, ...])[0]
    stories = ct.read(page, outlet="The Independent", published=dt.date(2023, 8, 30))
    assert_type(stories, tuple[ct.Article, ...])
    assert_type(stories[0].published, dt.date | None)
    columns = ct.Fields(text="body", outlet="paper", published="day", title=("headline", "title"))
    reading = assert_type(ct.read_articles(PAGES / "formats" / "stories.csv", fields=columns), ct.Reading)
    assert_type(reading.articles, tuple[ct.Article, ...])
    assert_type(reading.problems, tuple[ct.InputError, ...])
    return main


def read_strictly() -> tuple[ct.Article, ...]:
    """Read a page of which nothing is to be assumed."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", ct.ReadingWarning)
        return assert_type(ct.read("The bridge is safe, Ann Lee said.", outlet="A"), tuple[ct.Article, ...])


def read_claims_of(articles: tuple[ct.Article, ...]) -> ct.Claims:
    """Extract with the cores of one machine."""
    claims = ct.Claims()
    told: list[tuple[int, int | None]] = []
    for result in ct.extract_many(articles, processes=1, callback=lambda done, total: told.append((done, total))):
        assert_type(result, ct.Extraction)
        assert_type(result.article, ct.Article)
        claims += assert_type(result.claims, ct.Claims)
        if isinstance(result.problem, ct.ExtractionError):
            raise result.problem
    for last in ct.track(ct.extract_many(iter(articles), processes=1), total=len(articles)):
        assert_type(last, ct.Extraction)
    return claims


def read_html(path: Path) -> ct.Article | None:
    """Read a saved page of HTML where trafilatura is installed."""
    try:
        page = assert_type(ct.read_html(path), ct.HtmlPage)
    except ct.MissingExtraError as error:
        assert_type(error, ct.MissingExtraError)
        return None
    assert_type(page.html, str)
    return page.article


def query(claims: ct.Claims) -> None:
    """Ask the claims."""
    chosen = claims.where(hedging=ct.Hedging.POSSIBLE, outlet="The Independent", kind={ct.Kind.DIRECT, ct.Kind.MIXED})
    assert_type(chosen, ct.Claims)
    kept: ct.Conditions = {"speaker": [None, "John Kirby"], "said": (None, dt.date(2023, 9, 1)), "min_confidence": 0.5}
    assert_type(claims.where(**kept), ct.Claims)
    assert_type(claims[0], ct.Claim)
    assert_type(claims[:2], ct.Claims)
    assert_type(claims.by("speaker"), dict[Any, ct.Claims])
    assert_type(claims.count_by("outlet", "kind"), ct.Counts)
    assert_type(claims.timeline(), ct.Claims)
    assert_type(claims.to_records(), list[dict[str, str | int | float | None]])
    assert_type(claims.table("github", width=80), str)
    stream = io.StringIO()
    ct.write_claims(claims, stream)
    stream.seek(0)
    assert_type(ct.read_claims(stream).claims, ct.Claims)


def show(comparison: ct.Comparison) -> None:
    """Show a comparison, as a whole and in parts."""
    assert_type(comparison.outlets, tuple[str, ...])
    for row in comparison:
        assert_type(row, ct.Row)
        for outlet, passages in row.passages.items():
            assert_type(outlet, str)
            assert_type(passages, tuple[ct.Passage, ...])
        assert_type(row.copies, tuple[ct.Copy, ...])
        for difference in row.differences:
            assert_type(difference, ct.Difference)
            assert_type(difference.field, ct.Field)
            assert_type(difference.importance, ct.Importance)
    for pair in comparison.pairs():
        assert_type(pair, ct.Pair)
        assert_type(pair.kind, ct.PairKind)
        assert_type(pair.confidence, float)
    summary = assert_type(comparison.summary(), ct.Summary)
    for measure in summary.measures:
        assert_type(measure, ct.Measure)
        assert_type(measure.outlet, str | None)
    view = assert_type(comparison.hedging_shift(), ct.View)
    assert_type(view.to_records(), list[dict[str, str | int | float | None]])
    assert_type(comparison.to_records(), list[dict[str, str | int | float | None]])
    assert_type(comparison.table(sort="differences"), str)
    for chart in (ct.hedging_chart(comparison), ct.matrix_chart(comparison), ct.timeline_chart(comparison)):
        assert_type(chart, ct.Chart)
        assert_type(chart.svg, str)
    assert_type(ct.render_report(comparison), str)
    claims = (claim for row in comparison for found in row.claims.values() for claim in found)
    highlights = assert_type(ct.highlight(claims), ct.Highlights)
    assert_type(highlights.page, str)


def main() -> None:
    """Run all of it."""
    claims = ct.Claims()
    for article in ct.track(read_all(), callback=max):
        claims += assert_type(ct.extract(article), ct.Claims)
    for event in ct.events(claim.article for claim in claims):
        assert_type(event, ct.Event)
    assert_type(read_strictly(), tuple[ct.Article, ...])
    assert_type(read_claims_of(read_all()), ct.Claims)
    query(claims)
    show(ct.compare(claims))
    read_html(PAGES / "formats" / "page.html")


if __name__ == "__main__":
    main()
