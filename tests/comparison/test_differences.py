# SPDX-License-Identifier: MIT
"""Differences: in what outlets differ on one proposition, and what shows it."""

import datetime as dt
import pickle
from typing import Any

import attrs
import pytest
from comparing import FOR_GOOD, SHUT, STORMS, found, other, parted, shown, third, values
from hypothesis import given
from hypothesis import strategies as st
from made import OKORO, claim

from claimtrack.comparison.differences import Difference, Field, Importance, differences
from claimtrack.comparison.profiles import profiles
from claimtrack.comparison.sides import ByOutlet, Shown, Side
from claimtrack.model import Category, Claim, Interval, Kind, Polarity, Span, Speaker


def test_no_difference() -> None:
    """Two outlets with the same words, speaker, level, frame and day do not differ."""
    assert found(claim(SHUT), other()) == {}


def test_one_outlet_never_differs() -> None:
    """A row of one outlet has no differences."""
    assert differences({"Morning Post": Side(tuple(profiles(claim(SHUT))))}) == ()


OFFICIAL = Speaker("an official", category=Category.UNNAMED)


SPEAKERS = [
    # two names
    (OKORO, Speaker("Bo Lind"), ("Ada Okoro", "Bo Lind")),
    # a name, and a source that is explicitly anonymous
    (OKORO, OFFICIAL, ("Ada Okoro", "an official")),
    # a body, through which a person's words may be relayed, has a name too
    (OKORO, Speaker("the City Council", category=Category.ORGANISATION), ("Ada Okoro", "the City Council")),
    # a name in the possessive is no relation
    (OKORO, Speaker("Lind's Bakery", category=Category.ORGANISATION), ("Ada Okoro", "Lind's Bakery")),
    # neither has a name; a capital article is none
    (OFFICIAL, Speaker("a witness", category=Category.UNNAMED), None),
    (OFFICIAL, Speaker("A witness", category=Category.UNNAMED), None),
    # a capital in a description makes it no name
    (Speaker("a US official", category=Category.UNNAMED), Speaker("a witness", category=Category.UNNAMED), None),
    (Speaker("a US official", category=Category.UNNAMED), OKORO, ("a US official", "Ada Okoro")),
    # the same one: a shorter name, an alias, a description that names the other
    (OKORO, Speaker("Okoro"), None),
    (Speaker("Ada Okoro", ("Delta Thunder",)), Speaker("Delta Thunder"), None),
    (OKORO, Speaker("the spokesman", description="Ada Okoro spokesman", category=Category.UNNAMED), None),
    # a speaker that was left open
    (OKORO, None, None),
    # somebody's relation, with either apostrophe
    (OKORO, Speaker("the firm's lawyer", category=Category.UNNAMED), None),
    (OKORO, Speaker("the workers’ lawyer", category=Category.UNNAMED), None),
    # a document without a name, and one that has a name
    (OKORO, Speaker("the statement", category=Category.DOCUMENT), None),
    (OKORO, Speaker("the Marlow Report", category=Category.DOCUMENT), ("Ada Okoro", "the Marlow Report")),
]


@pytest.mark.parametrize(("one", "two", "expected"), SPEAKERS)
def test_speaker(one: Any, two: Any, expected: Any) -> None:
    """Speakers differ where at least one has a name and nothing makes them one."""
    assert expected == values(claim(SHUT, speaker=one), other(speaker=two), Field.SPEAKER)
    assert (expected and expected[::-1]) == values(claim(SHUT, speaker=two), other(speaker=one), Field.SPEAKER)


def test_speaker_is_shown_by_the_mention() -> None:
    """What shows a speaker is the mention in the text, and nothing where there is none."""
    one = claim(SHUT, cue="said Okoro", source=(Span(len(SHUT) + 6, len(SHUT) + 11),))

    assert shown(one, other(speaker=Speaker("Bo Lind")), Field.SPEAKER) == (("Okoro",), ())


def test_date() -> None:
    """Days that neither meet nor follow on each other are a difference; silence, or a month around the day, is none."""
    day = Interval(dt.date(2024, 5, 1), dt.date(2024, 5, 2))
    later = Interval(dt.date(2024, 5, 3), dt.date(2024, 5, 4))
    next_day = Interval(dt.date(2024, 5, 2), dt.date(2024, 5, 3))
    month = Interval(dt.date(2024, 5, 1), dt.date(2024, 6, 1))

    assert values(claim(SHUT, said=day), other(said=later), Field.DATE) == ("2024-05-01", "2024-05-03")
    assert values(claim(SHUT, said=day), other(said=next_day), Field.DATE) is None
    assert values(claim(SHUT, said=next_day), other(said=day), Field.DATE) is None
    assert values(claim(SHUT, said=day), other(said=month), Field.DATE) is None
    assert values(claim(SHUT, said=day), other(), Field.DATE) is None


