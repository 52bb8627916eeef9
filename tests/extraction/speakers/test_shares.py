# SPDX-License-Identifier: MIT
"""Shares of those asked, and of whom they are."""

import pytest

from claimtrack.extraction.speakers.shares import with_whom

_BEFORE = "Of those asked, 46 percent of voters said yes. "


@pytest.mark.parametrize(
    ("words", "before", "expected"),
    [
        ("24 percent", _BEFORE, "24 percent of voters"),
        ("nearly half", _BEFORE, "nearly half of voters"),
        ("24 percent of men", _BEFORE, "24 percent of men"),
        ("24 percent", "", "24 percent"),
        ("24 percent", "Half of nurses and a third of doctors said yes. ", "24 percent"),
        ("24 percent", _BEFORE + "The bridge is shut. The road is shut. ", "24 percent"),
        ("three nurses", _BEFORE, "three nurses"),
    ],
)
def test_whose_share(words: str, before: str, expected: str) -> None:
    """A bare share takes the noun of one right before it, and none where there are two kinds or none."""
    assert expected == with_whom(words, f"{before}{words} said no.", len(before))
