# SPDX-License-Identifier: MIT
"""The typed model: frozen values that link a claim to its speaker, outlet, date and hedging level.

The words are the field's own (`docs/concepts.md` has the table): source, cue and content come from PARC and PolNeAR,
hedging levels and polarity from FactBank (Sauri and Pustejovsky 2009), time values from TIMEX3 (ISO-TimeML).
"""

import datetime as dt
import hashlib
from collections.abc import Iterable
from enum import StrEnum
from typing import Never, Self

import attrs

from claimtrack.checks import is_a, optional, tuple_of, whole_number, without_time, without_time_or_none, wrong_value
from claimtrack.display.escaping import markup


class _Term(StrEnum):
    @classmethod
    def _missing_(cls, value: object) -> Never:
        raise wrong_value(value, cls.__name__, " or ".join(repr(member.value) for member in cls))


class Kind(_Term):
    """How much of a content stands in quotation marks: all, none, or a part (PARC)."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class AttributionType(_Term):
    """What a cue presents its content as (PARC; Pareti 2012)."""

    ASSERTION = "assertion"
    BELIEF = "belief"
    FACT = "fact"
    EVENTUALITY = "eventuality"


class Hedging(_Term):
    """How far a speaker commits to a content, strongest first (FactBank's CT, PR, PS and U).

    Levels are ordered by commitment, and compare with their names too:
    `Hedging.POSSIBLE < Hedging.PROBABLE` and `Hedging.POSSIBLE < "unhedged"` are true.
    Comparing with an unknown name raises FieldValueError.
    """

    UNHEDGED = "unhedged"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNCOMMITTED = "uncommitted"

    @property
    def reduction(self) -> int:
        """The number of steps below full commitment, from 0 for unhedged to 3 for uncommitted."""
        return list(type(self)).index(self)

    def __lt__(self, other: str) -> bool:
        return self.reduction > Hedging(other).reduction

    def __le__(self, other: str) -> bool:
        return self.reduction >= Hedging(other).reduction

    def __gt__(self, other: str) -> bool:
        return self.reduction < Hedging(other).reduction

    def __ge__(self, other: str) -> bool:
        return self.reduction <= Hedging(other).reduction


class LikelihoodTerm(_Term):
    """The seven estimative terms of ICD 203, the least likely first; a term stands for its synonyms too.

    ICD 203: Intelligence Community Directive 203, "Analytic Standards" (Office of the Director of National
    Intelligence, 2 January 2015), section 6.e(2)(a).
    """

    ALMOST_NO_CHANCE = "almost no chance"
    VERY_UNLIKELY = "very unlikely"
    UNLIKELY = "unlikely"
    ROUGHLY_EVEN_CHANCE = "roughly even chance"
    LIKELY = "likely"
    VERY_LIKELY = "very likely"
    ALMOST_CERTAIN = "almost certain"

    @property
    def low(self) -> int:
        """The lower end of the directive's range, in percent."""
        return _BORDERS[list(type(self)).index(self)]

    @property
    def high(self) -> int:
        """The upper end of the directive's range, in percent; the next term begins there."""
        return _BORDERS[list(type(self)).index(self) + 1]


_SHOWN = 300  # characters of an article in a notebook
_BORDERS = (1, 5, 20, 45, 55, 80, 95, 99)  # percent; ICD 203


class Scope(_Term):
    """How much of a claim a hedge covers: the claim's own proposition, or only a phrase inside it."""

    CLAIM = "claim"
    PHRASE = "phrase"


class Polarity(_Term):
    """Whether the source affirms or denies the content (FactBank)."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Stance(_Term):
    """How the outlet frames a claim by its cue: said, revealed, alleged or denied."""

    NEUTRAL = "neutral"
    FACTIVE = "factive"
    DISTANCING = "distancing"
    DENYING = "denying"


class Category(_Term):
    """What a speaker is; `place` is a country or a seat of power that stands for its government."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    GROUP = "group"
    DOCUMENT = "document"
    UNNAMED = "unnamed"


class AmbiguityKind(_Term):
    """Which decision the reading left open; existing values never change their meaning."""

    SPEAKER = "speaker"
    QUOTATION = "quotation"
    DATE = "date"


def digest(*parts: object) -> str:
    """Return a 16-digit hexadecimal id of *parts*: BLAKE2b over their text, each led by its length."""
    state = hashlib.blake2b(digest_size=8)
    for part in parts:
        data = str(part).encode("utf-8", "surrogatepass")
        state.update(b"%d:" % len(data) + data)
    return state.hexdigest()


@attrs.frozen(order=True, repr=False)
class Span:
    """A stretch of a text: code points from *start* up to *end*, which is exclusive."""

    start: int
    end: int

    def __attrs_post_init__(self) -> None:
        # One look in place of validators: a span is the value that is made most often.
        if type(self.start) is type(self.end) is int and 0 <= self.start <= self.end:
            return
        for name, value in (("start", self.start), ("end", self.end)):
            whole_number(value, f"Span.{name}", "a whole number of code points")
        if self.start < 0:
            raise wrong_value(self.start, "Span.start", "0 or more")
        if self.end < self.start:
            raise wrong_value(self.end, "Span.end", f"at least the start, {self.start}")

    def __repr__(self) -> str:
        return f"Span({self.start}, {self.end})"

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the characters of *text* that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Self) -> bool:
        """Tell whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Self) -> bool:
        """Tell whether *other* lies wholly within this span."""
        return self.start <= other.start and other.end <= self.end


@attrs.frozen
class Segment:
    """A run of an article's text that stands unbroken in its page.

    Attributes:
        start: Where the run begins in `Article.text`.
        page_start: Where the same run begins in the page.
        length: How many code points the run has.
    """

    start: int = attrs.field(validator=is_a(int, "a whole number of code points"))
    page_start: int = attrs.field(validator=is_a(int, "a whole number of code points"))
    length: int = attrs.field(validator=is_a(int, "a whole number of code points"))


@attrs.frozen(repr=False)
class Article:
    """One story of one outlet, with the exact text that was read.

    Attributes:
        text: The body; never altered, and what every span of a claim points into.
        outlet: The name of the outlet.
        published: The day of publication, or None where it is not known; a datetime is cut to its day.
        title: The headline; it is not part of the text.
        url: Where the page came from.
        byline: The authors as the page prints them.
        date_line: The date of publication as the page prints it ("Wednesday 30 August 2023 11:57 EDT").
        segments: Where the text stands in the page; empty for an article that was not read from a page.

    Raises:
        FieldTypeError: If a field has the wrong type.
        FieldValueError: If the outlet is blank.
    """

    text: str = attrs.field(validator=is_a(str, "a str"))
    outlet: str = attrs.field(validator=is_a(str, "the outlet's name as a str"))
    published: dt.date | None = attrs.field(converter=without_time_or_none, validator=optional(dt.date, "a date"))
    title: str | None = attrs.field(default=None, validator=optional(str, "a str"))
    url: str | None = attrs.field(default=None, validator=optional(str, "a str"))
    byline: str | None = attrs.field(default=None, validator=optional(str, "a str"), kw_only=True)
    date_line: str | None = attrs.field(default=None, validator=optional(str, "a str"), kw_only=True)
    segments: tuple[Segment, ...] = attrs.field(default=(), validator=tuple_of(Segment), kw_only=True)
    id: str = attrs.field(init=False, eq=False)

    def __attrs_post_init__(self) -> None:
        if not self.outlet.strip():
            raise wrong_value(self.outlet, "Article.outlet", "the outlet's name")
        object.__setattr__(self, "id", digest("article", self.outlet, self.published, self.text))

    def __repr__(self) -> str:
        name = self.title if self.title is not None else self.text[:40]
        return f"Article({name!r}, outlet={self.outlet!r}, published={self.published}, {len(self.text)} characters)"

    def _repr_html_(self) -> str:
        named = (self.outlet, self.published, self.byline, self.url, f"{len(self.text)} characters")
        about = " · ".join(markup(str(each)) for each in named if each)
        text = self.text if len(self.text) <= _SHOWN else f"{self.text[:_SHOWN]} …"
        return f"<p><strong>{markup(self.title or '')}</strong><br>{about}</p>\n<blockquote>{markup(text)}</blockquote>"

    @property
    def offset(self) -> int | None:
        """Where the text begins in the page, or None for an article that was not read from a page."""
        return self.segments[0].page_start if self.segments else None

    def in_page(self, span: Span) -> tuple[Span, ...]:
        """Return the places of *span* in the page, one for each unbroken run; empty without a page."""
        places = []
        for segment in self.segments:
            start, end = max(span.start, segment.start), min(span.end, segment.start + segment.length)
            if start < end:
                shift = segment.page_start - segment.start
                places.append(Span(start + shift, end + shift))
        return tuple(places)


@attrs.frozen
class Speaker:
    """Who made a claim, resolved from the mention in the text.

    Attributes:
        name: The fullest form seen, or the canonical one ("John Kirby", "White House").
        aliases: Other forms seen ("Mr Kirby", "Kirby"), in order of appearance.
        description: What the text says the speaker is ("National Security Council spokesman").
        category: What kind of speaker it is.
        represents: The body for which a spokesperson speaks, in the text's words ("Obama campaign").
        id: The speaker's id in a knowledge base of yours (a Wikidata QID); the library never makes one.
    """

    name: str = attrs.field(validator=is_a(str, "a str"))
    aliases: tuple[str, ...] = attrs.field(default=(), validator=tuple_of(str))
    description: str | None = attrs.field(default=None, validator=optional(str, "a str"))
    category: Category = attrs.field(default=Category.PERSON, converter=Category)
    represents: str | None = attrs.field(default=None, validator=optional(str, "a str"), kw_only=True)
    id: str | None = attrs.field(default=None, validator=optional(str, "a str"), kw_only=True)

    def __attrs_post_init__(self) -> None:
        if not self.name.strip():
            raise wrong_value(self.name, "Speaker.name", "a name")

    def __str__(self) -> str:
        return self.name


@attrs.frozen
class Hedge:
    """One span that lowers the level of commitment ("may", "potential", "appears").

    Attributes:
        span: The cue words.
        level: The level that the words express.
        scope: Whether they hedge the claim's own proposition, or only a phrase inside it
            ("discussions about *potential* deals" leaves the discussions certain).
    """

    span: Span = attrs.field(validator=is_a(Span, "a Span"))
    level: Hedging = attrs.field(converter=Hedging)
    scope: Scope = attrs.field(default=Scope.CLAIM, converter=Scope)


@attrs.frozen
class Likelihood:
    """An estimate of probability that a claim gives in words ("highly likely"), read by ICD 203.

    Attributes:
        term: The directive's term.
        span: The estimative words.
    """

    term: LikelihoodTerm = attrs.field(converter=LikelihoodTerm)
    span: Span = attrs.field(validator=is_a(Span, "a Span"))

    @property
    def low(self) -> int:
        """The lower end of the term's range, in percent."""
        return self.term.low

    @property
    def high(self) -> int:
        """The upper end of the term's range, in percent."""
        return self.term.high


