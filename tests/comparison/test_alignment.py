# SPDX-License-Identifier: MIT
"""Alignment: propositions, terms, speakers, and what is one proposition and what is not."""

import datetime as dt
import math
import time
from typing import Any

import pytest
from clock import grows_by_less
from hypothesis import given
from hypothesis import strategies as st
from made import DAY, OKORO, article, claim

from claimtrack.comparison import compare
from claimtrack.comparison.alignment import SURE, Alignment, Link, evidence
from claimtrack.comparison.identity import Identity, identity
from claimtrack.comparison.passages import passages
from claimtrack.comparison.profiles import ParaphraseRow, Profile, profile, profiles
from claimtrack.comparison.signals import Evidence, Setting, confidence, signals, weights
from claimtrack.language.closed_classes import word_classes
from claimtrack.language.lexicon import load
from claimtrack.language.places import PlaceRow
from claimtrack.language.stems import IrregularRow, SpellingRow, spelled, stem
from claimtrack.model import Article, Category, Claim, Interval, Kind, Span, Speaker


def terms(text: str) -> set[str]:
    """Return the terms of *text*."""
    return set(profile(passages(claim(text))[0]).terms)


def aligned(*claims: Claim) -> list[set[str]]:
    """Return the rows of *claims* as sets of outlets."""
    found = [one for item in claims for one in profiles(item)]
    return [{found[number].claim.outlet for number in group} for group in numbers(found)]


def numbers(found: list[Profile]) -> list[list[int]]:
    """Return the rows of passages as their numbers in order: the sure rows, the doubtful ones, and the rest."""
    sure, doubtful, alone = Alignment.of(found, weights()).rows()
    return [sorted(group.members) for group in (*sure, *doubtful, *alone)]


def together(one: str, other: str, **options: Any) -> bool:
    """Tell whether two outlets' claims with these words fall into one row, beside a few unrelated ones."""
    rest = [
        claim(text, outlet)
        for outlet, text in [
            ("Morning Post", "The museum will open a new wing next spring."),
            ("Evening News", "Rain is expected over the northern coast."),
            ("Morning Post", "Ticket prices rose for the third time."),
            ("Evening News", "Farmers want a longer harvest season."),
        ]
    ]
    first = claim(one, "Morning Post")
    second = claim(other, "Evening News", **options)
    return {"Morning Post", "Evening News"} in aligned(first, second, *rest)


CUTS = [
    # a sentence end
    ("The port is closed. Ships have to wait outside.", ["The port is closed.", "Ships have to wait outside."]),
    # an abbreviation is none
    ("The port was closed by Mr. Okoro today", ["The port was closed by Mr. Okoro today"]),
    # an ellipsis between two propositions
    ("The port is closed ... we urge all ships to wait", ["The port is closed", "we urge all ships to wait"]),
    ("The port is closed […] we urge all ships to wait", ["The port is closed", "we urge all ships to wait"]),
    # an ellipsis beside a fragment does not make it a proposition
    ("The port is closed ... for now", ["The port is closed ... for now"]),
    # two clauses that one cue governs
    ("the port was closed but that ships could wait there", ["the port was closed", "ships could wait there"]),
    ("the port was closed, and that ships could wait there", ["the port was closed", "ships could wait there"]),
    # "that" as a pronoun at the end of a sentence is no second clause
    ("the port was closed and that helped", ["the port was closed ... helped"]),
]


@pytest.mark.parametrize(("text", "expected"), CUTS)
def test_cuts(text: str, expected: Any) -> None:
    """A content is cut at sentence ends, at an ellipsis, and at "and that" and "but that"."""
    assert expected == [passage.text for passage in passages(claim(text))]


def test_interrupted_quotation_is_one_proposition() -> None:
    """A sentence that its cue interrupts stays one proposition; a finished one does not swallow the next."""
    text = '"The port," she said, "is closed." "Ships must wait," she said.'
    spans = tuple(
        Span(text.index(part), text.index(part) + len(part))
        for part in ('"The port,"', '"is closed."', '"Ships must wait,"')
    )
    carrier = article(text)

    found = passages(Claim(carrier, spans, kind=Kind.DIRECT))

    assert [passage.text for passage in found] == ['"The port," ... "is closed."', '"Ships must wait,"']


