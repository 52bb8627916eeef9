# SPDX-License-Identifier: MIT
"""Speakers: who the sources of an article are, and what stays open.

A source is a mention; its speaker is the person, body or group behind it.
Full names are collected from the whole text first, so that "Mr Kirby" finds "John Kirby" wherever he is introduced.
A pronoun takes whoever stands out among those that fit, and stays open where two do:
an open speaker is better than a wrong one.
"""

import re
from collections.abc import Iterable, Sequence

import attrs

from claimtrack.extraction.attribution.attribution import Attribution
from claimtrack.extraction.speakers.antecedents import AntecedentFinder, History, Said
from claimtrack.extraction.speakers.clause_subjects import ClauseSubjects, only
from claimtrack.extraction.speakers.entities import Entity, OpenSource, Referent
from claimtrack.extraction.speakers.known import KnownSpeakers
from claimtrack.extraction.speakers.mentions import COUNTS, Form, Mention, joined, lone_common_noun, parse_mention
from claimtrack.extraction.speakers.naming import begins_small, described, generic, pointed_to, unnamed
from claimtrack.extraction.speakers.people import People
from claimtrack.extraction.speakers.salience import Discourse
from claimtrack.extraction.speakers.shape import is_name
from claimtrack.extraction.speakers.shares import with_whom
from claimtrack.extraction.speakers.titles import is_full_name
from claimtrack.language.closed_classes import word_class
from claimtrack.language.names import is_given_name, name_key
from claimtrack.language.noun_phrases import PREPOSITIONS, SUBORDINATORS
from claimtrack.language.nouns import is_news_organisation, noun_class
from claimtrack.language.text import Text
from claimtrack.model import Ambiguity, AmbiguityKind, Category, Span, Speaker

_BODIES = frozenset({Category.ORGANISATION, Category.DOCUMENT})
_GROUP_PRONOUNS = {
    "they": {Category.GROUP, Category.UNNAMED, Category.ORGANISATION},
    "it": {Category.ORGANISATION, Category.PLACE, Category.DOCUMENT},
}
_DOCUMENT_END = re.compile(r"\s(?:that|which|by|from|released|published|obtained|read)\s")
_ISSUED = re.compile(
    r"(?P<author>[A-Z][^.!?“”\"()\n:;]{0,150}?)\s(?:has\s|have\s|had\s|also\s)*"
    r"(?:sent|issued|released|published|posted|aired|unveiled|wrote|written|filed|launched|produced|signed|delivered"
    r"|(?:retorted|responded|replied|answered|countered|hit\sback)\s(?:on\s\w+\s)?with)\s"
)
_NO_PERSONS = frozenset({Form.THING, Form.DOCUMENT})
_RELATIVES = frozenset("who which that whom".split())
_THINGS = frozenset("which that".split())  # relatives that point back to no person
_POSSESSIVES = {"his": "he", "her": "she"}  # "His answer: ..."
_OWN = re.compile(r"(his|her) own\b", re.IGNORECASE)
_ASKED = re.compile(r"(?:when |being )?asked\b|(?:was|were|been) (?:asked|told)\b", re.IGNORECASE)
_TOLD_WITHIN = re.compile(
    r"(?:that\s)?(?P<who>(?:[Aa]n?|[Tt]he|[A-Z])[\w.’'-]*(?:\s(?!that\b|and\b)[\w.’'-]+){0,6}?)"
    r"\s(?:said|says|alleged|claimed|told\s\w+)(?P<end>,?\Z)?(?!\w)"
)
_GAP = re.compile(r"(?:,\s(?P<aside>[^,.;:“”\"\n]{3,80}))?,?\s")  # from a name to what is said of it
_DASH = re.compile(r"\s?(?:—|–|--?)\s")  # "Ann Lee — an aide who said ..."
_AGE = re.compile(r"\b(\d\d)-year-old\b")
_POSSESSOR = re.compile(r"[^,]{1,40}['’]s? [a-z]")
_PARENT = re.compile(r"\b(?:mother|father|parent) of \w+\b")
_NO_RIVALS = frozenset("it they which".split())
_NAME_REACH = 160  # code points; no name that an aside follows is longer
_DOCUMENT_REACH = 800
_BODY_REACH = 2500
_SHORTEST_DESCRIPTION = 3  # words of a role that stands for itself ("the deputy campaign manager")


