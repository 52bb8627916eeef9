# SPDX-License-Identifier: MIT
"""The programs that `mypy --strict` checks against the installed package."""

import re
import runpy
from pathlib import Path

import pytest
from made import ROOT

import claimtrack

PROGRAMS = sorted((ROOT / "typing_tests").glob("*.py"))


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.stem)
def test_what_is_typed_also_runs(program: Path) -> None:
    """A program whose types are right does what it says."""
    runpy.run_path(str(program), run_name="__main__")


def test_every_public_name_is_used_with_its_type() -> None:
    """The programs between them use every public name."""
    used = {name for program in PROGRAMS for name in re.findall(r"\bct\.(\w+)", program.read_text(encoding="utf-8"))}

    assert set() == set(claimtrack.__all__) - used


def test_every_wrong_value_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """The program that hands over wrong values meets an error for each of them."""
    (program,) = (program for program in PROGRAMS if program.stem == "values")
    runpy.run_path(str(program), run_name="__main__")

    assert 8 == len(capsys.readouterr().out.splitlines())
