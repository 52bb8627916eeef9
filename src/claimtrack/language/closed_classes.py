# SPDX-License-Identifier: MIT
"""Closed classes: words of English that behave alike, each class once, as data."""

from functools import cache

import attrs

from claimtrack.language.lexicon import load


@attrs.frozen
class WordClass:
    """A class of words; an example holds none but such words, or is changed by them, and a counter-example is not."""

    name: str
    words: tuple[str, ...]
    evidence: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...] = ()


@cache
def word_class(name: str) -> frozenset[str]:
    """Return the words of the class *name*."""
    return frozenset(word for row in load("word_classes", WordClass) if row.name == name for word in row.words)
