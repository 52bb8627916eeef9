# SPDX-License-Identifier: MIT
"""Commitment: hedging, the colour of the frame and polarity, as outlets differ in them."""

from collections import Counter
from typing import Any

import attrs
import pytest
from comparing import SHUT, framed, other, parted, shown, values
from made import OKORO, article, claim

from claimtrack.comparison.commitment import ColourRow, colours
from claimtrack.comparison.differences import Field, differences
from claimtrack.comparison.profiles import profiles
from claimtrack.comparison.sides import Side
from claimtrack.language.lexicon import load
from claimtrack.model import Claim, Hedge, Kind, Polarity, Scope, Span, Stance

HEDGES = [
    # a hedge with the words behind it, and the words in its place
    (("the bridge may be shut", "may", "possible"), (SHUT,), ("may be shut", SHUT)),
    # the same level in other words
    (("the bridge may be shut", "may", "possible"), ("the bridge could be shut", "could", "possible"), None),
    # two levels
    (
        ("the bridge may be shut", "may", "possible"),
        ("the bridge is probably shut", "probably", "probable"),
        ("may be shut", "probably shut"),
    ),
    # a wish, a question and a condition are none by themselves
    (("the bridge would be shut", "would", "uncommitted"), (SHUT,), None),
    (("whether the bridge is shut", "whether", "uncommitted"), (SHUT,), None),
    (("the bridge is shut if it rains", "if", "uncommitted"), (SHUT,), None),
    # a hedge beside a condition, of which four words are shown
    (
        ("the bridge may be shut if it rains", "may", "possible"),
        ("the bridge is shut if it rains", "if", "uncommitted"),
        ("may be shut if it", "the bridge is shut if it rains"),
    ),
    # eight words in its place, around the first of those that follow the hedge
    (
        ("the bridge may be shut for the whole long winter", "may", "possible"),
        ("it said that the old bridge is shut for the whole of the long winter and the spring",),
        ("may be shut for the", "the old bridge is shut for the whole"),
    ),
    (
        ("the bridge may close", "may", "possible"),
        ("those who live in the old town say the bridge has been closed to all of them since spring",),
        ("may close", "the bridge has been closed to all of"),
    ),
    # with a negation close before them, without which they would say the opposite
    (
        ("the firm may have poisoned the river at Lund", "may", "possible"),
        ("it was not true that the firm poisoned the river",),
        ("may have poisoned the river", "not true that the firm poisoned the river"),
    ),
    # where none does, those that share most, the first of equal ones
    (
        ("the bridge may sink", "may", "possible"),
        ("the bridge that the men of the old town saw is the bridge that the boys of the town like",),
        ("may sink", "bridge that the men of the old town"),
    ),
    # a hedge behind which nothing follows
    (("the bridge is shut, perhaps", "perhaps", "possible"), (SHUT,), ("perhaps", SHUT)),
]


@pytest.mark.parametrize(("one", "two", "expected"), HEDGES)
def test_hedging(one: Any, two: Any, expected: Any) -> None:
    """Another level is a difference that shows the hedge in its words, and what stands in its place."""
    first, second = (
        made(text, **(dict(zip(("hedge", "level"), hedge, strict=True)) if hedge else {}))
        for made, (text, *hedge) in ((claim, one), (other, two))
    )

    assert expected == values(first, second, Field.HEDGING)
    if expected:
        assert tuple((words,) for words in expected) == shown(first, second, Field.HEDGING)


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


def test_hedge_of_what_is_not_shared() -> None:
    """A hedge in a clause of which the other outlet has nothing is no difference."""
    one = claim("the bridge is shut, but trams might be late", hedge="might")

    assert values(one, other(), Field.HEDGING) is None
    assert values(one, other("trams are late"), Field.HEDGING) == ("might be late", "trams are late")


def test_belief_in_any_clause() -> None:
    """The speaker's own "I think" hedges the clause that the outlets share, wherever it stands."""
    text = "We meet at noon because I think the bridge is shut"
    start = text.index("think")
    one = claim(text, kind=Kind.DIRECT, hedges=(Hedge(Span(start, start + 5), "probable", Scope.PHRASE),))

    assert values(one, other("the bridge is shut"), Field.HEDGING) == ("think the bridge is shut", "the bridge is shut")
    assert values(one, other("they would meet at noon"), Field.HEDGING) is None


def test_hedge_that_lowers_most() -> None:
    """Of several hedges the one that lowers most is shown, and not the first."""
    text = "it is likely that the old stone bridge may be shut"
    likely, may = (Span(text.index(word), text.index(word) + len(word)) for word in ("likely", "may"))
    one = claim(text, hedges=(Hedge(likely, "probable"), Hedge(may, "possible")))
    two = other("it is likely that the old stone bridge is shut", hedge="likely", level="probable")

    assert values(one, two, Field.HEDGING) == ("may be shut", "likely that the old stone")


