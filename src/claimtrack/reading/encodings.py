# SPDX-License-Identifier: MIT
"""The encodings of text files: UTF-8, and what older programs write, UTF-16 and windows-1252."""

import codecs
import re

from claimtrack.exceptions import InputError

_HEAD = 4096  # bytes that tell UTF-16 without a byte order mark: in every second one is hardly anything but NUL
_MOST_NULS, _LEAST_NULS = 0.05, 0.6
_MARKS = {codecs.BOM_UTF16_LE: "UTF-16-LE", codecs.BOM_UTF16_BE: "UTF-16-BE"}
_ASCII_TEXT = re.compile("[\0-\x7f]+")
_MOST_ACCENTS = 0.25  # of all bytes, where ASCII is the rest
_ASCII = bytes(range(128))
_AROUND = 100_000  # bytes before and after the first that is no UTF-8, by which damaged UTF-8 is known
# What text in windows-1252 does not hold, and text in other encodings does, read so: control characters and bytes
# that it leaves undefined; within or after a word, capitals (the apostrophe of Mac OS Roman), low quotation marks
# and the like (accents of DOS); and letters with accents three in a row, as in other alphabets than the Latin.
_NOT_1252 = re.compile(
    rb"[\x00-\x08\x0e-\x1f\x7f\x81\x8d\x8f\x90\x9d]|[a-z][\x82-\x84\x88\x98\xc0-\xd6\xd8-\xde]|[\xc0-\xff]{3}"
)


def text_of(data: bytes, name: str) -> tuple[str, str]:
    """Return the text that *data* holds, and its encoding: UTF-8, or else UTF-16 or windows-1252.

    Raises:
        InputError: If it is in none of these; the message calls it *name*.
    """
    encoding = _utf_16(data)
    if encoding is None:
        if (nul := data.find(b"\0")) >= 0:
            message = f"{name}: is a binary file (byte {nul} is NUL): expected a page saved as text in UTF-8"
            raise InputError(message)
        try:
            return data.decode("utf-8"), "UTF-8"
        except UnicodeDecodeError as error:
            text = _windows_1252(data, error)
            if text is None:
                message = f"{name}: {_reason(data, error)}"
                raise InputError(message) from error
            return text, "windows-1252"
    try:
        text = data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        message = f"{name}: is cut off or damaged (no UTF-16 from byte {error.start} on): save it again, as UTF-8"
        raise InputError(message) from error
    if "\0" in text:
        message = f"{name}: is a binary file, or in UTF-32: expected a page saved as text in UTF-8"
        raise InputError(message)
    return text, encoding


def _reason(data: bytes, error: UnicodeDecodeError) -> str:
    if error.reason == "unexpected end of data":
        return f"ends within a character of UTF-8 (byte {error.start}), so it is cut off: save the page again"
    return f"is not UTF-8 (byte {error.start} is {data[error.start]:#04x}): save the page as UTF-8"


def _utf_16(data: bytes) -> str | None:
    """Return which UTF-16 *data* is in, by its byte order mark or by the NULs of its ASCII signs."""
    if encoding := _MARKS.get(data[:2]):
        return encoding
    first, second = data[:_HEAD:2], data[1:_HEAD:2]
    for low, high, encoding in ((first, second, "UTF-16-LE"), (second, first, "UTF-16-BE")):
        if low and high.count(0) > _LEAST_NULS * len(high) and low.count(0) <= _MOST_NULS * len(low):
            return encoding
    return None


def _windows_1252(data: bytes, error: UnicodeDecodeError) -> str | None:
    """Return the text in windows-1252, if it can be such, and no UTF-8 that is damaged or cut off."""
    if error.reason == "unexpected end of data" and error.start < len(data) - 1:
        return None
    if _NOT_1252.search(data) or _MOST_ACCENTS * len(data) < len(data.translate(None, _ASCII)):
        return None
    around = data[max(0, error.start - _AROUND) : error.start + _AROUND]
    beyond_ascii = _ASCII_TEXT.sub("", around.decode("utf-8", "replace"))
    if 2 * beyond_ascii.count("\ufffd") < len(beyond_ascii):
        return None
    return data.decode("cp1252")
