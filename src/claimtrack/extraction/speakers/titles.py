# SPDX-License-Identifier: MIT
"""Titles and the names behind them: where in the words of a mention the name of a person begins."""

import re
from collections.abc import Sequence

from claimtrack.language.closed_classes import word_class
from claimtrack.language.names import is_given_name, is_suffix
from claimtrack.language.nouns import noun_class
from claimtrack.language.places import is_demonym

WORD = re.compile(r"(?:[^\W\d_]\.)+|[^\W_]+(?:[-'’.][^\W_]+)*\.?|&")
_STAYS = {
    **dict.fromkeys("prince king lord pope baron duke".split(), "male"),
    **dict.fromkeys("princess queen lady baroness duchess".split(), "female"),
}
_GENDERED = {
    **dict.fromkeys("mr mister sir".split(), "male"),
    **dict.fromkeys([*(word_class("form of address") - {"mr"}), "miss", "dame"], "female"),
}
_TITLES: dict[str, str | None] = {**dict.fromkeys(word_class("short title", "rank")), **_STAYS, **_GENDERED}
_ADDRESSED = frozenset("president speaker chairman secretary ambassador minister justice mayor".split())  # "Mr. Mayor"
_NOT_YET_NAMED = frozenset("former ex top senior".split())
_PARTICLES = word_class("name particle") | {"ben", "st", "des", "y"}
_WEEKDAYS = word_class("weekday")
_HEADLINE_ADVERBS = frozenset("Just Now Also Never Finally Again".split())  # "Roe Just"
_DATES = _WEEKDAYS | word_class("month") - {"may", "june", "april", "august"}
_DEGREES = frozenset("md phd qc kc esq cbe obe mbe mp msp dds jd rn svp evp".split())


_POSSESSIVE = re.compile(r"['’]s?\Z")
_FROM = re.compile(r"\w-(?:born|based|educated|trained|raised)\Z")  # "Lesk-born"


def is_title(word: str) -> bool:
    """Tell whether *word* is a title that stands before a name: "Mr", "Sen.", "Judge"."""
    return word.lower().rstrip(".") in _TITLES and word[:1].isupper()


def is_address(word: str) -> bool:
    """Tell whether *word* is a title that says nothing of its bearer's office: "Mr", "Sen.", "Lord"."""
    return is_title(word) and word.lower().rstrip(".") not in word_class("rank")


def title_gender(title: str) -> str | None:
    """Return the gender that a title tells, or None."""
    return _TITLES.get(title.lower().rstrip("."))


def belongs_to_the_name(title: str) -> bool:
    """Tell whether nobody would be called by one name without this title: "Prince Roe", "Pope Roe"."""
    return title.lower() in _STAYS


def is_particle(word: str) -> bool:
    """Tell whether *word* is a small word within family names: "de", "bin"."""
    return word.lower() in _PARTICLES


def without_days(words: Sequence[str]) -> list[str]:
    """Return the words of a name without a weekday or month at its ends: "John Roe Thursday", "In July Ann Lee"."""
    kept = list(words)
    while len(kept) > 1 and (kept[-1].lower() in _WEEKDAYS or kept[-1] in _HEADLINE_ADVERBS):
        kept.pop()
    while len(kept) > 2 and kept[0].lower() in _DATES:  # noqa: PLR2004
        kept.pop(0)
    return kept


def without_degrees(words: Sequence[str]) -> list[str]:
    """Return the words of a name without the degrees behind a comma, which the words do not show: "John Roe MD"."""
    kept = list(words)
    while len(kept) > 2 and kept[-1].lower().replace(".", "") in _DEGREES:  # noqa: PLR2004
        kept.pop()
    return kept


def is_role_at_end(words: Sequence[str]) -> bool:
    """Tell whether *words* end with a role rather than with a family name that reads like one."""
    return noun_class(words[-1]) == "role" and not is_surname(words)


def is_surname(words: Sequence[str]) -> bool:
    """Tell whether the last of *words* is a family name although it reads like a role ("Mr. King", "Howard Dean")."""
    if len(words) < 2 or not words[-1][:1].isupper() or words[-1].lower() in _ADDRESSED:  # noqa: PLR2004
        return False
    if len(words) == 3 and words[0].lower() in _NOT_YET_NAMED:  # noqa: PLR2004
        return False  # "Former Lee Aide"
    before = words[-2]
    named = is_given_name(before) or (len(before) == 2 and before[1] == "." and len(words) > 2)  # noqa: PLR2004
    return named or before.lower().rstrip(".") in _GENDERED


def name_start(words: Sequence[str]) -> int:
    """Return where the name at the end of *words* begins, behind titles, roles, origins and bodies."""
    start = len(words)
    while start > 0 and _may_be_named(words, start - 1):
        if is_role_at_end(words[:start]) or (is_title(words[start - 1]) and not is_surname(words[:start])):
            break
        start -= 1
    while start < len(words) and words[start].islower() and is_particle(words[start]):
        start += 1
    start = _after_owner(words, _after_bodies(words, start))
    if start + 2 < len(words) and is_full_name(words[start + 1 :]) and _is_a_persons(words[start]):
        start += 1  # "Teenager Ann Lee"
    given = next((k for k in range(start + 2, len(words) - 1) if _is_given_for_sure(words[k])), start)
    first_two = words[start : start + 2]
    return start if any(map(is_given_name, first_two)) else given  # "Chicago Alderman Jason Roe"


def _is_given_for_sure(word: str) -> bool:
    return is_given_name(word) and not is_particle(word)


def _is_a_persons(word: str) -> bool:
    """Tell whether *word* is a common noun for a person that no given name is."""
    lowered = word.lower()
    kinds = noun_class(lowered) in {"role", "people"} or lowered in word_class("person") or lowered.endswith("woman")
    return kinds and not is_given_name(word)


def _may_be_named(words: Sequence[str], k: int) -> bool:
    word = words[k]
    within = 0 < k < len(words) - 1
    numbered = within and word.isdigit() and words[k - 1][:1].isupper()  # "Channel 4 News"
    return word[:1].isupper() or numbered or (k < len(words) - 1 and (word == "&" or is_particle(word)))


def _after_bodies(words: Sequence[str], start: int) -> int:
    """Skip what says where somebody comes from: "China's", "German", "Council"."""
    while start + 1 < len(words) and (
        words[start].endswith(("'s", "’s"))
        or is_demonym(words[start])
        or _FROM.search(words[start])
        or noun_class(words[start]) == "institution"
    ):
        start += 1
    return start


def _after_owner(words: Sequence[str], start: int) -> int:
    """Skip the body for which somebody works: "Lesk Society's" Ann Lee."""
    owners = range(start + 1, len(words) - 1)
    return next(
        (k + 1 for k in owners if _POSSESSIVE.search(words[k]) and noun_class(_POSSESSIVE.sub("", words[k]))), start
    )


def is_full_name(words: Sequence[str]) -> bool:
    """Tell whether *words* are plainly the full name of a person: two to five, of which the first is a given name."""
    named = [word for word in words if not is_suffix(word)]
    capitals = all(word[:1].isupper() or is_particle(word) for word in named)
    return 1 < len(named) <= 5 and capitals and is_given_name(named[0]) and not noun_class(named[-1])  # noqa: PLR2004
