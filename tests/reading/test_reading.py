# SPDX-License-Identifier: MIT
"""`read` on the two real pages, on invented pages in the manner of other outlets, and on odd text."""

import datetime as dt
import re
import textwrap
import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import FIXTURES, LETTERS

from claimtrack.exceptions import ClaimtrackError, FieldTypeError, FieldValueError, InputError
from claimtrack.language import lexicon
from claimtrack.model import Article, Span
from claimtrack.reading import page_text, read
from claimtrack.reading.furniture import Furniture
from claimtrack.reading.headers import dated, is_byline, is_day

ROWS = lexicon.load("furniture", Furniture)
BODY = (
    "Ministers from both states met in Oslo on Monday to discuss the harbour.",
    "Nobody expected an agreement before the summer, diplomats said.",
    "The talks go on next week, according to the foreign ministry.",
)


INVENTED = FIXTURES / "pages"
PAGES: dict[str, list[dict[str, Any]]] = {
    page["file"]: page["story"] for page in tomllib.loads((INVENTED / "pages.toml").read_text(encoding="utf-8"))["page"]
}


def lines_of(article: Article) -> list[str]:
    """Return the lines of the article's text that are not blank."""
    return [line.strip() for line in article.text.splitlines() if line.strip()]


def read_page(text: str, *, title: str | None = None) -> Article:
    """Return the main story of *text*."""
    return read(text, outlet="The Harbour Post", published=None, title=title)[0]


@pytest.fixture(name="independent", scope="module")
def _independent() -> tuple[Article, ...]:
    return read(LETTERS / "independent.txt", outlet="The Independent", published="2023-08-30")


@pytest.fixture(name="asharq", scope="module")
def _asharq() -> tuple[Article, ...]:
    return read(LETTERS / "asharq-al-awsat.txt", outlet="Asharq Al-Awsat", published=dt.date(2023, 8, 30))


class TestRealPages:
    """The two pages of the fixture, as a browser saved them."""

    def test_independent_header(self, independent: tuple[Article, ...]) -> None:
        """The Independent page is one story with a title, a byline and a date line."""
        (article,) = independent
        assert article.title == "Putin and Kim Jong-un are deepening their relationship, White House says"
        assert article.byline == "Andrew Feinberg"
        assert article.date_line == "Wednesday 30 August 2023 11:57 EDT"

    def test_independent_tells_its_own_day(self) -> None:
        """The date line gives the day of publication where the caller states none."""
        (article,) = read(LETTERS / "independent.txt", outlet="The Independent", published=None)
        assert article.published == dt.date(2023, 8, 30)

    def test_independent_text(self, independent: tuple[Article, ...]) -> None:
        """The text is the standfirst and seven paragraphs, without the appeal, the labels and the comment box."""
        lines = lines_of(independent[0])
        assert lines[0] == "The White House said Mr Putin and Mr Kim have exchanged letters in recent weeks"
        assert lines[1].startswith("Russian President Vladimir Putin and North Korean dictator Kim Jong-un have")
        assert lines[-1].endswith("to not provide or sell arms production,” he said.")
        assert len(lines) == 8

    def test_asharq_has_two_stories(self, asharq: tuple[Article, ...]) -> None:
        """The second story is an article of its own, with its own title and no day, which its page does not print."""
        assert [(article.title, article.published) for article in asharq] == [
            (
                "White House Says Putin and Kim Jong Un Traded Letters as Russia Looks for Munitions from North Korea",
                dt.date(2023, 8, 30),
            ),
            ("Iran to Strengthen its Relationship with Russia", None),
        ]
        assert [article.outlet for article in asharq] == ["Asharq Al-Awsat"] * 2

    def test_asharq_texts(self, asharq: tuple[Article, ...]) -> None:
        """Each story has its own paragraphs from the first word to the last."""
        main, other = map(lines_of, asharq)
        assert (len(main), len(other)) == (15, 16)
        assert main[0].startswith("The White House on Wednesday said that it has new intelligence")
        assert main[-1].endswith("to abandon his nuclear weapons program.")
        assert other[0].startswith("Iran is expected to sign a comprehensive cooperation agreement")
        assert other[-1].endswith("on lifting sanctions and advancing its nuclear program.")

    @pytest.mark.parametrize("name", ["independent.txt", "asharq-al-awsat.txt"])
    def test_in_page(self, name: str) -> None:
        """Every character of every article can be found in its page."""
        page = page_text(LETTERS / name)
        for article in read(page, outlet="X", published=None):
            assert "".join(place.of(page) for place in article.in_page(Span(0, len(article.text)))) == article.text


