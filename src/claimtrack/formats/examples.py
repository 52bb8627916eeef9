# SPDX-License-Identifier: MIT
"""Example pages that come with the package: two of real outlets on one event, and an invented event.

A wheel brings them from the folder `fixtures` of a checkout, from which they are taken where that is what is installed.
"""

import os
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from claimtrack.checks import check
from claimtrack.exceptions import InputError, UnknownNameError
from claimtrack.formats.folder import LIST
from claimtrack.formats.saved_pages import page_stories
from claimtrack.model import Article
from claimtrack.reading.files import shown
from claimtrack.toml import read_toml

_STORIES = {"letters": "putin-kim-letters", "ferry": "ferry"}
_FOLDERS = (*_STORIES.values(), "formats")  # as pyproject.toml has them for the wheel

_PACKED = resources.files("claimtrack") / "data" / "examples"  # within a zip, too
_CHECKOUT = Path(__file__).parents[3] / "fixtures"


def example(name: str = "letters") -> tuple[Article, ...]:
    """Return the articles of several outlets on one event.

    The letters are the outlets' own texts, which the licence of claimtrack does not cover.

    Args:
        name: `letters`: The Independent and Asharq Al-Awsat on a White House briefing of 30 August 2023;
            or `ferry`: an invented accident, told by three invented outlets that differ in much.
            The names of their folders, `putin-kim-letters` and `ferry`, do as well.

    Raises:
        UnknownNameError: If there is no such example.
        FieldTypeError: If *name* is no str.
    """
    check(name, str, "example", "the name of one")
    folder_name = _STORIES.get(name, name)
    if folder_name not in _STORIES.values():
        message = f"example: unknown example {name!r}; the examples are {', '.join(_STORIES)}"
        raise UnknownNameError(message)
    folder = _home() / folder_name
    entries = read_toml((folder / LIST).read_text(encoding="utf-8"))["article"]
    pages = {entry.pop("file"): entry for entry in entries}
    return tuple(page_stories((folder / file).read_bytes(), file, **stated)[0] for file, stated in pages.items())


def write_examples(path: str | os.PathLike[str]) -> tuple[Path, ...]:
    """Write the example pages, and a sample of each format that is read, into folders within *path*; return these.

    Raises:
        InputError: If one of the folders is there, or cannot be written.
    """
    folders = tuple(Path(path) / name for name in _FOLDERS)
    for folder in folders:
        if os.path.lexists(folder):
            message = f"{shown(str(folder))}: is there, and is never overwritten; name another folder"
            raise InputError(message)
    for folder in folders:
        try:
            folder.mkdir(parents=True)
            for file in (_home() / folder.name).iterdir():
                (folder / file.name).write_bytes(file.read_bytes())
        except OSError as error:
            message = f"{shown(str(folder))}: cannot be written: {error.strerror or error}; check the path and its room"
            raise InputError(message) from error
    return folders


def _home() -> Traversable:
    return _PACKED if _PACKED.is_dir() else _CHECKOUT
