# SPDX-License-Identifier: MIT
"""Saved news pages: title, byline, date line and body of each story, without the page's furniture.

The evidence is the shape of a line (words, final stop), its place (above the body, in it, after it),
its neighbours, its repetition, and the rows of `data/furniture.toml`.
"""

import codecs
import datetime as dt
import os
import re
from itertools import pairwise
from pathlib import Path

from claimtrack.exceptions import FieldTypeError, FieldValueError, InputError
from claimtrack.model import Article
from claimtrack.reading.furniture import labels_of
from claimtrack.reading.lines import is_blank, is_one_line, lines_of
from claimtrack.reading.stories import article_of, story_starts

__all__ = ["day_of", "page_text", "read"]

_HTML = re.compile(r"[\s\ufeff]*<(?:\?xml[^<]*<)?(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:[T ].*)?", re.DOTALL)

# A name without white space that ends in a short suffix; a page never looks like that.
_FILE_NAME = re.compile(r"\S{1,250}\.(?:txt|text|md|html?|json)")


def read(
    text_or_path: str | os.PathLike[str],
    *,
    outlet: str,
    published: dt.date | str | None,
    title: str | None = None,
    url: str | None = None,
) -> tuple[Article, ...]:
    """Return the stories of a saved news page, the main story first.

    Each article's text is made of the page's own characters in their order: furniture is cut out and
    nothing is changed or added, and `Article.in_page` gives the place of every character in the page.
    A page in which nothing looks like a story is kept whole.
    What the caller states wins over what the page says.
    A further story on the page takes its title and its day only from its own lines.

    Args:
        text_or_path: The page's text, or a path. A `str` without a line break that names an existing
            file, or looks like the name of one ("pages/monday.txt"), is read as that file;
            every other `str` is the text itself. Files are UTF-8.
        outlet: The outlet's name, which holds for all stories of the page.
        published: The main story's day of publication, as a date or in the form "2023-08-30";
            None leaves it to the page's date line, and stays None where the page prints none.
        title: The main story's headline, if it is known.
        url: Where the page came from.

    Raises:
        FieldTypeError: If an argument has the wrong type.
        FieldValueError: If *outlet* is blank, or *published* is no possible date.
        InputError: If the text is blank, or the file cannot be read.
    """
    stated = Article("", outlet, day_of(published), title, url)
    if isinstance(text_or_path, str) and not _names_a_file(text_or_path):
        page = text_or_path
    elif isinstance(text_or_path, (str, os.PathLike)):
        page = page_text(text_or_path)
    else:
        message = f"text_or_path: expected a str or a path, got a value of type {type(text_or_path).__name__}"
        raise FieldTypeError(message)
    lines = list(lines_of(page))
    if not lines:
        message = "text_or_path is empty: expected the text of a news page, or the path of one"
        raise InputError(message)
    labels = labels_of(lines)
    starts = story_starts(lines, labels, stated.published)
    articles = []
    for start, stop in pairwise([*starts, len(lines)]):
        known = stated if start == 0 else Article("", outlet, None, url=url)
        articles.append(article_of(page, lines[start:stop], labels[start:stop], known))
    return tuple(articles)


def page_text(path: str | os.PathLike[str]) -> str:
    """Return the text of the page in the file *path*, with its own line ends.

    Raises:
        InputError: If there is no such file, it cannot be opened, it is a folder or a binary file,
            it is not UTF-8, it is HTML, or it is blank; the message is one line.
    """
    file = os.fsdecode(path)
    name = file if file.isprintable() else repr(file)
    try:
        data = Path(file).read_bytes()
    except FileNotFoundError as error:
        message = f"{name}: there is no such file; check the path"
        raise InputError(message) from error
    except IsADirectoryError as error:
        message = f"{name}: expected a text file, got a folder"
        raise InputError(message) from error
    except (OSError, ValueError) as error:
        message = f"{name}: cannot be opened: {getattr(error, 'strerror', None) or error}"
        raise InputError(message) from error
    if _is_utf_16(data):
        message = f"{name}: is in UTF-16: save it as UTF-8"
        raise InputError(message)
    if (nul := data.find(b"\0")) >= 0:
        message = f"{name}: is a binary file (byte {nul} is NUL): expected a page saved as text in UTF-8"
        raise InputError(message)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"{name}: is not UTF-8 (byte {error.start} is {data[error.start]:#04x}): save the page as UTF-8"
        raise InputError(message) from error
    if is_blank(text):
        message = f"{name}: is empty: expected the text of a news page"
        raise InputError(message)
    if _HTML.match(text):
        message = f"{name}: is HTML; read it with `read_html`, or save the page as text"
        raise InputError(message)
    return text


def day_of(published: object) -> dt.date | None:
    """Return the day of *published*: None, a date, a datetime, or a str such as "2023-08-30".

    Raises:
        FieldTypeError: If it has another type.
        FieldValueError: If a str has another form, or names a day that no calendar has.
    """
    if isinstance(published, dt.datetime):
        return published.date()
    if published is None or isinstance(published, dt.date):
        return published
    if not isinstance(published, str):
        message = f"published: expected a date such as 2023-08-30, got {published!r} of type {type(published).__name__}"
        raise FieldTypeError(message)
    try:
        if _ISO_DAY.fullmatch(published.strip()):
            return dt.datetime.fromisoformat(published.strip()).date()
    except ValueError as error:
        message = f"published: expected a possible date such as 2023-08-30, got {published!r}: {error}"
        raise FieldValueError(message) from error
    message = f"published: expected a date in the form 2023-08-30, got {published!r}"
    raise FieldValueError(message)


def _is_utf_16(data: bytes) -> bool:
    """Tell whether *data* begins as UTF-16 does: with its byte order mark, or with a NUL in every second byte."""
    first, second = data[:64:2], data[1:64:2]
    halves = (all(first) and not any(second)) or (all(second) and not any(first))
    return data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or (bool(second) and halves)


def _names_a_file(text: str) -> bool:
    """Tell whether *text* is one line that names a file, be it a missing one; no text is too odd for the question."""
    return is_one_line(text) and (bool(_FILE_NAME.fullmatch(text)) or os.path.isfile(text))  # noqa: PTH113 - Path raises
