# SPDX-License-Identifier: MIT
"""Rows: one proposition each, with what each outlet carries and in what they differ."""

import attrs

from claimtrack.comparison.copies import Copy, copies
from claimtrack.comparison.differences import ByOutlet, Difference
from claimtrack.comparison.notebooks import row_html
from claimtrack.comparison.passages import Passage
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
        """Return the row as a small table, for a notebook."""
        return row_html(self)
