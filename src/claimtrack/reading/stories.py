# SPDX-License-Identifier: MIT
"""The stories of a page: where each begins, its headline and header, and the lines that tell it."""

import datetime as dt
import re
from collections import Counter
from enum import Enum
from itertools import pairwise

import attrs

from claimtrack.model import Article, Segment
from claimtrack.reading.furniture import (
    BULLETS,
    HEADER_LABELS,
    LABEL_WORDS,
    LONGEST_TITLE,
    PAUSES,
    SHORTEST_TITLE,
    SURE_PROSE,
    FurnitureKind,
    Label,
    cues,
    patterns,
)
from claimtrack.reading.headers import LONGEST_BYLINE, DateLine, bare_byline, dated, days, reporters, stated
from claimtrack.reading.lines import Line, key_of

# A headline is looked for among so few words, and its header among so few lines, that time stays linear.
_HEADER_LINES = 30
_LONGEST_DATED = 25
_LONGEST_HEADING = 11
_MOST_NOTES = 10
_SPACED = 0.7
_HEADS = frozenset({Label.OTHER, Label.LINE, Label.DATE, Label.DAY})
_MOST_TIMES = 3
_LEAST_ITEMS = 3
_NUMBERED = re.compile(r"\d{1,2}[.)] \w")
_LEAST_LISTED = 2
_FEW_HEADLINES = 2  # between a headline and its story
_NEW_STORY = 4
# Of 584 pairs of US political articles (PolNeAR), 40 % share at most 15 % of the second one's names
# with the first; so do 10 % of the later halves of an article with its first half.
_FOREIGN = 0.15
# The headline is the first line whose words the body takes up about as much as those of any other line.
_TOLD = 0.6
# A header may have so many sentences (a standfirst, a caption) before the byline or the date line that signs it.
_STANDFIRSTS = 2
_SIGNS = frozenset({Label.BYLINE, Label.DATE, Label.CREDIT, Label.AGENCY})
_FURNITURE_LABELS = frozenset({Label.LINE, Label.BOX, Label.END, Label.CLOSE, Label.CREDIT})


class _Sign(Enum):
    """What speaks for a new story beside the labels of lines: the headline again, or a caption of a later day."""

    REPEATED = "repeated"
    DOUBLED = "doubled"
    LATER = "later"


_WEIGHTS: dict[Label | _Sign, int] = {
    **dict.fromkeys((_Sign.REPEATED, _Sign.LATER, Label.BYLINE, Label.DATE), 2),
    **dict.fromkeys((_Sign.DOUBLED, Label.CREDIT, Label.LINE), 1),
}


def story_starts(lines: list[Line], labels: list[Label], published: dt.date | None) -> list[int]:
    """Return the indexes of the lines with which the stories of a page begin."""
    starts = [0]
    counts = Counter(line.key for line in lines)
    prose, ended, signed, names, words = 0, False, False, set[str](), set[str]()
    for index, line in enumerate(lines):
        # What stands there again and again heads a section or the pictures of a gallery.
        heads = _is_headline(line, labels[index]) and counts[line.key] <= _MOST_TIMES
        if prose > (1 if signed else _STANDFIRSTS) and heads:
            evidence = _evidence(lines, labels, index, published)
            if evidence or ended:
                body = lines[index + 1 : index + 1 + _HEADER_LINES]
                evidence += 2 * ended + _foreignness(line, body, names, words)
            if evidence >= _NEW_STORY and _has_body(lines, labels, index) and _leads(lines, labels, index):
                start = index
                while start - 1 > starts[-1] and labels[start - 1] in (Label.DATE, Label.BYLINE):
                    start -= 1
                starts.append(start)
                prose, ended, signed, names, words = 0, False, False, set(), set()
        ended = ended or (prose > 0 and labels[index] in (Label.END, Label.CLOSE))
        signed = signed or labels[index] in _SIGNS
        prose += labels[index] is Label.PROSE
        names |= line.names
        words |= line.vocabulary
    return starts


