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
    MissingExtraError,
    UnknownNameError,
    WeightsError,
)
from claimtrack.extraction import HedgeLexicon, extract, factuality, find_dates
from claimtrack.formats.articles import read_articles
from claimtrack.formats.fields import Fields
from claimtrack.formats.folder import Folder, read_folder
from claimtrack.formats.html_pages import HtmlPage, read_html
from claimtrack.formats.lines import read_claims, write_claims
from claimtrack.formats.outcome import Reading
from claimtrack.formats.quotations import read_quotations
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
    "Fields",
    "Folder",
    "Hedge",
    "HedgeLexicon",
    "Hedging",
    "HtmlPage",
    "InputError",
    "Interval",
    "Kind",
    "LexiconError",
    "Likelihood",
    "LikelihoodTerm",
    "MissingExtraError",
    "Pair",
    "PairKind",
    "Passage",
    "Polarity",
    "Reading",
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
    "read_articles",
    "read_claims",
    "read_folder",
    "read_html",
    "read_quotations",
    "render_report",
    "timeline_chart",
    "track",
    "write_claims",
]


def __getattr__(name: str) -> str:
    """Return `__version__`, looked up only when asked for, as it takes a third of the import."""
    if name == "__version__":
        from importlib.metadata import version  # noqa: PLC0415 - see above

        return version("claimtrack")
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
