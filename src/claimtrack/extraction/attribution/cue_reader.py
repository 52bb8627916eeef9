# SPDX-License-Identifier: MIT
"""The constructions around a cue: its content follows, precedes, or stands on both sides."""

import attrs

from claimtrack.extraction.attribution.attribution import Attribution
from claimtrack.extraction.attribution.clauses import CLAUSE_LINKS, has_finite_verb
from claimtrack.extraction.attribution.cue_frames import (
    Cue,
    Follows,
    find_cues,
    following,
    frame_of,
    is_attributing,
    is_participle,
    kind_at,
    led_to,
)
from claimtrack.extraction.attribution.cues import Frame, cue_openings, past_forms
from claimtrack.extraction.attribution.items import ItemRow
from claimtrack.extraction.attribution.lively_verbs import credited_quotation
from claimtrack.extraction.attribution.passives import read_passive
from claimtrack.extraction.attribution.recorder import OpenContent, Recorder
from claimtrack.extraction.attribution.subjects import (
    Subject,
    fits,
    own_subject,
    rejecting_subject,
    sentence_subject,
    subject_after,
    subject_from,
)
from claimtrack.language import noun_phrases as ph
from claimtrack.language.appositions import with_appositions
from claimtrack.language.closed_classes import word_class
from claimtrack.language.nouns import is_news_organisation
from claimtrack.language.tokens import QUOTATION
from claimtrack.model import Polarity, Span

