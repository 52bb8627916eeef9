# SPDX-License-Identifier: MIT
"""Checks of what public functions and the model are given.

What does not fit is refused with a FieldTypeError, a FieldValueError or an InputError:
the place, what was expected, and what came.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from types import UnionType
from typing import Any, TypeGuard, TypeVar

import attrs

from claimtrack.exceptions import FieldTypeError, FieldValueError, InputError

_Value = TypeVar("_Value")
_Kind = type | tuple[type, ...] | UnionType
_Validator = Callable[[Any, "attrs.Attribute[Any]", Any], None]

_SHOWN = 200  # characters of a value in a message


def wrong_type(value: object, place: str, expected: str) -> FieldTypeError:
    """Return the error for a *value* of another type than *expected*; a long one is cut."""
    return FieldTypeError(f"{place}: expected {expected}, got {value!r:.{_SHOWN}} of type {type(value).__name__}")


def wrong_value(value: object, place: str, expected: str) -> FieldValueError:
    """Return the error for a *value* that is not as *expected*; a long one is cut."""
    return FieldValueError(f"{place}: expected {expected}, got {value!r:.{_SHOWN}}")


def wrong_input(place: str, expected: str, got: str) -> InputError:
    """Return the error for what a file or another tool gives, and is not as *expected*."""
    return InputError(f"{place}: expected {expected}, got {got}")


def check(value: object, kind: _Kind, place: str, expected: str) -> None:
    """Refuse a *value* of another *kind*, which the message shows."""
    if not isinstance(value, kind):
        raise wrong_type(value, place, expected)


def check_object(value: object, kind: _Kind, place: str, expected: str) -> None:
    """Refuse a *value* of another *kind*, of which the message shows the type alone: what came may be a whole text."""
    if not isinstance(value, kind):
        message = f"{place}: expected {expected}, got a {type(value).__name__}"
        raise FieldTypeError(message)


def whole_number(value: object, place: str, expected: str) -> int:
    """Return *value* if it is an int and no bool."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise wrong_type(value, place, expected)
    return value


def are_several(values: object) -> TypeGuard[Iterable[object]]:
    """Tell whether *values* are an iterable other than text."""
    return isinstance(values, Iterable) and not isinstance(values, str | bytes)


def distinct(values: Iterable[_Value], kind: type[_Value], caller: str, maker: str) -> list[_Value]:
    """Return the *values* of one *kind*, each once, in the order given; *maker* is named as where they come from."""
    wanted = f"{kind.__name__.lower()}s"
    if not are_several(values):
        message = f"{wrong_type(values, caller, wanted)}; see {maker}()"
        raise FieldTypeError(message)
    given: dict[_Value, None] = {}
    for value in values:
        if not isinstance(value, kind):
            message = f"{wrong_type(value, caller, wanted)} among them"
            raise FieldTypeError(message)
        given.setdefault(value)
    return list(given)


def without_time(value: dt.date) -> dt.date:
    """Cut a datetime to its day; leave everything else to those who check it."""
    return value.date() if isinstance(value, dt.datetime) else value


def without_time_or_none(value: dt.date | None) -> dt.date | None:
    """Do as `without_time` does; it says to type checkers that None may come."""
    return None if value is None else without_time(value)


def is_a(kind: type | tuple[type, ...], expected: str) -> _Validator:
    """Return a validator of attrs that takes instances of *kind*; a bool is no number."""

    def validate(owner: object, attribute: "attrs.Attribute[Any]", value: object) -> None:
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise wrong_type(value, f"{type(owner).__name__}.{attribute.name}", expected)

    return validate


def optional(kind: type | tuple[type, ...], expected: str) -> _Validator:
    """Return a validator of attrs that takes None besides what `is_a` takes."""
    return attrs.validators.optional(is_a(kind, f"{expected} or None"))


def tuple_of(kind: type, expected: str = "") -> _Validator:
    """Return a validator of attrs that takes a tuple of instances of *kind*."""
    expected = expected or f"a tuple of {kind.__name__}"

    def validate(owner: object, attribute: "attrs.Attribute[Any]", value: object) -> None:
        if not isinstance(value, tuple) or (value and not all(isinstance(item, kind) for item in value)):
            raise wrong_type(value, f"{type(owner).__name__}.{attribute.name}", expected)

    return validate
