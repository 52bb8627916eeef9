# SPDX-License-Identifier: MIT
"""Folders of saved pages, as text or HTML, and an `articles.toml` that says where each came from and when.

```toml
[[article]]
file = "independent.txt"
outlet = "The Independent"
published = 2023-08-30
```

`published` may be left out where the page tells its day, and `title` and `url` may be added.
Without a list, the pages in the folder are read, and tell it themselves; `list_text` writes a list of what was read.
"""

import datetime as dt
import os
import re
import warnings
from contextlib import suppress
from pathlib import Path
from typing import Any

import attrs

from claimtrack.checks import wrong_input
from claimtrack.exceptions import ClaimtrackError, InputError, MissingExtraError, ReadingWarning
from claimtrack.formats.reading_result import as_html, counted
from claimtrack.formats.saved_pages import ENDINGS, page_stories
from claimtrack.model import Article
from claimtrack.reading import PAGE_LIMIT, page_text, published_day
from claimtrack.reading.files import file_bytes, opener_within, shown
from claimtrack.toml import read_toml

LIST = "articles.toml"
"""The name of the list in a folder."""
_REQUIRED = ("file", "outlet")
_BARE_DAY = re.compile(r"^([ \t]*published[ \t]*=[ \t]*)(\d{4}-\d\d-\d\d)(?=[ \t]*(?:#.*)?\r?$)", re.MULTILINE)
_KEYS = (*_REQUIRED, "published", "title", "url")
_OF_A_PAGE = "_files"  # what browsers save beside a page
_SHOWN = 5  # names of what is left out


@attrs.frozen(repr=False)
class Folder:
    """What was read from a folder of saved pages.

    Attributes:
        pages: The stories of each page, the main one first, in the order of `articles.toml`, or of the files' names.
        files: Where the pages lie, without links; one for each page.
        problems: One error for each entry that could not be read; its message is one line.
    """

    pages: tuple[tuple[Article, ...], ...]
    files: tuple[Path, ...]
    problems: tuple[InputError, ...]

    def __repr__(self) -> str:
        return counted("Folder", page=self.pages, article=self.articles, problem=self.problems)

    def _repr_html_(self) -> str:
        return as_html(repr(self), self.articles, self.problems)

    @property
    def articles(self) -> tuple[Article, ...]:
        """Every story of every page."""
        return tuple(article for page in self.pages for article in page)

    @property
    def main(self) -> tuple[Article, ...]:
        """The main story of each page."""
        return tuple(page[0] for page in self.pages)


def read_folder(path: str | os.PathLike[str], *, strict: bool = False, limit: int = PAGE_LIMIT) -> Folder:
    """Return the articles of the pages that `articles.toml` in the folder *path* lists.

    Where there is none, these are the folder's own pages (`.txt`, `.html`, `.htm`), in the order of their names:
    the outlet is the one that an HTML page names, or else the file's name without its ending,
    and the day is the page's. A `ReadingWarning` names what else lies there, but for hidden files.

    A page that cannot be read becomes a problem, and the others are read.
    A page has to lie inside the folder, links followed.

    Args:
        path: The folder.
        strict: Whether the first problem is raised.
        limit: The most bytes that a page may have, and that `articles.toml` may have.

    Raises:
        InputError: If the folder is missing or holds no page, its `articles.toml` cannot be read or lists no article,
            or, with *strict*, a page cannot be read.
    """
    folder = Path(path)
    pages: list[tuple[Article, ...]] = []
    files: list[Path] = []
    problems: list[InputError] = []
    seen: dict[Path, int] = {}
    listed = _has_list(folder)
    entries = _entries(folder, limit) if listed else _unlisted(folder)
    for number, table in enumerate(entries, start=1):
        try:
            entry = _checked_entry(table) if listed else dict(table)
            pages.append(_read_entry(folder, entry, number, seen, limit))
            files.append(list(seen)[-1])
        except ClaimtrackError as error:
            message = str(error) if isinstance(error, InputError | MissingExtraError) else f"{error}; correct it"
            if listed:
                message = f"{shown(str(folder / LIST))}, article {number}: {message}"
            elif not message.startswith(page := shown(str(folder / table["file"]))):
                message = f"{page}: {message}"
            problems.append(InputError(message))
        if strict and problems:
            raise problems[0]
    return Folder(tuple(pages), tuple(files), tuple(problems))


def listed_files(path: str | os.PathLike[str], *, limit: int = PAGE_LIMIT) -> tuple[Path, ...]:
    """Return the list of a folder and the pages that are read from it, links followed, even if they cannot be."""
    folder = Path(path)
    files = [folder / LIST]
    with suppress(ClaimtrackError, OSError):
        for table in _entries(folder, limit) if _has_list(folder) else _pages_in(folder)[0]:
            if isinstance(table, dict) and isinstance(name := table.get("file"), str):
                with suppress(ClaimtrackError):
                    files.append(_file(folder.resolve(), name))
    return tuple(files)


