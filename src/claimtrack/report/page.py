# SPDX-License-Identifier: MIT
"""The page: rows, texts and charts of a comparison in one HTML file that asks for no other."""

import base64
import hashlib
import itertools
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from importlib import resources

import attrs

from claimtrack.checks import check
from claimtrack.claims.captions import cue_caption, date_caption, hedging_caption, speaker_caption
from claimtrack.comparison import Comparison, Field, Row
from claimtrack.comparison.rows import claims_of
from claimtrack.comparison.views import diff
from claimtrack.display.escaping import markup
from claimtrack.model import Article, Claim, Hedging
from claimtrack.report.charts import OPEN, Chart, hedging_chart, matrix_chart, names, timeline_chart
from claimtrack.report.texts import Place, article_html, passage_html

_WEB = re.compile(r"https?://[^\s<>\"]+\Z", re.IGNORECASE)
# Share of the words of two passages that are the same, from which they are shown word by word.
_ALIKE = 0.3
# What the filter of differences offers besides the fields.
_OTHERS = {"none": "none", "perhaps": "perhaps the same", "alone": "carried by one outlet"}
_HEAD = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="claimtrack">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
"""


@attrs.frozen
class _Entry:
    number: int
    row: Row
    places: dict[str, list[Place]]


def render_report(comparison: Comparison, *, articles: Iterable[Article] = (), title: str | None = None) -> str:
    """Return a comparison as one HTML page that needs no other file and makes no request.

    The page holds the rows with their differences, the articles side by side with every claim in place,
    filters, and charts. It can be read without its script, by keyboard, by ear and on paper.
    It judges no claim and ranks no outlet.
    Whatever an article carries stays text;
    control characters, lone surrogates, marks that turn a line and signs without width are shown as escapes.

    Args:
        comparison: What is shown.
        articles: Articles to be shown besides those that have claims in the comparison.
        title: The page's heading; the names of the outlets stand for one that is not given.

    Raises:
        FieldTypeError: If something else than a comparison or an article is given.
    """
    check(comparison, Comparison, "render_report", "a Comparison")
    shown: dict[str, Article] = {}
    for article in articles:
        check(article, Article, "render_report: articles", "Article")
        shown[article.id] = article
    entries = list(_entries(comparison))
    places: dict[str, list[Place]] = {}
    for place in itertools.chain.from_iterable(side for entry in entries for side in entry.places.values()):
        places.setdefault(place.passage.claim.article.id, []).append(place)
    claims: dict[str, dict[Claim, None]] = {}
    for claim in claims_of(comparison.rows):
        shown.setdefault(claim.article.id, claim.article)
        claims.setdefault(claim.article.id, {})[claim] = None
    outlets = list(dict.fromkeys([*comparison.outlets, *(article.outlet for article in shown.values())]))
    ordered = sorted(shown.values(), key=lambda article: outlets.index(article.outlet))
    heading = title if title is not None else _heading(outlets)
    index = _Index(outlets, names(comparison))
    parts = [
        '<a class="skip" href="#rows">To the rows</a>\n<header>\n',
        f"<h1>{markup(heading)}</h1>\n<p>{_counts(comparison, len(outlets))}</p>\n{_LEGEND}</header>\n<main>\n",
        '<details id="summary"><summary>Summary: what each outlet carries, and what they share</summary>\n',
        '<div class="plot" role="group" aria-label="Summary, tables" tabindex="0">\n',
        f"{comparison.summary().table('html')}\n</div>\n</details>\n",
        f'<div class="sheet">\n{index.filters(entries)}',
        '<div class="work">\n<section id="rows" aria-labelledby="rows-title" tabindex="-1">\n',
        '<h2 id="rows-title">Rows</h2>\n',
        '<div class="rows">\n' if entries else "",
        *itertools.chain.from_iterable(
            [f"<h3>{title}</h3>\n<ol>\n", *map(index.row, group), "</ol>\n"] for title, group in _groups(entries)
        ),
        "</div>\n" if entries else "",
        "" if entries else "<p>No claims were found.</p>\n",
        '</section>\n<section id="texts" aria-labelledby="texts-title">\n<h2 id="texts-title">Articles</h2>\n',
        '<div class="panes">\n',
        *(_pane(article, places.get(article.id, ()), claims.get(article.id, ())) for article in ordered),
        '</div>\n</section>\n</div>\n</div>\n<section id="charts" aria-labelledby="charts-title">\n',
        '<h2 id="charts-title">Charts</h2>\n<div class="charts">\n',
        *map(_figure, (hedging_chart(comparison), timeline_chart(comparison), matrix_chart(comparison))),
        "</div>\n</section>\n</main>\n",
        "<footer><p>Made with claimtrack. Rows stand in the order of the texts: no claim is judged, no outlet ranked.",
        "</p></footer>\n",
    ]
    return _page(heading, parts, script=_asset("page.js"))


def wrap_table(table: str, *, title: str) -> str:
    """Return the HTML of one or more tables as a page that needs no other file and makes no request.

    Args:
        table: Table elements, as `table("html")` gives them.
        title: The page's heading, as text.
    """
    return _page(title, [f'<header><h1>{markup(title)}</h1></header>\n<main class="tables">\n{table}\n</main>\n'])


def _page(title: str, parts: Iterable[str], script: str = "") -> str:
    """Return a whole page; nothing but its own style and script can run in it."""
    style = _asset("page.css")
    allowed = "; ".join(
        ["default-src 'none'", f"style-src {_hash(style)}", "base-uri 'none'", "form-action 'none'"]
        + ([f"script-src {_hash(script)}"] if script else [])
    )
    head = _HEAD.format(policy=allowed, title=markup(title), style=style)
    return "".join([head, *parts, f"<script>{script}</script>\n" if script else "", "</body>\n</html>\n"])


@cache
def _asset(name: str) -> str:
    """Return a file of this package, with the line ends that a browser hashes."""
    return resources.files("claimtrack.report").joinpath(name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _hash(text: str) -> str:
    """Return the source expression that allows exactly *text* (Content Security Policy Level 3, section 8.3)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode('ascii')}'"


