# SPDX-License-Identifier: MIT
"""What completes the commands and their options in a shell: a file that it reads once, so that no Tab runs anything."""

import argparse

from claimtrack.cli.printing import print_out
from claimtrack.extras import require

SHELLS = ("bash", "zsh", "tcsh")
_FILES = {"PATH", "FILE", "REGISTER"}
_FOLDERS = {"FOLDER"}


def print_completion(parser: argparse.ArgumentParser, shell: str) -> None:
    """Print the file for a *shell*.

    Raises:
        MissingExtraError: If shtab is not installed (extra `completion`).
    """
    shtab = require("shtab", "completion")
    for each in _parsers(parser):
        for action in each._actions:  # noqa: SLF001 - argparse lists them nowhere else
            if action.metavar in _FILES:
                action.complete = shtab.FILE  # type: ignore[attr-defined]
            elif action.metavar in _FOLDERS:
                action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]
    print_out(shtab.complete(parser, shell) + "\n")


def _parsers(parser: argparse.ArgumentParser) -> list[argparse.ArgumentParser]:
    """Return the parser and those of its commands."""
    commands = next(each for each in parser._actions if isinstance(each, argparse._SubParsersAction))  # noqa: SLF001
    return [parser, *commands.choices.values()]
