# SPDX-License-Identifier: MIT
"""Structured fuzzing of news-like pages: through reader, extraction, comparison, events, register, report and exports.

Run `python benchmarks/news.py --minutes 30`. Each trial makes the pages of three outlets from its number,
two of which report the same, with odd characters, markup, formulas and broken quotations among the words;
`--first NUMBER --trials 1` makes one again. It ends with status 1 where a promise was broken.
The order of articles changes no row, and a third article parts no pair and changes no confidence.
"""

import argparse
import csv
import datetime as dt
import io
import json
import random
import re
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from html.parser import HTMLParser
from pathlib import Path

import attrs
from fuzz import check, check_claims, check_places

import claimtrack as ct
from claimtrack.claims.record import COLUMNS
from claimtrack.comparison import COLUMNS as ROW_COLUMNS
from claimtrack.formats import brat, records
from claimtrack.formats.schema_org import to_json_ld
from claimtrack.formats.web_annotation import to_annotations

NAMES = (
    *("Ann Lee", "Mayor Ann Lee", "John Kirby", "Mr. Kirby", "Dr. Élodie O’Brien", "Sen. J. D. Smith", "al-Assad"),
    *("the White House", "police", "officials", "Reuters", "the water board", "Lee", "She", "He"),
    *("spokeswoman Mary Lee", "محمد", "金正恩", "Ann\u200bLee", "<blink>Lee</blink>", "=Lee", "A. B. C. D. Lee"),
)
CUES = (
    *("said", "told reporters", "denied", "warned", "claimed", "tweeted", "suggested", "refused to say", "added"),
    *("has said", "is expected to say", "did not say", "announced", "believes", "was quoted as saying", "urged"),
)
FACTS = (
    *("the river may rise by {n} feet", "{n} people were killed", "the dam is likely to fail", "no deal was signed"),
    *("prices will probably rise {n} percent", "the talks could go on until {day}", "it was “a disgrace” for the town"),
    *("the plant leaked {n},000 gallons of oil", "Moscow bought shells from Pyongyang", "the suspect fled on {day}"),
    *("taxes would not go up", "the letters were exchanged {day}", "they had been told by the board that it was safe"),
)
DAYS = ("on Tuesday", "last week", "in March", "on 30 August 2023", "two years ago", "Sept. 11", "by 2050")
FURNITURE = (
    *("Share this article", "Read more: Ten things to know", "© 2023 Valley Post. All rights reserved."),
    *("By Ann Lee", "August 30, 2023", "Updated 4:15 p.m. ET", "Photo: Reuters", "* * *", "Comments (12)"),
    *("https://x.example", "ADVERTISEMENT", "Sign up for our newsletter", "| a | b |", "- item", "#hashtag @handle"),
)
ODD = (
    *("\x1b[31m", "\x9b2J", "\0", "\x07", "\ud800", "\u202e", "\u2066", "\u200b", "\u200d", "\u200f", "\ufeff", "\xad"),
    *("\u200b=1", "\U000e0041", "\ufff9", "\u2028", "\x85", "\v", "\u3000", "👩\u200d🚒", "<script>alert(1)</script>"),
    *("</style>", "<!--", "&amp;", '" onmouseover="x', "javascript:x", "=1+1", " @SUM(1)", "“", "”", '"', "‘", "’"),
    *("'", "(", ")", "…", " -- ", "\t", "\r", "e\u0301", "ß", "İ", "ﬁ", "x" * 300, "9" * 50, "|", "`", "\\"),
    *("{0}", "%s", "T1\tClaim"),
)
QUOTES = ("“{}”", '"{}"', "‘{}’", "'{}'", "«{}»", "“{}", "{}”", "„{}“")
ENDS = ("\n\n", "\n", "\r\n\r\n", "\n\n\n", " \n", "\u2028")
_UNSAFE = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


