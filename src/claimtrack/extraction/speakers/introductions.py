# SPDX-License-Identifier: MIT
"""Introductions: a description and the name behind it, "the mayor of Lesk, Ann Lee", "Secretary of State Ann Lee"."""

import re

import attrs

from claimtrack.extraction.speakers.heads import head_kind
from claimtrack.extraction.speakers.source_words import (
    before_complement,
    before_relative,
    has_determiner,
    is_body,
    without_determiners,
)
from claimtrack.extraction.speakers.titles import WORD, is_full_name, is_particle, is_title
from claimtrack.language.names import is_given_name, is_suffix
from claimtrack.language.nouns import is_news_organisation, is_role, noun_class

_ONE_OF = re.compile(r"(?:one|two|some|many|several) (?:of|among) ", re.IGNORECASE)
_BEHIND = re.compile(r"[\da-z]")
_PREPOSITIONS = frozenset("of for at in to on".split())
_FEWEST = 2  # words of a full name
_MOST_NAME_WORDS = 5
_MOST_SEGMENTS = 5  # parts between commas


@attrs.frozen
class Introduction:
    """A description and the name that it introduces."""

    description: str
    name: str


def introduced_person(whole: str) -> Introduction | None:
    """Return the person whom a description introduces, or None.

    >>> introduced_person("one of the protesters, Ann Lee, 42, a lecturer")
    Introduction(description='one of the protesters', name='Ann Lee')
    >>> introduced_person("Secretary of State Ann Lee")
    Introduction(description='Secretary of State', name='Ann Lee')
    """
    segments = [part.strip(" ,") for part in whole.split(", ")][:_MOST_SEGMENTS]
    for k in range(1, len(segments)):
        if found := _behind_a_comma(", ".join(segments[:k]), segments[k]):
            return found
        if not _goes_on(segments[:k], segments[k]):
            break
    behind = all(_BEHIND.match(part) for part in segments[1:])
    return _office_before(segments[0]) if behind else None


def _goes_on(segments: list[str], segment: str) -> bool:
    """Tell whether a description goes on behind the comma: "Minister of Industry, Trade and Commerce, Ann Lee"."""
    return _describes(segments[0]) and not is_full_name(WORD.findall(segment))


def _behind_a_comma(description: str, name: str) -> Introduction | None:
    """Read "the fund's director, Ann Lee" and "a protester, mechanical engineer Ann Lee"."""
    name = name.partition(" of ")[0]
    if " and " in name or not _describes(description):
        return None
    inner = _office_before(name, behind_a_comma=True)
    words = WORD.findall(inner.name if inner else name)
    named = [word for word in words if not is_title(word) and word.lower() != "the"]
    titled = len(named) < len(words)
    if not named or not all(word[:1].isupper() or is_particle(word) for word in words if word.lower() != "the"):
        return None
    full = _FEWEST <= len(named) <= _MOST_NAME_WORDS and not noun_class(named[-1])
    kin = len(named) == 1 and (titled or (has_determiner(description) and _is_of_a_person(description)))
    plainly = is_full_name(named) or titled or _is_of_a_person(description)
    return Introduction(description, inner.name if inner else name) if (full and plainly) or kin else None


def _describes(words: str) -> bool:
    """Tell whether *words* describe somebody rather than name: their head is a role or stands in small letters."""
    if _ONE_OF.match(words):
        return True
    head = _head(words)
    return is_role(head) or (head.islower() and len(head) > 1 and not noun_class(head).startswith("people"))


def _is_of_a_person(description: str) -> bool:
    return bool(_ONE_OF.match(description)) or is_role(_head(description))


def _head(description: str) -> str:
    """Return the last word of a description before its complements, nothing where it has no word."""
    return next(reversed(WORD.findall(before_complement(before_relative(description)))), "")


