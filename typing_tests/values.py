# SPDX-License-Identifier: MIT
"""A program that makes values of its own and meets the errors: `mypy --strict` has to pass it.

What no type allows is marked with the error that mypy gives; an error that is not given any more fails too.
"""

import datetime as dt
from typing import assert_type

import attrs

import claimtrack as ct

TEXT = "Ann Lee of the Port Council said on Monday that the old bridge may very likely reopen."


def make_claim() -> ct.Claim:
    """Make a claim, field by field."""
    article = ct.Article(TEXT, "Valley Post", dt.date(2024, 5, 15), segments=(ct.Segment(0, 10, len(TEXT)),))
    assert_type(article.in_page(ct.Span(0, 7)), tuple[ct.Span, ...])
    speaker = ct.Speaker("Ann Lee", category=ct.Category.PERSON, represents="Port Council")
    start = TEXT.index("the old bridge")
    hedge, estimate = (ct.Span(TEXT.index(word), TEXT.index(word) + len(word)) for word in ("may", "very likely"))
    return ct.Claim(
        article,
        content=(ct.Span(start, len(TEXT) - 1),),
        cue=(ct.Span(TEXT.index("said"), TEXT.index("said") + 4),),
        source=(ct.Span(0, 7),),
        kind=ct.Kind.INDIRECT,
        type=ct.AttributionType.ASSERTION,
        speaker=speaker,
        hedges=(ct.Hedge(hedge, ct.Hedging.POSSIBLE, ct.Scope.CLAIM),),
        likelihood=ct.Likelihood(ct.LikelihoodTerm.VERY_LIKELY, estimate),
        polarity=ct.Polarity.POSITIVE,
        stance=ct.Stance.NEUTRAL,
        said=ct.Interval(dt.datetime(2024, 5, 13, 9, tzinfo=dt.UTC), dt.date(2024, 5, 14)),
        ambiguities=(ct.Ambiguity(ct.AmbiguityKind.DATE, "Which Monday is meant stays open."),),
    )


def look(claim: ct.Claim) -> None:
    """Look at the fields of a claim."""
    assert_type(claim.id, str)
    assert_type(claim.text, str)
    assert_type(claim.words(claim.cue), str)
    assert_type(claim.content, tuple[ct.Span, ...])
    assert_type(claim.content[0].of(claim.article.text), str)
    assert_type(claim.speaker, ct.Speaker | None)
    assert_type(claim.hedging, ct.Hedging)
    assert_type(claim.kind, ct.Kind)
    assert_type(claim.said, ct.Interval | None)
    assert_type(claim.times, tuple[ct.TimeExpression, ...])
    if claim.likelihood is not None:
        assert_type(claim.likelihood.low, int)


def refuse() -> list[str]:
    """Meet the errors, each also as the error of Python that it is."""
    messages = []
    try:
        ct.Claims().where(hedging="perhaps")
    except ct.UnknownNameError as error:
        messages.append(str(assert_type(error, ct.UnknownNameError)))
    try:
        ct.Claims().where(colour="red")  # type: ignore[call-arg]
    except ct.UnknownNameError as error:
        messages.append(str(error))
    try:
        ct.Article(text=b"Some text.", outlet="Valley Post", published=None)  # type: ignore[arg-type]
    except TypeError as error:
        messages.append(str(error))
    try:
        ct.Article(TEXT, "Valley Post", "2024-05-15")  # type: ignore[arg-type]
    except ct.FieldTypeError as error:
        messages.append(str(error))
    try:
        ct.Interval("2024-05-13", None)  # type: ignore[arg-type]
    except ct.FieldTypeError as error:
        messages.append(str(error))
    try:
        ct.compare(1)  # type: ignore[arg-type]
    except ct.FieldTypeError as error:
        messages.append(str(error))
    try:
        ct.Span(3, 1)
    except ct.FieldValueError as error:
        messages.append(str(error))
    try:
        ct.HedgeLexicon.parse("[[hedge]]")
    except ct.LexiconError as error:
        messages.append(str(error))
    except ct.WeightsError as error:
        messages.append(str(error))
    except ct.ClaimtrackError as error:
        messages.append(str(error))
    return messages


def main() -> None:
    """Run all of it."""
    claim = make_claim()
    look(claim)
    answer = [{"quote": "the old bridge may very likely reopen", "cue": "said", "source": "Ann Lee"}]
    assert_type(ct.read_quotations(answer, claim.article), ct.Reading)
    lexicon = assert_type(ct.HedgeLexicon.default().without("may"), ct.HedgeLexicon)
    assert_type(ct.extract(claim.article, known=[ct.Speaker("Ann Lee", id="Q1")], hedges=lexicon), ct.Claims)
    extractor = ct.Extractor(attributions=lambda _: (), dates=lambda text, day: ct.find_dates(text.string, day))
    assert_type(attrs.evolve(extractor, hedges=lexicon)(claim.article), ct.Claims)
    assert_type(ct.find_dates(TEXT, dt.date(2024, 5, 15)), list[ct.TimeExpression])
    assert_type(ct.factuality(TEXT, ct.Span(TEXT.index("reopen"), TEXT.index("reopen") + 6)), float)
    print(*refuse(), sep="\n")


if __name__ == "__main__":
    main()
