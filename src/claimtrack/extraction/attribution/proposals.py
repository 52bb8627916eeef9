# SPDX-License-Identifier: MIT
"""What may be attributions: for each likely cue what the tagger reads around it, what a construction does, and both.

One ranker chooses among them with all the evidence (`candidates`), so nothing here decides.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import attrgetter

from claimtrack.extraction.attribution.borders import with_other_ends
from claimtrack.extraction.attribution.candidates import (
    CONSTRUED,
    CUT,
    ENDED,
    LONGER,
    MIXED,
    Candidate,
    candidate,
    later_rows,
    runs,
)
from claimtrack.extraction.attribution.construed import items
from claimtrack.extraction.attribution.features import is_verbal
from claimtrack.extraction.attribution.piece_rows import PieceRow
from claimtrack.language.closed_classes import word_class

Probabilities = Mapping[int, Mapping[int, float]]
RolesOfRow = Callable[[int], tuple[str, int]]  # by the head of a cue the labels of a row, and their score
_STRONG, _SHADED = 0.6, 0.5  # probability of a head that leaves out those below, within its content
_WITHIN_A_PHRASE = frozenset("NN NNS JJ CD".split())
_OF_A_PHRASE = ("np", "obj-")  # 14 of 18 that PolNeAR train and other news have end before the clause
_INTRODUCING = frozenset(":,")
_NEAR_THE_END = 14  # items from a cue to the colon behind which a quotation follows
_UNKNOWN = 0.01  # the probability of a head that the tagger does not look at


def proposals(
    rows: Sequence[PieceRow],
    tags: Sequence[Sequence[str]],
    probabilities: Probabilities,
    heads: Mapping[int, Sequence[int]],
    roles: Callable[[int], RolesOfRow],
    *,
    every: bool = False,
) -> dict[int, list[Candidate]]:
    """Return the candidates by row, those of each cue together.

    Args:
        rows: The sentences, with what the constructions read in them.
        tags: The parts of speech of their items.
        probabilities: Those of cue heads, by row and item.
        heads: The heads that the tagger looks at, by row, the likeliest first.
        roles: What the tagger reads in a row.
        every: Whether to keep a weak head within the content of a strong one.
    """
    found: dict[int, list[Candidate]] = {}
    for number, row in enumerate(rows):
        if number in heads or row.construed:
            near = probabilities.get(number, {})
            construed = _construed(row, number, near)
            fellows = [*_tagged(row, number, tags[number], near, heads.get(number, ()), construed, roles, every=every)]
            fellows += construed.values()  # what is left of them
            later = later_rows(rows, number)
            contents: dict[int, set[tuple[int, ...]]] = {}
            for one in fellows:
                contents.setdefault(one.head, set()).add(one.content)
            every_end = [
                each
                for one in fellows
                for ended in with_other_ends(row, tags[number], near, one, contents[one.head])
                for each in _continued(row, ended, *later)
            ]
            found[number] = sorted((one for one in every_end if not _relays(row, one)), key=attrgetter("head"))
    return found


def _tagged(  # noqa: PLR0913, PLR0917
    row: PieceRow,
    number: int,
    tags: Sequence[str],
    near: Mapping[int, float],
    heads: Sequence[int],
    construed: dict[int, Candidate],
    roles: Callable[[int], RolesOfRow],
    *,
    every: bool,
) -> Iterator[Candidate]:
    """Yield the readings of the *heads*, with those of the constructions for the same, which are taken out."""
    taken: set[int] = set()
    read = None
    for k in heads:
        if k in construed and _covers(row, construed[k]):
            one = construed.pop(k)
            taken.update(one.content, one.cue)
            yield one
        elif every or k not in taken or near[k] >= _SHADED or k in construed:
            read = read or roles(number)
            one = _without_cues(candidate(number, k, near[k], *read(k)), near, tags)
            one = one._replace(content=_without_comma(row, one.content))
            if near[k] >= _STRONG:
                taken.update(one.content, one.cue)
            yield from _readings(row, one, construed.pop(k, None), tags)


def _covers(row: PieceRow, one: Candidate) -> bool:
    """Tell whether a construction gives every word of a *row* with quotations a role, so that the tagger adds none."""
    if not (one.content and any(row.states)):
        return False
    roles = {*one.source, *one.cue, *one.content}
    return all(k in roles or not word[0].isalnum() for k, word in enumerate(row.words))


def _readings(row: PieceRow, one: Candidate, construed: Candidate | None, tags: Sequence[str]) -> Iterator[Candidate]:
    """Yield the tagger's reading of a cue, that of a construction, and what can be made of both.

    A content of the tagger that breaks off within a phrase is none where the construction reads on, nor is one that
    takes in what the outlet goes on to tell of a phrase.
    """
    if construed is not None:
        one = one._replace(pattern=construed.pattern, share=construed.share)
        if runs(one.source) > 1 and set(construed.source) < set(one.source):  # the next noun as well as the subject
            one = one._replace(source=construed.source)
        if _breaks_off(one.content, construed.content, tags) or _goes_on_about(row, construed, one.content):
            one = one._replace(content=construed.content)
        if construed.content == one.content and construed.source == one.source:
            yield construed._replace(score=one.score)
            one = construed
        else:
            yield construed._replace(score=one.score)
            yield one
            if construed.source != one.source and set(construed.source).isdisjoint((*one.cue, *one.content)):
                yield one._replace(source=construed.source, reading=MIXED)
    else:
        yield one


def _breaks_off(short: Sequence[int], whole: Sequence[int], tags: Sequence[str]) -> bool:
    """Tell whether *short* is the beginning of *whole* and ends before a noun, an adjective or a number."""
    begins = 0 < len(short) < len(whole) and tuple(whole[: len(short)]) == tuple(short)
    return begins and whole[len(short)] == short[-1] + 1 and tags[whole[len(short)]] in _WITHIN_A_PHRASE


def _goes_on_about(row: PieceRow, construed: Candidate, content: Sequence[int]) -> bool:
    """Tell whether *content* is a construction's noun phrase and a clause about it ("praised the ties, which ...")."""
    end = len(construed.content)
    if not construed.pattern.startswith(_OF_A_PHRASE) or tuple(content[:end]) != construed.content:
        return False
    behind = [row.words[k] for k in content[end : end + 2]]
    return behind[:1] == [","] and behind[-1] in word_class("wh-word")


