# SPDX-License-Identifier: MIT
"""Signals: what tells that two passages are one proposition, and how much each of them weighs.

Passages are compared by the terms they share. A term weighs the less the more news articles hold it, and the more
sentences of its own article do: what an article says again and again tells little about one claim.
Further signals are the words they share in a row, the words both quote, how their speakers relate,
and whether they stand in like places: what the sentences around them say, and how far into the story they come.
A logistic regression weighs them; `data/signals.toml` has the weights and says what they were fitted on.
So what it gives is a probability, and hangs on two passages and their articles alone.
"""

import math
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, reduce
from operator import or_
from zlib import crc32

import attrs

from claimtrack.comparison.identity import Identity, identity, is_nameless_document
from claimtrack.comparison.profiles import Profile, is_name, sentence_terms
from claimtrack.comparison.rarity import weight
from claimtrack.language.lexicon import load
from claimtrack.model import Article

Weights = Mapping[str, float]

_SMOOTHING = 5
# Words in a row that two passages share before it counts as one quotation, and content terms in them.
_SHORTEST_RUN = 4
_FEWEST_IN_RUN = 2
# Words in a row that count whatever they are, and words of a whole passage that do.
_PLAIN_RUN = 6
_SHORTEST_WHOLE = 3
# Two named persons often say the same in a few words: only so many in a row, or as a share of the shorter, are a copy.
_COPIED_RUN = 8
_COPIED_SHARE = 0.8
_COPIED_TERMS = 4
_COPIED_WHOLE = 3  # terms of a passage that is repeated whole
_QUOTED_RUN = 6
# What it says against a match that one of two claims bears no day, and their articles are days apart: set by hand.
# News of one saying comes within three days; what is said again later is another saying.
_OTHER_OCCASION, _FAR_APART = -3.0, 3
_GRAM = 3
_GRAM_PLACES = 4
# The logit of two passages of one speaker with the same words.
_SAME_WORDS = 9.0
_MOST_LOGITS = 500.0
_BITS = 2048
_IDENTITIES = frozenset(Identity)


@attrs.frozen
class SignalRow:
    """The weight of one signal, in logits for each unit of it."""

    name: str
    weight: float
    meaning: str


@cache
def weights() -> Weights:
    """Return the weights of the signals by name."""
    return {row.name: row.weight for row in load("signals", SignalRow)}


@attrs.frozen(eq=False)
class Setting:
    """An article as that in which passages stand.

    Attributes:
        starts: Where its sentences begin.
        terms: The terms of each sentence, as bits.
        repeated: The terms of more than one sentence, each with the share of its weight that is left to it.
        length: The length of the text, 1 at least.
    """

    starts: tuple[int, ...]
    terms: tuple[int, ...]
    repeated: Mapping[str, float]
    length: int

    @classmethod
    def of(cls, article: Article) -> "Setting":
        """Return the setting that *article* is."""
        sentences = list(sentence_terms(article.text))
        counts = Counter(term for _, terms in sentences for term in terms)
        total = math.log(len(sentences) + _SMOOTHING)
        repeated = {term: 1 - math.log(count) / total for term, count in counts.items() if count > 1}
        starts, terms = tuple(start for start, _ in sentences), tuple(_bits(terms) for _, terms in sentences)
        return cls(starts, terms, repeated, max(1, len(article.text)))

    def weight(self, term: str) -> float:
        """Return how much a term tells in this article."""
        return weight(term) * self.repeated.get(term, 1.0)

    def around(self, start: int, end: int) -> tuple[int, int]:
        """Return the terms of the sentences from *start* to *end*, and with those of one sentence on either side."""
        first = max(0, bisect_right(self.starts, start) - 1)
        last = max(first + 1, bisect_right(self.starts, end - 1))
        here = reduce(or_, self.terms[first:last], 0)
        return here, reduce(or_, self.terms[max(0, first - 1) : last + 1], 0)


