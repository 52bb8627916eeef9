# SPDX-License-Identifier: MIT
"""The comparison: one row for each proposition, with what each outlet carries and in what they differ."""

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence

import attrs

from claimtrack.checks import distinct
from claimtrack.comparison import record, side_by_side, views
from claimtrack.comparison.alignment import Scorer, align
from claimtrack.comparison.differences import Difference, differences
from claimtrack.comparison.profiles import Profile, profiles
from claimtrack.comparison.quoting import PairKind, pair_kind
from claimtrack.comparison.rows import Row
from claimtrack.comparison.sides import Side
from claimtrack.comparison.signals import Evidence, score
from claimtrack.comparison.voices import find_voices
from claimtrack.display import tables
from claimtrack.display.columns import Column, Value
from claimtrack.display.dataframes import Tabular
from claimtrack.exceptions import UnknownNameError
from claimtrack.model import Claim

_LEAST_PAIR = 0.1  # score of two claims of a row in which an outlet has several


@attrs.frozen
class Pair:
    """Two claims of two outlets that state one proposition; what it tells beyond the claims is worked out when asked.

    Attributes:
        a: The claim of the outlet that was seen first.
        b: The claim of the other outlet.
    """

    a: Claim
    b: Claim
    _one: Evidence = attrs.field(eq=False, repr=False)
    _other: Evidence = attrs.field(eq=False, repr=False)
    _weight: Callable[[str], float] = attrs.field(eq=False, repr=False)

    @property
    def kind(self) -> PairKind:
        """How the words that state the proposition relate."""
        return pair_kind(self._one.profile, self._other.profile)

    @property
    def differences(self) -> tuple[Difference, ...]:
        """In what the two differ."""
        sides = {each.profile.claim.outlet: Side((each.profile,)) for each in (self._one, self._other)}
        return differences(sides, self._weight)

    @property
    def score(self) -> float:
        """How sure the alignment is, from 0 to 1; no probability."""
        return score(self._one, self._other)


