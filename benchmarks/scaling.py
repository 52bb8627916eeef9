# SPDX-License-Identifier: MIT
"""Time of extraction against the length of a text, on ordinary and on odd text.

Run `python benchmarks/scaling.py`: for each pattern it prints the time at each length as a ratio to the shortest,
and the exponent of the growth (1 is linear), the slope of a line through the logarithms.
"""

import argparse
import datetime as dt
import math
import time
from pathlib import Path

from claimtrack import Article, extract

LENGTHS = (31_250, 62_500, 125_000, 250_000, 500_000, 1_000_000)  # code points
PAGE = Path(__file__).parent.parent / "fixtures" / "putin-kim-letters" / "asharq-al-awsat.txt"


def patterns() -> dict[str, str]:
    """Return the texts that are repeated."""
    page = PAGE.read_text(encoding="utf-8")
    return {
        "a news page": page,
        "the page on one line": page.replace("\n", " "),
        "straight marks": '"',
        "curly marks": "“”",
        "words": "word ",
        "cues": "said ",
        "names and cues": "John Kirby said ",
        "credits": "“No,” he said. ",
    }


def seconds(pattern: str, length: int) -> float:
    """Return the time of one extraction from *pattern*, repeated up to *length*."""
    article = Article((pattern * (length // len(pattern) + 1))[:length], "The Post", dt.date(2023, 8, 30))
    start = time.perf_counter()
    extract(article)
    return time.perf_counter() - start


def exponent(lengths: list[int], times: list[float]) -> float:
    """Return the slope of the logarithm of time against the logarithm of length."""
    xs, ys = [math.log(n) for n in lengths], [math.log(t) for t in times]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Time of `extract` against the length of a text.")
    parser.add_argument("--most", type=int, default=LENGTHS[-1], help="the greatest length (default: 1000000)")
    most = parser.parse_args().most
    lengths = [length for length in LENGTHS if length <= most]
    seconds(next(iter(patterns().values())), lengths[0])  # loads lexicons and compiles patterns
    print(f"{'length':<22}" + "".join(f"{n:>10,}" for n in lengths) + "  exponent")
    for name, pattern in patterns().items():
        times = [seconds(pattern, length) for length in lengths]
        ratios = "".join(f"{t / times[0]:>10.1f}" for t in times)
        print(f"{name:<22}{ratios}{exponent(lengths, times):>10.2f}", flush=True)


if __name__ == "__main__":
    main()
