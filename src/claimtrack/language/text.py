# SPDX-License-Identifier: MIT
"""Sentences as rows of items for the trained stage: words, marks, and long quotations shortened to one item.

A row is a sentence, or several that one quotation holds together. The inside of a long quotation is a single
item: no cue stands there, and all of it belongs to one content or to none.
"""

import re
from collections.abc import Container, Iterator

from claimtrack.language.quotations import CLOSING, MARK
from claimtrack.language.sentences import ABBREVIATIONS, LONGEST_WORD_BEFORE, MAY_END, STARTERS

QUOTATION = "“…”"  # the item that stands for the inside of a long quotation
LONGEST_ROW = 160  # items; a longer sentence is read in parts
_GAP = 2  # characters between a question and its credit
_KEPT = 6  # tokens inside a quotation that is read word by word

_TOKEN = re.compile(
    r"[^\W\d_](?:(?:\.(?:[^\W\d_]\.)+)|[^\W_]*(?:[-‐‑][^\W_]+|['’](?!(?:s|re|ve|ll|d|m)\b)[^\W_]+)*)"
    r"|\d+(?:[.,:]\d+)*%?"
    r"|['’](?:s|re|ve|ll|d|m)\b"
    r"|[^\W_]+(?:[-‐‑][^\W_]+|['’](?!(?:s|re|ve|ll|d|m)\b)[^\W_]+)*"
    r"|''|``|--|\.{3}"
    r"|\S"
)
_LINE = re.compile(r"[^\r\n\u0085\u2028\u2029]+")
_STOP = re.compile(r"[.!?…]+")
_CLOSERS = re.compile(r"(?:[)\]\"”’»']|“(?!\w)|\s(?=[”»]))*")
_NEXT = re.compile(r"\s+[(\[\"“‘«„'`]*(\w+)")
_WORD_BEFORE = re.compile(r"[\w.]+\Z")

OUTSIDE, OPENS, INSIDE, CLOSES = range(4)


class Row:
    """One sentence as parallel lists over its items.

    Attributes:
        words: The items in lower case; QUOTATION for the inside of a long quotation.
        starts, ends: Their places in the text.
        capitals: Whether each begins with a capital.
        states: OUTSIDE, OPENS, INSIDE or CLOSES, by the quotation around the item.
        paragraph: The number of the paragraph.
        open: Whether the row ends in a quotation that the paragraph never closes.
        quoted: Whether the row is one whole quotation, with nothing else than marks around it.
    """

    __slots__ = ("capitals", "ends", "open", "paragraph", "quoted", "starts", "states", "words")

    def __init__(self, paragraph: int) -> None:
        self.words: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.capitals: list[bool] = []
        self.states: list[int] = []
        self.paragraph = paragraph
        self.open = False
        self.quoted = False


def quotations(text: str, start: int, end: int) -> list[tuple[int, int, bool]]:
    """Return the outer quotations between *start* and *end*, marks included, and whether each is closed."""
    marks = list(MARK.finditer(text, start, end))
    if not marks:
        return []
    last_single = max((m.start() for m in marks if m[0] == "’"), default=-1)
    found: list[tuple[int, int, bool]] = []
    opened, closing = -1, ""
    for match in marks:
        mark = match[0]
        if opened >= 0:
            if (
                mark in closing
                or (mark == closing == "")
                or (
                    mark == "“"
                    and closing == '”"'
                    and text[match.end() : match.end() + 1].strip(" ,.;:)\n\r\t—–-") == ""
                    and not text[match.start() - 1].isspace()
                )
            ):
                found.append((opened, match.end(), True))
                opened = -1
        elif mark in CLOSING and (mark != "‘" or last_single > match.start()):
            opened, closing = match.start(), CLOSING[mark]
    if opened >= 0:
        found.append((opened, end, False))
    return found


def sentence_starts(text: str, start: int, end: int) -> list[int]:
    """Return where the sentences of the paragraph from *start* to *end* begin, also those within a quotation."""
    found = [start]
    for match in _STOP.finditer(text, start, end):
        place = match.end()
        closers = _CLOSERS.match(text, place, end)
        following = _NEXT.match(text, closers.end() if closers else place, end)
        if following is None:
            continue
        word = following[1]
        if word[0].islower():
            continue
        if match[0] == "." and _is_abbreviation(text, match.start(), start, word.lower()):
            continue
        at = following.start()
        while text[at].isspace():
            at += 1
        found.append(at)
    return found


