# SPDX-License-Identifier: MIT
"""Queries of a register as SQL: which claims, and in what order, and which index finds them.

Every value goes in as a parameter. Which index serves is said here and not left to SQLite,
whose planner knows nothing of how often a speaker or a level occurs.
"""

import datetime as dt
import json
import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from enum import StrEnum
from itertools import islice

import attrs

from claimtrack.claims.conditions import (
    Among,
    AtLeast,
    Condition,
    Containing,
    InOutlet,
    Named,
    Within,
    folded,
)
from claimtrack.model import AttributionType, Category, Hedging, Interval, Kind, Polarity, Stance
from claimtrack.register.stored import Column, storable, text_of


@attrs.frozen
class Clause:
    """A piece of SQL, with the values of its parameters in their order."""

    sql: str
    values: tuple[Column, ...] = ()


@attrs.frozen
class Grouped:
    """The claim has *value* for *name*, one of the names of `by`."""

    name: str
    value: Hashable


@attrs.frozen
class Numbered:
    """The claim's number is greater than *after*, and *top* at most."""

    after: int
    top: int


Test = Condition | Grouped | Numbered

_INDEXES = {"speaker": "claim_speaker", "hedging": "claim_hedging", "published": "claim_published"}
"""The indexes that hold all that counting by one name needs."""
_FEW_DAYS = 31  # a month of publication is found by its days, a longer time rather by the outlet
_SEPARATORS = re.compile("[\0-/:-@\\[-`{-\x7f\ud800-\udfff]+")  # what parts words for the tokenizer of FTS5 in any case
_LEAST_PREFIX = 3  # code points; a shorter one begins too many words
# FTS5 opens its index once for each word of a phrase, and takes time by the square of the number of words.
_LONGEST_PHRASE = 256  # code points
_MOST_PARTS = 8
MOST = 2**62
"""The last place at which a slice can start: SQLite counts up to 2**63."""
MOST_WORDS = 1000
"""The number of different words of a search that count."""


