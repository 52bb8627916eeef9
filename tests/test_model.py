# SPDX-License-Identifier: MIT
"""The model: validators, order, ids, places in a page, and reprs."""

import datetime as dt
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import articles, claims, intervals, spans, texts

from claimtrack.exceptions import FieldTypeError, FieldValueError
from claimtrack.model import Article, Category, Claim, Hedge, Hedging, Interval, Scope, Segment, Span, Speaker, digest

DAY = dt.date(2023, 8, 30)
ARTICLE = Article("Talks  may\ncontinue, he said.", "The Independent", DAY)
STORY = {"text": "x", "outlet": "BBC", "published": DAY}
CLAIM = {"article": ARTICLE, "content": (Span(0, 5),)}


class TestSpan:
    """Stretches of text."""

    def test_value(self) -> None:
        """A span has a length, a short repr, an order and its characters."""
        assert (len(Span(2, 5)), repr(Span(2, 5)), Span(2, 5).of("abcdef")) == (3, "Span(2, 5)", "cde")
        assert sorted([Span(3, 4), Span(1, 9), Span(1, 2)]) == [Span(1, 2), Span(1, 9), Span(3, 4)]

    @pytest.mark.parametrize(
        ("first", "second", "overlap", "cover"),
        [
            (Span(0, 4), Span(1, 3), True, True),
            (Span(1, 3), Span(0, 4), True, False),
            (Span(0, 2), Span(2, 4), False, False),
            (Span(0, 4), Span(4, 4), False, True),
        ],
    )
    def test_relations(self, first: Span, second: Span, *, overlap: bool, cover: bool) -> None:
        """Spans overlap if they share a character, and cover what lies wholly within them."""
        assert (first.overlaps(second), first.covers(second)) == (overlap, cover)

    @given(spans(), spans())
    def test_overlap_is_mutual(self, first: Span, second: Span) -> None:
        """If one span overlaps another, the other overlaps it."""
        assert first.overlaps(second) == second.overlaps(first)


class TestInterval:
    """Half-open stretches of days."""

    @pytest.mark.parametrize(
        ("start", "end", "vague", "expected"),
        [
            ("2023-08-30", "2023-08-31", False, "2023-08-30"),
            ("2023-03-01", "2023-04-01", False, "2023-03"),
            ("2022-12-01", "2023-01-01", False, "2022-12"),
            ("2022-01-01", "2023-01-01", False, "2022"),
            ("2023-01-01", "2023-03-01", False, "2023-01-01/2023-02-28"),
            ("2023-02-01", "2024-02-01", False, "2023-02-01/2024-01-31"),
            ("2023-08-28", "2023-09-04", True, "~2023-08-28/2023-09-03"),
            ("9999-12-01", "9999-12-31", False, "9999-12-01/9999-12-30"),
        ],
    )
    def test_text(self, start: str, end: str, expected: str, *, vague: bool) -> None:
        """An interval is written as a day, a month, a year, or its first and last day."""
        assert str(Interval(dt.date.fromisoformat(start), dt.date.fromisoformat(end), vague)) == expected

    @given(intervals(), intervals())
    def test_overlap(self, first: Interval, second: Interval) -> None:
        """Intervals overlap if the later start comes before the earlier end."""
        assert first.overlaps(second) == (max(first.start, second.start) < min(first.end, second.end))


class TestHedging:
    """Levels of commitment."""

    def test_order(self) -> None:
        """Levels rise from uncommitted to unhedged."""
        levels = [Hedging.UNCOMMITTED, Hedging.POSSIBLE, Hedging.PROBABLE, Hedging.UNHEDGED]
        assert sorted(Hedging) == levels
        assert [level.reduction for level in levels] == [3, 2, 1, 0]

    @given(st.sampled_from(Hedging), st.sampled_from(Hedging))
    def test_comparisons_agree(self, first: Hedging, second: Hedging) -> None:
        """The four comparisons agree with each other and with those of the names."""
        assert (first < second) == (second > first) == (not first >= second) == (not second <= first)
        assert (first <= second) == (first <= second.value)

    def test_unknown_level(self) -> None:
        """Comparing with a level that does not exist is an error."""
        with pytest.raises(ValueError, match="certain"):
            assert Hedging.POSSIBLE < "certain"

    @pytest.mark.parametrize(
        ("hedges", "expected"),
        [
            ((), Hedging.UNHEDGED),
            ((("possible", Scope.CLAIM), ("probable", Scope.CLAIM)), Hedging.POSSIBLE),
            ((("possible", Scope.PHRASE),), Hedging.UNHEDGED),
            ((("uncommitted", Scope.PHRASE), ("probable", Scope.CLAIM)), Hedging.PROBABLE),
        ],
    )
    def test_level_of_a_claim(self, hedges: tuple[tuple[str, Scope], ...], expected: Hedging) -> None:
        """A claim has the lowest level among the hedges of its own proposition."""
        values = tuple(Hedge(Span(7, 10), level, scope) for level, scope in hedges)
        assert Claim(ARTICLE, (Span(0, 5),), hedges=values).hedging is expected


