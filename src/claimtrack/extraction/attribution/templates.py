# SPDX-License-Identifier: MIT
"""Templates of features, each declared once: spelled out for the training, and looked up in tables at run time.

A feature is a string: the letter of its template, by which the file of weights knows it, and the values of the
template's parts. The same declaration and the same values serve both, so that no weight can be looked up under
another feature than it was learned under.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, repeat
from operator import itemgetter
from typing import Any, NamedTuple

import attrs

from claimtrack.exceptions import WeightsError

Table = dict[str, int]
Values = Mapping[str, str | None]
NO_TABLE: Table = {}
NOTHING = repeat(0)  # what a feature that was not learned weighs
weight_of: Callable[[Table, str | None, int], int] = dict.get  # type: ignore[assignment]
_tables_of: Callable[[Mapping[str, tuple[Table, ...]], str | None, tuple[Table, ...]], tuple[Table, ...]]
_tables_of = dict.get  # type: ignore[assignment]
THOUSAND = 1000  # weights of regressions are trained to three decimals; whole numbers add up alike in any order


class Template(NamedTuple):
    """What the features of one kind hold.

    Attributes:
        letter: What they begin with.
        outer: The part that a table is chosen by; "" where there is one table.
        inner: The part that a weight is looked up by in that table.
    """

    letter: str
    outer: str
    inner: str

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts, in the order in which a feature holds them."""
        return (self.outer, self.inner) if self.outer else (self.inner,)

    def feature(self, values: Values) -> str | None:
        """Return the feature of *values*; None where one of the parts is not there."""
        held = [values[part] for part in self.parts]
        return None if None in held else self.letter + " ".join(held)  # type: ignore[arg-type]


def declared(rows: str) -> tuple[Template, ...]:
    """Return the templates that *rows* declare, with commas between: a letter, and the one or two parts."""
    found = []
    for row in rows.split(","):
        letter, *outer, inner = row.split()
        found.append(Template(letter, outer[0] if outer else "", inner))
    return tuple(found)


def features(templates: Iterable[Template], values: Values) -> list[str]:
    """Return the features of *values*, in the order of the *templates*."""
    return [feature for one in templates if (feature := one.feature(values)) is not None]


def by_template(weights: Mapping[str, int], templates: Sequence[Template]) -> dict[Template, dict[str, Table]]:
    """Return the *weights* of features as tables: by template, by outer part, by inner part.

    Raises:
        WeightsError: If a feature is of no template, or lacks a part.
    """
    found: dict[Template, dict[str, Table]] = {one: {} for one in templates}
    known = {one.letter: one for one in templates}
    for feature, weight in weights.items():
        one, held = known.get(feature[0]), feature[1:]
        outer, space, inner = held.rpartition(" ") if one and one.outer else ("", " ", held)
        if one is None or not space:
            message = f"weights: expected features of the templates {''.join(known)}, got {feature!r}"
            raise WeightsError(message)
        found[one].setdefault(outer, {})[inner] = weight
    return found


@attrs.frozen(eq=False)
class FeatureWeights:
    """The weights of the features of some templates, in the tables of those that share an outer part.

    Attributes:
        free: The tables of the templates with one part.
        shared: For each outer part, by its value, the tables of the templates that have it.
        missing: For each outer part what stands for a value without weights.
        outer, inner: What takes the outer parts from values, and the inner ones in the order of `tables`.
    """

    free: tuple[Table, ...]
    shared: tuple[Mapping[str, tuple[Table, ...]], ...]
    missing: tuple[tuple[Table, ...], ...]
    outer: Callable[[Mapping[str, Any]], tuple[Any, ...]]
    inner: Callable[[Mapping[str, Any]], tuple[Any, ...]]

    @classmethod
    def of(cls, templates: Iterable[Template], weights: Mapping[Template, Mapping[str, Table]]) -> "FeatureWeights":
        """Return the *weights* of *templates*."""
        groups: dict[str, list[Template]] = {}
        for one in sorted(templates, key=lambda one: one.outer):
            groups.setdefault(one.outer, []).append(one)
        free = groups.pop("", [])
        return cls(
            tuple(weights[one].get("", NO_TABLE) for one in free),
            tuple(_shared([weights[one] for one in group]) for group in groups.values()),
            tuple((NO_TABLE,) * len(group) for group in groups.values()),
            _taker(tuple(groups)),
            _taker(tuple(one.inner for one in chain(free, *groups.values()))),
        )

    def tables(self, values: Values) -> tuple[Table, ...]:
        """Return the tables that the outer parts choose."""
        return tuple(self._tables(values))

    def total(self, values: Values) -> int:
        """Return what the weights of the features of *values* add up to."""
        return added(self._tables(values), self.inner(values))

    def _tables(self, values: Values) -> Iterator[Table]:
        return chain(self.free, chain.from_iterable(map(_tables_of, self.shared, self.outer(values), self.missing)))


def added(tables: Iterable[Table], parts: Iterable[str | None]) -> int:
    """Return what the weights add up to that each of *tables* has for its part."""
    return sum(map(weight_of, tables, parts, NOTHING))


def _shared(tables: Sequence[Mapping[str, Table]]) -> dict[str, tuple[Table, ...]]:
    return {name: tuple(one.get(name, NO_TABLE) for one in tables) for name in dict.fromkeys(chain(*tables))}


def _taker(parts: tuple[str, ...]) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
    if len(parts) > 1:
        return itemgetter(*parts)
    return lambda values: tuple(values[part] for part in parts)


@attrs.frozen(eq=False)
class Regression:
    """A logistic regression over features.

    Attributes:
        intercept: What every case starts from, in thousandths.
        weights: The weights of the features, in thousandths.
        tables: The same by template.
    """

    intercept: int
    weights: FeatureWeights
    tables: Mapping[Template, Mapping[str, Table]] = attrs.field(repr=False)

    @classmethod
    def of(cls, templates: Sequence[Template], weights: Mapping[str, float]) -> "Regression":
        """Return the regression over *templates*; the empty feature is the intercept.

        Raises:
            WeightsError: If a feature is of no template.
        """
        found = {feature: round(THOUSAND * weight) for feature, weight in weights.items()}
        intercept = found.pop("", 0)
        tables = by_template(found, templates)
        return cls(intercept, FeatureWeights.of(templates, tables), tables)

    def part(self, templates: Sequence[Template]) -> "Regression":
        """Return the same over some of its *templates*."""
        return attrs.evolve(self, weights=FeatureWeights.of(templates, self.tables))

    def logit(self, values: Values) -> float:
        """Return the logit of the probability for *values*."""
        return (self.intercept + self.weights.total(values)) / THOUSAND
