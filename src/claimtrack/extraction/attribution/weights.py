# SPDX-License-Identifier: MIT
"""The trained weights of the attributions, read from package data (`packed`)."""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

import attrs

from claimtrack.extraction.attribution.candidates import Tree
from claimtrack.extraction.attribution.cue_heads import HeadWeights, pack_heads
from claimtrack.extraction.attribution.roles import LABELS, LANE, RoleWeights, pack_classes
from claimtrack.extraction.weights_file import pack, read_packed

VERSION = 2
_NAME = "attribution weights"
_FILE = resources.files("claimtrack") / "data" / "attribution.json.gz"


@attrs.frozen
class Weights:
    """All that was learned.

    Attributes:
        classes: The usual tags of words.
        heads: The weights of the regression for cue heads.
        roles: The weights of the CRF.
        whole: The weights of the keys of whole candidates; the empty key is the intercept.
        found: The trees that tell whether a candidate is an attribution.
        right: The trees that tell whether its source is right too.
        calibration: Pairs of a score and the share of candidates with it that are right.
        threshold: The least score of an attribution.
        credits: The words that credit a question that stands before them.
    """

    classes: Mapping[str, str]
    heads: HeadWeights
    roles: RoleWeights
    whole: Mapping[str, float]
    found: tuple[Tree, ...]
    right: tuple[Tree, ...]
    calibration: tuple[tuple[float, float], ...]
    threshold: float
    credits: frozenset[str]


def pack_roles(raw: Mapping[str, Any]) -> RoleWeights:
    """Return the CRF's weights as the decoder holds them."""
    a, b, c, d, e, f = (4 << LANE * k for k in range(6))
    item: dict[str, int] = {}
    words: dict[str, list[int]] = {}
    around: dict[str, dict[str, int]] = {letter: {} for letter in "befgkl"}
    for key, (u, v, w, x, y, z) in raw["item"].items():
        value = u * a + v * b + w * c + x * d + y * e + z * f
        place = "acd".find(key[0])
        if place >= 0:
            words.setdefault(key[1:], [0, 0, 0])[place] = value
        elif key[0] in around:
            around[key[0]][key[1:]] = value
        else:
            item[key] = value
    relation: dict[str, int] = {}
    own: dict[str, dict[str, int]] = {}
    for key, (u, v, w) in raw["relation"].items():
        value = u * a + v * b + w * c
        if key[0] in "ABDEGHJ":
            first, _, second = key.partition(" ")
            own.setdefault(first, {})[second] = value
        else:
            relation[key] = value
    moves = tuple(4 * move + place // len(LABELS) for place, move in enumerate(raw["moves"]))
    return RoleWeights(
        {word: (v[0], v[1], v[2]) for word, v in words.items()}, pack_classes(around), item, relation, own, moves
    )


def tree(node: list[Any]) -> Tree:
    """Return the tree that nested lists hold: a value, or a figure, a threshold and two trees."""
    return node[0] if len(node) == 1 else (node[0], node[1], tree(node[2]), tree(node[3]))


def unpack(raw: Mapping[str, Any]) -> Weights:
    """Return the weights that the JSON value *raw* holds."""
    return Weights(
        classes={word: kind for kind, words in raw["classes"].items() for word in words.split(" ")},
        heads=pack_heads(_table(raw["cues"], 1), raw["heads"], raw["others"]),
        roles=pack_roles(
            {
                "item": _table(raw["roles"]["item"], 6),
                "relation": _table(raw["roles"]["relation"], 3),
                "moves": raw["roles"]["moves"],
            }
        ),
        whole=_table(raw["whole"], 1),
        found=tuple(map(tree, raw["found"])),
        right=tuple(map(tree, raw["right"])),
        calibration=tuple((a, b) for a, b in raw["calibration"]),
        threshold=raw["threshold"],
        credits=frozenset(raw["credits"]),
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
