# SPDX-License-Identifier: MIT
"""Whole candidates: how probable it is that a cue, its source and its content are an attribution, and which to keep."""

import re
from collections.abc import Sequence
from math import log
from typing import NamedTuple

from claimtrack.extraction.attribution.features import EDGE, FINITE, rough_stem
from claimtrack.extraction.attribution.piece_rows import PieceRow
from claimtrack.extraction.attribution.templates import declared
from claimtrack.language.text import OPENS, OUTSIDE

CANDIDATE_TEMPLATES = declared(
    "a stem, b tag, c order, d stem order, e tag order, f source_tag, g stem source_tag, h later, i source_last,"
    "j source_first, k source_first_tag, l source_gap, m source_size, n source_runs, o content_runs, p content_first,"
    "q content_first_tag, r stem content_first, s tag content_first_tag, t stem content_first_tag, u before_content,"
    "v content_last, w after_content, x content_size, y content_states, z quoted_part, A stem quoted_part, B verbs,"
    "C stem verbs, D distance, E text_between, F cue_text, G cue_size, H cue_first, I tag_before_cue, J before_cue,"
    "K cue_tags, L previous_tag tag, M tag next_tag"
)
_NO_VALUES: dict[str, str | None] = dict.fromkeys(part for one in CANDIDATE_TEMPLATES for part in one.parts)
_RUN = re.compile("S+|Q+|C+")
_LATER = 40  # rows that may go on with a content


class Candidate(NamedTuple):
    """A cue with its roles, as places in a row.

    Attributes:
        row: The number of the row.
        head: The item that heads the cue.
        probability: That of the head, from its neighbourhood alone.
        score: The score of the path of labels.
        source, cue, content: The items of each role.
        later: The numbers of the rows that go on with the content.
    """

    row: int
    head: int
    probability: float
    score: int
    source: tuple[int, ...]
    cue: tuple[int, ...]
    content: tuple[int, ...]
    later: tuple[int, ...] = ()


def candidate(number: int, head: int, probability: float, labels: str, score: int) -> Candidate:
    """Return the candidate that *labels* describe."""
    places: dict[str, list[int]] = {"S": [], "Q": [], "C": []}
    for run in _RUN.finditer(labels):
        places[run[0][0]] += range(*run.span())
    return Candidate(number, head, probability, score, *map(tuple, places.values()))


def later_rows(rows: Sequence[PieceRow], number: int) -> tuple[int, ...]:
    """Return the rows after *number* that are quotations and nothing else: what the same speaker says next.

    They end with the paragraph, unless a quotation is left open there and the next paragraph opens it again.
    """
    found = []
    before = rows[number]
    for k in range(number + 1, min(number + 1 + _LATER, len(rows))):
        row = rows[k]
        reopened = before.open and row.paragraph == before.paragraph + 1
        if not (row.quoted and row.states[0] == OPENS and (row.paragraph == before.paragraph or reopened)):
            break
        found.append(k)
        before = row
    return tuple(found)


def _runs(places: Sequence[int]) -> int:
    return sum(1 for k, place in enumerate(places) if not k or places[k - 1] != place - 1)


def candidate_values(row: PieceRow, tags: Sequence[str], c: Candidate) -> dict[str, str | None]:
    """Return the values of a whole candidate; None for those of a role that it lacks."""
    words, i, first = row.words, c.head, c.cue[0]
    return (
        _NO_VALUES
        | _source_values(row, tags, c)
        | _content_values(row, tags, c)
        | {
            "stem": rough_stem(words[i]),
            "tag": tags[i],
            "order": _order(c.source, i, "Ss") + _order(c.content, i, "Cc"),
            "later": f"{bool(c.later):d}",
            "cue_text": " ".join([words[k] for k in c.cue]),
            "cue_size": str(min(len(c.cue), 5)),
            "cue_first": words[first],
            "tag_before_cue": tags[first - 1] if first else EDGE,
            "before_cue": words[first - 1] if first else EDGE,
            "cue_tags": " ".join([tags[k] for k in c.cue]),
            "previous_tag": tags[i - 1] if i else EDGE,
            "next_tag": tags[i + 1] if i + 1 < len(tags) else EDGE,
        }
    )


def _order(places: Sequence[int], head: int, sides: str) -> str:
    """Return on which side of the *head* a role begins: one of *sides*, before and after it, or "-" for no role."""
    return "-" if not places else sides[places[0] >= head]


