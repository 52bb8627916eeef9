# SPDX-License-Identifier: MIT
"""The report: what the page holds, that any article stays text in it, and its charts."""

import base64
import datetime as dt
import hashlib
import re
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import letters
from strategies import articles, claims, collections

import claimtrack as ct
from claimtrack.comparison import ByOutlet, Field, Passage
from claimtrack.report import wrap_table
from claimtrack.report.texts import Place, article_html, passage_html

VOID = {"meta", "br", "input", "link"}
EVIL = """<script>alert(1)</script> said on Monday that the "bridge" was </script><!-- open --> 'safe' & ]]> sound.

“<img src=x onerror=alert(1)> may </style></textarea> rise\ud800\x00\x1b[31m\u202e again,” said Ann </p></article>
Roe."""


class Page(HTMLParser):
    """The elements of a page, checked for being closed in order, and its text outside of style and script."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.data: list[tuple[str, str]] = []
        self.feed(text)
        self.close()
        assert [] == self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.append((tag, dict(attrs)))
        assert len(attrs) == len(dict(attrs))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element of SVG that closes itself."""
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Check that the innermost element is closed."""
        assert tag == self.open.pop()

    def handle_data(self, data: str) -> None:
        """Note text under the innermost element."""
        self.data.append((self.open[-1] if self.open else "", data))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """Return the attributes of all elements of one kind."""
        return [attributes for name, attributes in self.elements if name == tag]

    def text(self) -> str:
        """Return the text that is shown."""
        return "".join(data for tag, data in self.data if tag not in {"style", "script"})

    def within(self, tag: str) -> str:
        """Return the text right under the elements of one kind."""
        return "".join(data for name, data in self.data if name == tag)


@pytest.fixture(name="comparison", scope="module")
def _comparison() -> ct.Comparison:
    """Compare the main stories of the two pages."""
    return letters()


@pytest.fixture(name="page", scope="module")
def _page(comparison: ct.Comparison) -> Page:
    """Render the report of the two pages."""
    return Page(ct.render_report(comparison))


def story(text: str, outlet: str = "Valley Post", **fields: Any) -> ct.Article:
    """Return an article."""
    return ct.Article(text, outlet, dt.date(2024, 5, 15), **fields)


def report(*stories: ct.Article) -> str:
    """Return the report of articles."""
    return ct.render_report(ct.compare(claim for one in stories for claim in ct.extract(one)), articles=stories)


def test_every_row_is_in_the_page(comparison: ct.Comparison, page: Page) -> None:
    """Each row has an item, and each of its passages a place in an article."""
    rows = [one["id"] for one in page.all("li") if str(one.get("class")).split()[:1] == ["row"]]
    tags = [one["href"] for one in page.all("a") if one.get("class") == "tag"]

    assert [f"row-{number}" for number in range(1, len(comparison.rows) + 1)] == rows
    assert len(comparison.to_records()) == len(tags)
    assert {f"#{row}" for row in rows} == set(tags)


def test_every_link_leads_somewhere(page: Page) -> None:
    """Every link within the page leads to an id, and no id comes twice."""
    ids = [attributes["id"] for _, attributes in page.elements if attributes.get("id")]
    links = [str(one["href"]) for one in page.all("a") if str(one["href"]).startswith("#")]

    assert len(ids) == len(set(ids))
    assert set() == {link[1:] for link in links} - set(ids)


def test_the_articles_are_whole(comparison: ct.Comparison, page: Page) -> None:
    """Each article stands in the page word for word, however it is marked."""
    shown = re.sub(r"\s|\d", "", page.text())
    stories = {c.article.id: c.article for row in comparison for side in row.claims.values() for c in side}

    assert [] == [one.outlet for one in stories.values() if re.sub(r"\s|\d", "", one.text) not in shown]


def test_marks_carry_exactly_the_passages(comparison: ct.Comparison) -> None:
    """The words marked for a row are the words of its passages."""
    row = comparison.rows[0]
    passage = row.passages[comparison.outlets[0]][0]
    marked = article_html(passage.claim.article, [Place("p1-1", 1, passage)], [])
    found = "".join(re.findall(r"<mark [^>]*>(.*?)</mark>", marked))

    assert passage.text == found


def test_nothing_is_asked_for(page: Page) -> None:
    """No element has a source, and the policy allows nothing but the page's own style and script."""
    texts = {tag: page.within(tag) for tag in ("style", "script")}
    hashes = {
        tag: base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii") for tag, text in texts.items()
    }
    policy = next(one["content"] for one in page.all("meta") if one.get("http-equiv") == "Content-Security-Policy")

    assert [] == [tag for tag, attributes in page.elements if {"src", "srcset", "style"} & set(attributes)]
    assert [] == page.all("link")
    assert not re.search(r"@import|url\(", texts["style"])
    assert f"'sha256-{hashes['style']}'" in str(policy)
    assert f"'sha256-{hashes['script']}'" in str(policy)
    assert str(policy).startswith("default-src 'none'")


