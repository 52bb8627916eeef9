# SPDX-License-Identifier: MIT
"""The attributions of PolNeAR, laid over our rows."""

import re
from bisect import bisect_right
from pathlib import Path

import attrs

from claimtrack.evaluation.polnear import ROLES, AnnotatedArticle, read_polnear
from claimtrack.extraction.attribution.piece_rows import PieceRow, read_rows
from claimtrack.language.text import Text
from claimtrack.language.tokens import QUOTATION
from claimtrack.model import Span

Place = tuple[int, int]  # the number of a row, and of an item in it

WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+")


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
        text: The text as it is.
        rows: What the decoder reads.
        weights: How many words each item stands for.
        golds: The attributions of the first annotator by file name.
    """

    text: str
    rows: tuple[PieceRow, ...]
    weights: tuple[tuple[int, ...], ...]
    golds: tuple[Gold, ...]


def read_corpus(folder: Path) -> list[GoldArticle]:
    """Return the annotated articles of a PolNeAR part, which holds `text` and `attributions`."""
    return [_article(annotated) for annotated in read_polnear(folder)]


def _article(annotated: AnnotatedArticle) -> GoldArticle:
    text = annotated.article.text
    rows = tuple(read_rows(Text.of(text)))
    weights = tuple(
        tuple(
            len(WORD.findall(text, a, b)) if w == QUOTATION else int(w[0].isalnum())
            for w, a, b in zip(row.words, row.starts, row.ends, strict=True)
        )
        for row in rows
    )
    places = [(row.starts[k], row.ends[k], number, k) for number, row in enumerate(rows) for k in range(len(row.words))]
    golds = tuple(
        Gold(**{role: _items(places, getattr(each, role)) for role in ROLES})
        for each in annotated.annotations
        if each.content and not _touches((*each.cue, *each.content), annotated.discarded)
    )
    return GoldArticle(text, rows, weights, golds)


def _touches(spans: tuple[Span, ...], others: tuple[Span, ...]) -> bool:
    return any(span.overlaps(other) for span in spans for other in others)


def _items(places: list[tuple[int, int, int, int]], spans: tuple[Span, ...]) -> tuple[Place, ...]:
    """Return the items of which at least half lies within *spans*."""
    found = set()
    starts = [place[0] for place in places]
    for span in spans:
        k = max(0, bisect_right(starts, span.start) - 1)
        while k < len(places) and places[k][0] < span.end:
            a, b, number, item = places[k]
            if 2 * (min(b, span.end) - max(a, span.start)) >= b - a:
                found.add((number, item))
            k += 1
    return tuple(sorted(found))
