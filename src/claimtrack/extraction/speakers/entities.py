# SPDX-License-Identifier: MIT
"""Entities: speakers in the making, with everything that the article says of them."""

import re

import attrs

from claimtrack.extraction.speakers.heads import head_kind, head_noun
from claimtrack.extraction.speakers.mentions import Form, Mention
from claimtrack.extraction.speakers.offices import office_of
from claimtrack.extraction.speakers.source_words import has_determiner
from claimtrack.language.names import gender_of, is_given_name, name_key
from claimtrack.language.nouns import is_news_organisation, is_role
from claimtrack.model import Category, Speaker

_BODY_AFTER = re.compile(r"(?:for|at|of)\s+(?:the\s+)?(?P<body>[^,;]{1,120}?)(?:,|\Z|\s(?:who|which|in|on|said)\s)")
# Who is kept anonymous is unnamed, also where they are several: "two people familiar with the talks".
_ANONYMOUS = re.compile(
    r"\bsources?\b(?! of\b)|\A(?:one|another)\b(?! (?:in|out)\b)"
    r"|\b(?:one|another|someone|somebody|anyone|anybody|nobody|insiders)\Z"
    r"|\b(?:familiar|briefed|close to|with (?:\w+ )?knowledge|on condition|who (?:asked|spoke|requested|declined))\b"
)
_FAMILY = re.compile(r" (?:O['’]|Mc|Mac)[A-Z][a-z]+\Z|\A[A-Z]\. [A-Z][a-z]")  # "Ulmo O’Roe", "U. Lee Roe"
_BELONGS = re.compile(r"(?:of|from|with|at) (?:the )?[A-Z]")
_BODY_BEFORE = re.compile(
    r"(?:(?:an?|the|current|former|chief|senior)\s+)*(?P<body>\S.*?)(?:['’]s)?\s+(?:press\s)?\S+\Z"
)


