# SPDX-License-Identifier: MIT
"""What the model looks at: the templates of its features, and the values of their parts.

There are three kinds: of an item that may head a cue, of an item alone, and of an item given the head of a cue.
Those of whole candidates stand with these (`candidates`).
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from claimtrack.extraction.attribution.piece_rows import LONGEST_ROW, Construed, PieceRow
from claimtrack.extraction.attribution.templates import declared
from claimtrack.language.closed_classes import with_either_apostrophe, word_class
from claimtrack.language.text import CLOSES, INSIDE, OPENS, OUTSIDE
from claimtrack.language.tokens import QUOTATION

EDGE = "<>"
MARKS = frozenset(", . : ; \" “ ” „ ( ) — – - -- ― ? ! ... '' `` … ‘ ’ « » [ ] | / * •".split())
FINITE = frozenset("VB VBD VBG VBN VBP VBZ MD VBD|VBN VB|VBP VB|VBD VB|VBN".split())
_BREAK = ","
_TURNS = dict.fromkeys(", ; : — – - -- ― ( )".split(), _BREAK) | {
    "that": "t",
    "who": "w",
    "which": "w",
    "whether": "i",
    "if": "i",
}
_MARKED = frozenset((OPENS, CLOSES))
_FRAME_WORDS = frozenset("that to whether if how why what as of for".split())
_LEFT_STOPS = frozenset(", : ; — – that and but who which to".split())
_NEGATIONS = frozenset.union(
    with_either_apostrophe(word_class("negative adverb") | {"didn't", "doesn't", "don't", "won't"}), ["no"]
)
_SUFFIXES = ("ing", "ied", "ed", "ies", "es", "s", "e")
_OPENING = frozenset("\" “ '' `` — : ― [ ( •".split())

# The weights were learned with these bounds: items that are looked at to either side of a head, and what counts as far.
_AHEAD, _BEHIND, _SUBJECT, _NEGATION = 8, 11, 4, 3
_FAR_AHEAD, _FAR_BEHIND, _FROM_END = 5, 6, 3
_LIKELY = 0.3  # probability of a cue that comes between
_BANDS = (0.05, 0.2, 0.5, 0.8)  # where the next band of probabilities begins
_MANY = 2  # breaks, verbs or marks between an item and the cue, and items to the end of the row: more count as two

# Of an item that may head a cue: what stands beside it, and what stands farther away, which is looked at where the
# first leaves it likely enough.
WORD_CUE_TEMPLATES = declared("a word, b stem, c tag, d ending, R pattern, S stem pattern, U within, V stem within")
TAG_CUE_TEMPLATES = declared(
    "i next_tag, j previous_tag, o tag_pair next_tag, p tag next_tag, q previous_tag tag, T pattern next_tag"
)
EARLIER_CUE_TEMPLATES = declared("l earlier_tag, n earlier_tag previous_tag")
SECOND_CUE_TEMPLATES = declared("k second_tag, m next_tag second_tag")
BESIDE_CUE_TEMPLATES = declared(
    "e next_word, f previous_word, g second_word, h earlier_word, r word next_word, s previous_word word,"
    "t stem next_tag, u stem previous_tag, v tag next_word, w tag previous_word, x next_word second_word,"
    "y earlier_word previous_word"
)
NEAR_CUE_TEMPLATES = (
    WORD_CUE_TEMPLATES + TAG_CUE_TEMPLATES + EARLIER_CUE_TEMPLATES + SECOND_CUE_TEMPLATES + BESIDE_CUE_TEMPLATES
)
FAR_CUE_TEMPLATES = declared(
    "A ahead, B stem ahead, C ahead reach, D tag ahead, E back, F stem back, G back gap, H back ahead,"
    "I tag_and_back ahead, J subject, K stem subject, L quotation, M stem quoted, N from_start, O to_end, P negated,"
    "Q capitals, W pattern back"
)
CUE_TEMPLATES = NEAR_CUE_TEMPLATES + FAR_CUE_TEMPLATES
WORD_TEMPLATES = declared("a word, c previous_word, d next_word")
ITEM_TEMPLATES = declared("h shape, i bands")
TAG_TEMPLATES = declared("b tag, e previous_tag tag, f tag next_tag, g tag_pair next_tag, k previous_tag, l next_tag")
DISTANCE_TEMPLATES = declared("D frame distance, E head_stem distance, H head_tag distance, J beside distance")
STRETCH_TEMPLATES = declared("C frame relation, F head_stem standing, I quoting, K head_in_frame side")
CONSTRUED_TEMPLATES = declared("N construed, O pattern construed")
BESIDE_TEMPLATES = declared("A relation tag, B relation next_tag, G head_tag_and_side tag, M marking mark")
ALONE_TEMPLATES = WORD_TEMPLATES + ITEM_TEMPLATES + TAG_TEMPLATES
RELATION_TEMPLATES = DISTANCE_TEMPLATES + STRETCH_TEMPLATES + BESIDE_TEMPLATES + CONSTRUED_TEMPLATES

NO_PATTERN = "-"
_DIGITS = "0123456789"


@lru_cache(maxsize=1 << 14)
def rough_stem(word: str) -> str:
    """Return *word* without its inflection, roughly."""
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) > len(suffix) + 2:
            return word[: -len(suffix)]
    return word


def pos_tag(word: str, lexicon: Mapping[str, str], *, capital: bool, first: bool) -> str:  # noqa: PLR0911
    """Return the part of speech of *word*: its usual tags, or what its shape suggests; a mark is its own."""
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


def pos_tags(row: PieceRow, lexicon: Mapping[str, str]) -> list[str]:
    """Return the part of speech of every item of *row*."""
    found = []
    first = True
    for word, capital in zip(row.words, row.capitals, strict=True):
        found.append(
            lexicon[word] if not capital and word in lexicon else pos_tag(word, lexicon, capital=capital, first=first)
        )
        first = word in _OPENING or (first and not word[0].isalnum())
    return found


def is_verbal(tag: str) -> bool:
    """Tell whether a part of speech is one of verbs, or may be."""
    return tag.startswith("VB") or "|VB" in tag


def near_cue_values(row: PieceRow, tags: Sequence[str], i: int) -> dict[str, str]:
    """Return what stands at and beside the item at *i*, for the question whether it is the head of a cue.

    What `word_values` and `tag_values` make of these are further values.
    """
    earlier_word, previous_word, word, next_word, second_word = _around(row.words, i)
    earlier_tag, previous_tag, tag, next_tag, second_tag = _around(tags, i)
    return {
        "word": word,
        "stem": rough_stem(word),
        "tag": tag,
        "next_word": next_word,
        "next_tag": next_tag,
        "second_word": second_word,
        "second_tag": second_tag,
        "previous_word": previous_word,
        "previous_tag": previous_tag,
        "earlier_word": earlier_word,
        "earlier_tag": earlier_tag,
        "pattern": row.patterns.get(i, NO_PATTERN),
        "within": row.within.get(i, NO_PATTERN),
    }


def word_values(word: str) -> dict[str, str]:
    """Return the values of a word by itself."""
    return {"word": word, "stem": rough_stem(word), "ending": word[-3:]}


def far_cue_values(row: PieceRow, tags: Sequence[str], i: int, near: Mapping[str, str]) -> dict[str, str]:
    """Return the values of an item with what stands farther away, given those beside it."""
    states, n, tag = row.states, len(row.words), tags[i]
    ahead, reach = after_head(row.words, states, i)
    back, gap = before_head(row.words, tags, states, i)
    quoted = "1" if any(states) else "0"
    return {
        "tag": tag,
        "stem": near["stem"],
        "pattern": near["pattern"],
        "ahead": ahead,
        "reach": _DIGITS[reach],
        "back": back,
        "gap": _DIGITS[gap],
        "tag_and_back": f"{tag} {back}",
        "subject": subject_before(row.words, tags, i),
        "quotation": f"{states[i]}{quoted}",
        "quoted": quoted,
        "from_start": _DIGITS[min(i, _FROM_END)],
        "to_end": _DIGITS[min(n - 1 - i, _FROM_END)],
        "negated": "0" if _NEGATIONS.isdisjoint(row.words[max(0, i - _NEGATION) : i]) else "1",
        "capitals": "1" if sum(row.capitals) * 2 > n else "0",
    }


def _around(values: Sequence[str], i: int) -> Sequence[str]:
    """Return the two values before *i*, its own and the two after it."""
    return values[i - 2 : i + 3] if 1 < i < len(values) - 2 else (EDGE, EDGE, *values, EDGE, EDGE)[i : i + 5]


def after_head(words: Sequence[str], states: Sequence[int], i: int) -> tuple[str, int]:
    """Return what opens a content after *i* (a quotation, "that" ...), and how far away."""
    found, n = "none", len(words)
    for k in range(i + 1, min(n, i + 1 + _AHEAD)):
        word = words[k]
        if states[k] == OPENS:
            return "q", min(k - i, _FAR_AHEAD)
        if word in _FRAME_WORDS:
            return word, min(k - i, _FAR_AHEAD)
        if word == ",":
            found = word
            if k + 1 < n and states[k + 1] == OPENS:
                return found, min(k - i, _FAR_AHEAD)
        elif word in {":", ";", "."}:
            return word, min(k - i, _FAR_AHEAD)
    return found, _FAR_AHEAD if i + 1 < n else 0


def before_head(words: Sequence[str], tags: Sequence[str], states: Sequence[int], i: int) -> tuple[str, int]:
    """Return what closes off the words before *i*: a mark, a link, a finite verb or a quotation, and how far away."""
    for k in range(i - 1, max(-1, i - 1 - _BEHIND), -1):
        if states[k] == CLOSES or (states[k] == INSIDE and not states[i]):
            return "q", min(i - k, _FAR_BEHIND)
        word, tag = words[k], tags[k]
        verb = tag[:2] in {"VB", "MD"}
        if word in _LEFT_STOPS or (verb and "|" not in tag):
            if word == "," and k and states[k - 1] in {INSIDE, CLOSES}:
                return "q", min(i - k, _FAR_BEHIND)
            return tag if verb else word, min(i - k, _FAR_BEHIND)
    return "start", min(i, _FAR_BEHIND)


def subject_before(words: Sequence[str], tags: Sequence[str], i: int) -> str:
    """Return the nearest nominal before *i*: the pronoun itself, or the part of speech of a noun."""
    found = "none"
    for k in range(i - 1, max(-1, i - 1 - _SUBJECT), -1):
        tag = tags[k]
        if tag == "PR":
            return words[k]
        if tag[:2] in {"NP", "NN", "WH", "DT", "CD"}:
            return tag
        if words[k] == ",":
            found = ","
    return found


def item_values(row: PieceRow, probabilities: Mapping[int, float]) -> dict[str, Sequence[str]]:
    """Return the values of every item that no cue decides, but for its word and tags and those beside it.

    *probabilities* are those of cue heads.
    """
    return {"shape": _shapes(row), "bands": _bands(probabilities, len(row.words))}


def tag_values(previous: str, tag: str, following: str) -> dict[str, str]:
    """Return the values of an item's part of speech and those beside it."""
    return {"tag": tag, "previous_tag": previous, "next_tag": following, "tag_pair": f"{previous} {tag}"}


