# SPDX-License-Identifier: MIT
"""brat standoff, line by line, as https://brat.nlplab.org/standoff.html has it: what each line says, and of what."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from claimtrack.exceptions import InputError

_NUMBERED = re.compile(r"[TREA#]\d+\Z")


class TextBound(NamedTuple):
    """`T1 Claim 12-45;50-60` with its words: a label on runs of code points."""

    name: str
    label: str
    runs: tuple[tuple[int, int], ...]
    words: str


class Relation(NamedTuple):
    """`R1 Cue Arg1:T1 Arg2:T2`: a label that joins two annotations."""

    label: str
    one: str
    other: str


class BratEvent(NamedTuple):
    """`E1 Attribution:T4 Source:T1 Cue:T2`: the trigger and the arguments, each a role with an annotation."""

    name: str
    arguments: tuple[tuple[str, str], ...]


class Attribute(NamedTuple):
    """`A1 Kind T1 direct`: the value of a label for an annotation, blank where it is only there or not."""

    label: str
    name: str
    value: str


class Note(NamedTuple):
    """`#1 AnnotatorNotes T1` with words on an annotation."""

    name: str
    words: str


class Other(NamedTuple):
    """A line of another kind, or one that goes on with the words of the line above it."""

    name: str


StandoffLine = TextBound | Relation | BratEvent | Attribute | Note | Other


def standoff(text: str) -> Iterator[tuple[int, StandoffLine | InputError]]:
    """Yield the number of each line that is not blank with its annotation, or with what is wrong with it."""
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        if line.strip():
            try:
                yield number, _annotation(line.rstrip("\r"))
            except (ValueError, LookupError):
                yield number, InputError(f"expected brat standoff, got {line!r:.80}")


def _annotation(line: str) -> StandoffLine:
    name, fact, *rest = line.split("\t")
    label, *values = fact.split(" ")
    match name[:1] if _NUMBERED.match(name) else "":
        case "T":
            return TextBound(name, label, tuple(map(_run, " ".join(values).split(";"))), rest[0])
        case "R":
            (_, one), (_, other) = (value.split(":") for value in values)
            return Relation(label, one, other)
        case "E":
            roles = (argument.partition(":") for argument in fact.split())
            return BratEvent(name, tuple((role, argument) for role, _, argument in roles))
        case "A":
            return Attribute(label, values[0], values[1] if len(values) > 1 else "")
        case "#":
            return Note(values[0], rest[0])
    return Other(name)


def _run(border: str) -> tuple[int, int]:
    start, end = map(int, border.split(" "))
    return start, end
