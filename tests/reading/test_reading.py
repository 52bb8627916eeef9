# SPDX-License-Identifier: MIT
"""`read` on the two real pages, on invented pages in the manner of other outlets, and on odd text."""
# ruff: noqa: E501 - a line of an invented page is a line here

import datetime as dt
import re
import textwrap
import time
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import LETTERS

from claimtrack.exceptions import ClaimtrackError, FieldTypeError, FieldValueError, InputError
from claimtrack.language import lexicon
from claimtrack.model import Article, Span
from claimtrack.reading import page_text, read
from claimtrack.reading.furniture import Furniture
from claimtrack.reading.headers import dated, is_byline, is_day

ROWS = lexicon.load("furniture", Furniture)
BODY = (
    "Ministers from both states met in Oslo on Monday to discuss the harbour.",
    "Nobody expected an agreement before the summer, diplomats said.",
    "The talks go on next week, according to the foreign ministry.",
)


@attrs.frozen
class Page:
    """An invented page: each line begins with the number of the story that keeps it, or with a dot if it is cut."""

    marked: str
    title: str
    byline: str | None = None
    date_line: str | None = None
    published: str | None = None
    others: tuple[tuple[str, str | None], ...] = ()

    @property
    def lines(self) -> list[tuple[str, str]]:
        """The mark and the words of each line."""
        return [(line[0], line[2:]) for line in textwrap.dedent(self.marked).strip("\n").split("\n")]

    @property
    def text(self) -> str:
        """The page as a browser would save it."""
        return "\n".join(words for _, words in self.lines)

    def story(self, number: int) -> list[str]:
        """The lines that the story *number* keeps."""
        return [words for mark, words in self.lines if mark == str(number)]


