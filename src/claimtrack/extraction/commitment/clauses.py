# SPDX-License-Identifier: MIT
"""Clauses: where those of a content begin, and which words carry the claim's main proposition.

They are told by a shallow walk, without a parser:

- The main proposition is the first main clause of the first sentence that has one.
  A later conjunct ("... and that talks may end") and a later sentence stand outside of it.
- A clause under "I think", "it is clear that", "the data show that", or a pronoun that stands for the speaker
  ("said he believed"), still belongs to it; a clause under anybody else's word ("Russia believes") does not,
  nor do relative and adverbial clauses.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate

import attrs

from claimtrack.language import noun_phrases
from claimtrack.language.closed_classes import word_class, word_classes
from claimtrack.language.noun_phrases import BE
from claimtrack.language.noun_phrases import PRONOUNS as _ANY_PRONOUNS
from claimtrack.language.text import Text, Words
from claimtrack.model import Span


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _contractions(words: Iterable[str]) -> frozenset[str]:
    """Return the contractions of *words* ("it's", "we've")."""
    return frozenset(word + ending for word in words for ending in word_class("contraction"))


_FIRST, _THIRD, _DUMMY = {"i", "we"}, {"he", "she", "they", "it"}, {"it", "there", "that"}
SPEAKERS = _contractions(_FIRST) | _FIRST
PRONOUNS = _contractions(_THIRD) | _THIRD
DUMMIES = _contractions(_DUMMY) | word_class("demonstrative") | {"it", "there", "here"}
_PRONOMINAL = SPEAKERS | PRONOUNS | DUMMIES
AUXILIARIES = (noun_phrases.AUXILIARIES - {"be", "been", "being", "not"}) | _contractions(
    word_class("personal pronoun") | {"that", "there", "what", "who"}
)
LINKING = BE | _set(
    "it's that's there's he's she's we're they're i'm you're seem seems seemed appear appears appeared look looks "
    "looked became become becomes remain remains remained"
)
DETERMINERS = frozenset.union(
    word_class("article", "demonstrative", "possessive determiner", "quantifier") - {"all"},  # one of degree
    ["such", "what", *word_classes()["cardinal"].words[1:4]],
)
PREPOSITIONS = noun_phrases.PREPOSITIONS | word_class(
    "preposition of place", "participial preposition", "preposition or subordinator", "comparative"
)
# They may open a clause that is the claim's own.
_OPENING_LINKS = word_class("preposition or subordinator") | {"once", "whether", "if"}
LINKS = word_class("subordinator") | _OPENING_LINKS
RELATIVES = word_class("wh-word")
COORDINATORS = word_class("coordinator") - {"so"}  # one of degree
DEGREE = word_class("focusing adverb") | _set(
    "very more less most least highly quite not now still rather increasingly too so much as all already certainly "
    "always never both far widely"
)
BEFORE_NOUN = DETERMINERS - _set("this that many few most some both several")
_FUNCTION = PREPOSITIONS | DETERMINERS | COORDINATORS | DEGREE | LINKS | RELATIVES
_BETWEEN = DEGREE | (AUXILIARIES - SPEAKERS - PRONOUNS)
_INVERTED = _set("had should were")
_LONGEST_OPENING = 3  # marks before the first word of a sentence
_NO_SUBJECT = BE | _set("not have to in on at by")
_STOPS = _set(". ! ?")
_OPENING_MARKS = _set("“ \" '' ‘ « „")
_OBJECTS = DETERMINERS | _set("him them to us me")
_FRAGMENT = 3  # words: a sentence this short ("No.", "Look.") is no proposition of its own
_SENTENCE_GAP = re.compile(r"[.!?][\"”’'\s“‘«„]*\Z")
_FINITE = 2
_SAY, _SHOW = word_class("say"), word_class("show")
_PAST, _PARTICIPLES = word_class("past"), word_class("participle")


@attrs.frozen
class Embedders:
    """Words that put a clause under a belief: the verbs, and the nouns whose belief is evidence."""

    verbs: frozenset[str]
    evidence: frozenset[str]


class Clauses:
    """The words of one content in lower case, with what the walk tells of each of them.

    Attributes:
        words: The words and marks, in lower case, with straight apostrophes.
        quoted: Whether each stands in quotation marks.
        main: Whether it is in the main proposition, up to the last word that is asked about.
        clause: The index of the word with which its clause begins, as far.
        sentence: The index of the word with which its sentence begins.
        stops: The index after the last word of each part of the content.
    """

    def __init__(
        self, text: Text, content: Sequence[Span], stretches: Sequence[Words], embedders: Embedders, last: int
    ) -> None:
        """Read the *content* spans of *text*, whose words are *stretches*, up to the word at *last*."""
        self.words = [word for words in stretches for word in words.lower]
        self.quoted = [quoted for words in stretches for quoted in words.quoted]
        self.stops = tuple(accumulate(len(words.lower) for words in stretches))
        self.main: list[bool] = []
        self.clause: list[int] = []
        self.sentence: list[int] = []
        settled = False
        starts = _sentence_starts(text, content, stretches)
        for start, stop in zip(starts, [*starts[1:], len(self.words)], strict=True):
            self.sentence += [start] * (stop - start)
            if start > last:
                continue
            walk = _Walk(self, embedders, start, stop)
            for at in range(start, min(stop, last + 1)):
                self.main.append(walk.step(at) and not settled)
                self.clause.append(walk.clause)
            settled = settled or sum(word[0].isalnum() for word in self.words[start:stop]) > _FRAGMENT

    def inverted(self, at: int) -> bool:
        """Tell whether the word at *at* opens a condition by standing before its subject ("had he known, ...")."""
        if self.words[at] not in _INVERTED or at + 1 >= len(self.words):
            return False
        first = self.sentence[at]
        if at - first > _LONGEST_OPENING or any(word[0].isalnum() for word in self.words[first:at]):
            return False
        if self.words[at + 1] in _NO_SUBJECT or not self.words[at + 1][0].isalnum():
            return False
        near = self.words[at + 2 : at + 30]
        stop = next((k for k, word in enumerate(near) if word in _STOPS), len(near))
        return "," in near[:stop] and near[stop : stop + 1] != ["?"]

    def subject(self, at: int) -> str:
        """Return the word before the verb group that the word at *at* is in, adverbs and auxiliaries left out."""
        first = max(self.sentence[at], at - 7)
        i = at - 1
        while i > first and (self.words[i] in _BETWEEN or self.words[i].endswith("ly")):
            i -= 1
        return self.words[i] if i >= first else ""

    def head(self, start: int, stop: int) -> str:
        """Return the head of the subject between *start* and *stop*: the last word before a preposition."""
        head = ""
        for word in self.words[start : min(stop, start + 15)]:
            if word[0].isalnum() and word not in PREPOSITIONS and word not in RELATIVES and word != "that":
                head = word
            elif head:
                break
        return head

    def is_speaker(self, subject: str, at: int) -> bool:
        """Tell whether *subject*, of a verb at *at*, is the speaker: "I", or "he" outside quotation marks."""
        return subject in SPEAKERS or (subject in PRONOUNS and not self.quoted[at])


def _sentence_starts(text: Text, content: Sequence[Span], stretches: Sequence[Words]) -> list[int]:
    starts: list[int] = []
    first = 0
    for number, (span, words) in enumerate(zip(content, stretches, strict=True)):
        begins = [0, *(bisect_left(words.starts, place) for place in text.sentence_starts(span))]
        fresh = not starts or _ends_sentence(text.string, content[number - 1], span)
        starts += [first + begin for begin in (begins if fresh else begins[1:]) if begin < len(words.starts)]
        first += len(words.starts)
    return starts


def _ends_sentence(text: str, previous: Span, span: Span) -> bool:
    return _SENTENCE_GAP.search(text[max(previous.end - 2, span.start - 200, 0) : span.start]) is not None


class _Walk:
    """One pass through a sentence that tells its own proposition from embedded clauses and later conjuncts.

    A clause has one finite verb: a second one without a conjunction opens a clause without "that",
    or, after a relative clause on the subject, goes on with the main clause.
    """

    def __init__(self, clauses: Clauses, embedders: Embedders, start: int, stop: int) -> None:
        self.clauses, self.words, self.embedders, self.stop = clauses, clauses.words, embedders, stop
        while start < stop - 1 and not self.words[start][0].isalnum():
            start += 1
        self.first = self.clause = start
        self.last_comma = next((i for i in range(stop - 1, start, -1) if self.words[i] == ","), -1)
        self.verb, self.verb_at = 0, -1  # 0 none, 1 perhaps a participle, 2 finite
        self.inner = 0  # the verb of an embedded clause, in the same way
        self.finite_at = -9
        self.embedded = self.later = False
        self.opened_at = -1
        self.closable = self.on_subject = False  # whether a comma ends the embedded clause; whether the verb is to come
        self.linked = False  # whether a link within the embedded clause waits for its verb ("because they may")

    def step(self, i: int) -> bool:
        """Read the word at *i* and return whether it is in the own proposition; a link counts to what it stands in."""
        word = self.words[i]
        before = not (self.embedded or self.later)
        if word == ",":
            self._comma(i)
        elif word in COORDINATORS:
            if self.verb and self._joins_clause(i):
                self.later, self.clause = True, i + 1
        elif word == "that":
            self._that(i)
        elif word in RELATIVES or word in LINKS or (word == "as" and self.verb) or self.clauses.inverted(i):
            self._link(i)
        elif strength := self._finite(i):
            self._verb(i, strength)
            return not (self.embedded or self.later)
        return before

    def _comma(self, i: int) -> None:
        if self.embedded and self.closable:
            self.embedded = False
            if self.clause == self.opened_at:
                self.clause = i + 1
        elif not self.verb and self.words[self.clause] in PREPOSITIONS:
            self.clause = i + 1
        elif not self.verb and i + 1 < self.stop and self.words[i + 1].endswith("ed"):
            self._embed(i, closable=True)

    def _joins_clause(self, i: int) -> bool:
        """Tell whether the conjunction at *i* joins a clause, and not only a noun, to what came before."""
        for k in range(i + 1, min(i + 9, self.stop)):
            word = self.words[k]
            if not word[0].isalnum() or word in LINKS:
                return False
            if self._finite(k):
                return True
        return False

    def _embed(self, i: int, *, closable: bool) -> None:
        self.opened_at = i
        self.embedded, self.closable, self.inner = True, closable, 0
        self.on_subject = not self.verb
        if self.verb:
            self.clause = i + 1

    def _that(self, i: int) -> None:
        before = self.words[i - 1] if i > self.first else ""
        if not before:
            self.clause = i + 1
        elif before in PREPOSITIONS or self.embedded:
            return
        elif self.verb and (before in BE or self._transparent(i)):
            self.verb, self.clause = 0, i + 1
        elif before != ",":
            self._embed(i, closable=False)

    def _link(self, i: int) -> None:
        word, before = self.words[i], self.words[i - 1]
        if self.embedded:
            self.linked = word in LINKS
            return
        if i == self.clause:
            closable = self.last_comma > i
            if closable or word not in _OPENING_LINKS:
                self._embed(i, closable=closable)
        elif self.verb or word in RELATIVES or before == ",":
            self._embed(i, closable=before == ",")

    def _verb(self, i: int, strength: int) -> None:
        same_group = self._same_group(i)
        self.finite_at = i
        if same_group or self.later:
            return
        if self.embedded:
            if self.linked:
                self.linked = False
            elif self.on_subject and not self.closable and self.inner:
                self.embedded, self.verb, self.verb_at = False, strength, i
            else:
                self.inner = max(self.inner, strength)
        elif self.verb == _FINITE:
            if self._transparent(i):
                self.verb_at, self.clause = i, self.verb_at + 1
            else:
                self.embedded, self.on_subject, self.closable = True, False, False
                self.clause = self.verb_at + 1
        elif strength >= self.verb:
            self.verb, self.verb_at = strength, i

    def _same_group(self, i: int) -> bool:
        """Tell whether the verb at *i* goes with the finite verb just before it ("may have", "is not expected")."""
        if i - self.finite_at > 3 or self.words[self.finite_at] not in AUXILIARIES:  # noqa: PLR2004
            return False
        return all(word in DEGREE or word.endswith("ly") for word in self.words[self.finite_at + 1 : i])

    def _finite(self, i: int) -> int:
        """Return 2 for a finite verb, 1 for a form that may be a participle or a noun, and 0 for any other word."""
        word = self.words[i]
        if not word[0].isalnum():
            return 0
        last = i - 2 if i - 1 > self.first and self.words[i - 1] in _OPENING_MARKS else i - 1  # 'she “made a mistake”'
        before = self.words[last] if i > self.first else ""
        after = self.words[i + 1] if i + 1 < self.stop else ""
        if before == "to" or (word == "may" and (before in PREPOSITIONS or after[:1].isdigit())):  # "on May 3"
            return 0
        if word in AUXILIARIES:
            return 2
        if before in BEFORE_NOUN or word in _FUNCTION or word.endswith("ly"):
            return 0
        if before in _ANY_PRONOUNS or word in _PAST or word in _SHOW or word in LINKING or word in self.embedders.verbs:
            return 2
        if word.endswith("ed") or word in _PARTICIPLES:
            return int(after != "by")
        return int(word.endswith("s") and after in _OBJECTS)

    def _transparent(self, i: int) -> bool:
        """Tell whether the main verb leaves a clause that begins before *i* in the main proposition."""
        at = self.verb_at
        group = self.words[at : min(i, at + 6)]
        if not group or group[0] in _SHOW:
            return bool(group)
        subject = group[0] if group[0] in _PRONOMINAL else self.clauses.subject(at)
        if subject in DUMMIES and group[0] in AUXILIARIES:
            return True
        if self.clauses.is_speaker(subject, at):
            return any(word in _SAY or word in self.embedders.verbs for word in group)
        evidence = self.clauses.head(self.clause, at)
        return evidence in self.embedders.evidence and group[0] in self.embedders.verbs
