# SPDX-License-Identifier: MIT
"""A subject of evaluation: what one kind of corpus is measured for."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import attrs

from claimtrack.exceptions import InputError


@attrs.frozen
class Measurement:
    """What is measured on one corpus.

    Attributes:
        size: How many articles, events or sentences the corpus has.
        figures: The figures of the gate, from 0 to 100, by their names.
        lines: The report for the reader.
        details: Everything else that goes to a file of JSON.
        notes: What was left out, one line each.
    """

    size: int
    figures: Mapping[str, float]
    lines: tuple[str, ...]
    details: Mapping[str, object] = attrs.field(factory=dict)
    notes: tuple[str, ...] = ()


@attrs.frozen
class Subject:
    """One subject of `python -m claimtrack.evaluation`.

    Attributes:
        corpus: What the path names, for the help.
        digest: From the path to the SHA-256 of the corpus in hexadecimal.
        measure: From the path to what is measured.
    """

    corpus: str
    digest: Callable[[Path], str]
    measure: Callable[[Path], Measurement]


def digest_file(path: Path) -> str:
    """Return the SHA-256 of the bytes of a file in hexadecimal."""
    return hashlib.sha256(read_bytes(path)).hexdigest()


def digest_files(paths: Iterable[Path]) -> str:
    """Return the SHA-256 of files in hexadecimal, in their order: folder and name, size and bytes of each."""
    state = hashlib.sha256()
    for path in paths:
        data = read_bytes(path)
        state.update(f"{path.parent.name}/{path.name}\n{len(data)}\n".encode("utf-8", "surrogateescape") + data)
    return state.hexdigest()


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file."""
    try:
        return path.read_bytes()
    except OSError as error:
        message = f"{path}: expected a file that can be read, got {error.strerror or error}"
        raise InputError(message) from error


def read_text(path: Path) -> str:
    """Return the text of a file in UTF-8, with its line ends as they are, for offsets count them."""
    try:
        return read_bytes(path).decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"{path}: expected text in UTF-8, got the byte 0x{error.object[error.start]:02x} at {error.start}"
        raise InputError(message) from error
