# SPDX-License-Identifier: MIT
"""Whole candidates: how probable it is that a cue, its source and its content are an attribution, and which to keep."""

import re
from collections.abc import Sequence
from math import exp, log
from typing import Any, NamedTuple

from claimtrack.extraction.attribution.features import EDGE, FINITE, stem
from claimtrack.extraction.attribution.sequences import Row
from claimtrack.language.text import OPENS, OUTSIDE

Tree = float | tuple[int, float, Any, Any]  # a value, or (figure, threshold, tree where at most that, tree where more)


_RUN = re.compile("S+|Q+|C+")
_LATER = 40  # rows that may go on with a content


class Candidate(NamedTuple):
    """A cue with its roles, as places in a row.

    Attributes:
        row: The number of the row.
        head: The item that heads the cue.
        odds: The probability of the head, from its neighbourhood alone.
        score: The score of the path of labels.
        source, cue, content: The items of each role.
        later: The numbers of the rows that go on with the content.
    """

    row: int
    head: int
    odds: float
    score: int
    source: tuple[int, ...]
    cue: tuple[int, ...]
    content: tuple[int, ...]
    later: tuple[int, ...] = ()


def candidate(number: int, head: int, odds: float, labels: str, score: int) -> Candidate:
    """Return the candidate that *labels* describe."""
    places: dict[str, list[int]] = {"S": [], "Q": [], "C": []}
    for run in _RUN.finditer(labels):
        places[run[0][0]] += range(*run.span())
    return Candidate(number, head, odds, score, *map(tuple, places.values()))


def later_rows(rows: Sequence[Row], number: int) -> tuple[int, ...]:
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


def candidate_keys(row: Row, kinds: Sequence[str], c: Candidate) -> list[str]:
    """Return the keys of a whole candidate."""
    words, states, n, i = row.words, row.states, len(row.words), c.head
    s, kind = stem(words[i]), kinds[i]
    first_source, first_content = (c.source[0] if c.source else 999), (c.content[0] if c.content else 999)
    order = "-" if not c.source else "S" if first_source < i else "s"
    order += "-" if not c.content else "C" if first_content < i else "c"
    who = kinds[c.source[-1]] if c.source else "none"
    keys = [
        f"a{s}",
        f"b{kind}",
        f"c{order}",
        f"d{s} {order}",
        f"e{kind} {order}",
        f"f{who}",
        f"g{s} {who}",
        f"h{bool(c.later):d}",
    ]
    if c.source:
        gap = abs(c.source[-1] - c.cue[0]) if c.source[-1] < c.cue[0] else abs(c.source[0] - c.cue[-1])
        keys += [
            f"i{words[c.source[-1]]}",
            f"j{words[first_source]}",
            f"k{kinds[first_source]}",
            f"l{min(gap, 5)}",
            f"m{min(len(c.source), 8)}",
            f"n{_runs(c.source)}",
        ]
    if c.content:
        last = c.content[-1]
        w0, k0 = words[first_content], kinds[first_content]
        inside = sum(1 for k in c.content if states[k])
        part = 0 if not inside else 2 if inside == len(c.content) else 1
        verbs = min(2, sum(1 for k in c.content if kinds[k] in FINITE))
        keys += [
            f"o{_runs(c.content)}",
            f"p{w0}",
            f"q{k0}",
            f"r{s} {w0}",
            f"s{kind} {k0}",
            f"t{s} {k0}",
            f"u{words[first_content - 1] if first_content else EDGE}",
            f"v{words[last]}",
            f"w{words[last + 1] if last + 1 < n else EDGE}",
            f"x{min(len(c.content), 12)}",
            f"y{states[first_content]}{states[last]}",
            f"z{part}",
            f"A{s} {part}",
            f"B{verbs}",
            f"C{s} {verbs}",
        ]
        if first_content > i:
            end = c.cue[-1] + 1
            keys += [f"D{min(first_content - end, 6)}", f"E{' '.join(words[end : min(first_content, end + 2)])}"]
    start = c.cue[0]
    keys += [
        f"F{' '.join([words[k] for k in c.cue])}",
        f"G{min(len(c.cue), 5)}",
        f"H{words[start]}",
        f"I{kinds[start - 1] if start else EDGE}",
        f"J{words[start - 1] if start else EDGE}",
        f"K{' '.join([kinds[k] for k in c.cue])}",
        f"L{kinds[i - 1] if i else EDGE} {kind}",
        f"M{kind} {kinds[i + 1] if i + 1 < n else EDGE}",
    ]
    return keys


def logit(odds: float) -> float:
    """Return the logit of a probability, kept within what a float can tell apart."""
    odds = min(max(odds, 1e-6), 1 - 1e-6)
    return log(odds / (1 - odds))


def figures(  # noqa: PLR0913, PLR0917
    row: Row, c: Candidate, fellows: Sequence[Candidate], whole: float, total: float, density: float, rows: int
) -> list[float]:
    """Return the figures of a candidate that the trees read.

    Args:
        row: Its row.
        c: The candidate.
        fellows: All candidates of the row.
        whole: What its keys add up to.
        total: The sum of the cue odds in the row.
        density: The mean of that sum over the rows of the text.
        rows: The number of rows of the text.
    """
    n, i = len(row.words), c.head
    content, cue = set(c.content), set(c.cue)
    within = around = shared = crossed = others = 0.0
    for d in fellows:
        if d is c:
            continue
        odds = d.odds
        others += odds
        if d.head in content and odds > within:
            within = odds
        if odds > around and i in d.content:
            around = odds
        if odds > shared and not cue.isdisjoint(d.cue):
            shared = odds
        if odds > crossed and not content.isdisjoint(d.content):
            crossed = odds
    size = len(c.content)
    inside = sum(1 for k in c.content if row.states[k])
    return [
        whole,
        logit(c.odds),
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


def grow(trees: Sequence[Tree], values: Sequence[float]) -> float:
    """Return the probability that boosted *trees* give *values*."""
    return 1 / (1 + exp(-added(trees, values)))


def added(trees: Sequence[Tree], values: Sequence[float]) -> float:
    """Return what the leaves of boosted *trees* add up to for *values*."""
    total = 0.0
    for tree in trees:
        while tree.__class__ is tuple:  # quicker than isinstance, and this is the innermost loop
            figure, threshold, low, high = tree
            tree = low if values[figure] <= threshold else high  # noqa: PLW2901
        total += tree  # type: ignore[operator]
    return total


def keep(rows: Sequence[Row], ranked: Sequence[tuple[float, Candidate]]) -> list[Candidate]:
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
