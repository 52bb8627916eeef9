# SPDX-License-Identifier: MIT
"""What a page states for machines: its JSON-LD, `meta` elements and links."""

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

import attrs

Element: TypeAlias = Any  # of lxml, which is there with the extra `html` only
Node: TypeAlias = Mapping[str, object]

_ARTICLE = re.compile(r"(?:\w*Article|\w*BlogPosting|Report|\w*Review)\Z")
_PAGE = re.compile(r"(?:Web|Item)Page\Z")
# Where JSON-LD holds the page's own article; a video, a comment or a list of stories beside it is not looked into.
_HOLDERS = ("@graph", "mainEntity", "mainEntityOfPage")
_MOST_NODES = 10_000
_SHELL = re.compile(r"\A\s*+(?:<!--|//\s*+<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*+\]\]>|\]\]>)\s*+;?\s*+\Z")
_TAG = re.compile(r"<[^<>]{0,500}>")


@attrs.frozen
class PageData:
    """What a page states for machines.

    Attributes:
        meta: The contents of `meta` elements by their lower-case name, property or itemprop, in the page's order.
        articles: The nodes of JSON-LD that are articles.
        pages: The nodes of JSON-LD that are pages.
        named: The nodes of JSON-LD by their `@id`.
    """

    meta: Mapping[str, tuple[str, ...]]
    articles: tuple[Node, ...]
    pages: tuple[Node, ...]
    named: Mapping[str, Node]

    def first(self, *names: str) -> Iterator[str]:
        """Yield the contents of the `meta` elements of these names, in the order of the names."""
        for name in names:
            yield from self.meta.get(name, ())

    def nodes(self, node: Node, key: str) -> Iterator[Node | str]:
        """Yield what *node* has under *key*: texts, and nodes, which may be named elsewhere."""
        value = node.get(key)
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict):
                identity = each.get("@id")
                named = self.named.get(identity) if isinstance(identity, str) and "name" not in each else None
                yield named or each
            elif isinstance(each, str) and each.strip():
                yield self.named.get(each, each)

    def text(self, node: Node, key: str) -> str | None:
        """Return the text that *node* has under *key*."""
        value = node.get(key)
        value = value[0] if isinstance(value, list) and value else value
        return plain(value) or None if isinstance(value, str) else None


def plain(text: str) -> str:
    """Return a stated text without tags, entities and white space around its words."""
    return " ".join(_TAG.sub(" ", html.unescape(text)).split())


def page_data(tree: Element) -> PageData:
    """Return what the page states for machines."""
    meta: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        content = plain(element.get("content") or "")
        for name in {element.get("property"), element.get("name"), element.get("itemprop")} - {None}:
            if content and not (name == element.get("itemprop") and _within_another(element)):
                meta.setdefault(name.strip().lower(), []).append(content)
    nodes = list(_nodes(tree))
    named = {identity: node for node in nodes if isinstance(identity := node.get("@id"), str) and len(node) > 1}
    return PageData(
        {name: tuple(values) for name, values in meta.items()},
        tuple(node for node in nodes if _is_a(node, _ARTICLE)),
        tuple(node for node in nodes if _is_a(node, _PAGE)),
        named,
    )


def item_type(element: Element) -> str:
    """Return the schema.org type of the item to which a property of microdata belongs, or ""."""
    for ancestor in element.iterancestors():
        if ancestor.get("itemscope") is not None:
            return (ancestor.get("itemtype") or "").rstrip("/").rpartition("/")[2]
    return ""


def _within_another(element: Element) -> bool:
    """Tell whether a property of microdata is that of a video, a comment or another thing within the page."""
    kind = item_type(element)
    return bool(kind) and not _ARTICLE.match(kind) and not _PAGE.match(kind)


def _nodes(tree: Element) -> Iterator[Node]:
    left = _MOST_NODES
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        waiting = [_parsed(script.text or "")]
        while waiting and left:
            left -= 1
            value = waiting.pop()
            if isinstance(value, list):
                waiting.extend(reversed(value))
            elif isinstance(value, dict):
                yield value
                waiting.extend(value[key] for key in reversed(_HOLDERS) if isinstance(value.get(key), dict | list))


def _parsed(text: str) -> object:
    for attempt in (text, _SHELL.sub("", _SHELL.sub("", text))):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _is_a(node: Node, kind: re.Pattern[str]) -> bool:
    stated = node.get("@type")
    return any(
        isinstance(each, str) and kind.match(each.rpartition("/")[2])
        for each in (stated if isinstance(stated, list) else [stated])
    )
