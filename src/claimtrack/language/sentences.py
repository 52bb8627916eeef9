# SPDX-License-Identifier: MIT
"""Paragraphs and sentences: spans into an unaltered text."""

import re

from claimtrack.language.closed_classes import word_class
from claimtrack.model import Span

# Words whose full stop does not end a sentence, and those that end one all the same when a new one plainly begins.
_ABBREVIATIONS = word_class("abbreviation")
_MAY_END = word_class("abbreviation that may end a sentence")
_STARTERS = word_class("article", "demonstrative", "personal pronoun", "form of address") | frozenset(
    "but and in on at for as if when while after before since his her their its our my there however meanwhile "
    "according".split()
)
_STOP = re.compile(r"[.!?…]+")
_CLOSERS = re.compile(r"(?:[)\]\"”’»']|“(?!\w)|\s(?=[”»]))*")
_NEXT = re.compile(r"\s+[(\[\"“‘«„'`]*(\w+)")
_WORD_BEFORE = re.compile(r"[\w.]+\Z")
_LINE_ENDS = "\r\n\u0085\u2028\u2029"
_LINE = re.compile(rf"[^{_LINE_ENDS}]+")
_LONGEST_WORD_BEFORE = 12  # code points


def paragraphs(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Return the non-blank lines of *text* that two places touch or stand between, without the space around them."""
    first = max(text.rfind(mark, 0, start) for mark in _LINE_ENDS) + 1
    found = []
    for match in _LINE.finditer(text, first):
        if end is not None and match.start() >= end:
            break
        line = match.group()
        start = match.start() + len(line) - len(line.lstrip())
        if stripped := line.strip():
            found.append(Span(start, start + len(stripped)))
    return found


def all_sentences(text: str) -> list[Span]:
    """Return the sentences of *text*, none of which leaves its paragraph; `Text.sentences` are the same."""
    return [Span(*each) for line in paragraphs(text) for each in sentences(text, line.start, line.end)]


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the places of the sentences in the paragraph from *start* to *end*, also those within a quotation."""
    found = []
    begun = start
    for match in _STOP.finditer(text, start, end):
        stop = _CLOSERS.match(text, match.end(), end).end()  # type: ignore[union-attr]
        following = _NEXT.match(text, stop, end)
        if stop <= begun or following is None or following[1][0].islower():
            continue
        if match[0] != "." or not _is_abbreviation(text, match.start(), start, following[1].lower()):
            found.append((begun, stop))
            begun = following.start(1) - len(following[0].lstrip()) + len(following[1])
    return [*found, (begun, end)] if begun < end else found


def _is_abbreviation(text: str, stop: int, start: int, following: str) -> bool:
    """Tell whether the full stop at *stop* belongs to an abbreviation or an initial."""
    before = _WORD_BEFORE.search(text, max(start, stop - _LONGEST_WORD_BEFORE), stop)
    if before is None:
        return False
    word = before[0].lower()
    letters = before[0].isupper() and all(len(part) == 1 for part in word.split("."))
    if word + "." in _MAY_END or word in _MAY_END or (letters and "." in word):  # "G.K. Roe", "the F.B.I. He ..."
        return following not in _STARTERS
    return word in _ABBREVIATIONS or (letters and word != "i") or (word == "no" and following.isdigit())
