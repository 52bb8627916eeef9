# SPDX-License-Identifier: MIT
"""Registers that others write, upgrade or made: what is read is what they hold, or an error that says so."""

import contextlib
import importlib.util
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import attrs
import pytest
from made import numbered

from claimtrack import Register, RegisterError, UnknownNameError
from claimtrack.register import schema, store


@pytest.fixture(name="path")
def _path(tmp_path: Path) -> Path:
    """Make a register with an event of two outlets and its comparison, and close it."""
    with Register(tmp_path / "a", create=True) as register:
        for number in range(2):
            register.add(attrs.evolve(numbered(number), url=f"https://example.org/{number}"))
        register.compare(register.events()[0])
    return tmp_path / "a"


@contextlib.contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the file as another program would."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


@pytest.fixture
def unwritable(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], Register]:
    """Return what opens a register as somebody does who can write neither the file nor its folder."""

    def open_it(path: Path) -> Register:
        with monkeypatch.context() as patch:
            patch.setattr(store, "_can_write", lambda _: False)
            return Register(path)

    return open_it


def test_a_reader_without_the_right_to_write_sees_what_is_added(
    path: Path, unwritable: Callable[[Path], Register]
) -> None:
    """Each call gives what the register holds then: before others write, while they do, and after they have ended."""
    with unwritable(path) as reader:
        assert 2 == len(list(reader.articles()))
        for added in range(2, 5):
            with Register(path) as writer:
                writer.add(numbered(added))
                assert added + 1 == len(list(reader.articles()))
            assert added + 1 == len(list(reader.articles()))
            assert 1 == len(reader.events())
            assert () == reader.verify()


def test_a_file_that_takes_the_place_of_another_is_read(
    path: Path, tmp_path: Path, unwritable: Callable[[Path], Register]
) -> None:
    """A reader who takes no locks sees that a copy was restored, and that it is no register of this release."""
    with Register(tmp_path / "b", create=True) as other:
        other.add(numbered(7))
    with unwritable(path) as reader:
        assert 2 == len(list(reader.articles()))
        (tmp_path / "b").replace(path)
        assert [numbered(7)] == list(reader.articles())
        with opened(path) as connection:
            connection.execute("CREATE TABLE more (x)")
        with pytest.raises(RegisterError, match="holds the table 'more', which no register has"):
            list(reader.articles())


def test_what_changes_while_it_is_read_is_read_again(
    path: Path, monkeypatch: pytest.MonkeyPatch, unwritable: Callable[[Path], Register]
) -> None:
    """What was read without locks counts only if the file is as before; where it never is, the error says so."""
    states = iter(range(1000))
    with unwritable(path) as reader:
        steady = store._state(path)  # noqa: SLF001 - as the system gives it
        assert steady
        device, inode, size, *times = steady
        changing = [None, steady, steady]  # while it is read, and when it is read again
        with monkeypatch.context() as patch:
            patch.setattr(store, "_state", lambda _: changing.pop(0) if changing else steady)
            assert 2 == len(list(reader.articles()))
            assert [] == changing
        monkeypatch.setattr(store, "_state", lambda _: (device, inode, size + next(states), *times))
        monkeypatch.setattr(store, "TIMEOUT", 0.05)
        with pytest.raises(RegisterError, match=r"has been changing for more than 0\.05 seconds, and cannot be read"):
            list(reader.articles())


def test_readers_wait_for_no_writer(path: Path) -> None:
    """While another program writes, everything that reads works at once; what would have been kept is left."""
    with Register(path) as register:
        register.add(attrs.evolve(numbered(2), outlet="Third Voice"))
        with opened(path) as other:
            other.execute("BEGIN IMMEDIATE")
            start = time.monotonic()
            event = register.events()[0]
            assert 3 == len(event.articles)
            assert register.compare(event).rows
            assert () == register.verify()
            assert time.monotonic() - start < store.TIMEOUT / 2
            assert [] == register._store.rows("SELECT * FROM grouping WHERE article = 3")  # noqa: SLF001 - not kept
            other.execute("ROLLBACK")
        assert (event,) == register.events()
        assert [] != register._store.rows("SELECT * FROM grouping WHERE article = 3")  # noqa: SLF001 - kept
        ((patience,),) = register._store.rows("PRAGMA busy_timeout")  # noqa: SLF001 - as before
        assert store.TIMEOUT * 1000 == patience