@pytest.mark.parametrize("name", PAGES)
class TestInventedPages:
    """Pages in the manner of other outlets' templates."""

    def test_stories(self, name: str) -> None:
        """Each story keeps its own lines and nothing else of the page."""
        articles = read(INVENTED / name, outlet="X", published=None)
        assert [lines_of(article) for article in articles] == [story["text"].splitlines() for story in PAGES[name]]

    def test_header(self, name: str) -> None:
        """Title, byline, date line and day are those that the page prints."""
        main, *_ = read(INVENTED / name, outlet="X", published=None)
        expected = [PAGES[name][0].get(field) for field in ("title", "byline", "date_line", "published")]
        assert [main.title, main.byline, main.date_line, main.published] == expected

    def test_further_stories(self, name: str) -> None:
        """Each further story has the title and the day that stand above it."""
        _, *others = read(INVENTED / name, outlet="X", published=None)
        expected = [(story["title"], story.get("published")) for story in PAGES[name][1:]]
        assert [(article.title, article.published) for article in others] == expected


def test_no_invented_page_is_left_out() -> None:
    """Every page of the folder has its note."""
    assert sorted(file.name for file in INVENTED.glob("*.txt")) == sorted(PAGES)


def row_cases(*kinds: str, counter: bool = False) -> list[tuple[Furniture, str]]:
    """Return each row of *kinds* with each of its examples, or counter-examples."""
    return [
        (row, line) for row in ROWS if row.kind in kinds for line in (row.counter_examples if counter else row.examples)
    ]


def spaced(text: str) -> str:
    """Return a text with a space for each sign of a line end."""
    return re.sub("[\r\n\x85\u2028\u2029]", " ", text)


def fires(row: Furniture, line: str) -> bool:
    """Tell whether *row* fires on *line*, matched as its kind demands."""
    pattern = re.compile(row.pattern, re.IGNORECASE)
    if row.kind in ("credit", "cue", "address"):
        return pattern.search(line) is not None
    return (pattern.match(line) if row.kind in ("reporter", "surname") else pattern.fullmatch(line)) is not None


KINDS = ("line", "box", "end", "close", "note", "credit", "agency", "reporter", "surname", "kicker", "cue", "address")


class TestFurnitureRows:
    """The rows of furniture.toml, tested both ways."""

    @pytest.mark.parametrize(("row", "line"), row_cases(*KINDS))
    def test_example(self, row: Furniture, line: str) -> None:
        """A row fires on each of its examples."""
        assert fires(row, line)

    @pytest.mark.parametrize(("row", "line"), row_cases(*KINDS, counter=True))
    def test_counter_example(self, row: Furniture, line: str) -> None:
        """A row does not fire on its counter-examples."""
        assert not fires(row, line)

    @pytest.mark.parametrize(("row", "line"), row_cases("line", "box", "credit", "agency"))
    def test_example_in_a_body(self, row: Furniture, line: str) -> None:
        """Furniture in the middle of a body is cut, and the story goes on after it."""
        page = "\n\n".join([BODY[0], line, *BODY[1:]])
        assert lines_of(read_page(page)) == list(BODY), row.pattern

    @pytest.mark.parametrize(("row", "line"), row_cases("end"))
    def test_end_after_a_body(self, row: Furniture, line: str) -> None:
        """What stands below the end of a story is cut, sentences too."""
        page = "\n\n".join([*BODY, line, "I have said so for many years and nobody ever listens to me."])
        assert lines_of(read_page(page)) == list(BODY), row.pattern

    @pytest.mark.parametrize(("row", "line"), row_cases("end"))
    def test_end_above_a_body(self, row: Furniture, line: str) -> None:
        """Above the body, the same line is a button, and ends nothing."""
        page = "\n\n".join(["Talks on the harbour go on in Oslo", line, *BODY])
        assert lines_of(read_page(page)) == list(BODY), row.pattern

    @pytest.mark.parametrize(("row", "line"), row_cases(*(kind for kind in KINDS if kind != "kicker"), counter=True))
    def test_counter_example_in_a_body(self, row: Furniture, line: str) -> None:
        """A sentence of the story stays, whatever words it shares with furniture."""
        page = "\n\n".join([BODY[0], line, *BODY[1:]])
        assert lines_of(read_page(page)) == [BODY[0], line, *BODY[1:]], row.pattern

    @pytest.mark.parametrize(
        "sentence",
        [
            "“Your support makes all the difference, so please donate and subscribe to our newsletter,” she told them.",
            "The publisher put up a paywall in 2011, and its newsletter lost half of its subscribers.",
            "The race is a dead heat, according to most polls.",
            "He thanked the crowd for its support and promised to donate his fee.",
        ],
    )
    def test_story_on_furniture_words(self, sentence: str) -> None:
        """A sentence that only tells of appeals, or quotes one, is no appeal."""
        assert lines_of(read_page("\n".join([BODY[0], sentence, BODY[1]]))) == [BODY[0], sentence, BODY[1]]


