# SPDX-License-Identifier: MIT
"""The events of a register and the rows of their comparisons, kept in the file for as long as they hold."""

import datetime as dt
import json
import sqlite3
from collections.abc import Iterable, Sequence

from claimtrack.checks import check_object
from claimtrack.comparison import Comparison, Event, compare, events
from claimtrack.model import Article, digest
from claimtrack.register.articles import article_number, claims_of, current_articles
from claimtrack.register.store import Store
from claimtrack.register.stored import stored_article


def find_events(store: Store, days: int) -> tuple[Event, ...]:
    """Return the events of the current articles: those kept, if nothing was added since, or found again."""
    events((), days=days)  # raises for what is not a number of days
    days = min(days, dt.date.max.toordinal())  # which all articles are within, and SQLite can count

    def read() -> tuple[tuple[Event, ...] | None, int, list[Article]]:
        ((newest,),) = store.rows("SELECT ifnull(max(number), 0) FROM article")
        if store.row("SELECT 1 FROM grouping WHERE days = ? AND article = ?", (days, newest)):
            kept = kept_events(store)
            return tuple(store.made(made_event, columns[-1], articles) for _, columns, articles in kept), newest, []
        return None, newest, list(current_articles(store))

    kept, newest, articles = store.snapshot(read)
    if kept is not None:
        return kept
    found = events(articles, days=days)
    store.keep(lambda connection: _replace_events(connection, found, days, newest))
    return found


def event_row(event: Event) -> tuple[str, str | None, str | None, str]:
    """Return the values of the columns id, first, last and terms."""
    first, last = (day.isoformat() if day else None for day in (event.first, event.last))
    return event.id, first, last, json.dumps(event.terms)


def compare_event(store: Store, event: Event) -> Comparison:
    """Return the comparison of an event's articles, whose rows are kept too."""
    check_object(event, Event, "Register.compare", "an Event (Register.events finds them)")
    comparison = compare(
        claim for article in event.articles for claim in claims_of(store, article_number(store, article), article)
    )
    records = [json.dumps(record) for record in comparison.to_records()]
    store.keep(lambda connection: _replace_rows(connection, event.id, records))
    return comparison


def grouping_digest(days: int, article: int, events: Iterable[Sequence[str | None]]) -> str:
    """Return the digest of the events, as `event_row` has them, within so many days and up to an article's number."""
    return digest(days, article, *(part for event in events for part in event))


def row_digest(event_id: str, number: int, record: str, count: int) -> str:
    """Return the digest of one record of a comparison that has *count* of them."""
    return digest(event_id, number, record, count)


def kept_events(store: Store) -> list[tuple[int, tuple[str | None, ...], list[str]]]:
    """Return of each event that the file holds its number, the columns of `event_row`, and its articles as stored.

    All come in one statement, since another process may be finding the events again.
    """
    rows = store.rows(
        "SELECT event.number, event.id, event.first, event.last, event.terms, article.value "
        "FROM event LEFT JOIN event_article ON event = event.number "
        "LEFT JOIN article ON article.number = event_article.article ORDER BY event.number, article.number"
    )
    columns = {number: stored for number, *stored, _ in rows}
    articles: dict[int, list[str]] = {number: [] for number in columns}
    for number, *_, value in rows:
        if value is not None:
            articles[number].append(value)
    return [(number, tuple(columns[number]), values) for number, values in articles.items()]


def made_event(terms: str, articles: Iterable[str]) -> Event:
    """Return an event from what the file holds of it; one of `stored.DAMAGE` tells that it holds something else."""
    words = json.loads(terms)
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        message = f"expected a list of words as terms, got {words!r:.60}"
        raise ValueError(message)
    return Event(tuple(map(stored_article, articles)), tuple(words))


def _replace_events(connection: sqlite3.Connection, found: tuple[Event, ...], days: int, newest: int) -> None:
    for table in ("event_article", "event", "grouping"):
        connection.execute(f"DELETE FROM {table}")
    for number, event in enumerate(found, start=1):
        statement = "INSERT INTO event (number, id, first, last, terms) VALUES (?, ?, ?, ?, ?)"
        connection.execute(statement, (number, *event_row(event)))
        connection.executemany(
            "INSERT INTO event_article (event, article) SELECT ?, number FROM article WHERE id = ?",
            [(number, article.id) for article in event.articles],
        )
    grouping = (days, newest, grouping_digest(days, newest, map(event_row, found)))
    connection.execute("INSERT INTO grouping (days, article, digest) VALUES (?, ?, ?)", grouping)
    connection.execute("DELETE FROM comparison_row WHERE event_id NOT IN (SELECT id FROM event)")


def _replace_rows(connection: sqlite3.Connection, event_id: str, records: Sequence[str]) -> None:
    connection.execute("DELETE FROM comparison_row WHERE event_id = ?", (event_id,))
    connection.executemany(
        "INSERT INTO comparison_row (event_id, number, record, digest) VALUES (?, ?, ?, ?)",
        [
            (event_id, at, record, row_digest(event_id, at, record, len(records)))
            for at, record in enumerate(records, start=1)
        ],
    )
