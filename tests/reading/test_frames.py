# SPDX-License-Identifier: MIT
"""Pages saved with all that stands around a story, and paragraphs that are broken over lines."""

import datetime as dt
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import LETTERS

import claimtrack as ct
from claimtrack.reading.lines import lines_of, unfolded

HEADLINE = "River floods market after night of rain"
FIRST = "The river rose two metres in one night and flooded the market, the mayor said on Monday."
SECOND = "Mayor Ann Lee said the bridge would stay shut for a week. “We have lost two boats,” she told reporters."
THIRD = "Engineers said the dam was safe but warned that more rain might come to the market later this week."
BODY = (FIRST, SECOND, THIRD)
MENU = "News Sport Culture Weather Football Business Letters Cricket Books Film Games Food Health Money".split()


def main_story(*lines: str, between: str = "\n\n") -> ct.Article:
    """Read a page of such lines."""
    return ct.read(between.join(lines) + "\n", outlet="Valley Post", published=None)[0]


def told(article: ct.Article) -> tuple[str, ...]:
    """Return the lines of an article."""
    return tuple(line for line in article.text.splitlines() if line.strip())


ABOVE = {
    "a menu": (*MENU, *(f"* {each}" for each in MENU), *(f"+ {each} live" for each in MENU), *MENU),
    "a login box": ("Log into your account", "your username", "Forgot your password?", "A password will be mailed."),
    "a weather box": ("Enter City or Zip Code", "Your weather is set to . You can change the place.", "Menu"),
    "links to stories": ("Latest", "Ferry board holds fares", "Two held over bridge fire", "Council sells town hall"),
    "the page's own title": (f"{HEADLINE} | Valley Post", "Menu", "News", "Sport"),
    "a breadcrumb": (*MENU, f"Home News {HEADLINE}"),
}


@pytest.mark.parametrize("above", ABOVE)
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_what_stands_above_a_story(above: str, between: str) -> None:
    """The headline, the byline, the day and the body are found wherever they stand."""
    article = main_story(*ABOVE[above], HEADLINE, "By Tom Ray", "9 March 2026", *BODY, between=between)

    assert (HEADLINE, "By Tom Ray", dt.date(2026, 3, 9)) == (article.title, article.byline, article.published)
    assert BODY == told(article)


INSIDE = {
    "a list close together": "Most Read in News\nGET OUT NOW\nFurious mum demands shop closes after row\nLAST WORD\n"
    "Tourists were left stranded after an outbreak of flu.",
    "a player": "To view this video please enable JavaScript, and consider another browser",
    "a link": "Watch the moment that the river came over the wall and into the streets below it",
    "a link with a bullet": "* Ferry board holds fares",
    "a link with the words of its picture": "Ferry board holds fares Ferry board holds fares",
    "a headline with its teaser": "The UK is in a face-off over its bill\nIt has watered down some parts.",
    "a player with its caption": "Duration 1:30\nThe mayor speaks to reporters at the bridge on Monday.",
    "a caption below its credit": "Getty\n\nThe former mayor was blamed for not working with the board of the port",
    "a headline that is cut": "Beijing warns of rain over the southern rivers...",
    "an advertisement": "Advertisement",
}


@pytest.mark.parametrize("inside", INSIDE)
def test_what_stands_inside_a_story(inside: str) -> None:
    """Promotion between two paragraphs is left out, and begins no other story."""
    page = "\n\n".join([HEADLINE, "9 March 2026", FIRST, SECOND, INSIDE[inside], THIRD])
    stories = ct.read(page, outlet="Valley Post", published=None)

    assert [BODY] == [told(story) for story in stories]


KEPT = {
    "a short heading": "The dam",
    "a heading of one line": "What the engineers found at the old dam",
    "a question": "What do the engineers say of the state of the old dam above the town?",
    "an introduction": "She added:",
}


@pytest.mark.parametrize("inside", KEPT)
def test_what_belongs_to_a_story(inside: str) -> None:
    """Headings between paragraphs and what introduces a quotation stay, also below an advertisement."""
    quotation = "“The market will open again on Friday,” she said."
    page = (HEADLINE, "9 March 2026", FIRST, "Advertisement", SECOND, KEPT[inside], quotation, THIRD)

    assert (FIRST, SECOND, KEPT[inside], quotation, THIRD) == told(main_story(*page))


