# SPDX-License-Identifier: MIT
"""The figures of extraction and the gate that keeps them, on invented articles with invented attributions by hand."""

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import spans, texts

from claimtrack.evaluation import (
    AnnotatedArticle,
    Annotation,
    ArticleReader,
    Evaluation,
    Score,
    calibration,
    digest_polnear,
    evaluate,
    read_polnear,
)
from claimtrack.evaluation.__main__ import main
from claimtrack.evaluation.floors import PACKAGED, Floor, PinnedCorpus, failures, raised, read_floors, to_toml
from claimtrack.evaluation.measures import CALIBRATION_ERROR, SCORES
from claimtrack.exceptions import InputError
from claimtrack.model import Article, Claim, Span

NAME = "valley-post_2024-05-15_bridge"


class Mark(NamedTuple):
    """An attribution in words of its article; an empty string stands for none."""

    source: str
    cue: str
    content: str
    more: str = ""
    confidence: float = 1.0


TEXT = "Ann Lee said the bridge is safe. Bob Ray warned the road is shut.\n"
LEE = Mark("Ann Lee", "said", "the bridge is safe")
RAY = Mark("Bob Ray", "warned", "the road is shut")


def places(text: str, *words: str) -> tuple[Span, ...]:
    """Return where each of *words* stands first in *text*."""
    return tuple(Span(text.index(each), text.index(each) + len(each)) for each in words if each)


def annotated(text: str, *marks: Mark, discard: str = "") -> AnnotatedArticle:
    """Return an article with attributions by hand."""
    annotations = [
        Annotation(places(text, mark.source), places(text, mark.cue), places(text, mark.content, mark.more))
        for mark in marks
    ]
    article = Article(text=text, outlet="Valley Post", published=None)
    return AnnotatedArticle(article, tuple(annotations), places(text, discard))


def extractor(*marks: Mark) -> ArticleReader:
    """Return an extractor that finds *marks* in every article."""

    def extract(article: Article) -> list[Claim]:
        return [
            Claim(
                article,
                places(article.text, mark.content, mark.more),
                places(article.text, mark.cue),
                places(article.text, mark.source),
                confidence=mark.confidence,
            )
            for mark in marks
        ]

    return extract


def measured(text: str, gold: Sequence[Mark], found: Sequence[Mark], discard: str = "") -> Evaluation:
    """Return how well *found* does against *gold* on one article."""
    return evaluate([annotated(text, *gold, discard=discard)], extractor=extractor(*found))


def standoff(text: str, *marks: Mark, discard: str = "") -> str:
    """Return *marks* in brat standoff, as PolNeAR writes it."""
    lines: list[str] = []

    def add(label: str, *words: str) -> list[str]:
        where = ";".join(f"{span.start} {span.end}" for span in places(text, *words))
        if where:
            lines.append(f"T{len(lines) + 1}\t{label} {where}\t{' '.join(words)}")
        return [f"{label}:T{len(lines)}"] if where else []

    for mark in marks:
        roles = [
            *add("Attribution", mark.cue),
            *add("Source", mark.source),
            *add("Cue", mark.cue),
            *add("Content", mark.content, *([mark.more] if mark.more else [])),
        ]
        lines.append(f"E{len(lines) + 1}\t{' '.join(roles)}")
    add("Discard", discard)
    return "".join(f"{line}\n" for line in lines)


def corpus(folder: Path, *marks: Mark, text: str = TEXT, annotator: str = "a1b2", discard: str = "") -> Path:
    """Write a compartment of one article and return its folder, which is called `sample`."""
    sample = folder / "sample"
    for name, content in (
        (f"text/{NAME}.txt", text),
        (f"attributions/{NAME}_{annotator}.ann", standoff(text, *marks, discard=discard)),
    ):
        (sample / name).parent.mkdir(parents=True, exist_ok=True)
        (sample / name).write_text(content, encoding="utf-8", newline="")
    return sample


def percentages(evaluation: Evaluation, name: str) -> tuple[float, float, float]:
    """Return precision, recall and F1 of a score, rounded to a tenth."""
    score = evaluation.scores[name]
    return round(score.precision, 1), round(score.recall, 1), round(score.f1, 1)


# --- the figures


