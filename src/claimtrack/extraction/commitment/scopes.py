# SPDX-License-Identifier: MIT
"""The scope of cues such as hedges: whether they bear on a claim's own proposition, or on a phrase inside it.

It is read from the clauses of the claim (`clauses`) and from how the cue behaves (`cue_patterns.Part`):

- A cue in the main proposition covers the claim; one in any other clause, or within a phrase, covers a phrase.
- In a conditional both halves are uncommitted, as in FactBank; "if" and "would" are each a hedge. Where the
  consequent has a hedge of its own ("if it rains, the dam may fail"), that one tells how far the speaker goes.
- "Would" without a condition is no hedge: mostly it moves "will" into the past ("said he would visit").
- Neither is "whether" that leaves nothing open ("whether he signs or not"), nor "if you" of people in general.
- A content that only asks is uncommitted: by "?" if it is a direct question, else by the word that opens it
  after a cue that asks ("wondered how it would end").
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

from claimtrack.extraction.commitment.clauses import (
    AUXILIARIES,
    BEFORE_NOUN,
    COORDINATORS,
    DEGREE,
    DETERMINERS,
    LINKING,
    LINKS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SPEAKERS,
    Clauses,
    Embedders,
)
from claimtrack.extraction.commitment.cue_patterns import Part, Patterns, ScopedRow
from claimtrack.language.closed_classes import word_class
from claimtrack.language.text import Text
from claimtrack.model import Scope, Span

_Row = TypeVar("_Row", bound=ScopedRow)


class ScopedCue(NamedTuple, Generic[_Row]):
    """The words of a cue, the row that they come from, and what they cover."""

    row: _Row
    span: Span
    scope: Scope


class _Cue(NamedTuple):
    row: ScopedRow
    at: int  # the indices of its first and its last word
    last: int
    first: int  # the index of the first word of its sentence
    own: Scope  # the scope that its clause gives it
    before: str  # the word before it, and the one after it
    after: str


_ASKING, _NOUNS = word_class("ask"), word_class("noun")
_CUES_THAT_ASK, _NO_ANSWER = word_class("asking cue"), word_class("no answer")
_AFTER_NOUN = AUXILIARIES | {"by", "of", "in", "on", "for"}
_BEFORE_VERB = PRONOUNS | SPEAKERS | AUXILIARIES | DEGREE | {"you"}
_NO_NOUN = PREPOSITIONS | AUXILIARIES | COORDINATORS | DETERMINERS | RELATIVES | LINKS
_PHRASE_OPENERS = DETERMINERS | PREPOSITIONS | LINKS | {"even", "both"}
_CONDITIONS = frozenset({"if", "unless"})
_OF_CONDITION = {Part.CONDITION, Part.CONDITIONAL, Part.INVERSION}
_MARKS = 3  # at the end of a part: "?”,"
_TAG = 4  # words and marks before "?": a tag asks nothing
_TAGS = word_class("personal pronoun") | {"right", "ok", "okay", "no", "yes", "huh", "eh"}
_STOPS = {".", "!"}
_WORDS = re.compile(r"[a-z]+(?:'t\b)?")


def find_scopes(
    text: Text, content: Sequence[Span], cue: Sequence[Span], patterns: Patterns[_Row], embedders: Embedders
) -> Iterator[ScopedCue[_Row]]:
    """Yield the cues of *patterns* in the *content* spans of one claim that are no pseudo-cues, with their scope.

    *cue* holds the attributing words, which tell whether the content is a question ("asked how").
    """
    stretches = [text.words(span) for span in content]
    if all(patterns.opening.isdisjoint(words.lower) for words in stretches):
        return
    matches = []
    first = 0
    for span, words in zip(content, stretches, strict=True):
        for at, word in enumerate(words.lower):
            if word in patterns.opening and (match := patterns.at(text.string, word, words.starts[at], span)):
                matches.append((match, first + at, first + bisect_left(words.starts, match.end) - 1))
        first += len(words.lower)
    if not matches:
        return
    clauses = Clauses(text, content, stretches, embedders, matches[-1][1])
    reading = ScopeReader(clauses, asks=_asks(text.string, cue))
    found = []
    reached = -1
    for match, at, last in matches:
        if at > reached and (scope := reading.scope(match.row, at, last)) is not None:
            reached = last
            open_ = match.row.part in _OF_CONDITION and not reading.is_question(at)
            found.append((ScopedCue(match.row, Span(match.start, match.end), scope), open_))
    hedged = any(patterns.attributing(text.string, cue)) or any(
        each.scope is Scope.CLAIM and not open_ for each, open_ in found
    )
    for each, open_ in found:
        yield each._replace(scope=Scope.PHRASE) if hedged and open_ else each


def _asks(text: str, cue: Sequence[Span]) -> bool:
    """Tell whether the attributing words leave a question open: "asked", "wondered", "did not say"."""
    said = [word for span in cue for word in _WORDS.findall(span.of(text).lower().replace("’", "'"))]
    is_unanswered = not _NO_ANSWER.isdisjoint(said) and not _ASKING.isdisjoint(said)
    return is_unanswered or not _CUES_THAT_ASK.isdisjoint(said)


class ScopeReader:
    """How each part of speech finds its scope in the clauses of one content."""

    def __init__(self, clauses: Clauses, *, asks: bool) -> None:
        self.clauses, self.words, self.asks = clauses, clauses.words, asks

    def scope(self, row: ScopedRow, at: int, last: int) -> Scope | None:
        """Return the scope of a cue of *row* from word *at* to *last*, or None where it is no hedge."""
        own = Scope.CLAIM if self.clauses.main[at] else Scope.PHRASE
        first = self.clauses.sentence[at]
        before = self.words[at - 1] if at > first else ""
        after = self.words[last + 1] if last + 1 < len(self.words) else ""
        cue = _Cue(row, at, last, first, own, before, after)
        scope: Scope | None = own
        match row.part:
            case Part.PHRASE:
                scope = Scope.PHRASE
            case Part.ADVERB if self._modifies_phrase(cue):
                scope = Scope.PHRASE
            case Part.CONDITIONAL | Part.INVERSION | Part.PREDICATE if not self._holds(cue):
                scope = None
            case Part.OPENING | Part.MARK:
                scope = Scope.CLAIM if self._holds(cue) else None
            case Part.ATTRIBUTE:
                scope = _before_noun(after)
            case Part.ADJECTIVE if not self._predicative(cue):
                scope = _before_noun(after)
            case Part.BELIEF | Part.EVIDENCE:
                scope = self._belief(cue)
            case Part.WISH:
                scope = self._belief(cue) and Scope.PHRASE
            case Part.QUESTION if ("or", "not") in pairwise(self.words[at : at + 20]):
                scope = None
            case Part.NOUN if not self._predicated(cue):
                scope = Scope.PHRASE
            case Part.QUESTION | Part.CONDITION if not self._open(cue):
                scope = Scope.PHRASE
        return scope

    def _holds(self, cue: _Cue) -> bool:
        """Tell whether a cue stands where it is one at all."""
        match cue.row.part:
            case Part.CONDITIONAL:
                return self._conditioned(cue)
            case Part.PREDICATE:
                return self.clauses.head(self.clauses.clause[cue.at], cue.at) in cue.row.subjects
            case Part.OPENING:
                return self.asks and self._opens(cue.at)
            case Part.MARK:
                return self._only_asks(cue.at)
        return self.clauses.inverted(cue.at)

    def _predicated(self, cue: _Cue) -> bool:
        """Tell whether a noun is what its clause is about: after "there is" or "has"."""
        near = self.words[max(cue.first, cue.at - 6) : cue.at]
        return "there" in near or not {"has", "have", "had"}.isdisjoint(near[-4:])

    def _open(self, cue: _Cue) -> bool:
        """Tell whether a question or a condition is what its clause is about."""
        if cue.row.part is Part.CONDITION and cue.before not in _ASKING:
            return True
        if all(word == "that" or not word[0].isalnum() for word in self.words[max(cue.first, cue.at - 8) : cue.at]):
            return True
        before = range(cue.at - 1, max(cue.first, cue.at - 4) - 1, -1)
        asking = next((k for k in before if self.words[k] in _ASKING), None)
        if asking is None:
            return False
        subject = self.clauses.subject(asking)
        return subject == "be" or self.clauses.is_speaker(subject, cue.at)

    def _belief(self, cue: _Cue) -> Scope | None:
        """Return the scope of a belief: the claim for the speaker's own or for evidence, else a phrase."""
        at, before, after = cue.at, cue.before, cue.after
        if self.clauses.head(self.clauses.clause[at], at) in cue.row.subjects:
            return cue.own
        if before in BEFORE_NOUN or (before in PREPOSITIONS and before != "to"):
            return None
        noun = self.words[at] in _NOUNS and before not in _BEFORE_VERB
        if noun and (not after[:1].isalnum() or after in _AFTER_NOUN):
            return None  # "two suspects", "voters' hopes of"
        return cue.own if self.clauses.is_speaker(self.clauses.subject(at), at) else Scope.PHRASE

    def _modifies_phrase(self, cue: _Cue) -> bool:
        """Tell whether an adverb hedges only the words after it ("a potentially fatal flaw", "perhaps 30")."""
        before, after = cue.before, cue.after
        if before in DETERMINERS or before in PREPOSITIONS:
            return True
        if before in AUXILIARIES or cue.at == self.clauses.clause[cue.at]:
            return False
        if before in COORDINATORS or after in _PHRASE_OPENERS or after[:1].isdigit():
            return True
        return "by" in self.words[cue.at : cue.at + 3]

    def _predicative(self, cue: _Cue) -> bool:
        """Tell whether an adjective hedges its clause: after "is", or as an adverb ("the group likely fled")."""
        before = cue.at - 1
        while before >= cue.first and self.words[before] in DEGREE:
            before -= 1
        previous = self.words[before] if before >= cue.first else ""
        if previous in DETERMINERS or previous in PREPOSITIONS:
            return False
        return previous in LINKING or self.words[cue.last] in {"likely", "unlikely"}

    def _conditioned(self, cue: _Cue) -> bool:
        """Tell whether the sentence names a condition within 30 words; one that opens it ends with a comma.

        A subject with "any" is one, too: "any sale would breach the pact".
        """
        around = range(max(cue.first, cue.at - 30), min(cue.at + 30, len(self.words)))
        near = [self.words[k] for k in around if self.clauses.sentence[k] == cue.first]
        if any(word in _CONDITIONS and after != "you" for word, after in pairwise(near[2:])):
            return True
        if "," in near and any(word in _CONDITIONS and after != "you" for word, after in pairwise(near[:3])):
            return True
        start = self.clauses.clause[cue.at]
        if next((word for word in self.words[start : min(cue.at, start + 5)] if word[0].isalnum()), "") == "any":
            return True
        opening = range(cue.first, min(cue.first + 3, cue.at))  # quotation marks may come first
        return any(self.clauses.inverted(k) for k in opening)

    def is_question(self, at: int) -> bool:
        """Tell whether "if" at *at* stands for "whether": "asked if he knew", "I don't know if he came"."""
        return self.words[max(at - 1, 0)] in _ASKING or (self.asks and self._opens(at))

    def _opens(self, at: int) -> bool:
        return not any(word[0].isalnum() for word in self.words[:at])

    def _only_asks(self, at: int) -> bool:
        """Tell whether every part of the content ends with "?", and none is a statement or a tag ("isn't it?")."""
        tag = self.words[max(at - _TAG, 0) : at]
        if not _STOPS.isdisjoint(self.words) or ("," in tag and not _TAGS.isdisjoint(tag[tag.index(",") :])):
            return False
        ends = (self.words[max(stop - _MARKS, 0) : stop] for stop in self.clauses.stops)
        return all("?" in end and not any(word[0].isalnum() for word in end[end.index("?") :]) for end in ends)


def _before_noun(word: str) -> Scope | None:
    """Return the scope of an adjective before *word*: a phrase if a noun can be, or begin with, that word."""
    return Scope.PHRASE if word[:1].isalnum() and word not in _NO_NOUN else None
