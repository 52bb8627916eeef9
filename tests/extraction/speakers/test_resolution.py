# SPDX-License-Identifier: MIT
"""Who speaks in short articles made to mislead: rivals for a pronoun, shared names, offices, documents, open ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import claims, speakers

from claimtrack import Article, Category, FieldTypeError, Speaker, extract
from claimtrack.extraction.speakers.mentions import parse_mention
from claimtrack.extraction.speakers.offices import OfficeRow, marks, office_of, takes_up
from claimtrack.language.lexicon import load
from claimtrack.language.names import GivenNameRow, ShortFormRow, gender_of, is_given_name, is_same_given_name, name_key


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the subject goes before the one addressed, also where a title ends in a full stop
        ("Sen. Ann Roe told Rep. Bob Poe that she was tired. “It is late,” she told him.", ["Ann Roe", "Ann Roe"]),
        ("Bob Roe told Sens. Jim Poe and Tom Lee it was over. “It is late,” he told them.", ["Bob Roe", "Bob Roe"]),
        # a given name tells the gender
        ("Mary Roe said it was over. Her lawyer, Robert Poe, left. She said it was late.", ["Mary Roe", "Mary Roe"]),
        ("Robert Roe met Mary Poe. She said it was late.", ["Mary Poe"]),
        ("His wife, Huma Roe, met Bob Poe. He said it was late.", ["Bob Poe"]),
        # two subjects of one sentence are one too many
        ("Robert Roe and James Poe came. He said it was late.", [None]),
        ("Robert Roe said no. James Poe said yes. He said it was late.", ["Robert Roe", "James Poe", "James Poe"]),
        # a source that was left open may be the one meant
        ("Mary Poe left. Ann Lee and Sue Lee came. Lee said yes. “It is late,” she said.", [None, None]),
        # things are no people
        ("Wall Street fell. She said it was late.", [None]),
        ("Ann Roe said it was over. There was a row. She said it was late.", ["Ann Roe", "Ann Roe"]),
        ("Ann Roe spoke at the Lake Forum. “It is late,” she said.", ["Ann Roe"]),
        ("Maybe Roe was right. Ann Roe said it was over, maybe.", ["Ann Roe"]),
        ("The crowd in Lesk cheered. People in Lesk sang. Lesk said no. “It is late,” she said.", ["Lesk", None]),
        ("Someone said it was over.", ["someone"]),
        # a firm that has spoken is no other kind of body, nor what a word tells that is no firm's
        ("The firm Lesko said no. The company said it was late.", ["Lesko", "Lesko"]),
        ("The firm Lesko said no. The ministry said it was late.", ["Lesko", "the ministry"]),
        ("The firm Lesko said no. It is late, the town council said.", ["Lesko", "the town council"]),
        ("The Harbour Board said no. The board said it was late.", ["Harbour Board", "Harbour Board"]),
        # what somebody is doing there stands before a name
        ("Passenger Ann Roe said it was over. “It is late,” Roe said.", ["Ann Roe", "Ann Roe"]),
        # an office takes up its bearer
        ("President Bob Poe opted to stay. But he said it was late.", ["Bob Poe"]),
        ("President Bob Poe met James Roe. The president opted to stay. “It is late,” he said.", ["Bob Poe"]),
        ("President Bob Poe met Jim Roe. The tired old president left. “It is late,” he said.", ["Bob Poe"]),
        ("The officer met Bob Roe. The officer left. “It is late,” he said.", [None]),
        ("Rep. Ann Roe came. The congresswoman said it was over.", ["Ann Roe"]),
        ("Rep. Ann Roe came. The four-term congresswoman said it was over.", ["Ann Roe"]),
        ("Rep. Ann Roe came. The senator said it was over.", [None]),
        ("Rep. Ann Roe and Sen. Bob Poe came. The senator said it was over.", ["Bob Poe"]),
        ("Rep. Ann Roe and Sen. Bob Poe came. The lawmaker said it was over.", [None]),
        ("Sen. Ann Roe (R-Ohio) and Sen. Bob Poe (D-Iowa) came. The Republican said it was over.", ["Ann Roe"]),
        ("Sen. Ann Roe and Sen. Bob Poe came. The Utah senator said it was over.", [None]),
        ("Libertarian nominee Bob Poe came. The Republican nominee said it was over.", [None]),
        ("Vice President Bob Poe came. The president said it was over.", [None]),
        ("President Ann Roe met Vice President Bob Poe. The president said it was over.", ["Ann Roe"]),
        # also one whom the text never names in full nor quotes
        ("The bill went to President Poe. The president said it was over.", ["Poe"]),
        ("The bill went to President Poe. The president himself replied, calling it “a mess.”", ["Poe"]),
        ("The bill went to former President Poe. The president said it was over.", [None]),
        ("The bill went to then-President Poe. The president said it was over.", [None]),
        ("The bill went to President Poe. The Russian president said it was over.", [None]),
        ("The bill went to President Poe. She said it was over.", [None]),
        ("Ann Roe saw the bills of Mayor Lee and Judge Poe. He said it was over.", [None]),
        ("They met in Governor Street. The governor said it was over.", [None]),
        ("Former President Bob Poe came. The president said it was over.", [None]),
        ("Former President Bob Poe came. The former president said it was over.", ["Bob Poe"]),
        ("Russian President Igor Poe came. The Chinese president said it was over.", [None]),
        ("Ann Roe, the mayor of Lesk, came. The mayor said it was over.", ["Ann Roe"]),
        ("Ann Roe, a Democrat, met Bob Poe. The Democrat said it was over.", ["Ann Roe"]),
        # shared names
        ("Linda Sanchez and Loretta Sanchez came. Sanchez said it was over.", [None]),
        ("Linda Sanchez said it was over. Loretta Sanchez said it was not.", ["Linda Sanchez", "Loretta Sanchez"]),
        ("George Bush spoke. Laura Bush left. George Bush waved. Bush said it was over.", ["George Bush"]),
        ("Mary Cheney and Dick Cheney came. Mr. Cheney said it was over.", ["Dick Cheney"]),
        ("Michael Poe came. Mike Poe said it was over.", ["Michael Poe"]),
        ("Michael Poe came. Martin Poe said it was over.", ["Martin Poe"]),
        ("Kim Jong Un came. Kim said it was over.", ["Kim Jong Un"]),
        ("Felipe Calderón came. Calderon said it was over.", ["Felipe Calderón"]),
        # names that read like roles
        ("Mr. King said it was over. Howard Dean said yes. He said no.", ["King", "Howard Dean", "Howard Dean"]),
        ("Peter T. King said it was over.", ["Peter T. King"]),
        # what stands around a name
        ("Rep. Ann Roe, D-Md., said it was over.", ["Ann Roe"]),
        ("Council chief of staff Ann Lee said it was over.", ["Ann Lee"]),
        ("Ann Lee, director of the fund, said it was over.", ["Ann Lee"]),
        ("Ohio Rep. Ann Lee, among the few who backed Bob Poe, said it was over.", ["Ann Lee"]),
        ("Ann Lee, Mr. Poe’s campaign manager, said it was over.", ["Ann Lee"]),
        ("Ann Roe, who said it was over, left.", ["Ann Roe"]),
        # names of several words, and words that are none of theirs
        ("Siobhan O’Brien said no. O’Brien said it was late.", ["Siobhan O’Brien", "Siobhan O’Brien"]),
        ("Ann Lee-Jones said no. Lee-Jones said it was late.", ["Ann Lee-Jones", "Ann Lee-Jones"]),
        ("Carlos De La Rosa said no. De La Rosa said it was late.", ["Carlos De La Rosa", "Carlos De La Rosa"]),
        ("Luis Ortega y Prado said no. Ortega said it was late.", ["Luis Ortega y Prado", "Luis Ortega y Prado"]),
        ("John Roe Junior said no. Roe said it was late.", ["John Roe Junior", "John Roe Junior"]),
        ("Ann Roe came. DJ Ann Roe sang. Roe said no.", ["Ann Roe"]),
        ("Ann Roe came. Will Roe stay? Roe said no.", ["Ann Roe"]),
        ("Hosting Ann Roe was a joy. “It is late,” she said.", ["Ann Roe"]),
        ("Ann Roe spoke.\nREAD MORE: Roads are shut\n“It is late,” she said.", ["Ann Roe"]),
        ("Prince Ulmo came. Ulmo said it was over.", ["Prince Ulmo"]),
        ("Regarding the letters, Ann Roe took a stance and said it was late.", ["Ann Roe"]),
        ("Comments that confounded Bob Poe drew the ire of Ann Roe, who said it was late.", ["Ann Roe"]),
        # short forms of bodies, and bodies taken up
        ("The Harbour Safety Board (HSB) met. The HSB said it was over.", ["Harbour Safety Board"]),
        ("The Office for Lesk Affairs met. OLA said it was over.", ["Office for Lesk Affairs"]),
        ("Brewery firm Lesk said it was over. The firm said it was late.", ["Lesk", "Lesk"]),
        ("The Lesk Court said it was over. The bank said it was late.", ["Lesk Court", "the bank"]),
        ("The firm Lesk said no. Lesk have denied it. “It is late,” they said.", ["Lesk", "Lesk", "Lesk"]),
        ("McRoe said it was late. “Go,” he said.", ["McRoe", "McRoe"]),
        # who asks and who answers, asides, epithets
        ("A reporter asked Judge Ann Roe, “Is it late?” “It is late,” she replied.", ["a reporter", "Ann Roe"]),
        ("After a talk with envoy Sue Poe, the mayor said: “It is late.” Mayor Ann Roe left.", [None]),
        ("Bob Poe and Ann Roe, 42, came. The 42-year-old said it was late.", ["Ann Roe"]),
        ("Ann Roe sang. The actress said it was late.", ["Ann Roe"]),
        ("The first witness was Captain Bob Roe. He said it was late.", ["Bob Roe"]),
        ("Ann Roe wrote a book. Her own research shows it is late.", ["Ann Roe"]),
        ("Mayor Ann Roe spoke.\nROE: It is late.", ["Ann Roe"]),
        # given names of the world
        ("Nils Dahl and Karin Lowe came. “No,” Dahl said. “It is late,” she added.", ["Nils Dahl", "Karin Lowe"]),
        ("Sipho Dube and Thandi Moyo came. “No,” Dube said. “It is late,” she said.", ["Sipho Dube", "Thandi Moyo"]),
        ("Roe and Poe said it was late. Ann Roe left. Bob Poe stayed.", ["Ann Roe and Bob Poe"]),
        # documents speak for those who have just issued them
        ("The Poe campaign answered with an ad of its own. “It is late,” the ad says.", ["Poe campaign"]),
        ("The ministry published a report. “It is late,” the report says.", ["the ministry"]),
        ("A letter came. “It is late,” the letter says.", ["the letter"]),
        # the unnamed are not merged
        ("Two officials said yes. Two other officials said no.", ["two officials", "two other officials"]),
        ("An official said yes. Another official said no. The official said it was late.",
         ["an official", "another official", None]),
        # a cue without a source shares its subject
        ("“It is late,” Ann Roe said, before claiming it was over.", ["Ann Roe", "Ann Roe"]),
        ("Bob Poe stormed back, leaned in and said, “It is late.”", ["Bob Poe"]),
        ("After reporter Jim Lee ended his talk, Bob Poe stormed back, leaned in and said, “It is late.”", ["Bob Poe"]),
        ("When Ann Lee came in, Bob Poe got up and said, “It is late.”", ["Bob Poe"]),
        ("Ann Roe sang, Bob Poe danced, leaned in and said, “It is late.”", [None]),
        # a participle tells more of the clause that it stands in
        ("It came after Ann Roe openly scolded Bob Poe, accusing the mayor of having “wasted a week.”", ["Ann Roe"]),
        ("It came after a row over Ann Roe, accusing the mayor of having “wasted a week.”", [None]),
        ("It came after Ann Roe’s row, accusing the mayor of having “wasted a week.”", [None]),
        # a description behind a dash
        ("Enter Ms. Roe — a former Lesk aide who says it is late. “Go,” she wrote.", ["Roe", "Roe"]),
        ("They met Ann Roe — a former Lesk aide said it was late.", ["a former Lesk aide"]),
        # "who" tells of the person at the end of a source
        ("It was a similar call from Sen. Ann Roe of Lesk, who tweeted that “it is late.”", ["Ann Roe"]),
        ("A letter from Ann Roe, who said it was late, reached the town.", ["Ann Roe"]),
        ("“It is,” according to the note that was read by Ann Roe, who left.", ["the note that was read by Ann Roe"]),
    ],
)  # fmt: skip
def test_hard_articles(text: str, expected: list[str | None]) -> None:
    """Each source is resolved to whom a careful reader takes it for, or left open where that reader hesitates."""
    assert expected == speakers(text)


def test_a_pronoun_tells_no_gender() -> None:
    """Whom "he" was taken for once may still be "she": only names, titles and descriptions tell the gender."""
    text = (
        "Zodlile Zuba rejected the charges. Of her driver, he said that little had changed. She said the case was weak."
    )

    assert "Zodlile Zuba" == speakers(text)[-1]


def test_what_is_no_name_is_no_alias() -> None:
    """The words of a source that hold more than a name are not kept as what somebody is called."""
    (claim,) = claims("The plan also drew the ire of Ann Roe, who said it was late.")

    assert claim.speaker is not None
    assert claim.speaker.aliases == ()


def test_long_rows_of_initials_are_searched_in_linear_time() -> None:
    """A full form is looked for in time that does not explode with hyphens."""
    (claim,) = claims("A-" * 60 + "A is odd. AAAAAAB said that it was late.")

    assert str(claim.speaker) == "AAAAAAB"


def test_holders_are_searched_to_a_fixed_depth() -> None:
    """A long row of sentences with the same office does not exhaust the stack."""
    text = "President Ann Roe met President Bo Poe. " + "The president went home. " * 20_000 + "The president said no."

    assert [claim.speaker for claim in claims(text)] == [None]


def test_the_headline_gives_the_full_name() -> None:
    """Who is named in short throughout the text takes the full name that stands in the headline."""
    assert ["Roe"] == speakers("Roe said it was over.")
    assert ["Ann Roe"] == speakers("Roe said it was over.", title="Ann Roe’s long goodbye")


def test_open_pronouns_name_the_candidates() -> None:
    """A pronoun that two people fit stays open, and the ambiguity names both."""
    (claim,) = claims("Robert Roe and James Poe came. He said it was late.")

    assert [{"Robert Roe", "James Poe"}] == [set(a.candidates) for a in claim.ambiguities]


@pytest.mark.parametrize(
    ("source", "represents"),
    [
        ("Ann Lee, a spokeswoman for the Poe campaign,", "Poe campaign"),
        ("Poe campaign spokeswoman Ann Lee", "Poe campaign"),
        ("A spokesman for the ministry", "ministry"),
        ("White House press secretary Ann Lee", "White House"),
        ("Spokeswoman Ann Lee", None),
        ("Poe campaign manager Ann Lee", None),
    ],
)
def test_spokespeople_speak_for_a_body(source: str, represents: str | None) -> None:
    """Whoever is a spokesperson carries the body spoken for, which is no other name of the person."""
    (claim,) = claims(f"{source} said it was over.")

    assert claim.speaker is not None
    assert represents == claim.speaker.represents
    assert represents not in claim.speaker.aliases


ROE = Speaker("Ann M. Roe", ("Ann Roe", "Gov. Roe"), category=Category.PERSON, id="Q1")


@pytest.mark.parametrize(
    ("text", "known", "expected"),
    [
        ("Ann Roe left. Roe said it was over.", (ROE,), ("Ann M. Roe", "Q1")),
        ("Ms. Roe said it was over. Gov. Roe left.", (ROE,), ("Roe", None)),
        ("Gov. Roe said it was over.", (ROE,), ("Ann M. Roe", "Q1")),
        ("Sue Roe said it was over.", (ROE,), ("Sue Roe", None)),
        ("Ann Roe said it was over.", (ROE, Speaker("Ann Roe", id="Q2")), ("Ann Roe", None)),
        ("Ann Roe said it was over.", (ROE, ROE), ("Ann M. Roe", "Q1")),
        ("The iron mayor said it was over.", (Speaker("Ann Roe", ("the iron mayor",), id="Q3"),), ("Ann Roe", "Q3")),
        ("The governor said it was over.", (Speaker("Ann Roe", ("the governor",), id="Q3"),), ("Ann Roe", "Q3")),
        ("The Kremlin said it was over.", (Speaker("Russia", ("Kremlin",), category="place", id="Q159"),),
         ("Russia", "Q159")),
    ],
)  # fmt: skip
def test_known_speakers(text: str, known: tuple[Speaker, ...], expected: tuple[str, str | None]) -> None:
    """A speaker whom the table holds takes its name and id; a form that two of its rows share finds neither."""
    (claim,) = claims(text, *known)

    assert claim.speaker is not None
    assert expected == (claim.speaker.name, claim.speaker.id)


def test_known_speakers_keep_the_forms_of_the_text() -> None:
    """The name that the text uses stays among the aliases, and other claims are left alone."""
    first, second = claims("Ann Roe said it was over. Bob Poe said it was late.", ROE)

    assert first.speaker == Speaker("Ann M. Roe", ("Ann Roe",), id="Q1")
    assert second.speaker == Speaker("Bob Poe")


def test_known_speakers_are_speakers() -> None:
    """A table of anything else is refused with the value and its type."""
    with pytest.raises(FieldTypeError, match="known: expected values of Speaker, got 'Ann Roe' of type str"):
        extract(Article("", "The Post", None), known=["Ann Roe"])  # type: ignore[list-item]


@pytest.mark.parametrize("row", load("offices", OfficeRow), ids=lambda row: row.name)
def test_offices(row: OfficeRow) -> None:
    """The examples of an office take up its bearers, and the counter-examples take up nobody's."""

    def fits(pair: str) -> bool:
        description, words = pair.split(" > ")
        office = (row.name, frozenset(row.broader)) if description in marks() else office_of(description)
        return (
            office is not None and takes_up(*office, words) and (description not in marks() or description in row.marks)
        )

    assert list(row.examples) == [pair for pair in row.examples if fits(pair)]
    assert [] == [pair for pair in row.counter_examples if fits(pair)]


