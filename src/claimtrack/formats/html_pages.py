# SPDX-License-Identifier: MIT
"""Saved HTML pages: what they state is read here, trafilatura (extra `html`) finds the body, and the page is kept."""

import datetime as dt
import os
from pathlib import Path
from typing import Any

import attrs

from claimtrack.checks import check, wrong_input
from claimtrack.exceptions import FieldTypeError, InputError
from claimtrack.extras import require
from claimtrack.formats.fields import Fields, article_of, host_of
from claimtrack.formats.html_encoding import html_text
from claimtrack.formats.page_cleaning import clean, isolate
from claimtrack.formats.page_data import Element, page_data
from claimtrack.formats.page_day import day_of
from claimtrack.formats.page_lines import body_lines
from claimtrack.formats.page_metadata import address, byline, headlines, outlet_of, own_article
from claimtrack.formats.page_tree import main_block, parsed, prose
from claimtrack.formats.reading_result import problem
from claimtrack.model import Article
from claimtrack.reading import PAGE_LIMIT, published_day
from claimtrack.reading.files import file_bytes, shown

_SHARE = 0.5  # of the most prose that stands together; a body with less is another part of the page


@attrs.frozen
class HtmlPage:
    """An article and the page from which it was taken.

    Attributes:
        article: The article; its text is the one that trafilatura found in the page without its furniture,
            and spans point into it, not into the page.
        html: The page, as it was read.
    """

    article: Article
    html: str = attrs.field(repr=False)


def read_html(
    html_or_path: str | os.PathLike[str],
    *,
    outlet: str | None = None,
    published: dt.date | str | None = None,
    url: str | None = None,
    limit: int = PAGE_LIMIT,
) -> HtmlPage:
    """Return the article of a saved HTML page, with what the page says about itself.

    The headline is the one that the page shows (`h1`) or states, without the outlet's name, and no part of the text.
    The day is the one that the page states as the article's own; the outlet has one name on all its pages.
    What the caller states wins.

    Args:
        html_or_path: The page as a `str` that holds a tag, or the path of a file, in the encoding that it states,
            as browsers take it, or else in UTF-8 or windows-1252.
        outlet: The outlet's name; without one the site's name, or the host of its address.
        published: The day of publication, as a date or in the form 2023-08-30.
        url: Where the page came from.
        limit: The most bytes that a file may have.

    Raises:
        InputError: If the file cannot be read, is larger than *limit* or is no HTML, or the page has no body,
            or names no outlet and none is stated.
        FieldTypeError: If an argument has the wrong type.
        FieldValueError: If *published* is not a possible date.
        MissingExtraError: If trafilatura is not installed.
    """
    stated = published_day(published)
    if not isinstance(html_or_path, str | os.PathLike):
        hint = "; decode it first" if isinstance(html_or_path, bytes) else ""
        message = f"read_html: expected a page or a path, got {html_or_path!r:.60}{hint}"
        raise FieldTypeError(message)
    if isinstance(html_or_path, str) and ("<" in html_or_path or not html_or_path.strip()):
        name, html = "the page", html_or_path
    else:
        name = shown(os.fsdecode(html_or_path))
        html = _page_text(Path(html_or_path), limit)
    check(url, str | None, "read_html: url", "a str or None")
    trafilatura, lxml_html = require("trafilatura", "html"), require("lxml.html", "html")
    try:
        row = _row(html, trafilatura, lxml_html, url)
    except Exception as error:  # a stranger's page meets the parser of strangers
        raise problem(name, InputError(f"trafilatura cannot read it: {error!r:.200}; save the page as text")) from error
    if not row.get("text"):
        raise wrong_input(name, "an HTML page with the body of an article", "none; is it a list or a login page?")
    if stated:
        row["published"] = stated
    try:
        return HtmlPage(article_of(row, Fields(), outlet=outlet), html)
    except InputError as error:
        raise problem(name, error) from error


def _row(html: str, trafilatura: Any, lxml_html: Any, url: str | None) -> dict[str, object]:  # noqa: ANN401 - modules of an extra
    """Return the fields of the page's article; without a body, none of them."""
    tree = parsed(lxml_html, html)
    if tree is None:
        return {}
    data = page_data(tree)
    article = own_article(tree, data)
    url = url or address(tree, data, article)
    outlet = outlet_of(tree, data, article, host_of(url))
    titles = headlines(tree, data, article, outlet, host_of(url))
    row: dict[str, object] = {
        "outlet": outlet,
        "url": url,
        "title": next(iter(titles), None),
        "byline": byline(tree, data, article),
        "published": day_of(tree, data, article, main_block(tree)),
    }
    clean(tree, titles)
    text = _body(trafilatura, tree, titles) or _body(trafilatura, parsed(lxml_html, html), titles)
    if len(text) < _SHARE * prose(main_block(tree)):
        isolate(tree)
        text = max(text, _body(trafilatura, tree, titles), key=len)
    return row | {"text": text}


def _body(trafilatura: Any, tree: Element, titles: list[str]) -> str:  # noqa: ANN401 - a module of an extra
    document = trafilatura.bare_extraction(tree, include_comments=False)
    return "\n".join(body_lines(document.text or "", titles)) if document is not None else ""


def _page_text(path: Path, limit: int) -> str:
    return html_text(file_bytes(path, limit=limit), shown(str(path)))
