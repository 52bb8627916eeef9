# SPDX-License-Identifier: MIT
"""The closed grammar of time expressions: its words, its rules, and the cues that show a tense."""

import re
from functools import cache

import attrs

from claimtrack.language.closed_classes import word_class, word_classes
from claimtrack.language.lexicon import LexiconRow, load

MONTHS = word_classes()["month"].words
WEEKDAYS = word_classes()["weekday"].words
NUMBERS = word_classes()["cardinal"].words
TENS = ("-", "-", *word_classes()["multiple of ten"].words)
SEASONS = dict(zip(word_classes()["season"].words, (0, 1, 2, 3, 3), strict=True))
CENTURIES = (*word_classes()["ordinal"].words, "twenty first")

# The words of time, one of which stands in every expression: the grammar is tried at them only, which makes it fast.
_SHORT = {*(month.title() for month in word_class("short month")), "AD", "BC", "A.D", "B.C", "FY"}
_COMMON = word_class("season", "day from today", "part of the day").union(
    "day week weekend fortnight month quarter half year decade century centurie period overnight nineteen".split(),
    "Christmas Xmas Easter Halloween Thanksgiving".split(),
)
# The words that can stand in an expression before its first word of time without beginning it.
LINKS = frozenset(("of", "in", "on", "or", "to", "s"))
# The words with which an expression can begin before its first word of time.
_OPENERS = frozenset(
    "early earlier late later mid beginning start middle end close last next past previous preceding following coming "
    "recent same current latest most full rest remainder each every any per couple few several dozen fiscal calendar "
    "final corresponding comparable similar year two twenty black cyber ash super bloody palm shrove holy maundy whit "
    "good st".split()
).union(NUMBERS, TENS, CENTURIES, word_class("article", "demonstrative", "short weekday"))


@attrs.frozen(kw_only=True)
class TenseCue(LexiconRow):
    """A row of `data/tense_cues.toml`: words that say whether a sentence speaks of the past or the future.

    Attributes:
        tense: "past" or "future"; "report" for what is past in spite of a modal verb;
            "order" for a past verb whose complement lies ahead; "event" for what follows a genitive and is past.
        pattern: A regular expression.
    """

    tense: str = attrs.field(validator=attrs.validators.in_(("report", "order", "past", "future", "event")))
    pattern: str


@attrs.frozen(kw_only=True)
class DatedRow:
    """A row whose examples are read together with their dates.

    Attributes:
        evidence: Where the row comes from.
        examples: Sentences of Wednesday 30 August 2023, each with the words found and their value.
        counter_examples: Sentences in which no time expression is found.
    """

    evidence: str
    examples: tuple[list[str], ...]
    counter_examples: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class DateRule(DatedRow):
    """A row of `data/dates.toml`: how one kind of time expression is written.

    Attributes:
        name: The kind, which names its reading in this module.
        pattern: A regular expression, in which a blank is white space or a hyphen and {names} stand for word classes.
    """

    name: str
    pattern: str


@attrs.frozen(kw_only=True)
class Holiday(DatedRow):
    """A row of `data/holidays.toml`: how a day is called, and on which day of a year it falls.

    Attributes:
        pattern: A regular expression for its names.
        month: From 1 to 12; 0 where the day moves with Easter.
        day: The day of the month, or 0 where it is a weekday of the month.
        weekday: From 0 for Monday, with `nth`: which of the month's, -1 for the last.
        nth: See `weekday`; 0 where the day is fixed.
        easter: How many days after Easter, or None.
    """

    pattern: str
    month: int = 0
    day: int = 0
    weekday: int = 0
    nth: int = 0
    easter: int | None = None


def holidays() -> tuple[Holiday, ...]:
    """Return the rows of `data/holidays.toml`."""
    return load("holidays", Holiday)


def _compile(pattern: str) -> str:
    for name, words in _classes().items():
        pattern = pattern.replace("{" + name + "}", words)
    return pattern.replace(" ", r"[\s-]{1,3}")


