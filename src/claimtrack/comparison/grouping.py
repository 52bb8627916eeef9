# SPDX-License-Identifier: MIT
"""Events: which articles report one event, told by the words they share and the days on which they appeared.

Articles are compared by the cosine of their words, each weighted by its count and by how rare it is
(Salton and Buckley 1988) among the articles and in news at large: on a day with one topic, all articles hold its words.
An inverted index over each article's heaviest words, in the order of the days, proposes what to compare,
so that no step looks at all pairs.
Groups then join from the most alike down, where the mean similarity across them is high enough (average linkage),
and the whole lies within a few days.

What decides stands in functions of its own, which `claimtrack.spark` calls as well.
None of it hangs on the order of the articles: ties are broken by the words themselves and by `place`,
and sums of products are exact before they are rounded (`math.fsum`).
"""

import datetime as dt
import heapq
import itertools
import math
import re
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

import attrs

from claimtrack.checks import distinct, whole_number, wrong_value
from claimtrack.claims.record import ID, OF_ARTICLE, PUBLISHED, iso
from claimtrack.comparison.index import Index, best
from claimtrack.comparison.profiles import plain_words
from claimtrack.comparison.rarity import shares
from claimtrack.display.columns import DAY, INTEGER, TEXT, Column, names
from claimtrack.display.tables import View
from claimtrack.language.stems import spelled
from claimtrack.model import Article, digest

DAYS = 5
"""The most days between the first and the last article of an event, where the caller does not say it."""

UNDATED = 10_000_000
"""The number of the day, in `place`, of an article without a date: after all days that there are."""

THRESHOLD = 0.2
"""The least similarity; set on 49 news events told by three outlets each, with their dates and without."""

INDEXED = 40
"""How many words of an article are indexed and looked up: its heaviest."""

LOOKUPS = 2000
"""In how many places of the index one article is looked up, in those of its heaviest words first."""

CANDIDATES = 20
"""With how many others one article is compared: those with which it shares most of its indexed words' weight."""

# The same where no date tells that two groups belong together: of the groups of several articles on 151 pages, a fifth
# of them without a date, 11 of 12 are then one affair, where 11 of 15 were, at the price of 4 % of such pairs.
_THRESHOLD_UNDATED = 0.3
# A word that is not common in news at large counts as held by no larger share of the articles than this.
_MOST_COMMON = 0.3
# Articles that stand in for the language where few are given, so that a word that all of them hold keeps some weight.
_SMOOTHING = 10
# Words that are compared, of an article or a group: its heaviest.
_COMPARED = 500
# Indexed weights are whole multiples of this part of 1, so that their sums hang on no order.
_UNITS = 1 << 24
_TERMS_SHOWN = 5
_TERMS = 'the words that hold the event together, joined by ", "'
# Articles of a group in which its terms are looked for; a longer word than this is an address or noise.
_MOST_READ = 20
_LONGEST_WORD = 40

_WORD = re.compile(r"([^\W_]+)(?:['’][^\W_]+)*+")  # the group leaves off an ending "'s"
_Word = TypeVar("_Word", int, str)


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
class Vector:
    """The weights of words, the heaviest first; the words are told by their numbers in the order of the alphabet."""

    words: "array[int]"
    weights: "array[float]"

    @classmethod
    def of(cls, weights: Iterable[tuple[int, float]]) -> "Vector":
        """Return a vector of words and weights, which are in their order."""
        words, values = array("L"), array("d")
        for word, weight in weights:
            words.append(word)
            values.append(weight)
        return cls(words, values)

    def asdict(self) -> dict[int, float]:
        """Return the weights by the words' numbers."""
        return dict(zip(self.words, self.weights, strict=True))


@attrs.frozen
class _Group:
    """Articles that were joined: their numbers, the sum of their vectors, and their first and last day."""

    members: tuple[int, ...]
    total: Vector
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
    check_days(days)
    given = distinct(articles, Article, "events", "read")
    places = [place(article) for article in given]
    order = sorted(range(len(given)), key=places.__getitem__)
    ordered = [given[number] for number in order]
    names, vectors = _vectors(ordered)
    dates = [places[number][0] for number in order]
    found = []
    for members, terms in told(ordered, names, vectors, edges(vectors, dates, days), days):
        numbers = sorted(order[member] for member in members)
        found.append((numbers[0], Event(tuple(given[number] for number in numbers), terms)))
    found.sort(key=lambda event: event[0])
    return tuple(event for _, event in found)