class TestDateLines:
    """Date lines in the forms that outlets print."""

    @pytest.mark.parametrize(
        ("line", "day"),
        [
            ("Wednesday 30 August 2023 11:57 EDT", "2023-08-30"),
            ("Aug. 30, 2023, 11:57 a.m. ET", "2023-08-30"),
            ("Published 30 August 2023", "2023-08-30"),
            ("2023-08-30", "2023-08-30"),
            ("2023-08-30T11:57:00Z", "2023-08-30"),
            ("Updated 6:14 PM EDT, August 30, 2023", "2023-08-30"),
            ("Wed 30 Aug 2023 19.21 EDT", "2023-08-30"),
            ("Posted on 30th of August, 2023 at 7:15pm", "2023-08-30"),
            ("Sept. 1, 2023 | 4 min read", "2023-09-01"),
            ("30/08/2023 - 11:57", "2023-08-30"),
            ("08/30/2023", "2023-08-30"),
            ("Updated 31 August 2023, first published 30 August 2023", "2023-08-30"),
            ("August 30, 2023 11:50 PM GMT+2 Updated 3 months ago", "2023-08-30"),
            ("30-Aug-2023", "2023-08-30"),
            ("Published: 11:57, 30 Aug 2023Updated: 09:14, 31 Aug 2023", "2023-08-30"),
            ("Updated: 09:14, 31 Aug 2023Published: 11:57, 30 Aug 2023", "2023-08-30"),
            ("Published: 30 Aug 2023, 11:57Updated: 31 Aug 2023, 09:14", "2023-08-30"),
            # Either the ninth of August or the eighth of September: the line is kept, and no day is guessed.
            ("09/08/2023", None),
            ("30 February 2023", None),
        ],
    )
    def test_day(self, line: str, day: str | None) -> None:
        """A date line gives its day as printed, and none where the calendar has none or two."""
        found = dated(line)
        assert found is not None
        assert (found.words, None if found.day is None else found.day.isoformat()) == (line, day)

    @pytest.mark.parametrize(
        "line",
        [
            "March",
            "Tuesday",
            "30 August",
            "Kirby spoke on 30 August 2023",
            "The treaty of 30 August 2023",
            "12 monkeys 2023",
            "2023",
        ],
    )
    def test_no_date_line(self, line: str) -> None:
        """A line with other words, or without a full date, is no date line, and nothing missing is filled in."""
        assert dated(line) is None

    @pytest.mark.parametrize(
        "line", ["Tuesday 7 May", "Tue 7 May", "May 7", "7 May, 5:02pm", "Updated May 7 at 5:02 pm"]
    )
    def test_day_without_year(self, line: str) -> None:
        """A day without a year, above the body, is neither the headline nor text, and no year is filled in."""
        assert is_day(line)
        for page in (["Harbour talks go on in Oslo", line, *BODY], [line, "Harbour talks go on in Oslo", *BODY]):
            article = read_page("\n".join(page))
            assert (article.title, article.published, article.date_line) == ("Harbour talks go on in Oslo", None, None)
            assert lines_of(article) == list(BODY)

    @pytest.mark.parametrize(
        "line", ["Tuesday", "May", "May 2024", "May 7 attack", "The 7 May vote", "7 men", "Chapter 7"]
    )
    def test_no_day(self, line: str) -> None:
        """A line with other words than a day's is no day."""
        assert not is_day(line)

    def test_day_below_is_text(self) -> None:
        """A day between paragraphs is a subheading of the story."""
        page = "\n".join(["Harbour talks go on in Oslo", BODY[0], BODY[1], "Tuesday 7 May", BODY[2]])
        assert lines_of(read_page(page)) == [BODY[0], BODY[1], "Tuesday 7 May", BODY[2]]

    def test_byline_in_the_same_line(self) -> None:
        """A line may hold the byline and the date."""
        article = read_page(
            "\n".join(["Harbour talks go on in Oslo", "By Jane Doe | Published: August 30, 2023", *BODY])
        )
        assert (article.byline, article.date_line) == ("By Jane Doe", "Published: August 30, 2023")

    def test_first_publication_wins(self) -> None:
        """Of two date lines, the one of a revision gives way."""
        page = "\n".join(["Harbour talks go on in Oslo", "Updated 2 May 2024", "Published 1 May 2024", *BODY])
        assert read_page(page).published == dt.date(2024, 5, 1)

    def test_date_below_is_text(self) -> None:
        """A date between paragraphs is a subheading of the story, and no date line."""
        page = "\n".join(["Harbour talks go on in Oslo", BODY[0], BODY[1], "2 May 2024", BODY[2]])
        article = read_page(page)
        assert (article.published, lines_of(article)) == (None, [BODY[0], BODY[1], "2 May 2024", BODY[2]])


