# SPDX-License-Identifier: MIT
"""Folders of saved pages: text files, and an `articles.toml` that says where each came from and when.

```toml
[[article]]
file = "independent.txt"
outlet = "The Independent"
published = 2023-08-30
```

`title` and `url` may be added.
"""

import datetime as dt
import os
import re
from contextlib import suppress
from pathlib import Path
from typing import Any

import attrs

from claimtrack.checks import wrong_input
from claimtrack.exceptions import ClaimtrackError, InputError
from claimtrack.model import Article
from claimtrack.reading import PAGE_LIMIT, page_text, published_day, stories_of
from claimtrack.reading.files import opener_within, shown
from claimtrack.toml import read_toml

_LIST = "articles.toml"
_REQUIRED = ("file", "outlet", "published")
_BARE_DAY = re.compile(r"^([ \t]*published[ \t]*=[ \t]*)(\d{4}-\d\d-\d\d)(?=[ \t]*(?:#.*)?\r?$)", re.MULTILINE)
_KEYS = (*_REQUIRED, "title", "url")


@attrs.frozen
class Folder:
    """What was read from a folder of saved pages.

    Attributes:
        pages: The stories of each page, the main one first, in the order of `articles.toml`.
        files: Where the pages lie, without links; one for each page.
        problems: One error for each entry that could not be read; its message is one line.
    """

    pages: tuple[tuple[Article, ...], ...]
    files: tuple[Path, ...]
    problems: tuple[InputError, ...]

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

    An entry that cannot be read becomes a problem, and the others are read.
    A page has to lie inside the folder, links followed.

    Args:
        path: The folder.
        strict: Whether the first problem is raised.
        limit: The most bytes that a page may have, and that `articles.toml` may have.

    Raises:
        InputError: If the folder or its `articles.toml` is missing, cannot be read, or lists no article,
            or, with *strict*, an entry cannot be read.
    """
    folder = Path(path)
    pages: list[tuple[Article, ...]] = []
    files: list[Path] = []
    problems: list[InputError] = []
    seen: dict[Path, int] = {}
    for number, table in enumerate(_entries(folder, limit), start=1):
        place = f"{shown(str(folder / _LIST))}, article {number}"
        try:
            pages.append(_read_entry(folder, table, number, seen, limit))
            files.append(list(seen)[-1])
        except ClaimtrackError as error:
            hint = "" if isinstance(error, InputError) else "; correct it"
            problems.append(InputError(f"{place}: {error}{hint}"))
        if strict and problems:
            raise problems[0]
    return Folder(tuple(pages), tuple(files), tuple(problems))


def listed_files(path: str | os.PathLike[str], *, limit: int = PAGE_LIMIT) -> tuple[Path, ...]:
    """Return the list of a folder and the files that it names, links followed, whether or not they can be read."""
    folder = Path(path)
    files = [folder / _LIST]
    with suppress(ClaimtrackError, OSError):
        for table in _entries(folder, limit):
            if isinstance(table, dict) and isinstance(name := table.get("file"), str):
                with suppress(ClaimtrackError):
                    files.append(_file(folder.resolve(), name))
    return tuple(files)


def _entries(folder: Path, limit: int) -> list[object]:
    name = shown(str(folder))
    if not os.path.isdir(folder):  # noqa: PTH112 - Path raises where a name is too long
        got = "a file" if os.path.exists(folder) else "no such folder"  # noqa: PTH110
        raise wrong_input(name, f"a folder with an {_LIST}", f"{got}; check the path")
    file = folder / _LIST
    if not file.is_file():
        message = f"{name}: has no {_LIST}; write one, with an [[article]] table (file, outlet, published) per page"
        raise InputError(message)
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
        message = f"{name}: lists no article; add a [[article]] table (file, outlet, published) for each page"
        raise InputError(message)
    return tables


def _read_entry(folder: Path, table: object, number: int, seen: dict[Path, int], limit: int) -> tuple[Article, ...]:
    """Return the articles of one entry, and note its file in *seen*."""
    entry = _checked_entry(table)
    root = folder.resolve()
    file = _file(root, entry["file"])
    if file in seen:
        message = f"the file {entry['file']!r} is named twice, first by article {seen[file]}; remove one of the two"
        raise InputError(message)
    seen[file] = number
    published = published_day(entry["published"])
    stated = Article("", entry["outlet"], published, entry.get("title"), entry.get("url"))
    page = page_text(folder / entry["file"], limit=limit, opener=opener_within(root, file))
    return stories_of(page, stated)


def _checked_entry(table: object) -> dict[str, Any]:
    if not isinstance(table, dict):
        message = f"expected a table with the keys {', '.join(_KEYS)}, got {table!r}"
        raise InputError(message)
    if unknown := sorted(set(table) - set(_KEYS)):
        message = f"unknown key {unknown[0]!r}; the keys are {', '.join(_KEYS)}"
        raise InputError(message)
    for key in _KEYS:
        if key not in table and key in _REQUIRED:
            hint = ", the day of publication in the form 2023-08-30" if key == "published" else ""
            message = f"the key {key!r} is missing{hint}; add it"
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
