# SPDX-License-Identifier: MIT
"""What adding to a register costs beside extraction: with claims that are found, and with claims that are ready.

Run `python benchmarks/register.py`. The articles are those of `corpus.py`. How long queries take is in `queries.py`.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from statistics import median

from corpus import articles, print_table, processor_time
from speed import ratio

from claimtrack import Article, Register, extract, extract_many
from claimtrack.register.adding import Entry, add_all

BATCH = 100  # articles in one transaction, as `Register.add_many` has them


def add_found(register: Register, given: Sequence[Article], processes: int) -> None:
    """Let the register find the claims of the articles, and add both."""
    for addition in register.add_many(given, processes=processes):
        if addition.status != "added":
            message = f"expected every article to be added, got {addition}"
            raise SystemExit(message)


def add_in_batches(register: Register, given: Sequence[Entry]) -> None:
    """Add articles whose claims are ready, in the transactions of `Register.add_many`."""
    entries = iter(given)
    while batch := list(islice(entries, BATCH)):
        store = register._store  # noqa: SLF001 - what is left of add_many without extraction
        with store.writing():
            add_all(store, batch)


def add_singly(register: Register, given: Sequence[Entry]) -> None:
    """Add articles whose claims are ready, each in a transaction of its own."""
    for entry in given:
        register.add(entry.article, entry.claims)


def ways(count: int) -> dict[str, Callable[[Register], object]]:
    """Return what is measured; the first has no part in the register."""
    given = list(articles(count))
    ready = [Entry(article, extract(article)) for article in given]
    return {
        "extracted, nothing added": lambda _: sum(len(result.claims) for result in extract_many(given, processes=1)),
        "extracted and added, 1 process": lambda register: add_found(register, given, 1),
        "extracted and added, 2 processes": lambda register: add_found(register, given, 2),
        f"added, claims ready, {BATCH} in a transaction": lambda register: add_in_batches(register, ready),
        "added, claims ready, one in a transaction": lambda register: add_singly(register, ready),
    }


def turns(count: int, runs: int) -> Iterator[tuple[str, float, float, int]]:
    """Yield the name, seconds of processor time and by the clock, and bytes of the file, of each way in each run."""
    for _ in range(runs):
        for name, work in ways(count).items():
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder, "register")
                with Register(path, create=True) as register:
                    processor, clock = processor_time(), time.perf_counter()
                    work(register)
                    spent = processor_time() - processor, time.perf_counter() - clock
                yield name, *spent, path.stat().st_size


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="The cost of adding to a register, beside that of extraction.")
    parser.add_argument("--articles", type=int, default=500, help="articles of each run (default 500)")
    parser.add_argument("--runs", type=int, default=3, help="runs of each way (default 3)")
    options = parser.parse_args()
    found: dict[str, list[tuple[float, float, int]]] = {}
    for name, *measured in turns(options.articles, options.runs):
        found.setdefault(name, []).append((measured[0], measured[1], int(measured[2])))
    rows = []
    base = [processor for processor, *_ in next(iter(found.values()))]
    for name, runs in found.items():
        processor, clock = (median(run[k] for run in runs) / options.articles for k in (0, 1))
        size = runs[0][2] / options.articles / 1024
        share = ratio([run[0] for run in runs], base)
        rows.append([name, share, f"{processor * 1000:.1f}", f"{1 / clock:,.0f}", f"{size:.0f}"])
    headers = [f"{options.articles:,} articles", "processor time / extraction's", "ms of it an article"]
    print_table([*headers, "articles/s by the clock", "KiB of file an article"], rows)


if __name__ == "__main__":
    main()
