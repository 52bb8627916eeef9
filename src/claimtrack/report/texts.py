# SPDX-License-Identifier: MIT
"""Texts with marks: an article or a passage as HTML, with claims, sources, cues and hedges in place."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

import attrs

from claimtrack.checks import check
from claimtrack.comparison import Field, Passage
from claimtrack.display.escaping import markup
from claimtrack.model import Article, Claim, Hedge, Span

_LINE_ENDS = re.compile(r"((?:\r?\n)+)")
_WEB = re.compile(r"https?://[^\s<>\"]+\Z", re.IGNORECASE)
# The longest stretch between two parts of a claim that is shown with them.
_LONGEST_GAP = 60


@attrs.frozen
class Place:
    """Where a passage of a row stands in an article.

    Attributes:
        id: The place's id in the page.
        row: The number of the row, or of the claim, to which it leads.
        passage: The passage.
        name: What it is: a claim, or what the outlet says in its own voice.
        noun: To what it leads: a row, or a claim in a list.
    """

    id: str
    row: int
    passage: Passage
    name: str = "claim"
    noun: str = "row"


@attrs.frozen
class _Mark:
    """A span of a text with what it stands for: the name of a part, a place, or what differs."""

    span: Span
    name: str = ""
    place: Place | None = None
    field: Field | None = None


def articles_shown(given: Iterable[Article], claims: Iterable[Claim], caller: str) -> dict[str, Article]:
    """Return the articles that are *given* to *caller*, and behind them those of *claims*, by their ids."""
    shown: dict[str, Article] = {}
    for article in given:
        check(article, Article, f"{caller}: articles", "Article")
        shown[article.id] = article
    for claim in claims:
        shown.setdefault(claim.article.id, claim.article)
    return shown


def article_html(article: Article, places: Iterable[Place], claims: Iterable[Claim]) -> str:
    """Return an article's text as paragraphs, with sources and cues of its *claims* and its *places* marked.

    A place begins with a link to its row, its words carry the numbers of their rows,
    and the hedges that bear on it are marked by their level.
    """
    marks: list[_Mark] = []
    for place in places:
        marks += (_Mark(span, place.name, place) for span in place.passage.spans)
        marks += map(_hedge, place.passage.hedges)
    for claim in claims:
        marks += (_Mark(span, "source") for span in (*claim.source, *claim.via_source))
        marks += (_Mark(span, "cue") for span in claim.cue)
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
                for mark in active:
                    if mark.place is not None and mark.place.id not in begun:
                        begun.add(mark.place.id)
                        out.append(_tag(mark.place))
                out.append(_marked(piece, active))
    return "".join(out) + ("</p>" if is_open else "")


def whole_article_html(
    article: Article, places: Collection[Place], claims: Iterable[Claim], *, is_open: bool, heading: str = "h3"
) -> str:
    """Return an article under a heading, with which it can be folded."""
    about = [markup(article.published.isoformat())] if article.published else []
    about += [markup(article.byline)] if article.byline else []
    if article.url:
        url = markup(article.url)
        about.append(f'<a href="{url}" rel="noreferrer">{url}</a>' if _WEB.match(article.url) else url)
    parts = [
        f'<details class="article" id="article-{article.id}"{" open" if is_open else ""}>',
        f"<summary><{heading}>{markup(article.outlet)}</{heading}></summary>",
        f'<p class="title">{markup(article.title)}</p>' if article.title else "",
        f'<p class="about">{" · ".join(about)}</p>' if about else "",
        f'<div class="text">{article_html(article, places, claims)}</div>',
        "" if places else '<p class="about">No claims were found in this article.</p>',
        "</details>",
    ]
    return "\n".join(filter(None, parts)) + "\n"


def passage_html(passage: Passage, differing: Iterable[tuple[Field, Span]] = ()) -> str:
    """Return *passage* in its sentence: with source, cue, hedges, and what differs marked by its field.

    What stands between two of these is shown with them if it is short, and else as an ellipsis.
    """
    claim, text = passage.claim, passage.claim.article.text
    told = [_Mark(span, field=field) for field, span in differing]
    marks = [*(_Mark(span, "said") for span in passage.spans), *map(_hedge, passage.hedges), *told]
    shown = [*passage.spans, *claim.source, *claim.cue, *(mark.span for mark in told)]
    return " … ".join(
        "".join(_marked(span.of(text), active, span.end) for span, active in _runs(whole, marks))
        for whole in _joined(text, shown)
    )


def shortened(text: str, most: int) -> str:
    """Return *text* in one line, cut behind a word where it is too long; a quotation stays closed."""
    words = " ".join(text.split())
    if len(words) <= most:
        return words
    head = words[:most]
    return f"{head.rpartition(' ')[0] or head}…{'”' if words.startswith('“') and words.endswith('”') else ''}"


def _joined(text: str, spans: Iterable[Span]) -> list[Span]:
    """Return spans in the order of the text, joined where little of one paragraph stands between them."""
    found: list[Span] = []
    for span in sorted(spans):
        last = found[-1] if found else None
        if last and (span.start <= last.end or _is_short(text[last.end : span.start])):
            found[-1] = Span(last.start, max(last.end, span.end))
        else:
            found.append(span)
    return found


def _is_short(gap: str) -> bool:
    return len(gap) <= _LONGEST_GAP and "\n" not in gap


def _hedge(hedge: Hedge) -> _Mark:
    return _Mark(hedge.span, f"hedge {hedge.level.value}")


def _tag(place: Place) -> str:
    number, noun = place.row, place.noun
    return f'<a class="tag" id="{place.id}" href="#{noun}-{number}" aria-label="{noun} {number}">{number}</a>'


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


def _marked(text: str, active: Sequence[_Mark], end: int = -1) -> str:
    """Return *text* as one element that carries the names of all active marks, or alone where there are none.

    What differs is named behind its last words, which are those that reach to *end*.
    """
    names = " ".join(dict.fromkeys(name for mark in active for name in mark.name.split()))
    told = sorted((mark for mark in active if mark.field), key=lambda mark: mark.span.end - mark.span.start)
    if told:
        ends = ", ".join(dict.fromkeys(str(mark.field) for mark in told if mark.span.end == end))
        attributes = f' data-field="{told[0].field}"' + (f' data-ends="{ends}"' if ends else "")
        return f'<mark class="differs {names}"{attributes}>{markup(text)}</mark>'
    if not names:
        return markup(text)
    rows = " ".join(dict.fromkeys(str(mark.place.row) for mark in active if mark.place is not None))
    if not rows:
        return f'<span class="{names}">{markup(text)}</span>'
    nested = " nested" if " " in rows else ""
    return f'<mark class="{names}{nested}" data-rows="{rows}">{markup(text)}</mark>'