def test_rows_carry_what_filters_ask_for(comparison: ct.Comparison, page: Page) -> None:
    """A row knows its speakers, levels, differences and outlets, and the filters offer all that there are."""
    row = next(one for one in page.all("li") if one.get("id") == "row-4")
    boxes = {one.get("value") for one in page.all("input") if one.get("name") == "difference"}
    kinds = {difference.field.value for one in comparison for difference in one.differences}

    assert ("uncommitted", "0 1") == (row["data-level"], row["data-outlet"])
    assert [d.field.value for d in comparison.rows[3].differences] == str(row["data-difference"]).split()
    assert kinds == boxes


@pytest.mark.parametrize(
    ("titles", "heading"),
    [
        (("Bridge in Bergholm closed", "Mayor: Bergholm bridge is safe", "What to eat"), "Bridge in Bergholm closed"),
        (("Rain", None, " "), "Rain"),
        ((None, None, None), "A / B / C"),
        ((None, None, None, None), "A, B and 2 more outlets"),
        ((), "No articles"),
    ],
)
def test_the_heading_says_what_happened(titles: tuple[str | None, ...], heading: str) -> None:
    """The heading is the headline that shares most words with the others, else the outlets; unless one is given."""
    stories = [story("The bridge is old.", "ABCD"[number], title=title) for number, title in enumerate(titles)]

    assert heading in Page(report(*stories)).within("h1")
    for title, shown in (("Mine", "Mine"), ("", heading), (" ", heading)):
        assert shown in Page(ct.render_report(ct.compare([]), articles=stories, title=title)).within("h1")


def test_a_row_is_named_by_what_it_says(page: Page) -> None:
    """The title of a row has its speaker and its first words, cut behind a word."""
    picks = [text for _, text in page.data if text.startswith(" White House: Russian President")]

    assert [" White House: Russian President Vladimir Putin and North Korean dictator Kim…"] == picks


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("“It is old,” Ann Roe said.", "Ann Roe: It is old"),
        ("Ann Roe said that it was “old and grey”.", "Ann Roe: it was “old and grey”"),
        ("“Old,” and “grey,” Ann Roe said.", "Ann Roe: “Old,”"),
        (f"Ann Roe said that {'x' * 99} was old.", f"Ann Roe: {'x' * 70}…"),
    ],
)
def test_titles_have_whole_quotations(said: str, title: str) -> None:
    """The marks around a title that is quoted whole are left out, and those within it stay."""
    page = Page(report(story(said), story(said, "Valley Herald")))

    assert title in "".join(text for tag, text in page.data if tag == "a")


@pytest.mark.parametrize(
    ("texts", "unfolded"),
    [
        (("Ann Roe said that the old bridge in Bergholm was closed.",) * 2, None),
        (("Ann Roe said that it rained.", "Bo Lind said that the fee fell."), "alone"),
    ],
)
def test_what_there_is_stands_open(texts: tuple[str, str], unfolded: str | None) -> None:
    """Where no row is surely shared, the next rows are unfolded."""
    page = Page(report(story(texts[0]), story(texts[1], "Valley Herald")))
    groups = [one for one in page.all("details") if one.get("class") == "group"]

    assert [unfolded] * (unfolded is not None) == [one["id"] for one in groups if "open" in one]


