# SPDX-License-Identifier: MIT
"""Differences: in what outlets that report one proposition differ, with the spans that show it."""

import itertools
from collections import Counter
from collections.abc import Callable, Collection
from enum import StrEnum
from functools import partial

import attrs

from claimtrack.comparison.commitment import find_hedging, find_polarity, find_stance, level, polarity, signs
from claimtrack.comparison.identity import Identity, identity
from claimtrack.comparison.passages import Passage
from claimtrack.comparison.profiles import Profile, is_name
from claimtrack.comparison.quotations import PairKind, find_quotation, pair_kind
from claimtrack.comparison.sides import ByOutlet, Found, Side, Sides, showing
from claimtrack.language.stems import spelled, stem
from claimtrack.model import Interval, Span

__all__ = [
    "ByOutlet",
    "Difference",
    "Field",
    "PairKind",
    "Side",
    "differences",
    "level",
    "pair_kind",
    "polarity",
    "signs",
]


class Field(StrEnum):
    """In what two outlets differ; existing values never change their meaning."""

    SPEAKER = "speaker"
    HEDGING = "hedging"
    STANCE = "stance"
    POLARITY = "polarity"
    DATE = "date"
    NUMBER = "number"
    QUOTATION = "quotation"
    WORDING = "wording"
    DETAIL = "detail"
    VOICE = "voice"


@attrs.frozen
class Difference:
    """One field in which outlets differ within a row.

    Attributes:
        field: The field.
        values: What each outlet has, in a few words.
        passages: What shows it: for each outlet, passages with the spans of the words.
    """

    field: Field = attrs.field(converter=Field)
    values: ByOutlet[str]
    passages: ByOutlet[tuple[Passage, ...]]

    def __str__(self) -> str:
        distinct = list(dict.fromkeys(self.values.values()))
        return f"{self.field.value}: {' / '.join(distinct)}"


_MOST_WORDS = 3
# Share of all terms of two passages that they have in common when one is nearly a copy of the other:
# the Jaccard index from which Lee et al. (2022) count texts as near-duplicates.
_NEAR_VERBATIM = 0.8
# Terms in a row that only one outlet has, before they count as a detail that it adds.
_FEWEST_ADDED = 3
# Share of another outlet's terms that an outlet must repeat before the rest of its words are an addition.
_LEAST_REPEATED = 0.5


def differences(sides: Sides, weight: Callable[[str], float] = len) -> tuple[Difference, ...]:
    """Return in what the outlets of one row differ, in the order of `Field`; fewer than two outlets never differ.

    *weight* tells how telling a term is; of all words that differ, the most telling are shown.

    - speaker: named speakers of whom none is the same; a speaker that was left open is no difference.
    - hedging, stance, polarity: no value in common; polarity also where one outlet negates a shared word.
    - date: both say when the claim was made, and the days do not meet; silence is no difference.
    - number: each outlet has a number that the other lacks.
    - quotation: quoted in one and paraphrased in the other, or quoted in both in other words.
    - wording: up to three telling words of each outlet, unless they quote the same words or are nearly verbatim.
    - detail: an outlet says what another says, and more: a stretch of three or more terms that no other has.

    The field voice needs more than the claims of a row; see `Comparison.voices`.
    """
    if len(sides) < 2:  # noqa: PLR2004
        return ()
    finders: tuple[tuple[Field, Callable[[Sides], Found | None]], ...] = (
        (Field.SPEAKER, _speaker),
        (Field.HEDGING, find_hedging),
        (Field.STANCE, find_stance),
        (Field.POLARITY, find_polarity),
        (Field.DATE, _date),
        (Field.NUMBER, _number),
        (Field.QUOTATION, find_quotation),
        (Field.WORDING, partial(_wording, weight=weight)),
        (Field.DETAIL, _detail),
    )
    found = []
    for field, finder in finders:
        if (result := finder(sides)) is not None:
            values, spans = result
            found.append(Difference(field, ByOutlet(values), ByOutlet(spans)))
    return tuple(found)


def _speaker(sides: Sides) -> Found | None:
    """Find outlets that name other speakers."""
    named = {outlet: [c for c in side.claims if c.speaker] for outlet, side in sides.items()}
    speakers = {outlet: tuple(dict.fromkeys(c.speaker for c in claims)) for outlet, claims in named.items() if claims}
    if not any(
        all(identity(a, b) is not Identity.SAME for a in one for b in other)
        for one, other in itertools.combinations(dict.fromkeys(speakers.values()), 2)
    ):
        return None
    values = {o: ", ".join(dict.fromkeys(str(s) for s in speakers[o])) if o in speakers else "not named" for o in sides}
    return values, {o: tuple(Passage(c, c.source) for c in claims if c.source) for o, claims in named.items()}


