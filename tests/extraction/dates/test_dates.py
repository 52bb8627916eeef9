# SPDX-License-Identifier: MIT
"""Tests of time expressions: what is found, its TIMEX3 value and its days."""

import datetime as dt
import re
import time
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from clock import grows_by_less
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.exceptions import FieldTypeError
from claimtrack.extraction.dates import expressions as dates
from claimtrack.extraction.dates.calendar import UNITS, Period
from claimtrack.extraction.dates.expressions import find_dates
from claimtrack.extraction.dates.grammar import DateRule, TenseCue, holidays
from claimtrack.language.lexicon import load
from claimtrack.model import Interval, TimeExpression

WEDNESDAY = dt.date(2023, 8, 30)
RULES = load("dates", DateRule)
CUES = load("tense_cues", TenseCue)
PIECES = st.sampled_from(
    [
        "in",
        "on",
        "the",
        "last",
        "next",
        "this",
        "Wednesday",
        "Sunday",
        "March",
        "May",
        "may",
        "Aug.",
        "3",
        "31",
        "2023",
        "1990s",
        "1999",
        "a",
        "two",
        "few",
        "weeks",
        "years",
        "ago",
        "later",
        "earlier",
        "late",
        "of",
        "end",
        "third",
        "quarter",
        "summer",
        "century",
        "weekend",
        "will",
        "said",
        "by",
        "since",
        "year-ago",
        "B.C.",
        "44",
        "Easter",
        "New Year's Eve",
        "the 15th.",
        "to",
        "that day",
        "overnight",
        "9/11",
        "FY2012",
        "1914-18",
        "nineteen",
        "ended",
        "for the year",
        "0",
        "9999",
        "'",
        "’80s",
        ".",
        ",",
        "\n",
    ]
)


def readings(text: str, anchor: dt.date | None = WEDNESDAY) -> list[tuple[str, str]]:
    """Return the words and the value of each expression of *text*."""
    return [(found.span.of(text), found.value) for found in find_dates(text, anchor)]


def days(text: str) -> Interval | None:
    """Return the interval of the only expression of *text*."""
    (found,) = find_dates(text, WEDNESDAY)
    return found.interval


EXAMPLES = [(rule.name, *example) for rule in RULES for example in rule.examples]
EXAMPLES += [("holiday", *example) for row in holidays() for example in row.examples]
GROUPS = tomllib.loads((Path(__file__).parent / "date_expressions.toml").read_text(encoding="utf-8"))["groups"]
EXPRESSIONS = [(group.get("anchor"), *row[:1], row[1:]) for group in GROUPS for row in group["rows"]]


@pytest.mark.parametrize(("rule", "sentence", "words", "value"), EXAMPLES)
def test_rule_finds_its_examples(rule: str, sentence: str, words: str, value: str) -> None:
    """Each example of a rule is found with its value."""
    assert (rule, words, value) == (rule, *readings(sentence)[-1])


@pytest.mark.parametrize("sentence", [text for row in (*RULES, *holidays()) for text in row.counter_examples])
def test_rule_leaves_its_counter_examples(sentence: str) -> None:
    """Nothing is found in the counter-examples of the rules."""
    assert readings(sentence) == []


def written(expression: TimeExpression, text: str) -> tuple[str, str, str]:
    """Return an expression as the table has it: its words without an article, its value, and its days."""
    days = expression.interval
    shown = f"{'~' * days.vague}{days.start}/{days.end}" if days else "-"
    return (expression.span.of(text).removeprefix("the ").removeprefix("The "), expression.value, shown)


@pytest.mark.parametrize(("anchor", "marked", "wanted"), EXPRESSIONS)
def test_hard_expressions_have_value_and_days(anchor: str | None, marked: str, wanted: list[str]) -> None:
    """In each sentence of the table just the marked expressions are found, with value and days."""
    words = [each.removeprefix("the ").removeprefix("The ") for each in re.findall(r"\[(.*?)\]", marked)]
    text = re.sub(r"[\[\]]", "", marked)
    found = find_dates(text, dt.date.fromisoformat(anchor) if anchor else None)

    assert list(zip(words, wanted[::2], wanted[1::2], strict=True)) == [written(each, text) for each in found]


@pytest.mark.parametrize("cue", CUES, ids=lambda cue: cue.tense)
def test_tense_cue_tells_its_examples_from_its_counter_examples(cue: TenseCue) -> None:
    """A tense cue is found in all its examples, and in none of its counter-examples."""
    pattern = re.compile(rf"(?<!\w)(?:{cue.pattern})(?!\w)", re.IGNORECASE)

    assert cue.examples == tuple(text for text in cue.examples if pattern.search(text))
    assert tuple(text for text in cue.counter_examples if pattern.search(text)) == ()


