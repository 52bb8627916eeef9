# SPDX-License-Identifier: MIT
"""Comparison: two real pages side by side, the values, the records, the table, and input of any kind."""

import datetime as dt
import pickle
import re
import time
from typing import Any

import attrs
import pytest
from clock import grows_by_less
from hypothesis import given
from hypothesis import strategies as st
from made import LETTERS, OKORO, claim

from claimtrack.comparison import COLUMNS, Comparison, Field, PairKind, Row, compare
from claimtrack.display.tables import Format
from claimtrack.exceptions import FieldTypeError, UnknownNameError
from claimtrack.model import Article, Claim, Hedge, Interval, Kind, Polarity, Span, Speaker, Stance

DAY = dt.date(2023, 8, 30)
TODAY = Interval(DAY, dt.date(2023, 8, 31))
KIRBY = Speaker("John Kirby", ("Mr Kirby", "Kirby"), "National Security Council spokesman")
WHITE_HOUSE = Speaker("White House", category="place")
FOUR = Speaker("United States, United Kingdom, South Korea and Japan", category="group")
INDEPENDENT = Article((LETTERS / "independent.txt").read_text(encoding="utf-8"), "The Independent", DAY)
AWSAT = Article((LETTERS / "asharq-al-awsat.txt").read_text(encoding="utf-8"), "Asharq Al-Awsat", DAY)


def found(article: Article, first: str, last: str, speaker: Speaker | None, **fields: Any) -> Claim:
    """Return the claim of *article* whose content runs from the words *first* to the words *last*."""
    start = article.text.index(first)
    end = article.text.index(last, start) + len(last)
    return Claim(article, (Span(start, end),), speaker=speaker, **fields)


def independent() -> list[Claim]:
    """Return the claims of one page."""
    may = INDEPENDENT.text.index("may continue")
    return [
        found(INDEPENDENT, "Mr Putin and Mr Kim", "recent weeks", WHITE_HOUSE),
        found(INDEPENDENT, "Russian President Vladimir", "two countries", WHITE_HOUSE),
        found(INDEPENDENT, "arms negotiations between", "Ukraine", KIRBY, kind=Kind.MIXED, said=TODAY),
        found(INDEPENDENT, "Russian defence minister", "Soviet-made", KIRBY),
        found(INDEPENDENT, "“Since that visit", "cooperation,”", KIRBY, kind=Kind.DIRECT),
        found(INDEPENDENT, "Mr Shoigu’s trip", "other Russian officials", KIRBY),
        found(
            INDEPENDENT,
            "“Following these",
            "months,”",
            KIRBY,
            kind=Kind.DIRECT,
            hedges=(Hedge(Span(may, may + 3), "possible"),),
        ),
        found(INDEPENDENT, "the deal would involve", "industrial base”", KIRBY, kind=Kind.MIXED),
        found(INDEPENDENT, "“Any arms deal", "production,”", KIRBY, kind=Kind.DIRECT),
    ]


def awsat() -> list[Claim]:
    """Return the claims of the other page, and two of the unrelated story that follows on it."""
    associated_press = Speaker("Associated Press", category="organisation")
    march = Interval(dt.date(2023, 3, 1), dt.date(2023, 4, 1))
    iran = Speaker("Fatemeh Mohajerani")
    return [
        found(AWSAT, "it has new intelligence", "war in Ukraine", WHITE_HOUSE, said=TODAY),
        found(AWSAT, "it had determined that Russian", "Ukraine war", WHITE_HOUSE),
        found(AWSAT, "Russia is looking for", "industrial base", KIRBY, via=associated_press),
        found(AWSAT, "the letters were", "advancing", KIRBY, kind=Kind.MIXED),
        found(AWSAT, "The leaders exchanged", "visit", KIRBY),
        found(AWSAT, "“Following Shoigu", "Russia,”", KIRBY, kind=Kind.DIRECT),
        found(AWSAT, "North Korea launched", "waters", Speaker("South Korea’s military", category="organisation")),
        found(AWSAT, "the Kremlin has become", "Ukraine", Speaker("Biden administration"), stance=Stance.FACTIVE),
        found(AWSAT, "it had gathered", "Pyongyang", WHITE_HOUSE, said=march),
        found(AWSAT, "it had determined that the Wagner", "Russia", WHITE_HOUSE),
        found(AWSAT, "the US allegations", "weapons", Speaker("Russia"), polarity=Polarity.NEGATIVE),
        found(AWSAT, "the “hegemonic policy”", "interests", Speaker("North Korea"), kind=Kind.MIXED),
        found(AWSAT, "North Korea to halt", "Russia", FOUR, said=TODAY),
        found(AWSAT, "Any Russian-North Korean", "from the North", FOUR),
        found(AWSAT, "“This sends", "weapons,”", FOUR, kind=Kind.DIRECT),
        found(AWSAT, "Iran is expected to sign", "Moscow", iran),
        found(AWSAT, "the agreement with Russia follows", "Kazan", iran),
    ]


