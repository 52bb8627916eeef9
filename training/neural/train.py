# SPDX-License-Identifier: MIT
"""Fit the ranking of what constructions and the network propose: `python -m training.neural.rank GOLD NETWORKS OUT`.

NETWORKS holds `network.onnx`, and for each fold of the articles that it learned from `fold0.onnx` and so on, which
`training.neural.fit` made without that fold: every article is read by a network that has not seen it.
"""

import argparse
import json
import multiprocessing
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from pathlib import Path

from claimtrack.extraction.attribution.candidates import Candidate
from claimtrack.extraction.attribution.features import pos_tags
from claimtrack.extraction.attribution.proposals import Probabilities
from claimtrack.extraction.attribution.weights import load_weights
from claimtrack_neural.evidence import Evidence
from claimtrack_neural.network import NEWS, Network
from claimtrack_neural.pieces import CLS, Pieces
from claimtrack_neural.reader import dump, propose
from training.candidates import Found, calibrate, choose_threshold, fit_ranking, selected
from training.corpus import GoldArticle, read_corpus, read_news
from training.cues import Tags
from training.neural.fit import FOLDS
from training.readings import HELD_OUT, READINGS, groups_of, outlets_of_world

LEAST = 3  # articles in which a feature must occur
Read = tuple[Tags, Probabilities, Found, Mapping[Candidate, Sequence[float]]]


def read(article: GoldArticle, file: Path) -> Read:
    """Return what the network in *file* says of an article: tags, heads of cues, candidates and their measures."""
    tags = [pos_tags(row, load_weights().tags) for row in article.rows]
    pieces = Pieces.of(article.text, [row.starts[0] for row in article.rows])
    evidence = Evidence(article.rows, pieces, _network(file), NEWS if article.is_news else CLS)
    found = propose(article.rows, tags, evidence, every=True)
    measured = {c: evidence.measure(c) for fellows in found.values() for c in fellows}
    return tags, evidence.probabilities, found, measured


@cache
def _network(file: Path) -> Network:
    return Network(file.read_bytes())


def unseen_by(article: GoldArticle, folder: Path, apart: Collection[int]) -> Path:
    """Return the file of the network that has not seen an article; none has seen the groups *apart*."""
    whole = article.is_news and article.group in apart
    return folder / ("network.onnx" if whole else f"fold{article.group % FOLDS}.onnx")


def rank(articles: Sequence[GoldArticle], everything: Sequence[Read]) -> dict[str, object]:
    """Return the ranking learned from articles as a JSON value."""
    tags, probabilities, found, measured = zip(*everything, strict=True)
    measures = [each.__getitem__ for each in measured]
    raw, scored = fit_ranking(articles, tags, probabilities, found, LEAST, measures)
    threshold, figures = choose_threshold(articles, scored)
    print(f"threshold {threshold} {json.dumps(figures)}", flush=True)
    return raw | {"calibration": calibrate(selected(scored, threshold)), "threshold": threshold}


def main() -> None:
    """Fit and write the ranking, or one for each fold of the outlets whose claims were marked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, help="the folder with the corpora")
    parser.add_argument("networks", type=Path, help="the folder of the networks")
    parser.add_argument("out", type=Path, help="the ranking to write; with --folds a folder")
    parser.add_argument("--readings", type=Path, default=READINGS, help="which claims were marked where")
    parser.add_argument("--folds", type=int, metavar="N", help="leave out one of N groups of outlets at a time")
    parser.add_argument("--processes", type=int, default=1, metavar="N", help="articles that are read side by side")
    options = parser.parse_args()
    world = options.gold / "world"
    apart = groups_of(world / "articles.jsonl", HELD_OUT)
    articles = [*read_corpus(options.gold / "polnear" / "train"), *read_news(options.gold, options.readings)]
    jobs = [(one, unseen_by(one, options.networks, apart)) for one in articles]
    with multiprocessing.get_context("fork").Pool(options.processes) as pool:
        everything = pool.starmap(read, jobs, chunksize=8)
    network = (options.networks / "network.onnx").read_bytes()
    if options.folds is None:
        options.out.write_bytes(dump(rank(articles, everything), network))
        return
    options.out.mkdir(parents=True, exist_ok=True)
    for fold in range(options.folds):
        kept = [k for k, one in enumerate(articles) if not one.is_news or one.group % options.folds != fold]
        raw = rank([articles[k] for k in kept], [everything[k] for k in kept])
        (options.out / f"{fold}.json.gz").write_bytes(dump(raw, network))
    members = {name: group % options.folds for name, group in outlets_of_world(world).items()}
    (options.out / "folds.json").write_text(json.dumps(members), "utf-8")


if __name__ == "__main__":
    main()
