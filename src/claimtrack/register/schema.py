# SPDX-License-Identifier: MIT
"""The file of a register: its tables, how it is opened and brought up to date, and what can go wrong with it.

It is an SQLite database whose header carries an application id of our own and the version of the schema.
`docs/register.md` describes the tables for those who query them with SQL.
Errors of SQLite and of the system become a `RegisterError` that names the file and what to do.
"""

import errno
import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path
from typing import Any

import attrs

from claimtrack.checks import wrong_type
from claimtrack.exceptions import RegisterError
from claimtrack.register.stored import storable, text_of
from claimtrack.register.stories import address

APPLICATION_ID = 0x636C6D74  # "clmt"; https://www.sqlite.org/fileformat.html#application_id
TIMEOUT = 60.0
"""Seconds for which a register waits for another process that writes."""
_CACHE = 32_768  # KiB of the file that are kept at hand as they are read; with 2,000 a search takes twice as long

_NEWEST = "(SELECT max(number) FROM article GROUP BY story)"

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE story (number INTEGER PRIMARY KEY, key TEXT UNIQUE)",
        """CREATE TABLE article (
            number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, story INTEGER NOT NULL REFERENCES story,
            current INTEGER NOT NULL, outlet TEXT NOT NULL, published TEXT, title TEXT, url TEXT,
            value TEXT NOT NULL)""",
        "CREATE INDEX article_story ON article (story, current)",
        "CREATE INDEX article_url ON article (url)",
        "CREATE INDEX article_outlet ON article (outlet, number) WHERE current",
        """CREATE TABLE version (
            number INTEGER PRIMARY KEY, story INTEGER NOT NULL REFERENCES story,
            article INTEGER NOT NULL REFERENCES article)""",
        "CREATE INDEX version_story ON version (story, number)",
        """CREATE TABLE speaker (
            number INTEGER PRIMARY KEY, name TEXT NOT NULL, folded TEXT NOT NULL, category TEXT NOT NULL,
            value TEXT NOT NULL UNIQUE)""",
        "CREATE INDEX speaker_folded ON speaker (folded)",
        """CREATE TABLE form (
            folded TEXT NOT NULL, speaker INTEGER NOT NULL REFERENCES speaker,
            PRIMARY KEY (folded, speaker)) WITHOUT ROWID""",
        """CREATE TABLE claim (
            number INTEGER PRIMARY KEY, id TEXT NOT NULL, article INTEGER NOT NULL REFERENCES article,
            current INTEGER NOT NULL, outlet TEXT NOT NULL, outlet_folded TEXT NOT NULL, published TEXT,
            speaker INTEGER REFERENCES speaker, via INTEGER REFERENCES speaker, category TEXT,
            hedging TEXT NOT NULL, kind TEXT NOT NULL, type TEXT NOT NULL, polarity TEXT NOT NULL, stance TEXT NOT NULL,
            said_start TEXT, said_end TEXT, said_vague INTEGER, moment TEXT NOT NULL, confidence REAL NOT NULL,
            folded TEXT NOT NULL, value TEXT NOT NULL)""",
        "CREATE INDEX claim_article ON claim (article)",
        "CREATE INDEX claim_speaker ON claim (speaker, hedging, number) WHERE current",
        "CREATE INDEX claim_via ON claim (via, number) WHERE current AND via IS NOT NULL",
        "CREATE INDEX claim_outlet_hedging ON claim (outlet_folded, hedging, number) WHERE current",
        "CREATE INDEX claim_outlet ON claim (outlet_folded, number) WHERE current",
        "CREATE INDEX claim_hedging ON claim (hedging, number) WHERE current",
        "CREATE INDEX claim_published ON claim (published, number) WHERE current",
        "CREATE INDEX claim_moment ON claim (moment, number) WHERE current",
        "CREATE VIEW current_words AS SELECT number, folded FROM claim WHERE current",
        """CREATE VIRTUAL TABLE claim_words USING fts5(
            folded, content='current_words', content_rowid='number', tokenize='unicode61 remove_diacritics 2')""",
    ),
    (
        "CREATE TABLE grouping (days INTEGER NOT NULL, version INTEGER NOT NULL)",
        "CREATE TABLE event (number INTEGER PRIMARY KEY, id TEXT NOT NULL, first TEXT, last TEXT, terms TEXT NOT NULL)",
        """CREATE TABLE event_article (
            event INTEGER NOT NULL REFERENCES event, article INTEGER NOT NULL REFERENCES article,
            PRIMARY KEY (event, article)) WITHOUT ROWID""",
        """CREATE TABLE comparison_row (
            event_id TEXT NOT NULL, number INTEGER NOT NULL, record TEXT NOT NULL,
            PRIMARY KEY (event_id, number)) WITHOUT ROWID""",
    ),
    (
        # A text that came back was a version of its own; now the newest version is the text that was new last.
        f"""INSERT INTO claim_words (claim_words, rowid, folded)
            SELECT 'delete', number, folded FROM claim WHERE current AND article NOT IN {_NEWEST}""",
        f"""INSERT INTO claim_words (rowid, folded)
            SELECT number, folded FROM claim WHERE NOT current AND article IN {_NEWEST}""",
        f"UPDATE claim SET current = NOT current WHERE current <> (article IN {_NEWEST})",
        f"UPDATE article SET current = NOT current WHERE current <> (number IN {_NEWEST})",
        "DROP TABLE version",
        "DELETE FROM grouping",
        "ALTER TABLE grouping RENAME COLUMN version TO article",
        "DROP INDEX article_url",
        """CREATE TABLE story_address (
            address TEXT NOT NULL, story INTEGER NOT NULL REFERENCES story,
            PRIMARY KEY (address, story)) WITHOUT ROWID""",
        """INSERT OR IGNORE INTO story_address (address, story)
            SELECT address_of(url), story FROM article WHERE address_of(url) <> ''""",
        "ALTER TABLE article ADD COLUMN claims INTEGER",
        "UPDATE article SET claims = (SELECT count(*) FROM claim WHERE claim.article = article.number)",
    ),
)
"""The statements that make each version of the schema from the one before it; version 1 from an empty file."""