_RETORT_STARTS = frozenset("a an something".split())
_SUBORDINATORS = word_class("subordinator", "preposition or subordinator") | {"when", "as"}
_LINKS = CLAUSE_LINKS | frozenset("before after by (".split())
_VERB_LINKS = frozenset(", and then but or".split())
_SECOND_VERB_LINKS = frozenset("and then but".split())
_ENDS_A_SOURCE = frozenset(", . ; ( ) — – :".split()) | {QUOTATION}
_NO_CONTENT = frozenset({Follows.END, Follows.COMMA})  # nothing that the cue could take follows it
_OPENS_A_CONTENT = frozenset({Follows.THAT, Follows.QUOTE, Follows.WH, Follows.TO})
_AFTER_A_TAIL = frozenset({Follows.END, Follows.COMMA, Follows.QUOTE, Follows.PREDICATE})
_AFTER_A_COMMA = frozenset({Frame.CLAUSE, Frame.NP, Frame.QUOTED, Frame.OBJ_TO, Frame.OBJ_OF, Frame.AS})
_SECONDS = frozenset({Frame.NP, Frame.OBJ_TO, Frame.OBJ_OF, Frame.CLAUSE, Frame.WH, Frame.AS, Frame.NP_AS})
_INFINITIVES = frozenset([Frame.TO.value, Frame.OBJ_TO.value])
_UNMISTAKABLE = frozenset({Frame.THAT, Frame.QUOTE})
_SHORTEST_CLAUSE = 3  # items; fewer before ", she said" are an adverb or a name
_LONGEST_OPENING = 3  # items up to the source in "But according to ..."
_LONGEST_SUBORDINATE = 60  # items of a content before the main clause
_LONGEST_RELATIVE = 40  # items of a clause behind "who said"
_REST = 30  # items of the second half of a parted clause among which its verb is looked for
_CERTAIN_VERBS = ph.AUXILIARIES | word_class("finite verb")
_NEW_CLAUSES = (ph.SUBORDINATORS | ph.PRONOUNS | {"to"}) - {"or"}
_OCCASIONS = frozenset("while when after before".split())
_REASONS = frozenset("since because unless until".split())
_BEFORE_A_CLAUSE = frozenset("but and because although that which who".split())
_BEFORE_THE_REST = _BEFORE_A_CLAUSE | ph.BE
_PARTICIPLE_LINKS = frozenset("before after while by".split())
_REMARKS = word_class("remark")
_ASKED = word_class("asking cue")
_RELATIVES = frozenset("who which that".split())
_LONGEST_OCCASION = 10  # items behind a source that tell where it spoke
_LONGEST_INTERRUPTION = 15  # items between the halves of a quotation
_LONGEST_PHRASE = 7  # items of a phrase that a preposition opens; more hold a clause


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
        self.record = Recorder(sentence)

    def attributions(self) -> list[Attribution]:
        """Return the attributions of the sentence."""
        cues = find_cues(self.sentence)
        if not cues and not self.sentence.quotes:
            return []
        for cue in cues:
            if cue.head >= self.record.floor:
                self._read(cue)
        self.record.close(len(self.items))
        if not self.record.found and (credited := credited_quotation(self.sentence, self.record.floor)):
            pattern = "colon" if self.word(credited[0].head) == ":" else "unlisted-verb"
            self.record.add(*credited, pattern)
        return self.record.found

    def _read(self, cue: Cue) -> None:
        """Take *cue* as an attribution where the words around it fit one of its frames."""
        if cue.row is None:
            self._according_to(cue)
        elif self._opens(cue) and (source := subject_after(self.sentence, cue)) and self._quoted_at(source.end):
            self._begin_quotation(cue, source)
        elif self.record.open is None and (told := read_passive(self.sentence, cue, self.record.floor)):
            self.record.add(told.cue, told.subject, told.content, told.pattern, told.via)
            self.record.floor = told.end
        elif is_attributing(self.sentence, cue):
            self._attribute(cue)

    def _attribute(self, cue: Cue) -> None:
        """Take *cue* as a verb in the active, whose content precedes or follows it."""
        place, kind = following(self.sentence, cue)
        joins = is_participle(self.sentence, cue) and self.word(cue.start - 1) == ","  # "left, saying that ..."
        subject = None if joins else own_subject(self.sentence, cue, self.record.floor)
        if subject is not None and subject.end == subject.start + 1:
            subject = _without_clitic(self.sentence, subject)
        if not self._tail(cue, subject, place, kind):
            if kind in _NO_CONTENT and self.word(cue.end) in ph.PREPOSITIONS:
                place, kind = cue.end, Follows.WORDS  # "Police said about 3,000 people took part."
            self._lead(cue, subject, place, kind)

    def _opens(self, cue: Cue) -> bool:
        """Tell whether *cue* opens the sentence, before its subject ("Says Ann Lee: “...”")."""
        return cue.start == 0 and cue.takes(Frame.QUOTE) and not is_participle(self.sentence, cue)

    def _quoted_at(self, place: int) -> bool:
        return self.word(place) != QUOTATION and kind_at(self.sentence, place) is Follows.QUOTE

    def _begin_quotation(self, cue: Cue, source: Subject) -> None:
        self.record.begin(cue, source, source.end, Frame.QUOTE.value)
        self.record.floor = source.end
        self._close_early(source, source.end, Frame.QUOTE)

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
            comma = cue.start - (self.word(cue.start - 1) == ",")
            content = self.sentence.content(record.floor, cue.start)
            goes_on = self._goes_on(comma, end + 1) or self._is_last_phrase(end + 1)
            if self.word(end) == "," and QUOTATION not in gap and goes_on:
                content = () if self.word(comma - 1) in _BEFORE_A_CLAUSE else content
                content, end = content + self.sentence.content(end + 1, len(self.items)), len(self.items)
            record.add(cue, subject, content, "according-to")
        elif self.word(end) in {",", ":"}:
            record.begin(cue, subject, end + 1, "according-to")
        else:
            return
        record.floor = end

    def _is_last_phrase(self, place: int) -> bool:
        """Tell whether the sentence ends with a phrase without a cue ("killed 39, according to Roe, over ten days")."""
        return self.word(place) in ph.PREPOSITIONS and cue_openings().isdisjoint(self.sentence.words[place:])

    def _source_end(self, start: int) -> int:
        places = range(start, len(self.items))
        end = next((k for k in places if self.word(k) in _ENDS_A_SOURCE), len(self.items))
        while end > start + 1 and self.word(end - 1) in {"!", "?"}:
            end -= 1
        end = self._before_time(start, end)
        longer = with_appositions(self.items, end)
        opens = self.word(longer) == "," and longer < len(self.items) - 1  # the content follows
        return longer if opens or start > self.record.floor + _LONGEST_OPENING else end

    def _before_time(self, start: int, end: int) -> int:
        """Return where a time begins that ends a source at *end* ("a report on Friday"; no "poll taken Friday")."""
        before = ph.skip_time_back(self.items, end, start)
        last = self.word(before - 1)
        belongs = last.endswith(("ed", "en")) or last in ph.PREPOSITIONS
        return before if before > start and not belongs else end

    def _tail(self, cue: Cue, subject: Subject | None, place: int, kind: Follows) -> bool:
        """Read a cue whose content stands before it ("..., Mr Kirby said", "“...,” said Mr Kirby")."""
        if not cue.takes(Frame.TAIL, Frame.QUOTE):
            return False
        teller = self._teller(cue, subject, place, kind)
        if teller is None or teller.subject.start <= self.record.floor or self._is_retort(cue, teller.subject):
            return False
        end, quoted = self._content_end(teller.subject)
        within = not quoted or self.word(end - 2) not in {",", ":", ""}  # "while he said “no,” Lee told us, they left"
        if within and teller.kind is Follows.COMMA and self._goes_on(end, teller.after + 1):
            teller = attrs.evolve(teller, kind=Follows.PREDICATE)
        elif not quoted and self._is_occasion(teller.after):
            teller = attrs.evolve(teller, kind=Follows.END)
        reads = teller.kind is not Follows.THAT if quoted else cue.takes(Frame.TAIL) and self._is_clause(end, teller)
        if reads:
            self._take_tail(cue, teller, end, quoted=quoted)
        return reads

    def _is_occasion(self, k: int) -> bool:
        """Tell whether a clause that tells when it was said stands at *k* ("..., he said while visiting Lesk")."""
        return self.word(k) in _OCCASIONS and self.word(k + 1).endswith(("ing", "ed"))

    def _goes_on(self, end: int, after: int) -> bool:
        """Tell whether a sentence parted at *end* goes on at *after* ("Unless it rains, she said, we stay")."""
        if self.word(after) in ph.AUXILIARIES or self._joins_clause(after) or self._gives_reason(end, after):
            return True
        if self.word(end - 1) in _BEFORE_THE_REST:
            return True
        first = self.items[max(self._tail_floor(), end - _REST) : end]
        subordinate = self._is_subordinate(self._tail_floor())
        starts = ph.starts_noun_phrase(self.items, after) or ph.is_verb(self.word(after))
        starts = starts or (subordinate and self.word(after) in ph.PREPOSITIONS)
        parted = subordinate or not any(ph.is_verb(item.text) for item in first)
        return starts and parted and any(ph.is_verb(item.text) for item in self.items[after : after + _REST])

    def _joins_clause(self, link: int) -> bool:
        """Tell whether a second clause of the same content stands behind "and" ("It began, she said, and it ended")."""
        rest = self.sentence.words[link : link + _REST]
        return rest[:1] == ("and",) and has_finite_verb(self.sentence, link + 1) and cue_openings().isdisjoint(rest)

    def _gives_reason(self, end: int, link: int) -> bool:
        """Tell whether a clause at *link* belongs to what is said before it ("he was ill, she said, because ...")."""
        link += self.word(link) in {"ever", "even"}
        adverbial = self._is_adverbial(self._tail_floor(), end)  # "in May, he said because he had to"
        return not adverbial and self.word(link) in _REASONS and has_finite_verb(self.sentence, link + 1)

    def _tail_floor(self) -> int:
        return self.record.open.floor if self.record.open else self.record.floor

    def _is_subordinate(self, start: int) -> bool:
        return self.word(start + (self.word(start) in {"but", "and"})) in _SUBORDINATORS

    def _teller(self, cue: Cue, subject: Subject | None, place: int, kind: Follows) -> _Teller | None:
        """Return who tells what stands before *cue*: *subject*, or else whoever stands behind it."""
        if subject is not None and fits(self.sentence, subject, cue, Frame.QUOTE):
            return _Teller(subject, place, kind)
        if kind in _OPENS_A_CONTENT or is_participle(self.sentence, cue):  # "blasted it, saying the mayor had lied"
            return None
        inverted = self.word(cue.start - 1) in {QUOTATION, ","} and cue.start > self.record.floor
        found = subject_after(self.sentence, cue) if inverted else None
        after = self._after_occasion(found.end) if found else 0
        return _Teller(found, after, kind_at(self.sentence, after)) if found else None

    def _after_occasion(self, place: int) -> int:
        """Return the mark behind where it was said ("said Ann Lee in a note to clients, ..."), or *place*."""
        if self.record.open is not None or self.word(place) not in ph.PREPOSITIONS:
            return place
        ends = range(place, min(len(self.items), place + _LONGEST_OCCASION) + 1)
        mark = next((k for k in ends if self.word(k) in {"", ".", ","}), place)
        return place if any(ph.is_verb(item.text) for item in self.items[place:mark]) else mark

    def _is_retort(self, cue: Cue, subject: Subject) -> bool:
        """Tell whether *cue* denies a noun that takes the content up ("a charge that his party denies")."""
        if cue.row is None or self.word(subject.start) not in _RETORT_STARTS:
            return False
        return cue.row.polarity is Polarity.NEGATIVE or self.word(cue.head) in _REMARKS  # "an odd forecast for"

    def _content_end(self, subject: Subject) -> tuple[int, bool]:
        """Return where a content ends that stands before *subject*, and whether a quotation ends it."""
        end = subject.start - 1
        end -= self.word(end) == "as"  # "..., as the mayor put it"
        if self.word(end) == "," and self.word(end - 1) == QUOTATION and end > self.record.floor:
            return end, True
        quoted = self.word(end) == QUOTATION and self.sentence.is_utterance(end)
        return end + quoted, quoted

    def _is_clause(self, comma: int, teller: _Teller) -> bool:
        """Tell whether what stands before *comma* is what *teller* says, and no phrase of time or place."""
        if self.word(comma) != "," or teller.kind not in _AFTER_A_TAIL:
            return False
        if teller.kind is Follows.PREDICATE:
            return True
        floor = self._tail_floor()
        if comma - floor < _SHORTEST_CLAUSE or self._is_adverbial(floor, comma):
            return False
        if teller.kind is not Follows.QUOTE:
            return True
        if self.word(teller.after) != "," or not _ASKED.isdisjoint(self.sentence.words[floor : floor + 2]):
            return False  # "While in Rome, she said “...”", "When asked about it, she replied, “...”"
        quotation = self.sentence.quotation_from(teller.after)
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
        broken = teller.kind is Follows.PREDICATE and self.word(end - 1) in _BEFORE_A_CLAUSE and not quoted
        broken = broken and self.word(place + 1) not in ph.AUXILIARIES
        content = () if broken else self.sentence.content(start, end)  # "they left because, he said, it rained"
        if teller.kind is Follows.QUOTE:
            second = self.sentence.quotation_from(place)
            place = self.sentence.quotation_end(second)
            content += self.sentence.content(second, place)
        elif teller.kind is Follows.PREDICATE:
            content += self.sentence.content(place, len(self.items))
            place = len(self.items)
        elif quoted and (half := self._second_half(place)):
            place = self.sentence.quotation_end(half)
            content += self.sentence.content(half, place)
        record.add(cue, teller.subject, content, "tail-quotation" if quoted else "tail")
        record.floor = place

    def _second_half(self, comma: int) -> int | None:
        """Return where a quotation goes on behind an aside at *comma* ("“...,” she said, leaving it, “but ...”")."""
        places = range(comma + 1, min(len(self.items), comma + _LONGEST_INTERRUPTION))
        second = next((k for k in places if self.word(k) == QUOTATION), None)
        if self.word(comma) != "," or second is None or self.word(second - 1) != ",":
            return None
        goes_on = self.sentence.is_utterance(second) and self.sentence.opening(second).islower()
        return second if goes_on and cue_openings().isdisjoint(self.sentence.words[comma:second]) else None

    def _lead(self, cue: Cue, subject: Subject | None, place: int, kind: Follows) -> None:
        """Read a cue whose content follows it ("Kirby said that ...", "adding that ...")."""
        frame, record = frame_of(self.sentence, cue, place, kind), self.record
        if frame is None and subject and (quotation := led_to(self.sentence, cue, place)):
            frame, place = Frame.QUOTE, quotation
        if subject is not None and self._is_inserted(cue, subject, place):
            frame = Frame.CLAUSE
        if frame is None:
            return
        if subject is not None and not fits(self.sentence, subject, cue, frame):
            subject = None
        if record.open is not None and not self._reopens(record.open, subject, cue, frame):
            return
        source = subject or self._shared_subject(cue, frame)
        if source is None:
            return
        record.close(self._before_links(subject.start if subject else cue.start))
        record.begin(cue, source, place, frame.value)
        record.floor = cue.end
        self._close_early(source, place, frame)

    def _before_links(self, end: int) -> int:
        while self.word(end - 1) in _LINKS:
            end -= 1
        return end

    def _reopens(self, one: OpenContent, subject: Subject | None, cue: Cue, frame: Frame) -> bool:
        """Tell whether a cue inside the open content *one* begins an attribution of its own."""
        if subject is not None:
            link = self.word(subject.start - 1)
            contrast = link in {"though", "although"} and frame is Frame.THAT
            joined = link in CLAUSE_LINKS and self.word(subject.start - 2) == ","
            return link in {";", "("} or contrast or joined
        link = self._link(cue)
        if is_participle(self.sentence, cue):
            apart = link == "," or (link in _PARTICIPLE_LINKS and self.word(cue.start - 2) == ",")
            return apart and (frame in _UNMISTAKABLE or frame in _AFTER_A_COMMA)
        return link in _SECOND_VERB_LINKS and self._is_second_verb(one, cue, frame)

    def _is_second_verb(self, one: OpenContent, cue: Cue, frame: Frame) -> bool:
        """Tell whether *cue*, behind a link, shares the subject of *one*, and is no part of what that says."""
        if one.pattern in _INFINITIVES and self._is_plain(cue) and not self._is_plain(one.cue):
            return False
        if frame in _UNMISTAKABLE or one.cue.takes(Frame.NP, Frame.QUOTED):
            return True
        return frame in _SECONDS and self._is_in_step(one, cue)

    def _is_in_step(self, one: OpenContent, cue: Cue) -> bool:
        """Tell whether the tense of *cue*, or a comma, shows that it stands beside the verb of *one*."""
        if (self.word(cue.start - 2) == "," and cue.start == cue.head) or one.pattern in _INFINITIVES:
            return not (one.pattern in _INFINITIVES and self._is_plain(cue))
        past = self.word(cue.head) in past_forms() and self.word(one.cue.head) in past_forms()
        return past or (self._is_singular(cue) and self._is_singular(one.cue))

    def _is_plain(self, cue: Cue) -> bool:
        """Tell whether *cue* may be one more infinitive ("vowed to go and tell them"; not "vowed to go but said")."""
        return cue.row is not None and self.word(cue.head) == cue.row.forms[0].partition(" ")[0]

    def _is_singular(self, cue: Cue) -> bool:
        """Tell whether *cue* is a verb in the present with a subject in the singular ("claims ... and says")."""
        return self.word(cue.head).endswith("s") and cue.start == cue.head and cue.takes(Frame.TAIL, Frame.QUOTE)

    def _link(self, cue: Cue) -> str:
        """Return the word before *cue*, or the comma that stands within a quotation there ("“...,” saying ...")."""
        before = cue.start - 1
        return "," if self.sentence.is_utterance(before) else self.word(before)

    def _shared_subject(self, cue: Cue, frame: Frame) -> Subject | None:
        """Return the subject that *cue*, without one of its own, has with an earlier verb; an empty one if unknown.

        None tells that it has none to share, and so does not attribute.
        """
        link, participle = self._link(cue), is_participle(self.sentence, cue)
        joined = link in {"and", "but"} and cue.takes(Frame.THAT)
        doubtful = frame is Frame.CLAUSE and not cue.takes(Frame.NP)
        if participle and cue.start == (link in _PARTICIPLE_LINKS):
            tells = frame is not Frame.NP or cue.takes(Frame.THAT)  # "Citing a report, the mayor left" tells nothing
            return self._main_subject(cue) if tells else None
        if participle and link in _PARTICIPLE_LINKS:
            return self.record.subject or sentence_subject(self.sentence, cue.start)
        if link not in _VERB_LINKS or (doubtful and not joined and not participle):
            return None
        subject = (participle and rejecting_subject(self.sentence, cue.start - 2)) or self.record.subject
        if subject is None and (joined or (participle and cue.start == cue.head)):
            subject = sentence_subject(self.sentence, cue.start)
        if subject is None and frame in _UNMISTAKABLE:
            return Subject((), cue.start, cue.start)
        # Behind "Ann Lee, who said ...," the sentence goes on.
        return attrs.evolve(subject, aside=False) if subject and subject.aside and link == "," else subject

    def _main_subject(self, cue: Cue) -> Subject | None:
        """Return the subject of the main clause behind a participle that opens it ("Arguing ..., he left")."""
        for k in range(cue.end, min(len(self.items), cue.end + _LONGEST_SUBORDINATE)):
            border = self.word(k) == "," or (self.word(k) == QUOTATION and self.sentence.is_utterance(k))
            if border and (subject := subject_from(self.sentence, k + 1, len(self.items))):
                return subject
        return None

    def _close_early(self, subject: Subject, place: int, frame: Frame) -> None:
        """End a content that does not run to the next cue: a whole quotation, or a clause between commas."""
        quotation, end = self.sentence.quotation_from(place), None
        if frame is Frame.QUOTE and self.sentence.is_utterance(quotation):
            end = self.sentence.quotation_end(quotation)
        elif subject.start > place:  # that of the main clause
            end = next(k for k in range(subject.start, place, -1) if self.word(k - 1) in {",", QUOTATION})
        elif subject.aside:
            end = self._aside_end(place)
        elif self.record.open and self._is_inserted(self.record.open.cue, subject, place):
            end = self._aside_end(place) if self.word(subject.start - 2) == "," else None
            end = self._after_relative(place, seen=True) or end
        elif self.record.open and self.word(self.record.open.cue.start - 1) == "who":
            end = self._after_relative(place)
        elif self._is_subordinate(subject.start - 1) and self._opens_clause(subject.start - 1):
            end = self._main_clause(place)
        if end is not None:
            self.record.floor = end
            self.record.close(end)

    def _is_inserted(self, cue: Cue, subject: Subject, place: int) -> bool:
        """Tell whether *cue* stands within a relative clause whose verb is at *place* ("who they say hit the car")."""
        relative = subject.start > 1 and self.sentence.words[subject.start - 1] in _RELATIVES
        return relative and cue.takes(Frame.CLAUSE) and place == cue.end and self._is_verb_at(place)

    def _is_verb_at(self, k: int) -> bool:
        return k < len(self.items) and ph.is_verb(self.items[k].text)

    def _opens_clause(self, k: int) -> bool:
        return k <= _LONGEST_OPENING or self.word(k - 1) in {",", "but", "and"}

    def _aside_end(self, place: int) -> int | None:
        for k in range(place, len(self.items)):
            if self.word(k) == "," and k > place:
                return k
            if self.sentence.is_utterance(k):  # its comma stands before its mark
                return k + 1
        return None

    def _after_relative(self, place: int, *, seen: bool = False) -> int | None:
        """Return the main verb behind "who said ...", the second one of a clause ("who said he was ill left")."""
        apart = False
        for k in range(place, min(len(self.items), place + _LONGEST_RELATIVE)):
            word = self.word(k)
            if word == ",":
                return None
            if word in _NEW_CLAUSES:
                seen = apart = False
            elif word in _CERTAIN_VERBS:
                if seen and apart:
                    return k
                seen, apart = True, False
            else:
                apart = seen and not ph.is_adverb(word)
        return None

    def _main_clause(self, place: int) -> int | None:
        """Return the comma between a subordinate clause, in which a content stands at *place*, and the main clause."""
        end = min(len(self.items), place + _LONGEST_SUBORDINATE)
        commas = (k for k in range(place + 1, end) if self.word(k) == ",")
        return next((k for k in commas if has_finite_verb(self.sentence, k + 1)), None)


def _without_clitic(sentence: ItemRow, subject: Subject) -> Subject:
    """Return *subject*, one item, without the auxiliary that it holds if it is a pronoun ("they’ve said")."""
    item = sentence.items[subject.start]
    mark = max(item.text.find("'"), item.text.find("’"))
    if mark < 1 or not ph.is_pronoun(item.text.lower()):
        return subject
    return attrs.evolve(subject, spans=(Span(item.start, item.start + mark),))