class Page(HTMLParser):
    """The tags of a report, and what in them could run."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.runs: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags[tag] += 1
        for name, value in attributes:
            leads = name in {"href", "src", "action"} and not re.match(r"#|https?://", str(value))
            self.runs += [f"{name}={value}"] * (leads or name.startswith("on"))


def fact(chance: random.Random) -> str:
    """Return something that may be claimed."""
    return chance.choice(FACTS).format(n=chance.randrange(2, 40), day=chance.choice(DAYS))


def sentence(told: str, chance: random.Random) -> str:
    """Return a sentence that attributes what is *told*, or asserts it."""
    name, cue, day = chance.choice(NAMES), chance.choice(CUES), chance.choice(DAYS)
    quoted = chance.choice(QUOTES).format(told[:1].upper() + told[1:] + chance.choice((",", "", ".", "?")))
    return chance.choice(
        (
            f"{name} {cue} {day} that {told}.",
            f"{quoted} {name} {cue} {day}.",
            f"{quoted} {cue} {name}, who {chance.choice(CUES)} that {fact(chance)}.",
            f"According to {name}, {told}.",
            f"{name} {cue}: {quoted}",
            f"{name}, a spokesman for {chance.choice(NAMES)}, {cue} {told}, {chance.choice(NAMES)} reported {day}.",
            f"{told[:1].upper()}{told[1:]}, {name} {cue}.",
            f"{told[:1].upper()}{told[1:]}.",
            f"{name} {cue} {quoted} but {chance.choice(CUES)} that {chance.choice(QUOTES).format(fact(chance))}.",
        )
    )


def page(facts: Sequence[str], chance: random.Random) -> str:
    """Return a page that reports the facts, with furniture around them and some odd characters within."""
    lines = [chance.choice(("River may rise", "Talks fail: officials", "")), *chance.sample(FURNITURE, 2)]
    for told in chance.sample(facts, len(facts)):
        said = sentence(told, chance)
        lines.append(f"{lines.pop()} {said}" if chance.random() < 0.3 else said)  # noqa: PLR2004
    for _ in range(chance.randrange(3)):
        lines.insert(chance.randrange(len(lines) + 1), chance.choice((*FURNITURE, chance.choice(lines or FURNITURE))))
    text = "".join(f"{line}{chance.choice(ENDS)}" for line in lines)
    for _ in range(chance.choice((0, 0, 1, 3, 8))):
        at = chance.randrange(len(text) + 1)
        text = text[:at] + chance.choice(ODD) + text[at:]
    return text + "\n"


def articles_of(chance: random.Random) -> list[ct.Article]:
    """Return the stories of three pages, the third of which reports other facts, and check how they were read."""
    shared = [fact(chance) for _ in range(chance.randrange(1, 7))]
    read: list[ct.Article] = []
    for outlet in ("Valley Post", "Herald", "Wire"):
        own = [fact(chance) for _ in range(chance.randrange(1, 3))]
        text = page(own if outlet == "Wire" else shared + own, chance)
        published = chance.choice((None, dt.date(2023, 8, 30), dt.date(2023, 8, 31)))
        try:
            stories = ct.read(text, outlet=outlet, published=published)
        except ct.InputError as error:
            check("is empty" in str(error), error)
            continue
        for story in stories:
            check_places(story, text)
        read += stories
    # With an address of its own none is a version of another.
    return [attrs.evolve(each, url=f"https://news.example/{number}") for number, each in enumerate(dict.fromkeys(read))]


def check_comparison(comparison: ct.Comparison, claims: ct.Claims, articles: Sequence[ct.Article]) -> None:
    """Check that rows hold every claim, and that report, tables, views and exports stay what they are."""
    held = {claim.id for row in comparison for several in row.claims.values() for claim in several}
    check(held <= {claim.id for claim in claims}, "a row holds a claim that was not given")
    report = ct.render_report(comparison, articles=articles)
    found = Page(report)
    check(not found.runs, found.runs)
    check([found.tags[tag] for tag in ("script", "style", "blink")] == [1, 1, 0], found.tags)
    check(_UNSAFE.search(report) is None, _UNSAFE.findall(report))
    for chart in (ct.hedging_chart(comparison), ct.timeline_chart(comparison), ct.matrix_chart(comparison)):
        check(_UNSAFE.search(chart.svg) is None, _UNSAFE.findall(chart.svg))
        check(Page(chart.svg).tags["blink"] == 0, chart.svg)
    views = (comparison.who_said_what(), comparison.hedging_shift(), comparison.timeline(), comparison.omissions())
    for shown in (claims, comparison, *views):
        for shape in ("terminal", "plain", "github", "html"):
            table = shown.table(shape)
            check(_UNSAFE.search(table) is None, (shape, _UNSAFE.findall(table)))
            check(not {"script", "blink"} & set(Page(table).tags) or shape != "html", table)
    check_records(claims.to_records(), COLUMNS)
    check_records(comparison.to_records(), ROW_COLUMNS)
    for document in (to_json_ld(claims), to_annotations(claims)):
        check(json.loads(records.json_line(document)) == json.loads(json.dumps(document)), "a document of JSON")
    for article, annotation in brat.annotations(claims).items():
        again = brat.read_annotations(annotation, article)
        expected = [claim for claim in claims if claim.article == article]
        check(not again.problems, again.problems)
        check(len(again.claims) == len(expected), (len(again.claims), len(expected), "claims of brat"))


def check_records(rows: Sequence[Mapping[str, object]], columns: Sequence[str]) -> None:
    """Check that records are written and read back, and that no cell of CSV is a formula."""

    def written(shape: records.Format) -> str:
        stream = io.StringIO(newline="")
        records.write(rows, stream, columns=columns, format=shape)
        return stream.getvalue()

    check(json.loads(written("json")) == list(rows), "JSON")
    check([json.loads(line) for line in written("jsonl").splitlines()] == list(rows), "JSON Lines")
    _, *lines = csv.reader(io.StringIO(written("csv"), newline=""))
    for row, cells in zip(rows, lines, strict=True):
        for value, cell in zip(row.values(), cells, strict=True):
            if isinstance(value, str):
                check(not cell.lstrip(" \xa0\u200b\ufeff\0\v").startswith(_FORMULA), cell)
                check(records.unescaped(cell) == re.sub("[\ud800-\udfff]", _as_escape, value), (cell, value))


def _as_escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def check_register(articles: Sequence[ct.Article], claims: ct.Claims, folder: Path) -> None:
    """Check that a register answers as the claims in memory do, and that it calls itself sound."""
    path = folder / "news.register"
    with ct.Register(path, create=True) as register:
        first, *rest = articles
        register.add(first)
        for addition in register.add_many(rest):
            check(addition.problem is None, addition)
        kept = register.claims
        check(list(kept) == list(claims), "claims of the register")
        check(list(register.articles()) == list(articles), "articles of the register")
        for conditions in questions(claims):
            check(list(kept.where(**conditions)) == list(claims.where(**conditions)), conditions)
        check(list(kept.timeline()) == list(claims.timeline()), "timeline")
        for names in (["outlet"], ["speaker"], ["hedging"], ["said"], ["kind", "polarity"]):
            check(kept.count_by(*names) == claims.count_by(*names), names)
        ours, theirs = register.events(), ct.events(articles)
        check([event.articles for event in ours] == [event.articles for event in theirs], "events of the register")
        for event in ours:
            check(register.compare(event) == ct.compare(c for c in claims if c.article in event.articles), event)
        check(register.verify() == (), register.verify())


def questions(claims: ct.Claims) -> list[ct.Conditions]:
    """Return conditions to ask for, with names and words of the claims."""
    speakers = [claim.speaker.name for claim in claims if claim.speaker is not None]
    return [
        {"speaker": speakers[0] if speakers else "nobody"},
        {"speaker": None},
        {"outlet": claims.outlets[0]} if claims.outlets else {},
        {"hedging": ["possible", "probable"], "polarity": "positive"},
        {"published": (dt.date(2023, 8, 31), None)},
        {"said": (None, dt.date(2023, 8, 30))},
        {"text": claims[0].text[:20] if claims else "x"},
        {"min_confidence": 0.7, "kind": "direct"},
    ]


def check_readers(articles: Iterable[ct.Article], folder: Path) -> None:
    """Check that articles written as JSON Lines and as pages of a folder read back."""
    plain = [each for each in articles if not re.search("[\ud800-\udfff]", each.text)]
    if not plain:
        return
    rows = [
        {"text": each.text, "outlet": each.outlet, "published": each.published and str(each.published)}
        for each in plain
    ]
    file = folder / "articles.jsonl"
    file.write_text("".join(records.json_line(row) + "\n" for row in rows), encoding="utf-8")
    reading = ct.read_articles(file)
    check(not reading.problems, reading.problems)
    expected = [(each.text, each.outlet, each.published) for each in plain]
    check([(each.text, each.outlet, each.published) for each in reading.articles] == expected, "read_articles")
    listed = []
    for number, each in enumerate(plain):
        (folder / f"{number}.txt").write_text(each.text, encoding="utf-8", newline="")
        listed.append(f'[[article]]\nfile = "{number}.txt"\noutlet = "{each.outlet}"\npublished = 2023-08-30\n')
    (folder / "articles.toml").write_text("\n".join(listed), encoding="utf-8")
    found = ct.read_folder(folder)
    told = [str(problem) for problem in found.problems]
    check(all("is a binary file" in each or "is HTML" in each for each in told), told)
    check(len(found.pages) + len(told) == len(plain), (len(found.pages), told))


def rows_of(*groups: ct.Claims) -> set[frozenset[tuple[str, str, str]]]:
    """Return the rows of the comparison of these claims, each as its passages."""
    return {
        frozenset(
            (outlet, passage.claim.id, str(passage.spans))
            for outlet, passages in row.passages.items()
            for passage in passages
        )
        for row in ct.compare(ct.Claims.concat(groups))
    }


def pairs_of(*groups: ct.Claims) -> set[tuple[frozenset[str], float]]:
    """Return the pairs of the comparison of these claims, with their confidence."""
    return {(frozenset((p.a.id, p.b.id)), p.confidence) for p in ct.compare(ct.Claims.concat(groups)).pairs()}


def trial(number: int, folder: Path) -> int:
    """Try the pages of a number, and return how many claims they have.

    Raises AssertionError, or what the library raises, where a promise is broken.
    """
    articles = articles_of(random.Random(number))  # noqa: S311 - to be made again
    if not articles:
        return 0
    parts = [ct.extract(article) for article in articles]
    claims = ct.Claims.concat(parts)
    check_claims(claims)
    check(len({claim.id for claim in claims}) == len(claims), "two claims have one id")
    for article, part in zip(articles, parts, strict=True):
        check(ct.extract(attrs.evolve(article)) == part, "a second run")
    check_comparison(ct.compare(claims), claims, articles)
    grouped = [each.id for event in ct.events(articles) for each in event.articles]
    check(sorted(grouped) == sorted(each.id for each in articles), "events lose an article")
    check_register(articles, claims, folder)
    check_readers(articles, folder)
    outlets = ("Valley Post", "Herald")
    one, other, third = (
        ct.Claims.concat(part for each, part in zip(articles, parts, strict=True) if each.outlet == outlet)
        for outlet in (*outlets, "Wire")
    )
    check(rows_of(one, other) == rows_of(other, one), "the order of two articles changes rows")
    check(pairs_of(one, other) <= pairs_of(one, other, third), "a third article parts a pair")
    return len(claims)


def main() -> int:
    """Try until the time is over, and print what came of it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--minutes", type=float, default=30, help="of processor time (default: 30)")
    parser.add_argument("--first", type=int, default=0, metavar="NUMBER", help="the first trial (default: 0)")
    parser.add_argument("--trials", type=int, default=sys.maxsize, metavar="N", help="how many at most")
    options = parser.parse_args()
    done = claims = 0
    failed: list[int] = []
    while done < options.trials and time.process_time() < 60 * options.minutes:
        number = options.first + done
        done += 1
        try:
            with tempfile.TemporaryDirectory() as folder:
                found = trial(number, Path(folder))
        except Exception:  # noqa: BLE001 - whatever it is, it broke a promise
            failed.append(number)
            print(f"--first {number} --trials 1 breaks a promise:\n{traceback.format_exc(limit=-3)}", flush=True)
        else:
            claims += found
    print(f"{done:,} trials with {claims:,} claims: {len(failed):,} failed {failed[:20] or ''}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
