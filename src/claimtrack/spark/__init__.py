# SPDX-License-Identifier: MIT
"""The same calls on data frames of Apache Spark, for corpora that are too large for one machine.

`extract`, `events` and `compare` give the answers of the functions of the same names, row for row:
the rules are theirs, and what is added here is how articles travel and how they find each other.
Spark's workers need this package and its dependencies; `docs/spark.md` says how to send them there.
"""

from functools import partial
from itertools import chain
from typing import Any

from claimtrack.claims import record as claim_record
from claimtrack.comparison import compare as compare_locally
from claimtrack.comparison import record as comparison_record
from claimtrack.comparison.grouping import DAYS, check_days, place
from claimtrack.display import dataframes as frames
from claimtrack.display.columns import TEXT, Column, names
from claimtrack.exceptions import InputError
from claimtrack.extraction import extract as extract_locally
from claimtrack.formats.fields import Fields
from claimtrack.model import Article
from claimtrack.parallel.workers import ExtractorLike, check_extractor
from claimtrack.spark import article_frames, candidates, components
from claimtrack.spark.article_frames import Batches, Columns, SparkFrame
from claimtrack.spark.grouping import EVENT_COLUMNS, EVENT_RECORD, grouped

__all__ = [
    "COMPARISON_COLUMNS",
    "COMPARISON_RECORD",
    "EVENT_COLUMNS",
    "EVENT_RECORD",
    "compare",
    "events",
    "extract",
    "problems",
]

COMPARISON_RECORD = (*comparison_record.RECORD, Column("event_id", TEXT, "the event that was compared"))
"""The columns of `compare`: those of `Comparison.to_records`, and the event."""

COMPARISON_COLUMNS = names(COMPARISON_RECORD)

# Records are sent on when there are so many, so that a batch of articles does not hold all of its claims at once.
_RECORDS = 2_000


def extract(
    articles: SparkFrame, *, fields: Fields | str = "claimtrack", extractor: ExtractorLike = extract_locally
) -> SparkFrame:
    """Return the claims of *articles*, with the columns and types of `Claims.to_arrow`.

    A row without text or outlet, or with a day that cannot be read, gives no claims: `problems` returns such rows,
    and each task logs how many it met. A row that comes twice gives its claims twice.
    The claims have no order; sort by published, outlet, article_id, content_spans and id for one.

    Args:
        articles: A data frame with the columns text, outlet, published (a date, a timestamp, or text),
            title and url, of which the last three may be missing.
        fields: The names of these columns, where they are others, or of a tool, as `read_articles` takes them.
        extractor: What is called for each article, such as `functools.partial(claimtrack.extract, known=...)`;
            what it raises ends the job.

    Raises:
        MissingExtraError: If pyspark or pyarrow is not installed (extra `spark`).
        InputError: If a column is missing or holds no text.
        FieldTypeError: If *articles* is not a data frame of Spark, or *extractor* is not a function.
        UnknownNameError: If there is no tool of that name.
    """
    selected, columns = article_frames.selected(articles, fields, "extract")
    check_extractor(extractor, "extract")
    return selected.mapInArrow(partial(_claims, columns=columns, extractor=extractor), frames.ddl(claim_record.RECORD))


def problems(articles: SparkFrame, *, fields: Fields | str = "claimtrack") -> SparkFrame:
    """Return the rows of *articles* that the other functions leave out, with the reason in a column `problem`.

    The other columns are those that *fields* names, with the day as text.

    Args:
        articles: As `extract` takes them.
        fields: The names of the columns, as `extract` takes them.

    Raises:
        ClaimtrackError: As `extract` does.
    """
    selected, columns = article_frames.selected(articles, fields, "problems")
    schema = ", ".join(f"`{name}` string" for name in ("problem", *selected.columns))
    return selected.mapInArrow(partial(article_frames.refused, columns=columns), schema).toDF("problem", *columns.names)


