# SPDX-License-Identifier: MIT
"""What is cut off the tree of an HTML page before the body is sought.

What goes is told by general signs: its element, its role, a heading that names other stories,
a block that is no more than links, a card within a sentence.
Nothing goes that holds the element with most of the page's paragraphs, and nothing with a fifth of its prose.
"""

import re
from collections.abc import Iterator
from itertools import islice

from claimtrack.formats.page_data import Element
from claimtrack.formats.page_lines import heads_others, is_furniture, points_elsewhere
from claimtrack.formats.page_metadata import letters_of
from claimtrack.formats.page_tree import CONTROL, is_comments, main_block, text_of, unlinked, weight

_NEVER = frozenset(
    "style template iframe svg button select input textarea dialog nav menu object embed canvas audio video map form"
    " aside figcaption".split()
)
_ROLES = frozenset("navigation banner complementary contentinfo search tooltip dialog alertdialog menu menubar".split())
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = frozenset(
    {*_HEADINGS, *"p div section article ul ol li table tr td figure blockquote header main dl".split()}
)
_ASIDE = re.compile(
    r"(?:^|[\s_-])(?:comments?|disqus\w*|newsletter\w*|tooltip|popover|hover-?card|sidebar|breadcrumbs?|related"
    r"|recirc\w*|most-?(?:read|popular)|trending|recommended|outbrain|taboola|read-?(?:more|next)|house-?rules|cookie\w*"
    r"|share|social|promo|teaser|paywall-?(?:prompt|message)|author-?bio|about-?the-?author|byline-?bio|caption)"
    r"(?:[\s_-]|$)",
    re.IGNORECASE,
)
_POINTED = re.compile(r"[:|–—]\s*\w")
_SENTENCE = re.compile(r"[.…!?。][\s\"'”’»)\]]*\Z")
_OPENING = re.compile(r"\A\s*[\"“„«‘'「]")
_BEFORE = re.compile(r"[\"“„«‘'「]\s*\Z")
_WORD = re.compile(r"\b[^\W\d_]")
_SHORT_CAPTION = 300
_LONGEST_LABEL = 80
_SHORTEST_SENTENCE = 40
_SHORTEST_HEADLINE = 15
_SHORTEST_PART = 100
_MOST_FOLLOWING = 30  # links under a heading
_SHARE = 0.5  # of a line that is a link
_MOST_CUT = 0.2  # of the words of the page; what has more is no furniture, unless it is named as readers' comments
_LONGEST_NAME, _SHORTEST_NAME, _SHORTEST_CARD = 60, 6, 20  # of whom a card shows, and what it adds


def clean(tree: Element, headlines: list[str]) -> None:
    """Cut off the tree what is no body, and change what would not be read as it stands."""
    _join_parts(tree)
    _Cleaning(tree, {letters_of(each) for each in headlines}).run()


def isolate(tree: Element) -> None:
    """Leave in the tree no more than the element with most of the prose, and no name by which it is taken for less."""
    main, body = main_block(tree), tree.find("body")
    if body is not None and main is not body:
        body[:] = [main]
    for element in main.iter():
        for name in ("class", "id"):
            element.attrib.pop(name, None)


