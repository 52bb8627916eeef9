# SPDX-License-Identifier: MIT
"""Claims that come in: JSON Lines of our own, a language model's JSON, and brat standoff; and that they come back."""

import datetime as dt
import io
import json
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import SAMPLES
from strategies import claims as any_claims
from strategies import collections, texts

from claimtrack.claims import Claims
from claimtrack.exceptions import FieldTypeError, InputError
from claimtrack.extraction import extract
from claimtrack.formats import brat
from claimtrack.formats.json_lines import read_claims, write_claims
from claimtrack.formats.quotations import read_quotations
from claimtrack.formats.reading_result import Reading
from claimtrack.model import AmbiguityKind, Article, Claim, Hedging, Kind, Segment, Span, Speaker

TEXT = (
    "The old bridge may reopen in May, Mayor Ann Lee said on Monday.\n"
    "“We will not  wait,” Lee told reporters. “We will not wait,” she said again.\n"
    "“First line\nsecond line,” she added."
)
ARTICLE = Article(TEXT, "Valley Post", dt.date(2024, 5, 15), "Bridge to reopen")


def lines_of(claims: Claims) -> str:
    """Return what is written for the claims."""
    stream = io.StringIO()
    write_claims(claims, stream)
    return stream.getvalue()


def problems_of(reading: Reading) -> list[str]:
    """Return the problems, each of which is one line."""
    found = list(map(str, reading.problems))
    assert all(1 == len(problem.splitlines()) for problem in found)
    return found


class TestLines:
    """JSON Lines that hold everything."""

    def test_sample(self) -> None:
        """What the first version wrote is read, whatever `extract` finds by now."""
        reading = read_claims(SAMPLES / "claims.jsonl")

        assert ((), 1, ("Valley Post",)) == (reading.problems, len(reading.articles), reading.claims.outlets)
        assert [("Ann Lee", Hedging.POSSIBLE), ("Ann Lee", Hedging.UNHEDGED)] == [
            (str(claim.speaker), claim.hedging) for claim in reading.claims
        ]

    @given(collections)
    def test_equal_values_come_back(self, claims: Claims) -> None:
        """What is read is equal to what was written, with ids, outlets and articles, through any encoding."""
        reading = read_claims(io.StringIO(lines_of(claims).encode().decode()))

        assert () == reading.problems
        assert claims == reading.claims
        assert [claim.id for claim in claims] == [claim.id for claim in reading.claims]
        assert claims.outlets == reading.claims.outlets
        assert set(reading.articles) == {claim.article for claim in claims}

    @given(any_claims(), any_claims())
    def test_files_can_be_joined(self, one: Claim, other: Claim) -> None:
        """Two files, one after the other, are the claims of both."""
        both = lines_of(Claims([one])) + lines_of(Claims([other]))

        assert Claims([one]) + Claims([other]) == read_claims(io.StringIO(both)).claims

    def test_one_id_for_two_articles(self) -> None:
        """Two articles with one id and different titles stay apart."""
        articles = [attrs.evolve(ARTICLE, title=title) for title in ("One", "Two", "One")]
        claims = Claims(Claim(article, (Span(k, k + 3),)) for k, article in enumerate(articles))

        assert claims == read_claims(io.StringIO(lines_of(claims))).claims

    def test_an_article_is_written_once(self, tmp_path: Path) -> None:
        """A file holds the outlets, each article once ahead of its claims, and the claims."""
        claims = extract(attrs.evolve(ARTICLE, segments=(Segment(0, 7, len(TEXT)),)))
        path = tmp_path / "claims.jsonl"
        path.write_text(lines_of(claims), encoding="utf-8-sig")
        keys = [next(iter(json.loads(line))) for line in path.read_text(encoding="utf-8-sig").splitlines()]

        assert ["outlets", "article", *["claim"] * len(claims)] == keys
        assert claims == read_claims(path).claims

    @pytest.mark.parametrize(
        ("old", "new", "message"),
        [
            ("{", "", "line 2: expected JSON"),
            ('["Valley Post"]', "[5]", "line 1: outlets: expected names as text, got [5]"),
            ('{"article"', '{"stories"', "line 2: expected one key, outlets, article or claim"),
            ("old bridge", "new bridge", "line 2: article: expected the id"),
            ('"start": 0', '"start": 1', "line 3: claim: expected the id"),
            ('"end": 32', '"end": 3200', "line 3: Claim.content: expected spans that hold some of the article's"),
            ('"end": 32', '"end": "x"', "line 3: Span.end: expected a whole number"),
            ('"content"', '"contents"', "line 3: claim: unknown key 'contents'; the keys are article, content"),
            ('"text": "The', '"title": "The', "line 2: article: the key 'text' is missing"),
            ("2024-05-15", "2024-05-99", "line 2: article.published: expected a day such as 2023-08-30"),
            ('"possible"', '"perhaps"', "line 3: Hedging: expected"),
        ],
    )
    def test_a_line_that_is_refused(self, old: str, new: str, message: str) -> None:
        """A line that was changed is refused, with its number, its field and what was expected."""
        lines = lines_of(extract(ARTICLE)[:1]).splitlines()
        at = int(message[5]) - 1
        lines[at] = lines[at].replace(old, new, 1)
        reading = read_claims(io.StringIO("\n".join(lines)))

        assert message in problems_of(reading)[0]
        with pytest.raises(InputError, match=r"^claims, line"):
            read_claims(io.StringIO("\n".join(lines)), strict=True)

    def test_a_claim_without_its_article(self) -> None:
        """A claim whose article does not stand above it is refused."""
        line = lines_of(extract(ARTICLE)[:1]).splitlines()[2]

        assert [f"claims, line 1: claim.article: no article '{ARTICLE.id}' stands above"] == problems_of(
            read_claims(io.StringIO(line))
        )

    @given(st.recursive(st.none() | st.integers() | texts, lambda each: st.lists(each) | st.dictionaries(texts, each)))
    def test_any_json_is_read_or_refused(self, value: object) -> None:
        """No JSON in the place of a field raises anything but a problem."""
        good = lines_of(extract(ARTICLE)[:1]).splitlines()
        claim = json.loads(good[2])["claim"]
        changed = [json.dumps({"claim": claim | {name: value}}) for name in claim if name != "id"]
        reading = read_claims(io.StringIO("\n".join([*good, *changed, json.dumps(value)])))

        assert 1 <= len(reading.claims)
        problems_of(reading)

    def test_wrong_types(self) -> None:
        """What is no collection of claims, or no file, is an error."""
        with pytest.raises(FieldTypeError, match="write_claims: expected Claims"):
            write_claims([], io.StringIO())  # type: ignore[arg-type]
        with pytest.raises(FieldTypeError, match="read_claims: expected a path or an open file"):
            read_claims(5)  # type: ignore[arg-type]


