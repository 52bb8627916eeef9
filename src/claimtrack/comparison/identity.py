# SPDX-License-Identifier: MIT
"""Whether two claims name the same speaker."""

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache

from claimtrack.language.closed_classes import word_class
from claimtrack.language.names import is_same_given_name, without_accents
from claimtrack.model import Category, Speaker

_LEADING = re.compile(r"\A(?:The|A|An)\s")
# What begins behind the head of a description: "the owner of Lesk Labs".
_BEHIND_HEAD = re.compile(r"\s(?:about|at|by|for|from|in|of|on|that|which|who|with)\s")
_NAME_PART = re.compile(r"[^\W_]+")
# A part of a name must have so many letters before one more is a slip of the pen.
_SHORTEST_RESPELLED = 6
# Speakers who speak for themselves alone.
_ON_THEIR_OWN = frozenset((Category.PERSON, Category.PLACE))


class Identity(StrEnum):
    """How the speakers of two claims relate."""

    SAME = "same"
    RELATED = "related"
    OPEN = "open"
    COMPATIBLE = "compatible"
    DIFFERENT = "different"


@lru_cache(maxsize=1 << 16)
def identity(one: Speaker | None, other: Speaker | None) -> Identity:
    """Tell whether two claims name one speaker: same, related, open (not resolved), compatible, or different.

    Names are the same where one ends with the other ("John Kirby", "Kirby"), a body's name goes on with what such names
    end with ("Harbinger", "Harbinger News"), one is an alias of the other,
    or one has a letter more ("Vicente Marlow", "Vincente Marlow");
    two people who share a surname and have two first names are different.
    Speakers are related where the one's description names the other ("White House spokesman"),
    or where half of the parts of their names are shared ("task force", "task force report").
    They are compatible where one of them is an organisation, a document, a group or not named,
    through which the other's words may be relayed; two persons, or two states, are different.
    """
    if one is None or other is None:
        return Identity.OPEN
    if one == other:
        return Identity.SAME
    name, other_name = _parts(one.name), _parts(other.name)
    if name == other_name or (name and other_name and _ends_with(one, name, other, other_name)):
        return Identity.SAME
    if one.category is other.category and _respelled(name, other_name):
        return Identity.SAME
    aliases = {_parts(alias) for alias in one.aliases if len(_parts(alias)) > 1}
    if other_name in aliases or name in {_parts(a) for a in other.aliases if len(_parts(a)) > 1}:
        return Identity.SAME
    shared, parts = set(name) & set(other_name), set(name) | set(other_name)
    if 2 * len(shared) >= len(parts) or _describes(one, other_name) or _describes(other, name):
        return Identity.RELATED
    if one.category is other.category and one.category in _ON_THEIR_OWN:
        return Identity.DIFFERENT
    return Identity.COMPATIBLE


def is_nameless_document(speaker: Speaker | None) -> bool:
    """Tell whether *speaker* is a document without a name of its own ("the statement"), so that there may be others."""
    return (
        speaker is not None
        and speaker.category is Category.DOCUMENT
        and not any(word[:1].isupper() for word in speaker.name.split()[1:])
    )


def has_name(speaker: Speaker) -> bool:
    """Tell whether a speaker goes by a name, and not by a description ("the owner of Lesk Labs") or anonymously."""
    head = _BEHIND_HEAD.split(_LEADING.sub("", speaker.name), maxsplit=1)[0]
    return speaker.category is not Category.UNNAMED and any(word[0].isupper() for word in head.split())


def canonical(speakers: Iterable[Speaker]) -> dict[Speaker, Speaker]:
    """Return for each of *speakers* the one of the same identity that has the fullest name.

    A short name that fits several ("Kirby", where a John and an Ada Kirby speak) stands for itself.
    """
    found: dict[Speaker, Speaker] = {}
    by_part: dict[str, list[Speaker]] = {}
    for speaker in sorted(dict.fromkeys(speakers), key=lambda one: -len(_parts(one.name))):
        keys = {parts[-1] for name in (speaker.name, *speaker.aliases) if (parts := _parts(name))}
        likely = dict.fromkeys(one for key in sorted(keys) for one in by_part.get(key, ()))
        same = [one for one in likely if identity(one, speaker) is Identity.SAME]
        found[speaker] = same[0] if len(same) == 1 else speaker
        if found[speaker] is speaker:
            for key in keys:
                by_part.setdefault(key, []).append(speaker)
    return found


def _parts(name: str) -> tuple[str, ...]:
    """Return the parts of a name in lower case, without titles."""
    words = tuple(part.lower() for part in _NAME_PART.findall(without_accents(name)))
    return tuple(word for word in words if word not in word_class("title")) or words


def _ends_with(one: Speaker, name: tuple[str, ...], other: Speaker, other_name: tuple[str, ...]) -> bool:
    """Tell whether the shorter name is a tail of the longer, or the longer only adds what a body's full name ends with.

    People may also have an initial or a short given name.
    """
    short, long = sorted((name, other_name), key=len)
    if long[-len(short) :] == short:
        return True
    if one.category is other.category is Category.ORGANISATION and long[: len(short)] == short:
        return set(long[len(short) :]) <= word_class("ends the name of a body")
    people = one.category is Category.PERSON and other.category is Category.PERSON
    return people and len(short) > 1 and short[-1] == long[-1] and is_same_given_name(short[0], long[0])


def _respelled(name: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether two names of several parts differ in one letter that one part has more: "Vicente", "Vincente"."""
    differing = [(a, b) for a, b in zip(name, other, strict=False) if a != b]
    if len(name) != len(other) or len(name) < 2 or len(differing) != 1:  # noqa: PLR2004
        return False
    short, long = sorted(differing[0], key=len)
    return len(short) >= _SHORTEST_RESPELLED and any(short == long[:at] + long[at + 1 :] for at in range(1, len(long)))


def _describes(speaker: Speaker, name: tuple[str, ...]) -> bool:
    """Tell whether the description of *speaker* holds all parts of *name*."""
    return bool(name) and speaker.description is not None and set(name) <= set(_parts(speaker.description))
