# SPDX-License-Identifier: MIT
"""The page: what happened, the rows with the outlets side by side, their articles and charts in one HTML file."""

import itertools
from collections.abc import Iterable, Iterator, Sequence

from claimtrack.checks import check
from claimtrack.comparison import Comparison
from claimtrack.comparison.rows import claims_of
from claimtrack.display.escaping import markup
from claimtrack.model import Article, Claim
from claimtrack.report.charts import names
from claimtrack.report.frame import asset, framed
from claimtrack.report.legend import Legend
from claimtrack.report.overview import head_html, heading, overview_html
from claimtrack.report.rows import FIXED, Entry, entries, line_html, row_html
from claimtrack.report.texts import Place, articles_shown, whole_article_html

_COLUMNS = ("one", "one", "two", "three")


def render_report(comparison: Comparison, *, articles: Iterable[Article] = (), title: str | None = None) -> str:
    """Return a comparison as one HTML page that needs no other file and makes no request.

    The page holds what happened and the largest differences, the rows with the outlets side by side,
    a legend that filters them, the articles with every claim in place, and charts.
    It can be read without its script, by keyboard, by ear and on paper.
    It judges no claim and ranks no outlet.
    Whatever an article carries stays text;
    control characters, lone surrogates, marks that turn a line and signs without width are shown as escapes.

    Args:
        comparison: What is shown.
        articles: Articles to be shown besides those that have claims in the comparison.
        title: The page's heading; without one, or where it is blank, it is the headline that shares most words
            with the others or, where no article has any, the names of the outlets.

    Raises:
        FieldTypeError: If something else than a comparison or an article is given, or a title that is no str.
    """
    check(comparison, Comparison, "render_report", "a Comparison")
    check(title, str | None, "render_report: title", "a str or None")
    shown = articles_shown(articles, claims_of(comparison.rows), "render_report")
    claims: dict[str, dict[Claim, None]] = {}
    for claim in claims_of(comparison.rows):
        claims.setdefault(claim.article.id, {})[claim] = None
    outlets = list(dict.fromkeys([*comparison.outlets, *(article.outlet for article in shown.values())]))
    ordered = sorted(shown.values(), key=lambda article: outlets.index(article.outlet))
    named = names(comparison)
    found = list(entries(comparison, named))
    legend = Legend.of_rows(found, outlets, named)
    places: dict[str, list[Place]] = {}
    for place in itertools.chain.from_iterable(
        side for entry in found for side in (*entry.places.values(), *entry.voices.values())
    ):
        places.setdefault(place.passage.claim.article.id, []).append(place)
    heads = title if title and title.strip() else heading(ordered, outlets)
    columns = _COLUMNS[len(outlets)] if len(outlets) <= FIXED else "many"
    parts = [
        f'<a class="skip" href="#rows">To the rows</a>\n{head_html(heads, ordered, outlets)}<main class="{columns}">\n',
        overview_html(comparison, found, ordered) if found else "",
        '<section id="rows" aria-label="Rows" tabindex="-1">\n',
        legend.html() if found else "<p>No claims were found.</p>\n",
        *_groups(found, outlets, legend),
        '</section>\n<section id="texts" aria-labelledby="texts-title">\n<h2 id="texts-title">The articles</h2>\n',
        '<div class="articles">\n',
        *(
            whole_article_html(a, places.get(a.id, ()), claims.get(a.id, ()), is_open=len(ordered) <= FIXED)
            for a in ordered
        ),
        "</div>\n</section>\n",
        "</main>\n<footer><p>Made with claimtrack. ",
        "Rows stand in the order of the texts: no claim is judged, no outlet ranked.</p></footer>\n",
    ]
    return framed(heads, parts, script=asset("page.js"))


def _groups(found: Sequence[Entry], outlets: Sequence[str], legend: Legend) -> Iterator[str]:
    """Yield the rows under the headings that have some; what is in doubt or not shared is folded below others."""
    sure = [row_html(one, outlets, legend.attributes(one.number)) for one in found if one.row.is_sure]
    if sure:
        yield f'<section id="shared">\n<h2>Carried by several outlets</h2>\n<ol>\n{"".join(sure)}</ol>\n</section>\n'
    perhaps = [row_html(one, outlets, legend.attributes(one.number)) for one in found if one.row.is_unsure]
    if perhaps:
        body = f"<ol>\n{''.join(perhaps)}</ol>\n"
        yield _folded("perhaps", "Perhaps the same", len(perhaps), body, is_open=not sure)
    alone: dict[str, list[str]] = {outlet: [] for outlet in outlets}
    for one in found:
        if one.row.confidence is None:
            alone[one.row.outlets[0]].append(line_html(one, legend.attributes(one.number)))
    if any(alone.values()):
        lists = "".join(
            f"<section><h3>{markup(outlet)} <small>{len(lines)}</small></h3>\n<ol>\n{''.join(lines)}</ol></section>\n"
            for outlet, lines in alone.items()
            if lines or len(outlets) <= FIXED
        )
        total = sum(map(len, alone.values()))
        body = f'<div class="alone">\n{lists}</div>\n'
        yield _folded("alone", "In one outlet alone", total, body, is_open=not (sure or perhaps))


def _folded(name: str, title: str, count: int, body: str, *, is_open: bool) -> str:
    return (
        f'<details class="group" id="{name}"{" open" if is_open else ""}>'
        f"<summary><h2>{title} <small>{count}</small></h2></summary>\n{body}</details>\n"
    )
