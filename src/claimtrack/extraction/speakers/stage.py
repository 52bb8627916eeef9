# SPDX-License-Identifier: MIT
"""The stage: who may be meant at a place of a text, each with a weight, and who stands out.

The numbers were set on the training part of PolNeAR like the weights of `discourse`;
twice or half of any of them changes the choice for few pronouns, but for the margin, which leaves more open.
"""

from collections.abc import Sequence

from claimtrack.extraction.speakers.entities import Entity
from claimtrack.extraction.speakers.salience import Discourse

SPOKE = 1.6  # the weight of who spoke; `discourse` has the others
DOUBTFUL = 0.6  # the share of a name that may be no person's
_FURTHER = 0.3  # the share of what somebody weighs besides the heaviest mention
_LEAST = 0.1  # the weight under which nobody is on the stage any more
_MARGIN = 1.2  # how many times the weight of the next one makes a choice


class Stage:
    """The people on the stage at *place*; a weight keeps the share *decay* of itself for each sentence between."""

    def __init__(self, discourse: Discourse, place: int, decay: float) -> None:
        self._discourse = discourse
        self._place = place
        self._decay = decay
        self._weights: dict[int, dict[int, float]] = {}  # by person, then by sentence
        self._people: dict[int, Entity | None] = {}

    def add(self, entity: Entity | None, start: int, weight: float) -> None:
        """Let *entity*, or somebody unknown, weigh *weight* in the sentence that holds *start*."""
        key = -start - 1 if entity is None else id(entity)
        self._people[key] = entity
        sentence = self._discourse.begins(start)
        weight *= self._discourse.faded(start, self._place, self._decay)
        found = self._weights.setdefault(key, {})
        found[sentence] = max(found.get(sentence, 0), weight)

    def ranked(self, among: Sequence[Entity] | None = None) -> list[tuple[float, Entity | None]]:
        """Return those on the stage with their weights, the heaviest first; only those *among* some if these are given.

        None stands for somebody unknown, such as a source that was left open.
        """
        ids = None if among is None else {id(entity) for entity in among}
        scores = [
            (_FURTHER * sum(found.values()) + (1 - _FURTHER) * max(found.values()), self._people[key])
            for key, found in self._weights.items()
            if ids is None or key in ids
        ]
        return sorted(scores, key=lambda score: -score[0])

    def standing_out(self, among: Sequence[Entity] | None = None) -> Entity | None:
        """Return the heaviest if that is plainly a person and nobody else comes near, and None otherwise."""
        ranked = self.ranked(among)
        if not ranked or ranked[0][0] < _LEAST:
            return None
        weight, entity = ranked[0]
        if len(ranked) > 1 and weight < _MARGIN * ranked[1][0]:
            return None
        return entity if entity is not None and entity.may_speak else None
