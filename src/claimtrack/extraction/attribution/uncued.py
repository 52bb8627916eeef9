# SPDX-License-Identifier: MIT
"""Quotations without a cue: those that stand right behind a sentence about one person, who can only be the speaker."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from claimtrack.extraction.attribution.attribution import Attribution
from claimtrack.extraction.attribution.items import read_items
from claimtrack.extraction.attribution.lively_verbs import lone_person
from claimtrack.extraction.attribution.subjects import Subject
from claimtrack.language.text import Sentence, Text
from claimtrack.model import Span

_CONFIDENCE = 0.7  # 12 of 13 in PolNeAR train and dev were right, which is too few for more
_SHORTEST = 6  # words; fewer may be a title, a slogan or a sign
_LONGEST_CREDIT = 4  # words of a line behind a quotation that only tells whose it is ("Ann Lee, 2016")
_ENDS_AN_UTTERANCE = frozenset(".?!…")
_MARKS = "\"”’'“‘ "


def uncued(text: Text, known: Sequence[Attribution]) -> Iterator[Attribution]:
    """Yield what the *known* attributions leave of quotations that are sentences, where one person can be meant.

    Example:
        "Ann Lee shook her head. “I have never seen the like of it.”" is Ann Lee's.
    """
    sentences = text.whole_sentences
    ordered = sorted(known, key=lambda one: one.sentence.start)
    taken = sorted((s.start, s.end) for one in known for s in (*one.content, *one.cue, *one.source))
    for k in range(1, len(sentences)):
        if sentences[k].is_quotation and not sentences[k - 1].is_quotation:
            run = _run(sentences, k)
            if (
                _is_free(taken, sentences[k].start, run[-1].end)
                and _is_said(text.string, run)
                and _stands_alone(text.string, sentences, k, len(run))
                and (source := _source(text, sentences[k - 1], ordered))
            ):
                yield _attribution(source, run)


def _run(sentences: Sequence[Sentence], first: int) -> Sequence[Sentence]:
    """Return the quotations from *first* on that are one utterance: of one paragraph, or of several left open."""
    end = first + 1
    while end < len(sentences) and sentences[end].is_quotation:
        before = sentences[end - 1]
        if sentences[end].paragraph != before.paragraph and before.quotations[-1].closed:
            break
        end += 1
    return sentences[first:end]


def _is_free(taken: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Tell whether nothing of what is *taken* stands between two places."""
    k = bisect_left(taken, (start, start))
    return (k == len(taken) or taken[k][0] >= end) and (k == 0 or taken[k - 1][1] <= start)


def _is_said(text: str, run: Sequence[Sentence]) -> bool:
    """Tell whether a *run* of quotations has the shape of what is said: a sentence, and no few words."""
    words = text[run[0].start : run[-1].end].strip(_MARKS)
    return words[:1].isupper() and words[-1] in _ENDS_AN_UTTERANCE and len(words.split()) >= _SHORTEST


def _stands_alone(text: str, sentences: Sequence[Sentence], first: int, length: int) -> bool:
    """Tell whether the quotations go on the paragraph before, or are a paragraph right behind it without a credit."""
    before, following = sentences[first - 1], sentences[first + length : first + length + 1]
    if any(not one.is_quotation and _is_credit(text, one) for one in following):
        return False
    between = sentences[first].paragraph - before.paragraph
    last = sentences[first + length - 1].paragraph
    return between == 0 or (between == 1 and all(one.paragraph != last for one in following))


def _is_credit(text: str, sentence: Sentence) -> bool:
    return len(text[sentence.start : sentence.end].split()) <= _LONGEST_CREDIT


def _source(text: Text, sentence: Sentence, ordered: Sequence[Attribution]) -> Subject | None:
    """Return the one person whom *sentence* is about, where whatever is claimed in it is that person's too.

    The attributions come *ordered* by their sentences.
    """
    row = read_items(text, sentence, sentence.start)
    person = lone_person(row, len(row.items)) if row.items else None
    if person is None:
        return None
    theirs = all(one.source[0].overlaps(person.spans[0]) for one in _within(ordered, sentence) if one.source)
    return person if theirs else None


def _within(ordered: Sequence[Attribution], sentence: Sentence) -> Sequence[Attribution]:
    first = bisect_left(ordered, sentence.start, key=lambda one: one.sentence.start)
    return ordered[first : bisect_left(ordered, sentence.end, key=lambda one: one.sentence.start)]


def _attribution(source: Subject, run: Sequence[Sentence]) -> Attribution:
    content = tuple(Span(one.start, one.quotations[-1].end) for one in run)
    whole, still_open = Span(run[0].start, run[-1].end), not run[-1].quotations[-1].closed
    return Attribution(source.spans, (), content, whole, "uncued", open_quotation=still_open, confidence=_CONFIDENCE)
