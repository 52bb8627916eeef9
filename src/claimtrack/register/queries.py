# SPDX-License-Identifier: MIT
"""Queries of a register as SQL: some claims, in an order, found by an index."""

import json
from collections.abc import Sequence
from typing import Any

import attrs

from claimtrack.register.conditions_sql import (
    GROUPINGS,
    NOT_INDEXED,
    Clause,
    Test,
    access,
    condition,
    is_level,
    search_match,
)

LAST_PLACE = 2**62
"""The last place at which a slice can start: SQLite counts up to 2**63."""
NO_END = -1
"""The length of a slice of all claims that follow, as SQLite has it."""
_COUNTING_INDEXES = {"speaker": "claim_speaker", "hedging": "claim_hedging", "published": "claim_published"}
"""The indexes that hold all that counting by one name needs."""


@attrs.frozen
class Slice:
    """The stretch of a query's claims from a place, which may be without an end."""

    query: "Query"
    start: int
    length: int


@attrs.frozen
class Query:
    """Some claims of a register, in an order.

    Attributes:
        tests: The conditions that they meet.
        order: The columns by which they are ordered.
        base: The claims of which they are some: in SQL a table `base`, with the number and, in the columns key0, key1
            and so on, by what these are ordered. None for the claims of the current versions.
        base_rows: A table with as many rows as *base*, made without ordering it; None where that saves nothing.
        slice: The slice that the query is, if it is one.
        depth: How many queries lie within each other.
    """

    tests: tuple[Test, ...] = ()
    order: tuple[str, ...] = ("claim.number",)
    base: Clause | None = None
    base_rows: Clause | None = None
    slice: Slice | None = None
    depth: int = 0

    @classmethod
    def of_base(cls, base: Clause, keys: int = 1, **more: Any) -> "Query":  # noqa: ANN401 - other fields
        """Return the query of all the claims that SQL selects with their number and the *keys* of their order."""
        nested = Clause(f"({base.sql})", base.values)
        return cls(order=tuple(f"base.key{number}" for number in range(keys)), base=nested, **more)

    @classmethod
    def of_numbers(cls, numbers: Sequence[int]) -> "Query":
        """Return the query of the claims of these numbers, in their order."""
        return cls.of_base(
            Clause("SELECT value AS number, key AS key0 FROM json_each(?)", (json.dumps(list(numbers)),))
        )

    @classmethod
    def search(cls, words: str) -> "Query":
        """Return the query of the claims in which all the words occur, best first."""
        sql = "SELECT rowid AS number, rank AS key0 FROM claim_words WHERE claim_words MATCH ?"
        return attrs.evolve(cls.of_base(Clause(sql, (search_match(words),))), order=("base.key0", "base.number"))

    def where(self, *tests: Test) -> "Query":
        """Return the query of those that meet the conditions as well."""
        return attrs.evolve(self, tests=self.tests + tests, slice=None)

    def timeline(self) -> "Query":
        """Return the query in the order in which the claims were made."""
        return attrs.evolve(self, order=tuple(dict.fromkeys(("claim.moment", *self.order))), slice=None)

    def sliced(self, start: int, length: int) -> "Query":
        """Return the query of *length* claims from the place *start*, or of all that follow for `NO_END`."""
        if self.slice is not None:
            most = self.slice.length
            left = NO_END if most == NO_END else max(0, most - start)
            shortest = min((each for each in (left, length) if each != NO_END), default=NO_END)
            return self.slice.query.sliced(min(self.slice.start + start, LAST_PLACE), shortest)
        rows = self._rows()
        return Query.of_base(
            self._select(self._keyed(), start, length),
            len(self.order),
            base_rows=Clause(f"(SELECT 1 FROM {rows.sql} LIMIT ? OFFSET ?)", (*rows.values, length, start)),
            slice=Slice(self, start, length),
            depth=self.depth + 1,
        )

    def at_places(self, places: range) -> "Query":
        """Return the query of the claims at those places, in the order of the places."""
        if not places:
            return self.sliced(0, 0)
        low, high, step = min(places[0], places[-1]), max(places[0], places[-1]), places.step
        placed = self._placed()
        sql = (
            f"SELECT number, {'-' if step < 0 else ''}key0 AS key0 FROM ({placed.sql}) WHERE key0 BETWEEN ? AND ? "
            "AND (key0 - ?) % ? = 0"
        )
        return Query.of_base(Clause(sql, (*placed.values, low, high, low, abs(step))), depth=self.depth + 1)

    def select_numbers(self, limit: int = NO_END) -> Clause:
        """Return the SQL for the numbers of the claims."""
        return self._select(self._number, 0, limit)

    def select_count(self) -> Clause:
        """Return the SQL for the number of claims."""
        rows = self._rows()
        return Clause(f"SELECT count(*) FROM {rows.sql}", rows.values)

    def select_groups(self, names: Sequence[str]) -> Clause:
        """Return the SQL for the columns by which claims are grouped and the number of claims, in order of appearance.

        A group may come in several rows, as different speakers can have one name.
        """
        if len(self.order) > 1:
            return Query.of_base(self._placed()).select_groups(names)
        columns = [column for name in names for column in GROUPINGS[name].columns]
        groups = [f"group{number}" for number in range(len(columns))]
        claims = self._from(" ".join(columns), self._index_hint() if self.tests else _counting_hint(names))
        listed = ", ".join(f"{column} AS {group}" for column, group in zip(columns, groups, strict=True))
        counted = f"SELECT {listed}, count(*) AS claims, min({self.order[0]}) AS first FROM {claims.sql}"
        shown, joins = list(groups), ""
        for number, column in enumerate(columns):
            if column in ("claim.speaker", "claim.via"):
                shown[number] = f"speaker{number}.name"
                joins += f" LEFT JOIN speaker AS speaker{number} ON speaker{number}.number = grouped.group{number}"
        return Clause(
            f"SELECT {', '.join(shown)}, claims FROM ({counted} GROUP BY {', '.join(groups)}) AS grouped{joins} "
            "ORDER BY first",
            claims.values,
        )

    @property
    def _number(self) -> str:
        return "claim.number" if self.base is None else "base.number"

    def _keyed(self) -> str:
        """Return the columns that a base has: the number, and the columns of the order as keys."""
        return ", ".join([f"{self._number} AS number", *(f"{each} AS key{at}" for at, each in enumerate(self.order))])

    def _placed(self) -> Clause:
        """Return the SQL for the number and, as key0, the place of each claim, from 0."""
        # The limit keeps SQLite from ranking within the window, which it cannot.
        rows = self._select(self._keyed(), 0, NO_END)
        keys = ", ".join(f"key{at}" for at in range(len(self.order)))
        return Clause(f"SELECT number, row_number() OVER (ORDER BY {keys}) - 1 AS key0 FROM ({rows.sql})", rows.values)

    def _select(self, columns: str, start: int, length: int) -> Clause:
        """Return the SQL for columns of the claims, in their order, from a place on."""
        hint = self._index_hint()
        if hint == NOT_INDEXED and self.order[0] == "claim.moment":
            hint = "INDEXED BY claim_moment"
        claims = self._from(" ".join((columns, *self.order)), hint)
        sql = f"SELECT {columns} FROM {claims.sql} ORDER BY {', '.join(self.order)} LIMIT ? OFFSET ?"
        return Clause(sql, (*claims.values, length, start))

    def _rows(self) -> Clause:
        """Return the SQL for a table with as many rows as there are claims, in any order."""
        if self.base_rows is not None and not self.tests:
            return self.base_rows
        return self._from("", self._index_hint() if self.tests else "")

    def _from(self, used: str, hint: str) -> Clause:
        """Return what follows FROM: the tables that the columns *used* call for, and the conditions."""
        if self.base is None:
            finding = self._finding()
            tables = Clause(f"claim {hint}")
            tests = [Clause("claim.current"), *(condition(test, finds=test is finding) for test in self.tests)]
        else:
            joined = " CROSS JOIN claim NOT INDEXED ON claim.number = base.number"
            is_joined = self.tests or "claim." in used
            tables = Clause(f"{self.base.sql} AS base{joined if is_joined else ''}", self.base.values)
            tests = [condition(test, finds=False) for test in self.tests]
        where = " WHERE " + " AND ".join(each.sql for each in tests) if tests else ""
        return Clause(tables.sql + where, tables.values + tuple(value for each in tests for value in each.values))

    def _finding(self) -> Test | None:
        """Return the condition by which the claims are found, the one that the fewest are likely to meet."""
        shares = [(found.share, number) for number, test in enumerate(self.tests) if (found := access(test))]
        return self.tests[min(shares)[1]] if shares else None

    def _index_hint(self) -> str:
        test = self._finding()
        found = None if test is None else access(test)
        if found is None:
            return NOT_INDEXED
        if found.hint == "INDEXED BY claim_outlet" and any(map(is_level, self.tests)):
            return "INDEXED BY claim_outlet_hedging"
        return found.hint


def _counting_hint(names: Sequence[str]) -> str:
    """Return the index from which claims without a condition are counted by these names."""
    is_held = len(names) == 1 and names[0] in _COUNTING_INDEXES
    return f"INDEXED BY {_COUNTING_INDEXES[names[0]]}" if is_held else NOT_INDEXED
