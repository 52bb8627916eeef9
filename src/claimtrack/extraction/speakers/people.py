# SPDX-License-Identifier: MIT
"""People: everybody whom an article names, wherever it does, with full names, titles and descriptions."""

import itertools
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterator

import attrs

from claimtrack.extraction.speakers.bodies import Bodies
from claimtrack.extraction.speakers.entities import Entity, clash
from claimtrack.extraction.speakers.heads import head_kind
from claimtrack.extraction.speakers.mentions import Form, Mention, parse_mention
from claimtrack.extraction.speakers.offices import QUALIFIERS, marks, office_of
from claimtrack.language.closed_classes import word_class
from claimtrack.language.names import gender_of, is_given_name, is_same_given_name, name_key
from claimtrack.language.noun_phrases import PREPOSITIONS, SUBORDINATORS, is_adverb, is_verb, skip_time
from claimtrack.language.nouns import is_role
from claimtrack.language.places import places
from claimtrack.language.tokens import tokenize
from claimtrack.model import Category, Span

_CAPITALISED = r"(?:(?:[A-Z]\.)+|(?:M[rs]|Mrs|Dr|Prof|Gov|Sen|Rep|Gen|Col|Lt|Capt|Maj|Sgt|Adm)\.|[^\W\d_a-z][\w'’-]*)"
_SMALL = r"(?:(?:de|da|di|del|della|der|des|dos|du|van|von|al|bin|ibn|la|le|y|of|for|to|the)[ \u00a0]){0,2}"
_NICKNAME = r"(?:[“\"‘][^\W\d_a-z][\w’-]*(?: [^\W\d_a-z][\w’-]*)?[”\"’] )?"
_SUFFIX = r"(?:,?[ \u00a0](?:[JS]r\b\.?|I{2,3}\b|IV\b))?"
_NAME_RUN = re.compile(
    rf"(?=[^\W\d_a-z])\b{_CAPITALISED}(?:[ \u00a0]{_NICKNAME}{_SMALL}{_CAPITALISED}){{0,12}}{_SUFFIX}"
)
_SENTENCE_START = re.compile(r"(?<![A-Z]\.)(?<=[.!?…]['\"”’)\s])\s*(?=[A-Z“\"‘])|\n\s*")
_NEVER_IN_A_NAME = frozenset.union(
    word_class("article", "demonstrative", "personal pronoun", "form of address"),
    word_class("possessive determiner") - {"your"},
    word_class("wh-word") - {"whom", "whose"},
    "none nobody nothing".split(),
    "there here both not no yes but so yet then now such one two three maybe perhaps wherever whoever whatever".split(),
)
_MODALS = frozenset("Will May".split())  # given names as well, and so no family name's for sure
_FUNCTION_WORDS = _NEVER_IN_A_NAME | PREPOSITIONS | SUBORDINATORS
_FIRST_WORDS = re.compile(r"(?!\w+(?:ed|ing)\b)[^\W\d_]\w+ ([a-z]+)")
_AGE_BEHIND = re.compile(r",\s(\d\d?)\b")
_PARTY_BEHIND = re.compile(r"(?:,| \() ?([A-Z])-[A-Z]")
_DESCRIPTION_BEHIND = re.compile(
    r",\s(?:\d\d?,\s)?(?P<words>(?:an?|the|his|her|its|their|our)\s[^,.;:“”\"()\n]{3,90}|[a-z][^,.;:“”\"()\n]{3,90})(?=,|\.\s|\.\Z)"
)
_WHO_BEHIND = re.compile(r",? who\b")
_INTRODUCED = re.compile(
    r"(?:\b[Tt]he|\b[Aa]n?|\b[Hh]is|\b[Hh]er|\b[Ii]ts|\b[Tt]heir|['’]s)\s(?:[\w'’-]+\s){0,6}(?P<head>[a-z-]+),\s\Z"
)
_KINSHIP = re.compile(r"\b(?:[Hh]is|[Hh]er|[Ww]hose|[Tt]heir)\s(?P<role>[a-z]+),?\s\Z")
_KINSHIP_REACH = 20  # code points
_MOST_NAME_WORDS = 5  # words; more are those of a headline
_LONGEST_BEFORE = 12  # code points of the word before a name
_LAST_WORD = re.compile(r"([a-z]+)[ -]\Z")
_BEFORE_THINGS = frozenset("the in at near across outside inside throughout into".split())
_BEFORE_ROLES = frozenset("defence defense foreign former prime".split())
_ROLE_REACH, _MOST_ROLE_WORDS = 80, 7  # code points and words before a name in which a role stands
_MOST_FAMILY_NAMES = 3  # words of a family name
_SHORTEST_PARTICIPLE = 4
_INTRODUCES = 800  # code points of a text that introduces whom it names, and does not only mention them
_MOST_BEARERS = 20  # how many people of one family name are told apart


