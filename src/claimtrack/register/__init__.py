# SPDX-License-Identifier: MIT
"""The register: articles and their claims kept in one file, from one day to the next."""

import operator
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from claimtrack.checks import are_several, check, check_object, wrong_type, wrong_value
from claimtrack.claims import Claims
from claimtrack.comparison import Comparison, Event
from claimtrack.comparison.grouping import DAYS
from claimtrack.display.tables import View
from claimtrack.exceptions import FieldValueError, RegisterError
from claimtrack.extraction import extract
from claimtrack.model import Article, Claim
from claimtrack.parallel.workers import ExtractorLike
from claimtrack.register.adding import Addition, Entry, add_all, add_stream, is_there
from claimtrack.register.articles import claims_of, current_articles, story_versions
from claimtrack.register.changes import Change, Changes, find_changes
from claimtrack.register.events import compare_event, find_events
from claimtrack.register.export import write_parquet
from claimtrack.register.queries import Query
from claimtrack.register.selection import Selection
from claimtrack.register.statistics import stats_view
from claimtrack.register.store import is_register, open_store
from claimtrack.register.verification import find_problems

__all__ = ["Addition", "Change", "Changes", "Register", "Selection", "is_register"]


class Register:
    """Articles and their claims in one file.

    The file is an SQLite database (`docs/register.md` has its tables).
    What an addition reports as added is on the disk, and survives a crash of the program or the machine.
    Several processes may read and add at once; a register is used by the thread that opened it.
    It closes itself at the end of a `with` block.

    Args:
        path: The file.
        create: Whether a register is made where there is no file, or an empty one.

    Raises:
        FieldTypeError: If *path* is not a path.
        RegisterError: If there is no such file and *create* is not set,
            or the file cannot be opened or made, is no register, or was made by a newer release.
            Every method raises it where the file cannot be read or written.
    """

    def __init__(self, path: str | os.PathLike[str], *, create: bool = False) -> None:
        self._store = open_store(path, create=create)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Register({str(self.path)!r})"

    @property
    def path(self) -> Path:
        """The file."""
        return self._store.path

    def close(self) -> None:
        """Close the file; what was added is in it already."""
        self._store.close()

    def add(self, article: Article, claims: Iterable[Claim] | None = None, *, key: str | None = None) -> Addition:
        """Add an article with its claims, as a new story or as a new version of a story that is there.

        It is on the disk when this returns.
        An article that is there already (one of the same outlet, day and text) changes nothing.

        Args:
            article: The article.
            claims: Its claims; those that `extract` finds where none are given.
            key: Your own id of the story. Articles of one key are versions of one story;
                without a key those of one URL are, unless the page holds several stories (`docs/register.md`).
                A story keeps its first key, which an article that is there already can give it too.

        Raises:
            FieldTypeError: If something has the wrong type.
            FieldValueError: If a claim is of another article.
            RegisterError: If the file cannot be written; nothing is added.
        """
        entry = _checked_entry(article, claims, key)
        self._store.check_writable()
        if entry.claims is None and not is_there(self._store, article):
            entry = Entry(article, extract(article), key)
        with self._store.writing():
            return add_all(self._store, [entry])[0]

    @property
    def claims(self) -> Selection:
        """The claims of the newest version of each story, in the order in which the versions were first added."""
        return Selection(self._store, Query())

    def search(self, words: str) -> Selection:
        """Return the claims in whose text all the words occur, best first.

        They are ranked by BM25 (Robertson and Zaragoza 2009, with k1 = 1.2 and b = 0.75, as SQLite's FTS5 has it).
        Case, accents and all signs but letters and digits make no difference; a word is found whole.
        Words without a letter or digit find nothing, and of more than 1,000 different words the first 1,000 count.

        Raises:
            FieldTypeError: If *words* is not a str.
        """
        check(words, str, "Register.search", "words as a str")
        return Selection(self._store, Query.search(words))

    def add_many(
        self,
        articles: Iterable[Article],
        *,
        processes: int | None = 1,
        extractor: ExtractorLike = extract,
        callback: Callable[[int, int | None], object] | None = None,
    ) -> Iterator[Addition]:
        """Add articles one after the other, and yield what came of each once it is on the disk.

        This is a generator: articles are added only as it is consumed.
        Articles are added in batches of up to 100, or of a second; whether a batch is due is asked as an article comes.
        An article that cannot be read is refused and does not end the run, and one that is there is not read again.
        What *articles* itself raises is raised once the articles before it are added.

        Args:
            articles: The articles, which may come from a generator without an end.
            processes: How many processes find the claims; as many as there are cores where it is None.
            extractor: What finds the claims of an article (`extract_many`), such as `Extractor.neural()`.
            callback: Takes the number of articles done and of all (None for a stream), first with 0 done;
                what it raises ends the run.

        Raises:
            FieldTypeError: If something has the wrong type.
            FieldValueError: If *processes* is less than 1.
            RegisterError: If the file cannot be written; what was yielded stays, and nothing else is added.
        """
        if not are_several(articles):
            raise wrong_type(articles, "Register.add_many", "articles")
        self._store.check_writable()
        return add_stream(self._store, articles, processes=processes, extractor=extractor, callback=callback)

    def articles(self) -> Iterator[Article]:
        """Yield the newest version of each story, in the order in which these articles were first added."""
        return current_articles(self._store)

    def versions(self, story: Article | str) -> tuple[Article, ...]:
        """Return the versions of a story, the oldest first.

        Args:
            story: One of its articles, or the id of one, its URL, or the key under which it was added.

        Raises:
            FieldTypeError: If *story* is neither an article nor a str.
            UnknownNameError: If there is no such story, or the URL is that of several; the message has their ids.
        """
        return tuple(article for _, article in story_versions(self._store, story))

    def changes(self, story: Article | str, *, version: int | None = None) -> Changes:
        """Return what a version of a story changed: claims that appeared, vanished, or changed.

        Args:
            story: One of its articles, or the id of one, its URL, or the key under which it was added.
            version: The number of the version, from 1; the newest one where none is given.

        Raises:
            FieldTypeError: If *story* is neither an article nor a str, or *version* is not a whole number.
            FieldValueError: If the story has no such version.
            UnknownNameError: If there is no such story, or the URL is that of several; the message has their ids.
        """
        versions = story_versions(self._store, story)
        try:
            number = len(versions) if version is None else operator.index(version)
        except TypeError as error:
            raise wrong_type(version, "Register.changes: version", "a whole number") from error
        if not 1 <= number <= len(versions):
            raise wrong_value(version, "Register.changes: version", f"1 to {len(versions)}, the story's newest")
        new, after = versions[number - 1]
        if number == 1:
            return Changes(None, after)
        old, before = versions[number - 2]
        return find_changes(before, claims_of(self._store, old, before), after, claims_of(self._store, new, after))

    def events(self, *, days: int = DAYS) -> tuple[Event, ...]:
        """Return the events that the current articles report, as `claimtrack.events` finds them.

        They are kept in the file, and found again where articles were added since or *days* is another.

        Args:
            days: The most days between the first and the last article of one event.

        Raises:
            FieldTypeError: If *days* is not a whole number.
            FieldValueError: If *days* is below 0.
        """
        return find_events(self._store, days)

    def compare(self, event: Event) -> Comparison:
        """Return the comparison of the articles of an event, and keep its rows in the file.

        Args:
            event: One of those that `events` returns.

        Raises:
            FieldTypeError: If *event* is not an Event.
            UnknownNameError: If one of its articles is not in the register.
        """
        return compare_event(self._store, event)

    def stats(self) -> View:
        """Return how many stories, articles, claims, speakers, outlets and events there are, and of which days.

        The events are those of `events()`, which are found for it where they are not kept.
        """
        return stats_view(self._store)

    def verify(self) -> tuple[RegisterError, ...]:
        """Return what is wrong with the register, one error for each problem; an empty tuple if nothing is.

        Every article and claim is made again from what is stored, so that each span lies in its text
        and each id is that of the content; every value has to be what was added, to the byte,
        every column has to agree with its value, the tables with each other, and the full-text index with the claims
        (which SQLite checks by writing: a copy is made for it where temporary files lie, of the file's size).
        """
        return tuple(find_problems(self._store))

    def write_parquet(self, folder: str | os.PathLike[str], *, days: int = DAYS) -> tuple[Path, ...]:
        """Write articles, claims, events and the rows of comparisons as Parquet files, and return their paths.

        The columns are those of `claimtrack.register.export.COLUMNS`; older files of these names are replaced.

        Args:
            folder: Where the files go; it is made where there is none.
            days: The most days between the first and the last article of one event.

        Raises:
            MissingExtraError: If pyarrow is not installed (extra `arrow`).
            FieldTypeError: If *folder* is not a path.
            InputError: If a file cannot be written.
        """
        return write_parquet(self._store, folder, days)


def _checked_entry(article: Article, claims: Iterable[Claim] | None, key: str | None) -> Entry:
    check_object(article, Article, "Register.add", "an Article (claimtrack.read makes them)")
    check(key, str | None, "Register.add: key", "a str or None")
    if claims is None:
        return Entry(article, None, key)
    check(claims, Iterable, "Register.add: claims", "claims or None")
    given = Claims(claims)
    for claim in given:
        if claim.article != article:
            message = f"Register.add: expected claims of {article!r}, got {claim!r} of {claim.article!r}"
            raise FieldValueError(message)
    return Entry(article, given, key)