def test_content_in_two_parts() -> None:
    """What stands between two parts of a content is shown as a gap, beside a hedge and in the place of one."""
    one = parted("the bridge may, he says, be shut", "the bridge may", "be shut", hedge="may")
    two = attrs.evolve(other("the bridge, he says, is shut"), content=(Span(0, 10), Span(21, 28)))

    assert values(one, other(), Field.HEDGING) == ("may ... be shut", SHUT)
    assert shown(one, two, Field.HEDGING) == (("may ... be shut",), ("the bridge ... is shut",))


STANCES = [
    # cues of another colour
    (claim(SHUT, cue="she claimed"), other(cue="she said"), ("she claimed", "she said")),
    (claim(SHUT, cue="she warned"), other(cue="she admitted"), ("she warned", "she admitted")),
    # of one colour in two words
    (claim(SHUT, cue="she claimed"), other(cue="she alleged"), None),
    # two plain cues, and no cue at all
    (claim(SHUT, cue="she added"), other(cue="she said"), None),
    (claim(SHUT, cue="she claimed"), other(), None),
    # the adverb of manner before a cue, and behind it
    (framed("she emphatically disputed", "disputed"), other(cue="she said"), ("emphatically disputed", "she said")),
    (framed("she claimed angrily again", "claimed"), other(cue="she said"), ("claimed angrily", "she said")),
    # words that only end like an adverb, before a cue and behind it
    (framed("her family claimed", "claimed"), other(cue="she said"), ("claimed", "she said")),
    (framed("she said early on", "said"), other(cue="she claimed"), ("said", "she claimed")),
    (framed("she only said", "said"), other(cue="she claimed"), ("said", "she claimed")),
    # other words beside the cue
    (framed("she again claimed twice", "claimed"), other(cue="she said"), ("claimed", "she said")),
    # with more force, in one colour and in none
    (claim(SHUT, cue="she emphatically denied"), other(cue="she denied"), ("she emphatically denied", "she denied")),
    (claim(SHUT, cue="she clearly says"), other(cue="she said"), ("she clearly says", "she said")),
    # words that leave a wording to the speaker, whatever the cue
    (
        claim("what he called the old bridge is shut", cue="he said"),
        other(cue="he said"),
        ("what he called", "he said"),
    ),
    (claim("the so-called old bridge is shut", cue="he said"), other(cue="he said"), ("so-called", "he said")),
    # words that say what is claimed beside
    (claim("he left, claiming the bridge is shut", cue="he said"), other(cue="he said"), ("claiming", "he said")),
    # they have the colour of a claim
    (claim("what he called the old bridge is shut", cue="he said"), other(cue="he claimed"), None),
    # they do not count where the cue keeps a distance of its own
    (
        claim("what he called the old bridge is shut", cue="he claimed", stance=Stance.DISTANCING),
        other(cue="he said"),
        ("he claimed", "he said"),
    ),
]


@pytest.mark.parametrize(("one", "two", "expected"), STANCES)
def test_stance(one: Any, two: Any, expected: Any) -> None:
    """Another colour of the frame is a difference that shows the cues, or the words that keep a distance."""
    assert expected == values(one, two, Field.STANCE)
    if expected:
        assert tuple((words,) for words in expected) == shown(one, two, Field.STANCE)


def test_stance_of_several_cues() -> None:
    """An outlet with a cue in the other's colour does not differ; of other cues two are shown, each once."""
    cues = ("claimed", "claimed", "alleged", "argued")
    text = "The bridge is shut. It will stay shut. The bridge is old."
    parts = [claim(f"{text} {cue}") for cue in cues]
    claims = [
        attrs.evolve(part, content=(Span(0, 19),), cue=(Span(len(text) + 1, len(part.article.text)),)) for part in parts
    ]
    side = Side(tuple(found for part in claims for found in profiles(part)))

    def stances(cue: str) -> list[tuple[str, ...]]:
        sides = {"Morning Post": side, "Evening News": Side(tuple(profiles(other(cue=cue))))}
        return [tuple(d.values.values()) for d in differences(sides) if d.field is Field.STANCE]

    assert stances("she said") == [("claimed, alleged", "she said")]
    assert stances("she asserted") == []


@pytest.mark.parametrize("row", load("cue_colours", ColourRow), ids=lambda row: row.name)
def test_colours(row: ColourRow) -> None:
    """A colour reads its examples, and none of its counter-examples."""
    assert all(row.name in colours(example) for example in row.examples)
    assert not any(row.name in colours(example) for example in row.counter_examples)


def test_every_cue_has_one_colour() -> None:
    """No word stands in two rows of the colours, and every word is read by the row that has it."""
    rows = load("cue_colours", ColourRow)
    count = Counter(word for row in rows for word in row.words)

    assert [word for word, times in count.items() if times > 1] == []
    assert {word: row.name for row in rows for word in row.words} == {word: " ".join(colours(word)) for word in count}


def test_colour_of_a_cue() -> None:
    """The first word of a cue that has a colour gives it, in either case; other cues are plain."""
    assert colours("Admitted and later denied") == {"admitting"}
    assert colours("told reporters") == set()
    assert colours("what he emphatically calls") == {"claiming", "emphatic"}


