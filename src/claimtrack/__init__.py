# SPDX-License-Identifier: MIT
"""Who claimed what, in which outlet, when and how firmly; and how outlets differ on the same event.

Four verbs, one way: `read` a saved page into articles, `extract` the claims of an article,
`compare` the claims of several outlets, and show the result (`table`, `to_records`).
"""

from claimtrack.claims import Claims
from claimtrack.comparison import (
    Comparison,
    Copy,
    Difference,
    Event,
    Field,
    Pair,
    PairKind,
    Passage,
    Row,
    compare,
    events,
)
from claimtrack.exceptions import (
    ClaimtrackError,
    FieldTypeError,
    FieldValueError,
    InputError,
    LexiconError,
    UnknownNameError,
    WeightsError,
)
from claimtrack.extraction import HedgeLexicon, extract, factuality, find_dates
from claimtrack.formats.folder import Folder, read_folder
from claimtrack.model import (
    Ambiguity,
    AmbiguityKind,
    Article,
    AttributionType,
    Category,
    Claim,
    Hedge,
    Hedging,
    Interval,
    Kind,
    Likelihood,
    LikelihoodTerm,
    Polarity,
    Scope,
    Segment,
    Span,
    Speaker,
    Stance,
    TimeExpression,
)
from claimtrack.progress import track
from claimtrack.reading import read
from claimtrack.report import Chart, hedging_chart, matrix_chart, render_report, timeline_chart
from claimtrack.tables import View

__all__ = [
    "Ambiguity",
    "AmbiguityKind",
    "Article",
    "AttributionType",
    "Category",
    "Chart",
    "Claim",
    "Claims",
    "ClaimtrackError",
    "Comparison",
    "Copy",
    "Difference",
    "Event",
    "Field",
    "FieldTypeError",
    "FieldValueError",
    "Folder",
    "Hedge",
    "HedgeLexicon",
    "Hedging",
    "InputError",
    "Interval",
    "Kind",
    "LexiconError",
    "Likelihood",
    "LikelihoodTerm",
    "Pair",
    "PairKind",
    "Passage",
    "Polarity",
    "Row",
    "Scope",
    "Segment",
    "Span",
    "Speaker",
    "Stance",
    "TimeExpression",
    "UnknownNameError",
    "View",
    "WeightsError",
    "compare",
    "events",
    "extract",
    "factuality",
    "find_dates",
    "hedging_chart",
    "matrix_chart",
    "read",
    "read_folder",
    "render_report",
    "timeline_chart",
    "track",
]


def __getattr__(name: str) -> str:
    """Return `__version__`, looked up only when asked for, as it takes a third of the import."""
    if name == "__version__":
        from importlib.metadata import version  # noqa: PLC0415 - see above

        return version("claimtrack")
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