PAGES: dict[str, Page] = {
    "bbc": Page(
        """
        . Skip to content
        . BBC
        . Home
        . News
        . Sport
        . Menu
        . Ferry crews in Norrland walk out over night shifts
        . Published
        . 14 March 2024
        . Share
        . Related Topics
        . Norrland ferry strike
        . A ferry tied up at the quay in Sundhamn
        . Image source, Getty Images
        . Image caption, The morning ferry stayed in Sundhamn on Thursday
        . By Elin Marsh
        . BBC News, Sundhamn
        1 Ferry crews in Norrland have walked out in a dispute over night shifts, leaving islanders cut off.
        1 The company said on Thursday that it would not "negotiate under pressure".
        1 Union leader Karin Holm told the BBC: "We have been patient for two years."
        1 Who is affected?
        1 About 9,000 islanders depend on the route, according to the regional council.
        . Image source, EPA
        . Image caption, Karin Holm has led the union since 2019
        1 The council has said it may charter a boat from Monday.
        . Related Topics
        . Ferries
        . Norrland
        . More on this story
        . Why ferries matter to the islands
        . 2 March
        . Around the BBC
        . © 2024 BBC. The BBC is not responsible for the content of external sites. Read about our approach to external linking.
        """,
        title="Ferry crews in Norrland walk out over night shifts",
        byline="By Elin Marsh",
        date_line="14 March 2024",
        published="2024-03-14",
    ),
    "guardian": Page(
        """
        . Skip to main content
        . Support the Guardian
        . Fund independent journalism with $15 per month
        . Support us
        . News
        . Opinion
        . This article is more than 1 year old
        . Harbour dredging ‘poisoned oyster beds’, fishers say
        . This article is more than 1 year old
        1 Fishers demand inquiry after thousands of oysters die within weeks of works at Tarn estuary
        . Ruth Calder in Tarnmouth
        . Tue 7 Feb 2023 11.42 GMT
        . Last modified on Wed 8 Feb 2023 05.10 GMT
        . Share
        . 212
        1 Fishers on the Tarn estuary have accused the port authority of poisoning oyster beds by dredging a disused dock.
        1 “We warned them in writing,” said Joan Petrie, who has worked the beds for 30 years.
        . Dead oysters on the shore at Tarnmouth. Photograph: Ian Webb/The Guardian
        1 The authority has denied the claim and said tests “showed no abnormal levels”.
        . Sign up to First Edition
        . Free daily newsletter
        . Our morning email breaks down the key stories of the day, telling you what’s happening and why it matters
        . Enter your email address
        . Sign up
        . Privacy Notice: Newsletters may contain info about charities, online ads, and content funded by outside parties. For more information see our Privacy Policy. We use Google reCaptcha to protect our website and the Google Privacy Policy and Terms of Service apply.
        . after newsletter promotion
        1 A spokesperson for the environment ministry said it was aware of the reports and would support those affected.
        1 Petrie said she would not subscribe to “another decade of delay”.
        . Explore more on these topics
        . Rivers
        . Fishing
        . Share
        . Reuse this content
        . Most viewed
        . Harbour dredging ‘poisoned oyster beds’, fishers say
        """,
        title="Harbour dredging ‘poisoned oyster beds’, fishers say",
        byline="Ruth Calder in Tarnmouth",
        date_line="Tue 7 Feb 2023 11.42 GMT",
        published="2023-02-07",
    ),
    "reuters": Page(
        """
        . World
        . Velland central bank says rate rise possible in autumn
        . By Marta Quist and Henrik Dahl
        . June 12, 2024 4:05 PM GMT+2 Updated 3 days ago
        .
        . A guard stands outside the central bank in Velsund, Velland, May 30, 2024. REUTERS/Anton Berg Purchase Licensing Rights, opens new tab
        .
        1 VELSUND, June 12 (Reuters) - Velland's central bank said on Wednesday it could raise interest rates in the autumn if wages kept climbing.
        1 Governor Liv Aas told reporters that inflation was "likely to remain above target" this year.
        . Advertisement · Scroll to continue
        1 Analysts polled by the bank had expected no change.
        1 "It is a hawkish hold," said Per Lund, an economist at Nordhavn Bank.
        . Sign up here.
        . Reporting by Marta Quist and Henrik Dahl; Editing by Sue Poole
        . Our Standards: The Thomson Reuters Trust Principles., opens new tab
        . Suggested Topics:
        . World
        . Purchase Licensing Rights
        . Read Next
        . Krone slips as traders weigh bank's words
        . ago
        """,
        title="Velland central bank says rate rise possible in autumn",
        byline="By Marta Quist and Henrik Dahl",
        date_line="June 12, 2024 4:05 PM GMT+2 Updated 3 days ago",
        published="2024-06-12",
    ),
    "ap": Page(
        """
        . Menu
        . AP Top News
        . Governor orders review after bridge closes for third time
        . 1 of 3 |
        . Cars wait near the closed Tallow Creek bridge, Monday, Sept. 9, 2024, in Pineville. (AP Photo/Dana Reyes)
        . Read More
        . BY MARCUS OYELARAN
        . Updated 6:14 PM EDT, September 10, 2024
        . Share
        1 PINEVILLE (AP) — The governor ordered a safety review on Tuesday after the Tallow Creek bridge closed for the third time this year.
        1 Gov. Alice Brandt said the state “should have acted sooner.”
        . FILE - Workers inspect the bridge on March 4, 2024, in Pineville. (AP Photo/Dana Reyes, File)
        . Read More
        1 Engineers found new cracks last week, the transportation department said.
        1 “I drive my kids over it,” said resident Tom Avila. “Nobody told us.”
        . ___
        1 Associated Press writer Lena Cho in Harlow contributed to this report.
        .
        . Copyright 2024 The Associated Press. All rights reserved. This material may not be published, broadcast, rewritten or redistributed without permission.
        """,
        title="Governor orders review after bridge closes for third time",
        byline="BY MARCUS OYELARAN",
        date_line="Updated 6:14 PM EDT, September 10, 2024",
        published="2024-09-10",
    ),
    "nyt": Page(
        """
        . Skip to content
        . Skip to site index
        . SKIP ADVERTISEMENT
        . Subscriber-only Newsletter
        . School Board Bans Phones, and Parents Are Split
        1 The vote in Alder County came after months of complaints, and some families say it goes too far.
        . Listen to this article · 7:12 min
        . Share full article
        . 341
        . Students at Alder High School in May. The ban begins in September.Credit...Joy Okafor for The New York Times
        . By Dana Whitlock
        . Dana Whitlock has covered schools for 12 years.
        . Aug. 30, 2023, 11:57 a.m. ET
        1 The school board in Alder County voted on Tuesday to ban phones from classrooms, a step that its chairwoman called “long overdue.”
        1 Some parents said they feared losing touch with their children in an emergency.
        . Advertisement
        . SKIP ADVERTISEMENT
        1 “I want to hear her voice,” said Mr. Ruiz, whose daughter is 9.
        1 A spokeswoman for the board, Ms. Teller, said exceptions “may be considered.”
        . A correction was made on
        . Related Content
        . What Phone Bans Do and Don’t Fix
        . Advertisement
        """,
        title="School Board Bans Phones, and Parents Are Split",
        byline="By Dana Whitlock",
        date_line="Aug. 30, 2023, 11:57 a.m. ET",
        published="2023-08-30",
    ),
    "fox": Page(
        """
        . Fox News
        . Watch TV
        . Log In
        . ENERGY
        . Published October 3, 2024 12:43pm EDT
        . Senator presses pipeline firm on leak that fouled town's wells
        1 Firm says it is 'confident' water is safe; residents are not so sure
        . By Greta Lindqvist Fox News
        . Facebook Twitter Flipboard Comments Print Email
        . close
        . Video
        . Residents speak out about well water
        . NEWYou can now listen to Fox News articles!
        1 A senator on Thursday pressed a pipeline company over a leak that residents say fouled their wells.
        1 Sen. Walt Corbin asked why the town of Elk Ridge was told "nine days late."
        . SENATE PANEL OPENS PROBE OF PIPELINE SAFETY
        1 "We notified the county within hours," the company, Trans-Valley, said in a statement.
        . CLICK HERE TO GET THE FOX NEWS APP
        1 The Environmental Protection Agency did not immediately respond to a request for comment.
        . Greta Lindqvist is a reporter for Fox News Digital. Story tips can be sent to greta@fox.example and on Twitter @gretal.
        """,
        title="Senator presses pipeline firm on leak that fouled town's wells",
        byline="By Greta Lindqvist Fox News",
        date_line="Published October 3, 2024 12:43pm EDT",
        published="2024-10-03",
    ),
    "al jazeera": Page(
        """
        . Skip links
        . Skip to Content
        . play
        . Live
        . Navigation menu
        . News|Protests
        . Thousands march in Orria over cut to bread subsidy
        1 Unions call a general strike as the government insists the cut was demanded by lenders.
        . Protesters fill the main square in the capital on May 2 [Sami Haddad/AFP]
        . By Al Jazeera Staff and News Agencies
        . Published On 2 May 2024
        . 2 May 2024
        . Save articles to read later and create your own reading list.
        1 Thousands of people have marched in the capital of Orria to protest against a cut to the bread subsidy.
        1 Police said 40 people were arrested, while organisers put the figure at more than 200.
        . Recommended Stories
        . list of 3 items
        . list 1 of 3
        . Why Orria’s lenders want bread to cost more
        . list 2 of 3
        . Photos: A day without bread
        . end of list
        1 “They ask the poor to pay,” union leader Nadia Brahimi told Al Jazeera.
        1 ‘No other way’
        1 Finance minister Karim Sfar said there was “no other way” and that prices might fall by winter.
        . Source: Al Jazeera and news agencies
        . Advertisement
        . About
        . About Us
        """,
        title="Thousands march in Orria over cut to bread subsidy",
        byline="By Al Jazeera Staff and News Agencies",
        date_line="Published On 2 May 2024",
        published="2024-05-02",
    ),
    "cnn": Page(
        """
        . World
        . Africa
        . Ad Feedback
        . Rangers say poachers may have used drones in Lake Sanga raid
        . By Moses Kato and Julia Brandt, CNN
        . 3 minute read
        . Published 9:02 AM EST, Fri January 19, 2024
        . Link Copied!
        .
        . Elephants cross a road near Lake Sanga in December 2023.
        . Peter Njoroge/AFP/Getty Images
        . CNN —
        .
        1 Poachers who killed six elephants near Lake Sanga may have used drones to find the herd, rangers said Friday.
        .
        1 Chief ranger Grace Auma said her team found a battery pack at the site.
        .
        . RELATED ARTICLE
        . Six elephants found dead near Lake Sanga
        .
        1 “This is new to us, and it is frightening,” Auma told CNN.
        .
        . Ad Feedback
        .
        1 The wildlife ministry has not confirmed the account.
        .
        . Ad Feedback
        . Most Popular
        . Storm nears the coast
        """,
        title="Rangers say poachers may have used drones in Lake Sanga raid",
        byline="By Moses Kato and Julia Brandt, CNN",
        date_line="Published 9:02 AM EST, Fri January 19, 2024",
        published="2024-01-19",
    ),
    "local paper with a second story below": Page(
        """
        . We use cookies to improve your experience. By clicking accept you consent to our cookie policy.
        . Subscribe
        . Sign In
        . LOCAL NEWS
        . Council delays vote on Mill Street flats
        . Paula Denton
        . The Brackton Courier
        . Published 5:01 p.m. CT Nov. 6, 2023 | Updated 8:10 a.m. CT Nov. 7, 2023
        1 The Brackton council on Monday put off a vote on 84 flats at the old Mill Street works.
        1 Mayor Ed Sorrel said the developer, Hale Homes, had “not answered basic questions.”
        . More: Mill Street neighbors fear traffic
        1 A lawyer for Hale Homes said the firm would reply by Friday.
        . Support local journalism. A digital subscription to the Courier makes our work possible. Subscribe today.
        1 Residents who spoke on Monday were divided.
        . Contact Paula Denton at pdenton@courier.example.
        . View Comments
        . High school volleyball team heads to state final
        . Rick Amato
        . The Brackton Courier
        . Published 9:15 p.m. CT Nov. 8, 2023
        2 Brackton High beat Grafton in five sets on Wednesday to reach the state volleyball final.
        2 Coach Lin Ferrer said her players “never looked at the scoreboard.”
        2 The final is on Saturday in Capital City.
        . View Comments
        """,
        title="Council delays vote on Mill Street flats",
        byline="Paula Denton",
        date_line="Published 5:01 p.m. CT Nov. 6, 2023 | Updated 8:10 a.m. CT Nov. 7, 2023",
        published="2023-11-06",
        others=(("High school volleyball team heads to state final", "2023-11-08"),),
    ),
    "daily mail": Page(
        """
        . Privacy Policy
        . Feedback
        . Thursday, Aug 31st 2023 12AM 24°C
        . Advertisement
        . Harbour boss quits after secret tapes reveal 'rotten' deal with dredging firm
        1 Tapes show Colin Marsh offering to waive fees
        1 He says the recordings were edited
        . By JANE DOE FOR DAILYMAIL.COM
        .
        . PUBLISHED: 11:57 EDT, 30 August 2023 | UPDATED: 12:30 EDT, 30 August 2023
        .
        . e-mail
        .
        . 54
        . shares
        .
        . 23
        .
        . View
        . comments
        .
        1 The boss of a harbour board has quit after secret tapes revealed what MPs called a 'rotten' deal.
        .
        1 Colin Marsh, 54, insists he 'did nothing wrong' and says the tapes were edited.
        .
        . Colin Marsh leaves the board's offices on Tuesday
        . Colin Marsh leaves the board's offices on Tuesday
        .
        1 The firm, Deepcut, has yet to comment.
        .
        . TRENDING
        . Moment ferry hits the quay
        . 12.3k viewing now
        . Share or comment on this article: Harbour boss quits after secret tapes
        """,
        title="Harbour boss quits after secret tapes reveal 'rotten' deal with dredging firm",
        byline="By JANE DOE FOR DAILYMAIL.COM",
        date_line="PUBLISHED: 11:57 EDT, 30 August 2023 | UPDATED: 12:30 EDT, 30 August 2023",
        published="2023-08-30",
    ),
    "sky": Page(
        """
        . Sky News
        . Home
        . UK
        . World
        . Harbour boss quits over 'rotten' deal
        1 Colin Marsh resigned hours after recordings of a meeting were published, but says they were edited.
        . Jane Doe
        . Political correspondent @janedoe
        . Thursday 31 August 2023 08:15, UK
        . Image: Colin Marsh resigned on Wednesday. Pic: PA
        . Why you can trust Sky News
        1 The chairman of a harbour board has resigned over a deal with a dredging firm.
        1 Mr Marsh told Sky News he had "nothing to hide".
        . Read more from Sky News:
        . Ferry strike enters second week
        . Storm names for 2024 announced
        1 The firm said it would publish its own minutes.
        . Please use Chrome browser for a more accessible video player
        . 1:33
        1 Marsh faces questions from MPs
        1 MPs will question him next week.
        . Related Topics
        . Harbours
        """,
        title="Harbour boss quits over 'rotten' deal",
        byline="Jane Doe",
        date_line="Thursday 31 August 2023 08:15, UK",
        published="2023-08-31",
    ),
    "politico": Page(
        """
        . FOREIGN AFFAIRS
        . Velland’s president weighs snap election after budget loss
        1 Allies say he could go to voters as early as May.
        . Velland’s president speaks in parliament.
        . The president lost the vote by two. | Anton Berg/AP Photo
        . By JANE DOE and JOHN ROE
        . 03/18/2024 11:57 AM EDT
        . Link Copied
        1 Velland’s president is weighing a snap election after parliament rejected his budget, three officials said Monday.
        1 “He believes he’d win,” one of the officials said.
        . Advertisement
        . AD
        1 A spokesperson declined to comment.
        1 Marta Quist contributed to this report.
        . Filed Under:
        . Elections
        . Budgets
        """,
        title="Velland’s president weighs snap election after budget loss",
        byline="By JANE DOE and JOHN ROE",
        date_line="03/18/2024 11:57 AM EDT",
        published="2024-03-18",
    ),
    "washington post": Page(
        """
        . Democracy Dies in Darkness
        . National Security
        . Spy chief says leak exposed two networks
        1 The disclosure, made in a closed hearing, suggests greater damage than was first admitted
        .
        . By Jane Doe
        . and
        . John Roe
        .
        . Updated August 30, 2023 at 11:57 a.m. EDT|Published August 30, 2023 at 9:00 a.m. EDT
        .
        . The spy chief arrives at the Capitol on Tuesday. (Ann Lee/The Washington Post)
        .
        . Listen
        . 6 min
        .
        . Share
        .
        . Comment
        . 212
        . Add to your saved stories
        . Save
        1 The leak exposed two networks of agents, the spy chief told lawmakers Tuesday, according to four people familiar with his remarks.
        1 “It was worse than we thought,” one lawmaker said.
        . Story continues below advertisement
        1 The agency declined to comment.
        """,
        title="Spy chief says leak exposed two networks",
        byline="By Jane Doe; John Roe",
        date_line="Updated August 30, 2023 at 11:57 a.m. EDT|Published August 30, 2023 at 9:00 a.m. EDT",
        published="2023-08-30",
    ),
    "times of israel": Page(
        """
        . Home Page
        . The Daily Edition
        . Orrian minister says border deal could come within weeks
        1 Sfar says talks are ‘moving in the right direction’; opposition calls statement a stunt
        . By AFP and ToI Staff
        . 30 August 2023, 11:57 am
        . Edit
        . Finance minister Karim Sfar in parliament, August 28, 2023. (Sami Haddad/Flash90)
        1 ORRIA CITY — A border deal could come within weeks, finance minister Karim Sfar said Wednesday.
        1 The opposition dismissed the statement as “a stunt.”
        . Get The Daily Edition by email and never miss our top stories
        . Newsletter email address
        . Your email
        . Get it
        . By signing up, you agree to the terms
        1 Sfar said a draft “exists and may be signed in Geneva.”
        . Support independent journalism
        . Do you rely on our work? Join us and become a member, so that our reporting can stay ad-free.
        . Join Our Community
        . Already a member? Sign in to stop seeing this
        . More on this topic
        . Border talks stall
        """,
        title="Orrian minister says border deal could come within weeks",
        byline="By AFP and ToI Staff",
        date_line="30 August 2023, 11:57 am",
        published="2023-08-30",
    ),
    "a second story after a news feed": Page(
        """
        . Kyiv-style daily
        . War
        . Drones hit fuel depot in Tarn region, governor says
        . by Olena Marchenko
        . August 30, 2023 8:12 pm
        . 2 min read
        . A fuel depot burns in Tarn region. (Governor's office/Telegram)
        . Listen to this article
        1 Drones hit a fuel depot in Tarn region overnight, the governor said on Aug. 30.
        1 There were no casualties, he wrote on Telegram.
        1 The claim could not be independently verified.
        . We've been working hard to bring you independent news. Please support us with a small donation.
        . Author: Olena Marchenko
        . News Feed
        . 8:40 PM
        . Parliament opens new session
        . 7:15 PM
        . Two held over bridge fire
        . Show More
        . Parliament passes pension law after marathon sitting
        . by Dmytro Bondar
        . August 30, 2023 8:40 pm
        . 3 min read
        2 Parliament on Aug. 30 passed a pension law after a sitting of 19 hours.
        2 The finance ministry said that the law "could save" 2 billion a year.
        """,
        title="Drones hit fuel depot in Tarn region, governor says",
        byline="by Olena Marchenko",
        date_line="August 30, 2023 8:12 pm",
        published="2023-08-30",
        others=(("Parliament passes pension law after marathon sitting", "2023-08-30"),),
    ),
    "wire copy": Page(
        """
        . Quake shakes southern Marrow, no damage reported
        1 PORT EWELL, Marrow (AFP) — A moderate earthquake shook southern Marrow before dawn on Sunday, the seismological institute said.
        1 There were no reports of damage, according to the interior ministry.
        1 "People ran into the street, but it was over quickly," mayor Teresa Novo said.
        1 Aftershocks were possible, the institute added.
        """,
        title="Quake shakes southern Marrow, no damage reported",
    ),
    "three stories in the manner of Asharq Al-Awsat": Page(
        """
        . Saudi Envoy Says Red Sea Talks Could Resume Next Month
        .
        . The envoy speaks at a forum in Jeddah (SPA)
        . The envoy speaks at a forum in Jeddah (SPA)
        . TT
        .
        . Saudi Envoy Says Red Sea Talks Could Resume Next Month
        .
        . The envoy speaks at a forum in Jeddah (SPA)
        . The envoy speaks at a forum in Jeddah (SPA)
        .
        1 The Saudi envoy said on Monday that talks on Red Sea shipping could resume next month.
        1 He told a forum in Jeddah that both sides were "closer than they think".
        1 Diplomats had warned that a delay would raise insurance costs.
        .
        .
        . Berlin Museum Returns Bronze Lamp to Jordan
        .
        . The lamp on display in Berlin, April 2, 2025 (Asharq Al-Awsat)
        . The lamp on display in Berlin, April 2, 2025 (Asharq Al-Awsat)
        . TT
        .
        . Berlin Museum Returns Bronze Lamp to Jordan
        .
        . The lamp on display in Berlin, April 2, 2025 (Asharq Al-Awsat)
        . The lamp on display in Berlin, April 2, 2025 (Asharq Al-Awsat)
        .
        2 A museum in Berlin has returned a Nabataean bronze lamp to Jordan, its director said.
        2 The lamp was bought in 1911 from a dealer in Damascus, according to the museum's files.
        .
        . Egypt Opens New Metro Line in Alexandria
        .
        . Passengers board the first train (Reuters)
        . Passengers board the first train (Reuters)
        . TT
        .
        . Egypt Opens New Metro Line in Alexandria
        .
        . Passengers board the first train (Reuters)
        . Passengers board the first train (Reuters)
        .
        3 Egypt opened a metro line in Alexandria on Thursday after nine years of work.
        3 The transport minister said the line would carry 300,000 passengers a day.
        """,
        title="Saudi Envoy Says Red Sea Talks Could Resume Next Month",
        others=(
            ("Berlin Museum Returns Bronze Lamp to Jordan", None),
            ("Egypt Opens New Metro Line in Alexandria", None),
        ),
    ),
    "agency copy inside another outlet's page": Page(
        """
        . Sign in
        . Island votes to keep old time zone
        . Staff and agencies
        . 2022-10-31
        1 Voters on the island of Hjelm have rejected a change of time zone, officials said on Monday.
        1 The result is not binding.
        1 What happens next
        1 Parliament has the last word and may vote before Christmas.
        1 HJELM, Oct 31 (AP) — Turnout was 61 percent, election chief Asta Rud told The Associated Press.
        1 "It is a clear answer," Rud said.
        . Read more: Why clocks divide Hjelm
        1 Opposition leader Finn Moe accused the government of ignoring the coast.
        . Tags: Hjelm, time zones
        . Comments (12)
        . oldsailor
        . The government never listens to people like us, as I have said for years.
        """,
        title="Island votes to keep old time zone",
        byline="Staff and agencies",
        date_line="2022-10-31",
        published="2022-10-31",
    ),
    "abc australia": Page(
        """
        . Ferry board leaves fares on hold, says next rise could come in spring
        . By transport reporter Nina Okoro
        . Topic:Ferries
        . Wed 12 Jun
        . Wednesday 12 June
        . A man in a blue coat stands on a quay
        . Karl Holm says the board met twice over fares. (Harbour News: Ann Lee)
        . In short:
        1 The ferry board has left fares at nine dollars.
        1 Chairman Karl Holm says a rise was discussed.
        1 What's next?
        1 The board meets again in spring.
        1 The ferry board has left fares on hold, but says a rise in spring is possible.
        1 "We talked about it for hours," Mr Holm said.
        . Loading...
        1 Islanders say they cannot pay more.
        . Posted Wed 12 Jun 2024 at 5:02am, updated Wed 12 Jun 2024 at 9:47am
        . Back to top
        . We acknowledge the first people of the islands as the custodians of the sea.
        """,
        title="Ferry board leaves fares on hold, says next rise could come in spring",
        byline="By transport reporter Nina Okoro",
    ),
    "hindustan times": Page(
        """
        . Home / Coast News / High Court quashes ferry levy; State 'examining order'
        . High Court quashes ferry levy; State 'examining order'
        1 A two-judge Bench said the levy was 'without basis in law'
        . By Asha Nambiar, Sundhamn
        . Updated: Jun 12, 2024 07:41 AM IST
        . Read in app
        . ADVERTISEMENT
        1 The High Court on Tuesday quashed the levy on ferry tickets, which it said was "without basis in law".
        . Also Read: What is the ferry levy?
        1 Counsel for the State contended that the levy paid for quays.
        . (With inputs from agencies)
        . Discover a world of benefits with HP! From daily newsletters to news alerts and a feed of your own – it is just a click away! - Login Now!
        . Tags
        . #high court
        """,
        title="High Court quashes ferry levy; State 'examining order'",
        byline="By Asha Nambiar, Sundhamn",
        date_line="Updated: Jun 12, 2024 07:41 AM IST",
        published="2024-06-12",
    ),
    "dpa": Page(
        """
        . Wednesday 12 June 2024
        . dpa international
        . Shipping & Ports
        .
        . Norrland ferry strike strands 900 islanders, unions elsewhere offer help
        .
        1 Sundhamn (dpa) - Ferry crews in Norrland began a strike on Wednesday, the seamen's union announced.
        .
        1 Some 900 islanders were stranded, a spokesman for the company told dpa.
        .
        1 Unions elsewhere offered to help the crews.
        .
        . dpa ab xxde n1 rt
        . 121655 Jun 24
        """,
        title="Norrland ferry strike strands 900 islanders, unions elsewhere offer help",
        date_line="Wednesday 12 June 2024",
        published="2024-06-12",
    ),
    "tabloid": Page(
        """
        . FERRIES
        . BREAKING
        . 'SHE WON'T SAIL AGAIN' Skipper Karin Holm 'REFUSES to board' as Norrland Line offers £2m for her silence
        . EXCLUSIVE by ANN LEE
        . Published: 09:14, 12 Jun 2024Updated: 11:02, 13 Jun 2024
        . comments bubble56 Comments
        1 SKIPPER Karin Holm has told pals she will NEVER sail for Norrland Line again.
        1 But boss Finn Moe blasted: "Nobody is bigger than this line."
        . READ MORE ON FERRIES
        . QUAY NEWS LIVE All the latest gossip
        . 'SHAME' Islanders fume at new fares
        1 Norrland Line declined to comment.
        . Lee reported from Sundhamn.
        . A version of this article appears in print on June 13, 2024, Page 1 with the headline: She Won't Sail. Order Reprints | Subscribe
        """,
        title="'SHE WON'T SAIL AGAIN' Skipper Karin Holm 'REFUSES to board' as Norrland Line offers £2m for her silence",
        byline="EXCLUSIVE by ANN LEE",
        date_line="Published: 09:14, 12 Jun 2024Updated: 11:02, 13 Jun 2024",
        published="2024-06-12",
    ),
    "a topic above the headline": Page(
        """
        . Skip to main content
        . Support us
        . Ferry Board of Norrland
        . Ferry board holds fares at nine crowns as chairman warns of rise ‘by spring’
        1 Karl Holm says he cannot rule out a rise, while islanders call the fares ‘a disgrace’
        . Ruth Calder and Ian Webb
        . Wed 12 Jun 2024 14.58 GMT
        . Share
        1 The chairman of the Norrland ferry board, Karl Holm, has warned that fares may rise by spring.
        1 ‘Nothing is ruled out,’ Holm told reporters in Sundhamn on Tuesday.
        . Explore more on these topics
        . Ferry Board of Norrland
        """,
        title="Ferry board holds fares at nine crowns as chairman warns of rise ‘by spring’",
        byline="Ruth Calder and Ian Webb",
        date_line="Wed 12 Jun 2024 14.58 GMT",
        published="2024-06-12",
    ),
    "appeal in the middle": Page(
        """
        . Festival cancels headline act after fire
        1 The organisers said the stage was unsafe
        . Nina Okoro
        . Saturday 6 July 2024 09:15 BST
        . Comments
        . The burnt stage
        . The burnt stage (PA Wire)
        1 Organisers of the Fenbury festival cancelled Saturday’s headline act after a fire destroyed the main stage.
        1 “Nobody was hurt, and that is what matters,” director Abi Stone said.
        . Your support helps us to tell the story
        . From music to climate change, our reporters are on the ground when the story develops.
        . At such a moment, facts count.
        . Your donation allows us to keep sending journalists to speak to both sides. We do not lock you out with paywalls.
        . Support us now
        1 Ms Stone asked ticket holders to support the crews and to donate to a fund for the stagehands.
        1 Police said the cause of the blaze was not yet known.
        . Join our commenting forum
        . Join thought-provoking conversations, follow other readers and see their replies
        . Thank you for registering
        """,
        title="Festival cancels headline act after fire",
        byline="Nina Okoro",
        date_line="Saturday 6 July 2024 09:15 BST",
        published="2024-07-06",
    ),
}


