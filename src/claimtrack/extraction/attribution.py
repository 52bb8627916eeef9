# SPDX-License-Identifier: MIT
"""Attributions by rule: which words are the source, the cue and the content.

A sentence is read from left to right as a row of items, in which every quotation is one item.
A cue of the lexicon counts where the words around it fit one of its frames:
the content follows ("Kirby said that ..."), precedes ("..., Kirby said") or stands on both sides.
Attributions do not nest: a cue inside the content of another one is part of that content (as in PolNeAR),
except for a relay ("Kirby said ..., The Associated Press said").
"""

import re

import attrs

from claimtrack.extraction import phrases as ph
from claimtrack.extraction.cues import CueRow, cue_forms, past_forms
from claimtrack.extraction.mentions import is_news_organisation
from claimtrack.extraction.patterns import precision
from claimtrack.extraction.phrases import QUOTE
from claimtrack.extraction.sentences import Sentence, is_quotation, is_utterance, read_sentences
from claimtrack.extraction.tokens import paragraphs, quotations
from claimtrack.model import Polarity, Span


@attrs.frozen
class Attribution:
    """Source, cue and content of one attribution, as spans into the text.

    Attributes:
        source: The mention of who is quoted; empty where the text names none.
        cue: The words that attribute.
        content: What is attributed.
        sentence: The sentence that holds the cue.
        pattern: The construction that was recognised; `data/patterns.toml` has the precision of each.
        via: The mention of a relaying source.
        open_quotation: Whether a quotation in the content was never closed.
        confidence: An estimate from 0 to 1 that source and content are right.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    sentence: Span
    pattern: str = ""
    via: tuple[Span, ...] = ()
    open_quotation: bool = False
    confidence: float = 1.0


@attrs.frozen
class _Cue:
    """A cue in a row of items: the verb group from *start* to *end*, its head at *head*."""

    start: int
    head: int
    end: int
    row: CueRow | None

    def takes(self, *frames: str) -> bool:
        return self.row is not None and any(f in self.row.frames for f in frames)


@attrs.frozen
class _Subject:
    """A source mention: its spans, and the first of its items.

    `aside` tells that its cue stands in a clause between commas ("Kirby, who said he was tired, left").
    """

    spans: tuple[Span, ...]
    start: int
    aside: bool = False


def find_attributions(text: str) -> tuple[Attribution, ...]:
    """Return the attributions of *text*, in the order in which their sentences stand."""
    found: list[Attribution] = []
    more: list[Span] = []  # the quotations that go on after the latest attribution
    left_open = spoke = False
    for paragraph in paragraphs(text):
        paragraph = _after_dateline(text, paragraph)  # noqa: PLW2901
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


_DATELINE = re.compile(
    r"[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}(?:, [A-Z][a-z]+\.?){0,2}(?:,? [A-Z][a-z]{2,8}\.? \d{1,2})?"
    r"(?: \([^()]{1,30}\))? ?(?:--|[-–—―]) ?(?=[\w“\"‘])"
)


def _after_dateline(text: str, paragraph: Span) -> Span:
    """Return *paragraph* without the place, day and agency before it ("NEW DELHI, Feb 15 (Reuters) - ")."""
    match = _DATELINE.match(text, paragraph.start, paragraph.end)
    return Span(match.end(), paragraph.end) if match else paragraph


def _continue(found: list[Attribution], more: list[Span]) -> None:
    """Add quotations that follow the latest attribution to its content."""
    if found and more:
        found[-1] = attrs.evolve(found[-1], content=(*found[-1].content, *more))


def _find_cues(sentence: Sentence) -> list[_Cue]:
    """Return every place in *sentence* where a form of the lexicon stands, with its verb group."""
    forms, items, cues = cue_forms(), sentence.items, []
    headline = 2 * sum(t.text[0].isupper() for t in items) > len(items)
    k = 0
    while k < len(items):
        word = items[k].text.lower()
        if word == "according" and k + 1 < len(items) and items[k + 1].text.lower() == "to":
            cues.append(_Cue(k, k, k + 2, None))
            k += 2
            continue
        if k > 0 and items[k].text[0].isupper() and not headline:  # the Islamic State, Kids Count
            k += 1
            continue
        for words, row in forms.get(word, ()):
            if len(words) == 1 or tuple(t.text.lower() for t in items[k : k + len(words)]) == words:
                start = k
                while start > max(0, k - _LONGEST_GROUP) and (
                    items[start - 1].text.lower() in ph.AUXILIARIES or ph.is_adverb(items[start - 1].text.lower())
                ):
                    start -= 1
                if start > 1 and items[start - 1].text.lower() == "to" and items[start - 2].text.lower() in _SEEMING:
                    start -= 2
                cues.append(_Cue(start, k, k + len(words), row))
                k += len(words) - 1
                break
        k += 1
    return cues


_INTRODUCING = frozenset("a an the its his her their our one another".split())
_ASIDES = frozenset("who which whose speaking asked based reporting the a an".split())
_OPENING_OF = {")": "(", "–": "–", "—": "—"}
_RETORT = frozenset("a an something".split())
_CLAUSE_LINKS = frozenset("and but while as though although yet because".split())
_WH = frozenset("whether if how why what when where who which".split())
_SEEMING = frozenset("appear appears appeared seem seems seemed".split())
_PARTICIPLE = "ing"
_LONGEST_GROUP = 6  # how many auxiliaries and adverbs may lead a verb group
_FINITE_REACH = 60  # how far to look for the verb of a clause that follows a cue
_REACH = 14  # how many items may stand between a cue and its "that" or its quotation


class _Reading:
    """One pass over the cues of a sentence; the attributions found so far and where the next content may begin."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.items = sentence.items
        self.found: list[Attribution] = []
        self.floor = 0  # the first item that no earlier attribution has used
        self.head: tuple[_Cue, _Subject, int, str] | None = None  # an attribution whose content is not closed yet
        self.head_floor = 0  # the floor before that attribution
        self.subject: _Subject | None = None  # the source of the latest attribution

    def attributions(self) -> list[Attribution]:
        """Return the attributions of the sentence, in order."""
        cues = _find_cues(self.sentence)
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

    def _word(self, k: int) -> str:
        return self.items[k].text.lower() if 0 <= k < len(self.items) else ""

    def _following(self, cue: _Cue) -> tuple[int, str]:
        """Return what follows a cue, and where: that, quote, wh, to, end, comma or words."""
        k = cue.end
        while ph.skip_time(self.items, k) > k or self._word(k) == "only" or self._is_plain_adverb(k):
            k = max(k + 1, ph.skip_time(self.items, k))
        if (
            self._word(k) == ","
            and self._word(k + 1) in {"however", "though", "too", "meanwhile"}
            and self._word(k + 2) == ","
        ):
            k += 3
        if cue.takes(self._word(k)) and self._word(k) in ph.PREPOSITIONS - {"to"}:
            return k, "words"
        plain = self._kind_at(k)
        if plain != "words":
            return (k + 1 if plain == "colon" else k), plain.replace("colon", "words")
        addressed = cue.takes("addressee") or self._word(k) in {"reporters", "journalists"}
        if self._word(k) in ph.PREPOSITIONS or addressed:
            for m in range(k + 1, min(k + _REACH, len(self.items) + 1)):
                kind = self._kind_at(m)
                if kind == "to" and cue.takes("obj-to"):
                    return k, "words"
                if kind == "quote" and self._word(m) == QUOTE and not is_utterance(self.sentence, m):
                    continue  # "said on “The Morning Show” that ..."
                if kind in {"that", "quote", "end", "comma"} or (
                    addressed and cue.takes(kind) and kind in {"wh", "to"}
                ):
                    return m, kind
                if self._word(m) in ph.AUXILIARIES:
                    break
        return k, "words"

    def _is_plain_adverb(self, k: int) -> bool:
        return ph.is_adverb(self._word(k)) and self._word(k) != "so"

    def _kind_at(self, k: int) -> str:
        word = self._word(k)
        if word in {"", ".", "!", "?", ";", ")"}:
            return "end"
        if word == QUOTE:
            return "quote"
        if word in {",", ":", "—", "–", "―"}:
            if self._word(k + 1) == QUOTE:
                return "quote"
            return "comma" if word == "," else "colon" if word == ":" else "end"
        if word in {"that", "to"}:
            return word
        return "wh" if word in _WH else "words"

    def _own_subject(self, cue: _Cue) -> _Subject | None:
        """Return the noun phrase before the cue, or None."""
        items, floor, aside = self.items, self.floor, False
        end = ph.skip_time_back(items, cue.start, floor)
        if (
            end - 2 > floor
            and self._word(end - 1) == ","
            and ph.is_adverb(self._word(end - 2))
            and self._word(end - 3) == ","
        ):
            end -= 3
        closing = self._word(end - 1)
        if closing in _OPENING_OF:  # "Tom Hall (Labour) said", "Ann Lee – who won – said"
            opening = next(
                (k for k in range(end - 2, max(floor, end - 20), -1) if self._word(k) == _OPENING_OF[closing]), None
            )
            end = opening if opening is not None else end
        if end - 1 > floor and self._word(end - 1) == "who":
            aside = self._word(end - 2) == ","
            end -= 1 + aside
        elif end - 1 > floor and self._word(end - 1) == ",":
            return self._with_apposition(end - 1)
        start = ph.clause_start(items, end, floor, past_forms())
        start = ph.list_start(items, start, end, floor, past_forms())
        start = ph.trim_left(items, start, end)
        if not ph.is_noun_phrase(items, start, end):
            return None
        return _Subject((self.sentence.span_of(start, end),), start, aside)

    def _with_apposition(self, comma: int) -> _Subject | None:
        """Return a mention with the aside that ends at *comma* ("John Kirby, the spokesman, said")."""
        head = None
        for k in range(comma - 1, max(self.floor, comma - 20), -1):
            if self._word(k) == QUOTE:
                break
            if self._word(k) == ",":
                if head is not None and not self._is_part(k + 1):
                    break
                head = k
                if not self._is_part(k + 1):
                    break
        if head is None:
            return None
        start = ph.clause_start(self.items, head, self.floor, past_forms())
        start = ph.trim_left(self.items, start, head)
        if start > self.floor and self._word(start - 1) not in {QUOTE, ","}:
            start = ph.name_start(self.items, start, head)
        if ph.is_noun_phrase(self.items, start, head) and self._may_be_described(start, head, comma):
            return _Subject((self.sentence.span_of(start, comma),), start)
        return None

    def _is_part(self, k: int) -> bool:
        """Tell whether what stands at *k* goes on with an aside: an age, a home ("Tom Hall, 41, of Ohio, said")."""
        return self._word(k) in ph.PREPOSITIONS or self._word(k).isdigit()

    def _may_be_described(self, start: int, end: int, comma: int) -> bool:
        """Tell whether the words from *start* to *end* and the aside up to *comma* describe one source."""
        aside = self._word(end + 1)
        named = ph.is_capitalised(self.items[end - 1])
        introduced = self._word(start) in _INTRODUCING or ph.is_capitalised(self.items[start])
        name_follows = all(ph.is_capitalised(item) for item in self.items[end + 1 : comma])
        return named or (introduced and (name_follows or aside in _ASIDES))

    def _subject_after(self, cue: _Cue) -> tuple[_Subject, int] | None:
        """Return the noun phrase after the cue ("said Mr Kirby") and where it ends, or None."""
        if not ph.starts_noun_phrase(self.items, cue.end):
            return None
        end = ph.right_end(self.items, cue.end, past_forms())
        if end <= cue.end:
            return None
        return _Subject((self.sentence.span_of(cue.end, end),), cue.start), end

    def _sentence_subject(self, limit: int) -> _Subject | None:
        """Return the noun phrase with which the sentence begins, for a participle that shares it."""
        limit = min(limit, _FINITE_REACH)
        start = ph.trim_left(self.items, 0, limit)
        if self._word(start) in ph.PREPOSITIONS:
            start = next((k + 1 for k in range(start, limit) if self._word(k) == ","), limit)
        end = ph.right_end(self.items[:limit], start, past_forms())
        end = next((k for k in range(start + 1, end) if ph.is_verb(self.items[k].text)), end)
        if start < end and ph.is_capitalised(self.items[end - 1]):
            pass
        elif start < limit and ph.is_capitalised(self.items[start]) and self._word(start) not in {"the", "a", "an"}:
            while end > start + 1 and not ph.is_capitalised(self.items[end - 1]):
                end -= 1
        elif end - start > 2 and self._word(end) not in ph.AUXILIARIES | {","}:  # noqa: PLR2004
            return None
        if not ph.is_noun_phrase(self.items, start, end):
            return None
        return _Subject((self.sentence.span_of(start, end),), start)

    # -- the constructions ----------------------------------------------------------------------------------------

    def _read(self, cue: _Cue) -> None:
        """Take *cue* as an attribution where the words around it fit one of its frames."""
        if not self._is_verb(cue):
            return
        place, kind = self._following(cue)
        if self._tail(cue, place, kind):
            return
        if kind in {"end", "comma"} and self._word(cue.end) in ph.PREPOSITIONS:
            place, kind = cue.end, "words"  # "Police said about 3,000 people took part."
        self._lead(cue, place, kind)

    def _is_verb(self, cue: _Cue) -> bool:
        """Tell whether the form at *cue* is used as a verb that attributes: not passive, not an infinitive."""
        before = self._word(cue.head - 1)
        group = {self._word(k) for k in range(cue.start, cue.head)}
        if before == "to" and self._word(cue.head - 2) in _SEEMING:
            return True
        if before in {"to", "the", "a", "an", "of", "his", "her", "its", "their", "no", "any", "by", "for"}:
            return False
        participle = self._word(cue.head).endswith(_PARTICIPLE)
        if not participle and group & ph.BE:
            return False
        assertion = cue.row is not None and cue.row.type.value in {"assertion", "fact"}
        negated = any(w in {"not", "never"} or w.endswith(("n't", "n’t")) for w in group)
        return not (negated and assertion)

    def _tail(self, cue: _Cue, place: int, kind: str) -> bool:
        """Read a cue whose content stands before it ("..., Mr Kirby said", "“...,” said Mr Kirby")."""
        if not cue.takes("tail", "quote"):
            return False
        subject, after = self._own_subject(cue), place
        if subject is not None and not self._fits(subject, cue, "quote"):
            subject = None
        inverted = self._word(cue.start - 1) in {QUOTE, ","} and cue.start - 1 >= self.floor
        if subject is None and inverted and kind not in {"that", "quote", "wh", "to"}:
            found = self._subject_after(cue)
            if found is None:
                return False
            subject, after = found
            kind = self._kind_at(after)
        if subject is None or subject.start - 1 < self.floor:
            return False
        border = subject.start - 1
        quoted = self._word(border) == QUOTE and is_utterance(self.sentence, border)
        if self._word(border) == "," and self._word(border - 1) == QUOTE and border - 1 >= self.floor:
            border, quoted = border - 1, True
        if not quoted and (self._word(border) != "," or kind not in {"end", "comma", "quote"} or not cue.takes("tail")):
            return False
        floor = self.head_floor if self.head is not None else self.floor
        medial = not quoted and kind == "comma" and self._word(place + 1) in ph.AUXILIARIES
        short = border - floor < 3 and not medial  # noqa: PLR2004
        if not quoted and (self._is_adverbial(floor, border) or short):
            return False
        if quoted and kind == "that":
            return False
        retort = cue.row is not None and cue.row.polarity is Polarity.NEGATIVE and self._word(subject.start) in _RETORT
        if retort or (kind == "quote" and not quoted and not self._goes_on(after)):
            return False  # "a charge that his party denies"; "asked about it, she replied, “...”"
        if medial:
            kind = "medial"
        self._take_tail(cue, subject, border + quoted, (after, kind), quoted=quoted)
        return True

    def _goes_on(self, place: int) -> bool:
        """Tell whether the quotation after a cue goes on with a sentence: it begins with a small letter."""
        quote = self.sentence.quotes.get(place) or self.sentence.quotes.get(place + 1)
        return quote is not None and quote.of(self.sentence.text).lstrip("\"“”'‘«„` ")[:1].islower()

    def _is_adverbial(self, floor: int, border: int) -> bool:
        """Tell whether what stands before the comma at *border* is only a phrase of time or place."""
        return ph.skip_time(self.items, floor) >= border or (
            self._word(floor) in ph.PREPOSITIONS
            and border - floor < 8  # noqa: PLR2004
            and not any(self._word(k) in ph.AUXILIARIES for k in range(floor, border))
        )

    def _take_tail(self, cue: _Cue, subject: _Subject, border: int, after: tuple[int, str], *, quoted: bool) -> None:
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
            second = place if self._word(place) == QUOTE else place + 1
            content += self.sentence.content(second, self._quotation_end(second))
            place = self._quotation_end(second)
        elif kind == "medial":  # "The talks, Kirby said, are likely to resume."
            content += self.sentence.content(place, len(self.items))
            place = len(self.items)
        cue_end = max(cue.end, cue.head + 1)
        self._add(cue, subject, content, "tail" if not quoted else "tail-quotation", cue_end)
        self.floor = place

    def _is_news(self, subject: _Subject) -> bool:
        words = " ".join(span.of(self.sentence.text) for span in subject.spans)
        return is_news_organisation(words)

    def _quotation_start(self, border: int) -> int:
        """Return where the content begins whose last item before *border* is a quotation."""
        start = border - 1
        while start - 1 >= self.floor and self._word(start - 1) == QUOTE:
            start -= 1
        words = self.sentence.quotes[start].of(self.sentence.text).lstrip("\"“”'‘«„` ")
        if start == self.floor or words[:1].isupper():
            return start
        return self.floor

    def _quotation_end(self, place: int) -> int:
        """Return the place after the quotation at *place* and those that follow it directly."""
        while self._word(place) == QUOTE:
            place += 1
        return place

    def _lead(self, cue: _Cue, place: int, kind: str) -> None:
        """Read a cue whose content follows it ("Kirby said that ...", "adding that ...")."""
        pattern = self._frame(cue, place, kind)
        if pattern is None:
            return
        subject = self._own_subject(cue)
        if subject is not None and not self._fits(subject, cue, pattern):
            subject = None
        border = subject.start if subject is not None else cue.start
        if self.head is not None and not self._reopens(border, subject, cue, pattern):
            return
        if subject is None:
            linked = self._word(cue.start - 1) in {",", "and", "then", "but", "or"} and cue.start > 0
            participle = self._word(cue.head).endswith(_PARTICIPLE)
            joined = self._word(cue.start - 1) in {"and", "but"} and cue.takes("that")
            if not linked or (pattern == "clause" and not cue.takes("np") and not joined and not participle):
                return
            subject = self.subject
            if subject is None and (joined or (participle and cue.start == cue.head)):
                subject = self._sentence_subject(cue.start)
            if subject is None:
                if pattern not in {"that", "quote"}:
                    return
                subject = _Subject((), cue.start)
        self._close(border)
        self.head = (cue, subject, place, pattern)
        self.head_floor = self.floor
        self.subject = subject
        self.floor = cue.end
        self._close_early(subject, place, pattern)

    def _close_early(self, subject: _Subject, place: int, pattern: str) -> None:
        """End a content that does not run to the next cue: a whole quotation, or a clause between commas."""
        first = place if self._word(place) == QUOTE else place + 1
        end = None
        if pattern == "quote" and is_utterance(self.sentence, first):
            end = self._quotation_end(first)
        elif subject.aside:
            end = next((k for k in range(place + 1, len(self.items)) if self._word(k) == ","), None)
        if end is not None:
            self.floor = end
            self._close(end)

    def _frame(self, cue: _Cue, place: int, kind: str) -> str | None:
        """Return the frame of the cue that what follows it fits, or None."""
        for frame in ("quote", "that", "wh", "to"):
            if kind == frame and (cue.takes(frame) or (frame == "that" and cue.takes("addressee"))):
                return frame
        if kind == "quote" and cue.takes("clause", "np", "quoted", "that"):
            return "quote"
        if kind != "words" or place >= len(self.items):
            return None
        for frame in ("of", "on", "about", "for"):
            if cue.takes(frame) and self._word(place) == frame:
                return frame
        reach = range(place + 1, min(place + _REACH, len(self.items)))
        for frame in ("obj-to", "obj-of", "obj-for", "np-as", "as"):
            if cue.takes(frame) and any(self._word(k) == frame.rpartition("-")[2] for k in reach):
                return frame
        if cue.takes("quoted") and any(self._word(k) == QUOTE for k in reach):
            return "quoted"
        rest = self.items[place : place + _FINITE_REACH]
        finite = any(item.text.lower() in ph.AUXILIARIES for item in rest)
        starts = ph.starts_noun_phrase(self.items, place) or self._word(place) in {"there", "if", "when"}
        if self._word(place) in ph.PREPOSITIONS or self._word(place) == "not":
            starts = finite or ph.holds_verb(rest)
        if starts and cue.takes("np") and not (finite and cue.takes("clause")):
            return "np"
        return "clause" if starts and cue.takes("clause", "addressee") else None

    def _fits(self, subject: _Subject, cue: _Cue, pattern: str) -> bool:
        """Tell whether *subject* may be the subject of the cue: no bare adjective, possessive or stray noun."""
        words = subject.spans[0].of(self.sentence.text)
        form = self._word(cue.head)
        if (
            cue.start == cue.head
            and cue.row is not None
            and not form.endswith(("ed", "ing"))
            and not self._is_past(cue, form)
        ):
            end = next(
                k
                for k in range(subject.start, cue.start + 1)
                if k == cue.start or self.items[k].start >= subject.spans[0].end
            )
            plural = not form.endswith("s")
            if not ph.agrees(self.items, subject.start, end, form, plural_form=plural):
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

    @staticmethod
    def _is_past(cue: _Cue, form: str) -> bool:
        """Tell whether a form without -ed is a past one ("said"), not the base form or the one in -s."""
        return cue.row is not None and form != cue.row.forms[0].split()[0] and not form.endswith("s")

    def _reopens(self, border: int, subject: _Subject | None, cue: _Cue, pattern: str) -> bool:
        """Tell whether a cue inside an open content begins an attribution of its own."""
        takes_noun = self.head is not None and self.head[0].takes("np", "quoted")
        if subject is not None:
            link = self._word(border - 1)
            contrast = link in {"though", "although"} and pattern == "that"
            return link == ";" or contrast or (link in _CLAUSE_LINKS and self._word(border - 2) == ",")
        link = self._word(cue.start - 1)
        if self._word(cue.head).endswith(_PARTICIPLE):
            return link == "," and pattern in {"that", "quote"}
        past = (
            self._word(cue.head).endswith("ed")
            and self.head is not None
            and self._word(self.head[0].head) in past_forms()
        )
        urges = past and pattern == "obj-to"  # "said that it was watching and urged both sides to return"
        return link in {"and", "then", "but"} and (pattern in {"that", "quote"} or takes_noun or urges)

    def _according_to(self, cue: _Cue) -> None:
        """Read "according to ...", at either end of its content or in the middle."""
        if not ph.starts_noun_phrase(self.items, cue.end):
            return
        end = cue.end
        while end < len(self.items) and self._word(end) not in {",", ".", ";", QUOTE, "(", ")", "—", "–", ":"}:
            end += 1
        while end > cue.end + 1 and self._word(end - 1) in {"!", "?"}:
            end -= 1
        subject = _Subject((self.sentence.span_of(cue.end, end),), cue.start)
        if self.head is not None:
            self._close(cue.start, via=subject.spans)
            self.floor = end
            return
        gap = [self._word(k) for k in range(self.floor, cue.start)]
        if self.found and not any(word.isalnum() for word in gap):
            last = self.found[-1]
            self.found[-1] = attrs.evolve(last, via=subject.spans) if not last.via else last
            self.floor = end
            return
        if any(word.isalnum() or word == QUOTE for word in gap):
            content = self.sentence.content(self.floor, cue.start)
            self._add(cue, subject, content, "according-to", cue.end)
            self.floor = end
        elif self._word(end) == ",":
            self.head, self.head_floor = (cue, subject, end + 1, "according-to"), self.floor
            self.subject = subject
            self.floor = end

    def _unlisted(self) -> None:
        """Read a quotation that a verb outside the lexicon credits ("“Yes,” Mr Kirby quipped.")."""
        for place in self.sentence.quotes:
            if not is_utterance(self.sentence, place):
                continue
            start = place + 1 + (self._word(place + 1) == ",")
            if self._word(place - 1) == ":" and self._colon(place):
                return
            if not ph.starts_noun_phrase(self.items, start):
                continue
            end = start + 1
            while end < len(self.items) and end < start + 8 and self._nominal(end):
                end += 1
            verb = self._word(end)
            name = self._word(start) in ph.PRONOUNS or ph.is_capitalised(self.items[end - 1])
            if name and verb.endswith(("ed", "s")) and len(verb) > 3 and verb.isalpha():  # noqa: PLR2004
                subject = _Subject((self.sentence.span_of(start, end),), start)
                content = self.sentence.content(self._quotation_start(place + 1), place + 1)
                self._add(_Cue(end, end, end + 1, None), subject, content, "unlisted-verb", end + 1)
                return

    def _colon(self, place: int) -> bool:
        """Read a verb outside the lexicon before a colon ("Mr Kirby fumed: “...”"); tell whether there is one."""
        verb = place - 2
        start = next((k for k in range(verb - 1, max(-1, verb - 8), -1) if not self._nominal(k)), -1) + 1
        named = 0 <= start < verb and (self._word(start) in ph.PRONOUNS or ph.is_capitalised(self.items[verb - 1]))
        if not named or not self._word(verb).endswith(("ed", "s")) or ph.is_capitalised(self.items[verb]):
            return False
        subject = _Subject((self.sentence.span_of(start, verb),), start)
        content = self.sentence.content(place, self._quotation_end(place))
        self._add(_Cue(verb, verb, verb + 1, None), subject, content, "unlisted-verb", verb + 1)
        return True

    def _nominal(self, k: int) -> bool:
        return self.items[k].text[0].isupper() or self._word(k) in {"of", "the", "de", "van", "von", "al", "bin"}

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
        cue: _Cue,
        subject: _Subject,
        content: tuple[Span, ...],
        pattern: str,
        cue_end: int,
        via: tuple[Span, ...] = (),
    ) -> None:
        """Record an attribution, unless nothing is left of its content."""
        if not content:
            return
        unclosed = self.sentence.unclosed
        self.found.append(
            Attribution(
                source=subject.spans,
                cue=(self.sentence.span_of(cue.start, cue_end),),
                content=content,
                sentence=self.sentence.span,
                pattern=pattern,
                confidence=precision(pattern),
                via=via,
                open_quotation=unclosed is not None and unclosed.overlaps(content[-1]),
            )
        )
        self.subject = subject
