# SPDX-License-Identifier: MIT
"""The file of a register: what is none, cannot be written or is of another version is a clear error, and undamaged."""

import contextlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path

import attrs
import pytest
from made import numbered

from claimtrack import Article, FieldTypeError, Register, RegisterError, extract
from claimtrack.register import adding, schema, store
from claimtrack.register.stored import ARTICLE_COLUMNS, article_row, claim_row, undated_of
from claimtrack.register.stories import address

NOBODY = 65534
BEFORE_THREE = 2  # the last schema that has a table of versions


def made(path: Path, count: int = 1) -> Path:
    """Make a register of so many articles and close it."""
    with Register(path, create=True) as register:
        for number in range(count):
            register.add(numbered(number))
    return path


def edited(path: Path, *statements: str) -> Path:
    """Run statements on a database, as another program would."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    return path


def written(path: Path, content: str) -> Path:
    """Write a text file."""
    path.write_text(content, encoding="utf-8")
    return path


NO_REGISTERS: dict[str, tuple[Callable[[Path], Path], str]] = {
    "folder": (lambda path: path, "expected the file of a register, got a folder"),
    "text": (lambda path: written(path / "a", "A text of a hundred words. " * 9), "got a file of another kind"),
    "short": (lambda path: written(path / "a", "x"), "got a file of another kind"),
    "database": (lambda path: edited(path / "a", "CREATE TABLE t (x)"), "got another SQLite database"),
    "newer": (
        lambda path: edited(made(path / "a"), "PRAGMA user_version = 99"),
        f"expected a schema up to {len(schema.MIGRATIONS)}, got 99, .* upgrade",
    ),
    "nowhere": (lambda path: path / "none" / "a", "there is no folder .*none; make it first"),
    "below a file": (lambda path: written(path / "a", "x") / "b", "there is no folder .*a; make it first"),
    "memory": (lambda _: Path(":memory:"), "a register is kept in a file, and in no memory; name a file"),
    "null": (lambda path: path / "a\0b", "a path holds no null character"),
    "device": (lambda _: Path(os.devnull), "cannot be opened as a register: it is no regular file"),
}


@pytest.mark.parametrize("what", NO_REGISTERS)
def test_what_is_no_register_is_refused_and_left_as_it_is(tmp_path: Path, what: str) -> None:
    """The error names the file and what it is, and nothing in the folder changes."""
    make, message = NO_REGISTERS[what]
    path = make(tmp_path)
    before = {each: each.read_bytes() for each in tmp_path.rglob("*")}

    with pytest.raises(RegisterError, match=message) as caught:
        Register(path, create=True)

    assert str(caught.value).startswith(f"{path}: ".replace("\0", r"\x00"))
    assert before == {each: each.read_bytes() for each in tmp_path.rglob("*")}


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("typo", "there is no such file; check the path, or make a register of it: `claimtrack add`"),
        ("nowhere/typo", "there is no such file"),
        ("empty", "expected a register, got an empty file; check the path, or make a register of it: `claimtrack add`"),
    ],
)
def test_a_register_is_made_only_where_that_is_asked_for(tmp_path: Path, name: str, message: str) -> None:
    """A misspelt path makes no file, and the error says how to make one."""
    (tmp_path / "empty").touch()

    with pytest.raises(RegisterError, match=message):
        Register(tmp_path / name)

    assert [tmp_path / "empty"] == list(tmp_path.iterdir())
    assert b"" == (tmp_path / "empty").read_bytes()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_pipe_is_no_register(tmp_path: Path) -> None:
    """A named pipe, which would keep its reader waiting for ever, is refused, and is told to be none."""
    os.mkfifo(tmp_path / "a")

    with pytest.raises(RegisterError, match="cannot be opened as a register: it is no regular file"):
        Register(tmp_path / "a")
    assert not store.is_register(tmp_path / "a")


@pytest.mark.parametrize("path", [None, 3, b"a"])
def test_what_is_no_path_is_refused(path: object) -> None:
    """A path is a str or a path."""
    with pytest.raises(FieldTypeError, match="Register: expected the path of a file"):
        Register(path)  # type: ignore[arg-type]


def test_an_empty_file_becomes_a_register(tmp_path: Path) -> None:
    """A file without content is what a process leaves that was killed before it made the tables."""
    made(written(tmp_path / "a", ""))

    assert store.is_register(tmp_path / "a")


def test_a_register_is_told_by_its_header(tmp_path: Path) -> None:
    """Only the file of a register is taken for one, whatever its name."""
    assert store.is_register(made(tmp_path / "a.txt"))
    assert not store.is_register(edited(tmp_path / "b.register", "CREATE TABLE t (x)"))
    assert not store.is_register(written(tmp_path / "c", "x"))
    assert not store.is_register(tmp_path)
    assert not store.is_register(tmp_path / "none")
    assert not store.is_register("a\0b")


def older(path: Path, version: int, *stories: Sequence[Article]) -> Path:
    """Make a register as an older release left it, with stories whose first version came back as the newest."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        for statement in chain.from_iterable(schema.MIGRATIONS[: min(version, BEFORE_THREE)]):
            connection.execute(statement)
        for story, versions in enumerate(stories, start=1):
            connection.execute("INSERT INTO story (number) VALUES (?)", (story,))
            for each in versions:
                columns = dict(zip(ARTICLE_COLUMNS, article_row(each), strict=True))
                del columns["undated"]
                row = {"story": story, "current": each == versions[0]} | columns
                statement = f"INSERT INTO article ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})"  # noqa: S608 - names of columns
                number = connection.execute(statement, list(row.values())).lastrowid or 0
                for claim in extract(each):
                    voices = [adding._speaker(connection, who, {}) for who in (claim.speaker, claim.via)]  # noqa: SLF001
                    connection.execute(adding._INSERT_CLAIM, (number, *voices, *claim_row(claim)))  # noqa: SLF001
        connection.execute("INSERT INTO version (story, article) SELECT story, number FROM article")
        connection.execute("INSERT INTO version (story, article) SELECT story, number FROM article WHERE current")
        connection.execute("UPDATE claim SET current = (SELECT current FROM article WHERE number = claim.article)")
        connection.execute("INSERT INTO claim_words (claim_words) VALUES ('rebuild')")
        if version > BEFORE_THREE:
            connection.create_function("address_of", 1, lambda url: address(url or ""))
            connection.create_function("digest_of", -1, schema._digest_of)  # noqa: SLF001
            connection.create_function("undated_of", 1, undated_of)
            for statement in chain.from_iterable(schema.MIGRATIONS[BEFORE_THREE:version]):
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {store.APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {version}")
        connection.commit()
    return path


@pytest.mark.parametrize("version", range(1, len(schema.MIGRATIONS)))
def test_an_older_schema_is_brought_up_to_date(tmp_path: Path, version: int) -> None:
    """An older file opens with all that it holds, and has the newest schema afterwards."""
    url = "http://example.org/bridge?utm_source=feed"
    first, second = (attrs.evolve(numbered(number), url=url) for number in (1, 2))
    path = older(tmp_path / "a", version, [numbered(0)], [first, second])

    with Register(path) as register:
        assert [numbered(0), second] == list(register.articles())
        assert (first, second) == register.versions("https://example.org/bridge")
        assert [numbered(0), second] == [claim.article for claim in register.search("bridge")]
        assert "changed" == register.add(attrs.evolve(numbered(3), url="https://example.org/bridge#top")).status
        assert 1 == len(register.events())
        assert () == register.verify()
    with contextlib.closing(sqlite3.connect(path)) as connection:
        assert (len(schema.MIGRATIONS),) == connection.execute("PRAGMA user_version").fetchone()


def test_an_older_schema_told_marks_apart(tmp_path: Path) -> None:
    """Words that an older file has folded with curly marks are found by straight ones, and the file is whole."""
    story = Article("“We didn’t pay,” said the mayor, Ann O’Brien. It may rain, O'Brien said.", "Cork’s Own", None)
    path = older(tmp_path / "a", 4, [story])
    with contextlib.closing(sqlite3.connect(path)) as connection:
        for table, column in (
            ("claim", "folded"),
            ("claim", "outlet_folded"),
            ("speaker", "folded"),
            ("form", "folded"),
        ):
            connection.execute(f"UPDATE {table} SET {column} = replace({column}, '''', '’')")  # noqa: S608 - names above
        connection.execute("INSERT OR IGNORE INTO form SELECT replace(folded, '’', ''''), speaker FROM form")
        connection.commit()

    with Register(path) as register:
        found = register.claims.where(speaker="o'brien", text="didn't pay", outlet="Cork's Own")
        assert ["“We didn’t pay,”"] == [claim.text for claim in found]
        assert () == register.verify()


def test_a_migration_that_fails_leaves_the_older_schema(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All the steps of a migration are one transaction."""
    path = made(tmp_path / "a")
    with monkeypatch.context() as patch:
        more = (*schema.MIGRATIONS, ("CREATE TABLE more (x)", "CREATE TABLE story (x)"))
        patch.setattr(schema, "MIGRATIONS", more)
        patch.setattr(store, "MIGRATIONS", more)
        with pytest.raises(RegisterError, match="table story already exists"):
            Register(path)

    with Register(path) as register:
        assert [numbered()] == list(register.articles())
    with contextlib.closing(sqlite3.connect(path)) as connection:
        assert [] == connection.execute("SELECT * FROM sqlite_schema WHERE name = 'more'").fetchall()


@pytest.fixture
def readable() -> Iterator[Path]:
    """Make a folder that every user can read."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)
        Path(folder).chmod(0o755)


@contextlib.contextmanager
def read_only(*paths: Path) -> Iterator[None]:
    """Let paths be such that the system refuses to write them; root, whom it refuses nothing, becomes somebody else."""
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    user = os.geteuid()
    if user == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(user)


def test_a_file_that_cannot_be_written_can_be_read(readable: Path) -> None:
    """Where file and folder are read-only, everything but adding works."""
    path = made(readable / "a", 2)
    before = path.read_bytes()

    with read_only(path, readable), Register(path) as register:
        assert [numbered(0), numbered(1)] == list(register.articles())
        assert 1 == len(register.claims.where(text="bridge")[:1])
        assert 2 == len(register.search("bridge"))
        assert 2 == len(register.compare(register.events()[0]).rows[0].passages["Morning Post"])
        assert () == register.verify()
        with pytest.raises(RegisterError, match="cannot be written, only read; nothing was added; allow writing"):
            register.add(numbered(3))
        with pytest.raises(RegisterError, match="cannot be written"):
            register.add_many([numbered(3)])

    assert [path] == list(readable.iterdir())
    assert before == path.read_bytes()


def test_what_another_process_adds_can_be_read(readable: Path) -> None:
    """A reader who cannot write sees what a writer, who has the file open, has just added."""
    path = made(readable / "a")
    with Register(path) as writer:
        writer.add(numbered(1))
        with read_only(readable), Register(path) as reader:
            assert 2 == len(list(reader.articles()))


def test_a_folder_that_cannot_be_written_takes_no_register(readable: Path) -> None:
    """A register cannot be made in a read-only folder."""
    with read_only(readable), pytest.raises(RegisterError, match="the folder cannot be written; choose another"):
        Register(readable / "a", create=True)


def test_an_older_schema_that_cannot_be_written_says_so(readable: Path) -> None:
    """A file that would have to be brought up to date first is not read half."""
    path = older(readable / "a", 1)

    with read_only(path, readable), pytest.raises(RegisterError, match=r"has schema 1, .* copy it to where"):
        Register(path)


def left_behind(path: Path, folder: Path) -> Path:
    """Copy an open register with its write-ahead log, as a crash of the machine would leave them."""
    copy = folder / "copy"
    with Register(path) as register:
        register.add(numbered(1))
        shutil.copy(path, copy)
        shutil.copy(f"{path}-wal", f"{copy}-wal")
    return copy


def test_a_log_left_behind_is_taken_in(tmp_path: Path) -> None:
    """What stands only in the write-ahead log is there when the file is opened again."""
    copy = left_behind(made(tmp_path / "a"), tmp_path)

    with Register(copy) as register:
        assert [numbered(0), numbered(1)] == list(register.articles())
        assert () == register.verify()
    assert not Path(f"{copy}-wal").exists()


def test_a_log_left_behind_cannot_be_read_where_nothing_can_be_written(readable: Path) -> None:
    """SQLite needs to write to take a log in; without, the error says so, and nothing is read without the log."""
    copy = left_behind(made(readable / "a"), readable)

    with read_only(copy, readable), pytest.raises(RegisterError, match="check that the file and its folder"):
        Register(copy)
    with Register(copy) as register:
        assert 2 == len(list(register.articles()))


def test_a_full_file_takes_nothing_more_and_loses_nothing(tmp_path: Path) -> None:
    """Where the database may not grow, an addition fails as a whole, and the register goes on with what it holds."""
    with Register(tmp_path / "a", create=True) as register:
        register.add(numbered(0))
        connection = register._store.connection  # noqa: SLF001 - a limit stands for a full disk
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages + 1}")
        with pytest.raises(RegisterError, match="the disk is full; nothing of what was being added was kept"):
            list(register.add_many(numbered(number) for number in range(1, 200)))
        assert [numbered(0)] == list(register.articles())
        assert () == register.verify()

        connection.execute("PRAGMA max_page_count = 100000")
        register.add(numbered(1))
        assert [numbered(0), numbered(1)] == list(register.articles())


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the limit is set in a process of its own")
def test_a_full_disk_loses_nothing_that_was_reported(tmp_path: Path) -> None:
    """Where the system lets files grow no further, the error says so, and what was reported is there."""
    import resource  # noqa: PLC0415 - only systems that fork have it

    path = made(tmp_path / "a")
    extract(numbered())
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            with Register(path) as register:
                size = path.stat().st_size + 100_000
                resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
                for number in range(1, 500):
                    register.add(numbered(number))
                    os.write(writing, b"+")
        except RegisterError as error:
            os.write(writing, str(error).encode())
            status = 0
        finally:
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading) as file:
        reported = file.read()
    assert 0 == os.waitpid(child, 0)[1]

    added = reported.count("+")
    assert 0 < added < 499
    assert f"{path}: the system refuses to read or write it" in reported or f"{path}: the disk is full" in reported
    with Register(path) as register:
        assert [numbered(number) for number in range(added + 1)] == list(register.articles())
        assert () == register.verify()


