# SPDX-License-Identifier: MIT
"""Alignment: which passages of two or more outlets are one proposition in other words, and how sure that is.

An inverted index proposes what to compare, so that no step looks at all pairs.
What makes a link is in `claimtrack.comparison.signals`: it hangs on two passages and their articles alone,
so that neither the order of the articles nor what else is compared changes it.
Rows are what links hold together: the sure ones by sure links alone, so that a doubtful link can set
a passage beside a sure row and never part or dilute it.
"""

import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import attrs

from claimtrack.comparison.index import Index, best
from claimtrack.comparison.profiles import Profile
from claimtrack.comparison.signals import Evidence, Setting, Weights, confidence, exclude
from claimtrack.model import Speaker

SURE = 0.8
"""The confidence from which a link, a pair or a row is sure."""

LEAST = 0.5
"""The confidence below which there is no link."""

# How many passages one passage is looked up against, the share of the lesser weight that two must have in common,
# and how many one is compared with.
_LOOKUPS = 600
_LEAST_SHARED = 0.12
_CANDIDATES = 40
_SAMPLE = 12


class Link(NamedTuple):
    """Two passages that are one proposition, by their numbers, the lower first."""

    confidence: float
    one: int
    other: int


@attrs.frozen
class Group:
    """The passages of a row, by their numbers, those that are linked best first.

    Attributes:
        members: The numbers.
        confidence: That of the weakest link that holds it; None where there is none.
    """

    members: tuple[int, ...]
    confidence: float | None


@attrs.define(eq=False)
class _Growing:
    """A group while it is being joined.

    Attributes:
        members: The numbers of its passages.
        speakers: One passage of each speaker, by which it is told what else it cannot hold.
        weakest: The confidence of the weakest link that holds it.
    """

    members: list[int]
    speakers: dict[Speaker | None, Evidence]
    weakest: float = 1.0

    @classmethod
    def of(cls, number: int, one: Evidence) -> "_Growing":
        return cls([number], {one.profile.claim.speaker: one})

    def excludes(self, other: "_Growing") -> bool:
        """Tell whether some two passages, one of each speaker, cannot be one proposition; two that are linked can."""
        sides = (itertools.islice(group.speakers.values(), _SAMPLE) for group in (self, other))
        several = len(self.members) + len(other.members) > len((self, other))
        return several and any(exclude(a, b) for a, b in itertools.product(*sides))

    def take(self, other: "_Growing", weakest: float) -> None:
        self.members += other.members
        for speaker, one in other.speakers.items():
            self.speakers.setdefault(speaker, one)
        self.weakest = weakest


@attrs.frozen(eq=False)
class Alignment:
    """Passages with what links them.

    Attributes:
        found: The passages, as they are compared.
        links: The links of two outlets, the surest first.
        weights: What the signals weigh.
    """

    found: tuple[Evidence, ...]
    links: tuple[Link, ...]
    weights: Weights

    @classmethod
    def of(cls, profiles: Iterable[Profile], weights: Weights) -> "Alignment":
        """Return the alignment of passages with these *profiles*; time is about linear."""
        found = tuple(evidence(profiles))
        return cls(found, tuple(_links(found, weights)), weights)

    def rows(self) -> tuple[list[Group], list[Group], list[Group]]:
        """Return the sure rows, the doubtful ones, and those of one outlet.

        What an outlet says twice in the same words stands in one row.
        A doubtful row has what doubtful links hold together; one end of such a link may be in a sure row as well.
        No row holds what cannot be one proposition: what links two that exclude each other is in a row with each.
        """
        sure = self._joined([*self._repeated(), *(link for link in self.links if link.confidence >= SURE)])
        rows_of: defaultdict[int, set[int]] = defaultdict(set)
        for at, group in enumerate(sure):
            for number in group.members:
                rows_of[number].add(at)
        doubtful = self._joined(
            link for link in self.links if link.confidence < SURE and rows_of[link.one].isdisjoint(rows_of[link.other])
        )
        held = {number for group in doubtful for number in group.members}
        several = [group for group in sure if len({_outlet(self.found[number]) for number in group.members}) > 1]
        held.update(number for group in several for number in group.members)
        alone = [Group(group.members, None) for group in sure if held.isdisjoint(group.members)]
        held.update(number for group in alone for number in group.members)
        alone += (Group((number,), None) for number in range(len(self.found)) if number not in held)
        return several, doubtful, alone

    def _repeated(self) -> Iterator[Link]:
        """Yield links between what an outlet says again in the same words and where it does so first."""
        first: dict[tuple[object, ...], int] = {}
        for number, one in enumerate(self.found):
            before = first.setdefault(_telling(one), number)
            if before != number and one.weights:
                yield Link(1.0, before, number)

    def _joined(self, links: Iterable[Link]) -> list[Group]:
        """Return the groups that links, the surest first, hold together."""
        groups: dict[int, _Growing] = {}
        apart: list[Link] = []
        for link in links:
            for number in link[1:]:
                if number not in groups:
                    groups[number] = _Growing.of(number, self.found[number])
            mine, theirs = groups[link.one], groups[link.other]
            if mine is theirs:
                continue
            if mine.excludes(theirs):
                apart.append(link)
                continue
            large, small = (mine, theirs) if len(mine.members) >= len(theirs.members) else (theirs, mine)
            large.take(small, link.confidence)
            groups.update(dict.fromkeys(small.members, large))
        rank = {number: at for at, number in enumerate(groups)}  # by the surest link of each
        distinct = {id(group): group for group in groups.values() if len(group.members) > 1}.values()
        found = [Group(tuple(sorted(group.members, key=rank.__getitem__)), group.weakest) for group in distinct]
        return found + (self._joined(apart) if apart else [])

    def pairs(self) -> Iterator[Link]:
        """Yield the links, and the passages of two outlets that links hold together without one of their own.

        The confidence of these is the geometric mean of their own and that of the weakest link between them,
        where it reaches the least of a link. Of passages that an outlet repeats word for word only the first counts.
        """
        first: dict[tuple[object, ...], int] = {}
        for number in sorted(range(len(self.found)), key=lambda number: _place(self.found[number])):
            first.setdefault(_telling(self.found[number]), number)
        told = [first[_telling(one)] for one in self.found]
        linked = {link[1:] for link in self.links}
        groups: dict[int, list[int]] = {}
        for weakest, one, other in self.links:
            yield Link(weakest, told[one], told[other])
            mine, theirs = (groups.get(number, [number]) for number in (one, other))
            if mine is theirs:
                continue
            for a, b in itertools.product(mine, theirs):
                if (min(a, b), max(a, b)) not in linked and _outlet(self.found[a]) != _outlet(self.found[b]):
                    value = math.sqrt(weakest * confidence(self.found[a], self.found[b], self.weights))
                    if value >= LEAST:
                        yield Link(value, told[a], told[b])
            joined = mine + theirs
            groups.update(dict.fromkeys(joined, joined))


