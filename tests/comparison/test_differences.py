# SPDX-License-Identifier: MIT
"""Differences: in what two outlets differ on one proposition, and what shows it."""

import datetime as dt
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import claim

from claimtrack.comparison.differences import Difference, Field, differences
from claimtrack.comparison.passages import passages
from claimtrack.comparison.profiles import profile, profiles
from claimtrack.comparison.quoting import PairKind, pair_kind
from claimtrack.comparison.sides import ByOutlet, Side
from claimtrack.model import Claim, Hedge, Interval, Kind, Polarity, Scope, Span, Speaker, Stance


def found(one: Claim, other: Claim) -> dict[Field, Difference]:
    """Return the differences of two claims by field."""
    sides = {c.outlet: Side(tuple(profiles(c))) for c in (one, other)}
    return {difference.field: difference for difference in differences(sides)}


def values(one: Claim, other: Claim, field: Field) -> tuple[str, ...] | None:
    """Return the values of one difference, or None where there is none."""
    difference = found(one, other).get(field)
    return None if difference is None else tuple(difference.values.values())


def shown(one: Claim, other: Claim, field: Field) -> tuple[tuple[str, ...], ...]:
    """Return the words that show one difference."""
    return tuple(tuple(p.text for p in side) for side in found(one, other)[field].passages.values())


SHUT = "the old bridge is shut"


def other(text: str = SHUT, **fields: Any) -> Claim:
    """Return a claim of a second outlet."""
    return claim(text, outlet="Evening News", **fields)


def test_no_difference() -> None:
    """Two outlets with the same words, speaker, level, frame and day do not differ."""
    assert found(claim(SHUT), other()) == {}


def test_one_outlet_never_differs() -> None:
    """A row of one outlet has no differences."""
    assert differences({"Morning Post": Side(tuple(profiles(claim(SHUT))))}) == ()


def test_speaker() -> None:
    """Another named speaker is a difference; the same one under a shorter name, or an open one, is none."""
    assert values(claim(SHUT), other(speaker=Speaker("Bo Lind")), Field.SPEAKER) == ("Ada Okoro", "Bo Lind")
    assert values(claim(SHUT), other(speaker=Speaker("Okoro")), Field.SPEAKER) is None
    assert values(claim(SHUT), other(speaker=None), Field.SPEAKER) is None


def test_hedging() -> None:
    """Another level is a difference that shows the hedging words; the same level in other words is none."""
    one = claim("the bridge may be shut", hedge="may")

    assert values(one, other(), Field.HEDGING) == ("possible (may)", "unhedged")
    assert shown(one, other(), Field.HEDGING) == (("may",), ())
    assert values(one, other("the bridge could be shut", hedge="could"), Field.HEDGING) is None


def test_hedge_elsewhere() -> None:
    """A hedge of a phrase, or of another proposition of the claim, does not lower this one."""
    text = "The bridge is shut. Trains may be late too."
    start = text.index("may")
    two = claim(text, hedges=(Hedge(Span(start, start + 3), "possible"),))
    phrase = claim(SHUT, hedges=(Hedge(Span(4, 7), "possible", Scope.PHRASE),))
    first, second = profiles(two)
    plain = Side(tuple(profiles(other())))

    def fields(passage: Any) -> list[Field]:
        return [d.field for d in differences({"Morning Post": Side((passage,)), "Evening News": plain})]

    assert Field.HEDGING not in fields(first)
    assert Field.HEDGING in fields(second)
    assert values(phrase, other(), Field.HEDGING) is None


def test_hedge_of_a_second_sentence() -> None:
    """What hedges a part of a claim may hedge one of its propositions whole."""
    text = "The board rules nothing out. We may have to go again."
    start = text.index("may")
    two = claim(text, hedges=(Hedge(Span(start, start + 3), "possible", Scope.PHRASE),))

    assert [found.passage.level for found in profiles(two)] == ["unhedged", "possible"]
    assert [found.passage.signs for found in profiles(two)] == [(), ("may",)]


