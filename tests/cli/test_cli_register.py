# SPDX-License-Identifier: MIT
"""The commands of a register: what they print, where, and with which exit status."""

import json
import os
import shutil
import sqlite3
from pathlib import Path

import pytest
from made import LETTERS

from claimtrack import Register, extract, read_folder
from claimtrack.cli import main
from claimtrack.formats.json_lines import read_claims

PAGE = "Ann Roe said on Monday that the bridge was safe.\n"
TABLE = "text,outlet,published,url\n{text},The Post,2024-05-01,https://example.org/a\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a register of the two pages."""
    path = tmp_path_factory.mktemp("made") / "a.register"
    with Register(path, create=True) as register:
        list(register.add_many(read_folder(LETTERS).articles))
    return path


@pytest.fixture
def path(tmp_path: Path, made: Path) -> str:
    """Copy that register."""
    return str(shutil.copy(made, tmp_path))


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Run the command line and return its status, output and errors."""
    status = main(arguments)
    out, err = capsys.readouterr()
    return status, out, err


def records(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, object]]:
    """Run a command that does well, and return the records that it prints."""
    status, out, _ = run(capsys, *arguments, "--format", "jsonl")
    assert 0 == status
    return [json.loads(line) for line in out.splitlines()]


@pytest.mark.parametrize("processes", ["1", *(pytest.param(many, marks=pytest.mark.slow) for many in "20")])
def test_add_makes_a_register_and_counts(capsys: pytest.CaptureFixture[str], tmp_path: Path, processes: str) -> None:
    """Every story of every page is added once, and a second run finds all of them there."""
    path = str(tmp_path / "a.register")

    assert (0, "3 added, 0 changed, 0 unchanged\n", "") == run(
        capsys, "add", path, str(LETTERS), "--processes", processes
    )
    assert (0, "0 added, 0 changed, 3 unchanged\n", "") == run(capsys, "add", path, str(LETTERS))
    with Register(path) as register:
        assert read_folder(LETTERS).articles == tuple(register.articles())


def test_add_goes_on_past_what_cannot_be_read(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A page that is not there is an error and a status of 1, and the others are added."""
    page = tmp_path / "page.txt"
    page.write_text(PAGE, encoding="utf-8")
    path = str(tmp_path / "a.register")

    status, out, err = run(capsys, "add", path, "none.txt", str(page), "--published", "2024-05-01")

    assert (1, "1 added, 0 changed, 0 unchanged\n") == (status, out)
    assert "none.txt" in err
    with pytest.raises(SystemExit, match="2"):
        main(["add", path, str(page), "--processes", "-1"])


def test_add_makes_no_register_for_nothing(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Where no story was read, no file of a register is made, and one that is there stays as it is."""
    new, old = tmp_path / "new.register", tmp_path / "old.register"
    Register(old, create=True).close()
    before = old.read_bytes()

    for path in (new, old):
        status, out, err = run(capsys, "add", str(path), str(tmp_path / "none"))
        assert (1, "0 added, 0 changed, 0 unchanged\n") == (status, out)
        assert "none: there is no such file" in err
    assert not new.exists()
    assert before == old.read_bytes()


def test_add_adds_nothing_to_a_file_of_another_kind(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The first path is the register, and a page in its place is left as it is."""
    page = tmp_path / "page.txt"
    page.write_text(PAGE, encoding="utf-8")

    status, _, err = run(capsys, "add", str(page), str(LETTERS))

    assert 1 == status
    assert "expected a register of claimtrack, got a file of another kind" in err
    assert PAGE == page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("options", "conditions"),
    [
        ([], {}),
        (["--speaker", "Kirby", "--outlet", "The Independent"], {"speaker": "Kirby", "outlet": "The Independent"}),
        (["--speaker", "(open)"], {"speaker": None}),
        (["--hedging", "possible", "--hedging", "probable"], {"hedging": ["possible", "probable"]}),
        (["--kind", "direct", "--type", "assertion"], {"kind": "direct", "type": "assertion"}),
        (["--polarity", "negative"], {"polarity": "negative"}),
        (["--stance", "neutral", "--category", "person"], {"stance": "neutral", "category": "person"}),
        (["--via", "(open)", "--text", "north korea"], {"via": None, "text": "north korea"}),
        (["--min-confidence", "0.95"], {"min_confidence": 0.95}),
    ],
)
def test_query_prints_the_claims_that_meet_the_conditions(
    capsys: pytest.CaptureFixture[str], path: str, options: list[str], conditions: dict[str, object]
) -> None:
    """Each option is the condition of its name, and gives what `where` gives."""
    with Register(path) as register:
        expected = [claim.id for claim in register.claims.where(**conditions)]  # type: ignore[arg-type]

    assert expected == [record["id"] for record in records(capsys, "query", path, *options)]


