# SPDX-License-Identifier: MIT
"""Differences: in what outlets that report one proposition differ, with the spans that show it."""

import itertools
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from enum import StrEnum

import attrs

from claimtrack.comparison.commitment import find_hedging, find_polarity, find_stance
from claimtrack.comparison.identity import Identity, identity
from claimtrack.comparison.passages import Passage
from claimtrack.comparison.profiles import Profile, is_name
from claimtrack.comparison.quoting import PairKind, find_quotation, pair_kind
from claimtrack.comparison.rarity import weight
from claimtrack.comparison.sides import ByOutlet, Shown, Side, Sides, some_two_share_nothing
from claimtrack.language.stems import spelled, stem
from claimtrack.model import Interval, Span, Speaker


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

    @classmethod
    def of(cls, field: Field, shown: Mapping[str, Shown]) -> "Difference":
        """Return the difference in one field, from what each outlet has in it."""
        values = {outlet: each.value for outlet, each in shown.items()}
        return cls(field, ByOutlet(values), ByOutlet({outlet: each.passages for outlet, each in shown.items()}))


_MOST_WORDS = 3
# Share of all terms of two passages that they have in common when one is nearly a copy of the other:
# the Jaccard index from which Lee et al. (2022) count texts as near-duplicates.
_NEAR_VERBATIM = 0.8
# Terms in a row that only one outlet has, before they count as a detail that it adds.
_FEWEST_ADDED = 3
# Share of another outlet's terms that an outlet must repeat before the rest of its words are an addition.
_LEAST_REPEATED = 0.5


