# SPDX-License-Identifier: MIT
"""History: who has spoken in an article so far, and whom and what else it has named."""

from collections.abc import Callable, Sequence

import attrs

from claimtrack.extraction.attribution.attribution import Attribution
from claimtrack.extraction.speakers.entities import Entity, OpenSource
from claimtrack.extraction.speakers.people import People
from claimtrack.model import Category

_MEMORY = 500  # how many speakers and names a search looks back on; more than any article has
_RECENT = 3  # how many attributions back a speaker is still the one of this passage


@attrs.frozen
class Said:
    """An attribution with its speaker, and where its source stands."""

    place: int
    speaker: Entity
    attribution: Attribution


class History:
    """The attributions that have been resolved, and those that were left open; *people* are all whom the text names."""

    def __init__(self, people: People) -> None:
        self.said: list[Said] = []
        self.opened: list[OpenSource] = []
        self._people = people
        self._others: list[Entity] = []

    def latest(self) -> list[Entity]:
        """Return everybody and everything on whom a search looks back."""
        return [*self._people.entities[-_MEMORY:], *self._others[-_MEMORY:]]

    def introduce(self, name: str, category: Category, place: int) -> Entity:
        """Return a new entity that is no person with a name."""
        entity = Entity(name, category, introduced=place)
        self._others.append(entity)
        return entity

    def latest_that(self, test: Callable[[Entity], bool]) -> Entity | None:
        """Return the latest entity that passes *test*: speakers first, then others."""
        speakers = (one.speaker for one in reversed(self.said[-_MEMORY:]))
        return next(filter(test, speakers), None) or next(filter(test, reversed(self.latest())), None)

    def recent(self) -> Sequence[Said]:
        """Return the latest attributions, in order."""
        return self.said[-_RECENT:]
