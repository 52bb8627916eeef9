# SPDX-License-Identifier: MIT
"""Mentions of sources, read one by one: a pronoun, a name, a role, a body, a document, unnamed people."""

import re
from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import lru_cache

import attrs

from claimtrack.extraction.speakers.heads import head_kind, head_noun, is_listed_plural, is_share
from claimtrack.extraction.speakers.introductions import Introduction, introduced_body, introduced_person
from claimtrack.extraction.speakers.source_words import (
    SourceWords,
    before_relative,
    behind_roughly,
    cut,
    has_determiner,
    is_body,
    trimmed,
    without_determiners,
    without_possessive,
)
from claimtrack.extraction.speakers.titles import (
    WORD,
    belongs_to_the_name,
    is_address,
    is_full_name,
    is_role_at_end,
    is_surname,
    is_title,
    name_start,
    title_gender,
    without_days,
    without_degrees,
)
from claimtrack.language.closed_classes import word_class, word_classes
from claimtrack.language.names import is_given_name, with_nickname
from claimtrack.language.nouns import is_news_organisation, is_role, noun_class, noun_gender
from claimtrack.language.places import is_demonym, places
from claimtrack.model import Category


class Form(StrEnum):
    """What a mention consists of."""

    PRONOUN = "pronoun"
    NAME = "name"
    PLACE = "place"
    JOINT = "joint"
    ROLE = "role"
    INSTITUTION = "institution"
    DOCUMENT = "document"
    PEOPLE = "people"
    OTHER = "other"
    THING = "thing"  # a common noun for what is no source ("the tariff")


@attrs.frozen
class Mention:
    """A source mention, taken apart.

    Attributes:
        text: The words, white space folded.
        form: What they consist of.
        name: The name in them, or the words without their article.
        description: The words beside the name that say what the speaker is.
        category: The category of speaker that the form suggests.
        definite: Whether the words point back ("the spokeswoman") rather than introduce ("a spokeswoman").
        gender: "male", "female" or None.
        members: The parts of a joint source.
        title: The form of address before a name ("Mr").
    """

    text: str
    form: Form
    name: str
    category: Category
    description: str | None = None
    definite: bool = False
    gender: str | None = None
    members: tuple[str, ...] = ()
    title: str | None = None

    @property
    def alias(self) -> str:
        """The form to remember the speaker by ("Mr Kirby", "the spokeswoman"), without descriptions."""
        if self.form is Form.NAME:
            return f"{self.title} {self.name}" if self.title else self.name
        short = before_relative(self.text).strip(" ,")
        return short[:1].lower() + short[1:] if has_determiner(short) else short


_PRONOUNS = dict.fromkeys(["who", *word_class("personal pronoun")]) | {"he": "male", "she": "female"}
_CONTRACTIONS = frozenset(ending.removeprefix("'") for ending in word_class("contraction"))
_NUMBER = re.compile(
    r"(?:at least |about |some |nearly |almost |close to |more than |fewer than |over )?"
    r"(two|three|four|five|six|seven|eight|nine|ten|several|many|some|most|other)\b(?!-)"
)
_AND_HIS = re.compile(
    r"(?P<one>[Ss]?[Hh]e|[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){0,3}) and (?P<rest>(?:his|her|their|its|other|others)\b.*)"
)
_NEWS_NOUNS = frozenset("news agency newspaper magazine broadcaster".split())
_QUANTITY = re.compile(
    r"(?:one|two|some|many|several|most|all) of (?:the|his|her|its|their|these|those) (?P<some>.+)"
    r"|\w+ (?:\w+ )?(?:copy|copies|average|series|number|few|majority|handful|batch|flurry|raft"
    r"|string|wave|host|array|body|pair|group|list|couple|team|coalition|army|panel) of (?P<rest>.+)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?P<word>\b[A-Z][a-z]*|\b[A-Z]{2,}|\bno)\.? \d+\Z")  # "SDG 11", "Number 10"
