# SPDX-License-Identifier: MIT
"""Places: the countries, with the words that stand for their governments and peoples."""

from collections.abc import Mapping
from functools import cache

import attrs

from claimtrack.language.lexicon import load


@attrs.frozen
class PlaceRow:
    """A country with the words that stand for its government.

    Attributes:
        name: The name in news English.
        aliases: Other names and abbreviations.
        demonyms: Adjectives and names of its people.
        capitals: Cities that stand for the government ("Moscow said").
        examples: Mentions that mean the country.
    """

    name: str
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]
    examples: tuple[str, ...]


@cache
def places() -> Mapping[str, PlaceRow]:
    """Return the countries by their lower-case names, aliases and capitals."""
    return {word.lower(): row for row in load("places", PlaceRow) for word in (row.name, *row.aliases, *row.capitals)}


@cache
def _demonyms() -> frozenset[str]:
    return frozenset(word for row in load("places", PlaceRow) for d in row.demonyms for word in d.split())


def is_demonym(word: str) -> bool:
    """Tell whether *word* says from which country somebody is."""
    return word in _demonyms() or word in {"US", "U.S.", "UK", "U.K.", "EU", "UN", "U.N."}
