# SPDX-License-Identifier: MIT
"""Quoting: how the quoted words of two outlets relate, and what shows it."""

from typing import Any

import pytest
from comparing import FOR_GOOD, SHUT, TIDES, followed, other, parted, shown, values
from made import claim

from claimtrack.comparison.differences import Field
from claimtrack.comparison.passages import passages
from claimtrack.comparison.profiles import profile
from claimtrack.comparison.quoting import LONGEST_DIFF, PairKind, pair_kind
from claimtrack.model import Kind

ALTERED = [
    # the changed words with three around them
    (
        "The old bridge is shut for good",
        "The old bridge is closed for good.",
        "old bridge is shut for good",
        "old bridge is closed for good",
    ),
    (
        "We all think that the bridge is shut for good and all.",
        "We all think that the bridge is closed for good and all.",
        "the bridge is shut for good and",
        "the bridge is closed for good and",
    ),
    # words put in, which one outlet has
    (
        "The old bridge is shut for good",
        "The old local bridge is shut for good",
        "The old bridge is shut",
        "The old local bridge is shut",
    ),
    # the change that says most
    (
        "The bridge is shut for good and this whole board will have to go",
        "The tunnel is shut for good and this whole board of cold grey men will have to go",
        "this whole board will have to",
        "this whole board of cold grey men will have to",
    ),
    (
        "The old stone tunnel is shut for good and this whole board will go",
        "The cold grey iron bridge is shut for good and this whole crew will go",
        "The old stone tunnel is shut for",
        "The cold grey iron bridge is shut for",
    ),
    # several words that say nothing by themselves, and one such word
    (
        "We think the bridge has been shut for good",
        "We think the bridge is to shut for good",
        "think the bridge has been shut for good",
        "think the bridge is to shut for good",
    ),
    # a single one
    (
        "We think the bridge is shut for good now",
        "We think the bridge was shut for good now",
        "think the bridge is shut for good",
        "think the bridge was shut for good",
    ),
    # a word more at an end
    (
        "The old bridge is shut for good",
        "And the old bridge is closed for good",
        "old bridge is shut for good",
        "old bridge is closed for good",
    ),
    (
        "The old bridge is shut for good",
        "Boats sank and the old bridge is closed for good",
        "old bridge is shut for good",
        "old bridge is closed for good",
    ),
    # other words at an end
    (
        "The bridge is shut for good this year",
        "The bridge is shut for good this month",
        "for good this year",
        "for good this month",
    ),
    # what an outlet put in of its own, in either brackets
    ("The old bridge is shut for good", "The old (local) bridge is shut for good", None, None),
    ("The old bridge is shut for good", "The old [local] bridge is shut for good", None, None),
    # a name that each spells in its way
    ("The envoy Marlowe is in town now", "The envoy Marloe is in town now", None, None),
    # a name in one outlet, and another word in the other
    (
        "The envoy Marlowe is in town now",
        "The envoy alone is in town now",
        "The envoy Marlowe is in town",
        "The envoy alone is in town",
    ),
    # a word that makes the rest stronger
    (
        "We know the bridge is shut now",
        "We know the bridge is very shut now",
        "the bridge is shut now",
        "the bridge is very shut now",
    ),
    ("The envoy Muammar Gadd is in town now", "The envoy Moammar al-Gadd is in town now", None, None),
    # a short form, in either apostrophe
    ("Now we’ll shut the bridge for good", "Now we will shut the bridge for good", None, None),
    ("We don't want the bridge shut now", "We do not want the bridge shut now", None, None),
    ("We don’t want the bridge shut now", "We do not want the bridge shut now", None, None),
    ("We won't shut the bridge for good", "We will not shut the bridge for good", None, None),
    ("We think it's shut for good this year", "We think it is shut for good this year", None, None),
    ("Men & women want the bridge shut now", "Men and women want the bridge shut now", None, None),
    # one word in two
    ("The whole workforce is on the bridge", "The whole work force is on the bridge", None, None),
]


@pytest.mark.parametrize(("one", "two", "value", "other_value"), ALTERED)
def test_altered_quotation(one: Any, two: Any, value: Any, other_value: Any) -> None:
    """Words that were changed inside a quotation are shown with those around them."""
    first, second = claim(f"“{one}”", kind=Kind.DIRECT), other(f"“{two}”", kind=Kind.DIRECT)
    expected = (value, other_value) if value else None

    assert expected == values(first, second, Field.QUOTATION)
    if expected:
        assert tuple((words,) for words in expected) == shown(first, second, Field.QUOTATION)


def test_quotation_in_two_parts() -> None:
    """What stands between two quotations is shown as a gap."""
    text = "“The old bridge,” he said, “is shut for good”"
    one = parted(text, "“The old bridge,”", "“is shut for good”", kind="direct")
    two = other("“The old bridge is closed for good”", kind="direct")
    expected = ("old bridge,” ... “is shut for good",), ("old bridge is closed for good",)

    assert expected == shown(one, two, Field.QUOTATION)


BOATS = "“The old bridge is shut for good, and boats and cranes wait”"


CUT = [
    # at the end, and at the beginning
    (claim(FOR_GOOD, kind="direct"), BOATS, ("", "and boats and cranes wait")),
    (claim("“Boats and cranes wait”", kind="direct"), f"“{SHUT}, so boats and cranes wait”", ("", f"{SHUT}, so")),
    # two words that tell something
    (claim(FOR_GOOD, kind="direct"), "“The old bridge is shut for good, and boats wait”", ("", "and boats wait")),
    # too little
    (claim(FOR_GOOD, kind="direct"), "“The old bridge is shut for good, and boats”", None),
    # what the article has elsewhere, wholly or for the greater part
    (followed(FOR_GOOD, "Boats and cranes wait.", kind="direct"), BOATS, None),
    (
        followed(FOR_GOOD, "Boats, cranes and ferries sail.", kind="direct"),
        "“The old bridge is shut for good, and boats and cranes and ferries wait”",
        None,
    ),
    # what it has for the lesser part
    (followed(FOR_GOOD, "Boats sail.", kind="direct"), BOATS, ("", "and boats and cranes wait")),
]


