# SPDX-License-Identifier: MIT
"""Constructions: attributions by rule, from the words around a cue of the lexicon.

A sentence is read from left to right as a row of items, in which every quotation is one item.
A cue of the lexicon counts where the words around it fit one of its frames:
the content follows ("Kirby said that ..."), precedes ("..., Kirby said") or stands on both sides.
Attributions do not nest: a cue inside the content of another one is part of that content (as in PolNeAR),
except for a relay ("Kirby said ..., The Associated Press said").
"""

import re
from itertools import groupby
from operator import attrgetter

import attrs

from claimtrack.extraction.attribution.attribution import Attribution, precision
from claimtrack.extraction.attribution.cue_reader import CueReader
from claimtrack.extraction.attribution.cues import cue_openings
from claimtrack.extraction.attribution.items import read_items
from claimtrack.language.text import Sentence, Text
from claimtrack.model import Span


def read_constructions(text: Text) -> tuple[Attribution, ...]:
    """Return the attributions that the constructions read in *text*, in the order in which their sentences stand."""
    found: list[Attribution] = []
    more: list[Span] = []  # the quotations that go on after the latest attribution
    left_open = spoke = False
    sentences = {number: list(group) for number, group in groupby(text.whole_sentences, key=attrgetter("paragraph"))}
    for number, line in enumerate(text.paragraphs):
        paragraph = _after_dateline(text.string, line)
        if certain := _turn(text.string, paragraph) or _credit(text.string, paragraph):
            _continue(found, more)
            found.append(certain)
            more, left_open, spoke = [], False, False
            continue
        quotations = [quotation for sentence in sentences[number] for quotation in sentence.quotations]
        quoted = bool(quotations) and quotations[0].start == paragraph.start
        # Each paragraph of a long quotation opens with a mark; only the last one closes it.
        goes_on = quoted and (left_open or (spoke and not quotations[0].closed))
        spoke = False
        for sentence in sentences[number]:
            claims = _attributions(text, sentence, paragraph.start)
            if claims:
                _continue(found, more)
                found.extend(claims)
                more, goes_on, spoke = [], True, True
            elif goes_on and found and _is_quotation(sentence):
                more.append(Span(sentence.start, sentence.end))
            else:
                goes_on = False
        left_open = goes_on and bool(quotations) and not quotations[-1].closed
        if left_open:
            found[-1] = attrs.evolve(found[-1], open_quotation=True)
    _continue(found, more)
    return tuple(found)


def _attributions(text: Text, sentence: Sentence, start: int) -> list[Attribution]:
    """Return the attributions of *sentence* from *start* on; most sentences have no cue, which is soon told."""
    if not sentence.quotations and cue_openings().isdisjoint(text.lower[sentence.first : sentence.last]):
        return []
    row = read_items(text, sentence, max(start, sentence.start))
    return CueReader(row).attributions() if row.items else []


def _is_quotation(sentence: Sentence) -> bool:
    whole = sentence.quotations[:1]
    return bool(whole) and (whole[0].first, whole[0].last) == (sentence.first, sentence.last)


# Words in capitals before a colon that label a paragraph instead of naming who speaks.
_LABELS = frozenset(
    "UPDATE UPDATED CORRECTION NOTE WATCH READ MORE RELATED EXCLUSIVE BREAKING LIVE Q A FAQ VIDEO PHOTO".split()
)
_SHORTEST_NAME = 3
_DATELINE = re.compile(
    r"[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}(?:, [A-Z][a-z]+\.?){0,2}(?:,? [A-Z][a-z]{2,8}\.? \d{1,2})?"
    r"(?: \([^()]{1,30}\))? ?(?:--|[-–—―]) ?(?=[\w“\"‘])"
)


def _after_dateline(text: str, paragraph: Span) -> Span:
    """Return *paragraph* without the place, day and agency before it ("NEW DELHI, Feb 15 (Reuters) - ")."""
    match = _DATELINE.match(text, paragraph.start, paragraph.end)
    return Span(match.end(), paragraph.end) if match else paragraph


# Between two words of a name stands a blank, so that a run of letters can be cut into words in one way only.
_TURN = re.compile(r"([A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}) ?(:) +(?=[“\"‘(\[]?\w[\w’']*[,.…]? [a-z“\"])")
_CREDIT = re.compile(
    r"([“\"‘].{12,}[”\"’]) ?([-–—―]{1,2}) ?([^\W\d_a-z][\w.'’-]+(?: [^\W\d_a-z][\w.'’-]+){1,3} ?(?:, [^“”\"]{2,80})?)"
)


def _turn(text: str, paragraph: Span) -> Attribution | None:
    """Read a turn of a transcript ("PENCE: Well, look ..."), whose speaker stands in capitals."""
    match = _TURN.match(text, paragraph.start, paragraph.end)
    if match is None or match[1] in _LABELS or len(match[1]) < _SHORTEST_NAME:
        return None
    return _certain("transcript-turn", paragraph, match.span(1), match.span(2), (match.end(), paragraph.end))


def _credit(text: str, paragraph: Span) -> Attribution | None:
    """Read a quotation that a dash credits ("“...” ― Carla Sanchez, nurse")."""
    match = _CREDIT.fullmatch(text, paragraph.start, paragraph.end)
    if match is None:
        return None
    return _certain("dash-credit", paragraph, match.span(3), match.span(2), match.span(1))


def _certain(pattern: str, paragraph: Span, *places: tuple[int, int]) -> Attribution:
    source, cue, content = ((Span(*place),) for place in places)
    return Attribution(source, cue, content, paragraph, pattern, confidence=precision(pattern))


def _continue(found: list[Attribution], more: list[Span]) -> None:
    """Add quotations that follow the latest attribution to its content."""
    if found and more:
        found[-1] = attrs.evolve(found[-1], content=(*found[-1].content, *more))
