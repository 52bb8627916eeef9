# SPDX-License-Identifier: MIT
"""Subjects: the mention of a source that goes with a cue, before it, after it or at the start of the sentence."""

from typing import Self

import attrs

from claimtrack.extraction.attribution.asides import (
    INTRODUCING,
    described_end,
    is_plain_name,
    may_be_described,
    named_start,
    office_start,
    opens_clause,
    relative_start,
    role_start,
    tells_of_the_saying,
)
from claimtrack.extraction.attribution.cue_frames import Cue, is_participle
from claimtrack.extraction.attribution.cues import Frame, past_forms
from claimtrack.extraction.attribution.items import ItemRow
from claimtrack.language import noun_phrases as ph
from claimtrack.language.appositions import with_appositions
from claimtrack.language.closed_classes import word_class
from claimtrack.language.nouns import noun_class
from claimtrack.language.tokens import QUOTATION
from claimtrack.model import Span

_ARTICLES = word_class("article")
_DETERMINERS = word_class("article", "demonstrative", "possessive determiner", "quantifier")
_OF_AN_OBJECT = (_ARTICLES | {"his", "its", "their"}) - {"an"}
_NO_VERBS = ph.PREPOSITIONS | ph.SUBORDINATORS | frozenset("all both half such".split())
_SUBORDINATING = frozenset("after as when while before because".split())
_BEFORE_A_VERB = ph.AUXILIARIES | {","}
_OPENING_OF = {")": "(", "–": "–", "—": "—"}
_POSSESSIVE_ENDINGS = ("'s", "’s", "s'", "s’")
_BARE_SOURCES = ph.PRONOUNS | frozenset("police people many some".split())
_PLURALS = frozenset("people police men women media".split())
_LINKS = frozenset("and but".split())
_FLOATING = frozenset("all both each".split())  # which stand behind what they count
_SHE_OR_HE = frozenset("he she they we i".split())
_BEFORE_A_CLAUSE = frozenset(", ; and but".split()) | {QUOTATION}
_COMPARED = frozenset("more less fewer".split())
_LONGEST_MEMBER = 2  # items of the first of two sources
_LONGEST_PHRASE = 8  # items of a preposition with its phrase, and the verb behind them
_CLAUSE_BORDERS = frozenset(", but while though although because".split()) | {QUOTATION}
_ISSUING = frozenset("issued released sent published signed posted wrote filed circulated shared out".split())
_TITLES = word_class("form of address")
_UNITS = frozenset("second seconds minute minutes hour hours day days week weeks month months year years time".split())
_LONGEST_GROUP = 4  # items of the auxiliaries before a verb
_LONGEST_ASIDE = 30  # items between the commas or brackets behind a name
_LONGEST_START = 60  # items at the start of a sentence among which its subject is looked for
_LONGEST_SUBORDINATE = 20  # items of a clause before a comma
_LONGEST_COMMON = 2  # items of a subject without a name that needs no verb behind it to be one ("the mayor")
_BEFORE_A_REMARK = ph.PREPOSITIONS - {"from"}  # which tells whose part one is
_LONGEST_REMARK = 8  # items of a remark before a cue, with its commas
_LONGEST_BRACKET = 6  # items of a bracket that belongs to the name before it ("the Office of Trade (OT) said")
_LONGEST_SOURCE = 250  # code points; what is longer was read across a border


@attrs.frozen
class Subject:
    """A source mention.

    Attributes:
        spans: Where it stands in the text; empty where a cue has none.
        start: The first of its items; that of its cue where it stands behind that ("said Mr Kirby").
        end: The place after its last item.
        aside: Whether its cue stands in a clause between commas ("Kirby, who said he was tired, left").
    """

    spans: tuple[Span, ...]
    start: int
    end: int
    aside: bool = False

    @classmethod
    def at(cls, sentence: ItemRow, start: int, end: int, *, aside: bool = False) -> Self:
        """Return the items from *start* to *end* as a subject."""
        return cls((sentence.span_of(start, end),), start, end, aside)


def _noun_phrase(sentence: ItemRow, start: int, end: int, *, aside: bool = False) -> Subject | None:
    is_phrase = ph.is_noun_phrase(sentence.items, start, end)
    return Subject.at(sentence, start, end, aside=aside) if is_phrase else None