def test_lists_of_a_story() -> None:
    """Three items or more right below a sentence are the story's, and so are numbered ones."""
    items = ("* Boats of wood", "* Carts", "* The old ferry")
    steps = ("1. Leave the lower rooms and take your papers", "2. Call the town")
    page = (HEADLINE, "9 March 2026", FIRST, *items, SECOND, *steps, THIRD)

    assert (FIRST, *items, SECOND, *steps, THIRD) == told(main_story(*page))


def test_a_gallery_is_no_story() -> None:
    """A heading that stands above each of many pictures, with a day, begins no story."""
    picture = ("News in pictures", "8 March 2026", "The river in the morning.", "PA")
    stories = ct.read("\n\n".join([HEADLINE, "9 March 2026", *BODY, *picture * 5, *BODY]), outlet="X", published=None)

    assert [HEADLINE] == [story.title for story in stories]


BELOW = {
    "links": ("* Ferry board holds fares", "* Two held over bridge fire.", "* Council sells its old town hall."),
    "a note on the reporter": ("Tom Ray is a freelance reporter focusing on rivers.", "Get in touch with our team."),
    "notes and teasers": ("Ann Roe is the rivers editor at Valley Post.", "A boat sinks", "It sank at noon.", "A vote"),
    "a comment form": ("Leave a Reply", "Your email address will not be published.", "Comment *", "Say what it is."),
    "an app": ("For the latest stories download our apps for iOS and Android.",),
    "a sign-off": ("Reporting by Tom Ray; Editing by Ann Roe", *(f"{each} We use cookies here." for each in BODY)),
}


@pytest.mark.parametrize("below", BELOW)
def test_what_stands_below_a_story(below: str) -> None:
    """Links, notes on the reporter and the outlet, and what follows a sign-off are left out."""
    assert BODY == told(main_story(HEADLINE, "9 March 2026", *BODY, *BELOW[below]))


def test_the_first_of_two_long_stories_is_the_main_one() -> None:
    """A longer story below does not take the place of the one with which the page begins."""
    other = "Council sells its old town hall to a firm of builders"
    below = (other, "By Ann Roe", "8 March 2026", *BODY, *BODY)
    stories = ct.read("\n\n".join([HEADLINE, "9 March 2026", *BODY, *below]), outlet="Valley Post", published=None)

    assert [HEADLINE, other] == [story.title for story in stories]


def test_a_headline_below_the_first_sentences_begins_no_other_story() -> None:
    """Where a summary stands above the headline, the byline and the day below it, the page is one story."""
    page = ("May 14, 2024", *BODY[:2], HEADLINE, "By Ann Lee", "May 14, 2024", *BODY)

    assert HEADLINE == main_story(*page, between="\n").title


def test_a_rule_of_signs_is_no_headline() -> None:
    """A line without a letter heads nothing, however often it stands on the page."""
    rule = "== == == == == =="
    assert HEADLINE == main_story(HEADLINE, rule, *BODY, rule, "Other news").title


def test_a_teaser_is_no_story() -> None:
    """A headline with a day and a sentence or two, below a story of many, is left out, and is no story of its own."""
    teaser = ("Latest news", "Council sells its old town hall", "By Ann Roe", "8 March 2026", "It went to builders.")
    stories = ct.read("\n\n".join([HEADLINE, "9 March 2026", *BODY, *BODY, *teaser]), outlet="X", published=None)

    assert [(HEADLINE, BODY + BODY)] == [(story.title, told(story)) for story in stories]


def test_a_last_sentence_with_its_writer() -> None:
    """A sentence that is signed in parentheses ends the story, and belongs to it."""
    signed = "Voting will begin at noon. (tom@post.example)"

    assert (*BODY, signed) == told(main_story(HEADLINE, "9 March 2026", *BODY, signed))


