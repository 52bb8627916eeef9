# SPDX-License-Identifier: MIT
"""Voice: what one outlet attributes to a speaker and another asserts in its own voice."""

from collections.abc import Iterator, Sequence

from claimtrack.comparison.differences import Difference, Field
from claimtrack.comparison.elsewhere import ABSENT, Elsewhere, Presence
from claimtrack.comparison.passages import Passage
from claimtrack.comparison.rows import Row
from claimtrack.comparison.sides import Shown
from claimtrack.model import Claim, Span


def find_voices(rows: Sequence[Row], outlets: Sequence[str], elsewhere: Elsewhere) -> Iterator[tuple[Row, Difference]]:
    """Yield the rows whose proposition an outlet that does not carry them asserts itself, with the difference.

    A sentence goes with the row that it is most like.
    """
    best: dict[Passage, tuple[float, int, str]] = {}
    for number, row in enumerate(rows):
        nearest = elsewhere.nearest(row)
        for outlet in outlets:
            if (one := nearest.get(outlet, ABSENT)).presence is Presence.OWN_VOICE and one.passage is not None:
                known = best.get(one.passage)
                if known is None or known[0] < one.resemblance:
                    best[one.passage] = one.resemblance, number, outlet
    for passage, (_, number, outlet) in sorted(best.items(), key=lambda item: item[1][1]):
        yield rows[number], _difference(rows[number], outlet, passage)


def _difference(row: Row, outlet: str, passage: Passage) -> Difference:
    """Return the difference between the outlets of *row*, which attribute it, and one that asserts it itself."""
    shown = {}
    for name, found in row.passages.items():
        signs = [Passage(one.claim, spans) for one in found if (spans := _attributing(one.claim))]
        shown[name] = Shown(", ".join(dict.fromkeys(sign.text for sign in signs)), tuple(signs))
    shown[outlet] = Shown(passage.text, (passage,))
    return Difference.of(Field.VOICE, shown)


def _attributing(claim: Claim) -> tuple[Span, ...]:
    return tuple(sorted({*claim.source, *claim.cue}))
