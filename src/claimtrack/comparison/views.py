# SPDX-License-Identifier: MIT
"""A comparison as records and as a table."""

import itertools
from typing import TYPE_CHECKING

from claimtrack.captions import cue_caption, date_caption, hedging_caption, speaker_caption
from claimtrack.comparison.differences import level, polarity, signs
from claimtrack.comparison.passages import Passage
from claimtrack.model import AttributionType, Kind
from claimtrack.tables import Format, render

if TYPE_CHECKING:
    from claimtrack.comparison.rows import Comparison, Row

COLUMNS = (
    "row",
    "outlets",
    "outlet",
    "published",
    "speaker",
    "via",
    "text",
    "kind",
    "hedging",
    "hedges",
    "polarity",
    "stance",
    "said",
    "said_start",
    "said_end",
    "differences",
    "spans",
    "claim_id",
    "article_id",
    "url",
)
"""The columns of a comparison's record, in their fixed order; new ones are added at the end.

There is one record for each row, outlet and passage; the columns that `Claims` has too mean the same there.

- `row`: the number of the row, from 1; `outlets`: how many outlets carry it.
- `text`, `spans`: the part of the claim that states the row's proposition, and its place in the article's text,
  in code points, end exclusive: "12-45;60-70".
- `hedging`, `hedges`, `polarity`: the level, the hedging words and the polarity of this part.
- `differences`: the fields in which the row's outlets differ, joined by "; ".
"""

# Beyond this many outlets, or below this many columns for each, outlets stand below each other.
_MOST_COLUMNS = 3
_LEAST_WIDTH = 24
_MARKS = '“”„«»" '
_SINGLE_MARKS = "‘’'"
_STOPS = ".,!?…"


def records(comparison: "Comparison") -> list[dict[str, str | int | None]]:
    """Return one flat record for each row, outlet and passage, with the columns of `COLUMNS`."""
    found: list[dict[str, str | int | None]] = []
    for number, row in enumerate(comparison.rows, start=1):
        differing = "; ".join(difference.field.value for difference in row.differences)
        for passages in row.passages.values():
            for passage in passages:
                values = (number, len(row.passages), *_values(passage, differing))
                found.append(dict(zip(COLUMNS, values, strict=True)))
    return found


def _values(passage: Passage, differing: str) -> tuple[str | None, ...]:
    """Return the values of the columns from `outlet` on."""
    claim = passage.claim
    said = claim.said
    return (
        claim.outlet,
        claim.published.isoformat() if claim.published else None,
        claim.speaker.name if claim.speaker else None,
        claim.via.name if claim.via else None,
        passage.text,
        claim.kind.value,
        level(passage).value,
        "; ".join(signs(passage)) or None,
        polarity(passage).value,
        claim.stance.value,
        str(said) if said else None,
        said.start.isoformat() if said else None,
        said.end.isoformat() if said else None,
        differing or None,
        ";".join(f"{span.start}-{span.end}" for span in passage.spans),
        claim.id,
        claim.article.id,
        claim.article.url,
    )


def table(comparison: "Comparison", format: Format, *, width: int, colour: bool) -> str:  # noqa: A002
    """Return the comparison as text: what several outlets carry, then what each carries alone."""
    parts = []
    if comparison.shared:
        many = len(comparison.outlets) > _MOST_COLUMNS
        narrow = format in ("terminal", "plain") and width < _LEAST_WIDTH * (len(comparison.outlets) + 1)
        headers, rows = _below(comparison) if many or narrow else _beside(comparison)
        parts.append(render(headers, rows, format=format, width=width, colour=colour))
    numbers = {id(row): str(number) for number, row in enumerate(comparison.rows, start=1)}
    for outlet in comparison.outlets:
        if lone := comparison.only(outlet):
            rows = [[numbers[id(row)], _cell(row, outlet)] for row in lone]
            parts.append(render(["#", f"Only in {outlet}"], rows, format=format, width=width, colour=colour))
    return "\n\n".join(parts) or "No claims to compare."


def _beside(comparison: "Comparison") -> tuple[list[str], list[list[str]]]:
    """Return a table with a column for each outlet."""
    rows = [
        [str(number), *(_cell(row, outlet) for outlet in comparison.outlets), _differs(row)]
        for number, row in enumerate(comparison.shared, start=1)
    ]
    return ["#", *comparison.outlets, "Differs"], rows


def _below(comparison: "Comparison") -> tuple[list[str], list[list[str]]]:
    """Return a table with a line for each row and outlet, and one for the differences."""
    rows = []
    for number, row in enumerate(comparison.shared, start=1):
        for place, outlet in enumerate(row.passages):
            rows.append([str(number) if place == 0 else "", outlet, _cell(row, outlet)])
        if row.differences:
            rows.append(["", "Differs", _differs(row)])
    return ["#", "Outlet", "Claim"], rows


def _differs(row: "Row") -> str:
    """Return the differences, one on each line."""
    return "\n".join(str(difference) for difference in row.differences)


def _cell(row: "Row", outlet: str) -> str:
    """Return what *outlet* says in *row*, and below each passage who says it, how firmly and when."""
    lines: list[str] = []
    passages = row.passages.get(outlet, ())
    for passage, following in itertools.zip_longest(passages, passages[1:]):
        lines.append(_words(passage))
        if following is None or _attribution(following) != _attribution(passage):
            lines.append(_attribution(passage))
    return "\n".join(lines) or "—"


def _words(passage: Passage) -> str:
    """Return the words of a passage, in quotation marks where they are wholly quoted, without an opening "that".

    A content that is no sentence of its own ("to comment") is shown with its cue ("declined to comment").
    """
    claim = passage.claim
    if claim.kind is Kind.DIRECT:
        return f"“{' ... '.join(_unmarked(claim.words((span,))) for span in passage.spans)}”"
    if _is_stub(passage):
        return f"{claim.words(claim.cue)} {passage.text}"
    return passage.text.removeprefix("that ")


def _unmarked(words: str) -> str:
    """Return quoted *words* without the marks around them; an apostrophe within or at the end of a word stays."""
    bare = words.strip(_MARKS)
    if bare[:1] in _SINGLE_MARKS:
        return bare[1:].rstrip(_SINGLE_MARKS + _MARKS)
    return bare[:-1] if bare[-1:] in _SINGLE_MARKS and bare[-2:-1] in _STOPS else bare


def _is_stub(passage: Passage) -> bool:
    """Tell whether a passage is an infinitive that its cue governs: "declined to comment"."""
    claim = passage.claim
    opens = passage.spans[0].start == claim.content[0].start and passage.text.startswith("to ")
    return opens and claim.type is AttributionType.EVENTUALITY and bool(claim.cue)


def _attribution(passage: Passage) -> str:
    """Return who says it, how firmly and when, in one line."""
    claim = passage.claim
    parts = (
        speaker_caption(claim),
        "" if _is_stub(passage) else cue_caption(claim),
        hedging_caption(level(passage), signs(passage)),
        date_caption(claim.said),
    )
    return "— " + " · ".join(filter(None, parts))
