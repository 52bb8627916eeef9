# SPDX-License-Identifier: MIT
"""Captions: who made a claim, by what cue, how firmly and when, in words for readers."""

import datetime as dt
import re
from collections.abc import Iterable

from claimtrack.model import AttributionType, Claim, Hedging, Interval, Polarity, Stance

# Cues that deny, that accuse or attack, and that only suggest, by the beginnings of their words.
_TELLING = re.compile(
    r"\b(?:not|never|no|nor|neither|cannot)\b|n['’]t\b|\b(?:accus|assail|attack|blam|blast|condemn|critici[sz]|decri"
    r"|denounc|lambast|hint|impl(?:y|ie)|indicat|mock|rebuk|ridicul|slam|suggest)",
    re.IGNORECASE,
)


def speaker_caption(claim: Claim) -> str:
    """Return the speaker's name, "(open)" where it is, and the relaying source if there is one."""
    speaker = claim.speaker.name if claim.speaker else "(open)"
    return f"{speaker}, via {claim.via.name}" if claim.via else speaker


def cue_caption(claim: Claim) -> str:
    """Return the cue where it does more than say: it denies, accuses, reveals, suggests, believes, urges; or nothing.

    A claim that was made without a cue has its polarity or its stance instead.
    """
    words = claim.words(claim.cue)
    is_plain = claim.stance is Stance.NEUTRAL and claim.type is AttributionType.ASSERTION
    if is_plain and words:
        return f"“{words}”" if _TELLING.search(words) else ""
    if is_plain:
        return "" if claim.polarity is Polarity.POSITIVE else claim.polarity.value
    return f"“{words}”" if words else claim.stance.value


def hedging_caption(level: Hedging, words: Iterable[str]) -> str:
    """Return a level with the words that express it: "possible (may)"."""
    cues = ", ".join(words)
    return f"{level.value} ({cues})" if cues else level.value


def date_caption(said: Interval | None) -> str:
    """Return an interval as "2023-08-30", "2023-03" or "about 2022-10-01 to 2022-12-31"; nothing for None."""
    return str(said).replace("~", "about ").replace("/", " to ") if said else ""


def days_caption(days: Iterable[dt.date | None]) -> str:
    """Return the first and the last of some days, "2023-08-30 to 2023-09-02", or the only one, or nothing."""
    found = sorted({day.isoformat() for day in days if day})
    return " to ".join(dict.fromkeys((*found[:1], *found[-1:])))