def _shapes(row: PieceRow) -> list[str]:
    """Return the place and the capital of every item, and the quotation marks around it."""
    states, n = row.states, len(row.words)
    shapes = ["000102" if capital else "000002" for capital in row.capitals]  # far from ends and quotations
    special = {0, max(n - 2, 0), n - 1}
    if any(states):
        special.update(k for place, state in enumerate(states) if state for k in (place - 1, place, place + 1))
    for k in special & set(range(n)):
        before, after = states[k - 1] if k else 9, states[k + 1] if k + 1 < n else 9
        shapes[k] = _shape(before, states[k], after, row.capitals[k], k == 0, min(n - 1 - k, _MANY))
    return shapes


@lru_cache(maxsize=1 << 10)
def _shape(*parts: int) -> str:
    return "".join([str(int(part)) for part in parts])


def _bands(probabilities: Mapping[int, float], n: int) -> list[str]:
    """Return the bands of the probabilities that each item, the one before and the one after head a cue."""
    bands = {k: str(bisect_right(_BANDS, probability)) for k, probability in probabilities.items()}
    found = ["000"] * n
    for k in {place + d for place, band in bands.items() if band != "0" for d in (-1, 0, 1)} & set(range(n)):
        found[k] = bands.get(k - 1, "0") + bands.get(k, "0") + bands.get(k + 1, "0")
    return found