def _is_abbreviation(text: str, stop: int, start: int, following: str) -> bool:
    """Tell whether the full stop at *stop* belongs to an abbreviation or an initial."""
    before = _WORD_BEFORE.search(text, max(start, stop - LONGEST_WORD_BEFORE), stop)
    if before is None:
        return False
    word = before[0].lower()
    if word in MAY_END or word + "." in MAY_END:
        return following not in STARTERS
    if len(word) == 1:
        return before[0].isupper() and word != "i"
    return word in ABBREVIATIONS or (word == "no" and following.isdigit())


def read_rows(text: str, crediting: Container[str]) -> Iterator[Row]:
    """Yield the rows of *text*; *crediting* holds the words that credit a question before them ("“Why?” he asked")."""
    lines = (line for line in _LINE.finditer(text) if not line[0].isspace())
    for number, line in enumerate(lines):
        start, end = line.span()
        while text[start].isspace():
            start += 1
        while text[end - 1].isspace():
            end -= 1
        quotes = quotations(text, start, end)
        starts = _joined(text, sentence_starts(text, start, end), end, quotes, crediting)
        starts.append(end)
        place = 0
        for k in range(len(starts) - 1):
            first = place
            while place < len(quotes) and quotes[place][0] < starts[k + 1]:
                place += 1
            yield from _rows(text, starts[k], starts[k + 1], quotes[first:place], number)


def _joined(
    text: str, starts: list[int], end: int, quotes: list[tuple[int, int, bool]], crediting: Container[str]
) -> list[int]:
    """Return the starts that do not fall within a quotation nor part a question from its credit."""
    if not quotes or len(starts) == 1:
        return starts
    kept = [starts[0]]
    place = 0
    for k in range(1, len(starts)):
        at = starts[k]
        while place < len(quotes) and quotes[place][1] <= at:
            place += 1
        if place < len(quotes) and quotes[place][0] < at:
            continue
        if place and at - quotes[place - 1][1] <= _GAP and text[quotes[place - 1][1] - 2] in "?!":
            words = _TOKEN.findall(text, at, min(end, at + 80))[1:7]
            if any(word.lower() in crediting for word in words):
                continue
        kept.append(at)
    return kept


def _rows(text: str, start: int, end: int, quotes: list[tuple[int, int, bool]], paragraph: int) -> Iterator[Row]:
    """Yield the items of one sentence as a row, in parts where it is longer than LONGEST_ROW."""
    row = Row(paragraph)
    at = start
    for first, last, closed in quotes:
        _append(row, text, at, first, OUTSIDE)
        _append_quotation(row, text, first, last, closed=closed)
        at = last
    _append(row, text, at, end, OUTSIDE)
    if not row.words:
        return
    if quotes:
        row.open = not quotes[-1][2]
        row.quoted = not any(s == OUTSIDE and w[0].isalnum() for s, w in zip(row.states, row.words, strict=True))
    if len(row.words) <= LONGEST_ROW:
        yield row
        return
    for k in range(0, len(row.words), LONGEST_ROW):
        part = Row(paragraph)
        for name in ("words", "starts", "ends", "capitals", "states"):
            setattr(part, name, getattr(row, name)[k : k + LONGEST_ROW])
        part.open, part.quoted = row.open, row.quoted
        yield part


def _append(row: Row, text: str, start: int, end: int, state: int) -> None:
    places = [match.span() for match in _TOKEN.finditer(text, start, end)]
    if not places:
        return
    words = [text[a:b] for a, b in places]
    lower = [word.lower() for word in words]
    row.words += lower
    row.starts += [a for a, _ in places]
    row.ends += [b for _, b in places]
    row.capitals += [word[0] != low[0] for word, low in zip(words, lower, strict=True)]
    row.states += [state] * len(places)


def _append_quotation(row: Row, text: str, start: int, end: int, *, closed: bool) -> None:
    """Append the quotation from *start* to *end*: all of a short one, the two ends of a long one."""
    inner = Row(0)
    _append(inner, text, start, end, INSIDE)
    n = len(inner.words)
    if n > _KEPT + 2 + closed:
        head, tail = 2, 2 + closed
        cut = slice(head, n - tail)
        for name, value in (
            ("words", QUOTATION),
            ("starts", inner.starts[head]),
            ("ends", inner.ends[n - tail - 1]),
            ("capitals", False),
            ("states", INSIDE),
        ):
            getattr(inner, name)[cut] = [value]
    inner.states[0] = OPENS
    if closed and len(inner.words) > 1:
        inner.states[-1] = CLOSES
    for name in ("words", "starts", "ends", "capitals", "states"):
        getattr(row, name).extend(getattr(inner, name))
