# SPDX-License-Identifier: MIT
"""Selections: some claims of a register, which are read from it when they are asked for."""

import json
import operator
from array import array
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, Unpack, overload

import attrs

from claimtrack.claims.collection import Claims, ClaimTable
from claimtrack.claims.conditions import Conditions, Known, check_names, parse
from claimtrack.claims.counts import Counts
from claimtrack.model import Article, Claim
from claimtrack.register.articles import numbered_articles
from claimtrack.register.conditions_sql import GROUPINGS, Clause, Grouped, Numbered
from claimtrack.register.queries import LAST_PLACE, NO_END, Query
from claimtrack.register.store import Store
from claimtrack.register.stored import storable, stored_claim, text_of

_BATCH = 200  # claims that are held at a time
_PAGE = 100_000  # numbers of claims that are held at a time
_MOST_NAMES = 50_000  # of which similar ones are looked for, which takes a second
_DEEPEST = 3  # slices within each other, beyond which SQLite's parser has no more room


@attrs.frozen(repr=False, eq=False)
class Selection(ClaimTable):
    """Some claims of a register, with the query helpers of `Claims`, which give the same answers.

    Nothing is read before it is asked for, but for the names of speakers and outlets that `where` looks up,
    and each call reads what the register holds then:
    a length counts in the file, an index or a slice reads those claims alone,
    and an iteration holds a few hundred claims at a time.
    Claims that are added during an iteration are not part of it.
    Only a slice of a slice of a slice, and so on, of other claims each time, reads which ones they are when it is made.

    Raises:
        RegisterError: From every method that reads, if the file cannot be read or the register is closed.
    """

    _store: Store
    _query: Query

    def __len__(self) -> int:
        ((count,),) = self._rows(self._query.select_count())
        return int(count)

    def __iter__(self) -> Iterator[Claim]:
        articles: dict[int, Article] = {}
        for page in self._pages():
            for start in range(0, len(page), _BATCH):
                claims, articles = self._read(page[start : start + _BATCH], articles)
                yield from claims

    @overload
    def __getitem__(self, index: int) -> Claim: ...
    @overload
    def __getitem__(self, index: slice) -> "Selection": ...
    def __getitem__(self, index: int | slice) -> "Claim | Selection":
        if isinstance(index, slice):
            is_flat = self._query.depth < _DEEPEST or self._query.slice is not None
            flat = self if is_flat else self._listed()
            return attrs.evolve(self, query=flat._cut(index))  # noqa: SLF001 - a selection too
        place = operator.index(index)
        if place < 0:
            place += len(self)
        if place >= 0:
            for claim in self[place : place + 1]:
                return claim
        message = f"a claim at {index}: expected a place before {len(self)}, the number of claims"
        raise IndexError(message)

    def __repr__(self) -> str:
        count = len(self)
        return f"Selection({count} claim{'' if count == 1 else 's'})"

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets of the register's articles, in the order in which they were first added."""
        return tuple(self._store.made(text_of, outlet) for (outlet,) in self._store.rows(_OUTLETS))

    def claims(self) -> Claims:
        """Return all of them as `Claims`, which are held in memory."""
        return Claims(self, outlets=self.outlets)

    def where(self, **conditions: Unpack[Conditions]) -> "Selection":
        """Return the claims that meet all the conditions, in their order; arguments and errors as in `Claims.where`."""
        known = Known(self.outlets if "outlet" in conditions else (), self._instead)
        return attrs.evolve(self, query=self._query.where(*parse(conditions, known)))

    def by(self, name: str) -> "dict[Any, Selection]":
        """Return the claims in groups by what they have for *name*; argument, order and errors as in `Claims.by`."""
        check_names("by", [name])
        return {
            key: attrs.evolve(self, query=self._query.where(Grouped(name, key))) for (key,) in self._counted([name])
        }

    def count_by(self, *names: str) -> Counts:
        """Return the number of claims for what they have for the names; all else as in `Claims.count_by`."""
        check_names("count_by", names)
        counted = self._counted(names)
        return Counts(names, {key[0]: n for key, n in counted.items()} if len(names) == 1 else counted)

    def timeline(self) -> "Selection":
        """Return the claims in the order in which they were made, as `Claims.timeline` has it."""
        return attrs.evolve(self, query=self._query.timeline())

    def _instead(self, role: str, name: str) -> list[str] | None:
        """Return the names of those in a *role*, sorted, as `Known` asks for them."""
        if self._store.row(_IS_A_VOICE, (storable(name),)) is not None or self._store.row(_ANYBODY) is None:
            return None
        return sorted(self._store.made(text_of, each) for (each,) in self._store.rows(_NAMES[role]))

    def _counted(self, names: Sequence[str]) -> dict[Any, int]:
        counted: dict[Any, int] = {}
        for *columns, count in self._rows(self._query.select_groups(names)):
            left = iter(columns)
            groups = (GROUPINGS[name] for name in names)
            key = tuple(self._store.made(each.value, *islice(left, len(each.columns))) for each in groups)
            counted[key] = counted.get(key, 0) + count
        return counted

    def _cut(self, places: slice) -> Query:
        """Return the query of a slice, for which the claims are counted only where its ends or its step need it."""
        ends = (places.start, places.stop, places.step)
        start, stop, step = (None if each is None else operator.index(each) for each in ends)
        if step in (None, 1) and (start or 0) >= 0 and (stop is None or stop >= 0):
            start = min(start or 0, LAST_PLACE)
            return self._query.sliced(start, NO_END if stop is None else max(0, min(stop, LAST_PLACE) - start))
        wanted = range(*slice(start, stop, step).indices(len(self)))
        is_stretch = wanted.step == 1 or len(wanted) <= 1
        return self._query.sliced(wanted.start, len(wanted)) if is_stretch else self._query.at_places(wanted)

    def _listed(self) -> "Selection":
        return attrs.evolve(self, query=Query.of_numbers(self._numbers(self._query.select_numbers())))

    def _pages(self) -> Iterator["array[int]"]:
        """Yield the numbers of the claims, page by page, so that no page is read while claims of another are used."""
        query = self._query
        if query != Query(query.tests):  # another order has no key by which it could be taken up again
            yield self._numbers(query.select_numbers())
            return
        ((top,),) = self._store.rows("SELECT ifnull(max(number), 0) FROM claim")
        after = 0
        while page := self._numbers(query.where(Numbered(after, top)).select_numbers(_PAGE)):
            yield page
            after = page[-1]

    def _read(self, numbers: Sequence[int], known: dict[int, Article]) -> tuple[list[Claim], dict[int, Article]]:
        """Return the claims of those numbers, and their articles, some of which may be *known*."""
        held = self._store.rows(_CLAIMS, (json.dumps(list(numbers)),))
        rows = [(number, self._store.made(int, article), value) for number, article, value in held]
        missing = sorted({article for _, article, _ in rows} - known.keys())
        found = known | (numbered_articles(self._store, missing) if missing else {})
        articles = {article: self._store.made(found.__getitem__, article) for _, article, _ in rows}
        claims = {number: self._store.made(stored_claim, value, articles[article]) for number, article, value in rows}
        return [self._store.made(claims.__getitem__, number) for number in numbers], articles

    def _numbers(self, clause: Clause) -> "array[int]":
        return self._store.read(
            lambda connection: array("q", (number for (number,) in connection.execute(clause.sql, clause.values)))
        )

    def _rows(self, clause: Clause) -> list[tuple[Any, ...]]:
        return self._store.rows(clause.sql, clause.values)


