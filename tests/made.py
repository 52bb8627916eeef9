# SPDX-License-Identifier: MIT
"""What tests of many parts start from: the places of the fixtures, and articles, claims and a comparison."""

import datetime as dt
import warnings
from pathlib import Path
from typing import Any

import pytest

from claimtrack import Article, Claim, Comparison, Hedge, Span, Speaker, compare, extract, read_folder
from claimtrack.extraction import Extractor, Speakers
from claimtrack.extraction.attribution.constructions import read_constructions

ROOT = Path(__file__).parents[1]
FIXTURES = ROOT / "fixtures"
LETTERS = FIXTURES / "putin-kim-letters"
SAMPLES = FIXTURES / "formats"

DAY = dt.date(2024, 5, 15)  # a Wednesday
OKORO = Speaker("Ada Okoro")
BRIDGE = "Mayor Ann Lee said the bridge may open in May. John Smith, the engineer, denied that the work was late."


def article(
    text: str = BRIDGE, outlet: str = "Morning Post", published: dt.date | None = DAY, **fields: Any
) -> Article:
    """Return an article with this text."""
    return Article(text, outlet, published, **fields)


def numbered(number: int = 0, **fields: Any) -> Article:
    """Return an article with a text of its own for each number."""
    text = (
        f'Mayor Ann Lee said the bridge may open in May. "It is {number} days late," '
        f"John Smith, the engineer, told reporters. According to the council, {number + 2} people were hurt."
    )
    return article(text, **fields)


def claim(
    text: str,
    outlet: str = "Morning Post",
    speaker: Speaker | None = OKORO,
    *,
    hedge: str = "",
    level: str = "possible",
    cue: str = "",
    **fields: Any,
) -> Claim:
    """Return a claim whose content is all of *text*, hedged by a word of it, and with a cue that follows."""
    carrier = article(f"{text} {cue}" if cue else text, outlet)
    start = text.index(hedge)
    made = {
        "cue": (Span(len(text) + 1, len(carrier.text)),) if cue else (),
        "hedges": (Hedge(Span(start, start + len(hedge)), level),) if hedge else (),
    }
    return Claim(carrier, (Span(0, len(text)),), speaker=speaker, **(made | fields))


def claims(text: str, *known: Speaker, title: str | None = None) -> list[Claim]:
    """Return the claims that the constructions find in an article with this text."""
    read = Extractor(attributions=read_constructions, speakers=Speakers(known))
    return list(read(article(text, title=title)))


def speakers(text: str, title: str | None = None) -> list[str | None]:
    """Return the speakers' names in an article with this text; None for an open one."""
    return [claim.speaker.name if claim.speaker else None for claim in claims(text, title=title)]


def letters() -> Comparison:
    """Compare the main stories of the two pages."""
    return compare(claim for page in read_folder(LETTERS).pages for claim in extract(page[0]))


def optional(package: str, bringer: str) -> Any:
    """Return a package that an extra or a group brings, or skip the test and say why."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the package's own imports
        return pytest.importorskip(package, reason=f"{package} is not installed ({bringer})")
