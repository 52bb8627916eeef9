# SPDX-License-Identifier: MIT
"""Events from edges: each component of alike articles is grouped by one task, with the local rules."""

from array import array
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from claimtrack.comparison import grouping
from claimtrack.comparison.grouping import Event, Vector, event_view, told
from claimtrack.display import dataframes as frames
from claimtrack.display.columns import names
from claimtrack.spark.article_frames import Batches, SparkFrame, articles_of
from claimtrack.spark.candidates import vector_of

EVENT_RECORD = tuple(column for column in grouping.EVENT_RECORD if column.name != "event")
"""The columns of `events`: those of the view of events, without the event's number."""

EVENT_COLUMNS = names(EVENT_RECORD)


def grouped(
    numbered: SparkFrame, vectors: SparkFrame, edges: SparkFrame, components: SparkFrame, days: int
) -> SparkFrame:
    """Return the *numbered* articles with their events; *edges* are pairs of alike articles, *components* theirs."""
    schema = frames.ddl(EVENT_RECORD)
    carried = numbered.join(vectors.select("key", "words", "weights"), "key", "left")
    alone = carried.join(components, "key", "left_anti").mapInArrow(_alone, schema)
    of_edges = edges.join(components.toDF("one", "group"), "one")
    members = carried.join(components, "key").groupBy("component").cogroup(of_edges.groupBy("group"))
    return members.applyInArrow(partial(_together, days=days), schema).union(alone)


def _together(articles: Any, edges: Any, *, days: int) -> Any:  # noqa: ANN401 - types of the extra
    articles = articles.sort_by([("day", "ascending"), ("key", "ascending")])
    numbers = {key: number for number, key in enumerate(articles.column("key").to_pylist())}
    pairs = zip(*(edges.column(name).to_pylist() for name in ("similarity", "one", "other")), strict=True)
    found = [(similarity, numbers[one], numbers[other]) for similarity, one, other in pairs]
    return _table(_records(articles, found, days))


def _alone(batches: Batches) -> Batches:
    """Yield the articles of batches, each as an event of its own."""
    for batch in batches:
        yield from _table(_records(batch, [], 0)).to_batches()


def _records(table: Any, edges: Sequence[tuple[float, int, int]], days: int) -> list[dict[str, Any]]:  # noqa: ANN401
    """Return the records of the events in a table of articles, which are in the order of `place` if there are edges."""
    articles = articles_of(table)
    names, vectors = _vectors(table)
    records = []
    for members, terms in told(articles, names, vectors, edges, days):
        event = Event(tuple(articles[member] for member in members), terms)
        records += event_view([event]).to_records()
    return records


def _table(records: Iterable[dict[str, Any]]) -> Any:  # noqa: ANN401 - a type of the extra
    return frames.to_arrow([{name: record[name] for name in EVENT_COLUMNS} for record in records], EVENT_RECORD)


def _vectors(table: Any) -> tuple[list[str], list[Vector]]:  # noqa: ANN401 - a type of the extra
    """Return the words in the order of the alphabet, and the vector of each article."""
    packed = list(zip(table.column("words").to_pylist(), table.column("weights").to_pylist(), strict=True))
    names = sorted({word for words, _ in packed if words is not None for word in words.split(" ")})
    numbers = {word: number for number, word in enumerate(names)}
    vectors = []
    for words, weights in packed:
        found, values = ([], array("d")) if words is None else vector_of(words, weights)
        vectors.append(Vector(array("L", map(numbers.__getitem__, found)), values))
    return names, vectors
