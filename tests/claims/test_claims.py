# SPDX-License-Identifier: MIT
"""Claims: the sequence, its queries, groups, order, records and table."""

import copy
import datetime as dt
import json
import pickle
import time
from contextlib import suppress
from typing import Any

import attrs
import pytest
from clock import grows_by_less
from hypothesis import given
from hypothesis import strategies as st
from strategies import collections, texts

from claimtrack.claims import Claims
from claimtrack.claims.record import COLUMNS
from claimtrack.exceptions import FieldTypeError, FieldValueError, UnknownNameError
from claimtrack.model import Article, Category, Claim, Hedge, Hedging, Interval, Scope, Span, Speaker

FIRST = Article(
    "Talks may continue, John Kirby said on Wednesday. “It is potential trade,” an official said.",
    "The Independent",
    dt.date(2023, 8, 30),
    "Letters exchanged",
    "https://example.org/1",
)
SECOND = Article("Moscow denied that shells were bought.", "Asharq Al-Awsat", dt.date(2023, 8, 31))

KIRBY = Speaker("John Kirby", ("Mr Kirby",), "spokesman")
MOSCOW = Speaker("Moscow", category=Category.PLACE)


def span(article: Article, words: str) -> Span:
    """Return where the words stand in the article."""
    start = article.text.index(words)
    return Span(start, start + len(words))


TALKS = Claim(
    FIRST,
    (span(FIRST, "Talks may continue"),),
    (span(FIRST, "said"),),
    (span(FIRST, "John Kirby"),),
    speaker=KIRBY,
    via=Speaker("AP", category=Category.ORGANISATION),
    hedges=(Hedge(span(FIRST, "may"), Hedging.POSSIBLE),),
    said=Interval(dt.date(2023, 8, 30), dt.date(2023, 8, 31)),
    said_span=span(FIRST, "on Wednesday"),
    confidence=0.9,
)
TRADE = Claim(
    FIRST,
    (span(FIRST, "“It is potential trade,”"),),
    (Span(88, 92),),
    (span(FIRST, "an official"),),
    kind="direct",
    hedges=(Hedge(span(FIRST, "potential"), Hedging.PROBABLE, Scope.PHRASE),),
)
SHELLS = Claim(
    SECOND,
    (span(SECOND, "shells were bought"),),
    (span(SECOND, "denied"),),
    (span(SECOND, "Moscow"),),
    speaker=MOSCOW,
    polarity="negative",
    stance="denying",
    said=Interval(dt.date(2023, 3, 1), dt.date(2023, 4, 1), vague=True),
    confidence=0.5,
)
CLAIMS = Claims([TALKS, TRADE, SHELLS])