def _evidence(lines: list[Line], labels: list[Label], index: int, published: dt.date | None) -> int:
    """Return how strongly the lines around the headline-like line at *index* speak for a new story."""
    above = labels[max(0, index - 2) : index]
    found: set[Label | _Sign] = {label for label in above if label in (Label.BYLINE, Label.DATE)}
    for at in _header(labels, index + 1):
        if lines[at].key == lines[index].key:
            # Twice on end is how a link with a picture is printed.
            found.add(_Sign.REPEATED if at > index + 1 else _Sign.DOUBLED)
        found.add(labels[at])
        if labels[at] is Label.OTHER and Label.DATE in labels[at - 1 : at + 2] and _bare_byline(lines[at]):
            found.add(Label.BYLINE)
        if labels[at] is Label.CREDIT and published and any(day > published for day in days(lines[at].plain)):
            found.add(_Sign.LATER)
    return sum(_WEIGHTS.get(sign, 0) for sign in found)


def _bare_byline(line: Line) -> re.Match[str] | None:
    return bare_byline(line.plain) if line.words <= LONGEST_BYLINE else None


def _foreignness(headline: Line, body: list[Line], names: set[str], words: set[str]) -> int:
    """Return 0 to 2: whether *body* has other names than the story so far, and carries the headline's words."""
    others = [line for line in body if line.key != headline.key]
    here_names = set[str]().union(*(line.names for line in others))
    here_words = set[str]().union(*(line.vocabulary for line in others))
    own = headline.vocabulary
    foreign = bool(here_names) and len(here_names & names) <= _FOREIGN * len(here_names)
    told = len(own & here_words) > len(own & words)
    return foreign + told


def _has_body(lines: list[Line], labels: list[Label], index: int) -> bool:
    """Tell whether running prose follows the line at *index*: two lines on end, or a long one."""
    window = range(index + 1, min(index + 1 + _HEADER_LINES, len(lines)))
    prose = [at for at in window if labels[at] is Label.PROSE]
    return any(b == a + 1 for a, b in pairwise(prose)) or any(lines[at].words > SURE_PROSE for at in prose)


def _leads(lines: list[Line], labels: list[Label], index: int) -> bool:
    """Tell whether the line at *index* heads a story of its own, and is none of a list of headlines."""
    others = 0
    for at in range(index + 1, min(index + 1 + _HEADER_LINES, len(lines))):
        if labels[at] is Label.PROSE:
            break
        others += _is_headline(lines[at], labels[at]) and lines[at].key != lines[index].key
    return others <= _FEW_HEADLINES


def _header(labels: list[Label], start: int) -> range:
    """Return the indexes of the lines from *start* up to the second line of prose, within a header's length.

    Where no byline and no date line stands above that line, but a byline stands below it, the third one ends it.
    """
    stop = min(start + _HEADER_LINES, len(labels))
    prose = [at for at in range(start, stop) if labels[at] is Label.PROSE] + [stop]
    _, second, third = (*prose, stop, stop)[:3]
    signed = Label.BYLINE in labels[start:second] or Label.DATE in labels[start:second]
    return range(start, third if not signed and Label.BYLINE in labels[second:third] else second)


def _is_headline(line: Line, label: Label) -> bool:
    if label is not Label.OTHER or line.plain[0].islower():
        return False
    marked = line.plain.startswith(BULLETS) or line.plain.endswith(PAUSES)
    return SHORTEST_TITLE <= line.words <= LONGEST_TITLE and not marked


def read_story(page: str, lines: list[Line], labels: list[Label], known: Article, headline: int | None) -> Article:
    """Return the article that *lines* of *page* carry, with what is *known* of it kept.

    *headline* is the index of the line that seems to head it, if one does.
    """
    if known.title is not None or headline is None:
        headline = _headline(lines, labels, known.title)
    else:
        labels[headline] = Label.OTHER
    top = -1 if headline is None else headline
    _mark_bylines(lines, labels, top, known.outlet)
    _mark_reporters(lines, labels)
    for at in _header(labels, top + 1):
        if labels[at] is Label.OTHER and lines[at].words <= _LONGEST_DATED and stated(lines[at].plain):
            labels[at] = Label.DATE
    stop = _header_end(lines, labels, top)
    # Below the headline first: above it may stand the day of another story.
    places = [at for at in (*range(top + 1, stop), *range(min(top, stop) - 1, -1, -1)) if labels[at] is Label.DATE]
    date_lines = [found for at in places if (found := dated(lines[at].unmarked))]
    if not any(d.day for d in date_lines):
        date_lines += _stated_days(lines, labels, top)
    date = next((d for d in date_lines if d.day and not d.revised), date_lines[0] if date_lines else None)
    bylines = [lines[at].plain for at in range(stop) if labels[at] is Label.BYLINE]
    bylines += [d.byline for d in date_lines if d.byline]
    bylines = bylines or [lines[at].plain for at in range(stop) if labels[at] is Label.AGENCY]
    kept = _body(lines, labels, top, stop) or [at for at in range(len(lines)) if at != headline] or [0]
    text, segments = _cut_out(page, lines, kept)
    return attrs.evolve(
        known,
        text=text,
        published=known.published or (date.day if date else None),
        title=known.title if known.title is not None or headline is None else lines[headline].plain,
        byline="; ".join(dict.fromkeys(bylines)) or None,
        date_line=date.words if date else None,
        segments=segments,
    )