_NOT_NUMBERED = word_class("month", "short month") | {"about", "over", "only"}
_FOR_OR_AGAINST = re.compile(r"(?:pro|anti)-[A-Z]")  # "a pro-Roe Lee fund"
_PERIOD = re.compile(r"\b(?:first|second|third|fourth|last|next|previous|this) quarter\Z")
_OWNER = re.compile(r"(s['’]) ")  # "Lesk News’ Ann Lee", where the words alone show no mark
_UNION = re.compile(
    r"[Tt]he (?:[A-Z][\w’'-]+ )+(?:Workers|Teachers|Officers|Journalists|Surveyors|Employees|Farmers|Nurses|Women)"
    r" of [A-Z].*"
    r"|(?:No\.?|Number) 10"
)
_ABSTRACT = re.compile(r"(?:[ae]nce|ness|[st]ion|ment|ity|ism|ship)\Z")
_SHORTEST_ACRONYM = 3  # letters; two are initials
_FORMS = {
    "institution": (Form.INSTITUTION, Category.ORGANISATION),
    "news": (Form.INSTITUTION, Category.ORGANISATION),
    "document": (Form.DOCUMENT, Category.DOCUMENT),
    "people": (Form.PEOPLE, Category.UNNAMED),
    "role": (Form.ROLE, Category.UNNAMED),
    "thing": (Form.THING, Category.UNNAMED),
}
COUNTS = {word: number for number, word in enumerate(word_classes()["cardinal"].words[:11]) if number > 1}


@lru_cache(maxsize=4096)
def parse_mention(text: str) -> Mention:
    """Take the words of a source mention apart; never raises on any text, and no name is empty."""
    mention = _parse(text)
    return mention if mention.name.strip() else attrs.evolve(mention, name=" ".join(text.split()) or "?")


def _parse(text: str) -> Mention:
    plain = with_nickname(" ".join(text.split()))
    whole = _without_made_public(trimmed(plain.name))
    if not WORD.search(whole):
        return Mention(whole or "?", Form.OTHER, whole or "?", Category.UNNAMED)
    source = cut(whole)
    mention = next(mention for read in _READERS if (mention := read(source)))
    return attrs.evolve(mention, name=plain.whole(mention.name)) if plain.nickname else mention


def _without_made_public(words: str) -> str:
    """Return words without a participle whose complement is gone ("a poll released"), unless it is a clause's verb."""
    before, _, last = words.rpartition(" ")
    if last not in word_class("made public") or noun_class(before.rpartition(" ")[2]) == "people":
        return words
    told = {head_kind(head_noun(before)), head_kind(before.rpartition(" ")[2])}
    return before.rstrip(",") if "document" in told else words


def _pronoun(source: SourceWords) -> Mention | None:
    """Read "he", also with a verb in it ("she'll"); "WHO" in capitals is a body."""
    word, _, contracted = source.whole.lower().replace("’", "'").partition("'")
    if word not in _PRONOUNS or (contracted and contracted not in _CONTRACTIONS) or source.whole == "WHO":
        return None
    return Mention(word, Form.PRONOUN, word, Category.PERSON, definite=True, gender=_PRONOUNS[word])


def _counted(source: SourceWords) -> Mention | None:
    """Read people of whom only about how many is told: "close to three dozen doctors", "at least 40 Lesk voters"."""
    rest = behind_roughly(source.whole)
    found = parse_mention(rest) if rest else None
    if found is None or found.form is not Form.PEOPLE:
        return None
    return attrs.evolve(found, text=source.whole, name=source.whole)


def _joint(source: SourceWords) -> Mention | None:
    """Read several sources in one: "the US, the UK and Japan", "Roe and his colleagues"."""
    if found := _AND_HIS.fullmatch(source.whole):
        return Mention(source.whole, Form.JOINT, source.whole, Category.GROUP, members=(found["one"], found["rest"]))
    if not source.members:
        return None
    form = Form.THING if any(map(_is_thing_of_somebody, source.members)) else Form.JOINT
    return Mention(source.whole, form, joined(source.members), Category.GROUP, members=source.members)


def joined(names: Sequence[str]) -> str:
    """Return two names or more as one: "Ann Roe, Bob Poe and Lesk"."""
    return ", ".join(names[:-1]) + " and " + names[-1]


