# SPDX-License-Identifier: MIT
"""Extraction as a whole: kinds, dates, framing, and any text at all."""

import datetime as dt
import time

import pytest
from clock import grows_by_less
from hypothesis import example, given
from strategies import texts

from claimtrack import Article, Claim, Extractor, FieldTypeError, Kind, extract
from claimtrack.extraction import Attribution, Text
from claimtrack.extraction.extractor import content_kind
from claimtrack.model import Span

WEDNESDAY = dt.date(2023, 8, 30)


def only(text: str, published: dt.date | None = WEDNESDAY) -> Claim:
    """Return the single claim of an article with this text."""
    (claim,) = extract(Article(text, "The Post", published))
    return claim


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“It is over,” Roe said.", "direct"),
        ("“It,” Roe said, “is over.”", "direct"),
        ("Roe said that it was “over”.", "mixed"),
        ("Roe said that it was over.", "indirect"),
        ("Roe said: “It is over", "direct"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    """A content wholly in quotation marks is direct, partly mixed, and indirect otherwise."""
    assert kind == only(text).kind


def test_kind_of_marks_alone() -> None:
    """A content without a word is indirect: nothing in it is quoted."""
    assert Kind.INDIRECT is content_kind(Text.of("“…”"), [Span(0, 3)])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("On Monday, Roe said it was over.", "2023-08-28"),
        ("Roe on Wednesday said it was over.", "2023-08-30"),
        ("Roe said on Wednesday that it was over.", "2023-08-30"),
        ("Roe told a crowd in Rome on Tuesday that it was over.", "2023-08-29"),
        ("“It is over,” Roe said on Tuesday.", "2023-08-29"),
        ("“It is over,” said Ann Roe on Tuesday.", "2023-08-29"),
        ("In March, Roe said it was over.", "2023-03"),
        ("Late last year, Roe said it was over.", "~2022-10-01/2022-12-31"),
        # a time inside the content, or of another clause, is not when it was said
        ("Roe said it was over on Tuesday.", None),
        ("It was over on Tuesday, Roe said.", None),
        ("After the vote on Tuesday had failed, Roe said it was over.", None),
    ],
)
def test_said(text: str, said: str | None) -> None:
    """The time beside source or cue dates the saying; one inside the content never does."""
    found = only(text).said

    assert said == (str(found) if found else None)


def test_said_is_shared_within_a_sentence() -> None:
    """A cue that shares its source shares its date."""
    claims = extract(Article("Roe on Monday said that it was over, adding that it was late.", "The Post", WEDNESDAY))

    assert ["2023-08-28"] * 2 == [str(claim.said) for claim in claims]


def test_said_without_publication() -> None:
    """A weekday in an article without a date stays open, and the claim says so."""
    claim = only("Roe said on Wednesday that it was over.", published=None)

    assert (None, "Wednesday") == (claim.said, claim.words([claim.said_span]) if claim.said_span else None)
    assert ["date"] == [ambiguity.kind.value for ambiguity in claim.ambiguities]


@pytest.mark.parametrize(
    ("text", "type_", "stance", "polarity"),
    [
        ("Roe said it was over.", "assertion", "neutral", "positive"),
        ("Roe revealed that it was over.", "assertion", "factive", "positive"),
        ("Roe claimed that it was over.", "assertion", "distancing", "positive"),
        ("Roe reportedly said that it was over.", "assertion", "distancing", "positive"),
        ("Roe appeared to suggest that it was over.", "assertion", "distancing", "positive"),
        ("Roe denied that it was over.", "assertion", "denying", "negative"),
        ("Roe said it was not over.", "assertion", "neutral", "negative"),
        ("Roe said no one had left.", "assertion", "neutral", "negative"),
        ("Roe denied that it was not safe.", "assertion", "denying", "positive"),
        ("Roe does not believe that it is over.", "belief", "neutral", "negative"),
        ("Roe urged Moscow to stop.", "eventuality", "neutral", "positive"),
        ("Roe learned that it was over.", "fact", "factive", "positive"),
        ("It was over, according to Roe.", "assertion", "neutral", "positive"),
    ],
)
def test_framing(text: str, type_: str, stance: str, polarity: str) -> None:
    """The cue tells type and stance, and a negation in cue or content the polarity."""
    claim = only(text)

    assert (type_, stance, polarity) == (claim.type, claim.stance, claim.polarity)


