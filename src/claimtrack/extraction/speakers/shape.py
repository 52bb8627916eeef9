# SPDX-License-Identifier: MIT
"""The shape of a name: the last gate, which leaves a speaker open whose name nobody would call one."""

import itertools
import re

from claimtrack.extraction.speakers.source_words import NUMBERS, behind_roughly
from claimtrack.language.closed_classes import word_class
from claimtrack.language.noun_phrases import AUXILIARIES, PREPOSITIONS, SUBORDINATORS, is_adverb, is_pronoun
from claimtrack.language.places import is_demonym
from claimtrack.language.tokens import QUOTATION

_WORD = re.compile(r"[^\W_]+(?:[-'’.&/][^\W_]+)*")
_RELATIVE = re.compile(r"\s(?:who|whom|which|that|whose|where|what|how|why)\s.*|,\s.*")
_DATELINE = re.compile(r"—|–|\s--\s|\n")
_NO_OPENING = re.compile(r"[^\w“\"'‘’$£€@#]")
_MARKS = re.compile(r"[;?!]\s|[…“\"]\Z|[\[\]{}|<>*]")
_NOBODY = re.compile(r"(?:no (?!\d)|no one\Z|nobody|none|nothing|neither|anyone|anybody|only one\Z)\b", re.IGNORECASE)
_TIME_BEHIND = re.compile(r" for the (?:last|past) [\w ]*(?:years|months|weeks|days|decades?)\Z")
_BOTH = frozenset("May Will".split())  # given names as well
_LONGEST = 28  # words
_DETERMINERS = word_class("article", "possessive determiner", "object pronoun", "demonstrative")
_CLOSED = PREPOSITIONS | SUBORDINATORS | AUXILIARIES
_NEVER_ALONE = frozenset.union(
    _DETERMINERS,
    word_class("wh-word", "weekday", "first person", "adverb of time", "linking adverb", "negative word"),
    word_class("month", "possessive pronoun") - frozenset("may june april august".split()),
    "there here it reported whether updated regarding asked close clear only just firstly secondly hours".split(),
    "democratic speaking whenever wherever whatever whichever".split(),
)
_MAY_OPEN = frozenset("all both some many several most few half one two no those these such her".split())
_OPENS_NONE = (_CLOSED | word_class("object pronoun") | {"who", "part", "beyond", "onto"}) - _MAY_OPEN
_BEFORE_NUMBERS = frozenset("about over under around between above below".split())
_ENDS_NONE = (_CLOSED | word_class("article", "possessive determiner")) - {"her", "all"}
_SUBJECTS = frozenset("he she they we".split())
_ARTICLES = word_class("article")
_STARTS = _ARTICLES | {"his", "their", "its", "our", "my", "your"}
_BEFORE_ARTICLES = _DETERMINERS | set(
    "all both half such many quite rather nearly almost and or about over only".split()
)
_CUT_COMPOUND = re.compile(r"\b[a-z]+ (?:an?|the) (?:pro|anti|non)-\w+\Z")  # "the organizer of a pro-Lesk"
_AFTER_A_VERB = {"onto"} | PREPOSITIONS | AUXILIARIES | _DETERMINERS | word_class("quantifier")
_IRREGULAR = word_class("finite verb", "participle") | {"written", "become", "taken", "given", "come", "get"}
_FINITE = word_class("finite verb", "past") - word_class("participle")
_NAME_AND_VERB = re.compile(r"\b[A-Z]\w+ [a-z]{2,}ly [a-z]{3,}ed (?!by\b|in\b)[a-z]")  # "Roe firmly rebuked critics"
_EITHER = word_class("participle")
_VERBS = (AUXILIARIES | _FINITE) - frozenset("can may will might must being been having 's ’s s d m need dare".split())
_VERB_AND_OBJECT = re.compile(
    r"\b[a-z]{3,}(?:ed|[^s\W]s) (?:an?|the|his|her|its|their|him|them|back|off|out|up|down)\b(?! (?:year|half|lot))"
)


def is_name(words: str) -> bool:
    """Tell whether *words* have the shape of a name or a description of somebody.

    >>> [is_name(words) for words in ("Ann Lee", "a nurse who saw it", "WHO")]
    [True, True, True]
    >>> [is_name(words) for words in ("Friday", "pushing to preserve benefits", "the senator and", "isn't")]
    [False, False, False, False]
    """
    found = _WORD.findall(words)
    if (
        not found
        or len(found) > _LONGEST
        or _NO_OPENING.match(words)
        or _NOBODY.match(words)
        or _TIME_BEHIND.search(words)
        or _DATELINE.search(words)
        or _MARKS.search(words)
        or _CUT_COMPOUND.search(words)
    ):
        return False
    if len(found) == 1:
        return not _is_nothing(found[0])
    opens = _opens(found) or bool(behind_roughly(words))
    return opens and _ends(found) and not _has_a_verb(words)


def _is_nothing(word: str) -> bool:
    """Tell whether a word that stands alone names nobody: "Friday", "Regarding", "point-blank"."""
    lowered = word.lower()
    if word.isupper() and len(word) > 1:
        return False
    moves = word.islower() and (is_adverb(lowered) or lowered.endswith("ing") or "n't" in lowered or "n’t" in lowered)
    return word not in _BOTH and (
        lowered in _NEVER_ALONE or lowered in _OPENS_NONE or moves or len(word) == 1 or _is_origin(word)
    )


def _is_origin(word: str) -> bool:
    """Tell whether the noun is missing behind an adjective of origin ("Russian")."""
    return is_demonym(word) and not word.endswith("s")


def _opens(found: list[str]) -> bool:
    first = found[0]
    if first.lower() in _ARTICLES and found[1] in PREPOSITIONS:
        return False  # "the with slim majorities": the noun is cut
    if first == "Speaking" or (first.islower() and first not in _BEFORE_ARTICLES and found[1] in _STARTS):
        return False  # "leave the interview"
    if first.isupper():
        return True
    if first.lower() in _BEFORE_NUMBERS:
        return found[1][0].isdigit() or found[1].lower() in NUMBERS
    if first.lower() in _OPENS_NONE or is_pronoun(first):
        return is_pronoun(first) and found[1] == "and"
    if first.endswith("ing") and found[1] == "of":  # "string of"
        return True
    moving = first.islower() and (first.endswith(("ing", "ed")) or first in _IRREGULAR)
    return not (moving and found[1].lower() in _AFTER_A_VERB)


def _ends(found: list[str]) -> bool:
    """Tell whether the last word may end a name: not in "every voter I" spoke to."""
    subject = found[-1] in _SUBJECTS or (found[-1] == "I" and found[0].islower())
    return found[-1] not in _ENDS_NONE and not subject


def _has_a_verb(words: str) -> bool:
    """Tell whether a finite verb stands outside a relative clause, so that the words are no noun phrase."""
    plain = _RELATIVE.sub("", words).replace(QUOTATION, "")
    if _VERB_AND_OBJECT.search(plain) or _NAME_AND_VERB.search(plain):
        return True
    found = plain.split()
    pairs = itertools.pairwise(found)
    told = any(_is_past(*three) for three in zip(found, found[1:], found[2:], strict=False))
    return told or any(_is_finite(word) and not is_pronoun(before.lower()) for before, word in pairs)


def _is_past(before: str, word: str, behind: str) -> bool:
    """Tell whether a form that may be a participle is the verb of a name: "Mrs. Roe struck many of them"."""
    return before[:1].isupper() and word in _EITHER and behind in _DETERMINERS | word_class("quantifier")


def _is_finite(word: str) -> bool:
    return word in _VERBS or "n't" in word or "n’t" in word
