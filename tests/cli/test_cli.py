# SPDX-License-Identifier: MIT
"""The command line: what it prints, where, and with which exit status."""

import csv
import gzip
import importlib.util
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from made import LETTERS, SAMPLES, optional

from claimtrack import Article, Claims, Extraction, ExtractionError, extract
from claimtrack.cli import main
from claimtrack.formats.json_lines import read_claims

PAGES = [str(LETTERS / "independent.txt"), str(LETTERS / "asharq-al-awsat.txt")]
CURE = "save it as UTF-8"
PAGE = "Ann Roe said on Monday that the bridge was safe.\n"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Run the command line and return its status, output and errors."""
    status = main(arguments)
    out, err = capsys.readouterr()
    return status, out, err


def page(folder: Path, name: str, text: str = PAGE) -> str:
    """Write a page and return its path."""
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


def test_compare_a_folder(capsys: pytest.CaptureFixture[str]) -> None:
    """A folder is compared by its main stories, and the further story is left out with a note."""
    status, out, err = run(capsys, "compare", str(LETTERS))

    assert 0 == status
    assert "Only in Asharq Al-Awsat" in out
    assert "Mohajerani" not in out
    assert "left out the further story 'Iran to Strengthen its Relationship with Russia'" in err


def test_extract_a_folder(capsys: pytest.CaptureFixture[str]) -> None:
    """Extraction shows every story of every page."""
    status, out, _ = run(capsys, "extract", str(LETTERS))

    assert 0 == status
    assert "Mohajerani" in out


@pytest.mark.slow
def test_extract_with_several_processes(capsys: pytest.CaptureFixture[str]) -> None:
    """With several processes, extraction prints the same."""
    assert run(capsys, "extract", str(LETTERS)) == run(capsys, "extract", str(LETTERS), "--processes", "2")


def test_an_article_that_cannot_be_read(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """An article on which extraction fails is an error, and the others are printed; with --strict it ends the run."""

    def broken(articles: list[Article], **_: object) -> Iterator[Extraction]:
        yield Extraction(articles[0], Claims(), ExtractionError("article 1: its process died"))
        yield Extraction(articles[1], extract(articles[1]))

    monkeypatch.setattr("claimtrack.cli.inputs.extract_many", broken)
    status, out, err = run(capsys, "extract", *PAGES, "--published", "2023-08-30")

    assert (1, True) == (status, "asharq-al-awsat" in out)
    assert "claimtrack: error: article 1: its process died" in err
    assert (1, "") == run(capsys, "extract", *PAGES, "--published", "2023-08-30", "--strict")[:2]


def test_files_are_named_by_their_stems(capsys: pytest.CaptureFixture[str]) -> None:
    """Text files go under their names, and a page that prints no date is noted."""
    status, out, err = run(capsys, "compare", *PAGES)

    assert 0 == status
    assert "Only in asharq-al-awsat" in out
    assert "prints no date of publication" in err


def test_outlets_and_dates_can_be_stated(capsys: pytest.CaptureFixture[str]) -> None:
    """--outlet is given once for each file, --published once for all."""
    options = ("--outlet", "The Independent", "--outlet", "Asharq Al-Awsat", "--published", "2023-08-30")
    status, out, err = run(capsys, "compare", *PAGES, *options)

    assert (0, run(capsys, "compare", str(LETTERS))[1]) == (status, out)
    assert "prints no date" not in err


@pytest.mark.parametrize(
    "order",
    [
        "a.txt b.txt --outlet A --outlet B --published 2024-05-15",
        "--outlet A --published 2024-05-15 --outlet B a.txt b.txt",
        "a.txt --outlet A b.txt --outlet B --published 2024-05-15",
        "--outlet A a.txt --outlet B b.txt --published 2024-05-15",
        "--outlet=A --published 2024-05-15 a.txt --outlet=B -- b.txt",
        "a.txt --outlet A --outlet B --published 2024-05-15 -- b.txt",
    ],
)
def test_paths_stand_anywhere(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, order: str
) -> None:
    """The n-th --outlet is that of the n-th path, wherever paths and options stand."""
    monkeypatch.chdir(tmp_path)
    page(tmp_path, "a.txt", "Ann Roe said it may rain.\n")
    page(tmp_path, "b.txt", "Bo Lind said it may snow.\n")
    status, out, err = run(capsys, "extract", "--format", "jsonl", *order.split())

    assert (0, "") == (status, err)
    assert [("A", "Ann Roe"), ("B", "Bo Lind")] == [
        (row["outlet"], row["speaker"]) for row in map(json.loads, out.splitlines())
    ]


@pytest.mark.parametrize("before", [["a.txt", "-q"], ["a.txt"], ["a.txt", "-q", "b.txt"]])
def test_what_stands_after_two_dashes_is_a_path(capsys: pytest.CaptureFixture[str], before: list[str]) -> None:
    """After -- everything is a path, and before it what begins with a dash is an option."""
    with pytest.raises(SystemExit) as stop:
        main(["extract", *before, "--none"])
    error = capsys.readouterr().err

    assert (2, True, True) == (stop.value.code, "usage: claimtrack extract" in error, "arguments: " in error)
    assert 1 == main(["extract", *before, "--", "--none"])
    assert "--none: there is no such file" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["extract", "compare"])
def test_records(capsys: pytest.CaptureFixture[str], command: str) -> None:
    """JSON, JSON Lines and CSV carry the same records."""
    as_json = json.loads(run(capsys, command, str(LETTERS), "--format", "json")[1])
    as_lines = [json.loads(line) for line in run(capsys, command, str(LETTERS), "--format", "jsonl")[1].splitlines()]
    as_csv = list(csv.DictReader(io.StringIO(run(capsys, command, str(LETTERS), "--format", "csv")[1], newline="")))

    assert as_json == as_lines
    assert [list(row) for row in as_json] == [list(row) for row in as_csv]
    assert [row["text"] for row in as_json] == [row["text"] for row in as_csv]


@pytest.mark.parametrize(
    ("form", "sign"), [("github", "|---"), ("html-table", "<table>"), ("plain", "Only in The Independent")]
)
def test_tables(capsys: pytest.CaptureFixture[str], form: str, sign: str) -> None:
    """Every form of table is printed, and none shows a Python value."""
    status, out, _ = run(capsys, "compare", str(LETTERS), "--format", form)

    assert 0 == status
    assert sign in out
    assert not any(word in out for word in ("Span(", "Hedging.", "None", "Speaker("))


@pytest.mark.parametrize(
    ("arguments", "heading"),
    [
        (["compare"], "<h1>Putin and Kim Jong-un are deepening their relationship, White House says</h1>"),
        (["compare", "--view", "who-said-what"], "<h1>Who said what</h1>"),
        (["extract"], "<h1>3 articles</h1>"),
        (["events"], "<h1>Events</h1>"),
    ],
)
def test_html_is_a_whole_page(capsys: pytest.CaptureFixture[str], arguments: list[str], heading: str) -> None:
    """The format html is a page of its own for every command and view."""
    status, out, _ = run(capsys, *arguments, str(LETTERS), "--format", "html")

    assert (0, True, True) == (status, out.startswith("<!doctype html>"), out.endswith("</html>\n"))
    assert heading in out


@pytest.mark.parametrize("form", ["plain", "html", "csv", "jsonl"])
def test_output_into_a_file(capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path, form: str) -> None:
    """--output writes into the file what would have been printed, and prints nothing."""
    arguments = ["compare", str(LETTERS), "--format", form]
    main(arguments)
    printed = capsysbinary.readouterr().out
    status = main([*arguments, "-o", str(tmp_path / "report")])

    assert (0, b"") == (status, capsysbinary.readouterr().out)
    assert printed.decode() == (tmp_path / "report").read_bytes().decode()


def test_output_that_cannot_be_written(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A file that cannot be written is named, and the status is 1."""
    place = str(tmp_path / "nowhere" / "report.html")
    status, out, err = run(capsys, "compare", str(LETTERS), "--output", place, "--quiet")

    assert (1, "") == (status, out)
    assert err.startswith(f"claimtrack: error: --output: cannot write {place}: ")