class TestSequence:
    """Claims as an immutable sequence."""

    def test_protocol(self) -> None:
        """Claims have a length, an order, an index and membership."""
        assert (len(CLAIMS), list(CLAIMS), CLAIMS[-1], TRADE in CLAIMS) == (3, [TALKS, TRADE, SHELLS], SHELLS, True)
        assert (list(reversed(CLAIMS)), TRADE in CLAIMS[:1]) == ([SHELLS, TRADE, TALKS], False)

    def test_slice(self) -> None:
        """A slice is a collection again."""
        assert CLAIMS[:2] == Claims([TALKS, TRADE])

    def test_equal_claims_are_kept_once(self) -> None:
        """The same claim twice is kept once, at its first place."""
        assert CLAIMS[1:] + CLAIMS == Claims([TRADE, SHELLS, TALKS])

    def test_other_readings_are_kept(self) -> None:
        """A claim with the id of another that differs from it is kept besides it."""
        corrected = attrs.evolve(TRADE, speaker=KIRBY)
        assert corrected.id == TRADE.id
        assert list(Claims([TRADE]) + Claims([corrected])) == [TRADE, corrected]

    def test_time_of_many_readings(self) -> None:
        """Eight times as many claims of one id take about eight times as long."""

        def seconds(count: int) -> float:
            read = [attrs.evolve(TRADE, speaker=Speaker(f"Speaker {number}")) for number in range(count)]
            start = time.process_time()
            assert count == len(Claims([*read, *read]))
            return time.process_time() - start

        assert grows_by_less(seconds, 500, 4000, 24)

    def test_only_claims_are_added(self) -> None:
        """A list cannot be added by mistake."""
        with pytest.raises(TypeError, match="unsupported operand"):
            CLAIMS + [TALKS]  # type: ignore[operator]  # noqa: RUF005

    def test_value(self) -> None:
        """Equal collections have equal hashes, and cannot be changed."""
        assert hash(Claims([TALKS, TRADE, SHELLS])) == hash(CLAIMS)
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            CLAIMS.outlets = ()  # type: ignore[misc]

    def test_outlets(self) -> None:
        """The outlets that were read stay known in every result, and play no part in equality."""
        read = Claims(CLAIMS, outlets=["BBC"])
        assert read.outlets == ("BBC", "The Independent", "Asharq Al-Awsat")
        assert read == CLAIMS
        assert (read[:0] + CLAIMS[:1]).outlets == read.outlets
        assert len(read.where(outlet="bbc")) == 0

    @pytest.mark.parametrize(
        ("claims", "expected"),
        [
            (CLAIMS, "Claims(3 claims, 2 outlets, 2 speakers)"),
            (CLAIMS[:1], "Claims(1 claim, 1 outlet, 1 speaker)"),
            (Claims(), "Claims(0 claims, 0 outlets, 0 speakers)"),
        ],
    )
    def test_repr(self, claims: Claims, expected: str) -> None:
        """The repr counts claims, outlets and speakers."""
        assert repr(claims) == expected

    def test_other_values(self) -> None:
        """A value that is no claim is refused."""
        with pytest.raises(FieldTypeError, match="expected values of the class Claim, got 'x' of type str"):
            Claims(["x"])  # type: ignore[list-item]

    def test_other_outlets(self) -> None:
        """An outlet that is no str is refused, and one str is one outlet."""
        assert Claims(outlets="BBC").outlets == ("BBC",)
        with pytest.raises(FieldTypeError, match="expected names as str, got 3 of type int"):
            Claims(outlets=[3])  # type: ignore[list-item]

    @given(collections, collections)
    def test_addition(self, first: Claims, second: Claims) -> None:
        """A sum begins with the first collection, holds all of both, and adding again changes nothing."""
        both = first + second
        assert both[: len(first)] == first
        assert set(both) == {*first, *second}
        assert both + second == both

    @given(st.lists(collections, max_size=4))
    def test_concat_is_the_sum(self, parts: list[Claims]) -> None:
        """Collections put together at once have the claims and outlets that they have by `+`, one by one."""
        whole, added = Claims.concat(iter(parts)), sum(parts, Claims())

        assert (list(added), added.outlets) == (list(whole), whole.outlets)

    def test_a_sum_knows_the_speakers_of_its_parts(self) -> None:
        """Whom a query's result knows stays known where it is put together with others."""
        part = CLAIMS.where(speaker="Moscow")
        for whole in (Claims.concat([part]), part + Claims(), Claims() + part, CLAIMS[:0] + CLAIMS[:0]):
            assert not whole.where(speaker="John Kirby", via="AP")
        with pytest.raises(UnknownNameError, match=r"the relaying source 'Reuters' is unknown; use one of: AP$"):
            (part + Claims()).where(via="Reuters")

    @pytest.mark.parametrize("parts", [None, "", 3, [TALKS], [CLAIMS, [TALKS]]])
    def test_concat_of_something_else(self, parts: Any) -> None:
        """What is no iterable of collections is refused."""
        with pytest.raises(FieldTypeError, match=r"Claims\.concat: expected "):
            Claims.concat(parts)

    def test_time_of_concat(self) -> None:
        """Eight times as many collections take about eight times as long."""

        def seconds(count: int) -> float:
            articles = [attrs.evolve(FIRST, text=f"{FIRST.text} {number}") for number in range(count)]
            parts = [Claims([attrs.evolve(TALKS, article=article)]) for article in articles]
            start = time.process_time()
            Claims.concat(parts)
            return time.process_time() - start

        assert grows_by_less(seconds, 1000, 8000, 24)


