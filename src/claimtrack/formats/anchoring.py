# SPDX-License-Identifier: MIT
"""Claims made elsewhere, anchored in the text: each quoted word has to stand there, or the claim is refused."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from enum import StrEnum
from operator import attrgetter
from types import MappingProxyType
from typing import Any, NamedTuple

import attrs

from claimtrack.checks import wrong_input
from claimtrack.claims import Claims
from claimtrack.exceptions import ClaimtrackError, InputError
from claimtrack.extraction import Attribution, Extractor
from claimtrack.extraction.speakers.mentions import parse_mention
from claimtrack.formats.reading_result import Reading, partition, problem
from claimtrack.language.text import Text
from claimtrack.model import (
    Ambiguity,
    AmbiguityKind,
    Article,
    AttributionType,
    Claim,
    Kind,
    Polarity,
    Span,
    Speaker,
    Stance,
)

TERMS: dict[str, type[StrEnum]] = {"kind": Kind, "type": AttributionType, "polarity": Polarity, "stance": Stance}
"""The terms of a claim that another reader may state, by their names."""
_SAME = str.maketrans(
    dict.fromkeys("“”„«»", '"') | dict.fromkeys("‘’‚", "'") | dict.fromkeys(map(chr, range(0xD800, 0xE000)), "\ufffd")
)
_SHOWN = 30  # characters of the text in a message
_LEAST_AGREED = 10  # characters that words and text have to share before a message says where they part
_MOST_BESIDE = 1000  # places of a source or a cue by which one of the quotation is chosen
_CANDIDATES = 10  # places that an ambiguity lists
_WORD = re.compile(r"\w+")
_start, _end = attrgetter("start"), attrgetter("end")


class QuotedWords(NamedTuple):
    """Words that should stand in the text.

    Attributes:
        text: The words, verbatim.
        start: Where they should stand; None where only the words are known.
    """

    text: str
    start: int | None = None


class UnanchoredClaim(NamedTuple):
    """A claim made elsewhere, not yet found in the text.

    Attributes:
        place: What it is called in messages ("claim 3").
        content: The runs of what is claimed, in the order of the text.
        cue: The words that attribute it.
        source: The mention of the speaker in the text.
        speaker: The name of the speaker, as the other reader resolved it.
        fields: Further fields of `Claim`, which win over what the library reads from the words.
    """

    place: str
    content: tuple[QuotedWords, ...]
    cue: tuple[QuotedWords, ...] = ()
    source: tuple[QuotedWords, ...] = ()
    speaker: str | None = None
    fields: Mapping[str, Any] = MappingProxyType({})


def anchor(article: Article, found: Iterable[UnanchoredClaim | InputError], *, strict: bool = False) -> Reading:
    """Return the claims whose words stand in the text of *article*, in their order, and a problem for each other one.

    An error among those *found* is passed on as a problem.

    White space and the shape of quotation marks may differ; every other character has to be the text's own,
    and words have to be whole.
    Words without a place that stand in the text several times are taken where they stand nearest to source and cue,
    or first where neither is known; the claim says so among its ambiguities.
    Cue and source are taken where they stand nearest to the content.
    A speaker stays open, with an ambiguity, where neither text nor headline has the last word of the name.
    What the claim does not bring (hedges, days, stance and the rest) is read by the stages of `extract`.

    Raises:
        InputError: The first problem, if *strict*.
    """
    text = _FoldedText(article.text)
    located, problems = partition(
        (each if isinstance(each, InputError) else _anchored(text, each) for each in found), strict=strict
    )
    starts = [0, *(sentence.start for sentence in Text.of(article.text).sentences), len(article.text)]
    placed = [(_attribution(one, starts), one) for one in located]
    claims: dict[str, Claim] = {}
    refused = list(problems)
    attributions = [attribution for attribution, _ in placed]
    attributions.sort(key=lambda one: (one.sentence.start, one.content[0].start))
    base = Extractor(attributions=lambda _: attributions)(article)
    by_spans = {(claim.source, claim.cue, claim.content): claim for claim in base}
    for attribution, one in placed:
        claim = by_spans[attribution.source, attribution.cue, attribution.content]
        outcome = _completed(claim, one, text) if claim.id not in claims else _duplicate(one)
        if isinstance(outcome, Claim):
            claims[claim.id] = outcome
        elif strict:
            raise outcome
        else:
            refused.append(outcome)
    return Reading((article,), Claims(claims.values(), outlets=[article.outlet]), tuple(refused))


class _AnchoredClaim(NamedTuple):
    found: UnanchoredClaim
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    ambiguities: tuple[Ambiguity, ...]


class _FoldedText:
    """A text in which words are found whatever their white space and quotation marks."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded, self.places = _folded(text)
        self.words = frozenset(_WORD.findall(text.casefold()))
        self._found: dict[str, list[Span]] = {}

    def find(self, words: str) -> list[Span]:
        """Return every place where the words stand, and not a part of a longer word, in order."""
        sought = _folded(words)[0].strip()
        if sought not in self._found:
            self._found[sought] = self._find(sought)
        return self._found[sought]

    def _find(self, sought: str) -> list[Span]:
        places: list[Span] = []
        at = self.folded.find(sought) if sought else -1
        while at >= 0:
            end = at + len(sought)
            whole = not self._parts_a_word(at) and not self._parts_a_word(end)
            if whole:
                places.append(Span(self.places[at], self.places[end - 1] + 1))
            at = self.folded.find(sought, end if whole else at + 1)
        return places

    def _parts_a_word(self, at: int) -> bool:
        """Tell whether there is a letter or digit on both sides of a place."""
        return 0 < at < len(self.folded) and self.folded[at - 1].isalnum() and self.folded[at].isalnum()

    def first_difference(self, words: str) -> str:
        """Tell how far the words agree with the text, where they stand nearly."""
        sought = _folded(words)[0].strip()
        low, high = 0, len(sought)
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if sought[:middle] in self.folded else (low, middle - 1)
        if low < _LEAST_AGREED:
            return ""
        at = self.folded.find(sought[:low])
        if low == len(sought):
            return "; it is there only as a part of longer words"
        there, here = self.folded[at + low :][:_SHOWN], sought[low:][:_SHOWN]
        return f"; its first {low} characters do, at {self.places[at]}, but then the text has {there!r}, not {here!r}"


