# SPDX-License-Identifier: MIT
"""Mentions of sources, read one by one: a pronoun, a name, a role, a body, a document, unnamed people."""

import itertools
import re
from collections.abc import Callable
from enum import StrEnum
from functools import lru_cache

import attrs

from claimtrack.language.closed_classes import word_class, word_classes
from claimtrack.language.names import is_given_name
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
        short = _before_relative(self.text).strip(" ,")
        return short[:1].lower() + short[1:] if _DETERMINER.match(short) else short


_PRONOUNS = dict.fromkeys(["who", *word_class("personal pronoun")]) | {"he": "male", "she": "female"}
_TITLES: dict[str, str | None] = {
    **dict.fromkeys(word_class("short title") | {"judge"}),
    **dict.fromkeys("mr mister sir".split(), "male"),
    **dict.fromkeys("mrs ms miss".split(), "female"),
}
_GENDERED_TITLES = frozenset(title for title, gender in _TITLES.items() if gender)
_ADDRESSED = frozenset("president speaker chairman secretary ambassador minister justice mayor".split())  # "Mr. Mayor"
_PARTICLES = word_class("name particle") | {"ben", "st"}
_PARENTHESIS = re.compile(r" ?\([^()]*\)")
_PARTY = re.compile(r",\s[A-Z]{1,3}-[A-Z][\w.]*(?:\s[A-Z][a-z]*\.)?(?=,|\Z)")  # D-Md.
_CONTRACTIONS = frozenset(ending.removeprefix("'") for ending in word_class("contraction"))
_DETERMINER = re.compile(r"\A(?:the|both|a|an|this|that|these|those|his|her|its|their|our)\s+", re.IGNORECASE)
_DEFINITE = re.compile(r"(?:the|both|this|these|that|those|his|her|its|their)\b")
_APPOSITION = re.compile(r"(?:(?:a|an|the|his|her|who|one|former|chief|head)\b|\d)", re.IGNORECASE)
_DESCRIPTION_START = re.compile(r"(?!along with|together with|as well as|and\b|or\b)[a-z\d]")
_ASIDE = re.compile(
    r",\s+(?:who|which|whose|speaking|asked|based|reporting|citing|quoting|though|however|meanwhile|too|also"
    r"|after|before|during|while|when|amid|in|on|at|as(?! well))\b.*"
)
# A verb that the reading of the source has run into: "The panel released a report recommending that ..."
_RUN_INTO = re.compile(
    r"((?:(?! who | that | which ).)+?) (?:[a-z]+ed|wrote|gave|made|took|held) (?:a|an|the|his|her|its|their) .*"
)
_GLOSS = re.compile(r"((?:the|a|an|its|his|her|their|our) [^,A-Z]+), (?:a|an|the) [^,]*\Z", re.ASCII)
_ROLE_FIRST = re.compile(r"(?P<role>(?:\w+ )?[^,]*\w), (?P<name>[A-Z][^,]*)\Z")
_OFFICE_OF = re.compile(
    r"(?P<role>[\w'’.-]+(?: [\w'’.-]+){0,5}? of (?:the )?[\w'’.-]+(?: [\w'’.-]+){0,3}?) "
    r"(?P<name>[A-Z]\w+(?: [A-Z][\w'’.-]+){1,3})\Z"
)
_DETERMINED = re.compile(r"(?:the|a|an|its|his|her|their|our)\b|[^ ]+['’]s?\b", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?:at least |about |some |nearly |almost |close to |more than |fewer than |over )?"
    r"(two|three|four|five|six|seven|eight|nine|ten|several|many|some|most|other)\b(?!-)"
)
_WORD = re.compile(r"(?:[^\W\d_]\.)+|[^\W_]+(?:[-'’.][^\W_]+)*\.?")
_POSSESSIVE = re.compile(r"['’]s?\Z")
_COMMA_OR_AND = re.compile(r",\s+(?:and\s+)?|\s+and\s+")
_RELATIVE = re.compile(
    r"\s(?:who|that|which|whose|in|at|on|by|from|with|to|near|during|released|published|familiar|close|speaking)\s"
)
_OF_OR_FOR = re.compile(r" (?:of|for) ")
_ROLE_COMPLEMENT = re.compile(r",|\s(?:of|for|at|in|to|on)\s")
_OFFICE_COMPLEMENT = re.compile(r" (?:of|for|at|in) ")
_TWO_SIDED = re.compile(r"\b(?:between|who|that)\b")
_NEWS_NOUNS = frozenset("news agency newspaper magazine broadcaster".split())
_BODY_KINDS = frozenset("institution document news people".split())
_MOST_MEMBER_WORDS = 5  # words of a name in a joint source
_SHORTEST_ACRONYM = 3  # letters; two are initials
_FORMS = {
    "institution": (Form.INSTITUTION, Category.ORGANISATION),
    "news": (Form.INSTITUTION, Category.ORGANISATION),
    "document": (Form.DOCUMENT, Category.DOCUMENT),
    "people": (Form.PEOPLE, Category.UNNAMED),
    "role": (Form.ROLE, Category.UNNAMED),
}
COUNTS = {word: number for number, word in enumerate(word_classes()["cardinal"].words[:11]) if number > 1}