@attrs.frozen
class Query:
    """Some claims of a register, in an order.

    Attributes:
        tests: What the claims meet.
        order: The columns by which they are ordered.
        source: The claims of which they are some, as a table `chosen` with a column `number`;
            None for the claims of the current versions.
        counted: As many rows as *source* has, which take no ordering; None where *source* takes none either.
        cuts: The query of which this one is a part, with the place where it starts and its length, if it is one.
        depth: How many queries lie within each other.
    """

    tests: tuple[Test, ...] = ()
    order: tuple[str, ...] = ("claim.number",)
    source: Clause | None = None
    counted: Clause | None = None
    cuts: "tuple[Query, int, int] | None" = None
    depth: int = 0

    @classmethod
    def listed(cls, numbers: Sequence[int]) -> "Query":
        """Return the query of the claims of these numbers, in their order."""
        listed = Clause("(SELECT value AS number, key AS k0 FROM json_each(?))", (json.dumps(list(numbers)),))
        return cls(order=("chosen.k0",), source=listed)

    @classmethod
    def search(cls, words: str) -> "Query":
        """Return the query of the claims in which all the words occur, best first."""
        sought = dict.fromkeys(_SEPARATORS.sub(" ", folded(words)).split())
        # Quotation marks keep each from being read as an operator; a longer one is found by its beginning.
        match = " ".join(
            f'"{word}"' if len(word) <= _LONGEST_PHRASE else f'"{word[:_LONGEST_PHRASE]}" *'
            for word in islice(sought, MOST_WORDS)
        )
        found = Clause(
            "(SELECT rowid AS number, rank AS k0 FROM claim_words WHERE claim_words MATCH ?)", (match or '""',)
        )
        return cls(order=("chosen.k0", "chosen.number"), source=found)

    def where(self, *tests: Test) -> "Query":
        """Return the query of those that meet the tests as well."""
        return attrs.evolve(self, tests=self.tests + tests, cuts=None)

    def timeline(self) -> "Query":
        """Return the query in the order in which the claims were made."""
        return attrs.evolve(self, order=tuple(dict.fromkeys(("claim.moment", *self.order))), cuts=None)

    def cut(self, start: int, length: int) -> "Query":
        """Return the query of *length* claims from the place *start*; -1 stands for all that follow."""
        if self.cuts is not None:
            whole, begun, most = self.cuts
            left = -1 if most < 0 else max(0, most - start)
            return whole.cut(min(begun + start, MOST), min((n for n in (left, length) if n >= 0), default=-1))
        rows, some = self._ordered(self._columns(), length, start), self._unordered()
        return Query(
            order=tuple(f"chosen.k{at}" for at in range(len(self.order))),
            source=Clause(f"({rows.sql})", rows.values),
            counted=Clause(f"(SELECT 1 FROM {some.sql} LIMIT ? OFFSET ?)", (*some.values, length, start)),
            cuts=(self, start, length),
            depth=self.depth + 1,
        )

    def every(self, places: range) -> "Query":
        """Return the query of the claims at those places, in the order of the places."""
        if not places:
            return self.cut(0, 0)
        low, high, step = min(places[0], places[-1]), max(places[0], places[-1]), places.step
        placed = self._placed()
        wanted = Clause(
            f"SELECT number, {'-' if step < 0 else ''}k0 AS k0 FROM ({placed.sql}) WHERE k0 BETWEEN ? AND ? "
            "AND (k0 - ?) % ? = 0",
            (*placed.values, low, high, low, abs(step)),
        )
        return Query(order=("chosen.k0",), source=Clause(f"({wanted.sql})", wanted.values), depth=self.depth + 1)

    def numbers(self, limit: int = -1) -> Clause:
        """Return the SQL for the numbers of the claims."""
        return self._ordered(self._number, limit, 0)

    def count(self) -> Clause:
        """Return the SQL for the number of claims."""
        some = self._unordered()
        return Clause(f"SELECT count(*) FROM {some.sql}", some.values)

    def groups(self, names: Sequence[str]) -> Clause:
        """Return the SQL for the columns by which claims are grouped and the number of claims, in order of appearance.

        A group may come in several rows, as different speakers can have one name.
        """
        if len(self.order) > 1:
            placed = self._placed()
            return Query(order=("chosen.k0",), source=Clause(f"({placed.sql})", placed.values)).groups(names)
        columns = [column for name in names for column in KEYS[name][0]]
        keys = [f"g{number}" for number in range(len(columns))]
        index = f"INDEXED BY {_INDEXES[names[0]]}" if names[0] in _INDEXES and len(names) == 1 else "NOT INDEXED"
        body = self._body(" ".join(columns), self._index() if self.tests else index)
        listed = ", ".join(f"{column} AS {key}" for column, key in zip(columns, keys, strict=True))
        inner = f"SELECT {listed}, count(*) AS claims, min({self.order[0]}) AS first FROM {body.sql}"
        shown, joins = list(keys), ""
        for at, column in enumerate(columns):
            if column in ("claim.speaker", "claim.via"):
                shown[at] = f"s{at}.name"
                joins += f" LEFT JOIN speaker AS s{at} ON s{at}.number = grouped.g{at}"
        return Clause(
            f"SELECT {', '.join(shown)}, claims FROM ({inner} GROUP BY {', '.join(keys)}) AS grouped{joins} "
            "ORDER BY first",
            body.values,
        )

    @property
    def _number(self) -> str:
        return "claim.number" if self.source is None else "chosen.number"

    def _columns(self) -> str:
        """Return the number and the columns of the order, under names of their own."""
        return ", ".join([f"{self._number} AS number", *(f"{each} AS k{at}" for at, each in enumerate(self.order))])

    def _placed(self) -> Clause:
        """Return the SQL for the number and the place of each claim, from 0."""
        # The limit keeps SQLite from ranking within the window, which it cannot.
        rows = self._ordered(self._columns(), -1, 0)
        order = ", ".join(f"k{at}" for at in range(len(self.order)))
        return Clause(f"SELECT number, row_number() OVER (ORDER BY {order}) - 1 AS k0 FROM ({rows.sql})", rows.values)

    def _ordered(self, columns: str, length: int, start: int) -> Clause:
        """Return the SQL for columns of the claims, in their order, from a place on; a *length* of -1 has no end."""
        used = " ".join((columns, *self.order))
        index = self._index()
        if index == "NOT INDEXED" and self.order[0] == "claim.moment":
            index = "INDEXED BY claim_moment"
        body = self._body(used, index)
        sql = f"SELECT {columns} FROM {body.sql} ORDER BY {', '.join(self.order)} LIMIT ? OFFSET ?"
        return Clause(sql, (*body.values, length, start))

    def _body(self, used: str, index: str) -> Clause:
        """Return the SQL for the tables and the tests, where the columns *used* are wanted."""
        if self.source is None:
            parts = [Clause(f"claim {index}")]
            tests = [Clause("claim.current")]
        else:
            joined = " CROSS JOIN claim NOT INDEXED ON claim.number = chosen.number"
            is_used = self.tests or "claim." in used
            parts = [Clause(f"{self.source.sql} AS chosen{joined if is_used else ''}", self.source.values)]
            tests = []
        driving = self._driving() if self.source is None else None
        tests += [_clause(test, drives=test is driving) for test in self.tests]
        if tests:
            parts.append(Clause("WHERE " + " AND ".join(each.sql for each in tests)))
        values = [value for part in (*parts, *tests) for value in part.values]
        return Clause(" ".join(part.sql for part in parts), tuple(values))

    def _unordered(self) -> Clause:
        """Return the SQL for as many rows as there are claims."""
        if self.counted is not None and not self.tests:
            return self.counted
        return self._body("", self._index() if self.tests else "")

    def _driving(self) -> Test | None:
        """Return the test by which the claims are found, the one that few of them are likely to meet."""
        ways = [(way[0], at) for at, test in enumerate(self.tests) if (way := _way(test))]
        return self.tests[min(ways)[1]] if ways else None

    def _index(self) -> str:
        """Return what says which index finds the claims."""
        test = self._driving()
        way = None if test is None else _way(test)
        if way is None:
            return "NOT INDEXED"
        if way[1] == "INDEXED BY claim_outlet" and any(map(_is_level, self.tests)):
            return "INDEXED BY claim_outlet_hedging"
        return way[1]


