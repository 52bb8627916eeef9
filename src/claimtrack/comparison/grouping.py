# SPDX-License-Identifier: MIT
"""Events: which articles report one event, told by the words they share and the days on which they appeared.

Articles are compared by the cosine of their words, each weighted by its count and by how rare it is
(Salton and Buckley 1988) among the articles and in news at large: on a day with one topic, all articles hold its words.
An inverted index over each article's heaviest words, in the order of the days, proposes what to compare,
so that no step looks at all pairs.
Groups then join from the most alike down, where the mean similarity across them is high enough (average linkage),
and the whole lies within a few days.
"""

import datetime as dt
import heapq
import itertools
import math
import re
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import attrs

from claimtrack.comparison.given import distinct
from claimtrack.comparison.terms import spelled, word_class
from claimtrack.comparison.views import event_view
from claimtrack.exceptions import FieldTypeError, FieldValueError
from claimtrack.extraction.lexicon import load
from claimtrack.model import Article, digest

DAYS = 5
"""The most days between the first and the last article of an event, where the caller does not say it."""

# Set on 49 news events told by three outlets each: all of them and random subsets, with their dates and without.
_THRESHOLD = 0.2
# A word that is not common in news at large counts as held by no larger share of the articles than this.
_MOST_COMMON = 0.3
# Articles that stand in for the language where few are given, so that a word that all of them hold keeps some weight.
_SMOOTHING = 10
# Words of an article that are indexed and looked up, its heaviest; those that are compared, of an article or a group.
_INDEXED = 40
_COMPARED = 500
# How many places of the index one article is looked up in, and with how many articles it is compared.
_LOOKUPS = 2000
_CANDIDATES = 20
_TERMS_SHOWN = 5
# Articles of a group in which its terms are looked for; a longer word than this is an address or noise.
_MOST_READ = 20
_LONGEST_WORD = 40

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*+")


@attrs.frozen
class ShareRow:
    """Words that at least *percent* news articles in a hundred hold."""

    percent: int
    words: tuple[str, ...]


@cache
def _shares() -> dict[str, float]:
    """Return the share of news articles that hold a word, for common words."""
    return {word: row.percent / 100 for row in load("word_shares", ShareRow) for word in row.words}


@attrs.frozen(repr=False)
class Event:
    """Articles that report one event.

    Attributes:
        articles: The articles, in the order in which they were given.
        terms: The words that hold them together, as written, the most telling first;
            for an article on its own, its most telling words.
        id: 16 hexadecimal digits, made from the ids of the articles in any order.
    """

    articles: tuple[Article, ...]
    terms: tuple[str, ...]
    id: str = attrs.field(init=False, eq=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "id", digest("event", *sorted(article.id for article in self.articles)))

    def __repr__(self) -> str:
        articles = f"{len(self.articles)} article{'' if len(self.articles) == 1 else 's'}"
        return f"Event({', '.join(self.terms)!r}, {articles}, {self.first} to {self.last})"

    def _repr_html_(self) -> str:
        """Return the first 20 articles as a table, for a notebook."""
        return event_view([self])._repr_html_()

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets that report it, in the order of the articles."""
        return tuple(dict.fromkeys(article.outlet for article in self.articles))

    @property
    def first(self) -> dt.date | None:
        """The day of the first article, or None where no article has a date."""
        return min((article.published for article in self.articles if article.published), default=None)

    @property
    def last(self) -> dt.date | None:
        """The day of the last article, or None where no article has a date."""
        return max((article.published for article in self.articles if article.published), default=None)


@attrs.frozen
class _Vector:
    """The weights of words, by the words' numbers; compact, as there is one for each article."""

    words: "array[int]"
    weights: "array[float]"

    @classmethod
    def of(cls, weights: dict[int, float]) -> "_Vector":
        """Return a vector of the heaviest of *weights*, the heaviest first."""
        kept = heapq.nsmallest(_COMPARED, weights.items(), key=lambda item: (-item[1], item[0]))
        return cls(array("L", (word for word, _ in kept)), array("d", (weight for _, weight in kept)))

    def asdict(self) -> dict[int, float]:
        """Return the weights by the words' numbers."""
        return dict(zip(self.words, self.weights, strict=True))