def test_every_rule_has_a_reading() -> None:
    """Rules and readings have the same names, so no row is without effect."""
    assert {rule.name for rule in RULES} == set(dates._READINGS)  # noqa: SLF001 - the other half of the rows


@pytest.mark.parametrize(
    ("text", "start", "end", "vague"),
    [
        ("It was on Wednesday.", (2023, 8, 30), (2023, 8, 31), False),
        ("It was in March.", (2023, 3, 1), (2023, 4, 1), False),
        ("It was in December 2022.", (2022, 12, 1), (2023, 1, 1), False),
        ("Late last year it fell.", (2022, 10, 1), (2023, 1, 1), True),
        ("It fell early last year.", (2022, 1, 1), (2022, 4, 1), True),
        ("It fell in mid-2021.", (2021, 4, 1), (2021, 10, 1), True),
        ("It fell in late May.", (2023, 5, 21), (2023, 6, 1), True),
        ("It fell in the early 1990s.", (1990, 1, 1), (1994, 1, 1), True),
        ("It fell last week.", (2023, 8, 21), (2023, 8, 28), False),
        ("It fell last weekend.", (2023, 8, 26), (2023, 8, 28), False),
        ("It fell earlier this year.", (2023, 1, 1), (2023, 8, 31), True),
        ("It will fall later this year.", (2023, 8, 30), (2024, 1, 1), True),
        ("It fell in the second quarter.", (2023, 4, 1), (2023, 7, 1), False),
        ("It fell last winter.", (2022, 12, 1), (2023, 3, 1), True),
        ("It fell in recent weeks.", (2023, 7, 26), (2023, 8, 31), True),
        ("It may fall in the coming months.", (2023, 8, 30), (2024, 1, 27), True),
        ("It fell in the 19th century.", (1800, 1, 1), (1900, 1, 1), False),
        ("It fell several years ago.", (2013, 1, 3), (2023, 1, 2), True),
    ],
)
def test_interval_has_the_size_that_the_words_mean(
    text: str, start: tuple[int, int, int], end: tuple[int, int, int], *, vague: bool
) -> None:
    """An interval runs from the first day meant up to the day after the last one."""
    assert Interval(dt.date(*start), dt.date(*end), vague=vague) == days(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("On Friday, the court will rule.", "2023-09-01"),
        ("He said on Friday that it will rule.", "2023-08-25"),
        ("The bill is due to pass on Friday.", "2023-09-01"),
        ("He will stay. She left Friday.", "2023-08-25"),
        ("All had replied by Friday.", "2023-08-25"),
        ("The work must stop by Friday.", "2023-09-01"),
        ("They were to be freed on Friday.", "2023-09-01"),
        ("Officials met the families, who left on Friday.", "2023-08-25"),
    ],
)
def test_tense_decides_on_which_side_of_the_anchor_a_weekday_lies(text: str, value: str) -> None:
    """The nearest verb of the same sentence says whether a bare weekday is past or to come."""
    assert [("Friday", value)] == readings(text)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("He was held on March 4, 2021, and freed three months later.", ["2021-03-04", "2021-06"]),
        ("Profit fell in the third quarter from a year earlier.", ["2023-Q3", "2022-Q3"]),
        ("In the quarter ended June 30, sales beat those of a year ago.", ["2023-Q2", "2023-06-30", "2022-Q2"]),
        ("He was held on Monday and freed the next day.", ["2023-08-28", "2023-08-29"]),
        ("It fell on Aug. 4 after a rise the previous Friday.", ["2023-08-04", "2023-07-28"]),
    ],
)
def test_an_expression_can_lean_on_the_date_before_it(text: str, values: list[str]) -> None:
    """Later, earlier, next and previous are reckoned from the date named last."""
    assert values == [value for _, value in readings(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on Wednesday", "XXXX-WXX-3"),
        ("in March", "XXXX-03"),
        ("on March 4", "XXXX-03-04"),
        ("last year", "XXXX"),
        ("this summer", "XXXX-SU"),
        ("the third quarter", "XXXX-Q3"),
        ("the latest quarter", "XXXX-QX"),
        ("by year-end", "XXXX"),
        ("yesterday", "XXXX-XX-XX"),
        ("the next day", "XXXX-XX-XX"),
        ("two weeks ago", "XXXX-WXX"),
        ("the past two years", "P2Y"),
    ],
)
def test_without_an_anchor_a_relative_expression_says_what_is_known(text: str, value: str) -> None:
    """Without a day of publication the value keeps what the words say, and there is no interval."""
    (found,) = find_dates(text, None)

    assert (value, None) == (found.value, found.interval)


