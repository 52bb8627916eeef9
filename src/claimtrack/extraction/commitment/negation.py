# SPDX-License-Identifier: MIT
"""Negation: whether the main clause of a content is denied, by "not", by its subject, or by the sense of a word.

It is read from the first words alone: a negative subject or a fronted negation ("no one", "at no point"), and the first
verb group. Two negations affirm ("not unlikely"), and some words after "not" do ("not only", "cannot rule out").
"""

from collections.abc import Sequence
from itertools import pairwise

from claimtrack.extraction.commitment.clauses import DETERMINERS, LINKS, PREPOSITIONS
from claimtrack.language.closed_classes import with_either_apostrophe, word_class
from claimtrack.language.noun_phrases import AUXILIARIES
from claimtrack.language.text import Text
from claimtrack.model import Span

_NEGATIONS = with_either_apostrophe(word_class("negative adverb")) | {"cannot", "neither", "nor"}
_REACH = 400  # code points; the first verb group of a content stands within them
_EMPTY_SUBJECTS = word_class("negative word") - {"nor", "no"}
_LINKS = LINKS | {"as", "when"}
_RELATIVES = {"that", "which", "who"}
_BEFORE_NOUN = DETERMINERS | PREPOSITIONS
_FRONTED = {"at", "in", "under", "by", "on"}
_LONGEST_GROUP = 5
_NEGATIVE_SENSE = word_class("negative in sense")
_NO_NEGATION = {"doubt", "question", "wonder", "matter", "less", "fewer", "later"}
_AFFIRMING = {"only", "just", "merely", "simply", "solely", "least"}
_AFFIRMING_PAIRS = {("rule", "out"), ("ruled", "out"), ("help", "but"), ("choice", "but"), ("option", "but")}


def is_negation(word: str) -> bool:
    """Tell whether *word* negates a verb: "not", "never", "didn't"."""
    return word in _NEGATIONS or word.endswith(("n't", "n’t"))


def is_negated(text: Text, content: Span) -> bool:
    """Tell whether the main clause of *content* is negated; a second negation ("not unlikely") affirms it again."""
    words = list(text.each_word(content.start, min(content.end, content.start + _REACH)))
    said = [word for word in words[_main_clause(words) :] if word[0].isalnum()]
    return _opens_negated(said) != _is_verb_negated(said)


def _main_clause(words: Sequence[str]) -> int:
    """Return where the main clause begins: after "that", an interjection ("No, ...") or a clause that a comma ends."""
    start = next((k for k, word in enumerate(words) if word[0].isalnum() and word != "that"), len(words))
    if words[start : start + 1] == ["no"] and not "".join(words[start + 1 : start + 2]).isalnum():
        return start + 1 + _main_clause(words[start + 1 :])
    if start < len(words) and words[start] in _LINKS and "," in words[start:]:
        return words.index(",", start) + 1
    return start


def _opens_negated(words: Sequence[str]) -> bool:
    """Tell whether a negative subject ("no one", "none of") or a fronted negation ("at no point") opens the clause."""
    first, second = [*words[:2], "", ""][:2]
    if "no" in {first, second}:
        after = words[words.index("no") + 1 :][:1]
        return first in {"no", *_FRONTED} and _NO_NEGATION.isdisjoint(after)
    return first in _EMPTY_SUBJECTS or (first == "not" and second not in _AFFIRMING)


def _is_verb_negated(words: Sequence[str]) -> bool:
    """Tell whether the first verb group is negated, by "not" or by its sense ("failed to", "is unlikely")."""
    for at, word in enumerate(words):
        if at == 0 and word == "not":
            continue
        if word in _RELATIVES:
            return False
        if word in AUXILIARIES or word == "never":
            return _is_group_negated(words[at : at + _LONGEST_GROUP])
        if at and has_negative_sense(words[at - 1 : at + 2]):
            return True
    return False


def _is_group_negated(group: Sequence[str]) -> bool:
    """Tell whether a verb group is negated once: "had not paid", "has no money", "had failed to pay"."""
    negation = next((k for k, word in enumerate(group[:3]) if is_negation(word)), None)
    denies = negation is not None and _denies_what_follows(group[negation + 1 :])
    denies |= group[1:2] == ["no"] and _NO_NEGATION.isdisjoint(group[2:3]) and _denies_what_follows(group[2:])
    return denies != any(has_negative_sense(group[k - 1 : k + 2]) for k in range(1, len(group)))


def _denies_what_follows(words: Sequence[str]) -> bool:
    """Tell whether a negation before *words* denies them: not in "not only", "cannot rule out", "cannot help but"."""
    return _AFFIRMING.isdisjoint(words[:1]) and _AFFIRMING_PAIRS.isdisjoint(pairwise(words))


def has_negative_sense(words: Sequence[str]) -> bool:
    """Tell whether the second of *words* negates by its sense; not in "the failed plan", "a lack of"."""
    before, word, after = [*words, ""][:3]
    if word not in _NEGATIVE_SENSE or before in _BEFORE_NOUN:
        return False
    return after == "to" or not word.startswith("fail")
