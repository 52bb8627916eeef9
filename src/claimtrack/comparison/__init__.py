# SPDX-License-Identifier: MIT
"""Comparison: which articles report one event, the same proposition across outlets, and in what they differ."""

from claimtrack.comparison.comparing import Comparison, Pair, compare
from claimtrack.comparison.copies import Copy
from claimtrack.comparison.differences import Difference, Field
from claimtrack.comparison.grouping import EVENT_COLUMNS, Event, events
from claimtrack.comparison.passages import Passage
from claimtrack.comparison.quoting import PairKind
from claimtrack.comparison.rows import Row
from claimtrack.comparison.sides import ByOutlet
from claimtrack.comparison.views import COLUMNS, COLUMNS_OF_VIEWS

VIEW_COLUMNS = COLUMNS_OF_VIEWS | {"events": EVENT_COLUMNS}
"""The columns of each view of a comparison and of the view of events, in their fixed order."""

__all__ = [
    "COLUMNS",
    "VIEW_COLUMNS",
    "ByOutlet",
    "Comparison",
    "Copy",
    "Difference",
    "Event",
    "Field",
    "Pair",
    "PairKind",
    "Passage",
    "Row",
    "compare",
    "events",
]