_MAGIC = b"SQLite format 3\0"
_APPLICATION_ID_AT = 68  # https://www.sqlite.org/fileformat.html#the_database_header
_PAUSE = 0.02  # seconds between two tries to switch the journal, which does not wait by itself


def is_register(path: str | os.PathLike[str]) -> bool:
    """Tell whether a file carries a register's application id in its header."""
    try:
        return _is_ours(_header(Path(path)))
    except (OSError, ValueError):
        return False


def _is_ours(header: bytes) -> bool:
    return header[_APPLICATION_ID_AT:] == APPLICATION_ID.to_bytes(4, "big")


def _header(path: Path) -> bytes:
    """Return the first bytes of a file, up to the application id; a pipe or a device may never give any."""
    if not path.is_file():
        raise OSError(errno.EINVAL, "it is no regular file")
    with path.open("rb") as file:
        return file.read(_APPLICATION_ID_AT + 4)


@attrs.frozen(eq=False)
class Store:
    """An open register: reads and writes by SQL, with errors that name the file."""

    path: Path
    writable: bool
    connection: sqlite3.Connection  # commits each statement outside of `writing`

    def rows(self, sql: str, parameters: Sequence[object] | dict[str, object] = ()) -> list[tuple[Any, ...]]:
        """Return all the rows of a query."""
        with translated(self.path):
            return self.connection.execute(sql, parameters).fetchall()

    def row(self, sql: str, parameters: Sequence[object] | dict[str, object] = ()) -> tuple[Any, ...] | None:
        """Return the first row of a query, or None where there is none."""
        with translated(self.path):
            found: tuple[Any, ...] | None = self.connection.execute(sql, parameters).fetchone()
            return found

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Read several times from one state of the file, without what others add meanwhile."""
        with translated(self.path):
            self.connection.execute("BEGIN")
            try:
                yield
            finally:
                with suppress(sqlite3.Error):
                    self.connection.execute("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Write in one transaction, which is durable at the end or, after any error, rolled back."""
        self.check_writable()
        with translated(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
                self.connection.execute("COMMIT")
            except BaseException:
                # SQLite has ended the transaction itself after some errors, a full disk among them.
                if self.connection.in_transaction:
                    with suppress(sqlite3.Error):
                        self.connection.execute("ROLLBACK")
                raise

    def check_writable(self) -> None:
        """Refuse to go on where the file can only be read."""
        if not self.writable:
            message = (
                f"{self.path}: cannot be written, only read; nothing was added; "
                "allow writing to the file and to its folder, or use a copy"
            )
            raise RegisterError(message)

    def close(self) -> None:
        """Close the file; what was added is in it already."""
        with translated(self.path):
            self.connection.close()


def open_store(path: str | os.PathLike[str]) -> Store:
    """Open the register in a file, which is made where there is none, and bring its schema up to date."""
    if not isinstance(path, str | os.PathLike) or isinstance(os.fspath(path), bytes):
        raise wrong_type(path, "Register", "the path of a file")
    file = Path(path)
    try:
        exists = file.exists()
        _check_header(file, exists=exists)
    except OSError as error:
        message = f"{file}: cannot be opened as a register: {error.strerror or error}; check the path"
        raise RegisterError(message) from error
    writable = _can_write(file.parent) and (not exists or _can_write(file))
    if not exists and not writable:
        message = f"{file}: a register cannot be made here: the folder cannot be written; choose another folder"
        raise RegisterError(message)
    with translated(file):
        connection = _connected(file, writable=writable)
        try:
            store = Store(file, writable, connection)
            _prepare(store)
        except BaseException:
            connection.close()
            raise
    return store


def _can_write(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _check_header(file: Path, *, exists: bool) -> None:
    """Refuse a file that is not a register; an empty one may be a register whose making was interrupted."""
    if "\0" in str(file):
        message = f"{file}: cannot be opened as a register: a path holds no null character; check the path"
        raise RegisterError(message)
    if file.is_dir():
        message = f"{file}: expected the file of a register, got a folder; name a file in it"
        raise RegisterError(message)
    if not exists:
        if not file.parent.is_dir():
            message = f"{file}: a register cannot be made here: there is no folder {file.parent}; make it first"
            raise RegisterError(message)
        return
    header = _header(file)
    if not header or _is_ours(header):
        return
    found = "another SQLite database" if header.startswith(_MAGIC) else "a file of another kind"
    message = f"{file}: expected a register of claimtrack, got {found}; name another file"
    raise RegisterError(message)


def _connected(file: Path, *, writable: bool) -> sqlite3.Connection:
    """Return a connection in which each statement commits itself."""
    uri = file.absolute().as_uri()
    if writable:
        return sqlite3.connect(f"{uri}?mode=rwc", uri=True, timeout=TIMEOUT, isolation_level=None)
    connection = sqlite3.connect(f"{uri}?mode=ro", uri=True, timeout=TIMEOUT, isolation_level=None)
    try:
        connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1")
    except sqlite3.Error as error:
        connection.close()
        # Where the folder cannot be written, SQLite reads a file in WAL mode only if told that nobody changes it.
        if not isinstance(error, sqlite3.OperationalError) or Path(f"{file}-wal").exists():
            raise
        connection = sqlite3.connect(f"{uri}?immutable=1", uri=True, timeout=TIMEOUT, isolation_level=None)
    return connection


def _prepare(store: Store) -> None:
    """Check the version of the schema, bring it up to date, and set how the file is written."""
    connection, newest = store.connection, len(MIGRATIONS)
    version = _version(store)
    if version < newest:
        if not store.writable:
            message = (
                f"{store.path}: has schema {version}, which has to be brought up to {newest}, and cannot be written; "
                "copy it to where it can be written"
            )
            raise RegisterError(message)
        with store.writing():
            _migrate(connection, _version(store))  # another process may have been faster
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {newest}")
    connection.execute(f"PRAGMA cache_size = -{_CACHE}")
    if store.writable:
        _use_wal(connection)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")


def _migrate(connection: sqlite3.Connection, version: int) -> None:
    connection.create_function("address_of", 1, _address_of, deterministic=True)
    for statement in chain.from_iterable(MIGRATIONS[version:]):
        connection.execute(statement)


def new_connection() -> sqlite3.Connection:
    """Return an empty database in memory, with the tables of the newest schema."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    _migrate(connection, 0)
    return connection


def _address_of(url: str | bytes | None) -> str | bytes | None:
    return None if url is None else storable(address(text_of(url)))


def _version(store: Store) -> int:
    """Return the version of the file's schema, 0 for an empty file."""
    version = int(store.connection.execute("PRAGMA user_version").fetchone()[0])
    if version > len(MIGRATIONS):
        message = (
            f"{store.path}: expected a schema up to {len(MIGRATIONS)}, got {version}, which a newer release has made; "
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
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > give_up:
                raise
            time.sleep(_PAUSE)
        else:
            return


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into those of a register, which name the file and what to do."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", None)
        reason = _REASONS.get(code & 0xFF if code is not None else -1, "cannot be used: {error}")
        message = f"{path}: {reason.format(error=error, seconds=TIMEOUT)}"
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
