# SPDX-License-Identifier: MIT
"""Occasion: which time expressions date the saying of a claim, and which are part of what is said; none is both."""

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from claimtrack.extraction.attribution.attribution import Attribution
from claimtrack.extraction.dates.saying import NEAR, Place
from claimtrack.extraction.dates.setting import Setting
from claimtrack.model import Span, Speaker, TimeExpression

_ALONE = re.compile(r"[\s,.]*(?:(?:on|in|late|early|at)\s+)?\Z", re.IGNORECASE)
_THEN_THAT = re.compile(r",?\s+that\b")
# "asked the council on Monday to shut the road": the day stands between who is asked and what for.
_WHO = re.compile(r"(?:(?!\bto\b)[^,;:.“”\"])*\bon\s+", re.IGNORECASE)
_THEN_TO = re.compile(r"\s+to\s+[a-z]")
_AHEAD = re.compile(r"\b(?:will|shall|to)\b", re.IGNORECASE)


class Occasion(NamedTuple):
    """The time expressions of one claim: the one that dates its saying, and those inside its content."""

    said: TimeExpression | None
    times: tuple[TimeExpression, ...]


def occasions(
    text: str,
    attributions: Sequence[Attribution],
    expressions: Sequence[TimeExpression],
    speakers: Sequence[Speaker | None] = (),
    published: dt.date | None = None,
) -> tuple[Occasion, ...]:
    """Return for each attribution the time expression that dates its saying, and those that its content holds.

    An expression within a content belongs to what is said,
    except one that stands between the cue and "that", or between who is asked and "to", or that is all there is of a
    run of the content.
    A cue that shares its source with the one before it in the sentence shares its date too,
    and the day that the text has set for a speaker holds for what that speaker goes on to say (see `Setting`).
    Nothing has been said after the day on which it was *published*.
    """
    page = _Page(text, expressions, [each.span.start for each in expressions], published)
    inside = [page.held(attribution) for attribution in attributions]
    taken = {at for held in inside for at in held}
    found: list[TimeExpression | None] = []
    for attribution, held in zip(attributions, inside, strict=True):
        said = page.beside(attribution, held, taken)
        previous = attributions[len(found) - 1] if found else None
        if said is None and previous and _beside_each_other(previous, attribution):
            said = found[-1]
        found.append(said)
    if speakers:
        quoted = frozenset(expressions[at] for at in taken)
        found = Setting(text, expressions, quoted, published).carried(attributions, found, speakers)
    return tuple(
        Occasion(said, tuple(expressions[at] for at in held if expressions[at] != said))
        for said, held in zip(found, inside, strict=True)
    )


class _Page(NamedTuple):
    """A text, its time expressions and where they begin, and the day on which it was published."""

    text: str
    expressions: Sequence[TimeExpression]
    starts: Sequence[int]
    published: dt.date | None

    def held(self, attribution: Attribution) -> list[int]:
        """Return the places of the expressions that the content of *attribution* covers."""
        held: list[int] = []
        for span in attribution.content:
            first, end = bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)
            held += [at for at in range(first, end) if self.expressions[at].span.end <= span.end]
        return held

    def beside(self, attribution: Attribution, held: Sequence[int], taken: AbstractSet[int]) -> TimeExpression | None:
        """Return what dates the saying in its sentence; *held* are the places in its content, *taken* those in any."""
        if not attribution.cue:  # as a stage of one's own may have it
            return None
        spans = (*attribution.source, *attribution.cue, *attribution.content)
        first = bisect_left(self.starts, max(attribution.sentence.start, min(each.start for each in spans) - NEAR))
        end = bisect_left(self.starts, min(attribution.sentence.end, max(each.end for each in spans) + NEAR))
        for at in range(first, end):
            span = self.expressions[at].span
            if at in held:
                dates = _misplaced(self.text, attribution, span)
            else:
                dates = at not in taken and Place(self.text, attribution, span).dates()
            if dates and not self._ahead(attribution, self.expressions[at]):
                return self.expressions[at]
        return None

    def _ahead(self, attribution: Attribution, said: TimeExpression) -> bool:
        """Tell whether *said* begins after the publication, though the cue does not say that it will be said."""
        if self.published is None or said.interval is None or said.interval.start <= self.published:
            return False
        return not _AHEAD.search(self.text, attribution.cue[0].start, attribution.cue[-1].end)


def _beside_each_other(one: Attribution, other: Attribution) -> bool:
    return (one.sentence, one.source) == (other.sentence, other.source)


def _misplaced(text: str, attribution: Attribution, span: Span) -> bool:
    """Tell whether the expression at *span* dates the saying though the content's borders take it in."""
    content = next(each for each in attribution.content if each.covers(span))
    if attribution.cue[-1].end > content.start:
        return False
    if _WHO.fullmatch(text, content.start, span.start) and _THEN_TO.match(text, span.end):
        return True
    if not _ALONE.fullmatch(text, content.start, span.start):
        return False
    alone = len(attribution.content) > 1 and not any(map(str.isalnum, text[span.end : content.end]))
    between = text[attribution.cue[-1].end : content.start]
    return not between.strip() and (alone or bool(_THEN_THAT.match(text, span.end)))
