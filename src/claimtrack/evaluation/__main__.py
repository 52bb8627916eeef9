# SPDX-License-Identifier: MIT
"""`python -m claimtrack.evaluation`: print the figures of a corpus, and keep them by the gate."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import attrs

from claimtrack.evaluation.figures import Evaluation, Extractor, evaluate
from claimtrack.evaluation.floors import PACKAGED, PinnedCorpus, failures, raised, read_floors, to_toml
from claimtrack.evaluation.polnear import digest_polnear, read_polnear
from claimtrack.exceptions import ClaimtrackError, InputError
from claimtrack.extraction import extract

_DONE, _FAILED = 0, 1  # argparse ends wrong usage with 2

_CAPTIONS = {
    "found": "attributions found",
    "found_with_source": "with the right source",
    "direct_with_source": "  direct",
    "mixed_with_source": "  mixed",
    "indirect_with_source": "  indirect",
    "source_spans": "flat exact spans: source",
    "cue_spans": "flat exact spans: cue",
    "content_spans": "flat exact spans: content",
}


def main(arguments: Sequence[str] | None = None, *, extractor: Extractor = extract) -> int:
    """Measure *extractor* and return the exit status: 0 done or skipped, 1 a failed gate or bad input."""
    options = _options(arguments)
    if options.gate and not options.folder.exists():
        _say(f"skipped: {options.folder} does not exist, and the corpus is no part of this package")
        return _DONE
    try:
        return _run(options, extractor)
    except ClaimtrackError as error:
        _note(f"error: {' '.join(str(error).split())}")
        return _FAILED


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m claimtrack.evaluation",
        description="Print how well extraction does on articles with attributions by hand.",
    )
    parser.add_argument("corpus", choices=["polnear"], help="the form of the corpus")
    parser.add_argument("folder", type=Path, metavar="DIR", help="one compartment, with text/ and attributions/")
    parser.add_argument("--calibration", action="store_true", help="print the bins of the calibration error as well")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write everything that is measured to a file")
    task = parser.add_mutually_exclusive_group()
    task.add_argument("--gate", action="store_true", help="end with status 1 where a figure is worse than its floor")
    task.add_argument("--update", action="store_true", help="raise the floors to the figures, rounded down to tenths")
    parser.add_argument("--reason", metavar="TEXT", help="with --update: why a floor is moved; needed to lower one")
    parser.add_argument("--floors", type=Path, default=PACKAGED, metavar="FILE", help="the floors (default: ours)")
    options = parser.parse_args(arguments)
    if options.reason is not None and not (options.update and options.reason.strip()):
        parser.error("--reason: expected some words, together with --update")
    return options


def _run(options: argparse.Namespace, extractor: Extractor) -> int:
    digest = digest_polnear(options.folder)
    name = f"{options.corpus}-{options.folder.resolve().name}"
    corpora = read_floors(options.floors) if options.gate or (options.update and options.floors.exists()) else {}
    pinned = corpora.get(name)
    if options.gate and (pinned is None or pinned.digest != digest):
        expected = f"expected the digest {pinned.digest}" if pinned else f"{options.floors} has no table {name!r}"
        _say(f"unknown corpus: {options.folder}: {expected}, got {digest}; nothing is compared")
        return _FAILED
    articles = read_polnear(options.folder)
    if left_out := sum(1 for _ in (options.folder / "text").glob("*.txt")) - len(articles):
        _note(f"left out {left_out} texts that have no annotations")
    evaluation = evaluate(articles, extractor=extractor)
    _say("\n".join(_report(name, evaluation, bins=options.calibration)))
    if options.json:
        _write(options.json, json.dumps(_measured(name, digest, evaluation), indent=2) + "\n")
    if options.gate and pinned:
        lines = failures(pinned, evaluation.figures)
        for line in lines:
            _say(line)
        if not lines:
            _say(f"gate passed: {len(pinned.floors)} figures")
        return _FAILED if lines else _DONE
    if options.update:
        if pinned and pinned.digest != digest and not options.reason:
            message = f"{name}: expected the digest {pinned.digest}, got {digest}; say with --reason why it has changed"
            raise InputError(message)
        floors = pinned.floors if pinned else {}
        corpora[name] = raised(PinnedCorpus(digest, len(articles), floors), evaluation.figures, options.reason)
        _write(options.floors, to_toml(corpora))
        _say(f"wrote {options.floors}")
    return _DONE


def _report(name: str, evaluation: Evaluation, *, bins: bool) -> Iterator[str]:
    """Yield the lines of the table of figures."""
    found = evaluation.scores["found"]
    yield f"{name}: {evaluation.articles} articles, {found.gold} attributions, {found.predicted} extracted"
    yield f"{'percent':<28}{'P':>7}{'R':>7}{'F1':>7}"
    for figure, score in evaluation.scores.items():
        yield f"{_CAPTIONS[figure]:<28}{score.precision:7.1f}{score.recall:7.1f}{score.f1:7.1f}"
    at = "" if evaluation.threshold is None else f"  (confidence of at least {evaluation.threshold:.3f})"
    yield f"{'recall at 90 % precision':<28}{evaluation.recall_at_90_precision:14.1f}{at}"
    yield f"{'expected calibration error':<28}{evaluation.calibration_error:14.1f}"
    yield f"{'words per second':<28}{evaluation.words_per_second:14.0f}"
    if bins:
        yield f"\n{'confidence':<14}{'extracted':>10}{'mean':>8}{'right':>8}"
        for each in evaluation.bins:
            yield f"{each.low:.1f} to {each.high:.1f}{each.count:>14}{each.confidence:8.3f}{each.right:8.3f}"


def _measured(name: str, digest: str, evaluation: Evaluation) -> dict[str, object]:
    """Return everything that is measured, for JSON."""
    return {
        "corpus": name,
        "digest": digest,
        "articles": evaluation.articles,
        "words": evaluation.words,
        "words_per_second": evaluation.words_per_second,
        "figures": evaluation.figures,
        "scores": {
            figure: attrs.asdict(score) | {"precision": score.precision, "recall": score.recall, "f1": score.f1}
            for figure, score in evaluation.scores.items()
        },
        "threshold_at_90_precision": evaluation.threshold,
        "bins": [attrs.asdict(each) for each in evaluation.bins],
    }


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        message = f"{path}: expected a file that can be written, got {error.strerror or error}; name another"
        raise InputError(message) from error


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _note(line: str) -> None:
    sys.stderr.write(f"claimtrack.evaluation: {line}\n")


if __name__ == "__main__":
    sys.exit(main())
