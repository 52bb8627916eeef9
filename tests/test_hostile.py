# SPDX-License-Identifier: MIT
"""Hostile input: each file is read, or refused by its name in one line, and nothing else is harmed."""

import ast
import bz2
import contextlib
import datetime as dt
import gzip
import importlib.util
import io
import json
import lzma
import os
import re
import socket
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
from clock import grows_by_less
from hypothesis import given
from hypothesis import strategies as st
from made import ROOT

import claimtrack as ct
from claimtrack import cli
from claimtrack.exceptions import (
    ClaimtrackError,
    FieldTypeError,
    FieldValueError,
    InputError,
    LexiconError,
    WeightsError,
)
from claimtrack.extraction.attribution.weights import read_weights
from claimtrack.formats import brat
from claimtrack.model import Article, Span

STORY = "“The river may rise,” Mayor Ann Lee said on Tuesday.\n"
ARTICLE = Article(STORY, "Valley Post", None)


def _zip(data: bytes) -> bytes:
    """Return a zip file with one member."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("story.txt", data)
    return held.getvalue()


# Each reader of files, with the name of a file that it takes.
READERS: dict[str, tuple[str, Callable[..., Any]]] = {
    "read": ("story.txt", lambda path, **more: ct.read(path, outlet="Valley Post", published=None, **more)),
    "read_articles": ("stories.csv", ct.read_articles),
    "read_claims": ("claims.jsonl", ct.read_claims),
    "read_quotations": ("claims.json", ct.read_quotations),
    "read_folder": ("articles.toml", lambda path, **more: ct.read_folder(path.parent, **more)),
    "read_speakers": ("people.toml", ct.read_speakers),
    "read_html": ("page.html", lambda path, **more: ct.read_html(path, outlet="Valley Post", **more)),
}


def test_every_reader_is_tried() -> None:
    """No public function that reads files is left out."""
    assert set(READERS) == {name for name in ct.__all__ if name.startswith("read")}


@pytest.mark.parametrize("name", READERS)
class TestFiles:
    """Files that are not what they should be."""

    def _refused(self, name: str, path: Path, told: str, **more: object) -> None:
        """Check that the reader refuses the file in one line that names it and says why."""
        with pytest.raises(InputError) as caught:
            READERS[name][1](path, **more)
        message = str(caught.value)
        assert [path.name, told, 1] == [
            path.name if path.name in message else message,
            told if told in message else message,
            len(message.splitlines()),
        ]

    def test_too_large(self, name: str, tmp_path: Path) -> None:
        """A file of more bytes than the limit is refused, with both figures."""
        path = tmp_path / READERS[name][0]
        path.write_bytes(b" " * 1001)

        self._refused(name, path, "expected at most 1000 bytes, got 1001 or more", limit=1000)

    @pytest.mark.parametrize(
        ("pack", "kind"), [(gzip.compress, "gzip"), (bz2.compress, "bzip2"), (lzma.compress, "xz"), (_zip, "zip")]
    )
    def test_compressed(self, name: str, pack: Callable[[bytes], bytes], kind: str, tmp_path: Path) -> None:
        """A compressed file, which may be a bomb, is refused and never unpacked."""
        path = tmp_path / READERS[name][0]
        path.write_bytes(pack(b"\0" * 10_000_000))

        self._refused(name, path, f"is compressed with {kind}: unpack it first")

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
    def test_pipe(self, name: str, tmp_path: Path) -> None:
        """A named pipe, which would keep its reader waiting for ever, is refused."""
        path = tmp_path / READERS[name][0]
        os.mkfifo(path)
        if name == "read_folder":
            with pytest.raises(InputError, match=r"articles\.toml: expected a regular file"):
                ct.read_folder(tmp_path)
        else:
            self._refused(name, path, "expected a regular file")

    @pytest.mark.parametrize("limit", [0, -1])
    def test_impossible_limit(self, name: str, limit: int, tmp_path: Path) -> None:
        """A limit that no file can keep is a mistake of the caller."""
        path = tmp_path / READERS[name][0]
        path.write_text(STORY)
        with pytest.raises(FieldValueError, match="limit: expected 1 byte or more"):
            READERS[name][1](path, limit=limit)

    def test_limit_of_wrong_type(self, name: str, tmp_path: Path) -> None:
        """A limit that is no number is refused by its type."""
        path = tmp_path / READERS[name][0]
        path.write_text(STORY)
        with pytest.raises(FieldTypeError, match="limit: expected a whole number of bytes"):
            READERS[name][1](path, limit="64 MB")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_pipe_in_a_folder_does_not_stop_the_others(tmp_path: Path) -> None:
    """A page that is a pipe is a problem of its entry."""
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "good.txt").write_text(STORY, encoding="utf-8")
    entries = [f'[[article]]\nfile = "{n}.txt"\noutlet = "A"\npublished = "2023-08-30"\n' for n in ("pipe", "good")]
    (tmp_path / "articles.toml").write_text("\n".join(entries))
    folder = ct.read_folder(tmp_path)

    assert [STORY.strip()] == [article.text for article in folder.articles]
    assert [True] == ["got a device, a pipe or a socket" in str(problem) for problem in folder.problems]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_pipe_that_comes_after_the_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe that is put in the place of a file just before it is opened is refused, and not waited for."""
    path, look = tmp_path / "story.txt", Path.stat
    path.write_text(STORY, encoding="utf-8")

    def look_and_swap(self: Path) -> os.stat_result:
        found = look(self)
        self.unlink()
        os.mkfifo(self)
        return found

    monkeypatch.setattr(Path, "stat", look_and_swap)
    with pytest.raises(InputError, match=r"story\.txt: expected a regular file"):
        ct.read(path, outlet="Valley Post", published=None)


