# SPDX-License-Identifier: MIT
"""Cues in the passive, and cues that another relays: whom they name is not who stands before them."""

import attrs

from claimtrack.extraction.attribution.cue_frames import Cue, Follows, following, frame_of, group_start, is_participle
from claimtrack.extraction.attribution.cues import Frame, past_forms
from claimtrack.extraction.attribution.items import ItemRow
from claimtrack.extraction.attribution.subjects import Subject, own_subject
from claimtrack.language import noun_phrases as ph
from claimtrack.language.appositions import with_appositions
from claimtrack.language.tokens import QUOTATION
from claimtrack.model import AttributionType, Span

_QUOTING = frozenset("quoted cited quotes quoting cites citing".split())
_HELD = frozenset({AttributionType.ASSERTION, AttributionType.BELIEF})
_HEARSAY = frozenset({("to", "be"), ("to", "have")})
_NEW_CLAUSES = frozenset("and but while according".split())
_NO_AGENT = ph.SUBORDINATORS - {"and"}
_CLAUSE_ENDS = frozenset("; — – (".split())
_LONGEST_AGENT = 15  # items between "by" and "as", or between "quoted" and "as saying"


@attrs.frozen
class Told:
    """An attribution that a passive or a relay makes.

    Attributes:
        cue: The cue, with the auxiliaries of the passive.
        subject: Its source, without spans where nobody is named.
        content: What is attributed.
        pattern: The construction.
        end: The place after it.
        via: Who relays it.
    """

    cue: Cue
    subject: Subject
    content: tuple[Span, ...]
    pattern: str
    end: int
    via: tuple[Span, ...] = ()


def read_passive(sentence: ItemRow, cue: Cue, floor: int) -> Told | None:
    """Return what *cue* attributes in the passive ("is said to", "described by X as") or in a relay ("as saying")."""
    if is_participle(sentence, cue):
        return _relay(sentence, cue, floor) if sentence.word(cue.start - 1) == "as" else None
    if ph.BE.isdisjoint(sentence.words[cue.start : cue.head]):
        return None
    if sentence.word(cue.end) == "by":
        return _agent(sentence, cue, floor)
    return _hearsay(sentence, cue, floor) if sentence.words[cue.end : cue.end + 2] in _HEARSAY else None


def _relay(sentence: ItemRow, cue: Cue, floor: int) -> Told | None:
    """Read "the paper quoted X as saying" and "X was quoted as saying"."""
    link = cue.start - 1
    places = range(link - 1, max(floor, link - _LONGEST_AGENT) - 1, -1)
    verb = next((k for k in places if sentence.word(k) in _QUOTING), None)
    if verb is None:
        return None
    start = group_start(sentence, verb)
    before = own_subject(sentence, attrs.evolve(cue, start=start), floor)
    if verb + 1 < link:
        return _quoted_other(sentence, attrs.evolve(cue, start=link), verb, before, floor)
    passive = before is not None and not ph.BE.isdisjoint(sentence.words[start:verb])
    return _relayed(sentence, attrs.evolve(cue, start=start), before, floor) if before and passive else None


def _quoted_other(sentence: ItemRow, cue: Cue, verb: int, relay: Subject | None, floor: int) -> Told | None:
    """Read what *relay* has from whoever stands between the *verb* and *cue* ("quoted X as saying")."""
    end = cue.start - (sentence.word(cue.start - 1) == ",")
    if not ph.starts_noun_phrase(sentence.items, verb + 1):
        return None
    return _relayed(sentence, cue, Subject.at(sentence, verb + 1, end), floor, relay.spans if relay else ())


def _relayed(sentence: ItemRow, cue: Cue, subject: Subject, floor: int, via: tuple[Span, ...] = ()) -> Told | None:
    place, kind = following(sentence, cue)
    if frame_of(sentence, cue, place, kind) is not None and sentence.word(place) != "by":
        end = _clause_end(sentence, place)
        return Told(cue, subject, sentence.content(place, end), "quoted-as", end, via)
    end = subject.start - 1
    if kind in {Follows.QUOTE, Follows.THAT} or sentence.word(end) not in {",", QUOTATION}:
        return None
    end += sentence.word(end) == QUOTATION
    return Told(cue, subject, sentence.content(floor, end), "quoted-as", cue.end, via)


def _agent(sentence: ItemRow, cue: Cue, floor: int) -> Told | None:
    """Read "the plan was described by the union as a scam", whose content is the plan and the scam."""
    subject = own_subject(sentence, cue, floor)
    places = range(cue.end + 2, min(cue.end + _LONGEST_AGENT, len(sentence.items)))
    link = next((k for k in places if sentence.word(k) == "as"), None)
    agent = ph.right_end(sentence.items, cue.end + 1, past_forms())
    if subject is None or link is None or with_appositions(sentence.items, agent) > link:
        return None
    if not _NO_AGENT.isdisjoint(sentence.words[cue.end + 1 : link]):  # "asked by a caller why it is seen as late"
        return None
    source, end = Subject.at(sentence, cue.end + 1, link), _clause_end(sentence, link)
    return Told(cue, source, subject.spans + sentence.content(link, end), "passive-by", end)


def _hearsay(sentence: ItemRow, cue: Cue, floor: int) -> Told | None:
    """Read "the captain is said to be well", which names no source."""
    row = cue.row
    is_held = row is not None and row.type in _HELD and cue.takes(Frame.THAT) and not row.predicative
    if not is_held or cue.takes(Frame.OBJ_TO, Frame.TO, Frame.ADDRESSEE):
        return None
    who = sentence.word(cue.start - 1) in {"who", "which"}
    subject = Subject.at(sentence, cue.start - 1, cue.start) if who else own_subject(sentence, cue, floor)
    if subject is None:
        return None
    end = _clause_end(sentence, cue.end, aside=who and sentence.word(cue.start - 2) == ",")
    content = subject.spans + sentence.content(cue.end, end)
    return Told(cue, Subject((), cue.start, cue.start), content, "hearsay", end)


def _clause_end(sentence: ItemRow, start: int, *, aside: bool = False) -> int:
    """Return where the clause at *start* ends: at a dash, a semicolon, or a comma before a new clause."""
    for k in range(start + 1, len(sentence.items)):
        comma = sentence.word(k) == ","
        if sentence.word(k) in _CLAUSE_ENDS or (comma and (aside or sentence.word(k + 1) in _NEW_CLAUSES)):
            return k
    return len(sentence.items)
