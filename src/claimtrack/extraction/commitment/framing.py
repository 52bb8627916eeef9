# SPDX-License-Identifier: MIT
"""Framing: what the cue of a claim makes of its content: attribution type, stance and polarity."""

from collections.abc import Sequence
from itertools import chain, islice

import attrs

from claimtrack.extraction.attribution.cues import cue_words, listed_row
from claimtrack.extraction.commitment.hedging import HedgeLexicon
from claimtrack.language.closed_classes import with_either_apostrophe, word_class
from claimtrack.language.noun_phrases import AUXILIARIES
from claimtrack.language.text import Text
from claimtrack.model import AttributionType, Polarity, Span, Stance

_NEGATIONS = with_either_apostrophe(word_class("negative adverb")) | {"cannot", "neither", "nor"}
_REACH = 400  # code points; the first verb group of a content stands within them
_EMPTY_SUBJECTS = word_class("negative word") - {"nor"}


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
    kind = row.type if row else AttributionType.ASSERTION
    stance = row.stance if row else Stance.NEUTRAL
    if stance in {Stance.NEUTRAL, Stance.FACTIVE} and (hedges or HedgeLexicon.default()).distances(" ".join(words)):
        stance = Stance.DISTANCING
    denied = (row is not None and row.polarity is Polarity.NEGATIVE) != _negated(words)
    negative = denied != _denies(text, content[0])  # "denied that it was not safe" affirms that it was
    return Framing(kind, stance, Polarity.NEGATIVE if negative else Polarity.POSITIVE)


def _negated(words: Sequence[str]) -> bool:
    return any(word in _NEGATIONS or word.endswith(("n't", "n’t")) for word in words)


def _denies(text: Text, content: Span) -> bool:
    """Tell whether the first verb group of *content* is negated, or its subject empty ("no one was hurt")."""
    end = min(content.end, content.start + _REACH)
    words = (word for word in text.each_word(content.start, end) if word[0].isalnum())
    first = next(words, "")
    if first == "that":
        first = next(words, "")
    if first in _EMPTY_SUBJECTS:
        return True
    for word in chain((first,), words):
        if word.endswith(("n't", "n’t")) or word == "cannot":
            return True
        if word in AUXILIARIES:
            return word in _NEGATIONS or any(w in _NEGATIONS for w in islice(words, 2))
        if word in {"that", "which", "who"}:
            return False
    return False
