# SPDX-License-Identifier: MIT
"""Frames: where the cues of a sentence stand, and what the words around each let it take as content."""

from enum import StrEnum

import attrs

from claimtrack.extraction.attribution.cues import CueRow, Frame, cue_forms
from claimtrack.extraction.attribution.items import ItemRow
from claimtrack.language import noun_phrases as ph
from claimtrack.language.closed_classes import word_class
from claimtrack.language.tokens import QUOTATION
from claimtrack.model import AttributionType


class Follows(StrEnum):
    """What stands at a place after a cue."""

    THAT = "that"
    TO = "to"
    WH = "wh"
    QUOTE = "quote"
    COMMA = "comma"
    COLON = "colon"
    END = "end"
    WORDS = "words"
    PREDICATE = "predicate"  # of a content that the cue has parted: "The talks, Kirby said, are likely to resume."


_KINDS = {
    **dict.fromkeys(["", *".!?;)—–―"], Follows.END),
    **dict.fromkeys((word_class("wh-word") - {"whom", "whose"}) | {"whether", "if"}, Follows.WH),
    QUOTATION: Follows.QUOTE,
    ",": Follows.COMMA,
    ":": Follows.COLON,
    "that": Follows.THAT,
    "to": Follows.TO,
}
_BEFORE_A_QUOTATION = frozenset(", : — – ―".split())
_ENDS_THE_ADDRESS = frozenset({Follows.THAT, Follows.QUOTE, Follows.END, Follows.COMMA})
# The frame that a content has by what opens it, and the frames of which a cue needs one to take it.
_OPENED = {
    Follows.QUOTE: (Frame.QUOTE, (Frame.QUOTE, Frame.CLAUSE, Frame.NP, Frame.QUOTED, Frame.THAT)),
    Follows.THAT: (Frame.THAT, (Frame.THAT, Frame.ADDRESSEE)),
    Follows.WH: (Frame.WH, (Frame.WH,)),
    Follows.TO: (Frame.TO, (Frame.TO,)),
}
_BY_PREPOSITION: dict[str, Frame] = {frame.value: frame for frame in (Frame.OF, Frame.ON, Frame.ABOUT, Frame.FOR)}
# Frames with a word after their object, in the order in which they are tried.
_AFTER_OBJECT = {Frame.OBJ_TO: "to", Frame.OBJ_OF: "of", Frame.OBJ_FOR: "for", Frame.NP_AS: "as", Frame.AS: "as"}

_SEEMING = frozenset("appear appears appeared seem seems seemed".split())
_PARENTHETICALS = frozenset("however though too meanwhile".split())
_AUDIENCES = frozenset("reporters journalists".split())
_NO_VERB_AFTER = word_class("article").union("to of his her its their no any by for".split())
_CLAUSE_STARTS = frozenset("there if when".split())
_ASSERTIVE = frozenset({AttributionType.ASSERTION, AttributionType.FACT})
_LONGEST_GROUP = 6  # how many auxiliaries and adverbs may lead a verb group
_CLAUSE_REACH = 60  # how far to look for the verb of a clause that follows a cue
_REACH = 14  # how many items may stand between a cue and its "that" or its quotation


@attrs.frozen
class Cue:
    """A cue in a row of items: the verb group from *start* to *end*, its head at *head*."""

    start: int
    head: int
    end: int
    row: CueRow | None

    def takes(self, *frames: Frame) -> bool:
        """Tell whether the cue has one of *frames*."""
        return self.row is not None and not self.row.frames.isdisjoint(frames)


def find_cues(sentence: ItemRow) -> list[Cue]:
    """Return every place in *sentence* where a form of the lexicon stands, with its verb group."""
    forms, words = cue_forms(), sentence.words
    places = [k for k, word in enumerate(words) if word in forms or word == "according"]
    headline = bool(places) and 2 * sum(map(ph.is_capitalised, sentence.items)) > len(words)
    cues: list[Cue] = []
    for k in places:
        if (not cues or k >= cues[-1].end) and (cue := _cue_at(sentence, k, headline=headline)):
            cues.append(cue)
    return cues


def _cue_at(sentence: ItemRow, k: int, *, headline: bool) -> Cue | None:
    words = sentence.words
    if words[k] == "according" and sentence.word(k + 1) == "to":
        return Cue(k, k, k + 2, None)
    if k > 0 and ph.is_capitalised(sentence.items[k]) and not headline:  # the Islamic State, Kids Count
        return None
    for form, row in cue_forms().get(words[k], ()):
        if words[k : k + len(form)] == form:
            return Cue(_group_start(sentence, k), k, k + len(form), row)
    return None


def _group_start(sentence: ItemRow, head: int) -> int:
    """Return where the verb group begins whose head is at *head*: its auxiliaries and adverbs, "seems to"."""
    words, start = sentence.words, head
    while start > max(0, head - _LONGEST_GROUP) and (
        words[start - 1] in ph.AUXILIARIES or ph.is_adverb(words[start - 1])
    ):
        start -= 1
    return start - 2 if start > 1 and words[start - 1] == "to" and words[start - 2] in _SEEMING else start


def is_participle(sentence: ItemRow, cue: Cue) -> bool:
    """Tell whether the head of *cue* is a present participle ("saying")."""
    return sentence.word(cue.head).endswith("ing")


