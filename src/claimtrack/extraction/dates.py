# SPDX-License-Identifier: MIT
"""Time expressions: the dates that a text names or points at, with TIMEX3 values and half-open intervals.

A closed grammar finds the words; `data/dates.toml` holds its rules, each with examples.
What is relative is reckoned from the day of publication, as news usage has it.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable
from itertools import chain

import attrs

from claimtrack.exceptions import FieldTypeError
from claimtrack.extraction.calendar_values import UNITS, Period, day_of, days_between, month_of
from claimtrack.extraction.date_grammar import MONTHS, NUMBERS, TENS, WEEKDAYS, cues, grammar
from claimtrack.model import Interval, Span, TimeExpression

_SEASONS = {"winter": 0, "spring": 1, "summer": 2, "fall": 3, "autumn": 3}
_DECADES = ["-", "-", "twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"]
_ORDINALS = ["-", "first", "second", "third", "fourth"]
# How many a word without a number stands for; only the intervals use it, and they are vague.
_VAGUE = {"couple": 2, "few": 3, "several": 5, "dozen": 12, "": 5}
_DAYPARTS = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}
_LETTERS = {"day": "D", "week": "W", "weekend": "W", "month": "M", "quarter": "Q", "year": "Y", "decade": "E"}
_LETTERS["century"] = "C"
_UNKNOWN = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX"}
_UNKNOWN |= {"quarter": "XXXX-QX", "half": "XXXX-HX", "year": "XXXX", "decade": "XXX", "century": "XX"}
_LENGTHS = {"day": 1, "week": 7, "weekend": 7, "month": 30, "quarter": 91, "year": 365, "decade": 3652}
_LENGTHS["century"] = 36524
_PARTS = {"beginning": "early", "start": "early", "middle": "mid", "end": "late", "close": "late"}

_QUOTES = tuple("\"“”‘’'")
# How many months ahead a bare month may lie where no verb shows the tense.
_SOON = 2
# From this year on four digits are a year without a preposition before them.
_FIRST_BARE_YEAR = 1900
# Longest stretch of a sentence that is searched for a verb; keeps the reading linear on a text without full stops.
_WINDOW = 160
_SENTENCE_END = re.compile(r"[.!?][\"”'’)]*\s+(?=[\"“‘(]*[A-Z])(?<!Mr\.\s)(?<!Mrs\.\s)(?<!Ms\.\s)(?<!Dr\.\s)|\n\s*\n")
_UP_TO = re.compile(r"\b(?:by|until|till|through)\s+(?:the\s+)?\Z")
_ENDED = re.compile(r"\s+(?:ended|ending|through)\s+")
_MONTH_CUE = re.compile(
    r"\b(?:in|since|by|until|till|through|during|from|of|between|as|around|about|before|after|for|to|and|or|on|"
    r"than|late|early|mid|the|a|our|its|their|his|her)[\s-]+\Z",
    re.IGNORECASE,
)
_MAY_CUE = re.compile(r"\b(?:in|since|by|until|till|through|during|from|of|late|early|mid)[\s-]+\Z", re.IGNORECASE)
_YEAR_CUE = re.compile(
    r"\b(?:in|since|by|until|till|from|of|before|after|around|circa|during|year)\s+\Z", re.IGNORECASE
)
_NUMBER_CUE = re.compile(
    r"(?:\b(?:about|some|than|nearly|almost|over|under|least|most|only|up to|roughly|approximately|No|no|number|"
    r"flight|route|highway|room|section|rule|page|chapter|resolution|resolutions|interstate|world|model|the other)"
    r"\.?|[$£€#])\s*\Z",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\s+(?:\w+\s+)?(?:people|men|women|troops|soldiers|jobs|miles|feet|meters|metres|square|pounds|dollars|euros|"
    r"yards|tons|tonnes|workers|employees|votes|points|deaths|cases|homes|houses|students|members|words|shares|units|"
    r"barrels|megawatts|acres|hours|times|kilomet|percent|per\b)"
)


@attrs.frozen
class _Reading:
    """What an expression was read as: its value, its days, and its period for the expressions that lean on it."""

    value: str
    interval: Interval | None = None
    period: Period | None = None


@attrs.frozen
class _Place:
    """Where an expression stands, the day it is reckoned from, and the period named last before it."""

    text: str
    start: int
    end: int
    anchor: dt.date | None
    last: Period | None

    def before(self, length: int = _WINDOW) -> str:
        return self.text[max(0, self.start - length) : self.start]

    def titled(self) -> bool:
        """Tell whether quotation marks enclose just this expression, as they do a programme's name."""
        return self.before(1) in _QUOTES and self.text[self.end : self.end + 1] in _QUOTES

    def now(self, unit: str) -> Period | None:
        return Period.around(unit, self.anchor) if self.anchor else None

    def then(self, unit: str) -> Period | None:
        """Return the period of that *unit* in which the one named last begins, unless that one is longer."""
        start = self.last.start if self.last and UNITS.index(self.last.unit) <= UNITS.index(unit) else None
        return Period.around(unit, start) if start else None

    def tense(self) -> str | None:
        """Return the tense of the nearest verb of the sentence, one before the expression by preference."""
        before = _SENTENCE_END.split(self.before())[-1]
        if _UP_TO.search(before):
            return "past" if re.search(r"\b(?:had|has|have)\b", before) else "future"
        tenses = [match.lastgroup for match in cues().finditer(before)]
        if tenses:
            return tenses[-1]
        after = _SENTENCE_END.split(self.text[self.end : self.end + _WINDOW], maxsplit=1)[0]
        cue = cues().search(after)
        return cue.lastgroup if cue else None


