# SPDX-License-Identifier: MIT
"""Shares of those asked: a number without its noun ("24 percent") takes that of the share right before it."""

import re

_BARE = re.compile(
    r"(?:(?:some|about|around|just|only|nearly|almost|over|roughly|more than|less than|fewer than|another) )*"
    r"(?:[\d.]+ ?(?:%|percent|per cent)|\w+(?: out of | in )(?:\d+|three|four|five|six|seven|eight|nine|ten)"
    r"|half|an? (?:third|quarter)|two[- ]thirds|three[- ]quarters)",
    re.IGNORECASE,
)
_OF_WHOM = re.compile(
    r"(?:%|percent|per cent|\bin (?:10|ten|five|four|three)|\b[Hh]alf|\bthirds?|\bquarters?|\bmajority) (?:of )?"
    r"(?P<whom>(?:(?:the|all|those|likely|registered|[A-Z][\w-]*|[a-z]+-[a-z]+) )*[\w-]{3,}s)\b(?! of\b)"
)
_REACH = 300  # code points
_SENTENCE = re.compile(r"[.!?]['\"”’]* ")


def with_whom(words: str, text: str, place: int) -> str:
    """Return a bare share with those of whom it is one, where the sentence or the one before tells it of one kind only.

    >>> with_whom("24 percent", "In May, 46 percent of voters said yes. Only 24 percent said no.", 44)
    '24 percent of voters'
    """
    if not _BARE.fullmatch(words):
        return words
    before = text[max(0, place - _REACH) : place].rpartition("\n")[2]
    near = " ".join(_SENTENCE.split(before)[-2:])
    whom = {found["whom"] for found in _OF_WHOM.finditer(near)}
    return f"{words} of {whom.pop()}" if len(whom) == 1 else words
