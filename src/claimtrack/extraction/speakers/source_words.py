# SPDX-License-Identifier: MIT
"""The words of a source, trimmed of what does not belong to it and cut where its readers look."""

import itertools
import re

import attrs

from claimtrack.extraction.speakers.titles import WORD, is_surname, is_title
from claimtrack.language.closed_classes import word_class
from claimtrack.language.names import is_given_name
from claimtrack.language.nouns import is_role, noun_class
from claimtrack.language.places import places

_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_PARENTHESIS = re.compile(r" ?\([^()]*\)")
_PARTY = re.compile(rf",?\s(?:[DRI]|DFL)-[A-Z][\w.]*(?:\s[A-Z][a-z]*\.)?(?=,|\s?\Z|\s{_WEEKDAY})")
_DATELINE = re.compile(r"\A[A-Z][A-Z .'’-]+(?:, [A-Z][\w. ]{1,15})?(?: \([\w .]{2,40}\))? (?:—|–|--?) (?=\S)")
_DASHED = re.compile(r" (?:—|–|―|--|-) .*")
_LEAD = re.compile(r"\A(?:Plus|Also|And|But|Yet|Even|Still|Meanwhile),? (?=[A-Z]|the )")
_TOLD_FIRST = re.compile(r"\A(?:says|said) (?=(?:an?|the|one)\s)", re.IGNORECASE)
_DETERMINER = re.compile(  # "our" is a part of "Our Harbour Trust"
    r"\A(?:the|both|a|an|this|that|these|those|his|her|its|their|our(?! (?-i:[A-Z])))\s+", re.IGNORECASE
)
_DEFINITE = re.compile(r"(?:the|both|this|these|that|those|his|her|its|their)\b")
_APPOSITION = re.compile(r"(?:(?:a|an|the|his|her|who|one|former|chief|head)\b|\d)", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:an?|the|one|his|her|its|their)\s")
_ONE_WORD = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]{2,})*")
_OF_SOMEBODY = re.compile(r"[A-Z][\w.-]*(?: [A-Z][\w.-]*){0,3}['’]s? (?:[\w-]+ )?[a-z]")
_DESCRIPTION_START = re.compile(r"(?!along with|together with|as well as|and\b|or\b)[a-z\d]")
_ASIDE = re.compile(
    r",\s+(?:who|which|whose|whom|speaking|asked|based|reporting|citing|quoting|though|however|meanwhile|too|also|via"
    r"|after|before|during|while|when|amid|in|on|at|part of|born|led by|including|along with|together with"
    r"|soon to|such as|(?:first )?[\w-]+ed (?:by|in|on|with|from|for|as|at)|as(?! well))\b.*"
)
_HOLDER = re.compile(
    r" (?:(?:obtained|seen|reviewed|viewed|presented|shared|provided|shown) (?:by|to|with|above)|(?:en)?titled)\b.*"
)
_DANGLING = re.compile(
    r"(?:[\s,]+(?:who|which|that|whose|whom|and|or|but|with|of|in|on|at|for|from|by|the|an?|as|to|is|was|highlighting"
    r"|himself|herself|itself|themselves|alike|all|earlier|later|today|yesterday|over the weekend"
    rf"|(?:this|last) (?:week|month|year)|(?<!Super )(?<!Black )(?<!Ash )(?<!Good ){_WEEKDAY}))"
    r"+[\s,]*\Z"
)
_AGE = re.compile(r", \d\d?(?: and \d\d?)?\Z")
_POSSESSIVE_AT_END = re.compile(r"(?<= )([a-z]+)['’]s\Z")  # "a diplomat’s", not "Roe's"
_TICKER = re.compile(r"(?<=[a-z]) [A-Z]{2,5}-[A-Z]{1,2}\Z")
_SPOKE = re.compile(r" (?:I|we|he|she|they) (?:spoke|talked|chatted)(?: (?:to|with))?\Z")
# A verb that the reading of the source has run into: "The panel released a report recommending that ..."
# What somebody undergoes from others: "drawing the ire of nurses", "forced onto the defensive by a string of doctors".
_UNDERGONE = re.compile(
    r"[a-z]{2,}(?:ed|ing) (?:the|an?|his|her|its|their|under|onto|on|in|into|for|to"
    r"|fire|criticism|praise|heavy|strong|sharp)\b"
    r"(?:[^,]*? by|[^,]*? (?:from|of)) (?P<who>.+)"
)
_RUN_INTO = re.compile(
    r"((?:(?! who | that | which ).)+?) (?:[a-z]+ed|wrote|gave|made|took|held) (?:a|an|the|his|her|its|their) .*"
)
_GLOSS = re.compile(r"((?:the|a|an|its|his|her|their|our) [^,A-Z]+), (?:a|an|the) [^,]*\Z", re.ASCII)
_LONGEST_END = 200  # code points
_POSSESSIVE = re.compile(r"['’]s?\Z")
_BOTH = re.compile(r"\Aboth ", re.IGNORECASE)
_FIELDS = re.compile(r" (?:on|for) [\w ]{2,40} and ")  # "Council on Trade and Tolls"
_EACH_WITH_THE = re.compile(r"(?:both )?the [^,]{2,60}?(?:, the [^,]{2,60}?){0,5},? and the [^,]{2,60}", re.IGNORECASE)
_COMMA_OR_AND = re.compile(r",\s+(?:and\s+)?|\s+and\s+")
_RELATIVE = re.compile(
    r"\s(?:who|whom|that|which|whose|in|at|on|by|from|with|to|near|during|released|published|conducted|signed|sent|filed|taken|using|atop|aboard|within"
    r"|familiar|close|speaking|briefed|interviewed|seen|studying|critical|across|around|about|against|between|over|under"
    r"|including|led|reported|emerging)\s"
)
_OF_OR_FOR = re.compile(r" (?:of|for) ")
_ROLE_COMPLEMENT = re.compile(r",|\s(?:of|for|at|in|to|on|with)\s")
_ROUGHLY = re.compile(
    r"(?:close to|up to|at (?:least|most)|as (?:many|few) as|upwards? of|no (?:fewer|less|more) than)\s(?=\d|[a-z])",
    re.IGNORECASE,
)
_TWO_SIDED = re.compile(r"\b(?:between|who|that)\b")
_OF_BODIES = frozenset("role people document".split())  # what stands behind a body's name: "Bank of Lesk officials"
_BODY_KINDS = frozenset("institution document news people".split())
_OF_HIS = re.compile(
    r"\A(?!(?:One|Two|Three|Some|Many|Most|All|Several|Few|Half|None|Neither|Each|Both|Another|Others)\b)"
    r"([^\W\d_a-z][\w’'.-]*(?: [^\W\d_a-z][\w’'.-]*){0,3}) of (?:his|her|their|its)\b.*"
)
_PLACES_WITH_AND = ("Bosnia and Herzegovina", "Trinidad and Tobago", "Antigua and Barbuda")
_JOINED = " \0 "
NUMBERS = word_class("cardinal", "multiple of ten") | {"a", "half"}
_LONGEST_ACRONYM = 5  # letters
_MOST_MEMBER_WORDS = 5  # words of a name in a joint source


