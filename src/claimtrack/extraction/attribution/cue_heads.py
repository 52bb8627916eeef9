# SPDX-License-Identifier: MIT
"""Cue heads: the probability that a word heads a cue, by a logistic regression over its neighbourhood."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from math import exp
from operator import itemgetter

import attrs

from claimtrack.extraction.attribution.features import (
    BESIDE_CUE_TEMPLATES,
    CUE_TEMPLATES,
    EARLIER_CUE_TEMPLATES,
    FAR_CUE_TEMPLATES,
    SECOND_CUE_TEMPLATES,
    TAG_CUE_TEMPLATES,
    WORD_CUE_TEMPLATES,
    far_cue_values,
    is_verbal,
    near_cue_values,
    tag_values,
    word_values,
)
from claimtrack.extraction.attribution.piece_rows import PieceRow
from claimtrack.extraction.attribution.templates import THOUSAND, FeatureWeights, Regression

_LEAST = -4.595  # the logit of .01, the least probability of a head that a row remembers
# The logit by what stands beside an item, below which nothing farther is looked at: on PolNeAR dev that spares half of
# the items, and of a hundred with a probability of .2 or more loses less than one.
LEAST_NEAR = -1.25
_KEPT = 1 << 14  # of each kind of sum the last so many are kept, as most come again


@attrs.frozen(eq=False)
class HeadWeights:
    """The weights of cue heads.

    Attributes:
        by_word: What a word, its part of speech and what a construction says of it add up to, with the intercept.
        by_tags: What the construction and the parts of speech of a word and of those beside it add up to.
        by_earlier: What the parts of speech of the two words before it add up to.
        by_second: What those of the two words behind it add up to.
        beside: Of the further features of what stands beside a word.
        far: The further weights of what stands farther away.
        can: Whether a word can head a cue; a word that is not known can where it may be a verb.
    """

    by_word: Callable[[str, str, str, str], int]
    by_tags: Callable[[str, str, str, str], int]
    by_earlier: Callable[[str, str], int]
    by_second: Callable[[str, str], int]
    beside: FeatureWeights
    far: FeatureWeights
    can: Mapping[str, bool]


def pack_heads(weights: Mapping[str, float], heads: Iterable[str], others: Iterable[str]) -> HeadWeights:
    """Return the weights of features by the tables; *heads* can head a cue, and *others* cannot.

    Raises:
        WeightsError: If a feature is of no template.
    """
    can = dict.fromkeys(others, False) | dict.fromkeys(heads, True)
    whole = Regression.of(CUE_TEMPLATES, weights)
    of_word, of_tags, of_earlier, of_second, beside, far = (
        whole.part(templates).weights
        for templates in (
            WORD_CUE_TEMPLATES,
            TAG_CUE_TEMPLATES,
            EARLIER_CUE_TEMPLATES,
            SECOND_CUE_TEMPLATES,
            BESIDE_CUE_TEMPLATES,
            FAR_CUE_TEMPLATES,
        )
    )

    @lru_cache(_KEPT)
    def by_word(word: str, tag: str, pattern: str, within: str) -> int:
        values = word_values(word) | {"tag": tag, "pattern": pattern, "within": within}
        return whole.intercept + of_word.total(values)

    @lru_cache(_KEPT)
    def by_tags(pattern: str, previous: str, tag: str, following: str) -> int:
        return of_tags.total(tag_values(previous, tag, following) | {"pattern": pattern})

    @lru_cache(_KEPT)
    def by_earlier(earlier: str, previous: str) -> int:
        return of_earlier.total({"earlier_tag": earlier, "previous_tag": previous})

    @lru_cache(_KEPT)
    def by_second(following: str, second: str) -> int:
        return of_second.total({"next_tag": following, "second_tag": second})

    return HeadWeights(by_word, by_tags, by_earlier, by_second, beside, far, can)


def _near(weights: HeadWeights, values: Mapping[str, str]) -> int:
    """Return what the features of what stands beside a word add up to."""
    word, tag, pattern, within, earlier, previous, following, second = _remembered(values)
    return (
        weights.by_word(word, tag, pattern, within)
        + weights.by_tags(pattern, previous, tag, following)
        + weights.by_earlier(earlier, previous)
        + weights.by_second(following, second)
        + weights.beside.total(values)
    )


_remembered = itemgetter("word", "tag", "pattern", "within", "earlier_tag", "previous_tag", "next_tag", "second_tag")


def head_probabilities(
    rows: Sequence[PieceRow], tags: Sequence[Sequence[str]], weights: HeadWeights
) -> dict[int, dict[int, float]]:
    """Return the probabilities of cue heads, by row and item."""
    can, far = weights.can.get, weights.far
    found: dict[int, dict[int, float]] = {}
    for number, (row, of_row) in enumerate(zip(rows, tags, strict=True)):
        for k, able in enumerate(map(can, row.words)):
            if able or (able is None and is_verbal(of_row[k])) or k in row.patterns:
                values = near_cue_values(row, of_row, k)
                logit = _near(weights, values) / THOUSAND
                if logit > LEAST_NEAR:
                    logit += far.total(far_cue_values(row, of_row, k, values)) / THOUSAND
                    if logit > _LEAST:
                        found.setdefault(number, {})[k] = 1 / (1 + exp(-logit))
    return found
