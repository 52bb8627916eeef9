# SPDX-License-Identifier: MIT
"""Salience: who stands out at a place of a text, and so whom "he" or "she" may mean.

Every person named before a pronoun counts by the part the name plays in its sentence, the subject most
(the ranking of centering theory; Grosz, Joshi and Weinstein 1995), and by how many sentences lie between,
as in Lappin and Leass (1994), whose weights halve with each sentence.
The weights were set on the training part of PolNeAR, by how often the person chosen without regard to gender
has the gender of the pronoun (`docs/speakers.md`); twice or half of any of them changes the choice for few pronouns,
but for the margin, which leaves more open.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from operator import attrgetter

from claimtrack.extraction.attribution.attribution import Attribution
from claimtrack.extraction.speakers.entities import Entity, OpenSource
from claimtrack.extraction.speakers.people import Naming
from claimtrack.language.noun_phrases import PREPOSITIONS, SUBORDINATORS, is_verb
from claimtrack.language.text import Text
from claimtrack.model import Span

SPOKE = 1.6  # the weight of who spoke; those of a name follow
SUBJECT, LATER_SUBJECT, _OBJECT, _REPORTED = 1.0, 0.8, 0.35, 0.2
DOUBTFUL = 0.6  # the share of a name that may be no person's
_OTHERS_COUNT = 0.3  # the share of what somebody weighs besides the heaviest mention
_LEAST = 0.1  # the weight under which nobody is meant any more
_MARGIN = 1.2  # how many times the weight of the next one makes a choice
_LONGEST_LEAD = 90  # code points between the start of a sentence and a name that is its subject
_LETTERS = re.compile(r"[^\W_]+")
_NEXT_WORD = re.compile(r"[^\S\n]+([a-z]+)")


class Discourse:
    """The sentences of a text, and how the persons named in them weigh."""

    def __init__(self, text: Text, attributions: Sequence[Attribution]) -> None:
        self.text = text.string
        self._contents = _merged(span for a in attributions for span in a.content)
        self._content_starts = [start for start, _ in self._contents]
        self._starts = [sentence.start for sentence in text.sentences]
        content_starts = set(self._content_starts)
        spoken = (start in content_starts or not self.reported(start) for start in self._starts)
        self._told = [0, *accumulate(spoken)]  # sentences of the outlet's own, up to each start
        self._weights: dict[int, float] = {}  # by where a name begins

    def reported(self, place: int) -> bool:
        """Tell whether *place* lies within the content of an attribution."""
        k = bisect_right(self._content_starts, place)
        return k > 0 and place < self._contents[k - 1][1]

    def begins(self, place: int) -> int:
        """Return where the sentence begins that holds *place*."""
        k = bisect_right(self._starts, place)
        return self._starts[k - 1] if k else 0

    def sentences(self, start: int, end: int) -> list[int]:
        """Return where the sentences begin that begin from *start* up to *end*."""
        return self._starts[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def faded(self, place: int, later: int, decay: float) -> float:
        """Return the share that is left at *later* of a weight at *place*, at *decay* for each sentence between."""
        between = self._told[bisect_right(self._starts, later)] - self._told[bisect_right(self._starts, place)]
        return decay ** max(0, between)

    def weight(self, naming: Naming) -> float:
        """Return what the part of a name in its sentence weighs: subject, object, or within what is reported."""
        if naming.start not in self._weights:
            self._weights[naming.start] = self._weight(naming)
        return self._weights[naming.start]

    def _weight(self, naming: Naming) -> float:
        if self.reported(naming.start):
            return _REPORTED
        if self.text[naming.start : naming.end].endswith(("'s", "’s", "s'", "s’")):
            return _OBJECT
        start = self.begins(naming.start)
        if naming.start - start <= _LONGEST_LEAD:
            lead = self.text[start : naming.start].rpartition(",")[2]
            words = {word.lower() for word in _LETTERS.findall(lead)} - {"and", "or"}  # "Ann Roe and Bob Poe"
            if not any(word in PREPOSITIONS or word in SUBORDINATORS or is_verb(word) for word in words):
                return SUBJECT
        following = _NEXT_WORD.match(self.text, naming.end)
        return LATER_SUBJECT if following and is_verb(following[1]) else _OBJECT


def _merged(spans: Iterable[Span]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for span in sorted(spans, key=attrgetter("start", "end")):
        if merged and span.start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], span.end))
        else:
            merged.append((span.start, span.end))
    return merged


class Antecedents:
    """Who may be meant at *place*; a weight keeps the share *decay* of itself for each sentence between."""

    def __init__(self, discourse: Discourse, place: int, decay: float) -> None:
        self._discourse = discourse
        self._place = place
        self._decay = decay
        self._weights: dict[Entity | OpenSource, dict[int, float]] = {}  # by sentence

    def add(self, who: Entity | OpenSource, start: int, weight: float) -> None:
        """Let *who* weigh *weight* in the sentence that holds *start*."""
        sentence = self._discourse.begins(start)
        weight *= self._discourse.faded(start, self._place, self._decay)
        found = self._weights.setdefault(who, {})
        found[sentence] = max(found.get(sentence, 0), weight)

    def weights(self, among: Sequence[Entity] | None = None) -> dict[Entity | OpenSource, float]:
        """Return what each weighs, the heaviest first; only those *among* some if these are given."""
        weights = {
            who: _OTHERS_COUNT * sum(found.values()) + (1 - _OTHERS_COUNT) * max(found.values())
            for who, found in self._weights.items()
            if among is None or who in among
        }
        return dict(sorted(weights.items(), key=lambda item: -item[1]))

    def most_salient(self, among: Sequence[Entity] | None = None) -> Entity | None:
        """Return the heaviest if that is plainly a person and nobody else comes near, and None otherwise."""
        (first, weight), (_, second), *_ = [*self.weights(among).items(), (None, 0.0), (None, 0.0)]
        stands_out = weight >= _LEAST and weight >= _MARGIN * second
        return first if stands_out and isinstance(first, Entity) and first.may_speak else None
