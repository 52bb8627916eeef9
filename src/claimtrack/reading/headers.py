# SPDX-License-Identifier: MIT
"""Date lines and bylines, told by their own words.

A date line is read by its own pattern; dateutil only tells the names of months,
since its parser fills what is missing from today's date.
"""

import datetime as dt
import re
from itertools import pairwise

import attrs
from dateutil import parser as dateutil_parser

from claimtrack.language.closed_classes import word_class

_CAPITALISED = r"[^\W\d_a-z][\w.'’‘-]*"
_PARTICLE = rf"(?:{'|'.join(sorted(word_class('name particle') | {'ter'}))})"
_NAME = rf"{_CAPITALISED}(?: (?:{_CAPITALISED}|{_PARTICLE})){{0,6}}"
_PERSON = rf"{_CAPITALISED}(?: (?:{_CAPITALISED}|{_PARTICLE})){{1,4}}"
_ROLE = r"(?:,? (?:in|for|at|of) [^\W\d_a-z][^.!?]{0,60})?(?: ?[,|/–—-] ?[^.!?]{2,60})?"
_BYLINE = re.compile(
    r"(?:(?:(?i:story|words|analysis|exclusive|reported|written|posted) )?(?i:by):?|(?i:authors?(?: of the article)?:))"
    r" (?![^\W\d_]{3,6}day\b)"
    rf"(?:(?:[a-z-]+ ){{0,3}}(?:reporter|correspondent|editor|writer|columnist),? )?"
    rf"{_NAME}(?:(?:,? (?:and|&) |, ?){_NAME}){{0,6}}{_ROLE}"
)
_BARE_BYLINE = re.compile(rf"{_PERSON}(?:(?:,? (?:and|&) |, ?){_PERSON}){{0,6}}(?P<role>{_ROLE})")
_REPORTER = re.compile(rf"(?!(?i:by) ){_CAPITALISED} {_CAPITALISED}")
LONGEST_BYLINE = 20
_FEW_WORDS = 5  # in lower case, beside the day that a line of a header states; a caption has more

_INFO = dateutil_parser.parserinfo()
_DATE_WORD = re.compile(
    r"(?i:first|last|originally|article|published|updated|modified|posted|created|issued|date|on|at|from|and"
    r"|[^\W\d_]{3,6}day|mon|tues?|wed|thur?s?|fri|sat|sun|min(?:ute)?s?|hours?|days?|weeks?|months?|years?|read|ago"
    r"|local|eastern|pacific|central|time|noon|midnight|h(?:rs)?|\d{1,2}(?:[:.]\d\d){0,2}(?:[ap]\.?m\.?|h)?|[ap]\.?m\.?)"
    r"[.:]?|(?:[A-Z]{0,4}T|GMT|UTC|Z|MSK|UK|US)(?:[+-]\d{1,2}(?::?\d\d)?)?:?|[+-]\d\d:?\d\d"
)
_DATE_GAP = re.compile(r"[\s|•·,;()/–—-]+|(?<=\d)(?=(?i:updated|published|posted|modified|last)\b)")
_BEFORE_DATE = re.compile(r"(.+?)\s*(?:[|•·–—,]|\s-\s|(?i:\b(?:published|updated|posted)\b)).*", re.DOTALL)
_MONTH = rf"(?i:{'|'.join(sorted((name for names in _INFO.MONTHS for name in names), key=len, reverse=True))})"
# Lines of a page that are saved as text may run into each other ("March 7, 20247:55 AM", "PostApril 25, 2023").
_YEAR = r"(?:\d{4}(?!\d)|(?:19|20)\d\d(?=[012]?\d:\d\d))"
_WORD = r"(?:(?<![^\W\d_])|(?<=[^\W\d_])(?=[A-Z][a-z]))"
_DAY = re.compile(
    r"(?P<iso>\d{4}-\d{1,2}-\d{1,2})(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?"
    rf"|(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)?,?[ -](?P<month>{_MONTH})\b\.?,?[ -](?P<year>{_YEAR})"
    rf"|{_WORD}(?P<month2>{_MONTH})\b\.? (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year2>{_YEAR})"
    rf"|(?P<first>\d{{1,2}})[/.](?P<second>\d{{1,2}})[/.](?P<year3>{_YEAR})"
)
# The clocks by which a line goes tell whether its country names the month or the day first, as 06/01/2026.
_ZONE = re.compile(
    r"\b(?:(?P<american>E[SD]?T|C[SD]T|M[SD]T|P[SD]?T|AK[SD]T|HST)|GMT|UTC|BST|WES?T|CES?T|EES?T|IST|SAST|AES?T)\b"
)
_DAY_OF_YEAR = (
    re.compile(r"\b\d{1,2}(?:st|nd|rd|th)?(?: of)? (?P<month>[^\W\d_]{3,9})\b"),
    re.compile(r"\b(?P<month>[^\W\d_]{3,9})\.? \d{1,2}(?:st|nd|rd|th)?\b"),
)
_REVISED = re.compile(
    r"(?:updated|modified)\W*(?:on\W*|at\W*)?(?:\d{1,2}[:.]\d\d\W*)?(?:[^\W\d_]+day\W*|[^\W\d_]{3,4}\W*)?\Z",
    re.IGNORECASE,
)