class TestWhere:
    """The conditions of a query."""

    @pytest.mark.parametrize(
        ("conditions", "expected"),
        [
            ({}, [TALKS, TRADE, SHELLS]),
            ({"speaker": "john  KIRBY"}, [TALKS]),
            ({"speaker": "Mr Kirby"}, [TALKS]),
            ({"speaker": "kirby"}, [TALKS]),
            ({"text": '"it is potential'}, [TRADE]),
            ({"speaker": Speaker("John Kirby")}, [TALKS]),
            ({"speaker": Speaker("Mr Kirby")}, []),
            ({"speaker": Speaker("nobody")}, []),
            ({"via": "kirby"}, []),
            ({"speaker": None}, [TRADE]),
            ({"speaker": ["Moscow", None]}, [TRADE, SHELLS]),
            ({"speaker": []}, []),
            ({"via": "ap"}, [TALKS]),
            ({"via": None}, [TRADE, SHELLS]),
            ({"category": Category.PLACE}, [SHELLS]),
            ({"category": ["person", None]}, [TALKS, TRADE]),
            ({"outlet": "the independent"}, [TALKS, TRADE]),
            ({"outlet": {"The Independent", "Asharq Al-Awsat"}}, [TALKS, TRADE, SHELLS]),
            ({"hedging": "possible"}, [TALKS]),
            ({"hedging": (Hedging.UNHEDGED, Hedging.POSSIBLE)}, [TALKS, TRADE, SHELLS]),
            ({"kind": "direct"}, [TRADE]),
            ({"type": "belief"}, []),
            ({"polarity": "negative"}, [SHELLS]),
            ({"stance": ["denying", "factive"]}, [SHELLS]),
            ({"published": dt.date(2023, 8, 31)}, [SHELLS]),
            ({"published": dt.datetime(2023, 8, 31, 12, tzinfo=dt.UTC)}, [SHELLS]),
            ({"published": (dt.date(2023, 8, 30), dt.date(2023, 8, 31))}, [TALKS, TRADE]),
            ({"published": (dt.date(2023, 8, 31), None)}, [SHELLS]),
            ({"published": None}, []),
            ({"said": Interval(dt.date(2023, 3, 31), dt.date(2023, 5, 1))}, [SHELLS]),
            ({"said": (None, dt.date(2023, 3, 1))}, []),
            ({"said": (None, None)}, [TALKS, SHELLS]),
            ({"said": None}, [TRADE]),
            ({"text": "TALKS   may"}, [TALKS]),
            ({"min_confidence": 0.9}, [TALKS, TRADE]),
            ({"outlet": "The Independent", "hedging": "possible"}, [TALKS]),
        ],
    )
    def test_conditions(self, conditions: dict[str, Any], expected: list[Claim]) -> None:
        """A query finds the claims that meet all of its conditions."""
        assert list(CLAIMS.where(**conditions)) == expected

    @pytest.mark.parametrize(
        ("conditions", "message"),
        [
            (
                {"speeker": "x"},
                (
                    "where: the condition 'speeker' is unknown; use one of: speaker, via, category, outlet, hedging, "
                    "kind, type, polarity, stance, published, said, text, min_confidence"
                ),
            ),
            (
                {"outlet": "Asharq"},
                "where: the outlet 'Asharq' is unknown; use one of: The Independent, Asharq Al-Awsat",
            ),
            ({"speaker": ["Kirby", "Mosco"]}, "where: the speaker 'Mosco' is unknown; use one of: Moscow, John Kirby"),
            ({"via": "reuters"}, "where: the relaying source 'reuters' is unknown; use one of: AP"),
            (
                {"hedging": ["possible", "certain"]},
                "where: the hedging 'certain' is unknown; use one of: unhedged, probable, possible, uncommitted",
            ),
            ({"kind": "quoted"}, "where: the kind 'quoted' is unknown; use one of: direct, indirect, mixed"),
        ],
    )
    def test_unknown_names(self, conditions: dict[str, Any], message: str) -> None:
        """An unknown condition, speaker, outlet or level is refused in one line that lists those that there are."""
        with pytest.raises(UnknownNameError) as caught:
            CLAIMS.where(**conditions)
        assert str(caught.value) == message

    def test_many_outlets(self) -> None:
        """A message lists similar names first and does not list hundreds."""
        read = Claims(outlets=[f"Gazette {number}" for number in range(100)])
        with pytest.raises(UnknownNameError, match=r"use one of: Gazette 99, .* and 80 more$"):
            read.where(outlet="Gazete 99")

    def test_nobody_relays(self) -> None:
        """Where claims have speakers and nobody relays, no speaker is offered as who does."""
        with pytest.raises(UnknownNameError, match=r"the relaying source 'AP' is unknown; there is none$"):
            Claims([SHELLS]).where(via="AP")

    def test_outlets_of_nothing(self) -> None:
        """Where no outlet is known, none is unknown."""
        assert len(Claims().where(outlet="The Independent")) == 0

    @pytest.mark.parametrize(
        ("conditions", "error", "message"),
        [
            ({"speaker": 3}, FieldTypeError, "speaker: expected a name, a Speaker or None, or several of them, got 3"),
            ({"outlet": None}, FieldTypeError, "outlet: expected the name of an outlet, or several, got None"),
            ({"hedging": 3}, FieldTypeError, "hedging: expected one of unhedged, probable, possible, uncommitted"),
            ({"kind": None}, FieldTypeError, "kind: expected one of direct, indirect, mixed, or several, got None"),
            ({"published": "2023-08-30"}, FieldTypeError, "published: expected a date, a pair of a start"),
            ({"said": (dt.date(2023, 1, 1),)}, FieldTypeError, "said: expected a date, a pair"),
            (
                {"said": (dt.date(2023, 1, 2), dt.date(2023, 1, 2))},
                FieldValueError,
                "said: expected an end after the start, 2023-01-02, got 2023-01-02; the end is exclusive",
            ),
            ({"said": (None, dt.date.min)}, FieldValueError, "said: expected an end after the start"),
            ({"text": None}, FieldTypeError, "text: expected words as a str, got None"),
            ({"min_confidence": True}, FieldTypeError, "min_confidence: expected a number from 0 to 1, got True"),
            ({"min_confidence": 50}, FieldValueError, "min_confidence: expected a number from 0 to 1, got 50"),
        ],
    )
    def test_wrong_values(self, conditions: dict[str, Any], error: type[Exception], message: str) -> None:
        """A value of the wrong type or out of range is refused by the name of its condition."""
        with pytest.raises(error) as caught:
            CLAIMS.where(**conditions)
        assert f"where: {message}" in str(caught.value)

    @given(claims=collections, hedging=st.sampled_from(Hedging), by_outlet=st.booleans())
    def test_conditions_in_turn(self, claims: Claims, hedging: Hedging, *, by_outlet: bool) -> None:
        """Conditions in one query and in two queries find the same, in either order."""
        outlet: dict[str, Any] = {"outlet": claims.outlets[0]} if claims and by_outlet else {}
        once = claims.where(hedging=hedging, **outlet)
        assert claims.where(hedging=hedging).where(**outlet) == once
        assert claims.where(**outlet).where(hedging=hedging) == once

    @given(collections, texts)
    def test_any_text(self, claims: Claims, text: str) -> None:
        """Words may be asked for by any str, and a speaker by any name; what is found is a part of what was asked."""
        assert set(claims.where(speaker=Speaker(text if text.strip() else "x"), text=text)) <= set(claims)
        with suppress(UnknownNameError):
            assert set(claims.where(speaker=text, via=text)) <= set(claims)

    def test_a_speaker_of_what_was_queried(self) -> None:
        """A query's result finds nothing for whom it has left out, and refuses whom nobody has."""
        rest = CLAIMS.where(speaker=None)

        assert not rest.where(speaker="Kirby")
        with pytest.raises(UnknownNameError, match=r"the speaker 'Kriby' is unknown"):
            rest.where(speaker="Kriby")

    def test_no_speaker_is_known(self) -> None:
        """Where nobody speaks, no name is unknown."""
        assert not Claims().where(speaker="Kirby", via=["Reuters"])