_Groups = dict[str, str]


def find_dates(text: str, anchor: dt.date | None) -> list[TimeExpression]:
    """Return the time expressions of *text* in order, none overlapping another.

    Args:
        text: Any text; it may be long, the time grows linearly with it.
        anchor: The day of publication, from which "Wednesday" or "last year" are reckoned; None if unknown.
            Then relative expressions have no interval, and a value that says what is known ("XXXX-WXX-3").

    Returns:
        Expressions whose value is a TIMEX3 value and whose interval holds the days meant.
        A range of days has an ISO 8601 interval as its value ("2023-08-28/2023-08-30").
        "A few" counts as three, "several" and a bare plural as five; such intervals are vague.
        Durations, ages and repeated times ("for three years", "every Monday") are no dates.
        A numeric date that may be day first or month first has the value of its year alone ("2023-XX-XX").

    Raises:
        FieldTypeError: If *text* is no str, or *anchor* is neither a date nor None.
    """
    if not isinstance(text, str):
        message = f"text: expected a str, got {text!r:.80} of type {type(text).__name__}"
        raise FieldTypeError(message)
    if anchor is not None and not isinstance(anchor, dt.date):
        message = f"anchor: expected a date or None, got {anchor!r:.80} of type {type(anchor).__name__}"
        raise FieldTypeError(message)
    day = anchor.date() if isinstance(anchor, dt.datetime) else anchor
    return dates_within(text, day, [(0, len(text))])


def dates_within(text: str, day: dt.date | None, stretches: Iterable[tuple[int, int]]) -> list[TimeExpression]:
    """Return the time expressions in *stretches* of *text*, which are in order and do not overlap."""
    scan, rules = grammar()
    found: list[TimeExpression] = []
    last = None
    for match in chain.from_iterable(scan.finditer(text, *stretch) for stretch in stretches):
        name = match.lastgroup or ""
        inner = rules[name].match(text, match.start())
        groups = {key: value.lower() for key, value in inner.groupdict().items() if value} if inner else {}
        place = _Place(text, match.start(), match.end(), day, last)
        reading = None if place.titled() else _READINGS[name](groups, place)
        if reading:
            # "the quarter ended Sept. 30" still speaks of the quarter afterwards.
            if not (found and _ENDED.fullmatch(text, found[-1].span.end, match.start())):
                last = reading.period or last
            found.append(TimeExpression(Span(match.start(), match.end()), reading.value, reading.interval))
    return found