def evidence(profiles: Iterable[Profile]) -> list[Evidence]:
    """Return passages as they are compared."""
    settings: dict[str, Setting] = {}
    found = []
    for profile in profiles:
        article = profile.claim.article
        setting = settings.get(article.id) or settings.setdefault(article.id, Setting.of(article))
        found.append(Evidence.of(profile, setting))
    return found


def _links(found: Sequence[Evidence], weights: Weights) -> list[Link]:
    """Return the links of passages of two outlets, the surest first.

    Between two articles a link is the surest of one of its passages at least.
    """
    order = sorted(range(len(found)), key=lambda number: _place(found[number]))
    ordered = [found[number] for number in order]
    known = list(_likely(ordered, weights))
    best_of: defaultdict[tuple[int, str], float] = defaultdict(float)
    for value, one, other in known:
        for end in ((one, _article(ordered[other])), (other, _article(ordered[one]))):
            best_of[end] = max(best_of[end], value)
    kept = (
        Link(value, *sorted((order[one], order[other])))
        for value, one, other in known
        if value in (best_of[one, _article(ordered[other])], best_of[other, _article(ordered[one])])
    )
    return sorted(kept, key=lambda link: (-link.confidence, link[1:]))


def _place(one: Evidence) -> tuple[str, int, int]:
    span = one.profile.passage.spans[0]
    return _article(one), span.start, span.end


def _article(one: Evidence) -> str:
    return one.profile.claim.article.id


def _outlet(one: Evidence) -> str:
    return one.profile.claim.outlet


def _telling(one: Evidence) -> tuple[object, ...]:
    """Return what tells a passage from those that repeat it: its outlet, its speaker and its words."""
    return _outlet(one), one.profile.claim.speaker, one.profile.keys


def _likely(found: Sequence[Evidence], weights: Weights) -> Iterator[Link]:
    """Yield the links of likely pairs, each pair once: those that share most, looked up by their rarest terms.

    Time is bounded for each passage.
    """
    index = Index(one.weights for one in found)
    outlets, totals = [_outlet(one) for one in found], [one.total for one in found]
    compared: defaultdict[int, set[int]] = defaultdict(set)  # by a passage that is still to come, with which before it
    copies: dict[tuple[object, ...], int] = {}
    for number, one in enumerate(found):
        before = compared.pop(number, set())
        terms = ((term, one.weights[term]) for term in index.rarest(one.weights))
        near = index.near(terms, _LOOKUPS, at=number)
        outlet, total = outlets[number], totals[number]
        alike = {
            other: value
            for other, value in near.items()
            if outlets[other] != outlet and value >= _LEAST_SHARED * min(total, totals[other])
        }
        likely = best(alike, _CANDIDATES)
        # Of what hundreds of outlets print in the same words, each is compared with the one before it at least.
        words = _telling(one)[1:]
        copy = copies.get(words)
        if copy is not None and copy not in likely and outlets[copy] != outlet:
            likely.append(copy)
        copies[words] = number
        for other in likely:
            if other in before:
                continue
            if other > number:
                compared[other].add(number)
            value = confidence(one, found[other], weights)
            if value >= LEAST:
                yield Link(value, *sorted((number, other)))
