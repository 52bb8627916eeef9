# SPDX-License-Identifier: MIT
"""What claims are queried by: the conditions of `where`, parsed once into values, and the names of `by`.

A condition is data: the test of a claim in memory is made from it, and so is the clause that asks a database.
"""

import datetime as dt
import difflib
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from enum import StrEnum
from operator import attrgetter
from typing import TypedDict

import attrs

from claimtrack.checks import without_time, wrong_type, wrong_value
from claimtrack.exceptions import FieldValueError, UnknownNameError
from claimtrack.model import AttributionType, Category, Claim, Hedging, Interval, Kind, Polarity, Speaker, Stance

_Days = tuple[dt.date, dt.date]
_NAMES_IN_A_MESSAGE = 20
_MARKS = str.maketrans(dict.fromkeys("“”„«»", '"') | dict.fromkeys("‘’‚", "'"))


@attrs.frozen
class Known:
    """What the claims of a query hold, by which a name that nobody has is told from one that finds nothing here.

    Attributes:
        outlets: The outlets that were read; none where they are not known.
        instead: Takes a role, `speaker` or `via`, and a folded name. Returns the names of those in that role,
            if nobody in any goes by the name, and None if somebody does, or if nobody is known.
    """

    outlets: Sequence[str]
    instead: Callable[[str, str], Collection[str] | None]


Voice = tuple[str, Speaker]
"""A role, `speaker` or `via`, and who has it."""

_Names = str | Speaker | None
_WantedDays = dt.date | Interval | tuple[dt.date | None, dt.date | None] | None


class Conditions(TypedDict, total=False):
    """The type of a query's conditions, each of which may be left out; `Claims.where` says what each finds."""

    speaker: _Names | Collection[_Names]
    via: _Names | Collection[_Names]
    category: Category | str | Collection[Category | str | None] | None
    outlet: str | Collection[str]
    hedging: Hedging | str | Collection[Hedging | str]
    kind: Kind | str | Collection[Kind | str]
    type: AttributionType | str | Collection[AttributionType | str]
    polarity: Polarity | str | Collection[Polarity | str]
    stance: Stance | str | Collection[Stance | str]
    published: _WantedDays
    said: _WantedDays
    text: str
    min_confidence: float


@attrs.frozen
class Named:
    """The speaker or the relaying source goes by one of some names.

    Attributes:
        role: `speaker` or `via`.
        forms: Folded names, one of which has to be among the forms of the speaker.
        names: Folded names, one of which has to be the speaker's own.
        is_open: Whether claims meet the condition whose speaker stays open.
    """

    role: str
    forms: frozenset[str]
    names: frozenset[str]
    is_open: bool

    def holds(self, claim: Claim) -> bool:
        """Tell whether the claim meets the condition."""
        speaker: Speaker | None = getattr(claim, self.role)
        if speaker is None:
            return self.is_open
        found = forms(speaker)
        return found[0] in self.names or not self.forms.isdisjoint(found)


@attrs.frozen
class InOutlet:
    """The outlet has one of some names, which are folded."""

    names: frozenset[str]

    def holds(self, claim: Claim) -> bool:
        """Tell whether the claim meets the condition."""
        return folded(claim.outlet) in self.names


@attrs.frozen
class Among:
    """A field has one of some values: members of its enum, or None for the category of an open speaker."""

    field: str
    members: frozenset[StrEnum | None]

    def holds(self, claim: Claim) -> bool:
        """Tell whether the claim meets the condition."""
        return VALUES[self.field](claim) in self.members


@attrs.frozen
class Within:
    """The days of a field, `published` or `said`, share one with *first* to *last*; without these it has no days."""

    field: str
    days: _Days | None

    def holds(self, claim: Claim) -> bool:
        """Tell whether the claim meets the condition."""
        found = _DAYS[self.field](claim)
        if found is None or self.days is None:
            return found is self.days
        return found[0] <= self.days[1] and self.days[0] <= found[1]


