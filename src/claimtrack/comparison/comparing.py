# SPDX-License-Identifier: MIT
"""The comparison: one row for each proposition, with what each outlet carries and in what they differ."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import attrs

from claimtrack.checks import distinct
from claimtrack.comparison import record, side_by_side, views
from claimtrack.comparison.alignment import Alignment, Group
from claimtrack.comparison.differences import Difference, differences
from claimtrack.comparison.elsewhere import Elsewhere
from claimtrack.comparison.passages import Passage
from claimtrack.comparison.profiles import Profile, profiles
from claimtrack.comparison.quoting import PairKind, pair_kind
from claimtrack.comparison.rows import Row
from claimtrack.comparison.sides import Side
from claimtrack.comparison.signals import Weights, weights
from claimtrack.comparison.summary import Summary
from claimtrack.comparison.voices import find_voices
from claimtrack.display import tables
from claimtrack.display.columns import Column, Value
from claimtrack.display.dataframes import Tabular
from claimtrack.exceptions import UnknownNameError
from claimtrack.model import Claim


@attrs.frozen
class Pair:
    """Two claims of two outlets that state one proposition; what it tells beyond that is worked out when asked.

    Attributes:
        a: The claim of the outlet that was seen first.
        b: The claim of the other outlet.
        confidence: How probable it is that they do, from 0.5 to 1; calibrated, see `docs/alignment.md`.
    """

    a: Claim
    b: Claim
    confidence: float
    _one: Profile = attrs.field(eq=False, repr=False)
    _other: Profile = attrs.field(eq=False, repr=False)

    @property
    def kind(self) -> PairKind:
        """How the words that state the proposition relate."""
        return pair_kind(self._one, self._other)

    @property
    def passages(self) -> tuple[Passage, Passage]:
        """The parts of the two claims that state the proposition."""
        return self._one.passage, self._other.passage

    @property
    def is_quoted(self) -> bool:
        """Whether words of one of these parts stand in quotation marks."""
        return any(self._one.marked) or any(self._other.marked)

    @property
    def differences(self) -> tuple[Difference, ...]:
        """In what the two differ, whatever the confidence."""
        return differences({each.claim.outlet: Side((each,)) for each in (self._one, self._other)})


@attrs.frozen
class Comparison(Tabular):
    """How outlets report the same event: what several carry, in what they differ, and what one carries alone.

    Attributes:
        outlets: The outlets, in first-seen order.
        rows: The propositions: first those that several outlets surely carry, then those that they may carry,
            each in the order of the first outlet that does, then those of one outlet alone.
    """

    outlets: tuple[str, ...]
    rows: tuple[Row, ...]
    _alignment: Alignment = attrs.field(eq=False, repr=False)

    @cached_property
    def _elsewhere(self) -> Elsewhere:
        return Elsewhere(self._alignment)

    def __repr__(self) -> str:
        counted = (("outlet", self.outlets), ("row", self.rows))
        counts = (f"{len(items)} {noun}{'' if len(items) == 1 else 's'}" for noun, items in counted)
        perhaps = f", {len(self.unsure)} perhaps" if self.unsure else ""
        return f"Comparison({', '.join(counts)}, {len(self.shared)} shared{perhaps})"

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def _repr_html_(self) -> str:
        """Return the summary and the first 20 rows as tables, for a notebook."""
        left = len(self) - tables.ROWS_IN_A_NOTEBOOK
        first = side_by_side.ordered(self.rows)[: tables.ROWS_IN_A_NOTEBOOK]
        shown = tables.in_notebook(side_by_side.table(first, self.outlets, "html"))
        see = "<code>print(comparison.table())</code> or <code>render_report(comparison)</code> shows all of them"
        rest = f"<p>and {left} more rows; {see}</p>" if left > 0 else ""
        return "\n".join(filter(None, (self.summary()._repr_html_() if self.rows else "", shown, rest)))

    @property
    def shared(self) -> tuple[Row, ...]:
        """The rows that two or more outlets surely carry, with a confidence of 0.8 or more."""
        return tuple(row for row in self.rows if row.is_sure)

    @property
    def unsure(self) -> tuple[Row, ...]:
        """The rows that two or more outlets perhaps carry, with a confidence from 0.5, and below 0.8.

        What they hold is in no other row, but that one end of a doubtful link may be in a sure row as well.
        """
        return tuple(row for row in self.rows if row.is_unsure)

    def only(self, outlet: str) -> tuple[Row, ...]:
        """Return the rows that *outlet* carries alone; what it perhaps shares is none of them.

        Raises:
            UnknownNameError: If the comparison has no such outlet.
        """
        if outlet not in self.outlets:
            known = ", ".join(self.outlets) or "none, as there are no claims"
            message = f"outlet: {outlet!r} is not in this comparison; its outlets are {known}"
            raise UnknownNameError(message)
        return tuple(row for row in self.rows if row.outlets == (outlet,))

    def pairs(self) -> tuple[Pair, ...]:
        """Return the claims of two outlets that match, each pair once, by its best-matching parts.

        Claims that one outlet repeats word for word count once. Two that match only through a third
        are a pair where they are alike enough themselves.
        """
        order = {outlet: number for number, outlet in enumerate(self.outlets)}
        found: dict[tuple[str, str], Pair] = {}
        for value, number, other_number in self._alignment.pairs():
            profiles = (self._alignment.found[at].profile for at in (number, other_number))
            one, other = sorted(profiles, key=lambda profile: order[profile.claim.outlet])
            known = found.get((one.claim.id, other.claim.id))
            if known is None or known.confidence < value:
                found[one.claim.id, other.claim.id] = Pair(one.claim, other.claim, value, one, other)
        return tuple(found.values())

    def voices(self) -> tuple[tuple[Row, Difference], ...]:
        """Return the rows whose proposition another outlet asserts in its own voice, with that difference.

        An outlet's own sentences, outside all of its claims, are compared with the rows that it does not carry.
        What shows the difference are the attributing words on the one side, and a claim without cue, source
        and speaker on the other. Time is about linear in the length of the articles.
        """
        return tuple(find_voices(self.rows, self.outlets, self._elsewhere))

    def to_records(self) -> list[dict[str, Value]]:
        """Return one flat record for each row, outlet and passage, with the columns of `COLUMNS`."""
        return record.records(self.rows)

    def _columns(self) -> tuple[Column[record.Stated], ...]:
        return record.RECORD

    def _sheets(self) -> Mapping[str, Tabular]:
        return {
            "rows": side_by_side.view(self.rows, self.outlets),
            "records": self,
            "differences": self.difference_view(),
            "omissions": self.omissions(),
            "summary": self.summary(),
            "speakers": self.who_said_what(),
        }

    def table(
        self,
        format: tables.Format = "terminal",  # noqa: A002
        *,
        sort: side_by_side.Sort = "order",
        differences: side_by_side.Told = "main",
        width: int = tables.WIDTH,
        colour: bool = False,
    ) -> str:
        """Return the comparison as text: what several outlets carry and how they differ, then what each carries alone.

        Up to three outlets stand side by side; more, or few columns, put each outlet on a line of its own.
        A claim without a level is unhedged, and what an outlet does not quote is marked where others quote it.

        Args:
            format: `terminal`, `plain`, `github` or `html`.
            sort: `order` (of the first outlet that carries a row), `outlets` or `differences` (most first),
                or `said` (earliest first). The rows keep their numbers.
            differences: `main` (the two of each row that matter most) or `all`.
            width: The columns that a line may take, in the formats terminal and plain.
            colour: Whether headers are set in bold, in the format terminal.

        Raises:
            UnknownNameError: If there is no such format, order or choice of differences.
        """
        return side_by_side.table(
            side_by_side.ordered(self.rows, sort),
            self.outlets,
            format,
            differences=differences,
            width=width,
            colour=colour,
        )

    def summary(self) -> Summary:
        """Return what the comparison comes to: claims, sources and quoting of each outlet, and what they share."""
        return Summary.of(self.rows, self.outlets)

    def who_said_what(self) -> tables.View:
        """Return how many claims of each speaker each outlet carries, and how firm the firmest and the weakest is.

        Speakers whom most outlets carry come first, then those with most claims; None stands for open speakers.
        """
        return views.who_said_what(self.rows, self.outlets)

    def hedging_shift(self) -> tables.View:
        """Return the rows that name a difference in hedging, with each outlet's level and the steps between them.

        Of several passages of an outlet the firmest counts;
        its steps are those below the firmest outlet of the row, from 0 to 3.
        """
        return views.hedging_shift(self.rows)

    def timeline(self) -> tables.View:
        """Return the claims in the order in which they were made, or else published, each once."""
        return views.timeline(self.rows)

    def omissions(self) -> tables.View:
        """Return what each outlet alone carries, and, of three outlets or more, where it is the only one without it."""
        return views.omissions(self.rows, self.outlets, self._elsewhere)

    def difference_view(self) -> tables.View:
        """Return the differences of all rows, one row for each outlet, with its words and where they stand."""
        return views.difference_view((number, one) for number, row in enumerate(self, 1) for one in row.differences)

    def voices_view(self) -> tables.View:
        """Return what `voices` finds in the same columns."""
        numbers = {id(row): number for number, row in enumerate(self, 1)}
        return views.difference_view((numbers[id(row)], one) for row, one in self.voices())

    def quotation_view(self) -> tables.View:
        """Return the pairs of which at least one claim is quoted, with their kind and both wordings, by row."""
        quoted = (pair for pair in self.pairs() if pair.is_quoted)
        return views.quotation_view(self.rows, ((pair.kind, pair.confidence, *pair.passages) for pair in quoted))

    def diff(self, row: Row) -> tables.View:
        """Return the words of *row* in its first outlet beside those of each other outlet, word by word.

        Case, marks, spacing and house spelling do not count; of several passages, the most alike are compared.
        """
        return views.diff(row.sides)


def compare(claims: Iterable[Claim]) -> Comparison:
    """Return the claims of two or more outlets side by side: aligned, with differences, and what one carries alone.

    Claims of one outlet, or none, give a comparison in which nothing is shared.
    A claim that is given twice counts once. Time is about linear in the number of claims.

    Raises:
        FieldTypeError: If something else than claims is given.
    """
    return compare_by(weights(), claims)


def compare_by(weights: Weights, claims: Iterable[Claim]) -> Comparison:
    """Return the comparison of *claims* by other weights of the signals than those that come with the package."""
    given = distinct(claims, Claim, "compare", "extract")
    articles = {article: number for number, article in enumerate(dict.fromkeys(c.article.id for c in given))}
    given.sort(key=lambda claim: (articles[claim.article.id], claim.content[0].start))
    outlets = tuple(dict.fromkeys(claim.outlet for claim in given))
    found = [profile for claim in given for profile in profiles(claim)]
    alignment = Alignment.of(found, weights)
    order = {outlet: number for number, outlet in enumerate(outlets)}

    def row(group: Group) -> Row:
        sides: dict[str, list[Profile]] = {}
        for number in group.members:
            sides.setdefault(found[number].claim.outlet, []).append(found[number])
        return Row.of(
            {outlet: Side(tuple(sides[outlet])) for outlet in sorted(sides, key=order.__getitem__)}, group.confidence
        )

    sure, doubtful, alone = alignment.rows()
    groups = (sure, doubtful, _adjacent(alone, found))
    ordered = (sorted(each, key=lambda group: min(group.members)) for each in groups)
    return Comparison(outlets, tuple(row(group) for each in ordered for group in each), alignment)


def _adjacent(alone: Iterable[Group], profiles: Sequence[Profile]) -> list[Group]:
    """Return the rows of one outlet, with neighbouring passages of one claim, each said once, as one row."""
    found: list[Group] = []
    for group in sorted(alone, key=lambda group: group.members):
        first, *again = group.members
        before = found[-1].members[-1] if found else None
        if not again and before == first - 1 and profiles[before].claim is profiles[first].claim:
            found[-1] = Group((*found[-1].members, first), None)
        else:
            found.append(group)
    return found