# How many items stand equally far from the cue, by the distance that is told of them: the farther, the coarser.
STEPS = {"1": 1, "2": 1, "3": 1, "4": 1, "5": 2, "7": 3, "10": 6, "16": 10, "26": LONGEST_ROW}
DISTANCES = {side: [side + step for step in STEPS] for side in "LR"}


def cue_sides(row: PieceRow, tags: Sequence[str], i: int) -> dict[str, dict[str, str]]:
    """Return the values of a cue by its head at *i*, for the items on each side of it: "L" and "R"."""
    words, stem = row.words, rough_stem(row.words[i])
    opening, quoted = _frame(row, tags, i)
    frame = opening + quoted
    beside = {"L": words[i - 1] if i else EDGE, "R": words[i + 1] if i + 1 < len(words) else EDGE}
    return {
        side: {
            "frame": frame,
            "head_stem": stem,
            "head_tag": tags[i],
            "head_in_frame": f"{stem} {frame}",
            "beside": word,
            "quoted": quoted,
        }
        for side, word in beside.items()
    }


def _frame(row: PieceRow, tags: Sequence[str], i: int) -> tuple[str, str]:
    """Return how the words after *i* begin, and whether a quotation stands near it on either side."""
    words, states, n, k = row.words, row.states, len(row.words), i + 1
    if k >= n:
        head = "end"
    elif states[k] == OPENS:
        head = "q"
    elif words[k] == ",":
        head = ",q" if k + 1 < n and states[k + 1] == OPENS else ","
    elif tags[k] in {"IN", "TO", "WH", ".", ":"}:
        head = words[k]
    else:
        head = tags[k]
    return head, f"{any(states[max(0, i - _AHEAD) : i]):d}{OPENS in states[k : k + _AHEAD]:d}"