def test_date_is_shown_by_its_words() -> None:
    """What shows a date are the words that tell it, and nothing where there are none."""
    day = Interval(dt.date(2024, 5, 1), dt.date(2024, 5, 2))
    later = Interval(dt.date(2024, 5, 3), dt.date(2024, 5, 4))
    start = len(SHUT) + 6
    one = claim(SHUT, cue="said today", said=day, said_span=Span(start, start + len("today")))

    assert shown(one, other(said=later), Field.DATE) == (("today",), ())


def test_by_outlet() -> None:
    """A mapping by outlet keeps its order, is equal to a dict, can be a key, and survives pickling."""
    mapping = ByOutlet({"B": 1, "A": 2})

    assert mapping == {"B": 1, "A": 2}
    assert list(mapping) == ["B", "A"]
    assert {mapping: "x"} == {ByOutlet({"B": 1, "A": 2}): "x"}
    assert mapping == pickle.loads(pickle.dumps(mapping))  # noqa: S301
    with pytest.raises(KeyError, match="C"):
        mapping["C"]


OPEN = "the bridge will not open again"


THREE = [
    (Field.SPEAKER, claim(SHUT), other(speaker=Speaker("Bo Lind")), third(speaker=None), ("Ada Okoro", "Bo Lind", "")),
    # the third outlet has words in the place of the hedge, and a cue of its own
    (
        Field.HEDGING,
        claim("it may be shut", hedge="may"),
        other("it is shut"),
        third(),
        ("may be shut", "it is shut", SHUT),
    ),
    (Field.STANCE, claim(SHUT, cue="she claimed"), other(cue="she said"), third(), ("she claimed", "she said", "")),
    (
        Field.POLARITY,
        claim("the mayor did not sell the bridge"),
        other("the mayor would sell the bridge"),
        third("it rained"),
        ("the mayor did not sell the bridge", "the mayor would sell the bridge", ""),
    ),
    (
        Field.NUMBER,
        claim("12 people died"),
        other("15 people died"),
        third("people died"),
        ("12 people", "15 people", ""),
    ),
    (
        Field.NUMBER,
        claim("12 people died"),
        other("15 people died"),
        third("18 people died"),
        ("12 people", "15 people", "18 people"),
    ),
    # the words of the first pair in which an outlet stands are shown
    (
        Field.QUOTATION,
        claim(FOR_GOOD, kind="direct"),
        other("“The old bridge is closed for good”", kind="direct"),
        third(OPEN),
        ("old bridge is shut for good", "old bridge is closed for good", OPEN),
    ),
    (
        Field.QUOTATION,
        claim(FOR_GOOD, kind="direct"),
        other("the old bridge is shut for good"),
        third(FOR_GOOD, kind="direct"),
        None,
    ),
    (
        Field.DETAIL,
        claim("the bridge is shut"),
        other(STORMS),
        third("the bridge is shut"),
        ("", "because storms broke a tower", ""),
    ),
    # what one of the others has is no detail
    (Field.DETAIL, claim("the bridge is shut"), other(STORMS), third(STORMS), None),
]


@pytest.mark.parametrize(("field", "one", "two", "three", "expected"), THREE)
def test_three_outlets(field: Any, one: Any, two: Any, three: Any, expected: Any) -> None:
    """Of three outlets each has its own words, and one that has nothing in the place has an empty value."""
    difference = found(one, two, three).get(field)

    assert expected == (difference and tuple(difference.values.values()))
    if difference:
        assert [
            outlet for outlet, value in difference.values.items() if not value and difference.passages[outlet]
        ] == []


