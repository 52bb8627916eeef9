# SPDX-License-Identifier: MIT
"""One reader over constructions and the trained tagger, and its weights."""

import gzip
from importlib import resources
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from strategies import texts

from claimtrack import Article, WeightsError, extract
from claimtrack.extraction.attribution.constructions import read_constructions
from claimtrack.extraction.attribution.readers import find_attributions
from claimtrack.extraction.attribution.weights import dump, read_weights
from claimtrack.language.text import Text

WEIGHTS = Path(str(resources.files("claimtrack") / "data" / "attribution.json.gz"))
MOST_BYTES = 5_000_000


def reading(text: str) -> list[tuple[str, str, str]]:
    """Return source, cue and content of each attribution."""
    parts = [(one.source, one.cue, one.content) for one in find_attributions(Text.of(text))]
    return [tuple(" / ".join(span.of(text) for span in part) for part in one) for one in parts]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor said that the bridge was closed.", ("The mayor", "said", "that the bridge was closed")),
        (
            "“The bridge is closed,” the mayor told reporters on Monday.",
            ("the mayor", "told", "“The bridge is closed,”"),
        ),
        ("The bridge may open in May, the mayor said.", ("the mayor", "said", "The bridge may open in May")),
        (
            "Roe highlighted Lesk’s strong ties with the island states, which hold 40% of the seats.",
            ("Roe", "highlighted", "Lesk’s strong ties with the island states"),
        ),
        ("The senator mocked the new tax plan.", ("The senator", "mocked", "the new tax plan")),
    ],
)
def test_reads(text: str, expected: tuple[str, str, str]) -> None:
    """Plain attributions are read, and those with cues that no construction knows."""
    assert [expected] == reading(text)


def test_confidence_is_a_share() -> None:
    """Every attribution carries a confidence from 0 to 1."""
    text = "The mayor said that it was over. The senator mocked the plan. “No,” she said."

    assert all(0 < one.confidence <= 1 for one in find_attributions(Text.of(text)))


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said that the bridge was closed.",
        "“The bridge is closed,” the mayor said, adding that it was old.",
        "According to the mayor, the bridge is closed.",
        "The mayor said:\n\n“The bridge is closed.”\n\n“It is old.”",
    ],
)
def test_plain_constructions_stand(text: str) -> None:
    """What a construction reads plainly is what the reader reads, and once."""
    assert [(a.source, a.cue, a.content) for a in read_constructions(Text.of(text))] == [
        (a.source, a.cue, a.content) for a in find_attributions(Text.of(text))
    ]


def test_a_list_of_speakers_stays_whole() -> None:
    """Where a construction with the same cue reads a wider source, the source is that one."""
    text = "On Monday, Chad, Mali and Niger urged Iran to stop the raids."
    (found,) = find_attributions(Text.of(text))

    assert ["Chad, Mali and Niger"] == [span.of(text) for span in found.source]


def test_contents_do_not_overlap() -> None:
    """No two attributions share content."""
    text = (
        "The mayor said that the senator had blasted the plan, and the union called for a vote. “It is over,” she said."
    )
    spans = sorted(span for one in find_attributions(Text.of(text)) for span in one.content)

    assert all(a.end <= b.start for a, b in pairwise(spans))


@given(texts | texts.map(lambda text: f"“{text}” Ann Roe said, adding that {text}, according to {text}.\n{text} said"))
@example("“" * 300 + "said")
@example("It rained, according to Ann Lee,\n\nThe end.")
@example("“It was,” said Ann Lee,")
@example("\ud800said that \udfff")
def test_any_text_is_read(text: str) -> None:
    """The reader never raises on any text, and every span holds some of it."""
    assert all(
        span.of(text) for one in find_attributions(Text.of(text)) for span in (*one.content, *one.cue, *one.source)
    )


def test_weights_are_small() -> None:
    """The weights keep within the size that a package should have."""
    assert WEIGHTS.stat().st_size < MOST_BYTES


def test_weights_are_written_the_same_every_time() -> None:
    """Writing the weights gives the same bytes, whatever the order of the keys."""
    assert dump({"a": 1, "b": [2]}) == dump({"b": [2], "a": 1})


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (lambda data: data[:1000], "cannot be read"),
        (lambda _: b"", "cannot be read"),
        (lambda _: gzip.compress(b"{}\n{}\n"), "cannot be read"),
        (
            lambda data: gzip.compress(gzip.decompress(data).replace(b'"version": 3', b'"version": 7', 1)),
            "got version 7",
        ),
        (lambda data: gzip.compress(gzip.decompress(data)[:-9] + b"        \n"), "the file is damaged"),
    ],
    ids=["cut short", "empty", "no header", "another version", "changed"],
)
def test_damaged_weights_are_refused(tmp_path: Path, damage: object, reason: str) -> None:
    """Damaged weights, or those of another version, are an error that names the file and the version expected."""
    file = tmp_path / "mine.json.gz"
    file.write_bytes(damage(WEIGHTS.read_bytes()))  # type: ignore[operator]

    with pytest.raises(WeightsError, match=r"mine\.json\.gz: expected .*version 3.*") as error:
        read_weights(file)
    assert reason in str(error.value)


def test_missing_weights_are_refused(tmp_path: Path) -> None:
    """A file of weights that is not there is an error of the same kind, never a silent fall-back."""
    with pytest.raises(WeightsError, match="cannot be read"):
        read_weights(tmp_path / "none.json.gz")


def test_what_no_construction_knows_becomes_a_claim() -> None:
    """What only the tagger reads becomes a claim."""
    claims = extract(Article("The senator mocked the new tax plan.", "The Post", None))

    assert ["the new tax plan"] == [claim.text for claim in claims]
