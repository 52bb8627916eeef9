# SPDX-License-Identifier: MIT
"""Files that are replaced whole or not at all: what is new is written beside what is old, and renamed over it.

After an error, a full disk or an interrupt, the old file is as it was, and nothing else is left.
Only a process that is killed outright may leave what it had begun, `.claimtrack-*.part` in the same folder.

- The mode of a file that is replaced stays, and its owner where the system lets it;
  a new file gets the mode that any new file gets.
- A link stays, and the file to which it points is replaced. Other names of that file (hard links) keep what is old.
- Where the folder cannot be written, nothing is, even if the file could be: it could not be replaced whole.
- What is no regular file (a device, a pipe), and a descriptor under its name (`/dev/stdout`), is written to directly.
- An SQLite database, such as a register, and a file that belongs to one are never replaced.
"""

import os
import re
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from claimtrack.exceptions import InputError
from claimtrack.sqlite_files import SUFFIXES, application_id

_DESCRIPTOR = re.compile(r"/dev/(?:stdout|stderr|fd/\d+)|/proc/[^/]+/fd/\d+")


@contextmanager
def replacing(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """Open a file for what is to take the place of the one at *path*, which it does at the end of the block.

    Raises:
        InputError: If a database lies at *path*.
        OSError: If something cannot be written.
    """
    name = os.path.abspath(path)  # noqa: PTH100 - without following links
    place = Path(os.path.realpath(name))
    old = _status(place)
    if _DESCRIPTOR.fullmatch(name) or not (old is None or stat.S_ISREG(old.st_mode)):
        with os.fdopen(os.open(name, os.O_WRONLY | os.O_APPEND), "wb") as stream:
            yield stream
        return
    check_replaceable(path)
    part = place.with_name(f".claimtrack-{os.urandom(8).hex()}.part")
    # Nobody may read the new file who could not read the old one, from its first byte on.
    mode = 0o666 if old is None else stat.S_IMODE(old.st_mode) & 0o777
    try:
        with open(part, "xb", opener=lambda new, flags: os.open(new, flags, mode)) as stream:
            if old is not None and hasattr(os, "fchown"):
                _give(stream.fileno(), old, mode)
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        check_replaceable(path)
        part.replace(place)
    finally:
        with suppress(OSError):
            part.unlink()


def _give(descriptor: int, old: os.stat_result, mode: int) -> None:
    """Give a new file the owner, the group and the mode of the old one, as far as the system lets it."""
    for owner in (old.st_uid, -1):
        with suppress(OSError):
            os.fchown(descriptor, owner, old.st_gid)
            break
    if os.fstat(descriptor).st_gid != old.st_gid:
        mode &= ~0o070 | (mode & 0o007) << 3  # another group may do what everybody may
    os.fchmod(descriptor, mode)


def write_text(path: str | os.PathLike[str], text: str, *, errors: str = "strict") -> None:
    """Replace the file at *path* by one of *text*, in UTF-8 and with its line ends as they are."""
    data = text.encode("utf-8", errors)
    with replacing(path) as stream:
        stream.write(data)


def check_replaceable(path: str | os.PathLike[str]) -> None:
    """Refuse a path at which an SQLite database lies, or a file that belongs to one."""
    place = os.path.realpath(path)
    for file in (place, *(place.removesuffix(end) for end in SUFFIXES if place.endswith(end))):
        if Path(file).is_file() and _is_database(Path(file)):
            what = "is" if file == place else "belongs to"
            message = f"{os.fspath(path)}: {what} an SQLite database, which is never replaced; name another file"
            raise InputError(message)


def _is_database(file: Path) -> bool:
    try:
        return application_id(file) is not None
    except sqlite3.Error:  # one that is just being written, or damaged
        return True


def _status(place: Path) -> os.stat_result | None:
    try:
        return place.stat()
    except FileNotFoundError:
        return None
