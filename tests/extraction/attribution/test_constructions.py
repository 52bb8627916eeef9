# SPDX-License-Identifier: MIT
"""Source, cue and content: each row is earned by a fork in the reading."""

import pytest

from claimtrack.extraction.attribution.constructions import read_constructions
from claimtrack.language.text import Text

# sentence; then for each attribution: source | cue | content (parts joined by " / ") | via, if any
CASES = [
    # the content follows
    ("Mr Kirby said that talks had begun.", ["Mr Kirby | said | that talks had begun"]),
    ("Mr Kirby said talks had begun.", ["Mr Kirby | said | talks had begun"]),
    ("Kirby on Wednesday said talks had begun.", ["Kirby | said | talks had begun"]),
    ("In March, the White House said it had proof.", ["the White House | said | it had proof"]),
    ("Just weeks after the White House said that it had proof.", ["the White House | said | that it had proof"]),
    ("John Kirby, the spokesman, said that it was over.", ["John Kirby, the spokesman | said | that it was over"]),
    ("The minister, who said she was tired, left early.", ["The minister | said | she was tired"]),
    (
        "John Kirby, who has claimed that talks may fail, said on Monday that a deal was near.",
        ["John Kirby | has claimed | that talks may fail", "John Kirby | said | that a deal was near"],
    ),
    (
        "The talks, Kirby said on Monday in Rome, are likely to resume.",
        ["Kirby | said | The talks / are likely to resume"],
    ),
    ("The ministry said only: no comment.", ["The ministry | said | no comment"]),
    ("It is over, said the mayor, Ann Lee.", ["the mayor, Ann Lee | said | It is over"]),
    ("The envoy told reporters in Geneva on Friday that it was over.", ["The envoy | told | that it was over"]),
    ("She said, however, that it was over.", ["She | said | that it was over"]),
    ("The mayor asked whether the dam would hold.", ["The mayor | asked | whether the dam would hold"]),
    ("Kyiv accused Moscow of shelling the port.", ["Kyiv | accused | Moscow of shelling the port"]),
    ("The firm has denied the charges.", ["The firm | has denied | the charges"]),
    ("He sent a letter on Friday that said it was over.", ["a letter | said | it was over"]),
    (
        "They issued identical statements afterward that said “talks go on.”",
        ["identical statements | said | “talks go on.”"],
    ),
    ("He liked the man that said no.", []),
    (
        "Mr Roe’s lawyer, meanwhile, blasted the bureau on Monday, saying the deputy director “reversed the ruling”.",
        ["Mr Roe’s lawyer | saying | the deputy director “reversed the ruling”"],
    ),
    ("Police said about 3,000 people had come.", ["Police | said | about 3,000 people had come"]),
    ("The mayor said not a penny was lost.", ["The mayor | said | not a penny was lost"]),
    ("The governor, Helen Marsh, said it was over.", ["The governor, Helen Marsh | said | it was over"]),
    (
        "A nurse, who asked not to be named, said it was over.",
        ["A nurse, who asked not to be named | said | it was over"],
    ),
    ("Tom Hall, 41, of Ohio, said it was over.", ["Tom Hall, 41, of Ohio | said | it was over"]),
    ("Tom Hall (Labour) said it was over.", ["Tom Hall | said | it was over"]),
    ("Ann Lee – who won in 2019 – told the BBC: “No.”", ["Ann Lee | told | “No.”"]),
    ("The 52-year-old said it was over.", ["The 52-year-old | said | it was over"]),
    ("Chief Justice A.K. Rao said it was over.", ["Chief Justice A.K. Rao | said | it was over"]),
    ("NEW DELHI, Feb 15 (Reuters) - The court said it was over.", ["The court | said | it was over"]),
    ("Asked about it, she replied, “I don’t know.”", ["she | replied | “I don’t know.”"]),
    ("Ann Lee raged: “It is over.”", ["Ann Lee | raged | “It is over.”"]),
    # the content precedes
    ("Talks had begun on Monday, Mr Kirby said.", ["Mr Kirby | said | Talks had begun on Monday"]),
    (
        "Talks had begun on Monday, said Mr Kirby, a spokesman.",
        ["Mr Kirby, a spokesman | said | Talks had begun on Monday"],
    ),
    ("Talks had begun, Mr Kirby said on Monday in Rome.", ["Mr Kirby | said | Talks had begun"]),
    ("Talks had begun, according to the ministry.", ["the ministry | according to | Talks had begun"]),
    ("According to the ministry, talks had begun.", ["the ministry | According to | talks had begun"]),
    # quotations
    ("“Talks have begun,” Mr Kirby said.", ["Mr Kirby | said | “Talks have begun,”"]),
    ("“Talks have begun,” said Mr Kirby.", ["Mr Kirby | said | “Talks have begun,”"]),
    ("Mr Kirby said: “Talks have begun.”", ["Mr Kirby | said | “Talks have begun.”"]),
    ("“Talks,” he said, “have begun.”", ["he | said | “Talks,” / “have begun.”"]),
    ("“Have talks begun?” Mr Kirby asked.", ["Mr Kirby | asked | “Have talks begun?”"]),
    ('"Talks have begun,” he said.', ['he | said | "Talks have begun,”']),
    ("‘Talks have begun,’ he said.", ["he | said | ‘Talks have begun,’"]),
    ("“Talks have begun,” he said. “They will be long.”", ["he | said | “Talks have begun,” / “They will be long.”"]),
    ("“It began,” he said.\n\n“It ended.\n\n“It is over.”", ["he | said | “It began,” / “It ended. / “It is over.”"]),
    ("“It began,” he said.\n\n“It ended.”", ["he | said | “It began,”"]),
    ("“It began,” he said. “And so\n\n“it ended.”", ["he | said | “It began,” / “And so / “it ended.”"]),
    ("The talks were “advancing”, Mr Kirby said.", ["Mr Kirby | said | The talks were “advancing”"]),
    ("“Not today,” Mr Kirby mumbled.", ["Mr Kirby | mumbled | “Not today,”"]),
    ("Robert “Bob” Smith said it was over.", ["Robert “Bob” Smith | said | it was over"]),
    # more than one cue
    (
        "“Talks have begun,” Mr Kirby said, adding later that they were hard.",
        ["Mr Kirby | said | “Talks have begun,”", "Mr Kirby | adding | that they were hard"],
    ),
    (
        "North Korea, however, has sided with Russia, insisting that it was right.",
        ["North Korea | insisting | that it was right"],
    ),
    (
        "Jones highlighted the cost and stressed the need for speed.",
        ["Jones | highlighted | the cost", "Jones | stressed | the need for speed"],
    ),
    (
        "Kirby said that talks had begun, but Moscow denied that they were about arms.",
        ["Kirby | said | that talks had begun", "Moscow | denied | that they were about arms"],
    ),
    ("Kirby said Russia believes that it can win.", ["Kirby | said | Russia believes that it can win"]),
    ("Russia denied the charges, Kirby said.", ["Kirby | said | Russia denied the charges"]),
    ("The office congratulated Mr. Roe and urged both sides to stop.", ["The office | urged | both sides to stop"]),
    ("Ann Lee welcomed the pause but said it was late.", ["Ann Lee | said | it was late"]),
    ("Ann Lee congratulated him, saying she was glad.", ["Ann Lee | saying | she was glad"]),
    (
        "Greer said the office was watching and urged both sides to return.",
        ["Greer | said | the office was watching", "Greer | urged | both sides to return"],
    ),
    (
        "Lee called it “a scam”, a charge Roe’s party denies.",
        ["Lee | called | it “a scam”, a charge Roe’s party denies"],
    ),
    # relays
    (
        "Kirby said that talks had begun, The Associated Press said.",
        ["Kirby | said | that talks had begun | The Associated Press"],
    ),
    ("“It is over,” Roe said, according to Reuters.", ["Roe | said | “It is over,” | Reuters"]),
    # groups
    (
        "On Monday, the US, the UK, South Korea and Japan urged Iran to stop.",
        ["the US, the UK, South Korea and Japan | urged | Iran to stop"],
    ),
    ("Both North Korea and Russia have denied the claims.", ["Both North Korea and Russia | have denied | the claims"]),
    # what is none
    ("The ship was said to be lost.", []),
    ("He has nothing to say.", []),
    ("Mr Kirby did not say how many there were.", []),
    ("His claims that the vote was stolen were false.", []),
    ("The State Department opened an office.", []),
    ("The so-called “experts” left.", []),
]


def reading(text: str) -> list[str]:
    """Return the attributions of *text* in the form of the table."""
    rows = []
    for found in read_constructions(Text.of(text)):
        parts = [found.source, found.cue, found.content, *([found.via] if found.via else [])]
        rows.append(" | ".join(" / ".join(span.of(text) for span in part) for part in parts))
    return rows


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[case[0][:50] for case in CASES])
def test_reads(text: str, expected: list[str]) -> None:
    """Source, cue and content are those of the table."""
    assert expected == reading(text)
