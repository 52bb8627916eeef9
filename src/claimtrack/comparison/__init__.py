# SPDX-License-Identifier: MIT
"""Comparison: which articles report one event, the same proposition across outlets, and in what they differ."""

from claimtrack.comparison.comparing import Comparison, Pair, compare
from claimtrack.comparison.copies import Copy
from claimtrack.comparison.differences import Difference, Field, Importance
from claimtrack.comparison.grouping import EVENT_RECORD, Event, events
from claimtrack.comparison.passages import Passage
from claimtrack.comparison.quoting import PairKind
from claimtrack.comparison.record import COLUMNS
from claimtrack.comparison.rows import Row
from claimtrack.comparison.sides import ByOutlet
from claimtrack.comparison.summary import Measure, Summary
from claimtrack.comparison.views import VIEWS
from claimtrack.display.columns import names

VIEW_COLUMNS = {name: names(columns) for name, columns in (*VIEWS.items(), ("events", EVENT_RECORD))}
"""The names of the columns of each view of a comparison and of the view of events, in their fixed order."""

__all__ = [
    "COLUMNS",
    "VIEW_COLUMNS",
    "ByOutlet",
    "Comparison",
    "Copy",
    "Difference",
    "Event",
    "Field",
    "Importance",
    "Measure",
    "Pair",
    "PairKind",
    "Passage",
    "Row",
    "Summary",
    "compare",
    "events",
]
