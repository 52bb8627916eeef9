# SPDX-License-Identifier: MIT
"""Where on a page its main story stands, among menus, notes to the reader and links to other stories.

The lines that tell a story are the stretch with the greatest sum, where a sentence counts for its words
and every other line against it. All such stretches are found in one pass, as by
W. Ruzzo and M. Tompa, "A linear time algorithm for finding all maximal scoring subsequences", 1999.
The costs, as all figures here, were set on the plain text of 151 saved pages of about 100 outlets.
"""

from collections.abc import Iterator, Sequence

import attrs

from claimtrack.reading.furniture import (
    BULLETS,
    HEADER_LABELS,
    LABEL_WORDS,
    LONGEST_TITLE,
    PAUSES,
    SHORTEST_TITLE,
    Label,
)
from claimtrack.reading.headers import days
from claimtrack.reading.lines import Line

_MOST_WORDS = 40  # of a sentence that count
_LISTED = -2.0
_COSTS = {
    Label.OTHER: 5.0,
    Label.LINE: 3.0,
    Label.BOX: 4.0,
    Label.CREDIT: 1.0,
    Label.END: 10.0,
    Label.CLOSE: 10.0,
    Label.DAY: 1.0,
    Label.AGENCY: 0.0,
    Label.BYLINE: 0.0,
    Label.DATE: 0.0,
}
_STRONG = 0.5  # of the greatest sum: the first such stretch is the main story, even if a longer one stands below it
# Lines, and share of the sum, within which a stretch belongs to the one above it, if that has few sentences.
_NEAR, _RELATED, _SHORT_STORY = 8, 0.15, 150
_GOES_ON = 60  # words of sentences below a line that would end a story
_SENTENCE = 10  # the same, where they stand below a box that a blank line closes
_ABOVE = 80  # lines above the first sentence among which the headline is
_INSIDE = 3  # lines below it: a standfirst may stand above the headline
_SIGNED = 8  # lines below a headline among which its byline or date line is
_LEAST = 0.1
_STANDFIRST = 3  # lines that a headline may stand above the line that shares the most words with the story
_DATED_ABOVE = 3


@attrs.frozen
class Stretch:
    """Lines from *start* up to *stop*, which is exclusive, and their sum."""

    start: int
    stop: int
    total: float


@attrs.frozen
class Frame:
    """The lines of a story with its header, from *start* up to *stop*, and the index of its headline, if it has one."""

    start: int
    stop: int
    headline: int | None


def story_frame(lines: Sequence[Line], labels: Sequence[Label]) -> Frame:
    """Return where the main story of a page stands; the whole page where no line is a sentence."""
    found = list(_stretches(lines, labels))
    greatest = max((each.total for each in found), default=0.0)
    story = next((each for each in found if each.total >= _STRONG * greatest), None)
    if story is None:
        return Frame(0, len(lines), None)
    headline = _headline(lines, labels, story)
    start = max(0, story.start - _SIGNED) if headline is None else min(headline, story.start)
    for at in range(start - 1, max(-1, start - 1 - _DATED_ABOVE), -1):
        if labels[at] in HEADER_LABELS or (not lines[at].long and days(lines[at].plain)):
            start = at
    stop = story.stop
    for each in found:
        near = 0 <= each.start - stop <= _NEAR and each.total >= _RELATED * story.total
        if near and story.total < _SHORT_STORY:
            stop = each.stop
    return Frame(start, stop, headline)


def told_words(lines: Sequence[Line], labels: Sequence[Label]) -> float:
    """Return the words in sentences of some lines, as they count for a story."""
    return sum(max(0.0, _value(line, label)) for line, label in zip(lines, labels, strict=True))


