# SPDX-License-Identifier: MIT
"""HTML pages: what they state, their body, their encoding, and files that are none."""

import contextlib
import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import SAMPLES, optional

from claimtrack.exceptions import FieldTypeError, FieldValueError, InputError, MissingExtraError
from claimtrack.extraction import extract
from claimtrack.formats.html_encoding import html_text
from claimtrack.formats.html_pages import read_html
from claimtrack.formats.page_lines import body_lines
from claimtrack.formats.page_metadata import Outlet, fits
from claimtrack.language import lexicon
from claimtrack.model import Article

PAGE = SAMPLES / "page.html"
DAY = dt.date(2024, 5, 14)
BODY = (
    "The river rose two metres in one night and flooded the market on Sunday, and boats were lost along the quay.",
    "Mayor Ann Lee said the bridge would stay shut for a week. “We have lost two boats,” she told reporters.",
    "Engineers warned that more rain might come later this week, and asked the people of the town to stay at home.",
    "The council meets on Thursday to talk about the walls along the river, which were built a hundred years ago.",
)
PARAGRAPHS = "".join(f"<p>{each}</p>" for each in BODY)
TITLE = "River floods the market in one night"
SITE = '<meta property="og:site_name" content="Valley Post">'
LINKED = '<a href="/ferry">Minister says ferry may fold</a>'
NOT_A_CLAIM = ("Minister says ferry may fold", "ferry may fold", "it may fold")


def page(head: str = SITE, *, body: str = PARAGRAPHS, title: str = TITLE, above: str = "") -> str:
    """Return an HTML page with one article."""
    return (
        f"<!doctype html><html><head><title>{title}</title>{head}</head>"
        f"<body>{above}<article><h1>{TITLE}</h1>{body}</article></body></html>"
    )


def in_body(html: str) -> str:
    """Return a page with *html* between the second and the third paragraph."""
    paragraphs = [f"<p>{each}</p>" for each in BODY]
    return page(body="".join([*paragraphs[:2], html, *paragraphs[2:]]))


def ld(node: object) -> str:
    """Return JSON-LD."""
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def data(**node: Any) -> str:
    """Return JSON-LD of an article."""
    return ld({"@type": "NewsArticle", **node})


def read(html: str, **stated: Any) -> Article:
    """Return the article of a page, if trafilatura is there."""
    optional("trafilatura", "extra html")
    return read_html(html, **stated).article


