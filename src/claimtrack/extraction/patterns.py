# SPDX-License-Identifier: MIT
"""Patterns: how far each construction of the rules can be relied on."""

from functools import cache

import attrs

from claimtrack.extraction.lexicon import load


@attrs.frozen
class PatternRow:
    """A construction with its measured precision.

    Attributes:
        pattern: The name that `Attribution.pattern` carries.
        precision: The share of its attributions whose content and source are right, from 0 to 1.
        evidence: On what that was measured.
        examples: Sentences that the construction reads.
        counter_examples: Sentences that it does not read, though they look alike.
    """

    pattern: str
    precision: float
    evidence: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...] = ()


@cache
def _table() -> dict[str, float]:
    return {row.pattern: row.precision for row in load("patterns", PatternRow)}


def precision(pattern: str) -> float:
    """Return the precision of *pattern*, as measured.

    Raises:
        KeyError: If no row of `patterns.toml` has that name.
    """
    return _table()[pattern]
