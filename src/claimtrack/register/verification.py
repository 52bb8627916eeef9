# SPDX-License-Identifier: MIT
"""Verification: whether everything in a register is still what was added, down to each span and id."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing

from claimtrack.claims.conditions import forms
from claimtrack.comparison import COLUMNS as ROW_COLUMNS
from claimtrack.exceptions import ClaimtrackError, RegisterError
from claimtrack.model import Article
from claimtrack.register.articles import in_steps
from claimtrack.register.events import event_row, kept_events, made_event
from claimtrack.register.schema import Store, new_connection
from claimtrack.register.stored import (
    ARTICLE_COLUMNS,
    CLAIM_COLUMNS,
    SPEAKER_COLUMNS,
    article_row,
    claim_row,
    speaker_row,
    storable,
    stored_article,
    stored_claim,
    stored_speaker,
)

# What the tables have to say of each other; each statement finds what contradicts it.
_RULES = {
    "expected its last version to be current, and no other": (
        "SELECT 'story ' || number FROM story WHERE "
        "(SELECT ifnull(group_concat(number), 'none') FROM article WHERE story = story.number AND current) IS NOT "
        "(SELECT CAST(max(number) AS TEXT) FROM article WHERE story = story.number)"
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
            yield _problem(store, table if row is None else f"{table} {row}", f"names a {parent} that is not there")
        yield from _missing_tables(store)
        for expected, statement in _RULES.items():
            for (place,) in store.rows(statement):
                yield _problem(store, place, expected)
        yield from _wrong_values(store)
        yield from _wrong_events(store)
        yield from _wrong_index(store)
    except RegisterError as error:  # damage so deep that nothing more can be read
        yield error


def _problem(store: Store, place: str, what: str) -> RegisterError:
    return RegisterError(f"{store.path}: {place}: {what}")


def _missing_tables(store: Store) -> Iterator[RegisterError]:
    names = "SELECT type || ' ' || name FROM sqlite_schema"
    held = set(store.rows(names))
    with closing(new_connection()) as connection:
        for each in connection.execute(names):
            if each not in held:
                yield _problem(store, f"the {each[0]}", "is not there; restore a copy")


def _wrong_events(store: Store) -> Iterator[RegisterError]:
    """Yield the events and the rows of comparisons that cannot be made again, or have another id."""
    for number, stored, articles in kept_events(store):
        place = f"event {number}"
        try:
            event = made_event(str(stored[-1]), articles)
        except (ClaimtrackError, ValueError, TypeError) as error:
            yield _problem(store, place, f"cannot be read: {error}")
            continue
        yield from _differences(store, place, ("id", "first", "last", "terms"), stored, event_row(event))
    for event_id, number, record in store.rows("SELECT event_id, number, record FROM comparison_row"):
        try:
            is_record = set(json.loads(record)) == set(ROW_COLUMNS)
        except (ValueError, TypeError):
            is_record = False
        if not is_record:
            yield _problem(store, f"row {number} of the event {event_id}", f"cannot be read: {record!r:.200}")


def _wrong_values(store: Store) -> Iterator[RegisterError]:
    """Yield the values that cannot be made again, or differ from their columns: ids, days, folded words."""
    for number, *stored in in_steps(store, f"number, {', '.join(ARTICLE_COLUMNS)}", "article WHERE number"):
        try:
            article = stored_article(stored[-1])
        except (ClaimtrackError, ValueError) as error:
            yield _problem(store, f"article {stored[0]}", f"cannot be read: {error}")
            continue
        yield from _differences(store, f"article {stored[0]}", ARTICLE_COLUMNS, stored, article_row(article))
        yield from _wrong_claims(store, number, article)
    for number, *stored in in_steps(store, f"number, {', '.join(SPEAKER_COLUMNS)}", "speaker WHERE number"):
        place = f"speaker {number}"
        try:
            speaker = stored_speaker(stored[-1])
        except (ClaimtrackError, ValueError) as error:
            yield _problem(store, place, f"cannot be read: {error}")
            continue
        yield from _differences(store, place, SPEAKER_COLUMNS, stored, speaker_row(speaker))
        held = {form for (form,) in store.rows("SELECT folded FROM form WHERE speaker = ?", (number,))}
        if held != set(map(storable, forms(speaker))):
            yield _problem(store, place, f"expected the forms {forms(speaker)}, got {sorted(held, key=repr)}")


def _wrong_claims(store: Store, number: int, article: Article) -> Iterator[RegisterError]:
    columns = ", ".join(f"claim.{name}" for name in CLAIM_COLUMNS)
    rows = store.rows(
        f"SELECT speaker.value, relay.value, {columns} FROM claim "
        "LEFT JOIN speaker ON speaker.number = claim.speaker "
        "LEFT JOIN speaker AS relay ON relay.number = claim.via WHERE claim.article = ?",
        (number,),
    )
    for speaker, via, *stored in rows:
        place = f"claim {stored[0]}"
        try:
            claim = stored_claim(stored[-1], article)
            linked = [None if value is None else stored_speaker(value) for value in (speaker, via)]
        except (ClaimtrackError, ValueError) as error:
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
    """Yield what is wrong with the full-text index; SQLite checks it by a statement that looks like writing."""
    if not store.writable:
        return
    try:
        with store.writing() as connection:
            connection.execute("INSERT INTO claim_words (claim_words, rank) VALUES ('integrity-check', 1)")
    except RegisterError as error:
        if getattr(error.__cause__, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_CORRUPT:
            raise
        yield _problem(store, "the full-text index", "does not agree with the claims; restore a copy")
