# SPDX-License-Identifier: MIT
"""Occasion: when a claim was made, read from the time expression that stands with its source or its cue."""

import re
from collections.abc import Sequence

from claimtrack.extraction.attribution import Attribution
from claimtrack.model import Span, TimeExpression

_BEFORE_SOURCE = re.compile(r"[\s,]*(?:the\s+)?\Z")
_CLAUSE_END = re.compile(r"[,;:—–(“\"]|\.(?:\s|\Z)")


def occasions(
    text: str, attributions: Sequence[Attribution], expressions: Sequence[TimeExpression]
) -> tuple[TimeExpression | None, ...]:
    """Return for each attribution the time expression that dates its saying, or None.

    An expression within a content belongs to what is said, never to the saying.
    A cue that shares its source with the one before it in the sentence shares its date too.
    """
    contents = sorted((span for a in attributions for span in a.content), key=lambda s: s.start)
    free = _outside(expressions, contents)
    found: list[TimeExpression | None] = []
    place = 0
    for attribution in attributions:
        while place < len(free) and free[place].span.end <= attribution.sentence.start:
            place += 1
        own = None
        k = place
        while own is None and k < len(free) and free[k].span.start < attribution.sentence.end:
            own = free[k] if _dates(text, attribution, free[k].span) else None
            k += 1
        previous = attributions[len(found) - 1] if found else None
        if (
            own is None
            and previous is not None
            and previous.sentence == attribution.sentence
            and previous.source == attribution.source
        ):
            own = found[-1]
        found.append(own)
    return tuple(found)


def _outside(expressions: Sequence[TimeExpression], contents: Sequence[Span]) -> list[TimeExpression]:
    """Return the expressions that no content covers."""
    free, k, reach = [], 0, 0
    for expression in expressions:
        while k < len(contents) and contents[k].start <= expression.span.start:
            reach = max(reach, contents[k].end)
            k += 1
        if expression.span.start >= reach:
            free.append(expression)
    return free


def _dates(text: str, attribution: Attribution, span: Span) -> bool:
    """Tell whether the expression at *span* stands with the source or the cue."""
    cue = attribution.cue[-1]
    if attribution.source:
        source = attribution.source[0]
        if span.end <= source.start:
            return bool(_BEFORE_SOURCE.fullmatch(text, span.end, source.start))
        if source.end <= span.start and span.end <= cue.start:
            return True
    if span.start < cue.end:
        return False
    following = min((c.start for c in attribution.content if c.start >= cue.end), default=attribution.sentence.end)
    start = cue.end
    if attribution.source and attribution.source[-1].start >= cue.end:
        start = attribution.source[-1].end
    return start <= span.start and span.end <= following and not _CLAUSE_END.search(text, start, span.start)
