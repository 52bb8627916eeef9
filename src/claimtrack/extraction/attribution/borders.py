# SPDX-License-Identifier: MIT
"""Where else a content behind its cue may end: before a second cue, before a comment, or with the sentence."""

from collections.abc import Iterator, Mapping, Sequence

from claimtrack.extraction.attribution.candidates import CUT, ENDED, LENGTHENED, Candidate
from claimtrack.extraction.attribution.features import rough_stem
from claimtrack.extraction.attribution.piece_rows import PieceRow
from claimtrack.language.text import OUTSIDE

_SECOND = 0.25  # the least probability of a cue before which a content may end
_FAR = 3  # items from a link to a cue: more count as three
_BACK = 12  # items between a second cue and the link before its subject
_DASHES = frozenset("— – -- -".split())
_LINKS = _DASHES.union(", ; and but while though although".split())
_BEFORE_A_COMMENT = _DASHES | {","}
_COMMENTING = frozenset("VBG NN|VBG JJ|VBG IN IN|RP WH DT RB VBN VBD|VBN".split())  # tags of its first word


def with_other_ends(
    row: PieceRow, tags: Sequence[str], near: Mapping[int, float], one: Candidate, contents: set[tuple[int, ...]]
) -> Iterator[Candidate]:
    """Yield *one*, and the same with each other end that its content may have.

    Args:
        row: Its row.
        tags: The parts of speech of the row's items.
        near: How likely each of them heads a cue.
        one: The candidate.
        contents: Those that its cue has, to which new ones are added: none is proposed again.
    """
    second = _second_cue(row, near, one)
    if second is None:
        yield one
    else:
        yield from _before_second(row, tags, one, *second, contents)
    if one.content and one.content[-1] > one.head and not one.others:
        for reading, place, content in (*_before_comment(row, tags, one), *_with_sentence(row, near, one)):
            if content not in contents:
                contents.add(content)
                how = f"{reading} {row.words[place]} {tags[place + 1]}"
                stem = rough_stem(row.words[place + 1])
                yield one._replace(content=content, reading=reading, border=how, second_stem=stem)


def _second_cue(row: PieceRow, near: Mapping[int, float], one: Candidate) -> tuple[int, int] | None:
    """Return the link before the first likely cue within the content, and that cue; None where there is none."""
    content = one.content
    if not content or content[-1] <= one.head:
        return None
    for k in sorted(near):
        if k > one.head + 1 and near[k] >= _SECOND and row.states[k] == OUTSIDE and k in content:
            for back in range(k - 1, max(one.head, k - _BACK), -1):
                if row.words[back] in _LINKS and row.states[back] == OUTSIDE:
                    return back, k
    return None


def _before_second(
    row: PieceRow, tags: Sequence[str], one: Candidate, link: int, k: int, contents: set[tuple[int, ...]]
) -> Iterator[Candidate]:
    """Yield *one*, and the same with a content that ends at the *link* before the second cue at *k*."""
    how = f"{row.words[link]} {tags[k]} {min(k - link, _FAR)}"
    stem = rough_stem(row.words[k])
    yield one._replace(border="in " + how, second_stem=stem)
    while link - 1 > one.head and row.words[link - 1] in _LINKS:
        link -= 1
    short = tuple(place for place in one.content if place < link)
    if short:
        contents.add(short)
        yield one._replace(content=short, reading=CUT, others=(), border="at " + how, second_stem=stem)


def _before_comment(row: PieceRow, tags: Sequence[str], one: Candidate) -> Iterator[tuple[str, int, tuple[int, ...]]]:
    """Yield the content up to the last comma or dash before a participle, a preposition and the like."""
    content = one.content
    for k in range(content[-1] - 1, max(one.head, content[0]) + 1, -1):
        links = row.words[k] in _BEFORE_A_COMMENT and row.states[k] == OUTSIDE and k in content
        if links and tags[k + 1] in _COMMENTING:
            yield ENDED, k, tuple(place for place in content if place < k)
            return


def _with_sentence(
    row: PieceRow, near: Mapping[int, float], one: Candidate
) -> Iterator[tuple[str, int, tuple[int, ...]]]:
    """Yield the content with the rest of the sentence, where that holds no other cue and no part of this one."""
    first, end = one.content[-1] + 1, len(row.words)
    while end > first and row.states[end - 1] == OUTSIDE and not row.words[end - 1][0].isalnum():
        end -= 1
    rest = range(first, end)
    if len(rest) > 1 and row.states[first] == OUTSIDE and row.words[first] != ".":
        taken = any(near.get(k, 0.0) >= _SECOND for k in rest) or not set(rest).isdisjoint((*one.source, *one.cue))
        if not taken:
            yield LENGTHENED, first, (*one.content, *rest)
