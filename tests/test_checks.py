# SPDX-License-Identifier: MIT
"""Checks: what is refused, and the one shape of their messages."""

import attrs
import pytest

from claimtrack.checks import are_several, check, check_object, distinct, is_a, optional, tuple_of, whole_number
from claimtrack.exceptions import FieldTypeError


@attrs.frozen
class Row:
    """A value with a field for each validator."""

    count: int = attrs.field(default=1, validator=is_a(int, "a number"))
    name: str | None = attrs.field(default=None, validator=optional(str, "a str"))
    names: tuple[str, ...] = attrs.field(default=(), validator=tuple_of(str, "a tuple of str"))


@pytest.mark.parametrize(
    ("refuse", "message"),
    [
        (lambda: check(3, str, "f: name", "a str"), "f: name: expected a str, got 3 of type int"),
        (lambda: check_object([1], Row, "f", "a Row"), "f: expected a Row, got a list"),
        (
            lambda: whole_number(value=False, place="f", expected="a number"),
            "f: expected a number, got False of type bool",
        ),
        (lambda: whole_number("3", "f", "a number"), "f: expected a number, got '3' of type str"),
        (lambda: distinct("ab", str, "f", "make"), "f: expected strs, got 'ab' of type str; see make()"),
        (lambda: distinct([1, "a"], int, "f", "make"), "f: expected ints, got 'a' of type str among them"),
        (lambda: Row(count=True), "Row.count: expected a number, got True of type bool"),
        (lambda: Row(name=2), "Row.name: expected a str or None, got 2 of type int"),  # type: ignore[arg-type]
        (lambda: Row(names=["a"]), "Row.names: expected a tuple of str, got ['a'] of type list"),  # type: ignore[arg-type]
    ],
)
def test_what_is_refused(refuse: object, message: str) -> None:
    """Each message has the place, what was expected and what came."""
    with pytest.raises(FieldTypeError) as caught:
        refuse()  # type: ignore[operator]
    assert message == str(caught.value)


def test_a_long_value_is_cut() -> None:
    """A message shows the beginning of a long text, and its type."""
    with pytest.raises(FieldTypeError, match=r"^f: expected a number, got 'x{199} of type str$"):
        check("x" * 10_000, int, "f", "a number")


def test_what_passes() -> None:
    """Values of the kind that is asked for pass, each once and in order where they are several."""
    check(None, int | None, "f", "a number or None")
    check_object(Row(), Row, "f", "a Row")
    assert ([2, 1], 7) == (distinct([2, 1, 2], int, "f", "make"), whole_number(7, "f", "a number"))
    assert (True, False, False) == (are_several(iter(())), are_several("ab"), are_several(3))
