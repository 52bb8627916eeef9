# SPDX-License-Identifier: MIT
"""Alignment: which propositions of two or more outlets are the same one in other words.

Passages are compared by the terms they share, each weighted by how rare it is among the claims compared
(inverse document frequency, Sparck Jones 1972), by the words they share in a row, by their speakers and by when
they were said. An inverted index proposes what to compare, so that no step looks at all pairs;
edges are then taken from the strongest down, one passage to one per pair of outlets,
and a further passage joins a row only where it repeats it plainly.
The thresholds were set on six news events told by three outlets each (115 pairs read by hand).
"""

import heapq
import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from claimtrack.comparison.passages import Passage
from claimtrack.comparison.speakers import Identity, identity
from claimtrack.comparison.terms import Profile, is_name

THRESHOLD = 0.26
# A second passage of an outlet that a row already has must repeat the row plainly.
_THRESHOLD_AGAIN = 0.45
# The share of the threshold that the passages of two joining rows must reach on average.
_LINKAGE = 0.9
_LINKAGE_SAMPLE = 6
_FACTOR = {
    Identity.SAME: 1.0,
    Identity.RELATED: 0.8,
    Identity.OPEN: 0.85,
    Identity.COMPATIBLE: 0.75,
    Identity.DIFFERENT: 0.66,
}
# Speakers who share fewer content terms merely said similar things; a figure or words in a row tell for two terms.
_FEWEST_SHARED = {
    Identity.SAME: 2,
    Identity.RELATED: 2,
    Identity.OPEN: 3,
    Identity.COMPATIBLE: 4,
    Identity.DIFFERENT: 4,
}
_FEWEST_PLAIN = 2
# Said on days that do not meet: a claim made again, or another claim.
_OTHER_DAY = 0.6
# Shared weight at which a match is worth half: two short passages share one rare word by chance.
_HALF_EVIDENCE = 1.0
# Words in a row that two passages share before it counts as one quotation, and content terms in them.
_SHORTEST_RUN = 4
_FEWEST_IN_RUN = 2
_SMOOTHING = 10
# How many passages one passage is looked up against, and how many it is compared with.
_LOOKUPS = 600
_CANDIDATES = 40
_GRAM = 3
_GRAM_PLACES = 4


@attrs.frozen
class Unit:
    """Passages of one wording and one speaker, which are compared once.

    Attributes:
        members: Their numbers in the sequence that was aligned.
        passage: The first of them.
        profile: Its profile.
    """

    members: tuple[int, ...]
    passage: Passage
    profile: Profile


@attrs.frozen
class Scorer:
    """Scores pairs of passages from 0 to 1 by the weights of their terms."""

    weights: Mapping[str, float]
    rarest: float

    @classmethod
    def of(cls, all_profiles: Iterable[Profile]) -> "Scorer":
        """Return a scorer whose weights come from *all_profiles*, which should differ in wording."""
        frequency: Counter[str] = Counter()
        count = 0
        for profile in all_profiles:
            frequency.update(profile.terms.keys())
            count += 1
        total = count + _SMOOTHING
        return cls({term: math.log(total / n) for term, n in frequency.items()}, math.log(total))

    def weight(self, term: str) -> float:
        """Return the weight of *term*; one that was never seen is as rare as can be."""
        return self.weights.get(term, self.rarest)

    def weigh(self, terms: Iterable[str]) -> float:
        """Return the summed weight of *terms*."""
        return math.fsum(self.weight(term) for term in terms)

    def wording(self, one: Profile, other: Profile) -> float:
        """Return how far two passages say the same by their words alone, from 0 to 1."""
        if [word.key for word in one.words] == [word.key for word in other.words]:
            return 1.0
        common = one.terms.keys() & other.terms.keys()
        shared = self.weigh(common)
        if not shared:
            return 0.0
        # Two counts of the dead are one proposition with a difference: numbers tell for a match, not against it.
        apart = (one.numbers | other.numbers) - common if one.numbers and other.numbers else frozenset()
        weight, other_weight = self.weigh(one.terms.keys() - apart), self.weigh(other.terms.keys() - apart)
        dice = 2 * shared / (weight + other_weight)
        containment = shared / min(weight, other_weight)
        lexical = (dice + containment) / 2 * shared / (shared + _HALF_EVIDENCE)
        if len(common) < _FEWEST_IN_RUN:
            return lexical
        length, terms = longest_run(one, other)
        if length < _SHORTEST_RUN or terms < _FEWEST_IN_RUN:
            return lexical
        share = length / min(len(one.words), len(other.words))
        return max(lexical, min(1.0, lexical / 2 + share / 2))

    def score(self, one: Passage, profile: Profile, other: Passage, other_profile: Profile) -> float:
        """Return how sure it is that two passages are one proposition, from 0 to 1."""
        value = self.wording(profile, other_profile)
        if not value:
            return 0.0
        who = identity(one.claim.speaker, other.claim.speaker)
        if not _enough(who, profile, other_profile) or _subjects_differ(profile, other_profile):
            return 0.0
        value *= _FACTOR[who]
        said, other_said = one.claim.said, other.claim.said
        if said and other_said and not (said.vague or other_said.vague) and not said.overlaps(other_said):
            value *= _OTHER_DAY
        return value