@pytest.mark.parametrize(
    ("days", "count"),
    [
        ("2023-08-30", 25),
        ("2023-08-30/", 25),
        ("/2023-08-30", 25),
        ("2023-08-29/2023-08-30", 25),
        ("2023-08-31/", 0),
        ("/2023-08-29", 0),
        ("/", 25),
        ("2023-08-30/9999-12-31", 25),
    ],
)
def test_query_takes_days(capsys: pytest.CaptureFixture[str], path: str, days: str, count: int) -> None:
    """A day or a first and a last day, either of which may be left out."""
    assert count == len(records(capsys, "query", path, "--published", days))


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ("May", "a day such as 2023-08-30, or FIRST/LAST, got 'May'"),
        ("2023-08-30/2023-08-31/1", "a day such as 2023-08-30, or FIRST/LAST, got '2023-08-30/2023-08-31/1'"),
        ("2023-08-30/2023-08-29", "a last day that is not before the first, got '2023-08-30/2023-08-29'"),
    ],
)
def test_query_refuses_what_are_no_days(
    capsys: pytest.CaptureFixture[str], path: str, days: str, expected: str
) -> None:
    """Anything else is wrong usage, and the error says what was expected."""
    with pytest.raises(SystemExit, match="2"):
        main(["query", path, "--said", days])

    assert f"expected {expected}" in " ".join(capsys.readouterr().err.split())


