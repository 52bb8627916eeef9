# SPDX-License-Identifier: MIT
"""Summary: what a comparison comes to, in a few measures of each outlet and of all together."""

from collections.abc import Callable, Iterator, Sequence

import attrs

from claimtrack.claims.captions import days_caption
from claimtrack.comparison.commitment import colours
from claimtrack.comparison.differences import Difference, Importance
from claimtrack.comparison.identity import canonical, has_name
from claimtrack.comparison.rows import Row, claims_of
from claimtrack.display.columns import INTEGER, TEXT, Column, Value, names
from claimtrack.display.dataframes import Tabular
from claimtrack.display.tables import WIDTH, Format, in_notebook, render
from claimtrack.model import Category, Claim, Kind, Stance

_MOST_DIFFERENCES = 3
_TWO = 2
NOTHING = frozenset({"0 %", "none"})
"""Values of a measure of which there is nothing."""

_ALONE = "named sources of it alone"
# Heads of columns that leave room for the others.
_HEADS = {
    "by named sources": "named",
    "by described sources": "described",
    "by anonymous sources": "anonymous",
    "by sources left open": "open",
    "directly quoted": "quoted",
    "kept at a distance": "distanced",
}


@attrs.frozen
class Measure:
    """One measure of an outlet, or of all together.

    Attributes:
        outlet: The outlet, or None for all together.
        measure: What is measured.
        value: What it comes to, as text: a number, a share in percent, names, or a difference.
        row: The number of the row of a difference; else None.
    """

    outlet: str | None
    measure: str
    value: str
    row: int | None = None


SUMMARY: tuple[Column[Measure], ...] = (
    Column("outlet", TEXT, "the outlet, or None for all together", lambda one: one.outlet),
    Column("measure", TEXT, "what is measured", lambda one: one.measure),
    Column("value", TEXT, "what it comes to: a number, a share, names, or a difference", lambda one: one.value),
    Column("row", INTEGER, "the number of the row of a difference", lambda one: one.row),
)


