# SPDX-License-Identifier: MIT
"""Lexicons: TOML rows that carry their evidence, examples and counter-examples.

A lexicon file holds one array of tables. Each stage says with an attrs class which keys its rows have;
keys without a default are required, and `examples` may never be empty.
"""

from enum import StrEnum
from functools import cache
from importlib import resources
from typing import TypeVar, get_args, get_origin

import attrs

from claimtrack.exceptions import InputError, LexiconError
from claimtrack.toml import read_toml

_Row = TypeVar("_Row", bound=attrs.AttrsInstance)


@attrs.frozen(kw_only=True)
class LexiconRow:
    """What all rows have: why they are there, and on what the tests try them.

    Attributes:
        evidence: Where the row comes from; "editorial" is our own judgement.
        examples: What the row reads.
        counter_examples: What it does not read, though it looks alike.
    """

    evidence: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...] = ()


@cache
def load(name: str, row: type[_Row]) -> tuple[_Row, ...]:
    """Return the rows of the packaged lexicon *name* as values of the class *row*.

    Raises:
        LexiconError: If a row is malformed; the message names the file, the row and the reason.
    """
    file = resources.files("claimtrack") / "data" / f"{name}.toml"
    return parse(file.read_text(encoding="utf-8"), row, f"{name}.toml")


def parse(text: str, row: type[_Row], file: str, *, key: str | None = None) -> tuple[_Row, ...]:
    """Return the rows in the TOML *text* as values of the class *row*; *file* is its name in messages.

    With a *key*, the array of tables has to have that name, and at least one table.

    Raises:
        LexiconError: If the text is no TOML, or a row is malformed.
    """
    try:
        tables = read_toml(text)
    except InputError as error:
        raise _malformed(file, error) from error
    rows = next(iter(tables.values()), None)
    if len(tables) != 1 or not isinstance(rows, list) or (key is not None and (key not in tables or not rows)):
        expected = "one array of tables" if key is None else f"one [[{key}]] or more, and nothing else"
        raise _malformed(file, f"expected {expected}, got the keys {sorted(tables)}")
    return tuple(_build(row, table, f"{file}, row {number}") for number, table in enumerate(rows, start=1))


def _build(row: type[_Row], table: object, place: str) -> _Row:
    fields = attrs.fields_dict(row)
    if not isinstance(table, dict):
        raise _malformed(place, f"expected a table with the keys {', '.join(sorted(fields))}, got {table!r:.60}")
    if unknown := sorted(set(table) - set(fields)):
        raise _malformed(place, f"unknown key {unknown[0]!r}; the keys are {', '.join(sorted(fields))}")
    for name, field in fields.items():
        if field.default is attrs.NOTHING and name not in table:
            raise _malformed(place, f"the key {name!r} is missing")
    if "examples" in fields and not table.get("examples"):
        raise _malformed(
            place, "expected at least one sentence in 'examples', got none; a row must show where it fires"
        )
    for name, value in table.items():
        if reason := _misfit(fields[name].type, value):
            raise _malformed(place, f"{name}: {reason}")
    values = {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}
    try:
        return row(**values)
    except (TypeError, ValueError) as error:
        raise _malformed(place, error) from error


def _malformed(place: str, reason: object) -> LexiconError:
    return LexiconError(f"{place}: {reason}")


def _misfit(kind: object, value: object) -> str | None:
    """Return why *value* cannot be that of a field of type *kind*; types that are not told here fit."""
    of = get_args(kind)[0] if get_origin(kind) in {tuple, frozenset} else None
    if isinstance(of, type) and issubclass(of, str):
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            return f"expected a list of words in quotation marks, none of them blank, got {value!r}"
        return next(filter(None, (_misfit(of, item) for item in value)), None) if of is not str else None
    if kind is str:
        if not isinstance(value, str) or not value.strip():
            return f"expected words in quotation marks, got {value!r}"
    elif kind is bool:
        if not isinstance(value, bool):
            return f"expected true or false, got {value!r}"
    elif isinstance(kind, type) and issubclass(kind, StrEnum) and value not in list(kind):
        return f"expected {' or '.join(repr(each.value) for each in kind)}, got {value!r}"
    return None
