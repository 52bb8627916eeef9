# SPDX-License-Identifier: MIT
"""Constructions: attributions by rule, from the words around a cue of the lexicon.

A sentence is read from left to right as a row of items, in which every quotation is one item.
A cue of the lexicon counts where the words around it fit one of its frames:
the content follows ("Kirby said that ..."), precedes ("..., Kirby said") or stands on both sides.
Attributions do not nest: a cue inside the content of another one is part of that content (as in PolNeAR),
except for a relay ("Kirby said ..., The Associated Press said").
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter

import attrs

from claimtrack.extraction.attribution.attribution import Attribution, precision
from claimtrack.extraction.attribution.cue_reader import CueReader
from claimtrack.extraction.attribution.cues import cue_openings
from claimtrack.extraction.attribution.items import read_items
from claimtrack.language.text import Quotation, Sentence, Text
from claimtrack.model import Span


def read_constructions(text: Text) -> tuple[Attribution, ...]:
    """Return the attributions that the constructions read in *text*, in the order in which their sentences stand."""
    reading = _Reading(text)
    sentences = [list(group) for _, group in groupby(text.whole_sentences, key=attrgetter("paragraph"))]
    for paragraph, own, following in zip(text.paragraphs, sentences, [*sentences[1:], []], strict=False):
        reading.read(_after_dateline(text, paragraph), own, following)
    return reading.attributions()


class _Reading:
    """One pass over the paragraphs of a text.

    Attributes:
        found: The attributions so far.
        more: The quotations that go on after the latest one.
        goes_on: Whether what was read last belongs to the latest one, so that a quotation may go on with it.
        waiting: Quotations left open, each a paragraph, which the next one may credit; else the latest one has them.
        start: Where the paragraph begins.
        aside: Whether it is a line of the site's, which interrupts nothing.
        speakers: Those of an interview, by the names before its lines.
    """

    def __init__(self, text: Text) -> None:
        self.text = text
        self.found: list[Attribution] = []
        self.more: list[Span] = []
        self.goes_on = False
        self.waiting: list[Span] = []
        self.start = 0
        self.aside = False
        self.speakers = _interviewed(text)

    def attributions(self) -> tuple[Attribution, ...]:
        """Return what was read."""
        self._settle()
        self._continue()
        return tuple(self.found)

    def read(self, paragraph: Span, sentences: Sequence[Sentence], following: Sequence[Sentence]) -> None:
        """Read a *paragraph*, whose last sentence may introduce a quotation at the start of the *following* one."""
        self.start = paragraph.start
        quoted = _opens_with_quotation(sentences, paragraph)
        certain = (
            _turn(self.text.string, paragraph)
            or _credit(self.text.string, paragraph)
            or (_answer(self.text.string, paragraph, self.speakers) if self.speakers else None)
        )
        self.aside = _is_furniture(self.text.string, paragraph)
        if certain or not (quoted or self.aside) or (self.goes_on and self._is_question()):
            self._settle()
            self.goes_on = False
        if certain:
            self._add([certain])
            return
        for sentence in sentences[:-1]:
            self._read(sentence)
        self._read(sentences[-1], _introduced(self.text, sentences[-1], following))

    def _read(self, sentence: Sentence, introduced: Quotation | None = None) -> None:
        if claims := _attributions(self.text, sentence, self.start, introduced):
            self._add(claims)
            self.goes_on = True
        elif self.aside and not sentence.quotations:
            return
        elif not sentence.is_quotation:
            self._settle()
            self.goes_on = False
        elif not self._is_introduced(sentence):
            self._take(sentence)

    def _is_introduced(self, sentence: Sentence) -> bool:
        """Tell whether the latest attribution has a quotation already, as it led to that."""
        return bool(self.found) and self.found[-1].content[-1].end > sentence.start

    def _take(self, sentence: Sentence) -> None:
        """Take a quotation without a cue as more of the latest attribution, or let it wait."""
        closed, quotation = sentence.quotations[-1].closed, Span(sentence.start, sentence.quotations[-1].end)
        if self.goes_on and not closed:
            self.found[-1] = attrs.evolve(self.found[-1], open_quotation=True)
        if not closed and sentence.start == self.start:
            self.waiting.append(quotation)
            return
        self._settle()
        if self.goes_on:
            self.more.append(quotation)

    def _is_question(self) -> bool:
        """Tell whether the latest attribution asks, so that another one may answer."""
        return self.found[-1].cue[0].of(self.text.string).lower().endswith(_ASKING)

    def _add(self, claims: list[Attribution]) -> None:
        if self.waiting and claims[0].content[0].start == self.start:
            claims[0] = attrs.evolve(claims[0], content=(*self.waiting, *claims[0].content))
            self.waiting = []
        self._settle()
        self._continue()
        self.found += claims

    def _settle(self) -> None:
        """Give what waits to the latest attribution if it follows that."""
        if self.goes_on:
            self.more += self.waiting
        self.waiting = []

    def _continue(self) -> None:
        """Add quotations that follow the latest attribution to its content."""
        if self.more:
            self.found[-1] = attrs.evolve(self.found[-1], content=(*self.found[-1].content, *self.more))
            self.more = []


def _is_furniture(text: str, paragraph: Span) -> bool:
    """Tell whether a *paragraph* is a short line without a stop, as sites put between those of an article."""
    return paragraph.end - paragraph.start <= _LONGEST_FURNITURE and text[paragraph.end - 1] not in _ENDS_A_PARAGRAPH


def _opens_with_quotation(sentences: Sequence[Sentence], paragraph: Span) -> bool:
    quotations = sentences[0].quotations
    return bool(quotations) and quotations[0].start == paragraph.start


def _introduced(text: Text, sentence: Sentence, following: Sequence[Sentence]) -> Quotation | None:
    """Return the quotation at the start of the *following* paragraph where a *sentence* ends as if to introduce it."""
    introduces = following and following[0].is_quotation and text.string[sentence.end - 1] in _INTRODUCING
    return following[0].quotations[0] if introduces else None


def _attributions(text: Text, sentence: Sentence, start: int, introduced: Quotation | None) -> list[Attribution]:
    """Return the attributions of *sentence* from *start* on; most sentences have no cue, which is soon told."""
    bare = not sentence.quotations and introduced is None
    if bare and cue_openings().isdisjoint(text.lower[sentence.first : sentence.last]):
        return []
    row = read_items(text, sentence, max(start, sentence.start), introduced)
    found = CueReader(row).attributions() if row.items else []
    return found or (_named(text.string, sentence) if sentence.quotations else [])


# Words in capitals before a colon that label a paragraph instead of naming who speaks.
_LABELS = frozenset(
    "UPDATE UPDATED CORRECTION NOTE WATCH READ ALSO MORE DEAR RELATED EXCLUSIVE BREAKING LIVE Q A FAQ VIDEO".split()
)
_SHORTEST_NAME = 3
_INTRODUCING = frozenset(":,")
_LONGEST_FURNITURE = 100  # code points
_ENDS_A_PARAGRAPH = frozenset(".?!…:,;”\"’')")
_ASKING = ("ask", "asks", "asked")
_DAY = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?"
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.'’/-]+(?: [A-Z][A-Z.'’/-]+){0,3}(?:, (?:[A-Z][a-z]+\.?|(?:[A-Z]\.){2,})){0,2}"
    rf"(?:,? {_DAY})?(?: \([^()]{{1,30}}\))?"
    r"|[A-Z][a-z]+(?: [A-Z][a-z]+)?(?:, [A-Z][a-z]+)? \((?:AP|AFP|UPI|dpa|Reuters|Xinhua)\))"
    r" ?(?:--|[-–—―]) ?(?=[\w“\"‘])"
)


# A place with its day and a colon, or in capitals before a sentence of the article's own.
_PLACE = re.compile(
    rf"[A-Z][a-z]+(?:, [A-Z][a-z]+\.?)?,? {_DAY} ?: +(?=[\w“\"‘])"
    r"|[A-Z]{4,} ?: +(?=(?:The|A|An|IT|It|In|Two|Three|At) |IT['’]s |[“\"‘][^“”\"]{12,}[,.?!][”\"’])"
)


def _after_dateline(text: Text, paragraph: Span) -> Span:
    """Return *paragraph* without the place, day and agency before it ("NEW DELHI, Feb 15 (Reuters) - ")."""
    match = _DATELINE.match(text.string, paragraph.start, paragraph.end)
    if match is None and paragraph is text.paragraphs[0]:
        match = _PLACE.match(text.string, paragraph.start, paragraph.end)
        if match and len(text.paragraphs) > 1 and _turn(text.string, text.paragraphs[1]):
            return paragraph
    return Span(match.end(), paragraph.end) if match else paragraph


# Between two words of a name stands a blank, so that a run of letters can be cut into words in one way only.
_TURN = re.compile(r"([A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}) ?(:) +(?=[“\"‘(\[]?\w[\w’']*[,.…]? [a-z“\"])")
_SPEAKER = re.compile(r"([^\W\d_a-z][\w.'’-]*(?: [^\W\d_a-z][\w.'’-]*){0,3}) ?(:) +(?=[“\"‘(\[]?\w)")
_CREDIT = re.compile(
    r"([“\"‘].{12,}[”\"’]) ?([-–—―]{1,2}) ?([^\W\d_a-z][\w.'’-]+(?: [^\W\d_a-z][\w.'’-]+){1,3} ?(?:, [^“”\"]{2,80})?)"
)
_NAMED = re.compile(r"(?:[-–—•*] ?)?([^\W\d_a-z][\w.'’-]+(?: [^\W\d_a-z][\w.'’-]*){1,3}(?:, [^:“”\"]{2,80})?)(:) ?")
_ENDS_AN_UTTERANCE = frozenset(".?!…")


def _turn(text: str, paragraph: Span) -> Attribution | None:
    """Read a turn of a transcript ("PENCE: Well, look ..."), whose speaker stands in capitals."""
    match = _TURN.match(text, paragraph.start, paragraph.end)
    if match is None or not _LABELS.isdisjoint(match[1].split()) or len(match[1]) < _SHORTEST_NAME:
        return None
    return _certain("transcript-turn", paragraph, match.span(1), match.span(2), (match.end(), paragraph.end))


def _interviewed(text: Text) -> frozenset[str]:
    """Return the names before a colon that open several lines each, if there are more than one and one line asks."""
    string = text.string
    if "?\n" not in string and "?\r" not in string:
        return frozenset()
    matches = [(each, line) for line in text.paragraphs if (each := _SPEAKER.match(string, line.start, line.end))]
    names = Counter(match[1] for match, _ in matches if _LABELS.isdisjoint(match[1].upper().split()))
    several = frozenset(name for name, count in names.items() if count > 1)
    asks = any(match[1] in several and string[line.end - 1] == "?" for match, line in matches)
    return several if asks and len(several) > 1 else frozenset()


def _answer(text: str, paragraph: Span, speakers: frozenset[str]) -> Attribution | None:
    """Read a line of an interview behind the name of one of its *speakers* ("Ann Lee: We began in May.")."""
    match = _SPEAKER.match(text, paragraph.start, paragraph.end)
    if match is None or match[1] not in speakers:
        return None
    return _certain("transcript-turn", paragraph, match.span(1), match.span(2), (match.end(), paragraph.end))


def _credit(text: str, paragraph: Span) -> Attribution | None:
    """Read a quotation that a dash credits ("“...” ― Carla Sanchez, nurse")."""
    match = _CREDIT.fullmatch(text, paragraph.start, paragraph.end)
    if match is None:
        return None
    return _certain("dash-credit", paragraph, match.span(3), match.span(2), match.span(1))


def _named(text: str, sentence: Sentence) -> list[Attribution]:
    """Read a quotation behind a name and a colon ("Ann Lee, author: “...”")."""
    quotation = sentence.quotations[0]
    match = _NAMED.fullmatch(text, sentence.start, quotation.start)
    utterance = text[max(quotation.start, quotation.end - 2)] in _ENDS_AN_UTTERANCE
    if match is None or not utterance or not _LABELS.isdisjoint(match[1].upper().split()):
        return []
    return [_certain("name-colon", sentence, match.span(1), match.span(2), (quotation.start, sentence.end))]


def _certain(pattern: str, stretch: Span | Sentence, *places: tuple[int, int]) -> Attribution:
    source, cue, content = ((Span(*place),) for place in places)
    return Attribution(source, cue, content, Span(stretch.start, stretch.end), pattern, confidence=precision(pattern))
