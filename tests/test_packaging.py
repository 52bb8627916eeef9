# SPDX-License-Identifier: MIT
"""What is shipped: the files, their headers, the dependencies, and the pages' promises about them."""

import ast
import re
import subprocess
import sys
import tomllib
from importlib import metadata, resources
from pathlib import Path

import pytest
from made import ROOT

import claimtrack

PAGES = (
    "README.md",
    "CHANGELOG.md",
    *(file.relative_to(ROOT).as_posix() for file in sorted((ROOT / "docs").rglob("*.md"))),
)
PYTHON = sorted(
    file
    for folder in ("src", "tests", "typing_tests", "docs", ".ci", "benchmarks", "training")
    for file in (ROOT / folder).rglob("*.py")
)
LONGEST_MODULE = 520
# Folders in which people and machines keep their checkouts.
PRIVATE = re.compile(r"(?<![\w.:/])/(?:home|Users|root|work|workspace)/\w")


def tracked() -> list[Path]:
    """Return the files that git tracks or would track; without git, those that a source distribution has."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout.decode()
    except (OSError, subprocess.CalledProcessError):
        folders = ("src", "tests", "docs", "fixtures", ".ci")
        return [file for folder in folders for file in (ROOT / folder).rglob("*.*") if file.suffix != ".pyc"]
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def project() -> dict[str, object]:
    """Return the `project` table of pyproject.toml."""
    table: dict[str, object] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return table


def page(name: str) -> str:
    """Return the text of a page."""
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("file", [*PYTHON, ROOT / "conftest.py"], ids=lambda file: str(file.relative_to(ROOT)))
def test_licence_header(file: Path) -> None:
    """Every Python file begins with the SPDX line."""
    assert "# SPDX-License-Identifier: MIT" == file.read_text(encoding="utf-8").partition("\n")[0]


def test_no_module_is_too_long() -> None:
    """No module is over 520 lines."""
    package = ROOT / "src" / "claimtrack"
    lengths = {
        file.relative_to(package).as_posix(): file.read_text(encoding="utf-8").count("\n")
        for file in package.rglob("*.py")
    }

    assert {} == {k: n for k, n in lengths.items() if n > LONGEST_MODULE}


def test_no_file_names_this_machine() -> None:
    """No tracked file holds the path of this checkout, or of anybody's home."""
    found = []
    for file in tracked():
        text = file.read_bytes().decode("utf-8", "replace")
        if str(ROOT) in text or PRIVATE.search(text):
            found.append(file.relative_to(ROOT).as_posix())

    assert [] == found


def test_typed() -> None:
    """The installed package says that it is typed."""
    assert resources.files("claimtrack").joinpath("py.typed").is_file()


def test_three_dependencies() -> None:
    """The core needs attrs, python-dateutil and tabulate, none of them capped, and nothing else."""
    requirements = [r for r in metadata.requires("claimtrack") or () if "extra ==" not in r]

    assert {"attrs", "python-dateutil", "tabulate"} == {re.split(r"[<>=!~; ]", r)[0] for r in requirements}
    assert [] == [r for r in requirements if re.search(r"[<~]|==", r)]


def test_one_version() -> None:
    """pyproject.toml, the installed package, CITATION.cff and the newest entry of the change log name one version."""
    (cited,) = re.findall(r"^version: (.*)$", page("CITATION.cff"), re.MULTILINE)
    newest = re.findall(r"^## \[(.*?)\]", page("CHANGELOG.md"), re.MULTILINE)[0]

    assert {project()["version"]} == {claimtrack.__version__, cited, newest}


def test_public_names_are_sorted_and_there() -> None:
    """`__all__` is sorted, and holds names that exist."""
    assert sorted(claimtrack.__all__) == list(claimtrack.__all__)
    assert [] == [name for name in claimtrack.__all__ if not hasattr(claimtrack, name)]


def test_type_checkers_see_the_public_names() -> None:
    """The stub imports every public name from the module that the package takes it from, and no other."""
    stub = ast.parse(page("src/claimtrack/__init__.pyi"))
    imported = [node for node in stub.body if isinstance(node, ast.ImportFrom)]
    seen = {alias.asname: f"{node.module}.{alias.name}" for node in imported for alias in node.names}

    assert {name: f"{home}.{name}" for name, home in vars(claimtrack)["_HOMES"].items()} == seen


def test_the_import_is_quick() -> None:
    """The package is imported without a warning, and without any of its modules."""
    program = "import sys, claimtrack; print([name for name in sys.modules if name.startswith('claimtrack.')])"
    ran = subprocess.run(  # noqa: S603 - this interpreter, on the lines above
        [sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=False
    )

    assert (0, "[]\n", "") == (ran.returncode, ran.stdout, ran.stderr)


def test_names_are_listed_before_they_are_used() -> None:
    """`dir` lists every public name, and an unknown one is refused as modules do."""
    assert set(claimtrack.__all__) <= set(dir(claimtrack))
    with pytest.raises(AttributeError, match="has no attribute 'extracts'"):
        _ = claimtrack.extracts  # type: ignore[attr-defined]


def test_every_public_name_is_documented() -> None:
    """The library page has a row for every public name and for no other."""
    rows = re.findall(r"^\| `(\w+)` \|", page("docs/library.md"), re.MULTILINE)

    assert sorted(claimtrack.__all__) == sorted(rows)


def test_every_public_name_is_in_the_reference() -> None:
    """The site's reference takes the docstring of every public name, each once, and of no other of the package."""
    named = re.findall(r"^\.\. auto\w+:: (\w+)$", page("docs/reference.rst"), re.MULTILINE)

    assert sorted(claimtrack.__all__) == sorted(named)


def test_two_commands() -> None:
    """README has exactly two commands to be run as they are, and `.ci/run` takes them from there."""
    commands = re.findall(r"^```sh\n(.*?)^```$", page("README.md"), re.MULTILINE | re.DOTALL)

    assert [1, 1] == [command.count("\n") for command in commands]
    assert "README.md" in page(".ci/run")
    assert [] == [command for command in commands if command.strip() in page(".ci/run")]


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name: str) -> None:
    """Every relative link of a page leads to a file, and to a heading where it names one."""
    broken = []
    for target in re.findall(r"\]\((?!https?:)([^)]+)\)", page(name)):
        path, _, heading = target.partition("#")
        file = (ROOT / name).parent / path
        text = file.read_text(encoding="utf-8") if file.suffix == ".md" and file.is_file() else ""
        headings = [re.sub(r"[^\w -]", "", h.lower()) for h in re.findall(r"^#+ (.*)$", text, re.MULTILINE)]
        if not file.is_file() or (heading and heading not in [h.replace(" ", "-") for h in headings]):
            broken.append(target)

    assert [] == broken
