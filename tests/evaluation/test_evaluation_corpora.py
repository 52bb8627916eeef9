# SPDX-License-Identifier: MIT
"""The evaluations of speakers, dates, alignment and events, on invented corpora with figures reckoned by hand."""

import datetime as dt
import html
import json
import re
from collections import Counter
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import spans, texts

from claimtrack import Article, Claim, Difference, Field, InputError, PairKind, Span, Speaker
from claimtrack.comparison import ByOutlet
from claimtrack.evaluation.__main__ import main
from claimtrack.evaluation.alignment import (
    AlignedByHand,
    AlignmentCorpus,
    SideByHand,
    SidesByHand,
    read_alignments,
    scores,
)
from claimtrack.evaluation.articles import read_corpus_articles
from claimtrack.evaluation.corpus_rows import read_corpus_rows
from claimtrack.evaluation.dates import DatedDocument, DatedSpan, DateScore, comparable, parse_document, score
from claimtrack.evaluation.events import read_events
from claimtrack.evaluation.measures import Score
from claimtrack.evaluation.speakers import QuotedSpan, Verdict, figures, read_quoted_spans

LESK = (
    "Mayor Ann Lee spoke on Monday. “The bridge is safe and will open in May,” Lee said.\n"
    "“The road is icy,” Bob Ray warned. “Nobody should drive,” a driver said."
)
LESK_AGAIN = "On Monday Ann Lee said: “The bridge is safe and will open in May.” Bob Ray said he was at home."
FERRY = (
    "The ferry Solveig ran aground off Bergholm on Tuesday night with 212 people on board. Coast guards brought all "
    "passengers of the Solveig ashore. Captain Nils Aker said the ferry had lost its steering near Bergholm."
)
BRIDGE = "The bridge is safe and will open in May"
Values = dict[str, object]


def place(text: str, words: str) -> Values:
    """Return start and end of *words* in *text*."""
    return {"start": text.index(words), "end": text.index(words) + len(words)}


def span(text: str, words: str) -> Span:
    """Return where *words* stand in *text*."""
    return Span(text.index(words), text.index(words) + len(words))


def row(name: str, event: str, outlet: str, text: str, **changed: object) -> Values:
    """Return an article of a corpus."""
    day = "2024-05-15T08:00:00"
    return {"doc_id": name, "event_id": event, "outlet": outlet, "date": day, "title": None, "text": text} | changed


ROWS = (row("1", "lesk", "Post", LESK), row("2", "lesk", "Echo", LESK_AGAIN), row("3", "ferry", "Post", FERRY))
QUOTED = (
    {"doc_id": "1", "speaker": "Ann_Lee", **place(LESK, BRIDGE)},
    {"doc_id": "1", "speaker": "Lesk_officials", **place(LESK, "The road is icy")},
    {"doc_id": "1", "speaker": "Bob_Ray", **place(LESK, "spoke on Monday")},
)
SAME = {"a": {"doc_id": "1", **place(LESK, BRIDGE)}, "b": {"doc_id": "2", **place(LESK_AGAIN, BRIDGE)}}
ALIKE = {"a": SAME["a"], "b": {"doc_id": "2", **place(LESK_AGAIN, "he was at home")}}
ALIGNED = SAME | {"kind": "verbatim", "confidence": "high", "hedging_differs": False}


def lines(path: Path, *rows: object) -> Path:
    """Write rows as JSON Lines and return the file."""
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(f"{json.dumps(each)}\n" for each in rows), encoding="utf-8")
    return path


def basil(folder: Path) -> Path:
    """Write a corpus of three articles with speakers and alignments, and return its folder, called `sample`."""
    sample = folder / "sample"
    lines(sample / "articles.jsonl", *ROWS)
    lines(sample / "speakers.jsonl", *QUOTED)
    lines(sample / "alignments.jsonl", ALIGNED)
    lines(sample / "ignore.jsonl", ALIKE)
    lines(sample / "hard-negatives.jsonl", ALIKE)
    return sample


def timeml(body: str, day: str = "2024-05-15") -> str:
    """Return a document of TimeML."""
    stamp = f'<TIMEX3 tid="t0" type="DATE" value="{day}">today</TIMEX3>'
    return f"<TimeML>\n<DCT>{stamp}</DCT>\n<TEXT>{body}</TEXT>\n</TimeML>\n"


