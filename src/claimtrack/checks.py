# SPDX-License-Identifier: MIT
"""What is given to the public functions: checked, and each value once."""

from collections.abc import Iterable
from typing import TypeVar

from claimtrack.exceptions import FieldTypeError

_Value = TypeVar("_Value")


def distinct(values: Iterable[_Value], kind: type[_Value], caller: str, maker: str) -> list[_Value]:
    """Return the *values* of one *kind*, each once, in the order given; *maker* is named as where they come from.

    Raises:
        FieldTypeError: If something else is given, in the name of the *caller*.
    """
    wanted = f"{kind.__name__.lower()}s"
    if isinstance(values, (str, bytes)) or not isinstance(values, Iterable):
        message = f"{caller}: expected {wanted}, got {values!r} of type {type(values).__name__}; see {maker}()"
        raise FieldTypeError(message)
    given: dict[_Value, None] = {}
    for value in values:
        if not isinstance(value, kind):
            message = f"{caller}: expected {wanted}, got {value!r} of type {type(value).__name__} among them"
            raise FieldTypeError(message)
        given.setdefault(value)
    return list(given)
