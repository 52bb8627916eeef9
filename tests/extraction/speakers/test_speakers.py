# SPDX-License-Identifier: MIT
"""Who a source is: mentions taken apart, and the speakers of an article."""

import pytest
from made import claims, speakers

from claimtrack import Article, Category, extract
from claimtrack.extraction.speakers.mentions import Form, parse_mention
from claimtrack.extraction.speakers.shape import is_name
from claimtrack.language.lexicon import load
from claimtrack.language.nouns import NounRow, is_news_organisation
from claimtrack.language.places import PlaceRow

NOUNS = load("source_nouns", NounRow)
PLACES = load("places", PlaceRow)
FORMS = {
    "role": {Form.ROLE, Form.NAME},
    "institution": {Form.INSTITUTION},
    "document": {Form.DOCUMENT},
    "news": {Form.INSTITUTION},
    "people": {Form.PEOPLE},
}


@pytest.mark.parametrize("row", NOUNS, ids=lambda row: row.kind)
def test_nouns_tell_the_kind(row: NounRow) -> None:
    """Each example of a row is a mention of its kind, and no counter-example is."""
    assert [text for text in row.examples if parse_mention(text).form not in FORMS[row.kind]] == []
    assert [text for text in row.counter_examples if parse_mention(text).form in FORMS[row.kind] - {Form.NAME}] == []
    assert [text for text in row.examples if is_news_organisation(text)] == (
        list(row.examples) if row.kind == "news" else []
    )


def test_no_noun_stands_in_two_rows() -> None:
    """Every noun tells one kind."""
    words = [word for row in NOUNS for word in row.words]

    assert sorted(set(words)) == sorted(words)


@pytest.mark.parametrize("row", PLACES, ids=lambda row: row.name)
def test_places(row: PlaceRow) -> None:
    """A country's names and its capital mean its government."""
    mentions = [parse_mention(word) for word in (row.name, *row.aliases, *row.capitals, *row.examples)]

    assert {(Form.PLACE, row.name, Category.PLACE)} == {(m.form, m.name, m.category) for m in mentions}