class TestGroups:
    """Groups, counts and order."""

    def test_by(self) -> None:
        """Groups come in the order in which their values first appear."""
        groups = CLAIMS.by("outlet")
        assert list(groups.items()) == [
            ("The Independent", Claims([TALKS, TRADE])),
            ("Asharq Al-Awsat", Claims([SHELLS])),
        ]

    def test_by_speaker(self) -> None:
        """Speakers are grouped by name, and open ones under None."""
        assert list(CLAIMS.by("speaker")) == ["John Kirby", None, "Moscow"]

    def test_count_by_one(self) -> None:
        """Counting by one name has its values as keys."""
        assert CLAIMS.count_by("hedging") == {Hedging.POSSIBLE: 1, Hedging.UNHEDGED: 2}

    def test_counts_show_themselves(self) -> None:
        """Counts print and show themselves as a table; their repr has the names of levels, which find them as well."""
        counts = CLAIMS.count_by("outlet", "hedging", "said")
        key = ("The Independent", "possible", TALKS.said)
        record = {"outlet": "The Independent", "hedging": "possible", "said": "2023-08-30", "claims": 1}

        assert 1 == counts[key]
        assert repr({key: 1})[:-1] == repr(counts)[: len(repr({key: 1})) - 1]
        assert record == counts.view().to_records()[0]
        assert None is counts.view().rows[1][2]
        assert str(counts) == counts.view().table()
        assert counts._repr_html_() == counts.view()._repr_html_()

    def test_counts_are_a_dict(self) -> None:
        """Counts are equal to a dict, and a copy knows the names as well."""
        counts = CLAIMS.count_by("hedging")
        copied = pickle.loads(pickle.dumps(counts))  # noqa: S301 - made here

        assert {Hedging.POSSIBLE: 1, Hedging.UNHEDGED: 2} == counts == copied == copy.copy(counts)
        assert ("hedging",) == copied.names == copy.copy(counts).names
        assert "{'possible': 1, 'unhedged': 2}" == repr(copied)
        assert {"possible": 1, "unhedged": 2} == json.loads(json.dumps(counts))

    def test_count_by_two(self) -> None:
        """Counting by two names has pairs as keys."""
        assert CLAIMS.count_by("outlet", "category") == {
            ("The Independent", Category.PERSON): 1,
            ("The Independent", None): 1,
            ("Asharq Al-Awsat", Category.PLACE): 1,
        }

    def test_unknown_names(self) -> None:
        """An unknown name is refused with the list of those that there are."""
        with pytest.raises(UnknownNameError, match=r"by: the name 'text' is unknown; use one of: .*outlet"):
            CLAIMS.by("text")
        with pytest.raises(UnknownNameError, match="count_by: the name 'outlets' is unknown; use one of: outlet"):
            CLAIMS.count_by("speaker", "outlets")

    def test_no_name(self) -> None:
        """Counting by nothing is refused."""
        with pytest.raises(FieldValueError, match="count_by: expected at least one name, got none"):
            CLAIMS.count_by()

    @given(
        collections,
        st.sampled_from(
            ["outlet", "speaker", "via", "category", "hedging", "kind", "type", "polarity", "stance", "published"]
        ),
    )
    def test_groups_are_a_partition(self, claims: Claims, name: str) -> None:
        """Every claim is in exactly one group, counted there, and found again by the group's value."""
        groups = claims.by(name)
        assert sum(map(len, groups.values())) == len(claims)
        assert claims.count_by(name) == {value: len(group) for value, group in groups.items()}
        assert all(set(group) <= set(claims.where(**{name: value})) for value, group in groups.items())

    def test_timeline(self) -> None:
        """Claims come by when they were made, then by publication, and undated ones last."""
        undated = Claim(attrs.evolve(SECOND, published=None), SHELLS.content)
        year = attrs.evolve(TALKS, said=Interval(dt.date(2023, 3, 1), dt.date(2024, 3, 1)))
        claims = Claims([undated, year, TRADE, TALKS, SHELLS])
        assert list(claims.timeline()) == [SHELLS, year, TRADE, TALKS, undated]

    @given(collections)
    def test_timeline_keeps_all(self, claims: Claims) -> None:
        """A timeline has the same claims, and ordering it again changes nothing."""
        timeline = claims.timeline()
        assert set(timeline) == set(claims)
        assert timeline.timeline() == timeline


