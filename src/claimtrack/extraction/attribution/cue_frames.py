# SPDX-License-Identifier: MIT
"""Frames: where the cues of a sentence stand, and what the words around each let it take as content."""

from enum import StrEnum

import attrs

from claimtrack.extraction.attribution.clauses import after_aside, has_finite_verb, may_be_verb, opens_a_main_clause
from claimtrack.extraction.attribution.cues import CueRow, Frame, cue_forms, cue_starts, past_forms
from claimtrack.extraction.attribution.items import ItemRow
from claimtrack.language import noun_phrases as ph
from claimtrack.language.closed_classes import with_either_apostrophe, word_class
from claimtrack.language.nouns import is_role, noun_class
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
    Follows.QUOTE: (Frame.QUOTE, (Frame.QUOTE, Frame.CLAUSE, Frame.NP, Frame.THAT)),
    Follows.THAT: (Frame.THAT, (Frame.THAT, Frame.ADDRESSEE)),
    Follows.WH: (Frame.WH, (Frame.WH,)),
    Follows.TO: (Frame.TO, (Frame.TO,)),
}
_BY_PREPOSITION: dict[str, Frame] = {frame.value: frame for frame in (Frame.OF, Frame.ON, Frame.ABOUT, Frame.FOR)}
# Frames with a word after their object, in the order in which they are tried.
_AFTER_OBJECT = {Frame.OBJ_TO: "to", Frame.OBJ_OF: "of", Frame.OBJ_FOR: "for", Frame.NP_AS: "as", Frame.AS: "as"}

_SEEMING = frozenset(
    "appear appears appeared seem seems seemed continue continues continued try tries tried sought began".split()
)
_PRONOUNS_WITH_BE = with_either_apostrophe(frozenset("you're we're they're i'm it's".split()))
_PARENTHETICALS = frozenset("however though too meanwhile".split())
_SAYS = frozenset("say says said saying".split())
_LEADS_ELSEWHERE = frozenset("that which who saying adding".split())
_AUDIENCES = frozenset("reporters journalists".split())
_TOLD_PRONOUNS = word_class("object pronoun") - {"her"}  # which is a determiner as often
_DETERMINERS = word_class("article", "demonstrative", "possessive determiner", "quantifier")
_CLAUSE_OPENINGS = _DETERMINERS | ph.PRONOUNS - {"who"} | {"there"}
_PLACES = frozenset("in at on via".split())
_BEFORE_A_PARTICIPLE = frozenset({",", QUOTATION})
_INSIDE_AN_ADDRESS = ph.PREPOSITIONS | {"and", "or", "who", "which"}
_NO_VERB_AFTER = word_class("article").union("to of his her its their no any by for".split())
_GERUNDS = frozenset("being having".split())
_CLAUSE_STARTS = frozenset("there if when".split())
_STOPS_A_VERB = word_class("subordinator", "preposition or subordinator") | {"as", ";"}
_ASSERTIVE = frozenset({AttributionType.ASSERTION, AttributionType.FACT})
_LONGEST_GROUP = 6  # how many auxiliaries and adverbs may lead a verb group
_CLAUSE_REACH = 60  # how far to look for the verb of a clause that follows a cue
_LONGEST_ADDRESS = 10  # items
_SHORT_ADDRESS = 2  # items behind which a name begins the clause ("told the court Mr Dahl had lied")
_FLOATING = frozenset("both all each himself herself itself themselves".split())
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
    starts, words = cue_starts(), sentence.words
    places = [k for k, word in enumerate(words) if word in starts]
    # A headline may have its cue in capitals; one inside a text leads to another story.
    in_doubt = sentence.span.start == 0 and any(k > 0 and ph.is_capitalised(sentence.items[k]) for k in places)
    headline = in_doubt and 2 * sum(map(ph.is_capitalised, sentence.items)) > len(words)
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
            of_the = row.predicative and words[k - 2 : k] == ("of", "the")  # "is of the view that"
            return Cue(group_start(sentence, k - 2 * of_the), k, k + len(form), row)
    return None


