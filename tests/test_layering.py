# SPDX-License-Identifier: MIT
"""The one way in which imports point, from the errors and the model at one end to the command line at the other."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "src" / "claimtrack"
MODULES = sorted(PACKAGE.rglob("*.py"))

# What each part of the package may import from the others; `reading` and `evaluation` stand beside the line.
LINE = (
    "exceptions escaping",
    "model extras",
    "frames",
    "captions progress tables record conditions",
    "claims",
    "extraction",
    "comparison",
    "formats report",
    "register",
    "spark cli",
)
ALLOWED = {part: set(" ".join(LINE[:k]).split()) for k, parts in enumerate(LINE) for part in parts.split()}
ALLOWED["reading"] = {"exceptions", "model", "extraction.lexicon"}
ALLOWED["formats"] |= {"reading"}
ALLOWED["cli"] |= {"reading"}
ALLOWED["evaluation"] = {"exceptions", "model", "extraction", "comparison"}
ALLOWED["__main__"] = {"cli"}
ALLOWED["__init__"] = set(ALLOWED) - {"cli", "evaluation", "__init__", "__main__"}
CORE = {"attrs", "dateutil", "tabulate"}
TYPES = {"frames": {"pandas", "polars", "pyarrow"}}  # what a part imports for type checkers alone


def part_of(module: str) -> str:
    """Return the file or folder of the package to which a dotted name within it belongs."""
    return module.partition(".")[0]


def names_a_module(name: str) -> bool:
    """Tell whether a dotted name within the package is a module's."""
    place = PACKAGE.joinpath(*name.split("."))
    return place.is_dir() or place.with_suffix(".py").is_file()


def imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield line and dotted name of every import in *tree*: in functions and under TYPE_CHECKING as well."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{'.' * node.level}{node.module or ''}.{alias.name}") for alias in node.names)


def within(name: str) -> str | None:
    """Return the module that an imported name of the package stands for, without the package's own name."""
    package, _, rest = name.partition(".")
    if package != "claimtrack":
        return None
    while rest and not names_a_module(rest):
        rest = rest.rpartition(".")[0]
    return rest or "__init__"


def offences(part: str, source: str) -> list[str]:
    """Return the imports in *source*, which belongs to *part*, that do not point the one way."""
    found = []
    for line, name in imports(ast.parse(source)):
        module = within(name)
        if module is None:
            if name.partition(".")[0] not in CORE | TYPES.get(part, set()) | sys.stdlib_module_names:
                found.append(f"line {line}: {part} imports {name}, which is no dependency of the core")
        elif part_of(module) != part and not {module, part_of(module)} & ALLOWED[part]:
            found.append(f"line {line}: {part} imports {module}; it may import {', '.join(sorted(ALLOWED[part]))}")
    return found


@pytest.mark.parametrize("file", MODULES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_imports_point_one_way(file: Path) -> None:
    """Every import of the package leads to a part that stands earlier in the line, or to a dependency of the core."""
    part = part_of(".".join(file.relative_to(PACKAGE).with_suffix("").parts))

    assert [] == offences(part, file.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("part", "source"),
    [
        ("model", "from claimtrack.claims import Claims"),
        ("claims", "from claimtrack import extraction"),
        ("claims", "import claimtrack.comparison.rows"),
        ("extraction", "def late():\n    from claimtrack.comparison import compare"),
        ("extraction", "if TYPE_CHECKING:\n    from claimtrack.formats import records"),
        ("reading", "from claimtrack.extraction import extract"),
        ("comparison", "from claimtrack import Claim"),
        ("tables", "from claimtrack.captions import date_caption"),
        ("formats", "from . import records"),
        ("formats", "import pandas"),
        ("cli", "from claimtrack.evaluation import evaluate"),
    ],
)
def test_an_import_the_other_way_is_seen(part: str, source: str) -> None:
    """An import against the line is found in all the forms that Python has for it."""
    assert 1 == len(offences(part, source))


@pytest.mark.parametrize(
    ("part", "source"),
    [
        ("reading", "from claimtrack.extraction import lexicon"),
        ("reading", "from claimtrack.extraction.lexicon import load"),
        ("comparison", "from claimtrack.comparison.rows import Row"),
        ("claims", "from claimtrack import tables"),
        ("formats", "from dateutil import parser"),
    ],
)
def test_an_import_along_the_line_is_none(part: str, source: str) -> None:
    """An import along the line, within a part, or of a dependency of the core is no offence."""
    assert [] == offences(part, source)