def test_perfect() -> None:
    """Where everything is found and certain, every figure is 100 and the calibration error is 0."""
    evaluation = measured(TEXT, [LEE, RAY], [LEE, RAY])

    expected = dict.fromkeys(SCORES, 100.0) | {"recall_at_90_precision": 100.0, CALIBRATION_ERROR: 0.0}
    # Nothing is quoted, so that nothing is there for two of the kinds.
    expected |= {"direct_with_source": 0.0, "mixed_with_source": 0.0}
    assert expected == evaluation.figures
    assert (1, 14, 1.0) == (evaluation.articles, evaluation.words, evaluation.threshold)


def test_nothing_extracted() -> None:
    """Where nothing is extracted, every figure is 0 and there is no threshold."""
    evaluation = measured(TEXT, [LEE, RAY], [])

    assert {0.0} == set(evaluation.figures.values())
    assert Score(predicted=0, gold=2) == evaluation.scores["found"]
    assert evaluation.threshold is None


def test_no_articles() -> None:
    """Without articles every figure is 0, and nothing is divided by nothing."""
    evaluation = evaluate([])

    assert {0.0} == {*evaluation.figures.values(), evaluation.words_per_second}


def test_half() -> None:
    """Of two attributions one is found, and the other has its cue and source, and a content from elsewhere."""
    evaluation = measured(TEXT, [LEE, RAY], [LEE, Mark("Bob Ray", "warned", "Ann Lee said")])

    assert (50.0, 50.0, 50.0) == percentages(evaluation, "found")
    assert (50.0, 50.0, 50.0) == percentages(evaluation, "found_with_source")
    assert (50.0, 50.0, 50.0) == percentages(evaluation, "content_spans")
    assert (100.0, 100.0, 100.0) == percentages(evaluation, "cue_spans")
    assert (100.0, 100.0, 100.0) == percentages(evaluation, "source_spans")


def test_precision_and_recall() -> None:
    """Precision counts what was extracted, recall what there is by hand."""
    extra = Mark("Ann Lee", "is", "safe")
    evaluation = measured(TEXT, [LEE], [LEE, extra, RAY])

    assert (33.3, 100.0, 50.0) == percentages(evaluation, "found")
    assert (33.3, 100.0, 50.0) == percentages(evaluation, "content_spans")
    assert (50.0, 100.0, 66.7) == percentages(evaluation, "source_spans")


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("the bridge is safe", 1),
        ("the bridge", 1),
        ("the bridge is safe. Bob Ray warned the", 1),
        ("the bridge is safe. Bob Ray warned the road", 0),
        ("safe", 0),
    ],
)
def test_content_shares_half_its_words(content: str, found: int) -> None:
    """An attribution is found where the contents have at least half of their words in common."""
    assert found == measured(TEXT, [LEE], [LEE._replace(content=content)]).scores["found"].right_gold


def test_one_to_one() -> None:
    """The most similar content is the one that counts, and an attribution by hand is found once."""
    part = LEE._replace(content="bridge is safe", confidence=0.15)
    whole = LEE._replace(cue="Bob")  # less alike in all but its content
    evaluation = measured(TEXT, [LEE], [part, whole])

    assert Score(predicted=2, gold=1, right_predicted=1, right_gold=1) == evaluation.scores["found"]
    assert [(1, 0.0), (1, 1.0)] == [(each.count, each.right) for each in (evaluation.bins[1], evaluation.bins[9])]


def test_like_contents_are_told_by_their_source() -> None:
    """Of two extracted attributions with the same content, the one with the same source counts."""
    other = LEE._replace(source="Bob Ray", cue="warned")

    assert 1 == measured(TEXT, [LEE], [other, LEE]).scores["found_with_source"].right_gold


@pytest.mark.parametrize(
    ("by_hand", "extracted", "right"),
    [
        ("Ann Lee", "Ann Lee", 1),
        ("Ann Lee", "Lee", 1),
        ("Ann Lee", "Bob Ray", 0),
        ("Ann Lee", "", 0),
        ("", "Ann Lee", 0),
        ("", "", 1),
    ],
)
def test_source_missing(by_hand: str, extracted: str, right: int) -> None:
    """Sources agree where they share a word, or where neither attribution has one."""
    scores = measured(TEXT, [LEE._replace(source=by_hand)], [LEE._replace(source=extracted)]).scores

    assert (1, right) == (scores["found"].right_gold, scores["found_with_source"].right_gold)
    assert (bool(by_hand), bool(extracted)) == (scores["source_spans"].gold, scores["source_spans"].predicted)


