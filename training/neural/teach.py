# SPDX-License-Identifier: MIT
"""Mark unlabelled news by the network: `python -m training.neural.teach GOLD_DIR NETWORK OUT`.

OUT has a line for an article, as `readings.jsonl`: where its text stands, and what the network marked there, as spans.
"""

import argparse
import gzip
import json
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs
import numpy as np
import torch
from tokenizers import Tokenizer

from claimtrack.language.text import Text
from claimtrack.model import Span
from training.neural.encoder import Encoder, tokenizer
from training.neural.examples import LONGEST, Pieces, batch
from training.neural.network import LABELS, Network
from training.readings import HELD_OUT, READINGS, digest_of, rows_of

LEAST = 0.5  # probability of a head
_AT_ONCE = 16
_SOURCES = ("unlabelled/bbc-2004.jsonl.gz", "basil/articles.jsonl")


@attrs.frozen
class _Found:
    """A head, how probable it is, and the scores of the labels of the window in which it stands most central."""

    probability: float
    window: range
    labels: np.ndarray[Any, Any]


def marked(network: Network, pieces: Pieces, least: float = LEAST) -> Iterator[tuple[float, dict[str, list[Span]]]]:
    """Yield what the network reads: how probable a cue is, and its roles as spans.

    A head within the cue of a likelier one is none.
    """
    found = _heads(network, pieces, least)
    taken: set[int] = set()
    for head in sorted(found, key=lambda k: (-found[k].probability, k)):
        one = found[head]
        if head in taken:
            continue
        labels = one.labels.argmax(1)
        labels[head - one.window.start] = LABELS["cue"]
        roles = {role: _spans(pieces, one.window, labels == label) for role, label in LABELS.items()}
        if roles["content"]:
            taken.update(one.window[k] for k in np.flatnonzero(labels == LABELS["cue"]))
            yield one.probability, roles


def _heads(network: Network, pieces: Pieces, least: float) -> dict[int, _Found]:
    step = LONGEST // 2
    windows = [
        range(start, min(start + LONGEST, len(pieces.numbers)))
        for start in range(0, max(1, len(pieces.numbers) - step), step)
    ]
    found: dict[int, _Found] = {}
    centred: dict[int, int] = {}
    for first in range(0, len(windows), _AT_ONCE):
        some = windows[first : first + _AT_ONCE]
        scores, described = network(*batch([(pieces, each) for each in some]))
        for place, window in enumerate(some):
            probabilities = scores[place, 1 : len(window) + 1].sigmoid()
            for k in (probabilities >= least).nonzero()[:, 0].tolist():
                centre = min(k, len(window) - 1 - k)
                if centre > centred.get(window[k], -1):
                    labels = described.labels(torch.tensor([place]), torch.tensor([k + 1]))[0, 1 : len(window) + 1]
                    found[window[k]] = _Found(float(probabilities[k]), window, labels.numpy())
                    centred[window[k]] = centre
    return found


def _spans(pieces: Pieces, window: range, chosen: np.ndarray[Any, Any]) -> list[Span]:
    """Return the chosen pieces of a window as spans, one for each unbroken run."""
    spans: list[Span] = []
    last = -2
    for k in np.flatnonzero(chosen):
        start, end = pieces.spans[window[k]]
        if k == last + 1:
            start = spans.pop().start
        spans.append(Span(start, end))
        last = k
    return spans


def teach(gold: Path, network: Network, made: Tokenizer, known: Collection[str]) -> Iterator[Mapping[str, Any]]:
    """Yield a row for each unlabelled text whose digest is not *known*."""
    seen = set(known)
    for file in _SOURCES:
        for number, row in enumerate(rows_of(gold / file), start=1):
            digest = digest_of(row["text"])
            if row["text"] and digest not in seen:
                seen.add(digest)
                sentences = [each.start for each in Text.of(row["text"]).sentences]
                claims = marked(network, Pieces.of(row["text"], sentences, made, is_news=True))
                yield {
                    "file": file,
                    "line": number,
                    "sha256": digest,
                    "outlet": row["outlet"],
                    "claims": [
                        {role: [[s.start, s.end] for s in spans] for role, spans in roles.items()}
                        for _, roles in claims
                    ],
                }


def main() -> None:
    """Mark and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, help="the folder with the corpora")
    parser.add_argument("network", type=Path, help="the file that `training.neural.fit` wrote")
    parser.add_argument("out", type=Path, help="the file to write")
    options = parser.parse_args()
    network = Network(Encoder())
    network.load_state_dict(torch.load(options.network))
    network.eval()
    known = {row["sha256"] for file in (READINGS, HELD_OUT) for row in rows_of(file)}
    with torch.no_grad():
        rows = [json.dumps(row, separators=(",", ":")) for row in teach(options.gold, network, tokenizer(), known)]
    options.out.write_bytes(gzip.compress("".join(f"{row}\n" for row in rows).encode(), mtime=0))


if __name__ == "__main__":
    main()
