# SPDX-License-Identifier: MIT
"""Extraction from many articles: same results in the same order, whatever goes wrong, and no process left behind."""

import functools
import multiprocessing
import os
import pickle
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from made import BRIDGE, LETTERS, article
from strategies import articles as any_articles

from claimtrack import (
    Article,
    Claims,
    Extraction,
    ExtractionError,
    FieldTypeError,
    FieldValueError,
    extract,
    extract_many,
    read_folder,
)
from claimtrack.parallel.workers import pickled_answer, unpickled_answer

posix = pytest.mark.skipif(sys.platform == "win32", reason="signals and /proc are those of POSIX")


def by_text(given: Article) -> Any:
    """Extract, and do what the text of the article says besides."""
    match given.text:
        case "raises":
            message = "no\nway"
            raise ValueError(message)
        case "return":
            return [given]
        case "lock":
            claim, *_ = extract(article())
            object.__setattr__(claim, "speaker", multiprocessing.Lock)
            object.__setattr__(claim, "said", (lambda: None))
            return Claims([claim])
        case "exit":
            os._exit(3)
        case "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        case "wait":
            time.sleep(600)
    return extract(given)


def living_children() -> set[int]:
    """Return the running processes that this one has started, but for the tracker that multiprocessing keeps."""
    found = set()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            parent_and_state = (process / "stat").read_text().rpartition(")")[2].split()
            command = (process / "cmdline").read_bytes()
        except OSError:
            continue
        if (
            int(parent_and_state[1]) == os.getpid()
            and parent_and_state[0] != "Z"
            and b"resource_tracker" not in command
        ):
            found.add(int(process.name))
    return found


def endless(taken: list[int]) -> Iterator[Article]:
    """Yield articles without an end, and count them in *taken*."""
    for number in count():
        taken[0] = number + 1
        yield article(f"Ann Roe said that {number} were there.")


@pytest.mark.parametrize(("processes", "extractor"), [(1, extract), (2, functools.partial(extract, known=()))])
def test_same_claims_in_the_same_order(processes: int, extractor: Callable[[Article], Claims]) -> None:
    """The results are those of `extract`, in the order of the articles, and refer to the caller's own articles."""
    stories = [*read_folder(LETTERS).articles, article(), article("\ud800 said it was over."), article("")] * 3

    results = list(extract_many(stories, processes=processes, extractor=extractor))

    assert [Extraction(story, extract(story)) for story in stories] == results
    assert all(result.article is story for result, story in zip(results, stories, strict=True))
    assert all(claim.article is result.article for result in results for claim in result.claims)
    assert [result.claims.outlets for result in results] == [(story.outlet,) for story in stories]
    assert set() == living_children()


