# SPDX-License-Identifier: MIT
"""Nouns that name a source: roles, institutions, documents, news organisations, groups of people."""

import re
from collections.abc import Mapping
from functools import cache

import attrs

from claimtrack.language.lexicon import LexiconRow, load

_WORD = re.compile(r"(?:[^\W\d_]\.)+|[^\W_]+(?:[-'’.][^\W_]+)*\.?")
_POSSESSIVE = re.compile(r"['’]s?\Z")


@attrs.frozen(kw_only=True)
class NounRow(LexiconRow):
    """A set of nouns that tell what kind of source a mention is.

    Attributes:
        kind: role, institution, document, news or people.
        words: The nouns, as they stand within a sentence; a mention's case does not matter.
        gender: "male" or "female" where the word itself tells it.
    """

    kind: str = attrs.field(validator=attrs.validators.in_(("role", "institution", "document", "news", "people")))
    words: tuple[str, ...]
    gender: str | None = None


@cache
def _nouns() -> Mapping[str, tuple[str, str | None]]:
    nouns = {word.lower(): (row.kind, row.gender) for row in load("source_nouns", NounRow) for word in row.words}
    roles = (word for word, (kind, _) in nouns.items() if kind == "role")
    return {f"{word}s": ("people", None) for word in roles} | nouns


def is_common_noun(word: str) -> bool:
    """Tell whether the lexicon writes *word*, in lower case, without a capital ("critics", not "republicans")."""
    return word in _common_nouns()


@cache
def _common_nouns() -> frozenset[str]:
    return frozenset(word for row in load("source_nouns", NounRow) for word in row.words if word.islower())


def is_news_organisation(words: str) -> bool:
    """Tell whether *words* name a news agency, a paper or a broadcaster, which relays what others said."""
    lowered = [w.lower().rstrip(".") for w in _WORD.findall(_POSSESSIVE.sub("", words))]
    if _news_words().isdisjoint(lowered):
        return False
    classes = _nouns()
    pairs = [" ".join(lowered[k : k + n]) for n in (1, 2, 3) for k in range(len(lowered) - n + 1)]
    if not any(classes.get(pair, ("", None))[0] == "news" for pair in pairs):
        return False
    return noun_class(lowered[-1]) != "role" and "secretary" not in lowered and "conference" not in lowered


@cache
def _news_words() -> frozenset[str]:
    return frozenset(part for words, (kind, _) in _nouns().items() if kind == "news" for part in words.split())


def is_role(word: str) -> bool:
    """Tell whether *word* names an office or an occupation."""
    return noun_class(word) == "role"


def noun_gender(word: str) -> str | None:
    """Return the gender that a noun such as "spokeswoman" tells, or None."""
    return _nouns().get(word.lower(), ("", None))[1]


def noun_class(word: str) -> str:
    """Return what kind of source a noun names: role, institution, document, news or people; empty for any other."""
    return _nouns().get(word.lower().rstrip(".,"), ("", None))[0]
