# SPDX-License-Identifier: MIT
"""Commitment: how firmly each outlet has a proposition said, how it frames it, and whether it is affirmed."""

import itertools
import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache

import attrs

from claimtrack.comparison.passages import Passage, is_denied
from claimtrack.comparison.profiles import Profile
from claimtrack.comparison.sides import Shown, Side, Sides, some_two_share_nothing, two_by_two
from claimtrack.comparison.stretches import Stretch, by_outlet, most_alike, shared_part, shown
from claimtrack.language.closed_classes import word_class
from claimtrack.language.lexicon import LexiconRow, load
from claimtrack.model import Claim, Hedge, Hedging, Span, Stance

_CLAUSE_END = re.compile(r"[;:.!?—–]|,?\s(?:but|because|although|though|while|whereas|which|who)\s", re.IGNORECASE)
_DISTANCE = re.compile(
    r"\b(?:so-called|self-(?:styled|proclaimed|described)"
    r"|what (?:\w+ ){1,3}(?:calls|called|terms|termed|dubbed|labelled)|claiming|alleging|purporting)\b"
)
_WORDS = re.compile(r"[a-z]+")
_EMPHATIC = "emphatic"
_ADVERB_BEFORE = re.compile(r"\b([a-z]{3,}ly)\s\Z")
_ADVERB_AFTER = re.compile(r"\s([a-z]{3,}ly)\b")
_LONGEST_ADVERB = 24
# Words that are shown behind a hedge, and in its place; cues of an outlet that are shown.
_FOLLOWING, _MOST_WORDS, _MOST_FRAMES = 4, 8, 2
# The share of the longer passage's terms that two must have in common for one to deny the other.
_ALIKE = 0.7
# Characters before a hedge in which its subject is looked for: "I really do think".
_LONGEST_SUBJECT = 16


_Sign = tuple[Hedging, Span]


@attrs.frozen(kw_only=True)
class ColourRow(LexiconRow):
    """Words of cues that say one thing of the saying, beyond that it was said."""

    name: str
    words: tuple[str, ...]


@cache
def _colours() -> dict[str, str]:
    return {word: row.name for row in load("cue_colours", ColourRow) for word in row.words}


def colours(cue: str) -> frozenset[str]:
    """Return the colour of a cue, by its first word that has one, and "emphatic" where an adverb makes it so.

    There are none where it only says that something was said.
    """
    found = [_colours()[word] for word in _WORDS.findall(cue.lower()) if word in _colours()]
    verbs = ["claiming"] if _DISTANCE.search(cue) else [name for name in found if name != _EMPHATIC]
    return frozenset(verbs[:1] + [name for name in found if name == _EMPHATIC])


def find_hedging(sides: Sides) -> dict[str, Shown] | None:
    """Find outlets between which the commitment to what they share differs, by a hedge.

    A condition, a wish or a question by itself is none.
    """
    terms = {outlet: side.terms for outlet, side in sides.items()}
    signs = {}
    for outlet, side in sides.items():
        others = set().union(*(found for other, found in terms.items() if other != outlet))
        found = ([s for s in _firmness(p, others) if s[0] is not Hedging.UNCOMMITTED] for p in side.profiles)
        signs[outlet] = list(found)
    levels = {
        outlet: {min((level for level, _ in each), default=Hedging.UNHEDGED) for each in found}
        for outlet, found in signs.items()
    }
    if not some_two_share_nothing(levels.values()):
        return None
    return {outlet: _told(outlet, sides, signs) for outlet in sides}


def _told(outlet: str, sides: Sides, signs: Mapping[str, Sequence[Sequence[_Sign]]]) -> Shown:
    """Return the hedge of a side that lowers it most, with the words behind it, or the words in its place."""
    if (lowest := _lowest(sides[outlet], signs[outlet])) is None:
        hedged = [(sides[name], found) for name, each in signs.items() if (found := _lowest(sides[name], each))]
        return _in_its_place(sides[outlet], *hedged[0])
    profile, span = lowest
    spans = profile.passage.spans
    if not any(part.covers(span) for part in spans):
        return shown(profile.claim, span, (span,))
    following = [end for start, end in zip(profile.starts, profile.ends, strict=True) if start >= span.end][:_FOLLOWING]
    return shown(profile.claim, Span(span.start, following[-1] if following else span.end), spans)


def _lowest(side: Side, signs: Sequence[Sequence[_Sign]]) -> tuple[Profile, Span] | None:
    told = [(level, profile, span) for profile, each in zip(side.profiles, signs, strict=True) for level, span in each]
    return min(told, key=lambda one: one[0])[1:] if told else None


def _in_its_place(side: Side, hedged: Side, hedge: tuple[Profile, Span]) -> Shown:
    """Return the words of *side* around the first word that stands behind the hedge of another."""
    profile, span = hedge
    behind = sorted((at.start, term) for term, places in profile.terms.items() for at in places if at.start >= span.end)
    for _, term in behind[:_MOST_WORDS]:
        for own in side.profiles:
            if term in own.terms and own.terms[term][0].start in own.starts:
                at = own.starts.index(own.terms[term][0].start)
                first = max(0, at - _FOLLOWING)
                return Stretch(own, first, min(len(own.keys), first + _MOST_WORDS)).shown()
    return shared_part(*most_alike(side, hedged), _MOST_WORDS).shown()


