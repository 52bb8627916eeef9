# SPDX-License-Identifier: MIT
"""The network of the neural reader: from articles to the file that reads others."""

import gzip
import hashlib
import importlib
import json
from pathlib import Path
from typing import Any

import pytest
from made import optional
from test_training import polnear, written

TEXT = "Ann Lee said that the bridge may open. The mayor walked home."


def room(name: str) -> Any:
    """Return a module of the network's training; skip the test where what it needs is missing."""
    for package in ("torch", "onnx", "claimtrack_neural", "numpy", "scipy", "sklearn"):
        optional(package, "groups network and training, and the package in the folder neural")
    return importlib.import_module(f"training.neural.{name}")


@pytest.mark.slow
def test_pieces_carry_the_roles_of_their_words(tmp_path: Path) -> None:
    """The pieces of source, cue and content have their labels, around the piece that heads the cue."""
    examples, corpus = room("examples"), importlib.import_module("training.corpus")
    articles = examples.examples(corpus.read_corpus(polnear(tmp_path)))

    (head,) = articles[2].heads
    labels = [head.labels.get(k, 0) for k in range(len(articles[2].pieces.numbers))]
    assert [1, 1, 2, *[3] * (len(labels) - 3)][:7] == labels[:7]
    assert 2 == head.piece


@pytest.mark.slow
@pytest.mark.parametrize("first", [0, 9])
def test_windows_cover_every_piece_once(first: int) -> None:
    """Whatever sentence the first window begins with, every piece is in one window, and none is too long."""
    examples = room("examples")
    text = f"{TEXT} " * 60 + "bridge " * 600
    pieces = examples.Pieces.of(text, range(0, 60 * (len(TEXT) + 1), len(TEXT) + 1))
    windows = list(examples.Example(pieces, is_news=True, heads=()).windows(pieces.sentences[first]))

    assert [*range(len(pieces.numbers))] == sorted(k for window in windows for k in window)
    assert examples.LONGEST >= max(len(window) for window in windows)


@pytest.mark.slow
def test_the_network_learns_and_reads_without_torch(tmp_path: Path) -> None:
    """After some rounds over the articles the losses are lower, and the file of the network finds the cue."""
    fit, examples, export = room("fit"), room("examples"), room("export")
    corpus, torch = importlib.import_module("training.corpus"), importlib.import_module("torch")
    reading, train = importlib.import_module("claimtrack_neural.network"), room("train")
    torch.manual_seed(0)
    network = room("network").Network(room("encoder").Encoder(layers=1))
    marked = corpus.read_corpus(polnear(tmp_path))[:16]
    articles = examples.examples(marked)
    windows = [(one, window) for one in articles[:8] for window in one.windows(0)]
    with torch.no_grad():
        before = sum(map(float, fit.losses(network.eval(), windows)))
    fit.fit(articles, network, epochs=10)
    with torch.no_grad():
        after = sum(map(float, fit.losses(network.eval(), windows)))
    (tmp_path / "network.onnx").write_bytes(export.exported(network))
    _, probabilities, found, measured = train.read(marked[2], tmp_path / "network.onnx", ())

    assert after < before / 2
    assert reading.Network((tmp_path / "network.onnx").read_bytes()).sha256
    assert 2 == max(probabilities[0], key=probabilities[0].get)
    assert {c for fellows in found.values() for c in fellows} == measured.keys()


@pytest.mark.slow
def test_what_is_known_is_not_taught(tmp_path: Path) -> None:
    """Each unlabelled text is marked once, by where it stands and its digest, but for those that are known."""
    teach = room("teach")
    other = TEXT.replace("Ann", "Eve")
    rows = [{"outlet": "BBC", "text": text} for text in (TEXT, other, TEXT)]
    (tmp_path / "unlabelled").mkdir()
    lines = "".join(f"{json.dumps(row)}\n" for row in rows)
    (tmp_path / "unlabelled" / "bbc-2004.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    (tmp_path / "basil").mkdir()
    written(tmp_path / "basil" / "articles.jsonl", {"outlet": "FOX", "text": f"{other} It rained."})
    known = {hashlib.sha256(other.encode()).hexdigest()}
    found = list(teach.unmarked(tmp_path, known))

    assert [("unlabelled/bbc-2004.jsonl.gz", 1), ("basil/articles.jsonl", 1)] == [(r["file"], r["line"]) for r in found]
    assert [{"source": [[0, 7]], "cue": [[8, 12]], "content": [[13, 37]]}] == teach.marked(TEXT)
