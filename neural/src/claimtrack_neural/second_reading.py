# SPDX-License-Identifier: MIT
"""What the plain reader reads in the same rows: a second opinion for the ranking, and candidates of its own."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from claimtrack.extraction.attribution.candidates import Candidate
from claimtrack.extraction.attribution.piece_rows import PieceRow
from claimtrack.extraction.attribution.ranking import rank
from claimtrack.extraction.attribution.readers import proposed
from claimtrack.extraction.attribution.weights import Weights

_LEAST = 0.1  # what a candidate is worth at least to be of interest


class Opinion(NamedTuple):
    """The best candidate of the plain reader for one head, and what it is worth."""

    worth: float
    candidate: Candidate


class SecondReading:
    """The plain reader's opinions on the rows of a text."""

    def __init__(self, ranked: Iterable[tuple[float, Candidate]]) -> None:
        """Keep the best of what is *ranked* for each head."""
        self._by_row: dict[int, dict[int, Opinion]] = {}
        for worth, c in ranked:
            if worth >= _LEAST and c.content:
                own = self._by_row.setdefault(c.row, {})
                if c.head not in own or worth > own[c.head].worth:
                    own[c.head] = Opinion(worth, c)

    @classmethod
    def of(cls, rows: Sequence[PieceRow], tags: Sequence[Sequence[str]], weights: Weights) -> "SecondReading":
        """Read the rows of a text by the *weights* of the plain reader."""
        probabilities, found = proposed(rows, tags, weights)
        return cls(rank(rows, tags, probabilities, found, weights.ranking))

    def heads(self) -> set[tuple[int, int]]:
        """Return row and item of every head."""
        return {(row, head) for row, own in self._by_row.items() for head in own}

    def added_to(
        self, found: Mapping[int, Sequence[Candidate]], near: Mapping[int, Mapping[int, float]]
    ) -> dict[int, list[Candidate]]:
        """Return what is *found*, by row, with the candidates of the plain reader that are not among them.

        *near* has the probability of each head, by which these are compared with the others.
        """
        together = {row: list(fellows) for row, fellows in found.items()}
        for row, own in self._by_row.items():
            fellows = together.setdefault(row, [])
            there = {(c.head, c.source, c.cue, c.content, c.others) for c in fellows}
            for head, (_, c) in own.items():
                if (head, c.source, c.cue, c.content, c.others) not in there:
                    fellows.append(c._replace(probability=near.get(row, {}).get(head, 0.0), score=0))
            fellows.sort(key=lambda c: c.head)
        return together

    def measure(self, c: Candidate) -> Sequence[float]:
        """Return how the plain reader agrees with a candidate: worth, shares of content and source, and of rivals."""
        own = self._by_row.get(c.row, {})
        content, cue = set(c.content), set(c.cue)
        same = own.get(c.head) or max(
            (each for each in own.values() if not cue.isdisjoint(each.candidate.cue)), default=None
        )
        rival = max(
            (
                each.worth
                for each in own.values()
                if each is not same and not content.isdisjoint((each.candidate.head, *each.candidate.content))
            ),
            default=0.0,
        )
        if same is None:
            return 0.0, 0.0, 0.0, 0.0, rival
        d = same.candidate
        return same.worth, _shared(content, d.content), _shared(set(c.source), d.source), _shared(cue, d.cue), rival


def _shared(ours: set[int], theirs: Sequence[int]) -> float:
    """Return the Jaccard index of places; 1 where there are none on either side."""
    both = ours.union(theirs)
    return len(ours.intersection(theirs)) / len(both) if both else 1.0