class TestRecords:
    """Flat records."""

    def test_record(self) -> None:
        """A record has flat values under the fixed columns."""
        record = CLAIMS.to_records()[0]
        assert record == {
            "id": TALKS.id,
            "article_id": FIRST.id,
            "outlet": "The Independent",
            "published": "2023-08-30",
            "title": "Letters exchanged",
            "url": "https://example.org/1",
            "speaker": "John Kirby",
            "speaker_category": "person",
            "speaker_description": "spokesman",
            "via": "AP",
            "via_source": None,
            "via_spans": None,
            "source": "John Kirby",
            "cue": "said",
            "text": "Talks may continue",
            "kind": "indirect",
            "type": "assertion",
            "hedging": "possible",
            "hedges": "may",
            "phrase_hedges": None,
            "polarity": "positive",
            "stance": "neutral",
            "said": "2023-08-30",
            "said_start": "2023-08-30",
            "said_end": "2023-08-31",
            "confidence": 0.9,
            "source_spans": "20-30",
            "cue_spans": "31-35",
            "content_spans": "0-18",
            "hedge_spans": "6-9",
            "said_spans": "36-48",
            "ambiguities": None,
            "times": None,
            "time_spans": None,
            "likelihood": None,
            "likelihood_low": None,
            "likelihood_high": None,
            "likelihood_spans": None,
        }

    def test_absent_values(self) -> None:
        """What is open, unknown or absent is None."""
        record = CLAIMS.to_records()[1]
        assert [name for name, value in record.items() if value is None] == [
            "speaker", "speaker_category", "speaker_description", "via", "hedges",
            "said", "said_start", "said_end", "via_source", "via_spans", "said_spans", "ambiguities",
            "times", "time_spans",
            "likelihood", "likelihood_low", "likelihood_high", "likelihood_spans",
        ]  # fmt: skip
        assert (record["hedging"], record["phrase_hedges"]) == ("unhedged", "potential")

    @given(collections)
    def test_flat_and_fixed(self, claims: Claims) -> None:
        """Every record has the same columns, values of the plain types, and survives JSON."""
        records = claims.to_records()
        assert all(tuple(record) == COLUMNS for record in records)
        assert {type(value) for record in records for value in record.values()} <= {str, float, type(None)}
        assert json.loads(json.dumps(records)) == records

    @given(collections)
    def test_spans_lead_back(self, claims: Claims) -> None:
        """The offsets in a record lead back to the exact characters of the claim."""
        for claim, record in zip(claims, claims.to_records(), strict=True):
            pairs = [pair.split("-") for pair in str(record["content_spans"]).split(";")]
            assert [claim.article.text[int(start) : int(end)] for start, end in pairs] == [
                span.of(claim.article.text) for span in claim.content
            ]