@pytest.mark.parametrize(
    "use",
    [
        lambda register: register.add(numbered(5)),
        lambda register: len(register.claims),
        lambda register: register.events(),
        lambda register: list(register.articles()),
    ],
)
def test_a_newer_release_that_upgrades_the_open_file_is_told(path: Path, use: Callable[[Register], object]) -> None:
    """A program that has the file open does not go on with tables whose meaning it does not know."""
    with Register(path) as register:
        with opened(path) as newer:
            newer.execute("PRAGMA user_version = 99")
        with pytest.raises(RegisterError, match="got 99, which a newer release has made; upgrade"):
            use(register)


FOREIGN = {
    "CREATE TRIGGER t AFTER INSERT ON claim BEGIN DELETE FROM claim; END": "the trigger 't', which no register has",
    "CREATE VIEW v AS SELECT 1": "holds the view 'v'",
    "CREATE TABLE sqlite (x)": "holds the table 'sqlite'",
    "CREATE INDEX i ON claim (id)": "holds the index 'i'",
    "DROP INDEX claim_outlet": "lacks the index 'claim_outlet'",
    "DROP VIEW current_words; CREATE VIEW current_words AS SELECT number, value AS folded FROM claim": (
        "has another view 'current_words' than a register"
    ),
    "DROP TABLE grouping; CREATE VIEW grouping AS SELECT 3 AS days, 2 AS article": "holds the view 'grouping'",
}


@pytest.mark.parametrize("statements", FOREIGN)
def test_what_no_register_has_is_refused_by_name(path: Path, statements: str) -> None:
    """A file with other tables, views, indexes or any trigger is not opened, and so nothing of it is run."""
    with opened(path) as stranger:
        stranger.executescript(statements)
    before = path.read_bytes()

    with pytest.raises(RegisterError, match=FOREIGN[statements]) as caught:
        Register(path)

    assert str(caught.value).startswith(f"{path}: ")
    assert before == path.read_bytes()


@pytest.mark.parametrize(
    ("written", "forged"),
    [("number INTEGER PRIMARY KEY", "number INTEGERPRIMARYKEY"), ("number, folded", "number, 'folded'")],
)
def test_tables_are_compared_word_by_word(path: Path, written: str, forged: str) -> None:
    """A table or a view of other words is another one, also where it differs by a space or a mark alone."""
    with opened(path) as stranger:
        stranger.execute("PRAGMA writable_schema = ON")
        stranger.execute("UPDATE sqlite_schema SET sql = replace(sql, ?, ?)", (written, forged))

    with pytest.raises(RegisterError, match=r"than a register|is damaged"):
        Register(path)


def test_a_file_that_is_gone_is_told(path: Path, unwritable: Callable[[Path], Register]) -> None:
    """A reader who takes no locks is told that the file is no longer there."""
    with unwritable(path) as reader:
        path.unlink()
        with pytest.raises(RegisterError, match="cannot be opened"):
            reader.stats()


def test_names_that_no_system_has() -> None:
    """A lone surrogate in a path is an error of the register."""
    with pytest.raises(RegisterError, match="the system has no such name"):
        Register("a\ud800.register")


def test_the_statistics_of_sqlite_are_its_own(path: Path) -> None:
    """A tool may have let SQLite count rows for its planner, which makes a table."""
    with opened(path) as tool:
        tool.execute("ANALYZE")

    with Register(path) as register:
        assert () == register.verify()


DEEP = "[" * 100_000
DAMAGED = (
    *(
        f"UPDATE {table} SET {column} = {value} WHERE number = 1"  # noqa: S608 - names of columns
        for table, column in (("article", "value"), ("claim", "value"), ("speaker", "value"), ("event", "terms"))
        for value in ("'null'", "'5'", "'{}'", "'['", "x'ff'", "5", "'NaN'", f"'{DEEP}'", f"'{{\"text\":{DEEP}'")
    ),
    "UPDATE comparison_row SET record = '5'",
    "UPDATE article SET outlet = x'ff'",
    "UPDATE article SET outlet = 5",
    "UPDATE claim SET outlet = x'ff'",
    "UPDATE claim SET hedging = 'very'",
    "UPDATE claim SET published = 'May'",
    "UPDATE claim SET said_start = 5, said_end = 'x'",
    "UPDATE claim SET article = 9",
    "UPDATE claim SET article = 'x' WHERE number = 1",
    "UPDATE claim SET article = x'80'",
    "UPDATE story_address SET story = 1e300",
    "UPDATE article SET story = 1e300",
    "UPDATE article SET version = 9223372036854775807",
    "UPDATE claim SET number = -number",
    "UPDATE claim SET number = 9223372036854775807 WHERE number = 1",
    "UPDATE article SET story = 'x'",
    "UPDATE article SET id = x'ff' WHERE number = 1",
    "DELETE FROM article WHERE number = 1",
    "UPDATE event_article SET article = 9 WHERE article = 1",
)