def test_the_title_of_a_denial_says_so() -> None:
    """A row whose speaker denies it does not look like an assertion."""
    denied = "The ministry denied on Monday that the old bridge in Bergholm was closed."

    assert "The ministry “denied”: the old bridge" in Page(report(story(denied), story(denied, "Valley Herald"))).text()


def test_a_speaker_is_one_choice_under_all_names() -> None:
    """Outlets that name one speaker differently share one choice of the filter."""
    found = Page(
        report(
            story("The mayor, Ann Lee, said on Monday that the old bridge was safe."),
            story("Lee said on Monday that the old bridge was safe.", "Valley Herald"),
        )
    )
    rows = {one["data-speaker"] for one in found.all("li") if one.get("id")}

    assert 1 == len(rows)


@pytest.mark.parametrize("field", ["text", "outlet", "title", "byline", "url"])
def test_an_article_stays_text(field: str) -> None:
    """Tags, comments, quotes, controls and lone surrogates of an article open and close nothing in the page."""
    fields: dict[str, Any] = {"text": "Ann Roe said on Monday that the bridge was safe.", "outlet": "Valley Post"}
    one = story(**{**fields, field: EVIL})
    text = report(one, story("Ann Roe said on Monday that the old bridge was safe.", "Valley Herald"))
    page = Page(text)

    assert [1, 1] == [len(page.all("script")), len(page.all("style"))]
    assert [] == page.all("img")
    assert text == text.encode().decode()
    assert not re.search("[\x00-\x08\x0b-\x1f\u202e]", text)
    assert "<script>alert(1)</script>" in page.text()


