# SPDX-License-Identifier: MIT
"""`read_folder` on the fixture, and on folders with something wrong in them."""

import datetime as dt
import os
import threading
from pathlib import Path

import pytest
from made import LETTERS

from claimtrack.exceptions import InputError
from claimtrack.formats import folder as folder_module
from claimtrack.formats.folder import Folder, read_folder

TEXT = "Ministers met in Oslo on Monday.\nThe talks go on, diplomats said.\n"
GOOD = '[[article]]\nfile = "good.txt"\noutlet = "The Harbour Post"\npublished = 2023-08-30\n'


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "other.txt").write_text("Nothing was signed, the ministry said.\n", encoding="utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "deep.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "latin.txt").write_bytes(b"Caf\x8f closed.")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\0\0")
    (tmp_path / "saved.txt").write_bytes(b"<!doctype html><p>Talks go on.</p>")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "blank.txt").write_bytes(b" \r\n\n")
    return tmp_path


def read_listed(folder: Path, listed: str) -> Folder:
    """Write *listed* as the `articles.toml` of *folder*, and read the folder."""
    (folder / "articles.toml").write_text(listed, encoding="utf-8")
    return read_folder(folder)


def entry(**keys: str) -> str:
    """Return an entry for other.txt, with *keys* as TOML values in place of its own; an empty value leaves one out."""
    table = {"file": '"other.txt"', "outlet": '"X"', "published": "2023-08-30"} | keys
    return "\n[[article]]\n" + "".join(f"{key} = {value}\n" for key, value in table.items() if value)


class TestFixture:
    """The folder of the two real pages."""

    def test_articles(self) -> None:
        """The fixture has three stories on two pages, and no problem."""
        folder = read_folder(LETTERS)
        assert [(article.outlet, article.published) for article in folder.articles] == [
            ("The Independent", dt.date(2023, 8, 30)),
            ("Asharq Al-Awsat", dt.date(2023, 8, 30)),
            ("Asharq Al-Awsat", None),
        ]
        assert folder.problems == ()

    def test_main(self) -> None:
        """The main story of each page comes first on it."""
        folder = read_folder(str(LETTERS))
        assert folder.main == folder.articles[:2]


class TestEntries:
    """What an entry may say."""

    def test_optional_keys(self, folder: Path) -> None:
        """Title and address are taken from the entry."""
        read = read_listed(folder, entry(title='"Nothing signed"', url='"https://x.example/1"'))
        assert [(article.title, article.url) for article in read.main] == [("Nothing signed", "https://x.example/1")]

    @pytest.mark.parametrize(
        "published", ["2023-08-30", '"2023-08-30"', "2023-08-30T23:59:00-04:00", "2023-08-30 00:00:00"]
    )
    def test_published(self, folder: Path, published: str) -> None:
        """A day may be a TOML date, a TOML datetime or a string."""
        assert read_listed(folder, entry(published=published)).main[0].published == dt.date(2023, 8, 30)

    def test_file_in_a_folder_below(self, folder: Path) -> None:
        """A file may lie in a folder below."""
        assert read_listed(folder, entry(file='"sub/deep.txt"')).main[0].text == TEXT.strip()

    def test_line_ends(self, folder: Path) -> None:
        """Line ends are read as they are."""
        (folder / "other.txt").write_bytes(TEXT.replace("\n", "\r\n").encode())
        assert read_listed(folder, entry()).main[0].text == TEXT.strip().replace("\n", "\r\n")

    @pytest.mark.parametrize(
        ("keys", "message"),
        [
            ({"file": ""}, "article 2: the key 'file' is missing; add it"),
            ({"outlet": ""}, "article 2: the key 'outlet' is missing; add it"),
            ({"date": "2023-08-30"}, "unknown key 'date'; the keys are file, outlet, published, title, url"),
            ({"file": "5"}, "file: expected a string, got 5"),
            ({"outlet": '["X"]'}, "outlet: expected a string, got ['X']"),
            ({"outlet": '" "'}, "outlet: expected the outlet's name, got ' '"),
            ({"title": "1"}, "title: expected a string, got 1"),
            ({"published": "20230830"}, "published: expected a date in the form 2023-08-30, got 20230830"),
            ({"published": "11:57:00"}, "published: expected a date in the form 2023-08-30, got datetime.time(11, 57)"),
            (
                {"published": "2023-02-30  # no such day"},
                "expected a possible date such as 2023-08-30, got '2023-02-30'",
            ),
            ({"published": '"2023-02-30"'}, "published: expected a possible date such as 2023-08-30, got '2023-02-30'"),
            ({"published": '"30 August"'}, "published: expected a date in the form 2023-08-30, got '30 August'"),
            ({"file": '"gone.txt"'}, "gone.txt: there is no such file; check the path"),
            ({"file": '"gone.txt/x"'}, "gone.txt/x: there is no such file; check the path"),
            ({"file": '"good.txt"'}, "the file 'good.txt' is named twice, first by article 1; remove one of the two"),
            ({"file": '"sub/../good.txt"'}, "the file 'sub/../good.txt' is named twice, first by article 1"),
            ({"file": '"../x"'}, "the file '../x' lies outside the folder; copy it into the folder"),
            ({"file": '"/etc/hosts"'}, "the file '/etc/hosts' lies outside the folder"),
            ({"file": '"sub"'}, "sub: expected a text file, got a folder"),
            ({"file": '""'}, "expected a text file, got a folder"),
            ({"file": r'"a\u0000b"'}, "file: expected the name of a file in the folder, got 'a\\x00b'"),
            ({"file": '"latin.txt"'}, "latin.txt: is not UTF-8 (byte 3 is 0x8f): save the page as UTF-8"),
            ({"file": '"picture.txt"'}, "picture.txt: is a binary file (byte 4 is NUL): expected a page saved as text"),
            ({"file": '"empty.txt"'}, "empty.txt: is empty: expected the text of a news page"),
            ({"file": '"blank.txt"'}, "blank.txt: is empty: expected the text of a news page"),
            ({"file": r'"a\nb.txt"'}, "b.txt': there is no such file; check the path"),
        ],
    )
    def test_problem(self, folder: Path, keys: dict[str, str], message: str) -> None:
        """A bad entry becomes a problem of one line that says what to do, and the others are read."""
        read = read_listed(folder, GOOD + entry(**keys) + entry(file='"sub/deep.txt"'))
        assert [article.text for article in read.main] == [TEXT.strip()] * 2
        (problem,) = read.problems
        assert message in str(problem)
        assert str(problem).startswith(f"{folder / 'articles.toml'}, article 2: ")
        assert len(str(problem).splitlines()) == 1

    def test_entry_that_is_no_table(self, folder: Path) -> None:
        """A value in place of a table is a problem, too."""
        (problem,) = read_listed(folder, 'article = ["good.txt"]').problems
        assert "expected a table with the keys file, outlet, published, title, url, got 'good.txt'" in str(problem)


