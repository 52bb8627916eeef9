# SPDX-License-Identifier: MIT
"""Claims as linked data in the vocabulary of schema.org: JSON-LD with NewsArticle, Claim and Quotation.

An article is a `NewsArticle`; a claim is a `Claim` whose `appearance` is the article,
and a `Quotation` too where all of it stands in quotation marks.
The speaker is its `author`, and so is the `creator` of a quotation;
a document that is the source is what the claim `isBasedOn`.
schema.org has no terms for hedging, polarity, stance or places in the text: `web_annotation` and records hold them.
The `description` of a claim has its cue where that does more than say, so that no denial looks like an assertion.
"""

import datetime as dt
import re
from typing import Any

from claimtrack.checks import check_object
from claimtrack.claims import Claims
from claimtrack.claims.captions import cue_caption
from claimtrack.model import Article, Category, Claim, Kind, Speaker

_TYPES = {
    Category.PERSON: "Person",
    Category.UNNAMED: "Person",
    Category.ORGANISATION: "Organization",
    Category.GROUP: "Organization",
    Category.PLACE: "GovernmentOrganization",
}
_ABSOLUTE = re.compile(r"https?://[^\s<>\"{}|\\^`\ud800-\udfff]+\Z")


def to_json_ld(claims: Claims) -> dict[str, Any]:
    """Return claims and their articles as one JSON-LD document, with the articles first.

    Raises:
        FieldTypeError: If *claims* is not a Claims.
    """
    check_object(claims, Claims, "to_json_ld", "Claims")
    articles = {claim.article.id: claim.article for claim in claims}
    graph = [*map(_article, articles.values()), *map(_claim, claims)]
    return {"@context": "https://schema.org", "@graph": list(map(_without_none, graph))}


def article_iri(article: Article) -> str:
    """Return the address of an article, or a name made from its id where it has no absolute one."""
    url = article.url or ""
    return url if _ABSOLUTE.match(url) else f"urn:claimtrack:article:{article.id}"


def _article(article: Article) -> dict[str, Any]:
    return {
        "@id": article_iri(article),
        "@type": "NewsArticle",
        "identifier": article.id,
        "headline": article.title,
        "datePublished": article.published.isoformat() if article.published else None,
        "publisher": {"@type": "NewsMediaOrganization", "name": article.outlet},
        "url": article.url,
    }


def _claim(claim: Claim) -> dict[str, Any]:
    quoted = claim.kind is Kind.DIRECT
    speaker = claim.speaker
    document = speaker is not None and speaker.category is Category.DOCUMENT
    author = _speaker(speaker) if speaker is not None and not document else None
    said = claim.said
    on_one_day = said is not None and not said.vague and said.end - said.start == dt.timedelta(days=1)
    return {
        "@id": f"urn:claimtrack:claim:{claim.id}",
        "@type": ["Claim", "Quotation"] if quoted else "Claim",
        "identifier": claim.id,
        "text": claim.text,
        "description": cue_caption(claim) or None,
        "author": author,
        "creator": author if quoted else None,
        "isBasedOn": {"@type": "CreativeWork", "name": speaker.name} if speaker is not None and document else None,
        "dateCreated": said.start.isoformat() if said is not None and on_one_day else None,
        "appearance": {"@id": article_iri(claim.article)},
    }


def _speaker(speaker: Speaker) -> dict[str, Any]:
    return _without_none(
        {
            "@type": _TYPES[speaker.category],
            "name": speaker.name,
            "alternateName": list(speaker.aliases) or None,
            "description": speaker.description,
            "identifier": speaker.id,
        }
    )


def _without_none(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
