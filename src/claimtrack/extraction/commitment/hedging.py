# SPDX-License-Identifier: MIT
"""Hedges: the words of a content that lower the speaker's commitment, with their level and their scope.

Levels are FactBank's (Sauri and Pustejovsky 2009): probable (PR), possible (PS) and uncommitted (U).
The cues are the rows of a `HedgeLexicon`, ours or the user's; `scopes` reads which of them bear on the claim.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Self

import attrs

from claimtrack.exceptions import FieldTypeError, FieldValueError, LexiconError, UnknownNameError
from claimtrack.extraction.commitment.clauses import Embedders
from claimtrack.extraction.commitment.cue_patterns import Part, Patterns, ScopedRow, Where
from claimtrack.extraction.commitment.scopes import find_scopes
from claimtrack.language.lexicon import load, parse
from claimtrack.language.text import Text
from claimtrack.model import Hedge, Hedging, Scope, Span


@attrs.frozen(kw_only=True)
class HedgeRow(ScopedRow):
    """One row of `data/hedges.toml`: a cue and the level that it expresses."""

    level: Hedging = attrs.field(converter=Hedging)

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        if self.level is Hedging.UNHEDGED:
            message = "level: expected 'probable', 'possible' or 'uncommitted', got 'unhedged'; leave the row out"
            raise FieldValueError(message)


def _unique(rows: Sequence[HedgeRow]) -> tuple[HedgeRow, ...]:
    for row in rows:
        if not isinstance(row, HedgeRow):
            expected = "expected values of the class HedgeRow"
            message = f"HedgeLexicon.rows: {expected}, got {row!r}; read makes them from TOML"
            raise FieldTypeError(message)
    names = [row.cue for row in rows]
    for name in names:
        if names.count(name) > 1:
            message = f"HedgeLexicon.rows: expected one row for each cue, got {names.count(name)} rows {name!r}"
            raise FieldValueError(message)
    return tuple(rows)


@attrs.frozen(repr=False)
class HedgeLexicon:
    """The rows of cues that count as hedges; a value that never changes, from which others are made.

    `ours | yours` has the rows of both, and where both have a row of one name, yours.

    Attributes:
        rows: The rows, each with a name of its own.
        patterns: The same, compiled.
        embedders: The words of belief and evidence among them, under which a clause may stand.
    """

    rows: tuple[HedgeRow, ...] = attrs.field(converter=_unique)
    patterns: Patterns[HedgeRow] = attrs.field(init=False, eq=False)
    embedders: Embedders = attrs.field(init=False, eq=False)

    def __attrs_post_init__(self) -> None:
        believed = [row for row in self.rows if row.part in {Part.BELIEF, Part.WISH, Part.EVIDENCE}]
        verbs = frozenset(word for row in believed for form in row.forms for word in form.split()[0].split("|"))
        evidence = frozenset().union(*(row.subjects for row in believed))
        object.__setattr__(self, "patterns", Patterns(self.rows))
        object.__setattr__(self, "embedders", Embedders(verbs, evidence))

    @classmethod
    def default(cls) -> "HedgeLexicon":
        """Return the lexicon that comes with the package."""
        return _default()

    @classmethod
    def read(cls, path: str | Path) -> Self:
        """Return the lexicon in the TOML file at *path*, after trying each row on its own examples.

        Raises:
            LexiconError: If the file cannot be read, a key is unknown or missing, a level is unknown,
                or a row does not fire in one of its examples, or fires in one of its counter-examples;
                the message names the file, the row and the reason.
        """
        try:
            text = Path(path).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            message = f"{path}: expected a lexicon in TOML and UTF-8, got {error}"
            raise LexiconError(message) from error
        return cls.parse(text, str(path))

    @classmethod
    def parse(cls, text: str, file: str = "<text>") -> Self:
        """Return the lexicon in the TOML *text*, as `read` does; *file* is its name in messages."""
        rows = parse(text, HedgeRow, file)
        try:
            lexicon = cls(rows)
        except FieldValueError as error:
            message = f"{file}: {error}"
            raise LexiconError(message) from error
        for number, row in enumerate(rows, start=1):
            place = f"{file}, row {number} ({row.cue})"
            for sentence in row.examples:
                if not lexicon.fires(row, sentence):
                    message = f"{place}: expected it to fire in its example, got {sentence!r}"
                    raise LexiconError(message)
            for sentence in row.counter_examples:
                if lexicon.fires(row, sentence):
                    message = f"{place}: expected no hit in a counter-example, got {sentence!r}"
                    raise LexiconError(message)
        return lexicon

    def __or__(self, other: "HedgeLexicon") -> "HedgeLexicon":
        if not isinstance(other, HedgeLexicon):
            return NotImplemented
        return HedgeLexicon(tuple({row.cue: row for row in (*self.rows, *other.rows)}.values()))

    def without(self, *cues: str) -> "HedgeLexicon":
        """Return the lexicon without the rows of the names *cues*.

        Raises:
            UnknownNameError: If there is no such row; the message lists those that there are.
        """
        known = [row.cue for row in self.rows]
        for cue in cues:
            if cue not in known:
                message = f"without: the row {cue!r} is unknown; use one of: {', '.join(known)}"
                raise UnknownNameError(message)
        return HedgeLexicon(tuple(row for row in self.rows if row.cue not in cues))

    def __repr__(self) -> str:
        return f"HedgeLexicon({len(self.rows)} rows)"

    def fires(self, row: HedgeRow, sentence: str) -> bool:
        """Tell whether *row* fires in the content *sentence*, or where it counts at a cue, in such words.

        A row that opens what a cue asks is tried on the first word as the cue and the rest as the content.
        """
        whole, cut = Span(0, len(sentence)), sentence.find(" ") + 1
        content, cue = ([Span(cut, len(sentence))], [Span(0, cut)]) if row.part is Part.OPENING else ([whole], [])
        found = find_scopes(Text.of(sentence), content, cue, self.patterns, self.embedders)
        if any(each.row == row for each in found):
            return True
        if row.where is Where.ATTRIBUTION:
            return any(match.row == row for match in self.patterns.attributing(sentence, [whole]))
        return row.where is not Where.CONTENT and Patterns([row]).in_cue(sentence)

    def find(self, text: Text, content: Sequence[Span], cue: Sequence[Span] = ()) -> tuple[Hedge, ...]:
        """Return the hedges of one claim, inside its *content* spans and as its *cue*; see `find_hedges`."""
        found = find_scopes(text, content, cue, self.patterns, self.embedders)
        hedges = {span: Hedge(span, row.level, scope) for row, span, scope in found}
        for row, start, end in self.patterns.attributing(text.string, cue):
            hedges[Span(start, end)] = Hedge(Span(start, end), row.level, Scope.CLAIM)
        return tuple(hedges[span] for span in sorted(hedges))

    def distances(self, words: str) -> bool:
        """Tell whether *words* at a cue put the attribution itself at a distance ("reportedly", "appeared to")."""
        return self.patterns.in_cue(words)


@cache
def _default() -> HedgeLexicon:
    return HedgeLexicon(load("hedges", HedgeRow))


def find_hedges(
    text: Text, content: Sequence[Span], cue: Sequence[Span] = (), lexicon: HedgeLexicon | None = None
) -> tuple[Hedge, ...]:
    """Return the hedges inside the *content* spans of one claim, and those as its *cue*, in the order of the text.

    *cue* holds the attributing words, which tell whether the content is a question ("asked how").
    Negation is polarity and approximation ("about 30") is vagueness: neither is a hedge.
    Without a *lexicon*, the one that comes with the package is used.
    """
    return (lexicon or _default()).find(text, content, cue)
