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

import datetime as dt
import os
import re
import types
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any, TextIO, get_args, get_origin

import attrs

from claimtrack.claims import Claims
from claimtrack.exceptions import ClaimtrackError, FieldTypeError, InputError
from claimtrack.formats.outcome import Reading, problem, sift
from claimtrack.formats.records import json_line
from claimtrack.formats.rows import Placed, json_lines
from claimtrack.model import Article, Claim
from claimtrack.reading import page_text

_JOINT = re.compile("(?<=[\ud800-\udbff])(?=[\udc00-\udfff])")


def write_claims(claims: Claims, stream: TextIO) -> None:
    """Write claims with their articles to *stream*, from which `read_claims` reads equal ones.

    Raises:
        FieldTypeError: If *claims* is no Claims.
    """
    if not isinstance(claims, Claims):
        message = f"write_claims: expected Claims, got a {type(claims).__name__}"
        raise FieldTypeError(message)
    stream.write(f"{json_line({'outlets': _plain(claims.outlets)})}\n")
    written: dict[str, Article] = {}
    for claim in claims:
        article = claim.article
        if written.get(article.id) != article:
            stream.write(f"{json_line({'article': {'id': article.id} | _fields(article)})}\n")
            written[article.id] = article
        stream.write(f"{json_line({'claim': {'id': claim.id} | _fields(claim) | {'article': article.id}})}\n")


def read_claims(source: str | os.PathLike[str] | TextIO, *, strict: bool = False) -> Reading:
    """Return the claims and articles that `write_claims` has written.

    Ids are made from the content, so a line whose text or spans were changed is refused; the others are read.

    Args:
        source: The path of a file, or an open one.
        strict: Whether the first problem is raised.

    Raises:
        InputError: If the file cannot be opened, or, with *strict*, a line cannot be read.
        FieldTypeError: If *source* is neither.
    """
    if isinstance(source, str | os.PathLike):
        name, text = str(Path(source)), page_text(source)
    elif hasattr(source, "read"):
        name, text = "claims", source.read()
    else:
        message = f"read_claims: expected a path or an open file, got a {type(source).__name__}"
        raise FieldTypeError(message)
    values, problems = sift(_values(json_lines(text.removeprefix("\ufeff"), name)), strict=strict)
    outlets = [outlet for value in values if isinstance(value, tuple) for outlet in value]
    return Reading(
        articles=tuple(dict.fromkeys(value for value in values if isinstance(value, Article))),
        claims=Claims((value for value in values if isinstance(value, Claim)), outlets=outlets),
        problems=problems,
    )


def _values(lines: Iterator[Placed]) -> Iterator[Article | Claim | tuple[str, ...] | InputError]:
    """Yield what each line holds."""
    articles: dict[str, Article] = {}
    for place, line in lines:
        if isinstance(line, InputError):
            yield problem(place, line)
            continue
        try:
            match dict(line):
                case {"outlets": list(outlets), **rest} if not rest:
                    names = _value(tuple[str, ...], outlets, "outlets")
                    if not all(isinstance(name, str) for name in names):
                        message = f"outlets: expected names as text, got {outlets!r:.60}"
                        raise InputError(message)
                    yield names
                case {"article": dict(fields), **rest} if not rest:
                    article = _made(Article, fields, "article")
                    articles[article.id] = article
                    yield article
                case {"claim": dict(fields), **rest} if not rest:
                    carrier = articles.get(str(fields.get("article")))
                    if carrier is None:
                        message = f"claim.article: no article {fields.get('article')!r} stands above"
                        raise InputError(message)
                    yield _made(Claim, fields | {"article": carrier}, "claim")
                case _:
                    message = f"expected one key, outlets, article or claim, with its value, got {line!r:.60}"
                    raise InputError(message)
        except ClaimtrackError as error:
            yield problem(place, error)


def _fields(value: attrs.AttrsInstance) -> dict[str, object]:
    """Return the fields of a value that do not have their default."""
    held = ((each, getattr(value, each.name)) for each in attrs.fields(type(value)) if each.init)
    return {each.name: _plain(one) for each, one in held if one != each.default and not isinstance(one, Article)}


def _plain(value: object) -> object:
    """Return a value of the model as JSON has it."""
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        return _JOINT.split(value) if _JOINT.search(value) else value
    return _fields(value) if attrs.has(type(value)) else value  # type: ignore[arg-type]


def _made(kind: type[Any], fields: dict[str, object], path: str) -> Any:  # noqa: ANN401 - of the type given
    """Return a value of a class of the model, made from its fields."""
    known = {each.name: each for each in attrs.fields(kind) if each.init}
    stated = fields.get("id") if "id" not in known else None
    given = {name: value for name, value in fields.items() if name in known or name != "id"}
    if unknown := [name for name in given if name not in known]:
        message = f"{path}: unknown key {unknown[0]!r}; the keys are {', '.join(known)}"
        raise InputError(message)
    if missing := [name for name, each in known.items() if each.default is attrs.NOTHING and name not in given]:
        message = f"{path}: the key {missing[0]!r} is missing"
        raise InputError(message)
    made = kind(**{name: _value(known[name].type, value, f"{path}.{name}") for name, value in given.items()})
    if stated is not None and stated != made.id:
        message = f"{path}: expected the id {stated!r}, got {made.id!r}: the text or a span was changed"
        raise InputError(message)
    return made


def _value(kind: Any, value: Any, path: str) -> Any:  # noqa: ANN401 - of the type given; a chain of cases
    """Return a value of a field's type; what does not fit is left to the validators of the model."""
    if isinstance(kind, types.UnionType):
        return None if value is None else _value(get_args(kind)[0], value, path)
    if get_origin(kind) is tuple and isinstance(value, list):
        return tuple(_value(get_args(kind)[0], each, f"{path}[{at}]") for at, each in enumerate(value))
    if kind is str and isinstance(value, list) and all(isinstance(part, str) for part in value):
        return "".join(value)
    if kind is dt.date and isinstance(value, str):
        try:
            return dt.date.fromisoformat(value)
        except ValueError as error:
            message = f"{path}: expected a day such as 2023-08-30, got {value!r}"
            raise InputError(message) from error
    if attrs.has(kind) and isinstance(value, dict):
        return _made(kind, value, path)
    return value
