# SPDX-License-Identifier: MIT
"""Details: what one outlet's telling of a proposition has and the other's whole article lacks."""

import itertools
from collections.abc import Collection, Sequence

from claimtrack.comparison.profiles import Profile
from claimtrack.comparison.sides import Shown, Side, Sides
from claimtrack.comparison.stretches import NOTHING, Stretch, article_terms, clauses
from claimtrack.language.closed_classes import word_class

_MARKS = ",;:.!?()—–"
_FEWEST_TERMS = 3
_MOST_OUTLETS = 12
_MOST_WORDS = 18
# The share of a clause's terms that the other articles must lack.
_LEAST_LACKED = 0.5


def find_detail(sides: Sides) -> dict[str, Shown] | None:
    """Find the outlets that say more: whole clauses whose terms are mostly nowhere in the articles of the others."""
    found = {}
    first = list(itertools.islice(sides.items(), _MOST_OUTLETS))
    for outlet, side in first:
        others = [other for name, other in first if name != outlet]
        if added := _added(side.profiles[0], _known(others)):
            found[outlet] = added.cut(_MOST_WORDS).shown()
    return {outlet: found.get(outlet, NOTHING) for outlet in sides} if found else None


def _known(others: Sequence[Side]) -> Collection[str]:
    return frozenset().union(*(article_terms(claim.article) for side in others for claim in side.claims))


def _added(profile: Profile, known: Collection[str]) -> Stretch | None:
    """Return the clauses in a row that have most terms that are not *known*."""
    at = {span.start: term for term, spans in profile.terms.items() for span in spans}
    best: tuple[int, Stretch | None] = (_FEWEST_TERMS - 1, None)
    run: list[Stretch] = []
    new = 0
    borders = word_class("preposition", "preposition or subordinator", "subordinator", "coordinator", "wh-word")
    for clause in clauses(profile, borders, _MARKS):
        terms = [at[start] for start in profile.starts[clause.first : clause.end] if start in at]
        unknown = sum(term not in known for term in terms)
        if (terms or run) and unknown >= _LEAST_LACKED * len(terms):
            run, new = [*run, clause], new + unknown
            if new > best[0]:
                best = new, Stretch(profile, run[0].first, clause.end)
        else:
            run, new = [], 0
    return best[1]
