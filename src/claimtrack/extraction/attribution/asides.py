# SPDX-License-Identifier: MIT
"""Asides between commas behind a name, before a cue: an age, a home, a role ("Ann Lee, 41, head of the mill, said")."""

from claimtrack.extraction.attribution.items import ItemRow
from claimtrack.language import noun_phrases as ph
from claimtrack.language.closed_classes import word_class
from claimtrack.language.nouns import is_role
from claimtrack.language.tokens import QUOTATION

_ARTICLES = word_class("article")
INTRODUCING = _ARTICLES.union("its his her their our one another".split())
_ASIDES = _ARTICLES.union("who which whose speaking asked based reporting".split())
_FURTHER_PARTS = ph.PREPOSITIONS | {"who", "whose", "led", "known"}
_INDEFINITE = frozenset("a an".split())
_BETWEEN_PARTS = frozenset(", and".split())
_WITHIN_A_NAME = frozenset("of the de van von".split())
_OF_THE_SAYING = ph.PREPOSITIONS - {"of", "from", "with", "for", "including"}
_HOME_STARTS = frozenset("of from in based".split())
_BEFORE_A_NAME = frozenset("that but and while as though because".split()) | {QUOTATION}
_BORDERS = frozenset(", ; : ( ) — – --".split()) | {QUOTATION}
_LONGEST_HOME = 6  # items of a party with a state in letters
_LONGEST_ASIDE = 30  # items between the commas or brackets behind a name
_SHORTEST_NAME = 2  # items of a name that a description follows
_LONGEST_ROLE = 5  # items of a description up to the role in it
_LONGEST_LEAD = 8  # items before a name that tell of a time, a place or a role
_MOST_PARTS = 4  # of the asides behind one name


def named_start(sentence: ItemRow, start: int, floor: int, *, closed: bool = False) -> int:
    """Return where the name begins that a description at *start* follows ("Ann Lee, 41, head of the mill said").

    The name opens the sentence and has two words or more: "Instead, the mayor said" has none.
    A *closed* description ends with a comma before the cue; it needs no role in it.
    """
    if sentence.word(start - 1) not in _BETWEEN_PARTS:
        return start
    first = _ARTICLES if closed else _INDEFINITE
    if sentence.word(start) not in first and not _describes(sentence, start):
        return start
    place = start
    for _ in range(_MOST_PARTS):
        if sentence.word(place - 1) == "," and (name := _opening_name(sentence, place - 1, floor)) is not None:
            return name
        before = _part_start(sentence, place - 1, floor)
        if before == place - 1 or not _may_lie_between(sentence, before, place - 1):
            break
        place = before
    return start


def _part_start(sentence: ItemRow, end: int, floor: int) -> int:
    """Return where the words between two commas begin that the comma, or the "and", at *end* closes; else *end*."""
    if sentence.word(end) not in _BETWEEN_PARTS:
        return end
    start = end
    while start > max(floor, end - _LONGEST_ASIDE) and sentence.word(start - 1) not in _BORDERS:
        start -= 1
    return start


def _may_lie_between(sentence: ItemRow, start: int, end: int) -> bool:
    """Tell whether the words from *start* to *end* describe the name before them, with more behind them."""
    word = sentence.word(start)
    described = word in _ARTICLES or word in _HOME_STARTS or word.isdigit() or _is_party(sentence, start)
    described = described or _describes(sentence, start)
    return described and not any(ph.is_verb(item.text) for item in sentence.items[start:end])


def _opening_name(sentence: ItemRow, comma: int, floor: int) -> int | None:
    """Return where the name of two words or more before *comma* begins, if it opens its clause; else None."""
    name = comma
    while name > floor and _is_of_name(sentence, name - 1):
        name -= 1
    while name < comma and sentence.items[name].text.islower():
        name += 1
    own = comma - name >= _SHORTEST_NAME and sentence.word(name) not in ph.PREPOSITIONS
    opens = own and opens_clause(sentence, name, floor) and ph.trim_left(sentence.items, name, comma) == name
    return name if opens else None


def _is_of_name(sentence: ItemRow, k: int) -> bool:
    return ph.is_capitalised(sentence.items[k]) or sentence.word(k) in _WITHIN_A_NAME


def opens_clause(sentence: ItemRow, start: int, floor: int) -> bool:
    """Tell whether a clause may begin at *start*: nothing but a link or a phrase of time or place stands before it."""
    if start == floor or sentence.word(start - 1) in _BEFORE_A_NAME:
        return True
    if sentence.word(start - 1) != "," or start - floor > _LONGEST_LEAD:
        return False
    led = sentence.word(floor) in ph.PREPOSITIONS or ph.is_adverb(sentence.word(floor))
    led = led or ph.skip_time(sentence.items, floor) > floor
    return led and not any(ph.is_verb(item.text) for item in sentence.items[floor:start])


def role_start(sentence: ItemRow, name: int, floor: int) -> int:
    """Return where the role begins that the name at *name* follows ("One of us, Ann Lee, 41, said"), or *name*."""
    start, words = _before_name(sentence, name, floor)
    described = words[:1] != () and (words[0] in INTRODUCING or any(map(is_role, words)))
    return start if described else name


def office_start(sentence: ItemRow, name: int, end: int, floor: int) -> int:
    """Return where the office begins of the full name from *name* to *end* ("The mayor, Ann Lee said"), or *name*."""
    if end - name < _SHORTEST_NAME:
        return name
    start, words = _before_name(sentence, name, floor)
    return start if any(map(is_role, words)) and not words[0].endswith("ing") else name


