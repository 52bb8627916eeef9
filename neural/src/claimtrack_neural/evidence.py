# SPDX-License-Identifier: MIT
"""What the network says of the rows of a text: which items head a cue, and what every item is to such a head."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise

import attrs
import numpy as np

from claimtrack.extraction.attribution.candidates import Candidate, logit
from claimtrack.extraction.attribution.decoder import LABELS, decode, packed, packed_transitions
from claimtrack.extraction.attribution.piece_rows import PieceRow
from claimtrack_neural.network import NEWS, Described, Network
from claimtrack_neural.pieces import Array, Pieces

_LEAST = 0.02  # probability of a head that is kept
LOOKED_AT = 0.1  # probability of a head whose labels are kept; those of what others take for a cue are too
_AT_ONCE = 4  # windows, of which none is filled up much, since they are sorted by length
_LEAST_LOG = -12.0  # of the probability of a label: what an item of many pieces says is bounded
_CHANGE = -40  # hundredths that a step to another label costs: borders within a phrase are rare
_ORDER = [1, 2, 3, 0]  # the places of LABELS among the labels of the network
_OF = {label: k for k, label in enumerate(LABELS)}
_TRANSITIONS = packed_transitions([0 if a == b else _CHANGE for a in LABELS for b in LABELS])
_BASE = packed([1 << 16] * 3)  # the zero of the decoder's lanes, in its quarters
_UNREAD = (0.0,) * 12


@attrs.frozen(eq=False)
class _Labels:
    """What the items of a row are to one head.

    Attributes:
        scores: Logarithms of probabilities, of shape (items, labels) in the order of LABELS.
        path: The best labels together.
        score: What they add up to, in hundredths.
        others: How much likelier content is than anything else in the quotations of the window, by row.
    """

    scores: Array
    path: str
    score: int
    others: Mapping[int, float]


class Evidence:
    """What a network says of a text.

    Attributes:
        probabilities: That an item heads a cue, by row and item.
    """

    def __init__(
        self, rows: Sequence[PieceRow], pieces: Pieces, network: Network, first: int, heads: Collection[tuple[int, int]]
    ) -> None:
        """Let the network read a text.

        Args:
            rows: Its rows.
            pieces: Its word pieces.
            network: What reads them.
            first: The piece before each window.
            heads: Rows and items whose labels are kept, whatever the network says of them.
        """
        self._rows, self._is_news = rows, float(first == NEWS)
        self._places = _Places.of(rows, pieces)
        self.probabilities: dict[int, dict[int, float]] = {}
        self._labels: dict[tuple[int, int], _Labels] = {}
        asked = {(n, k) for n, row in enumerate(rows) for one in row.construed for k in one.cue}.union(heads)
        windows = pieces.windows()
        central = owned(windows)
        order = sorted(range(len(windows)), key=lambda k: len(windows[k]))
        for start in range(0, len(order), _AT_ONCE):
            some = order[start : start + _AT_ONCE]
            shown = [pieces.numbers[windows[k].start : windows[k].stop] for k in some]
            for k, described in zip(some, network.describe(shown, first), strict=True):
                self._read(windows[k], central[k], described, asked)

    def _read(self, window: range, central: range, described: Described, asked: set[tuple[int, int]]) -> None:
        probabilities = 1 / (1 + np.exp(-described.heads))
        items = self._places.items[window.start : window.stop]
        for piece in central:
            item = int(self._places.items[piece])
            if self._places.first[item] != piece:
                continue
            number, head = self._places.place(item)
            probability = float(probabilities[piece - window.start])
            if probability >= _LEAST:
                self.probabilities.setdefault(number, {})[head] = probability
            if probability >= LOOKED_AT or (number, head) in asked:
                labels = described.labels(piece - window.start)
                self._labels[number, head] = self._labelled(number, head, items, labels)

    def _labelled(self, number: int, head: int, items: Array, labels: Array) -> _Labels:
        """Sum the labels of pieces up by item, and those of other rows by row."""
        labels = np.maximum(labels[:, _ORDER], _LEAST_LOG)
        cuts = np.flatnonzero(np.diff(items, prepend=-1))
        sums, shown = np.maximum(np.add.reduceat(labels, cuts), 4 * _LEAST_LOG), items[cuts]
        first = self._places.rows[number]
        scores = np.zeros((len(self._rows[number].words), len(LABELS)), np.float32)
        own = (shown >= first) & (shown < first + len(scores))
        scores[shown[own] - first] = sums[own]
        lanes = np.rint(100 * (scores[:, :3] - scores[:, 3:])).astype(int).tolist()
        path, score = decode([_BASE + packed(lane) for lane in lanes], head, _TRANSITIONS)
        return _Labels(scores, path, score, dict(self._further(number, shown, sums)))

    def _further(self, number: int, shown: Array, sums: Array) -> Iterator[tuple[int, float]]:
        """Yield how much likelier content is in each other quotation of the window, by item on the average."""
        content = sums[:, 2] - np.maximum(sums[:, 3], np.maximum(sums[:, 0], sums[:, 1]))
        owners = self._places.owners[shown]
        cuts = np.flatnonzero(np.diff(owners, prepend=-1))
        means = np.add.reduceat(content, cuts) / np.diff(np.append(cuts, len(owners)))
        for row, mean in zip(owners[cuts].tolist(), means.tolist(), strict=True):
            if row != number and self._rows[row].quoted:
                yield row, mean

    def roles(self, number: int, head: int) -> tuple[str, int]:
        """Return the best labels of a row for one of its heads that is looked at, and their score."""
        one = self._labels[number, head]
        return one.path, one.score

    def measure(self, c: Candidate) -> Sequence[float]:
        """Return what the network says of a candidate: of its head, of its labels together, and of each role."""
        one = self._labels.get((c.row, c.head))
        if one is None:
            return (*_UNREAD, self._is_news)
        scores = one.scores
        labels = np.full(len(scores), _OF["O"])
        for label, places in (("C", c.content), ("S", c.source), ("Q", c.cue)):
            labels[list(places)] = _OF[label]
        own = scores[np.arange(len(scores)), labels]
        lost = own - scores.max(1)
        odds = np.exp(scores)
        content, source = set(c.content), set(c.source)
        own_source, own_content = ({k for k, label in enumerate(one.path) if label == role} for role in "SC")
        others = [one.others.get(row, 0.0) for row in c.others]
        return (
            logit(self.probabilities.get(c.row, {}).get(c.head, 0.0)),
            max(float(lost.sum()), -99.0),
            float(lost.min()),
            float(own.mean()),
            len(content & own_content) / max(1, len(content | own_content)),
            len(source & own_source) / max(1, len(source | own_source)),
            float(own[list(c.content)].mean()) if c.content else 0.0,
            float(own[list(c.source)].mean()) if c.source else 0.0,
            float(odds[labels != _OF["C"], _OF["C"]].sum()),
            float(odds[labels != _OF["S"], _OF["S"]].sum()),
            min(others, default=0.0),
            sum(others),
            self._is_news,
        )


def owned(windows: Sequence[range]) -> list[range]:
    """Return of each window the pieces that stand more central in it than in another."""
    borders = [(a.stop + b.start) // 2 for a, b in pairwise(windows)]
    ends = [window.stop for window in windows[-1:]]
    return [range(a, b) for a, b in zip([0, *borders], [*borders, *ends], strict=False)]


@attrs.frozen(eq=False)
class _Places:
    """Where pieces stand in rows.

    Attributes:
        rows: The number of the first item of each row, among all items.
        owners: The row of each item.
        items: The item of each piece.
        first: The first piece of each item, or -1.
    """

    rows: Sequence[int]
    owners: Array
    items: Array
    first: Array

    @classmethod
    def of(cls, rows: Sequence[PieceRow], pieces: Pieces) -> "_Places":
        sizes = [len(row.words) for row in rows]
        starts = np.array([start for row in rows for start in row.starts], int)
        items = np.maximum(np.searchsorted(starts, pieces.starts, "right") - 1, 0)
        first = np.full(len(starts), -1)
        first[items[::-1]] = np.arange(len(items))[::-1]
        return cls([0, *accumulate(sizes)], np.repeat(np.arange(len(rows)), sizes), items, first)

    def place(self, item: int) -> tuple[int, int]:
        """Return the row of an item, and its place there."""
        row = int(self.owners[item])
        return row, item - self.rows[row]