@pytest.mark.parametrize(
    ("html", "title"),
    [
        (page(), TITLE),
        (page(title=f"{TITLE} | Valley Post").replace("h1>", "h2>"), TITLE),
        (page(title=f"{TITLE} - News - Valley Post").replace("h1>", "h2>"), TITLE),
        (page(title=f"Valley Post: {TITLE}").replace("h1>", "h2>"), TITLE),
        (page(title=f"{TITLE}: the Valley Post").replace("h1>", "h2>"), TITLE),
        (
            page(f'{SITE}<meta property="og:title" content="{TITLE} - Valley Post">', title="").replace("h1>", "h2>"),
            TITLE,
        ),
        (page(SITE + data(headline=f"{TITLE} &amp; more")).replace("h1>", "h2>"), f"{TITLE} & more"),
        (page(above="<h1>Valley Post</h1>"), TITLE),
        (page(above="<h1>The Valley Post Newspaper</h1>", title=f"{TITLE} | The Valley Post"), TITLE),
        (page(title="valley-escenic-4711"), TITLE),
        (page().replace("<h1>", f"<h1>Local News | {TITLE}<!--").replace("</h1>", "--></h1>"), TITLE),
        (page().replace("</h1>", "<div>by <a>Ann Lee</a> May 14, 2024</div></h1>"), TITLE),
        (
            page(
                SITE
                + data(headline="Storm takes the roof of the church", url="https://v.example/2")
                + '<link rel="canonical" href="https://v.example/1">'
            ),
            TITLE,
        ),
    ],
    ids=[
        "h1",
        "title",
        "section and outlet",
        "outlet first",
        "colon",
        "og",
        "json-ld",
        "logo",
        "longer logo",
        "slug",
        "section",
        "byline",
        "another story",
    ],
)
def test_the_headline(html: str, title: str) -> None:
    """The headline is the page's own, without the outlet's name, a section's or a byline, and no part of the text."""
    article = read(html)

    assert title == article.title
    assert "\n".join(BODY) == article.text


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        (SITE, "Valley Post"),
        ('<meta property="og:site_name" content="Valley Post | News, Sport, Weather from the Valley">', "Valley Post"),
        ('<meta property="og:site_name" content="https://www.valleypost.example">', "valleypost.example"),
        ('<meta property="og:site_name" content="Home">', "valleypost.example"),
        ('<meta name="twitter:site" content="@The_Valley_Post">', "The Valley Post"),
        (
            '<meta property="og:site_name" content="Where Hope Is">' + data(publisher={"name": "Valley Post"}),
            "Valley Post",
        ),
        (data(publisher={"@id": "#us"}) + ld({"@id": "#us", "name": "Post"}), "Post"),
        ('<meta property="og:site_name" content="the Valley Post">', "The Valley Post"),
        ('<meta property="og:site_name" content="Valleypost.example.com">', "Valleypost.example"),
        ("", "valleypost.example"),
    ],
)
def test_the_outlet(head: str, outlet: str) -> None:
    """The outlet's name is one that the page gives it, the one that fits its host if one does, or the host."""
    assert outlet == read(page(f'{head}<link rel="canonical" href="https://www.valleypost.example/a">')).outlet


@pytest.mark.parametrize("row", lexicon.load("outlets", Outlet), ids=lambda row: row.name)
def test_one_outlet_has_one_name(row: Outlet) -> None:
    """Whatever a page calls its outlet, by host or by name, the outlet has its one name."""
    named = [read(page(f'<meta property="og:site_name" content="{each}">')).outlet for each in row.examples]
    hosted = [read(page(f'<link rel="canonical" href="https://news.{host}/a">')).outlet for host in row.hosts]

    assert {row.name} == {*named, *hosted}


def test_a_name_fits_its_host() -> None:
    """A name fits a host by its words, without "the", or by their first letters."""
    told = [("The Hill", "thehill.com"), ("Voice of America", "voanews.com"), ("Valley Post", "valley-post.example")]

    assert all(fits(name, host) for name, host in told)
    assert not fits("Where Hope Is", "valleypost.example")


@pytest.mark.parametrize(
    ("head", "byline"),
    [
        (data(author=[{"@type": "Person", "name": "By Ann Lee"}, {"@type": "Person", "name": "ann-lee"}]), "Ann Lee"),
        (data(author={"@type": "Person", "name": "Ann Lee, Political Editor"}), "Ann Lee"),
        (data(author="Ann Lee and Omar Dane"), "Ann Lee; Omar Dane"),
        (data(author={"name": ["Ann Lee", "Omar Dane (omar@valley.example)"]}), "Ann Lee; Omar Dane"),
        (
            data(author={"@type": "Organization", "name": "Valley Post"}) + '<meta name="author" content="Ann Lee">',
            "Ann Lee",
        ),
        (data(author={"@type": "Organization", "name": "Valley Wire"}), "Valley Wire"),
        (
            '<meta name="citation_author" content="Lee, Ann"><meta name="citation_author" content="Dane, Omar">',
            "Ann Lee; Omar Dane",
        ),
        ('<meta property="article:author" content="https://social.example/annlee">', None),
        ('<meta name="author" content="Posted by Ann Lee on November 18">', "Ann Lee"),
        ('<meta name="author" content="Ann Lee,Omar Dane | Valley Post">', "Ann Lee; Omar Dane"),
        ('<meta name="author" content="annlee"><meta name="author" content="No Author">', None),
    ],
)
def test_the_byline(head: str, byline: str | None) -> None:
    """The byline has names, without "By", slugs, addresses, roles and days, and people before organisations."""
    assert byline == read(page(SITE + head)).byline