class TestTable:
    """The table for readers."""

    def test_table(self) -> None:
        """A table says who claims what in which outlet, how firmly and when, in words for readers."""
        assert CLAIMS.table("plain").split("\n") == [
            "outlet           speaker             claim                     hedging         said",
            "",
            "The Independent  John Kirby, via AP  Talks may continue        possible (may)  2023-08-30",
            "",
            "The Independent  (open)              “It is potential trade,”  unhedged",
            "",
            "Asharq Al-Awsat  Moscow              shells were bought        unhedged        about 2023-03",
            "                 “denied”",
        ]

    def test_range_of_days(self) -> None:
        """A range of days is shown with its first and last day."""
        claim = attrs.evolve(TALKS, said=Interval(dt.date(2023, 8, 1), dt.date(2023, 8, 8)))
        assert Claims([claim]).table("github").endswith("| 2023-08-01 to 2023-08-07 |")

    def test_default(self) -> None:
        """By default the table is one for terminals of at most 100 columns, without colour."""
        assert CLAIMS.table() == CLAIMS.table("terminal", width=100, colour=False)
        assert max(map(len, CLAIMS.table().split("\n"))) <= 100

    @given(collections, st.sampled_from(["terminal", "plain", "github", "html"]))
    def test_any_claims(self, claims: Claims, format_: Any) -> None:
        """Any claims can be shown, and no cell is a Python repr."""
        shown = claims.table(format_)
        assert "outlet" in shown
        assert not any(word in shown for word in ("Hedging.", "Speaker(", "Interval(", "Span(", "datetime"))