def test_sentence_between_parts_ends_a_proposition() -> None:
    """Where a sentence of the article ends between two parts, the second part is a proposition of its own."""
    text = "‘The town is gone,’ she said on Monday. ‘We have no power.’"
    spans = tuple(
        Span(text.index(part), text.index(part) + len(part)) for part in ("‘The town is gone,’", "‘We have no power.’")
    )
    carrier = article(text)

    found = passages(Claim(carrier, spans, kind=Kind.DIRECT))

    assert [passage.text for passage in found] == ["‘The town is gone,’", "‘We have no power.’"]


def test_paraphrase_examples() -> None:
    """Both phrases of each example share the row's term, and those of a counter-example do not."""
    for row in load("paraphrases", ParaphraseRow):
        term = f"={row.words[0]}"
        for example in row.examples:
            assert [term in terms(phrase) for phrase in example.split(" = ")] == [True, True], (term, example)
        for example in row.counter_examples:
            assert not all(term in terms(phrase) for phrase in example.split(" = ")), (term, example)


def test_every_paraphrase_word_is_shown() -> None:
    """Each word of a row of paraphrases stands in one of its examples."""
    for row in load("paraphrases", ParaphraseRow):
        shown = {stem(spelled(word)) for example in row.examples for word in example.replace(".", "").split()}
        missing = {word for word in row.words if not {stem(spelled(part)) for part in word.split()} <= shown}
        assert set() == missing, row.words


def test_places() -> None:
    """A state's names, demonyms and capitals stand for one term where they begin with a capital."""
    for row in load("places", PlaceRow):
        for name in (row.name, *row.aliases, *row.demonyms, *row.capitals):
            assert f"={row.name}" in terms(f"{name} replied"), name
    assert "=Poland" not in terms("to polish shoes")
    assert "=United States" not in terms("they told us")


def test_spelling_examples() -> None:
    """House spellings of one word have one key, and the counter-examples have two."""
    for row in load("spelling", SpellingRow):
        for example in row.examples:
            british, american = example.split("/")
            assert spelled(british) == spelled(american), example
        for example in row.counter_examples:
            one, other = example.split("/")
            assert spelled(one) != spelled(other), example


def test_word_classes() -> None:
    """Function words and words of time are no terms, negation words negate, and the first person is speech."""
    rows = word_classes()
    for name in ("function", "time"):
        assert not any(terms(example) for example in rows[name].examples)
        assert all(terms(example) for example in rows[name].counter_examples)
    assert all(profile(passages(claim(text))[0]).negated for text in rows["negation"].examples)
    assert not any(profile(passages(claim(text))[0]).negated for text in rows["negation"].counter_examples)


def test_terms_of_forms() -> None:
    """Inflection, hyphens, possessives, dotted capitals and written-out numbers do not change a term."""
    assert terms("contradicted policies") == terms("contradicts a policy")
    assert terms("Kim Jong-un’s letter") == terms("the letter of Kim Jong Un")
    assert terms("the U.N. resolution") == terms("UN resolutions")
    assert terms("twelve boats") == terms("12 boats")


def test_irregular_forms() -> None:
    """An irregular form has the stem of its base, and a noun that only looks like a form has its own."""
    for row in load("irregular_forms", IrregularRow):
        assert {stem(row.base)} == {stem(form) for form in row.forms}, row.base
    assert terms("the rulings") != terms("the rules")
    assert terms("shaken hands") == terms("shook hands")


FIGURES = [
    ("34%", "34 per cent", True),
    ("34%", "34 percent", True),
    ("34%", "34", False),
    ("1,200", "1.2 thousand", True),
    ("40m", "40 million", True),
    ("40 million", "40", False),
    ("70million", "seventy million", True),
    ("4,000 crore", "40 billion", True),
    ("twenty-five", "25", True),
    ("a million", "1000000", True),
    ("three hundred thousand", "300,000", True),
    ("the 18th", "18", True),
    ("8 pm", "8", False),
    ("2.50", "2,5", True),
    ("9" * 30, "9" * 31, False),
]


@pytest.mark.parametrize(("one", "other", "expected"), FIGURES)
def test_figures(one: Any, other: Any, expected: Any) -> None:
    """A number has one term however it is written, and its scale and a percent sign are a part of it."""
    assert expected == (terms(one) == terms(other))


