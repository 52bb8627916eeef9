# SPDX-License-Identifier: MIT
"""The tables of a register, and how those of an older release are brought up to date.

`docs/register.md` describes them for those who query them with SQL.
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from itertools import chain

from claimtrack.claims.conditions import folded
from claimtrack.model import digest
from claimtrack.register.stored import storable, text_of, undated_of
from claimtrack.register.stories import address

_CLAIMS_OF = (
    "SELECT group_concat(value, char(10)) FROM "
    "(SELECT value FROM claim WHERE claim.article = article.number ORDER BY number)"
)
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
    (
        # What a value was when it was added, so that a changed one is found; and the text without its day.
        "ALTER TABLE article ADD COLUMN digest TEXT",
        f"UPDATE article SET digest = digest_of(value, ({_CLAIMS_OF}))",
        "ALTER TABLE article ADD COLUMN undated TEXT",
        "UPDATE article SET undated = undated_of(value)",
        "CREATE INDEX article_undated ON article (story, undated)",
        "ALTER TABLE article ADD COLUMN version INTEGER",
        "CREATE TEMP TABLE counted (number INTEGER PRIMARY KEY, version INTEGER)",
        "INSERT INTO counted SELECT number, row_number() OVER (PARTITION BY story ORDER BY number) FROM article",
        "UPDATE article SET version = (SELECT version FROM counted WHERE counted.number = article.number)",
        "DROP TABLE temp.counted",
        "DELETE FROM grouping",
        "ALTER TABLE grouping ADD COLUMN digest TEXT",
        "ALTER TABLE comparison_row ADD COLUMN digest TEXT",
        "CREATE TEMP TABLE counted (event TEXT PRIMARY KEY, many INTEGER)",
        "INSERT INTO counted SELECT event_id, count(*) FROM comparison_row GROUP BY event_id",
        """UPDATE comparison_row SET digest = digest_of(event_id, number, record, (
            SELECT many FROM counted WHERE counted.event = comparison_row.event_id))""",
        "DROP TABLE temp.counted",
    ),
    (
        # Marks of one kind are told apart no more; for the index of words they only part words.
        *(
            f"UPDATE {table} SET {column} = folded_of({column}) WHERE {column} <> folded_of({column})"
            for table, column in (("claim", "folded"), ("claim", "outlet_folded"), ("speaker", "folded"))
        ),
        "INSERT OR IGNORE INTO form (folded, speaker) SELECT folded_of(folded), speaker FROM form",
        "DELETE FROM form WHERE folded <> folded_of(folded)",
    ),
)
"""The statements that make each version of the schema from the one before it; version 1 from an empty file."""

# What SQLite makes by itself where it is asked for statistics.
_OF_SQLITE = frozenset({("table", "sqlite_stat1"), ("table", "sqlite_stat4")})
_WORD = re.compile(r"\w+|[^\w\s\"`\[\]]")  # releases of SQLite set spaces, and marks around names, differently

_Object = tuple[str, str]


def migrate(connection: sqlite3.Connection, version: int) -> None:
    """Bring the tables of a *version*, 0 for an empty file, up to the newest."""
    connection.create_function("address_of", 1, _address_of, deterministic=True)
    connection.create_function("digest_of", -1, _digest_of, deterministic=True)
    connection.create_function("undated_of", 1, undated_of, deterministic=True)
    connection.create_function("folded_of", 1, _folded_of, deterministic=True)
    for statement in chain.from_iterable(MIGRATIONS[version:]):
        connection.execute(statement)


def foreign_objects(connection: sqlite3.Connection, version: int) -> Iterator[str]:
    """Yield what a database holds that is not of a register of that *version*, or lacks, by name."""
    held = _objects(connection)
    expected = _expected(version)
    for kind, name in sorted(held.keys() - expected.keys() - _OF_SQLITE):
        yield f"holds the {kind} {name!r}, which no register has"
    if ("table", "claim_words_config") in held.keys() & expected.keys():
        for name, value in connection.execute("SELECT k, v FROM claim_words_config WHERE k <> 'version'"):
            yield f"has the setting {name!r} of its index, as {value!r}, which no register has"
    for kind, name in expected:
        if (kind, name) not in held:
            yield f"lacks the {kind} {name!r}"
        elif held[kind, name] != expected[kind, name]:
            yield f"has another {kind} {name!r} than a register"


@cache
def _expected(version: int) -> dict[_Object, list[str]]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        for statement in chain.from_iterable(MIGRATIONS[:version]):
            if statement.startswith(("CREATE", "ALTER", "DROP")):
                connection.execute(statement)
        return _objects(connection)


def _objects(connection: sqlite3.Connection) -> dict[_Object, list[str]]:
    rows = connection.execute("SELECT type, name, sql FROM sqlite_schema")
    return {(str(kind), str(name)): _WORD.findall(str(sql or "").casefold()) for kind, name, sql in rows}


def _address_of(url: str | bytes | None) -> str | bytes | None:
    return None if url is None else storable(address(text_of(url)))


def _folded_of(text: str | bytes) -> str | bytes:
    return storable(folded(text_of(text)))


def _digest_of(*values: str | int | None) -> str:
    return digest(*("" if value is None else value for value in values))
