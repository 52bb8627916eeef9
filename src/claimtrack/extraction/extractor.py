# SPDX-License-Identifier: MIT
"""The extractor: the stages from an article to its claims, as one frozen value."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

import attrs

from claimtrack.checks import check, check_object
from claimtrack.claims import Claims
from claimtrack.extraction.attribution.attribution import Attribution
from claimtrack.extraction.attribution.readers import find_attributions
from claimtrack.extraction.commitment.framing import read_framing
from claimtrack.extraction.commitment.hedging import HedgeLexicon
from claimtrack.extraction.commitment.likelihood import find_likelihood
from claimtrack.extraction.dates.address import day_of_address
from claimtrack.extraction.dates.expressions import read_dates
from claimtrack.extraction.dates.occasion import Occasion, occasions
from claimtrack.extraction.speakers.resolution import Resolution, Speakers
from claimtrack.extras import require_neural
from claimtrack.language.text import OUTSIDE, Text
from claimtrack.model import Ambiguity, AmbiguityKind, Article, Claim, Kind, Span, Speaker, TimeExpression


@attrs.frozen
class Extractor:
    """What reads an article; `attrs.evolve` gives one with another stage, and `ct.extract` is the default one.

    It is called with an Article and returns its Claims; it goes to `extract_many` and to Spark as it is.
    `docs/howto/bring-your-own-extractor.md` replaces each stage.

    Attributes:
        attributions: From the text to source, cue and content of each claim, in the order of the text.
        speakers: From the text, its attributions and the headline to a Resolution for each attribution.
        dates: From the text and the day of publication to the time expressions, in the order of the text;
            where the article gives none, the day that its address states ("/2024/05/14/").
        hedges: The words that count as hedges.

    Raises:
        FieldTypeError: If a stage is no callable, or *hedges* no HedgeLexicon.

    Example:
        `attrs.evolve(Extractor(), hedges=HedgeLexicon.default() | HedgeLexicon.read("hedges.toml"))(article)`
    """

    attributions: Callable[[Text], Sequence[Attribution]] = find_attributions
    speakers: Callable[[Text, Sequence[Attribution], str | None], Sequence[Resolution]] = attrs.field(factory=Speakers)
    dates: Callable[[Text, dt.date | None], Sequence[TimeExpression]] = read_dates
    hedges: HedgeLexicon = attrs.field(factory=HedgeLexicon.default)

    @classmethod
    def neural(cls, *, acts: bool = False) -> "Extractor":
        """Return an extractor whose first stage has a network: it finds more, and takes some twelve times as long.

        It goes to `extract_many`, to a register and to Spark as any other; each process loads the network once.
        `docs/neural.md` says when to take it, with figures.

        Args:
            acts: Whether plans and acts ("vowed to sue", "signed the order") count as well, as PolNeAR has them.

        Raises:
            MissingExtraError: If the package `claimtrack-neural` is not installed; the message says how to.

        Example:
            `Extractor.neural()(article)` gives the claims of an article.
        """
        package = require_neural()
        return cls(attributions=package.find_attributions_and_acts if acts else package.find_attributions)

    def __attrs_post_init__(self) -> None:
        for name in ("attributions", "speakers", "dates"):
            check(getattr(self, name), Callable, f"Extractor: {name}", "a function or another callable")  # type: ignore[arg-type]
        check(self.hedges, HedgeLexicon, "Extractor: hedges", "a HedgeLexicon (HedgeLexicon.read makes one)")

    def __call__(self, article: Article) -> Claims:
        """Return the claims of *article*, in the order of its text; any text is read, and none raises.

        Raises:
            FieldTypeError: If *article* is no Article.
        """
        check_object(article, Article, "extract", "an Article (claimtrack.read makes them)")
        text = Text.of(article.text)
        attributions = self.attributions(text)
        speakers = self.speakers(text, attributions, article.title)
        day = article.published or day_of_address(article.url)
        expressions = self.dates(text, day) if attributions else ()
        named = [resolution.speaker for resolution in speakers]
        dates = occasions(article.text, attributions, expressions, named, day)
        found = (self._claim(article, text, *stages) for stages in zip(attributions, speakers, dates, strict=True))
        return Claims(found, outlets=[article.outlet])

    def _claim(
        self, article: Article, text: Text, attribution: Attribution, resolution: Resolution, occasion: Occasion
    ) -> Claim:
        frame = read_framing(text, attribution.cue, attribution.content, self.hedges)
        said = occasion.said
        return Claim(
            article=article,
            content=attribution.content,
            cue=attribution.cue,
            source=attribution.source,
            kind=content_kind(text, attribution.content),
            type=frame.type,
            speaker=resolution.speaker,
            via=resolution.via,
            via_source=attribution.via,
            hedges=self.hedges.find(text, attribution.content, attribution.cue),
            likelihood=find_likelihood(text, attribution.content),
            polarity=frame.polarity,
            stance=frame.stance,
            said=said.interval if said is not None else None,
            said_span=said.span if said is not None else None,
            times=occasion.times,
            confidence=attribution.confidence,
            ambiguities=(*resolution.ambiguities, *_left_open(article, attribution, said)),
        )


READERS: Mapping[str, Callable[[], Extractor]] = {
    "plain": Extractor,
    "neural": Extractor.neural,
    "neural-acts": partial(Extractor.neural, acts=True),
}
"""The extractors by the names that the command line and the evaluation have for them."""


def extract(article: Article, *, known: Iterable[Speaker] = (), hedges: HedgeLexicon | None = None) -> Claims:
    """Return the claims of *article*, in the order of its text; any text is read, and none raises.

    It is what `Extractor` does; with one of your own, other stages read the article.

    Args:
        article: What to read.
        known: Speakers of your own table or knowledge base: whoever goes by a name or an alias of one
            takes its name, category and id (`docs/speakers.md`).
        hedges: The words that count as hedges; those of the package where none are given.

    Raises:
        FieldTypeError: If *article* is no Article, *known* holds something else than values of Speaker,
            or *hedges* is no HedgeLexicon.
    """
    return Extractor(speakers=Speakers(known), hedges=HedgeLexicon.default() if hedges is None else hedges)(article)


def _left_open(article: Article, attribution: Attribution, said: TimeExpression | None) -> list[Ambiguity]:
    """Return what the quotation marks and the date of a claim leave open."""
    found = []
    if attribution.open_quotation:
        found.append(Ambiguity(AmbiguityKind.QUOTATION, "a quotation is opened and never closed"))
    if said is not None and said.interval is None:
        words = said.span.of(article.text)
        found.append(Ambiguity(AmbiguityKind.DATE, f"{words!r} has no day without the date of publication"))
    return found


def content_kind(text: Text, content: Sequence[Span]) -> Kind:
    """Tell how much of *content* stands in quotation marks: all, none, or a part of its words."""
    inside = outside = False
    for span in content:
        for k in text.pieces(span.start, span.end):
            quoted = text.quote[k] != OUTSIDE
            if not (inside if quoted else outside) and any(map(str.isalnum, text.lower[k])):
                inside, outside = inside or quoted, outside or not quoted
    return Kind.MIXED if inside and outside else Kind.DIRECT if inside else Kind.INDIRECT
