# SPDX-License-Identifier: MIT
"""Time and memory of `compare` against the number of claims, up to 20,000 articles of 4,000 events.

Run `python benchmarks/alignment.py [MOST]`: for each number of claims it prints processor time and peak memory,
and at last the exponent of the growth (1 is linear). Claims are made from the sentences of the fixture:
an event takes eight of them, in which names, numbers and a part of the words are its own;
five articles of five outlets tell it, each in ten claims, with other words left out of each.
"""

import datetime as dt
import math
import random
import resource
import sys
import time
from pathlib import Path

from claimtrack import Article, Claim, Span, Speaker, compare
from claimtrack.language.text import Text
from claimtrack.language.tokens import tokenize

SIZES = (1_000, 5_000, 20_000, 50_000, 200_000)
OUTLETS = ("Morning Post", "Evening News", "Wire", "Herald", "Echo")
FOLDER = Path(__file__).parent.parent / "fixtures" / "putin-kim-letters"
CLAIMS_OF_ARTICLE = 10
SENTENCES_OF_EVENT = 8
OWN_WORDS = 0.6  # of an event
LEFT_OUT = 0.1  # of a sentence in one outlet
VOCABULARY = 30_000
SYLLABLES = ("ba", "de", "fi", "go", "lu", "ma", "ne", "po", "ri", "su", "ta", "vo")


def word(number: int) -> str:
    """Return a made-up word, another one for each number."""
    letters = []
    for _ in range(4):
        number, rest = divmod(number, len(SYLLABLES))
        letters.append(SYLLABLES[rest])
    return "".join(letters) + "k" * bool(number)


def templates() -> list[list[str]]:
    """Return the sentences of the fixture's pages as words."""
    found = []
    for path in sorted(FOLDER.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        for sentence in Text.of(text).sentences:
            words = [token.text for token in tokenize(text, sentence.start, sentence.end) if token.text[0].isalnum()]
            if len(words) > SENTENCES_OF_EVENT:
                found.append(words)
    return found


def claims(count: int) -> list[Claim]:
    """Return *count* claims."""
    chance = random.Random(count)  # noqa: S311
    pages = templates()
    found: list[Claim] = []
    while len(found) < count:
        event = len(found) // (CLAIMS_OF_ARTICLE * len(OUTLETS))
        told = [
            [word(chance.randrange(VOCABULARY)) if chance.random() < OWN_WORDS else w for w in chance.choice(pages)]
            for _ in range(SENTENCES_OF_EVENT)
        ]
        speakers = [Speaker(f"{word(event).title()} {word(chance.randrange(VOCABULARY)).title()}") for _ in range(4)]
        for outlet in OUTLETS:
            chosen = [number % SENTENCES_OF_EVENT for number in range(CLAIMS_OF_ARTICLE)]
            texts = [" ".join(w for w in told[number] if chance.random() > LEFT_OUT) + "." for number in chosen]
            article = Article(" ".join(texts), outlet, dt.date(2023, 1, 1) + dt.timedelta(days=event % 1000))
            start = 0
            for number, text in zip(chosen, texts, strict=True):
                span = Span(start, start + len(text))
                found.append(Claim(article, (span,), speaker=speakers[number % len(speakers)]))
                start += len(text) + 1
    return found[:count]


def exponent(sizes: list[int], times: list[float]) -> float:
    """Return the slope of the logarithm of time against the logarithm of size."""
    xs, ys = [math.log(n) for n in sizes], [math.log(t) for t in times]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)


def main() -> None:
    """Print the table."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else SIZES[-1]
    sizes = [size for size in SIZES if size <= most]
    compare(claims(100))  # loads lexicons and compiles patterns
    print(f"{'claims':>9}{'rows':>9}{'seconds':>10}{'us/claim':>10}{'peak MB':>9}")
    times = []
    for size in sizes:
        given = claims(size)
        start = time.process_time()
        comparison = compare(given)
        times.append(time.process_time() - start)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(
            f"{size:>9,}{len(comparison.shared):>9,}{times[-1]:>10.1f}{times[-1] / size * 1e6:>10.0f}{peak:>9,}",
            flush=True,
        )
    print(f"exponent {exponent(sizes, times):.2f}")


if __name__ == "__main__":
    main()
