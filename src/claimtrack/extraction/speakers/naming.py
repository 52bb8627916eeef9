# SPDX-License-Identifier: MIT
"""Naming: what a speaker is called whom the text only describes, with the article and the capital that it needs."""

import re
from collections.abc import Callable

from claimtrack.extraction.speakers.mentions import COUNTS, Mention
from claimtrack.extraction.speakers.source_words import has_determiner
from claimtrack.extraction.speakers.titles import is_title
from claimtrack.language.closed_classes import word_class
from claimtrack.language.nouns import is_common_noun, is_role
from claimtrack.language.places import is_demonym

_ROUGHLY = frozenset("only just about around nearly almost roughly over".split())
_OPENERS = (
    word_class("article", "demonstrative", "possessive determiner", "quantifier") - {"your"} | set(COUNTS) | _ROUGHLY
)
_FEW = frozenset("duo trio pair couple".split())
_OF_SOMEBODY = re.compile(r"\A[A-Z][\w-]* [a-z]+['’]s? [a-z]")  # "the Lesk senator’s allies"
_PROPER = frozenset("house senate treasury pentagon kremlin nato congress democratic republican democrat".split())


def generic(mention: Mention) -> str:
    """Return a name as it is, and a common noun with its article ("the union")."""
    article = "both" if mention.text[:5].lower() == "both " else "the"
    named = not mention.definite or _is_named(mention.name) or mention.text.lower() == "both"
    return mention.name if named else f"{article} {mention.name}"


def _is_named(words: str) -> bool:
    """Tell whether words with a capital need no article: "Lesk Council", but "the Lesk-based firm"."""
    first, *between, last = words.split() * 2 if " " not in words else words.split()
    kind = last in word_class("kind of firm") | _FEW and all(map(str.islower, between))
    of_somebody = _OF_SOMEBODY.search(words) is not None
    return words[:1].isupper() and not (kind and (is_demonym(first) or "-" in first)) and not of_somebody


def described(mention: Mention) -> str:
    """Return a name as it is, and a common noun with the article that it has ("a letter to the board")."""
    first, _, rest = mention.text.partition(" ")
    if not mention.definite and rest == mention.name and first.lower() in {"a", "an"} and not mention.name.istitle():
        return f"{first.lower()} {mention.name}"
    return generic(mention)


def unnamed(words: str) -> str:
    """Return what somebody without a name is called, without the capital of a sentence.

    >>> [unnamed(words) for words in ("Two officials", "Union leaders", "House Democrats", "President Roe’s aides")]
    ['two officials', 'union leaders', 'House Democrats', 'President Roe’s aides']
    """
    first = words.split(maxsplit=1)[0].lower()
    common = is_common_noun(first) and first not in _PROPER
    kept = _is_titled(words) or words.partition(" ")[0][1:].isupper()  # "CREW"
    return lowered(words) if (first in _OPENERS or common) and not kept else words


def pointed_to(words: str) -> str:
    """Return a description that stands for itself: "the deputy campaign manager"."""
    return lowered(words) if has_determiner(words) else words


def begins_small(words: str, is_common: Callable[[str], bool]) -> str:
    """Return what begins a sentence without its capital, where the first word is a common one ("New figures")."""
    first, _, rest = words.partition(" ")
    word = first.lower()
    common = is_common(word) or word in _OPENERS or is_common_noun(word)
    return lowered(words) if common and first[1:].islower() and not rest[:1].isupper() else words


def lowered(words: str) -> str:
    """Return words with a small first letter."""
    return words[:1].lower() + words[1:]


def _is_titled(words: str) -> bool:
    """Tell whether the capital of the first word is that of a name or a title: "Law Lords", "President Roe's aides"."""
    first, _, second = words.partition(" ")
    return (
        second[:1].isupper()
        and first.lower() not in _OPENERS
        and (words.istitle() or is_title(first) or is_role(first))
    )