class TestBylines:
    """Bylines with and without "By"."""

    @pytest.mark.parametrize(
        "line",
        [
            "By Jane Doe",
            "By Jane Doe and John Roe",
            "BY JANE DOE",
            "By Jane Doe, Harbour Correspondent",
            "By Reuters",
            "By business reporter Jane Doe",
            "By our chief harbour correspondent, Jane Doe",
            "EXCLUSIVE by JANE DOE",
        ],
    )
    def test_by(self, line: str) -> None:
        """Names after "By" are a byline."""
        assert is_byline(line)

    @pytest.mark.parametrize(
        "line", ["By Tuesday Morning", "By the time it ended", "By 2030 all ferries will be electric", "By a reporter"]
    )
    def test_not_by(self, line: str) -> None:
        """Other words after "By" are none."""
        assert not is_byline(line)

    @pytest.mark.parametrize(
        "line", ["Jane Doe", "Jane Doe in Kyiv", "Jane Doe and John Roe", "Reuters", "Staff and agencies"]
    )
    def test_bare(self, line: str) -> None:
        """Names alone between headline and body, or an agency's, are a byline and not text."""
        article = read_page("\n".join(["Harbour talks go on in Oslo", line, *BODY]))
        assert (article.byline, lines_of(article)) == (line, list(BODY))

    def test_name_in_the_story(self) -> None:
        """The label of a person whom the story is about is no byline."""
        body = "Anna Holm told ministers in Oslo that the harbour would stay open."
        article = read_page("\n".join(["Harbour talks go on in Oslo", "Anna Holm", body, *BODY]))
        assert (article.byline, lines_of(article)) == (None, [body, *BODY])

    @pytest.mark.parametrize(
        ("sentence", "kept"),
        [
            ("Doe reported from Oslo and Roe from Bergen.", False),
            ("Jane Doe is the Oslo bureau chief. More about Jane Doe", False),
            ("Doe reported the theft to the harbour police.", True),
            ("Doe is a farmer in Tarn who knows the harbour.", True),
            ("Holm reported from Oslo for thirty years.", True),
        ],
    )
    def test_about_the_reporter(self, sentence: str, kept: bool) -> None:  # noqa: FBT001
        """A sentence on where a reporter of the byline worked is cut; one on somebody else's deeds stays."""
        page = "\n".join(["Harbour talks go on in Oslo", "By JANE DOE and JOHN ROE", *BODY, sentence])
        assert lines_of(read_page(page)) == [*BODY, *[sentence] * kept]

    def test_near_a_day(self) -> None:
        """Names near a date line without a year are a byline, too."""
        page = ["Harbour talks go on in Oslo", "Jane Doe", "Share", "Updated Tue 7 May, 5:02pm", *BODY]
        article = read_page("\n".join(page))
        assert (article.byline, lines_of(article)) == ("Jane Doe", list(BODY))

    def test_two_lines(self) -> None:
        """Bylines on several lines are kept in their order."""
        article = read_page("\n".join(["Harbour talks go on in Oslo", "By Jane Doe", "By John Roe", *BODY]))
        assert article.byline == "By Jane Doe; By John Roe"


