# SPDX-License-Identifier: MIT
"""Registers that somebody made on purpose, through every command and call that reads a register.

Run `python benchmarks/hostile.py`. Each kind is made by SQL from a sound register: its header is right, and triggers,
views, other indexes, or values that are not what they should be stand in it, or another file lies beside it.
What is counted is what `damage.py` counts; `verify` has to name each kind, but for those that change nothing.
Systems that fork, and an SQLite with FTS5 and R*Tree.
"""

import argparse
import contextlib
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from itertools import chain
from pathlib import Path

from corpus import print_table
from damage import (
    CALLS,
    HEADERS,
    Copy,
    Judge,
    article,
    files_of,
    is_called_sound,
    make_register,
    outcomes,
    print_faults,
)

from claimtrack import Register
from claimtrack.register.schema import MIGRATIONS
from claimtrack.register.store import APPLICATION_ID

DEEP = "[" * 100_000 + "]" * 100_000
OBJECTS = '{"a":' * 100_000 + "1" + "}" * 100_000
LARGE = 50_000_000  # bytes
LAST = 2**63 - 1  # the largest number of a row
DIGITS = "9" * 10_000
LONG = "more\n\x1b[31m" + "x" * 100_000
FREE = "PRAGMA foreign_keys = OFF"
UNSAFE = "PRAGMA writable_schema = ON"
# ruff: noqa: S608 - the statements are made of names of our own, and are meant to do harm

ENDLESS = "WITH RECURSIVE x (days, article) AS (SELECT 5, 1 UNION ALL SELECT days, article + 1 FROM x) SELECT * FROM x"
INDEX = "INSERT INTO claim_words (rowid, folded) SELECT number, folded FROM claim WHERE number ="
UNINDEX = (
    "INSERT INTO claim_words (claim_words, rowid, folded) SELECT 'delete', number, folded FROM claim WHERE number ="
)
WORDS = "folded, content='current_words', content_rowid='number', tokenize='unicode61 remove_diacritics 2'"

# An index of words whose pages are short, so that it has many, which a later opening does not tell.
MANY_PAGES = (
    "INSERT INTO claim_words (claim_words, rank) VALUES ('pgsz', 64)",
    "INSERT INTO claim_words (claim_words) VALUES ('rebuild')",
    "DELETE FROM claim_words_config WHERE k = 'pgsz'",
)

HARMLESS = {
    "statistics of ANALYZE": "they change no row, and SQLite makes them for whoever asks",
    "story of the last number": "stories and speakers are told apart by their numbers, and have no order",
    "speaker of the last number": "the same",
    "speaker of a number below 0": "the same",
    "story of a key of bytes": "nobody can name such a key",
    "address of bytes": "no page has such an address",
}
"""What `verify` may call sound, and why."""

# What stands in the place of a value, of which each is tried in each of the columns below.
VALUES = {
    "null": "'null'",
    "nothing": "''",
    "a list": "'[]'",
    "a number": "3",
    "no JSON": "'{'",
    "bytes": "x'ff00fe'",
    "no UTF-8": "CAST(x'ff41' AS TEXT)",
    "deep lists": f"'{DEEP}'",
    "deep objects": f"'{OBJECTS}'",
    "a long number": f"""'{{"text":{DIGITS}}}'""",
    "50 MB of bytes": f"zeroblob({LARGE})",
    "50 MB of text": f"""'"' || printf('%.*c', {LARGE}, 'a') || '"'""",
}
COLUMNS = {
    "article": "UPDATE article SET value = {} WHERE number = 2",
    "claim": "UPDATE claim SET value = {} WHERE number = 4",
    "speaker": "UPDATE speaker SET value = {} WHERE number = 1",
    "event": "UPDATE event SET terms = {} WHERE number = 1",
    "row": "UPDATE comparison_row SET record = {} WHERE number = 1",
}
# The JSON of a value with a field that is not what it should be.
FIELDS = {
    ("article", "without text"): "json_remove(value, '$.text')",
    ("article", "with a number as text"): "json_set(value, '$.text', 3)",
    ("article", "of a day that is none"): "json_set(value, '$.published', '2024-02-31')",
    ("article", "with another title"): "json_set(value, '$.title', 'Other')",
    ("article", "with a field of no name"): "json_set(value, '$.\"more\nlines\"', 1)",
    ("claim", "without content"): "json_remove(value, '$.content')",
    ("claim", "with content beyond the text"): "json_set(value, '$.content[0].end', 99999)",
    ("claim", "at an infinite place"): """replace(value, '"start":', '"start":1e999,"x":')""",
    ("claim", "at a place of 10,000 digits"): f"""replace(value, '"start":', '"start":{DIGITS},"x":')""",
    ("claim", "of confidence NaN"): """substr(value, 1, instr(value, '"confidence":') + 12) || 'NaN}'""",
    ("claim", "with a deep speaker"): f"json_set(value, '$.speaker', replace('{DEEP}', '', ''))",
    ("claim", "of an unknown kind"): "json_set(value, '$.kind', 'x\u202e\n')",
    ("claim", "of a long kind"): f"json_set(value, '$.kind', '{LONG}')",
    ("claim", "with a field more"): "json_set(value, '$.more', 1)",
    ("speaker", "without a name"): "json_remove(value, '$.name')",
    ("speaker", "of another name"): "json_set(value, '$.name', 'Eve')",
    ("row", "of other words"): "json_set(record, '$.text', 'Other')",
    ("row", "with a number as text"): "json_set(record, '$.text', 3)",
    ("row", "with a list as text"): "json_set(record, '$.text', json('[1]'))",
}


