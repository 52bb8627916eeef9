# SPDX-License-Identifier: MIT
"""The day on which an HTML page says that its own article was published.

Statements for machines come first (JSON-LD of the article, `meta`, microdata), then what the header of the article
shows. The day of a revision, and that of a video, a comment, another story or the page's footer, is none.
"""

import datetime as dt
import re
from collections.abc import Iterator
from itertools import islice

from claimtrack.formats.page_data import Element, Node, PageData, item_type, plain
from claimtrack.reading.headers import dated

_META = (
    "article:published_time article:published og:published_time og:article:published_time datepublished publish-date"
    " publishdate publish_date published_date published_time pubdate published date.published article.published"
    " article_date_original parsely-pub-date sailthru.date cxenseparse:recs:publishtime bt:pubdate"
    " originalpublicationdate dc.date.issued dcterms.issued dc.date.created dcterms.created dc.date dcterms.date"
    " citation_publication_date"
    " citation_date datecreated date displaydate article:post_date rbpubdate"
).split()
_ISO = re.compile(r"(\d{4})[-/.]?([01]?\d)[-/.]?([0-3]\d)(?!\d)")
_FIRST_YEAR, _LAST_YEAR = 1690, 2200  # of newspapers; 0001-01-01 and 1970-01-01 are what programs write for no day
_NO_DAYS = frozenset({dt.date(1970, 1, 1)})
_ELSEWHERE = frozenset({"footer", "aside", "nav", "li", "figure", "figcaption", "blockquote", "form", "video"})
_OTHER_PART = re.compile(
    r"comment|related|recommend|footer|sidebar|most-?read|trending|disqus|recirc|promo|teaser|video", re.IGNORECASE
)
_OTHER_ITEM = re.compile(r"Comment|(?:Video|Image)Object|Event\Z")
_LEAD = re.compile(r"(?:written|input|release(?:d| date)|date)\b\s*:?\s*", re.IGNORECASE)
_REVISED = re.compile(r"updat|modif|edited|revis", re.IGNORECASE)
_DATE_CLASS = re.compile(
    r"(?:\b|_)(?:date|dates|published|pubdate|publish|posted|timestamp|datetime|byline|dateline|time)(?:\b|_)|pub-?date|publish(?:ed)?-?(?:date|on|time)|(?:post|entry|article)-?(?:date|time)",
    re.IGNORECASE,
)
_LONGEST_LINE = 160
_LONGEST_HEADER = 100  # letters of a paragraph that may be a date line
_MOST_ELEMENTS = 400  # between the headline and the first paragraph


def day_of(tree: Element, data: PageData, article: Node | None, main: Element) -> dt.date | None:
    """Return the day of publication that the page states as its own; *main* is the element with the body."""
    for text in _stated(data, article):
        if day := _day(text):
            return day
    return _shown(tree, main)


def _stated(data: PageData, article: Node | None) -> Iterator[str]:
    for node in (*filter(None, [article]), *data.pages):
        for key in ("datePublished", "dateCreated"):
            if text := data.text(node, key):
                yield text
    yield from data.first(*_META)


def _day(text: str) -> dt.date | None:
    """Return the day that a statement for machines begins with, or that it says in words."""
    if found := _ISO.match(text.strip()):
        year, month, day_of_month = map(int, found.groups())
        try:
            day: dt.date | None = dt.date(year, month, day_of_month)
        except ValueError:
            return None
    else:
        line = dated(plain(text)[:_LONGEST_LINE])
        day = line.day if line else None
    return day if day and _FIRST_YEAR < day.year < _LAST_YEAR and day not in _NO_DAYS else None


def _shown(tree: Element, main: Element) -> dt.date | None:
    """Return the day that the article's own header, or its end, shows."""
    own = {main, *main.iterancestors()}
    scope, headline = _scope(tree, main, own)
    passed, paragraph = headline is None, next(iter(main.iter("p")), None)
    marked: list[Element] = []
    header: list[Element] = []
    for element in scope.iter():
        if not isinstance(element.tag, str):
            continue
        passed = passed or element is headline
        if not passed and scope.tag in {"body", "html"}:
            continue  # the site's own header, which may show the day of the visit
        if element.tag == "time" or "datePublished" in (element.get("itemprop") or ""):
            if (day := _day_of_time(element)) and _is_own(element, own):
                return day
        elif _DATE_CLASS.search(_names(element)):
            marked.append(element)
        elif passed and headline is not None and paragraph is not None:
            header.append(element)
        if element is paragraph:
            paragraph = None
    for element in (*marked[:_MOST_ELEMENTS], *header[:_MOST_ELEMENTS]):
        if (day := _day_of_line(element)) and _is_own(element, own):
            return day
    return None


def _day_of_time(element: Element) -> dt.date | None:
    """Return the day of a `time` or of a property of microdata."""
    if _REVISED.search(f"{_names(element)} {_before(element)}"):
        return None
    return _day(element.get("datetime") or element.get("content") or "") or _day_of_line(element)


def _scope(tree: Element, main: Element, own: set[Element]) -> tuple[Element, Element | None]:
    """Return the element that holds the headline and the body, and the headline."""
    for headline in tree.iter("h1"):
        around = next((each for each in headline.iterancestors() if each in own), None)
        if around is not None:
            return around, headline
    within = (each for each in main.iterancestors() if each.tag in {"article", "main", "body"})
    return main if main.tag in {"article", "main", "body"} else next(within, tree), None


def _day_of_line(element: Element) -> dt.date | None:
    text = ""
    for part in element.itertext():
        text += f"{part} "
        if len(text) > _LONGEST_LINE:
            return None
    line = dated(_LEAD.sub("", " ".join(text.split())))
    return line.day if line and not line.revised and not _REVISED.search(_names(element)) else None


def _is_own(element: Element, own: set[Element]) -> bool:
    """Tell whether an element with a day belongs to the article, and not to something else on the page."""
    if _OTHER_ITEM.search(item_type(element)):
        return False
    for ancestor in (element, *element.iterancestors()):
        if ancestor in own:
            return True
        if ancestor.tag in _ELSEWHERE or _OTHER_PART.search(_names(ancestor)):
            return False
        if ancestor.tag == "article" or (ancestor.tag == "a" and ancestor.get("href")):
            return False  # a story beside this one
        if ancestor.tag == "p" and sum(map(len, islice(ancestor.itertext(), _LONGEST_LINE))) > _LONGEST_HEADER:
            return False  # a day in the prose
    return True


def _names(element: Element) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"


def _before(element: Element) -> str:
    """Return the words right before an element."""
    previous = element.getprevious()
    if previous is not None:
        return (previous.tail or "")[-30:] or (previous.text or "")[-30:]
    parent = element.getparent()
    return (parent.text or "")[-30:] if parent is not None else ""