def lines_of(article: Article) -> list[str]:
    """Return the lines of the article's text that are not blank."""
    return [line.strip() for line in article.text.splitlines() if line.strip()]


def read_page(text: str, *, title: str | None = None) -> Article:
    """Return the main story of *text*."""
    return read(text, outlet="The Harbour Post", published=None, title=title)[0]


@pytest.fixture(name="independent", scope="module")
def _independent() -> tuple[Article, ...]:
    return read(LETTERS / "independent.txt", outlet="The Independent", published="2023-08-30")


@pytest.fixture(name="asharq", scope="module")
def _asharq() -> tuple[Article, ...]:
    return read(LETTERS / "asharq-al-awsat.txt", outlet="Asharq Al-Awsat", published=dt.date(2023, 8, 30))


class TestRealPages:
    """The two pages of the fixture, as a browser saved them."""

    def test_independent_header(self, independent: tuple[Article, ...]) -> None:
        """The Independent page is one story with a title, a byline and a date line."""
        (article,) = independent
        assert article.title == "Putin and Kim Jong-un are deepening their relationship, White House says"
        assert article.byline == "Andrew Feinberg"
        assert article.date_line == "Wednesday 30 August 2023 11:57 EDT"

    def test_independent_tells_its_own_day(self) -> None:
        """The date line gives the day of publication where the caller states none."""
        (article,) = read(LETTERS / "independent.txt", outlet="The Independent", published=None)
        assert article.published == dt.date(2023, 8, 30)

    def test_independent_text(self, independent: tuple[Article, ...]) -> None:
        """The text is the standfirst and seven paragraphs, without the appeal, the labels and the comment box."""
        lines = lines_of(independent[0])
        assert lines[0] == "The White House said Mr Putin and Mr Kim have exchanged letters in recent weeks"
        assert lines[1].startswith("Russian President Vladimir Putin and North Korean dictator Kim Jong-un have")
        assert lines[-1].endswith("to not provide or sell arms production,” he said.")
        assert len(lines) == 8

    def test_asharq_has_two_stories(self, asharq: tuple[Article, ...]) -> None:
        """The second story is an article of its own, with its own title and no day, which its page does not print."""
        assert [(article.title, article.published) for article in asharq] == [
            (
                "White House Says Putin and Kim Jong Un Traded Letters as Russia Looks for Munitions from North Korea",
                dt.date(2023, 8, 30),
            ),
            ("Iran to Strengthen its Relationship with Russia", None),
        ]
        assert [article.outlet for article in asharq] == ["Asharq Al-Awsat"] * 2

    def test_asharq_texts(self, asharq: tuple[Article, ...]) -> None:
        """Each story has its own paragraphs from the first word to the last."""
        main, other = map(lines_of, asharq)
        assert (len(main), len(other)) == (15, 16)
        assert main[0].startswith("The White House on Wednesday said that it has new intelligence")
        assert main[-1].endswith("to abandon his nuclear weapons program.")
        assert other[0].startswith("Iran is expected to sign a comprehensive cooperation agreement")
        assert other[-1].endswith("on lifting sanctions and advancing its nuclear program.")

    @pytest.mark.parametrize("name", ["independent.txt", "asharq-al-awsat.txt"])
    def test_in_page(self, name: str) -> None:
        """Every character of every article can be found in its page."""
        page = page_text(LETTERS / name)
        for article in read(page, outlet="X", published=None):
            assert "".join(place.of(page) for place in article.in_page(Span(0, len(article.text)))) == article.text


