# SPDX-License-Identifier: MIT
"""The library with weights that have not seen an outlet, for a scorer that asks for them.

`fold(name)` returns the two functions for the article of that name, from the folder that the environment variable
CLAIMTRACK_FOLDS names, which `python -m training.train GOLD_DIR FOLDER --folds N` has written; where CLAIMTRACK_NEURAL
is set, `python -m training.neural.train GOLD_DIR NETWORKS FOLDER --folds N`.
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
def _extractor(file: Path) -> ct.Extractor:
    if os.environ.get(_NEURAL):
        reader = importlib.import_module("claimtrack_neural.reader")
        shipped = reader.load()
        ranking = reader.read_ranking(file, shipped.network, "news")
        return attrs.evolve(ct.Extractor(), attributions=attrs.evolve(shipped, ranking=ranking))
    return attrs.evolve(ct.Extractor(), attributions=partial(read_with, weights=read_weights(file)))


def fold(name: str) -> tuple[Callable[[ct.Article], ct.Claims], object]:
    """Return `extract` and `compare` for an article of the folder `world`; the shipped weights read any other."""
    folder = Path(os.environ[_FOLDER])
    number = _members(folder).get(name)
    return (ct.extract if number is None else _extractor(folder / f"{number}.json.gz")), ct.compare