@cache
def _classes() -> dict[str, str]:
    months = [name.title() for name in MONTHS]
    both = "|".join(months + [name.upper() for name in months])
    short = "|".join(rf"{name.title()}\.?" for name in word_classes()["short month"].words)
    days = [name.title() for name in WEEKDAYS]
    both_days = "|".join(days + [name.upper() for name in days])
    short_days = "|".join(name.title() for name in word_classes()["short weekday"].words)
    units = "|".join(NUMBERS[1:10])
    teens = "|".join(NUMBERS[10:])
    tens = "|".join(TENS[2:])
    numbers = "|".join(sorted(NUMBERS[1:] + TENS[2:], key=len, reverse=True))
    digits = r"(?:1\d|20)\d\d(?![\w%]|[.,]\d|-\d\d-)"
    nineteen = f"nineteen (?:{teens}|(?:{tens})(?: (?:{units}))?)"
    return {
        "anyyear": rf"(?:{digits}|(?i:{nineteen}|two thousand(?: and)?(?: (?:{units}|{teens}))?|twenty (?:{teens})))",
        "digityear": digits,
        "shortyear": r"['’‘]\d\d(?!\w)",
        "nineteen": f"(?i:{nineteen})",
        "longmonth": f"(?:{both})\\b",
        "shortmonth": f"(?:{short})(?![a-z])",
        "month": f"(?:(?:{both})\\b|(?:{short})(?![a-z]))",
        "weekday": rf"(?:{both_days})\b",
        "anyday": rf"(?:{both_days}|(?:{short_days})\b\.?)",
        "dayofmonth": r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\w%]|[:.,]\d)",
        "daypart": rf"(?i:{'|'.join(word_classes()['part of the day'].words)})\b",
        "part": r"(?i:(?:early|mid|late)(?: (?:in|on))?|(?:the )?(?:beginning|start|middle|end|close) of)",
        "sofar": r"(?i:earlier|later)",
        "rel": r"(?i:last|next|this(?: past| coming)?|(?:the )?(?:previous|preceding|following))",
        "shift": r"(?i:last|next|this)",
        "number": rf"(?i:\d{{1,3}}|(?:{numbers})(?: (?:{units}))?)",
        "vague": r"(?i:(?:a )?(?:couple(?: of)?|few|several|dozen))",
        "centuries": rf"(?:[1-9]\d?(?:st|nd|rd|th)|(?i:{'|'.join(reversed(CENTURIES))}))",
        "holiday": f"(?:{'|'.join(row.pattern for row in holidays())})",
        "stop": r"""(?=\s?[.,;:!?)”"]|\s*\Z)""",
    }


@cache
def grammar() -> tuple[re.Pattern[str], dict[str, re.Pattern[str]]]:
    """Return one expression that finds all rules, and each rule's own, which takes its words apart."""
    rules = {row.name: _compile(row.pattern) for row in load("dates", DateRule)}
    parts = (f"(?P<{name}>{re.sub(r'[(][?]P<[a-z]+>', '(?:', pattern)})" for name, pattern in rules.items())
    begins = r"(?<![\w$£€#])(?:(?<!\d[.,/:-])|(?!\d)|(?<=\b\d\d\d\d-)(?=\d{4}\b))"
    scan = re.compile(rf"{begins}(?:{'|'.join(parts)})(?!\w)")
    return scan, {name: re.compile(rf"(?:{pattern})(?!\w)") for name, pattern in rules.items()}


@cache
def openers() -> frozenset[str]:
    """Return the words, in lower case, that can stand in an expression before its first word of time."""
    return _OPENERS.union(word.lower() for row in holidays() for word in re.findall(r"\w+", row.pattern)) - LINKS


@cache
def heads() -> re.Pattern[str]:
    """Return the expression that finds words of time, with the character before them outside its group."""
    names = {*(name.title() for name in MONTHS + WEEKDAYS), *_SHORT}
    names |= {name.upper() for name in names}
    common = {form for word in _COMMON for form in (word, word.title(), word.upper())}
    common |= {form for word in TENS[2:] for form in (word[:-1] + "ies", word.title()[:-1] + "ies")}
    digits = r"\d(?:\d{3}(?!\d)|\d?/\d|0?['’]?s\b|\d?(?:st|nd|rd|th)\b)|['’‘]\d\d|[QH]\d"
    tails: dict[str, list[str]] = {}
    for word in sorted(names | {word + "s?" for word in common}, reverse=True):
        tails.setdefault(word[0], []).append(word[1:].replace(".", r"\."))
    words = "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in tails.items())
    return re.compile(rf"""[\s()\[\]"“”‘’'`—–/.,;:*-]({digits}|(?:{words})(?![a-z]))""")


@cache
def cues() -> re.Pattern[str]:
    """Return the expression that finds words which show a tense."""
    rows = [row for row in load("tense_cues", TenseCue) if row.tense != "event"]
    tenses = {row.tense: "|".join(each.pattern for each in rows if each.tense == row.tense) for row in rows}
    parts = "|".join(f"(?P<{tense}>{patterns})" for tense, patterns in tenses.items())
    return re.compile(rf"(?<![\w])(?:{parts})(?!\w)", re.IGNORECASE)


@cache
def past_events() -> re.Pattern[str]:
    """Return the expression that finds, behind a weekday in the genitive, what has just happened."""
    patterns = (row.pattern for row in load("tense_cues", TenseCue) if row.tense == "event")
    return re.compile(rf"['’]s?\s+(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE)
