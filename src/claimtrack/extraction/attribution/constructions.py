# SPDX-License-Identifier: MIT
"""Constructions: attributions by rule, from the words around a cue of the lexicon.

A sentence is read from left to right as a row of items, in which every quotation is one item.
A cue of the lexicon counts where the words around it fit one of its frames:
the content follows ("Kirby said that ..."), precedes ("..., Kirby said") or stands on both sides.
Attributions do not nest: a cue inside the content of another one is part of that content (as in PolNeAR),
except for a relay ("Kirby said ..., The Associated Press said").
"""

import re

import attrs

from claimtrack.extraction.attribution.attribution import Attribution
from claimtrack.extraction.attribution.cue_frames import (
    Cue,
    find_cues,
    following,
    frame_of,
    goes_on,
    is_verb,
    kind_at,
)
from claimtrack.extraction.attribution.cues import past_forms
from claimtrack.extraction.attribution.items import Sentence, is_quotation, is_utterance, read_sentences
from claimtrack.extraction.attribution.precision import circumstance, precision
from claimtrack.extraction.attribution.subjects import Subject, fits, own_subject, sentence_subject, subject_after
from claimtrack.language import noun_phrases as ph
from claimtrack.language.noun_phrases import QUOTE
from claimtrack.language.nouns import is_news_organisation
from claimtrack.language.quotations import quotations
from claimtrack.language.sentences import paragraphs
from claimtrack.model import Polarity, Span


def read_constructions(text: str) -> tuple[Attribution, ...]:
    """Return the attributions that the constructions read in *text*, in the order in which their sentences stand."""
    found: list[Attribution] = []
    more: list[Span] = []  # the quotations that go on after the latest attribution
    left_open = spoke = False
    for paragraph in paragraphs(text):
        paragraph = _after_dateline(text, paragraph)  # noqa: PLW2901
        if certain := _turn(text, paragraph) or _credit(text, paragraph):
            _continue(found, more)
            found.append(certain)
            more, left_open, spoke = [], False, False
            continue
        quotes = quotations(text, paragraph)
        quoted = bool(quotes) and quotes[0][0].start == paragraph.start
        # Each paragraph of a long quotation opens with a mark; only the last one closes it.
        goes_on = quoted and (left_open or (spoke and not quotes[0][1]))
        spoke = False
        for sentence in read_sentences(text, paragraph, quotes):
            claims = _Reading(sentence).attributions()
            if claims:
                _continue(found, more)
                found.extend(claims)
                more, goes_on, spoke = [], True, True
            elif goes_on and found and is_quotation(sentence):
                more.append(sentence.span)
            else:
                goes_on = False
        left_open = goes_on and bool(quotes) and not quotes[-1][1]
        if left_open:
            found[-1] = attrs.evolve(found[-1], open_quotation=True)
    _continue(found, more)
    return tuple(found)


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
_TURN = re.compile(r"([A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3} ?)(:) +(?=[“\"‘(\[]?\w[\w’']*[,.…]? [a-z“\"])")
_CREDIT = re.compile(
    r"([“\"‘].{12,}[”\"’]) ?([-–—―]{1,2}) ?([^\W\d_a-z][\w.'’-]+(?: [^\W\d_a-z][\w.'’-]+){1,3} ?(?:, [^“”\"]{2,80})?)"
)


def _turn(text: str, paragraph: Span) -> Attribution | None:
    """Read a turn of a transcript ("PENCE: Well, look ..."), whose speaker stands in capitals."""
    match = _TURN.match(text, paragraph.start, paragraph.end)
    if match is None or match[1].strip() in _LABELS or len(match[1].strip()) < _SHORTEST_NAME:
        return None
    return _certain("transcript-turn", paragraph, _trimmed(match, 1), match.span(2), (match.end(), paragraph.end))


def _credit(text: str, paragraph: Span) -> Attribution | None:
    """Read a quotation that a dash credits ("“...” ― Carla Sanchez, nurse")."""
    match = _CREDIT.fullmatch(text, paragraph.start, paragraph.end)
    if match is None:
        return None
    return _certain("dash-credit", paragraph, _trimmed(match, 3), match.span(2), match.span(1))


def _trimmed(match: "re.Match[str]", group: int) -> tuple[int, int]:
    """Return where a group of *match* stands, without the white space after it."""
    return match.start(group), match.start(group) + len(match[group].rstrip())


def _certain(
    pattern: str, paragraph: Span, source: tuple[int, int], cue: tuple[int, int], content: tuple[int, int]
) -> Attribution:
    return Attribution(
        (Span(*source),), (Span(*cue),), (Span(*content),), paragraph, pattern, confidence=precision(pattern)
    )