def own_subject(sentence: ItemRow, cue: Cue, floor: int) -> Subject | None:
    """Return the noun phrase before the cue, or None."""
    whole = ph.skip_time_back(sentence.items, cue.start, floor)
    whole -= cue.start > whole > floor and sentence.words[whole - 1] == "back"  # "back in May"
    end = _before_asides(sentence, whole, floor)
    while whole > end > floor and sentence.word(end - 1) in ph.AUXILIARIES:
        end -= 1  # "He did, however, admit it"
    link = sentence.word(end - 1) if end - 1 > floor else ""
    if link in _FLOATING and end - 2 > floor and sentence.word(end - 2).isalpha():
        end, link = end - 1, sentence.word(end - 2)
    if link == ",":
        return _with_apposition(sentence, end - 1, floor)
    if link == "who" or (link == "which" and sentence.word(end - 2) == "," and _is_body(sentence, end - 3)):
        return _antecedent(sentence, end - 1, floor)
    if link in {"that", "which"}:
        return _document(sentence, end - 1, floor)
    subject = _plain_subject(sentence, cue, end, floor)
    closed = subject and whole > end and _is_bracket(sentence, end, whole)
    return Subject.at(sentence, subject.start, whole) if subject and closed else subject


def _plain_subject(sentence: ItemRow, cue: Cue, end: int, floor: int) -> Subject | None:
    """Return the noun phrase that ends at *end*, with the name or the noun before it that it describes, or None."""
    start = _phrase_start(sentence, end, floor)
    before = sentence.word(start - 1) if start > floor else ""
    if before in {",", "and"}:
        start = named_start(sentence, start, floor)
        if sentence.word(start - 1) == "," and sentence.word(cue.end) != ",":
            start = office_start(sentence, start, end, floor)
    elif ph.is_verb(before) and (verbal := _behind_verb(sentence, cue, start, end, floor)):
        return verbal
    subject = _noun_phrase(sentence, start, end)
    if subject and cue.start == cue.head and is_participle(sentence, cue):
        return _actor(sentence, subject, cue)
    return subject


def _actor(sentence: ItemRow, subject: Subject, cue: Cue) -> Subject | None:
    """Return who does what a participle without a comma tells: of "Dahl sent a note saying ...", Dahl.

    So do "spent an hour saying" and "emailed me saying"; "saw a note saying" tells of the note.
    """
    for k in range(subject.start, subject.end - 1):
        word, following = sentence.word(k), sentence.word(k + 1)
        if k > subject.start and following in INTRODUCING and word.isalpha() and word not in _NO_VERBS:
            return Subject.at(sentence, k + 1, subject.end)
        if k > subject.start and word.endswith("ed") and following not in ph.PREPOSITIONS:
            return _noun_phrase(sentence, subject.start, k)
    issued = sentence.word(subject.start - 1) in _ISSUING and cue.takes(Frame.QUOTE)
    measured = sentence.word(subject.end - 1) in _UNITS
    return sentence_subject(sentence, subject.start) or subject if issued or measured else subject


def _behind_verb(sentence: ItemRow, cue: Cue, start: int, end: int, floor: int) -> Subject | None:
    """Return the subject of which the verb before *start* tells more, or whose it is; None for any other verb."""
    told = _cited(sentence, start, end, floor) or _restricted(sentence, start, end, floor)
    acts = sentence.word(start - 1) in ph.AUXILIARIES and cue.start == cue.head and is_participle(sentence, cue)
    return told or (sentence_subject(sentence, start) if acts else None)


def _cited(sentence: ItemRow, start: int, end: int, floor: int) -> Subject | None:
    """Return the document that was cited where the words from *start* on tell ("a study cited in it says"), or None."""
    if sentence.word(start) not in ph.PREPOSITIONS or not sentence.word(start - 1).endswith("ed") or start - 1 <= floor:
        return None
    noun = noun_class(sentence.word(start - 2)) == "document"
    return Subject.at(sentence, _phrase_start(sentence, start - 1, floor), end) if noun else None


