# SPDX-License-Identifier: MIT
"""Export of a register to Parquet: one file for each of articles, claims, events and rows of comparisons."""

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from claimtrack import comparison
from claimtrack.checks import check
from claimtrack.claims.record import COLUMNS as CLAIM_COLUMNS
from claimtrack.claims.record import record_of
from claimtrack.comparison.grouping import event_view
from claimtrack.display import dataframes as frames
from claimtrack.exceptions import InputError
from claimtrack.extras import require
from claimtrack.register.articles import claims_of, in_steps
from claimtrack.register.events import find_events
from claimtrack.register.schema import Store
from claimtrack.register.stored import stored_article

COLUMNS: dict[str, tuple[str, ...]] = {
    "articles": ("article_id", "outlet", "published", "title", "url", "byline", "text", "story", "current"),
    "claims": (*CLAIM_COLUMNS, "story", "current"),
    "events": comparison.VIEW_COLUMNS["events"],
    "rows": ("event_id", *comparison.COLUMNS),
}
"""The columns of each file that `Register.write_parquet` writes, in their fixed order; new ones are added at the end.

- articles: all versions; `story` is the number of the story, `current` tells its newest version.
- claims: the columns of `claimtrack.claims.record.COLUMNS`, and those two of the article.
- events: the columns of the view of events.
- rows: the columns of `claimtrack.comparison.COLUMNS`, of the comparisons that the register holds;
  `event_id` is the event that was compared.
"""

_Record = dict[str, Any]
_AT_ONCE = 10_000  # records that are held in memory


def write_parquet(store: Store, folder: str | os.PathLike[str], days: int) -> tuple[Path, ...]:
    """Write the files into a folder, which is made where there is none, and return their paths.

    Raises:
        MissingExtraError: If pyarrow is not installed (extra `arrow`).
        FieldTypeError: If *folder* is not a path.
        InputError: If a file cannot be written.
    """
    require("pyarrow", "arrow")
    check(folder, str | os.PathLike, "Register.write_parquet", "the path of a folder")
    events = event_view(find_events(store, days))
    tables: dict[str, Iterable[_Record]] = {
        "articles": _articles(store),
        "claims": _claims(store),
        "events": events.to_records(),
        "rows": _rows(store),
    }
    place = Path(folder)
    try:
        place.mkdir(parents=True, exist_ok=True)
        with store.reading():
            return tuple(_write(place / f"{name}.parquet", records, COLUMNS[name]) for name, records in tables.items())
    except (OSError, ValueError) as error:  # a path with a null character is no value for the system
        reason = getattr(error, "strerror", None) or error
        message = f"{place}: cannot write Parquet here: {reason}; check the folder and its room"
        raise InputError(message) from error


def _write(path: Path, records: Iterable[_Record], columns: Sequence[str]) -> Path:
    """Write one file, which takes the place of an older one when it is whole."""
    parquet = require("pyarrow.parquet", "arrow")
    part = path.with_name(f"{path.name}.part")
    left = iter(records)
    table = frames.to_arrow(list(islice(left, _AT_ONCE)), columns)
    try:
        with parquet.ParquetWriter(part, table.schema) as writer:
            writer.write_table(table)
            while more := list(islice(left, _AT_ONCE)):
                writer.write_table(frames.to_arrow(more, columns).cast(table.schema))
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return path


def _articles(store: Store) -> Iterator[_Record]:
    for _, story, current, value in in_steps(store, "number, story, current, value", "article WHERE number"):
        article = stored_article(value)
        day = article.published.isoformat() if article.published else None
        about = (article.id, article.outlet, day, article.title, article.url, article.byline, article.text)
        yield dict(zip(COLUMNS["articles"], (*about, story, bool(current)), strict=True))


def _claims(store: Store) -> Iterator[_Record]:
    """Yield the records of all claims, those of older versions as well."""
    for number, story, current, value in in_steps(store, "number, story, current, value", "article WHERE number"):
        for claim in claims_of(store, number, stored_article(value)):
            yield record_of(claim) | {"story": story, "current": bool(current)}


def _rows(store: Store) -> Iterator[_Record]:
    for event_id, record in store.rows("SELECT event_id, record FROM comparison_row ORDER BY event_id, number"):
        yield {"event_id": event_id} | json.loads(record)
