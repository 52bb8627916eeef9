# SPDX-License-Identifier: MIT
"""What tests of differences start from: claims of further outlets, and what is found between two."""

from typing import Any

import attrs
from made import OKORO, article, claim

from claimtrack.comparison.differences import Difference, Field, differences
from claimtrack.comparison.profiles import profiles
from claimtrack.comparison.sides import Side
from claimtrack.model import Claim, Span


def found(*claims: Claim) -> dict[Field, Difference]:
    """Return the differences of claims, one of each outlet, by field."""
    sides = {c.outlet: Side(tuple(profiles(c))) for c in claims}
    return {difference.field: difference for difference in differences(sides)}


def values(one: Claim, other: Claim, field: Field) -> tuple[str, ...] | None:
    """Return the values of one difference, or None where there is none."""
    difference = found(one, other).get(field)
    return None if difference is None else tuple(difference.values.values())


def shown(one: Claim, other: Claim, field: Field) -> tuple[tuple[str, ...], ...]:
    """Return the words that show one difference."""
    return tuple(tuple(p.text for p in side) for side in found(one, other)[field].passages.values())


SHUT = "the old bridge is shut"


def other(text: str = SHUT, **fields: Any) -> Claim:
    """Return a claim of a second outlet."""
    return claim(text, outlet="Evening News", **fields)


def third(text: str = SHUT, **fields: Any) -> Claim:
    """Return a claim of a third outlet."""
    return claim(text, outlet="Night Wire", **fields)


def followed(text: str, rest: str, **fields: Any) -> Claim:
    """Return a claim whose article goes on behind the content."""
    return Claim(article(f"{text} {rest}"), (Span(0, len(text)),), speaker=OKORO, **fields)


def framed(words: str, cue: str) -> Claim:
    """Return a claim that some words follow, of which a part is the cue."""
    start = len(SHUT) + 1 + words.index(cue)
    return attrs.evolve(followed(SHUT, words), cue=(Span(start, start + len(cue)),))


def parted(text: str, *parts: str, hedge: str = "", **fields: Any) -> Claim:
    """Return a claim whose content are some parts of a text, in the order in which they are named."""
    content = tuple(Span(text.index(part), text.index(part) + len(part)) for part in parts)
    hedged = claim(text, hedge=hedge)
    return attrs.evolve(hedged, content=content, **fields)


FOR_GOOD = "“The old bridge is shut for good”"
STORMS = "the bridge is shut because storms broke a tower"
TIDES = " ".join(f"tide{chr(97 + at)}" for at in range(20))