def uses(register: Register, folder: Path) -> Iterator[Callable[[], object]]:
    """Yield all that can be asked of a register."""
    url = "https://example.org/1"
    yield lambda: list(register.claims)
    yield lambda: list(register.search("bridge"))
    yield lambda: register.claims.outlets
    yield lambda: list(register.claims.where(outlet="Morning Post"))
    yield from (lambda name=name: register.claims.count_by(name) for name in ("outlet", "hedging", "published", "said"))
    yield lambda: list(register.articles())
    yield lambda: register.versions(url)
    yield lambda: register.changes(url)
    yield register.stats
    yield lambda: [register.compare(event) for event in register.events()]
    yield lambda: [register.compare(event) for event in register.events(days=9)]
    yield lambda: register.add(attrs.evolve(numbered(3), url=url))
    yield lambda: register.add(attrs.evolve(numbered(1), url=url, published=None))
    if importlib.util.find_spec("pyarrow") is not None:
        yield lambda: register.write_parquet(folder / "out")


@pytest.mark.parametrize("statement", DAMAGED, ids=lambda statement: statement[:60])
def test_what_was_never_added_is_an_error_that_names_the_file(path: Path, statement: str) -> None:
    """Stored values of other types, depths and references end in an error of the register, and `verify` finds them."""
    with opened(path) as stranger:
        stranger.execute(statement)

    with Register(path) as register:
        assert register.verify()
        for use in uses(register, path.parent):
            with contextlib.suppress(RegisterError, UnknownNameError):
                use()
        problems = register.verify()
    assert [] == [problem for problem in problems if not str(problem).startswith(f"{path}: ") or "\n" in str(problem)]


def test_a_file_that_is_just_being_written_is_opened(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a look without locks sees half of what another program writes, the file is opened and asked."""

    def half_written(_: Path) -> int:
        message = "database disk image is malformed"
        raise sqlite3.DatabaseError(message)

    monkeypatch.setattr(store, "application_id", half_written)
    assert store.is_register(path)
    with Register(path) as register:
        assert 2 == len(list(register.articles()))
    with opened(path) as other:
        other.execute("PRAGMA application_id = 7")
    with pytest.raises(RegisterError, match="got another SQLite database; name another file"):
        Register(path)


def test_a_log_that_has_to_be_mended_is_waited_for(
    path: Path, monkeypatch: pytest.MonkeyPatch, unwritable: Callable[[Path], Register]
) -> None:
    """A reader who cannot write waits until whoever can has mended the log, and opens the file anew."""
    with unwritable(path) as reader:
        failure = sqlite3.OperationalError("attempt to write a readonly database")
        failure.sqlite_errorcode = sqlite3.SQLITE_READONLY
        failures = [failure]
        check = store._check_version  # noqa: SLF001 - as SQLite may fail in any statement

        def failing(*given: object) -> int:
            if failures:
                raise failures.pop()
            return check(*given)  # type: ignore[arg-type]

        monkeypatch.setattr(store, "_check_version", failing)
        assert 2 == len(list(reader.articles()))
        assert [] == failures


def test_a_name_that_is_too_long_leaves_no_file(tmp_path: Path) -> None:
    """SQLite makes files with longer names beside the register, so a name may be too long that the system takes."""
    with pytest.raises(RegisterError, match="name too long; check the path"):
        Register(tmp_path / ("a" * 250), create=True)

    assert [] == list(tmp_path.iterdir())


def test_every_statement_of_the_schema_is_expected(path: Path) -> None:
    """The tables of a new register are those that are compared with each file, word for word."""
    with opened(path) as connection:
        assert [] == list(schema.foreign_objects(connection, len(schema.MIGRATIONS)))
        assert [] != list(schema.foreign_objects(connection, 1))
