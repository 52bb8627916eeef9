# SPDX-License-Identifier: MIT
"""The file of --output: what it may replace, and what is refused before any work begins."""

import os
import sys
from pathlib import Path

import pytest
from made import LETTERS, optional

from claimtrack import Register, read_folder
from claimtrack.cli import main

PAGE = "Ann Roe said on Monday that the bridge was safe.\n"
LIST = '[[article]]\nfile = "sub/page.txt"\noutlet = "The Post"\npublished = 2024-05-01\n'
LOST = "is read by this command, and would be lost; name another file"
KEPT = "an SQLite database, which is never replaced; name another file"
posix = pytest.mark.skipif(sys.platform == "win32", reason="needs links")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder with pages and registers, and work in it."""
    monkeypatch.chdir(tmp_path)
    for name in ("page.txt", "page.csv", "folder/sub/page.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(PAGE, encoding="utf-8")
    (tmp_path / "folder" / "articles.toml").write_text(LIST, encoding="utf-8")
    for name in ("a.register", "b.register"):
        with Register(tmp_path / name, create=True) as register:
            list(register.add_many(read_folder(LETTERS).articles))
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file in a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("arguments", "output", "message"),
    [
        (["extract", "page.txt"], "page.txt", LOST),
        (["extract", "page.txt"], "folder/../page.txt", LOST),
        (["events", "page.txt", "page.csv"], "page.csv", LOST),
        (["compare", "folder"], "folder/articles.toml", LOST),
        (["compare", "folder"], "folder/sub/page.txt", LOST),
        (["extract", "page.txt"], "a.register", f"is {KEPT}"),
        (["query", "a.register"], "a.register", f"is {KEPT}"),
        (["query", "a.register"], "b.register", f"is {KEPT}"),
        (["stats", "a.register"], "a.register-wal", f"belongs to {KEPT}"),
        (["compare", "a.register", "--event", "1"], "a.register", f"is {KEPT}"),
        (["changes", "a.register", "x"], "b.register", f"is {KEPT}"),
        (["extract", "page.txt"], "nowhere/a", "there is no such folder; check the folder and its room"),
        pytest.param(["extract", "page.txt"], "hard", LOST, marks=posix),
        pytest.param(["extract", "page.txt"], "soft", LOST, marks=posix),
        pytest.param(["extract", "soft"], "page.txt", LOST, marks=posix),
    ],
)
def test_nothing_that_is_read_or_kept_is_replaced(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    folder: Path,
    arguments: list[str],
    output: str,
    message: str,
) -> None:
    """An input, a register and what belongs to one are refused in one line, before any claim is sought."""
    monkeypatch.setattr("claimtrack.cli.inputs.extract_many", None)
    if sys.platform != "win32":
        (folder / "hard").hardlink_to("page.txt")
        (folder / "soft").symlink_to("page.txt")
    before = contents(folder)

    assert 1 == main([*arguments, "-o", output])
    out, err = capsys.readouterr()
    assert ("", 1) == (out, err.count("\n"))
    assert err.startswith("claimtrack: error: --output: ")
    assert err.endswith(f"{message}\n")
    assert before == contents(folder)


@posix
def test_the_file_of_standard_input_is_not_replaced(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    """A page that comes by standard input is an input, and a file there that is not read may be replaced."""
    before = os.dup(0)
    with (folder / "page.txt").open("rb") as page:
        os.dup2(page.fileno(), 0)
        try:
            status = main(["extract", "-", "-o", "page.txt"])
            other = main(["stats", "a.register", "-o", "page.txt"])
        finally:
            os.dup2(before, 0)
            os.close(before)

    assert (1, 0) == (status, other)
    assert LOST in capsys.readouterr().err


def test_an_input_that_comes_meanwhile_is_not_replaced(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    """What has become a database since the command began is refused at the end."""

    def meanwhile(*_: object) -> str:
        Register(folder / "result", create=True).close()
        return "claims"

    monkeypatch.setitem(vars(sys.modules["claimtrack.cli.printing"])["DOCUMENTS"], "claims", meanwhile)

    assert 1 == main(["query", "a.register", "--format", "claims", "-o", "result"])
    assert f"--output: result: is {KEPT}" in capsys.readouterr().err
    with Register(folder / "result") as register:
        assert not register.verify()


def test_a_result_is_replaced(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    """A result in a folder that is read, which its list does not name, is replaced each time."""
    for _ in range(2):
        assert 0 == main(["extract", "folder", "-o", "folder/result.txt", "-q"])

    assert "Ann Roe" in (folder / "folder" / "result.txt").read_text(encoding="utf-8")
    assert "" == capsys.readouterr().err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.usefixtures("folder")
def test_a_device_is_written_to(capsys: pytest.CaptureFixture[str]) -> None:
    """A device gets the result, and its error is told."""
    assert [0, 1] == [main(["stats", "a.register", "-o", f"/dev/{name}"]) for name in ("null", "full")]
    assert "--output: cannot write /dev/full: No space left on device; check the folder and" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.csv", "csv"),
        ("a.CSV", "csv"),
        ("a.json", "json"),
        ("a.jsonl", "jsonl"),
        ("a.ndjson", "jsonl"),
        ("a.html", "html"),
        ("a.htm", "html"),
        ("a.md", "github"),
        ("a.txt", "terminal"),
        ("csv", "terminal"),
        ("b.csv/a", "terminal"),
    ],
)
def test_the_ending_chooses_the_format(folder: Path, name: str, form: str) -> None:
    """Without --format, the file is of the format that its ending names; with it, of that."""
    (folder / name).parent.mkdir(exist_ok=True)
    for arguments in (["-o", name], ["-o", "result", "--format", form], ["-o", "other.json", "--format", form]):
        assert 0 == main(["extract", "page.txt", "-q", *arguments])

    assert 1 == len({(folder / each).read_bytes() for each in (name, "result", "other.json")})


@pytest.mark.usefixtures("folder")
def test_parquet(capsys: pytest.CaptureFixture[str]) -> None:
    """Records are written as Parquet, with typed columns, into a file alone."""
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed (extra arrow)")

    assert 0 == main(["extract", "page.txt", "-o", "a.parquet", "--published", "2024-05-15"])
    assert ["2024-05-15"] == list(map(str, parquet.read_table("a.parquet")["published"].to_pylist()))
    assert 0 == main(["compare", "page.txt", "folder", "--view", "timeline", "-o", "a.parquet", "-q"])
    assert "basis" in parquet.read_table("a.parquet").column_names
    assert 1 == main(["extract", "page.txt", "--format", "parquet"])
    assert "--format parquet: expected a file for it, got standard output" in capsys.readouterr().err


@pytest.mark.usefixtures("folder")
def test_workbook(capsys: pytest.CaptureFixture[str]) -> None:
    """Claims, comparisons, their views and what a register answers are written as workbooks, into a file alone."""
    optional("xlsxwriter", "extra excel")
    openpyxl = optional("openpyxl", "group consumers")

    def sheets(*arguments: str) -> list[str]:
        assert 0 == main([*arguments, "-q", "-o", "a.xlsx"])
        names: list[str] = openpyxl.load_workbook("a.xlsx").sheetnames
        return names

    assert ["claims", "speakers"] == sheets("extract", "page.txt") == sheets("query", "a.register")
    assert {"rows", "differences", "summary"} < set(sheets("compare", "page.txt", "folder"))
    assert ["table"] == sheets("compare", "page.txt", "folder", "--view", "timeline") == sheets("stats", "a.register")
    assert 1 == main(["extract", "page.txt", "--format", "xlsx"])
    assert "--format xlsx: expected a file for it, got standard output" in capsys.readouterr().err


@pytest.mark.usefixtures("folder")
def test_a_byte_order_mark(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """With --bom a CSV in a file or a pipe begins with the mark, and is an input again; one on a screen does not."""
    mark = "\ufeff"
    assert 0 == main(["extract", "page.txt", "-q", "-o", "bare.csv"])
    assert 0 == main(["extract", "page.txt", "-q", "--bom", "-o", "marked.csv"])
    assert mark.encode() + Path("bare.csv").read_bytes() == Path("marked.csv").read_bytes()
    assert 0 == main(["extract", "marked.csv", "-q", "--bom", "--format", "csv"])
    assert mark == capsys.readouterr().out[:1]
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert 0 == main(["extract", "page.txt", "-q", "--bom", "--format", "csv"])
    assert capsys.readouterr().out.startswith("id,")
    with pytest.raises(SystemExit, match="2"):
        main(["extract", "page.txt", "--bom", "-o", "a.json"])
    assert capsys.readouterr().err.endswith("error: --bom: expected with the format csv, got json\n")