def timex(words: str, value: str, kind: str = "DATE") -> str:
    """Return an expression of time in TimeML."""
    return f'<TIMEX3 tid="t1" type="{kind}" value="{value}">{words}</TIMEX3>'


# Four dates: one read right, one wrong, one no calendar date, one that nobody reads as a date.
DATED = (
    f"She left on {timex('May 3, 2024', '2024-05-03')} and came on {timex('May 7, 2024', '2024-05-08')} "
    f"for {timex('two days', 'P2D', 'DURATION')}; {timex('now', 'PRESENT_REF')} she "
    f'<EVENT eid="e1">rests</EVENT> &amp; waits, {timex("as it was", "2023")}. He left in 2019.'
)


def dated(folder: Path) -> Path:
    """Write a folder of one document and return it; it is called `sample`."""
    sample = folder / "sample"
    sample.mkdir(exist_ok=True)
    (sample / "one.tml").write_text(timeml(DATED), encoding="utf-8")
    return sample


def grouped(folder: Path) -> Path:
    """Write a file of three articles on two events, and return it."""
    return lines(folder / "sample.jsonl", *ROWS)


def printed(capsys: pytest.CaptureFixture[str], *arguments: object) -> list[str]:
    """Run the command line and return what it prints, with one space between words."""
    assert 0 == main(list(map(str, arguments)))
    return [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]


# --- rows


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"a": 1}\n{"a": \n', "line 2: expected an object in JSON, got Expecting value"),
        ("[1]\n", r"line 1: expected an object in JSON, got \[1\]"),
        ("[" * 100_000, "line 1: expected an object in JSON"),
        (" \n\n", "expected an object in JSON on each line, got none"),
    ],
)
def test_malformed_rows(tmp_path: Path, text: str, message: str) -> None:
    """A line that is no object, or no line at all, is an error that names file and line."""
    (tmp_path / "x.jsonl").write_text(text, encoding="utf-8")

    with pytest.raises(InputError, match=f"x.jsonl.*{message}"):
        read_corpus_rows(tmp_path / "x.jsonl")


@given(st.lists(texts, min_size=1, max_size=3))
def test_rows_hold_any_text(tmp_path_factory: pytest.TempPathFactory, values: list[str]) -> None:
    """Any text comes back, whatever line ends and lone surrogates it has, written as it is or escaped."""
    path = tmp_path_factory.getbasetemp() / "any.jsonl"
    written = [json.dumps({"a": each}, ensure_ascii=each.encode("utf-8", "ignore").decode() != each) for each in values]
    path.write_text("\n".join(written), encoding="utf-8", newline="")

    assert values == [each.get("a", str) for each in read_corpus_rows(path)]


# --- articles


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"text": None}, "field 'text': expected a text, got None"),
        ({"outlet": " "}, "outlet"),
        ({"date": "May 3"}, "field 'date': expected a day as 2024-05-15, or null, got 'May 3'"),
        ({"title": 3}, "field 'title': expected a text, got 3"),
        ({"doc_id": "1"}, "field 'doc_id': expected a name that no other article has, got '1'"),
    ],
)
def test_malformed_articles(tmp_path: Path, changed: Values, message: str) -> None:
    """A malformed article is an error that names file, line and field."""
    lines(tmp_path / "articles.jsonl", ROWS[0], ROWS[1] | changed)

    with pytest.raises(InputError, match=f"articles.jsonl, line 2.*{message}"):
        read_corpus_articles(tmp_path)


def test_articles(tmp_path: Path) -> None:
    """The day of publication is that of the moment, and may be null, as the headline may."""
    undated = row("2", "lesk", "Echo", LESK, date=None, title="Ice")
    lines(tmp_path / "articles.jsonl", ROWS[0], undated)

    assert {
        "1": Article(LESK, "Post", dt.date(2024, 5, 15)),
        "2": Article(LESK, "Echo", None, "Ice"),
    } == read_corpus_articles(tmp_path)


