# SPDX-License-Identifier: MIT
"""Articles as word pieces, and the windows of them that the network reads."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

import attrs
import torch
from tokenizers import Tokenizer
from torch import Tensor

from claimtrack.extraction.attribution.features import pos_tags
from claimtrack.extraction.attribution.weights import load_weights
from training.corpus import Gold, GoldArticle
from training.cues import CueStatistics
from training.neural.encoder import CLS, PAD, SEP
from training.neural.network import LABELS

LONGEST = 254  # word pieces of a window, as the model was made for 256 with the two at its ends
_NEWS = 2  # the piece before a window of news in place of CLS, one that no text has


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
class Pieces:
    """An article as word pieces.

    Attributes:
        numbers: The pieces, by their numbers in the vocabulary.
        spans: Where each stands in the text.
        sentences: The places at which a sentence begins.
        is_news: By which rules it is to be read: those of the news, or those of PolNeAR.
        heads: What is known of it.
    """

    numbers: Sequence[int]
    spans: Sequence[tuple[int, int]]
    sentences: Sequence[int]
    is_news: bool
    heads: Sequence[Head] = ()

    @classmethod
    def of(cls, text: str, sentences: Sequence[int], made: Tokenizer, *, is_news: bool) -> "Pieces":
        """Cut a text whose sentences begin at these characters."""
        cut = made.encode(text, add_special_tokens=False)
        starts = [start for start, _ in cut.offsets]
        first = sorted({0, *(bisect_left(starts, each) for each in sentences)} - {len(starts)})
        return cls(cut.ids, cut.offsets, first, is_news)

    def within(self, start: int, end: int) -> range:
        """Return the places of the pieces between two characters."""
        first = bisect_right(self.spans, start, key=lambda span: span[1])
        return range(first, bisect_left(self.spans, end, key=lambda span: span[0]))

    def windows(self, first: int) -> Iterator[range]:
        """Yield what is read at once: as many sentences as go in, from the piece *first* on; then what is before it."""
        yield from _packed([each for each in self.sentences if each >= first], len(self.numbers))
        yield from _packed([each for each in self.sentences if each < first], first)


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


def examples(articles: Sequence[GoldArticle], made: Tokenizer) -> list[Pieces]:
    """Return annotated articles as the network learns from them."""
    table = load_weights().tags
    tags = [[pos_tags(row, table) for row in one.rows] for one in articles]
    statistics = CueStatistics.of(articles)
    return [
        attrs.evolve(pieces, heads=[_head(one, pieces, gold, statistics.head(one, own, gold)) for gold in golds])
        for one, own in zip(articles, tags, strict=True)
        for pieces in [Pieces.of(one.text, [row.starts[0] for row in one.rows], made, is_news=one.is_news)]
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


def batch(windows: Sequence[tuple[Pieces, range]]) -> tuple[Tensor, Tensor]:
    """Return windows as the network takes them: the numbers of the pieces, and which of them count."""
    length = max(len(window) for _, window in windows) + 2
    numbers = torch.full((len(windows), length), PAD)
    mask = torch.zeros(len(windows), length, dtype=torch.bool)
    for place, (pieces, window) in enumerate(windows):
        shown = [_NEWS if pieces.is_news else CLS, *pieces.numbers[window.start : window.stop], SEP]
        numbers[place, : len(shown)] = torch.tensor(shown)
        mask[place, : len(shown)] = True
    return numbers, mask