def _heading(outlets: Sequence[str]) -> str:
    if len(outlets) <= 3:  # noqa: PLR2004
        return " / ".join(outlets) or "No articles"
    return f"{outlets[0]}, {outlets[1]} and {len(outlets) - 2} more outlets"


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _counts(comparison: Comparison, outlets: int) -> str:
    claims = {claim.id for claim in claims_of(comparison.rows)}
    shared = len(comparison.shared)
    return (
        f"{_number(outlets, 'outlet')}, {_number(len(claims), 'claim')}. "
        f"A row is one proposition: {_number(len(comparison.rows), 'row')}, "
        f"of which {shared} {'is' if shared == 1 else 'are'} carried by two outlets or more, "
        f"and {len(comparison.unsure)} perhaps."
    )


_LEGEND = (
    '<ul class="legend" aria-label="Marks">\n'
    '<li><mark class="claim">claim</mark></li>\n<li><span class="source">source</span></li>\n'
    '<li><span class="cue">cue</span></li>\n'
    + "".join(f'<li><span class="hedge {level}">{level}</span></li>\n' for level in list(Hedging)[1:])
    + "</ul>\n"
    '<details class="keys"><summary>How to read and move</summary>\n'
    "<p>A number in a text leads to its row, and “in the text” in a row leads to its words. "
    "Underlines show words that hedge, by level; a claim without any is unhedged. "
    "With a row or a text in focus, <kbd>j</kbd> and <kbd>k</kbd> go to the next and the previous row, "
    "and <kbd>Esc</kbd> ends the selection. “(open)” is a speaker whom the text does not settle.</p>\n</details>\n"
)


