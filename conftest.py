# SPDX-License-Identifier: MIT
"""Every code block of README.md and of the pages of docs runs as a test, in a folder with only a copy of the fixtures.

What a block prints must be what the page shows, to the character.
`python -m pytest --refresh-outputs README.md docs` writes what is printed now into the pages,
except for an error where the page shows none.
"""

import contextlib
import difflib
import doctest
import importlib.util
import io
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import tomllib
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from sybil import Document, Example, Region, Sybil

ROOT = Path(__file__).parent
_BLOCK = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_TRACEBACK = "Traceback (most recent call last):"
_LONGEST_RUN = 120  # seconds


class Step(NamedTuple):
    """One command or statement of a page, the output that the page shows, and where in the page it shows it."""

    source: str
    shown: str
    start: int
    end: int


class Pages:
    """The pages as tests, and the outputs to be rewritten."""

    def __init__(self, *, refresh: bool) -> None:
        self.refresh = refresh
        self.changes: dict[str, list[Step]] = {}
        sybil = Sybil(
            [self.regions],
            patterns=["README.md", "docs/*.md", "docs/howto/*.md"],
            setup=_enter_folder,
            teardown=_leave_folder,
        )
        self._collect: Callable[[Path, pytest.Collector], pytest.Collector | None] = sybil.pytest()

    def pytest_collect_file(self, file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
        """Collect a page."""
        return self._collect(file_path, parent)

    def pytest_sessionfinish(self) -> None:
        """Write the outputs that have changed into their pages."""
        for path, steps in self.changes.items():
            text = Path(path).read_text(encoding="utf-8")
            for step in sorted(steps, key=lambda step: -step.start):
                text = text[: step.start] + step.shown + text[step.end :]
            Path(path).write_text(text, encoding="utf-8")

    def regions(self, document: Document) -> Iterator[Region]:
        """Yield the statements and commands of a page; a block that would not be run is an error."""
        for block in _BLOCK.finditer(document.text):
            (language, _, package), body, start = block[1].partition(" "), block[2], block.start(2)
            if package and importlib.util.find_spec(package) is None:
                yield Region(start, block.end(2), package, _skip)
            elif language == "python":
                yield from self._steps(_statements(body), start, _run_statement)
            elif language == "console":
                yield from self._steps(_commands(body), start, _run_command)
            elif language == "toml":
                yield Region(start, block.end(2), body, _parse_toml)
            elif language != "sh" or Path(document.path) != ROOT / "README.md":  # `.ci/run` takes them from there
                line = document.text.count("\n", 0, start)
                message = f"{document.path}:{line}: expected a block of python, console or toml, got {language!r}"
                raise ValueError(message)

    def _steps(self, steps: list[Step], start: int, run: Callable[[Example, str], str]) -> Iterator[Region]:
        """Yield the steps of the block that begins at *start*."""

        def evaluate(example: Example) -> str | None:
            step: Step = example.parsed
            printed = run(example, step.source)
            if printed == step.shown:
                return None
            fails = printed.startswith(_TRACEBACK) and not step.shown.startswith(_TRACEBACK)
            if self.refresh and not fails:
                self.changes.setdefault(example.path, []).append(step._replace(shown=printed))
                return None
            lines = difflib.unified_diff(step.shown.split("\n"), printed.split("\n"), "the page", "now", lineterm="")
            return f"{step.source}\n" + "\n".join(lines)

        end = start
        for step in steps:
            placed = step._replace(start=start + step.start, end=start + step.end)
            yield Region(end, placed.end, placed, evaluate)
            end = placed.end


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that rewrites outputs."""
    parser.addoption("--refresh-outputs", action="store_true", help="write what blocks print now into README and docs")


def pytest_configure(config: pytest.Config) -> None:
    """Collect the pages."""
    config.pluginmanager.register(Pages(refresh=config.getoption("refresh_outputs")), "pages")


def _enter_folder(namespace: dict[str, Any]) -> None:
    """Work in a new folder that holds a copy of the fixtures."""
    folder = tempfile.mkdtemp()
    shutil.copytree(ROOT / "fixtures", Path(folder, "fixtures"))
    namespace["_left"] = Path.cwd()
    os.chdir(folder)


def _leave_folder(namespace: dict[str, Any]) -> None:
    """Remove the folder."""
    folder = Path.cwd()
    os.chdir(namespace["_left"])
    shutil.rmtree(folder)


def _statements(body: str) -> list[Step]:
    """Return the statements of a block of Python with prompts."""
    lines = body.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    steps = []
    for example in doctest.DocTestParser().get_examples(body):
        first = example.lineno + example.source.count("\n")
        end = first + example.want.count("\n")
        steps.append(Step(example.source, "".join(lines[first:end]), starts[first], starts[end]))
    if not steps:
        message = f"expected statements with the prompt >>>, got {body!r}"
        raise ValueError(message)
    return steps


def _commands(body: str) -> list[Step]:
    """Return the commands of a block, each after the prompt $."""
    matches = re.finditer(r"^\$ (.*\n)((?:(?!\$ ).*\n)*)", body, re.MULTILINE)
    steps = [Step(found[1], found[2], found.start(2), found.end(2)) for found in matches]
    if not steps or not body.startswith("$ "):
        message = f"expected commands with the prompt $, got {body!r}"
        raise ValueError(message)
    return steps


def _run_statement(example: Example, source: str) -> str:
    """Run a statement as the interactive interpreter does, and return what it prints, in doctest's form."""
    out = io.StringIO()
    hook, sys.displayhook = sys.displayhook, sys.__displayhook__
    try:
        with contextlib.redirect_stdout(out):
            exec(compile(source, example.path, "single", dont_inherit=True), example.namespace)  # noqa: S102
    except Exception as error:  # noqa: BLE001 - a page may show any error
        out.write(f"{_TRACEBACK}\n  ...\n" + "".join(traceback.format_exception_only(error)))
    finally:
        sys.displayhook = hook
    return re.sub(r"^$(?=\n)", "<BLANKLINE>", out.getvalue(), flags=re.MULTILINE)


def _run_command(_: Example, source: str) -> str:
    """Run a command in a terminal of 100 columns, and return what it prints on both its streams."""
    scripts = sysconfig.get_path("scripts")
    environ = os.environ | {"COLUMNS": "100", "PYTHONUTF8": "1", "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}"}
    finished = subprocess.run(  # noqa: S602 - the pages are ours
        source,
        shell=True,
        check=False,
        env=environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=_LONGEST_RUN,
    )
    return finished.stdout


def _skip(example: Example) -> None:
    """Leave out a block that names a package, as in "```python pandas", where that is not installed."""
    pytest.skip(f"{example.parsed} is not installed")


def _parse_toml(example: Example) -> None:
    """Read a block of TOML, which raises where it is none."""
    tomllib.loads(example.parsed)
