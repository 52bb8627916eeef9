# SPDX-License-Identifier: MIT
"""Numbers in one form: figures and words, thousands and millions, percentages and times of day."""

import re
from collections.abc import Sequence
from decimal import Decimal

import attrs

from claimtrack.language.closed_classes import word_class, word_classes

_UNITS = {word: value for value, word in enumerate(word_classes()["cardinal"].words) if value}
_TENS = {word: 10 * value for value, word in enumerate(word_classes()["multiple of ten"].words, start=2)}
_POWERS = {2: "hundred", 3: "thousand", 5: "lakh", 6: "million mn", 7: "crore", 9: "billion bn", 12: "trillion tn"}
_SCALES = {word: 10**power for power, words in _POWERS.items() for word in words.split()}
_ATTACHED = {"k": 10**3, "m": 10**6}  # a scale only where they touch the figure: "40m", "12k"
_ORDINALS = frozenset(("st", "nd", "rd", "th"))
_HOURS = frozenset(("am", "pm", "o'clock", "gmt"))
_MONTHS = word_class("month", "short month")
_PERCENT = (("percent",), ("per", "cent"), ("pc",))
_GROUPED = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?")
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_YEARS = range(1900, 2100)
_LONGEST = 20  # longer figures are codes and stay as they are


@attrs.frozen
class Figure:
    """A number as it stands in a text.

    Attributes:
        term: Its one form: "1200" for "1.2 thousand" and "1,200", "34%" for "34 per cent".
        width: Over how many words it goes.
        counts: Whether it is a quantity; a time or day of the calendar is none.
    """

    term: str
    width: int
    counts: bool


def digits(figure: str) -> str:
    """Return a figure as written without its thousands marks, and with a point for the decimals."""
    if _GROUPED.fullmatch(figure.rstrip("%")):
        return figure.replace(",", "")
    return figure.replace(",", "." if figure.count(",") == 1 else "")


def may_begin(key: str) -> bool:
    """Tell whether a number may begin with the word *key*, in lower case: "40", "forty", "a" of "a million"."""
    return key[:1].isdigit() or key in _UNITS or key in _TENS or key == "a"


def figure(keys: Sequence[str], touching: Sequence[bool], at: int) -> Figure | None:
    """Return the number that begins at word *at*, or None.

    Args:
        keys: The words in lower case, figures as `digits` returns them.
        touching: For each word, whether it follows on the one before it without a space.
        at: The number of the word.
    """
    found = _value(keys, at)
    if found is None:
        return None
    value, width, percent = found
    end = at + width
    following = keys[end].lower() if end < len(keys) else ""
    if value is None:
        return Figure(keys[at], width, counts=":" not in keys[at])
    while (scale := _scale(keys, touching, end)) is not None:
        value, end = value * scale, end + 1
    if end == at + width:
        if keys[at] == "one":
            return None
        if following in _HOURS:
            return Figure(f"{value}{following}", width + 1, counts=False)
        if following in _ORDINALS and touching[end]:
            end += 1
    for words in _PERCENT if not percent else ():
        if tuple(keys[end : end + len(words)]) == words:
            end, percent = end + len(words), True
            break
    around = (*keys[max(0, at - 1) : at], *keys[end : end + 1])
    counts = percent or end - at > width or not (value in _YEARS or any(word.lower() in _MONTHS for word in around))
    return Figure(f"{_shortest(value)}{'%' * percent}", end - at, counts)


def _value(keys: Sequence[str], at: int) -> tuple[Decimal | None, int, bool] | None:
    """Return the value of the words at *at* without their scale, their count, and whether they are per cent."""
    key = keys[at]
    if key[:1].isdigit():
        plain = key.removesuffix("%")
        value = Decimal(plain) if len(plain) <= _LONGEST and _PLAIN.fullmatch(plain) else None
        return value, 1, key != plain
    if key in _TENS:
        unit = _UNITS.get(keys[at + 1], 0) if at + 1 < len(keys) else 0
        return (Decimal(_TENS[key] + unit), 2, False) if 0 < unit < 10 else (Decimal(_TENS[key]), 1, False)  # noqa: PLR2004
    if key == "a" and at + 1 < len(keys) and keys[at + 1] in _SCALES:
        return Decimal(1), 1, False
    return (Decimal(_UNITS[key]), 1, False) if key in _UNITS else None


def _scale(keys: Sequence[str], touching: Sequence[bool], at: int) -> int | None:
    """Return what word *at* multiplies the number before it by, or None."""
    if at >= len(keys):
        return None
    key = keys[at].lower()
    return _SCALES.get(key, _SCALES.get(key.removesuffix("s"))) or (_ATTACHED.get(key) if touching[at] else None)


def _shortest(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
