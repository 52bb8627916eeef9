# SPDX-License-Identifier: MIT
"""Several programs on one register at once: writers and readers, a lock that is held, another user, and an upgrade.

Run `python benchmarks/concurrency.py`. It prints four tables:

- Writers and readers: what was reported as added is there, once, with its claims; each reading is whole.
- Commands that read, alone and while another program holds the lock of writers.
- Readers who may not write to the folder, while the owner adds: each count lies between those of before and after.
- Programs that bring a file of an older schema up to date, and a reader of it.

The exit status is 1 where something failed. Systems that fork; the third table is left out unless root runs it.
"""

import argparse
import contextlib
import itertools
import mmap
import os
import shutil
import sqlite3
import struct
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from itertools import chain
from pathlib import Path

from corpus import print_table
from damage import STORIES, URL, article, make_register

from claimtrack import Register, RegisterError, extract
from claimtrack.register.schema import MIGRATIONS
from claimtrack.register.store import APPLICATION_ID

Tell = Callable[[str], object]
Work = Callable[[Tell], None]

NOBODY = 65534  # the user of that name on most systems
AT_ONCE, SHARED = 10, 5  # articles in a stream; every so many articles, one that all writers add
REWRITTEN = 5  # every so many articles, one is the new version of another, which the owner leaves out
MARGIN = 10.0  # seconds that other programs may slow a command down; one that waits for a writer waits for 60
PATIENCE = 90  # seconds; longer than any command waits for a writer
UPGRADERS, OLD = 3, 2  # programs at once; the version of the older schema
READING = {
    "query": ["query", "REGISTER", "--format", "jsonl"],
    "query --search": ["query", "REGISTER", "--search", "bridge may", "--format", "jsonl"],
    "stats": ["stats", "REGISTER", "--format", "jsonl"],
    "changes": ["changes", "REGISTER", URL],
    "events": ["events", "REGISTER"],
    "compare": ["compare", "REGISTER", "--event", "1"],
    "verify": ["verify", "REGISTER"],
}


def together(folder: Path, works: Sequence[Work]) -> list[list[str]]:
    """Run each work in a process of its own, and return what each told, an error that ended it included."""
    processes = []
    for number, work in enumerate(works):
        sys.stdout.flush()
        process = os.fork()
        if process == 0:
            with (folder / f"{number}.told").open("w", buffering=1, encoding="utf-8") as told:
                try:
                    work(partial(print, file=told))
                except BaseException as error:  # noqa: BLE001 - whatever comes is told
                    told.write(f"error: {type(error).__name__}: {str(error).splitlines()[:1]}\n")
                finally:
                    told.flush()
                    os._exit(0)
        processes.append(process)
    for process in processes:
        os.waitpid(process, 0)
    return [(folder / f"{number}.told").read_text(encoding="utf-8").splitlines() for number in range(len(works))]


def errors_in(told: Sequence[Sequence[str]]) -> list[str]:
    """Return the errors that were told."""
    return [line for lines in told for line in lines if line.startswith("error: ")]


