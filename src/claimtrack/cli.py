# SPDX-License-Identifier: MIT
"""The command line: `claimtrack extract`, `claimtrack events` and `claimtrack compare`."""

import argparse
import io
import os
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

import attrs

from claimtrack import tables
from claimtrack.claims import COLUMNS as CLAIM_COLUMNS
from claimtrack.claims import Claims
from claimtrack.comparison import COLUMNS as ROW_COLUMNS
from claimtrack.comparison import compare, events
from claimtrack.comparison.views import event_view
from claimtrack.exceptions import ClaimtrackError, InputError
from claimtrack.extraction import extract
from claimtrack.formats import records, rows
from claimtrack.formats.articles import read_articles
from claimtrack.formats.fields import PRODUCERS, Fields, fields_of
from claimtrack.formats.folder import read_folder
from claimtrack.formats.html_pages import read_html
from claimtrack.formats.lines import write_claims
from claimtrack.formats.schema_org import to_json_ld
from claimtrack.formats.web_annotation import to_annotations
from claimtrack.model import Article
from claimtrack.progress import track
from claimtrack.reading import day_of, read
from claimtrack.report import render_report, wrap_table

DONE, BAD_INPUT = 0, 1  # argparse ends wrong usage with 2
# `html` is a page of its own, `html-table` the table element alone.
_FORMATS = (*tables.FORMATS, "html-table", *records.FORMATS)
_DOCUMENTS = ("claims", "json-ld", "annotations")  # of claims alone
_VIEWS = ("table", "who-said-what", "hedging-shift", "timeline", "omissions")
_INTERRUPTED = 130  # 128 and the number of SIGINT, as shells have it


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status: 0 done, 1 bad input, 2 wrong usage."""
    options = _parser().parse_args(arguments)
    options.note = _ignore if options.quiet else _note
    # A name that the terminal's encoding lacks is shown as an escape instead of ending the run.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        status = _run(options)
        sys.stdout.flush()
    except OSError as error:
        if not isinstance(error, BrokenPipeError):
            _note(f"error: cannot write the output: {error.strerror or error}")
            return BAD_INPUT
        # The reader has gone (`| head`); what is left in the buffer has no place to go to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except ClaimtrackError as error:
        _complain(error)
        return BAD_INPUT
    except KeyboardInterrupt:
        return _INTERRUPTED
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="claimtrack", description="Who claimed what, in which outlet, when and how firmly."
    )
    parser.add_argument("--version", action="version", version=f"claimtrack {version('claimtrack')}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, purpose in (
        ("extract", "print the claims of each story"),
        ("events", "print which of the main stories report one event"),
        ("compare", "print what the outlets' main stories share, how they differ, and what each carries alone"),
    ):
        command = commands.add_parser(name, help=purpose, description=f"{purpose[0].upper()}{purpose[1:]}.")
        command.add_argument(
            "paths",
            nargs="+",
            metavar="PATH",
            help="a text file, a folder with an articles.toml, a table of articles (.csv, .tsv, .json, .jsonl), "
            "an HTML page, or - for standard input",
        )
        command.add_argument(
            "--outlet",
            action="append",
            default=[],
            metavar="NAME",
            help="the outlet of a text file; once for each file, in their order (default: the file's name)",
        )
        command.add_argument(
            "--published",
            action="append",
            default=[],
            metavar="DATE",
            help="the day of publication, as 2023-08-30; once for all or once for each file (default: the page's)",
        )
        command.add_argument(
            "--fields",
            type=_fields,
            default="claimtrack",
            metavar="MAP",
            help="where a table of articles holds them: text=COLUMN,outlet=COLUMN,... or the tool that wrote it, "
            f"one of {', '.join(name for name in PRODUCERS if name != 'claimtrack')}",
        )
        command.add_argument("--strict", action="store_true", help="end with the first input that cannot be read")
        forms = [*_FORMATS, *(_DOCUMENTS if name == "extract" else ())]
        command.add_argument(
            "--format",
            choices=forms,
            default="terminal",
            metavar="FORMAT",
            help=f"one of {', '.join(forms)} (default: terminal)",
        )
        command.add_argument(
            "-o", "--output", default="-", metavar="FILE", help="where to write, in UTF-8 (default: standard output)"
        )
        command.add_argument("-q", "--quiet", action="store_true", help="show errors only: no notes, no progress")
        if name == "compare":
            command.add_argument(
                "--event", type=int, metavar="N", help="compare only the stories of event N, as `events` numbers them"
            )
            command.add_argument(
                "--view", choices=_VIEWS, default="table", metavar="VIEW", help=f"one of {', '.join(_VIEWS)}"
            )
        command.set_defaults(usage_error=command.error)
    return parser


def _fields(value: str) -> Fields:
    """Return the field map that an option states."""
    try:
        if "=" not in value:
            return fields_of(value)
        return Fields(**dict(part.split("=", 1) for part in value.split(",")))
    except (ClaimtrackError, TypeError, ValueError) as error:
        known = ", ".join(each.name for each in attrs.fields(Fields))
        tools = ", ".join(name for name in PRODUCERS if name != "claimtrack")
        message = f"expected a tool ({tools}), or text=COLUMN,outlet=COLUMN,... with {known}, got {value!r}"
        raise argparse.ArgumentTypeError(message) from error


def _run(options: argparse.Namespace) -> int:
    files = [path for path in options.paths if path == "-" or not Path(path).is_dir()]
    if len(options.outlet) not in {0, len(files)}:
        got = len(options.outlet)
        options.usage_error(
            f"--outlet: expected one for each of {len(files)} text files, got {got}; folders state theirs"
        )
    if len(options.published) not in {0, min(1, len(files)), len(files)}:
        got = len(options.published)
        options.usage_error(f"--published: expected one, or one for each of {len(files)} text files, got {got}")
    pages, problems = _read(options, files)
    if options.strict and problems:
        raise problems[0]
    for problem in problems:
        _complain(problem)
    if not pages:
        return BAD_INPUT
    if options.command == "extract":
        _print_claims(_claims([story for page in pages for story in page], options), options)
    else:
        for story in (story for page in pages for story in page[1:]):
            options.note(
                f"left out the further story {story.title or story.text[:60]!r} of {story.outlet}; `extract` shows it"
            )
        mains = [page[0] for page in pages]
        if options.command == "events":
            _print_view(event_view(events(mains)), options)
        else:
            _compare(mains, options, whole=not problems)
    return BAD_INPUT if problems else DONE


def _compare(mains: Sequence[Article], options: argparse.Namespace, *, whole: bool) -> None:
    """Print the comparison of the main stories; *whole* tells whether all pages could be read."""
    found = events(mains)
    if options.event is None:
        if len(found) > 1:
            options.note(
                f"the stories seem to report {len(found)} events; `events` lists them, and --event N compares one"
            )
    elif 1 <= options.event <= len(found):
        mains = found[options.event - 1].articles
    else:
        message = f"--event: expected a number from 1 to {len(found)}, got {options.event}; `events` lists them"
        raise InputError(message)
    outlets = list(dict.fromkeys(story.outlet for story in mains))
    if len(outlets) == 1 and whole:
        message = (
            f"compare: expected articles of two outlets or more, got only {outlets[0]}; name another outlet's page"
        )
        raise InputError(message)
    _print_comparison(mains, options)


def _read(options: argparse.Namespace, files: list[str]) -> tuple[list[tuple[Article, ...]], list[ClaimtrackError]]:
    """Return the stories of every page that could be read, and what went wrong with the others."""
    pages: list[tuple[Article, ...]] = []
    problems: list[ClaimtrackError] = []
    outlets = options.outlet or [None] * len(files)
    days = options.published * len(files) if len(options.published) == 1 else options.published or [None] * len(files)
    stated = iter(zip(outlets, days, strict=True))
    seen: set[object] = set()
    for path in options.paths:
        place = path if path == "-" else Path(path).resolve()
        outlet, day = next(stated) if path in files else (None, None)
        if place in seen:
            problems.append(InputError(f"{path}: is named twice; remove one of the two"))
            continue
        seen.add(place)
        try:
            if path in files and Path(path).suffix.lower() in rows.SUFFIXES:
                reading = read_articles(path, fields=options.fields, outlet=outlet)
                problems.extend(reading.problems)
                if not reading.articles and not reading.problems:
                    problems.append(InputError(f"{path}: holds no article"))
                default = day_of(day)
                pages.extend((attrs.evolve(each, published=each.published or default),) for each in reading.articles)
            elif path in files:
                pages.append(_read_file(path, outlet, day, options.note))
            else:
                folder = read_folder(path)
                problems.extend(folder.problems)
                for page, file in zip(folder.pages, folder.files, strict=True):
                    if file in seen:
                        problems.append(InputError(f"{file}: is named twice; remove one of the two"))
                    else:
                        pages.append(page)
                        seen.add(file)
        except ClaimtrackError as error:
            problems.append(error)
    return pages, problems


def _read_file(
    path: str, outlet: str | None, published: str | None, note: Callable[[str], None]
) -> tuple[Article, ...]:
    """Read one page from a file or from standard input."""
    if path == "-":
        try:
            text = sys.stdin.buffer.read().decode("utf-8")
        except UnicodeDecodeError as error:
            byte = f"0x{error.object[error.start]:02x} at {error.start}"
            message = f"standard input: expected text in UTF-8, got the byte {byte}; convert it first"
            raise InputError(message) from error
        if not text.strip():
            message = "standard input: is empty; expected the text of a news page"
            raise InputError(message)
        # With a line end it is never taken for the name of a file.
        stories = read(text + "\n", outlet=outlet or "standard input", published=published)
    elif Path(path).suffix.lower() in {".html", ".htm"}:
        stories = (read_html(Path(path), outlet=outlet, published=published).article,)
    else:
        stories = read(Path(path), outlet=outlet or Path(path).stem, published=published)
    if stories[0].published is None:
        place = "standard input" if path == "-" else path
        note(f"{place}: prints no date of publication, so weekdays and months stay open; state it with --published")
    return stories


def _claims(articles: Sequence[Article], options: argparse.Namespace) -> Claims:
    """Return the claims of all *articles*, one after the other."""
    tracked = articles if options.quiet else track(articles)
    return Claims(claim for article in tracked for claim in extract(article))


def _print_claims(claims: Claims, options: argparse.Namespace) -> None:
    if options.format in records.FORMATS:
        _print_records(claims.to_records(), CLAIM_COLUMNS, options)
    elif options.format == "claims":
        lines = io.StringIO()
        write_claims(claims, lines)
        _print(lines.getvalue(), options)
    elif options.format in _DOCUMENTS:
        document = to_json_ld(claims) if options.format == "json-ld" else to_annotations(claims)
        _print(records.json_line(document) + "\n", options)
    elif claims:
        _print_table(claims.table, options)
    else:
        _print_nothing("no claims were found", options)


def _print_comparison(mains: Sequence[Article], options: argparse.Namespace) -> None:
    comparison = compare(_claims(mains, options))
    if options.view != "table":
        _print_view(getattr(comparison, options.view.replace("-", "_"))(), options)
    elif options.format == "html":
        _print(render_report(comparison, articles=mains), options)
    elif options.format in records.FORMATS:
        _print_records(comparison.to_records(), ROW_COLUMNS, options)
    elif comparison.rows:
        _print_table(comparison.table, options)
    else:
        _print_nothing("no claims were found", options)


def _print_view(view: tables.View, options: argparse.Namespace) -> None:
    if options.format in records.FORMATS:
        _print_records(view.to_records(), view.columns, options)
    elif view:
        _print_table(view.table, options)
    else:
        _print_nothing("nothing was found", options)


def _print_records(rows: Sequence[Mapping[str, object]], columns: Sequence[str], options: argparse.Namespace) -> None:
    text = io.StringIO(newline="")
    records.write(rows, text, columns=columns, format=options.format)
    _print(text.getvalue(), options)


def _print_table(table: Callable[..., str], options: argparse.Namespace) -> None:
    if options.format == "html":
        name = getattr(options, "view", "table")
        title = {"extract": "Claims", "events": "Events"}.get(options.command, name.replace("-", " ").capitalize())
        _print(wrap_table(table(format="html"), title=title), options)
        return
    colour = options.output == "-" and tables.use_colour(sys.stdout, os.environ)
    _print(table(format=options.format.removesuffix("-table"), width=_width(), colour=colour) + "\n", options)


def _print_nothing(message: str, options: argparse.Namespace) -> None:
    """Note that there is nothing, and leave no older result in the file of --output."""
    options.note(message)
    _print("", options)


def _print(text: str, options: argparse.Namespace) -> None:
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


def _note(message: str) -> None:
    print(f"claimtrack: {message}", file=sys.stderr)


def _ignore(_: str) -> None:
    """Leave a note out."""


def _complain(error: ClaimtrackError) -> None:
    """Print an error in one line."""
    _note(f"error: {' '.join(str(error).split())}")