@lru_cache(maxsize=4096)
def parse_mention(text: str) -> Mention:
    """Take the words of a source mention apart; never raises on any text, and no name is empty."""
    mention = _parse(text)
    return mention if mention.name.strip() else attrs.evolve(mention, name=" ".join(text.split()) or "?")


@attrs.frozen
class _Source:
    """The words of a source, cut for the readers."""

    whole: str  # without parentheses, asides and glosses
    members: tuple[str, ...]  # of a joint source
    core: str  # what stands before the apposition
    apposition: str | None
    bare: str  # the core without its determiners
    phrase: str  # what stands before a relative clause or a preposition
    words: list[str]  # of the phrase, up to "of" or "for"
    head: str  # the last of them, without its possessive ending
    kind: str  # the class of that noun; empty for a family name, and where it is in none

    @property
    def is_definite(self) -> bool:
        """Whether the words point back."""
        return _DEFINITE.match(self.whole.lower()) is not None


def _parse(text: str) -> Mention:
    # White space is folded before any pattern sees it: a run of it would be searched from each of its places.
    whole = _ASIDE.sub("", _PARTY.sub("", _PARENTHESIS.sub("", " ".join(text.split())))).replace(" ,", ",")
    if match := _RUN_INTO.fullmatch(whole):
        whole = match[1]
    if not _WORD.search(whole):
        return Mention(whole or "?", Form.OTHER, whole or "?", Category.UNNAMED)
    source = _cut(whole)
    return next(mention for read in _READERS if (mention := read(source)))


def _cut(whole: str) -> _Source:
    if gloss := _GLOSS.match(whole[:1].lower() + whole[1:]):  # "the governor, a Republican"
        whole = gloss[1]
    members = _members(whole.strip(" ,"))
    core, apposition = (whole, None) if members else _split_apposition(whole)
    bare = _strip_determiners(core)
    phrase = _before_relative(bare) or bare
    words = _WORD.findall(_OF_OR_FOR.split(phrase, maxsplit=1)[0]) or _WORD.findall(whole)
    head = _POSSESSIVE.sub("", words[-1])
    kind = "" if _is_surname(words) else noun_class(head)
    return _Source(whole, members, core, apposition, bare, phrase, words, head, kind)


def _before_relative(words: str) -> str:
    return _RELATIVE.split(f"{words} ", maxsplit=1)[0].strip()


def _pronoun(source: _Source) -> Mention | None:
    """Read "he", also with a verb in it ("she'll")."""
    word, _, contracted = source.whole.lower().replace("’", "'").partition("'")
    if word not in _PRONOUNS or (contracted and contracted not in _CONTRACTIONS):
        return None
    return Mention(word, Form.PRONOUN, word, Category.PERSON, definite=True, gender=_PRONOUNS[word])


def _joint(source: _Source) -> Mention | None:
    """Read several sources in one: "the US, the UK and Japan"."""
    if not source.members:
        return None
    name = ", ".join(source.members[:-1]) + " and " + source.members[-1]
    return Mention(source.whole, Form.JOINT, name, Category.GROUP, members=source.members)