def _stated_days(lines: list[Line], labels: list[Label], headline: int) -> list[DateLine]:
    """Return what lines around a headline tell of days that stand among other words, those below it first."""
    below = [at for at in _header(labels, headline + 1) if labels[at] is not Label.PROSE]
    around = [*below, *range(headline - 1, -1, -1)]
    lines_around = (lines[at] for at in around if labels[at] is not Label.CREDIT)
    found = (stated(line.plain) for line in lines_around if line.words <= _LONGEST_DATED)
    return [each for each in found if each is not None]


def _headline(lines: list[Line], labels: list[Label], title: str | None) -> int | None:
    """Return the index of a story's headline, or None if it has none; *title* is the one that the caller states."""
    header = _header(labels, 0)
    if title is not None:
        stated = key_of(title)
        for at in header if stated else ():
            if lines[at].key == stated or (stated + " " in lines[at].key and not lines[at].stopped):
                return at
    first = next((at for at in header if labels[at] is Label.PROSE), None)
    if first is None:
        return None
    candidates = [at for at in header if _is_headline(lines[at], labels[at])]
    candidates = [at for at in candidates if at < first or _evidence(lines, labels, at, None) >= _NEW_STORY]
    if not candidates:
        return None
    below = range(candidates[-1], min(candidates[-1] + _HEADER_LINES, len(lines)))
    told = set[str]().union(*(lines[at].vocabulary for at in below if labels[at] is Label.PROSE))
    candidates = [at for at in candidates if not _is_kicker(lines, at, candidates, told)]
    shares = {at: len(lines[at].vocabulary & told) / (len(lines[at].vocabulary) or 1) for at in candidates}
    best = max(shares.values())
    chosen = next(at for at in candidates if shares[at] >= _TOLD * best)
    # "Headline - Outlet" is the page's own title; the headline stands below it.
    shorter = (at for at in candidates if lines[chosen].key.startswith(lines[at].key + " "))
    return next((at for at in shorter if lines[at].words > LABEL_WORDS), chosen)


def _is_kicker(lines: list[Line], at: int, candidates: list[int], told: set[str]) -> bool:
    """Tell whether the line at *at* names the section or topic above a headline that shares more with the body."""
    line = lines[at]
    if line.words > LABEL_WORDS or not any(row.fullmatch(line.plain) for row in patterns(FurnitureKind.KICKER)):
        return False
    own = len(line.vocabulary & told)
    below = (lines[other] for other in candidates if other > at)
    return any(other.words > LABEL_WORDS and len(other.vocabulary & told) > own for other in below)


def _mark_bylines(lines: list[Line], labels: list[Label], headline: int, outlet: str) -> None:
    """Label the names that stand above a body without "By".

    Such names stand near the date line, or alone below the headline.
    A reporter's name does not occur in the story; the label of a picture or a section does.
    """
    told = " ".join(line.key for line, label in zip(lines, labels, strict=True) if label is Label.PROSE)
    for at in _header(labels, headline + 1):
        plain = lines[at].plain
        match = _bare_byline(lines[at])
        if labels[at] is not Label.OTHER or match is None or plain.startswith("The ") or plain == outlet:
            continue
        near_date = not {Label.DATE, Label.DAY}.isdisjoint(labels[max(0, at - 2) : at + 3])
        alone = labels[at + 1 : at + 2] == [Label.PROSE] and at - headline in (1, 2)
        placed = match["role"].lstrip(", ").startswith("in ")
        if (near_date or alone or placed) and lines[at].key not in told:
            labels[at] = Label.BYLINE


