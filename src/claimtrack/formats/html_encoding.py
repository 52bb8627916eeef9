# SPDX-License-Identifier: MIT
"""The text of an HTML file, in the encoding that a browser would take, and files that are no HTML."""

import codecs
import re

from claimtrack.exceptions import InputError

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_HEAD = 4096  # bytes in which a page states its encoding
_FIRST = 64  # bytes that are tags and white space
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_LABEL = re.compile(
    rb"<meta[^>]{0,200}?charset\s*+=\s*+[\"']?+\s*+([\w.:-]{1,40})|\A\s*<\?xml[^>]{0,200}?encoding\s*+=\s*+[\"']([\w.:-]{1,40})",
    re.IGNORECASE,
)
# The encodings of https://encoding.spec.whatwg.org/ by the names of Python's codecs, each with the codec that reads it
# as browsers do: the quotation marks of windows-1252 are control characters in ISO 8859-1, and pages count on them.
# Any other codec (UTF-7, punycode) is of no page, and a page that states it states nothing.
_CODECS = {
    name: name
    for name in (
        "utf-8 gb18030 big5hkscs euc_jp iso2022_jp cp932 cp949 cp866 cp874 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255"
        " cp1256 cp1257 cp1258 koi8-r koi8-u mac-roman mac-cyrillic iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6"
        " iso8859-7 iso8859-8 iso8859-10 iso8859-13 iso8859-14 iso8859-15 iso8859-16"
    ).split()
} | {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    # A name that was read as ASCII is not in UTF-16.
    "utf-16": "utf-8",
    "utf-16-be": "utf-8",
    "utf-16-le": "utf-8",
}
# Labels of the same standard that Python does not know, without what it does ("x-sjis", "iso88592").
_LABELS = {
    label: codec
    for codec, labels in {
        "utf-8": "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 csunicode iso-10646-ucs-2 ucs-2 unicode"
        " unicodefeff unicodefffe",
        "cp874": "dos-874 windows-874",
        "cp932": "windows-31j",
        "cp949": "cseuckr csksc56011987 iso-ir-149 ks_c_5601-1989 ksc_5601 windows-949",
        "cp1252": "user-defined",
        "big5hkscs": "cn-big5",
        "euc_jp": "cseucpkdfmtjapanese",
        "gb18030": "csgb2312 gb_2312 gb_2312-80",
        "koi8-r": "koi koi8",
        "koi8-u": "koi8-ru",
        "mac-roman": "csmacintosh mac",
        "mac-cyrillic": "mac-ukrainian",
        "iso8859-6": "csiso88596e csiso88596i iso-8859-6-e iso-8859-6-i",
        "iso8859-7": "sun_eu_greek",
        "iso8859-8": "csiso88598e csiso88598i iso-8859-8-e iso-8859-8-i logical visual",
        "iso8859-15": "csisolatin9",
    }.items()
    for label in labels.split()
}
_PREFIX = re.compile(r"\A(?:x-)+")
_RUN_TOGETHER = re.compile(r"\Aiso8859(?=\d)")
_OTHER_FILES = (
    (re.compile(rb"%PDF-"), "a PDF"),
    (re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|RIFF....WEBP", re.DOTALL), "a picture"),
    (re.compile(rb"\{\\rtf|\xd0\xcf\x11\xe0"), "a document of a word processor"),
    (re.compile(rb"bplist00"), "a web archive of Safari"),
    (re.compile(rb"[\w-]{1,40}:(?:[^\n]{0,200}\n){1,20}?Content-Type: multipart/related", re.IGNORECASE), "MHTML"),
)
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")
_MANY = 10  # characters that are UTF-8 by no chance
_BINARY = re.compile("[\x00-\x08\x0e-\x1f\ufffd]")
_MOST_BINARY = 0.05
_TAG = re.compile(r"<(?:!doctype|[a-z][a-z0-9]*)[\s>/]", re.IGNORECASE)


def html_text(data: bytes, name: str) -> str:
    """Return the text of the page in *data*, a file that messages call *name*.

    Bytes that the encoding does not have become U+FFFD, as in browsers.

    Raises:
        InputError: If the file is of another kind.
    """
    for begin, kind in _OTHER_FILES:
        if begin.match(data):
            message = f"{name}: expected an HTML page, got {kind}: save the page as HTML"
            raise InputError(message)
    encoding = _encoding(data)
    text = data.decode(encoding, "replace")
    if len(_BINARY.findall(text, 0, _HEAD)) > _MOST_BINARY * len(text[:_HEAD]):
        message = f"{name}: expected an HTML page, got a binary file: save the page as HTML"
        raise InputError(message)
    if text.strip() and not _TAG.search(text):
        message = f"{name}: expected an HTML page, got a file without a tag: save the page as HTML, or as .txt"
        raise InputError(message)
    return text


def _encoding(data: bytes) -> str:
    """Return the encoding of a page: by its byte order mark, what it states, or what its bytes are."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    stated = _stated(data[:_HEAD])
    try:
        characters = data.decode("utf-8")
    except UnicodeDecodeError:
        characters = ""
    # A server that says UTF-8 overrules the page, and a saved page has no server any more.
    if stated is not None and len(_BEYOND_ASCII.findall(characters)) < _MANY:
        return stated
    head = data[:_FIRST]
    for half, other, encoding in ((head[::2], head[1::2], "utf-16-le"), (head[1::2], head[::2], "utf-16-be")):
        if b"<" in half and other and not any(other):
            return encoding
    return "utf-8" if characters or not data else "cp1252"


def _stated(head: bytes) -> str | None:
    found = _LABEL.search(_COMMENT.sub(b"", head))
    if found is None:
        return None
    label = (found[1] or found[2]).decode("ascii", "replace").lower()
    label = _RUN_TOGETHER.sub("iso8859-", _PREFIX.sub("", label))
    if label in _LABELS:
        return _LABELS[label]
    try:
        return _CODECS.get(codecs.lookup(label).name)
    except (LookupError, ValueError):
        return None
