# SPDX-License-Identifier: MIT
"""Quoting: how the quoted words of two outlets relate, word by word."""

import difflib
import itertools
from collections.abc import Iterator, Sequence
from enum import StrEnum

from claimtrack.comparison.profiles import Profile
from claimtrack.comparison.sides import Shown, Side, Sides
from claimtrack.comparison.stretches import (
    Stretch,
    article_terms,
    most_alike,
    shared_part,
    stems,
    telling,
    two_stretches,
)
from claimtrack.language.closed_classes import word_class

LONGEST_DIFF = 400
"""Up to how many words two texts are compared word by word: the time grows with the square of the length."""

# Words that are shown of a quotation, and of what puts it in other words; and those around a changed word.
_MOST_SHOWN, _MOST_PARAPHRASED, _CONTEXT = 18, 14, 3
# The share of the shorter passage that stands in the other word for word, from which it is no paraphrase.
_REPEATED_SHARE = 0.7
_SHORT_FORMS = {
    "’": "'",
    "&": "and",
    "won't": "willnot",
    "can't": "cannot",
    "n't": "not",
    "'ll": "will",
    "'re": "are",
    "'ve": "have",
    "'m": "am",
    "'s": "is",
}
# The terms that are cut from a quotation before it counts, and the share of them that the article may have elsewhere.
_FEWEST_CUT, _KNOWN_SHARE = 2, 0.75
# Share of the shorter quotation that two must have in common, word by word, to be one quotation that was altered.
_ALTERED_SHARE = 0.6
_SHORTEST_QUOTATION = 3
_LEAST_FRAGMENT = 5  # words of one quotation among several that are enough to be told by


class PairKind(StrEnum):
    """How the words of two passages relate: the same, cut short, changed, or other words."""

    VERBATIM = "verbatim"
    TRIMMED = "trimmed"
    ALTERED = "altered"
    PARAPHRASE = "paraphrase"


def pair_kind(one: Profile, other: Profile) -> PairKind:
    """Tell how the words of two passages relate; only quoted words can be trimmed or altered.

    Case, marks, spacing and house spelling do not count.
    """
    quoted, other_quoted = _quoted(one), _quoted(other)
    short, long = sorted((quoted, other_quoted), key=len)
    if len(short) < _SHORTEST_QUOTATION:
        is_same = one.keys == other.keys and bool(short) == bool(long)
        return PairKind.VERBATIM if is_same else PairKind.PARAPHRASE
    if short == long:
        return PairKind.VERBATIM
    if _is_within(short, long) or _shares_fragment(one, other_quoted) or _shares_fragment(other, quoted):
        return PairKind.TRIMMED
    if len(long) > LONGEST_DIFF:
        return PairKind.PARAPHRASE
    common = sum(block.size for block in matcher(short, long).get_matching_blocks())
    return PairKind.ALTERED if common >= _ALTERED_SHARE * len(short) else PairKind.PARAPHRASE


def matcher(one: Sequence[str], other: Sequence[str]) -> difflib.SequenceMatcher[str]:
    """Return a matcher of two word lists in which no word counts as junk."""
    return difflib.SequenceMatcher(None, one, other, autojunk=False)


def _quoted(profile: Profile) -> tuple[str, ...]:
    return tuple(itertools.compress(profile.keys, profile.marked))


def _is_within(keys: Sequence[str], others: Sequence[str]) -> bool:
    """Tell whether *others* have the words *keys* in a row."""
    return f" {' '.join(keys)} " in f" {' '.join(others)} "


def _shares_fragment(profile: Profile, quoted: Sequence[str]) -> bool:
    """Tell whether one of several quotations in a passage is, as a whole, among the words *quoted* in another."""
    return any(len(fragment) >= _LEAST_FRAGMENT and _is_within(fragment, quoted) for fragment in _fragments(profile))


def _fragments(profile: Profile) -> Iterator[list[str]]:
    words = zip(profile.marked, profile.keys, strict=True)
    for is_quoted, run in itertools.groupby(words, key=lambda word: word[0]):
        if is_quoted:
            yield [key for _, key in run]


def find_quotation(sides: Sides) -> dict[str, Shown] | None:
    """Find outlets that quote other words, that cut a quotation, or that put in their own words what another quotes.

    What is shown are the words that were changed, with a few around them; the words that were cut, where the article
    of the outlet that cut them has them nowhere; or the quoted words and those that stand for them.
    """
    return two_stretches(sides, lambda *two: (stretch.cut(_MOST_SHOWN) for stretch in _quoted_otherwise(*two)))


def _quoted_otherwise(side: Side, other_side: Side) -> tuple[Stretch, Stretch] | tuple[()]:
    """Return in what words two outlets quote otherwise, or nothing where they do not."""
    quotes, others = ([p for p in each.profiles if sum(p.marked) >= _SHORTEST_QUOTATION] for each in (side, other_side))
    if quotes and others:
        one, other = max(itertools.product(quotes, others), key=lambda pair: _in_common(*pair))
        match pair_kind(one, other):
            case PairKind.VERBATIM:
                return ()
            case PairKind.ALTERED:
                return _changed(one, other)
            case PairKind.TRIMMED:
                return _cut(one, other)
            case PairKind.PARAPHRASE:
                return _whole(one), _whole(other)
    one, other = most_alike(side, other_side)
    if max(sum(one.marked), sum(other.marked)) < _SHORTEST_QUOTATION or _is_repeated(one, other):
        return ()
    if sum(one.marked) > sum(other.marked):
        return _whole(one), shared_part(other, one, _MOST_PARAPHRASED)
    return shared_part(one, other, _MOST_PARAPHRASED), _whole(other)


