# SPDX-License-Identifier: MIT
"""Lines of an HTML page that are no body by their words: what points to other stories, credits, appeals."""

import re

from claimtrack.formats.page_metadata import letters_of
from claimtrack.reading.furniture import Label, labels_of
from claimtrack.reading.lines import Line, lines_of

_MORE = r"(?:more|also|next|now|here|this|it)"
_OTHERS = r"(?:articles?|stor(?:y|ies)|coverage|news|reading|links?|topics?|content)"
# What points to another story: "Also read: ...", "More on this story: ...", "Watch: ...", "More great Post stories".
_POINTER = re.compile(
    rf"[^\w“\"‘]*(?:(?:please |also |now )*(?:read|see|watch|listen(?: to)?)(?: {_MORE})*"
    r"(?: (?:on|our|the) [^:]{1,40})?"
    rf"|related(?: {_OTHERS})?|recommended(?: (?:reading|for you))?|more(?: (?:on|from|about) [^:]{{1,40}}| {_OTHERS})?"
    r"|don['’]t miss|in case you missed it|icymi|most (?:read|popular)|what to read next|trending(?: now)?"
    r"|(?:further|keep|continue) reading|up next|also in (?:the )?\w+|click here|top stories"
    r"|editor['’]?s['’]? (?:picks?|choice)"
    r"|you (?:may|might) (?:also )?(?:like|be interested in))(?:\s*[:|–—]\s*(?=\S)| - |\s*:?\Z)"
    rf"|more (?:great |top |big )?(?:[\w’']+ ){{1,3}}{_OTHERS}\Z",
    re.IGNORECASE,
)
# The same, where no sentence follows: a sentence may begin so.
_LABEL = re.compile(
    r"\W*(?:videos?|photos?|gallery|in pictures|explainer|opinion|analysis|podcast|live|exclusive|check out)\s*[:|]"
    r"\s*\S.*[^.!?…\s\"'”’)\]]\Z",
    re.IGNORECASE,
)
_LONGEST_POINTER = 300
# Who else wrote: it stands at the end of an article, and is no part of the story.
_CREDIT = re.compile(
    r"\b(?:contributed (?:reporting|to this (?:report|story|article))|report(?:ing|s)(?: for .{1,40})? by"
    r"|reported from .{1,60} and .{1,60} from|with (?:reports|reporting|files|additional reporting) (?:from|by))\b",
    re.IGNORECASE,
)
_LAST_LINES, _LONGEST_CREDIT = 5, 50
_NO_BODY = frozenset({Label.LINE, Label.CLOSE, Label.END, Label.DATE, Label.DAY})
_HEADINGS = frozenset({Label.BOX, Label.END})
_FURNITURE = _HEADINGS | {Label.CLOSE, Label.LINE}
_FEW_WORDS = 6


def is_furniture(text: str) -> bool:
    """Tell whether a line points to other stories, heads an inset, ends a story or is furniture, by its words."""
    return _is_one_of(text, _FURNITURE)


def heads_others(text: str) -> bool:
    """Tell whether what stands under a line with these words is no part of the story."""
    return _is_one_of(text, _HEADINGS)


def _is_one_of(text: str, labels: frozenset[Label]) -> bool:
    """Tell whether a line points to another story, or has one of the *labels*."""
    return points_elsewhere(text) or not labels.isdisjoint(labels_of(list(lines_of(text[:_LONGEST_POINTER])))[:1])


def points_elsewhere(text: str) -> bool:
    """Tell whether a line points to another story ("Read more: ...")."""
    return len(text) < _LONGEST_POINTER and (_POINTER.match(text) or _LABEL.match(text)) is not None


def body_lines(text: str, headlines: list[str]) -> list[str]:
    """Return the lines of a body without its headlines, and without furniture that has no element of its own."""
    lines, titles = list(lines_of(text)), set(map(letters_of, headlines))
    kept: list[Line] = []
    inset = False
    for line, label in zip(lines, labels_of(lines), strict=True):
        boxed = label is Label.BOX or points_elsewhere(line.plain)
        inset = boxed or (inset and label is Label.OTHER)
        if not inset and label not in _NO_BODY and letters_of(line.plain) not in titles:
            kept.append(line)
    kept[-_LAST_LINES:] = (line for line in kept[-_LAST_LINES:] if not _is_credit(line))
    first, last = (_first_prose(each) for each in (kept, kept[::-1]))
    return [text[line.start : line.end] for line in kept[first : len(kept) - last]]


def _is_credit(line: Line) -> bool:
    return line.words <= _LONGEST_CREDIT and _CREDIT.search(line.plain) is not None


def _first_prose(lines: list[Line]) -> int:
    """Return how many lines of a few words stand before the first that is a sentence or long; 0 where none is."""
    longer = (number for number, line in enumerate(lines) if line.stopped or line.words > _FEW_WORDS)
    return next(longer, 0)
