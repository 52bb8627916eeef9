# SPDX-License-Identifier: MIT
"""Heads: the noun on which a description rests, and what kind of source it tells, if any."""

import re

from claimtrack.extraction.speakers.source_words import without_determiners, without_possessive
from claimtrack.language.closed_classes import word_class
from claimtrack.language.noun_phrases import PREPOSITIONS, is_pronoun
from claimtrack.language.nouns import noun_class

_SHARE = re.compile(
    r"(?:(?:about|over|under|around|nearly|almost|roughly|just|only|some|(?:more|less|fewer) than|at least|an?"
    r"|average|total|of|large|slim|vast|small|overwhelming|clear|narrow|growing) )*"
    r"(?:[\w.]+ (?:in|out of) (?:\d+|three|four|five|six|seven|eight|nine|ten|twenty|a hundred)\b(?!-)"
    r"|[\d.]+\s?(?:%|percent|per cent)(?= |\Z)"
    r"|(?:majority|majorities|minority|proportion|percentage|share|plurality|half|third|quarter|two[- ]thirds"
    r"|three[- ]quarters)(?:,|\Z| (?:of|in|who|say|said)\b)(?! (?:a |the )?(?:month|year|hour|century|decade|term)))",
    re.IGNORECASE,
)
_AGENT = re.compile(r"[a-z]{2,}(?:er|or|eer|[^aei]ist|crat|[a-z]ian|ee|(?:wo)?man|person|mate|geon)\Z")
_AGED = re.compile(r"\d+-year-olds?\Z")
_PARTICIPLE = re.compile(r"[a-z]{3,}(?:ed|ing)\Z")
_PLURALS = (("ies", "y"), ("es", ""), ("s", ""))
_RELATIVES = word_class("wh-word") | {"that"}
_MADE = word_class("participle", "made public") | {"familiar", "close", "critical", "and", "or"}
_MARKS = ",.;:()\"“”‘’'"
_CLASSES = (("person", "person"), ("people", "collective"), ("institution", "body"), ("document", "evidence"))
_COUNTS = word_class("cardinal", "quantifier")


def head_noun(words: str) -> str:
    """Return the noun on which a description rests, without what stands behind it.

    >>> [head_noun(words) for words in ("the doctors offering help", "a report into the fire", "a memo Lee wrote")]
    ['doctors', 'report', 'memo']
    """
    found = without_determiners(words).split()
    if not found or words[:6].lower() == "those " or found[0] in PREPOSITIONS:
        found = words.split() or [words]  # "those in favour", "those close to her"
    if noun_class(found[0]) and found[1:2] and found[1].islower():
        found[0] = found[0].lower()  # "Surveys and interviews"
    end = next((k for k in range(1, len(found)) if _ends_before(found, k)), len(found))
    return without_possessive(found[end - 1].strip(_MARKS))


def _ends_before(words: list[str], k: int) -> bool:
    """Tell whether the noun phrase is over before the word at *k*."""
    word, before = words[k].strip(_MARKS), words[k - 1]
    if word.lower() in PREPOSITIONS or word in _RELATIVES or is_pronoun(word.lower()):
        return True
    if before[:1].isupper():
        return before.endswith(",") or (before.endswith("s") and _PARTICIPLE.match(word) is not None)
    if not (kind := head_kind(before.strip(_MARKS))):
        return False
    clause = word[:1].isupper() and kind != "role" and (len(words) > k + 1 or kind == "document")
    return clause or before.endswith(",") or _PARTICIPLE.match(word) is not None or word in _MADE


def head_kind(word: str) -> str:
    """Return what kind of source a common noun names: as `noun_class`, "person" for one without office, or empty.

    >>> [head_kind(word) for word in ("villagers", "loner", "script", "tariff")]
    ['people', 'person', 'document', '']
    """
    lowered = word.lower()
    if (kind := noun_class(lowered)) or (kind := _class_of(lowered)):
        return kind
    lowered = lowered.rpartition("-")[2] or lowered  # "neo-banks"
    if "-" in word and (kind := noun_class(lowered) or _class_of(lowered)) in {"role", "person"}:
        return kind  # "fact-checker"
    kinds = (noun_class(one) or _class_of(one) for one in (lowered, *_singulars(lowered)))
    kind = next(filter(None, kinds), "")
    return kind if kind in {"", "document"} else "people"


def _singulars(word: str) -> list[str]:
    """Return what *word* may be the plural of."""
    if re.search(r"(?:men|people|folk)\Z", word):
        return ["person"]
    return [word[: -len(ending)] + one for ending, one in _PLURALS if word.endswith(ending) and not word.endswith("ss")]


def is_listed_plural(word: str) -> bool:
    """Tell whether lists, and not only its ending, make *word* a plural of persons or bodies (not "Fosters")."""
    word = word.lower().rpartition("-")[2]
    listed = [noun_class(word), *(noun_class(one) or _listed(one) for one in _singulars(word))]
    return any(kind not in {"", "document", "news"} for kind in listed)


def _listed(word: str) -> str:
    return next((kind for kind, name in _CLASSES if word in word_class(name)), "")


def _class_of(word: str) -> str:
    if listed := _listed(word):
        return listed
    if _AGED.match(word) or noun_class(f"{word}s") == "people":
        return "person"
    if word in _COUNTS:
        return "people"
    things = word_class("thing that ends like a person")
    return "person" if _AGENT.match(word) and word not in things and word.removesuffix("s") not in things else ""


def is_share(words: str) -> bool:
    """Tell whether *words* count a part of those who were asked: "about 7 in 10 voters", "a majority in Lesk"."""
    return _SHARE.match(words) is not None
