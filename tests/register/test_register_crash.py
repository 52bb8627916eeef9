# SPDX-License-Identifier: MIT
"""A register loses nothing that it reported, whenever the process that adds is killed, and whoever else adds."""

import itertools
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Never

import pytest
from made import numbered

from claimtrack import Addition, Article, Claims, Register, extract
from claimtrack.register import is_register

KILLS = 100
MOST = 2  # reports that a process can make before it is killed
LONGEST = 0.01  # seconds from the last of them until the kill

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the processes are forked")


@cache
def article(number: int) -> Article:
    """Make an article of its own for each number; every third has the URL of the one before it, as its new version."""
    return numbered(number, title="The bridge", url=f"https://example.org/{number - number % 3 // 2}")


@cache
def claims(number: int) -> Claims:
    """Return the claims that the article of that number holds."""
    return extract(article(number))


def one_by_one(register: Register, numbers: Iterator[int]) -> Iterator[Addition]:
    """Add each article in a transaction of its own."""
    return (register.add(article(number)) for number in numbers)


def in_batches(register: Register, numbers: Iterator[int]) -> Iterator[Addition]:
    """Add articles as a stream."""
    return register.add_many(article(number) for number in numbers)


Adding = Callable[[Register, Iterator[int]], Iterator[Addition]]


def run(path: Path, report: int, adding: Adding, numbers: Iterator[int]) -> Never:
    """Add articles and write the id and the status of each to *report* once it is reported as added; never return."""
    status = 1
    try:
        with Register(path, create=True) as register:
            for addition in adding(register, numbers):
                os.write(report, f"{addition.article.id} {addition.status}\n".encode())
        status = 0
    finally:
        os._exit(status)


def start(path: Path, adding: Adding, numbers: Iterator[int]) -> tuple[int, int]:
    """Start a process that adds, and return its id and the file from which its reports are read."""
    claims(0)  # what the stages read once is read before the fork
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(reading)
        run(path, writing, adding, numbers)
    os.close(writing)
    return process, reading


def reports(reading: int, start: bytes = b"") -> list[list[str]]:
    """Return all that a process has reported before its end, of which the *start* was read already."""
    with os.fdopen(reading, "rb") as file:
        text = (start + file.read()).decode()
    return [line.split() for line in text.splitlines(keepends=True) if line.endswith("\n")]


@pytest.mark.slow
def test_a_kill_loses_no_reported_article_and_leaves_no_half_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After each of 100 kills at random moments, what was reported is there with all its claims, and nothing half."""
    monkeypatch.setattr("claimtrack.register.adding._BATCH", 3)  # so that batches are cut in two as well
    path = tmp_path / "killed.register"
    moments = random.Random(7)  # noqa: S311 - no secret
    numbers = {article(number).id: number for number in range(20 * KILLS)}
    reported: set[str] = set()
    present: dict[str, int] = {}

    for adding in itertools.islice(itertools.cycle((one_by_one, in_batches)), KILLS):
        process, reading = start(path, adding, itertools.count(len(present)))
        wanted, heard = moments.randint(0, MOST), b""
        while heard.count(b"\n") < wanted:
            more = os.read(reading, 1024)
            assert more, "the process ended by itself"
            heard += more
        time.sleep(moments.uniform(0, LONGEST))
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        reported |= {name for name, _ in reports(reading, heard)}

        with Register(path, create=True) as register:
            assert () == register.verify()
        with sqlite3.connect(path) as connection:
            counts = "SELECT article.id, count(claim.id) FROM article LEFT JOIN claim ON claim.article = article.number"
            present = dict(connection.execute(f"{counts} GROUP BY article.number"))
        connection.close()
        assert set() == reported - present.keys()
        assert {name: len(claims(numbers[name])) for name in present} == present

    assert len(reported) > KILLS


def test_two_processes_that_add_at_once_lose_nothing(tmp_path: Path) -> None:
    """Of two processes that add articles of which some are the same, each such article is added by one of them."""
    path = tmp_path / "shared.register"
    started = [
        start(path, one_by_one, iter(range(0, 30, 3))),
        start(path, in_batches, iter(range(0, 60, 3))),
        start(path, one_by_one, iter(range(57, 27, -3))),
    ]
    outcomes = [reports(reading) for _, reading in started]
    ends = [os.waitpid(process, 0)[1] for process, _ in started]

    assert [0, 0, 0] == ends
    assert [10, 20, 10] == [len(each) for each in outcomes]
    added = [name for each in outcomes for name, status in each if status == "added"]
    assert sorted(article(number).id for number in range(0, 60, 3)) == sorted(added)
    with Register(path) as register:
        assert () == register.verify()
        assert sorted(added) == sorted(each.id for each in register.articles())


def test_two_processes_that_make_the_file_at_once_make_one_register(tmp_path: Path) -> None:
    """Processes that open a register where there is none yet all find the same one."""
    for attempt in range(5):
        path = tmp_path / f"{attempt}.register"
        started = [start(path, one_by_one, iter([number])) for number in range(0, 12, 3)]
        for process, reading in started:
            reports(reading)
            assert 0 == os.waitpid(process, 0)[1]
        with Register(path) as register:
            assert 4 == len(list(register.articles()))


LOOKS: dict[str, Callable[[Path], object]] = {
    "is_register": is_register,
    "another Register": lambda path: Register(path).close(),
}


def counted_elsewhere(path: Path) -> int:
    """Return how many articles a program of its own sees, which closes the file afterwards."""
    program = "import sys, claimtrack\nwith claimtrack.Register(sys.argv[1]) as it: print(len(list(it.articles())))"
    run = [sys.executable, "-c", program, str(path)]
    return int(subprocess.run(run, capture_output=True, check=True).stdout)  # noqa: S603 - our own program


@pytest.mark.parametrize("look", LOOKS)
def test_a_look_at_the_file_keeps_what_is_added_afterwards(tmp_path: Path, look: str) -> None:
    """A program that looks at the file of its open register keeps its locks, and so its log."""
    path = tmp_path / "seen.register"
    with Register(path, create=True) as register:
        register.add(article(0))
        LOOKS[look](path)
        assert 1 == counted_elsewhere(path)
        register.add(article(3))
        assert 2 == counted_elsewhere(path)
