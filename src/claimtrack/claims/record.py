# SPDX-License-Identifier: MIT
"""The flat record of a claim: one fixed list of columns, for JSON, CSV, SQL and data frames."""

import datetime as dt
from collections.abc import Iterable

from claimtrack.display.columns import DAY, FLOAT, TEXT, Column, Value, names
from claimtrack.model import Claim, Scope, Span


def offsets(spans: Iterable[Span]) -> str | None:
    """Return spans as "start-end", joined by ";": "12-45;60-70"."""
    return ";".join(f"{span.start}-{span.end}" for span in spans) or None


def iso(day: dt.date | None) -> str | None:
    """Return a day as ISO 8601 writes it."""
    return day.isoformat() if day else None


def _hedge_words(claim: Claim, scope: Scope) -> str | None:
    """Return the hedges of that scope in the article's words, joined by "; "."""
    return "; ".join(claim.words([hedge.span]) for hedge in claim.hedges if hedge.scope is scope) or None


# What several columns mean, here and elsewhere.
ID = "16 hexadecimal digits, made from the content"
OF_ARTICLE = "of the article"
PUBLISHED = "the day of publication, written as 2023-08-30"
_SPEAKER = "the resolved speaker: name, category and description"
_WORDS = (
    "the mentions of the speaker and of the relaying source, the words that attribute, and what is claimed, "
    'in the article\'s words, with white space folded and gaps shown as " ... "'
)
_TERM = "a term, by the name of the enum's member"
_HEDGES = 'the words that hedge the claim, and those that hedge only a phrase in it, joined by "; "'
_SAID = (
    "when the claim was made, in the shortest form of ISO 8601: a day, a month, a year, or first and last day, "
    'such as "2022-10-01/2022-12-31", with "~" before it where the borders are vague'
)
_DAYS_SAID = "the first of these days, and the day after the last"
_SPANS = 'code points in the article\'s text, the end exclusive: "12-45;60-70"'
_TIMES = 'the TIMEX3 values of the time expressions inside what is claimed, joined by "; ", and their code points'
_LIKELIHOOD = (
    "the term of ICD 203 where the claim has explicit estimative words, the ends of its range in percent, "
    "and the code points of the words"
)

RECORD: tuple[Column[Claim], ...] = (
    Column("id", TEXT, ID, lambda claim: claim.id),
    Column("article_id", TEXT, ID, lambda claim: claim.article.id),
    Column("outlet", TEXT, OF_ARTICLE, lambda claim: claim.outlet),
    Column("published", DAY, PUBLISHED, lambda claim: iso(claim.published)),
    Column("title", TEXT, OF_ARTICLE, lambda claim: claim.article.title),
    Column("url", TEXT, OF_ARTICLE, lambda claim: claim.article.url),
    Column("speaker", TEXT, _SPEAKER, lambda claim: claim.speaker.name if claim.speaker else None),
    Column("speaker_category", TEXT, _SPEAKER, lambda claim: claim.speaker.category.value if claim.speaker else None),
    Column("speaker_description", TEXT, _SPEAKER, lambda claim: claim.speaker.description if claim.speaker else None),
    Column("via", TEXT, "the name of the relaying source", lambda claim: claim.via.name if claim.via else None),
    Column("source", TEXT, _WORDS, lambda claim: claim.words(claim.source) or None),
    Column("cue", TEXT, _WORDS, lambda claim: claim.words(claim.cue) or None),
    Column("text", TEXT, _WORDS, lambda claim: claim.text),
    Column("kind", TEXT, _TERM, lambda claim: claim.kind.value),
    Column("type", TEXT, _TERM, lambda claim: claim.type.value),
    Column("hedging", TEXT, _TERM, lambda claim: claim.hedging.value),
    Column("hedges", TEXT, _HEDGES, lambda claim: _hedge_words(claim, Scope.CLAIM)),
    Column("phrase_hedges", TEXT, _HEDGES, lambda claim: _hedge_words(claim, Scope.PHRASE)),
    Column("polarity", TEXT, _TERM, lambda claim: claim.polarity.value),
    Column("stance", TEXT, _TERM, lambda claim: claim.stance.value),
    Column("said", TEXT, _SAID, lambda claim: str(claim.said) if claim.said else None),
    Column("said_start", DAY, _DAYS_SAID, lambda claim: iso(claim.said.start) if claim.said else None),
    Column("said_end", DAY, _DAYS_SAID, lambda claim: iso(claim.said.end) if claim.said else None),
    Column("confidence", FLOAT, "a number from 0 to 1", lambda claim: float(claim.confidence)),
    Column("via_source", TEXT, _WORDS, lambda claim: claim.words(claim.via_source) or None),
    Column("via_spans", TEXT, _SPANS, lambda claim: offsets(claim.via_source)),
    Column("source_spans", TEXT, _SPANS, lambda claim: offsets(claim.source)),
    Column("cue_spans", TEXT, _SPANS, lambda claim: offsets(claim.cue)),
    Column("content_spans", TEXT, _SPANS, lambda claim: offsets(claim.content)),
    Column("hedge_spans", TEXT, _SPANS, lambda claim: offsets(hedge.span for hedge in claim.hedges)),
    Column("said_spans", TEXT, _SPANS, lambda claim: offsets([claim.said_span] if claim.said_span else [])),
    Column(
        "ambiguities",
        TEXT,
        'what was left open, each as "kind: detail", joined by "; "',
        lambda claim: "; ".join(f"{each.kind}: {each.detail}" for each in claim.ambiguities) or None,
    ),
    Column("times", TEXT, _TIMES, lambda claim: "; ".join(time.value for time in claim.times) or None),
    Column("time_spans", TEXT, _TIMES, lambda claim: offsets(time.span for time in claim.times)),
    Column("likelihood", TEXT, _LIKELIHOOD, lambda claim: claim.likelihood.term.value if claim.likelihood else None),
    Column(
        "likelihood_low", FLOAT, _LIKELIHOOD, lambda claim: float(claim.likelihood.low) if claim.likelihood else None
    ),
    Column(
        "likelihood_high", FLOAT, _LIKELIHOOD, lambda claim: float(claim.likelihood.high) if claim.likelihood else None
    ),
    Column(
        "likelihood_spans",
        TEXT,
        _LIKELIHOOD,
        lambda claim: offsets([claim.likelihood.span] if claim.likelihood else []),
    ),
)
"""The columns of a claim's record, in a fixed order to which new ones are added at the end; `COLUMNS` names them.

None stands for what is open, unknown or absent.
"""

COLUMNS = names(RECORD)


def record_of(claim: Claim) -> dict[str, Value]:
    """Return the record of a claim, with the keys of `COLUMNS` in their order."""
    return {column.name: column.value(claim) for column in RECORD}
