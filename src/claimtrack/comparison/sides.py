# SPDX-License-Identifier: MIT
"""Sides: what each outlet of a row carries, and what shows it."""

import itertools
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

import attrs

from claimtrack.comparison.passages import Passage
from claimtrack.comparison.profiles import Profile
from claimtrack.model import Claim, Span

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
    """What one outlet carries in a row: its passages with their profiles, in the order of the text."""

    passages: tuple[tuple[Passage, Profile], ...]

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims, each once."""
        return tuple({passage.claim.id: passage.claim for passage, _ in self.passages}.values())

    @property
    def profiles(self) -> tuple[Profile, ...]:
        """The profiles of the passages."""
        return tuple(profile for _, profile in self.passages)


Sides = Mapping[str, Side]


@attrs.frozen
class Shown:
    """What one outlet has where outlets differ.

    Attributes:
        value: It, in a few words.
        passages: The passages that show it, with the spans of the words.
    """

    value: str
    passages: tuple[Passage, ...]


def narrowed(side: Side, spans: Mapping[int, Sequence[Span]]) -> tuple[Passage, ...]:
    """Return the passages of *side* that have spans, by their number, narrowed to those spans."""
    return tuple(
        Passage(passage.claim, tuple(sorted(set(spans[number]))))
        for number, (passage, _) in enumerate(side.passages)
        if spans.get(number)
    )


def showing(side: Side, terms: Iterable[str]) -> tuple[Passage, ...]:
    """Return the passages of *side* that have some of the *terms*, narrowed to their places."""
    wanted = tuple(terms)
    spans = {
        number: [span for term in wanted for span in profile.terms.get(term, ())]
        for number, profile in enumerate(side.profiles)
    }
    return narrowed(side, spans)


def whole(side: Side) -> tuple[Passage, ...]:
    """Return the passages of *side* as they are."""
    return tuple(passage for passage, _ in side.passages)


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