@pytest.mark.parametrize("processes", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_a_bad_article_is_reported(processes: int) -> None:
    """An article that is none, or on which the extractor fails, is named, and the others are read."""
    stories: list[Any] = [article(), BRIDGE, article("raises", title="Late"), article("return"), article()]

    results = list(extract_many(stories, processes=processes, extractor=by_text))

    assert [2, 0, 0, 0, 2] == [len(result.claims) for result in results]
    three, four = "article 3, Article('Late', ", "article 4, Article('return', "
    about = "outlet='Morning Post', published=2024-05-15, 6 characters): the extractor"
    assert [
        "None",
        "article 2: expected an Article (claimtrack.read makes them), got a str",
        f"{three}{about} raised ValueError: no way",
        f"{four}{about} returned a list; expected Claims",
        "None",
    ] == [str(result.problem) for result in results]
    assert all(isinstance(result.problem, ExtractionError | None) for result in results)
    assert "in by_text" in results[2].problem.__notes__[0]  # type: ignore[union-attr]
    assert [stories[k] for k in (1, 2)] == [result.article for result in results[1:3]]


@pytest.mark.slow
@posix
def test_a_process_that_dies_is_replaced() -> None:
    """Of the articles that went to a process which dies, all but the one that kills it are read."""
    texts = [BRIDGE, "kill", BRIDGE, BRIDGE, "exit", "lock", BRIDGE]

    results = list(extract_many(map(article, texts), processes=2, extractor=by_text))

    assert texts == [result.article.text for result in results]
    problems = [str(result.problem).partition("characters): ")[2] for result in results]
    assert ["", "", "", ""] == [problems[k] for k in (0, 2, 3, 6)]
    assert "the process that read it died (signal 9: Killed), as one had before" == problems[1]
    assert "the process that read it died (exit code 3), as one had before" == problems[4]
    assert problems[5].startswith("it or its claims cannot be sent between processes: ")
    assert set() == living_children()


@given(any_articles)
def test_claims_are_the_same_after_the_way_back(given: Article) -> None:
    """What a worker sends back is equal to what it found, and refers to the caller's article."""
    claims = unpickled_answer(pickled_answer(extract, pickle.dumps(given)), given)

    assert extract(given) == claims
    assert isinstance(claims, Claims)
    assert all(claim.article is given for claim in claims)


@pytest.mark.slow
def test_a_stream_is_taken_as_it_is_needed() -> None:
    """From a stream without an end a bounded number is taken ahead, and closing it ends the processes."""
    taken = [0]
    results = extract_many(endless(taken), processes=2)

    assert "Ann Roe said that 0 were there." == next(results).article.text
    first = taken[0]
    for _ in range(50):
        next(results)
    running = living_children()
    results.close()

    # 500,000 characters for each process; an article counts its characters and 400.
    assert first <= taken[0] <= 2 * 1_250
    assert 2 == len(running)
    assert set() == living_children()


def test_one_process_takes_nothing_ahead() -> None:
    """With one process an article is taken when its result is asked for, and no process is started."""
    taken = [0]
    results = extract_many(endless(taken), processes=1)

    assert ["Ann Roe said that 0 were there.", "Ann Roe said that 1 were there."] == [
        next(results).article.text for _ in range(2)
    ]
    assert (2, set()) == (taken[0], living_children())


@pytest.mark.slow
def test_an_exception_in_the_caller_ends_the_processes() -> None:
    """Where the caller's loop raises, no process is left, though one is busy."""
    running = set()

    def loop() -> None:
        for _ in extract_many([article(), *[article("wait")] * 9], processes=2, extractor=by_text):
            running.update(living_children())
            raise KeyError

    with pytest.raises(KeyError):
        loop()
    assert running
    assert set() == living_children()


@pytest.mark.slow
def test_what_the_source_raises_comes_last() -> None:
    """The results of the articles before an error in their source come before the error."""

    def source() -> Iterator[Article]:
        yield from (article(), article())
        message = "the disk is gone"
        raise OSError(message)

    results = extract_many(source(), processes=2)

    assert [None, None] == [next(results).problem for _ in range(2)]
    with pytest.raises(OSError, match="the disk is gone"):
        next(results)
    assert set() == living_children()


@pytest.mark.slow
def test_a_callback_is_told() -> None:
    """The callback gets the number done and the number of all, or None for a stream; what it raises ends the run."""
    told: list[tuple[int, int | None]] = []

    def tell(done: int, total: int | None) -> None:
        told.append((done, total))
        if total is None and done == 1:
            raise KeyError

    assert 2 == len(list(extract_many([article()] * 2, processes=1, callback=tell)))
    with pytest.raises(KeyError):
        list(extract_many(iter([article()] * 2), processes=2, callback=tell))
    assert [(0, 2), (1, 2), (2, 2), (0, None), (1, None)] == told
    assert set() == living_children()


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"processes": 0}, FieldValueError, "processes: expected 1 or more, or None for all cores, got 0"),
        ({"processes": 2.0}, FieldTypeError, "processes: expected a whole number or None, got 2.0"),
        ({"processes": True}, FieldTypeError, "processes: expected a whole number or None, got True"),
        ({"extractor": 1}, FieldTypeError, "extractor: expected a function that takes an Article, got 1"),
        ({"extractor": lambda _: Claims(), "processes": 2}, FieldTypeError, "can be sent to another process"),
        ({"articles": BRIDGE}, FieldTypeError, "articles: expected an iterable of Article, got a str"),
        ({"articles": article()}, FieldTypeError, "articles: expected an iterable of Article, got a Article"),
    ],
)
def test_wrong_arguments_raise_at_once(arguments: dict[str, Any], error: type[Exception], message: str) -> None:
    """A wrong argument raises before any result is asked for."""
    with pytest.raises(error, match=message):
        extract_many(**{"articles": [], **arguments})


@pytest.mark.parametrize(("cores", "processes"), [({0, 1, 2}, 3), ({5}, 1)])
def test_none_means_the_cores_of_this_process(monkeypatch: pytest.MonkeyPatch, cores: set[int], processes: int) -> None:
    """Without a number there are as many processes as the cores that this process may use."""
    pools: list[int] = []
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: cores, raising=False)
    monkeypatch.setattr("claimtrack.parallel.many.Pool", lambda number, _: pools.append(number))

    extract_many([])

    assert ([processes] if processes > 1 else []) == pools


def test_a_worker_has_no_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a worker process, None is one process, and more are refused."""
    monkeypatch.setattr(multiprocessing, "current_process", lambda: SimpleNamespace(daemon=True))

    assert 1 == len(list(extract_many([article()])))
    with pytest.raises(ExtractionError, match="a worker process can have no workers of its own; use processes=1 in it"):
        extract_many([article()], processes=2)


PROGRAM = """
import multiprocessing, signal, time
from itertools import repeat
import claimtrack as ct

