# SPDX-License-Identifier: MIT
"""The conditions of a register's query as SQL, and by which index each of them finds claims.

Every value goes in as a parameter. Which index serves is said here and not left to SQLite,
whose planner knows nothing of how often a speaker or a level occurs.
"""

import datetime as dt
import json
import re
from collections.abc import Callable, Hashable, Iterable
from enum import IntEnum, StrEnum
from itertools import islice
from typing import NamedTuple

import attrs

from claimtrack.claims.conditions import Among, AtLeast, Condition, Containing, InOutlet, Named, Within, folded
from claimtrack.model import AttributionType, Category, Hedging, Interval, Kind, Polarity, Stance
from claimtrack.register.stored import Column, storable, text_of

_FEW_DAYS = 31  # a month of publication is found by its days, a longer time rather by the outlet
_SEPARATORS = re.compile("[\0-/:-@\\[-`{-\x7f\ud800-\udfff]+")  # what parts words for the tokenizer of FTS5 in any case
_LEAST_PREFIX = 3  # code points; a shorter one begins too many words
# FTS5 opens its index once for each word of a phrase, and takes time by the square of the number of words.
_LONGEST_PHRASE = 256  # code points
_MOST_PARTS = 8
MOST_WORDS = 1000
"""The number of different words of a search that count."""
NOT_INDEXED = "NOT INDEXED"
"""What makes SQLite read all claims, or find them by their numbers."""


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


class Share(IntEnum):
    """The share of all claims that is likely to meet a condition, the smallest first."""

    OF_A_SPEAKER = 0
    OF_FEW_DAYS = 1
    WITH_WORDS = 2
    OF_AN_OUTLET = 3
    OF_A_LEVEL = 4
    OF_MANY_DAYS = 5
    WITHOUT_A_SPEAKER = 6


class Access(NamedTuple):
    """How claims are found by a condition: how many these are likely to be, and what says the index."""

    share: Share
    hint: str


def access(test: Test) -> Access | None:
    """Return how claims are found by a condition, or None where no index serves."""
    match test:
        case Named(role, is_open=False) | Grouped("speaker" | "via" as role, str()):
            return Access(Share.OF_A_SPEAKER, f"INDEXED BY claim_{role}")
        case Within("published", (first, last)):
            few = (last - first).days < _FEW_DAYS
            return Access(Share.OF_FEW_DAYS if few else Share.OF_MANY_DAYS, "INDEXED BY claim_published")
        case Grouped("published"):
            return Access(Share.OF_FEW_DAYS, "INDEXED BY claim_published")
        case Grouped("said", Interval()):
            return Access(Share.OF_FEW_DAYS, "INDEXED BY claim_moment")
        case Containing(words) if _phrase_match(words):
            return Access(Share.WITH_WORDS, NOT_INDEXED)  # the index of words finds them by their numbers
        case InOutlet() | Grouped("outlet"):
            return Access(Share.OF_AN_OUTLET, "INDEXED BY claim_outlet")
        case Named("speaker") | Grouped("speaker"):
            # Names and None are found by two uses of one index, which is SQLite's choice to make.
            return Access(Share.WITHOUT_A_SPEAKER, "")
    return Access(Share.OF_A_LEVEL, "INDEXED BY claim_hedging") if is_level(test) else None


def is_level(test: Test) -> bool:
    """Tell whether a condition is one on the level of hedging."""
    return isinstance(test, Among | Grouped) and (test.field if isinstance(test, Among) else test.name) == "hedging"


def search_match(words: str) -> str:
    """Return what the index of words is asked for the claims in which all the words occur."""
    sought = dict.fromkeys(_SEPARATORS.sub(" ", folded(words)).split())
    # Quotation marks keep each from being read as an operator; a longer one is found by its beginning.
    quoted = (
        f'"{word}"' if len(word) <= _LONGEST_PHRASE else f'"{word[:_LONGEST_PHRASE]}" *'
        for word in islice(sought, MOST_WORDS)
    )
    return " ".join(quoted) or '""'


