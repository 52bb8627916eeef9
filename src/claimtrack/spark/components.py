# SPDX-License-Identifier: MIT
"""The connected components of a graph, by joins.

The method is that of alternating large and small stars (Kiveris, Lattanzi, Mirrokni, Rastogi and Vassilvitskii,
"Connected Components in MapReduce and Beyond", SoCC 2014): each round ties the neighbours of every node to the least
of them, until every component is one star around its least node.
"""

from claimtrack.extras import require
from claimtrack.spark.article_frames import SparkFrame


def kept(frame: SparkFrame) -> SparkFrame:
    """Return the rows of *frame*, worked out and kept, so that later steps do not work them out again.

    They are kept on the executors, or in the folder `spark.checkpoint.dir`, where they outlive an executor.
    """
    durable = frame.sparkSession.conf.get("spark.checkpoint.dir", None)
    return frame.checkpoint() if durable else frame.localCheckpoint()


def components(edges: SparkFrame) -> SparkFrame:
    """Return the columns key and component, the least key that edges lead to, of all that have an edge.

    The columns of *edges* are one and other, two different keys in any order.
    """
    functions = require("pyspark.sql.functions", "spark")
    least, greatest = functions.least("one", "other"), functions.greatest("one", "other")
    pairs = kept(edges.select(least.alias("low"), greatest.alias("high")).distinct())
    before, now = None, _fingerprint(pairs)
    while now != before:
        pairs = kept(_small_stars(_large_stars(pairs)))
        before, now = now, _fingerprint(pairs)
    rays = pairs.select(functions.col("high").alias("key"), functions.col("low").alias("component"))
    centres = pairs.select(functions.col("low").alias("key"), functions.col("low").alias("component")).distinct()
    return rays.union(centres)


def _large_stars(pairs: SparkFrame) -> SparkFrame:
    """Tie every greater neighbour of a node to the least of the node and its neighbours."""
    functions, window = require("pyspark.sql.functions", "spark"), require("pyspark.sql", "spark").Window
    turned = pairs.select(functions.col("high").alias("low"), functions.col("low").alias("high"))
    both = pairs.union(turned).select(functions.col("low").alias("node"), functions.col("high").alias("near"))
    centre = functions.least("node", functions.min("near").over(window.partitionBy("node")))
    stars = both.select(centre.alias("low"), functions.col("near").alias("high"), "node")
    return stars.where("high > node").select("low", "high").distinct()


def _small_stars(pairs: SparkFrame) -> SparkFrame:
    """Tie a node and its lesser neighbours to the least of these."""
    functions, window = require("pyspark.sql.functions", "spark"), require("pyspark.sql", "spark").Window
    centre = functions.min("low").over(window.partitionBy("high"))
    stars = pairs.select(centre.alias("centre"), "low", "high")
    tied = stars.select(functions.col("centre").alias("low"), functions.col("low").alias("high"))
    centred = stars.select(functions.col("centre").alias("low"), "high")
    return tied.where("low < high").union(centred).distinct()


def _fingerprint(pairs: SparkFrame) -> tuple[int, int | None]:
    functions = require("pyspark.sql.functions", "spark")
    counted = pairs.agg(functions.count("*"), functions.bit_xor(functions.xxhash64("low", "high")))
    number, mixed = counted.first()
    return number, mixed
