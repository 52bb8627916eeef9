# SPDX-License-Identifier: MIT
"""Rows of cues that have a scope, such as hedges, and the patterns that find them in a text."""

import itertools
import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

import attrs

from claimtrack.exceptions import FieldValueError
from claimtrack.language.lexicon import LexiconRow
from claimtrack.language.tokens import tokenize
from claimtrack.model import Span


class Part(StrEnum):
    """How a cue behaves in a sentence, which decides how its scope is read."""

    MODAL = "modal"  # hedges its clause
    CONDITIONAL = "conditional"  # "would": a hedge only under a condition
    ADVERB = "adverb"  # its clause, or the phrase that it opens
    ADJECTIVE = "adjective"  # its clause after "is", a phrase before a noun
    ATTRIBUTE = "attribute"  # always the noun that follows
    BELIEF = "belief"  # the claim, if the subject is the speaker
    WISH = "wish"  # as a belief, but always a phrase: that it is hoped stays certain
    EVIDENCE = "evidence"  # the claim, if the subject is a piece of evidence
    PREDICATE = "predicate"  # its clause, if the subject is one of the row's
    NOUN = "noun"  # the claim after "there is" and "has", else a phrase
    PHRASE = "phrase"  # always a phrase
    CONDITION = "condition"  # "if"
    INVERSION = "inversion"  # "should" where it opens a condition
    QUESTION = "question"  # "whether"
    OPENING = "opening"  # "how", where it opens what a cue asks
    MARK = "mark"  # "?", where the content only asks


class Where(StrEnum):
    """Where a cue counts: within a content, next to the attributing words or in both places, or as these words."""

    CONTENT = "content"
    CUE = "cue"
    BOTH = "both"
    ATTRIBUTION = "attribution"


@attrs.frozen(kw_only=True)
class ScopedRow(LexiconRow):
    """What the rows of hedges and those of estimates of likelihood have in common.

    In forms and contexts, `a|b` is a choice of words, `*` any one word, `*ed` any word with that ending,
    `#` a number, and `~` an optional adverb.

    Attributes:
        cue: The row's name.
        forms: The words of the cue, as they stand in texts.
        part: How the cue behaves.
        examples: Contents in which the row fires (for `where = "cue"`, attributing words).
        counter_examples: Contents in which it does not.
        followed_by: What has to stand right after the cue; empty for anything.
        excluded: Contexts, cue included, in which the cue is none.
        subjects: Nouns that, as the subject, give an evidence verb, a predicate or a conditional its force.
        where: Whether the row counts in a content, next to a cue or in both, or as the attributing words ("believes").
        lower: Whether a capital letter makes it another word ("May").
    """

    cue: str
    forms: tuple[str, ...]
    part: Part = attrs.field(converter=Part)
    followed_by: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    subjects: frozenset[str] = attrs.field(default=frozenset(), converter=frozenset)
    where: Where = attrs.field(default=Where.CONTENT, converter=Where)
    lower: bool = False

    def __attrs_post_init__(self) -> None:
        if not self.forms:
            message = "forms: expected at least one, got none"
            raise FieldValueError(message)
        for form in self.forms:
            if not all(choice for word in form.split() for choice in word.split("|")):
                message = f"forms: expected a word on either side of each '|', got {form!r}"
                raise FieldValueError(message)


_Row = TypeVar("_Row", bound=ScopedRow)


class Match(NamedTuple, Generic[_Row]):
    """Words that have the form of a cue and stand in no context that excludes it."""

    row: _Row
    start: int
    end: int


class _Compiled(NamedTuple, Generic[_Row]):
    """A row with one pattern for the contexts in which its cue is none."""

    row: _Row
    excluded: re.Pattern[str] | None


