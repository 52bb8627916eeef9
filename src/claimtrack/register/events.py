# SPDX-License-Identifier: MIT
"""The events of a register and the rows of their comparisons, kept in the file for as long as they hold."""

import json
from collections.abc import Iterable

from claimtrack.checks import check_object
from claimtrack.comparison import Comparison, Event, compare, events
from claimtrack.register.articles import article_number, claims_of, current_articles
from claimtrack.register.schema import Store
from claimtrack.register.stored import stored_article


def find_events(store: Store, days: int) -> tuple[Event, ...]:
    """Return the events of the current articles: those kept, if nothing was added since, or found again."""
    events((), days=days)  # raises for what is not a number of days
    with store.reading():
        ((newest,),) = store.rows("SELECT ifnull(max(number), 0) FROM article")
        if store.row("SELECT 1 FROM grouping WHERE days = ? AND article = ?", (days, newest)):
            return tuple(made_event(str(columns[-1]), articles) for _, columns, articles in kept_events(store))
        articles = list(current_articles(store))
    found = events(articles, days=days)
    if store.writable:
        _replace_events(store, found, days, newest)
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
    if store.writable:
        rows = [
            (event.id, number, json.dumps(record)) for number, record in enumerate(comparison.to_records(), start=1)
        ]
        with store.writing() as connection:
            connection.execute("DELETE FROM comparison_row WHERE event_id = ?", (event.id,))
            connection.executemany("INSERT INTO comparison_row (event_id, number, record) VALUES (?, ?, ?)", rows)
    return comparison


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
    """Return an event from what the file holds of it; a ClaimtrackError, ValueError or TypeError tells damage."""
    return Event(tuple(map(stored_article, articles)), tuple(json.loads(terms)))


def _replace_events(store: Store, found: tuple[Event, ...], days: int, newest: int) -> None:
    with store.writing() as connection:
        for table in ("event_article", "event", "grouping"):
            connection.execute(f"DELETE FROM {table}")
        numbers = dict(connection.execute("SELECT id, number FROM article"))
        for number, event in enumerate(found, start=1):
            statement = "INSERT INTO event (number, id, first, last, terms) VALUES (?, ?, ?, ?, ?)"
            connection.execute(statement, (number, *event_row(event)))
            connection.executemany(
                "INSERT INTO event_article (event, article) VALUES (?, ?)",
                [(number, numbers[article.id]) for article in event.articles],
            )
        connection.execute("INSERT INTO grouping (days, article) VALUES (?, ?)", (days, newest))
        connection.execute("DELETE FROM comparison_row WHERE event_id NOT IN (SELECT id FROM event)")
