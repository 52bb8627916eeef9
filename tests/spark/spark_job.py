# SPDX-License-Identifier: MIT
"""A job for `spark-submit`: ARTICLES RESULT, from JSON Lines of articles to one JSON of all that Spark finds.

`test_spark.py` runs it in a cluster of two other processes, with the package sent to them as a zip.
"""

import importlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import claimtrack.spark
from claimtrack.extras import require

SENT = ("claimtrack", "attr", "dateutil", "tabulate")
SCHEMA = "text string, outlet string, published string, title string, url string"


def origins(batches: Iterator[Any]) -> Iterator[Any]:
    """Yield where a worker has the packages from."""
    list(batches)
    files = [str(importlib.import_module(name).__file__) for name in SENT]
    yield require("pyarrow", "spark").RecordBatch.from_pydict({"file": files})


def main(articles: str, result: str) -> None:
    """Read the articles and write what Spark finds."""
    spark = require("pyspark.sql", "spark").SparkSession.builder.getOrCreate()
    frame = spark.read.schema(SCHEMA).json(articles).repartition(2).cache()
    events = claimtrack.spark.events(frame).cache()
    found = {
        "claims": claimtrack.spark.extract(frame),
        "events": events,
        "rows": claimtrack.spark.compare(frame, events),
        "files": frame.mapInArrow(origins, "file string"),
    }
    written: dict[str, Any] = {name: each.toArrow().to_pylist() for name, each in found.items()}
    written["executors"] = spark.sparkContext._jsc.sc().getExecutorMemoryStatus().size() - 1  # noqa: SLF001 - the driver
    with Path(result).open("w", encoding="utf-8") as stream:
        json.dump(written, stream, default=str)
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
