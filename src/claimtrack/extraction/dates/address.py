# SPDX-License-Identifier: MIT
"""The day of publication that the address of an article states."""

import datetime as dt
import re

from claimtrack.extraction.dates.calendar import day_of
from claimtrack.language.closed_classes import word_classes

_DAY = re.compile(r"[/=](?P<year>(?:19|20)\d\d)([/-])(?P<month>\d\d?|[a-z]{3})\2(?P<day>\d\d?)(?![\d.])", re.IGNORECASE)


def day_of_address(url: str | None) -> dt.date | None:
    """Return the day in the path of *url*, as in `https://echo.example/2024/may/14/flood`; None where it has none.

    Most outlets that write a day into an address write that of the first publication.
    """
    found = _DAY.search(url or "")
    if found is None:
        return None
    months = word_classes()["month"].words
    named = [number for number, name in enumerate(months, start=1) if name[:3] == found["month"].lower()]
    month = int(found["month"]) if found["month"].isdecimal() else next(iter(named), 0)
    day = day_of(int(found["year"]), month, int(found["day"]))
    return day.start if day else None
