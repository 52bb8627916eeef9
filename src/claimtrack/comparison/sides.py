# SPDX-License-Identifier: MIT
"""Sides: what each outlet of a row carries, and what shows it."""

import itertools
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import TypeVar

import attrs

from claimtrack.comparison.passages import Passage
from claimtrack.comparison.profiles import Profile
from claimtrack.model import Claim

_Value = TypeVar("_Value", covariant=True)  # noqa: PLC0105
_Item = TypeVar("_Item")


class ByOutlet(Mapping[str, _Value]):
    """An immutable mapping from an outlet's name to a value, in the order of the outlets."""

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[str, _Value]) -> None:
        self._items = tuple(items.items())

    def __getitem__(self, outlet: str) -> _Value:
        for name, value in self._items:
            if name == outlet:
                return value
        raise KeyError(outlet)

    def __iter__(self) -> Iterator[str]:
        return (name for name, _ in self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __hash__(self) -> int:
        return hash(frozenset(self._items))

    def __repr__(self) -> str:
        return f"ByOutlet({dict(self._items)!r})"


@attrs.frozen
class Side:
    """What one outlet carries in a row: its passages, by their profiles, the best match first."""

    profiles: tuple[Profile, ...]

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims, each once."""
        return tuple({profile.claim.id: profile.claim for profile in self.profiles}.values())

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The passages."""
        return tuple(profile.passage for profile in self.profiles)

    @property
    def terms(self) -> set[str]:
        """The terms of all passages."""
        return {term for profile in self.profiles for term in profile.terms}


Sides = Mapping[str, Side]
_FIRST = 6


def two_by_two(sides: Sides) -> Iterator[tuple[tuple[str, Side], tuple[str, Side]]]:
    """Yield the outlets of a row two by two, each with those of the first six that stand before it."""
    items = list(sides.items())
    for number, later in enumerate(items):
        for earlier in items[: min(number, _FIRST)]:
            yield earlier, later


@attrs.frozen
class Shown:
    """What one outlet has where outlets differ.

    Attributes:
        value: It, in a few words.
        passages: The passages that show it, with the spans of the words.
    """

    value: str
    passages: tuple[Passage, ...]


def some_two_share_nothing(
    sets: Iterable[Collection[_Item]], is_same: Callable[[_Item, _Item], bool] | None = None
) -> bool:
    """Tell whether some two of *sets*, of which empty ones do not count, have no item in common, or none *is_same*."""

    def shares(one: Collection[_Item], other: Collection[_Item]) -> bool:
        if is_same is None:
            return not frozenset(one).isdisjoint(other)
        return any(is_same(item, other_item) for item in one for other_item in other)

    distinct = dict.fromkeys(found if is_same else frozenset(found) for found in sets if found)
    return any(not shares(one, other) for one, other in itertools.combinations(distinct, 2))
