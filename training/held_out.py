# SPDX-License-Identifier: MIT
"""The library with weights that have not seen an outlet, for a scorer that asks for them.

`fold(name)` returns the two functions for the article of that name, from the folder that the environment variable
CLAIMTRACK_FOLDS names, which `python -m training.train GOLD_DIR FOLDER --folds N` has written.
Where CLAIMTRACK_NEURAL names the folder of as many rankings of the neural reader, which `training.neural.train` has
written by the same option, that one reads, and its second reading is by those weights.
"""

import importlib
import json
import os
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

import attrs

import claimtrack as ct
from claimtrack.extraction.attribution.readers import read_with
from claimtrack.extraction.attribution.weights import read_weights

_FOLDER, _NEURAL = "CLAIMTRACK_FOLDS", "CLAIMTRACK_NEURAL"


@cache
def _members(folder: Path) -> dict[str, int]:
    return dict(json.loads((folder / "folds.json").read_text("utf-8")))


@cache
def _extractor(folder: Path, number: int, neural: str | None) -> ct.Extractor:
    weights = read_weights(folder / f"{number}.json.gz")
    if neural is None:
        return attrs.evolve(ct.Extractor(), attributions=partial(read_with, weights=weights))
    reader = importlib.import_module("claimtrack_neural.reader")
    shipped = reader.load()
    ranking = reader.read_ranking(Path(neural) / f"{number}.json.gz", shipped.network, "news")
    return attrs.evolve(ct.Extractor(), attributions=attrs.evolve(shipped, ranking=ranking, plain=weights))


def fold(name: str) -> tuple[Callable[[ct.Article], ct.Claims], object]:
    """Return `extract` and `compare` for an article of the folder `world`; the shipped weights read any other."""
    folder, neural = Path(os.environ[_FOLDER]), os.environ.get(_NEURAL)
    number = _members(folder).get(name)
    if number is not None:
        return _extractor(folder, number, neural), ct.compare
    return (ct.extract if neural is None else ct.Extractor.neural()), ct.compare