def _folded(text: str) -> tuple[str, list[int]]:
    """Return *text* with one shape of quotation marks and single spaces, and the place of each character."""
    same = text.translate(_SAME)
    places = [at for at, c in enumerate(same) if not c.isspace() or at == 0 or not same[at - 1].isspace()]
    return "".join(" " if same[at].isspace() else same[at] for at in places), places


def _anchored(text: _FoldedText, found: UnanchoredClaim) -> _AnchoredClaim | InputError:
    try:
        ambiguities: list[Ambiguity] = []
        content = _content(text, found, ambiguities)
        cue = tuple(_nearest(text, "cue", words, content) for words in found.cue)
        source = tuple(_nearest(text, "source", words, cue or content) for words in found.source)
    except InputError as error:
        return problem(found.place, error)
    return _AnchoredClaim(found, content, cue, source, tuple(ambiguities))


def _content(text: _FoldedText, found: UnanchoredClaim, ambiguities: list[Ambiguity]) -> tuple[Span, ...]:
    """Return the spans of the content, each run after the one before it."""
    spans: list[Span] = []
    begin = _nearest_begin(text, found)
    where = "first" if begin is None else "nearest to its source and cue"
    for words in found.content:
        places = _places(text, "quote", words)
        if words.start is None:
            first = bisect_left(places, spans[-1].end, key=_start) if spans else 0
            count, candidates = len(places) - first, places[first : first + _CANDIDATES]
            if not candidates:
                message = f"quote: {words.text!r:.80} does not stand after the part before it; give them in order"
                raise InputError(message)
            if count > 1:
                detail = f"the quotation stands in the text {count} times, and is taken where it stands {where}"
                listed = tuple(f"{place.start}-{place.end}" for place in candidates)
                ambiguities.append(Ambiguity(AmbiguityKind.QUOTATION, detail, listed))
            places = candidates if spans or begin is None else [begin]
        spans.append(places[0])
    if not spans:
        raise wrong_input(place="quote", expected="the words that are claimed", got="nothing")
    return tuple(spans)