def _name_after_role(source: _Source) -> Mention | None:
    """Read a name that its role stands before: "the mayor, Ann Lee", "the party's chief of staff Ann Lee"."""
    found = _ROLE_FIRST.match(source.whole)
    if found is None or not _DETERMINED.match(found["role"]):
        found = _OFFICE_OF.match(source.bare)
        if found is None or not is_given_name(found["name"].split()[0]):
            return None
    role = found["role"]
    if not is_role(_OFFICE_COMPLEMENT.split(role, maxsplit=1)[0].split()[-1]):
        return None
    named = parse_mention(found["name"])
    gender = named.gender or parse_mention(role).gender
    return attrs.evolve(named, text=source.whole, description=_strip_determiners(role), gender=gender)


def _government(source: _Source) -> Mention | None:
    """Read a country, or a capital that stands for it: "Moscow"."""
    place = places().get(source.bare.lower()) or places().get(source.core.lower())
    if place is None or not source.bare[:1].isupper():
        return None
    return Mention(source.whole, Form.PLACE, place.name, Category.PLACE)


def _news_organisation(source: _Source) -> Mention | None:
    """Read "the Reuters news agency"."""
    if not is_news_organisation(source.phrase):
        return None
    name = _news_name(source.phrase)
    return Mention(source.whole, Form.INSTITUTION, name, Category.ORGANISATION, definite=source.is_definite)


def _name(source: _Source) -> Mention | None:
    """Read a person's name with the title or the role before it, or an acronym that stands alone."""
    if not source.head[:1].isupper() or source.kind == "role" or (source.kind and _is_body(source.words)):
        return None
    words = _name_words(source.bare)
    start = _name_start(words)
    name, before = " ".join(words[start:]), words[:start]
    if not name:
        return None
    title = before[-1] if before and _is_title(before[-1]) else None
    gender = _TITLES.get(title.lower().rstrip(".")) if title else None
    told = map(noun_gender, [*before, *_WORD.findall(source.apposition or "")])
    acronym = start == len(words) - 1 and name.isupper() and len(name) >= _SHORTEST_ACRONYM and "." not in name
    is_body = acronym and not before
    return Mention(
        source.whole,
        Form.INSTITUTION if is_body else Form.NAME,
        _POSSESSIVE.sub("", name),
        Category.ORGANISATION if is_body else Category.PERSON,
        description=" ".join(word for word in before if not _is_title(word)) or source.apposition,
        gender=gender or next(filter(None, told), None),
        title=title,
    )


def _common_noun(source: _Source) -> Mention:
    """Read whatever is left by its head: "the two nations", "a report", "the spokeswoman"."""
    kind = source.kind
    numbered = not source.head[:1].isupper() and _NUMBER.match(_DETERMINER.sub("", source.whole.lower()))
    if (numbered and kind != "document") or (not kind and source.head.endswith("s")):
        kind = "people"
    form, category = _FORMS.get(kind, (Form.OTHER, Category.UNNAMED))
    gender, definite = noun_gender(source.head), source.is_definite
    return Mention(source.whole, form, source.bare, category, source.apposition, definite, gender)


# The first that reads a source decides: the plainest forms come first, and the head is asked where no name is found.
_READERS: tuple[Callable[[_Source], Mention | None], ...] = (
    _pronoun,
    _joint,
    _name_after_role,
    _government,
    _news_organisation,
    _name,
    _common_noun,
)


def _split_apposition(text: str) -> tuple[str, str | None]:
    """Split "John Kirby, a spokesman for the council" into name and description."""
    name, comma, rest = text.partition(", ")
    if not comma or not name.rpartition(" ")[2][:1].isupper() or " and " in name:
        return text.strip(" ,"), None
    person = _DESCRIPTION_START.match(rest) and _is_plainly_a_person(name)
    if not (person or _APPOSITION.match(rest) or _tells_a_role(rest)):
        return text.strip(" ,"), None
    return name, None if rest.startswith("who") else rest.strip(" ,")


def _is_plainly_a_person(words: str) -> bool:
    """Tell whether *words* end with a name that a title or a given name marks as a person's ("Ohio Rep. Ann Lee")."""
    pairs = itertools.pairwise(words.split())
    return any((is_given_name(one) or _is_title(one)) and other[:1].isupper() for one, other in pairs)


