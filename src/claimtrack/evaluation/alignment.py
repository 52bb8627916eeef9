# SPDX-License-Identifier: MIT
"""Alignment on BASIL: which claims of two outlets are the same, how, and whether their hedging differs.

The pairs by hand are our own reading of some events of BASIL (see `articles`), and are not part of this package.
"""

from collections.abc import Collection, Sequence
from functools import partial
from pathlib import Path

import attrs

from claimtrack.comparison import Field, Pair, PairKind, compare
from claimtrack.comparison.alignment import SURE
from claimtrack.evaluation.articles import ARTICLES, article_named, read_corpus_articles, shared_characters
from claimtrack.evaluation.corpus_rows import CorpusRow, read_corpus_rows
from claimtrack.evaluation.events import read_events
from claimtrack.evaluation.measures import SCORE_HEADER, ArticleReader, Score, percent
from claimtrack.evaluation.subject import Measurement, Subject, digest_files
from claimtrack.model import Article, Claim, Span

_ALIGNED, _IGNORED, _HARD = "alignments.jsonl", "ignore.jsonl", "hard-negatives.jsonl"
_SHARED = 0.5  # of the shorter of two stretches, which they share where they are the same
_QUOTED = frozenset({PairKind.VERBATIM, PairKind.TRIMMED, PairKind.ALTERED})
_HEDGED = frozenset({Field.HEDGING, Field.STANCE})
_CONFIDENCES = ("high", "medium", "low")


@attrs.frozen
class SideByHand:
    """One side of a pair by hand: a stretch of an article."""

    article: Article
    span: Span

    def is_in(self, claim: Claim) -> bool:
        """Tell whether the stretch and the content of *claim* share half of the shorter of the two."""
        if claim.article.id != self.article.id:
            return False
        shared = shared_characters(claim.content, self.span)
        return shared > 0 and shared >= _SHARED * min(sum(map(len, claim.content)), len(self.span))


@attrs.frozen(eq=False)
class SidesByHand:
    """Two stretches of two outlets that are the same claim, or look like it; no two of these are equal."""

    a: SideByHand
    b: SideByHand

    def are_in(self, pair: Pair) -> bool:
        """Tell whether the claims of *pair* are on these two sides."""
        return any(one.is_in(pair.a) and two.is_in(pair.b) for one, two in ((self.a, self.b), (self.b, self.a)))


@attrs.frozen(eq=False)
class AlignedByHand(SidesByHand):
    """Two stretches of two outlets that are the same claim.

    Attributes:
        kind: How their words relate.
        sure: Whether the reader was highly confident.
        hedging_differs: Whether one is hedged, or said at more distance, than the other.
    """

    kind: PairKind
    sure: bool
    hedging_differs: bool


@attrs.frozen
class AlignmentCorpus:
    """Events with their pairs by hand.

    Attributes:
        events: The articles of each event that has aligned claims.
        aligned: The claims that are the same.
        ignored: Those that may count as the same or not.
        hard: Those that look like the same and are not.
    """

    events: tuple[tuple[Article, ...], ...]
    aligned: tuple[AlignedByHand, ...]
    ignored: tuple[SidesByHand, ...]
    hard: tuple[SidesByHand, ...]


def read_alignments(folder: Path) -> AlignmentCorpus:
    """Return the corpus in a folder with `articles.jsonl` and the files of aligned, ignored and hard pairs."""
    articles, events = read_corpus_articles(folder), read_events(folder / ARTICLES)

    def side(row: CorpusRow) -> SideByHand:
        article = article_named(row, articles)
        return SideByHand(article, row.span(article.text))

    def sides(row: CorpusRow) -> tuple[SideByHand, SideByHand]:
        one, two = side(row.row("a")), side(row.row("b"))
        if one.article.outlet == two.article.outlet or events[one.article] != events[two.article]:
            row.refuse("b", "an article of another outlet on the same event as 'a'")
        return one, two

    aligned = tuple(
        AlignedByHand(
            *sides(row),
            kind=PairKind(_one_of(row, "kind", list(PairKind))),
            sure=_one_of(row, "confidence", _CONFIDENCES) == "high",
            hedging_differs=row.get("hedging_differs", bool),
        )
        for row in read_corpus_rows(folder / _ALIGNED)
    )
    ignored, hard = (
        tuple(SidesByHand(*sides(row)) for row in read_corpus_rows(folder / name)) for name in (_IGNORED, _HARD)
    )
    named = dict.fromkeys(events[each.a.article] for each in aligned)
    groups = (tuple(article for article, other in events.items() if other == event) for event in named)
    return AlignmentCorpus(tuple(groups), aligned, ignored, hard)


