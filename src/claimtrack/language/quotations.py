# SPDX-License-Identifier: MIT
"""Quotations: what stands in quotation marks, with the marks mixed, doubled or left open."""

import re
from collections.abc import Mapping, Sequence

from claimtrack.model import Span

# A single closing mark is told from an apostrophe by what stands around it.
# The pattern begins with a set of characters, which the search for it can run ahead to.
_MARK = re.compile(
    r"[“”„«»\"`'‘’](?:(?<=[“”„«»\"])|(?<=`)`|(?<=')'|(?<=‘)(?<!\w‘)(?=\w)"
    r"|(?<=’)(?:(?<=[.,!?…]’)|(?<![sS\s]’))(?!\w)"
    r"|(?<=')(?<![\w'’]')(?=[A-Za-z\[(“£$€]|\d(?:\D|\d\d))(?!n')"
    # Behind an s it is mostly an apostrophe, unless no noun follows that somebody could own.
    r"|(?<=')(?:(?<=[.,!?…]')|(?<![sS\W]')"
    r"|(?<=[sS]')(?=[^\w\s']|\Z|\n| (?:and|or|but|as|is|was|in|of|to|he|she|said)\b))(?<!'n')(?!['\w]))"
)
LINES_AHEAD = 8
"""The lines behind an open quotation among which the one that closes it is looked for."""
_CLOSING = {"“": '”"', "„": '”“"', "«": "»", "``": "''", "''": "''", '"': '"”', "‘": "’", "'": "'"}
_SINGLE = frozenset("'‘’`")
_ENDS_WHAT_IS_SAID = frozenset(".!?…,;—–-'’)")
_ENDS_A_SENTENCE = frozenset(".!?…")
_ENDS_A_LINE = frozenset('.!?…:;”"')
_AFTER_CLOSING = " ,.;:)\n\r\t—–-"


def closing_across(text: str, opening: int, end: int, start: int) -> str:
    """Return the marks that may close the quotation left *opening* in a line that is broken at *end*.

    Nothing closes it where the line ends with a stop, or the next one, from *start* on, begins no further word of it.
    """
    broken = text[end - 1] not in _ENDS_A_LINE and text[start : start + 1].islower()
    return _CLOSING.get(_mark_at(text, opening), "") if broken else ""


def closing_later(text: str, opening: int, lines: Sequence[Span]) -> str:
    """Return the marks that may close the quotation left *opening* where it runs on in the *lines* behind it.

    It does where one of the next lines has a closing mark that none opens, and those before it have no marks.
    """
    mark = _mark_at(text, opening)
    marks = "" if mark in _SINGLE else _CLOSING.get(mark, "")
    for line in lines:
        first = next((m for m in _MARK.finditer(text, line.start, line.end) if m[0] not in _SINGLE), None)
        if first is not None:
            return marks if first[0] in marks and first.start() > line.start and _only_closes(text, first) else ""
    return ""


def _mark_at(text: str, opening: int) -> str:
    return text[opening : opening + 2] if text[opening : opening + 2] in _CLOSING else text[opening]


def _only_closes(text: str, match: re.Match[str]) -> bool:
    """Tell whether a mark stands behind the end of a sentence or a clause, and before no word (no inches: 6' 2")."""
    before, after = text[match.start() - 1], text[match.end() : match.end() + 1]
    return before in _ENDS_WHAT_IS_SAID and not after.strip(_AFTER_CLOSING)


def quotations(text: str, start: int, end: int, closing: str = "") -> list[tuple[int, int, bool]]:
    """Return the outer quotations between *start* and *end*, marks included, and whether each is closed.

    Pairs may mix their marks ("... ”), and an opening mark that stands where only a closing one can ("...“,") closes;
    a quotation that is left open runs to the *end*.
    Single marks count only where they open before a word, close again, and no double mark is open.
    Where *closing* marks are given, a quotation is open from the *start* on, until one of them closes it.
    """
    marks = list(_MARK.finditer(text, start, end))
    if not marks:
        return [(start, end, False)] if closing else []
    last_single = {
        mark: max((m.start() for m in marks if m[0] == mark and not _before_word(text, m)), default=-1) for mark in "’'"
    }
    found: list[tuple[int, int, bool]] = []
    opened, nested = start, False
    for match in marks:
        mark = match[0]
        if mark == "'" and _before_word(text, match):
            # One that is open already was none, or closes behind an s ("the 'Angels' and 'Devils' said").
            if closing in {"", "'"} and _pairs(text, match, last_single):
                opened, closing = match.start(), mark
        elif closing:
            if mark == '"' and (nested or _opens(text, match)):
                nested = not nested and not _begins_again(text, match)
                continue
            if mark in closing or (mark == "“" and closing == '”"' and _closes(text, match)):
                found.append((opened, match.end(), True))
                closing = ""
        elif mark == '"' and match.start() > start and _closes(text, match):
            continue
        elif mark in _CLOSING and mark != "'" and (mark != "‘" or _pairs(text, match, last_single)):
            opened, closing = match.start(), _CLOSING[mark]
        elif mark == "”" and _opens(text, match):
            opened, closing = match.start(), _CLOSING["“"]
    if closing:
        found.append((opened, end, False))
    return found


def _pairs(text: str, match: re.Match[str], last: Mapping[str, int]) -> bool:
    """Tell whether a single mark opens: a word stands behind it, and a mark that can close it later."""
    return _before_word(text, match) and last[_CLOSING[match[0]]] > match.end() + 1


def _before_word(text: str, match: re.Match[str]) -> bool:
    after = text[match.end() : match.end() + 1]
    return after.isalnum() or (match[0] in "‘'" and after in {"[", "(", "“", "…", "£", "$", "€"})


def _opens(text: str, match: re.Match[str]) -> bool:
    """Tell whether a straight or closing mark stands where only an opening one can."""
    return text[max(0, match.start() - 1)].isspace() and text[match.end() : match.end() + 1].isalnum()


def _begins_again(text: str, match: re.Match[str]) -> bool:
    """Tell whether that mark opens a further paragraph of the quotation, run on in the same line, and is never closed.

    Otherwise it opens a quotation within.
    """
    return not _ENDS_A_SENTENCE.isdisjoint(text[max(0, match.start() - 3) : match.start() - 1])


def _closes(text: str, match: re.Match[str]) -> bool:
    """Tell whether an opening mark stands where only a closing one can: behind a word, and before none."""
    after = text[match.end() : match.end() + 1]
    return after.strip(_AFTER_CLOSING) == "" and not text[match.start() - 1].isspace()
