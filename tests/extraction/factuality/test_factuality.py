# SPDX-License-Identifier: MIT
"""The graded reading of events: its scale, its errors, and any text."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import texts

from claimtrack import FieldTypeError, FieldValueError, Span, WeightsError, factuality
from claimtrack.extraction.factuality.graded import NAME, VERSION, read_factuality_weights
from claimtrack.extraction.weights_file import pack


def _read(sentence: str) -> float:
    """Return the reading of the word between asterisks."""
    before, word, after = sentence.split("*")
    return factuality(before + word + after, Span(len(before), len(before) + len(word)))


@pytest.mark.parametrize(
    ("surer", "less_sure"),
    [
        ("The army *attacked* the port on Sunday.", "The army may *attack* the port on Sunday."),
        ("The army may *attack* the port.", "The army did not *attack* the port."),
        ("The minister *resigned* on Friday.", "The minister refused to *resign* on Friday."),
        ("They managed to *sign* the treaty.", "They failed to *sign* the treaty."),
        ("The company *cut* jobs in March.", "The company plans to *cut* jobs in March."),
        ("The dam *broke* during the night.", "The town will flood if the dam *breaks*."),
        ("They held *talks* in Oslo.", "There were no *talks* in Oslo."),
    ],
)
def test_order(surer: str, less_sure: str) -> None:
    """Hedged, unrealised and denied events are read as less certain than plain ones."""
    assert _read(surer) > _read(less_sure) + 0.5


@pytest.mark.parametrize(
    ("running", "tokenised"),
    [
        ("The army didn't *attack*.", "The army did n't *attack* ."),
        ("Spain’s fleet won’t *sail*, he said.", "Spain 's fleet wo n't *sail* , he said ."),
    ],
)
def test_running_and_tokenised_text(running: str, tokenised: str) -> None:
    """Running text is read as the same text with spaces between its tokens."""
    assert _read(running) == _read(tokenised)


def test_only_the_sentence_counts() -> None:
    """Other sentences and other lines around the event change nothing."""
    alone = _read("The army may *attack* the port.")

    assert alone == _read("Nobody left? The army may *attack* the port. It did not.")
    assert alone == _read("No sign of it\nThe army may *attack* the port.\n\nIf so")


@pytest.mark.parametrize(
    ("text", "span", "message"),
    [
        (b"they left", Span(0, 4), "text: expected a str, got b'they left' of type bytes"),
        ("they left", (5, 9), r"span: expected a Span, got \(5, 9\) of type tuple"),
    ],
)
def test_wrong_types(text: str, span: Span, message: str) -> None:
    """Wrong types are errors that name the argument."""
    with pytest.raises(FieldTypeError, match=message):
        factuality(text, span)


@pytest.mark.parametrize("span", [Span(5, 10), Span(5, 5), Span(4, 5), Span(90, 91)])
def test_span_without_a_word(span: Span) -> None:
    """A span that is empty, blank or leaves the text is an error."""
    with pytest.raises(FieldValueError, match="expected the place of a word in a text of 9 characters, got Span"):
        factuality("they left", span)


@given(text=texts.filter(str.strip), data=st.data())
def test_any_text(text: str, data: st.DataObject) -> None:
    """Any word of any text has a reading from -3 to 3, the same every time."""
    at = data.draw(st.sampled_from([k for k, character in enumerate(text) if not character.isspace()]))
    span = Span(at, data.draw(st.integers(at + 1, len(text))))

    assert -3 <= factuality(text, span) <= 3
    assert factuality(text, span) == factuality(text, span)


@pytest.mark.parametrize("piece", ["may ", "“", "and ", "a.", "\n", "n't", "--"])
def test_long_texts_take_no_longer(piece: str) -> None:
    """An event in a text of a million characters is read as fast as in a short one, whatever stands around it."""
    half = piece * (500_000 // len(piece))
    start = time.process_time()
    factuality(f"{half} left {half}", Span(len(half) + 1, len(half) + 5))

    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    ("data", "message"),
    [(b"", "cannot be read"), (pack({}, NAME, VERSION + 1), f"version {VERSION}, got version {VERSION + 1}")],
)
def test_weights_that_cannot_be_used(tmp_path: Path, data: bytes, message: str) -> None:
    """A file of weights that is damaged or of another version is an error."""
    (tmp_path / "weights").write_bytes(data)

    with pytest.raises(WeightsError, match=f"expected factuality weights of version {VERSION}|{message}"):
        read_factuality_weights(tmp_path / "weights")
