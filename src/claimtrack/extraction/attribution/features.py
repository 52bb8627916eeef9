# SPDX-License-Identifier: MIT
"""What the model looks at: the keys of its weights, for cues, for roles given a cue, and for whole candidates.

Training and run time share these functions, so a weight can never be looked up under another key than it was
learned under. A key is a short string: a letter that names the template, and its values.
"""

from collections.abc import Mapping, Sequence

from claimtrack.extraction.attribution.sequences import Row
from claimtrack.language.text import CLOSES, INSIDE, OPENS
from claimtrack.language.tokens import QUOTATION

EDGE = "<>"
MARKS = frozenset(", . : ; \" “ ” „ ( ) — – - -- ― ? ! ... '' `` … ‘ ’ « » [ ] | / * •".split())
_BREAKS = {",": ",", ";": ";", ":": ":", "—": "-", "–": "-", "-": "-", "--": "-", "―": "-", "(": "(", ")": "("}
_FRAME_WORDS = frozenset("that to whether if how why what as of for".split())
FAR = 26  # items from the cue that count as equally far
_LIKELY = 0.3  # odds of a cue that comes between
_CLAUSE_WORDS = {"that": "t", "who": "w", "which": "w", "whether": "i", "if": "i"}
_TURNS = frozenset(_BREAKS) | frozenset(_CLAUSE_WORDS)
_LEFT_STOPS = frozenset(", : ; — – that and but who which to".split())
_NEGATIONS = frozenset("not never no n't n’t didn’t doesn’t don’t didn't doesn't don't won't won’t".split())
FINITE = frozenset("VB VBD VBG VBN VBP VBZ MD VBD|VBN VB|VBP VB|VBD VB|VBN".split())
_SUFFIXES = ("ing", "ied", "ed", "ies", "es", "s", "e")
_OPENING = frozenset("\" “ '' `` — : ― [ ( •".split())


def stem(word: str) -> str:
    """Return *word* without its inflection, roughly."""
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) > len(suffix) + 2:
            return word[: -len(suffix)]
    return word


def word_class(word: str, lexicon: Mapping[str, str], *, capital: bool, first: bool) -> str:  # noqa: PLR0911
    """Return the class of *word*: its usual tags, or what its shape suggests."""
    if word in MARKS:
        return word
    if word == QUOTATION:
        return "Q"
    known = lexicon.get(word)
    if capital and not first and (known is None or known[:2] in {"NN", "NP", "JJ", "VB"}):
        return "NP"
    if known:
        return known
    if capital:
        return "NP"
    if word[0].isdigit():
        return "CD"
    if word.endswith("ed"):
        return "VBD|VBN"
    if word.endswith("ing"):
        return "VBG"
    if word.endswith("ly"):
        return "RB"
    if word.endswith("s"):
        return "NNS"
    return "NN" if word[0].isalpha() else "SYM"


def classes(row: Row, lexicon: Mapping[str, str]) -> list[str]:
    """Return the class of every item of *row*."""
    found = []
    first = True
    for word, capital in zip(row.words, row.capitals, strict=True):
        found.append(
            lexicon[word]
            if not capital and word in lexicon
            else word_class(word, lexicon, capital=capital, first=first)
        )
        first = word in _OPENING or (first and not word[0].isalnum())
    return found


def is_verbal(kind: str) -> bool:
    """Tell whether a class is one of verbs, or may be."""
    return kind.startswith("VB") or "|VB" in kind


def neighbours(words: Sequence[str], kinds: Sequence[str], i: int) -> tuple[tuple[str, str], ...]:
    """Return word and class of the next item, the second next, the one before and the second before; EDGE beyond."""
    n = len(words)
    return (
        (words[i + 1], kinds[i + 1]) if i + 1 < n else (EDGE, EDGE),
        (words[i + 2], kinds[i + 2]) if i + 2 < n else (EDGE, EDGE),
        (words[i - 1], kinds[i - 1]) if i > 0 else (EDGE, EDGE),
        (words[i - 2], kinds[i - 2]) if i > 1 else (EDGE, EDGE),
    )


