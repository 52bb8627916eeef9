# SPDX-License-Identifier: MIT
"""The tree of an HTML page, and where in it most of the prose stands."""

import re
from collections import defaultdict
from typing import Any

from claimtrack.formats.page_data import Element

# What XML, and with it lxml, cannot hold.
CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
# A parser takes quadratic time for the attributes of one element, of which no page needs hundreds.
_ATTRIBUTE = r"[^\s=>/\"'<]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"']++))?+"
_OVERLOADED = re.compile(rf"(<[a-zA-Z][^\s>/<]*+)(?:[\s/]++(?:{_ATTRIBUTE})?+){{200,}}+")
_NEEDED = re.compile(
    r"[\s/]((?:class|id|href|content|name|property|type|datetime|itemprop|rel)=(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"']++))"
)
_MOST_NEEDED = 10
# Pictures and fonts that a page was saved with; a parser drops what follows an attribute of ten megabytes.
_DATA = re.compile(r"data:[\w/+.;=-]{1,200}+,[^\s\"'()<>]{1000,}+")
_NO_WORDS = frozenset({"script", "style", "noscript", "template"})
_SHORTEST_PROSE = 200
_COMMENTS = re.compile(
    r"(?:article-|story-|reader-)?comments?(?:-section|-area|-list|-container)?|disqus_thread", re.IGNORECASE
)


def parsed(lxml_html: Any, page: str) -> Element | None:  # noqa: ANN401 - a module of an extra
    """Return the tree of a page, or None where it has no element."""
    text = _OVERLOADED.sub(_without_needless, _DATA.sub("data:,", CONTROL.sub("", page)))
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        return lxml_html.document_fromstring(text.encode("utf-8"), parser=parser)
    except lxml_html.etree.LxmlError:
        return None


def _without_needless(tag: re.Match[str]) -> str:
    return " ".join([tag[1], *_NEEDED.findall(tag[0])[:_MOST_NEEDED]])


def main_block(tree: Element) -> Element:
    """Return the element in which most of the page's paragraphs stand side by side, or as one of its own blocks."""
    aside = {
        within
        for element in tree.iter()
        if isinstance(element.tag, str) and (element.tag in {"aside", "footer"} or is_comments(element))
        for within in element.iter("p", "div", "td", "section")
    }
    scores: dict[Element, float] = defaultdict(float)
    for element in tree.iter("p", "div", "td", "article", "section", "main", "body"):
        if element in aside:
            continue
        if element.tag != "p":  # lines that stand apart by `br` alone
            length = len((element.text or "").strip()) + sum(len((each.tail or "").strip()) for each in element)
            scores[element] += length if length >= _SHORTEST_PROSE else 0
        elif (length := unlinked(element)) > 0:
            parent = element.getparent()
            scores[parent] += length
            if (above := parent.getparent()) is not None:
                scores[above] += length / 2
    body = tree.find("body")
    return max(scores, key=lambda each: scores[each], default=body if body is not None else tree)


def is_comments(element: Element) -> bool:
    """Tell whether an element is named as the readers' comments."""
    return any(_COMMENTS.fullmatch(name) for key in ("id", "class") for name in (element.get(key) or "").split())


def text_of(element: Element) -> str:
    """Return the text of an element, with white space folded."""
    return " ".join("".join(element.itertext()).split())


def prose(element: Element) -> int:
    """Return the length of the paragraphs in an element, without links."""
    return sum(map(unlinked, element.iter("p")))


def unlinked(paragraph: Element) -> int:
    """Return the length of a paragraph without links, which is 0 within one."""
    if next(paragraph.iterancestors("a"), None) is not None:
        return 0
    return sum(map(len, paragraph.itertext())) - sum(len(text) for a in paragraph.iter("a") for text in a.itertext())


def weight(element: Element) -> int:
    """Return the length of the words in an element that are in no link."""
    total = 0
    for each in element.iter():
        if isinstance(each.tag, str) and each.tag not in _NO_WORDS:
            total += len((each.text or "").strip()) if each.tag != "a" else 0
        total += len((each.tail or "").strip()) if each is not element else 0
    return total
