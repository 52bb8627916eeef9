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

from claimtrack import Article, Claim, Span, extract, find_dates
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


@pytest.mark.slow
def test_time_grows_linearly() -> None:
    """Eight times the claims in one endless sentence take less than thirty times as long."""

    def seconds(count: int) -> float:
        sentence = "Ann Lee said on Monday that the plant would close in March, and " * count
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
        found = occasions(sentence, attributions, expressions)
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
