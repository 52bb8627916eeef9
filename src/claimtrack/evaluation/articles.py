# SPDX-License-Identifier: MIT
"""Articles in JSON Lines, as our copies of BASIL have them.

The corpus: Fan, White, Sharma, Su, Choubey, Huang and Wang (2019), "In Plain Sight: Media Bias Through the Lens of
Factual Reporting". Its texts are not part of this package.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path

from claimtrack.evaluation.corpus_rows import CorpusRow, read_corpus_rows
from claimtrack.exceptions import FieldValueError
from claimtrack.formats.reading_result import problem
from claimtrack.model import Article, Span

ARTICLES = "articles.jsonl"
"""The file of the articles in a folder."""

_DAY = len("2024-05-15")


def corpus_article(row: CorpusRow, date: str = "date") -> Article:
    """Return the article in a row with `outlet`, `text`, `title` (or null) and *date* (a day, a moment or null)."""
    day, title = row.text_or_none(date), row.text_or_none("title")
    try:
        published = None if day is None else dt.date.fromisoformat(day[:_DAY])
    except ValueError:
        row.refuse(date, "a day as 2024-05-15, or null")
    try:
        return Article(text=row.get("text", str), outlet=row.get("outlet", str), published=published, title=title)
    except FieldValueError as error:
        raise problem(row.place, error) from error


def read_corpus_articles(folder: Path, date: str = "date") -> dict[str, Article]:
    """Return the articles of a folder by their `doc_id`; *date* is the field of their day."""
    found: dict[str, Article] = {}
    for row in read_corpus_rows(folder / ARTICLES):
        name = row.get("doc_id", str)
        if name in found:
            row.refuse("doc_id", "a name that no other article has")
        found[name] = corpus_article(row, date)
    return found


def article_named(row: CorpusRow, articles: Mapping[str, Article]) -> Article:
    """Return the article that the `doc_id` of a row names."""
    name = row.get("doc_id", str)
    if name not in articles:
        row.refuse("doc_id", f"one of the {len(articles)} names in {ARTICLES}")
    return articles[name]


def shared_characters(spans: Iterable[Span], span: Span) -> int:
    """Return how many characters of *span* stand in *spans*, which do not overlap."""
    return sum(max(0, min(each.end, span.end) - max(each.start, span.start)) for each in spans)
