# SPDX-License-Identifier: MIT
"""Terms: what a word stands for when two outlets use different words, spellings or forms for one thing."""

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache

import attrs

from claimtrack.comparison.passages import Passage, passages
from claimtrack.extraction.lexicon import load
from claimtrack.extraction.tokens import quotations, tokenize
from claimtrack.model import Claim, Kind, Span

_NUMBERS = {
    **{word: str(value) for value, word in enumerate(["two", "three", "four", "five", "six", "seven", "eight"], 2)},
    **{word: str(value) for value, word in enumerate(["nine", "ten", "eleven", "twelve", "thirteen", "fourteen"], 9)},
    **{word: str(value) for value, word in enumerate(["fifteen", "sixteen", "seventeen", "eighteen", "nineteen"], 15)},
    **{word: str(value * 10) for value, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty"], 2)},
    **{word: str(value * 10) for value, word in enumerate(["seventy", "eighty", "ninety"], 7)},
}
_PART = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_POSSESSIVE = re.compile(r"(?:'s|s')\Z")
_DOTTED = re.compile(r"(?:[^\W\d_]\.){2,}\Z")
_DIGITS = re.compile(r"\d[\d.,:]*%?\Z")
_VOWEL = re.compile(r"[aeiouy]")
# Endings in the order in which they are tried; a stem keeps at least three letters and a vowel.
_ENDINGS = (
    "izations",
    "ization",
    "ationally",
    "ational",
    "iveness",
    "fulness",
    "ousness",
    "ations",
    "ation",
    "ements",
    "ement",
    "ments",
    "ment",
    "ators",
    "ator",
    "ating",
    "ated",
    "ates",
    "ate",
    "ition",
    "itions",
    "ities",
    "ity",
    "ively",
    "ative",
    "ives",
    "ive",
    "izing",
    "ized",
    "izes",
    "ize",
    "ances",
    "ance",
    "ences",
    "ence",
    "ants",
    "ant",
    "ently",
    "ents",
    "ent",
    "ings",
    "ing",
    "edly",
    "ed",
    "ies",
    "ied",
    "ions",
    "ion",
    "ers",
    "er",
    "ors",
    "or",
    "als",
    "al",
    "ally",
    "ly",
    "es",
    "s",
    "e",
)
_SHORTEST_STEM = 3
# A negation word covers this many content terms after it.
_NEGATION_REACH = 2


@attrs.frozen
class ParaphraseRow:
    """Words that news texts use for one thing; an example pair shares the term, a counter-example pair does not."""

    words: tuple[str, ...]
    evidence: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...] = ()


@attrs.frozen
class PlaceRow:
    """A state, with the names, demonyms and capitals that stand for it."""

    name: str
    examples: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()


@attrs.frozen
class Phrase:
    """Words that stand for a term.

    Attributes:
        forms: Their stems.
        term: The term.
        proper: Whether they count only where the first is written with a capital.
    """

    forms: tuple[str, ...]
    term: str
    proper: bool


@attrs.frozen
class SpellingRow:
    """An ending or a whole word that houses spell in two ways."""

    british: str
    american: str
    evidence: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...] = ()
    whole: bool = False


@attrs.frozen
class Word:
    """One word of a passage.

    Attributes:
        key: The word in lower case, in one house spelling, without a possessive ending.
        span: Where it stands.
        quoted: Whether it stands within quotation marks.
        capital: Whether it begins with a capital.
    """

    key: str
    span: Span
    quoted: bool
    capital: bool


@attrs.frozen
class Profile:
    """What alignment and differences need to know about a passage.

    Attributes:
        words: Every word, in the order of the text.
        terms: Each content term, with its places.
        negated: The terms that a negation word precedes closely.
        numbers: The terms that are numbers.
    """

    words: tuple[Word, ...]
    terms: dict[str, tuple[Span, ...]]
    negated: frozenset[str]
    numbers: frozenset[str]


@attrs.frozen
class WordClass:
    """A class of words; an example holds none but such words, or is changed by them, and a counter-example is not."""

    name: str
    words: tuple[str, ...]
    evidence: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...] = ()


@cache
def word_class(name: str) -> frozenset[str]:
    """Return the words of the class *name*."""
    return frozenset(word for row in load("word_classes", WordClass) if row.name == name for word in row.words)


@cache
def _spellings() -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    """Return the whole words and the endings, each from British to American."""
    rows = load("spelling", SpellingRow)
    return (
        {row.british: row.american for row in rows if row.whole},
        tuple((row.british, row.american) for row in rows if not row.whole),
    )


@cache
def _phrases() -> dict[str, tuple[Phrase, ...]]:
    """Return the phrases of the lexicons by first stem, longest first."""
    rows = [row.words for row in load("paraphrases", ParaphraseRow)]
    rows += [(row.name, *row.aliases, *row.demonyms, *row.capitals) for row in load("places", PlaceRow)]
    found: dict[str, list[Phrase]] = {}
    for words in rows:
        for phrase in words:
            forms = tuple(stem(key) for key, _ in _keys(phrase, 0, len(phrase)))
            found.setdefault(forms[0], []).append(Phrase(forms, f"={words[0]}", words[0][0].isupper()))
    return {first: tuple(sorted(phrases, key=lambda p: -len(p.forms))) for first, phrases in found.items()}


