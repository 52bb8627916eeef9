# SPDX-License-Identifier: MIT
"""Sentences as rows of items, in which a quotation is one item however many sentences it holds."""

from collections.abc import Mapping, Sequence

import attrs

from claimtrack.language import noun_phrases as ph
from claimtrack.language.text import Sentence, Text
from claimtrack.language.tokens import QUOTATION, Token
from claimtrack.model import Span


@attrs.frozen
class ItemRow:
    """A sentence as a row of items, with the quotations that the QUOTATION items stand for.

    Attributes:
        text: The whole text.
        span: Where the sentence stands.
        items: Its tokens, a quotation as one.
        words: The items in lower case.
        quotes: The quotations by item.
        unclosed: The quotation that is opened and never closed, at the end.
    """

    text: str
    span: Span
    items: tuple[Token, ...]
    words: tuple[str, ...]
    quotes: Mapping[int, Span]
    unclosed: Span | None

    def content(self, start: int, end: int) -> tuple[Span, ...]:
        """Return the items from *start* to *end* as one span, trimmed of white space and outer commas."""
        while start < end and self.items[start].text in {",", ";", ":", "—", "–", "-", "--", "and", "but"}:
            start += 1
        while end > start and self.items[end - 1].text in {",", ";", ":", ".", "—", "–", "-", "--", "and", "but"}:
            end -= 1
        return (Span(self.items[start].start, self.items[end - 1].end),) if start < end else ()

    def word(self, k: int) -> str:
        """Return the item at *k* in lower case; nothing beyond the ends of the sentence."""
        return self.words[k] if 0 <= k < len(self.words) else ""

    def span_of(self, start: int, end: int) -> Span:
        """Return the span from the item at *start* to the one before *end*."""
        return Span(self.items[start].start, self.items[end - 1].end)


def read_items(text: Text, sentence: Sentence, start: int) -> ItemRow:
    """Return the items of *sentence* from *start* on."""
    items: list[Token] = []
    inner: dict[int, Span] = {}
    unclosed = None
    at = text.pieces(start, sentence.end).start if start > sentence.start else sentence.first
    for quotation in sentence.quotations:
        if quotation.first < at:
            continue
        items += text.tokens(at, quotation.first)
        span = Span(quotation.start, quotation.end)
        if _is_nickname(text.string, items, span):
            items += text.tokens(quotation.first + 1, quotation.last - 1)
        else:
            inner[len(items)] = span
            unclosed = None if quotation.closed else span
            items.append(Token(QUOTATION, span.start, span.end))
        at = quotation.last
    items += text.tokens(at, sentence.last)
    span = Span(start, sentence.end)
    return ItemRow(text.string, span, tuple(items), tuple([item.text.lower() for item in items]), inner, unclosed)


def _is_nickname(text: str, items: Sequence[Token], quote: Span) -> bool:
    """Tell whether a quotation is a nickname inside a name (Robert "Bob" Smith)."""
    after = text[quote.end : quote.end + 2].strip()
    short = len(quote) < 20 and " " not in quote.of(text)  # noqa: PLR2004
    return (
        bool(items) and short and ph.is_capitalised(items[-1]) and after[:1].isupper() and quote.of(text)[-2].isalpha()
    )


def is_utterance(sentence: ItemRow, place: int) -> bool:
    """Tell whether the quotation at *place* is said as a whole, and not a few quoted words within a clause."""
    if place not in sentence.quotes:
        return False
    words = sentence.quotes[place].of(sentence.text)
    inner = words.rstrip("\"”’'» ")
    following = sentence.items[place + 1].text if place + 1 < len(sentence.items) else "."
    return inner[-1:] in ",.?!…-—–" or following in {",", "―", "—", "–"} or (place == 0 and len(words.split()) > 3)  # noqa: PLR2004