@attrs.frozen
class DateLine:
    """What a date line tells: its words, the day if they name one, whether of a revision, and a byline before it."""

    words: str
    day: dt.date | None
    revised: bool
    byline: str | None


def is_byline(plain: str) -> bool:
    """Tell whether *plain* is a byline that says "By"."""
    return _BYLINE.fullmatch(plain) is not None


def bare_byline(plain: str) -> re.Match[str] | None:
    """Return the match of *plain* as a row of names with no "By"; its group "role" has a place or a role."""
    return _BARE_BYLINE.fullmatch(plain)


def reporters(byline: str) -> list[str]:
    """Return the first two words of each name in a *byline*."""
    return _REPORTER.findall(byline)


def dated(plain: str) -> DateLine | None:
    """Return what the date line *plain* tells, or None if the line has other words than a date line's."""
    matches = [m for m in _DAY.finditer(plain) if m["iso"] or m["first"] or _INFO.month(m["month"] or m["month2"])]
    if not matches:
        return None
    before, byline, begin = plain[: matches[0].start()], None, 0
    if not _only_date_words(before):
        lead = _BEFORE_DATE.fullmatch(before)
        if lead is None or not (_BYLINE.fullmatch(lead[1]) or _BARE_BYLINE.fullmatch(lead[1])):
            return None
        byline, begin = lead[1], lead.end(1)
    rest = [plain[begin : matches[0].start()], plain[matches[-1].end() :]]
    rest += (plain[a.end() : b.start()] for a, b in pairwise(matches))
    if not all(map(_only_date_words, rest)):
        return None
    first = [match for match in matches if not _REVISED.search(plain, 0, match.start())]
    return DateLine(plain[begin:].lstrip(" |•·,–—-"), _day((first or matches)[0]), not first, byline)


def stated(plain: str) -> DateLine | None:
    """Return what a line of a header tells that has a day among other words; None where it has none."""
    matches = [match for match in _DAY.finditer(plain) if _day(match)]
    words = _DATE_GAP.split(_DAY.sub(" ", plain))
    others = [word for word in words if word.islower() and not _DATE_WORD.fullmatch(word)]
    if not matches or len(others) > _FEW_WORDS:
        return None
    first = [match for match in matches if not _REVISED.search(plain, 0, match.start())]
    chosen = (first or matches)[0]
    return DateLine(chosen[0], _day(chosen), not first, None)


def is_day(plain: str) -> bool:
    """Tell whether *plain* is a date line without a year."""
    for pattern in _DAY_OF_YEAR:
        rest, count = pattern.subn(lambda found: " " if _INFO.month(found["month"]) else found[0], plain)
        if count and rest != plain and _only_date_words(rest):
            return True
    return False


def days(plain: str) -> list[dt.date]:
    """Return the days that *plain* names in full."""
    return [day for match in _DAY.finditer(plain) if (day := _day(match))]


def _day(match: re.Match[str]) -> dt.date | None:
    """Return the day that a match of the date pattern names; None where it is impossible or ambiguous."""
    try:
        if match["iso"]:
            return dt.date(*map(int, match["iso"].split("-")))
        if match["first"]:
            first, second = int(match["first"]), int(match["second"])
            if first == second or max(first, second) > 12:  # noqa: PLR2004 - months
                return dt.date(int(match["year3"]), min(first, second), max(first, second))
            zones = {bool(zone["american"]) for zone in _ZONE.finditer(match.string)}
            if len(zones) != 1:
                return None
            return dt.date(int(match["year3"]), *((first, second) if zones.pop() else (second, first)))
        month = _INFO.month(match["month"] or match["month2"]) or 0
        return dt.date(int(match["year"] or match["year2"]), month, int(match["day"] or match["day2"]))
    except ValueError:
        return None


def _only_date_words(piece: str) -> bool:
    """Tell whether *piece* has no other words than those that stand beside a date in a date line."""
    return all(_DATE_WORD.fullmatch(word) for word in _DATE_GAP.split(piece) if word)
