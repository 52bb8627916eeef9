# SPDX-License-Identifier: MIT
"""Attributions: source, cue and content as spans, the value that the first stage hands to the later ones."""

import attrs

from claimtrack.model import Span


@attrs.frozen
class Attribution:
    """Source, cue and content of one attribution, as spans into the text.

    Attributes:
        source: The mention of who is quoted; empty where the text names none.
        cue: The words that attribute.
        content: What is attributed.
        sentence: The sentence that holds the cue.
        pattern: The construction that was recognised; `data/patterns.toml` has the precision of each.
        via: The mention of a relaying source.
        open_quotation: Whether a quotation in the content was never closed.
        confidence: An estimate from 0 to 1 that source and content are right.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    sentence: Span
    pattern: str = ""
    via: tuple[Span, ...] = ()
    open_quotation: bool = False
    confidence: float = 1.0
