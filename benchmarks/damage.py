# SPDX-License-Identifier: MIT
"""Registers whose file was damaged, through every command and call that reads a register.

Run `python benchmarks/damage.py`. It makes a register, and of each kind of damage so many copies: bytes flipped,
pages zeroed, made random or swapped, the write-ahead log cut, zeroed, garbled, flipped or dropped, the file cut short,
bytes of the header flipped. Each command and each call gets its own copy as it was, in a process that is watched.
It counts errors that are not ours, hangs, messages that are too long, rows that differ from those of the sound
register, and of these what `verify` calls sound; what failed stands below, and makes the exit status 1.
Systems that fork. Hostile registers, which somebody made on purpose, are in `hostile.py`.
"""

import argparse
import contextlib
import datetime as dt
import hashlib
import importlib.util
import io
import json
import os
import random
import resource
import select
import shutil
import signal
import sqlite3
import sys
import tempfile
import traceback
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, Never

from corpus import print_table

from claimtrack import Article, ClaimtrackError, InputError, Register, RegisterError, extract, read, write_claims
from claimtrack.cli import main as command_line
from claimtrack.register import Selection

SLOW = 20.0  # seconds for one command, of which none takes one
MEMORY = 4 << 30  # bytes that one command may take
LONGEST = 2_000  # characters of a message
URL = "https://example.org/bridge/0"
PAGE = "The river may rise again, Mayor Ann Lee said on Monday.\n\n“We did not know,” Lee told reporters.\n"
MOST_BYTES = 64  # that are flipped in one copy
HEADER = 100  # bytes; https://www.sqlite.org/fileformat.html#the_database_header
PAGE_SIZE = 4096
STORIES, ADDED = 20, 5  # in the register, and in its write-ahead log

Call = Callable[[Path], str]


class Unfit(Exception):  # noqa: N818 - it is no error of a program
    """A message or an exit status is not as it should be."""


class Copy(NamedTuple):
    """A register and what lies beside it.

    Attributes:
        told: What was done to it.
        files: The content of each of its files, by what their name has after that of the register.
    """

    told: str
    files: dict[str, bytes]


class Outcome(NamedTuple):
    """What came of one command or call.

    Attributes:
        call: Its name.
        kind: `done`, `refused` by an error of ours, `traceback`, `hang`, or `message` for one that is not as it should.
        told: A digest of what it gave, or the error.
    """

    call: str
    kind: str
    told: str


def article(number: int) -> Article:
    """Return the article of that number; four outlets report on one bridge each, and the fifth rewrites the first."""
    bridge, outlet = divmod(number, 5)
    told = (
        f'Mayor Ann Lee said the {bridge + 2} lanes of the bridge may open in May. "It is {number} days late," '
        f"John Smith, the engineer, told reporters on Monday. According to the council, {number + 2} people were hurt."
    )
    retold = (
        f"The bridge may open in May with {bridge + 2} lanes, said Mayor Ann Lee. The contractor denied that its steel "
        f"was weak, Reuters reported. “We will open lane {bridge} in June,” said Eva Stone, a spokeswoman."
    )
    return Article(
        retold if outlet % 2 else told,
        f"Outlet {outlet % 4}",
        dt.date(2024, 5, 1) + dt.timedelta(days=30 * bridge),
        title=f"Bridge {bridge}",
        url=f"https://example.org/bridge/{5 * bridge + outlet % 4}",
    )


def make_register(path: Path, numbers: Iterable[int] = range(STORIES)) -> None:
    """Make a register with versions, events and the rows of a comparison."""
    with Register(path, create=True) as register:
        for number in numbers:
            register.add(article(number))
        register.compare(register.events()[0])


def files_of(path: Path) -> dict[str, bytes]:
    """Return the content of a register and of what SQLite needs beside it."""
    return {end: Path(f"{path}{end}").read_bytes() for end in ("", "-wal", "-journal") if Path(f"{path}{end}").exists()}


