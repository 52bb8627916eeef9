# SPDX-License-Identifier: MIT
"""Offices: what the bearer of a title may be called later on ("the congressman")."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

import attrs

from claimtrack.language.closed_classes import word_class
from claimtrack.language.lexicon import LexiconRow, load


@attrs.frozen(kw_only=True)
class OfficeRow(LexiconRow):
    """An office with the words that take its bearer up again.

    Attributes:
        name: What the office is called in this table.
        words: The ways of writing it, in lower case.
        examples: A description and words that take it up, parted by " > ".
        counter_examples: The same, where the words mean somebody else.
        broader: Wider words for its bearers.
        marks: Letters that tell the office behind a name.
    """

    name: str
    words: tuple[str, ...]
    broader: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()


_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_COMPLEMENT = re.compile(r",|\s(?:for|at|in|on|with|from|to|who|that|of|and|under|during|since)\s", re.IGNORECASE)
# Words that make another office of the one they stand before.
QUALIFIERS = frozenset("vice deputy former ex assistant associate acting then lieutenant late under sub shadow".split())


@cache
def _families() -> Mapping[str, tuple[str, frozenset[str]]]:
    """Return, for each way of writing an office, its name and the wider words for its bearers."""
    return {word: (row.name, frozenset(row.broader)) for row in load("offices", OfficeRow) for word in row.words}


@cache
def office_words() -> frozenset[str]:
    """Return the words that only say which office somebody holds: all those of the table, and Mr, Ms and the like."""
    words = {part for word, (_, broader) in _families().items() for part in (*word.split(), *broader)}
    return frozenset(words | word_class("form of address", "article") | {"its", "his", "her", "their"})


@cache
def marks() -> Mapping[str, str]:
    """Return the offices that letters behind a name tell."""
    return {mark: row.name for row in load("offices", OfficeRow) for mark in row.marks}


@lru_cache(maxsize=4096)
def office_of(words: str) -> tuple[str, frozenset[str]] | None:
    """Return the office that *words* tell, with its qualifiers, and the wider words for its bearers.

    A word that is in no row stands for itself: "the blogger" takes up "a blogger".
    """
    if "member of parliament" in words.lower():
        words = "mp"
    head = _COMPLEMENT.split(f"{words} ", maxsplit=1)[0]
    found = [word.lower() for word in _WORD.findall(head) or _WORD.findall(words)]
    families = _families()
    for length in (3, 2, 1):
        tail = " ".join(found[-length:])
        if length <= len(found) and (length == 1 or tail in families):
            name, broader = families.get(tail, (tail, frozenset()))
            before = sorted(QUALIFIERS.intersection(found[:-length]))
            return " ".join([*before, name]), broader
    return None


def takes_up(office: str, broader: frozenset[str], words: str) -> bool:
    """Tell whether *words* ("the congressman") may mean the bearer of *office*."""
    wanted = office_of(words)
    return wanted is not None and (wanted[0] == office or wanted[0] in broader)
