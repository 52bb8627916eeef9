# SPDX-License-Identifier: MIT
"""Pinned floors: the worst value that each figure may have on a corpus, with the reason for it."""

import math
import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

import attrs

from claimtrack.evaluation.measures import CALIBRATION_ERROR
from claimtrack.exceptions import InputError
from claimtrack.toml import read_toml

PACKAGED = Path(__file__).parents[1] / "data" / "floors.toml"

_ALL = 100  # percent
_ROUNDING = 1e-6  # by which floating point arithmetic may be off


class Bound(StrEnum):
    """Which way a figure may not go, as the keys of the file have it."""

    FLOOR = "floor"
    CEILING = "ceiling"


_RANGES = {Bound.FLOOR: "from 0 to 100", Bound.CEILING: "of 0 or more"}

LOWER_IS_BETTER = frozenset(
    {
        CALIBRATION_ERROR,
        "junk",
        "cut_wrong",
        "mae",
        "mae_hedged",
        "wrong_of_named",
        "persons_wrong_of_named",
        "speaker_wrong",
        "speaker_open",
        "hard_negatives_hit",
    }
)
"""The figures that have a ceiling."""

_HEADER = """\
# The worst value that each figure of `python -m claimtrack.evaluation` may have on a corpus, from 0 to 100.
# The digest is of the corpus's files; where it differs, nothing is compared.
# `--update` raises floors to what is reached, and lowers one only with a --reason.
"""


@attrs.frozen
class Floor:
    """The worst value that one figure may have.

    Attributes:
        value: A floor from 0 to 100, or a ceiling for what is better when it is lower.
        reason: Why it stands where it stands.
    """

    value: float
    reason: str


@attrs.frozen
class PinnedCorpus:
    """The floors on one corpus.

    Attributes:
        digest: The SHA-256 of the corpus.
        size: How many articles, events or sentences it has, for the reader.
        floors: The floors by the names of the figures.
    """

    digest: str
    size: int
    floors: Mapping[str, Floor]


def read_floors(path: Path) -> dict[str, PinnedCorpus]:
    """Return the pinned corpora of a TOML file by their names."""
    try:
        tables = read_toml(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, InputError) as error:
        message = f"{path}: expected a TOML file of floors, got {error}; make one with --update"
        raise InputError(message) from error
    return {name: _pinned_corpus(f"{path}, table {name!r}", table) for name, table in tables.items()}


def _pinned_corpus(place: str, table: object) -> PinnedCorpus:
    if isinstance(table, dict) and isinstance(table.get("digest"), str) and isinstance(table.get("size"), int):
        rows = ((name, row) for name, row in table.items() if name not in {"digest", "size"})
        return PinnedCorpus(table["digest"], table["size"], {name: _floor(place, name, row) for name, row in rows})
    message = f"{place}: expected a digest, a size and a table for each figure, got {table!r}"
    raise InputError(message)


def _floor(place: str, name: str, row: object) -> Floor:
    key = _bound(name)
    if isinstance(row, dict) and row.keys() == {key, "reason"}:
        value, reason = row[key], row["reason"]
        most = _ALL if key is Bound.FLOOR else math.inf
        fits = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= most
        if fits and math.isfinite(value) and isinstance(reason, str) and reason.strip():
            return Floor(float(value), reason)
    message = f"{place}, figure {name!r}: expected {key.value!r} {_RANGES[key]} and a 'reason' in words, got {row!r}"
    raise InputError(message)


def to_toml(corpora: Mapping[str, PinnedCorpus]) -> str:
    """Return the TOML text from which `read_floors` reads *corpora*."""
    blocks = [_HEADER]
    for name, corpus in corpora.items():
        table = _toml_key(name)
        blocks.append(f"[{table}]\ndigest = {_quoted(corpus.digest)}\nsize = {corpus.size}\n")
        for figure, floor in corpus.floors.items():
            head = f"[{table}.{_toml_key(figure)}]"
            blocks.append(f"{head}\n{_bound(figure)} = {float(floor.value)!r}\nreason = {_quoted(floor.reason)}\n")
    return "\n".join(blocks)


def _toml_key(name: str) -> str:
    """Return *name* bare where TOML allows that."""
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else _quoted(name)


def _quoted(text: str) -> str:
    """Return *text* as a basic string of TOML, with a question mark for what no UTF-8 file can hold."""
    valid = text.encode("utf-8", "replace").decode("utf-8")
    return '"' + "".join(c if c.isprintable() and c not in '"\\' else f"\\U{ord(c):08x}" for c in valid) + '"'


def failures(pinned: PinnedCorpus, figures: Mapping[str, float]) -> list[str]:
    """Return one line for each figure that is worse than its floor, has none, or is pinned and not measured."""
    lines = []
    for name, value in figures.items():
        if name not in pinned.floors:
            lines.append(f"{name}: {value:.2f} has no {_bound(name)}; pin it with --update")
        elif _is_worse(name, value, (floor := pinned.floors[name]).value):
            side = "above" if name in LOWER_IS_BETTER else "below"
            lines.append(f"{name}: {value:.2f} is {side} its {_bound(name)} {floor.value} ({floor.reason})")
    lines += [f"{name}: has a {_bound(name)} and is not measured" for name in pinned.floors if name not in figures]
    return lines


def raised(pinned: PinnedCorpus, figures: Mapping[str, float], reason: str | None) -> PinnedCorpus:
    """Return the floors moved to what is reached, rounded to the worse tenth; those that do not move keep their reason.

    Raises:
        InputError: If a floor would be lowered and there is no *reason*; the message names each.
    """
    floors = {}
    lower = []
    for name, value in figures.items():
        old = pinned.floors.get(name)
        reached = _worse_tenth(name, value)
        if old is None:
            floors[name] = Floor(reached, reason or "first pinned")
        elif _is_worse(name, value, old.value):
            lower.append(f"{name} from {old.value} to {reached}")
            floors[name] = Floor(reached, reason or "")
        elif _is_worse(name, old.value, reached):
            verb = "lowered" if name in LOWER_IS_BETTER else "raised"
            floors[name] = Floor(reached, reason or f"{verb} from {old.value}")
        else:
            floors[name] = old
    if lower and not reason:
        message = f"expected no figure to be worse than before, got {', '.join(lower)}; say why with --reason"
        raise InputError(message)
    return attrs.evolve(pinned, floors=floors)


def _bound(figure: str) -> Bound:
    return Bound.CEILING if figure in LOWER_IS_BETTER else Bound.FLOOR


def _is_worse(figure: str, value: float, floor: float) -> bool:
    return (value - floor if figure in LOWER_IS_BETTER else floor - value) > _ROUNDING


def _worse_tenth(figure: str, value: float) -> float:
    tenths = round(value * 10, 5)
    return (math.ceil(tenths) if figure in LOWER_IS_BETTER else math.floor(tenths)) / 10