@pytest.mark.parametrize("row", load("given_names", GivenNameRow), ids=lambda row: row.gender)
def test_given_names(row: GivenNameRow) -> None:
    """A given name tells the gender of its row, also in the examples, and not in the counter-examples."""
    gender = None if row.gender == "either" else row.gender

    assert {gender} == {gender_of(f"{name} Roe") for name in row.words}
    assert {gender} == {gender_of(name) for name in row.examples}
    assert gender not in {gender_of(name) for name in row.counter_examples}
    assert all(map(is_given_name, row.words))


def test_no_given_name_tells_two_genders() -> None:
    """No name stands in two rows, or twice in one."""
    words = [word for row in load("given_names", GivenNameRow) for word in row.words]

    assert sorted(set(words)) == sorted(words)


@pytest.mark.parametrize("row", load("short_names", ShortFormRow), ids=lambda row: row.name)
def test_short_names(row: ShortFormRow) -> None:
    """A name and its short forms are one person's; the counter-examples are two people's."""

    def same(pair: str) -> bool:
        one, other = (name_key(name).split()[0] for name in pair.split(" > "))
        return is_same_given_name(one, other)

    assert all(is_same_given_name(row.name, word) for word in row.words)
    assert list(row.examples) == [pair for pair in row.examples if same(pair)]
    assert [] == [pair for pair in row.counter_examples if same(pair)]


@given(st.text(max_size=200))
def test_mentions_and_offices_take_any_text(text: str) -> None:
    """Whatever the words, a mention has a name, and an office that is found has one too."""
    office = office_of(text)

    assert parse_mention(text).name
    assert office is None or office[0]


_PIECES = (
    "Ann Roe",
    "Mr. Roe",
    "He",
    "She",
    "The senator",
    " said ",
    "it was over",
    ". ",
    "“No,” ",
    ", who",
    "\n",
    "’s ",
)


@given(st.lists(st.sampled_from(_PIECES), max_size=30).map("".join))
def test_every_claim_is_named_or_says_why_not(text: str) -> None:
    """A claim has a speaker, or an ambiguity that tells why it has none."""
    assert [] == [claim for claim in claims(text) if claim.speaker is None and not claim.ambiguities]