def _is_thing_of_somebody(member: str) -> bool:
    """Tell whether a part of a joint source is what somebody has made: "Roe’s work"."""
    holder, _, last = member.rpartition(" ")
    return last.islower() and holder.endswith(("'s", "’s")) and head_kind(last) in {"", "document"}


def _introduced(source: SourceWords) -> Mention | None:
    """Read a name that a description stands before: "the mayor, Ann Lee", "the fund's chief of staff Ann Lee"."""
    if body := introduced_body(source.whole):
        before = source.whole.strip(" ,").endswith(body.name)
        description = without_determiners(body.description) if before else body.description
        return Mention(source.whole, Form.INSTITUTION, body.name, Category.ORGANISATION, description)
    found = introduced_person(source.whole)
    return _person(source, found) if found else None


def _person(source: SourceWords, found: Introduction) -> Mention:
    named = parse_mention(found.name)
    if named.form is Form.ROLE:  # the family name reads like a role: "governor Ulmo King"
        named = attrs.evolve(named, form=Form.NAME, name=found.name, category=Category.PERSON, definite=False)
    gender = named.gender or parse_mention(found.description).gender
    description = without_determiners(found.description)
    return attrs.evolve(named, text=source.whole, description=description, gender=gender)


def _government(source: SourceWords) -> Mention | None:
    """Read a country, or a capital that stands for it: "Moscow"."""
    place = places().get(source.bare.lower()) or places().get(source.core.lower())
    if place is None or not source.bare[:1].isupper() or _tells_a_person(source.apposition):
        return None
    return Mention(source.whole, Form.PLACE, place.name, Category.PLACE)


def _tells_a_person(apposition: str | None) -> bool:
    """Tell whether what a comma adds to a name says that it is a person's ("Lesk, star of the series")."""
    return apposition is not None and head_kind(head_noun(apposition)) in {"person", "role"}


def _tells_a_body(apposition: str | None) -> bool:
    """Tell whether an apposition is that of the body behind a name ("Ann Lee of Lesk Labs, a maker of pumps")."""
    return apposition is not None and head_kind(head_noun(apposition)) == "institution"


def _news_organisation(source: SourceWords) -> Mention | None:
    """Read "the Reuters news agency"."""
    if not is_news_organisation(source.phrase) or source.kind in {"document", "role", "people"}:
        return None
    if _is_of_somebody(source):
        return None
    name = _news_name(source.phrase)
    return Mention(source.whole, Form.INSTITUTION, name, Category.ORGANISATION, definite=source.is_definite)


def _is_of_somebody(source: SourceWords) -> bool:
    """Tell whether a person is named who reads like an outlet: "Ann Lee of the Daily Post", "writer Ann Press"."""
    if " of " in source.phrase and is_full_name(source.words):
        return True
    outlet, _, holder = source.phrase.replace("’", "'").partition("' ")
    if holder and is_news_organisation(outlet) and not is_news_organisation(holder):
        return True  # "Lesk News’ Ann Lee"
    return is_surname(source.words) and any(word.islower() and is_role(word) for word in source.words)


def _behind_another(source: SourceWords) -> Mention | None:
    """Read the name of a body behind another name: "the LMA, Ann Lee Productions"."""
    before, comma, last = source.bare.rpartition(", ")
    words = WORD.findall(last)
    if not comma or "," in before or " " in before or source.members or not _is_thing(words, last):
        return None
    return Mention(source.whole, Form.INSTITUTION, last, Category.ORGANISATION) if words[0][:1].isupper() else None


