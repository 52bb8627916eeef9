# SPDX-License-Identifier: MIT
"""Alignment: which propositions of two or more outlets are the same one in other words.

An inverted index proposes what to compare, so that no step looks at all pairs;
edges are then taken from the strongest down, twice: at first a row takes one passage of each outlet,
and then what is left over joins the rows that it repeats.
What makes a match is in `claimtrack.comparison.signals`.
"""

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from claimtrack.comparison.identity import is_nameless_document
from claimtrack.comparison.index import Index, best
from claimtrack.comparison.profiles import Profile
from claimtrack.comparison.signals import Evidence, Usage, exclude, score
from claimtrack.model import Article

THRESHOLD = 0.25
# The score from which a passage joins a row that has its outlet already, before weaker edges are looked at.
_SURE = 0.8
# The score that the passages of two joining rows must reach on average.
_LINKAGE = 0.15
# The score that each passage of a row must reach with some passage of a row that has its outlets too, to join it.
_LEAST_REPEATED = 0.22
# How much the lead over each rival adds to the strength of an edge.
_MARGIN = 0.25
_LINKAGE_SAMPLE = 6
_SMOOTHING = 10
# How many passages one passage is looked up against, the share of the lesser weight that two must have in common,
# and how many one is compared with.
_LOOKUPS = 600
_LEAST_SHARED = 0.12
_CANDIDATES = 40


@attrs.frozen
class Unit:
    """Passages of one wording and one speaker, which are compared once.

    Attributes:
        members: Their numbers in the sequence that was aligned.
        outlets: The outlets that carry them.
        evidence: The first of them, as it is compared.
        weight: The summed rarity of its terms, and 1 for each.
    """

    members: tuple[int, ...]
    outlets: frozenset[str]
    evidence: Evidence
    weight: float


@attrs.frozen
class Scorer:
    """Scores pairs of passages, and knows how rare each term is among the passages aligned."""

    weights: Mapping[str, float]
    rarest: float
    usages: Mapping[str, Usage]

    @classmethod
    def of(cls, profiles: Iterable[Profile], articles: Iterable[Article]) -> "Scorer":
        """Return a scorer for passages with the *profiles*, which should differ in wording, of the *articles*."""
        frequency: Counter[str] = Counter()
        total = _SMOOTHING
        for profile in profiles:
            frequency.update(profile.terms.keys())
            total += 1
        usages = {article.id: Usage.of(article) for article in articles}
        return cls({term: math.log(total / n) for term, n in frequency.items()}, math.log(total), usages)

    def weight(self, term: str) -> float:
        """Return how rare *term* is among the passages; one that was never seen is as rare as can be."""
        return self.weights.get(term, self.rarest)

    def evidence(self, profile: Profile) -> Evidence:
        """Return the passage of *profile* as it is compared."""
        article = profile.claim.article
        return Evidence.of(profile, self.usages.get(article.id) or Usage.of(article))


def groups(profiles: Sequence[Profile]) -> list[tuple[int, ...]]:
    """Return the numbers of the passages grouped by wording, speaker and day, in first-seen order."""
    found: dict[tuple[object, ...], list[int]] = {}
    for number, profile in enumerate(profiles):
        claim = profile.claim
        speaker = claim.speaker.name if claim.speaker else None
        day = claim.published if is_nameless_document(claim.speaker) else None
        key = (speaker, claim.said, day, *profile.keys)
        if not profile.terms:
            key = (*key, claim.id)  # nothing to align: "Yes", or marks alone
        found.setdefault(key, []).append(number)
    return [tuple(members) for members in found.values()]


def align(profiles: Sequence[Profile]) -> tuple[list[list[int]], Scorer]:
    """Return the rows as lists of passage numbers, with the scorer that joined them; time is about linear."""
    numbers = groups(profiles)
    articles = {profile.claim.article.id: profile.claim.article for profile in profiles}
    scorer = Scorer.of((profiles[members[0]] for members in numbers), articles.values())
    found = []
    for members in numbers:
        evidence = scorer.evidence(profiles[members[0]])
        outlets = frozenset(profiles[number].claim.outlet for number in members)
        found.append(Unit(members, outlets, evidence, sum(scorer.weight(term) + 1 for term in evidence.profile.terms)))
    rows = _Rows(found)
    edges = list(_edges(found, scorer))
    for value, one, other in _clearest(found, edges):
        rows.join(one, other, again=value >= _SURE)
    for _, one, other in sorted(edges, key=lambda edge: (-edge[0], edge[1:])):
        rows.join(one, other, again=True)
    return [sorted(m for unit in row for m in found[unit].members) for row in rows.all()], scorer