@pytest.mark.parametrize(
    ("url", "is_link"),
    [
        ("https://example.org/a?b=1&c=2", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ('https://example.org/" onclick="x', False),
        ("www.example.org", False),
    ],
)
def test_only_web_addresses_are_links(url: str, *, is_link: bool) -> None:
    """An address is a link if it is one of the web, and text otherwise."""
    page = Page(report(story("Ann Roe said on Monday that the bridge was safe.", url=url)))

    assert is_link == (url in [one["href"] for one in page.all("a")])
    assert url in page.text()


def test_overlapping_claims_across_paragraphs() -> None:
    """Marks that nest, overlap and cross paragraphs are cut into runs, each with the rows that it belongs to."""
    one = story("aaa bbb\n\nccc ddd")
    wide, late = ct.Claim(one, (ct.Span(0, 12),)), ct.Claim(one, (ct.Span(4, 16),))
    places = [Place("p1-1", 1, Passage(wide, wide.content)), Place("p2-1", 2, Passage(late, late.content))]
    text = article_html(one, places, [])

    assert 2 == text.count("<p>") == text.count("</p>")
    assert [("1", "aaa "), ("1 2", "bbb"), ("1 2", "ccc"), ("2", " ddd")] == re.findall(
        r'<mark [^>]*data-rows="([\d ]+)">(.*?)</mark>', text
    )
    assert [1, 1] == [text.count('id="p1-1"'), text.count('id="p2-1"')]


def test_hedges_are_marked_by_level() -> None:
    """A hedging word has the name of its level, in the row and in the text."""
    one = story("The river may rise again, Ann Roe said on Monday.")
    (claim,) = ct.extract(one)
    passage = Passage(claim, claim.content)

    assert '<span class="said hedge possible">may</span><span class="said"> rise again' in passage_html(passage)
    assert '<mark class="claim hedge possible" data-rows="1">may</mark>' in article_html(
        one, [Place("p1-1", 1, passage)], [claim]
    )


def test_only_what_bears_on_a_claim_is_marked_as_hedge() -> None:
    """A hedge of a phrase alone is not marked, neither in a row nor in a text, and stands beside no claim."""
    one = story("Ann Roe said that the likely heirs may sell the possible site.")
    found = ct.extract(one)
    pages = (report(one), ct.highlight(found).page)

    assert {"likely", "may", "possible"} == {found[0].words((hedge.span,)) for hedge in found[0].hedges}
    for page in pages:
        assert {"may"} == set(re.findall(r'class="[^"]*\bhedge \w+[^>]*>(.*?)<', page))
        assert "possible (may)" in page


@pytest.mark.parametrize(("outlets", "offered"), [(["A"], []), (["A", "B"], ["outlet"])])
def test_a_choice_without_a_choice_is_left_out(outlets: list[str], offered: list[str]) -> None:
    """A filter to choose from stands where claims differ in it, here not in their speaker."""
    found = ct.Claims.concat(ct.extract(story("Ann Roe said that the bridge was safe.", each)) for each in outlets)

    assert offered == [one["name"] for one in Page(ct.highlight(found).page).all("select")]


def test_what_differs_is_marked_in_the_words() -> None:
    """The words in which outlets differ are marked, with the name of the field where they end."""
    text = report(
        story("Ann Roe said on Monday that the old bridge in Bergholm may be closed to all cars."),
        story("Ann Roe said on Monday that the old bridge in Bergholm will be closed to all cars.", "Valley Herald"),
    )
    marked = " ".join(re.findall(r'data-field="hedging"[^>]*>([^<]*)</mark>', text))

    assert {"may", "will"} <= set(marked.split())
    assert 2 == text.count('data-ends="hedging"')


def test_marks_that_overlap_are_named_where_each_ends() -> None:
    """Of marks within one another the shorter gives the colour, and each its name where it ends."""
    one = story("aaa bbb ccc")
    passage = Passage(ct.Claim(one, (ct.Span(0, 11),)), (ct.Span(0, 11),))
    html = passage_html(passage, [(Field.QUOTATION, ct.Span(0, 11)), (Field.LABEL, ct.Span(4, 7))])

    assert [("quotation", "", "aaa "), ("label", "label", "bbb"), ("quotation", "quotation", " ccc")] == re.findall(
        r'data-field="(\w+)"(?: data-ends="([\w, ]+)")?>(.*?)</mark>', html
    )


def test_a_passage_stands_in_its_sentence() -> None:
    """Source and cue are shown with a passage, by an ellipsis where they stand far from it."""
    one = story(f"aaa said bbb. {'c' * 99} ddd")
    claim = ct.Claim(one, (ct.Span(9, 12), ct.Span(114, 117)), (ct.Span(4, 8),), (ct.Span(0, 3),))
    shown = [passage_html(Passage(claim, (span,))) for span in claim.content]

    assert ["aaa said bbb", "aaa said … ddd"] == [re.sub("<.*?>", "", each) for each in shown]


def test_outlets_of_the_same_words_stand_together() -> None:
    """Of more than three outlets those that say the same in the same words share a card."""
    same = "“The old bridge in Bergholm is safe for cars,” Ann Roe said."
    other = "“The old bridge in Bergholm is sound for cars,” Ann Roe said."
    stories = [story(text, outlet) for text, outlet in ((same, "A"), (other, "B"), (other, "C"), (other, "D"))]

    assert ["<h4>A</h4>", "<h4>B, C, D</h4>"] == re.findall("<h4>.*?</h4>", re.sub("</?a.*?>", "", report(*stories)))
    assert ["A", "B", "C"] == [text for tag, text in Page(report(*stories[:3])).data if tag == "h4"]


def test_an_own_voice_stands_in_its_column_and_on_top() -> None:
    """What an outlet asserts that another attributes is in the summary, in the row, and marked in its text."""
    text = report(
        story("Ann Roe said on Monday that the old bridge in Bergholm was closed to all cars for repairs."),
        story("The old bridge in Bergholm was closed to all cars for repairs.\n\nBo Lind said it rained.", "Herald"),
    )

    assert 'data-difference="voice"' in text
    assert 2 == text.count('<mark class="differs" data-field="voice">The old bridge in Bergholm')
    assert '<mark class="own" data-rows="1">The old bridge in Bergholm' in text


def test_charts_that_say_nothing_are_left_out() -> None:
    """Without a hedge, without a speaker and within two days there is no chart of them."""
    plain = Page(report(story("Ann Roe said that the bridge was safe."))).text()
    hedged = Page(report(story("Ann Roe said that the bridge was safe. Bo Lind said that the river may rise."))).text()

    assert (True, False, False) == tuple(
        title in plain for title in ("Who said what", "Hedging by outlet", "Timeline of claims")
    )
    assert "Hedging by outlet" in hedged


def test_an_article_without_claims_is_shown() -> None:
    """An article that is given besides is shown, and said to hold no claims."""
    text = report(story("The bridge is old."))

    assert "The bridge is old." in text
    assert "No claims were found in this article." in text


def test_nothing_to_show() -> None:
    """An empty comparison gives a page that says so, without a list that takes the room of one."""
    page = Page(ct.render_report(ct.compare([])))

    assert "No claims were found." in page.text()
    assert [] == page.all("ol")


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: ct.render_report([]),  # type: ignore[arg-type]
        lambda: ct.render_report(ct.compare([]), articles=["x"]),  # type: ignore[list-item]
        lambda: ct.render_report(ct.compare([]), title=3),  # type: ignore[arg-type]
    ],
)
def test_wrong_types_are_refused(wrong: Any) -> None:
    """Something else than a comparison, an article or a heading is refused at once."""
    with pytest.raises(ct.FieldTypeError, match=r"render_report: .*expected"):
        wrong()