@attrs.frozen(order=True)
class Interval:
    """A half-open stretch of days, from *start* up to *end*, which is exclusive.

    Attributes:
        start: The first day.
        end: The day after the last one.
        vague: Whether the words leave the borders open ("recently", "in recent weeks").
    """

    start: dt.date = attrs.field(converter=without_time, validator=is_a(dt.date, "a date"))
    end: dt.date = attrs.field(converter=without_time, validator=is_a(dt.date, "a date"))
    vague: bool = attrs.field(default=False, validator=is_a(bool, "a bool"))

    def __attrs_post_init__(self) -> None:
        if self.end <= self.start:
            raise wrong_value(self.end, "Interval.end", f"a day after the start, {self.start}")

    def __str__(self) -> str:
        """Return the shortest ISO 8601 form: a day, a month, a year, or first and last day."""
        last = self.end - dt.timedelta(days=1)
        whole = self.start.day == self.end.day == 1
        months = whole and 12 * (self.end.year - self.start.year) + self.end.month - self.start.month
        if self.start == last:
            text = self.start.isoformat()
        elif months == 1:
            text = self.start.isoformat()[:7]
        elif (self.start.month, months) == (1, 12):
            text = self.start.isoformat()[:4]
        else:
            text = f"{self.start}/{last}"
        return f"~{text}" if self.vague else text

    def overlaps(self, other: Self) -> bool:
        """Tell whether the two intervals share at least one day."""
        return self.start < other.end and other.start < self.end