@pytest.mark.parametrize("name", PAGES)
class TestInventedPages:
    """Pages in the manner of other outlets' templates."""

    def test_stories(self, name: str) -> None:
        """Each story keeps its own lines and nothing else of the page."""
        page = PAGES[name]
        articles = read(page.text, outlet="X", published=None)
        assert [lines_of(article) for article in articles] == [page.story(n + 1) for n in range(1 + len(page.others))]

    def test_header(self, name: str) -> None:
        """Title, byline, date line and day are those that the page prints."""
        page = PAGES[name]
        main, *others = read(page.text, outlet="X", published=None)
        published = None if main.published is None else main.published.isoformat()
        assert (main.title, main.byline, main.date_line, published) == (
            page.title,
            page.byline,
            page.date_line,
            page.published,
        )
        days = (None if article.published is None else article.published.isoformat() for article in others)
        assert tuple(zip((article.title for article in others), days, strict=True)) == page.others


def row_cases(*kinds: str, counter: bool = False) -> list[tuple[Furniture, str]]:
    """Return each row of *kinds* with each of its examples, or counter-examples."""
    return [
        (row, line) for row in ROWS if row.kind in kinds for line in (row.counter_examples if counter else row.examples)
    ]


def fires(row: Furniture, line: str) -> bool:
    """Tell whether *row* fires on *line*, matched as its kind demands."""
    pattern = re.compile(row.pattern, re.IGNORECASE)
    if row.kind in ("credit", "cue", "address"):
        return pattern.search(line) is not None
    return (pattern.match(line) if row.kind in ("reporter", "surname") else pattern.fullmatch(line)) is not None


