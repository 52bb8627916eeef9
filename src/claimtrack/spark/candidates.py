# SPDX-License-Identifier: MIT
"""Which articles are alike: the rules of `claimtrack.comparison.grouping`, with joins instead of its index.

An article is looked up in the same places as there, in bounded number: those of its heaviest words first,
and of a word that too many articles share those that are nearest in the order of the days.
The places of a word are numbered and cut into blocks, so that a join on word and block finds them
and no task holds all articles of a word.
"""

import sys
from array import array
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import accumulate, repeat
from typing import Any

from claimtrack.comparison import grouping
from claimtrack.comparison.grouping import THRESHOLD, UNDATED, indexed, rarity, similarity, term_counts, weighed
from claimtrack.extras import require
from claimtrack.spark.article_frames import Batches, SparkFrame, articles_of
from claimtrack.spark.components import kept

_BLOCK = 500  # places of a word in one block
_ALL_DAYS = 4_000_000  # more than there are between any two
_HEAVY = "struct<word: string, weight: bigint>"


def vectors(numbered: SparkFrame) -> SparkFrame:
    """Return the columns key, day, words, weights and heavy of each article that has words, worked out and kept.

    Words are joined by spaces, the heaviest first, and their weights are doubles, the least significant byte first.
    """
    functions = require("pyspark.sql.functions", "spark")
    schema = "key bigint, day int, terms array<struct<term: string, times: int>>"
    counted = kept(numbered.mapInArrow(_counted, schema))
    words = counted.select("key", "day", functions.explode("terms").alias("each")).select("key", "day", "each.*")
    carriers = words.groupBy("term").agg(functions.count("*").alias("carriers"))
    each = functions.struct("term", "times", "carriers")
    gathered = words.join(carriers, "term").groupBy("key", "day").agg(functions.collect_list(each).alias("terms"))
    flat = gathered.select("key", "day", "terms.term", "terms.times", "terms.carriers")
    schema = f"key bigint, day int, words string, weights binary, heavy array<{_HEAVY}>"
    return kept(flat.mapInArrow(partial(_weighed, articles=counted.count()), schema))


def edges(vectors: SparkFrame, days: int) -> SparkFrame:
    """Return the columns one, other and similarity of likely pairs that reach the threshold, each pair once.

    *one* comes before *other* in the order of `place`.
    """
    functions = require("pyspark.sql.functions", "spark")
    pairs = _candidates(_postings(vectors), days)
    mine, theirs = functions.struct("day", "key"), functions.struct(functions.col("other_day").alias("day"), "other")
    theirs = theirs.cast("struct<day: int, key: bigint>")
    ordered = pairs.select(functions.least(mine, theirs).alias("a"), functions.greatest(mine, theirs).alias("b"))
    distinct = ordered.select(functions.col("a.key").alias("one"), functions.col("b.key").alias("other")).distinct()
    sides = [
        vectors.select(
            functions.col("key").alias(name),
            functions.col("words").alias(f"{name}_words"),
            functions.col("weights").alias(f"{name}_weights"),
        )
        for name in ("one", "other")
    ]
    joined = distinct.join(sides[0], "one").join(sides[1], "other")
    return joined.mapInArrow(_alike, "one bigint, other bigint, similarity double")


def vector_of(words: str, weights: bytes) -> tuple[list[str], "array[float]"]:
    """Return the words of a vector and their weights."""
    values = array("d")
    values.frombytes(weights)
    if sys.byteorder == "big":
        values.byteswap()
    return words.split(" "), values


def _packed(values: "array[float]") -> bytes:
    if sys.byteorder == "big":
        values.byteswap()
    return values.tobytes()


def _postings(vectors: SparkFrame) -> SparkFrame:
    """Return each word under which an article is indexed, with its rank and weight in the article."""
    functions = require("pyspark.sql.functions", "spark")
    places = vectors.select("key", "day", functions.posexplode("heavy").alias("rank", "each"))
    return places.select("key", "day", "rank", "each.word", "each.weight")


