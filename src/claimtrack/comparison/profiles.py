# SPDX-License-Identifier: MIT
"""Terms: what a word stands for when two outlets use different words, spellings or forms for one thing."""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

import attrs

from claimtrack.comparison.passages import Passage, passages
from claimtrack.extraction.commitment.negation import has_negative_sense
from claimtrack.language.closed_classes import word_class
from claimtrack.language.lexicon import LexiconRow, load
from claimtrack.language.numbers import digits, figure, may_begin
from claimtrack.language.places import PlaceRow
from claimtrack.language.quotations import quotations
from claimtrack.language.sentences import all_sentences
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


@attrs.frozen(kw_only=True)
class ParaphraseRow(LexiconRow):
    """Words that news texts use for one thing; an example pair shares the term, a counter-example pair does not."""

    words: tuple[str, ...]


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
class Profile:
    """What alignment and differences need to know about a passage.

    Attributes:
        passage: The passage.
        keys: Every word in lower case, in one house spelling, without a possessive ending, in the order of the text.
        starts: Where each word begins in the article's text.
        ends: Where each word ends.
        marked: Whether each word stands within quotation marks.
        terms: Each content term, with its places.
        negated: The terms that a negation word precedes closely.
        numbers: The terms that are numbers.
        quoted: The terms that stand within quotation marks.
        names: The terms that stand with a capital.
    """

    passage: Passage
    keys: tuple[str, ...]
    starts: "array[int]"
    ends: "array[int]"
    marked: tuple[bool, ...]
    terms: dict[str, tuple[Span, ...]]
    negated: frozenset[str]
    numbers: frozenset[str]
    quoted: frozenset[str]
    names: frozenset[str]

    @property
    def claim(self) -> Claim:
        """The claim of which the passage is a part."""
        return self.passage.claim


@attrs.frozen
class _Entry:
    """What a word is by itself, whatever stands around it.

    Attributes:
        form: What its inflections share.
        term: Its term, or None where it tells nothing of what is said.
        negates: Whether it negates what follows.
        reverses: Whether it does so by its sense, as "failed" in "failed to pay".
        numeral: Whether a number may begin with it.
        phrases: The phrases of the lexicons that may begin with it, longest first.
    """

    form: str
    term: str | None
    negates: bool
    reverses: bool
    numeral: bool
    phrases: "tuple[Phrase, ...]"


class _Place(NamedTuple):
    """A term at a word, with how many words it takes, and whether it counts something."""

    term: str
    at: int
    width: int
    counts: bool


@attrs.frozen
class _Words:
    """The words of a stretch of text, as parallel lists."""

    text: str
    keys: list[str]
    starts: list[int]
    ends: list[int]
    entries: list[_Entry] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "entries", [_entry(key) for key in self.keys])

    @classmethod
    def of(cls, text: str, spans: Iterable[Span]) -> "_Words":
        keys: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for span in spans:
            for key, start, end in _keys(text, span.start, span.end):
                keys.append(key)
                starts.append(start)
                ends.append(end)
        return cls(text, keys, starts, ends)

    def gap(self, at: int) -> str:
        """Return what stands before a word since the one before it, cut short where that is much."""
        end = self.ends[at - 1] if at else 0
        return self.text[end : min(self.starts[at], end + _LONGEST_GAP)] if at else " "

    def is_capital(self, at: int) -> bool:
        return self.text[self.starts[at]].isupper()

    @cached_property
    def touching(self) -> list[bool]:
        """Return for each word whether it follows on the one before it without a space."""
        return [False, *(start <= end for start, end in zip(self.starts[1:], self.ends, strict=False))]


@cache
def plain_words() -> frozenset[str]:
    """Return the words that tell nothing of what a text says."""
    return word_class("function") | word_class("time")


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
            forms = tuple(inflected(key) for key, _, _ in _keys(phrase, 0, len(phrase)))
            one = Phrase(forms, f"={words[0]}", words[0][0].isupper(), phrase in cities)
            found.setdefault(forms[0], []).append(one)
    return {first: tuple(sorted(phrases, key=lambda p: -len(p.forms))) for first, phrases in found.items()}


def profiles(claim: Claim) -> list[Profile]:
    """Return the profiles of the propositions of *claim*."""
    quoted = _quotations(claim)
    return [_profiled(passage, quoted) for passage in passages(claim)]


def profile(passage: Passage) -> Profile:
    """Return the profile of one passage; `profiles` is faster for all passages of a claim."""
    return _profiled(passage, _quotations(passage.claim))


def sentence_terms(text: str) -> Iterator[tuple[int, frozenset[str]]]:
    """Yield where each sentence of *text* begins, with its terms."""
    for span in all_sentences(text):
        yield span.start, frozenset(place.term for place in _places(_Words.of(text, (span,))))


def is_name(term: str) -> bool:
    """Tell whether a term of the lexicons is a name: of a state, an organisation or a party."""
    return term.startswith("=") and term[1].isupper()


def _quotations(claim: Claim) -> list[Span]:
    """Return what *claim* quotes, in order: all of a direct content, the marked parts of a mixed one."""
    if claim.kind is Kind.DIRECT:
        return sorted(claim.content)
    if claim.kind is Kind.INDIRECT:
        return []
    marks = (quotations(claim.article.text, span.start, span.end) for span in claim.content)
    return sorted(Span(start, end) for found in marks for start, end, _ in found)