def _read(period: Period | None, unknown: str, part: str = "", anchor: dt.date | None = None) -> _Reading | None:
    """Return the reading of a *period* or a part of it; *unknown* is the value where there is no period."""
    if period is None:
        return _Reading(unknown)
    value = period.value
    if value is None:
        return _Reading("PAST_REF" if period.number <= 1 else "FUTURE_REF")
    interval = period.interval
    name = next((_PARTS.get(word, word) for word in re.split(r"\W+", part) if word not in ("", "the")), "")
    if name in ("early", "mid", "late"):
        interval = period.part(name)
    elif interval and anchor and interval.start <= anchor < interval.end:
        if name == "earlier":
            interval = Interval(interval.start, anchor + dt.timedelta(1), vague=True)
        elif name == "later":
            interval = Interval(anchor, interval.end, vague=True)
    return _Reading(value, interval, period)


def _sign(word: str) -> int:
    """Return -1 for last, previous and so on, 1 for next, following and so on, and 0 for this."""
    if re.search("last|past|recent|previous|preceding|before|earlier|ago", word):
        return -1
    return 1 if re.search("next|coming|following|after|later|hence|from", word) else 0


def _month_number(name: str) -> int:
    return next(number for number, full in enumerate(MONTHS, start=1) if full.startswith(name.rstrip(".")[:3]))


def _year_number(groups: _Groups, place: _Place) -> int | None:
    """Return the year that an expression states ("2021") or points at ("last year")."""
    if "year" in groups:
        return int(groups["year"])
    if "shift" in groups and place.anchor:
        return place.anchor.year + _sign(groups["shift"])
    return None


def _iso(groups: _Groups, _place: _Place) -> _Reading | None:
    day = day_of(int(groups["year"]), int(groups["month"]), int(groups["day"]))
    return _read(day, "") if day else None


def _numeric(groups: _Groups, _place: _Place) -> _Reading | None:
    year, first, second = int(groups["year"]), int(groups["first"]), int(groups["second"])
    readings = {day_of(year, first, second), day_of(year, second, first)} - {None}
    if len(readings) == 1:
        return _read(readings.pop(), "")
    whole = Period("year", year).interval
    return (
        _Reading(f"{year:04d}-XX-XX", Interval(whole.start, whole.end, vague=True) if whole else None)
        if readings
        else None
    )


def _day_of_month(groups: _Groups, place: _Place) -> _Reading | None:
    """Read "March 4", "30 August 2023" and ranges of days, whose value is an ISO 8601 interval."""
    first = _one_day(groups, place)
    last = _one_day(groups | {"day": groups["till"]}, place) if "till" in groups else None
    if first and last and first.interval and last.interval and first.interval.start < last.interval.start:
        days = Interval(first.interval.start, last.interval.end)
        return _Reading(f"{first.value}/{last.value}", days, first.period)
    return first


def _one_day(groups: _Groups, place: _Place) -> _Reading | None:
    month, day = _month_number(groups["month"]), int(re.sub(r"\D", "", groups["day"]))
    year = _year_number(groups, place)
    if year is not None:
        stated = day_of(year, month, day)
        return _read(stated, "") if stated else None
    unknown = f"XXXX-{month:02d}-{day:02d}"
    if place.anchor is None:
        return _Reading(unknown) if day_of(2000, month, day) else None
    days = [found for shift in (-1, 0, 1) if (found := day_of(place.anchor.year + shift, month, day))]
    if not days:
        return _Reading(unknown) if day_of(2000, month, day) else None
    return _read(_chosen(days, Period.around("day", place.anchor), place, near=120), unknown)


def _chosen(periods: list[Period], now: Period, place: _Place, near: int) -> Period:
    """Return the period that the sentence means: one less than *near* away, or else the one on its tense's side."""
    closest = min(periods, key=lambda period: abs(period.number - now.number))
    tense = "past" if re.search(r"\b(?:ended|since)\s+\Z", place.before(12)) else None
    if not tense and abs(closest.number - now.number) <= near:
        return closest
    tense = tense or place.tense()
    past = [period for period in periods if period.number <= now.number]
    future = [period for period in periods if period.number > now.number]
    if tense == "future" and future:
        return future[0]
    if tense == "past" and past:
        return past[-1]
    return next(
        (period for period in periods if period.value and now.value and period.value[:4] == now.value[:4]), closest
    )


