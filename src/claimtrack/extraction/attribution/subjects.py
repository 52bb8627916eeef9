# SPDX-License-Identifier: MIT
"""Subjects: the mention of a source that goes with a cue, before it, after it or at the start of the sentence."""

from typing import Self

import attrs

from claimtrack.extraction.attribution.cue_frames import Cue
from claimtrack.extraction.attribution.cues import Frame, past_forms
from claimtrack.extraction.attribution.items import ItemRow
from claimtrack.language import noun_phrases as ph
from claimtrack.language.closed_classes import word_class
from claimtrack.language.nouns import noun_class
from claimtrack.language.tokens import QUOTATION
from claimtrack.model import Span

_ARTICLES = word_class("article")
_INTRODUCING = _ARTICLES.union("its his her their our one another".split())
_ASIDES = _ARTICLES.union("who which whose speaking asked based reporting".split())
_BEFORE_A_VERB = ph.AUXILIARIES | {","}
_OPENING_OF = {")": "(", "–": "–", "—": "—"}
_POSSESSIVE_ENDINGS = ("'s", "’s")
_BARE_SOURCES = ph.PRONOUNS | frozenset("police people many some".split())
_LONGEST_ASIDE = 20  # items between the commas or brackets behind a name
_LONGEST_START = 60  # items at the start of a sentence among which its subject is looked for
_LONGEST_COMMON = 2  # items of a subject without a name that needs no verb behind it to be one ("the mayor")
_LONGEST_SOURCE = 250  # code points; what is longer was read across a border


@attrs.frozen
class Subject:
    """A source mention.

    Attributes:
        spans: Where it stands in the text; empty where a cue has none.
        start: The first of its items; that of its cue where it stands behind that ("said Mr Kirby").
        end: The place after its last item.
        aside: Whether its cue stands in a clause between commas ("Kirby, who said he was tired, left").
    """

    spans: tuple[Span, ...]
    start: int
    end: int
    aside: bool = False

    @classmethod
    def at(cls, sentence: ItemRow, start: int, end: int, *, aside: bool = False) -> Self:
        """Return the items from *start* to *end* as a subject."""
        return cls((sentence.span_of(start, end),), start, end, aside)


def _noun_phrase(sentence: ItemRow, start: int, end: int, *, aside: bool = False) -> Subject | None:
    is_phrase = ph.is_noun_phrase(sentence.items, start, end)
    return Subject.at(sentence, start, end, aside=aside) if is_phrase else None


def own_subject(sentence: ItemRow, cue: Cue, floor: int) -> Subject | None:
    """Return the noun phrase before the cue, or None."""
    items = sentence.items
    end = _before_asides(sentence, ph.skip_time_back(items, cue.start, floor), floor)
    link = sentence.word(end - 1) if end - 1 > floor else ""
    if link in {"that", "which"}:
        return _document(sentence, end - 1, floor)
    if link == ",":
        return _with_apposition(sentence, end - 1, floor)
    aside = link == "who" and sentence.word(end - 2) == ","
    end -= (link == "who") + aside
    start = ph.clause_start(items, end, floor, past_forms())
    start = ph.list_start(items, start, end, floor, past_forms())
    return _noun_phrase(sentence, ph.trim_left(items, start, end), end, aside=aside)


def _before_asides(sentence: ItemRow, end: int, floor: int) -> int:
    """Return *end* without the aside before it: ", however,", "Tom Hall (Labour)", "Ann Lee – who won –"."""
    word = sentence.word
    if end - 2 > floor and word(end - 1) == "," and ph.is_adverb(word(end - 2)) and word(end - 3) == ",":
        end -= 3
    opening = _OPENING_OF.get(word(end - 1))
    if opening is None:
        return end
    return next((k for k in range(end - 2, max(floor, end - _LONGEST_ASIDE), -1) if word(k) == opening), end)


def _document(sentence: ItemRow, relative: int, floor: int) -> Subject | None:
    """Return the document before the "that" at *relative* ("a statement late on Friday that said"), or None."""
    noun = ph.skip_time_back(sentence.items, relative, floor) - 1
    noun -= ph.is_adverb(sentence.word(noun))
    if noun < floor or noun_class(sentence.word(noun)) != "document":
        return None
    start = noun
    while start > floor and sentence.word(start) not in _INTRODUCING and _modifies(sentence.word(start - 1)):
        start -= 1
    return Subject.at(sentence, start, noun + 1)


def _modifies(word: str) -> bool:
    """Tell whether a lower-case *word* may stand before a noun that it belongs to: no verb, preposition or mark."""
    is_verb = word.endswith("ed") or word in ph.AUXILIARIES or word in past_forms()
    return word[:1].isalpha() and not is_verb and word not in ph.PREPOSITIONS