def place(article: Article) -> tuple[int, int]:
    """Return where an article stands in the order of the days: the day's number, and a 64-bit number of its own.

    The number is made from id, title and address, and tells the article from others of its day.
    """
    day = UNDATED if article.published is None else article.published.toordinal()
    return day, int(digest("place", article.id, article.title, article.url), 16) - (1 << 63)


def check_days(days: int) -> None:
    """Refuse what is no number of days that an event can last.

    Raises:
        FieldTypeError: If it is no whole number.
        FieldValueError: If it is below 0.
    """
    if whole_number(days, "events: days", "a whole number of days") < 0:
        raise wrong_value(days, "events: days", "0 or more")


def _words(article: Article) -> list[str]:
    """Return the words of the text and the headline as written, without an ending "'s"."""
    found = _WORD.findall(article.text) + _WORD.findall(article.title or "")
    return [word for word in found if len(word) <= _LONGEST_WORD]


def term_counts(article: Article) -> Counter[str]:
    """Return how often an article has each term that tells something."""
    plain = plain_words()
    counts: Counter[str] = Counter()
    for word, times in Counter(_words(article)).items():
        term = spelled(word)
        if term not in plain:
            counts[term] += times
    return counts


def rarity(term: str, carriers: int, articles: int) -> float:
    """Return the weight of a term that *carriers* of the *articles* hold."""
    share = carriers / (articles + _SMOOTHING)
    known = shares()
    return -math.log(max(share, known[term]) if term in known else min(share, _MOST_COMMON))


def weighed(terms: Iterable[tuple[_Word, int, float]]) -> list[tuple[_Word, float]]:
    """Return the heaviest words of an article with their weights in a vector of length 1.

    Args:
        terms: Each word, how often the article has it, and its rarity.
    """
    weights = [(word, times * rare) for word, times, rare in terms]
    length = math.sqrt(math.fsum(weight * weight for _, weight in weights)) or 1.0
    return _heaviest([(word, weight / length) for word, weight in weights])


def _heaviest(weights: Collection[tuple[_Word, float]]) -> list[tuple[_Word, float]]:
    return heapq.nsmallest(_COMPARED, weights, key=lambda item: (-item[1], item[0]))


def indexed(words: Sequence[_Word], weights: Sequence[float]) -> list[tuple[_Word, int]]:
    """Return the words under which an article is indexed, with their weights as whole numbers, the heaviest first."""
    return [(word, round(weight * _UNITS)) for word, weight in zip(words[:INDEXED], weights[:INDEXED], strict=True)]


def _vectors(articles: Sequence[Article]) -> tuple[list[str], list[Vector]]:
    """Return the terms by number, and for each article a vector of length 1, or 0 where it has no words."""
    numbers: dict[str, int] = {}
    counted: list[tuple[array[int], array[int]]] = []
    carriers: Counter[int] = Counter()
    for article in articles:
        counts = {numbers.setdefault(term, len(numbers)): n for term, n in term_counts(article).items()}
        counted.append((array("L", counts.keys()), array("L", counts.values())))
        carriers.update(counts.keys())
    names = sorted(numbers)
    ranks, rarities = [0] * len(names), [0.0] * len(names)
    for rank, term in enumerate(names):
        number = numbers[term]
        ranks[number] = rank
        rarities[number] = rarity(term, carriers[number], len(articles))
    vectors = [
        Vector.of(weighed((ranks[term], n, rarities[term]) for term, n in zip(terms, times, strict=True)))
        for terms, times in counted
    ]
    return names, vectors


def told(
    articles: Sequence[Article],
    names: Sequence[str],
    vectors: Sequence[Vector],
    edges: Iterable[tuple[float, int, int]],
    span: int,
) -> Iterator[tuple[list[int], tuple[str, ...]]]:
    """Yield the numbers of each event's articles, and its terms as the first of these articles write them.

    Articles that no chain of edges connects do not change each other's events.

    Args:
        articles: In the order of `place`.
        names: The terms, in the order of the alphabet, whose numbers the vectors have.
        vectors: Those of the articles.
        edges: Similarities and numbers of two articles, the lower number first.
        span: The most days between the first and the last article of an event.
    """
    days = [None if article.published is None else article.published.toordinal() for article in articles]
    for group in _grouped(vectors, days, edges, span):
        members = sorted(group.members)
        yield members, _written([articles[member] for member in members], _terms(group, vectors, names))