@given(collections)
def test_any_claims_give_a_sound_page(found: ct.Claims) -> None:
    """Whatever the claims are, all elements of the page are closed, and it is valid UTF-8."""
    text = ct.render_report(ct.compare(found))
    Page(text)

    assert text == text.encode().decode()


@given(st.lists(articles, max_size=2))
def test_any_article_is_shown(found: list[ct.Article]) -> None:
    """Whatever an article holds, the page shows it."""
    Page(report(*found))


def test_a_table_alone_in_a_page() -> None:
    """A table can stand in a page of its own, with an escaped heading and without a script."""
    page = Page(wrap_table("<table></table>", title="<b>"))

    assert ("<b>", [], 1) == (page.within("h1"), page.all("script"), len(page.all("table")))


def test_highlights_list_every_claim_by_speaker(comparison: ct.Comparison) -> None:
    """Each claim is marked in its article and listed under its speaker, and each leads to the other."""
    found = ct.Claims.concat(ct.Claims(side) for row in comparison for side in row.claims.values())
    page = Page(ct.highlight(found).page)
    ids = [attributes["id"] for _, attributes in page.elements if attributes.get("id")]
    links = [str(one["href"])[1:] for one in page.all("a") if str(one["href"]).startswith("#")]

    assert (len(ids), set()) == (len(set(ids)), set(links) - set(ids))
    assert {f"claim-{number + 1}" for number in range(len(found))} | {f"p{n + 1}" for n in range(len(found))} <= set(
        ids
    )
    assert {str(claim.speaker) for claim in found} <= {text.strip() for tag, text in page.data if tag == "h3"}


def test_highlights_mark_source_cue_and_hedge() -> None:
    """The parts of a claim are marked in the running text, as in the report; a denial is told in the list."""
    one = story("Ann Roe denied on Monday that the bridge may be closed.")
    page = ct.highlight(ct.extract(one)).page

    assert '<span class="source">Ann Roe</span> <span class="cue">denied</span> on Monday ' in page
    assert '<mark class="claim hedge possible" data-rows="1">may</mark>' in page
    assert re.search(r'closed</a> “denied” · <span class="level possible">possible \(may\)</span>', page)