@pytest.mark.parametrize("field", ["doc_id", "outlet", "date", "title", "text"])
def test_missing_field(tmp_path: Path, field: str) -> None:
    """A field that is missing is an error that says so."""
    lines(tmp_path / "articles.jsonl", {key: value for key, value in ROWS[0].items() if key != field})

    with pytest.raises(InputError, match=f"line 1, field '{field}': expected .*, got no such field"):
        read_corpus_articles(tmp_path)


# --- speakers


def quoted(label: str, words: str = BRIDGE, text: str = LESK) -> QuotedSpan:
    """Return a quoted span with its speaker by hand."""
    return QuotedSpan(Article(text, "Post", None), span(text, words), label)


@pytest.mark.parametrize(
    ("content", "name", "aliases", "verdict"),
    [
        (BRIDGE, "Ann Lee", (), Verdict.RIGHT),
        (BRIDGE, "the mayor", ("Mayor LEE",), Verdict.RIGHT),
        (BRIDGE, "Leeds", (), Verdict.WRONG),
        (BRIDGE, "", (), Verdict.OPEN),
        (BRIDGE[:20], "Ann Lee", (), Verdict.RIGHT),
        (BRIDGE[:19], "Ann Lee", (), Verdict.MISSED),
        ("The road is icy", "Ann Lee", (), Verdict.MISSED),
    ],
)
def test_verdict(content: str, name: str, aliases: tuple[str, ...], verdict: Verdict) -> None:
    """A claim has to cover half of the span (39 characters), and the last word of the label to be in a name."""
    one = quoted("Ann_Lee_")
    speaker = Speaker(name, aliases=aliases) if name else None

    assert verdict == one.judge([Claim(one.article, (span(LESK, content),), speaker=speaker)])


def test_the_claim_that_covers_most_counts() -> None:
    """Of several claims the one that covers most of the span is judged, and without any the span is missed."""
    one = quoted("Ann_Lee")
    claims = [
        Claim(one.article, (span(LESK, words),), speaker=Speaker(name))
        for words, name in ((BRIDGE[:20], "Bob Ray"), (BRIDGE, "Ann Lee"))
    ]

    assert (Verdict.RIGHT, Verdict.MISSED) == (one.judge(claims), one.judge([]))


@pytest.mark.parametrize(
    ("label", "person"),
    [
        ("Ann_Lee", True),
        ("Lee", False),
        ("Lee_campaign", False),
        ("senate_Greens", False),
        ("Lesk_Greens", False),
        ("Paul_Greens", True),
        ("Ida_Moss", True),
        ("Ann_Andr", False),
    ],
)
def test_names_of_persons(label: str, person: object) -> None:
    """Single words, small letters, plurals without a given name, and names that are cut at an accent name no person."""
    text = "Ann Lee, Paul Greens, Ida Moss and Ann Andréa of the Lesk Greens met in the senate, the Lee campaign said."

    assert person is quoted(label, "met", text).names_a_person


@given(label=texts, text=texts.filter(bool), data=st.data())
def test_any_label(label: str, text: str, data: st.DataObject) -> None:
    """Any label in any text is judged."""
    one = QuotedSpan(Article(text, "Post", None), data.draw(spans(len(text))), label)
    claim = Claim(one.article, (one.span,), speaker=Speaker("Ann Lee"))

    assert one.judge([claim]) in {Verdict.RIGHT, Verdict.WRONG}
    assert one.names_a_person in {True, False}


def test_figures_of_speakers() -> None:
    """Right is of all spans, wrong of those that have a speaker; of nothing both are 0."""
    counts = Counter({Verdict.RIGHT: 2, Verdict.WRONG: 3, Verdict.OPEN: 1, Verdict.MISSED: 4})

    assert {"right_of_all": 20.0, "wrong_of_named": 60.0} == figures(counts)
    assert {"right_of_all": 0.0, "wrong_of_named": 0.0} == figures(Counter())