@attrs.frozen
class Comparison(Tabular):
    """How outlets report the same event: what several carry, in what they differ, and what one carries alone.

    Attributes:
        outlets: The outlets, in first-seen order.
        rows: The propositions: first those that several outlets carry, in the order of the first outlet that does,
            then those of one outlet alone.
    """

    outlets: tuple[str, ...]
    rows: tuple[Row, ...]
    _scorer: Scorer = attrs.field(eq=False, repr=False)

    def __repr__(self) -> str:
        counted = (("outlet", self.outlets), ("row", self.rows))
        counts = (f"{len(items)} {noun}{'' if len(items) == 1 else 's'}" for noun, items in counted)
        return f"Comparison({', '.join(counts)}, {len(self.shared)} shared)"

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def _repr_html_(self) -> str:
        """Return the first 20 rows as tables, for a notebook."""
        left = len(self) - tables.ROWS_IN_A_NOTEBOOK
        shown = side_by_side.table(self.rows[: tables.ROWS_IN_A_NOTEBOOK], self.outlets, "html")
        return f"{shown}\n<p>and {left} more rows</p>" if left > 0 else shown

    @property
    def shared(self) -> tuple[Row, ...]:
        """The rows that two or more outlets carry."""
        return tuple(row for row in self.rows if len(row.passages) > 1)

    def only(self, outlet: str) -> tuple[Row, ...]:
        """Return the rows that *outlet* carries alone.

        Raises:
            UnknownNameError: If the comparison has no such outlet.
        """
        if outlet not in self.outlets:
            known = ", ".join(self.outlets) or "none, as there are no claims"
            message = f"outlet: {outlet!r} is not in this comparison; its outlets are {known}"
            raise UnknownNameError(message)
        return tuple(row for row in self.rows if row.outlets == (outlet,))

    def pairs(self) -> tuple[Pair, ...]:
        """Return the claims of two outlets that match within a row, each pair once, by its best-matching parts.

        Claims that one outlet repeats word for word count once. Where an outlet has several claims in a row,
        two that have hardly anything in common are no pair, unless each is the other's best.
        """
        found: dict[tuple[str, str], Pair] = {}
        for row in self.shared:
            sides = [[self._scorer.evidence(profile) for profile in _distinct(side)] for side in row.sides.values()]
            for side, other_side in itertools.combinations(sides, 2):
                for one, other in _matching(side, other_side):
                    a, b = one.profile.claim, other.profile.claim
                    pair = Pair(a, b, one, other, self._scorer.weight)
                    known = found.get((a.id, b.id))
                    if known is None or known.score < pair.score:
                        found[a.id, b.id] = pair
        return tuple(found.values())

    def voices(self) -> tuple[tuple[Row, Difference], ...]:
        """Return the rows whose proposition another outlet asserts in its own voice, with that difference.

        An outlet's own sentences, outside all of its claims, are compared with the rows that it does not carry.
        What shows the difference are the attributing words on the one side, and a claim without cue, source
        and speaker on the other. Time is about linear in the length of the articles.
        """
        return tuple(find_voices(self.rows, self._scorer))

    def to_records(self) -> list[dict[str, Value]]:
        """Return one flat record for each row, outlet and passage, with the columns of `COLUMNS`."""
        return record.records(self.rows)

    def _columns(self) -> tuple[Column[record.Stated], ...]:
        return record.RECORD

    def table(
        self,
        format: tables.Format = "terminal",  # noqa: A002
        *,
        sort: side_by_side.Sort = "order",
        width: int = tables.WIDTH,
        colour: bool = False,
    ) -> str:
        """Return the comparison as text: what several outlets carry and how they differ, then what each carries alone.

        Up to three outlets stand side by side; more, or few columns, put each outlet on a line of its own.

        Args:
            format: `terminal`, `plain`, `github` or `html`.
            sort: `order` (of the first outlet that carries a row), `outlets` or `differences` (most first),
                or `said` (earliest first). The rows keep their numbers.
            width: The columns that a line may take, in the formats terminal and plain.
            colour: Whether headers are set in bold, in the format terminal.

        Raises:
            UnknownNameError: If there is no such format or order.
        """
        return side_by_side.table(self.rows, self.outlets, format, sort=sort, width=width, colour=colour)

    def who_said_what(self) -> tables.View:
        """Return how many claims of each speaker each outlet carries, and how firm the firmest and the weakest is.

        Speakers whom most outlets carry come first, then those with most claims; None stands for open speakers.
        """
        return views.who_said_what(self.rows, self.outlets)

    def hedging_shift(self) -> tables.View:
        """Return the rows in which the level of hedging differs, and by how many steps.

        Of several passages of an outlet the firmest counts;
        its steps are those below the firmest outlet of the row, from 0 to 3.
        """
        return views.hedging_shift(self.rows)

    def timeline(self) -> tables.View:
        """Return the claims in the order in which they were made, or else published, each once."""
        return views.timeline(self.rows)

    def omissions(self) -> tables.View:
        """Return what each outlet alone carries, and, of three outlets or more, where it is the only one without it."""
        return views.omissions(self.rows, self.outlets)

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
    given = distinct(claims, Claim, "compare", "extract")
    articles = {article: number for number, article in enumerate(dict.fromkeys(c.article.id for c in given))}
    given.sort(key=lambda claim: (articles[claim.article.id], claim.content[0].start))
    outlets = tuple(dict.fromkeys(claim.outlet for claim in given))
    found = [profile for claim in given for profile in profiles(claim)]
    groups, scorer = align(found)
    order = {outlet: number for number, outlet in enumerate(outlets)}
    rows = []
    for group in _adjacent(groups, found):
        sides: dict[str, list[Profile]] = {}
        for number in group:
            sides.setdefault(found[number].claim.outlet, []).append(found[number])
        rows.append((group, {outlet: Side(tuple(sides[outlet])) for outlet in sorted(sides, key=order.__getitem__)}))
    rows.sort(key=lambda row: (len(row[1]) == 1, row[0][0]))
    return Comparison(outlets, tuple(Row.of(sides, scorer.weight) for _, sides in rows), scorer)


def _matching(side: Sequence[Evidence], other_side: Sequence[Evidence]) -> Iterator[tuple[Evidence, Evidence]]:
    """Yield the pairs of two sides of a row, without those that match only through others."""
    if len(side) == len(other_side) == 1:
        yield side[0], other_side[0]
        return
    scores = [[score(one, other) for other in other_side] for one in side]
    best = [max(values) for values in scores]
    other_best = [max(values) for values in zip(*scores, strict=True)]
    for one, values, most in zip(side, scores, best, strict=True):
        for other, value, other_most in zip(other_side, values, other_best, strict=True):
            if value >= _LEAST_PAIR or value == most == other_most:
                yield one, other


def _adjacent(groups: Sequence[list[int]], profiles: Sequence[Profile]) -> list[list[int]]:
    """Return the rows, with neighbouring passages of one claim that nothing else repeats as one row."""
    alone = {group[0] for group in groups if len(group) == 1}
    found = [group for group in groups if len(group) > 1]
    for number in sorted(alone):
        before = number - 1
        if before in alone and profiles[before].claim is profiles[number].claim:
            found[-1].append(number)
        else:
            found.append([number])
    return found


def _distinct(side: Side) -> Iterable[Profile]:
    """Return the profiles of the passages of one outlet that differ in wording, of each the first."""
    found: dict[tuple[str, ...], Profile] = {}
    for profile in side.profiles:
        found.setdefault(profile.keys, profile)
    return found.values()