DAY = dt.date(2019, 11, 19)
DATE_LINES = {
    "Updated Nov. 19, 2019 8:21 am ET / Original Nov. 19, 2019 8:02 am ET": DAY,
    "Published: 19 Nov, 2019 CET. Updated: 20 Nov, 2019": DAY,
    "Posted by Michael Smith on November 19, 2019, 6:21 AM EST": DAY,
    "Last update on November 19, 2019, 4:39 pm": DAY,
    "Updated20:49, 19 Nov 2019": DAY,
    "November 19, 20198:21 AM UTCUpdated ago": DAY,
    "Tom Ray 2019-11-19T12:27:15Z": DAY,
    "- by Tom Ray November 19, 2019": DAY,
    "Crime Published On November 19, 2019 01:52 PM": DAY,
    "Tom Ray · Valley Post · Posted: Nov 19, 2019 4:00 AM EDT | Last Updated: November 20": DAY,
    "2 minute readNovember 19, 20192:26 PM GMT+2Last Updated 9 min ago": DAY,
    "* Published: 22:04, 19 Nov 2019": DAY,
    "* 19 November 2019": DAY,
    "By TOM RAY and ANN ROENovember 19, 2019 GMT": DAY,
    "Published on 05/11/2019 - 13:55 GMT+1": dt.date(2019, 11, 5),
    "Published 11/05/2019 1:55 PM EST": dt.date(2019, 11, 5),
    "Published 11/05/2019": None,
    "The bridge is seen from the north in this picture that was taken on November 5, 2019": None,
}


@pytest.mark.parametrize("line", DATE_LINES)
def test_date_lines(line: str) -> None:
    """A date line is read in each form that outlets print, and a day that could be another, or a caption's, is none."""
    article = main_story(HEADLINE, "By Tom Ray", line, *BODY)

    assert DATE_LINES[line] == article.published
    assert BODY == told(article) or article.published is None


def test_a_day_above_the_headline() -> None:
    """A day right above the headline is the story's, and one of the page, further up, is not."""
    assert DAY == main_story(*MENU, "Politics / November 19, 2019", HEADLINE, *BODY).published
    assert main_story("November 20, 2019", *MENU, HEADLINE, *BODY).published is None
    other = ("January 16, 2019", "Culture")
    assert DAY == main_story(*other, HEADLINE, "By Tom Ray", "November 19, 2019", *BODY).published


@pytest.mark.parametrize("width", [60, 72, 78])
@pytest.mark.parametrize("page", ["independent.txt", "asharq-al-awsat.txt"])
def test_a_folded_page_has_the_same_claims(page: str, width: int) -> None:
    """What an editor folds at some width gives the same titles and claims, word for word."""
    text = (LETTERS / page).read_text(encoding="utf-8")
    wrapped = "\n".join("\n".join(textwrap.wrap(line, width, break_on_hyphens=False)) for line in text.split("\n"))

    def read(text: str) -> list[object]:
        stories = ct.read(text, outlet="X", published=None)
        return [(story.title, [claim.text for claim in ct.extract(story)]) for story in stories]

    assert read(text) == read(wrapped)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("broken", ["Ann Lee said the road\nwas shut.", "Ann Lee\nsaid the road was shut."])
def test_a_broken_sentence(broken: str, end: str) -> None:
    """A sentence that goes on in lower case on the next line is one."""
    (claim,) = ct.extract(main_story(broken.replace("\n", end)))

    assert ("the road was shut", "Ann Lee") == (claim.text, claim.speaker and claim.speaker.name)


@given(st.text(alphabet=st.sampled_from("ab A.\n\r\t“”é,"), max_size=400))
def test_unfolding_keeps_every_place(page: str) -> None:
    """Unfolding puts spaces in the place of line ends, and leaves everything else where it is."""
    whole = unfolded(page, list(lines_of(page)))

    assert len(page) == len(whole)
    assert all(old == new or (new == " " and old in "\r\n") for old, new in zip(page, whole, strict=True))


def test_lines_of_links_are_not_folded() -> None:
    """Headlines of about one length, each with a capital, stay lines."""
    names = ("Ferry", "Tram", "Bus")
    links = "\n".join(f"{name} board holds fares as the chairman warns of a rise in spring" for name in names)

    assert links == unfolded(links, list(lines_of(links)))
    assert 3 == len(list(lines_of(links)))
