# SPDX-License-Identifier: MIT
"""Changes between two versions of a story: what appeared, vanished, and changed its hedging or wording."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import claims

from claimtrack import (
    Article,
    Category,
    Claim,
    FieldTypeError,
    FieldValueError,
    Hedge,
    Hedging,
    Register,
    Span,
    Speaker,
)
from claimtrack.register.changes import COLUMNS, Changes, find_changes

ANN, BEN = Speaker("Ann Lee", ("Ms Lee",)), Speaker("Ben Okoro")
BRIDGE = "the bridge will open in May"


def version(*said: tuple[str, Speaker | None]) -> list[Claim]:
    """Make the claims of one article, one on each line; "may" hedges."""
    article = Article("\n".join(text for text, _ in said), "The Post", None)
    found, at = [], 0
    for text, speaker in said:
        hedges = (
            [Hedge(Span(at + text.index("may "), at + text.index("may ") + 3), "possible")] if "may " in text else []
        )
        found.append(Claim(article, (Span(at, at + len(text)),), speaker=speaker, hedges=tuple(hedges)))
        at += len(text) + 1
    return found


def changes(old: Sequence[Claim], new: Sequence[Claim]) -> Changes:
    """Return the changes between the claims of two articles."""
    blank = Article("", "The Post", None)
    before, after = (side[0].article if side else blank for side in (old, new))
    return find_changes(before, old, after, new)


def outline(found: Changes) -> dict[str, list[Any]]:
    """Return the texts of all that changed, by kind."""
    outlined: dict[str, list[Any]] = {
        name: [claim.text for claim in getattr(found, name)] for name in ("appeared", "vanished")
    }
    for name in ("hedging", "wording"):
        outlined[name] = [(each.before.text, each.after.text) for each in getattr(found, name)]
    return {name: texts for name, texts in outlined.items() if texts}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([(BRIDGE, ANN)], [(BRIDGE, ANN)], {}),
        ([(BRIDGE, ANN), ("it was dear", BEN)], [("it was dear", BEN), (BRIDGE, ANN)], {}),
        ([(BRIDGE, ANN)], [("The  bridge will OPEN in May", ANN)], {}),
        ([("it is “late”", ANN)], [('it is "late"', ANN)], {}),
        ([(BRIDGE, ANN)], [(BRIDGE, None)], {}),
        ([(BRIDGE, ANN)], [(BRIDGE, Speaker("Ms Lee"))], {}),
        ([(BRIDGE, ANN)], [(BRIDGE, Speaker("Lee"))], {}),
        ([], [(BRIDGE, ANN)], {"appeared": [BRIDGE]}),
        ([(BRIDGE, ANN)], [], {"vanished": [BRIDGE]}),
        ([(BRIDGE, ANN)], [(BRIDGE, BEN)], {"appeared": [BRIDGE], "vanished": [BRIDGE]}),
        ([(BRIDGE, ANN), (BRIDGE, BEN)], [(BRIDGE, BEN)], {"vanished": [BRIDGE]}),
        ([(BRIDGE, ANN), (BRIDGE, ANN)], [(BRIDGE, ANN)], {"vanished": [BRIDGE]}),
        (
            [("the bridge may open in May", ANN)],
            [(BRIDGE, ANN)],
            {"hedging": [("the bridge may open in May", BRIDGE)], "wording": [("the bridge may open in May", BRIDGE)]},
        ),
    ],
)
def test_what_changed(
    old: list[tuple[str, Speaker | None]], new: list[tuple[str, Speaker | None]], expected: dict[str, list[Any]]
) -> None:
    """A claim is one claim in both versions where words and speaker agree, wherever it stands."""
    assert expected == outline(changes(version(*old), version(*new)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (BRIDGE, "the bridge will open in June"),
        (BRIDGE, "the bridge will not open in May"),
        (BRIDGE, "the new bridge over the river opens in May"),
        ("12 people were hurt in the fire", "15 people were hurt in the fire"),
        ("he would resign", "he has resigned"),
        ("the council approved the plan after a long debate", "the council approved the plan"),
        ("the colour of the gate was wrong", "the color of the gates was wrong"),
        ("the fire killed 12", "the fire killed 15 in the east wing"),
        ("it will", "it will be so"),
    ],
)
def test_a_claim_in_other_words_is_the_same_claim(old: str, new: str) -> None:
    """Claims of one speaker that share half of their telling words, in order, are one claim with another wording."""
    expected = {"wording": [(old, new)]}

    assert expected == outline(changes(version((old, ANN)), version((new, ANN))))
    assert expected == outline(changes(version((old, None)), version((new, ANN))))
    assert "wording" not in outline(changes(version((old, BEN)), version((new, ANN))))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("the company will not pay the fine", "the minister will not see the king"),
        (BRIDGE, "the bridge cost nine million pounds"),
        ("the mayor thanked the firefighters", "the firefighters were late, and the mayor knew it"),
        ("the council approved the plan for the bridge", "the council will publish the plan on Friday morning"),
        ("it was good", "it was bad"),
    ],
)
def test_another_claim_of_the_same_speaker_is_another_claim(old: str, new: str) -> None:
    """Claims that share fewer of their telling words, or in another order, vanish and appear."""
    assert {"appeared": [new], "vanished": [old]} == outline(changes(version((old, ANN)), version((new, ANN))))


def test_the_most_alike_are_paired_first() -> None:
    """Of several claims that could be one, the most alike is, and of two that are equally alike the nearer in place."""
    old = version(("the east bridge will open in May", ANN), ("the fee is two pounds", ANN), (BRIDGE, ANN))
    new = version(("the bridge will open in June", ANN), ("the east bridge will open in July", ANN))

    assert {
        "vanished": ["the fee is two pounds"],
        "wording": [
            (BRIDGE, "the bridge will open in June"),
            ("the east bridge will open in May", "the east bridge will open in July"),
        ],
    } == outline(changes(old, new))

    near = version(("he paid two pounds", ANN), ("he paid ten pounds", ANN))
    later = version(("he paid six pounds", ANN), ("he paid nine pounds", ANN))
    assert {
        "wording": [("he paid two pounds", "he paid six pounds"), ("he paid ten pounds", "he paid nine pounds")]
    } == outline(changes(near, later))


def test_hedging_that_changes_under_the_same_words_is_a_change() -> None:
    """A level can change by a hedge outside of the wording; only the hedging is reported then."""
    before, after = version((BRIDGE, ANN)), version((BRIDGE, ANN))
    hedged = Claim(after[0].article, after[0].content, speaker=ANN, hedges=(Hedge(Span(0, 3), "probable"),))

    found = changes(before, [hedged])

    assert {"hedging": [(BRIDGE, BRIDGE)]} == outline(found)
    assert (Hedging.UNHEDGED, Hedging.PROBABLE) == (found.hedging[0].before.hedging, found.hedging[0].after.hedging)


def test_a_group_is_no_family() -> None:
    """Only a person goes by the last word of the name."""
    guard = Speaker("Coast Guard", category=Category.ORGANISATION)

    assert {"appeared", "vanished"} == outline(
        changes(version((BRIDGE, guard)), version((BRIDGE, Speaker("Guard", category=Category.ORGANISATION))))
    ).keys()


@given(st.lists(claims(), max_size=4), st.lists(claims(), max_size=4))
def test_every_claim_is_paired_or_reported(old: list[Claim], new: list[Claim]) -> None:
    """No claim is dropped: what is neither new nor gone stands in a pair, once; and nothing changes into itself."""
    found = changes(old, new)

    assert len(old) - len(found.vanished) == len(new) - len(found.appeared)
    assert len(found.hedging) <= len(new) - len(found.appeared)
    assert not changes(new, new)
    assert len(found.to_records()) == len(found.appeared) + len(found.vanished) + len({*found.hedging, *found.wording})


@given(st.lists(st.sampled_from(["a b", "b a", "c", "a may b", "d e f"]), max_size=6), st.data())
def test_a_new_order_is_no_change(texts: list[str], data: st.DataObject) -> None:
    """Claims that only moved leave nothing to report."""
    moved = data.draw(st.permutations(texts))

    assert not changes(version(*((text, ANN) for text in texts)), version(*((text, ANN) for text in moved)))


def test_many_claims_take_little_time() -> None:
    """Thousands of claims that share their words are compared with a few others each."""
    old = version(*((f"the fee number {n} is {n % 7} pounds", ANN) for n in range(1500)))
    new = version(*((f"the fee number {n} is {n % 5} pounds", ANN) for n in range(1500)))

    assert sum(n % 7 != n % 5 for n in range(1500)) == len(changes(old, new).wording)


def test_changes_print_and_go_into_records() -> None:
    """There is one row for each change, with a dash where a version lacks the claim."""
    old = version(("the bridge may open in May", ANN), ("the fee is two pounds", BEN))
    new = version((BRIDGE, ANN), ("nobody asked him", None))

    found = changes(old, new)

    assert [
        dict(
            zip(
                COLUMNS,
                ("appeared", None, "nobody asked him", "unhedged", None, None, new[1].id, None, None),
                strict=True,
            )
        ),
        dict(
            zip(
                COLUMNS,
                ("vanished", "Ben Okoro", None, None, "the fee is two pounds", "unhedged", None, old[1].id, None),
                strict=True,
            )
        ),
        dict(
            zip(
                COLUMNS,
                (
                    "hedging; wording",
                    "Ann Lee",
                    BRIDGE,
                    "unhedged",
                    "the bridge may open in May",
                    "possible",
                    new[0].id,
                    old[0].id,
                    None,
                ),
                strict=True,
            )
        ),
    ] == found.to_records()
    assert "Changes(1 appeared, 1 vanished, 1 hedging, 1 wording)" == repr(found)
    assert str(found) == found.table("terminal")
    assert "| vanished" in found.table("github")
    assert ">vanished</td>" in found._repr_html_()


def test_a_story_of_one_version_has_no_changes(tmp_path: Path) -> None:
    """Where there is nothing before, nothing has changed; of several versions, each is compared with the one before."""
    texts = [
        f"Mayor Ann Lee said the bridge {verb} open in {month}."
        for verb, month in (("may", "May"), ("will", "May"), ("will", "June"))
    ]
    first, second, third = (Article(text, "The Post", None, url="u") for text in texts)
    with Register(tmp_path / "a", create=True) as register:
        register.add(first)
        assert Changes(None, first) == register.changes("u")
        assert not register.changes(first)

        register.add(second)
        assert (first, second) == (register.changes(first).before, register.changes(first).after)
        assert ["hedging", "wording"] == list(outline(register.changes(first.id)))

        register.add(third)
        assert second == register.changes("u").before
        assert ["wording"] == list(outline(register.changes("u")))
        assert [None, first, second] == [register.changes("u", version=number).before for number in (1, 2, 3)]
        assert ["hedging", "wording"] == list(outline(register.changes("u", version=2)))
        for number in (0, 4):
            with pytest.raises(FieldValueError, match=f"expected 1 to 3, the story's newest, got {number}"):
                register.changes("u", version=number)
        with pytest.raises(FieldTypeError, match="version: expected a whole number, got '2'"):
            register.changes("u", version="2")  # type: ignore[arg-type]
