# SPDX-License-Identifier: MIT
"""Annotated articles as the network learns from them: word pieces, and what is known of them."""

from collections.abc import Iterator, Mapping, Sequence

import attrs

from claimtrack.extraction.attribution.features import pos_tags
from claimtrack.extraction.attribution.weights import load_weights
from claimtrack_neural.pieces import LONGEST, Array, Pieces
from training.corpus import Gold, GoldArticle
from training.cues import CueStatistics
from training.neural.network import LABELS


@attrs.frozen
class Head:
    """A piece that heads a cue, with the roles of others: the label of each piece that has one.

    Attributes:
        piece: Its place in the article.
        labels: 1, 2 or 3 for source, cue or content, by the place of the piece.
        weight: How much it counts.
    """

    piece: int
    labels: Mapping[int, int]
    weight: float


@attrs.frozen
class Example:
    """An article as the network learns from it.

    Attributes:
        pieces: Its word pieces.
        is_news: By which rules it is to be read: those of the news, or those of PolNeAR.
        heads: What is known of it.
    """

    pieces: Pieces
    is_news: bool
    heads: Sequence[Head]

    def windows(self, first: int) -> Iterator[range]:
        """Yield what is read at once: as many sentences as go in, from the piece *first* on; then what is before it."""
        sentences = self.pieces.sentences
        yield from _packed([each for each in sentences if each >= first], len(self.pieces.numbers))
        yield from _packed([each for each in sentences if each < first], first)

    def shown(self, window: range) -> Array:
        """Return the pieces of a window, by their numbers."""
        return self.pieces.numbers[window.start : window.stop]


def _packed(starts: Sequence[int], end: int) -> Iterator[range]:
    if not starts:
        return
    first = last = starts[0]
    for each in (*starts[1:], end):
        while each - first > LONGEST:
            cut = last if last > first else first + LONGEST
            yield range(first, cut)
            first = last = cut
        last = each
    if last > first:
        yield range(first, last)


def examples(articles: Sequence[GoldArticle]) -> list[Example]:
    """Return annotated articles as the network learns from them."""
    table = load_weights().tags
    tags = [[pos_tags(row, table) for row in one.rows] for one in articles]
    statistics = CueStatistics.of(articles)
    return [
        Example(pieces, one.is_news, [_head(one, pieces, gold, statistics.head(one, own, gold)) for gold in golds])
        for one, own in zip(articles, tags, strict=True)
        for pieces in [Pieces.of(one.text, [row.starts[0] for row in one.rows])]
        for golds in [[gold for gold in one.golds if gold.cue]]
    ]


def _head(article: GoldArticle, pieces: Pieces, gold: Gold, head: tuple[int, int]) -> Head:
    labels: dict[int, int] = {}
    for role in ("content", "source", "cue"):  # the later counts where a piece has two
        for row, item in getattr(gold, role):
            rows = article.rows[row]
            labels |= dict.fromkeys(pieces.within(rows.starts[item], rows.ends[item]), LABELS[role])
    row = article.rows[head[0]]
    first = pieces.within(row.starts[head[1]], row.ends[head[1]]).start
    return Head(first, labels | {first: LABELS["cue"]}, gold.weight)
