# SPDX-License-Identifier: MIT
"""The open file of a register: how it is opened, read and written, and what can go wrong with it.

It is an SQLite database whose header carries an application id of our own and the version of the schema.
Errors of SQLite and of the system, and stored values that are none of a register,
become a `RegisterError` that names the file and what to do.
"""

import errno
import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

import attrs

from claimtrack.checks import wrong_type
from claimtrack.exceptions import RegisterError
from claimtrack.register.schema import MIGRATIONS, foreign_objects, migrate
from claimtrack.register.stored import DAMAGE
from claimtrack.sqlite_files import SUFFIXES, WITHOUT_LOCKS, application_id

APPLICATION_ID = 0x636C6D74  # "clmt"; https://www.sqlite.org/fileformat.html#application_id
TIMEOUT = 60.0
"""Seconds for which a register waits for another process that writes."""
_CACHE = 32_768  # KiB of the file that are kept at hand as they are read; with 2,000 a search takes twice as long
_LEAST_TRIES = 2
_MAKING = "make a register of it: `claimtrack add`, or Register(path, create=True) in Python"
_PAUSE = 0.02  # seconds between two tries of what SQLite does not wait for by itself


_Parameters = Sequence[object] | dict[str, object]
_Made = TypeVar("_Made")


def is_register(path: str | os.PathLike[str]) -> bool:
    """Tell whether a file carries a register's application id in its header."""
    try:
        return Path(path).is_file() and application_id(Path(path)) == APPLICATION_ID
    except sqlite3.Error:  # one that is just being written, or damaged: who opens it is told
        return True
    except (OSError, ValueError):
        return False


