# SPDX-License-Identifier: MIT
"""What a time expression is read with: the text around it, the day of publication, and the dates named before it."""

import datetime as dt
import re
from typing import NamedTuple

from claimtrack.extraction.dates.calendar import UNITS, Period
from claimtrack.extraction.dates.grammar import NUMBERS, TENS, cues, past_events
from claimtrack.model import Interval

Groups = dict[str, str]
"""The words of an expression, in lower case, by the names that its rule gives them."""

_QUOTES = tuple("\"“”‘’'")
_PARTS = {"beginning": "early", "start": "early", "middle": "mid", "end": "late", "close": "late"}
# Longest stretch of a sentence that is searched for a verb; keeps the reading linear on a text without full stops.
_WINDOW = 160
# The same for the noun that has a weekday in the genitive.
_GENITIVE = 48
# How far behind the last date of an older story may lie for a date without a year to go on with that story.
_STORY = 800
_SHARED_YEAR = re.compile(
    r"\s*(?:to|through|until|till|and|or|[-–])\s*(?:the\s+)?(?:[A-Z][a-z]+\.?|\d\d?(?:st|nd|rd|th)?(?![\d:]))"
    r"(?:\s+(?:of\s+)?(?:[A-Z][a-z]+\.?|\d\d?(?:st|nd|rd|th)?(?![\d:])))?,?\s+((?:1\d|20)\d\d)(?!\w|[.,]\d)"
)
_SENTENCE_END = re.compile(r"[.!?][\"”'’)]*\s+(?=[\"“‘(]*[A-Z])(?<!Mr\.\s)(?<!Mrs\.\s)(?<!Ms\.\s)(?<!Dr\.\s)|\n\s*\n")
_UP_TO = re.compile(r"\b(?:by|until|till)\s+(?:the\s+)?\Z")
_NAME = re.compile(r"\s[A-Z]")
_DONE = re.compile(r",?\s+(?:\w+\s+){0,3}(?:was|were|had)\b")
_PERFECT = re.compile(r"\b(?:had|has|have)\b(?!\s+(?:only\s+)?(?:by|until|till)\b)")
_ENDED = re.compile(r"\s+ended\b")
_BACK = re.compile("last|past|recent|previous|preceding|before|earlier|ago|prior")
_AHEAD = re.compile("next|coming|following|after|later|hence|from")


class DateReading(NamedTuple):
    """What an expression was read as: its value, its days, and its period for the expressions that lean on it."""

    value: str
    interval: Interval | None = None
    period: Period | None = None