def group_start(sentence: ItemRow, head: int) -> int:
    """Return where the verb group begins whose head is at *head*: its auxiliaries and adverbs, "seems to"."""
    words, start = sentence.words, head
    while start > max(0, head - _LONGEST_GROUP) and _leads(sentence, start - 1):
        start -= 1
    seems = start > 1 and words[start - 1] == "to" and words[start - 2] in _SEEMING
    return group_start(sentence, start - 2) if seems else start


def _leads(sentence: ItemRow, k: int) -> bool:
    """Tell whether the word at *k* is an auxiliary or an adverb, and no name ("Nora May", "Farm Weekly", "in May")."""
    word = sentence.words[k]
    if word in _FLOATING and k > 0:
        return sentence.words[k - 1] in ph.AUXILIARIES  # "have both said"
    if word not in ph.AUXILIARIES and not ph.is_adverb(word):
        return False
    return k == 0 or not ph.is_capitalised(sentence.items[k]) or not sentence.words[k - 1].isalpha()


def is_participle(sentence: ItemRow, cue: Cue) -> bool:
    """Tell whether the head of *cue* is a present participle ("saying")."""
    return sentence.words[cue.head].endswith("ing")


def is_attributing(sentence: ItemRow, cue: Cue) -> bool:
    """Tell whether the form at *cue* is used as a verb that attributes: not passive, not an infinitive."""
    group = sentence.words[cue.start : cue.head]
    if cue.row is not None and cue.row.predicative:
        return not ph.BE.isdisjoint(group) and "not" not in group
    before = sentence.word(cue.head - 1)
    if sentence.word(cue.end) in past_forms() and noun_class(sentence.word(cue.head)) == "document":
        return False  # "the Harbour Post report said"
    if before == "to" and sentence.word(cue.head - 2) in _SEEMING:
        return True
    if before in _NO_VERB_AFTER:
        return False
    if not is_participle(sentence, cue) and (not ph.BE.isdisjoint(group) or _follows_be(sentence, cue)):
        return False
    negated = any(w in {"not", "never"} or w.endswith(("n't", "n’t")) for w in group)
    return not negated or cue.row is None or cue.row.type not in _ASSERTIVE


def _follows_be(sentence: ItemRow, cue: Cue) -> bool:
    """Tell whether a pronoun with a form of be in it stands before *cue* ("they're told", "it's said")."""
    return cue.start > 0 and sentence.words[cue.start - 1] in _PRONOUNS_WITH_BE


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
    return _after_those_told(sentence, cue, k)


def _after_those_told(sentence: ItemRow, cue: Cue, k: int) -> tuple[int, Follows]:
    """Return what follows those who are told or the occasion at *k*, if any stand there."""
    addressed = cue.takes(Frame.ADDRESSEE) or sentence.word(k) in _AUDIENCES
    if addressed and (told := _told_clause(sentence, k)):
        return told, Follows.WORDS
    if sentence.word(k) in _PLACES and cue.takes(Frame.CLAUSE) and (said := _told_clause(sentence, k + 1, said=True)):
        return said, Follows.WORDS
    if addressed and _preposition_taken(sentence, cue, k + 1) and "that" not in sentence.words[k : k + _REACH]:
        return k + 1, Follows.WORDS  # "warned drivers of floods"
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
        if kind is Follows.COMMA and kind_at(sentence, after_aside(sentence, k)) in {Follows.THAT, Follows.QUOTE}:
            return after_aside(sentence, k), kind_at(sentence, after_aside(sentence, k))
        if kind is Follows.TO and cue.takes(Frame.OBJ_TO):
            break
        if kind is Follows.THAT and sentence.word(k - 1) in ph.PREPOSITIONS:
            continue  # "said of that plan"
        if kind is Follows.QUOTE and sentence.word(k) == QUOTATION and not sentence.is_utterance(k):
            continue  # "said on “The Morning Show” that ..."
        if kind in _ENDS_THE_ADDRESS or (addressed and kind in _OPENED and cue.takes(*_OPENED[kind][1])):
            return k, kind
        if sentence.word(k) in ph.AUXILIARIES:
            break
    return start, Follows.WORDS


