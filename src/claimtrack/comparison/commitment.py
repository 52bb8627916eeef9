# SPDX-License-Identifier: MIT
"""Commitment: how firmly each outlet has a proposition said, how it frames it, and whether it is affirmed."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

import attrs

from claimtrack.comparison.passages import Passage
from claimtrack.comparison.sides import Found, Sides, disjoint, narrowed, showing, whole
from claimtrack.extraction.commitment.framing import read_framing
from claimtrack.extraction.commitment.hedging import find_hedges
from claimtrack.language.closed_classes import word_class
from claimtrack.language.text import Text
from claimtrack.model import Claim, Hedge, Hedging, Polarity, Scope, Span, Stance

_CLAUSE_END = re.compile(r"[;:.!?—–]|,?\s(?:but|because|although|though|while|whereas|which|who)\s", re.IGNORECASE)
_DISTANCE = re.compile(
    r"\b(?:so-called|self-(?:styled|proclaimed|described)"
    r"|what (?:\w+ ){1,3}(?:calls|called|terms|termed|dubbed|labelled)|claiming|alleging|purporting)\b"
)
# Characters before a hedge in which its subject is looked for: "I really do think".
_LONGEST_SUBJECT = 16


def _hedges(passage: Passage) -> list[Hedge]:
    """Return the hedges that bear on this proposition: its own, and those around the claim's content.

    Where a claim has several propositions, what hedges only a part of the claim may hedge the whole of one of them.
    """
    claim = passage.claim
    inside = [hedge for hedge in claim.hedges if any(span.covers(hedge.span) for span in passage.spans)]
    if passage.spans != claim.content and any(hedge.scope is Scope.PHRASE for hedge in inside):
        own = {
            h.span for h in find_hedges(Text.of(claim.article.text), passage.spans, claim.cue) if h.scope is Scope.CLAIM
        }
        inside = [attrs.evolve(hedge, scope=Scope.CLAIM) if hedge.span in own else hedge for hedge in inside]
    around = [hedge for hedge in claim.hedges if not any(span.covers(hedge.span) for span in claim.content)]
    return sorted((h for h in inside + around if h.scope is Scope.CLAIM), key=lambda hedge: hedge.span)


def level(passage: Passage) -> Hedging:
    """Return how far the speaker commits to this proposition: the lowest level of the hedges that bear on it."""
    return min((hedge.level for hedge in _hedges(passage)), default=Hedging.UNHEDGED)


def polarity(passage: Passage) -> Polarity:
    """Return whether the speaker affirms or denies this proposition."""
    content = _content_polarity(passage.claim.article.text, passage.spans)
    return Polarity.NEGATIVE if _denied(passage.claim) != (content is Polarity.NEGATIVE) else Polarity.POSITIVE


def _content_polarity(text: str, spans: Sequence[Span]) -> Polarity:
    words = spans[0].of(text)
    return read_framing(Text.of(words), (), (Span(0, len(words)),)).polarity


def _denied(claim: Claim) -> bool:
    """Tell whether the cue of *claim* denies its content; a negation within the content is none."""
    content = _content_polarity(claim.article.text, claim.content)
    return claim.polarity is not content and (bool(claim.cue) or claim.polarity is Polarity.NEGATIVE)


def signs(passage: Passage) -> tuple[str, ...]:
    """Return the hedging words that bear on this proposition, each once."""
    return tuple(dict.fromkeys(passage.claim.words((hedge.span,)) for hedge in _hedges(passage)))


def find_hedging(sides: Sides) -> Found | None:
    """Find outlets between which the commitment to what they share differs: by a hedge, or by a weak cue."""
    terms = {o: [found.terms.keys() for _, found in side.passages] for o, side in sides.items()}
    levels: dict[str, dict[Hedging, None]] = {}
    spans = {}
    for outlet, side in sides.items():
        others = {term for o, found in terms.items() if o != outlet for keys in found for term in keys}
        levels[outlet], shown = {}, {}
        for number, (passage, profile) in enumerate(side.passages):
            signs = _firmness(passage, profile.terms, others)
            levels[outlet][min((level for level, _ in signs), default=Hedging.UNHEDGED)] = None
            shown[number] = [span for _, span in signs]
        spans[outlet] = narrowed(side, shown)
    if not disjoint([{item.value for item in found} for found in levels.values()]):
        return None
    values = {}
    for outlet, found in levels.items():
        words = ", ".join(dict.fromkeys(p.text for p in spans[outlet]))
        names = ", ".join(item.value for item in sorted(found, reverse=True))
        values[outlet] = f"{names} ({words})" if words else names
    return values, spans


def _firmness(
    passage: Passage, terms: Mapping[str, tuple[Span, ...]], others: Collection[str]
) -> list[tuple[Hedging, Span]]:
    """Return what lowers the commitment to the part of a passage that it shares with *others*, with the level.

    A hedge of the passage counts where its clause has some of the shared terms, and the speaker's "I think", which
    hedges one clause alone, where that has half of them. A cue of the class "weak cue" ("suggested") makes what it
    attributes probable at most.
    """
    claim = passage.claim
    text = claim.article.text
    weak = [(Hedging.PROBABLE, span) for span in claim.cue if word_class("weak cue") & set(_lower(claim, span))]
    if not claim.hedges:
        return weak
    places = [span for term, spans in terms.items() if term in others for span in spans]
    found = [(hedge.level, hedge.span) for hedge in _hedges(passage) if not _inside(hedge.span, passage.spans)]
    own = {hedge.span for hedge in _hedges(passage)}
    for hedge in claim.hedges:
        around = next((span for span in passage.spans if span.covers(hedge.span)), None)
        if around is None or not (hedge.span in own or _is_belief(claim, hedge.span, around)):
            continue
        clause = _clause(text, hedge.span, around)
        needed = min(1, len(places)) if hedge.span in own else len(places) / 2
        if sum(clause.covers(place) for place in places) >= needed:
            found.append((hedge.level, hedge.span))
    return sorted(found + weak, key=lambda sign: sign[1])


def _inside(span: Span, spans: Iterable[Span]) -> bool:
    """Tell whether one of *spans* covers *span*."""
    return any(other.covers(span) for other in spans)


def _lower(claim: Claim, span: Span) -> list[str]:
    """Return the words of *claim* under *span* in lower case."""
    return claim.words((span,)).lower().split()


def _is_belief(claim: Claim, hedge: Span, around: Span) -> bool:
    """Tell whether a hedge is a belief of the speaker's in the first person: "I think"."""
    before = _lower(claim, Span(max(around.start, hedge.start - _LONGEST_SUBJECT), hedge.start))[-1:]
    return bool(before) and before[0].strip("“\"‘'") in word_class("first person") - {"us", "me"}


