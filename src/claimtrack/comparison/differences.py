# SPDX-License-Identifier: MIT
"""Differences: in what outlets that report one proposition differ, with the spans that show it."""

import re
from collections.abc import Callable, Mapping
from enum import StrEnum

import attrs

from claimtrack.comparison.commitment import colours, find_hedging, find_polarity, find_stance
from claimtrack.comparison.counts import disagree, find_number
from claimtrack.comparison.details import find_detail
from claimtrack.comparison.identity import Identity, has_name, identity, is_nameless_document
from claimtrack.comparison.labels import find_label
from claimtrack.comparison.passages import Passage
from claimtrack.comparison.profiles import profile
from claimtrack.comparison.quoting import find_quotation
from claimtrack.comparison.sides import ByOutlet, Shown, Sides, some_two_share_nothing
from claimtrack.display.tables import View
from claimtrack.language.closed_classes import word_class
from claimtrack.model import Category, Interval, Speaker


class Field(StrEnum):
    """In what two outlets differ; existing values never change their meaning."""

    SPEAKER = "speaker"
    HEDGING = "hedging"
    STANCE = "stance"
    POLARITY = "polarity"
    DATE = "date"
    NUMBER = "number"
    QUOTATION = "quotation"
    LABEL = "label"
    WORDING = "wording"
    DETAIL = "detail"
    VOICE = "voice"


class Importance(StrEnum):
    """How much a difference matters."""

    MAJOR = "major"
    MINOR = "minor"


_MAJOR = frozenset({Field.HEDGING, Field.POLARITY, Field.VOICE})
_MAJOR_COLOURS = frozenset({"admitting", "attacking", "claiming", "denying"})
_NOT_QUOTED = frozenset({Field.SPEAKER, Field.DATE})
_PAPER_AND_PEOPLE = {Category.DOCUMENT, Category.UNNAMED}
_OF_SOMEBODY = re.compile(r"['’]s? ")


@attrs.frozen(repr=False)
class Difference:
    """One field in which outlets differ within a row.

    Attributes:
        field: The field.
        values: What each outlet has: its words as they stand on its page, of a speaker the name, of a date the days
            as ISO 8601 writes them; empty where it has nothing.
        passages: What shows it: for each outlet, passages with the spans of the words.
        importance: Whether it is what a reader would look at first; what an outlet commits itself to, whether it
            affirms or denies, and how much it counts, is. An editorial choice.
    """

    field: Field = attrs.field(converter=Field)
    values: ByOutlet[str]
    passages: ByOutlet[tuple[Passage, ...]]
    importance: Importance = attrs.field(
        default=attrs.Factory(lambda self: _importance(self.field, self.values), takes_self=True)
    )

    def __repr__(self) -> str:
        return f"Difference({str(self)!r}, {self.importance.value})"

    def _repr_html_(self) -> str:
        rows = tuple((outlet, value or None) for outlet, value in self.values.items())
        return View(("outlet", self.field.value), rows)._repr_html_()

    def __str__(self) -> str:
        parts = (
            f"{', '.join(outlets)}{' ' if words.startswith('“') else ': '}{words}" for words, outlets in self.told()
        )
        is_alone = sum(map(bool, self.values.values())) == 1
        between = " → " if self.field is Field.LABEL else " · "
        return f"{self.field.value}: {'only ' if is_alone else ''}{between.join(parts)}"

    def told(self) -> list[tuple[str, list[str]]]:
        """Return each value that there is, as it is printed, with the outlets that have it.

        An outlet's words stand in quotation marks; of a difference in quotation, those alone that it quotes.
        """
        found: dict[str, list[str]] = {}
        for outlet, value in self.values.items():
            if value:
                found.setdefault(self._printed(outlet, value), []).append(outlet)
        return list(found.items())

    def _printed(self, outlet: str, value: str) -> str:
        if self.field in _NOT_QUOTED:
            return value
        if self.field is Field.QUOTATION and not any(any(profile(one).marked) for one in self.passages[outlet]):
            return "not quoted"
        return f"“{value}”"

    @classmethod
    def of(cls, field: Field, shown: Mapping[str, Shown]) -> "Difference":
        """Return the difference in one field, from what each outlet has in it."""
        values = {outlet: each.value for outlet, each in shown.items()}
        return cls(field, ByOutlet(values), ByOutlet({outlet: each.passages for outlet, each in shown.items()}))


def _importance(field: Field, values: Mapping[str, str]) -> Importance:
    told = [colours(value) for value in values.values() if value] if field is Field.STANCE else []
    apart = frozenset().union(*told).difference(frozenset.intersection(*told)) if told else frozenset()
    counts = field is Field.NUMBER and disagree(values.values())
    is_major = field in _MAJOR or counts or not apart.isdisjoint(_MAJOR_COLOURS)
    return Importance.MAJOR if is_major else Importance.MINOR