@pytest.mark.parametrize(
    ("titles", "heading"), [(("Rain",), "Rain"), ((None,), "Valley Post"), (("Rain", "Sun"), "2 articles")]
)
def test_the_heading_of_highlights(titles: tuple[str | None, ...], heading: str) -> None:
    """One article is named by its headline or outlet, several by their number, unless a heading is given."""
    stories = [story(f"The bridge is {title}.", title=title) for title in titles]

    assert heading == Page(ct.highlight([], articles=stories).page).within("h1")
    for title, shown in (("Mine", "Mine"), ("", heading), (" ", heading)):
        assert shown == Page(ct.highlight([], articles=stories, title=title).page).within("h1")
    assert len(titles) == len(ct.highlight([], articles=stories).articles)


def test_highlights_in_a_notebook_are_a_frame() -> None:
    """A notebook gets the page in a frame of its own, in which nothing of the notebook can be reached."""
    shown = ct.highlight(ct.extract(story("Ann Roe said that the <b>bridge</b> was safe.")))
    (frame,) = Page(shown._repr_html_()).elements

    assert ("iframe", shown.page, "allow-scripts") == (frame[0], frame[1]["srcdoc"], frame[1]["sandbox"])
    assert "Highlights(1 article)" == repr(shown)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: ct.highlight(["x"]),  # type: ignore[list-item]
        lambda: ct.highlight([], articles=["x"]),  # type: ignore[list-item]
        lambda: ct.highlight([], title=3),  # type: ignore[arg-type]
    ],
)
def test_highlights_refuse_other_things(wrong: Any) -> None:
    """Something else than a claim, an article or a heading is refused at once."""
    with pytest.raises(ct.FieldTypeError, match="highlight"):
        wrong()


@given(collections)
def test_any_claims_give_sound_highlights(found: ct.Claims) -> None:
    """Whatever the claims are, all elements of the page are closed, and it is valid UTF-8."""
    text = ct.highlight(found).page
    Page(text)

    assert text == text.encode().decode()


CHARTS = (ct.hedging_chart, ct.timeline_chart, ct.matrix_chart)


@pytest.mark.parametrize("chart", CHARTS)
def test_a_chart_stands_alone(comparison: ct.Comparison, chart: Any) -> None:
    """A chart is well-formed SVG with a role, a title and text, and refers to nothing."""
    made = chart(comparison)
    root = ET.fromstring(made.svg)  # noqa: S314 - our own text

    assert ("{http://www.w3.org/2000/svg}svg", "img") == (root.tag, root.get("role"))
    assert made.title == root.findtext("{http://www.w3.org/2000/svg}title")
    assert not re.search(r"href|url\(|style=|script", made.svg)
    assert made.data.rows


@pytest.mark.parametrize("chart", CHARTS)
def test_a_chart_counts_every_claim(comparison: ct.Comparison, chart: Any) -> None:
    """The figures of a chart add up to the number of claims."""
    found = {claim.id for row in comparison for side in row.claims.values() for claim in side}

    assert len(found) == sum(value for row in chart(comparison).data for value in row if isinstance(value, int))


@pytest.mark.parametrize("chart", CHARTS)
def test_a_chart_of_nothing(chart: Any) -> None:
    """A chart without claims says so."""
    assert re.search(r">(There is no claim|No claim has a date)\.<", chart([]).svg)


@pytest.mark.parametrize("chart", CHARTS)
def test_long_names_are_cut_where_it_shows(chart: Any) -> None:
    """A name for which a chart has no room ends in an ellipsis, with the whole of it as its title."""
    name = "Evening Advertiser and Herald of the Lower Valley and its Harbours"
    svg = chart(ct.extract(story("Ann Roe said the bridge was safe.", name))).svg

    assert f"<title>{name}</title>Evening Adv" in svg
    assert name not in svg.replace(f"<title>{name}</title>", "")


@pytest.mark.parametrize("chart", CHARTS)
@given(found=st.lists(claims(), max_size=3))
def test_any_claims_give_a_sound_chart(chart: Any, found: list[ct.Claim]) -> None:
    """Whatever the claims are, the chart is well-formed."""
    ET.fromstring(chart(found).svg)  # noqa: S314 - our own text


