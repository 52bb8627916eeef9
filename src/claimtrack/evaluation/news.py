# SPDX-License-Identifier: MIT
"""Claims of news articles that a reader marked in full: what is found, cut wrong, or none; and who speaks.

A folder holds `articles.jsonl` (`doc_id`, `outlet`, `text`, `published`, `title`) and `claims.jsonl` (`doc_id`; the
spans `content`, `cue`, `source`; `kind`; `need`: what any careful reader would list is a `must`, and what one might
list or not is a `may`, which counts neither way).
"""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import attrs

from claimtrack.evaluation.articles import ARTICLES, article_named, read_corpus_articles
from claimtrack.evaluation.corpus_rows import CorpusRow, read_corpus_rows
from claimtrack.evaluation.measures import CALIBRATION_ERROR, Score, calibration, percent
from claimtrack.evaluation.subject import Measurement, Subject, digest_files
from claimtrack.evaluation.tokens import word_starts
from claimtrack.extraction import extract
from claimtrack.model import Article, Claim, Kind, Span

CLAIMS = "claims.jsonl"
"""The file of the claims in a folder."""

_SAME = 0.5  # Jaccard index of the words of two contents, from which they are one claim
_NEEDS = ("must", "may")


@attrs.frozen
class MarkedClaim:
    """A claim as a reader marked it, as the places where the words of its content and its source begin.

    Attributes:
        content, source: Those places.
        kind: Whether it is quoted.
        must: Whether any careful reader would list it.
    """

    content: frozenset[int]
    source: frozenset[int]
    kind: Kind
    must: bool


def read_marked_claims(folder: Path) -> dict[Article, list[MarkedClaim]]:
    """Return the articles of a folder, each with its claims."""
    articles = read_corpus_articles(folder, "published")
    found: dict[Article, list[MarkedClaim]] = {article: [] for article in articles.values()}
    for row in read_corpus_rows(folder / CLAIMS):
        article = article_named(row, articles)
        places = {role: word_starts(article.text, _spans(row, role, article.text)) for role in ("content", "source")}
        kind, need = (_one_of(row, field, values) for field, values in (("kind", tuple(Kind)), ("need", _NEEDS)))
        found[article].append(MarkedClaim(**places, kind=Kind(kind), must=need == "must"))
    return found


def _one_of(row: CorpusRow, field: str, values: Sequence[str]) -> str:
    value = row.get(field, str)
    if value not in values:
        row.refuse(field, " or ".join(repr(str(each)) for each in values))
    return value


def _spans(row: CorpusRow, field: str, text: str) -> Sequence[Span]:
    """Return the spans in *field*, which are pairs of places in *text*."""
    found = []
    for pair in row.get(field, list):
        fits = isinstance(pair, list) and len(pair) == 2 and all(type(place) is int for place in pair)  # noqa: PLR2004
        if not fits or not 0 <= pair[0] < pair[1] <= len(text):
            row.refuse(field, f"pairs of places in the text of {len(text)} characters, as [[0, 12]]")
        found.append(Span(*pair))
    return found


def _pair(marked: Sequence[MarkedClaim], contents: Sequence[frozenset[int]]) -> dict[int, int]:
    """Return which marked claim each claim is, by their numbers: one to one, the greatest overlap first."""
    overlaps = (
        (len(one.content & content) / len(one.content | content), i, j)
        for i, one in enumerate(marked)
        for j, content in enumerate(contents)
        if one.content & content
    )
    found: dict[int, int] = {}
    taken: set[int] = set()
    for overlap, i, j in sorted(overlaps, key=lambda each: -each[0]):
        if overlap >= _SAME and i not in taken and j not in found:
            found[j] = i
            taken.add(i)
    return found


class _Counts:
    """What was found of the claims that any reader would list, by kind, and what became of all that was extracted."""

    def __init__(self) -> None:
        self.must: Counter[Kind] = Counter()
        self.found: Counter[Kind] = Counter()
        self.outcomes: Counter[str] = Counter()
        self.judged: list[tuple[float, bool]] = []

    def add(self, marked: Sequence[MarkedClaim], claims: Sequence[Claim]) -> None:
        """Count how the *claims* of an article stand to the *marked* ones."""
        contents = [word_starts(claim.article.text, claim.content) for claim in claims]
        paired = _pair(marked, contents)
        found = set(paired.values())
        used = set(found)
        for j, (claim, content) in enumerate(zip(claims, contents, strict=True)):
            i = paired.get(j)
            self.outcomes["good" if i is not None else _outcome(marked, content, used)] += 1
            self.judged.append((claim.confidence, i is not None and _same_source(marked[i], claim)))
        for i, one in enumerate(marked):
            self.must[one.kind] += one.must
            self.found[one.kind] += one.must and i in found


def _outcome(marked: Sequence[MarkedClaim], content: frozenset[int], used: set[int]) -> str:
    """Return what a claim is that is none of the marked ones: "cut wrong", "junk", or "good" where it is on a `may`."""
    shares = [len(content & one.content) / max(1, min(len(content), len(one.content))) for one in marked]
    i = max(range(len(marked)), key=shares.__getitem__, default=-1)
    if i < 0 or shares[i] < _SAME:
        return "junk"
    if marked[i].must or i in used:
        return "cut wrong"
    used.add(i)  # each `may` counts once
    return "good"


def _same_source(one: MarkedClaim, claim: Claim) -> bool:
    source = word_starts(claim.article.text, claim.source)
    return bool(source & one.source) or not (source or one.source)


def _measure(folder: Path) -> Measurement:
    corpus = read_marked_claims(folder)
    counts = _Counts()
    for article, marked in corpus.items():
        counts.add(marked, list(extract(article)))
    extracted, must = len(counts.judged), counts.must.total()
    score = Score(extracted, must, counts.outcomes["good"], counts.found.total())
    figures = {
        "found_f1": score.f1,
        "junk": percent(counts.outcomes["junk"], extracted),
        "cut_wrong": percent(counts.outcomes["cut wrong"], extracted),
        **{f"{kind}_found": percent(counts.found[kind], counts.must[kind]) for kind in Kind},
        CALIBRATION_ERROR: calibration(counts.judged)[1],
    }
    lines = (
        f"{len(corpus)} articles, {must} claims that any reader would list, {extracted} extracted",
        f"{'found':<28}{score.recall:7.1f}",
        f"{'precision':<28}{score.precision:7.1f}",
        *(f"{name.replace('_', ' '):<28}{value:7.1f}" for name, value in figures.items()),
    )
    return Measurement(len(corpus), figures, lines)


def _digest(folder: Path) -> str:
    return digest_files([folder / ARTICLES, folder / CLAIMS])


NEWS = Subject(f"a folder with {ARTICLES} and {CLAIMS}", _digest, _measure)
"""The subject that measures which claims of news `claimtrack.extract` finds."""
