# SPDX-License-Identifier: MIT
"""Negation: which contents are denied, and which only look so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.extraction.commitment.negation import is_negated
from claimtrack.language.text import Text
from claimtrack.model import Span


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        # negated
        ("the road was not safe", True),
        ("that no one was hurt", True),
        ("he never robbed anyone", True),
        ("at no point were the doors locked", True),
        ("not once did she call", True),
        ("the shop is no longer open", True),
        ("when she was asked, she did not answer", True),
        # negated by the sense of a word
        ("the dam is unlikely to burst", True),
        ("the firm had failed to pay its crew", True),
        ("the town lacks the money", True),
        ("she doubts that the dam is safe", True),
        # a negation that affirms
        ("the plan has not only failed but also cost millions", False),
        ("she could not rule out a strike", False),
        ("she could not help but laugh", False),
        ("the crew had no choice but to leave", False),
        ("no doubt the crew left", False),
        ("no fewer than nine doors were locked", False),
        # two negations
        ("it is not unlikely that the dam bursts", False),
        ("she does not doubt that the dam is safe", False),
        ("nobody doubts that the dam is safe", False),
        # a negation of another clause, or of none
        ("if the crew do not come, the doors stay locked", False),
        ("the guard who did not come was dismissed", False),
        ("the failed plan cost millions", False),
        ("a lack of money was to blame", False),
        ("No, the doors were locked", False),
    ],
)
def test_is_negated(content: str, expected: bool) -> None:  # noqa: FBT001
    """A negation counts where it denies the main clause, and a second one takes it back."""
    assert is_negated(Text.of(content), Span(0, len(content))) is expected


@given(
    words=st.lists(st.sampled_from("no not never . , that if failed to unlikely did n't can't at point only".split()))
)
def test_any_words(words: list[str]) -> None:
    """Any words are judged without an error."""
    text = " ".join(words)
    assert is_negated(Text.of(text), Span(0, len(text))) in {True, False}