ARTICLE = ct.Article("Ann Roe said it was over. " * 40, "The Post", None)

def slow(article):
    time.sleep(0.05)
    return ct.extract(article)

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # which a job in the background starts without
    for number, result in enumerate(ct.extract_many(repeat(ARTICLE), processes=2, extractor=slow)):
        children = [child.pid for child in multiprocessing.active_children()]
        if len(children) == 2 and number >= 5:
            print(*children, flush=True)
"""
EARLY = """
import multiprocessing, time
import claimtrack as ct

ARTICLE = ct.Article("Ann Roe said it was over.", "The Post", None)

def articles():
    yield ARTICLE
    print(*(child.pid for child in multiprocessing.active_children()), flush=True)  # one, which begins to start
    time.sleep(60)

if __name__ == "__main__":
    for _ in ct.extract_many(articles(), processes=2):
        pass
"""
UNGUARDED = """
import claimtrack as ct
print([len(result.claims) for result in ct.extract_many([ct.Article("Roe said no.", "The Post", None)], processes=2)])
"""


def is_running(pid: int) -> bool:
    """Tell whether a process runs."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@posix
@pytest.mark.slow
@pytest.mark.parametrize(
    ("source", "send", "number"),
    [
        pytest.param(PROGRAM, os.kill, signal.SIGINT, id="Ctrl-C to the program alone"),
        pytest.param(PROGRAM, os.killpg, signal.SIGINT, id="Ctrl-C to its group"),
        pytest.param(PROGRAM, os.kill, signal.SIGKILL, id="killed"),
        pytest.param(EARLY, os.kill, signal.SIGKILL, id="killed while a worker starts"),
    ],
)
def test_signals_leave_nothing_running(
    tmp_path: Path, source: str, send: Callable[[int, int], None], number: int
) -> None:
    """A program that is interrupted or killed in the midst of a run leaves no process, and its workers say nothing."""
    program = tmp_path / "program.py"
    program.write_text(source, encoding="utf-8")
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        workers = [int(pid) for pid in run.stdout.readline().split()]
        assert {True} == {is_running(pid) for pid in workers}
        send(run.pid, number)
        errors = run.stderr.read()
        assert -number == run.wait(30)
    end = time.monotonic() + 10
    while any(is_running(pid) for pid in workers) and time.monotonic() < end:
        time.sleep(0.05)

    assert {False} == {is_running(pid) for pid in workers}
    assert (number == signal.SIGINT) == errors.count("Traceback")


@posix
@pytest.mark.slow
def test_a_worker_starts_with_what_ends_it_blocked(tmp_path: Path) -> None:
    """No signal of a terminal or of a group meets a worker while it imports, where it would print a traceback."""
    program = tmp_path / "program.py"
    program.write_text(EARLY, encoding="utf-8")
    with subprocess.Popen([sys.executable, program], stdout=subprocess.PIPE, text=True) as run:  # noqa: S603
        assert run.stdout is not None
        status = Path(f"/proc/{int(run.stdout.readline())}/status").read_text()
        run.kill()
    (blocked,) = re.findall(r"^SigBlk:\s*(\w+)$", status, re.MULTILINE)

    assert {signal.SIGINT, signal.SIGTERM} == {each for each in signal.Signals if int(blocked, 16) >> each - 1 & 1}


@pytest.mark.slow
def test_a_program_without_a_guard_is_told(tmp_path: Path) -> None:
    """A program that starts the run whenever it is imported ends with an error that names the remedy."""
    program = tmp_path / "program.py"
    program.write_text(UNGUARDED, encoding="utf-8")
    run = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, program], capture_output=True, text=True, timeout=60, check=False
    )

    assert (1, "") == (run.returncode, run.stdout)
    assert "ExtractionError: extract_many: a process ended before its first article (exit code 1)" in run.stderr
    assert 'under `if __name__ == "__main__":`' in run.stderr


@pytest.mark.slow
def test_an_extractor_that_cannot_be_loaded() -> None:
    """An extractor of an interactive session, which no other process can import, ends the run with a clear error."""
    source = (
        "import claimtrack as ct\n"
        "def mine(article): return ct.extract(article)\n"
        "list(ct.extract_many([ct.Article('Roe said no.', 'The Post', None)], processes=2, extractor=mine))\n"
    )
    run = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", source], capture_output=True, text=True, timeout=60, check=False
    )

    assert "ExtractionError: extract_many: extractor: cannot be loaded in another process: " in run.stderr
    assert "Can't get attribute 'mine'" in run.stderr
