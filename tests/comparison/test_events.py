# SPDX-License-Identifier: MIT
"""Events: which articles belong together, on invented articles, on odd ones, and in what time."""

import datetime as dt
import time

import pytest
from clock import grows_by_less
from hypothesis import given
from hypothesis import strategies as st
from made import DAY, LETTERS, article
from strategies import articles

from claimtrack import Article, Event, FieldTypeError, FieldValueError, events, read_folder
from claimtrack.comparison.grouping import event_view
from claimtrack.evaluation.events import pair_score

FERRY = (
    "The ferry Solveig ran aground off Bergholm on Tuesday night with 212 people on board. Coast guards brought all "
    "passengers of the Solveig ashore. Captain Nils Aker said the ferry had lost its steering near Bergholm."
)
FERRY_AGAIN = (
    "All 212 passengers of the Solveig are safe after the ferry struck rocks at Bergholm. The steering failed, its "
    "captain, Nils Aker, told the coast guard. Divers will look at the ferry today."
)
FERRY_LATER = (
    "Divers found a long tear below the waterline. Tugs will tow the Solveig from Bergholm when the wind drops, and "
    "her owners pay for hotels. An inquiry of the coast guard begins next week, and Captain Aker has been questioned."
)
SCHOOL = (
    "Teachers in Lindmoor went on strike over pay on Tuesday. The union's head, Ada Okoro, said that nine schools in "
    "Lindmoor stayed shut. Parents of pupils marched with the teachers to the town hall."
)
SCHOOL_AGAIN = (
    "Nine Lindmoor schools were shut as teachers walked out over pay. Ada Okoro of the union said the teachers' strike "
    "would last a week. Some pupils were taught at the town hall."
)


def grouped(*given: Article, days: int = 5) -> list[list[int]]:
    """Return the events as lists of the places of their articles among those *given*."""
    return [[given.index(each) for each in event.articles] for event in events(given, days=days)]


def after(days: int) -> dt.date:
    """Return the day that many days later."""
    return DAY + dt.timedelta(days=days)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([], []),
        ([article(FERRY)], [[0]]),
        (
            [article(FERRY), article(SCHOOL, "B"), article(FERRY_AGAIN, "C"), article(SCHOOL_AGAIN, "D")],
            [[0, 2], [1, 3]],
        ),
        ([article(FERRY), article(FERRY, "B")], [[0, 1]]),
        ([article(FERRY), article(FERRY_AGAIN, "B", after(5))], [[0, 1]]),
        ([article(FERRY), article(FERRY_AGAIN, "B", after(6))], [[0], [1]]),
        ([article(FERRY), article(FERRY, "B", after(4)), article(FERRY, "C", after(8))], [[0, 1], [2]]),
        ([article(FERRY, published=None), article(FERRY_AGAIN, "B")], [[0, 1]]),
        ([article(FERRY, published=None), article(FERRY_AGAIN, "B", None)], [[0, 1]]),
        ([article(""), article("", "B"), article("the and of", "C")], [[0], [1], [2]]),
        ([article(SCHOOL, published=after(2)), article(FERRY), article(SCHOOL_AGAIN, "B")], [[0, 2], [1]]),
    ],
    ids=[
        "none",
        "one",
        "two events",
        "one text in two outlets",
        "five days apart",
        "six days apart",
        "a chain",
        "undated and dated",
        "undated both",
        "without words",
        "order of the first article",
    ],
)
def test_events(given: list[Article], expected: list[list[int]]) -> None:
    """Articles are together where their words are and a few days hold them all, in the order of what was given."""
    assert expected == grouped(*given)


def test_an_undated_article_joins_no_far_days() -> None:
    """An undated article stands with one of two dated ones that are a month apart, and does not join them."""
    found = grouped(article(FERRY), article(FERRY_AGAIN, "B", None), article(FERRY, "C", after(30)))

    assert found in ([[0, 1], [2]], [[0], [1, 2]])


def test_undated_articles_must_be_more_alike() -> None:
    """What the days of two articles leave in no doubt is not enough where one has no date."""
    assert grouped(article(FERRY_AGAIN), article(FERRY_LATER, "B")) == [[0, 1]]
    assert grouped(article(FERRY_AGAIN), article(FERRY_LATER, "B", None)) == [[0], [1]]


def test_the_span_of_days_can_be_set() -> None:
    """A wider or narrower span of days holds more or fewer articles together."""
    given = article(FERRY), article(FERRY_AGAIN, "B", after(6))

    assert [[0, 1]] == grouped(*given, days=6)
    assert [[0], [1]] == grouped(given[0], article(FERRY_AGAIN, "B", after(1)), days=0)


def test_an_article_given_twice_counts_once() -> None:
    """The same article twice is one article of one event."""
    ((event),) = events([article(FERRY), article(FERRY)])

    assert (article(FERRY),) == event.articles


