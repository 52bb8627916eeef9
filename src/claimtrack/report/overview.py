# SPDX-License-Identifier: MIT
"""The overview: what happened, who reports it, and the largest differences, with links to their rows."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from claimtrack.claims.captions import days_caption
from claimtrack.comparison import Comparison, Summary
from claimtrack.comparison.rows import claims_of
from claimtrack.comparison.summary import NOTHING, largest
from claimtrack.display.escaping import markup
from claimtrack.model import Article
from claimtrack.report.charts import Chart, hedging_chart, matrix_chart, timeline_chart
from claimtrack.report.rows import Entry, told_html

_MOST_VOICES = 5
_MOST_NAMED = 3
_FEWEST_DAYS = 3
_MOST_LINES = 6
_LONGEST_VALUE = 120
_WORD = re.compile(r"\w{4,}")


def heading(articles: Sequence[Article], outlets: Sequence[str]) -> str:
    """Return the headline that shares most of its words with the others or, without any, the outlets' names."""
    words = {one.title: set(_WORD.findall(one.title.casefold())) for one in articles if one.title and one.title.strip()}
    counts = Counter(word for found in words.values() for word in found)

    def shared(title: str) -> float:
        return sum(counts[word] - 1 for word in words[title]) / math.sqrt(max(1, len(words[title])))

    if words:
        return max(words, key=shared)
    if len(outlets) <= _MOST_NAMED:
        return " / ".join(outlets) or "No articles"
    return f"{outlets[0]}, {outlets[1]} and {len(outlets) - 2} more outlets"


def head_html(title: str, articles: Sequence[Article], outlets: Sequence[str]) -> str:
    """Return the page's head: what happened, when, and in how many outlets."""
    when = days_caption(one.published for one in articles)
    source = next((one.outlet for one in articles if one.title == title), None)
    about = [_number(len(outlets), "outlet"), when, f"headline of {source}" if source and len(articles) > 1 else ""]
    return (
        f'<header>\n<p class="about">{" · ".join(markup(each) for each in about if each)}</p>\n'
        f"<h1>{markup(title)}</h1>\n</header>\n"
    )


def overview_html(comparison: Comparison, entries: Sequence[Entry], articles: Iterable[Article]) -> str:
    """Return what a comparison comes to, with the charts that tell something of it."""
    return (
        f'<section id="summary" aria-label="Summary">\n{_figures(comparison)}{_largest(entries)}{_voices(entries)}'
        f"{_outlets(comparison.summary(), articles)}{_charts(comparison)}</section>\n"
    )


def _figures(comparison: Comparison) -> str:
    rows, outlets = comparison.rows, len(comparison.outlets)
    everywhere = sum(len(row.outlets) == outlets for row in comparison.shared)
    claims = len({claim.id for claim in claims_of(rows)})
    shared = f"{len(comparison.shared)}</b> carried by several outlets" + (
        f", {everywhere or 'none'} by all {outlets}" if outlets > 2 else ""  # noqa: PLR2004
    )
    alone = sum(row.confidence is None for row in rows)
    items = {
        "shared": shared,
        "perhaps": f"{len(comparison.unsure)}</b> perhaps the same",
        "alone": f"{alone}</b> in one outlet alone",
    }
    kept = (f'<li><a href="#{name}"><b>{text}</a></li>\n' for name, text in items.items() if text[0] != "0")
    return (
        f'<ul class="figures">\n<li><b>{claims}</b> {"claim" if claims == 1 else "claims"}</li>\n{"".join(kept)}</ul>\n'
    )


def _largest(entries: Sequence[Entry]) -> str:
    """Return the largest differences, with links to their rows."""
    told = largest([entry.row for entry in entries])
    items = [f"{told_html(one, _LONGEST_VALUE)}<br>{_link(entries[number - 1])}" for number, one in told]
    return _part("The largest differences" if len(items) > 1 else "The largest difference", items)


