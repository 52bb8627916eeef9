# SPDX-License-Identifier: MIT
"""Mark unlabelled news by the neural reader: `python -m training.neural.teach GOLD_DIR OUT`.

OUT has a line for an article, as `readings.jsonl`: where its text stands, and what was read there, as spans.
"""

import argparse
import gzip
import json
import multiprocessing
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from claimtrack.evaluation.polnear import ROLES
from claimtrack.language.text import Text
from claimtrack_neural.reader import load
from training.readings import HELD_OUT, READINGS, digest_of, rows_of

_SOURCES = ("unlabelled/bbc-2004.jsonl.gz", "basil/articles.jsonl")


def unmarked(gold: Path, known: Collection[str]) -> Iterator[Mapping[str, Any]]:
    """Yield a row for each text whose digest is not *known*: where it stands, and the text."""
    seen = set(known)
    for file in _SOURCES:
        for number, row in enumerate(rows_of(gold / file), start=1):
            digest = digest_of(row["text"])
            if row["text"] and digest not in seen:
                seen.add(digest)
                yield {"file": file, "line": number, "sha256": digest, "outlet": row["outlet"], "text": row["text"]}


def marked(text: str) -> Sequence[Mapping[str, Sequence[Sequence[int]]]]:
    """Return what is attributed in a text by a cue, as spans."""
    return [
        {role: [[span.start, span.end] for span in getattr(one, role)] for role in ROLES}
        for one in load()(Text.of(text))
        if one.cue
    ]


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