@pytest.mark.parametrize("chart", CHARTS)
def test_a_chart_refuses_other_things(chart: Any) -> None:
    """Something else than claims is refused at once."""
    with pytest.raises(ct.FieldTypeError, match="expected claims or a comparison"):
        chart(["said"])


def test_the_timeline_tells_saying_from_publication() -> None:
    """A claim counts by the day on which it was made or, where that is not told, by that of publication."""
    made = ct.timeline_chart(
        ct.extract(story("Ann Roe said on Monday that the bridge was safe. Bo Lind said the river may rise."))
    )

    assert {("2024-05-13", "said", "Valley Post", 1), ("2024-05-15", "published", "Valley Post", 1)} == set(made.data)


def test_many_speakers_are_taken_together() -> None:
    """Speakers for whom the picture has no room are counted together in it, and one by one in the figures."""
    one = story("a said x")
    many = [
        ct.Claim(one, (ct.Span(n % 7, 8),), (ct.Span(n // 7, 8),), speaker=ct.Speaker(f"Speaker {chr(65 + n)}"))
        for n in range(26)
    ]

    assert ("21 other speakers" in ct.hedging_chart(many).svg, 26) == (True, len(ct.hedging_chart(many).data))
    assert ("2 more" in ct.matrix_chart(many).svg, 26) == (True, len(ct.matrix_chart(many).data))


@pytest.mark.parametrize(
    "kind", ["Article", "Claim", "Claims", "Comparison", "Row", "View", "Event", "Chart", "Counts", "Reading", "Folder"]
)
def test_notebooks_show_text_as_text(kind: str) -> None:
    """What a notebook shows of a value is escaped, closed and without a script."""
    found = ct.extract(story("Ann Roe said on Monday that the <script>bridge</script> was \ud800 safe."))
    comparison = ct.compare(found)
    value = {
        "Article": found[0].article,
        "Counts": found.count_by("speaker", "hedging"),
        "Reading": ct.Reading((found[0].article,), found, (ct.InputError("Ann Roe <script>"),)),
        "Folder": ct.Folder(((found[0].article,),), (), (ct.InputError("Ann Roe <script>"),)),
        "Claim": found[0],
        "Claims": found,
        "Comparison": comparison,
        "Row": comparison.rows[0],
        "View": comparison.who_said_what(),
        "Event": ct.events([found[0].article])[0],
        "Chart": ct.hedging_chart(found),
    }[kind]
    page = Page(value._repr_html_())  # type: ignore[attr-defined]

    assert [] == page.all("script")
    assert "Ann Roe" in page.text()
    assert {"text-align: left"} >= {cell.get("style") for name in ("th", "td") for cell in page.all(name)}


def test_notebooks_show_a_part_of_much() -> None:
    """Of more than 20 claims or rows a notebook shows 20, and how many more there are."""
    one = story("x" * 30 + " said y")
    many = ct.Claims(ct.Claim(one, (ct.Span(n, n + 1),)) for n in range(23))
    row = ct.Row(ByOutlet({"Valley Post": tuple(Passage(claim, claim.content) for claim in many)}))
    problems = tuple(ct.InputError(f"line {n}") for n in range(23))
    comparison = ct.compare(ct.Claims.concat(map(ct.extract, ct.example("ferry"))))
    rest = f"and {len(comparison) - 20} more rows; <code>print(comparison.table())</code> or "

    assert rest in comparison._repr_html_()
    assert (21, True) == ((shown := ct.Reading(problems=problems)._repr_html_()).count("<li>"), "and 3 more" in shown)
    assert (21, True) == ((shown := many._repr_html_()).count("<tr>"), "and 3 more" in shown)
    assert (21, True) == ((shown := row._repr_html_()).count("<tr>"), "and 3 more" in shown)
    assert (21, True) == ((shown := ct.View(("n",), ((1,),) * 23)._repr_html_()).count("<tr>"), "and 3 more" in shown)
