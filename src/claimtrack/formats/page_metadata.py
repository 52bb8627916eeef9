# SPDX-License-Identifier: MIT
"""Headline, outlet, address and authors of an HTML page, as the page states them."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice

import attrs

from claimtrack.formats.fields import host_of
from claimtrack.formats.page_data import Element, Node, PageData, plain
from claimtrack.language import lexicon
from claimtrack.language.lexicon import LexiconRow
from claimtrack.reading.headers import days

_MOST = 50  # headlines, authors and articles that are looked at
_LONGEST_TITLE = 400
_LONGEST_NAME = 60
_MOST_WORDS = 6  # of an outlet's name
_NEAR = 3  # elements around an author within which the next one stands
_SHORTEST_KEY = 8  # letters of a headline that is known again within another
_CONTAINED = 0.4  # of the letters of a headline that another one adds to
_FEW_WORDS = 3
_BYLINE = re.compile(r"\b[Bb]y [A-Z]")
_SHARED = 0.5  # of the words of a headline that another one has
_WORD = re.compile(r"\w+")
_ADDRESS = re.compile(r"https?://([^/?#\s]+)([^?#]*)", re.IGNORECASE)
# All of these are met with texts whose white space is folded.
_BAR = re.compile(r" [|–—•·:*»«-]{1,3} | ?[|•»] ?")
_TITLE_END = re.compile(rf"{_BAR.pattern}|--")
_NO_NAME = re.compile(r"https?:|www\.|[/@<>{}]")
_ENDING = re.compile(r"(?<=\w)\.(?:com|net|co\.\w\w|com\.\w\w)\Z", re.IGNORECASE)
_DOMAIN_PARTS = frozenset("com co uk org net gov edu info www www2 amp m mobile edition hosted".split())
_NO_OUTLETS = frozenset("home homepage index news website blog".split())
_NOT_IN_HEADINGS = frozenset({"nav", "footer", "aside"})

_BY = re.compile(
    r"\A(?:(?:story|article|words|text|written|posted|reported|published|analysis|reviewed)\s+)?(?:by|from)\b[:\s]*",
    re.IGNORECASE,
)
_AND = re.compile(r" ?[;|] ?| (?:and|&|und|et|y) |, ?(?=[^\W\d_a-z][\w.'’-]{1,40} [^\W\d_a-z])")
_ROLE = re.compile(
    r"\b(?:reporter|editor|correspondent|writer|columnist|contributor|producer|bureau chief|journalist|updated)\b",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"(?:no author|article by|by|admin|administrator|author|editorial team|unknown|none|null)", re.IGNORECASE
)
_ACCOUNT = re.compile(r"\(?[\w.+-]{0,40}@[\w.-]{1,60}\)?")
_SLUG = re.compile(r"[a-z0-9]+(?:[-_.+][a-z0-9]+)*|\S*[\d_]\S*")
_LONGEST_BYLINE_WORDS = 6
_DATED = re.compile(
    r" ?\b(?:on )?\b(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,9}\.? \d|updated\b|published\b|\d)",
    re.IGNORECASE,
)


@attrs.frozen(kw_only=True)
class Outlet(LexiconRow):
    """A row of `outlets.toml`: an outlet whose pages give it several names; its examples are those names or hosts."""

    name: str
    hosts: tuple[str, ...]


@cache
def _outlets() -> dict[str, str]:
    """Return the names of outlets by their hosts and by the keys of their other names."""
    rows = lexicon.load("outlets", Outlet)
    names = {
        (row.name, each) for row in rows for name in (row.name, *row.examples) for each in (name, _ENDING.sub("", name))
    }
    return {letters_of(each): name for name, each in names} | {host: row.name for row in rows for host in row.hosts}


def letters_of(text: str) -> str:
    """Return the letters and digits by which a headline or a name is known again."""
    return "".join(_WORD.findall(text.casefold())).replace("_", "")


def address(tree: Element, data: PageData, article: Node | None) -> str | None:
    """Return the page's own address, if it is stated in full."""
    canonical = _canonical(tree)
    stated = (data.text(article, "url"), data.text(article, "mainEntityOfPage")) if article else ()
    for url in (*canonical, *data.first("og:url", "twitter:url"), *stated):
        if url and re.match(r"https?://\S+\Z", url.strip()) and host_of(url.strip()):
            return str(url.strip())
    return None


def _canonical(tree: Element) -> list[str]:
    links = (each.get("href") for each in tree.iter("link") if (each.get("rel") or "").lower() == "canonical")
    return [link for link in links if link]


def own_article(tree: Element, data: PageData) -> Node | None:
    """Return the node of JSON-LD that is the page's own article, and not that of a story beside it."""
    addresses = {_path(each) for each in (*_canonical(tree), *data.first("og:url"))} - {""}
    titles = [*_texts(tree, "h1"), *_texts(tree, "title"), *data.first("og:title")][:_MOST]
    others = []
    for node in data.articles[:_MOST]:
        own = {_path(data.text(node, key) or "") for key in ("url", "mainEntityOfPage", "@id")} - {""}
        own |= {
            _path(data.text(each, "@id") or "")
            for each in data.nodes(node, "mainEntityOfPage")
            if not isinstance(each, str)
        } - {""}
        headline = data.text(node, "headline") or data.text(node, "name")
        if own & addresses or (headline and any(_alike(headline, title) for title in titles)):
            return node
        others.append((bool(own and addresses and headline), node))
    return next((node for of_another, node in others if not of_another), None)


