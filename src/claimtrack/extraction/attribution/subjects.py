# SPDX-License-Identifier: MIT
"""Subjects: the mention of a source that goes with a cue, before it, after it or at the start of the sentence."""

import attrs

from claimtrack.extraction.attribution.cue_frames import Cue
from claimtrack.extraction.attribution.cues import past_forms
from claimtrack.extraction.attribution.items import Sentence
from claimtrack.language import noun_phrases as ph
from claimtrack.language.noun_phrases import QUOTE
from claimtrack.language.nouns import is_document
from claimtrack.model import Span

_INTRODUCING = frozenset("a an the its his her their our one another".split())
_ASIDES = frozenset("who which whose speaking asked based reporting the a an".split())
_OPENING_OF = {")": "(", "–": "–", "—": "—"}
_FINITE_REACH = 60  # how far to look for the verb of a clause that follows a cue


@attrs.frozen
class Subject:
    """A source mention: its spans, and the first of its items.

    `aside` tells that its cue stands in a clause between commas ("Kirby, who said he was tired, left").
    """

    spans: tuple[Span, ...]
    start: int
    aside: bool = False


def own_subject(sentence: Sentence, cue: Cue, floor: int) -> Subject | None:
    """Return the noun phrase before the cue, or None."""
    items, aside = sentence.items, False
    end = ph.skip_time_back(items, cue.start, floor)
    if (
        end - 2 > floor
        and sentence.word(end - 1) == ","
        and ph.is_adverb(sentence.word(end - 2))
        and sentence.word(end - 3) == ","
    ):
        end -= 3
    closing = sentence.word(end - 1)
    if closing in _OPENING_OF:  # "Tom Hall (Labour) said", "Ann Lee – who won – said"
        opening = next(
            (k for k in range(end - 2, max(floor, end - 20), -1) if sentence.word(k) == _OPENING_OF[closing]), None
        )
        end = opening if opening is not None else end
    if end - 1 > floor and sentence.word(end - 1) == "who":
        aside = sentence.word(end - 2) == ","
        end -= 1 + aside
    elif end - 1 > floor and sentence.word(end - 1) in {"that", "which"}:  # "a statement late on Friday that said"
        noun = ph.skip_time_back(items, end - 1, floor) - 1
        noun -= ph.is_adverb(sentence.word(noun))
        if noun < floor or not is_document(sentence.word(noun)):
            return None
        start = noun
        while start > floor and sentence.word(start) not in _INTRODUCING and _modifies(sentence.word(start - 1)):
            start -= 1
        return Subject((sentence.span_of(start, noun + 1),), start)
    elif end - 1 > floor and sentence.word(end - 1) == ",":
        return _with_apposition(sentence, end - 1, floor)
    start = ph.clause_start(items, end, floor, past_forms())
    start = ph.list_start(items, start, end, floor, past_forms())
    start = ph.trim_left(items, start, end)
    if not ph.is_noun_phrase(items, start, end):
        return None
    return Subject((sentence.span_of(start, end),), start, aside)


def _modifies(word: str) -> bool:
    """Tell whether a lower-case *word* may stand before a noun that it belongs to: no verb, preposition or mark."""
    return (
        word[:1].isalpha() and not word.endswith("ed") and word not in ph.PREPOSITIONS and word not in ph.AUXILIARIES
    ) and word not in past_forms()


def _with_apposition(sentence: Sentence, comma: int, floor: int) -> Subject | None:
    """Return a mention with the aside that ends at *comma* ("John Kirby, the spokesman, said")."""
    head = None
    for k in range(comma - 1, max(floor, comma - 20), -1):
        if sentence.word(k) == QUOTE:
            break
        if sentence.word(k) == ",":
            if head is not None and not _is_part(sentence, k + 1):
                break
            head = k
            if not _is_part(sentence, k + 1):
                break
    if head is None:
        return None
    start = ph.clause_start(sentence.items, head, floor, past_forms())
    start = ph.trim_left(sentence.items, start, head)
    if start > floor and sentence.word(start - 1) not in {QUOTE, ","}:
        start = ph.name_start(sentence.items, start, head)
    if ph.is_noun_phrase(sentence.items, start, head) and _may_be_described(sentence, start, head, comma):
        return Subject((sentence.span_of(start, comma),), start)
    return None