def _name(source: SourceWords) -> Mention | None:
    """Read a person's name with the title or the role before it, or an acronym that stands alone."""
    if not source.head[:1].isupper() or source.kind == "role" or (source.kind and is_body(source.words)):
        return None
    if _is_quantified(source) or is_share(source.whole) or _is_of_a_country(source):
        return None
    words = without_degrees(without_days(_name_words(_OWNER.sub(r"\1s ", source.bare))))
    start = name_start(words)
    name, before = " ".join(words[start:]), words[:start]
    if not name:
        return None
    if before and _FOR_OR_AGAINST.match(before[-1]):
        return Mention(source.whole, Form.INSTITUTION, source.bare, Category.ORGANISATION, source.apposition)
    title = before[-1] if before and is_title(before[-1]) else None
    told = map(noun_gender, [*before, *WORD.findall(source.apposition or "")])
    gender = (title_gender(title) if title else None) or next(filter(None, told), None)
    beside = None if " of " in source.core and _tells_a_body(source.apposition) else source.apposition
    description = " ".join(word for word in before if not is_address(word)) or beside
    if title and start == len(words) - 1 and belongs_to_the_name(title):
        name, title = f"{title} {name}", None
    if not before and (_is_acronym(name) or _is_thing(words, source.bare)):
        return Mention(source.whole, Form.INSTITUTION, name, Category.ORGANISATION, definite=source.is_definite)
    if before[-1:] == ["the"] and before[:-1] and before[-2][:1].isupper():  # "Minding the Gap", "Edgar the Elder"
        name, before, description = " ".join(words), [], source.apposition
        if not is_given_name(words[0]):
            return Mention(source.whole, Form.INSTITUTION, name, Category.ORGANISATION, description)
    whole = all(map(_is_origin, before)) or (before[-1:] == ["and"] and before[0][:1].isupper())
    if before and whole and _is_thing(words[start:], source.bare):
        name = " ".join(words)  # "British Tolls Conference", "Tolls and Border Protection"
        return Mention(source.whole, Form.INSTITUTION, name, Category.ORGANISATION, source.apposition)
    name = without_possessive(name)
    return Mention(source.whole, Form.NAME, name, Category.PERSON, description, gender=gender, title=title)


def _is_of_a_country(source: SourceWords) -> bool:
    """Tell whether one word names the people of a country, or one of them ("Israelis", "Japanese", "the Irishman")."""
    one = source.is_definite and source.bare.lower() in word_class("person of a country")
    return one or (source.bare.endswith("s") and is_demonym(source.bare[:-1])) or _is_of_all(source.bare)


def _is_of_all(word: str) -> bool:
    """Tell whether an adjective of origin stands for a people: "Japanese", "the Dutch"."""
    return is_demonym(word) and word.endswith(("ese", "ch", "sh", "ss"))


def _is_quantified(source: SourceWords) -> bool:
    """Tell whether the words count people ("many Lesk voters", "some Citizens") and name none."""
    first, _, rest = source.bare.partition(" ")
    return bool(rest) and first.lower() in word_class("quantifier") | {"other", "two", "three", "dozens"}


def _is_origin(word: str) -> bool:
    return is_demonym(word) or word in {"Democratic", "Republican"}


def _is_acronym(name: str) -> bool:
    return name.isupper() and name.isalpha() and len(name) >= _SHORTEST_ACRONYM


def _is_thing(words: list[str], bare: str) -> bool:
    """Tell whether a name ends like that of a place, an event or a law ("Roe Tower"), and no given name opens it."""
    if len(words) > 2 and noun_class(words[-1]) == "institution" and "," not in bare:  # noqa: PLR2004
        return True  # "Ann Lee Campaign"
    if len(words) > 1 and words[-1].lower() in word_class("body of somebody"):
        return True  # "Lee Foundation"
    return len(words) > 1 and words[-1].lower() in word_class("thing in capitals") and not is_given_name(words[0])


def _common_noun(source: SourceWords) -> Mention:
    """Read whatever is left by its head: "the two nations", "a report", "the spokeswoman"."""
    kind = "institution" if _is_party_or_union(source) else _kind_of_source(source)
    numbered = not source.head[:1].isupper() and _NUMBER.match(without_determiners(source.whole.lower()))
    counted = numbered or (source.head[:1].isupper() and _is_quantified(source))
    counted = counted or _is_of_all(source.bare)
    if (counted and kind not in {"document", "thing", "role", "person"}) or (not kind and source.head.endswith("s")):
        kind = "people"
    form, category = _FORMS.get(kind, (Form.OTHER, Category.UNNAMED))
    if kind == "institution" and _is_plural_of_bodies(source):
        form, category = _FORMS["people"]
    gender, definite = noun_gender(source.head), source.is_definite
    return Mention(source.whole, form, source.bare, category, source.apposition, definite, gender)


