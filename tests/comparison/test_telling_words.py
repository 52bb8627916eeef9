# SPDX-License-Identifier: MIT
"""Telling words: numbers, labels and details, as outlets differ in them."""

from typing import Any

import pytest
from comparing import SHUT, STORMS, TIDES, followed, other, parted, shown, values
from made import claim

from claimtrack.comparison.differences import Field
from claimtrack.comparison.quoting import LONGEST_DIFF

NUMBERS = [
    # one thing counted otherwise, in figures and in words
    ("12 people died", "fifteen people died", ("12 people", "fifteen people")),
    ("it cost 40m euros", "it cost 30 million euros", ("40m euros", "30 million euros")),
    ("a 12-year plan", "a 15-year plan", ("12-year", "15-year")),
    # the same number in another writing
    ("12 people died", "twelve people died", None),
    ("1,200 people left", "1.2 thousand people left", None),
    # one outlet merely says more
    ("12 people died in 3 towns", "12 people died", None),
    # other things, things that are not named, and no thing
    ("12 people died", "15 boats sank", None),
    ("12 of them died", "15 of them died", None),
    ("the quake came at 04:12", "the quake came 11 km down", None),
    # what is counted otherwise among what is counted alike
    ("3 dogs and 12 people died", "3 dogs and 15 people died", ("12 people", "15 people")),
    # each has the other's number
    ("12 people died and 15 people left", "15 people died and 12 people left", None),
    # one has the other's number among others
    ("12 people died", "15 people left and 12 people died", None),
    ("15 people left and 12 people died", "12 people died", None),
    # a long word is shown whole
    (
        "the army shot 12 counterrevolutionaries",
        "the army shot 15 counterrevolutionaries",
        ("12 counterrevolutionaries", "15 counterrevolutionaries"),
    ),
    # a number said roughly, and exactly
    ("more than 250,000 people left", "250,000 people left", ("more than 250,000 people", "250,000 people")),
    ("about $5 million", "$5 million", ("about $5 million", "$5 million")),
    ("Nearly 90 boats sank", "90 ships sank", ("Nearly 90 boats", "90 ships")),
    # another number of something else, said roughly
    ("more than 12 people died", "15 boats sank", None),
    # shares and sums, which alone are of one thing
    ("prices rose 5%", "prices rose 6%", ("5%", "6%")),
    ("prices rose 5 percent", "prices rose 6%", ("5 percent", "6%")),
    ("it cost $5 million", "it cost $6 million", ("$5 million", "$6 million")),
    ("prices rose 5% in 3 towns", "prices rose 6%", None),
    ("it cost $5 million and $7 million", "it cost $6 million", None),
    ("it cost $5 million", "it cost €6 million", None),
    # said roughly in both
    ("more than 250,000 people left", "over 250,000 people left", None),
    # in a sentence behind the first two
    ("The bridge is shut. The tunnel is shut. It took 12 days.", "It took 15 days.", None),
]


@pytest.mark.parametrize(("one", "two", "expected"), NUMBERS)
def test_number(one: Any, two: Any, expected: Any) -> None:
    """Numbers differ where one thing is counted otherwise, or roughly in one outlet only, however it is written."""
    assert expected == values(claim(one), other(two), Field.NUMBER)
    if expected:
        assert tuple((words,) for words in expected) == shown(claim(one), other(two), Field.NUMBER)


BEYOND = [
    # what is counted, behind the content
    ("12 people died", "12", "15 people died"),
    # a word that makes the number a rough one, before it
    ("more than 12 people died", "12 people died", "12 people died"),
    # the sign of a currency
    ("it cost $5 million", "5 million", "$6 million"),
]


@pytest.mark.parametrize(("text", "content", "two"), BEYOND)
def test_number_beyond_the_content(text: Any, content: Any, two: Any) -> None:
    """What stands beside a content tells nothing of its numbers, and would where it stood within."""
    assert values(parted(text, content), other(two), Field.NUMBER) is None
    assert values(claim(text), other(two), Field.NUMBER) is not None


TIDE = "tide " * LONGEST_DIFF


