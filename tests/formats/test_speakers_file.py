# SPDX-License-Identifier: MIT
"""Known speakers in a file of TOML."""

from pathlib import Path

import pytest

from claimtrack import Category, InputError, Speaker, read_speakers

FILE = """\ufeff
[[speaker]]
name = "Elena Marsh"

[[speaker]]
name = "Russia"
aliases = ["Kremlin", "Russian Foreign Ministry"]
description = "a state"
category = "place"
represents = "nobody"
id = "Q159"
"""


def written(folder: Path, text: str) -> Path:
    """Write a file, and return its path."""
    path = folder / "people.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_speakers_are_read(tmp_path: Path) -> None:
    """Each table is a speaker, and only its name has to be there."""
    expected = Speaker(
        "Russia", ("Kremlin", "Russian Foreign Ministry"), "a state", Category.PLACE, represents="nobody", id="Q159"
    )

    assert (Speaker("Elena Marsh"), expected) == read_speakers(written(tmp_path, FILE))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[speaker]]\nname = 'A'\n[[speaker]]\nid = 'Q1'", "row 2: the key 'name' is missing"),
        ("[[speaker]]\nname = ' '", "row 1: name: expected words in quotation marks"),
        ("[[speaker]]\nname = 'A'\nalias = ['B']", "row 1: unknown key 'alias'; the keys are aliases, category, "),
        ("[[speaker]]\nname = 'A'\naliases = 'B'", "row 1: aliases: expected a list of words in quotation marks"),
        ("[[speaker]]\nname = 'A'\ncategory = 'firm'", "row 1: category: expected 'person' or .*, got 'firm'"),
        ("[[speaker]]\nname = 'A'\nid = 159", "row 1: Speaker.id: expected a str or None, got 159"),
        (
            "[speaker]\nname = 'A'",
            r"expected one \[\[speaker\]\] or more, and nothing else, got the keys \['speaker'\]",
        ),
        (
            "[[speker]]\nname = 'A'",
            r"expected one \[\[speaker\]\] or more, and nothing else, got the keys \['speker'\]",
        ),
        ("", r"is empty: expected one \[\[speaker\]\] or more"),
        ("# nobody yet", r"expected one \[\[speaker\]\] or more, and nothing else, got the keys \[\]"),
        ("speaker = []", r"expected one \[\[speaker\]\] or more"),
        ("version = 1\n[[speaker]]\nname = 'A'", r"expected one \[\[speaker\]\] or more, and nothing else"),
        ("speaker = 3 3", "expected TOML, got a syntax error"),
    ],
)
def test_what_is_no_speaker_is_refused(tmp_path: Path, text: str, message: str) -> None:
    """The error names the file, the row, the key and what was expected."""
    path = written(tmp_path, text)

    with pytest.raises(InputError, match=f"people.toml[:,] {message}"):
        read_speakers(path)
