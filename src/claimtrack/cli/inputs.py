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
from claimtrack.cli.printing import complain, print_line
from claimtrack.exceptions import ClaimtrackError, InputError, ReadingWarning
from claimtrack.extraction.extractor import READERS
from claimtrack.extraction.speakers.resolution import Speakers
from claimtrack.formats.articles import articles_of_text, read_articles
from claimtrack.formats.fields import PRODUCERS, Fields, are_usual, fields_of
from claimtrack.formats.folder import LIST, listed_files, read_folder
from claimtrack.formats.folder_list import write_list
from claimtrack.formats.input_rows import SUFFIXES, form_of, header_of
from claimtrack.formats.reading_result import Reading
from claimtrack.formats.saved_pages import page_stories
from claimtrack.formats.speakers import read_speakers
from claimtrack.model import Article, Claim
from claimtrack.parallel.many import extract_many
from claimtrack.parallel.workers import ExtractorLike
from claimtrack.progress import track
from claimtrack.reading import PAGE_LIMIT, TABLE_LIMIT, published_day, read
from claimtrack.reading.files import begins_as_html, decoded, file_bytes, too_large

_MEGABYTE = 1_000_000
_STDIN = "standard input"
_TOOLS = ", ".join(name for name in PRODUCERS if name != "claimtrack")
_NUMBER = re.compile(r"[1-9]\d{0,8}", re.ASCII)
_HELP = {
    "paths": "a page, saved as text or HTML, a folder of pages, a table of articles (.csv, .tsv, .json, .jsonl), "
    "or - for standard input, which may hold a page or a table",
    "outlet": "the outlet of a file; once for each file, in their order (default: the page's, or the file's name)",
    "published": "the day of publication, as 2023-08-30; once for all or once for each file (default: the page's)",
    "fields": "where a table of articles holds them: text=COLUMN,outlet=COLUMN,... or the tool that wrote it, "
    f"one of {_TOOLS} (default: columns of usual names)",
    "limit": "the most megabytes that an input may have "
    f"(default: {PAGE_LIMIT // _MEGABYTE}, and {TABLE_LIMIT // _MEGABYTE} for a table of articles)",
    "strict": "end with the first input that cannot be read",
    "reader": "who finds the claims: plain, which needs nothing; neural, which finds more, takes far longer, "
    "and needs claimtrack-neural; or neural-acts, for which plans and acts count as well (default: plain)",
    "known": "a TOML file of speakers who are known, with names, aliases and ids of your own",
    "processes": "how many processes find the claims; 0 for as many as there are cores (default: 1)",
}


def add_options(command: argparse.ArgumentParser, *, also: str = "") -> None:
    """Let a command take paths, and what is to be known about them; *also* names what else they may be."""
    command.add_argument("paths", nargs="+", metavar="PATH", help=_HELP["paths"] + also)
    command.add_argument("--outlet", action="append", default=[], metavar="NAME", help=_HELP["outlet"])
    command.add_argument("--published", action="append", default=[], metavar="DATE", help=_HELP["published"])
    command.add_argument("--fields", type=_fields, metavar="MAP", help=_HELP["fields"])
    command.add_argument("--limit", type=_megabytes, metavar="MB", help=_HELP["limit"])
    command.add_argument("--strict", action="store_true", help=_HELP["strict"])


def add_processes(command: argparse.ArgumentParser) -> None:
    """Let a command take the number of processes that find claims; the option is None for one on each core."""
    command.add_argument("--processes", type=_processes, default=1, metavar="N", help=_HELP["processes"])


def add_reader(command: argparse.ArgumentParser) -> None:
    """Let a command take who finds the claims, and whom they know."""
    command.add_argument("--reader", choices=READERS, default="plain", metavar="NAME", help=_HELP["reader"])
    command.add_argument("--known", metavar="FILE", help=_HELP["known"])


def extractor_of(options: argparse.Namespace) -> ExtractorLike:
    """Return who finds the claims.

    Raises:
        MissingExtraError: If what that needs is not installed.
        InputError: If the file of known speakers cannot be read.
    """
    found = READERS[options.reader]()
    if options.known is None:
        return found
    with _noted_warnings(options):
        return attrs.evolve(found, speakers=Speakers(read_speakers(options.known)))


def add_folder(command: argparse.ArgumentParser) -> None:
    """Let a command take a folder of pages."""
    command.add_argument("folder", metavar="FOLDER", help="a folder of pages (.txt, .html, .htm)")
    command.add_argument("--limit", type=_megabytes, metavar="MB", help=f"{_HELP['limit'].partition(',')[0]})")


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
    stated = (getattr(options, name, None) for name in ("register", "known"))
    found: list[str | Path | int] = [each for each in stated if each is not None]
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
    several = f"the files ({count})"
    if names not in {0, count}:
        options.usage_error(f"--outlet: expected one for each of {several}, got {names}; folders state theirs")
    if days not in {0, min(1, count), count}:
        options.usage_error(f"--published: expected one, or one for each of {several}, got {days}")
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


