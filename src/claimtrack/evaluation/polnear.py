# SPDX-License-Identifier: MIT
"""PolNeAR: articles with their attributions by hand, read from brat standoff.

The corpus: Newell, Margolin and Ruths (2018), "An Attribution Relations Corpus for Political News".
Its texts are not part of this package; a folder names one of its compartments.
"""

import datetime as dt
import itertools
import re
from collections.abc import Mapping
from pathlib import Path

import attrs

from claimtrack.evaluation.subject import digest_files, read_text
from claimtrack.exceptions import FieldValueError, InputError
from claimtrack.formats.reading_result import problem
from claimtrack.formats.standoff import BratEvent, TextBound, standoff
from claimtrack.model import Article, Span

ROLES = ("source", "cue", "content")


@attrs.frozen
class Annotation:
    """One attribution as an annotator marked it; source and cue may be empty."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@attrs.frozen
class AnnotatedArticle:
    """An article with its attributions by hand, and the spans that the annotator set aside as no news text."""

    article: Article
    annotations: tuple[Annotation, ...]
    discarded: tuple[Span, ...] = ()


_ANNOTATOR = re.compile(r"(.+)_[0-9a-z]{4}\.ann", re.DOTALL)
_DAY = re.compile(r"_(\d{4}-\d\d-\d\d)_")


def read_polnear(folder: str | Path) -> tuple[AnnotatedArticle, ...]:
    """Return the articles of a compartment of PolNeAR, in the order of their names.

    Where two annotators read an article, the first by file name counts; an article that none read is left out.

    Args:
        folder: Holds `text/OUTLET_DAY_NAME.txt`, with the day of publication as 2016-09-12,
            and `attributions/OUTLET_DAY_NAME_ABCD.ann`, brat standoff by the annotator ABCD.

    Raises:
        InputError: If the folder has no annotated articles, or a file is malformed; the message names it.
    """
    texts, annotated = _corpus_files(Path(folder))
    first: dict[str, Path] = {}
    for path in annotated:
        if match := _ANNOTATOR.fullmatch(path.name):
            first.setdefault(match[1], path)
    articles = []
    for path in texts:
        if path.stem in first:
            day = _DAY.search(path.stem)
            try:
                published = dt.date.fromisoformat(day[1]) if day else None
            except ValueError as error:
                message = f"{path}: expected a day as 2016-09-12 in the name, got {error}; rename the file"
                raise InputError(message) from error
            outlet = path.stem.partition("_")[0] or path.stem
            article = Article(text=read_text(path), outlet=outlet, published=published)
            articles.append(AnnotatedArticle(article, *_read_standoff(first[path.stem])))
    if not articles:
        message = (
            f"{folder}: expected text/NAME.txt with attributions/NAME_ABCD.ann, "
            f"got {len(texts)} texts and {len(annotated)} annotations without a pair; name a compartment of PolNeAR"
        )
        raise InputError(message)
    return tuple(articles)


def digest_polnear(folder: str | Path) -> str:
    """Return the SHA-256 of a compartment in hexadecimal: name, size and bytes of each text and annotation, sorted.

    Raises:
        InputError: If a file cannot be read.
    """
    return digest_files(itertools.chain(*_corpus_files(Path(folder))))


def _corpus_files(folder: Path) -> tuple[list[Path], list[Path]]:
    return sorted((folder / "text").glob("*.txt")), sorted((folder / "attributions").glob("*.ann"))


def _read_standoff(path: Path) -> tuple[tuple[Annotation, ...], tuple[Span, ...]]:
    """Return the attributions and the discarded spans of one file; PolNeAR breaks lines within the words of a span."""
    spans: dict[str, tuple[Span, ...]] = {}
    discarded: list[Span] = []
    events: list[tuple[str, BratEvent]] = []
    for number, line in standoff(read_text(path)):
        place = f"{path}, line {number}"
        if isinstance(line, TextBound):
            try:
                spans[line.name] = tuple(Span(*run) for run in line.runs)
            except FieldValueError as error:
                raise problem(place, error) from error
            discarded += spans[line.name] if line.label == "Discard" else ()
        elif isinstance(line, BratEvent):
            events.append((place, line))
    return tuple(_annotation(place, event, spans) for place, event in events), tuple(discarded)


def _annotation(place: str, event: BratEvent, spans: Mapping[str, tuple[Span, ...]]) -> Annotation:
    """Return the attribution in a line such as "Attribution:T4 Source:T1 Cue:T2 Content:T3 Content2:T5"."""
    found: dict[str, set[Span]] = {role: set() for role in ROLES}
    for name, target in event.arguments[1:]:
        if target not in spans:
            message = f"{place}: expected a span of this file after {name!r}, got {target!r}"
            raise InputError(message)
        found.get(name.rstrip("0123456789").lower(), set()).update(spans[target])
    return Annotation(**{role: tuple(sorted(found[role])) for role in ROLES})