@attrs.frozen
class TimeExpression:
    """A time expression in a text.

    Attributes:
        span: The words.
        value: Their TIMEX3 value ("2023-08-30", "2023-03", "2022", "2023-W35").
        interval: The days that the value covers, or None where it names no stretch of the calendar.
    """

    span: Span = attrs.field(validator=is_a(Span, "a Span"))
    value: str = attrs.field(validator=is_a(str, "a TIMEX3 value as a str"))
    interval: Interval | None = attrs.field(validator=optional(Interval, "an Interval"))


@attrs.frozen
class Ambiguity:
    """A decision that the reading left open, so that a person can make it.

    Attributes:
        kind: Which decision it was.
        detail: One sentence on what was uncertain.
        candidates: The readings that were possible, if they can be named.
    """

    kind: AmbiguityKind = attrs.field(converter=AmbiguityKind)
    detail: str = attrs.field(validator=is_a(str, "a sentence"))
    candidates: tuple[str, ...] = attrs.field(default=(), validator=tuple_of(str))


@attrs.frozen(repr=False)
class Claim:
    """One attribution: who said what in which article, when and how firmly.

    Attributes:
        article: The article that carries the claim.
        content: The spans of what is claimed, at least one, in the order of the text.
        cue: The spans of the words that attribute it ("said", "according to"); empty where a quotation stands alone
            behind a sentence about the one person who can have said it.
        source: The spans of the mention of the speaker; empty where the text names none.
        kind: Direct, indirect or mixed.
        type: Assertion, belief, fact or eventuality.
        speaker: Who the source is; None where that stays open.
        via: The relaying source ("Kirby said ..., The Associated Press said"), or None.
        via_source: The spans of the mention of the relaying source.
        hedges: The words that lower the speaker's commitment.
        likelihood: The estimate that the claim's own proposition is given in explicit words ("very likely"), or None.
        polarity: Negative where the source denies the content.
        stance: The outlet's framing by its cue.
        said: The days in which the claim was made, where the text tells.
        said_span: The words that tell it.
        times: The time expressions inside the content, which never date the saying.
        confidence: An estimate from 0 to 1 that source and content are right.
        ambiguities: What was left open; an empty tuple does not mean that all is certain.

    Raises:
        FieldTypeError: If a field has the wrong type.
        FieldValueError: If there is no content, a span is empty or leaves the text,
            or the confidence is not between 0 and 1.
    """

    article: Article = attrs.field(validator=is_a(Article, "an Article"))
    content: tuple[Span, ...] = attrs.field(validator=tuple_of(Span))
    cue: tuple[Span, ...] = attrs.field(default=(), validator=tuple_of(Span))
    source: tuple[Span, ...] = attrs.field(default=(), validator=tuple_of(Span))
    kind: Kind = attrs.field(default=Kind.INDIRECT, converter=Kind, kw_only=True)
    type: AttributionType = attrs.field(default=AttributionType.ASSERTION, converter=AttributionType, kw_only=True)
    speaker: Speaker | None = attrs.field(default=None, validator=optional(Speaker, "a Speaker"), kw_only=True)
    via: Speaker | None = attrs.field(default=None, validator=optional(Speaker, "a Speaker"), kw_only=True)
    via_source: tuple[Span, ...] = attrs.field(default=(), validator=tuple_of(Span), kw_only=True)
    hedges: tuple[Hedge, ...] = attrs.field(default=(), validator=tuple_of(Hedge), kw_only=True)
    likelihood: Likelihood | None = attrs.field(
        default=None, validator=optional(Likelihood, "a Likelihood"), kw_only=True
    )
    polarity: Polarity = attrs.field(default=Polarity.POSITIVE, converter=Polarity, kw_only=True)
    stance: Stance = attrs.field(default=Stance.NEUTRAL, converter=Stance, kw_only=True)
    said: Interval | None = attrs.field(default=None, validator=optional(Interval, "an Interval"), kw_only=True)
    said_span: Span | None = attrs.field(default=None, validator=optional(Span, "a Span"), kw_only=True)
    times: tuple[TimeExpression, ...] = attrs.field(default=(), validator=tuple_of(TimeExpression), kw_only=True)
    confidence: float = attrs.field(default=1.0, validator=is_a((int, float), "a number"), kw_only=True)
    ambiguities: tuple[Ambiguity, ...] = attrs.field(default=(), validator=tuple_of(Ambiguity), kw_only=True)
    id: str = attrs.field(init=False, eq=False)

    def __attrs_post_init__(self) -> None:
        if not self.content:
            raise wrong_value(self.content, "Claim.content", "at least one Span")
        length = len(self.article.text)
        parts = {"content": self.content, "cue": self.cue, "source": self.source, "via_source": self.via_source}
        parts["hedges"] = tuple(hedge.span for hedge in self.hedges)
        parts["likelihood"] = () if self.likelihood is None else (self.likelihood.span,)
        parts["said_span"] = () if self.said_span is None else (self.said_span,)
        parts["times"] = tuple(time.span for time in self.times)
        for name, spans in parts.items():
            for span in spans:
                if not span.start < span.end <= length:
                    expected = f"spans that hold some of the article's {length} characters"
                    raise wrong_value(span, f"Claim.{name}", expected)
        if not 0 <= self.confidence <= 1:
            raise wrong_value(self.confidence, "Claim.confidence", "a number from 0 to 1")
        identity = ["claim", self.article.id]
        for name in ("source", "cue", "content"):
            identity += [name, *(f"{span.start}-{span.end}" for span in parts[name])]
        object.__setattr__(self, "id", digest(*identity))

    def __repr__(self) -> str:
        speaker = self.speaker.name if self.speaker else None
        told = f"Claim({self.text!r}, speaker={speaker!r}, outlet={self.outlet!r}, hedging={self.hedging.value!r}"
        denied = self.polarity is Polarity.NEGATIVE or self.stance is Stance.DENYING
        return f"{told}, polarity={self.polarity.value!r}, cue={self.words(self.cue)!r})" if denied else f"{told})"

    def _repr_html_(self) -> str:
        speaker = self.speaker.name if self.speaker else "(open)"
        cue = f"“{self.words(self.cue)}”" if self.cue else self.polarity.value
        about = " · ".join(map(markup, (speaker, cue, self.hedging.value, self.outlet)))
        return f"<blockquote>{markup(self.text)}</blockquote>\n<p>— {about}</p>"

    def words(self, spans: Iterable[Span]) -> str:
        """Return the article's words under *spans*, with white space folded and gaps shown as " ... "."""
        return " ... ".join(" ".join(span.of(self.article.text).split()) for span in spans)

    @property
    def text(self) -> str:
        """The content in the article's own words."""
        return self.words(self.content)

    @property
    def hedging(self) -> Hedging:
        """The speaker's level of commitment, the lowest among the hedges of the claim's own proposition."""
        return min((h.level for h in self.hedges if h.scope is Scope.CLAIM), default=Hedging.UNHEDGED)

    @property
    def outlet(self) -> str:
        """The outlet that carries the claim."""
        return self.article.outlet

    @property
    def published(self) -> dt.date | None:
        """The day on which the article was published."""
        return self.article.published
