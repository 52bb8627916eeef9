# SPDX-License-Identifier: MIT
"""Export of a register to Parquet: one file for each of articles, claims, events and rows of comparisons."""

import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from claimtrack.atomic_files import replacing
from claimtrack.checks import check
from claimtrack.claims import record as claim_record
from claimtrack.claims.record import ID, OF_ARTICLE, PUBLISHED, iso
from claimtrack.comparison import record as comparison_record
from claimtrack.comparison.grouping import EVENT_RECORD, event_view
from claimtrack.display import dataframes as frames
from claimtrack.display.columns import BOOLEAN, DAY, INTEGER, TEXT, Column, names
from claimtrack.exceptions import InputError, RegisterError
from claimtrack.extras import require
from claimtrack.model import Article
from claimtrack.register.articles import claims_of, in_steps
from claimtrack.register.events import find_events
from claimtrack.register.store import Store
from claimtrack.register.stored import stored_article


class _Version(NamedTuple):
    """A version of a story."""

    story: int
    current: bool
    article: Article


_STORY, _CURRENT = "the number of the story", "whether it is the newest version of its story"
ARTICLES: tuple[Column[_Version], ...] = (
    Column("article_id", TEXT, ID, lambda version: version.article.id),
    Column("outlet", TEXT, OF_ARTICLE, lambda version: version.article.outlet),
    Column("published", DAY, PUBLISHED, lambda version: iso(version.article.published)),
    Column("title", TEXT, OF_ARTICLE, lambda version: version.article.title),
    Column("url", TEXT, OF_ARTICLE, lambda version: version.article.url),
    Column("byline", TEXT, OF_ARTICLE, lambda version: version.article.byline),
    Column("text", TEXT, OF_ARTICLE, lambda version: version.article.text),
    Column("story", INTEGER, _STORY, lambda version: version.story),
    Column("current", BOOLEAN, _CURRENT, lambda version: version.current),
)

RECORDS: dict[str, tuple[Column[Any], ...]] = {
    "articles": ARTICLES,
    "claims": (*claim_record.RECORD, Column("story", INTEGER, _STORY), Column("current", BOOLEAN, _CURRENT)),
    "events": EVENT_RECORD,
    "rows": (Column("event_id", TEXT, "the event that was compared"), *comparison_record.RECORD),
}
"""The columns of each file that `Register.write_parquet` writes, in their fixed order; new ones are added at the end.

`COLUMNS` has their names.

- articles: all versions.
- claims: the columns of `claimtrack.claims.record.RECORD`, and two of the article.
- events: the columns of the view of events.
- rows: the columns of `claimtrack.comparison.record.RECORD`, of the comparisons that the register holds, and the event.
"""

COLUMNS = {file: names(columns) for file, columns in RECORDS.items()}

_Record = dict[str, Any]
_AT_ONCE = 10_000  # records that are held in memory


def write_parquet(store: Store, folder: str | os.PathLike[str], days: int) -> tuple[Path, ...]:
    """Write the files into a folder, which is made where there is none, and return their paths."""
    require("pyarrow", "arrow")
    check(folder, str | os.PathLike, "Register.write_parquet", "the path of a folder")
    events = event_view(find_events(store, days)).to_records()
    tables: dict[str, Callable[[], Iterable[_Record]]] = {
        "articles": lambda: _articles(store),
        "claims": lambda: _claims(store),
        "events": lambda: events,
        "rows": lambda: _rows(store),
    }
    place = Path(folder)
    try:
        place.mkdir(parents=True, exist_ok=True)
        return store.snapshot(
            lambda: tuple(_write(place / f"{name}.parquet", read(), RECORDS[name]) for name, read in tables.items())
        )
    except RegisterError:
        raise
    except (OSError, ValueError, TypeError) as error:  # a path with a null character, or a forged record
        reason = getattr(error, "strerror", None) or error
        message = f"{place}: cannot write Parquet here: {reason}; check the folder and its room"
        raise InputError(message) from error


def _write(path: Path, records: Iterable[_Record], columns: Sequence[Column[Any]]) -> Path:
    """Write one file, which takes the place of an older one when it is whole."""
    parquet = require("pyarrow.parquet", "arrow")
    left = iter(records)
    table = frames.to_arrow(list(islice(left, _AT_ONCE)), columns)
    with replacing(path) as file, parquet.ParquetWriter(file, table.schema) as writer:
        writer.write_table(table)
        while more := list(islice(left, _AT_ONCE)):
            writer.write_table(frames.to_arrow(more, columns).cast(table.schema))
    return path


def _articles(store: Store) -> Iterator[_Record]:
    for _, story, current, value in in_steps(store, "number, story, current, value", "article WHERE number"):
        version = _Version(story, bool(current), store.made(stored_article, value))
        yield {column.name: column.value(version) for column in ARTICLES}


def _claims(store: Store) -> Iterator[_Record]:
    for number, story, current, value in in_steps(store, "number, story, current, value", "article WHERE number"):
        for claim in claims_of(store, number, store.made(stored_article, value)):
            yield claim_record.record_of(claim) | {"story": story, "current": bool(current)}


def _rows(store: Store) -> Iterator[_Record]:
    for event_id, record in store.rows("SELECT event_id, record FROM comparison_row ORDER BY event_id, number"):
        yield {"event_id": event_id} | store.made(_record, record)


def _record(stored: str) -> _Record:
    record = dict(json.loads(stored))
    if record.keys() != set(comparison_record.COLUMNS):
        message = f"expected a record of a comparison, got {stored!r:.60}"
        raise ValueError(message)
    return record