class _Cleaning:
    """One pass over a tree that knows what it may not cut."""

    def __init__(self, tree: Element, headlines: set[str]) -> None:
        self.tree = tree
        self.headlines = headlines
        main = main_block(tree)
        self.main = main
        self.kept = {main, *main.iterancestors()}
        self.most = _MOST_CUT * weight(tree)

    def run(self) -> None:
        """Do all of it."""
        _keep_words(self.tree)
        self._cut(self._subheadings())
        self._cut(self._strange())
        self._cut(self._headings())
        self._cut(self._cards())
        self._cut(self._links())
        self._cut(self._captions())
        _quote(self.tree)
        self._unlink()

    def _cut(self, elements: Iterator[Element]) -> None:
        for element in list(elements):
            if element in self.kept or element.getparent() is None:
                continue
            if weight(element) <= self.most or is_comments(element):
                element.drop_tree()

    def _strange(self) -> Iterator[Element]:
        """Yield what is no text of the article by its element, its role or its name."""
        for element in self.tree.iter():
            tag = element.tag
            if not isinstance(tag, str):
                yield element
            elif tag == "script":
                if "ld+json" not in (element.get("type") or ""):
                    yield element
            elif (
                tag in _NEVER
                or element.get("role") in _ROLES
                or element.get("hidden") is not None
                or (tag == "h1" and self._is_headline(element))
                or _ASIDE.search(element.get("class") or "")
                or is_comments(element)
                or (tag in {"span", "div"} and _is_card(element))
            ):
                yield element

    def _is_headline(self, element: Element) -> bool:
        """Tell whether an element has a headline of the page, beside which a section's name or a byline may stand."""
        text = letters_of(text_of(element))
        return text in self.headlines or any(each in text for each in self.headlines if len(each) >= _SHORTEST_HEADLINE)

    def _headings(self) -> Iterator[Element]:
        """Yield what stands under a heading that names other stories or appeals to the reader."""
        for element in self.tree.iter(*_HEADINGS, "p", "div"):
            heading = element.tag in _HEADINGS
            text = text_of(element) if heading or not _holds_blocks(element) else ""
            if not text or (not heading and len(text) > _LONGEST_LABEL) or not is_furniture(text):
                continue
            section = element
            others = heads_others(text)
            while heading and others and (above := section.getparent()) is not None and above not in self.kept:
                if weight(above) > self.most:
                    break
                section = above
            yield section
            if section is element and others and (heading or not _POINTED.search(text)):
                for following in islice(element.itersiblings(), _MOST_FOLLOWING):
                    if following.tag in _HEADINGS or _SENTENCE.search(text_of(following)):
                        break
                    yield following

    def _subheadings(self) -> Iterator[Element]:
        """Yield what stands as a heading between the headline and the text: it is more of the headline."""
        passed = False
        for element in self.tree.iter():
            if element.tag == "h1" and self._is_headline(element):
                passed = True
            elif passed and element.tag in {"h2", "h3", "h4"} and not _SENTENCE.search(text_of(element)):
                yield element
            elif passed and element.tag == "p" and len(text_of(element)) > _LONGEST_LABEL:
                return

    def _cards(self) -> Iterator[Element]:
        """Yield links that hold blocks: each is a card of another story."""
        for element in self.tree.iter("a"):
            if element.get("href") and _holds_blocks(element):
                yield element

    def _links(self) -> Iterator[Element]:
        """Yield blocks that are no more than links and no sentence, and those that say "Read more:"."""
        for element in self.tree.iter("p", "li", "div", "h2", "h3", "h4", "h5", "h6"):
            if _holds_blocks(element):
                continue
            text = text_of(element)
            linked = sum(len("".join(each.itertext()).strip()) for each in element.iter("a"))
            bare = linked and linked >= len(text) - 3 and not _SENTENCE.search(text)
            listed = element.tag == "li" and linked > _SHARE * len(text) and not _SENTENCE.search(text.rstrip("?"))
            pointer = linked and points_elsewhere(_beside_links(element))
            if bare or listed or pointer or (linked > _SHARE * len(text) and is_furniture(text)):
                yield element

    def _captions(self) -> Iterator[Element]:
        """Yield blocks that hold a picture and a few words beside it."""
        seen: set[Element] = set()
        for picture in self.tree.iter("img", "picture"):
            for around in picture.iterancestors():
                if around in seen:
                    break
                seen.add(around)
                if around.tag in {"div", "figure", "center", "td", "p"} and (text := text_of(around)):
                    many = around.tag != "p" and any(True for _ in around.iter("p"))
                    if len(text) < _SHORT_CAPTION and not many and not _SENTENCE.search(text):
                        yield around
                    break

    def _unlink(self) -> None:
        """Take paragraphs that are sentences in a link for what they are, since they stand among others."""
        for paragraph in list(self.main.iter("p")):
            text = text_of(paragraph)
            if len(text) > _SHORTEST_SENTENCE and _SENTENCE.search(text):
                for link in list(paragraph.iter("a")):
                    link.tag = "span"


