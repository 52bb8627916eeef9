# SPDX-License-Identifier: MIT
"""Cue heads: the probability that a word heads a cue, by a logistic regression over its neighbourhood."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from math import exp

import attrs

from claimtrack.extraction.attribution.features import CUE_TEMPLATES, cue_values, is_verbal
from claimtrack.extraction.attribution.piece_rows import PieceRow
from claimtrack.extraction.attribution.templates import Regression
from claimtrack.model import Span

_LEAST = -4.595  # the logit of .01, the least probability of a head that a row remembers


@attrs.frozen(eq=False)
class HeadWeights:
    """The weights of cue heads.

    Attributes:
        regression: Over what stands around a word.
        can: Whether a word can head a cue; a word that is not known can where it may be a verb.
    """

    regression: Regression
    can: Mapping[str, bool]


def pack_heads(weights: Mapping[str, float], heads: Iterable[str], others: Iterable[str]) -> HeadWeights:
    """Return the weights of features by the tables; *heads* can head a cue, and *others* cannot.

    Raises:
        WeightsError: If a feature is of no template.
    """
    can = dict.fromkeys(others, False) | dict.fromkeys(heads, True)
    return HeadWeights(Regression.of(CUE_TEMPLATES, weights), can)


def head_probabilities(
    rows: Sequence[PieceRow], tags: Sequence[Sequence[str]], weights: HeadWeights, settled: Sequence[Span] = ()
) -> dict[int, dict[int, float]]:
    """Return the probabilities of cue heads, by row and item; none within the *settled* spans, which are sorted."""
    can = weights.can.get
    starts = [span.start for span in settled]
    found: dict[int, dict[int, float]] = {}
    for number, (row, of_row) in enumerate(zip(rows, tags, strict=True)):
        known = enumerate(map(can, row.words))
        places = [k for k, able in known if able or (able is None and is_verbal(of_row[k]))]
        if not places:
            continue
        done = _settled(row, settled, starts)
        for k in places:
            if k not in done:
                logit = weights.regression.logit(cue_values(row, of_row, k))
                if logit > _LEAST:
                    found.setdefault(number, {})[k] = 1 / (1 + exp(-logit))
    return found


def _settled(row: PieceRow, settled: Sequence[Span], starts: Sequence[int]) -> frozenset[int]:
    """Return the items of *row* that stand within the *settled* spans."""
    first, last = row.starts[0], row.ends[-1]
    place = max(0, bisect_right(starts, first) - 1)
    items: set[int] = set()
    while place < len(settled) and settled[place].start < last:
        items.update(range(bisect_left(row.starts, settled[place].start), bisect_left(row.starts, settled[place].end)))
        place += 1
    return frozenset(items)
