# SPDX-License-Identifier: MIT
"""What a line of a page is by its own words: prose, furniture, a caption, a byline, a date line."""

import re
from enum import Enum, StrEnum
from functools import cache
from itertools import pairwise

import attrs

from claimtrack.language import lexicon
from claimtrack.language.lexicon import LexiconRow
from claimtrack.reading.headers import LONGEST_BYLINE, dated, is_byline, is_day
from claimtrack.reading.lines import Line

LABEL_WORDS = 5
SHORTEST_TITLE, LONGEST_TITLE = 3, 30
SURE_PROSE = 25
BULLETS = ("•", "-", "–", "*", "·", "▪", "+", "o ")
PAUSES = (":", ",", ";")
_LONGEST_QUESTION = 15
_LONGEST_TEASER = 12
_QUESTION = re.compile(r"[?!]\W{0,3}\Z")
_INNER_STOP = re.compile(r"\w{4}[.!?…]['\"”’)]?\s")
_OPENING = ("“", "‘", '"', "'", "„", "«")
_SIGNED_END = re.compile(r"[.!?…][\"”’]?\s?[(\[]\S{0,40}(?:@|\[email)[^()]{0,60}[)\]]\Z")  # its writer's address
_ITEM = re.compile(r"^(?:\d{1,2}[.)]|[•*·▪+–-]) ")
_QUOTED = re.compile(r"“[^”\"]*[”\"]|\"[^\"”]*[\"”]")


class FurnitureKind(StrEnum):
    """What a shape of page furniture is; `furniture.toml` says what each means."""

    LINE = "line"
    BOX = "box"
    END = "end"
    CLOSE = "close"
    NOTE = "note"
    CREDIT = "credit"
    AGENCY = "agency"
    REPORTER = "reporter"
    SURNAME = "surname"
    KICKER = "kicker"
    CUE = "cue"
    ADDRESS = "address"


@attrs.frozen(kw_only=True)
class Furniture(LexiconRow):
    """A row of `furniture.toml`: one shape of page furniture."""

    kind: FurnitureKind = attrs.field(converter=FurnitureKind)
    pattern: str


class Label(Enum):
    """What a line is, as far as its own words tell."""

    PROSE = "prose"
    OTHER = "other"
    LINE = FurnitureKind.LINE
    BOX = FurnitureKind.BOX
    END = FurnitureKind.END
    CLOSE = FurnitureKind.CLOSE
    CREDIT = FurnitureKind.CREDIT
    AGENCY = FurnitureKind.AGENCY
    BYLINE = "byline"
    DATE = "date"
    DAY = "day"


HEADER_LABELS = frozenset({Label.BYLINE, Label.DATE, Label.DAY, Label.AGENCY})
_APPEALING = frozenset({Label.PROSE, Label.OTHER, Label.LINE, Label.BOX})


@cache
def patterns(kind: FurnitureKind) -> tuple[re.Pattern[str], ...]:
    """Return the compiled patterns of one *kind* of furniture."""
    furniture = lexicon.load("furniture", Furniture)
    return tuple(re.compile(row.pattern, re.IGNORECASE) for row in furniture if row.kind is kind)


def _label(line: Line) -> Label:
    if line.long:
        return Label.PROSE
    if _is_doubled(line.plain):
        return Label.LINE
    for label in (Label.CLOSE, Label.END, Label.BOX, Label.LINE, Label.AGENCY):
        if any(pattern.fullmatch(line.plain) for pattern in patterns(label.value)):
            return label
    if any(pattern.search(line.plain) for pattern in patterns(FurnitureKind.CREDIT)):
        return Label.CREDIT
    if line.words <= LONGEST_BYLINE and dated(line.unmarked):
        return Label.DATE
    if line.words <= LONGEST_BYLINE and is_day(line.unmarked):
        return Label.DAY
    if not line.stopped and line.words <= LONGEST_BYLINE and is_byline(line.plain):
        return Label.BYLINE
    asks = _QUESTION.search(line.plain) and (line.words > _LONGEST_QUESTION or _INNER_STOP.search(line.plain))
    introduces = line.plain.endswith(":") and line.words > LABEL_WORDS
    teases = line.words <= _LONGEST_TEASER and line.plain.endswith(("...", "…")) and not line.plain.startswith(_OPENING)
    ends = (line.stopped or _SIGNED_END.search(line.plain)) and line.words >= SHORTEST_TITLE and not teases
    return Label.PROSE if ends or asks or introduces or line.words > SURE_PROSE else Label.OTHER


def _is_doubled(plain: str) -> bool:
    """Tell whether a line is one text twice, as a link with the words of its picture is."""
    words = _ITEM.sub("", plain).split()
    half = len(words) // 2
    return len(words) % 2 == 0 and half >= SHORTEST_TITLE and words[:half] == words[half:]


def labels_of(lines: list[Line]) -> list[Label]:
    """Return what each line is, with appeals told by their words and by the heading above them."""
    labels = [_label(line) for line in lines]
    for here, below in pairwise(range(len(lines))):
        line, following = lines[here], lines[below]
        goes_on = following.plain[0].islower() and (following.words > LABEL_WORDS or following.stopped)
        if labels[here] is Label.OTHER and line.words > LABEL_WORDS and goes_on and not following.after_blank:
            # A hard-wrapped paragraph goes on in lower case.
            labels[here] = Label.PROSE
        elif labels[here] is Label.OTHER and line.plain.endswith(":") and following.plain.startswith(_OPENING):
            labels[here] = Label.PROSE
        elif labels[here] is Label.PROSE and not line.long and line.plain == following.plain:
            # A caption is printed once for the picture and once below it.
            labels[here] = labels[below] = Label.CREDIT
    index = 0
    while index < len(lines):
        heads = labels[index] is Label.BOX and cues(lines[index]) > 0
        first = ahead = last = index + heads
        while ahead < len(lines) and ahead <= last + heads and labels[ahead] in _APPEALING:
            if not lines[ahead].long and cues(lines[ahead]) >= 2 - heads:
                last = ahead + 1
            ahead += 1
        labels[first:last] = [Label.LINE] * (last - first)
        index = max(index + 1, last)
    return labels


def cues(line: Line) -> int:
    """Return how many kinds of appeal words *line* has outside quotations; 0 where it does not address the reader."""
    spoken = _QUOTED.sub("“”", line.plain)
    if not any(pattern.search(spoken) for pattern in patterns(FurnitureKind.ADDRESS)):
        return 0
    return sum(1 for pattern in patterns(FurnitureKind.CUE) if pattern.search(spoken))