def test_polarity_of_a_proposition() -> None:
    """A negation belongs to the sentence that it stands in, and a denial by the cue to all of them."""
    text = "The board did not meet. Prices will rise."
    plain = claim(text, cue="said", polarity="negative")
    denied = claim("prices will rise", cue="denied", polarity="negative")

    assert [found.passage.polarity for found in profiles(plain)] == ["negative", "positive"]
    assert [found.passage.polarity for found in profiles(denied)] == ["negative"]


def test_stance() -> None:
    """Another frame by the outlet's cue is a difference that shows the cues."""
    one = claim(SHUT, cue="she claimed", stance=Stance.DISTANCING)
    two = other(cue="she said")

    assert values(one, two, Field.STANCE) == ("distancing (she claimed)", "neutral (she said)")
    assert shown(one, two, Field.STANCE) == (("she claimed",), ("she said",))


POLARITIES = [
    # a denial by the cue
    (claim(SHUT, polarity=Polarity.NEGATIVE), other(), ("negative", "positive")),
    # a negation within the content, full and short
    (claim("the mayor did not sell the bridge"), other("the mayor sold and sell the bridge"), ("negative", "positive")),
    (claim("the mayor didn’t sell the bridge"), other("the mayor would sell the bridge"), ("negative", "positive")),
    # a negation on both sides
    (claim("the mayor did not sell the bridge"), other("the bridge was not for sale"), None),
    # a denial of a negated sentence affirms it
    (claim("the mayor did not sell the bridge", cue="denied"), other("the mayor would sell the bridge"), None),
    # a negation of the content is none by the cue
    (
        claim("the mayor did not sell the bridge", cue="said", polarity="negative"),
        other("the mayor would sell the bridge"),
        ("negative", "positive"),
    ),
    # other forms under one negation word
    (claim("he had never shaken hands", polarity="negative"), other("he never shook hands"), None),
    # a negation ends at a mark, and "no" covers one word
    (
        claim("there is no water, and the bridge is shut"),
        other("the bridge is shut by water"),
        ("negative", "positive"),
    ),
    (claim("there is no power, the bridge is shut"), other(), None),
    # "not only" is no negation
    (claim("the mayor not only sold the bridge"), other("the mayor sold the bridge"), None),
    # negations by the sense of a word, and one that "not" takes back
    (claim("the bridge is unlikely to burst"), other("the bridge is not likely to burst"), None),
    (claim("the firm had failed to pay the crew"), other("the firm had not paid the crew"), None),
    (claim("the town lacks the money"), other("the town does not have the money"), None),
    (claim("it is not unlikely that the dam bursts"), other("it is likely that the dam bursts"), None),
    (
        claim("the firm had failed to pay the crew", cue="said", polarity="negative"),
        other("the firm had paid the crew"),
        ("negative", "positive"),
    ),
    # a negated word that the other outlet does not have
    (claim("the bridge is shut, not the tunnel"), other(), None),
]


@pytest.mark.parametrize(("one", "two", "expected"), POLARITIES)
def test_polarity(one: Any, two: Any, expected: Any) -> None:
    """A denial, or a negation word before a shared word, in one outlet only is a difference."""
    assert expected == values(one, two, Field.POLARITY)


def test_date() -> None:
    """Days that do not meet are a difference; silence, or a month around the day, is none."""
    day = Interval(dt.date(2024, 5, 1), dt.date(2024, 5, 2))
    later = Interval(dt.date(2024, 5, 2), dt.date(2024, 5, 3))
    month = Interval(dt.date(2024, 5, 1), dt.date(2024, 6, 1))

    assert values(claim(SHUT, said=day), other(said=later), Field.DATE) == ("2024-05-01", "2024-05-02")
    assert values(claim(SHUT, said=day), other(said=month), Field.DATE) is None
    assert values(claim(SHUT, said=day), other(), Field.DATE) is None


