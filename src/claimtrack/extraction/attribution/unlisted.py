# SPDX-License-Identifier: MIT
"""Quotations that a verb outside the lexicon credits ("“Yes,” Mr Kirby quipped.")."""

from claimtrack.extraction.attribution.cue_frames import Cue
from claimtrack.extraction.attribution.items import ItemRow
from claimtrack.extraction.attribution.subjects import Subject, subject_at
from claimtrack.language import noun_phrases as ph
from claimtrack.language.closed_classes import word_class
from claimtrack.model import Span

_NAME_PARTICLES = word_class("name particle") | {"of", "the"}
_LONGEST_NAME = 8  # items
_SHORTEST_VERB = 4  # letters: "adds", not "has"


def credited_quotation(sentence: ItemRow, floor: int) -> tuple[Cue, Subject, tuple[Span, ...]] | None:
    """Return verb, subject and content of the first quotation that a verb credits, by its form alone, or None."""
    for place in sentence.quotes:
        if sentence.is_utterance(place) and (found := _before(sentence, place) or _after(sentence, place, floor)):
            return found
    return None


def _before(sentence: ItemRow, place: int) -> tuple[Cue, Subject, tuple[Span, ...]] | None:
    """Read a verb and a colon before the quotation at *place* ("Mr Kirby fumed: “...”")."""
    if sentence.word(place - 1) != ":":
        return None
    verb = place - 2
    start = next((k for k in range(verb - 1, max(-1, verb - _LONGEST_NAME), -1) if not _in_name(sentence, k)), -1) + 1
    if not 0 <= start < verb or not _is_named(sentence, start, verb):
        return None
    if not sentence.word(verb).endswith(("ed", "s")) or ph.is_capitalised(sentence.items[verb]):
        return None
    return _cue(verb), subject_at(sentence, start, verb), sentence.content(place, sentence.quotation_end(place))


def _after(sentence: ItemRow, place: int, floor: int) -> tuple[Cue, Subject, tuple[Span, ...]] | None:
    """Read a name and a verb behind the quotation at *place* ("“...,” Mr Kirby quipped")."""
    start = place + 1 + (sentence.word(place + 1) == ",")
    if not ph.starts_noun_phrase(sentence.items, start):
        return None
    end = start + 1
    while end < min(len(sentence.items), start + _LONGEST_NAME) and _in_name(sentence, end):
        end += 1
    verb = sentence.word(end)
    if not verb.endswith(("ed", "s")) or len(verb) < _SHORTEST_VERB or not verb.isalpha():
        return None
    if not _is_named(sentence, start, end):
        return None
    content = sentence.content(sentence.quotation_start(place + 1, floor), place + 1)
    return _cue(end), subject_at(sentence, start, end), content


def _cue(verb: int) -> Cue:
    return Cue(verb, verb, verb + 1, None)


def _is_named(sentence: ItemRow, start: int, end: int) -> bool:
    return sentence.word(start) in ph.PRONOUNS or ph.is_capitalised(sentence.items[end - 1])


def _in_name(sentence: ItemRow, k: int) -> bool:
    return ph.is_capitalised(sentence.items[k]) or sentence.word(k) in _NAME_PARTICLES
