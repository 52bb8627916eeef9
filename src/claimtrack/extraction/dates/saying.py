# SPDX-License-Identifier: MIT
"""Saying: whether a time expression that stands in the sentence of an attribution dates its saying."""

import re
from functools import cache
from typing import NamedTuple

from claimtrack.extraction.attribution.attribution import Attribution
from claimtrack.language.closed_classes import word_class
from claimtrack.model import Span

# How far from source and cue, in code points, an expression may stand that dates them.
NEAR = 160
_SHORT = 16
_BEFORE_SOURCE = re.compile(r"[\s,]*(?:the\s+)?\Z")
# How a sentence comes to the day with which it begins, and from there to its source.
_FIRST = (
    r"[\s“\"'(]*(?:(?:but|and|then|so|yet|still|also|earlier|later|meanwhile|now|only|just|again|specifically),?\s+)?"
)
_OPENING = re.compile(_FIRST + r"(?:(?:on|in|late|early|at|back\s+in)\s+)*", re.IGNORECASE)
_ASKED = re.compile(
    r"[\s“\"'(]*(?:when\s+)?(?:asked|pressed|questioned|speaking|appearing|testifying|interviewed|writing)\b[^,;:.]*",
    re.IGNORECASE,
)
_IN_A = re.compile(_FIRST + r"(?:in|at|during|on)\s+(?:an?|the|his|her|its|their)\s+", re.IGNORECASE)
_UP_TO_SOURCE = re.compile(r"(?=[\s,])[^;:“”\"()]*,\s+(?:the\s+)?")
_CLAUSE_END = re.compile(r"[,;:—–(“\"]|\.(?:\s|\Z)")
_IN_BRACKETS = re.compile(r"[(\[][^)\]]*\Z|\bborn\b[^,;]*\Z")
# What is dated in such a clause is another event than the saying.
OTHER_EVENT = re.compile(
    r"\b(?:after|before|between|since|until|till|following|ahead\s+of|despite|because|when|while|as|if|although|though|"
    r"by|who|which|that)\b[^,;]*\Z",
    re.IGNORECASE,
)
_NOT_THEN = re.compile(r"\b(?:before|since|until|till|ahead\s+of|about|whether)\b[^,;]*\Z", re.IGNORECASE)
_AFTER = re.compile(r"\bafter\s+\Z", re.IGNORECASE)
_BEHIND = re.compile(r"[\s,”\"’']*(?:back\s+)?(?:(?:on|in|late|early)\s+)?", re.IGNORECASE)
_AT = re.compile(r"[\s,”\"’']*(?:at|in|during|on)\s", re.IGNORECASE)
_GENITIVE = re.compile(r"['’]s?(?=\s)")
_ARTICLE = re.compile(r"\b(?:an?|the|his|her|its|their)\s+\Z", re.IGNORECASE)
_NOUN = re.compile(r"\s+[a-z]{3,}")
_PREPOSITION = re.compile(r"\b(?:on|in|back\s+in|from)\s+\Z", re.IGNORECASE)
_NOUN_BEFORE = re.compile(r"(?<!\w)(?!(?:an?|the|of|on|in|from|for|by|since|until|to|at)\s)\w+\s+\Z", re.IGNORECASE)


