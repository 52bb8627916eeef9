# SPDX-License-Identifier: MIT
"""A comparison as a table: the outlets side by side or, where there is little room, below each other."""

import datetime as dt
import itertools
from collections.abc import Callable, Sequence
from typing import Literal, get_args

from claimtrack.claims.captions import cue_caption, date_caption, hedging_caption, speaker_caption
from claimtrack.comparison.passages import Passage
from claimtrack.comparison.rows import Row, claims_of
from claimtrack.display.columns import FLOAT, INTEGER, TEXT
from claimtrack.display.tables import WIDTH, Format, View, render
from claimtrack.exceptions import UnknownNameError
from claimtrack.model import AttributionType, Claim, Hedging, Kind

Sort = Literal["order", "outlets", "differences", "said"]
Told = Literal["main", "all"]

# Beyond this many outlets, or below this many columns for each, outlets stand below each other.
_MOST_COLUMNS = 3
_LEAST_WIDTH = 24
_PERHAPS = "Perhaps the same"
# The differences that a cell tells, the most important ones.
_MAIN = 2
_MARKS = '“”„«»" '
_SINGLE_MARKS = "‘’'"
_STOPS = ".,!?…"


def ordered(rows: Sequence[Row], sort: Sort = "order") -> list[tuple[int, Row]]:
    """Return the rows with their numbers, in another order."""
    _check("order", sort, get_args(Sort))
    return sorted(enumerate(rows, start=1), key=lambda item: _SORTS[sort](item[1]))


def _check(what: str, name: str, known: Sequence[str]) -> None:
    if name not in known:
        message = f"table: unknown {what} {name!r}; expected one of {', '.join(known)}"
        raise UnknownNameError(message)


def table(
    numbered: Sequence[tuple[int, Row]],
    outlets: Sequence[str],
    format: Format,  # noqa: A002
    *,
    differences: Told = "main",
    width: int = WIDTH,
    colour: bool = False,
) -> str:
    """Return the comparison as text: what several outlets surely carry, what they perhaps do, then what each alone."""
    _check("choice of differences", differences, get_args(Told))
    many = len(outlets) > _MOST_COLUMNS
    narrow = format in ("terminal", "plain") and width < _LEAST_WIDTH * (len(outlets) + 1)
    tables = []
    several = [(str(number), row) for number, row in numbered if row.confidence is not None]
    for heading, is_sure in (("Differs", True), (_PERHAPS, False)):
        if found := [(number, row) for number, row in several if row.is_sure is is_sure]:
            most = _MAIN if differences == "main" else None
            tables.append(_below(found, heading, most) if many or narrow else _beside(found, outlets, heading, most))
    lone = {o: [[str(number), _cell(row, o)] for number, row in numbered if row.outlets == (o,)] for o in outlets}
    tables += [(["#", f"Only in {outlet}"], cells) for outlet, cells in lone.items() if cells]
    parts = [render(headers, cells, format=format, width=width, colour=colour) for headers, cells in tables]
    return "\n\n".join(parts) or "No claims to compare."


def view(rows: Sequence[Row], outlets: Sequence[str]) -> View:
    """Return each row in a line of its own, with all outlets side by side, however many they are."""
    number, differs, confidence = (_unlike(name, outlets) for name in ("row", "differs", "confidence"))
    cells = ([_cell(row, outlet) if outlet in row.passages else None for outlet in outlets] for row in rows)
    lines = (
        (place, *found, "\n".join([*map(str, row.differences), *_copied(row)]) or None, row.confidence)
        for place, (row, found) in enumerate(zip(rows, cells, strict=True), start=1)
    )
    types = (INTEGER, *(TEXT for _ in outlets), TEXT, FLOAT)
    return View((number, *outlets, differs, confidence), tuple(lines), types=types)


def _unlike(name: str, outlets: Sequence[str]) -> str:
    """Return the name of a column, which no outlet may have."""
    while name in outlets:
        name += "_"
    return name


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
    several: Sequence[tuple[str, Row]], outlets: Sequence[str], heading: str, most: int | None
) -> tuple[list[str], list[list[str]]]:
    told = _told(several, most)
    rows = [[number, *(_cell(row, outlet) for outlet in outlets), told[number]] for number, row in several]
    return ["#", *outlets, heading], rows


def _below(several: Sequence[tuple[str, Row]], heading: str, most: int | None) -> tuple[list[str], list[list[str]]]:
    told, rows = _told(several, most), []
    for number, row in several:
        for place, outlet in enumerate(row.passages):
            rows.append([number if place == 0 else "", outlet, _cell(row, outlet)])
        rows.append(["", "Differs", told[number]])
    return ["#", "Outlet", "Claim" if heading == "Differs" else heading], rows


def _told(several: Sequence[tuple[str, Row]], most: int | None) -> dict[str, str]:
    """Return in what the outlets of each row differ, by its number; no more than *most* differences are told.

    What one quotation differs in is told in the first of its sentences alone.
    """
    found, known = {}, dict[tuple[tuple[Claim, ...], ...], set[str]]()
    for number, row in several:
        before = known.setdefault(tuple(row.claims.values()), set())
        new = [told for told in map(str, row.differences) if told not in before]
        before.update(new[:most])
        lines = [f"confidence {row.confidence:.2f}"] if row.is_unsure else []
        lines += new[:most]
        if len(new) > len(new[:most]):
            lines.append(f"and {len(new) - len(new[:most])} more")
        if row.differences and not new:
            lines.append("as above")
        lines += _copied(row)
        if not lines and len({_bare(passages[0]) for passages in row.passages.values()}) == 1:
            lines.append("same words")
        found[number] = "\n".join(lines) or "—"
    return found


def _bare(passage: Passage) -> str:
    return " ".join(passage.text.strip(_MARKS + _SINGLE_MARKS + _STOPS).removeprefix("that ").split()).lower()


def _copied(row: Row) -> list[str]:
    return [f"same copy: {copy}" for copy in row.copies]


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
        "" if passage.level is Hedging.UNHEDGED else hedging_caption(passage.level, passage.signs),
        date_caption(claim.said),
    )
    return "— " + " · ".join(filter(None, parts))