def test_a_full_date_needs_no_anchor() -> None:
    """A date with a year has its day also where the day of publication is unknown."""
    (found,) = find_dates("on 30 August 2023", None)

    assert Interval(WEDNESDAY, dt.date(2023, 8, 31)) == found.interval


@pytest.mark.parametrize(
    "text",
    [
        "31 February 2023",
        "1 January 9999",
        "in 1000",
        "the year 2099",
        "999 centuries ago",
        "in A.D. 1",
        "the winter of 2099-00",
        "last Christmas",
        "next Thanksgiving",
        "Easter 1300",
        "overnight",
        "the week of Jan. 1",
        "the 31st of next month",
        "the first week of January",
    ],
)
def test_an_edge_of_the_calendar_never_raises(text: str) -> None:
    """Impossible days and the ends of the calendar are read without an error, from any anchor."""
    for anchor in (None, dt.date.min, WEDNESDAY, dt.date.max):
        assert len(find_dates(text, anchor)) <= 1


def test_a_datetime_is_cut_to_its_day() -> None:
    """A datetime anchors like its day."""
    assert find_dates("Wednesday", WEDNESDAY) == find_dates("Wednesday", dt.datetime(2023, 8, 30, 23, tzinfo=dt.UTC))


@pytest.mark.parametrize(("text", "anchor", "field"), [(b"May", None, "text"), ("May", "2023-08-30", "anchor")])
def test_wrong_types_raise_at_once(text: str, anchor: dt.date | None, field: str) -> None:
    """A wrong type raises, and the message begins with the argument's name."""
    with pytest.raises(FieldTypeError, match=f"^{field}: expected"):
        find_dates(text, anchor)


def test_a_programme_named_like_a_day_is_no_date() -> None:
    """Words that quotation marks enclose alone are a name ("Today"), not a date."""
    assert readings("He told the “Today” show on Monday.") == [("Monday", "2023-08-28")]


def test_a_long_period_does_not_fix_a_day() -> None:
    """After a whole year, "the same day" names no day."""
    assert [value for _, value in readings("It began in 2010, and the same day it ended.")] == ["2010", "XXXX-XX-XX"]


ANCHORS = st.none() | st.dates() | st.sampled_from([dt.date.min, dt.date.max])


@given(st.text() | st.lists(PIECES).map(" ".join), ANCHORS)
def test_any_text_is_read(text: str, anchor: dt.date | None) -> None:
    """On any text and anchor, expressions are in order, within the text, and none overlaps the next."""
    spans = [found.span for found in find_dates(text, anchor)]

    assert spans == sorted(spans)
    assert all(len(span) > 0 and span.end <= len(text) for span in spans)
    assert not any(one.overlaps(other) for one, other in pairwise(spans))


@given(st.sampled_from(UNITS), st.dates())
def test_a_period_holds_the_day_it_is_around(unit: str, day: dt.date) -> None:
    """The period around a day covers it, save a weekend around a weekday, and periods adjoin without a gap."""
    period = Period.around(unit, day)
    interval, following = period.interval, period.plus(1).interval

    if interval and unit != "weekend":
        assert interval.start <= day < interval.end
    if interval and following and unit != "weekend":
        assert interval.end == following.start


@given(st.sampled_from([unit for unit in UNITS if unit not in ("day", "weekend")]), st.dates())
def test_the_parts_of_a_period_cover_it(unit: str, day: dt.date) -> None:
    """The early, the middle and the late part of a period together are the whole."""
    period = Period.around(unit, day)
    parts = [period.part(name) for name in ("early", "mid", "late")]

    if period.interval:
        cuts = [part for part in parts if part]
        assert (period.interval.start, period.interval.end) == (cuts[0].start, cuts[-1].end)
        assert all(one.end == other.start for one, other in pairwise(cuts))


REPEATED = (
    "7", " ", "-", "last ", "May ", "in May ", "the end of ", "twenty-", "9 ", "a few ", "x.\n",
    "1914-", "August ", "the 9", "’8", "8/8/", "Q1 ", "Monday to ", "March and ", "Easter ", "in 1912, on May 3 ",
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("piece", REPEATED)
def test_time_grows_linearly(piece: str) -> None:
    """Eight times the text takes less than thirty times as long."""

    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        start = time.process_time()
        find_dates(text, WEDNESDAY)
        return time.process_time() - start

    assert grows_by_less(seconds, 5_000, 40_000, 30)
