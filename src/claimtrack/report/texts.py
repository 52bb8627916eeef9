# SPDX-License-Identifier: MIT
"""Texts with marks: an article or a passage as HTML, with claims, sources, cues and hedges in place."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

import attrs

from claimtrack.comparison import Passage
from claimtrack.display.escaping import markup
from claimtrack.model import Article, Claim, Hedge, Span

_LINE_ENDS = re.compile(r"((?:\r?\n)+)")


@attrs.frozen
class Place:
    """Where a passage of a row stands in an article.

    Attributes:
        id: The place's id in the page.
        row: The number of the row.
        passage: The passage.
    """

    id: str
    row: int
    passage: Passage


@attrs.frozen
class _Mark:
    """A span of a text with what it stands for: the name of a part, or a place."""

    span: Span
    name: str
    place: Place | None = None


def article_html(article: Article, places: Iterable[Place], claims: Iterable[Claim]) -> str:
    """Return the text of *article* in paragraphs, with every place and the parts of all *claims* marked.

    Marks may nest, overlap and cross paragraphs.
    Each place begins with a link to its row, and its words carry the numbers of their rows.
    """
    marks = [_Mark(span, "claim", place) for place in places for span in place.passage.spans]
    for claim in claims:
        marks += (_Mark(span, "source") for span in (*claim.source, *claim.via_source))
        marks += (_Mark(span, "cue") for span in claim.cue)
        marks += map(_hedge, claim.hedges)
    out: list[str] = []
    is_open, begun = False, set[str]()
    for span, active in _runs(Span(0, len(article.text)), marks):
        for piece in _LINE_ENDS.split(span.of(article.text)):
            if piece.endswith("\n"):
                out.append("</p>\n" if is_open else "")
                is_open = False
            elif piece.strip() or (piece and is_open):
                out.append("" if is_open else "<p>")
                is_open = True
                for place in (mark.place for mark in active):
                    if place is not None and place.id not in begun:
                        begun.add(place.id)
                        out.append(_tag(place))
                out.append(_marked(piece, active))
    return "".join(out) + ("</p>" if is_open else "")


def passage_html(passage: Passage) -> str:
    """Return the words of *passage* with its hedges marked, and gaps shown as an ellipsis."""
    text, marks = passage.claim.article.text, [_hedge(hedge) for hedge in passage.claim.hedges]
    return " … ".join(
        "".join(_marked(span.of(text), active) for span, active in _runs(whole, marks)) for whole in passage.spans
    )


def _hedge(hedge: Hedge) -> _Mark:
    return _Mark(hedge.span, f"hedge {hedge.level.value}")


def _tag(place: Place) -> str:
    return f'<a class="tag" id="{place.id}" href="#row-{place.row}" aria-label="row {place.row}">{place.row}</a>'


def _runs(whole: Span, marks: Iterable[_Mark]) -> Iterator[tuple[Span, tuple[_Mark, ...]]]:
    """Yield the runs of *whole* in which the same marks hold, with these marks in the order of their beginning."""
    opens, closes = defaultdict[int, list[_Mark]](list), defaultdict[int, list[_Mark]](list)
    for mark in marks:
        start, end = max(mark.span.start, whole.start), min(mark.span.end, whole.end)
        if start < end:
            opens[start].append(mark)
            closes[end].append(mark)
    active: dict[int, _Mark] = {}
    start = whole.start
    for point in sorted({*opens, *closes, whole.end}):
        if start < point:
            yield Span(start, point), tuple(active.values())
        for mark in closes[point]:
            del active[id(mark)]
        active |= {id(mark): mark for mark in opens[point]}
        start = point


def _marked(text: str, active: Iterable[_Mark]) -> str:
    """Return *text* as one element that carries the names of all active marks, or alone where there are none."""
    names = " ".join(dict.fromkeys(name for mark in active for name in mark.name.split()))
    if not names:
        return markup(text)
    rows = " ".join(dict.fromkeys(str(mark.place.row) for mark in active if mark.place is not None))
    if not rows:
        return f'<span class="{names}">{markup(text)}</span>'
    nested = " nested" if " " in rows else ""
    return f'<mark class="{names}{nested}" data-rows="{rows}">{markup(text)}</mark>'