def _voices(entries: Sequence[Entry]) -> str:
    """Return what outlets assert that others attribute."""
    found = [(entry, outlet, ps[0]) for entry in entries for outlet, ps in entry.voices.items()]
    items = [
        f'<mark class="differs" data-field="voice">{markup(place.passage.text)}</mark> '
        f"<small>{markup(outlet)}</small><br>{_link(entry)}"
        for entry, outlet, place in found[:_MOST_VOICES]
    ]
    if len(found) > _MOST_VOICES:
        items.append(f"and {len(found) - _MOST_VOICES} more, by the filter “voice”")
    return _part("Perhaps said by an outlet in its own voice, attributed by another", items)


def _link(entry: Entry) -> str:
    return f'<a href="#row-{entry.number}">{markup(entry.title)}</a>'


def _part(title: str, items: Sequence[str]) -> str:
    lines = "".join(f"<li>{item}</li>\n" for item in items)
    return f'<div class="part">\n<h2>{title}</h2>\n<ul class="largest">\n{lines}</ul>\n</div>\n' if items else ""


def _outlets(summary: Summary, articles: Iterable[Article]) -> str:
    """Return the measures of each outlet, an outlet on each line, with its headlines."""
    lines: dict[str, dict[str, str]] = {}
    for one in summary.measures:
        if one.outlet is not None:
            lines.setdefault(one.outlet, {})[one.measure] = one.value
    measures = list(dict.fromkeys(name for values in lines.values() for name in values))
    titles: dict[str, list[str]] = {}
    for article in articles:
        link = f'<a href="#article-{article.id}">{markup(article.title or "the article")}</a>'
        titles.setdefault(article.outlet, []).append(link)
        lines.setdefault(article.outlet, {})
    heads = "".join(f'<th scope="col" role="columnheader">{measure}</th>' for measure in ("outlet", *measures))
    rows = "".join(
        f'<tr role="row"><th scope="row" role="rowheader">{markup(outlet)}<br>'
        f"<small>{'<br>'.join(titles.get(outlet, ()))}</small></th>"
        f"{''.join(_cell(name, values.get(name, '')) for name in measures)}</tr>\n"
        for outlet, values in lines.items()
    )
    is_open = " open" if len(lines) <= _MOST_LINES else ""
    return (
        f'<details class="part"{is_open}><summary><h2>The outlets</h2></summary>\n'
        f'<table class="outlets" role="table"><thead role="rowgroup"><tr role="row">{heads}</tr></thead>\n'
        f'<tbody role="rowgroup">\n{rows}</tbody></table>\n</details>\n'
    )


def _cell(name: str, value: str) -> str:
    is_nothing = ' class="none"' if not value or value in NOTHING else ""
    return f'<td role="cell" data-label="{name}"{is_nothing}>{markup(value)}</td>'


def _charts(comparison: Comparison) -> str:
    claims = list(claims_of(comparison.rows))
    shown = [matrix_chart(comparison)] if any(claim.speaker for claim in claims) else []
    if len({claim.hedging for claim in claims}) > 1:
        shown.append(hedging_chart(comparison))
    if len({claim.said.start if claim.said else claim.published for claim in claims} - {None}) >= _FEWEST_DAYS:
        shown.append(timeline_chart(comparison))
    if not shown:
        return ""
    figures = "".join(map(_figure, shown))
    titles = ", ".join(chart.title.lower() for chart in shown)
    return (
        f'<details class="part" id="charts"><summary><h2>Charts <small>{titles}</small></h2></summary>\n'
        f'<div class="charts">\n{figures}</div>\n</details>\n'
    )


def _figure(chart: Chart) -> str:
    title = markup(chart.title)
    return (
        f"<figure>\n<figcaption><h3>{title}</h3><p>{markup(chart.summary)}</p></figcaption>\n{chart.svg}\n"
        '<p class="narrow">The picture needs a wider window; the table has its figures.</p>\n'
        f"<details><summary>{title}: the figures as a table</summary>\n"
        f"{chart.data.table('html')}\n</details>\n</figure>\n"
    )


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
