# SPDX-License-Identifier: MIT
"""Files of others: opened within a limit, and refused in one line where they are not what is read.

Nothing is ever unpacked, so no file takes more memory than its own size calls for.
"""

import os
import re
import stat
import warnings
from collections.abc import Callable
from pathlib import Path

from claimtrack.checks import whole_number, wrong_value
from claimtrack.exceptions import InputError, ReadingWarning
from claimtrack.reading.encodings import text_of
from claimtrack.reading.lines import is_blank

PAGE_LIMIT = 64_000_000
"""The bytes that a page may have where the caller does not say it: a thousand times a long article."""
TABLE_LIMIT = 1_000_000_000
"""The same for a file of many articles or claims, which is read as a whole: some 200,000 articles of 5,000 bytes."""

_HTML = re.compile(
    r"[\s\ufeff]*+(?:<!--[^>]*+>\s*+)*+<(?:\?xml[^<]*<)?(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE
)
_PAGE = "the text of a news page"
_HEAD = 4096  # bytes by which a page is known for HTML
# How compressed files begin.
_PACKED = re.compile(
    rb"(?P<gzip>\x1f\x8b)|(?P<zip>PK\x03\x04)|(?P<bzip2>BZh[1-9]1AY&SY)|(?P<xz>\xfd7zXZ\0)|(?P<Zstandard>\x28\xb5\x2f\xfd)"
)
# How files begin that hold text, and are none to be read.
_OTHER_KIND = re.compile(
    rb"(?P<pdf>%PDF-)|(?P<rtf>\{\\rtf)|(?P<warc>WARC/\d)"
    rb"|(?P<mhtml>(?:[\w-]{1,40}:[^\n]{0,998}\n(?:[ \t][^\n]{0,998}\n){0,9}){1,9}?content-type:\s*multipart/related)",
    re.IGNORECASE,
)
_OTHER_KINDS = {
    "pdf": "a PDF",
    "rtf": "a document of a word processor (RTF)",
    "warc": "a web archive (WARC)",
    "mhtml": "a web archive (MHTML)",
}
_ADDRESS = re.compile(r"https?:/", re.IGNORECASE)  # a path has one slash where there were two
Opener = Callable[[str, int], int]
# A pipe that has been put in the place of a file is refused, and not waited for. Windows has none of these.
_AT_ONCE = getattr(os, "O_NONBLOCK", 0)
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0)


def checked_limit(limit: object) -> int:
    """Return the *limit*, if it is a number of bytes."""
    number = whole_number(limit, "limit", "a whole number of bytes")
    if number < 1:
        raise wrong_value(limit, "limit", "1 byte or more")
    return number


def file_bytes(path: str | os.PathLike[str], *, limit: int, opener: Opener | None = None) -> bytes:
    """Return what the file *path* holds, as it is; *opener* is that of `open`, for a path that may be a trap."""
    most = checked_limit(limit)
    file = os.fsdecode(path)
    name = shown(file)
    try:
        _refuse_special(Path(file).stat().st_mode, name)  # at once, since a device may do something when it is opened
        with open(file, "rb", opener=opener or _open) as stream:
            status = os.fstat(stream.fileno())
            _refuse_special(status.st_mode, name)
            data = stream.read(min(most, status.st_size) + 1)
            if status.st_size < len(data) <= most:  # it grows, or does not know its size (/proc)
                data += stream.read(most + 1 - len(data))
    except FileNotFoundError as error:
        message = f"{name}: there is no such file; check the path"
        if _ADDRESS.match(name):
            message = f"{name}: is an address, and nothing is fetched: save the page, and name its file"
        raise InputError(message) from error
    except InputError:
        raise
    except (OSError, ValueError) as error:
        message = f"{name}: cannot be opened: {getattr(error, 'strerror', None) or error}"
        raise InputError(message) from error
    if len(data) > most:
        raise too_large(name, max(status.st_size, len(data)), most)
    _refuse_compressed(data, name)
    return data


def _open(path: str, flags: int) -> int:
    return os.open(path, flags | _AT_ONCE)


def opener_within(folder: Path, file: Path) -> Opener:
    """Return what opens *file*, which lies in *folder*; both are paths without links.

    It follows no link, so that one which has been put in the way since does not lead out of the folder.
    """

    def opened(_: str, flags: int) -> int:
        if os.open not in os.supports_dir_fd:
            return os.open(file, flags)
        *folders, name = file.relative_to(folder).parts or (".",)
        at = os.open(folder, _FOLDER)
        try:
            for part in folders:
                below = os.open(part, _FOLDER, dir_fd=at)
                os.close(at)
                at = below
            return os.open(name, flags | _AT_ONCE | os.O_NOFOLLOW, dir_fd=at)
        finally:
            os.close(at)

    return opened


def _refuse_compressed(data: bytes, name: str) -> None:
    if packed := _PACKED.match(data):
        message = f"{name}: is compressed with {packed.lastgroup}: unpack it first"
        raise InputError(message)


def _refuse_special(mode: int, name: str) -> None:
    """Refuse a folder, and a device or a pipe, whose reading may never end."""
    if stat.S_ISDIR(mode):
        message = f"{name}: expected a text file, got a folder"
        raise InputError(message)
    if not stat.S_ISREG(mode):
        message = f"{name}: expected a regular file, got a device, a pipe or a socket; write its content to a file"
        raise InputError(message)


def too_large(name: str, size: int, limit: int) -> InputError:
    """Return the error that *name* has *size* bytes or more, and may have *limit*."""
    message = f"{name}: expected at most {limit} bytes, got {size} or more; raise limit (--limit) if you trust it"
    return InputError(message)


def shown(file: str) -> str:
    """Return the name of a file for a message of one line."""
    return file if file.isprintable() else repr(file)


def page_text(
    path: str | os.PathLike[str], *, limit: int = PAGE_LIMIT, opener: Opener | None = None, expected: str = _PAGE
) -> str:
    """Return the text of the page in the file *path*, with its own line ends; *expected* is what it is to hold."""
    return decoded(file_bytes(path, limit=limit, opener=opener), shown(os.fsdecode(path)), expected)


def begins_as_html(data: bytes) -> bool:
    """Tell whether a file begins as an HTML page does, in whatever encoding of ASCII's."""
    head = data[:_HEAD].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    return _HTML.match(head.decode("latin-1")) is not None


def decoded(data: bytes, name: str, expected: str = _PAGE) -> str:
    """Return the text of a page, called *name* in messages, which is *expected* to hold something."""
    _refuse_compressed(data, name)
    if kind := _OTHER_KIND.match(data):
        message = f"{name}: is {_OTHER_KINDS[kind.lastgroup or '']}: save the page as text or as HTML"
        raise InputError(message)
    text, encoding = text_of(data, name)
    if is_blank(text):
        message = f"{name}: is empty: expected {expected}"
        raise InputError(message)
    if _HTML.match(text):
        message = f"{name}: is HTML; read it with `read_html`, or save the page as text"
        raise InputError(message)
    if encoding != "UTF-8":
        message = f"{name}: is not in UTF-8, and is read as {encoding}; if signs are wrong, save it as UTF-8"
        warnings.warn(message, ReadingWarning, stacklevel=2)
    return text
