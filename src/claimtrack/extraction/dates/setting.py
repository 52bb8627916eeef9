# SPDX-License-Identifier: MIT
"""Setting: the day that a text has set for what a speaker, or a whole court, goes on to say.

A day holds for what its speaker says afterwards, until another is set; a sentence that tells where and when
somebody spoke sets it as well, and the day of a trial or a debate holds for all who speak there.
"""

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache

from claimtrack.extraction.attribution.attribution import Attribution
from claimtrack.extraction.dates.saying import OTHER_EVENT, any_word, belongs_to_another, occasion
from claimtrack.model import Span, Speaker, TimeExpression

# How many days before the publication the news of an article lie.
_NEWS = 7
# How many paragraphs a day holds that is older; a sentence without a claim that sets one lies no farther before.
_PARAGRAPHS = 2
# How many paragraphs tell of a session, and how many of its words, two of them different, stand in a report on it.
_OPENING_PARAGRAPHS = 5
_SESSION_WORDS = 5
# The longest run of text that is searched for the borders of a sentence.
_REACH = 400
# How far back, in code points, a sentence may stand that sets a day; keeps a text without paragraphs linear.
_FAR = 2_000
_BREAK = re.compile(r"\n\s*")
_EDGE = re.compile(r"[.!?][”\"’')]*\s+(?=[“\"‘'(]?[A-Z])|\n")
# A saying with such a cue, or at such an occasion, has another day than the one before it.
_OTHER_DAY = re.compile(
    r"\b(?:has|have|had|will|would|previously|earlier|once|repeatedly|often|long|later|then)\b|['’](?:d|ve|ll)\b",
    re.IGNORECASE,
)
_AT_THE_TIME = re.compile(r"[\s,]+(?:then\b|at\s+the\s+time|in\s+(?:the|that)\s+interview)")
_OTHER_OCCASION = re.compile(
    r"\b(?:another|separate|previous|prior|earlier|past|former|recent|last|years?|months?|weeks?|campaign|book|memoir|"
    r"autobiography)\b",
    re.IGNORECASE,
)
_COMING = re.compile(r"\b(?:will|would|shall|going\s+to|is\s+to|are\s+to|scheduled|expected)\b")


