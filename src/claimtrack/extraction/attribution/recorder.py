# SPDX-License-Identifier: MIT
"""The attributions of a sentence as they are read: those that are closed, and the one whose content is open."""

import attrs

from claimtrack.extraction.attribution.attribution import Attribution, circumstance, precision
from claimtrack.extraction.attribution.content_ends import before_comment, before_predicate
from claimtrack.extraction.attribution.cue_frames import Cue
from claimtrack.extraction.attribution.items import ItemRow
from claimtrack.extraction.attribution.subjects import Subject
from claimtrack.model import Span

_PHRASES = frozenset("np quoted as np-as of on about for obj-to obj-of obj-for to".split())


@attrs.frozen
class OpenContent:
    """An attribution whose content, from *start* on, is not closed yet; *floor* is the recorder's before it."""

    cue: Cue
    subject: Subject
    start: int
    pattern: str
    floor: int


class Recorder:
    """The attributions of a sentence, in the order in which their contents close.

    Attributes:
        found: Those that are closed.
        open: The one whose content is open, if any.
        floor: The first item that none of them has used.
        subject: The source of the latest one.
    """

    def __init__(self, sentence: ItemRow) -> None:
        self.found: list[Attribution] = []
        self.open: OpenContent | None = None
        self.floor = 0
        self.subject: Subject | None = None
        self._sentence = sentence

    def begin(self, cue: Cue, subject: Subject, start: int, pattern: str) -> None:
        """Open a content at *start*."""
        self.open = OpenContent(cue, subject, start, pattern, self.floor)
        self.subject = subject

    def close(self, end: int, via: tuple[Span, ...] = ()) -> None:
        """End the open content, if there is one, at *end*; *via* relays it."""
        if self.open is not None:
            one, self.open = self.open, None
            end = before_comment(self._sentence, one.start, end)
            end = before_predicate(self._sentence, one.start, end) if one.pattern in _PHRASES else end
            self.add(one.cue, one.subject, self._sentence.content(one.start, end), one.pattern, via)

    def give_up(self) -> None:
        """Drop the open content, if there is one: its words belong to another."""
        if self.open is not None:
            self.floor, self.open = self.open.floor, None

    def add(
        self, cue: Cue, subject: Subject, content: tuple[Span, ...], pattern: str, via: tuple[Span, ...] = ()
    ) -> None:
        """Record an attribution, unless nothing is left of its content."""
        if not content:
            return
        span, unclosed = self._sentence.span_of(cue.start, cue.end), self._sentence.unclosed
        self.found.append(
            Attribution(
                source=subject.spans,
                cue=(span,),
                content=content,
                sentence=self._sentence.span,
                pattern=pattern,
                confidence=precision(pattern, circumstance(self._sentence.text, (span,), subject.spans)),
                via=via,
                open_quotation=unclosed is not None and unclosed.overlaps(content[-1]),
            )
        )
        self.subject = subject
