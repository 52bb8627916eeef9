# SPDX-License-Identifier: MIT
"""Words, paragraphs, sentences and quotations: spans into an unaltered text, each found in one pass."""

import re
from typing import NamedTuple

_TOKEN = re.compile(
    r"(?=[A-Z])"  # which spares most words the titles and initials (John F. Kennedy)
    r"(?:(?:M[rsx]|Mrs|Dr|Prof|Rev|Hon|Gov|Sens?|Reps?|Gen|Col|Lt|Capt|Cmdr|Maj|Sgt|Adm|Amb|St|Supt|Det|Messrs)\."
    r"|[A-Z]\.(?=\s[A-Z]))"
    r"|[^\W\d_](?:\.(?:[^\W\d_]\.)+|[^\W_]*(?:[-'’‐‑][^\W_]+)*)"  # U.S., e.g., vice-president's
    r"|\d+(?:-[^\W\d_]+)+"  # a 52-year-old
    r"|\d+(?:[.,:]\d+)*%?"
    r"|[^\W_]+(?:[-'’‐‑][^\W_]+)*"  # 3D
    r"|''|``|--|\.{3}"
    r"|\S"
)


class Token(NamedTuple):
    """A word, a number or a mark, with its place in the text."""

    text: str
    start: int
    end: int


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the tokens of *text* between *start* and *end*; hyphenated and possessive words stay whole."""
    stop = len(text) if end is None else end
    new = tuple.__new__  # half the time of Token(...), in the most frequent call of all
    return [new(Token, (m[0], *m.span())) for m in _TOKEN.finditer(text, start, stop)]