class TestStories:
    """What tells a further story from a part of the first."""

    @pytest.mark.parametrize(
        "between",
        [
            ["What happens next"],
            ["A long road for the harbour board"],
            ["A long road for the harbour board", "Workers load a ship. (AP Photo/Ann Lee)"],
            ["Harbour board resigns after vote", "Harbour board resigns after vote"],
        ],
    )
    def test_subheading(self, between: list[str]) -> None:
        """A subheading, with or without a picture, and a link printed twice begin no story."""
        page = "\n".join(["Harbour talks go on in Oslo", *BODY, *between, "Oslo’s mayor is not convinced.", BODY[1]])
        assert len(read(page, outlet="X", published=None)) == 1

    def test_later_caption(self) -> None:
        """A caption that is dated after the page's day is evidence of another story."""
        other = [
            "Museum returns lamp to Jordan",
            "The lamp on April 2, 2025 (Reuters)",
            "A museum in Berlin gave it back.",
        ]
        page = "\n".join(["Harbour talks go on in Oslo", *BODY, *other, "Jordan welcomed the return of the lamp."])
        assert [len(read(page, outlet="X", published=day)) for day in (None, "2025-04-02", "2024-08-30")] == [1, 1, 2]

    def test_caller_owns_the_main_story_only(self) -> None:
        """What the caller states holds for the main story; outlet and address hold for the whole page."""
        page = "second-story-below.txt"
        main, other = read(INVENTED / page, outlet="X", published="2020-01-01", title="Mine", url="https://x.example")
        assert (main.title, main.published, main.url) == ("Mine", dt.date(2020, 1, 1), "https://x.example")
        assert (other.title, other.published, other.url) == (
            PAGES[page][1]["title"],
            dt.date(2023, 11, 8),
            "https://x.example",
        )
        assert lines_of(main) == PAGES[page][0]["text"].splitlines()


class TestOddPages:
    """Pages without a template: plain text, one line, odd line ends."""

    def test_no_headline(self) -> None:
        """Plain text keeps its first sentence, and has no title."""
        article = read_page("\n".join(BODY))
        assert (article.title, article.text) == (None, "\n".join(BODY))

    @pytest.mark.parametrize("page", ["Hello", BODY[0], "Harbour talks go on in Oslo", "Advertisement", "!!!", "“"])
    def test_one_line(self, page: str) -> None:
        """A page of one line is kept whole, whatever it is."""
        article = read_page(page)
        assert (article.title, article.text) == (None, page)

    def test_stated_title(self) -> None:
        """A headline that the caller states is cut, even where it looks like a sentence."""
        article = read_page("He came.\n\nHe saw the harbour.", title="He came.")
        assert (article.title, article.text) == ("He came.", "He saw the harbour.")

    def test_stated_title_with_the_outlet(self) -> None:
        """The page's own title, with the outlet's name after it, counts as the stated one."""
        article = read_page("\n".join(["Oslo talks go on - Harbour Post", *BODY]), title="Oslo talks go on")
        assert lines_of(article) == list(BODY)

    def test_page_title_above_the_headline(self) -> None:
        """Of a page's title and the headline below it, the headline is the title."""
        article = read_page(
            "\n".join(["Harbour talks go on in Oslo - Harbour Post", "Harbour talks go on in Oslo", *BODY])
        )
        assert (article.title, lines_of(article)) == ("Harbour talks go on in Oslo", list(BODY))

    @pytest.mark.parametrize(
        ("kicker", "headline"),
        [
            ("Harbour Board of Oslo", "Ministers from both states discuss the Oslo harbour, expect no agreement"),
            ("Ferries & Shipping", "Ministers Discuss Harbour in Oslo Before Summer"),
            ("WORLD NEWS TODAY", "Ministers discuss harbour in Oslo before summer"),
            ("Home / Harbour News / Ministers discuss harbour", "Ministers discuss harbour in Oslo before summer"),
            ("News > World > Europe", "Ministers discuss harbour in Oslo"),
        ],
    )
    def test_kicker(self, kicker: str, headline: str) -> None:
        """The name of a section or a topic, or the way to the page, is no title where a headline stands below it."""
        article = read_page("\n".join([kicker, headline, "By Jane Doe", *BODY]))
        assert (article.title, lines_of(article)) == (headline, list(BODY))

    @pytest.mark.parametrize(
        "headline",
        [
            "Ministers Meet in Oslo",
            "Ministers Open Talks",
            "Ministers Discuss Oslo Harbour",
            "Harbour talks go on",
            "Oslo Harbour Talks",
        ],
    )
    @pytest.mark.parametrize("standfirst", ["Quay workers see no end of the long wait", None])
    def test_short_headline(self, headline: str, standfirst: str | None) -> None:
        """A short headline stays the title, with a standfirst below it or without."""
        below = [standfirst, *BODY] if standfirst else list(BODY)
        article = read_page("\n".join([headline, *below]))
        assert (article.title, lines_of(article)) == (headline, below)

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x85"])
    def test_line_ends(self, end: str) -> None:
        """Every kind of line end is seen, and kept in the text."""
        page = (
            f"\ufeffHarbour talks go on in Oslo{end}{end}{BODY[0]}{end}Advertisement{end}{BODY[1]}{end}{BODY[2]}{end}"
        )
        article = read_page(page)
        assert article.text == end.join(BODY)
        assert article.title == "Harbour talks go on in Oslo"

    def test_no_break_spaces(self) -> None:
        """No-break spaces count as white space, and stay in the text."""
        article = read_page("Harbour talks go on in Oslo\nSign\xa0in\n\xa0The talks\xa0go on, he said.")
        assert article.text == "The talks\xa0go on, he said."

    def test_hard_wrapped(self) -> None:
        """A paragraph that is broken over lines is one line, with a space for each line end."""
        wrapped = textwrap.fill(" ".join(BODY), 60)
        page = f"Harbour talks go on in Oslo\n\n{wrapped}\n\nComments\n\nI said so."
        assert read_page(page).text == " ".join(BODY)

    @pytest.mark.parametrize("page", ["", " \n\t\xa0\u2028", "\ufeff\r\n"])
    def test_blank(self, page: str) -> None:
        """A blank page is a clear error."""
        with pytest.raises(InputError, match="is empty: expected the text of a news page"):
            read(page, outlet="X", published=None)