def _in_common(one: Profile, other: Profile) -> float:
    return len(set(one.keys) & set(other.keys)) / max(1, min(len(one.keys), len(other.keys)))


def _is_repeated(one: Profile, other: Profile) -> bool:
    """Tell whether most of one passage stands in the other word for word, in quotation marks or not."""
    if max(len(one.keys), len(other.keys)) > LONGEST_DIFF:
        return one.keys == other.keys
    block = matcher(stems(one), stems(other)).find_longest_match()
    return block.size >= _REPEATED_SHARE * min(len(one.keys), len(other.keys))


def _places(profile: Profile) -> list[int]:
    return [at for at, is_quoted in enumerate(profile.marked) if is_quoted]


def _whole(profile: Profile) -> Stretch:
    """Return the quoted words of a passage, with what stands between them."""
    places = _places(profile)
    return Stretch(profile, places[0], places[-1] + 1)


def _changed(one: Profile, other: Profile) -> tuple[Stretch, Stretch] | tuple[()]:
    """Return the largest change within two quotations of the same words, with a few words around it."""
    sides = [(one, _places(one)), (other, _places(other))]
    words, other_words = ([stems(profile)[at] for at in places] for profile, places in sides)
    best: tuple[int, tuple[Stretch, Stretch] | tuple[()]] = (-1, ())
    for tag, *ends in matcher(words, other_words).get_opcodes():
        parts = [(p, places[start:end]) for (p, places), start, end in zip(sides, ends[::2], ends[1::2], strict=True)]
        at_an_end = ends[0] == ends[2] == 0 or (ends[1] == len(words) and ends[3] == len(other_words))
        if tag == "equal" or (tag != "replace" and at_an_end):
            continue
        weight = sum(len(telling(*part)) for part in parts)
        joined = {
            _joined(profile, places[max(0, start - 1) : end])
            for (profile, places), start, end in zip(sides, ends[::2], ends[1::2], strict=True)
        }
        if max(weight, max(len(places) for _, places in parts) - 1) <= best[0] or len(joined) == 1:
            continue
        if all(itertools.starmap(_is_set_off, parts)) or all(itertools.starmap(_is_named, parts)):
            continue
        best = (
            max(weight, 1),
            (_with_context(one, sides[0][1], ends[0], ends[1]), _with_context(other, sides[1][1], ends[2], ends[3])),
        )
    return best[1]


def _joined(profile: Profile, places: Sequence[int]) -> str:
    """Return words without what stands between them, and with short forms written out: "workforce", "donot"."""
    if not places:
        return ""
    following = (*profile.starts[places[-1] + 1 : places[-1] + 2], profile.ends[places[-1]])[0]
    joined = profile.claim.article.text[profile.starts[places[0]] : following].lower()
    for short, full in _SHORT_FORMS.items():
        joined = joined.replace(short, full)
    return "".join(filter(str.isalnum, joined))


def _with_context(profile: Profile, places: Sequence[int], start: int, end: int) -> Stretch:
    return Stretch(profile, places[max(0, start - _CONTEXT)], places[min(len(places), end + _CONTEXT) - 1] + 1)


def _is_set_off(profile: Profile, places: Sequence[int]) -> bool:
    """Tell whether words stand in brackets, as an outlet's own addition to a quotation; no words do."""
    if not places:
        return True
    text = profile.claim.article.text
    before, after = profile.starts[places[0]] - 1, profile.ends[places[-1]]
    return text[max(0, before) : before + 1] in {"(", "["} and text[after : after + 1] in {")", "]"}


def _is_named(profile: Profile, places: Sequence[int]) -> bool:
    """Tell whether words are a name, which outlets spell each in its way: "Muammar al-Qaddafi"."""
    text, particles = profile.claim.article.text, word_class("name particle")
    return bool(places) and all(text[profile.starts[at]].isupper() or profile.keys[at] in particles for at in places)


def _cut(one: Profile, other: Profile) -> tuple[Stretch, Stretch] | tuple[()]:
    """Return the words that a quotation leaves out, where its article has them nowhere; of that quotation nothing."""
    long, short = sorted((one, other), key=lambda profile: sum(profile.marked), reverse=True)
    places = _places(long)
    words, short_words = [stems(long)[at] for at in places], [stems(short)[at] for at in _places(short)]
    if len(words) > LONGEST_DIFF:
        return ()
    opcodes = matcher(words, short_words).get_opcodes()
    parts = [places[start:end] for tag, start, end, *_ in opcodes if tag in {"delete", "replace"}]
    cut = max(parts, key=lambda part: len(_terms(long, part)), default=[])
    terms, known = _terms(long, cut), article_terms(short.claim.article)
    if len(terms) < _FEWEST_CUT or len(terms & known) >= _KNOWN_SHARE * len(terms):
        return ()
    told = Stretch(long, cut[0], cut[-1] + 1), Stretch(short, 0, 0)
    return told if long is one else (told[1], told[0])


def _terms(profile: Profile, places: Sequence[int]) -> set[str]:
    starts = {profile.starts[at] for at in places}
    return {term for term, spans in profile.terms.items() if any(span.start in starts for span in spans)}
