# SPDX-License-Identifier: MIT
"""Details: what one outlet's telling of a proposition has and the other's whole article lacks."""

import itertools
from collections.abc import Collection, Iterator, Sequence

from claimtrack.comparison.profiles import Profile
from claimtrack.comparison.sides import Shown, Side, Sides
from claimtrack.comparison.stretches import MARKS, Stretch, article_terms, by_outlet
from claimtrack.language.closed_classes import word_class

_FEWEST_TERMS = 3
_MOST_OUTLETS = 12
_MOST_WORDS = 18
_OF_PEOPLE = frozenset({"who", "whose"})
_LONGEST_ITEM = 3  # words of the last item of a list, with its "and"
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
    return by_outlet(sides, found)


def _known(others: Sequence[Side]) -> Collection[str]:
    return frozenset().union(*(article_terms(claim.article) for side in others for claim in side.claims))


def _added(profile: Profile, known: Collection[str]) -> Stretch | None:
    """Return the clauses in a row that have most terms that are not *known*."""
    at = {span.start: term for term, spans in profile.terms.items() for span in spans}
    best: tuple[int, Stretch | None] = (_FEWEST_TERMS - 1, None)
    run: list[Stretch] = []
    new = 0
    clauses = list(_clauses(profile))
    for clause, following in itertools.zip_longest(clauses, clauses[1:]):
        terms = [at[start] for start in profile.starts[clause.first : clause.end] if start in at]
        unknown = sum(term not in known for term in terms)
        if (terms or run) and (run or not _describes(clause)) and unknown >= _LEAST_LACKED * len(terms):
            run, new = [*run, clause], new + unknown
            if new > best[0]:
                best = new, Stretch(profile, run[0].first, _end(clause, following))
        else:
            run, new = [], 0
    return best[1]


def _describes(clause: Stretch) -> bool:
    """Tell whether a clause only says who somebody is: an age, an apposition behind a name, "who was ..."."""
    profile, first = clause.profile, clause.first
    key, text = profile.keys[first], profile.claim.article.text
    if (key.isdigit() and len(clause.places) == 1) or key in _OF_PEOPLE:
        return True
    gap = text[profile.ends[first - 1] : profile.starts[first]] if first else ""
    behind = text[profile.starts[first - 1]] if first else ""
    return gap.startswith(",") and key in word_class("article") and (behind.isupper() or behind.isdigit())


def _end(clause: Stretch, last: Stretch | None) -> int:
    """Return where a clause ends, with the *last* item of a list that it begins: "rules", "and regulations"."""
    if last and len(last.places) <= _LONGEST_ITEM and clause.profile.keys[last.first] in word_class("coordinator"):
        return last.end
    return clause.end


def _clauses(profile: Profile) -> Iterator[Stretch]:
    """Yield the stretches of a passage between marks, and before words with which a clause or a phrase begins."""
    borders = word_class("preposition", "preposition or subordinator", "subordinator", "coordinator", "wh-word") - {
        "of"
    }
    text, first, count = profile.claim.article.text, 0, len(profile.keys)
    for at in range(1, count + 1):
        gap = text[profile.ends[at - 1] : profile.starts[at]] if at < count else ""
        if at == count or profile.keys[at] in borders or not MARKS.isdisjoint(gap):
            yield Stretch(profile, first, at)
            first = at
