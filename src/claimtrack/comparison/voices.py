# SPDX-License-Identifier: MIT
"""Voice: what one outlet attributes to a speaker and another asserts in its own voice."""

import itertools
from collections.abc import Iterator, Sequence

from claimtrack.comparison.alignment import Scorer
from claimtrack.comparison.differences import Difference, Field
from claimtrack.comparison.index import Index, best
from claimtrack.comparison.passages import Passage
from claimtrack.comparison.profiles import profile
from claimtrack.comparison.rows import Row
from claimtrack.comparison.sides import Shown
from claimtrack.comparison.signals import Evidence, score
from claimtrack.language.sentences import all_sentences
from claimtrack.model import Article, Claim, Span

# The outlet's own sentences have no speaker to compare, so that the wording must show more than in a row.
_THRESHOLD = 0.5
_LOOKUPS = 200
_CANDIDATES = 10
_SAMPLE = 6


def find_voices(rows: Sequence[Row], scorer: Scorer) -> Iterator[tuple[Row, Difference]]:
    """Yield the rows whose proposition an outlet that does not carry them asserts itself, with the difference."""
    evidence = [
        [scorer.evidence(side.profiles[0]) for side in itertools.islice(row.sides.values(), _SAMPLE)] for row in rows
    ]
    index = Index(dict.fromkeys(term for one in found for term in one.profile.terms) for found in evidence)
    closest: dict[tuple[int, str], tuple[float, Passage]] = {}
    for own in _own_sentences(rows, scorer):
        outlet = own.profile.claim.outlet
        terms = ((term, scorer.weight(term)) for term in index.rarest(own.profile.terms))
        for number in best(index.near(terms, _LOOKUPS), _CANDIDATES):
            if outlet in rows[number].passages:
                continue
            value = max(score(own, one) for one in evidence[number])
            if value >= max(_THRESHOLD, closest.get((number, outlet), (0.0,))[0]):
                closest[number, outlet] = value, own.profile.passage
    for (number, outlet), (_, passage) in sorted(closest.items(), key=lambda item: item[0][0]):
        yield rows[number], _difference(rows[number], outlet, passage)


def _own_sentences(rows: Sequence[Row], scorer: Scorer) -> Iterator[Evidence]:
    """Yield the sentences of the articles that no claim touches, each as a claim without cue, source and speaker."""
    articles: dict[str, tuple[Article, set[Span]]] = {}
    for row in rows:
        for passages in row.passages.values():
            for passage in passages:
                claim = passage.claim
                taken = articles.setdefault(claim.article.id, (claim.article, set()))[1]
                taken.update(claim.content, claim.cue, claim.source)
    for article, taken in articles.values():
        spans = sorted(taken)
        at = 0
        for sentence in all_sentences(article.text):
            while at < len(spans) and spans[at].end <= sentence.start:
                at += 1
            if len(sentence) and not any(span.overlaps(sentence) for span in spans[at : at + 1]):
                own = Passage(Claim(article, (sentence,)), (sentence,))
                yield scorer.evidence(profile(own))


def _difference(row: Row, outlet: str, passage: Passage) -> Difference:
    """Return the difference between the outlets of *row*, which attribute it, and one that asserts it itself."""
    shown = {}
    for name, found in row.passages.items():
        claims = [passage.claim for passage in found]
        speakers = dict.fromkeys(str(claim.speaker) if claim.speaker else "a source left open" for claim in claims)
        signs = tuple(Passage(claim, spans) for claim in claims if (spans := _attributing(claim)))
        shown[name] = Shown(f"attributed to {', '.join(speakers)}", signs)
    shown[outlet] = Shown("in its own voice", (passage,))
    return Difference.of(Field.VOICE, shown)


def _attributing(claim: Claim) -> tuple[Span, ...]:
    return tuple(sorted({*claim.source, *claim.cue}))