def test_nothing_leaves_no_older_result(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Where nothing is found, the file of --output is empty afterwards."""
    older = page(tmp_path, "older.txt")
    status, _, err = run(capsys, "extract", page(tmp_path, "a.txt", "The bridge is old.\n"), "-o", older)

    assert (0, "") == (status, Path(older).read_text(encoding="utf-8"))
    assert "no claims were found" in err


def test_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    """--quiet leaves the notes out and keeps the errors."""
    assert (0, "") == run(capsys, "compare", str(LETTERS), "--quiet")[::2]
    assert "is named twice" in run(capsys, "compare", str(LETTERS), PAGES[0], "-q")[2]


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
def test_an_interruption_ends_without_a_traceback() -> None:
    """Ctrl-C while standard input is read ends with status 130 and without a traceback."""
    program = """
import io, signal, sys
import claimtrack.cli

class Interrupted(io.RawIOBase):
    def readable(self):
        return True

    def readinto(self, _):
        signal.raise_signal(signal.SIGINT)

signal.signal(signal.SIGINT, signal.default_int_handler)  # which a job in the background starts without
sys.stdin = io.TextIOWrapper(io.BufferedReader(Interrupted()))
sys.exit(claimtrack.cli.main(["extract", "-"]))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False, timeout=60)  # noqa: S603

    assert (130, b"") == (done.returncode, done.stderr)


