# SPDX-License-Identifier: MIT
"""Comparison: the same proposition across outlets, and in what they differ."""

from claimtrack.comparison.differences import ByOutlet, Difference, Field, PairKind
from claimtrack.comparison.passages import Passage
from claimtrack.comparison.rows import Comparison, Pair, Row, compare
from claimtrack.comparison.views import COLUMNS

__all__ = ["COLUMNS", "ByOutlet", "Comparison", "Difference", "Field", "Pair", "PairKind", "Passage", "Row", "compare"]