def cue_keys(row: Row, kinds: Sequence[str], i: int) -> list[str]:
    """Return the keys for the question whether the item at *i* is the head of a cue."""
    words, states = row.words, row.states
    n = len(words)
    w, c, s = words[i], kinds[i], stem(words[i])
    (w1, c1), (w2, c2), (v1, b1), (v2, b2) = neighbours(words, kinds, i)
    ahead, reach = after_head(words, states, i)
    back, gap = before_head(words, kinds, states, i)
    subject = subject_before(words, kinds, i)
    quoted = any(states)
    return [
        f"a{w}",
        f"b{s}",
        f"c{c}",
        f"d{w[-3:]}",
        f"e{w1}",
        f"f{v1}",
        f"g{w2}",
        f"h{v2}",
        f"i{c1}",
        f"j{b1}",
        f"k{c2}",
        f"l{b2}",
        f"m{c1} {c2}",
        f"n{b2} {b1}",
        f"o{b1} {c} {c1}",
        f"p{c} {c1}",
        f"q{b1} {c}",
        f"r{w} {w1}",
        f"s{v1} {w}",
        f"t{s} {c1}",
        f"u{s} {b1}",
        f"v{c} {w1}",
        f"w{c} {v1}",
        f"x{w1} {w2}",
        f"y{v2} {v1}",
        f"A{ahead}",
        f"B{s} {ahead}",
        f"C{ahead} {reach}",
        f"D{c} {ahead}",
        f"E{back}",
        f"F{s} {back}",
        f"G{back} {gap}",
        f"H{back} {ahead}",
        f"I{c} {back} {ahead}",
        f"J{subject}",
        f"K{s} {subject}",
        f"L{states[i]}{quoted:d}",
        f"M{s} {quoted:d}",
        f"N{min(i, 3)}",
        f"O{min(n - 1 - i, 3)}",
        f"P{is_negated(words, i):d}",
        f"Q{sum(row.capitals) * 2 > n:d}",
    ]


def after_head(words: Sequence[str], states: Sequence[int], i: int) -> tuple[str, int]:
    """Return what opens a content after *i* (a quotation, "that" ...), and how far away, up to 5."""
    found, n = "none", len(words)
    for k in range(i + 1, min(n, i + 9)):
        word = words[k]
        if states[k] == OPENS:
            return "q", min(k - i, 5)
        if word in _FRAME_WORDS:
            return word, min(k - i, 5)
        if word == ",":
            found = word
            if k + 1 < n and states[k + 1] == OPENS:
                return found, min(k - i, 5)
        elif word in {":", ";", "."}:
            return word, min(k - i, 5)
    return found, 5 if i + 1 < n else 0


def before_head(words: Sequence[str], kinds: Sequence[str], states: Sequence[int], i: int) -> tuple[str, int]:
    """Return what closes off the words before *i*: a mark, a link, a finite verb or a quotation, and how far away."""
    for k in range(i - 1, max(-1, i - 12), -1):
        if states[k] == CLOSES or (states[k] == INSIDE and not states[i]):
            return "q", min(i - k, 6)
        word, kind = words[k], kinds[k]
        verb = kind[:2] in {"VB", "MD"}
        if word in _LEFT_STOPS or (verb and "|" not in kind):
            if word == "," and k and states[k - 1] in {INSIDE, CLOSES}:
                return "q", min(i - k, 6)
            return kind if verb else word, min(i - k, 6)
    return "start", min(i, 6)


def subject_before(words: Sequence[str], kinds: Sequence[str], i: int) -> str:
    """Return the nearest nominal before *i*: the pronoun itself, or the class of a noun."""
    found = "none"
    for k in range(i - 1, max(-1, i - 5), -1):
        kind = kinds[k]
        if kind == "PR":
            return words[k]
        if kind[:2] in {"NP", "NN", "WH", "DT", "CD"}:
            return kind
        if words[k] == ",":
            found = ","
    return found


