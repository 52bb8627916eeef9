# SPDX-License-Identifier: MIT
"""News articles in which every claim was marked by a reader: the texts are of the gold folder, the marks are ours.

`python -m training.readings GOLD FOLDER` writes those that are never learned from into FOLDER, as
`python -m claimtrack.evaluation news FOLDER` reads them.

`readings.jsonl` and `readings-held-out.jsonl` have a line for an article: where its text stands in the gold folder,
the SHA-256 of the text, its outlet, and its claims as spans of the text. They hold no word of any text.
"""

import argparse
import gzip
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

import claimtrack as ct

HERE = Path(__file__).parent
READINGS, HELD_OUT = HERE / "readings.jsonl", HERE / "readings-held-out.jsonl"
TAUGHT = HERE / "taught.jsonl.gz"


_NAME = re.compile(r"[a-z]+")


def group_of(outlet: str) -> int:
    """Return the number of an outlet's group, which is the same however the outlet is spelled ("BBC", "bbc.com")."""
    name = _NAME.search(outlet.lower().removeprefix("www."))
    return crc32((name[0] if name else outlet).encode())


def read_readings(gold: Path, file: Path) -> Iterator[tuple[str, str, list[Mapping[str, Any]]]]:
    """Yield text, outlet and claims of each article in *file*; *gold* is the folder with its text.

    Raises:
        ValueError: If a text is not the one that was read.
    """
    for number, row in enumerate(rows_of(file), start=1):
        text = _text(gold / row["file"], row.get("line"))
        if digest_of(text) != row["sha256"]:
            message = f"{file}, line {number}: expected the text that was read in {row['file']}, got another one"
            raise ValueError(message)
        yield text, row["outlet"], row["claims"]


def read_world(folder: Path) -> Iterator[tuple[str, str, list[Mapping[str, Any]]]]:
    """Yield text, outlet and claims of each article of the folder `world`."""
    claims: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows_of(folder / "claims.jsonl"):
        claims.setdefault(row["doc_id"], []).append(row)
    for row in rows_of(folder / "articles.jsonl"):
        yield row["text"], row["outlet"], claims.get(row["doc_id"], [])


def write_members(out: Path, folds: int, world: Path) -> None:
    """Write into a folder of weights, one file for each fold of outlets, what article of `world` belongs to which."""
    members = {row["doc_id"]: group_of(row["outlet"]) % folds for row in rows_of(world / "articles.jsonl")}
    (out / "folds.json").write_text(json.dumps(members), "utf-8")


def digest_of(text: str) -> str:
    """Return the SHA-256 by which a reading knows its text."""
    return hashlib.sha256(text.encode()).hexdigest()


def groups_of(*files: Path) -> set[int]:
    """Return the groups of the outlets that the rows of *files* name."""
    return {group_of(row["outlet"]) for file in files for row in rows_of(file)}


def _text(path: Path, line: int | None) -> str:
    if path.suffix == ".txt":
        return path.read_bytes().decode("utf-8")
    if line is None:
        return _of_page(path)
    row = rows_of(path)[line - 1]
    return str(row["text"] if "text" in row else row["body"].strip())


@cache
def rows_of(path: Path) -> list[Mapping[str, Any]]:
    """Return the rows of a file of JSON lines, packed or not; blank lines are none."""
    data = path.read_bytes()
    lines = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8").split("\n")
    return [json.loads(line) for line in lines if line.strip()]


def _of_page(path: Path) -> str:
    page = gzip.decompress(path.read_bytes()).decode("utf-8", "replace")
    return ct.read_html(page, outlet="-").article.text


def main() -> None:
    """Write articles with their marked claims as the evaluation reads them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, help="the folder with the texts")
    parser.add_argument("folder", type=Path, help="where to write articles.jsonl and claims.jsonl")
    parser.add_argument("--readings", type=Path, default=HELD_OUT, help="which claims were marked where")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    with (
        (options.folder / "articles.jsonl").open("w", encoding="utf-8") as articles,
        (options.folder / "claims.jsonl").open("w", encoding="utf-8") as claims,
    ):
        for number, (text, outlet, marked) in enumerate(read_readings(options.gold, options.readings)):
            row = {"doc_id": str(number), "outlet": outlet, "published": None, "title": None, "text": text}
            articles.write(json.dumps(row) + "\n")
            claims.writelines(json.dumps({"doc_id": str(number), **claim}) + "\n" for claim in marked)


if __name__ == "__main__":
    main()