def _office_before(words: str, *, behind_a_comma: bool = False) -> Introduction | None:
    """Read a name at the end of *words* behind an office: "Post columnist Ann Lee", "Minister of Trade Ann Lee"."""
    found = WORD.findall(words)
    role = next((k for k in range(len(found) - 2, -1, -1) if _is_office(found, k)), None)
    named = len(found) > 1 and is_given_name(found[-2])  # "journalist Ann Press"
    if role is None or (noun_class(found[-1]) not in {"", "role"} and not named) or "and" in found[role:]:
        return None
    if _is_within_a_clause(found[:role]):
        return None
    start = role + 1 if behind_a_comma and is_full_name(found[role + 1 :]) else _name_behind(found, role)
    return Introduction(" ".join(found[:start]), " ".join(found[start:])) if start else None


def _name_behind(words: list[str], role: int) -> int | None:
    """Return where the name begins behind an office at *role* and what it is over, or None."""
    tail = len(words)
    while tail > 0 and (words[tail - 1][:1].isupper() or is_particle(words[tail - 1])):
        tail -= 1
    of_a_body = is_news_organisation(f"{' '.join(words[:role])} x") or is_body(words[:role])
    if role + 1 >= tail and of_a_body:
        return role + 1
    if len(words) - tail < _FEWEST or words[role + 1] not in _PREPOSITIONS:
        return None
    return next((k for k in range(max(tail, role + 3), len(words) - 1) if _is_name_from(words, k)), None)


def _is_within_a_clause(before: list[str]) -> bool:
    """Tell whether something else is the head: "the letter that was read by the mayor Ann Lee"."""
    words = " ".join(before)
    return before_relative(words) != words


def _is_office(words: list[str], k: int) -> bool:
    word = words[k].removesuffix("-at-large")
    return (is_role(word) or (word.islower() and head_kind(word) == "person")) and not (
        k > 0 and is_given_name(words[k - 1])
    )


def _is_name_from(words: list[str], k: int) -> bool:
    return is_given_name(words[k]) and words[k + 1][:1].isupper() and not is_suffix(words[k + 1])


def introduced_body(whole: str) -> Introduction | None:
    """Return the body whose kind stands before or behind its name, or None.

    >>> introduced_body("anti-virus firm Lesk Labs")
    Introduction(description='anti-virus firm', name='Lesk Labs')
    >>> introduced_body("Lesk Labs, a maker of pumps")
    Introduction(description='a maker of pumps', name='Lesk Labs')
    """
    first, comma, rest = whole.partition(", ")
    if comma:
        return _body_beside(first, rest)
    words = whole.split()
    kind = next((k for k in range(len(words) - 1) if words[k].islower() and words[k + 1][:1].isupper()), None)
    if kind is None:
        return None
    phrase, name = " ".join(words[: kind + 1]), " ".join(words[kind + 1 :])
    plain = before_complement(before_relative(phrase)) == phrase and " of " not in phrase
    return Introduction(phrase, name) if plain and _is_kind_of_body(phrase) and _is_one_name(name) else None


def _body_beside(first: str, rest: str) -> Introduction | None:
    """Read "Lesk Labs, a maker of pumps" and "the group that owns it, Lesk Labs"."""
    name = without_determiners(rest.removesuffix(",").strip())
    if _is_one_name(name) and has_determiner(f"{first} ") and _is_kind_of_body(first):
        return Introduction(first, name)
    named = without_determiners(first)
    if (
        _is_one_name(named)
        and _BEHIND.match(rest)
        and _is_kind_of_body(rest.partition(", ")[0])
        and has_determiner(rest)
    ):
        return Introduction(rest.strip(" ,"), named)
    return None


def _is_one_name(words: str) -> bool:
    found = words.split()
    small = {"of", "&", "the", "for", "on"}
    capitals = all(word[:1].isupper() or word in small for word in found)
    return bool(found) and "," not in words and capitals and _may_be_a_body(found)


def _may_be_a_body(words: list[str]) -> bool:
    """Tell whether nothing makes *words* the name of a person."""
    return not any(is_title(word) or is_role(word) for word in words) and not is_full_name(words)


def _is_kind_of_body(words: str) -> bool:
    """Tell whether the head of *words* is a common noun for a body ("a maker of pumps")."""
    head = _head(words)
    return head.islower() and noun_class(head) in {"institution", "news"}