def events(articles: SparkFrame, *, days: int = DAYS, fields: Fields | str = "claimtrack") -> SparkFrame:
    """Return the events that *articles* report, a row for each article: the events of `claimtrack.events`.

    The columns are those of the view of events, without the number of the event, since a data frame has no order:
    published, outlet, title, terms, event_id, article_id and url. Rows that are alike count once.
    Spark runs several jobs before this function returns; what they find is kept on the executors,
    or under `spark.checkpoint.dir` where that is set.

    Args:
        articles: As `extract` takes them.
        days: The most days between the first and the last article of one event.
        fields: The names of the columns, as `extract` takes them.

    Raises:
        ClaimtrackError: As `extract` does.
        FieldTypeError: If *days* is not a whole number.
        FieldValueError: If *days* is below 0.
    """
    check_days(days)
    numbered = article_frames.numbered(articles, fields, "events")
    vectors = candidates.vectors(numbered)
    edges = components.kept(candidates.edges(vectors, days))
    return grouped(numbered, vectors, edges, components.components(edges), days)


def compare(
    articles: SparkFrame,
    events: SparkFrame | None = None,
    *,
    fields: Fields | str = "claimtrack",
    extractor: ExtractorLike = extract_locally,
) -> SparkFrame:
    """Return the articles of each event side by side, with the columns of `Comparison.to_records` and the event's id.

    The articles of an event are read in the order of their days, those without one last, then of outlets and ids,
    by one task. Sort by event_id, row, published, outlet, article_id and spans for an order.

    Args:
        articles: As `extract` takes them.
        events: A data frame with the columns article_id and event_id, such as `events` returns;
            without one, `events` is called with its five days.
        fields: The names of the columns, as `extract` takes them.
        extractor: What is called for each article, as `extract` takes it.

    Raises:
        ClaimtrackError: As `extract` does, for *events* as for *articles*.
    """
    check_extractor(extractor, "compare")
    told = _events(articles, fields=fields) if events is None else events
    article_frames.check_frame(told, "compare: events")
    if missing := {"article_id", "event_id"} - set(told.columns):
        message = f"compare: events: expected the columns article_id and event_id, {', '.join(sorted(missing))} missing"
        raise InputError(message)
    article_frames.check_column_names(told, ("article_id", "event_id"), "compare: events")
    numbered = article_frames.numbered(articles, fields, "compare")
    members = told.select(told.article_id.cast("string"), told.event_id.cast("string")).distinct()
    joined = numbered.join(members, "article_id")
    schema = frames.ddl(COMPARISON_RECORD)

    def comparison(key: tuple[Any, ...], table: Any) -> Any:  # noqa: ANN401 - types of the extra
        """Compare one event; not a partial, as Spark inspects the number of arguments."""
        return _comparison(key, table, extractor)

    return joined.groupBy("event_id").applyInArrow(comparison, schema)


_events = events  # `compare` has an argument of that name


def _claims(batches: Batches, *, columns: Columns, extractor: ExtractorLike) -> Batches:
    waiting: list[dict[str, str | float | None]] = []
    for article in chain.from_iterable(article_frames.article_batches(batches, columns)):
        waiting += extractor(article).to_records()
        if len(waiting) >= _RECORDS:
            yield from frames.to_arrow(waiting, claim_record.RECORD).to_batches()
            waiting = []
    yield from frames.to_arrow(waiting, claim_record.RECORD).to_batches()


def _comparison(key: tuple[Any, ...], table: Any, extractor: ExtractorLike) -> Any:  # noqa: ANN401 - types of the extra
    articles = sorted(article_frames.articles_of(table), key=_reading_order)
    comparison = compare_locally(claim for article in articles for claim in extractor(article))
    event_id = key[0].as_py()
    records = [{**record, "event_id": event_id} for record in comparison.to_records()]
    return frames.to_arrow(records, COMPARISON_RECORD)


def _reading_order(article: Article) -> tuple[int, str, str, tuple[int, int]]:
    return place(article)[0], article.outlet, article.id, place(article)
