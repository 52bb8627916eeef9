# SPDX-License-Identifier: MIT
"""Who claimed what, in which outlet, when and how firmly; and how outlets differ on the same event.

Four verbs, one way: `read` a saved page into articles, `extract` the claims of an article,
`compare` the claims of several outlets, and show the result (`table`, `to_records`).
"""

from importlib import import_module

# The public names by the modules that have them: the stub, the library page and the reference are tried against this.
_NAMES = {
    "claims": "Claims",
    "claims.conditions": "Conditions",
    "claims.counts": "Counts",
    "comparison": (
        "Comparison Copy Difference Event Field Importance Measure Pair PairKind Passage Row Summary compare events"
    ),
    "display.tables": "View",
    "exceptions": (
        "ClaimtrackError ExtractionError FieldTypeError FieldValueError InputError LexiconError MissingExtraError "
        "ReadingWarning RegisterError UnknownNameError WeightsError"
    ),
    "extraction": "Extractor HedgeLexicon extract",
    "extraction.dates.expressions": "find_dates",
    "extraction.factuality": "factuality",
    "formats.articles": "read_articles",
    "formats.examples": "example",
    "formats.fields": "Fields",
    "formats.folder": "Folder read_folder",
    "formats.html_pages": "HtmlPage read_html",
    "formats.json_lines": "read_claims write_claims",
    "formats.quotations": "read_quotations",
    "formats.reading_result": "Reading",
    "formats.speakers": "read_speakers",
    "model": (
        "Ambiguity AmbiguityKind Article AttributionType Category Claim Hedge Hedging Interval Kind Likelihood "
        "LikelihoodTerm Polarity Scope Segment Span Speaker Stance TimeExpression"
    ),
    "parallel.many": "Extraction extract_many",
    "progress": "track",
    "reading": "read",
    "register": "Addition Change Changes Register Selection",
    "report": "Chart Highlights hedging_chart highlight matrix_chart render_report timeline_chart",
}
_HOMES = dict(sorted((name, f"claimtrack.{module}") for module, names in _NAMES.items() for name in names.split()))

__all__ = list(_HOMES)


def __getattr__(name: str) -> object:
    """Return a public name or `__version__`, imported when it is first asked for: what is not used costs nothing."""
    if name in _HOMES:
        value: object = getattr(import_module(_HOMES[name]), name)
    elif name == "__version__":
        value = import_module("importlib.metadata").version("claimtrack")
    else:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Return the public names, whether or not they were used."""
    return [*globals(), *(name for name in (*__all__, "__version__") if name not in globals())]