def beside_values(row: PieceRow, tags: Sequence[str]) -> dict[str, Sequence[str | None]]:
    """Return the values of every item that stand beside those of a cue and of the way to it."""
    marks = [word if word in MARKS else None for word in row.words]
    return {"tag": tags, "next_tag": [*tags[1:], EDGE], "mark": marks}


def walk(
    row: PieceRow, tags: Sequence[str], probabilities: Mapping[int, float], i: int, side: str
) -> Iterator[tuple[int, str, int]]:
    """Yield the stretches on one *side* of the cue at *i*, outwards: their length, relation and quotation around them.

    The relation to the cue is a digit or letter each for the side, and for what stands between: breaks, a clause word,
    finite verbs, likely cues and quotation marks.
    """
    words, states = row.words, row.states
    relation, around, length = f"{side}00000", OUTSIDE, 0
    for k in range(i - 1, -1, -1) if side == "L" else range(i + 1, len(words)):
        word, tag, state = words[k], tags[k], states[k]
        if state != around:
            if length:
                yield length, relation, around
            length, around = 0, state
        length += 1
        if word in _TURNS or tag in FINITE or state in _MARKED or k in probabilities:
            likely = probabilities.get(k, 0.0) > _LIKELY
            now = _passed(relation, _TURNS.get(word, ""), tag in FINITE, likely, state in _MARKED)
            if now != relation:
                yield length, relation, around
                length, relation = 0, now
    if length:
        yield length, relation, around


@lru_cache(maxsize=1 << 12)
def _passed(relation: str, turn: str, finite: bool, likely: bool, marked: bool) -> str:  # noqa: FBT001 - for the cache
    """Return the relation to the cue behind an item: a break or a clause word, a finite verb, a likely cue, a mark."""
    side, breaks, clause, verbs, cues, marks = tuple(relation)
    if clause == "0" and turn and turn != _BREAK:
        clause = turn
    now = (int(breaks) + (turn == _BREAK), int(verbs) + finite, max(int(cues), int(likely)), int(marks) + marked)
    breaks, verbs, cues, marks = (str(min(count, _MANY)) for count in now)
    return f"{side}{breaks}{clause}{verbs}{cues}{marks}"


def construed_of(row: PieceRow, head: int) -> Construed | None:
    """Return what a construction reads around the cue at *head*, or None."""
    return next((one for one in row.construed if head in one.cue), None)


def stretch_values(relation: str, state: int, head_tag: str, quoted: str) -> dict[str, str]:
    """Return the values of a stretch, given those of its cue."""
    side, breaks, clause, _, _, marks = tuple(relation)
    return {
        "relation": relation,
        "side": side,
        "head_tag_and_side": head_tag + side,
        "standing": f"{side}{state}{clause}{breaks != '0':d}",
        "quoting": f"{side}{breaks}{quoted}{state}{marks}",
        "marking": f"{side}{breaks}{quoted}{marks}",
    }