def is_attributing(sentence: ItemRow, cue: Cue) -> bool:
    """Tell whether the form at *cue* is used as a verb that attributes: not passive, not an infinitive."""
    before = sentence.word(cue.head - 1)
    if before == "to" and sentence.word(cue.head - 2) in _SEEMING:
        return True
    if before in _NO_VERB_AFTER:
        return False
    group = sentence.words[cue.start : cue.head]
    if not is_participle(sentence, cue) and not ph.BE.isdisjoint(group):
        return False
    negated = any(w in {"not", "never"} or w.endswith(("n't", "n’t")) for w in group)
    return not negated or cue.row is None or cue.row.type not in _ASSERTIVE


def following(sentence: ItemRow, cue: Cue) -> tuple[int, Follows]:
    """Return where what *cue* takes may begin, behind times, adverbs and those who are told, and what stands there."""
    k = _after_adverbs(sentence, cue.end)
    if _preposition_taken(sentence, cue, k):
        return k, Follows.WORDS
    kind = kind_at(sentence, k)
    if kind is Follows.COLON:
        return k + 1, Follows.WORDS
    if kind is not Follows.WORDS:
        return k, kind
    addressed = cue.takes(Frame.ADDRESSEE) or sentence.word(k) in _AUDIENCES
    if sentence.word(k) in ph.PREPOSITIONS or addressed:
        return _after_address(sentence, cue, k, addressed=addressed)
    return k, Follows.WORDS


def _after_adverbs(sentence: ItemRow, k: int) -> int:
    """Return the place after times and adverbs at *k* ("on Monday", "only", ", however,")."""
    while (after := ph.skip_time(sentence.items, k)) > k or _is_plain_adverb(sentence.word(k)):
        k = max(k + 1, after)
    aside = sentence.word(k) == "," and sentence.word(k + 1) in _PARENTHETICALS and sentence.word(k + 2) == ","
    return k + 3 if aside else k


def _is_plain_adverb(word: str) -> bool:
    return word == "only" or (word != "so" and ph.is_adverb(word))


def _preposition_taken(sentence: ItemRow, cue: Cue, k: int) -> Frame | None:
    """Return the frame of *cue* whose preposition stands at *k*, or None."""
    frame = _BY_PREPOSITION.get(sentence.word(k))
    return frame if frame and cue.takes(frame) else None


def _after_address(sentence: ItemRow, cue: Cue, start: int, *, addressed: bool) -> tuple[int, Follows]:
    """Return what follows the words at *start* that tell to whom or where it was said ("told reporters in Rome that").

    Where nothing that a cue takes comes before the next verb, these words are themselves what follows.
    """
    for k in range(start + 1, min(start + _REACH, len(sentence.items) + 1)):
        kind = kind_at(sentence, k)
        if kind is Follows.TO and cue.takes(Frame.OBJ_TO):
            break
        if kind is Follows.QUOTE and sentence.word(k) == QUOTATION and not sentence.is_utterance(k):
            continue  # "said on “The Morning Show” that ..."
        if kind in _ENDS_THE_ADDRESS or (addressed and kind in _OPENED and cue.takes(*_OPENED[kind][1])):
            return k, kind
        if sentence.word(k) in ph.AUXILIARIES:
            break
    return start, Follows.WORDS


def kind_at(sentence: ItemRow, k: int) -> Follows:
    """Return what stands at *k*."""
    word = sentence.word(k)
    if word in _BEFORE_A_QUOTATION and sentence.word(k + 1) == QUOTATION:
        return Follows.QUOTE
    return _KINDS.get(word, Follows.WORDS)


def frame_of(sentence: ItemRow, cue: Cue, place: int, kind: Follows) -> Frame | None:
    """Return the frame of *cue* that fits what follows it, which is *kind* at *place*, or None."""
    if kind in _OPENED:
        frame, needed = _OPENED[kind]
        return frame if cue.takes(*needed) else None
    if kind is not Follows.WORDS or place >= len(sentence.items):
        return None
    return (
        _preposition_taken(sentence, cue, place)
        or _frame_with_object(sentence, cue, place)
        or _plain_frame(sentence, cue, place)
    )


def _frame_with_object(sentence: ItemRow, cue: Cue, place: int) -> Frame | None:
    """Return the frame of *cue* of which a later word tells ("urged them to", "described it as"), or None."""
    rest = sentence.words[place + 1 : place + _REACH]
    for frame, word in _AFTER_OBJECT.items():
        if cue.takes(frame) and word in rest:
            return frame
    return Frame.QUOTED if cue.takes(Frame.QUOTED) and QUOTATION in rest else None


def _plain_frame(sentence: ItemRow, cue: Cue, place: int) -> Frame | None:
    """Return whether *cue* takes what begins at *place* as a noun phrase or as a clause without "that"; else None."""
    word, rest = sentence.word(place), sentence.items[place : place + _CLAUSE_REACH]
    finite = not ph.AUXILIARIES.isdisjoint(sentence.words[place : place + _CLAUSE_REACH])
    if word in ph.PREPOSITIONS or word == "not":
        starts = finite or any(ph.is_verb(item.text) for item in rest)
    else:
        starts = word in _CLAUSE_STARTS or ph.starts_noun_phrase(sentence.items, place)
    if not starts:
        return None
    if cue.takes(Frame.NP) and not (finite and cue.takes(Frame.CLAUSE)):
        return Frame.NP
    return Frame.CLAUSE if cue.takes(Frame.CLAUSE, Frame.ADDRESSEE) else None