BROKEN = "“The road,” Bob Ray warned, “is shut.”\n"


def test_claims_with_one_cue_are_one_attribution() -> None:
    """Two claims with exactly the same cue are one attribution, as sure as the less sure of them."""
    first = Mark("Bob Ray", "warned", "“The road,”", confidence=0.9)
    second = Mark("", "warned", "“is shut.”", confidence=0.35)
    whole = Mark("Bob Ray", "warned", "“The road,”", "“is shut.”")
    evaluation = measured(BROKEN, [whole], [first, second])

    assert {100.0} == {evaluation.figures[name] for name in ("found", "direct_with_source", "content_spans")}
    assert 1 == evaluation.bins[3].count


def test_claims_without_a_cue_stay_apart() -> None:
    """Claims that have no cue are not joined."""
    parts = [Mark("Bob Ray", "", "“The road,”"), Mark("Bob Ray", "", "“is shut.”")]

    assert 2 == measured(BROKEN, parts, parts).scores["found"].right_gold


def test_discontinuous_content() -> None:
    """Each unbroken part of a content is a flat span of its own."""
    whole = Mark("Bob Ray", "warned", "“The road,”", "“is shut.”")
    evaluation = measured(BROKEN, [whole], [whole._replace(more="")])

    assert Score(predicted=1, gold=2, right_predicted=1, right_gold=1) == evaluation.scores["content_spans"]
    assert 1 == evaluation.scores["found"].right_gold


def test_a_line_end_breaks_a_flat_span() -> None:
    """A content over two lines counts as two flat spans, whether or not it was marked as two."""
    text = "Ann Lee said the bridge is safe\nand the road is open.\n"
    whole = Mark("Ann Lee", "said", "the bridge is safe\nand the road is open")
    parts = Mark("Ann Lee", "said", "the bridge is safe", "and the road is open")

    assert Score(2, 2, 2, 2) == measured(text, [whole], [parts]).scores["content_spans"]


def test_a_token_belongs_where_it_shares_a_character() -> None:
    """A mark that only touches a span is not in it, a word that is cut is, and an empty span holds nothing."""
    text = '"The road is shut," Bob Ray warned.\n'
    mark = Mark("Bob Ray", "warned", "The road is shut")

    assert 0 == measured(text, [mark], [mark._replace(content='"The road is shut')]).scores["content_spans"].right_gold
    assert 1 == measured(text, [mark], [mark._replace(content="he road is sh")]).scores["content_spans"].right_gold
    empty = AnnotatedArticle(annotated(text).article, (Annotation((), (), (Span(2, 2),)),))
    assert 0 == evaluate([empty], extractor=extractor()).scores["found"].gold


@pytest.mark.parametrize(
    ("text", "content", "kind"),
    [
        ('"The road is shut," Bob Ray warned.', '"The road is shut,"', "direct"),
        ("“The road is shut” Bob Ray warned.", "The road is shut", "direct"),
        ('"The road is shut” Bob Ray warned.', "shut” Bob", "mixed"),
        ("Bob Ray warned the road “is shut.”", "the road “is shut.”", "mixed"),
        ("Bob Ray warned the road is shut.", "the road is shut", "indirect"),
        ("Bob Ray warned: ''the road is shut.''", "the road is shut", "indirect"),
        ('Bob Ray warned: "the road\nis shut.', "is shut", "indirect"),
        ('Bob Ray warned: "the road\nis shut.', "the road", "direct"),
    ],
)
def test_kind(text: str, content: str, kind: str) -> None:
    """The kind is how much of a content stands in double marks; a quotation left open ends with its line."""
    mark = Mark("Bob Ray", "warned", content)
    scores = measured(text, [mark], [mark]).scores

    assert [kind] == [each for each in ("direct", "mixed", "indirect") if scores[f"{each}_with_source"].gold]


