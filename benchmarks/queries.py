# SPDX-License-Identifier: MIT
"""Latency of queries of a register of a million claims, and what its indexes cost when articles are added.

Run `python benchmarks/queries.py FOLDER [CLAIMS]`: it makes a register in FOLDER unless there is one of that size
(about ten minutes and 2 GB for a million), and prints p50 and p99 of each query in milliseconds.
`python benchmarks/queries.py FOLDER --adding` adds claims with and without the indexes instead.

The claims are those of the project's own pages, in new articles: a third of the words of each content are replaced
by made-up words of the same length, which occur by Zipf's law as words do; so do speakers and outlets.
"""

import datetime as dt
import random
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from itertools import accumulate, islice
from pathlib import Path

import attrs

import claimtrack as ct
from claimtrack.register.adding import Entry, add_all
from claimtrack.register.store import Store, open_store

PAGES = Path(__file__).parent.parent / "fixtures" / "putin-kim-letters"
SPEAKERS, OUTLETS, WORDS = 20_000, 200, 60_000
CLAIMS_AN_ARTICLE = 17  # as many as the project's pages have
BATCH = 500  # articles in one commit
ROUNDS, LEAST_ROUNDS, LONGEST = 100, 5, 5000  # a query is asked so often, or for so many milliseconds


def zipf(count: int) -> list[float]:
    """Return the cumulated weights of *count* things by Zipf's law."""
    return list(accumulate(1 / (rank + 3) for rank in range(count)))


