# SPDX-License-Identifier: MIT
"""Stories: which of the stories of one address a new text is a version of."""

import re
from collections.abc import Sequence

from claimtrack.model import Article

# A rewritten story keeps far more than this of its words in threes; two stories of one page share next to none.
_LEAST_SHARED = 0.1
_WORD = re.compile(r"\w+")


def story_of(article: Article, others: Sequence[Article]) -> int | None:
    """Return which of the *others*, one for each story of its address, *article* is a new version of.

    The one of the same headline, or else the one whose text is most alike;
    None where all have another headline and share under a tenth of the words in threes with it.
    """
    title = _title(article)
    same = [number for number, other in enumerate(others) if title and _title(other) == title]
    if same:
        return max(same, key=lambda number: _shared(article, others[number]))
    shares = [_shared(article, other) for other in others]
    versions = [
        number for number, other in enumerate(others) if _title(other) == title or shares[number] >= _LEAST_SHARED
    ]
    return max(versions, key=shares.__getitem__, default=None)


def _title(article: Article) -> str:
    return " ".join((article.title or "").casefold().split())


def _shared(one: Article, other: Article) -> float:
    """Return the share of the words in threes of the shorter text that the other has as well, from 0 to 1."""
    threes, others = _threes(one.text), _threes(other.text)
    return len(threes & others) / max(1, min(len(threes), len(others)))


def _threes(text: str) -> set[tuple[str, ...]]:
    """Return each three words in a row; a shorter text as a whole."""
    words = _WORD.findall(text.casefold())
    return {tuple(words[at : at + 3]) for at in range(max(1, len(words) - 2))} if words else set()