@pytest.mark.parametrize(
    ("text", "name", "description", "category"),
    [
        ("Security Council spokesman John Kirby", "John Kirby", "Security Council spokesman", "person"),
        ("Russian Defense Minister Sergei Shoigu", "Sergei Shoigu", "Russian Defense Minister", "person"),
        ("John Kirby, a spokesman for the council,", "John Kirby", "a spokesman for the council", "person"),
        ("Senator Chuck Schumer of New York", "Chuck Schumer", "Senator", "person"),
        ("Sen. John McCain (R-Ariz.)", "John McCain", None, "person"),
        ("Trump’s campaign manager Kellyanne Conway", "Kellyanne Conway", "Trump’s campaign manager", "person"),
        ("Mohammed bin Salman", "Mohammed bin Salman", None, "person"),
        ("Iran’s ISNA news agency", "ISNA", None, "organisation"),
        ("The New York Times", "New York Times", None, "organisation"),
        ("the Department of Justice", "Department of Justice", None, "organisation"),
        ("South Korea’s military", "South Korea’s military", None, "organisation"),
        ("Moscow", "Russia", None, "place"),
        ("Both North Korea and Russia", "North Korea and Russia", None, "group"),
        ("the Security and Affairs Committee", "Security and Affairs Committee", None, "organisation"),
        ("the mayor, Ann Lee", "Ann Lee", "mayor", "person"),
        ("Ann Lee, though", "Ann Lee", None, "person"),
        ("Ann Lee, after a long night of talks", "Ann Lee", None, "person"),
        ("The Harbour Board released a long report", "Harbour Board", None, "organisation"),
        ("comedian Jon Roe, a friend", "Jon Roe", "comedian", "person"),
        ("two officials familiar with the matter", "two officials familiar with the matter", None, "unnamed"),
        ("a survey by the chamber of trade", "survey by the chamber of trade", None, "document"),
        ("“”", "“”", None, "unnamed"),
        # a description and the name behind it
        ("one of the protesters, Ann Lee, 42, a lecturer from Lesk", "Ann Lee", "one of the protesters", "person"),
        ("fellow protester, mechanical engineer Jon Roe, 60, from Lesk", "Jon Roe", "fellow protester", "person"),
        ("MEC for Water and Local Affairs, Ann Lee,", "Ann Lee", "MEC for Water and Local Affairs", "person"),
        ("the government delegate in Lesk, Ann Lee,", "Ann Lee", "government delegate in Lesk", "person"),
        ("U.S. Secretary of State Antony Roe", "Antony Roe", "U.S. Secretary of State", "person"),
        ("Daily News columnist Ann Lee", "Ann Lee", "Daily News columnist", "person"),
        ("Party for the People leader Ann Lee", "Ann Lee", "Party for the People leader", "person"),
        ("Jon Roe, Lesk Labs vice-president of sales", "Jon Roe", "Lesk Labs vice-president of sales", "person"),
        ("Jon Roe, an analyst with Poe and Lee", "Jon Roe", "an analyst with Poe and Lee", "person"),
        ("the letter that was read by Ambassador to Lesk Ann Lee", "letter that was read by Ambassador to Lesk Ann Lee",
         None, "document"),
        # firms, by what stands beside their names
        ("anti-virus firm Lesk", "Lesk", "anti-virus firm", "organisation"),
        ("Lesk Labs, a maker of pumps", "Lesk Labs", "a maker of pumps", "organisation"),
        ("the group that owns it, Lesk Labs,", "Lesk Labs", "group that owns it", "organisation"),
        ("accountancy firm Roe & Poe", "Roe & Poe", "accountancy firm", "organisation"),
        ("the Academy of Lesk", "Academy of Lesk", None, "organisation"),
        ("a Lesk News poll", "Lesk News poll", None, "document"),
        # what belongs to a name and what does not
        ("Jerome “Big Jay” Roe", "Jerome “Big Jay” Roe", None, "person"),
        ("Governor John Roe Thursday", "John Roe", "Governor", "person"),
        ("John Roe, MD", "John Roe", None, "person"),
        ("Lord Roe", "Lord Roe", None, "person"),
        ("Roe, via the Lesk Times,", "Roe", None, "person"),
        ("Trump himself", "Trump", None, "person"),
        ("LESK, Ohio — Ann Lee", "Ann Lee", None, "person"),
        ("a memo seen by the Lesk Times", "memo", None, "document"),
        ("the documents obtained under the Access Act", "documents obtained under the Access Act", None, "document"),
        ("a copy of the filing", "copy of the filing", None, "document"),
        ("a nurse who", "nurse", None, "unnamed"),
        ("WHO", "WHO", None, "organisation"),
        # what stands behind the head of a description
        ("a memo Roe wrote in May", "memo Roe wrote in May", None, "document"),
        ("Surveys and the answers to them", "Surveys and the answers to them", None, "document"),
        ("a report into the fire", "report into the fire", None, "document"),
        ("a batch of gloomy trade data", "batch of gloomy trade data", None, "document"),
        ("several people we spoke to", "several people", None, "unnamed"),
        ("Lesk Growth LSKG-T", "Lesk Growth", None, "person"),
        ("the laboratory of Ann Lee", "laboratory of Ann Lee", None, "organisation"),
        # a person who reads like an outlet, or whose calling no list holds
        ("food writer Ann Press", "Ann Press", "food writer", "person"),
        ("Ann Lee of the Lesk Times", "Ann Lee", None, "person"),
        ("University of Lesk ichthyologist Ann Lee", "Ann Lee", "University of Lesk ichthyologist", "person"),
        ("Lesk Times writer-at-large Ann Lee", "Ann Lee", "Lesk Times writer-at-large", "person"),
        # several sources
        ("the Roads and Bridges Authority and Maxicorp", "Roads and Bridges Authority and Maxicorp", None, "group"),
        ("Bosnia and Herzegovina, and Georgia", "Bosnia and Herzegovina and Georgia", None, "group"),
        ("Roe and his colleagues", "Roe and his colleagues", None, "group"),
        ("the blues, the greens and the Lesk Party", "the blues, the greens and the Lesk Party", None, "group"),
        ("Lesk Corp., Peoria, Ill.,", "Lesk Corp.", None, "organisation"),
        ("Eugen of Mrs. Mills", "Eugen", None, "person"),
        ("the Academy for Trade and Justice", "Academy for Trade and Justice", None, "organisation"),
        ("both the mayor and the Lesk Party", "the mayor and the Lesk Party", None, "group"),
        ("Ann Roe, Lesk’s cook and Poe’s heir", "Ann Roe", "Lesk’s cook and Poe’s heir", "person"),
        # an office for several fields, a calling behind a title, a person before a body
        ("Work and Pensions Secretary Ann Lee", "Ann Lee", "Work and Pensions Secretary", "person"),
        ("Culture, Media and Sport Secretary Ann Lee", "Ann Lee", "Culture Media and Sport Secretary", "person"),
        ("Salt and Stone star Ann Lee", "Ann Lee", "Salt and Stone star", "person"),
        ("Lord of the Reeds director Ann Lee", "Ann Lee", "Lord of the Reeds director", "person"),
        ("Trump and House Speaker Ann Lee", "Trump and House Speaker Ann Lee", None, "group"),
        ("Ulmo Roe of the Lesk Group, a maker of pumps", "Ulmo Roe", None, "person"),
        ("another villager, Ulmo Roe", "Ulmo Roe", "another villager", "person"),
        ("Ulmo Roe, Lesk's resident cook", "Ulmo Roe", "Lesk's resident cook", "person"),
        ("Roe, runner-up to Lee", "Roe", "runner-up to Lee", "person"),
        ("Teenager Ann Lee", "Ann Lee", "Teenager", "person"),
        ("Abu Karam Al Roe", "Abu Karam Al Roe", None, "person"),
        ("Washington, star of the series", "Washington", "star of the series", "person"),
        ("security firm iLesk", "iLesk", "security firm", "organisation"),
        ("local group Anglers and Rowers United", "Anglers and Rowers United", "local group", "organisation"),
        # whole names, and no more than they
        ("Minding the Gap", "Minding the Gap", None, "organisation"),
        ("Il Giorno 24 Ore", "Il Giorno 24 Ore", None, "person"),
        ("Our Harbour Board", "Our Harbour Board", None, "organisation"),
        ("the Lesk Council on Trade and Tolls, a harbour think tank", "Lesk Council on Trade and Tolls",
         "a harbour think tank", "organisation"),
        ("a pro-Lee Roe fund", "pro-Lee Roe fund", None, "organisation"),
        ("Ann Lee Campaign", "Ann Lee Campaign", None, "organisation"),
        ("the Lesk party's elite - who gave millions", "Lesk party's elite", None, "unnamed"),
        ("the company, majority-owned by Poe", "company", None, "organisation"),
        ("Roe, soon to retire", "Roe", None, "person"),
        ("Roe, along with Poe", "Roe", None, "person"),
        ("says a report", "report", None, "document"),
        ("a Lesk News poll released", "Lesk News poll", None, "document"),
        ("a sheet aides released", "sheet aides released", None, "unnamed"),
        ("Lee's daughter, 34", "Lee's daughter", None, "unnamed"),
        ("a Lesk diplomat’s", "Lesk diplomat", None, "unnamed"),
        ("Deputy Minister Ann Lee earlier", "Ann Lee", "Deputy Minister", "person"),
        ("voters on Super Tuesday", "voters on Super Tuesday", None, "unnamed"),
        ("coming under attack by dozens of women", "dozens of women", None, "unnamed"),
        ("drawing the ire of nurses", "nurses", None, "unnamed"),
        ("LESK, Ohio (Lesk News) - the mayor", "mayor", None, "unnamed"),
        ("a Department for Tolls source", "Department for Tolls source", None, "unnamed"),
        ("the MP for Lesk North", "MP for Lesk North", None, "unnamed"),
        ("nearly a third of anglers", "nearly a third of anglers", None, "unnamed"),
        ("Finnish security firm L-Lesk", "L-Lesk", "Finnish security firm", "organisation"),
        ("Plus Ann Lee", "Ann Lee", None, "person"),
        ("Lesk-born Ann Lee", "Ann Lee", "Lesk-born", "person"),
        ("Ann Lee Just", "Ann Lee", None, "person"),
        ("Former Lee Pollster", "Former Lee Pollster", None, "unnamed"),
        ("the Lee Foundation", "Lee Foundation", None, "organisation"),
        ("Ann Church", "Ann Church", None, "person"),
        ("the Israelis", "Israelis", None, "unnamed"),
        ("the Irishman", "Irishman", None, "unnamed"),
        ("Lesk Society's Ulmo Roe", "Ulmo Roe", "Lesk Society's", "person"),
        ("Lesk News’ Ulmo Roe", "Ulmo Roe", "Lesk News’s", "person"),
        ("Win-Lesk, once among the largest grocers", "Win-Lesk", "once among the largest grocers", "person"),
        ("the LMA, Ann Lee Productions", "Ann Lee Productions", None, "organisation"),
        ("Spaniard Ann Lee", "Ann Lee", "Spaniard", "person"),
        ("Bank of Lesk governor Ulmo King", "Ulmo King", "Bank of Lesk governor", "person"),
        ("former Ohio governor Ulmo Brewer", "Ulmo Brewer", "former Ohio governor", "person"),
        ("The British Tolls Conference", "British Tolls Conference", None, "organisation"),
        ("Tolls and Border Protection", "Tolls and Border Protection", None, "organisation"),
        ("Ann Lee for a prize", "Ann Lee", None, "person"),
        ("a slow fourth quarter", "slow fourth quarter", None, "unnamed"),
        ("nurses all", "nurses", None, "unnamed"),
        ("the Centers for Tolls", "Centers for Tolls", None, "organisation"),
        ("low-cost airlines", "low-cost airlines", None, "unnamed"),
        ("anglers, such as Ann Lee", "anglers", None, "unnamed"),
        ("one of her ads", "one of her ads", None, "document"),
        ("majorities of anglers", "majorities of anglers", None, "unnamed"),
        ("One of its members, Ulmo Roe", "Ulmo Roe", "One of its members", "person"),
    ],
)  # fmt: skip
def test_mentions(text: str, name: str, description: str | None, category: str) -> None:
    """A mention is taken apart into name, description and category."""
    mention = parse_mention(text)

    assert (name, description, category) == (mention.name, mention.description, mention.category.value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # names
        ("John Kirby spoke in Rome. Mr Kirby said it was over.", ["John Kirby"]),
        ("Mr. Kirby said it was over. It was John Kirby’s last day.", ["John Kirby"]),
        ("Kim Jong-un came. Mr Kim said it was over.", ["Kim Jong-un"]),
        ("John F. Kirby came. John Kirby said it was over.", ["John F. Kirby"]),
        ("Ann Roe and Bob Roe came. Roe said it was over.", [None]),
        ("Ann Roe and Bob Roe came. Mr Roe said it was over.", ["Bob Roe"]),
        ("Ann Roe came. Her rival was Sue Poe. Roe said it was over.", ["Ann Roe"]),
        # pronouns
        ("Ann Roe said it was over. She said it was late.", ["Ann Roe", "Ann Roe"]),
        ("Mr Roe said it was over. She said it was late.", ["Roe", None]),
        ("Ann Roe said it was over. Sue Poe came late. She said it was dark.", ["Ann Roe", "Sue Poe"]),
        ("Ann Roe came late. She said it was dark.", ["Ann Roe"]),
        ("Ann Roe said it was over. The clerk, Jim Poe, left. He said it was late.", ["Ann Roe", "Jim Poe"]),
        ("Ann Roe said it was over. Poe hit back. “No,” she said.", ["Ann Roe", None]),
        ("Ann Roe said it was over. Ohio voters left. “No,” she said.", ["Ann Roe", "Ann Roe"]),
        ("Ann Roe said it was over. Sue Poe left. Kim Lee came. “No,” she said.", ["Ann Roe", "Kim Lee"]),
        ("Ann Roe said no. Amy Poe and Eve Poe came. Poe said yes. She said no.", ["Ann Roe", None, None]),
        ("Governor Ann Roe left. The governor, a Republican, said it was over.", ["Ann Roe"]),
        ("Critics said it was over. He said it was late.", ["critics", None]),
        ("The White House said it was over. He said it was late.", ["White House", None]),
        ("Union leaders said it was over. They said it was late.", ["union leaders", "union leaders"]),
        ("She’ll say that it is late.", [None]),
        ("The governor, Helen Marsh, said it was over. Marsh said it was late.", ["Helen Marsh", "Helen Marsh"]),
        ("The mayor of Lesk, Ann Roe, said it was over. Roe said it was late.", ["Ann Roe", "Ann Roe"]),
        ("A nurse, who asked not to be named, said it was over.", ["a nurse"]),
        # roles
        ("Spokeswoman Ann Roe said it was over. The spokeswoman said it was late.", ["Ann Roe", "Ann Roe"]),
        ("Spokesman Bob Roe said it was over. The spokeswoman said it was late.", ["Bob Roe", None]),
        ("A spokesman said it was over. The spokesman said it was late.", ["a spokesman", "a spokesman"]),
        # bodies and documents
        ("The Ministry of Health said it was over. The ministry said it was late.", ["Ministry of Health"] * 2),
        ("The company said it was over.", ["the company"]),
        ("The union said it was over. The firm left. It said it was late.", ["the union", None]),
        ("The four countries said it was over.", ["the four countries"]),
        (
            "On Monday, Chad, Mali and Niger urged Iran to stop. The three countries said it was late.",
            ["Chad, Mali and Niger", "Chad, Mali and Niger"],
        ),
        (
            "The union said in a statement it was over. “It is late,” according to the statement.",
            ["the union", "the union"],
        ),
        ("“It is late,” according to the report.", ["the report"]),
        # unnamed
        ("Two officials said it was over.", ["two officials"]),
        ("Colorado’s top officer said it was over.", ["Colorado’s top officer"]),
        ("Law Lords said it was over.", ["Law Lords"]),
        ("President Roe’s aides said it was over.", ["President Roe’s aides"]),
        ("The Lesk-owned company from Poe said it was over.", ["Lesk-owned company from Poe"]),
        ("New figures show that it is over. Some new roads shut.", ["new figures"]),
        ("Ann Lee and Sen. Bob Roe said it was over.", ["Ann Lee and Bob Roe"]),
        ("CREW said it was over. The crew left.", ["CREW"]),
        ("Ann Lee spoke in Lesk. The Labour MP said it was over.", ["Ann Lee"]),
        ("The German company said it was over.", ["the German company"]),
        ("The Lesk senator’s allies said it was over.", ["the Lesk senator’s allies"]),
        ("Hacker reveals that it is over. The hacker left.", ["hacker"]),
    ],
)
def test_resolution(text: str, expected: list[str | None]) -> None:
    """Each source is resolved to whom the article names, or left open."""
    assert expected == speakers(text)


