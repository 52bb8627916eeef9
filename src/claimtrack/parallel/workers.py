# SPDX-License-Identifier: MIT
"""The processes that `extract_many` works with: what they do, what goes to them and back, and how they are replaced.

Each is a new interpreter ("spawn") on every system.
A forked copy would start sooner, but it takes over the locks of threads that it does not have
(spaCy, Arrow and notebooks run some) and open databases, and may hang or damage them;
a server that forks ("forkserver") outlives the run, and is shared with the rest of the program.
"""

import multiprocessing
import os
import pickle
import signal
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from queue import SimpleQueue

import attrs

from claimtrack.checks import wrong_type
from claimtrack.claims import Claims
from claimtrack.exceptions import ExtractionError
from claimtrack.model import Article

ExtractorLike = Callable[[Article], Claims]
"""What reads one article: an `Extractor`, or any other function from an article to its claims."""

_WORK = 0.06  # seconds of work that are sent at once, unless it is a single article
_BATCH = 50_000  # the most weight that is sent at once, however quick the extractor is
_QUEUED = 10  # batches that one worker may have, so that it goes on while the caller is busy
_POLL = 0.01  # seconds until answers are looked for again while articles are taken
_STARTS = 3  # how many workers in a row may fail to start, once one has started
_GRACE = 5  # seconds that a worker has to end before it is killed
_HANDLING = 400  # what an article weighs beside its characters: handling even an empty one takes time
_CONTEXT = multiprocessing.get_context("spawn")


@attrs.frozen
class Failure:
    """Why an article has no claims, in words that can come from another process."""

    line: str
    notes: str = ""


Answer = Claims | Failure


def check_extractor(extractor: object, function: str) -> None:
    """Refuse what cannot be called."""
    if not callable(extractor):
        raise wrong_type(extractor, f"{function}: extractor", "a function that takes an Article")


def attempt(extractor: ExtractorLike, article: Article) -> Answer:
    """Return the claims of *article*, or why it has none."""
    if not isinstance(article, Article):
        return _no_article(article)
    try:
        claims = extractor(article)
    except Exception as error:  # noqa: BLE001 - whatever a function of the caller's raises
        return Failure(f"the extractor raised {error_line(error)}", "".join(traceback.format_exception(error)))
    if not isinstance(claims, Claims):
        return Failure(f"the extractor returned a {type(claims).__name__}; expected Claims")
    return claims


def _no_article(value: object) -> Failure:
    return Failure(f"expected an Article (claimtrack.read makes them), got a {type(value).__name__}")


def error_line(error: BaseException) -> str:
    """Return the kind of an error and what it says, in one line."""
    return " ".join("".join(traceback.format_exception_only(error)).split())


@attrs.define(eq=False)
class Task:
    """One article on its way through the workers, and what came back: its packed claims, or why there are none."""

    article: Article
    found: bytes | Failure | None = None
    retried: bool = False

    @property
    def weight(self) -> int:
        """What the article counts for where work is shared out."""
        return _HANDLING + (len(self.article.text) if isinstance(self.article, Article) else 0)


def unpickled_answer(found: bytes | Failure, article: Article) -> Answer:
    """Return the claims, of the caller's own *article* instead of the worker's copy, or why there are none."""
    if isinstance(found, Failure):
        return found
    try:
        copy, claims = pickle.loads(found)  # noqa: S301 - from a process of our own
    except Exception as error:  # noqa: BLE001 - a class of the caller's may raise anything
        return Failure(f"its claims cannot be taken from the process that found them: {error_line(error)}")
    for claim in claims:
        if claim.article is copy:
            # Nobody else has these claims yet; made anew, each would have its fields checked again.
            object.__setattr__(claim, "article", article)
    answer: Claims = claims
    return answer


