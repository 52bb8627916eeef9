# SPDX-License-Identifier: MIT
"""Extraction: from the text of an article to its claims, stage by stage.

A text is analysed once (`claimtrack.language.text.Text`).
Attributions (source, cue, content) come first; each later stage reads what they cover:
speakers, dates, and how firmly the claim is made. `Extractor` holds the stages.
"""

from claimtrack.extraction.attribution.attribution import Attribution
from claimtrack.extraction.commitment.hedging import HedgeLexicon
from claimtrack.extraction.extractor import Extractor, extract
from claimtrack.extraction.speakers.resolution import Resolution, Speakers
from claimtrack.language.text import Text

__all__ = ["Attribution", "Extractor", "HedgeLexicon", "Resolution", "Speakers", "Text", "extract"]
