# SPDX-License-Identifier: MIT
"""Hedges: a table of sentences, the rows of the lexicon tested both ways, and properties on any text."""

import re
import time

import pytest
from clock import grows_by_less
from hypothesis import given
from hypothesis import strategies as st
from made import FIXTURES

from claimtrack import Article, extract
from claimtrack.evaluation.hedging import HedgedContent, level_of, read_hedged_contents
from claimtrack.extraction.commitment.cue_patterns import any_of
from claimtrack.extraction.commitment.hedging import HedgeLexicon, HedgeRow, find_hedges
from claimtrack.language.text import Text
from claimtrack.model import Hedging, Span

SENTENCES = read_hedged_contents(FIXTURES / "hedging" / "development.toml")
LEXICON = HedgeLexicon.default()
ROWS = LEXICON.rows


def _name(value: HedgeRow | str) -> str:
    """Return the name of a row or the beginning of a sentence."""
    return value[:50] if isinstance(value, str) else value.cue


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda sentence: sentence.content[:50])
def test_sentence(sentence: HedgedContent) -> None:
    """The hedges of a sentence are those that a reader finds, with their words, level and scope."""
    assert sentence.hedges == sentence.read()


def test_sentences_are_hard() -> None:
    """The table is large, two thirds hard, and has every level."""
    assert len(SENTENCES) >= 150
    assert sum(sentence.hard for sentence in SENTENCES) * 3 >= len(SENTENCES) * 2
    assert {level_of(sentence.hedges) for sentence in SENTENCES} == set(Hedging)


@pytest.mark.parametrize(
    ("row", "sentence"), [(row, sentence) for row in ROWS for sentence in row.examples], ids=lambda x: str(x)[:50]
)
def test_row_fires(row: HedgeRow, sentence: str) -> None:
    """A row of the lexicon fires in each of its examples."""
    assert LEXICON.fires(row, sentence)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [(row, sentence) for row in ROWS for sentence in row.counter_examples],
    ids=lambda x: str(x)[:50],
)
def test_row_stays_silent(row: HedgeRow, sentence: str) -> None:
    """A row of the lexicon does not fire in any of its counter-examples."""
    assert not LEXICON.fires(row, sentence)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.cue)
def test_excluded_contexts_are_earned(row: HedgeRow) -> None:
    """Every excluded context of a row occurs in one of its counter-examples."""
    patterns = [any_of([phrase]) for phrase in row.excluded]
    idle = [p.pattern for p in patterns if not any(p.search(sentence) for sentence in row.counter_examples)]
    assert idle == []


def test_rows_name_their_evidence() -> None:
    """Every row says where its level comes from: FactBank, Hyland, Rubin, or our own judgement."""
    assert [row.cue for row in ROWS if not re.search("FactBank|Hyland|Rubin|editorial", row.evidence)] == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("reportedly said", True),
        ("Allegedly told", True),
        ("appeared to suggest", True),
        ("seemed to have confirmed", True),
        ("purportedly announced", True),
        ("said", False),
        ("claimed", False),
        ("appeared on television and said", False),
        ("", False),
    ],
)
def test_distances(words: str, expected: bool) -> None:  # noqa: FBT001
    """Words that put the attribution itself at a distance are told from plain cues."""
    assert LEXICON.distances(words) is expected


def test_quotation_broken_by_its_cue() -> None:
    """The parts of one quoted sentence around its cue are read as one sentence."""
    text = "“Following these meetings,” she said, “further talks may be held in the spring.”"
    content = [Span(0, 27), Span(38, len(text))]
    assert [(h.span.of(text), h.scope.value) for h in find_hedges(Text.of(text), content, [Span(32, 36)])] == [
        ("may", "claim")
    ]


def test_second_sentence_after_the_cue() -> None:
    """A sentence that follows a finished one in another part of the quotation is no longer the claim's own."""
    text = "“The border is closed,” she said. “It may open again in May.”"
    content = [Span(0, 23), Span(34, len(text))]
    assert [(h.span.of(text), h.scope.value) for h in find_hedges(Text.of(text), content)] == [("may", "phrase")]


