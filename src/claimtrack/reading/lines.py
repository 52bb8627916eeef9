# SPDX-License-Identifier: MIT
"""The lines of a page: their words, their shape, and where they stand."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import attrs

# A line of furniture has up to this many characters; the longest one in the fixtures has about 300.
_LONGEST_FURNITURE = 800
_SHORT_WORD = 3
_BLANK = " \t\v\f\x1c\x1d\x1e\x1f\xa0\u1680\u202f\u205f\u3000\ufeff\u2060" + "".join(map(chr, range(0x2000, 0x2010)))
_LINE = re.compile(r"[^\r\n\u0085\u2028\u2029]*(?:\r\n|[\r\n\u0085\u2028\u2029]|\Z)")
_LINE_ENDS = "\r\n\u0085\u2028\u2029"
_SPACES = str.maketrans(dict.fromkeys(_LINE_ENDS, " "))
_WORD = re.compile(r"\w+")
_NAME_WORD = re.compile(r"(?<=[\w,] )[A-Z]\w{2,}")
# Widths at which mail and text editors fold lines, and the least number of folds that tells one.
_NARROWEST, _WIDEST, _LEAST_FOLDS = 40, 100, 2
# A sentence that is broken over lines, and how it goes on: in lower case, with three words or to its end.
_BREAKS = re.compile(r"[^\W\d_] [^\W\d_]+[,'’”]?\Z")
_GOES_ON = re.compile(r"(?!by\b)[a-z](?:\S* +\S+ +\S|.*[.!?…]\Z)")
_FINAL_STOP = re.compile(r"[.…。！？؟।]\W{0,3}\Z")


@attrs.frozen
class Line:
    """A line of the page that is not blank.

    Attributes:
        begin: Where the line begins in the page, before any white space.
        start: Where its first visible character stands.
        end: Where its last visible character ends.
        after_blank: Whether a blank line stands above it.
        plain: Its first words, with white space folded; all of them, if it is not `long`.
        long: Whether it has more characters than furniture ever has.
        words: The number of words in `plain`.
        stopped: Whether it ends with a final stop.
    """

    begin: int
    start: int
    end: int
    after_blank: bool
    plain: str
    long: bool
    words: int
    stopped: bool

    @property
    def key(self) -> str:
        """The words by which a repetition is known."""
        return key_of(self.plain)

    @property
    def unmarked(self) -> str:
        """Its first words without the mark of a list before them."""
        return self.plain.lstrip("*•▪·+ ")

    @property
    def vocabulary(self) -> set[str]:
        """The words of four letters or more."""
        return {word for word in _WORD.findall(self.plain.casefold()) if len(word) > _SHORT_WORD}

    @property
    def names(self) -> set[str]:
        """The capitalised words inside sentences."""
        return set(_NAME_WORD.findall(self.plain))


def key_of(text: str) -> str:
    """Return the words by which a repetition of *text* is known."""
    return " ".join(_WORD.findall(text.casefold()))


def is_blank(text: str) -> bool:
    """Tell whether *text* has no visible character."""
    return not text.strip(_BLANK + _LINE_ENDS)


def is_one_line(text: str) -> bool:
    """Tell whether *text* has no line break."""
    return not any(end in text for end in _LINE_ENDS)


def unfolded(page: str, lines: Sequence[Line]) -> str:
    """Return *page*, which has these *lines*, with spaces for the line ends at which its paragraphs are folded.

    A line is folded if the first word of the next one would not have fitted on it.
    Where no line is longer than a screen's and most folded ones go on in lower case, the page was folded.
    A line that ends a sentence above one that begins one stays a line.
    On other pages of short lines, a sentence that goes on in lower case is one line.
    """
    widest = max((len(line.plain) for line in lines), default=0)
    if widest > _WIDEST:
        return page
    pairs = [(one, other) for one, other in pairwise(lines) if not other.after_blank]
    widths = _widths(lines)
    folded = [pair for pair in pairs if _is_folded(*pair, widths)]
    if widest < _NARROWEST or len(folded) < _LEAST_FOLDS or 2 * sum(map(_goes_low, folded)) < len(folded):
        folded = [(one, other) for one, other in pairs if _BREAKS.search(one.plain) and _GOES_ON.match(other.plain)]
    parts, end = [], 0
    for one, other in folded:
        parts += [page[end : one.end], page[one.end : other.start].translate(_SPACES)]
        end = other.start
    return "".join((*parts, page[end:]))


def _widths(lines: Sequence[Line]) -> tuple[int, int]:
    """Return the length of the longest line in characters and in bytes, which `fold` counts."""
    return max((len(line.plain) for line in lines), default=0), max((_bytes(line.plain) for line in lines), default=0)


def _is_folded(line: Line, following: Line, widths: tuple[int, int]) -> bool:
    if line.stopped and not following.plain[0].islower():
        return False
    first = following.plain.partition(" ")[0]
    sizes = len(line.plain) + 1 + len(first), _bytes(line.plain) + 1 + _bytes(first)
    return any(size >= width for size, width in zip(sizes, widths, strict=True))


def _goes_low(pair: tuple[Line, Line]) -> bool:
    return pair[1].plain[0].islower()


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "replace"))


def lines_of(page: str) -> Iterator[Line]:
    """Yield the lines of *page* that are not blank."""
    after_blank = False
    for match in _LINE.finditer(page):
        content = match.group().rstrip(_LINE_ENDS)
        visible = content.strip(_BLANK)
        if not visible:
            after_blank = True
            continue
        start = match.start() + len(content) - len(content.lstrip(_BLANK))
        end = start + len(visible)
        plain = " ".join(visible[:_LONGEST_FURNITURE].split())
        stopped = bool(_FINAL_STOP.search(visible[-5:]))
        long = len(visible) > _LONGEST_FURNITURE
        yield Line(match.start(), start, end, after_blank, plain, long, len(plain.split()), stopped)
        after_blank = False