def _way(test: Test) -> tuple[int, str] | None:
    """Return how early a test should find the claims, the least first, and by which index; None where none serves."""
    match test:
        case Named(role, is_open=False) | Grouped("speaker" | "via" as role, str()):
            return 0, f"INDEXED BY claim_{role}"
        case Within("published", (first, last)):
            return 1 if (last - first).days < _FEW_DAYS else 5, "INDEXED BY claim_published"
        case Grouped("published"):
            return 1, "INDEXED BY claim_published"
        case Grouped("said", Interval()):
            return 1, "INDEXED BY claim_moment"
        case Containing(words) if _match(words):
            return 2, "NOT INDEXED"  # the index of words finds them by their numbers
        case InOutlet() | Grouped("outlet"):
            return 3, "INDEXED BY claim_outlet"
        case Named("speaker") | Grouped("speaker"):
            return 6, ""  # names and None are found by two uses of one index, which is SQLite's choice to make
    return (4, "INDEXED BY claim_hedging") if _is_level(test) else None


def _is_level(test: Test) -> bool:
    """Tell whether a test is one of the level of hedging."""
    return isinstance(test, Among | Grouped) and (test.field if isinstance(test, Among) else test.name) == "hedging"


def _clause(test: Test, *, drives: bool) -> Clause:
    """Return the SQL of a test, which may find the claims or only sift them."""
    match test:
        case Named():
            return _named(test)
        case InOutlet(names):
            return _among("claim.outlet_folded", map(storable, names))
        case Among(field, members):
            return _among(f"claim.{field}", (None if each is None else each.value for each in members))
        case Within(field, days):
            return _within(field, days)
        case Containing(words):
            return _containing(words, drives=drives)
        case AtLeast(confidence):
            return Clause("claim.confidence >= ?", (float(confidence),))
        case Numbered(after, top):
            return Clause("claim.number > ? AND claim.number <= ?", (after, top))
        case Grouped(name, value):
            return _grouped(name, value)


def _named(test: Named) -> Clause:
    """Return the SQL of the condition on the speaker or on the relaying source."""
    column = f"claim.{test.role}"
    parts: list[str] = []
    values: list[Column] = []
    for table, wanted in (("speaker FROM form", test.forms), ("number FROM speaker", test.names)):
        if wanted or not (test.forms or test.names or test.is_open):
            found = _among("folded", map(storable, wanted))
            parts.append(f"SELECT {table} WHERE {found.sql}")
            values += found.values
    either = [f"{column} IN ({' UNION ALL '.join(parts)})"] if parts else []
    if test.is_open:
        either.append(f"{column} IS NULL")
    return Clause(f"({' OR '.join(either)})", tuple(values))


def _among(column: str, values: Iterable[Column]) -> Clause:
    """Return the SQL for a column that has one of some values, of any number."""
    given = set(values)
    wanted = given - {None}
    blobs = sorted(each for each in wanted if isinstance(each, bytes))
    texts = sorted(each for each in wanted if isinstance(each, str))
    if len(wanted) == 1:
        clause = Clause(f"{column} = ?", (*texts, *blobs))
    else:
        rows = f" UNION ALL VALUES {', '.join(['(?)'] * len(blobs))}" if blobs else ""
        clause = Clause(f"{column} IN (SELECT value FROM json_each(?){rows})", (json.dumps(texts), *blobs))
    if None in given:
        return Clause(f"({column} IS NULL OR {clause.sql})", clause.values)
    return clause