def write(path: Path, end: float, start: int, step: int, tell: Tell) -> None:
    """Add articles of one's own, and some that others add as well, one by one and as a stream by turns."""
    numbers = (number - (start if number // step % SHARED == 0 else 0) for number in itertools.count(start, step))
    with Register(path, create=True) as register:
        while time.monotonic() < end:
            for number in itertools.islice(numbers, AT_ONCE):
                added = register.add(article(number))
                tell(f"{added.status} {number}")
            batch = list(itertools.islice(numbers, AT_ONCE))
            for number, added in zip(batch, register.add_many(map(article, batch)), strict=True):
                tell(f"{added.status} {number}")


def iterate(register: Register) -> None:
    """Read all claims, of which none may come twice."""
    ids = Counter((claim.article.id, claim.id) for claim in register.claims)
    if ids and max(ids.values()) > 1:
        message = f"{ids.most_common(1)[0]} times the same claim"
        raise ValueError(message)


def group(register: Register) -> None:
    """Find the events and compare one."""
    for event in register.events()[:1]:
        register.compare(event).to_records()


def look_up(register: Register) -> None:
    """Search, count, and ask for changes."""
    len(register.search("bridge may"))
    register.stats().table(format="plain")
    register.changes(URL)


def verify(register: Register) -> None:
    """Raise the first problem."""
    for problem in register.verify():
        raise problem


READERS = (iterate, group, look_up, verify)


def read(path: Path, end: float, reading: Callable[[Register], None], tell: Tell) -> None:
    """Read until the end, two rounds by each register that is opened."""
    while time.monotonic() < end:
        with Register(path) as register:
            for _ in range(2):
                reading(register)
                tell("round")


def print_storm(folder: Path, seconds: float, writers: int, readers: int) -> bool:
    """Let writers and readers run at once, print what came of it, and tell whether something failed."""
    path = folder / "storm.register"
    make_register(path)
    end = time.monotonic() + seconds
    works = [partial(write, path, end, number, writers) for number in range(writers)]
    kinds = [READERS[number % len(READERS)] for number in range(readers)]
    told = together(folder, [*works, *(partial(read, path, end, kind) for kind in kinds)])
    reported = [int(line.split()[1]) for lines in told[:writers] for line in lines if not line.startswith("error")]
    expected = {article(number).id: len(extract(article(number))) for number in set(reported)}
    with contextlib.closing(sqlite3.connect(path)) as connection:
        present = {
            name: (claims, different)
            for name, claims, different in connection.execute(
                "SELECT article.id, count(claim.id), count(DISTINCT claim.id) FROM article "
                "LEFT JOIN claim ON claim.article = article.number GROUP BY article.number"
            )
        }
    lost = sum(present.get(name, (-1,))[0] != claims for name, claims in expected.items())
    twice = sum(claims - different for claims, different in present.values())
    with Register(path) as register:
        problems = register.verify()
    errors = errors_in(told)
    rounds = Counter({kind.__name__: 0 for kind in kinds})
    for kind, lines in zip(kinds, told[writers:], strict=True):
        rounds[kind.__name__] += len(lines)
    print(f"{writers} writers and {readers} readers for {seconds:g} s\n")
    names = [f"rounds of {name}" for name in rounds]
    headers = ["reported", "articles", *names, "lost or half", "claims twice", "errors", "problems at the end"]
    counts = [len(reported), len(expected), *rounds.values(), lost, twice, len(errors), len(problems)]
    print_table(["", *headers], [["", *(f"{count:,}" for count in counts)]])
    print("".join(f"{line:.300}\n" for line in (*errors[:5], *map(str, problems[:5]))))
    return bool(lost or twice or errors or problems)


def timed(arguments: Sequence[str], path: Path) -> tuple[float, int, str]:
    """Return the seconds, the exit status and the output of a command."""
    filled = [str(path) if each == "REGISTER" else each for each in arguments]
    begun = time.monotonic()
    run = [sys.executable, "-m", "claimtrack", *filled]
    done = subprocess.run(run, capture_output=True, encoding="utf-8", timeout=PATIENCE, check=False)  # noqa: S603
    return time.monotonic() - begun, done.returncode, done.stdout + done.stderr


def print_waits(folder: Path) -> bool:
    """Print the time of commands alone and while the lock is held, and tell whether one waited or failed."""
    made, path = folder / "made.register", folder / "held.register"
    make_register(made)
    with Register(made) as register:
        register.add(article(STORIES))  # so that events have to be found again
    rows, failed = [], False
    for name, arguments in READING.items():
        shutil.copy(made, path)
        alone = timed(arguments, path)
        shutil.copy(made, path)
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            held = timed(arguments, path)
            other.execute("ROLLBACK")
        waits = held[0] > alone[0] + MARGIN
        differs = held[1:] != alone[1:]
        failed |= waits or differs or held[1] != 0
        rows.append([name, f"{alone[0]:.1f}", f"{held[0]:.1f}", "yes" if waits else "no", "no" if differs else "yes"])
    print("Commands alone, and while another program holds the lock of writers\n")
    print_table(["command", "alone, s", "locked, s", "waits", "same result"], rows)
    return failed


def own(path: Path, end: float, counts: mmap.mmap, tell: Tell) -> None:
    """Add articles, closing the register now and then, and count the claims before and after each addition."""
    numbers = (number for number in itertools.count(STORIES) if number % REWRITTEN < REWRITTEN - 1)
    begun = done = struct.unpack("qq", counts[:])[0]
    while time.monotonic() < end:
        with Register(path) as register:
            for number in itertools.islice(numbers, 5):
                begun += len(extract(article(number)))
                counts[:] = struct.pack("qq", begun, done)
                register.add(article(number))
                done = begun
                counts[:] = struct.pack("qq", begun, done)
                tell("added")
        time.sleep(0.05)


def whole(register: Register) -> int:
    """Verify a register and count its claims."""
    verify(register)
    return len(register.claims)


COUNTS: dict[str, Callable[[Register], int]] = {
    "len": lambda register: len(register.claims),
    "iteration": lambda register: sum(1 for _ in register.claims),
    "count_by": lambda register: sum(register.claims.count_by("outlet").values()),
    "search": lambda register: len(register.search("the")) and len(register.claims),
    "events": lambda register: len(register.events()) and len(register.claims),
    "verify": whole,
}


def as_nobody(count: Work, tell: Tell) -> None:
    """Count claims as a user who may not write."""
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)
    count(tell)


def count_kept(path: Path, end: float, counts: mmap.mmap, tell: Tell) -> None:
    """Count claims by a register that stays open."""
    with Register(path) as register:
        for name, counting in itertools.cycle(COUNTS.items()):
            tell(f"{name} {counted(partial(counting, register), counts)}")
            if time.monotonic() > end:
                return


def count_anew(path: Path, end: float, counts: mmap.mmap, tell: Tell) -> None:
    """Count claims by a register that is opened anew each time."""
    for name, counting in itertools.cycle(COUNTS.items()):
        tell(f"{name} {counted(partial(anew, path, counting), counts)}")
        if time.monotonic() > end:
            return


def anew(path: Path, counting: Callable[[Register], int]) -> int:
    """Count by a register that is opened for it."""
    with Register(path) as register:
        return counting(register)


def counted(counting: Callable[[], int], counts: mmap.mmap) -> str:
    """Return what came of counting: right, wrong, or an error, which must not call the sound file damaged."""
    _, least = struct.unpack("qq", counts[:])
    try:
        found = counting()
    except RegisterError as error:
        told = str(error).splitlines()[0]
        return f"damaged {told}" if "damaged" in told or "sound" in told else f"refused {told}"
    except Exception as error:  # noqa: BLE001 - whatever comes is told
        return f"other {type(error).__name__}: {error}"
    most, _ = struct.unpack("qq", counts[:])
    return "right" if least <= found <= most else f"wrong {found}, expected {least} to {most}"


def print_stranger(folder: Path, seconds: float) -> bool:
    """Print what a reader who may not write counts while the owner adds, and tell whether something was wrong."""
    if os.geteuid() != 0:
        print("Readers who may not write: left out, since only root can become another user\n")
        return False
    place = folder / "owned"
    place.mkdir()
    path = place / "a.register"
    with Register(path, create=True) as register:
        for number in range(STORIES):
            if number % REWRITTEN < REWRITTEN - 1:
                register.add(article(number))
        held = len(register.claims)
        for counting in COUNTS.values():
            counting(register)  # what is imported late is imported now, by a user who can read it
    path.chmod(0o644)
    place.chmod(0o555)
    folder.chmod(0o755)
    counts = mmap.mmap(-1, struct.calcsize("qq"))
    counts[:] = struct.pack("qq", held, held)
    end = time.monotonic() + seconds
    readers = [partial(as_nobody, partial(count, path, end, counts)) for count in (count_kept, count_anew)]
    told = together(folder, [partial(own, path, end, counts), *readers])
    place.chmod(0o755)
    kinds = ("right", "refused", "wrong", "damaged", "other")
    counted_lines = [line for lines in told[1:] for line in lines if not line.startswith("error")]
    tally = Counter(tuple(line.split()[:2]) for line in counted_lines)
    print(f"Two readers who may not write, while the owner adds {len(told[0])} articles in {seconds:g} s\n")
    rows = [[name, *(str(tally[name, kind]) for kind in kinds)] for name in COUNTS]
    print_table(["count by", "right", "refused, plainly", "wrong", "called damaged", "other errors"], rows)
    wrong = [line for line in counted_lines if line.split()[1] != "right"]
    print("".join(f"{line:.300}\n" for line in [*errors_in(told), *wrong[:5]]))
    return bool(errors_in(told)) or any(tally[name, kind] for name in COUNTS for kind in kinds[2:])


def make_older(path: Path, sound: Path) -> None:
    """Make a register of an older schema that holds what a newer one holds."""
    tables = {
        "story": "number, key",
        "article": "number, id, story, current, outlet, published, title, url, value",
        **dict.fromkeys(("speaker", "form", "claim"), "*"),
    }
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in chain.from_iterable(MIGRATIONS[:OLD]):
            connection.execute(statement)
        connection.execute("ATTACH ? AS sound", (str(sound),))
        for table, columns in tables.items():
            connection.execute(f"INSERT INTO main.{table} SELECT {columns} FROM sound.{table}")  # noqa: S608
        connection.execute("INSERT INTO version (story, article) SELECT story, number FROM main.article")
        connection.execute("INSERT INTO claim_words (claim_words) VALUES ('rebuild')")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {OLD}")


def upgrade(path: Path, tell: Tell) -> None:
    """Open a register, which brings it up to date, and read it."""
    with Register(path) as register:
        verify(register)
        tell(f"{len(list(register.articles()))} {len(register.claims)}")


def look(path: Path, tell: Tell) -> None:
    """Count articles by SQL as long as the file is brought up to date."""
    with contextlib.closing(sqlite3.connect(path, timeout=PATIENCE)) as connection:
        version = 0
        while version < len(MIGRATIONS):
            ((held,),) = connection.execute("SELECT count(*) FROM article").fetchall()
            ((version,),) = connection.execute("PRAGMA user_version").fetchall()
            tell(str(held))


def print_upgrades(folder: Path, rounds: int) -> bool:
    """Print what came of several programs that open an older file at once, and tell whether something failed."""
    sound, path = folder / "sound.register", folder / "older.register"
    make_register(sound)
    with Register(sound) as register:
        expected = f"{len(list(register.articles()))} {len(register.claims)}"
    opened = looks = wrong = 0
    errors: list[str] = []
    for _ in range(rounds):
        for old in folder.glob(f"{path.name}*"):
            old.unlink()
        make_older(path, sound)
        told = together(folder, [*[partial(upgrade, path)] * UPGRADERS, partial(look, path)])
        errors += errors_in(told)
        opened += sum(map(len, told[:UPGRADERS]))
        looks += len(told[UPGRADERS])
        wrong += sum(line != expected for lines in told[:UPGRADERS] for line in lines)
        wrong += sum(line != str(STORIES) for line in told[UPGRADERS])
    print(f"{UPGRADERS} programs that open a file of schema {OLD}, and a reader of it, {rounds} times\n")
    print_table(["", "opened", "looks", "wrong", "errors"], [["", *map(str, (opened, looks, wrong, len(errors)))]])
    print("".join(f"{line:.300}\n" for line in errors[:5]))
    return bool(wrong or errors)


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=180, help="of writers and readers (default 180)")
    parser.add_argument("--writers", type=int, default=4, help="processes that add (default 4)")
    parser.add_argument("--readers", type=int, default=4, help="processes that read (default 4)")
    parser.add_argument("--owner", type=float, default=30, help="seconds of readers who may not write (default 30)")
    parser.add_argument("--upgrades", type=int, default=10, help="files of an older schema (default 10)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        failed = [
            print_storm(folder, options.seconds, options.writers, options.readers),
            print_waits(folder),
            print_stranger(folder, options.owner),
            print_upgrades(folder, options.upgrades),
        ]
    return int(any(failed))


if __name__ == "__main__":
    sys.exit(main())