def _holds_blocks(element: Element) -> bool:
    return any(each.tag in _BLOCKS for each in element.iterdescendants())


def _beside_links(element: Element) -> str:
    """Return the words of an element that are in no link."""
    words = [element.text or ""]
    for each in element.iterdescendants():
        within = each.tag == "a" or next(each.iterancestors("a"), None) is not None
        words += ["" if within else each.text or "", "" if within and each.tag != "a" else each.tail or ""]
    return " ".join(" ".join(words).split())


def _is_card(element: Element) -> bool:
    """Tell whether an element within a sentence says the words before it again, and more: a card shown on a touch."""
    parent, previous = element.getparent(), element.getprevious()
    if parent is None or parent.tag not in {"p", "span", "li"}:
        return False
    before = (previous.tail or "") if previous is not None else parent.text or ""
    if previous is not None and not before.strip():
        before = "".join(previous.itertext())
    if previous is not None and previous.tag == "a" and not (previous.tail or "").strip():
        links = sum(1 for _ in element.iter("a"))
        if links > 1 and text_of(element).partition(" ")[0] == text_of(previous).partition(" ")[0]:
            return True
    before, text = " ".join(before.split())[-_LONGEST_NAME:], text_of(element)
    names = [before[match.start() :] for match in _WORD.finditer(before)]
    surname = names[-1].strip() if names else ""
    listing = "|" in text or text.endswith("MORE")
    if listing and surname[:1].isupper() and surname in text[:_LONGEST_NAME] and not _SENTENCE.search(text):
        return True
    return any(
        len(name) >= _SHORTEST_NAME and text.startswith(name) and len(text) > len(name) + _SHORTEST_CARD
        for name in names
    )


def _keep_words(tree: Element) -> None:
    """Take a button that stands among the words of a paragraph, as those that explain a term do, for words."""
    for element in list(tree.iter("button")):
        parent = element.getparent()
        if parent is not None and parent.tag in {"p", "li", "span", "em", "strong"} and _stands_among(element, parent):
            element.tag = "span"


def _stands_among(element: Element, parent: Element) -> bool:
    previous = element.getprevious()
    before = (previous.tail if previous is not None else parent.text) or ""
    return any(char.isalnum() for char in before) and any(char.isalnum() for char in element.tail or "")


def _quote(tree: Element) -> None:
    """Give quotations in `q` the marks that a browser shows."""
    for element in list(tree.iter("q")):
        inner = sum(1 for each in element.iterancestors("q")) % 2
        opening, closing = "‘’" if inner else "“”"
        if not _OPENING.search(text_of(element)) and not _BEFORE.search(_preceding(element)):
            element.text = opening + CONTROL.sub("", element.text or "")
            if len(element):
                element[-1].tail = CONTROL.sub("", element[-1].tail or "") + closing
            else:
                element.text += closing
    for element in list(tree.iter("q")):
        element.tag = "span"


def _preceding(element: Element) -> str:
    """Return the text right before an element, within its parent."""
    previous, parent = element.getprevious(), element.getparent()
    return ((previous.tail if previous is not None else parent.text) or "") if parent is not None else ""


def _join_parts(tree: Element) -> None:
    """Put the parts of the body together that stand apart around advertisements, in elements of one name."""
    main = main_block(tree)
    name = main.get("class")
    parts = [each for each in tree.iter(main.tag) if name and each.get("class") == name]
    parts = [each for each in parts if sum(map(unlinked, each.iterchildren("p"))) > _SHORTEST_PART]
    for part in parts[1:]:
        parts[0].extend(list(part))