class TestQuotations:
    """The door for a language model's quotations."""

    def test_sample(self) -> None:
        """Quotations that stand in the text are claims, and the one that was altered is refused with the difference."""
        reading = read_quotations(SAMPLES / "quotations.json")

        assert ["The old bridge may reopen in May", "“We will not wait for another winter,”"] == [
            claim.text for claim in reading.claims
        ]
        (problem,) = problems_of(reading)
        assert problem.endswith("claim 3: quote: 'We will never wait for another winter' does not stand in the text")

    def test_a_byte_order_mark(self, tmp_path: Path) -> None:
        """A file may begin with a byte order mark."""
        (tmp_path / "a.json").write_text(f"\ufeff{json.dumps([{'quote': 'reporters'}])}", encoding="utf-8")

        assert ["reporters"] == [claim.text for claim in read_quotations(tmp_path / "a.json", ARTICLE).claims]

    def test_the_library_reads_the_rest(self) -> None:
        """Hedges, the day, the kind and the speaker's forms come from the words, as `extract` reads them."""
        item = {"quote": "The old bridge may reopen in May", "cue": "said", "source": "Mayor Ann Lee"}
        (claim,) = read_quotations([item | {"speaker": "Ann Lee"}], ARTICLE).claims

        assert (Hedging.POSSIBLE, dt.date(2024, 5, 13)) == (claim.hedging, claim.said and claim.said.start)
        assert ((), Kind.INDIRECT) == (claim.ambiguities, claim.kind)
        assert Speaker("Ann Lee", description="Mayor") == claim.speaker

    @pytest.mark.parametrize(
        "quote", ['"We will not wait,"', "“We will not wait,“", "«We will\nnot wait,»", " “We will not  wait,” "]
    )
    def test_marks_and_white_space_may_differ(self, quote: str) -> None:
        """The shape of quotation marks and white space is no difference, and the span holds the text's own."""
        (claim,) = read_quotations([{"quote": quote, "cue": "told"}], ARTICLE).claims

        assert "“We will not  wait,”" == claim.content[0].of(TEXT)

    def test_several_places(self) -> None:
        """A quotation that stands twice is taken where it stands first, and says so."""
        (claim,) = read_quotations([{"quote": "We will not wait"}], ARTICLE).claims
        (ambiguity,) = (each for each in claim.ambiguities if each.kind is AmbiguityKind.QUOTATION)

        assert TEXT.index("We will") == claim.content[0].start
        assert ("65-82", "106-122") == ambiguity.candidates

    @pytest.mark.parametrize(
        ("item", "content", "source"),
        [
            ({"source": "Tom Hill", "cue": "said"}, 39, 53),
            ({"source": "Tom Hill"}, 39, 53),
            ({"source": "Ann Lee", "cue": "said"}, 4, 18),
            ({"cue": "insisted"}, 77, None),
            ({"quote": ["road", "shut"], "source": "Tom Hill"}, 39, 53),
            ({"quote": ["shut", "Hill"], "source": "insisted"}, 47, 95),
        ],
    )
    def test_which_of_equal_quotations(self, item: dict[str, object], content: int, source: int | None) -> None:
        """Of quotations that are equal, the one beside source and cue is taken, if its other runs follow it."""
        text = "The road is shut, Ann Lee said. Later, road is shut, Tom Hill said. Police: “road is shut”, it insisted"
        article = Article(text, "Valley Post", None)
        (claim,) = read_quotations([{"quote": "road is shut"} | item], article).claims

        assert (content, source) == (claim.content[0].start, claim.source[0].start if claim.source else None)

    def test_runs(self) -> None:
        """A list of quotations is one claim in several runs, of which each stands after the one before."""
        (claim,) = read_quotations([{"quote": ["The old bridge", "reopen in May"]}], ARTICLE).claims

        assert "The old bridge ... reopen in May" == claim.text

    def test_the_nearest_cue(self) -> None:
        """Cue and source are taken where they stand nearest to the content."""
        (claim,) = read_quotations([{"quote": "second line", "cue": "added", "source": "she"}], ARTICLE).claims

        assert (TEXT.rindex("added"), TEXT.rindex("she")) == (claim.cue[0].start, claim.source[0].start)

    def test_a_speaker_whom_the_text_lacks(self) -> None:
        """A speaker whom the text does not name stays open, with the name among the candidates."""
        item = {"quote": "The old bridge may reopen in May", "cue": "said", "source": "Mayor Ann Lee"}
        (claim,) = read_quotations([item | {"speaker": "Omar Dane"}], ARTICLE).claims

        assert None is claim.speaker
        assert ("Omar Dane",) == claim.ambiguities[-1].candidates

    def test_another_name(self) -> None:
        """A speaker whom the library does not find there is taken where the text names it."""
        item = {"quote": "The old bridge may reopen in May", "speaker": "the old bridge Lee"}

        assert [Speaker("the old bridge Lee")] == [claim.speaker for claim in read_quotations([item], ARTICLE).claims]

    @pytest.mark.parametrize(
        ("item", "message"),
        [
            (5, "claim 1: expected an object with the keys quote, cue, source, speaker"),
            ({"quotes": "x"}, "claim 1: unknown key 'quotes'; the keys are quote, cue"),
            ({"cue": "said"}, "claim 1: quote: expected the words that are claimed, got nothing"),
            ({"quote": 5}, "claim 1: quote: expected text, a list of texts or null, got 5"),
            ({"quote": "old bridge", "speaker": 5}, "claim 1: speaker: expected a name or null, got 5"),
            ({"quote": "old bridge", "cue": "sang"}, "claim 1: cue: 'sang' does not stand in the text"),
            ({"quote": "old bridge", "kind": "loud"}, "claim 1: Kind: expected 'direct' or 'indirect' or 'mixed'"),
            ({"quote": "old bridge", "confidence": 2}, "claim 1: Claim.confidence: expected a number from 0 to 1"),
            ({"quote": ["in May", "old bridge"]}, "claim 1: quote: 'old bridge' does not stand after the part before"),
            ({"quote": "old bridge", "cue": ["said"] * 101}, "claim 1: cue: expected at most 100 parts, got 101"),
            ({"quote": "he old bridg"}, "does not stand in the text; it is there only as a part of longer words"),
            ({"quote": "Old bridge"}, "claim 1: quote: 'Old bridge' does not stand in the text"),
            (
                {"quote": "The old bridge may collapse"},
                "its first 19 characters do, at 0, but then the text has 'reopen in May, Mayor Ann",
            ),
        ],
    )
    def test_a_claim_that_is_refused(self, item: object, message: str) -> None:
        """A claim that is malformed or not in the text is refused, saying which, and the next is read."""
        reading = read_quotations([item, {"quote": "reporters"}], ARTICLE)

        assert ["reporters"] == [claim.text for claim in reading.claims]
        assert message in problems_of(reading)[0]
        with pytest.raises(InputError, match=r"^claim 1: "):
            read_quotations([item], ARTICLE, strict=True)

    def test_one_claim_twice(self) -> None:
        """A claim that comes twice is refused the second time."""
        reading = read_quotations([{"quote": "reporters"}] * 2, ARTICLE)

        assert (1, ["claim 2: is the same as a claim before it: source, cue and content are equal"]) == (
            len(reading.claims),
            problems_of(reading),
        )

    @pytest.mark.parametrize(
        ("source", "article", "message"),
        [
            ([], None, "expected an article: as the argument"),
            ({"claims": []}, None, "expected one article, as the argument or as the key 'article', got none"),
            ({"claims": [], "article": {}}, ARTICLE, "got two"),
            ({"claims": [], "article": 5}, None, "article: expected an object with the keys text, outlet"),
            ({"claims": [], "article": {"text": "x"}}, None, "article: outlet ('outlet'): expected the outlet's name"),
            ({"claims": "x"}, ARTICLE, "expected a list of claims, got 'x'"),
        ],
    )
    def test_input_that_cannot_be_read(self, source: Any, article: Article | None, message: str) -> None:
        """Input that is no list of claims of one article is an error."""
        with pytest.raises(InputError) as caught:
            read_quotations(source, article)

        assert message in str(caught.value)

    def test_a_file_that_is_no_json(self, tmp_path: Path) -> None:
        """A malformed file is an error that names it."""
        (tmp_path / "x.json").write_text("{", encoding="utf-8")
        with pytest.raises(InputError, match=r"x\.json: expected JSON, got a syntax error"):
            read_quotations(tmp_path / "x.json", ARTICLE)

    def test_json_that_is_no_path(self) -> None:
        """An answer as text is not taken for the name of a file."""
        with pytest.raises(InputError, match=r"got '.*'; put text through json\.loads first"):
            read_quotations('[{"quote": "The old bridge"}]', ARTICLE)

    def test_no_article(self) -> None:
        """What is no article is an error."""
        with pytest.raises(FieldTypeError, match="article: expected an Article, got a str"):
            read_quotations([], "x")  # type: ignore[arg-type]

    @given(texts, st.lists(st.fixed_dictionaries({"quote": texts, "cue": texts, "source": texts, "speaker": texts})))
    def test_any_quotation(self, text: str, items: list[dict[str, str]]) -> None:
        """Whatever is quoted is refused or stands in the text."""
        article = Article(text, "X", None)
        reading = read_quotations(items, article)

        assert len(items) == len(reading.claims) + len(reading.problems)
        problems_of(reading)

    @given(texts.filter(str.strip), st.data())
    def test_every_run_of_words_is_found(self, text: str, data: st.DataObject) -> None:
        """Every run of whole words of a text is let in, whatever white space stands between them."""
        words = text.split()
        start = data.draw(st.integers(0, len(words) - 1))
        quote = " ".join(words[start : data.draw(st.integers(start + 1, len(words)))])
        (claim,) = read_quotations([{"quote": quote}], Article(text, "X", None)).claims

        assert quote.split() == claim.content[0].of(text).split()

    def test_a_part_of_a_word(self) -> None:
        """A cue or source is no part of a longer word, be it the nearest."""
        article = Article("“It rains,” he told them. The heron left.", "X", None)
        (claim,) = read_quotations([{"quote": "left", "source": "he"}], article).claims

        assert (Span(12, 14),) == claim.source