@attrs.frozen(eq=False)
class Evidence:
    """One side of a comparison, with what can be worked out before the other side is known.

    Attributes:
        profile: The profile of the passage.
        weights: What each of its terms tells.
        total: The sum of these.
        counted: That of the terms that are numbers.
        here: The terms of its sentence, as bits.
        around: Those of that sentence and of its neighbours that the passage itself does not have, as bits.
        place: How far into the article it stands, from 0 to 1.
        quoted: The share of its words that stand in quotation marks.
        grams: A set of its runs of three words as the bits of a number: without a common bit, no run is shared.
    """

    profile: Profile
    weights: Mapping[str, float]
    total: float
    counted: float
    here: int = attrs.field(repr=False)
    around: int = attrs.field(repr=False)
    place: float
    quoted: float
    grams: int = attrs.field(repr=False)

    @classmethod
    def of(cls, profile: Profile, setting: Setting) -> "Evidence":
        """Return the passage of *profile* as it is compared."""
        weights = {term: setting.weight(term) for term in profile.terms}
        keys = profile.keys
        grams = _bits(map(" ".join, zip(keys, keys[1:], keys[2:], strict=False)))
        spans = profile.passage.spans
        start = min(span.start for span in spans)
        here, around = setting.around(start, max(span.end for span in spans))
        return cls(
            profile,
            weights,
            math.fsum(weights.values()),
            math.fsum(weights[term] for term in profile.numbers),
            here,
            around & ~_bits(profile.terms),
            start / setting.length,
            sum(profile.marked) / max(1, len(profile.marked)),
            grams,
        )


def signals(one: Evidence, other: Evidence) -> dict[str, float]:
    """Return the signals of two passages that share terms, by the names of `data/signals.toml`.

    One of the relations of speakers is 1; what the other signals are stands with their weights.
    """
    mine, theirs = one.profile, other.profile
    common = [term for term in mine.terms if term in theirs.terms]
    told = {term: (one.weights[term] + other.weights[term]) / 2 for term in common}
    shared = math.fsum(told.values())
    total, other_total = one.total, other.total
    if mine.numbers and theirs.numbers:
        # Two counts of the dead are one proposition with a difference: numbers tell for a match, not against it.
        total -= one.counted - math.fsum(one.weights[term] for term in common if term in mine.numbers)
        other_total -= other.counted - math.fsum(other.weights[term] for term in common if term in theirs.numbers)
    return {
        identity(mine.claim.speaker, theirs.claim.speaker).value: 1.0,
        "shared": shared,
        "rarest": max(told.values()),
        "dice": 2 * shared / (total + other_total),
        "containment": min(1.0, shared / min(total, other_total)),
        "longer": max(total, other_total),
        "run_share": _run(one, other) / max(1, min(len(mine.keys), len(theirs.keys))),
        "both_quoted": _both_quoted(one, other),
        "quoted": min(one.quoted, other.quoted),
        "names": math.fsum(told[t] * ((t in mine.names) + (t in theirs.names)) / 2 for t in common) / shared,
        "here": _dice(one.here, other.here),
        "around": _dice(one.around, other.around),
        "apart": abs(one.place - other.place),
        "other_day": float(_on_other_days(mine, theirs)),
    }


def confidence(one: Evidence, other: Evidence, weights: Weights) -> float:
    """Return how probable it is that two passages are one proposition, from 0 to 1."""
    mine, theirs = one.profile, other.profile
    if mine.terms.keys().isdisjoint(theirs.terms) or exclude(one, other):
        return 0.0
    same = mine.keys == theirs.keys and len(mine.keys) >= _SHORTEST_WHOLE
    if same and identity(mine.claim.speaker, theirs.claim.speaker) is Identity.SAME:
        logit = _SAME_WORDS
    else:
        logit = math.fsum(weights[name] * value for name, value in signals(one, other).items())
    if not _on_other_days(mine, theirs) and _on_other_occasions(one, other):
        logit += _OTHER_OCCASION
    return _probability(logit)


def resemblance(one: Evidence, other: Evidence, weights: Weights) -> float:
    """Return how probable it is that two passages are one proposition, whoever is said to say it, from 0 to 1."""
    if one.profile.terms.keys().isdisjoint(other.profile.terms):
        return 0.0
    found = signals(one, other)
    speakers = max(weights[name] for name in _IDENTITIES if name in found or name is Identity.OPEN)
    told = math.fsum(weights[name] * value for name, value in found.items() if name not in _IDENTITIES)
    return _probability(told + speakers)


def exclude(one: Evidence, other: Evidence) -> bool:
    """Tell whether two passages cannot be one proposition, whatever words they share.

    Two persons say the same by chance, unless so much is in one wording that it is a copy;
    two documents without a name, days apart, are two, though one may repeat a phrase of the other.
    """
    mine, theirs = one.profile, other.profile
    if _subjects_differ(mine, theirs):
        return True
    speaker, other_speaker = mine.claim.speaker, theirs.claim.speaker
    if identity(speaker, other_speaker) is Identity.DIFFERENT:
        return not ((one.grams & other.grams).bit_count() > 1 and _copied(mine, theirs))
    return is_nameless_document(speaker) and is_nameless_document(other_speaker) and _on_other_occasions(one, other)


