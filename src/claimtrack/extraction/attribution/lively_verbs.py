# SPDX-License-Identifier: MIT
"""Quotations that a verb outside the lexicon credits, by its form and its place alone."""

from claimtrack.extraction.attribution.cue_frames import Cue, Follows, kind_at
from claimtrack.extraction.attribution.items import ItemRow
from claimtrack.extraction.attribution.subjects import Subject, subject_after, subject_from
from claimtrack.language import noun_phrases as ph
from claimtrack.language.closed_classes import word_class
from claimtrack.language.nouns import noun_class
from claimtrack.model import Span

_LONGEST_NAME = 8  # items before or behind a verb outside the lexicon
_SHORTEST_VERB = 4  # letters: "adds", not "has"
_SHORTEST_UTTERANCE = 4  # words; fewer behind a colon may be a title or a slogan
_NOBODY = word_class("function")
_OF_SEVERAL = frozenset("are were have".split())
_SHE_OR_HE = frozenset({"she", "he"})
_NAME_PARTICLES = word_class("name particle") | {"of", "the"}


def credited_quotation(sentence: ItemRow, floor: int) -> tuple[Cue, Subject, tuple[Span, ...]] | None:
    """Return verb, subject and content of the first quotation that a verb credits, by its form alone, or None."""
    for place in filter(sentence.is_utterance, sentence.quotes):
        after = _credit_after(sentence, place, floor) or _credit_inverted(sentence, place, floor)
        if found := _credit_before(sentence, place) or after or _credit_presented(sentence, place):
            return found
    return None


def _credit_presented(sentence: ItemRow, place: int) -> tuple[Cue, Subject, tuple[Span, ...]] | None:
    """Read a clause about one person and a colon before the quotation at *place* ("Mr Kirby was defiant: “...”")."""
    words = sentence.quotes[place].of(sentence.text).split()
    if sentence.word(place - 1) != ":" or not sentence.opening(place).isupper() or len(words) < _SHORTEST_UTTERANCE:
        return None
    subject = lone_person(sentence, place - 1)
    return (_cue(place - 1), subject, sentence.content(place, sentence.quotation_end(place))) if subject else None


def lone_person(sentence: ItemRow, end: int) -> Subject | None:
    """Return the subject of *sentence* where it is one person, and nobody else is that of a verb before *end*."""
    subject = subject_from(sentence, 0, end)
    if subject is None or not _is_one_person(sentence, subject) or not _acts_alone(sentence, subject.end, end):
        return None
    return subject


def _is_one_person(sentence: ItemRow, subject: Subject) -> bool:
    """Tell whether *subject* is "he", "she" or a plain name whose last word is no body's, place's or thing's."""
    items = sentence.items[subject.start : subject.end]
    if len(items) == 1 and items[0].text.lower() in _SHE_OR_HE:
        return True
    last = items[-1].text
    if ph.is_pronoun(last.lower()) or last.lower() in _NOBODY or sentence.word(subject.end) in _OF_SEVERAL:
        return False
    named = all(item.text.isalpha() for item in items[-2:]) and all(map(ph.is_capitalised, items[-2:]))
    return named and not noun_class(last.lower()) and "," not in sentence.words[subject.start : subject.end]


def _acts_alone(sentence: ItemRow, start: int, end: int) -> bool:
    """Tell whether a verb stands at *start*, adverbs aside, and no name is the subject of one behind it."""
    verb = start + ph.is_adverb(sentence.word(start))
    others = (k for k in range(verb, end - 1) if ph.is_capitalised(sentence.items[k]))
    return ph.is_verb(sentence.word(verb)) and not any(ph.is_verb(sentence.word(k + 1)) for k in others)


def _credit_before(sentence: ItemRow, place: int) -> tuple[Cue, Subject, tuple[Span, ...]] | None:
    """Read a verb and a colon before the quotation at *place* ("Mr Kirby fumed: “...”")."""
    verb = place - 2
    start = next((k for k in range(verb - 1, max(-1, verb - _LONGEST_NAME), -1) if not _in_name(sentence, k)), -1) + 1
    named = sentence.word(place - 1) == ":" and start < verb and _is_named(sentence, start, verb)
    if not named or not sentence.word(verb).endswith(("ed", "s")) or ph.is_capitalised(sentence.items[verb]):
        return None
    return _cue(verb), Subject.at(sentence, start, verb), sentence.content(place, sentence.quotation_end(place))


def _credit_after(sentence: ItemRow, place: int, floor: int) -> tuple[Cue, Subject, tuple[Span, ...]] | None:
    """Read a name and a verb behind the quotation at *place* ("“...,” Mr Kirby quipped")."""
    start = place + 1 + (sentence.word(place + 1) == ",")
    if not ph.starts_noun_phrase(sentence.items, start):
        return None
    end = start + 1
    while end < min(len(sentence.items), start + _LONGEST_NAME) and _in_name(sentence, end):
        end += 1
    if sentence.word(start) == "the" and sentence.word(end + 1).endswith("ed"):  # "the ministry detailed"
        end += kind_at(sentence, end + 2) in {Follows.END, Follows.COMMA}
    named = _is_named(sentence, start, end) or (sentence.word(start) == "the" and end > start + 1)
    if not named or not _is_lively(sentence.word(end)):
        return None
    content = sentence.content(sentence.quotation_start(place + 1, floor), place + 1)
    return _cue(end), Subject.at(sentence, start, end), content


def _credit_inverted(sentence: ItemRow, place: int, floor: int) -> tuple[Cue, Subject, tuple[Span, ...]] | None:
    """Read a verb and a name behind the quotation at *place* ("“...,” grinned captain Lars Holm")."""
    verb = _cue(place + 1 + (sentence.word(place + 1) == ","))
    if not _is_lively(sentence.word(verb.head)) or not (source := subject_after(sentence, verb)):
        return None
    named = any(map(ph.is_capitalised, sentence.items[verb.end : source.end]))
    if not named or sentence.word(source.end) not in {"", ".", ","}:
        return None
    return verb, source, sentence.content(sentence.quotation_start(place + 1, floor), place + 1)


def _is_lively(word: str) -> bool:
    """Tell whether *word* may be a verb outside the lexicon, by its form."""
    is_verb = word.endswith(("ed", "s")) and not word.endswith("ss")
    return is_verb and len(word) >= _SHORTEST_VERB and word.isalpha() and word not in ph.AUXILIARIES


def _cue(verb: int) -> Cue:
    return Cue(verb, verb, verb + 1, None)


def _is_named(sentence: ItemRow, start: int, end: int) -> bool:
    return sentence.word(start) in ph.PRONOUNS or ph.is_capitalised(sentence.items[end - 1])


def _in_name(sentence: ItemRow, k: int) -> bool:
    return ph.is_capitalised(sentence.items[k]) or sentence.word(k) in _NAME_PARTICLES
