# SPDX-License-Identifier: MIT
"""Folders of pages that no list describes, pages of either kind, and the list that is written of them."""

import datetime as dt
import os
import re
import sys
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import letters, optional
from strategies import texts

from claimtrack import Article, Folder, ReadingWarning, read_folder, render_report
from claimtrack.exceptions import InputError
from claimtrack.formats.folder_list import list_text, write_list
from claimtrack.formats.saved_pages import page_stories

TEXT = "Ministers met in Oslo on Monday.\nThe talks go on, diplomats said.\n"
HTML = """<!-- saved from url=(0020)https://post.example -->
<!DOCTYPE html>
<html><head><title>Talks go on</title>{}</head><body><article><h1>Talks go on</h1>
<p>Ministers met in Oslo on Monday to speak of the grain ships that wait in the strait.</p>
<p>The talks go on, diplomats said, and nobody left the building before the evening.</p></article></body></html>
"""
SITE = '<meta property="og:site_name" content="Valley Post">'
DAY = '<meta property="article:published_time" content="2024-05-14">'


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "b.txt").write_text(TEXT, encoding="utf-8")
    (folder / "A.TXT").write_text(f"Talks go on\nMay 13, 2024\n\n{TEXT}", encoding="utf-8")
    (folder / ".hidden.txt").write_text(TEXT, encoding="utf-8")
    (folder / "b_files").mkdir()
    return folder


