# SPDX-License-Identifier: MIT
"""What an article costs on Spark, in processor time, and the hours that ten million articles would take.

Run `python benchmarks/spark.py` with the extra `spark` and Java, on Linux: it starts Spark on two cores of this
machine and lets `extract`, `events` and `compare` work on few articles and on more.
Printed is the processor time of Spark's processes for each article that came on top, so that what a job costs
before its first article does not count, and, for extraction, that of the local function.
"""

import argparse
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from events import articles
from pyspark.sql import DataFrame, SparkSession

import claimtrack
import claimtrack.spark

SIZES = (1_000, 4_000)
TYPES = "text string, outlet string, published date, title string, url string"
WANTED = 10_000_000
CORES = (16, 64, 256)
TICK = os.sysconf("SC_CLK_TCK")


class Meter:
    """The processor time of the processes below this one; what ended is known from the last look at it."""

    def __init__(self) -> None:
        self.ticks: dict[tuple[int, str], int] = {}
        threading.Thread(target=self.watch, daemon=True).start()

    def watch(self) -> None:
        """Look again and again."""
        while True:
            self.seconds()
            time.sleep(0.2)

    def seconds(self) -> float:
        """Return the seconds that all the processes that were ever seen have taken."""
        parents, ticks = {}, {}
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                values = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:  # it has ended
                continue
            pid = int(folder.name)
            parents[pid] = int(values[1])
            ticks[pid] = (pid, values[19]), int(values[11]) + int(values[12])  # when it began, and its own time
        below = {os.getpid()}
        while more := {pid for pid, parent in parents.items() if parent in below} - below:
            below |= more
        self.ticks.update(ticks[pid] for pid in below - {os.getpid()})
        return sum(self.ticks.values()) / TICK


def spent(meter: Meter, frame: Callable[[], DataFrame], path: str) -> float:
    """Return the processor time of working a data frame out and writing it."""
    start = meter.seconds()
    frame().write.parquet(path)
    return meter.seconds() - start


def session(folder: str) -> SparkSession:
    """Start Spark on two cores, with its files in a folder."""
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.sql.warehouse.dir", folder).config("spark.local.dir", folder)
    found = builder.config("spark.sql.shuffle.partitions", "4").getOrCreate()
    found.sparkContext.setLogLevel("ERROR")
    return found


def measured(spark: SparkSession, folder: str, sizes: list[int]) -> list[dict[str, float]]:
    """Return the processor time of each function at each size."""
    meter, found = Meter(), []
    for turn, size in enumerate([sizes[0], *sizes]):  # the first loads the weights and lets Java compile
        given = [(a.text, a.outlet, a.published, a.title, a.url) for a in articles(size, max(1, size // 100))]
        path = f"{folder}/{turn}"
        spark.createDataFrame(given, TYPES).repartition(4).write.parquet(f"{path}-articles")
        frame = spark.read.parquet(f"{path}-articles")
        times = {
            "extract": spent(meter, partial(claimtrack.spark.extract, frame), f"{path}-claims"),
            "events": spent(meter, partial(claimtrack.spark.events, frame), f"{path}-events"),
        }
        events = spark.read.parquet(f"{path}-events")
        times["compare"] = spent(meter, partial(claimtrack.spark.compare, frame, events), f"{path}-rows")
        found.append(times)
        print(f"{size} articles: {times}", file=sys.stderr)
    return found[1:]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="What an article costs on Spark.")
    parser.add_argument("--sizes", type=int, nargs=2, default=SIZES, help="few and more articles (default: 1000 4000)")
    few, more = parser.parse_args().sizes
    local = list(articles(300, 3))
    words = sum(len(article.text.split()) for article in local) / len(local)
    claimtrack.extract(local[0])
    start = time.process_time()
    for article in local:
        claimtrack.extract(article).to_records()
    alone = (time.process_time() - start) / len(local)
    with tempfile.TemporaryDirectory() as folder:
        spark = session(folder)
        at_few, at_more = measured(spark, folder, [few, more])
        spark.stop()
    print(
        f"{words:.0f} words an article; locally extracted in {1000 * alone:.1f} ms, {1 / alone:.0f} a second and core"
    )
    print(f"{'':<10}{'ms each':>10}{'a second and core':>20}" + "".join(f"{f'hours on {n}':>15}" for n in CORES))
    for name, first in at_few.items():
        each = (at_more[name] - first) / (more - few)
        if each <= 0:
            print(f"{name:<10}  as long for {more} articles as for {few}; take more")
            continue
        hours = "".join(f"{each * WANTED / 3600 / cores:>15.1f}" for cores in CORES)
        print(f"{name:<10}{1000 * each:>10.1f}{1 / each:>20.0f}{hours}")


if __name__ == "__main__":
    main()
