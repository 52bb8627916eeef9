# SPDX-License-Identifier: MIT
"""Encodings of saved text: which are read, how that is said, and what stays an error."""

import warnings
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack import ReadingWarning, read, read_articles
from claimtrack.exceptions import InputError
from claimtrack.reading.files import decoded

STORY = "“The bridge is closed,” Zoë Müller said – it’s unsafe. The café owner agreed.\nWork begins on Monday."
PLAIN = "The bridge is closed, Ann Lee said.\nWork begins on Monday.\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (STORY.encode("cp1252"), "windows-1252"),
        ("Work began at the café".encode("cp1252"), "windows-1252"),
        ("“".encode("utf-16-le") * 8 + STORY.encode("utf-16-le"), "UTF-16-LE"),
        (STORY.encode("utf-16-be"), "UTF-16-BE"),
        (STORY.encode("utf-16"), "UTF-16-LE"),
        (b"\xfe\xff" + STORY.encode("utf-16-be"), "UTF-16-BE"),
    ],
)
def test_what_is_not_in_utf_8(tmp_path: Path, data: bytes, encoding: str) -> None:
    """A page in UTF-16, with or without its mark, or in windows-1252 is read, and a warning says in which."""
    file = tmp_path / "old.txt"
    file.write_bytes(data)
    message = "old.txt: is not in UTF-8, and is read as {}; if signs are wrong, save it as UTF-8"
    with pytest.warns(ReadingWarning, match=message.format(encoding)) as caught:
        (article,) = read(file, outlet="A")

    assert 1 == len(caught)
    assert data.decode(encoding).strip("\ufeff\n") == article.text


@pytest.mark.parametrize("data", [STORY.encode(), STORY.encode("utf-8-sig"), PLAIN.encode()])
def test_utf_8(tmp_path: Path, data: bytes) -> None:
    """UTF-8 is read without a word, and its byte order mark is no part of the story."""
    (tmp_path / "new.txt").write_bytes(data)

    assert data.decode("utf-8-sig").strip() == read(tmp_path / "new.txt", outlet="A")[0].text


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"])
def test_line_ends(end: str) -> None:
    """Lines may end as on any system."""
    assert PLAIN.strip().replace("\n", end) == read(PLAIN.replace("\n", end), outlet="A")[0].text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (STORY.encode() + b"\xe9", "ends within a character of UTF-8 (byte"),
        (STORY.encode() + b"\xe9.", "is not UTF-8 (byte"),
        (STORY.encode()[:-60] + b"\xe2\x80", "ends within a character of UTF-8 (byte"),
        (b"Caf\xe2\x80", "ends within a character of UTF-8 (byte 3), so it is cut off: save the page again"),
        (STORY.encode("mac-roman"), "is not UTF-8 (byte 0 is 0xd2): save the page as UTF-8"),
        ("The café owner agreed".encode("cp437"), "is not UTF-8 (byte 7 is 0x82)"),
        ("Мост закрыт, сказала Анна Ли.".encode("cp1251"), "is not UTF-8 (byte 0 is 0xcc)"),
        ("橋は閉鎖された、と市長は述べた。".encode("cp932"), "is not UTF-8 (byte"),
        ("Αα Ββ Γγ".encode("cp1253"), "is not UTF-8 (byte 0 is 0xc1)"),
        (b"a\x1bb\xe9", "ends within a character of UTF-8 (byte 3)"),
        (STORY.encode("utf-16") + b"\0", "is cut off or damaged (no UTF-16 from byte "),
        (STORY.encode("utf-32"), "is a binary file, or in UTF-32"),
        (b"\xff\xfe", "is empty"),
        (b"%PDF-1.7\n", "is a PDF: save the page as text or as HTML"),
        (b"{\\rtf1 The bridge}", "is a document of a word processor (RTF)"),
        (b"WARC/1.0\r\n", "is a web archive (WARC)"),
        (
            b'From: <Saved>\r\nSubject: A\r\n B\r\nContent-Type: multipart/related;\r\n\ttype="text/html"',
            "is a web archive (MHTML)",
        ),
    ],
)
def test_what_is_refused(data: bytes, message: str) -> None:
    """What is in no encoding that is read, or no text, is an error that names the byte or the kind, and the cure."""
    with pytest.raises(InputError, match=r"\.txt: ") as caught:
        decoded(data, "page.txt")

    assert message in str(caught.value)


@pytest.mark.parametrize("address", ["https://post.example/a", "http://post.example/a.html"])
def test_nothing_is_fetched(address: str) -> None:
    """An address is no page, and is not fetched."""
    with pytest.raises(InputError, match="is an address, and nothing is fetched: save the page, and name its file"):
        read(address, outlet="A")


def test_tables(tmp_path: Path) -> None:
    """Tables are read in the same encodings, as spreadsheets save them."""
    (tmp_path / "a.csv").write_bytes("text\toutlet\r\nThe café, she said.\tÉcho\r\n".encode("utf-16"))
    with pytest.warns(ReadingWarning, match="UTF-16-LE"):
        (article,) = read_articles(tmp_path / "a.csv").articles

    assert ("The café, she said.", "Écho") == (article.text, article.outlet)


@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    """Whatever comes is text, or an error of one line."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ReadingWarning)
        try:
            text = decoded(data, "page.txt")
        except InputError:
            text = "x"
    assert text.strip()
