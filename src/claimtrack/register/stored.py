# SPDX-License-Identifier: MIT
r"""The form in which a register stores articles, speakers and claims, and the way back to equal values.

The column `value` holds the whole value as JSON; the other columns are made from it, for queries.
A text with a lone surrogate, which no column of text takes, or with a null character, at which tools cut a text,
stands in those as a blob of its UTF-8 bytes.
"""

import json
from collections.abc import Iterable

from claimtrack.claims.conditions import folded, moment
from claimtrack.exceptions import ClaimtrackError
from claimtrack.formats.values import made, plain
from claimtrack.model import Article, Claim, Speaker, digest

Column = str | bytes | int | float | None
"""What a column of a register can hold."""

DAMAGE = (ClaimtrackError, ValueError, TypeError, AttributeError, LookupError, RecursionError, OverflowError)
"""What is raised where a stored value is not what was stored: other types, deeper, cut, or without a part."""

ARTICLE_COLUMNS = ("id", "outlet", "published", "title", "url", "undated", "value")
"""The columns of an article that are made from it."""

CLAIM_COLUMNS = (
    *("id", "outlet", "outlet_folded", "published", "category", "hedging", "kind", "type", "polarity", "stance"),
    *("said_start", "said_end", "said_vague", "moment", "confidence", "folded", "value"),
)
"""The columns of a claim that are made from it."""

SPEAKER_COLUMNS = ("name", "folded", "category", "value")
"""The columns of a speaker that are made from it."""


def storable(text: str) -> str | bytes:
    """Return *text* as a column takes it, so that different texts stay different."""
    data = text.encode("utf-8", "surrogatepass")
    try:
        return data if b"\0" in data else data.decode()
    except UnicodeDecodeError:
        return data


def text_of(column: str | bytes) -> str:
    """Return the text that was stored in a column."""
    return column if isinstance(column, str) else column.decode("utf-8", "surrogatepass")


def article_row(article: Article) -> tuple[Column, ...]:
    """Return the values of `ARTICLE_COLUMNS`."""
    return (
        article.id,
        storable(article.outlet),
        article.published.isoformat() if article.published else None,
        None if article.title is None else storable(article.title),
        None if article.url is None else storable(article.url),
        undated(article),
        _json(article),
    )


def undated(article: Article) -> str:
    """Return what the copies of an article have in common that differ by their day alone."""
    return digest(article.outlet, article.text)


def undated_of(value: str) -> str | None:
    """Return what `undated` makes of a stored article; None where it is damaged, which `verify` tells."""
    try:
        return undated(stored_article(value))
    except DAMAGE:
        return None


def speaker_row(speaker: Speaker) -> tuple[Column, ...]:
    """Return the values of `SPEAKER_COLUMNS`."""
    return storable(speaker.name), storable(folded(speaker.name)), speaker.category.value, _json(speaker)


def claim_row(claim: Claim) -> tuple[Column, ...]:
    """Return the values of `CLAIM_COLUMNS`."""
    said = claim.said
    return (
        claim.id,
        storable(claim.outlet),
        storable(folded(claim.outlet)),
        claim.published.isoformat() if claim.published else None,
        claim.speaker.category.value if claim.speaker else None,
        *(getattr(claim, name).value for name in ("hedging", "kind", "type", "polarity", "stance")),
        said.start.isoformat() if said else None,
        said.end.isoformat() if said else None,
        int(said.vague) if said else None,
        "/".join(day.isoformat() for day in moment(claim)),
        float(claim.confidence),
        storable(folded(claim.text)),
        _json(claim),
    )


def stored_article(value: str) -> Article:
    """Return the article that was stored."""
    return made(Article, json.loads(value), "article")


def stored_speaker(value: str) -> Speaker:
    """Return the speaker that was stored."""
    return made(Speaker, json.loads(value), "speaker")


def stored_claim(value: str, article: Article) -> Claim:
    """Return the claim of *article* that was stored."""
    return made(Claim, json.loads(value) | {"article": article}, "claim")


def digest_with(article: Column, claims: Iterable[Column]) -> str:
    """Return the digest of a stored article and its stored claims, by which a change of any is found."""
    return digest(article, "\n".join(map(str, claims)))


def _json(value: Article | Speaker | Claim) -> str:
    """Return a value as JSON in ASCII, which keeps any text."""
    return json.dumps(plain(value), separators=(",", ":"))
