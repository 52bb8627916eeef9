# SPDX-License-Identifier: MIT
"""The `articles.toml` of a folder, written with what its pages tell, for a person to correct."""

import os
import re
from pathlib import Path
from typing import TextIO

from claimtrack.checks import wrong_input
from claimtrack.exceptions import InputError
from claimtrack.formats.folder import LIST, Folder, read_folder
from claimtrack.model import Article
from claimtrack.reading import PAGE_LIMIT
from claimtrack.reading.files import shown
from claimtrack.toml import basic_string

_HEAD = """\
# What the pages tell of themselves: correct what is wrong, and add what is missing.
# Each has a file and an outlet; published (2023-08-30), title and url may be left out.
"""
_SURROGATE = re.compile("[\ud800-\udfff]")


def write_list(path: str | os.PathLike[str], *, limit: int = PAGE_LIMIT) -> Folder:
    """Write the `articles.toml` of the folder *path*, which has none, and return what was read.

    Raises:
        InputError: If there is one, the folder holds no page that can be read, or the file cannot be written.
    """
    place = Path(path) / LIST
    name = shown(str(place))
    if os.path.lexists(place):
        message = f"{name}: is there, and is never overwritten; correct it, or give it another name"
        raise InputError(message)
    folder = read_folder(path, limit=limit)
    if not folder.pages:
        raise wrong_input(shown(str(path)), "a page that can be read", f"none; the first: {folder.problems[0]}")
    text = list_text(Path(path), folder)
    try:
        with place.open("x", encoding="utf-8", newline="\n") as stream:
            _write(stream, text, place)
    except OSError as error:
        message = f"{name}: cannot be written: {error.strerror or error}; check the folder and its room"
        raise InputError(message) from error
    return folder


def _write(stream: TextIO, text: str, place: Path) -> None:
    """Write the list whole or not at all."""
    try:
        stream.write(text)
        stream.flush()
    except BaseException:
        place.unlink()
        raise


def list_text(path: Path, folder: Folder) -> str:
    """Return the text of the list of what was read from the folder *path*; what could not be read is a comment."""
    root = path.resolve()
    read = zip(folder.files, folder.pages, strict=True)
    entries = [_entry(file.relative_to(root).as_posix(), page[0]) for file, page in read]
    problems = "".join(f"# Not read: {each}\n" for each in folder.problems)
    return "\n".join([_HEAD + problems, *entries])


def _entry(file: str, article: Article) -> str:
    if _SURROGATE.search(file):
        return f"# Not listed, since TOML cannot name it; rename the file: {InputError(shown(file))}\n"
    stated = {"file": file, "outlet": article.outlet, "title": article.title, "url": article.url}
    values = {key: basic_string(_SURROGATE.sub("\ufffd", value)) for key, value in stated.items() if value}
    lines = [f"{key} = {value}" for key, value in values.items()]
    day = f"published = {article.published}" if article.published else "# published = (the page prints no day)"
    return "\n".join(["[[article]]", *lines[:2], day, *lines[2:], ""])