def _restricted(sentence: ItemRow, start: int, end: int, floor: int) -> Subject | None:
    """Return the noun whose "who have ..." holds the words from *start* on ("men who have seen it say"), or None."""
    k = start - 1
    while k > max(floor, start - _LONGEST_GROUP) and ph.is_verb(sentence.word(k)):
        k -= 1
    if sentence.word(k) == "what":
        return Subject.at(sentence, k, end)
    head = _phrase_start(sentence, k, floor) if sentence.word(k) in {"who", "that"} and k > floor else k
    return Subject.at(sentence, head, end) if head < k and ph.is_noun_phrase(sentence.items, head, k) else None


def _phrase_start(sentence: ItemRow, end: int, floor: int) -> int:
    words = sentence.words
    start = ph.clause_start(sentence.items, end, floor, past_forms())
    before = words[start - 1] if start > floor else ""
    if before == "and":
        start = _joint_start(sentence, start, end, floor)
    if "and" in words[start:end]:
        start = ph.list_start(sentence.items, start, end, floor, past_forms())
    if before == "than" and start - 2 >= floor and words[start - 2] in _COMPARED:
        return start - 2  # "more than 50% of the owners"
    return ph.trim_left(sentence.items, start, end)


def _joint_start(sentence: ItemRow, start: int, end: int, floor: int) -> int:
    """Return where a pair of plurals begins whose second one starts at *start*, behind "and" ("Police and witnesses").

    The first one opens its clause with few words, of which one is a plural, so that none is a verb ("Prices fell and").
    """
    if start - 1 <= floor or not _is_plural(sentence.word(end - 1)):
        return start
    last = start - 1 - (sentence.word(start - 2) == ",")
    first = ph.clause_start(sentence.items, last, floor, past_forms())
    words = sentence.words[first:last]
    plurals = sum(map(_is_plural, words))
    short = 0 < len(words) <= _LONGEST_MEMBER + (words[0] in _DETERMINERS)
    pair = short and plurals == 1 and _is_plural(words[-1]) and ph.is_noun_phrase(sentence.items, first, last)
    whole = ph.list_start(sentence.items, first, end, floor, past_forms()) if pair else first
    several = last == start - 1 or whole < first  # no "Prices, and analysts"
    return whole if pair and several and opens_clause(sentence, whole, floor) else start


def _is_plural(word: str) -> bool:
    return word in _PLURALS or (word.endswith("s") and not word.endswith(("ss", "'s", "’s")))


def _is_bracket(sentence: ItemRow, start: int, end: int) -> bool:
    """Tell whether a short bracket that belongs to a name stands from *start* to *end*: no "(born in 1942)"."""
    words = sentence.words[start:end]
    return words[-1:] == (")",) and len(words) <= _LONGEST_BRACKET and not any(word.isdigit() for word in words)


def _antecedent(sentence: ItemRow, relative: int, floor: int) -> Subject | None:
    """Return the noun phrase before the "who" or "which" at *relative*."""
    aside = sentence.word(relative - 1) == ","
    end = ph.skip_time_back(sentence.items, relative - aside, floor)
    start = _antecedent_start(sentence, _phrase_start(sentence, end, floor), end)
    return _noun_phrase(sentence, start, end, aside=aside)


def _is_body(sentence: ItemRow, noun: int) -> bool:
    """Tell whether a name, an institution or a document stands at *noun*."""
    named = ph.is_capitalised(sentence.items[noun])
    return named or noun_class(sentence.word(noun)) in {"institution", "document"}


def _antecedent_start(sentence: ItemRow, start: int, end: int) -> int:
    """Return where the noun phrase before "who" begins, behind a verb whose object it is ("irked aides, who")."""
    if sentence.word(start).endswith("ed") and sentence.word(start + 1) == "by":
        return start + 2
    start += sentence.word(start) in ph.PREPOSITIONS  # "bought by Holm, who said"
    for k in range(end - 2, start, -1):
        following = sentence.word(k + 1)
        is_object = following in _DETERMINERS or ph.is_capitalised(sentence.items[k + 1])
        if is_object and ph.is_verb(sentence.items[k].text):
            return k + 1
    return start


