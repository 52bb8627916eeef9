# SPDX-License-Identifier: MIT
"""Saved HTML pages: trafilatura (extra `html`) finds body, title, date and site, and the page is kept."""

import codecs
import datetime as dt
import os
import re
from pathlib import Path

import attrs

from claimtrack.checks import check, wrong_input
from claimtrack.exceptions import FieldTypeError, InputError
from claimtrack.extras import require
from claimtrack.formats.fields import PRODUCERS, article_of
from claimtrack.formats.reading_result import problem
from claimtrack.model import Article
from claimtrack.reading import PAGE_LIMIT, published_day
from claimtrack.reading.files import file_bytes, shown

# Without the wide search, which takes a copyright line, a link or a style sheet's name for the day of publication.
_STATED_DAYS = {"original_date": True, "extensive_search": False}
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*+=\s*+[\"']?+\s*+([\w.:-]{1,40})", re.IGNORECASE)
# Python's own codecs, which no page is in; the time of two of them is quadratic in the length.
_NO_ENCODINGS = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"})
_HEAD = 4096  # bytes in which a page states its encoding
# Browsers read these names so (https://encoding.spec.whatwg.org/#names-and-labels), and pages count on it:
# the quotation marks of windows-1252 are control characters in ISO 8859-1, and a name read as ASCII cannot be UTF-16.
_AS_BROWSERS = dict.fromkeys(("iso8859-1", "ascii"), "windows-1252") | dict.fromkeys(
    ("utf-16", "utf-16-le", "utf-16-be"), "utf-8"
)
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@attrs.frozen
class HtmlPage:
    """An article and the page from which it was taken.

    Attributes:
        article: The article; its text is the one that trafilatura found, and spans point into it, not into the page.
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

    Title, date, site and authors are those that the page states; what the caller states wins.

    Args:
        html_or_path: The page as a `str` that holds a tag, or the path of a file, in the encoding that it states,
            as browsers take it, or UTF-8.
        outlet: The outlet's name; without one the site's name, or the host of its address.
        published: The day of publication, as a date or in the form 2023-08-30.
        url: Where the page came from.
        limit: The most bytes that a file may have.

    Raises:
        InputError: If the file cannot be read or is larger than *limit*, or the page has no body,
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
    trafilatura = require("trafilatura", "html")
    check(url, str | None, "read_html: url", "a str or None")
    options = {"url": url, "with_metadata": True, "date_extraction_params": _STATED_DAYS}
    document = trafilatura.bare_extraction(html, **options) if html.strip() else None
    if document is None or not (document.text or "").strip():
        raise wrong_input(name, "an HTML page with the body of an article", "none; is it a list or a login page?")
    found = {key: getattr(document, key) for key in ("text", "title", "url", "hostname", "sitename", "date", "author")}
    row = found | {key: value for key, value in (("date", stated), ("url", url)) if value is not None}
    try:
        return HtmlPage(article_of(row, PRODUCERS["trafilatura"], outlet=outlet), html)
    except InputError as error:
        raise problem(name, error) from error


def _page_text(path: Path, limit: int) -> str:
    data = file_bytes(path, limit=limit)
    encoding = _encoding(data)
    try:
        known = codecs.lookup(encoding).name
        return data.decode(encoding if known not in _NO_ENCODINGS else f"{known} (of no page)")
    except (UnicodeError, LookupError) as error:
        name = encoding.removesuffix("-sig")
        message = f"{shown(str(path))}: cannot be read as {name}: {error}; save the page as UTF-8"
        raise InputError(message) from error


def _encoding(data: bytes) -> str:
    """Return the encoding of a page: by its byte order mark, what it states, or UTF-8."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    declared = _CHARSET.search(data, 0, _HEAD)
    if declared is None:
        return "utf-8"
    stated = declared[1].decode("ascii")
    try:
        return _AS_BROWSERS.get(codecs.lookup(stated).name, stated)
    except LookupError:
        return stated
