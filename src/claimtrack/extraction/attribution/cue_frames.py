# SPDX-License-Identifier: MIT
"""Frames: where the cues of a sentence stand, and what the words around each let it take as content."""

import attrs

from claimtrack.extraction.attribution.cues import CueRow, cue_forms
from claimtrack.extraction.attribution.items import Sentence, is_utterance
from claimtrack.language import noun_phrases as ph
from claimtrack.language.noun_phrases import QUOTE

_WH = frozenset("whether if how why what when where who which".split())
_SEEMING = frozenset("appear appears appeared seem seems seemed".split())
_PARTICIPLE = "ing"
_LONGEST_GROUP = 6  # how many auxiliaries and adverbs may lead a verb group
_FINITE_REACH = 60  # how far to look for the verb of a clause that follows a cue
_REACH = 14  # how many items may stand between a cue and its "that" or its quotation


@attrs.frozen
class Cue:
    """A cue in a row of items: the verb group from *start* to *end*, its head at *head*."""

    start: int
    head: int
    end: int
    row: CueRow | None

    def takes(self, *frames: str) -> bool:
        """Tell whether the cue has one of *frames*."""
        return self.row is not None and any(f in self.row.frames for f in frames)


def find_cues(sentence: Sentence) -> list[Cue]:
    """Return every place in *sentence* where a form of the lexicon stands, with its verb group."""
    forms, words, cues = cue_forms(), sentence.words, []
    places = [k for k, word in enumerate(words) if word in forms or word == "according"]
    headline = bool(places) and 2 * sum(map(ph.is_capitalised, sentence.items)) > len(words)
    end = 0  # of the latest cue
    for k in places:
        if k < end:
            continue
        if words[k] == "according" and sentence.word(k + 1) == "to":
            end = k + 2
            cues.append(Cue(k, k, end, None))
            continue
        if k > 0 and ph.is_capitalised(sentence.items[k]) and not headline:  # the Islamic State, Kids Count
            continue
        for form, row in forms.get(words[k], ()):
            if words[k : k + len(form)] == form:
                start, end = k, k + len(form)
                while start > max(0, k - _LONGEST_GROUP) and (
                    words[start - 1] in ph.AUXILIARIES or ph.is_adverb(words[start - 1])
                ):
                    start -= 1
                if start > 1 and words[start - 1] == "to" and words[start - 2] in _SEEMING:
                    start -= 2
                cues.append(Cue(start, k, end, row))
                break
    return cues


def following(sentence: Sentence, cue: Cue) -> tuple[int, str]:
    """Return what follows a cue, and where: that, quote, wh, to, end, comma or words."""
    k = cue.end
    while ph.skip_time(sentence.items, k) > k or sentence.word(k) == "only" or _is_plain_adverb(sentence, k):
        k = max(k + 1, ph.skip_time(sentence.items, k))
    if (
        sentence.word(k) == ","
        and sentence.word(k + 1) in {"however", "though", "too", "meanwhile"}
        and sentence.word(k + 2) == ","
    ):
        k += 3
    if cue.takes(sentence.word(k)) and sentence.word(k) in ph.PREPOSITIONS - {"to"}:
        return k, "words"
    plain = kind_at(sentence, k)
    if plain != "words":
        return (k + 1 if plain == "colon" else k), plain.replace("colon", "words")
    addressed = cue.takes("addressee") or sentence.word(k) in {"reporters", "journalists"}
    if sentence.word(k) in ph.PREPOSITIONS or addressed:
        for m in range(k + 1, min(k + _REACH, len(sentence.items) + 1)):
            kind = kind_at(sentence, m)
            if kind == "to" and cue.takes("obj-to"):
                return k, "words"
            if kind == "quote" and sentence.word(m) == QUOTE and not is_utterance(sentence, m):
                continue  # "said on “The Morning Show” that ..."
            if kind in {"that", "quote", "end", "comma"} or (addressed and cue.takes(kind) and kind in {"wh", "to"}):
                return m, kind
            if sentence.word(m) in ph.AUXILIARIES:
                break
    return k, "words"


def _is_plain_adverb(sentence: Sentence, k: int) -> bool:
    return ph.is_adverb(sentence.word(k)) and sentence.word(k) != "so"


def kind_at(sentence: Sentence, k: int) -> str:
    """Return what stands at *k*: that, to, wh, quote, comma, colon, end or words."""
    word = sentence.word(k)
    if word in {"", ".", "!", "?", ";", ")"}:
        return "end"
    if word == QUOTE:
        return "quote"
    if word in {",", ":", "—", "–", "―"}:
        if sentence.word(k + 1) == QUOTE:
            return "quote"
        return "comma" if word == "," else "colon" if word == ":" else "end"
    if word in {"that", "to"}:
        return word
    return "wh" if word in _WH else "words"


def is_verb(sentence: Sentence, cue: Cue) -> bool:
    """Tell whether the form at *cue* is used as a verb that attributes: not passive, not an infinitive."""
    before = sentence.word(cue.head - 1)
    group = {sentence.word(k) for k in range(cue.start, cue.head)}
    if before == "to" and sentence.word(cue.head - 2) in _SEEMING:
        return True
    if before in {"to", "the", "a", "an", "of", "his", "her", "its", "their", "no", "any", "by", "for"}:
        return False
    participle = sentence.word(cue.head).endswith(_PARTICIPLE)
    if not participle and group & ph.BE:
        return False
    assertion = cue.row is not None and cue.row.type.value in {"assertion", "fact"}
    negated = any(w in {"not", "never"} or w.endswith(("n't", "n’t")) for w in group)
    return not (negated and assertion)


def frame_of(sentence: Sentence, cue: Cue, place: int, kind: str) -> str | None:
    """Return the frame of the cue that what follows it fits, or None."""
    for frame in ("quote", "that", "wh", "to"):
        if kind == frame and (cue.takes(frame) or (frame == "that" and cue.takes("addressee"))):
            return frame
    if kind == "quote" and cue.takes("clause", "np", "quoted", "that"):
        return "quote"
    if kind != "words" or place >= len(sentence.items):
        return None
    for frame in ("of", "on", "about", "for"):
        if cue.takes(frame) and sentence.word(place) == frame:
            return frame
    reach = range(place + 1, min(place + _REACH, len(sentence.items)))
    for frame in ("obj-to", "obj-of", "obj-for", "np-as", "as"):
        if cue.takes(frame) and any(sentence.word(k) == frame.rpartition("-")[2] for k in reach):
            return frame
    if cue.takes("quoted") and any(sentence.word(k) == QUOTE for k in reach):
        return "quoted"
    rest = sentence.items[place : place + _FINITE_REACH]
    finite = any(item.text.lower() in ph.AUXILIARIES for item in rest)
    starts = ph.starts_noun_phrase(sentence.items, place) or sentence.word(place) in {"there", "if", "when"}
    if sentence.word(place) in ph.PREPOSITIONS or sentence.word(place) == "not":
        starts = finite or ph.holds_verb(rest)
    if starts and cue.takes("np") and not (finite and cue.takes("clause")):
        return "np"
    return "clause" if starts and cue.takes("clause", "addressee") else None


def goes_on(sentence: Sentence, place: int) -> bool:
    """Tell whether the quotation after a cue goes on with a sentence: it begins with a small letter."""
    quote = sentence.quotes.get(place) or sentence.quotes.get(place + 1)
    return quote is not None and quote.of(sentence.text).lstrip("\"“”'‘«„` ")[:1].islower()
