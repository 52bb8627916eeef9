# SPDX-License-Identifier: MIT
"""The first stage: constructions where they are reliable, and the trained tagger for everything else.

The tagger finds far more, the long tail of cues above all;
a construction that is nearly always right reads the borders of source and content by grammar.
So a reliable construction wins over the tagger's reading of the same content,
and what only the tagger finds is kept where it is sure enough.
"""

from collections.abc import Iterable, Sequence
from operator import attrgetter

import attrs

from claimtrack.extraction.attribution.attribution import Attribution, precision
from claimtrack.extraction.attribution.constructions import read_constructions
from claimtrack.extraction.attribution.cues import is_listed
from claimtrack.extraction.attribution.tagger import tag
from claimtrack.language.text import Text
from claimtrack.model import Span

# The least precision of a construction that wins over the tagger (`data/patterns.toml`): in general or where it stands,
# and where it stands in any case.
_RELIABLE, _LIKELY = 0.73, 0.5
# The least confidence of what only the tagger finds: with a cue of the lexicon, and with any other.
# Chosen on PolNeAR dev among eight pairs, for few false attributions at a small loss of F1.
_LEAST_LISTED, _LEAST_UNLISTED = 0.36, 0.50
_BLOCK = 256  # code points; contents are looked up by the blocks that they touch


def find_attributions(text: Text) -> tuple[Attribution, ...]:
    """Return the attributions of *text*, in the order of the text."""
    constructions = read_constructions(text)
    kept = [one for one in constructions if _is_reliable(one)]
    settled = sorted((span for one in kept for span in (*one.cue, *one.content)), key=attrgetter("start", "end"))
    tagged = tag(text, settled)
    others = [one for one in constructions if not _is_reliable(one)]
    taken, readings = _by_block(kept), _by_block(others)
    for one in tagged:
        if not any(_shared(one, kept[n]) for n in _touching(taken, one)):
            mended = _mended(one, [others[n] for n in _touching(readings, one)])
            if mended.confidence >= (_LEAST_LISTED if is_listed(text, mended.cue) else _LEAST_UNLISTED):
                kept.append(mended)
    return tuple(sorted(kept, key=lambda one: (one.sentence.start, one.content[0].start)))


def _is_reliable(one: Attribution) -> bool:
    return max(one.confidence, precision(one.pattern)) >= _RELIABLE and one.confidence >= _LIKELY


def _mended(one: Attribution, others: Sequence[Attribution]) -> Attribution:
    """Return *one* with what a construction with the same cue reads better: a wider source, or a noun phrase.

    Where the two also agree about most of the content, the higher confidence counts.
    """
    for other in others:
        if any(a.overlaps(b) for a in one.cue for b in other.cue):
            wider = other.source and all(other.source[0].covers(span) for span in one.source)
            source = other.source if wider else one.source
            content = other.content if other.pattern == "np" and _shared(one, other) else one.content
            agreed = 2 * _shared(one, other) >= sum(map(len, one.content))
            confidence = max(one.confidence, other.confidence) if agreed else one.confidence
            return attrs.evolve(one, source=source, content=content, confidence=confidence)
    return one


def _by_block(attributions: Sequence[Attribution]) -> dict[int, list[int]]:
    """Return which attributions have content in each block of the text."""
    places: dict[int, list[int]] = {}
    for number, one in enumerate(attributions):
        for block in _blocks(one.content):
            places.setdefault(block, []).append(number)
    return places


def _blocks(spans: Iterable[Span]) -> set[int]:
    return {block for span in spans for block in range(span.start // _BLOCK, span.end // _BLOCK + 1)}


def _touching(places: dict[int, list[int]], one: Attribution) -> list[int]:
    """Return the numbers of the attributions near the content of *one*, in order."""
    return sorted({number for block in _blocks(one.content) for number in places.get(block, ())})


def _shared(one: Attribution, other: Attribution) -> int:
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one.content for b in other.content)