def _entries(comparison: Comparison) -> Iterator[_Entry]:
    for number, row in enumerate(comparison.rows, start=1):
        count = itertools.count(1)
        places = {
            outlet: [Place(f"p{number}-{next(count)}", number, passage) for passage in passages]
            for outlet, passages in row.passages.items()
        }
        yield _Entry(number, row, places)


def _groups(entries: Sequence[_Entry]) -> Iterator[tuple[str, list[_Entry]]]:
    """Yield the rows under their headings, for which there are some."""
    for title, belongs in (
        ("Carried by several outlets", lambda row: row.is_sure),
        ("Perhaps the same", lambda row: row.is_unsure),
        ("In one outlet alone", lambda row: row.confidence is None),
    ):
        if group := [entry for entry in entries if belongs(entry.row)]:
            yield title, group


@attrs.frozen
class _Index:
    """What the filters know rows by."""

    outlets: list[str]
    names: dict[Claim, str]
    speakers: dict[str, str] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        ordered = sorted(set(self.names.values()), key=lambda name: (name == OPEN, name.casefold(), name))
        object.__setattr__(self, "speakers", {name: str(number) for number, name in enumerate(ordered)})

    def filters(self, entries: Sequence[_Entry]) -> str:
        """Return the filters, which the script shows."""
        levels = [level for level in Hedging if any(level in _levels(entry.row) for entry in entries)]
        kinds = [field for field in Field if any(d.field is field for e in entries for d in e.row.differences)]
        choices = {
            "speaker": ("Speaker", {number: name for name, number in self.speakers.items()}),
            "level": ("Hedging", {level.value: level.value for level in levels}),
            "difference": ("Difference", {k.value: k.value for k in kinds} | _OTHERS),
            "outlet": ("Outlet", {str(number): name for number, name in enumerate(self.outlets)}),
        }
        fields = "".join(
            f'<label>{label} <select name="{name}"><option value="">all</option>'
            + "".join(f'<option value="{key}">{markup(text)}</option>' for key, text in options.items())
            + "</select></label>\n"
            for name, (label, options) in choices.items()
        )
        total = len(entries)
        return (
            f'<form id="filters" role="search" aria-label="Filter the rows" hidden>\n{fields}'
            '<button type="reset">Show all</button>\n'
            f'<output aria-live="polite" data-total="{total}">{total} of {total} rows</output>\n</form>\n'
        )

    def row(self, entry: _Entry) -> str:
        """Return a row as an item of the list."""
        number, row = entry.number, entry.row
        said = (self.speakers[self.names[claim]] for claim in claims_of([row]))
        others = ["perhaps"] if row.is_unsure else [] if row.is_sure else ["alone"]
        data = {
            "speaker": list(dict.fromkeys(said)),
            "level": [level.value for level in _levels(row)],
            "difference": [*(difference.field.value for difference in row.differences), *others] or ["none"],
            "outlet": [str(self.outlets.index(outlet)) for outlet in row.passages],
        }
        attributes = "".join(f' data-{name}="{" ".join(values)}"' for name, values in data.items())
        carried = f"{len(row.passages)} outlets" if len(row.passages) > 1 else "one outlet"
        carried += "" if row.confidence is None else f" · confidence {row.confidence:.2f}"
        first = next(iter(entry.places.values()))[0].id
        return (
            f'<li class="row" id="row-{number}"{attributes}>\n'
            f'<h4><a class="pick" href="#{first}">Row {number}</a> <small>{carried}</small></h4>\n'
            f"{''.join(map(_side, entry.places.items()))}{_differences(row)}{_word_by_word(row)}</li>\n"
        )


def _levels(row: Row) -> list[Hedging]:
    return list(dict.fromkeys(passage.level for passages in row.passages.values() for passage in passages))