def _month(groups: _Groups, place: _Place) -> _Reading | None:
    month, part, rel = _month_number(groups["month"]), groups.get("part", ""), groups.get("rel", "")
    year = _year_number(groups, place)
    if year is not None:
        return _read(month_of(year, month), "", part)
    if not (part or rel):
        cue = {"may": _MAY_CUE, "march": _MONTH_CUE, "april": _MONTH_CUE, "june": _MONTH_CUE, "august": _MONTH_CUE}.get(
            groups["month"]
        )
        if cue and not cue.search(place.before(12)):
            return None
    now = place.now("month")
    if rel and re.search("previous|preceding|following", rel):
        now = place.then("month") or now
    unknown = f"XXXX-{month:02d}"
    if now is None:
        return _Reading(unknown)
    same = now.number - now.number % 12 + month - 1
    latest = Period("month", same if same <= now.number else same - 12)
    upcoming = Period("month", same if same >= now.number else same + 12)
    if not rel:
        tense = place.tense()
        # Ten months after, nobody leaves out the year: one of the next months is meant.
        ahead = tense == "future" or (tense is None and upcoming.number - now.number <= _SOON)
        return _read(upcoming if ahead else latest, unknown, part)
    if _sign(rel) > 0:
        chosen = upcoming if upcoming != now else now.plus(12)
    elif _sign(rel) < 0:
        # Said of the month just before, "last" would be "last month".
        chosen = latest if now.number - latest.number > 1 or "last" not in rel else latest.plus(-12)
    else:
        chosen = Period("month", same)
    return _read(chosen, unknown, part)


def _weekday(groups: _Groups, place: _Place) -> _Reading | None:
    number, rel, part = WEEKDAYS.index(groups["weekday"]), groups.get("rel", ""), groups.get("part", "")
    time = _DAYPARTS.get(groups.get("time", ""), "")
    now = place.now("day")
    if re.search("previous|preceding|following", rel):
        now = place.then("day") or now
    unknown = f"XXXX-WXX-{number + 1}{time}"
    if now is None:
        return _Reading(unknown)
    monday = now.number - now.number % 7
    if "shift" in groups:
        index = monday + number + 7 * _sign(groups["shift"])
    elif rel and _sign(rel) == 0:
        index = monday + number
    else:
        ahead = _sign(rel) > 0 if rel else place.tense() == "future"
        away = (number - now.number) % 7 if ahead else -((now.number - number) % 7)
        index = now.number + (away or (7 * _sign(rel)))
    return _timed(_read(Period("day", index), unknown, part), time)


def _timed(reading: _Reading | None, time: str) -> _Reading | None:
    """Return the *reading* with a part of the day in its value."""
    return attrs.evolve(reading, value=reading.value + time) if reading and time else reading


def _today(groups: _Groups, place: _Place) -> _Reading | None:
    word = re.sub(r"[\s-]+", " ", groups["word"])
    time = _DAYPARTS.get(groups.get("time") or ("night" if word == "tonight" else word.split()[-1]), "")
    shift = {"yesterday": -1, "last night": -1, "tomorrow": 1, "the day before yesterday": -2}.get(word, 0)
    shift = 2 if word == "the day after tomorrow" else shift
    now = place.now("day")
    return _timed(_read(now.plus(shift) if now else None, _UNKNOWN["day"]), time)


def _unit(groups: _Groups, place: _Place) -> _Reading | None:
    """Read "last week", "earlier this year", "the end of the month", "this summer", "the weekend"."""
    unit = groups.get("unit") or groups.get("bare") or groups["whole"]
    part, rel = groups.get("part") or groups.get("endof", ""), groups.get("rel", "")
    if unit in _SEASONS:
        rel = rel or ("next" if place.tense() == "future" else "this")
        return _season_of(unit, place.now("year"), place, part, rel)
    now = place.now(unit)
    if unit == "day" or re.search("previous|preceding|following|that|same", rel):
        now = place.then(unit) or now
    if now and unit == "weekend" and not rel and (place.tense() != "future" or "over" in place.before(6)):
        rel = "last"
    return _read(now.plus(_sign(rel)) if now else None, _UNKNOWN[unit], part, place.anchor)


