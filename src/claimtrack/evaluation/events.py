# SPDX-License-Identifier: MIT
"""`python -m claimtrack.evaluation.events FILE`: how well articles are grouped into events, by pairs of articles.

FILE is JSON Lines: an article on each line, with `event_id`, `outlet`, `date` (or null), `title` and `text`.
"""

import datetime as dt
import json
import sys
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from pathlib import Path

from claimtrack.comparison import Event, events
from claimtrack.evaluation.figures import Score
from claimtrack.exceptions import ClaimtrackError, InputError
from claimtrack.model import Article

_DONE, _FAILED, _MISUSED = 0, 1, 2


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
    """Return the articles of *file*, each with its event.

    Raises:
        InputError: If the file cannot be read, or a line of it is not such an article.
    """
    try:
        lines = file.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{file}: expected a file of JSON Lines in UTF-8, got {error}; check the path"
        raise InputError(message) from error
    found = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            day = dt.date.fromisoformat(row["date"]) if row["date"] else None
            found[Article(row["text"], row["outlet"], day, row["title"])] = str(row["event_id"])
        except (ClaimtrackError, KeyError, TypeError, ValueError) as error:
            message = f"{file}, line {number}: expected event_id, outlet, date, title and text, got {error!r}"
            raise InputError(message) from error
    return found


def main(arguments: Sequence[str]) -> int:
    """Print the figures of one file and return the exit status: 0 done or skipped, 1 bad input, 2 wrong usage."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m claimtrack.evaluation.events FILE\n")
        return _MISUSED
    file = Path(arguments[0])
    if not file.exists():
        sys.stdout.write(f"skipped: {file} does not exist, and the corpus is no part of this package\n")
        return _DONE
    try:
        by_hand = read_events(file)
    except InputError as error:
        sys.stderr.write(f"claimtrack.evaluation.events: error: {error}\n")
        return _FAILED
    score = pair_score(events(by_hand), by_hand)
    sys.stdout.write(f"{len(by_hand)} articles, {len(set(by_hand.values()))} events, {score.gold} pairs\n")
    sys.stdout.write(f"pairs of articles: P {score.precision:.1f}, R {score.recall:.1f}, F1 {score.f1:.1f}\n")
    return _DONE


def _pairs(sizes: Iterable[int]) -> int:
    """Return how many pairs there are within groups of these sizes."""
    return sum(size * (size - 1) // 2 for size in sizes)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
