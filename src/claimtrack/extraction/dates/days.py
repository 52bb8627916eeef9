# SPDX-License-Identifier: MIT
"""Readings of expressions that name a day: dates, weekdays, today and yesterday, holidays."""

import datetime as dt
import re
from functools import cache

from dateutil.easter import easter

from claimtrack.extraction.dates.calendar import Period, day_of
from claimtrack.extraction.dates.context import DateReading, ExpressionContext, Groups, reading_of, sign, timed
from claimtrack.extraction.dates.grammar import MONTHS, WEEKDAYS, Holiday, holidays
from claimtrack.language.closed_classes import word_classes
from claimtrack.model import Interval

DAYPARTS = dict(zip(word_classes()["part of the day"].words, ("TMO", "TAF", "TEV", "TNI"), strict=True))
# How many days away a day without a year may lie on either side, whatever the verb, before its tense is asked.
_NEAR = 120
_WEEK = 7
_SHIFTS = {"yesterday": -1, "last night": -1, "overnight": -1, "tomorrow": 1}
_SHIFTS |= {"the day before yesterday": -2, "the day after tomorrow": 2}
# The attacks of 11 September 2001 go without their year.
_ATTACKS = re.compile(r"\s+(?:terror|attacks|hijack|[Cc]ommission|victims|plot)")
_BEHIND = re.compile(r"\b(?:ended|since|(?:was|were)\s+\w+\s+(?:\w+\s+){0,2}on)\s+(?:the\s+)?\Z")
# A noun after the name of a holiday, told from the words that may follow a date.
_MODIFIES = re.compile(r"\s+(?!(?:in|at|on|and|or|of|for|to|by|with|when|as|but|after|before|from|[a-z]+ed)\b)[a-z]")
# How many years ahead a year of two digits may lie.
_AHEAD = 20
_UP_TO = re.compile(r"\s*(?:[-–]|through|to|until)\s*")
_ON = re.compile(r"\b[Oo]n\s\Z")
_RELATIVE = re.compile("previous|preceding|following")


def month_number(name: str) -> int:
    """Return the number of a month from its name or what it is shortened to."""
    return next(number for number, full in enumerate(MONTHS, start=1) if full.startswith(name.rstrip(".")[:3]))


def iso(groups: Groups, _context: ExpressionContext) -> DateReading | None:
    """Read "2023-08-30" and "2023/08/30"."""
    return reading_of(day_of(int(groups["year"]), int(groups["month"]), int(groups["day"])))


def numeric(groups: Groups, context: ExpressionContext) -> DateReading | None:
    """Read "8/30/2023" and "30.8.2023"; where both orders are possible, only the year is sure."""
    year, first, second = int(groups["year"]), int(groups["first"]), int(groups["second"])
    if year < 100:  # noqa: PLR2004 - two digits, which may lie some years ahead
        latest = (context.anchor.year if context.anchor else 2000) + _AHEAD
        year = latest - (latest - year) % 100
    readings = {day_of(year, first, second), day_of(year, second, first)} - {None}
    if len(readings) == 1:
        return reading_of(readings.pop())
    whole = Period("year", year).interval
    if not readings or whole is None:
        return None
    return DateReading(f"{year:04d}-XX-XX", Interval(whole.start, whole.end, vague=True))


def attacks(_groups: Groups, context: ExpressionContext) -> DateReading | None:
    """Read "9/11"."""
    is_over = context.anchor is None or context.anchor >= dt.date(2001, 9, 11)
    return reading_of(day_of(2001, 9, 11)) if is_over else None


def day_of_month(groups: Groups, context: ExpressionContext) -> DateReading | None:
    """Read "March 4", "30 August 2023" and ranges of days, whose value is an ISO 8601 interval."""
    if "since" in groups:
        groups = groups | {"day": groups["since"], "till": groups["day"]}
    first = one_day(groups, context)
    last = one_day(groups | {"day": groups["till"]}, context) if "till" in groups else None
    if first and last and first.interval and last.interval and first.interval.start < last.interval.start:
        days = Interval(first.interval.start, last.interval.end)
        return DateReading(f"{first.value}/{last.value}", days, first.period)
    return first


