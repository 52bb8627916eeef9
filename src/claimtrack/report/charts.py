# SPDX-License-Identifier: MIT
"""Charts as inline SVG: hedging by outlet and speaker, a timeline, and who said what; each with its figures.

Colours run from dark blue to light yellow, by lightness, so that every kind of colour vision
and a print in grey tell them apart; counts stand in the picture as text as well.
Text and lines take the colour of the surrounding page, be it dark or light.
"""

import datetime as dt
import math
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from claimtrack.checks import check
from claimtrack.comparison import Comparison
from claimtrack.comparison.identity import canonical
from claimtrack.comparison.rows import claims_of
from claimtrack.display.columns import INTEGER, TEXT, Value
from claimtrack.display.escaping import markup
from claimtrack.display.tables import View, in_notebook
from claimtrack.model import Claim, Hedging
from claimtrack.report.pictures import write_picture

OPEN = "(open)"
"""What stands for a speaker that could not be told."""

# Fill and text of each level; the lightness rises from level to level.
_LEVELS = {
    Hedging.UNHEDGED: ("#1f4e79", "#fff"),
    Hedging.PROBABLE: ("#6b9ac4", "#000"),
    Hedging.POSSIBLE: ("#e6b84a", "#000"),
    Hedging.UNCOMMITTED: ("#f7e9b0", "#000"),
}
_BLUE = "#3b82c4"
_NOTHING = "There is no claim."
_WIDTH = 360
_LINE = 18
_MOST_SPEAKERS = 5
_MOST_ROWS = 24
_MOST_BINS = 24
_LONGEST_LABEL = 30
_LONGEST_HEADER = 16
_LONGEST_NAME = {True: 44, False: 50}  # of a bar or a lane, by whether it is in bold; wide letters still fit
_WIDE_COLUMNS = 2
_ROOM_FOR_A_NUMBER = 9


