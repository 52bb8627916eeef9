# SPDX-License-Identifier: MIT
"""What a notebook shows of a comparison and of a row: small tables, escaped, without style or script."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs

from claimtrack.claims.captions import cue_caption, date_caption, speaker_caption
from claimtrack.display.escaping import markup
from claimtrack.display.tables import ROWS_IN_A_NOTEBOOK, render

if TYPE_CHECKING:
    from claimtrack.comparison.comparing import Comparison
    from claimtrack.comparison.rows import Row


def comparison_html(comparison: "Comparison") -> str:
    """Return the first rows of *comparison* as a table, and how many more there are."""
    first = attrs.evolve(comparison, rows=comparison.rows[:ROWS_IN_A_NOTEBOOK])
    cells: dict[tuple[object, object], list[str]] = {}
    for record in first.to_records():
        about = f"— {record['speaker'] or '(open)'} · {record['hedging']}"
        cells.setdefault((record["row"], record["outlet"]), []).append(f"{record['text']}\n{about}")
    body = [
        [
            str(number),
            *("\n".join(cells.get((number, outlet), ["—"])) for outlet in comparison.outlets),
            "\n".join(map(str, row.differences)),
        ]
        for number, row in enumerate(first.rows, start=1)
    ]
    return _table(["#", *comparison.outlets, "Differs"], body, len(comparison.rows) - len(body), "rows")


def row_html(row: "Row") -> str:
    """Return what each outlet carries in *row* as a table, and the differences below it."""
    claims = [claim for side in row.claims.values() for claim in side]
    body = [
        [
            claim.outlet,
            "\n".join(filter(None, (speaker_caption(claim), cue_caption(claim)))),
            claim.text,
            claim.hedging.value,
            date_caption(claim.said),
        ]
        for claim in claims[:ROWS_IN_A_NOTEBOOK]
    ]
    table = _table(["outlet", "speaker", "claim", "hedging", "said"], body, len(claims) - len(body), "claims")
    items = "".join(f"<li>{markup(str(difference))}</li>" for difference in row.differences)
    return f"{table}\n<ul>{items}</ul>" if items else table


def _table(headers: Sequence[str], body: Sequence[Sequence[str]], left: int, noun: str) -> str:
    """Return a table, and below it how many rows were *left* out."""
    table = render(headers, body, format="html")
    return f"{table}\n<p>and {left} more {noun}</p>" if left else table