@attrs.frozen
class Containing:
    """The claim's text, folded, contains *words*, which are folded."""

    words: str

    def holds(self, claim: Claim) -> bool:
        """Tell whether the claim meets the condition."""
        return self.words in folded(claim.text)


@attrs.frozen
class AtLeast:
    """The confidence is *confidence* or more."""

    confidence: float

    def holds(self, claim: Claim) -> bool:
        """Tell whether the claim meets the condition."""
        return claim.confidence >= self.confidence


Condition = Named | InOutlet | Among | Within | Containing | AtLeast


def parse(conditions: Mapping[str, object], known: Known) -> tuple[Condition, ...]:
    """Return the conditions of a query; see `Claims.where`."""
    parsed = []
    for name, wanted in conditions.items():
        if name not in _PARSERS:
            raise _unknown(name, _PARSERS, "where: the condition")
        parsed.append(_PARSERS[name](name, wanted, known))
    return tuple(parsed)


def check_names(query: str, names: Sequence[str]) -> None:
    """Check that there is a name, and that claims can be grouped by all *names*, for the method *query*."""
    if not names:
        message = f"{query}: expected at least one name, got none; the names are {', '.join(VALUES)}"
        raise FieldValueError(message)
    for name in names:
        if name not in VALUES:
            raise _unknown(name, VALUES, f"{query}: the name")


def folded(text: str) -> str:
    """Return *text* without differences of case, white space and the shape of quotation marks and apostrophes."""
    return " ".join(text.casefold().split()).translate(_MARKS)


def forms(speaker: Speaker) -> list[str]:
    """Return the folded forms by which a speaker can be asked for: the name first, aliases, a person's family name."""
    found = [folded(each) for each in (speaker.name, *speaker.aliases)]
    if speaker.category is Category.PERSON:
        found.append(found[0].rpartition(" ")[2])
    return found


def voices(claims: Iterable[Claim]) -> frozenset[Voice]:
    """Return the speakers and the relaying sources of claims."""
    both = ((("speaker", claim.speaker), ("via", claim.via)) for claim in claims)
    return frozenset((role, who) for pairs in both for role, who in pairs if who is not None)


def moment(claim: Claim) -> _Days:
    """Return the days by which a timeline is ordered: of the saying, else of publication, else the last of all."""
    return _said_days(claim) or _published_days(claim) or (dt.date.max, dt.date.max)


def _unknown(name: object, known: Iterable[str], what: str) -> UnknownNameError:
    """Build the error for a *name* that is none of those *known*, the most similar ones first."""
    names = [str(each) for each in known]
    listed = list(dict.fromkeys(difflib.get_close_matches(str(name), names, n=3) + names))
    shown = ", ".join(listed[:_NAMES_IN_A_MESSAGE])
    if len(listed) > _NAMES_IN_A_MESSAGE:
        shown += f" and {len(listed) - _NAMES_IN_A_MESSAGE} more"
    return UnknownNameError(f"{what} {name!r} is unknown; {f'use one of: {shown}' if shown else 'there is none'}")


def _several(wanted: object) -> list[object]:
    """Return the values that a condition allows; a str is one value."""
    return list(wanted) if isinstance(wanted, Collection) and not isinstance(wanted, str) else [wanted]


def _named(name: str, wanted: object, known: Known) -> Named:
    any_form, own_name = set(), set()
    for value in (values := _several(wanted)):
        if isinstance(value, Speaker):
            own_name.add(folded(value.name))
        elif isinstance(value, str):
            if (names := known.instead(name, folded(value))) is not None:
                raise _unknown(value, names, f"where: the {'relaying source' if name == 'via' else name}")
            any_form.add(folded(value))
        elif value is not None:
            raise wrong_type(value, f"where: {name}", "a name, a Speaker or None, or several of them")
    return Named(name, frozenset(any_form), frozenset(own_name), None in values)