class TestArticle:
    """Stories with their exact text."""

    def test_day_of_publication(self) -> None:
        """A time of publication is cut to its day."""
        moment = dt.datetime(2023, 8, 30, 11, 57, tzinfo=dt.UTC)
        assert Article("x", "BBC", moment).published == DAY

    def test_repr(self) -> None:
        """The repr shows the headline, or the beginning of the text where there is none."""
        assert repr(Article("x" * 50, "BBC", DAY, "Letters")) == (
            "Article('Letters', outlet='BBC', published=2023-08-30, 50 characters)"
        )
        assert repr(Article("x" * 50, "BBC", None)).startswith(f"Article('{'x' * 40}', outlet='BBC', published=None")

    def test_places_in_the_page(self) -> None:
        """A span of the text leads back to its places in the page, in pieces where furniture stands between."""
        page = "HEAD Talks may | advert | continue."
        article = Article("Talks may continue.", "BBC", DAY, segments=(Segment(0, 5, 10), Segment(10, 26, 9)))
        assert article.offset == 5
        places = article.in_page(Span(6, 18))
        assert places == (Span(11, 15), Span(26, 34))
        assert [place.of(page) for place in places] == ["may ", "continue"]
        assert article.in_page(Span(10, 10)) == ()

    def test_no_page(self) -> None:
        """An article that was not read from a page has no places in one."""
        assert (ARTICLE.offset, ARTICLE.in_page(Span(0, 5))) == (None, ())

    @given(articles)
    def test_ids_are_repeatable(self, article: Article) -> None:
        """The same story gives the same id again, whatever its title and address."""
        again = Article(article.text, article.outlet, article.published)
        assert again.id == article.id
        assert len(article.id) == 16

    @pytest.mark.parametrize("change", [{"text": "other"}, {"outlet": "BBC"}, {"published": None}])
    def test_ids_differ(self, change: dict[str, Any]) -> None:
        """Another text, outlet or day gives another id."""
        assert attrs.evolve(ARTICLE, **change).id != ARTICLE.id


class TestClaim:
    """Attributions."""

    def test_words(self) -> None:
        """A claim's text is the article's own, with white space folded and gaps shown."""
        claim = Claim(ARTICLE, (Span(0, 5), Span(7, 19)))
        assert claim.text == "Talks ... may continue"
        assert (claim.outlet, claim.published) == ("The Independent", DAY)

    def test_repr(self) -> None:
        """The repr shows the text first, then speaker, outlet and level."""
        claim = Claim(ARTICLE, (Span(0, 10),), speaker=Speaker("John Kirby"))
        assert repr(claim) == ("Claim('Talks may', speaker='John Kirby', outlet='The Independent', hedging='unhedged')")
        assert "speaker=None" in repr(attrs.evolve(claim, speaker=None))

    @given(claims())
    def test_ids_are_repeatable(self, claim: Claim) -> None:
        """The same spans give the same id again, whoever the speaker is found to be."""
        again = Claim(claim.article, claim.content, claim.cue, claim.source)
        assert again.id == claim.id

    def test_ids_differ(self) -> None:
        """A span counts with its role: what is the source in one claim and the cue in another gives two ids."""
        content, span = (Span(0, 5),), (Span(21, 23),)
        found = {
            Claim(ARTICLE, content).id,
            Claim(ARTICLE, content, cue=span).id,
            Claim(ARTICLE, content, source=span).id,
            Claim(ARTICLE, content + span).id,
        }
        assert len(found) == 4

    @given(claims())
    def test_values(self, claim: Claim) -> None:
        """An equal claim has an equal hash, a repr, and words for every span."""
        same = attrs.evolve(claim)
        assert (same, hash(same), repr(same)) == (claim, hash(claim), repr(claim))
        assert all(isinstance(claim.words([span]), str) for span in (*claim.content, *claim.cue, *claim.source))


def test_speaker_is_written_by_name() -> None:
    """A speaker as text is the name."""
    assert f"{Speaker('John Kirby', ('Kirby',))}" == "John Kirby"