class Patterns(Generic[_Row]):
    """The rows of one lexicon, compiled.

    Attributes:
        rows: The rows.
        opening: The first words of all cues that count in a content.
    """

    def __init__(self, rows: Sequence[_Row]) -> None:
        self.rows = tuple(rows)
        excluded = {row.cue: any_of(row.excluded) if row.excluded else None for row in rows}
        forms: dict[str, list[tuple[str, _Compiled[_Row]]]] = {}
        for row in rows:
            if row.where in {Where.CONTENT, Where.BOTH}:
                for form in row.forms:
                    for word in form.split()[0].split("|"):
                        first = tokenize(word)[0].text  # "50-50" is three tokens
                        forms.setdefault(first, []).append((form, _Compiled(row, excluded[row.cue])))
        self._forms = forms
        # Compiled when first met: most words of a lexicon never come in a text, and compiling all takes a while.
        self._openers: dict[str, tuple[re.Pattern[str], tuple[_Compiled[_Row], ...]]] = {}
        at_cues = [row for row in rows if row.where in {Where.CUE, Where.BOTH}]
        self._cues = [(any_of(row.forms), excluded[row.cue]) for row in at_cues]
        self._cue = any_of([form for row in at_cues for form in row.forms])  # most cues have none of them
        self._attributions = [
            (row, any_of(row.forms), excluded[row.cue]) for row in rows if row.where is Where.ATTRIBUTION
        ]
        self.opening = frozenset(forms)

    def at(self, text: str, word: str, start: int, within: Span) -> Match[_Row] | None:
        """Return the longest cue that begins at *start* with *word*, in lower case, and does not leave *within*."""
        opener = self._openers.get(word)
        if opener is None:
            opener = self._openers[word] = _opener(self._forms[word])
        pattern, rows = opener
        match = pattern.match(text, start, within.end)
        if match is None or match.lastindex is None:
            return None
        row, excluded = rows[match.lastindex - 1]
        if (row.lower and match[0] != match[0].lower()) or _is_covered(excluded, text, match, within):
            return None
        return Match(row, match.start(), match.end())

    def in_cue(self, words: str) -> bool:
        """Tell whether a row that counts next to a cue fires in *words*."""
        whole = Span(0, len(words))
        return self._cue.search(words) is not None and any(
            not _is_covered(excluded, words, match, whole)
            for pattern, excluded in self._cues
            for match in pattern.finditer(words)
        )

    def attributing(self, text: str, cue: Sequence[Span]) -> Iterator[Match[_Row]]:
        """Yield the rows that count as attributing words, where they stand in the spans of *cue*."""
        for span, (row, pattern, excluded) in itertools.product(cue, self._attributions):
            match = pattern.search(text, span.start, span.end)
            if match is not None and not _is_covered(excluded, text, match, span):
                yield Match(row, match.start(), match.end())


_ADVERB = r"(?:\w+ly|not|also|now|still|never|long|once|already|yet|always|even|just|soon|both|all|each|ever)"
_ADVERBS = rf"(?:\s{{1,4}}{_ADVERB}){{0,2}}"
_END = r"(?!['’\-]?\w)"
_CONTEXT = 40  # characters to either side in which an excluded context is looked for


def _pattern(phrase: str) -> str:
    """Return the regular expression of a *phrase* of a row, with the white space before each word."""
    choices = (None if word == "~" else "|".join(map(_choice, word.split("|"))) for word in phrase.split())
    return "".join(_ADVERBS if choice is None else rf"\s{{1,4}}(?:{choice})" for choice in choices)


def _opening(phrase: str) -> str:
    """Return the regular expression of a *phrase* that begins where it is matched."""
    return _pattern(phrase).removeprefix(r"\s{1,4}")


def _choice(word: str) -> str:
    if word == "#":
        return r"\d[\d.,]*"
    if word == "*":
        return r"[\w'’\-]{1,40}"
    ending = r"\w{1,40}" if word.startswith("*") else ""
    return ending + re.escape(word.lstrip("*")).replace("'", "['’]")


def any_of(phrases: Sequence[str]) -> re.Pattern[str]:
    """Return one pattern for all the *phrases*, the longest first."""
    longest_first = sorted(phrases, key=lambda phrase: -len(phrase.split()))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(_opening, longest_first)) + ")" + _END, re.IGNORECASE)


def _opener(entries: list[tuple[str, _Compiled[_Row]]]) -> tuple[re.Pattern[str], tuple[_Compiled[_Row], ...]]:
    """Return one pattern for all cues that begin with a word, the longest first, and their rows by group."""
    entries = sorted(entries, key=lambda entry: (-len(entry[0].split()), not entry[1].row.followed_by))
    branches = []
    for form, compiled in entries:
        follow = "|".join(map(_pattern, compiled.row.followed_by))
        branches.append(f"({_opening(form)}){_END}" + (f"(?=(?:{follow}){_END})" if follow else ""))
    return re.compile("|".join(branches), re.IGNORECASE), tuple(compiled for _, compiled in entries)


def _is_covered(excluded: re.Pattern[str] | None, text: str, match: re.Match[str], within: Span) -> bool:
    """Tell whether *match* stands in a context that excludes it."""
    if excluded is None:
        return False
    start, end = max(within.start, match.start() - _CONTEXT), min(within.end, match.end() + _CONTEXT)
    hits: Iterator[re.Match[str]] = excluded.finditer(text, start, end)
    return any(hit.start() <= match.start() and match.end() <= hit.end() for hit in hits)
