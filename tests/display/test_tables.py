# SPDX-License-Identifier: MIT
"""Tables: frames, fitted widths, escaping, and the promise that no word is lost."""

import html
import io
import re
import time
from collections import Counter
from unicodedata import east_asian_width

import pytest
import tabulate
from clock import grows_by_less
from hypothesis import given
from hypothesis import strategies as st
from strategies import texts

from claimtrack.display import tables
from claimtrack.exceptions import FieldTypeError, FieldValueError, UnknownNameError

HEADERS = ["outlet", "speaker", "claim"]
ROWS = [
    ["The Independent", "John Kirby", "discussions may continue in the coming months"],
    ["Asharq Al-Awsat", "(open)", "letters"],
]

cells = st.lists(st.text("abcé日本ß", min_size=1, max_size=8), max_size=12).map(" ".join)
tables_of_words = st.integers(1, 4).flatmap(
    lambda count: st.lists(st.lists(cells, min_size=count, max_size=count), min_size=1, max_size=4)
)


def columns_of(line: str) -> int:
    """Return the columns that a line takes, for lines without combining characters."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in line)


class TestRender:
    """The table as a whole, in each format."""

    def test_terminal(self) -> None:
        """A terminal's table has box lines, a rule between rows, and its long column wrapped at spaces."""
        assert tables.render(HEADERS, ROWS, width=60).split("\n") == [
            "╒═════════════════╤════════════╤═══════════════════════════╕",
            "│ outlet          │ speaker    │ claim                     │",
            "╞═════════════════╪════════════╪═══════════════════════════╡",
            "│ The Independent │ John Kirby │ discussions may continue  │",
            "│                 │            │ in the coming months      │",
            "├─────────────────┼────────────┼───────────────────────────┤",
            "│ Asharq Al-Awsat │ (open)     │ letters                   │",
            "╘═════════════════╧════════════╧═══════════════════════════╛",
        ]

    def test_plain(self) -> None:
        """A plain table has no lines, and empty lines between rows where a cell is wrapped."""
        assert tables.render(HEADERS, ROWS, format="plain", width=55).split("\n") == [
            "outlet           speaker     claim",
            "",
            "The Independent  John Kirby  discussions may continue",
            "                             in the coming months",
            "",
            "Asharq Al-Awsat  (open)      letters",
        ]

    def test_plain_without_wrapping(self) -> None:
        """A plain table in which each row fits on one line has no empty lines."""
        assert tables.render(["a", "b"], [["1", "2"], ["3", "4"]], format="plain") == "a    b\n1    2\n3    4"

    def test_github(self) -> None:
        """A Markdown table escapes its markup and writes a line's break as <br>."""
        rows = [["a|b\\c *d* __e__ f_g", "<i>&amp;\n[x]"]]
        assert tables.render(["h|1", "h2"], rows, format="github").split("\n") == [
            r"| h\|1 | h2 |",
            "|-----|-----|",
            r"| a\|b\\c \*d\* \_\_e\_\_ f_g | \<i>\&amp;<br>\[x\] |",
        ]

    def test_html(self) -> None:
        """An HTML table escapes everything and writes a line's break as <br>."""
        rendered = tables.render(["<h>"], [["<script>\"a\" & 'b'\nc"]], format="html")
        assert rendered == (
            "<table>\n<thead>\n<tr><th>&lt;h&gt;</th></tr>\n</thead>\n<tbody>\n"
            "<tr><td>&lt;script&gt;&quot;a&quot; &amp; &#x27;b&#x27;<br>c</td></tr>\n</tbody>\n</table>"
        )

    def test_cells_that_look_like_numbers(self) -> None:
        """Cells are never read as numbers."""
        rows = [["007", "12.50", "1,234", "NaN", "1e5"]]
        assert tables.render(list("abcde"), rows, format="plain").split("\n")[1].split() == rows[0]

    def test_stacked(self) -> None:
        """Where the longest words do not fit side by side, each row becomes a block of lines with hanging indents."""
        assert tables.render(HEADERS, ROWS, width=30).split("\n") == [
            "outlet: The Independent",
            "speaker: John Kirby",
            "claim: discussions may",
            "  continue in the coming",
            "  months",
            "──────────────────────────────",
            "outlet: Asharq Al-Awsat",
            "speaker: (open)",
            "claim: letters",
        ]

    def test_stacked_plain(self) -> None:
        """Plain blocks have an empty line between them."""
        rendered = tables.render(["counterclaims", "speakers"], [["a", "b"], ["c", ""]], format="plain", width=20)
        assert rendered == "counterclaims: a\nspeakers: b\n\ncounterclaims: c\nspeakers:"

    @pytest.mark.parametrize("format_", tables.FORMATS)
    def test_no_rows(self, format_: tables.Format) -> None:
        """A table without rows still shows its headers."""
        rendered = tables.render(["outlet", "claim"], [], format=format_)
        assert "outlet" in rendered
        assert "claim" in rendered

    def test_no_rows_stacked(self) -> None:
        """A table without rows that is too wide lists its headers."""
        assert tables.render(["proposition", "difference"], [], width=20) == "proposition:\ndifference:"

    @pytest.mark.parametrize("format_", tables.FORMATS)
    def test_no_headers(self, format_: tables.Format) -> None:
        """A table without columns is empty."""
        assert tables.render([], [], format=format_) == ""

    def test_bold_headers(self) -> None:
        """With colour the headers of a terminal's table are bold, and nothing else changes."""
        plain = tables.render(["a b", "c"], [["1", "2"]])
        bold = tables.render(["a b", "c"], [["1", "2"]], colour=True)
        assert bold.split("\n")[1] == "│ \x1b[1ma b\x1b[0m │ \x1b[1mc  \x1b[0m │"
        assert re.sub(r"\x1b\[\d+m", "", bold) == plain

    def test_bold_headers_of_blocks(self) -> None:
        """With colour the header before each cell of a block is bold."""
        bold = tables.render(HEADERS, ROWS[1:], width=30, colour=True)
        assert bold.split("\n")[1] == "\x1b[1mspeaker:\x1b[0m (open)"

    @pytest.mark.parametrize("format_", ["plain", "github", "html"])
    def test_no_colour_outside_terminals(self, format_: tables.Format) -> None:
        """Only the format for terminals knows colour."""
        assert tables.render(["a"], [["1"]], format=format_, colour=True) == tables.render(
            ["a"], [["1"]], format=format_
        )

    def test_unknown_format(self) -> None:
        """An unknown format is refused with the list of those that there are."""
        with pytest.raises(
            UnknownNameError, match="unknown format 'latex'; the formats are terminal, plain, github, html"
        ):
            tables.render(["a"], [], format="latex")  # type: ignore[arg-type]

    def test_uneven_row(self) -> None:
        """A row with too few cells is refused by its number."""
        with pytest.raises(FieldValueError, match="row 2: expected 2 cells, one for each header, got 1"):
            tables.render(["a", "b"], [["1", "2"], ["3"]])

    def test_cell_of_another_type(self) -> None:
        """A cell that is no str is refused by its row and column."""
        with pytest.raises(FieldTypeError, match="row 1, column 'b': expected a str, got None of type NoneType"):
            tables.render(["a", "b"], [["1", None]])  # type: ignore[list-item]


