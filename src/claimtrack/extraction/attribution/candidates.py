# SPDX-License-Identifier: MIT
"""Whole candidates: how probable it is that a cue, its source and its content are an attribution, and which to keep."""

from collections.abc import Sequence
from itertools import pairwise
from math import log
from typing import NamedTuple

from claimtrack.extraction.attribution.features import EDGE, FINITE, rough_stem
from claimtrack.extraction.attribution.piece_rows import PieceRow
from claimtrack.extraction.attribution.templates import declared
from claimtrack.language.text import OPENS, OUTSIDE
from claimtrack.model import Span

CANDIDATE_TEMPLATES = declared(
    "a stem, b tag, c order, d stem order, e tag order, f source_tag, g stem source_tag, h later, i source_last,"
    "j source_first, k source_first_tag, l source_gap, m source_size, n source_runs, o content_runs, p content_first,"
    "q content_first_tag, r stem content_first, s tag content_first_tag, t stem content_first_tag, u before_content,"
    "v content_last, w after_content, x content_size, y content_states, z quoted_part, A stem quoted_part, B verbs,"
    "C stem verbs, D distance, E text_between, F cue_text, G cue_size, H cue_first, I tag_before_cue, J before_cue,"
    "K cue_tags, L previous_tag tag, M tag next_tag, N pattern, O stem pattern, P reading, Q pattern agreement,"
    "R second_after, S after_content second_after, T border, U border second_stem, V border stem"
)
_NO_SOURCE: dict[str, str | None] = {"source_tag": "none"} | dict.fromkeys(
    "source_last source_first source_first_tag source_gap source_size source_runs".split()
)
_NO_CONTENT: dict[str, str | None] = dict.fromkeys(
    "content_runs content_first content_first_tag before_content content_last after_content second_after content_size "
    "content_states quoted_part verbs distance text_between".split()
)
# Who proposes a candidate: the tagger, a construction, both in part; or that it goes on with the quotations that
# follow, or ends elsewhere: before another cue, before a comment, with the sentence.
TAGGED, CONSTRUED, MIXED, LONGER, CUT, ENDED, LENGTHENED = READINGS = "tcmlkbe"
_OTHER_ENDS = (CUT, ENDED, LENGTHENED)
_NO_SCORE = -9.0
_MOST = 10  # candidates of a row among which the best are chosen together
_LATER = 40  # rows that may go on with a content


class Candidate(NamedTuple):
    """A cue with its roles, as places in a row.

    Attributes:
        row: The number of the row.
        head: The item that heads the cue.
        probability: That of the head, from its neighbourhood alone.
        score: The score of the path of labels.
        source, cue, content: The items of each role.
        others: The numbers of the further rows that hold content: those that go on with it, or come before.
        reading: Who reads it so: one of READINGS.
        pattern: The construction that reads the same cue, if one does.
        share: How often that construction is right where it stands so.
        via: The mention of a relaying source, where a construction reads one.
        border: Where the content ends otherwise, or might before a second cue in it, and what stands there.
        second_stem: The stem of the second cue, or of the first word behind the link.
    """

    row: int
    head: int
    probability: float
    score: int
    source: tuple[int, ...]
    cue: tuple[int, ...]
    content: tuple[int, ...]
    others: tuple[int, ...] = ()
    reading: str = TAGGED
    pattern: str = ""
    share: float = 0.0
    via: tuple[Span, ...] = ()
    border: str | None = None
    second_stem: str | None = None


def candidate(number: int, head: int, probability: float, labels: str, score: int) -> Candidate:
    """Return the candidate that *labels* describe."""
    source, cue, content = (tuple([k for k, label in enumerate(labels) if label == role]) for role in "SQC")
    return Candidate(number, head, probability, score, source, cue, content)


def later_rows(rows: Sequence[PieceRow], number: int) -> tuple[tuple[int, ...], int]:
    """Return the rows after *number* that are quotations and nothing else: what the same speaker says next.

    Returns the rows, and how many of them stand in the paragraph, or in one that opens a quotation again which
    the paragraph before left open; the others are paragraphs that are closed quotations as a whole.
    """
    found: list[int] = []
    own: int | None = None
    before = rows[number]
    for k in range(number + 1, min(number + 1 + _LATER, len(rows))):
        row = rows[k]
        if not (row.quoted and row.states[0] == OPENS):
            break
        if row.paragraph != before.paragraph and not (before.open and row.paragraph == before.paragraph + 1):
            whole = row.paragraph == before.paragraph + 1 and _is_whole(rows, k)
            if not whole:
                break
            own = len(found) if own is None else own
        found.append(k)
        before = row
    return tuple(found), len(found) if own is None else own


def _is_whole(rows: Sequence[PieceRow], k: int) -> bool:
    """Tell whether the paragraph that begins with row *k* holds quotations and nothing else."""
    paragraph = rows[k].paragraph
    while k < len(rows) and rows[k].paragraph == paragraph:
        if not rows[k].quoted:
            return False
        k += 1
    return True