@lru_cache(maxsize=1 << 16)
def spelled(word: str) -> str:
    """Return *word* in lower case, in one house spelling and without a possessive ending."""
    key = _POSSESSIVE.sub("", word.lower().replace("’", "'"))
    wholes, endings = _spellings()
    if key in wholes:
        return wholes[key]
    for british, american in endings:
        for inflection in ("", "s", "d", "r"):
            ending = british + inflection
            if key.endswith(ending) and len(key) > len(ending) + 1:
                return key[: -len(ending)] + american + inflection
    return key


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Return the stem of *word*: what its inflections and common derivations share; no dictionary word."""
    for ending in _ENDINGS if not word.endswith("ss") else ():
        base = word.removesuffix(ending)
        if base != word and len(base) >= _SHORTEST_STEM and _VOWEL.search(base):
            word = base + "i" if ending in ("ies", "ied") else base
            break
    if len(word) > _SHORTEST_STEM and word[-1] == word[-2] and word[-1] not in "aeiou":
        word = word[:-1]
    if len(word) > _SHORTEST_STEM and word[-1] == "e":
        word = word[:-1]
    return word[:-1] + "i" if word[-1:] == "y" else word


def profiles(claim: Claim) -> list[tuple[Passage, Profile]]:
    """Return the propositions of *claim* with their profiles."""
    quoted = _quotations(claim)
    return [(passage, _profiled(passage, quoted)) for passage in passages(claim)]


def profile(passage: Passage) -> Profile:
    """Return the profile of one passage; `profiles` is faster for all passages of a claim."""
    return _profiled(passage, _quotations(passage.claim))


def _quotations(claim: Claim) -> list[Span]:
    """Return what *claim* quotes: all of a direct content, the marked parts of a mixed one."""
    if claim.kind is Kind.DIRECT:
        return list(claim.content)
    if claim.kind is Kind.INDIRECT:
        return []
    return [mark for span in claim.content for mark, _ in quotations(claim.article.text, span)]


def _profiled(passage: Passage, quoted: list[Span]) -> Profile:
    """Return the profile of *passage*, whose claim quotes the spans *quoted*."""
    words: list[Word] = []
    for span in passage.spans:
        first = bisect_right(quoted, span.start, key=lambda mark: mark.end)
        words += _words(passage.claim.article.text, span, itertools.islice(quoted, first, None))
    return _profile(tuple(words))


def _words(text: str, span: Span, quoted: Iterator[Span]) -> Iterator[Word]:
    """Yield the words within *span*; *quoted* starts at the first quotation that may matter."""
    mark = next(quoted, None)
    for key, place in _keys(text, span.start, span.end):
        while mark is not None and mark.end <= place.start:
            mark = next(quoted, None)
        inside = mark is not None and mark.start <= place.start
        yield Word(key, place, inside, text[place.start].isupper())


def _keys(text: str, start: int, end: int) -> Iterator[tuple[str, Span]]:
    """Yield the keys of the words between *start* and *end*, hyphenated ones in their parts."""
    for token in tokenize(text, start, end):
        if _DOTTED.match(token.text):
            yield _key(token.text.replace(".", "")), Span(token.start, token.end)
        elif _DIGITS.match(token.text):
            yield token.text.replace(",", ""), Span(token.start, token.end)
        else:
            for part in _PART.finditer(token.text):
                yield _key(part.group()), Span(token.start + part.start(), token.start + part.end())


def is_name(term: str) -> bool:
    """Tell whether a term of the lexicons is a name: of a state, an organisation or a party."""
    return term.startswith("=") and term[1].isupper()


def _key(word: str) -> str:
    """Return the key of a word as written; two capitals stay, as "US" is no pronoun and "UN" no part of a name."""
    return word if len(word) == len("US") and word.isupper() else spelled(word)


def _profile(words: tuple[Word, ...]) -> Profile:
    """Return the profile of a passage with these *words*."""
    forms = [stem(word.key) for word in words]
    phrases, negators, function_words = _phrases(), word_class("negation"), word_class("function") | word_class("time")
    terms: dict[str, list[Span]] = {}
    negated, numbers = set(), set()
    at, since_negation = 0, _NEGATION_REACH + 1
    while at < len(words):
        key, length = words[at].key, 1
        term = None
        for phrase in phrases.get(forms[at], ()):
            width = len(phrase.forms)
            if tuple(forms[at : at + width]) == phrase.forms and (words[at].capital or not phrase.proper):
                term, length = phrase.term, width
                break
        bare = key.partition("'")[0]
        if key in negators or key.endswith("n't"):
            only = at + 1 < len(words) and words[at + 1].key == "only"
            since_negation = _NEGATION_REACH + 1 if only else 0
        elif term is None and key in _NUMBERS:
            term = _NUMBERS[key]
        elif term is None and bare not in function_words:
            term = stem(bare)
        if term:
            place = Span(words[at].span.start, words[at + length - 1].span.end)
            terms.setdefault(term, []).append(place)
            since_negation += 1
            if since_negation <= _NEGATION_REACH:
                negated.add(term)
            if term[0].isdigit():
                numbers.add(term)
        at += length
    return Profile(words, {term: tuple(spans) for term, spans in terms.items()}, frozenset(negated), frozenset(numbers))