def test_windows_line_ends(folder: Path) -> None:
    """One impossible day in a list with Windows line ends is a problem of its own entry only."""
    listed = GOOD + entry(published="2023-02-30")
    (folder / "articles.toml").write_bytes(listed.replace("\n", "\r\n").encode())
    found = read_folder(folder)

    assert (1, 1) == (len(found.pages), len(found.problems))
    assert "2023-02-30" in str(found.problems[0])
    with pytest.raises(InputError, match=r"article 2: .*2023-02-30"):
        read_folder(folder, strict=True)


class TestFolders:
    """Folders that cannot be read at all."""

    @pytest.mark.parametrize(
        ("listed", "message"),
        [
            ("", "articles.toml: is empty"),
            ("# nothing\n", "articles.toml: lists no article; add a [[article]] table (file, outlet)"),
            ("[[article]\n", "articles.toml: expected TOML, got a syntax error: "),
            ("[article]\n", "articles.toml: expected [[article]] in double brackets"),
            ("[[articles]]\n", "articles.toml: unknown key 'articles'; expected one [[article]] table for each page"),
        ],
    )
    def test_list(self, folder: Path, listed: str, message: str) -> None:
        """A list that says nothing is an error of one line."""
        with pytest.raises(InputError) as caught:
            read_listed(folder, listed)
        assert message in str(caught.value)
        assert len(str(caught.value).splitlines()) == 1

    @pytest.mark.parametrize(("name", "got"), [("gone", "no such folder"), ("good.txt", "a file")])
    def test_no_folder(self, folder: Path, name: str, got: str) -> None:
        """A path to anything else than a folder is an error."""
        with pytest.raises(InputError, match=f"expected a folder of pages, got {got}; check the path"):
            read_folder(folder / name)


@pytest.fixture(name="trapped")
def _trapped(tmp_path: Path) -> Path:
    """Make a folder with a page in a folder below it, and another beside it that has the same names."""
    folder, outside = tmp_path / "folder", tmp_path / "outside"
    for place, text in ((folder / "sub", TEXT), (outside / "sub", "The secret is out, spies said.\n")):
        place.mkdir(parents=True)
        (place / "deep.txt").write_text(text, encoding="utf-8")
    (folder / "articles.toml").write_text(entry(file='"sub/deep.txt"'), encoding="utf-8")
    return folder


needs_open_from_a_folder = pytest.mark.skipif(
    os.open not in os.supports_dir_fd, reason="no file is opened from a folder on this system"
)


@needs_open_from_a_folder
@pytest.mark.parametrize("swapped", ["sub/deep.txt", "sub"])
def test_a_link_that_comes_after_the_check(swapped: str, trapped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page or a folder that becomes a link once it was found to lie inside is a problem, and is not read."""
    find = folder_module._file  # noqa: SLF001 - what comes between it and the reading is the point

    def swapped_then(root: Path, name: str) -> Path:
        file = find(root, name)
        (trapped / swapped).rename(trapped / "kept")
        (trapped / swapped).symlink_to(trapped.parent / "outside" / swapped)
        return file

    monkeypatch.setattr(folder_module, "_file", swapped_then)
    read = read_folder(trapped)

    assert [(), True] == [read.articles, "deep.txt: cannot be opened" in str(read.problems[0])]


def swapping(place: Path, trap: Path, ended: threading.Event) -> None:
    """Put what *trap* leads to in *place* by turns with what is there, as fast as it goes."""
    kept, link = place.with_name("kept"), place.with_name("link")
    while not ended.is_set():
        link.symlink_to(trap)
        place.rename(kept)
        link.rename(place)
        place.unlink()
        kept.rename(place)


@pytest.mark.slow
@needs_open_from_a_folder
@pytest.mark.parametrize("swapped", ["sub/deep.txt", "sub"])
def test_links_that_are_swapped_meanwhile(swapped: str, trapped: Path) -> None:
    """A page or a folder that becomes a link while it is read leads to nothing outside; otherwise it is read."""
    ended = threading.Event()
    swapper = threading.Thread(target=swapping, args=(trapped / swapped, trapped.parent / "outside" / swapped, ended))
    swapper.start()
    try:
        found = [read_folder(trapped) for _ in range(3000)]
    finally:
        ended.set()
        swapper.join()

    assert {True, False} == {bool(each.problems) for each in found}
    assert {TEXT.strip()} == {article.text for each in found for article in each.articles}