@pytest.mark.parametrize(
    ("head", "above", "below", "day"),
    [
        ('<meta property="article:published_time" content="2024-05-14T10:00:00Z">', "", "", DAY),
        (data(video={"@type": "VideoObject", "datePublished": "2024-03-07"}, datePublished="2024-05-14"), "", "", DAY),
        (data(datePublished="0001-01-01"), '<time datetime="2024-05-14">14 May</time>', "", DAY),
        (ld([{"@graph": [{"@type": "WebPage", "datePublished": "2024-05-14"}]}]), "", "", DAY),
        (
            ld({"@type": "Report", "datePublished": "2024-05-14"}).replace("{", "<!-- {").replace("}", "} -->"),
            "",
            "",
            DAY,
        ),
        ("", "", '<time datetime="2024-05-14">14 May</time>', DAY),
        ("", "", '<p class="date">14 May 2024</p>', DAY),
        ("", "<div><span>By Ann Lee</span><span>May 14, 2024 9:00 am</span></div>", "", DAY),
        ("", "<p>Written: 2024-05-14 15:03:30</p>", "", DAY),
        ("", '<span class="date">Published 14 May 2024, updated 3 January 2025</span>', "", DAY),
        ("", '<time datetime="2024-05-14">14 May</time>', "<small>Time frame: 1 March 2022 - 31 May 2023</small>", DAY),
        (
            '<meta property="article:published_time" content="2024-05-14"><link rel="canonical" href="https://v.example/2018/05/18/a">',
            "",
            "",
            DAY,
        ),
        ('<link rel="canonical" href="https://v.example/2018/05/18/a">', "", "", None),
        ('<meta property="article:modified_time" content="2025-01-03">', "", "", None),
        ("", "<p>Updated 3 January 2025</p>", "", None),
        ("", 'Updated <time datetime="2025-01-03">3 January</time>', "", None),
        ("", "", '<section id="comments"><time datetime="2024-06-20">x</time></section>', None),
        (
            "",
            "",
            '<div itemscope itemtype="https://schema.org/Comment"><time datetime="2024-06-20">x</time></div>',
            None,
        ),
        ("", "", '<aside><article><time datetime="2024-06-20">x</time></article></aside>', None),
        ("", "", '<article><h3>More</h3><time datetime="2024-06-20">x</time></article>', None),
        ("", "", f'<p>{BODY[0]} The bridge stands since <time datetime="1911-05-05">5 May 1911</time>.</p>', None),
        ("", "", "<footer>Copyright 2019 Valley Post</footer>", None),
        ("", "", '<a href="/2016/03/04/old.html">old</a> <img src="/uploads/2013/07/x.jpg">', None),
        ("", "", "<p>It was built on 5 May 2011 by hand.</p>", None),
        (data(datePublished="2024-02-31"), "", "", None),
    ],
)
def test_the_day(head: str, above: str, below: str, day: dt.date | None) -> None:
    """The day is the one that the page states as its article's own, and no other that stands on it."""
    body = above + PARAGRAPHS + below

    assert day == read(page(SITE + head, body=body)).published


def test_the_day_of_the_visit() -> None:
    """The day in the site's own header is that of the visit, and no day of publication."""
    assert read(page(above='<header><span class="date">November 30, 2025</span></header>')).published is None


