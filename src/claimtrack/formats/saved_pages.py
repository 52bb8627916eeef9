# SPDX-License-Identifier: MIT
"""Saved pages of either kind, text or HTML, which their endings or their first signs tell."""

import warnings
from pathlib import PurePath
from typing import Any

import attrs

from claimtrack.exceptions import InputError, ReadingWarning
from claimtrack.formats.html_encoding import html_text
from claimtrack.formats.html_pages import read_html
from claimtrack.formats.reading_result import problem
from claimtrack.model import Article
from claimtrack.reading import stories_of
from claimtrack.reading.files import begins_as_html, decoded, shown
from claimtrack.reading.lines import is_blank

_REPORT = '<meta name="generator" content="claimtrack">'
_HEAD = 4096  # characters in which a page says what wrote it
HTML_ENDINGS = (".htm", ".html")
ENDINGS = (*HTML_ENDINGS, ".txt")
"""How the names of pages end that are found in a folder."""


def page_stories(data: bytes, name: str, *, title: str | None = None, **stated: Any) -> tuple[Article, ...]:  # noqa: ANN401
    """Return the stories of a saved page, the main one first; an HTML page has one.

    Without an outlet, it is the one that an HTML page names, or else the file's name without its ending.

    Args:
        data: What the file holds.
        name: Its name, for messages, for the outlet and for the kind of the page.
        title: The headline, if it is known.
        stated: What else is known, as `read_html` takes it: outlet, published, url.
    """
    path, name = PurePath(name), shown(name)
    stem = path.stem or name
    if path.suffix.lower() not in HTML_ENDINGS and not begins_as_html(data):
        known = Article("", stated.get("outlet") or stem, stated.get("published"), title, stated.get("url"))
        return stories_of(decoded(data, name), known)
    html = html_text(data, name)
    if is_blank(html):
        message = f"{name}: is empty: expected the HTML of a news page"
        raise InputError(message)
    if _REPORT in html[:_HEAD]:
        message = f"{name}: is a page that claimtrack wrote: expected a news page; keep the two apart"
        raise InputError(message)
    try:
        article = read_html(html, **stated).article
    except InputError as error:
        message = str(error).removeprefix("the page: ")
        if stated.get("outlet") is not None or not message.startswith("outlet ("):
            raise problem(name, InputError(message)) from error
        article = read_html(html, **stated | {"outlet": stem}).article
        warnings.warn(f"{name}: names no outlet, which is taken from the name: {stem}", ReadingWarning, stacklevel=2)
    return (article if title is None else attrs.evolve(article, title=title),)
