# SPDX-License-Identifier: MIT
r"""Values of the model as JSON has them, and back to equal values.

The keys are the fields of the model, without those that have their default;
spans are `{"start": 12, "end": 45}`, days are ISO 8601.
A text in which two lone surrogates meet, which JSON would join to one character, is a list of its parts.
"""

import datetime as dt
import re
import types
from collections.abc import Callable
from enum import Enum
from functools import cache, partial
from typing import Any, TypeVar, get_args, get_origin

import attrs

from claimtrack.checks import wrong_input
from claimtrack.exceptions import InputError
from claimtrack.model import Article

_Made = TypeVar("_Made")
_Reader = Callable[[Any, str], Any]

_JOINT = re.compile("(?<=[\ud800-\udbff])(?=[\udc00-\udfff])")


def plain(value: object) -> Any:  # noqa: ANN401 - JSON holds anything
    """Return a value of the model as JSON has it; a claim is without its article, and neither has its id."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return _JOINT.split(value) if _JOINT.search(value) else value
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if not attrs.has(type(value)):
        return value
    held = ((each, getattr(value, each.name)) for each in _fields(type(value)).values())  # type: ignore[arg-type]
    return {each.name: plain(one) for each, one in held if one != each.default and not isinstance(one, Article)}


def made(kind: type[_Made], fields: dict[str, object], path: str) -> _Made:
    """Return a value of a class of the model, made from its fields.

    An `id` among the fields is checked, where the class makes its own.

    Raises:
        InputError: If a key is unknown or missing, a day is impossible, or the id differs; messages start with *path*.
        FieldTypeError, FieldValueError: If the model refuses a value.
    """
    readers, needed = _readers(kind)  # type: ignore[arg-type]
    given = dict(fields)
    stated = given.pop("id", None) if "id" not in readers else None
    for name, value in given.items():
        if name not in readers:
            message = f"{path}: unknown key {name!r}; the keys are {', '.join(readers)}"
            raise InputError(message)
        reader = readers[name]
        if reader is not None:
            given[name] = reader(value, f"{path}.{name}")
    for name in needed:
        if name not in given:
            message = f"{path}: the key {name!r} is missing"
            raise InputError(message)
    value = kind(**given)
    own = getattr(value, "id", None)
    if stated is not None and stated != own:
        message = f"{path}: expected the id {stated!r}, got {own!r}: the text or a span was changed"
        raise InputError(message)
    return value


def typed(kind: Any, value: Any, path: str) -> Any:  # noqa: ANN401 - of the type given
    """Return a value of a field's type; what does not fit is left to the validators of the model."""
    reader = _reader(kind)
    return value if reader is None else reader(value, path)


@cache
def _readers(kind: Any) -> tuple[dict[str, _Reader | None], tuple[str, ...]]:  # noqa: ANN401 - a class of the model
    """Return the reader of each field of a class by its name, and the names of the required fields."""
    fields = _fields(kind)
    needed = tuple(name for name, each in fields.items() if each.default is attrs.NOTHING)
    return {name: _reader(each.type) for name, each in fields.items()}, needed


def _reader(kind: Any) -> _Reader | None:  # noqa: ANN401 - a type of any kind
    """Return a function from a value in JSON, and its place for messages, to a value of the field's type.

    None where the value stays as it is.
    """
    if isinstance(kind, types.UnionType):
        inner = _reader(get_args(kind)[0])
        return inner and (lambda value, path: None if value is None else inner(value, path))
    if get_origin(kind) is tuple:
        return partial(_tuple, _reader(get_args(kind)[0]))
    if kind is str:
        return _string
    if kind is dt.date:
        return _day
    return partial(_value, kind) if attrs.has(kind) else None


def _tuple(reader: _Reader | None, value: Any, path: str) -> Any:  # noqa: ANN401 - of any type
    if not isinstance(value, list):
        return value
    return tuple(value if reader is None else [reader(each, f"{path}[{at}]") for at, each in enumerate(value)])


def _string(value: Any, _: str) -> Any:  # noqa: ANN401 - of any type
    return "".join(value) if isinstance(value, list) and all(isinstance(part, str) for part in value) else value


def _day(value: Any, path: str) -> Any:  # noqa: ANN401 - of any type
    if not isinstance(value, str):
        return value
    try:
        return dt.date.fromisoformat(value)
    except ValueError as error:
        raise wrong_input(path, "a day such as 2023-08-30", repr(value)) from error


def _value(kind: type[Any], value: Any, path: str) -> Any:  # noqa: ANN401 - of any type
    return made(kind, value, path) if isinstance(value, dict) else value


@cache
def _fields(kind: Any) -> "dict[str, attrs.Attribute[Any]]":  # noqa: ANN401 - a class of the model
    return {each.name: each for each in attrs.fields(kind) if each.init}