def test_names_of_members_are_converted() -> None:
    """Where a member of an enum is expected its name will do."""
    assert Speaker("Moscow", category="place").category is Category.PLACE
    assert Claim(ARTICLE, (Span(0, 5),), kind="direct", polarity="negative").kind == "direct"


@given(st.lists(texts, max_size=4), st.lists(texts, max_size=4))
def test_digest(first: list[str], second: list[str]) -> None:
    """Digests of any parts have 16 digits, and are equal if the parts are."""
    assert len(digest(*first)) == 16
    assert (digest(*first) == digest(*second)) == ("\0".join([*first, ""]) == "\0".join([*second, ""]))


@pytest.mark.parametrize(
    ("model", "fields", "message"),
    [
        (Span, {"start": "0", "end": 1}, "Span.start: expected a whole number of code points, got '0' of type str"),
        (Span, {"start": 0, "end": True}, "Span.end: expected a whole number of code points, got True of type bool"),
        (Article, STORY | {"text": b"x"}, "Article.text: expected a str, got b'x' of type bytes"),
        (Article, STORY | {"outlet": None}, "Article.outlet: expected the outlet's name as a str, got None"),
        (Article, STORY | {"published": "2023"}, "Article.published: expected a date or None, got '2023' of type str"),
        (Article, STORY | {"segments": []}, "Article.segments: expected a tuple of Segment, got []"),
        (Speaker, {"name": 3}, "Speaker.name: expected a str, got 3"),
        (Speaker, {"name": "x", "id": 4}, "Speaker.id: expected a str or None, got 4 of type int"),
        (Speaker, {"name": "x", "represents": 4}, "Speaker.represents: expected a str or None, got 4 of type int"),
        (Speaker, {"name": "x", "aliases": "y"}, "Speaker.aliases: expected a tuple of str, got 'y' of type str"),
        (Hedge, {"span": (0, 1), "level": "possible"}, "Hedge.span: expected a Span, got (0, 1) of type tuple"),
        (Interval, {"start": "2023", "end": DAY}, "Interval.start: expected a date, got '2023' of type str"),
        (Interval, {"start": DAY, "end": dt.date.max, "vague": 1}, "Interval.vague: expected a bool, got 1"),
        (Claim, CLAIM | {"content": [Span(0, 1)]}, "Claim.content: expected a tuple of Span, got [Span(0, 1)]"),
        (Claim, CLAIM | {"speaker": "Kirby"}, "Claim.speaker: expected a Speaker or None, got 'Kirby' of type str"),
        (Claim, CLAIM | {"confidence": "1"}, "Claim.confidence: expected a number, got '1' of type str"),
    ],
)
def test_wrong_types(model: Any, fields: dict[str, Any], message: str) -> None:
    """A value of the wrong type is refused by the field's name, with what was expected and what came."""
    with pytest.raises(FieldTypeError) as caught:
        model(**fields)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("model", "fields", "message"),
    [
        (Span, {"start": -1, "end": 0}, "Span.start: expected 0 or more, got -1"),
        (Span, {"start": 3, "end": 2}, "Span.end: expected at least the start, 3, got 2"),
        (Article, STORY | {"outlet": " \n"}, "Article.outlet: expected the outlet's name, got ' \\n'"),
        (Speaker, {"name": ""}, "Speaker.name: expected a name, got ''"),
        (Interval, {"start": DAY, "end": DAY}, "Interval.end: expected a day after the start, 2023-08-30, got"),
        (Claim, CLAIM | {"content": ()}, "Claim.content: expected at least one Span, got ()"),
        (
            Claim,
            CLAIM | {"cue": (Span(0, 99),)},
            "Claim.cue: expected spans that hold some of the article's 29 characters, got Span(0, 99)",
        ),
        (Claim, CLAIM | {"confidence": 1.5}, "Claim.confidence: expected a number from 0 to 1, got 1.5"),
        (Claim, CLAIM | {"confidence": float("nan")}, "Claim.confidence: expected a number from 0 to 1, got nan"),
    ],
)
def test_impossible_values(model: Any, fields: dict[str, Any], message: str) -> None:
    """A value of the right type that cannot be is refused by the field's name."""
    with pytest.raises(FieldValueError) as caught:
        model(**fields)
    assert message in str(caught.value)


@pytest.mark.parametrize("value", [Span(0, 1), ARTICLE, Speaker("x"), Claim(ARTICLE, (Span(0, 5),))])
def test_values_are_frozen(value: Any) -> None:
    """No field of a value can be changed."""
    name = attrs.fields(type(value))[0].name
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(value, name, None)