def printed(arguments: Sequence[str], path: Path) -> str:
    """Return what the command line prints; an exit status other than 0 raises RegisterError, once its form is right."""
    with (
        Path(path.parent, "out").open("w+", encoding="utf-8") as out,
        Path(path.parent, "err").open("w+", encoding="utf-8") as err,
    ):
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = command_line([*arguments, "--quiet"])
        out.seek(0)
        err.seek(0)
        lines = err.read().splitlines()
        if not status:
            return out.read()
    for line in lines:
        if not line.startswith("claimtrack: ") or len(line) > LONGEST or not (str(path) in line or "--event" in line):
            raise Unfit(line)
    if status != 1 or not lines:
        message = f"exit status {status} with {len(lines)} lines"
        raise Unfit(message)
    message = f"{path}: {lines[0]}"
    raise RegisterError(message)


def command(*arguments: str, ending: Sequence[str] = ("--format", "jsonl")) -> Call:
    """Return a call that runs the command line, of whose arguments `REGISTER` stands for the register."""
    return lambda path: printed([str(path) if each == "REGISTER" else each for each in (*arguments, *ending)], path)


def claims_in(path: Path) -> int:
    """Return how many claims a file holds, without the help of an index."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT count(*) FROM claim NOT INDEXED").fetchone()[0])


def add_page(path: Path) -> str:
    """Add a page, and return what was printed, with the number of claims that are missing afterwards."""
    page = Path(path.parent, "page.txt")
    page.write_text(PAGE, encoding="utf-8")
    held: list[int | None] = []
    for step in range(2):
        if step:
            told = printed(["add", str(path), str(page), "--outlet", "A", "--published", "2024-05-20"], path)
        try:
            held.append(claims_in(path))
        except (sqlite3.Error, UnicodeDecodeError):  # damaged, which is not the fault of adding
            held.append(None)
    expected = len(extract(read(PAGE, outlet="A", published=dt.date(2024, 5, 20))[0]))
    before, after = held
    missing = 0 if before is None or after is None else before + expected - after
    return f"{told}{missing} of {expected} claims are missing"


def claim_lines(claims: Selection) -> str:
    """Return claims as they are written."""
    lines = io.StringIO()
    write_claims(claims.claims(), lines)
    return lines.getvalue()


def without_size(figures: str) -> str:
    """Return the figures of a register but for its size, which damage may change alone."""
    return "".join(line for line in figures.splitlines() if "bytes" not in line)


def parquet(register: Register) -> str:
    """Return digests of the files of Parquet."""
    with tempfile.TemporaryDirectory(dir=register.path.parent) as folder:
        return str([hashlib.sha256(file.read_bytes()).hexdigest() for file in register.write_parquet(folder)])


def verified(register: Register) -> str:
    """Raise the first problem that is found, or the one whose message is not as it should be."""
    problems = register.verify()
    for problem in sorted(problems, key=lambda problem: is_right(problem, register.path)):
        raise problem
    return "sound"


LIBRARY: dict[str, Callable[[Register], str]] = {
    "claims": lambda register: claim_lines(register.claims),
    "where": lambda register: claim_lines(register.claims.where(hedging="possible")),
    "count_by": lambda register: repr(register.claims.count_by("outlet")),
    "search()": lambda register: claim_lines(register.search("bridge may")),
    "articles": lambda register: repr([(each.id, each.text, each.title, each.url) for each in register.articles()]),
    "changes()": lambda register: repr(register.changes(URL).view().to_records()),
    "events()": lambda register: repr([(event.id, event.terms) for event in register.events()]),
    "compare()": lambda register: repr([register.compare(each).to_records() for each in register.events()[:1]]),
    "stats()": lambda register: without_size(register.stats().table(format="plain")),
    "verify()": verified,
}
if importlib.util.find_spec("pyarrow"):
    LIBRARY["write_parquet()"] = parquet


def library(work: Callable[[Register], str]) -> Call:
    """Return a call of the library."""

    def call(path: Path) -> str:
        with Register(path) as register:
            return work(register)

    return call


CALLS: dict[str, Call] = {
    "verify": command("verify", "REGISTER", ending=()),
    "query": command("query", "REGISTER"),
    "query --speaker": command("query", "REGISTER", "--speaker", "Ann Lee"),
    "query --outlet": command("query", "REGISTER", "--outlet", "Outlet 1"),
    "query --search": command("query", "REGISTER", "--search", "bridge may"),
    "events": command("events", "REGISTER"),
    "compare": command("compare", "REGISTER", "--event", "1"),
    "changes": command("changes", "REGISTER", URL),
    "stats": lambda path: without_size(command("stats", "REGISTER")(path)),
    "add": add_page,
} | {name: library(work) for name, work in LIBRARY.items()}


def is_right(error: ClaimtrackError, path: Path) -> bool:
    """Tell whether a message is one line of a bearable length, which names the file where it is of the file."""
    told = str(error)
    names = not isinstance(error, RegisterError | InputError) or told.startswith(f"{path}: ")
    return names and len(told.splitlines()) == 1 and len(told) <= LONGEST


def outcome(name: str, path: Path) -> Outcome:
    """Run one command or call."""
    try:
        given = CALLS[name](path)
    except ClaimtrackError as error:
        return Outcome(name, "refused" if is_right(error, path) else "message", str(error)[:LONGEST])
    except Unfit as error:
        return Outcome(name, "message", str(error)[:LONGEST])
    except BaseException as error:  # noqa: BLE001 - this is what is sought
        at = traceback.extract_tb(error.__traceback__)[-1]
        return Outcome(
            name, "traceback", f"{type(error).__name__} at {Path(at.filename).name}:{at.lineno}: {error!s:.150}"
        )
    return Outcome(name, "done", given if name == "add" else hashlib.sha256(given.encode()).hexdigest())


def run(copy: Copy, path: Path, names: Sequence[str], report: int) -> Never:
    """Report the outcome of each command on the copy as it was, one line each; never return."""
    try:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        for name in names:
            shutil.rmtree(path.parent, ignore_errors=True)
            path.parent.mkdir()
            for end, content in copy.files.items():
                Path(f"{path}{end}").write_bytes(content)
            os.write(report, json.dumps(outcome(name, path)).encode() + b"\n")
    finally:
        os._exit(0)


def watched(copy: Copy, path: Path, names: Sequence[str]) -> list[Outcome]:
    """Run commands in a process of their own, up to the first of them that hangs or ends it."""
    reading, writing = os.pipe()
    sys.stdout.flush()
    process = os.fork()
    if process == 0:
        run(copy, path, names, writing)
    os.close(writing)
    held, is_late = b"", False
    while more := b"" if (is_late := not select.select([reading], [], [], SLOW)[0]) else os.read(reading, 1 << 16):
        held += more
    os.close(reading)
    if is_late:
        os.kill(process, signal.SIGKILL)
    status = os.waitpid(process, 0)[1]
    found = [Outcome(*json.loads(line)) for line in held.splitlines()]
    if len(found) == len(names):
        return found
    name = names[len(found)]
    last = (
        Outcome(name, "hang", f"more than {SLOW:g} s") if is_late else Outcome(name, "traceback", f"died of {status}")
    )
    return [*found, last]


def outcomes(copy: Copy, folder: Path) -> list[Outcome]:
    """Run all commands and calls, each on the copy as it was, in a new folder within *folder*."""
    found: list[Outcome] = []
    while len(found) < len(CALLS):
        found += watched(copy, folder / "tried" / "a.register", list(CALLS)[len(found) :])
    return found


def is_called_sound(found: Iterable[Outcome]) -> bool:
    """Tell whether one of the two ways to verify finds no problem."""
    return any(each.call in ("verify", "verify()") and each.kind == "done" for each in found)


class Judge:
    """What failed of the copies of one kind.

    Args:
        states: The outcomes of the sound register in each state that a copy may rightly have.
    """

    def __init__(self, states: Sequence[Sequence[Outcome]]) -> None:
        failed = [each for state in states for each in state if each.kind != "done"]
        if failed:
            message = f"a sound register fails: {failed}"
            raise ValueError(message)
        self._right = {(each.call, each.told) for state in states for each in state}
        self.copies = 0
        self.failures: dict[str, list[tuple[Copy, Outcome]]] = {column: [] for column in COLUMNS}

    def add(self, copy: Copy, found: Sequence[Outcome], *, is_sound: bool) -> None:
        """Take the outcomes of one copy; *is_sound* tells whether it is to have the rows of the sound register."""
        self.copies += 1
        for each in found:
            for column in self._columns(each, is_sound=is_sound):
                self.failures[column].append((copy, each))

    def _columns(self, found: Outcome, *, is_sound: bool) -> Iterator[str]:
        if found.kind in COLUMNS:
            yield found.kind
        elif (found.call, found.told) not in self._right:
            if found.call == "add":
                yield "lost"
            else:
                yield "wrong rows"
                if is_sound:
                    yield "called sound"

    def cells(self) -> list[str]:
        """Return the number of copies, and for each column those that are in it with how many commands."""
        cells = [f"{self.copies:,}"]
        for failed in self.failures.values():
            copies = len({id(copy) for copy, _ in failed})
            cells.append(f"{copies} ({len(failed)})" if failed else "0")
        return cells


COLUMNS = ("refused", "traceback", "hang", "message", "wrong rows", "called sound", "lost")
FAULTS = ("traceback", "hang", "message", "called sound", "lost")
HEADERS = ("copies", "refused", "tracebacks", "hangs", "unfit messages", "wrong rows", "called sound", "claims lost")


def print_faults(judges: dict[str, Judge], keep: Path | None) -> bool:
    """Print each fault with its first copy, which goes to a folder if one is given; tell whether there is a fault."""
    seen: dict[tuple[str, str], list[tuple[str, Copy, Outcome]]] = defaultdict(list)
    for kind, judge in judges.items():
        for column in FAULTS if kind != "logs" else ("refused", *FAULTS):  # a damaged log damages no register
            for copy, found in judge.failures[column]:
                what = found.told.partition(": ")[0] if found.kind == "traceback" else kind
                seen[column, what].append((kind, copy, found))
    for number, ((column, _), failed) in enumerate(seen.items(), start=1):
        kind, copy, found = min(failed, key=lambda each: len(each[1].told))
        calls = ", ".join(dict.fromkeys(each.call for _, _, each in failed))
        kinds = ", ".join(dict.fromkeys(each for each, _, _ in failed))
        print(f"{number}. {column}, {len(failed)} times: {calls}; of {kinds:.300}")
        print(f"   {found.call} of {kind} ({copy.told:.200}): {found.told:.300}")
        if keep is not None:
            keep.mkdir(parents=True, exist_ok=True)
            for end, content in copy.files.items():
                (keep / f"{number}.register{end}").write_bytes(content)
    return bool(seen)


def flipped(data: bytes, places: Iterable[int], chance: random.Random) -> bytes:
    """Return data with a bit or more of the bytes at those places flipped."""
    changed = bytearray(data)
    for at in places:
        changed[at] ^= chance.randint(1, 255)
    return bytes(changed)


def flips(sound: Copy, chance: random.Random) -> Copy:
    """Flip 1 to 64 bytes."""
    data = sound.files[""]
    places = chance.sample(range(len(data)), 2 ** chance.randint(0, MOST_BYTES.bit_length() - 1))
    return Copy(f"bytes {places}", {"": flipped(data, places, chance)})


def headers(sound: Copy, chance: random.Random) -> Copy:
    """Flip bytes of the header."""
    places = chance.sample(range(HEADER), chance.randint(1, 8))
    return Copy(f"bytes {places}", {"": flipped(sound.files[""], places, chance)})


def pages(sound: Copy, chance: random.Random) -> Copy:
    """Zero a page or some, make them random, or swap two; the first page too."""
    data = bytearray(sound.files[""])
    starts = [number * PAGE_SIZE for number in chance.sample(range(len(data) // PAGE_SIZE), chance.choice((2, 2, 4)))]
    how = chance.choice(("zeroed", "random", "swapped"))
    if how == "swapped":
        for one, other in zip(starts[::2], starts[1::2], strict=True):
            first, second = data[one : one + PAGE_SIZE], data[other : other + PAGE_SIZE]
            data[one : one + PAGE_SIZE], data[other : other + PAGE_SIZE] = second, first
    else:
        for start in starts[::2]:
            data[start : start + PAGE_SIZE] = bytes(PAGE_SIZE) if how == "zeroed" else chance.randbytes(PAGE_SIZE)
    return Copy(f"pages at {starts} {how}", {"": bytes(data)})


def cuts(sound: Copy, chance: random.Random) -> Copy:
    """Cut the file short, within a page or at its end; an empty file is no damage but a register to be made."""
    length = chance.randrange(1, len(sound.files[""]))
    if chance.random() < 1 / 2:
        length = max(1, length // PAGE_SIZE) * PAGE_SIZE
    return Copy(f"cut at {length}", {"": sound.files[""][:length]})


def logs(sound: Copy, chance: random.Random) -> Copy:
    """Cut, zero, garble, flip or drop the write-ahead log."""
    log = sound.files["-wal"]
    start = chance.randrange(len(log))
    end = min(len(log), start + chance.choice((1, 24, 512, PAGE_SIZE, 5 * PAGE_SIZE)))
    how = chance.choice(("cut", "zeroed", "garbled", "flipped", "flipped", "dropped"))
    changed = {
        "cut": log[:start],
        "zeroed": log[:start] + bytes(end - start) + log[end:],
        "garbled": log[:start] + chance.randbytes(end - start) + log[end:],
        "flipped": flipped(log, chance.sample(range(len(log)), 2 ** chance.randint(0, 6)), chance),
    }
    without = {"": sound.files[""]}
    return Copy(f"log {how} at {start} to {end}", without if how == "dropped" else without | {"-wal": changed[how]})


def logged(path: Path) -> list[Copy]:
    """Return a register after each of the additions that stand in its write-ahead log alone."""
    make_register(path)
    states = [Copy("sound", files_of(path))]
    with Register(path) as register:
        for number in range(STORIES, STORIES + ADDED):
            register.add(article(number))
            states.append(Copy("sound", files_of(path)))
    return states


DAMAGES: dict[str, tuple[int, Callable[[Copy, random.Random], Copy]]] = {
    "flips": (200, flips),
    "pages": (80, pages),
    "logs": (150, logs),
    "cuts": (60, cuts),
    "headers": (100, headers),
}


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    for kind, (count, damage) in DAMAGES.items():
        what = (damage.__doc__ or "").partition(".")[0]
        parser.add_argument(f"--{kind}", type=int, default=count, help=f"copies: {what} (default {count})")
    parser.add_argument("--seed", type=int, default=14, help="of what is drawn (default 14)")
    parser.add_argument("--keep", type=Path, help="a folder that keeps the first copy of each fault")
    options = parser.parse_args()
    judges: dict[str, Judge] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        states = logged(folder / "a.register")
        sound = [outcomes(state, folder) for state in states if options.logs or state is states[0]]
        for kind, (_, damage) in DAMAGES.items():
            judge = judges[kind] = Judge(sound if kind == "logs" else sound[:1])
            for number in range(getattr(options, kind)):
                chance = random.Random(f"{options.seed} {kind} {number}")  # noqa: S311 - no secret
                copy = damage(states[-1] if kind == "logs" else states[0], chance)
                found = outcomes(copy, folder)
                judge.add(copy, found, is_sound=is_called_sound(found))
    print(f"Seed {options.seed}; copies with a fault, and in how many of {len(CALLS)} commands and calls of each:\n")
    print_table(["damage", *HEADERS], [[kind, *judge.cells()] for kind, judge in judges.items()])
    return int(print_faults(judges, options.keep))


if __name__ == "__main__":
    sys.exit(main())
