# SPDX-License-Identifier: MIT
"""Quotations: what stands in quotation marks, with the marks mixed, doubled or left open."""

import re

# A single closing mark is told from an apostrophe by what stands around it.
# The pattern begins with a set of characters, which the search for it can run ahead to.
_MARK = re.compile(
    r"[“”„«»\"`'‘’](?:(?<=[“”„«»\"])|(?<=`)`|(?<=')'|(?<=‘)(?<!\w‘)(?=\w)|(?<=’)(?:(?<=[.,!?…]’)|(?<![sS\s]’))(?!\w))"
)
_CLOSING = {"“": '”"', "„": '”“"', "«": "»", "``": "''", "''": "''", '"': '"”', "‘": "’"}
_AFTER_CLOSING = " ,.;:)\n\r\t—–-"


def quotations(text: str, start: int, end: int) -> list[tuple[int, int, bool]]:
    """Return the outer quotations between *start* and *end*, marks included, and whether each is closed.

    Pairs may mix their marks ("... ”), and an opening mark that stands where only a closing one can ("...“,") closes;
    a quotation that is left open runs to the *end*.
    Single marks count only where they open before a word, close again, and no double mark is open.
    """
    marks = list(_MARK.finditer(text, start, end))
    if not marks:
        return []
    last_single = max((m.start() for m in marks if m[0] == "’"), default=-1)
    found: list[tuple[int, int, bool]] = []
    opened, closing = -1, ""
    for match in marks:
        mark = match[0]
        if opened >= 0:
            if mark in closing or (mark == "“" and closing == '”"' and _closes(text, match)):
                found.append((opened, match.end(), True))
                opened = -1
        elif mark in _CLOSING and (mark != "‘" or last_single > match.start()):
            opened, closing = match.start(), _CLOSING[mark]
    if opened >= 0:
        found.append((opened, end, False))
    return found


def _closes(text: str, match: re.Match[str]) -> bool:
    """Tell whether an opening mark stands where only a closing one can: behind a word, and before none."""
    after = text[match.end() : match.end() + 1]
    return after.strip(_AFTER_CLOSING) == "" and not text[match.start() - 1].isspace()
