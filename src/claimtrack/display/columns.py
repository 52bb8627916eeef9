# SPDX-License-Identifier: MIT
"""Columns of records, each declared once: its name, its type, what it means, and how a thing gives its value."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from operator import itemgetter
from typing import Any, Generic, TypeVar

import attrs

Value = str | int | float | None
"""What a column of a record can hold: None stands for what is open, unknown or absent."""

_Thing = TypeVar("_Thing")


class ColumnType(StrEnum):
    """What the values of a column are, apart from None; days are text in a record, and days in a data frame."""

    BOOLEAN = "boolean"
    DAY = "day"
    FLOAT = "float"
    INTEGER = "integer"
    TEXT = "text"


BOOLEAN, DAY, FLOAT, INTEGER, TEXT = ColumnType


@attrs.frozen
class Column(Generic[_Thing]):
    """A column of the records of some kind of thing.

    Attributes:
        name: Its name, the key in a record.
        type: The type of its values, or None for that of the values which there are.
        meaning: What its values say; columns may share a meaning.
        value: What gives its value for a thing; by default, what a mapping has under the name.
    """

    name: str
    type: ColumnType | None = None
    meaning: str = ""
    value: Callable[[_Thing], Value] = attrs.field(
        default=attrs.Factory(lambda self: itemgetter(self.name), takes_self=True), eq=False, repr=False
    )


def names(columns: Iterable[Column[Any]]) -> tuple[str, ...]:
    """Return the names of *columns* in their order."""
    return tuple(column.name for column in columns)


def explained(columns: Iterable[Column[Any]]) -> list[str]:
    """Return a list in Markdown of what *columns* mean, with those that share a meaning in one item."""
    groups: dict[str, dict[str, None]] = {}
    for column in columns:
        groups.setdefault(column.meaning, {})[f"`{column.name}`"] = None
    return [f"- {', '.join(group)}: {meaning}." for meaning, group in groups.items()]