KINDS = ("line", "box", "end", "credit", "agency", "reporter", "surname", "kicker", "cue", "address")


class TestFurnitureRows:
    """The rows of furniture.toml, tested both ways."""

    @pytest.mark.parametrize(("row", "line"), row_cases(*KINDS))
    def test_example(self, row: Furniture, line: str) -> None:
        """A row fires on each of its examples."""
        assert fires(row, line)

    @pytest.mark.parametrize(("row", "line"), row_cases(*KINDS, counter=True))
    def test_counter_example(self, row: Furniture, line: str) -> None:
        """A row does not fire on its counter-examples."""
        assert not fires(row, line)

    @pytest.mark.parametrize(("row", "line"), row_cases("line", "box", "credit", "agency"))
    def test_example_in_a_body(self, row: Furniture, line: str) -> None:
        """Furniture in the middle of a body is cut, and the story goes on after it."""
        page = "\n\n".join([BODY[0], line, *BODY[1:]])
        assert lines_of(read_page(page)) == list(BODY), row.pattern

    @pytest.mark.parametrize(("row", "line"), row_cases("end"))
    def test_end_after_a_body(self, row: Furniture, line: str) -> None:
        """What stands below the end of a story is cut, sentences too."""
        page = "\n\n".join([*BODY, line, "I have said so for many years and nobody ever listens to me."])
        assert lines_of(read_page(page)) == list(BODY), row.pattern

    @pytest.mark.parametrize(("row", "line"), row_cases("end"))
    def test_end_above_a_body(self, row: Furniture, line: str) -> None:
        """Above the body, the same line is a button, and ends nothing."""
        page = "\n\n".join(["Talks on the harbour go on in Oslo", line, *BODY])
        assert lines_of(read_page(page)) == list(BODY), row.pattern

    @pytest.mark.parametrize(("row", "line"), row_cases(*(kind for kind in KINDS if kind != "kicker"), counter=True))
    def test_counter_example_in_a_body(self, row: Furniture, line: str) -> None:
        """A sentence of the story stays, whatever words it shares with furniture."""
        page = "\n\n".join([BODY[0], line, *BODY[1:]])
        assert lines_of(read_page(page)) == [BODY[0], line, *BODY[1:]], row.pattern

    @pytest.mark.parametrize(
        "sentence",
        [
            "“Your support makes all the difference, so please donate and subscribe to our newsletter,” she told them.",
            "The publisher put up a paywall in 2011, and its newsletter lost half of its subscribers.",
            "The race is a dead heat, according to most polls.",
            "He thanked the crowd for its support and promised to donate his fee.",
        ],
    )
    def test_story_on_furniture_words(self, sentence: str) -> None:
        """A sentence that only tells of appeals, or quotes one, is no appeal."""
        assert lines_of(read_page("\n".join([BODY[0], sentence, BODY[1]]))) == [BODY[0], sentence, BODY[1]]


