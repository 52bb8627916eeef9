# SPDX-License-Identifier: MIT
"""What the commands print: claims, comparisons and views, in the format and to the place that the options name."""

import argparse
import codecs
import errno
import io
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO, TypedDict

from claimtrack.atomic_files import check_replaceable, replacing, write_text
from claimtrack.claims import Claims
from claimtrack.claims.record import COLUMNS as CLAIM_COLUMNS
from claimtrack.comparison import COLUMNS as ROW_COLUMNS
from claimtrack.comparison import Comparison
from claimtrack.display import tables
from claimtrack.display.escaping import for_terminal, visible
from claimtrack.exceptions import ClaimtrackError, InputError
from claimtrack.extras import require
from claimtrack.formats import records
from claimtrack.formats.json_lines import write_claims
from claimtrack.formats.schema_org import to_json_ld
from claimtrack.formats.web_annotation import to_annotations
from claimtrack.model import Article
from claimtrack.report import highlight, render_report, wrap_table

# `html` is a page of its own, `html-table` the table element alone.
OUTPUT_FORMATS = (*tables.FORMATS, "html-table", *records.FORMATS, "parquet", "xlsx")
TABLES = (*(each for each in tables.FORMATS if each != "html"), "html-table")
"""The formats in which a comparison is a table."""

_BY_ENDING = {f".{each}": each for each in ("csv", "html", "json", "jsonl", "parquet", "xlsx")} | {
    ".htm": "html",
    ".ndjson": "jsonl",
    ".md": "github",
}
# Formats that no stream takes, with the module that writes them and its extra.
_FOR_FILES = {"parquet": ("pyarrow.parquet", "arrow"), "xlsx": ("xlsxwriter", "excel")}
# Views whose methods have other names.
_METHODS = {"differences": "difference_view", "voices": "voices_view", "quotations": "quotation_view"}
_NOT_ASCII = re.compile("[^\0-\x7f]")
_BYTE_ORDER_MARK = "\ufeff"
_BOX = "╒═╤╕│╞╪╡├─┼┤╘╧╛"
_NO_CLAIMS = "no claims were found"
_TITLES = {"query": "Claims", "events": "Events", "changes": "Changes", "stats": "Figures"}


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


def print_claims(claims: Claims, options: argparse.Namespace, articles: Sequence[Article] = ()) -> None:
    """Print claims as records, as a document, as a table or, where the *articles* are given, as a page of these."""
    if articles and options.format == "html":
        if not claims:
            options.note(_NO_CLAIMS)
        print_text(highlight(claims, articles=articles).page, options)
    elif options.format in DOCUMENTS:
        print_text(DOCUMENTS[options.format](claims), options)
    else:
        _print_rows(claims, CLAIM_COLUMNS, options, nothing=_NO_CLAIMS)


def print_comparison(comparison: Comparison, articles: Sequence[Article], options: argparse.Namespace) -> None:
    """Print the comparison of *articles*, or the view of it that the options name."""
    if options.view != "table":
        method = _METHODS.get(options.view, options.view.replace("-", "_"))
        print_view(getattr(comparison, method)(), options)
    elif options.format == "html":
        print_text(render_report(comparison, articles=articles, title=options.title or None), options)
    elif comparison and options.format in TABLES:
        style = _style(options)
        table = comparison.table(sort=options.sort, differences=options.differences, **style)
        print_text(f"{comparison.summary().table(**style)}\n\n{table}\n", options)
    else:
        _print_rows(comparison, ROW_COLUMNS, options, nothing=_NO_CLAIMS)


def print_view(view: tables.View, options: argparse.Namespace) -> None:
    """Print a view as records or as a table."""
    _print_rows(view, view.columns, options, nothing="nothing was found")


def _print_rows(
    shown: Claims | Comparison | tables.View, columns: Sequence[str], options: argparse.Namespace, *, nothing: str
) -> None:
    if options.format in records.FORMATS:
        text = io.StringIO(newline="")
        if options.bom and not _is_for_screen(options):
            text.write(_BYTE_ORDER_MARK)
        records.write(shown.to_records(), text, columns=columns, format=options.format)
        print_text(text.getvalue(), options)
    elif options.format == "parquet":
        check_output(options)
        with _named(options.output), replacing(options.output) as stream:
            require("pyarrow.parquet", "arrow").write_table(shown.to_arrow(), stream)
    elif options.format == "xlsx":
        check_output(options)
        with _named(options.output):
            shown.to_excel(options.output)
    elif not shown:
        options.note(nothing)
        print_text("", options)  # so that no older result is left in the file of --output
    elif options.format == "html":
        name = getattr(options, "view", "table")
        usual = _TITLES.get(options.command, name.replace("-", " ").capitalize())
        title = getattr(options, "title", None) or usual
        print_text(wrap_table(shown.table(format="html"), title=title), options)
    else:
        print_text(shown.table(**_style(options)) + "\n", options)


class _Style(TypedDict):
    format: tables.Format
    width: int
    colour: bool


def _style(options: argparse.Namespace) -> _Style:
    style = options.format.removesuffix("-table")
    if style == "terminal" and options.output == "-" and not _takes(sys.stdout, _BOX):
        style = "plain"
    colour = options.output == "-" and tables.use_colour(sys.stdout, os.environ)
    return {"format": style, "width": _width(), "colour": colour}


