# SPDX-License-Identifier: MIT
"""The library with weights that have not seen an outlet or an event, for a scorer that asks for them.

`fold(name)` returns the two functions for the article or the event of that name.
What it reads by comes from the folder that the environment variable CLAIMTRACK_FOLDS names, which
`python -m training.train GOLD_DIR FOLDER --folds N` has written. Where CLAIMTRACK_NEURAL names the folder of as many
rankings of the neural reader, which `training.neural.train` has written by the same option, that one reads,
and its second reading is by those weights. What it compares by comes from the file that CLAIMTRACK_ALIGNMENT names,
which `training.alignment --folds` has written. A variable that is not set stands for what is shipped.
"""

import importlib
import json
import os
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

import attrs

import claimtrack as ct
from claimtrack.comparison.comparing import compare_by
from claimtrack.extraction.attribution.readers import read_with
from claimtrack.extraction.attribution.weights import read_weights

_FOLDER, _NEURAL, _ALIGNMENT = "CLAIMTRACK_FOLDS", "CLAIMTRACK_NEURAL", "CLAIMTRACK_ALIGNMENT"


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


@cache
def _alignments(file: str) -> dict[str, dict[str, float]]:
    return dict(json.loads(Path(file).read_text("utf-8")))


def fold(name: str) -> tuple[Callable[[ct.Article], ct.Claims], Callable[[ct.Claims], ct.Comparison]]:
    """Return `extract` and `compare` for an article of the folder `world` or for an event."""
    folder, neural, alignment = map(os.environ.get, (_FOLDER, _NEURAL, _ALIGNMENT))
    weights = _alignments(alignment).get(name) if alignment else None
    compare = ct.compare if weights is None else partial(compare_by, weights)
    number = _members(Path(folder)).get(name) if folder else None
    if folder and number is not None:
        return _extractor(Path(folder), number, neural), compare
    return (ct.extract if neural is None else ct.Extractor.neural()), compare
