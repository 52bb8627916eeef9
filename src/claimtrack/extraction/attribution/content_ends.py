# SPDX-License-Identifier: MIT
"""Where a content ends before its sentence does: at the outlet's own comment, or at a clause of the outlet's."""

from claimtrack.extraction.attribution.clauses import CLAUSE_LINKS, has_finite_verb
from claimtrack.extraction.attribution.items import ItemRow
from claimtrack.language import noun_phrases as ph
from claimtrack.language.closed_classes import word_class

_DASHES = frozenset("— – - --".split())
_CONCESSIONS = frozenset("though although".split())
_ARTICLES = word_class("article")
_REMARKS = word_class("remark")
_RAISED = frozenset("questions doubts concerns fears hopes alarm eyebrows".split())
_OUTLETS = frozenset([("in", "effect"), ("also", "known")])
_DID = word_class("do", "have")
_MARKS = _CONCESSIONS | CLAUSE_LINKS | _REMARKS | frozenset("despite raising effect known )".split())
_BRACKETS = {"(": 1, ")": -1}
_BEHIND_A_REMARK = 5  # items of a remark up to its noun ("a possible reference to")
_BEHIND_DESPITE = 4  # items up to the participle of a clause that is claimed as well ("despite their stepping down")
_SHORTEST_PHRASE = 4  # items before a relative clause that tells of its last name


def before_comment(sentence: ItemRow, start: int, end: int) -> int:
    """Return where the outlet's own comment begins in a content ("... — but it is not clear whether ..."), or *end*.

    A bracket that closes there was opened before the content.
    """
    words = sentence.words
    if _MARKS.isdisjoint(words[start:end]):
        return end
    dashes, brackets = 0, int(words[start] == "(")
    for k in range(start + 1, end):
        word = words[k]
        if (word == "," and _comments(words[k + 1 : k + 1 + _BEHIND_A_REMARK])) or (word == ")" and not brackets):
            return k
        if word in _DASHES:
            if dashes % 2 == 0 and _dash_ends(sentence, k):
                return k
            dashes += 1
        brackets += _BRACKETS.get(word, 0)
    return end


def _dash_ends(sentence: ItemRow, dash: int) -> bool:
    """Tell whether a clause of the outlet's begins behind *dash*; a hyphen between blanks is less of a sign."""
    links = sentence.word(dash + 1) in CLAUSE_LINKS and sentence.word(dash + 2) != "that"
    return links and (sentence.word(dash) != "-" or has_finite_verb(sentence, dash + 2))


def _comments(words: tuple[str, ...]) -> bool:
    """Tell whether *words* behind a comma begin a comment: a concession, a name for what was said, what it led to."""
    first = words[0] if words else ""
    if first == "despite":
        return not any(word.endswith("ing") for word in words[1:_BEHIND_DESPITE])
    if first in _ARTICLES:
        return not _REMARKS.isdisjoint(words)
    if first == "raising":
        return not _RAISED.isdisjoint(words)
    return first in _CONCESSIONS or words[:2] in _OUTLETS or (first == "as" and not _DID.isdisjoint(words[1:2]))


def before_predicate(sentence: ItemRow, start: int, end: int) -> int:
    """Return where a clause of the outlet's begins behind a content that is a phrase ("denied it, but did not sue")."""
    for k in range(start + 1, end - 2):
        if sentence.words[k] == "," and (_is_outlets(sentence, k + 1) or _explains(sentence, k, start, end)):
            return k
    return end


def _is_outlets(sentence: ItemRow, k: int) -> bool:
    """Tell whether a verb or a clause stands at *k*, behind "and" or "but"."""
    links = sentence.word(k) in {"and", "but"}
    return links and (ph.is_verb(sentence.word(k + 1)) or has_finite_verb(sentence, k + 1))


def _explains(sentence: ItemRow, comma: int, start: int, end: int) -> bool:
    """Tell whether the last words of a content, behind *comma*, tell of a name ("..., who was elected in May")."""
    is_relative = sentence.word(comma + 1) in {"which", "who"} and comma - start >= _SHORTEST_PHRASE
    return is_relative and "," not in sentence.words[comma + 1 : end]
