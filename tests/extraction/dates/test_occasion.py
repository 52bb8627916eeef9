# SPDX-License-Identifier: MIT
"""Tests of the occasion: which time expressions date the saying, and which are part of what is said."""

import datetime as dt
import re
import time
import tomllib
from pathlib import Path

import pytest
from clock import grows_by_less
from hypothesis import given
from hypothesis import strategies as st

from claimtrack import Article, Claim, Span, Speaker, extract, find_dates
from claimtrack.extraction import Attribution
from claimtrack.extraction.dates.occasion import occasions

SENTENCES = tomllib.loads((Path(__file__).parent / "occasion_sentences.toml").read_text(encoding="utf-8"))["sentences"]
WORDS = "Kirby said Wednesday on , . “ ” that the plant would close in March Lee told last week, 2021 by Friday".split()


def claims(text: str) -> list[Claim]:
    """Return the claims of *text*, published on Wednesday 30 August 2023."""
    return list(extract(Article(text=text, outlet="Valley Post", published=dt.date(2023, 8, 30))))


@pytest.mark.parametrize("marked", SENTENCES)
def test_an_expression_dates_the_saying_or_belongs_to_the_content(marked: str) -> None:
    """In each sentence of the table `said_span` and `times` are the words marked so."""
    text = re.sub(r"[\[\]{}]", "", marked)
    (claim,) = claims(text)
    said = [claim.said_span.of(text)] if claim.said_span else []

    assert (re.findall(r"\[(.*?)\]", marked), re.findall(r"\{(.*?)\}", marked)) == (
        said,
        [each.span.of(text) for each in claim.times],
    )


def test_times_are_read_beyond_the_cue_s_sentence() -> None:
    """A content that goes on in the next sentence has the time expressions of that one too."""
    (claim,) = claims("“We met on Monday. We will meet in March,” Ann Lee said.")

    assert ["2023-08-28", "2024-03"] == [each.value for each in claim.times]


def test_a_saying_is_dated_by_a_day_named_in_another_sentence() -> None:
    """A saying "two days later" is reckoned from the last date of the text, also where no claim stands beside it."""
    (claim,) = claims("The dam broke on March 4, 2021. Two days later, Ann Lee said that it was unsafe.")

    assert "2021-03-06" == str(claim.said)


HELD = [
    # text | the days of its claims, in order; "-" where one stays open
    ("Ann Lee said Monday the dam was safe.\n\n“It holds,” Lee said. She said it was new.", "28 28 28"),
    ("Ann Lee said Monday the dam was safe.\n\nTom Hill said it leaked.\n\n“It holds,” Lee said.", "28 - 28"),
    ("Ann Lee said Monday the dam was safe. On Tuesday, Lee said it leaked.\n\n“It leaks,” Lee said.", "28 29 29"),
    ("Ann Lee said Monday the dam was safe. Lee has said that it is new. Lee later said it leaked.", "28 - -"),
    ("Ann Lee said Monday the dam was safe. In an earlier interview, Lee said it leaked.", "28 -"),
    ("Ann Lee said Monday the dam was safe. “It leaks,” Lee said at the time.", "28 -"),
    ("Ann Lee said Monday the dam was safe. In March, Lee said it leaked. “It leaks,” Lee said.", "28 01 -"),
    ("On May 4, 2021, Ann Lee said the dam was safe. Lee said it was new.", "04 04"),
    ("On May 4, 2021, Ann Lee said the dam was safe.\n\nA.\n\nB.\n\nLee said it was new.", "04 -"),
    ("Ann Lee spoke at a rally in Leeds on Monday.\n\n“The dam holds,” Lee said.", "28"),
    ("Ann Lee left Leeds on Monday.\n\n“The dam holds,” Lee said.", "-"),
    ("Ann Lee will speak at a rally on Wednesday.\n\n“The dam holds,” Lee said.", "-"),
    ("Ann Lee, who spoke until Monday, wrote.\n\n“The dam holds,” Lee said.", "-"),
    ("Tom Hill spoke at a rally in Leeds on Monday.\n\n“The dam holds,” Ann Lee said.", "-"),
]
TRIAL = (
    "The trial of Jon Orrell began before a full courtroom on Monday.\n\n"
    "“He took the money,” said the prosecutor, Ann Lee. Under cross-examination, the witness Tom Hill said that he saw "
    "nothing. The jury left.\n\n{}“It was dark,” Hill said."
)