def _tells_a_role(words: str) -> bool:
    """Tell whether *words* are a role without an article ("chief executive of the bank", "Roe’s lawyer")."""
    head = _ROLE_COMPLEMENT.split(words, maxsplit=1)[0].split()
    return bool(head) and (is_role(head[0]) or is_role(head[-1]))


def _strip_determiners(text: str) -> str:
    while match := _DETERMINER.match(text):
        text = text[match.end() :]
    return _POSSESSIVE.sub("", text) if text.count(" ") == 0 else text


def _members(text: str) -> tuple[str, ...]:
    """Return the parts of a joint source, without their articles; empty for a single one."""
    if " and " not in text or " of " in text or _TWO_SIDED.search(text):
        return ()
    bare = _DETERMINER.sub("", text, count=1)
    parts = [_strip_determiners(part) for part in _COMMA_OR_AND.split(bare) if part.strip()]
    named = len(parts) > 1 and all(part[:1].isupper() and len(part.split()) <= _MOST_MEMBER_WORDS for part in parts)
    last = parts[-1].split()[-1] if named else ""
    whole_body = noun_class(last) == "institution" and not _is_body(_WORD.findall(parts[0]))
    return () if not named or whole_body else tuple(parts)  # "Homeland Security and Governmental Affairs Committee"


def _is_body(words: list[str]) -> bool:
    """Tell whether capitalised words name an institution or a document rather than a person."""
    return any(noun_class(word) in _BODY_KINDS for word in reversed(words) if word[:1].isupper())


def _news_name(text: str) -> str:
    """Return the name of a news organisation: without the words that only say what it is."""
    words = text.split()
    while len(words) > 1 and words[-1] in _NEWS_NOUNS:
        words.pop()
    if len(words) > 1 and _POSSESSIVE.search(words[0]):
        words = words[1:]
    return " ".join(words) or text


def _name_words(bare: str) -> list[str]:
    """Return the words of *bare* at whose end a name may stand: "Chuck Schumer" of "Chuck Schumer of New York"."""
    part = _before_relative(bare)
    home = part.partition(" of ")[0].split()
    if len(home) > 1 and home[-1][:1].isupper() and not noun_class(home[-1]) and " of " in part:
        return _WORD.findall(" ".join(home))
    tail, words = _WORD.findall(bare), _WORD.findall(part)
    if len(words) != len(tail) and words and _is_role_at_end(words):
        return tail  # "US Ambassador to the United Nations Linda Roe": the name stands at the very end
    return words


def _name_start(words: list[str]) -> int:
    """Return where the name at the end of *words* begins, behind titles, roles, origins and bodies."""
    start = len(words)
    while start > 0 and (
        words[start - 1][:1].isupper() or (words[start - 1].lower() in _PARTICLES and start < len(words))
    ):
        if _is_role_at_end(words[:start]) or _is_title(words[start - 1]):
            break
        start -= 1
    while start < len(words) and words[start].lower() in _PARTICLES and words[start].islower():
        start += 1
    while start + 1 < len(words) and (
        words[start].endswith(("'s", "’s")) or is_demonym(words[start]) or noun_class(words[start]) == "institution"
    ):
        start += 1
    given = next((k for k in range(start + 2, len(words) - 1) if is_given_name(words[k])), start)
    first_two = words[start : start + 2]
    return start if any(map(is_given_name, first_two)) else given  # "Chicago Alderman Jason Roe"


def _is_role_at_end(words: list[str]) -> bool:
    return noun_class(words[-1]) == "role" and not _is_surname(words)


def _is_surname(words: list[str]) -> bool:
    """Tell whether the last of *words* is a family name although it reads like a role ("Mr. King", "Howard Dean")."""
    if len(words) < 2 or not words[-1][:1].isupper() or words[-1].lower() in _ADDRESSED:  # noqa: PLR2004
        return False
    before = words[-2]
    named = is_given_name(before) or (len(before) == 2 and before[1] == "." and len(words) > 2)  # noqa: PLR2004
    return named or before.lower().rstrip(".") in _GENDERED_TITLES


def _is_title(word: str) -> bool:
    return word.lower().rstrip(".") in _TITLES and word[:1].isupper()
