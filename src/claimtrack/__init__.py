# SPDX-License-Identifier: MIT
"""Who claimed what, in which outlet, when and how firmly; and how outlets differ on the same event.

Four verbs, one way: `read` a saved page into articles, `extract` the claims of an article,
`compare` the claims of several outlets, and show the result (`table`, `to_records`).
"""

from importlib import import_module

_HOMES = {
    "Addition": "claimtrack.register",
    "Ambiguity": "claimtrack.model",
    "AmbiguityKind": "claimtrack.model",
    "Article": "claimtrack.model",
    "AttributionType": "claimtrack.model",
    "Category": "claimtrack.model",
    "Change": "claimtrack.register",
    "Changes": "claimtrack.register",
    "Chart": "claimtrack.report",
    "Claim": "claimtrack.model",
    "Claims": "claimtrack.claims",
    "ClaimtrackError": "claimtrack.exceptions",
    "Comparison": "claimtrack.comparison",
    "Conditions": "claimtrack.claims.conditions",
    "Copy": "claimtrack.comparison",
    "Difference": "claimtrack.comparison",
    "Event": "claimtrack.comparison",
    "Extraction": "claimtrack.parallel.many",
    "ExtractionError": "claimtrack.exceptions",
    "Extractor": "claimtrack.extraction",
    "Field": "claimtrack.comparison",
    "FieldTypeError": "claimtrack.exceptions",
    "FieldValueError": "claimtrack.exceptions",
    "Fields": "claimtrack.formats.fields",
    "Folder": "claimtrack.formats.folder",
    "Hedge": "claimtrack.model",
    "HedgeLexicon": "claimtrack.extraction",
    "Hedging": "claimtrack.model",
    "HtmlPage": "claimtrack.formats.html_pages",
    "InputError": "claimtrack.exceptions",
    "Interval": "claimtrack.model",
    "Kind": "claimtrack.model",
    "LexiconError": "claimtrack.exceptions",
    "Likelihood": "claimtrack.model",
    "LikelihoodTerm": "claimtrack.model",
    "MissingExtraError": "claimtrack.exceptions",
    "Pair": "claimtrack.comparison",
    "PairKind": "claimtrack.comparison",
    "Passage": "claimtrack.comparison",
    "Polarity": "claimtrack.model",
    "Reading": "claimtrack.formats.reading_result",
    "Register": "claimtrack.register",
    "RegisterError": "claimtrack.exceptions",
    "Row": "claimtrack.comparison",
    "Scope": "claimtrack.model",
    "Segment": "claimtrack.model",
    "Selection": "claimtrack.register",
    "Span": "claimtrack.model",
    "Speaker": "claimtrack.model",
    "Stance": "claimtrack.model",
    "TimeExpression": "claimtrack.model",
    "UnknownNameError": "claimtrack.exceptions",
    "View": "claimtrack.display.tables",
    "WeightsError": "claimtrack.exceptions",
    "compare": "claimtrack.comparison",
    "events": "claimtrack.comparison",
    "extract": "claimtrack.extraction",
    "extract_many": "claimtrack.parallel.many",
    "factuality": "claimtrack.extraction.factuality",
    "find_dates": "claimtrack.extraction.dates.expressions",
    "hedging_chart": "claimtrack.report",
    "matrix_chart": "claimtrack.report",
    "read": "claimtrack.reading",
    "read_articles": "claimtrack.formats.articles",
    "read_claims": "claimtrack.formats.json_lines",
    "read_folder": "claimtrack.formats.folder",
    "read_html": "claimtrack.formats.html_pages",
    "read_quotations": "claimtrack.formats.quotations",
    "render_report": "claimtrack.report",
    "timeline_chart": "claimtrack.report",
    "track": "claimtrack.progress",
    "write_claims": "claimtrack.formats.json_lines",
}

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