@attrs.frozen
class Resolution:
    """The speaker and the relaying source of one attribution, and what stayed open."""

    speaker: Speaker | None
    via: Speaker | None
    ambiguities: tuple[Ambiguity, ...]


def _table(known: Iterable[Speaker] | KnownSpeakers) -> KnownSpeakers:
    return known if isinstance(known, KnownSpeakers) else KnownSpeakers(known)


@attrs.frozen
class Speakers:
    """The stage that finds whom sources name.

    Attributes:
        known: Speakers of a table or a knowledge base; who is found among them takes their name and id.

    Raises:
        FieldTypeError: If *known* holds something else than values of Speaker.
    """

    known: KnownSpeakers = attrs.field(factory=KnownSpeakers, converter=_table)

    def __call__(
        self, text: Text, attributions: Sequence[Attribution], title: str | None = None
    ) -> tuple[Resolution, ...]:
        """Return a resolution for each of *attributions*, which stand in *text* in this order.

        The *title*, the headline, may give the full name of somebody named in short.
        """
        if not attributions:
            return ()
        resolver = SpeakerResolver(text, attributions, title, self.known)
        decisions = [resolver.resolve(attribution) for attribution in attributions]
        entities = {entity for speaker, via, _ in decisions for entity in (speaker, via) if entity is not None}
        speakers = {None: None} | {entity: self.known.link(entity.speaker()) for entity in entities}
        return tuple(Resolution(speakers[speaker], speakers[via], still_open) for speaker, via, still_open in decisions)


