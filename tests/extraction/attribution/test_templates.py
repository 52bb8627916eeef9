# SPDX-License-Identifier: MIT
"""The tables of the run time add up what the features add up to that the training spells from the same templates."""

import json
from gzip import decompress
from importlib import resources
from math import isclose, log
from typing import Any

import pytest

from claimtrack import WeightsError
from claimtrack.extraction.attribution import decoder
from claimtrack.extraction.attribution.candidates import CANDIDATE_TEMPLATES, Candidate, candidate_values
from claimtrack.extraction.attribution.constructions import read_constructions
from claimtrack.extraction.attribution.construed import lay
from claimtrack.extraction.attribution.cue_heads import LEAST_NEAR, head_probabilities
from claimtrack.extraction.attribution.features import (
    ALONE_TEMPLATES,
    CUE_TEMPLATES,
    NEAR_CUE_TEMPLATES,
    RELATION_TEMPLATES,
    is_verbal,
    pos_tags,
)
from claimtrack.extraction.attribution.piece_rows import PieceRow, read_rows
from claimtrack.extraction.attribution.roles import RoleReader
from claimtrack.extraction.attribution.templates import Regression, Template, by_template, declared, features
from claimtrack.extraction.attribution.weights import load_weights
from claimtrack.language.text import Text
from training.features import cue_features, item_features, relation_features

_FILE = resources.files("claimtrack") / "data" / "attribution.json.gz"
_LANES = 3
_TEXTS = (
    "The mayor, who did not say why, told us that “the old bridge” would be closed: it leaks, she warned Friday.",
    "“Why now?” asked Ann Roe (Ohio). Senators, according to two aides, have been weighing a repeal of the U.S. law.",
    "PENCE: WELL, LOOK AT THE WALL — IT SEEMS TALL; 40% SAY SO. Critics scoffed that few had grokked or unvexed it.",
)
_NEAR = {"", *(one.letter for one in NEAR_CUE_TEMPLATES)}
_LEAST = 0.01  # probability of a head that is remembered


def flat(table: dict[str, Any]) -> dict[str, tuple[float, ...]]:
    """Return a table of the weights file by feature, whatever number of weights a feature has."""
    names, values = table["keys"].split("\n"), table["values"]
    width = len(values) // len(names)
    return {name: tuple(values[k * width : (k + 1) * width]) for k, name in enumerate(names)}


@pytest.fixture(name="raw", scope="module")
def _raw() -> dict[str, Any]:
    """Return the weights as they stand in the file."""
    raw: dict[str, Any] = json.loads(decompress(_FILE.read_bytes()).partition(b"\n")[2])
    return raw


def rows_of(text: str) -> list[tuple[PieceRow, list[str]]]:
    """Return the rows of a text, with what the constructions read in them, and their tags."""
    analysed = Text.of(text)
    rows = list(read_rows(analysed))
    lay(rows, read_constructions(analysed))
    return [(row, pos_tags(row, load_weights().tags)) for row in rows]


@pytest.mark.parametrize("templates", [CUE_TEMPLATES, ALONE_TEMPLATES, RELATION_TEMPLATES, CANDIDATE_TEMPLATES])
def test_a_letter_names_one_template(templates: tuple[Template, ...]) -> None:
    """No two templates of a table share a letter, nor does one take the signs that training puts before features."""
    letters = [one.letter for one in templates]

    assert sorted(set(letters)) == sorted(letters)
    assert all(len(letter) == 1 and letter.isalpha() for letter in letters)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("b stem", ["bsay"]),
        ("t stem next_tag", ["tsay IN"]),
        ("o tag_pair next_tag", ["oPR VBD IN"]),
        ("t stem next_tag, b stem", ["tsay IN", "bsay"]),
        ("M stem mark", []),
    ],
)
def test_features_are_spelled(row: str, expected: list[str]) -> None:
    """A feature is the letter and the values of the parts, and there is none where a part is not there."""
    values = {"stem": "say", "next_tag": "IN", "tag_pair": "PR VBD", "mark": None}

    assert expected == features(declared(row), values)


@pytest.mark.parametrize("feature", ["zsay", "tsay"], ids=["of no template", "lacks a part"])
def test_other_features_are_refused(feature: str) -> None:
    """Weights of a feature that no template makes are an error, not left aside."""
    with pytest.raises(WeightsError, match=f"expected features of the templates tb, got '{feature}'"):
        by_template({feature: 1}, declared("t stem next_tag, b stem"))


def test_a_whole_candidate_has_a_feature_of_every_template() -> None:
    """No template of whole candidates has a part that is never there, and their weights are found again."""
    ((row, tags),) = rows_of("The mayor said on Monday that the bridge was closed.")
    one = Candidate(
        0, 2, 0.9, 0, (0, 1), (2,), (5, 6, 7, 8, 9), pattern="that", border="in and VBD 1", second_stem="say"
    )
    values = candidate_values(row, tags, one, [one])
    spelled = features(CANDIDATE_TEMPLATES, values)
    weights = {feature: float(2**k) for k, feature in enumerate(spelled)}

    assert len(spelled) == len(CANDIDATE_TEMPLATES)
    assert 1000 * (2 ** len(spelled) - 1) == Regression.of(CANDIDATE_TEMPLATES, weights).weights.total(values)


@pytest.mark.parametrize("text", _TEXTS)
def test_heads_add_up_the_features(text: str, raw: dict[str, Any]) -> None:
    """The probability of every head is that of the regression over its features."""
    weights, able, never = flat(raw["cues"]), set(raw["heads"]), set(raw["others"])
    pairs = rows_of(text)
    found = head_probabilities([row for row, _ in pairs], [tags for _, tags in pairs], load_weights().heads)
    for number, (row, tags) in enumerate(pairs):
        for k, word in enumerate(row.words):
            known = word in able or (word not in never and is_verbal(tags[k]))
            if not known and k not in row.patterns:
                assert k not in found.get(number, {})
                continue
            total = sum(weights.get(feature, (0.0,))[0] for feature in ["", *cue_features(row, tags, k)])
            if probability := found.get(number, {}).get(k):
                assert isclose(total, log(probability / (1 - probability)), abs_tol=1e-6)
            else:
                near = sum(weights.get(one, (0.0,))[0] for one in ["", *cue_features(row, tags, k)] if one[:1] in _NEAR)
                assert total <= log(_LEAST / (1 - _LEAST)) + 1e-3 or near <= LEAST_NEAR


@pytest.mark.parametrize("text", _TEXTS)
def test_roles_add_up_the_features(text: str, raw: dict[str, Any]) -> None:
    """The scores of every item for every head are the sums of its features, on the side of the head where it stands."""
    item, relation, weights = flat(raw["roles"]["item"]), flat(raw["roles"]["relation"]), load_weights().roles
    for row, tags in rows_of(text):
        probabilities = {k: 0.1 + 0.8 * (k % 2) for k in range(0, len(row.words), 5)}
        alone, reader = item_features(row, tags, probabilities), RoleReader(row, tags, probabilities, weights)
        for head in range(len(row.words)):
            beside, scores = relation_features(row, tags, probabilities, head), reader.scores(head)
            for k in set(range(len(row.words))) - {head}:
                side = 0 if k < head else _LANES
                expected = [sum(item[one][side + lane] for one in alone[k] if one in item) for lane in range(_LANES)]
                for one in beside[k]:
                    expected = [a + b for a, b in zip(expected, relation.get(one, (0, 0, 0)), strict=True)]
                assert decoder.ZEROS % (1 << _LANES * decoder.LANE) + decoder.packed(expected) == scores[k]  # type: ignore[arg-type]
