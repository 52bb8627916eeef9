# SPDX-License-Identifier: MIT
"""What comes of reading: what could be read, and one problem for each thing that could not."""

from collections.abc import Iterable
from typing import TypeVar

import attrs

from claimtrack.claims import Claims
from claimtrack.exceptions import ClaimtrackError, InputError
from claimtrack.model import Article

_T = TypeVar("_T")


@attrs.frozen
class Reading:
    """What was read, and what was refused.

    Attributes:
        articles: The articles, in the order of the input.
        claims: The claims, where the input holds claims.
        problems: One error for each row, line or claim that was refused; its message is one line,
            and names the place, the field, what was expected and what came.
    """

    articles: tuple[Article, ...] = ()
    claims: Claims = attrs.field(factory=Claims)
    problems: tuple[InputError, ...] = ()


def problem(place: str, error: ClaimtrackError) -> InputError:
    """Return the *error* as a problem of one line that begins with its *place*."""
    return InputError(f"{place}: {' '.join(str(error).split())}")


def partition(results: Iterable[_T | InputError], *, strict: bool) -> tuple[list[_T], tuple[InputError, ...]]:
    """Return what was read and the problems, apart; the first problem is raised if *strict*."""
    read: list[_T] = []
    problems: list[InputError] = []
    for result in results:
        if not isinstance(result, InputError):
            read.append(result)
        elif strict:
            raise result
        else:
            problems.append(result)
    return read, tuple(problems)