@pytest.mark.parametrize(
    "html",
    [
        f"<p><strong>Read more: {LINKED}</strong></p>",
        "<p>ALSO READ: Minister says ferry may fold</p>",
        f"<p>READ NEXT | {LINKED}</p>",
        f"<p>More on this story: {LINKED}</p>",
        "<p>Watch: Minister says ferry may fold</p>",
        "<p>» Related: Minister says ferry may fold.</p>",
        "<p>VIDEO: Minister says ferry may fold</p>",
        f"<p>READ MORE {LINKED}</p>",
        "<p>Read also - Minister says ferry may fold</p>",
        "<p>Keep reading: Minister says ferry may fold</p>",
        f"<h3>Related stories</h3><ul><li>{LINKED}</li></ul>",
        f"<div><h3>More from the Valley Post</h3><div>{LINKED}<p>Minister says it may fold.</p></div></div>",
        f"<p>{LINKED}</p>",
        f"<ul><li>FERRY: {LINKED}?</li><li>{LINKED} - May 1, 2024</li></ul>",
        '<a href="/ferry"><img><h3>Ferry</h3><p>Minister says it may fold.</p></a>',
        "<aside><p>Minister says it may fold.</p></aside>",
        '<div class="newsletter-box"><p>Minister says it may fold: our newsletter.</p></div>',
        '<div role="dialog"><p>Minister says it may fold.</p></div>',
        "<div><img><span>Minister says ferry may fold</span></div>",
        "<figure><img><figcaption>Minister says ferry may fold.</figcaption></figure>",
        f'<div id="comments">{"<p>Minister says it may fold.</p>" * 40}</div>',
        f"<h2>{TITLE}</h2>",
    ],
)
def test_what_is_no_body(html: str) -> None:
    """What points to other stories, captions, boxes and comments are no body."""
    assert "\n".join(BODY) == read(in_body(html)).text


@pytest.mark.parametrize(
    ("html", "line"),
    [
        ("<p><q>We will not move</q>, said Joan Baker.</p>", "“We will not move”, said Joan Baker."),
        ("<p>Joan said <q>we <q>never</q> move</q>.</p>", "Joan said “we ‘never’ move”."),
        ("<p>“<q>We will not move</q>”, said Joan Baker.</p>", "“We will not move”, said Joan Baker."),
        ("<p><q>“We will not move,”</q> said Joan Baker.</p>", "“We will not move,” said Joan Baker."),
        ("<blockquote><p>We will not move, Joan Baker said.</p></blockquote>", "We will not move, Joan Baker said."),
        (
            '<p><a href="/x">Joan Baker said that the harbour would be closed.</a></p>',
            "Joan Baker said that the harbour would be closed.",
        ),
        (
            "<p>Joan Baker<span>Joan BakerMorning Report: Ferry may fold | Dam may break MORE</span> said so.</p>",
            "Joan Baker said so.",
        ),
        (
            '<p><a href="/j">Joan Baker</a><span><a>Joan Ann Baker</a> <a>Ferry may fold</a></span> said so.</p>',
            "Joan Baker said so.",
        ),
        (
            "<p>Mayor Baker<span>Joan BakerMorning Report: Ferry may fold | Dam may break MORE</span> said so.</p>",
            "Mayor Baker said so.",
        ),
        ("<p>The <button>spillway</button> of the dam broke.</p>", "The spillway of the dam broke."),
        ("<p>The dam of the town broke. <button>Share</button></p>", "The dam of the town broke."),
        (
            f"<ul><li>{LINKED}: a ferry is a boat, and it may fold as a chair does, said Joan.</li></ul>",
            "- Minister says ferry may fold: a ferry is a boat, and it may fold as a chair does, said Joan.",
        ),
        ("<section><h2>Article content</h2><p>The dam of the town broke.</p></section>", "The dam of the town broke."),
        ("<p>Analysis: the dam is old.</p>", "Analysis: the dam is old."),
        ("<p>Watch out, the mayor said: the water is rising.</p>", "Watch out, the mayor said: the water is rising."),
    ],
)
def test_what_is_body(html: str, line: str) -> None:
    """Quotations keep their marks, linked paragraphs and block quotations are kept, and cards within a sentence go."""
    assert "\n".join([*BODY[:2], line, *BODY[2:]]) == read(in_body(html)).text