def _nearest_begin(text: _FoldedText, found: UnanchoredClaim) -> Span | None:
    """Return where the content begins if it is to stand nearest to source and cue; None where neither is known."""
    beside = [text.find(part[0].text)[:_MOST_BESIDE] for part in (found.source, found.cue) if part]
    if not found.content or not all(beside) or not beside:
        return None
    places = text.find(found.content[0].text)
    latest = len(text.text)
    for words in reversed(found.content[1:]):  # which have to follow
        after = text.find(words.text)
        last = bisect_right(after, latest, key=_end) - 1
        latest = after[last].start if last >= 0 else 0
    places = places[: bisect_right(places, latest, key=_end)]
    near = {place for mention in beside[0] for place in _neighbours(places, mention)}
    return min(near, key=lambda place: (sum(_gap(place, others) for others in beside), place.start), default=None)


def _neighbours(places: list[Span], span: Span) -> list[Span]:
    """Return the last of the *places* before a span, and the first after it."""
    before, after = bisect_right(places, span.start, key=_end), bisect_left(places, span.end, key=_start)
    return [*places[max(0, before - 1) : before], *places[after : after + 1]]


def _gap(span: Span, places: list[Span]) -> int:
    """Return how many characters lie between a span and the nearest of the *places*."""
    return min((max(each.start - span.end, span.start - each.end) for each in _neighbours(places, span)), default=0)


def _nearest(text: _FoldedText, field: str, words: QuotedWords, beside: tuple[Span, ...]) -> Span:
    """Return the place of the words that is nearest to the spans *beside*, outside of them if there is one."""
    places = _places(text, field, words)
    if len(places) == 1:
        return places[0]
    near = [(_gap(span, [place]), place.start, place) for span in beside for place in _neighbours(places, span)]
    return min(near)[2] if near else places[0]


def _places(text: _FoldedText, field: str, words: QuotedWords) -> list[Span]:
    """Return the places where the words may stand: all of them, or the one that is stated."""
    if words.start is not None:
        end = words.start + len(words.text)
        there = text.text[words.start : end] if words.start >= 0 else ""
        if not words.text or _folded(there)[0] != _folded(words.text)[0]:
            raise wrong_input(field, f"{words.text!r:.80} at {words.start}-{end}", f"{there!r:.80}")
        return [Span(words.start, end)]
    places = text.find(words.text)
    if not places:
        message = f"{field}: {words.text!r:.80} does not stand in the text{text.first_difference(words.text)}"
        raise InputError(message)
    return places


def _attribution(one: _AnchoredClaim, starts: list[int]) -> Attribution:
    """Return the claim as the stages of `extract` take it: with the sentence in which its cue stands."""
    anchor = (one.cue or one.content)[0]
    k = bisect_right(starts, anchor.start)
    sentence = Span(starts[k - 1], max(starts[k] if k < len(starts) else anchor.end, anchor.end))
    return Attribution(source=one.source, cue=one.cue, content=one.content, sentence=sentence)


def _duplicate(one: _AnchoredClaim) -> InputError:
    return InputError(f"{one.found.place}: is the same as a claim before it: source, cue and content are equal")


def _completed(claim: Claim, one: _AnchoredClaim, text: _FoldedText) -> Claim | InputError:
    name, stated = one.found.speaker, dict(one.found.fields)
    ambiguities = (*claim.ambiguities, *one.ambiguities)
    if name is not None:
        words = _WORD.findall(name.casefold())
        if words and (words[-1] in text.words or words[-1] in _WORD.findall((claim.article.title or "").casefold())):
            stated["speaker"] = _speaker(name, claim.speaker)
            ambiguities = tuple(each for each in ambiguities if each.kind is not AmbiguityKind.SPEAKER)
        else:
            stated["speaker"] = None
            detail = f"{name!r} was named as the speaker, and the text does not name it"
            ambiguities = (*ambiguities, Ambiguity(AmbiguityKind.SPEAKER, detail, (name,)))
    try:
        return attrs.evolve(claim, ambiguities=ambiguities, **stated)
    except ClaimtrackError as error:
        return problem(one.found.place, error)


def _speaker(name: str, resolved: Speaker | None) -> Speaker:
    """Return the speaker of that name, with what the library knows about it if it is the same."""
    if resolved is not None and name in (resolved.name, *resolved.aliases):
        aliases = tuple(form for form in (resolved.name, *resolved.aliases) if form != name)
        return attrs.evolve(resolved, name=name, aliases=aliases)
    return Speaker(name, category=parse_mention(name).category)
