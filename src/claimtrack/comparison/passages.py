# SPDX-License-Identifier: MIT
"""Propositions: a claim's content cut at sentence ends, ellipses and "and that", as spans into the article."""

import itertools
import re
from collections.abc import Iterator

import attrs

from claimtrack.language.sentences import sentences
from claimtrack.model import Claim, Span

_ELLIPSIS = re.compile(r"[\[(]?(?:\.\s?){3,}[\])]?|[\[(]?…[\])]?")
_THAT = re.compile(r",?\s(?:and|but)\s+that\s", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…][)\]\"”’»']*\Z")
_WORD = re.compile(r"\w+")
_FEWEST_WORDS = 3
_LONGEST_CLOSE = 8


@attrs.frozen(repr=False)
class Passage:
    """One proposition of a claim: the part of its content that a row concerns.

    Attributes:
        claim: The claim.
        spans: The proposition's spans into the claim's article, in the order of the text.
    """

    claim: Claim
    spans: tuple[Span, ...]

    def __repr__(self) -> str:
        return f"Passage({self.text!r}, outlet={self.claim.outlet!r})"

    @property
    def text(self) -> str:
        """The proposition in the article's own words, with gaps shown as " ... "."""
        return self.claim.words(self.spans)


def passages(claim: Claim) -> tuple[Passage, ...]:
    """Return the propositions of *claim*, at least one, in the order of the text.

    A content whose first part ends without a full stop goes on in its next part
    ("The talks," he said, "will go on."), unless a sentence of the article ends between them
    ("The talks are open," he said. "We will go on."); a part of fewer than three words stays with the one before it.
    """
    text = claim.article.text
    found: list[list[Span]] = []
    complete = True
    for number, content in enumerate(claim.content):
        if number and not complete:
            complete = _ends(text, max(claim.content[number - 1].end, content.start - _LONGEST_CLOSE), content.start)
        for piece in _pieces(text, content):
            words = itertools.islice(_WORD.finditer(text, piece.start, piece.end), _FEWEST_WORDS)
            if found and (not complete or len(list(words)) < _FEWEST_WORDS):
                found[-1].append(piece)
            else:
                found.append([piece])
            complete = True
        complete = _ends(text, max(content.start, content.end - _LONGEST_CLOSE), content.end)
    return tuple(Passage(claim, tuple(spans)) for spans in found) or (Passage(claim, claim.content),)


def _ends(text: str, start: int, end: int) -> bool:
    """Tell whether a sentence ends right before *end*."""
    return _SENTENCE_END.search(text[start:end].rstrip()) is not None


def _pieces(text: str, content: Span) -> Iterator[Span]:
    """Yield the parts of one content span, without the white space around them."""
    for first, stop in sentences(text, content.start, content.end):
        start = first
        cuts = sorted(
            (m.start(), m.end()) for pattern in (_ELLIPSIS, _THAT) for m in pattern.finditer(text, start, stop)
        )
        for end, following in (*cuts, (stop, stop)):
            if end > start:
                yield from _trimmed(text, start, end)
            start = max(start, following)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the span from *start* to *end* without white space around it, unless nothing is left."""
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    if stripped := piece.strip():
        yield Span(left, left + len(stripped))