def rewritten(name: str, old: str, new: str) -> list[str]:
    """Return statements that change the declaration of a table or an index alone."""
    change = f"UPDATE sqlite_schema SET sql = replace(sql, '{old}', '{new}') WHERE name = '{name}'"
    return [UNSAFE, change]


def renumbered(table: str, old: str, new: int, *links: tuple[str, str]) -> list[str]:
    """Return statements that give a row another number, and let what names it follow."""
    change = f"(SELECT {old}(number) FROM {table})"
    followed = [f"UPDATE {other} SET {column} = {new} WHERE {column} = {change}" for other, column in links]
    return [FREE, *followed, f"UPDATE {table} SET number = {new} WHERE number = {change}"]


OF_ARTICLE = (("claim", "article"), ("event_article", "article"), ("grouping", "article"))
OBJECTS_OF_SCHEMA: dict[str, list[str]] = {
    "trigger after a claim": [
        "CREATE TRIGGER t AFTER INSERT ON claim BEGIN DELETE FROM claim WHERE number <> new.number; END"
    ],
    "trigger before a claim": ["CREATE TRIGGER t BEFORE INSERT ON claim BEGIN SELECT RAISE(IGNORE); END"],
    "trigger after an article": [
        "CREATE TRIGGER t AFTER INSERT ON article BEGIN UPDATE claim SET current = 0; DELETE FROM event; END"
    ],
    "trigger in the words": ["CREATE TRIGGER t AFTER INSERT ON claim_words_data BEGIN DELETE FROM claim; END"],
    "endless view as a table": ["DROP TABLE grouping", f"CREATE VIEW grouping AS {ENDLESS}"],
    "endless view of words": [
        "DROP VIEW current_words",
        f"CREATE VIEW current_words AS SELECT article AS number, 'mayor' AS folded FROM ({ENDLESS})",
    ],
    "view as the claims": [
        *(FREE, "PRAGMA legacy_alter_table = ON", "ALTER TABLE claim RENAME TO claims"),
        "CREATE VIEW claim AS SELECT * FROM claims",
    ],
    "table as the view": [
        "DROP VIEW current_words",
        "CREATE TABLE current_words AS SELECT number, folded FROM claim WHERE current",
    ],
    "table as the words": ["DROP TABLE claim_words", "CREATE TABLE claim_words (folded, rank, claim_words)"],
    "view more": [f"CREATE VIEW more AS {ENDLESS}"],
    "table more": ["CREATE TABLE more (x)"],
    "table of a long name": [f'CREATE TABLE "{LONG}" (x)'],
    "index more": ["CREATE INDEX more ON claim (kind)"],
    "index of an expression": ["CREATE INDEX more ON claim (abs(number))"],
    "full-text table more": ["CREATE VIRTUAL TABLE more USING fts5(x)"],
    "R*Tree more": ["CREATE VIRTUAL TABLE more USING rtree(id, low, high)"],
    "module that is none": [
        UNSAFE,
        "INSERT INTO sqlite_schema VALUES ('table', 'more', 'more', 0, 'CREATE VIRTUAL TABLE more USING nothing(x)')",
    ],
    "words of nothing": ["DROP TABLE claim_words", "CREATE VIRTUAL TABLE claim_words USING fts5(folded, content='')"],
    "words of other content": [
        "DROP TABLE claim_words",
        f"CREATE VIRTUAL TABLE claim_words USING fts5({WORDS.replace('current_words', 'speaker')})",
        "INSERT INTO claim_words (claim_words) VALUES ('rebuild')",
    ],
    "words cut otherwise": [
        "DROP TABLE claim_words",
        f"CREATE VIRTUAL TABLE claim_words USING fts5({WORDS.replace('unicode61 remove_diacritics 2', 'trigram')})",
        "INSERT INTO claim_words (claim_words) VALUES ('rebuild')",
    ],
    "words ranked otherwise": ["INSERT INTO claim_words (claim_words, rank) VALUES ('rank', 'bm25(-1.0)')"],
    "words ranked by nothing": ["INSERT INTO claim_words (claim_words, rank) VALUES ('rank', 'nothing()')"],
    "generated column": ["ALTER TABLE claim ADD COLUMN more AS (abs(number)) VIRTUAL"],
    "column with a default": ["ALTER TABLE claim ADD COLUMN more DEFAULT 'x'"],
    "column of another type": rewritten("claim", "folded TEXT", "folded BLOB"),
    "column of another order": rewritten("claim", "outlet_folded TEXT", "outlet_folded TEXT COLLATE NOCASE"),
    "constraint that holds for nothing": rewritten("article", "claims INTEGER", "claims INTEGER CHECK (claims < 0)"),
    "declaration that is none": rewritten("event", "CREATE TABLE", "CREATE TABEL"),
    "declaration cut": rewritten("claim_hedging", ") WHERE current", ""),
    "index of other rows": [
        "DROP INDEX claim_outlet",
        "CREATE INDEX claim_outlet ON claim (outlet_folded, number) WHERE current AND number < 20",
    ],
    "index of fewer rows": [
        "DROP INDEX claim_outlet",
        "CREATE INDEX claim_outlet ON claim (outlet_folded, number) WHERE current AND number < 20",
        *rewritten("claim_outlet", " AND number < 20", ""),
    ],
    "index in another order": [
        "DROP INDEX claim_moment",
        "CREATE INDEX claim_moment ON claim (moment DESC, number) WHERE current",
    ],
    "index missing": ["DROP INDEX claim_speaker"],
    "table missing": ["DROP TABLE event"],
    "all missing": [UNSAFE, "DELETE FROM sqlite_schema"],
    "statistics of ANALYZE": ["ANALYZE"],
    "version below 0": ["PRAGMA user_version = -1"],
    "version 0": ["PRAGMA user_version = 0"],
    "version before": [f"PRAGMA user_version = {len(MIGRATIONS) - 1}"],
    "version of 2**31 - 1": ["PRAGMA user_version = 2147483647"],
}
REFERENCES: dict[str, list[str]] = {
    "claim of no article": [FREE, "UPDATE claim SET article = 99 WHERE number = 4"],
    "claim of no speaker": [FREE, "UPDATE claim SET speaker = 99 WHERE number = 4"],
    "claim by no relay": [FREE, "UPDATE claim SET via = 99 WHERE number = 4"],
    "claim of another speaker": ["UPDATE claim SET speaker = 2 WHERE number = 4"],
    "claim twice": [
        "CREATE TEMP TABLE one AS SELECT * FROM claim WHERE number = 4",
        "UPDATE one SET number = 1000",
        *("INSERT INTO claim SELECT * FROM one", "UPDATE article SET claims = claims + 1 WHERE number = 2"),
        f"{INDEX} 1000",
    ],
    "claims out of order": [
        *(f"{UNINDEX} 4", f"{UNINDEX} 60", "UPDATE claim SET number = 1000 WHERE number = 4"),
        *("UPDATE claim SET number = 4 WHERE number = 60", "UPDATE claim SET number = 60 WHERE number = 1000"),
        *(f"{INDEX} 4", f"{INDEX} 60"),
    ],
    "claim of other words": ["UPDATE claim SET folded = 'other' WHERE number = 4"],
    "claim of another level": ["UPDATE claim SET hedging = 'unhedged' WHERE number = 4"],
    "claim of an infinite confidence": ["UPDATE claim SET confidence = 9e999 WHERE number = 4"],
    "claim of a confidence in words": ["UPDATE claim SET confidence = 'much' WHERE number = 4"],
    "claim of 50 MB of words": [f"UPDATE claim SET folded = zeroblob({LARGE}) WHERE number = 4"],
    "article of no story": [FREE, "UPDATE article SET story = 99 WHERE number = 2"],
    "article of another story": ["UPDATE article SET story = 3 WHERE number = 2", "DELETE FROM story WHERE number = 2"],
    "article of a story in words": [FREE, "UPDATE article SET story = 'x' WHERE number = 2"],
    "article of 50 MB of title": [f"UPDATE article SET title = zeroblob({LARGE}) WHERE number = 2"],
    "article of another number of claims": ["UPDATE article SET claims = 7 WHERE number = 2"],
    "article of another id": ["UPDATE article SET id = 'x' WHERE number = 2"],
    "two current versions": [
        "UPDATE article SET current = 1 WHERE number = 1",
        "UPDATE claim SET current = 1 WHERE article = 1",
        *(f"{INDEX} {number}" for number in (1, 2, 3)),
    ],
    "no current version": [
        *(f"{UNINDEX} {number}" for number in (4, 5, 6)),
        "UPDATE article SET current = 0 WHERE number = 2",
        "UPDATE claim SET current = 0 WHERE article = 2",
    ],
    "current by 2": ["UPDATE article SET current = 2 WHERE current", "UPDATE claim SET current = 2 WHERE current"],
    "current in words": ["UPDATE article SET current = 'x' WHERE number = 2"],
    "story of nothing": ["INSERT INTO story (key) VALUES ('x')"],
    "story of a key of bytes": ["UPDATE story SET key = x'ff' WHERE number = 2"],
    "address missing": ["DELETE FROM story_address WHERE story = 1"],
    "address of another story": ["UPDATE story_address SET story = 2 WHERE story = 1"],
    "address of no story": [FREE, "INSERT INTO story_address VALUES ('https://example.org/x', 99)"],
    "address of bytes": ["INSERT INTO story_address VALUES (x'ff', 1)"],
    "name of another speaker": ["INSERT INTO form VALUES ('ann lee', 2)"],
    "name missing": ["DELETE FROM form WHERE folded = 'ann lee'"],
    "event missing": ["DELETE FROM event_article WHERE event = 1", "DELETE FROM event WHERE number = 1"],
    "event of no article": [FREE, "INSERT INTO event_article VALUES (1, 99)"],
    "event of an article more": ["INSERT INTO event_article VALUES (1, 9)"],
    "event of other terms": ["""UPDATE event SET terms = '["other"]' WHERE number = 1"""],
    "event of another day": ["UPDATE event SET first = '1999-01-01' WHERE number = 1"],
    "events of other days": ["UPDATE grouping SET days = 1"],
    "days in words": ["UPDATE grouping SET days = 'x', article = x'ff'"],
    "row of no event": ["UPDATE comparison_row SET event_id = 'x'"],
    "row missing": ["DELETE FROM comparison_row WHERE number = 2"],
    "claim of the last number": [
        "CREATE TEMP TABLE last AS SELECT max(number) AS number FROM claim",
        f"{UNINDEX} (SELECT number FROM last)",
        f"UPDATE claim SET number = {LAST} WHERE number = (SELECT number FROM last)",
        f"{INDEX} {LAST}",
    ],
    "claim of a number below 0": [f"{UNINDEX} 4", "UPDATE claim SET number = -4 WHERE number = 4", f"{INDEX} -4"],
    "article of the last number": renumbered("article", "max", LAST, *OF_ARTICLE),
    "article of a number below 0": renumbered("article", "min", -4, *OF_ARTICLE),
    "story of the last number": renumbered("story", "max", LAST, ("article", "story"), ("story_address", "story")),
    "speaker of the last number": renumbered(
        "speaker", "max", LAST, ("claim", "speaker"), ("claim", "via"), ("form", "speaker")
    ),
    "speaker of a number below 0": renumbered(
        "speaker", "min", -4, ("claim", "speaker"), ("claim", "via"), ("form", "speaker")
    ),
    "words of a claim more": ["INSERT INTO claim_words (rowid, folded) VALUES (4, 'bridge may bridge may')"],
    "words of a claim missing": [f"{UNINDEX} 4"],
    "words garbled": ["UPDATE claim_words_data SET block = x'ffffffffffffffff'"],
    "words of 50 MB": [f"UPDATE claim_words_data SET block = zeroblob({LARGE})"],
    "words deleted": ["DELETE FROM claim_words_data"],
    "index of words deleted": [*MANY_PAGES, "DELETE FROM claim_words_idx"],
    "lengths of words garbled": ["UPDATE claim_words_docsize SET sz = x'ffffffffff'"],
    "words of a later version": ["UPDATE claim_words_config SET v = 99 WHERE k = 'version'"],
    "words without their table": [UNSAFE, "DELETE FROM sqlite_schema WHERE name = 'claim_words_data'"],
}
STATEMENTS: dict[str, list[str]] = {
    **OBJECTS_OF_SCHEMA,
    **REFERENCES,
    **{f"{place} of {what}": [COLUMNS[place].format(value)] for place in COLUMNS for what, value in VALUES.items()},
    **{f"{place} {what}": [COLUMNS[place].format(value)] for (place, what), value in FIELDS.items()},
}


