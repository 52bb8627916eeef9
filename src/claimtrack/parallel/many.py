# SPDX-License-Identifier: MIT
"""Extraction from many articles with all cores of one machine: in their order, and in bounded memory."""

import multiprocessing
import os
import pickle
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sized
from contextlib import closing

import attrs

from claimtrack.checks import are_several, whole_number, wrong_value
from claimtrack.claims import Claims
from claimtrack.exceptions import ClaimtrackError, ExtractionError, FieldTypeError
from claimtrack.extraction import extract
from claimtrack.model import Article
from claimtrack.parallel.workers import (
    Answer,
    ExtractorLike,
    Failure,
    Pool,
    Task,
    attempt,
    check_extractor,
    error_line,
    unpickled_answer,
)
from claimtrack.progress import track

# What is taken from the caller beyond what was given back, by weight (characters, and 400 an article), per process.
_AHEAD = 500_000


@attrs.frozen
class Extraction:
    """What became of one article of many.

    Attributes:
        article: What was given, the very object.
        claims: Its claims, whose article is that object; none where there is a problem.
        problem: Why it could not be read, or None. The message names the article by its place and its title;
            where an extractor raised, the notes of the problem hold the traceback.
    """

    article: Article
    claims: Claims
    problem: ClaimtrackError | None = None


def extract_many(
    articles: Iterable[Article],
    *,
    processes: int | None = None,
    extractor: ExtractorLike = extract,
    callback: Callable[[int, int | None], object] | None = None,
) -> Generator[Extraction, None, None]:
    """Yield what `extract` finds in each of *articles*, in their order, with the cores of one machine.

    The articles may come from a generator without an end:
    half a million characters for each process are taken ahead of what was given back,
    1,250 articles at most, and none ahead with one process.

    An article that cannot be read does not end the run; its result says why.
    A process that dies is replaced, and the article that it was reading is tried once more, on its own.
    What *articles* itself raises comes after the results of the articles before it.

    Each process is a new interpreter, which imports the caller's main module:
    a program has to do its work under `if __name__ == "__main__":`, as with `multiprocessing`.
    The processes end with the last result, with an exception and Ctrl-C, and where the generator is closed.

    Args:
        articles: What to read.
        processes: How many to use; as many as there are cores for this process where it is None.
            With 1 all happens in the caller's own process, and so it does with None in a worker of `multiprocessing`.
        extractor: What is called for each article, such as `functools.partial(extract, known=...)`.
            For several processes it has to be one that `pickle` takes: a function of a module, not a lambda.
        callback: Takes the number of articles done and of all (None for a stream), first with 0 done;
            what it raises ends the run.

    Raises:
        FieldTypeError: If an argument has the wrong type, or the extractor cannot be sent to another process.
        FieldValueError: If *processes* is less than 1.
        ExtractionError: If no process can be started (a worker of `multiprocessing` can start none),
            or the extractor cannot be loaded in one.
    """
    count = _process_count(processes)
    check_extractor(extractor, "extract_many")
    if not are_several(articles):
        message = f"extract_many: articles: expected an iterable of Article, got a {type(articles).__name__}"
        raise FieldTypeError(message)
    results = _here(articles, extractor) if count == 1 else _elsewhere(articles, Pool(count, _pickled(extractor)))
    if callback is None:
        return results
    return _with_progress(results, len(articles) if isinstance(articles, Sized) else None, callback)


def _process_count(processes: int | None) -> int:
    is_worker = multiprocessing.current_process().daemon
    if processes is None:
        if is_worker:
            return 1
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    whole_number(processes, "extract_many: processes", "a whole number or None")
    if processes < 1:
        raise wrong_value(processes, "extract_many: processes", "1 or more, or None for all cores")
    if processes > 1 and is_worker:
        message = "extract_many: a worker process can have no workers of its own; use processes=1 in it"
        raise ExtractionError(message)
    return processes


def _pickled(extractor: ExtractorLike) -> bytes:
    try:
        return pickle.dumps(extractor)
    except Exception as error:
        message = (
            f"extract_many: extractor: expected one that can be sent to another process, got {extractor!r} "
            f"({error_line(error)}); give a function of a module, or a functools.partial of one, or use processes=1"
        )
        raise FieldTypeError(message) from error


def _with_progress(
    results: Generator[Extraction, None, None], total: int | None, callback: Callable[[int, int | None], object]
) -> Generator[Extraction, None, None]:
    with closing(results):
        yield from track(results, total=total, callback=callback)


def _here(articles: Iterable[Article], extractor: ExtractorLike) -> Generator[Extraction, None, None]:
    """Yield the results, each worked out in this process when it is asked for."""
    for place, article in enumerate(articles, start=1):
        yield _extraction(place, article, attempt(extractor, article))


def _elsewhere(articles: Iterable[Article], pool: Pool) -> Generator[Extraction, None, None]:
    """Yield the results, for which the workers of *pool* are ahead of the caller."""
    source: Iterator[Article] | None = iter(articles)
    failure: Exception | None = None
    ahead: deque[Task] = deque()
    place = held = 0
    try:
        while source is not None or ahead:
            if ahead and (found := ahead[0].found) is not None:
                task = ahead.popleft()
                place, held = place + 1, held - task.weight
                yield _extraction(place, task.article, unpickled_answer(found, task.article))
            elif source is not None and held < _AHEAD * pool.processes:
                try:
                    ahead.append(Task(next(source)))
                except StopIteration:
                    source = None
                except Exception as error:  # noqa: BLE001 - raised below, after the results that come before it
                    source, failure = None, error
                else:
                    held += ahead[-1].weight
                    pool.add(ahead[-1])
            else:
                pool.wait()
    finally:
        pool.stop()
    if failure is not None:
        raise failure


def _extraction(place: int, article: Article, answer: Answer) -> Extraction:
    """Return the result of the article that stands at *place*, counted from 1."""
    if not isinstance(answer, Failure):
        return Extraction(article, answer)
    is_article = isinstance(article, Article)
    problem = ExtractionError(f"article {place}{f', {article!r}' if is_article else ''}: {answer.line}")
    if answer.notes:
        problem.add_note(answer.notes)
    return Extraction(article, Claims(outlets=[article.outlet] if is_article else []), problem)