def test_a_pronoun_in_a_joint_source_takes_the_name() -> None:
    """Several people of whom a pronoun means one are called by that one's name."""
    (claim,) = extract(
        Article(text="Ann Lee came late. She and her colleagues said it was over.", outlet="Lesk Times", published=None)
    )

    assert str(claim.speaker) == "Ann Lee and her colleagues"


def test_open_speakers_say_why() -> None:
    """An open speaker leaves an ambiguity that names whom it might be."""
    (claim,) = claims("Ann Roe and Bob Roe came. Roe said it was over.")

    assert [("speaker", ("Ann Roe", "Bob Roe"))] == [(a.kind.value, a.candidates) for a in claim.ambiguities]


def test_speakers_gather_what_the_article_says() -> None:
    """Aliases and description come from all mentions, before and after the claim."""
    first, *_ = claims("Kirby said it was over. Council spokesman John Kirby left. “No,” the spokesman said.")
    speaker = first.speaker

    assert speaker is not None
    assert ("John Kirby", ("Kirby", "the spokesman"), "Council spokesman") == (
        speaker.name, speaker.aliases, speaker.description,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "speaker", "via"),
    [
        ("Ann Roe said that it was over, Reuters reported.", "Ann Roe", "Reuters"),
        ("Coach Ann Roe said, according to the Lesk Times, that it was over.", "Ann Roe", "Lesk Times"),
        ("The Lesk Times reported that a complaint said it was over.", "a complaint", "Lesk Times"),
        ("The Lesk Times reported that it was over.", "Lesk Times", "None"),
    ],
)
def test_relays(text: str, speaker: str, via: str) -> None:
    """A relaying source becomes `via`, and the speaker stays who said it."""
    (claim,) = claims(text)

    assert (speaker, via) == (str(claim.speaker), str(claim.via))


