# SPDX-License-Identifier: MIT
"""Extraction: from the text of an article to its claims, stage by stage.

Attributions (source, cue, content) come first; each later stage reads what they cover:
speakers, dates, hedges and the framing by the cue.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence

from claimtrack.checks import check, check_object
from claimtrack.claims import Claims
from claimtrack.extraction.attribution.attribution import Attribution
from claimtrack.extraction.attribution.readers import find_attributions
from claimtrack.extraction.commitment.framing import framing
from claimtrack.extraction.commitment.hedging import HedgeLexicon, find_hedges
from claimtrack.extraction.commitment.likelihood import find_likelihood
from claimtrack.extraction.dates.expressions import find_dates
from claimtrack.extraction.dates.occasion import Occasion, occasions
from claimtrack.extraction.speakers.resolution import Resolution, resolve_speakers
from claimtrack.language.quotations import quotations
from claimtrack.language.sentences import paragraphs
from claimtrack.model import Ambiguity, AmbiguityKind, Article, Claim, Kind, Span, Speaker

__all__ = ["Attribution", "Attributor", "HedgeLexicon", "extract", "find_attributions", "find_dates"]


Attributor = Callable[[str], Sequence[Attribution]]
"""The first stage: from a text to its attributions, in the order of the text."""


def extract(
    article: Article,
    *,
    attributor: Attributor = find_attributions,
    known: Iterable[Speaker] = (),
    hedges: HedgeLexicon | None = None,
) -> Claims:
    """Return the claims of *article*, in the order of its text; any text is read, and none raises.

    Args:
        article: What to read.
        attributor: The stage that finds source, cue and content; a function of your own can take its place.
        known: Speakers of your own table or knowledge base: whoever goes by a name or an alias of one
            takes its name, category and id (`docs/speakers.md`).
        hedges: The words that count as hedges; those of the package where none are given.

    Raises:
        FieldTypeError: If *article* is no Article, *known* holds something else than values of Speaker,
            or *hedges* is no HedgeLexicon.
    """
    check_object(article, Article, "extract", "an Article (claimtrack.read makes them)")
    check(hedges, HedgeLexicon | None, "extract: hedges", "a HedgeLexicon (HedgeLexicon.read makes one)")
    text = article.text
    attributions = attributor(text)
    speakers = resolve_speakers(text, attributions, title=article.title, known=known)
    dates = occasions(text, attributions, find_dates(text, article.published) if attributions else ())
    quotes = (
        [quote for paragraph in paragraphs(text) for quote, _ in quotations(text, paragraph)] if attributions else []
    )
    lexicon = hedges or HedgeLexicon.default()
    found = (
        _claim(
            article,
            attribution,
            resolution,
            occasion,
            content_kind(text, attribution.content, quotes),
            lexicon=lexicon,
        )
        for attribution, resolution, occasion in zip(attributions, speakers, dates, strict=True)
    )
    return Claims(found, outlets=[article.outlet])


def _claim(
    article: Article,
    attribution: Attribution,
    resolution: Resolution,
    occasion: Occasion,
    kind: Kind,
    *,
    lexicon: HedgeLexicon,
) -> Claim:
    """Put together what the stages have found."""
    frame = framing(article.text, attribution.cue, attribution.content, lexicon)
    ambiguities = list(resolution.ambiguities)
    date = occasion.said
    if attribution.open_quotation:
        ambiguities.append(Ambiguity(AmbiguityKind.QUOTATION, "a quotation is opened and never closed"))
    if date is not None and date.interval is None:
        words = date.span.of(article.text)
        ambiguities.append(Ambiguity(AmbiguityKind.DATE, f"{words!r} has no day without the date of publication"))
    return Claim(
        article=article,
        content=attribution.content,
        cue=attribution.cue,
        source=attribution.source,
        kind=kind,
        type=frame.type,
        speaker=resolution.speaker,
        via=resolution.via,
        via_source=attribution.via,
        hedges=find_hedges(article.text, attribution.content, attribution.cue, lexicon),
        likelihood=find_likelihood(article.text, attribution.content),
        polarity=frame.polarity,
        stance=frame.stance,
        said=date.interval if date is not None else None,
        said_span=date.span if date is not None else None,
        times=occasion.times,
        confidence=attribution.confidence,
        ambiguities=tuple(ambiguities),
    )


def content_kind(text: str, content: Sequence[Span], quotes: Sequence[Span]) -> Kind:
    """Tell how much of *content* stands within *quotes*, which are sorted: all, none, or a part of its words."""
    inside = outside = False
    for span in content:
        k = max(0, bisect_right(quotes, span.start, key=lambda quote: quote.start) - 1)
        while k < len(quotes) and quotes[k].end <= span.start:
            k += 1
        at = span.start
        while at < span.end:
            quoted = k < len(quotes) and quotes[k].start <= at
            edge = span.end if k == len(quotes) else quotes[k].end if quoted else quotes[k].start
            words = any(map(str.isalnum, text[at : min(edge, span.end)]))
            inside, outside = inside or (words and quoted), outside or (words and not quoted)
            at, k = edge, k + quoted
    return Kind.MIXED if inside and outside else Kind.DIRECT if inside else Kind.INDIRECT
