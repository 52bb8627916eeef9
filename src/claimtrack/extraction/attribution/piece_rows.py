# SPDX-License-Identifier: MIT
"""Sentences as rows of items for the trained reader: pieces, and long quotations shortened to their ends.

The inside of a long quotation is a single item: no cue stands there, and all of it belongs to one content or to none.
"""

from collections.abc import Iterator
from typing import NamedTuple

from claimtrack.language.text import INSIDE, OUTSIDE, Sentence, Text
from claimtrack.language.tokens import QUOTATION
from claimtrack.model import Span

LONGEST_ROW = 160  # items; a longer sentence is read in parts
_KEPT = 6  # items inside a quotation that is read word by word
_HEAD = _TAIL = 2  # items that are kept at either end of a longer one, besides the mark that closes it


class Construed(NamedTuple):
    """A construction's reading as places in a row.

    Attributes:
        pattern: The name of the construction.
        source, cue, content: The items of each role.
        others: The numbers of the further rows that hold content.
        share: How often the construction is right where it stands so.
        via: The mention of a relaying source.
        around: For each item the labels of the one before, its own, and the one after.
    """

    pattern: str
    source: tuple[int, ...]
    cue: tuple[int, ...]
    content: tuple[int, ...]
    others: tuple[int, ...]
    share: float
    via: tuple[Span, ...]
    around: tuple[str, ...]


class PieceRow:
    """One sentence as parallel lists over its items.

    Attributes:
        words: The items in lower case; QUOTATION for the inside of a long quotation.
        starts, ends: Their places in the text.
        capitals: Whether each begins with a capital.
        states: OUTSIDE, OPENS, INSIDE or CLOSES, by the quotation around the item.
        paragraph: The number of the paragraph.
        open: Whether the row ends in a quotation that the paragraph never closes.
        quoted: Whether the row is one whole quotation, with nothing else than marks around it.
        construed: What the constructions read in the row (`construed.lay`).
        patterns: The construction that has an item in its cue, by item.
        within: The role that an item has in a construction, by item.
    """

    __slots__ = (
        "capitals",
        "construed",
        "ends",
        "open",
        "paragraph",
        "patterns",
        "quoted",
        "starts",
        "states",
        "within",
        "words",
    )

    def __init__(self, text: Text, first: int, last: int, paragraph: int) -> None:
        """Take the pieces of *text* from *first* up to *last*."""
        self.words = list(text.lower[first:last])
        self.starts = list(text.starts[first:last])
        self.ends = list(text.ends[first:last])
        self.capitals = list(text.capital[first:last])
        self.states = list(text.quote[first:last])
        self.paragraph = paragraph
        self.open = self.quoted = False
        self.construed: tuple[Construed, ...] = ()
        self.patterns: dict[int, str] = {}
        self.within: dict[int, str] = {}


def read_rows(text: Text) -> Iterator[PieceRow]:
    """Yield the rows of *text*, one for each sentence, or several where it is longer than LONGEST_ROW."""
    for sentence in text.whole_sentences:
        row = PieceRow(text, sentence.first, sentence.last, sentence.paragraph)
        if sentence.quotations:
            _shorten(row, sentence)
            row.open = not sentence.quotations[-1].closed
            row.quoted = not any(s == OUTSIDE and w[0].isalnum() for s, w in zip(row.states, row.words, strict=True))
        if len(row.words) <= LONGEST_ROW:
            yield row
        else:
            yield from _parts(row, text)


def _shorten(row: PieceRow, sentence: Sentence) -> None:
    """Put one item in the place of what stands between the ends of each long quotation."""
    for quotation in reversed(sentence.quotations):
        if quotation.last - quotation.first > _KEPT + 2 + quotation.closed:
            first = quotation.first - sentence.first + _HEAD
            last = min(quotation.last, sentence.last) - sentence.first - _TAIL - quotation.closed
            row.words[first:last] = [QUOTATION]
            row.starts[first:last] = [row.starts[first]]
            row.ends[first:last] = [row.ends[last - 1]]
            row.capitals[first:last] = [False]
            row.states[first:last] = [INSIDE]


def _parts(row: PieceRow, text: Text) -> Iterator[PieceRow]:
    """Yield a long row in parts."""
    for k in range(0, len(row.words), LONGEST_ROW):
        part = PieceRow(text, 0, 0, row.paragraph)
        for name in ("words", "starts", "ends", "capitals", "states"):
            setattr(part, name, getattr(row, name)[k : k + LONGEST_ROW])
        part.open, part.quoted = row.open, row.quoted
        yield part
