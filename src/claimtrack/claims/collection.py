# SPDX-License-Identifier: MIT
"""Claims in a row, with the helpers that query, group, order and print them."""

from abc import abstractmethod
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, Unpack, overload

import attrs

from claimtrack.checks import are_several, check, check_object, wrong_type
from claimtrack.claims.captions import cue_caption, date_caption, hedging_caption, speaker_caption
from claimtrack.claims.conditions import VALUES, Conditions, Known, Voice, check_names, forms, moment, parse, voices
from claimtrack.claims.counts import Counts
from claimtrack.claims.record import RECORD, record_of
from claimtrack.claims.speaker_table import speaker_table
from claimtrack.display import tables
from claimtrack.display.columns import Column, Value
from claimtrack.display.dataframes import Tabular
from claimtrack.display.escaping import markup
from claimtrack.model import Claim, Scope

__all__ = ["Claims"]


def _distinct(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Return the claims in their order, each once; claims that share an id and differ elsewhere all stay."""
    check_object(claims, Iterable, "Claims", "claims (claimtrack.extract finds them)")
    first: dict[str, Claim] = {}
    further: set[Claim] = set()  # those that share an id; a look at the id alone is much faster
    distinct = []
    for claim in claims:
        check(claim, Claim, "Claims", "values of the class Claim")
        same_id = first.get(claim.id)
        if same_id is None:
            first[claim.id] = claim
            distinct.append(claim)
        elif claim != same_id and claim not in further:
            further.add(claim)
            distinct.append(claim)
    return tuple(distinct)


def _names(outlets: Iterable[str]) -> tuple[str, ...]:
    names = (outlets,) if isinstance(outlets, str) else tuple(outlets)
    for name in names:
        check(name, str, "Claims.outlets", "names as str")
    return names


class ClaimTable(Tabular):
    """Claims in a row as records, data frames and tables: what `Claims` and a selection of a register share."""

    __slots__ = ()

    @abstractmethod
    def __iter__(self) -> Iterator[Claim]: ...

    @abstractmethod
    def __len__(self) -> int: ...

    @overload
    def __getitem__(self, index: int) -> Claim: ...
    @overload
    def __getitem__(self, index: slice) -> "ClaimTable": ...
    @abstractmethod
    def __getitem__(self, index: int | slice) -> "Claim | ClaimTable": ...

    def _repr_html_(self) -> str:
        more = len(self) - tables.ROWS_IN_A_NOTEBOOK
        left = f"<p>and {more} more</p>" if more > 0 else ""
        shown = tables.in_notebook(self[: tables.ROWS_IN_A_NOTEBOOK].table("html"))
        return f"<p>{markup(repr(self))}</p>\n{shown}{left}"

    def to_records(self) -> list[dict[str, Value]]:
        """Return one flat record for each claim, with the keys of `COLUMNS` in their order.

        Values are str, float or None, so that JSON, CSV, SQL and data frames take them as they are.
        """
        return [record_of(claim) for claim in self]

    def _columns(self) -> tuple[Column[Claim], ...]:
        return RECORD

    def _sheets(self) -> Mapping[str, Tabular]:
        return {"claims": self, "speakers": speaker_table(self)}

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


@attrs.frozen(repr=False)
class Claims(ClaimTable, Collection[Claim]):
    """An immutable sequence of claims, with the helpers that query, group, order and print them.

    A claim that comes twice is kept once.
    `+` puts two collections one after the other, and `concat` any number; a slice is a collection again.
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
    # Who speaks or relays, as pairs of role and speaker, once they are asked for; a query's result keeps those, too.
    _voices: frozenset[Voice] | None = attrs.field(init=False, default=None, eq=False)

    def __attrs_post_init__(self) -> None:
        outlets = dict.fromkeys((*self.outlets, *(claim.outlet for claim in self._claims)))
        object.__setattr__(self, "outlets", tuple(outlets))

    @classmethod
    def concat(cls, parts: Iterable["Claims"]) -> "Claims":
        """Return collections one after the other, as `+` does, in time linear in the number of their claims.

        Args:
            parts: The collections, such as `map(claimtrack.extract, articles)`.

        Raises:
            FieldTypeError: If *parts* is not an iterable, or one of them is no Claims.
        """
        if not are_several(parts):
            raise wrong_type(parts, "Claims.concat", "an iterable of Claims")
        given = tuple(parts)
        for part in given:
            check(part, Claims, "Claims.concat", "values of the class Claims")
        whole = cls(chain.from_iterable(given), outlets=chain.from_iterable(part.outlets for part in given))
        return _knowing(whole, frozenset().union(*(part._known_voices() for part in given)))  # noqa: SLF001 - this class

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
        return Claims.concat((self, other))

    def __repr__(self) -> str:
        outlets = {claim.outlet for claim in self}
        speakers = {claim.speaker.name for claim in self if claim.speaker}
        counted = (("claim", self), ("outlet", outlets), ("speaker", speakers))
        counts = (f"{len(items)} {noun}{'' if len(items) == 1 else 's'}" for noun, items in counted)
        return f"Claims({', '.join(counts)})"

    def _with(self, claims: Iterable[Claim]) -> "Claims":
        """Return some of these claims, with all the outlets that were read, and all who speak in them."""
        return _knowing(Claims(claims, outlets=self.outlets), self._known_voices())

    def _known_voices(self) -> frozenset[Voice]:
        known = voices(self._claims) if self._voices is None else self._voices
        object.__setattr__(self, "_voices", known)
        return known

    def _instead(self) -> Callable[[str, str], list[str] | None]:
        """Return what gives the names of all in a role, sorted, if nobody in any role goes by a folded name."""
        known: set[str] = set()

        def instead(role: str, name: str) -> list[str] | None:
            if not known:
                known.update(form for _, who in self._known_voices() for form in forms(who))
            if name in known or not known:
                return None
            return sorted({who.name for in_role, who in self._known_voices() if in_role == role})

        return instead

    def where(self, **conditions: Unpack[Conditions]) -> "Claims":
        """Return the claims that meet all the conditions, in their order.

        A condition may be one value or a collection of them, of which one has to hold.
        Names and words are compared without regard to case, white space and the shape of quotation marks.

        Args:
            **conditions: Any of these names:

                - `speaker`, `via`: a name, an alias or a person's family name, of somebody who speaks or relays;
                  a `Speaker`, whose name has to be the same, and who need not be there;
                  None for a speaker that stays open.
                - `category`: what the speaker is, as `Category` or its name; None for an open speaker.
                - `outlet`: the name of an outlet that was read.
                - `hedging`, `kind`, `type`, `polarity`, `stance`: a member of the enum, or its name.
                - `published`, `said`: a day; a pair of the first day and the day *after* the last,
                  of which either may be None; or an `Interval`.
                  `said` finds every claim whose interval shares a day with it. None finds the claims without a date.
                - `text`: words that the claim's text contains.
                - `min_confidence`: the least confidence, from 0 to 1.

        Raises:
            UnknownNameError: If there is no such condition, speaker, outlet, level or other named value;
                the message lists those that there are, the most similar ones first.
                A query's result still knows the speakers of what was queried, and finds nothing for them.
            FieldTypeError: If the value of a condition has the wrong type.
            FieldValueError: If a pair of days ends before it starts, or a confidence is not between 0 and 1.
        """
        tests = [condition.holds for condition in parse(conditions, Known(self.outlets, self._instead()))]
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
        check_names("by", [name])
        value = VALUES[name]
        groups: dict[Any, list[Claim]] = {}
        for claim in self:
            groups.setdefault(value(claim), []).append(claim)
        return {key: self._with(group) for key, group in groups.items()}

    def count_by(self, *names: str) -> Counts:
        """Return the number of claims for each value that they have for the names, in order of first appearance.

        Args:
            *names: One or more of the names that `by` takes.
                With one the keys are its values, with several they are tuples of values, in the order of the names.

        Returns:
            A dict that prints as a table, and whose `view()` goes into records and data frames.

        Raises:
            UnknownNameError: If claims cannot be grouped by one of the names.
            FieldValueError: If no name is given.
        """
        check_names("count_by", names)
        values = [VALUES[name] for name in names]
        if len(values) == 1:
            return Counts(names, Counter(map(values[0], self)))
        return Counts(names, Counter(tuple(value(claim) for value in values) for claim in self))

    def timeline(self) -> "Claims":
        """Return the claims in the order in which they were made.

        A claim counts from the first day in which it can have been made; without one, from its publication.
        Of two that start on one day the shorter interval comes first. Claims without any date come last.
        """
        return self._with(sorted(self, key=moment))


def _knowing(claims: Claims, known: frozenset[Voice]) -> Claims:
    object.__setattr__(claims, "_voices", known)
    return claims


def _row(claim: Claim) -> tuple[str, str, str, str, str]:
    words = [claim.words([hedge.span]) for hedge in claim.hedges if hedge.scope is Scope.CLAIM]
    return (
        claim.outlet,
        "\n".join(filter(None, (speaker_caption(claim), cue_caption(claim)))),
        claim.text.removeprefix("that "),
        hedging_caption(claim.hedging, words),
        date_caption(claim.said),
    )
