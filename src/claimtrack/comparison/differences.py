# SPDX-License-Identifier: MIT
"""Differences: in what outlets that report one proposition differ, with the spans that show it."""

import difflib
import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import partial
from typing import TypeVar

import attrs

from claimtrack.comparison.passages import Passage
from claimtrack.comparison.speakers import Identity, identity
from claimtrack.comparison.terms import Profile, Word, is_name, spelled, stem
from claimtrack.extraction.framing import framing
from claimtrack.extraction.hedging import find_hedges
from claimtrack.model import Claim, Hedge, Hedging, Interval, Polarity, Scope, Span

_Value = TypeVar("_Value", covariant=True)  # noqa: PLC0105


class ByOutlet(Mapping[str, _Value]):
    """An immutable mapping from an outlet's name to a value, in the order of the outlets."""

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[str, _Value]) -> None:
        self._items = tuple(items.items())

    def __getitem__(self, outlet: str) -> _Value:
        for name, value in self._items:
            if name == outlet:
                return value
        raise KeyError(outlet)

    def __iter__(self) -> Iterator[str]:
        return (name for name, _ in self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __hash__(self) -> int:
        return hash(frozenset(self._items))

    def __repr__(self) -> str:
        return f"ByOutlet({dict(self._items)!r})"


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


class PairKind(StrEnum):
    """How the words of two passages relate: the same, cut short, changed, or other words."""

    VERBATIM = "verbatim"
    TRIMMED = "trimmed"
    ALTERED = "altered"
    PARAPHRASE = "paraphrase"


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


@attrs.frozen
class Side:
    """What one outlet carries in a row: its passages with their profiles, in the order of the text."""

    passages: tuple[tuple[Passage, Profile], ...]

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims, each once."""
        return tuple({passage.claim.id: passage.claim for passage, _ in self.passages}.values())


_Sides = Mapping[str, Side]
_Found = tuple[dict[str, str], dict[str, tuple[Passage, ...]]]

_MOST_WORDS = 3
# Quoted words that are shown as changed, in both outlets together.
_MOST_CHANGED = 10
# Share of all terms of two passages that they have in common when one is nearly a copy of the other:
# the Jaccard index from which Lee et al. (2022) count texts as near-duplicates.
_NEAR_VERBATIM = 0.8
# Word by word, quotations are only compared up to this length: the time grows with its square.
_LONGEST_DIFF = 400
# Share of the shorter quotation that two must have in common, word by word, to be one quotation that was altered.
_ALTERED_SHARE = 0.6
_SHORTEST_QUOTATION = 3


def differences(sides: _Sides, weight: Callable[[str], float] = len) -> tuple[Difference, ...]:
    """Return in what the outlets of one row differ, in the order of `Field`; fewer than two outlets never differ.

    *weight* tells how telling a term is; of all words that differ, the most telling are shown.

    - speaker: named speakers of whom none is the same; a speaker that was left open is no difference.
    - hedging, stance, polarity: no value in common; polarity also where one outlet negates a shared word.
    - date: both say when the claim was made, and the days do not meet; silence is no difference.
    - number: each outlet has a number that the other lacks.
    - quotation: quoted in one and paraphrased in the other, or quoted in both in other words.
    - wording: up to three telling words of each outlet, unless they quote the same words or are nearly verbatim.
    """
    if len(sides) < 2:  # noqa: PLR2004
        return ()
    finders: tuple[tuple[Field, Callable[[_Sides], _Found | None]], ...] = (
        (Field.SPEAKER, _speaker),
        (Field.HEDGING, _hedging),
        (Field.STANCE, _stance),
        (Field.POLARITY, _polarity),
        (Field.DATE, _date),
        (Field.NUMBER, _number),
        (Field.QUOTATION, _quotation),
        (Field.WORDING, partial(_wording, weight=weight)),
    )
    found = []
    for field, finder in finders:
        if (result := finder(sides)) is not None:
            values, spans = result
            found.append(Difference(field, ByOutlet(values), ByOutlet(spans)))
    return tuple(found)


def pair_kind(one: Profile, other: Profile) -> PairKind:
    """Tell how the words of two passages relate; only quoted words can be trimmed or altered.

    Case, marks, spacing and house spelling do not count.
    """
    keys, other_keys = _keys(one.words), _keys(other.words)
    quoted, other_quoted = _keys(_quoted(one)), _keys(_quoted(other))
    short, long = sorted((quoted, other_quoted), key=len)
    if len(short) < _SHORTEST_QUOTATION:
        return PairKind.VERBATIM if keys == other_keys and bool(short) == bool(long) else PairKind.PARAPHRASE
    if short == long:
        return PairKind.VERBATIM
    if f" {' '.join(short)} " in f" {' '.join(long)} ":
        return PairKind.TRIMMED
    if len(long) > _LONGEST_DIFF:
        return PairKind.PARAPHRASE
    common = sum(block.size for block in _matcher(short, long).get_matching_blocks())
    return PairKind.ALTERED if common >= _ALTERED_SHARE * len(short) else PairKind.PARAPHRASE


def _keys(words: Sequence[Word]) -> list[str]:
    """Return the keys of *words*."""
    return [word.key for word in words]


def _matcher(one: list[str], other: list[str]) -> difflib.SequenceMatcher[str]:
    """Return a matcher of two word lists in which no word counts as junk."""
    return difflib.SequenceMatcher(None, one, other, autojunk=False)


def _quoted(profile: Profile) -> tuple[Word, ...]:
    """Return the quoted words of a passage."""
    return tuple(word for word in profile.words if word.quoted)


def _places(side: Side, spans: Mapping[int, Sequence[Span]]) -> tuple[Passage, ...]:
    """Return the passages of *side* that have spans, by their number, narrowed to those spans."""
    return tuple(
        Passage(passage.claim, tuple(sorted(set(spans[number]))))
        for number, (passage, _) in enumerate(side.passages)
        if spans.get(number)
    )


def _showing(side: Side, terms: Iterable[str]) -> tuple[Passage, ...]:
    """Return the passages of *side* that have some of the *terms*, narrowed to their places."""
    wanted = tuple(terms)
    spans = {n: [s for t in wanted for s in found.terms.get(t, ())] for n, (_, found) in enumerate(side.passages)}
    return _places(side, spans)


def _whole(side: Side) -> tuple[Passage, ...]:
    """Return the passages of *side* as they are."""
    return tuple(passage for passage, _ in side.passages)


def _disjoint(sets: Sequence[set[str]]) -> bool:
    """Tell whether some two of *sets*, which are not empty, share nothing."""
    return any(not (one & other) for one, other in itertools.combinations({frozenset(s) for s in sets}, 2))


def _speaker(sides: _Sides) -> _Found | None:
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


def _hedges(passage: Passage) -> list[Hedge]:
    """Return the hedges that bear on this proposition: its own, and those around the claim's content.

    Where a claim has several propositions, what hedges only a part of the claim may hedge the whole of one of them.
    """
    claim = passage.claim
    inside = [hedge for hedge in claim.hedges if any(span.covers(hedge.span) for span in passage.spans)]
    if passage.spans != claim.content and any(hedge.scope is Scope.PHRASE for hedge in inside):
        own = {h.span for h in find_hedges(claim.article.text, passage.spans, claim.cue) if h.scope is Scope.CLAIM}
        inside = [attrs.evolve(hedge, scope=Scope.CLAIM) if hedge.span in own else hedge for hedge in inside]
    around = [hedge for hedge in claim.hedges if not any(span.covers(hedge.span) for span in claim.content)]
    return sorted((h for h in inside + around if h.scope is Scope.CLAIM), key=lambda hedge: hedge.span)


def level(passage: Passage) -> Hedging:
    """Return how far the speaker commits to this proposition: the lowest level of the hedges that bear on it."""
    return min((hedge.level for hedge in _hedges(passage)), default=Hedging.UNHEDGED)


def polarity(passage: Passage) -> Polarity:
    """Return whether the speaker affirms or denies this proposition."""
    content = framing(passage.claim.article.text, (), passage.spans).polarity
    return Polarity.NEGATIVE if _denied(passage.claim) != (content is Polarity.NEGATIVE) else Polarity.POSITIVE


def _denied(claim: Claim) -> bool:
    """Tell whether the cue of *claim* denies its content; a negation within the content is none."""
    content = framing(claim.article.text, (), claim.content).polarity
    return claim.polarity is not content and (bool(claim.cue) or claim.polarity is Polarity.NEGATIVE)


def signs(passage: Passage) -> tuple[str, ...]:
    """Return the hedging words that bear on this proposition, each once."""
    return tuple(dict.fromkeys(passage.claim.words((hedge.span,)) for hedge in _hedges(passage)))


def _hedging(sides: _Sides) -> _Found | None:
    """Find outlets between which the level of commitment differs."""
    levels = {o: {level(passage) for passage, _ in side.passages} for o, side in sides.items()}
    if not _disjoint([{item.value for item in found} for found in levels.values()]):
        return None
    hedges = {o: {n: [h.span for h in _hedges(p)] for n, (p, _) in enumerate(s.passages)} for o, s in sides.items()}
    values = {}
    for outlet, side in sides.items():
        spans = _places(side, hedges[outlet])
        words = ", ".join(dict.fromkeys(p.text for p in spans))
        names = ", ".join(item.value for item in sorted(levels[outlet], reverse=True))
        values[outlet] = f"{names} ({words})" if words else names
    return values, {outlet: _places(side, hedges[outlet]) for outlet, side in sides.items()}


def _stance(sides: _Sides) -> _Found | None:
    """Find outlets that frame the claim in other ways."""
    stances = {outlet: {claim.stance.value for claim in side.claims} for outlet, side in sides.items()}
    if not _disjoint(list(stances.values())):
        return None
    values = {}
    for outlet, side in sides.items():
        cues = ", ".join(dict.fromkeys(c.words(c.cue) for c in side.claims if c.cue))
        names = ", ".join(sorted(stances[outlet]))
        values[outlet] = f"{names} ({cues})" if cues else names
    return values, {o: tuple(Passage(c, c.cue) for c in side.claims if c.cue) for o, side in sides.items()}


def _polarity(sides: _Sides) -> _Found | None:
    """Find outlets of which one denies, or negates a word, what the other affirms."""
    shared = set.intersection(*(set().union(*(p.terms for _, p in side.passages)) for side in sides.values()))
    negated = {o: {t for _, p in side.passages for t in p.negated} & shared for o, side in sides.items()}
    affirmed = {o: {t for _, p in side.passages for t in p.terms.keys() - p.negated} for o, side in sides.items()}
    apart = {t for o in sides for t in negated[o] if any(not negated[x] and t in affirmed[x] for x in sides)}
    denied = {o: any(_denied(claim) for claim in side.claims) for o, side in sides.items()}
    values = {
        o: (Polarity.NEGATIVE if denied[o] != bool(negated[o] & apart) else Polarity.POSITIVE).value for o in sides
    }
    if len(set(values.values())) == 1:
        return None
    return values, {o: _showing(side, sorted(apart)) or _whole(side) for o, side in sides.items()}


def _date(sides: _Sides) -> _Found | None:
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


def _number(sides: _Sides) -> _Found | None:
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
    spans = {o: _showing(s, own[o]) for o, s in sides.items()}
    return {o: ", ".join(dict.fromkeys(_written(s, t) for t in own[o])) or "none" for o, s in sides.items()}, spans


def _quotation(sides: _Sides) -> _Found | None:
    """Find outlets that quote other words, or of which one quotes what the other puts in its own words."""
    quoted = {o: [(p, w) for p, f in side.passages if (w := _quoted(f))] for o, side in sides.items()}
    spans = {
        o: tuple(Passage(p.claim, (Span(words[0].span.start, words[-1].span.end),)) for p, words in found)
        for o, found in quoted.items()
    }
    if any(not found for found in quoted.values()):
        if not any(quoted.values()):
            return None
        return {o: "quoted" if quoted[o] else "paraphrased" for o in sides}, spans
    sets = {o: {tuple(_keys(words)) for _, words in found} for o, found in quoted.items()}
    if not any(not (one & other) for one, other in itertools.combinations(sets.values(), 2)):
        return None
    longest = {o: max(found, key=len) for o, found in sets.items()}
    return _altered(longest), spans


def _altered(quoted: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Return for each outlet the quoted words that the first outlet quotes otherwise, or how much it quotes."""
    (first, words), *others = quoted.items()
    values = {first: f"quotes {len(words)} words"}
    for outlet, other in others:
        values[outlet] = f"quotes {len(other)} words"
        if max(len(words), len(other)) > _LONGEST_DIFF:
            continue
        blocks = _matcher(list(words), list(other)).get_opcodes()
        changed = [(words[a:b], other[c:d]) for tag, a, b, c, d in blocks if tag == "replace"]
        if changed and sum(len(a) + len(b) for a, b in changed) <= _MOST_CHANGED:
            values[first] = ", ".join(f"“{' '.join(a)}”" for a, _ in changed)
            values[outlet] = ", ".join(f"“{' '.join(b)}”" for _, b in changed)
    return values


def _wording(sides: _Sides, weight: Callable[[str], float]) -> _Found | None:
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
        spans[outlet] = _showing(side, shown)
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