# How each row of both pages begins in the one and in the other, and in what the two differ; the last five are doubtful.
ROWS = [
    ("Russian President Vladimir", "it has new intelligence", {Field.LABEL}),
    ("Russian defence minister", "it had determined that Russian", {Field.SPEAKER}),
    ("Mr Shoigu’s trip", "“Following Shoigu", {Field.QUOTATION}),
    ("“Any arms deal", "Any Russian-North Korean", {Field.SPEAKER, Field.QUOTATION, Field.DETAIL}),
    ("Mr Putin and Mr Kim", "it has new intelligence", set()),
    ("arms negotiations between", "Russian and North Korean talks", set()),
    ("“Since that visit", "The leaders exchanged", {Field.QUOTATION}),
    ("the deal would involve", "Russia is looking", set()),
    ("we urge the DPRK", "North Korea to halt", {Field.SPEAKER, Field.QUOTATION}),
]


@pytest.fixture(name="comparison", scope="module")
def _comparison() -> Comparison:
    return compare(independent() + awsat())


def test_two_pages_shared_rows(comparison: Comparison) -> None:
    """The propositions that both pages carry are found, with their differences; the doubtful ones stand apart."""
    rows = (*comparison.shared, *comparison.unsure)
    texts = [tuple(passages[0].text for passages in row.passages.values()) for row in rows]
    cut = [(one[: len(first)], two[: len(second)]) for (one, two), (first, second, _) in zip(texts, ROWS, strict=True)]

    assert rows == comparison.rows[: len(ROWS)]
    assert cut == [(first, second) for first, second, _ in ROWS]
    assert [{d.field for d in row.differences} for row in rows] == [fields for _, _, fields in ROWS]
    assert [True] * 4 + [False] * 5 == [row.is_sure for row in rows]


def test_two_pages_lead_and_standfirst(comparison: Comparison) -> None:
    """What a doubtful row sets beside a sure one is not carried by its outlet alone."""
    sure, doubtful = comparison.shared[0], comparison.unsure[0]

    assert sure.passages["Asharq Al-Awsat"] == doubtful.passages["Asharq Al-Awsat"]
    assert not any(row.passages == doubtful.passages for row in comparison.only("The Independent"))
    assert doubtful.confidence is not None
    assert sure.confidence is not None
    assert 0.5 <= doubtful.confidence < 0.8 <= sure.confidence
    assert f"perhaps, with confidence {doubtful.confidence:.2f}" in repr(doubtful)
    assert f"<li>perhaps the same: confidence {doubtful.confidence:.2f}</li>" in doubtful._repr_html_()
    assert "perhaps" not in repr(sure) + sure._repr_html_()
    assert "4 shared, 5 perhaps)" in repr(comparison)


def test_two_pages_lone_rows(comparison: Comparison) -> None:
    """What one page alone carries stays alone: the hedged outlook, and nine statements of the other page."""
    lone = {
        outlet: [row.passages[outlet][0].text[:22] for row in comparison.only(outlet)] for outlet in comparison.outlets
    }

    assert lone["The Independent"] == ["“Following these negot"]
    assert lone["Asharq Al-Awsat"] == [
        'the letters were "more',
        "North Korea launched a",
        "the Kremlin has become",
        "it had gathered intell",
        "it had determined that",
        "the US allegations abo",
        "the “hegemonic policy”",
        "“This sends the wrong ",
        "Iran is expected to si",
        "the agreement with Rus",
    ]


def test_two_pages_pairs(comparison: Comparison) -> None:
    """Each pair names two claims of two outlets once, best first where parts of them meet twice."""
    pairs = comparison.pairs()

    assert len(pairs) == len({(pair.a.id, pair.b.id) for pair in pairs})
    assert {("The Independent", "Asharq Al-Awsat")} == {(pair.a.outlet, pair.b.outlet) for pair in pairs}
    assert {PairKind.PARAPHRASE} == {pair.kind for pair in pairs}
    assert all(0.5 <= pair.confidence <= 1 for pair in pairs)