def one_day(groups: Groups, context: ExpressionContext) -> DateReading | None:
    """Read a month and a day, with or without a year."""
    month, day = month_number(groups["month"]), int(re.sub(r"\D", "", groups["day"]))
    year = context.year(groups)
    if (month, day) == (9, 11) and year is None and _ATTACKS.match(context.after(16)):
        return attacks(groups, context)
    if year is not None:
        return reading_of(day_of(year, month, day))
    unknown = f"XXXX-{month:02d}-{day:02d}"
    if not day_of(2000, month, day):
        return None
    if context.anchor is None:
        return DateReading(unknown)
    now = Period.around("day", context.anchor)
    days = [found for shift in (-1, 0, 1) if (found := day_of(context.anchor.year + shift, month, day))]
    story = context.story()
    if story and (told := day_of(story.year + ((month, day) < (story.month, story.day)), month, day)):
        return reading_of(told, unknown)
    return reading_of(_chosen(days, now, context) if days else None, unknown)


def _chosen(periods: list[Period], now: Period, context: ExpressionContext) -> Period:
    """Return the period that the sentence means: one that is near, or else the one on its tense's side."""
    closest = min(periods, key=lambda period: abs(period.number - now.number))
    behind = _BEHIND.search(context.before(48))
    if not behind and abs(closest.number - now.number) <= _NEAR:
        return closest
    tense = "past" if behind else context.tense()
    past = [period for period in periods if period.number <= now.number]
    future = [period for period in periods if period.number > now.number]
    if tense == "future" and future:
        return future[0]
    if tense == "past" and past:
        return past[-1]
    year = now.value and now.value[:4]
    return next((period for period in periods if period.value and period.value[:4] == year), closest)


def week_of(groups: Groups, context: ExpressionContext) -> DateReading | None:
    """Read "the week of March 3": the week, from Monday to Sunday, in which the day lies."""
    day = one_day(groups, context)
    if day is None or day.period is None or day.period.start is None:
        return day and DateReading("XXXX-WXX")
    return reading_of(Period.around("week", day.period.start))


def nth_day(groups: Groups, context: ExpressionContext) -> DateReading | None:
    """Read "the 15th" and "the 21st of this month"."""
    day = int(re.sub(r"\D", "", groups["nth"]))
    if context.anchor is None or not ("rel" in groups or _ON.search(context.before(4))):
        return None
    month = Period.around("month", context.anchor)
    if "rel" in groups:
        month = month.plus(sign(groups["rel"]))
    else:
        month = month.plus(day < context.anchor.day if context.tense() == "future" else -(day > context.anchor.day))
    start = month.start
    return reading_of(day_of(start.year, start.month, day)) if start else None


def weekday(groups: Groups, context: ExpressionContext) -> DateReading | None:
    """Read "Wednesday", "last Friday", "Monday of next week"."""
    number, rel, part = WEEKDAYS.index(groups["weekday"]), groups.get("rel", ""), groups.get("part", "")
    time = DAYPARTS.get(groups.get("time", ""), "")
    now = context.now("day")
    if _RELATIVE.search(rel):
        now = context.then("day") or now
    unknown = f"XXXX-WXX-{number + 1}{time}"
    if now is None:
        return DateReading(unknown)
    monday = now.number - now.number % 7
    last = context.last
    if not rel and last and _goes_on(last, now, context):
        index = last.number + ((number - last.number) % 7 or 7)
    elif "shift" in groups:
        index = monday + number + 7 * sign(groups["shift"])
    elif rel and sign(rel) == 0:
        index = monday + number
    else:
        ahead = sign(rel) > 0 if rel else context.tense() in ("future", "order")
        away = (number - now.number) % 7 if ahead else -((now.number - number) % 7)
        index = now.number + (away or (7 * sign(rel)))
    return timed(reading_of(Period("day", index), unknown, part), time)


def _goes_on(last: Period, now: Period, context: ExpressionContext) -> bool:
    """Tell whether a weekday ends a range that begins with the day named last, within a week of the publication."""
    in_news = last.unit == "day" and last.number >= now.number - _WEEK
    return in_news and _UP_TO.fullmatch(context.text, context.last_end, context.start) is not None