TOLD = [
    (
        Field.NUMBER,
        (claim("12 people died"), other("15 people died")),
        "number: Morning Post “12 people” · Evening News “15 people”",
    ),
    # a speaker is a name, and no words of the page
    (
        Field.SPEAKER,
        (claim(SHUT), other(speaker=Speaker("Bo Lind"))),
        "speaker: Morning Post: Ada Okoro · Evening News: Bo Lind",
    ),
    # outlets that have the same words
    (
        Field.HEDGING,
        (claim("it may be shut", hedge="may"), other(), third()),
        f"hedging: Morning Post “may be shut” · Evening News, Night Wire “{SHUT}”",
    ),
    # an outlet that has nothing
    (
        Field.DETAIL,
        (claim("the bridge is shut"), other(STORMS)),
        "detail: only Evening News “because storms broke a tower”",
    ),
    (
        Field.DETAIL,
        (claim("the bridge is shut"), other(STORMS), third("the bridge is shut")),
        "detail: only Evening News “because storms broke a tower”",
    ),
    # one of three that has nothing
    (
        Field.NUMBER,
        (claim("12 people died"), other("15 people died"), third("people died")),
        "number: Morning Post “12 people” · Evening News “15 people”",
    ),
]


@pytest.mark.parametrize(("field", "claims", "expected"), TOLD)
def test_difference_in_one_line(field: Any, claims: Any, expected: Any) -> None:
    """A difference reads as its field, and the outlets with what they have."""
    assert expected == str(found(*claims)[field])


MAJOR = [
    (claim("it may be shut", hedge="may"), other("it is shut"), Field.HEDGING, Importance.MAJOR),
    (claim(SHUT, cue="denied", polarity="negative"), other(), Field.POLARITY, Importance.MAJOR),
    *(
        (claim(SHUT, cue=cue), other(cue="said"), Field.STANCE, Importance.MAJOR)
        for cue in ("admitted", "blasted", "claimed", "denied")
    ),
    # words that keep a distance, whatever the cue
    (claim("what he called the old bridge is shut", cue="said"), other(cue="said"), Field.STANCE, Importance.MAJOR),
    # other colours
    (claim(SHUT, cue="warned"), other(cue="joked"), Field.STANCE, Importance.MINOR),
    # one colour, with more force
    (claim(SHUT, cue="flatly denied"), other(cue="denied"), Field.STANCE, Importance.MINOR),
    # numbers that cannot both be right, and one that is only said roughly
    (claim("it hurt 12 people"), other("it hurt 15 people"), Field.NUMBER, Importance.MAJOR),
    (claim("it hurt about 12 people"), other("it hurt 12 people"), Field.NUMBER, Importance.MINOR),
    # no colour decides it in another field
    (
        claim("the bridge is shut"),
        other("the bridge is shut because storms claimed a tower"),
        Field.DETAIL,
        Importance.MINOR,
    ),
    (claim(SHUT), other(speaker=Speaker("Bo Lind")), Field.SPEAKER, Importance.MINOR),
]


@pytest.mark.parametrize(("one", "two", "field", "expected"), MAJOR)
def test_importance(one: Any, two: Any, field: Any, expected: Any) -> None:
    """What an outlet commits itself to, and a cue that sets it apart, is major; the rest is minor."""
    assert expected is found(one, two)[field].importance


def test_voice_is_major() -> None:
    """That an outlet asserts in its own voice what another attributes is major."""
    voice = Difference.of(Field.VOICE, {"Morning Post": Shown("said", ()), "Evening News": Shown(SHUT, ())})

    assert voice.importance is Importance.MAJOR


def test_major_ones_first() -> None:
    """Major differences stand before minor ones, each in the order of the fields."""
    one = claim("it may have hurt 12 people", hedge="may", cue="she claimed")
    two = other("it hurt 15 people", speaker=Speaker("Bo Lind"), cue="she said")

    assert list(found(one, two)) == [Field.HEDGING, Field.STANCE, Field.NUMBER, Field.SPEAKER]


def test_a_detail_that_is_another_difference() -> None:
    """A clause that only counts otherwise is no detail beside that."""
    one = claim("the storm shut the bridge, and 31 sailors lost their boots")
    two = other("the storm shut the bridge, and 34 passengers were treated for injuries")
    three = other("the storm shut the bridge, and 34 sailors lost their boots")

    assert {Field.DETAIL} == set(found(one, two)) & {Field.DETAIL, Field.NUMBER}
    assert {Field.NUMBER} == set(found(one, three)) & {Field.DETAIL, Field.NUMBER}


def are_told_in_words_of_the_text(*claims: Claim) -> bool:
    """Tell whether every difference of claims has words, and only such as stand in the texts."""
    texts = {c.outlet: " ".join(c.article.text.split()) for c in claims}
    told = found(*claims).values()
    return all(any(value.strip() for value in difference.values.values()) for difference in told) and all(
        part in texts[outlet]
        for difference in told
        for outlet, value in difference.values.items()
        for part in value.removesuffix(" ...").split(" ... ")
    )