def _is_part(sentence: Sentence, k: int) -> bool:
    """Tell whether what stands at *k* goes on with an aside: an age, a home ("Tom Hall, 41, of Ohio, said")."""
    return sentence.word(k) in ph.PREPOSITIONS or sentence.word(k).isdigit()


def _may_be_described(sentence: Sentence, start: int, end: int, comma: int) -> bool:
    """Tell whether the words from *start* to *end* and the aside up to *comma* describe one source."""
    aside = sentence.word(end + 1)
    named = ph.is_capitalised(sentence.items[end - 1])
    introduced = sentence.word(start) in _INTRODUCING or ph.is_capitalised(sentence.items[start])
    name_follows = all(ph.is_capitalised(item) for item in sentence.items[end + 1 : comma])
    return named or (introduced and (name_follows or aside in _ASIDES))


def subject_after(sentence: Sentence, cue: Cue) -> tuple[Subject, int] | None:
    """Return the noun phrase after the cue ("said Mr Kirby") and where it ends, or None."""
    if not ph.starts_noun_phrase(sentence.items, cue.end):
        return None
    end = ph.right_end(sentence.items, cue.end, past_forms())
    if end <= cue.end:
        return None
    return Subject((sentence.span_of(cue.end, end),), cue.start), end


def sentence_subject(sentence: Sentence, limit: int) -> Subject | None:
    """Return the noun phrase with which the sentence begins, for a participle that shares it."""
    limit = min(limit, _FINITE_REACH)
    start = ph.trim_left(sentence.items, 0, limit)
    if sentence.word(start) in ph.PREPOSITIONS:
        start = next((k + 1 for k in range(start, limit) if sentence.word(k) == ","), limit)
    end = ph.right_end(sentence.items[:limit], start, past_forms())
    end = next((k for k in range(start + 1, end) if ph.is_verb(sentence.items[k].text)), end)
    if start < end and ph.is_capitalised(sentence.items[end - 1]):
        pass
    elif start < limit and ph.is_capitalised(sentence.items[start]) and sentence.word(start) not in {"the", "a", "an"}:
        last = end
        while end > start + 1 and not ph.is_capitalised(sentence.items[end - 1]):
            end -= 1
        if sentence.items[end - 1].text.endswith(("'s", "’s")):
            end = last  # "Mr Roe's lawyer, meanwhile, left, saying ..."
    elif end - start > 2 and sentence.word(end) not in ph.AUXILIARIES | {","}:  # noqa: PLR2004
        return None
    if not ph.is_noun_phrase(sentence.items, start, end):
        return None
    return Subject((sentence.span_of(start, end),), start)


def fits(sentence: Sentence, subject: Subject, cue: Cue, pattern: str) -> bool:
    """Tell whether *subject* may be the subject of the cue: no bare adjective, possessive or stray noun."""
    words = subject.spans[0].of(sentence.text)
    form = sentence.word(cue.head)
    if cue.start == cue.head and cue.row is not None and not form.endswith(("ed", "ing")) and not _is_past(cue, form):
        end = next(
            k
            for k in range(subject.start, cue.start + 1)
            if k == cue.start or sentence.items[k].start >= subject.spans[0].end
        )
        plural = not form.endswith("s")
        if not ph.agrees(sentence.items, subject.start, end, form, plural_form=plural):
            return False
    if words.endswith(("'s", "’s")) or len(words) > 250:  # noqa: PLR2004
        return False
    single = len(words.split()) == 1 and words.islower()
    if (
        single
        and words not in ph.PRONOUNS
        and not words.endswith("s")
        and words not in {"police", "people", "many", "some"}
    ):
        return pattern in {"that", "quote"} and cue.head - subject.start < 2  # noqa: PLR2004
    return True


def _is_past(cue: Cue, form: str) -> bool:
    """Tell whether a form without -ed is a past one ("said"), not the base form or the one in -s."""
    return cue.row is not None and form != cue.row.forms[0].split()[0] and not form.endswith("s")