def _before_asides(sentence: ItemRow, end: int, floor: int) -> int:
    """Return *end* without the aside before it: ", however,", "Tom Hall (Labour)", "Ann Lee – who won –"."""
    word, last = sentence.word, sentence.words[end - 1] if end > floor else ""
    if last.isalpha():
        return end
    if end - 2 > floor and last == ",":
        if word(end - 3) == "," and (ph.is_adverb(word(end - 2)) or word(end - 2) == "though"):
            end -= 3
        if end - 3 > floor and word(end - 1) == ",":
            end = _before_remark(sentence, end, floor)
    opening = _OPENING_OF.get(word(end - 1))
    if opening is None:
        return end
    return next((k for k in range(end - 2, max(floor, end - _LONGEST_ASIDE), -1) if word(k) == opening), end)


def _before_remark(sentence: ItemRow, end: int, floor: int) -> int:
    """Return *end* without a remark between commas ("Ann Lee, for her part, said", "Ann Lee, of course, said")."""
    for k in range(end - 2, max(floor, end - _LONGEST_REMARK), -1):
        if not sentence.items[k].text.islower():
            is_remark = sentence.word(k) == "," and sentence.word(k + 1) in _BEFORE_A_REMARK
            return k if is_remark else end
    return end


def _document(sentence: ItemRow, relative: int, floor: int) -> Subject | None:
    """Return the document before the "that" at *relative* ("a statement late on Friday that said"), or None."""
    noun = ph.skip_time_back(sentence.items, relative, floor) - 1
    noun -= ph.is_adverb(sentence.word(noun))
    if noun < floor or noun_class(sentence.word(noun)) != "document":
        return None
    start = noun
    while start > floor and sentence.word(start) not in INTRODUCING and _modifies(sentence.word(start - 1)):
        start -= 1
    return Subject.at(sentence, start, noun + 1)


def _modifies(word: str) -> bool:
    """Tell whether a lower-case *word* may stand before a noun that it belongs to: no verb, preposition or mark."""
    is_verb = word.endswith("ed") or word in ph.AUXILIARIES or word in past_forms()
    return word[:1].isalpha() and not is_verb and word not in ph.PREPOSITIONS


def _with_apposition(sentence: ItemRow, comma: int, floor: int) -> Subject | None:
    """Return a mention with the aside that ends at *comma* ("John Kirby, the spokesman, said")."""
    end = described_end(sentence, comma, floor)
    if end is None:
        return _before_stray_comma(sentence, comma, floor)
    end -= sentence.word(end - 1) == "."  # "Holm Corp., based in Lesk,"
    start = ph.clause_start(sentence.items, end, floor, past_forms())
    start = ph.trim_left(sentence.items, start, end)
    if start > floor and sentence.word(start - 1) not in _CLAUSE_BORDERS:
        start = ph.name_start(sentence.items, start, end)
    if ph.is_noun_phrase(sentence.items, start, end) and may_be_described(sentence, start, end, comma):
        if (whole := relative_start(sentence, start, floor)) is not None:
            return Subject.at(sentence, whole, comma)
        start = role_start(sentence, named_start(sentence, start, floor, closed=True), floor)
        return Subject.at(sentence, start, end if tells_of_the_saying(sentence, end) else comma)
    return None


def _before_stray_comma(sentence: ItemRow, comma: int, floor: int) -> Subject | None:
    """Return the name that opens its clause before a comma out of place ("Ann Lee, said it was over"), or None."""
    start = _phrase_start(sentence, comma, floor)
    named = start < comma and is_plain_name(sentence, start, comma) and opens_clause(sentence, start, floor)
    return _noun_phrase(sentence, start, comma) if named else None


def subject_after(sentence: ItemRow, cue: Cue) -> Subject | None:
    """Return the noun phrase after the cue ("said Mr Kirby"), or None."""
    if not ph.starts_noun_phrase(sentence.items, cue.end):
        return None
    end = ph.right_end(sentence.items, cue.end, past_forms())
    if sentence.word(cue.head) == "asked" and (addressee := _addressee(sentence, cue.end, end)):
        end = addressee
    elif end > cue.end:
        end = with_appositions(sentence.items, end)
    return Subject((sentence.span_of(cue.end, end),), cue.start, end) if end > cue.end else None