@attrs.frozen
class SourceWords:
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


def trimmed(text: str) -> str:
    """Return the words of a source without datelines, party marks, brackets, asides and dangling ends."""
    # White space is folded before any pattern sees it: a run of it would be searched from each of its places.
    whole = _TOLD_FIRST.sub("", _LEAD.sub("", _DATELINE.sub("", " ".join(text.split()))))
    whole = _ASIDE.sub("", _PARTY.sub("", _PARENTHESIS.sub("", whole))).replace(" ,", ",")
    if match := _RUN_INTO.fullmatch(whole):
        whole = match[1]
    if match := _UNDERGONE.fullmatch(whole):
        whole = match["who"]
    whole = _OF_HIS.sub(r"\1", whole)
    whole = _TICKER.sub("", _SPOKE.sub("", whole))
    described = _HOLDER.sub("", _DASHED.sub("", whole))
    # Of a long source the last words alone, as each of its places might begin the end.
    described = _POSSESSIVE_AT_END.sub(r"\1", _AGE.sub("", described.rstrip(" ,")))
    kept = (described[:-_LONGEST_END] + _DANGLING.sub("", described[-_LONGEST_END:])).strip(" ,")
    return kept if WORD.search(kept) else whole


def cut(whole: str) -> SourceWords:
    """Return the trimmed words of a source, cut for the readers."""
    gloss = _GLOSS.match(whole[:1].lower() + whole[1:])  # "the governor, a Republican"
    if gloss and not _EACH_WITH_THE.fullmatch(whole):
        whole = gloss[1]
    members = _members(whole.strip(" ,"))
    core, apposition = (whole, None) if members else _split_apposition(whole)
    bare = _without_seat(without_determiners(core))
    phrase = before_relative(bare) or bare
    words = _words_to_the_head(phrase) or WORD.findall(whole)
    while len(words) > 1 and words[-1].islower() and words[-1].endswith("ed") and noun_class(words[-2]):
        words.pop()  # "the documents obtained"
    head = without_possessive(words[-1])
    kind = "" if is_surname(words) or _is_acronym(head) or _is_borne(words) else noun_class(head)
    return SourceWords(whole, members, core, apposition, bare, phrase, words, head, kind)