@attrs.define(eq=False)
class Store:
    """An open register: reads and writes by SQL, with errors that name the file.

    Attributes:
        path: The file.
        writable: Whether the file and its folder can be written.
        connection: The connection, in which each statement outside of `writing` commits itself.
    """

    path: Path
    writable: bool
    connection: sqlite3.Connection
    _watched: "_State | None" = None  # what the file was when it was opened without locks
    _steady: bool = False  # whether what is read now is one state of the file

    def rows(self, sql: str, parameters: _Parameters = ()) -> list[tuple[Any, ...]]:
        """Return all the rows of a query."""
        return self.read(lambda connection: connection.execute(sql, parameters).fetchall())

    def row(self, sql: str, parameters: _Parameters = ()) -> tuple[Any, ...] | None:
        """Return the first row of a query, or None where there is none."""
        found: tuple[Any, ...] | None = self.read(lambda connection: connection.execute(sql, parameters).fetchone())
        return found

    def read(self, query: Callable[[sqlite3.Connection], _Made]) -> _Made:
        """Return what *query* reads; it may be called again where the file changed meanwhile."""
        with translated(self.path):
            if self._steady:
                return query(self.connection)
            if self.writable:
                _check_version(self.path, self.connection)
                return query(self.connection)
            return self._read_anyhow(query)

    def _read_anyhow(self, query: Callable[[sqlite3.Connection], _Made]) -> _Made:
        """Read without the right to write, and so perhaps without the locks of SQLite.

        What was read counts if the file is before and after it what it was when it was opened.
        """
        give_up = time.monotonic() + TIMEOUT
        stale = False
        tries = 0
        while tries < _LEAST_TRIES or time.monotonic() < give_up:
            tries += 1
            if stale or (self._watched is not None and self._watched != _state(self.path)):
                self.connection.close()
                self.connection, self._watched = _connected(self.path, writable=False)
                _check(self.path, self.connection)
            found: _Made | Exception
            try:
                _check_version(self.path, self.connection)
                found = query(self.connection)
            except (sqlite3.Error, *DAMAGE) as error:  # it may be of a page that was just being written
                found = error
            stale = isinstance(found, sqlite3.Error) and _code(found) == sqlite3.SQLITE_READONLY  # a log to be mended
            if not stale and (self._watched is None or self._watched == _state(self.path)):
                if isinstance(found, Exception):
                    raise found
                return found
            time.sleep(_PAUSE)
        message = (
            f"{self.path}: has been changing for more than {TIMEOUT:g} seconds, and cannot be read meanwhile "
            "without the right to write to its folder; wait and try again"
        )
        raise RegisterError(message)

    def snapshot(self, read: Callable[[], _Made]) -> _Made:
        """Return what *read* reads by several queries, from one state of the file."""

        def within(connection: sqlite3.Connection) -> _Made:
            connection.execute("BEGIN")
            self._steady = True
            try:
                return read()
            finally:
                self._steady = False
                with suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")

        return self.read(within)

    def made(self, make: Callable[..., _Made], *columns: object) -> _Made:
        """Return what *make* makes of stored columns; an error tells that they are none of a register."""
        try:
            return make(*columns)
        except RegisterError:
            raise
        except DAMAGE as error:
            reason = f"{type(error).__name__}: {error}"
            message = f"{self.path}: holds what was never added ({reason}); see what `verify` says, and restore a copy"
            raise RegisterError(message) from error

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Write in one transaction, which is durable at the end or, after any error, rolled back."""
        self.check_writable()
        with translated(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                _check_version(self.path, self.connection)
                yield self.connection
                self.connection.execute("COMMIT")
            except BaseException:
                # SQLite has ended the transaction itself after some errors, a full disk among them.
                if self.connection.in_transaction:
                    with suppress(sqlite3.Error):
                        self.connection.execute("ROLLBACK")
                raise

    def keep(self, write: Callable[[sqlite3.Connection], object]) -> None:
        """Write what can be worked out again, where that is possible at once; else leave it."""
        if not self.writable:
            return
        with translated(self.path):
            self.connection.execute("PRAGMA busy_timeout = 0")
            try:
                with self.writing() as connection:
                    write(connection)
            except RegisterError as error:
                if _code(error.__cause__) not in _PASSING:
                    raise
            finally:
                self.connection.execute(f"PRAGMA busy_timeout = {1000 * TIMEOUT:.0f}")

    def check_writable(self) -> None:
        """Refuse to go on where the file can only be read."""
        if not self.writable:
            message = (
                f"{self.path}: cannot be written, only read; nothing was added; "
                "allow writing to the file and to its folder, or use a copy"
            )
            raise RegisterError(message)

    @contextmanager
    def copied(self) -> Iterator[sqlite3.Connection]:
        """Give a copy of the file as it is now, which lies where temporary files do and can be written."""
        with translated(self.path), closing(_connection("")) as copy:
            try:
                self.read(lambda connection: connection.backup(copy))
            except RegisterError as error:
                if _code(error.__cause__) not in _NO_ROOM:
                    raise
                message = (
                    f"{self.path}: cannot be copied to where temporary files lie, to check its index "
                    f"({error.__cause__}); make room there, or name another folder as SQLITE_TMPDIR"
                )
                raise RegisterError(message) from error
            yield copy

    def close(self) -> None:
        """Close the file; what was added is in it already."""
        with translated(self.path):
            self.connection.close()


def open_store(path: str | os.PathLike[str], *, create: bool = False) -> Store:
    """Open the register in a file, and bring its schema up to date; *create* says whether one is made if need be."""
    if not isinstance(path, str | os.PathLike) or isinstance(os.fspath(path), bytes):
        raise wrong_type(path, "Register", "the path of a file")
    file = Path(path)
    try:
        exists = file.exists()
        _check_header(file, exists=exists, create=create)
    except OSError as error:
        message = f"{file}: cannot be opened as a register: {error.strerror or error}; check the path"
        raise RegisterError(message) from error
    writable = _can_write(file.parent) and (not exists or _can_write(file))
    if not exists and not writable:
        message = f"{file}: a register cannot be made here: the folder cannot be written; choose another folder"
        raise RegisterError(message)
    with translated(file):
        connection, watched = _connected(file, writable=writable)
        store = Store(file, writable, connection, watched)
        try:
            _prepare(store)
        except BaseException:
            connection.close()
            raise
    return store


def _can_write(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _check_header(file: Path, *, exists: bool, create: bool) -> None:
    """Refuse a file that is not a register; an empty one may be a register whose making was interrupted."""
    if "\0" in str(file):
        message = f"{file}: cannot be opened as a register: a path holds no null character; check the path"
        raise RegisterError(message)
    try:
        os.fsencode(file)
    except ValueError as error:
        message = f"{file}: cannot be opened as a register: the system has no such name ({error}); check the path"
        raise RegisterError(message) from error
    if file.is_dir():
        message = f"{file}: expected the file of a register, got a folder; name a file in it"
        raise RegisterError(message)
    if not exists:
        if not create:
            message = f"{file}: there is no such file; check the path, or {_MAKING}"
            raise RegisterError(message)
        if str(file) == ":memory:":
            message = f"{file}: a register is kept in a file, and in no memory; name a file"
            raise RegisterError(message)
        if not file.parent.is_dir():
            message = f"{file}: a register cannot be made here: there is no folder {file.parent}; make it first"
            raise RegisterError(message)
        # Refused now, a name that is too long leaves no empty file behind.
        file.with_name(f"{file.name}{max(SUFFIXES, key=len)}").exists()
        return
    if not file.is_file():  # a pipe or a device may never give any byte
        raise OSError(errno.EINVAL, "it is no regular file")
    if not file.stat().st_size:
        if not create:
            message = f"{file}: expected a register, got an empty file; check the path, or {_MAKING}"
            raise RegisterError(message)
        return
    with suppress(sqlite3.Error):  # one that is just being written, or damaged, is asked when it is open
        found = application_id(file)
        if found != APPLICATION_ID:
            raise _other_file(file, "a file of another kind" if found is None else "another SQLite database")


def _other_file(path: Path, found: str) -> RegisterError:
    return RegisterError(f"{path}: expected a register of claimtrack, got {found}; name another file")


_State = tuple[int, ...]


def _state(file: Path) -> _State | None:
    """Return what tells whether a file was changed; None where a log lies beside it, and SQLite's locks keep watch."""
    if any(Path(f"{file}{end}").exists() for end in SUFFIXES):
        return None
    try:
        status = file.stat()  # not opened, as closing it would drop locks of this process
    except OSError:
        return ()  # which no file was; SQLite tells why when it is opened again
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def _connected(file: Path, *, writable: bool) -> tuple[sqlite3.Connection, _State | None]:
    """Return a connection in which each statement commits itself, and what is to be watched, as it takes no locks."""
    uri = file.absolute().as_uri()
    if writable:
        return _connection(f"{uri}?mode=rwc"), None
    give_up = time.monotonic() + TIMEOUT
    while True:
        state = _state(file)
        if state is not None:
            # A register is locked by files beside it, which cannot be made here, or would be another user's.
            return _connection(f"{uri}?{WITHOUT_LOCKS}"), state
        connection = _connection(f"{uri}?mode=ro")
        try:
            connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1")
        except sqlite3.Error as error:
            connection.close()
            passing = _code(error) == sqlite3.SQLITE_READONLY or _state(file) is not None
            if not passing or time.monotonic() > give_up:
                raise
            time.sleep(_PAUSE)  # who wrote it has just closed it
        else:
            return connection, None