def _season_of(name: str, year: Period | None, place: _Place, part: str, rel: str) -> _Reading | None:
    """Read the season *name* of a *year*, or the one that *rel* points at."""
    number = _SEASONS[name]
    unknown = "XXXX-" + ("WI", "SP", "SU", "FA")[number]
    if year is None:
        return _Reading(unknown)
    index = year.number * 4 + number
    now = place.now("season")
    if rel and now:
        if name == "winter" and now.number % 4 == _SEASONS["fall"]:
            index += 4
        if _sign(rel) < 0 and index >= now.number:
            index -= 4
        if _sign(rel) > 0 and index <= now.number:
            index += 4
    return _read(Period("season", index), unknown, part)


def _season(groups: _Groups, place: _Place) -> _Reading | None:
    year = _year_number(groups, place)
    period = None if year is None else Period("year", year)
    return _season_of(groups["season"], period, place, groups.get("part", ""), "")


def _count(groups: _Groups) -> tuple[int, bool]:
    """Return how many units an expression counts, and whether that is a guess."""
    number = groups.get("number", "")
    if number.isdecimal():
        return int(number), False
    if number in ("a", "an"):
        return 1, False
    if number:
        return sum(
            NUMBERS.index(word) if word in NUMBERS else 10 * TENS.index(word) for word in re.split(r"[\s-]+", number)
        ), False
    return next(size for word, size in _VAGUE.items() if word in groups.get("vague", "")), True


def _shifted(groups: _Groups, place: _Place) -> _Reading | None:
    """Read "two weeks ago", "three months later", "a year earlier"."""
    unit, way = re.sub("centurie", "century", groups["unit"]), groups["way"]
    count, guess = _count(groups)
    deictic = re.search("ago|hence|from", way)
    recent_quarter = place.last is not None and place.last.unit in ("quarter", "half")
    if unit == "year" and count == 1 and recent_quarter and place.last:
        compared = _read(place.last.plus(_sign(way) * (4 if place.last.unit == "quarter" else 2)), "")
        return compared and attrs.evolve(compared, period=None)
    base = place.now(unit) if deictic else place.then(unit) or (place.now(unit) if _sign(way) < 0 else None)
    ref = "PAST_REF" if _sign(way) < 0 else "FUTURE_REF"
    if base is None:
        return _Reading(ref if guess else _UNKNOWN[unit])
    if guess:
        start = base.start
        near = days_between(start, _sign(way) * 2 * count * _LENGTHS[unit]) if start else None
        return _Reading(ref, near)
    return _read(base.plus(_sign(way) * count), ref)


def _stretch(groups: _Groups, place: _Place) -> _Reading | None:
    """Read "the past two years", "the coming months": a stretch that ends or begins at the anchor."""
    unit = re.sub("centurie", "century", groups["unit"])
    count, guess = _count(groups)
    sign = _sign(groups["rel"]) if "rel" in groups else 1
    value = f"P{'X' if guess else count}{_LETTERS[unit]}"
    interval = days_between(place.anchor, sign * count * _LENGTHS[unit]) if place.anchor else None
    return _Reading(value, interval)


def _year(groups: _Groups, place: _Place) -> _Reading | None:
    if "spoken" in groups:
        words = re.split(r"[\s-]+", groups["spoken"])
        year = 2000 if words[-1] == "thousand" else 1900 + _count({"number": " ".join(words[1:])})[0]
        return _read(Period("year", year), "", groups.get("part", ""))
    year = int(groups["year"])
    if not ("part" in groups or "mark" in groups):
        before, after = place.before(16), place.text[place.end : place.end + 40]
        if _NUMBER_CUE.search(before) or _COUNTED.match(after):
            return None
        if year < _FIRST_BARE_YEAR and not _YEAR_CUE.search(before):
            return None
    return _read(Period("year", year), "", groups.get("part", ""))