_LONG = " The road to the harbour was shut for the winter." * 20


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Experts said it was over.", "group"),
        ("The two men said it was over.", "group"),
        ("Roe and his colleagues said it was over.", "group"),
        ("Two people familiar with the talks said it was over.", "unnamed"),
        ("A nurse said it was over.", "unnamed"),
        ("Lesk said it was over. A spokesman for Lesk left.", "organisation"),
        ("Lesk said it was over. Lesk’s shares fell.", "organisation"),
        ("Roe & Poe said it was over.", "organisation"),
        ("Lesk said it was over." + _LONG, "organisation"),
        ("Mr. Roe said it was over." + _LONG, "person"),
        ("Chiara said it was over." + _LONG, "person"),
        ("Ulmo Roe said it was over. Roe left." + _LONG, "person"),
        ("Ulmo Watch said it was over." + _LONG, "organisation"),
        ("Ulmo Roe, 42, said it was over." + _LONG, "person"),
        ("Villagers said it was over.", "group"),
        ("Manufacturers said it was over." + _LONG, "group"),
        ("Ex-friends said it was over.", "group"),
        ("Torvers said it was over." + _LONG, "organisation"),
        ("Roe’s family said it was over.", "group"),
        ("The fishing industry said it was over.", "group"),
        ("About 3 in 10 anglers said it was over.", "group"),
        ("More than 48% of boat owners said it was over.", "group"),
        ("A majority in Lesk said it was over.", "group"),
        ("Close to three dozen Lesk doctors said it was over.", "group"),
        ("Up to 40 Lesk doctors said it was over.", "group"),
        ("The script said it was over.", "document"),
        ("Our early testing said it was over.", "document"),
        ("Current models said it was over.", "document"),
        ("A group of Lesk nurses said it was over.", "group"),
        ("Six in 10 anglers said it was over.", "group"),
        ("One angler said it was over.", "unnamed"),
        ("One of her aides said it was over.", "unnamed"),
        ("A source on the board said it was over.", "unnamed"),
        ("Ulmo O’Roe said it was over." + _LONG, "person"),
        ("Ulmo Roe, the Lesk Councilwoman, said it was over." + _LONG, "person"),
        ("Airlines said it was over." + _LONG, "group"),
        ("The Japanese said it was over.", "group"),
        ("U. Lum Roe said it was over." + _LONG, "person"),
        ("The Liberal Democrats said it was over.", "organisation"),
        ("Democrats said it was over.", "group"),
        ("The Harbour Workers of America said it was over.", "organisation"),
        ("No 10 said it was over.", "organisation"),
        ("The fact-checker said it was over.", "unnamed"),
        ("Another Lesk Democrat said it was over.", "unnamed"),
        ("The Two Reeds star said it was over.", "unnamed"),
        ("Fact-checkers said it was over." + _LONG, "group"),
        ("MPs said it was over." + _LONG, "group"),
        ("The Lesk leader, Ulmo Roe, said it was over." + _LONG, "person"),
        ("Poe’s stylist, Ulmo Roe, said it was over." + _LONG, "person"),
        ("One of its authors, Ulmo Roe, said it was over." + _LONG, "person"),
        ("Ulmo Roe, who runs a shop, said it was over." + _LONG, "person"),
        ("Ulmo Roe of Lesk Labs said it was over." + _LONG, "person"),
        ("MSNBC’s Ulmo Roe said it was over." + _LONG, "person"),
        ("Ann-Lou Roe said it was over." + _LONG, "person"),
    ],
)
def test_categories(text: str, category: str) -> None:
    """A speaker is of the kind that the words beside the name tell, and a firm where nothing tells of a person."""
    claim = claims(text)[0]

    assert claim.speaker is not None
    assert category == claim.speaker.category.value


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Ann Roe", True),
        ("a nurse who saw it", True),
        ("about 200 people", True),
        ("at least 40 doctors", True),
        ("close to three dozen Lesk doctors", True),
        ("at least Ann Roe", False),
        ("those in favour", True),
        ("WHO", True),
        ("May", True),
        ("Friday", False),
        ("Regarding", False),
        ("point-blank again and", False),
        ("who has seen it", False),
        ("isn’t", False),
        ("pushing to keep the law", False),
        ("written to two of the men", False),
        ("the board pushed back on a report", False),
        ("LESK — two states", False),
        (", he", False),
        ("no one", False),
        ("Neither side", False),
        ("only one", False),
        ("every voter I", False),
        ("Charles I", True),
        ("anyone", False),
        ("no 10", True),
        ("Russian", False),
        ("Russians", True),
        ("Beyond Lesk", False),
        ("come under fire from two villages", False),
        ("the Lesk Pro for the last two years", False),
        ("the voters they", False),
        ("the with slim majorities", False),
        ("Whenever", False),
        ("Only", False),
        ("string of nurses", True),
        ("leave the interview", False),
        ("Hours", False),
        ("nothing the mayor", False),
        ("Mayor Roe firmly rebuked critics", False),
        ("the organizer of a pro-Lesk", False),
        ("Mrs. Roe struck many of the same", False),
        ("Speaking to the News", False),
    ],
)
def test_shapes(words: str, expected: bool) -> None:  # noqa: FBT001
    """What has the shape of no name and no description is refused as one."""
    assert is_name(words) is expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the 12 wines", "thing"),
        ("the value of the krona", "thing"),
        ("any decision on the medals", "thing"),
        ("your tariff", "thing"),
        ("an array of fine instruments", "thing"),
        ("most hypotheses", "thing"),
        ("mood resonates with Ann", "thing"),
        ("the new computer", "thing"),
        ("Mr. Roe’s Oct. 11", "thing"),
        ("About 3", "thing"),
        ("only", "thing"),
        ("Ann Roe and Bob Poe’s work", "thing"),
        ("Ann Roe and Bob Poe’s friends", "joint"),
        ("the man in red shorts", "other"),
        ("a loner", "other"),
        ("the retired neurosurgeon", "other"),
        ("the 40-year-old", "other"),
        ("a person familiar with the talks", "other"),
        ("those in favour of it", "other"),
        ("those close to her", "other"),
        ("those fishermen in Lesk", "people"),
        ("the unemployed", "people"),
        ("hundreds of thousands of fans", "people"),
        ("two-thirds of them", "people"),
        ("an eyewitness", "other"),
        ("two of the women", "people"),
        ("some riders in Lesk", "people"),
        ("many Lesk folk interviewed", "people"),
        ("the neo-banks", "people"),
        ("a series of South Lesks", "people"),
        ("the trade weekly", "institution"),
        ("SDG 11", "other"),
        ("roe42", "other"),
    ],
)
def test_things_are_no_sources(words: str, expected: str) -> None:
    """A description whose head can be no source is told from those of persons, bodies and texts."""
    assert expected == parse_mention(words).form.value


