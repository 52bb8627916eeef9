# SPDX-License-Identifier: MIT
"""Cues of attribution: the lexicon, by form."""

from collections.abc import Mapping
from functools import cache

import attrs

from claimtrack.extraction.lexicon import load
from claimtrack.model import AttributionType, Polarity, Stance


@attrs.frozen
class CueRow:
    """A verb or verb phrase that attributes, with the frames of its content.

    Attributes:
        lemma: The dictionary form.
        forms: All inflected forms, lower case.
        type: What it presents its content as.
        stance: How it frames the content.
        frames: What it takes as content; `data/cues.toml` explains the names.
        evidence: Where the row comes from.
        examples: Sentences in which it is a cue.
        counter_examples: Sentences in which one of its forms is none.
        polarity: Negative where the cue itself denies its content.
    """

    lemma: str
    forms: tuple[str, ...]
    type: AttributionType = attrs.field(converter=AttributionType)
    stance: Stance = attrs.field(converter=Stance)
    frames: tuple[str, ...]
    evidence: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...] = ()
    polarity: Polarity = attrs.field(default=Polarity.POSITIVE, converter=Polarity)


@cache
def cue_forms() -> Mapping[str, tuple[tuple[tuple[str, ...], CueRow], ...]]:
    """Return the cue forms by their first word, the longest first."""
    table: dict[str, list[tuple[tuple[str, ...], CueRow]]] = {}
    for row in load("cues", CueRow):
        for form in row.forms:
            words = tuple(form.split())
            table.setdefault(words[0], []).append((words, row))
    return {first: tuple(sorted(forms, key=lambda f: -len(f[0]))) for first, forms in table.items()}


@cache
def past_forms() -> frozenset[str]:
    """Return the single-word forms of all cues, which no subject holds unless they are nouns too."""
    return frozenset(
        form for row in load("cues", CueRow) for form in row.forms if form.endswith(("ed", "said", "told"))
    )