@attrs.define(eq=False)
class Pool:
    """Up to *processes* workers, started as work comes, and the articles that none of them has yet."""

    processes: int
    extractor: bytes
    _workers: list["_Worker"] = attrs.field(factory=list, init=False)
    _waiting: deque[Task] = attrs.field(factory=deque, init=False)
    _limit: float = attrs.field(default=0, init=False)  # the weight of a batch, by the time that others have taken
    _polled: float = attrs.field(default=0, init=False)
    _started: bool = attrs.field(default=False, init=False)
    _failed_starts: int = attrs.field(default=0, init=False)

    def add(self, task: Task) -> None:
        """Take a task, hand out what the workers have room for, and take the answers that are there."""
        if not isinstance(task.article, Article):
            task.found = _no_article(task.article)
            return
        self._waiting.append(task)
        self._hand_out()
        if time.monotonic() - self._polled > _POLL:
            while self._collect(0):
                pass

    def wait(self) -> None:
        """Wait until a worker answers or dies."""
        self._collect(None)

    def stop(self) -> None:
        """End all workers, whatever they are doing."""
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    def _hand_out(self) -> None:
        while self._waiting and (worker := self._free_worker()) is not None:
            worker.give(self._next_batch())

    def _next_batch(self) -> list[Task]:
        """Take the tasks that are to be sent at once: an article that is long or tried again goes alone."""
        batch = [self._waiting.popleft()]
        weight = batch[0].weight
        while self._waiting and not (batch[0].retried or self._waiting[0].retried):
            weight += self._waiting[0].weight
            if weight > self._limit:
                break
            batch.append(self._waiting.popleft())
        return batch

    def _free_worker(self) -> "_Worker | None":
        """Return an idle worker, a new one, or the one that has the fewest batches; None where all have many."""
        least = min(self._workers, key=lambda worker: len(worker.batches), default=None)
        if (least is None or least.batches) and len(self._workers) < self.processes:
            with _signals_blocked():
                self._workers.append(_Worker.start(self.extractor))
            return self._workers[-1]
        return least if least is not None and len(least.batches) < _QUEUED else None

    def _collect(self, seconds: float | None) -> bool:
        """Take what workers answer within *seconds*, replace the dead, hand out more, and tell if there were any."""
        found = wait([worker.connection for worker in self._workers], seconds)
        for ready in found:
            worker = next(worker for worker in self._workers if worker.connection is ready)
            try:
                message = worker.connection.recv()
            except (EOFError, OSError):
                self._lose(worker)
                continue
            if isinstance(message, _Answers):
                weight = worker.take(message)
                self._limit = min(_BATCH, (self._limit + _WORK * weight / max(message.seconds, 1e-9)) / 2)
            elif message is None:
                worker.ready = self._started = True
                self._failed_starts = 0
            else:
                problem = (
                    f"extract_many: extractor: cannot be loaded in another process: {message}; "
                    "put it into a module that can be imported, or use processes=1"
                )
                raise ExtractionError(problem)
        self._polled = time.monotonic()
        self._hand_out()
        return bool(found)

    def _lose(self, worker: "_Worker") -> None:
        """Remove a dead worker; the article that it was reading gets a second try, on its own."""
        self._workers.remove(worker)
        ended = worker.end()
        if not worker.ready:
            self._failed_starts += 1
            if self._failed_starts == (_STARTS if self._started else 1):
                message = (
                    f"extract_many: a process ended before its first article ({ended}); standard error may say why. "
                    'A program has to be a file, and to do its work under `if __name__ == "__main__":`, '
                    "as each process imports it"
                )
                raise ExtractionError(message)
        suspects = worker.batches.popleft() if worker.ready and worker.batches else []
        for task in suspects:
            if task.retried:
                task.found = Failure(f"the process that read it died ({ended}), as one had before")
            task.retried = True
        unread = [task for batch in (suspects, *worker.batches) for task in batch if task.found is None]
        self._waiting.extendleft(reversed(unread))


@attrs.frozen
class _Answers:
    """What a worker found in one batch, and how long it took."""

    seconds: float
    answers: list[bytes | Failure]


