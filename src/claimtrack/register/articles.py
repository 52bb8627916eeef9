# SPDX-License-Identifier: MIT
"""The articles of a register: one after the other, the versions of a story, and the claims of one article."""

import json
from array import array
from collections.abc import Iterator, Sequence
from typing import Any

from claimtrack.checks import wrong_type
from claimtrack.claims import Claims
from claimtrack.exceptions import RegisterError, UnknownNameError
from claimtrack.model import Article
from claimtrack.register.store import Store
from claimtrack.register.stored import storable, stored_article, stored_claim
from claimtrack.register.stories import address

_AT_ONCE = 200  # rows that are held in memory, and read in one go so that no reading stands in the way of a writer
_NUMBERED = "SELECT number, value FROM article WHERE number IN (SELECT value FROM json_each(?))"
_SHOWN = 5  # stories of one page that a message names


def in_steps(store: Store, columns: str, tables: str) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of *tables*, a table with a `number` and conditions, by number; the first column is the number."""
    last = -(2**63)  # the least that SQLite counts
    while rows := store.rows(f"SELECT {columns} FROM {tables} > ? ORDER BY 1 LIMIT {_AT_ONCE}", (last,)):
        yield from rows
        last = rows[-1][0]


def current_articles(store: Store) -> Iterator[Article]:
    """Yield the newest version of each story, in the order in which they were first added.

    What is added meanwhile is not among them.
    """
    numbers = array("q", (number for (number,) in store.rows("SELECT number FROM article WHERE current ORDER BY 1")))
    for start in range(0, len(numbers), _AT_ONCE):
        wanted = numbers[start : start + _AT_ONCE]
        found = numbered_articles(store, wanted)
        yield from (store.made(found.__getitem__, number) for number in wanted)


def numbered_articles(store: Store, numbers: Sequence[int]) -> dict[int, Article]:
    """Return the articles of those numbers."""
    rows = store.rows(_NUMBERED, (json.dumps(list(numbers)),))
    return {number: store.made(stored_article, value) for number, value in rows}


def story_versions(store: Store, wanted: object) -> list[tuple[int, Article]]:
    """Return the number and value of each version of a story, the oldest first."""
    story = _story_number(store, wanted)
    rows = store.rows("SELECT number, value FROM article WHERE story = ? ORDER BY number", (story,))
    if not rows:
        message = f"{store.path}: the story {story} has no article; see what `verify` says, and restore a copy"
        raise RegisterError(message)
    return [(number, store.made(stored_article, value)) for number, value in rows]


def claims_of(store: Store, number: int, article: Article) -> Claims:
    """Return the claims of one article, in the order in which they were given."""
    rows = store.rows("SELECT value FROM claim WHERE article = ? ORDER BY number", (number,))
    return Claims((store.made(stored_claim, value, article) for (value,) in rows), outlets=[article.outlet])


def article_number(store: Store, article: Article) -> int:
    """Return the number of an article."""
    row = store.row("SELECT number FROM article WHERE id = ?", (article.id,))
    if row is None:
        message = f"{store.path}: {article!r}, with the id {article.id}, is not in the register; add it first"
        raise UnknownNameError(message)
    return store.made(int, row[0])


def _story_number(store: Store, wanted: object) -> int:
    """Return the number of the story of an article, an article's id, a URL, or a key."""
    if isinstance(wanted, Article):
        ((story,),) = store.rows("SELECT story FROM article WHERE number = ?", (article_number(store, wanted),))
        return store.made(int, story)
    if not isinstance(wanted, str):
        raise wrong_type(wanted, "Register", "an article, its id, its URL or the key of a story")
    rows = store.rows(
        "SELECT story FROM article WHERE id = :name UNION SELECT story FROM story_address WHERE address = :address "
        "UNION SELECT number FROM story WHERE key = :name ORDER BY 1",
        {"name": storable(wanted), "address": storable(address(wanted))},
    )
    if len(rows) == 1:
        return store.made(int, rows[0][0])
    if not rows:
        message = f"{store.path}: there is no article of the id, the URL or the key {wanted!r}"
        raise UnknownNameError(message)
    current = "SELECT id FROM article WHERE story = ? AND current"
    ids = ", ".join(str(each) for story in rows[:_SHOWN] for (each,) in store.rows(current, story))
    message = f"{store.path}: {wanted!r} is the URL or the key of {len(rows)} stories; name the id of one: {ids}"
    raise UnknownNameError(message)
