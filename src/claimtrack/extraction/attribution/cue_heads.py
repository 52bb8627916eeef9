# SPDX-License-Identifier: MIT
"""Cue heads: the odds that a word heads a cue, by a logistic regression over its neighbourhood.

`keys.cue_keys` says which keys a word has. Here the same weights stand in nested tables, by what they share,
so that a word is scored by looking up its neighbours as they are, without spelling out a key for each template.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from math import exp
from typing import NamedTuple

from claimtrack.extraction.attribution.features import (
    after_head,
    before_head,
    is_negated,
    is_verbal,
    neighbours,
    stem,
    subject_before,
)
from claimtrack.extraction.attribution.sequences import Row
from claimtrack.model import Span

_NAMED = 0.01  # the least odds that a row remembers of a head
_LEAST = -4.595  # its logit

Table = Mapping[str, float]
_NONE: Table = {}


class StemWeights(NamedTuple):
    """The weights of a stem: its own, and with what stands beside it."""

    own: float
    class_after: Table
    class_before: Table
    ahead: Table
    back: Table
    subject: Table
    quoted: Table


class WordWeights(NamedTuple):
    """The weights of a word: its own with those of its ending and stem, and with the words beside it."""

    own: float
    after: Table
    before: Table
    stem: StemWeights


class ClassWeights(NamedTuple):
    """The weights of a word class: its own, and with what stands beside it."""

    own: float
    class_after: Table
    after: Table
    before: Table
    ahead: Table
    back: Mapping[str, Table]


class HeadWeights(NamedTuple):
    """The weights of the regression, by what the keys of a template share.

    Attributes:
        base: The intercept.
        words: By word; None for a word that cannot head a cue.
        unsure: By word, for those that can where their class is one of verbs; so can words that are not known.
        stems, endings, classes: By the stem, the last three letters and the class of the head.
        after, second_after: By the words after it; the first also with the second.
        before, second_before: By the words before it; the first also with the second.
        class_after, second_class_after: By the classes after it; the first also with the second.
        class_before: By the class before it: its own, with the head's, with the head's and the next, with the second.
        second_class_before: By the class of the second word before it.
        ahead: By what opens a content after it (see `keys.after_head`), also with how far away.
        back: By what closes off the words before it, also with how far away, and with what stands ahead.
        subject: By the nearest nominal before it.
        quotation: By the quotation around it and in its row.
        begin, end: By its distance from the two ends of the row.
        negated, capitals: By whether a negation stands before it, and whether most of the row has capitals.
    """

    base: float
    words: Mapping[str, WordWeights | None]
    unsure: Mapping[str, WordWeights]
    stems: Mapping[str, StemWeights]
    endings: Table
    classes: Mapping[str, ClassWeights]
    after: Mapping[str, tuple[float, Table]]
    second_after: Table
    before: Mapping[str, tuple[float, Table]]
    second_before: Table
    class_after: Mapping[str, tuple[float, Table]]
    second_class_after: Table
    class_before: Mapping[str, tuple[float, Table, Mapping[str, Table], Table]]
    second_class_before: Table
    ahead: Mapping[str, tuple[float, Table]]
    back: Mapping[str, tuple[float, Table, Table]]
    subject: Table
    quotation: Table
    begin: Table
    end: Table
    negated: tuple[float, float]
    capitals: tuple[float, float]


_NO_STEM = StemWeights(0.0, _NONE, _NONE, _NONE, _NONE, _NONE, _NONE)
_NO_CLASS = ClassWeights(0.0, _NONE, _NONE, _NONE, _NONE, {})
_NO_PAIR: tuple[float, Table] = (0.0, _NONE)
_NO_BACK: tuple[float, Table, Table] = (0.0, _NONE, _NONE)
_NO_CLASS_BEFORE: tuple[float, Table, Mapping[str, Table], Table] = (0.0, _NONE, {}, _NONE)


def pack_heads(keys: Mapping[str, float], heads: Iterable[str], others: Iterable[str]) -> HeadWeights:
    """Return the weights of *keys* as tables; *heads* can head a cue, and *others* cannot."""
    single: dict[str, dict[str, float]] = {}
    double: dict[str, dict[str, dict[str, float]]] = {}
    for key, value in keys.items():
        letter = key[:1]
        if letter in _SWAPPED:
            second, _, first = key[1:].partition(" ")
            double.setdefault(letter, {}).setdefault(first, {})[second] = value
        elif letter in _PAIRS:
            first, _, second = key[1:].partition(" ")
            double.setdefault(letter, {}).setdefault(first, {})[second] = value
        else:
            single.setdefault(letter, {})[key[1:]] = value

    def table(letter: str) -> Table:
        return single.get(letter, _NONE)

    def nested(letter: str) -> Mapping[str, Table]:
        return double.get(letter, {})

    def of(first: str, *letters: str) -> list[Table]:
        return [nested(letter).get(first, _NONE) for letter in letters]

    def every(own: str, *letters: str) -> set[str]:
        return set(table(own)).union(*map(nested, letters))

    def pairs(own: str, letter: str) -> dict[str, tuple[float, Table]]:
        return {
            name: (table(own).get(name, 0.0), nested(letter).get(name, _NONE)) for name in sorted(every(own, letter))
        }

    stems = {
        name: StemWeights(table("b").get(name, 0.0), *of(name, *"tuBFKM")) for name in sorted(every("b", *"tuBFKM"))
    }
    weights = HeadWeights(
        base=table("").get("", 0.0),
        words={},
        unsure={},
        stems=stems,
        endings=table("d"),
        classes={
            name: ClassWeights(
                table("c").get(name, 0.0),
                class_after=nested("p").get(name, _NONE),
                after=nested("v").get(name, _NONE),
                before=nested("w").get(name, _NONE),
                ahead=nested("D").get(name, _NONE),
                back=_split(nested("I").get(name, _NONE)),
            )
            for name in sorted(every("c", *"pvwDI"))
        },
        after=pairs("e", "x"),
        second_after=table("g"),
        before=pairs("f", "y"),
        second_before=table("h"),
        class_after=pairs("i", "m"),
        second_class_after=table("k"),
        class_before={
            name: (table("j").get(name, 0.0), of(name, "q")[0], _split(of(name, "o")[0]), of(name, "n")[0])
            for name in sorted(every("j", *"qon"))
        },
        second_class_before=table("l"),
        ahead=pairs("A", "C"),
        back={name: (table("E").get(name, 0.0), *of(name, *"GH")) for name in sorted(every("E", *"GH"))},  # type: ignore[misc]
        subject=table("J"),
        quotation=table("L"),
        begin=table("N"),
        end=table("O"),
        negated=(table("P").get("0", 0.0), table("P").get("1", 0.0)),
        capitals=(table("Q").get("0", 0.0), table("Q").get("1", 0.0)),
    )
    after, before, own = nested("r"), nested("s"), table("a")
    sure = dict.fromkeys(heads)
    words = {
        w: _word(w, weights, own.get(w, 0.0), after.get(w, _NONE), before.get(w, _NONE))
        for w in sorted({*sure, *own, *after, *before})
    }
    return weights._replace(
        words=dict.fromkeys(others) | {w: words[w] for w in sure},
        unsure={w: one for w, one in words.items() if w not in sure},
    )


_PAIRS = frozenset("mopqrtuvwxBCDFGHIKM")
_SWAPPED = frozenset("nsy")  # pairs whose second part is the one that a table is looked up by


def _split(pairs: Table) -> Mapping[str, Table]:
    """Return a table of pairs as a table of tables."""
    found: dict[str, dict[str, float]] = {}
    for key, value in pairs.items():
        first, _, second = key.partition(" ")
        found.setdefault(first, {})[second] = value
    return found


def _word(word: str, weights: HeadWeights, own: float, after: Table, before: Table) -> WordWeights:
    by_stem = weights.stems.get(stem(word), _NO_STEM)
    return WordWeights(own + by_stem.own + weights.endings.get(word[-3:], 0.0), after, before, by_stem)


def head_odds(
    rows: Sequence[Row], kinds: Sequence[Sequence[str]], weights: HeadWeights, settled: Sequence[Span] = ()
) -> dict[int, dict[int, float]]:
    """Return the odds of cue heads, by row and item; none within the *settled* spans, which are sorted."""
    known = weights.words.get
    starts = [span.start for span in settled]
    found: dict[int, dict[int, float]] = {}
    for number, row in enumerate(rows):
        kind = kinds[number]
        done: frozenset[int] | None = None
        quoted, shared = False, 0.0
        for k, word in enumerate(row.words):
            of_word = known(word, _NEW)
            if of_word is None:
                continue
            if of_word is _NEW:
                if not is_verbal(kind[k]):
                    continue
                of_word = weights.unsure.get(word) or _word(word, weights, 0.0, _NONE, _NONE)
            if done is None:
                done = _settled(row, settled, starts)
                quoted = any(row.states)
                shared = weights.base + weights.capitals[sum(row.capitals) * 2 > len(row.words)]
            if k not in done:
                total = shared + _total(row, kind, k, of_word, weights, quoted=quoted)
                if total > _LEAST:
                    found.setdefault(number, {})[k] = 1 / (1 + exp(-total))
    return found


_NEW = WordWeights(0.0, _NONE, _NONE, _NO_STEM)


def _total(
    row: Row, kinds: Sequence[str], i: int, of_word: WordWeights, weights: HeadWeights, *, quoted: bool
) -> float:
    """Return what the keys of the item at *i* add up to, without those that all items of the row share."""
    words, states = row.words, row.states
    n, kind = len(words), kinds[i]
    (w1, c1), (w2, c2), (v1, b1), (v2, b2) = neighbours(words, kinds, i)
    ahead, reach = after_head(words, states, i)
    back, gap = before_head(words, kinds, states, i)
    subject = subject_before(words, kinds, i)
    own, after, before, by_stem = of_word
    _, stem_c1, stem_b1, stem_ahead, stem_back, stem_subject, stem_quoted = by_stem
    class_own, class_c1, class_w1, class_v1, class_ahead, class_back = weights.classes.get(kind, _NO_CLASS)
    after_own, after_w2 = weights.after.get(w1, _NO_PAIR)
    before_own, before_v2 = weights.before.get(v1, _NO_PAIR)
    c1_own, c1_c2 = weights.class_after.get(c1, _NO_PAIR)
    b1_own, b1_kind, b1_triple, b1_b2 = weights.class_before.get(b1, _NO_CLASS_BEFORE)
    ahead_own, ahead_reach = weights.ahead.get(ahead, _NO_PAIR)
    back_own, back_gap, back_ahead = weights.back.get(back, _NO_BACK)
    return (
        own
        + after.get(w1, 0.0)
        + before.get(v1, 0.0)
        + stem_c1.get(c1, 0.0)
        + stem_b1.get(b1, 0.0)
        + stem_ahead.get(ahead, 0.0)
        + stem_back.get(back, 0.0)
        + stem_subject.get(subject, 0.0)
        + stem_quoted.get("1" if quoted else "0", 0.0)
        + class_own
        + class_c1.get(c1, 0.0)
        + class_w1.get(w1, 0.0)
        + class_v1.get(v1, 0.0)
        + class_ahead.get(ahead, 0.0)
        + class_back.get(back, _NONE).get(ahead, 0.0)
        + after_own
        + after_w2.get(w2, 0.0)
        + weights.second_after.get(w2, 0.0)
        + before_own
        + before_v2.get(v2, 0.0)
        + weights.second_before.get(v2, 0.0)
        + c1_own
        + c1_c2.get(c2, 0.0)
        + weights.second_class_after.get(c2, 0.0)
        + b1_own
        + b1_kind.get(kind, 0.0)
        + b1_triple.get(kind, _NONE).get(c1, 0.0)
        + b1_b2.get(b2, 0.0)
        + weights.second_class_before.get(b2, 0.0)
        + ahead_own
        + ahead_reach.get(_DIGITS[reach], 0.0)
        + back_own
        + back_gap.get(_DIGITS[gap], 0.0)
        + back_ahead.get(ahead, 0.0)
        + weights.subject.get(subject, 0.0)
        + weights.quotation.get(f"{states[i]}{quoted:d}", 0.0)
        + weights.begin.get(_DIGITS[min(i, 3)], 0.0)
        + weights.end.get(_DIGITS[min(n - 1 - i, 3)], 0.0)
        + weights.negated[is_negated(words, i)]
    )


_DIGITS = "0123456789"


def _settled(row: Row, settled: Sequence[Span], starts: Sequence[int]) -> frozenset[int]:
    """Return the items of *row* that stand within the *settled* spans."""
    first, last = row.starts[0], row.ends[-1]
    place = max(0, bisect_right(starts, first) - 1)
    items: set[int] = set()
    while place < len(settled) and settled[place].start < last:
        items.update(range(bisect_left(row.starts, settled[place].start), bisect_left(row.starts, settled[place].end)))
        place += 1
    return frozenset(items)
