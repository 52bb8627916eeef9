# SPDX-License-Identifier: MIT
"""Cues of attribution: the lexicon, by form."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from functools import cache

import attrs

from claimtrack.language.closed_classes import word_class
from claimtrack.language.lexicon import LexiconRow, load
from claimtrack.language.text import Text
from claimtrack.model import AttributionType, Polarity, Span, Stance


class Frame(StrEnum):
    """What a cue takes as its content, and where it stands; `data/cues.toml` has an example of each."""

    QUOTE = "quote"
    TAIL = "tail"
    THAT = "that"
    CLAUSE = "clause"
    WH = "wh"
    NP = "np"
    TO = "to"
    OBJ_TO = "obj-to"
    OBJ_OF = "obj-of"
    OBJ_FOR = "obj-for"
    NP_AS = "np-as"
    AS = "as"
    OF = "of"
    ON = "on"
    ABOUT = "about"
    FOR = "for"
    ADDRESSEE = "addressee"
    QUOTED = "quoted"


def _frames(names: Iterable[str]) -> frozenset[Frame]:
    return frozenset(map(Frame, names))


@attrs.frozen(kw_only=True)
class CueRow(LexiconRow):
    """A verb or verb phrase that attributes, with the frames of its content.

    Attributes:
        lemma: The dictionary form.
        forms: All inflected forms, lower case.
        type: What it presents its content as.
        stance: How it frames the content.
        frames: What it takes as content.
        polarity: Negative where the cue itself denies its content.
        predicative: Whether it attributes only behind a form of be ("is confident that").
    """

    lemma: str
    forms: tuple[str, ...]
    type: AttributionType = attrs.field(converter=AttributionType)
    stance: Stance = attrs.field(converter=Stance)
    frames: frozenset[Frame] = attrs.field(converter=_frames)
    polarity: Polarity = attrs.field(default=Polarity.POSITIVE, converter=Polarity)
    predicative: bool = False


@cache
def cue_forms() -> Mapping[str, tuple[tuple[tuple[str, ...], CueRow], ...]]:
    """Return the cue forms by their first word, the longest first."""
    table: dict[str, list[tuple[tuple[str, ...], CueRow]]] = {}
    for row in load("cues", CueRow):
        for form in row.forms:
            words = tuple(form.split())
            table.setdefault(words[0], []).append((words, row))
    return {first: tuple(sorted(forms, key=lambda f: -len(f[0]))) for first, forms in table.items()}


@cache
def cue_starts() -> frozenset[str]:
    """Return the words with which a cue may begin, "according" among them."""
    return frozenset(cue_forms()) | {"according"}


@cache
def cue_openings() -> frozenset[str]:
    """Return words of which a sentence without a quotation has one if it has a cue: of each form its longest."""
    short = word_class("preposition")
    forms = (form.split() for row in load("cues", CueRow) if row.frames != {Frame.QUOTE} for form in row.forms)
    longest = (max(form[::-1], key=lambda word: (len(word), word not in short)) for form in forms)
    return frozenset(longest) | {"according"}


@cache
def past_forms() -> frozenset[str]:
    """Return the single-word forms of all cues, which no subject holds unless they are nouns too."""
    return frozenset(
        form for row in load("cues", CueRow) for form in row.forms if form.endswith(("ed", "said", "told"))
    )


def cue_words(text: Text, cue: Sequence[Span]) -> list[str]:
    """Return the words of a *cue* in lower case."""
    return [word for span in cue for word in text.each_word(span.start, span.end)]


def listed_row(words: Sequence[str]) -> CueRow | None:
    """Return the row of the longest form among *words*."""
    found: tuple[int, CueRow] | None = None
    for k, word in enumerate(words):
        for form, row in cue_forms().get(word, ()):
            if tuple(words[k : k + len(form)]) == form and (found is None or len(form) > found[0]):
                found = len(form), row
    return found[1] if found else None