def test_quotation_mark_outside_the_content() -> None:
    """A content whose opening mark stands just before it is direct speech: "he" is somebody else there."""
    text = "“He believes the seal was broken”"
    assert [h.scope.value for h in find_hedges(Text.of(text), [Span(1, len(text) - 1)])] == ["phrase"]


def test_hedge_in_the_cue_is_not_in_the_content() -> None:
    """Only the content is searched: a hedge on the attribution is left to the stance."""
    text = "The mayor reportedly said the road was open"
    assert find_hedges(Text.of(text), [Span(26, len(text))], [Span(21, 25)]) == ()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("the wreck, raised on Monday, may be scrapped", "claim"),  # a participle in brackets of commas
        ("the agency, which reports to it, may close", "claim"),  # a relative clause in commas
        ("it was a fact that the dam could burst", "claim"),  # an empty subject
        ("we firmly believe that the dam could burst", "claim"),  # an adverb between subject and verb
        ("efforts to have the ban lifted may fail", "claim"),  # an infinitive is no finite verb
        ("the wreck was slowly raised, in all likelihood", "claim"),  # an adverb inside a verb group
        ("prices would fall for shops and buyers if taxes fell", "claim"),  # "and" before a noun, then a link
        ("that if the rain stops, roads may open", "claim"),  # a link after the opening "that"
        ("in that country the vote may be late", "claim"),  # "that" as a determiner
        ("that whether the vote was fair is unknown", "claim"),  # a question after the opening "that"
        ("the footage that a resident shared suggests that he fell", "claim"),  # evidence with a relative clause
        ("the raid was probably the last of the year", "claim"),  # an adverb after "was"
        ("the envoy left Doha and may travel on", "phrase"),  # an irregular past
        ("the cities needed the ban as smoke may harm children", "phrase"),  # "as" after the verb
        ("he left because the road, the only one, may flood", "phrase"),  # no comma ends the clause
        ("the deal, if it may be called so, ended", "phrase"),  # a link after a comma, before the verb
        ("two days ago, the talks may have failed", "claim"),  # a comma that opens no clause
        ("police found a flat with possibly fatal leaks", "phrase"),  # an adverb after a preposition
        ("police spoke of likely cuts", "phrase"),  # an adjective after a preposition
        ("had the pilot seen the mast, the crash would not have happened", "claim"),  # an inverted condition
        ("“Had he known, he would have left”", "claim"),  # one in quotation marks
        ("were the tax to rise, some shops would close", "claim"),  # another
        ("on June 2 or on May 4 the panel may meet", "claim"),  # May is no verb before a number
        ("the panel heard both sides in May and may meet again", "phrase"),  # nor after a preposition
        ("the storm hit Cuba and perhaps Haiti", "phrase"),  # an adverb after "and"
        ("the lorry carried perhaps 30 men", "phrase"),  # an adverb before a number
        ("the army said roads that soldiers mined could stay shut", "phrase"),  # somebody else's word
        ("she “may have made a mistake” in naming him", "claim"),  # a quotation after a pronoun
        ("the right to speak carries a duty that people not lie because they may gain", "phrase"),  # a link in a clause
    ],
)
def test_main_proposition(content: str, expected: str) -> None:
    """The scope of a content's last hedge tells whether it stands in the main proposition."""
    hedges = find_hedges(Text.of(content), [Span(0, len(content))])
    assert hedges
    assert hedges[-1].scope == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dale said the fair may open and that Ward visited Leeds.", ["possible neutral"]),
        ("Dale reportedly said the fair was open.", ["unhedged distancing"]),
        ("Dale appeared to suggest that the fair was open.", ["unhedged distancing"]),
        ("The palace said it had determined that the letter was forged.", ["unhedged neutral"]),
        ("Dale said Norway believes it could win the case.", ["unhedged neutral"]),
        ("Dale said any such sale would violate the pact.", ["uncommitted neutral"]),
        ("Dale believes the fair is open.", ["probable neutral"]),
        ("Dale said the fair would open on Monday.", ["unhedged neutral"]),
    ],
)
def test_claims(text: str, expected: list[str]) -> None:
    """Level and stance of whole claims: a hedge on the attribution, or of somebody else, is not the speaker's own."""
    claims = extract(Article(text, "Valley Post", None))

    assert expected == [f"{claim.hedging} {claim.stance}" for claim in claims]


