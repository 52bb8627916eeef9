# SPDX-License-Identifier: MIT
"""Another version of the package beside this one: whether they say the same, and the ratio of their times.

Run `python benchmarks/versions.py OTHER`; OTHER is a checkout of the other version (`git worktree add` makes one).
The fixtures are read, and with `--texts DIR` every `.txt` file of a folder, with `--articles FILE` the articles of a
file with one JSON object a line, which are compared event by event (keys event_id, outlet, date, title, url, text).

Each version works in a process of its own, and the two take turns: what is printed of times are ratios of
processor times within a turn, this version's to the other's.
"""

import argparse
import contextlib
import datetime as dt
import io
import itertools
import json
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "fixtures" / "putin-kim-letters"
PUBLISHED = dt.date(2023, 8, 30)  # of texts that state no day
_SHOWN, _MOST_SHOWN = 400, 3  # characters of a line, and lines of each kind, that are shown
STAGES = ("extract", "compare", "report")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run both versions by turns; exit 1 where they say different things."""
    options = _options(arguments)
    if options.worker:
        _work(options)
        return 0
    with contextlib.ExitStack() as stack:
        mine, other = (stack.enter_context(_worker(tree, options)) for tree in (ROOT, options.other))
        same = _compare_outputs(_ask(mine, "output"), _ask(other, "output"))
        ratios: dict[str, list[float]] = {stage: [] for stage in STAGES}
        for turn in range(options.turns):
            for stage in STAGES:
                pair = (mine, other) if turn % 2 else (other, mine)
                times = {id(worker): _ask(worker, stage) for worker in pair}
                if times[id(other)]:
                    ratios[stage].append(times[id(mine)] / times[id(other)])
        for stage, found in ratios.items():
            if found:
                print(f"{stage}: {statistics.median(found):.3f} ({min(found):.3f} to {max(found):.3f})")
    return 0 if same else 1


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("other", type=Path, help="a checkout of the other version")
    parser.add_argument("--texts", type=Path, help="a folder of .txt files, one article each")
    parser.add_argument("--articles", type=Path, help="a file of articles, with one JSON object a line")
    parser.add_argument("--turns", type=int, default=7, help="how often each version is timed")
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


@contextlib.contextmanager
def _worker(tree: Path, options: argparse.Namespace) -> Iterator["subprocess.Popen[str]"]:
    """Start a process that works with the version in *tree*."""
    command = [sys.executable, __file__, "--worker", str(tree)]
    for name in ("texts", "articles"):
        if (value := getattr(options, name)) is not None:
            command += [f"--{name}", str(value)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        try:
            yield process
        finally:
            process.terminate()


def _ask(worker: "subprocess.Popen[str]", what: str) -> Any:  # noqa: ANN401 - a JSON value
    stdin, stdout = worker.stdin, worker.stdout
    if stdin is None or stdout is None:
        message = "expected a worker with pipes"
        raise RuntimeError(message)
    stdin.write(what + "\n")
    stdin.flush()
    return json.loads(stdout.readline())


def _compare_outputs(mine: Mapping[str, Sequence[str]], other: Mapping[str, Sequence[str]]) -> bool:
    """Print, for each kind of output, how many lines only one of the two has, and the first of them."""
    for name, lines in mine.items():
        alone = [Counter(lines) - Counter(other[name]), Counter(other[name]) - Counter(lines)]
        differing = max(found.total() for found in alone)
        order = "" if differing or lines == other[name] else ", but in another order"
        print(f"{name}: {len(lines)} lines, {differing or 'none'} of them different{order}")
        for version, found in zip(("now", "other"), alone, strict=True):
            print(
                *(f"  {version}: {line[:_SHOWN]}" for line in list(found)[:_MOST_SHOWN]),
                sep="\n",
                end="\n" * bool(found),
            )
    return mine == other


def _work(options: argparse.Namespace) -> None:
    """Answer what is asked on standard input with the version in `options.other`."""
    sys.path.insert(0, str(options.other.resolve() / "src"))
    import claimtrack  # noqa: PLC0415 - of the tree that was asked for

    if not Path(claimtrack.__file__).is_relative_to(options.other.resolve()):
        message = f"expected claimtrack from {options.other}, got {claimtrack.__file__}"
        raise RuntimeError(message)
    loose, events = _inputs(options, claimtrack)
    articles = [*loose, *itertools.chain.from_iterable(events)]
    claims = {article.id: claimtrack.extract(article) for article in articles}
    joined = [sum((claims[article.id] for article in event), claimtrack.Claims(())) for event in events]
    comparisons = [claimtrack.compare(one) for one in joined]
    acts: dict[str, Callable[[], object]] = {
        "extract": lambda: [claimtrack.extract(article) for article in articles],
        "compare": lambda: [claimtrack.compare(one) for one in joined],
        "report": lambda: [
            (one.table("plain"), one.to_records(), claimtrack.render_report(one)) for one in comparisons
        ],
    }
    for line in sys.stdin:
        what = line.strip()
        if what == "output":
            answer: object = _outputs(claimtrack, claims, comparisons) | {
                "dates": [str(one) for each in articles for one in claimtrack.find_dates(each.text, each.published)]
            }
        else:
            start = time.process_time()
            acts[what]()
            answer = time.process_time() - start
        print(json.dumps(answer), flush=True)


def _inputs(options: argparse.Namespace, claimtrack: Any) -> tuple[list[Any], list[list[Any]]]:  # noqa: ANN401 - a module
    """Return single articles, and the articles of each event."""
    loose = []
    for path in sorted(options.texts.glob("*.txt")) if options.texts else ():
        text = path.read_text(encoding="utf-8")
        loose.append(claimtrack.Article(text=text, outlet=path.stem, published=PUBLISHED))
    events: dict[str, list[Any]] = {"": list(claimtrack.read_folder(FIXTURES).articles)}
    for line in options.articles.read_text(encoding="utf-8").splitlines() if options.articles else ():
        row = json.loads(line)
        day = dt.date.fromisoformat(row["date"]) if row.get("date") else None
        article = claimtrack.Article(
            text=row["text"], outlet=row["outlet"], published=day, title=row.get("title"), url=row.get("url")
        )
        events.setdefault(row["event_id"], []).append(article)
    return loose, list(events.values())


def _outputs(claimtrack: Any, claims: Any, comparisons: Sequence[Any]) -> dict[str, list[str]]:  # noqa: ANN401 - a module's values
    """Return what the version says, as lines."""
    return {
        "claims": [line for one in claims.values() for line in _written(claimtrack, one).splitlines()],
        "records": [json.dumps(record) for one in comparisons for record in one.to_records()],
        "differences": [
            f"{difference.field.value} {dict(difference.values)} "
            f"{ {o: [[(s.start, s.end) for s in p.spans] for p in ps] for o, ps in difference.passages.items()} }"
            for one in comparisons
            for row in one.rows
            for difference in row.differences
        ],
        "pairs": [
            f"{pair.a.id} {pair.b.id} {pair.kind.value} {pair.confidence:.9f} "
            f"{[d.field.value for d in pair.differences]}"
            for one in comparisons
            for pair in one.pairs()
        ],
        "views": [
            json.dumps(record, default=str)
            for one in comparisons
            for view in (one.who_said_what(), one.hedging_shift(), one.timeline(), one.omissions())
            for record in view.to_records()
        ],
        "voices": [f"{row!r} {difference}" for one in comparisons for row, difference in one.voices()],
        "diffs": [str(one.diff(row).to_records()) for one in comparisons for row in one.shared],
        "tables": [line for one in comparisons for line in one.table("plain").splitlines()],
        "reports": [line for one in comparisons for line in claimtrack.render_report(one).splitlines()],
    }


def _written(claimtrack: Any, claims: Any) -> str:  # noqa: ANN401 - a module's values
    """Return *claims* as `write_claims` writes them."""
    written = io.StringIO()
    claimtrack.write_claims(claims, written)
    return written.getvalue()


if __name__ == "__main__":
    sys.exit(main())
