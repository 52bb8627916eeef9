# SPDX-License-Identifier: MIT
"""Sentences as rows of items, in which a quotation is one item however many sentences it holds."""

from collections.abc import Iterator, Mapping, Sequence

import attrs

from claimtrack.extraction.attribution.cues import cue_forms
from claimtrack.language import noun_phrases as ph
from claimtrack.language.noun_phrases import QUOTE
from claimtrack.language.sentences import sentences
from claimtrack.language.tokens import Token, tokenize
from claimtrack.model import Span


@attrs.frozen
class Sentence:
    """A sentence as a row of items, with the quotations that the QUOTE items stand for.

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


def read_sentences(text: str, paragraph: Span, quotes: Sequence[tuple[Span, bool]]) -> Iterator[Sentence]:
    """Yield the sentences of *paragraph*, with those that a quotation holds together joined."""
    spans: list[Span] = []
    place = 0
    for span in sentences(text, paragraph):
        while place < len(quotes) and quotes[place][0].end <= span.start:
            place += 1
        inside = place < len(quotes) and quotes[place][0].start < span.start
        asked = bool(spans) and place > 0 and quotes[place - 1][0].end == spans[-1].end and _asks(text, spans[-1])
        if spans and (inside or (asked and _is_credit(text, span))):
            spans[-1] = Span(spans[-1].start, span.end)
        else:
            spans.append(span)
    place = 0
    for span in spans:
        items: list[Token] = []
        inner: dict[int, Span] = {}
        unclosed = None
        start = span.start
        while place < len(quotes) and quotes[place][0].start < span.end:
            quote, closed = quotes[place]
            place += 1
            items += tokenize(text, start, quote.start)
            if _is_nickname(text, items, quote):
                items += tokenize(text, quote.start + 1, quote.end - 1)
            else:
                inner[len(items)] = quote
                unclosed = None if closed else quote
                items.append(Token(QUOTE, quote.start, quote.end))
            start = quote.end
        items += tokenize(text, start, span.end)
        if items:
            yield Sentence(text, span, tuple(items), tuple([item.text.lower() for item in items]), inner, unclosed)


def _asks(text: str, span: Span) -> bool:
    """Tell whether a sentence ends with a question or an exclamation inside its quotation."""
    return any(mark in text[max(span.start, span.end - 4) : span.end] for mark in "?!")


def _is_credit(text: str, span: Span) -> bool:
    """Tell whether a sentence only credits the quotation before it ("Mr Smith asked.")."""
    words = [t.text.lower() for t in tokenize(text, span.start, min(span.end, span.start + 80))]
    return any(word in cue_forms() for word in words[1:7])


def _is_nickname(text: str, items: Sequence[Token], quote: Span) -> bool:
    """Tell whether a quotation is a nickname inside a name (Robert "Bob" Smith)."""
    after = text[quote.end : quote.end + 2].strip()
    short = len(quote) < 20 and " " not in quote.of(text)  # noqa: PLR2004
    return (
        bool(items) and short and ph.is_capitalised(items[-1]) and after[:1].isupper() and quote.of(text)[-2].isalpha()
    )


def is_quotation(sentence: Sentence) -> bool:
    """Tell whether a sentence is one whole quotation."""
    return 0 in sentence.quotes and len(sentence.items) == 1


def is_utterance(sentence: Sentence, place: int) -> bool:
    """Tell whether the quotation at *place* is said as a whole, and not a few quoted words within a clause."""
    if place not in sentence.quotes:
        return False
    words = sentence.quotes[place].of(sentence.text)
    inner = words.rstrip("\"”’'» ")
    following = sentence.items[place + 1].text if place + 1 < len(sentence.items) else "."
    return inner[-1:] in ",.?!…-—–" or following in {",", "―", "—", "–"} or (place == 0 and len(words.split()) > 3)  # noqa: PLR2004