def differences(sides: Sides) -> tuple[Difference, ...]:
    """Return in what the outlets of one row differ, in the order of `Field`; fewer than two outlets never differ.

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
    finders: tuple[tuple[Field, Callable[[Sides], dict[str, Shown] | None]], ...] = (
        (Field.SPEAKER, _speaker),
        (Field.HEDGING, find_hedging),
        (Field.STANCE, find_stance),
        (Field.POLARITY, find_polarity),
        (Field.DATE, _date),
        (Field.NUMBER, _number),
        (Field.QUOTATION, find_quotation),
        (Field.WORDING, _wording),
        (Field.DETAIL, _detail),
    )
    return tuple(Difference.of(field, shown) for field, finder in finders if (shown := finder(sides)) is not None)


def _speaker(sides: Sides) -> dict[str, Shown] | None:
    named = {outlet: [claim for claim in side.claims if claim.speaker] for outlet, side in sides.items()}
    speakers = {outlet: tuple(dict.fromkeys(claim.speaker for claim in claims)) for outlet, claims in named.items()}
    if not some_two_share_nothing(speakers.values(), _are_one):
        return None
    return {
        outlet: Shown(
            ", ".join(dict.fromkeys(map(str, speakers[outlet]))) or "not named",
            tuple(Passage(claim, claim.source) for claim in claims if claim.source),
        )
        for outlet, claims in named.items()
    }


def _are_one(speaker: Speaker | None, other: Speaker | None) -> bool:
    return identity(speaker, other) is Identity.SAME


def _date(sides: Sides) -> dict[str, Shown] | None:
    said = {
        outlet: tuple(dict.fromkeys(claim.said for claim in side.claims if claim.said))
        for outlet, side in sides.items()
    }
    if not some_two_share_nothing(said.values(), Interval.overlaps):
        return None
    return {
        outlet: Shown(
            ", ".join(map(str, said[outlet])) or "not given",
            tuple(Passage(claim, (claim.said_span,)) for claim in side.claims if claim.said_span),
        )
        for outlet, side in sides.items()
    }


def _number(sides: Sides) -> dict[str, Shown] | None:
    numbers = {
        outlet: dict.fromkeys(term for found in side.profiles for term in found.terms if term in found.numbers)
        for outlet, side in sides.items()
    }
    distinct = {frozenset(found) for found in numbers.values()}
    if not any(one - other and other - one for one, other in itertools.combinations(distinct, 2)):
        return None
    common = frozenset.intersection(*distinct)
    shown = {}
    for outlet, side in sides.items():
        own = [term for term in numbers[outlet] if term not in common]
        value = ", ".join(dict.fromkeys(_as_written(side, term) for term in own))
        shown[outlet] = Shown(value or "none", side.showing(own))
    return shown


def _wording(sides: Sides) -> dict[str, Shown] | None:
    """Find the content words that differ: first other words for one thing, then what only one outlet has.

    Of both, the most telling words come first.
    Numbers, which differ on their own, and names that only take another form (Russia, Russian, Moscow) are left out.
    """
    if all(
        any(_is_near_verbatim(one, other) for one in side.profiles for other in next_side.profiles)
        for side, next_side in itertools.pairwise(sides.values())
    ):
        return None
    first_forms = {outlet: _first_forms(side) for outlet, side in sides.items()}
    carriers = Counter(term for found in first_forms.values() for term in found)
    forms: dict[str, set[str]] = {}
    for found in first_forms.values():
        for term, form in found.items():
            forms.setdefault(term, set()).add(form)
    shown = {}
    for outlet, side in sides.items():
        mine = sorted(first_forms[outlet], key=lambda term: -weight(term))
        swapped = [t for t in mine if carriers[t] == len(sides) and len(forms[t]) > 1 and not is_name(t)]
        terms = (swapped + [t for t in mine if carriers[t] == 1])[:_MOST_WORDS]
        words = ", ".join(_as_written(side, term) for term in terms)
        shown[outlet] = Shown(words or "no other words", side.showing(terms))
    return _if_any_shows(shown)


def _if_any_shows(shown: dict[str, Shown]) -> dict[str, Shown] | None:
    return shown if any(each.passages for each in shown.values()) else None


def _is_near_verbatim(one: Profile, other: Profile) -> bool:
    """Tell whether two passages quote the same words, or share nearly all of their terms as written."""
    if pair_kind(one, other) in {PairKind.VERBATIM, PairKind.TRIMMED}:
        return True
    stems, other_stems = set(map(stem, one.keys)), set(map(stem, other.keys))
    return len(stems & other_stems) >= _NEAR_VERBATIM * len(stems | other_stems) > 0


def _first_forms(side: Side) -> dict[str, str]:
    """Return for each term of a side, other than numbers, the stems of the first words that stand for it."""
    found: dict[str, str] = {}
    for profile in side.profiles:
        for term, places in profile.terms.items():
            if not term[0].isdigit():
                found.setdefault(term, stem(spelled(profile.claim.words(places[:1]))))
    return found


def _as_written(side: Side, term: str) -> str:
    """Return the first words of *side* that stand for *term*."""
    return next(found.claim.words(found.terms[term][:1]) for found in side.profiles if term in found.terms)


def _detail(sides: Sides) -> dict[str, Shown] | None:
    """Find outlets that say what another says, and add something: the longest stretch of terms that no other has."""
    terms = {outlet: side.terms for outlet, side in sides.items()}
    shown = {}
    for outlet, side in sides.items():
        rest = [found for other, found in terms.items() if other != outlet]
        added = _longest_added(side, frozenset().union(*rest)) if _repeats(terms[outlet], rest) else None
        shown[outlet] = Shown(f"adds “{added.text}”" if added else "nothing more", (added,) if added else ())
    return _if_any_shows(shown)


def _repeats(terms: Collection[str], rest: Sequence[set[str]]) -> bool:
    """Tell whether an outlet has much of what one of the *rest* says, and something that none of them says."""
    return not set().union(*rest).issuperset(terms) and any(
        len(found.intersection(terms)) >= _LEAST_REPEATED * len(found) > 0 for found in rest
    )


def _longest_added(side: Side, others: Collection[str]) -> Passage | None:
    """Return the longest stretch of a side that no other outlet has."""
    added = [(profile.claim, span) for profile in side.profiles if (span := _added(profile, others))]
    claim, span = max(added, key=lambda one: len(one[1]), default=(None, None))
    return Passage(claim, (span,)) if claim and span else None


def _added(profile: Profile, others: Collection[str]) -> Span | None:
    """Return the longest stretch of a passage with three or more terms in a row that are not in *others*."""
    places = sorted((span, term) for term, found in profile.terms.items() for span in found)
    longest: list[Span] = []
    for part in profile.passage.spans:
        inside = [(span, term) for span, term in places if part.covers(span)]
        for is_own, group in itertools.groupby(inside, lambda place: place[1] not in others):
            longest = max(longest, [span for span, _ in group] if is_own else [], key=len)
    return Span(longest[0].start, longest[-1].end) if len(longest) >= _FEWEST_ADDED else None
