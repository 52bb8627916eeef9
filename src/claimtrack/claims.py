# SPDX-License-Identifier: MIT
"""Claims in a row, with the helpers that query, group, order and print them."""

import datetime as dt
import difflib
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Any, overload

import attrs

from claimtrack import tables
from claimtrack.captions import cue_caption, date_caption, hedging_caption, speaker_caption
from claimtrack.escaping import markup
from claimtrack.exceptions import FieldTypeError, FieldValueError, UnknownNameError
from claimtrack.frames import Tabular
from claimtrack.model import (
    AttributionType,
    Category,
    Claim,
    Hedging,
    Interval,
    Kind,
    Polarity,
    Scope,
    Speaker,
    Stance,
)
from claimtrack.record import COLUMNS, record_of

__all__ = ["COLUMNS", "Claims"]

_Test = Callable[[Claim], bool]
_Days = tuple[dt.date, dt.date]
_NAMES_IN_A_MESSAGE = 20


def _distinct(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Return the claims in their order, each once; claims that share an id and differ elsewhere all stay."""
    kept: dict[str, list[Claim]] = {}
    distinct = []
    for claim in claims:
        if not isinstance(claim, Claim):
            message = f"Claims: expected values of the class Claim, got {claim!r} of type {type(claim).__name__}"
            raise FieldTypeError(message)
        same_id = kept.setdefault(claim.id, [])
        if claim not in same_id:
            same_id.append(claim)
            distinct.append(claim)
    return tuple(distinct)


def _names(outlets: Iterable[str]) -> tuple[str, ...]:
    """Return the names of outlets as a tuple."""
    names = (outlets,) if isinstance(outlets, str) else tuple(outlets)
    for name in names:
        if not isinstance(name, str):
            message = f"Claims.outlets: expected names as str, got {name!r} of type {type(name).__name__}"
            raise FieldTypeError(message)
    return names


@attrs.frozen(repr=False)
class Claims(Tabular, Collection[Claim]):
    """An immutable sequence of claims, with the helpers that query, group, order and print them.

    A claim that comes twice is kept once.
    `+` puts two collections one after the other; a slice is a collection again.
    It is no `collections.abc.Sequence`, as polars and narwhals would then make one column of objects of it
    and not see its records.

    Attributes:
        outlets: The outlets that were read, in order of appearance:
            those given, and those of the claims.
            A query's result keeps the outlets of what was queried, so that
            "this outlet carries nothing" can be told from "there is no such outlet".
            They play no part in equality.

    Raises:
        FieldTypeError: If one of the values is no Claim, or the name of an outlet is no str.
    """

    _claims: tuple[Claim, ...] = attrs.field(default=(), converter=_distinct)
    outlets: tuple[str, ...] = attrs.field(default=(), converter=_names, eq=False, kw_only=True)

    def __attrs_post_init__(self) -> None:
        outlets = dict.fromkeys((*self.outlets, *(claim.outlet for claim in self._claims)))
        object.__setattr__(self, "outlets", tuple(outlets))

    def __len__(self) -> int:
        return len(self._claims)

    def __iter__(self) -> Iterator[Claim]:
        return iter(self._claims)

    def __reversed__(self) -> Iterator[Claim]:
        return reversed(self._claims)

    def __contains__(self, value: object) -> bool:
        return value in self._claims

    @overload
    def __getitem__(self, index: int) -> Claim: ...
    @overload
    def __getitem__(self, index: slice) -> "Claims": ...
    def __getitem__(self, index: int | slice) -> "Claim | Claims":
        return self._with(self._claims[index]) if isinstance(index, slice) else self._claims[index]

    def __add__(self, other: "Claims") -> "Claims":
        if not isinstance(other, Claims):
            return NotImplemented
        return Claims((*self, *other), outlets=(*self.outlets, *other.outlets))

    def __repr__(self) -> str:
        outlets = {claim.outlet for claim in self}
        speakers = {claim.speaker.name for claim in self if claim.speaker}
        counted = (("claim", self), ("outlet", outlets), ("speaker", speakers))
        counts = (f"{len(items)} {noun}{'' if len(items) == 1 else 's'}" for noun, items in counted)
        return f"Claims({', '.join(counts)})"

    def _repr_html_(self) -> str:
        """Return the first 20 claims as a table, for a notebook."""
        left = (
            f"<p>and {len(self) - tables.ROWS_IN_A_NOTEBOOK} more</p>" if len(self) > tables.ROWS_IN_A_NOTEBOOK else ""
        )
        return f"<p>{markup(repr(self))}</p>\n{self[: tables.ROWS_IN_A_NOTEBOOK].table('html')}{left}"

    def _with(self, claims: Iterable[Claim]) -> "Claims":
        """Return some of these claims, with all the outlets that were read."""
        return Claims(claims, outlets=self.outlets)

    def where(self, **conditions: object) -> "Claims":
        """Return the claims that meet all the conditions, in their order.

        A condition may be one value or a collection of them, of which one has to hold.
        Names of speakers and outlets are compared without regard to case and white space.

        Args:
            **conditions: Any of these names:

                - `speaker`, `via`: a name or an alias; a `Speaker`, whose name has to be the same;
                  None for a speaker that stays open. A name that nobody has finds nothing.
                - `category`: what the speaker is, as `Category` or its name; None for an open speaker.
                - `outlet`: the name of an outlet that was read.
                - `hedging`, `kind`, `type`, `polarity`, `stance`: a member of the enum, or its name.
                - `published`, `said`: a day; a pair of the first day and the day *after* the last,
                  of which either may be None; or an `Interval`.
                  `said` finds every claim whose interval shares a day with it. None finds the claims without a date.
                - `text`: words that the claim's text contains, without regard to case and white space.
                - `min_confidence`: the least confidence, from 0 to 1.

        Raises:
            UnknownNameError: If there is no such condition, outlet, level or other named value;
                the message lists those that there are.
            FieldTypeError: If the value of a condition has the wrong type.
            FieldValueError: If a pair of days ends before it starts, or a confidence is not between 0 and 1.
        """
        tests = []
        for name, wanted in conditions.items():
            if name not in _CONDITIONS:
                raise _unknown(name, _CONDITIONS, "where: the condition")
            tests.append(_CONDITIONS[name](name, wanted, self.outlets))
        return self._with(claim for claim in self if all(test(claim) for test in tests))

    def by(self, name: str) -> "dict[Any, Claims]":
        """Return the claims in groups, by the value that they have for *name*, in order of first appearance.

        Args:
            name: `outlet`, `speaker`, `via`, `category`, `hedging`, `kind`, `type`, `polarity`, `stance`,
                `published` or `said`. Speakers are grouped by their name.
                The key is None for claims that have no such value, such as those whose speaker stays open.

        Raises:
            UnknownNameError: If claims cannot be grouped by *name*; the message lists what they can be grouped by.
        """
        value = _value("by", name)
        groups: dict[Any, list[Claim]] = {}
        for claim in self:
            groups.setdefault(value(claim), []).append(claim)
        return {key: self._with(group) for key, group in groups.items()}

    def count_by(self, *names: str) -> dict[Any, int]:
        """Return the number of claims for each value that they have for the names, in order of first appearance.

        Args:
            *names: One or more of the names that `by` takes.
                With one the keys are its values, with several they are tuples of values, in the order of the names.

        Raises:
            UnknownNameError: If claims cannot be grouped by one of the names.
            FieldValueError: If no name is given.
        """
        if not names:
            message = f"count_by: expected at least one name, got none; the names are {', '.join(_VALUES)}"
            raise FieldValueError(message)
        values = [_value("count_by", name) for name in names]
        if len(values) == 1:
            return dict(Counter(map(values[0], self)))
        return dict(Counter(tuple(value(claim) for value in values) for claim in self))

    def timeline(self) -> "Claims":
        """Return the claims in the order in which they were made.

        A claim counts from the first day in which it can have been made; without one, from its publication.
        Of two that start on one day the shorter interval comes first. Claims without any date come last.
        """
        return self._with(sorted(self, key=_moment))

    def to_records(self) -> list[dict[str, str | float | None]]:
        """Return one flat record for each claim, with the keys of `COLUMNS` in their order.

        Values are str, float or None, so that JSON, CSV, SQL and data frames take them as they are.
        """
        return [record_of(claim) for claim in self]

    def _columns(self) -> tuple[str, ...]:
        return COLUMNS

    def table(self, format: tables.Format = "terminal", *, width: int = tables.WIDTH, colour: bool = False) -> str:  # noqa: A002
        """Return the claims as a table: outlet, speaker, claim, hedging with its cue words, and when it was said.

        A speaker that stays open is shown as "(open)";
        a cue that does more than say (“denied”, “urged”) stands below the speaker.

        Args:
            format: `terminal`, `plain`, `github` or `html`.
            width: The columns of a terminal that a line may take, in the formats terminal and plain.
            colour: Whether headers are set in bold, in the format terminal.

        Raises:
            UnknownNameError: If there is no such format.
        """
        headers = ("outlet", "speaker", "claim", "hedging", "said")
        return tables.render(headers, [_row(claim) for claim in self], format=format, width=width, colour=colour)


def _folded(text: str) -> str:
    """Return *text* without differences of case and white space."""
    return " ".join(text.casefold().split())


def _unknown(name: object, known: Iterable[str], what: str) -> UnknownNameError:
    """Build the error for a *name* that is none of those *known*, the most similar ones first."""
    names = [str(each) for each in known]
    similar = difflib.get_close_matches(str(name), names, n=3)
    listed = list(dict.fromkeys(similar + names))
    shown = ", ".join(listed[:_NAMES_IN_A_MESSAGE])
    if len(listed) > _NAMES_IN_A_MESSAGE:
        shown += f" and {len(listed) - _NAMES_IN_A_MESSAGE} more"
    return UnknownNameError(f"{what} {name!r} is unknown; use one of: {shown}")


def _wrong_type(name: str, expected: str, value: object) -> FieldTypeError:
    """Build the error for a condition whose *value* has the wrong type."""
    return FieldTypeError(f"where: {name}: expected {expected}, got {value!r} of type {type(value).__name__}")


def _several(wanted: object) -> list[object]:
    """Return the values that a condition allows; a str is one value."""
    return list(wanted) if isinstance(wanted, Collection) and not isinstance(wanted, str) else [wanted]


def _speaker_test(role: str) -> Callable[[str, object, Sequence[str]], _Test]:
    """Make the condition on the speaker or on the relaying source."""

    def condition(name: str, wanted: object, _: Sequence[str]) -> _Test:
        names, canonical = set(), set()
        for value in (values := _several(wanted)):
            if isinstance(value, Speaker):
                canonical.add(_folded(value.name))
            elif isinstance(value, str):
                names.add(_folded(value))
            elif value is not None:
                raise _wrong_type(name, "a name, a Speaker or None, or several of them", value)
        is_open = None in values

        def test(claim: Claim) -> bool:
            speaker: Speaker | None = getattr(claim, role)
            if speaker is None:
                return is_open
            forms = [_folded(each) for each in (speaker.name, *speaker.aliases)]
            if speaker.category is Category.PERSON:
                forms.append(forms[0].rpartition(" ")[2])  # the family name
            return forms[0] in canonical or not names.isdisjoint(forms)

        return test

    return condition


def _outlet_test(name: str, wanted: object, outlets: Sequence[str]) -> _Test:
    """Make the condition on the outlet, which has to be one that was read."""
    known = {_folded(outlet) for outlet in outlets}
    allowed = set()
    for value in _several(wanted):
        if not isinstance(value, str):
            raise _wrong_type(name, "the name of an outlet, or several", value)
        # Where no outlet is known, a wrong name cannot be told from a right one.
        if known and _folded(value) not in known:
            raise _unknown(value, outlets, "where: the outlet")
        allowed.add(_folded(value))
    return lambda claim: _folded(claim.outlet) in allowed


def _member_test(enum: type[StrEnum]) -> Callable[[str, object, Sequence[str]], _Test]:
    """Make the condition on a field whose values are the members of *enum*."""

    def condition(name: str, wanted: object, _: Sequence[str]) -> _Test:
        allowed: set[object] = set()
        for value in _several(wanted):
            if value is None and name == "category":
                allowed.add(None)
            elif not isinstance(value, str):
                raise _wrong_type(name, f"one of {', '.join(enum)}, or several", value)
            elif value not in list(enum):
                raise _unknown(value, enum, f"where: the {name}")
            else:
                allowed.add(enum(value))
        return lambda claim: _VALUES[name](claim) in allowed

    return condition


def _days_test(days: Callable[[Claim], _Days | None]) -> Callable[[str, object, Sequence[str]], _Test]:
    """Make the condition on a first and a last day, given by *days*."""

    def condition(name: str, wanted: object, _: Sequence[str]) -> _Test:
        if wanted is None:
            return lambda claim: days(claim) is None
        first, last = _first_and_last(name, wanted)

        def test(claim: Claim) -> bool:
            found = days(claim)
            return found is not None and found[0] <= last and first <= found[1]

        return test

    return condition


def _first_and_last(name: str, wanted: object) -> _Days:
    """Return the first and the last day that a condition allows."""
    if isinstance(wanted, Interval):
        return wanted.start, wanted.end - dt.timedelta(days=1)
    if isinstance(wanted, dt.date):
        return _day(wanted), _day(wanted)
    match wanted:
        case (dt.date() | None as start, dt.date() | None as end):
            first = dt.date.min if start is None else _day(start)
            last = dt.date.max if end is None else _day(end)
            if first >= last:
                message = f"where: {name}: expected an end after the start, {first}, got {last}; the end is exclusive"
                raise FieldValueError(message)
            return first, last if end is None else last - dt.timedelta(days=1)
    raise _wrong_type(name, "a date, a pair of a start and an exclusive end, an Interval or None", wanted)


def _day(day: dt.date) -> dt.date:
    """Return *day* without a time."""
    return day.date() if isinstance(day, dt.datetime) else day


def _published_days(claim: Claim) -> _Days | None:
    """Return the day of publication as first and last day."""
    return (claim.published, claim.published) if claim.published else None


def _said_days(claim: Claim) -> _Days | None:
    """Return the first and the last day in which the claim can have been made."""
    return (claim.said.start, claim.said.end - dt.timedelta(days=1)) if claim.said else None


def _moment(claim: Claim) -> _Days:
    """Return the days by which a timeline is ordered."""
    return _said_days(claim) or _published_days(claim) or (dt.date.max, dt.date.max)


def _text_test(name: str, wanted: object, _: Sequence[str]) -> _Test:
    """Make the condition on words in the claim's text."""
    if not isinstance(wanted, str):
        raise _wrong_type(name, "words as a str", wanted)
    words = _folded(wanted)
    return lambda claim: words in _folded(claim.text)


def _confidence_test(name: str, wanted: object, _: Sequence[str]) -> _Test:
    """Make the condition on the least confidence."""
    if isinstance(wanted, bool) or not isinstance(wanted, int | float):
        raise _wrong_type(name, "a number from 0 to 1", wanted)
    if not 0 <= wanted <= 1:
        message = f"where: {name}: expected a number from 0 to 1, got {wanted!r}"
        raise FieldValueError(message)
    return lambda claim: claim.confidence >= wanted


_VALUES: dict[str, Callable[[Claim], Hashable]] = {
    "outlet": lambda claim: claim.outlet,
    "speaker": lambda claim: claim.speaker.name if claim.speaker else None,
    "via": lambda claim: claim.via.name if claim.via else None,
    "category": lambda claim: claim.speaker.category if claim.speaker else None,
    "hedging": lambda claim: claim.hedging,
    "kind": lambda claim: claim.kind,
    "type": lambda claim: claim.type,
    "polarity": lambda claim: claim.polarity,
    "stance": lambda claim: claim.stance,
    "published": lambda claim: claim.published,
    "said": lambda claim: claim.said,
}


def _value(query: str, name: str) -> Callable[[Claim], Hashable]:
    """Return what gives a claim's value for *name*."""
    if name not in _VALUES:
        raise _unknown(name, _VALUES, f"{query}: the name")
    return _VALUES[name]


_CONDITIONS: dict[str, Callable[[str, object, Sequence[str]], _Test]] = {
    "speaker": _speaker_test("speaker"),
    "via": _speaker_test("via"),
    "category": _member_test(Category),
    "outlet": _outlet_test,
    "hedging": _member_test(Hedging),
    "kind": _member_test(Kind),
    "type": _member_test(AttributionType),
    "polarity": _member_test(Polarity),
    "stance": _member_test(Stance),
    "published": _days_test(_published_days),
    "said": _days_test(_said_days),
    "text": _text_test,
    "min_confidence": _confidence_test,
}


def _row(claim: Claim) -> tuple[str, str, str, str, str]:
    """Return the cells of a claim in a table for readers."""
    words = [claim.words([hedge.span]) for hedge in claim.hedges if hedge.scope is Scope.CLAIM]
    return (
        claim.outlet,
        "\n".join(filter(None, (speaker_caption(claim), cue_caption(claim)))),
        claim.text.removeprefix("that "),
        hedging_caption(claim.hedging, words),
        date_caption(claim.said),
    )