def condition(test: Test, *, finds: bool) -> Clause:
    """Return the SQL of a condition, which *finds* the claims or only filters them."""
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
            return _containing(words, finds=finds)
        case AtLeast(confidence):
            return Clause("claim.confidence >= ?", (float(confidence),))
        case Numbered(after, top):
            return Clause("claim.number > ? AND claim.number <= ?", (after, top))
        case Grouped(name, value):
            return _grouped(name, value)


def _named(test: Named) -> Clause:
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
    if days is None:
        return Clause("claim.published IS NULL" if field == "published" else "claim.said_start IS NULL")
    first, last = (day.isoformat() for day in days)
    if field == "published":
        return Clause("claim.published BETWEEN ? AND ?", (first, last))
    return Clause("claim.said_start <= ? AND claim.said_end > ?", (last, first))


def _containing(words: str, *, finds: bool) -> Clause:
    needle = storable(words)
    # Only a text that is itself a blob contains one, and SQLite would copy it for each text.
    blob = "typeof(claim.folded) = 'blob' AND " if isinstance(needle, bytes) else ""
    clause = Clause(f"{blob}instr(claim.folded, ?) > 0", (needle,))
    match = _phrase_match(words)
    if not finds or match is None:
        return clause
    found = "claim.number IN (SELECT rowid FROM claim_words WHERE claim_words MATCH ?)"
    return Clause(f"{found} AND {clause.sql}", (match, *clause.values))


def _phrase_match(words: str) -> str | None:
    """Return what finds every text with *words* by the index of words, and some others; None where nothing does.

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
    column = GROUPINGS[name].columns[0]
    if value is None:
        return Clause(f"{column} IS NULL")
    text = str(value)
    if name in ("speaker", "via"):
        named = f"{column} IN (SELECT number FROM speaker WHERE folded = ? AND name = ?)"
        return Clause(named, (storable(folded(text)), storable(text)))
    if name == "outlet":
        return Clause("claim.outlet_folded = ? AND claim.outlet = ?", (storable(folded(text)), storable(text)))
    if isinstance(value, Interval):
        last = value.end - dt.timedelta(days=1)
        return Clause(
            "claim.moment = ? AND claim.said_start = ? AND claim.said_vague = ?",
            (f"{value.start}/{last}", value.start.isoformat(), int(value.vague)),
        )
    return Clause(f"{column} = ?", (value.isoformat() if isinstance(value, dt.date) else text,))


def _text(column: str | bytes | None) -> str | None:
    return None if column is None else text_of(column)


def _day(column: str | None) -> dt.date | None:
    return None if column is None else dt.date.fromisoformat(column)


def _interval(start: str | None, end: str, vague: int) -> Interval | None:
    return None if start is None else Interval(dt.date.fromisoformat(start), dt.date.fromisoformat(end), bool(vague))


def _member(enum: type[StrEnum]) -> Callable[[str | None], StrEnum | None]:
    return lambda column: None if column is None else enum(column)


@attrs.frozen
class Grouping:
    """A name by which claims can be grouped: its columns, and what makes the value of them."""

    columns: tuple[str, ...]
    value: Callable[..., Hashable]


GROUPINGS = {
    "outlet": Grouping(("claim.outlet",), _text),
    "speaker": Grouping(("claim.speaker",), _text),
    "via": Grouping(("claim.via",), _text),
    "category": Grouping(("claim.category",), _member(Category)),
    "hedging": Grouping(("claim.hedging",), _member(Hedging)),
    "kind": Grouping(("claim.kind",), _member(Kind)),
    "type": Grouping(("claim.type",), _member(AttributionType)),
    "polarity": Grouping(("claim.polarity",), _member(Polarity)),
    "stance": Grouping(("claim.stance",), _member(Stance)),
    "published": Grouping(("claim.published",), _day),
    "said": Grouping(("claim.said_start", "claim.said_end", "claim.said_vague"), _interval),
}
"""The names that `by` takes."""