def _continue(found: list[Attribution], more: list[Span]) -> None:
    """Add quotations that follow the latest attribution to its content."""
    if found and more:
        found[-1] = attrs.evolve(found[-1], content=(*found[-1].content, *more))


_RETORT = frozenset("a an something".split())
_CLAUSE_LINKS = frozenset("and but while as though although yet because".split())
_PARTICIPLE = "ing"


class _Reading:
    """One pass over the cues of a sentence; the attributions found so far and where the next content may begin."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.items = sentence.items
        self.found: list[Attribution] = []
        self.floor = 0  # the first item that no earlier attribution has used
        self.head: tuple[Cue, Subject, int, str] | None = None  # an attribution whose content is not closed yet
        self.head_floor = 0  # the floor before that attribution
        self.subject: Subject | None = None  # the source of the latest attribution

    def attributions(self) -> list[Attribution]:
        """Return the attributions of the sentence, in order."""
        cues = find_cues(self.sentence)
        if not cues and not self.sentence.quotes:
            return []
        for cue in cues:
            if cue.head >= self.floor:
                if cue.row is None:
                    self._according_to(cue)
                else:
                    self._read(cue)
        self._close(len(self.items))
        if not self.found:
            self._unlisted()
        return self.found

    # -- what stands around a cue -------------------------------------------------------------------------------

    # -- the constructions ----------------------------------------------------------------------------------------

    def _read(self, cue: Cue) -> None:
        """Take *cue* as an attribution where the words around it fit one of its frames."""
        if not is_verb(self.sentence, cue):
            return
        place, kind = following(self.sentence, cue)
        if self._tail(cue, place, kind):
            return
        if kind in {"end", "comma"} and self.sentence.word(cue.end) in ph.PREPOSITIONS:
            place, kind = cue.end, "words"  # "Police said about 3,000 people took part."
        self._lead(cue, place, kind)

    def _tail(self, cue: Cue, place: int, kind: str) -> bool:
        """Read a cue whose content stands before it ("..., Mr Kirby said", "“...,” said Mr Kirby")."""
        if not cue.takes("tail", "quote"):
            return False
        subject, after = own_subject(self.sentence, cue, self.floor), place
        if subject is not None and not fits(self.sentence, subject, cue, "quote"):
            subject = None
        inverted = (
            self.sentence.word(cue.start - 1) in {QUOTE, ","}
            and cue.start - 1 >= self.floor
            and not self.sentence.word(cue.head).endswith(_PARTICIPLE)  # "blasted it, saying the mayor had lied"
        )
        if subject is None and inverted and kind not in {"that", "quote", "wh", "to"}:
            found = subject_after(self.sentence, cue)
            if found is None:
                return False
            subject, after = found
            kind = kind_at(self.sentence, after)
        if subject is None or subject.start - 1 < self.floor:
            return False
        border = subject.start - 1
        quoted = self.sentence.word(border) == QUOTE and is_utterance(self.sentence, border)
        if self.sentence.word(border) == "," and self.sentence.word(border - 1) == QUOTE and border - 1 >= self.floor:
            border, quoted = border - 1, True
        if not quoted and (
            self.sentence.word(border) != "," or kind not in {"end", "comma", "quote"} or not cue.takes("tail")
        ):
            return False
        floor = self.head_floor if self.head is not None else self.floor
        medial = not quoted and kind == "comma" and self.sentence.word(place + 1) in ph.AUXILIARIES
        short = border - floor < 3 and not medial  # noqa: PLR2004
        if not quoted and (self._is_adverbial(floor, border) or short):
            return False
        if quoted and kind == "that":
            return False
        retort = (
            cue.row is not None
            and cue.row.polarity is Polarity.NEGATIVE
            and self.sentence.word(subject.start) in _RETORT
        )
        if retort or (kind == "quote" and not quoted and not goes_on(self.sentence, after)):
            return False  # "a charge that his party denies"; "asked about it, she replied, “...”"
        if medial:
            kind = "medial"
        self._take_tail(cue, subject, border + quoted, (after, kind), quoted=quoted)
        return True

    def _is_adverbial(self, floor: int, border: int) -> bool:
        """Tell whether what stands before the comma at *border* is only a phrase of time or place."""
        return ph.skip_time(self.items, floor) >= border or (
            self.sentence.word(floor) in ph.PREPOSITIONS
            and border - floor < 8  # noqa: PLR2004
            and not any(self.sentence.word(k) in ph.AUXILIARIES for k in range(floor, border))
        )

    def _take_tail(self, cue: Cue, subject: Subject, border: int, after: tuple[int, str], *, quoted: bool) -> None:
        """Record an attribution whose content ends at *border*, and goes on after the cue if a quotation follows."""
        place, kind = after
        if self.head is not None:
            if self._is_news(subject):
                self._close(border, via=subject.spans)
                self.floor = place
                return
            self.head, self.floor = None, self.head_floor
        start = self.floor
        if quoted:
            start = self._quotation_start(border)
        content = self.sentence.content(start, border)
        if kind == "quote":
            second = place if self.sentence.word(place) == QUOTE else place + 1
            content += self.sentence.content(second, self._quotation_end(second))
            place = self._quotation_end(second)
        elif kind == "medial":  # "The talks, Kirby said, are likely to resume."
            content += self.sentence.content(place, len(self.items))
            place = len(self.items)
        cue_end = max(cue.end, cue.head + 1)
        self._add(cue, subject, content, "tail" if not quoted else "tail-quotation", cue_end)
        self.floor = place

    def _is_news(self, subject: Subject) -> bool:
        words = " ".join(span.of(self.sentence.text) for span in subject.spans)
        return is_news_organisation(words)

    def _quotation_start(self, border: int) -> int:
        """Return where the content begins whose last item before *border* is a quotation."""
        start = border - 1
        while start - 1 >= self.floor and self.sentence.word(start - 1) == QUOTE:
            start -= 1
        words = self.sentence.quotes[start].of(self.sentence.text).lstrip("\"“”'‘«„` ")
        if start == self.floor or words[:1].isupper():
            return start
        return self.floor

    def _quotation_end(self, place: int) -> int:
        """Return the place after the quotation at *place* and those that follow it directly."""
        while self.sentence.word(place) == QUOTE:
            place += 1
        return place

    def _lead(self, cue: Cue, place: int, kind: str) -> None:
        """Read a cue whose content follows it ("Kirby said that ...", "adding that ...")."""
        pattern = frame_of(self.sentence, cue, place, kind)
        if pattern is None:
            return
        subject = own_subject(self.sentence, cue, self.floor)
        if subject is not None and not fits(self.sentence, subject, cue, pattern):
            subject = None
        border = subject.start if subject is not None else cue.start
        if self.head is not None and not self._reopens(border, subject, cue, pattern):
            return
        if subject is None:
            linked = self.sentence.word(cue.start - 1) in {",", "and", "then", "but", "or"} and cue.start > 0
            participle = self.sentence.word(cue.head).endswith(_PARTICIPLE)
            joined = self.sentence.word(cue.start - 1) in {"and", "but"} and cue.takes("that")
            if not linked or (pattern == "clause" and not cue.takes("np") and not joined and not participle):
                return
            subject = self.subject
            if subject is None and (joined or (participle and cue.start == cue.head)):
                subject = sentence_subject(self.sentence, cue.start)
            if subject is None:
                if pattern not in {"that", "quote"}:
                    return
                subject = Subject((), cue.start)
        self._close(border)
        self.head = (cue, subject, place, pattern)
        self.head_floor = self.floor
        self.subject = subject
        self.floor = cue.end
        self._close_early(subject, place, pattern)

    def _close_early(self, subject: Subject, place: int, pattern: str) -> None:
        """End a content that does not run to the next cue: a whole quotation, or a clause between commas."""
        first = place if self.sentence.word(place) == QUOTE else place + 1
        end = None
        if pattern == "quote" and is_utterance(self.sentence, first):
            end = self._quotation_end(first)
        elif subject.aside:
            end = next((k for k in range(place + 1, len(self.items)) if self.sentence.word(k) == ","), None)
        if end is not None:
            self.floor = end
            self._close(end)

    def _reopens(self, border: int, subject: Subject | None, cue: Cue, pattern: str) -> bool:
        """Tell whether a cue inside an open content begins an attribution of its own."""
        takes_noun = self.head is not None and self.head[0].takes("np", "quoted")
        if subject is not None:
            link = self.sentence.word(border - 1)
            contrast = link in {"though", "although"} and pattern == "that"
            return link == ";" or contrast or (link in _CLAUSE_LINKS and self.sentence.word(border - 2) == ",")
        link = self.sentence.word(cue.start - 1)
        if self.sentence.word(cue.head).endswith(_PARTICIPLE):
            return link == "," and pattern in {"that", "quote"}
        past = (
            self.sentence.word(cue.head).endswith("ed")
            and self.head is not None
            and self.sentence.word(self.head[0].head) in past_forms()
        )
        urges = past and pattern == "obj-to"  # "said that it was watching and urged both sides to return"
        return link in {"and", "then", "but"} and (pattern in {"that", "quote"} or takes_noun or urges)

    def _according_to(self, cue: Cue) -> None:
        """Read "according to ...", at either end of its content or in the middle."""
        if not ph.starts_noun_phrase(self.items, cue.end):
            return
        end = cue.end
        while end < len(self.items) and self.sentence.word(end) not in {",", ".", ";", QUOTE, "(", ")", "—", "–", ":"}:
            end += 1
        while end > cue.end + 1 and self.sentence.word(end - 1) in {"!", "?"}:
            end -= 1
        subject = Subject((self.sentence.span_of(cue.end, end),), cue.start)
        if self.head is not None:
            self._close(cue.start, via=subject.spans)
            self.floor = end
            return
        gap = [self.sentence.word(k) for k in range(self.floor, cue.start)]
        if self.found and not any(word.isalnum() for word in gap):
            last = self.found[-1]
            self.found[-1] = attrs.evolve(last, via=subject.spans) if not last.via else last
            self.floor = end
            return
        if any(word.isalnum() or word == QUOTE for word in gap):
            content = self.sentence.content(self.floor, cue.start)
            self._add(cue, subject, content, "according-to", cue.end)
            self.floor = end
        elif self.sentence.word(end) == ",":
            self.head, self.head_floor = (cue, subject, end + 1, "according-to"), self.floor
            self.subject = subject
            self.floor = end

    def _unlisted(self) -> None:
        """Read a quotation that a verb outside the lexicon credits ("“Yes,” Mr Kirby quipped.")."""
        for place in self.sentence.quotes:
            if not is_utterance(self.sentence, place):
                continue
            start = place + 1 + (self.sentence.word(place + 1) == ",")
            if self.sentence.word(place - 1) == ":" and self._colon(place):
                return
            if not ph.starts_noun_phrase(self.items, start):
                continue
            end = start + 1
            while end < len(self.items) and end < start + 8 and self._nominal(end):
                end += 1
            verb = self.sentence.word(end)
            name = self.sentence.word(start) in ph.PRONOUNS or ph.is_capitalised(self.items[end - 1])
            if name and verb.endswith(("ed", "s")) and len(verb) > 3 and verb.isalpha():  # noqa: PLR2004
                subject = Subject((self.sentence.span_of(start, end),), start)
                content = self.sentence.content(self._quotation_start(place + 1), place + 1)
                self._add(Cue(end, end, end + 1, None), subject, content, "unlisted-verb", end + 1)
                return

    def _colon(self, place: int) -> bool:
        """Read a verb outside the lexicon before a colon ("Mr Kirby fumed: “...”"); tell whether there is one."""
        verb = place - 2
        start = next((k for k in range(verb - 1, max(-1, verb - 8), -1) if not self._nominal(k)), -1) + 1
        named = 0 <= start < verb and (
            self.sentence.word(start) in ph.PRONOUNS or ph.is_capitalised(self.items[verb - 1])
        )
        if not named or not self.sentence.word(verb).endswith(("ed", "s")) or ph.is_capitalised(self.items[verb]):
            return False
        subject = Subject((self.sentence.span_of(start, verb),), start)
        content = self.sentence.content(place, self._quotation_end(place))
        self._add(Cue(verb, verb, verb + 1, None), subject, content, "unlisted-verb", verb + 1)
        return True

    def _nominal(self, k: int) -> bool:
        return self.items[k].text[0].isupper() or self.sentence.word(k) in {
            "of",
            "the",
            "de",
            "van",
            "von",
            "al",
            "bin",
        }

    # -- recording ------------------------------------------------------------------------------------------------

    def _close(self, end: int, via: tuple[Span, ...] = ()) -> None:
        """End the open content at *end* and record its attribution."""
        if self.head is None:
            return
        cue, subject, start, pattern = self.head
        self.head = None
        content = self.sentence.content(start, end)
        self._add(cue, subject, content, pattern, cue.end, via)

    def _add(
        self,
        cue: Cue,
        subject: Subject,
        content: tuple[Span, ...],
        pattern: str,
        cue_end: int,
        via: tuple[Span, ...] = (),
    ) -> None:
        """Record an attribution, unless nothing is left of its content."""
        if not content:
            return
        unclosed = self.sentence.unclosed
        span = self.sentence.span_of(cue.start, cue_end)
        self.found.append(
            Attribution(
                source=subject.spans,
                cue=(span,),
                content=content,
                sentence=self.sentence.span,
                pattern=pattern,
                confidence=precision(pattern, circumstance(self.sentence.text, (span,), subject.spans)),
                via=via,
                open_quotation=unclosed is not None and unclosed.overlaps(content[-1]),
            )
        )
        self.subject = subject