def test_an_empty_file_is_no_register(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """What only reads makes no register of an empty file."""
    (tmp_path / "a").touch()

    status, _, err = run(capsys, "stats", str(tmp_path / "a"))

    assert 1 == status
    assert "expected a register, got an empty file" in err
    assert b"" == (tmp_path / "a").read_bytes()


@pytest.mark.parametrize("number", ["-1", "x", "1.5"])
def test_query_refuses_what_is_no_limit(capsys: pytest.CaptureFixture[str], path: str, number: str) -> None:
    """A limit is a whole number from 0."""
    with pytest.raises(SystemExit, match="2"):
        main(["query", path, "--limit", number])

    assert f"expected a whole number, got '{number}'" in capsys.readouterr().err


def test_query_searches(capsys: pytest.CaptureFixture[str], path: str) -> None:
    """Claims that hold the words come best first, up to the limit."""
    with Register(path) as register:
        expected = [claim.id for claim in register.search("north korea")[:3]]

    assert expected == [
        record["id"] for record in records(capsys, "query", path, "--search", "north korea", "--limit", "3")
    ]


def test_query_prints_a_table_and_documents(capsys: pytest.CaptureFixture[str], path: str, tmp_path: Path) -> None:
    """A query prints what `extract` prints: a table, or claims that read back."""
    assert "John Kirby" in run(capsys, "query", path, "--speaker", "Kirby")[1]
    assert (0, "", "claimtrack: no claims were found\n") == run(capsys, "query", path, "--text", "xyz")
    file = tmp_path / "claims.jsonl"
    assert 0 == run(capsys, "query", path, "--format", "claims", "-o", str(file))[0]
    with Register(path) as register:
        assert register.claims.claims() == read_claims(file).claims


def test_query_names_what_is_unknown(capsys: pytest.CaptureFixture[str], path: str) -> None:
    """A wrong name is an error that lists the right ones, and a status of 1."""
    status, out, err = run(capsys, "query", path, "--outlet", "The Independant")

    assert (1, "") == (status, out)
    assert "'The Independant' is unknown; use one of: The Independent" in err


def test_events_and_comparisons_of_a_register(capsys: pytest.CaptureFixture[str], path: str) -> None:
    """A register among the paths is read as one, and an event of it is compared by its number."""
    assert ["1", "1", "2"] == [str(record["event"]) for record in records(capsys, "events", path)]
    with Register(path) as register:
        articles = register.events()[0].articles
    claims = [claim.id for article in articles for claim in extract(article)]
    found = records(capsys, "compare", path, "--event", "1")
    assert set(claims) >= {record["claim_id"] for record in found}
    assert found
    assert "<h1>" in run(capsys, "compare", path, "--event", "1", "--format", "html")[1]
    assert records(capsys, "compare", path, "--event", "1", "--view", "omissions")


@pytest.mark.parametrize(("number", "got"), [((), "none"), (("--event", "3"), "3"), (("--event", "0"), "0")])
def test_a_comparison_of_a_register_needs_an_event(
    capsys: pytest.CaptureFixture[str], path: str, number: tuple[str, ...], got: str
) -> None:
    """Without an event, or with a number that there is not, the error has the range."""
    status, _, err = run(capsys, "compare", path, *number)

    assert 1 == status
    assert f"--event: expected a number from 1 to 2, got {got}; `events` lists them" in err


def test_a_register_stands_alone(capsys: pytest.CaptureFixture[str], path: str) -> None:
    """Pages beside a register are refused, since they would have to be added first."""
    status, _, err = run(capsys, "events", str(LETTERS), path)

    assert 1 == status
    assert "expected pages, or one register alone, got both" in err


def test_changes_of_a_story(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A second version of a story is told by its URL, with what it changed."""
    path = str(tmp_path / "a.register")
    for verb in ("may", "will"):
        table = tmp_path / "a.csv"
        table.write_text(TABLE.format(text=f"Ann Roe said the bridge {verb} open."), encoding="utf-8")
        run(capsys, "add", path, str(table))

    found = records(capsys, "changes", path, "https://example.org/a")

    assert [("hedging; wording", "unhedged", "possible")] == [
        (record["change"], record["hedging"], record["before_hedging"]) for record in found
    ]
    assert found == records(capsys, "changes", path, "https://example.org/a", "--version", "2")
    assert [] == records(capsys, "changes", path, "https://example.org/a", "--version", "1")
    assert 1 == run(capsys, "changes", path, "https://example.org/b")[0]


def test_stats_of_a_register(capsys: pytest.CaptureFixture[str], path: str) -> None:
    """Figures are rows of a name and a value."""
    found = {record["figure"]: record["value"] for record in records(capsys, "stats", path)}

    assert {"articles": 3, "claims": 45, "outlets": 2}.items() <= found.items()


def test_verify_tells_whether_a_register_is_whole(capsys: pytest.CaptureFixture[str], path: str) -> None:
    """Without a problem the status is 0; each problem is an error, and the status is 1."""
    assert (0, f"{path}: no problem was found\n", "") == run(capsys, "verify", str(path))
    connection = sqlite3.connect(path)
    connection.execute("UPDATE claim SET hedging = 'probable' WHERE number = 1")
    connection.commit()
    connection.close()

    status, out, err = run(capsys, "verify", str(path))

    assert (1, "") == (status, out)
    assert "hedging: expected 'unhedged', got 'probable'" in err


@pytest.mark.parametrize("command", [["query"], ["stats"], ["verify"], ["changes"]])
def test_only_add_makes_a_register(capsys: pytest.CaptureFixture[str], tmp_path: Path, command: list[str]) -> None:
    """The other commands refuse a file that is not there, and make none."""
    path = tmp_path / "none.register"

    status, _, err = run(capsys, *command, str(path), *(["x"] if command == ["changes"] else []))

    assert 1 == status
    assert "there is no such file; check the path, or make a register of it: `claimtrack add`" in err
    assert not path.exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows takes no such names")
def test_a_name_with_orders_to_the_terminal(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A path is printed as it is, unless it holds what a terminal would obey."""
    path = tmp_path / "a\x1b[2J\n.register"
    Register(path, create=True).close()

    assert (0, f"{str(path)!r}: no problem was found\n", "") == run(capsys, "verify", str(path))
