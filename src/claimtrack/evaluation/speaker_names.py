# SPDX-License-Identifier: MIT
"""Names of speakers: whether a name is one that a reader gave, and whether it is that name in full."""

import re
from collections.abc import Iterable

from claimtrack.language.names import without_accents
from claimtrack.model import Speaker

_WORD = re.compile(r"[^\W_]+")
_GENITIVE = re.compile(r"[’']s")
_LITTLE = frozenset("the a an of mr mrs ms dr".split())
_TITLES = frozenset(
    "mr mrs ms miss dr sir dame lord lady president vice senator sen rep representative gov governor secretary the a "
    "an of former prime minister judge justice attorney general leader majority minority speaker house senate "
    "professor prof rev captain".split()
)
_NOBODY = (["unnamed"], ["unknown"], ["none"])


def words_of_name(name: str) -> list[str]:
    """Return the words of *name* in small letters, without accents and the ending of a genitive."""
    return _WORD.findall(_GENITIVE.sub("", without_accents(name.casefold())))


def shown_names(speaker: Speaker) -> tuple[str, ...]:
    """Return the names under which people know a speaker: the name, and those aliases that share a word with it."""
    known = _large_words(speaker.name)
    return (speaker.name, *(alias for alias in speaker.aliases if known & _large_words(alias)))


def names_nobody(name: str | None) -> bool:
    """Tell whether a reader's *name* says that the text names nobody."""
    return name is None or words_of_name(name) in _NOBODY


def is_name_of(name: str, by_hand: str) -> bool:
    """Tell whether *name* has all words of the one *by_hand* without titles, or some of them with its last one."""
    ours, theirs = _core(name), _core(by_hand)
    part = bool(ours) and set(ours) <= set(theirs) and ours[-1] == theirs[-1]
    return part or set(theirs) <= set(ours)


def is_in_full(name: str, speaker: str | None, accept: Iterable[str]) -> bool:
    """Tell whether *name* is *speaker* or one of *accept*, but for titles.

    One word is enough only where the reader's own name of the speaker has no more.
    """
    short = speaker is not None and len(_core(speaker)) == 1
    by_hand = (_core(each) for each in (speaker, *accept) if each)
    return any(_core(name) == core for core in by_hand if short or len(core) > 1)


def _core(name: str) -> list[str]:
    words = words_of_name(name)
    return [word for word in words if word not in _TITLES] or words


def _large_words(name: str) -> set[str]:
    return set(re.findall(r"\w+", name.casefold())) - _LITTLE
