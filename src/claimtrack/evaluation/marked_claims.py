# SPDX-License-Identifier: MIT
"""Claims of news articles as a reader marked them.

A folder holds `articles.jsonl` (`doc_id`, `outlet`, `text`, `published`, `title`) and `claims.jsonl` (`doc_id`; the
spans `content`, `cue`, `source`; `kind`; `need`: what any careful reader would list is a `must`, and what one might
list or not is a `may`, which counts neither way). Where a claim has `accept`, all have the fields of an `Account`.
"""

import datetime as dt
import re
from collections.abc import Sequence
from pathlib import Path

import attrs

from claimtrack.evaluation.articles import article_named, read_corpus_articles
from claimtrack.evaluation.corpus_rows import CorpusRow, read_corpus_rows
from claimtrack.evaluation.speaker_names import words_of_name
from claimtrack.evaluation.tokens import word_starts
from claimtrack.model import Article, Category, Hedging, Kind, Span

CLAIMS = "claims.jsonl"
"""The file of the claims in a folder."""

_ACCEPT = "accept"  # the field that tells that a folder's claims have accounts: other corpora have a `speaker` too
_NEEDS = ("must", "may")
_DAYS = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")
_NEW_YEAR = "2000-01-01"


@attrs.frozen
class Account:
    """Who makes a claim, how firmly and when.

    Attributes:
        speaker: The name, or None where the text names nobody.
        accept: Other names that are right too.
        category: What the speaker is.
        hedging: How firmly it is claimed.
        said: The day, month or year in which it was said, as 2024-05-15, 2024-05 or 2024, where the text tells.
    """

    speaker: str | None
    accept: tuple[str, ...]
    category: Category
    hedging: Hedging
    said: str | None


@attrs.frozen
class MarkedClaim:
    """A claim as a reader marked it, as the places where the words of its content and its source begin.

    Attributes:
        content, source: Those places.
        kind: Whether it is quoted.
        must: Whether any careful reader would list it.
        account: Who makes it, how firmly and when, where the reader marked that.
    """

    content: frozenset[int]
    source: frozenset[int]
    kind: Kind
    must: bool
    account: Account | None = None


def read_marked_claims(folder: Path) -> dict[Article, list[MarkedClaim]]:
    """Return the articles of a folder, each with its claims."""
    articles = read_corpus_articles(folder, "published")
    found: dict[Article, list[MarkedClaim]] = {article: [] for article in articles.values()}
    rows = read_corpus_rows(folder / CLAIMS)
    told = any(_ACCEPT in row.values for row in rows)
    for row in rows:
        article = article_named(row, articles)
        claim = _marked_claim(row, article.text)
        found[article].append(attrs.evolve(claim, account=_account(row)) if told else claim)
    return found


def _marked_claim(row: CorpusRow, text: str) -> MarkedClaim:
    content, source = (word_starts(text, _spans(row, role, text)) for role in ("content", "source"))
    kind, need = _one_of(row, "kind", tuple(Kind)), _one_of(row, "need", _NEEDS)
    return MarkedClaim(content, source, Kind(kind), need == "must")


def _account(row: CorpusRow) -> Account:
    category, hedging = _one_of(row, "category", tuple(Category)), _one_of(row, "hedging", tuple(Hedging))
    return Account(_speaker(row), _accepted(row), Category(category), Hedging(hedging), _said(row))


def _speaker(row: CorpusRow) -> str | None:
    name = row.text_or_none("speaker")
    if name is not None and not words_of_name(name):
        row.refuse("speaker", "a name, or null")
    return name


def _accepted(row: CorpusRow) -> tuple[str, ...]:
    names = row.get(_ACCEPT, list)
    if not all(isinstance(name, str) and words_of_name(name) for name in names):
        row.refuse(_ACCEPT, "a list of names")
    return tuple(names)


def _said(row: CorpusRow) -> str | None:
    said = row.text_or_none("said")
    if said is not None and not _is_in_calendar(said):
        row.refuse("said", "a day, month or year as 2024-05-15, 2024-05 or 2024, or null")
    return said


def _is_in_calendar(days: str) -> bool:
    try:
        return bool(_DAYS.fullmatch(days) and dt.date.fromisoformat(days + _NEW_YEAR[len(days) :]))
    except ValueError:
        return False


def _one_of(row: CorpusRow, field: str, values: Sequence[str]) -> str:
    value = row.get(field, str)
    if value not in values:
        row.refuse(field, " or ".join(repr(str(each)) for each in values))
    return value


def _spans(row: CorpusRow, field: str, text: str) -> Sequence[Span]:
    """Return the spans in *field*, which are pairs of places in *text*."""
    found = []
    for pair in row.get(field, list):
        fits = isinstance(pair, list) and len(pair) == 2 and all(type(place) is int for place in pair)  # noqa: PLR2004
        if not fits or not 0 <= pair[0] < pair[1] <= len(text):
            row.refuse(field, f"pairs of places in the text of {len(text)} characters, as [[0, 12]]")
        found.append(Span(*pair))
    return found