def differences(sides: Sides) -> tuple[Difference, ...]:
    """Return in what the outlets of one row differ, major ones first; fewer than two outlets never differ.

    - speaker: two resolved names, or a name and an explicit anonymous source or document; one person's spokesman or
      statement, and a speaker that was left open, are no difference.
    - hedging: a hedge on what they share, in one outlet only.
    - stance: cues of other colours ("admitted", "said"), or words that keep a distance ("what he called").
    - polarity: one outlet denies, or negates, what the other affirms.
    - date: both say when the claim was made, and the days do not meet; silence is no difference.
    - number: one thing counted otherwise, or exactly and roughly.
    - quotation: quoted words that were changed or cut, or put in other words.
    - label: other words beside the same name, or for people.
    - detail: clauses that the whole article of another outlet lacks.

    The field voice needs more than the claims of a row; see `Comparison.voices`.
    """
    if len(sides) < 2:  # noqa: PLR2004
        return ()
    found = [Difference.of(field, shown) for field, find in _FINDERS.items() if (shown := find(sides)) is not None]
    # What cannot be shown in other words on the two sides is no finding, nor is a detail that is another one.
    told = [difference for difference in found if len(set(difference.values.values())) > 1]
    taken = [one for one in told if one.field in {Field.NUMBER, Field.LABEL}]
    told = [one for one in told if one.field is not Field.DETAIL or not any(_covers(one, other) for other in taken)]
    return tuple(sorted(told, key=lambda difference: difference.importance is Importance.MINOR))


def _covers(one: Difference, other: Difference) -> bool:
    """Tell whether some words of *other* stand within those of *one*."""
    return any(
        span.covers(part)
        for outlet, passages in one.passages.items()
        for passage in passages
        for span in passage.spans
        for shown in other.passages.get(outlet, ())
        for part in shown.spans
        if shown.claim is passage.claim
    )


def _speaker(sides: Sides) -> dict[str, Shown] | None:
    named = {outlet: [c for c in side.claims if c.speaker and _is_telling(c.speaker)] for outlet, side in sides.items()}
    speakers = {outlet: tuple(dict.fromkeys(claim.speaker for claim in claims)) for outlet, claims in named.items()}
    if not some_two_share_nothing(speakers.values(), _may_be_one):
        return None
    return {
        outlet: Shown(
            ", ".join(dict.fromkeys(str(speaker) for speaker in speakers[outlet])),
            tuple(Passage(claim, claim.source) for claim in claims if claim.source),
        )
        for outlet, claims in named.items()
    }


def _is_telling(speaker: Speaker) -> bool:
    """Tell whether a speaker is more than somebody's statement or relation ("the firm's lawyer")."""
    described = speaker.category is Category.UNNAMED and _OF_SOMEBODY.search(speaker.name) is not None
    states = is_nameless_document(speaker) and speaker.name.split()[-1] in word_class("speaks for its author")
    return not described and not states


def _may_be_one(speaker: Speaker | None, other: Speaker | None) -> bool:
    if identity(speaker, other) not in {Identity.DIFFERENT, Identity.COMPATIBLE}:
        return True
    return {one.category for one in (speaker, other) if one} != _PAPER_AND_PEOPLE and not any(
        has_name(one) for one in (speaker, other) if one
    )


def _date(sides: Sides) -> dict[str, Shown] | None:
    said = {
        outlet: tuple(dict.fromkeys(claim.said for claim in side.claims if claim.said))
        for outlet, side in sides.items()
    }
    if not some_two_share_nothing(said.values(), _may_be_one_day):
        return None
    return {
        outlet: Shown(
            ", ".join(map(str, said[outlet])),
            tuple(Passage(claim, (claim.said_span,)) for claim in side.claims if claim.said_span),
        )
        for outlet, side in sides.items()
    }


def _may_be_one_day(one: Interval, other: Interval) -> bool:
    """Tell whether two times meet or follow on each other, as the evening of one outlet is the morning of another."""
    return one.overlaps(other) or other.end == one.start or one.end == other.start


_FINDERS: dict[Field, Callable[[Sides], dict[str, Shown] | None]] = {
    Field.SPEAKER: _speaker,
    Field.HEDGING: find_hedging,
    Field.STANCE: find_stance,
    Field.POLARITY: find_polarity,
    Field.DATE: _date,
    Field.NUMBER: find_number,
    Field.QUOTATION: find_quotation,
    Field.LABEL: find_label,
    Field.DETAIL: find_detail,
}
