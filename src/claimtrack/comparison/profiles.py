# SPDX-License-Identifier: MIT
"""Terms: what a word stands for when two outlets use different words, spellings or forms for one thing."""

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

import attrs

from claimtrack.comparison.passages import Passage, passages
from claimtrack.language.closed_classes import word_class
from claimtrack.language.lexicon import load
from claimtrack.language.numbers import digits, figure
from claimtrack.language.places import PlaceRow
from claimtrack.language.quotations import quotations
from claimtrack.language.sentences import sentences
from claimtrack.language.stems import inflected, spelled, stem
from claimtrack.language.tokens import tokenize
from claimtrack.model import Claim, Kind, Span

_PART = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_DOTTED = re.compile(r"(?:[^\W\d_]\.){2,}\Z")
_DIGITS = re.compile(r"\d[\d.,:]*%?\Z")
# A negation word covers this many content terms after it, a determiner ("no power") one, and neither passes a mark.
_NEGATION_REACH = 2
_DETERMINER_REACH = 1
_STOP = re.compile(r"[,;:.!?()—–]")
_LONGEST_GAP = 16


@attrs.frozen
class ParaphraseRow:
    """Words that news texts use for one thing; an example pair shares the term, a counter-example pair does not."""

    words: tuple[str, ...]
    evidence: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...] = ()


