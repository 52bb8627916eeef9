# SPDX-License-Identifier: MIT
"""A text analysed once: its pieces, words, sentences and quotations, from which every stage takes its view."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple, Self

import attrs

from claimtrack.language.closed_classes import word_class
from claimtrack.language.quotations import LINES_AHEAD, closing_across, closing_later, quotations
from claimtrack.language.sentences import paragraphs, sentences
from claimtrack.language.tokens import Pieces, Token, cut
from claimtrack.model import Span

OUTSIDE, OPENS, INSIDE, CLOSES = range(4)
"""Where a piece stands: outside of all quotations, at the start of one, within it, or at its closing mark."""

# A question in quotation marks ends with one of these among so many code points ("...?’”"), its credit begins so many
# behind it, and has its verb among so many words.
_ASKS, _TAIL, _CREDIT_GAP, _CREDIT_WORDS = frozenset("?!"), 4, 2, 7


class Quotation(NamedTuple):
    """An outer quotation with its marks: where it stands, whether it is closed, and the pieces that it holds."""

    start: int
    end: int
    closed: bool
    first: int
    last: int


class Sentence(NamedTuple):
    """A sentence, or several that one quotation, or a question and its credit ("“Why?” he asked."), hold together.

    Attributes:
        start, end: Where it stands.
        first, last: Its pieces, the last one exclusive.
        paragraph: The number of its paragraph.
        quotations: The quotations that begin in it.
    """

    start: int
    end: int
    first: int
    last: int
    paragraph: int
    quotations: tuple[Quotation, ...]

    @property
    def is_quotation(self) -> bool:
        """Whether it is one quotation, with its stop in it or behind it (“It is over”.)."""
        whole = self.quotations[:1]
        return bool(whole) and whole[0].first == self.first and self.end - whole[0].end <= 1


class Words(NamedTuple):
    """The words of a stretch of text as parallel lists.

    Attributes:
        lower: The words in lower case, with straight apostrophes.
        starts, ends: Their places in the text.
        quoted: Whether each stands in quotation marks.
    """

    lower: list[str]
    starts: list[int]
    ends: list[int]
    quoted: list[bool]


@attrs.frozen(eq=False, repr=False)
class Text:
    """A text analysed once; `Text.of` makes one of any string, in time that is linear in its length.

    Pieces are words, numbers and marks, and the parts of words that have parts ("Trump" and "'s", "Mr" and ".").
    They stand in parallel lists; all places are in code points, ends exclusive.

    Attributes:
        string: The text, unaltered.
        lower: The pieces in lower case.
        starts, ends: The places of the pieces.
        capital: Whether each piece begins with a capital.
        joined: Whether each piece belongs to the word of the piece before it.
        quote: Whether each piece stands OUTSIDE of quotations, OPENS one, stands INSIDE or CLOSES it.
        paragraphs: The lines that are not blank, without the white space around them.
        sentences: The sentences of each paragraph, also those within quotations.
        whole_sentences: The same, where those that a quotation holds together are one.
        quotations: The outer quotations.
    """

    string: str
    lower: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    capital: Sequence[bool]
    joined: Sequence[bool]
    quote: Sequence[int]
    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]
    whole_sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]

    @classmethod
    def of(cls, string: str, start: int = 0, end: int | None = None) -> Self:
        """Return *string* analysed, or only the paragraphs that the stretch from *start* to *end* touches."""
        lines = tuple(paragraphs(string, start, end))
        pieces = Pieces([], [], [], [])
        quote: list[int] = []
        plain: list[Span] = []
        whole: list[Sentence] = []
        quoted: list[Quotation] = []
        found: list[Quotation] = []
        opening, closing = 0, ""  # of the quotation that the line before left open
        for number, line in enumerate(lines):
            for every, more in zip(pieces, cut(string, line.start, line.end), strict=True):
                every.extend(more)  # type: ignore[attr-defined]
            if found and not (closing and len(found) == 1):
                opening = found[-1].start
            left_open = bool(found) and not found[-1].closed
            closing = ""
            if left_open:
                across = closing_across(string, opening, found[-1].end, line.start)
                closing = across or closing_later(string, opening, lines[number : number + LINES_AHEAD])
            found = [
                Quotation(start, end, closed, bisect_left(pieces.starts, start), bisect_left(pieces.starts, end))
                for start, end, closed in quotations(string, line.start, line.end, closing)
            ]
            quote += [OUTSIDE] * (len(pieces.starts) - len(quote))
            for each in found:
                _mark(quote, each)
            parts = sentences(string, line.start, line.end)
            plain += [Span(start, end) for start, end in parts]
            whole += _sentences(pieces, _held_together(pieces, parts, found, string), found, number)
            quoted += found
        words, starts, ends, joined = pieces
        lower = [word.lower() for word in words]
        capital = [word[0] != low[0] for word, low in zip(words, lower, strict=True)]
        return cls(
            string, lower, starts, ends, capital, joined, quote, lines, tuple(plain), tuple(whole), tuple(quoted)
        )

    def __repr__(self) -> str:
        return f"Text({self.string[:40]!r}, {len(self.starts)} pieces, {len(self.sentences)} sentences)"

    def pieces(self, start: int, end: int) -> range:
        """Return the numbers of the pieces that begin between two places."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    def sentence_starts(self, span: Span) -> list[int]:
        """Return where sentences begin within *span*, behind its own start."""
        first = bisect_right(self.sentences, span.start, key=attrgetter("start"))
        last = bisect_left(self.sentences, span.end, key=attrgetter("start"))
        return [sentence.start for sentence in self.sentences[first:last]]

    def tokens(self, first: int, last: int) -> list[Token]:
        """Return the words that the pieces from *first* up to *last* make."""
        string, new = self.string, tuple.__new__  # half the time of Token(...)
        return [new(Token, (string[a:b], a, b)) for a, b in zip(*self._places(first, last), strict=True)]

    def words(self, span: Span) -> Words:
        """Return the words within *span* in lower case."""
        first, last = bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)
        starts, ends = self._places(first, last)
        if len(starts) == last - first:
            lower, quote = self.lower[first:last], self.quote[first:last]
        else:
            lower = [self.string[a:b].lower() for a, b in zip(starts, ends, strict=True)]
            quote = [self.quote[bisect_left(self.starts, a)] for a in starts]
        if "’" in self.string[span.start : span.end]:
            lower = [word.replace("’", "'") for word in lower]
        return Words(list(lower), list(starts), list(ends), [state != OUTSIDE for state in quote])

    def each_word(self, start: int, end: int) -> Iterator[str]:
        """Yield the words that begin between two places in lower case, with straight apostrophes."""
        k, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        while k < last:
            first, k = k, k + 1
            while k < last and self.joined[k]:
                k += 1
            word = self.lower[first] if k == first + 1 else self.string[self.starts[first] : self.ends[k - 1]].lower()
            yield word.replace("’", "'")

    def _places(self, first: int, last: int) -> tuple[Sequence[int], Sequence[int]]:
        """Return where the words begin and end that the pieces from *first* up to *last* make."""
        starts, ends, joined = self.starts[first:last], self.ends[first:last], self.joined[first:last]
        if True not in joined[1:]:
            return starts, ends
        heads = [k for k, join in enumerate(joined) if not join or k == 0]
        return [starts[k] for k in heads], [ends[k - 1] for k in (*heads[1:], len(ends))]