POLARITIES = [
    # a denial by the cue, which is shown, with the words that are denied
    (
        claim("prices will rise", cue="denied", polarity="negative"),
        other("prices will rise"),
        ("denied", "prices will rise"),
    ),
    # a denial without a cue, in other words and in the same
    (claim("the old bridge was shut", polarity=Polarity.NEGATIVE), other(), ("the old bridge was shut", SHUT)),
    (claim(SHUT, polarity=Polarity.NEGATIVE), other(), None),
    # the first eight words of one
    (
        claim("the old stone bridge over the river is shut for good", polarity=Polarity.NEGATIVE),
        other("the stone bridge over the river is shut for good"),
        ("the old stone bridge over the river is ...", "stone bridge over the river is shut for"),
    ),
    # a negation within the content, full and short
    (
        claim("the mayor did not sell the bridge"),
        other("the mayor sold and sell the bridge"),
        ("the mayor did not sell the bridge", "the mayor sold and sell the"),
    ),
    (
        claim("the mayor didn’t sell the bridge"),
        other("the mayor would sell the bridge"),
        ("the mayor didn’t sell the bridge", "the mayor would sell the bridge"),
    ),
    # four words before what is negated, and as many from it on
    (
        claim("as the town knows, the mayor did not sell the old bridge over the river"),
        other("the mayor would sell the old bridge over the river"),
        ("the mayor did not sell the old bridge", "the mayor would sell the old bridge"),
    ),
    # a negation on both sides
    (claim("the mayor did not sell the bridge"), other("the mayor never sold the bridge"), None),
    # a negation on both sides, of other words
    (claim("the bridge was not old but shut"), other("the bridge was old but not shut"), None),
    # a denial of a negated sentence affirms it
    (claim("the mayor did not sell the bridge", cue="denied"), other("the mayor would sell the bridge"), None),
    # a negation of the content is none by the cue
    (
        claim("the mayor did not sell the bridge", cue="said", polarity="negative"),
        other("the mayor would sell the bridge"),
        ("the mayor did not sell the bridge", "the mayor would sell the bridge"),
    ),
    # other forms under one negation word
    (claim("he had never shaken hands", polarity="negative"), other("he never shook hands"), None),
    # a negation ends at a mark, and "no" covers one word
    (
        claim("there is no water, and the bridge is shut"),
        other("the bridge is shut by water"),
        ("there is no water, and the bridge", "bridge is shut by water"),
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
        ("firm had failed to pay the crew", "the firm had paid the crew"),
    ),
    # a denial beside a negation that a mark keeps from the shared words
    (
        claim(SHUT, cue="denied", polarity="negative"),
        other("the old bridge is not, he says, shut", cue="said", polarity="negative"),
        None,
    ),
    # a negated word that the other outlet does not have
    (claim("the bridge is shut, not the tunnel"), other(), None),
    # three of the four terms of the longer one are enough, and two of three are not
    (
        claim("the mayor did not sell the bridge"),
        other("the mayor would sell the old bridge"),
        ("the mayor did not sell the bridge", "the mayor would sell the old bridge"),
    ),
    (claim("the mayor did not sell the bridge"), other("the mayor would sell the boat"), None),
    # the two sentences that share most
    (
        claim("Storms broke a tower. The mayor did not sell the bridge."),
        other("Boats and cranes wait. The mayor would sell the bridge."),
        ("The mayor did not sell the bridge", "The mayor would sell the bridge"),
    ),
    # too little that they share, denied and negated
    (
        claim("prices will rise in spring", cue="denied", polarity="negative"),
        other("the spring was cold and wet"),
        None,
    ),
    (claim("the mayor did not sell the bridge"), other("boats sell cold drinks below it"), None),
    # nothing that they share
    (claim("prices will rise", cue="denied", polarity="negative"), other("boats wait"), None),
    (claim("it is so", cue="denied", polarity="negative"), other("we are"), None),
]


@pytest.mark.parametrize(("one", "two", "expected"), POLARITIES)
def test_polarity(one: Any, two: Any, expected: Any) -> None:
    """A denial, or a negation word before a shared word, in one outlet only is a difference in its words."""
    assert expected == values(one, two, Field.POLARITY)
    assert (expected and expected[::-1]) == values(two, one, Field.POLARITY)


def test_polarity_of_a_proposition() -> None:
    """A negation belongs to the sentence that it stands in, and a denial by the cue to all of them."""
    text = "The board did not meet. Prices will rise."
    plain = claim(text, cue="said", polarity="negative")
    denied = claim("prices will rise", cue="denied", polarity="negative")

    assert [found.passage.polarity for found in profiles(plain)] == ["negative", "positive"]
    assert [found.passage.polarity for found in profiles(denied)] == ["negative"]


def test_a_word_of_the_content_is_no_adverb() -> None:
    """A cue is shown without the first word of what it attributes, whatever that ends with."""
    text = "Ada Okoro claimed butterfly numbers fell."
    start = text.index("butterfly")
    cue = Span(text.index("claimed"), start - 1)
    one = Claim(article(text), (Span(start, len(text) - 1),), (cue,), speaker=OKORO)

    assert values(one, other("butterfly numbers fell", cue="she said"), Field.STANCE) == ("claimed", "she said")