def _addressee(sentence: ItemRow, start: int, end: int) -> int | None:
    """Return where the one begins who is asked ("asked Ann of Mrs Mills"), or None."""
    for k in range(start + 1, end - 1):
        named = ph.is_capitalised(sentence.items[k - 1])
        if named and sentence.word(k) == "of" and sentence.word(k + 1).rstrip(".") in _TITLES:
            return k
    return None


def sentence_subject(sentence: ItemRow, limit: int) -> Subject | None:
    """Return the noun phrase with which the sentence begins, for a participle at *limit* that shares it, or None."""
    limit = min(limit, _LONGEST_START)
    if nearer := _subordinate_subject(sentence, limit) or _nearest_pronoun(sentence, limit):
        return nearer
    items, word = sentence.items, sentence.word
    first = int(word(0) in _LINKS)
    start = ph.after_lead(items, first, limit)
    start += first < start < limit and word(start) == ","  # "On Friday, Ann Lee wrote ..., saying"
    if word(start) in ph.PREPOSITIONS or _is_leading_participle(sentence, start):
        start = next((k + 1 for k in range(start, limit) if word(k) == ","), limit)
    end = _subject_end(sentence, start, limit)
    if start < end and word(end) == "(":
        end = with_appositions(items[:limit], end)
    if start < end and word(end) in ph.PREPOSITIONS and ph.skip_time(items, end) == end:
        end = _before_verb(sentence, end, limit)
    if _is_before_verb(sentence, end) or word(end - 1) == ")":
        return _noun_phrase(sentence, start, end)
    if not start < end or not ph.is_capitalised(items[end - 1]):
        if start < limit and ph.is_capitalised(items[start]) and word(start) not in _ARTICLES:
            end = _leading_name_end(sentence, start, end)
        elif end - start > _LONGEST_COMMON:
            return None
    return _noun_phrase(sentence, start, end)


def _is_leading_participle(sentence: ItemRow, start: int) -> bool:
    """Tell whether a participle before the subject stands at *start* ("Citing the law, ...", "Asked by her, ...")."""
    word, following = sentence.word(start), sentence.word(start + 1)
    taken = following in ph.PREPOSITIONS or following in _DETERMINERS or following in ph.SUBORDINATORS
    return (word.endswith("ing") or word == "asked") and taken


def _is_before_verb(sentence: ItemRow, end: int) -> bool:
    """Tell whether a verb, or an aside before it, stands at *end*, so that the words before it are a subject."""
    return sentence.word(end) in _BEFORE_A_VERB or ph.is_adverb(sentence.word(end)) or _is_verb_at(sentence, end)


def _before_verb(sentence: ItemRow, preposition: int, limit: int) -> int:
    """Return the verb behind the phrase at *preposition* ("some in Lesk left"), or *preposition* for none."""
    end = _subject_end(sentence, preposition + 1, min(limit, preposition + _LONGEST_PHRASE))
    return end if end > preposition + 1 and _is_verb_at(sentence, end) else preposition


def subject_from(sentence: ItemRow, start: int, limit: int) -> Subject | None:
    """Return the subject of the clause at *start*, or None where no verb follows it."""
    first, start = start, ph.after_lead(sentence.items, start, limit)
    start += first < start < limit and sentence.word(start) == ","
    end = _subject_end(sentence, start, limit)
    return _noun_phrase(sentence, start, end) if _is_before_verb(sentence, end) else None


def rejecting_subject(sentence: ItemRow, verb: int) -> Subject | None:
    """Return who did what the *verb* tells to the noun before ("a request President Holm denied, arguing"), or None."""
    name = verb
    while name > 0 and ph.is_capitalised(sentence.items[name - 1]):
        name -= 1
    relative = sentence.word(name - 1) == "which" or (
        sentence.word(name - 2) in _ARTICLES and sentence.word(name - 3) == ","
    )
    rejects = relative and sentence.word(verb).endswith("ed")
    return Subject.at(sentence, name, verb) if 0 < name < verb and rejects else None


def _subject_end(sentence: ItemRow, start: int, limit: int) -> int:
    """Return where the subject at *start* ends: at its verb, told by its form or by its object ("cut its price")."""
    end = ph.right_end(sentence.items[:limit], start, past_forms())
    for k in range(start + 1, end):
        if sentence.word(k) == ",":
            break  # an aside, which may hold verbs
        if _is_verb_at(sentence, k):
            return k
    return end - (end - 1 > start and sentence.word(end - 1) in _FLOATING)


