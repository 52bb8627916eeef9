# SPDX-License-Identifier: MIT
"""Clauses: whether a subject and its verb stand at a place, told by closed classes and by form."""

from claimtrack.extraction.attribution.cues import cue_forms, past_forms
from claimtrack.extraction.attribution.items import ItemRow
from claimtrack.language import noun_phrases as ph
from claimtrack.language.closed_classes import word_class
from claimtrack.language.tokens import QUOTATION, Token

CLAUSE_LINKS = frozenset("and but while as though although yet because".split())
_ENDS_AN_ASIDE = frozenset(", . : ; ( )".split()) | {QUOTATION}
_NOMINATIVES = word_class("personal pronoun") - {"it", "you"}  # which are objects as well
_PAST = word_class("past")
_STOPS_A_CLAUSE = (ph.SUBORDINATORS - {"and", "or", "than"}) | {"who", ";", ":", ".", "(", "–", "—"}
_SUBJECTS = _NOMINATIVES | {"there"}
_JOINS = frozenset("and or".split())
_OBJECTS = frozenset("me him her us them".split())
_SUBORDINATES = word_class("subordinator", "preposition or subordinator") - {"if", "whether", "lest"}
_DETERMINERS = word_class("article", "demonstrative", "possessive determiner", "quantifier")
_FOLLOWS_NO_SUBJECT = ph.PREPOSITIONS | ph.SUBORDINATORS
_REACH = 14  # items behind a subject among which its verb is looked for
_LONGEST_ASIDE = 10  # items between commas
_LONGEST_CLAUSE = 60  # items of a subordinate clause before its main clause


def has_finite_verb(sentence: ItemRow, place: int) -> bool:
    """Tell whether a subject and its verb stand at *place*, so that a cue takes them as it takes a "that" clause."""
    first = sentence.word(place)
    if first in cue_forms() or first in _OBJECTS:  # "forecasts say", "left her hurt"
        return False
    if first in _SUBJECTS and _may_follow_a_subject(sentence, place + 1):
        return True
    end = ph.right_end(sentence.items, place, past_forms())
    if end - 1 > place and sentence.word(end - 1) == "that":  # "found a map that was old"
        return False
    if any(ph.is_predicate(sentence.items, k, end) or sentence.word(k) in _PAST for k in range(place + 1, end)):
        return True
    return place < end < len(sentence.items) and (
        ph.is_verb(sentence.items[end].text) or _has_verb_behind(sentence, end)
    )


def _may_follow_a_subject(sentence: ItemRow, k: int) -> bool:
    word = sentence.word(k)
    return word.isalpha() and sentence.items[k].text.islower() and word not in _FOLLOWS_NO_SUBJECT


def _has_verb_behind(sentence: ItemRow, end: int) -> bool:
    """Tell whether the subject that goes on at *end* has its verb behind that ("half of the seats were free")."""
    k, last = end, min(end + _REACH, len(sentence.items))
    while k < last:
        word = sentence.word(k)
        if word in ph.AUXILIARIES or ph.is_predicate(sentence.items, k, last):
            return sentence.word(k - 1) not in _JOINS
        if word in _STOPS_A_CLAUSE or (word == "to" and not ph.starts_noun_phrase(sentence.items, k + 1)):
            return False
        after = after_aside(sentence, k)
        if word == "," and after == k:
            return False
        k = max(k + 1, after)
    return False


def opens_a_main_clause(sentence: ItemRow, place: int) -> bool:
    """Tell whether a subordinate clause stands at *place*, and its main clause behind it ("after it fell, we left")."""
    if sentence.word(place) not in _SUBORDINATES or sentence.word(place + 1).endswith("ing"):
        return False
    seen = False
    for k in range(place + 1, min(place + _LONGEST_CLAUSE, len(sentence.items))):
        seen = seen or ph.is_verb(sentence.items[k].text)
        if seen and sentence.word(k) == "," and has_finite_verb(sentence, k + 1):
            return True
    return False


def after_aside(sentence: ItemRow, comma: int) -> int:
    """Return the place after a description between commas at *comma* ("told her aunt, Ida Roe, that"), or *comma*."""
    first = comma + 1
    if sentence.word(comma) != "," or first >= len(sentence.items):
        return comma
    places = range(first, min(first + _LONGEST_ASIDE, len(sentence.items)))
    end = next((k for k in places if sentence.word(k) in _ENDS_AN_ASIDE), first)
    describes = ph.is_capitalised(sentence.items[first]) or sentence.word(first) in _DETERMINERS
    closed = (
        sentence.word(end) == "," and describes and not any(ph.is_verb(item.text) for item in sentence.items[first:end])
    )
    return end + 1 if closed else comma


def may_be_verb(item: Token) -> bool:
    """Tell whether an item may be the verb of a clause by its form ("prices fell", "he wins"), or hold one."""
    word = item.text
    return ph.is_verb(word) or (word.endswith("s") and not word.endswith("ss") and word.islower()) or word == QUOTATION
