# SPDX-License-Identifier: MIT
"""Fit the weights of the alignment: `python -m training.alignment GOLD_DIR OUT`; GOLD_DIR has the files of BASIL.

`articles.jsonl` has the articles (`event_id`, `outlet`, `date`, `title`, `text`), `alignments.jsonl` the pairs of spans
that are one claim, and `ignore.jsonl` those that count neither way. A logistic regression learns to tell pairs of
passages of two outlets that hit a pair of spans from all others that share a term. It prints, for each event,
the average precision of weights that were fitted on the other events, and writes those fitted on all.
With `--folds FILE` the weights of each event that have not seen it go into that file, for `training.held_out`.

Pinned: scikit-learn==1.9.1 numpy==2.4.6
"""

import argparse
import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

from claimtrack import Article, Claim, extract
from claimtrack.comparison.alignment import evidence
from claimtrack.comparison.identity import Identity
from claimtrack.comparison.passages import Passage
from claimtrack.comparison.profiles import profiles
from claimtrack.comparison.signals import exclude, signals

STRENGTH = 0.03  # of the regression, the inverse of its regularisation
LEAST_OVERLAP = 0.5  # of the shorter of two spans
MEANINGS = {
    "same": "one speaker",
    "related": "speakers of one house: a spokesman and the office, a task force and its report",
    "open": "a speaker that was left open",
    "compatible": "a speaker who may relay the other",
    "different": "two persons, or two states, with one wording",
    "shared": "the weight of the shared terms",
    "rarest": "the weight of the one that tells most",
    "dice": "twice the weight of the shared terms by the weight of the terms of both",
    "containment": "the weight of the shared terms by that of the passage with less weight",
    "longer": "the weight of the terms of the passage with more of it",
    "run_share": "the words of the longest run that both have by the words of the shorter passage",
    "both_quoted": "the weight of the terms that both quote by the weight of what the one that quotes less quotes",
    "quoted": "the share of quoted words in the passage that quotes less",
    "names": "the share of names in the weight of the shared terms",
    "here": "the terms that their sentences share, twice, by the terms of both sentences",
    "around": "the same of what else these sentences and their neighbours say",
    "apart": "how far apart they stand in their articles, each as long as 1",
    "other_day": "they were said on days that do not meet",
}


@attrs.frozen
class Example:
    """Two passages with their signals, and whether they are one proposition."""

    event: str
    values: dict[str, float]
    same: bool


def lines(path: Path) -> list[dict[str, Any]]:
    """Return the records of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def hits(one: Passage, other: Passage, pair: dict[str, Any]) -> bool:
    """Tell whether two passages lie on the two spans of *pair*, in either order."""
    return any(
        _lies_on(one, pair[first]) and _lies_on(other, pair[second]) for first, second in (("a", "b"), ("b", "a"))
    )


def _lies_on(passage: Passage, side: dict[str, Any]) -> bool:
    """Tell whether a passage and the span of *side* share at least half of the shorter."""
    start, end = side["start"], side["end"]
    common = sum(max(0, min(s.end, end) - max(s.start, start)) for s in passage.spans)
    shorter = min(sum(map(len, passage.spans)), end - start)
    outlet: str = side["outlet"]
    return outlet == passage.claim.outlet and 0 < common >= LEAST_OVERLAP * shorter


def examples(folder: Path) -> Iterator[Example]:
    """Yield the pairs of passages of two outlets that share a term."""
    gold, ignored = defaultdict(list), defaultdict(list)
    for pair in lines(folder / "alignments.jsonl"):
        gold[pair["event_id"]].append(pair)
    for pair in lines(folder / "ignore.jsonl"):
        ignored[pair["event_id"]].append(pair)
    claims: dict[str, list[Claim]] = defaultdict(list)
    for row in lines(folder / "articles.jsonl"):
        if row["event_id"] in gold:
            day = dt.date.fromisoformat(row["date"][:10])
            claims[row["event_id"]] += extract(Article(row["text"], row["outlet"], day, row["title"]))
    for event, found in claims.items():
        sides = evidence(profile for claim in found for profile in profiles(claim))
        for number, one in enumerate(sides):
            for other in sides[number + 1 :]:
                a, b = one.profile.passage, other.profile.passage
                if a.claim.outlet == b.claim.outlet or one.profile.terms.keys().isdisjoint(other.profile.terms):
                    continue
                if exclude(one, other):
                    continue
                same = any(hits(a, b, pair) for pair in gold[event])
                if same or not any(hits(a, b, pair) for pair in ignored[event]):
                    yield Example(event, signals(one, other), same)


def fit(found: list[Example]) -> dict[str, float]:
    """Return the weight of each signal; the intercept is a part of the weights of the speakers."""
    names = list(MEANINGS)
    matrix = np.array([[example.values.get(name, 0.0) for name in names] for example in found])
    scale = matrix.std(axis=0)
    scale[scale == 0] = 1
    middle = matrix.mean(axis=0)
    model = LogisticRegression(C=STRENGTH, max_iter=5000).fit((matrix - middle) / scale, [e.same for e in found])
    raw = model.coef_[0] / scale
    intercept = float(model.intercept_[0] - (raw * middle).sum())
    return {
        name: float(weight) + (intercept if name in set(Identity) else 0.0)
        for name, weight in zip(names, raw, strict=True)
    }


def logit(weights: dict[str, float], example: Example) -> float:
    """Return the score of an example before it is squeezed between 0 and 1."""
    return sum(weights[name] * value for name, value in example.values.items())


def written(weights: dict[str, float], source: str) -> str:
    """Return the weights as TOML."""
    rows = [
        f'[[signal]]\nname = "{name}"\nweight = {weights[name]:.3f}\nmeaning = "{meaning}"\n'
        for name, meaning in MEANINGS.items()
    ]
    head = f"# SPDX-License-Identifier: MIT\n# Written by `python -m training.alignment`; {source}.\n"
    return "\n".join([head, *rows])


def main() -> None:
    """Fit and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--folds", type=Path, help="a file for the weights that have not seen an event, by its id")
    args = parser.parse_args()
    found = list(examples(args.folder))
    folds = {}
    events = sorted({example.event for example in found})
    for event in events:
        weights = folds[event] = fit([example for example in found if example.event != event])
        rest = [example for example in found if example.event == event]
        value = average_precision_score([e.same for e in rest], [logit(weights, e) for e in rest])
        print(f"{event[:8]}  pairs {len(rest)}  same {sum(e.same for e in rest)}  average precision {value:.2f}")
    source = f"fitted on {len(events)} events of BASIL: {len(found)} pairs, {sum(e.same for e in found)} the same"
    if args.folds:
        args.folds.write_text(json.dumps(folds), encoding="utf-8")
    args.out.write_text(written(fit(found), source), encoding="utf-8")


if __name__ == "__main__":
    main()