def _edges(found: Sequence[Unit], scorer: Scorer) -> Iterator[tuple[float, int, int]]:
    """Yield the scores of likely pairs of units that reach the threshold, each pair once."""
    index = Index(unit.evidence.profile.terms for unit in found)
    compared: dict[int, set[int]] = defaultdict(set)  # by a unit that is still to come, with which before it
    for number in range(len(found)):
        before = compared.pop(number, set())
        for other in _candidates(number, found, index, scorer):
            if other in before:
                continue
            if other > number:
                compared[other].add(number)
            first, second = min(number, other), max(number, other)
            value = score(found[first].evidence, found[second].evidence)
            if value >= THRESHOLD:
                yield value, first, second


def _candidates(number: int, found: Sequence[Unit], index: Index[str], scorer: Scorer) -> list[int]:
    """Return the units that share most with unit *number*, looked up by its rarest terms, in bounded time."""
    terms = index.rarest(found[number].evidence.profile.terms)
    near = index.near(((term, scorer.weights[term] + 1) for term in terms), _LOOKUPS, at=number)
    mine, least = found[number].outlets, _LEAST_SHARED * found[number].weight
    near = {
        other: value
        for other, value in near.items()
        # What one outlet alone says twice is compared through what others say.
        if value >= min(least, _LEAST_SHARED * found[other].weight) and (len(mine) > 1 or found[other].outlets != mine)
    }
    near.pop(number, None)
    return best(near, _CANDIDATES)


def _clearest(found: Sequence[Unit], edges: Iterable[tuple[float, int, int]]) -> list[tuple[float, int, int]]:
    """Return the edges, best first: of two that are about as strong, the one that has the weaker rivals.

    A rival of an edge joins one of its units with another unit of the same outlets.
    """
    best: dict[tuple[int, frozenset[str]], list[float]] = defaultdict(list)
    sided = [
        (value, one, other, ((one, found[other].outlets), (other, found[one].outlets))) for value, one, other in edges
    ]
    for value, _, _, ends in sided:
        for end in ends:
            best[end] = heapq.nlargest(2, [*best[end], value])

    def clarity(value: float, ends: tuple[tuple[int, frozenset[str]], ...]) -> float:
        rivals = [best[end][1:] if best[end][0] == value else best[end][:1] for end in ends]
        return value + _MARGIN * sum(value - (rival[0] if rival else 0.0) for rival in rivals)

    ordered = sorted(sided, key=lambda edge: (-clarity(edge[0], edge[3]), edge[1:3]))
    return [edge[:3] for edge in ordered]


class _Rows:
    """Rows that grow while edges are taken."""

    def __init__(self, found: Sequence[Unit]) -> None:
        self._units = found
        self._row = list(range(len(found)))
        self._members = {number: [number] for number in range(len(found))}
        self._outlets = {number: unit.outlets for number, unit in enumerate(found)}

    def all(self) -> list[list[int]]:
        """Return the rows as lists of unit numbers."""
        return list(self._members.values())

    def join(self, one: int, other: int, *, again: bool = False) -> None:
        """Join the rows of two units, unless they are too unlike or share an outlet.

        With *again*, rows that share an outlet join too, where one of them repeats the other in each of its passages.
        """
        row, gone = sorted((self._row[one], self._row[other]))
        shared = self._outlets[row] & self._outlets[gone]
        if row == gone or (shared and not again):
            return
        if len(self._members[row]) < len(self._members[gone]):
            row, gone = gone, row
        scores = self._scores(row, gone)
        if shared and len(self._members[gone]) > 1 and min(map(max, scores)) < _LEAST_REPEATED:
            return
        flat = [value for values in scores for value in values]
        if len(flat) > 1 and min(flat) == 0 and self._excluded(row, gone):
            return
        if sum(flat) < _LINKAGE * len(flat):
            return
        for unit in self._members[gone]:
            self._row[unit] = row
        self._members[row] += self._members.pop(gone)
        self._outlets[row] |= self._outlets.pop(gone)

    def _excluded(self, row: int, gone: int) -> bool:
        """Tell whether two of the first units of two rows cannot be one proposition."""
        units, others = (
            [self._units[n].evidence for n in self._members[name][:_LINKAGE_SAMPLE]] for name in (gone, row)
        )
        return any(exclude(a, b) for a in units for b in others)

    def _scores(self, row: int, gone: int) -> list[list[float]]:
        """Return for each of the first units of row *gone* its scores with the first units of *row*."""
        units, others = (
            [self._units[number] for number in self._members[name][:_LINKAGE_SAMPLE]] for name in (gone, row)
        )
        return [
            [score(a.evidence, b.evidence) for b in others if len(a.outlets | b.outlets) > 1] or [0.0] for a in units
        ]