class TestWithoutAList:
    """A folder that has pages and no `articles.toml`."""

    def test_text_pages(self, folder: Path) -> None:
        """Its text pages are read in the order of their names; outlets are the names, and days the pages' own."""
        read = read_folder(folder)

        assert [("A", dt.date(2024, 5, 13)), ("b", None)] == [(each.outlet, each.published) for each in read.main]
        assert ((folder / "A.TXT", folder / "b.txt"), ()) == (read.files, read.problems)

    def test_html_pages(self, folder: Path) -> None:
        """HTML pages name outlet and day, be it that they end in .html or begin so; without a name it is the file's."""
        optional("trafilatura", "extra html")
        (folder / "c.html").write_text(HTML.format(SITE + DAY), encoding="utf-8")
        (folder / "d.txt").write_text(HTML.format(SITE), encoding="utf-16")
        (folder / "e.htm").write_text(HTML.format(DAY), encoding="utf-8")
        with pytest.warns(ReadingWarning, match=r"e\.htm: names no outlet, which is taken from the name: e") as caught:
            read = read_folder(folder)

        assert [("Valley Post", dt.date(2024, 5, 14)), ("Valley Post", None), ("e", dt.date(2024, 5, 14))] == [
            (each.outlet, each.published) for each in read.main[2:]
        ]
        assert (1, {"Talks go on"}) == (len(caught), {each.title for each in read.main[2:]})

    def test_what_is_left_out(self, folder: Path) -> None:
        """Files of other kinds and folders are named in a warning, five at most, and a folder in itself is one."""
        for name in ("a.pdf", "c.csv", "d.mhtml", "e.docx", "f.txt.gz"):
            (folder / name).write_bytes(b"x")
        (folder / "self").symlink_to(".")
        names = r"ends in none of \.htm, \.html, \.txt: a\.pdf, c\.csv, d\.mhtml, e\.docx, f\.txt\.gz and 1 more$"
        with pytest.warns(ReadingWarning, match=names):
            assert 2 == len(read_folder(folder).pages)

    def test_problems(self, folder: Path) -> None:
        """A page that cannot be read, or lies elsewhere, is a problem of one line, and the others are read."""
        outside = folder.parent / "outside.txt"
        outside.write_text(TEXT, encoding="utf-8")
        (folder / "c.txt").write_bytes(b"")
        (folder / "d.html").write_bytes(b" \n")
        (folder / "e.html").write_bytes(b"%PDF-1.7")
        (folder / "f.txt").symlink_to("f.txt")
        (folder / "g.txt").symlink_to(outside)
        (folder / "h.txt").symlink_to("b.txt")
        (folder / "i.txt").write_bytes(b"x" * 1001)
        read = read_folder(folder, limit=1000)
        told = (
            "c.txt: is empty: expected the text of a news page",
            "d.html: is empty: expected the HTML of a news page",
            "e.html: expected an HTML page, got a PDF",
            ": file: expected the name of a file in the folder, got 'f.txt'",
            ": the file 'g.txt' lies outside the folder",
            ": the file 'h.txt' is named twice",
            "i.txt: expected at most 1000 bytes, got 1001 or more; raise limit (--limit) if you trust it",
        )

        assert 2 == len(read.pages)
        for message, problem in zip(told, read.problems, strict=True):
            assert message in str(problem)
            assert str(problem).startswith(str(folder))
        with pytest.raises(InputError, match=r"c\.txt: is empty"):
            read_folder(folder, strict=True)

    def test_without_the_extra(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Without the extra, an HTML page is a problem that says what to install, and text is read."""
        monkeypatch.setitem(sys.modules, "trafilatura", None)
        (folder / "c.html").write_text(HTML.format(SITE), encoding="utf-8")
        read = read_folder(folder)

        assert 2 == len(read.pages)
        assert str(read.problems[0]).startswith(f"{folder / 'c.html'}: ")
        assert str(read.problems[0]).endswith("pip install 'claimtrack[html]'")

    def test_no_page(self, tmp_path: Path) -> None:
        """A folder without a page is an error that names what it holds, and so is a list that leads nowhere."""
        (tmp_path / "a.pdf").write_bytes(b"%PDF")
        with pytest.raises(InputError, match=r"has no articles\.toml and holds no page .*; it holds a\.pdf$"):
            read_folder(tmp_path)
        (tmp_path / "articles.toml").symlink_to("nowhere")
        with pytest.raises(InputError, match=r"articles\.toml: there is no such file"):
            read_folder(tmp_path)


def test_a_page_with_everything_inside() -> None:
    """A page as SingleFile saves it, with pictures of megabytes and shadow roots, is read whole and at once."""
    optional("trafilatura", "extra html")
    picture = f'<img src="data:image/png;base64,{"iVBORw0KGgo" * 1_000_000}">'
    shadow = '<div><template shadowrootmode="open"><style>a{b:c}</style><p>Sign in to read more.</p></template></div>'
    font = f"<style>@font-face{{src:url(data:font/woff2;base64,{'d09GMgAB' * 100_000})}}</style>"
    page = HTML.format(SITE + font).replace("<p>The talks", f"{picture}{shadow}<p>The talks")
    start = time.process_time()
    (article,) = page_stories(page.encode(), "a.html")

    assert time.process_time() - start < 5
    assert article.text.endswith("nobody left the building before the evening.")
    assert "Sign in" not in article.text


@pytest.mark.parametrize(("data", "name"), [(HTML.format(SITE), "a.html"), (HTML.format(""), "a.txt")])
def test_what_is_stated_wins(data: str, name: str) -> None:
    """Of an HTML page, too, outlet, day, headline and address are what is stated."""
    optional("trafilatura", "extra html")
    (article,) = page_stories(
        data.encode(), name, title="Talks", outlet="Herald", published=dt.date(2024, 1, 2), url="https://h.example/a"
    )

    assert ("Talks", "Herald") == (article.title, article.outlet)
    assert (dt.date(2024, 1, 2), "https://h.example/a") == (article.published, article.url)


def test_a_report_is_no_page() -> None:
    """The report of a comparison, which may lie beside the pages, is none of them."""
    with pytest.raises(InputError, match=r"report\.html: is a page that claimtrack wrote: expected a news page; keep"):
        page_stories(render_report(letters()).encode(), "report.html")


def test_html_in_a_list(folder: Path) -> None:
    """A list may name HTML pages, and leave the day to them."""
    optional("trafilatura", "extra html")
    (folder / "c.html").write_text(HTML.format(SITE + DAY), encoding="utf-8")
    (folder / "articles.toml").write_text('[[article]]\nfile = "c.html"\noutlet = "P"\ntitle = "T"\n', encoding="utf-8")
    (article,) = read_folder(folder).articles

    assert ("P", "T", dt.date(2024, 5, 14)) == (article.outlet, article.title, article.published)


class TestWrittenList:
    """The `articles.toml` that is made of what the pages tell."""

    def test_reads_back(self, folder: Path) -> None:
        """The folder reads with its list as it read without; what could not be read is a comment."""
        (folder / "c.txt").write_bytes(b"")
        before = write_list(folder)

        text = (folder / "articles.toml").read_text(encoding="utf-8")
        assert f"# Not read: {folder / 'c.txt'}: is empty: expected the text of a news page\n" in text
        assert '[[article]]\nfile = "b.txt"\noutlet = "b"\n# published = (the page prints no day)\n' in text
        assert (before.pages, before.files) == (read_folder(folder).pages, read_folder(folder).files)

    def test_is_never_overwritten(self, folder: Path) -> None:
        """A list that is there, if only as a link that leads nowhere, stays."""
        (folder / "articles.toml").symlink_to("mine.toml")
        with pytest.raises(InputError, match=r"articles\.toml: is there, and is never overwritten; correct it, or"):
            write_list(folder)
        assert not (folder / "mine.toml").exists()

    def test_no_page_that_can_be_read(self, tmp_path: Path) -> None:
        """Where no page can be read, no list is written."""
        (tmp_path / "a.txt").write_bytes(b"")
        with pytest.raises(InputError, match=r"a page that can be read, got none; the first: .*a\.txt: is empty"):
            write_list(tmp_path)
        assert not (tmp_path / "articles.toml").exists()

    @pytest.mark.skipif(os.name != "posix", reason="needs names that are no UTF-8")
    def test_a_name_that_toml_cannot_have(self, tmp_path: Path) -> None:
        """A file whose name is no UTF-8 is a comment that says to rename it."""
        (tmp_path / os.fsdecode(b"\xff.txt")).write_text(TEXT, encoding="utf-8")
        write_list(tmp_path)

        text = (tmp_path / "articles.toml").read_text(encoding="utf-8")
        assert "# Not listed, since TOML cannot name it; rename the file: '\\udcff.txt'\n" in text

    @given(texts, st.one_of(st.none(), texts), st.one_of(st.none(), texts), st.one_of(st.none(), st.dates()))
    def test_any_article(self, outlet: str, title: str | None, url: str | None, published: dt.date | None) -> None:
        """Whatever an article states is read back from the list that was written, but for lone surrogates."""
        stated = Article("", outlet if outlet.strip() else "A", published, title, url)
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place).resolve()
            (folder / 'a "b".txt').write_text(TEXT, encoding="utf-8")
            text = list_text(folder, Folder(((stated,),), (folder / 'a "b".txt',), ()))
            (folder / "articles.toml").write_text(text, encoding="utf-8", newline="")
            (article,) = read_folder(folder, strict=True).main

        for field in ("outlet", "title", "url"):
            value = getattr(stated, field)
            assert not value or getattr(article, field) == re.sub("[\ud800-\udfff]", "\ufffd", value)
        assert published in (None, article.published)