def _mark(quote: list[int], quotation: Quotation) -> None:
    """Write into *quote* how the pieces of a quotation stand to it."""
    first, last = quotation.first, quotation.last
    quote[first:last] = [INSIDE] * (last - first)
    quote[first] = OPENS
    if quotation.closed and last - first > 1:
        quote[last - 1] = CLOSES


def _held_together(
    pieces: Pieces, parts: Sequence[tuple[int, int]], quoted: Sequence[Quotation], string: str
) -> Sequence[tuple[int, int]]:
    """Return the sentences *parts* of a paragraph, with those as one that a quotation, or a credit, holds together."""
    if not quoted:
        return parts
    joined = [parts[0]]
    place = 0
    for start, end in parts[1:]:
        while place < len(quoted) and quoted[place].end <= start:
            place += 1
        inside = place < len(quoted) and quoted[place].start < start
        if inside or (place and _is_credit(pieces, start, quoted[place - 1], string)):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _is_credit(pieces: Pieces, start: int, before: Quotation, string: str) -> bool:
    """Tell whether the sentence from *start* on only credits the question *before* it ("Mr Smith asked.")."""
    if start - before.end > _CREDIT_GAP or _ASKS.isdisjoint(string[before.end - _TAIL : before.end]):
        return False
    first = bisect_left(pieces.starts, start)
    crediting = word_class("credit")
    return any(word.lower() in crediting for word in pieces.words[first + 1 : first + _CREDIT_WORDS])


def _sentences(
    pieces: Pieces, spans: Sequence[tuple[int, int]], quoted: Sequence[Quotation], paragraph: int
) -> Iterator[Sentence]:
    """Yield the sentences at *spans* with their pieces and the quotations that begin in them."""
    first = bisect_left(pieces.starts, spans[0][0])
    place = 0
    for start, end in spans:
        last = bisect_left(pieces.starts, end, first)
        begun = place
        while place < len(quoted) and quoted[place].start < end:
            place += 1
        yield Sentence(start, end, first, last, paragraph, tuple(quoted[begun:place]))
        first = last
