# SPDX-License-Identifier: MIT
"""Adding articles to a register: as a new story, as a new version of one, or not at all since they are there."""

import sqlite3
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from contextlib import closing
from enum import StrEnum

import attrs

from claimtrack.claims import Claims
from claimtrack.claims.conditions import forms
from claimtrack.exceptions import ClaimtrackError
from claimtrack.model import Article, Speaker
from claimtrack.parallel.many import Extraction, extract_many
from claimtrack.parallel.workers import ExtractorLike
from claimtrack.register.store import Store
from claimtrack.register.stored import (
    ARTICLE_COLUMNS,
    CLAIM_COLUMNS,
    SPEAKER_COLUMNS,
    Column,
    article_row,
    claim_row,
    digest_with,
    speaker_row,
    storable,
    stored_article,
    undated,
)
from claimtrack.register.stories import address, story_of


class Status(StrEnum):
    """What came of adding an article."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@attrs.frozen
class Addition:
    """What came of adding an article.

    Attributes:
        article: The article, as it was given.
        status: `added` as a new story, `changed` where it became the newest version of a story that was there,
            `unchanged` where it was there already, `refused` where it could not be read.
        version: Which version of its story the article is, from 1; None for a refused article.
        problem: Why it was refused, or None.
    """

    article: Article
    status: Status
    version: int | None
    problem: ClaimtrackError | None = None


# A batch is committed when it holds so many articles or is so many seconds old: each commit waits for the disk.
_BATCH = 100
_SECONDS = 1.0
# A new text is compared with so many stories of its URL, so that an outlet's front page as URL of all costs no more.
_STORIES = 50


@attrs.frozen
class Entry:
    """An article about to be added, with its claims, which may be absent where the article is there already."""

    article: Article
    claims: Claims | None
    key: str | None = None


_INSERT_ARTICLE = (
    f"INSERT INTO article (story, version, current, claims, digest, {', '.join(ARTICLE_COLUMNS)}) "
    f"VALUES (?, ?, 1, ?, ?, {', '.join('?' * len(ARTICLE_COLUMNS))})"
)
_INSERT_CLAIM = (
    f"INSERT INTO claim (article, current, speaker, via, {', '.join(CLAIM_COLUMNS)}) "
    f"VALUES (?, 1, ?, ?, {', '.join('?' * len(CLAIM_COLUMNS))})"
)
# The words of the claims of current versions are indexed, and no others, so that they can be counted and ranked alone.
_INDEX_WORDS = "INSERT INTO claim_words (rowid, folded) SELECT number, folded FROM claim WHERE article = ?"


def is_there(store: Store, article: Article) -> bool:
    """Tell whether an article is in the register, so that its claims need not be found again."""
    return store.row("SELECT 1 FROM article WHERE id = ?", (article.id,)) is not None


def add_stream(
    store: Store,
    articles: Iterable[Article],
    *,
    processes: int | None,
    extractor: ExtractorLike,
    callback: Callable[[int, int | None], object] | None,
) -> Iterator[Addition]:
    """Yield what came of each article, once it is on the disk."""
    given: deque[Article] = deque()
    total = len(articles) if isinstance(articles, Sized) else None
    done = 0
    if callback is not None:
        callback(0, total)
    articles_to_read = _to_extract(store, articles, given)
    with closing(extract_many(articles_to_read, processes=processes, extractor=extractor)) as extractions:
        for batch in _batches(attrs.evolve(each, article=given.popleft()) for each in extractions):
            yield from _committed(store, batch)
            done += len(batch)
            if callback is not None:
                callback(done, total)


def _batches(extractions: Iterable[Extraction]) -> Iterator[list[Extraction]]:
    """Yield batches to be committed together; what *extractions* raises is raised after the last batch."""
    batch: list[Extraction] = []
    due = 0.0
    failure: Exception | None = None
    try:
        for extraction in extractions:
            if not batch:
                due = time.monotonic() + _SECONDS
            batch.append(extraction)
            if len(batch) >= _BATCH or time.monotonic() >= due:
                yield batch
                batch = []
    except Exception as error:  # noqa: BLE001 - whatever the articles raise
        failure = error
    if batch:
        yield batch
    if failure is not None:
        raise failure


def _to_extract(store: Store, articles: Iterable[Article], given: "deque[Article]") -> Iterator[Article]:
    """Yield the articles from which claims are extracted, and append each to *given*.

    One that is there already goes without its text, so that it keeps its place and costs nothing.
    """
    for article in articles:
        given.append(article)
        there = isinstance(article, Article) and is_there(store, article)
        yield attrs.evolve(article, text="") if there else article


def _committed(store: Store, batch: Sequence[Extraction]) -> list[Addition]:
    read = [Entry(each.article, each.claims) for each in batch if each.problem is None]
    with store.writing():
        added = iter(add_all(store, read))
    return [
        next(added) if each.problem is None else Addition(each.article, Status.REFUSED, None, each.problem)
        for each in batch
    ]


def add_all(store: Store, entries: Sequence[Entry]) -> list[Addition]:
    """Add articles within a transaction that the caller has begun and commits."""
    speakers: dict[Speaker, int] = {}
    return [_add(store, entry, speakers) for entry in entries]


def _add(store: Store, entry: Entry, speakers: dict[Speaker, int]) -> Addition:
    article, connection = entry.article, store.connection
    known = connection.execute("SELECT version, story FROM article WHERE id = ?", (article.id,)).fetchone()
    existing = None if known else _earlier_story(store, entry)
    if existing is not None and article.published is None:
        # The last version that equals the article but for its day, which a copy may have lost.
        copy = "SELECT version, story FROM article WHERE story = ? AND undated = ? ORDER BY number DESC LIMIT 1"
        known = connection.execute(copy, (existing, undated(article))).fetchone()
    if known is not None:
        version, story = known
        _make_known(connection, story, entry)
        return Addition(article, Status.UNCHANGED, store.made(int, version))
    if existing is None:
        story, version = _inserted(connection, "INSERT INTO story DEFAULT VALUES", ()), 1
    else:
        story, version = existing, 1 + _retire(store, existing)
    _make_known(connection, story, entry)
    claims = [] if entry.claims is None else entry.claims
    row, rows = article_row(article), [claim_row(claim) for claim in claims]
    whole = digest_with(row[-1], [claim[-1] for claim in rows])
    number = _inserted(connection, _INSERT_ARTICLE, (story, version, len(claims), whole, *row))
    voices = [[_speaker(connection, who, speakers) for who in (claim.speaker, claim.via)] for claim in claims]
    connection.executemany(_INSERT_CLAIM, [(number, *both, *claim) for both, claim in zip(voices, rows, strict=True)])
    connection.execute(_INDEX_WORDS, (number,))
    status = Status.ADDED if existing is None else Status.CHANGED
    return Addition(article, status, version)


def _earlier_story(store: Store, entry: Entry) -> int | None:
    connection = store.connection
    if entry.key is not None:
        found = connection.execute("SELECT number FROM story WHERE key = ?", (storable(entry.key),)).fetchone()
        return None if found is None else store.made(int, found[0])
    place = address(entry.article.url or "")
    if not place:
        return None
    rows = connection.execute(
        "SELECT story, value FROM article INDEXED BY article_story WHERE current = 1 AND story IN "
        "(SELECT story FROM story_address WHERE address = ?) ORDER BY number DESC LIMIT ?",
        (storable(place), _STORIES),
    ).fetchall()
    which = story_of(entry.article, [store.made(stored_article, value) for _, value in rows])
    return None if which is None else store.made(int, rows[which][0])


def _make_known(connection: sqlite3.Connection, story: int, entry: Entry) -> None:
    """Let a story be found by the address of an article, and by a key unless the story has one or the key is taken."""
    place = address(entry.article.url or "")
    if place:
        statement = "INSERT OR IGNORE INTO story_address (address, story) VALUES (?, ?)"
        connection.execute(statement, (storable(place), story))
    if entry.key is not None:
        statement = "UPDATE OR IGNORE story SET key = ? WHERE number = ? AND key IS NULL"
        connection.execute(statement, (storable(entry.key), story))


def _retire(store: Store, story: int) -> int:
    """Let the newest version of a story be an older one, and return which it was."""
    connection = store.connection
    newest = "(SELECT number FROM article INDEXED BY article_story WHERE story = ? AND current = 1)"
    connection.execute(
        "INSERT INTO claim_words (claim_words, rowid, folded) "  # which takes the row out of the index
        f"SELECT 'delete', number, folded FROM claim WHERE article IN {newest}",
        (story,),
    )
    connection.execute(f"UPDATE claim SET current = 0 WHERE article IN {newest}", (story,))
    found = connection.execute(f"SELECT version FROM article WHERE number IN {newest}", (story,)).fetchone()
    connection.execute(f"UPDATE article SET current = 0 WHERE number IN {newest}", (story,))
    return store.made(int, found[0]) if found else 0


def _speaker(connection: sqlite3.Connection, speaker: Speaker | None, speakers: dict[Speaker, int]) -> int | None:
    if speaker is None:
        return None
    if speaker not in speakers:
        row = speaker_row(speaker)
        found = connection.execute("SELECT number FROM speaker WHERE value = ?", (row[-1],)).fetchone()
        if found is None:
            statement = f"INSERT INTO speaker ({', '.join(SPEAKER_COLUMNS)}) VALUES (?, ?, ?, ?)"
            number = _inserted(connection, statement, row)
            named = [(storable(form), number) for form in forms(speaker)]
            connection.executemany("INSERT OR IGNORE INTO form (folded, speaker) VALUES (?, ?)", named)
        else:
            number = found[0]
        speakers[speaker] = number
    return speakers[speaker]


def _inserted(connection: sqlite3.Connection, statement: str, row: Sequence[Column]) -> int:
    return int(connection.execute(statement, row).lastrowid or 0)