def test_kinds_of_both_sides() -> None:
    """Recall goes by the kind of the attribution by hand, precision by that of the extracted one."""
    text = '"The road is shut," Bob Ray warned.\n'
    mark = Mark("Bob Ray", "warned", '"The road is shut,"')
    scores = measured(text, [mark], [mark._replace(content='"The road is shut," Bob')]).scores

    assert Score(predicted=0, gold=1, right_predicted=0, right_gold=1) == scores["direct_with_source"]
    assert Score(predicted=1, gold=0, right_predicted=1, right_gold=0) == scores["mixed_with_source"]


AD = "Ann Lee said the bridge is safe. Share this page now. Bob Ray warned the road is shut.\n"


@pytest.mark.parametrize("discard", ["Share this page now", "Share this"])
def test_discarded(discard: str) -> None:
    """What stands mostly in what the annotator set aside counts neither way."""
    share = Mark("", "Share this", "page now")

    assert Score(1, 1, 1, 1) == measured(AD, [LEE, share], [LEE, share], discard).scores["found"]


@pytest.mark.parametrize(("content", "kept"), [("page now. Bob", 1), ("this page now. Bob", 0)])
def test_half_discarded(content: str, kept: int) -> None:
    """An extracted attribution is left out where more than half of its content's tokens were set aside."""
    found = Mark("Bob Ray", "warned", content)

    assert kept == measured(AD, [LEE], [found], "Share this page now").scores["found"].predicted


def test_partly_discarded() -> None:
    """An extracted content that reaches into what was set aside is cut; one marked by hand is left out."""
    both = Mark("Bob Ray", "warned", "now. Bob", "the road is shut")
    scores = measured(AD, [RAY, both], [both], "page now. Bob").scores

    assert Score(1, 1, 1, 1) == scores["found"]
    assert Score(1, 1, 1, 1) == scores["content_spans"]


def test_calibration() -> None:
    """A bin's gap is between its mean confidence and the share that is right, and a bin holds its upper end."""
    bins, error = calibration([(0.0, False), (0.1, True), (0.7, True), (0.8, True), (0.75, False), (1.0, True)])

    assert [2, 0, 0, 0, 0, 0, 1, 2, 0, 1] == [each.count for each in bins]
    assert (0.05, 0.5) == (bins[0].confidence, bins[0].right)
    # (2 * |0.05 - 0.5| + 1 * |0.7 - 1| + 2 * |0.775 - 0.5| + 1 * 0) / 6
    assert 100 * (0.9 + 0.3 + 0.55) / 6 == pytest.approx(error)


@pytest.mark.parametrize(
    ("judged", "threshold", "recall"),
    [
        ([(0.9, True)] * 9 + [(0.9, False)], 0.9, 90.0),  # those of one confidence are kept or left together
        ([(0.9, True)] * 8 + [(0.9, False)] * 2, None, 0.0),
        ([(0.9, True)] * 8 + [(0.5, False)] * 2, 0.9, 80.0),
        ([(0.9, True)] * 8 + [(0.5, False), (0.4, True)], 0.4, 90.0),
        ([(0.9, False), *[(0.5, True)] * 9], 0.5, 90.0),
    ],
)
def test_recall_at_90_precision(judged: list[tuple[float, bool]], threshold: float | None, recall: float) -> None:
    """The threshold is the lowest at which 90 % of what is kept is right."""
    words = "one two three four five six seven eight nine ten".split()
    gold = [Mark("", "", word) for word in words]
    found = [
        Mark("" if right else words[0], "", word, confidence=confidence)
        for word, (confidence, right) in zip(words, judged, strict=True)
    ]
    evaluation = measured(" ".join(words), gold, found)

    assert (threshold, recall) == (evaluation.threshold, evaluation.recall_at_90_precision)


@st.composite
def articles(draw: st.DrawFn) -> AnnotatedArticle:
    """Draw any text with any attributions."""
    text = draw(texts.filter(bool))
    some = st.lists(spans(len(text)), max_size=2).map(tuple)
    annotation = st.builds(Annotation, source=some, cue=some, content=some)
    article = Article(text=text, outlet="Valley Post", published=None)
    return AnnotatedArticle(article, tuple(draw(st.lists(annotation, max_size=3))), draw(some))