def _path(url: str) -> str:
    """Return host and path of an address, by which a page is known again."""
    found = _ADDRESS.match(url)
    return found[1].lower() + found[2].rstrip("/") if found else ""


# --- The outlet ---------------------------------------------------------------------------------------------------


def outlet_of(tree: Element, data: PageData, article: Node | None, host: str | None) -> str | None:
    """Return the name of the outlet: the one that fits the page's host, among those that the page gives it."""
    stated = list(_names(data, article))
    host = host or next(filter(None, map(host_of, stated)), None)
    domain = host or ""
    while domain:
        if domain in _outlets():
            return _outlets()[domain]
        domain = domain.partition(".")[2]
    names = [name for each in stated for name in _parts(each, host)]
    names += [name for name in _hinted(tree, data) if host is None or fits(name, host)]
    for name in sorted(names, key=lambda name: not (host and fits(name, host))):
        return _outlets().get(letters_of(name), name)
    return host


def _names(data: PageData, article: Node | None) -> Iterator[str]:
    yield from data.first("og:site_name")
    for node in (article, *data.articles, *data.pages):
        for publisher in data.nodes(node, "publisher") if node else ():
            yield publisher if isinstance(publisher, str) else data.text(publisher, "name") or ""
    yield from data.first("dc.publisher", "citation_publisher")
    for handle in data.first("twitter:site"):
        if "_" in handle.strip("_"):
            yield handle.removeprefix("@").replace("_", " ")


def _hinted(tree: Element, data: PageData) -> Iterator[str]:
    """Yield what may be the outlet's name, and may be that of a section or a program."""
    titles = [part for title in _texts(tree, "title")[:1] for part in _TITLE_END.split(title)[1:][-1:]]
    for each in (*data.first("application-name", "apple-mobile-web-app-title"), *titles):
        yield from _parts(each, None)


def _parts(stated: str, host: str | None) -> list[str]:
    """Return the parts of what is stated that may be an outlet's name, those that fit the host first."""
    parts = [part.strip() for each in _BAR.split(stated[:_LONGEST_TITLE]) for part in each.split(": ")]
    names = [
        re.sub(r"\Athe (?=[A-Z])", "The ", _ENDING.sub("", part.replace("_", " ").strip()))
        for part in parts
        if not _NO_NAME.search(part)
        and letters_of(part) not in _NO_OUTLETS
        and len(part) <= _LONGEST_NAME
        and len(part.split()) <= _MOST_WORDS
        and re.search(r"[^\W\d_]", part)
    ]
    return sorted(names, key=lambda name: not (host and fits(name, host)))


def fits(name: str, host: str) -> bool:
    """Tell whether an outlet of this *name* may have this *host*."""
    key = letters_of(name)
    initials = "".join(word[0] for word in _WORD.findall(name.casefold()))
    for label in host.split("."):
        squashed = label.replace("-", "")
        if label not in _DOMAIN_PARTS and key and squashed:
            core = squashed.removeprefix("the")
            if key.removeprefix("the") == core or (len(core) >= _FEW_WORDS and (core in key or key in core)):
                return True
            if len(initials) > 1 and squashed.startswith(initials):
                return True
    return False


# --- The headline -------------------------------------------------------------------------------------------------


def headlines(tree: Element, data: PageData, article: Node | None, outlet: str | None, host: str | None) -> list[str]:
    """Return the page's headlines without the outlet's name, the one that the page shows first."""
    site = {_site_key(each) for each in (outlet or "", host or "", *data.first("og:site_name"))} - {""}
    stated = [data.text(article, "headline") or data.text(article, "name")] if article else []
    stated += [*data.first("og:title", "twitter:title", "headline", "dc.title", "parsely-title", "sailthru.title")]
    stated += _texts(tree, "title")[:1]
    named = [_without_outlet(each, site, host) for each in stated[:_MOST] if each and len(each) <= _LONGEST_TITLE]
    told = named[:-1] or named
    shown = [_told(_without_outlet(each, site, host), told) for each in _texts(tree, "h1")]
    shown = [each for each in shown if _site_key(each) not in site]
    alike = [each for each in shown if any(_alike(each, name) for name in told)]
    alike.sort(key=lambda each: letters_of(each) not in set(map(letters_of, told)))
    first = alike or ([each for each in shown if len(each.split()) >= _FEW_WORDS] if len(shown) == 1 else [])
    found = [each for each in (*first[:1], *named, *alike) if letters_of(each)]
    return list(dict.fromkeys(found))


def _texts(tree: Element, tag: str) -> list[str]:
    """Return the texts of the first elements of a kind, without those of the site's frame."""
    elements = islice((each for each in tree.iter(tag) if _may_head(each)), _MOST)
    return [text for text in (plain(each.text_content()) for each in elements) if len(text) <= _LONGEST_TITLE]


