# SPDX-License-Identifier: MIT
"""Periods of the calendar: their TIMEX3 values and their days, with arithmetic that never overflows.

A period is a unit and a number that counts such units, so that the one before it is always the number less one.
Weeks are those of ISO 8601; seasons are the meteorological ones of the northern hemisphere,
and a winter bears the year in which it ends.
"""

import datetime as dt
from typing import NamedTuple, Self

from claimtrack.model import Interval

_MONTHS = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_DAYS = {"day": 1, "week": 7, "weekend": 7}
_SEASONS = ("WI", "SP", "SU", "FA")
UNITS = (*_DAYS, *_MONTHS)

# Where the early, the middle and the late part meet, in months of the period; news usage has no fixed borders,
# so these are conventions: quarters of a year, and years 0-3, 4-6 and 7-9 of a decade.
_CUTS = {"year": (3, 9), "decade": (48, 84), "century": (400, 800), "half": (2, 4), "quarter": (1, 2), "season": (1, 2)}
_DAY_CUTS = {"month": (10, 20), "week": (2, 4)}


class Period(NamedTuple):
    """A stretch of the calendar: the *number*-th day, week, weekend, month, quarter, season, half, year and so on."""

    unit: str
    number: int

    @classmethod
    def around(cls, unit: str, day: dt.date) -> Self:
        """Return the period of that *unit* in which *day* lies; a weekend is that of the day's week."""
        if unit in _DAYS:
            return cls(unit, (day.toordinal() - 1) // _DAYS[unit])
        return cls(unit, (day.year * 12 + day.month - 1 + (unit == "season")) // _MONTHS[unit])

    def plus(self, count: int) -> Self:
        """Return the period that lies *count* units later."""
        return self._replace(number=self.number + count)

    @property
    def start(self) -> dt.date | None:
        """The first day, or None outside the years 1 to 9999."""
        if self.unit in _DAYS:
            ordinal = self.number * _DAYS[self.unit] + 1 + 5 * (self.unit == "weekend")
            return dt.date.fromordinal(ordinal) if 1 <= ordinal <= dt.date.max.toordinal() else None
        return _first_of_month(self.number * _MONTHS[self.unit] - (self.unit == "season"))

    @property
    def interval(self) -> Interval | None:
        """The days of the period, or None where they leave the years 1 to 9999; a season has vague borders."""
        start, end = self.start, self.plus(1).start
        if self.unit == "weekend" and start and end:
            end = end - dt.timedelta(days=5)
        return Interval(start, end, vague=self.unit == "season") if start and end else None

    @property
    def value(self) -> str | None:
        """The TIMEX3 value, or None outside the years 1 to 9999."""
        start = self.start
        if start is None:
            return None
        if self.unit == "day":
            return start.isoformat()
        if self.unit in _DAYS:
            year, week, _ = start.isocalendar()
            return f"{year:04d}-W{week:02d}" + ("-WE" if self.unit == "weekend" else "")
        if self.unit in ("year", "decade", "century"):
            return f"{start.year:04d}"[: {"year": 4, "decade": 3, "century": 2}[self.unit]]
        year, place = divmod(self.number, 12 // _MONTHS[self.unit])
        if self.unit == "season":
            return f"{year:04d}-{_SEASONS[place]}"
        mark = {"month": f"{place + 1:02d}", "quarter": f"Q{place + 1}", "half": f"H{place + 1}"}[self.unit]
        return f"{year:04d}-{mark}"

    def part(self, name: str) -> Interval | None:
        """Return the "early", "mid" or "late" part as a vague interval; days and weekends have no parts."""
        whole = self.interval
        if whole is None:
            return None
        if self.unit in _CUTS:
            first = self.number * _MONTHS[self.unit] - (self.unit == "season")
            borders = [_first_of_month(first + months) for months in _CUTS[self.unit]]
        elif self.unit in _DAY_CUTS:
            borders = [whole.start + dt.timedelta(days) for days in _DAY_CUTS[self.unit]]
        else:
            return whole
        cuts = (whole.start, *(border for border in borders if border), whole.end)
        place = ("early", "mid", "late").index(name)
        return Interval(cuts[place], cuts[place + 1], vague=True)


def _first_of_month(months: int) -> dt.date | None:
    """Return the first day of the month that is *months* after January of year 0, or None outside 1 to 9999."""
    year, month = divmod(months, 12)
    return dt.date(year, month + 1, 1) if dt.MINYEAR <= year <= dt.MAXYEAR else None


def day_of(year: int, month: int, day: int) -> Period | None:
    """Return the day, or None where the calendar has no such day (30 February, year 0)."""
    try:
        return Period.around("day", dt.date(year, month, day))
    except ValueError:
        return None


def month_of(year: int, month: int) -> Period:
    """Return the *month* (1 to 12) of *year*."""
    return Period("month", year * 12 + month - 1)


def days_between(start: dt.date, days: int) -> Interval | None:
    """Return the vague interval of that many *days* from *start* on, or back from it where *days* is negative."""
    try:
        other = start + dt.timedelta(days)
        return Interval(start, other, vague=True) if days > 0 else Interval(other, start + dt.timedelta(1), vague=True)
    except OverflowError:
        return None