def _source_values(row: PieceRow, tags: Sequence[str], c: Candidate) -> dict[str, str | None]:
    if not c.source:
        return {"source_tag": "none"}
    first, last = c.source[0], c.source[-1]
    gap = abs(last - c.cue[0]) if last < c.cue[0] else abs(first - c.cue[-1])
    return {
        "source_tag": tags[last],
        "source_last": row.words[last],
        "source_first": row.words[first],
        "source_first_tag": tags[first],
        "source_gap": str(min(gap, 5)),
        "source_size": str(min(len(c.source), 8)),
        "source_runs": str(_runs(c.source)),
    }


def _content_values(row: PieceRow, tags: Sequence[str], c: Candidate) -> dict[str, str | None]:
    if not c.content:
        return {}
    words, states, first, last, end = row.words, row.states, c.content[0], c.content[-1], c.cue[-1] + 1
    inside = sum(1 for k in c.content if states[k])
    return {
        "content_runs": str(_runs(c.content)),
        "content_first": words[first],
        "content_first_tag": tags[first],
        "before_content": words[first - 1] if first else EDGE,
        "content_last": words[last],
        "after_content": words[last + 1] if last + 1 < len(words) else EDGE,
        "content_size": str(min(len(c.content), 12)),
        "content_states": f"{states[first]}{states[last]}",
        "quoted_part": "0" if not inside else "2" if inside == len(c.content) else "1",
        "verbs": str(min(2, sum(1 for k in c.content if tags[k] in FINITE))),
        "distance": str(min(first - end, 6)) if first > c.head else None,
        "text_between": " ".join(words[end : min(first, end + 2)]) if first > c.head else None,
    }


def logit(probability: float) -> float:
    """Return the logit of a *probability*, which is kept away from 0 and 1."""
    probability = min(max(probability, 1e-6), 1 - 1e-6)
    return log(probability / (1 - probability))


def measures(  # noqa: PLR0913, PLR0917
    row: PieceRow, c: Candidate, fellows: Sequence[Candidate], whole: float, total: float, density: float, rows: int
) -> list[float]:
    """Return the measures of a candidate that the trees read.

    Args:
        row: Its row.
        c: The candidate.
        fellows: All candidates of the row.
        whole: What its features add up to.
        total: The sum of the probabilities of cues in the row.
        density: The mean of that sum over the rows of the text.
        rows: The number of rows of the text.
    """
    n, i = len(row.words), c.head
    content, cue = set(c.content), set(c.cue)
    within = around = shared = crossed = others = 0.0
    for d in fellows:
        if d is c:
            continue
        probability = d.probability
        others += probability
        if d.head in content and probability > within:
            within = probability
        if probability > around and i in d.content:
            around = probability
        if probability > shared and not cue.isdisjoint(d.cue):
            shared = probability
        if probability > crossed and not content.isdisjoint(d.content):
            crossed = probability
    size = len(c.content)
    inside = sum(1 for k in c.content if row.states[k])
    return [
        whole,
        logit(c.probability),
        size,
        len(c.source),
        len(c.cue),
        n,
        i,
        n - i,
        within,
        around,
        shared,
        crossed,
        len(fellows),
        inside / size if size else 0.0,
        _runs(c.content),
        len(c.later),
        total,
        density,
        c.row / rows,
        rows,
        others,
        c.content[0] - i if size else 99,
        c.content[-1] - i if size else 99,
        c.source[0] - i if c.source else 99,
        (n - row.states.count(OUTSIDE)) / n,
        sum(row.capitals) / n,
        c.score / 100.0 / n,
    ]


def keep(rows: Sequence[PieceRow], ranked: Sequence[tuple[float, Candidate]]) -> list[Candidate]:
    """Return the candidates to keep, the best first: no two that share words, as attributions do not nest."""
    used: set[tuple[int, int]] = set()
    kept = []
    for _, c in sorted(ranked, key=lambda pair: (-pair[0], pair[1].row, pair[1].head)):
        places = {(c.row, k) for k in (*c.content, *c.cue)}
        for number in c.later:
            places.update((number, k) for k in range(len(rows[number].words)))
        if used.isdisjoint(places):
            used |= places
            kept.append(c)
    return kept