def _candidates(postings: SparkFrame, days: int) -> SparkFrame:
    """Return the columns key, day, other and other_day of the articles with which each is compared."""
    functions, window = require("pyspark.sql.functions", "spark"), require("pyspark.sql", "spark").Window
    col, lit = functions.col, functions.lit
    span = min(days, _ALL_DAYS)
    word = window.partitionBy("word")
    by_day = word.orderBy("day")
    so_far = window.unboundedPreceding
    placed = postings.select(
        "*",
        (functions.row_number().over(word.orderBy("day", "key")) - 1).cast("bigint").alias("position"),
        functions.count("*").over(by_day.rangeBetween(so_far, -span - 1)).alias("first"),
        functions.count("*").over(by_day.rangeBetween(so_far, span)).alias("last"),
        functions.count_if(col("day") != UNDATED).over(word).alias("dated"),
        functions.count("*").over(word).alias("all"),
    ).select("*", functions.expr(f"position div {_BLOCK}").alias("block"))
    # What an article without a day looks up are all places; another, those within the days and those without one.
    undated = col("day") == UNDATED
    sized = placed.select(
        "*",
        functions.when(undated, lit(0)).otherwise(col("first")).alias("low"),
        functions.when(undated, col("all")).otherwise(col("last")).alias("high"),
        functions.when(undated, col("all")).otherwise(col("dated")).alias("low_undated"),
    )
    earlier = window.partitionBy("key").orderBy("rank").rowsBetween(so_far, -1)
    spent = functions.sum(col("high") - col("low") + col("all") - col("low_undated")).over(earlier)
    left = sized.select("*", (lit(grouping.LOOKUPS) - functions.coalesce(spent, lit(0))).alias("budget"))
    left = left.where("budget > 0 and `all` > 1")
    taken = functions.least(col("high") - col("low"), col("budget"))
    rest = left.select("*", (col("budget") - taken).alias("rest"))
    ranges = functions.array(
        _nearest(col("low"), col("high"), col("budget")), _nearest(col("low_undated"), col("all"), col("rest"))
    )
    lookups = (
        rest.select("key", "day", "word", "weight", functions.explode(ranges).alias("range"))
        .select("key", "day", "word", "weight", "range.*")
        .where("start < end")
        .select("*", functions.explode(functions.expr(f"sequence(start div {_BLOCK}, (end - 1) div {_BLOCK})")))
        .withColumnRenamed("col", "block")
    )
    others = placed.select("word", "block", "position", col("key").alias("other"), col("day").alias("other_day"))
    met = lookups.join(others, ["word", "block"])
    met = met.where("position >= start and position < end and key != other")
    near = met.groupBy("key", "day", "other", "other_day").agg(functions.sum("weight").alias("near"))
    best = window.partitionBy("key").orderBy(col("near").desc(), "other_day", "other")
    ranked = near.select("*", functions.row_number().over(best).alias("number"))
    return ranked.where(col("number") <= grouping.CANDIDATES).select("key", "day", "other", "other_day")


def _nearest(low: Any, high: Any, budget: Any) -> Any:  # noqa: ANN401 - types of the extra
    """Return the range of places from *low* to *high*, or as many of them as the budget allows, near the article's."""
    functions = require("pyspark.sql.functions", "spark")
    position = functions.col("position")
    before = functions.greatest(low, position - functions.floor(budget / 2))
    too_many = high - low > budget
    start = functions.when(too_many, functions.least(before, high - budget)).otherwise(low)
    end = functions.when(too_many, start + budget).otherwise(high)
    return functions.struct(start.alias("start"), end.alias("end"))


def _counted(batches: Batches) -> Batches:
    """Yield each article with its terms and how often it has them."""
    pa = require("pyarrow", "spark")
    for batch in batches:
        counts = [term_counts(article) for article in articles_of(batch)]
        terms = pa.array([term for each in counts for term in each], pa.string())
        times = pa.array([number for each in counts for number in each.values()], pa.int32())
        lists = _lists([len(each) for each in counts], {"term": terms, "times": times})
        yield pa.RecordBatch.from_arrays([batch.column("key"), batch.column("day"), lists], ["key", "day", "terms"])


def _lists(lengths: Sequence[int], columns: Mapping[str, Any]) -> Any:  # noqa: ANN401 - a type of the extra
    """Return a column of lists of these lengths, of structs with these columns."""
    pa = require("pyarrow", "spark")
    offsets = pa.array(accumulate(lengths, initial=0), pa.int32())
    return pa.ListArray.from_arrays(offsets, pa.StructArray.from_arrays(list(columns.values()), list(columns)))


def _weighed(batches: Batches, *, articles: int) -> Batches:
    """Yield the vector of each article, packed, and the words under which it is indexed."""
    pa = require("pyarrow", "spark")
    for batch in batches:
        words, weights, heavy = [], [], []
        counted = (batch.column(name).to_pylist() for name in ("term", "times", "carriers"))
        for terms, times, carriers in zip(*counted, strict=True):
            rarities = map(rarity, terms, carriers, repeat(articles))
            names, values = zip(*weighed(zip(terms, times, rarities, strict=True)), strict=True)
            words.append(" ".join(names))
            weights.append(_packed(array("d", values)))
            heavy.append(indexed(names, values))
        lists = _lists(
            [len(each) for each in heavy],
            {
                "word": pa.array([word for each in heavy for word, _ in each], pa.string()),
                "weight": pa.array([weight for each in heavy for _, weight in each], pa.int64()),
            },
        )
        packed = pa.array(words, pa.string()), pa.array(weights, pa.binary()), lists
        columns = [batch.column("key"), batch.column("day"), *packed]
        yield pa.RecordBatch.from_arrays(columns, ["key", "day", "words", "weights", "heavy"])


def _alike(batches: Batches) -> Batches:
    """Yield the pairs of articles that reach the threshold, with their similarity."""
    pa = require("pyarrow", "spark")
    sides = ("one_words", "one_weights", "other_words", "other_weights")
    for batch in batches:
        found = []
        for words, weights, other_words, other_weights in zip(
            *(batch.column(name).to_pylist() for name in sides), strict=True
        ):
            weight_of = dict(zip(*vector_of(words, weights), strict=True))
            found.append(similarity(weight_of, *vector_of(other_words, other_weights)))
        alike = [number for number, each in enumerate(found) if each >= THRESHOLD]
        pairs = batch.select(["one", "other"]).take(pa.array(alike, pa.int64()))
        values = pa.array([found[number] for number in alike], pa.float64())
        yield pa.RecordBatch.from_arrays([*pairs.columns, values], ["one", "other", "similarity"])
