# SPDX-License-Identifier: MIT
"""A comparison as a table: the outlets side by side or, where there is little room, below each other."""

import datetime as dt
import itertools
from collections.abc import Callable, Iterable, Sequence
from typing import Literal, get_args

from claimtrack.claims.captions import cue_caption, date_caption, hedging_caption, speaker_caption
from claimtrack.comparison.passages import Passage
from claimtrack.comparison.rows import Row, claims_of
from claimtrack.display.tables import WIDTH, Format, render
from claimtrack.exceptions import UnknownNameError
from claimtrack.model import AttributionType, Kind

Sort = Literal["order", "outlets", "differences", "said"]

# Beyond this many outlets, or below this many columns for each, outlets stand below each other.
_MOST_COLUMNS = 3
_LEAST_WIDTH = 24
_PERHAPS = "Perhaps the same"
_MARKS = '“”„«»" '
_SINGLE_MARKS = "‘’'"
_STOPS = ".,!?…"


def table(
    rows: Sequence[Row],
    outlets: Sequence[str],
    format: Format,  # noqa: A002
    *,
    sort: Sort = "order",
    width: int = WIDTH,
    colour: bool = False,
) -> str:
    """Return the comparison as text: what several outlets surely carry, what they perhaps do, then what each alone."""
    if sort not in get_args(Sort):
        message = f"table: unknown order {sort!r}; the orders are {', '.join(get_args(Sort))}"
        raise UnknownNameError(message)
    numbered = sorted(enumerate(rows, start=1), key=lambda item: _SORTS[sort](item[1]))
    many = len(outlets) > _MOST_COLUMNS
    narrow = format in ("terminal", "plain") and width < _LEAST_WIDTH * (len(outlets) + 1)
    tables = []
    several = [(str(number), row) for number, row in numbered if row.confidence is not None]
    for heading, is_sure in (("Differs", True), (_PERHAPS, False)):
        if found := [(number, row) for number, row in several if row.is_sure is is_sure]:
            tables.append(_below(found, heading) if many or narrow else _beside(found, outlets, heading))
    lone = {o: [[str(number), _cell(row, o)] for number, row in numbered if row.outlets == (o,)] for o in outlets}
    tables += [(["#", f"Only in {outlet}"], cells) for outlet, cells in lone.items() if cells]
    parts = [render(headers, cells, format=format, width=width, colour=colour) for headers, cells in tables]
    return "\n\n".join(parts) or "No claims to compare."


def _earliest(row: Row) -> dt.date:
    """Return the first day on which a claim of *row* was made or, where that is unknown, published."""
    days = (claim.said.start if claim.said else claim.published for claim in claims_of([row]))
    return min(filter(None, days), default=dt.date.max)


_SORTS: dict[str, Callable[[Row], int | dt.date]] = {
    "order": lambda _: 0,
    "outlets": lambda row: -len(row.passages),
    "differences": lambda row: -len(row.differences),
    "said": _earliest,
}


def _beside(
    several: Iterable[tuple[str, Row]], outlets: Sequence[str], heading: str
) -> tuple[list[str], list[list[str]]]:
    rows = [[number, *(_cell(row, outlet) for outlet in outlets), _differs(row)] for number, row in several]
    return ["#", *outlets, heading], rows


def _below(several: Iterable[tuple[str, Row]], heading: str) -> tuple[list[str], list[list[str]]]:
    rows = []
    for number, row in several:
        for place, outlet in enumerate(row.passages):
            rows.append([number if place == 0 else "", outlet, _cell(row, outlet)])
        if differs := _differs(row):
            rows.append(["", "Differs", differs])
    return ["#", "Outlet", "Claim" if heading == "Differs" else heading], rows


def _differs(row: Row) -> str:
    doubt = [f"confidence {row.confidence:.2f}"] if row.is_unsure else []
    return "\n".join([*doubt, *map(str, row.differences), *(f"same copy: {copy}" for copy in row.copies)])


def _cell(row: Row, outlet: str) -> str:
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
        hedging_caption(passage.level, passage.signs),
        date_caption(claim.said),
    )
    return "— " + " · ".join(filter(None, parts))