def _told_clause(sentence: ItemRow, start: int, *, said: bool = False) -> int | None:
    """Return where a clause begins behind those to whom it is told at *start* ("told drivers the road was icy").

    There is none where a mark or a word that opens a content comes first, or where no verb follows.
    Behind a place, where it is *said* to nobody, only a determiner or a pronoun begins one ("said in a note the road").
    """
    if not ph.starts_noun_phrase(sentence.items, start):
        return None
    if sentence.word(start) in _TOLD_PRONOUNS:
        clause = start + 1
    else:
        places = range(start + 1, min(start + _LONGEST_ADDRESS, len(sentence.items)))
        clause = after_aside(sentence, next((k for k in places if _ends_an_address(sentence, start, k)), start))
    begins = kind_at(sentence, clause) is Follows.WORDS and ph.starts_noun_phrase(sentence.items, clause)
    shown = sentence.word(clause) in ph.PRONOUNS or _has_verb(sentence, clause + 1)
    shown = shown and (not said or sentence.word(clause) in _CLAUSE_OPENINGS)
    return clause if clause > start and begins and shown else None


def _ends_an_address(sentence: ItemRow, start: int, k: int) -> bool:
    """Tell whether those who are told from *start* on end before *k*, for whatever reason."""
    word, last = sentence.word(k), sentence.word(k - 1)
    if kind_at(sentence, k) is not Follows.WORDS or word in ph.AUXILIARIES:
        return True
    if last in _INSIDE_AN_ADDRESS or (k - 1 == start and last in _DETERMINERS and last != "her"):
        return False
    audience = last in _AUDIENCES and word not in _INSIDE_AN_ADDRESS
    return word in _CLAUSE_OPENINGS or audience or (k <= start + _SHORT_ADDRESS and _begins_name(sentence, k))


def _begins_name(sentence: ItemRow, k: int) -> bool:
    """Tell whether a name begins at *k* behind a noun that is no title of it (as in "told the court Mr Dahl had")."""
    last = sentence.items[k - 1].text
    return ph.is_capitalised(sentence.items[k]) and last.isalpha() and last.islower() and not is_role(last)


def _has_verb(sentence: ItemRow, start: int) -> bool:
    """Tell whether a verb comes soon after *start*, before a quotation or a "that"."""
    for k in range(start, min(start + _REACH, len(sentence.items))):
        if ph.is_verb(sentence.items[k].text):
            return True
        if sentence.word(k) in {QUOTATION, "that"}:
            return False
    return False


def kind_at(sentence: ItemRow, k: int) -> Follows:
    """Return what stands at *k*."""
    word = sentence.word(k)
    if word in _BEFORE_A_QUOTATION and sentence.word(k + 1) == QUOTATION:
        return Follows.QUOTE
    return _KINDS.get(word, Follows.WORDS)


def frame_of(sentence: ItemRow, cue: Cue, place: int, kind: Follows) -> Frame | None:
    """Return the frame of *cue* that fits what follows it, which is *kind* at *place*, or None."""
    if kind is Follows.TO and not _starts_infinitive(sentence, place + 1):
        return None
    if kind in _OPENED:
        frame, needed = _OPENED[kind]
        return frame if cue.takes(*needed) or (kind is Follows.QUOTE and _is_so_called(sentence, cue)) else None
    if kind is not Follows.WORDS or place >= len(sentence.items):
        return None
    return (
        _preposition_taken(sentence, cue, place)
        or _frame_with_object(sentence, cue, place)
        or _plain_frame(sentence, cue, place)
    )


