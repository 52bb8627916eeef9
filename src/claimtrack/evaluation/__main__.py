# SPDX-License-Identifier: MIT
"""`python -m claimtrack.evaluation`: print the figures of a corpus, and keep them by the gate."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from claimtrack.atomic_files import write_text
from claimtrack.evaluation.alignment import alignment
from claimtrack.evaluation.attribution import attribution
from claimtrack.evaluation.dates import DATES
from claimtrack.evaluation.events import EVENTS
from claimtrack.evaluation.factuality import FACTUALITY
from claimtrack.evaluation.floors import PACKAGED, PinnedCorpus, failures, raised, read_floors, to_toml
from claimtrack.evaluation.hedging import HEDGING
from claimtrack.evaluation.measures import ArticleReader
from claimtrack.evaluation.news import news
from claimtrack.evaluation.speakers import speakers
from claimtrack.evaluation.subject import Subject
from claimtrack.exceptions import ClaimtrackError, InputError
from claimtrack.extraction import extract
from claimtrack.extraction.extractor import READERS

PLAIN = "plain"
_READ_BY = frozenset({"polnear", "news", "speakers", "alignment"})
_DONE, _FAILED = 0, 1  # argparse ends wrong usage with 2


def subjects(extractor: ArticleReader = extract, *, bins: bool = False) -> dict[str, Subject]:
    """Return the subjects by their names; a corpus of another kind is one module more, and one line here."""
    return {
        "polnear": attribution(extractor, bins=bins),
        "news": news(extractor),
        "speakers": speakers(extractor),
        "dates": DATES,
        "factuality": FACTUALITY,
        "hedging": HEDGING,
        "alignment": alignment(extractor),
        "events": EVENTS,
    }


def main(arguments: Sequence[str] | None = None, *, extractor: ArticleReader = extract) -> int:
    """Measure *extractor* and return the exit status: 0 done or skipped, 1 a failed gate or bad input."""
    options = _options(arguments)
    if options.gate and not options.path.exists():
        _say(f"skipped: {options.path} does not exist, and the corpus is no part of this package")
        return _DONE
    try:
        read = extractor if options.reader == PLAIN else READERS[options.reader]()
        return _run(options, subjects(read, bins=options.calibration)[options.subject])
    except ClaimtrackError as error:
        _note(f"error: {' '.join(str(error).split())}")
        return _FAILED


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m claimtrack.evaluation",
        description="Print how well the library does on texts that people have read.",
    )
    known = subjects()
    parser.add_argument("subject", choices=list(known), help="what is measured, by the form of the corpus")
    paths = "; ".join(f"{name}: {subject.corpus}" for name, subject in known.items())
    parser.add_argument("path", type=Path, metavar="PATH", help=paths)
    parser.add_argument("--reader", choices=READERS, default=PLAIN, help="who reads (default: %(default)s)")
    parser.add_argument("--calibration", action="store_true", help="with polnear: print the bins of its error as well")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write everything that is measured to a file")
    task = parser.add_mutually_exclusive_group()
    task.add_argument("--gate", action="store_true", help="end with status 1 where a figure is worse than its floor")
    task.add_argument("--update", action="store_true", help="raise the floors to the figures, rounded down to tenths")
    parser.add_argument("--reason", metavar="TEXT", help="with --update: why a floor is moved; needed to lower one")
    parser.add_argument("--floors", type=Path, default=PACKAGED, metavar="FILE", help="the floors (default: ours)")
    options = parser.parse_args(arguments)
    if options.reason is not None and not (options.update and options.reason.strip()):
        parser.error("--reason: expected some words, together with --update")
    if options.calibration and options.subject != "polnear":
        parser.error(f"--calibration: expected the subject polnear, got {options.subject}; the others have no bins")
    if options.reader != PLAIN and options.subject not in _READ_BY:
        parser.error(f"--reader: expected a subject that reads claims ({', '.join(sorted(_READ_BY))})")
    return options


def _run(options: argparse.Namespace, subject: Subject) -> int:
    digest = subject.digest(options.path)
    by = "" if options.reader == PLAIN else f"-{options.reader}"
    name = f"{options.subject}-{options.path.resolve().stem}{by}"
    corpora = read_floors(options.floors) if options.gate or (options.update and options.floors.exists()) else {}
    pinned = corpora.get(name)
    if options.gate and (pinned is None or pinned.digest != digest):
        expected = f"expected the digest {pinned.digest}" if pinned else f"{options.floors} has no table {name!r}"
        _say(f"unknown corpus: {options.path}: {expected}, got {digest}; nothing is compared")
        return _FAILED
    measured = subject.measure(options.path)
    for note in measured.notes:
        _note(note)
    _say(f"{name}: " + "\n".join(measured.lines))
    if options.json:
        values = {"corpus": name, "digest": digest, "size": measured.size, "figures": dict(measured.figures)}
        _write(options.json, json.dumps(values | dict(measured.details), indent=2) + "\n")
    if options.gate and pinned:
        lines = failures(pinned, measured.figures)
        _say("\n".join(lines) or f"gate passed: {len(pinned.floors)} figures")
        return _FAILED if lines else _DONE
    if options.update:
        if pinned and pinned.digest != digest and not options.reason:
            message = f"{name}: expected the digest {pinned.digest}, got {digest}; say with --reason why it has changed"
            raise InputError(message)
        floors = pinned.floors if pinned else {}
        corpora[name] = raised(PinnedCorpus(digest, measured.size, floors), measured.figures, options.reason)
        _write(options.floors, to_toml(corpora))
        _say(f"wrote {options.floors}")
    return _DONE


def _write(path: Path, text: str) -> None:
    try:
        write_text(path, text)
    except OSError as error:
        message = f"{path}: expected a file that can be written, got {error.strerror or error}; name another"
        raise InputError(message) from error


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _note(line: str) -> None:
    sys.stderr.write(f"claimtrack.evaluation: {line}\n")


if __name__ == "__main__":
    sys.exit(main())
