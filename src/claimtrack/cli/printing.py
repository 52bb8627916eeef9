# SPDX-License-Identifier: MIT
"""What the commands print: claims, comparisons and views, in the format and to the place that the options name."""

import argparse
import io
import os
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from claimtrack.claims import Claims
from claimtrack.claims.record import COLUMNS as CLAIM_COLUMNS
from claimtrack.comparison import COLUMNS as ROW_COLUMNS
from claimtrack.comparison import Comparison
from claimtrack.display import tables
from claimtrack.display.escaping import visible
from claimtrack.exceptions import ClaimtrackError, InputError
from claimtrack.formats import records
from claimtrack.formats.json_lines import write_claims
from claimtrack.formats.schema_org import to_json_ld
from claimtrack.formats.web_annotation import to_annotations
from claimtrack.model import Article
from claimtrack.report import render_report, wrap_table

# `html` is a page of its own, `html-table` the table element alone.
OUTPUT_FORMATS = (*tables.FORMATS, "html-table", *records.FORMATS)
_TITLES = {"extract": "Claims", "query": "Claims", "events": "Events", "changes": "Changes", "stats": "Figures"}


def _claim_lines(claims: Claims) -> str:
    lines = io.StringIO()
    write_claims(claims, lines)
    return lines.getvalue()


DOCUMENTS: dict[str, Callable[[Claims], str]] = {
    "claims": _claim_lines,
    "json-ld": lambda claims: records.json_line(to_json_ld(claims)) + "\n",
    "annotations": lambda claims: records.json_line(to_annotations(claims)) + "\n",
}
"""The formats of claims alone, by their names, with what writes them."""


def print_claims(claims: Claims, options: argparse.Namespace) -> None:
    """Print claims as records, as a document or as a table."""
    if options.format in records.FORMATS:
        _print_records(claims.to_records(), CLAIM_COLUMNS, options)
    elif options.format in DOCUMENTS:
        print_text(DOCUMENTS[options.format](claims), options)
    elif claims:
        _print_table(claims.table, options)
    else:
        _print_nothing("no claims were found", options)


def print_comparison(comparison: Comparison, articles: Sequence[Article], options: argparse.Namespace) -> None:
    """Print the comparison of *articles*, or the view of it that the options name."""
    if options.view != "table":
        print_view(getattr(comparison, options.view.replace("-", "_"))(), options)
    elif options.format == "html":
        print_text(render_report(comparison, articles=articles), options)
    elif options.format in records.FORMATS:
        _print_records(comparison.to_records(), ROW_COLUMNS, options)
    elif comparison.rows:
        _print_table(comparison.table, options)
    else:
        _print_nothing("no claims were found", options)


def print_view(view: tables.View, options: argparse.Namespace) -> None:
    """Print a view as records or as a table."""
    if options.format in records.FORMATS:
        _print_records(view.to_records(), view.columns, options)
    elif view:
        _print_table(view.table, options)
    else:
        _print_nothing("nothing was found", options)


def _print_records(rows: Sequence[Mapping[str, object]], columns: Sequence[str], options: argparse.Namespace) -> None:
    text = io.StringIO(newline="")
    records.write(rows, text, columns=columns, format=options.format)
    print_text(text.getvalue(), options)


def _print_table(table: Callable[..., str], options: argparse.Namespace) -> None:
    if options.format == "html":
        name = getattr(options, "view", "table")
        title = _TITLES.get(options.command, name.replace("-", " ").capitalize())
        print_text(wrap_table(table(format="html"), title=title), options)
        return
    colour = options.output == "-" and tables.use_colour(sys.stdout, os.environ)
    print_text(table(format=options.format.removesuffix("-table"), width=_width(), colour=colour) + "\n", options)


def _print_nothing(message: str, options: argparse.Namespace) -> None:
    """Note that there is nothing, and leave no older result in the file of --output."""
    options.note(message)
    print_text("", options)


def print_text(text: str, options: argparse.Namespace) -> None:
    """Write *text* to standard output or, at once and as it is, to the file of --output."""
    if options.output == "-":
        if hasattr(sys.stdout, "reconfigure"):
            if options.format == "csv":
                sys.stdout.reconfigure(newline="")  # it has its own line ends
            elif options.format == "html":
                sys.stdout.reconfigure(encoding="utf-8")  # as the page says
        sys.stdout.write(text)
        return
    try:
        Path(options.output).write_text(text, encoding="utf-8", errors="backslashreplace", newline="")
    except OSError as error:
        message = f"--output: cannot write {options.output}: {error.strerror or error}; check the path"
        raise InputError(message) from error


def _width() -> int:
    """Return the width of the terminal, or what COLUMNS says, or 100 where there is neither."""
    return shutil.get_terminal_size((tables.WIDTH, 24)).columns


def note(message: str) -> None:
    """Print a message beside the result, in one line without control characters."""
    print(f"claimtrack: {visible(' '.join(message.split()))}", file=sys.stderr)


def ignore(_: str) -> None:
    """Leave a note out."""


def complain(error: ClaimtrackError) -> None:
    """Print an error."""
    note(f"error: {error}")