class Source:
    """Articles with their claims, without an end."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - no secrets
        self.claims = [claim for article in ct.read_folder(PAGES).main for claim in ct.extract(article)]
        syllables = [a + b for a in "bdfgklmnprstv" for b in ("a", "e", "i", "o", "u", "an", "er")]
        made = {"".join(self.random.choices(syllables, k=self.random.randint(1, 4))) for _ in range(4 * WORDS)}
        self.words: dict[int, list[str]] = {}
        for word in self.random.sample(sorted(made), WORDS):
            self.words.setdefault(len(word), []).append(word)
        self.weights = {length: zipf(len(words)) for length, words in self.words.items()}
        self.speakers = [self.speaker(number) for number in range(SPEAKERS)]
        self.speaker_weights, self.outlet_weights = zipf(SPEAKERS), zipf(OUTLETS)

    def speaker(self, number: int) -> list[ct.Speaker]:
        """Return the forms in which articles have one speaker."""
        name = f"Given{number % 97} Family{number}"
        described = [f"minister {rank}" for rank in range(self.random.randint(0, 5))]
        return [ct.Speaker(name), *(ct.Speaker(name, (f"Mr Family{number}",), each) for each in described)]

    def window(self, claim: ct.Claim) -> tuple[int, int]:
        """Return the stretch of the article that holds all the spans of a claim."""
        spans = [*claim.content, *claim.cue, *claim.source, *claim.via_source, *(each.span for each in claim.hedges)]
        spans += [each.span for each in claim.times] + ([claim.said_span] if claim.said_span else [])
        return min(each.start for each in spans), max(each.end for each in spans)

    def replaced(self, found: re.Match[str]) -> str:
        """Return a word, or another of its length."""
        words = self.words.get(len(found[0]))
        if words is None or self.random.random() > 1 / 3:
            return found[0]
        return self.random.choices(words, cum_weights=self.weights[len(found[0])])[0]

    def __iter__(self) -> Iterator[tuple[ct.Article, ct.Claims]]:
        while True:
            chosen = self.random.choices(self.claims, k=CLAIMS_AN_ARTICLE)
            texts, places, length = [], [], 0
            for claim in chosen:
                start, end = self.window(claim)
                texts.append(re.sub(r"[a-z]+", self.replaced, claim.article.text[start:end]))
                places.append(length - start)
                length += end - start + 2
            outlet = self.random.choices(range(OUTLETS), cum_weights=self.outlet_weights)[0]
            day = dt.date(2015, 1, 1) + dt.timedelta(days=self.random.randrange(3650))
            article = ct.Article("\n\n".join(texts), f"Outlet {outlet}", day)
            moved = (self.moved(claim, article, day, by) for claim, by in zip(chosen, places, strict=True))
            yield article, ct.Claims(moved)

    def moved(self, claim: ct.Claim, article: ct.Article, day: dt.date, by: int) -> ct.Claim:
        """Return a claim in another article, of that day, with another speaker."""

        def shift(span: ct.Span) -> ct.Span:
            return ct.Span(span.start + by, span.end + by)

        forms = self.random.choices(self.speakers, cum_weights=self.speaker_weights)[0]
        days = dt.timedelta(days=self.random.randrange(10))
        return attrs.evolve(
            claim,
            article=article,
            content=tuple(map(shift, claim.content)),
            cue=tuple(map(shift, claim.cue)),
            source=tuple(map(shift, claim.source)),
            via_source=tuple(map(shift, claim.via_source)),
            hedges=tuple(attrs.evolve(each, span=shift(each.span)) for each in claim.hedges),
            times=tuple(attrs.evolve(each, span=shift(each.span)) for each in claim.times),
            likelihood=None,
            speaker=self.random.choice(forms) if claim.speaker and self.random.random() < 0.8 else None,  # noqa: PLR2004
            said=claim.said and ct.Interval(day - days, day + dt.timedelta(days=1)),
            said_span=claim.said_span and shift(claim.said_span),
        )


def fill(store: Store, articles: Iterator[tuple[ct.Article, ct.Claims]]) -> tuple[float, int]:
    """Add articles, and return the seconds of processor time that this took and the number of claims."""
    spent, count = 0.0, 0
    while batch := [Entry(article, claims) for article, claims in islice(articles, BATCH)]:
        start = time.process_time()
        with store.writing():
            add_all(store, batch)
        spent += time.process_time() - start
        count += sum(len(entry.claims or ()) for entry in batch)
    return spent, count


def time_adding(folder: Path) -> None:
    """Print the time that a claim takes to be added, with and without the indexes for queries."""
    source = list(islice(iter(Source(1)), 3000))
    indexes = (
        "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql LIKE '%WHERE current%' AND tbl_name = 'claim'"
    )
    for number in range(3):
        for indexed in (True, False):
            path = folder / f"adding-{number}-{indexed}.claims"
            store = open_store(path, create=True)
            if not indexed:
                for (name,) in store.rows(indexes):
                    store.connection.execute(f"DROP INDEX {name}")
            spent, count = fill(store, iter(source))
            store.close()
            print(f"{'with' if indexed else 'without'} indexes: {spent / count * 1e6:.0f} µs a claim")
            path.unlink()


def questions(register: ct.Register, seed: int) -> dict[str, Callable[[], ct.Selection]]:
    """Return what is asked, each with other names and words at each call."""
    chosen, source = random.Random(seed), Source(1)  # noqa: S311 - no secrets
    vocabulary, names = source.words[8], sorted(register.claims.outlets, key=lambda each: int(each.split()[1]))

    def words(least: int, most: int) -> list[str]:
        """Return words of the vocabulary that occur in so many claims."""
        candidates = [word for length in (3, 5, 7, 8) for word in source.words[length][:3000]]
        chosen.shuffle(candidates)
        return list(islice((word for word in candidates if least <= len(register.search(word)) <= most), ROUNDS))

    rare = words(1, 100)
    middling = words(1000, 10_000) or rare  # of a small register, no word stands in so many

    # Those with most claims first; a small register has not all of the speakers that are drawn from.
    counts = register.claims.count_by("speaker")
    speakers: list[str] = sorted((each for each in counts if each), key=lambda each: (-counts[each], each))

    def name(high: int) -> str:
        return chosen.choice(speakers[:high])

    def outlet(high: int) -> str:
        return chosen.choice(names[:high])

    def asked(**conditions: object) -> ct.Selection:
        return register.claims.where(**conditions)  # type: ignore[arg-type]

    start = dt.date(2015, 1, 1)
    return {
        "speaker, one of the 20 most frequent": lambda: asked(speaker=name(20)),
        "speaker, any": lambda: asked(speaker=name(SPEAKERS)),
        "speaker and level": lambda: asked(speaker=name(200), hedging="possible"),
        "level and outlet, one of the 5 largest": lambda: asked(hedging="unhedged", outlet=outlet(5)),
        "level and outlet, any": lambda: asked(hedging=chosen.choice(list(ct.Hedging)), outlet=outlet(OUTLETS)),
        "outlet": lambda: asked(outlet=outlet(OUTLETS)),
        "day of publication": lambda: asked(published=start + dt.timedelta(days=chosen.randrange(3650))),
        "full text, a word of under 100 claims": lambda: register.search(chosen.choice(rare)),
        "full text, a word of 1,000 to 10,000 claims": lambda: register.search(chosen.choice(middling)),
        "full text, a word of every fifth claim": lambda: register.search(
            chosen.choice(["weapons", "that", "military"])
        ),
        "full text and speaker": lambda: register.search(chosen.choice(middling)).where(speaker=name(200)),
        "text, two words": lambda: asked(text=f"{chosen.choice(['and', 'russia'])} {chosen.choice(vocabulary[:200])}"),
        "text, one word": lambda: asked(text=chosen.choice(vocabulary)),
        "kind": lambda: asked(kind="direct"),
        "level": lambda: asked(hedging="possible"),
        "all, as a timeline": register.claims.timeline,
    }


def first(found: ct.Selection) -> list[ct.Claim]:
    """Return the first 20 claims."""
    return list(found[:20])


def main() -> None:
    """Make the register and print the table."""
    folder, *rest = sys.argv[1:]
    if rest == ["--adding"]:
        time_adding(Path(folder))
        return
    size = int(rest[0]) if rest else 1_000_000
    path = Path(folder) / f"{size}.claims"
    if not path.exists():
        store = open_store(path, create=True)
        spent, count = fill(store, islice(iter(Source(1)), size // CLAIMS_AN_ARTICLE))
        store.close()
        print(f"made: {count:,} claims, {spent / count * 1e6:.0f} µs a claim, {path.stat().st_size / 1e6:,.0f} MB")
    with ct.Register(path) as register:
        print(f"{'':<42}{'count':>18}{'first 20':>20}\n{'':<42}{'p50':>9}{'p99':>9}{'p50':>11}{'p99':>9}")
        for label, ask in questions(register, 2).items():
            cells = []
            for read in (len, first):
                times: list[float] = []
                while len(times) < ROUNDS and (len(times) < LEAST_ROUNDS or sum(times) < LONGEST):
                    start = time.perf_counter()
                    read(ask())
                    times.append((time.perf_counter() - start) * 1e3)
                cells += [statistics.median(times), statistics.quantiles(times, n=100)[98]]
            print(f"{label:<42}{cells[0]:>9.1f}{cells[1]:>9.1f}{cells[2]:>11.1f}{cells[3]:>9.1f}", flush=True)


if __name__ == "__main__":
    main()
