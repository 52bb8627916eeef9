# SPDX-License-Identifier: MIT
"""The closed grammar of time expressions: its words, its rules, and the cues that show a tense."""

import re
from functools import cache

import attrs

from claimtrack.extraction.lexicon import load

MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
NUMBERS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["-", "-", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]

# How the words begin that can open an expression: the scan passes all others by, which makes it fast.
_STARTS = {
    "a": "\\b n pr ug sh ut", "b": "eg la lo ox", "c": "al los om ou yb", "d": "ec oz", "e": "a igh le n ve",
    "f": "al eb ew i o ri", "g": "oo", "h": "o \\d", "j": "an u", "l": "a", "m": "a id o", "n": "ex in ov",
    "o": "ct ne", "p": "al as er re", "q": "\\d", "r": "ec e[sm]", "s": "at e hr ix pr ta u",
    "t": "en h ue hu ho o[dmn] w", "w": "ed hi in", "y": "e",
}  # fmt: skip


@attrs.frozen
class TenseCue:
    """A row of `data/tense_cues.toml`: words that say whether a sentence speaks of the past or the future."""

    tense: str = attrs.field(validator=attrs.validators.in_(("past", "future")))
    pattern: str
    evidence: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...] = ()


@attrs.frozen
class DateRule:
    """A row of `data/dates.toml`: how one kind of time expression is written.

    Attributes:
        name: The kind, which names its reading in this module.
        pattern: A regular expression, in which a blank is white space or a hyphen and {names} stand for word classes.
        evidence: Where the form and its value come from.
        examples: Sentences of Wednesday 30 August 2023, each with the words found and their value.
        counter_examples: Sentences in which no time expression is found.
    """

    name: str
    pattern: str
    evidence: str
    examples: tuple[list[str], ...]
    counter_examples: tuple[str, ...] = ()


def _compile(pattern: str) -> str:
    """Return the regular expression that a rule's *pattern* stands for."""
    for name, words in _classes().items():
        pattern = pattern.replace("{" + name + "}", words)
    return pattern.replace(" ", r"[\s-]{1,3}")


@cache
def _classes() -> dict[str, str]:
    """Return the word classes that rules name in braces."""
    months = [name.title() for name in MONTHS]
    both = "|".join(months + [name.upper() for name in months])
    short = r"Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?"
    days = [name.title() for name in WEEKDAYS]
    number = "|".join(sorted(NUMBERS[1:] + TENS[2:], key=len, reverse=True))
    return {
        "longmonth": f"(?:{both})\\b",
        "month": f"(?:(?:{both})\\b|(?:{short})(?![a-z]))",
        "weekday": f"(?:{'|'.join(days + [name.upper() for name in days])})\\b",
        "anyday": f"(?:{'|'.join(days + [name.upper() for name in days])}|"
        r"(?:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\b\.?)",
        "dayofmonth": r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\w%]|[:.,]\d)",
        "anyyear": r"(?:1\d|20)\d\d(?![\w%]|[.,]\d|-\d\d-)",
        "daypart": r"(?i:morning|afternoon|evening|night)\b",
        "part": r"(?i:(?:early|mid|late)(?: (?:in|on))?|(?:the )?(?:beginning|start|middle|end|close) of)",
        "sofar": r"(?i:earlier|later)",
        "rel": r"(?i:last|next|this(?: past| coming)?|(?:the )?(?:previous|preceding|following))",
        "shift": r"(?i:last|next|this)",
        "number": rf"(?i:\d{{1,3}}|(?:{number})(?: (?:one|two|three|four|five|six|seven|eight|nine))?)",
        "vague": r"(?i:(?:a )?(?:couple(?: of)?|few|several|dozen))",
    }


@cache
def grammar() -> tuple[re.Pattern[str], dict[str, re.Pattern[str]]]:
    """Return one expression that finds all rules, and each rule's own, which takes its words apart."""
    rules = {row.name: _compile(row.pattern) for row in load("dates", DateRule)}
    parts = (f"(?P<{name}>{re.sub(r'[(][?]P<[a-z]+>', '(?:', pattern)})" for name, pattern in rules.items())
    starts = "|".join(
        f"[{first}{first.upper()}](?:{'|'.join(rest + '|' + rest.upper() for rest in tails.split())})"
        for first, tails in _STARTS.items()
    )
    scan = re.compile(
        rf"(?=[\d'’‘{''.join(_STARTS)}{''.join(_STARTS).upper()}])(?<![\w$£€#])(?<!\d[.,/:-])(?=[\d'’‘]|{starts})(?:{'|'.join(parts)})(?!\w)"
    )
    return scan, {name: re.compile(rf"(?:{pattern})(?!\w)") for name, pattern in rules.items()}


@cache
def cues() -> re.Pattern[str]:
    """Return the expression that finds words which show a tense."""
    tenses: dict[str, list[str]] = {}
    for row in load("tense_cues", TenseCue):
        tenses.setdefault(row.tense, []).append(row.pattern)
    parts = "|".join(f"(?P<{tense}>{'|'.join(patterns)})" for tense, patterns in tenses.items())
    return re.compile(rf"(?<![\w])(?:{parts})(?!\w)", re.IGNORECASE)