def test_a_body_in_parts() -> None:
    """A body that stands in several elements of one name, with advertisements between them, is one."""
    part = '<div class="grid"><div class="chunk"><p>{}</p></div></div><div>Advertisement</div>'
    parts = [part.format(each) for each in BODY]

    assert all(each in read(page(body="".join(parts))).text for each in BODY)


def test_the_last_lines() -> None:
    """Who else wrote, and names and labels at either end, are no part of the story; without a sentence all is kept."""
    text = "By our staff\nThe river rose.\nBoats sank.\nOmar Dane contributed to this report.\nMORE ABOUT"

    assert ["The river rose.", "Boats sank."] == body_lines(text, [])
    assert ["A river", "A boat"] == body_lines("A river\nA boat", [])


class TestEncoding:
    """The encoding of a page."""

    @pytest.mark.parametrize(
        ("label", "encoding"),
        [
            ("iso-8859-1", "windows-1252"),
            ("us-ascii", "windows-1252"),
            ("utf-16", "utf-8"),
            ("windows-1252", "utf-8-sig"),
            ("utf-8", "utf-16"),
            ("KOI8-R", "koi8-r"),
            ("x-sjis", "cp932"),
            ("shift_jis", "cp932"),
            ("gb2312", "gb18030"),
            ("x-cp1252", "cp1252"),
            ("iso88592", "iso8859-2"),
            ("klingon", "utf-8"),
            ("klingon", "windows-1252"),
            ("utf-7", "utf-8"),
            ("punycode", "windows-1252"),
        ],
    )
    def test_labels(self, label: str, encoding: str) -> None:
        """A byte order mark wins over the label, which is taken as browsers take it; without one bytes tell."""
        text = page(f'<meta charset="{label}">').replace("metres", "metres “or” so")
        encoded = text.encode(encoding, "ignore")

        assert encoded.decode(encoding) == html_text(encoded, "a.html")

    @pytest.mark.parametrize(
        "head",
        ['<!-- <meta charset="koi8-r"> --><meta charset="cp1251">',
         '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">'],
    )  # fmt: skip
    def test_where_the_label_stands(self, head: str) -> None:
        """A label counts in a `meta` element of either form, and not in a comment."""
        assert "мир" in html_text(page(f"{head}<p>мир").encode("cp1251", "ignore"), "a.html")

    def test_a_label_that_is_wrong(self) -> None:
        """A page that is UTF-8 throughout is read so, whatever it states: a server may have overruled it."""
        text = page('<meta charset="gb2312"><p>' + "\u6cb3\u6c34" * 9)

        assert text == html_text(text.encode(), "a.html")

    def test_the_label_of_xml(self) -> None:
        """XHTML may state its encoding in its first line."""
        text = f'<?xml version="1.0" encoding="windows-1251"?>{page("<p>мир")}'

        assert "мир" in html_text(text.encode("cp1251", "ignore"), "a.html")

    def test_utf_16_without_a_mark(self) -> None:
        """UTF-16 is known by its bytes."""
        assert (
            page() == html_text(page().encode("utf-16-le"), "a.html") == html_text(page().encode("utf-16-be"), "a.html")
        )

    def test_wrong_bytes(self) -> None:
        """Bytes that the encoding does not have are replaced, as in browsers."""
        assert "two\ufffd metres" in html_text(
            page('<meta charset="utf-8">').encode().replace(b"two", b"two\x92"), "a.html"
        )

    @pytest.mark.parametrize(
        ("content", "kind"),
        [
            (b"%PDF-1.7 <p>", "a PDF"),
            (b"\x89PNG\r\n", "a picture"),
            (b"{\\rtf1", "a document of a word processor"),
            (b"bplist00", "a web archive of Safari"),
            (b"From: <Saved by a browser>\nMIME-Version: 1.0\nContent-Type: multipart/related;\n", "MHTML"),
            (b"\x01\x02\x03<p>", "a binary file"),
            (b"The river rose.", "a file without a tag"),
        ],
    )
    def test_another_kind_of_file(self, content: bytes, kind: str) -> None:
        """A file that is no HTML is refused in one line, with what it is and what to do."""
        with pytest.raises(InputError, match=f"a.html: expected an HTML page, got {kind}: save the page as HTML"):
            html_text(content, "a.html")


