# SPDX-License-Identifier: MIT
"""What the constructions read, laid over the rows of the trained reader: evidence for every stage of it."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from claimtrack.extraction.attribution.attribution import Attribution
from claimtrack.extraction.attribution.piece_rows import Construed, PieceRow
from claimtrack.language.noun_phrases import AUXILIARIES, is_adverb
from claimtrack.model import Span

OUT = "O"  # the label of an item that has no role


def lay(rows: Sequence[PieceRow], constructions: Sequence[Attribution]) -> None:
    """Write into the *rows* what the *constructions* read there."""
    starts = [row.starts[0] for row in rows]
    for one in constructions:
        number = bisect_right(starts, one.cue[0].start) - 1
        row = rows[number]
        source, cue, content = (items(row, spans) for spans in (one.source, one.cue, one.content))
        if not cue:
            continue
        others = tuple(
            other
            for span in one.content
            for other in range(bisect_left(starts, span.start), bisect_left(starts, span.end))
            if other != number
        )
        labels = [OUT] * (len(row.words) + 2)  # with one beyond either end
        for letter, places in (("C", content), ("S", source), ("Q", cue)):
            for k in places:
                labels[k + 1] = letter
        joined = "".join(labels)
        around = tuple([joined[k : k + 3] for k in range(len(row.words))])
        row.construed += (Construed(one.pattern, source, cue, content, others, one.confidence, one.via, around),)
        row.patterns.update(dict.fromkeys(_open_class(row, cue), one.pattern))
        row.within.update(dict.fromkeys(source, "S") | dict.fromkeys(content, "C") | dict.fromkeys(cue, "Q"))


def _open_class(row: PieceRow, cue: Sequence[int]) -> Sequence[int]:
    """Return the items of a *cue* that may head it: neither auxiliaries nor adverbs, where there are others."""
    return [k for k in cue if row.words[k] not in AUXILIARIES and not is_adverb(row.words[k])] or cue


def items(row: PieceRow, spans: Sequence[Span]) -> tuple[int, ...]:
    """Return the items of *row* that begin within *spans*."""
    if len(spans) == 1:
        return tuple(range(bisect_left(row.starts, spans[0].start), bisect_left(row.starts, spans[0].end)))
    return tuple(sorted({k for span in spans for k in items(row, [span])}))
