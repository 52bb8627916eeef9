# SPDX-License-Identifier: MIT
"""Attributions in tokens, by hand or extracted, so that white space plays no part in a comparison.

Tokens are numbers, words and single other characters: a finer cut than extraction has,
so that no figure depends on how the library itself cuts a text.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Self

import attrs

from claimtrack.evaluation.polnear import ROLES, AnnotatedArticle, Annotation
from claimtrack.model import Claim, Kind, Span


class _Token(NamedTuple):
    start: int
    end: int
    line: int
    word: bool
    quoted: bool


_WORD = re.compile(r"[^\W_]+")
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+|[^\w\s]|_")


def _tokens(text: str) -> list[_Token]:
    """Return numbers, words and single other characters; a quotation that stays open ends with its line."""
    tokens: list[_Token] = []
    line, last, quoted = 0, 0, False
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if breaks := text.count("\n", last, start):
            line, quoted = line + breaks, False
        mark = match[0]
        if mark in "“„":
            quoted = True
        elif mark == '"':
            quoted = not quoted
        elif mark == "”":
            quoted = False
        tokens.append(_Token(start, end, line, mark[0].isalnum(), quoted))
        last = end
    return tokens


def word_starts(text: str, spans: Iterable[Span]) -> frozenset[int]:
    """Return where the words of *spans* begin; signs and blanks play no part."""
    return frozenset(match.start() for span in spans for match in _WORD.finditer(text, span.start, span.end))


@attrs.frozen
class AttributionTokens:
    """An attribution in tokens, by hand or extracted: for each role the numbers of its tokens and of its words."""

    tokens: Mapping[str, frozenset[int]]
    words: Mapping[str, frozenset[int]]
    kind: Kind | None
    confidence: float


@attrs.frozen
class PageTokens:
    """The tokens of an article, and the numbers of those that the annotator set aside."""

    tokens: Sequence[_Token]
    discarded: frozenset[int] = frozenset()

    @classmethod
    def of(cls, annotated: AnnotatedArticle) -> Self:
        """Return the tokens of an article."""
        tokens = _tokens(annotated.article.text)
        return cls(tokens, cls(tokens).within(annotated.discarded))

    def within(self, spans: Iterable[Span]) -> frozenset[int]:
        """Return the tokens that share a character with one of *spans*."""
        found: set[int] = set()
        for span in spans:
            if span:
                first = bisect_right(self.tokens, span.start, key=lambda token: token.end)
                found.update(range(first, bisect_left(self.tokens, span.end, key=lambda token: token.start)))
        return frozenset(found)

    def attribution(self, tokens: Mapping[str, frozenset[int]], confidence: float = 1.0) -> AttributionTokens:
        """Return an attribution with the words among *tokens*, and how much of its content is quoted."""
        words = {role: frozenset(n for n in tokens[role] if self.tokens[n].word) for role in ROLES}
        quoted = {self.tokens[n].quoted for n in words["content"]}
        whole = Kind.DIRECT if True in quoted else Kind.INDIRECT
        kind = None if not quoted else Kind.MIXED if len(quoted) > 1 else whole
        return AttributionTokens(tokens, words, kind, confidence)

    def by_hand(self, annotations: Iterable[Annotation]) -> list[AttributionTokens]:
        """Return the attributions that have a content, and touch nothing that was set aside."""
        found = []
        for annotation in annotations:
            tokens = {role: self.within(getattr(annotation, role)) for role in ROLES}
            if tokens["content"] and not (tokens["content"] | tokens["cue"]) & self.discarded:
                found.append(self.attribution(tokens))
        return found

    def extracted(self, claims: Iterable[Claim]) -> list[AttributionTokens]:
        """Return the attributions of *claims*: those that share exactly the same cue are one, as in PolNeAR.

        One that stands mostly in what was set aside is left out; of the others only what is left counts.
        """
        groups: dict[object, list[Claim]] = {}
        for number, claim in enumerate(claims):
            groups.setdefault(claim.cue or number, []).append(claim)
        found = []
        for group in groups.values():
            tokens = {role: self.within(span for claim in group for span in getattr(claim, role)) for role in ROLES}
            content, cue = tokens["content"], tokens["cue"]
            mostly = 2 * len(content & self.discarded) > len(content)
            if (content or cue) and not mostly and not (cue and cue <= self.discarded):
                left = {role: tokens[role] - self.discarded for role in ROLES}
                found.append(self.attribution(left, min(claim.confidence for claim in group)))
        return found

    def runs(self, attributions: Iterable[AttributionTokens], role: str) -> set[tuple[int, int]]:
        """Return first and last token of the unbroken runs of a *role*; a line end breaks a run."""
        found: set[tuple[int, int]] = set()
        for attribution in attributions:
            numbers = sorted(attribution.tokens[role])
            lines = {number: self.tokens[number].line for number in numbers}
            first = [number for number in numbers if lines.get(number - 1) != lines[number]]
            last = [number for number in numbers if lines.get(number + 1) != lines[number]]
            found.update(zip(first, last, strict=True))
        return found
