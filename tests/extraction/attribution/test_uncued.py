# SPDX-License-Identifier: MIT
"""Quotations without a cue, and who is taken to speak."""

import pytest

from claimtrack.extraction.attribution.attribution import Attribution
from claimtrack.extraction.attribution.constructions import read_constructions
from claimtrack.extraction.attribution.uncued import uncued
from claimtrack.language.text import Text

_QUOTE = "“I have never seen the like of it.”"


def found(string: str) -> list[Attribution]:
    """Return the quotations without a cue of *string*."""
    text = Text.of(string)
    return list(uncued(text, read_constructions(text)))


@pytest.mark.parametrize(
    ("string", "expected"),
    [
        (f"Ann Lee shook her head. {_QUOTE}", "Ann Lee"),
        (f"She shook her head.\n\n{_QUOTE}\n\nIt rained all day in Lesk.", "She"),
        (f"However, Mr Poe wrapped up his win in May. {_QUOTE}", "Mr Poe"),
        (f"Baker Ann Lee hugged Bob Poe in May. {_QUOTE}", "Baker Ann Lee"),
        # nobody, somebody else, or several
        (f"The bridge shook all night. {_QUOTE}", None),
        (f"The Lesk Council voted in May. {_QUOTE}", None),
        (f"Ann Lee left as Bob Poe was crying. {_QUOTE}", None),
        (f"Ann Lee shook her head.\n\nIt rained.\n\n{_QUOTE}", None),
        # a credit, the cue of another, a title, no whole paragraph
        (f"Ann Lee shook her head.\n\n{_QUOTE}\n\nBob Poe, baker", None),
        ("Ann Lee shook her head. “I have never seen the like of it,” Bob Poe said.", None),
        ("Ann Lee played a song. “Rain in May.”", None),
        (f"Ann Lee shook her head.\n\n{_QUOTE} It rained all day in Lesk.", None),
        (f"Ann Lee shook her head.\n\n{_QUOTE} Bob Poe said that it rained.", None),
    ],
)
def test_the_one_person_speaks(string: str, expected: str | None) -> None:
    """A quotation right behind a sentence about one person is that person's, and any other is left alone."""
    assert expected == next((one.source[0].of(string) for one in found(string)), None)


def test_the_whole_utterance_is_its_content() -> None:
    """It goes on with the quotations of its paragraph, and of those that it leaves open; it has no cue."""
    string = "Ann Lee shook her head. “I have never seen it. So it is.” “No more.\n\n“It is over.”\n\n“Rain.”"

    (one,) = found(string)

    assert ["“I have never seen it. So it is.”", "“No more.", "“It is over.”"] == [s.of(string) for s in one.content]
    assert one.cue == ()