def test_unclosed_quotations_are_reported() -> None:
    """A quotation that is never closed is read to the end of its paragraph, and reported."""
    claim = only("Roe said: “It is over\n\nIt was late.")

    assert ("“It is over", ["quotation"]) == (claim.text, [a.kind.value for a in claim.ambiguities])


def test_the_first_stage_can_be_replaced() -> None:
    """A function of the caller's own may find source, cue and content; the later stages read what it finds."""
    article = Article("Ann Roe waved: it may be over.", "The Post", WEDNESDAY)
    found = Attribution(
        source=(Span(0, 7),), cue=(Span(8, 13),), content=(Span(15, 29),), sentence=Span(0, 30), confidence=0.5
    )
    (claim,) = Extractor(attributions=lambda _: [found])(article)

    assert ("Ann Roe", "it may be over", "possible", 0.5) == (
        str(claim.speaker), claim.text, claim.hedging.value, claim.confidence,
    )  # fmt: skip


def test_wrong_types_raise_at_once() -> None:
    """A str is no article, and the message says what makes one."""
    with pytest.raises(FieldTypeError, match=r"expected an Article \(claimtrack.read makes them\), got a str"):
        extract("Roe said it was over.")  # type: ignore[arg-type]


@given(texts | texts.map(lambda text: f"“{text}” Ann Roe said, adding that {text}, according to {text}.\n{text} said"))
@example("“" * 50 + "said")
@example("\ud800said that \udfff")
@example(" \r\n\u2028\u0085“\n’said")
def test_any_text_is_read(text: str) -> None:
    """Extraction never raises on any text, and every span holds some of it."""
    claims = extract(Article(text, "The Post", WEDNESDAY))

    assert all(span.of(text) for claim in claims for span in (*claim.content, *claim.cue, *claim.source))


PATTERNS = {
    "quotation marks": '"',
    "opening marks": "“",
    "marks in pairs": "“”",
    "cues": "said ",
    "names": "John Kirby said ",
    "credits": "“No,” he said. ",
    "according to": "according to ",
    "one sentence": "Ann Roe met the council and Bob Poe, the mayor, said that it may end on Monday, but ",
    "people of one name": "".join(f"{chr(65 + k // 26)}{chr(97 + k % 26)}a Smith said it. " for k in range(676)),
    "unnamed": "the men said no. ",
    "full stops": ". ",
    "capitals": "A",
    "capitals in words": "ABC ",
    "dashes after quotations": "“aaaaaaaaaaaaaa” - A",
    "a credit of capitals": "“It is over, all of it.” - " + "A" * 70_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS.keys())
def test_time_grows_with_length(pattern: str) -> None:
    """Ten times the text takes about ten times as long, however odd it is."""

    def seconds(length: int) -> float:
        article = Article((pattern * (length // len(pattern) + 1))[:length], "The Post", WEDNESDAY)
        start = time.process_time()
        extract(article)
        return time.process_time() - start

    # A reading that is quadratic would take a hundred times as long.
    assert grows_by_less(seconds, 4_000, 40_000, 40)


def test_blanks_within_a_name() -> None:
    """A name with a hundred thousand blanks in it takes no longer than their number asks for."""
    text = f"Ann{' ' * 100_000}Roe said it was over."
    only("Ann Roe said it was over.")
    start = time.process_time()

    assert "Ann Roe" == str(only(text).speaker)
    # Searched from each of its places, the run takes more than ten seconds.
    assert time.process_time() - start < 5


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    ['"' * 1_000_000, "“”" * 500_000, "word " * 100_000, "Roe said it " * 33_334],
    ids=["1 MB of straight marks", "1 MB of curly marks", "100,000 words on a line", "100,000 words with cues"],
)
def test_huge_lines_are_read(text: str) -> None:
    """A megabyte of quotation marks and a line of 100,000 words are read within a minute."""
    start = time.process_time()
    extract(Article(text, "The Post", WEDNESDAY))

    assert time.process_time() - start < 60