class TestDateLines:
    """Date lines in the forms that outlets print."""

    @pytest.mark.parametrize(
        ("line", "day"),
        [
            ("Wednesday 30 August 2023 11:57 EDT", "2023-08-30"),
            ("Aug. 30, 2023, 11:57 a.m. ET", "2023-08-30"),
            ("Published 30 August 2023", "2023-08-30"),
            ("2023-08-30", "2023-08-30"),
            ("2023-08-30T11:57:00Z", "2023-08-30"),
            ("Updated 6:14 PM EDT, August 30, 2023", "2023-08-30"),
            ("Wed 30 Aug 2023 19.21 EDT", "2023-08-30"),
            ("Posted on 30th of August, 2023 at 7:15pm", "2023-08-30"),
            ("Sept. 1, 2023 | 4 min read", "2023-09-01"),
            ("30/08/2023 - 11:57", "2023-08-30"),
            ("08/30/2023", "2023-08-30"),
            ("Updated 31 August 2023, first published 30 August 2023", "2023-08-30"),
            ("August 30, 2023 11:50 PM GMT+2 Updated 3 months ago", "2023-08-30"),
            ("30-Aug-2023", "2023-08-30"),
            ("Published: 11:57, 30 Aug 2023Updated: 09:14, 31 Aug 2023", "2023-08-30"),
            ("Updated: 09:14, 31 Aug 2023Published: 11:57, 30 Aug 2023", "2023-08-30"),
            ("Published: 30 Aug 2023, 11:57Updated: 31 Aug 2023, 09:14", "2023-08-30"),
            # Either the ninth of August or the eighth of September: the line is kept, and no day is guessed.
            ("09/08/2023", None),
            ("30 February 2023", None),
        ],
    )
    def test_day(self, line: str, day: str | None) -> None:
        """A date line gives its day as printed, and none where the calendar has none or two."""
        found = dated(line)
        assert found is not None
        assert (found.words, None if found.day is None else found.day.isoformat()) == (line, day)

    @pytest.mark.parametrize(
        "line",
        [
            "March",
            "Tuesday",
            "30 August",
            "Kirby spoke on 30 August 2023",
            "The treaty of 30 August 2023",
            "12 monkeys 2023",
            "2023",
        ],
    )
    def test_no_date_line(self, line: str) -> None:
        """A line with other words, or without a full date, is no date line, and nothing missing is filled in."""
        assert dated(line) is None

    @pytest.mark.parametrize(
        "line", ["Tuesday 7 May", "Tue 7 May", "May 7", "7 May, 5:02pm", "Updated May 7 at 5:02 pm"]
    )
    def test_day_without_year(self, line: str) -> None:
        """A day without a year, above the body, is neither the headline nor text, and no year is filled in."""
        assert is_day(line)
        for page in (["Harbour talks go on in Oslo", line, *BODY], [line, "Harbour talks go on in Oslo", *BODY]):
            article = read_page("\n".join(page))
            assert (article.title, article.published, article.date_line) == (
                "Harbour talks go on in Oslo",
                None,
                None,
            )
            assert lines_of(article) == list(BODY)

    @pytest.mark.parametrize(
        "line", ["Tuesday", "May", "May 2024", "May 7 attack", "The 7 May vote", "7 men", "Chapter 7"]
    )
    def test_no_day(self, line: str) -> None:
        """A line with other words than a day's is no day."""
        assert not is_day(line)

    def test_day_below_is_text(self) -> None:
        """A day between paragraphs is a subheading of the story."""
        page = "\n".join(["Harbour talks go on in Oslo", BODY[0], BODY[1], "Tuesday 7 May", BODY[2]])
        assert lines_of(read_page(page)) == [BODY[0], BODY[1], "Tuesday 7 May", BODY[2]]

    def test_byline_in_the_same_line(self) -> None:
        """A line may hold the byline and the date."""
        article = read_page(
            "\n".join(["Harbour talks go on in Oslo", "By Jane Doe | Published: August 30, 2023", *BODY])
        )
        assert (article.byline, article.date_line) == ("By Jane Doe", "Published: August 30, 2023")

    def test_first_publication_wins(self) -> None:
        """Of two date lines, the one of a revision gives way."""
        page = "\n".join(["Harbour talks go on in Oslo", "Updated 2 May 2024", "Published 1 May 2024", *BODY])
        assert read_page(page).published == dt.date(2024, 5, 1)

    def test_date_below_is_text(self) -> None:
        """A date between paragraphs is a subheading of the story, and no date line."""
        page = "\n".join(["Harbour talks go on in Oslo", BODY[0], BODY[1], "2 May 2024", BODY[2]])
        article = read_page(page)
        assert (article.published, lines_of(article)) == (None, [BODY[0], BODY[1], "2 May 2024", BODY[2]])