def test_report_of_speakers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One span is right, one has the speaker instead of the side, and one is in no claim; two labels name persons."""
    assert [
        "speakers-sample: 3 quoted spans in 1 articles",
        "spans right wrong open missed right of all wrong of named",
        "all speakers 3 1 1 0 1 33.3 % 50.0 %",
        "persons 2 1 0 0 1 50.0 % 0.0 %",
    ] == printed(capsys, "speakers", basil(tmp_path))


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"speaker": "_"}, "field 'speaker': expected a name, got '_'"),
        ({"doc_id": "9"}, "field 'doc_id': expected one of the 3 names in articles.jsonl, got '9'"),
        ({"start": -1}, "field 'start': expected a place in the text of"),
        ({"start": True}, "field 'start': expected a whole number, got True"),
        ({"end": 900}, "field 'end': expected a place behind the start"),
        ({"end": 3}, "field 'end': expected a place behind the start"),
    ],
)
def test_malformed_speakers(tmp_path: Path, changed: Values, message: str) -> None:
    """A malformed speaker is an error that names file, line and field."""
    sample = basil(tmp_path)
    lines(sample / "speakers.jsonl", QUOTED[0], QUOTED[0] | changed)

    with pytest.raises(InputError, match=f"speakers.jsonl, line 2, {message}"):
        read_quoted_spans(sample)


# --- dates


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("1998-10-XX", "1998-10"),
        ("1998-XX-XX", "1998"),
        ("2000-W7", "2000-W07"),
        ("2000-W07-3", "2000-W07-3"),
        ("2000-01-28TMO", "2000-01-28"),
        ("PT3H", "PT3H"),
    ],
)
def test_comparable_values(value: str, expected: str) -> None:
    """Values are compared without time of day and unknown parts, and weeks have two digits."""
    assert expected == comparable(value)


def test_document() -> None:
    """Text, day and expressions are read; durations and references without a calendar value stand apart."""
    document = parse_document(timeml(DATED), "one.tml")

    assert document.text.startswith(
        "She left on May 3, 2024 and came on May 7, 2024 for two days; now she rests & waits"
    )
    assert dt.date(2024, 5, 15) == document.created
    assert [("May 3, 2024", "2024-05-03"), ("May 7, 2024", "2024-05-08"), ("as it was", "2023")] == [
        (each.span.of(document.text), each.value) for each in document.dates
    ]
    assert ["P2D", "PRESENT_REF"] == [each.value for each in document.others]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("", "expected <DCT> and its end"),
        ("<DCT></DCT>", "DCT: expected a day as"),
        (timeml("", day="2024-02-30"), "DCT: expected a day as .* got 2024-02-30"),
        (timeml("").replace("</TEXT>", ""), "expected <TEXT> and its end"),
        (timeml("now</TIMEX3>"), "TEXT: expected <TIMEX3> before its end, got none before character 3"),
        (timeml('<TIMEX3 type="DATE">now</TIMEX3>'), "TEXT: expected TIMEX3 with type and value, got <TIMEX3 type"),
        (timeml('<TIMEX3 type="DATE" value="2024">now'), "TEXT: expected </TIMEX3> after <TIMEX3 type.*, got none"),
    ],
)
def test_malformed_documents(source: str, message: str) -> None:
    """A document without day, text or attributes is an error that names file and element."""
    with pytest.raises(InputError, match=f"one.tml.*{message}"):
        parse_document(source, "one.tml")


@given(text=texts, day=st.dates(dt.date(1000, 1, 1)))
def test_any_document(text: str, day: dt.date) -> None:
    """Any text comes back from TimeML, with its day."""
    kept = re.sub(r"[^\n\t\ud800-\udfff]", lambda match: match[0] if match[0].isprintable() else "", text)

    assert DatedDocument(kept, day, (), ()) == parse_document(timeml(html.escape(kept), day.isoformat()), "one.tml")


@given(texts)
def test_any_source(source: str) -> None:
    """What is no TimeML is an error or a document, and nothing else."""
    try:
        parse_document(timeml(source), "one.tml")
    except InputError as error:
        assert "one.tml, TEXT" in str(error)  # noqa: PT017 - both ends are right


def test_score_of_dates() -> None:
    """A right value counts on both sides, a wrong one is found only, and one on a duration counts neither way."""

    def at(start: int, value: str) -> DatedSpan:
        return DatedSpan(Span(start, start + 5), value)

    document = DatedDocument("x" * 50, dt.date(2024, 5, 15), (at(0, "2024"), at(10, "2023")), (at(20, "P2D"),))
    read = [at(3, "2024"), at(11, "2022"), at(21, "2021"), at(30, "2020")]

    assert DateScore(2, Score(predicted=3, gold=2, right_predicted=1, right_gold=1)) == score(document, read)


def test_report_of_dates(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of three dates two are found and one is right; a third that is extracted is no date by hand."""
    assert [
        "dates-sample: 1 documents, 3 dates, 3 extracted",
        "percent P R F1",
        "found 66.7",
        "with the right value 33.3 33.3 33.3",
    ] == printed(capsys, "dates", dated(tmp_path))


