# SPDX-License-Identifier: MIT
"""Claims as brat standoff: a text file and an annotation file for each article, to look at and to correct in brat.

| line | what |
| --- | --- |
| `T1 Claim 12-45` | the content; its further runs, the cue, the source and the hedges have lines of their own |
| `R1 Content`, `Cue`, `Source`, `Hedge` `Arg1:T1 Arg2:T2` | what belongs to the claim |
| `A1 Kind T1 direct`, `Type`, `Polarity`, `Stance` | the terms of the claim |
| `A2 Hedging T1 possible` | its level, that of its hedges; with it, only the hedges of the file count |
| `A3 Level T3 possible`, `Scope` | the terms of a hedge |
| `#1 AnnotatorNotes T1` | the speaker's name |

Offsets are code points, as in brat; a span is broken at line ends, since brat shows no span across them.
Speakers' aliases, days and ambiguities have no place in it: `lines` loses nothing.
The format: https://brat.nlplab.org/standoff.html.
"""

import os
import re
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

from claimtrack.atomic_files import write_text
from claimtrack.checks import check_object, wrong_input
from claimtrack.claims import Claims
from claimtrack.exceptions import ClaimtrackError, InputError
from claimtrack.formats.anchoring import TERMS, QuotedWords, UnanchoredClaim, anchor
from claimtrack.formats.reading_result import Reading, problem
from claimtrack.formats.standoff import Attribute, BratEvent, Note, Other, Relation, StandoffLine, TextBound, standoff
from claimtrack.model import Article, Claim, Hedge, Hedging, Scope, Span

_LINE_END = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_LINE_ENDS = re.compile(f"(?:{_LINE_END.pattern})+")
_SURROGATE = re.compile("[\ud800-\udfff]")


