# SPDX-License-Identifier: MIT
"""Paragraphs and sentences: spans into an unaltered text."""

import re
from collections.abc import Iterator

from claimtrack.model import Span

# Words whose full stop does not end a sentence.
ABBREVIATIONS = frozenset(
    "mr mrs ms mx dr prof rev hon gov sen rep reps sens gen col lt capt cmdr maj sgt adm brig pres amb sr jr st mt "
    "fr supt det messrs mme vs vol fig jan feb mar apr jun jul aug sep sept oct nov dec ala ariz ark calif colo conn "
    "del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis wyo "
    "approx etc".split()
)


# Those that end one all the same when a new sentence plainly begins after them.
MAY_END = frozenset("jr sr etc u.s. u.k. u.n. e.u. p.m. a.m. d.c.".split())


STARTERS = frozenset(
    "the a an this that these those he she it they we i you but and in on at for as if when while after before since "
    "his her their its our my mr mrs ms there however meanwhile according".split()
)


_STOP = re.compile(r"[.!?…]+")


_CLOSERS = re.compile(r"(?:[)\]\"”’»']|\s(?=[”»]))*")


_NEXT = re.compile(r"\s+[(\[\"“‘«„'`]*(\w+)")


_WORD_BEFORE = re.compile(r"[\w.]+\Z")


_LINE = re.compile(r"[^\r\n\u0085\u2028\u2029]+")


LONGEST_WORD_BEFORE = 12


def paragraphs(text: str) -> list[Span]:
    """Return the non-blank lines of *text*, without the white space around them."""
    found = []
    for match in _LINE.finditer(text):
        line = match.group()
        start = match.start() + len(line) - len(line.lstrip())
        if stripped := line.strip():
            found.append(Span(start, start + len(stripped)))
    return found


def sentences(text: str, paragraph: Span) -> list[Span]:
    """Return the sentences of one *paragraph*, also those that end within a quotation."""
    found, start = [], paragraph.start
    for end, following in _sentence_ends(text, paragraph):
        if end > start:
            found.append(Span(start, end))
            start = following
    if start < paragraph.end:
        found.append(Span(start, paragraph.end))
    return found


def _sentence_ends(text: str, paragraph: Span) -> Iterator[tuple[int, int]]:
    """Yield where a sentence ends and where the next one starts."""
    for match in _STOP.finditer(text, paragraph.start, paragraph.end):
        end = _CLOSERS.match(text, match.end(), paragraph.end).end()  # type: ignore[union-attr]
        following = _NEXT.match(text, end, paragraph.end)
        if following is None or following[1].islower():
            continue
        if match.group() != "." or not _is_abbreviation(text, match.start(), paragraph.start, following[1].lower()):
            yield end, following.start(1) - len(following[0].lstrip()) + len(following[1])


def _is_abbreviation(text: str, stop: int, start: int, following: str) -> bool:
    """Tell whether the full stop at *stop* belongs to an abbreviation or an initial."""
    before = _WORD_BEFORE.search(text, max(start, stop - LONGEST_WORD_BEFORE), stop)
    if before is None:
        return False
    word = before.group().lower()
    if word + "." in MAY_END or word in MAY_END:
        return following not in STARTERS
    initial = word != "i" and before.group().isupper() and all(len(part) == 1 for part in word.split("."))
    return word in ABBREVIATIONS or initial or (word == "no" and following.isdigit())
