# SPDX-License-Identifier: MIT
"""The one way in which imports point, from the errors and the model at one end to the command line at the other."""

import ast
import re
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

import pytest
from made import ROOT

PACKAGE = ROOT / "src" / "claimtrack"

# The floors of the package and, by the package that has them, of its wings: each may import from the floors before it.
FLOORS = {
    "": (
        "exceptions sqlite_files",
        "extras checks progress toml atomic_files",
        "display",
        "model",
        "language claims",
        "reading extraction",
        "comparison parallel",
        "formats report",
        "register",
        "spark cli evaluation",
        "__init__ __main__",
    ),
    "extraction": ("weights_file", "attribution", "speakers dates commitment factuality", "extractor", "__init__"),
}
CORE = {"attrs", "dateutil", "tabulate"}
TYPES = {"display.dataframes": {"pandas", "polars", "pyarrow"}}  # what a module imports for type checkers alone


def modules() -> dict[str, str]:
    """Return the source of every module, by its dotted name within the package."""
    return {
        ".".join(file.relative_to(PACKAGE).with_suffix("").parts): file.read_text(encoding="utf-8")
        for file in sorted(PACKAGE.rglob("*.py"))
    }


MODULES = modules()


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
    while rest and rest not in MODULES and f"{rest}.__init__" not in MODULES:
        rest = rest.rpartition(".")[0]
    return rest if rest in MODULES else f"{rest}.__init__".removeprefix(".")


def floor_of(package: str, module: str) -> tuple[str, int] | None:
    """Return the room of *package* to which a module belongs, and its floor; None for one outside of it."""
    if package and not module.startswith(f"{package}."):
        return None
    room = module.removeprefix(f"{package}.").partition(".")[0]
    floors = [number for number, rooms in enumerate(FLOORS[package]) if room in rooms.split()]
    assert floors, f"{room}: expected a floor for it in FLOORS"
    return room, floors[0]


def offences(module: str, source: str) -> list[str]:
    """Return the imports in *source*, which is that of *module*, that do not point the one way."""
    found = []
    for line, name in imports(ast.parse(source)):
        imported = within(name)
        if imported is None:
            if name.partition(".")[0] not in CORE | TYPES.get(module, set()) | sys.stdlib_module_names:
                found.append(f"{module}, line {line}: imports {name}, which is no dependency of the core")
            continue
        for package in FLOORS:
            here, there = floor_of(package, module), floor_of(package, imported)
            if here and there and here[0] != there[0] and here[1] <= there[1]:
                found.append(f"{module}, line {line}: imports {imported}, which stands no lower than {here[0]}")
    return found


def circle(sources: dict[str, str]) -> list[str]:
    """Return a circle of modules that import each other, or nothing where there is none."""
    graph: dict[str, set[str]] = {}
    for module, source in sources.items():
        found = {within(name) for _, name in imports(ast.parse(source))}
        graph[module] = {name for name in found if name is not None and name != module}
    try:
        list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        return list(error.args[1])
    return []


def shadowed() -> list[str]:
    """Return what a package imports under the name of one of its own modules."""
    found = []
    for module, source in MODULES.items():
        package = module.removesuffix("__init__")
        for _, imported in imports(ast.parse(source)) if package != module else ():
            name = f"{package}{imported.rpartition('.')[2]}"
            if (name in MODULES or f"{name}.__init__" in MODULES) and imported != f"claimtrack.{name}":
                found.append(f"{module}: {imported}")
    return found


def test_imports_point_one_way() -> None:
    """Every import leads to a lower floor of the package and of its wings, or to a dependency of the core."""
    assert [] == [offence for module, source in MODULES.items() for offence in offences(module, source)]


def test_no_modules_import_each_other() -> None:
    """No modules form a circle, not even by imports within functions or for type checkers alone."""
    assert [] == circle(MODULES)


def test_no_package_hides_a_module_of_its_own() -> None:
    """No package has a function or class under the name of one of its modules."""
    assert [] == shadowed()


def test_the_floors_are_those_of_the_page() -> None:
    """The page on the architecture has the same floors, the highest first, the package's and then extraction's."""
    page = (PACKAGE.parents[1] / "docs" / "architecture.md").read_text(encoding="utf-8")
    floors = [rooms.replace("`", "") for rooms in re.findall(r"^\| \d+ \| (.*?) \|", page, re.MULTILINE)]

    assert [*reversed(FLOORS[""]), *reversed(FLOORS["extraction"])] == floors


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("model", "from claimtrack.claims import Claims"),
        ("claims.collection", "from claimtrack import extraction"),
        ("claims.collection", "import claimtrack.comparison.rows"),
        ("extraction.extractor", "def late():\n    from claimtrack.comparison import compare"),
        ("extraction.extractor", "if TYPE_CHECKING:\n    from claimtrack.formats import records"),
        ("extraction.attribution.cues", "from claimtrack.extraction.speakers.mentions import Form"),
        ("extraction.speakers.people", "from claimtrack.extraction.dates import grammar"),
        ("extraction.dates.grammar", "from claimtrack.extraction import extract"),
        ("reading.files", "from claimtrack.extraction import extract"),
        ("comparison.rows", "from claimtrack import Claim"),
        ("display.tables", "from claimtrack.claims.captions import date_caption"),
        ("formats.records", "from . import lines"),
        ("formats.records", "import pandas"),
        ("cli.printing", "from claimtrack.evaluation import evaluate"),
    ],
)
def test_an_import_the_other_way_is_seen(module: str, source: str) -> None:
    """An import against the line is found in all the forms that Python has for it."""
    assert 1 == len(offences(module, source))


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("reading.furniture", "from claimtrack.language import lexicon"),
        ("reading.furniture", "from claimtrack.language.lexicon import load"),
        ("comparison.views", "from claimtrack.comparison.rows import Row"),
        ("claims.collection", "from claimtrack.display import tables"),
        ("extraction.speakers.people", "from claimtrack.extraction.attribution.attribution import Attribution"),
        ("formats.fields", "from dateutil import parser"),
    ],
)
def test_an_import_along_the_line_is_none(module: str, source: str) -> None:
    """An import along the line, within a part, or of a dependency of the core is no offence."""
    assert [] == offences(module, source)


def test_a_circle_is_seen() -> None:
    """Two modules of which one imports the other within a function are a circle."""
    sources = {
        "comparison.rows": "from claimtrack.comparison.views import diff",
        "comparison.views": "def late():\n    from claimtrack.comparison import rows",
    }

    assert {"comparison.rows", "comparison.views"} == set(circle(sources))