def _in_outlet(name: str, wanted: object, known: Known) -> InOutlet:
    there = {folded(outlet) for outlet in known.outlets}
    allowed = set()
    for value in _several(wanted):
        if not isinstance(value, str):
            raise wrong_type(value, f"where: {name}", "the name of an outlet, or several")
        # Where no outlet is known, a wrong name cannot be told from a right one.
        if there and folded(value) not in there:
            raise _unknown(value, known.outlets, "where: the outlet")
        allowed.add(folded(value))
    return InOutlet(frozenset(allowed))


def _among(enum: type[StrEnum]) -> Callable[[str, object, Known], Among]:
    def condition(name: str, wanted: object, _: Known) -> Among:
        allowed: set[StrEnum | None] = set()
        for value in _several(wanted):
            if value is None and name == "category":
                allowed.add(None)
            elif not isinstance(value, str):
                raise wrong_type(value, f"where: {name}", f"one of {', '.join(enum)}, or several")
            elif value not in list(enum):
                raise _unknown(value, enum, f"where: the {name}")
            else:
                allowed.add(enum(value))
        return Among(name, frozenset(allowed))

    return condition


def _within(name: str, wanted: object, _: Known) -> Within:
    return Within(name, None if wanted is None else _first_and_last(name, wanted))


def _first_and_last(name: str, wanted: object) -> _Days:
    if isinstance(wanted, Interval):
        return wanted.start, wanted.end - dt.timedelta(days=1)
    if isinstance(wanted, dt.date):
        return without_time(wanted), without_time(wanted)
    match wanted:
        case (dt.date() | None as start, dt.date() | None as end):
            first = dt.date.min if start is None else without_time(start)
            last = dt.date.max if end is None else without_time(end)
            if first >= last:
                message = f"where: {name}: expected an end after the start, {first}, got {last}; the end is exclusive"
                raise FieldValueError(message)
            return first, last if end is None else last - dt.timedelta(days=1)
    raise wrong_type(wanted, f"where: {name}", "a date, a pair of a start and an exclusive end, an Interval or None")


def _containing(name: str, wanted: object, _: Known) -> Containing:
    if not isinstance(wanted, str):
        raise wrong_type(wanted, f"where: {name}", "words as a str")
    return Containing(folded(wanted))


def _at_least(name: str, wanted: object, _: Known) -> AtLeast:
    if isinstance(wanted, bool) or not isinstance(wanted, int | float):
        raise wrong_type(wanted, f"where: {name}", "a number from 0 to 1")
    if not 0 <= wanted <= 1:
        raise wrong_value(wanted, f"where: {name}", "a number from 0 to 1")
    return AtLeast(wanted)


def _published_days(claim: Claim) -> _Days | None:
    return (claim.published, claim.published) if claim.published else None


def _said_days(claim: Claim) -> _Days | None:
    return (claim.said.start, claim.said.end - dt.timedelta(days=1)) if claim.said else None


_DAYS: dict[str, Callable[[Claim], _Days | None]] = {"published": _published_days, "said": _said_days}

VALUES: dict[str, Callable[[Claim], Hashable]] = {
    "outlet": attrgetter("outlet"),
    "speaker": lambda claim: claim.speaker.name if claim.speaker else None,
    "via": lambda claim: claim.via.name if claim.via else None,
    "category": lambda claim: claim.speaker.category if claim.speaker else None,
    **{name: attrgetter(name) for name in ("hedging", "kind", "type", "polarity", "stance", "published", "said")},
}
"""The names by which claims can be grouped, each with what gives a claim's value."""

_PARSERS: dict[str, Callable[[str, object, Known], Condition]] = {
    "speaker": _named,
    "via": _named,
    "category": _among(Category),
    "outlet": _in_outlet,
    "hedging": _among(Hedging),
    "kind": _among(Kind),
    "type": _among(AttributionType),
    "polarity": _among(Polarity),
    "stance": _among(Stance),
    "published": _within,
    "said": _within,
    "text": _containing,
    "min_confidence": _at_least,
}