def is_negated(words: Sequence[str], i: int) -> bool:
    """Tell whether a negation stands shortly before *i*."""
    return not _NEGATIONS.isdisjoint(words[max(0, i - 3) : i])


_LEAST_LEVEL = 0.05


def level(odds: float) -> str:
    """Return the step that a probability falls into."""
    return "0" if odds < _LEAST_LEVEL else "1" if odds < 0.2 else "2" if odds < 0.5 else "3" if odds < 0.8 else "4"  # noqa: PLR2004


def item_keys(row: Row, kinds: Sequence[str], odds: Mapping[int, float]) -> list[list[str]]:
    """Return, for every item, the keys that no cue decides; *odds* has the cue odds of items."""
    words = [EDGE, *row.words, EDGE]
    around = [EDGE, *kinds, EDGE]
    levels = dict(level_keys(odds, len(kinds)))
    return [
        [
            f"a{words[k]}",
            f"c{words[k - 1]}",
            f"d{words[k + 1]}",
            shape_key(row, k - 1),
            levels.get(k - 1, PLAIN_LEVELS),
            *class_keys(*around[k - 1 : k + 2]),
        ]
        for k in range(1, len(words) - 1)
    ]


def class_keys(before: str, kind: str, after: str) -> list[str]:
    """Return the keys of an item's class and the classes beside it."""
    return [f"b{kind}", f"e{before} {kind}", f"f{kind} {after}", f"g{before} {kind} {after}", f"k{before}", f"l{after}"]


PLAIN_SHAPES = ("h000002", "h000102")  # of an item in the middle of a row without quotations, by its capital
PLAIN_LEVELS = "i000"


def shape_key(row: Row, k: int) -> str:
    """Return the key of an item's place and capital, and of the quotation marks around it."""
    states, n = row.states, len(row.states)
    before, after = states[k - 1] if k else 9, states[k + 1] if k + 1 < n else 9
    return f"h{before}{states[k]}{after}{row.capitals[k]:d}{k == 0:d}{min(n - 1 - k, 2)}"


def level_keys(odds: Mapping[int, float], n: int) -> list[tuple[int, str]]:
    """Return the items with a likely cue beside or at them, each with the key of the cue odds around it."""
    levels = {k: level(odd) for k, odd in odds.items() if odd >= _LEAST_LEVEL}
    near = sorted({k + d for k in levels for d in (-1, 0, 1)} & set(range(n)))
    return [(k, f"i{levels.get(k - 1, '0')}{levels.get(k, '0')}{levels.get(k + 1, '0')}") for k in near]


STEPS = ["0", "1", "2", "3", "4"] + ["5"] * 2 + ["7"] * 3 + ["10"] * 6 + ["16"] * 10 + ["26"]


def _frame(row: Row, kinds: Sequence[str], i: int) -> str:
    """Return how the words after *i* begin, and whether a quotation stands near it on either side."""
    words, states, n, k = row.words, row.states, len(row.words), i + 1
    if k >= n:
        head = "end"
    elif states[k] == OPENS:
        head = "q"
    elif words[k] == ",":
        head = ",q" if k + 1 < n and states[k + 1] == OPENS else ","
    elif kinds[k] in {"IN", "TO", "WH", ".", ":"}:
        head = words[k]
    else:
        head = kinds[k]
    before = any(states[max(0, i - 8) : i])
    after = OPENS in states[k : i + 9]
    return f"{head}{before:d}{after:d}"


