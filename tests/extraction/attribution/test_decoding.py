# SPDX-License-Identifier: MIT
"""The decoder's tables add up what the keys of the training add up to."""

import json
from gzip import decompress
from importlib import resources
from math import isclose, log
from typing import Any

import pytest

from claimtrack.extraction.attribution import roles
from claimtrack.extraction.attribution.cue_heads import head_odds
from claimtrack.extraction.attribution.features import classes, cue_keys, is_verbal, item_keys, relation_keys
from claimtrack.extraction.attribution.sequences import Row, read_rows
from claimtrack.extraction.attribution.weights import load_weights
from claimtrack.language.text import Text

_FILE = resources.files("claimtrack") / "data" / "attribution.json.gz"
_LANES = 3
_TEXTS = (
    "The mayor, who did not say why, told us that “the old bridge” would be closed: it leaks, she warned Friday.",
    "“Why now?” asked Ann Roe (Ohio). Senators, according to two aides, have been weighing a repeal of the U.S. law.",
    "PENCE: WELL, LOOK AT THE WALL — IT SEEMS TALL; 40% SAY SO. Critics scoffed that few had grokked or unvexed it.",
)
_LEAST = 0.01  # odds of a head that is remembered


def flat(table: dict[str, Any]) -> dict[str, tuple[float, ...]]:
    """Return a table of the weights file by key, whatever number of weights a key has."""
    keys, values = table["keys"].split("\n"), table["values"]
    width = len(values) // len(keys)
    return {key: tuple(values[k * width : (k + 1) * width]) for k, key in enumerate(keys)}


@pytest.fixture(name="raw", scope="module")
def _raw() -> dict[str, Any]:
    """Return the weights as they stand in the file."""
    raw: dict[str, Any] = json.loads(decompress(_FILE.read_bytes()).partition(b"\n")[2])
    return raw


def rows_of(text: str) -> list[tuple[Row, list[str]]]:
    """Return the rows of a text with their classes."""
    weights = load_weights()
    return [(row, classes(row, weights.classes)) for row in read_rows(Text.of(text))]


@pytest.mark.parametrize("text", _TEXTS)
def test_heads_add_up_the_keys(text: str, raw: dict[str, Any]) -> None:
    """The odds of every head are those of the regression over its keys."""
    weights, able, never = flat(raw["cues"]), set(raw["heads"]), set(raw["others"])
    pairs = rows_of(text)
    found = head_odds([row for row, _ in pairs], [kinds for _, kinds in pairs], load_weights().heads)
    for number, (row, kinds) in enumerate(pairs):
        for k, word in enumerate(row.words):
            if word in never or not (word in able or is_verbal(kinds[k])):
                assert k not in found.get(number, {})
                continue
            total = sum(weights.get(key, (0.0,))[0] for key in ["", *cue_keys(row, kinds, k)])
            if odds := found.get(number, {}).get(k):
                assert isclose(total, log(odds / (1 - odds)), abs_tol=1e-6)
            else:
                assert total <= log(_LEAST / (1 - _LEAST)) + 1e-3


@pytest.mark.parametrize("text", _TEXTS)
def test_roles_add_up_the_keys(text: str, raw: dict[str, Any]) -> None:
    """The scores of every item for every head are the sums of its keys, on the side of the head where it stands."""
    item, relation, weights = flat(raw["roles"]["item"]), flat(raw["roles"]["relation"]), load_weights().roles
    mask, zero = (1 << roles.LANE) - 1, 1 << (roles.LANE - 2)
    for row, kinds in rows_of(text):
        odds = {k: 0.1 + 0.8 * (k % 2) for k in range(0, len(row.words), 5)}
        alone = item_keys(row, kinds, odds)
        for head in range(len(row.words)):
            beside = relation_keys(row, kinds, odds, head)
            scores = roles.scores(row, kinds, odds, head, roles.emissions(row, kinds, odds, weights), weights)
            for k in range(len(row.words)):
                if k == head:
                    continue
                side = 0 if k < head else _LANES
                for lane in range(_LANES):
                    expected = sum(item[key][side + lane] for key in alone[k] if key in item)
                    expected += sum(relation[key][lane] for key in beside[k] if key in relation)
                    assert 4 * expected == (scores[k] >> lane * roles.LANE & mask) - zero
