# SPDX-License-Identifier: MIT
"""Speakers: who the sources of an article are, and what stays open.

A source is a mention; its speaker is the person, body or group behind it.
Full names are collected from the whole text first, so that "Mr Kirby" finds "John Kirby" wherever he is introduced.
A pronoun takes the latest speaker that fits, unless another person has come up in between:
an open speaker is better than a wrong one.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

import attrs

from claimtrack.extraction.attribution import Attribution
from claimtrack.extraction.mentions import COUNTS, Form, Mention, is_common_noun, is_role, parse_mention
from claimtrack.extraction.phrases import PREPOSITIONS, SUBORDINATORS, is_adverb, is_verb, skip_time
from claimtrack.extraction.tokens import tokenize
from claimtrack.model import Ambiguity, AmbiguityKind, Category, Span, Speaker

_CAPITALISED = r"(?:(?:[A-Z]\.)+|(?:M[rs]|Mrs|Dr|Prof|Gov|Sen|Rep|Gen|Col|Lt|Capt|Maj|Sgt|Adm)\.|[^\W\d_a-z][\w'’-]*)"
_SMALL = r"(?:(?:de|da|di|del|van|von|al|bin|ibn|la|le|of|for|to|the)[ \u00a0]){0,2}"
_NAME_RUN = re.compile(rf"\b{_CAPITALISED}(?:[ \u00a0]{_SMALL}{_CAPITALISED}){{0,12}}")
_SENTENCE_START = re.compile(r"(?<![A-Z]\.)(?<=[.!?…]['\"”’)\s])\s*(?=[A-Z“\"‘])|\n\s*")
_LONGEST_LEAD = 60  # code points between the start of a sentence and a name that is its subject
_LEADING = frozenset("the a an this that these those his her its their our my mr mrs ms".split())
_FIRST_WORDS = re.compile(r"(?!\w+(?:ed|ing)\b)[^\W\d_]\w+ ([a-z]+)")
_PRONOUN_REACH = 1500  # code points; about three paragraphs of news
_SUFFIXES = frozenset("jr sr ii iii iv".split())
_MOST_BEARERS = 20  # how many people of one family name are told apart
_MEMORY = 500  # how many speakers and names a search looks back on; more than any article has
_GROUP_PRONOUNS = {
    "they": {Category.GROUP, Category.UNNAMED, Category.ORGANISATION},
    "it": {Category.ORGANISATION, Category.PLACE, Category.DOCUMENT},
}
_SAME_ROLE = {
    "spokesman": "spokes",
    "spokeswoman": "spokes",
    "spokesperson": "spokes",
    "chairman": "chair",
    "chairwoman": "chair",
}


@attrs.define
class _Entity:
    """A speaker in the making: everything the article says of it."""

    name: str
    category: Category
    aliases: dict[str, None] = attrs.field(factory=dict)
    description: str | None = None
    gender: str | None = None
    members: tuple[str, ...] = ()
    introduced: int = 0
    plural: bool = False

    def note(self, mention: Mention) -> None:
        """Take over what *mention* adds: a form of the name, a description, a gender."""
        if mention.form is Form.DOCUMENT and self.category is not Category.DOCUMENT:
            return  # a statement speaks for its authors; it is no other name of theirs
        if mention.form not in {Form.PRONOUN, Form.JOINT} and mention.alias != self.name:
            self.aliases.setdefault(mention.alias)
        if mention.form is Form.NAME and (self.description or "") in (mention.description or ""):
            self.description = mention.description or self.description
        self.gender = self.gender or mention.gender

    def speaker(self) -> Speaker:
        """Return the finished value."""
        return Speaker(self.name, tuple(self.aliases), self.description, self.category)


@attrs.frozen
class Resolution:
    """The speaker and the relaying source of one attribution, and what stayed open."""

    speaker: Speaker | None
    via: Speaker | None
    ambiguities: tuple[Ambiguity, ...]


def resolve_speakers(text: str, attributions: Sequence[Attribution]) -> tuple[Resolution, ...]:
    """Return a resolution for each of *attributions*, which stand in *text* in this order."""
    reading = _Reading(text, attributions)
    decisions = [reading.decide(attribution) for attribution in attributions]
    finished = {id(entity): entity.speaker() for entity in reading.entities}
    return tuple(
        Resolution(
            finished[id(speaker)] if speaker is not None else None,
            finished[id(via)] if via is not None else None,
            ambiguities,
        )
        for speaker, via, ambiguities in decisions
    )


@lru_cache(maxsize=4096)
def _name_key(name: str) -> str:
    """Return a name for comparing: without marks, case, "Jr." or "III"."""
    words = re.sub(r"[\W_]+", " ", name).casefold().split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words.pop()
    return " ".join(words)


class _Reading:
    """The entities of one article, filled in the order of its attributions."""

    def __init__(self, text: str, attributions: Sequence[Attribution]) -> None:
        self.text = text
        self.attributions = attributions
        self.entities: list[_Entity] = []
        self.history: list[tuple[int, _Entity, Attribution]] = []
        self.contents = sorted(span for a in attributions for span in a.content)
        self.people: list[tuple[int, _Entity]] = []  # every place where a person is named
        self.open_since = -1  # where the latest source stood that was left open
        self._by_surname: dict[str, list[_Entity]] = {}
        self._introduce(self._named_people())

    # -- people named anywhere ------------------------------------------------------------------------------------

    def _named_people(self) -> Iterator[tuple[int, Mention]]:
        """Yield where a person is named in the text, with the name taken apart."""
        for match in _NAME_RUN.finditer(self.text):
            words = match.group().replace("\u00a0", " ").split()
            if self.text[match.start() - 1 : match.start()] == "(":
                continue  # a party and a state: (D-Md.)
            while words and self._is_function_word(words[0]):
                words.pop(0)
            if words and words[0][0].isupper():
                mention = parse_mention(" ".join(words))
                if mention.form is Form.NAME and mention.category is Category.PERSON:
                    if mention.description is None and (role := self._role_before(match.start())):
                        mention = attrs.evolve(
                            mention, description=role, gender=mention.gender or parse_mention(role).gender
                        )
                    yield match.start(), mention

    def _role_before(self, place: int) -> str | None:
        """Return the description right before a name ("National Security Council spokesman" John Kirby)."""
        words = self.text[max(0, place - 80) : place].rpartition("\n")[2].split(" ")[-8:-1]
        if not words or not is_role(words[-1]) or not words[-1].islower():
            return None
        start = len(words) - 1
        while start > 0 and (
            words[start - 1][:1].isupper() or words[start - 1] in {"defence", "defense", "foreign", "former", "prime"}
        ):
            start -= 1
        while start < len(words) - 1 and self._is_function_word(words[start]):
            start += 1
        return " ".join(words[start:])

    @staticmethod
    def _is_function_word(word: str) -> bool:
        lowered = word.lower()
        return lowered in _LEADING or lowered in PREPOSITIONS or lowered in SUBORDINATORS or is_adverb(lowered)

    def _introduce(self, mentions: Iterator[tuple[int, Mention]]) -> None:
        short: list[tuple[int, Mention]] = []
        for place, mention in mentions:
            if " " in mention.name:
                entity = self._full_name(mention, place)
                entity.note(mention)
                self.people.append((place, entity))
            else:
                short.append((place, mention))
        quoted = {self._words_of(a) for a in self.attributions}
        for place, mention in short:
            candidates = self._by_surname.get(_name_key(mention.name), [])
            if not candidates and self._is_subject(place):
                known = mention.name in quoted
                candidates = [self._single_name(mention, place) if known else _Entity(mention.name, Category.PERSON)]
            if len(candidates) == 1:
                candidates[0].gender = candidates[0].gender or mention.gender
                self.people.append((place, candidates[0]))
        self.people.sort(key=lambda p: p[0])

    def _words_of(self, attribution: Attribution) -> str:
        """Return the words of a source."""
        return " ".join(span.of(self.text) for span in attribution.source)

    def _is_subject(self, place: int) -> bool:
        """Tell whether a sentence begins at *place* with one name and a verb ("Beridze hit back")."""
        match = _FIRST_WORDS.match(self.text, place)
        begins = any(m.end() == place for m in _SENTENCE_START.finditer(self.text, max(0, place - 3), place + 1))
        return (
            begins
            and match is not None
            and is_verb(match[1])
            and not skip_time(tokenize(self.text, place, match.end()), 0)
        )

    def _single_name(self, mention: Mention, place: int) -> _Entity:
        """Return a person whom the text names by one name only."""
        entity = self._new(mention.name, Category.PERSON, place)
        self._by_surname.setdefault(_name_key(mention.name), []).append(entity)
        return entity

    def _full_name(self, mention: Mention, place: int) -> _Entity:
        """Return the person with this full name, new if nobody has it."""
        key = _name_key(mention.name)
        parts = key.split()
        for entity in self._by_surname.get(parts[-1], [])[-_MOST_BEARERS:]:
            if _compatible(_name_key(entity.name).split(), parts):
                if len(key) > len(_name_key(entity.name)):
                    entity.aliases.setdefault(entity.name)
                    entity.name = mention.name
                return entity
        entity = self._new(mention.name, Category.PERSON, place)
        self._by_surname.setdefault(parts[-1], []).append(entity)
        return entity

    def _new(self, name: str, category: Category, place: int) -> _Entity:
        entity = _Entity(name, category, introduced=place)
        self.entities.append(entity)
        return entity

    # -- one attribution -------------------------------------------------------------------------------------------

    def decide(self, attribution: Attribution) -> tuple[_Entity | None, _Entity | None, tuple[Ambiguity, ...]]:
        """Return the entities behind source and relay, and what stayed open."""
        ambiguities: list[Ambiguity] = []
        speaker = via = None
        if attribution.source:
            speaker = self._resolve(attribution.source, attribution, ambiguities)
        else:
            self.open_since = attribution.cue[0].start if attribution.cue else attribution.content[0].start
            ambiguities.append(Ambiguity(AmbiguityKind.SPEAKER, "the text names no source"))
        if attribution.via:
            via = self._resolve(attribution.via, attribution, [])
        if speaker is not None:
            self.history.append((attribution.source[0].start, speaker, attribution))
        return speaker, via, tuple(ambiguities)

    def _resolve(self, spans: Sequence[Span], attribution: Attribution, ambiguities: list[Ambiguity]) -> _Entity | None:
        mention = parse_mention(" ".join(span.of(self.text) for span in spans))
        place = spans[0].start
        entity, candidates = self._find(mention, place, attribution)
        if entity is None:
            self.open_since = place
            names = tuple(dict.fromkeys(c.name for c in candidates))
            ambiguities.append(
                Ambiguity(AmbiguityKind.SPEAKER, f"{mention.text!r} may be more than one, or nobody named", names)
            )
        else:
            entity.note(mention)
        return entity

    def _find(self, mention: Mention, place: int, attribution: Attribution) -> tuple[_Entity | None, list[_Entity]]:
        """Return the entity that *mention* names, or None and those it might name."""
        if mention.form is Form.PRONOUN:
            return self._pronoun(mention, place, attribution)
        if mention.form is Form.NAME:
            return self._name(mention, place)
        if mention.form is Form.ROLE and mention.definite:
            return self._role(mention, place)
        if mention.form is Form.INSTITUTION:
            return self._institution(mention, place)
        if mention.form is Form.DOCUMENT:
            return self._document(mention, place), []
        if mention.form is Form.PEOPLE and mention.definite:
            return self._people(mention, place), []
        category = mention.category
        same = self._known(lambda e: e.category is category and _name_key(e.name) == _name_key(mention.name))
        if same is not None and category is not Category.UNNAMED:
            return same, []
        name = mention.text if category is Category.UNNAMED else mention.name
        entity = self._new(
            name[:1].lower() + name[1:] if _may_lower(name) and category is Category.UNNAMED else name, category, place
        )
        entity.members = mention.members
        entity.plural = mention.form is not Form.ROLE
        return entity, []

    def _known(self, test: Callable[[_Entity], bool]) -> _Entity | None:
        """Return the latest entity that passes *test*: speakers first, then others."""
        for _, entity, _ in reversed(self.history[-_MEMORY:]):
            if test(entity):
                return entity
        return next((entity for entity in reversed(self.entities[-_MEMORY:]) if test(entity)), None)

    def _name(self, mention: Mention, place: int) -> tuple[_Entity | None, list[_Entity]]:
        if " " in mention.name:
            return self._full_name(mention, place), []
        key = _name_key(mention.name)
        bearers = [e for e in self._by_surname.get(key, []) if not _clash(e.gender, mention.gender)]
        if not bearers:  # family names that come first: "Kim Jong-un", then "Mr Kim"
            named = [e for e in self.entities[-_MEMORY:] if e.category is Category.PERSON and " " in e.name]
            bearers = [e for e in named if mention.gender and _name_key(e.name).split()[0] == key]
        if not bearers:
            return self._single_name(mention, place), []
        introduced = [e for e in bearers if e.introduced <= place]
        if len(introduced or bearers) == 1:
            return (introduced or bearers)[0], []
        return None, bearers

    def _role(self, mention: Mention, place: int) -> tuple[_Entity | None, list[_Entity]]:
        """Find whom "the spokeswoman" or "the Russian minister" points back to."""
        words = set(_name_key(mention.name).split())
        head = _name_key(re.split(r"\s(?:of|for|in)\s", mention.name)[0]).split()[-1]
        wanted = _SAME_ROLE.get(head, head)

        def holds(entity: _Entity) -> bool:
            described = (
                _name_key(entity.description or "") if entity.category is Category.PERSON else _name_key(entity.name)
            )
            return (
                entity.category in {Category.PERSON, Category.UNNAMED}
                and not _clash(entity.gender, mention.gender)
                and any(word.startswith(wanted) for word in described.split())
            )

        spoken = [e for start, e in self._recent(place, 2 * _PRONOUN_REACH) if holds(e)]
        if spoken:
            return spoken[-1], []
        introduced = [e for e in self.entities[-_MEMORY:] if holds(e) and e.introduced < place]
        if len(words) > 1:
            closer = [e for e in introduced if words <= set(_name_key(f"{e.description} {e.name}").split())]
            introduced = closer or introduced
        if len(introduced) == 1:
            return introduced[0], []
        if not introduced and len(words) > 2:  # noqa: PLR2004
            return self._new(mention.text[:1].lower() + mention.text[1:], Category.UNNAMED, place), []
        return None, introduced

    def _institution(self, mention: Mention, place: int) -> tuple[_Entity | None, list[_Entity]]:
        key = _name_key(mention.name)
        bodies = {Category.ORGANISATION, Category.DOCUMENT}
        same = self._known(lambda e: e.category in bodies and _name_key(e.name) == key)
        if same is not None:
            return same, []
        if mention.definite and " " not in key:
            named = self._known(lambda e: e.category in bodies and key in _name_key(e.name).split())
            if named is not None:
                return named, []
        return self._new(_generic(mention), Category.ORGANISATION, place), []

    def _document(self, mention: Mention, place: int) -> _Entity | None:
        """Return the authors of "the statement" where they issued it just before, else the document itself."""
        name = re.split(r"\s(?:that|which|by|from|released|published|obtained|read)\s", mention.name)[0]
        if mention.definite:
            word = name.split()[-1]
            for _, entity, attribution in reversed(self.history[-3:]):
                tail = Span(attribution.cue[0].start, attribution.sentence.end).of(self.text)
                if entity.category is not Category.PERSON and re.search(
                    rf"\b(?:an?|in|the)\s(?:\w+\s)?{re.escape(word)}\b", tail
                ):
                    return entity
            same = self._known(lambda e: e.category is Category.DOCUMENT and word in _name_key(e.name).split())
            if same is not None:
                return same
        return self._new(_generic(mention), Category.DOCUMENT, place)

    def _people(self, mention: Mention, place: int) -> _Entity | None:
        """Find whom "the four countries" or "the officials" points back to."""
        first = _name_key(mention.name).split()[0]
        number = 2 if mention.text.lower().startswith("both") else COUNTS.get(first)
        if number is not None:
            joint = self._known(lambda e: len(e.members) == number)
            if joint is not None:
                return joint
        head = _name_key(mention.name).split()[-1]
        same = self._known(lambda e: e.category is Category.UNNAMED and head in _name_key(e.name).split())
        if same is None:
            same = self._new(_generic(mention), Category.UNNAMED, place)
            same.plural = True
        return same

    def _pronoun(self, mention: Mention, place: int, attribution: Attribution) -> tuple[_Entity | None, list[_Entity]]:
        word = mention.text.lower()
        near = self._recent(place, _PRONOUN_REACH)
        if word in {"he", "she"}:
            return self._singular(mention, place, near, attribution)
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

    def _singular(
        self, mention: Mention, place: int, near: list[tuple[int, _Entity]], attribution: Attribution
    ) -> tuple[_Entity | None, list[_Entity]]:
        """Resolve "he" or "she": the latest fitting speaker, unless somebody else has taken the stage since."""
        personal = {Category.PERSON, Category.UNNAMED}
        fitting = [
            (s, e) for s, e in near if e.category in personal and not e.plural and not _clash(e.gender, mention.gender)
        ]
        last_place, last = fitting[-1] if fitting else (place - _PRONOUN_REACH, None)
        since = [
            (p, e) for p, e in self._named_between(last_place, place)
            if e is not last and not _clash(e.gender, mention.gender) and not self._quoted(p)
            and p < attribution.sentence.end
        ]  # fmt: skip
        leading = self._leading(since)
        if last is not None and not leading and not self._unresolved(last_place):
            return last, []
        rivals = list({id(e): e for _, e in leading}.values())
        if (
            len(rivals) == 1
            and not self._unresolved(leading[-1][0])
            and any(rivals[0] is e for e in self.entities[-_MEMORY:])
        ):
            return rivals[0], []
        return None, [*([last] if last is not None else []), *rivals]

    def _leading(self, named: Sequence[tuple[int, _Entity]]) -> list[tuple[int, _Entity]]:
        """Return those of *named* with whom a sentence begins, be it after a description ("The mayor, Ann Roe,")."""
        leading: list[tuple[int, _Entity]] = []
        begun = -1
        for place, entity in named:
            starts = [m.end() for m in _SENTENCE_START.finditer(self.text, max(0, place - _LONGEST_LEAD), place + 1)]
            if (starts or place < _LONGEST_LEAD) and (start := starts[-1] if starts else 0) > begun:
                leading.append((place, entity))
                begun = start
        return leading

    def _unresolved(self, place: int) -> bool:
        """Tell whether a source after *place* was left open."""
        return self.open_since > place

    def _recent(self, place: int, reach: int) -> list[tuple[int, _Entity]]:
        """Return the speakers of the last *reach* code points before *place*, the latest last."""
        found = []
        for start, entity, _ in reversed(self.history):
            if place - start >= reach:
                break
            found.append((start, entity))
        return found[::-1]

    def _named_between(self, start: int, end: int) -> list[tuple[int, _Entity]]:
        """Return the people who are named after *start* and before *end*."""
        first = bisect_right(self.people, start, key=lambda named: named[0])
        last = bisect_left(self.people, end, key=lambda named: named[0])
        return self.people[first:last]

    def _quoted(self, place: int) -> bool:
        k = bisect_right(self.contents, place, key=lambda span: span.start)
        return k > 0 and place < self.contents[k - 1].end


def _compatible(one: list[str], other: list[str]) -> bool:
    """Tell whether two full names with one family name may be the same person's (middle names, initials)."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    first, second = short[0], long[0]
    return (
        first == second
        or (len(first) == 1 and second.startswith(first))
        or (len(second) == 1 and first.startswith(second))
    )


def _generic(mention: Mention) -> str:
    """Return a name as it is, and a common noun with its article ("the union")."""
    return f"the {mention.name}" if mention.definite and mention.name.islower() else mention.name


def _clash(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other


def _may_lower(name: str) -> bool:
    """Tell whether the capital at the start is only that of a sentence ("Two officials")."""
    first = name.split(maxsplit=1)[0].lower()
    return first in _LEADING or first in COUNTS or is_common_noun(first)
