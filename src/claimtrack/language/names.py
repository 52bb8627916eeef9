# SPDX-License-Identifier: MIT
"""Given names: the gender that they tell, and their short forms."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

import attrs

from claimtrack.language.lexicon import LexiconRow, load

_SUFFIXES = frozenset("jr sr ii iii iv junior senior".split())
_NICKNAME = re.compile(r"(?<=[\w.]) [“\"‘](?=[^\W\d_a-z])[^“”\"‘’,.]{1,24}[”\"’](?= [^\W\d_a-z])")
_MARKS = re.compile(r"[\W_]+")


@attrs.frozen(kw_only=True)
class GivenNameRow(LexiconRow):
    """Given names that one gender bears, or both.

    Attributes:
        gender: male, female or either.
        words: The names.
    """

    gender: str = attrs.field(validator=attrs.validators.in_(("male", "female", "either")))
    words: tuple[str, ...]


@attrs.frozen(kw_only=True)
class ShortFormRow(LexiconRow):
    """A given name with its short forms.

    Attributes:
        name: The name in full, in lower case.
        words: Its short forms, in lower case; one may belong to several names.
        examples: Two ways to name one person, parted by " > ".
        counter_examples: Two people.
    """

    name: str
    words: tuple[str, ...]


@cache
def _genders() -> Mapping[str, str | None]:
    told = {"either": None}
    rows = [(word, told.get(row.gender, row.gender)) for row in load("given_names", GivenNameRow) for word in row.words]
    return {without_accents(word): gender for word, gender in rows if not word.isascii()} | dict(rows)


def gender_of(name: str) -> str | None:
    """Return the gender that the given name in a full name tells, or None."""
    first, _, rest = name.partition(" ")
    return _genders().get(first) if rest else None


def is_given_name(word: str) -> bool:
    """Tell whether *word* is a given name of the tables, in full or in short."""
    if "-" in word:  # "Ann-Mary"
        return word in _genders() or all(map(is_given_name, word.split("-")))
    return word in _genders() or (word.lower() in _full_forms() and word[:1].isupper())


@cache
def _full_forms() -> Mapping[str, frozenset[str]]:
    """Return the full names for which a lower-case given name, in full or in short, may stand."""
    forms: dict[str, set[str]] = {}
    for row in load("short_names", ShortFormRow):
        for word in (row.name, *row.words):
            forms.setdefault(word, set()).add(row.name)
    return {word: frozenset(names) for word, names in forms.items()}


def is_same_given_name(one: str, other: str) -> bool:
    """Tell whether two lower-case given names may be one person's: the same, an initial, or a short form."""
    if one == other or (len(one) == 1 and other.startswith(one)) or (len(other) == 1 and one.startswith(other)):
        return True
    forms = _full_forms()
    return one in forms and other in forms and not forms[one].isdisjoint(forms[other])


def without_accents(name: str) -> str:
    """Return a name without the marks on its letters, which outlets leave out at will ("Calderón")."""
    if name.isascii():
        return name
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


@attrs.frozen
class Nicknamed:
    """A name with the nickname that stands within it, if one does.

    Attributes:
        name: The name without it: "Jay Roe".
        nickname: The nickname with its quotation marks and the space before it, or "".
        before: The word before it.
    """

    name: str
    nickname: str = ""
    before: str = ""

    def whole(self, name: str) -> str:
        """Return *name* with the nickname in its place ("Jay “Big Jay” Roe")."""
        return name.replace(f"{self.before} ", f"{self.before}{self.nickname} ", 1)


def with_nickname(text: str) -> Nicknamed:
    """Part a name from the nickname in quotation marks within it ("Jay “Big Jay” Roe")."""
    found = _NICKNAME.search(text) if '"' in text or "“" in text or "‘" in text else None
    if found is None:
        return Nicknamed(text)
    before = text[: found.start()]
    return Nicknamed(before + text[found.end() :], found.group(), before.split()[-1])


def is_suffix(word: str) -> bool:
    """Tell whether *word* stands behind a name and belongs to it: "Jr.", "III"."""
    return word.lower().rstrip(".") in _SUFFIXES


@lru_cache(maxsize=4096)
def name_key(name: str) -> str:
    """Return a name for comparing: without marks, case, "Jr.", "III" or a nickname ("Jay “Big Jay” Roe")."""
    words = _MARKS.sub(" ", without_accents(with_nickname(name).name)).casefold().split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words.pop()
    return " ".join(words)
