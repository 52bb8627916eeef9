# SPDX-License-Identifier: MIT
"""Numbers of claims by what they have for one or more names."""

from collections.abc import Mapping, Sequence
from typing import Any

from claimtrack.display.columns import INTEGER, TEXT
from claimtrack.display.tables import View


class Counts(dict[Any, int]):
    """The number of claims for each value: a dict, which prints and shows itself as a table.

    Attributes:
        names: The names of what is counted by. With one the keys are values, with several they are tuples of values.
    """

    names: tuple[str, ...]

    def __init__(self, names: Sequence[str], counts: Mapping[Any, int]) -> None:
        super().__init__(counts)
        self.names = tuple(names)

    def __repr__(self) -> str:
        shown = {tuple(map(_plain, key)) if self._has_tuples else _plain(key): count for key, count in self.items()}
        return repr(shown)

    def __str__(self) -> str:
        return self.view().table()

    def _repr_html_(self) -> str:
        return self.view()._repr_html_()

    @property
    def _has_tuples(self) -> bool:
        return len(self.names) > 1

    def view(self) -> View:
        """Return the numbers as rows, with a column for each name and one for the number of `claims`."""
        rows = (
            (*(None if value is None else str(value) for value in (key if self._has_tuples else (key,))), count)
            for key, count in self.items()
        )
        types = (*(TEXT for _ in self.names), INTEGER)
        return View((*self.names, "claims"), tuple(rows), types=types)


def _plain(value: object) -> object:
    """Return the str that a member of an enum is, by which its number is found as well."""
    return str(value) if isinstance(value, str) else value