class Setting:
    """The days of a text, and what they hold for."""

    def __init__(
        self,
        text: str,
        expressions: Sequence[TimeExpression],
        taken: frozenset[TimeExpression],
        published: dt.date | None,
    ) -> None:
        """Take the *expressions* of *text*, of which those that are *taken* stand in what is said."""
        self._text = text
        self._published = published
        self._all = expressions
        self._outside = [each for each in expressions if each not in taken]
        self._breaks = [match.start() for match in _BREAK.finditer(text)]

    def carried(
        self,
        attributions: Sequence[Attribution],
        said: Sequence[TimeExpression | None],
        speakers: Sequence[Speaker | None],
    ) -> list[TimeExpression | None]:
        """Return for each attribution what dates it: *said*, or the day that has been set for its speaker."""
        used = frozenset(each for each in said if each is not None)
        free = [each for each in self._outside if each not in used]
        session = self._session()
        end = self._end_of(session) if session else 0
        last: dict[str, tuple[TimeExpression, int]] = {}
        found = list(said)
        for at, (attribution, speaker) in enumerate(zip(attributions, speakers, strict=True)):
            own, here = found[at], _place(attribution)
            if own is not None and speaker:
                last.pop(speaker.name, None)
                if _is_day(own) and self._is_over(own):
                    last[speaker.name] = own, here
            elif own is None and attribution.cue and self._goes_on(attribution, free):
                if speaker and (told := self._told(attribution, speaker, free)):
                    last[speaker.name] = max(last.get(speaker.name, (told, -1)), (told, told.span.start), key=_start)
                held = last.get(speaker.name) if speaker else None
                if held and self._holds(*held, here):
                    found[at] = held[0]
                elif session and session.span.start < here < end:
                    found[at] = session
        return found

    def _goes_on(self, attribution: Attribution, free: Sequence[TimeExpression]) -> bool:
        """Tell whether nothing in the sentence of *attribution* gives it a day or an occasion of its own."""
        first = min(each.start for each in (*attribution.source, *attribution.cue))
        if _OTHER_DAY.search(self._cue(attribution)) or _AT_THE_TIME.match(self._text, attribution.cue[-1].end):
            return False
        leads = all(each.start > first for each in attribution.content)
        if leads and _OTHER_OCCASION.search(self._text, attribution.sentence.start, first):
            return False
        return not _between(free, attribution.sentence.start, attribution.sentence.end)

    def _cue(self, attribution: Attribution) -> str:
        """Return the cue with the words between it and a source that stands before it."""
        cue = attribution.cue[0].start
        ends = [each.end for each in attribution.source if each.end <= cue]
        return self._text[max(ends, default=cue) : attribution.cue[-1].end]

    def _told(
        self, attribution: Attribution, speaker: Speaker, free: Sequence[TimeExpression]
    ) -> TimeExpression | None:
        """Return the day of news that a sentence shortly before gives to something that the *speaker* said."""
        here = attribution.sentence.start
        paragraph = bisect_right(self._breaks, here)
        start = max(self._breaks[paragraph - _PARAGRAPHS] if paragraph >= _PARAGRAPHS else 0, here - _FAR)
        for each in reversed(_between(free, start, here)):
            if self._is_news(each) and self._tells_of(each.span, speaker, free):
                return each
        return None

    def _tells_of(self, span: Span, speaker: Speaker, free: Sequence[TimeExpression]) -> bool:
        """Tell whether the sentence around *span* says first of all when the *speaker* spoke."""
        sentence = self._sentence(span)
        if not sentence.covers(span) or _between(free, sentence.start, span.start):
            return False
        words = sentence.of(self._text)
        if _COMING.search(words) or not (_speech().search(words) or occasion().search(words)):
            return False
        if belongs_to_another(self._text, span) or OTHER_EVENT.search(self._text, sentence.start, span.start):
            return False
        return re.search(rf"\b{re.escape(speaker.name.split()[-1].rstrip('.'))}\b", words) is not None

    def _sentence(self, span: Span) -> Span:
        """Return the sentence around *span*, or as much of it as is searched."""
        first = max(0, span.start - _REACH)
        before = [match.end() for match in _EDGE.finditer(self._text, first, span.start)]
        after = _EDGE.search(self._text, span.end, span.end + _REACH)
        end = after.start() if after else min(span.end + _REACH, len(self._text))
        return Span(before[-1] if before else first, end)

    def _session(self) -> TimeExpression | None:
        """Return the day of the trial or debate on which the text reports; None where it is no such report."""
        limit = self._breaks[_OPENING_PARAGRAPHS] if len(self._breaks) > _OPENING_PARAGRAPHS else len(self._text)
        for each in _between(self._all, 0, limit):
            sentence = self._sentence(each.span).of(self._text) if self._is_news(each) else ""
            if _session_words().search(sentence) and not _COMING.search(sentence):
                return each if self._reports_on_a_session() else None
        return None

    def _reports_on_a_session(self) -> bool:
        words = [word.lower() for word in _session_words().findall(self._text)]
        return len(words) >= _SESSION_WORDS and len(set(words)) > 1

    def _end_of(self, session: TimeExpression) -> int:
        """Return where the text turns from the *session* to another day of the news."""
        later = (each for each in self._outside if each.span.start > session.span.start and self._is_news(each))
        return next((each.span.start for each in later if each.interval != session.interval), len(self._text))

    def _is_news(self, said: TimeExpression) -> bool:
        if self._published is None or said.interval is None or not _is_day(said):
            return False
        return 0 <= (self._published - said.interval.start).days <= _NEWS

    def _is_over(self, said: TimeExpression) -> bool:
        """Tell whether a day came before the publication, as far as that is known."""
        return self._published is None or said.interval is None or said.interval.start <= self._published

    def _holds(self, said: TimeExpression, start: int, here: int) -> bool:
        """Tell whether the day *said*, set at *start*, holds *here*: that of news till another is set."""
        paragraphs = bisect_right(self._breaks, here) - bisect_right(self._breaks, start)
        return self._is_news(said) or paragraphs <= _PARAGRAPHS


def _place(attribution: Attribution) -> int:
    return (attribution.cue or attribution.content)[0].start


def _start(held: tuple[TimeExpression, int]) -> int:
    return held[1]


def _between(expressions: Sequence[TimeExpression], start: int, end: int) -> Sequence[TimeExpression]:
    """Return those of the *expressions* that begin from *start* on and before *end*."""
    first = bisect_left(expressions, start, key=_begin)
    return expressions[first : bisect_left(expressions, end, key=_begin)]


def _begin(expression: TimeExpression) -> int:
    return expression.span.start


def _is_day(said: TimeExpression) -> bool:
    return said.interval is not None and (said.interval.end - said.interval.start).days == 1


@cache
def _session_words() -> re.Pattern[str]:
    return re.compile(rf"\b{any_word('session')}\b", re.IGNORECASE)


@cache
def _speech() -> re.Pattern[str]:
    return re.compile(rf"\b{any_word('speech act')}\b")