def _is_borne(words: list[str]) -> bool:
    """Tell whether the last word is a family name, as a role and a name stand before it ("governor Ulmo Brewer")."""
    return len(words) > 2 and words[-3].islower() and is_role(words[-3]) and words[-2].istitle()  # noqa: PLR2004


def _is_acronym(head: str) -> bool:
    """Tell whether a noun for people or texts is the name of a body: "CREW", but "CEO" is a role."""
    return head.isupper() and 2 < len(head) <= _LONGEST_ACRONYM and noun_class(head) in {"people", "document"}  # noqa: PLR2004


def _words_to_the_head(phrase: str) -> list[str]:
    """Return the words up to the head: before "of" or "for", which may also stand in a name before it."""
    before = WORD.findall(_OF_OR_FOR.split(phrase, maxsplit=1)[0])
    words = WORD.findall(phrase)
    if not before or "," in phrase or not words[-1].islower():
        return before
    named = len(before) < len(words) - 1 and before[-1][:1].isupper() and words[-2][:1].isupper()
    return words if named and noun_class(words[-1]) in _OF_BODIES else before


def _without_seat(words: str) -> str:
    """Return the name of a firm without its seat: "Lesk Corp., Peoria, Ill."."""
    firm, comma, _ = words.partition(", ")
    return firm if comma and noun_class(firm.split()[-1]) == "institution" and firm[:1].isupper() else words


def before_relative(words: str) -> str:
    """Return what stands before a relative clause, a participle or a preposition."""
    return _RELATIVE.split(f"{words} ", maxsplit=1)[0].strip()


def before_complement(words: str) -> str:
    """Return what stands before the complement of a role: "head" of "head of the fund"."""
    return _ROLE_COMPLEMENT.split(words, maxsplit=1)[0]


def behind_roughly(words: str) -> str:
    """Return the number and what is counted behind "close to", "at least" or "up to"; empty where none of them opens.

    >>> [behind_roughly(words) for words in ("Close to 40 doctors", "close to a dozen aides", "close to Ann Lee")]
    ['40 doctors', 'a dozen aides', '']
    """
    found = _ROUGHLY.match(words)
    rest = words[found.end() :] if found else ""
    first, _, counted = rest.partition(" ")
    return rest if first[:1].isdigit() or (counted and first.lower() in NUMBERS) else ""


def without_possessive(word: str) -> str:
    """Return a word without its possessive ending."""
    return _POSSESSIVE.sub("", word)


def without_determiners(text: str) -> str:
    """Return words without the articles and possessives before them."""
    while match := _DETERMINER.match(text):
        text = text[match.end() :]
    return without_possessive(text) if text.count(" ") == 0 else text


def has_determiner(text: str) -> bool:
    """Tell whether *text* begins with an article or a possessive."""
    return _DETERMINER.match(text) is not None