def _side(side: tuple[str, list[Place]]) -> str:
    outlet, places = side
    parts = [f'<div class="side">\n<h5>{markup(outlet)}</h5>\n']
    for place in places:
        passage, claim = place.passage, place.passage.claim
        hedging = hedging_caption(passage.level, passage.signs)
        caption = (speaker_caption(claim), cue_caption(claim), hedging, date_caption(claim.said))
        label = f"in the text of {markup(outlet)}, row {place.row}"
        parts += [
            f"<blockquote>{passage_html(passage)}</blockquote>\n",
            f'<p class="who">— {" · ".join(markup(part) for part in caption if part)}<span class="to"> · ',
            f'<a class="place" href="#{place.id}" aria-label="{label}">in the text</a></span></p>\n',
        ]
    return "".join([*parts, "</div>\n"])


def _differences(row: Row) -> str:
    items = []
    for difference in row.differences:
        told = "; ".join(
            f"{markup(words)} <small>({', '.join(map(markup, outlets))})</small>"
            for words, outlets in difference.told()
        )
        items.append(f"<li><b>{difference.field.value}</b> {told}</li>\n")
    items += (f"<li><b>same copy</b> {markup(str(copy))}</li>\n" for copy in row.copies)
    return f'<ul class="differs" aria-label="Differences">\n{"".join(items)}</ul>\n' if items else ""


def _word_by_word(row: Row) -> str:
    """Return the words of the first outlet beside those of each other outlet that uses at least a part of them."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for outlet, passages in row.passages.items():
        alike.setdefault(tuple(passage.text for passage in passages), []).append(outlet)
    names = {outlets[0]: ", ".join(outlets) for outlets in alike.values()}
    blocks = []
    for outlets, changes in itertools.groupby(
        diff({outlet: row.sides[outlet] for outlet in names}), key=lambda change: change[:2]
    ):
        told = list(changes)
        same = sum(len(str(change[3])) for change in told if change[2] == "same")
        size = sum(len(str(words)) for change in told for words in change[3:] if words)
        if 2 * same >= _ALIKE * size:
            lines = zip(outlets, (_line(told, 3), _line(told, 4)), strict=True)
            items = (f"<dt>{markup(names[str(outlet)])}</dt>\n<dd>{line}</dd>\n" for outlet, line in lines)
            blocks.append(f"<dl>\n{''.join(items)}</dl>\n")
    if not blocks:
        return ""
    is_open = " open" if any(difference.field is Field.QUOTATION for difference in row.differences) else ""
    return f"<details{is_open}><summary>Word by word</summary>\n{''.join(blocks)}</details>\n"


def _line(changes: Iterable[tuple[object, ...]], side: int) -> str:
    """Return the words of one side, with those marked that the other side does not have."""
    words = ((str(change[side]), change[2] == "same") for change in changes if change[side])
    return " ".join(markup(run) if same else f'<b class="own">{markup(run)}</b>' for run, same in words)


def _pane(article: Article, places: Collection[Place], claims: Iterable[Claim]) -> str:
    about = [markup(article.published.isoformat())] if article.published else []
    about += [markup(article.byline)] if article.byline else []
    if article.url:
        url = markup(article.url)
        about.append(f'<a href="{url}" rel="noreferrer">{url}</a>' if _WEB.match(article.url) else url)
    parts = [
        f'<article class="pane" aria-labelledby="pane-{article.id}" tabindex="0">',
        f'<h3 id="pane-{article.id}">{markup(article.outlet)}</h3>',
        f'<p class="title">{markup(article.title)}</p>' if article.title else "",
        f'<p class="about">{" · ".join(about)}</p>' if about else "",
        article_html(article, places, claims),
        "" if places else '<p class="about">No claims were found in this article.</p>',
        "</article>",
    ]
    return "\n".join(filter(None, parts)) + "\n"


def _figure(chart: Chart) -> str:
    title = markup(chart.title)
    return (
        f"<figure>\n<figcaption><h3>{title}</h3><p>{markup(chart.summary)}</p></figcaption>\n"
        f'<div class="plot" role="group" aria-label="{title}, picture" tabindex="0">{chart.svg}</div>\n'
        f"<details><summary>{title}: the figures as a table</summary>\n"
        f"{chart.data.table('html')}\n</details>\n</figure>\n"
    )