def _told(shown: str, stated: list[str]) -> str:
    """Return the part of a headline as *shown* that is *stated*, if a section's name or a byline stands beside it."""
    for name in stated:
        before, found, after = shown.partition(name)
        if found and len(name.split()) >= _FEW_WORDS and (_BAR.search(before) or days(after) or _BYLINE.search(after)):
            return name
    return shown


def _may_head(element: Element) -> bool:
    return all(each.tag not in _NOT_IN_HEADINGS for each in element.iterancestors())


def _without_outlet(title: str, site: set[str], host: str | None) -> str:
    """Return a *title* without the outlet's name at its end or its beginning."""
    cuts = list(_BAR.finditer(title))
    for number, cut in enumerate(cuts):
        rest = _BAR.split(title[cut.end() :])
        if _site_key(rest[0]) in site or (host and _is_site(rest[0], host)):
            # A section's name may stand before that of the outlet.
            between = (cuts[at].start() for at in range(number) if _few(title[cuts[at].end() : cut.start()]))
            return title[: next(between, cut.start())].strip() or title
    before, colon, after = title.partition(": ")
    if colon and _site_key(before) in site:
        return after.strip() or title
    if cuts and _site_key(title[: cuts[0].start()]) in site:
        return title[cuts[0].end() :].strip() or title
    return next(filter(None, (_ends_with(title, name) for name in site)), title.strip())


def _few(words: str) -> bool:
    return len(words.split()) < _FEW_WORDS


def _ends_with(title: str, name: str) -> str | None:
    """Return a title without the *name* after a colon or in brackets at its end; None if it has another end."""
    cut = max(title.rfind(mark) for mark in ":(/")
    return title[:cut].strip() or None if cut > 0 and _site_key(title[cut:]) == name else None


def _site_key(name: str) -> str:
    return letters_of(name).removeprefix("the")


def _is_site(name: str, host: str) -> bool:
    key = _site_key(name)
    return bool(key) and any(
        key == label.replace("-", "").removeprefix("the") for label in (host, *host.split("."), letters_of(host))
    )


def _alike(one: str, other: str) -> bool:
    keys = sorted((letters_of(one), letters_of(other)), key=len)
    if len(keys[0]) >= _SHORTEST_KEY and keys[0] in keys[1] and len(keys[0]) > _CONTAINED * len(keys[1]):
        return True
    words, others = (set(_WORD.findall(each.casefold())) for each in (one, other))
    return len(words & others) > _SHARED * min(len(words), len(others)) and min(len(words), len(others)) >= _FEW_WORDS


# --- The authors --------------------------------------------------------------------------------------------------


def byline(tree: Element, data: PageData, article: Node | None) -> str | None:
    """Return the names of the authors, joined by "; "."""
    nodes = list(data.nodes(article, "author")) if article else []
    people = [each for each in nodes if isinstance(each, str) or "Organization" not in str(each.get("@type"))]
    cited = [" ".join(reversed(each.split(", ", 1))) for each in data.first("citation_author")]
    stated = data.first("author", "article:author", "byl", "dc.creator", "parsely-author", "sailthru.author")
    for source in (_called(data, people), cited, stated, _shown_authors(tree), _called(data, nodes)):
        if names := _authors(source):
            outlets = set(map(_site_key, data.first("og:site_name")))
            return "; ".join([name for name in names if _site_key(name) not in outlets] or names)
    return None


def _called(data: PageData, nodes: Iterable[Node | str]) -> Iterator[str]:
    for each in nodes:
        names = [each] if isinstance(each, str) else data.nodes(each, "name")
        yield from (name for name in names if isinstance(name, str))


def _shown_authors(tree: Element) -> Iterator[str]:
    """Yield the authors that are marked on the page near the first of them, and not those of other stories."""
    around = None
    for element in tree.iter("a", "span", "address", "p", "div"):
        if (element.get("rel") or "").lower() == "author" or "author" in (element.get("itemprop") or "").split():
            near = list(islice(element.iterancestors(), _NEAR))
            if around is None or around in near:
                around = near[-1] if around is None else around
                yield plain(element.text_content())[:_LONGEST_TITLE]


def _authors(stated: Iterable[str]) -> list[str]:
    names: dict[str, str] = {}
    for each in islice(stated, _MOST):
        text = _ACCOUNT.sub("", plain(each[:_LONGEST_TITLE]))
        for number, part in enumerate(_AND.split(_BY.sub("", text))):
            name = _BY.sub("", _DATED.split(part)[0].partition(",")[0].strip(" .:–—-"))
            if (
                _NO_NAME.search(part)
                or _NOBODY.fullmatch(name)
                or _SLUG.fullmatch(name)
                or not re.search(r"[^\W\d_]", name)
                or len(name.split()) > _LONGEST_BYLINE_WORDS
                or (number and _ROLE.search(name))
            ):
                continue
            names.setdefault(letters_of(name), name)
    return list(names.values())
