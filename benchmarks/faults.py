# SPDX-License-Identifier: MIT
"""Every command under faults: interrupts, kill -9, standard streams that are closed or full, and a full disk.

Run `python benchmarks/faults.py interrupts --tries 650`, `kills --tries 1000`, `streams` or `disk`.
Each counts what was tried and prints what did not hold; the exit status is 1 if anything did not.
Linux, for /proc and /dev/full; `disk` mounts a small file system, which needs root.
"""

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple, TypeVar

import claimtrack as ct

REGISTER = "stories.register"
OLD = "the old result\n"
PAGE = (
    "“The river may rise again,” Mayor Ann Lee said on Tuesday. According to the water board, {0} dams were likely "
    "damaged in March. She denied that the board had been warned: “We did not know,” Lee told the Valley Post. "
    "“It will cost {0} million dollars,” said John Smith, the engineer, of bridge {0}.\n"
)
URL = "https://example.org/river"
TABLE = "table.jsonl"
PART = ".claimtrack-"  # how the name of what is not yet whole begins
HALF = 1 / 2
PATIENCE = 10  # seconds until a process counts as left behind
ENDED = 128  # and the number of the signal, as an exit status
FREE = (0, 8, 40, 120, 400, 1000)  # KiB
REDIRECTIONS = (
    *("<&-", ">&-", "2>&-", "<&- >&- 2>&-", ">&- 2>&-", "<&- 2>&-"),
    *(">/dev/full", "2>/dev/full", ">/dev/full 2>/dev/full"),
)
Case = TypeVar("Case")
PRINTED, ERRORS = "../printed", "../errors"
BEGINNING = f"import claimtrack as ct; from claimtrack.formats import brat; register = ct.Register('{REGISTER}'); "
LIBRARY = {
    "write_claims": "ct.write_claims(register.claims.claims(), 'result')",
    "brat.write_folder": "brat.write_folder(register.claims.claims(), 'brat')",
    "write_parquet": "register.write_parquet('parquet')",
}


class Command(NamedTuple):
    """A command with its arguments, and whether it takes --output."""

    name: str
    arguments: tuple[str, ...]
    writes: bool = True

    def line(self, *, writing: bool) -> list[str]:
        """Return the command line that prints, or the one that writes into the file `result` where it can."""
        output = ["-o", "result"] if writing and self.writes else []
        return [sys.executable, "-m", "claimtrack", *self.arguments, *output]


class Call(NamedTuple):
    """A call of the library that writes."""

    name: str
    source: str
    writes: bool = False

    def line(self, *, writing: bool) -> list[str]:  # noqa: ARG002 - as that of a command
        """Return the command line."""
        return [sys.executable, "-c", BEGINNING + self.source]


def commands() -> Iterator[Command]:
    """Yield every command of the command line, in the forms in which it takes ways of its own."""
    yield Command("extract", ("extract", "pages"))
    yield Command("extract, 2 processes", ("extract", TABLE, "--processes", "2", "--format", "claims"))
    yield Command("extract -", ("extract", "-", "--format", "jsonl"))
    yield Command("events", ("events", "pages"))
    yield Command("compare", ("compare", "pages", "--format", "html"))
    yield Command("compare, a view", ("compare", "pages", "--view", "omissions", "--format", "csv"))
    yield Command("query", ("query", REGISTER, "--search", "river", "--format", "annotations"))
    yield Command("events of a register", ("events", REGISTER))
    yield Command("compare of a register", ("compare", REGISTER, "--event", "1", "--format", "html"))
    yield Command("changes", ("changes", REGISTER, URL, "--format", "json"))
    yield Command("stats", ("stats", REGISTER))
    yield Command("verify", ("verify", REGISTER), writes=False)
    yield Command("add to a new register", ("add", "new.register", "pages"), writes=False)
    yield Command("add, 2 processes", ("add", REGISTER, TABLE, "--processes", "2"), writes=False)


def calls() -> Iterator[Call]:
    """Yield the calls of the library that write, of which one needs an extra."""
    for name, source in LIBRARY.items():
        if name != "write_parquet" or find_spec("pyarrow"):
            yield Call(name, source)


