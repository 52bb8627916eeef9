# SPDX-License-Identifier: MIT
"""Which candidates are attributions: each is scored as a whole, the best are kept, and what relays them is told."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from claimtrack.extraction.attribution.attribution import Attribution
from claimtrack.extraction.attribution.candidates import (
    CANDIDATE_TEMPLATES,
    CONSTRUED,
    TAGGED,
    Candidate,
    candidate_values,
    keep,
    measures,
)
from claimtrack.extraction.attribution.piece_rows import PieceRow
from claimtrack.extraction.attribution.proposals import Probabilities
from claimtrack.extraction.attribution.templates import Regression, Values
from claimtrack.extraction.attribution.trees import Trees
from claimtrack.extraction.attribution.uncued import uncued
from claimtrack.language.nouns import is_news_organisation
from claimtrack.language.text import Text
from claimtrack.model import Span

_HOPELESS = -1.5  # logit of a candidate by its features alone, below which it gets no closer look
_RELAYED = 0.3  # the least probability of a cue inside what a news organisation relays

Measure = Callable[[Candidate], Sequence[float]]


def nothing_more(_: Candidate) -> Sequence[float]:
    """Measure nothing of a candidate beside `candidates.measures`."""
    return ()


@attrs.frozen
class Ranking:
    """What was learned of whole candidates.

    Attributes:
        whole: The regression over their features.
        worth: The trees that tell what one is worth (`candidates.measures`, and what a reader measures beside them).
        calibration: Pairs of a score and the share of candidates with it that are right.
        threshold: The least score of an attribution.
    """

    whole: Regression
    worth: Trees
    calibration: tuple[tuple[float, float], ...]
    threshold: float

    @classmethod
    def of(cls, raw: Mapping[str, Any], whole: Mapping[str, float]) -> "Ranking":
        """Return the ranking of a weights file with its table of the regression's weights."""
        return cls(
            Regression.of(CANDIDATE_TEMPLATES, whole),
            Trees.of(raw["worth"]),
            tuple((a, b) for a, b in raw["calibration"]),
            raw["threshold"],
        )


def choose(
    text: Text,
    rows: Sequence[PieceRow],
    found: Mapping[int, Sequence[Candidate]],
    scored: Sequence[tuple[float, Candidate]],
    ranking: Ranking,
) -> tuple[Attribution, ...]:
    """Return what of the candidates *found* is an attribution, and quotations that need no cue, in order of the text.

    What each is worth tells *scored*, which `rank` gives.
    """
    worth = {c: score for score, c in scored}
    best = keep(scored, ranking.threshold)
    read = [
        _attribution(rows, c, c.via or via, _confidence(worth[origin], ranking.calibration))
        for c, via, origin in relays(text.string, rows, best, found)
    ]
    return tuple(sorted([*read, *uncued(text, read)], key=lambda one: (one.sentence.start, one.content[0].start)))


def rank(
    rows: Sequence[PieceRow],
    tags: Sequence[Sequence[str]],
    probabilities: Probabilities,
    found: Mapping[int, Sequence[Candidate]],
    ranking: Ranking,
    measure: Measure = nothing_more,
) -> list[tuple[float, Candidate]]:
    """Return every candidate with what it is worth."""
    likely = described(rows, tags, probabilities, found, ranking.whole.logit, _HOPELESS)
    return [(ranking.worth.total([*values, *measure(c)]), c) for c, values in likely]


def described(
    rows: Sequence[PieceRow],
    tags: Sequence[Sequence[str]],
    probabilities: Probabilities,
    found: Mapping[int, Sequence[Candidate]],
    whole: Callable[[Values], float],
    least: float,
) -> Iterator[tuple[Candidate, list[float]]]:
    """Yield the candidates with their measures; *whole* says how likely one is as a logit, which must be *least*."""
    density = sum(sum(near.values()) for near in probabilities.values()) / max(1, len(rows))
    for number, fellows in found.items():
        total = sum(probabilities.get(number, {}).values())
        scores = [whole(candidate_values(rows[number], tags[number], c, fellows)) for c in fellows]
        for c, score in zip(fellows, scores, strict=True):
            if score >= least:
                yield c, measures(rows[number], c, fellows, scores, total, density, len(rows))


