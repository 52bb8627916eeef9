# SPDX-License-Identifier: MIT
"""A program that keeps a register: `mypy --strict` has to pass it.

What no type allows is marked with the error that mypy gives; an error that is not given any more fails too.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, assert_type

import claimtrack as ct


def keep(path: Path) -> None:
    """Add articles, and ask for what is kept."""
    article = ct.Article("Ann Lee said that the old bridge may reopen.", "Valley Post", None, url="https://example.org")
    with ct.Register(path, create=True) as register:
        addition = register.add(article, key="bridge")
        assert_type(addition, ct.Addition)
        assert_type(addition.problem, ct.ClaimtrackError | None)
        assert_type(register.add_many([article]), Iterator[ct.Addition])
        ask(register.claims)
        ask(register.search("bridge"))
        assert_type(register.versions(article), tuple[ct.Article, ...])
        changes = register.changes("bridge")
        assert_type(changes, ct.Changes)
        assert_type(changes.wording, tuple[ct.Change, ...])
        assert_type(register.compare(register.events()[0]), ct.Comparison)
        assert_type(register.stats(), ct.View)
        assert_type(register.verify(), tuple[ct.RegisterError, ...])


def ask(selection: ct.Selection) -> None:
    """Ask a selection as one asks claims."""
    assert_type(selection.where(hedging=["possible", ct.Hedging.PROBABLE], said=None).timeline(), ct.Selection)
    assert_type(selection[0], ct.Claim)
    assert_type(selection[:2], ct.Selection)
    assert_type(selection.by("speaker"), dict[Any, ct.Selection])
    assert_type(selection.count_by("outlet", "kind"), ct.Counts)
    assert_type(selection.to_records(), list[dict[str, str | int | float | None]])
    assert_type(selection.claims(), ct.Claims)


def know(path: Path) -> ct.Claims:
    """Read known speakers from a file, and let them be found."""
    path.write_text("[[speaker]]\nname = 'Ann Lee'", encoding="utf-8")
    known = assert_type(ct.read_speakers(path), tuple[ct.Speaker, ...])
    return ct.extract(ct.Article("Ann Lee said it may rain.", "Valley Post", None), known=known)


def refuse(folder: Path) -> str:
    """Meet the error of a file that is no register."""
    try:
        ct.Register(folder)
    except ct.RegisterError as error:
        return str(error)
    return ""


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        keep(Path(name, "a.register"))
        print(know(Path(name, "people.toml")))
        print(refuse(Path(name)))
        try:
            ct.Register(3)  # type: ignore[arg-type]
        except ct.FieldTypeError as error:
            print(error)
