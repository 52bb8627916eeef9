# SPDX-License-Identifier: MIT
"""The command line: claims, events and comparisons of pages, and those that a register keeps."""

import argparse
import difflib
import io
import re
import shlex
import sys
from collections.abc import Sequence
from contextlib import redirect_stdout
from importlib.metadata import version
from itertools import takewhile
from typing import get_args

from claimtrack.cli import register_commands
from claimtrack.cli.completion import SHELLS, print_completion
from claimtrack.cli.inputs import (
    add_folder,
    add_options,
    add_processes,
    add_reader,
    extract_claims,
    files_read,
    list_pages,
    read_pages,
)
from claimtrack.cli.printing import (
    DOCUMENTS,
    OUTPUT_FORMATS,
    TABLES,
    check_output,
    choose_format,
    complain,
    ignore,
    note,
    print_claims,
    print_comparison,
    print_line,
    print_out,
    print_view,
)
from claimtrack.comparison import compare, events
from claimtrack.comparison.grouping import event_view
from claimtrack.comparison.side_by_side import Sort, Told
from claimtrack.exceptions import ClaimtrackError, InputError
from claimtrack.formats.examples import write_examples
from claimtrack.model import Article
from claimtrack.reading.files import shown
from claimtrack.register import is_register

DONE, BAD_INPUT = 0, 1  # argparse ends wrong usage with 2
_COMMANDS = {
    "extract": "print the claims of each story",
    "events": "print which of the main stories report one event",
    "compare": "print what the outlets' main stories share, how they differ, and what each carries alone",
}
_INIT = {"init": "write the articles.toml of a folder of pages, with what the pages tell, for you to correct"}
_EXAMPLE = {"example": "write example pages into a folder, to try the other commands on"}
_PURPOSES = _COMMANDS | _INIT | _EXAMPLE | register_commands.COMMANDS
_HELP, _COMPLETION = "help", "completion"
_ABOUT = {_HELP: "print the help of a command", _COMPLETION: "print what completes commands and options in a shell"}
_VIEWS = (
    "table",
    "summary",
    "who-said-what",
    "hedging-shift",
    "timeline",
    "omissions",
    "differences",
    "voices",
    "quotations",
)
_DASHES = re.compile(r"(--[^=]+|-[^-]+?)=?--", re.DOTALL)
_INTERRUPTED = 130  # 128 and the number of SIGINT, as shells have it


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status: 0 done, 1 bad input, 2 wrong usage."""
    # A name that the terminal's encoding lacks is shown as an escape instead of ending the run.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        return _run(_options(sys.argv[1:] if arguments is None else arguments))
    except ClaimtrackError as error:
        complain(error)
        return BAD_INPUT
    except KeyboardInterrupt:
        return _INTERRUPTED


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = _parser()
    for argument in takewhile(lambda each: each != "--", arguments):
        # Python before 3.13 takes the two dashes for the end of the options, and gives the option an empty list.
        if found := _DASHES.fullmatch(argument):
            parser.error(f"argument {found[1]}: expected a value, got '--'")
    _check_command(parser, arguments)
    printed = io.StringIO()  # as argparse does not tell that its help could not be printed
    try:
        with redirect_stdout(printed):
            options, further = parser.parse_known_args(arguments)
            if options.command == _HELP and not further:
                wanted = [] if options.about is None else [options.about]
                _check_command(parser, wanted)
                parser.parse_args([*wanted, "--help"])
            _take_paths(further, arguments, options)
    except SystemExit:
        print_out(printed.getvalue())
        raise
    return options


def _check_command(parser: argparse.ArgumentParser, arguments: Sequence[str]) -> None:
    """Refuse a command that there is not, with the one that is meant."""
    wanted = next((each for each in arguments if not each.startswith("-")), _HELP)
    names = [*_PURPOSES, *_ABOUT]
    if wanted not in names:
        near = difflib.get_close_matches(wanted, names, n=1)
        meant = f"did you mean {near[0]}?" if near else f"the commands are {', '.join(names)}"
        parser.error(f"there is no command {wanted!r}; {meant}")


def _take_paths(further: list[str], arguments: Sequence[str], options: argparse.Namespace) -> None:
    """Take the paths that stand after an option, which argparse leaves over where others stand before it."""
    if not further:
        return
    literal = list(arguments[arguments.index("--") + 1 :]) if "--" in arguments else []
    literal = literal if literal and further[-len(literal) :] == literal else []
    before = [each for each in further[: len(further) - len(literal)] if each != "--"]
    paths = [each for each in before if each == "-" or not each.startswith("-")]
    if not hasattr(options, "paths") or len(paths) < len(before):
        options.usage_error(f"unrecognized arguments: {' '.join(further)}")
    options.paths += paths + literal


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="claimtrack", description="Who claimed what, in which outlet, when and how firmly."
    )
    parser.add_argument("-V", "--version", action="version", version=f"claimtrack {version('claimtrack')}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, purpose in _PURPOSES.items():
        command = commands.add_parser(name, help=purpose, description=f"{purpose[0].upper()}{purpose[1:]}.")
        option = command.add_argument
        if name in _COMMANDS:
            add_options(command, also="" if name == "extract" else "; or a register, alone")
            if name == "extract":
                add_processes(command)
            if name != "events":
                add_reader(command)
        elif name in _INIT:
            add_folder(command)
        elif name in _EXAMPLE:
            option("folder", metavar="FOLDER", help="where to write them; it is made if it is not there")
        else:
            register_commands.add_command_options(name, command)
        if name not in {*_INIT, *_EXAMPLE, *register_commands.IN_WORDS}:
            forms = [*OUTPUT_FORMATS, *(DOCUMENTS if name in {"extract", "query"} else ())]
            named = f"one of {', '.join(forms)} (default: by the ending of FILE, or terminal)"
            option("--format", choices=forms, metavar="FORMAT", help=named)
            place = "where to write, in UTF-8 (default: standard output)"
            option("-o", "--output", default="-", metavar="FILE", help=place)
            mark = "begin CSV with a byte order mark, by which Excel knows UTF-8"
            option("--bom", action="store_true", help=mark)
        option("-q", "--quiet", action="store_true", help="show errors only: no notes, no progress")
        if name == "compare":
            only = "compare only the stories of event N, as `events` numbers them"
            option("--event", type=int, metavar="N", help=only)
            order = f"one of {', '.join(get_args(Sort))}, for the table (default: order)"
            option("--sort", choices=get_args(Sort), default="order", metavar="ORDER", help=order)
            option(
                "--title",
                metavar="TEXT",
                help="the heading of the HTML page (default: the headline, or the view's name)",
            )
            option("--view", choices=_VIEWS, default="table", metavar="VIEW", help=f"one of {', '.join(_VIEWS)}")
            told = "which differences the table tells: main, the two of a row that matter most, or all (default: main)"
            option("--differences", choices=get_args(Told), default="main", metavar="WHICH", help=told)
        command.set_defaults(usage_error=command.error)
    for name, purpose in _ABOUT.items():
        command = commands.add_parser(name, help=purpose, description=f"{purpose[0].upper()}{purpose[1:]}.")
        if name == _HELP:
            command.add_argument("about", nargs="?", metavar="COMMAND", help="a command")
        else:
            command.add_argument("shell", choices=SHELLS, metavar="SHELL", help=f"one of {', '.join(SHELLS)}")
        command.set_defaults(usage_error=command.error)
    return parser


def _run(options: argparse.Namespace) -> int:
    if options.command == _COMPLETION:
        print_completion(_parser(), options.shell)
        return DONE
    options.note = ignore if options.quiet else note
    choose_format(options)
    options.inputs = files_read(options)
    check_output(options)
    if options.command == "compare":
        _check_shown(options)
    if options.command in register_commands.COMMANDS:
        return DONE if register_commands.run_command(options) else BAD_INPUT
    if options.command in _INIT:
        return BAD_INPUT if list_pages(options) else DONE
    if options.command in _EXAMPLE:
        folders = write_examples(options.folder)
        first = shlex.quote(shown(folders[0].as_posix()))  # without backslashes, which need quotes
        wrote = ", ".join(shown(str(folder)) for folder in folders)
        print_line(f"wrote {wrote}; begin with: claimtrack compare {first}")
        return DONE
    if options.command != "extract" and any(map(is_register, options.paths)):
        register_commands.show_events(options)
        return DONE
    pages, problems = read_pages(options)
    if not pages:
        return BAD_INPUT
    if options.command == "extract":
        stories = [story for page in pages for story in page]
        print_claims(extract_claims(stories, options, problems, processes=options.processes), options, stories)
    else:
        for story in (story for page in pages for story in page[1:]):
            name = repr(story.title or story.text[:60])
            options.note(f"left out the further story {name} of {story.outlet}; `extract` shows it")
        mains = [page[0] for page in pages]
        if options.command == "events":
            print_view(event_view(events(mains)), options)
        else:
            _compare(mains, options, problems)
    return BAD_INPUT if problems else DONE


def _check_shown(options: argparse.Namespace) -> None:
    """Refuse what is said of a table or a title where what is shown has none."""
    if options.view != "table" or options.format not in TABLES:
        for option, usual in (("sort", "order"), ("differences", "main")):
            if getattr(options, option) != usual:
                where = f"the table of a comparison, in one of the formats {', '.join(TABLES)}"
                options.usage_error(f"--{option}: is for {where}")
    if options.title is not None and options.format != "html":
        options.usage_error(f"--title: is that of an HTML page; ask for one with --format html, got {options.format}")


def _compare(mains: Sequence[Article], options: argparse.Namespace, problems: list[ClaimtrackError]) -> None:
    """Print the comparison of the main stories; *problems* are those of the pages, and get those of the stories."""
    found = events(mains)
    if options.event is None:
        if len(found) > 1:
            seem = f"the stories seem to report {len(found)} events"
            options.note(f"{seem}; `events` lists them, and --event N compares one")
    elif 1 <= options.event <= len(found):
        mains = found[options.event - 1].articles
    else:
        message = f"--event: expected a number from 1 to {len(found)}, got {options.event}; `events` lists them"
        raise InputError(message)
    outlets = list(dict.fromkeys(story.outlet for story in mains))
    if len(outlets) == 1 and not problems:
        got = f"got only {outlets[0]}; name another outlet's page"
        message = f"compare: expected articles of two outlets or more, {got}"
        raise InputError(message)
    print_comparison(compare(extract_claims(mains, options, problems)), mains, options)