def _grouped(
    vectors: Sequence[Vector], days: Sequence[int | None], edges: Iterable[tuple[float, int, int]], span: int
) -> list[_Group]:
    groups = {number: _Group((number,), vectors[number], days[number], days[number]) for number in range(len(vectors))}
    group_of = list(range(len(vectors)))
    for _, one, other in sorted(edges, key=lambda edge: (-edge[0], edge[1:])):
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
    least = THRESHOLD if None not in (one.first, other.first) else _THRESHOLD_UNDATED
    if similarity(total, other.total.words, other.total.weights) < least * len(one.members) * len(other.members):
        return None
    for word, weight in zip(other.total.words, other.total.weights, strict=True):
        total[word] = total.get(word, 0.0) + weight
    return _Group(one.members + other.members, Vector.of(_heaviest(total.items())), first, last)


def similarity(one: Mapping[_Word, float], words: Iterable[_Word], weights: Iterable[float]) -> float:
    """Return the sum of the products of each word's weights in *one* and in another; it hangs on no order."""
    return math.fsum([one[word] * weight for word, weight in zip(words, weights, strict=True) if word in one])


def edges(vectors: Sequence[Vector], days: Sequence[int], span: int) -> Iterator[tuple[float, int, int]]:
    """Yield the similarity of likely pairs that reach the threshold, each pair once; *days* are in order."""
    heavy = [indexed(vector.words, vector.weights) for vector in vectors]
    index = Index([word for word, _ in words] for words in heavy)
    undated = bisect_left(days, UNDATED)
    seen: set[tuple[int, int]] = set()
    for number, day in enumerate(days):
        if day == UNDATED:
            ranges = [(0, len(vectors))]
        else:
            first, last = bisect_left(days, day - span, 0, undated), bisect_right(days, day + span, 0, undated)
            ranges = [(first, last), (undated, len(vectors))]
        weights = vectors[number].asdict()
        near = index.near(heavy[number], LOOKUPS, at=number, within=ranges)
        near.pop(number, None)
        for other in best(near, CANDIDATES):
            pair = (min(number, other), max(number, other))
            if pair in seen:
                continue
            found = similarity(weights, vectors[other].words, vectors[other].weights)
            if found >= THRESHOLD:
                seen.add(pair)
                yield found, *pair


def _terms(group: _Group, vectors: Sequence[Vector], names: Sequence[str]) -> list[str]:
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
        for word in dict.fromkeys(_words(article)) if left else ():
            term = spelled(word)
            if missing.get(term) == "":
                missing[term] = word
                left -= 1
                if not left:
                    break
    return tuple(missing.values())


# Code points of an article without a headline that stand for it.
_TITLE = 80


class _Reported(NamedTuple):
    """An article of an event, and the number of the event."""

    number: int
    event: Event
    article: Article

    @property
    def title(self) -> str | None:
        """The headline, or the beginning of the text."""
        return self.article.title or " ".join(self.article.text[:_TITLE].split()) or None


EVENT_RECORD: tuple[Column[_Reported], ...] = (
    Column("event", INTEGER, "the number of the event, from 1", lambda reported: reported.number),
    Column("published", DAY, PUBLISHED, lambda reported: iso(reported.article.published)),
    Column("outlet", TEXT, OF_ARTICLE, lambda reported: reported.article.outlet),
    Column("title", TEXT, OF_ARTICLE, lambda reported: reported.title),
    Column("terms", TEXT, _TERMS, lambda reported: ", ".join(reported.event.terms) or None),
    Column("event_id", TEXT, ID, lambda reported: reported.event.id),
    Column("article_id", TEXT, ID, lambda reported: reported.article.id),
    Column("url", TEXT, OF_ARTICLE, lambda reported: reported.article.url),
)
"""The columns of the view of events, in their fixed order, with one record for each article."""

EVENT_COLUMNS = names(EVENT_RECORD)


def event_view(events: Iterable[Event]) -> View:
    """Return the articles of *events*, one event after the other."""
    numbered = enumerate(events, start=1)
    reported = (_Reported(number, event, article) for number, event in numbered for article in event.articles)
    return View.of(EVENT_RECORD, reported, EVENT_COLUMNS[:5])
