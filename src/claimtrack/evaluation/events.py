# SPDX-License-Identifier: MIT
"""Events: how well articles are grouped into events, by pairs of articles.

A file is JSON Lines: an article on each line, with `event_id`, `outlet`, `text`, and `date` and `title`, each or null.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from pathlib import Path

from claimtrack.comparison import Event, events
from claimtrack.evaluation.articles import corpus_article
from claimtrack.evaluation.corpus_rows import read_corpus_rows
from claimtrack.evaluation.measures import SCORE_HEADER, Score
from claimtrack.evaluation.subject import Measurement, Subject, digest_file
from claimtrack.model import Article


def pair_score(found: Iterable[Event], by_hand: Mapping[Article, Hashable]) -> Score:
    """Return how many of the pairs of articles that are in one event are so by hand as well, and the reverse.

    Args:
        found: The events of the articles.
        by_hand: For each of the articles, the event to which it belongs.
    """
    members = [Counter(by_hand[article] for article in event.articles) for event in found]
    right = sum(_pairs(counts.values()) for counts in members)
    predicted = _pairs(counts.total() for counts in members)
    return Score(predicted, _pairs(Counter(by_hand.values()).values()), right, right)


def read_events(file: Path) -> dict[Article, str]:
    """Return the articles of *file*, each with its event."""
    return {corpus_article(row): row.get("event_id", str) for row in read_corpus_rows(file)}


def _measure(file: Path) -> Measurement:
    by_hand = read_events(file)
    score = pair_score(events(by_hand), by_hand)
    lines = (
        f"{len(by_hand)} articles, {len(set(by_hand.values()))} events, {score.gold} pairs",
        SCORE_HEADER,
        score.line("pairs of articles"),
    )
    measured = {"pairs_precision": score.precision, "pairs_recall": score.recall, "pairs_f1": score.f1}
    return Measurement(len(by_hand), measured, lines)


def _pairs(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)


EVENTS = Subject("a file of articles in JSON Lines, each with its event", digest_file, _measure)
"""The subject that measures `claimtrack.events`."""