def _is_for_screen(options: argparse.Namespace) -> bool:
    return options.output == "-" and sys.stdout.isatty()


def _takes(stream: TextIO, text: str) -> bool:
    """Tell whether the encoding of *stream* has the characters of *text*."""
    try:
        text.encode(stream.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def print_text(text: str, options: argparse.Namespace) -> None:
    """Write *text* to standard output or, whole and as it is, to the file of --output."""
    if options.output == "-":
        # Tables and pages are escaped already, and a bold header is ours; a pipe gets the data as they are.
        is_json = options.format in {"json", "jsonl", *DOCUMENTS}
        if sys.stdout.isatty() and (is_json or options.format == "csv"):
            text = for_terminal(text)
        if is_json and codecs.lookup(sys.stdout.encoding or "utf-8").name != "utf-8":
            text = _NOT_ASCII.sub(_json_escape, text)  # JSON is UTF-8, and an escape of Python's is none of JSON
        if hasattr(sys.stdout, "reconfigure"):
            if options.format == "csv":
                sys.stdout.reconfigure(newline="")  # it has its own line ends
            if options.format == "html" or (options.format in {"csv", "html-table"} and not sys.stdout.isatty()):
                # As the page says, and as a file of --output has it.
                sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
        print_out(text)
        return
    check_output(options)
    with _named(options.output):
        write_text(options.output, text, errors="backslashreplace")


def _json_escape(found: re.Match[str]) -> str:
    """Return a character as JSON escapes it: in UTF-16."""
    units = found[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


def choose_format(options: argparse.Namespace) -> None:
    """Let the format be that of the ending of the file, where the options state none, and see that it can be had."""
    if not hasattr(options, "format"):
        return
    if options.format is None:
        options.format = _BY_ENDING.get(os.path.splitext(options.output)[1].lower(), "terminal")  # noqa: PTH122
    if options.bom and options.format != "csv":
        options.usage_error(f"--bom: expected with the format csv, got {options.format}")
    if options.format in _FOR_FILES:
        require(*_FOR_FILES[options.format])
        if options.output == "-":
            message = f"--format {options.format}: expected a file for it, got standard output; name one with --output"
            raise InputError(message)


def check_output(options: argparse.Namespace) -> None:
    """Refuse a file of --output that is read by the same command, that is a database, or whose folder is missing."""
    output = getattr(options, "output", "-")
    if output == "-":
        return
    with _named(output):
        check_replaceable(output)
        if any(_are_one(output, file) for file in options.inputs):
            message = f"{output}: is read by this command, and would be lost; name another file"
            raise InputError(message)
        if not os.path.isdir(os.path.dirname(os.path.realpath(output))):  # noqa: PTH112, PTH120 - Path can raise
            raise FileNotFoundError(errno.ENOENT, "there is no such folder")


@contextmanager
def _named(output: str) -> Iterator[None]:
    """Let the errors of writing name the option and the file."""
    try:
        yield
    except OSError as error:
        message = f"--output: cannot write {output}: {error.strerror or error}; check the folder and its room"
        raise InputError(message) from error
    except InputError as error:
        message = f"--output: {error}"
        raise InputError(message) from error


def _are_one(output: str, file: str | Path | int) -> bool:
    """Tell whether two names are those of one file; a device or a pipe may be read and written."""
    with suppress(OSError):
        return os.path.isfile(output) and os.path.samefile(output, file)  # noqa: PTH113, PTH121 - Path can raise
    return False


def print_line(line: str) -> None:
    """Print a line that says what was done; where it cannot be printed, the error says it."""
    try:
        print_out(f"{line}\n")
    except InputError as error:
        message = f"{error}: {line}"
        raise InputError(message) from error


def print_out(text: str) -> None:
    """Write *text* to standard output, whence it goes at once."""
    try:
        if text:  # to write nothing fails on a full device
            sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader has gone (`| head`)
        discard(sys.stdout)
    except OSError as error:
        discard(sys.stdout)
        message = f"cannot write the output: {error.strerror or error}"
        raise InputError(message) from error


def discard(stream: TextIO) -> None:
    """Give up what a stream of the process still holds, and what is yet written to it."""
    with suppress(OSError), Path(os.devnull).open("wb") as nothing:
        os.dup2(nothing.fileno(), stream.fileno())


def finish(main: Callable[[], int]) -> int:
    """Run the command line to its end, and return its exit status."""
    try:
        status = main()
    except SystemExit as end:  # of argparse, after help or an error
        status = end.code if isinstance(end.code, int) else 1
    try:
        sys.stderr.flush()
    except OSError:
        discard(sys.stderr)
    return status


def _width() -> int:
    """Return the width of the terminal, or what COLUMNS says, or 100 where there is neither."""
    return shutil.get_terminal_size((tables.WIDTH, 24)).columns


def note(message: str) -> None:
    """Print a message beside the result, in one line without control characters."""
    try:
        print(f"claimtrack: {visible(' '.join(message.split()))}", file=sys.stderr, flush=True)
    except OSError:  # nobody can be told
        discard(sys.stderr)


def ignore(_: str) -> None:
    """Leave a note out."""


def complain(error: ClaimtrackError) -> None:
    """Print an error."""
    note(f"error: {error}")