def _before_name(sentence: ItemRow, name: int, floor: int) -> tuple[int, tuple[str, ...]]:
    """Return where the words begin that the name at *name* may follow behind a comma, and these words, if any."""
    if sentence.word(name - 1) != "," or not ph.is_capitalised(sentence.items[name]):
        return name, ()
    start = _part_start(sentence, name - 1, floor)
    start += sentence.word(start) in _BEFORE_A_NAME
    words = sentence.words[start : name - 1]
    own = 1 < len(words) <= _LONGEST_LEAD and words[0] not in ph.PREPOSITIONS and not any(map(ph.is_verb, words))
    return (start, words) if own and opens_clause(sentence, start, floor) else (name, ())


def is_plain_name(sentence: ItemRow, start: int, end: int) -> bool:
    """Tell whether a name of two words or more stands from *start* to *end*, with nothing but a role before it."""
    items = sentence.items[start:end]
    plain = all(ph.is_capitalised(item) or is_role(item.text) or item.text in _WITHIN_A_NAME for item in items)
    return plain and end - start >= _SHORTEST_NAME and ph.is_capitalised(items[-1])


def _describes(sentence: ItemRow, start: int) -> bool:
    """Tell whether a role stands at *start*, with or without words before it ("senior vice president")."""
    k = next(
        (k for k in range(start, min(start + _LONGEST_ROLE, len(sentence.items))) if is_role(sentence.word(k))), None
    )
    return k is not None and sentence.items[start].text.islower()


def described_end(sentence: ItemRow, comma: int, floor: int) -> int | None:
    """Return the end of what the aside before *comma* describes, past its further parts (", 41, of Ohio,"), or None."""
    end, after = None, comma
    for k in range(comma - 1, max(floor, comma - _LONGEST_ASIDE), -1):
        if sentence.word(k) == QUOTATION:
            break
        if sentence.word(k) == ",":
            part = _is_further_part(sentence, k, after)
            age = sentence.word(k - 1).isdigit() and sentence.word(k - 2) == ","
            party = _ends_with_party(sentence, k)
            if end is None or part:
                end, after = k, k
            if not (part or age or party):
                break
    return end


def _is_further_part(sentence: ItemRow, comma: int, end: int) -> bool:
    """Tell whether what stands from *comma* to *end* adds to an aside: an age, a home, "who ...", a shortened state."""
    first, place = sentence.word(comma + 1), ph.is_capitalised(sentence.items[comma + 1])
    abroad = place and (_is_state(sentence, comma) or _is_state(sentence, end))
    abroad = abroad or (place and _is_abroad(sentence, comma, end))
    further = first in _FURTHER_PARTS or first.isdigit() or first.endswith("ed")
    return abroad or further or _is_party(sentence, comma + 1)


def _is_abroad(sentence: ItemRow, comma: int, end: int) -> bool:
    """Tell whether the name from *comma* to *end* is that of the land or county of a place ("from Tyne, Norland,")."""
    start = _part_start(sentence, comma, comma - _LONGEST_HOME)
    return sentence.word(start) in _HOME_STARTS and all(map(ph.is_capitalised, sentence.items[comma + 1 : end]))


def _is_party(sentence: ItemRow, k: int) -> bool:
    """Tell whether the party and the home of a politician stand at *k*, behind a comma ("Ann Lee, D-N.Y.,")."""
    return sentence.word(k - 1) == "," and sentence.word(k)[1:2] == "-" and ph.is_capitalised(sentence.items[k])


def _ends_with_party(sentence: ItemRow, end: int) -> bool:
    k = end - 1
    while len(sentence.word(k)) == 1 and k > end - _LONGEST_HOME:  # "D-N.Y." is four items
        k -= 1
    return _is_party(sentence, k)


def _is_state(sentence: ItemRow, comma: int) -> bool:
    """Tell whether a shortened state stands behind *comma* ("Peoria, Ill.,")."""
    return sentence.words[comma + 2 : comma + 4] == (".", ",")


def may_be_described(sentence: ItemRow, start: int, end: int, comma: int) -> bool:
    """Tell whether the words from *start* to *end* and the aside up to *comma* describe one source."""
    if ph.is_capitalised(sentence.items[end - 1]):
        return True
    introduced = sentence.word(start) in INTRODUCING or ph.is_capitalised(sentence.items[start])
    name_follows = ph.is_capitalised(sentence.items[comma - 1])
    aside = sentence.word(end + 1)
    return introduced and (name_follows or aside in _ASIDES or aside.endswith("ed"))


def tells_of_the_saying(sentence: ItemRow, comma: int) -> bool:
    """Tell whether the aside behind *comma* tells when, where or how it was said (", speaking in Rome,", ", in May,").

    One word tells what somebody does there (", prosecuting,"), and "at" a house with a name who employs them.
    """
    word = sentence.word(comma + 1)
    if word == "at":
        return not any(map(ph.is_capitalised, sentence.items[comma + 2 : comma + 4]))
    speaking = word.endswith("ing") and word in sentence.items[comma + 1].text and sentence.word(comma + 2) != ","
    return word in _OF_THE_SAYING or (speaking and word != "including")


def relative_start(sentence: ItemRow, head: int, floor: int) -> int | None:
    """Return where a name begins whose "who ..." holds the name at *head* ("Ann Lee, who won in Peoria, Ohio,")."""
    if sentence.word(head - 1) != "," or not ph.is_capitalised(sentence.items[head]):
        return None
    for k in range(head - 2, max(floor, head - _LONGEST_ASIDE), -1):
        if sentence.word(k) == QUOTATION:
            return None
        if sentence.word(k) == "," and sentence.word(k + 1) in {"who", "whose"}:
            return _opening_name(sentence, k, floor)
    return None