@pytest.mark.parametrize("text", ["at 04:12", "by 8 pm", "on 15 February", "on Feb 15", "since 2019"])
def test_times_are_no_quantities(text: str) -> None:
    """Times of day, days of a month and years are terms, but no quantities in which outlets differ."""
    found = profile(passages(claim(text))[0])

    assert (frozenset(), 1) == (found.numbers, len([term for term in found.terms if term[0].isdigit()]))


CITIES = [
    ("Washington replied", True),
    ("In Washington they replied", True),
    ("Denzel Washington replied", False),
    ("Washington state replied", False),
    ("the Washington Echo replied", False),
]


@pytest.mark.parametrize(("text", "expected"), CITIES)
def test_capitals_in_names(text: str, expected: Any) -> None:
    """A capital city stands for its state, but not where it is a part of a longer name."""
    assert expected == ("=United States" in terms(text))


ORG = Category.ORGANISATION
IDENTITIES = [
    (Speaker("John Kirby"), Speaker("Kirby"), Identity.SAME),
    (Speaker("Mr Kirby"), Speaker("John Kirby"), Identity.SAME),
    (Speaker("John A. Boehner"), Speaker("John Boehner"), Identity.SAME),
    (Speaker("Liz Cheney"), Speaker("Dick Cheney"), Identity.DIFFERENT),
    (Speaker("Mike Okoro"), Speaker("Michael J. Okoro"), Identity.SAME),
    (Speaker("J. Okoro"), Speaker("John Okoro"), Identity.SAME),
    (Speaker("Mike Okoro"), Speaker("Martin Okoro"), Identity.DIFFERENT),
    (Speaker("Felipe Calderón"), Speaker("Calderon"), Identity.SAME),
    (Speaker("Kim Jong-un"), Speaker("Kim Jong Un"), Identity.SAME),
    (Speaker("Vicente Marlow"), Speaker("Vincente Marlow"), Identity.SAME),
    (Speaker("Anna Okoro"), Speaker("Ann Okoro"), Identity.DIFFERENT),
    (Speaker("Ada Okoro"), Speaker("Norway", category="place"), Identity.COMPATIBLE),
    (Speaker("the White House", category="place"), Speaker("White House", category="place"), Identity.SAME),
    (Speaker("Jean Roux", description="White House press secretary"), Speaker("White House"), Identity.RELATED),
    (Speaker("Ada Okoro", aliases=("the port authority",)), Speaker("Port Authority"), Identity.SAME),
    (Speaker("task force", category="group"), Speaker("task force report", category="document"), Identity.RELATED),
    (Speaker("a senior official", category="unnamed"), Speaker("Ada Okoro"), Identity.COMPATIBLE),
    (Speaker("an audit", category="document"), Speaker("a report", category="document"), Identity.COMPATIBLE),
    (Speaker("Harbinger", category=ORG), Speaker("Harbinger News", category=ORG), Identity.SAME),
    (Speaker("Harbinger", category=ORG), Speaker("Harbinger Dock Union", category=ORG), Identity.COMPATIBLE),
    (Speaker("Harbinger"), Speaker("Harbinger News", category=ORG), Identity.RELATED),
    (Speaker("Ada Okoro"), None, Identity.OPEN),
    (None, None, Identity.OPEN),
    (Speaker("Russia", category=Category.PLACE), Speaker("Japan", category=Category.PLACE), Identity.DIFFERENT),
]


@pytest.mark.parametrize(("one", "other", "expected"), IDENTITIES)
def test_identity(one: Any, other: Any, expected: Any) -> None:
    """Speakers are the same by full name, surname or alias, and never by a shared surname alone."""
    assert expected is identity(one, other)
    assert expected is identity(other, one)


