# SPDX-License-Identifier: MIT
"""What the commands read: the stories that the paths and options name."""

import argparse
import os
import re
import sys
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import attrs

from claimtrack.claims import Claims
from claimtrack.cli.printing import complain
from claimtrack.exceptions import ClaimtrackError, InputError, ReadingWarning
from claimtrack.formats.articles import read_articles
from claimtrack.formats.fields import PRODUCERS, Fields, fields_of
from claimtrack.formats.folder import listed_files, read_folder
from claimtrack.formats.html_pages import read_html
from claimtrack.formats.input_rows import SUFFIXES
from claimtrack.model import Article, Claim
from claimtrack.parallel.many import extract_many
from claimtrack.progress import track
from claimtrack.reading import PAGE_LIMIT, TABLE_LIMIT, published_day, read
from claimtrack.reading.files import decoded, too_large

_MEGABYTE = 1_000_000
_TOOLS = ", ".join(name for name in PRODUCERS if name != "claimtrack")
_NUMBER = re.compile(r"[1-9]\d{0,8}", re.ASCII)
_HELP = {
    "paths": "a text file, a folder with an articles.toml, a table of articles (.csv, .tsv, .json, .jsonl), "
    "an HTML page, or - for standard input",
    "outlet": "the outlet of a text file; once for each file, in their order (default: the file's name)",
    "published": "the day of publication, as 2023-08-30; once for all or once for each file (default: the page's)",
    "fields": "where a table of articles holds them: text=COLUMN,outlet=COLUMN,... or the tool that wrote it, "
    f"one of {_TOOLS}",
    "limit": "the most megabytes that an input may have "
    f"(default: {PAGE_LIMIT // _MEGABYTE}, and {TABLE_LIMIT // _MEGABYTE} for a table of articles)",
    "strict": "end with the first input that cannot be read",
    "processes": "how many processes find the claims; 0 for as many as there are cores (default: 1)",
}


def add_options(command: argparse.ArgumentParser, *, also: str = "") -> None:
    """Let a command take paths, and what is to be known about them; *also* names what else they may be."""
    command.add_argument("paths", nargs="+", metavar="PATH", help=_HELP["paths"] + also)
    command.add_argument("--outlet", action="append", default=[], metavar="NAME", help=_HELP["outlet"])
    command.add_argument("--published", action="append", default=[], metavar="DATE", help=_HELP["published"])
    command.add_argument("--fields", type=_fields, default="claimtrack", metavar="MAP", help=_HELP["fields"])
    command.add_argument("--limit", type=_megabytes, metavar="MB", help=_HELP["limit"])
    command.add_argument("--strict", action="store_true", help=_HELP["strict"])


def add_processes(command: argparse.ArgumentParser) -> None:
    """Let a command take the number of processes that find claims; the option is None for one on each core."""
    command.add_argument("--processes", type=_processes, default=1, metavar="N", help=_HELP["processes"])


def _processes(value: str) -> int | None:
    if not value.isdecimal():
        message = f"expected a whole number, or 0 for as many as there are cores, got {value!r}"
        raise argparse.ArgumentTypeError(message)
    return int(value) or None


def _fields(value: str) -> Fields:
    try:
        if "=" not in value:
            return fields_of(value)
        return Fields(**dict(part.split("=", 1) for part in value.split(",")))
    except (ClaimtrackError, TypeError, ValueError) as error:
        known = ", ".join(each.name for each in attrs.fields(Fields))
        message = f"expected a tool ({_TOOLS}), or text=COLUMN,outlet=COLUMN,... with {known}, got {value!r}"
        raise argparse.ArgumentTypeError(message) from error


def _megabytes(value: str) -> int:
    if not _NUMBER.fullmatch(value):
        message = f"expected a whole number of megabytes, got {value!r:.40}"
        raise argparse.ArgumentTypeError(message)
    return int(value) * _MEGABYTE


def files_read(options: argparse.Namespace) -> list[str | Path | int]:
    """Return the paths of all files that the command reads, and the number of standard input if it is one of them."""
    found: list[str | Path | int] = [options.register] if hasattr(options, "register") else []
    for path in getattr(options, "paths", ()):
        if path == "-":
            found.append(0)
        elif os.path.isdir(path):  # noqa: PTH112 - Path can raise
            found.extend(listed_files(path, limit=options.limit or PAGE_LIMIT))
        else:
            found.append(path)
    return found


