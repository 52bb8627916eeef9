# SPDX-License-Identifier: MIT
"""Files that are replaced whole or not at all: what stays, what is refused, and what becomes of an error."""

import os
import socket
import sqlite3
import stat
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from made import article

from claimtrack import Claims, InputError, Register, extract, read_claims, write_claims
from claimtrack.atomic_files import replacing, write_text
from claimtrack.formats import brat

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX modes, links and pipes")


def left(folder: Path) -> list[str]:
    """Return the names in a folder."""
    return sorted(path.name for path in folder.iterdir())


def interrupted(path: Path, meanwhile: Callable[[], object]) -> None:
    """Write a file, and do something else before its end."""
    with replacing(path) as file:
        file.write(b"new")
        meanwhile()


def raising(error: BaseException) -> None:
    """Raise an error."""
    raise error


@pytest.mark.parametrize("old", [None, "", "what was there, and longer"])
def test_what_is_written_is_there(tmp_path: Path, old: str | None) -> None:
    """A new file, an empty one and a longer one have the text as it is, and nothing lies beside them."""
    path = tmp_path / "a"
    if old is not None:
        path.write_text(old, encoding="utf-8")
    write_text(path, "né\r\n\n")

    assert "né\r\n\n".encode() == path.read_bytes()
    assert ["a"] == left(tmp_path)


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt(), SystemExit(1)])
@pytest.mark.parametrize("old", [None, "old"])
def test_an_error_leaves_what_was_there(tmp_path: Path, error: BaseException, old: str | None) -> None:
    """Whatever ends the writing, the old file is as it was, a new one is not there, and nothing lies beside it."""
    path = tmp_path / "a"
    if old is not None:
        path.write_text(old, encoding="utf-8")
    with pytest.raises(type(error)):
        interrupted(path, lambda: raising(error))

    assert ({"a": old} if old else {}) == {each.name: each.read_text() for each in tmp_path.iterdir()}


def test_a_reader_sees_the_old_or_the_new(tmp_path: Path) -> None:
    """While a file is written, whoever reads it reads the old one, and two who write do not meet."""
    path = tmp_path / "a"
    path.write_bytes(b"old")
    with replacing(path) as first, replacing(path) as second:
        first.write(b"first")
        second.write(b"second")
        assert b"old" == path.read_bytes()

    assert b"first" == path.read_bytes()
    assert ["a"] == left(tmp_path)


@posix
@pytest.mark.parametrize("mask", [0o022, 0o077])
def test_modes(tmp_path: Path, mask: int) -> None:
    """The mode of a file stays, and a new one gets what the mask of the process leaves."""
    old, new = tmp_path / "old", tmp_path / "new"
    old.touch()
    old.chmod(0o604)
    before = os.umask(mask)
    try:
        write_text(old, "a")
        write_text(new, "a")
    finally:
        os.umask(before)

    assert [0o604, 0o666 & ~mask] == [stat.S_IMODE(path.stat().st_mode) for path in (old, new)]


@posix
def test_links(tmp_path: Path) -> None:
    """A link stays and its file is replaced or made; another name of the same file keeps what is old."""
    (tmp_path / "a").write_text("old", encoding="utf-8")
    (tmp_path / "hard").hardlink_to(tmp_path / "a")
    for name, target in (("soft", "a"), ("dangling", "b")):
        (tmp_path / name).symlink_to(target)
        write_text(tmp_path / name, "new")

    assert ["a", "b", "dangling", "hard", "soft"] == left(tmp_path)
    assert [True, True] == [(tmp_path / name).is_symlink() for name in ("soft", "dangling")]
    assert ["new", "new", "old"] == [(tmp_path / name).read_text() for name in ("a", "b", "hard")]


@posix
def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    """A pipe stays a pipe, and its reader gets the text."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    got: list[str] = []
    reader = threading.Thread(target=lambda: got.append(path.read_text()))
    reader.start()
    write_text(path, "text")
    reader.join()

    assert ["text"] == got
    assert path.is_fifo()


@posix
def test_a_descriptor_under_its_name_is_written_to(tmp_path: Path) -> None:
    """A file that is open under a name in /dev/fd gets the text at its end, and stays the same file."""
    with (tmp_path / "log").open("wb") as log:
        log.write(b"before, ")
        log.flush()
        write_text(f"/dev/fd/{log.fileno()}", "text")

    assert "before, text" == (tmp_path / "log").read_text()


@pytest.mark.parametrize(
    ("name", "what"),
    [("base", "is"), ("base-wal", "belongs to"), ("base-shm", "belongs to"), ("base-journal", "belongs to")],
)
def test_databases_are_refused(tmp_path: Path, name: str, what: str) -> None:
    """A database and a name that belongs to one are refused, whoever made it; a name that is only alike is not."""
    base = tmp_path / "base"
    connection = sqlite3.connect(base)
    connection.execute("CREATE TABLE a (b)")
    connection.close()
    before = base.read_bytes()
    with pytest.raises(InputError, match=f"{name}: {what} an SQLite database, which is never replaced; name another"):
        write_text(tmp_path / name, "text")
    write_text(tmp_path / "other-wal", "text")

    assert ["base", "other-wal"] == left(tmp_path)
    assert before == base.read_bytes()


def test_a_database_that_came_meanwhile(tmp_path: Path) -> None:
    """A database that is made while the text is written is not replaced either."""
    path = tmp_path / "a"
    with pytest.raises(InputError, match="is an SQLite database"):
        interrupted(path, lambda: Register(path, create=True).close())

    with Register(path) as register:
        assert not register.verify()


def bound(path: Path) -> None:
    """Leave a socket at the path."""
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(path))


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (lambda path: path.mkdir(), IsADirectoryError),
        (lambda path: path.symlink_to(path.name), OSError),
        (bound, OSError),
    ],
)
@posix
def test_what_cannot_be_written(tmp_path: Path, make: Callable[[Path], object], error: type[OSError]) -> None:
    """A folder, a link to itself and a socket raise, and stay."""
    path = tmp_path / "a"
    make(path)
    with pytest.raises(error):
        write_text(path, "text")

    assert ["a"] == left(tmp_path)


def test_every_writer_refuses_a_database(tmp_path: Path) -> None:
    """The writers of the library leave a register as it is."""
    given = article()
    claims = extract(given)
    place = tmp_path / f"{given.id}.ann"
    Register(place, create=True).close()
    before = place.read_bytes()
    with pytest.raises(InputError, match="is an SQLite database"):
        write_claims(claims, place)
    with pytest.raises(InputError, match="is an SQLite database"):
        brat.write_folder(claims, tmp_path)

    assert before == place.read_bytes()


def test_claims_are_written_to_a_path(tmp_path: Path) -> None:
    """Claims that are written to a path read back, and an error leaves the old file."""
    path = tmp_path / "claims.jsonl"
    claims = extract(article())
    write_claims(claims, path)

    assert claims == read_claims(path).claims
    with pytest.raises(TypeError, match="write_claims: expected a path or an open file, got a int"):
        write_claims(Claims(), 3)  # type: ignore[arg-type]