@given(articles(), st.data())
def test_any_text(article: AnnotatedArticle, data: st.DataObject) -> None:
    """Any text with any attributions has figures from 0 to 100, and kinds add up to no more than all."""
    drawn = data.draw(articles()).annotations
    length = len(article.article.text)
    found = []
    for annotation in (*article.annotations, *drawn):
        kept = [
            tuple(span for span in role if span.end <= length)
            for role in (annotation.content, annotation.cue, annotation.source)
        ]
        if kept[0]:
            found.append(Claim(article.article, *kept, confidence=data.draw(st.floats(0, 1))))
    evaluation = evaluate([article], extractor=lambda _: found)

    assert all(0 <= figure <= 100 for figure in evaluation.figures.values())
    kinds = [score for name, score in evaluation.scores.items() if name.startswith(("direct", "mixed", "indirect"))]
    assert sum(score.gold for score in kinds) <= evaluation.scores["found"].gold
    assert sum(each.count for each in evaluation.bins) == evaluation.scores["found"].predicted


# --- the corpus


def test_read_polnear(tmp_path: Path) -> None:
    """A compartment is read with outlet, day, attributions in several parts, and what was set aside."""
    whole = Mark("Bob Ray", "warned", "“The road,”", "“is shut.”")
    (read,) = read_polnear(corpus(tmp_path, whole, text=BROKEN + "Share this.\n", discard="Share this"))

    expected = annotated(BROKEN + "Share this.\n", whole, discard="Share this")
    assert (expected.annotations, expected.discarded) == (read.annotations, read.discarded)
    assert ("valley-post", "2024-05-15") == (read.article.outlet, str(read.article.published))


def test_two_contents(tmp_path: Path) -> None:
    """A second content of an attribution (Content2) is a part of its content, and notes are passed over."""
    sample = corpus(tmp_path)
    lines = ["T1\tCue 8 12\tsaid", "T2\tContent 13 16\tthe", "T3\tContent 17 23\tbridge", "#1\tAnnotatorNotes T1\twhy"]
    event = "E1\tAttribution:T1 Content:T2 Cue:T1 Content2:T3"
    (sample / f"attributions/{NAME}_a1b2.ann").write_text("\n".join([*lines, event, ""]), encoding="utf-8")
    (read,) = read_polnear(sample)

    assert (Annotation((), (Span(8, 12),), (Span(13, 16), Span(17, 23))),) == read.annotations


def test_two_annotators(tmp_path: Path) -> None:
    """Where two annotators read an article, the first by file name counts."""
    corpus(tmp_path, LEE, RAY, annotator="ffff")
    (read,) = read_polnear(corpus(tmp_path, LEE, annotator="0abc"))

    assert annotated(TEXT, LEE).annotations == read.annotations


def test_line_ends_are_kept(tmp_path: Path) -> None:
    """The line ends of a text stay as they are, for the offsets count them."""
    text = TEXT.replace("\n", "\r\n")

    assert [text] == [read.article.text for read in read_polnear(corpus(tmp_path, RAY, text=text))]


