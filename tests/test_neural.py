# SPDX-License-Identifier: MIT
"""The neural reader: how it is reached, and what it reads where its package is installed."""

import hashlib
import importlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from made import LETTERS, ROOT, article, optional
from strategies import texts

from claimtrack import Claims, Extractor, MissingExtraError, Register, WeightsError, extract_many, read_folder
from claimtrack.cli import main
from claimtrack.language.text import Text

MOST_BYTES = 25_000_000
PIECES = 254  # the most of a window
SAID = "The mayor said that the bridge was closed. “It hurts,” Ann Lee told reporters. It rained."


def room(name: str) -> Any:
    """Return a module of the neural package; skip the test where that is not installed."""
    optional("claimtrack_neural", "package in the folder neural")
    return importlib.import_module(f"claimtrack_neural.{name}")


def printed(program: str) -> str:
    """Return what a program prints in an interpreter of its own."""
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)  # noqa: S603 - our own program
    return done.stdout


@pytest.fixture
def neural() -> Extractor:
    """Return the extractor with the network."""
    room("reader")
    return Extractor.neural()


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the neural package away."""
    monkeypatch.setitem(sys.modules, "claimtrack_neural", None)


@pytest.mark.usefixtures("without")
def test_without_its_package_an_error_says_how_to_get_it(capsys: pytest.CaptureFixture[str]) -> None:
    """A program gets an error with the command that installs the reader, and so does the command line."""
    with pytest.raises(MissingExtraError, match=r"pip install \./neural"):
        Extractor.neural()

    assert 1 == main(["compare", str(LETTERS), "--reader", "neural"])
    assert "pip install ./neural" in capsys.readouterr().err


def test_the_page_names_the_network_that_is_shipped() -> None:
    """The page has the digest of the file, which is no larger than a package of one file should be."""
    file = ROOT / "neural" / "src" / "claimtrack_neural" / "data" / "network.onnx"
    data = file.read_bytes()

    assert hashlib.sha256(data).hexdigest() in (ROOT / "docs" / "neural.md").read_text(encoding="utf-8")
    assert MOST_BYTES > len(data)


def test_the_core_imports_nothing_of_it() -> None:
    """Importing, reading, extracting and comparing load neither the package nor what it is made of."""
    program = (
        "import sys, claimtrack as ct\n"
        f"claims = ct.Claims.concat(map(ct.extract, ct.read_folder({str(LETTERS)!r}).articles))\n"
        "ct.compare(claims)\n"
        "print(sorted({'claimtrack_neural', 'onnxruntime', 'tokenizers', 'numpy'} & sys.modules.keys()))\n"
    )

    assert "[]\n" == printed(program)


def test_it_reads_source_cue_and_content(neural: Extractor) -> None:
    """Claims of the network trace to the text as any others do, and carry a confidence."""
    claims = neural(article(SAID))

    assert [("the mayor", "said", "that the bridge was closed"), ("Ann Lee", "told", "“It hurts,”")] == [
        (c.words(c.source).replace("The", "the"), c.words(c.cue).split()[0], c.words(c.content)) for c in claims
    ]
    assert all(0 < c.confidence <= 1 for c in claims)


@given(texts | texts.map(lambda text: f"{SAID} {text} {SAID}"))
def test_any_text_is_read(text: str) -> None:
    """No text raises, and every claim lies within it."""
    room("reader")
    found = Extractor.neural()(article(text))

    assert isinstance(found, Claims)
    assert all(0 <= span.start < span.end <= len(text) for c in found for span in (*c.content, *c.cue, *c.source))


@pytest.mark.parametrize("text", ["", " \n", "\ud800 said \udfff", "a" * 3000, "said " * 900, "“" * 700])
def test_texts_of_odd_lengths_are_read(neural: Extractor, text: str) -> None:
    """Nothing, a lone surrogate, a word without an end, and a sentence longer than a window are read."""
    assert isinstance(neural(article(text)), Claims)


@pytest.mark.parametrize("sentence", ["It rained in Lund. ", "It rained " * 400, ""])
def test_windows_hold_every_piece(sentence: str) -> None:
    """Every piece stands in a window, none of which is too long, and is read in one of them alone."""
    text = Text.of(sentence * 80)
    pieces = room("pieces").Pieces.of(text.string, [each.start for each in text.sentences])
    windows = pieces.windows()
    owned = [k for each in room("evidence").owned(windows) for k in each]

    assert [*range(len(pieces.numbers))] == sorted({k for window in windows for k in window}) == owned
    assert all(0 < len(window) <= PIECES for window in windows)


def test_pieces_stand_where_their_words_do() -> None:
    """A piece has the place of its characters, behind a part of the text that is cut on its own as well."""
    text = "Ann Lee spoke. " * 8000 + "The mayor nodded."
    pieces = room("pieces").Pieces.of(text, range(0, len(text), 15))
    start = text.index("mayor")
    (place,) = pieces.within(start, start + 5)

    assert (start, start + 5) == (pieces.starts[place], pieces.ends[place])


def test_the_plain_reader_gives_a_second_reading() -> None:
    """Its best candidate for each head is proposed where nobody else does, and measured against the others."""
    second_reading, candidates = (
        room("second_reading"),
        importlib.import_module("claimtrack.extraction.attribution.candidates"),
    )
    ours, better, other = (
        candidates.Candidate(0, head, 0.9, 0, (0,), (head,), content)
        for head, content in ((1, (2,)), (1, (2, 3)), (5, (3, 6)))
    )
    second = second_reading.SecondReading([(0.4, ours), (0.6, better), (0.3, other), (0.05, other._replace(head=9))])

    assert {(0, 1), (0, 5)} == second.heads()
    assert [ours, better._replace(score=0, probability=0.5), other._replace(probability=0.0)] == second.added_to(
        {0: [ours]}, {0: {1: 0.5}}
    )[0]
    assert (0.6, 0.5, 1.0, 1.0, 0.0) == second.measure(ours)
    assert (0.0, 0.0, 0.0, 0.0, 0.6) == second.measure(other._replace(head=2, cue=(2,)))


def test_another_network_is_refused(tmp_path: Path) -> None:
    """A ranking names the network that it was fitted to, and takes no other."""
    reader = room("reader")
    network = reader.load().network
    (tmp_path / "ranking.json.gz").write_bytes(reader.dump({"worth": []}, b"another network"))

    with pytest.raises(WeightsError, match="one is damaged"):
        reader.read_ranking(tmp_path / "ranking.json.gz", network, "news")


@pytest.mark.slow
def test_other_processes_read_the_same(neural: Extractor) -> None:
    """Two processes find what one finds, in the same order."""
    articles = read_folder(LETTERS).articles
    found = [[list(each.claims) for each in extract_many(articles, extractor=neural, processes=n)] for n in (1, 2)]

    assert found[0] == found[1]
    assert all(found[0])


def test_the_command_line_and_a_register_take_it(
    neural: Extractor, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--reader neural` prints its claims, and a register keeps them."""
    page = tmp_path / "page.txt"
    page.write_text(SAID, encoding="utf-8")
    assert 0 == main(["extract", str(page), "--reader", "neural", "--format", "jsonl"])
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    with Register(tmp_path / "kept.db", create=True) as register:
        (addition,) = register.add_many([article(SAID)], extractor=neural)
        kept = list(register.claims.claims())

    assert 2 == len(lines) == len(kept)
    assert addition.problem is None


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak of a process alone is told by /proc")
def test_a_long_text_needs_bounded_memory() -> None:
    """A text of a megabyte takes less than 400 MB in all, the libraries included."""
    room("reader")
    program = (
        "import claimtrack as ct\n"
        f"text = ' '.join(each.text for each in ct.read_folder({str(LETTERS)!r}).articles)\n"
        "ct.Extractor.neural()(ct.Article(text * (1_000_000 // len(text)), 'A', None))\n"
        "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))\n"
    )

    assert 400_000 > int(printed(program))
