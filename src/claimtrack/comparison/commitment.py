# SPDX-License-Identifier: MIT
"""Commitment: how firmly each outlet has a proposition said, how it frames it, and whether it is affirmed."""

import re
from collections.abc import Collection, Iterable

from claimtrack.comparison.passages import Passage, is_denied
from claimtrack.comparison.profiles import Profile
from claimtrack.comparison.sides import Shown, Sides, some_two_share_nothing
from claimtrack.language.closed_classes import word_class
from claimtrack.model import Claim, Hedge, Hedging, Polarity, Span, Stance

_CLAUSE_END = re.compile(r"[;:.!?—–]|,?\s(?:but|because|although|though|while|whereas|which|who)\s", re.IGNORECASE)
_DISTANCE = re.compile(
    r"\b(?:so-called|self-(?:styled|proclaimed|described)"
    r"|what (?:\w+ ){1,3}(?:calls|called|terms|termed|dubbed|labelled)|claiming|alleging|purporting)\b"
)
# Characters before a hedge in which its subject is looked for: "I really do think".
_LONGEST_SUBJECT = 16


def find_hedging(sides: Sides) -> dict[str, Shown] | None:
    """Find outlets between which the commitment to what they share differs: by a hedge, or by a weak cue."""
    terms = {outlet: side.terms for outlet, side in sides.items()}
    signs = {}
    for outlet, side in sides.items():
        others = set().union(*(found for other, found in terms.items() if other != outlet))
        signs[outlet] = [_firmness(profile, others) for profile in side.profiles]
    levels = {
        outlet: {min((level for level, _ in each), default=Hedging.UNHEDGED) for each in found}
        for outlet, found in signs.items()
    }
    if not some_two_share_nothing(levels.values()):
        return None
    shown = {}
    for outlet, side in sides.items():
        passages = side.narrowed([span for _, span in each] for each in signs[outlet])
        names = (level.value for level in sorted(levels[outlet], reverse=True))
        shown[outlet] = Shown(_with_words(names, (passage.text for passage in passages)), passages)
    return shown


def _with_words(names: Iterable[str], words: Iterable[str]) -> str:
    """Return *names* with the words that express them: "possible (may)"."""
    value, expressed = ", ".join(names), ", ".join(dict.fromkeys(words))
    return f"{value} ({expressed})" if expressed else value


def _firmness(profile: Profile, others: Collection[str]) -> list[tuple[Hedging, Span]]:
    """Return what lowers the commitment to the part of a passage that it shares with *others*, with the level.

    A hedge of the passage counts where its clause has some of the shared terms, and the speaker's "I think", which
    hedges one clause alone, where that has half of them. A cue of the class "weak cue" ("suggested") makes what it
    attributes probable at most.
    """
    claim, passage = profile.claim, profile.passage
    weak = [(Hedging.PROBABLE, span) for span in claim.cue if word_class("weak cue") & set(_lower(claim, span))]
    if not claim.hedges:
        return weak
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
    return sorted(found + weak, key=lambda sign: sign[1])


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
    """Find outlets that frame the claim in other ways, by its cue or by words that keep a distance to its words."""
    distances = {outlet: [_distance(passage) for passage in side.passages] for outlet, side in sides.items()}
    stances = {
        outlet: {
            Stance.DISTANCING.value if distance else profile.claim.stance.value
            for profile, distance in zip(side.profiles, distances[outlet], strict=True)
        }
        for outlet, side in sides.items()
    }
    if not some_two_share_nothing(stances.values()):
        return None
    shown = {}
    for outlet, side in sides.items():
        cues = (profile.claim.cue for profile in side.profiles)
        passages = side.narrowed([*cue, *distance] for cue, distance in zip(cues, distances[outlet], strict=True))
        words = (passage.claim.words((span,)) for passage in passages for span in passage.spans)
        shown[outlet] = Shown(_with_words(sorted(stances[outlet]), words), passages)
    return shown


def _distance(passage: Passage) -> list[Span]:
    """Return the words of a neutral claim that leave its wording to the speaker: "what he called", "so-called"."""
    if passage.claim.stance is not Stance.NEUTRAL:
        return []
    text = passage.claim.article.text
    return [Span(*m.span()) for span in passage.spans for m in _DISTANCE.finditer(text, span.start, span.end)]


def find_polarity(sides: Sides) -> dict[str, Shown] | None:
    """Find outlets of which one denies, or negates a word, what the other affirms."""
    shared = set.intersection(*(side.terms for side in sides.values()))
    negated = {
        outlet: {term for found in side.profiles for term in found.negated} & shared for outlet, side in sides.items()
    }
    affirmed = {
        term
        for outlet, side in sides.items()
        if not negated[outlet]
        for found in side.profiles
        for term in found.terms.keys() - found.negated
    }
    apart = affirmed & set().union(*negated.values())
    is_negative = {
        outlet: any(map(is_denied, side.claims)) != bool(negated[outlet] & apart) for outlet, side in sides.items()
    }
    if len(set(is_negative.values())) == 1:
        return None
    polarity = {True: Polarity.NEGATIVE.value, False: Polarity.POSITIVE.value}
    return {
        outlet: Shown(polarity[is_negative[outlet]], side.showing(sorted(apart)) or side.passages)
        for outlet, side in sides.items()
    }