# --- alignment

POST, ECHO = Article("abcdefgh " * 4, "Post", None), Article("ABCDEFGH " * 4, "Echo", None)


def word(number: int, article: Article = POST) -> SideByHand:
    """Return one word of an article."""
    return SideByHand(article, Span(9 * number, 9 * number + 8))


def pair(one: SideByHand, two: SideByHand, kind: PairKind = PairKind.VERBATIM, *fields: Field) -> Any:
    """Return what is read of a pair that the library finds."""
    a, b = (Claim(side.article, (side.span,)) for side in (one, two))
    differences = tuple(Difference(field, ByOutlet({a.outlet: "", b.outlet: ""}), ByOutlet({})) for field in fields)
    return SimpleNamespace(a=a, b=b, kind=kind, differences=differences, confidence=0.9)


@pytest.mark.parametrize(
    ("start", "end", "same"),
    [(9, 17, True), (0, 9, False), (13, 30, True), (14, 30, False), (10, 12, True), (8, 10, True), (7, 10, False)],
)
def test_stretches_share_half_of_the_shorter(start: int, end: int, same: object) -> None:
    """A claim from 9 to 17 is a stretch where the two share half of the shorter one."""
    claim = Claim(POST, (Span(9, 17),))

    assert same is SideByHand(POST, Span(start, end)).is_in(claim)
    assert not SideByHand(ECHO, Span(9, 17)).is_in(claim)


def by_hand(number: int, kind: PairKind, *, sure: bool = True, hedging_differs: bool = False) -> AlignedByHand:
    """Return the words of one number in both articles, aligned by hand."""
    return AlignedByHand(word(number), word(number, ECHO), kind=kind, sure=sure, hedging_differs=hedging_differs)


def test_scores_of_alignment() -> None:
    """Three pairs are aligned by hand, of which two are found; one found is ignored and one is wrong."""
    corpus = AlignmentCorpus(
        events=(),
        aligned=(
            by_hand(0, PairKind.VERBATIM, hedging_differs=True),
            by_hand(1, PairKind.PARAPHRASE, sure=False),
            by_hand(2, PairKind.TRIMMED),
        ),
        ignored=(SidesByHand(word(0), word(3, ECHO)),),
        hard=(),
    )
    found = [
        pair(word(0), word(0, ECHO), PairKind.VERBATIM, Field.STANCE, Field.WORDING),
        pair(word(1, ECHO), word(1), PairKind.PARAPHRASE, Field.HEDGING),
        pair(word(3, ECHO), word(0)),
        pair(word(3), word(0, ECHO), PairKind.ALTERED),
    ]
    found[-1].confidence = 0.7

    assert {
        "all_claims": Score(3, 3, 2, 2),
        "high_confidence": Score(2, 2, 1, 1),
        "direct_quotes": Score(2, 2, 1, 1),
        "found_sure": Score(2, 3, 2, 2),
        "hedging_differs": Score(2, 1, 1, 1),
    } == scores(corpus, found)