def _firmness(profile: Profile, others: Collection[str]) -> list[_Sign]:
    """Return what lowers the commitment to the part of a passage that it shares with *others*, with the level.

    A hedge of the passage counts where its clause has some of the shared terms, and the speaker's "I think", which
    hedges one clause alone, where that has half of them.
    """
    claim, passage = profile.claim, profile.passage
    places = [span for term, spans in profile.terms.items() if term in others for span in spans]
    found = [(hedge.level, hedge.span) for hedge in passage.hedges if _around(hedge, passage) is None]
    own = {hedge.span for hedge in passage.hedges}
    for hedge in claim.hedges:
        around = _around(hedge, passage)
        if around is None or not (hedge.span in own or _is_belief(claim, hedge.span, around)):
            continue
        clause = _clause(claim.article.text, hedge.span, around)
        needed = min(1, len(places)) if hedge.span in own else len(places) / 2
        if sum(clause.covers(place) for place in places) >= needed:
            found.append((hedge.level, hedge.span))
    return sorted(found, key=lambda sign: sign[1])


def _around(hedge: Hedge, passage: Passage) -> Span | None:
    return next((span for span in passage.spans if span.covers(hedge.span)), None)


def _lower(claim: Claim, span: Span) -> list[str]:
    return claim.words((span,)).lower().split()


def _is_belief(claim: Claim, hedge: Span, around: Span) -> bool:
    """Tell whether a hedge is a belief of the speaker's in the first person: "I think"."""
    before = _lower(claim, Span(max(around.start, hedge.start - _LONGEST_SUBJECT), hedge.start))[-1:]
    return bool(before) and before[0].strip("“\"‘'") in word_class("first person") - {"us", "me"}


def _clause(text: str, span: Span, around: Span) -> Span:
    start, end = around.start, around.end
    for mark in _CLAUSE_END.finditer(text, around.start, around.end):
        if mark.end() <= span.start:
            start = mark.end()
        elif mark.start() >= span.end:
            end = mark.start()
            break
    return Span(start, end)


def find_stance(sides: Sides) -> dict[str, Shown] | None:
    """Find outlets that frame the saying in other colours, by the cue or by words that keep a distance to its words."""
    frames = {outlet: [_frame(profile) for profile in side.profiles] for outlet, side in sides.items()}
    told = {outlet: {found for found, spans in each if spans} for outlet, each in frames.items()}
    if not some_two_share_nothing(told.values()):
        return None
    return {outlet: _framed(side, frames[outlet]) for outlet, side in sides.items()}


def _frame(profile: Profile) -> tuple[frozenset[str], tuple[Span, ...]]:
    """Return the colours of a passage's frame, and where it stands."""
    claim = profile.claim
    spans = _distance(profile.passage) or tuple(_with_adverb(claim, span) for span in claim.cue)
    return colours(claim.words(spans)), spans


def _with_adverb(claim: Claim, span: Span) -> Span:
    """Return a cue with the adverb of manner before or behind it: "emphatically disputed"."""
    text = claim.article.text
    found = (
        _ADVERB_BEFORE.search(text, max(0, span.start - _LONGEST_ADVERB), span.start),
        _ADVERB_AFTER.match(text, span.end, span.end + _LONGEST_ADVERB),
    )
    spans = [Span(*one.span(1)) for one in found if one and one[1] not in word_class("ends like an adverb")]
    beside = [one for one in spans if not any(one.overlaps(part) for part in claim.content)]
    return Span(min(one.start for one in (span, *beside)), max(one.end for one in (span, *beside)))


def _framed(side: Side, frames: Sequence[tuple[frozenset[str], tuple[Span, ...]]]) -> Shown:
    passages = dict.fromkeys(
        Passage(profile.claim, (span,))
        for profile, (_, spans) in zip(side.profiles, frames, strict=True)
        for span in spans
    )
    words = dict.fromkeys(" ".join(passage.text.split()) for passage in passages)
    return Shown(", ".join(itertools.islice(words, _MOST_FRAMES)), tuple(passages))


def _distance(passage: Passage) -> tuple[Span, ...]:
    """Return the words of a neutral claim that leave its wording to the speaker: "what he called", "so-called"."""
    if passage.claim.stance is not Stance.NEUTRAL:
        return ()
    text = passage.claim.article.text
    return tuple(Span(*m.span()) for span in passage.spans for m in _DISTANCE.finditer(text, span.start, span.end))


def find_polarity(sides: Sides) -> dict[str, Shown] | None:
    """Find outlets of which one denies, or negates a word, what the other affirms in much the same words."""
    for (one, side), (other, other_side) in two_by_two(sides):
        mine, theirs = most_alike(side, other_side)
        shared = mine.terms.keys() & theirs.terms.keys()
        if not shared or len(shared) < _ALIKE * max(len(mine.terms), len(theirs.terms)):
            continue
        apart = {term for term in shared if (term in mine.negated) != (term in theirs.negated)}
        if mine.negated and theirs.negated:
            apart = set()
        if not apart and mine.claim.polarity is theirs.claim.polarity:
            continue
        if (is_denied(mine.claim) != bool(mine.negated & apart)) != (
            is_denied(theirs.claim) != bool(theirs.negated & apart)
        ):
            return by_outlet(sides, {one: _negated(mine, theirs, apart), other: _negated(theirs, mine, apart)})
    return None


def _negated(profile: Profile, other: Profile, apart: Collection[str]) -> Shown:
    """Return the cue of a denial, or the words around those that only one outlet negates."""
    claim = profile.claim
    if is_denied(claim) and claim.cue:
        return Shown(claim.words(claim.cue), (Passage(claim, claim.cue),))
    if is_denied(claim):
        return Stretch(profile, 0, len(profile.keys)).cut(_MOST_WORDS).shown()
    places = sorted(span.start for term in apart for span in profile.terms[term])
    if not places:
        return shared_part(profile, other, _MOST_WORDS).shown()
    at = next(number for number, start in enumerate(profile.starts) if start >= places[0])
    return Stretch(profile, max(0, at - _FOLLOWING), min(len(profile.keys), at + _FOLLOWING)).shown()
