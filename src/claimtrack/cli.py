# SPDX-License-Identifier: MIT
"""The command line: `claimtrack extract`, `claimtrack events` and `claimtrack compare`."""

import argparse
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TextIO, cast

from claimtrack import tables
from claimtrack.claims import COLUMNS as CLAIM_COLUMNS
from claimtrack.claims import Claims
from claimtrack.comparison import COLUMNS as ROW_COLUMNS
from claimtrack.comparison import compare, events
from claimtrack.comparison.views import event_view
from claimtrack.exceptions import ClaimtrackError, InputError
from claimtrack.extraction import extract
from claimtrack.formats import records
from claimtrack.formats.folder import read_folder
from claimtrack.model import Article
from claimtrack.reading import read

DONE, BAD_INPUT = 0, 1  # argparse ends wrong usage with 2
_VIEWS = ("table", "who-said-what", "hedging-shift", "timeline", "omissions")
_INTERRUPTED = 130  # 128 and the number of SIGINT, as shells have it


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status: 0 done, 1 bad input, 2 wrong usage."""
    options = _parser().parse_args(arguments)
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
            help="a text file, a folder with an articles.toml, or - for standard input",
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
            "--format",
            choices=[*tables.FORMATS, *records.FORMATS],
            default="terminal",
            metavar="FORMAT",
            help=f"one of {', '.join([*tables.FORMATS, *records.FORMATS])} (default: terminal)",
        )
        if name == "compare":
            command.add_argument(
                "--event", type=int, metavar="N", help="compare only the stories of event N, as `events` numbers them"
            )
            command.add_argument(
                "--view", choices=_VIEWS, default="table", metavar="VIEW", help=f"one of {', '.join(_VIEWS)}"
            )
        command.set_defaults(usage_error=command.error)
    return parser


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
    for problem in problems:
        _complain(problem)
    if not pages:
        return BAD_INPUT
    if options.command == "extract":
        claims = _claims(story for page in pages for story in page)
        _print_claims(claims, options.format)
    else:
        for story in (story for page in pages for story in page[1:]):
            _note(
                f"left out the further story {story.title or story.text[:60]!r} of {story.outlet}; `extract` shows it"
            )
        mains = [page[0] for page in pages]
        if options.command == "events":
            _print_view(event_view(events(mains)), options.format)
        else:
            _compare(mains, options, whole=not problems)
    return BAD_INPUT if problems else DONE


def _compare(mains: Sequence[Article], options: argparse.Namespace, *, whole: bool) -> None:
    """Print the comparison of the main stories; *whole* tells whether all pages could be read."""
    found = events(mains)
    if options.event is None:
        if len(found) > 1:
            _note(f"the stories seem to report {len(found)} events; `events` lists them, and --event N compares one")
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
    _print_comparison(_claims(iter(mains)), options)


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
            if path in files:
                pages.append(_read_file(path, outlet, day))
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


def _read_file(path: str, outlet: str | None, published: str | None) -> tuple[Article, ...]:
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
    else:
        stories = read(Path(path), outlet=outlet or Path(path).stem, published=published)
    if stories[0].published is None:
        place = "standard input" if path == "-" else path
        _note(f"{place}: prints no date of publication, so weekdays and months stay open; state it with --published")
    return stories


def _claims(articles: Iterator[Article]) -> Claims:
    """Return the claims of all *articles*, one after the other."""
    return Claims(claim for article in articles for claim in extract(article))


def _print_claims(claims: Claims, form: str) -> None:
    if form in records.FORMATS:
        _print_records(claims.to_records(), CLAIM_COLUMNS, form)
    elif claims:
        _print_table(claims.table, form)
    else:
        _note("no claims were found")


def _print_comparison(claims: Claims, options: argparse.Namespace) -> None:
    comparison = compare(claims)
    if options.view != "table":
        _print_view(getattr(comparison, options.view.replace("-", "_"))(), options.format)
    elif options.format in records.FORMATS:
        _print_records(comparison.to_records(), ROW_COLUMNS, options.format)
    elif comparison.rows:
        _print_table(comparison.table, options.format)
    else:
        _note("no claims were found")


def _print_view(view: tables.View, form: str) -> None:
    if form in records.FORMATS:
        _print_records(view.to_records(), view.columns, form)
    elif view:
        _print_table(view.table, form)
    else:
        _note("nothing was found")


def _print_records(rows: Sequence[Mapping[str, object]], columns: Sequence[str], form: str) -> None:
    records.write(rows, _output(form), columns=columns, format=cast("records.Format", form))


def _print_table(table: Callable[..., str], form: str) -> None:
    print(table(format=form, width=_width(), colour=tables.use_colour(sys.stdout, os.environ)))


def _output(form: str) -> TextIO:
    """Return standard output, set to write a CSV's own line ends."""
    if form == "csv" and hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(newline="")
    return sys.stdout


def _width() -> int:
    """Return the width of the terminal, or what COLUMNS says, or 100 where there is neither."""
    return shutil.get_terminal_size((tables.WIDTH, 24)).columns


def _note(message: str) -> None:
    print(f"claimtrack: {message}", file=sys.stderr)


def _complain(error: ClaimtrackError) -> None:
    """Print an error in one line."""
    _note(f"error: {' '.join(str(error).split())}")
