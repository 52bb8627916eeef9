# SPDX-License-Identifier: MIT
"""Antecedents: who has spoken and been named so far, and whom of them "he", "she", "the senator" point back to."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile

import attrs

from claimtrack.extraction.attribution.attribution import Attribution
from claimtrack.extraction.speakers.entities import Entity, OpenSource, Referent, clash
from claimtrack.extraction.speakers.mentions import Form, Mention, parse_mention
from claimtrack.extraction.speakers.offices import office_words, takes_up
from claimtrack.extraction.speakers.people import People
from claimtrack.extraction.speakers.salience import DOUBTFUL, SPOKE, SUBJECT, Antecedents, Discourse
from claimtrack.language.names import name_key
from claimtrack.language.nouns import is_role
from claimtrack.language.places import is_demonym
from claimtrack.model import Category, Span

_MEMORY = 500  # how many speakers and names a search looks back on; more than any article has
_RECENT = 3  # how many attributions back a speaker is still the one of this passage
_PRONOUN_REACH = 1500  # code points; about three paragraphs of news
_ROLE_REACH = 3000
_DECAY, _ROLE_DECAY = 0.5, 0.85  # the share of a weight that is left after each sentence
_THE = re.compile(r"The((?: [\w’'-]+){1,5})")
_IS_NAMED = re.compile(r"The[^.\n“”\",]{1,60}? (?:was|is) (?=[^.\n]{0,40}[A-Z])")
_NAMED_REACH = 60  # code points behind "was" within which the name stands
_UNTOLD = 0.8  # the share of a name that tells no gender where the pronoun does
_QUESTION = re.compile(r"ask(?:s|ed)?\b")
_ANSWERED = re.compile(r"(?:replied|replies|answered|answers|responded|responds|shot back|countered)\b")
_ADDRESSED = 60  # code points behind "asked"
_DEEPEST = 40  # searches for a holder within one another
_PERSONAL = {Category.PERSON, Category.UNNAMED}


@attrs.frozen
class Said:
    """An attribution with its speaker, and where its source stands."""

    place: int
    speaker: Entity
    attribution: Attribution


class History:
    """The attributions that have been resolved, and those that were left open; *people* are all whom the text names."""

    def __init__(self, people: People) -> None:
        self.said: list[Said] = []
        self.opened: list[OpenSource] = []
        self._people = people
        self._others: list[Entity] = []

    def latest(self) -> list[Entity]:
        """Return everybody and everything on whom a search looks back."""
        return [*self._people.entities[-_MEMORY:], *self._others[-_MEMORY:]]

    def introduce(self, name: str, category: Category, place: int) -> Entity:
        """Return a new entity that is no person with a name."""
        entity = Entity(name, category, introduced=place)
        self._others.append(entity)
        return entity

    def latest_that(self, test: Callable[[Entity], bool]) -> Entity | None:
        """Return the latest entity that passes *test*: speakers first, then others."""
        speakers = (one.speaker for one in reversed(self.said[-_MEMORY:]))
        return next(filter(test, speakers), None) or next(filter(test, reversed(self.latest())), None)

    def recent(self) -> Sequence[Said]:
        """Return the latest attributions, in order."""
        return self.said[-_RECENT:]


class AntecedentFinder:
    """Finds people in a text by what a mention of them tells: a gender, an office."""

    def __init__(self, text: str, discourse: Discourse, people: People, history: History) -> None:
        self._text = text
        self._discourse = discourse
        self._people = people
        self._history = history
        self._led_by: dict[int, Entity | None] = {}  # by the start of a sentence
        self._depth = 0

    def of_pronoun(self, mention: Mention, place: int) -> Referent:
        """Return whom "he" or "she" means: whoever stands out among those before it."""
        found = self._before(place, mention.gender, _PRONOUN_REACH, _DECAY)
        candidates = (who for who in found.weights() if isinstance(who, Entity))
        meant = found.most_salient()
        return Referent(meant if meant is None or not meant.is_office_alone else None, tuple(candidates))

    def who_answers(self, cue: str, mention: Mention) -> Entity | None:
        """Return whom somebody has just asked, where the *cue* replies ("A reporter asked Ann Lee ... She replied")."""
        last = self._history.said[-1].attribution if self._history.said else None
        if last is None or not last.cue or not _ANSWERED.match(cue):
            return None
        if not _QUESTION.match(self._text, last.cue[0].start, last.cue[0].end):
            return None
        end = last.cue[-1].end
        named = self._people.between(end - 1, end + _ADDRESSED)
        fitting = (one.entity for one in named if one.entity.eligible and not clash(one.entity.gender, mention.gender))
        return next(fitting, None)

    def of_role(self, mention: Mention, place: int) -> Referent:
        """Return the holder of the office that *mention* tells, or None and all who may be meant."""
        holders = [e for e in self._history.latest() if e.introduced < place and _holds(e, mention)]
        modifiers = set(name_key(mention.name).split()) - {name_key(mention.name.split()[-1])}
        if closer := [e for e in holders if modifiers & e.called - office_words()]:
            holders = closer
        elif any(word[:1].isupper() for word in mention.name.split()):  # "the Ohio senator", where none is said to be
            told_apart = not (len(holders) == 1 and holders[0].called <= office_words()) or holders[0].is_office_alone
            holders = [] if told_apart else holders
        if len(holders) > 1:
            found = self._before(place, mention.gender, _ROLE_REACH, _ROLE_DECAY)
            return Referent(found.most_salient(among=holders), tuple(holders))
        return Referent(holders[0] if holders else None, tuple(holders))

    def _before(self, place: int, gender: str | None, reach: int, decay: float) -> Antecedents:
        """Return who may be meant at *place*: speakers, people named, and those with whom a sentence begins."""
        found = Antecedents(self._discourse, place, decay)
        who = [one for one in self._who(place, reach) if not clash(one[0].gender, gender)]
        told = gender is not None and any(one.gender for one, _, _ in who)  # somebody is surely a he, or a she
        for one, start, weight in who:
            found.add(one, start, weight if one.gender or not told else _UNTOLD * weight)
        return found

    def _who(self, place: int, reach: int) -> Iterator[tuple[Entity | OpenSource, int, float]]:
        """Yield everybody who speaks or is named before *place*, with where and with what weight."""
        sources: list[Span] = []
        for one in takewhile(lambda one: place - one.place < reach, reversed(self._history.said)):
            sources += one.attribution.source
            if one.speaker.category in _PERSONAL and not one.speaker.plural:
                yield one.speaker, one.place, SPOKE
        for source in takewhile(lambda source: place - source.place < reach, reversed(self._history.opened)):
            yield source, source.place, SPOKE
        for start, entity, weight in self._named(place - reach, place):
            if not any(s.start <= start < s.end for s in sources):
                doubtful = entity.eligible and not entity.is_surely_a_person
                yield entity, start, DOUBTFUL * weight if doubtful else weight

    def _named(self, start: int, end: int) -> Iterator[tuple[int, Entity, float]]:
        """Yield where somebody is named or takes up an office, with the weight of that, from *start* to *end*."""
        for naming in self._people.between(start, end):
            yield naming.start, naming.entity, self._discourse.weight(naming)
        for place in self._discourse.sentences(start, end):
            if (entity := self._leading(place)) is not None:
                yield place, entity, SUBJECT if entity.eligible else DOUBTFUL * SUBJECT

    def _leading(self, place: int) -> Entity | None:
        """Return with whom the sentence at *place* begins, where it begins with words such as "The president"."""
        match = _THE.match(self._text, place)
        if match is None:
            return None
        if named := self._said_to_be(place):
            return named
        if place not in self._led_by and self._depth < _DEEPEST:
            self._led_by[place] = None  # the search for the holder comes by here again
            self._depth += 1
            words = match[1].split()
            end = next((k for k, word in enumerate(words, start=1) if word.islower() and is_role(word)), 0)
            mention = parse_mention(" ".join(["The", *words[:end]]))
            if mention.form is Form.ROLE:
                holder = self.of_role(mention, place).entity
                self._led_by[place] = holder or Entity(mention.text, Category.UNNAMED, eligible=False)
            self._depth -= 1
        return self._led_by.get(place)

    def _said_to_be(self, place: int) -> Entity | None:
        """Return whom a sentence names behind "was": "The first witness was Captain Ann Lee"."""
        match = _IS_NAMED.match(self._text, place)
        if match is None or not any(map(is_role, match.group().split()[1:4])):
            return None
        named = self._people.between(match.end() - 1, match.end() + _NAMED_REACH)
        return named[0].entity if named and named[0].entity.eligible else None


def _holds(entity: Entity, mention: Mention) -> bool:
    """Tell whether *entity* holds the office that *mention* tells, and nothing speaks against it."""
    if entity.category not in _PERSONAL or entity.plural or clash(entity.gender, mention.gender):
        return False
    if not any(takes_up(office, broader, mention.name) for office, broader in entity.offices.items()):
        return False
    wanted = {word.lower() for word in mention.name.split() if is_demonym(word)}
    others = {word for word in entity.called if is_demonym(word.capitalize())}
    return not wanted or not others or bool(wanted & others)
