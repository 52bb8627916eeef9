# SPDX-License-Identifier: MIT
"""Copies: outlets that carry one text, a news agency's or each other's, and so are one origin and not several.

Paragraphs are compared by runs of four words (the shingles of Broder 1997) of what the outlet itself writes:
the claim and what stands in quotation marks are left out, as two reporters at one briefing hear the same words.
"""

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

import attrs

from claimtrack.comparison.passages import Passage
from claimtrack.comparison.sides import ByOutlet
from claimtrack.language.lexicon import LexiconRow, load
from claimtrack.language.quotations import quotations
from claimtrack.language.stems import spelled
from claimtrack.model import Article, Span

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*+")
_SHINGLE = 4
# A paragraph with fewer words of the outlet's own is compared together with the one before it.
_FEWEST_OWN = 8
# Share of the shorter paragraph's shingles that the other has too: a changed word undoes four of them.
_SHARED = 0.5
# Code points on either side of a passage, beyond which a paragraph is not followed.
_REACH = 1000
_HEAD = 400


@attrs.frozen(kw_only=True)
class AgencyRow(LexiconRow):
    """A news agency; *marks* are further names in datelines and bylines."""

    name: str
    marks: tuple[str, ...]


@attrs.frozen
class Copy:
    """One text that several outlets of a row carry.

    Attributes:
        outlets: The outlets, in the order of the row.
        agency: The news agency or the outlet to which it is credited, or None where no credit says so.
        passages: For each outlet, the paragraphs that were compared, as spans into its articles.
    """

    outlets: tuple[str, ...]
    agency: str | None
    passages: ByOutlet[tuple[Passage, ...]]

    def __str__(self) -> str:
        return f"{', '.join(self.outlets)}{f' ({self.agency})' if self.agency else ''}"


def copies(row: Mapping[str, tuple[Passage, ...]]) -> tuple[Copy, ...]:
    """Return the texts that two or more outlets of a row carry; time is about linear in the row's passages.

    Outlets carry one text where a paragraph of each is nearly verbatim the same,
    where all their passages are credited to one agency (by dateline, byline, or in the sentence),
    or where one outlet credits all of its passages to the other.
    """
    if len(row) < 2:  # noqa: PLR2004
        return ()
    paragraphs = {outlet: tuple(dict.fromkeys(map(_paragraph, passages))) for outlet, passages in row.items()}
    origins = {outlet: _origins(outlet, passages) for outlet, passages in row.items()}
    groups: dict[str, list[str]] = {outlet: [outlet] for outlet in row}
    for one, other in itertools.chain(_credited(origins), _near_verbatim(paragraphs)):
        if groups[one] is not groups[other]:
            groups[one] += groups[other]
            for outlet in groups[other]:
                groups[outlet] = groups[one]
    found = []
    for group in {id(group): group for group in groups.values() if len(group) > 1}.values():
        outlets = tuple(outlet for outlet in row if outlet in set(group))
        names = {key: name for outlet in reversed(outlets) for key, name in origins[outlet].items()}
        own = {_folded(outlet): outlet for outlet in outlets}
        counts = Counter(key for outlet in outlets for key in origins[outlet])
        credit = next((key for key, count in counts.most_common() if count > 1 or key not in own), None)
        source = None if credit is None else own.get(credit, names[credit])
        found.append(Copy(outlets, source, ByOutlet({outlet: paragraphs[outlet] for outlet in outlets})))
    return tuple(found)


def agency(article: Article) -> str | None:
    """Return the news agency that the byline or the dateline of *article* names, or None."""
    dateline, byline, names = _patterns()
    found = byline.search(article.byline or "") or dateline.search(article.text[:_HEAD])
    return names[found[1].casefold()] if found else None


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str]]:
    """Return the patterns of a dateline and of a byline, and the agencies by what is printed."""
    names = {mark.casefold(): row.name for row in load("agencies", AgencyRow) for mark in (row.name, *row.marks)}
    marks = {mark for row in load("agencies", AgencyRow) for mark in (row.name, *row.marks)}
    choice = "|".join(map(re.escape, sorted(marks, key=lambda mark: (-len(mark), mark))))
    place = r"[^\W\d_a-z][^\s,()]*(?:,? [^\W_a-z][^\s,()]*){0,8}"  # OSLO, Norway, May 15
    dateline = re.compile(rf"^{place} \(({choice})\)\s*[-–—]", re.MULTILINE)
    return dateline, re.compile(rf"(?<!\w)({choice})(?!\w)"), names


