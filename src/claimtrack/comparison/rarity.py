# SPDX-License-Identifier: MIT
"""Rarity: how much a word tells, by how few news articles hold it, whatever is compared."""

import math
from functools import cache

import attrs

from claimtrack.language.lexicon import load
from claimtrack.language.stems import stem

# What a word counts as that the lexicon leaves out: half of the least share that it has.
_UNLISTED = 0.025


@attrs.frozen
class ShareRow:
    """Words that at least *percent* news articles in a hundred hold."""

    percent: int
    words: tuple[str, ...]


@cache
def shares() -> dict[str, float]:
    """Return the share of news articles that hold a word, for the commonest words."""
    return {word: row.percent / 100 for row in load("word_shares", ShareRow) for word in row.words}


@cache
def _by_stem() -> dict[str, float]:
    found: dict[str, float] = {}
    for word, share in shares().items():
        found[stem(word)] = max(share, found.get(stem(word), 0.0))
    return {term: math.log(share) / math.log(_UNLISTED) for term, share in found.items()}


def weight(term: str) -> float:
    """Return how much a term tells: 1 where few articles hold it, and less the more do, down to a quarter.

    Inverse document frequency (Sparck Jones 1972) in news at large.
    """
    return _by_stem().get(term, 1.0)
