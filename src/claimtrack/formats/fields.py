# SPDX-License-Identifier: MIT
"""Field maps: under which names a row of another tool holds the fields of an article."""

import datetime as dt
import difflib
import math
import re
from collections.abc import Collection, Iterable, Mapping
from urllib.parse import urlsplit

import attrs

from claimtrack.checks import tuple_of, wrong_input, wrong_type
from claimtrack.exceptions import FieldTypeError, FieldValueError, InputError, UnknownNameError
from claimtrack.extraction.dates.expressions import find_dates
from claimtrack.model import Article
from claimtrack.reading import published_day

_SHOWN = 12  # names of a row in a message
_LONGEST_DAY = 60  # characters of "Wednesday, September 18, 2024 at 11:59 pm" and a little more
_ISO = len("2024-05-14")
_CERTAIN_DAY = re.compile(r"[^\W\d_]{3}|^\s*\d{4}/\d")  # a month by its name, or the year first


def _as_tuple(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value


_are_names = tuple_of(str, "a column's name, or a tuple of names to try")


@attrs.frozen(kw_only=True)
class Fields:
    """The columns of a table, or the keys of an object, that hold the fields of an article.

    Each field has one name, or several, of which the first that has a value counts.

    Attributes:
        text: The body; the one field that has to be there.
        outlet: The outlet's name. Without one, the host of the address stands in.
        published: The day of publication: a date, a datetime, or text that begins as 2023-08-30 does, names the month
            ("May 14, 2024", "Tue, 14 May 2024 10:00:00 GMT"), or begins with the year.
        title: The headline.
        url: The address.
        byline: The authors; a list of them is joined by ", ".
    """

    text: tuple[str, ...] = attrs.field(default=("text",), converter=_as_tuple, validator=_are_names)
    outlet: tuple[str, ...] = attrs.field(default=("outlet",), converter=_as_tuple, validator=_are_names)
    published: tuple[str, ...] = attrs.field(default=("published",), converter=_as_tuple, validator=_are_names)
    title: tuple[str, ...] = attrs.field(default=("title",), converter=_as_tuple, validator=_are_names)
    url: tuple[str, ...] = attrs.field(default=("url",), converter=_as_tuple, validator=_are_names)
    byline: tuple[str, ...] = attrs.field(default=("byline",), converter=_as_tuple, validator=_are_names)


PRODUCERS: dict[str, Fields] = {
    "claimtrack": Fields(),
    # trafilatura 2.3, `extract(..., output_format="json", with_metadata=True)` and the attributes of `Document`:
    # "source" is the address, and "source-hostname" the site's name.
    "trafilatura": Fields(
        outlet=("source-hostname", "sitename", "hostname"), published="date", url=("source", "url"), byline="author"
    ),
    # news-please 1.6, `NewsArticle.get_serializable_dict()`: what is missing is the text "None".
    "news-please": Fields(text="maintext", outlet="source_domain", published="date_publish", byline="authors"),
    # newspaper4k 0.9, `Article.to_json()` and the attributes of `Article`;
    # the canonical address of a copy is often that of the agency's page.
    "newspaper4k": Fields(
        outlet="meta_site_name", published="publish_date", url=("url", "canonical_link"), byline="authors"
    ),
    # Media Cloud 5, `SearchApi.story_list` and the CSV of its site; the text comes only with `expanded=True`.
    "mediacloud": Fields(outlet=("media_name", "media_url"), published="publish_date"),
}
"""The maps of other tools, by the tool's name."""


# Under which names tables of articles have the fields, without case and signs; the first that is there counts.
_USUAL = {
    "text": "text content body articletext fulltext maintext articlebody contenttext plaintext rawtext",
    "outlet": "outlet outletname newspaper newspapername mediaoutlet medianame media publication "
    "publicationname publisher metasitename sitename sourcename sourcehostname sourcedomain site paper journal source "
    "hostname host domain",
    "published": "published date publisheddate publishedat publishdate publicationdate datepublished datepublish "
    "pubdate publishedon publishtime publicationtime day datetime timestamp time",
    "title": "title headline heading articletitle headlinetext",
    "url": "url link address articleurl weburl pageurl sourceurl canonicalurl permalink href uri",
    "byline": "byline author authors authorname journalist reporter writer creator",
}
_SIGNS = re.compile(r"[\W_]+")


def usual_columns(columns: Iterable[str]) -> dict[str, str]:
    """Return the columns that go by another usual name than ours, by the field whose own name is absent."""
    given = dict.fromkeys(columns)
    named: dict[str, str] = {}
    for column in given:
        named.setdefault(_SIGNS.sub("", column.casefold()), column)
    found = {field: [named[name] for name in names.split() if name in named] for field, names in _USUAL.items()}
    return {field: taken[0] for field, taken in found.items() if taken and field not in given}


def are_usual(columns: Collection[str]) -> bool:
    """Tell whether a line is the header of a table of articles: the text, and another field, by usual names."""
    named = {_SIGNS.sub("", column.casefold()) for column in columns}
    found = {field for field, usual in _USUAL.items() if named.intersection(usual.split())}
    return "text" in found and len(found) > 1


def fields_of(fields: Fields | str) -> Fields:
    """Return the map, which may be given by the name of a tool."""
    if isinstance(fields, Fields):
        return fields
    if not isinstance(fields, str):
        raise wrong_type(fields, "fields", "Fields or a tool's name")
    if fields not in PRODUCERS:
        message = f"fields: no map is named {fields!r}; use Fields(text=..., ...) or one of: {', '.join(PRODUCERS)}"
        raise UnknownNameError(message)
    return PRODUCERS[fields]


def check_columns(columns: Collection[str], fields: Fields, *, outlet: str | None) -> None:
    """Refuse a table that lacks a column.

    Required are the text, and each field for which the caller gave one name of their own.
    """
    for attribute in attrs.fields(Fields):
        names = getattr(fields, attribute.name)
        stated = len(names) == 1 and names != attribute.default and fields not in PRODUCERS.values()
        needless = attribute.name == "outlet" and outlet is not None
        if set(names) & set(columns) or needless or not (stated or attribute.name == "text"):
            continue
        close = difflib.get_close_matches(names[0], columns, n=1)
        hint = f"; did you mean {close[0]!r}?" if close else ""
        got = f"the columns {', '.join(map(repr, columns))}" if columns else "no column"
        raise wrong_input(attribute.name, f"a column {' or '.join(map(repr, names))}", f"{got}{hint}")


def article_of(row: Mapping[str, object], fields: Fields, *, outlet: str | None = None) -> Article:
    """Return the article in a row; the *outlet* that is given wins over what the row says."""
    text_name, text = _value(row, fields.text)
    if not isinstance(text, str) or not text.strip():
        got = f"{text!r:.60} of type {type(text).__name__}" if text is not None else _nothing(row, fields.text)
        raise wrong_input(place=f"text ({text_name!r})", expected="the article's text", got=got)
    title, url = (_string(row, name, getattr(fields, name)) for name in ("title", "url"))
    name = outlet or _string(row, "outlet", fields.outlet) or host_of(url)
    if name is None:
        names = " or ".join(map(repr, fields.outlet))
        got = f"{_nothing(row, fields.outlet)}; name the outlet, or give the row its url"
        raise wrong_input(place=f"outlet ({names})", expected="the outlet's name", got=got)
    day = _day(row, fields)
    return Article(text, name, day, title, url, byline=_string(row, "byline", fields.byline))


def wrong_day(row: Mapping[str, object], fields: Fields) -> InputError | None:
    """Return why the day of a row cannot be read; None where it can, or the row has none."""
    try:
        _day(row, fields)
    except InputError as error:
        return error
    return None


def _day(row: Mapping[str, object], fields: Fields) -> dt.date | None:
    name, published = _value(row, fields.published)
    try:
        return published_day(published)
    except (FieldTypeError, FieldValueError) as error:
        if isinstance(published, str) and (day := _written_day(published)):
            return day
        message = str(error).replace("published", f"published ({name!r})", 1)
        raise InputError(message) from error


def _written_day(text: str) -> dt.date | None:
    """Return the one day that a text names with its year, where no number could be the day or the month."""
    if len(text) > _LONGEST_DAY or not _CERTAIN_DAY.search(text):
        return None
    days = {each.value: each.interval.start for each in find_dates(text) if each.interval and len(each.value) == _ISO}
    return next(iter(days.values())) if len(days) == 1 else None


def _nothing(row: Mapping[str, object], names: tuple[str, ...]) -> str:
    """Return what a message says of a row without a value: "nothing", and its names where none of ours is there."""
    if any(name in row for name in names):
        return "nothing"
    shown = ", ".join(map(repr, list(row)[:_SHOWN])) or "no value"
    return f"nothing (the row has {shown}{' and more' if len(row) > _SHOWN else ''})"


def _value(row: Mapping[str, object], names: tuple[str, ...]) -> tuple[str, object]:
    for name in names:
        value = row.get(name)
        if not _is_null(value):
            return name, value
    return names[0] if names else "", None


def _is_null(value: object) -> bool:
    """Tell whether a value is None, NaN, NaT, pandas' NA, blank text or "None"."""
    if value is None or type(value).__name__ in {"NaTType", "NAType"}:
        return True
    if isinstance(value, str):
        return not value.strip() or value == "None"
    return isinstance(value, float) and math.isnan(value)


def _string(row: Mapping[str, object], field: str, names: tuple[str, ...]) -> str | None:
    """Return a value that has to be text; a list of texts is joined by ", "."""
    name, value = _value(row, names)
    if isinstance(value, Mapping) and isinstance(value.get("name"), str):  # a person or an organisation of schema.org
        value = value["name"]
    if isinstance(value, list | tuple) and all(isinstance(each, str) for each in value):
        return ", ".join(value) or None
    if value is not None and not isinstance(value, str):
        got = f"{value!r:.60} of type {type(value).__name__}"
        raise wrong_input(place=f"{field} ({name!r})", expected="text", got=got)
    return value.strip() if value is not None else None


def host_of(url: str | None) -> str | None:
    """Return the host of an address, without "www."."""
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.") or None
    except ValueError:
        return None