def relays(
    text: str, rows: Sequence[PieceRow], kept: Sequence[Candidate], found: Mapping[int, Sequence[Candidate]]
) -> list[tuple[Candidate, tuple[Span, ...], Candidate]]:
    """Return what was kept, each with its relaying source and the candidate that it was made from.

    "Kirby said ..., The Associated Press said" is one attribution, Kirby's, that the agency relays.
    """
    result = []
    for c in kept:
        fellows = [d for d in found[c.row] if d is not c and d.source and d.reading in {TAGGED, CONSTRUED}]
        outer = [
            d
            for d in fellows
            if d.head not in c.cue
            and c.head in d.content
            and not set(d.source) & set(c.source)
            and _is_agency(text, rows[c.row], d)
        ]
        inner = [
            d
            for d in fellows
            if d.probability >= _RELAYED
            and d.head in c.content
            and c.head > d.head
            and not set(d.source) & set(c.source)
        ]
        if outer:
            d = max(outer, key=lambda d: d.probability)
            own = _trimmed(rows[c.row], tuple(k for k in c.content if k not in d.source and k not in d.cue))
            result.append((c._replace(content=own or c.content), spans(rows[c.row], d.source), c))
        elif inner and c.source and _is_agency(text, rows[c.row], c):
            d = max(inner, key=lambda d: d.probability)
            own = tuple(k for k in d.content if k in c.content and k not in c.source and k not in c.cue)
            if own:
                relayed = d._replace(content=_trimmed(rows[c.row], own), others=c.others)
                result.append((relayed, spans(rows[c.row], c.source), c))
            else:
                result.append((c, (), c))
        else:
            result.append((c, (), c))
    return result


def _trimmed(row: PieceRow, places: tuple[int, ...]) -> tuple[int, ...]:
    """Return *places* without the commas and stops at their end."""
    while len(places) > 1 and row.words[places[-1]] in {",", ".", ";"} and not row.states[places[-1]]:
        places = places[:-1]
    return places


def _is_agency(text: str, row: PieceRow, c: Candidate) -> bool:
    return is_news_organisation(text[row.starts[c.source[0]] : row.ends[c.source[-1]]])


def spans(row: PieceRow, places: Sequence[int]) -> tuple[Span, ...]:
    """Return the items at *places* as spans, one for each unbroken run."""
    found: list[Span] = []
    first = before = -2
    for k in places:
        if k != before + 1:
            if before >= 0:
                found.append(Span(row.starts[first], row.ends[before]))
            first = k
        before = k
    if before >= 0:
        found.append(Span(row.starts[first], row.ends[before]))
    return tuple(found)


def _attribution(rows: Sequence[PieceRow], c: Candidate, via: tuple[Span, ...], confidence: float) -> Attribution:
    row = rows[c.row]
    content = sorted([*spans(row, c.content), *(Span(rows[k].starts[0], rows[k].ends[-1]) for k in c.others)])
    last = max((row, *(rows[k] for k in c.others)), key=lambda each: each.starts[0])
    return Attribution(
        source=spans(row, c.source),
        cue=spans(row, c.cue),
        content=tuple(content),
        sentence=Span(row.starts[0], row.ends[-1]),
        pattern=c.pattern if c.reading == CONSTRUED else "trained",
        via=via,
        open_quotation=last.open and content[-1].end == last.ends[-1],
        confidence=round(confidence, 3),
    )


def _confidence(score: float, steps: Sequence[tuple[float, float]]) -> float:
    """Return the share of right ones among attributions with *score*, between the nearest two steps."""
    place = bisect_right(steps, (score, 1.0))
    if place == 0:
        return steps[0][1]
    if place == len(steps):
        return steps[-1][1]
    (x0, y0), (x1, y1) = steps[place - 1], steps[place]
    return y0 + (y1 - y0) * (score - x0) / (x1 - x0) if x1 > x0 else y1