def _mark_reporters(lines: list[Line], labels: list[Label]) -> None:
    bylines = [lines[at].plain for at in _header(labels, 0) if labels[at] is Label.BYLINE]
    names = {name.casefold() for plain in bylines for name in reporters(plain)}
    surnames = {name.rpartition(" ")[2] for name in names}
    after_name, after_surname = patterns(FurnitureKind.REPORTER), patterns(FurnitureKind.SURNAME)
    for at, line in enumerate(lines) if names else ():
        if labels[at] in (Label.PROSE, Label.OTHER) and not line.long:
            first, _, rest = line.plain.partition(" ")
            second, _, about = rest.partition(" ")
            named = f"{first} {second}".casefold() in names and any(row.match(about) for row in after_name)
            if named or (first.casefold() in surnames and any(row.match(rest) for row in after_surname)):
                labels[at] = Label.LINE


def _header_end(lines: list[Line], labels: list[Label], headline: int) -> int:
    """Return the index after the last line that belongs to the header: a byline, a date line, a repeated headline."""
    end, prose = headline + 1, 0
    found: set[Label] = set()
    for at in _header(labels, headline + 1):
        label = labels[at]
        prose += label is Label.PROSE
        repeated = headline >= 0 and lines[at].key == lines[headline].key
        mark = label in (Label.BYLINE, Label.DATE, Label.DAY) or (label is Label.AGENCY and not prose)
        mark = mark and (not prose or label not in found or at == end)
        if repeated or mark or (label in _FURNITURE_LABELS and not prose and headline >= 0):
            end = at + 1
            found.add(label)
    return end


def _body(lines: list[Line], labels: list[Label], headline: int, header_end: int) -> list[int]:
    """Return the indexes of the lines that tell the story, standfirst included; empty where no sentence does."""
    kept: list[int] = []
    title = lines[headline].key if headline >= 0 else None
    sentences, signed, in_box, close = 0, False, False, False
    told = [line.after_blank for line, label in zip(lines, labels, strict=True) if label is Label.PROSE]
    spaced = 2 * sum(told) > len(told)  # whether paragraphs stand apart, and the lines of a box close together
    teasers = _teasers(lines, labels, header_end) if sum(told) >= _SPACED * len(told) else set()
    for at in range(headline + 1, len(lines)):
        if at in teasers:
            continue
        line, label = lines[at], labels[at]
        above = at < header_end or (headline >= 0 and not sentences)
        signed = signed or label in HEADER_LABELS
        if label in (Label.END, Label.CLOSE) and sentences:
            break
        if label is Label.BOX:
            in_box = at >= header_end
            close = in_box and spaced and not any(line.after_blank for line in lines[at + 1 : at + 1 + _LEAST_LISTED])
        elif label is Label.PROSE and in_box and ((close and not line.after_blank) or line.plain.startswith(BULLETS)):
            continue
        elif label is Label.PROSE:
            in_box = False
            credited = at < header_end and sentences and labels[at + 1 : at + 2] == [Label.CREDIT]
            if not credited and not _is_caption(lines, labels, at, above=above):
                kept.append(at)
                sentences += 1
        elif in_box:
            continue
        elif label in (Label.DATE, Label.DAY):
            kept += [at] if at >= header_end else []
        elif label is Label.OTHER and line.key != title and not _is_caption(lines, labels, at, above=above):
            stays = _is_standfirst(line, signed=signed) if above else _is_told(lines, labels, kept, at)
            kept += [at] if stays else []
    return _without_tail(lines, labels, kept) if sentences else []


def _teasers(lines: list[Line], labels: list[Label], header_end: int) -> set[int]:
    """Return the lines that stand close together below a headline or a player where all paragraphs stand apart."""
    found: set[int] = set()
    starts = [at for at, line in enumerate(lines) if line.after_blank and at >= header_end]
    for start, stop in pairwise([*starts, len(lines)]):
        first = lines[start]
        heads = labels[start] in _HEADS and not first.plain.endswith(PAUSES) and not first.plain.startswith(BULLETS)
        if heads and Label.PROSE in labels[start + 1 : stop]:
            found.update(range(start, stop))
    return found


def _is_standfirst(line: Line, *, signed: bool) -> bool:
    """Tell whether a line above the body sums it up; below a byline or a date line, only one with a bullet does."""
    return line.words > LABEL_WORDS and (not signed or line.plain.startswith(BULLETS))