@attrs.frozen
class Summary(Tabular):
    """What a comparison comes to. It counts what was read, and ranks nobody.

    Attributes:
        outlets: The outlets, in the order of the comparison.
        measures: The measures of each outlet, then those of all together.
    """

    outlets: tuple[str, ...]
    measures: tuple[Measure, ...]

    @classmethod
    def of(cls, rows: Sequence[Row], outlets: Sequence[str]) -> "Summary":
        """Return the summary of a comparison's rows."""
        claims = {outlet: {c.id: c for c in claims_of(rows) if c.outlet == outlet} for outlet in outlets}
        fullest = canonical(c.speaker for found in claims.values() for c in found.values() if c.speaker)
        speakers = {o: {fullest[c.speaker] for c in found.values() if c.speaker} for o, found in claims.items()}
        measures = []
        for outlet in outlets:
            others = set().union(*(found for name, found in speakers.items() if name != outlet))
            own = sorted({one.name for one in speakers[outlet] - others if has_name(one)})
            for measure, value in _of_outlet(list(claims[outlet].values())):
                measures.append(Measure(outlet, measure, value))
            measures.append(Measure(outlet, _ALONE, "; ".join(own) or "none"))
        return cls(tuple(outlets), (*measures, *_together(rows, outlets)))

    def __repr__(self) -> str:
        return f"Summary({len(self.outlets)} outlet{'' if len(self.outlets) == 1 else 's'})"

    def __str__(self) -> str:
        return self.table()

    def _repr_html_(self) -> str:
        return in_notebook(self.table("html"))

    def to_records(self) -> list[dict[str, Value]]:
        """Return one flat record for each measure: outlet (None for all together), measure, value, row."""
        return [{column.name: column.value(one) for column in SUMMARY} for one in self.measures]

    def _columns(self) -> Sequence[Column[Measure]]:
        return SUMMARY

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns of its records."""
        return names(SUMMARY)

    def table(self, format: Format = "terminal", *, width: int = WIDTH, colour: bool = False) -> str:  # noqa: A002
        """Return the measures, an outlet a line, below them those of all together, and the largest differences.

        Shares are of the outlet's claims: by named, described and anonymous sources, and by those left open; quoted
        directly; and kept at a distance. What is nothing for every outlet is left out; the records have it.

        Raises:
            UnknownNameError: If there is no such format.
        """
        values = {(one.outlet, one.measure): one.value for one in self.measures}
        kinds = list(dict.fromkeys(one.measure for one in self.measures if one.outlet is not None))
        told = [kind for kind in kinds if any(values[outlet, kind] not in NOTHING for outlet in self.outlets)]
        if _ALONE in told:
            told.remove(_ALONE)
        alone = [[o, value] for o in self.outlets if (value := values[o, _ALONE]) not in NOTHING]
        counts = [one for one in self.measures if one.outlet is None and one.row is None]
        largest = [[str(one.row), one.value] for one in self.measures if one.row is not None]
        parts = (
            (
                ["outlet", *(_HEADS.get(kind, kind) for kind in told)],
                [[outlet, *(values[outlet, kind] for kind in told)] for outlet in self.outlets],
            ),
            (["outlet", _ALONE], alone),
            ([one.measure for one in counts], [[one.value for one in counts]]),
            (["row", "the largest differences"], largest),
        )
        tables = [render(heads, rows, format=format, width=width, colour=colour) for heads, rows in parts if rows]
        return "\n\n".join(tables)


def _of_outlet(claims: Sequence[Claim]) -> Iterator[tuple[str, str]]:
    yield "claims", str(len(claims))
    yield "published", days_caption(claim.published for claim in claims) or "unknown"

    def share(counts: Callable[[Claim], bool]) -> str:
        return f"{round(100 * sum(map(counts, claims)) / max(1, len(claims)))} %"

    yield "by named sources", share(_named)
    yield ("by described sources", share(lambda c: _category(c) not in {None, Category.UNNAMED} and not _named(c)))
    yield "by anonymous sources", share(lambda claim: _category(claim) is Category.UNNAMED)
    yield "by sources left open", share(lambda claim: claim.speaker is None)
    yield "directly quoted", share(lambda claim: claim.kind is Kind.DIRECT)
    yield "kept at a distance", share(_is_distanced)


def _named(claim: Claim) -> bool:
    return claim.speaker is not None and has_name(claim.speaker)


def _category(claim: Claim) -> Category | None:
    return claim.speaker.category if claim.speaker else None


def _is_distanced(claim: Claim) -> bool:
    return claim.stance is Stance.DISTANCING or "claiming" in colours(claim.words(claim.cue))


def _together(rows: Sequence[Row], outlets: Sequence[str]) -> Iterator[Measure]:
    sure = [row for row in rows if row.is_sure]
    everywhere = sum(len(row.outlets) == len(outlets) for row in sure)
    counts = {
        "statements in all outlets": everywhere,
        "in several, not all": len(sure) - everywhere,
        "perhaps in several": sum(row.is_unsure for row in rows),
        "in one alone": sum(row.confidence is None for row in rows),
    }
    for measure, count in counts.items():
        if len(outlets) > _TWO or measure != "in several, not all":
            yield Measure(None, measure, str(count))
    for number, one in largest(rows):
        yield Measure(None, "difference", str(one), number)


def largest(rows: Sequence[Row]) -> list[tuple[int, Difference]]:
    """Return the largest difference of each of the few rows where it is largest, with the number of the row.

    Major ones come first, and sure rows before doubtful ones.
    """
    told = [(number, row.is_unsure, row.differences[0]) for number, row in enumerate(rows, 1) if row.differences]
    told.sort(key=lambda found: (found[2].importance is Importance.MINOR, found[1]))
    return [(number, one) for number, _, one in told[:_MOST_DIFFERENCES]]