def _paragraph(passage: Passage) -> Passage:
    """Return the paragraph around *passage*, with the one before it where the outlet's own words are few."""
    text, content = passage.claim.article.text, passage.claim.content
    first, last = min(span.start for span in passage.spans), max(span.end for span in passage.spans)
    least, most = max(0, first - _REACH), min(len(text), last + _REACH)
    end = text.find("\n", last, most)
    start = text.rfind("\n", least, first) + 1 or least
    span = Span(start, most if end < 0 else end)
    if sum(map(bool, _own_words(text, span, content))) < _FEWEST_OWN and start > least:
        before = len(text[least : start - 1].rstrip()) + least
        span = Span(text.rfind("\n", least, before) + 1 or least, span.end)
    return Passage(passage.claim, (span,))


def _own_words(text: str, span: Span, content: Iterable[Span]) -> list[str]:
    """Return the words within *span* outside *content* and quotation marks, which leave a gap, an empty word."""
    words: list[str] = []
    start = span.start
    quoted = (Span(opened, closed) for opened, closed, _ in quotations(text, span.start, span.end))
    left_out = [*quoted, *content, Span(span.end, span.end)]
    for gap in sorted(left_out):
        words += (spelled(found[0]) for found in _WORD.finditer(text, start, min(gap.start, span.end)))
        words.append("")
        start = max(start, gap.end)
    return words


def _shingles(passage: Passage) -> frozenset[tuple[str, ...]]:
    """Return the runs of four words of the outlet's own in the paragraph *passage*."""
    words = _own_words(passage.claim.article.text, passage.spans[0], passage.claim.content)
    runs = (tuple(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1))
    return frozenset(run for run in runs if "" not in run)


def _near_verbatim(paragraphs: Mapping[str, tuple[Passage, ...]]) -> Iterator[tuple[str, str]]:
    """Yield pairs of outlets of which a paragraph is nearly the same."""
    first_with: dict[frozenset[tuple[str, ...]], str] = {}
    known: list[tuple[str, int]] = []
    index: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for outlet, passages in paragraphs.items():
        for shingles in map(_shingles, passages):
            if len(shingles) <= _FEWEST_OWN - _SHINGLE:
                continue
            if shingles in first_with:
                yield first_with[shingles], outlet
                continue
            shared = Counter(number for shingle in shingles for number in index[shingle])
            for number, count in shared.items():
                other, length = known[number]
                if count >= _SHARED * min(len(shingles), length):
                    yield other, outlet
            for shingle in shingles:
                index[shingle].append(len(known))
            first_with[shingles] = outlet
            known.append((outlet, len(shingles)))


def _origins(outlet: str, passages: tuple[Passage, ...]) -> dict[str, str]:
    """Return to whom all passages of *outlet* are credited, with itself: each name by its folded form."""
    names = _patterns()[2]
    credited = []
    for passage in passages:
        found = [passage.claim.via.name] if passage.claim.via else []
        found += filter(None, [agency(passage.claim.article)])
        credited.append({_folded(name): name for name in (names.get(each.casefold(), each) for each in found)})
    common = set.intersection(*map(set, credited))
    return {_folded(outlet): outlet} | {key: name for key, name in credited[0].items() if key in common}


def _folded(name: str) -> str:
    """Return *name* without differences of case, white space and an opening "The"."""
    return " ".join(name.casefold().split()).removeprefix("the ")


def _credited(origins: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    first_with: dict[str, str] = {}
    for outlet, names in origins.items():
        for name in names:
            if name in first_with:
                yield first_with[name], outlet
            first_with.setdefault(name, outlet)