PIECES = st.sampled_from([line for row in ROWS for line in row.examples + row.counter_examples] + list(BODY))
ENDS = st.sampled_from(["\n", "\r\n", "\n\n", "\u2028", "\r", " "])


class TestAnyText:
    """`read` on text of any kind."""

    @staticmethod
    def check(page: str) -> None:
        """Check that every article is made of the page's characters in their order, or that the page is blank."""
        try:
            articles = read(f"{page}\n", outlet="X", published=None)
        except InputError as error:
            assert "is empty" in str(error)  # noqa: PT017 - only blank pages may fail
            return
        reached = 0
        for article in articles:
            places = article.in_page(Span(0, len(article.text)))
            # A line end at which a sentence is broken is a space.
            assert spaced("".join(place.of(page) for place in places)) == spaced(article.text)
            assert article.text.strip()
            for place in places:
                assert reached <= place.start
                reached = place.end

    @given(st.text(alphabet=st.characters()))
    def test_arbitrary(self, page: str) -> None:
        """Arbitrary text, lone surrogates too, is read, and each character keeps its place."""
        self.check(page)

    @given(st.lists(st.tuples(PIECES, ENDS)))
    def test_furniture(self, pieces: list[tuple[str, str]]) -> None:
        """Any mixture of furniture and sentences is read, and each character keeps its place."""
        self.check("".join(part for piece in pieces for part in piece))

    @pytest.mark.slow
    @pytest.mark.parametrize(
        "page",
        [
            '"' * 1_000_000,
            "word " * 100_000,
            "By Ann " * 100_000,
            "2 May 2024 " * 50_000,
            "Your support helps us\n" * 20_000,
            "Word here\r" * 20_000,
        ],
        ids=["quotation marks", "one line of words", "bylines", "dates", "appeals", "short lines"],
    )
    def test_long(self, page: str) -> None:
        """Long odd pages are read in seconds; a quadratic step would take minutes."""
        start = time.process_time()
        self.check(page)
        assert time.process_time() - start < 10


