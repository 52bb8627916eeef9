# SPDX-License-Identifier: MIT
"""A program that reads hostile texts and prints how the package uses each of its regular expressions, as JSON.

It stands in for `re.compile` before the package is imported, so that no pattern escapes it.
"""

import contextlib
import datetime as dt
import importlib
import json
import pkgutil
import re
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

_SEARCHING = ("search", "finditer", "findall", "sub", "subn", "split")
LENGTH = 1500
_UNITS = (
    *("a", "A", "1", " ", "\n", "\t", ".", ",", "“", '"', "'", "(", "-", "a ", "A ", "Aa ", "a, ", "A.", "a.", "1,"),
    *("a\n", ". ", "the ", "of the ", "and ", "that ", " said", "“a” ", "in March ", "on ", "may ", "19", "19 "),
    *("Ann Lee said. ", "he said, ", "who is ", "Mr. ", "a. A", "A-", "a’", "one of the ", "By Ann Lee\n", "AP) - "),
)
_AROUND = ("{}", "“The river may rise,” {}Ann Lee, a spokesman for {}said on Tuesday.", "Ann Lee said that {}rose.")


class _Watched:
    """A compiled pattern that notes the longest piece of text that each of its methods is given."""

    def __init__(self, pattern: Any, flags: int, site: str) -> None:
        self._pattern = re_compile(pattern, flags)
        self.use: dict[str, int] = {}
        self.known: dict[str, Any] = {
            "pattern": self._pattern.pattern,
            "flags": int(flags),
            "site": site,
            "use": self.use,
        }

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._pattern, name)
        if name not in (*_SEARCHING, "match", "fullmatch"):
            return method

        def call(*arguments: Any, **named: Any) -> Any:
            place = 1 if name in ("sub", "subn") else 0
            text = arguments[place]
            span = arguments[place + 1 :] if name not in ("sub", "subn", "split") else ()
            size = min([len(text), *span[1:2]]) - (span[0] if span else 0)
            mode = name if name in ("match", "fullmatch") else "search"
            if size > self.use.get(mode, -1):
                self.use[mode] = size
            return method(*arguments, **named)

        return call


re_compile = re.compile
_found: dict[tuple[Any, int, str], _Watched] = {}


def _compile(pattern: Any, flags: int = 0, *, depth: int = 1) -> Any:
    """Stand in for `re.compile`, for callers of the package."""
    caller = sys._getframe(depth)  # noqa: SLF001 - who calls is what is asked
    file = Path(caller.f_code.co_filename)
    if "claimtrack" not in file.parts or isinstance(pattern, re.Pattern | _Watched):
        return re_compile(pattern, flags)
    site = f"{file.resolve()}:{caller.f_lineno}"
    key = (pattern, int(flags), site)
    if key not in _found:
        _found[key] = _Watched(pattern, flags, site)
    return _found[key]


def _function(name: str) -> Callable[..., Any]:
    """Stand in for a function of `re`, such as `re.sub`."""
    genuine = getattr(re, name)

    def call(pattern: Any, *arguments: Any, **named: Any) -> Any:
        watched = _compile(pattern, named.pop("flags", 0), depth=2)
        if isinstance(watched, _Watched):
            return getattr(watched, name)(*arguments, **named)
        return genuine(pattern, *arguments, **named)

    return call


def _examples(folder: Path) -> list[str]:
    """Return the examples of all lexicons."""
    tables = [tomllib.loads(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.toml"))]
    rows = [row for table in tables for rows in table.values() if isinstance(rows, list) for row in rows]
    found = [each for row in rows if isinstance(row, dict) for each in row.get("examples", ())]
    return [" ".join(each) if isinstance(each, list) else str(each) for each in found]


def main() -> None:
    """Import every module, read hostile texts, and print what was found."""
    for name in (*_SEARCHING, "match", "fullmatch"):
        setattr(re, name, _function(name))
    re.compile = _compile
    from made import LETTERS  # noqa: PLC0415 - which imports the package as well

    import claimtrack as ct  # noqa: PLC0415 - only now do its patterns pass through here

    for module in pkgutil.walk_packages(ct.__path__, "claimtrack."):
        if not module.name.endswith("__main__"):
            with contextlib.suppress(ImportError):  # an extra that is not installed
                importlib.import_module(module.name)
    folder = ct.read_folder(LETTERS)
    stories = [article.text for article in folder.main]
    examples = _examples(Path(ct.__file__).parent / "data")
    hostile = [around.format(*[(unit * LENGTH)[:LENGTH]] * 2) for unit in _UNITS for around in _AROUND]
    agency = "OSLO (AP) — “The river may rise again and the dams may break in the spring,” Ann Lee said.\n"
    days = (
        "Ann Lee took to the stage on Monday. “It holds,” Lee said. In an August 28 memo, Lee said that it was safe.\n"
        "A report published on Monday said that the dam was safe. A survey taken in March found that it was old. "
        "A study released on Monday by Lesk Labs found that it was safe. "
        "Lee called for a new vote at a rally in Leeds on Monday. The Harbour Board met. HB said it was late.\n"
    )
    for text in (agency, days, *stories, "\n".join(examples), *hostile):
        with contextlib.suppress(ct.InputError):
            ct.read(text + "\n", outlet="A", published=None)
        if text.strip():
            ct.factuality(text, ct.Span(0, len(text)))
        article = ct.Article(text, "A", dt.date(2023, 8, 30))
        claims = ct.extract(article)
        ct.find_dates(text, None)
        comparison = ct.compare(claims + ct.extract(ct.Article(text[: LENGTH // 2], "B", None)))
        comparison.table(width=40)
        for row in comparison.rows:
            _ = row.copies
    known = [each.known for each in _found.values()]
    for each in known:
        if isinstance(each["pattern"], bytes):
            each.update(pattern=each["pattern"].decode("latin-1"), flags=each["flags"] & ~re.ASCII)
    json.dump(known, sys.stdout)


if __name__ == "__main__":
    main()
