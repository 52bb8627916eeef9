# SPDX-License-Identifier: MIT
"""TOML of others: whatever tomllib would take for a long key is refused before it gets there, and nothing else is."""

import contextlib
import tomllib
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import claimtrack as ct
from claimtrack.exceptions import InputError, LexiconError
from claimtrack.toml import read_toml

MOST = 4
SIZE = 80_000
TOLD = "expected keys of at most 4 parts, got "
PARTS = {
    "bare": "a-1_B",
    "in quotation marks": '"a"',
    "with an escaped mark": r'"\""',
    "with an escaped backslash": r'"\\"',
    "by its number": r'"\u0041\U00000042"',
    "literal": r"'a\'",
    "with points": '"a.b#c"',
    "empty": '""',
    "empty, literal": "''",
}
PLACES = {
    "first": "{key} = 1",
    "header": "[{key}]",
    "header of an array": "[[ {key} ]]",
    "inline": "x = {{y = 1, {key} = 1}}",
    "in an array": "x = [{{{key} = 1}}]",
    "after a comment": 'x = 1 # a """ b\n{key} = 1',
    "after a string": 'x = "a # \\" b"\n{key} = 1',
    "after a string of lines": 'x = """a \\""" "" b"""""\n{key} = 1',
    "after a literal of lines": "x = '''a\\'' ' \n'''''\r\n{key} = 1",
}
TEXTS = (
    'x = "a.b.c.d.e.f"',
    "x = 'a.b.c.d.e.f'",
    'x = """\na.b.c.d.e.f\n"""',
    "x = '''a.b.c.d.e.f'''",
    "x = 1 # a.b.c.d.e.f",
    'x = "see https://a.b.c.example/d.e.f.g.html" # "',
    "x = [1.5, 2.5,3.5,\n4.5]",
    "x = 2023-08-30T10:00:00.123456Z",
    "[a.b.c.d]\ne.f.g.h = 1",
)
PIECES = (*PARTS.values(), *"..=#\n\r\"'\\[]{}, ax", '"""', "'''", "\\\n", "x = ")


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("point", [".", " .\t"])
def test_a_long_key_is_refused(part: str, point: str, place: str) -> None:
    """A key of five parts is refused however it is written and wherever it stands, and one of four is read."""
    read_toml(PLACES[place].format(key=point.join([PARTS[part]] * MOST)))
    with pytest.raises(InputError, match=TOLD):
        read_toml(PLACES[place].format(key=point.join([PARTS[part]] * (MOST + 1))))


@pytest.mark.parametrize("text", TEXTS)
def test_points_elsewhere(text: str) -> None:
    """Points within texts, comments, numbers and days part no key."""
    assert tomllib.loads(text) == read_toml(text)


@pytest.fixture(scope="module", name="longest")
def _longest() -> Iterator[list[int]]:
    """Note how many parts each key has that tomllib reads, also of a text that it refuses further on."""
    seen: list[int] = []
    parser: Any = tomllib._parser  # type: ignore[attr-defined]  # noqa: SLF001 - it tells its keys in no other way
    parse_key = parser.parse_key

    def noted(*arguments: Any) -> Any:
        found = parse_key(*arguments)
        seen.append(len(found[1]))
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parser, "parse_key", noted)
        yield seen


@given(st.lists(st.sampled_from(PIECES), max_size=24))
@example(['"""', '"', "\n", *"a.a.a.a.a=1"])
@example(["x = ", "'''", "'", "'''", "'", "\n", *"a.a.a.a.a=1"])
def test_whatever_tomllib_reads_as_a_long_key_is_refused(longest: list[int], pieces: list[str]) -> None:
    """Of any text, what has a key of five parts up to where tomllib reads it is refused; if all is read, nothing is."""
    text = "".join(pieces)
    longest.clear()
    read: dict[str, Any] | None = None
    with contextlib.suppress(tomllib.TOMLDecodeError):
        read = tomllib.loads(text)
    has_long = max(longest, default=0) > MOST
    told = ""
    try:
        assert read == read_toml(text)
    except InputError as error:
        told = str(error)

    assert has_long <= told.startswith(TOLD)
    assert read is None or has_long == bool(told)


def refusals(text: str, folder: Path) -> Iterator[str]:
    """Yield what the readers of TOML say of a text."""
    (folder / "articles.toml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        ct.read_folder(folder)
    yield str(caught.value)
    with pytest.raises(LexiconError) as refused:
        ct.HedgeLexicon.parse(text, "hedges.toml")
    yield str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        *(f"{part}." * (SIZE // (len(part) + 1)) + "a = 1" for part in PARTS.values()),
        "".join(f"[a{number}.b.c.d]\na.b.c.d = 1\n" for number in range(SIZE // 30)),
        "x = " + "[" * SIZE,
        "x = " + "{a = " * (SIZE // 5),
        'x = """' + r'\"""' * (SIZE // 4),
        '"' * SIZE,
    ],
    ids=[*PARTS, "many keys", "arrays", "tables", "escapes", "marks"],
)
def test_memory(text: str, tmp_path: Path) -> None:
    """80 kB of TOML of any spelling are read or refused in one line, and take less than 64 MB."""
    tracemalloc.start()
    try:
        told = list(refusals(text, tmp_path))
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert most < 64_000_000
    assert [1, 1] == [len(each.splitlines()) for each in told]
    assert ["articles.toml" in told[0], "hedges.toml" in told[1]] == [True, True]
