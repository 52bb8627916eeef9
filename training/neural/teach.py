# SPDX-License-Identifier: MIT
"""Mark unlabelled news by the network alone: `python -m training.neural.teach GOLD_DIR OUT`.

OUT has a line for an article, as `readings.jsonl`: where its text stands, and what was read there, as spans.
"""

import argparse
import gzip
import json
import multiprocessing
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs
import numpy as np

from claimtrack.language.text import Text
from claimtrack_neural.evidence import owned
from claimtrack_neural.network import NEWS
from claimtrack_neural.pieces import Array, Pieces
from claimtrack_neural.reader import load
from training.neural.network import LABELS
from training.readings import HELD_OUT, READINGS, digest_of, rows_of

LEAST = 0.5  # probability of a head
_SOURCES = ("unlabelled/bbc-2004.jsonl.gz", "basil/articles.jsonl")


@attrs.frozen(eq=False)
class _Found:
    """How probable a head is, and the labels of the window in which it stands most central."""

    probability: float
    window: range
    labels: Array


def unmarked(gold: Path, known: Collection[str]) -> Iterator[Mapping[str, Any]]:
    """Yield a row for each text whose digest is not *known*: where it stands, and the text."""
    seen = set(known)
    for file in _SOURCES:
        for number, row in enumerate(rows_of(gold / file), start=1):
            digest = digest_of(row["text"])
            if row["text"] and digest not in seen:
                seen.add(digest)
                yield {"file": file, "line": number, "sha256": digest, "outlet": row["outlet"], "text": row["text"]}


def marked(text: str) -> list[dict[str, list[list[int]]]]:
    """Return what the network reads in a text, as spans: its likely cues with their roles, the likeliest first.

    A head within the cue of a likelier one is none.
    """
    pieces = Pieces.of(text, [each.start for each in Text.of(text).sentences])
    found, claims = _heads(pieces), []
    taken: set[int] = set()
    for head in sorted(found, key=lambda k: (-found[k].probability, k)):
        one = found[head]
        roles = {role: _spans(pieces, one.window, one.labels == label) for role, label in LABELS.items()}
        if head not in taken and roles["content"]:
            taken.update(one.window[k] for k in np.flatnonzero(one.labels == LABELS["cue"]))
            claims.append(roles)
    return claims


def _heads(pieces: Pieces) -> dict[int, _Found]:
    network, windows = load().network, pieces.windows()
    found = {}
    for window, central in zip(windows, owned(windows), strict=True):
        (described,) = network.describe([pieces.numbers[window.start : window.stop]], NEWS)
        probabilities = 1 / (1 + np.exp(-described.heads))
        for k in central:
            if probabilities[k - window.start] >= LEAST:
                labels = described.labels(k - window.start).argmax(1)
                labels[k - window.start] = LABELS["cue"]
                found[k] = _Found(float(probabilities[k - window.start]), window, labels)
    return found


def _spans(pieces: Pieces, window: range, chosen: Array) -> list[list[int]]:
    """Return the chosen pieces of a window as spans, one for each unbroken run."""
    spans: list[list[int]] = []
    last = -2
    for k in np.flatnonzero(chosen).tolist():
        start = spans.pop()[0] if k == last + 1 else int(pieces.starts[window[k]])
        spans.append([start, int(pieces.ends[window[k]])])
        last = k
    return spans


def main() -> None:
    """Mark and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, help="the folder with the corpora")
    parser.add_argument("out", type=Path, help="the file to write")
    parser.add_argument("--processes", type=int, default=1, metavar="N", help="articles that are read side by side")
    options = parser.parse_args()
    known = {row["sha256"] for file in (READINGS, HELD_OUT) for row in rows_of(file)}
    rows = list(unmarked(options.gold, known))
    with multiprocessing.get_context("spawn").Pool(options.processes) as pool:
        claims = pool.map(marked, [row["text"] for row in rows], chunksize=16)
    lines = [
        json.dumps({key: value for key, value in row.items() if key != "text"} | {"claims": own}, separators=(",", ":"))
        for row, own in zip(rows, claims, strict=True)
    ]
    options.out.write_bytes(gzip.compress("".join(f"{line}\n" for line in lines).encode(), mtime=0))


if __name__ == "__main__":
    main()