NUMBERS = [
    ("12 people died", "fifteen people died", ("12", "fifteen")),
    ("12 people died", "twelve people died", None),
    # one outlet merely says more
    ("12 people died in 3 towns", "12 people died", None),
    ("1,200 people left", "1.2 thousand people left", None),
    ("it cost 40m euros", "it cost 30 million euros", ("40m", "30 million")),
    ("the quake came at 04:12", "the quake came 11 km down", None),
]


@pytest.mark.parametrize(("one", "two", "expected"), NUMBERS)
def test_number(one: Any, two: Any, expected: Any) -> None:
    """Numbers differ where each outlet has one that the other lacks, however it is written."""
    assert expected == values(claim(one), other(two), Field.NUMBER)


def test_quotation() -> None:
    """Quoted in one and paraphrased in the other is a difference that shows the quoted words."""
    one = claim("“The old bridge is shut”", kind=Kind.DIRECT)

    assert values(one, other(), Field.QUOTATION) == ("quoted", "paraphrased")
    assert shown(one, other(), Field.QUOTATION) == (("The old bridge is shut",), ())


def test_altered_quotation() -> None:
    """Words that were changed inside a quotation are shown."""
    one = claim("“The old bridge is shut for good”", kind=Kind.DIRECT)
    two = other("“The old bridge is closed for good.”", kind=Kind.DIRECT)

    assert values(one, two, Field.QUOTATION) == ("“shut”", "“closed”")


def test_wording() -> None:
    """The words for one thing come first, then what only one outlet has; another form of a name is left out."""
    one = claim("Russia and Japan swapped letters in Oslo")
    two = other("the Russian and Japanese sides exchanged letters again")

    assert values(one, two, Field.WORDING) == ("swapped, Oslo", "exchanged, sides")
    assert tuple(tuple(p.text for p in side) for side in found(one, two)[Field.WORDING].passages.values()) == (
        ("swapped ... Oslo",),
        ("sides ... exchanged",),
    )


def test_wording_is_short() -> None:
    """At most three words a side are shown, the most telling first, and no number."""
    one = claim("the 12 old stone bridge towers crumbled in storms")
    two = other("the bridge towers fell")
    sides = {c.outlet: Side(tuple(profiles(c))) for c in (one, two)}

    (found_wording,) = (d for d in differences(sides) if d.field is Field.WORDING)

    assert tuple(found_wording.values.values()) == ("stone, crumbled, storms", "fell")


def test_no_wording_near_verbatim() -> None:
    """Two passages that share nearly all their words do not differ in wording."""
    words = "the old bridge over the river will stay shut until the end of"

    assert values(claim(f"{words} May"), other(f"{words} June"), Field.WORDING) is None


def test_no_wording_in_a_shared_quotation() -> None:
    """Where both outlets quote the same words, the wording does not differ, whatever one of them adds."""
    one = claim("“The old bridge is shut, and so is the tunnel”", kind=Kind.DIRECT)

    assert values(one, other("“The old bridge is shut”", kind=Kind.DIRECT), Field.WORDING) is None


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


def test_by_outlet() -> None:
    """A mapping by outlet keeps its order, is equal to a dict, can be a key, and survives pickling."""
    mapping = ByOutlet({"B": 1, "A": 2})

    assert mapping == {"B": 1, "A": 2}
    assert list(mapping) == ["B", "A"]
    assert {mapping: "x"} == {ByOutlet({"B": 1, "A": 2}): "x"}
    assert mapping == pickle.loads(pickle.dumps(mapping))  # noqa: S301
    with pytest.raises(KeyError, match="C"):
        mapping["C"]


