# SPDX-License-Identifier: MIT
"""The errors and the warning of claimtrack: each message names the place, what was expected and what came."""

import re

_HEAD, _TAIL = 1000, 499  # characters of a message: the place stands first, and what to do last
_LINE_END = re.compile(r"\s*[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]\s*")
_UNPRINTABLE = re.compile("[\0-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class ClaimtrackError(Exception):
    """Base of every error that claimtrack raises itself.

    Whatever came, its message is one line of at most 1,500 characters:
    a longer one is cut in the middle ("…"), line ends are spaces,
    and control characters and marks that turn a line are shown as escapes.
    """

    def __init__(self, *args: object) -> None:
        super().__init__(*(_line(each) if isinstance(each, str) else each for each in args))


def _line(message: str) -> str:
    line = _LINE_END.sub(" ", _cut(message))
    return _cut(_UNPRINTABLE.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), line))


def _cut(text: str) -> str:
    return text if len(text) <= _HEAD + 1 + _TAIL else f"{text[:_HEAD]}…{text[-_TAIL:]}"


class FieldTypeError(ClaimtrackError, TypeError):
    """An argument or a field has the wrong type."""


class FieldValueError(ClaimtrackError, ValueError):
    """An argument or a field has the right type and an impossible value."""


class InputError(ClaimtrackError, ValueError):
    """A file, a folder or a row of input cannot be read."""


class RegisterError(InputError):
    """A file cannot be opened, read or written as a register; the message names the file and what to do."""


class ExtractionError(ClaimtrackError, RuntimeError):
    """An article of many has no claims, or the processes that find them cannot be started."""


class UnknownNameError(ClaimtrackError, ValueError):
    """A query names a field, an outlet or a level that does not exist; the message lists those that do."""


class LexiconError(ClaimtrackError, ValueError):
    """A lexicon file or one of its rows is malformed; the message names the file and the row."""


class WeightsError(ClaimtrackError):
    """A file of trained weights is damaged or of another version; the message names the file and the version."""


class ReadingWarning(UserWarning):
    """Something about an input was assumed or left out, and it was read all the same; the message is one line."""

    def __init__(self, message: str) -> None:
        super().__init__(_line(message))


class MissingExtraError(ClaimtrackError, ImportError):
    """A package that one of the extras installs is missing; the message has the command that installs it."""