@attrs.frozen
class Phrase:
    """Words that stand for a term.

    Attributes:
        forms: Their stems.
        term: The term.
        proper: Whether they count only where the first is written with a capital.
        city: Whether they are a capital city, which stands for its state only outside a longer name.
    """

    forms: tuple[str, ...]
    term: str
    proper: bool
    city: bool


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
        quoted: The terms that stand within quotation marks.
        names: The terms that stand with a capital.
        speech: Whether the words are the speaker's own: quoted for the greater part, or in the first person.
    """

    words: tuple[Word, ...]
    terms: dict[str, tuple[Span, ...]]
    negated: frozenset[str]
    numbers: frozenset[str]
    quoted: frozenset[str]
    names: frozenset[str]
    speech: bool


@cache
def _phrases() -> dict[str, tuple[Phrase, ...]]:
    """Return the phrases of the lexicons by the inflected stem of their first word, longest first."""
    rows = [(row.words, frozenset[str]()) for row in load("paraphrases", ParaphraseRow)]
    rows += [
        ((row.name, *row.aliases, *row.demonyms, *row.capitals), frozenset(row.capitals))
        for row in load("places", PlaceRow)
    ]
    found: dict[str, list[Phrase]] = {}
    for words, cities in rows:
        for phrase in words:
            forms = tuple(inflected(key) for key, _ in _keys(phrase, 0, len(phrase)))
            one = Phrase(forms, f"={words[0]}", words[0][0].isupper(), phrase in cities)
            found.setdefault(forms[0], []).append(one)
    return {first: tuple(sorted(phrases, key=lambda p: -len(p.forms))) for first, phrases in found.items()}


def profiles(claim: Claim) -> list[tuple[Passage, Profile]]:
    """Return the propositions of *claim* with their profiles."""
    quoted = _quotations(claim)
    return [(passage, _profiled(passage, quoted)) for passage in passages(claim)]


def profile(passage: Passage) -> Profile:
    """Return the profile of one passage; `profiles` is faster for all passages of a claim."""
    return _profiled(passage, _quotations(passage.claim))


def text_terms(text: str) -> Iterator[frozenset[str]]:
    """Yield the terms of each sentence of *text* that has words."""
    for start, end in sentences(text, 0, len(text)):
        if words := tuple(_words(text, Span(start, end), iter(()))):
            yield frozenset(_profile(words, text).terms)


def _quotations(claim: Claim) -> list[Span]:
    """Return what *claim* quotes: all of a direct content, the marked parts of a mixed one."""
    if claim.kind is Kind.DIRECT:
        return list(claim.content)
    if claim.kind is Kind.INDIRECT:
        return []
    return [
        Span(start, end)
        for span in claim.content
        for start, end, _ in quotations(claim.article.text, span.start, span.end)
    ]


def _profiled(passage: Passage, quoted: list[Span]) -> Profile:
    """Return the profile of *passage*, whose claim quotes the spans *quoted*."""
    words: list[Word] = []
    for span in passage.spans:
        first = bisect_right(quoted, span.start, key=lambda mark: mark.end)
        words += _words(passage.claim.article.text, span, itertools.islice(quoted, first, None))
    return _profile(tuple(words), passage.claim.article.text)


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
            yield digits(token.text), Span(token.start, token.end)
        else:
            for part in _PART.finditer(token.text):
                yield _key(part.group()), Span(token.start + part.start(), token.start + part.end())


def is_name(term: str) -> bool:
    """Tell whether a term of the lexicons is a name: of a state, an organisation or a party."""
    return term.startswith("=") and term[1].isupper()


def _key(word: str) -> str:
    """Return the key of a word as written; two capitals stay, as "US" is no pronoun and "UN" no part of a name."""
    return word if len(word) == len("US") and word.isupper() else spelled(word)


def _profile(words: tuple[Word, ...], text: str) -> Profile:
    """Return the profile of a passage with these *words* of *text*."""
    keys, gaps = [word.key for word in words], _gaps(words, text)
    forms, touching = [inflected(key) for key in keys], [gap == "" for gap in gaps]
    negators, function_words = word_class("negation"), word_class("function") | word_class("time")
    terms: dict[str, list[Span]] = {}
    negated, numbers, quoted, names = set(), set(), set(), set()
    at, reach = 0, 0
    while at < len(words):
        width, term = 1, None
        bare = keys[at].partition("'")[0]
        if _STOP.search(gaps[at]):
            reach = 0
        if keys[at] in negators or keys[at].endswith("n't"):
            only = at + 1 < len(words) and keys[at + 1] == "only"
            reach = 0 if only else _DETERMINER_REACH if keys[at] == "no" else _NEGATION_REACH
        elif (number := figure(keys, touching, at)) is not None:
            width, term = number.width, number.term
            if number.counts:
                numbers.add(term)
        elif (phrase := _phrase(words, forms, gaps, at)) is not None:
            width, term = len(phrase.forms), phrase.term
        elif bare not in function_words:
            term = stem(bare)
        if term:
            # A claim made elsewhere may state its spans in another order than that of the text.
            one, last = words[at].span, words[at + width - 1].span
            terms.setdefault(term, []).append(Span(min(one.start, last.start), max(one.end, last.end)))
            if words[at].quoted:
                quoted.add(term)
            if words[at].capital:
                names.add(term)
            if reach:
                negated.add(term)
                reach -= 1
        at += width
    places = {term: tuple(spans) for term, spans in terms.items()}
    return Profile(
        words, places, frozenset(negated), frozenset(numbers), frozenset(quoted), frozenset(names), _is_speech(words)
    )


def _is_speech(words: tuple[Word, ...]) -> bool:
    """Tell whether *words* are quoted for the greater part, or in the first person."""
    person = word_class("first person")
    return 2 * sum(word.quoted for word in words) > len(words) or any(
        word.key.partition("'")[0] in person for word in words
    )


def _gaps(words: tuple[Word, ...], text: str) -> list[str]:
    """Return what stands before each word since the one before it, cut short where that is much."""
    found = [" "] if words else []
    for before, word in itertools.pairwise(words):
        start, end = before.span.end, word.span.start
        found.append(text[start : min(end, start + _LONGEST_GAP)])
    return found


def _phrase(words: tuple[Word, ...], forms: list[str], gaps: list[str], at: int) -> Phrase | None:
    """Return the longest phrase of the lexicons that begins at word *at*."""
    for phrase in _phrases().get(forms[at], ()):
        width = len(phrase.forms)
        if tuple(forms[at : at + width]) != phrase.forms or (phrase.proper and not words[at].capital):
            continue
        if not (phrase.city and _in_name(words, gaps, at, at + width)):
            return phrase
    return None


def _in_name(words: tuple[Word, ...], gaps: list[str], first: int, end: int) -> bool:
    """Tell whether the words from *first* up to *end* are a part of a longer name: "Denzel Washington"."""
    plain = word_class("function") | word_class("time") | {"state"}
    before = first > 0 and gaps[first].isspace() and words[first - 1].capital and words[first - 1].key not in plain
    if before or end >= len(words) or not gaps[end].isspace():
        return before
    return words[end].key == "state" or (words[end].capital and words[end].key not in plain)