class SpeakerResolver:
    """Finds the speakers of one article, in the order of its attributions."""

    def __init__(
        self, text: Text, attributions: Sequence[Attribution], title: str | None, known: KnownSpeakers
    ) -> None:
        self.text = text.string
        self.known = known
        self.discourse = Discourse(text, attributions)
        self.people = People(text.string, {self._words_of(a.source) for a in attributions}, title)
        self.history = History(self.people)
        self.antecedents = AntecedentFinder(text.string, self.discourse, self.people, self.history)
        self.subjects = ClauseSubjects(text.string, self.discourse, self.people, self.history, self.antecedents)

    def resolve(self, attribution: Attribution) -> tuple[Entity | None, Entity | None, tuple[Ambiguity, ...]]:
        """Return who is behind source and relay of *attribution*, to whom later ones may add, and what stayed open."""
        speaker, ambiguities = self._speaker(attribution)
        via = None
        if attribution.via:
            via = self._referent(attribution.via, attribution).entity
        elif speaker is not None and (first := self._relayed(attribution)) is not None:
            speaker, via = first, speaker
        if speaker is not None:
            self.history.said.append(Said(_place(attribution), speaker, attribution))
        return speaker, via, ambiguities

    def _speaker(self, attribution: Attribution) -> tuple[Entity | None, tuple[Ambiguity, ...]]:
        if not attribution.source:
            speaker = self.subjects.of_unwritten(attribution)
            if speaker is not None:
                return speaker, ()
            if not _ASKED.match(self._words_of(attribution.cue)):  # who asks is not who answers
                self.history.opened.append(OpenSource(_place(attribution)))
            return None, (Ambiguity(AmbiguityKind.SPEAKER, "the text names no source"),)
        found = self._referent(attribution.source, attribution)
        if found.entity is not None:
            return found.entity, ()
        mention = self._mention(attribution.source)
        names = tuple(dict.fromkeys(candidate.name for candidate in found.candidates))
        named = mention.form is Form.PRONOUN or (mention.form is not Form.THING and is_name(mention.text))
        reason = f"{mention.text!r} {'may be more than one, or nobody named' if named else 'is no name'}"
        return None, (Ambiguity(AmbiguityKind.SPEAKER, reason, names),)

    def _words_of(self, spans: Sequence[Span]) -> str:
        return " ".join(span.of(self.text) for span in spans)

    def _one_of(self, spans: Sequence[Span], attribution: Attribution) -> Sequence[Span]:
        """Return the span of a source in several that names it: the one next to the cue, or the first that names."""
        if len(spans) == 1 or not attribution.cue:
            return spans
        cue = attribution.cue[0]
        near = min(spans, key=lambda span: max(cue.start - span.end, span.start - cue.end))
        named = [span for span in (near, *spans) if self._names(span)]
        return named[:1] or [near]

    def _names(self, span: Span) -> bool:
        mention = self._mention([span])
        is_place = mention.form is Form.PLACE or mention.text.lower() in word_class("American state")
        return not is_place and mention.form is not Form.PRONOUN and mention.text.lower() not in _RELATIVES

    def _mention(self, spans: Sequence[Span]) -> Mention:
        words = self._words_of(spans)
        if len(spans) > 1 and len({span.of(self.text).lower() for span in spans}) == 1:
            words = spans[-1].of(self.text)  # "He said he was late and that he ..."
        return parse_mention(_POSSESSIVES.get(words.lower(), words))

    def _referent(self, spans: Sequence[Span], attribution: Attribution) -> Referent:
        """Return whom the words of *spans* name, and keep what they tell of it."""
        last = spans[-1]
        spans = self._one_of(spans, attribution)
        mention = self._mention(spans)
        place = spans[-1 if mention.form is Form.PRONOUN else 0].start
        if self._words_of(attribution.cue) == ":" and mention.text.isupper():
            return Referent(only(self.people.bearers(parse_mention(mention.text.title()))))  # "ROE: ...", or a label
        if mention.form in _NO_PERSONS and (told := self.subjects.before_who(last, attribution)) is not None:
            return Referent(told)
        points = mention.form is Form.PRONOUN or mention.text.lower() in _RELATIVES
        named = points or is_name(mention.text if mention.definite else mention.name)
        found = self._find(mention, place, attribution) if named else self._unnamed(spans, attribution)
        if found.entity is None and (known := self.known.named(mention.text)) is not None:
            found = Referent(self.history.latest_that(lambda e: e.name == known.name) or self._known(known, place))
        if found.entity is not None:
            if named:
                found.entity.note(mention)
            found.entity.spoke = True
        elif mention.text not in _NO_RIVALS and mention.form is not Form.THING:
            self.history.opened.append(OpenSource(place, mention.gender))
        return found

    def _unnamed(self, spans: Sequence[Span], attribution: Attribution) -> Referent:
        """Return whose words they are where no name stands in the place of the source ("Regarding")."""
        named = self.people.between(spans[-1].start - 1, spans[-1].end)
        if named and named[-1].end == spans[-1].end and named[-1].entity.may_speak:
            return Referent(named[-1].entity)  # "... also drew the ire of Ann Lee, who said"
        return Referent(self.subjects.shared(attribution, attribution.sentence.start) if len(spans) == 1 else None)

    def _known(self, known: Speaker, place: int) -> Entity:
        """Return whom only the table of known speakers names by a description."""
        entity = self.history.introduce(known.name, known.category, place)
        entity.description = known.description
        return entity

    def _relayed(self, attribution: Attribution) -> Entity | None:
        """Return who spoke first where a news organisation only relays it ("Ann Lee said, according to Reuters")."""
        if not attribution.cue or not is_news_organisation(self._words_of(attribution.source)):
            return None
        relays = self._mention(attribution.source).form is Form.INSTITUTION
        if relays and (first := self._told_within(attribution)):
            return first
        if not attribution.cue[0].of(self.text).lower().startswith("according"):
            return None
        others = [one for one in self.history.recent() if one.attribution.sentence == attribution.sentence]
        return only(one.speaker for one in others if one.attribution.source)

    def _told_within(self, attribution: Attribution) -> Entity | None:
        """Return who says it within what is relayed: "The Post reported that a complaint said ..."."""
        content = attribution.content[0]
        found = _TOLD_WITHIN.match(self.text, content.start, content.end)
        if found is None or (found["end"] and content.end - found.end() > 0):
            return None
        who = parse_mention(found["who"])
        known = who.form in {Form.NAME, Form.DOCUMENT, Form.ROLE, Form.INSTITUTION, Form.PEOPLE} and is_name(who.name)
        return self._find(who, found.start("who"), attribution).entity if known else None

    def _find(self, mention: Mention, place: int, attribution: Attribution) -> Referent:
        """Return the entity that *mention* names, or None and those it might name."""
        relative = mention.text.lower() in _RELATIVES and mention.text != "WHO"
        may_be_aside = mention.form in {Form.ROLE, Form.OTHER} or mention.category in _BODIES
        if relative or (may_be_aside and not (mention.definite and mention.category in _BODIES)):
            before = self._named_before(place, mention, attribution)
            if before is not None or relative:
                return Referent(before)
        if mention.form is Form.PRONOUN:
            return self._pronoun(mention, place, attribution)
        if mention.form is Form.NAME:
            return self._name(mention, place, attribution)
        if _points_back(mention):
            return self._role(mention, place)
        if mention.form is Form.INSTITUTION:
            return Referent(self._institution(mention, place))
        if mention.form is Form.DOCUMENT:
            return self._document_meant(mention, place, attribution)
        if mention.form is Form.PEOPLE and mention.definite:
            return Referent(self._people(mention, place))
        if mention.form is Form.THING:
            return Referent(self.subjects.within(attribution))
        return Referent(self._other(mention, place))

    def _other(self, mention: Mention, place: int) -> Entity:
        """Return the country or group of that name, and somebody new for whoever has none."""
        category, name = mention.category, self._joined(mention, place) if mention.members else mention.name
        if category is Category.UNNAMED:
            name = with_whom(unnamed(mention.text), self.text, place)
        else:
            key = name_key(name)
            same = self.history.latest_that(lambda e: e.category is category and name_key(e.name) == key)
            if same is not None:
                return same
        entity = self.history.introduce(name, category, place)
        entity.members = mention.members
        entity.plural = mention.form is not Form.ROLE
        entity.several = mention.form is Form.PEOPLE
        return entity

    def _joined(self, mention: Mention, place: int) -> str:
        """Return the members of a joint source by their full names ("Ann Roe and Bob Poe" for "Roe and Poe")."""
        return joined([self._member(parse_mention(member), place) for member in mention.members])

    def _member(self, member: Mention, place: int) -> str:
        if member.form is Form.PRONOUN and (meant := self.antecedents.of_pronoun(member, place).entity) is not None:
            return meant.name
        bearers = self.people.bearers(member) if member.form is Form.NAME and " " not in member.name else []
        full = member.form is Form.NAME and is_full_name(member.name.split())
        return bearers[0].name if len(bearers) == 1 else member.name if full else member.text

    def _named_before(self, place: int, mention: Mention, attribution: Attribution) -> Entity | None:
        """Return who is named right before an aside at *place* ("Ann Lee, director of the fund, said")."""
        end = attribution.source[-1].end if attribution.source else place
        closed = "," in self.text[end - 1 : end + 1]
        named = self.people.between(place - _NAME_REACH, place)
        body = mention.category in _BODIES
        if named and _DASH.fullmatch(self.text, named[-1].end, place) and self.text.startswith(" who ", end):
            return named[-1].entity if named[-1].entity.may_speak else None
        gap = _GAP.fullmatch(self.text, named[-1].end, place) if named else None
        if mention.text.lower() in _THINGS or gap is None or (body and not gap["aside"]):
            return None
        if not gap["aside"] and not closed and mention.text.lower() not in _RELATIVES:
            return None  # "After a talk with Ann Lee, the president said"
        if gap["aside"] and parse_mention(gap["aside"]).form is not Form.ROLE:
            return None
        entity = named[-1].entity
        return entity if entity.may_speak or (entity.eligible and mention.form is Form.ROLE) else None

    def _common_noun(self, mention: Mention, place: int) -> Mention | None:
        """Read a capital that is only that of the sentence: "Villagers said", "Silence greeted"."""
        begins = self.discourse.begins(place) == place and mention.text.rstrip(",") == mention.name
        if not begins or is_given_name(mention.name):
            return None
        return lone_common_noun(mention.name, written_small=self.people.is_common(mention.name.lower()))

    def _name(self, mention: Mention, place: int, attribution: Attribution) -> Referent:
        if (body := self._body_named(mention)) is not None:
            return Referent(body)
        if " " in mention.name and not self.people.is_family_name(mention.name):
            return Referent(self.people.full_name(mention, place))
        bearers = self.people.bearers(mention)
        alone = all(bearer.name == mention.name for bearer in bearers)
        if alone and (common := self._common_noun(mention, place)) is not None:
            return self._find(common, place, attribution)
        if not bearers:
            return Referent(self.people.single_name(mention, place))
        introduced = self.people.principal([e for e in bearers if e.introduced <= place])
        if len(introduced or bearers) == 1:
            return Referent((introduced or bearers)[0])
        return Referent(None, tuple(bearers))

    def _role(self, mention: Mention, place: int) -> Referent:
        """Find whom "the spokeswoman" or "the Russian minister" points back to; a long one may stand for itself."""
        found = self.antecedents.of_role(mention, place)
        if not found.candidates and (meant := self._epithet(mention, place)) is not None:
            return Referent(meant)
        if not found.candidates and len(name_key(mention.name).split()) >= _SHORTEST_DESCRIPTION:
            return Referent(self.history.introduce(pointed_to(mention.text), Category.UNNAMED, place))
        return found

    def _epithet(self, mention: Mention, place: int) -> Entity | None:
        """Return whom "the 40-year-old", "the actor" or "the mother of three" takes up, told before or not."""
        if age := _AGE.search(mention.text):
            aged = [e for e in self.people.entities if e.age == int(age[1])]
            if len(aged) == 1:
                return aged[0]
        elif not _PARENT.search(mention.text) and not word_class("epithet").intersection(mention.name.lower().split()):
            return None
        return self.antecedents.of_pronoun(mention, place).entity

    def _body_named(self, mention: Mention) -> Entity | None:
        """Return the body that one capitalised word or a name of no person stands for: "BA", "Sepa"."""
        if mention.title is not None:
            return None
        full = self.people.bodies.in_full(mention.name)
        key = name_key(full or mention.name)
        same = self.history.latest_that(lambda e: e.category is Category.ORGANISATION and name_key(e.name) == key)
        if same is None and full is not None and not self.people.bearers(mention):
            same = self.history.introduce(full, Category.ORGANISATION, 0)
        return same

    def _institution(self, mention: Mention, place: int) -> Entity:
        full = self.people.bodies.in_full(mention.name) or mention.name
        key = name_key(full)
        same = self.history.latest_that(lambda e: e.category in _BODIES and name_key(e.name) == key)
        if same is None and mention.definite and " " not in key:
            same = self.history.latest_that(lambda e: _is_called(e, key))
        if same is None and mention.definite and mention.name.islower():
            same = self._body_meant(mention, place)
        return same or self.history.introduce(
            full if full != mention.name else described(mention), Category.ORGANISATION, place
        )

    def _body_meant(self, mention: Mention, place: int) -> Entity | None:
        """Return the body that "the brewer" or "the agency" takes up: described so, or the one that has spoken."""
        head = name_key(mention.name).split()[-1]
        spoke = [one.speaker for one in self.history.said if place - one.place < _BODY_REACH]
        bodies = dict.fromkeys(entity for entity in reversed(spoke) if entity.is_body)
        described_so = [entity for entity in bodies if head in name_key(entity.description or "").split()]
        fitting = described_so or [entity for entity in bodies if _may_be_called(entity, head)]
        return fitting[0] if len(fitting) == 1 else None

    def _document_meant(self, mention: Mention, place: int, attribution: Attribution) -> Referent:
        """Return whom a document speaks for: "her own research" for her, others for their authors or themselves."""
        if owner := _OWN.match(mention.text):
            return self.antecedents.of_pronoun(parse_mention(_POSSESSIVES[owner[1].lower()]), place)
        return Referent(self._document(mention, place, attribution))

    def _document(self, mention: Mention, place: int, attribution: Attribution) -> Entity:
        """Return the authors of "the statement" where the text has just told who issued it, else the document."""
        if mention.definite:
            word = (_DOCUMENT_END.split(mention.name)[0].strip() or mention.name).split()[-1]
            known = (
                self._presenter(word)
                or self._author(word, place, attribution)
                or self.history.latest_that(
                    lambda e: e.category is Category.DOCUMENT and word in name_key(e.name).split()
                )
            )
            if known is not None:
                return known
        begins = self.discourse.begins(place) == place
        name = begins_small(described(mention), self.people.is_common) if begins else described(mention)
        return self.history.introduce(name, Category.DOCUMENT, place)

    def _presenter(self, word: str) -> Entity | None:
        """Return the body that has just spoken in the document that *word* takes up ("said in a statement")."""
        document = re.compile(rf"\b(?:an?|in|the)\s(?:\w+\s)?{re.escape(word)}\b")
        for one in reversed(self.history.recent()):
            said = one.speaker.category is not Category.PERSON
            if said and document.search(Span(one.place, one.attribution.sentence.end).of(self.text)):
                return one.speaker
        return None

    def _author(self, word: str, place: int, attribution: Attribution) -> Entity | None:
        """Return who sent, issued or published the document that *word* takes up ("The bank published a report")."""
        introduced = re.compile(rf"\b(?:an?|its|their|his|her|another)\s(?:[\w'’-]+\s){{0,4}}{re.escape(word)}\b")
        matches = list(introduced.finditer(self.text, max(0, place - _DOCUMENT_REACH), place))
        if not matches or self.discourse.reported(matches[-1].start()):
            return None
        start = self.discourse.begins(matches[-1].start())
        issued = _ISSUED.match(self.text, start, matches[-1].start() + 1)
        if issued is None:
            return None
        first = issued["author"].split()[0].lower()
        if first in PREPOSITIONS or first in SUBORDINATORS or first == "instead":
            return None  # something stands before the author
        author = parse_mention(issued["author"])
        if author.form in {Form.OTHER, Form.DOCUMENT}:
            return None
        return self._find(author, start + 1, attribution).entity

    def _people(self, mention: Mention, place: int) -> Entity:
        """Find whom "the four countries" or "the officials" points back to."""
        first, *_, head = name_key(mention.name).split() * 2 or ("", "")
        number = 2 if mention.text.lower().startswith("both") else COUNTS.get(first)
        if number is not None and (joint := self.history.latest_that(lambda e: len(e.members) == number)):
            return joint
        same = self.history.latest_that(lambda e: e.category is Category.UNNAMED and head in name_key(e.name).split())
        if same is None:
            same = self.history.introduce(generic(mention), Category.UNNAMED, place)
            same.plural = same.several = True
        return same

    def _pronoun(self, mention: Mention, place: int, attribution: Attribution) -> Referent:
        word = mention.text.lower()
        if word in {"he", "she"}:
            asked = self.antecedents.who_answers(self._words_of(attribution.cue), mention)
            return Referent(asked) if asked else self.antecedents.of_pronoun(mention, place)
        if word not in _GROUP_PRONOUNS:
            return Referent(None)
        if word == "it" and (doer := self.subjects.within(attribution)) is not None:
            return Referent(doer)
        # Only a speaker or the subject of the sentence before; "they" and "it" find too many other things.
        last = self.history.said[-1] if self.history.said else None
        if last is not None and not self.text[last.attribution.sentence.end : attribution.sentence.start].strip():
            return Referent(last.speaker if _is_meant(last.speaker, word) else None)
        return Referent(self._body_before(attribution.sentence.start, word))

    def _body_before(self, start: int, word: str) -> Entity | None:
        """Return the body with whose name the sentence before begins ("Lesk Pumps have denied it. They said")."""
        begins = self.discourse.begins(max(0, start - 2))
        sentence = self.text[begins:start].removeprefix("The ").removeprefix("the ")
        bodies = (e for e in reversed(self.history.latest()) if _is_meant(e, word))
        return next((e for e in bodies if sentence.startswith((*e.aliases, e.name))), None)


