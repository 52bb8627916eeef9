# SPDX-License-Identifier: MIT
"""Tables for terminals, plain text, Markdown and HTML: no word is dropped, and none is cut without need.

tabulate draws the frame; wrapping, measuring and escaping are done here.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Literal, Self, TextIO, TypeVar, get_args
from unicodedata import category, east_asian_width

import attrs

from claimtrack.checks import wrong_type
from claimtrack.display.columns import Column, ColumnType, Value, names
from claimtrack.display.dataframes import Tabular
from claimtrack.display.escaping import markup, visible
from claimtrack.exceptions import FieldValueError, UnknownNameError

Format = Literal["terminal", "plain", "github", "html"]
FORMATS: tuple[str, ...] = get_args(Format)

WIDTH = 100
"""The width of a table in columns, where the caller does not say it."""
ROWS_IN_A_NOTEBOOK = 20
"""The most rows of a value that a notebook shows."""

_LEAST_WIDTH = 20
_LEAST_COLUMN = 10
# No English word in a news text is longer; what is longer is an address or a row of signs, and may be broken.
_LONGEST_WORD = 30

_MARKDOWN = re.compile(r"[\\`*\[\]<&|~]|(?<![^\W_])_|_(?![^\W_])")
_ZERO_WIDTH_JOINER = "\u200d"
_EMOJI_PRESENTATION = "\ufe0f"
_STAND_IN = "\ue000"
_TABULATE_NAMES = {"terminal": "fancy_grid", "plain": "plain", "github": "github", "html": "html"}
# tabulate makes every column this much wider than its header.
_HEADER_PADDING = 2

_Cell = list[list[str]]
_Thing = TypeVar("_Thing")


@attrs.frozen
class View(Tabular):
    """A question's answer as rows: data that prints, and that goes into records.

    Attributes:
        columns: The names of the columns.
        rows: The rows, each with a value for every column.
        shown: The columns that a printed table has.
        types: The types of the columns in a data frame, or None for those of the values which there are.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    shown: tuple[str, ...] = attrs.Factory(lambda self: self.columns, takes_self=True)
    types: tuple[ColumnType | None, ...] = attrs.field(
        default=attrs.Factory(lambda self: (None,) * len(self.columns), takes_self=True), eq=False, kw_only=True
    )

    @classmethod
    def of(cls, columns: Sequence[Column[_Thing]], things: Iterable[_Thing], shown: Sequence[str] = ()) -> Self:
        """Return a view with a row for each of *things*, of which *shown* columns are printed, or else all."""
        rows = tuple(tuple(column.value(thing) for column in columns) for thing in things)
        types = tuple(column.type for column in columns)
        return cls(names(columns), rows, tuple(shown) or names(columns), types=types)

    def __iter__(self) -> Iterator[tuple[Value, ...]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __repr__(self) -> str:
        return f"View({len(self)} row{'' if len(self) == 1 else 's'}: {', '.join(self.columns)})"

    def __str__(self) -> str:
        return self.table()

    def _repr_html_(self) -> str:
        """Return the first 20 rows as a table, for a notebook."""
        left = len(self) - ROWS_IN_A_NOTEBOOK
        first = attrs.evolve(self, rows=self.rows[:ROWS_IN_A_NOTEBOOK])
        return in_notebook(first.table("html")) + (f"<p>and {left} more</p>" if left > 0 else "")

    def to_records(self) -> list[dict[str, Value]]:
        """Return one flat record for each row."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def _columns(self) -> list[Column[Mapping[str, Value]]]:
        return [Column(name, kind) for name, kind in zip(self.columns, self.types, strict=True)]

    def table(self, format: Format = "terminal", *, width: int = WIDTH, colour: bool = False) -> str:  # noqa: A002
        """Return the rows as text, with a dash for what is open, unknown or absent.

        Args:
            format: `terminal`, `plain`, `github` or `html`.
            width: The columns that a line may take, in the formats terminal and plain.
            colour: Whether headers are set in bold, in the format terminal.

        Raises:
            UnknownNameError: If there is no such format.
        """
        places = [self.columns.index(name) for name in self.shown]
        rows = [["—" if row[place] is None else str(row[place]) for place in places] for row in self.rows]
        headers = [name.replace("_", " ") for name in self.shown]
        return render(headers, rows, format=format, width=width, colour=colour)


def render(
    headers: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    format: Format = "terminal",  # noqa: A002
    width: int = WIDTH,
    colour: bool = False,
) -> str:
    r"""Return a table as text, without a line end after its last line.

    White space in a cell is folded to single spaces, and "\n" begins a new line in the cell.
    Control characters, lone surrogates, marks that turn the direction of a line and signs without width
    are shown as escapes ("\x1b"), so that no text can give orders to a terminal.

    In the formats terminal and plain, columns that need little room have it,
    and the others share the rest in proportion to their need.
    Words of up to 30 columns are broken only if they are longer than the whole table.
    Where not even the longest words fit side by side, each row becomes a block of lines, "header: cell".

    Args:
        headers: The name of each column.
        rows: The cells, as many in each row as there are headers.
        format: `terminal` (box lines), `plain` (no lines), `github` (Markdown) or `html` (a table element).
        width: The columns that a line may take, in the formats terminal and plain; less than 20 counts as 20.
        colour: Whether the headers are set in bold by an escape sequence, in the format terminal.

    Raises:
        UnknownNameError: If there is no such format.
        FieldTypeError: If a cell is not a str.
        FieldValueError: If a row has more or fewer cells than there are headers.
    """
    if format not in FORMATS:
        message = f"render: unknown format {format!r}; the formats are {', '.join(FORMATS)}"
        raise UnknownNameError(message)
    table = [_checked(headers, row, f"row {number}") for number, row in enumerate([headers, *rows])]
    if not headers:
        return ""
    if format in ("github", "html"):
        escape = _escape_markdown if format == "github" else markup
        texts = [["<br>".join(escape(" ".join(words)) for words in cell) for cell in row] for row in table]
        return _framed([[[text] for text in row] for row in texts], [1] * len(headers), format)
    bold = colour and format == "terminal"
    width = max(width, _LEAST_WIDTH)
    frame = 3 * len(headers) + 1 if format == "terminal" else 2 * (len(headers) - 1)
    widths = _shared(table, width - frame)
    if widths is None:
        return _stacked(table, width, rule="─" * width if format == "terminal" else "", bold=bold)
    lines = [[_wrapped(cell, columns) for cell, columns in zip(row, widths, strict=True)] for row in table]
    return _framed(lines, widths, format, bold=bold)


def in_notebook(table: str) -> str:
    """Return a table of `render` in HTML as a notebook takes it, which else sets the words of cells to the right."""
    return re.sub("<(t[dh])>", r'<\1 style="text-align: left">', table)


def use_colour(stream: TextIO, environ: Mapping[str, str]) -> bool:
    """Tell whether escape sequences for colour may be written to *stream*.

    They may if it is a terminal and the environment's NO_COLOR is absent or empty (https://no-color.org).
    """
    return environ.get("NO_COLOR", "") == "" and stream.isatty()


def _checked(headers: Sequence[str], row: Sequence[str], place: str) -> list[_Cell]:
    """Return the words of each cell's lines, or raise if the row does not fit the headers."""
    if len(row) != len(headers):
        message = f"render: {place}: expected {len(headers)} cells, one for each header, got {len(row)}"
        raise FieldValueError(message)
    cells = []
    for header, cell in zip(headers, row, strict=True):
        if not isinstance(cell, str):
            raise wrong_type(cell, f"render: {place}, column {header!r}", "a str")
        cells.append([line.split() for line in visible(cell).split("\n")])
    return cells


def _escape_markdown(text: str) -> str:
    """Return *text* so that Markdown shows it as it is, also within a cell of a table."""
    return _MARKDOWN.sub(r"\\\g<0>", text)


def _framed(table: list[list[list[str]]], widths: list[int], format: str, *, bold: bool = False) -> str:  # noqa: A002
    """Return the frame drawn by tabulate, with the lines of each cell set into it.

    tabulate measures text by `len`, or with the optional wcwidth, and pads each cell to its column.
    It is given rows of stand-ins of one column each, so that its measures are right either way.
    """
    import tabulate  # noqa: PLC0415 - a fifth of the time of `import claimtrack`, and only needed here

    (headers, *rows), texts = _levelled(table), []
    for row in (headers, *rows):
        for line in zip(*row, strict=True):
            texts += [
                text + " " * (width - _display_width(text)) if format in ("terminal", "plain") else text
                for text, width in zip(line, widths, strict=True)
            ]
    if bold:
        count = len(widths) * len(headers[0])
        texts[:count] = [_in_bold(text) for text in texts[:count]]
    filled: list[list[str] | str] = [["\n".join([_STAND_IN * width] * len(row[0])) for width in widths] for row in rows]
    if format == "plain" and any(len(row[0]) > 1 for row in (headers, *rows)):
        filled = [line for row in filled for line in (tabulate.SEPARATING_LINE, row)]
    frame = tabulate.tabulate(
        filled,
        headers=["\n".join([_STAND_IN * max(width - _HEADER_PADDING, 1)] * len(headers[0])) for width in widths],
        tablefmt=_TABULATE_NAMES[format],
        stralign=None,
        disable_numparse=True,
    )
    remaining = iter(texts)
    drawn = re.sub(f"{_STAND_IN}+", lambda _: next(remaining), frame)
    return "\n".join(line.rstrip() for line in drawn.split("\n"))


def _levelled(table: list[list[list[str]]]) -> list[list[list[str]]]:
    """Return the rows with empty lines added, so that all cells of a row have the same number of lines."""
    levelled = []
    for row in table:
        height = max(map(len, row))
        levelled.append([cell + [""] * (height - len(cell)) for cell in row])
    return levelled


def _in_bold(text: str) -> str:
    """Return *text* between the escape sequences for bold and for normal type, if there is any."""
    return f"\x1b[1m{text}\x1b[0m" if text.strip() else text


def _stacked(table: list[list[_Cell]], width: int, *, rule: str, bold: bool) -> str:
    """Return each row as a block of lines "header: cell", with *rule* between two rows."""
    headers, *rows = table
    labels = [" ".join(word for words in cell for word in words) + ":" for cell in headers]
    if not rows:
        return "\n".join(line for label in labels for line in _wrapped([label.split()], width))
    blocks = []
    for row in rows:
        block = []
        for label, cell in zip(labels, row, strict=True):
            first, *rest = _wrapped([label.split() + cell[0], *cell[1:]], width - 2)
            if bold and first.startswith(label):
                first = _in_bold(label) + first[len(label) :]
            block += [first, *(f"  {line}".rstrip() for line in rest)]
        blocks.append("\n".join(block))
    return f"\n{rule}\n".join(blocks)


def _shared(table: list[list[_Cell]], room: int) -> list[int] | None:
    """Return the width of each column, in all at most *room*; None if the longest words do not fit side by side."""
    natural, least = [], []
    for column in zip(*table, strict=True):
        lines = [[_display_width(word) for word in words] for cell in column for words in cell]
        widest = max(sum(line) + len(line) - 1 for line in lines)
        word = max((width for line in lines for width in line if width <= _LONGEST_WORD), default=0)
        natural.append(max(widest, _HEADER_PADDING + 1))
        least.append(max(word, min(natural[-1], _LEAST_COLUMN)))
    spare = room - sum(least)
    if spare < 0:
        return None
    needs = sorted((wide - narrow, index) for index, (wide, narrow) in enumerate(zip(natural, least, strict=True)))
    while needs and needs[0][0] <= spare // len(needs):
        need, index = needs.pop(0)
        least[index] += need
        spare -= need
    wanted = sum(need for need, _ in needs)
    for need, index in needs:
        share = spare * need // wanted
        least[index] += share
        spare -= share
        wanted -= need
    return least


def _wrapped(cell: _Cell, width: int) -> list[str]:
    """Return the cell's lines, each filled with as many words as *width* columns hold."""
    wrapped = []
    for words in cell:
        line: list[str] = []
        used = 0
        for word in words:
            for piece, columns in _pieces(word, width):
                if line and used + 1 + columns > width:
                    wrapped.append(" ".join(line))
                    line, used = [], 0
                used += columns + (1 if line else 0)
                line.append(piece)
        wrapped.append(" ".join(line))
    return wrapped


def _pieces(word: str, width: int) -> Iterator[tuple[str, int]]:
    """Yield the word and its width, in pieces if it is wider than *width*."""
    columns = _display_width(word)
    if columns <= width:
        yield word, columns
        return
    piece: list[str] = []
    used = 0
    for cluster, columns in _clusters(word):
        if piece and used + columns > width:
            yield "".join(piece), used
            piece, used = [], 0
        piece.append(cluster)
        used += columns
    yield "".join(piece), used


def _display_width(text: str) -> int:
    """Return how many columns of a terminal the text takes."""
    return len(text) if text.isascii() else sum(columns for _, columns in _clusters(text))


def _clusters(text: str) -> Iterator[tuple[str, int]]:
    """Yield each character with the marks that sit on it, and the columns that they take together.

    Emoji joined by U+200D are one sign of two columns, and U+FE0F widens a sign to two.
    """
    cluster: list[str] = []
    width = 0
    for char in text:
        columns = _columns(char)
        joined = bool(cluster) and cluster[-1] == _ZERO_WIDTH_JOINER and category(cluster[0]) == "So"
        if columns and cluster and not joined:
            yield "".join(cluster), width
            cluster, width = [], 0
        cluster.append(char)
        width = max(width, columns)
        if char == _EMOJI_PRESENTATION and width:
            width = 2
    yield "".join(cluster), width


@lru_cache(maxsize=4096)
def _columns(char: str) -> int:
    """Return the columns of one character: two if it is wide (Unicode Standard Annex 11), none if it is a mark."""
    jamo = "\u1160" <= char <= "\u11ff"  # vowels and final consonants, which join the syllable before them
    skin_tone = "\U0001f3fb" <= char <= "\U0001f3ff"
    if jamo or skin_tone or (char != "\xad" and category(char) in ("Mn", "Me", "Mc", "Cf")):
        return 0
    return 2 if east_asian_width(char) in ("W", "F") else 1
