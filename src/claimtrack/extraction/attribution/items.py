# SPDX-License-Identifier: MIT
"""Sentences as rows of items, in which a quotation is one item however many sentences it holds."""

from collections.abc import Mapping, Sequence

import attrs

from claimtrack.language import noun_phrases as ph
from claimtrack.language.text import Quotation, Sentence, Text
from claimtrack.language.tokens import QUOTATION, Token
from claimtrack.model import Span

_NOT_FIRST = frozenset(", ; : — – - -- and but".split())
_NOT_LAST = _NOT_FIRST | {"."}
_AFTER_AN_UTTERANCE = frozenset(", ― — –".split())
_SHORTEST_LEADING_UTTERANCE = 4  # words; fewer at the start of a sentence are quoted as words ("“Soon” is no date.")
_LONGEST_NICKNAME = 19  # code points, with its marks


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
        while start < end and self.words[start] in _NOT_FIRST:
            start += 1
        while end > start and self.items[end - 1].text in _NOT_LAST:
            end -= 1
        return (Span(self.items[start].start, self.items[end - 1].end),) if start < end else ()

    def word(self, k: int) -> str:
        """Return the item at *k* in lower case; nothing beyond the ends of the sentence."""
        try:
            return self.words[k] if k >= 0 else ""
        except IndexError:
            return ""

    def span_of(self, start: int, end: int) -> Span:
        """Return the span from the item at *start* to the one before *end*."""
        return Span(self.items[start].start, self.items[end - 1].end)

    def is_utterance(self, place: int) -> bool:
        """Tell whether the quotation at *place* is said as a whole, and not a few quoted words within a clause."""
        if place not in self.quotes:
            return False
        words = self.quotes[place].of(self.text)
        if words.rstrip("\"”’'» ")[-1:] in ",.?!…-—–" or self.word(place + 1) in _AFTER_AN_UTTERANCE:
            return True
        return place == 0 and len(words.split()) >= _SHORTEST_LEADING_UTTERANCE

    def opening(self, place: int) -> str:
        """Return the letter with which the quotation at *place* begins."""
        return self.quotes[place].of(self.text).lstrip("\"“”'‘«„` ")[:1]

    def quotation_from(self, place: int) -> int:
        """Return where the quotation stands that begins at *place*, or behind the comma or colon there."""
        return place if self.word(place) == QUOTATION else place + 1

    def quotation_end(self, place: int) -> int:
        """Return the place after the quotation at *place* and those that follow it directly."""
        while self.word(place) == QUOTATION:
            place += 1
        return place

    def quotation_start(self, end: int, floor: int) -> int:
        """Return where a content begins that a quotation ends at *end*: there, or at *floor* where it ends a clause."""
        start = end - 1
        while start - 1 >= floor and self.word(start - 1) == QUOTATION:
            start -= 1
        return start if start == floor or self.opening(start).isupper() else floor


def read_items(text: Text, sentence: Sentence, start: int, introduced: Quotation | None = None) -> ItemRow:
    """Return the items of *sentence* from *start* on, and the quotation *introduced* by its end as one more."""
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
    if introduced is not None:
        inner[len(items)] = Span(introduced.start, introduced.end)
        items.append(Token(QUOTATION, introduced.start, introduced.end))
    span = Span(start, sentence.end)
    return ItemRow(text.string, span, tuple(items), tuple([item.text.lower() for item in items]), inner, unclosed)


def _is_nickname(text: str, items: Sequence[Token], quote: Span) -> bool:
    """Tell whether a quotation is a nickname inside a name (Robert "Bob" Smith)."""
    words, after = quote.of(text), text[quote.end : quote.end + 2].strip()
    short = len(words) <= _LONGEST_NICKNAME and " " not in words and words[-2:-1].isalpha()
    return short and bool(items) and ph.is_capitalised(items[-1]) and after[:1].isupper()