def _with_apposition(sentence: ItemRow, comma: int, floor: int) -> Subject | None:
    """Return a mention with the aside that ends at *comma* ("John Kirby, the spokesman, said")."""
    end = _described_end(sentence, comma, floor)
    if end is None:
        return None
    start = ph.clause_start(sentence.items, end, floor, past_forms())
    start = ph.trim_left(sentence.items, start, end)
    if start > floor and sentence.word(start - 1) not in {QUOTATION, ","}:
        start = ph.name_start(sentence.items, start, end)
    if ph.is_noun_phrase(sentence.items, start, end) and _may_be_described(sentence, start, end, comma):
        return Subject.at(sentence, start, comma)
    return None


def _described_end(sentence: ItemRow, comma: int, floor: int) -> int | None:
    """Return the end of what the aside before *comma* describes, past its further parts (", 41, of Ohio,"), or None."""
    end = None
    for k in range(comma - 1, max(floor, comma - _LONGEST_ASIDE), -1):
        if sentence.word(k) == QUOTATION:
            break
        if sentence.word(k) == ",":
            # a further part of the aside: an age, a home ("Tom Hall, 41, of Ohio, said")
            part = sentence.word(k + 1) in ph.PREPOSITIONS or sentence.word(k + 1).isdigit()
            if end is None or part:
                end = k
            if not part:
                break
    return end


def _may_be_described(sentence: ItemRow, start: int, end: int, comma: int) -> bool:
    """Tell whether the words from *start* to *end* and the aside up to *comma* describe one source."""
    if ph.is_capitalised(sentence.items[end - 1]):
        return True
    introduced = sentence.word(start) in _INTRODUCING or ph.is_capitalised(sentence.items[start])
    name_follows = all(ph.is_capitalised(item) for item in sentence.items[end + 1 : comma])
    return introduced and (name_follows or sentence.word(end + 1) in _ASIDES)


def subject_after(sentence: ItemRow, cue: Cue) -> Subject | None:
    """Return the noun phrase after the cue ("said Mr Kirby"), or None."""
    if not ph.starts_noun_phrase(sentence.items, cue.end):
        return None
    end = ph.right_end(sentence.items, cue.end, past_forms())
    return Subject((sentence.span_of(cue.end, end),), cue.start, end) if end > cue.end else None


def sentence_subject(sentence: ItemRow, limit: int) -> Subject | None:
    """Return the noun phrase with which the sentence begins, for a participle at *limit* that shares it, or None."""
    limit = min(limit, _LONGEST_START)
    items, word = sentence.items, sentence.word
    start = ph.trim_left(items, 0, limit)
    if word(start) in ph.PREPOSITIONS:
        start = next((k + 1 for k in range(start, limit) if word(k) == ","), limit)
    end = ph.right_end(items[:limit], start, past_forms())
    end = next((k for k in range(start + 1, end) if ph.is_verb(items[k].text)), end)
    if not start < end or not ph.is_capitalised(items[end - 1]):
        if start < limit and ph.is_capitalised(items[start]) and word(start) not in _ARTICLES:
            end = _leading_name_end(sentence, start, end)
        elif end - start > _LONGEST_COMMON and word(end) not in _BEFORE_A_VERB:
            return None
    return _noun_phrase(sentence, start, end)


def _leading_name_end(sentence: ItemRow, start: int, end: int) -> int:
    """Return the end of the name at *start*; *end* where it owns what follows ("Mr Roe's lawyer, meanwhile, left")."""
    last = end
    while last > start + 1 and not ph.is_capitalised(sentence.items[last - 1]):
        last -= 1
    return end if sentence.items[last - 1].text.endswith(_POSSESSIVE_ENDINGS) else last


def fits(sentence: ItemRow, subject: Subject, cue: Cue, frame: Frame) -> bool:
    """Tell whether *subject* may be the subject of the cue: no bare adjective, possessive or stray noun."""
    words = subject.spans[0].of(sentence.text)
    if words.endswith(_POSSESSIVE_ENDINGS) or len(words) > _LONGEST_SOURCE or not _agrees(sentence, subject, cue):
        return False
    bare = len(words.split()) == 1 and words.islower() and not words.endswith("s") and words not in _BARE_SOURCES
    return not bare or (frame in {Frame.THAT, Frame.QUOTE} and cue.head == subject.start + 1)


def _agrees(sentence: ItemRow, subject: Subject, cue: Cue) -> bool:
    """Tell whether a *cue* in the present agrees with *subject*; any other agrees with all."""
    form = sentence.word(cue.head)
    if cue.start != cue.head or cue.row is None or form.endswith(("ed", "ing")):
        return True
    plural_form = not form.endswith("s")
    is_past = plural_form and form != cue.row.forms[0].partition(" ")[0]  # one without -ed: "said"
    return is_past or ph.agrees(sentence.items, subject.start, subject.end, form, plural_form=plural_form)