class TestWidths:
    """What is measured, and how columns share the width."""

    @pytest.mark.parametrize("has_wcwidth", [True, False])
    @pytest.mark.parametrize(
        ("text", "columns"),
        [
            ("letters", 7),
            ("日本語", 6),  # wide
            ("ｱｲｳ", 3),  # half width
            ("e\u0301te\u0301", 3),  # combining accents
            ("می\u200cشود", 5),  # without width
            ("co\xadop", 5),  # a soft hyphen is shown
            ("\u1112\u1161\u11ab\u1100\u116e\u11a8", 4),  # Korean in its letters
            ("👩\u200d👩\u200d👧", 2),  # joined
            ("👍🏽", 2),  # with a skin tone
            ("❤\ufe0f", 2),  # shown as emoji
            ("🇫🇷", 2),  # two letters of a flag
            ("क्\u200dष", 2),  # the joiner of a script joins no columns
        ],
    )
    def test_characters(self, text: str, columns: int, *, has_wcwidth: bool, monkeypatch: pytest.MonkeyPatch) -> None:
        """Text is measured in columns of a terminal, whether or not tabulate finds wcwidth."""

        class Wcwidth:
            """A stand-in for the optional library."""

            wcswidth = staticmethod(columns_of)

        monkeypatch.setattr(tabulate, "wcwidth", Wcwidth if has_wcwidth else None)
        assert tables.render(["x" * 10, "y"], [[text, "z"]]).split("\n") == [
            "╒════════════╤═════╕",
            "│ xxxxxxxxxx │ y   │",
            "╞════════════╪═════╡",
            f"│ {text}{' ' * (10 - columns)} │ z   │",
            "╘════════════╧═════╛",
        ]

    def test_shared_by_need(self) -> None:
        """Short columns keep their width, and long ones share the rest in proportion to their need."""
        rows = [["short one", "word " * 20, "word " * 60]]
        first = tables.render(["a", "b", "c"], rows, width=109).split("\n")[0]
        assert [len(part) - 2 for part in first[1:-1].split("╤")] == [9, 26, 64]

    def test_natural_width(self) -> None:
        """A table with room to spare is as narrow as its text."""
        assert columns_of(tables.render(["a", "b"], [["one two", "x"]], width=500).split("\n")[0]) == 17

    def test_address_is_broken(self) -> None:
        """An address of more than 30 columns is broken rather than given a column of its length."""
        address = "https://example.org/" + "a/" * 30
        rendered = tables.render(["claim", "outlet"], [[f"see {address}", "one"]], width=40)
        cells = [line.split("│")[1].strip() for line in rendered.split("\n")[3:-1]]
        assert [len(cell) for cell in cells] == [3, 27, 27, 26]
        assert "".join(cells[1:]) == address

    def test_marks_stay_with_their_letter(self) -> None:
        """A broken word is never broken between a letter and its mark."""
        rendered = tables.render(["claim"], [["e\u0301" * 50]], width=20, format="plain")
        assert rendered.split("\n")[2:] == ["e\u0301" * 20, "e\u0301" * 20, "e\u0301" * 10]

    def test_narrow_terminal(self) -> None:
        """A width below 20 columns counts as 20, and words longer than the table are broken."""
        rendered = tables.render(["claim", "outlet"], [["incomprehensibilities", "one"]], width=0)
        assert rendered == tables.render(["claim", "outlet"], [["incomprehensibilities", "one"]], width=20)
        assert rendered == "claim:\n  incomprehensibilit\n  ies\noutlet: one"

    @given(tables_of_words, st.integers(20, 120), st.sampled_from(["terminal", "plain"]))
    def test_never_wider_than_asked(self, rows: list[list[str]], width: int, format_: tables.Format) -> None:
        """No line is wider than the width that was asked for."""
        rendered = tables.render([f"h{number}" for number in range(len(rows[0]))], rows, format=format_, width=width)
        assert max(map(columns_of, rendered.split("\n"))) <= width

    @given(tables_of_words, st.integers(20, 120))
    def test_rectangle(self, rows: list[list[str]], width: int) -> None:
        """All lines of a table with a frame are equally wide."""
        rendered = tables.render([""] * len(rows[0]), rows, width=width)
        framed = rendered.startswith("╒")
        assert len(set(map(columns_of, rendered.split("\n")))) == 1 or not framed


