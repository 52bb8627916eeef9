# SPDX-License-Identifier: MIT
"""Elsewhere: whether an outlet that does not carry a row has its proposition all the same, anywhere in its articles.

A second look, tuned for recall: every claim, every sentence of the outlet's own and every headline is compared
by the wording alone, whoever is said to say it.
"""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import cached_property

import attrs

from claimtrack.comparison.alignment import Alignment, evidence
from claimtrack.comparison.index import Index, best
from claimtrack.comparison.passages import Passage
from claimtrack.comparison.profiles import profile
from claimtrack.comparison.rows import Row
from claimtrack.comparison.signals import Evidence, resemblance
from claimtrack.language.quotations import quotations
from claimtrack.language.sentences import all_sentences
from claimtrack.model import Article, Claim, Span

# The least resemblance of a sentence that asserts a proposition, and of what comes near to one.
_LEAST_OWN = 0.6
_LEAST_NEAR = 0.05
_LOOKUPS = 1200
_CANDIDATES = 36
_SAMPLE = 3
_FEWEST_QUOTED = 4  # words, which make a quotation rather than a name in marks


class Presence(StrEnum):
    """What an outlet has of a proposition that it does not carry as a claim of a row."""

    ABSENT = "absent"
    OWN_VOICE = "own voice"
    NEAR = "near"


@attrs.frozen
class Nearest:
    """What comes nearest to a proposition in the articles of an outlet.

    Attributes:
        presence: What it is.
        passage: It; None where nothing comes near.
        resemblance: How probable it is that it is the same proposition, whoever says it.
    """

    presence: Presence
    passage: Passage | None = None
    resemblance: float = 0.0

    @property
    def outlet(self) -> str | None:
        """The outlet whose it is."""
        return self.passage.claim.outlet if self.passage else None

    @property
    def text(self) -> str | None:
        """It, as it stands on its page."""
        return self.passage.text if self.passage else None


ABSENT = Nearest(Presence.ABSENT)


@attrs.frozen(eq=False)
class Elsewhere:
    """All that the articles of a comparison say, to be looked through for a proposition."""

    _alignment: Alignment

    @cached_property
    def _said(self) -> tuple[Evidence, ...]:
        return (*self._alignment.found, *evidence(map(profile, _not_claimed(self._alignment.found))))

    @cached_property
    def _outlets(self) -> tuple[str, ...]:
        return tuple(one.profile.claim.outlet for one in self._said)

    @cached_property
    def _index(self) -> Index[str]:
        return Index(one.weights for one in self._said)

    def nearest(self, row: Row) -> dict[str, Nearest]:
        """Return what comes nearest to *row* in each outlet that does not carry it, where something does.

        Time is bounded: of all that shares its words, what shares most is compared.
        """
        found: dict[str, Nearest] = {}
        for one in self._sides(row):
            terms = ((term, one.weights[term]) for term in self._index.rarest(one.weights))
            near = self._index.near(terms, _LOOKUPS)
            others = {n: value for n, value in near.items() if self._outlets[n] not in row.passages}
            for number in best(others, _CANDIDATES):
                other, outlet = self._said[number], self._outlets[number]
                value = resemblance(one, other, self._alignment.weights)
                if value >= max(_LEAST_NEAR, found.get(outlet, ABSENT).resemblance):
                    found[outlet] = Nearest(_presence(other, value), other.profile.passage, value)
        return found

    @cached_property
    def _by_passage(self) -> "dict[tuple[str, tuple[Span, ...]], Evidence]":
        return {(one.profile.claim.id, one.profile.passage.spans): one for one in self._alignment.found}

    def _sides(self, row: Row) -> Iterator[Evidence]:
        for side in itertools.islice(row.sides.values(), _SAMPLE):
            for passage in side.passages[:_SAMPLE]:
                if found := self._by_passage.get((passage.claim.id, passage.spans)):
                    yield found


def _presence(one: Evidence, value: float) -> Presence:
    claim = one.profile.claim
    is_headline = claim.article.text == claim.article.title
    own = not (claim.cue or claim.source or is_headline) and value >= _LEAST_OWN and not _quotes(one.profile.passage)
    return Presence.OWN_VOICE if own else Presence.NEAR


def _quotes(passage: Passage) -> bool:
    """Tell whether a passage quotes somebody at some length, whom the reading has missed."""
    text = passage.text
    return any(len(text[start:end].split()) >= _FEWEST_QUOTED for start, end, _ in quotations(text, 0, len(text)))


def _not_claimed(found: Iterable[Evidence]) -> Iterator[Passage]:
    """Yield the headlines, and the sentences that no claim touches, each as a claim without cue, source and speaker."""
    articles: dict[str, tuple[Article, set[Span]]] = {}
    for one in found:
        claim = one.profile.claim
        taken = articles.setdefault(claim.article.id, (claim.article, set()))[1]
        taken.update(claim.content, claim.cue, claim.source)
    for article, spans in articles.values():
        yield from _own_sentences(article, sorted(spans))
        if article.title and article.title.strip():
            headline = attrs.evolve(article, text=article.title)
            yield Passage(Claim(headline, (whole := Span(0, len(article.title)),)), (whole,))


def _own_sentences(article: Article, taken: Sequence[Span]) -> Iterator[Passage]:
    at = 0
    for sentence in all_sentences(article.text):
        while at < len(taken) and taken[at].end <= sentence.start:
            at += 1
        if len(sentence) and not any(span.overlaps(sentence) for span in taken[at : at + 1]):
            yield Passage(Claim(article, (sentence,)), (sentence,))
