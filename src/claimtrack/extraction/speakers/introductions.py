# SPDX-License-Identifier: MIT
"""Introductions: a description and the name behind it, "the mayor of Lesk, Ann Lee", "Secretary of State Ann Lee"."""

import itertools
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
from claimtrack.language.closed_classes import word_class
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
    if found := _joint_office_before(whole):
        return found
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
    kin = (
        len(named) == 1
        and not noun_class(named[0])
        and (titled or (has_determiner(description) and _is_of_a_person(description)))
    )
    plainly = is_full_name(named) or titled or _is_of_a_person(description)
    return Introduction(description, inner.name if inner else name) if (full and plainly) or kin else None


def _describes(words: str) -> bool:
    """Tell whether *words* describe somebody rather than name: their head is a role or stands in small letters."""
    if _ONE_OF.match(words):
        return True
    head = _head(words)
    return is_role(head) or (head.islower() and len(head) > 1 and not noun_class(head).startswith("people"))


def _is_of_a_person(description: str) -> bool:
    head = _head(description)
    return bool(_ONE_OF.match(description)) or is_role(head) or (head.islower() and head_kind(head) == "person")


def _head(description: str) -> str:
    """Return the last word of a description before its complements, nothing where it has no word."""
    return next(reversed(WORD.findall(before_complement(before_relative(description)))), "")


def _office_before(words: str, *, behind_a_comma: bool = False) -> Introduction | None:
    """Read a name at the end of *words* behind an office: "Post columnist Ann Lee", "Minister of Trade Ann Lee"."""
    found = WORD.findall(words)
    role = next((k for k in range(len(found) - 2, -1, -1) if _is_office(found, k)), None)
    named = len(found) > 1 and is_given_name(found[-2])  # "journalist Ann Press"
    named = named or (
        role == len(found) - 3 and found[role].islower() and found[-2].istitle()
    )  # "governor Ulmo Brewer"
    if role is None or (noun_class(found[-1]) not in {"", "role"} and not named) or "and" in found[role:]:
        return None
    if _is_within_a_clause(found[:role]) or _is_beside_another(found[:role]):
        return None
    start = role + 1 if behind_a_comma and is_full_name(found[role + 1 :]) else _name_behind(found, role)
    return Introduction(" ".join(found[:start]), " ".join(found[start:])) if start else None


def _name_behind(words: list[str], role: int) -> int | None:
    """Return where the name begins behind an office at *role* and what it is over, or None."""
    tail = len(words)
    while tail > 0 and (words[tail - 1][:1].isupper() or is_particle(words[tail - 1])):
        tail -= 1
    of_a_body = is_news_organisation(f"{' '.join(words[:role])} x") or is_body(words[:role])
    of_a_body = of_a_body or _is_joint_field(words[:role]) or _is_of_a_title(words, role)
    if role + 1 >= tail and of_a_body:
        return role + 1
    if len(words) - tail < _FEWEST or words[role + 1] not in _PREPOSITIONS:
        return None
    return next((k for k in range(max(tail, role + 3), len(words) - 1) if _is_name_from(words, k)), None)


def _is_beside_another(before: list[str]) -> bool:
    """Tell whether "and" joins somebody else to the office: "Jon Poe and Lesk News host", "Poe and House Speaker"."""
    if "and" not in before:
        return False
    place = len(before) - 1 - before[::-1].index("and")
    alone = before[place + 1 :]
    return is_full_name(before[:place]) or (len(alone) == 1 and noun_class(alone[0]) == "institution")


def _joint_office_before(whole: str) -> Introduction | None:
    """Read an office for several fields: "Culture, Media and Sport Secretary Ann Lee"."""
    if ", " not in whole or " and " not in whole:
        return None
    found = _office_before(whole)
    fields = WORD.findall(found.description)[:-1] if found else []
    joint = all(word[:1].isupper() or word == "and" for word in fields) and _is_joint_field(fields)
    return found if joint else None


def _is_joint_field(before: list[str]) -> bool:
    """Tell whether an office is for two fields: "Work and Pensions" Secretary."""
    return "and" in before[:-1] and before[-1].lower() in word_class("field of office")


def _is_of_a_title(words: list[str], role: int) -> bool:
    """Tell whether a film or a book stands before a calling: "Salt and Stone star Ann Lee"."""
    small = {"and", "of", "the"}
    titled = not small.isdisjoint(words[:role]) and all(word[:1].isupper() or word in small for word in words[:role])
    callings = word_class("epithet") | {"director"}
    return titled and words[role] in callings and is_full_name(words[role + 1 :]) and not _names_somebody(words[:role])


def _names_somebody(words: list[str]) -> bool:
    titled = any(is_title(one) and other != "of" for one, other in itertools.pairwise(words))  # "Lord of the Reeds"
    return titled or any(map(is_given_name, words))


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
    kind = next((k for k in range(len(words) - 1) if words[k].islower() and _is_written_large(words[k + 1])), None)
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
    if _is_person_of_a_body(named):
        return None
    if (
        _is_one_name(named)
        and _BEHIND.match(rest)
        and _is_kind_of_body(rest.partition(", ")[0])
        and has_determiner(rest)
    ):
        return Introduction(rest.strip(" ,"), named)
    return None


def _is_person_of_a_body(words: str) -> bool:
    """Tell whether the apposition is that of the body behind a person ("Juno Roe of Lesk Labs, a maker of pumps")."""
    before = words.partition(" of ")[0].split()
    return " of " in words and len(before) > 1 and not any(map(noun_class, before))


def _is_written_large(word: str) -> bool:
    """Tell whether a word has the capital of a name, which may stand within it: "iLesk"."""
    return word[:1].isupper() or (word[:1].islower() and word[1:2].isupper())


def _is_one_name(words: str) -> bool:
    found = words.split()
    small = {"of", "&", "the", "for", "on", "and"}
    capitals = all(_is_written_large(word) or word in small for word in found)
    return bool(found) and "," not in words and capitals and _may_be_a_body(found)


def _may_be_a_body(words: list[str]) -> bool:
    """Tell whether nothing makes *words* the name of a person."""
    return not any(is_title(word) or is_role(word) for word in words) and not is_full_name(words)


def _is_kind_of_body(words: str) -> bool:
    """Tell whether the head of *words* is a common noun for a body ("a maker of pumps")."""
    head = _head(words)
    return head.islower() and noun_class(head) in {"institution", "news"}
