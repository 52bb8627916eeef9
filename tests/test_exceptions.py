# SPDX-License-Identifier: MIT
"""Errors: whatever came, a message is one short line that says where, what was expected and what to do."""

import inspect
import json
import pickle
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import texts

import claimtrack as ct
from claimtrack import exceptions
from claimtrack.exceptions import ClaimtrackError

LONGEST = 1500
ERRORS = [kind for _, kind in inspect.getmembers(exceptions, inspect.isclass) if issubclass(kind, ClaimtrackError)]
LONG = "x" * 100_000
COLUMNS = ",".join(f"c{number}" for number in range(50_000))
ARTICLE = {"article": {"text": "Talks go on.", "outlet": "A"}}
FOLDER = '[[article]]\nfile = "a.txt"\noutlet = "A"\npublished = 2023-08-30\n'


@given(st.sampled_from(ERRORS), st.builds(lambda text, times: text * times, texts, st.sampled_from([1, 100, 5000])))
@example(ClaimtrackError, "\x1b" * LONGEST)
@example(ClaimtrackError, "\n " * LONGEST)
@example(ClaimtrackError, "a\u202eb\u200f")
def test_any_message_is_one_short_line(kind: type[ClaimtrackError], text: str) -> None:
    """A message is one line of at most 1,500 characters without orders to a terminal, and travels between processes."""
    error = kind(f"here: {text}; do this")
    message = str(error)

    assert len(message) <= LONGEST
    assert 1 == len(message.splitlines())
    assert not re.search("[\0-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", message)
    assert (message[:6], message[-9:]) == ("here: ", "; do this")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    assert (kind, message) == (type(again), str(again))


@given(st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=LONGEST))
@example("x" * LONGEST)
def test_a_short_message_is_left_alone(text: str) -> None:
    """What fits and has only characters with a sign stays as it is."""
    assert text == str(ClaimtrackError(text))


def test_an_error_without_a_message() -> None:
    """An error may have no message, and anything else beside it."""
    assert [(), ("a", 3)] == [ClaimtrackError().args, ClaimtrackError("a", 3).args]


@pytest.mark.parametrize(
    ("name", "content", "read", "told"),
    [
        ("a.csv", f"{COLUMNS}\n", ct.read_articles, r"a\.csv: text: expected a column 'text', got the columns 'c0', "),
        ("a.csv", f"text,{LONG}\n,\n", ct.read_articles, r"line 2: text \('text'\): expected the article's text, got"),
        ("a.json", json.dumps([{LONG: 1}]), ct.read_articles, r"row 1: .* expected the article's text, got nothing"),
        ("a.json", json.dumps(ARTICLE | {"claims": [{LONG: 1}]}), ct.read_quotations, "claim 1: .*; the keys are"),
        ("a.jsonl", json.dumps({"article": {LONG: 1}}), ct.read_claims, "line 1: article: .*; the keys are text"),
        ("articles.toml", f"{LONG} = 1", ct.read_folder, r"unknown key 'x.*…x*'; expected one \[\[article\]\] table"),
        ("articles.toml", f"{FOLDER}{LONG} = 1", ct.read_folder, r"article 1: unknown key 'x.*…x*'; the keys are file"),
        ("articles.toml", f"{FOLDER}title = ['{LONG}']", ct.read_folder, r"title: expected a string, got \['x.*…x*'\]"),
    ],
)
def test_what_is_left_says_where_and_what_to_do(
    name: str, content: str, read: Callable[[Path], ct.Reading | ct.Folder], told: str, tmp_path: Path
) -> None:
    """Of a message about a very long name or value, the place, what was expected and the hint are left."""
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    try:
        (problem,) = read(path.parent if read is ct.read_folder else path).problems
        message = str(problem)
    except ClaimtrackError as error:
        message = str(error)

    assert re.search(told, message)
    assert len(message) <= LONGEST
