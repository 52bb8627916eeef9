# SPDX-License-Identifier: MIT
"""Subjects of clauses: who says what a verb without a source of its own tells, read from the clauses around it."""

import re
from collections.abc import Iterable

from claimtrack.extraction.attribution.attribution import Attribution
from claimtrack.extraction.speakers.antecedents import AntecedentFinder, History
from claimtrack.extraction.speakers.entities import Entity
from claimtrack.extraction.speakers.mentions import parse_mention
from claimtrack.extraction.speakers.people import People
from claimtrack.extraction.speakers.salience import LATER_SUBJECT, Discourse
from claimtrack.language.noun_phrases import is_adverb, is_verb
from claimtrack.model import Span

_PRONOUN = re.compile(r"(He|She)\b")
_WHO = re.compile(r",?\s+who\s(?:[\w’']+\s){0,3}")  # up to its verb
_HOME = re.compile(r"(?:\sof\s[^,]{1,30})?")  # "Senator Ann Lee of Ohio"
_CLAUSE = re.compile(r"(?:After|As|Because|Before|Once|Since|When|While)\b")
_SUBORDINATE = re.compile(r"\s(?:after|before|when|as|because|while|since)\s")
_POSSESSIVES = ("'s", "’s", "s'", "s’")
_NEXT_WORDS = 40  # code points behind a subject within which its verb stands


class ClauseSubjects:
    """Finds the subjects of the verbs of a text, among the *people* and the speakers known so far."""

    def __init__(
        self, text: str, discourse: Discourse, people: People, history: History, antecedents: AntecedentFinder
    ) -> None:
        self._text = text
        self._discourse = discourse
        self._people = people
        self._history = history
        self._antecedents = antecedents

    def of_unwritten(self, attribution: Attribution) -> Entity | None:
        """Return whose words a cue without a source gives: those of the subject that its verb shares."""
        if not attribution.cue:
            return None
        start, cue = attribution.sentence.start, attribution.cue[0]
        participle = cue.of(self._text).partition(" ")[0].endswith("ing")
        shares = participle or self._text.endswith("and ", start, cue.start)
        return self.shared(attribution, start) if shares else None

    def shared(self, attribution: Attribution, start: int) -> Entity | None:
        """Return the one speaker or subject of the sentence before a cue."""
        if not attribution.cue:
            return None
        recent, cue = self._history.recent(), attribution.cue[0]
        before = {one.speaker for one in recent if start <= one.place < cue.start and one.attribution.source}
        before = before or self._named(start, cue.start)
        if not before and (pronoun := _PRONOUN.match(self._text, start)):
            return self._antecedents.of_pronoun(parse_mention(pronoun[1]), start).entity
        return only(before)

    def _named(self, start: int, end: int) -> set[Entity]:
        """Return the subjects between two places, or the main one behind a clause ("After he left, Roe came and")."""
        named = [n for n in self._people.between(start - 1, end) if self._discourse.weight(n) >= LATER_SUBJECT]
        if named and self._text.endswith(", ", start, named[-1].start) and _CLAUSE.match(self._text, start):
            named = named[-1:]
        return {naming.entity for naming in named if naming.entity.may_speak}

    def before_who(self, source: Span, attribution: Attribution) -> Entity | None:
        """Return the person at the end of a *source* whom "who" tells of ("a call from Ann Lee, who wrote")."""
        if not attribution.cue or not _WHO.fullmatch(self._text, source.end, attribution.cue[0].start):
            return None
        named = self._people.between(source.start, source.end)
        if not named or not named[-1].entity.may_speak:
            return None
        return named[-1].entity if _HOME.fullmatch(self._text, named[-1].end, source.end) else None

    def within(self, attribution: Attribution) -> Entity | None:
        """Return who does what a participle tells more of: "It came after Ann Lee left, saying ..."."""
        if not attribution.cue or not attribution.source:
            return None
        cue, source = attribution.cue[0], attribution.source[-1]
        if not self._text.endswith(", ", source.end, cue.start) or not cue.of(self._text).endswith("ing"):
            return None
        clauses = list(_SUBORDINATE.finditer(self._text, source.end, cue.start))
        named = self._people.between(clauses[-1].end() - 1, cue.start) if clauses else []
        if not named or named[0].start != clauses[-1].end() or not self._acts(named[0].end):
            return None
        return named[0].entity if named[0].entity.may_speak else None

    def _acts(self, end: int) -> bool:
        """Tell whether a verb follows a name that ends at *end*, adverbs aside; none does behind "Ann Lee's"."""
        words = self._text[end : end + _NEXT_WORDS].split()
        verb = next((word for word in words if not is_adverb(word)), "").rstrip(",")
        return is_verb(verb) and not self._text.endswith(_POSSESSIVES, 0, end)


def only(entities: Iterable[Entity]) -> Entity | None:
    """Return the one of *entities*, or None where they are none or several."""
    found = set(entities)
    return found.pop() if len(found) == 1 else None