def _clause(text: str, span: Span, around: Span) -> Span:
    """Return the clause within *around* that *span* stands in."""
    start, end = around.start, around.end
    for mark in _CLAUSE_END.finditer(text, around.start, around.end):
        if mark.end() <= span.start:
            start = mark.end()
        elif mark.start() >= span.end:
            end = mark.start()
            break
    return Span(start, end)


def find_stance(sides: Sides) -> Found | None:
    """Find outlets that frame the claim in other ways, by its cue or by words that keep a distance to its words."""
    stances: dict[str, dict[str, None]] = {outlet: {} for outlet in sides}
    shown: dict[str, dict[int, list[Span]]] = {outlet: {} for outlet in sides}
    for outlet, side in sides.items():
        for number, (passage, _) in enumerate(side.passages):
            claim = passage.claim
            distance = _distance(passage) if claim.stance is Stance.NEUTRAL else []
            stances[outlet][Stance.DISTANCING.value if distance else claim.stance.value] = None
            shown[outlet][number] = [*claim.cue, *distance]
    if not disjoint([set(found) for found in stances.values()]):
        return None
    spans = {outlet: narrowed(side, shown[outlet]) for outlet, side in sides.items()}
    values = {}
    for outlet, found in stances.items():
        words = ", ".join(dict.fromkeys(p.claim.words((span,)) for p in spans[outlet] for span in p.spans))
        names = ", ".join(sorted(found))
        values[outlet] = f"{names} ({words})" if words else names
    return values, spans


def _distance(passage: Passage) -> list[Span]:
    """Return the words of a passage that leave its wording to the speaker: "what he called", "so-called"."""
    text = passage.claim.article.text
    return [Span(*m.span()) for span in passage.spans for m in _DISTANCE.finditer(text, span.start, span.end)]


def find_polarity(sides: Sides) -> Found | None:
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
    return values, {o: showing(side, sorted(apart)) or whole(side) for o, side in sides.items()}
