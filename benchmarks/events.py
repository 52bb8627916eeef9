# SPDX-License-Identifier: MIT
"""Time of `events` against the number of articles.

Run `python benchmarks/events.py`: for each way in which the articles are dated it prints the time at each number
of articles as a ratio to the least number, and the exponent of the growth (1 is linear),
the slope of a line through the logarithms.
"""

import argparse
import datetime as dt
import math
import random
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from claimtrack import Article, events

SIZES = (1_000, 3_000, 10_000, 30_000, 50_000)
PAGES = Path(__file__).parent.parent / "fixtures" / "putin-kim-letters"
OUTLETS = ("Morning Post", "Evening News", "Valley Herald")
SENTENCES, SHARED, NAMES = 12, 18, 8  # in an article, in the pool of an event's outlets, of an event
SHORTEST = 8  # words of a sentence
FIRST = dt.date(2020, 1, 1)
# How many days the articles of a number of articles are spread over.
SPREADS: dict[str, Callable[[int], int]] = {
    "100 articles a day": lambda count: max(1, count // 100),
    "all in one week": lambda _: 7,
}


def sentences() -> list[str]:
    """Return the sentences of the fixtures."""
    pages = [(PAGES / name).read_text(encoding="utf-8") for name in ("independent.txt", "asharq-al-awsat.txt")]
    return [part for page in pages for part in re.split(r"(?<=[.!?”])\s+|\n+", page) if len(part.split()) >= SHORTEST]


def name(chance: random.Random) -> str:
    """Return a name that nobody has."""
    return "".join(chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(4)).capitalize()


def articles(count: int, days: int) -> Iterator[Article]:
    """Yield articles of events that three outlets tell, in the fixtures' sentences with each event's own names."""
    chance, pool = random.Random(count), sentences()  # noqa: S311
    for number in range(count):
        if number % len(OUTLETS) == 0:
            names = [name(chance) for _ in range(NAMES)]
            told = [_renamed(text, names, chance) for text in chance.sample(pool, SHARED)]
            day = FIRST + dt.timedelta(days=chance.randrange(days))
        yield Article("\n".join(chance.sample(told, SENTENCES)), OUTLETS[number % len(OUTLETS)], day)


def _renamed(text: str, names: list[str], chance: random.Random) -> str:
    """Return *text* with each capitalised word replaced by one of *names*."""
    return re.sub(r"\b[A-Z]\w+", lambda _: chance.choice(names), text)


def seconds(count: int, days: int) -> float:
    """Return the processor time of grouping *count* articles of *days*."""
    given = list(articles(count, days))
    start = time.process_time()
    found = events(given)
    took = time.process_time() - start
    if len(given) != count or sum(len(event.articles) for event in found) != count:
        message = f"expected {count} articles in events, got {sum(len(event.articles) for event in found)}"
        raise AssertionError(message)
    return took


def exponent(sizes: list[int], times: list[float]) -> float:
    """Return the slope of the logarithm of time against the logarithm of size."""
    xs, ys = [math.log(n) for n in sizes], [math.log(t) for t in times]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Time of `events` against the number of articles.")
    parser.add_argument("--most", type=int, default=SIZES[-1], help="the largest number of articles (default: 50000)")
    sizes = [size for size in SIZES if size <= parser.parse_args().most]
    seconds(10, 1)  # loads the word lists and compiles the patterns
    print(f"{'articles':<20}" + "".join(f"{n:>10,}" for n in sizes) + "  exponent  seconds at most")
    for spread, days in SPREADS.items():
        times = [seconds(size, days(size)) for size in sizes]
        ratios = "".join(f"{t / times[0]:>10.1f}" for t in times)
        print(f"{spread:<20}{ratios}{exponent(sizes, times):>10.2f}{times[-1]:>17.1f}", flush=True)


if __name__ == "__main__":
    main()