def test_without_annotation(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An article that nobody annotated is left out with a note, and a folder of such articles is an error."""
    sample = corpus(tmp_path, LEE)
    (sample / "text" / "valley-post_2024-05-16_road.txt").write_text(TEXT, encoding="utf-8")

    assert 1 == len(read_polnear(sample))
    assert "left out 1 texts that have no annotations" in run(capsys, sample)[1]
    (sample / f"attributions/{NAME}_a1b2.ann").unlink()
    with pytest.raises(InputError, match="got 2 texts and 0 annotations without a pair"):
        read_polnear(sample)


@pytest.mark.parametrize(
    ("file", "content", "message"),
    [
        (f"text/{NAME}.txt", b"caf\xe9", "expected text in UTF-8, got the byte 0xe9 at 3"),
        (f"attributions/{NAME}_a1b2.ann", b"T1\tCue 9 8\tsaid\n", "line 1: Span.end: expected at least the start, 9"),
        (f"attributions/{NAME}_a1b2.ann", b"\nE1\tAttribution:T1 Source:T9\n", "line 2: expected a span of this file"),
        ("text/valley-post_2024-02-30_x.txt", b"", "expected a day as 2016-09-12 in the name"),
    ],
)
def test_malformed_files(tmp_path: Path, file: str, content: bytes, message: str) -> None:
    """A malformed file is an error that names it."""
    sample = corpus(tmp_path, LEE)
    (sample / "attributions" / "valley-post_2024-02-30_x_a1b2.ann").write_text("", encoding="utf-8")
    (sample / file).write_bytes(content)

    with pytest.raises(InputError, match=message) as raised_error:
        read_polnear(sample)
    assert file in str(raised_error.value)


def test_digest(tmp_path: Path) -> None:
    """The digest hangs on names and bytes of texts and annotations, and on nothing else in the folder."""
    sample = corpus(tmp_path, LEE)
    (file,) = (sample / "text").iterdir()
    seen = [digest_polnear(sample)]
    (sample / "README").write_text("notes", encoding="utf-8")
    assert seen == [digest_polnear(sample)]

    file.write_text(TEXT + " ", encoding="utf-8")
    seen.append(digest_polnear(sample))
    file.rename(file.with_name("other.txt"))
    seen.append(digest_polnear(sample))

    assert 3 == len(set(seen))


# --- the floors

names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
pinned_corpora = st.dictionaries(
    names,
    st.builds(
        PinnedCorpus,
        digest=st.text("0123456789abcdef", max_size=8),
        size=st.integers(0, 2000),
        floors=st.dictionaries(
            st.sampled_from([*SCORES, CALIBRATION_ERROR]) | names.filter(lambda name: name not in {"digest", "size"}),
            st.builds(
                Floor,
                st.integers(0, 1000).map(lambda tenths: tenths / 10),
                st.text(min_size=1, max_size=20).filter(str.strip),
            ),
            max_size=4,
        ),
    ),
    max_size=3,
)


@given(pinned_corpora)
def test_floors_come_back(corpora: dict[str, PinnedCorpus]) -> None:
    """Floors that are written are read back as they were; a lone surrogate becomes a question mark."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "floors.toml")
        file.write_text(to_toml(corpora).replace("\ud800", "?"), encoding="utf-8", newline="\n")
        read = read_floors(file)

    def valid(text: str) -> str:
        return text.encode("utf-8", "replace").decode("utf-8")

    assert read == {
        name: PinnedCorpus(
            corpus.digest,
            corpus.size,
            {figure: Floor(floor.value, valid(floor.reason)) for figure, floor in corpus.floors.items()},
        )
        for name, corpus in corpora.items()
    }


def test_packaged_floors() -> None:
    """The packaged floors are written as `--update` writes them, and every figure has one, with its reason."""
    corpora = read_floors(PACKAGED)

    assert PACKAGED.read_text(encoding="utf-8") == to_toml(corpora)
    assert "polnear-dev" in corpora
    assert set(evaluate([]).figures) == set(corpora["polnear-dev"].floors)
    for pinned in corpora.values():
        assert all(floor.reason for floor in pinned.floors.values())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[a", "expected a TOML file of floors"),
        ("[a]\ndigest = 1\nsize = 2\n", "table 'a': expected a digest"),
        ('[a]\ndigest = "1"\n', "table 'a': expected a digest"),
        ('[a]\ndigest = "1"\nsize = 2\nfound = 3\n', "figure 'found': expected 'floor' from 0 to 100"),
        (
            '[a]\ndigest = "1"\nsize = 2\n[a.found]\nceiling = 3\nreason = "why"\n',
            "figure 'found': expected 'floor' from 0 to 100",
        ),
        *[
            (f'[a]\ndigest = "1"\nsize = 2\n[a.found]\nfloor = {value}\nreason = "{reason}"\n', "'reason' in words")
            for value, reason in [("nan", "why"), ("101", "why"), ("-1", "why"), ("true", "why"), ("50.0", " ")]
        ],
    ],
)
def test_malformed_floors(tmp_path: Path, text: str, message: str) -> None:
    """A malformed file of floors is an error that names file, table and figure."""
    (tmp_path / "floors.toml").write_text(text, encoding="utf-8")

    with pytest.raises(InputError, match=message) as error:
        read_floors(tmp_path / "floors.toml")
    assert "floors.toml" in str(error.value)