CUES = ["", "denied", "she said", "she claimed", "she suggested", "she emphatically disputed"]


def test_only_one_outlet_has_it() -> None:
    """What two of three outlets have is not one outlet's alone."""
    told = {"A": Shown("in May", ()), "B": Shown("in May", ()), "C": Shown("", ())}

    assert "detail: A, B “in May”" == str(Difference.of(Field.DETAIL, told))
    assert "detail: only A “in May”" == str(Difference.of(Field.DETAIL, told | {"B": Shown("", ())}))
    assert "Difference('detail: A, B “in May”', minor)" == repr(Difference.of(Field.DETAIL, told))
    assert Difference.of(Field.DETAIL, told)._repr_html_().count("in May") == 2


@pytest.mark.parametrize("cue", CUES)
@pytest.mark.parametrize("polarity", Polarity)
def test_passages_without_words(cue: Any, polarity: Any) -> None:
    """Passages without words never raise, and differ in nothing but the cues."""
    one = claim("!?", cue=cue, polarity=polarity)

    assert values(one, other("?!", cue="she warned"), Field.STANCE) == ((cue, "she warned") if cue else None)
    assert set(found(one, other("?!", cue="she warned"))) <= {Field.STANCE, Field.HEDGING}
    assert set(found(one, other("?!"))) <= {Field.HEDGING}  # "suggested" is a hedge itself
    # beside a text that has words, which the other article lacks
    assert values(one, other(cue="she warned"), Field.DETAIL) == ("", SHUT)


ENDING = "and 12 people of the old town waited because storms broke a tower"
NOT_BURST = f"the bridge did not burst, he said, {ENDING}"
DISORDERED = [
    # a number and a detail, each shown by the words in a row
    (other("the bridge burst and 15 people of the old town waited"), Field.NUMBER, ("12 people", "15 people")),
    # a stretch over both parts, in the order of the text
    (
        other("the bridge may burst, and boats and cranes wait", hedge="may"),
        Field.DETAIL,
        (f"the bridge did not burst ... {ENDING}", ""),
    ),
]


@pytest.mark.parametrize(("two", "field", "expected"), DISORDERED)
def test_spans_in_another_order(two: Any, field: Any, expected: Any) -> None:
    """A content whose spans stand in another order than the text is shown in the words of the text."""
    one = parted(NOT_BURST, ENDING, "the bridge did not burst")

    assert expected == values(one, two, field)
    assert are_told_in_words_of_the_text(one, two)


def test_number_in_another_order() -> None:
    """A number whose words stand in another order than the text never raises, and is not told."""
    one = parted("million euros, he said, it cost 30", "it cost 30", "million euros")

    assert values(one, other("it cost 12 million euros"), Field.NUMBER) is None


TEXTS = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("“”\"' .…12notab")), min_size=1)
SAYINGS = st.fixed_dictionaries(
    {"kind": st.sampled_from(Kind), "polarity": st.sampled_from(Polarity), "cue": st.sampled_from(CUES)}
)


@given(TEXTS, TEXTS, SAYINGS, SAYINGS)
def test_any_text(one: Any, two: Any, saying: Any, other_saying: Any) -> None:
    """No text raises, whatever the cue, and every difference has words of the text in at least one outlet."""
    first, second = claim(one, **saying), other(two, **other_saying)

    assert all(list(d.values) == ["Morning Post", "Evening News"] for d in found(first, second).values())
    assert are_told_in_words_of_the_text(first, second)


WORDS = st.lists(
    st.sampled_from(
        [*SHUT.split(), *ENDING.split(), "not", "never", "15", "more than", "dictator Kim", "“old”", ",", "."]
    ),
    min_size=2,
    max_size=20,
).map(" ".join)


@given(WORDS, WORDS, SAYINGS, SAYINGS, st.data())
def test_any_order_of_spans(one: Any, two: Any, saying: Any, other_saying: Any, data: Any) -> None:
    """No content in two parts raises, in either order, and what is told are words of the text."""
    cut = data.draw(st.integers(1, len(one) - 1))
    parts = data.draw(st.permutations([Span(0, cut), Span(cut, len(one))]))
    first = attrs.evolve(claim(one, **saying), content=tuple(parts))

    assert are_told_in_words_of_the_text(first, other(two, **other_saying))