def test_two_pages_table(comparison: Comparison) -> None:
    """At 80 columns every line fits, every word of every claim is there whole, and nothing is a repr."""
    table = comparison.table(width=80)
    shown = set(re.findall(r"\w+", table))
    texts = [passage.text for row in comparison for side in row.passages.values() for passage in side]

    assert max(len(line) for line in table.splitlines()) <= 80
    assert set() == {word for text in texts for word in re.findall(r"\w+", text)} - shown
    assert "Only in The Independent" in table
    assert not any(sign in table for sign in ("Span(", "None", "Speaker(", "<"))


def test_table_names_speaker_level_and_day(comparison: Comparison) -> None:
    """Below the words the table says who is named, via whom, how firmly and when."""
    table = comparison.table(format="plain", width=400)

    assert "— John Kirby, via Associated Press\n" in table
    assert "— John Kirby · possible (may)" in table
    assert "— White House · 2023-03" in table
    assert "— Russia · negative\n" in table
    assert f"speaker: The Independent: John Kirby · Asharq Al-Awsat: {FOUR}" in table


def test_table_colour(comparison: Comparison) -> None:
    """Headers are bold where colour is asked for, and nothing is where it is not."""
    assert "\x1b[1m" in comparison.table(colour=True)
    assert "\x1b" not in comparison.table()


@pytest.mark.parametrize("form", ["terminal", "plain", "github", "html"])
def test_table_formats(comparison: Comparison, form: Format) -> None:
    """Every format shows each outlet and each row."""
    table = comparison.table(format=form)

    assert all(text in table for text in ("The Independent", "Asharq Al-Awsat", "swapped", "Only in"))


def test_table_unknown_format(comparison: Comparison) -> None:
    """An unknown format is an error that lists the known ones."""
    with pytest.raises(UnknownNameError, match=r"'pdf'.*github"):
        comparison.table(format="pdf")  # type: ignore[arg-type]


def quoted(text: str, *parts: str, cue: str = "", outlet: str = "Morning Post", **fields: Any) -> Claim:
    """Return a claim of *text* whose content is *parts* of it, with a *cue*."""
    spans = tuple(Span(text.index(part), text.index(part) + len(part)) for part in parts)
    cues = (Span(text.index(cue), text.index(cue) + len(cue)),) if cue else ()
    return Claim(Article(text, outlet, DAY), spans, cues, speaker=OKORO, **fields)


CELLS = [
    ("‘It’s finely balanced,’ she said.", ["‘It’s finely balanced,’"], "“It’s finely balanced,”"),
    ("'It's finely balanced,' she said.", ["'It's finely balanced,'"], "“It's finely balanced,”"),
    (
        '"It was a gentleman\'s deal," he said, "by the two."',
        ['"It was a gentleman\'s deal,"', '"by the two."'],
        "“It was a gentleman's deal, ... by the two.”",
    ),
    ("“They met at the workers’ club”", ["“They met at the workers’ club”"], "“They met at the workers’ club”"),
]


@pytest.mark.parametrize(("text", "parts", "expected"), CELLS)
def test_marks_in_a_cell(text: Any, parts: Any, expected: Any) -> None:
    """A quotation stands in one pair of marks, whatever marks its parts have, and apostrophes stay."""
    table = compare([quoted(text, *parts, kind=Kind.DIRECT)]).table(format="plain", width=200)

    assert expected in table


def test_stub_stands_with_its_cue() -> None:
    """An infinitive is shown with the cue that governs it, and the cue is not shown twice."""
    claim_ = quoted("The club declined to comment.", "to comment", cue="declined", type="eventuality")
    table = compare([claim_]).table(format="plain", width=200)

    assert "declined to comment" in table
    assert table.count("declined") == 1


def test_level_of_each_passage() -> None:
    """Where two passages of one claim differ in level, each has its own below it."""
    text = "The board rules nothing out. We may have to go again."
    start = text.index("may")
    table = compare(
        [quoted(text, text, kind=Kind.DIRECT, hedges=(Hedge(Span(start, start + 3), "possible", "phrase"),))]
    ).table(format="plain", width=200)

    assert (
        table.index("nothing out") < table.index("Ada Okoro") < table.index("go again") < table.index("possible (may)")
    )