class TestBylines:
    """Bylines with and without "By"."""

    @pytest.mark.parametrize(
        "line",
        [
            "By Jane Doe",
            "By Jane Doe and John Roe",
            "BY JANE DOE",
            "By Jane Doe, Harbour Correspondent",
            "By Reuters",
            "By business reporter Jane Doe",
            "By our chief harbour correspondent, Jane Doe",
            "EXCLUSIVE by JANE DOE",
        ],
    )
    def test_by(self, line: str) -> None:
        """Names after "By" are a byline."""
        assert is_byline(line)

    @pytest.mark.parametrize(
        "line", ["By Tuesday Morning", "By the time it ended", "By 2030 all ferries will be electric", "By a reporter"]
    )
    def test_not_by(self, line: str) -> None:
        """Other words after "By" are none."""
        assert not is_byline(line)

    @pytest.mark.parametrize(
        "line", ["Jane Doe", "Jane Doe in Kyiv", "Jane Doe and John Roe", "Reuters", "Staff and agencies"]
    )
    def test_bare(self, line: str) -> None:
        """Names alone between headline and body, or an agency's, are a byline and not text."""
        article = read_page("\n".join(["Harbour talks go on in Oslo", line, *BODY]))
        assert (article.byline, lines_of(article)) == (line, list(BODY))

    def test_name_in_the_story(self) -> None:
        """The label of a person whom the story is about is no byline."""
        body = "Anna Holm told ministers in Oslo that the harbour would stay open."
        article = read_page("\n".join(["Harbour talks go on in Oslo", "Anna Holm", body, *BODY]))
        assert (article.byline, lines_of(article)) == (None, [body, *BODY])

    @pytest.mark.parametrize(
        ("sentence", "kept"),
        [
            ("Doe reported from Oslo and Roe from Bergen.", False),
            ("Jane Doe is the Oslo bureau chief. More about Jane Doe", False),
            ("Doe reported the theft to the harbour police.", True),
            ("Doe is a farmer in Tarn who knows the harbour.", True),
            ("Holm reported from Oslo for thirty years.", True),
        ],
    )
    def test_about_the_reporter(self, sentence: str, kept: bool) -> None:  # noqa: FBT001
        """A sentence on where a reporter of the byline worked is cut; one on somebody else's deeds stays."""
        page = "\n".join(["Harbour talks go on in Oslo", "By JANE DOE and JOHN ROE", *BODY, sentence])
        assert lines_of(read_page(page)) == [*BODY, *[sentence] * kept]

    def test_near_a_day(self) -> None:
        """Names near a date line without a year are a byline, too."""
        page = ["Harbour talks go on in Oslo", "Jane Doe", "Share", "Updated Tue 7 May, 5:02pm", *BODY]
        article = read_page("\n".join(page))
        assert (article.byline, lines_of(article)) == ("Jane Doe", list(BODY))

    def test_two_lines(self) -> None:
        """Bylines on several lines are kept in their order."""
        article = read_page("\n".join(["Harbour talks go on in Oslo", "By Jane Doe", "By John Roe", *BODY]))
        assert article.byline == "By Jane Doe; By John Roe"


class TestStories:
    """What tells a further story from a part of the first."""

    @pytest.mark.parametrize(
        "between",
        [
            ["What happens next"],
            ["A long road for the harbour board"],
            ["A long road for the harbour board", "Workers load a ship. (AP Photo/Ann Lee)"],
            ["Harbour board resigns after vote", "Harbour board resigns after vote"],
        ],
    )
    def test_subheading(self, between: list[str]) -> None:
        """A subheading, with or without a picture, and a link printed twice begin no story."""
        page = "\n".join(["Harbour talks go on in Oslo", *BODY, *between, "Oslo’s mayor is not convinced.", BODY[1]])
        assert len(read(page, outlet="X", published=None)) == 1

    def test_later_caption(self) -> None:
        """A caption that is dated after the page's day is evidence of another story."""
        other = [
            "Museum returns lamp to Jordan",
            "The lamp on April 2, 2025 (Reuters)",
            "A museum in Berlin gave it back.",
        ]
        page = "\n".join(["Harbour talks go on in Oslo", *BODY, *other, "Jordan welcomed the return of the lamp."])
        assert [len(read(page, outlet="X", published=day)) for day in (None, "2025-04-02", "2024-08-30")] == [1, 1, 2]

    def test_caller_owns_the_main_story_only(self) -> None:
        """What the caller states holds for the main story; outlet and address hold for the whole page."""
        page = PAGES["local paper with a second story below"]
        main, other = read(page.text, outlet="X", published="2020-01-01", title="Mine", url="https://x.example")
        assert (main.title, main.published, main.url) == ("Mine", dt.date(2020, 1, 1), "https://x.example")
        assert (other.title, other.published, other.url) == (
            *page.others[0][:1],
            dt.date(2023, 11, 8),
            "https://x.example",
        )
        assert lines_of(main) == page.story(1)


class TestOddPages:
    """Pages without a template: plain text, one line, odd line ends."""

    def test_no_headline(self) -> None:
        """Plain text keeps its first sentence, and has no title."""
        article = read_page("\n".join(BODY))
        assert (article.title, article.text) == (None, "\n".join(BODY))

    @pytest.mark.parametrize("page", ["Hello", BODY[0], "Harbour talks go on in Oslo", "Advertisement", "!!!", "“"])
    def test_one_line(self, page: str) -> None:
        """A page of one line is kept whole, whatever it is."""
        article = read_page(page)
        assert (article.title, article.text) == (None, page)

    def test_stated_title(self) -> None:
        """A headline that the caller states is cut, even where it looks like a sentence."""
        article = read_page("He came.\n\nHe saw the harbour.", title="He came.")
        assert (article.title, article.text) == ("He came.", "He saw the harbour.")

    def test_stated_title_with_the_outlet(self) -> None:
        """The page's own title, with the outlet's name after it, counts as the stated one."""
        article = read_page("\n".join(["Oslo talks go on - Harbour Post", *BODY]), title="Oslo talks go on")
        assert lines_of(article) == list(BODY)

    def test_page_title_above_the_headline(self) -> None:
        """Of a page's title and the headline below it, the headline is the title."""
        article = read_page(
            "\n".join(["Harbour talks go on in Oslo - Harbour Post", "Harbour talks go on in Oslo", *BODY])
        )
        assert (article.title, lines_of(article)) == ("Harbour talks go on in Oslo", list(BODY))

    @pytest.mark.parametrize(
        ("kicker", "headline"),
        [
            ("Harbour Board of Oslo", "Ministers from both states discuss the Oslo harbour, expect no agreement"),
            ("Ferries & Shipping", "Ministers Discuss Harbour in Oslo Before Summer"),
            ("WORLD NEWS TODAY", "Ministers discuss harbour in Oslo before summer"),
            ("Home / Harbour News / Ministers discuss harbour", "Ministers discuss harbour in Oslo before summer"),
            ("News > World > Europe", "Ministers discuss harbour in Oslo"),
        ],
    )
    def test_kicker(self, kicker: str, headline: str) -> None:
        """The name of a section or a topic, or the way to the page, is no title where a headline stands below it."""
        article = read_page("\n".join([kicker, headline, "By Jane Doe", *BODY]))
        assert (article.title, lines_of(article)) == (headline, list(BODY))

    @pytest.mark.parametrize(
        "headline",
        [
            "Ministers Meet in Oslo",
            "Ministers Open Talks",
            "Ministers Discuss Oslo Harbour",
            "Harbour talks go on",
            "Oslo Harbour Talks",
        ],
    )
    @pytest.mark.parametrize("standfirst", ["Quay workers see no end of the long wait", None])
    def test_short_headline(self, headline: str, standfirst: str | None) -> None:
        """A short headline stays the title, with a standfirst below it or without."""
        below = [standfirst, *BODY] if standfirst else list(BODY)
        article = read_page("\n".join([headline, *below]))
        assert (article.title, lines_of(article)) == (headline, below)

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x85"])
    def test_line_ends(self, end: str) -> None:
        """Every kind of line end is seen, and kept in the text."""
        page = (
            f"\ufeffHarbour talks go on in Oslo{end}{end}{BODY[0]}{end}Advertisement{end}{BODY[1]}{end}{BODY[2]}{end}"
        )
        article = read_page(page)
        assert article.text == end.join(BODY)
        assert article.title == "Harbour talks go on in Oslo"

    def test_no_break_spaces(self) -> None:
        """No-break spaces count as white space, and stay in the text."""
        article = read_page("Harbour talks go on in Oslo\nSign\xa0in\n\xa0The talks\xa0go on, he said.")
        assert article.text == "The talks\xa0go on, he said."

    def test_hard_wrapped(self) -> None:
        """A paragraph that is broken over lines stays whole."""
        wrapped = textwrap.fill(" ".join(BODY), 60)
        assert read_page(f"Harbour talks go on in Oslo\n\n{wrapped}\n\nComments\n\nI said so.").text == wrapped

    @pytest.mark.parametrize("page", ["", " \n\t\xa0\u2028", "\ufeff\r\n"])
    def test_blank(self, page: str) -> None:
        """A blank page is a clear error."""
        with pytest.raises(InputError, match="is empty: expected the text of a news page"):
            read(page, outlet="X", published=None)