def test_failures() -> None:
    """A figure fails below its floor, above its ceiling, or without either; and so does a floor without a figure."""
    floors = {name: Floor(50.0, "why") for name in ("found", "cue_spans", "gone", CALIBRATION_ERROR)}

    assert [
        "found: 49.98 is below its floor 50.0 (why)",
        "content_spans: 9.00 has no floor; pin it with --update",
        "calibration_error: 50.02 is above its ceiling 50.0 (why)",
        "gone: has a floor and is not measured",
    ] == failures(
        PinnedCorpus("", 1, floors), {"found": 49.98, "cue_spans": 50.0, "content_spans": 9, CALIBRATION_ERROR: 50.02}
    )


def test_raised() -> None:
    """A floor goes up to the tenth below what is reached and a ceiling down to the tenth above; others stay."""
    old = PinnedCorpus(
        "", 1, {"found": Floor(50.0, "a"), "cue_spans": Floor(50.0, "b"), CALIBRATION_ERROR: Floor(9, "c")}
    )
    new = raised(old, {"found": 60.19, "cue_spans": 50.06, "content_spans": 1.29, CALIBRATION_ERROR: 3.01}, None)

    assert {
        "found": Floor(60.1, "raised from 50.0"),
        "cue_spans": Floor(50.0, "b"),
        "content_spans": Floor(1.2, "first pinned"),
        CALIBRATION_ERROR: Floor(3.1, "lowered from 9"),
    } == new.floors


# --- the command line


def run(capsys: pytest.CaptureFixture[str], *arguments: object, found: Sequence[Mark] = (LEE, RAY)) -> tuple[int, str]:
    """Run the command line over an extractor that finds *found*, and return status and everything printed."""
    status = main(["polnear", *map(str, arguments)], extractor=extractor(*found))
    return status, "".join(capsys.readouterr())


def test_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The report has precision, recall and F1 of each score, and the bins where they are asked for."""
    found = [LEE, RAY._replace(source="", confidence=0.75)]
    status, printed = run(capsys, corpus(tmp_path, LEE, RAY), "--calibration", found=found)

    assert 0 == status
    lines = [" ".join(line.split()) for line in printed.splitlines()]
    assert "polnear-sample: 1 articles, 2 attributions, 2 extracted" == lines[0]
    assert "attributions found 100.0 100.0 100.0" in lines
    assert "with the right source 50.0 50.0 50.0" in lines
    assert "flat exact spans: source 100.0 50.0 66.7" in lines
    assert "recall at 90 % precision 50.0 (confidence of at least 1.000)" in lines
    assert "expected calibration error 37.5" in lines
    assert "0.7 to 0.8 1 0.750 0.000" in lines


def test_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Everything that is measured goes to a file."""
    sample = corpus(tmp_path, LEE, RAY)
    run(capsys, sample, "--json", tmp_path / "figures.json", found=[LEE])
    written = json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))

    assert ("polnear-sample", digest_polnear(sample)) == (written["corpus"], written["digest"])
    assert (50.0, 100.0) == (written["scores"]["found"]["recall"], written["scores"]["found"]["precision"])
    assert written["scores"]["found"]["f1"] == written["figures"]["found"]
    assert 10 == len(written["bins"])


def test_what_extract_finds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without an extractor of one's own, `extract` is measured."""
    text = "“The bridge is safe,” Ann Lee said.\n"
    mark = Mark("Ann Lee", "said", "“The bridge is safe,”")

    assert 0 == main(["polnear", str(corpus(tmp_path, mark, text=text))])
    assert "with the right source 100.0 100.0 100.0" in " ".join(capsys.readouterr().out.split())