class TestHtml:
    """HTML pages, read by trafilatura."""

    def test_page(self) -> None:
        """Body, title, day and site are the page's, spans point into the text, and the page is kept."""
        optional("trafilatura", "extra html")
        page = read_html(PAGE)
        article = page.article

        assert ("Valley Post", DAY, "Bridge to reopen in May") == (article.outlet, article.published, article.title)
        assert "https://valleypost.example/bridge" == article.url
        assert PAGE.read_bytes() == page.html.encode()
        assert "The old bridge may reopen in May" in [claim.text for claim in extract(article)]
        assert "All rights reserved" not in article.text

    def test_what_is_stated_wins(self) -> None:
        """Outlet, day and address that are stated win over the page's."""
        optional("trafilatura", "extra html")
        html = PAGE.read_text(encoding="utf-8")
        article = read_html(html, outlet="Post", published="2024-05-16", url="https://x.example/1").article

        assert ("Post", dt.date(2024, 5, 16), "https://x.example/1") == (article.outlet, article.published, article.url)

    def test_what_is_no_page(self) -> None:
        """Bytes and other values are wrong types, and blank text is no path."""
        with pytest.raises(FieldTypeError, match="expected a page or a path, got b'<p>'; decode it first"):
            read_html(b"<p>")  # type: ignore[arg-type]
        with pytest.raises(FieldTypeError, match="expected a page or a path, got None"):
            read_html(None)  # type: ignore[arg-type]
        optional("trafilatura", "extra html")
        with pytest.raises(InputError, match="the page: expected an HTML page"):
            read_html(" ")
        with pytest.raises(FieldTypeError, match="url: expected a str or None, got 5"):
            read_html("<p>", url=5)  # type: ignore[arg-type]

    @pytest.mark.parametrize("html", ["<html><body></body></html>", "<p>", "<"])
    def test_no_body(self, html: str) -> None:
        """A page without the body of an article is an error."""
        optional("trafilatura", "extra html")
        with pytest.raises(InputError, match="the page: expected an HTML page with the body of an article, got none"):
            read_html(html)

    def test_no_file(self) -> None:
        """A file that is not there, and a day that no one can read, are errors."""
        with pytest.raises(InputError, match=r"gone\.html: there is no such file"):
            read_html("gone.html")
        with pytest.raises(FieldValueError, match="published"):
            read_html("<p>", published="May")

    def test_without_the_extra(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Without trafilatura the error has the command that installs it."""
        monkeypatch.setitem(__import__("sys").modules, "trafilatura", None)
        with pytest.raises(MissingExtraError, match=r"needs trafilatura.*pip install 'claimtrack\[html\]'"):
            read_html(PAGE)

    @given(st.text(alphabet=st.sampled_from("<>/p a=\"'&#x1;\0\x01\ud800é“qdivscript!-[]{}"), max_size=60))
    def test_any_text(self, text: str) -> None:
        """Whatever stands on a page, it is read or refused by an error of the family."""
        optional("trafilatura", "extra html")
        for html in (f"<{text}", page(body=f"<p>{text}</p><p>{BODY[0]}</p>"), page(f"{SITE}{text}")):
            with contextlib.suppress(InputError):
                assert read_html(html, outlet="Valley Post").article.text.strip()

    def test_many_attributes(self) -> None:
        """Attributes by the ten thousand take no more than they need, and the words beside them are read."""
        many = " ".join(f'a{number}="{number}"' for number in range(60_000))

        assert "Joan Baker said so." in read(in_body(f"<p {many}>Joan Baker said so.</p>")).text
