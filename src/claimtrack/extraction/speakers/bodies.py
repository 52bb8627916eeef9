# SPDX-License-Identifier: MIT
"""Bodies: which names of a text are those of firms, agencies and places, and what their short forms stand for."""

import re
from functools import cache

from claimtrack.language.closed_classes import word_class
from claimtrack.language.names import is_given_name

_JOINT = r"[\w’'.]{0,30}(?:-[\w’'.]{0,30}){0,2},?(?:[ -](?:of|and|for|the|on|in|to|de|&)){0,3}[ -]"
_CAMEL = re.compile(
    r"\b(?!Mc|Mac|De|Di|Du|La|Le|Van|Fitz|O['’]|D['’]|St)[^\W_]*[a-z][A-Z]|\d|&|\.[a-z]{2,3}\Z|\A[A-Z]{2,}\Z"
)
_REACH = 32  # code points before a name
_FEWEST = 2  # letters of a short form
_MOST = 8


@cache
def _evidence() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what tells before and behind a name that it is a body's: "the firm Roe", "Roe's shares"."""
    classes = word_class("kind of firm"), word_class("thing of firm"), word_class("person of firm")
    kinds, has, of = ("|".join(words) for words in classes)
    return (
        re.compile(rf"\b(?:(?:{kinds})|(?:{of})\s(?:for|of|at|with|from))\s\Z"),
        re.compile(rf"['’]s?\s(?:\w+\s){{0,2}}(?:{has})\b|,?\swhich\b|,?\swhose\s(?:{has})\b"),
    )


class Bodies:
    """The bodies of one text: which names are theirs, and the full forms of their short ones."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._full: dict[str, str | None] = {}

    def holds(self, name: str) -> bool:
        """Tell whether the text treats *name* as that of a body, or its spelling is a body's ("YouTube")."""
        before, behind = _evidence()
        place = self._text.find(name)
        while place >= 0:
            end = place + len(name)
            if behind.match(self._text, end) or before.search(self._text[max(0, place - _REACH) : place]):
                return True
            place = self._text.find(name, end)
        return _CAMEL.search(name) is not None

    def in_full(self, name: str) -> str | None:
        """Return the full name for which a short form stands in this text, or None ("HB" for "Harbour Board")."""
        if not _FEWEST <= len(name) <= _MOST or not name.isalpha() or not self._is_short(name):
            return None
        if name not in self._full:
            self._full[name] = self._search(name)
        return self._full[name]

    def _is_short(self, name: str) -> bool:
        return name.isupper() or (name[0].isupper() and f"({name})" in self._text)

    def _search(self, name: str) -> str | None:
        pattern = r"\b" + _JOINT.join(name.upper()) + r"[\w’'-]+(?!\))"
        for match in re.finditer(pattern, self._text):
            words = match.group().removesuffix("'s").removesuffix("’s").rstrip("’'")
            if not is_given_name(words.split()[0]) and "\n" not in words and not words.isupper():
                return words
        return None