def test_the_table_tells_two_differences() -> None:
    """Of a row's differences a cell tells the two that matter most and how many more there are, or all."""
    many = compare(
        [
            claim("the old bridge may cost 20 million until May", "Morning Post", hedge="may", cue="admitted"),
            claim(
                "“the old bridge will cost 30 million until May”", "Evening News", None, cue="said", kind=Kind.DIRECT
            ),
        ]
    )
    fields = [difference.field.value for difference in many.rows[0].differences]
    main, everything = many.table(width=300), many.table(width=300, differences="all")

    assert fields == ["hedging", "stance", "quotation"]
    assert [f"{field}: " in main for field in fields] == [True, True, False]
    assert "and 1 more" in main
    assert all(f"{field}: " in everything for field in fields)
    assert "more" not in everything.split()
    with pytest.raises(UnknownNameError, match=r"differences 'some'.*main, all"):
        many.table(differences="some")  # type: ignore[arg-type]


def test_the_table_tells_a_difference_of_one_quotation_once() -> None:
    """What all sentences of one quotation differ in is told in the first of their rows, and the next points to it."""
    text = "“The old bridge is shut until May. The tram to the harbour is late.” she {}"
    spoken = [
        quoted(text.format(cue), text[:-7], kind=Kind.DIRECT, cue=cue, outlet=outlet)
        for outlet, cue in (("Morning Post", "admitted"), ("Evening News", "said"))
    ]
    told = compare(spoken)

    assert [len(row.differences) for row in told.rows] == [1, 1]
    assert told.table(width=200).count("stance: Morning Post “admitted”") == 1
    assert told.table(width=200).count("as above") == 1
    assert "same words" not in told.table(width=200)


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("“The old bridge is shut until May,”", "The old bridge is shut until May", "same words"),
        ("“The debt of the bridge fell to -5 percent in May,”", "The debt of the bridge fell to 5 percent in May", "—"),
        ("“The old bridge at Lund is shut until May,”", "At Lund the old bridge is shut until May", "—"),
    ],
)
def test_the_table_says_which_words_are_the_same(one: str, two: str, expected: str) -> None:
    """Same words are said to be where nothing but quotation marks, stops and case differs."""
    last = compare([claim(one, "Morning Post"), claim(two, "Evening News")]).table("plain", width=300).splitlines()[2]

    assert last.endswith(expected)


def test_the_table_says_who_does_not_quote() -> None:
    """Words of an outlet that does not quote what others do are not shown as a quotation."""
    told = compare(
        [
            claim("“the old stone bridge is shut until May”", "Morning Post", kind=Kind.DIRECT),
            claim("the stone bridge on the river stays shut until May", "Evening News"),
        ]
    )

    assert "quotation: Morning Post “the old stone bridge is shut until May” · Evening News: not quoted" in told.table(
        width=400
    )


def test_many_outlets_stand_below_each_other() -> None:
    """With more than three outlets, or in few columns, each outlet has its own line in a row."""
    many = compare([claim("The old bridge is shut until May", f"Paper {n}") for n in range(5)])
    narrow = compare([claim("The old bridge is shut until May", f"Paper {n}") for n in range(2)])

    assert all(f"Paper {n}" in many.table(width=60) for n in range(5))
    assert "Outlet" in many.table(width=200)
    assert "Outlet" in narrow.table(width=50)
    assert "Outlet" not in narrow.table(width=80)


def test_records(comparison: Comparison) -> None:
    """Records are flat, have the documented columns in order, and point to the text they show."""
    records = comparison.to_records()
    texts = {INDEPENDENT.id: INDEPENDENT.text, AWSAT.id: AWSAT.text}

    assert {COLUMNS} == {tuple(record) for record in records}
    assert {str, int, float, type(None)} >= {type(value) for record in records for value in record.values()}
    for record in records:
        places = [[int(end) for end in place.split("-")] for place in str(record["spans"]).split(";")]
        covered = " ... ".join(texts[str(record["article_id"])][start:end] for start, end in places)
        assert " ".join(covered.split()) == record["text"]
    assert len(comparison.rows) == records[-1]["row"]
    hedged = next(record for record in records if record["hedges"])
    assert (hedged["hedging"], hedged["hedges"], hedged["outlets"]) == ("possible", "may", 1)
    spring = next(record for record in records if record["said"] == "2023-03")
    assert (spring["said_start"], spring["said_end"]) == ("2023-03-01", "2023-04-01")
    assert "speaker; quotation" in {record["differences"] for record in records}


