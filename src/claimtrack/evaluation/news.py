# SPDX-License-Identifier: MIT
"""Claims of news articles that a reader marked in full: what is found, cut wrong, or none; and who speaks.

Where the reader also marked who makes each claim, how firmly and when, that is measured of those that are found.
"""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from claimtrack.evaluation.accounts import AccountCounts
from claimtrack.evaluation.articles import ARTICLES
from claimtrack.evaluation.marked_claims import CLAIMS, MarkedClaim, read_marked_claims
from claimtrack.evaluation.measures import CALIBRATION_ERROR, ArticleReader, Score, calibration, percent
from claimtrack.evaluation.subject import Measurement, Subject, digest_files
from claimtrack.evaluation.tokens import word_starts
from claimtrack.model import Claim, Kind

_SAME = 0.5  # Jaccard index of the words of two contents, from which they are one claim


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
        self.accounts = AccountCounts()

    def add(self, marked: Sequence[MarkedClaim], claims: Sequence[Claim]) -> None:
        """Count how the *claims* of an article stand to the *marked* ones."""
        contents = [word_starts(claim.article.text, claim.content) for claim in claims]
        paired = _pair(marked, contents)
        found = {i: claims[j] for j, i in paired.items()}
        used = set(found)
        for j, (claim, content) in enumerate(zip(claims, contents, strict=True)):
            i = paired.get(j)
            self.outcomes["good" if i is not None else _outcome(marked, content, used)] += 1
            self.judged.append((claim.confidence, i is not None and _same_source(marked[i], claim)))
        for i, one in enumerate(marked):
            self.must[one.kind] += one.must
            self.found[one.kind] += one.must and i in found
            if one.must and one.account:
                self.accounts.add(one.account, found.get(i))


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


def _measure(folder: Path, extractor: ArticleReader) -> Measurement:
    corpus = read_marked_claims(folder)
    counts = _Counts()
    for article, marked in corpus.items():
        counts.add(marked, list(extractor(article)))
    extracted, must = len(counts.judged), counts.must.total()
    score = Score(extracted, must, counts.outcomes["good"], counts.found.total())
    figures = {
        "found_f1": score.f1,
        "junk": percent(counts.outcomes["junk"], extracted),
        "cut_wrong": percent(counts.outcomes["cut wrong"], extracted),
        **{f"{kind}_found": percent(counts.found[kind], counts.must[kind]) for kind in Kind},
        **counts.accounts.figures(),
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


def news(extractor: ArticleReader) -> Subject:
    """Return the subject that measures which claims of news *extractor* finds."""
    return Subject(f"a folder with {ARTICLES} and {CLAIMS}", _digest, partial(_measure, extractor=extractor))