def test_a_higher_limit_admits_a_file(tmp_path: Path) -> None:
    """What a low limit refuses, one as high as the file's size reads."""
    path = tmp_path / "story.txt"
    path.write_bytes(STORY.encode())
    size = len(STORY.encode())
    with pytest.raises(InputError):
        ct.read(path, outlet="Valley Post", published=None, limit=size - 1)

    assert [STORY.strip()] == [s.text for s in ct.read(path, outlet="Valley Post", published=None, limit=size)]


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no such device")
def test_device() -> None:
    """A device, which may have no end, is refused."""
    with pytest.raises(InputError, match="/dev/zero: expected a regular file, got a device"):
        ct.read(Path("/dev/zero"), outlet="Valley Post", published=None)


def test_open_files_have_the_limit_too() -> None:
    """An open file of claims that gives more characters than the limit is refused."""
    with pytest.raises(InputError, match="claims: expected at most 10 bytes, got 11 or more"):
        ct.read_claims(io.StringIO(" " * 100), limit=10)


@pytest.mark.parametrize("depth", [400, 960, 990, 2000, 100_000])
def test_deep_nesting(depth: int, tmp_path: Path) -> None:
    """JSON and TOML of any depth are read or refused."""
    nested = "[" * depth + "]" * depth
    texts = {
        "a.json": nested,
        "b.json": f'[{{"text": {nested}, "outlet": "A"}}]',
        "c.json": f'{{"article": {{"text": "a", "outlet": "A"}}, "claims": [{{"quote": {nested}}}]}}',
        "d.jsonl": f'{{"article": {{"text": {nested}}}}}\n{{"outlets": {nested}}}',
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
        for read in (ct.read_articles, ct.read_claims, ct.read_quotations):
            with contextlib.suppress(InputError):
                read(tmp_path / name)
    (tmp_path / "articles.toml").write_text(f"article = {nested}")
    with contextlib.suppress(InputError):
        ct.read_folder(tmp_path)
    with pytest.raises(LexiconError):
        ct.HedgeLexicon.parse(f"a = {nested}")


@pytest.mark.parametrize("digits", [4299, 4300, 4301, 10_000])
def test_numbers_of_many_digits(digits: int, tmp_path: Path) -> None:
    """A number that Python would not turn into text, or back, is refused where it stands, and the rest is read."""
    number = "9" * digits
    lines = io.StringIO()
    ct.write_claims(ct.extract(ARTICLE), lines)
    lines.write(f'{{"claim": {{"article": "{ARTICLE.id}", "content": [{{"start": 0, "end": {number}}}]}}}}\n')
    lines.seek(0)
    (tmp_path / "articles.toml").write_text(f"[[article]]\nfile = {number}\n")
    (tmp_path / "a.csv").write_text(f"text,outlet,published\nA,B,{number}\nA,B,2023-08-30\n")
    annotation = f"T1\tClaim {number} {number}9\twords\nT2\tClaim 1 {number}\twords\nT3\tClaim 1 4\tThe\n"

    assert 1 == len(ct.read_claims(lines).problems)
    assert [1, 1] == [
        len(ct.read_articles(tmp_path / "a.csv").articles),
        len(ct.read_articles(tmp_path / "a.csv").problems),
    ]
    assert ["The"] == [claim.text for claim in brat.read_annotations(annotation, ARTICLE).claims]
    with contextlib.suppress(InputError):
        ct.read_folder(tmp_path)


def test_a_cell_past_the_limit_of_csv(tmp_path: Path) -> None:
    """A cell longer than the module csv takes is named, and what stood above it is read."""
    (tmp_path / "a.csv").write_text("text,outlet\nA,B\n" + "x" * 200_000 + ",B\n")
    reading = ct.read_articles(tmp_path / "a.csv")

    assert ["A"] == [article.text for article in reading.articles]
    assert ["line 3"] == [each for problem in reading.problems for each in ("line 3",) if each in str(problem)]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (STORY.encode("utf-16") + b"\0", "is cut off or damaged"),
        (STORY.encode() + b"\0", "is NUL"),
        (STORY.encode() + b"\x81", "is not UTF-8"),
        (b"\xef\xbb\xbf", "is empty"),
    ],
)
def test_one_bad_page_does_not_stop_the_others(data: bytes, told: str, tmp_path: Path) -> None:
    """In a folder, a page in another encoding is named, and the others are read."""
    (tmp_path / "good.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(data)
    (tmp_path / "link.txt").symlink_to("/etc/hostname")
    names = ("bad.txt", "link.txt", "../bad.txt", "/etc/hostname", "good.txt")
    entries = [f'[[article]]\nfile = "{name}"\noutlet = "A"\npublished = "2023-08-30"\n' for name in names]
    (tmp_path / "articles.toml").write_text("\n".join(entries))
    folder = ct.read_folder(tmp_path)

    assert [STORY.strip()] == [article.text for article in folder.articles]
    assert [told, *["lies outside the folder"] * 3] == [
        reason
        for problem, reason in zip(folder.problems, [told, *["lies outside the folder"] * 3], strict=True)
        if reason in str(problem)
    ]


@pytest.mark.filterwarnings("ignore::claimtrack.ReadingWarning")
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """Whatever a file holds, the readers return, or raise an error of the family in one line."""
    with tempfile.TemporaryDirectory() as folder:
        for name, read in (("a.csv", ct.read_articles), ("a.json", ct.read_quotations), ("a.jsonl", ct.read_claims)):
            file = Path(folder, name)
            file.write_bytes(data)
            told: list[str] = []
            try:
                read(file)
            except ClaimtrackError as error:
                told = str(error).splitlines()

            assert len(told) <= 1


ODD: tuple[Any, ...] = (
    *(
        None,
        True,
        -1,
        0,
        10**4000,
        1e308,
        float("inf"),
        float("nan"),
        "",
        "\ud800",
        "a" * 5000,
        "9999-12-31",
        "0000-00-00",
    ),
    *([], {}, [[]], [None], {"start": 0, "end": 1}, [{"start": 5, "end": 1}], ["\ud800", "\udc00"], "2023-02-30T25:00"),
)


def _places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to each value within a JSON value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inner:
        yield (*path, key)
        yield from _places(each, (*path, key))


def _changed(value: Any, path: tuple[Any, ...], new: object) -> Any:
    """Return a JSON value with the value at the end of the way changed."""
    if not path:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = _changed(value[path[0]], path[1:], new)
    return copy


def _claim_lines() -> list[Any]:
    """Return claims as `write_claims` has them, with every field given."""
    article = Article(STORY, "Valley Post", dt.date(2023, 8, 30), "T", "u", byline="b", date_line="d")
    claim = attrs.evolve(
        ct.extract(article)[0],
        speaker=ct.Speaker("Ann Lee", ("Lee",), "mayor", represents="town", id="Q1"),
        via=ct.Speaker("Reuters"),
        via_source=(Span(0, 1),),
        likelihood=ct.Likelihood("likely", Span(1, 3)),
        times=(ct.TimeExpression(Span(4, 9), "2023", ct.Interval(dt.date(2023, 1, 1), dt.date(2024, 1, 1))),),
        ambiguities=(ct.Ambiguity("date", "d", ("c",)),),
        confidence=0.5,
    )
    stream = io.StringIO()
    ct.write_claims(ct.Claims([claim]), stream)
    return [json.loads(line) for line in stream.getvalue().splitlines()]


CLAIM_LINES = _claim_lines()
QUOTATIONS = {
    "article": {"text": STORY, "outlet": "A", "published": "2023-08-30", "title": "T", "url": "http://a.example"},
    "claims": [
        {
            "quote": ["The river"],
            "cue": "said",
            "source": "Ann Lee",
            "speaker": "Ann Lee",
            "kind": "direct",
            "confidence": 1,
        }
    ],
}


@pytest.mark.parametrize("number", range(len(CLAIM_LINES)))
def test_any_value_in_any_field_of_claims(number: int) -> None:
    """Whatever stands in a field of a claim or an article, the line is read, or is one problem."""
    for path in _places(CLAIM_LINES[number]):
        for odd in ODD:
            lines = [*CLAIM_LINES[:number], _changed(CLAIM_LINES[number], path, odd), *CLAIM_LINES[number + 1 :]]
            reading = ct.read_claims(io.StringIO("\n".join(map(json.dumps, lines))))
            assert {InputError} >= {type(problem) for problem in reading.problems}


def test_any_value_in_any_field_of_quotations() -> None:
    """Whatever stands in a field of a quotation or of its article, it is read or refused."""
    for path in _places(QUOTATIONS):
        for odd in ODD:
            with contextlib.suppress(InputError):
                reading = ct.read_quotations(_changed(QUOTATIONS, path, odd))
                assert {InputError} >= {type(problem) for problem in reading.problems}


def test_any_value_in_any_field_of_a_row() -> None:
    """Whatever stands in a column of a table of articles, the row is read, or is one problem."""
    row = {"text": STORY, "outlet": "A", "published": "2023-08-30", "title": "T", "url": "http://[a", "byline": ["b"]}
    readings = [ct.read_articles([row, _changed(row, path, odd)]) for path in _places(row) for odd in ODD]

    assert {2} == {len(reading.articles) + len(reading.problems) for reading in readings}


@given(st.data())
def test_any_words_in_an_annotation_file(data: st.DataObject) -> None:
    """Whatever stands in a part of a line of brat, the line is read, or is a problem."""
    lines = next(iter(brat.annotations(ct.extract(ARTICLE)).values())).splitlines()
    number = data.draw(st.integers(0, len(lines) - 1))
    parts = re.split(r"([\t :;])", lines[number])
    odd = (
        st.sampled_from(["", "-1", "9" * 4300, "T99", "\ud800", ";", " ", "\t", "1 2", "direct", "٣", "1_0"])
        | st.text()
    )
    parts[data.draw(st.integers(0, len(parts) - 1))] = data.draw(odd)
    reading = brat.read_annotations("\n".join([*lines[:number], "".join(parts), *lines[number + 1 :]]), ARTICLE)

    assert {InputError} >= {type(problem) for problem in reading.problems}


class TestCommandLine:
    """Limits of the command line."""

    def test_limit(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """--limit raises and lowers the limit for every kind of input."""
        (tmp_path / "long.txt").write_bytes(STORY.encode() + b" " * 1_000_000)

        assert 1 == cli.main(["extract", "-q", "--limit", "1", str(tmp_path / "long.txt")])
        assert "expected at most 1000000 bytes" in capsys.readouterr().err
        assert 0 == cli.main(["extract", "-q", "--limit", "2", str(tmp_path / "long.txt")])

    def test_standard_input(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        """Standard input has the limit of a page."""
        stdin = io.TextIOWrapper(io.BytesIO(b"a" * 1_000_001))
        monkeypatch.setattr("sys.stdin", stdin)

        assert 1 == cli.main(["extract", "-q", "--limit", "1", "-"])
        assert "standard input: expected at most 1000000 bytes" in capsys.readouterr().err

    @pytest.mark.parametrize("value", ["0", "-1", "1.5", "64 MB", "٣", "9" * 5000])
    def test_impossible_limit(self, value: str, capsys: pytest.CaptureFixture[str]) -> None:
        """What is no number of megabytes is wrong usage."""
        with pytest.raises(SystemExit, match="2"):
            cli.main(["extract", f"--limit={value}", "-"])
        assert "expected a whole number of megabytes" in capsys.readouterr().err


class TestHtml:
    """Hostile pages, which trafilatura and lxml read."""

    @pytest.fixture(autouse=True)
    def _needs_trafilatura(self) -> None:
        pytest.importorskip("trafilatura")

    @pytest.mark.parametrize(
        "page",
        [
            '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><html><body><p>&b;&b;</p></body></html>',
            '<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd">]><html><body><p>&a;</p></body></html>',
            "<div>" * 50_000,
            "<html><body><p" + " a=b" * 50_000,
            '<html><head><base href="javascript:alert(1)"><title>\0</title></head><body></body></html>',
        ],
        ids=["entities", "file", "depth", "attributes", "no body"],
    )
    def test_hostile_page(self, page: str) -> None:
        """Entities are not multiplied, no file is opened, and depth does not matter."""
        body = f"{page}<article>{f'<p>{STORY * 5}</p>' * 5}</article>"
        with contextlib.suppress(InputError):
            read = ct.read_html(body, outlet="Valley Post")
            assert not {"root:", "hahaha"} & {word for word in ("root:", "hahaha") if word in read.article.text}

    @pytest.mark.parametrize("name", ["idna", "punycode", "undefined", "unicode_escape", "zlib", "rot13", "nonsense"])
    def test_encodings_of_no_page(self, name: str, tmp_path: Path) -> None:
        """A page that states a codec of Python's own, or none that there is, is read as if it stated none."""
        file = tmp_path / "page.html"
        body = f"<article>{f'<p>{STORY * 5}</p>' * 5}</article>"
        file.write_bytes(f'<html><head><meta charset="{name}"></head><body>{body}</body></html>'.encode())

        assert STORY.strip() in ct.read_html(file, outlet="A").article.text


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every attempt to open a connection fail."""

    def refuse(*_: object, **__: object) -> None:
        message = "a connection was opened"
        raise AssertionError(message)

    for name in ("socket", "create_connection", "getaddrinfo", "socketpair"):
        monkeypatch.setattr(socket, name, refuse)


@pytest.mark.usefixtures("no_network")
def test_nothing_asks_the_network(tmp_path: Path) -> None:
    """Reading, extracting, comparing and showing open no connection, addresses in the input or not."""
    address = "http://example.org/a.html"
    page = f"River may rise\n\nBy Ann Lee\n\n{STORY}\nSee {address} and file:///etc/passwd.\n"
    stories = [story for name in "AB" for story in ct.read(page, outlet=name, published=None, url=address)]
    claims = ct.Claims(claim for story in stories for claim in ct.extract(story))
    comparison = ct.compare(claims)
    ct.events(stories)
    (tmp_path / "claims.jsonl").write_text(json.dumps({"outlets": [address]}))

    assert address in ct.render_report(comparison, articles=stories)
    assert (address,) == ct.read_claims(tmp_path / "claims.jsonl").claims.outlets


# Modules that run what data says, or open connections, and the few rooms that have a reason for one.
FORBIDDEN = {
    *("pickle", "marshal", "shelve", "dill", "cloudpickle", "joblib", "code", "codeop", "runpy", "ctypes"),
    *("socket", "ssl", "http", "urllib", "ftplib", "smtplib", "requests", "httpx", "asyncio", "webbrowser"),
    *("subprocess", "pty", "multiprocessing", "concurrent", "gzip", "bz2", "lzma", "zipfile", "tarfile", "shutil"),
}
ALLOWED = {
    ("cli/printing.py", "shutil"),  # the width of the terminal
    ("parallel/many.py", "multiprocessing"),
    ("parallel/many.py", "pickle"),  # to the workers and back, never from a file or a network
    ("parallel/workers.py", "multiprocessing"),
    ("parallel/workers.py", "pickle"),
    ("extraction/weights_file.py", "gzip"),  # the weights of the package, checked by their SHA-256
    ("formats/fields.py", "urllib"),  # urllib.parse, which opens nothing
    ("register/stories.py", "urllib"),
}
CALLS = {"eval", "exec", "compile", "__import__", "system", "popen", "execv", "spawnv", "urlopen"}


def test_nothing_runs_data_or_opens_connections() -> None:
    """The source imports no module that unpickles, unpacks, runs programs or opens connections, and calls no eval."""
    package = Path(ct.__file__).parent
    imported, called = set(), set()
    for file in package.rglob("*.py"):
        name = file.relative_to(package).as_posix()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match node:
                case ast.Import(names=names):
                    imported |= {(name, each.name.partition(".")[0]) for each in names}
                case ast.ImportFrom(module=str(module), level=0):
                    imported.add((name, module.partition(".")[0]))
                case ast.Call(func=ast.Name(id=function) | ast.Attribute(attr=function, value=ast.Name(id="os"))):
                    called.add((name, function))

    assert set() == {each for each in imported if each[1] in FORBIDDEN} - ALLOWED
    assert set() == {each for each in called if each[1] in CALLS}


@pytest.mark.parametrize(
    "data", [gzip.compress(b"{}"), b"\x80\x04\x95", gzip.compress(b'{"version": 2, "sha256": ""}\n{}')]
)
def test_foreign_weights_are_refused(data: bytes, tmp_path: Path) -> None:
    """A file of weights that is another's is refused before its values are looked at."""
    (tmp_path / "weights").write_bytes(data)
    with pytest.raises(WeightsError, match="expected attribution weights"):
        read_weights(tmp_path / "weights")


def _fuzzer() -> Any:
    """Return the program that fuzzes, as a module; it needs no atheris to be imported."""
    spec = importlib.util.spec_from_file_location("fuzz", ROOT / "benchmarks" / "fuzz.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


FUZZER = _fuzzer()


@pytest.mark.filterwarnings("ignore::claimtrack.ReadingWarning")
@pytest.mark.parametrize("target", FUZZER.TARGETS)
def test_first_inputs_of_the_fuzzer_hold(target: str) -> None:
    """Each target of the fuzzer takes its first inputs, whole and cut in the middle of a character."""
    if target == "html":
        pytest.importorskip("trafilatura")
    for seed in list(FUZZER.seeds(target))[:3]:
        FUZZER.TARGETS[target](seed)
        FUZZER.TARGETS[target](seed[: len(seed) // 2] + "“".encode()[:2])


def test_the_fuzzer_notices_a_broken_promise(monkeypatch: pytest.MonkeyPatch) -> None:
    """A target fails where a span does not hold."""
    found = ct.TimeExpression(Span(5, 10**6), "2023", None)
    monkeypatch.setattr(FUZZER.ct, "find_dates", lambda *_: [found])
    with pytest.raises(AssertionError):
        FUZZER.TARGETS["dates"](b"a text")


def test_spans_far_outside_a_text_are_refused() -> None:
    """A span of another text is told with the figures."""
    with pytest.raises(FieldValueError, match="content: expected spans that hold some of the article's"):
        ct.Claim(ARTICLE, (Span(0, 10**9),))


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="there are no links")
def test_a_link_to_itself_does_not_stop_the_others(tmp_path: Path) -> None:
    """An entry whose file is a link to itself is a problem, and the others are read."""
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "good.txt").write_text(STORY, encoding="utf-8")
    entries = [f'[[article]]\nfile = "{n}.txt"\noutlet = "A"\npublished = "2023-08-30"\n' for n in ("loop", "good")]
    (tmp_path / "articles.toml").write_text("\n".join(entries))
    folder = ct.read_folder(tmp_path)

    assert [STORY.strip()] == [article.text for article in folder.articles]
    assert 1 == len(folder.problems)


def test_a_name_that_is_too_long_is_no_folder() -> None:
    """A name that the system refuses is an error of the family."""
    with pytest.raises(InputError, match="expected a folder of pages"):
        ct.read_folder("a" * 300)


@pytest.mark.parametrize("name", ["read_articles", "read_claims", "read_quotations", "read_html"])
def test_a_name_with_control_characters_is_shown(name: str, tmp_path: Path) -> None:
    """Messages stay one line, and show what a file's name would do to a terminal."""
    ending = Path(READERS[name][0]).suffix
    path = tmp_path / f"evil\nname\x1b[2J{ending}"
    path.write_text("<x>" if name == "read_html" else "[3", encoding="utf-8")
    if name == "read_html":
        pytest.importorskip("trafilatura")
    try:
        told = [str(problem) for problem in READERS[name][1](path).problems]
    except InputError as error:
        told = [str(error)]

    assert [True] == [each.isprintable() and "evil\\nname" in each for each in told]


def test_a_part_that_a_claim_names_again_counts_once() -> None:
    """Many relations to one span of brat say what one says."""
    lines = ["T1\tClaim 1 4\tThe", "T2\tContent 5 10\triver"]
    once = brat.read_annotations("\n".join([*lines, "R1\tContent Arg1:T1 Arg2:T2"]), ARTICLE)
    often = [f"R{number}\tContent Arg1:T1 Arg2:T2" for number in range(1, 9)]

    assert 1 == len(once.claims)
    assert once == brat.read_annotations("\n".join([*lines, *often]), ARTICLE)


@pytest.mark.slow
def test_many_quotations_that_stand_everywhere_take_linear_time() -> None:
    """The time of the door grows with the claims and the text, and not with their product."""

    def seconds(count: int) -> float:
        article = ct.Article("said it " * count, "A", None)
        claims = [{"quote": ["it"] * 20, "cue": ["said"] * 20, "source": ["said"] * 20} for _ in range(count)]
        start = time.process_time()
        ct.read_quotations(claims, article)
        return time.process_time() - start

    assert grows_by_less(seconds, 50, 400, 24)