@attrs.frozen
class _Group:
    """Articles that were joined: their numbers, the sum of their vectors, and their first and last day."""

    members: tuple[int, ...]
    total: _Vector
    first: int | None
    last: int | None


def events(articles: Iterable[Article], *, days: int = DAYS) -> tuple[Event, ...]:
    """Return the events that *articles* report, in the order of their first articles; an article is in one event.

    An article that is given twice counts once, one without words is an event of its own,
    and one without a date may belong to an event of any day. Time is about linear in the number of articles.

    Args:
        articles: Articles of any outlets and days.
        days: The most days between the first and the last article of one event; a longer affair is several events.

    Raises:
        FieldTypeError: If something else than articles is given, or *days* is no whole number.
        FieldValueError: If *days* is below 0.
    """
    given = _checked(articles, days)
    dates = [None if article.published is None else article.published.toordinal() for article in given]
    order = sorted(range(len(given)), key=lambda n: (dates[n] is None, dates[n] or 0, n))
    names, vectors = _vectors([given[number] for number in order])
    ordered = [dates[number] for number in order]
    groups = _grouped(vectors, ordered, days)
    found = []
    for group in groups:
        members = tuple(given[order[member]] for member in sorted(group.members, key=order.__getitem__))
        found.append((min(order[member] for member in group.members), members, _terms(group, vectors, names)))
    found.sort(key=lambda event: event[0])
    return tuple(Event(members, _written(members, terms)) for _, members, terms in found)


def _checked(articles: Iterable[Article], days: int) -> list[Article]:
    """Return the articles, each once."""
    if isinstance(days, bool) or not isinstance(days, int):
        message = f"events: days: expected a whole number of days, got {days!r} of type {type(days).__name__}"
        raise FieldTypeError(message)
    if days < 0:
        message = f"events: days: expected 0 or more, got {days}"
        raise FieldValueError(message)
    return distinct(articles, Article, "events", "read")


def _words(article: Article) -> Iterator[tuple[str, str]]:
    """Yield each word of the text and the headline as a term and as written, both without an ending "'s"."""
    for text in (article.text, article.title or ""):
        for match in _WORD.finditer(text):
            word = match.group().replace("’", "'").partition("'")[0]
            if len(word) <= _LONGEST_WORD:
                yield spelled(word), word


def _vectors(articles: Sequence[Article]) -> tuple[list[str], list[_Vector]]:
    """Return the terms by number, and for each article a vector of length 1, or 0 where it has no words."""
    plain = word_class("function") | word_class("time")
    numbers: dict[str, int] = {}
    counted: list[tuple[array[int], array[int]]] = []
    carriers: Counter[int] = Counter()
    for article in articles:
        counts = Counter(term for term, _ in _words(article))
        kept = {numbers.setdefault(term, len(numbers)): n for term, n in counts.items() if term not in plain}
        counted.append((array("L", kept.keys()), array("L", kept.values())))
        carriers.update(kept.keys())
    shares = _shares()
    rarity = []
    for term, number in numbers.items():
        share = carriers[number] / (len(articles) + _SMOOTHING)
        rarity.append(-math.log(max(share, shares[term]) if term in shares else min(share, _MOST_COMMON)))
    vectors = []
    for terms, times in counted:
        weights = {term: n * rarity[term] for term, n in zip(terms, times, strict=True)}
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        vectors.append(_Vector.of({term: weight / length for term, weight in weights.items()}))
    return list(numbers), vectors


def _grouped(vectors: Sequence[_Vector], days: Sequence[int | None], span: int) -> list[_Group]:
    """Return the articles in groups; *days* are in order, with None at the end."""
    groups = {number: _Group((number,), vectors[number], days[number], days[number]) for number in range(len(vectors))}
    group_of = list(range(len(vectors)))
    for _, one, other in sorted(_edges(vectors, days, span), key=lambda edge: (-edge[0], edge[1:])):
        kept, gone = sorted((group_of[one], group_of[other]), key=lambda n: (-len(groups[n].members), n))
        if kept == gone or (joined := _joined(groups[kept], groups[gone], span)) is None:
            continue
        groups[kept] = joined
        for member in groups.pop(gone).members:
            group_of[member] = kept
    return list(groups.values())