def test_report_of_alignment(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The one quotation that both outlets have is found, and the look-alike is not."""
    assert [
        "alignment-sample: 1 events, 1 pairs by hand, 1 found",
        "percent P R F1",
        "all claims 100.0 100.0 100.0",
        "high confidence 100.0 100.0 100.0",
        "direct quotes 100.0 100.0 100.0",
        "found sure 100.0 100.0 100.0",
        "hedging differs 0.0 0.0 0.0",
        "kind right 100.0 (1 of 1)",
        "hard negatives hit 0.0 (0 of 1)",
    ] == printed(capsys, "alignment", basil(tmp_path))


@pytest.mark.parametrize(
    ("file", "changed", "message"),
    [
        (
            "alignments",
            {"kind": "same"},
            "field 'kind': expected one of verbatim, trimmed, altered, paraphrase, got 'same'",
        ),
        ("alignments", {"confidence": "sure"}, "field 'confidence': expected one of high, medium, low, got 'sure'"),
        ("alignments", {"hedging_differs": 1}, "field 'hedging_differs': expected true or false, got 1"),
        ("ignore", {"a": []}, r"field 'a': expected an object, got \[\]"),
        ("ignore", {"a": {"doc_id": "1", "start": 0}}, "'a', field 'end': expected a whole number, got no such field"),
        (
            "hard-negatives",
            {"b": SAME["a"]},
            "field 'b': expected an article of another outlet on the same event as 'a'",
        ),
        ("hard-negatives", {"b": {"doc_id": "3", "start": 0, "end": 9}}, "field 'b': expected an article of another"),
    ],
)
def test_malformed_alignments(tmp_path: Path, file: str, changed: Values, message: str) -> None:
    """A malformed pair is an error that names file, line and field."""
    sample = basil(tmp_path)
    lines(sample / f"{file}.jsonl", ALIGNED, ALIGNED | changed)

    with pytest.raises(InputError, match=f"{file}.jsonl, line 2, {message}"):
        read_alignments(sample)


# --- events


def test_report_of_events(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The two articles on the bridge are one event, by hand and as found."""
    assert [
        "events-sample: 3 articles, 2 events, 1 pairs",
        "percent P R F1",
        "pairs of articles 100.0 100.0 100.0",
    ] == printed(capsys, "events", grouped(tmp_path))


def test_malformed_events(tmp_path: Path) -> None:
    """An article without its event is an error that names file, line and field."""
    with pytest.raises(InputError, match=r"x.jsonl, line 2, field 'event_id': expected a text, got 3"):
        read_events(lines(tmp_path / "x.jsonl", ROWS[0], ROWS[1] | {"event_id": 3}))


# --- all of them

CORPORA = {"speakers": basil, "dates": dated, "alignment": basil, "events": grouped}


@pytest.mark.parametrize("subject", CORPORA)
def test_gate(tmp_path: Path, capsys: pytest.CaptureFixture[str], subject: str) -> None:
    """Each corpus is pinned and gated; a changed file is another corpus, and an absent corpus is skipped."""
    path, floors = CORPORA[subject](tmp_path), tmp_path / "floors.toml"
    printed(capsys, subject, path, "--update", "--floors", floors)
    assert printed(capsys, subject, path, "--gate", "--floors", floors)[-1].startswith("gate passed: ")
    assert printed(capsys, subject, tmp_path / "none", "--gate")[0].startswith(f"skipped: {tmp_path / 'none'} does not")

    file = (
        path if path.is_file() else next(file for file in path.iterdir() if file.name in {"articles.jsonl", "one.tml"})
    )
    file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert 1 == main([subject, str(path), "--gate", "--floors", str(floors)])
    assert "unknown corpus" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("subject", "figure", "written"),
    [
        ("speakers", "wrong_of_named", "ceiling = 50.0"),
        ("speakers", "persons_wrong_of_named", "ceiling = 0.0"),
        ("alignment", "hard_negatives_hit", "ceiling = 0.0"),
        ("alignment", "kind_right", "floor = 100.0"),
        ("dates", "value_f1", "floor = 33.3"),
        ("events", "pairs_f1", "floor = 100.0"),
    ],
)
def test_sides_of_the_floors(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], subject: str, figure: str, written: str
) -> None:
    """Figures of what is wrong have ceilings, others have floors."""
    floors = tmp_path / "floors.toml"
    printed(capsys, subject, CORPORA[subject](tmp_path), "--update", "--floors", floors)

    assert f"[{subject}-sample.{figure}]\n{written}\n" in floors.read_text(encoding="utf-8")


@pytest.mark.parametrize("subject", CORPORA)
def test_empty_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str], subject: str) -> None:
    """An empty folder is no corpus: the command line says what it expected, with or without the gate."""
    for options in ([], ["--gate"]):
        assert 1 == main([subject, str(tmp_path), *options])
        assert re.search("expected|unknown corpus", "".join(capsys.readouterr()))
