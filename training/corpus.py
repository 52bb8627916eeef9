# SPDX-License-Identifier: MIT
"""The attributions of PolNeAR and the claims of news, laid over our rows."""

import itertools
import re
from bisect import bisect_right
from collections.abc import Container, Iterable, Mapping
from pathlib import Path
from typing import Any

import attrs

from claimtrack.evaluation.polnear import ROLES, Annotation, read_polnear
from claimtrack.extraction.attribution.constructions import read_constructions
from claimtrack.extraction.attribution.construed import lay
from claimtrack.extraction.attribution.piece_rows import PieceRow, read_rows
from claimtrack.language.text import Text
from claimtrack.language.tokens import QUOTATION
from claimtrack.model import Span
from training.readings import group_of, read_readings, read_world

Place = tuple[int, int]  # the number of a row, and of an item in it

NEWS_WEIGHT = 3  # of an article whose claims were all marked, beside one of PolNeAR, of which there are five times more
TAUGHT_WEIGHT = 1
MAY_WEIGHT = 0.5  # of a claim that a reader might list or not
_BEFORE, _LONGEST_BEFORE = re.compile(r"(?:that )?[“\"‘']?\Z"), 6
_AFTER = re.compile(r"[,.?!…]?[”\"]")
_OPENING = '“"'

WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+")


@attrs.frozen
class Gold:
    """The items of one annotated attribution, by role."""

    source: tuple[Place, ...]
    cue: tuple[Place, ...]
    content: tuple[Place, ...]
    weight: float = 1.0


@attrs.frozen
class GoldArticle:
    """An article as rows, and its attributions.

    Attributes:
        text: The text as it is.
        group: What is held out together: articles of one number are never split between learning and trying.
        weight: How much the article counts beside one of PolNeAR.
        is_news: Whether every claim was marked, in news of any outlet, rather than all attributions of PolNeAR.
        rows: What the decoder reads, with what the constructions read in them.
        weights: How many words each item stands for.
        golds: The attributions of the first annotator by file name.
    """

    text: str
    group: int
    weight: int
    is_news: bool
    rows: tuple[PieceRow, ...]
    weights: tuple[tuple[int, ...], ...]
    golds: tuple[Gold, ...]


def read_corpus(folder: Path) -> list[GoldArticle]:
    """Return the annotated articles of a PolNeAR part, which holds `text` and `attributions`."""
    return [
        _article(
            one.article.text,
            number,
            1,
            [
                (each, 1.0)
                for each in one.annotations
                if each.content and not _touches((*each.cue, *each.content), one.discarded)
            ],
        )
        for number, one in enumerate(read_polnear(folder))
    ]


def read_news(gold: Path, readings: Path) -> list[GoldArticle]:
    """Return the articles of the gold folder in which every claim was marked: those of `world`, and our *readings*."""
    marked = itertools.chain(read_world(gold / "world"), read_readings(gold, readings))
    return [
        _article(text, group_of(outlet), NEWS_WEIGHT, [_marked(text, claim) for claim in claims])
        for text, outlet, claims in marked
    ]


def read_taught(gold: Path, file: Path, left_out: Container[int] = ()) -> list[GoldArticle]:
    """Return the articles of the gold folder that another reader marked, but those of the groups *left_out*."""
    return [
        _article(text, number, TAUGHT_WEIGHT, [(_spans(claim), 1.0) for claim in claims])
        for number, (text, outlet, claims) in enumerate(read_readings(gold, file))
        if group_of(outlet) not in left_out
    ]


def _spans(claim: Mapping[str, Any]) -> Annotation:
    return Annotation(**{role: tuple(sorted(Span(*pair) for pair in claim[role])) for role in ROLES})


def _marked(text: str, claim: Mapping[str, Any]) -> tuple[Annotation, float]:
    """Return a claim with the borders that PolNeAR has, and how much it counts."""
    spans = _spans(claim)
    content = tuple(_with_marks(text, span) for span in spans.content)
    return attrs.evolve(spans, content=content), 1.0 if claim["need"] == "must" else MAY_WEIGHT


def _with_marks(text: str, span: Span) -> Span:
    """Return *span* with the quotation marks around it and the "that" before it."""
    before = _BEFORE.search(text, max(0, span.start - _LONGEST_BEFORE), span.start)
    start = before.start() if before else span.start
    after = _AFTER.match(text, span.end)
    opened = any(mark in text[start : span.end] for mark in _OPENING)
    return Span(start, after.end() if after and opened else span.end)


def _article(text: str, group: int, weight: int, annotations: Iterable[tuple[Annotation, float]]) -> GoldArticle:
    analysed = Text.of(text)
    rows = tuple(read_rows(analysed))
    lay(rows, read_constructions(analysed))
    weights = tuple(
        tuple(
            len(WORD.findall(text, a, b)) if w == QUOTATION else int(w[0].isalnum())
            for w, a, b in zip(row.words, row.starts, row.ends, strict=True)
        )
        for row in rows
    )
    places = [(row.starts[k], row.ends[k], number, k) for number, row in enumerate(rows) for k in range(len(row.words))]
    golds = tuple(
        Gold(**{role: _items(places, getattr(each, role)) for role in ROLES}, weight=counts)
        for each, counts in annotations
    )
    return GoldArticle(text, group, weight, weight > 1, rows, weights, golds)


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