LABELS = [
    # other words beside one name
    ("they met dictator Kim in May", "they met leader Kim in May", ("dictator", "leader")),
    # at most three words
    ("they met cruel old dictator Kim in May", "they met leader Kim in May", ("cruel old dictator", "leader")),
    ("they met very cruel old dictator Kim in May", "they met leader Kim in May", None),
    # at the beginning, where a capital tells nothing
    ("dictator Kim met them in May", "leader Kim met them in May", None),
    # other names, numbers, and words that tell nothing
    ("they met Bo Kim in May", "they met Al Kim in May", None),
    ("they met 12 Poles in May", "they met 15 Poles in May", None),
    ("they met the Poles in May", "they met these Poles in May", None),
    ("they met some Poles in May", "they met many Poles in May", None),
    # among more words than are compared
    (f"they met dictator Kim in May {TIDE}", f"they met leader Kim in May {TIDE}", None),
    # what people are called, beside a name or not
    ("they met the dictator in May", "they met the leader in May", ("dictator", "leader")),
    ("they met the dictator, Kim, in May", "they met the leader, Kim, in May", ("dictator", "leader")),
    ("they say 200 residents sat there", "they say 200 protesters sat there", ("residents", "protesters")),
    ("they say 200 residents sat there", "they say 200 lorries sat there", None),
    # no name behind them, or a mark between
    ("they met the storm in May", "they met the flood in May", None),
    ("they met the storm, Kim, in May", "they met the flood, Kim, in May", None),
]


@pytest.mark.parametrize(("one", "two", "expected"), LABELS)
def test_label(one: Any, two: Any, expected: Any) -> None:
    """Other words right before one name, or for people, among the same words, are a difference of labels."""
    assert expected == values(claim(one), other(two), Field.LABEL)


DETAILS = [
    # clauses that the other outlet has nowhere
    (claim("the bridge is shut"), other(STORMS), ("", "because storms broke a tower")),
    (claim("the bridge is shut"), other("the bridge is shut by order of Mayor Lind"), ("", "by order of Mayor Lind")),
    # a mark begins a clause
    (claim("the bridge is shut"), other("the bridge is shut, trams crawl past it"), ("", "trams crawl past it")),
    # and so do "and" and "which"
    (
        claim("the bridge is shut"),
        other("the bridge is shut and storms broke a tower"),
        ("", "and storms broke a tower"),
    ),
    (
        claim("the bridge is shut"),
        other("the bridge is shut which angers ferry firms"),
        ("", "which angers ferry firms"),
    ),
    # and words of time that may also be prepositions
    *(
        (
            claim("the bridge is shut"),
            other(f"the bridge is shut {word} storms broke a tower"),
            ("", f"{word} storms broke a tower"),
        )
        for word in ("after", "before", "since", "until")
    ),
    # what each adds
    (
        claim("the bridge is shut for all of the cold grey winter"),
        other(STORMS),
        ("for all of the cold grey winter", "because storms broke a tower"),
    ),
    # a list to its end
    (
        claim("the bridge is shut"),
        other("the bridge is shut by storms, winds, ice and men"),
        ("", "by storms, winds, ice and men"),
    ),
    # who somebody is tells nothing of the proposition
    *(
        (claim("the bridge is shut to Lee"), other(f"the bridge is shut to Lee, {who}"), None)
        for who in ("63, a grey ferry boss", "a grey ferry boss", "63, who runs grey ferries")
    ),
    # other words for all of it
    (
        claim(SHUT),
        other("bridge repairs took all of the cold grey winter"),
        ("", "bridge repairs took all of the cold grey winter"),
    ),
    # the clauses in a row with most that is new, of which eighteen words are shown
    (
        claim("the bridge is shut"),
        other("because storms broke a tower, the bridge is shut, and trams, ferries and taxis wait"),
        ("", "and trams, ferries and taxis wait"),
    ),
    (claim("the bridge is shut"), other(f"the bridge is shut, {TIDES}"), ("", f"{' '.join(TIDES.split()[:18])} ...")),
    # too little to be a detail
    (claim("the bridge is shut"), other("the bridge is shut by order"), None),
    # what the article says elsewhere, wholly or for the greater part
    (followed("the bridge is shut", "Storms broke a tower."), other(STORMS), None),
    (followed("the bridge is shut", "A tower broke."), other(STORMS), None),
    # new words spread over clauses that are known
    (
        claim("the old bridge over the wide river is shut"),
        other("the old stone bridge over the wide cold river is shut for the old wide winter"),
        None,
    ),
]


@pytest.mark.parametrize(("one", "two", "expected"), DETAILS)
def test_detail(one: Any, two: Any, expected: Any) -> None:
    """Whole clauses that another outlet's article lacks are a detail, with their words."""
    assert expected == values(one, two, Field.DETAIL)