class TestArguments:
    """What `read` takes, and how it refuses the rest."""

    def test_path_or_text(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A path and a str that names a file are read as that file; every other str is text."""
        file = tmp_path / "page.txt"
        file.write_text("\r\n".join(BODY), encoding="utf-8", newline="")
        monkeypatch.chdir(tmp_path)
        texts = [read(page, outlet="X", published=None)[0].text for page in (file, str(file), "page.txt", "a page")]
        assert texts == ["\r\n".join(BODY)] * 3 + ["a page"]

    def test_missing_file(self, tmp_path: Path) -> None:
        """A path to no file is an error, since a path is never text."""
        with pytest.raises(InputError, match=r"gone\.txt: there is no such file; check the path"):
            read(tmp_path / "gone.txt", outlet="X", published=None)

    @pytest.mark.parametrize(
        ("data", "message"),
        [
            (b"\0\1\0\0\0\x0b", "is a binary file (byte 0 is NUL): expected a page saved as text in UTF-8"),
            (b"\0", "is a binary file (byte 0 is NUL): expected a page saved as text in UTF-8"),
            (b"\n<!DOCTYPE html>\n<p>Talks go on.</p>", "is HTML; read it with `read_html`, or save the page as text"),
            (
                b'\xef\xbb\xbf<HTML lang="en"><p>Talks go on.</p>',
                "is HTML; read it with `read_html`, or save the page as text",
            ),
            (
                b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x">',
                "is HTML; read it with `read_html`, or save the page as text",
            ),
        ],
    )
    def test_other_files(self, tmp_path: Path, data: bytes, message: str) -> None:
        """A binary file and one in HTML are refused, with what to do."""
        file = tmp_path / "page.txt"
        file.write_bytes(data)
        with pytest.raises(InputError) as caught:
            read(file, outlet="X", published=None)
        assert str(caught.value) == f"{file}: {message}"

    def test_text_on_html(self, tmp_path: Path) -> None:
        """A page that only tells of HTML is text."""
        file = tmp_path / "page.txt"
        file.write_text("The tag <html> opens a page, she said.", encoding="utf-8")
        assert read(file, outlet="X", published=None)[0].text == "The tag <html> opens a page, she said."

    @pytest.mark.parametrize(
        "published",
        [
            dt.date(2023, 8, 30),
            dt.datetime(2023, 8, 30, 23, 59),  # noqa: DTZ001
            "2023-08-30",
            "2023-08-30T23:59:00-04:00",
            "2023-08-30 23:59:00 UTC",
            "2023-08-30T2359",
            "2023-08-30T23Z",
        ],
    )
    def test_published(self, published: dt.date | str) -> None:
        """A date, a datetime and an ISO str all give the day as printed."""
        assert read(BODY[0], outlet="X", published=published)[0].published == dt.date(2023, 8, 30)

    @pytest.mark.parametrize(
        "published",
        [
            *("2023-02-30", "30 August 2023", "2023", "", "20230830", "2023-08-30 to 2023-09-02", "2023-08-30 or 31"),
            *("2023-08-30T", "2023-08-30T99:99", "2023-08-30Tuesday", "2023-08-30 (updated 2024-01-01)"),
        ],
    )
    def test_no_date(self, published: str) -> None:
        """Any other str is refused, with the form that is expected."""
        with pytest.raises(FieldValueError, match=r"published: expected a .*2023-08-30, got"):
            read(BODY[0], outlet="X", published=published)

    @pytest.mark.parametrize(
        "arguments",
        [
            {"text_or_path": b"x"},
            {"text_or_path": None},
            {"published": 20230830},
            {"outlet": None},
            {"title": 1},
            {"url": 1},
        ],
    )
    def test_wrong_type(self, arguments: dict[str, object]) -> None:
        """A wrong type is refused at once."""
        valid: dict[str, object] = {"text_or_path": BODY[0], "outlet": "X", "published": None}
        with pytest.raises(FieldTypeError):
            read(**(valid | arguments))  # type: ignore[arg-type]

    def test_blank_outlet(self) -> None:
        """A blank outlet is refused, even before the text is looked at."""
        with pytest.raises(ClaimtrackError, match="outlet"):
            read("", outlet=" ", published=None)


def test_the_name_of_a_missing_file_is_no_page() -> None:
    """A str that looks like the name of a file is taken for one, so that a slip is an error and not a story."""
    with pytest.raises(InputError, match=r"pages/mondya\.txt"):
        read("pages/mondya.txt", outlet="The Post", published=None)
