# SPDX-License-Identifier: MIT
"""The lexicon of cues: every example of every row fires, and no counter-example does."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claimtrack.exceptions import LexiconError
from claimtrack.extraction.attribution.attribution import PatternRow
from claimtrack.extraction.attribution.constructions import read_constructions
from claimtrack.extraction.attribution.cues import CueRow, Frame
from claimtrack.language.lexicon import load, parse
from claimtrack.language.text import Text

ROWS = load("cues", CueRow)
PATTERNS = load("patterns", PatternRow)
WORDS = sorted(
    {form for row in ROWS for form in row.forms}
    | set(
        "Mr Mr. Kirby John the a spokesman of for to that who whether , , , . “ ” : – ( ) and but is not he she".split()
    )
    | set("according to on Monday in March 2023 about Iran “No,” “talks” Reuters .\n\n".split(" "))
)


def cues_found(sentence: str, row: CueRow) -> list[str]:
    """Return the cues in *sentence* that hold a form of *row*."""
    found = [span.of(sentence).lower() for a in read_constructions(Text.of(sentence)) for span in a.cue]
    return [cue for cue in found if any(f" {form} " in f" {cue} " for form in row.forms)]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.lemma)
def test_examples_fire(row: CueRow) -> None:
    """Each example of a cue is read as an attribution by that cue."""
    assert [s for s in row.examples if not cues_found(s, row)] == []


@pytest.mark.parametrize("row", [row for row in ROWS if row.counter_examples], ids=lambda row: row.lemma)
def test_counter_examples_do_not_fire(row: CueRow) -> None:
    """No counter-example of a cue is read as an attribution by that cue."""
    assert [s for s in row.counter_examples if cues_found(s, row)] == []


def test_every_frame_has_a_precision() -> None:
    """Every frame of a cue is a construction with a row of its own, so that no attribution lacks a confidence."""
    assert set(Frame) - {Frame.ADDRESSEE} - {row.pattern for row in PATTERNS} == set()


def test_every_frame_is_that_of_a_cue() -> None:
    """No frame is named that no cue of the lexicon takes."""
    assert set(Frame) == {frame for row in ROWS for frame in row.frames}


@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join))
@example("In Rome after the vote and said that it was over.")
@example("Bob “\nAnn said that it was over.")
def test_any_row_of_words_is_read(text: str) -> None:
    """Whatever words stand around the cues, reading them never raises."""
    assert all(span.of(text) for found in read_constructions(Text.of(text)) for span in found.content)


def test_no_form_belongs_to_two_rows() -> None:
    """Every form is listed once, so that a cue has one type and one stance."""
    forms = [form for row in ROWS for form in row.forms]

    assert len(set(forms)) == len(forms)


@pytest.mark.parametrize("row", PATTERNS, ids=lambda row: row.pattern)
def test_patterns_read_their_examples(row: PatternRow) -> None:
    """Each example of a construction is read by that construction, and its precision is a share."""
    read = {s: [a.pattern for a in read_constructions(Text.of(s))] for s in row.examples}

    assert {s: [row.pattern] for s in row.examples} == read
    assert [s for s in row.counter_examples if row.pattern in [a.pattern for a in read_constructions(Text.of(s))]] == []
    assert 0 < row.precision <= 1


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ("cue = 1", "one array of tables"),
        ("[[cue]", "syntax error"),
        ("[[cue]]\nlemma = 'say'", "the key 'evidence' is missing"),
        ("[[cue]]\nlema = 'say'", "unknown key 'lema'"),
        (
            "[[cue]]\nlemma='say'\nforms=['say']\ntype='assertion'\nstance='neutral'\nframes=['tail']\nevidence='x'\nexamples=[]",
            "at least one sentence in 'examples'",
        ),
        (
            "[[cue]]\nlemma='say'\nforms=['say']\ntype='shout'\nstance='neutral'\nframes=['tail']\nevidence='x'\nexamples=['x']",
            "type: expected 'assertion' or 'belief' or 'fact' or 'eventuality', got 'shout'",
        ),
        (
            "[[cue]]\nlemma='say'\nforms=['say']\ntype='assertion'\nstance='neutral'\nframes=['tial']\nevidence='x'\nexamples=['x']",
            f"row 1: frames: expected {' or '.join(repr(frame.value) for frame in Frame)}, got 'tial'",
        ),
    ],
)
def test_malformed_rows_are_refused(rows: str, reason: str) -> None:
    """A malformed lexicon is refused with the file and the reason."""
    with pytest.raises(LexiconError, match=r"mine\.toml") as error:
        parse(rows, CueRow, "mine.toml")

    assert reason in str(error.value)