def _without_comma(row: PieceRow, places: tuple[int, ...]) -> tuple[int, ...]:
    """Return the *places* of a content without a comma at its end that no quotation holds."""
    ends = len(places) > 1 and row.words[places[-1]] == "," and not row.states[places[-1]]
    return places[:-1] if ends else places


def _without_cues(one: Candidate, near: Mapping[int, float], tags: Sequence[str]) -> Candidate:
    """Return *one* without likely verbs in its source, of which the run beside its cue is left ("said he ... he")."""
    verbs = {k for k in one.source if near.get(k, 0.0) >= _SHADED and is_verbal(tags[k])}
    if not verbs:
        return one
    kept: set[int] = set()
    for k in sorted(set(one.source) - verbs, key=lambda k: abs(k - one.head)):
        if not kept or k - 1 in kept or k + 1 in kept:
            kept.add(k)
    return one._replace(source=tuple(sorted(kept)))


def _relays(row: PieceRow, one: Candidate) -> bool:
    """Tell whether *one* only relays what a construction reads with its relay ("Lee said, according to the paper")."""
    return any(
        one.head not in each.cue and not set(items(row, each.via)).isdisjoint(one.source)
        for each in row.construed
        if each.via
    )


def _continued(row: PieceRow, one: Candidate, later: tuple[int, ...], own: int) -> Iterator[Candidate]:
    """Yield *one* as it is, with the quotations that go on in its paragraph, and with those of the next ones.

    The *later* rows are those, of which so many are its *own* paragraph's.
    Where the cue introduces them (“The mayor said:”) nothing else is its content.
    """
    if one.reading in {CUT, ENDED}:
        later = ()
    quoted = any(row.states[place] for place in one.content)
    whole = tuple(sorted({*one.others, *later}))
    if whole == one.others:
        if one.content or one.others:
            yield one
    elif row.words[-1] in _INTRODUCING and one.cue[-1] >= len(row.words) - _NEAR_THE_END:
        yield one._replace(content=(), others=later, reading=LONGER)
    elif quoted and own:
        yield one._replace(others=tuple(sorted({*one.others, *later[:own]})))
        if own < len(later):
            yield one._replace(others=whole, reading=LONGER)
    else:
        yield one
        yield one._replace(others=whole, reading=LONGER)


def _construed(row: PieceRow, number: int, near: Mapping[int, float]) -> dict[int, Candidate]:
    """Return what the constructions read in a row as candidates, by the likeliest head of their cue."""
    found = {}
    for one in row.construed:
        head = max(one.cue, key=lambda k: (near.get(k, 0.0), k))
        likely = near.get(head, _UNKNOWN)
        found[head] = Candidate(
            number,
            head,
            likely,
            0,
            one.source,
            one.cue,
            one.content,
            one.others,
            CONSTRUED,
            one.pattern,
            one.share,
            one.via,
        )
    return found