def test_weak_cue() -> None:
    """A cue that only suggests makes what it attributes probable at most, and shows itself."""
    one, two = claim(SHUT, cue="she suggested"), other(cue="she said")

    assert values(one, two, Field.HEDGING) == ("probable (she suggested)", "unhedged")
    assert values(one, other(cue="she hinted"), Field.HEDGING) is None


def test_hedge_of_what_is_not_shared() -> None:
    """A hedge in a clause of which the other outlet has nothing is no difference."""
    one = claim("the bridge is shut, but trams might be late", hedge="might")

    assert values(one, other(), Field.HEDGING) is None
    assert values(one, other("trams are late"), Field.HEDGING) == ("possible (might)", "unhedged")


def test_belief_in_any_clause() -> None:
    """The speaker's own "I think" hedges the clause that the outlets share, wherever it stands."""
    text = "We meet at noon because I think the bridge is shut"
    start = text.index("think")
    one = claim(text, kind=Kind.DIRECT, hedges=(Hedge(Span(start, start + 5), "probable", Scope.PHRASE),))

    assert values(one, other("the bridge is shut"), Field.HEDGING) == ("probable (think)", "unhedged")
    assert values(one, other("they would meet at noon"), Field.HEDGING) is None


def test_distance_within_the_words() -> None:
    """Words that leave a wording to the speaker are a distancing frame, whatever the cue."""
    one = claim("what he called the safe old bridge is shut", cue="he said")

    assert values(one, other(cue="he said"), Field.STANCE) == (
        "distancing (what he called, he said)",
        "neutral (he said)",
    )


def test_distance_of_what_is_claimed_beside() -> None:
    """What a source is said to be claiming beside its statement keeps a distance too."""
    one = claim("he had left, claiming the bridge is shut", cue="he said")

    assert values(one, other(cue="he said"), Field.STANCE) == ("distancing (claiming, he said)", "neutral (he said)")


STOPS = [
    ("“Bridges must last.”", "“Bridges must last, and so must ferries.”", "quotes 3 words, with an early full stop"),
    ("“Bridges must last,”", "“Bridges must last, and so must ferries.”", "quotes 3 words"),
    ("“so must ferries.”", "“Bridges must last, and so must ferries.”", "quotes 3 words"),
]


@pytest.mark.parametrize(("one", "two", "expected"), STOPS)
def test_early_full_stop(one: Any, two: Any, expected: Any) -> None:
    """A quotation that ends with a full stop where the other goes on is marked, and one that ends alike is not."""
    found_values = values(claim(one, kind=Kind.DIRECT), other(two, kind=Kind.DIRECT), Field.QUOTATION)

    assert found_values == (expected, "quotes 7 words")


DETAILS = [
    # what one adds to the same statement
    ("the bridge is shut", "the bridge is shut by order of Mayor Lind", ("nothing more", "adds “order of Mayor Lind”")),
    # too little to be a detail
    ("the bridge is shut", "the bridge is shut by order", None),
    # other words for most of it are no addition
    ("the old bridge is shut", "bridge repairs took all of the cold grey winter", None),
]


@pytest.mark.parametrize(("one", "two", "expected"), DETAILS)
def test_detail(one: Any, two: Any, expected: Any) -> None:
    """What an outlet adds to what another says is a detail, with its words."""
    assert expected == values(claim(one), other(two), Field.DETAIL)


TEXTS = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("“”\"' .…12notab")), min_size=1)


@given(TEXTS, TEXTS, st.sampled_from(Kind), st.sampled_from(Kind))
def test_any_text(one: Any, two: Any, kind: Any, other_kind: Any) -> None:
    """No text raises, and every difference shows at least one value that is no blank."""
    for difference in found(claim(one, kind=kind), other(two, kind=other_kind)).values():
        assert list(difference.values) == ["Morning Post", "Evening News"]
        assert all(value.strip() for value in difference.values.values())
        assert len(set(difference.values.values())) > 1 or difference.field in {Field.QUOTATION, Field.WORDING}