def interrupted(lines: Sequence[Line], labels: Sequence[Label]) -> list[Label]:
    """Return the labels of a story's lines, where those that end a story only interrupt it if it goes on below."""
    kept, words, below = list(labels), 0, 0
    for at in range(len(lines) - 1, -1, -1):
        if labels[at] is Label.PROSE:
            words += lines[at].words
            below = words if lines[at].after_blank else below  # past what stands close below a heading
        elif labels[at] is Label.END:
            closed = at + 1 < len(lines) and not lines[at + 1].after_blank and below >= _SENTENCE
            kept[at] = Label.BOX if closed or words >= _GOES_ON else Label.END
    return kept


def _value(line: Line, label: Label) -> float:
    """Return what a line counts for a story, or against it where that is below 0."""
    if label is not Label.PROSE:
        return -_COSTS[label]
    if line.long or line.stopped:
        return min(line.words, _MOST_WORDS) if line.long or not line.plain.startswith(BULLETS) else _LISTED
    words = line.plain.split()
    if line.plain.startswith(BULLETS) or 2 * sum(word[0].islower() for word in words) < len(words):
        return -_COSTS[Label.OTHER]  # a list of names or links
    return line.words / 2


def _stretches(lines: Sequence[Line], labels: Sequence[Label]) -> Iterator[Stretch]:
    """Yield all maximal stretches, in their order."""
    # Of each: the sum before it and with it, from the first line; start and stop; the nearest one with less before it.
    found: list[tuple[float, float, int, int, int]] = []
    after = 0.0
    for at, (line, label) in enumerate(zip(lines, labels, strict=True)):
        value = _value(line, label)
        before, after = after, after + value
        if value <= 0:
            continue
        low, start = before, at
        while True:
            earlier = len(found) - 1
            while earlier >= 0 and found[earlier][0] >= low:
                earlier = found[earlier][4]
            if earlier < 0 or found[earlier][1] >= after:
                break
            low, start = found[earlier][0], found[earlier][2]
            del found[earlier:]
        found.append((low, after, start, at + 1, earlier))
    return (Stretch(start, stop, high - low) for low, high, start, stop, _ in found)


def _headline(lines: Sequence[Line], labels: Sequence[Label], story: Stretch) -> int | None:
    """Return the index of the line that heads a story: it has its words, stands near it and is repeated elsewhere."""
    told = set[str]().union(
        *(lines[at].vocabulary for at in range(story.start, story.stop) if labels[at] is Label.PROSE)
    )
    keys = [line.key for line in lines]
    elsewhere = [keys[at] for at in range(len(keys)) if labels[at] is not Label.PROSE or at < story.start]
    scores: dict[int, float] = {}
    for at in range(max(0, story.start - _ABOVE), min(story.start + _INSIDE, story.stop)):
        line = lines[at]
        if _may_head(line, labels[at]):
            own = line.vocabulary
            signed = not HEADER_LABELS.isdisjoint(labels[at + 1 : at + 1 + _SIGNED])
            repeated = line.words > LABEL_WORDS and sum(keys[at] in key for key in elsewhere) > 1
            if at > story.start and not signed and not repeated:
                continue
            scores[at] = (
                len(own & told) / (len(own) + 2)
                + 0.3 * repeated
                + 0.2 * signed
                - 0.3 * line.plain.startswith(BULLETS)
                - 0.2 * (line.words <= LABEL_WORDS)
                - 0.007 * abs(story.start - at)
            )
    best = max(scores, key=scores.__getitem__, default=None)
    if best is None or scores[best] < _LEAST:
        return None
    for at in range(best - 1, best - 1 - _STANDFIRST, -1):
        # A breadcrumb ends with the headline itself.
        heads = at in scores and lines[at].words > LABEL_WORDS and keys[best] not in keys[at]
        if heads and scores[at] >= scores[best] / 2:
            best = at
    return best


def _may_head(line: Line, label: Label) -> bool:
    begins_low = line.plain.lstrip("….'\"“‘ ")[:1].islower()
    if line.long or not line.key or begins_low or line.plain.endswith(PAUSES):
        return False
    if not SHORTEST_TITLE <= line.words <= LONGEST_TITLE:
        return False
    return label is Label.OTHER or (label is Label.PROSE and not line.stopped)