def list_pages(options: argparse.Namespace) -> tuple[InputError, ...]:
    """Write the list of a folder, and return what went wrong with its pages, which is printed."""
    with _noted_warnings(options):
        folder = write_list(options.folder, limit=options.limit or PAGE_LIMIT)
    for page, file in zip(folder.pages, folder.files, strict=True):
        _noted(page, _within(options.folder, file), "articles.toml", options)
    for problem in folder.problems:
        complain(problem)
    number = len(folder.pages)
    print_line(f"{Path(options.folder) / LIST}: {number} {'page' if number == 1 else 'pages'}; correct what is wrong")
    return folder.problems


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
                fields = options.fields or "claimtrack"
                reading = read_articles(path, fields=fields, outlet=outlet, limit=options.limit or TABLE_LIMIT)
                pages.extend(_pages_of(path, reading, day, problems))
            elif path == "-":
                pages.extend(_read_standard_input(outlet, day, options, problems))
            elif path in files:
                data = file_bytes(path, limit=options.limit or PAGE_LIMIT)
                stories = page_stories(data, path, outlet=outlet, published=published_day(day))
                pages.append(_noted(stories, path, "--published", options))
            else:
                folder = read_folder(path, limit=options.limit or PAGE_LIMIT)
                problems.extend(folder.problems)
                for page, file in zip(folder.pages, folder.files, strict=True):
                    if file in seen:
                        problems.append(InputError(f"{file}: is named twice; remove one of the two"))
                    else:
                        pages.append(_noted(page, _within(path, file), "articles.toml", options))
                        seen.add(file)
        except ClaimtrackError as error:
            problems.append(error)
    return pages, problems


def _pages_of(
    name: str, reading: Reading, published: str | None, problems: list[ClaimtrackError]
) -> list[tuple[Article, ...]]:
    """Return the articles of a table as pages, and note its problems; *published* is for those without a day."""
    problems.extend(reading.problems)
    if not reading.articles and not reading.problems:
        problems.append(InputError(f"{name}: holds no article"))
    default = published_day(published)
    return [(attrs.evolve(each, published=each.published or default),) for each in reading.articles]


def _read_standard_input(
    outlet: str | None, published: str | None, options: argparse.Namespace, problems: list[ClaimtrackError]
) -> list[tuple[Article, ...]]:
    """Return what standard input holds: a page, as text or HTML, or a table of articles in JSON, JSON Lines or CSV."""
    limit = options.limit or (PAGE_LIMIT if options.fields is None else TABLE_LIMIT)
    try:
        data = sys.stdin.buffer.read(limit + 1)
    except OSError as error:
        message = f"{_STDIN}: cannot be read: {error.strerror or error}; name a file instead"
        raise InputError(message) from error
    if len(data) > limit:
        raise too_large(_STDIN, len(data), limit)
    if begins_as_html(data):
        if options.fields is not None:
            message = f"{_STDIN}: is an HTML page, and --fields is for a table of articles; leave it out"
            raise InputError(message)
        stories = page_stories(data, _STDIN, outlet=outlet, published=published_day(published))
        return [_noted(stories, _STDIN, "--published", options)]
    text = decoded(data, _STDIN)
    form = form_of(text) or (".csv" if options.fields is not None or are_usual(header_of(text)) else None)
    if form is not None:
        fields = options.fields or "claimtrack"
        reading = articles_of_text(text, _STDIN, form=form, fields=fields, outlet=outlet)
        return _pages_of(_STDIN, reading, published, problems)
    # With a line end it is never taken for the name of a file.
    stories = read(text + "\n", outlet=outlet or _STDIN, published=published)
    return [_noted(stories, _STDIN, "--published", options)]


def _within(folder: str, file: Path) -> str:
    """Return the path of a page by the folder's own name."""
    return str(Path(folder) / file.relative_to(Path(folder).resolve()))


def _noted(stories: tuple[Article, ...], place: str, where: str, options: argparse.Namespace) -> tuple[Article, ...]:
    """Return the stories of a page, with a note where the main one has no day."""
    if stories[0].published is None:
        unknown = "prints no date of publication, so weekdays and months stay open; state it"
        options.note(f"{place}: {unknown} {'in' if where.endswith('.toml') else 'with'} {where}")
    return stories


def extract_claims(
    articles: Sequence[Article],
    options: argparse.Namespace,
    problems: list[ClaimtrackError],
    *,
    processes: int | None = 1,
) -> Claims:
    """Return the claims of all *articles*, one after the other, and add what went wrong, which is printed."""
    results = extract_many(articles, processes=processes, extractor=extractor_of(options))
    claims: list[Claim] = []
    for result in results if options.quiet else track(results, total=len(articles)):
        claims.extend(result.claims)
        if result.problem is not None:
            if options.strict:
                raise result.problem
            complain(result.problem)
            problems.append(result.problem)
    return Claims(claims)