@pytest.mark.parametrize(("one", "two", "expected"), CUT)
def test_cut_quotation(one: Any, two: Any, expected: Any) -> None:
    """Words that are cut from a quotation are shown where the article that cut them has them nowhere."""
    assert expected == values(one, other(two, kind=Kind.DIRECT), Field.QUOTATION)
    assert (expected and expected[::-1]) == values(other(two, kind=Kind.DIRECT), one, Field.QUOTATION)


QUOTED = [
    # quoted, and put in other words
    (
        FOR_GOOD,
        "direct",
        "the bridge will not open again",
        "indirect",
        ("The old bridge is shut for good", "the bridge will not open again"),
    ),
    (
        "the bridge is “a danger to all who live here” now",
        "mixed",
        "the bridge puts lives at risk",
        "indirect",
        ("a danger to all who live here", "the bridge puts lives at risk"),
    ),
    # the first eighteen words of a quotation, and fourteen of what stands for it
    (
        f"“{TIDES}”",
        "direct",
        "of all the tides that the old men of the bridge have seen this one is tidea",
        "indirect",
        (f"{' '.join(TIDES.split()[:18])} ...", "tides that the old men of the bridge have seen this one is tidea"),
    ),
    # two quotations of other words
    (
        FOR_GOOD,
        "direct",
        "“No ship can land here”",
        "direct",
        ("The old bridge is shut for good", "No ship can land here"),
    ),
    # the two sentences that have most in common
    (
        "“The old bridge is shut for good. No ship can land here today.”",
        "direct",
        "“No ship can dock here today.”",
        "direct",
        ("No ship can land here today", "No ship can dock here today"),
    ),
    # the same words, quoted and not
    (FOR_GOOD, "direct", "the old bridge is shut for good", "indirect", None),
    (FOR_GOOD, "direct", "he said the old bridge is shut for good this time", "indirect", None),
    # nearly the same words
    (FOR_GOOD, "direct", "the old bridge is shut for ever", "indirect", None),
    # too few words in marks, and none
    ("the bridge is “a danger” now", "mixed", "the bridge puts lives at risk", "indirect", None),
    ("the bridge is shut", "indirect", "the bridge puts lives at risk", "indirect", None),
]


@pytest.mark.parametrize(("one", "kind", "two", "other_kind", "expected"), QUOTED)
def test_quotation(one: Any, kind: Any, two: Any, other_kind: Any, expected: Any) -> None:
    """Quoted words and those that stand for them are a difference, unless they are the same word for word."""
    assert expected == values(claim(one, kind=kind), other(two, kind=other_kind), Field.QUOTATION)
    assert (expected and expected[::-1]) == values(claim(two, kind=other_kind), other(one, kind=kind), Field.QUOTATION)


def test_long_quotations() -> None:
    """Of a long quotation only the same words are found again, and no cut is looked for."""
    long = "tide rain " * LONGEST_DIFF
    one = claim(f"“{long}”", kind=Kind.DIRECT)

    assert values(one, other(long), Field.QUOTATION) is None
    assert values(one, other(f"{long} again"), Field.QUOTATION) is not None
    assert (
        values(
            claim(f"“{long} boats and cranes”", kind=Kind.DIRECT),
            other("“tide rain tide”", kind=Kind.DIRECT),
            Field.QUOTATION,
        )
        is None
    )


KINDS = [
    ("“The harbour is shut.”", "direct", "“the harbor is shut,”", "direct", PairKind.VERBATIM),
    ("“The harbour is shut for now.”", "direct", "“The harbour is shut”", "direct", PairKind.TRIMMED),
    ("“The harbour is shut for now.”", "direct", "it “is shut for” now", "mixed", PairKind.TRIMMED),
    ("“The harbour is shut for now.”", "direct", "“The harbour was shut for now”", "direct", PairKind.ALTERED),
    (
        "“No ship can land” as “the harbour is shut for a week”",
        "mixed",
        "it is “a scandal” that “the harbour is shut for a week”",
        "mixed",
        PairKind.TRIMMED,
    ),
    ("“The harbour is shut for now.”", "direct", "“No ship can land here”", "direct", PairKind.PARAPHRASE),
    ("“The harbour is shut for now.”", "direct", "the harbour is shut for now", "indirect", PairKind.PARAPHRASE),
    ("the harbour is shut", "indirect", "the harbour is shut", "indirect", PairKind.VERBATIM),
    ("the harbour is shut", "indirect", "the port was closed", "indirect", PairKind.PARAPHRASE),
]


@pytest.mark.parametrize(("one", "kind", "two", "other_kind", "expected"), KINDS)
def test_pair_kind(one: Any, kind: Any, two: Any, other_kind: Any, expected: Any) -> None:
    """Only quoted words can be trimmed or altered; marks, case and house spelling do not count."""
    first, second = (profile(passages(claim(t, kind=k))[0]) for t, k in ((one, kind), (two, other_kind)))

    assert expected is pair_kind(first, second)
    assert expected is pair_kind(second, first)


def test_long_quotations_are_not_compared_word_by_word() -> None:
    """Two long quotations that differ throughout are told apart without a diff."""
    one, two = (claim(f"“{word * 2000}”", kind=Kind.DIRECT) for word in ("tide ", "rain "))

    assert PairKind.PARAPHRASE is pair_kind(profile(passages(one)[0]), profile(passages(two)[0]))
