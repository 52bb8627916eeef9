# SPDX-License-Identifier: MIT
"""Read PolNeAR's brat standoff, and lay its attributions over our rows."""

import re
from bisect import bisect_right
from pathlib import Path

import attrs

from claimtrack.language.text import QUOTATION, Row, read_rows

Place = tuple[int, int]  # the number of a row, and of an item in it

_ENTITY = re.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t")
_EVENT = re.compile(r"E\d+\t(.*)")
WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+")
_ROLES = ("source", "cue", "content")


@attrs.frozen
class Gold:
    """The items of one annotated attribution, by role."""

    source: tuple[Place, ...]
    cue: tuple[Place, ...]
    content: tuple[Place, ...]


@attrs.frozen
class GoldArticle:
    """An article as rows, and its attributions.

    Attributes:
        stem: The name of the file.
        text: The text as it is.
        rows: What the decoder reads.
        weights: How many words each item stands for.
        golds: The attributions of the first annotator by file name.
    """

    stem: str
    text: str
    rows: tuple[Row, ...]
    weights: tuple[tuple[int, ...], ...]
    golds: tuple[Gold, ...]


def read_corpus(folder: Path, crediting: frozenset[str]) -> list[GoldArticle]:
    """Return the annotated articles of a PolNeAR part, which holds `text` and `attributions`."""
    articles = []
    for path in sorted((folder / "text").glob("*.txt")):
        names = sorted(
            p
            for p in (folder / "attributions").iterdir()
            if re.fullmatch(re.escape(path.stem) + r"_[0-9a-z]{4}\.ann", p.name)
        )
        if names:
            text = path.read_bytes().decode("utf-8")
            articles.append(_article(path.stem, text, names[0].read_bytes().decode("utf-8"), crediting))
    return articles


def _article(stem: str, text: str, standoff: str, crediting: frozenset[str]) -> GoldArticle:
    rows = tuple(read_rows(text, crediting))
    weights = tuple(
        tuple(
            len(WORD.findall(text, a, b)) if w == QUOTATION else int(w[0].isalnum())
            for w, a, b in zip(row.words, row.starts, row.ends, strict=True)
        )
        for row in rows
    )
    entities: dict[str, tuple[str, list[Place]]] = {}
    events = []
    for line in standoff.splitlines():
        if match := _ENTITY.match(line):
            spans = [(int(a), int(b)) for a, b in (part.split() for part in match[3].split(";"))]
            entities[match[1]] = (match[2], spans)
        elif match := _EVENT.match(line):
            events.append([part.split(":") for part in match[1].split()[1:]])
    discarded = [span for label, spans in entities.values() if label == "Discard" for span in spans]
    places = [(row.starts[k], row.ends[k], number, k) for number, row in enumerate(rows) for k in range(len(row.words))]
    golds = []
    for event in events:
        spans: dict[str, set[Place]] = {role: set() for role in _ROLES}
        for label, name in event:
            role = label.rstrip("0123456789").lower()
            if role in spans and name in entities:
                spans[role].update(entities[name][1])
        named = spans["cue"] | spans["content"]
        if spans["content"] and not any(a < y and x < b for a, b in named for x, y in discarded):
            golds.append(Gold(**{role: _items(places, sorted(spans[role])) for role in _ROLES}))
    return GoldArticle(stem, text, rows, weights, tuple(golds))


def _items(places: list[tuple[int, int, int, int]], spans: list[Place]) -> tuple[Place, ...]:
    """Return the items of which at least half lies within *spans*."""
    found = set()
    starts = [place[0] for place in places]
    for start, end in spans:
        k = max(0, bisect_right(starts, start) - 1)
        while k < len(places) and places[k][0] < end:
            a, b, number, item = places[k]
            if 2 * (min(b, end) - max(a, start)) >= b - a:
                found.add((number, item))
            k += 1
    return tuple(sorted(found))
