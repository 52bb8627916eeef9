# SPDX-License-Identifier: MIT
"""Speakers: who the sources of an article are, and what stays open.

A source is a mention; its speaker is the person, body or group behind it.
Full names are collected from the whole text first, so that "Mr Kirby" finds "John Kirby" wherever he is introduced.
A pronoun takes whoever stands out among those that fit, and stays open where two do:
an open speaker is better than a wrong one.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

import attrs

from claimtrack.extraction.attribution.attribution import Attribution
from claimtrack.extraction.speakers.entities import Entity, clash, generic
from claimtrack.extraction.speakers.known import KnownSpeakers
from claimtrack.extraction.speakers.mentions import COUNTS, Form, Mention, parse_mention
from claimtrack.extraction.speakers.offices import office_words, takes_up
from claimtrack.extraction.speakers.people import People
from claimtrack.extraction.speakers.salience import SUBJECT, Discourse
from claimtrack.extraction.speakers.stage import DOUBTFUL, SPOKE, Stage
from claimtrack.language.names import name_key
from claimtrack.language.noun_phrases import PREPOSITIONS, SUBORDINATORS
from claimtrack.language.nouns import is_common_noun, is_news_organisation, is_role
from claimtrack.language.places import is_demonym
from claimtrack.language.text import Text
from claimtrack.model import Ambiguity, AmbiguityKind, Category, Span, Speaker

_PRONOUN_REACH = 1500  # code points; about three paragraphs of news
_ROLE_REACH = 3000
_DECAY, _ROLE_DECAY = 0.5, 0.85  # the share of a weight that is left after each sentence
_MEMORY = 500  # how many speakers and names a search looks back on; more than any article has
_THE = re.compile(r"The((?: [\w’'-]+){1,5})")
_GROUP_PRONOUNS = {
    "they": {Category.GROUP, Category.UNNAMED, Category.ORGANISATION},
    "it": {Category.ORGANISATION, Category.PLACE, Category.DOCUMENT},
}
_LEADING = frozenset("the a an this that these those his her its their our my mr mrs ms".split())
_PERSONAL = {Category.PERSON, Category.UNNAMED}
_LONGEST_NAME = 80
_DOCUMENT_REACH = 800
_DOCUMENT_END = re.compile(r"\s(?:that|which|by|from|released|published|obtained|read)\s")
_ISSUED = re.compile(
    r"(?P<author>[A-Z][^.!?“”\"()\n:;]{0,150}?)\s(?:has\s|have\s|had\s|also\s)*"
    r"(?:sent|issued|released|published|posted|aired|unveiled|wrote|written|filed|launched|produced|signed|delivered"
    r"|(?:retorted|responded|replied|answered|countered|hit\sback)\s(?:on\s\w+\s)?with)\s"
)
_RELATIVES = frozenset("who which that whom".split())
_POSSESSIVES = {"his": "he", "her": "she"}  # "His answer: ..."
_PRONOUN = re.compile(r"(He|She)\b")


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
        reading = _Reading(text, attributions, title)
        decisions = [reading.decide(attribution) for attribution in attributions]
        finished = {id(entity): self.known.link(entity.speaker()) for entity in reading.entities()}
        return tuple(
            Resolution(
                finished[id(speaker)] if speaker is not None else None,
                finished[id(via)] if via is not None else None,
                ambiguities,
            )
            for speaker, via, ambiguities in decisions
        )


class _Reading:
    """The entities of one article, filled in the order of its attributions."""

    def __init__(self, text: Text, attributions: Sequence[Attribution], title: str | None) -> None:
        self.text = text.string
        self.discourse = Discourse(text, attributions)
        self.people = People(text.string, {self._words_of(a) for a in attributions}, title)
        self.others: list[Entity] = []
        self.history: list[tuple[int, Entity, Attribution]] = []
        self.opened: list[tuple[int, str | None]] = []  # where sources stand that were left open, and their gender
        self._taken_up: dict[int, Entity | None] = {}

    def entities(self) -> list[Entity]:
        """Return everybody and everything that may speak."""
        return [*self.people.entities, *self.others]

    def _latest(self) -> list[Entity]:
        """Return those of them on whom a search looks back."""
        return [*self.people.entities[-_MEMORY:], *self.others[-_MEMORY:]]

    def _words_of(self, attribution: Attribution) -> str:
        """Return the words of a source."""
        return " ".join(span.of(self.text) for span in attribution.source)

    def _new(self, name: str, category: Category, place: int) -> Entity:
        entity = Entity(name, category, introduced=place)
        self.others.append(entity)
        return entity

    # -- one attribution -------------------------------------------------------------------------------------------

    def decide(self, attribution: Attribution) -> tuple[Entity | None, Entity | None, tuple[Ambiguity, ...]]:
        """Return the entities behind source and relay, and what stayed open."""
        ambiguities: list[Ambiguity] = []
        speaker = via = None
        if attribution.source:
            speaker = self._resolve(attribution.source, attribution, ambiguities)
        else:
            speaker = self._unwritten(attribution)
            if speaker is None:
                self.opened.append((_place(attribution), None))
                ambiguities.append(Ambiguity(AmbiguityKind.SPEAKER, "the text names no source"))
        if attribution.via:
            via = self._resolve(attribution.via, attribution, [])
        elif speaker is not None and (first := self._relayed(attribution)) is not None:
            speaker, via = first, speaker
        if speaker is not None:
            self.history.append((_place(attribution), speaker, attribution))
        return speaker, via, tuple(ambiguities)

    def _resolve(self, spans: Sequence[Span], attribution: Attribution, ambiguities: list[Ambiguity]) -> Entity | None:
        words = " ".join(span.of(self.text) for span in spans)
        mention = parse_mention(_POSSESSIVES.get(words.lower(), words))
        place = spans[0].start
        entity, candidates = self._find(mention, place, attribution)
        if entity is None:
            self.opened.append((place, mention.gender))
            names = tuple(dict.fromkeys(c.name for c in candidates))
            ambiguities.append(
                Ambiguity(AmbiguityKind.SPEAKER, f"{mention.text!r} may be more than one, or nobody named", names)
            )
        else:
            entity.note(mention)
            entity.spoke = True
        return entity

    def _relayed(self, attribution: Attribution) -> Entity | None:
        """Return who spoke first where a news organisation only relays it ("Ann Lee said, according to Reuters")."""
        relays = attribution.cue and attribution.cue[0].of(self.text).lower().startswith("according")
        if not relays or not is_news_organisation(self._words_of(attribution)):
            return None
        said = {id(e): e for _, e, a in self.history[-3:] if a.sentence == attribution.sentence and a.source}
        return next(iter(said.values())) if len(said) == 1 else None

    def _unwritten(self, attribution: Attribution) -> Entity | None:
        """Return whose words a cue without a source gives: those of the subject that its verb shares."""
        if not attribution.cue:
            return None
        start, cue = attribution.sentence.start, attribution.cue[0]
        participle = cue.of(self.text).partition(" ")[0].endswith("ing")
        shared = participle or self.text.endswith("and ", start, cue.start)
        if not shared:
            return None
        said = {id(e): e for place, e, a in self.history[-3:] if start <= place < cue.start and a.source}
        if not said:
            named = self.people.between(start - 1, cue.start)
            said = {id(n.entity): n.entity for n in named if self.discourse.weight(n) == SUBJECT and n.entity.may_speak}
        if not said and (pronoun := _PRONOUN.match(self.text, start)):
            return self._singular(parse_mention(pronoun[1]), start)[0]
        return next(iter(said.values())) if len(said) == 1 else None

    def _find(self, mention: Mention, place: int, attribution: Attribution) -> tuple[Entity | None, list[Entity]]:
        """Return the entity that *mention* names, or None and those it might name."""
        if mention.text.lower() in _RELATIVES or mention.form in {Form.ROLE, Form.OTHER}:
            before = self._named_before(place, mention)
            if before is not None or mention.text.lower() in _RELATIVES:
                return before, []
        if mention.form is Form.PRONOUN:
            return self._pronoun(mention, place, attribution)
        if mention.form is Form.NAME:
            return self._name(mention, place)
        if mention.form is Form.ROLE and mention.definite:
            return self._role(mention, place)
        return self._body_or_group(mention, place, attribution), []

    def _body_or_group(self, mention: Mention, place: int, attribution: Attribution) -> Entity:
        """Return the entity of a mention that is no person's, new where the text has named none such."""
        if mention.form is Form.INSTITUTION:
            return self._institution(mention, place)
        if mention.form is Form.DOCUMENT:
            return self._document(mention, place, attribution)
        if mention.form is Form.PEOPLE and mention.definite:
            return self._people(mention, place)
        return self._other(mention, place)

    def _other(self, mention: Mention, place: int) -> Entity:
        """Return the country or group of that name, and somebody new for whoever has none."""
        category = mention.category
        same = self._known(lambda e: e.category is category and name_key(e.name) == name_key(mention.name))
        if same is not None and category is not Category.UNNAMED:
            return same
        name = mention.text if category is Category.UNNAMED else mention.name
        entity = self._new(
            name[:1].lower() + name[1:] if _may_lower(name) and category is Category.UNNAMED else name, category, place
        )
        entity.members = mention.members
        entity.plural = mention.form is not Form.ROLE
        return entity

    def _known(self, test: Callable[[Entity], bool]) -> Entity | None:
        """Return the latest entity that passes *test*: speakers first, then others."""
        for _, entity, _ in reversed(self.history[-_MEMORY:]):
            if test(entity):
                return entity
        return next((entity for entity in reversed(self._latest()) if test(entity)), None)

    def _named_before(self, place: int, mention: Mention) -> Entity | None:
        """Return who is named right before an aside at *place* ("Ann Lee, director of the fund, said")."""
        gap = self.text[max(0, place - 3) : place]
        end = place - len(gap) + len(gap.rstrip(", "))
        named = self.people.between(place - _LONGEST_NAME, place)
        if mention.text.lower() in {"which", "that"} or not named or named[-1].end != end or end == place:
            return None
        entity = named[-1].entity
        return entity if entity.may_speak or (entity.known and mention.form is Form.ROLE) else None

    def _name(self, mention: Mention, place: int) -> tuple[Entity | None, list[Entity]]:
        if " " in mention.name:
            return self.people.full_name(mention, place), []
        bearers = self.people.bearers(mention)
        if not bearers:
            return self.people.single_name(mention, place), []
        introduced = self.people.principal([e for e in bearers if e.introduced <= place])
        if len(introduced or bearers) == 1:
            return (introduced or bearers)[0], []
        return None, bearers

    def _role(self, mention: Mention, place: int) -> tuple[Entity | None, list[Entity]]:
        """Find whom "the spokeswoman" or "the Russian minister" points back to; a long one may stand for itself."""
        holder, holders = self._holder(mention, place)
        if not holders and len(name_key(mention.name).split()) > 2:  # noqa: PLR2004
            holder = self._new(mention.text[:1].lower() + mention.text[1:], Category.UNNAMED, place)
        return holder, holders

    def _holder(self, mention: Mention, place: int) -> tuple[Entity | None, list[Entity]]:
        """Return the holder of the office that *mention* tells, or None and all who may be meant."""
        holders = [e for e in self._latest() if e.introduced < place and _holds(e, mention)]
        modifiers = set(name_key(mention.name).split()) - {name_key(mention.name.split()[-1])}
        if closer := [e for e in holders if modifiers & e.called - office_words()]:
            holders = closer
        elif any(word[:1].isupper() for word in mention.name.split()):  # "the Ohio senator", where none is said to be
            holders = [e for e in holders if len(holders) == 1 and e.called <= office_words()]
        if len(holders) > 1:
            stage = self._stage(place, mention.gender, _ROLE_REACH, _ROLE_DECAY)
            return stage.standing_out(among=holders), holders
        return (holders[0] if holders else None), holders

    def _institution(self, mention: Mention, place: int) -> Entity:
        key = name_key(mention.name)
        bodies = {Category.ORGANISATION, Category.DOCUMENT}
        same = self._known(lambda e: e.category in bodies and name_key(e.name) == key)
        if same is not None:
            return same
        if mention.definite and " " not in key:
            named = self._known(lambda e: e.category in bodies and key in name_key(e.name).split())
            if named is not None:
                return named
        return self._new(generic(mention), Category.ORGANISATION, place)

    def _document(self, mention: Mention, place: int, attribution: Attribution) -> Entity:
        """Return the authors of "the statement" where the text has just told who issued it, else the document."""
        name = _DOCUMENT_END.split(mention.name)[0].strip() or mention.name
        if mention.definite:
            word = name.split()[-1]
            for _, entity, earlier in reversed(self.history[-3:]):
                tail = Span(_place(earlier), earlier.sentence.end).of(self.text)
                if entity.category is not Category.PERSON and re.search(
                    rf"\b(?:an?|in|the)\s(?:\w+\s)?{re.escape(word)}\b", tail
                ):
                    return entity
            if (author := self._author(word, place, attribution)) is not None:
                return author
            same = self._known(lambda e: e.category is Category.DOCUMENT and word in name_key(e.name).split())
            if same is not None:
                return same
        return self._new(generic(mention), Category.DOCUMENT, place)

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
        return self._find(author, start + 1, attribution)[0]

    def _people(self, mention: Mention, place: int) -> Entity:
        """Find whom "the four countries" or "the officials" points back to."""
        first, *_, head = name_key(mention.name).split() * 2 or ("", "")
        number = 2 if mention.text.lower().startswith("both") else COUNTS.get(first)
        if number is not None:
            joint = self._known(lambda e: len(e.members) == number)
            if joint is not None:
                return joint
        same = self._known(lambda e: e.category is Category.UNNAMED and head in name_key(e.name).split())
        if same is None:
            same = self._new(generic(mention), Category.UNNAMED, place)
            same.plural = True
        return same

    def _pronoun(self, mention: Mention, place: int, attribution: Attribution) -> tuple[Entity | None, list[Entity]]:
        word = mention.text.lower()
        if word in {"he", "she"}:
            return self._singular(mention, place)
        last = self.history[-1] if self.history else None
        if (
            word in _GROUP_PRONOUNS
            and last is not None
            and not self.text[last[2].sentence.end : attribution.sentence.start].strip()
        ):
            # Only a speaker of the sentence before; "they" and "it" find too many other things.
            fits = last[1].category in _GROUP_PRONOUNS[word]
            return (last[1], []) if fits else (None, [])
        return None, []

    def _singular(self, mention: Mention, place: int) -> tuple[Entity | None, list[Entity]]:
        """Resolve "he" or "she" to whoever stands out among those on the stage."""
        stage = self._stage(place, mention.gender, _PRONOUN_REACH, _DECAY)
        return stage.standing_out(), [entity for _, entity in stage.ranked() if entity is not None]

    def _stage(self, place: int, gender: str | None, reach: int, decay: float) -> Stage:
        """Return who is on the stage at *place*: speakers, people named, and those with whom a sentence begins."""
        stage = Stage(self.discourse, place, decay)
        sources: list[Span] = []
        for start, entity, attribution in reversed(self.history):
            if place - start >= reach:
                break
            sources += attribution.source
            if entity.category in _PERSONAL and not entity.plural and not clash(entity.gender, gender):
                stage.add(entity, start, SPOKE)
        for start, other in reversed(self.opened):
            if place - start >= reach:
                break
            if not clash(other, gender):
                stage.add(None, start, SPOKE)
        named = ((n.start, n.entity, self.discourse.weight(n)) for n in self.people.between(place - reach, place))
        for start, entity, weight in (*named, *self._led(place - reach, place)):
            if not clash(entity.gender, gender) and not any(s.start <= start < s.end for s in sources):
                stage.add(entity, start, weight if entity.is_surely_a_person or not entity.known else DOUBTFUL * weight)
        return stage

    def _led(self, start: int, end: int) -> Iterator[tuple[int, Entity, float]]:
        """Yield with whom the sentences from *start* up to *end* begin where these begin with "The president"."""
        for place in self.discourse.sentences(start, end):
            match = _THE.match(self.text, place)
            if match is None:
                continue
            if place not in self._taken_up:
                self._taken_up[place] = None  # it shall not ask for itself
                words = match[1].split()
                end = next((k for k, word in enumerate(words, start=1) if word.islower() and is_role(word)), 0)
                mention = parse_mention(" ".join(["The", *words[:end]]))
                if mention.form is Form.ROLE:
                    found = self._holder(mention, place)[0]
                    self._taken_up[place] = found or Entity(mention.text, Category.UNNAMED, known=False)
            if (entity := self._taken_up[place]) is not None:
                yield place, entity, SUBJECT if entity.known else DOUBTFUL * SUBJECT


def _place(attribution: Attribution) -> int:
    """Return where the source of an attribution stands, or what stands in for it."""
    return (attribution.source or attribution.cue or attribution.content)[0].start


def _holds(entity: Entity, mention: Mention) -> bool:
    """Tell whether *entity* holds the office that *mention* tells, and nothing speaks against it."""
    if entity.category not in _PERSONAL or entity.plural or clash(entity.gender, mention.gender):
        return False
    if not any(takes_up(office, broader, mention.name) for office, broader in entity.offices.items()):
        return False
    wanted = {word.lower() for word in mention.name.split() if is_demonym(word)}
    others = {word for word in entity.called if is_demonym(word.capitalize())}
    return not wanted or not others or bool(wanted & others)


def _may_lower(name: str) -> bool:
    """Tell whether the capital at the start is only that of a sentence ("Two officials")."""
    first = name.split(maxsplit=1)[0].lower()
    return first in _LEADING or first in COUNTS or is_common_noun(first)
