# SPDX-License-Identifier: MIT
"""What comes of reading: what could be read, and one problem for each thing that could not."""

from collections.abc import Iterable, Sequence, Sized
from typing import TypeVar

import attrs

from claimtrack.claims import Claims
from claimtrack.display.escaping import markup
from claimtrack.display.tables import ROWS_IN_A_NOTEBOOK, View
from claimtrack.exceptions import ClaimtrackError, InputError
from claimtrack.model import Article

_T = TypeVar("_T")


@attrs.frozen(repr=False)
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

    def __repr__(self) -> str:
        return counted("Reading", article=self.articles, claim=self.claims, problem=self.problems)

    def _repr_html_(self) -> str:
        claims = self.claims._repr_html_() if self.claims else ""
        return as_html(repr(self), self.articles, self.problems) + claims


def counted(name: str, **things: Sized) -> str:
    """Return a short form of a value of that *name*, with the number of its things of each kind."""
    counts = (f"{len(each)} {noun}{'' if len(each) == 1 else 's'}" for noun, each in things.items())
    return f"{name}({', '.join(counts)})"


def as_html(name: str, articles: Iterable[Article], problems: Sequence[InputError]) -> str:
    """Return what was read for a notebook: the articles as a table, and the problems as a list."""
    cells = tuple((one.outlet, str(one.published or "") or None, one.title, len(one.text)) for one in articles)
    table = View(("outlet", "published", "title", "characters"), cells)._repr_html_()
    more = [f"and {len(problems) - ROWS_IN_A_NOTEBOOK} more"] if len(problems) > ROWS_IN_A_NOTEBOOK else []
    told = [*map(str, problems[:ROWS_IN_A_NOTEBOOK]), *more]
    items = "".join(f"<li>{markup(each)}</li>" for each in told)
    return f"<p>{markup(name)}</p>\n{table}" + (f"\n<ul>{items}</ul>" if items else "")


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
