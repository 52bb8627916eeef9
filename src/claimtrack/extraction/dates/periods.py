# SPDX-License-Identifier: MIT
"""Readings of expressions that name a week or more: months, quarters, seasons, years, decades, centuries."""

import datetime as dt
import re

from claimtrack.extraction.dates.calendar import Period, month_of
from claimtrack.extraction.dates.context import DateReading, ExpressionContext, Groups, reading_of, sign, vaguely
from claimtrack.extraction.dates.days import month_number
from claimtrack.extraction.dates.grammar import CENTURIES, SEASONS, TENS
from claimtrack.model import Interval

UNKNOWN = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX"}
UNKNOWN |= {"quarter": "XXXX-QX", "half": "XXXX-HX", "year": "XXXX", "decade": "XXX", "century": "XX"}
"""The value of each unit where nothing says which one is meant."""

_DECADES = [word.removesuffix("y") + "ies" for word in TENS]
_ORDINALS = ("-", *CENTURIES[:4])
# How many months ahead a bare month may lie where no verb shows the tense.
_SOON = 2
# The same behind an order or a promise: the nearer of the two months of that name.
_WITHIN_ORDER = 5
# From this year on four digits are a year without a preposition before them.
_FIRST_BARE_YEAR = 1900
_MONTH_CUE = re.compile(
    r"\b(?:in|since|by|until|till|through|during|from|of|between|as|around|about|before|after|for|to|and|or|on|"
    r"than|late|early|mid|the|an?|our|its|their|his|her)[\s-]+\Z",
    re.IGNORECASE,
)
_SURE_MONTH_CUE = re.compile(
    r"(?:\b(?:in|since|by|until|till|through|during|from|of|late|early|mid|between)[\s-]+|[a-z][-–])\Z", re.IGNORECASE
)
_NAME = re.compile(r"\s+[A-Z][a-z]")
_OWNER = re.compile(r"\b(?:an?|the|its|their|his|her)\s+\Z", re.IGNORECASE)
_NOUN = re.compile(r"\s+[a-z]")
_MARCH = re.compile(r"\s+(?:on|for|of|against|to|through)\s+(?!\d)")
_YEAR_CUE = re.compile(
    r"(?:\b(?:in|since|by|until|till|from|of|before|after|around|circa|ca\.|c\.|b\.|d\.|born|died|during|year|between|"
    r"to|and|autumn|fall|spring|summer|winter|early|late|mid)[\s-]+|\(|\d[–-])\Z",
    re.IGNORECASE,
)
_ENDS_YEARS = re.compile(r"\)|[–-]\d{4}")
_THE = re.compile(r"\b[Tt]he\s+\Z")
_FIRST_YEAR_AFTER_THE = 1500
_ABBREVIATED_YEAR_CUE = re.compile(
    r"\b(?:in|since|by|until|till|from|of|before|after|during|early|late|mid|class of)[\s-]+\Z", re.IGNORECASE
)
_NUMBER_CUE = re.compile(
    r"(?:\b(?:about|some|than|nearly|almost|over|under|least|most|only|up to|roughly|approximately|No|no|number|"
    r"flight|route|highway|room|section|rule|page|pages|chapter|resolution|resolutions|interstate|world|model|"
    r"the other|article|bus|train|windows)\.?|[$£€#])\s*\Z",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\s+(?:\w+\s+)?(?:people|men|women|troops|soldiers|jobs|miles|feet|meters|metres|square|pounds|dollars|euros|"
    r"yards|tons|tonnes|workers|employees|votes|points|deaths|cases|homes|houses|students|members|words|shares|units|"
    r"barrels|megawatts|acres|hours|times|kilomet|percent|per\b|tickets|seats|GMT|years|pages|civilians|refugees)"
    r"|\s+(?:[A-Z]\w+\.?\s+){1,2}(?:St|Street|Ave|Avenue|Rd|Road|Drive|Lane|Blvd|Boulevard|ExpressionContext|Court)\b"
    r"|[\s-](?:metre|meter)\b"
)
_AGE_OR_HEAT = re.compile(
    r"(?:\b(?:his|her|their|my|our|your)\s+(?:(?:early|mid|late)[\s-])?|"
    r"\b(?:temperatures?|highs?|lows?|readings|degrees)\b[^.]{0,40})\Z",
    re.IGNORECASE,
)


def month(groups: Groups, context: ExpressionContext) -> DateReading | None:
    """Read "August 2021", "last March", "in June"."""
    number, part, rel = month_number(groups["month"]), groups.get("part", ""), groups.get("rel", "")
    year = context.year(groups)
    if year is not None:
        return reading_of(month_of(year, number), "", part)
    doubtful = not (part or rel) and groups["month"] in ("march", "april", "may", "june", "august")
    if doubtful and _is_no_month(groups["month"], context):
        return None
    now = context.now("month")
    story = context.story()
    if rel and re.search("previous|preceding|following", rel):
        now = context.then("month") or now
    elif story and not rel and context.tense() != "future":
        return reading_of(month_of(story.year + (number < story.month), number), "", part)
    unknown = f"XXXX-{number:02d}"
    if now is None:
        return DateReading(unknown)
    same = now.number - now.number % 12 + number - 1
    latest = Period("month", same if same <= now.number else same - 12)
    upcoming = Period("month", same if same >= now.number else same + 12)
    if not rel:
        tense = context.tense()
        # Ten months after, nobody leaves out the year: one of the next months is meant.
        soon = upcoming.number - now.number <= {None: _SOON, "order": _WITHIN_ORDER}.get(tense, -1)
        ahead = tense == "future" or soon
        return reading_of(upcoming if ahead else latest, unknown, part)
    if sign(rel) > 0:
        chosen = upcoming if upcoming != now else now.plus(12)
    elif sign(rel) < 0:
        # Said of the month just before, "last" would be "last month".
        chosen = latest if now.number - latest.number > 1 or "last" not in rel else latest.plus(-12)
    else:
        chosen = Period("month", same)
    return reading_of(chosen, unknown, part)


def _is_no_month(name: str, context: ExpressionContext) -> bool:
    """Tell whether a word that can be a verb or a name is one here: "may", "a march on", "April Jones"."""
    before, after = context.before(12), context.after(12)
    if _SURE_MONTH_CUE.search(before):
        return False
    if name == "may":
        return not (_OWNER.search(before) and _NOUN.match(after))
    if not _MONTH_CUE.search(before):
        return True
    return bool(_MARCH.match(after) if name == "march" else _NAME.match(after))


def week_of_month(groups: Groups, context: ExpressionContext) -> DateReading | None:
    """Read "the second week of February": the week, from Monday, of the tenth day; of the third for the first."""
    found = month(groups, context)
    if found is None or found.period is None or found.interval is None:
        return found and DateReading(UNKNOWN["week"])
    nth = groups["nth"]
    days = 7 * _ORDINALS.index(nth) - 4 if nth in _ORDINALS else (found.interval.end - found.interval.start).days - 4
    return reading_of(Period.around("week", found.interval.start + dt.timedelta(days)))


def unit(groups: Groups, context: ExpressionContext) -> DateReading | None:
    """Read "last week", "earlier this year", "the end of the month", "this summer", "the weekend"."""
    name = groups.get("unit") or groups.get("bare") or groups.get("alone") or groups["whole"]
    part = groups.get("part") or groups.get("endof") or groups.get("time", "")
    rel = groups.get("rel", "")
    if name in SEASONS:
        if (then := context.last and context.last.start) and re.search("previous|preceding|following|that|same", rel):
            here = context._replace(anchor=then)
            return _season_of(name, Period.around("year", then), here, part, rel if sign(rel) else "")
        if not rel:
            rel = "next" if context.tense() == "future" else "latest"
        return _season_of(name, context.now("year"), context, part, rel)
    now = context.now(name)
    if name == "day" or re.search("previous|preceding|following|that|same", rel):
        now = context.then(name) or now
    if now and name == "weekend" and not rel and (context.tense() != "future" or "over" in context.before(6)):
        rel = "last"
    found = reading_of(now.plus(sign(rel)) if now else None, UNKNOWN[name], part, context.anchor)
    return vaguely(found) if "fiscal" in groups else found


def season(groups: Groups, context: ExpressionContext) -> DateReading | None:
    """Read "the summer of 2021"."""
    year = context.year(groups)
    if year is not None and "till" in groups:
        year += groups["season"] == "winter"
    period = None if year is None else Period("year", year)
    return _season_of(groups["season"], period, context, groups.get("part", ""), "")


def _season_of(name: str, year: Period | None, context: ExpressionContext, part: str, rel: str) -> DateReading | None:
    """Read the season *name* of a *year*, or the one that *rel* points at."""
    number = SEASONS[name]
    unknown = "XXXX-" + ("WI", "SP", "SU", "FA")[number]
    if year is None:
        return DateReading(unknown)
    index = year.number * 4 + number
    now = context.now("season")
    if rel and now:
        if name == "winter" and now.number % 4 == SEASONS["fall"]:
            index += 4
        if (sign(rel) < 0 and index >= now.number) or (rel == "latest" and index > now.number):
            index -= 4
        if sign(rel) > 0 and index <= now.number:
            index += 4
    return reading_of(Period("season", index), unknown, part)


def year(groups: Groups, context: ExpressionContext) -> DateReading | None:
    """Read "1987", "fiscal 1990", "early 2024", "'92"; four digits that count things are no year."""
    words = groups["year"]
    number = context.stated_year(words)
    if words.isdecimal() and not groups.keys() & {"part", "mark", "fiscal"}:
        before, after = context.before(16), context.after(40)
        if _NUMBER_CUE.search(before) or _COUNTED.match(after):
            return None
        after_the = number >= _FIRST_YEAR_AFTER_THE and _THE.search(before)
        if number < _FIRST_BARE_YEAR and not (after_the or _YEAR_CUE.search(before) or _ENDS_YEARS.match(after)):
            return None
    if not words[0].isalnum() and "part" not in groups and not _ABBREVIATED_YEAR_CUE.search(context.before(12)):
        return None
    found = reading_of(Period("year", number), "", groups.get("part", ""))
    return vaguely(found) if "fiscal" in groups or groups.get("mark", "").startswith("fiscal") else found


def years(groups: Groups, _context: ExpressionContext) -> DateReading | None:
    """Read "1914-18": both years and those between."""
    first = int(groups["year"])
    last = first - first % 100 + int(groups["till"])
    if last == first - 99:  # as in 1999-00
        last += 100
    start, end = Period("year", first).interval, Period("year", last).interval
    if start is None or end is None or last <= first:
        return None
    return DateReading(f"{first:04d}/{last:04d}", Interval(start.start, end.end), Period("year", first))


def era(groups: Groups, _context: ExpressionContext) -> DateReading | None:
    """Read years with their era; one before Christ has a value of TIMEX3 and no interval, as dates begin in year 1."""
    if "century" in groups:
        return DateReading(f"BC{_ordinal_century(groups['century']):02d}")
    number = int(groups.get("bc") or groups.get("ad") or groups["year"])
    return DateReading(f"BC{number:04d}") if "bc" in groups else reading_of(Period("year", number))


def decade(groups: Groups, context: ExpressionContext) -> DateReading | None:
    """Read "the 1990s", "the mid-80s"; hundreds before 2000 are centuries ("the 1800s")."""
    part = groups.get("part", "")
    if "year" in groups:
        first = int(groups["year"])
        if first % 100 == 0 and first < 2000:  # noqa: PLR2004 - "the 2000s" are ten years
            return reading_of(Period("century", first // 100), "", part)
        return reading_of(Period("decade", first // 10), "", part)
    if ("two" in groups and not (part or groups.get("mark"))) or _AGE_OR_HEAT.search(context.before(60)):
        return None
    tens = _DECADES.index(groups["word"]) * 10 if "word" in groups else int(groups["two"])
    this = context.anchor.year if context.anchor else 2000
    return reading_of(Period("decade", (this - (this - tens) % 100) // 10), "", part)


def century(groups: Groups, _context: ExpressionContext) -> DateReading | None:
    """Read "the 18th century", which TIMEX3 counts from the hundreds of its years."""
    return reading_of(Period("century", _ordinal_century(groups["ordinal"])), "", groups.get("part", ""))


def _ordinal_century(words: str) -> int:
    """Return the hundreds of a century's years: 17 for the 18th."""
    digits = re.sub(r"\D", "", words)
    return int(digits) - 1 if digits else CENTURIES.index(re.sub(r"[\s-]+", " ", words))


def quarter(groups: Groups, context: ExpressionContext) -> DateReading | None:
    """Read "the third quarter", "the first half of 2022", "Q2 2023"; without a year, the latest that has begun."""
    name = "half" if groups.get("unit", "") in ("half", "two quarters") or "h" in groups else "quarter"
    of_year = 4 if name == "quarter" else 2
    groups |= {key: groups["of" + key] for key in ("year", "shift") if "of" + key in groups}
    nth = groups.get("nth", "") or groups.get("q", "") or groups.get("h", "")
    number = int(nth[0]) if nth[0].isdecimal() else _ORDINALS.index(nth) if nth in _ORDINALS else of_year
    if name == "half" and "h" not in groups and not groups.keys() & {"year", "shift", "whole"}:
        return None
    if nth == "last" and name == "quarter":  # "the last quarter" is the one before this one, not the fourth
        return None
    in_year = context.year(groups)
    if in_year is None:
        now = context.now(name)
        if now is None:
            return DateReading(f"XXXX-{'Q' if name == 'quarter' else 'H'}{number}")
        found = reading_of(now.plus(-((now.number - number + 1) % of_year)))
    else:
        found = reading_of(Period(name, in_year * of_year + number - 1))
    return vaguely(found) if "fiscal" in context.text[context.start : context.end].lower() else found


def the_quarter(groups: Groups, context: ExpressionContext) -> DateReading | None:
    """Read "the quarter", "the latest period", "the year-ago quarter" of a report on earnings.

    "The quarter ended Oct. 31" is the one in which the middle of its three months lies.
    """
    last = context.last if context.last and context.last.unit == "quarter" else None
    now = context.now("quarter")
    base = last or (now.plus(-1) if now else None)
    if "month" in groups:
        stated = {"year": groups["endyear"]} if "endyear" in groups else {}
        end = month({"month": groups["month"], **stated}, context)
        if end and end.interval:
            base = Period.around("quarter", end.interval.end - dt.timedelta(46)) if end.interval.end.year > 1 else base
    if "latest" in groups and now and last and last.number >= now.number and not context.last_ended():
        base = now.plus(-1)
    if base is None:
        return DateReading(UNKNOWN["quarter"])
    if "year" in groups:
        year = int(groups["year"])
        whole = context.compares_months()
        return reading_of(Period("year", year) if whole else Period("quarter", year * 4 + base.number % 4))
    back = groups.keys() & {"ago", "prev", "back"}
    found = reading_of(base.plus(-4) if back else base)
    return found._replace(period=None) if found and back else found


def the_year(groups: Groups, context: ExpressionContext) -> DateReading | None:
    """Read "for the year" of a report on earnings: the one that ends as stated, or that is over or nearly so."""
    if context.anchor is None:
        return DateReading(UNKNOWN["year"])
    if "month" in groups:
        end = month(groups | {"part": ""}, context)
        if end and end.interval:
            return vaguely(reading_of(Period.around("year", end.interval.start)))
    back = "for" in context.before(4).lower() and context.anchor.month <= 3  # noqa: PLR2004 - the first quarter
    return reading_of(Period("year", context.anchor.year - back))


def year_end(_groups: Groups, context: ExpressionContext) -> DateReading | None:
    """Read "by year-end"."""
    if context.anchor is None:
        return DateReading("XXXX")
    return reading_of(Period("year", context.anchor.year - ("since" in context.before(8))), "", "end of")
