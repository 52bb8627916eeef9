# SPDX-License-Identifier: MIT
"""Claims as W3C Web Annotations: the words of each claim as quote and position, with the readings as tags.

Each run of the content is a target with a `TextQuoteSelector` (the words, with 32 characters before and after)
and a `TextPositionSelector`.
Positions are code points, as the standard has them (https://www.w3.org/TR/annotation-model/#text-position-selector);
JavaScript and Java count UTF-16 units, of which a character beyond U+FFFF takes two: convert before you slice there.
"""

from typing import Any

from claimtrack.checks import check_object
from claimtrack.claims import Claims
from claimtrack.formats.schema_org import article_iri
from claimtrack.model import Claim, Span

CONTEXT = 32  # code points before and after, as Hypothesis takes them


def to_annotations(claims: Claims) -> list[dict[str, Any]]:
    """Return one annotation for each claim.

    Raises:
        FieldTypeError: If *claims* is not a Claims.
    """
    check_object(claims, Claims, "to_annotations", "Claims")
    return [_annotation(claim) for claim in claims]


def _annotation(claim: Claim) -> dict[str, Any]:
    bodies = [_body("tagging", claim.speaker.name)] if claim.speaker is not None else []
    terms = ("hedging", "kind", "type", "polarity", "stance")
    bodies += [_body("classifying", f"{name}: {getattr(claim, name).value}") for name in terms]
    if claim.cue:
        bodies.append(_body("classifying", f"cue: {claim.words(claim.cue)}"))
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"urn:claimtrack:claim:{claim.id}",
        "type": "Annotation",
        "motivation": "identifying",
        "body": bodies,
        "target": [_target(claim, span) for span in claim.content],
    }


def _body(purpose: str, value: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"}


def _target(claim: Claim, span: Span) -> dict[str, Any]:
    text = claim.article.text
    quote = {
        "type": "TextQuoteSelector",
        "exact": span.of(text),
        "prefix": text[max(0, span.start - CONTEXT) : span.start],
        "suffix": text[span.end : span.end + CONTEXT],
    }
    position = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    return {"source": article_iri(claim.article), "selector": [quote, position]}
