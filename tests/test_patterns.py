# SPDX-License-Identifier: MIT
"""Regular expressions: every one of the package takes time about linear in the length of what it is given."""

import ast
import json
import re
import string
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from re import _constants as kinds  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest
from made import ROOT

SOURCE = ROOT / "src" / "claimtrack"
FUNCTIONS = {"compile", "search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer"}
SHORT = 1000
"""What is never given more characters than this of a much longer text may take quadratic time in them."""
LONGEST = 0.5  # seconds for those; most take a thousandth
SIZES = (500, 2000)
GROWTH = 8.0  # for four times the length: a linear pattern has 4, a quadratic one 16
TRIES = 4  # a busy machine doubles a time now and then, and not four times on end
FLOOR = 0.004  # seconds that no linear pattern takes for the longer size, on any machine that runs tests
_REPEATS = (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT)
_MARKS = "aAz1 .,-’'\"“”—–…(\n\té日_:;/!?$%&@#)[]<>|+*=^~`{}\\"
_PROBES = _MARKS + string.ascii_letters + string.digits
_UNITS = ("a", "A", " ", "1", "\n", "a ", "Aa ", "A. ", ", ", "the ")


@cache
def _watched() -> list[dict[str, Any]]:
    """Return each pattern with its site and the longest pieces that it was given."""
    finished = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, str(Path(__file__).parent / "pattern_watch.py")],
        check=True,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        env={"PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8:surrogatepass"},
        errors="surrogatepass",
    )
    return list(json.loads(finished.stdout))


def _sites() -> dict[str, str | None]:
    """Return every place in the source that hands over a pattern, with the pattern where it stands there in full."""
    found: dict[str, str | None] = {}
    for file in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Attribute(value=ast.Name(id="re"), attr=name)) if name in FUNCTIONS:
                    first = node.args[0]
                    value = first.value if isinstance(first, ast.Constant) else None
                    found[f"{file}:{node.lineno}"] = value.decode("latin-1") if isinstance(value, bytes) else value  # type: ignore[assignment]
    return found


def _patterns() -> list[dict[str, Any]]:
    """Return each pattern that was met, and those that stand in full at a place which was not."""
    met = {each["site"] for each in _watched()}
    further = ((site, literal) for site, literal in _sites().items() if literal is not None and site not in met)
    return [*_watched(), *({"pattern": text, "flags": 0, "site": site, "use": {}} for site, text in further)]


def _stated(site: str) -> list[str]:
    """Return the methods that the file calls on the pattern which it compiles at a place; all where it has no name."""
    file, _, line = site.rpartition(":")
    source = Path(file).read_text(encoding="utf-8")
    name = re.match(r"(\w+) = re\.compile", source.splitlines()[int(line) - 1])
    called = set(re.findall(rf"\b{name[1]}\.(\w+)\(", source)) if name else set()
    return sorted({mode if mode in ("match", "fullmatch") else "search" for mode in called}) or ["match", "search"]


def _example(tree: Iterable[Any]) -> str:
    """Return a text that a pattern's parts take, one after the other."""
    return "".join(_part(kind, value) for kind, value in tree)


def _part(kind: Any, value: Any) -> str:
    """Return a text that one part takes."""
    if kind is kinds.LITERAL:
        return chr(value)
    if kind in (kinds.ANY, kinds.NOT_LITERAL):
        return "b" if value == ord("a") else "a"
    if kind is kinds.IN:
        return _members(value)[0]
    if kind in _REPEATS:
        return _example(value[2]) * min(int(value[0]), 20)
    if kind is kinds.SUBPATTERN:
        return _example(value[3])
    if kind is kinds.BRANCH:
        return _example(value[1][0])
    return _example(value) if kind is kinds.ATOMIC_GROUP else ""


def _members(items: list[Any]) -> list[str]:
    """Return some characters of a class."""
    inner = "".join(_class_item(kind, value) for kind, value in items)
    pattern = re.compile(f"[{inner}]")
    return [char for char in _PROBES if pattern.match(char)] or ["a"]


def _class_item(kind: Any, value: Any) -> str:
    """Return one item of a class as it is written."""
    if kind is kinds.NEGATE:
        return "^"
    if kind is kinds.LITERAL:
        return re.escape(chr(value))
    if kind is kinds.RANGE:
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    letters = {"CATEGORY_WORD": r"\w", "CATEGORY_DIGIT": r"\d", "CATEGORY_SPACE": r"\s"}
    name = str(value)
    return letters.get(name) or letters[name.replace("_NOT", "")].upper()


