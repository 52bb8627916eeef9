# SPDX-License-Identifier: MIT
"""The constructions around a cue: its content follows, precedes, or stands on both sides."""

import attrs

from claimtrack.extraction.attribution.attribution import Attribution, circumstance, precision
from claimtrack.extraction.attribution.cue_frames import (
    Cue,
    Follows,
    find_cues,
    following,
    frame_of,
    is_attributing,
    is_participle,
    kind_at,
)
from claimtrack.extraction.attribution.cues import Frame, past_forms
from claimtrack.extraction.attribution.items import ItemRow
from claimtrack.extraction.attribution.subjects import Subject, fits, own_subject, sentence_subject, subject_after
from claimtrack.language import noun_phrases as ph
from claimtrack.language.closed_classes import word_class
from claimtrack.language.nouns import is_news_organisation
from claimtrack.language.tokens import QUOTATION
from claimtrack.model import Polarity, Span

_RETORT_STARTS = frozenset("a an something".split())
_CLAUSE_LINKS = frozenset("and but while as though although yet because".split())
_VERB_LINKS = frozenset(", and then but or".split())
_SECOND_VERB_LINKS = frozenset("and then but".split())
_ENDS_A_SOURCE = frozenset(", . ; ( ) — – :".split()) | {QUOTATION}
_NO_CONTENT = frozenset({Follows.END, Follows.COMMA})  # nothing that the cue could take follows it
_OPENS_A_CONTENT = frozenset({Follows.THAT, Follows.QUOTE, Follows.WH, Follows.TO})
_AFTER_A_TAIL = frozenset({Follows.END, Follows.COMMA, Follows.QUOTE, Follows.PREDICATE})
_UNMISTAKABLE = frozenset({Frame.THAT, Frame.QUOTE})
_NAME_PARTICLES = word_class("name particle") | {"of", "the"}
_SHORTEST_CLAUSE = 3  # items; fewer before ", she said" are an adverb or a name
_LONGEST_PHRASE = 7  # items of a phrase that a preposition opens; more hold a clause
_LONGEST_NAME = 8  # items before or behind a verb outside the lexicon
_SHORTEST_VERB = 4  # letters: "adds", not "has"


@attrs.frozen
class _OpenContent:
    """An attribution whose content, from *start* on, is not closed yet; *floor* is the recorder's before it."""

    cue: Cue
    subject: Subject
    start: int
    pattern: str
    floor: int


class _Recorder:
    """The attributions of a sentence, in the order in which their contents close.

    Attributes:
        found: Those that are closed.
        open: The one whose content is open, if any.
        floor: The first item that none of them has used.
        subject: The source of the latest one.
    """

    def __init__(self, sentence: ItemRow) -> None:
        self.found: list[Attribution] = []
        self.open: _OpenContent | None = None
        self.floor = 0
        self.subject: Subject | None = None
        self._sentence = sentence

    def begin(self, cue: Cue, subject: Subject, start: int, pattern: str) -> None:
        """Open a content at *start*."""
        self.open = _OpenContent(cue, subject, start, pattern, self.floor)
        self.subject = subject

    def close(self, end: int, via: tuple[Span, ...] = ()) -> None:
        """End the open content, if there is one, at *end*; *via* relays it."""
        if self.open is not None:
            one, self.open = self.open, None
            self.add(one.cue, one.subject, self._sentence.content(one.start, end), one.pattern, via)

    def give_up(self) -> None:
        """Drop the open content, if there is one: its words belong to another."""
        if self.open is not None:
            self.floor, self.open = self.open.floor, None

    def add(
        self, cue: Cue, subject: Subject, content: tuple[Span, ...], pattern: str, via: tuple[Span, ...] = ()
    ) -> None:
        """Record an attribution, unless nothing is left of its content."""
        if not content:
            return
        span, unclosed = self._sentence.span_of(cue.start, cue.end), self._sentence.unclosed
        self.found.append(
            Attribution(
                source=subject.spans,
                cue=(span,),
                content=content,
                sentence=self._sentence.span,
                pattern=pattern,
                confidence=precision(pattern, circumstance(self._sentence.text, (span,), subject.spans)),
                via=via,
                open_quotation=unclosed is not None and unclosed.overlaps(content[-1]),
            )
        )
        self.subject = subject


