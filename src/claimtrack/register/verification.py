# SPDX-License-Identifier: MIT
"""Verification: whether everything in a register is still what was added, down to each span and id."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from claimtrack.claims.conditions import forms
from claimtrack.exceptions import RegisterError
from claimtrack.model import Article
from claimtrack.register.articles import in_steps
from claimtrack.register.events import event_row, grouping_digest, kept_events, made_event, row_digest
from claimtrack.register.schema import MIGRATIONS, foreign_objects
from claimtrack.register.store import Store
from claimtrack.register.stored import (
    ARTICLE_COLUMNS,
    CLAIM_COLUMNS,
    DAMAGE,
    SPEAKER_COLUMNS,
    article_row,
    claim_row,
    digest_with,
    speaker_row,
    storable,
    stored_article,
    stored_claim,
    stored_speaker,
)
from claimtrack.register.stories import address

_PLACED = 100  # characters of a place
# What the tables have to say of each other; each statement finds what contradicts it.
_RULES = {
    "expected its last version to be current, and no other": (
        "SELECT 'story ' || number FROM story WHERE "
        "(SELECT ifnull(group_concat(number), 'none') FROM article WHERE story = story.number AND current) IS NOT "
        "(SELECT CAST(max(number) AS TEXT) FROM article WHERE story = story.number)"
    ),
    "expected to be numbered among the versions of its story": (
        "SELECT 'article ' || id FROM (SELECT id, version, row_number() OVER (PARTITION BY story ORDER BY number) "
        "AS counted FROM article) WHERE version IS NOT counted"
    ),
    "expected to be current or not, as 1 or 0": (
        "SELECT 'article ' || number FROM article WHERE current NOT IN (0, 1)"
    ),
    # What is added gets the next number, which has to exist.
    "expected a number from 1 to 2**62": " UNION ALL ".join(
        f"SELECT '{table} ' || number FROM {table} WHERE number NOT BETWEEN 1 AND {2**62}"
        for table in ("story", "article", "claim", "speaker")
    ),
    "does not have the claims that were added with it": (
        "SELECT 'article ' || id FROM article "
        "WHERE claims IS NOT (SELECT count(*) FROM claim WHERE claim.article = article.number)"
    ),
    "expected it to be current where its article is": (
        "SELECT 'claim ' || claim.id FROM claim JOIN article ON article.number = claim.article "
        "WHERE claim.current IS NOT article.current"
    ),
}


def find_problems(store: Store) -> Iterator[RegisterError]:
    """Yield what is wrong with a register: with the file, with a value, or between the tables."""
    try:
        for (line,) in store.rows("PRAGMA integrity_check"):
            if line != "ok":
                yield _problem(store, "the file", line)
        for table, row, parent, _ in store.rows("PRAGMA foreign_key_check"):
            place = table if row is None else f"{table} {row}"
            yield _problem(store, place, f"names an entry of {parent} that is not there")
        for what in store.read(lambda connection: list(foreign_objects(connection, len(MIGRATIONS)))):
            yield _problem(store, "the tables", f"the file {what}; restore a copy")
        for expected, statement in _RULES.items():
            for (place,) in store.rows(statement):
                yield _problem(store, str(place), expected)
        yield from _wrong_values(store)
        yield from _wrong_events(store)
        yield from _wrong_index(store)
    except RegisterError as error:  # damage so deep that nothing more can be read
        yield error


def _problem(store: Store, place: str, what: str) -> RegisterError:
    return RegisterError(f"{store.path}: {place:.{_PLACED}}: {what}")


def _wrong_events(store: Store) -> Iterator[RegisterError]:
    """Yield the events and the rows of comparisons that cannot be made again, or have another id."""
    kept, groupings, counts, rows = store.snapshot(
        lambda: (
            kept_events(store),
            store.rows("SELECT days, article, digest FROM grouping"),
            dict(store.rows("SELECT event_id, count(*) FROM comparison_row GROUP BY event_id")),
            store.rows("SELECT event_id, number, record, digest FROM comparison_row"),
        )
    )
    for days, newest, held in groupings:
        if held != grouping_digest(days, newest, (stored for _, stored, _ in kept)):
            yield _problem(store, "the events", "are not those that were found")
    for number, stored, articles in kept:
        place = f"event {number}"
        try:
            event = made_event(str(stored[-1]), articles)
        except DAMAGE as error:
            yield _problem(store, place, f"cannot be read: {error}")
            continue
        yield from _differences(store, place, ("id", "first", "last", "terms"), stored, event_row(event))
    for event_id, number, record, held in rows:
        if held != row_digest(event_id, number, record, counts.get(event_id, 0)):
            yield _problem(store, f"row {number} of the event {event_id}", f"is not what was found: {record!r:.200}")


def _wrong_values(store: Store) -> Iterator[RegisterError]:
    """Yield the values that cannot be made again, or differ from their columns: ids, days, folded words."""
    columns = f"number, story, digest, {', '.join(ARTICLE_COLUMNS)}"
    for number, story, whole, *stored in in_steps(store, columns, "article WHERE number"):
        place = f"article {stored[0]}"
        try:
            article = stored_article(stored[-1])
        except DAMAGE as error:
            yield _problem(store, place, f"cannot be read: {error}")
            continue
        yield from _differences(store, place, ARTICLE_COLUMNS, stored, article_row(article))
        claims = _stored_claims(store, number)
        if whole != digest_with(stored[-1], (row[-1] for row in claims)):
            yield _problem(store, place, "it or its claims are not as they were added")
        yield from _wrong_claims(store, claims, article)
        where = storable(address(article.url or ""))
        if where and not store.row("SELECT 1 FROM story_address WHERE (address, story) = (?, ?)", (where, story)):
            yield _problem(store, place, "its story cannot be found by its URL")
    for number, *stored in in_steps(store, f"number, {', '.join(SPEAKER_COLUMNS)}", "speaker WHERE number"):
        place = f"speaker {number}"
        try:
            speaker = stored_speaker(stored[-1])
        except DAMAGE as error:
            yield _problem(store, place, f"cannot be read: {error}")
            continue
        yield from _differences(store, place, SPEAKER_COLUMNS, stored, speaker_row(speaker))
        held = {form for (form,) in store.rows("SELECT folded FROM form WHERE speaker = ?", (number,))}
        if held != set(map(storable, forms(speaker))):
            yield _problem(store, place, f"expected the forms {forms(speaker)}, got {sorted(held, key=repr)}")


def _stored_claims(store: Store, article: int) -> list[tuple[Any, ...]]:
    """Return of each claim of an article its speaker, its relaying source, and `CLAIM_COLUMNS`."""
    columns = ", ".join(f"claim.{name}" for name in CLAIM_COLUMNS)
    return store.rows(
        f"SELECT speaker.value, relay.value, {columns} FROM claim "
        "LEFT JOIN speaker ON speaker.number = claim.speaker "
        "LEFT JOIN speaker AS relay ON relay.number = claim.via WHERE claim.article = ? ORDER BY claim.number",
        (article,),
    )


def _wrong_claims(store: Store, claims: Iterable[Sequence[Any]], article: Article) -> Iterator[RegisterError]:
    for speaker, via, *stored in claims:
        place = f"claim {stored[0]}"
        try:
            claim = stored_claim(stored[-1], article)
            linked = [None if value is None else stored_speaker(value) for value in (speaker, via)]
        except DAMAGE as error:
            yield _problem(store, place, f"cannot be read: {error}")
            continue
        yield from _differences(store, place, CLAIM_COLUMNS, stored, claim_row(claim))
        yield from _differences(store, place, ("speaker", "via"), linked, (claim.speaker, claim.via))


def _differences(
    store: Store, place: str, columns: Sequence[str], stored: Sequence[object], made: Sequence[object]
) -> Iterator[RegisterError]:
    for name, held, expected in zip(columns, stored, made, strict=True):
        if held != expected:
            yield _problem(store, place, f"{name}: expected {expected!r:.200}, got {held!r:.200}")


def _wrong_index(store: Store) -> Iterator[RegisterError]:
    """Yield what is wrong with the full-text index; SQLite checks it by a statement that writes, so in a copy."""
    with store.copied() as connection:
        try:
            connection.execute("INSERT INTO claim_words (claim_words, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_CORRUPT:
                raise
            yield _problem(store, "the full-text index", "does not agree with the claims; restore a copy")
            return
        # The check follows the pages of the index that are listed; a search needs the list to be whole.
        connection.execute("CREATE VIRTUAL TABLE temp.word USING fts5vocab(main, claim_words, row)")
        ((lost,),) = connection.execute(
            "SELECT count(*) FROM temp.word WHERE doc <> (SELECT count(*) FROM claim_words "
            """WHERE claim_words MATCH '"' || replace(term, '"', '""') || '"')"""
        )
        if lost:
            yield _problem(store, "the full-text index", f"finds {lost} words in too few claims; restore a copy")
