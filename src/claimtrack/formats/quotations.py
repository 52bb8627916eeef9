# SPDX-License-Identifier: MIT
"""Claims as a language model gives them: JSON with verbatim quotations, checked against the text."""

import os
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from claimtrack.checks import check_object, wrong_input
from claimtrack.exceptions import ClaimtrackError, InputError
from claimtrack.formats.anchoring import TERMS, QuotedWords, UnanchoredClaim, anchor
from claimtrack.formats.fields import Fields, article_of
from claimtrack.formats.input_rows import json_value
from claimtrack.formats.reading_result import Reading, problem
from claimtrack.model import Article
from claimtrack.reading import TABLE_LIMIT, page_text
from claimtrack.reading.files import shown

_MOST_PARTS = 100  # each cue is compared with each part of the quotation, and each source with each cue
_KEYS = ("quote", "cue", "source", "speaker", *TERMS, "confidence")


def read_quotations(
    source: str | os.PathLike[str] | Sequence[object] | Mapping[str, object],
    article: Article | None = None,
    *,
    strict: bool = False,
    limit: int = TABLE_LIMIT,
) -> Reading:
    """Return the claims that another reader has found in *article*, each checked against its text.

    A claim is an object with these keys:

    - `quote`: the words that are claimed, verbatim, without an ellipsis; a list of them for several runs;
    - `cue`, `source`: the words that attribute, and the mention of the speaker, verbatim; may be left out or null;
    - `speaker`: the speaker's name; may be left out or null, and is then read from the text;
    - `kind`, `type`, `polarity`, `stance`: terms of the model; `confidence`: a number from 0 to 1; may be left out.

    White space and the shape of quotation marks may differ from the text's, and no other character.
    A claim with a quotation, cue or source that does not stand in the text is refused, and the others are kept.

    Args:
        source: A path to a JSON file, or what it holds: a list of claims, or an object with the keys
            `article` (`text`, `outlet`, `published`, `title`, `url`) and `claims`.
        article: The article, where *source* is a list of claims only.
        strict: Whether the first problem is raised.
        limit: The most bytes that a file may have.

    Raises:
        InputError: If the file cannot be read or is larger than *limit*, there is no article or there are two,
            or, with *strict*, a claim is refused.
        FieldTypeError: If an argument has the wrong type.
    """
    name, value = "", source
    if isinstance(source, str | os.PathLike):
        name = shown(os.fsdecode(source))
        if str(source).lstrip()[:1] in {"[", "{", "`"}:
            got = f"{source!r:.60}; put text through json.loads first"
            raise wrong_input(place="read_quotations", expected="the path of a JSON file, or what it holds", got=got)
        try:
            value = json_value(page_text(source, limit=limit))
        except InputError as error:
            raise error if str(error).startswith(name) else problem(name, error) from error
    check_object(article, Article | None, "read_quotations: article", "an Article")
    claims: object = value
    if isinstance(value, Mapping):
        claims, article = value.get("claims"), _article(value, article, name)
    if article is None:
        message = f"{name or 'read_quotations'}: expected an article: as the argument, or as the key 'article'"
        raise InputError(message)
    if isinstance(claims, str) or not isinstance(claims, Iterable):
        raise wrong_input(name or "read_quotations", "a list of claims", f"{claims!r:.60}")
    before = f"{name}, " if name else ""
    results = (_unanchored(each, f"{before}claim {number}") for number, each in enumerate(claims, start=1))
    return anchor(article, results, strict=strict)


def _article(value: Mapping[str, object], article: Article | None, name: str) -> Article:
    """Return the article of an object that holds one, or the one that is given."""
    held = value.get("article")
    place = f"{name}: article" if name else "article"
    if (held is None) == (article is None):
        got = "none" if held is None else "two"
        raise wrong_input(place, "one article, as the argument or as the key 'article'", got)
    if article is not None:
        return article
    if not isinstance(held, Mapping):
        raise wrong_input(place, "an object with the keys text, outlet and published", f"{held!r:.60}")
    try:
        return article_of(held, Fields())
    except ClaimtrackError as error:
        raise problem(place, error) from error


def _unanchored(value: object, place: str) -> UnanchoredClaim | InputError:
    if not isinstance(value, Mapping):
        return wrong_input(place, f"an object with the keys {', '.join(_KEYS)}", f"{value!r:.60}")
    if unknown := [key for key in value if key not in _KEYS]:
        return InputError(f"{place}: unknown key {unknown[0]!r}; the keys are {', '.join(_KEYS)}")
    speaker = value.get("speaker")
    try:
        if not isinstance(speaker, str | None):
            raise wrong_input(place="speaker", expected="a name or null", got=f"{speaker!r:.60}")
        fields: dict[str, Any] = {key: term(value[key]) for key, term in TERMS.items() if value.get(key) is not None}
        if value.get("confidence") is not None:
            fields["confidence"] = value["confidence"]
        words = {key: _words(value, key) for key in ("quote", "cue", "source")}
    except ClaimtrackError as error:
        return problem(place, error)
    name = speaker if speaker and speaker.strip() else None
    return UnanchoredClaim(place, words["quote"], words["cue"], words["source"], name, fields)


def _words(value: Mapping[str, object], key: str) -> tuple[QuotedWords, ...]:
    stated = value.get(key)
    parts = [stated] if isinstance(stated, str) else [] if stated is None else stated
    if not isinstance(parts, list) or not all(isinstance(part, str) for part in parts):
        raise wrong_input(key, "text, a list of texts or null", f"{stated!r:.60}")
    if len(parts) > _MOST_PARTS:
        raise wrong_input(key, f"at most {_MOST_PARTS} parts", str(len(parts)))
    return tuple(QuotedWords(part) for part in parts if part.strip())
