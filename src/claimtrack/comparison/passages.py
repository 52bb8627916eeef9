# SPDX-License-Identifier: MIT
"""Propositions: a claim's content cut at sentence ends, ellipses and "and that", as spans into the article."""

import itertools
import re
from collections.abc import Iterator, Sequence
from functools import cached_property

import attrs

from claimtrack.extraction.commitment.framing import read_framing
from claimtrack.extraction.commitment.hedging import find_hedges
from claimtrack.language.sentences import sentences
from claimtrack.language.text import Text
from claimtrack.model import Claim, Hedge, Hedging, Polarity, Scope, Span

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
        denied = f", polarity='negative', cue={self.claim.words(self.claim.cue)!r}" if is_denied(self.claim) else ""
        return f"Passage({self.text!r}, outlet={self.claim.outlet!r}{denied})"

    @property
    def text(self) -> str:
        """The proposition in the article's own words, with gaps shown as " ... "."""
        return self.claim.words(self.spans)

    @cached_property
    def hedges(self) -> tuple[Hedge, ...]:
        """The hedges that bear on the proposition, both its own and those around the claim's content.

        Where a claim has several propositions, what hedges only a part of it may hedge the whole of one of them.
        """
        claim = self.claim
        inside = [hedge for hedge in claim.hedges if any(span.covers(hedge.span) for span in self.spans)]
        if self.spans != claim.content and any(hedge.scope is Scope.PHRASE for hedge in inside):
            spans = (*self.spans, *claim.cue)
            start, end = min(span.start for span in spans), max(span.end for span in spans)
            found = find_hedges(Text.of(claim.article.text, start, end), self.spans, claim.cue)
            own = {hedge.span for hedge in found if hedge.scope is Scope.CLAIM}
            inside = [attrs.evolve(hedge, scope=Scope.CLAIM) if hedge.span in own else hedge for hedge in inside]
        around = [hedge for hedge in claim.hedges if not any(span.covers(hedge.span) for span in claim.content)]
        whole = (hedge for hedge in inside + around if hedge.scope is Scope.CLAIM)
        return tuple(sorted(whole, key=lambda hedge: hedge.span))

    @property
    def level(self) -> Hedging:
        """How far the speaker commits to the proposition, by the lowest level of the hedges that bear on it."""
        return min((hedge.level for hedge in self.hedges), default=Hedging.UNHEDGED)

    @cached_property
    def signs(self) -> tuple[str, ...]:
        """The hedging words that bear on the proposition, each once."""
        return tuple(dict.fromkeys(self.claim.words((hedge.span,)) for hedge in self.hedges))

    @cached_property
    def polarity(self) -> Polarity:
        """Whether the speaker affirms or denies the proposition."""
        content = _content_polarity(self.claim.article.text, self.spans)
        return Polarity.NEGATIVE if is_denied(self.claim) != (content is Polarity.NEGATIVE) else Polarity.POSITIVE


def is_denied(claim: Claim) -> bool:
    """Tell whether the cue of *claim* denies its content; a negation within the content is none."""
    content = _content_polarity(claim.article.text, claim.content)
    return claim.polarity is not content and (bool(claim.cue) or claim.polarity is Polarity.NEGATIVE)


def _content_polarity(text: str, spans: Sequence[Span]) -> Polarity:
    words = spans[0].of(text)
    return read_framing(Text.of(words), (), (Span(0, len(words)),)).polarity


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
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    if stripped := piece.strip():
        yield Span(left, left + len(stripped))
