# SPDX-License-Identifier: MIT
"""The files by which shells complete the command line."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from made import optional

from claimtrack.cli import main

LISTED = 'source ./file; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _shtab_claimtrack; echo "${COMPREPLY[*]}"'


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        (["comp"], "compare completion"),
        (["compare", "--vi"], "--view"),
        (["compare", "--view", "q"], "quotations"),
        (["extract", "pa"], "page.txt pages"),
        (["extract", "--known", "pe"], "people.toml"),
        (["init", ""], "pages"),
        (["stats", "pe"], "people.toml"),
        (["completion", "z"], "zsh"),
    ],
)
def test_bash_completes(capsys: pytest.CaptureFixture[str], tmp_path: Path, typed: list[str], completed: str) -> None:
    """Commands, options, their values, files and folders are completed, and no program is run for it."""
    optional("shtab", "extra completion")
    (tmp_path / "pages").mkdir()
    for name in ("page.txt", "people.toml"):
        (tmp_path / name).touch()
    assert 0 == main(["completion", "bash"])
    (tmp_path / "file").write_text(capsys.readouterr().out, encoding="utf-8")

    found = subprocess.run(  # noqa: S603 - the file just written
        [str(shutil.which("bash")), "-c", LISTED, "bash", "claimtrack", *typed],
        cwd=tmp_path,
        env={"PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )

    assert (sorted(completed.split()), "") == (sorted(found.stdout.split()), found.stderr)


@pytest.mark.parametrize(("shell", "sign"), [("zsh", "#compdef claimtrack"), ("tcsh", "complete claimtrack")])
def test_other_shells_have_a_file(capsys: pytest.CaptureFixture[str], shell: str, sign: str) -> None:
    """There is a file for each shell."""
    optional("shtab", "extra completion")

    assert 0 == main(["completion", shell])
    assert sign in capsys.readouterr().out


def test_without_shtab(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra, the error says how to install it."""
    monkeypatch.setitem(sys.modules, "shtab", None)

    assert 1 == main(["completion", "bash"])
    assert "pip install 'claimtrack[completion]'" in capsys.readouterr().err
