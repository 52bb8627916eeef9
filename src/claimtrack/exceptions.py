# SPDX-License-Identifier: MIT
"""The errors of claimtrack: each message names the place, what was expected and what came."""


class ClaimtrackError(Exception):
    """Base of every error that claimtrack raises itself."""


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


class MissingExtraError(ClaimtrackError, ImportError):
    """A package that one of the extras installs is missing; the message has the command that installs it."""