def test_another_writer_is_waited_for_only_so_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where another program keeps writing, an addition gives up with an error, and reading goes on."""
    path = made(tmp_path / "a")
    monkeypatch.setattr(store, "TIMEOUT", 0.05)
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other, Register(path) as register:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RegisterError, match=r"another program has been writing to it for more than 0\.05 seconds"):
            register.add(numbered(1))
        assert [numbered()] == list(register.articles())
        other.execute("ROLLBACK")
        assert "added" == register.add(numbered(1)).status


def test_a_damaged_file_is_an_error_and_a_problem(tmp_path: Path) -> None:
    """Pages that were overwritten are found by verifying, and a file without its tables does not open."""
    path = made(tmp_path / "a", 30)
    content = bytearray(path.read_bytes())
    content[-16384:] = bytes(16384)
    path.write_bytes(content)
    with Register(path) as register:
        problems = register.verify()
        assert problems
        assert all(str(problem).startswith(f"{path}: ") for problem in problems)

    path.write_bytes(content[:4096] + bytes(len(content) - 4096))
    with pytest.raises(RegisterError, match=r"is damaged .* restore a copy"):
        Register(path)


def test_a_closed_register_says_so(tmp_path: Path) -> None:
    """After its block, a register raises an error of its own."""
    register = Register(made(tmp_path / "a"))
    register.close()

    with pytest.raises(RegisterError, match="cannot be used: Cannot operate on a closed database"):
        register.add(numbered(1))


def test_a_register_is_of_one_thread(tmp_path: Path) -> None:
    """Another thread is told to open a register of its own by the error of SQLite."""
    with Register(made(tmp_path / "a")) as register, ThreadPoolExecutor(1) as other:
        with pytest.raises(RegisterError, match="can only be used in that same thread"):
            other.submit(register.add, numbered(1)).result()
        assert [numbered()] == list(register.articles())


def test_an_error_in_the_middle_adds_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever ends a transaction, Ctrl-C included, leaves nothing of it, and the next one goes through."""
    with Register(tmp_path / "a", create=True) as register:
        with monkeypatch.context() as patch:
            patch.setattr("claimtrack.register.adding.claim_row", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
            with pytest.raises(KeyboardInterrupt):
                register.add(numbered())
        assert [] == list(register.articles())
        assert "added" == register.add(numbered()).status
        assert () == register.verify()