@pytest.mark.parametrize("columns", [30, 60, 80, 200])
def test_tables_fit_the_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    """No line is wider than the terminal."""
    monkeypatch.setenv("COLUMNS", str(columns))

    assert max(map(len, run(capsys, "compare", str(LETTERS))[1].splitlines())) <= columns


def test_no_escapes_off_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """Output that goes to no terminal holds no escape sequence."""
    assert "\x1b" not in run(capsys, "compare", str(LETTERS))[1]


@pytest.mark.parametrize(
    "arguments",
    [
        *([], ["explain"], ["compare"], ["extract", "x", "--format", "pdf"], ["extract", "x", "--processes", "-1"]),
        *(["extract", "x", "--format=--"], ["compare", "x", "--event=--"], ["events", "x", "-qo--"]),
    ],
)
def test_wrong_usage(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    """Wrong usage ends with status 2 and a message."""
    with pytest.raises(SystemExit) as stop:
        main(arguments)

    assert (2, True) == (stop.value.code, "usage: claimtrack" in capsys.readouterr().err)


@pytest.mark.parametrize(
    "option", [["--outlet", "A", "--outlet", "B"], ["--published", "2023-08-30", "--published", "x"]]
)
def test_options_must_fit_the_files(capsys: pytest.CaptureFixture[str], tmp_path: Path, option: list[str]) -> None:
    """As many outlets and dates are needed as there are text files."""
    with pytest.raises(SystemExit) as stop:
        main(["extract", page(tmp_path, "a.txt"), *option])

    assert 2 == stop.value.code
    assert f"{option[0]}: expected one" in capsys.readouterr().err


def bad_inputs(folder: Path) -> dict[str, tuple[list[str], str]]:
    """Return command lines that name bad input, with what the error must say."""
    good = page(folder, "good.txt")
    (folder / "dos.txt").write_bytes("Café said".encode("cp437"))
    (folder / "binary.txt").write_bytes(b"\x89PNG\x00\x00")
    (folder / "none").mkdir()
    loop = folder / "loop.txt"
    loop.symlink_to("loop.txt")
    (folder / "undated").mkdir()
    (folder / "undated" / "articles.toml").write_text('[[article]]\nfile = "a.txt"\n')
    (folder / "impossible").mkdir()
    (folder / "impossible" / "articles.toml").write_text(
        '[[article]]\nfile = "a.txt"\noutlet = "A"\npublished = "2023-02-30"\n'
    )
    return {
        "missing": (["extract", str(folder / "x.txt")], "x.txt"),
        "an address": (["extract", "https://post.example/a"], "is an address, and nothing is fetched: save the page"),
        "empty": (["extract", page(folder, "empty.txt", "")], "empty"),
        "blank": (["extract", page(folder, "blank.txt", " \n\n")], "blank"),
        "not UTF-8": (["extract", str(folder / "dos.txt")], "UTF-8"),
        "binary": (["extract", str(folder / "binary.txt")], "binary"),
        "no page": (["extract", str(folder / "none")], "has no articles.toml and holds no page (.htm, .html, .txt)"),
        "no outlet": (["extract", str(folder / "undated")], "'outlet' is missing"),
        "impossible date": (["extract", str(folder / "impossible")], "2023-02-30"),
        "impossible option": (["extract", good, "--published", "2023-02-30"], "2023-02-30"),
        "one outlet": (["compare", good], "two outlets or more"),
        "named twice": (["compare", good, good], "is named twice"),
        "a long name": (["extract", "a" * 300], "cannot be opened"),
        "a link to itself": (["extract", str(loop)], "cannot be opened"),
    }


BAD_INPUTS = (
    "missing",
    "an address",
    "empty",
    "blank",
    "not UTF-8",
    "binary",
    "no page",
    "no outlet",
    "impossible date",
    "impossible option",
    "one outlet",
    "named twice",
    "a long name",
    "a link to itself",
)


@pytest.mark.parametrize("case", BAD_INPUTS)
def test_bad_input(capsys: pytest.CaptureFixture[str], tmp_path: Path, case: str) -> None:
    """Bad input ends with status 1 and one line that names it, without a traceback."""
    arguments, reason = bad_inputs(tmp_path)[case]
    status, _, err = run(capsys, *arguments)
    errors = [line for line in err.splitlines() if line.startswith("claimtrack: error: ")]

    assert 1 == status
    assert reason in errors[0]
    assert "Traceback" not in err


def test_what_can_be_read_is_read(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """One bad file does not keep the others from being read; the status is 1 all the same."""
    status, out, err = run(capsys, "extract", str(tmp_path / "missing.txt"), page(tmp_path, "good.txt"))

    assert (1, 1) == (status, err.count("error:"))
    assert "the bridge was safe" in out


def test_a_page_of_the_folder_is_not_read_again(capsys: pytest.CaptureFixture[str]) -> None:
    """A file that a folder lists counts as named."""
    status, out, err = run(capsys, "compare", str(LETTERS), PAGES[0])

    assert (1, run(capsys, "compare", str(LETTERS))[1]) == (status, out)
    assert "independent.txt: is named twice" in err


def test_one_file_under_two_outlets(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A file that is named twice is read once, under the outlet that was stated first."""
    path = page(tmp_path, "a.txt")
    _, out, err = run(capsys, "extract", path, path, "--outlet", "First", "--outlet", "Second", "--format", "jsonl")

    assert ["First"] == [json.loads(line)["outlet"] for line in out.splitlines()]
    assert "is named twice" in err


def test_options_are_for_files(capsys: pytest.CaptureFixture[str]) -> None:
    """A folder states its own outlets and dates, so that an option for it is wrong usage."""
    with pytest.raises(SystemExit) as stop:
        main(["extract", str(LETTERS), "--published", "2019-01-01"])

    assert 2 == stop.value.code
    assert "got 1" in capsys.readouterr().err


def test_three_outlets(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """An outlet that lacks a row of the others has an empty place in it."""
    pages = [
        page(tmp_path, "a.txt", "The river may rise again, the mayor said.\n"),
        page(tmp_path, "b.txt", "The river will rise again, the mayor said.\n"),
        page(tmp_path, "c.txt", "The minister said that taxes fell in March.\n"),
    ]
    status, out, _ = run(capsys, "compare", *pages, "--format", "plain")

    assert 0 == status
    assert "Only in c" in out


def test_no_claims(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A page without a claim is no error: a note says so, and the records are empty."""
    path = page(tmp_path, "quiet.txt", "The bridge is old. It was closed at noon.\n")

    assert (0, "") == run(capsys, "extract", path)[:2]
    assert (0, "[]\n") == run(capsys, "extract", path, "--format", "json")[:2]


def shell(*arguments: str, text: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command line in a process of its own."""
    return subprocess.run(  # noqa: S603 - our own module
        [sys.executable, "-m", "claimtrack", *arguments],
        input=text,
        capture_output=True,
        check=False,
        env=environment or None,
    )


@pytest.fixture(name="shift")
def _shift(tmp_path: Path) -> list[str]:
    """Write pages of two outlets of which one is more careful, and return the arguments that name them."""
    firm = (
        "Ann Roe said on Monday that the old bridge in Bergholm will reopen in May. Lifts cost a lot, Bo Lind said.\n"
    )
    careful = "Ann Roe said on Monday that the old bridge in Bergholm may reopen in May.\n"
    return [page(tmp_path, "a.txt", firm), page(tmp_path, "b.txt", careful), "--published", "2024-05-15"]


@pytest.fixture(name="two_events")
def _two_events(tmp_path: Path) -> list[str]:
    """Write pages of two outlets on a bridge, and of one on a strike, and return the arguments that name them."""
    bridge = "Ann Roe said on Monday that the old bridge in Bergholm was safe. Cars may use the bridge, Roe said.\n"
    strike = "Teachers in Lindmoor walked out over pay. Bo Lind of the union said that nine schools stayed shut.\n"
    paths = [page(tmp_path, "a.txt", bridge), page(tmp_path, "b.txt", bridge), page(tmp_path, "c.txt", strike)]
    return [*paths, "--published", "2024-05-15"]


def test_events(capsys: pytest.CaptureFixture[str], two_events: list[str]) -> None:
    """`events` lists the main stories by event, as a table and as records."""
    status, out, _ = run(capsys, "events", *two_events, "--format", "jsonl")

    assert 0 == status
    assert [(1, "a"), (1, "b"), (2, "c")] == [
        (row["event"], row["outlet"]) for row in map(json.loads, out.splitlines())
    ]
    assert "Bergholm" in run(capsys, "events", *two_events)[1]


def test_compare_notes_several_events(capsys: pytest.CaptureFixture[str], two_events: list[str]) -> None:
    """Stories of several events are compared with a note, and --event compares those of one without it."""
    _, out, err = run(capsys, "compare", *two_events)
    _, one, quiet = run(capsys, "compare", *two_events, "--event", "1")

    assert ("the stories seem to report 2 events" in err, "Only in c" in out) == (True, True)
    assert ("events" in quiet, "Only in c" in one) == (False, False)


@pytest.mark.parametrize(
    ("number", "message"),
    [("3", "expected a number from 1 to 2, got 3"), ("0", "got 0"), ("2", "expected articles of two outlets or more")],
)
def test_compare_an_event_that_cannot_be(
    capsys: pytest.CaptureFixture[str], two_events: list[str], number: str, message: str
) -> None:
    """An event that there is not, or of one outlet alone, is an error."""
    status, out, err = run(capsys, "compare", *two_events, "--event", number)

    assert (1, "") == (status, out)
    assert message in err


@pytest.mark.parametrize(
    ("view", "sign"),
    [
        ("who-said-what", "strongest"),
        ("hedging-shift", "steps"),
        ("timeline", "basis"),
        ("omissions", "absent"),
        ("summary", "claims"),
        ("differences", "major"),
    ],
)
def test_compare_by_view(capsys: pytest.CaptureFixture[str], shift: list[str], view: str, sign: str) -> None:
    """--view shows one view of the comparison, as a table and as records."""
    _, table, _ = run(capsys, "compare", *shift, "--view", view)
    rows = json.loads(run(capsys, "compare", *shift, "--view", view, "--format", "json")[1])

    assert sign in table
    assert sign in str(rows)


def test_compare_begins_with_the_summary(capsys: pytest.CaptureFixture[str], shift: list[str]) -> None:
    """Before the table stands what the comparison comes to, in each format for readers; records have the rows alone."""
    for form in ("terminal", "plain", "github", "html-table"):
        out = run(capsys, "compare", *shift, "--format", form)[1]
        assert out.index("the largest differences") < out.index("Differs")
    assert "the largest differences" not in run(capsys, "compare", *shift, "--format", "json")[1]


def test_compare_tells_all_differences(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """--differences all tells those that the table leaves out."""
    one = page(tmp_path, "a.txt", "Ann Roe admitted that the old bridge in Bergholm may reopen in May.\n")
    two = page(tmp_path, "b.txt", "“The old bridge in Bergholm will reopen in May,” said Ann Roe.\n")
    main, everything = (
        run(capsys, "compare", one, two, "--published", "2024-05-15", *more)[1]
        for more in ([], ["--differences", "all"])
    )

    assert ("and 1 more" in main, "and 1 more" in everything) == (True, False)


def test_quotations_side_by_side(capsys: pytest.CaptureFixture[str]) -> None:
    """The view of quotations has both wordings, and how they relate."""
    first, *_ = json.loads(run(capsys, "compare", *PAGES, "--view", "quotations", "--format", "json", "-q")[1])

    assert ("paraphrase", "independent", "asharq-al-awsat") == (first["kind"], first["outlet"], first["other_outlet"])


def test_an_empty_view(capsys: pytest.CaptureFixture[str], two_events: list[str]) -> None:
    """A view in which nothing was found says so."""
    status, out, err = run(capsys, "compare", *two_events[:2], *two_events[3:], "--view", "omissions")

    assert (0, "") == (status, out)
    assert "nothing was found" in err


def test_standard_input() -> None:
    """A page can come from standard input."""
    done = shell(
        "extract", "-", "--outlet", "The Post", "--published", "2023-08-30", "--format", "jsonl", text=PAGE.encode()
    )
    record = json.loads(done.stdout)

    assert (0, "The Post", "2023-08-28") == (done.returncode, record["outlet"], record["said"])


def test_standard_input_must_be_text() -> None:
    """Bytes that are not UTF-8 are refused with their place."""
    done = shell("extract", "-", text=b"Caf\x8f said")

    assert (1, b"") == (done.returncode, done.stdout)
    assert b"standard input: is not UTF-8 (byte 3 is 0x8f)" in done.stderr


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'{"text": "The bridge may open,', "expected JSON, got a syntax error"),
        (b"text,outlet\n,A\n", "line 2: text ('text'): expected the article's text, got nothing"),
        (b"%PDF-1.7 the bridge may open, she said.", "is a PDF: save the page as text or as HTML"),
        (gzip.compress(b"The bridge may open, she said."), "is compressed with gzip"),
        (b" ", "is empty"),
    ],
)
def test_standard_input_is_read_as_a_file_is(data: bytes, reason: str) -> None:
    """What is refused in a file is refused from standard input."""
    done = shell("extract", "-", text=data)

    assert (1, b"") == (done.returncode, done.stdout)
    assert b"standard input" in done.stderr
    assert reason.encode() in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell with pipes")
def test_a_reader_that_has_gone() -> None:
    """Output into a closed pipe ends without a word."""
    command = f"'{sys.executable}' -m claimtrack extract '{LETTERS}' | true"
    done = subprocess.run(command, shell=True, capture_output=True, check=False)  # noqa: S602 - our own command

    assert b"" == done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk() -> None:
    """Output that cannot be written ends with one line and status 1."""
    command = f"'{sys.executable}' -m claimtrack extract '{LETTERS}' > /dev/full"
    done = subprocess.run(command, shell=True, capture_output=True, check=False)  # noqa: S602 - our own command

    assert (1, True) == (done.returncode, done.stderr.startswith(b"claimtrack: error: cannot write the output"))


def test_poor_terminals() -> None:
    """A terminal that cannot show a character gets an escape, not an error, and one without box lines gets none."""
    done = shell("extract", str(LETTERS), text=b"", **os.environ, PYTHONIOENCODING="ascii")

    assert (0, b"outlet") == (done.returncode, done.stdout[:6])
    assert rb"\u2019" in done.stdout


@pytest.mark.parametrize("encoding", ["cp1252", "cp437", "cp932", "utf-16", "utf-8"])
def test_a_table_in_another_encoding(encoding: str) -> None:
    """A table is in the encoding of standard output, with box lines where that has them, and an element in UTF-8."""
    text = b"Mayor Ann Lee said the bridge is safe.\n"
    drawn, element = (
        shell("extract", "-", "--format", form, text=text, **os.environ, PYTHONIOENCODING=encoding).stdout
        for form in ("terminal", "html-table")
    )
    has_box = encoding not in {"cp1252", "cp932"}

    assert ("╒" in drawn.decode(encoding), "\\u25" in drawn.decode(encoding)) == (has_box, False)
    assert b"<td>Ann Lee</td>" in element


def test_the_encoding_is_noted(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A page in another encoding is read with a note that says which, and other warnings stay warnings."""
    path = tmp_path / "old.txt"
    path.write_bytes("“The bridge may open,” Ann Roe said.\n".encode("cp1252"))
    status, out, err = run(capsys, "extract", str(path), "--published", "2024-05-15", "--format", "jsonl")

    assert (0, "“The bridge may open,”") == (status, json.loads(out)["text"])
    assert err == f"claimtrack: {path}: is not in UTF-8, and is read as windows-1252; if signs are wrong, {CURE}\n"
    assert "" == run(capsys, "extract", str(path), "--published", "2024-05-15", "-q")[2]


def test_data_for_another_encoding() -> None:
    """Where standard output is not in UTF-8, JSON has escapes of its own, and CSV is in UTF-8 all the same."""
    text = "President Recep Erdoğan said the 🌊 flood was over, Café Müller wrote.\n".encode()
    found = {
        form: shell("extract", "-", "--format", form, text=text, **os.environ, PYTHONIOENCODING="cp1252").stdout
        for form in ("json", "jsonl", "claims", "json-ld", "annotations", "csv")
    }
    page = found.pop("csv").decode("utf-8")

    assert "Recep Erdoğan" in page
    assert "🌊" in page
    for data in found.values():
        documents = [data] if data[:1] == b"[" else data.splitlines()
        assert any("🌊" in str(json.loads(each)) for each in documents)


def test_version() -> None:
    """--version prints name and version."""
    done = shell("--version")

    assert done.stdout.startswith(b"claimtrack ")


def test_a_table_of_articles(capsys: pytest.CaptureFixture[str]) -> None:
    """A CSV is read through the columns that --fields names, and a row that cannot be read is an error of its own."""
    fields = "text=body,outlet=paper,published=day,title=headline"
    status, out, err = run(capsys, "extract", str(SAMPLES / "stories.csv"), "--fields", fields, "--format", "jsonl")

    assert (1, ["Valley Post", "Valley Herald"]) == (status, [json.loads(line)["outlet"] for line in out.splitlines()])
    assert "stories.csv, line 4: published ('day'): expected a date" in err


ROW = {"content": "Ann Roe said it may rain.", "newspaper": "The Post", "date": "2024-05-14"}
ROWS = {
    "JSON Lines": json.dumps(ROW),
    "an array": json.dumps([ROW], indent=1),
    "an object": json.dumps(ROW, indent=1),
    "CSV": f"{';'.join(ROW)}\n{';'.join(ROW.values())}\n",
}


@pytest.mark.parametrize("rows", ROWS.values(), ids=ROWS)
@pytest.mark.parametrize("fields", [[], ["--fields", "text=content,outlet=newspaper,published=date"]])
def test_rows_from_standard_input(rows: str, fields: list[str]) -> None:
    """Rows are known for rows; without --fields they are read by usual names, which a note says."""
    done = shell("extract", "-", "--format", "jsonl", *fields, text=rows.encode())
    record = json.loads(done.stdout)

    assert (0, "it may rain", "The Post", "2024-05-14") == (
        *(done.returncode, record["text"].removesuffix(".")),
        *(record["outlet"], record["published"]),
    )
    assert (b"" if fields else b"taken by their usual names: text=content, outlet=newspaper") in done.stderr
    assert bool(fields) == (b"" == done.stderr)


@pytest.mark.parametrize(
    "text", ["[New] It may open, Ann Roe said.", "{It may open}, Ann Roe said.", "Text, date and link, Ann Roe said."]
)
def test_a_page_that_begins_as_rows_do(text: str) -> None:
    """A page is no table since it begins with a bracket or has a comma."""
    assert 0 == shell("extract", "-", text=text.encode()).returncode


def test_html_from_standard_input(capsys: pytest.CaptureFixture[str]) -> None:
    """An HTML page is known for one, and read as its file is."""
    optional("trafilatura", "extra html")
    page_of_html = SAMPLES / "page.html"
    done = shell("extract", "-", "--format", "jsonl", text=page_of_html.read_bytes())

    assert run(capsys, "extract", str(page_of_html), "--format", "jsonl")[1].encode() == done.stdout


def test_a_page_is_no_table() -> None:
    """--fields with an HTML page on standard input is an error that says to leave it out."""
    done = shell("extract", "-", "--fields", "trafilatura", text=b"<!doctype html><p>It may rain, Ann Roe said.</p>")

    assert (1, b"") == (done.returncode, done.stdout)
    assert b"standard input: is an HTML page, and --fields is for a table of articles; leave it out" in done.stderr


def test_a_folder_without_a_list(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A folder of pages is read as its pages tell, and `init` writes the list that says so."""
    page(tmp_path, "a.txt", f"The bridge\nMay 13, 2024\n\n{PAGE}")
    page(tmp_path, "b.txt")
    page(tmp_path, "c.docx")
    status, out, err = run(capsys, "extract", str(tmp_path), "--format", "jsonl")
    undated = "prints no date of publication, so weekdays and months stay open; state it in articles.toml"

    assert (0, ["a", "b"]) == (status, [json.loads(line)["outlet"] for line in out.splitlines()])
    assert [True, True] == [line.endswith(end) for line, end in zip(err.splitlines(), ["c.docx", undated], strict=True)]
    status, said, told = run(capsys, "init", str(tmp_path))
    assert (0, f"{tmp_path / 'articles.toml'}: 2 pages; correct what is wrong\n", err) == (status, said, told)
    assert (0, out) == run(capsys, "extract", str(tmp_path), "--format", "jsonl")[:2]
    assert (1, "") == run(capsys, "init", str(tmp_path))[:2]


def test_init_with_a_page_that_cannot_be_read(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """`init` lists what can be read, names the rest, and its status is 1."""
    page(tmp_path, "a.txt", f"The bridge\nMay 13, 2024\n\n{PAGE}")
    page(tmp_path, "b.txt", "")
    status, out, err = run(capsys, "init", str(tmp_path))

    assert (1, True, True) == (status, "1 page;" in out, "error: " in err)
    assert (1, 1) == (run(capsys, "init", str(tmp_path / "none"))[0], run(capsys, "init", str(tmp_path / "a.txt"))[0])


def test_a_table_without_articles(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A table without a row is an error."""
    status, out, err = run(capsys, "extract", page(tmp_path, "none.json", "[]"))

    assert (1, "") == (status, out)
    assert "none.json: holds no article" in err


def test_the_output_of_a_tool(capsys: pytest.CaptureFixture[str]) -> None:
    """--fields may name the tool that wrote the file; a day that is stated is for the rows without one."""
    arguments = ("--fields", "trafilatura", "--published", "1999-01-01", "--format", "jsonl")
    status, out, _ = run(capsys, "extract", str(SAMPLES / "trafilatura.json"), *arguments)

    assert (0, {"2024-05-14"}) == (status, {json.loads(line)["published"] for line in out.splitlines()})


def test_strict(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """With --strict nothing is printed once an input cannot be read."""
    status, out, err = run(capsys, "extract", str(tmp_path / "gone.txt"), page(tmp_path, "a.txt"), "--strict")

    assert (1, "") == (status, out)
    assert "gone.txt: there is no such file" in err


@pytest.mark.parametrize("fields", ["goose", "body=text", "text=a,b", "text"])
def test_fields_that_are_none(capsys: pytest.CaptureFixture[str], fields: str) -> None:
    """A map that is none is wrong usage, and the message says how to write one."""
    with pytest.raises(SystemExit) as caught:
        main(["extract", "x.csv", "--fields", fields])

    assert 2 == caught.value.code
    assert (
        "expected a tool (trafilatura, news-please, newspaper4k, mediacloud), or text=COLUMN" in capsys.readouterr().err
    )


def test_claims_that_read_back(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """`--format claims` writes what `read_claims` reads."""
    status, out, _ = run(capsys, "extract", page(tmp_path, "a.txt"), "--format", "claims")
    (claim,) = read_claims(io.StringIO(out)).claims

    assert (0, "the bridge was safe", "Ann Roe") == (status, claim.text.removeprefix("that "), str(claim.speaker))


@pytest.mark.parametrize(("form", "kind"), [("json-ld", dict), ("annotations", list)])
def test_linked_data(capsys: pytest.CaptureFixture[str], form: str, kind: type) -> None:
    """JSON-LD and annotations are one JSON document."""
    status, out, _ = run(capsys, "extract", str(LETTERS), "--format", form)

    assert (0, kind) == (status, type(json.loads(out)))


def test_an_html_page(capsys: pytest.CaptureFixture[str]) -> None:
    """An HTML page is read with the extra, and without it the error says what to install."""
    status, out, err = run(capsys, "extract", str(SAMPLES / "page.html"), "--format", "jsonl")

    if importlib.util.find_spec("trafilatura"):
        assert (0, {"Valley Post"}) == (status, {json.loads(line)["outlet"] for line in out.splitlines()})
    else:
        assert 1 == status
        assert "pip install 'claimtrack[html]'" in err


def test_an_order_and_a_title(capsys: pytest.CaptureFixture[str]) -> None:
    """The rows of a table stand in the order that is asked for, and pages have the heading that is."""
    usual, sorted_ = (run(capsys, "compare", *PAGES, *more, "-q")[1] for more in ([], ["--sort", "differences"]))
    assert usual != sorted_
    assert sorted(usual.split()) == sorted(sorted_.split())

    for more in ([], ["--view", "timeline"]):
        shown = run(capsys, "compare", *PAGES, *more, "--title", "Arms & men", "--format", "html", "-q")[1]
        assert "<title>Arms &amp; men</title>" in shown
        assert "Arms &amp; men</h1>" in shown


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["compare", "x", "--sort", "said", "--view", "timeline"], "--sort: is for the table of a comparison"),
        (["compare", "x", "--sort", "said", "-o", "a.html"], "--sort: is for the table of a comparison"),
        (["compare", "x", "--differences", "all", "--view", "summary"], "--differences: is for the table"),
        (["compare", "x", "--differences", "all", "-o", "a.csv"], "--differences: is for the table"),
        (["compare", "x", "--title", "A"], "--title: is that of an HTML page; ask for one with --format html"),
        (["exract", "x"], "there is no command 'exract'; did you mean extract?"),
        (["help", "comparr"], "there is no command 'comparr'; did you mean compare?"),
        (["x.txt"], "there is no command 'x.txt'; the commands are extract, events, compare, "),
        (["help", "compare", "--format"], "unrecognized arguments: --format"),
    ],
)
def test_usage_that_is_refused(capsys: pytest.CaptureFixture[str], arguments: list[str], message: str) -> None:
    """What goes with nothing that is asked for, and a command that there is not, is wrong usage."""
    with pytest.raises(SystemExit, match="2"):
        main(arguments)

    assert message in capsys.readouterr().err


def test_help_and_version(capsys: pytest.CaptureFixture[str]) -> None:
    """`help` prints what --help does, of all or of one command, and -V is --version."""
    printed = {}
    for arguments in ("--help", "help", "query --help", "help query", "--version", "-V"):
        with pytest.raises(SystemExit, match="0"):
            main(arguments.split())
        printed[arguments] = capsys.readouterr().out

    assert printed["--help"] == printed["help"]
    assert printed["query --help"] == printed["help query"]
    assert printed["--version"] == printed["-V"]
    assert 3 == len(set(printed.values()))


def test_known_speakers(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Whom a file of known speakers names has its name and id, and a register keeps it."""
    known = page(tmp_path, "people.toml", "[[speaker]]\nname = 'Bo Ray'\naliases = ['the regional governor']")
    told = page(tmp_path, "a.txt", "The regional governor said on Monday that the bridge was safe.\n")
    register = str(tmp_path / "a.register")

    assert "Bo Ray" not in run(capsys, "extract", told)[1]
    assert "Bo Ray" in run(capsys, "extract", told, "--known", known)[1]
    assert 0 == run(capsys, "add", register, told, "--known", known)[0]
    assert "Bo Ray" in run(capsys, "query", register, "--speaker", "Bo Ray")[1]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["extract", "a.txt", "--known", "a.txt"], "a.txt: expected keys of at most 4 parts"),
        (["add", "b.register", "a.txt", "--known", "none"], "none: there is no such file"),
        (["compare", "a.register", "--known", "people.toml"], "--known: expected pages, got a register"),
        (["extract", "a.txt", "--known", "people.toml", "-o", "people.toml"], "people.toml: is read by this command"),
    ],
)
def test_a_file_of_known_speakers_that_cannot_be_used(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    arguments: list[str],
    message: str,
) -> None:
    """What is no such file, or goes with no page, is refused in one line, and nothing is written."""
    monkeypatch.chdir(tmp_path)
    page(tmp_path, "a.txt")
    page(tmp_path, "people.toml", "[[speaker]]\nname = 'Bo Ray'")
    assert 0 == run(capsys, "add", "a.register", "a.txt")[0]

    status, out, err = run(capsys, *arguments, "-q")

    assert (1, "") == (status, out)
    assert f"claimtrack: error: {message}" in err.replace("--output: ", "")
    assert not (tmp_path / "b.register").exists()
