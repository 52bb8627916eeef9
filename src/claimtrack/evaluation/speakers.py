# SPDX-License-Identifier: MIT
"""Speakers on BASIL: whether the claim over a quoted span has the speaker that readers named."""

import re
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from functools import partial
from pathlib import Path

import attrs

from claimtrack.evaluation.articles import ARTICLES, article_named, read_corpus_articles, shared_characters
from claimtrack.evaluation.corpus_rows import read_corpus_rows
from claimtrack.evaluation.measures import ArticleReader, percent
from claimtrack.evaluation.subject import Measurement, Subject, digest_files
from claimtrack.language.names import gender_of
from claimtrack.model import Article, Claim, Span

_SPEAKERS = "speakers.jsonl"
_COVERED = 0.5  # the share of a quoted span that a claim has to cover
_BREAK = re.compile(r"[_\W]+")
_WORD = re.compile(r"\w+")


class Verdict(StrEnum):
    """How the speaker of one quoted span was found."""

    RIGHT = "right"
    WRONG = "wrong"
    OPEN = "open"
    MISSED = "missed"


@attrs.frozen
class QuotedSpan:
    """A quoted span of an article, and its speaker as people named them.

    Attributes:
        article: The article.
        span: The span.
        label: The name, with underscores between its words.
    """

    article: Article
    span: Span
    label: str

    @property
    def names_a_person(self) -> bool:
        """Whether the label names a person who is named in the article; others name sides, such as "Lee_campaign".

        That takes two words or more, all with a capital, of which the last stands in the article, as names that are
        cut at an accent do not. A last word in -s is a plural ("Lesk_Greens"), unless a given name comes first.
        """
        words = [word for word in _BREAK.split(self.label) if word]
        if len(words) < 2 or not all(word[0].isupper() for word in words):  # noqa: PLR2004
            return False
        plural = re.search(r"[^s]s$", words[-1]) and gender_of(" ".join(words)) is None
        return not plural and words[-1].lower() in _WORD.findall(self.article.text.lower())

    def judge(self, claims: Iterable[Claim]) -> Verdict:
        """Return how the claim of *claims* that covers most of the span has its speaker.

        The claim has to cover half of the span. The speaker is right where the last word of the label is a word of the
        name or an alias.
        """

        def covered(claim: Claim) -> int:
            return shared_characters(claim.content, self.span)

        claim = max(claims, key=covered, default=None)
        if claim is None or covered(claim) < _COVERED * len(self.span):
            return Verdict.MISSED
        if claim.speaker is None:
            return Verdict.OPEN
        last = _BREAK.split(self.label.lower().strip("_"))[-1]
        names = " ".join((claim.speaker.name, *claim.speaker.aliases)).lower()
        return Verdict.RIGHT if last in _WORD.findall(names) else Verdict.WRONG


def read_quoted_spans(folder: Path) -> tuple[QuotedSpan, ...]:
    """Return the quoted spans of a folder with `articles.jsonl` and `speakers.jsonl`."""
    articles = read_corpus_articles(folder)
    found = []
    for row in read_corpus_rows(folder / _SPEAKERS):
        label = row.get("speaker", str)
        if not _WORD.search(label.replace("_", " ")):
            row.refuse("speaker", "a name")
        article = article_named(row, articles)
        found.append(QuotedSpan(article, row.span(article.text), label))
    return tuple(found)


def figures(verdicts: Counter[Verdict]) -> dict[str, float]:
    """Return the percentage that is right of all, and wrong of those that have a speaker."""
    right, wrong = verdicts[Verdict.RIGHT], verdicts[Verdict.WRONG]
    return {"right_of_all": percent(right, verdicts.total()), "wrong_of_named": percent(wrong, right + wrong)}


def _measure(folder: Path, extractor: ArticleReader) -> Measurement:
    quoted = read_quoted_spans(folder)
    claims = {article: extractor(article) for article in {each.article for each in quoted}}
    judged = [(each.judge(claims[each.article]), each.names_a_person) for each in quoted]
    everybody = Counter(verdict for verdict, _ in judged)
    persons = Counter(verdict for verdict, is_person in judged if is_person)
    measured = figures(everybody) | {f"persons_{name}": value for name, value in figures(persons).items()}
    verdicts = "".join(f"{each:>8}" for each in Verdict)
    lines = [f"{len(quoted)} quoted spans in {len(claims)} articles"]
    lines.append(f"{'':<16}{'spans':>7}{verdicts}   right of all  wrong of named")
    for name, counts in (("all speakers", everybody), ("persons", persons)):
        right, wrong = figures(counts).values()
        row = "".join(f"{counts[each]:8}" for each in Verdict)
        lines.append(f"{name:<16}{counts.total():7}{row}{right:13.1f} %{wrong:14.1f} %")
    return Measurement(len(quoted), measured, tuple(lines))


def speakers(extractor: ArticleReader) -> Subject:
    """Return the subject that measures the speakers of what *extractor* finds."""
    return Subject(
        f"a folder of BASIL, with {ARTICLES} and {_SPEAKERS}",
        lambda folder: digest_files([folder / ARTICLES, folder / _SPEAKERS]),
        partial(_measure, extractor=extractor),
    )
