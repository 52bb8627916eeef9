# SPDX-License-Identifier: MIT
"""Readings of expressions that count units from a day: "two weeks ago", "in recent months", "the following year"."""

import re

from claimtrack.extraction.dates.calendar import Period, days_between
from claimtrack.extraction.dates.context import (
    DateReading,
    ExpressionContext,
    Groups,
    number_of,
    reading_of,
    sign,
    vaguely,
)
from claimtrack.extraction.dates.periods import UNKNOWN

# How many a word without a number stands for; only the intervals use it, and they are vague.
_VAGUE = {"couple": 2, "few": 3, "several": 5, "dozen": 12, "": 5}
_LETTERS = {"day": "D", "week": "W", "weekend": "W", "month": "M", "quarter": "Q", "year": "Y", "decade": "E"}
_LETTERS["century"] = "C"
_LENGTHS = {"day": 1, "week": 7, "weekend": 7, "month": 30, "quarter": 91, "year": 365, "decade": 3652}
_LENGTHS["century"] = 36524
_DEICTIC = re.compile("ago|hence|from")


def _count(groups: Groups) -> tuple[int, bool]:
    """Return how many units an expression counts, and whether that is a guess."""
    number = groups.get("number", "")
    if number.isdecimal():
        return int(number), False
    if number in ("a", "an"):
        return 1, False
    if number:
        return number_of(re.split(r"[\s-]+", number)), False
    return next(size for word, size in _VAGUE.items() if word in groups.get("vague", "")), True


def shifted(groups: Groups, context: ExpressionContext) -> DateReading | None:
    """Read "two weeks ago", "three months later", "a year earlier"."""
    unit, way = groups["unit"].replace("centurie", "century"), groups["way"]
    count, guess = _count(groups)
    step = sign(way)
    last = context.last
    if unit == "fortnight":
        day = context.now("day")
        return vaguely(reading_of(day.plus(14 * step * count) if day else None, UNKNOWN["day"]))
    if unit == "year" and count == 1 and last and last.unit in ("quarter", "half") and not context.compares_months():
        compared = reading_of(_reported(last, context).plus(step * (4 if last.unit == "quarter" else 2)))
        return compared and compared._replace(period=None)
    now = context.now(unit)
    base = now if _DEICTIC.search(way) else context.then(unit) or (now if step < 0 else None)
    ref = "PAST_REF" if step < 0 else "FUTURE_REF"
    if base is None:
        return DateReading(ref if guess else UNKNOWN[unit])
    if guess:
        start = base.start
        return DateReading(ref, days_between(start, step * 2 * count * _LENGTHS[unit]) if start else None)
    found = reading_of(base.plus(step * count), ref)
    # What figures are compared with is no date that others lean on.
    return found._replace(period=None) if found and unit == "year" and count == 1 and step < 0 else found


def _reported(last: Period, context: ExpressionContext) -> Period:
    """Return the period that is compared with its year before: the one named last, or one that has ended already."""
    now = context.now(last.unit)
    return now.plus(-1) if now and last.number > now.number + 1 else last


def year_ago(groups: Groups, context: ExpressionContext) -> DateReading | None:
    """Read "year-ago" of a report on earnings."""
    return shifted(groups | {"unit": "year", "number": "a", "way": "ago"}, context)


def stretch(groups: Groups, context: ExpressionContext) -> DateReading | None:
    """Read "the past two years", "the coming months": a stretch that ends or begins at the day of publication."""
    unit = groups["unit"].replace("centurie", "century")
    count, guess = _count(groups)
    step = sign(groups["rel"]) if "rel" in groups else 1
    interval = days_between(context.anchor, step * count * _LENGTHS[unit]) if context.anchor else None
    return DateReading(f"P{'X' if guess else count}{_LETTERS[unit]}", interval)


def same(groups: Groups, context: ExpressionContext) -> DateReading | None:
    """Read "that year", "the following month", "the week before": reckoned from the date named last."""
    unit = groups.get("unit") or groups["span"]
    base = context.then(unit)
    step = sign(groups.get("way") or groups.get("side", ""))
    return reading_of(base.plus(step) if base else None, UNKNOWN[unit])