class ExpressionContext(NamedTuple):
    """Where an expression stands, the day it is reckoned from, and the period named last before it.

    Attributes:
        text: The whole text.
        start: Where the expression begins.
        end: Where it ends.
        anchor: The day of publication, or None.
        last: The period named last before it, or None.
        last_end: Where the words for that one end.
        news: Whether the text has spoken of days around its publication before ("Wednesday", "last week").
    """

    text: str
    start: int
    end: int
    anchor: dt.date | None
    last: Period | None = None
    last_end: int = 0
    news: bool = False

    def before(self, length: int = _WINDOW) -> str:
        """Return up to *length* characters before the expression."""
        return self.text[max(0, self.start - length) : self.start]

    def after(self, length: int) -> str:
        """Return up to *length* characters after the expression."""
        return self.text[self.end : self.end + length]

    def titled(self) -> bool:
        """Tell whether quotation marks enclose just this expression, or a programme's name that begins with it."""
        if self.before(1) not in _QUOTES:
            return False
        words = self.text[self.start : self.end]
        if self.after(1) in _QUOTES:
            return True
        return words.istitle() and " " in words and (self.after(2)[1:] in _QUOTES or bool(_NAME.match(self.after(2))))

    def now(self, unit: str) -> Period | None:
        """Return the period of that *unit* in which the day of publication lies."""
        return Period.around(unit, self.anchor) if self.anchor else None

    def then(self, unit: str) -> Period | None:
        """Return the period of that *unit* in which the one named last begins, unless that one is longer."""
        start = self.last.start if self.last and UNITS.index(self.last.unit) <= UNITS.index(unit) else None
        return Period.around(unit, start) if start else None

    def story(self) -> dt.date | None:
        """Return the day to which an older story has come, where one is being told just before.

        In a text that speaks of days around its publication, no such story goes beyond its sentence.
        """
        if self.last is None or self.anchor is None or self.start - self.last_end > _STORY:
            return None
        start = self.last.start
        if start is None or start.year >= self.anchor.year - 1 or self.last.unit in ("decade", "century"):
            return None
        precise = UNITS.index(self.last.unit) <= UNITS.index("month")
        if self.news and not (precise and not _SENTENCE_END.search(self.text, self.last_end, self.start)):
            return None
        return start if precise else dt.date(int((self.last.value or "")[:4]), 1, 1)

    def last_ended(self) -> bool:
        """Tell whether the text says of the period named last that it is over ("the fourth quarter ended Sept. 30")."""
        return _ENDED.match(self.text, self.last_end) is not None

    def compares_months(self) -> bool:
        """Tell whether several months have been named since the last period ("in the first nine months")."""
        return 0 <= self.start - self.last_end <= _STORY and "months" in self.text[self.last_end : self.start]

    def tense(self) -> str | None:
        """Return "past" or "future", the tense of the sentence at the expression; None where no verb shows it.

        It is that of the nearest verb, one before the expression by preference; "order" stands for a day behind
        a past verb whose complement lies ahead ("agreed to meet on Friday").
        """
        if past_events().match(self.after(_GENITIVE)):
            return "past"
        before = _SENTENCE_END.split(self.before())[-1]
        if _UP_TO.search(before):
            return "past" if _PERFECT.search(before) or _DONE.match(self.after(40)) else "future"
        if shown := [match.lastgroup for match in cues().finditer(before)]:
            return "past" if shown[-1] == "report" else shown[-1]
        cue = cues().search(_SENTENCE_END.split(self.after(_WINDOW), maxsplit=1)[0])
        return cue and ("future" if cue.lastgroup == "future" else "past")

    def year(self, groups: Groups) -> int | None:
        """Return the year that an expression states ("2021", "’92") or points at ("last year")."""
        if "year" in groups:
            return self.stated_year(groups["year"])
        if "shift" in groups:
            return self.anchor.year + sign(groups["shift"]) if self.anchor else None
        shared = _SHARED_YEAR.match(self.after(48))
        return int(shared[1]) if shared else None

    def stated_year(self, words: str) -> int:
        """Return the year that *words* state in four digits, in two after an apostrophe, or as they are spoken."""
        if words.isdecimal():
            return int(words)
        if words[1:].isdecimal():
            latest = self.anchor.year if self.anchor else 2000
            return latest - (latest - int(words[1:])) % 100
        first, *rest = re.split(r"[\s-]+", words)
        if "thousand" in rest:
            return 2000 + number_of([word for word in rest if word not in ("thousand", "and")])
        return (1900 if first == "nineteen" else 2000) + number_of(rest)


def number_of(words: list[str]) -> int:
    """Return the number below a hundred that *words* spell."""
    return sum(NUMBERS.index(word) if word in NUMBERS else 10 * TENS.index(word) for word in words)


def sign(word: str) -> int:
    """Return -1 for last, previous and so on, 1 for next, following and so on, and 0 for this."""
    return -1 if _BACK.search(word) else 1 if _AHEAD.search(word) else 0


def reading_of(
    period: Period | None, unknown: str = "", part: str = "", anchor: dt.date | None = None
) -> DateReading | None:
    """Return the reading of a *period* or a part of it; where there is none, that of *unknown* if it is given."""
    if period is None:
        return DateReading(unknown) if unknown else None
    value = period.value
    if value is None:
        return DateReading("PAST_REF" if period.number <= 1 else "FUTURE_REF")
    interval = period.interval
    if not part:
        return DateReading(value, interval, period)
    name = next((_PARTS.get(word, word) for word in re.split(r"\W+", part) if word not in ("", "the")), "")
    if name in ("early", "mid", "late"):
        interval = period.part(name)
    elif interval and anchor and interval.start <= anchor < interval.end:
        if name == "earlier":
            interval = Interval(interval.start, anchor + dt.timedelta(1), vague=True)
        elif name == "later":
            interval = Interval(anchor, interval.end, vague=True)
    return DateReading(value, interval, period)


def vaguely(reading: DateReading | None) -> DateReading | None:
    """Return the *reading* with open borders."""
    if reading is None or reading.interval is None:
        return reading
    return reading._replace(interval=Interval(reading.interval.start, reading.interval.end, vague=True))


def timed(reading: DateReading | None, time: str) -> DateReading | None:
    """Return the *reading* with a part of the day in its value."""
    return reading._replace(value=reading.value + time) if reading and time else reading