def _is_caption(lines: list[Line], labels: list[Label], at: int, *, above: bool) -> bool:
    """Tell whether the line at *at* belongs to a picture, by the credit or the copy of itself beside it.

    Where the line stands *above* the body, an agency's name below it is a byline; elsewhere it is a credit.
    """
    line, label = lines[at], labels[at]
    for near in (at - 1, at + 1):
        if not 0 <= near < len(lines) or label is Label.PROSE:
            continue
        if lines[near].key == line.key or (labels[near] is Label.CREDIT and lines[near].key.startswith(line.key)):
            return True
    if label is Label.OTHER and not above and at and labels[at - 1] is Label.AGENCY and line.words > LABEL_WORDS:
        return True  # the credit stands above it
    below = at + 1
    if below == len(lines) or lines[below].after_blank:
        return False
    credited = labels[below] is Label.CREDIT or (labels[below] is Label.AGENCY and not above)
    return credited and (label is Label.OTHER or line.after_blank)


def _is_told(lines: list[Line], labels: list[Label], kept: list[int], at: int) -> bool:
    """Tell whether a line in the body that is no sentence is part of it, and no link to another story.

    It is a short heading, ends a sentence or goes on with one, or stands in a list that the story introduces.
    """
    line = lines[at]
    alone = labels[at - 1 : at] == labels[at + 1 : at + 2] == [Label.PROSE]
    heads = (
        line.words <= LABEL_WORDS
        or line.plain.endswith("?")
        or (alone and line.words <= _LONGEST_HEADING and not line.plain.isupper())
        or _NUMBERED.match(line.plain) is not None
    )
    is_cut = line.plain.endswith(("...", "…")) and not line.plain[0].islower()
    told = (heads or _goes_on(line)) and not is_cut and not line.plain.startswith(BULLETS)
    return told or _in_list(lines, labels, kept, at)


def _in_list(lines: list[Line], labels: list[Label], kept: list[int], at: int) -> bool:
    if not kept or kept[-1] != at - 1:
        return False
    above = lines[at - 1]
    row = lines[at : at + _LEAST_ITEMS]
    begins = len(row) == _LEAST_ITEMS and all(line.plain.startswith(BULLETS) for line in row)
    return above.plain.endswith(":") or labels[at - 1] is Label.OTHER or begins


def _without_tail(lines: list[Line], labels: list[Label], kept: list[int]) -> list[int]:
    """Return *kept* without what stands below the last sentence: labels, tags, dates, notes and links to stories."""
    kept = kept[: _story_end(lines, labels, kept)]
    end = len(kept)
    while end and labels[kept[end - 1]] is not Label.PROSE and not _goes_on(lines[kept[end - 1]]):
        end -= 1
    tail = kept[end:]
    lone = len(tail) == 1 and lines[tail[0]].words > LABEL_WORDS and labels[tail[0]] is Label.OTHER
    return kept if lone else kept[:end]


def _story_end(lines: list[Line], labels: list[Label], kept: list[int]) -> int:
    """Return how many of the *kept* lines come before a list of links or notes at the end of a story."""
    end = len(kept)
    while end and lines[kept[end - 1]].plain.startswith(BULLETS) and not lines[kept[end - 1]].long:
        end -= 1
    if end and lines[kept[end - 1]].plain.endswith(":"):
        end = len(kept)
    sentences = [place for place in range(end) if labels[kept[place]] is Label.PROSE]
    notes = 0
    for below, place in enumerate(reversed(sentences[1:]), start=1):
        if below > _MOST_NOTES:
            break
        line = lines[kept[place]]
        is_note = any(row.fullmatch(line.plain) for row in patterns(FurnitureKind.NOTE))
        speaks = is_note or cues(line) > 0
        notes += speaks
        teasers = is_note and sum(labels[at] is not Label.PROSE for at in range(kept[place], kept[-1])) >= below
        if speaks and (teasers or 2 * notes >= below):
            end = place
    return end


def _goes_on(line: Line) -> bool:
    """Tell whether a line belongs to a sentence without being one: it ends, quotes, or goes on in lower case."""
    return line.stopped or any(mark in line.plain for mark in '“”"') or line.plain[0].islower()


def _cut_out(page: str, lines: list[Line], kept: list[int]) -> tuple[str, tuple[Segment, ...]]:
    """Return the text of the *kept* lines, and where its unbroken runs stand in *page*."""
    segments: list[Segment] = []
    length, first = 0, kept[0]
    for at, following in pairwise([*kept, -1]):
        if following != at + 1:
            begin, end = lines[first].start, lines[at].end if following < 0 else lines[at + 1].begin
            segments.append(Segment(length, begin, end - begin))
            length += end - begin
            first = following
    return "".join(page[each.page_start : each.page_start + each.length] for each in segments), tuple(segments)