@attrs.frozen
class Naming:
    """A place where a person is named, from *start* to *end*."""

    start: int
    end: int
    entity: Entity


class People:
    """The people of one article, and where it names them; *quoted* holds the words of its sources."""

    def __init__(self, text: str, quoted: Collection[str], title: str | None) -> None:
        self.text = text
        self.bodies = Bodies(text)
        self._whole = False  # whether the text has been read to its end
        self.entities: list[Entity] = []
        self.namings: list[Naming] = []
        self._by_surname: dict[str, list[Entity]] = {}
        self._by_first_name: dict[str, list[Entity]] = {}
        self._places: Counter[tuple[str, bool]] = Counter()  # names, and whether they stand as those of things do
        self._common = frozenset(filter(str.islower, text.split()))
        named = list(self._names())
        # Those with a given name first: they tell what of the others is a family name behind another word.
        short: list[tuple[Span, Mention]] = []
        for span, mention in sorted(named, key=lambda one: not is_given_name(one[1].name.partition(" ")[0])):
            if " " in mention.name and not self.is_family_name(mention.name):
                self._full(span, mention)
            else:
                short.append((span, self._without_prefix(mention)))
        short.sort(key=lambda one: one[0].start)
        self._read_title(title, {name_key(mention.name) for _, mention in short})
        for span, mention in short:
            self._short(span, mention, quoted)
        self.namings.sort(key=lambda naming: naming.start)
        self._whole = True
        for entity in self.entities:
            entity.thing = self._is_thing(entity.name)

    def between(self, start: int, end: int) -> list[Naming]:
        """Return the namings after *start* and before *end*."""
        first = bisect_right(self.namings, start, key=lambda naming: naming.start)
        last = bisect_left(self.namings, end, key=lambda naming: naming.start)
        return self.namings[first:last]

    def is_common(self, word: str) -> bool:
        """Tell whether the text also writes a word without its capital."""
        return word in self._common

    def full_name(self, mention: Mention, place: int) -> Entity:
        """Return the person with this full name, new if nobody has it."""
        key = name_key(mention.name)
        parts = key.split()
        for entity in self._by_surname.get(parts[-1], [])[-_MOST_BEARERS:]:
            known = name_key(entity.name).split()
            if _is_same_person(known, parts):
                if (len(key) > len(name_key(entity.name))) is not _is_prefixed(known, parts):
                    self._rename(entity, mention.name)
                return entity
        return self._new(mention.name, place)

    def is_family_name(self, name: str) -> bool:
        """Tell whether *name* is a family name of several words ("De La Rosa") of somebody who is named in full."""
        key = name_key(name)
        family = " " in key and key in self._by_surname and not is_given_name(name.split(maxsplit=1)[0])
        return family or self._prefixed(name) is not None

    def _without_prefix(self, mention: Mention) -> Mention:
        family = self._prefixed(mention.name)
        return attrs.evolve(mention, name=family) if family else mention

    def _prefixed(self, name: str) -> str | None:
        """Return the family name behind a word that is no name, where somebody bears it: "Ohio Roe", "DJ Roe"."""
        first, _, last = name.rpartition(" ")
        if not first or " " in first or not self._by_surname.get(name_key(last)):
            return None
        word = first.lower()
        no_name = word in self._common or word in places() or word in word_class("American state") or first.isupper()
        return last if first in _MODALS or (no_name and len(first) > 1 and not is_given_name(first)) else None

    def _rename(self, entity: Entity, name: str) -> None:
        entity.aliases.setdefault(entity.name)
        entity.name = name
        entity.gender = entity.gender or gender_of(name)
        self._file(entity)

    def single_name(self, mention: Mention, place: int) -> Entity:
        """Return a new person whom the text names by one name only."""
        return self._new(mention.name, place)

    def bearers(self, mention: Mention) -> list[Entity]:
        """Return who may be meant by one name."""
        key = name_key(mention.name)
        # Some family names come first: "Kim Jong-un", "Mr Kim".
        for named in (self._by_surname.get(key, [])[-_MOST_BEARERS:], self._first_bearers(key)):
            if bearers := [e for e in named if not clash(e.gender, mention.gender)]:
                return [e for e in bearers if mention.gender and e.gender] or bearers
        return []

    def _first_bearers(self, key: str) -> list[Entity]:
        """Return whose name begins with this word, if it is a person's for sure, and no firm's ("Lesk Pumps")."""
        named = self._by_first_name.get(key, [])[-_MOST_BEARERS:]
        return [e for e in named if e.is_surely_a_person or e.name.count(" ") > 1 or "-" in e.name]

    @staticmethod
    def principal(bearers: list[Entity]) -> list[Entity]:
        """Return the one of several bearers of a name who is meant by it alone, or all of them.

        News English keeps a bare family name for the person whom a story is about, and names kin in full:
        for the one who is introduced first and named twice as often as any other.
        """
        if not bearers:
            return []
        first, *others = sorted(bearers, key=lambda bearer: bearer.introduced)
        return bearers if any(first.namings < 2 * other.namings for other in others) else [first]

    def _new(self, name: str, place: int) -> Entity:
        thing = self._whole and self._is_thing(name)
        told = len(self.text) >= _INTRODUCES
        entity = Entity(name, Category.PERSON, introduced=place, thing=thing, told=told)
        self.entities.append(entity)
        self._file(entity)
        return entity

    def _file(self, entity: Entity) -> None:
        """Make somebody found by the family name, in each of its forms, and by the first name."""
        for tail in _family_names(entity.name):
            bearers = self._by_surname.setdefault(tail, [])
            if entity not in bearers:
                bearers.append(entity)
        if " " in entity.name and entity not in (first := self._first_named(entity)):
            first.append(entity)

    def _first_named(self, entity: Entity) -> list[Entity]:
        return self._by_first_name.setdefault(name_key(entity.name).split()[0], [])

    def _names(self) -> Iterator[tuple[Span, Mention]]:
        for match in _NAME_RUN.finditer(self.text):
            if self.text[match.start() - 1 : match.start()] == "(":
                continue  # a party and a state: (D-Md.)
            if (mention := self._person(match)) is not None:
                yield Span(*match.span()), mention

    def _person(self, match: re.Match[str]) -> Mention | None:
        """Return the person whom a run of capitals names, or None."""
        words, before = match.group().replace("\u00a0", " ").split(), ""
        while words and _is_function_word(words[0]):
            before = words.pop(0).lower()
        if len(words) > 1 and words[0].lower() in self._common and _is_opener(words[0]):
            words.pop(0)  # a capital that is only that of a sentence ("Maybe Roe")
        if words and words[0].endswith(("ing", "ed")) and self._begins(match.start()):
            words = _without_opener(words)
        if not words or not words[0][0].isupper() or _is_shouted(words):
            return None
        mention, before = parse_mention(" ".join(words)), before or self._word_before(match.start())
        if (
            mention.form is not Form.NAME
            or mention.category is not Category.PERSON
            or mention.name.count(" ") >= _MOST_NAME_WORDS
            or _is_function_word(mention.name.rpartition(" ")[2])
            or (before == "the" and _is_bare(mention))
            or (mention.name.lower() in self._common and self._begins(match.start()))
        ):
            return None
        if mention.description is None and (role := self._role_before(match.start())):
            mention = attrs.evolve(mention, description=role, gender=mention.gender or parse_mention(role).gender)
        elif mention.description is not None and (before := self._qualifier_before(match.start())):
            mention = attrs.evolve(mention, description=f"{before} {mention.description}")
        if mention.gender is None and mention.title is None:
            thing = before in _BEFORE_THINGS and match.group()[-2:] not in {"'s", "’s"}
            self._places[name_key(mention.name), thing] += 1
        return mention

    def _word_before(self, place: int) -> str:
        before = self.text[max(0, place - _LONGEST_BEFORE) : place].rpartition(" ")[0]
        return before.rpartition(" ")[2].lower()

    def _qualifier_before(self, place: int) -> str:
        """Return the word that makes another office of the one at *place* ("former" President Roe), or nothing."""
        found = _LAST_WORD.search(self.text[max(0, place - _LONGEST_BEFORE) : place])
        return found[1] if found and found[1] in QUALIFIERS else ""

    def _is_thing(self, name: str) -> bool:
        """Tell whether a third of the places of a name are those of things: "in Lesk", "the Forum"."""
        key = name_key(name)
        things = self._places[key, True]
        return (things > 0 and 2 * things >= self._places[key, False]) or (
            not (" " in name and is_given_name(name.partition(" ")[0])) and self.bodies.holds(name)
        )

    def _role_before(self, place: int) -> str | None:
        """Return the description right before a name ("National Security Council spokesman" John Kirby)."""
        if not self.text[max(0, place - 2) : place - 1].islower():
            return None
        line = self.text[max(0, place - _ROLE_REACH) : place].rpartition("\n")[2]
        words = line.split(" ")[-_MOST_ROLE_WORDS - 1 : -1]
        if not words or not is_role(words[-1]) or not words[-1].islower():
            return None
        start = len(words) - 1
        while start > 0 and (words[start - 1][:1].isupper() or words[start - 1] in _BEFORE_ROLES):
            if words[start - 1].endswith(","):
                break  # "before June, engineer" Ann Lee
            start -= 1
        while start < len(words) - 1 and _is_function_word(words[start]):
            start += 1
        return " ".join(words[start:])

    def _full(self, span: Span, mention: Mention) -> None:
        """Note where somebody is named in full, and what stands around that."""
        entity = self.full_name(mention, span.start)
        entity.note(mention)
        self._describe(entity, span.start, span.end)
        self.namings.append(Naming(span.start, span.end, entity))
        entity.namings += 1

    def _describe(self, entity: Entity, start: int, end: int) -> None:
        """Read what stands around a name: a party behind it, an aside, a word of kinship before it."""
        if age := _AGE_BEHIND.match(self.text, end):
            entity.age, entity.titled = int(age[1]), True
        if _WHO_BEHIND.match(self.text, end) or self._is_introduced(start):
            entity.told_a_person = True
        if self.text.startswith((",", " ("), end):
            if (party := _PARTY_BEHIND.match(self.text, end)) and party[1] in marks():
                entity.hold(marks()[party[1]])
            elif aside := _DESCRIPTION_BEHIND.match(self.text, end):
                office = office_of(aside["words"])
                if office is not None and is_role(office[0].split()[-1]):
                    entity.hold(aside["words"])
                    entity.gender = entity.gender or parse_mention(aside["words"]).gender
        if entity.gender is None and (kin := _KINSHIP.search(self.text, max(0, start - _KINSHIP_REACH), start)):
            entity.gender = parse_mention(kin["role"]).gender

    def _is_introduced(self, start: int) -> bool:
        """Tell whether a person's description and a comma stand before a name ("the Lesk leader, Roe Poe")."""
        if self.text[start - 2 : start] != ", ":
            return False
        before = _INTRODUCED.search(self.text, max(0, start - _ROLE_REACH), start)
        return before is not None and head_kind(before["head"]) in {"role", "person"}

    def _read_title(self, title: str | None, surnames: set[str]) -> None:
        """Take up full names from the headline for those whom the text names only in short."""
        words = [word.strip("‘'“\"(,:;.!?)”’") for word in (title or "").split()]
        for first, second in itertools.pairwise(words):
            last = second.removesuffix("'s").removesuffix("’s")
            surname = name_key(last)
            if is_given_name(first) and surname in surnames - self._by_surname.keys():
                self._new(f"{first} {last}", 0)

    def _short(self, span: Span, mention: Mention, quoted: Collection[str]) -> None:
        """Note where one name stands alone, if it is plainly a person's."""
        candidates = self.principal(self.bearers(mention))
        if not candidates and (mention.name in quoted or _has_office(mention)):
            candidates = [self.single_name(mention, span.start)]
        elif not candidates and self._is_subject(span.start):
            candidates = [Entity(mention.name, Category.PERSON, eligible=False)]
        if len(candidates) != 1:
            return
        (entity,) = candidates
        entity.shortened = True
        entity.gender = entity.gender or mention.gender
        entity.namings += bool(mention.title or mention.description)
        for words in filter(None, (mention.description, mention.title)):
            if entity.eligible:
                entity.hold(words)
        self.namings.append(Naming(span.start, span.end, entity))

    def _is_subject(self, place: int) -> bool:
        """Tell whether a sentence begins at *place* with one name and a verb ("Beridze hit back")."""
        match = _FIRST_WORDS.match(self.text, place)
        if match is None or not is_verb(match[1]) or not self._begins(place):
            return False
        return not skip_time(tokenize(self.text, place, match.end()), 0)

    def _begins(self, place: int) -> bool:
        starts = _SENTENCE_START.finditer(self.text, max(0, place - 3), place + 1)
        return place == 0 or any(match.end() == place for match in starts)