@attrs.frozen(repr=False)
class Chart:
    """A picture with the figures that it shows.

    Attributes:
        title: What is shown.
        summary: How to read it, in a sentence or two.
        svg: The picture, an `svg` element that stands alone: it asks for no font, style, script or file.
        data: All the figures, those too for which the picture has no room.
    """

    title: str
    summary: str
    svg: str
    data: View

    def __repr__(self) -> str:
        return f"Chart({self.title!r}, {len(self.data)} figures)"

    def _repr_html_(self) -> str:
        figures = in_notebook(self.data.table("html"))
        return (
            f"<figure><figcaption><strong>{markup(self.title)}</strong><br>{markup(self.summary)}</figcaption>"
            f'<div style="max-width: 40em">{self.svg}</div>'
            f"<details><summary>The figures as a table</summary>{figures}</details></figure>"
        )

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the picture as a file, in the form that its ending names: `.svg`, `.png` or `.pdf`.

        A PNG and a PDF are on white, in the fonts of the system.

        Raises:
            UnknownNameError: If the ending is another.
            MissingExtraError: If vl-convert-python, which PNG and PDF need, is not installed (extra `charts`).
            FieldTypeError: If *path* is no path.
            InputError: If a database lies there.
            OSError: If the file cannot be written.
        """
        write_picture(self.svg, path)


def hedging_chart(source: Comparison | Iterable[Claim]) -> Chart:
    """Return how firmly each outlet's speakers commit: the number of claims at each level of hedging.

    The picture shows each outlet and the five speakers of whom it carries most claims, and takes the others together.

    Raises:
        FieldTypeError: If something else than claims or a comparison is given.
    """
    counts: dict[str, dict[str, Counter[Hedging]]] = {}
    for claim, speaker in _named(source):
        counts.setdefault(claim.outlet, {}).setdefault(speaker, Counter())[claim.hedging] += 1
    for outlet, speakers in counts.items():
        counts[outlet] = dict(sorted(speakers.items(), key=lambda item: -item[1].total()))
    most = max((sum(c.total() for c in speakers.values()) for speakers in counts.values()), default=1)
    parts, y = list(_legend()), 2 * _LINE
    for outlet, speakers in counts.items():
        shown = dict(list(speakers.items())[:_MOST_SPEAKERS])
        if others := list(speakers.values())[_MOST_SPEAKERS:]:
            shown[f"{len(others)} other speakers" if len(others) > 1 else "1 other speaker"] = sum(others, Counter())
        y += _LINE // 2
        for number, (label, levels) in enumerate([(outlet, sum(speakers.values(), Counter())), *shown.items()]):
            parts += _bar(label, levels, most, y, heading=number == 0)
            y += 2 * _LINE
    if not counts:
        parts, y = [_text(1, 14, _NOTHING)], _LINE
    columns = ("outlet", "speaker", *(level.value for level in Hedging))
    figures: tuple[tuple[Value, ...], ...] = tuple(
        (outlet, speaker, *(levels[level] for level in Hedging))
        for outlet, speakers in counts.items()
        for speaker, levels in speakers.items()
    )
    types = (TEXT, TEXT, *(INTEGER for _ in Hedging))
    title = "Hedging by outlet and speaker"
    summary = "Number of claims at each level of hedging, from unhedged (dark) to uncommitted (light)."
    return Chart(title, summary, _svg(title, parts, y), View(columns, figures, types=types))


def timeline_chart(source: Comparison | Iterable[Claim]) -> Chart:
    """Return when the claims of each outlet were made or, where that is not told, published.

    A claim counts on the first day on which it can have been made; a line shows how long that time is.

    Raises:
        FieldTypeError: If something else than claims or a comparison is given.
    """
    claims = _claims(source)
    counts: Counter[tuple[str, str, str]] = Counter()
    lanes: dict[str, list[tuple[dt.date, dt.date, bool]]] = {}
    undated = 0
    for claim in claims:
        days = lanes.setdefault(claim.outlet, [])
        if claim.said:
            days.append((claim.said.start, claim.said.end - dt.timedelta(days=1), True))
            counts[str(claim.said), "said", claim.outlet] += 1
        elif claim.published:
            days.append((claim.published, claim.published, False))
            counts[claim.published.isoformat(), "published", claim.outlet] += 1
        else:
            undated += 1
            counts["", "undated", claim.outlet] += 1
    title = "Timeline of claims"
    summary = (
        "Number of claims by the day on which they were made (filled) or, where the text does not tell, "
        "by the day of publication (outlined). A line below shows the days in which a claim can have been made."
        + (f" Without any date: {undated}." if undated else "")
    )
    ordered = sorted(counts.items(), key=lambda item: item[0][0].removeprefix("~"))
    figures = tuple((when or None, basis, outlet, count) for (when, basis, outlet), count in ordered)
    parts, height = _lanes({outlet: days for outlet, days in lanes.items() if days})
    columns, types = ("when", "basis", "outlet", "claims"), (TEXT, TEXT, TEXT, INTEGER)
    return Chart(title, summary, _svg(title, parts, height), View(columns, figures, types=types))


def matrix_chart(source: Comparison | Iterable[Claim]) -> Chart:
    """Return how many claims of each speaker each outlet carries.

    The picture shows the 24 speakers whom most outlets carry, and takes the others together.

    Raises:
        FieldTypeError: If something else than claims or a comparison is given.
    """
    named = _named(source)
    counts: dict[str, Counter[str]] = {}
    for claim, speaker in named:
        counts.setdefault(speaker, Counter())[claim.outlet] += 1
    counts = dict(sorted(counts.items(), key=lambda item: (item[0] == OPEN, -len(item[1]), -item[1].total())))
    outlets = list(dict.fromkeys(claim.outlet for claim, _ in named))
    shown = dict(list(counts.items())[:_MOST_ROWS])
    if others := list(counts.values())[_MOST_ROWS:]:
        shown[f"{len(others)} more"] = sum(others, Counter())
    title = "Who said what"
    summary = "Number of claims of each speaker that each outlet carries; an empty place means none."
    figures = tuple(
        (speaker, outlet, row[outlet]) for speaker, row in counts.items() for outlet in outlets if row[outlet]
    )
    width, height, parts = _cells(shown, outlets) if shown else (_WIDTH, _LINE, [_text(1, 14, _NOTHING)])
    svg = _svg(title, parts, height, width=width)
    columns, types = ("speaker", "outlet", "claims"), (TEXT, TEXT, INTEGER)
    return Chart(title, summary, svg, View(columns, figures, types=types))


def _claims(source: Comparison | Iterable[Claim]) -> list[Claim]:
    if isinstance(source, Comparison):
        return sorted(dict.fromkeys(claims_of(source.rows)), key=lambda claim: source.outlets.index(claim.outlet))
    claims = list(source) if isinstance(source, Iterable) else [source]
    for claim in claims:
        check(claim, Claim, "chart", "claims or a comparison")
    return list(dict.fromkeys(claims))


def names(source: Comparison | Iterable[Claim]) -> dict[Claim, str]:
    """Return for each claim its speaker's fullest name among all the claims, or "(open)".

    Raises:
        FieldTypeError: If something else than claims or a comparison is given.
    """
    return dict(_named(source))


def _named(source: Comparison | Iterable[Claim]) -> list[tuple[Claim, str]]:
    claims = _claims(source)
    fullest = canonical(claim.speaker for claim in claims if claim.speaker)
    return [(claim, fullest.get(claim.speaker, claim.speaker).name if claim.speaker else OPEN) for claim in claims]


def _svg(title: str, parts: Iterable[str], height: float, *, width: float = _WIDTH) -> str:
    fits = ' class="fits"' if width <= _WIDTH else ""
    return (
        f'<svg{fits} xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" '
        f'height="{height:g}" role="img" aria-label="{markup(title)}; the table below has its figures" '
        f'font-family="system-ui, sans-serif" font-size="12" fill="currentColor">'
        f"<title>{markup(title)}</title>{''.join(parts)}</svg>"
    )


def _text(x: float, y: float, text: str, most: int = _LONGEST_LABEL, more: str = "") -> str:
    """Return a label, cut where it is too long, with the whole of it as its title."""
    words = " ".join(text.split())
    if len(words) <= most:
        return f'<text x="{x:g}" y="{y:g}"{more}>{markup(words)}</text>'
    return f'<text x="{x:g}" y="{y:g}"{more}><title>{markup(words)}</title>{markup(words[: most - 1])}…</text>'


def _legend() -> Iterator[str]:
    x = 1.0
    for level, (fill, _) in _LEVELS.items():
        yield f'<rect x="{x:g}" y="4" width="12" height="12" fill="{fill}" stroke="currentColor" stroke-width=".8"/>'
        yield _text(x + 17, 14.5, level.value)
        x += 27 + 7 * len(level.value)


def _bar(label: str, levels: Mapping[Hedging, int], most: int, y: float, *, heading: bool) -> Iterator[str]:
    x, scale = (1.0 if heading else 13.0), (_WIDTH - 40) / most
    yield _text(x, y + 12, label, _LONGEST_NAME[heading], ' font-weight="bold"' if heading else "")
    for level, (fill, ink) in _LEVELS.items():
        if not (count := levels.get(level, 0)):
            continue
        width = count * scale
        yield (
            f'<rect x="{x:.1f}" y="{y + 16:g}" width="{width:.1f}" height="{_LINE - 4}" fill="{fill}" '
            f'stroke="currentColor" stroke-width=".8"><title>{count} {level.value}</title></rect>'
        )
        if width >= _ROOM_FOR_A_NUMBER * len(str(count)):
            yield (
                f'<text x="{x + width / 2:.1f}" y="{y + 27:g}" font-size="11" text-anchor="middle" '
                f'fill="{ink}">{count}</text>'
            )
        x += width
    yield f'<text x="{x + 5:.1f}" y="{y + 27:g}" font-size="11">{sum(levels.values())}</text>'


def _lanes(lanes: Mapping[str, Sequence[tuple[dt.date, dt.date, bool]]]) -> tuple[list[str], float]:
    """Return a lane for each outlet, with its claims in up to 24 stretches of time, and the height of all."""
    if not lanes:
        return [_text(1, 14, "No claim has a date.")], _LINE
    first = min(start for days in lanes.values() for start, _, _ in days)
    last = max(end for days in lanes.values() for _, end, _ in days)
    length = math.ceil(((last - first).days + 1) / _MOST_BINS)
    bins = (last - first).days // length + 1
    step = min((_WIDTH - 2) / bins, 60.0)
    binned = {
        outlet: Counter(((start - first).days // length, is_said) for start, _, is_said in days)
        for outlet, days in lanes.items()
    }
    tallest = max(b[n, True] + b[n, False] for b in binned.values() for n in range(bins))
    parts, y, edge = [], 0.0, 1 + bins * step
    for outlet, counted in binned.items():
        parts.append(_text(1, y + 13, outlet, _LONGEST_NAME[True], ' font-weight="bold"'))
        base = y + 72
        for n in range(bins):
            parts += _column(1 + n * step, base, step, (counted[n, True], counted[n, False]), 40 / tallest)
        parts.append(f'<path d="M1 {base:g}H{edge:.1f}" stroke="currentColor" fill="none"/>')
        y = base + 5
        for start, end in sorted({(start, end) for start, end, _ in lanes[outlet] if (end - start).days >= length}):
            left, right = ((day - first).days / length * step + 1 for day in (start, end + dt.timedelta(days=1)))
            parts.append(
                f'<path d="M{left:.1f} {y:g}H{right:.1f}" stroke="{_BLUE}" stroke-width="3">'
                f"<title>{start} to {end}</title></path>"
            )
            y += 5
        y += 8
    parts.append(_text(1, y + 10, first.isoformat()))
    if bins > 1:
        parts.append(_text(max(edge, 150), y + 10, last.isoformat(), more=' text-anchor="end"'))
    if length > 1:
        parts.append(_text(1, y + 10 + _LINE, f"A column stands for {length} days."))
        y += _LINE
    return parts, y + _LINE


def _column(x: float, base: float, width: float, counts: tuple[int, int], scale: float) -> Iterator[str]:
    """Yield the claims of one stretch of time, those with a day of saying below, and their number."""
    y = base
    for count, fill in zip(counts, (_BLUE, "none"), strict=True):
        if count:
            y -= count * scale
            yield (
                f'<rect x="{x + 1:.1f}" y="{y:.1f}" width="{width - 2:.1f}" height="{count * scale:.1f}" '
                f'fill="{fill}" stroke="currentColor" stroke-width=".8"/>'
            )
    if total := sum(counts):
        yield f'<text x="{x + width / 2:.1f}" y="{y - 3:.1f}" font-size="11" text-anchor="middle">{total}</text>'


def _cells(counts: Mapping[str, Mapping[str, int]], outlets: Sequence[str]) -> tuple[float, float, list[str]]:
    """Return width, height and parts of a matrix with a line for each speaker and a column for each outlet."""
    wide = len(outlets) <= _WIDE_COLUMNS
    step, names, top = (94, _WIDTH - 2 - 94 * len(outlets), _LINE + 6) if wide else (28, 190, 124)
    parts = []
    for column, outlet in enumerate(outlets):
        x = names + (column + 0.5) * step
        turn = ' font-size="11" text-anchor="middle"' if wide else f' transform="rotate(-90 {x:g} {top - 6})"'
        parts.append(_text(x, 14 if wide else top - 2, outlet, _LONGEST_HEADER, turn))
    most = max((count for row in list(counts.values())[:_MOST_ROWS] for count in row.values()), default=1)
    for line, (speaker, row) in enumerate(counts.items()):
        y = top + line * 24
        parts.append(_text(1, y + 16, speaker, int((names - 8) / 6.6)))
        for column, outlet in enumerate(outlets):
            x, count = names + column * step, row.get(outlet, 0)
            shade = 0.08 + 0.37 * math.sqrt(min(count / most, 1)) if count else 0
            parts.append(
                f'<rect x="{x + 1:g}" y="{y + 1:g}" width="{step - 2}" height="22" fill="{_BLUE}" '
                f'fill-opacity="{shade:.2f}" stroke="currentColor" stroke-opacity=".35"/>'
            )
            if count:
                parts.append(f'<text x="{x + step / 2:g}" y="{y + 16:g}" text-anchor="middle">{count}</text>')
    return names + len(outlets) * step + 2, top + 24 * len(counts) + 2, parts