def _one_of(row: CorpusRow, field: str, terms: Collection[str]) -> str:
    value = row.get(field, str)
    if value not in terms:
        row.refuse(field, f"one of {', '.join(terms)}")
    return value


def score(found: Sequence[Pair], wanted: Sequence[SidesByHand], ignored: Sequence[SidesByHand]) -> Score:
    """Return how many pairs *found* are *wanted*, and how many of those are found.

    A pair that is only among those *ignored* counts neither way.
    """
    hit: set[SidesByHand] = set()
    right = wrong = 0
    for pair in found:
        same = [sides for sides in wanted if sides.are_in(pair)]
        hit.update(same)
        right += bool(same)
        wrong += not same and not any(sides.are_in(pair) for sides in ignored)
    return Score(right + wrong, len(wanted), right, len(hit))


def scores(corpus: AlignmentCorpus, found: Sequence[Pair]) -> dict[str, Score]:
    """Return the scores of the pairs *found* in all events.

    `all_claims`, `high_confidence`, `direct_quotes` and `found_sure` count pairs: all, those of which the reader was
    sure, those in which both sides quote, and those with a confidence that makes a row sure. `hedging_differs` counts
    pairs found that are aligned by hand, and among them those with a difference in hedging or stance.
    """
    others = (*corpus.ignored, *corpus.aligned)
    sure = [each for each in corpus.aligned if each.sure]
    quoted = [each for each in corpus.aligned if each.kind in _QUOTED]
    told = [
        (bool(_HEDGED.intersection(difference.field for difference in pair.differences)), each.hedging_differs)
        for pair, each in _hits(corpus, found)
    ]
    both = told.count((True, True))
    return {
        "all_claims": score(found, corpus.aligned, corpus.ignored),
        "high_confidence": score(found, sure, others),
        "direct_quotes": score([pair for pair in found if pair.kind in _QUOTED], quoted, others),
        "found_sure": score([pair for pair in found if pair.confidence >= SURE], corpus.aligned, corpus.ignored),
        "hedging_differs": Score(sum(ours for ours, _ in told), sum(theirs for _, theirs in told), both, both),
    }


def _hits(corpus: AlignmentCorpus, found: Sequence[Pair]) -> list[tuple[Pair, AlignedByHand]]:
    return [(pair, each) for pair in found for each in corpus.aligned if each.are_in(pair)]


def _measure(folder: Path, extractor: ArticleReader) -> Measurement:
    corpus = read_alignments(folder)
    claims = ([claim for article in articles for claim in extractor(article)] for articles in corpus.events)
    found = [pair for each in claims for pair in compare(each).pairs()]
    measured = scores(corpus, found)
    hard = sum(any(sides.are_in(pair) for pair in found) for sides in corpus.hard)
    hits = _hits(corpus, found)
    kinds = sum(pair.kind is each.kind for pair, each in hits)
    figures = {name: each.f1 for name, each in measured.items()}
    figures["sure_right"] = measured["found_sure"].precision
    figures |= {"kind_right": percent(kinds, len(hits)), "hard_negatives_hit": percent(hard, len(corpus.hard))}
    lines = [f"{len(corpus.events)} events, {len(corpus.aligned)} pairs by hand, {len(found)} found", SCORE_HEADER]
    lines += (each.line(name.replace("_", " ")) for name, each in measured.items())
    lines.append(f"{'kind right':<28}{figures['kind_right']:14.1f}  ({kinds} of {len(hits)})")
    lines.append(f"{'hard negatives hit':<28}{figures['hard_negatives_hit']:14.1f}  ({hard} of {len(corpus.hard)})")
    return Measurement(len(corpus.aligned), figures, tuple(lines))


def alignment(extractor: ArticleReader) -> Subject:
    """Return the subject that measures how `claimtrack.compare` aligns what *extractor* finds."""
    return Subject(
        f"a folder of BASIL, with {ARTICLES}, {_ALIGNED}, {_IGNORED} and {_HARD}",
        lambda folder: digest_files(folder / name for name in (ARTICLES, _ALIGNED, _IGNORED, _HARD)),
        partial(_measure, extractor=extractor),
    )