def _points_back(mention: Mention) -> bool:
    """Tell whether a role or an age points back to somebody: "the mayor", "Lesk's mayor", "the 40-year-old"."""
    role = mention.form is Form.ROLE and (mention.definite or _POSSESSOR.match(mention.text))
    return bool(role) or (mention.definite and _AGE.search(mention.text) is not None)


def _is_meant(entity: Entity, word: str) -> bool:
    """Tell whether "it" or "they" may mean *entity*, a firm among them that nothing else marks as one."""
    return entity.category in _GROUP_PRONOUNS[word] or entity.is_body


def _is_called(entity: Entity, word: str) -> bool:
    """Tell whether *word* is in the name of a body, or opens that of a set of people ("a group of nurses")."""
    words = name_key(entity.name).split()
    return word in words if entity.category in _BODIES else entity.several and f" {word} of " in entity.name


def _may_be_called(entity: Entity, head: str) -> bool:
    """Tell whether "the *head*" may mean a body: its name has the word, or tells no kind where the word is a firm's."""
    words = name_key(entity.name).split()
    kinds = [word for word in words if noun_class(word) == "institution"]
    return head in words or (not kinds and head in word_class("kind of firm"))


def _place(attribution: Attribution) -> int:
    """Return where the source of an attribution stands, or what stands in for it."""
    return (attribution.source or attribution.cue or attribution.content)[0].start
