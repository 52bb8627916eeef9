# SPDX-License-Identifier: MIT
"""Likelihood: the estimate that a claim gives in explicit words, by the terms of ICD 203.

Words that only hint at a probability ("may", "is expected to") are hedges and give no estimate;
neither do estimative words within a phrase ("the likely nominee"), or about anything but the claim's own proposition.
"""

from collections.abc import Sequence
from functools import cache

import attrs

from claimtrack.extraction.commitment.cue_patterns import Patterns, ScopedRow
from claimtrack.extraction.commitment.hedging import HedgeLexicon
from claimtrack.extraction.commitment.scopes import ScopedCue, find_scopes
from claimtrack.language.lexicon import load
from claimtrack.language.text import Text
from claimtrack.model import Likelihood, LikelihoodTerm, Scope, Span


@attrs.frozen(kw_only=True)
class LikelihoodRow(ScopedRow):
    """One row of `data/likelihoods.toml`: estimative words and the term of ICD 203 that they express."""

    term: LikelihoodTerm = attrs.field(converter=LikelihoodTerm)


def find_likelihood(text: Text, content: Sequence[Span]) -> Likelihood | None:
    """Return the first estimate of the claim's own proposition in the *content* spans of one claim."""
    words = [span.of(text.string).lower() for span in content]
    if not any(mark in piece for piece in words for mark in _marks()):
        return None
    found = find_estimates(text, content)
    return next((Likelihood(row.term, span) for row, span, scope in found if scope is Scope.CLAIM), None)


def find_estimates(text: Text, content: Sequence[Span]) -> tuple[ScopedCue[LikelihoodRow], ...]:
    """Return all estimative words in the *content* spans of one claim, with their rows and scopes."""
    return tuple(find_scopes(text, content, (), _patterns(), HedgeLexicon.default().embedders))


@cache
def _patterns() -> Patterns[LikelihoodRow]:
    return Patterns(load("likelihoods", LikelihoodRow))


@cache
def _marks() -> tuple[str, ...]:
    """Return pieces of words of which every form of a row has one, which spares most claims the reading."""
    longest = [
        max((place.split("|") for place in form.split() if place != "~"), key=lambda words: min(map(len, words)))
        for row in _patterns().rows
        for form in row.forms
    ]
    words = {word for choice in longest for word in choice}
    return tuple(sorted(word for word in words if not any(other in word for other in words - {word})))