def runs(places: Sequence[int]) -> int:
    """Return how many unbroken runs *places* make."""
    if not places or places[-1] - places[0] == len(places) - 1:  # as most are: one run
        return min(1, len(places))
    return 1 + sum(place != before + 1 for before, place in pairwise(places))


def _inside(row: PieceRow, places: Sequence[int]) -> int:
    """Return how many of the items at *places* stand in quotations."""
    return sum(1 for k in places if row.states[k]) if any(row.states) else 0


def candidate_values(
    row: PieceRow, tags: Sequence[str], c: Candidate, fellows: Sequence[Candidate]
) -> dict[str, str | None]:
    """Return the values of a whole candidate; None for those of a role that it lacks."""
    words, i, first = row.words, c.head, c.cue[0]
    return {
        **_source_values(row, tags, c),
        **_content_values(row, tags, c),
        "stem": rough_stem(words[i]),
        "tag": tags[i],
        "order": _order(c.source, i, "Ss") + _order(c.content, i, "Cc"),
        "later": f"{bool(c.others):d}",
        "pattern": c.pattern,
        "reading": c.reading,
        "agreement": _agreement(c, fellows),
        "border": c.border,
        "second_stem": c.second_stem,
        "cue_text": " ".join([words[k] for k in c.cue]),
        "cue_size": str(min(len(c.cue), 5)),
        "cue_first": words[first],
        "tag_before_cue": tags[first - 1] if first else EDGE,
        "before_cue": words[first - 1] if first else EDGE,
        "cue_tags": " ".join([tags[k] for k in c.cue]),
        "previous_tag": tags[i - 1] if i else EDGE,
        "next_tag": tags[i + 1] if i + 1 < len(tags) else EDGE,
    }


def _agreement(c: Candidate, fellows: Sequence[Candidate]) -> str:
    """Return how the other readings of the cue agree: the most that one shares of the content, and of the source."""
    best = "-"
    for d in fellows:
        if d is not c and d.head == c.head and d.reading not in _OTHER_ENDS:
            shared = len(set(d.content) & set(c.content)), len(set(d.content) | set(c.content))
            grade = "=" if d.content == c.content else "~" if 2 * shared[0] >= shared[1] else "x"
            best = max(best, c.reading + d.reading + grade + ("=" if d.source == c.source else "x"))
    return best


def _order(places: Sequence[int], head: int, sides: str) -> str:
    """Return on which side of the *head* a role begins: one of *sides*, before and after it, or "-" for no role."""
    return "-" if not places else sides[places[0] >= head]


def _source_values(row: PieceRow, tags: Sequence[str], c: Candidate) -> dict[str, str | None]:
    if not c.source:
        return _NO_SOURCE
    first, last = c.source[0], c.source[-1]
    gap = abs(last - c.cue[0]) if last < c.cue[0] else abs(first - c.cue[-1])
    return {
        "source_tag": tags[last],
        "source_last": row.words[last],
        "source_first": row.words[first],
        "source_first_tag": tags[first],
        "source_gap": str(min(gap, 5)),
        "source_size": str(min(len(c.source), 8)),
        "source_runs": str(runs(c.source)),
    }


def _content_values(row: PieceRow, tags: Sequence[str], c: Candidate) -> dict[str, str | None]:
    if not c.content:
        return _NO_CONTENT
    words, states, first, last, end = row.words, row.states, c.content[0], c.content[-1], c.cue[-1] + 1
    inside = _inside(row, c.content)
    return {
        "content_runs": str(runs(c.content)),
        "content_first": words[first],
        "content_first_tag": tags[first],
        "before_content": words[first - 1] if first else EDGE,
        "content_last": words[last],
        "after_content": words[last + 1] if last + 1 < len(words) else EDGE,
        "second_after": words[last + 2] if last + 2 < len(words) else EDGE,
        "content_size": str(min(len(c.content), 12)),
        "content_states": f"{states[first]}{states[last]}",
        "quoted_part": "0" if not inside else "2" if inside == len(c.content) else "1",
        "verbs": str(min(2, sum(1 for k in c.content if tags[k] in FINITE))),
        "distance": str(min(first - end, 6)) if first > c.head else None,
        "text_between": " ".join(words[end : min(first, end + 2)]) if first > c.head else None,
    }


def logit(probability: float) -> float:
    """Return the logit of a *probability*, which is kept away from 0 and 1."""
    probability = min(max(probability, 1e-6), 1 - 1e-6)
    return log(probability / (1 - probability))


