# SPDX-License-Identifier: MIT
"""Stems: what the forms, the spellings and the derivations of a word share."""

import re
from functools import cache, lru_cache

import attrs

from claimtrack.language.lexicon import LexiconRow, load

_POSSESSIVE = re.compile(r"(?:'s|s')\Z")
_VOWEL = re.compile(r"[aeiouy]")
# Endings in the order in which they are tried; a stem keeps at least three letters and a vowel.
_ENDINGS = tuple(
    (
        "izations ization ationally ational iveness fulness ousness ations ation ements ement ments ment ators ator "
        "ating ated ates ate ition itions ities ity ively ative ives ive izing ized izes ize ances ance ences ence "
        "ants ant ently ents ent ings ing edly ed ies ied ions ion ers er ors or als al ally ly es s e"
    ).split()
)
_INFLECTIONS = ("ings", "ing", "ies", "ied", "ed", "es", "s", "e")
_SHORTEST_STEM = 3


@attrs.frozen
class IrregularRow:
    """A word whose *forms* no ending leads back to its *base*."""

    base: str
    forms: tuple[str, ...]


@attrs.frozen(kw_only=True)
class SpellingRow(LexiconRow):
    """An ending or a whole word that houses spell in two ways."""

    british: str
    american: str
    whole: bool = False


@cache
def _spellings() -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    """Return the whole words and the endings, each from British to American."""
    rows = load("spelling", SpellingRow)
    return (
        {row.british: row.american for row in rows if row.whole},
        tuple((row.british, row.american) for row in rows if not row.whole),
    )


@cache
def _irregular() -> dict[str, str]:
    return {form: row.base for row in load("irregular_forms", IrregularRow) for form in row.forms}


@lru_cache(maxsize=1 << 16)
def spelled(word: str) -> str:
    """Return *word* in lower case, in one house spelling and without a possessive ending."""
    key = _POSSESSIVE.sub("", word.lower().replace("’", "'"))
    wholes, endings = _spellings()
    if key in wholes:
        return wholes[key]
    for british, american in endings:
        for inflection in ("", "s", "d", "r"):
            ending = british + inflection
            if key.endswith(ending) and len(key) > len(ending) + 1:
                return key[: -len(ending)] + american + inflection
    return key


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Return the stem of *word*: what its inflections and common derivations share; no dictionary word."""
    return _stemmed(word, _ENDINGS)


@lru_cache(maxsize=1 << 16)
def inflected(word: str) -> str:
    """Return what the inflections of *word* share, and no other word of its family: "strikes", but not "striker"."""
    return _stemmed(word, _INFLECTIONS)


def _stemmed(word: str, endings: tuple[str, ...]) -> str:
    """Return *word*, or the base of an irregular form, without the first of the *endings* that it has."""
    base_form = _irregular().get(word)
    if base_form is not None and _irregular().get(base_form) == base_form:
        return base_form
    word = base_form or word
    for ending in endings if not word.endswith("ss") else ():
        base = word.removesuffix(ending)
        if base != word and len(base) >= _SHORTEST_STEM and _VOWEL.search(base):
            word = base + "i" if ending in ("ies", "ied") else base
            break
    if len(word) > _SHORTEST_STEM and word[-1] == word[-2] and word[-1] not in "aeiou":
        word = word[:-1]
    if len(word) > _SHORTEST_STEM and word[-1] == "e":
        word = word[:-1]
    return word[:-1] + "i" if word[-1:] == "y" else word
