# SPDX-License-Identifier: MIT
"""Closed classes: words of English that behave alike, each class once, as data."""

from collections.abc import Iterable, Mapping
from functools import cache

import attrs

from claimtrack.language.lexicon import LexiconRow, load


@attrs.frozen(kw_only=True)
class WordClass(LexiconRow):
    """A class of words, a row of `data/closed_classes.toml` or of `data/open_classes.toml`.

    Attributes:
        name: The name of the class.
        words: Its words, in lower case.
        classes: The names of other classes that belong to it whole.
    """

    name: str
    words: tuple[str, ...]
    classes: tuple[str, ...] = ()


@cache
def word_classes() -> Mapping[str, WordClass]:
    """Return the classes by their names."""
    return {row.name: row for file in ("closed_classes", "open_classes") for row in load(file, WordClass)}


@cache
def word_class(*names: str) -> frozenset[str]:
    """Return the words of the classes *names*."""
    rows = [word_classes()[name] for name in names]
    return frozenset(word for row in rows for word in (*row.words, *word_class(*row.classes)))


def with_either_apostrophe(words: Iterable[str]) -> frozenset[str]:
    """Return *words*, each with the straight and with the typographic apostrophe."""
    return frozenset(form for word in words for form in (word, word.replace("'", "’")))
