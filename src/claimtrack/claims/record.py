# SPDX-License-Identifier: MIT
"""The flat record of a claim: one fixed list of columns, for JSON, CSV, SQL and data frames."""

import datetime as dt
from collections.abc import Callable, Iterable

from claimtrack.model import Claim, Scope, Span


def record_of(claim: Claim) -> dict[str, str | float | None]:
    """Return the record of a claim, with the keys of `COLUMNS` in their order."""
    return {name: value(claim) for name, value in _RECORD.items()}


def _offsets(spans: Iterable[Span]) -> str | None:
    """Return spans as "start-end", joined by ";": "12-45;60-70"."""
    return ";".join(f"{span.start}-{span.end}" for span in spans) or None


def _hedge_words(claim: Claim, scope: Scope) -> str | None:
    """Return the hedges of that scope in the article's words, joined by "; "."""
    return "; ".join(claim.words([hedge.span]) for hedge in claim.hedges if hedge.scope is scope) or None


def _iso(day: dt.date | None) -> str | None:
    """Return a day as ISO 8601 writes it."""
    return day.isoformat() if day else None


_RECORD: dict[str, Callable[[Claim], str | float | None]] = {
    "id": lambda claim: claim.id,
    "article_id": lambda claim: claim.article.id,
    "outlet": lambda claim: claim.outlet,
    "published": lambda claim: _iso(claim.published),
    "title": lambda claim: claim.article.title,
    "url": lambda claim: claim.article.url,
    "speaker": lambda claim: claim.speaker.name if claim.speaker else None,
    "speaker_category": lambda claim: claim.speaker.category.value if claim.speaker else None,
    "speaker_description": lambda claim: claim.speaker.description if claim.speaker else None,
    "via": lambda claim: claim.via.name if claim.via else None,
    "source": lambda claim: claim.words(claim.source) or None,
    "cue": lambda claim: claim.words(claim.cue) or None,
    "text": lambda claim: claim.text,
    "kind": lambda claim: claim.kind.value,
    "type": lambda claim: claim.type.value,
    "hedging": lambda claim: claim.hedging.value,
    "hedges": lambda claim: _hedge_words(claim, Scope.CLAIM),
    "phrase_hedges": lambda claim: _hedge_words(claim, Scope.PHRASE),
    "polarity": lambda claim: claim.polarity.value,
    "stance": lambda claim: claim.stance.value,
    "said": lambda claim: str(claim.said) if claim.said else None,
    "said_start": lambda claim: _iso(claim.said.start) if claim.said else None,
    "said_end": lambda claim: _iso(claim.said.end) if claim.said else None,
    "confidence": lambda claim: float(claim.confidence),
    "via_source": lambda claim: claim.words(claim.via_source) or None,
    "via_spans": lambda claim: _offsets(claim.via_source),
    "source_spans": lambda claim: _offsets(claim.source),
    "cue_spans": lambda claim: _offsets(claim.cue),
    "content_spans": lambda claim: _offsets(claim.content),
    "hedge_spans": lambda claim: _offsets(hedge.span for hedge in claim.hedges),
    "said_spans": lambda claim: _offsets([claim.said_span] if claim.said_span else []),
    "ambiguities": lambda claim: "; ".join(f"{each.kind}: {each.detail}" for each in claim.ambiguities) or None,
    "times": lambda claim: "; ".join(time.value for time in claim.times) or None,
    "time_spans": lambda claim: _offsets(time.span for time in claim.times),
    "likelihood": lambda claim: claim.likelihood.term.value if claim.likelihood else None,
    "likelihood_low": lambda claim: float(claim.likelihood.low) if claim.likelihood else None,
    "likelihood_high": lambda claim: float(claim.likelihood.high) if claim.likelihood else None,
    "likelihood_spans": lambda claim: _offsets([claim.likelihood.span] if claim.likelihood else []),
}

COLUMNS: tuple[str, ...] = tuple(_RECORD)
"""The columns of a claim's record, in their fixed order; new ones are added at the end.

None stands for what is open, unknown or absent. Days are written as ISO 8601 ("2023-08-30").

- `id`, `article_id`: content-addressed ids, 16 hexadecimal digits.
- `outlet`, `published`, `title`, `url`: of the article.
- `speaker`, `speaker_category`, `speaker_description`, `via`: the resolved speaker, and the relaying source's name.
- `source`, `cue`, `text`: the mention of the speaker, the words that attribute, and what is claimed,
  in the article's words, with white space folded and gaps shown as " ... ".
- `kind`, `type`, `hedging`, `polarity`, `stance`: the names of the enums' members.
- `hedges`, `phrase_hedges`: the words that hedge the claim, and those that hedge only a phrase in it, joined by "; ".
- `said`: the shortest ISO 8601 form, "~" before it where the borders are vague;
  `said_start` is the first day, `said_end` the day after the last.
- `confidence`: from 0 to 1.
- `via_source`: the mention of the relaying source.
- `via_spans`, `source_spans`, `cue_spans`, `content_spans`, `hedge_spans`, `said_spans`:
  code points in the article's text, end exclusive: "12-45;60-70".
- `ambiguities`: what was left open, each as "kind: detail", joined by "; ".
- `times`, `time_spans`: the TIMEX3 values of the time expressions inside what is claimed, joined by "; ",
  and their code points, joined by ";".
- `likelihood`: the term of ICD 203 for explicit estimative words; `likelihood_low` and `likelihood_high` are
  the ends of its range in percent, and `likelihood_spans` the words.
"""