_CLAIMS = "SELECT number, article, value FROM claim WHERE number IN (SELECT value FROM json_each(?))"
# From one name of an outlet to the next by the index, as a list of all the articles would take long.
_OUTLETS = """
WITH RECURSIVE name (outlet) AS (
    SELECT min(outlet) FROM article INDEXED BY article_outlet WHERE current
    UNION ALL
    SELECT (SELECT min(article.outlet) FROM article INDEXED BY article_outlet WHERE current AND outlet > name.outlet)
    FROM name WHERE name.outlet IS NOT NULL
)
SELECT outlet FROM name WHERE outlet IS NOT NULL ORDER BY (
    SELECT min(number) FROM article INDEXED BY article_outlet WHERE current AND article.outlet = name.outlet
)
"""
_ROLES = ("speaker", "via")


def _has_role(role: str, number: str) -> str:
    return f"EXISTS (SELECT 1 FROM claim INDEXED BY claim_{role} WHERE current AND claim.{role} = {number})"


def _is_a_voice(number: str) -> str:
    return f"({' OR '.join(_has_role(role, number) for role in _ROLES)})"


_IS_A_VOICE = f"SELECT 1 FROM form WHERE folded = ? AND {_is_a_voice('form.speaker')}"
_ANYBODY = f"SELECT 1 FROM speaker WHERE {_is_a_voice('speaker.number')} LIMIT 1"
_NAMES = {
    role: f"SELECT DISTINCT name FROM speaker WHERE {_has_role(role, 'speaker.number')} LIMIT {_MOST_NAMES}"
    for role in _ROLES
}