def _decade(groups: _Groups, place: _Place) -> _Reading | None:
    if "year" in groups:
        first = int(groups["year"])
    else:
        tens = _DECADES.index(groups["word"]) * 10 if "word" in groups else int(groups["two"])
        this = place.anchor.year if place.anchor else 2000
        first = this - (this - tens) % 100
    return _read(Period("decade", first // 10), "", groups.get("part", ""))


def _century(groups: _Groups, _place: _Place) -> _Reading | None:
    digits = re.sub(r"\D", "", groups["ordinal"])
    names = ["sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"]
    number = int(digits) if digits else 16 + names.index(groups["ordinal"]) if groups["ordinal"] in names else 21
    return _read(Period("century", number - 1), "", groups.get("part", ""))


def _quarter(groups: _Groups, place: _Place) -> _Reading | None:
    """Read "the third quarter", "the first half of 2022", "Q2 2023"; without a year, the latest that has begun."""
    unit = "half" if "half" in groups.get("unit", "") or "h" in groups else "quarter"
    of_year = 4 if unit == "quarter" else 2
    groups |= {name: groups["of" + name] for name in ("year", "shift") if "of" + name in groups}
    nth = groups.get("nth", "") or groups.get("q", "") or groups.get("h", "")
    number = int(nth[0]) if nth[0].isdecimal() else _ORDINALS.index(nth) if nth in _ORDINALS else of_year
    if unit == "half" and "h" not in groups and not groups.keys() & {"year", "shift", "whole"}:
        return None
    year = _year_number(groups, place)
    if year is None:
        now = place.now(unit)
        if now is None:
            mark = "Q" if unit == "quarter" else "H"
            return _Reading(f"XXXX-{mark}{number}")
        latest = now.plus(-((now.number - number + 1) % of_year))
        return _read(latest, "")
    return _read(Period(unit, year * of_year + number - 1), "")


def _the_quarter(groups: _Groups, place: _Place) -> _Reading | None:
    """Read "the quarter", "the latest period", "the year-ago quarter" of a report on earnings."""
    last = place.last if place.last and place.last.unit == "quarter" else None
    now = place.now("quarter")
    base = last or (now.plus(-1) if now else None)
    if base is None:
        return _Reading(_UNKNOWN["quarter"])
    if "year" in groups:
        return _read(Period("quarter", int(groups["year"]) * 4 + base.number % 4), "")
    reading = _read(base.plus(-4) if "ago" in groups else base, "")
    return attrs.evolve(reading, period=None) if reading and "ago" in groups else reading


def _year_ago(groups: _Groups, place: _Place) -> _Reading | None:
    return _shifted({"unit": "year", "number": "a", "way": "ago"} | groups, place)


def _same(groups: _Groups, place: _Place) -> _Reading | None:
    """Read "the same day", "that year", "the next day", "the week before": reckoned from the date named last."""
    unit = groups["unit"]
    base = place.then(unit)
    return _read(base.plus(_sign(groups["way"])) if base else None, _UNKNOWN[unit])


def _year_end(_groups: _Groups, place: _Place) -> _Reading | None:
    if place.anchor is None:
        return _Reading("XXXX-12-31")
    behind = "since" in place.before(8)
    return _read(day_of(place.anchor.year - behind, 12, 31), "XXXX-12-31")


def _none(_groups: _Groups, _place: _Place) -> _Reading | None:
    return None


_READINGS: dict[str, Callable[[_Groups, _Place], _Reading | None]] = {
    "not_a_date": _none,
    "iso": _iso,
    "numeric": _numeric,
    "day_month": _day_of_month,
    "month_day": _day_of_month,
    "month": _month,
    "weekday": _weekday,
    "today": _today,
    "quarter": _quarter,
    "quarter_code": _quarter,
    "the_quarter": _the_quarter,
    "year_ago": _year_ago,
    "shifted": _shifted,
    "stretch": _stretch,
    "stretch_ahead": _stretch,
    "season": _season,
    "unit": _unit,
    "same": _same,
    "year_end": _year_end,
    "decade": _decade,
    "century": _century,
    "year": _year,
}