@attrs.frozen
class _Teller:
    """Who tells a content that stands before its cue, and what stands after the two, where."""

    subject: Subject
    after: int
    kind: Follows


class CueReader:
    """One pass over the cues of a sentence, from left to right."""

    def __init__(self, sentence: ItemRow) -> None:
        self.sentence = sentence
        self.items, self.word = sentence.items, sentence.word
        self.record = _Recorder(sentence)

    def attributions(self) -> list[Attribution]:
        """Return the attributions of the sentence."""
        cues = find_cues(self.sentence)
        if not cues and not self.sentence.quotes:
            return []
        for cue in cues:
            if cue.head >= self.record.floor:
                self._read(cue)
        self.record.close(len(self.items))
        if not self.record.found and (credited := _credited_quotation(self.sentence, self.record.floor)):
            self.record.add(*credited, "unlisted-verb")
        return self.record.found

    def _read(self, cue: Cue) -> None:
        """Take *cue* as an attribution where the words around it fit one of its frames."""
        if cue.row is None:
            self._according_to(cue)
        elif is_attributing(self.sentence, cue):
            place, kind = following(self.sentence, cue)
            subject = own_subject(self.sentence, cue, self.record.floor)
            if not self._tail(cue, subject, place, kind):
                if kind in _NO_CONTENT and self.word(cue.end) in ph.PREPOSITIONS:
                    place, kind = cue.end, Follows.WORDS  # "Police said about 3,000 people took part."
                self._lead(cue, subject, place, kind)

    def _according_to(self, cue: Cue) -> None:
        """Read "according to ...", at either end of its content or in the middle."""
        if not ph.starts_noun_phrase(self.items, cue.end):
            return
        end, record = self._source_end(cue.end), self.record
        subject = Subject((self.sentence.span_of(cue.end, end),), cue.start, end)
        gap = self.sentence.words[record.floor : cue.start]
        spoken = any(word.isalnum() for word in gap)
        if record.open is not None:
            record.close(cue.start, subject.spans)
        elif record.found and not spoken:
            latest = record.found[-1]
            record.found[-1] = attrs.evolve(latest, via=latest.via or subject.spans)
        elif spoken or QUOTATION in gap:
            record.add(cue, subject, self.sentence.content(record.floor, cue.start), "according-to")
        elif self.word(end) == ",":
            record.begin(cue, subject, end + 1, "according-to")
        else:
            return
        record.floor = end

    def _source_end(self, start: int) -> int:
        places = range(start, len(self.items))
        end = next((k for k in places if self.word(k) in _ENDS_A_SOURCE), len(self.items))
        while end > start + 1 and self.word(end - 1) in {"!", "?"}:
            end -= 1
        return end

    def _tail(self, cue: Cue, subject: Subject | None, place: int, kind: Follows) -> bool:
        """Read a cue whose content stands before it ("..., Mr Kirby said", "“...,” said Mr Kirby")."""
        if not cue.takes(Frame.TAIL, Frame.QUOTE):
            return False
        teller = self._teller(cue, subject, place, kind)
        if teller is None or teller.subject.start <= self.record.floor or self._is_retort(cue, teller.subject):
            return False
        end, quoted = self._content_end(teller.subject)
        if not quoted and teller.kind is Follows.COMMA and self.word(place + 1) in ph.AUXILIARIES:
            teller = attrs.evolve(teller, kind=Follows.PREDICATE)
        reads = teller.kind is not Follows.THAT if quoted else cue.takes(Frame.TAIL) and self._is_clause(end, teller)
        if reads:
            self._take_tail(cue, teller, end, quoted=quoted)
        return reads

    def _teller(self, cue: Cue, subject: Subject | None, place: int, kind: Follows) -> _Teller | None:
        """Return who tells what stands before *cue*: *subject*, or else whoever stands behind it."""
        if subject is not None and fits(self.sentence, subject, cue, Frame.QUOTE):
            return _Teller(subject, place, kind)
        if kind in _OPENS_A_CONTENT or is_participle(self.sentence, cue):  # "blasted it, saying the mayor had lied"
            return None
        inverted = self.word(cue.start - 1) in {QUOTATION, ","} and cue.start > self.record.floor
        found = subject_after(self.sentence, cue) if inverted else None
        return _Teller(found, found.end, kind_at(self.sentence, found.end)) if found else None

    def _is_retort(self, cue: Cue, subject: Subject) -> bool:
        """Tell whether *cue* denies a noun that takes the content up ("a charge that his party denies")."""
        return (
            cue.row is not None and cue.row.polarity is Polarity.NEGATIVE and self.word(subject.start) in _RETORT_STARTS
        )

    def _content_end(self, subject: Subject) -> tuple[int, bool]:
        """Return where a content ends that stands before *subject*, and whether a quotation ends it."""
        end = subject.start - 1
        if self.word(end) == "," and self.word(end - 1) == QUOTATION and end > self.record.floor:
            return end, True
        quoted = self.word(end) == QUOTATION and self.sentence.is_utterance(end)
        return end + quoted, quoted

    def _is_clause(self, comma: int, teller: _Teller) -> bool:
        """Tell whether what stands before *comma* is what *teller* says, and no phrase of time or place."""
        if self.word(comma) != "," or teller.kind not in _AFTER_A_TAIL:
            return False
        floor = self.record.open.floor if self.record.open else self.record.floor
        short = comma - floor < _SHORTEST_CLAUSE and teller.kind is not Follows.PREDICATE
        if short or self._is_adverbial(floor, comma):
            return False
        if teller.kind is not Follows.QUOTE:
            return True
        quotation = self.sentence.quotation_from(teller.after)  # "asked about it, she replied, “...”"
        return quotation in self.sentence.quotes and self.sentence.opening(quotation).islower()

    def _is_adverbial(self, floor: int, comma: int) -> bool:
        return ph.skip_time(self.items, floor) >= comma or (
            self.word(floor) in ph.PREPOSITIONS
            and comma - floor <= _LONGEST_PHRASE
            and ph.AUXILIARIES.isdisjoint(self.sentence.words[floor:comma])
        )

    def _take_tail(self, cue: Cue, teller: _Teller, end: int, *, quoted: bool) -> None:
        """Record an attribution whose content ends at *end*, and goes on after the cue where the sentence does."""
        record, place = self.record, teller.after
        words = " ".join(span.of(self.sentence.text) for span in teller.subject.spans)
        if record.open is not None and is_news_organisation(words):
            record.close(end, via=teller.subject.spans)
            record.floor = place
            return
        record.give_up()
        start = self.sentence.quotation_start(end, record.floor) if quoted else record.floor
        content = self.sentence.content(start, end)
        if teller.kind is Follows.QUOTE:
            second = self.sentence.quotation_from(place)
            place = self.sentence.quotation_end(second)
            content += self.sentence.content(second, place)
        elif teller.kind is Follows.PREDICATE:
            content += self.sentence.content(place, len(self.items))
            place = len(self.items)
        record.add(cue, teller.subject, content, "tail-quotation" if quoted else "tail")
        record.floor = place

    def _lead(self, cue: Cue, subject: Subject | None, place: int, kind: Follows) -> None:
        """Read a cue whose content follows it ("Kirby said that ...", "adding that ...")."""
        frame, record = frame_of(self.sentence, cue, place, kind), self.record
        if frame is None:
            return
        if subject is not None and not fits(self.sentence, subject, cue, frame):
            subject = None
        if record.open is not None and not self._reopens(record.open, subject, cue, frame):
            return
        source = subject or self._shared_subject(cue, frame)
        if source is None:
            return
        record.close(subject.start if subject else cue.start)
        record.begin(cue, source, place, frame.value)
        record.floor = cue.end
        self._close_early(source, place, frame)

    def _reopens(self, one: _OpenContent, subject: Subject | None, cue: Cue, frame: Frame) -> bool:
        """Tell whether a cue inside the open content *one* begins an attribution of its own."""
        if subject is not None:
            link = self.word(subject.start - 1)
            contrast = link in {"though", "although"} and frame is Frame.THAT
            return link == ";" or contrast or (link in _CLAUSE_LINKS and self.word(subject.start - 2) == ",")
        link = self.word(cue.start - 1)
        if is_participle(self.sentence, cue):
            return link == "," and frame in _UNMISTAKABLE
        if link not in _SECOND_VERB_LINKS:
            return False
        past = self.word(cue.head).endswith("ed") and self.word(one.cue.head) in past_forms()
        urges = past and frame is Frame.OBJ_TO  # "said that it was watching and urged both sides to return"
        return frame in _UNMISTAKABLE or one.cue.takes(Frame.NP, Frame.QUOTED) or urges

    def _shared_subject(self, cue: Cue, frame: Frame) -> Subject | None:
        """Return the subject that *cue*, without one of its own, has with an earlier verb; an empty one if unknown.

        None tells that it has none to share, and so does not attribute.
        """
        link, participle = self.word(cue.start - 1), is_participle(self.sentence, cue)
        joined = link in {"and", "but"} and cue.takes(Frame.THAT)
        doubtful = frame is Frame.CLAUSE and not cue.takes(Frame.NP)
        if link not in _VERB_LINKS or (doubtful and not joined and not participle):
            return None
        subject = self.record.subject
        if subject is None and (joined or (participle and cue.start == cue.head)):
            subject = sentence_subject(self.sentence, cue.start)
        if subject is None and frame in _UNMISTAKABLE:
            return Subject((), cue.start, cue.start)
        return subject

    def _close_early(self, subject: Subject, place: int, frame: Frame) -> None:
        """End a content that does not run to the next cue: a whole quotation, or a clause between commas."""
        quotation, end = self.sentence.quotation_from(place), None
        if frame is Frame.QUOTE and self.sentence.is_utterance(quotation):
            end = self.sentence.quotation_end(quotation)
        elif subject.aside:
            end = next((k for k in range(place + 1, len(self.items)) if self.word(k) == ","), None)
        if end is not None:
            self.record.floor = end
            self.record.close(end)


def _credited_quotation(sentence: ItemRow, floor: int) -> tuple[Cue, Subject, tuple[Span, ...]] | None:
    """Return verb, subject and content of the first quotation that a verb credits, by its form alone, or None."""
    for place in filter(sentence.is_utterance, sentence.quotes):
        if found := _credit_before(sentence, place) or _credit_after(sentence, place, floor):
            return found
    return None


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
    verb = sentence.word(end)
    is_verb = verb.endswith(("ed", "s")) and len(verb) >= _SHORTEST_VERB and verb.isalpha()
    if not is_verb or not _is_named(sentence, start, end):
        return None
    content = sentence.content(sentence.quotation_start(place + 1, floor), place + 1)
    return _cue(end), Subject.at(sentence, start, end), content


def _cue(verb: int) -> Cue:
    return Cue(verb, verb, verb + 1, None)


def _is_named(sentence: ItemRow, start: int, end: int) -> bool:
    return sentence.word(start) in ph.PRONOUNS or ph.is_capitalised(sentence.items[end - 1])


def _in_name(sentence: ItemRow, k: int) -> bool:
    return ph.is_capitalised(sentence.items[k]) or sentence.word(k) in _NAME_PARTICLES