class View:
    """What a cue looks like from the items of its row.

    Attributes:
        stem: The stem of the cue's head.
        kind: The class of the head.
        frame: How the words after it begin, and whether a quotation stands near it on either side.
        beside: The words before and after the head, by side.
    """

    __slots__ = ("beside", "frame", "kind", "stem")

    def __init__(self, row: Row, kinds: Sequence[str], i: int) -> None:
        words = row.words
        self.stem = stem(words[i])
        self.kind = kinds[i]
        self.frame = _frame(row, kinds, i)
        self.beside = {"L": words[i - 1] if i else EDGE, "R": words[i + 1] if i + 1 < len(words) else EDGE}

    def distance_keys(self, distance: str) -> list[str]:
        """Return the keys of a place so far from the cue."""
        return [
            f"D{self.frame} {distance}",
            f"E{self.stem} {distance}",
            f"H{self.kind} {distance}",
            f"J{self.beside[distance[0]]} {distance}",
        ]

    def stretch_keys(self, stretch: str) -> list[str]:
        """Return the keys of all items in a *stretch*: a relation (see `walk`) and the quotation around them."""
        side, breaks, clause, marks, state = stretch[0], stretch[1], stretch[2], stretch[5], stretch[6]
        return [
            f"C{self.frame} {stretch[:6]}",
            f"F{self.stem} {side}{state}{clause}{breaks != '0':d}",
            f"I{side}{breaks}{self.frame[-2:]}{state}{marks}",
            f"K{self.stem} {self.frame} {side}",
        ]

    def own_keys(self, relation: str, kind: str, after: str, word: str) -> list[str]:
        """Return the keys of an item of class *kind*, with the class *after* it, in a *relation* to the cue."""
        keys = [f"A{relation} {kind}", f"B{relation} {after}", f"G{self.kind}{relation[0]} {kind}"]
        if word in MARKS:
            keys.append(self.mark_key(relation, word))
        return keys

    def mark_key(self, relation: str, mark: str) -> str:
        """Return the key of a punctuation mark in a *relation* to the cue."""
        return f"M{relation[:2]}{self.frame[-2:]}{relation[5]} {mark}"


def walk(  # noqa: C901, PLR0912
    row: Row, kinds: Sequence[str], odds: Mapping[int, float], i: int
) -> list[tuple[range, str]]:
    """Return the stretches on both sides of the cue at *i*: their places, outwards, and what they have in common.

    That is their relation to the cue, as one digit or letter each: the side, and what stands between (breaks, a
    clause word, finite verbs, likely cues, quotation marks); and last the quotation around them.
    """
    words, states, n = row.words, row.states, len(row.words)
    found: list[tuple[range, str]] = []
    for side, step, stop in (("L", -1, -1), ("R", 1, n)):
        start = i + step
        if start == stop:
            continue
        breaks = verbs = cues = marks = 0
        clause, relation, last = "0", f"{side}00000", states[start]
        for k in range(start, stop, step):
            state = states[k]
            if state != last:
                if start != k:
                    found.append((range(start, k, step), f"{relation}{last}"))
                    start = k
                last = state
            word = words[k]
            changed = False
            if word in _TURNS:
                if word in _CLAUSE_WORDS:
                    if clause == "0":
                        clause, changed = _CLAUSE_WORDS[word], True
                elif breaks < 2:  # noqa: PLR2004
                    breaks, changed = breaks + 1, True
            if verbs < 2 and kinds[k] in FINITE:  # noqa: PLR2004
                verbs, changed = verbs + 1, True
            if k in odds and not cues and odds[k] > _LIKELY:
                cues, changed = 1, True
            if state and marks < 2 and state != INSIDE:  # noqa: PLR2004
                marks, changed = marks + 1, True
            if changed:
                found.append((range(start, k + step, step), f"{relation}{state}"))
                relation = f"{side}{breaks}{clause}{verbs}{cues}{marks}"
                start = k + step
        if start != stop:
            found.append((range(start, stop, step), f"{relation}{last}"))
    return found


def relation_keys(row: Row, kinds: Sequence[str], odds: Mapping[int, float], i: int) -> list[list[str]]:
    """Return, for every item, the keys of its relation to the cue whose head is at *i*."""
    view = View(row, kinds, i)
    around = [*kinds, EDGE]
    found: list[list[str]] = [[] for _ in kinds]
    for places, stretch in walk(row, kinds, odds, i):
        for k in places:
            found[k] = [
                *view.distance_keys(stretch[0] + STEPS[min(abs(k - i), FAR)]),
                *view.stretch_keys(stretch),
                *view.own_keys(stretch[:6], around[k], around[k + 1], row.words[k]),
            ]
    return found
