# SPDX-License-Identifier: MIT
"""TOML that others wrote: read within what a list of rows needs, so that no text takes more than it should.

And a string as TOML writes it.
"""

import re
import tomllib
from typing import Any

from claimtrack.exceptions import InputError

# tomllib holds every beginning of a dotted key, so time and memory are quadratic in its parts.
_MOST_PARTS = 4
_PART = r"""(?:[\w-]++|"(?:[^"\\\n]|\\.)*+"?|'[^'\n]*+'?)"""
_POINT = r"[ \t]*+\.[ \t]*+"
# Strings of several lines and comments are passed over; a text in one line is a key of one part, as far as this goes.
# What tomllib would not read is matched somehow: it stops there, and what follows does not matter.
_KEY = re.compile(
    rf'"""(?:[^"\\]|\\.|"(?!""))*+(?:"{{3,5}}|\Z)|\'\'\'(?:[^\']|\'(?!\'\'))*+(?:\'{{3,5}}|\Z)|\#[^\n]*+'
    rf"|{_PART}(?:{_POINT}{_PART}){{0,{_MOST_PARTS - 1}}}+(?P<more>{_POINT})?",
    re.DOTALL,
)


_ESCAPED = re.compile(r'["\\\0-\x1f\x7f]')


def basic_string(text: str) -> str:
    """Return *text*, which has no lone surrogates, as a string of TOML on one line."""
    return '"' + _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + '"'


def read_toml(text: str) -> dict[str, Any]:
    """Return what a TOML text holds.

    Raises:
        InputError: If it is no TOML, or a key has more than four parts; the message names no file.
    """
    if found := next((found for found in _KEY.finditer(text) if found["more"]), None):
        message = f"expected keys of at most {_MOST_PARTS} parts, got {found[0]!r:.60}"
        raise InputError(message)
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # numbers of too many digits, too many brackets
        message = f"expected TOML, got a syntax error: {error}"
        raise InputError(message) from error
