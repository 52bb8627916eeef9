# SPDX-License-Identifier: MIT
"""Saved news pages: title, byline, date line and body of each story, without the page's furniture.

The evidence is the shape of a line (words, final stop), its place (above the body, in it, after it),
its neighbours, its repetition, and the rows of `data/furniture.toml`.
"""

import datetime as dt
import os
import re
from itertools import pairwise

from claimtrack.checks import wrong_type, wrong_value
from claimtrack.exceptions import FieldValueError, InputError
from claimtrack.model import Article
from claimtrack.reading.files import PAGE_LIMIT, TABLE_LIMIT, page_text
from claimtrack.reading.frames import interrupted, story_frame, told_words
from claimtrack.reading.furniture import labels_of
from claimtrack.reading.lines import is_one_line, lines_of, unfolded
from claimtrack.reading.stories import read_story, story_starts

__all__ = ["PAGE_LIMIT", "TABLE_LIMIT", "page_text", "published_day", "read", "stories_of"]

# A further story has so much of the main one's words in sentences; a teaser with a headline and a day has less.
_OTHER_STORY = 0.25
# A day, and after it a time in any form.
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:[T ](?:[01]\d|2[0-4])(?:[Z+-].*|:?[0-5]\d.*)?)?", re.DOTALL)

# A name without white space that ends in a short suffix, and an address; a page never looks like that.
_FILE_NAME = re.compile(r"\S{1,250}\.(?:txt|text|md|html?|json)|https?://\S{1,2000}")


def read(
    text_or_path: str | os.PathLike[str],
    *,
    outlet: str,
    published: dt.date | str | None = None,
    title: str | None = None,
    url: str | None = None,
    limit: int = PAGE_LIMIT,
) -> tuple[Article, ...]:
    """Return the stories of a saved news page, the main story first.

    The main story is found wherever it stands among menus, notes and links to other stories (`reading.frames`).
    Each article's text is made of the page's own characters in their order: furniture is cut out and
    nothing is changed or added, but that a line end at which a paragraph is folded is a space;
    `Article.in_page` gives the place of every character in the page.
    A page in which nothing looks like a story is kept whole.
    What the caller states wins over what the page says.
    A further story on the page takes its title and its day only from its own lines.

    Args:
        text_or_path: The page's text, or a path. A `str` without a line break that names an existing
            file, or looks like the name of one ("pages/monday.txt"), is read as that file;
            every other `str` is the text itself.
            A file is in UTF-8, or else in UTF-16 or windows-1252, which a `ReadingWarning` says.
        outlet: The outlet's name, which holds for all stories of the page.
        published: The main story's day of publication, as a date or in the form "2023-08-30";
            None leaves it to the page's date line, and stays None where the page prints none.
        title: The main story's headline, if it is known.
        url: Where the page came from.
        limit: The most bytes that a file may have; a text that is handed over may be of any length.

    Raises:
        FieldTypeError: If an argument has the wrong type.
        FieldValueError: If *outlet* is blank, *published* is not a possible date, or *limit* is less than 1.
        InputError: If the text is blank, or the file cannot be read or is larger than *limit*.
    """
    stated = Article("", outlet, published_day(published), title, url)
    if isinstance(text_or_path, str) and not _names_a_file(text_or_path):
        page = text_or_path
    elif isinstance(text_or_path, (str, os.PathLike)):
        page = page_text(text_or_path, limit=limit)
    else:
        raise wrong_type(text_or_path, "text_or_path", "a str or a path")
    return stories_of(page, stated)


def stories_of(page: str, stated: Article) -> tuple[Article, ...]:
    """Return the stories of a page as `read` does; *stated* holds what is known of the main one, and no text."""
    lines = list(lines_of(page))
    if not lines:
        message = "text_or_path is empty: expected the text of a news page, or the path of one"
        raise InputError(message)
    if (whole := unfolded(page, lines)) != page:
        page, lines = whole, list(lines_of(whole))
    labels = labels_of(lines)
    frame = story_frame(lines, labels)
    main = slice(frame.start, frame.stop)
    headline = None if frame.headline is None else frame.headline - frame.start
    lines, labels = lines[main.start :], interrupted(lines[main], labels[main]) + labels[main.stop :]
    # What heads the main story begins no other, though a sentence or two may stand above it.
    starts = [at for at in story_starts(lines, labels, stated.published) if not 0 < at <= (headline or 0)]
    stretches = [slice(start, end) for start, end in pairwise([*starts, len(lines)])]
    stretches[0] = slice(0, min(stretches[0].stop, frame.stop - frame.start))
    told = [told_words(lines[each], labels[each]) for each in stretches]
    articles = []
    for each, words in zip(stretches, told, strict=True):
        if each.start == 0:
            articles.append(read_story(page, lines[each], labels[each], stated, headline))
        elif words >= _OTHER_STORY * told[0]:
            known = Article("", stated.outlet, None, url=stated.url)
            articles.append(read_story(page, lines[each], labels[each], known, None))
    return tuple(articles)


def published_day(published: object) -> dt.date | None:
    """Return the day of *published*: None, a date, a datetime, or a str such as "2023-08-30"."""
    if isinstance(published, dt.datetime):
        return published.date()
    if published is None or isinstance(published, dt.date):
        return published
    if not isinstance(published, str):
        raise wrong_type(published, "published", "a date such as 2023-08-30")
    try:
        if _ISO_DAY.fullmatch(published.strip()):
            return dt.date.fromisoformat(published.strip()[:10])
    except ValueError as error:
        message = f"published: expected a possible date such as 2023-08-30, got {published!r}: {error}"
        raise FieldValueError(message) from error
    raise wrong_value(published, "published", "a date in the form 2023-08-30")


def _names_a_file(text: str) -> bool:
    """Tell whether *text* is one line that names a file, whether or not the file is there."""
    return is_one_line(text) and (bool(_FILE_NAME.fullmatch(text)) or os.path.isfile(text))  # noqa: PTH113 - Path raises