class TestContent:
    """What becomes of the text of the cells."""

    @given(tables_of_words, st.integers(20, 120), st.sampled_from(tables.FORMATS))
    def test_no_word_is_lost(self, rows: list[list[str]], width: int, format_: tables.Format) -> None:
        """Every word of every cell stands whole in the table, in each format and width."""
        rendered = tables.render([""] * len(rows[0]), rows, format=format_, width=width)
        shown = Counter(re.sub(r"<[^>]*>|[│|]", " ", rendered).split())
        expected = Counter(word for row in rows for cell in row for word in cell.split())
        assert expected - shown == Counter()

    @given(st.lists(texts, min_size=1, max_size=4), st.integers(-5, 200), st.sampled_from(tables.FORMATS))
    def test_any_text(self, row: list[str], width: int, format_: tables.Format) -> None:
        """Any text can be shown in any format, and none of it gives orders to a terminal or fails to be encoded."""
        rendered = tables.render(row, [row, row], format=format_, width=width)
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]", rendered)
        assert rendered.encode().decode() == rendered

    def test_escape_sequences(self) -> None:
        """Control characters are shown as escapes, and white space is folded."""
        rendered = tables.render(["a"], [["\x1b[2J\x07 \u202e \ud800 x\t\r\ny"]], format="plain")
        assert rendered.split("\n")[2:] == [r"\x1b[2J\x07 \u202e \ud800 x", "y"]

    @given(texts)
    def test_html_shows_the_text(self, text: str) -> None:
        """What an HTML cell shows is the text, with white space folded and line breaks kept."""
        found = re.search("<td>(.*)</td>", tables.render(["h"], [[text]], format="html"), re.DOTALL)
        assert found
        shown = [html.unescape(line) for line in found[1].split("<br>")]
        plain = tables.render(["h"], [[text]], format="plain", width=10**6).split("\n")[1:]
        assert [line for line in shown if line] == [line for line in plain if line]

    @given(texts, texts)
    def test_markdown_cells(self, first: str, second: str) -> None:
        """A row of a Markdown table is one line with as many unescaped bars as its cells need."""
        line = tables.render(["a", "b"], [[first, second]], format="github").split("\n")[2:]
        assert len(line) == 1
        assert re.sub(r"\\.", "", line[0]).count("|") == 3

    @pytest.mark.slow
    @pytest.mark.parametrize("format_", tables.FORMATS)
    @pytest.mark.parametrize("unit", ["word ", "日", "e\u0301", "\x1b"])
    def test_linear_time(self, unit: str, format_: tables.Format) -> None:
        """The time for a long cell grows about linearly with its length."""

        def seconds(length: int) -> float:
            start = time.process_time()
            tables.render(["a", "b"], [[unit * length, "b"]], format=format_)
            return time.process_time() - start

        assert grows_by_less(seconds, 5_000, 40_000, 20)


class TestUseColour:
    """When colour is allowed."""

    @pytest.mark.parametrize(
        ("terminal", "environ", "expected"),
        [(True, {}, True), (True, {"NO_COLOR": ""}, True), (True, {"NO_COLOR": "1"}, False), (False, {}, False)],
    )
    def test_use_colour(self, *, terminal: bool, environ: dict[str, str], expected: bool) -> None:
        """Colour is for terminals, unless NO_COLOR is set to anything."""

        class Stream(io.StringIO):
            """A stream that may be a terminal."""

            def isatty(self) -> bool:
                return terminal

        assert tables.use_colour(Stream(), environ) is expected
