# SPDX-License-Identifier: MIT
"""Attributions: source, cue and content as spans, and how far the construction that reads one can be relied on."""

from collections.abc import Mapping, Sequence
from functools import cache

import attrs

from claimtrack.language.closed_classes import word_class
from claimtrack.language.lexicon import LexiconRow, load
from claimtrack.language.noun_phrases import is_pronoun
from claimtrack.model import Span

_SAID = frozenset("said says say".split())
_OPENING_ARTICLES = frozenset(word.title() for word in word_class("article"))


@attrs.frozen
class Attribution:
    """Source, cue and content of one attribution, as spans into the text, which the first stage hands to the others.

    Attributes:
        source: The mention of who is quoted; empty where the text names none.
        cue: The words that attribute.
        content: What is attributed.
        sentence: The sentence that holds the cue.
        pattern: The construction that was recognised; `precision` has a figure for each.
        via: The mention of a relaying source.
        open_quotation: Whether a quotation in the content was never closed.
        confidence: An estimate from 0 to 1 that source and content are right.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    sentence: Span
    pattern: str = ""
    via: tuple[Span, ...] = ()
    open_quotation: bool = False
    confidence: float = 1.0


@attrs.frozen(kw_only=True)
class PatternRow(LexiconRow):
    """A construction with its measured precision.

    Attributes:
        pattern: The name that `Attribution.pattern` carries.
        precision: The share of its attributions whose content and source are right, from 0 to 1.
        shares: The same share by circumstance (see `circumstance`), where it was measured.
    """

    pattern: str
    precision: float
    shares: Mapping[str, float] = attrs.field(factory=dict)


@cache
def _table() -> dict[str, PatternRow]:
    return {row.pattern: row for row in load("patterns", PatternRow)}


def circumstance(text: str, cue: Sequence[Span], source: Sequence[Span]) -> str:
    """Return the circumstance of an attribution: whether its cue is a form of "say", and what its source is."""
    said = bool(cue) and cue[-1].of(text).lower().rpartition(" ")[2] in _SAID
    words = " ".join(span.of(text) for span in source)
    if not words:
        who = "none"
    elif is_pronoun(words.lower()):
        who = "pronoun"
    else:
        who = "name" if words[0].isupper() and words.split()[0] not in _OPENING_ARTICLES else "phrase"
    return f"{'said' if said else 'other'} {who}"


def precision(pattern: str, where: str = "") -> float:
    """Return the precision of *pattern* in a circumstance, or in general where that was not measured.

    Raises:
        KeyError: If no row of `patterns.toml` has that name.
    """
    row = _table()[pattern]
    return row.shares.get(where, row.precision)