def _probability(logit: float) -> float:
    return 1 / (1 + math.exp(-max(-_MOST_LOGITS, min(_MOST_LOGITS, logit))))


def _on_other_days(one: Profile, other: Profile) -> bool:
    """Tell whether two passages were said on known days that do not meet."""
    said, other_said = one.claim.said, other.claim.said
    if said is None or other_said is None:
        return False
    return not (said.vague or other_said.vague or said.overlaps(other_said))


def _on_other_occasions(one: Evidence, other: Evidence) -> bool:
    """Tell whether two passages, of which one bears no day, stand in articles that are days apart."""
    a, b = one.profile.claim, other.profile.claim
    if a.published is None or b.published is None or (a.said and b.said):
        return False
    return abs((a.published - b.published).days) >= _FAR_APART


def _bits(words: Iterable[str]) -> int:
    """Return a set of words as the bits of a number, which takes little room; a few of them fall together."""
    found = 0
    for word in words:
        found |= 1 << crc32(word.encode("utf-8", "surrogatepass")) % _BITS
    return found


def _dice(one: int, other: int) -> float:
    return 2 * (one & other).bit_count() / max(1, one.bit_count() + other.bit_count())


def _both_quoted(one: Evidence, other: Evidence) -> float:
    """Return the weight of the terms that both quote by that of the side that quotes less."""
    mine, theirs = one.profile.quoted, other.profile.quoted
    if mine.isdisjoint(theirs):
        return 0.0

    def weigh(side: Evidence, terms: Iterable[str]) -> float:
        return math.fsum(side.weights[term] for term in terms)

    both = mine & theirs
    return (weigh(one, both) + weigh(other, both)) / 2 / min(weigh(one, mine), weigh(other, theirs))


def _run(one: Evidence, other: Evidence) -> int:
    """Return the words of the longest run that two passages share, or 0 where it says little."""
    if not one.grams & other.grams:
        return 0
    length, terms = longest_run(one.profile, other.profile)
    short = min(len(one.profile.keys), len(other.profile.keys))
    in_a_row = length >= _SHORTEST_RUN and terms >= _FEWEST_IN_RUN
    return length if in_a_row or length >= _PLAIN_RUN or (length == short and length >= _SHORTEST_WHOLE) else 0


def _copied(one: Profile, other: Profile) -> bool:
    """Tell whether two passages have so much in one wording that two people do not say it by chance."""
    length, terms = longest_run(one, other)
    if length >= _QUOTED_RUN and min(terms, len(one.quoted & other.quoted)) >= _FEWEST_IN_RUN:
        return True
    if one.keys == other.keys:
        return terms >= _COPIED_WHOLE
    share = length / max(1, min(len(one.keys), len(other.keys)))
    return terms >= _COPIED_TERMS and (length >= _COPIED_RUN or share >= _COPIED_SHARE)


def _subjects_differ(one: Profile, other: Profile) -> bool:
    """Tell whether each passage begins with a state or an organisation that the other does not name."""
    first, second = next(iter(one.terms), ""), next(iter(other.terms), "")
    return is_name(first) and is_name(second) and first not in other.terms and second not in one.terms


def longest_run(one: Profile, other: Profile) -> tuple[int, int]:
    """Return the length in words of the longest run that two passages share, and its content terms.

    Found by runs of three words, so that the time grows with the length and not with its square.
    """
    if other.keys < one.keys:
        one, other = other, one  # so that it hangs on no order
    words, other_words = one.keys, other.keys
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(other_words) - _GRAM + 1):
        found = places[other_words[at : at + _GRAM]]
        if len(found) < _GRAM_PLACES:
            found.append(at)
    best, start, at = 0, 0, 0
    while at <= len(words) - _GRAM:
        longest = 0
        for place in places.get(words[at : at + _GRAM], ()):
            length = _GRAM
            while (
                at + length < len(words)
                and place + length < len(other_words)
                and words[at + length] == other_words[place + length]
            ):
                length += 1
            longest = max(longest, length)
        if longest > best:
            best, start = longest, at
        at += max(1, longest - _GRAM + 1)
    if not best:
        return 0, 0
    first, last = one.starts[start], one.ends[start + best - 1]
    return best, sum(any(first <= span.start and span.end <= last for span in spans) for spans in one.terms.values())
