# SPDX-License-Identifier: MIT
"""Stories: what the URLs of one page have in common, and which of its stories a new text is a version of."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit, urlunsplit

from claimtrack.model import Article

# A rewritten story keeps far more than this of its words in threes; two stories of one page share next to none.
_LEAST_SHARED = 0.1
_WORD = re.compile(r"\w+")
# Parameters that tell how a reader came to a page: of campaigns (Google Analytics, Piano), of clicks and of mails, as
# https://firefox-source-docs.mozilla.org/toolkit/components/antitracking/anti-tracking/query-stripping/ has them.
_TRACKING = re.compile(
    "utm_.*|at_.*|(?:d|fb|g|tw|y)clid|msclkid|[gw]braid|igshid"
    "|mc_[ce]id|_hsenc|mkt_tok|oly_anon_id|oly_enc_id|vero_id|__s",
    re.IGNORECASE,
)
_PORT = re.compile(":(?:80|443)?$")


def address(url: str) -> str:
    """Return what the URLs of one page have in common: its address.

    Without the fragment, a default port, a slash at the end and tracking parameters,
    the host in lower case (RFC 3986, 6.2.2.1 and 6.2.3), and `https` for `http`; all else stands as it is.
    Text that is not a web URL is its own address, without white space around it.
    """
    given = url.strip()
    try:
        parts = urlsplit(given)
    except ValueError:
        return given
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return given
    query = "&".join(each for each in parts.query.split("&") if not _TRACKING.fullmatch(each.partition("=")[0]))
    return urlunsplit(("https", _PORT.sub("", parts.netloc.lower()), parts.path.rstrip("/") or "/", query, ""))


def story_of(article: Article, others: Sequence[Article]) -> int | None:
    """Return which of the *others*, one for each story of its address, *article* is a new version of.

    Of those of the same outlet, the one of the same headline, or else the one whose text is most alike;
    None where all have another headline and share under a tenth of the words in threes with it.
    An outlet is never a version of another one: its copy of an agency's story may have the agency's address.
    """
    outlet, title = _folded(article.outlet), _folded(article.title)
    own = [number for number, other in enumerate(others) if _folded(other.outlet) == outlet]
    same = [number for number in own if title and _folded(others[number].title) == title]
    if same:
        return max(same, key=lambda number: _shared(article, others[number]))
    shares = {number: _shared(article, others[number]) for number in own}
    versions = [number for number in own if _folded(others[number].title) == title or shares[number] >= _LEAST_SHARED]
    return max(versions, key=shares.__getitem__, default=None)


def _folded(text: str | None) -> str:
    return " ".join((text or "").casefold().split())


def _shared(one: Article, other: Article) -> float:
    """Return the share of the words in threes of the shorter text that the other has as well, from 0 to 1."""
    threes, others = _threes(one.text), _threes(other.text)
    return len(threes & others) / max(1, min(len(threes), len(others)))


def _threes(text: str) -> set[tuple[str, ...]]:
    """Return each three words in a row; a shorter text as a whole."""
    words = _WORD.findall(text.casefold())
    return {tuple(words[at : at + 3]) for at in range(max(1, len(words) - 2))} if words else set()