def read_pages(options: argparse.Namespace) -> tuple[list[tuple[Article, ...]], list[ClaimtrackError]]:
    """Return the stories of every page that could be read, and what went wrong with the others, which is printed."""
    files = [path for path in options.paths if path == "-" or not os.path.isdir(path)]  # noqa: PTH112 - Path can raise
    count, names, days = len(files), len(options.outlet), len(options.published)
    if names not in {0, count}:
        options.usage_error(f"--outlet: expected one for each of {count} text files, got {names}; folders state theirs")
    if days not in {0, min(1, count), count}:
        options.usage_error(f"--published: expected one, or one for each of {count} text files, got {days}")
    with _noted_warnings(options):
        pages, problems = _read(options, files)
    if options.strict and problems:
        raise problems[0]
    for problem in problems:
        complain(problem)
    return pages, problems


@contextmanager
def _noted_warnings(options: argparse.Namespace) -> Iterator[None]:
    """Let what readers assume be notes, and every other warning be what it was."""
    show = warnings.showwarning

    def noted(message: Warning | str, category: type[Warning], *place: Any, **of: Any) -> None:  # noqa: ANN401
        if issubclass(category, ReadingWarning):
            options.note(str(message))
        else:
            show(message, category, *place, **of)

    with warnings.catch_warnings():
        warnings.simplefilter("always", ReadingWarning)
        warnings.showwarning = noted
        yield


def _read(options: argparse.Namespace, files: list[str]) -> tuple[list[tuple[Article, ...]], list[ClaimtrackError]]:
    pages: list[tuple[Article, ...]] = []
    problems: list[ClaimtrackError] = []
    outlets = options.outlet or [None] * len(files)
    days = options.published * len(files) if len(options.published) == 1 else options.published or [None] * len(files)
    stated = iter(zip(outlets, days, strict=True))
    seen: set[object] = set()
    for path in options.paths:
        place = path if path == "-" else Path(os.path.realpath(path))
        outlet, day = next(stated) if path in files else (None, None)
        if place in seen:
            problems.append(InputError(f"{path}: is named twice; remove one of the two"))
            continue
        seen.add(place)
        try:
            if path in files and Path(path).suffix.lower() in SUFFIXES:
                reading = read_articles(path, fields=options.fields, outlet=outlet, limit=options.limit or TABLE_LIMIT)
                problems.extend(reading.problems)
                if not reading.articles and not reading.problems:
                    problems.append(InputError(f"{path}: holds no article"))
                default = published_day(day)
                pages.extend((attrs.evolve(each, published=each.published or default),) for each in reading.articles)
            elif path in files:
                pages.append(_read_file(path, outlet, day, options))
            else:
                folder = read_folder(path, limit=options.limit or PAGE_LIMIT)
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
    path: str, outlet: str | None, published: str | None, options: argparse.Namespace
) -> tuple[Article, ...]:
    limit = options.limit or PAGE_LIMIT
    place = "standard input" if path == "-" else path
    if path == "-":
        try:
            data = sys.stdin.buffer.read(limit + 1)
        except OSError as error:
            message = f"{place}: cannot be read: {error.strerror or error}; name a file instead"
            raise InputError(message) from error
        if len(data) > limit:
            raise too_large(place, len(data), limit)
        # With a line end it is never taken for the name of a file.
        stories = read(decoded(data, place) + "\n", outlet=outlet or place, published=published)
    elif Path(path).suffix.lower() in {".html", ".htm"}:
        stories = (read_html(Path(path), outlet=outlet, published=published, limit=limit).article,)
    else:
        stories = read(Path(path), outlet=outlet or Path(path).stem, published=published, limit=limit)
    if stories[0].published is None:
        unknown = "prints no date of publication, so weekdays and months stay open; state it with --published"
        options.note(f"{place}: {unknown}")
    return stories


def extract_claims(
    articles: Sequence[Article],
    options: argparse.Namespace,
    problems: list[ClaimtrackError],
    *,
    processes: int | None = 1,
) -> Claims:
    """Return the claims of all *articles*, one after the other, and add what went wrong, which is printed."""
    results = extract_many(articles, processes=processes)
    claims: list[Claim] = []
    for result in results if options.quiet else track(results, total=len(articles)):
        claims.extend(result.claims)
        if result.problem is not None:
            if options.strict:
                raise result.problem
            complain(result.problem)
            problems.append(result.problem)
    return Claims(claims)
