# SPDX-License-Identifier: MIT
"""The text analysed once: pieces, words, sentences and quotations as places in the string."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import texts

from claimtrack.language.text import CLOSES, INSIDE, OPENS, OUTSIDE, Text
from claimtrack.language.tokens import tokenize
from claimtrack.model import Span


def pieces(text: Text) -> list[str]:
    """Return the pieces of a text, those that belong to the word before them behind a plus."""
    return [
        f"{'+' * joined}{text.string[start:end]}"
        for start, end, joined in zip(text.starts, text.ends, text.joined, strict=True)
    ]


@pytest.mark.parametrize(
    ("string", "expected"),
    [
        ("Trump's vice-president", "Trump +'s vice-president"),
        ("They don’t, O’Neill says", "They don’t , O’Neill says"),
        ("Mr. J. Roe of the U.S.", "Mr +. J +. Roe of the U.S."),
        ("a 52-year-old, 5-to-1", "a 52 +- +year-old , 5 +- +to-1"),
        ("1,000.5% of 10:30", "1,000.5% of 10:30"),
        ("“Yes”’s -- no...", "“ Yes ” ’s -- no ..."),
        ("", ""),
    ],
)
def test_words_fall_into_pieces(string: str, expected: str) -> None:
    """Titles, initials, possessives and numbers with words are one word of several pieces."""
    assert expected.split() == pieces(Text.of(string))


@pytest.mark.parametrize(
    ("string", "expected"),
    [
        ("It ended. It began.", ["It ended.", "It began."]),
        ("Mr. Roe left at 5 p.m. on Monday. He won.", ["Mr. Roe left at 5 p.m. on Monday.", "He won."]),
        ("Rep. G.K. Roe left the F.B.I. He won.", ["Rep. G.K. Roe left the F.B.I.", "He won."]),
        ("“It ended. It began,” he said. So it did.", ["“It ended.", "It began,” he said.", "So it did."]),
        ("A headline\n\nIt ended.", ["A headline", "It ended."]),
        ("It ended.) “Then...” it went on", ["It ended.)", "“Then...” it went on"]),
    ],
)
def test_sentences(string: str, expected: list[str]) -> None:
    """A sentence ends with its paragraph, or at a stop that no abbreviation owns, also within a quotation."""
    assert expected == [sentence.of(string) for sentence in Text.of(string).sentences]


@pytest.mark.parametrize(
    ("string", "expected"),
    [
        ("“It ended. It began,” he said. So it did.", ["“It ended. It began,” he said.", "So it did."]),
        ("“Why?” he asked. It ended.", ["“Why?” he asked.", "It ended."]),
        ("“Would he say ‘Why?’” Ms Roe demanded.", ["“Would he say ‘Why?’” Ms Roe demanded."]),
        ("“Why?” Nobody knew.", ["“Why?”", "Nobody knew."]),
        ("“It ended.” Ms Roe asked.", ["“It ended.”", "Ms Roe asked."]),
    ],
)
def test_whole_sentences(string: str, expected: list[str]) -> None:
    """A quotation, or a question and the verb that credits it, holds sentences together; any other word does not."""
    assert expected == [string[one.start : one.end] for one in Text.of(string).whole_sentences]


@pytest.mark.parametrize(
    ("string", "expected"),
    [
        ('“Yes,” he said, "no”.', ["“Yes,”", '"no”']),
        ("He said “yes, “mostly false.“ And", ["“yes, “mostly false.“"]),
        ("“One\nTwo”", ["“One"]),
        ("“One\ntwo,” he said. “Three”", ["“One", "two,”", "“Three”"]),
        ('He said "one\ntwo\nthree" and', ['"one', "two", 'three"']),
        ("“One.\ntwo, he said.", ["“One."]),
        ("“One.\n\nIt went on.\n\nTwo.” He left.", ["“One.", "It went on.", "Two.”"]),
        ('He said: "One.\nTwo." It ended.', ['"One.', 'Two."']),
        ("“One.\nIt went on.\nHe said “two.”", ["“One.", "“two.”"]),
        ('"One.\nA 2" nail lay there.', ['"One.']),
        ("'One.\nThe workers' plan.' It ended.", []),
        ("Yes.” He said: ”No.”", ["”No.”"]),
        ("the workers’ ‘plan’", ["‘plan’"]),
        ("the 'workers' plan", []),
        ("'The workers' plan,' he said. The boys' coach left.", ["'The workers' plan,'"]),
        ("He called it 'a mess' and 'the pits'.", ["'a mess'", "'the pits'"]),
        ("'Angels' and 'demons'", ["'Angels'", "'demons'"]),
        ("He said: 'Rock 'n' roll of the '90s won't die.'", ["'Rock 'n' roll of the '90s won't die.'"]),
        ("'We won in '99,' he said. 'Twas late", ["'We won in '99,'"]),
        ("\"He said 'go',\" she said. 'He \"did\" go.'", ["\"He said 'go',\"", "'He \"did\" go.'"]),
        ("'£5,' he said. It was 5' 10' long. O'Neil's 'no'", ["'£5,'", "'no'"]),
        ('"It began. "It ended," he said. "Yes."', ['"It began. "It ended,"', '"Yes."']),
        ('"It "ended" there," he said.', ['"It "ended" there,"']),
        ('It ended," he said. "Yes."', ['"Yes."']),
    ],
)
def test_quotations(string: str, expected: list[str]) -> None:
    """Marks may be mixed, doubled or left open; one goes on where a line breaks or a later mark closes it."""
    assert expected == [string[one.start : one.end] for one in Text.of(string).quotations]


def test_pieces_of_a_quotation() -> None:
    """The first piece of a quotation opens it, and the last one closes it where a mark does."""
    text = Text.of("He said “it ended” and “it")

    assert [OUTSIDE, OUTSIDE, OPENS, INSIDE, INSIDE, CLOSES, OUTSIDE, OPENS, INSIDE] == text.quote


@given(texts)
def test_all_are_places_in_the_string(string: str) -> None:
    """Pieces, sentences and quotations stand in the string in order; no word character is outside of all pieces."""
    text = Text.of(string)

    assert all(start < end for start, end in zip(text.starts, text.ends, strict=True))
    assert all(end <= start for end, start in zip(text.ends, text.starts[1:], strict=False))
    assert text.lower == [string[a:b].lower() for a, b in zip(text.starts, text.ends, strict=True)]
    assert all(a.end <= b.start for a, b in itertools.pairwise(text.sentences))
    assert all(a.end <= b.start for a, b in itertools.pairwise(text.quotations))
    covered = {place for a, b in zip(text.starts, text.ends, strict=True) for place in range(a, b)}
    assert not any(char.isalnum() for place, char in enumerate(string) if place not in covered)


@given(texts)
def test_words_are_those_of_each_paragraph(string: str) -> None:
    """The pieces of a paragraph make the words that its tokens are."""
    text = Text.of(string)

    for line in text.paragraphs:
        numbers = text.pieces(line.start, line.end)
        assert tokenize(string, line.start, line.end) == text.tokens(numbers.start, numbers.stop)


@given(texts)
def test_whole_sentences_share_the_pieces(string: str) -> None:
    """Each piece is in exactly one whole sentence, and each quotation begins in one."""
    text = Text.of(string)

    assert [k for one in text.whole_sentences for k in range(one.first, one.last)] == list(range(len(text.starts)))
    assert [each for one in text.whole_sentences for each in one.quotations] == list(text.quotations)


@given(texts, st.integers(0, 60), st.integers(0, 60))
def test_a_part_is_read_as_in_the_whole(string: str, start: int, end: int) -> None:
    """The paragraphs that a stretch touches have the places and the sentences that they have in the whole text."""
    start, end = sorted((min(start, len(string)), min(end, len(string))))

    part, whole = Text.of(string, start, end), Text.of(string)

    assert {line for line in whole.paragraphs if line.end > start and line.start < end} <= set(part.paragraphs)
    assert set(part.paragraphs) <= set(whole.paragraphs)
    assert part.sentences == tuple(
        each for each in whole.sentences if any(line.covers(each) for line in part.paragraphs)
    )
    assert set(part.starts) <= set(whole.starts)


def test_words_of_a_span() -> None:
    """Words come in lower case, with straight apostrophes, and tell whether they are quoted."""
    string = "Roe’s plan “can’t” end"

    words = Text.of(string).words(Span(0, len(string)))

    assert ["roe's", "plan", "“", "can't", "”", "end"] == words.lower
    assert [False, False, True, True, True, False] == words.quoted
