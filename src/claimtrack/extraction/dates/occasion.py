# SPDX-License-Identifier: MIT
"""Occasion: which time expressions date the saying of a claim, and which are part of what is said; none is both."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from claimtrack.extraction.attribution.attribution import Attribution
from claimtrack.model import Span, TimeExpression

# How far from source and cue, in code points, an expression may stand that dates them.
_NEAR = 160
_BEFORE_SOURCE = re.compile(r"[\s,]*(?:the\s+)?\Z")
_CLAUSE_END = re.compile(r"[,;:—–(“\"]|\.(?:\s|\Z)")
# What is dated in such a clause is another event than the saying.
_OTHER_EVENT = re.compile(
    r"\b(?:after|before|since|until|till|following|ahead\s+of|despite|because|when|while|as|if|although|though|"
    r"by|who|which|that)\b[^,;]*\Z",
    re.IGNORECASE,
)
# The words and papers in which somebody says something.
_MEDIUM = re.compile(
    r"\b(?:statements?|interviews?|speech|address|remarks|comments|news\s+conference|press\s+conference|briefing|"
    r"hearing|testimony|reports?|letters?|memo|e-?mail|tweets?|posts?|video|filing|article|editorial|"
    r"published|released|issued|dated|posted|filed|sent|speaking)\s+(?:(?:on|in|late|early)\s+)?\Z",
    re.IGNORECASE,
)
_ALONE = re.compile(r"[\s,.]*(?:(?:on|in|late|early|at)\s+)?\Z", re.IGNORECASE)
_THEN_THAT = re.compile(r",?\s+that\b")


class Occasion(NamedTuple):
    """The time expressions of one claim: the one that dates its saying, and those inside its content."""

    said: TimeExpression | None
    times: tuple[TimeExpression, ...]


def occasions(
    text: str, attributions: Sequence[Attribution], expressions: Sequence[TimeExpression]
) -> tuple[Occasion, ...]:
    """Return for each attribution the time expression that dates its saying, and those that its content holds.

    An expression within a content belongs to what is said,
    except one that stands between the cue and "that", or that is all there is of a run of the content.
    A cue that shares its source with the one before it in the sentence shares its date too.
    """
    starts = [expression.span.start for expression in expressions]
    inside = [_inside(attribution, expressions, starts) for attribution in attributions]
    taken = {at for held in inside for at in held}
    found: list[Occasion] = []
    for attribution, held in zip(attributions, inside, strict=True):
        if not attribution.cue:  # as a stage of one's own may have it
            found.append(Occasion(None, tuple(expressions[at] for at in held)))
            continue
        sentence = attribution.sentence
        ends = sorted((*attribution.source, *attribution.cue))
        first = bisect_left(starts, max(sentence.start, ends[0].start - _NEAR))
        end = bisect_left(starts, min(sentence.end, ends[-1].end + _NEAR))
        said = next(
            (
                expressions[at]
                for at in range(first, end)
                if (at in held and _misplaced(text, attribution, expressions[at].span))
                or (at not in taken and _dates(text, attribution, expressions[at].span))
            ),
            None,
        )
        previous = attributions[len(found) - 1] if found else None
        if said is None and previous and (previous.sentence, previous.source) == (sentence, attribution.source):
            said = found[-1].said
        found.append(Occasion(said, tuple(expressions[at] for at in held if expressions[at] != said)))
    return tuple(found)


def _inside(attribution: Attribution, expressions: Sequence[TimeExpression], starts: Sequence[int]) -> list[int]:
    """Return the places of the expressions that the content of *attribution* covers."""
    held: list[int] = []
    for span in attribution.content:
        first, end = bisect_left(starts, span.start), bisect_left(starts, span.end)
        held += [at for at in range(first, end) if expressions[at].span.end <= span.end]
    return held


def _misplaced(text: str, attribution: Attribution, span: Span) -> bool:
    """Tell whether the expression at *span* dates the saying though the content's borders take it in."""
    content = next(each for each in attribution.content if each.covers(span))
    if attribution.cue[-1].end > content.start or not _ALONE.fullmatch(text, content.start, span.start):
        return False
    alone = len(attribution.content) > 1 and not any(map(str.isalnum, text[span.end : content.end]))
    between = text[attribution.cue[-1].end : content.start]
    return not between.strip() and (alone or bool(_THEN_THAT.match(text, span.end)))


def _dates(text: str, attribution: Attribution, span: Span) -> bool:
    """Tell whether the expression at *span* stands with the source or the cue."""
    if any(cue.covers(span) for cue in attribution.cue):
        return True
    cue = attribution.cue[-1]
    lead = text[max(attribution.sentence.start, span.start - _NEAR) : span.start]
    if attribution.source:
        source = attribution.source[0]
        if any(each.covers(span) for each in attribution.source):
            return bool(_MEDIUM.search(lead))
        if span.end <= source.start:
            return bool(_BEFORE_SOURCE.fullmatch(text, span.end, source.start)) and not _OTHER_EVENT.search(lead)
        if source.end <= span.start and span.end <= cue.start:
            return not _OTHER_EVENT.search(text, max(source.end, span.start - _NEAR), span.start)
    if span.start < cue.end:
        return False
    following = min((c.start for c in attribution.content if c.start >= cue.end), default=attribution.sentence.end)
    start = cue.end
    if attribution.source and attribution.source[-1].start >= cue.end:
        start = attribution.source[-1].end
    return start <= span.start and span.end <= following and not _CLAUSE_END.search(text, start, span.start)
