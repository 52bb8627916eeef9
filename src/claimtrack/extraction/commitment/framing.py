# SPDX-License-Identifier: MIT
"""Framing: what the cue of a claim makes of its content: attribution type, stance and polarity."""

from collections.abc import Sequence

import attrs

from claimtrack.extraction.attribution.cues import cue_words, listed_row
from claimtrack.extraction.commitment.hedging import HedgeLexicon
from claimtrack.extraction.commitment.negation import is_negated, is_negation
from claimtrack.language.closed_classes import word_class
from claimtrack.language.text import Text
from claimtrack.model import AttributionType, Polarity, Span, Stance


@attrs.frozen
class Framing:
    """The three readings of a cue."""

    type: AttributionType
    stance: Stance
    polarity: Polarity


def read_framing(
    text: Text, cue: Sequence[Span], content: Sequence[Span], hedges: HedgeLexicon | None = None
) -> Framing:
    """Return how the *cue* frames the *content*; a cue outside the lexicon is a neutral assertion.

    Words of *hedges* (ours, where none are given) that stand at the cue put it at a distance.
    """
    words = cue_words(text, cue)
    row = listed_row(words)
    denies = row is None and not word_class("denying cue").isdisjoint(words)
    kind = row.type if row else AttributionType.ASSERTION
    stance = row.stance if row else Stance.DENYING if denies else Stance.NEUTRAL
    if stance in {Stance.NEUTRAL, Stance.FACTIVE} and (hedges or HedgeLexicon.default()).distances(" ".join(words)):
        stance = Stance.DISTANCING
    denied = (denies or (row is not None and row.polarity is Polarity.NEGATIVE)) != any(map(is_negation, words))
    negative = denied != is_negated(text, content[0])  # "denied that it was not safe" affirms that it was
    return Framing(kind, stance, Polarity.NEGATIVE if negative else Polarity.POSITIVE)