def _has_list(folder: Path) -> bool:
    return os.path.lexists(folder / LIST)


def _pages_in(folder: Path) -> tuple[list[dict[str, str]], list[str]]:
    """Return the pages in a folder as entries of a list that states nothing, and the names of all else there."""
    pages, others = [], []
    with os.scandir(folder) as found:
        for each in sorted(found, key=lambda one: one.name):
            is_folder = os.path.isdir(each.path)  # noqa: PTH112 - of a link in a circle, too
            if each.name.lower().endswith(ENDINGS) and not is_folder and not each.name.startswith("."):
                pages.append({"file": each.name})
            elif not each.name.startswith(".") and not (is_folder and each.name.endswith(_OF_A_PAGE)):
                others.append(each.name)
    return pages, others


def _unlisted(folder: Path) -> list[Any]:
    name = shown(str(folder))
    if not os.path.isdir(folder):  # noqa: PTH112 - Path raises where a name is too long
        got = "a file" if os.path.exists(folder) else "no such folder"  # noqa: PTH110
        raise wrong_input(name, "a folder of pages", f"{got}; check the path")
    try:
        pages, others = _pages_in(folder)
    except OSError as error:
        message = f"{name}: cannot be opened: {error.strerror or error}"
        raise InputError(message) from error
    named = ", ".join(map(shown, others[:_SHOWN])) + (f" and {len(others) - _SHOWN} more" if others[_SHOWN:] else "")
    if not pages:
        message = f"{name}: has no {LIST} and holds no page ({', '.join(ENDINGS)})"
        raise InputError(f"{message}; it holds {named}" if others else message)
    if others:
        message = f"{name}: left out what ends in none of {', '.join(ENDINGS)}: {named}"
        warnings.warn(message, ReadingWarning, stacklevel=3)
    return pages


def _entries(folder: Path, limit: int) -> list[Any]:
    file = folder / LIST
    text = page_text(file, limit=limit).removeprefix("\ufeff")
    name = shown(str(file))
    try:
        # As a string, an impossible day is a problem of its own entry; as a TOML date, of the whole file.
        listed = read_toml(_BARE_DAY.sub(r'\1"\2"', text))
    except InputError as error:
        message = f"{name}: {error}"
        raise InputError(message) from error
    if unknown := sorted(set(listed) - {"article"}):
        message = f"{name}: unknown key {unknown[0]!r}; expected one [[article]] table for each page"
        raise InputError(message)
    tables = listed.get("article", [])
    if not isinstance(tables, list):
        message = f"{name}: expected [[article]] in double brackets, one table for each page"
        raise InputError(message)
    if not tables:
        message = f"{name}: lists no article; add a [[article]] table (file, outlet) for each page"
        raise InputError(message)
    return tables


def _read_entry(
    folder: Path, entry: dict[str, Any], number: int, seen: dict[Path, int], limit: int
) -> tuple[Article, ...]:
    """Return the articles of one entry, and note its file in *seen*."""
    root = folder.resolve()
    file = _file(root, entry["file"])
    if file in seen:
        message = f"the file {entry['file']!r} is named twice, first by article {seen[file]}; remove one of the two"
        raise InputError(message)
    seen[file] = number
    published, path = published_day(entry.get("published")), folder / entry["file"]
    data = file_bytes(path, limit=limit, opener=opener_within(root, file))
    stated = {key: entry.get(key) for key in ("outlet", "title", "url")}
    return page_stories(data, str(path), published=published, **stated)


def _checked_entry(table: object) -> dict[str, Any]:
    if not isinstance(table, dict):
        message = f"expected a table with the keys {', '.join(_KEYS)}, got {table!r}"
        raise InputError(message)
    if unknown := sorted(set(table) - set(_KEYS)):
        message = f"unknown key {unknown[0]!r}; the keys are {', '.join(_KEYS)}"
        raise InputError(message)
    for key in _KEYS:
        if key not in table and key in _REQUIRED:
            message = f"the key {key!r} is missing; add it"
            raise InputError(message)
        expected = (str, dt.date) if key == "published" else str
        if key in table and not isinstance(table[key], expected):
            form = "a date in the form 2023-08-30" if key == "published" else "a string"
            raise wrong_input(key, form, repr(table[key]))
    return dict(table)


def _file(folder: Path, name: str) -> Path:
    try:
        file = (folder / name).resolve()
    except (OSError, ValueError, RuntimeError) as error:  # RuntimeError: a link to itself, before Python 3.13
        raise wrong_input(place="file", expected="the name of a file in the folder", got=repr(name)) from error
    if not file.is_relative_to(folder):
        message = f"the file {name!r} lies outside the folder; copy it into the folder and name it from there"
        raise InputError(message)
    return file
