# SPDX-License-Identifier: MIT
"""Words and their pieces: hyphenated and possessive words stay whole, and fall into pieces ("Trump", "'s")."""

import re
from typing import NamedTuple

from claimtrack.language.closed_classes import word_class, word_classes

_TITLES = word_class("form of address", "short title") | {"mx", "messrs", "supt", "det", "st"}
_TITLE = "|".join(sorted(title.title() for title in _TITLES))
_ENDING = "|".join(ending.removeprefix("'") for ending in word_classes()["contraction"].words)
_CLITIC = rf"['’](?:{_ENDING})\b"
_WORD = re.compile(
    r"[a-z]+(?=[ ,])|"  # as most words are, which is told at once
    r"(?=[A-Z])"  # which spares most words the titles and initials (John F. Kennedy)
    rf"(?:(?:{_TITLE})\."
    r"|[A-Z]\.(?=\s[A-Z]))"
    r"|[^\W\d_](?:\.(?:[^\W\d_]\.)+|[^\W_]*(?:[-'’‐‑][^\W_]+)*)"  # U.S., e.g., vice-president's
    r"|\d+(?:-[^\W\d_]+)+(?:-\d+)*"  # a 52-year-old, 5-to-1
    r"|\d+(?:[.,:]\d+)*%?"
    r"|[^\W_]+(?:[-'’‐‑][^\W_]+)*"  # ½
    rf"|{_CLITIC}"
    r"|''|``|--|\.{3}"
    r"|\S"
)
_PIECE = re.compile(
    rf"[^\W\d_](?:(?:\.(?:[^\W\d_]\.)+)|[^\W_]*(?:[-‐‑][^\W_]+|['’](?!(?:{_ENDING})\b)[^\W_]+)*)"
    r"|\d+(?:[.,:]\d+)*%?"
    rf"|{_CLITIC}"
    rf"|[^\W_]+(?:[-‐‑][^\W_]+|['’](?!(?:{_ENDING})\b)[^\W_]+)*"
    r"|''|``|--|\.{3}"
    r"|\S"
)

QUOTATION = "“…”"
"""The item that stands for a whole quotation, or for the inside of a long one."""


class Token(NamedTuple):
    """A word, a number or a mark, with its place in the text."""

    text: str
    start: int
    end: int


class Pieces(NamedTuple):
    """The pieces of a stretch of text as parallel lists.

    Attributes:
        words: The pieces as they stand in the text.
        starts, ends: Their places in it.
        joined: Whether each belongs to the word of the piece before it.
    """

    words: list[str]
    starts: list[int]
    ends: list[int]
    joined: list[bool]


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the words of *text* between *start* and *end*; hyphenated and possessive words stay whole."""
    stop = len(text) if end is None else end
    new = tuple.__new__  # half the time of Token(...)
    return [new(Token, (m[0], *m.span())) for m in _WORD.finditer(text, start, stop)]


def cut(text: str, start: int, end: int) -> Pieces:
    """Return the pieces of *text* between *start* and *end*: its words, and the parts of those that have parts."""
    places = [match.span() for match in _WORD.finditer(text, start, end)]
    words = [text[a:b] for a, b in places]
    joined = [False] * len(words)
    compound = [k for k, word in enumerate(words) if not word.isalnum() and len(word) > 1]
    for k in reversed(compound):
        parts = [match.span() for match in _PIECE.finditer(text, *places[k])]
        if len(parts) > 1:
            places[k : k + 1] = parts
            words[k : k + 1] = [text[a:b] for a, b in parts]
            joined[k : k + 1] = [False, *[True] * (len(parts) - 1)]
    return Pieces(words, [a for a, _ in places], [b for _, b in places], joined)