@pytest.mark.parametrize(("text", "days"), HELD)
def test_a_day_holds_for_what_its_speaker_goes_on_to_say(text: str, days: str) -> None:
    """A day set for a speaker, also by a sentence without a claim, holds until another is set, and for nobody else."""
    assert days.split() == [f"{each.said.start:%d}" if each.said else "-" for each in claims(text)]


@pytest.mark.parametrize(("turn", "last"), [("", "28"), ("On Tuesday the river rose.\n\n", "-")])
def test_the_day_of_a_trial_holds_for_all_who_speak_there(turn: str, last: str) -> None:
    """In a report on a trial its day dates what is said there, until the text turns to another day."""
    assert ["28", "28", last] == [f"{each.said.start:%d}" if each.said else "-" for each in claims(TRIAL.format(turn))]


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://echo.example/2023/08/30/dam", "2023-08-29"),
        ("https://echo.example/2023/aug/30/dam", "2023-08-29"),
        ("https://echo.example/news/2023-08-30-dam", "2023-08-29"),
        ("https://echo.example/2023/13/30/dam", None),
        ("https://echo.example/2023/08/dam-30", None),
        ("https://echo.example/v1.2023/8.30", None),
        (None, None),
    ],
)
def test_without_a_day_of_publication_that_of_the_address_counts(url: str | None, day: str | None) -> None:
    """An article that gives no day of publication is reckoned from the day in its address, where it has one."""
    (claim,) = extract(Article(text="Ann Lee said Tuesday the dam was safe.", outlet="Echo", published=None, url=url))

    assert day == (claim.said and str(claim.said))


def test_nothing_is_said_after_its_article() -> None:
    """A day after the publication dates no saying, but one that the cue announces."""
    said = [claims(f"“The dam holds,” Ann Lee {cue} on Sept. 4.")[0].said for cue in ("said", "will say")]

    assert [None, "2023-09-04"] == [each and str(each) for each in said]


def test_a_day_to_come_does_not_hold() -> None:
    """What will be said on a day says nothing of when its speaker goes on."""
    text = "Ann Lee will tell the council on Friday that the dam is safe. “It holds,” Lee said."

    assert [claim.said is None for claim in claims(text)] == [False, True]


@pytest.mark.slow
def test_time_grows_linearly() -> None:
    """Eight times the claims in one endless sentence take less than thirty times as long."""

    def seconds(count: int) -> float:
        sentence = "Ann Lee said on Monday that the plant would close in March, and " * count
        speakers = [Speaker(name="Ann Lee")] * count
        spans = [range(n * 64, n * 64 + 64) for n in range(count)]
        attributions = [
            Attribution(
                source=(Span(run[0], run[7]),),
                cue=(Span(run[8], run[12]),),
                content=(Span(run[23], run[58]),),
                sentence=Span(0, len(sentence)),
                pattern="that",
            )
            for run in spans
        ]
        expressions = find_dates(sentence, dt.date(2023, 8, 30))
        start = time.process_time()
        found = occasions(sentence, attributions, expressions, speakers, dt.date(2023, 8, 30))
        spent = time.process_time() - start

        assert {("Monday", "March")} == {
            (each.said.span.of(sentence) if each.said else "", *(one.span.of(sentence) for one in each.times))
            for each in found
        }
        return spent

    assert grows_by_less(seconds, 25, 200, 30)


@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
def test_no_expression_is_both(text: str) -> None:
    """What dates the saying is never among the times of the content, and all times lie within the content."""
    for claim in claims(text):
        assert claim.said_span not in [each.span for each in claim.times]
        assert all(any(span.covers(each.span) for span in claim.content) for each in claim.times)
