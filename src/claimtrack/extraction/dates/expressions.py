# SPDX-License-Identifier: MIT
"""Time expressions: the dates that a text names or points at, with TIMEX3 values and half-open intervals.

A closed grammar finds the words; `data/dates.toml` holds its rules, each with examples.
What is relative is reckoned from the day of publication, as news usage has it.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from itertools import chain

from claimtrack.checks import check, without_time_or_none
from claimtrack.extraction.dates import counts, days, periods
from claimtrack.extraction.dates.calendar import Period
from claimtrack.extraction.dates.context import DateReading, ExpressionContext, Groups
from claimtrack.extraction.dates.grammar import LINKS, grammar, heads, openers
from claimtrack.language.text import Text
from claimtrack.model import Span, TimeExpression

# The most characters of an expression that stand before the first word that only time expressions have.
_LEAD = 48
_WORD = re.compile(r"\w+")
# With these words a text speaks of the days around its publication.
_DEICTIC = ("last", "next", "this")
_ENDED = re.compile(r"\s+(?:ended|ending|through)\s+")


def find_dates(text: str, anchor: dt.date | None = None) -> list[TimeExpression]:
    """Return the time expressions of *text* in order, none overlapping another.

    Args:
        text: Any text; it may be long, the time grows linearly with it.
        anchor: The day of publication, from which "Wednesday" or "last year" are reckoned; None if unknown.
            Then relative expressions have no interval, and a value that says what is known ("XXXX-WXX-3").

    Returns:
        Expressions whose value is a TIMEX3 value and whose interval holds the days meant.
        A range of days or years has an ISO 8601 interval as its value ("2023-08-28/2023-08-30").
        "A few" counts as three, "several" and a bare plural as five; such intervals are vague.
        Durations, ages and repeated times ("for three years", "every Monday") are no dates.
        A numeric date that may be day first or month first has the value of its year alone ("2023-XX-XX").
        A year before Christ has a value ("BC0044") and no interval.

    Raises:
        FieldTypeError: If *text* is no str, or *anchor* is neither a date nor None.
    """
    check(text, str, "text", "a str")
    check(anchor, dt.date | None, "anchor", "a date or None")
    day = without_time_or_none(anchor)
    _, rules = grammar()
    found: list[TimeExpression] = []
    last: Period | None = None
    last_end = 0
    news = False
    for match in _candidates(text):
        name = match.lastgroup or ""
        inner = rules[name].match(text, match.start())
        groups = {key: value.lower() for key, value in inner.groupdict().items() if value} if inner else {}
        context = ExpressionContext(text, match.start(), match.end(), day, last, last_end, news)
        reading = None if context.titled() else _READINGS[name](groups, context)
        if reading:
            news = news or name in ("weekday", "today") or (name == "unit" and groups.get("rel") in _DEICTIC)
            # "the quarter ended Sept. 30" still speaks of the quarter afterwards.
            if reading.period and not (found and _ENDED.fullmatch(text, found[-1].span.end, match.start())):
                last, last_end = reading.period, match.end()
            found.append(TimeExpression(Span(match.start(), match.end()), reading.value, reading.interval))
    return found


def read_dates(text: Text, anchor: dt.date | None) -> list[TimeExpression]:
    """Return the time expressions of a *text* that is analysed; see `find_dates`."""
    return find_dates(text.string, anchor)


def _candidates(text: str) -> Iterator[re.Match[str]]:
    """Yield the matches of the grammar, which is tried only where a word of time stands, and before it."""
    scan, _ = grammar()
    leading = openers()
    done = 0
    # The first word counts as one, for no character stands before it.
    for head in chain([0], (hit.start(1) for hit in heads().finditer(text))):
        if head < done:
            continue
        starts = []
        for word in _WORD.finditer(text, max(done, head - _LEAD), head):
            lower = word[0].lower()
            if lower in leading or lower[0].isdecimal():
                starts.append(word.start())
            elif lower not in LINKS:
                starts.clear()
        match = next((found for start in (*starts, head) if (found := scan.match(text, start))), None)
        if match:
            done = match.end()
            yield match


_READINGS: dict[str, Callable[[Groups, ExpressionContext], DateReading | None]] = {
    "not_a_date": lambda _groups, _context: None,
    "era": periods.era,
    "iso": days.iso,
    "numeric": days.numeric,
    "attacks": days.attacks,
    "holiday": days.holiday,
    "day_month": days.day_of_month,
    "month_day": days.day_of_month,
    "week_of": days.week_of,
    "week_of_month": periods.week_of_month,
    "month": periods.month,
    "weekday": days.weekday,
    "today": days.today,
    "nth_day": days.nth_day,
    "quarter": periods.quarter,
    "quarter_code": periods.quarter,
    "the_year": periods.the_year,
    "year_ago": counts.year_ago,
    "the_quarter": periods.the_quarter,
    "shifted": counts.shifted,
    "stretch": counts.stretch,
    "stretch_ahead": counts.stretch,
    "same_day": days.same_day,
    "same": counts.same,
    "season": periods.season,
    "unit": periods.unit,
    "year_end": periods.year_end,
    "decade": periods.decade,
    "century": periods.century,
    "years": periods.years,
    "year": periods.year,
}