def _connection(uri: str) -> sqlite3.Connection:
    connection = sqlite3.connect(uri, uri=True, timeout=TIMEOUT, isolation_level=None)
    # https://www.sqlite.org/security.html: a file of a stranger may hold code that runs as it is read, or broken pages.
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute(f"PRAGMA cache_size = -{_CACHE}")
    return connection


def _prepare(store: Store) -> None:
    """Check the tables, bring them up to date, and set how the file is written."""
    connection, newest = store.connection, len(MIGRATIONS)
    version = _check(store.path, connection)
    if version < newest:
        if not store.writable:
            message = (
                f"{store.path}: has schema {version}, which has to be brought up to {newest}, and cannot be written; "
                "copy it to where it can be written"
            )
            raise RegisterError(message)
        with store.writing():
            migrate(connection, _check(store.path, connection))  # another process may have been faster
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {newest}")
    if store.writable:
        _use_wal(connection)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")


def _check(path: Path, connection: sqlite3.Connection) -> int:
    """Return the version of the schema, 0 for an empty file, and refuse other tables, triggers and views than its."""
    version = _check_version(path, connection)
    ((owner,),) = connection.execute("PRAGMA application_id")
    if owner != APPLICATION_ID and (owner or version):
        raise _other_file(path, "another SQLite database")
    foreign = next(foreign_objects(connection, version), None)
    if foreign is not None and version == _check_version(path, connection):
        message = f"{path}: {foreign}; restore a copy"
        raise RegisterError(message)
    return version


def _check_version(path: Path, connection: sqlite3.Connection) -> int:
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if not 0 <= version <= len(MIGRATIONS):
        message = (
            f"{path}: expected a schema up to {len(MIGRATIONS)}, got {version}, which a newer release has made; "
            "upgrade: pip install -U claimtrack"
        )
        raise RegisterError(message)
    return version


def _use_wal(connection: sqlite3.Connection) -> None:
    """Switch to a write-ahead log, which readers and one writer can use at once; the switch needs the file alone."""
    give_up = time.monotonic() + TIMEOUT
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if _code(error) != sqlite3.SQLITE_BUSY or time.monotonic() > give_up:
                raise
            time.sleep(_PAUSE)
        else:
            return


def _code(error: BaseException | None) -> int | None:
    """Return SQLite's number of an error, without its details."""
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into those of a register, which name the file and what to do."""
    try:
        yield
    except sqlite3.Error as error:
        reason = _REASONS.get(_code(error) or 0, "cannot be used: {error}")
        message = f"{path}: {reason.format(error=error, seconds=TIMEOUT)}"
        raise RegisterError(message) from error
    except (UnicodeDecodeError, OverflowError) as error:  # of a message of SQLite's own, or a column
        message = f"{path}: is damaged (text that is no UTF-8, or a number beyond 64 bits); restore a copy"
        raise RegisterError(message) from error


_REASONS = {
    sqlite3.SQLITE_FULL: "the disk is full; nothing of what was being added was kept; make room and add it again",
    sqlite3.SQLITE_IOERR: (
        "the system refuses to read or write it ({error}): the disk may be full or failing; "
        "nothing of what was being added was kept; make room and add it again"
    ),
    sqlite3.SQLITE_BUSY: (
        "another program has been writing to it for more than {seconds:g} seconds; "
        "nothing was added; wait for it to end and add again"
    ),
    sqlite3.SQLITE_READONLY: "cannot be written ({error}); nothing was added; allow writing to the file and its folder",
    sqlite3.SQLITE_CORRUPT: "is damaged ({error}); restore a copy",
    sqlite3.SQLITE_NOTADB: "is damaged ({error}); restore a copy",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened ({error}); check that the file and its folder can be read and written",
}
_NO_ROOM = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN}
_PASSING = {*_NO_ROOM, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_READONLY}
"""What may keep a file from being written and not from being read."""