def _has_office(mention: Mention) -> bool:
    """Tell whether an office or an address before one name makes it a person's ("President Roe"; no "Governor Street").

    "The president" may take that person up, though the text quotes nobody by the name.
    """
    told = mention.title or mention.description
    return bool(told) and mention.name.lower() not in word_class("thing in capitals")


def _is_same_person(known: list[str], named: list[str]) -> bool:
    """Tell whether two names of one family name are one person's; the shorter may be a family name of several words."""
    if is_same_given_name(known[0], named[0]) or _is_prefixed(known, named):
        return True
    shorter, longer = sorted((known, named), key=len)
    tail = len(shorter) > 1 and len(shorter) < len(longer) and longer[-len(shorter) :] == shorter
    return tail and not is_given_name(shorter[0].capitalize())


def _family_names(name: str) -> Iterator[str]:
    """Yield what may be the family name of somebody: "Lee-Jones", "De La Rosa" and "Rosa", "Roe" of "Ann Roe y Poe"."""
    words = name_key(name).split()
    yield words[-1]
    for length in range(2, min(len(words), _MOST_FAMILY_NAMES + 1)):
        yield " ".join(words[-length:])
    if "y" in words[2:]:
        yield words[words.index("y", 2) - 1]


def _is_prefixed(one: list[str], other: list[str]) -> bool:
    """Tell whether the longer name is the shorter, which begins with a given name, behind another word."""
    shorter, longer = sorted((one, other), key=len)
    tail = 1 < len(shorter) < len(longer) and longer[-len(shorter) :] == shorter
    return tail and is_given_name(shorter[0].capitalize()) and not is_given_name(longer[0].capitalize())


def _without_opener(words: list[str]) -> list[str]:
    """Drop a participle whose capital is only that of the sentence: "Hosting Ann Lee", "Asked"."""
    moving = len(words[0]) > _SHORTEST_PARTICIPLE and not is_given_name(words[0])
    return words[1:] if moving and (len(words) != 2 or not words[0].endswith("ed")) else words  # noqa: PLR2004


def _is_shouted(words: list[str]) -> bool:
    """Tell whether several words stand in capitals only, as a label or a headline does: "READ MORE"."""
    return len(words) > 1 and all(word.isupper() and len(word) > 1 and "." not in word for word in words)


def _is_bare(mention: Mention) -> bool:
    """Tell whether a name of several words has nothing that makes it a person's, so that "the" before it speaks up."""
    first, _, rest = mention.name.partition(" ")
    return bool(rest) and mention.description is None and mention.title is None and not is_given_name(first)


def _is_opener(word: str) -> bool:
    """Tell whether a word that also stands in small letters is no part of a name or a role."""
    return not is_given_name(word) and not is_role(word) and word.lower() not in QUALIFIERS


def _is_function_word(word: str) -> bool:
    lowered = word.lower()
    return lowered in _FUNCTION_WORDS or is_adverb(lowered)
