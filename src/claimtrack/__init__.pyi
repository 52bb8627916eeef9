# SPDX-License-Identifier: MIT
# What type checkers see of the package, whose names are imported when they are first used; a test keeps both alike.

from claimtrack.claims import Claims as Claims
from claimtrack.comparison import (
    Comparison as Comparison,
    Copy as Copy,
    Difference as Difference,
    Event as Event,
    Field as Field,
    Importance as Importance,
    Measure as Measure,
    Pair as Pair,
    PairKind as PairKind,
    Passage as Passage,
    Row as Row,
    Summary as Summary,
    compare as compare,
    events as events,
)
from claimtrack.claims.conditions import Conditions as Conditions
from claimtrack.claims.counts import Counts as Counts
from claimtrack.exceptions import (
    ClaimtrackError as ClaimtrackError,
    ExtractionError as ExtractionError,
    FieldTypeError as FieldTypeError,
    FieldValueError as FieldValueError,
    InputError as InputError,
    LexiconError as LexiconError,
    MissingExtraError as MissingExtraError,
    ReadingWarning as ReadingWarning,
    RegisterError as RegisterError,
    UnknownNameError as UnknownNameError,
    WeightsError as WeightsError,
)
from claimtrack.extraction import HedgeLexicon as HedgeLexicon, Extractor as Extractor, extract as extract
from claimtrack.extraction.dates.expressions import find_dates as find_dates
from claimtrack.extraction.factuality import factuality as factuality
from claimtrack.parallel.many import Extraction as Extraction, extract_many as extract_many
from claimtrack.formats.articles import read_articles as read_articles
from claimtrack.formats.examples import example as example
from claimtrack.formats.fields import Fields as Fields
from claimtrack.formats.folder import Folder as Folder, read_folder as read_folder
from claimtrack.formats.html_pages import HtmlPage as HtmlPage, read_html as read_html
from claimtrack.formats.json_lines import read_claims as read_claims, write_claims as write_claims
from claimtrack.formats.reading_result import Reading as Reading
from claimtrack.formats.speakers import read_speakers as read_speakers
from claimtrack.formats.quotations import read_quotations as read_quotations
from claimtrack.model import (
    Ambiguity as Ambiguity,
    AmbiguityKind as AmbiguityKind,
    Article as Article,
    AttributionType as AttributionType,
    Category as Category,
    Claim as Claim,
    Hedge as Hedge,
    Hedging as Hedging,
    Interval as Interval,
    Kind as Kind,
    Likelihood as Likelihood,
    LikelihoodTerm as LikelihoodTerm,
    Polarity as Polarity,
    Scope as Scope,
    Segment as Segment,
    Span as Span,
    Speaker as Speaker,
    Stance as Stance,
    TimeExpression as TimeExpression,
)
from claimtrack.progress import track as track
from claimtrack.reading import read as read
from claimtrack.register import (
    Addition as Addition,
    Change as Change,
    Changes as Changes,
    Register as Register,
    Selection as Selection,
)
from claimtrack.report import (
    Chart as Chart,
    Highlights as Highlights,
    hedging_chart as hedging_chart,
    highlight as highlight,
    matrix_chart as matrix_chart,
    render_report as render_report,
    timeline_chart as timeline_chart,
)
from claimtrack.display.tables import View as View

__version__: str
__all__: list[str]