def _joined(one: _Group, other: _Group, span: int) -> _Group | None:
    """Return two groups as one, unless they are too unlike or too many days lie between them."""
    known = [day for day in (one.first, one.last, other.first, other.last) if day is not None]
    first, last = min(known, default=None), max(known, default=None)
    if first is not None and last is not None and last - first > span:
        return None
    total = one.total.asdict()
    if _dot(total, other.total) < _THRESHOLD * len(one.members) * len(other.members):
        return None
    for word, weight in zip(other.total.words, other.total.weights, strict=True):
        total[word] = total.get(word, 0.0) + weight
    return _Group(one.members + other.members, _Vector.of(total), first, last)


def _dot(weights: dict[int, float], vector: _Vector) -> float:
    """Return the sum of the products of the weights of each word."""
    return sum(weights.get(word, 0.0) * weight for word, weight in zip(vector.words, vector.weights, strict=True))


def _edges(vectors: Sequence[_Vector], days: Sequence[int | None], span: int) -> Iterator[tuple[float, int, int]]:
    """Yield the similarity of likely pairs that reach the threshold, each pair once."""
    index: dict[int, list[int]] = defaultdict(list)
    for number, vector in enumerate(vectors):
        for word in vector.words[:_INDEXED]:
            index[word].append(number)
    undated = len(days) - sum(day is None for day in days)
    seen: set[tuple[int, int]] = set()
    for number, (vector, day) in enumerate(zip(vectors, days, strict=True)):
        if day is None:
            ranges = [(0, len(vectors))]
        else:
            first = bisect_left(days, day - span, 0, undated)  # type: ignore[type-var]
            last = bisect_right(days, day + span, 0, undated)  # type: ignore[type-var]
            ranges = [(first, last), (undated, len(vectors))]
        weights = vector.asdict()
        for other in _likely(number, vector, index, ranges):
            pair = (min(number, other), max(number, other))
            if pair not in seen and (similarity := _dot(weights, vectors[other])) >= _THRESHOLD:
                seen.add(pair)
                yield similarity, *pair


def _likely(
    number: int, vector: _Vector, index: dict[int, list[int]], ranges: Sequence[tuple[int, int]]
) -> Iterator[int]:
    """Yield the articles in *ranges* that share most with article *number*, in bounded time."""
    near: defaultdict[int, float] = defaultdict(float)
    budget = _LOOKUPS
    for word, weight in itertools.islice(zip(vector.words, vector.weights, strict=True), _INDEXED):
        places = index[word]
        for first, end in ranges:
            low, high = bisect_left(places, first), bisect_left(places, end)
            if high - low > budget:  # the nearest in time
                low = min(max(low, bisect_left(places, number) - budget // 2), high - budget)
                high = low + budget
            for other in places[low:high]:
                near[other] += weight
            budget -= high - low
        if budget <= 0:
            break
    near.pop(number, None)
    yield from heapq.nsmallest(_CANDIDATES, near, key=lambda other: (-near[other], other))


def _terms(group: _Group, vectors: Sequence[_Vector], names: Sequence[str]) -> list[str]:
    """Return the heaviest terms of a group that two of its articles hold, or of its only article."""
    carriers = Counter(word for member in group.members[:_MOST_READ] for word in vectors[member].words)
    least = min(len(group.members), 2)
    shared = (names[word] for word in group.total.words if carriers[word] >= least)
    return list(itertools.islice(shared, _TERMS_SHOWN))


def _written(articles: Sequence[Article], terms: Sequence[str]) -> tuple[str, ...]:
    """Return *terms* in the form in which the articles first have them."""
    missing = dict.fromkeys(terms, "")
    left = len(missing)
    for article in articles:
        for term, word in _words(article) if left else ():
            if missing.get(term) == "":
                missing[term] = word
                left -= 1
                if not left:
                    break
    return tuple(missing.values())