def test_things_leave_the_speaker_open() -> None:
    """What a thing says has no speaker, and does not stand between a pronoun and whom it means."""
    first, second = claims("Ann Roe left. The new tariff said it was over. “It is late,” she said.")

    assert (None, "Ann Roe") == (first.speaker, str(second.speaker))
    assert ["'The new tariff' is no name"] == [ambiguity.detail for ambiguity in first.ambiguities]


def test_a_capital_may_be_only_that_of_the_sentence() -> None:
    """A word that the text also writes small is no name, and a firm that writes itself small stays one."""
    assert [None] == speakers("The silence grew. Silence said it was over.")
    assert ["Leskify"] == speakers("He works for leskify. Leskify said it was over.")


def test_what_is_no_name_stays_open() -> None:
    """Where words of no name's shape stand in the place of the source, the speaker is open, and they are told."""
    (claim,) = claims("“It is late,” said Those.")

    assert claim.speaker is None
    assert ["'Those' is no name"] == [ambiguity.detail for ambiguity in claim.ambiguities]


@pytest.mark.parametrize("source", ["both ’s", "two …", "those —", "the ...", "many ’s", "some (x)", "several “”", "?"])
def test_sources_without_a_word(source: str) -> None:
    """A source of which nothing is left as a name is read all the same, and has some name."""
    assert parse_mention(source).name
    for text in (f"Ann Roe spoke. {source} said it was over. {source} said so.", f"“It is over,” said {source}."):
        assert all(claim.speaker is None or claim.speaker.name for claim in extract(Article(text, "Post", None)))
