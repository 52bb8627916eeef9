# SPDX-License-Identifier: MIT
"""The programs that measure, each on as little as it takes."""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from made import FIXTURES, LETTERS, ROOT

PROGRAMS = {
    "alignment": ["5000"],
    "concurrency": ["--seconds", "2", "--owner", "1", "--upgrades", "1"],
    "corpus": ["--articles", "2", "--runs", "1"],
    "damage": ["--flips", "3", "--pages", "2", "--logs", "2", "--cuts", "1", "--headers", "2"],
    "events": ["--most", "3000"],
    "faults": ["interrupts", "kills", "streams", "disk", "--tries", "1"],
    "fuzz": ["articles", "--input", str(FIXTURES / "formats" / "stories.csv")],
    "hostile": ["--every", "24"],
    "news": ["--trials", "50"],
    "queries": [".", "1000"],
    "register": ["--articles", "2", "--runs", "1"],
    "scaling": ["--most", "62500"],
    "spark": ["--sizes", "3", "6"],
    "speed": ["--folder", str(LETTERS), "--runs", "1"],
    "versions": [str(ROOT), "--turns", "1"],
}


def test_no_program_is_left_out() -> None:
    """Every program is tried."""
    assert sorted(PROGRAMS) == sorted(file.stem for file in (ROOT / "benchmarks").glob("*.py"))


@pytest.mark.slow
@pytest.mark.parametrize("program", PROGRAMS)
def test_a_program_prints_its_figures(program: str, tmp_path: Path) -> None:
    """A program runs to its end and prints something."""
    if program == "spark" and (importlib.util.find_spec("pyspark") is None or shutil.which("java") is None):
        pytest.skip("needs the extra spark and Java")
    if program in {"concurrency", "damage", "hostile"} and not hasattr(os, "fork"):
        pytest.skip("its processes are forked")
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, ROOT / "benchmarks" / f"{program}.py", *PROGRAMS[program]],
        check=False,
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        encoding="utf-8",
    )

    assert 0 == done.returncode, done.stderr
    assert done.stdout.strip()