@attrs.define(eq=False)
class Entity:
    """A speaker in the making: everything the article says of it."""

    name: str
    category: Category
    aliases: dict[str, None] = attrs.field(factory=dict)
    description: str | None = None
    gender: str | None = None
    members: tuple[str, ...] = ()
    introduced: int = 0
    namings: int = 0  # how often the text names the person in full or with a title
    plural: bool = False
    several: bool = False  # whether it is a set of people: "experts", "both men"
    spoke: bool = False
    thing: bool = False  # whether the text uses the name as that of a place or a body: "in Lesk", "the Forum"
    age: int | None = None
    told: bool = False  # whether the text is long enough to introduce it with its full name
    shortened: bool = False  # whether the text also calls it by the family name alone
    titled: bool = False  # whether a title or an office goes with the name
    told_a_person: bool = False  # whether the words around the name say that it is a person's
    eligible: bool = True  # whether it may become a speaker; a name that stands alone may be anything
    offices: dict[str, frozenset[str]] = attrs.field(factory=dict)
    called: set[str] = attrs.field(factory=set)  # the words of all its descriptions

    def __attrs_post_init__(self) -> None:
        if self.category is Category.PERSON:
            self.gender = gender_of(self.name)
        elif self.category is Category.UNNAMED:
            self.hold(self.name)

    def note(self, mention: Mention) -> None:
        """Take over what *mention* adds: a form of the name, a description, a gender."""
        if mention.form is Form.DOCUMENT and self.category is not Category.DOCUMENT:
            return  # a statement speaks for its authors; it is no other name of theirs
        if mention.form not in {Form.PRONOUN, Form.JOINT} and mention.alias != self.name:
            self.aliases.setdefault(mention.alias)
        if mention.form is Form.NAME:
            if (self.description or "") in (mention.description or ""):
                self.description = mention.description or self.description
            self.titled = self.titled or mention.title is not None
            for words in filter(None, (mention.description, mention.title)):
                self.hold(words)
            self.told_a_person = self.told_a_person or _is_from_somewhere(mention)
        if mention.form is Form.PRONOUN:
            self.told_a_person = self.told_a_person or mention.gender is not None  # whose gender it is was a guess
        else:
            self.gender = self.gender or mention.gender

    @property
    def is_surely_a_person(self) -> bool:
        """Whether a given name, a title, a description or a word for kin says so."""
        first, _, rest = self.name.partition(" ")
        named = is_given_name(first) if rest else not self.thing
        return named or self.gender is not None or self.titled

    @property
    def _is_marked(self) -> bool:
        marked = self.gender is not None or self.titled or is_given_name(self.name.partition(" ")[0])
        return marked or (self.told_a_person and not self.name.isupper()) or _FAMILY.search(self.name) is not None

    @property
    def _is_unmarked(self) -> bool:
        """Whether no more than one form of the name stands in a text that would introduce a person in full."""
        last = name_key(self.name).split()[-1]
        shortened = self.shortened or any(name_key(alias).split()[-1:] == [last] for alias in self.aliases)
        return self.told and not (" " in self.name and shortened)

    @property
    def is_office_alone(self) -> bool:
        """Whether nothing is known of a person but an office and a family name: neither a gender nor a word."""
        return self.gender is None and not self.spoke and " " not in self.name

    @property
    def may_speak(self) -> bool:
        """Whether this is plainly somebody: a source elsewhere, or a person by name or office."""
        return self.eligible and (self.is_surely_a_person or (self.spoke and not self.thing))

    @property
    def is_body(self) -> bool:
        """Whether this is a firm, an agency or another body."""
        return self._final_category() is Category.ORGANISATION

    def hold(self, words: str) -> None:
        """Remember the office that *words* tell."""
        self.called.update(name_key(words).split())
        self.told_a_person = self.told_a_person or _is_of_a_person(words)
        if (office := office_of(words)) is not None:
            self.offices.setdefault(*office)
            self.titled = self.titled or is_role(office[0].split()[-1])

    def speaker(self) -> Speaker:
        """Return the finished value."""
        aliases = tuple(alias for alias in self.aliases if alias != self.name)
        return Speaker(self.name, aliases, self.description, self._final_category(), represents=self._body())

    def _final_category(self) -> Category:
        if self.category is Category.PERSON and (self.thing or self._is_unmarked) and not self._is_marked:
            return Category.ORGANISATION
        named = self.category is not Category.UNNAMED
        return self.category if named or not self.several or _ANONYMOUS.search(self.name) else Category.GROUP

    def _body(self) -> str | None:
        """Return the body for which a spokesperson speaks ("spokeswoman for the Obama campaign")."""
        words = self.description if self.category is Category.PERSON else self.name
        if words is None or "spokesperson" not in self.offices:
            return None
        head = words.partition(" for ")[0].partition(" of ")[0]
        if (office := office_of(head)) is None or office[0] != "spokesperson":
            return None
        if after := _BODY_AFTER.search(words, len(head)):
            return after["body"].strip()
        before = _BODY_BEFORE.match(head)
        return before["body"].strip() if before and before["body"][:1].isupper() else None


@attrs.frozen
class OpenSource:
    """Somebody unknown: a source at *place* that was left open, with the gender that it tells."""

    place: int
    gender: str | None = attrs.field(default=None, eq=False)


@attrs.frozen
class Referent:
    """Whom a mention names, or None and all whom it may name."""

    entity: Entity | None
    candidates: tuple[Entity, ...] = ()


def _is_of_a_person(words: str) -> bool:
    """Tell whether *words* tell what a person is ("a stylist"), or the outlet for which one works ("MSNBC’s")."""
    if words[:7].lower() == "one of ":
        return True
    if words.endswith(("'s", "’s")):
        return is_news_organisation(words)
    head = head_noun(words)
    told = head.islower() or has_determiner(words)  # "the Lesk Committeeman"
    return told and head_kind(head) in {"person", "role"}


def _is_from_somewhere(mention: Mention) -> bool:
    """Tell whether a full name stands before the body to which its bearer belongs ("Juno Roe of Lesk Labs")."""
    behind = mention.text.partition(f"{mention.name} ")[2]
    return " " in mention.name and _BELONGS.match(behind) is not None


def clash(one: str | None, other: str | None) -> bool:
    """Tell whether two genders, where both are known, differ."""
    return one is not None and other is not None and one != other
