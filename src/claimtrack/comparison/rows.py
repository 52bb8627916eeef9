# SPDX-License-Identifier: MIT
"""Rows: one proposition each, with what each outlet carries and in what they differ."""

import itertools

import attrs

from claimtrack.claims.captions import cue_caption, date_caption, speaker_caption
from claimtrack.comparison.copies import Copy, copies
from claimtrack.comparison.differences import ByOutlet, Difference
from claimtrack.comparison.passages import Passage
from claimtrack.display.escaping import markup
from claimtrack.display.tables import Value, View
from claimtrack.model import Claim


@attrs.frozen
class Row:
    """One proposition, with each outlet's claims for it.

    Attributes:
        passages: For each outlet that carries it, the parts of its claims that state it, in the order of the text.
        differences: In what the outlets differ; empty for a row of one outlet.
    """

    passages: ByOutlet[tuple[Passage, ...]]
    differences: tuple[Difference, ...] = ()

    def __repr__(self) -> str:
        text = next((passage.text for found in self.passages.values() for passage in found), "")
        fields = ", ".join(difference.field.value for difference in self.differences)
        return f"Row({text!r}, outlets={self.outlets!r}{', differs in ' if fields else ''}{fields})"

    @property
    def claims(self) -> ByOutlet[tuple[Claim, ...]]:
        """For each outlet that carries the proposition, its claims, each once."""
        return ByOutlet({o: tuple({p.claim.id: p.claim for p in found}.values()) for o, found in self.passages.items()})

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets that carry the proposition."""
        return tuple(self.passages)

    @property
    def copies(self) -> tuple[Copy, ...]:
        """The texts that several of the outlets carry, each of one origin, a news agency's or an outlet's."""
        return copies(self.passages)

    @property
    def origins(self) -> int:
        """The number of outlets, of which those that carry one text count once."""
        return len(self.passages) - sum(len(copy.outlets) - 1 for copy in self.copies)

    def _repr_html_(self) -> str:
        """Return the claims as a small table, with the differences below it, for a notebook."""
        claims = itertools.chain.from_iterable(self.claims.values())
        table = View(("outlet", "speaker", "claim", "hedging", "said"), tuple(map(_cells, claims)))._repr_html_()
        items = "".join(f"<li>{markup(str(difference))}</li>" for difference in self.differences)
        return f"{table}\n<ul>{items}</ul>" if items else table


def _cells(claim: Claim) -> tuple[Value, ...]:
    """Return what a notebook shows of a claim."""
    speaker = "\n".join(filter(None, (speaker_caption(claim), cue_caption(claim))))
    return claim.outlet, speaker, claim.text, claim.hedging.value, date_caption(claim.said)
