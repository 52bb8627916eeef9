# SPDX-License-Identifier: MIT
"""The scope of cues such as hedges: whether they bear on a claim's own proposition, or on a phrase inside it.

It is read from the clauses of the claim (`clauses`) and from how the cue behaves (`cue_patterns.Part`):

- A cue in the main proposition covers the claim; one in any other clause, or within a phrase, covers a phrase.
- In a conditional both halves are uncommitted, as in FactBank; "if" and "would" are each a hedge.
- "Would" that only moves "will" into the past ("said he would visit") is no hedge,
  and neither is "whether" that leaves nothing open ("whether he signs or not").
- A direct question ("Will he resign?") has no hedging word, so its content stays unhedged.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

from claimtrack.extraction.attribution.cues import cue_forms
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


_SPEECH, _PAST = word_class("backshift"), word_class("past")
_ASKING, _NOUNS = word_class("ask"), word_class("noun")
_AFTER_NOUN = AUXILIARIES | {"by", "of", "in", "on", "for"}
_BEFORE_VERB = PRONOUNS | SPEAKERS | AUXILIARIES | DEGREE | {"you"}
_NO_NOUN = PREPOSITIONS | AUXILIARIES | COORDINATORS | DETERMINERS | RELATIVES | LINKS
_PHRASE_OPENERS = DETERMINERS | PREPOSITIONS | LINKS | {"even", "both"}
_CONDITIONS = frozenset({"if", "unless", "without"})
_WORDS = re.compile(r"[a-z]+")


def find_scopes(
    text: Text, content: Sequence[Span], cue: Sequence[Span], patterns: Patterns[_Row], embedders: Embedders
) -> Iterator[ScopedCue[_Row]]:
    """Yield the cues of *patterns* in the *content* spans of one claim that are no pseudo-cues, with their scope.

    *cue* holds the attributing words; their tense tells whether a "would" is a backshifted "will".
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
    reading = ScopeReader(Clauses(text, content, stretches, embedders), backshifts=_backshifts(text.string, cue))
    reached = -1
    for match, at, last in matches:
        if at > reached and (scope := reading.scope(match.row, at, last)) is not None:
            reached = last
            yield ScopedCue(match.row, Span(match.start, match.end), scope)


def _backshifts(text: str, cue: Sequence[Span]) -> bool:
    """Tell whether "will" becomes "would" under the attributing words: unless they are present ("says")."""
    said = [word for span in cue for word in _WORDS.findall(span.of(text).lower())]
    past = any(word.endswith(("ed", "ing")) or word in _PAST for word in said)
    return past or not any(word in cue_forms() for word in said)


class ScopeReader:
    """How each part of speech finds its scope in the clauses of one content."""

    def __init__(self, clauses: Clauses, *, backshifts: bool) -> None:
        self.clauses, self.words, self.backshifts = clauses, clauses.words, backshifts

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
            case Part.CONDITIONAL if not self._unrealised(cue):
                scope = None
            case Part.ATTRIBUTE:
                scope = _before_noun(after)
            case Part.ADJECTIVE if not self._predicative(cue):
                scope = _before_noun(after)
            case Part.BELIEF | Part.EVIDENCE:
                scope = self._belief(cue)
            case Part.QUESTION if ("or", "not") in pairwise(self.words[at : at + 20]):
                scope = None
            case Part.NOUN if not self._predicated(cue):
                scope = Scope.PHRASE
            case Part.QUESTION | Part.CONDITION if not self._open(cue):
                scope = Scope.PHRASE
            case Part.PREDICATE if self.clauses.head(self.clauses.clause[at], at) not in row.subjects:
                scope = None
            case Part.INVERSION if not self.clauses.inverted(at):
                scope = None
        return scope

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

    def _unrealised(self, cue: _Cue) -> bool:
        """Tell whether "would" stands for something unrealised, and not for a "will" moved into the past."""
        at, first, subjects = cue.at, cue.first, cue.row.subjects
        if self._conditioned(cue):
            return True
        if not _SPEECH.isdisjoint(self.words[max(first, at - 12) : at]):
            return False
        after = self.words[at + 1 : at + 7]
        perfect = after[:1] == ["have"] and not DETERMINERS.issuperset(after[1:2])
        if self.clauses.quoted[at] or not self.backshifts or perfect:
            return True
        if cue.before in {"that", "which", "who"}:
            antecedent = [word for word in self.words[max(first, at - 3) : at - 1] if word != ","]
            return bool(antecedent) and antecedent[-1] in subjects
        if cue.before == "it":
            return after[:1] == ["be"] and not {"to", "for", "if"}.isdisjoint(after[2:])
        start = self.clauses.clause[at]
        opening = next((word for word in self.words[start : min(at, start + 5)] if word[0].isalnum()), "")
        return opening in {"any", "such", "to"} or opening.endswith("ing") or self.clauses.head(start, at) in subjects

    def _conditioned(self, cue: _Cue) -> bool:
        """Tell whether the sentence names a condition within 30 words; one that opens it ends with a comma."""
        around = range(max(cue.first, cue.at - 30), min(cue.at + 30, len(self.words)))
        near = [self.words[k] for k in around if self.clauses.sentence[k] == cue.first]
        if any(word in _CONDITIONS and (k > 1 or "," in near) for k, word in enumerate(near)):
            return True
        opening = range(cue.first, min(cue.first + 3, cue.at))  # quotation marks may come first
        return any(self.clauses.inverted(k) for k in opening)


def _before_noun(word: str) -> Scope | None:
    """Return the scope of an adjective before *word*: a phrase if a noun can be, or begin with, that word."""
    return Scope.PHRASE if word[:1].isalnum() and word not in _NO_NOUN else None