def _profiled(passage: Passage, quoted: Sequence[Span]) -> Profile:
    words = _Words.of(passage.claim.article.text, passage.spans)
    marked, found = _marked(words.starts, quoted), _places(words)
    terms: dict[str, list[Span]] = {}
    for term, at, width, _ in found:
        # A claim made elsewhere may state its spans in another order than that of the text.
        last = at + width - 1
        start, end = min(words.starts[at], words.starts[last]), max(words.ends[at], words.ends[last])
        terms.setdefault(term, []).append(Span(start, end))
    return Profile(
        passage,
        tuple(words.keys),
        array("L", words.starts),
        array("L", words.ends),
        marked,
        {term: tuple(spans) for term, spans in terms.items()},
        negated=_negated(words, found),
        numbers=frozenset(place.term for place in found if place.counts),
        quoted=frozenset(place.term for place in found if marked[place.at]),
        names=frozenset(place.term for place in found if words.is_capital(place.at)),
    )


def _marked(starts: Sequence[int], quoted: Sequence[Span]) -> tuple[bool, ...]:
    """Return for each word whether it begins within one of the spans *quoted*."""
    if not quoted:
        return (False,) * len(starts)
    ends = [mark.end for mark in quoted]
    firsts = [bisect_right(ends, start) for start in starts]
    return tuple(at < len(ends) and quoted[at].start <= start for at, start in zip(firsts, starts, strict=True))


def _keys(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Yield the keys of the words between *start* and *end*, hyphenated ones in their parts, with their places."""
    for token, first, last in tokenize(text, start, end):
        if token.isalpha():
            yield _key(token), first, last
        elif _DOTTED.match(token):
            yield _key(token.replace(".", "")), first, last
        elif _DIGITS.match(token):
            yield digits(token), first, last
        else:
            for part in _PART.finditer(token):
                yield _key(part[0]), first + part.start(), first + part.end()


def _key(word: str) -> str:
    """Return the key of a word as written; two capitals stay, as "US" is no pronoun and "UN" no part of a name."""
    return word if len(word) == len("US") and word.isupper() else spelled(word)


def negates(key: str) -> bool:
    """Tell whether the word with this key is a negation."""
    return key in word_class("negation") or key.endswith("n't")


@lru_cache(maxsize=1 << 16)
def _entry(key: str) -> _Entry:
    """Return what the word with this *key* is by itself."""
    bare, form = key.partition("'")[0], inflected(key)
    is_negation = negates(key)
    return _Entry(
        form=form,
        term=None if is_negation or bare in plain_words() else stem(bare),
        negates=is_negation,
        reverses=key in word_class("negative in sense"),
        numeral=not is_negation and may_begin(key),
        phrases=() if is_negation else _phrases().get(form, ()),
    )


def _places(words: _Words) -> list[_Place]:
    found, at = [], 0
    entries = words.entries
    while at < len(entries):
        entry = entries[at]
        width, term, counts = 1, entry.term, False
        if entry.numeral and (number := figure(words.keys, words.touching, at)) is not None:
            width, term, counts = number.width, number.term, number.counts
        elif entry.phrases and (phrase := _phrase(words, at)) is not None:
            width, term = len(phrase.forms), phrase.term
        if term:
            found.append(_Place(term, at, width, counts))
        at += width
    return found


def _negated(words: _Words, found: Iterable[_Place]) -> frozenset[str]:
    """Return the terms among *found* within the reach of a negation word before them."""
    if not any(entry.negates or entry.reverses for entry in words.entries):
        return frozenset()
    places = {place.at: place for place in found}
    negated = set()
    at, reach = 0, 0
    while at < len(words.keys):
        if _STOP.search(words.gap(at)):
            reach = 0
        place = places.get(at)
        if words.entries[at].negates:
            reach = _reach(words.keys, at)
        elif words.entries[at].reverses and has_negative_sense(["", *words.keys][at : at + 3]):
            reach = 0 if reach else _NEGATION_REACH  # "not unlikely" affirms
        elif place and reach:
            negated.add(place.term)
            reach -= 1
        at += place.width if place else 1
    return frozenset(negated)


def _reach(keys: Sequence[str], at: int) -> int:
    """Return how many content terms the negation word at *at* covers; "not only" negates nothing."""
    if keys[at + 1 : at + 2] == ["only"]:
        return 0
    return _DETERMINER_REACH if keys[at] == "no" else _NEGATION_REACH


def _phrase(words: _Words, at: int) -> Phrase | None:
    """Return the longest phrase of the lexicons that begins at word *at*."""
    for phrase in words.entries[at].phrases:
        end = at + len(phrase.forms)
        if tuple(entry.form for entry in words.entries[at:end]) != phrase.forms:
            continue
        if not (phrase.proper and not words.is_capital(at)) and not (phrase.city and _in_name(words, at, end)):
            return phrase
    return None


def _in_name(words: _Words, first: int, end: int) -> bool:
    """Tell whether the words from *first* up to *end* are a part of a longer name: "Denzel Washington"."""
    before = first > 0 and words.gap(first).isspace() and _names(words, first - 1)
    if before or end >= len(words.keys) or not words.gap(end).isspace():
        return before
    return words.keys[end] == "state" or _names(words, end)


def _names(words: _Words, at: int) -> bool:
    """Tell whether word *at* may be a part of a name."""
    return words.is_capital(at) and words.keys[at] != "state" and words.keys[at] not in plain_words()