def facts(claim: Claim) -> tuple[object, ...]:
    """Return what brat standoff holds of a claim, without the speaker."""
    return (claim.id, claim.kind, claim.type, claim.polarity, claim.stance, claim.hedges)


def ends_in_a_line_end(claim: Claim) -> bool:
    """Tell whether a span of the claim has a line end at its border, which brat has no place for."""
    spans = (*claim.content, *claim.cue, *claim.source, *(hedge.span for hedge in claim.hedges))
    borders = "".join(claim.article.text[span.start] + claim.article.text[span.end - 1] for span in spans)
    return len(borders) != len("".join(borders.splitlines()))


class TestBrat:
    """Standoff, out and in."""

    def test_lines(self) -> None:
        """A claim has a line for each span, relation and term, and a note with the speaker's name."""
        (annotation,) = brat.annotations(extract(ARTICLE)[:1]).values()

        assert [
            "T1\tClaim 0 32\tThe old bridge may reopen in May",
            "T2\tCue 48 52\tsaid",
            "R1\tCue Arg1:T1 Arg2:T2",
            "T3\tSource 34 47\tMayor Ann Lee",
            "R2\tSource Arg1:T1 Arg2:T3",
            "T4\tHedge 15 18\tmay",
            "R3\tHedge Arg1:T1 Arg2:T4",
            "A1\tKind T1 indirect",
            "A2\tType T1 assertion",
            "A3\tPolarity T1 positive",
            "A4\tStance T1 neutral",
            "A5\tHedging T1 possible",
            "A6\tLevel T4 possible",
            "A7\tScope T4 claim",
            "#1\tAnnotatorNotes T1\tAnn Lee",
        ] == annotation.splitlines()

    def test_sample(self) -> None:
        """A file that was corrected in brat is read as it stands, with a mark before it and other line ends too."""
        article = Article((SAMPLES / "bridge.txt").read_text(encoding="utf-8"), "Valley Post", dt.date(2024, 5, 14))
        annotation = (SAMPLES / "bridge.ann").read_text(encoding="utf-8")
        reading = brat.read_annotations(annotation, article)
        first, second = reading.claims

        assert () == reading.problems
        assert ("The old bridge may reopen in May", Hedging.POSSIBLE) == (first.text, first.hedging)
        assert ("Ann Lee", Kind.DIRECT) == (str(second.speaker), second.kind)
        assert reading == brat.read_annotations("\ufeff" + annotation.replace("\n", "\r\n"), article)

    @pytest.mark.parametrize(
        ("lines", "message"),
        [
            (
                "A1\tHedging T1 possible\n",
                "Hedging: expected the level of its hedges, unhedged, got possible; mark the",
            ),
            ("A1\tHedging T1 perhaps\n", "Hedging: expected 'unhedged' or "),
        ],
    )
    def test_a_level_without_its_words(self, lines: str, message: str) -> None:
        """A level that no hedge of the file has is refused and not lost."""
        article = Article("It may rain, Ann Lee said.", "Valley Post", None)
        reading = brat.read_annotations(f"T1\tClaim 0 11\tIt may rain\n{lines}", article)

        assert 0 == len(reading.claims)
        assert str(reading.problems[0]).startswith(f"T1: {message}")

    def test_a_span_over_a_line_end(self) -> None:
        """A span over a line end is broken there, and read back as one."""
        start = TEXT.index("First")
        claim = Claim(ARTICLE, (Span(start, start + 22),))
        (annotation,) = brat.annotations(Claims([claim])).values()

        assert (
            f"T1\tClaim {start} {start + 10};{start + 11} {start + 22}\tFirst line second line"
            == (annotation.splitlines()[0])
        )
        assert claim.content == brat.read_annotations(annotation, ARTICLE).claims[0].content

    @given(collections)
    def test_what_is_written_is_read_back(self, claims: Claims) -> None:
        """Spans, terms and hedges of every claim come back, but for line ends at the border of a span."""
        for article, annotation in brat.annotations(claims).items():
            written = {claim.id: claim for claim in claims if claim.article == article}
            reading = brat.read_annotations(annotation.encode().decode(), article)
            if not any(map(ends_in_a_line_end, claims)) and len(written) == sum(c.article == article for c in claims):
                assert () == reading.problems
                assert [facts(claim) for claim in written.values()] == [facts(claim) for claim in reading.claims]

    def test_the_speaker_comes_back(self) -> None:
        """The speakers of what `extract` finds come back."""
        claims = extract(ARTICLE)
        (annotation,) = brat.annotations(claims).values()

        assert claims.count_by("speaker") == brat.read_annotations(annotation, ARTICLE).claims.count_by("speaker")

    def test_a_folder(self, tmp_path: Path) -> None:
        """A folder has the text, to the character, and the annotations of each article."""
        article = Article("Ann Lee said\r\nit was \ud800 open.", "X", None)
        brat.write_folder(Claims([Claim(article, (Span(14, 28),))]), tmp_path / "new")

        assert "Ann Lee said\r\nit was \ufffd open." == (tmp_path / "new" / f"{article.id}.txt").read_bytes().decode()
        annotation = (tmp_path / "new" / f"{article.id}.ann").read_text(encoding="utf-8")
        assert (Span(14, 28),) == brat.read_annotations(annotation, article).claims[0].content

    @pytest.mark.parametrize(
        ("line", "message"),
        [
            ("T9\tClaim 4 7\tnew", "T9: quote: expected 'new' at 4-7, got 'old'"),
            (
                "T9\tClaim 4 9000\told",
                "line 16: expected brat standoff, as many characters as from 4 to 9000, got 'old'",
            ),
            ("T9\tClaim four 7\told", "line 16: expected brat standoff, got 'T9\\tClaim four 7\\told'"),
            ("T9\tClaim -4 -1\told", "T9: quote: expected 'old' at -4--1, got ''"),
            ("E9\tClaim:T1", "line 16: expected brat standoff, of the kinds T, R, A and #, got 'E9'"),
            ("T9", "line 16: expected brat standoff, got 'T9'"),
            ("R9\tCue Arg1:T1 Arg2:T8", "T1: refers to T8, which is not there or could not be read"),
            ("A9\tKind T1 loud", "T1: Kind: expected 'direct' or 'indirect' or 'mixed', got 'loud'"),
            ("A9\tLevel T4 loud", "T1: Hedging: expected"),
        ],
    )
    def test_a_line_that_is_refused(self, line: str, message: str) -> None:
        """An annotation whose words are not the text's, and a line that is no standoff, is refused, saying which."""
        (annotation,) = brat.annotations(extract(ARTICLE)[:1]).values()
        reading = brat.read_annotations(f"{annotation}{line}\n", ARTICLE)

        assert message in "".join(problems_of(reading))
        with pytest.raises(InputError):
            brat.read_annotations(f"{annotation}{line}\n", ARTICLE, strict=True)

    @given(texts)
    def test_any_text_is_read_or_refused(self, annotation: str) -> None:
        """No text in the place of an annotation file raises."""
        problems_of(brat.read_annotations(annotation, ARTICLE))

    @given(st.lists(st.sampled_from([*"T1 R1 A1 #1 Cue Arg1:T1 Arg2:T1 0 4;6 9 The".split(), *"\t\n"]), max_size=25))
    def test_any_standoff_is_read_or_refused(self, parts: list[str]) -> None:
        """No order of the parts of standoff raises."""
        problems_of(brat.read_annotations("T1\tClaim " + " ".join(parts).replace(" \t ", "\t"), ARTICLE))

    def test_wrong_types(self) -> None:
        """What is no collection of claims, no text or no article is an error."""
        with pytest.raises(FieldTypeError, match=r"brat\.annotations: expected Claims"):
            brat.annotations([])  # type: ignore[arg-type]
        with pytest.raises(FieldTypeError, match="expected a str"):
            brat.read_annotations(b"", ARTICLE)  # type: ignore[arg-type]