def _pumps(tree: Iterable[Any], before: str = "") -> Iterator[tuple[str, str]]:
    """Yield what leads to each repetition of a pattern, and what it repeats."""
    for kind, value in tree:
        if kind in _REPEATS:
            least, most, body = value
            if most > max(least, 3):
                single = len(body) == 1 and body[0][0] is kinds.IN
                yield from ((before, unit) for unit in {_example(body), *(_members(body[0][1])[:3] if single else ())})
            yield from _pumps(body, before)
        elif kind is kinds.BRANCH:
            for branch in value[1]:
                yield from _pumps(branch, before)
        elif kind in (kinds.SUBPATTERN, kinds.ATOMIC_GROUP, kinds.ASSERT, kinds.ASSERT_NOT):
            yield from _pumps(value if kind is kinds.ATOMIC_GROUP else value[-1], before)
        before += _part(kind, value)


def _hostile(pattern: str, flags: int) -> Iterator[Callable[[int], str]]:
    """Yield makers of long texts: runs of what the pattern repeats and of its classes, and an end that fits nothing."""
    tree = parser.parse(pattern, flags)
    whole = _example(tree)
    pumps = set(_pumps(tree))
    pumps |= {("", unit) for _, unit in pumps} | {("", unit) for unit in (*_UNITS, whole)}
    for before, unit in sorted(pumps):
        for end in ("\0", ""):
            if unit:
                yield lambda size, before=before, unit=unit, end=end: before + (unit * size)[:size] + end  # type: ignore[misc]


def _spent(call: Callable[[str], object], text: str) -> float:
    """Return the process time of a call."""
    start = time.process_time()
    call(text)
    return time.process_time() - start


def _call(compiled: re.Pattern[str], mode: str) -> Callable[[str], object]:
    """Return what is timed; a search goes on to the end, as `finditer` and `sub` do."""
    return (lambda text: sum(1 for _ in compiled.finditer(text))) if mode == "search" else getattr(compiled, mode)


def _growth(call: Callable[[str], object], make: Callable[[int], str]) -> float:
    """Return by how much the time grows from the shorter to the longer size, the least of some tries; 0 if at once."""
    short, long = (make(size) for size in SIZES)
    growth = 0.0
    for _ in range(TRIES):
        slow = _spent(call, long)
        if slow < FLOOR:
            return 0
        growth = slow / max(min(_spent(call, short) for _ in range(3)), FLOOR / 100)
        if growth <= GROWTH:
            return growth
    return growth


@pytest.mark.slow
def test_no_pattern_escapes() -> None:
    """Each place in the source that hands over a pattern was met, or has the pattern in full."""
    met = {each["site"] for each in _watched()}

    assert [] == sorted(site for site, literal in _sites().items() if literal is None and site not in met)


@pytest.mark.slow
def test_time_is_linear() -> None:
    """What is given long texts takes time about linear in their length, whatever they hold."""
    slow = []
    for each in _patterns():
        compiled = re.compile(each["pattern"], each["flags"])
        modes = [mode for mode, size in each["use"].items() if size > SHORT] if each["use"] else _stated(each["site"])
        for make in _hostile(each["pattern"], each["flags"]):
            for mode in modes:
                growth = _growth(_call(compiled, mode), make)
                if growth > GROWTH:
                    slow.append((each["site"], mode, round(growth), make(20)))

    assert [] == slow


@pytest.mark.slow
def test_pieces_take_little_time() -> None:
    """What is given only pieces of a bounded length is done with the longest of them in a moment."""
    slow = []
    for each in _watched():
        compiled = re.compile(each["pattern"], each["flags"])
        modes = [(mode, size) for mode, size in each["use"].items() if size <= SHORT]
        for make in _hostile(each["pattern"], each["flags"]) if modes else ():
            for mode, size in modes:
                if _spent(_call(compiled, mode), make(size)) > LONGEST:
                    slow.append((each["site"], mode, size, make(20)))

    assert [] == slow


def test_quadratic_time_is_noticed() -> None:
    """A pattern that takes quadratic time is told by its growth."""
    pattern = r"[a-z]+\d"
    growths = [_growth(_call(re.compile(pattern), "search"), make) for make in _hostile(pattern, 0)]

    assert max(growths) > GROWTH