def led_to(sentence: ItemRow, cue: Cue, place: int) -> int | None:
    """Return where the quotation begins to which the words from *place* on lead ("asked Ann Lee, “Why?”"), or None."""
    if not cue.takes(Frame.QUOTE):
        return None
    for k in range(place, min(place + _REACH, len(sentence.items) - 1)):
        word = sentence.word(k)
        if word in ph.AUXILIARIES or word == QUOTATION or word in _LEADS_ELSEWHERE or word in past_forms():
            return None
        if word in _BEFORE_A_QUOTATION and sentence.is_utterance(k + 1):
            return k
    return None


def _is_so_called(sentence: ItemRow, cue: Cue) -> bool:
    """Tell whether *cue* gives a name to what a clause tells of ("what she calls “a scam”", no "film called “X”")."""
    return cue.takes(Frame.QUOTED) and "what" in sentence.words[max(0, cue.start - _REACH) : cue.start]


def _starts_infinitive(sentence: ItemRow, place: int) -> bool:
    """Tell whether a verb may stand at *place* behind "to": no number, name or determiner ("fell to 12 cases")."""
    word = sentence.word(place)
    plain = word.isalpha() and word not in _NO_VERB_AFTER and not ph.is_capitalised(sentence.items[place])
    return plain or word == QUOTATION


def _frame_with_object(sentence: ItemRow, cue: Cue, place: int) -> Frame | None:
    """Return the frame of *cue* of which a later word tells ("urged them to", "described it as"), or None."""
    rest = sentence.words[place + 1 : place + _REACH]
    for frame, word in _AFTER_OBJECT.items():
        if cue.takes(frame) and word in rest and sentence.word(place) != "not":  # "asked not to be named"
            return frame
    calls = cue.end == cue.head + 1 and is_participle(sentence, cue)  # and not "referring to"
    joins = calls and sentence.word(cue.start - 1) == ","  # "left, calling it a scam"
    return Frame.QUOTED if cue.takes(Frame.QUOTED) and (joins or QUOTATION in rest) else None


def _plain_frame(sentence: ItemRow, cue: Cue, place: int) -> Frame | None:
    """Return whether *cue* takes what begins at *place* as a noun phrase or as a clause without "that"; else None."""
    word, end = sentence.word(place), _verb_reach(sentence, cue, place)
    rest = sentence.items[place:end]
    finite = not ph.AUXILIARIES.isdisjoint(sentence.words[place:end])
    if word == "by":  # "the claims made by her"
        return None
    if word in ph.PREPOSITIONS or word == "not":
        starts = finite or any(ph.is_verb(item.text) for item in rest)
    else:
        starts = word in _CLAUSE_STARTS or word in _GERUNDS or ph.starts_noun_phrase(sentence.items, place)
    if not starts:
        return Frame.CLAUSE if cue.takes(Frame.CLAUSE) and opens_a_main_clause(sentence, place) else None
    if cue.takes(Frame.NP) and not (finite and cue.takes(Frame.CLAUSE)):
        return Frame.NP
    joins = not is_participle(sentence, cue) or sentence.word(cue.start - 1) in _BEFORE_A_PARTICIPLE  # "a map showing"
    if cue.takes(Frame.THAT) and joins and has_finite_verb(sentence, place):
        return Frame.CLAUSE
    # "said" takes fragments too ("said no"); other cues with no clause behind them are acts ("claimed victory").
    is_clause = finite or sentence.word(cue.head) in _SAYS or any(map(may_be_verb, rest[1:]))
    return Frame.CLAUSE if is_clause and cue.takes(Frame.CLAUSE, Frame.ADDRESSEE) else None


def _verb_reach(sentence: ItemRow, cue: Cue, place: int) -> int:
    """Return where to stop looking for the verb of a clause at *place*: "said" takes fragments, others no "as ..."."""
    end = place + _CLAUSE_REACH
    words = sentence.words[place + 1 : end]
    if sentence.words[cue.head] in _SAYS or _STOPS_A_VERB.isdisjoint(words):
        return end
    return place + 1 + next(k for k, word in enumerate(words) if word in _STOPS_A_VERB)