def changed(sound: Copy, path: Path, statements: Sequence[str]) -> Copy:
    """Run statements on a register, as another program would."""
    path.write_bytes(sound.files[""])
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return Copy(ascii("; ".join(statements)), {"": path.read_bytes()})


def older(path: Path) -> Copy:
    """Make a register of an older schema with a trigger, which would act while the schema is brought up to date."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        for statement in chain.from_iterable(MIGRATIONS[:2]):
            connection.execute(statement)
        connection.execute("CREATE TRIGGER t AFTER DELETE ON grouping BEGIN DELETE FROM claim; END")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 2")
    return Copy("trigger", {"": path.read_bytes()})


def beside(sound: Copy, folder: Path, end: str) -> Copy:
    """Lay the write-ahead log or the journal of another register beside the sound one."""
    other = folder / "log.register"
    make_register(other, range(7))
    with Register(other) as register:
        register.add(article(8))
        log = files_of(other)["-wal"]
    with contextlib.closing(sqlite3.connect(other, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA cache_size = 1")  # so that the journal is on the disk before the end
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE claim SET moment = hex(randomblob(200))")
        journal = files_of(other)["-journal"]
        connection.execute("ROLLBACK")
    return Copy(end, {**sound.files, end: log if end == "-wal" else journal})


def kinds(sound: Copy, folder: Path) -> dict[str, Callable[[], Copy]]:
    """Return what makes a register of each kind; some are large."""
    return {
        **{kind: partial(changed, sound, folder / "changed.register", lines) for kind, lines in STATEMENTS.items()},
        "an older schema with a trigger": partial(older, folder / "older.register"),
        "another's log beside it": partial(beside, sound, folder, "-wal"),
        "another's journal beside it": partial(beside, sound, folder, "-journal"),
    }


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--every", type=int, default=1, metavar="N", help="try every Nth kind only (default 1)")
    parser.add_argument("--only", default="", metavar="WORDS", help="try the kinds with these words in their name only")
    parser.add_argument("--keep", type=Path, help="a folder that keeps the first copy of each fault")
    options = parser.parse_args()
    judges: dict[str, Judge] = {}
    unseen: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        neighbour = folder / "neighbour.register"
        make_register(neighbour)
        sound = Copy("sound", files_of(neighbour))
        right = outcomes(sound, folder)
        makers = [(kind, make) for kind, make in kinds(sound, folder).items() if options.only in kind]
        for kind, make in makers[:: options.every]:
            copy = make()
            beside_it = {file.name for file in folder.iterdir()}
            judges[kind] = Judge([right])
            found = outcomes(copy, folder)
            judges[kind].add(copy, found, is_sound=is_called_sound(found) and kind not in HARMLESS)
            if is_called_sound(found) and kind not in HARMLESS:
                unseen.append(kind)
            if files_of(neighbour) != sound.files or beside_it != {file.name for file in folder.iterdir()}:
                message = f"{kind}: something outside of the folder of the register was changed"
                raise ValueError(message)
    print(
        f"{len(judges)} kinds through {len(CALLS)} commands and calls; in how many of these the kinds below failed:\n"
    )
    cells = {kind: [len(failed) for failed in judge.failures.values()] for kind, judge in judges.items()}
    rows = [[kind, *map(str, counts)] for kind, counts in cells.items() if any(counts[1:])]
    print_table(
        ["kind", *HEADERS[1:]], [*rows, ["all", *(str(sum(each)) for each in zip(*cells.values(), strict=True))]]
    )
    print(f"verify calls sound: {', '.join(unseen) or 'none'}")
    return int(print_faults(judges, options.keep) or bool(unseen))


if __name__ == "__main__":
    sys.exit(main())
