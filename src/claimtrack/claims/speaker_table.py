# SPDX-License-Identifier: MIT
"""The speakers of claims: who they are, which outlets carry them, and how firm they are."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from claimtrack.display.columns import INTEGER, TEXT, Column
from claimtrack.display.tables import View
from claimtrack.model import Claim, Hedging, Speaker


class _Heard(NamedTuple):
    name: str | None
    claims: Sequence[Claim]

    @property
    def speakers(self) -> Iterable[Speaker]:
        return (claim.speaker for claim in self.claims if claim.speaker)


def _level(level: Hedging) -> Column[_Heard]:
    meaning = "how many of the claims have this level"
    return Column(level.value, INTEGER, meaning, lambda one: sum(claim.hedging is level for claim in one.claims))


def _joined(words: Iterable[str]) -> str | None:
    return "; ".join(dict.fromkeys(words)) or None


_SPEAKERS: tuple[Column[_Heard], ...] = (
    Column("speaker", TEXT, "the name; None for all who stay open", lambda one: one.name),
    Column("category", TEXT, "what the speaker is", lambda one: _joined(each.category.value for each in one.speakers)),
    Column(
        "description",
        TEXT,
        "how the articles describe the speaker",
        lambda one: _joined(each.description for each in one.speakers if each.description),
    ),
    Column(
        "aliases",
        TEXT,
        "other forms of the name",
        lambda one: _joined(alias for each in one.speakers for alias in each.aliases),
    ),
    Column("outlet_names", TEXT, "who carries the speaker", lambda one: _joined(claim.outlet for claim in one.claims)),
    Column("claims", INTEGER, "how many claims", lambda one: len(one.claims)),
    *map(_level, Hedging),
)


def speaker_table(claims: Iterable[Claim]) -> View:
    """Return the speakers of *claims*, those with most claims first, and last those who stay open."""
    heard: dict[str | None, list[Claim]] = {}
    for claim in claims:
        heard.setdefault(claim.speaker.name if claim.speaker else None, []).append(claim)
    ordered = sorted(heard.items(), key=lambda item: (item[0] is None, -len(item[1])))
    return View.of(_SPEAKERS, (_Heard(*item) for item in ordered))
