# SPDX-License-Identifier: MIT
"""The trained weights of the attributions, read from package data (`weights_file`)."""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

import attrs

from claimtrack.extraction.attribution.cue_heads import HeadWeights, pack_heads
from claimtrack.extraction.attribution.ranking import Ranking
from claimtrack.extraction.attribution.roles import RoleWeights, pack_roles
from claimtrack.extraction.weights_file import pack, read_packed

VERSION = 3
_NAME = "attribution weights"
_FILE = resources.files("claimtrack") / "data" / "attribution.json.gz"


@attrs.frozen
class Weights:
    """All that was learned.

    Attributes:
        tags: The usual tags of words.
        heads: The weights of the regression for cue heads.
        roles: The weights of the CRF.
        ranking: What chooses among whole candidates.
    """

    tags: Mapping[str, str]
    heads: HeadWeights
    roles: RoleWeights
    ranking: Ranking


def unpack(raw: Mapping[str, Any]) -> Weights:
    """Return the weights that the JSON value *raw* holds."""
    return Weights(
        tags={word: tag for tag, words in raw["classes"].items() for word in words.split(" ")},
        heads=pack_heads(_table(raw["cues"], 1), raw["heads"], raw["others"]),
        roles=pack_roles(_table(raw["roles"]["item"], 6), _table(raw["roles"]["relation"], 3), raw["roles"]["moves"]),
        ranking=Ranking.of(raw, _table(raw["whole"], 1)),
    )


def _flat(value: object) -> object:
    """Return *value* with its tables as one string of keys, a line each, and one list of numbers: quicker to read."""
    if not isinstance(value, Mapping):
        return value
    keys = sorted(value)
    numbers = [value[key] if isinstance(value[key], list) else [value[key]] for key in keys]
    if keys and all(len(row) == len(numbers[0]) and all(isinstance(n, int | float) for n in row) for row in numbers):
        return {"keys": "\n".join(keys), "values": [number for row in numbers for number in row]}
    return {key: _flat(value[key]) for key in keys}


def _table(flat: Mapping[str, Any], width: int) -> dict[str, Any]:
    """Return a table that `_flat` wrote: a number for each key, or as many as *width* tells."""
    keys, values = flat["keys"].split("\n"), flat["values"]
    return dict(zip(keys, values if width == 1 else zip(*[iter(values)] * width, strict=True), strict=True))


def dump(raw: Mapping[str, Any]) -> bytes:
    """Return the weights file for *raw*, the same bytes every time."""
    return pack({key: _flat(value) for key, value in raw.items()}, _NAME, VERSION)


def read_weights(path: Traversable) -> Weights:
    """Return the weights in the file at *path*.

    Raises:
        WeightsError: If the file is damaged or has another version.
    """
    return unpack(read_packed(path, _NAME, VERSION))


@cache
def load_weights() -> Weights:
    """Return the weights that come with the package."""
    return read_weights(_FILE)
