# SPDX-License-Identifier: MIT
"""Factuality: the graded reading of one event word, from -3 (it certainly did not happen) to 3 (it certainly did).

A ridge regression over the features of the event (`features`) is added up group by group for three questions:
how factual the event is, whether it is hedged, and whether it is denied. Boosted trees read these sums.
"""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

import attrs

from claimtrack.checks import check, wrong_value
from claimtrack.extraction.attribution.trees import Trees
from claimtrack.extraction.attribution.weights import load_weights
from claimtrack.extraction.factuality.features import event_features
from claimtrack.extraction.weights_file import read_packed
from claimtrack.model import Span

NAME, VERSION = "factuality weights", 1
LEAST, MOST = -3.0, 3.0
_THOUSAND = 1000  # the weights of keys are kept in thousandths

Weight = tuple[int, int, int]


@attrs.frozen
class FactualityWeights:
    """What was learned of events.

    Attributes:
        keys: The weight of each key for the three questions, in thousandths; the empty key is the intercept.
        trees: What turns the sums into the reading.
    """

    keys: Mapping[str, Weight]
    trees: Trees


def factuality(text: str, span: Span) -> float:
    """Return how certainly the event at *span* happened, on the scale of FactBank as crowds use it.

    3 is certain that it did, -3 certain that it did not, 0 leaves it open; about 2 is probable and 1 possible.
    It was learned from the UW factuality corpus (Lee, Artzi, Choi and Zettlemoyer, EMNLP 2015).

    Args:
        text: The text; of it the sentence around the event is read, 600 characters to either side at most.
        span: The word that names the event, such as a verb or a noun ("*attacked*", "the *attack*").

    Raises:
        FieldTypeError: If *text* is no str, or *span* no Span.
        FieldValueError: If *span* is empty, leaves the text or holds only white space.
    """
    check(text, str, "factuality: text", "a str")
    check(span, Span, "factuality: span", "a Span")
    if span.end > len(text) or not span.of(text).strip():
        raise wrong_value(span, "factuality: span", f"the place of a word in a text of {len(text)} characters")
    weights = _load()
    score = weights.trees.total(sums(weights.keys, event_features(text, span, load_weights().tags)))
    return min(max(score, LEAST), MOST)


def sums(weights: Mapping[str, Weight], groups: list[list[str]]) -> list[float]:
    """Return what the *weights* of each group of keys add up to for the three questions, and the three totals."""
    found = []
    a, b, c = weights[""]
    for keys in groups:
        x = y = z = 0
        for key in keys:
            if key in weights:
                u, v, w = weights[key]
                x, y, z = x + u, y + v, z + w
        found += [x / _THOUSAND, y / _THOUSAND, z / _THOUSAND]
        a, b, c = a + x, b + y, c + z
    return [*found, a / _THOUSAND, b / _THOUSAND, c / _THOUSAND]


def read_factuality_weights(path: Traversable) -> FactualityWeights:
    """Return the weights in the file at *path*.

    Raises:
        WeightsError: If the file is damaged or has another version.
    """
    raw = read_packed(path, NAME, VERSION)
    return FactualityWeights(
        keys={key: (a, b, c) for key, (a, b, c) in raw["keys"].items()}, trees=Trees.of(raw["trees"])
    )


@cache
def _load() -> FactualityWeights:
    return read_factuality_weights(resources.files("claimtrack") / "data" / "factuality.json.gz")