def _enough(who: Identity, one: Profile, other: Profile) -> bool:
    """Tell whether two passages share enough terms for speakers who relate like *who*.

    Fewer are enough where one speaker's are half of both passages, or, unless two persons speak,
    where one passage has no other terms, a figure is equal, or words in a row are.
    """
    common = one.terms.keys() & other.terms.keys()
    if len(common) >= _FEWEST_SHARED[who]:
        return True
    if who is Identity.DIFFERENT:
        return False
    all_of_one = common in (one.terms.keys(), other.terms.keys())
    if who is Identity.SAME and (all_of_one or 2 * len(common) >= max(len(one.terms), len(other.terms))):
        return True
    if len(common) >= _FEWEST_PLAIN and (all_of_one or one.numbers & other.numbers):
        return True
    length, terms = longest_run(one, other)
    whole = length == min(len(one.words), len(other.words))
    return whole or (length >= _SHORTEST_RUN and terms >= _FEWEST_IN_RUN)


def _subjects_differ(one: Profile, other: Profile) -> bool:
    """Tell whether each passage begins with a state or an organisation that the other does not name."""
    first, second = next(iter(one.terms), ""), next(iter(other.terms), "")
    return is_name(first) and is_name(second) and first not in other.terms and second not in one.terms


def longest_run(one: Profile, other: Profile) -> tuple[int, int]:
    """Return the length in words of the longest run that two passages share, and its content terms.

    Found by runs of three words, so that the time grows with the length and not with its square.
    """
    words, other_words = [w.key for w in one.words], [w.key for w in other.words]
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(other_words) - _GRAM + 1):
        found = places[tuple(other_words[at : at + _GRAM])]
        if len(found) < _GRAM_PLACES:
            found.append(at)
    best, start, at = 0, 0, 0
    while at <= len(words) - _GRAM:
        longest = 0
        for place in places.get(tuple(words[at : at + _GRAM]), ()):
            length = _GRAM
            while (
                at + length < len(words)
                and place + length < len(other_words)
                and words[at + length] == other_words[place + length]
            ):
                length += 1
            longest = max(longest, length)
        if longest > best:
            best, start = longest, at
        at += max(1, longest - _GRAM + 1)
    if not best:
        return 0, 0
    first, last = one.words[start].span, one.words[start + best - 1].span
    return best, sum(any(first.start <= s.start and s.end <= last.end for s in spans) for spans in one.terms.values())


def units(passages: Sequence[tuple[Passage, Profile]]) -> list[Unit]:
    """Return the passages grouped by wording and speaker, in first-seen order."""
    groups: dict[tuple[object, ...], list[int]] = {}
    for number, (passage, profile) in enumerate(passages):
        speaker = passage.claim.speaker.name if passage.claim.speaker else None
        key = (speaker, passage.claim.said, *(word.key for word in profile.words))
        if not profile.terms:
            key = (*key, passage.claim.id)  # nothing to align: "Yes", or marks alone
        groups.setdefault(key, []).append(number)
    return [Unit(tuple(members), *passages[members[0]]) for members in groups.values()]


