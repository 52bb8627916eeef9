# SPDX-License-Identifier: MIT
"""The network that teaches the stages which need none: from articles to what it marks in others."""

import gzip
import hashlib
import importlib
import json
from pathlib import Path
from typing import Any

import pytest
from made import optional
from test_training import PEOPLE, polnear, written

from claimtrack import Span

VOCABULARY = 1100  # words that the tokenizer of the tests may have
TEXT = "Ann Lee said that the bridge may open. The mayor walked home."


def room(name: str) -> Any:
    """Return a module of the network; skip the test where what it needs is missing."""
    for package in ("torch", "tokenizers", "numpy", "scipy", "sklearn"):
        optional(package, "groups network and training")
    return importlib.import_module(f"training.neural.{name}")


@pytest.fixture
def made() -> Any:
    """Return a tokenizer of whole words, as we have no model here."""
    optional("tokenizers", "group network")
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers  # noqa: PLC0415 - of an extra

    words = sorted({word.strip(".").lower() for word in (*TEXT.split(), *" ".join(PEOPLE).split())})
    numbers = {word: 1000 + number for number, word in enumerate(["[UNK]", ".", *words])}
    tokenizer = Tokenizer(models.WordLevel(numbers, unk_token="[UNK]"))  # noqa: S106 - a token of text
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return tokenizer


@pytest.mark.slow
def test_pieces_carry_the_roles_of_their_words(tmp_path: Path, made: Any) -> None:
    """The pieces of source, cue and content have their labels, around the piece that heads the cue."""
    examples, corpus = room("examples"), importlib.import_module("training.corpus")
    pieces = examples.examples(corpus.read_corpus(polnear(tmp_path)), made)

    (head,) = pieces[2].heads
    labels = [head.labels.get(k, 0) for k in range(len(pieces[2].numbers))]
    assert [1, 1, 2, *[3] * (len(pieces[2].numbers) - 3)][:7] == labels[:7]
    assert 2 == head.piece


@pytest.mark.slow
@pytest.mark.parametrize("first", [0, 9])
def test_windows_cover_every_piece_once(made: Any, first: int) -> None:
    """Whatever sentence the first window begins with, every piece is in one window, and none is too long."""
    examples = room("examples")
    text = f"{TEXT} " * 60 + "bridge " * 600
    pieces = examples.Pieces.of(text, range(0, 60 * (len(TEXT) + 1), len(TEXT) + 1), made, is_news=True)
    windows = list(pieces.windows(pieces.sentences[first]))

    assert [*range(len(pieces.numbers))] == sorted(k for window in windows for k in window)
    assert examples.LONGEST >= max(len(window) for window in windows)


@pytest.mark.slow
def test_the_network_learns(tmp_path: Path, made: Any) -> None:
    """After some rounds over the articles the losses are lower, and a likely head has its roles as spans."""
    fit, teach, examples = room("fit"), room("teach"), room("examples")
    corpus, torch = importlib.import_module("training.corpus"), importlib.import_module("torch")
    torch.manual_seed(0)
    network = room("network").Network(room("encoder").Encoder(VOCABULARY, layers=1))
    articles = examples.examples(corpus.read_corpus(polnear(tmp_path))[:16], made)
    windows = [(one, window) for one in articles[:8] for window in one.windows(0)]
    with torch.no_grad():
        before = sum(map(float, fit.losses(network.eval(), windows)))
    fit.fit(articles, network, epochs=25)
    with torch.no_grad():
        after = sum(map(float, fit.losses(network.eval(), windows)))
        (one, *_) = teach.marked(network, examples.Pieces.of(TEXT, [0], made, is_news=False), least=0.0)

    assert after < before / 2
    assert {"source", "cue", "content"} == set(one[1])
    assert all(isinstance(span, Span) for spans in one[1].values() for span in spans)


@pytest.mark.slow
def test_what_is_known_is_not_taught(tmp_path: Path, made: Any) -> None:
    """Each unlabelled text is marked once, by where it stands and its digest, but for those that are known."""
    teach = room("teach")
    network = room("network").Network(room("encoder").Encoder(VOCABULARY, layers=1)).eval()
    other = TEXT.replace("Ann", "Eve")
    rows = [{"outlet": "BBC", "text": text} for text in (TEXT, other, TEXT)]
    (tmp_path / "unlabelled").mkdir()
    lines = "".join(f"{json.dumps(row)}\n" for row in rows)
    (tmp_path / "unlabelled" / "bbc-2004.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    (tmp_path / "basil").mkdir()
    written(tmp_path / "basil" / "articles.jsonl", {"outlet": "FOX", "text": f"{other} It rained."})
    known = {hashlib.sha256(other.encode()).hexdigest()}
    with importlib.import_module("torch").no_grad():
        taught = list(teach.teach(tmp_path, network, made, known))

    assert [("unlabelled/bbc-2004.jsonl.gz", 1), ("basil/articles.jsonl", 1)] == [
        (row["file"], row["line"]) for row in taught
    ]
