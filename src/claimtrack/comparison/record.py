# SPDX-License-Identifier: MIT
"""The flat records of a comparison: one for each row, outlet and passage."""

from collections.abc import Iterator, Sequence

import attrs

from claimtrack.claims import record as claim_record
from claimtrack.claims.record import offsets
from claimtrack.comparison.passages import Passage
from claimtrack.comparison.rows import Row
from claimtrack.display.columns import FLOAT, INTEGER, TEXT, Column, Value, names


@attrs.frozen
class Stated:
    """A passage that states a row's proposition.

    Attributes:
        number: The number of the row, from 1.
        row: The row.
        passage: The passage.
        differing: The fields in which the row's outlets differ, joined by "; ".
        copy: The outlets that carry one text with the passage's, or None.
    """

    number: int
    row: Row
    passage: Passage
    differing: str | None
    copy: str | None


def _of_claim(name: str, own_name: str | None = None) -> Column[Stated]:
    """Return the column that has the value of the passage's claim in its column of that name."""
    (column,) = (column for column in claim_record.RECORD if column.name == name)
    return Column(own_name or name, column.type, column.meaning, lambda stated: column.value(stated.passage.claim))


ROW = "the number of the row, from 1"
OUTLETS = "how many outlets carry the row"
_OF_PASSAGE = "of the part of the claim that states the row's proposition"

RECORD: tuple[Column[Stated], ...] = (
    Column("row", INTEGER, ROW, lambda stated: stated.number),
    Column("outlets", INTEGER, OUTLETS, lambda stated: len(stated.row.passages)),
    _of_claim("outlet"),
    _of_claim("published"),
    _of_claim("speaker"),
    _of_claim("via"),
    Column("text", TEXT, _OF_PASSAGE, lambda stated: stated.passage.text),
    _of_claim("kind"),
    Column("hedging", TEXT, _OF_PASSAGE, lambda stated: stated.passage.level.value),
    Column("hedges", TEXT, _OF_PASSAGE, lambda stated: "; ".join(stated.passage.signs) or None),
    Column("polarity", TEXT, _OF_PASSAGE, lambda stated: stated.passage.polarity.value),
    _of_claim("stance"),
    _of_claim("said"),
    _of_claim("said_start"),
    _of_claim("said_end"),
    Column(
        "differences",
        TEXT,
        'the fields in which the row\'s outlets differ, joined by "; "',
        lambda stated: stated.differing,
    ),
    Column("spans", TEXT, _OF_PASSAGE, lambda stated: offsets(stated.passage.spans)),
    _of_claim("id", "claim_id"),
    _of_claim("article_id"),
    _of_claim("url"),
    Column(
        "origins",
        INTEGER,
        "the number of outlets, of which those that carry one text count once",
        lambda stated: stated.row.origins,
    ),
    Column(
        "copy",
        TEXT,
        "the outlets that carry this outlet's text, with the news agency in brackets where it is credited",
        lambda stated: stated.copy,
    ),
    _of_claim("cue"),
    Column(
        "confidence",
        FLOAT,
        "how probable it is that the row's outlets state one proposition, from 0.5 to 1; of 0.8 and more it is sure",
        lambda stated: stated.row.confidence,
    ),
)
"""The columns of a comparison's record, in a fixed order to which new ones are added at the end; `COLUMNS` names them.

There is one record for each row, outlet and passage.
"""

COLUMNS = names(RECORD)


def records(rows: Sequence[Row]) -> list[dict[str, Value]]:
    """Return one flat record for each row, outlet and passage, with the columns of `COLUMNS`."""
    return [{column.name: column.value(stated) for column in RECORD} for stated in _stated(rows)]


def _stated(rows: Sequence[Row]) -> Iterator[Stated]:
    for number, row in enumerate(rows, start=1):
        differing = "; ".join(difference.field.value for difference in row.differences) or None
        copies = {outlet: str(copy) for copy in row.copies for outlet in copy.outlets}
        for outlet, passages in row.passages.items():
            for passage in passages:
                yield Stated(number, row, passage, differing, copies.get(outlet))