def annotations(claims: Claims) -> dict[Article, str]:
    """Return for each article the annotation file of its claims; line ends at the border of a span are left out."""
    check_object(claims, Claims, "brat.annotations", "Claims")
    groups: dict[Article, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(claim.article, []).append(claim)
    return {article: "".join(_annotation_lines(group)) for article, group in groups.items()}


def write_folder(claims: Claims, folder: str | os.PathLike[str]) -> None:
    """Write `ID.txt` and `ID.ann` for each article into *folder*, which is made if it is missing.

    ID is the id of the article. A lone surrogate, which UTF-8 lacks, becomes U+FFFD in the text.
    Each file takes the place of an older one when it is whole.

    Raises:
        FieldTypeError: If *claims* is not a Claims.
        InputError: If a database lies at a file's place.
        OSError: If a file cannot be written.
    """
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    for article, annotation in annotations(claims).items():
        write_text(place / f"{article.id}.txt", _SURROGATE.sub("\ufffd", article.text))
        write_text(place / f"{article.id}.ann", annotation)


def read_annotations(annotation: str, article: Article, *, strict: bool = False) -> Reading:
    """Return the claims that an annotation file has in *article*, each checked against its text.

    An annotation whose words are not those of the text at its place, and a line that cannot be read, is refused
    with all that refers to it.
    What the file does not say (days, and terms without an attribute) is read from the words, as `extract` does.

    Args:
        annotation: The annotation file's text.
        article: The article that was annotated.
        strict: Whether the first problem is raised.

    Raises:
        InputError: The first problem, if *strict*.
        FieldTypeError: If an argument has the wrong type.
    """
    check_object(annotation, str, "brat.read_annotations", "a str")
    check_object(article, Article, "brat.read_annotations", "an Article")
    file = _AnnotationFile(annotation, article.text)
    return anchor(article, [*file.problems, *file.claims()], strict=strict)


def _annotation_lines(claims: Iterable[Claim]) -> Iterator[str]:
    spans, relations, terms, notes = (count(1) for _ in range(4))
    for claim in claims:
        text = claim.article.text
        first, *further = claim.content
        head = f"T{next(spans)}"
        yield _span_line(head, "Claim", first, text)
        hedged = tuple(hedge.span for hedge in claim.hedges)
        names: dict[str, list[str]] = {}
        for label, places in (("Content", further), ("Cue", claim.cue), ("Source", claim.source), ("Hedge", hedged)):
            for place in places:
                name = f"T{next(spans)}"
                names.setdefault(label, []).append(name)
                yield _span_line(name, label, place, text)
                yield f"R{next(relations)}\t{label} Arg1:{head} Arg2:{name}\n"
        for key in TERMS:
            yield f"A{next(terms)}\t{key.capitalize()} {head} {getattr(claim, key).value}\n"
        yield f"A{next(terms)}\tHedging {head} {claim.hedging.value}\n"
        for name, hedge in zip(names.get("Hedge", []), claim.hedges, strict=True):
            yield f"A{next(terms)}\tLevel {name} {hedge.level.value}\n"
            yield f"A{next(terms)}\tScope {name} {hedge.scope.value}\n"
        if claim.speaker is not None:
            yield f"#{next(notes)}\tAnnotatorNotes {head}\t{_one_line(claim.speaker.name)}\n"


def _span_line(name: str, label: str, span: Span, text: str) -> str:
    borders, at = [], span.start
    for found in _LINE_ENDS.finditer(text, span.start, span.end):
        if at < found.start():
            borders.append((at, found.start()))
        at = found.end()
    if at < span.end or not borders:
        borders.append((at, span.end) if at < span.end else (span.start, span.end))
    offsets = ";".join(f"{start} {end}" for start, end in borders)
    words = " ".join(text[start:end] for start, end in borders)
    return f"{name}\t{label} {offsets}\t{_one_line(words)}\n"


def _one_line(words: str) -> str:
    return _SURROGATE.sub("\ufffd", _LINE_END.sub(" ", words).replace("\t", " "))


class _AnnotationFile:
    def __init__(self, annotation: str, text: str) -> None:
        self.text = text
        self.problems: list[InputError] = []
        self.spans: dict[str, tuple[str, tuple[QuotedWords, ...]]] = {}
        self.parts: dict[tuple[str, str], dict[str, None]] = {}  # in their order, each once
        self.terms: dict[tuple[str, str], str] = {}
        self.notes: dict[str, str] = {}
        for number, line in standoff(annotation):
            try:
                self._read(line)
            except InputError as error:
                self.problems.append(problem(f"line {number}", error))

    def _read(self, line: StandoffLine | InputError) -> None:
        match line:
            case InputError():
                raise line
            case TextBound(name, label):
                self.spans[name] = (label, tuple(self._words(line)))
            case Relation(label, one, other):
                self.parts.setdefault((one, label), {})[other] = None
            case Attribute(label, name, value):
                self.terms[name, label] = value
            case Note(name, words):
                self.notes[name] = words
            case BratEvent(name) | Other(name):
                message = f"expected brat standoff, of the kinds T, R, A and #, got {name!r:.40}"
                raise InputError(message)

    def _words(self, bound: TextBound) -> Iterator[QuotedWords]:
        """Yield the runs of words at the offsets; those that only a line end parts are one."""
        run: QuotedWords | None = None
        at = 0
        for start, end in bound.runs:
            piece, at = bound.words[at : at + end - start], at + end - start + 1
            if len(piece) != end - start:
                message = f"expected brat standoff, as many characters as from {start} to {end}, got {piece!r:.80}"
                raise InputError(message)
            between = "" if run is None or run.start is None else self.text[run.start + len(run.text) : start]
            if run is not None and _LINE_ENDS.fullmatch(between):
                run = QuotedWords(run.text + between + piece, run.start)
            else:
                if run is not None:
                    yield run
                run = QuotedWords(piece, start)
        if run is not None:
            yield run

    def claims(self) -> Iterator[UnanchoredClaim | InputError]:
        """Yield the claims, in the order of the file."""
        for name, (label, content) in self.spans.items():
            if label != "Claim":
                continue
            try:
                fields: dict[str, Any] = {
                    key: term(self.terms[name, key.capitalize()])
                    for key, term in TERMS.items()
                    if (name, key.capitalize()) in self.terms
                }
                hedges = self.parts.get((name, "Hedge"), {})
                if hedges or (name, "Hedging") in self.terms:
                    fields["hedges"] = tuple(map(self._hedge, hedges))
                    self._check_level(name, fields["hedges"])
                yield UnanchoredClaim(
                    place=name,
                    content=(*content, *self._joined_words(name, "Content")),
                    cue=self._joined_words(name, "Cue"),
                    source=self._joined_words(name, "Source"),
                    speaker=self.notes.get(name),
                    fields=fields,
                )
            except ClaimtrackError as error:
                yield problem(name, error)

    def _check_level(self, name: str, hedges: tuple[Hedge, ...]) -> None:
        """Refuse a level that the hedges of the claim do not have, as it would be lost."""
        level = min((hedge.level for hedge in hedges if hedge.scope is Scope.CLAIM), default=Hedging.UNHEDGED)
        stated = Hedging(self.terms.get((name, "Hedging"), level))
        if stated is not level:
            got = f"{stated}; mark the words with their Level"
            raise wrong_input(place="Hedging", expected=f"the level of its hedges, {level}", got=got)

    def _joined_words(self, name: str, label: str) -> tuple[QuotedWords, ...]:
        return tuple(words for other in self.parts.get((name, label), {}) for words in self._bound(other)[1])

    def _bound(self, name: str) -> tuple[str, tuple[QuotedWords, ...]]:
        if name not in self.spans:
            message = f"refers to {name}, which is not there or could not be read"
            raise InputError(message)
        return self.spans[name]

    def _hedge(self, name: str) -> Hedge:
        words = self._bound(name)[1]
        span = Span(words[0].start or 0, (words[-1].start or 0) + len(words[-1].text))
        return Hedge(span, self.terms.get((name, "Level"), ""), Scope(self.terms.get((name, "Scope"), "claim")))