def make_inputs(folder: Path) -> None:
    """Make what the commands read."""
    (folder / "pages").mkdir(parents=True)
    outlets = {"post.txt": "Valley Post", "herald.txt": "Valley Herald", "times.txt": "Valley Times"}
    entries = []
    for number, (name, outlet) in enumerate(outlets.items(), start=2):
        text = "\n".join(PAGE.format(each) for each in (number, 7, 8, 9))
        (folder / "pages" / name).write_text(text, encoding="utf-8")
        entries.append(f'[[article]]\nfile = "{name}"\noutlet = "{outlet}"\npublished = 2024-05-15\n')
    (folder / "pages" / "articles.toml").write_text("\n".join(entries), encoding="utf-8")
    rows = [
        {"text": " ".join(PAGE.format(k * 10 + n) for n in range(4)), "outlet": "The Post", "published": "2024-05-15"}
        for k in range(30)
    ]
    (folder / TABLE).write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    with ct.Register(folder / REGISTER, create=True) as register:
        for title in ("The river", "The river again"):
            register.add(ct.Article(PAGE.format(len(title)), "Valley Post", None, title, URL))
        list(register.add_many(ct.read_folder(folder / "pages").articles, processes=1))
        register.events()


class Clean(NamedTuple):
    """What a command gives where nothing is in its way: status, what is printed, the files that it makes, and time."""

    status: int
    printed: bytes
    files: dict[str, bytes]
    seconds: float


class Bench:
    """The inputs, and what each command gives from them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.inputs = folder / "inputs"
        make_inputs(self.inputs)
        self.given = files(self.inputs)
        with ct.Register(self.inputs / REGISTER) as register:
            self.articles = {article.id for article in register.articles()}
        self._clean: dict[str, Clean] = {}

    @contextmanager
    def work(self, parent: Path | None = None) -> Iterator[Path]:
        """Give a folder of its own with the inputs, and an old result."""
        with tempfile.TemporaryDirectory(dir=parent or self.folder) as name:
            place = Path(name, "work")
            shutil.copytree(self.inputs, place)
            (place / "result").write_text(OLD, encoding="utf-8")
            yield place

    def clean(self, command: Command | Call) -> Clean:
        """Return what the command gives, worked out once."""
        if command.name not in self._clean:
            with self.work() as place:
                printed = run(place, command.line(writing=False)).stdout
            with self.work() as place:
                begun = time.monotonic()
                status = run(place, command.line(writing=True)).returncode
                seconds = time.monotonic() - begun
                made = {name: data for name, data in files(place).items() if name not in self.given}
            self._clean[command.name] = Clean(status, printed, made, seconds)
        return self._clean[command.name]

    def wrongs(self, place: Path, command: Command | Call, *, killed: bool = False) -> Iterator[str]:
        """Yield what does not hold in a folder after a command, whatever became of it."""
        whole = self.clean(command).files | self.given
        for name, data in files(place).items():
            if PART in name:
                if not killed:
                    yield "what was not yet whole is left"
            elif data != whole.get(name) and (name, data) != ("result", OLD.encode()):
                yield f"{name} is neither old nor new"
        for name in (REGISTER, "new.register"):
            if (place / name).exists() and (place / name).stat().st_size:
                with ct.Register(place / name) as register:
                    yield from (f"{name}: {problem}" for problem in register.verify())
                    if name == REGISTER and not self.articles <= {article.id for article in register.articles()}:
                        yield f"{name} has lost an article"


def files(place: Path) -> dict[str, bytes]:
    """Return the files in a folder but for registers."""
    paths = [path for path in place.rglob("*") if path.is_file() and ".register" not in path.name]
    return {str(path.relative_to(place)): path.read_bytes() for path in paths}


def environment() -> dict[str, str]:
    """Return an environment in which this package is found from everywhere."""
    return os.environ | {"PYTHONPATH": str(Path(ct.__file__).parents[1])}


def run(place: Path, line: Sequence[str], redirections: str = "") -> "subprocess.CompletedProcess[bytes]":
    """Run a command line to its end; a page comes by standard input, and a shell redirects the streams."""
    return subprocess.run(  # noqa: S603 - our own program
        ["/bin/sh", "-c", f'exec "$@" {redirections}', "sh", *line],
        cwd=place,
        env=environment(),
        input=(place / "pages" / "post.txt").read_bytes(),
        capture_output=True,
        check=False,
        timeout=120,
    )


@contextmanager
def started(place: Path, line: Sequence[str]) -> Iterator["subprocess.Popen[bytes]"]:
    """Start a command line as a session of its own, whose streams are files."""
    with (
        (place / "pages" / "post.txt").open("rb") as page,
        (place / PRINTED).open("wb") as printed,
        (place / ERRORS).open("wb") as errors,
        subprocess.Popen(  # noqa: S603 - our own program
            line, cwd=place, env=environment(), stdin=page, stdout=printed, stderr=errors, start_new_session=True
        ) as process,
    ):
        yield process


def send(process: "subprocess.Popen[bytes]", number: int, *, group: bool) -> int:
    """Send a signal to a process, or to its group as a terminal does, and return how it ended."""
    with suppress(ProcessLookupError):
        (os.killpg if group else os.kill)(process.pid, number)
    return process.wait(60)


def left_running(session: int) -> bool:
    """Tell whether a process of a session still runs after some seconds."""
    end = time.monotonic() + PATIENCE
    while found := any(map(partial(runs_in, session), Path("/proc").glob("[0-9]*/stat"))):
        if time.monotonic() > end:
            break
        time.sleep(0.02)
    return found


def runs_in(session: int, status: Path) -> bool:
    """Tell whether a process is one of a session, and has not ended."""
    try:
        state, _, _, belongs = status.read_text().rpartition(")")[2].split()[:4]
    except OSError:
        return False
    return int(belongs) == session and state not in "ZX"


class Tally:
    """What was tried, and what did not hold."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.failures: Counter[str] = Counter()

    def check(self, what: str, wrongs: Iterable[str], errors: bytes = b"") -> None:
        """Count a try, and what did not hold in it."""
        self.counts["tries"] += 1
        self.failures.update(f"{what}: {wrong}" for wrong in wrongs)
        if b"Traceback" in errors or b"Exception ignored" in errors:
            self.failures[f"{what}: a traceback: ... {errors.decode()[-200:]!r}"] += 1

    def close(self) -> int:
        """Print the counts and the failures, and return an exit status."""
        for name, count in self.counts.items():
            print(f"{count:,} {name}")
        for failure, count in self.failures.most_common():
            print(f"failed {count} times: {failure}")
        print(f"{self.failures.total()} failures")
        return 1 if self.failures else 0