def test_values_are_frozen(comparison: Comparison) -> None:
    """A comparison, its rows and its pairs cannot be changed, and survive pickling."""
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        comparison.rows = ()  # type: ignore[misc]
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        comparison.rows[0].differences = ()  # type: ignore[misc]
    assert comparison == pickle.loads(pickle.dumps(comparison))  # noqa: S301
    assert isinstance(hash(comparison.rows[0]), int)


def test_no_claims() -> None:
    """No claims give an empty comparison that says so."""
    comparison = compare([])

    assert (comparison.outlets, comparison.rows, comparison.pairs()) == ((), (), ())
    assert comparison.table() == "No claims to compare."
    assert comparison.to_records() == []


def test_one_outlet() -> None:
    """One outlet shares nothing; neighbouring propositions of one claim are one row."""
    comparison = compare([claim("The port is shut for now. Ships must wait outside.", kind=Kind.DIRECT)])

    assert comparison.outlets == ("Morning Post",)
    assert comparison.shared == ()
    assert comparison.pairs() == ()
    assert [len(row.passages["Morning Post"]) for row in comparison.only("Morning Post")] == [2]


def test_claim_in_two_rows() -> None:
    """A claim of two propositions stands in two rows, each with the part that it concerns."""
    two = claim("The port is shut until Monday. Ferries will sail from Lund instead.", kind=Kind.DIRECT)
    comparison = compare(
        [two, claim("the port was shut until Monday", "A"), claim("ferries would sail from Lund instead", "B")]
    )

    assert [row.outlets for row in comparison.rows] == [("Morning Post", "A"), ("Morning Post", "B")]
    assert [(two,), (two,)] == [row.claims["Morning Post"] for row in comparison.rows]
    assert [p.text for p in comparison.rows[0].passages["Morning Post"]] == ["The port is shut until Monday."]


def test_same_claim_twice_counts_once() -> None:
    """The same article given twice changes nothing."""
    claims = independent() + awsat()

    assert compare(claims) == compare(claims + independent())


def test_unknown_outlet(comparison: Comparison) -> None:
    """An unknown outlet is an error that lists the known ones."""
    with pytest.raises(UnknownNameError, match="'The Sun' is not in this comparison; its outlets are The Independent"):
        comparison.only("The Sun")


@pytest.mark.parametrize("given_value", [None, 7, "a text", b"bytes", ["a text"], [None]])
def test_no_claims_at_all(given_value: Any) -> None:
    """What is no claim raises at once and says what came."""
    with pytest.raises(FieldTypeError, match="expected claims, got"):
        compare(given_value)


@pytest.mark.slow
def test_verbatim_copy_in_many_outlets() -> None:
    """A text that a thousand outlets carry is one row, and the outlets keep their order."""
    comparison = compare([claim("The old bridge is shut until further notice", f"Paper {n:04}") for n in range(1000)])

    assert [tuple(f"Paper {n:04}" for n in range(1000))] == [row.outlets for row in comparison.rows]
    assert comparison.rows[0].differences == ()


def repeated(outlet: str, sentences: list[str]) -> list[Claim]:
    """Return one claim for each of the *sentences* of one article."""
    article = Article("\n".join(sentences), outlet, DAY)
    claims, start = [], 0
    for sentence in sentences:
        claims.append(Claim(article, (Span(start, start + len(sentence)),), speaker=OKORO))
        start += len(sentence) + 1
    return claims


@pytest.mark.slow
def test_ten_thousand_identical_claims() -> None:
    """Ten thousand claims with the same words are one row and one pair, within seconds."""
    sentences = ["The old bridge is shut until further notice."] * 5000
    start = time.process_time()

    comparison = compare(repeated("Morning Post", sentences) + repeated("Evening News", sentences))

    assert (len(comparison.rows), len(comparison.pairs())) == (1, 1)
    assert time.process_time() - start < 10


@pytest.mark.slow
def test_time_is_linear_in_claims() -> None:
    """Four times as many claims that share most of their words take at most about eight times as long."""

    def seconds(count: int) -> float:
        sentences = [f"The old bridge number {n} is shut until further notice." for n in range(count)]
        claims = repeated("Morning Post", sentences) + repeated("Evening News", sentences)
        start = time.process_time()
        compare(claims)
        return time.process_time() - start

    assert grows_by_less(seconds, 150, 600, 8, floor=0.01)


TEXTS = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("“”\"' .…\n12notab")), min_size=1)
CLAIMS = st.builds(
    claim, TEXTS, st.sampled_from("ABCD"), st.sampled_from([OKORO, Speaker("Bo Lind")]), kind=st.sampled_from(Kind)
)