SAME = [
    # other words for one thing
    ("The two leaders exchanged letters in June", "They have swapped letters, the first since the summit in June"),
    # direct and indirect
    ("We will rebuild the harbour within two years", "the harbor would be rebuilt in two years"),
    # a part of a longer statement
    ("The ferry service stops on Sundays", "the ferry service would cease on Sundays, for want of crews and of fuel"),
    # another number
    ("12 people died in the warehouse fire", "15 people were killed in the warehouse fire"),
    # the opposite
    ("The ministry paid for the new stadium", "The ministry did not pay for the new stadium"),
]
APART = [
    # one shared name
    ("The minister travelled to Oslo", "Oslo has raised its budget for schools"),
    # one shared common word
    ("We need to get the message out", "The message was read by nobody in the harbour"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_same_proposition(one: Any, other: Any) -> None:
    """One speaker's statement is one row in other words, cut short, with another number, or negated."""
    assert together(one, other)


@pytest.mark.parametrize(("one", "other"), APART)
def test_other_proposition(one: Any, other: Any) -> None:
    """A shared name or a common word does not make two statements one."""
    assert not together(one, other)


def test_other_speaker_needs_clearer_wording() -> None:
    """Two speakers share a row where the wording is plainly the same, and not where one would."""
    other = Speaker("Bo Lindqvist")
    plain = ("Any sale of the islands would break the treaty", "A sale of the islands would break the treaty")
    loose = ("The ferry service stops on Sundays", "the service was never good, and buses should stop there on Sundays")

    assert together(*plain, speaker=other)
    assert together(*loose)
    assert not together(*loose, speaker=other)


OFFICIAL = Speaker("an official", category="unnamed")
RELAYED = [
    # an equal figure
    ("only 12% of the levy was spent on rivers", "just 12 per cent of the money had been spent on rivers", True),
    # a run of words
    ("the decision is a sign that the worst is behind us", "The worst is behind us", True),
    # two words of several
    ("the town needed 40m euros for shelters", "that shelter was the most urgent need", False),
]


@pytest.mark.parametrize(("one", "other", "expected"), RELAYED)
@pytest.mark.parametrize("speaker", [None, OFFICIAL], ids=["open", "unnamed"])
def test_relayed_statement(one: Any, other: Any, expected: Any, speaker: Any) -> None:
    """An open or unnamed speaker relays a named one's statement where a figure or words in a row show it."""
    assert expected == together(one, other, speaker=speaker)


def test_two_persons_say_one_short_sentence() -> None:
    """Two named persons who say one short sentence are two rows, unless it tells much and is the same throughout."""
    words, telling = "the worst is behind us", "the grain ships had sailed"

    assert together(words, words)
    assert not together(words, words, speaker=Speaker("Bo Lindqvist"))
    assert together(telling, telling, speaker=Speaker("Bo Lindqvist"))
    assert not together(telling, f"{telling} at noon", speaker=Speaker("Bo Lindqvist"))


def test_other_state_as_subject() -> None:
    """What is said of two states is no one statement, however alike the rest."""
    one = "Russia respects the choice of the Sarovan people"

    assert not together(one, "Norway would respect whatever the Sarovan people choose")
    assert together(one, "Moscow would respect whatever the Sarovan people choose")


def test_other_day_tells_against() -> None:
    """What one speaker said on two known days that do not meet is less surely one statement."""
    june = Interval(dt.date(2024, 6, 1), dt.date(2024, 6, 2))
    july = Interval(dt.date(2024, 7, 1), dt.date(2024, 7, 2))
    one = side(claim("The talks on fishing rights remain open", "Morning Post", said=june))
    words = "the talks on rights are open"
    same, other = (side(claim(words, "Evening News", said=day)) for day in (june, july))

    assert confidence(one, other, weights()) < confidence(one, same, weights())


def test_best_match_wins() -> None:
    """Of two similar statements, each goes to the one that it repeats best."""
    rows = aligned(
        claim("The port will close for repairs in May", "Morning Post"),
        claim("The port of Lund will stay open to ferries in May", "Morning Post"),
        claim("Ferries can use the port of Lund in May", "Evening News"),
        claim("The port closes in May, as repairs begin", "Evening News"),
    )
    assert [{"Morning Post", "Evening News"}] * 2 == rows


def test_more_than_two_outlets() -> None:
    """One statement in three outlets is one row, and a repetition by one of them joins it."""
    rows = aligned(
        claim("The harbour bridge will be closed until Friday", "Morning Post"),
        claim("The harbor bridge is to be closed until Friday", "Evening News"),
        claim("the bridge over the harbour will stay closed until Friday", "Wire"),
        claim("The harbour bridge will be closed until Friday, she added", "Wire"),
    )
    assert [{"Morning Post", "Evening News", "Wire"}] == rows


def test_order_does_not_matter() -> None:
    """The rows are the same in whatever order the outlets come."""
    texts = ["The harbour bridge will be closed", "Ferry tickets cost less from May", "Three boats sank in the storm"]
    others = [
        "the bridge at the harbour is closed",
        "from May, ferry tickets will be cheaper",
        "in the storm 3 boats sank",
    ]
    claims = [claim(t, "Morning Post") for t in texts] + [claim(t, "Evening News") for t in others]

    assert [{"Morning Post", "Evening News"}] * 3 == aligned(*claims) == aligned(*reversed(claims))


@given(st.lists(st.tuples(st.text(min_size=1), st.sampled_from(list(Kind)), st.sampled_from("AB")), max_size=6))
def test_any_text(contents: list[tuple[str, Kind, str]]) -> None:
    """No text raises, every passage lies in its content, and every passage falls into a row."""
    claims = [claim(text, outlet, kind=kind) for text, kind, outlet in contents]
    found = [one for item in claims for one in profiles(item)]

    groups = numbers(found)

    assert set(range(len(found))) == {number for group in groups for number in group}
    assert all(one.claim.content[0].covers(span) for one in found for span in one.passage.spans)


LONG = ['"', "“ ", " ", "…", "... ", "a ", "and that ", "Not. ", "x", "\ud800", "a-", "'", "1,"]


@pytest.mark.slow
@pytest.mark.parametrize("unit", LONG)
def test_time_is_linear_in_length(unit: str) -> None:
    """Four times the text takes at most about eight times as long, whatever it repeats."""

    def seconds(times: int) -> float:
        item = claim("x" + unit * times, kind=Kind.MIXED)
        start = time.process_time()
        Alignment.of(profiles(item), weights())
        return time.process_time() - start

    assert grows_by_less(seconds, 2_000, 8_000, 8, floor=0.01)


def told(outlet: str, *sentences: str, kind: Kind = Kind.INDIRECT) -> list[Claim]:
    """Return one claim for each sentence of an article."""
    article, found, start = Article(" ".join(sentences), outlet, DAY), [], 0
    for sentence in sentences:
        span = Span(start, start + len(sentence))
        found.append(Claim(article, (span,), kind=kind, speaker=OKORO))
        start += len(sentence) + 1
    return found


def side(item: Claim) -> Evidence:
    """Return the first passage of a claim as it is compared."""
    return evidence(profiles(item)[:1])[0]


def test_weights_have_a_signal_each() -> None:
    """Every signal and every relation of speakers has a weight, and no weight lacks a signal."""
    found = signals(side(claim("the ferry is late")), side(claim("the ferry was late", "Evening News")))

    assert set(weights()) == set(found) | set(Identity)
    assert weights()["same"] > weights()["compatible"]


def test_a_setting_knows_what_stands_around() -> None:
    """The terms of a sentence, and those of its neighbours with it; what the article repeats tells less."""
    setting = Setting.of(
        Article("The ferry and the ferry. The ferry is late. The quay is shut. Rain fell.", "Wire", DAY)
    )
    here, around = setting.around(25, 43)

    assert (here.bit_count(), around.bit_count()) == (2, 4)
    assert here | around == around
    assert setting.weight(*terms("ferry")) < setting.weight(*terms("quay")) == 1


def test_repeated_words_tell_less() -> None:
    """A word that both articles say again and again tells less than one that they say once."""
    rest = ["The ferry is late.", "The ferry is old.", "The ferry is slow.", "The ferry is red."]
    often = [told(outlet, f"The ferry needs {what}.", *rest)[0] for outlet, what in (("A", "paint"), ("B", "oil"))]
    once = [told(outlet, f"The tunnel needs {what}.", *rest)[0] for outlet, what in (("A", "paint"), ("B", "oil"))]

    less, more = (confidence(side(one), side(other), weights()) for one, other in (often, once))

    assert less < more


SENTENCES = st.sampled_from(
    [
        "The harbour bridge will be shut until May.",
        "The bridge at the harbour stays shut until the end of May.",
        "Ferry tickets will cost 12 euros from June.",
        "From June on, a ticket for the ferry costs 15 euros.",
        "Three boats sank in the storm.",
        "The storm sank 3 boats near the harbour bridge.",
    ]
)


@given(st.lists(st.lists(SENTENCES, min_size=1, max_size=4), min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_order_and_company(articles: list[list[str]], random: Any) -> None:
    """The order of the articles changes no link, and what two outlets share alone they share in any company."""
    claims = [told(f"Paper {number}", *sentences) for number, sentences in enumerate(articles)]

    def linked(groups: list[list[Claim]]) -> set[tuple[float, frozenset[tuple[str, int]]]]:
        found = [one for group in groups for item in group for one in profiles(item)]
        places = [(one.claim.outlet, one.passage.spans[0].start) for one in found]
        links = Alignment.of(found, weights()).links
        return {(link.confidence, frozenset((places[link.one], places[link.other]))) for link in links}

    found = linked(claims)
    random.shuffle(claims)

    assert found == linked(claims)
    assert linked(claims[:2]) <= found


WORDS = st.sampled_from(
    "the harbour Harbour bridge Bridge council Mayor ferry is shut will reopen in May and of".split()
)


@given(*[st.lists(WORDS, min_size=1, max_size=12).map(" ".join)] * 2)
def test_a_link_has_no_direction(one: str, two: str) -> None:
    """Which of two passages comes first changes nothing."""
    first, second = side(claim(one)), side(claim(two, "Evening News"))

    assert confidence(first, second, weights()) == confidence(second, first, weights())


def test_two_persons_meet_in_no_row() -> None:
    """However many outlets leave the speaker open, two persons with the same few words are in no row together."""
    words = "inflation fell"
    claims = [claim(words, f"Paper {n}", speaker=None) for n in range(8)]
    claims += [claim(words, "Post", speaker=Speaker("Ann Lee")), claim(words, "Herald", speaker=Speaker("John Smith"))]
    rows = aligned(*claims)

    assert not any({"Post", "Herald"} <= row for row in rows)
    assert sorted(map(sorted, rows)) == sorted(map(sorted, aligned(*reversed(claims))))


def test_a_copy_in_a_thousand_outlets_is_one_row() -> None:
    """More outlets than a passage is looked up in share one row, when they print one sentence."""
    words = "the council will close the harbour ferry for want of crews and of fuel before the summer"

    assert 1 == len(aligned(*(claim(words, f"Paper {number}") for number in range(700))))


def test_what_an_outlet_repeats_is_one_pair_in_any_order() -> None:
    """Of two articles of one outlet with the same words, the same one is in the pair, whichever comes first."""
    words = "The old bridge over the Lund river is shut until May."
    again, first, other = (told("A", words)[0], told("A", words, "Nobody was hurt.")[0], told("B", words)[0])
    pairs = [{p.a.id for p in compare(given).pairs()} for given in ([again, first, other], [first, again, other])]

    assert pairs[0] == pairs[1]
    assert 1 == len(pairs[0])


def test_a_very_long_passage() -> None:
    """A passage of twenty thousand words is compared like any other."""
    long = claim(" ".join(f"word{number}" for number in range(20_000)))

    assert 0 <= confidence(side(long), side(claim("word1 word2 word3", "Evening News")), weights()) <= 1


NEGATED = [
    ("Unlikely", frozenset[str]()),
    ("failed to reopen", terms("reopen")),
    ("unlikely to reopen", terms("reopen")),
    ("he failed to reopen", terms("reopen")),
]


@pytest.mark.parametrize(("text", "expected"), NEGATED)
def test_negation_by_sense_at_the_beginning(text: str, expected: Any) -> None:
    """A word that negates by its sense does so as the first word too, and alone negates nothing."""
    assert expected == profile(passages(claim(text))[0]).negated


def test_a_doubtful_link_parts_no_row() -> None:
    """A third outlet that perhaps says the same stands beside a sure row, which stays as it is."""
    sure, doubtful, alone = Alignment(
        tuple(map(side, (claim("the quay is shut", name) for name in "ABCD"))),
        (Link(0.9, 0, 1), Link(0.7, 1, 2)),
        weights(),
    ).rows()

    assert [((0, 1), 0.9)] == [(group.members, group.confidence) for group in sure]
    assert [((1, 2), 0.7)] == [(group.members, group.confidence) for group in doubtful]
    assert [(3,)] == [group.members for group in alone]


def test_a_pair_through_a_third() -> None:
    """Two passages that match through a third are a pair where they are alike enough themselves."""
    texts = ("the harbour bridge is shut until May", "the harbour bridge stays shut until May", "the bridge is shut")
    found = tuple(side(claim(text, name)) for text, name in zip(texts, "ABC", strict=True))
    links = (Link(0.9, 0, 1), Link(0.85, 1, 2))
    pairs = list(Alignment(found, links, weights()).pairs())
    (through,) = (pair for pair in pairs if pair not in links)

    assert {0, 2} == set(through[1:])
    assert math.isclose(through.confidence**2, 0.85 * confidence(found[0], found[2], weights()))


def test_two_sentences_of_one_speech() -> None:
    """Two quoted sentences of one speaker that share words but no run of them are surely no one statement."""
    one, two = "“We will rebuild the harbour bridge.”", "“Nobody paid for our old bridge, and the harbour is dead.”"
    found = side(claim(one, kind=Kind.DIRECT)), side(claim(two, "Evening News", kind=Kind.DIRECT))

    assert confidence(found[0], found[1], weights()) < SURE


def test_quotation_by_another_name() -> None:
    """A long quotation is one statement under two names, and a short one is not."""
    other = Speaker("Bo Lindqvist")
    long = "they should put the whole harbour decision on hold"

    assert together(f"“{long}”", f"“{long}, and wait for the report”", speaker=other, kind=Kind.DIRECT) is True
    assert not together("“freedom for all means freedom”", "“freedom for all means freedom”", speaker=other)


def test_copies_of_one_outlet_join() -> None:
    """What one outlet says twice stands in the row of the other outlet that says it."""
    claims = [
        *told("Morning Post", "The harbour bridge will be shut until May.", "The harbour bridge is shut until May."),
        *told("Evening News", "The harbour bridge stays shut until May."),
    ]
    found = [one for item in claims for one in profiles(item)]

    assert [[0, 1, 2]] == numbers(found)


@pytest.mark.slow
def test_hundreds_of_outlets_in_other_words() -> None:
    """A claim that hundreds of outlets carry in words of their own is one row, in bounded time."""
    words = ["ferry", "harbour", "bridge", "crane"]
    claims = [
        claim(f"The {' and the '.join(words)} stay shut until May, said clerk {n}", f"Paper {n}") for n in range(300)
    ]
    start = time.process_time()

    assert 1 == len(aligned(*claims))
    assert time.process_time() - start < 15


def statement(text: str, outlet: str, day: int, name: str = "a statement") -> Claim:
    """Return a quotation from a document, in an article of May 2024."""
    article = Article(text, outlet, dt.date(2024, 5, day))
    return Claim(article, (Span(0, len(text)),), kind=Kind.DIRECT, speaker=Speaker(name, category=Category.DOCUMENT))


@pytest.mark.parametrize(
    ("day", "name", "expected"), [(3, "a statement", True), (6, "a statement", False), (6, "the Hale Report", True)]
)
def test_statements_of_other_days(day: int, name: str, expected: bool) -> None:  # noqa: FBT001 - a column of the table
    """Two documents without a name, days apart, are two, though one repeats the other's phrase."""
    phrase = "“The lines of communication between the two ports remain open.”"
    one, two = statement(phrase, "Morning Post", 2, name), statement(phrase, "Evening News", day, name)

    assert expected is ({"Morning Post", "Evening News"} in aligned(one, two))


def test_what_cannot_be_one_stays_apart_through_a_third() -> None:
    """A row does not join what another person said, though an unnamed voice in a third outlet resembles both."""
    words = "the harbour must close before the storm arrives on the coast"
    claims = [
        claim(words, "Morning Post", speaker=OKORO),
        claim("the harbour must close before the storm arrives", "Evening News", speaker=None),
        claim("the storm arrives soon and the harbour must close", "Harbour Times", speaker=Speaker("Jean Roux")),
    ]

    assert {"Morning Post", "Evening News", "Harbour Times"} not in aligned(*claims)
