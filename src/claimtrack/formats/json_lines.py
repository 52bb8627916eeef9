# SPDX-License-Identifier: MIT
r"""Claims with their articles as JSON Lines that read back to equal values.

Each line is an object with one key:

- `{"outlets": [...]}`: the outlets that were read, those without a claim included;
- `{"article": {...}}`: an article with its text, ahead of its claims;
- `{"claim": {...}}`: a claim, whose `article` is the id of the article, last given under that id.

The keys within are the fields of the model, without those that have their default;
spans are `{"start": 12, "end": 45}`, days are ISO 8601.
Files may be put one after the other.
A text in which two lone surrogates meet, which JSON would join to one character, is a list of its parts.
"""

import os
from collections.abc import Iterator
from typing import TextIO

from claimtrack.atomic_files import replacing
from claimtrack.checks import check_object, wrong_input
from claimtrack.claims import Claims
from claimtrack.exceptions import ClaimtrackError, FieldTypeError, InputError
from claimtrack.formats.input_rows import PlacedRow, rows_of_json_lines
from claimtrack.formats.reading_result import Reading, partition, problem
from claimtrack.formats.records import json_line
from claimtrack.formats.values import made, plain, typed
from claimtrack.model import Article, Claim
from claimtrack.reading import TABLE_LIMIT, page_text
from claimtrack.reading.files import checked_limit, shown, too_large


def write_claims(claims: Claims, target: str | os.PathLike[str] | TextIO) -> None:
    """Write claims with their articles, from which `read_claims` reads equal ones.

    Args:
        claims: What to write.
        target: The path of a file, which takes the place of an older one when it is whole, or an open one.

    Raises:
        FieldTypeError: If *claims* is not a Claims, or *target* is neither.
        InputError: If a database lies at the path.
        OSError: If the file cannot be written.
    """
    check_object(claims, Claims, "write_claims", "Claims")
    if isinstance(target, str | os.PathLike):
        with replacing(target) as file:
            for line in _lines(claims):
                file.write(line.encode())
    elif hasattr(target, "write"):
        target.writelines(_lines(claims))
    else:
        message = f"write_claims: expected a path or an open file, got a {type(target).__name__}"
        raise FieldTypeError(message)


def _lines(claims: Claims) -> Iterator[str]:
    yield f"{json_line({'outlets': plain(claims.outlets)})}\n"
    written: dict[str, Article] = {}
    for claim in claims:
        article = claim.article
        if written.get(article.id) != article:
            yield f"{json_line({'article': {'id': article.id} | plain(article)})}\n"
            written[article.id] = article
        yield f"{json_line({'claim': {'id': claim.id} | plain(claim) | {'article': article.id}})}\n"


def read_claims(source: str | os.PathLike[str] | TextIO, *, strict: bool = False, limit: int = TABLE_LIMIT) -> Reading:
    """Return the claims and articles that `write_claims` has written.

    Ids are made from the content, so a line whose text or spans were changed is refused; the others are read.

    Args:
        source: The path of a file, or an open one.
        strict: Whether the first problem is raised.
        limit: The most bytes that a file may have, or characters that an open one may give.

    Raises:
        InputError: If the file cannot be opened or is larger than *limit*, or, with *strict*, a line cannot be read.
        FieldTypeError: If *source* is neither.
    """
    if isinstance(source, str | os.PathLike):
        name, text = shown(os.fsdecode(source)), page_text(source, limit=limit)
    elif hasattr(source, "read"):
        name, text = "claims", source.read(checked_limit(limit) + 1)
        if len(text) > limit:
            raise too_large(name, len(text), limit)
    else:
        message = f"read_claims: expected a path or an open file, got a {type(source).__name__}"
        raise FieldTypeError(message)
    values, problems = partition(_line_values(rows_of_json_lines(text.removeprefix("\ufeff"), name)), strict=strict)
    outlets = [outlet for value in values if isinstance(value, tuple) for outlet in value]
    return Reading(
        articles=tuple(dict.fromkeys(value for value in values if isinstance(value, Article))),
        claims=Claims((value for value in values if isinstance(value, Claim)), outlets=outlets),
        problems=problems,
    )


def _line_values(lines: Iterator[PlacedRow]) -> Iterator[Article | Claim | tuple[str, ...] | InputError]:
    articles: dict[str, Article] = {}
    for place, line in lines:
        if isinstance(line, InputError):
            yield problem(place, line)
            continue
        try:
            match dict(line):
                case {"outlets": list(outlets), **rest} if not rest:
                    names = typed(tuple[str, ...], outlets, "outlets")
                    if not all(isinstance(name, str) for name in names):
                        raise wrong_input(place="outlets", expected="names as text", got=f"{outlets!r:.60}")
                    yield names
                case {"article": dict(fields), **rest} if not rest:
                    article = made(Article, fields, "article")
                    articles[article.id] = article
                    yield article
                case {"claim": dict(fields), **rest} if not rest:
                    carrier = articles.get(str(fields.get("article")))
                    if carrier is None:
                        message = f"claim.article: no article {fields.get('article')!r} stands above"
                        raise InputError(message)
                    yield made(Claim, fields | {"article": carrier}, "claim")
                case _:
                    message = f"expected one key, outlets, article or claim, with its value, got {line!r:.60}"
                    raise InputError(message)
        except ClaimtrackError as error:
            yield problem(place, error)