def is_body(words: list[str]) -> bool:
    """Tell whether capitalised words name an institution or a document rather than a person."""
    return any(noun_class(word) in _BODY_KINDS for word in reversed(words) if word[:1].isupper())


def _split_apposition(text: str) -> tuple[str, str | None]:
    """Split "John Kirby, a spokesman for the council" into name and description."""
    name, comma, rest = text.partition(", ")
    several = " and " in name and not _FIELDS.search(name)
    if not comma or not name.rpartition(" ")[2][:1].isupper() or several:
        return text.strip(" ,"), None
    person = _DESCRIPTION_START.match(rest) and (_ONE_WORD.fullmatch(name) or _is_plainly_a_person(name))
    if not (person or (" " in name and _OF_SOMEBODY.match(rest)) or _APPOSITION.match(rest) or _tells_a_role(rest)):
        return text.strip(" ,"), None
    return name, None if rest.startswith("who") else rest.strip(" ,")


def _is_plainly_a_person(words: str) -> bool:
    """Tell whether *words* end with a name that a title or a given name marks as a person's ("Ohio Rep. Ann Lee")."""
    pairs = itertools.pairwise(words.split())
    return any((is_given_name(one) or is_title(one)) and other[:1].isupper() for one, other in pairs)


def _tells_a_role(words: str) -> bool:
    """Tell whether *words* are a role without an article ("chief executive of the bank", "Roe’s lawyer")."""
    head = before_complement(words).split()
    return bool(head) and (is_role(head[0]) or is_role(head[-1]))


def _members(text: str) -> tuple[str, ...]:
    """Return the parts of a joint source, without their articles; empty for a single one."""
    if " and " not in text or " of " in text or _TWO_SIDED.search(text) or _is_one_with_apposition(text):
        return ()
    if _is_one_for_several(text):
        return ()
    if _EACH_WITH_THE.fullmatch(text):
        return tuple(_COMMA_OR_AND.split(_BOTH.sub("", text)))
    bare = _DETERMINER.sub("", text, count=1)
    parts = [without_determiners(part) for part in _parts(bare)]
    named = len(parts) > 1 and all(part[:1].isupper() and len(part.split()) <= _MOST_MEMBER_WORDS for part in parts)
    return tuple(parts) if named else ()


def _is_one_with_apposition(text: str) -> bool:
    """Tell whether the "and" stands within what a comma adds to one name ("Ann Lee, an analyst with Roe and Poe")."""
    name, _, rest = text.partition(", ")
    told = _ARTICLE.match(rest) or _OF_SOMEBODY.match(rest)
    return bool(told) and " and " not in name and ", and " not in rest and _is_plainly_a_person(name)


def _is_one_for_several(text: str) -> bool:
    """Tell whether one office or body is for what "and" joins: "Centre for Trade and Justice"."""
    before, joint, _ = text.partition(" for ")
    return bool(joint) and " and " not in before and noun_class(before.split()[-1]) in {"role", "institution"}


def _parts(text: str) -> list[str]:
    """Return the parts of a list; an "and" that stands within the name of one body or place parts nothing."""
    for place in _PLACES_WITH_AND:
        text = text.replace(place, place.replace(" and ", _JOINED))
    pieces = [part for part in _COMMA_OR_AND.split(text) if part.strip()]
    parts = pieces[:1]
    for piece in pieces[1:]:
        if f"{parts[-1]} and {piece}" in text and _is_second_half(parts[-1], piece):
            parts[-1] = f"{parts[-1]} and {piece}"
        else:
            parts.append(piece)
    return [part.replace(_JOINED, " and ") for part in parts]


def _is_second_half(first: str, second: str) -> bool:
    """Tell whether "and" joins two words of one body's name ("Security and Foreign Affairs Committee")."""
    words = WORD.findall(second)
    things = word_class("thing in capitals")
    body = any(noun_class(word) == "institution" for word in words[1:] if word[:1].isupper())
    body = body or (len(words) > 1 and words[-1].lower() in things)
    alone = first.lower() in places() or is_body(WORD.findall(first)) or (first.isupper() and " " not in first)
    return body and not alone and not _is_plainly_a_person(first)