def today(groups: Groups, context: ExpressionContext) -> DateReading | None:
    """Read "yesterday", "this morning", "overnight": the days around the day of publication."""
    word = re.sub(r"[\s-]+", " ", groups["word"])
    now = context.now("day")
    time = groups.get("time") or ("night" if word in ("tonight", "overnight") else word.split()[-1])
    reading = timed(reading_of(now.plus(_SHIFTS.get(word, 0)) if now else None, "XXXX-XX-XX"), DAYPARTS.get(time, ""))
    if word == "overnight":
        if _MODIFIES.match(context.after(16)):
            return None
        days = reading and reading.interval
        if reading and days and context.anchor and context.anchor < dt.date.max:
            return reading._replace(interval=Interval(days.start, context.anchor + dt.timedelta(1)))
    return reading


def holiday(groups: Groups, context: ExpressionContext) -> DateReading | None:
    """Read "Christmas", "Labor Day 2008", "last Thanksgiving"; as part of another noun ("Easter egg") it is no date."""
    row = next((row for pattern, row in _named() if pattern.fullmatch(groups["name"])), None)
    year = context.year(groups)
    if row and "week" in groups:
        return _holiday_week(row, year, context)
    if row is None or (year is None and not groups["name"].endswith("day") and _MODIFIES.match(context.after(24))):
        return None
    if year is not None:
        return reading_of(_holiday_in(row, year))
    if context.anchor is None:
        return DateReading(f"XXXX-{row.month:02d}-{row.day:02d}" if row.day else "XXXX-XX-XX")
    now = Period.around("day", context.anchor)
    days = [day for shift in (-1, 0, 1) if (day := _holiday_in(row, context.anchor.year + shift))]
    rel = sign(groups["rel"]) if "rel" in groups else 0
    ahead = rel > 0 or (not rel and context.tense() == "future")
    side = [day for day in days if (day.number >= now.number if ahead else day.number <= now.number)]
    return reading_of((side[0] if ahead else side[-1]) if side else None, "XXXX-XX-XX")


def _holiday_week(row: Holiday, year: int | None, context: ExpressionContext) -> DateReading | None:
    """Read "Easter week": the week from the Monday after the day on, of the year stated or else the nearest one."""
    now = context.now("day")
    years = (
        [year] if year is not None else [now.start.year + shift for shift in (-1, 0, 1)] if now and now.start else []
    )
    days = [day for each in years if (day := _holiday_in(row, each))]
    nearest = min(days, key=lambda day: abs(day.number - (now or day).number), default=None)
    following = nearest.plus(1).start if nearest else None
    return reading_of(Period.around("week", following) if following else None, "XXXX-WXX")


@cache
def _named() -> list[tuple[re.Pattern[str], Holiday]]:
    return [(re.compile(row.pattern.replace(" ", r"[\s-]{1,3}"), re.IGNORECASE), row) for row in holidays()]


def _holiday_in(row: Holiday, year: int) -> Period | None:
    """Return the day of a holiday in *year*, or None where the calendar has no such year."""
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        return None
    if row.easter is not None:
        # dateutil reckons the western Easter from the year 1583 on.
        return Period.around("day", easter(year) + dt.timedelta(row.easter)) if year > 1582 else None  # noqa: PLR2004
    if row.nth:
        first = dt.date(year, row.month, 1) if row.nth > 0 else dt.date(year, row.month + 1, 1) - dt.timedelta(7)
        away = (row.weekday - first.weekday()) % 7 + 7 * max(row.nth - 1, 0)
        return Period.around("day", first + dt.timedelta(away))
    return day_of(year, row.month, row.day)


def same_day(groups: Groups, context: ExpressionContext) -> DateReading | None:
    """Read "that day", "the next morning", "the day before": reckoned from the day named last."""
    base = context.then("day")
    if base is None and context.anchor and "way" not in groups:
        return None
    step = sign(groups.get("way") or groups.get("side", ""))
    time = DAYPARTS.get(groups.get("time", ""), "")
    return timed(reading_of(base.plus(step) if base else None, "XXXX-XX-XX"), time)
