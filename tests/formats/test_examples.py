# SPDX-License-Identifier: MIT
"""The examples that come with the package."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from made import FIXTURES, LETTERS

import claimtrack as ct
from claimtrack.cli import main
from claimtrack.formats import examples


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file in a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_letters_are_those_of_the_fixture() -> None:
    """Without a name, and by that of their folder, the example is the main stories of the two pages."""
    assert ct.read_folder(LETTERS).main == ct.example() == ct.example("letters") == ct.example(LETTERS.name)


def test_the_ferry_shows_differences() -> None:
    """The invented event is told by three outlets that differ in what they quote, hedge, count and assert."""
    articles = ct.example("ferry")
    comparison = ct.compare(ct.Claims.concat(map(ct.extract, articles)))
    fields = {difference.field for row in comparison for difference in row.differences}

    assert ("Ellin Gazette", "The Westmark Courier", "Morning Lantern") == comparison.outlets
    assert {"quotation", "hedging", "number"} <= fields
    assert any("The steering of the Maren Holt failed twice in April" in str(one) for _, one in comparison.voices())
    assert all(2_400 <= len(article.text) <= 4_000 for article in articles)


def test_an_unknown_example() -> None:
    """Another name is refused with those that there are, and another type as well."""
    with pytest.raises(ct.UnknownNameError, match="unknown example 'plant'; the examples are letters, ferry"):
        ct.example("plant")
    with pytest.raises(ct.FieldTypeError, match="example: expected the name of one, got 3"):
        ct.example(3)  # type: ignore[arg-type]


@pytest.mark.parametrize("is_packed", [True, False])
def test_a_wheel_and_a_checkout_have_the_same(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    is_packed: bool,  # noqa: FBT001
) -> None:
    """The examples are read from where a wheel brings them, and else from the checkout."""
    packed = tmp_path / "packed"
    if is_packed:
        shutil.copytree(FIXTURES / "ferry", packed / "ferry")
    monkeypatch.setattr(examples, "_PACKED", packed)
    monkeypatch.setattr(examples, "_CHECKOUT", tmp_path if is_packed else FIXTURES)

    assert ct.read_folder(FIXTURES / "ferry").main == ct.example("ferry")


def test_a_zip_has_the_examples(tmp_path: Path) -> None:
    """Where the package is imported from a zip, its examples are read and written from there."""
    package = Path(ct.__file__).parent
    with zipfile.ZipFile(tmp_path / "sent.zip", "w") as archive:
        for file in package.rglob("*"):
            # An installed package has the examples, a checkout has them among its fixtures.
            if file.suffix != ".pyc" and not file.is_relative_to(package / "data" / "examples"):
                archive.write(file, Path("claimtrack") / file.relative_to(package))
        for name in ("putin-kim-letters", "ferry", "formats"):
            for file in (FIXTURES / name).iterdir():
                archive.write(file, Path("claimtrack", "data", "examples", name, file.name))
    script = """
import sys, claimtrack as ct
from claimtrack.formats.examples import write_examples
assert "sent.zip" in ct.__file__
written = write_examples(sys.argv[1])
for name, folder in zip(("letters", "ferry"), written):
    assert ct.example(name) == ct.read_folder(folder, strict=True).main
"""
    ran = subprocess.run(  # noqa: S603
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(tmp_path / 'sent.zip')!r}){script}", tmp_path],
        check=False,
        capture_output=True,
        encoding="utf-8",
    )

    assert 0 == ran.returncode, ran.stderr
    assert contents(FIXTURES / "formats") == contents(tmp_path / "formats")


def test_the_command_writes_folders_that_can_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`claimtrack example` makes the folder, with the pages as they are, and says how to go on, in quotes."""
    folder = tmp_path / "new samples"

    assert 0 == main(["example", str(folder)])
    assert capsys.readouterr().out.endswith(
        f"; begin with: claimtrack compare '{(folder / 'putin-kim-letters').as_posix()}'\n"
    )
    assert ["ferry", "formats", "putin-kim-letters"] == sorted(each.name for each in folder.iterdir())
    for each in folder.iterdir():
        assert contents(FIXTURES / each.name) == contents(each)
    assert ct.example("ferry") == ct.read_folder(folder / "ferry", strict=True).main
    assert 100_000 > sum(map(len, contents(folder).values()))


def test_nothing_is_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where one of the folders is there, or something in the way, nothing is written, and one line says so."""
    (tmp_path / "ferry").mkdir()
    (tmp_path / "file").touch()

    assert [1, 1] == [main(["example", str(tmp_path)]), main(["example", str(tmp_path / "file")])]
    first, second = capsys.readouterr().err.splitlines()
    assert first.endswith(f"{tmp_path / 'ferry'}: is there, and is never overwritten; name another folder")
    assert "cannot be written: Not a directory; check the path and its room" in second
    assert ["ferry", "file"] == sorted(each.name for each in tmp_path.iterdir())