def measures(  # noqa: PLR0913, PLR0917
    row: PieceRow,
    c: Candidate,
    fellows: Sequence[Candidate],
    scores: Sequence[float],
    total: float,
    density: float,
    rows: int,
) -> list[float]:
    """Return the measures of a candidate that the trees read.

    Args:
        row: Its row.
        c: The candidate.
        fellows: All candidates of the row.
        scores: What the features of each of these add up to.
        total: The sum of the probabilities of cues in the row.
        density: The mean of that sum over the rows of the text.
        rows: The number of rows of the text.
    """
    n, i = len(row.words), c.head
    content, cue = (set(c.content), set(c.cue)) if len(fellows) > 1 else (set(), set())
    within = around = shared = crossed = others = agreed = 0.0
    whole = rival = besides = _NO_SCORE
    for d, score in zip(fellows, scores, strict=True):
        if d is c:
            whole = score
            continue
        if d.head == i:
            rival = max(rival, score)
            if d.reading not in _OTHER_ENDS and (both := content.union(d.content)):
                agreed = max(agreed, len(content.intersection(d.content)) / len(both))
            continue
        probability = d.probability
        others += probability
        if d.head in content and probability > within:
            within = probability
        if probability > around and i in d.content:
            around = probability
        if probability > shared and not cue.isdisjoint(d.cue):
            shared = probability
        if not content.isdisjoint(d.content):
            crossed = max(crossed, probability)
            besides = max(besides, score)
    size = len(c.content)
    inside = _inside(row, c.content)
    return [
        whole,
        logit(c.probability),
        size,
        len(c.source),
        len(c.cue),
        n,
        i,
        n - i,
        within,
        around,
        shared,
        crossed,
        len(fellows),
        inside / size if size else 0.0,
        runs(c.content),
        len(c.others),
        total,
        density,
        c.row / rows,
        rows,
        others,
        c.content[0] - i if size else 99,
        c.content[-1] - i if size else 99,
        c.source[0] - i if c.source else 99,
        (n - row.states.count(OUTSIDE)) / n,
        sum(row.capitals) / n,
        c.score / 100.0 / n,
        c.share,
        READINGS.index(c.reading),
        agreed,
        0.0 if c.border is None else 1.0 + _OTHER_ENDS.index(c.reading) if c.reading in _OTHER_ENDS else 4.0,
        whole - rival,
        whole - besides,
        n - c.content[-1] if size else 99,
    ]


def keep(ranked: Sequence[tuple[float, Candidate]], least: float) -> list[Candidate]:
    """Return the candidates to keep: no two whose cues or contents share words, as attributions do not nest.

    Of each row those are chosen that exceed the *least* score most, taken together.
    Where a better one holds the row that would go on with a content, the content does without.
    """
    by_row: dict[int, list[tuple[float, Candidate]]] = {}
    for score, c in ranked:
        if score >= least and (c.content or c.others):
            by_row.setdefault(c.row, []).append((score, c))
    chosen = [one for fellows in by_row.values() for one in _best_together(fellows, least)]
    kept: list[Candidate] = []
    own: set[int] = set()
    taken: set[int] = set()
    for _, c in sorted(chosen, key=lambda pair: (-pair[0], pair[1].row, pair[1].head)):
        if c.row in taken:
            continue
        free = taken.isdisjoint(c.others) and own.isdisjoint(c.others)
        one = c if free else _alone(c, by_row[c.row])
        if one is not None:
            kept.append(one)
            own.add(one.row)
            taken.update(one.others)
    return kept


def _alone(c: Candidate, fellows: Sequence[tuple[float, Candidate]]) -> Candidate | None:
    """Return the best of the *fellows* of *c* that has its cue and none but its words, and stands in its row alone."""
    fitting = [
        (score, d) for score, d in fellows if d.head == c.head and not d.others and set(d.content) <= set(c.content)
    ]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None


def _best_together(fellows: Sequence[tuple[float, Candidate]], cost: float) -> list[tuple[float, Candidate]]:
    """Return those of a row's candidates that share no words and whose scores less *cost* add up to most.

    So the _MOST best are chosen; of the rest, which only a row of many cues has, each that fits, the best first.
    """
    ordered = sorted(fellows, key=lambda pair: (-pair[0], pair[1].head))
    # A further row is a place too, which no item has.
    places = [frozenset((*c.content, *c.cue, *(-1 - row for row in c.others))) for _, c in ordered]
    first = min(len(ordered), _MOST)

    def best(start: int, taken: frozenset[int]) -> tuple[float, tuple[int, ...]]:
        for k in range(start, first):
            if taken.isdisjoint(places[k]):
                rest, others = best(k + 1, taken)
                mine, fitting = best(k + 1, taken | places[k])
                mine += ordered[k][0] - cost
                return (mine, (k, *fitting)) if mine >= rest else (rest, others)
        return 0.0, ()

    chosen = list(best(0, frozenset())[1])
    taken = frozenset[int]().union(*(places[k] for k in chosen))
    for k in range(first, len(ordered)):
        if taken.isdisjoint(places[k]):
            chosen.append(k)
            taken |= places[k]
    return [ordered[k] for k in chosen]
