# SPDX-License-Identifier: MIT
"""The commands of a register: add to it, query it, and tell its changes, figures and problems."""

import argparse
import datetime as dt
from collections import Counter
from enum import StrEnum
from typing import Any

from claimtrack.cli.inputs import add_options, add_processes, add_reader, extractor_of, read_pages
from claimtrack.cli.printing import complain, print_claims, print_comparison, print_line, print_view
from claimtrack.comparison.grouping import event_view
from claimtrack.exceptions import InputError
from claimtrack.formats.anchoring import TERMS
from claimtrack.model import Article, Category, Hedging
from claimtrack.parallel.workers import ExtractorLike
from claimtrack.progress import track
from claimtrack.reading.files import shown
from claimtrack.register import Register
from claimtrack.register.adding import Status

COMMANDS = {
    "add": "add the stories of pages to a register, a file that keeps them with their claims",
    "query": "print the claims of a register",
    "changes": "print which claims a version of a story in a register has changed",
    "stats": "print how much a register holds",
    "verify": "check that everything in a register is still what was added",
}
"""The names of the commands, and what they do."""

IN_WORDS = ("add", "verify")
"""The commands that print a line and no table."""

_OPEN = "(open)"
_MEMBERS: dict[str, type[StrEnum]] = {"hedging": Hedging, **TERMS, "category": Category}


def add_command_options(name: str, command: argparse.ArgumentParser) -> None:
    """Let a command of a register take its arguments."""
    command.add_argument("register", metavar="REGISTER", help="the file of the register")
    if name == "add":
        add_options(command)
        add_processes(command)
        add_reader(command)
    if name == "changes":
        command.add_argument("story", metavar="STORY", help="the URL, the key or the id of an article of the story")
        command.add_argument("--version", type=int, metavar="N", help="the story's version (default: the newest)")
    if name == "query":
        _add_conditions(command)


def _add_conditions(command: argparse.ArgumentParser) -> None:
    named = {"speaker": f"a name, or {_OPEN}", "via": f"a relaying source, or {_OPEN}", "outlet": "an outlet"}
    named |= {field: f"one of {', '.join(terms)}" for field, terms in _MEMBERS.items()}
    for field, what in named.items():
        several = f"{what}; several times for any of several"
        command.add_argument(f"--{field}", action="append", metavar="NAME", help=several)
    for field in ("published", "said"):
        days = "a day, as 2023-08-30, or FIRST/LAST, of which one may be left out"
        command.add_argument(f"--{field}", type=_days, metavar="DAYS", help=days)
    command.add_argument("--text", metavar="WORDS", help="words that the claim holds, in this order")
    command.add_argument("--min-confidence", type=float, metavar="NUMBER", help="the least confidence, from 0 to 1")
    any_order = "words that the claim holds, in any order; the best come first"
    command.add_argument("--search", metavar="WORDS", help=any_order)
    command.add_argument("--limit", type=_count, metavar="N", help="print the first N claims only")


def run_command(options: argparse.Namespace) -> bool:
    """Run a command of a register, and return whether all went well."""
    if options.command == "add":
        return _add(options)
    with Register(options.register) as register:
        if options.command == "query":
            _query(register, options)
        elif options.command == "changes":
            print_view(register.changes(options.story, version=options.version).view(), options)
        elif options.command == "stats":
            print_view(register.stats(), options)
        else:
            return _verify(register)
    return True


def show_events(options: argparse.Namespace) -> None:
    """Print the events of a register, or the comparison of one of them."""
    if len(options.paths) > 1:
        message = f"{options.command}: expected pages, or one register alone, got both; add the pages to the register"
        raise InputError(message)
    if getattr(options, "known", None) is not None:
        message = "--known: expected pages, got a register, whose claims have their speakers; state it with `add`"
        raise InputError(message)
    with Register(options.paths[0]) as register:
        found = register.events()
        if options.command == "events":
            print_view(event_view(found), options)
            return
        if options.event is None or not 1 <= options.event <= len(found):
            got = "none" if options.event is None else options.event
            message = f"--event: expected a number from 1 to {len(found)}, got {got}; `events` lists them"
            raise InputError(message)
        event = found[options.event - 1]
        print_comparison(register.compare(event), event.articles, options)


def _add(options: argparse.Namespace) -> bool:
    """Add the stories of pages, each story of a page as one of its own."""
    extractor = extractor_of(options)
    pages, problems = read_pages(options)
    stories = [story for page in pages for story in page]
    counts = _added(stories, extractor, options) if stories else Counter()  # no register is made for nothing
    print_line(", ".join(f"{counts[status]} {status}" for status in Status if status is not Status.REFUSED))
    return not problems and not counts[Status.REFUSED]


def _added(stories: list[Article], extractor: ExtractorLike, options: argparse.Namespace) -> Counter[Status]:
    counts: Counter[Status] = Counter()
    with Register(options.register, create=True) as register:
        tracked = stories if options.quiet else track(stories)
        for addition in register.add_many(tracked, processes=options.processes, extractor=extractor):
            counts[addition.status] += 1
            if addition.problem is not None:
                if options.strict:
                    raise addition.problem
                complain(addition.problem)
    return counts


def _query(register: Register, options: argparse.Namespace) -> None:
    fields = ("speaker", "via", "outlet", *_MEMBERS, "published", "said", "text", "min_confidence")
    conditions: dict[str, Any] = {name: value for name in fields if (value := getattr(options, name)) is not None}
    for name in conditions.keys() & {"speaker", "via", "outlet", *_MEMBERS}:
        conditions[name] = [None if each == _OPEN else each for each in conditions[name]]
    found = register.claims if options.search is None else register.search(options.search)
    print_claims(found.where(**conditions)[: options.limit].claims(), options)


def _verify(register: Register) -> bool:
    problems = register.verify()
    for problem in problems:
        complain(problem)
    if not problems:
        print_line(f"{shown(str(register.path))}: no problem was found")
    return not problems


def _count(value: str) -> int:
    if not value.isdecimal():
        message = f"expected a whole number, got {value!r}"
        raise argparse.ArgumentTypeError(message)
    return int(value)


def _days(value: str) -> tuple[dt.date | None, dt.date | None] | dt.date:
    """Return a day, or the first day and the day after the last, that an option states."""
    try:
        if "/" not in value:
            return dt.date.fromisoformat(value)
        first, last = (dt.date.fromisoformat(part) if part else None for part in value.split("/"))
    except ValueError as error:
        message = f"expected a day such as 2023-08-30, or FIRST/LAST, got {value!r}"
        raise argparse.ArgumentTypeError(message) from error
    if first and last and last < first:
        message = f"expected a last day that is not before the first, got {value!r}"
        raise argparse.ArgumentTypeError(message)
    return first, None if last in (None, dt.date.max) else last + dt.timedelta(days=1)