def align(passages: Sequence[tuple[Passage, Profile]]) -> tuple[list[list[int]], Scorer]:
    """Return the rows as lists of passage numbers, with the scorer that joined them; time is about linear."""
    found = units(passages)
    scorer = Scorer.of(unit.profile for unit in found)
    rows = _Rows(found, scorer, [frozenset(passages[m][0].claim.outlet for m in unit.members) for unit in found])
    for score, one, other in sorted(_edges(found, scorer), key=lambda edge: (-edge[0], edge[1:])):
        rows.join(one, other, score)
    return [sorted(m for unit in row for m in found[unit].members) for row in rows.all()], scorer


def _edges(found: Sequence[Unit], scorer: Scorer) -> Iterator[tuple[float, int, int]]:
    """Yield the scores of likely pairs of units that reach the threshold, each pair once."""
    index: dict[str, list[int]] = defaultdict(list)
    for number, unit in enumerate(found):
        for term in unit.profile.terms:
            index[term].append(number)
    seen: set[tuple[int, int]] = set()
    for number in range(len(found)):
        for other in _likely(number, found, index, scorer):
            pair = (min(number, other), max(number, other))
            if pair in seen:
                continue
            seen.add(pair)
            one, two = found[pair[0]], found[pair[1]]
            score = scorer.score(one.passage, one.profile, two.passage, two.profile)
            if score >= THRESHOLD:
                yield score, *pair


def _likely(number: int, found: Sequence[Unit], index: Mapping[str, list[int]], scorer: Scorer) -> list[int]:
    """Return the units that share most with unit *number*, looked up by its rarest terms, in bounded time."""
    near: defaultdict[int, float] = defaultdict(float)
    budget = _LOOKUPS
    for term in sorted(found[number].profile.terms, key=lambda term: (len(index[term]), term)):
        places = index[term]
        if len(places) > budget:  # the nearest in the order of the claims
            at = max(0, bisect_left(places, number) - budget // 2)
            places = places[at : at + budget]
        for other in places:
            near[other] += scorer.weights[term]
        budget -= len(places)
        if budget <= 0:
            break
    near.pop(number, None)
    return heapq.nsmallest(_CANDIDATES, near, key=lambda other: (-near[other], other))


class _Rows:
    """Rows that grow while edges are taken."""

    def __init__(self, found: Sequence[Unit], scorer: Scorer, outlets: Sequence[frozenset[str]]) -> None:
        self._units = found
        self._scorer = scorer
        self._row = list(range(len(found)))
        self._members = {number: [number] for number in range(len(found))}
        self._outlets = dict(enumerate(outlets))

    def all(self) -> list[list[int]]:
        """Return the rows as lists of unit numbers."""
        return list(self._members.values())

    def join(self, one: int, other: int, score: float) -> None:
        """Join the rows of two units, unless they are too unlike or their outlets are taken."""
        row, gone = sorted((self._row[one], self._row[other]))
        if row == gone:
            return
        needed = _THRESHOLD_AGAIN if self._outlets[row] & self._outlets[gone] else THRESHOLD
        if score < needed or self._linkage(row, gone) < needed * _LINKAGE:
            return
        if len(self._members[row]) < len(self._members[gone]):
            row, gone = gone, row
        for unit in self._members[gone]:
            self._row[unit] = row
        self._members[row] += self._members.pop(gone)
        self._outlets[row] |= self._outlets.pop(gone)

    def _linkage(self, row: int, gone: int) -> float:
        """Return the mean score between the first members of two rows."""
        scores = [
            self._scorer.score(a.passage, a.profile, b.passage, b.profile)
            for a in (self._units[n] for n in self._members[row][:_LINKAGE_SAMPLE])
            for b in (self._units[n] for n in self._members[gone][:_LINKAGE_SAMPLE])
        ]
        return sum(scores) / len(scores)
