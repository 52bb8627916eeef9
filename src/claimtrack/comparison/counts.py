# SPDX-License-Identifier: MIT
"""Counts: the same thing counted otherwise, or counted exactly in one outlet and roughly in another."""

import itertools
import re
from collections.abc import Iterable, Iterator

import attrs

from claimtrack.comparison.profiles import Profile, plain_words
from claimtrack.comparison.sides import Shown, Sides, two_by_two
from claimtrack.comparison.stretches import by_outlet, shown
from claimtrack.language.stems import stem
from claimtrack.model import Span

_ROUGH = (
    r"more than|less than|fewer than|at least|at most|up to|about|around|nearly|almost|over|under|some|roughly"
    r"|approximately|an estimated"
)
_ROUGHLY = re.compile(rf"\b(?:{_ROUGH})\s+[$£€]?\Z", re.IGNORECASE)
_ROUGH_BEFORE = re.compile(rf"\A(?:{_ROUGH})\s+", re.IGNORECASE)
_CURRENCY = re.compile(r"[$£€]\Z")
_COUNTED = re.compile(r"[\s-]+([^\W\d_]+)")
_SIGNS = frozenset("$£€%")
_BEFORE = 20  # code points in which such words stand
_MOST_PASSAGES = 2


@attrs.frozen
class _Count:
    """A number of a passage, whether it is a rough one, what it counts, and the place of all that."""

    profile: Profile
    number: str
    rough: bool
    counted: str
    span: Span

    def shown(self) -> Shown:
        return shown(self.profile.claim, self.span, (self.span,))


def find_number(sides: Sides) -> dict[str, Shown] | None:
    """Find outlets that count one thing otherwise, or of which one says a number roughly ("more than 250,000")."""
    counts = {o: [c for p in side.profiles[:_MOST_PASSAGES] for c in _counts(p)] for o, side in sides.items()}
    found: dict[str, Shown] = {}
    for (one, _), (other, _) in two_by_two(sides):
        mine, theirs = counts[one], counts[other]
        numbers, other_numbers = {count.number for count in mine}, {count.number for count in theirs}
        for a, b in itertools.product(mine, theirs):
            roughly = a.number == b.number and a.rough != b.rough
            otherwise = a.counted == b.counted != "" and a.number not in other_numbers and b.number not in numbers
            if roughly or (otherwise and not (a.counted in _SIGNS and len(mine) + len(theirs) > len((a, b)))):
                found.setdefault(one, a.shown())
                found.setdefault(other, b.shown())
    return by_outlet(sides, found)


def disagree(values: Iterable[str]) -> bool:
    """Tell whether counts differ in more than that some of them are rough."""
    return len({_ROUGH_BEFORE.sub("", value).lower() for value in values if value}) > 1


def _counts(profile: Profile) -> Iterator[_Count]:
    text = profile.claim.article.text
    for term, place in ((term, place) for term, places in profile.terms.items() for place in places):
        if term in profile.numbers:
            around = next((span for span in profile.passage.spans if span.covers(place)), place)
            before = text[max(around.start, place.start - _BEFORE) : place.start]
            rough = _ROUGHLY.search(before)
            sign = _CURRENCY.search(before)
            after = _COUNTED.match(text, place.end, around.end)
            if after and after[1].lower() in plain_words():
                after = None
            percent = "%" if term.endswith("%") else ""
            counted = stem(after[1].lower()) if after else sign[0] if sign else percent
            first = rough or sign
            start = place.start - len(first[0]) if first else place.start
            yield _Count(profile, term, rough is not None, counted, Span(start, after.end() if after else place.end))
