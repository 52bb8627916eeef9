# SPDX-License-Identifier: MIT
"""Likelihood: the rows of the lexicon tested both ways, and the terms of ICD 203."""

import pytest
from hypothesis import given
from strategies import texts

from claimtrack import Article, Likelihood, LikelihoodTerm, Span, extract
from claimtrack.extraction.commitment.cue_patterns import any_of
from claimtrack.extraction.commitment.likelihood import LikelihoodRow, find_likelihood
from claimtrack.language.lexicon import load
from claimtrack.language.text import Text

ROWS = load("likelihoods", LikelihoodRow)


def _term(sentence: str) -> LikelihoodTerm | None:
    """Return the term that the content *sentence* gives."""
    found = find_likelihood(Text.of(sentence), [Span(0, len(sentence))])
    return found.term if found else None


@pytest.mark.parametrize(
    ("row", "sentence"), [(row, sentence) for row in ROWS for sentence in row.examples], ids=lambda x: str(x)[:50]
)
def test_row_fires(row: LikelihoodRow, sentence: str) -> None:
    """A row of the lexicon gives its term in each of its examples."""
    assert row.term == _term(sentence)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [(row, sentence) for row in ROWS for sentence in row.counter_examples],
    ids=lambda x: str(x)[:50],
)
def test_row_stays_silent(row: LikelihoodRow, sentence: str) -> None:
    """A counter-example of a row has no words of that row that bear on its own proposition."""
    found = find_likelihood(Text.of(sentence), [Span(0, len(sentence))])
    own = any(any_of([form]).fullmatch(found.span.of(sentence)) for form in row.forms) if found else False

    assert not own


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.cue)
def test_excluded_contexts_are_earned(row: LikelihoodRow) -> None:
    """Every excluded context of a row occurs in one of its counter-examples."""
    idle = [p for p in row.excluded if not any(any_of([p]).search(s) for s in row.counter_examples)]

    assert [] == idle


def test_ranges() -> None:
    """The ranges of the terms meet, from 1 to 99 percent."""
    terms = list(LikelihoodTerm)

    assert [term.low for term in terms[1:]] == [term.high for term in terms[:-1]]
    assert (1, 99) == (terms[0].low, terms[-1].high)
    assert {row.term for row in ROWS} == set(terms)


def test_claim() -> None:
    """A claim has the likelihood of its own proposition, with the words that give it."""
    text = "The minister said a deal was very likely. Ann Lee said the likely winner was ill."
    first, second = extract(Article(text, "Valley Post", None))

    assert Likelihood(LikelihoodTerm.VERY_LIKELY, Span(29, 40)) == first.likelihood
    assert first.likelihood is not None
    assert (80, 95) == (first.likelihood.low, first.likelihood.high)
    assert second.likelihood is None
    assert ("very likely", 80.0, "29-40") == tuple(
        extract(first.article).to_records()[0][name] for name in ("likelihood", "likelihood_low", "likelihood_spans")
    )


@given(texts)
def test_any_text(text: str) -> None:
    """Any text is read, and the words of an estimate lie within it."""
    found = find_likelihood(Text.of(text + " is likely"), [Span(0, len(text) + 10)])

    assert found is None or found.span.of(text + " is likely").strip()