@pytest.mark.parametrize("cue", ["wrote", "writes", "said", "vowed", "warns", "according to", "testified"])
def test_would_without_a_condition(cue: str) -> None:
    """Under every cue, "would" without a condition only moves "will" into the past."""
    assert HedgedContent("the court would sit in May", (), cue).read() == ()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("“Will he resign?”", ("claim uncommitted: ?",)),
        ("“Will he resign? Or will he stay?”", ("claim uncommitted: ?", "claim uncommitted: ?")),
        ("“Will he resign? He should.”", ()),
        ("“He will resign, won't he?”", ()),
        ("“He will resign, right?”", ()),
    ],
)
def test_direct_question(content: str, expected: tuple[str, ...]) -> None:
    """A content that only asks is uncommitted; a question beside a statement, and a tag, change nothing."""
    assert HedgedContent(content, ()).read() == expected


def test_statement_before_a_question_in_two_parts() -> None:
    """A question after the cue leaves the statement before the cue as firm as it is."""
    text = "“The plan has failed,” she said. “Who will pay?”"
    assert find_hedges(Text.of(text), [Span(0, 22), Span(33, len(text))], [Span(27, 31)]) == ()


_WORDS = (
    "may would if that and , “ ” ' I think is likely to whether not deal who . We hope could have possible as perhaps"
)
_PIECES = st.sampled_from([*_WORDS.split(), '"', "\ud800", "\n", "é", "30", "’s"])
_TEXTS = st.one_of(st.text(), st.lists(_PIECES, max_size=40).map(" ".join), st.lists(_PIECES, max_size=20).map("".join))


@given(text=_TEXTS, data=st.data())
def test_any_text_and_spans(text: str, data: st.DataObject) -> None:
    """Any text with any spans is read without an error, in order, and every hedge lies in the content or the cue."""
    bounds = st.tuples(st.integers(0, len(text) + 3), st.integers(0, len(text) + 3)).map(sorted)
    content = data.draw(st.lists(bounds.map(lambda b: Span(*b)), max_size=4))
    cue = data.draw(st.lists(bounds.map(lambda b: Span(*b)), max_size=2))
    hedges = find_hedges(Text.of(text), content, cue)
    assert list(hedges) == sorted(hedges, key=lambda hedge: hedge.span)
    assert all(any(span.covers(hedge.span) for span in (*content, *cue)) for hedge in hedges)
    assert all(hedge.span.of(text).strip() for hedge in hedges)


@given(words=_TEXTS)
def test_distances_takes_any_text(words: str) -> None:
    """Any words are judged without an error."""
    assert LEXICON.distances(words) in {True, False}


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        "“",
        "may ",
        "may " + " " * 60,
        "if it would ",
        ", and that could ",
        "” would ",
        "I think he said that ",
        "not likely to be expected ",
        "a\n",
        "the would, ",
        "had it, ",
        ", , , had ",
    ],
)
def test_time_grows_linearly(piece: str) -> None:
    """Four times the text takes about four times as long, whatever it is made of."""

    def seconds(length: int) -> float:
        text = "may " + piece * (length // len(piece))
        start = time.process_time()
        find_hedges(Text.of(text), [Span(0, len(text))])
        return time.process_time() - start

    assert grows_by_less(seconds, 15_000, 60_000, 12)