def _date(sides: Sides) -> Found | None:
    """Find outlets that give days for the making of the claim that do not meet."""
    said: dict[str, tuple[Interval, ...]] = {}
    for outlet, side in sides.items():
        if known := tuple(dict.fromkeys(claim.said for claim in side.claims if claim.said)):
            said[outlet] = known
    if not any(
        all(not a.overlaps(b) for a in one for b in other)
        for one, other in itertools.combinations(dict.fromkeys(said.values()), 2)
    ):
        return None
    values = {o: ", ".join(str(interval) for interval in said[o]) if o in said else "not given" for o in sides}
    return values, {
        o: tuple(Passage(c, (c.said_span,)) for c in side.claims if c.said_span) for o, side in sides.items()
    }


def _number(sides: Sides) -> Found | None:
    """Find outlets each of which has a number that the other lacks."""
    numbers = {
        outlet: dict.fromkeys(term for _, found in side.passages for term in found.terms if term in found.numbers)
        for outlet, side in sides.items()
    }
    distinct = {frozenset(found) for found in numbers.values()}
    if not any(one - other and other - one for one, other in itertools.combinations(distinct, 2)):
        return None
    common = frozenset.intersection(*distinct)
    own = {o: [t for t in found if t not in common] for o, found in numbers.items()}
    spans = {o: showing(s, own[o]) for o, s in sides.items()}
    return {o: ", ".join(dict.fromkeys(_written(s, t) for t in own[o])) or "none" for o, s in sides.items()}, spans


def _wording(sides: Sides, weight: Callable[[str], float]) -> Found | None:
    """Find the content words that differ: first other words for one thing, then what only one outlet has.

    Of both, the most telling words come first.
    Numbers, which differ on their own, and names that only take another form (Russia, Russian, Moscow) are left out.
    """
    all_profiles = {o: [found for _, found in side.passages] for o, side in sides.items()}
    if all(any(_copies(a, b) for a in one for b in other) for one, other in itertools.pairwise(all_profiles.values())):
        return None
    surfaces = {o: _surfaces(side) for o, side in sides.items()}
    carriers = Counter(term for found in surfaces.values() for term in found)
    forms: dict[str, set[str]] = {}
    for found in surfaces.values():
        for term, form in found.items():
            forms.setdefault(term, set()).add(form)
    values, spans = {}, {}
    for outlet, side in sides.items():
        mine = sorted(surfaces[outlet], key=lambda term: -weight(term))
        swapped = [t for t in mine if carriers[t] == len(sides) and len(forms[t]) > 1 and not is_name(t)]
        own = [t for t in mine if carriers[t] == 1]
        shown = (swapped + own)[:_MOST_WORDS]
        values[outlet] = ", ".join(_written(side, t) for t in shown) or "no other words"
        spans[outlet] = showing(side, shown)
    return (values, spans) if any(spans.values()) else None


def _copies(one: Profile, other: Profile) -> bool:
    """Tell whether two passages quote the same words, or share nearly all of their terms as written."""
    if pair_kind(one, other) in {PairKind.VERBATIM, PairKind.TRIMMED}:
        return True
    words, other_words = ({stem(word.key) for word in found.words} for found in (one, other))
    return len(words & other_words) >= _NEAR_VERBATIM * len(words | other_words) > 0


def _surfaces(side: Side) -> dict[str, str]:
    """Return for each term of a side, other than numbers, the stems of the first words that stand for it."""
    found: dict[str, str] = {}
    for passage, one in side.passages:
        for term, places in one.terms.items():
            if not term[0].isdigit():
                found.setdefault(term, stem(spelled(passage.claim.words(places[:1]))))
    return found


def _written(side: Side, term: str) -> str:
    """Return the first words of *side* that stand for *term*."""
    return next(p.claim.words(found.terms[term][:1]) for p, found in side.passages if term in found.terms)


def _detail(sides: Sides) -> Found | None:
    """Find outlets that say what another says, and add something: the longest stretch of terms that no other has."""
    terms = {o: {term for _, found in side.passages for term in found.terms} for o, side in sides.items()}
    values, spans = {}, {}
    for outlet, side in sides.items():
        rest = [found for o, found in terms.items() if o != outlet]
        others = frozenset().union(*rest)
        repeats = not terms[outlet] <= others and any(
            len(found & terms[outlet]) >= _LEAST_REPEATED * len(found) > 0 for found in rest
        )
        added = [(p.claim, span) for p, found in side.passages if (span := _added(p, found, others))] if repeats else []
        spans[outlet] = tuple(
            Passage(claim, (span,)) for claim, span in sorted(added, key=lambda one: -len(one[1]))[:1]
        )
        values[outlet] = f"adds “{spans[outlet][0].text}”" if spans[outlet] else "nothing more"
    return (values, spans) if any(spans.values()) else None


def _added(passage: Passage, profile: Profile, others: Collection[str]) -> Span | None:
    """Return the longest stretch of a passage with three or more terms in a row that are not in *others*."""
    places = sorted((span, term) for term, found in profile.terms.items() for span in found)
    longest: list[Span] = []
    for part in passage.spans:
        inside = [(span, term) for span, term in places if part.covers(span)]
        for own, group in itertools.groupby(inside, lambda place: place[1] not in others):
            longest = max(longest, [span for span, _ in group] if own else [], key=len)
    return Span(longest[0].start, longest[-1].end) if len(longest) >= _FEWEST_ADDED else None