def _within(field: str, days: tuple[dt.date, dt.date] | None) -> Clause:
    """Return the SQL for the first and the last day of what is `published` or `said`."""
    if days is None:
        return Clause("claim.published IS NULL" if field == "published" else "claim.said_start IS NULL")
    first, last = (day.isoformat() for day in days)
    if field == "published":
        return Clause("claim.published BETWEEN ? AND ?", (first, last))
    return Clause("claim.said_start <= ? AND claim.said_end > ?", (last, first))


def _containing(words: str, *, drives: bool) -> Clause:
    """Return the SQL for words that the text contains."""
    needle = storable(words)
    # Only a text that is itself a blob contains one, and SQLite would copy it for each text.
    blob = "typeof(claim.folded) = 'blob' AND " if isinstance(needle, bytes) else ""
    clause = Clause(f"{blob}instr(claim.folded, ?) > 0", (needle,))
    match = _match(words)
    if not drives or match is None:
        return clause
    found = "claim.number IN (SELECT rowid FROM claim_words WHERE claim_words MATCH ?)"
    return Clause(f"{found} AND {clause.sql}", (match, *clause.values))


def _match(words: str) -> str | None:
    """Return what the index of words finds of every text that contains *words*, and of some others; None for nothing.

    The first of them may end a longer word, which the index cannot find, and the last may begin one.
    """
    # The limits leave out the end of a long text, which finds no less.
    _, *rest = _SEPARATORS.split(words[: 2 * _LONGEST_PHRASE], maxsplit=_MOST_PARTS)
    if len(words) > 2 * _LONGEST_PHRASE or len(rest) == _MOST_PARTS:
        rest = [*rest[:-1], ""]
    whole, last = rest[:-1], rest[-1] if rest else ""
    phrase = " ".join([*whole, last] if len(last) >= _LEAST_PREFIX else whole)
    if not any(char.isascii() and char.isalnum() for char in phrase):
        return None
    return f'"{phrase}"' + (" *" if len(last) >= _LEAST_PREFIX else "")


def _grouped(name: str, value: Hashable) -> Clause:
    """Return the SQL for a value by which claims are grouped."""
    column = KEYS[name][0][0]
    if value is None:
        return Clause(f"{column} IS NULL")
    if name in ("speaker", "via"):
        text = str(value)
        return Clause(
            f"{column} IN (SELECT number FROM speaker WHERE folded = ? AND name = ?)",
            (storable(folded(text)), storable(text)),
        )
    if name == "outlet":
        text = str(value)
        return Clause("claim.outlet_folded = ? AND claim.outlet = ?", (storable(folded(text)), storable(text)))
    if isinstance(value, Interval):
        last = value.end - dt.timedelta(days=1)
        return Clause(
            "claim.moment = ? AND claim.said_start = ? AND claim.said_vague = ?",
            (f"{value.start}/{last}", value.start.isoformat(), int(value.vague)),
        )
    return Clause(f"{column} = ?", (value.isoformat() if isinstance(value, dt.date) else str(value),))


def _text(column: str | bytes | None) -> str | None:
    return None if column is None else text_of(column)


def _day(column: str | None) -> dt.date | None:
    return None if column is None else dt.date.fromisoformat(column)


def _interval(start: str | None, end: str, vague: int) -> Interval | None:
    return None if start is None else Interval(dt.date.fromisoformat(start), dt.date.fromisoformat(end), bool(vague))


def _member(enum: type[StrEnum]) -> Callable[[str | None], StrEnum | None]:
    return lambda column: None if column is None else enum(column)


KEYS: dict[str, tuple[tuple[str, ...], Callable[..., Hashable]]] = {
    "outlet": (("claim.outlet",), _text),
    "speaker": (("claim.speaker",), _text),
    "via": (("claim.via",), _text),
    "category": (("claim.category",), _member(Category)),
    "hedging": (("claim.hedging",), _member(Hedging)),
    "kind": (("claim.kind",), _member(Kind)),
    "type": (("claim.type",), _member(AttributionType)),
    "polarity": (("claim.polarity",), _member(Polarity)),
    "stance": (("claim.stance",), _member(Stance)),
    "published": (("claim.published",), _day),
    "said": (("claim.said_start", "claim.said_end", "claim.said_vague"), _interval),
}
"""The names by which claims can be grouped, each with its columns and what makes the value of them."""
