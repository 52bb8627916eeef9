# SPDX-License-Identifier: MIT
"""Highlights: articles with their claims marked in the running text, beside a list of the claims by speaker."""

import html
from collections.abc import Iterable, Mapping, Sequence

import attrs

from claimtrack.checks import check, distinct
from claimtrack.claims.captions import cue_caption, hedging_caption
from claimtrack.comparison import Passage
from claimtrack.display.escaping import markup
from claimtrack.model import Article, Claim, Hedging
from claimtrack.report.charts import names
from claimtrack.report.frame import asset, framed
from claimtrack.report.legend import Legend
from claimtrack.report.overview import head_html, heading
from claimtrack.report.texts import Place, articles_shown, shortened, whole_article_html

_LONGEST_WORDS = 120


@attrs.frozen(repr=False)
class Highlights:
    """Articles with their claims marked in the running text.

    Attributes:
        articles: The articles.
        page: One HTML page of them, which needs no other file and makes no request.
    """

    articles: tuple[Article, ...]
    page: str

    def __repr__(self) -> str:
        return f"Highlights({len(self.articles)} article{'' if len(self.articles) == 1 else 's'})"

    def _repr_html_(self) -> str:
        """Return the page in a frame, so that neither its style nor its script reaches the notebook's own page."""
        return (
            f'<iframe srcdoc="{html.escape(self.page)}" sandbox="allow-scripts" title="Articles with their claims" '
            'width="100%" height="640"></iframe>'
        )


def highlight(claims: Iterable[Claim], *, articles: Iterable[Article] = (), title: str | None = None) -> Highlights:
    """Return the articles of claims as a page: source, cue, claim and hedges marked in the running text.

    Beside each article stand its claims by speaker, each with a link to its words; a legend filters them.
    In a notebook the result shows itself; `page` is to be written into a file.
    Whatever an article carries stays text, as in `render_report`.

    Args:
        claims: The claims that are marked.
        articles: Articles to be shown besides those that have claims.
        title: The page's heading; without one, or where it is blank, it is the headline or the outlet
            of a single article, else their number.

    Raises:
        FieldTypeError: If something else than a claim or an article is given, or a title that is no str.
    """
    check(title, str | None, "highlight: title", "a str or None")
    named = names(distinct(claims, Claim, "highlight", "extract"))
    shown = articles_shown(articles, named, "highlight")
    order = {key: number for number, key in enumerate(shown)}
    found = sorted(named, key=lambda claim: (order[claim.article.id], claim.content[0]))
    outlets = list(dict.fromkeys(article.outlet for article in shown.values()))
    legend = Legend.of_claims(found, outlets, named)
    places: dict[str, list[Place]] = {key: [] for key in shown}
    for number, claim in enumerate(found, start=1):
        place = Place(f"p{number}", number, Passage(claim, claim.content), noun="claim")
        places[claim.article.id].append(place)
    several = f"{len(shown)} articles" if len(shown) > 1 else heading(list(shown.values()), outlets)
    head = title if title and title.strip() else several
    parts = [
        f'<a class="skip" href="#rows">To the articles</a>\n{head_html(head, list(shown.values()), outlets)}<main>\n',
        '<section id="rows" aria-label="Articles" tabindex="-1">\n',
        legend.html() if found else "<p>No claims were found.</p>\n",
        *(_article(article, places[key], legend, named) for key, article in shown.items()),
        "</section>\n</main>\n<footer><p>Made with claimtrack. No claim is judged.</p></footer>\n",
    ]
    return Highlights(tuple(shown.values()), framed(head, parts, script=asset("page.js")))


def _article(article: Article, places: Sequence[Place], legend: Legend, names: Mapping[Claim, str]) -> str:
    """Return an article, and beside it its claims by speaker."""
    by_speaker: dict[str, list[str]] = {}
    for place in places:
        claim = place.passage.claim
        by_speaker.setdefault(names[claim], []).append(_line(place, legend.attributes(place.row)))
    claims = "".join(
        f"<section><h3>{markup(name)} <small>{len(lines)}</small></h3>\n<ol>\n{''.join(lines)}</ol></section>\n"
        for name, lines in by_speaker.items()
    )
    text = whole_article_html(article, places, [place.passage.claim for place in places], is_open=True, heading="h2")
    return f'<div class="read">\n{text}<div class="speakers">\n{claims}</div>\n</div>\n'


def _line(place: Place, attributes: str) -> str:
    claim = place.passage.claim
    level = claim.hedging
    signs = (claim.words((hedge.span,)) for hedge in place.passage.hedges if hedge.level is level)
    firmly = f'<span class="level {level.value}">{markup(hedging_caption(level, dict.fromkeys(signs)))}</span>'
    about = [markup(cue_caption(claim)), firmly if level is not Hedging.UNHEDGED else ""]
    number = place.row
    return (
        f'<li class="row line" id="claim-{number}"{attributes}>'
        f'<a class="pick number" href="#claim-{number}" aria-label="claim {number}">{number}</a> '
        f'<div><a class="words" href="#{place.id}">{markup(shortened(claim.text, _LONGEST_WORDS))}</a> '
        f"{' · '.join(filter(None, about))}</div></li>\n"
    )