def _is_party_or_union(source: SourceWords) -> bool:
    """Tell whether people name a body together: "the Liberal Democrats", "the Lesk Workers of America", "Number 10"."""
    party = source.is_definite and source.bare.lower() in word_class("party by its people")
    return (party and source.bare[:1].isupper()) or _UNION.fullmatch(source.whole) is not None


def _is_plural_of_bodies(source: SourceWords) -> bool:
    """Tell whether a common noun means several bodies ("airlines")."""
    head = source.head.lower() if source.bare == source.head else source.head
    return head.islower() and head.endswith("s") and noun_class(head[:-1]) == "institution"


def _kind_of_source(source: SourceWords) -> str:
    """Return the kind that the head tells, which may stand before more than is cut off."""
    if _PERIOD.search(source.whole):
        return "thing"
    if is_share(source.whole) or source.head == "family":
        return "people"
    counted = _kind_of_quantity(source.whole)
    if counted == "document":
        return counted
    if kind := (counted if counted == "people" else source.kind or counted):
        return kind
    head = head_noun(source.core)
    if head.islower() and not (head.isalnum() and head[-1].isdigit()):  # "roe42" is whom a site calls so
        return head_kind(head) or "thing"
    numbered = _NUMBERED.search(source.whole) if head.isdigit() else None
    named = not head.isdigit() or (numbered is not None and numbered["word"].lower() not in _NOT_NUMBERED)
    return "" if named else "thing"


def _kind_of_quantity(words: str) -> str:
    """Return the kind of what is counted: "a copy of the filing" is a document."""
    counted = _QUANTITY.match(words)
    if not counted:
        return ""
    head = head_noun(counted["some"] or counted["rest"])
    if counted["some"] and ("-" in head or head_kind(head) != "document"):
        return ""  # "one of the nurses"
    return head_kind(head) if head.islower() else "people" if head.endswith("s") else ""


def lone_common_noun(word: str, *, written_small: bool) -> Mention | None:
    """Read a word whose capital is that of its sentence ("Villagers"), and which elsewhere may be *written_small*."""
    if word.isupper():
        return None  # "CREW"
    lone = parse_mention(word.lower())
    abstract = lone.form is Form.THING and _ABSTRACT.search(word) is not None
    plural = lone.form is Form.DOCUMENT and word.endswith("s")
    written_small = written_small or ("-" in word and word[1:].islower())  # "Fact-checkers", not "Ann-Marie"
    if written_small and head_kind(word.lower()) == "person":  # "Hacker reveals", of the hacker
        return lone
    people = lone.form is Form.PEOPLE and (written_small or is_listed_plural(word))
    return lone if people or (written_small and (abstract or plural)) else None


# The first that reads a source decides: the plainest forms come first, and the head is asked where no name is found.
_READERS: tuple[Callable[[SourceWords], Mention | None], ...] = (
    _pronoun,
    _counted,
    _introduced,
    _joint,
    _government,
    _news_organisation,
    _behind_another,
    _name,
    _common_noun,
)


def _news_name(text: str) -> str:
    """Return the name of a news organisation: without the words that only say what it is."""
    words = text.split()
    while len(words) > 1 and words[-1] in _NEWS_NOUNS:
        words.pop()
    if len(words) > 1 and without_possessive(words[0]) != words[0]:
        words = words[1:]
    return " ".join(words) or text


def _name_words(bare: str) -> list[str]:
    """Return the words of *bare* at whose end a name may stand: "Chuck Schumer" of "Chuck Schumer of New York"."""
    part = before_relative(bare)
    before, _, behind = part.partition(" of ")
    home = before.split()
    if len(home) == 1 and is_title(behind.partition(" ")[0]):
        return home  # "asked Ann of Mrs. Lee"
    if len(home) > 1 and home[-1][:1].isupper() and not noun_class(home[-1]) and " of " in part:
        return WORD.findall(" ".join(home))
    giver, wanted, _ = part.partition(" for ")
    if wanted and is_full_name(giver.split()):
        return giver.split()  # "Ann Lee for a prize"
    tail, words = WORD.findall(bare), WORD.findall(part)
    if len(words) != len(tail) and words and is_role_at_end(words):
        return tail  # "US Ambassador to the United Nations Linda Roe": the name stands at the very end
    return words
