# SPDX-License-Identifier: MIT
"""Rows: one proposition each, with what each outlet carries and in what they differ."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

import attrs

from claimtrack.claims.captions import cue_caption, date_caption, speaker_caption
from claimtrack.comparison.alignment import SURE
from claimtrack.comparison.copies import Copy, copies
from claimtrack.comparison.differences import Difference, differences
from claimtrack.comparison.passages import Passage, is_denied
from claimtrack.comparison.profiles import profile
from claimtrack.comparison.sides import ByOutlet, Side, Sides
from claimtrack.display.columns import Value
from claimtrack.display.escaping import markup
from claimtrack.display.tables import View
from claimtrack.model import Claim

# Below this confidence of a row its differences are more often those of two propositions.
_LEAST_TOLD = 0.65


def _sides(passages: Mapping[str, tuple[Passage, ...]]) -> ByOutlet[Side]:
    return ByOutlet({outlet: Side(tuple(map(profile, found))) for outlet, found in passages.items()})


@attrs.frozen
class Row:
    """One proposition, with each outlet's claims for it.

    Attributes:
        passages: For each outlet that carries it, the parts of its claims that state it, the best match first.
        differences: In what the outlets differ; empty for a row of one outlet.
        copies: The texts that several of the outlets carry, each of one origin, a news agency's or an outlet's.
        confidence: How probable it is that the outlets state one proposition, by the weakest link that holds the row;
            None for a row of one outlet.
        sides: The passages with their profiles, by which words are compared.
    """

    passages: ByOutlet[tuple[Passage, ...]]
    differences: tuple[Difference, ...] = ()
    copies: tuple[Copy, ...] = attrs.Factory(lambda self: copies(self.passages), takes_self=True)
    confidence: float | None = attrs.field(default=None, kw_only=True)
    sides: ByOutlet[Side] = attrs.field(
        default=attrs.Factory(lambda self: _sides(self.passages), takes_self=True), kw_only=True, eq=False, repr=False
    )

    @classmethod
    def of(cls, sides: Sides, confidence: float | None) -> "Row":
        """Return the row of these *sides*, with what there is to be found in them."""
        passages = ByOutlet({outlet: side.passages for outlet, side in sides.items()})
        told = differences(sides) if confidence is not None and confidence >= _LEAST_TOLD else ()
        return cls(passages, told, confidence=confidence, sides=ByOutlet(sides))

    def __repr__(self) -> str:
        text = next((passage.text for found in self.passages.values() for passage in found), "")
        fields = ", ".join(difference.field.value for difference in self.differences)
        cues = {claim.outlet: claim.words(claim.cue) for claim in claims_of([self]) if is_denied(claim)}
        denied = f", denied by {cues!r}" if cues else ""
        doubt = f", perhaps, with confidence {self.confidence:.2f}" if self.is_unsure else ""
        return f"Row({text!r}, outlets={self.outlets!r}{doubt}{denied}{', differs in ' if fields else ''}{fields})"

    @cached_property
    def claims(self) -> ByOutlet[tuple[Claim, ...]]:
        """For each outlet that carries the proposition, its claims, each once."""
        return ByOutlet({outlet: side.claims for outlet, side in self.sides.items()})

    @property
    def is_sure(self) -> bool:
        """Whether several outlets surely carry it."""
        return self.confidence is not None and self.confidence >= SURE

    @property
    def is_unsure(self) -> bool:
        """Whether it is in doubt that several outlets carry it."""
        return self.confidence is not None and self.confidence < SURE

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets that carry the proposition."""
        return tuple(self.passages)

    @property
    def origins(self) -> int:
        """The number of outlets, of which those that carry one text count once."""
        return len(self.passages) - sum(len(copy.outlets) - 1 for copy in self.copies)

    def _repr_html_(self) -> str:
        """Return the claims as a small table, with the differences below it, for a notebook."""
        cells = tuple(map(_cells, claims_of([self])))
        table = View(("outlet", "speaker", "claim", "hedging", "said"), cells)._repr_html_()
        doubt = [f"perhaps the same: confidence {self.confidence:.2f}"] if self.is_unsure else []
        items = "".join(f"<li>{markup(told)}</li>" for told in (*doubt, *map(str, self.differences)))
        return f"{table}\n<ul>{items}</ul>" if items else table


def claims_of(rows: Iterable[Row]) -> Iterator[Claim]:
    """Yield the claims of *rows*, row by row and outlet by outlet; one that several rows hold comes with each."""
    return (claim for row in rows for side in row.claims.values() for claim in side)


def _cells(claim: Claim) -> tuple[Value, ...]:
    speaker = "\n".join(filter(None, (speaker_caption(claim), cue_caption(claim))))
    return claim.outlet, speaker, claim.text, claim.hedging.value, date_caption(claim.said)
