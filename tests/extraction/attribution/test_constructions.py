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
    ("Sen. Ann Lee, D-N.Y., the chair, said it was over.", ["Sen. Ann Lee, D-N.Y., the chair | said | it was over"]),
    ("“No,” Rep. Ann Lee, R-Ohio, told The Post.", ["Rep. Ann Lee, R-Ohio | told | “No,”"]),
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
    ("Lowe told reporters the mill was safe.", ["Lowe | told | the mill was safe"]),
    ("Lowe told a crowd in Lesk she would run.", ["Lowe | told | she would run"]),
    ("Lowe told the court Mr Dahl had lied.", ["Lowe | told | Mr Dahl had lied"]),
    ("Lowe told the court her client had left.", ["Lowe | told | her client had left"]),
    ("Lowe told me he was ill.", ["Lowe | told | he was ill"]),
    ("Lowe told reporters sales had fallen.", ["Lowe | told | sales had fallen"]),
    ("Lowe told doctors he ate the pie.", ["Lowe | told | he ate the pie"]),
    ("Lowe told her aunt, Ida Roe, they were nurses.", ["Lowe | told | they were nurses"]),
    ("Lowe told her aunt, Ida Roe, that it was late.", ["Lowe | told | that it was late"]),
    ("Lowe told the story of the mill.", []),
    ("Nurses at Lesk Hospital report today that it is late.", ["Nurses at Lesk Hospital | report | that it is late"]),
    ("The firm has twice denied being late.", ["The firm | has twice denied | being late"]),
    ("Lowe wants the mayor to leave.", ["Lowe | wants | the mayor to leave"]),
    (
        "Lowe wants the mayor to leave but conceded it was late.",
        ["Lowe | wants | the mayor to leave", "Lowe | conceded | it was late"],
    ),
    ("Lowe vowed to leave and tell them that it was late.", ["Lowe | vowed | to leave and tell them that it was late"]),
    ("He’s also claiming that it was late.", ["He | also claiming | that it was late"]),
    ("She's insisted that it was late.", ["She | insisted | that it was late"]),
    ("They're told that it is late.", []),
    ("It's said that it is late.", []),
    ("Holm has tried to suggest that it was late.", ["Holm | has tried to suggest | that it was late"]),
    ("Lowe said in a note the mill was safe.", ["Lowe | said | the mill was safe"]),
    ("Lowe said in Lesk that it was safe.", ["Lowe | said | that it was safe"]),
    ("The agency warned drivers the road was icy.", ["The agency | warned | the road was icy"]),
    ("The agency warned drivers of floods.", ["The agency | warned | of floods"]),
    ("The agency warned the road was icy.", ["The agency | warned | the road was icy"]),
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
        "Mr Roe’s lawyer, meanwhile, mocked the bureau on Monday, saying the deputy director “reversed the ruling”.",
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
    (
        "Tom Hall, 41, a teacher from Ohio, said it was over.",
        ["Tom Hall, 41, a teacher from Ohio | said | it was over"],
    ),
    ("Tom Hall, the MP for Lesk, who left, said no.", ["Tom Hall, the MP for Lesk, who left | said | no"]),
    ("Holm Corp., Lesk, Ill., said it was over.", ["Holm Corp., Lesk, Ill. | said | it was over"]),
    ("Holm Corp., based in Lesk, Ill., said it was over.", ["Holm Corp., based in Lesk, Ill. | said | it was over"]),
    ("Tom Hall, head of the mill said it was over.", ["Tom Hall, head of the mill | said | it was over"]),
    ("Jun Hall said it was over.", ["Jun Hall | said | it was over"]),
    ("Farm Weekly has said it was over.", ["Farm Weekly | has said | it was over"]),
    ("Instead, the mayor said it was over.", ["the mayor | said | it was over"]),
    ("Tom Hall (Labour) said it was over.", ["Tom Hall (Labour) | said | it was over"]),
    ("Ann Lee – who won in 2019 – told the BBC: “No.”", ["Ann Lee | told | “No.”"]),
    ("The 52-year-old said it was over.", ["The 52-year-old | said | it was over"]),
    ("Chief Justice A.K. Rao said it was over.", ["Chief Justice A.K. Rao | said | it was over"]),
    ("NEW DELHI, Feb 15 (Reuters) - The court said it was over.", ["The court | said | it was over"]),
    ("ROME/PARIS, 15 February 2024 (Reuters) -- Ann Lee said it was over.", ["Ann Lee | said | it was over"]),
    ("MINOT, N.D. — The trial is over, Ann Lee said.", ["Ann Lee | said | The trial is over"]),
    ("Paris (dpa) - The trial is over, Ann Lee said.", ["Ann Lee | said | The trial is over"]),
    ("Asked about it, she replied, “I don’t know.”", ["she | replied | “I don’t know.”"]),
    ("Ann Lee raged: “It is over.”", ["Ann Lee | raged | “It is over.”"]),
    # a predicate attributes
    ("Traders are of the view that it is late.", ["Traders | are of the view | that it is late"]),
    ("Holm is confident they will win.", ["Holm | is confident | they will win"]),
    ("Holm was certain to win.", []),
    ("Convinced traders said no.", ["Convinced traders | said | no"]),
    # the content precedes
    ("Talks had begun on Monday, Mr Kirby said.", ["Mr Kirby | said | Talks had begun on Monday"]),
    (
        "Talks had begun on Monday, said Mr Kirby, a spokesman.",
        ["Mr Kirby, a spokesman | said | Talks had begun on Monday"],
    ),
    ("Talks had begun, Mr Kirby said on Monday in Rome.", ["Mr Kirby | said | Talks had begun"]),
    ("Talks had begun, according to the ministry.", ["the ministry | according to | Talks had begun"]),
    ("According to the ministry, talks had begun.", ["the ministry | According to | talks had begun"]),
    (
        "Growth is slow, warned officials from the Lesk Chamber (LCC), the Grain Board and the Rural Bank.",
        ["officials from the Lesk Chamber (LCC), the Grain Board and the Rural Bank | warned | Growth is slow"],
    ),
    ("Prices will fall, predict analysts at Holm & Falk.", ["analysts at Holm & Falk | predict | Prices will fall"]),
    ("“It is icy,” said Ann Lee at Holm & Falk.", ["Ann Lee | said | “It is icy,”"]),
    ("“It is icy,” said Ann Lee from Lesk.", ["Ann Lee from Lesk | said | “It is icy,”"]),
    (
        "“It is icy,” said Ann Lee, 42, a teacher from Lesk, on Monday.",
        ["Ann Lee, 42, a teacher from Lesk | said | “It is icy,”"],
    ),
    ("“It is icy,” said Ann Lee, head of the mill.", ["Ann Lee, head of the mill | said | “It is icy,”"]),
    ("“It is icy,” said Ann Lee, speaking for the mayor.", ["Ann Lee | said | “It is icy,”"]),
    ("“It is icy,” said Ann Lee (Labour).", ["Ann Lee (Labour) | said | “It is icy,”"]),
    ("“It is icy,” said a nurse who knows the road.", ["a nurse who knows the road | said | “It is icy,”"]),
    (
        "According to Ida Holm, head of the Lesk Board, it is over.",
        ["Ida Holm, head of the Lesk Board | According to | it is over"],
    ),
    (
        "According to Ida Holm, who owns the mill, it is over.",
        ["Ida Holm, who owns the mill | According to | it is over"],
    ),
    ("According to Ida Holm, 34, it is over.", ["Ida Holm, 34 | According to | it is over"]),
    ("According to Ida Holm, the rain stopped, at last.", ["Ida Holm | According to | the rain stopped, at last"]),
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
    # quotations in other paragraphs
    ("“It began,” he said.\n\n“It ended.”", ["he | said | “It began,” / “It ended.”"]),
    (
        "Ann Lee said it was over.\n\n“It ended.”\n\n“It began.” It did.\n\n“No.”",
        ["Ann Lee | said | it was over / “It ended.” / “It began.”"],
    ),
    ("“It began,” he said.\n\nRead more: Rain\n\n“It ended.”", ["he | said | “It began,” / “It ended.”"]),
    ("“It began,” he said.\n\nIt did.\n\n“It ended.”", ["he | said | “It began,”"]),
    ("“Is it over?” Ann Lee asked.\n\n“No.”", ["Ann Lee | asked | “Is it over?”"]),
    ("“It began,” he said.\n\n“It ended,” Ann Lee said.", ["he | said | “It began,”", "Ann Lee | said | “It ended,”"]),
    ("“It began.\n\n“It went on.\n\n“It ended,” he said.", ["he | said | “It began. / “It went on. / “It ended,”"]),
    ("“It began.”\n\n“It ended,” he said.", ["he | said | “It ended,”"]),
    ("“It began.\n\nIt ended there, he said.", ["he | said | It ended there"]),
    ("Lee released a statement that read:\n\n“It is over.”", ["a statement | read | “It is over.”"]),
    ("According to a copy of it:\n\n“It is over.”", ["a copy of it | According to | “It is over.”"]),
    (
        "“No,” Lee said.\n\n“It began.\n\n“It ended,” Roe said.",
        ["Lee | said | “No,”", "Roe | said | “It began. / “It ended,”"],
    ),
    ("“No,” Lee said.\n\n“It began.\n\nRoe left.", ["Lee | said | “No,” / “It began."]),
    ("“It began\nand ended,” he said.", ["he | said | “It began / and ended,”"]),
    ("Ann Lee said: “It began\nand ended.” She left.", ["Ann Lee | said | “It began / and ended.”"]),
    ("Mayor Ann Lee said:\n\n“It is over.”", ["Mayor Ann Lee | said | “It is over.”"]),
    (
        "In a statement on Friday, the ministry said:\n\n“It is over.”\n\n“It was long.”\n\nIt was.",
        ["the ministry | said | “It is over.” / “It was long.”"],
    ),
    ("She wrote on X:\n“It is over.\n“It was long.”", ["She | wrote | “It is over. / “It was long.”"]),
    ("Lee said it was late, adding:\n\n“It is over.”", ["Lee | said | it was late", "Lee | adding | “It is over.”"]),
    ("Ann Lee raged:\n\n“It is over.”", ["Ann Lee | raged | “It is over.”"]),
    ("Ann Lee went further:\n\n“It is over,” Roe said.", ["Roe | said | “It is over,”"]),
    ("“It began,” he said. “And so\n\n“it ended.”", ["he | said | “It began,” / “And so / “it ended.”"]),
    ("The talks were “advancing”, Mr Kirby said.", ["Mr Kirby | said | The talks were “advancing”"]),
    ("“Not today,” Mr Kirby mumbled.", ["Mr Kirby | mumbled | “Not today,”"]),
    ("Robert “Bob” Smith said it was over.", ["Robert “Bob” Smith | said | it was over"]),
    ("A reporter asked Ann Lee, “Is it over?”", ["A reporter | asked | “Is it over?”"]),
    ("He continued, pointing at the sea: “It is over.”", ["He | continued | “It is over.”"]),
    ("He went on for an hour, adding: “It is over.”", ["He | adding | “It is over.”"]),
    ("“Not today,” mumbled Mr Kirby, a spokesman.", ["Mr Kirby, a spokesman | mumbled | “Not today,”"]),
    ("“Not today,” cheers and whistles.", []),
    ("“The plan is good,” the ministry detailed.", ["the ministry | detailed | “The plan is good,”"]),
    ("“The Long Rain,” the film directed by Ann Lee, opens.", []),
    ("“The Long Rain,” stars Ann Lee as a nurse.", []),
    ("“It was late,” Ann Lee said of that day.", ["Ann Lee | said | “It was late,”"]),
    ("“It is over”, as Ann Lee puts it.", ["Ann Lee | puts it | “It is over”"]),
    ("The road is shut, the Harbour Post has learnt.", ["the Harbour Post | has learnt | The road is shut"]),
    ("He left what Ann Lee called “a scam”.", ["Ann Lee | called | “a scam”"]),
    ("A film called “Rain” won.", []),
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
    ("Lee called it “a scam”, a charge Roe’s party denies.", ["Lee | called | it “a scam”"]),
    # relays
    (
        "Kirby said that talks had begun, The Associated Press said.",
        ["Kirby | said | that talks had begun | The Associated Press"],
    ),
    ("“It is over,” Roe said, according to Reuters.", ["Roe | said | “It is over,” | Reuters"]),
    (
        "Greer said it was “late” but insisted the port must wait.",
        ["Greer | said | it was “late”", "Greer | insisted | the port must wait"],
    ),
    (
        "Greer told them that he was well and accused the mayor of lies.",
        ["Greer | told | that he was well", "Greer | accused | the mayor of lies"],
    ),
    (
        "Greer said he was well and asked the mayor to help.",
        ["Greer | said | he was well", "Greer | asked | the mayor to help"],
    ),
    ("Greer said he was well and asked how it was.", ["Greer | said | he was well", "Greer | asked | how it was"]),
    ("Greer denied the charges, saying he was well.", ["Greer | denied | the charges", "Greer | saying | he was well"]),
    (
        "Greer said it was over, adding the road was shut.",
        ["Greer | said | it was over", "Greer | adding | the road was shut"],
    ),
    (
        "Greer said it was over, calling the plan a scam.",
        ["Greer | said | it was over", "Greer | calling | the plan a scam"],
    ),
    ("Greer said it was over, while Holm said it was not.", ["Greer | said | it was over", "Holm | said | it was not"]),
    ("It was over, Greer said, and Holm denied it.", ["Greer | said | It was over", "Holm | denied | it"]),
    ("Greer noted the road was shut.", ["Greer | noted | the road was shut"]),
    ("Greer noted the shut road.", []),
    # a cue that parts its content
    ("In all, according to Greer, the mill paid 3m.", ["Greer | according to | In all / the mill paid 3m"]),
    ("However, according to Greer, the dam is safe.", ["Greer | according to | However / the dam is safe"]),
    ("Peak use, according to Greer, reached 4 tons.", ["Greer | according to | Peak use / reached 4 tons"]),
    ("Unless it rains, Greer said, the ferry will stop.", ["Greer | said | Unless it rains / the ferry will stop"]),
    ("In some towns, Greer said, people had left.", ["Greer | said | In some towns / people had left"]),
    ("The trial began, Greer said, and a date was set.", ["Greer | said | The trial began / a date was set"]),
    ("The mill was closed, Greer said, and left.", ["Greer | said | The mill was closed"]),
    (
        "While some have two, and “we like that,” Greer said, most have one.",
        ["Greer | said | While some have two, and “we like that,” / most have one"],
    ),
    ("After it fell, people left, Greer said while visiting Lesk.", ["Greer | said | After it fell, people left"]),
    ("But it was late, Greer said, ever since he fell ill.", ["Greer | said | it was late / ever since he fell ill"]),
    ("They left in part because, Greer said, it was late.", ["Greer | said | it was late"]),
    ("That, Greer says, is late.", ["Greer | says | That / is late"]),
    ("The mill is, according to Greer, “the best.”", ["Greer | according to | The mill is / “the best.”"]),
    (
        "It killed more than 39, according to Greer, over ten days.",
        ["Greer | according to | It killed more than 39 / over ten days"],
    ),
    # attributions that share a subject
    (
        "“We buy it,” Greer said before pointing out that it is late.",
        ["Greer | said | “We buy it,”", "Greer | pointing out | that it is late"],
    ),
    (
        "Greer said it was late, before adding that it was over.",
        ["Greer | said | it was late", "Greer | adding | that it was over"],
    ),
    ("Greer won support, after accusing them of theft.", ["Greer | accusing | them of theft"]),
    ("He left (though Greer claims he is in).", ["Greer | claims | he is in"]),
    ("Greer claims both left and says he saw it.", ["Greer | claims | both left", "Greer | says | he saw it"]),
    ("Arguing that it is late, Greer has left.", ["Greer | Arguing | that it is late"]),
    # the cue opens the sentence, or stands outside the lexicon
    ("Says Ann Lee, head of the mill: “It is over.”", ["Ann Lee, head of the mill | Says | “It is over.”"]),
    ("“We won,” grinned captain Lars Holm.", ["captain Lars Holm | grinned | “We won,”"]),
    ("“Fargo” airs Monday.", []),
    ("It is “a race,” as Lars Holm, a teacher, puts it.", ["Lars Holm, a teacher | puts it | It is “a race,”"]),
    ("Rain will fall, as Holm said.", ["Holm | said | Rain will fall"]),
    # relays and passives
    ("The Post quoted Ann Lee as saying it was over.", ["Ann Lee | as saying | it was over | The Post"]),
    ("The Post quoted the mayor, Ann Lee, as saying no.", ["the mayor, Ann Lee | as saying | no | The Post"]),
    ("“It is over,” Lee was quoted as saying by Harpa.", ["Lee | was quoted as saying | “It is over,”"]),
    ("Lee was quoted as saying that it was over.", ["Lee | was quoted as saying | that it was over"]),
    ("The ship was said to be lost.", [" | was said | The ship / to be lost"]),
    ("The captain, who is said to be in Lesk, has left.", [" | is said | who / to be in Lesk"]),
    ("The plan was condemned by the union as a scam.", ["the union | was condemned | The plan / as a scam"]),
    ("The plan was condemned by the union.", []),
    # a subordinate clause ends before the main one
    ("When Holm first claimed to have won, there was a row.", ["Holm | first claimed | to have won"]),
    ("Although Holm denied that he had lied, the jury convicted him.", ["Holm | denied | that he had lied"]),
    (
        "After Holm announced the swap last week, she said it was over.",
        ["Holm | announced | the swap last week", "she | said | it was over"],
    ),
    # the outlet's own comment is no part of a content
    ("Holm said he was well — but it is not clear who saw him.", ["Holm | said | he was well"]),
    ("Holm said he was well, though a photograph shows a scar.", ["Holm | said | he was well"]),
    (
        "Holm said his boat — where he lives — and his car were sold.",
        ["Holm | said | his boat — where he lives — and his car were sold"],
    ),
    ("Holm said it was over - but she was wrong.", ["Holm | said | it was over"]),
    ("Holm said it was late - but not too late.", ["Holm | said | it was late - but not too late"]),
    ("Holm said he was well, despite a scar.", ["Holm | said | he was well"]),
    ("Holm said it rose, despite their leaving.", ["Holm | said | it rose, despite their leaving"]),
    ("Holm said it was over, raising new doubts on the plan.", ["Holm | said | it was over"]),
    ("Holm said it was over, an odd claim for a mayor.", ["Holm | said | it was over"]),
    ("Holm said it was hers, a boat for six.", ["Holm | said | it was hers, a boat for six"]),
    ("Holm said he met ISIL, also known as IS.", ["Holm | said | he met ISIL"]),
    ("Holm said he would go, as did Roe.", ["Holm | said | he would go"]),
    ("Holm said it burned, with people inside.", ["Holm | said | it burned, with people inside"]),
    ("Holm rejected the bid to stop the vote, which is due in May.", ["Holm | rejected | the bid to stop the vote"]),
    ("Holm blamed Roe for the delay, and it was long.", ["Holm | blamed | Roe for the delay"]),
    ("Holm said the dam — all of it — was safe.", ["Holm | said | the dam — all of it — was safe"]),
    ("Holm said because it rained, they left.", ["Holm | said | because it rained, they left"]),
    (
        "Holm said after the court had ruled that Roe must go, there was a row.",
        ["Holm | said | after the court had ruled that Roe must go, there was a row"],
    ),
    ("Holm declared victory as the count was going on.", []),
    # a cue within a relative clause
    ("The man who they say led the raid is in Lesk.", ["they | say | led the raid"]),
    ("The plan, which Holm says will fail, is late.", ["Holm | says | will fail"]),
    # "who said" and "which says" end where the main clause goes on
    (
        "Three men who claimed they had been hit by a bus held a protest.",
        ["Three men | claimed | they had been hit by a bus"],
    ),
    (
        "Holm, who said he was ill, has argued that as a boy, he was well.",
        ["Holm | said | he was ill", "Holm | has argued | that as a boy, he was well"],
    ),
    (
        "The head, who recently said it was a “dull town,” will go.",
        ["The head | recently said | it was a “dull town,”"],
    ),
    ("It was bought by Holm Group, which says it is safe.", ["Holm Group | says | it is safe"]),
    ("Greer said he was well, and thinks it is over.", ["Greer | said | he was well", "Greer | thinks | it is over"]),
    ("The pilot told engineers she saw ice.", ["The pilot | told | she saw ice"]),
    (
        "The chair, school trustee Ann Lee, has said the roof “is bad.”",
        ["The chair, school trustee Ann Lee | has said | the roof “is bad.”"],
    ),
    (
        "According to the River Centre (RCC) in the US, it is over.",
        ["the River Centre (RCC) in the US | According to | it is over"],
    ),
    (
        "Greer said that he was well, and demanded a delay.",
        ["Greer | said | that he was well", "Greer | demanded | a delay"],
    ),
    (
        "Greer said that he was well, citing the price of oil.",
        ["Greer | said | that he was well", "Greer | citing | the price of oil"],
    ),
    (
        "Greer wrote that it “was late,” adding “we are well.”",
        ["Greer | wrote | that it “was late,”", "Greer | adding | “we are well.”"],
    ),
    ("Prices fell in May, the study found.", ["the study | found | Prices fell in May"]),
    ("Prices fell in May, new figures showed.", ["new figures | showed | Prices fell in May"]),
    (
        "Soon after Greer said that it was over, Holm said it was not.",
        ["Greer | said | that it was over", "Holm | said | it was not"],
    ),
    ("The union, which had warned that jobs would go, left.", ["The union | had warned | that jobs would go"]),
    ("Prices will fall, wrote Ida Holm in a note to staff.", ["Ida Holm | wrote | Prices will fall"]),
    ("A map showing the road was shut hung there.", []),
    ("They found him awake.", []),
    ("They found a map that was old.", []),
    ("The group found half of the seats were free.", ["The group | found | half of the seats were free"]),
    ("Figures show prices fell in May.", ["Figures | show | prices fell in May"]),
    (
        "Emails show an aide to the mayor, Ida Roe, called the mill.",
        ["Emails | show | an aide to the mayor, Ida Roe, called the mill"],
    ),
    ("Greer and his team said it was over.", ["Greer and his team | said | it was over"]),
    (
        "“It is icy,” said Ann Lee, Managing Director of Holm.",
        ["Ann Lee, Managing Director of Holm | said | “It is icy,”"],
    ),
    ("“It is icy,” said Ann Lee, Holm vice-president.", ["Ann Lee, Holm vice-president | said | “It is icy,”"]),
    ("Ann Lee, for her part, said it was over.", ["Ann Lee | said | it was over"]),
    ("Ann Lee, of course, said it was over.", ["Ann Lee | said | it was over"]),
    ("Ann Lee (born in 1942) said it was over.", ["Ann Lee | said | it was over"]),
    # participles and "who" share a source
    ("The bank cut its price, saying trade was weak.", ["The bank | saying | trade was weak"]),
    ("Prices fell after the firm cut its goal, saying trade was weak.", ["the firm | saying | trade was weak"]),
    ("The mayor, speaking in Lesk, read a note, saying that it was over.", ["The mayor | saying | that it was over"]),
    ("It irked some officers, who thought that it was late.", ["some officers | thought | that it was late"]),
    ("The bill was drafted by Ida Holm, who says it is late.", ["Ida Holm | says | it is late"]),
    # groups
    (
        "On Monday, the US, the UK, South Korea and Japan urged Iran to stop.",
        ["the US, the UK, South Korea and Japan | urged | Iran to stop"],
    ),
    ("Both North Korea and Russia have denied the claims.", ["Both North Korea and Russia | have denied | the claims"]),
    # what is none
    ("The man was admitted to hospital.", []),
    ("He has nothing to say.", []),
    ("Mr Kirby did not say how many there were.", []),
    ("His claims that the vote was stolen were false.", []),
    ("The State Department opened an office.", []),
    ("The so-called “experts” left.", []),
    ("Cases declined to 653.", []),
    ("The firm agreed to a rescue.", []),
    ("The firm agreed to “save” the port.", ["The firm | agreed | to “save” the port"]),
    ("Ann Lee claimed victory at the cup.", []),
    ("Ann Lee Says Bridge Is Safe", ["Ann Lee | Says | Bridge Is Safe"]),
    ("It rained.\n\nAnn Lee Calls Bob Roe’s Record Her ‘Best Work’", []),
    ("The firm reported profits of $4 million.", []),
    ("READ MORE: Man held after fire in the old town", []),
    ("ALSO READ: Firm to boost uptake of clean energy", []),
    ("TORVIK: The hill town goes on growing.", []),
    ("TORVIK: “The road has been shut,” Ann Lee said.", ["Ann Lee | said | “The road has been shut,”"]),
    ("Torvik, Nov. 3: The road is shut, Ann Lee said.", ["Ann Lee | said | The road is shut"]),
    ("HOLM: The road is shut.\nROE: No, it is.", ["HOLM | : | The road is shut.", "ROE | : | No, it is."]),
    ("Profits surpassed analysts’ estimates for the year.", []),
    ("DEAR ANN: My husband bought a ticket to Rome.", []),
    # the whole of a source before its cue, and nothing that tells of the saying
    (
        "Rep. Ann Lee, D-N.Y., the former chair of the panel, a friend of the mayor, told me it was over.",
        ["Rep. Ann Lee, D-N.Y., the former chair of the panel, a friend of the mayor | told | it was over"],
    ),
    (
        "“No,” Karl Dunn, head of the mill and a regular columnist in The Post wrote.",
        ["Karl Dunn, head of the mill and a regular columnist in The Post | wrote | “No,”"],
    ),
    (
        "“No,” Karl Dunn, vice president of Lesk Mills, a grain firm in Torvik told Harpa.",
        ["Karl Dunn, vice president of Lesk Mills, a grain firm in Torvik | told | “No,”"],
    ),
    (
        "However, Matt Willis, a fund manager at Lesk Trust said it was over.",
        ["Matt Willis, a fund manager at Lesk Trust | said | it was over"],
    ),
    ("On Friday, the mayor said it was over.", ["the mayor | said | it was over"]),
    (
        "One of the crew, Hanna Walsh, 42, a nurse from Lesk, said it was over.",
        ["One of the crew, Hanna Walsh, 42, a nurse from Lesk | said | it was over"],
    ),
    (
        "Director of Mills, Ken Mack QC, who sits on the board, said it was over.",
        ["Director of Mills, Ken Mack QC, who sits on the board | said | it was over"],
    ),
    ("In Torvik, Ken Mack, a miner, said it was over.", ["Ken Mack, a miner | said | it was over"]),
    ("Fiona Dahl, speaking to voters, said it was over.", ["Fiona Dahl | said | it was over"]),
    ("James Dahl, defending, said it was over.", ["James Dahl, defending | said | it was over"]),
    ("Judith Moor, in Lesk, said it was over.", ["Judith Moor | said | it was over"]),
    (
        "Judith Moor, at the Lesk Institute, said it was over.",
        ["Judith Moor, at the Lesk Institute | said | it was over"],
    ),
    ("The mayor, at a news conference, said it was over.", ["The mayor | said | it was over"]),
    (
        "Ann Lee, who lost her son in Aurora, Colorado, in July, said it was over.",
        ["Ann Lee, who lost her son in Aurora, Colorado, in July | said | it was over"],
    ),
    (
        "Critics of the bridge, on the other hand, said that it was over.",
        ["Critics of the bridge | said | that it was over"],
    ),
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