def interrupts(bench: Bench, tries: int, chance: random.Random) -> int:
    """Send SIGINT or SIGTERM at a random moment, to the process alone or to its group."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background starts without
    tally, latest = Tally(), 0.0
    every = chosen(list(commands()), tries, chance)
    for k, command in enumerate(every):
        clean, number = bench.clean(command), (signal.SIGINT, signal.SIGTERM)[k % 2]
        group, writing = chance.random() < HALF, chance.random() < HALF
        with bench.work() as place, started(place, command.line(writing=writing)) as process:
            time.sleep(delay := chance.uniform(0, clean.seconds))
            status = send(process, number, group=group)
            wrongs = ["processes still run"] if left_running(process.pid) else []
            printed, errors = ((place / name).read_bytes() for name in (PRINTED, ERRORS))
            if status == -number:
                tally.counts["ended in Python's own start"] += 1
                latest = max(latest, delay)
                if errors and b"claimtrack" not in errors:
                    tally.counts["of these with a traceback of it"] += 1
                    errors = b""
            elif status == ENDED + number:
                tally.counts[f"ended with {status}"] += 1
                if errors.replace(b"claimtrack: post.txt", b"").count(b"claimtrack: error"):
                    wrongs.append(f"an error: {errors.decode()!r}")
            elif status == clean.status:
                tally.counts["had ended before"] += 1
            else:
                wrongs.append(f"exit status {status}: {errors.decode()[-200:]!r}")
            if not clean.printed.startswith(printed):
                wrongs.append(f"printed {printed.decode()[-200:]!r}")
            to = " to the group" if group else ""
            tally.check(f"{command.name}, {number.name}{to}", [*wrongs, *bench.wrongs(place, command)], errors)
    print(f"{latest * 1000:.0f} ms was the latest end in Python's own start")
    return tally.close()


def kills(bench: Bench, tries: int, chance: random.Random) -> int:
    """Kill what writes with SIGKILL, at a random moment or, half of the times, as soon as something new lies there."""
    tally = Tally()
    writing: list[Command | Call] = [each for each in commands() if each.writes or each.arguments[0] == "add"]
    for command in chosen([*writing, *calls()], tries, chance):
        clean = bench.clean(command)
        with bench.work() as place:
            for name in ("brat", "parquet"):
                (place / name).mkdir()
            with started(place, command.line(writing=True)) as process:
                if chance.random() < HALF:
                    before = names_in(place)
                    while process.poll() is None and names_in(place) == before:
                        time.sleep(0.0005)
                    time.sleep(chance.uniform(0, 0.01))
                else:
                    time.sleep(chance.uniform(0, clean.seconds))
                status = send(process, signal.SIGKILL, group=chance.random() < HALF)
                wrongs = ["processes still run"] if left_running(process.pid) else []
            tally.counts["were killed" if status < 0 else "had ended before"] += 1
            found = files(place)
            tally.counts["left what was not yet whole, under a name of its own"] += any(PART in name for name in found)
            tally.counts["left the new result"] += "result" in clean.files and found["result"] == clean.files["result"]
            errors = (place / ERRORS).read_bytes()
            if errors and b"claimtrack" not in errors:
                tally.counts["left a worker that had not heard of its work, with a traceback of multiprocessing"] += 1
                errors = b""
            tally.check(command.name, [*wrongs, *bench.wrongs(place, command, killed=True)], errors)
    return tally.close()


def names_in(place: Path) -> set[str]:
    """Return the names in a folder and in those into which is written."""
    return {name for folder in ("", "brat", "parquet") for name in os.listdir(place / folder)}  # noqa: PTH208 - quick


def streams(bench: Bench, tries: int, chance: random.Random) -> int:
    """Close or fill each standard stream."""
    tally = Tally()
    cases = [(command, kind) for command in commands() for kind in REDIRECTIONS]
    for command, redirections in chosen(cases, tries or len(cases), chance):
        clean = bench.clean(command)
        for writing in (False, True) if command.writes else (False,):
            with bench.work() as place:
                done = run(place, command.line(writing=writing), redirections)
                dead_input = "<&-" in redirections and "-" in command.arguments
                dead_output = ">&-" in redirections.split() or ">/dev/full" in redirections.split()
                lost = dead_output and not (writing and command.writes)
                wrongs = []
                if done.returncode != (1 if lost or dead_input else clean.status):
                    wrongs.append(f"exit status {done.returncode}")
                if lost and "2>" not in redirections and b"cannot write the output" not in done.stderr:
                    wrongs.append(f"said {done.stderr.decode()[-200:]!r}")
                if not (dead_input or lost or writing) and done.stdout != clean.printed:
                    wrongs.append(f"printed {done.stdout.decode()[:200]!r}")
                if writing and not dead_input and (place / "result").read_bytes() != clean.files["result"]:
                    wrongs.append("the result is not the new one")
                what = f"{command.name}{' -o' * writing} {redirections}"
                tally.check(what, [*wrongs, *bench.wrongs(place, command)], done.stderr)
    return tally.close()


def disk(bench: Bench, tries: int, chance: random.Random) -> int:
    """Run everything on a disk of 1.5 MB, of which a part is free."""
    tally = Tally()
    small = bench.folder / "small"
    small.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1536k", "tmpfs", str(small)]
    mounted = subprocess.run(mount, capture_output=True, text=True, check=False)  # noqa: S603 - of the system
    if mounted.returncode:
        print(f"nothing was tried: a small disk cannot be mounted here: {mounted.stderr.strip()}")
        return 0
    try:
        every: list[Command | Call] = [*commands(), *calls()]
        cases = [(command, free) for command in every for free in FREE]
        for command, free in chosen(cases, tries or len(cases), chance):
            clean = bench.clean(command)
            with bench.work(small) as place:
                fill(small / "filler", free)
                done = run(place, command.line(writing=True))
                (small / "filler").unlink()
                wrongs = []
                if done.returncode == 0 and any(files(place).get(name) != data for name, data in clean.files.items()):
                    wrongs.append("exit status 0, and not everything is written")
                if done.returncode not in {0, 1}:
                    wrongs.append(f"exit status {done.returncode}")
                tally.counts["ended well" if done.returncode == clean.status else "ended with an error"] += 1
                errors = b"" if isinstance(command, Call) else done.stderr  # a call raises
                tally.check(f"{command.name}, {free} KiB free", [*wrongs, *bench.wrongs(place, command)], errors)
    finally:
        subprocess.run(["umount", str(small)], check=True)  # noqa: S603, S607
    return tally.close()


def fill(path: Path, free: int) -> None:
    """Fill the disk with a file, up to some KiB."""
    with path.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4096))
    os.truncate(path, max(0, path.stat().st_size - free * 1024))


def chosen(cases: Sequence[Case], tries: int, chance: random.Random) -> list[Case]:
    """Return as many cases as are to be tried: all of them again and again, and at last some of them."""
    rounds, rest = divmod(tries, len(cases))
    return [*cases] * rounds + chance.sample(cases, rest)


KINDS = {each.__name__: each for each in (interrupts, kills, streams, disk)}


def main() -> int:
    """Run one kind."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("kind", nargs="+", choices=KINDS, metavar="KIND", help=f"one of {', '.join(KINDS)}")
    parser.add_argument("--tries", type=int, default=0, help="how many (default: each case of streams or disk, or 100)")
    parser.add_argument("--seed", type=int, default=1, help="of the choice of moments (default: 1)")
    options = parser.parse_args()
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        for kind in options.kind:
            print(f"{kind}:")
            tries = options.tries or (100 if kind in {"interrupts", "kills"} else 0)
            failed |= KINDS[kind](bench, tries, random.Random(options.seed))  # noqa: S311
    return failed


if __name__ == "__main__":
    sys.exit(main())
