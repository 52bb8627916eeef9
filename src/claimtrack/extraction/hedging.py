# SPDX-License-Identifier: MIT
"""Hedges: the words of a content that lower the speaker's commitment, with their level and their scope.

Levels are FactBank's (Sauri and Pustejovsky 2009): probable (PR), possible (PS) and uncommitted (U).
The cues are rows of `data/hedges.toml`; which of them bear on the claim is read from its clauses (`clauses`):

- A hedge in the main proposition covers the claim; one in any other clause, or within a phrase, covers a phrase.
- In a conditional both halves are uncommitted, as in FactBank; "if" and "would" are each a hedge.
- "Would" that only moves "will" into the past ("said he would visit") is no hedge,
  and neither is "whether" that leaves nothing open ("whether he signs or not").
- A direct question ("Will he resign?") has no hedging word, so its content stays unhedged.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import attrs

from claimtrack.extraction.clauses import (
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
    word_class,
    word_of,
)
from claimtrack.extraction.cues import cue_forms
from claimtrack.extraction.lexicon import load
from claimtrack.extraction.tokens import Token, tokenize
from claimtrack.model import Hedge, Hedging, Scope, Span


class Part(StrEnum):
    """How a cue behaves in a sentence, which decides how its scope is read."""

    MODAL = "modal"  # hedges its clause
    CONDITIONAL = "conditional"  # "would": a hedge only where the clause is unrealised
    ADVERB = "adverb"  # its clause, or the phrase that it opens
    ADJECTIVE = "adjective"  # its clause after "is", a phrase before a noun
    ATTRIBUTE = "attribute"  # always the noun that follows
    BELIEF = "belief"  # the claim, if the subject is the speaker
    EVIDENCE = "evidence"  # the claim, if the subject is a piece of evidence
    NOUN = "noun"  # the claim after "there is" and "has", else a phrase
    PHRASE = "phrase"  # always a phrase
    CONDITION = "condition"  # "if"
    QUESTION = "question"  # "whether"


class Where(StrEnum):
    """Where a cue counts: within a content, next to the attributing words, or in both places."""

    CONTENT = "content"
    CUE = "cue"
    BOTH = "both"


@attrs.frozen
class HedgeRow:
    """One row of `data/hedges.toml`.

    In forms and contexts, `a|b` is a choice of words, `*` any one word, `*ed` any word with that ending,
    `#` a number, and `~` an optional adverb.

    Attributes:
        cue: The row's name.
        forms: The words of the cue, as they stand in texts.
        level: The level that the cue expresses.
        part: How the cue behaves.
        evidence: Where the level comes from; "editorial" is our own judgement.
        examples: Contents in which the row fires (for `where = "cue"`, attributing words).
        counter_examples: Contents in which it does not.
        followed_by: What has to stand right after the cue; empty for anything.
        excluded: Contexts, cue included, in which the cue is none.
        subjects: Nouns that, as the subject, give an evidence verb or a conditional its force.
        where: Whether the row counts in a content, next to a cue, or in both.
        lower: Whether a capital letter makes it another word ("May").
    """

    cue: str
    forms: tuple[str, ...]
    level: Hedging = attrs.field(converter=Hedging)
    part: Part = attrs.field(converter=Part)
    evidence: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...] = ()
    followed_by: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    subjects: frozenset[str] = attrs.field(default=frozenset(), converter=frozenset)
    where: Where = attrs.field(default=Where.CONTENT, converter=Where)
    lower: bool = False


class _Found(NamedTuple):
    """A hedge and the row that it comes from."""

    row: HedgeRow
    hedge: Hedge


class _Cue(NamedTuple):
    """A cue in its sentence."""

    row: HedgeRow
    at: int  # the index of its first word
    first: int  # the index of the first word of its sentence
    own: Scope  # the scope that its clause gives it
    before: str  # the word before it, and the one after it
    after: str


def find_hedges(text: str, content: Sequence[Span], cue: Sequence[Span] = ()) -> tuple[Hedge, ...]:
    """Return the hedges inside the *content* spans of one claim, in the order of the text.

    *cue* holds the attributing words; their tense tells whether a "would" is a backshifted "will".
    Negation is polarity and approximation ("about 30") is vagueness: neither is a hedge.
    """
    found = {item.hedge.span: item.hedge for item in _find(text, content, cue)}
    return tuple(found[span] for span in sorted(found))


def distances(words: str) -> bool:
    """Tell whether *words* at a cue put the attribution itself at a distance ("reportedly", "appeared to")."""
    whole = Span(0, len(words))
    return any(
        _covers(_excluded(row), words, match, whole) is None
        for row, pattern in _cue_patterns()
        for match in pattern.finditer(words)
    )


# ---------------------------------------------------------------------------------------------------------------------
# Patterns from rows

_ADVERB = r"(?:\w+ly|not|also|now|still|never|long|once|already|always|even|just|soon|both|all|each|ever)"
_END = r"(?!['’\-]?\w)"


def _pattern(phrase: str) -> str:
    """Return the regular expression of a *phrase* of a row, with the white space before each word."""
    parts = []
    for word in phrase.split():
        if word == "~":
            parts.append(rf"(?:\s{{1,4}}{_ADVERB}){{0,2}}")
            continue
        choices = [_choice(choice) for choice in word.split("|")]
        parts.append(r"\s{1,4}(?:" + "|".join(choices) + ")")
    return "".join(parts)


def _opening(phrase: str) -> str:
    """Return the regular expression of a *phrase* that begins where it is matched."""
    return _pattern(phrase).removeprefix(r"\s{1,4}")


def _choice(word: str) -> str:
    """Return the regular expression of one *word* of a row."""
    if word == "#":
        return r"\d[\d.,]*"
    if word == "*":
        return r"[\w'’\-]{1,40}"
    ending = r"\w{1,40}" if word.startswith("*") else ""
    return ending + re.escape(word.lstrip("*")).replace("'", "['’]")


def _rows() -> tuple[HedgeRow, ...]:
    return load("hedges", HedgeRow)


@cache
def _openers() -> dict[str, tuple[re.Pattern[str], tuple[HedgeRow, ...]]]:
    """Return, by the first word of a cue, one pattern for all cues that begin with it, the longest first."""
    forms: dict[str, list[tuple[str, HedgeRow]]] = {}
    for row in _rows():
        if row.where is not Where.CUE:
            for form in row.forms:
                for first in form.split()[0].split("|"):
                    forms.setdefault(first, []).append((form, row))
    openers = {}
    for first, entries in forms.items():
        entries.sort(key=lambda entry: (-len(entry[0].split()), not entry[1].followed_by))
        branches = []
        for form, row in entries:
            follow = "|".join(_pattern(context) for context in row.followed_by)
            branches.append(f"({_opening(form)}){_END}" + (f"(?=(?:{follow}){_END})" if follow else ""))
        openers[first] = (re.compile("|".join(branches), re.IGNORECASE), tuple(row for _, row in entries))
    return openers


@cache
def _excluded(row: HedgeRow) -> re.Pattern[str] | None:
    """Return one pattern for the contexts in which the cue of *row* is none."""
    if not row.excluded:
        return None
    return re.compile(r"(?<!\w)(?:" + "|".join(map(_opening, row.excluded)) + ")" + _END, re.IGNORECASE)


@cache
def _cue_patterns() -> tuple[tuple[HedgeRow, re.Pattern[str]], ...]:
    """Return the rows that count next to a cue, with their patterns."""
    return tuple(
        (row, re.compile(r"(?<!\w)(?:" + "|".join(map(_opening, row.forms)) + ")" + _END, re.IGNORECASE))
        for row in _rows()
        if row.where is not Where.CONTENT
    )


_CONTEXT = 40  # characters to either side in which an excluded context is looked for


def _covers(pattern: re.Pattern[str] | None, text: str, match: re.Match[str], within: Span) -> re.Match[str] | None:
    """Return the excluded context around *match*, if it stands in one."""
    if pattern is None:
        return None
    start, end = max(within.start, match.start() - _CONTEXT), min(within.end, match.end() + _CONTEXT)
    hits = pattern.finditer(text, start, end)
    return next((hit for hit in hits if hit.start() <= match.start() and match.end() <= hit.end()), None)


# ---------------------------------------------------------------------------------------------------------------------
# Cues in their contexts

_SPEECH, _PAST = word_class("backshift"), word_class("past")
_ASKING, _NOUNS = word_class("ask"), word_class("noun")
_AFTER_NOUN = AUXILIARIES | {"by", "of", "in", "on", "for"}
_BEFORE_VERB = PRONOUNS | SPEAKERS | AUXILIARIES | DEGREE | {"you"}
_NO_NOUN = PREPOSITIONS | AUXILIARIES | COORDINATORS | DETERMINERS | RELATIVES | LINKS
_PHRASE_OPENERS = DETERMINERS | PREPOSITIONS | LINKS | {"even", "both"}
_CONDITIONS = frozenset({"if", "unless", "without"})
_WORDS = re.compile(r"[a-z]+")


@cache
def _embedders() -> Embedders:
    """Return the verbs and the evidence of the rows under which a clause may stand."""
    rows = [row for row in _rows() if row.part in {Part.BELIEF, Part.EVIDENCE}]
    verbs = frozenset(word for row in rows for form in row.forms for word in form.split()[0].split("|"))
    return Embedders(verbs, frozenset().union(*(row.subjects for row in rows)))


def _find(text: str, content: Sequence[Span], cue: Sequence[Span] = ()) -> Iterator[_Found]:
    """Yield each hedge with its row."""
    pieces = [tokenize(text, span.start, span.end) for span in content]
    matches: list[tuple[HedgeRow, int, int, re.Match[str]]] = []
    first = 0
    for span, piece in zip(content, pieces, strict=True):
        matches += ((row, first + at, first + last, match) for row, at, last, match in _matches(text, span, piece))
        first += len(piece)
    if not matches:
        return
    reading = _Reading(Clauses(text, content, pieces, _embedders()), backshifts=_backshifts(text, cue))
    reached = -1
    for row, at, last, match in matches:
        if at > reached and (scope := reading.scope(row, at, last)) is not None:
            reached = last
            yield _Found(row, Hedge(Span(match.start(), match.end()), row.level, scope))


def _matches(text: str, span: Span, tokens: Sequence[Token]) -> Iterator[tuple[HedgeRow, int, int, re.Match[str]]]:
    """Yield the cues among the *tokens* of *span* that stand in no excluded context, with their first and last word."""
    openers = _openers()
    for at, token in enumerate(tokens):
        word = word_of(token)
        if word not in openers:
            continue
        pattern, rows = openers[word]
        match = pattern.match(text, token.start, span.end)
        if match is None or match.lastindex is None:
            continue
        row = rows[match.lastindex - 1]
        if not (row.lower and match[0] != match[0].lower()) and _covers(_excluded(row), text, match, span) is None:
            yield row, at, bisect_left(tokens, match.end(), key=lambda token: token.start) - 1, match


def _backshifts(text: str, cue: Sequence[Span]) -> bool:
    """Tell whether "will" becomes "would" under the attributing words: unless they are present ("says")."""
    said = [word for span in cue for word in _WORDS.findall(span.of(text).lower())]
    if any(word.endswith(("ed", "ing")) or word in _PAST for word in said):
        return True
    return not any(word in cue_forms() for word in said)


class _Reading:
    """How each part of speech finds its scope in the clauses of one content."""

    def __init__(self, clauses: Clauses, *, backshifts: bool) -> None:
        self.clauses, self.words, self.backshifts = clauses, clauses.words, backshifts

    def scope(self, row: HedgeRow, at: int, last: int) -> Scope | None:
        """Return the scope of a cue of *row* from word *at* to *last*, or None where it is no hedge."""
        own = Scope.CLAIM if self.clauses.main[at] else Scope.PHRASE
        first = self.clauses.sentence[at]
        before = self.words[at - 1] if at > first else ""
        after = self.words[last + 1] if last + 1 < len(self.words) else ""
        cue = _Cue(row, at, first, own, before, after)
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
        asking = next(
            (k for k in range(cue.at - 1, max(cue.first, cue.at - 4) - 1, -1) if self.words[k] in _ASKING), None
        )
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
        return previous in LINKING or self.words[cue.at] in {"likely", "unlikely"}

    def _unrealised(self, cue: _Cue) -> bool:
        """Tell whether "would" stands for something unrealised, and not for a "will" moved into the past."""
        at, first, subjects = cue.at, cue.first, cue.row.subjects
        if self._conditioned(cue):
            return True
        if not _SPEECH.isdisjoint(self.words[max(first, at - 12) : at]):
            return False
        after = self.words[at + 1 : at + 7]
        if (
            self.clauses.quoted[at]
            or not self.backshifts
            or (after[:1] == ["have"] and not DETERMINERS.issuperset(after[1:2]))
        ):
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
        first = max(cue.first, cue.at - 30)
        near = [
            self.words[k]
            for k in range(first, min(cue.at + 30, len(self.words)))
            if self.clauses.sentence[k] == cue.first
        ]
        return any(word in _CONDITIONS and (k > 1 or "," in near) for k, word in enumerate(near))


def _before_noun(word: str) -> Scope | None:
    """Return the scope of an adjective before *word*: a phrase if a noun can be, or begin with, that word."""
    return Scope.PHRASE if word[:1].isalnum() and word not in _NO_NOUN else None