class Place(NamedTuple):
    """An expression beside an attribution: what is asked of it is whether it dates the saying."""

    text: str
    attribution: Attribution
    span: Span

    def dates(self) -> bool:
        """Tell whether the expression stands with the source, with the cue, or behind the content."""
        if any(cue.covers(self.span) for cue in self.attribution.cue):
            return True
        if belongs_to_another(self.text, self.span):
            return False
        if self.attribution.source:
            source = self.attribution.source[0]
            if any(each.covers(self.span) for each in self.attribution.source):
                return self._in_source()
            if self.span.end <= source.start:
                return self._before(source)
            if source.end <= self.span.start and self.span.end <= self.attribution.cue[-1].start:
                between = self._since(source.end)
                return not (OTHER_EVENT.search(between) or _IN_BRACKETS.search(between))
        return self._behind_cue() or self._behind_content()

    def _since(self, start: int) -> str:
        """Return what stands between *start* and the expression."""
        return self.text[max(start, self.span.start - NEAR) : self.span.start]

    def _lead(self) -> str:
        """Return what stands before the expression in its sentence."""
        return self._since(self.attribution.sentence.start)

    def _in_source(self) -> bool:
        """Tell whether the source is an occasion of speech with its day, or takes in the day before the cue."""
        if _made_public().search(self._lead()):
            return True
        if _occasion_with_its_day(self.text, self.span.end):
            return not self.span.of(self.text).isdecimal()
        source = next(each for each in self.attribution.source if each.covers(self.span))
        before = self.text[source.start : self.span.start]
        if source.end != self.span.end:
            return False
        at_its_day = _PREPOSITION.search(before) and occasion().search(before)
        return bool(at_its_day or _NOUN_BEFORE.search(before))

    def _before(self, source: Span) -> bool:
        """Tell whether the sentence comes from the day to its source, with no other clause between."""
        lead = self._lead()
        if _BEFORE_SOURCE.fullmatch(self.text, self.span.end, source.start):
            return not OTHER_EVENT.search(lead)
        if source.start - self.span.end > NEAR:
            return False
        if not _UP_TO_SOURCE.fullmatch(self.text, self.span.end, source.start):
            return False
        if _OPENING.fullmatch(lead) or _ASKED.fullmatch(lead):
            return True
        return bool(_IN_A.fullmatch(lead)) and _occasion_with_its_day(self.text, self.span.end)

    def _behind_cue(self) -> bool:
        """Tell whether the day stands behind cue and source, before the content or the end of the clause."""
        contents, cue, sources = self.attribution.content, self.attribution.cue[-1], self.attribution.source
        end = min((each.start for each in contents if each.start >= cue.end), default=self.attribution.sentence.end)
        start = sources[-1].end if sources and sources[-1].start >= cue.end else cue.end
        if not (start <= self.span.start and self.span.end <= end):
            return False
        between = self._since(start)
        return not (_CLAUSE_END.search(between) or _NOT_THEN.search(between))

    def _behind_content(self) -> bool:
        """Tell whether the day stands right behind the content, or at an occasion of speech named there."""
        end = self.attribution.content[-1].end if self.attribution.content else self.span.end
        if not self.attribution.cue[-1].end <= end <= self.span.start:
            return False
        between = self._since(end)
        if _BEHIND.fullmatch(between):
            return True
        return bool(_AT.match(between) and occasion().search(between) and not OTHER_EVENT.search(between))


def belongs_to_another(text: str, span: Span) -> bool:
    """Tell whether a noun that is no occasion of speech has the day at *span* ("Monday's storm", "the Monday vote")."""
    lead = text[max(0, span.start - _SHORT) : span.start]
    if genitive := _GENITIVE.match(text, span.end):
        return not (_occasion_with_its_day(text, genitive.end()) or _AFTER.search(lead))
    if not (_NOUN.match(text, span.end) and _ARTICLE.search(lead)):
        return False
    return not _occasion_with_its_day(text, span.end)


def _occasion_with_its_day(text: str, end: int) -> bool:
    """Tell whether an occasion of speech follows the day that ends at *end* ("a May 7 memo")."""
    return _day_before_occasion().match(text, end) is not None


def any_word(*classes: str) -> str:
    """Return a pattern for any word of *classes*."""
    return f"(?:{'|'.join(sorted(word_class(*classes)))})"


@cache
def occasion() -> re.Pattern[str]:
    """Return the expression that finds an occasion of speech."""
    return re.compile(rf"\b{any_word('occasion of speech')}\b", re.IGNORECASE)


@cache
def _day_before_occasion() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:[\w-]+\s+){{0,2}}?{any_word('occasion of speech')}\b")


@cache
def _made_public() -> re.Pattern[str]:
    words = any_word("occasion of speech", "made public")
    return re.compile(rf"\b{words}\s+(?:(?:on|in|late|early)\s+)?\Z", re.IGNORECASE)