def test_an_event_tells_its_days_outlets_and_terms() -> None:
    """An event has first and last day, outlets in order, and terms that both of its articles hold, as written."""
    (event,) = events([article(FERRY, "B", after(1)), article(FERRY_AGAIN, "A"), article(FERRY, "B", None)])

    assert (DAY, after(1)) == (event.first, event.last)
    assert ("B", "A") == event.outlets
    assert {"ferry", "Solveig"} <= set(event.terms)
    assert all(term in FERRY and term in FERRY_AGAIN for term in event.terms)
    assert f"Event('{', '.join(event.terms)}', 3 articles, 2024-05-15 to 2024-05-16)" == repr(event)


def test_an_undated_event_has_no_days() -> None:
    """Without any date, first and last day are None."""
    (event,) = events([article(FERRY, published=None)])

    assert (None, None) == (event.first, event.last)


def test_ids_come_from_the_articles() -> None:
    """The id hangs on which articles there are, and not on their order or on what else was given."""
    given = [article(FERRY), article(FERRY_AGAIN, "B")]
    (event,) = events(given)
    (turned,) = events(given[::-1])
    first, *_ = events([*given, article(SCHOOL, "C")])

    assert event.id == turned.id == first.id
    assert event.id != events([article(SCHOOL)])[0].id
    assert 16 == len(event.id)


def test_the_two_pages() -> None:
    """Of the three stories on two real pages, the two on the letters are one event and the third is another."""
    stories = read_folder(LETTERS).articles

    assert [[0, 1], [2]] == grouped(*stories)


@pytest.mark.parametrize(
    ("given", "days", "error", "message"),
    [
        ("text", 5, FieldTypeError, "expected articles, got 'text' of type str; see read()"),
        (5, 5, FieldTypeError, "expected articles, got 5 of type int; see read()"),
        (["text"], 5, FieldTypeError, "got 'text' of type str among them"),
        ([], "5", FieldTypeError, "days: expected a whole number of days, got '5' of type str"),
        ([], True, FieldTypeError, "days: expected a whole number of days, got True of type bool"),
        ([], -1, FieldValueError, "days: expected 0 or more, got -1"),
    ],
)
def test_wrong_arguments(given: object, days: object, error: type[Exception], message: str) -> None:
    """What is no article, and an impossible number of days, is refused with what was expected."""
    with pytest.raises(error) as refused:
        events(given, days=days)  # type: ignore[arg-type]

    assert message in str(refused.value)


@given(st.lists(articles, max_size=6), st.integers(0, 4))
def test_any_articles(given: list[Article], days: int) -> None:
    """No articles raise; each is in exactly one event, whose days are near each other."""
    found = events(given, days=days)
    members = [each for event in found for each in event.articles]

    assert sorted(map(repr, set(given))) == sorted(map(repr, members))
    assert all((event.last - event.first).days <= days for event in found if event.first and event.last)
    assert isinstance(str(event_view(found)), str)


def busy_day(count: int) -> list[Article]:
    """Return articles on one topic of one day, each in words of its own besides."""
    return [
        article(f"{FERRY} Reporter{n} saw boat{n}, buoy{n % 7} and quay{n % 11}.", f"Paper {n}") for n in range(count)
    ]


@pytest.mark.slow
def test_hundreds_of_articles_on_one_topic() -> None:
    """A day with six hundred articles on one topic and two on another is two events."""
    found = events([*busy_day(600), article(SCHOOL, "A"), article(SCHOOL_AGAIN, "B")])

    assert [600, 2] == [len(event.articles) for event in found]


@pytest.mark.slow
def test_a_text_without_end() -> None:
    """A text of a million code points, with a word as long, takes seconds at most."""
    start = time.process_time()
    found = events([article("x" * 1_000_000), article("word " * 200_000, "B"), article("a'" * 500_000, "C")])

    assert 3 == len(found)
    assert time.process_time() - start < 10


@pytest.mark.slow
def test_time_is_near_linear() -> None:
    """Four times as many articles on one topic take at most about eight times as long."""

    def seconds(count: int) -> float:
        given = busy_day(count)
        start = time.process_time()
        events(given)
        return time.process_time() - start

    assert grows_by_less(seconds, 200, 800, 8, floor=0.01)


def test_the_view_has_a_record_for_each_article() -> None:
    """An article without a headline is shown by its first words, and its record carries both ids."""
    found = events([article(FERRY), article(SCHOOL, "B", None)])
    records = event_view(found).to_records()

    assert [(1, "2024-05-15", found[0].id), (2, None, found[1].id)] == [
        (record["event"], record["published"], record["event_id"]) for record in records
    ]
    assert FERRY.startswith(str(records[0]["title"]))
    assert found[0].id not in str(event_view(found))


def test_pair_score() -> None:
    """Of three pairs found one is right, and of two pairs by hand one is found."""
    one, two, three, four = (article(name) for name in "abcd")
    score = pair_score([Event((one, two, three), ()), Event((four,), ())], {one: "x", two: "x", three: "y", four: "y"})

    assert (3, 2, 1) == (score.predicted, score.gold, score.right_gold)