def _is_verb_at(sentence: ItemRow, k: int) -> bool:
    """Tell whether a verb stands at *k*, by its form or by the determiner of its object."""
    if k >= len(sentence.items) or not sentence.items[k].text.islower():
        return False
    word = sentence.word(k)
    before_object = sentence.word(k + 1) in _OF_AN_OBJECT and word not in _NO_VERBS
    return ph.is_verb(word) or before_object or (word.endswith("s") and _stands_between_names(sentence, k))


def _stands_between_names(sentence: ItemRow, k: int) -> bool:
    """Tell whether names stand on both sides of the word at *k* ("Beijing considers Taipei")."""
    around = sentence.items[k - 1 : k + 2 : 2]
    return all(ph.is_capitalised(item) for item in around) and not sentence.word(k).endswith(("ss", "'s", "’s"))


def _subordinate_subject(sentence: ItemRow, limit: int) -> Subject | None:
    """Return the subject of a subordinate clause that ends at *limit* ("after the firm cut its price, saying")."""
    for k in range(limit - 2, max(0, limit - _LONGEST_SUBORDINATE), -1):
        if sentence.word(k) == ",":
            return None
        if sentence.word(k) in _SUBORDINATING:
            end = _subject_end(sentence, k + 1, limit - 1)
            verb = end + ph.is_adverb(sentence.word(end))  # "after the firm openly scolded it, saying"
            told = _is_verb_at(sentence, verb) and not ph.is_pronoun(sentence.word(k + 1))
            return _noun_phrase(sentence, k + 1, end) if told else None
    return None


def _nearest_pronoun(sentence: ItemRow, limit: int) -> Subject | None:
    """Return the last pronoun before *limit* that opens a clause of its own (", he left", "last week she left")."""
    for k in range(limit - 1, 0, -1):
        if sentence.word(k) in _SHE_OR_HE and _may_open_clause(sentence, k):
            return Subject.at(sentence, k, k + 1)
    return None


def _may_open_clause(sentence: ItemRow, k: int) -> bool:
    return sentence.word(k - 1) in _BEFORE_A_CLAUSE or ph.skip_time_back(sentence.items, k, 0) < k


def _leading_name_end(sentence: ItemRow, start: int, end: int) -> int:
    """Return the end of the name at *start*; *end* where it owns what follows ("Mr Roe's lawyer, meanwhile, left")."""
    last = end
    while last > start + 1 and not ph.is_capitalised(sentence.items[last - 1]):
        last -= 1
    return end if sentence.items[last - 1].text.endswith(_POSSESSIVE_ENDINGS) else last


def fits(sentence: ItemRow, subject: Subject, cue: Cue, frame: Frame) -> bool:
    """Tell whether *subject* may be the subject of the cue: no bare adjective, possessive or stray noun."""
    words = subject.spans[0].of(sentence.text)
    if words.endswith(_POSSESSIVE_ENDINGS) or len(words) > _LONGEST_SOURCE or not _agrees(sentence, subject, cue):
        return False
    bare = len(words.split()) == 1 and words.islower() and not words.endswith("s") and words not in _BARE_SOURCES
    return not bare or (frame in {Frame.THAT, Frame.QUOTE} and cue.head == subject.start + 1)


def _agrees(sentence: ItemRow, subject: Subject, cue: Cue) -> bool:
    """Tell whether a *cue* in the present agrees with *subject*; any other agrees with all."""
    form = sentence.word(cue.head)
    grouped = cue.start != cue.head or sentence.word(subject.end) in ph.AUXILIARIES
    if grouped or cue.row is None or form.endswith(("ed", "ing")):
        return True
    plural_form = not form.endswith("s")
    is_past = plural_form and form != cue.row.forms[0].partition(" ")[0]  # one without -ed: "said"
    if is_past or ph.agrees(sentence.items, subject.start, subject.end, form, plural_form=plural_form):
        return True
    if "," not in sentence.words[subject.start : subject.end]:
        return False
    comma = sentence.words.index(",", subject.start)  # what stands behind it may only describe
    return ph.agrees(sentence.items, subject.start, comma, form, plural_form=plural_form)