def test_gate(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The gate passes at the floors, and fails below them with one line for each figure."""
    sample, floors = corpus(tmp_path, LEE, RAY), tmp_path / "floors.toml"
    assert 0 == run(capsys, sample, "--update", "--floors", floors)[0]

    status, printed = run(capsys, sample, "--gate", "--floors", floors)
    assert (0, "gate passed: 10 figures") == (status, printed.splitlines()[-1])

    status, printed = run(capsys, sample, "--gate", "--floors", floors, found=[LEE, RAY._replace(source="Ann Lee")])
    lines = [line for line in printed.splitlines() if line.endswith("(first pinned)")]
    assert (
        1,
        ["found_with_source", "indirect_with_source", "source_spans", "recall_at_90_precision", CALIBRATION_ERROR],
    ) == (status, [line.partition(":")[0] for line in lines])
    assert "found_with_source: 50.00 is below its floor 100.0 (first pinned)" == lines[0]


def test_gate_on_another_corpus(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where the digest differs or the corpus was never pinned, nothing is compared and the status is 1."""
    sample, floors = corpus(tmp_path, LEE, RAY), tmp_path / "floors.toml"
    floors.write_text("", encoding="utf-8")
    status, printed = run(capsys, sample, "--gate", "--floors", floors)
    assert (1, 1) == (status, printed.count("\n"))
    assert "unknown corpus" in printed

    run(capsys, sample, "--update", "--floors", floors)
    pinned = digest_polnear(sample)
    corpus(tmp_path, LEE)
    status, printed = run(capsys, sample, "--gate", "--floors", floors)
    assert (1, 1) == (status, printed.count("\n"))
    assert f"expected the digest {pinned}, got {digest_polnear(sample)}" in printed


def test_missing_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A gate without its corpus is skipped with a clear line; without the gate a missing folder is an error."""
    status, printed = run(capsys, tmp_path / "nowhere", "--gate")
    assert (0, 1) == (status, printed.count("\n"))
    assert printed.startswith(f"skipped: {tmp_path / 'nowhere'} does not exist")

    assert 1 == run(capsys, tmp_path / "nowhere")[0]


def test_update_raises(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An update raises floors to what is reached."""
    sample, floors = corpus(tmp_path, LEE, RAY), tmp_path / "floors.toml"
    run(capsys, sample, "--update", "--floors", floors, found=[LEE])
    assert Floor(66.6, "first pinned") == read_floors(floors)["polnear-sample"].floors["found"]

    assert 0 == run(capsys, sample, "--update", "--floors", floors)[0]
    assert Floor(100.0, "raised from 66.6") == read_floors(floors)["polnear-sample"].floors["found"]


def test_update_lowers_only_with_a_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An update refuses to lower a floor and leaves the file as it is; with a reason it writes that down."""
    sample, floors = corpus(tmp_path, LEE, RAY), tmp_path / "floors.toml"
    run(capsys, sample, "--update", "--floors", floors)
    before = floors.read_bytes()
    status, printed = run(capsys, sample, "--update", "--floors", floors, found=[LEE])
    assert (1, before) == (status, floors.read_bytes())
    assert "found from 100.0 to 66.6" in printed

    reason = 'the "bridge" rule\nwas wrong'
    assert 0 == run(capsys, sample, "--update", "--floors", floors, "--reason", reason, found=[LEE])[0]
    pinned = read_floors(floors)["polnear-sample"].floors
    assert (Floor(66.6, reason), Floor(0.0, "first pinned")) == (pinned["found"], pinned[CALIBRATION_ERROR])


def test_update_of_a_changed_corpus(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A corpus that has changed is pinned again only with a reason, and others in the file stay."""
    sample, floors = corpus(tmp_path, LEE, RAY), tmp_path / "floors.toml"
    floors.write_text(to_toml({"other": PinnedCorpus("00", 3, {"found": Floor(1.0, "why")})}), encoding="utf-8")
    run(capsys, sample, "--update", "--floors", floors)
    corpus(tmp_path, RAY, LEE)
    assert 1 == run(capsys, sample, "--update", "--floors", floors)[0]

    assert 0 == run(capsys, sample, "--update", "--floors", floors, "--reason", "corrected")[0]
    pinned = read_floors(floors)
    assert ["other", "polnear-sample"] == list(pinned)
    assert digest_polnear(sample) == pinned["polnear-sample"].digest


@pytest.mark.parametrize("option", ["--json", "--floors"])
def test_output_that_cannot_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str) -> None:
    """A file that cannot be written is an error that names it."""
    target = tmp_path / "nowhere" / "out"
    status, printed = run(capsys, corpus(tmp_path, LEE, RAY), "--update", "--floors", tmp_path / "f", option, target)

    assert 1 == status
    assert f"{target}: expected a file that can be written" in printed


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["parc", "x"],
        ["polnear"],
        ["polnear", "x", "--gate", "--update"],
        ["polnear", "x", "--gate", "--reason", "y"],
    ],
)
def test_wrong_usage(arguments: list[str]) -> None:
    """Wrong usage ends with status 2."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert 2 == ended.value.code