@given(st.lists(CLAIMS, max_size=6))
def test_any_claims(claims: list[Claim]) -> None:
    """No claims raise; every claim stands in some row, and all views can be made."""
    comparison = compare(claims)

    assert isinstance(comparison, Comparison)
    assert all(isinstance(row, Row) for row in comparison)
    assert {c.id for c in claims} == {c.id for row in comparison for side in row.claims.values() for c in side}
    assert len(comparison.rows) == len(comparison)
    assert isinstance(comparison.table(width=60), str)
    comparison.pairs()
    comparison.to_records()


def test_pairs_of_a_thousand_outlets() -> None:
    """A row of hundreds of outlets gives all of its pairs within seconds, as nothing is worked out beforehand."""
    comparison = compare([claim("The old bridge is shut until further notice", f"Paper {n:04}") for n in range(200)])
    start = time.process_time()

    assert 200 * 199 // 2 == len(comparison.pairs())
    assert time.process_time() - start < 10


OWN = "The old bridge over the Lund river is shut until May. The mayor slept well."


def test_a_headline_is_near() -> None:
    """A headline that asserts a row comes near to it; it is no sentence of the text, and no own voice."""
    words = "The ferry service will stop on Sundays"
    post = quoted(f"{words}, Ada Okoro said.", words, cue="said")
    start = len("The mayor said that ")
    text = "The mayor said that taxes would fall."
    echo = Claim(Article(text, "Echo", DAY, title=words), (Span(start, len(text) - 1),), cue=(Span(10, 14),))
    comparison = compare([post, echo])
    (record,) = (one for one in comparison.omissions().to_records() if one["outlet"] == "Morning Post")

    assert () == comparison.voices()
    assert ("near", "Echo", words) == (record["elsewhere"], record["nearest_outlet"], record["nearest"])


def test_own_voice() -> None:
    """What one outlet attributes and another asserts in its own voice is found on demand, with what shows it."""
    attributed = quoted(
        "The old bridge over the Lund river is shut until May, said Okoro.",
        "The old bridge over the Lund river is shut until May",
        cue="said",
    )
    start = OWN.index("The mayor")
    own = Claim(Article(OWN, "Evening News", DAY), (Span(start, len(OWN)),), speaker=Speaker("Bo Lind"))
    comparison = compare([attributed, own])

    ((row, difference),) = comparison.voices()

    assert (attributed,) == row.claims["Morning Post"]
    assert Field.VOICE is difference.field
    assert {"Morning Post": "said", "Evening News": OWN[: start - 1]} == difference.values
    assert ["said"] == [p.text for p in difference.passages["Morning Post"]]
    assert [OWN[: start - 1]] == [p.text for p in difference.passages["Evening News"]]
    assert difference.passages["Evening News"][0].claim.speaker is None


def test_no_own_voice_within_a_claim() -> None:
    """A sentence that is a claim, or belongs to an outlet that carries the row, is no voice of its own."""
    both = [claim("The old bridge over the Lund river is shut until May", outlet) for outlet in ("A", "B")]

    assert compare(both).voices() == ()
    assert compare([]).voices() == ()


@given(st.lists(CLAIMS, max_size=4))
def test_voices_of_any_claims(claims: list[Claim]) -> None:
    """No claims raise, and every voice is that of an outlet that does not carry the row."""
    for row, difference in compare(claims).voices():
        assert set(difference.values) > set(row.outlets)


def test_reprs_are_short() -> None:
    """A comparison, a row and a view tell in one line what they hold."""
    lee = Article("It may rain, Ann Lee said.", "Valley Post", DAY)
    other = Article("It will rain, Ann Lee said.", "Herald", DAY)
    comparison = compare([found(lee, "It may", "rain", KIRBY), found(other, "It will", "rain", WHITE_HOUSE)])
    alike = attrs.evolve(comparison.rows[0], differences=())

    assert "Comparison(2 outlets, 1 row, 1 shared)" == repr(comparison)
    assert "Row('It may rain', outlets=('Valley Post', 'Herald'), differs in speaker" in repr(comparison.rows[0])
    assert "Row('It may rain', outlets=('Valley Post', 'Herald'))" == repr(alike)
    assert "View(1 row: speaker, outlet, claims, strongest, weakest)" == repr(
        compare(list(comparison.rows[0].claims["Herald"])).who_said_what()
    )