PIECES = st.sampled_from([line for row in ROWS for line in row.examples + row.counter_examples] + list(BODY))
ENDS = st.sampled_from(["\n", "\r\n", "\n\n", "\u2028", "\r", " "])


class TestAnyText:
    """`read` on text of any kind."""

    @staticmethod
    def check(page: str) -> None:
        """Check that every article is made of the page's characters in their order, or that the page is blank."""
        try:
            articles = read(f"{page}\n", outlet="X", published=None)
        except InputError as error:
            assert "is empty" in str(error)  # noqa: PT017 - only blank pages may fail
            return
        reached = 0
        for article in articles:
            places = article.in_page(Span(0, len(article.text)))
            assert "".join(place.of(page) for place in places) == article.text
            assert article.text.strip()
            for place in places:
                assert reached <= place.start
                reached = place.end

    @given(st.text(alphabet=st.characters()))
    def test_arbitrary(self, page: str) -> None:
        """Arbitrary text, lone surrogates too, is read, and each character keeps its place."""
        self.check(page)

    @given(st.lists(st.tuples(PIECES, ENDS)))
    def test_furniture(self, pieces: list[tuple[str, str]]) -> None:
        """Any mixture of furniture and sentences is read, and each character keeps its place."""
        self.check("".join(part for piece in pieces for part in piece))

    @pytest.mark.parametrize(
        "page",
        [
            '"' * 1_000_000,
            "word " * 100_000,
            "By Ann " * 100_000,
            "2 May 2024 " * 50_000,
            "Your support helps us\n" * 20_000,
            "Word here\r" * 20_000,
        ],
        ids=["quotation marks", "one line of words", "bylines", "dates", "appeals", "short lines"],
    )
    def test_long(self, page: str) -> None:
        """Long odd pages are read in seconds; a quadratic step would take minutes."""
        start = time.process_time()
        self.check(page)
        assert time.process_time() - start < 10


class TestArguments:
    """What `read` takes, and how it refuses the rest."""

    def test_path_or_text(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A path and a str that names a file are read as that file; every other str is text."""
        file = tmp_path / "page.txt"
        file.write_text("\r\n".join(BODY), encoding="utf-8", newline="")
        monkeypatch.chdir(tmp_path)
        texts = [read(page, outlet="X", published=None)[0].text for page in (file, str(file), "page.txt", "a page")]
        assert texts == ["\r\n".join(BODY)] * 3 + ["a page"]

    def test_missing_file(self, tmp_path: Path) -> None:
        """A path to no file is an error, since a path is never text."""
        with pytest.raises(InputError, match=r"gone\.txt: there is no such file; check the path"):
            read(tmp_path / "gone.txt", outlet="X", published=None)

    @pytest.mark.parametrize(
        ("data", "message"),
        [
            (BODY[0].encode("utf-16"), "is in UTF-16: save it as UTF-8"),
            ("Größe".encode("utf-16-be"), "is in UTF-16: save it as UTF-8"),
            (BODY[0].encode("utf-16-le"), "is in UTF-16: save it as UTF-8"),
            (b"\0\1\0\0\0\x0b", "is a binary file (byte 0 is NUL): expected a page saved as text in UTF-8"),
            (b"\0", "is a binary file (byte 0 is NUL): expected a page saved as text in UTF-8"),
            (b"\n<!DOCTYPE html>\n<p>Talks go on.</p>", "is HTML; read it with `read_html`, or save the page as text"),
            (
                b'\xef\xbb\xbf<HTML lang="en"><p>Talks go on.</p>',
                "is HTML; read it with `read_html`, or save the page as text",
            ),
            (
                b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x">',
                "is HTML; read it with `read_html`, or save the page as text",
            ),
        ],
    )
    def test_other_files(self, tmp_path: Path, data: bytes, message: str) -> None:
        """A file in UTF-16, a binary one and one in HTML are refused, with what to do."""
        file = tmp_path / "page.txt"
        file.write_bytes(data)
        with pytest.raises(InputError) as caught:
            read(file, outlet="X", published=None)
        assert str(caught.value) == f"{file}: {message}"

    def test_text_on_html(self, tmp_path: Path) -> None:
        """A page that only tells of HTML is text."""
        file = tmp_path / "page.txt"
        file.write_text("The tag <html> opens a page, she said.", encoding="utf-8")
        assert read(file, outlet="X", published=None)[0].text == "The tag <html> opens a page, she said."

    @pytest.mark.parametrize(
        "published",
        [
            dt.date(2023, 8, 30),
            dt.datetime(2023, 8, 30, 23, 59),  # noqa: DTZ001
            "2023-08-30",
            "2023-08-30T23:59:00-04:00",
            "2023-08-30 23:59:00 UTC",
            "2023-08-30T2359",
            "2023-08-30T23Z",
        ],
    )
    def test_published(self, published: dt.date | str) -> None:
        """A date, a datetime and an ISO str all give the day as printed."""
        assert read(BODY[0], outlet="X", published=published)[0].published == dt.date(2023, 8, 30)

    @pytest.mark.parametrize(
        "published",
        [
            *("2023-02-30", "30 August 2023", "2023", "", "20230830", "2023-08-30 to 2023-09-02", "2023-08-30 or 31"),
            *("2023-08-30T", "2023-08-30T99:99", "2023-08-30Tuesday", "2023-08-30 (updated 2024-01-01)"),
        ],
    )
    def test_no_date(self, published: str) -> None:
        """Any other str is refused, with the form that is expected."""
        with pytest.raises(FieldValueError, match=r"published: expected a .*2023-08-30, got"):
            read(BODY[0], outlet="X", published=published)

    @pytest.mark.parametrize(
        "arguments",
        [
            {"text_or_path": b"x"},
            {"text_or_path": None},
            {"published": 20230830},
            {"outlet": None},
            {"title": 1},
            {"url": 1},
        ],
    )
    def test_wrong_type(self, arguments: dict[str, object]) -> None:
        """A wrong type is refused at once."""
        valid: dict[str, object] = {"text_or_path": BODY[0], "outlet": "X", "published": None}
        with pytest.raises(FieldTypeError):
            read(**(valid | arguments))  # type: ignore[arg-type]

    def test_blank_outlet(self) -> None:
        """A blank outlet is refused, even before the text is looked at."""
        with pytest.raises(ClaimtrackError, match="outlet"):
            read("", outlet=" ", published=None)


def test_the_name_of_a_missing_file_is_no_page() -> None:
    """A str that looks like the name of a file is taken for one, so that a slip is an error and not a story."""
    with pytest.raises(InputError, match=r"pages/mondya\.txt"):
        read("pages/mondya.txt", outlet="The Post", published=None)
