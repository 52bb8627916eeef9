# SPDX-License-Identifier: MIT
"""Quotations: what stands in quotation marks, with the marks mixed, nested or left open."""

import re

from claimtrack.model import Span

# A single closing mark is told from an apostrophe by what stands around it.
# The pattern begins with a set of characters, which the search for it can run ahead to.
MARK = re.compile(
    r"[“”„«»\"`'‘’](?:(?<=[“”„«»\"])|(?<=`)`|(?<=')'|(?<=‘)(?<!\w‘)(?=\w)|(?<=’)(?:(?<=[.,!?…]’)|(?<![sS\s]’))(?!\w))"
)


CLOSING = {"“": '”"', "„": '”“"', "«": "»", "``": "''", "''": "''", '"': '"”', "‘": "’"}


def quotations(text: str, paragraph: Span) -> list[tuple[Span, bool]]:
    """Return the outer quotations of one *paragraph*, marks included, and whether each is closed.

    Pairs may mix their marks ("... ”); a quotation that is left open runs to the end of the paragraph.
    Single marks count only where they open before a word, close again, and no double mark is open.
    """
    marks = list(MARK.finditer(text, paragraph.start, paragraph.end))
    last_single = max((m.start() for m in marks if m[0] == "’"), default=-1)
    found: list[tuple[Span, bool]] = []
    start, closing = -1, ""
    for match in marks:
        mark = match[0]
        if start >= 0:
            if mark in closing:
                found.append((Span(start, match.end()), True))
                start = -1
        elif mark in CLOSING and (mark != "‘" or last_single > match.start()):
            start, closing = match.start(), CLOSING[mark]
    if start >= 0:
        found.append((Span(start, paragraph.end), False))
    return found
