# SPDX-License-Identifier: MIT
"""Hypothesis strategies for the values of the model."""

import datetime as dt

from hypothesis import strategies as st

from claimtrack.claims import Claims
from claimtrack.model import (
    Ambiguity,
    AmbiguityKind,
    Article,
    AttributionType,
    Category,
    Claim,
    Hedge,
    Hedging,
    Interval,
    Kind,
    Likelihood,
    LikelihoodTerm,
    Polarity,
    Scope,
    Segment,
    Span,
    Speaker,
    Stance,
    TimeExpression,
)

ODD_CHARACTERS = st.sampled_from("\"'“”‘’«»„‹›|\\*_<>&\n\r\t\0\x1b\x85\u2028\u200d\u202e\ufe0f\ud800\udfff日é👩🏽")
"""Quotation marks, markup, line ends, controls, lone surrogates and wide or combining characters."""

texts = st.text(ODD_CHARACTERS | st.characters(), max_size=60)
"""Any str, lone surrogates included."""

names = st.sampled_from(["John Kirby", "Kirby", "White House", "Ministère", "金正恩"]) | texts.filter(str.strip)
"""Texts that are not blank."""

days = st.dates()


@st.composite
def spans(draw: st.DrawFn, length: int = 1000) -> Span:
    """Draw a span that holds some of a text of *length* code points."""
    start = draw(st.integers(0, length - 1))
    return Span(start, draw(st.integers(start + 1, length)))


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    """Draw an interval of one day or more."""
    start = draw(st.dates(max_value=dt.date.max - dt.timedelta(days=1)))
    end = draw(st.dates(min_value=start + dt.timedelta(days=1)))
    return Interval(start, end, draw(st.booleans()))


speakers = st.builds(
    Speaker,
    name=names,
    aliases=st.lists(names, max_size=2).map(tuple),
    description=st.none() | texts,
    category=st.sampled_from(Category),
    represents=st.none() | texts,
    id=st.none() | texts,
)

segments = st.builds(Segment, *[st.integers(0, 1000)] * 3)

articles = st.builds(
    Article,
    text=texts,
    outlet=st.sampled_from(["The Independent", "Asharq Al-Awsat"]) | names,
    published=st.none() | days,
    title=st.none() | texts,
    url=st.none() | texts,
    byline=st.none() | texts,
    date_line=st.none() | texts,
    segments=st.lists(segments, max_size=2).map(tuple),
)

written = articles.filter(lambda article: article.text)
"""Articles that hold some text."""

ambiguities = st.builds(
    Ambiguity, kind=st.sampled_from(AmbiguityKind), detail=texts, candidates=st.lists(texts, max_size=2).map(tuple)
)


@st.composite
def claims(draw: st.DrawFn, article: st.SearchStrategy[Article] = written) -> Claim:
    """Draw a claim of any kind in an article."""
    carrier = draw(article)
    span = spans(len(carrier.text))
    parts = st.lists(span, max_size=2).map(tuple)
    expressions = st.builds(TimeExpression, span=span, value=texts, interval=st.none() | intervals())
    hedges = st.builds(Hedge, span=span, level=st.sampled_from(Hedging), scope=st.sampled_from(Scope))
    return Claim(
        carrier,
        draw(st.lists(span, min_size=1, max_size=2).map(tuple)),
        draw(parts),
        draw(parts),
        kind=draw(st.sampled_from(Kind)),
        type=draw(st.sampled_from(AttributionType)),
        speaker=draw(st.none() | speakers),
        via=draw(st.none() | speakers),
        via_source=draw(parts),
        likelihood=draw(st.none() | st.builds(Likelihood, term=st.sampled_from(LikelihoodTerm), span=span)),
        hedges=draw(st.lists(hedges, max_size=2).map(tuple)),
        polarity=draw(st.sampled_from(Polarity)),
        stance=draw(st.sampled_from(Stance)),
        said=draw(st.none() | intervals()),
        said_span=draw(st.none() | span),
        times=draw(st.lists(expressions, max_size=2).map(tuple)),
        confidence=draw(st.floats(0, 1)),
        ambiguities=draw(st.lists(ambiguities, max_size=1).map(tuple)),
    )


collections = st.lists(claims(), max_size=3).map(Claims)
"""Collections of claims."""
