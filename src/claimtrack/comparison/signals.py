# SPDX-License-Identifier: MIT
"""Signals: what tells that two passages are one proposition, and how much each of them weighs.

Passages are compared by the terms they share, each weighted by how few sentences of the two articles have it
(inverse document frequency, Sparck Jones 1972): what an article says again and again tells little about one claim.
Further signals are the words they share in a row, the words both quote, and how their speakers relate.
A logistic regression weighs them; `data/signals.toml` has the weights and says what they were fitted on.
So a score depends on two passages and their articles alone, and not on what else is compared.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from functools import cache
from zlib import crc32

import attrs

from claimtrack.comparison.identity import Identity, identity, is_nameless_document
from claimtrack.comparison.profiles import Profile, is_name, text_terms
from claimtrack.language.lexicon import load
from claimtrack.model import Article

_SMOOTHING = 10
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
_QUOTED_RUN = 6
# Said on days that do not meet: a claim made again, or another claim. Set by hand, in logits.
_OTHER_DAY = -1.0
# What it says against a match that one of two claims bears no day, and their articles are days apart: set by hand.
# News of one event comes within three days (`events`); what is said again later is another saying.
_OTHER_OCCASION, _FAR_APART = -3.0, 3
_GRAM = 3
_GRAM_PLACES = 4
# The logit of two passages of one speaker with the same words.
_SAME_WORDS = 9.0
# The runs of three words of a passage are kept as so many bits; a few of them fall together.
_BITS = 2048
_LOGS = tuple(math.log(n) for n in range(1, 256))


@attrs.frozen
class SignalRow:
    """The weight of one signal, in logits for each unit of it."""

    name: str
    weight: float
    meaning: str


@cache
def weights() -> Mapping[str, float]:
    """Return the weights of the signals by name."""
    return {row.name: row.weight for row in load("signals", SignalRow)}


@attrs.frozen
class Usage:
    """How often an article uses its terms.

    Attributes:
        sentences: How many sentences it has.
        repeated: The terms of more than one sentence, with their number; the rest are in one.
    """

    sentences: int
    repeated: Mapping[str, int]

    @classmethod
    def of(cls, article: Article) -> "Usage":
        """Return the usage of *article*."""
        counts: Counter[str] = Counter()
        total = 0
        for terms in text_terms(article.text):
            counts.update(terms)
            total += 1
        return cls(total, {term: count for term, count in counts.items() if count > 1})


@attrs.frozen
class Evidence:
    """One side of a comparison, with what can be worked out before the other side is known.

    Attributes:
        profile: The profile of the passage.
        usage: The usage of its article.
        logs: The sum, over its terms, of the logarithm of 1 and the sentences that have the term.
        grams: A set of its runs of three words as the bits of a number: without a common bit, no run is shared.
    """

    profile: Profile
    usage: Usage
    logs: float
    grams: int = attrs.field(eq=False, repr=False)

    @classmethod
    def of(cls, profile: Profile, usage: Usage) -> "Evidence":
        """Return the passage of *profile* as it is compared."""
        logs = math.fsum([_log(usage.repeated.get(term, 1) + 1) for term in profile.terms])
        keys = profile.keys
        grams = 0
        for gram in zip(keys, keys[1:], keys[2:], strict=False):
            grams |= 1 << crc32(" ".join(gram).encode("utf-8", "surrogatepass")) % _BITS
        return cls(profile, usage, logs, grams)


@attrs.frozen
class Signals:
    """What tells for or against two passages being one proposition.

    Attributes:
        speakers: How the speakers relate.
        dice: The weight of the shared terms, twice, by that of the terms of both.
        containment: The weight of the shared terms by that of the passage with less of it.
        shared: The logarithm of the weight of the shared terms, plus 1.
        run: The logarithm of the length in words of the longest run that they share, plus 1.
        run_share: The length of that run by the length of the shorter passage.
        quoted: The weight of the terms that both quote by that of the side that quotes less.
        other_speech: Whether both are speech, and share no run: two sentences of one speech are two statements.
        names: The share of names in the weight of the shared terms.
    """

    speakers: Identity
    dice: float
    containment: float
    shared: float
    run: float
    run_share: float
    quoted: float
    other_speech: bool
    names: float

    def values(self) -> dict[str, float]:
        """Return the signals by name, as numbers; one of the relations of speakers is 1."""
        return {
            self.speakers.value: 1.0,
            "dice": self.dice,
            "containment": self.containment,
            "shared": self.shared,
            "run": self.run,
            "run_share": self.run_share,
            "quoted": self.quoted,
            "other_speech": float(self.other_speech),
            "names": self.names,
        }


def signals(one: Evidence, other: Evidence) -> Signals:
    """Return the signals of two passages that share terms."""
    mine, theirs = one.profile, other.profile
    common = mine.terms.keys() & theirs.terms.keys()
    total = _log(one.usage.sentences + other.usage.sentences + _SMOOTHING)

    def weigh(terms: Iterable[str]) -> float:
        return math.fsum([1 - _log(_count(term, one, other) + 1) / total for term in terms])

    shared = weigh(common)
    my_weight, their_weight = _whole_weight(one, other, common, total), _whole_weight(other, one, common, total)
    if mine.numbers and theirs.numbers:
        # Two counts of the dead are one proposition with a difference: numbers tell for a match, not against it.
        my_weight -= weigh(mine.numbers - common)
        their_weight -= weigh(theirs.numbers - common)
    length, copied = longest_run(mine, theirs) if one.grams & other.grams else (0, 0)
    short = min(len(mine.keys), len(theirs.keys))
    in_a_row = length >= _SHORTEST_RUN and copied >= _FEWEST_IN_RUN
    if not (in_a_row or length >= _PLAIN_RUN or (length == short and length >= _SHORTEST_WHOLE)):
        length = 0
    other_speech = not length and mine.speech and theirs.speech
    quoted = 0.0
    if not other_speech and (both := mine.quoted & theirs.quoted):
        quoted = weigh(both) / min(weigh(mine.quoted), weigh(theirs.quoted))
    told = 0.0 if other_speech else 1.0
    return Signals(
        identity(mine.claim.speaker, theirs.claim.speaker),
        told * 2 * shared / (my_weight + their_weight),
        told * shared / min(my_weight, their_weight),
        told * math.log1p(shared),
        math.log1p(length),
        length / max(1, short),
        quoted,
        other_speech,
        weigh(common & mine.names) / shared,
    )


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


def score(one: Evidence, other: Evidence) -> float:
    """Return how sure it is that two passages are one proposition, from 0 to 1."""
    mine, theirs = one.profile, other.profile
    if mine.terms.keys().isdisjoint(theirs.terms) or exclude(one, other):
        return 0.0
    found = signals(one, other)
    logit = math.fsum(weights()[name] * value for name, value in found.values().items())
    if len(mine.keys) == len(theirs.keys) and found.run_share == 1 and found.speakers is Identity.SAME:
        logit = _SAME_WORDS
    said, other_said = mine.claim.said, theirs.claim.said
    if said and other_said and not (said.vague or other_said.vague) and not said.overlaps(other_said):
        logit += _OTHER_DAY
    elif _on_other_occasions(one, other):
        logit += _OTHER_OCCASION
    return 1 / (1 + math.exp(-logit))


def _on_other_occasions(one: Evidence, other: Evidence) -> bool:
    """Tell whether two passages, of which one bears no day, stand in articles that are days apart."""
    a, b = one.profile.claim, other.profile.claim
    if a.published is None or b.published is None or (a.said and b.said):
        return False
    return abs((a.published - b.published).days) >= _FAR_APART


def _count(term: str, one: Evidence, other: Evidence) -> int:
    """Return in how many sentences of two articles *term* is, as far as is known."""
    return one.usage.repeated.get(term, term in one.profile.terms) + other.usage.repeated.get(
        term, term in other.profile.terms
    )


def _whole_weight(one: Evidence, other: Evidence, common: AbstractSet[str], total: float) -> float:
    """Return the weight of all terms of *one*: that in its own article, less what the other article adds."""
    added = 0.0
    repeated = one.usage.repeated
    for term in (one.profile.terms.keys() & other.usage.repeated.keys()) | common:
        added += _log(_count(term, one, other) + 1) - _log(repeated.get(term, 1) + 1)
    return len(one.profile.terms) - (one.logs + added) / total


def _log(number: int) -> float:
    """Return the logarithm of a whole number."""
    return _LOGS[number - 1] if number <= len(_LOGS) else math.log(number)


def _copied(one: Profile, other: Profile) -> bool:
    """Tell whether two passages have so much in one wording that two people do not say it by chance."""
    length, terms = longest_run(one, other)
    if length >= _QUOTED_RUN and min(terms, len(one.quoted & other.quoted)) >= _FEWEST_IN_RUN:
        return True
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