@attrs.define(eq=False)
class _Worker:
    """One process, and the batches that it has not answered, in the order in which it reads them."""

    process: multiprocessing.process.BaseProcess
    connection: Connection
    batches: deque[list[Task]] = attrs.field(factory=deque)
    ready: bool = False

    @classmethod
    def start(cls, extractor: bytes) -> "_Worker":
        """Start a process that loads the extractor and then reads what it is given."""
        ours, theirs = _CONTEXT.Pipe()
        process = _CONTEXT.Process(target=work, args=(theirs, extractor), name="extract_many", daemon=True)
        try:
            process.start()
        except OSError as error:
            message = f"extract_many: no process can be started: {error.strerror or error}; use fewer"
            raise ExtractionError(message) from error
        finally:
            theirs.close()
        return cls(process, ours)

    def give(self, batch: list[Task]) -> None:
        """Send a batch, without those of its articles that cannot be sent."""
        packed, sent = [], []
        for task in batch:
            try:
                packed.append(pickle.dumps(task.article))
            except Exception as error:  # noqa: BLE001 - a class of the caller's may raise anything
                task.found = Failure(f"it cannot be sent to another process: {error_line(error)}")
            else:
                sent.append(task)
        if sent:
            self.batches.append(sent)
            with suppress(OSError):  # a dead worker is found where its answer is awaited
                self.connection.send(packed)

    def take(self, found: _Answers) -> int:
        """Take the answers to the first batch, and return its weight."""
        batch = self.batches.popleft()
        for task, answer in zip(batch, found.answers, strict=True):
            task.found = answer
        return sum(task.weight for task in batch)

    def end(self) -> str:
        """End the process, and return how it ended."""
        self.connection.close()
        self.process.join(_GRACE)
        if self.process.exitcode is None:
            self.process.kill()
            self.process.join()
        code = self.process.exitcode or 0
        self.process.close()
        return f"signal {-code}: {signal.strsignal(-code)}" if code < 0 else f"exit code {code}"


@contextmanager
def _signals_blocked() -> Iterator[None]:
    """Block what ends the program, so that a process started meanwhile ignores it and is recorded before it is handled.

    What tracks the resources of processes is started before, since its start lifts the block.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def work(connection: Connection, extractor: bytes) -> None:
    """Read the batches that come through *connection* until it closes; this is what a worker runs."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the caller gets it, and ends the workers
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT, signal.SIGTERM})
    with suppress(OSError):  # the caller has gone
        _answer(connection, extractor)


def _answer(connection: Connection, extractor: bytes) -> None:
    try:
        read: ExtractorLike = pickle.loads(extractor)  # noqa: S301 - from the process that started this one
    except Exception as error:  # noqa: BLE001 - whatever the import of the caller's module raises
        connection.send(error_line(error))
        return
    connection.send(None)
    batches: SimpleQueue[list[bytes]] = SimpleQueue()
    threading.Thread(target=_receive, args=(connection, batches), daemon=True).start()
    while True:
        batch = batches.get()
        start = time.monotonic()
        answers = [pickled_answer(read, packed) for packed in batch]
        # Sent before the next batch is begun, so that it is known what a process that dies was reading.
        connection.send(_Answers(time.monotonic() - start, answers))


def _receive(connection: Connection, batches: SimpleQueue[list[bytes]]) -> None:
    """Receive batches while others are read, so that neither side waits for the other; end with the caller."""
    while True:
        try:
            batches.put(connection.recv())
        except (EOFError, OSError):
            os._exit(0)


def pickled_answer(extractor: ExtractorLike, packed: bytes) -> bytes | Failure:
    """Return the article with its claims, which refer to it, or why there are none."""
    try:
        article = pickle.loads(packed)  # noqa: S301 - from the process that started this one
        claims = attempt(extractor, article)
        return claims if isinstance(claims, Failure) else pickle.dumps((article, claims))
    except Exception as error:  # noqa: BLE001 - a class of the caller's may raise anything
        return Failure(f"it or its claims cannot be sent between processes: {error_line(error)}")
