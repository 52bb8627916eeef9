# SPDX-License-Identifier: MIT
"""`read_articles`: the samples of each tool, files, mappings, objects, and what is wrong with rows."""

import contextlib
import datetime as dt
import json
import sqlite3
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from made import SAMPLES
from strategies import texts

from claimtrack.exceptions import ClaimtrackError, FieldTypeError, InputError, ReadingWarning, UnknownNameError
from claimtrack.formats.articles import articles_of_text, read_articles
from claimtrack.formats.fields import PRODUCERS, Fields, are_usual
from claimtrack.formats.input_rows import form_of, header_of
from claimtrack.model import Article

COLUMNS = Fields(text="body", outlet="paper", published="day", title="headline")
GOOD = {"text": "It may rain.", "outlet": "Valley Post", "published": "2024-05-14"}
DAY = dt.date(2024, 5, 14)


def only_problem(row: Any, **options: Any) -> str:
    """Return the one problem with a row."""
    reading = read_articles([row], **options)
    (problem,) = reading.problems
    assert () == reading.articles
    assert 1 == len(str(problem).splitlines())
    return str(problem)


@pytest.mark.parametrize(
    ("tool", "outlet", "byline", "url"),
    [
        ("trafilatura", "Valley Post", "Sam Ode; Rita Vale", "https://valleypost.example/bridge"),
        ("news-please", "valleypost.example", "Sam Ode", "https://valleypost.example/bridge"),
        ("newspaper4k", "Valley Post", "Sam Ode", "https://valleypost.example/bridge?from=home"),
    ],
)
def test_samples(tool: str, outlet: str, byline: str, url: str) -> None:
    """What a tool writes is read by the map of its name, with the text as it is."""
    path = SAMPLES / f"{tool}.json"
    (article,) = read_articles(path, fields=tool).articles
    sample = json.loads(path.read_text(encoding="utf-8"))

    assert sample[PRODUCERS[tool].text[0]] == article.text
    assert (outlet, DAY, "Bridge to reopen in May") == (article.outlet, article.published, article.title)
    assert (url, byline) == (article.url, article.byline)


def test_a_story_without_text() -> None:
    """Media Cloud often has no text: such a story is a problem that names line, field and key, and the others stay."""
    reading = read_articles(SAMPLES / "mediacloud.jsonl", fields="mediacloud")

    assert ["valleypost.example"] == [article.outlet for article in reading.articles]
    (problem,) = map(str, reading.problems)
    place = f"{SAMPLES / 'mediacloud.jsonl'}, line 2: text ('text')"
    assert problem.startswith(f"{place}: expected the article's text, got nothing (the row has 'id', ")


def test_csv() -> None:
    """A CSV is read through a map of its columns, and a day that no one can read refuses its row only."""
    reading = read_articles(SAMPLES / "stories.csv", fields=COLUMNS)

    assert [("Valley Post", DAY), ("Valley Herald", DAY + dt.timedelta(1))] == [
        (article.outlet, article.published) for article in reading.articles
    ]
    assert [
        f"{SAMPLES / 'stories.csv'}, line 4: published ('day'): expected a date in the form 2023-08-30, got '14 May'"
    ] == list(map(str, reading.problems))


def test_strict() -> None:
    """With strict the first problem is raised."""
    with pytest.raises(InputError, match=r"stories\.csv, line 4: published"):
        read_articles(SAMPLES / "stories.csv", fields=COLUMNS, strict=True)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (Fields(text="words"), "text: expected a column 'words', got the columns 'paper', 'day', 'headline', 'body'"),
        (Fields(text="boddy"), "text: expected a column 'boddy', .* did you mean 'body'"),
        (Fields(text="body", published="date"), "published: expected a column 'date'"),
    ],
)
def test_a_column_that_is_not_there(fields: Fields, message: str) -> None:
    """A table without a column of the map is refused as a whole, with the columns that it has."""
    with pytest.raises(InputError, match=message):
        read_articles(SAMPLES / "stories.csv", fields=fields)


@pytest.mark.parametrize(
    ("header", "named"),
    [
        ("content,newspaper,date,headline,link,author", "text=content, outlet=newspaper, published=date"),
        ("Body,Source Name,Publication Date,Title,URL,By", "text=Body, outlet=Source Name, published=Publication Date"),
        ("text,media_name,publishedAt,title,url,byline", "outlet=media_name, published=publishedAt; fields"),
        ("full_text,outlet,day,heading,web-url,authors", "text=full_text, published=day, title=heading, url=web-url"),
    ],
)
def test_usual_names(tmp_path: Path, header: str, named: str) -> None:
    """Where our names are absent, usual ones are taken, with a warning that says which."""
    rows = "It may rain.,Valley Post,2024-05-14,Rain,https://v.example/a,Ann Roe"
    (tmp_path / "a.csv").write_text(f"{header}\n{rows}\n")
    as_objects = [dict(zip(header.split(","), rows.split(","), strict=True))] * 2
    for source, origin in ((tmp_path / "a.csv", r"a\.csv"), (as_objects, "the rows")):
        with pytest.warns(ReadingWarning, match=f"{origin}: columns .* by their usual names: .*{named}") as caught:
            article = read_articles(source).articles[0]
        byline = None if header.endswith("By") else "Ann Roe"

        assert 1 == len(caught)
        assert ("It may rain.", "Valley Post", DAY) == (article.text, article.outlet, article.published)
        assert ("Rain", "https://v.example/a", byline) == (article.title, article.url, article.byline)


def test_our_names_and_stated_ones_win(tmp_path: Path) -> None:
    """A column of our name is taken before a usual one, and with a map of your own nothing is guessed."""
    (tmp_path / "a.csv").write_text("content,text,outlet,date\nwrong,right,A,2024-05-14\n")
    with pytest.warns(ReadingWarning, match=r"names: published=date;"):
        (article,) = read_articles(tmp_path / "a.csv").articles
    assert "right" == article.text
    (article,) = read_articles(tmp_path / "a.csv", fields=Fields(text="content")).articles
    assert ("wrong", None) == (article.text, article.published)


def test_days_of_another_form_stay_open(tmp_path: Path) -> None:
    """A column that is only guessed to hold the day refuses no row: others than ours stay open, and are told once."""
    (tmp_path / "a.csv").write_text("text,outlet,date\na,A,14/05/2024\nb,A,2024-05-14\nc,A,15/05/2024\n")
    with pytest.warns(ReadingWarning) as told:
        reading = read_articles(tmp_path / "a.csv")

    assert ([None, DAY, None], ()) == ([each.published for each in reading.articles], reading.problems)
    assert ["so others stay open; the first is in ", "line 2: published ('date'): expected a date"] == [
        each
        for each in ("so others stay open; the first is in ", "line 2: published ('date'): expected a date")
        if each in str(told[1].message)
    ]
    assert 2 == len(told)


@pytest.mark.parametrize(
    ("day", "read"),
    [
        *((each, True) for each in ("May 14, 2024", "14 May 2024", "Tue, 14 May 2024 10:00:00 GMT", "14-May-2024")),
        *((each, True) for each in ("2024/05/14", "Tuesday, May 14, 2024 at 10:15 am")),
        *((each, False) for each in ("05/06/2024", "14/05/2024", "14 May", "May 2024", "1715680800", "soon")),
        *((each, False) for each in ("from May 14, 2024 to May 16, 2024", f"May 14, 2024{' ' * 60}and more")),
    ],
)
def test_days_that_name_their_month(day: str, *, read: bool) -> None:
    """A day that names month and year, or begins with the year, is one; numbers that could be either are none."""
    reading = read_articles([GOOD | {"published": day}])

    assert ([DAY] if read else []) == [each.published for each in reading.articles]


def test_rows_of_many_forms() -> None:
    """Rows that each have keys of their own are told of a few times only."""
    rows = [{"x" * number: 1, "text": "a", f"out{'_' * number}let": "A"} for number in range(300)]
    with pytest.warns(ReadingWarning) as told:
        reading = read_articles(rows)

    assert (300, 5) == (len(reading.articles), len(told))


def test_people_and_firms_of_schema_org() -> None:
    """An object with a name stands for its name."""
    row = {"text": "a", "outlet": {"@type": "Organization", "name": "A"}, "byline": {"name": "Ann Roe"}}

    assert [("A", "Ann Roe")] == [(each.outlet, each.byline) for each in read_articles(row).articles]


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"])
def test_line_ends(tmp_path: Path, end: str) -> None:
    """Lines of tables end as on any system."""
    (tmp_path / "a.csv").write_text(end.join(["text;outlet", "a, b, c;A", ""]), newline="")
    (tmp_path / "a.jsonl").write_text(end.join(['{"text": "a, b, c", "outlet": "A"}', ""]), newline="")

    assert [("a, b, c", "A")] * 2 == [
        (each.text, each.outlet) for name in ("a.csv", "a.jsonl") for each in read_articles(tmp_path / name).articles
    ]


@pytest.mark.filterwarnings("ignore::claimtrack.ReadingWarning")
@given(st.one_of(texts, st.from_regex(r'[\[{]\s*[{"]?.{0,20}|text[,;].{0,20}\n.{0,20}', fullmatch=True)))
@example('{"text": "a", "outlet": "A"}\n{"text": ')
@example('text,outlet\n"a')
def test_any_text_is_rows_or_refused(text: str) -> None:
    """Whatever is taken for rows gives articles and problems, or is an error of the family."""
    form = form_of(text) or ".csv"
    with contextlib.suppress(ClaimtrackError):
        reading = articles_of_text(text, "input", form=form, fields="claimtrack", outlet=None)
        assert all(str(each).startswith("input, ") for each in reading.problems)
    assert isinstance(are_usual(header_of(text)), bool)


def test_columns_that_need_not_be_there() -> None:
    """A column that the map names only by default may be missing, and so may the outlet's where it is stated."""
    fields = Fields(text="body", outlet="source")
    reading = read_articles(SAMPLES / "stories.csv", fields=fields, outlet="Valley Post")

    assert [("Valley Post", None)] * 3 == [(article.outlet, article.published) for article in reading.articles]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiters(tmp_path: Path, delimiter: str) -> None:
    """The delimiter is the one of the header, and a cell may hold line ends and the others."""
    path = tmp_path / "stories.csv"
    cells = (["text", "outlet", "published"], ['"It rains;\r\nit, may\tstop."', "Valley Post", "2024-05-14"])
    path.write_bytes(("\ufeff" + "\r\n".join(map(delimiter.join, cells))).encode())

    assert (Article("It rains;\r\nit, may\tstop.", "Valley Post", DAY),) == read_articles(path).articles


def test_spaces_beside_the_delimiter(tmp_path: Path) -> None:
    """White space around a name belongs to neither column nor outlet, and the text keeps its own."""
    path = tmp_path / "stories.csv"
    path.write_text("text, outlet,,\n It rains., Valley Post,,\n", encoding="utf-8")

    assert (Article(" It rains.", "Valley Post", None),) == read_articles(path).articles


def test_the_names_that_a_row_has() -> None:
    """Where no name of the map is there, the problem lists those that are, up to twelve."""
    row = {f"key{number}": "x" for number in range(13)}

    assert "got nothing (the row has 'key0', 'key1', " in only_problem(row)
    assert "'key11' and more)" in only_problem(row)
    assert "got nothing (the row has 'text'); name the outlet" in only_problem({"text": "It rains."})


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("only one", "line 3: expected 2 cells, as the header has, got 1"),
        ('"open,Valley Post', "line 3: cannot be read, nor what follows it: unexpected end of data"),
        ("x" * 140_000 + ",Valley Post", "line 3: cannot be read, nor what follows it: field larger than field limit"),
    ],
    ids=["short", "open", "long"],
)
def test_a_line_of_csv_that_is_malformed(tmp_path: Path, line: str, message: str) -> None:
    """A malformed line is a problem, and the lines before it are read."""
    path = tmp_path / "stories.csv"
    path.write_text(f"text,outlet\nIt rains.,Valley Post\n{line}\n", encoding="utf-8")
    reading = read_articles(path)

    assert (1, 1) == (len(reading.articles), len(reading.problems))
    assert message in str(reading.problems[0])


def test_a_line_of_json_that_is_malformed(tmp_path: Path) -> None:
    """A malformed line and one that holds no object are problems, and the others are read."""
    path = tmp_path / "stories.jsonl"
    path.write_text(f"{json.dumps(GOOD)}\n{{\n\n[1]\n{json.dumps(GOOD)}\n", encoding="utf-8")
    reading = read_articles(path)

    assert 2 == len(reading.articles)
    assert [True, True] == [
        str(problem).startswith(f"{path}, {start}")
        for problem, start in zip(
            reading.problems,
            ("line 2: expected JSON, got a syntax error", "line 4: expected an object with named values, got [1]"),
            strict=True,
        )
    ]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.json", "{", "a.json: expected JSON, got a syntax error"),
        ("a.json", "[" * 100_000, "a.json: expected JSON, got a syntax error"),
        ("a.docx", "x", "expected a file that ends in .json, .jsonl, .ndjson, .csv, .tsv, got '.docx'"),
        ("a.csv", "", "a.csv: is empty"),
        ("a.csv", "text,outlet,text\na,b,c\n", "a.csv, line 1: expected columns of different names, got 'text' twice"),
    ],
)
def test_a_file_that_cannot_be_read(tmp_path: Path, name: str, content: str, message: str) -> None:
    """A file that is malformed as a whole is an error that names it."""
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_articles(tmp_path / name)

    assert message in str(caught.value)


def test_a_json_array(tmp_path: Path) -> None:
    """A JSON file may hold an array of objects."""
    path = tmp_path / "stories.json"
    path.write_text(json.dumps([GOOD, 5]), encoding="utf-8")
    reading = read_articles(path)

    assert 1 == len(reading.articles)
    assert f"{path}, row 2: expected an object with named values, got 5 of type int" == str(reading.problems[0])


def test_mappings_and_objects() -> None:
    """A row may be a mapping or an object with attributes, one or several."""
    expected = Article("It may rain.", "Valley Post", DAY)

    assert (expected,) == read_articles(GOOD).articles
    assert (expected, expected) == read_articles(iter([GOOD, SimpleNamespace(**GOOD)])).articles


def test_rows_of_a_database() -> None:
    """A row of SQLite that knows its columns is read by them, one or several."""
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        connection.row_factory = sqlite3.Row
        query = "select 'It may rain.' as body, 'Valley Post' as outlet, '2024-05-14' as published"
        rows = connection.execute(f"{query} union all {query}").fetchall()
    expected = Article("It may rain.", "Valley Post", DAY)

    assert (expected, expected) == read_articles(rows, fields=Fields(text="body")).articles
    assert (expected,) == read_articles(rows[0], fields=Fields(text="body")).articles


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"text": None}, "row 1: text ('text'): expected the article's text, got nothing"),
        ({"text": float("nan")}, "row 1: text ('text'): expected the article's text, got nothing"),
        ({"text": 5}, "row 1: text ('text'): expected the article's text, got 5"),
        ({"outlet": " "}, "row 1: outlet ('outlet'): expected the outlet's name, got nothing; name the outlet"),
        ({"outlet": 5}, "row 1: outlet ('outlet'): expected text, got 5 of type int"),
        ({"published": "May"}, "row 1: published ('published'): expected a date in the form 2023-08-30, got 'May'"),
        ({"published": 20240514}, "row 1: published ('published'): expected a date such as 2023-08-30, got 20240514"),
        ({"byline": [1]}, "row 1: byline ('byline'): expected text, got [1] of type list"),
    ],
)
def test_a_row_that_is_refused(change: dict[str, object], message: str) -> None:
    """A problem names the row, the field, the column, what was expected and what came."""
    assert only_problem(GOOD | change).startswith(message)


@pytest.mark.parametrize("nothing", [None, "", " ", "None", float("nan")])
def test_nothing(nothing: object) -> None:
    """A null of any tool leaves an optional field open."""
    (article,) = read_articles(GOOD | {"published": nothing, "title": nothing}).articles

    assert (None, None) == (article.published, article.title)


@pytest.mark.parametrize(
    ("url", "outlet"), [("https://www.valleypost.example/x", "valleypost.example"), ("http://[x", None), ("x", None)]
)
def test_the_host_stands_in(url: str, outlet: str | None) -> None:
    """Without an outlet the host of the address stands in, where it has one."""
    reading = read_articles(GOOD | {"outlet": None, "url": url})

    assert ([outlet] if outlet else []) == [article.outlet for article in reading.articles]


@pytest.mark.parametrize("source", [None, b"x", 5])
def test_no_source(source: Any) -> None:
    """What is no source at all is an error."""
    with pytest.raises(FieldTypeError, match="read_articles: expected a path, a data frame, a mapping"):
        read_articles(source)


def test_no_map() -> None:
    """An unknown tool, or a map that is none, is an error."""
    with pytest.raises(UnknownNameError, match=r"no map is named 'goose'; use .*trafilatura"):
        read_articles(GOOD, fields="goose")
    with pytest.raises(FieldTypeError, match="expected Fields or a tool's name"):
        read_articles(GOOD, fields=5)  # type: ignore[arg-type]
    with pytest.raises(FieldTypeError, match=r"Fields\.text: expected a column's name"):
        Fields(text=5)  # type: ignore[arg-type]


cells = texts | st.none() | st.integers() | st.floats() | st.dates() | st.datetimes() | st.lists(texts, max_size=2)


@given(st.lists(st.dictionaries(st.sampled_from(["text", "outlet", "published", "url", "title"]), cells) | cells))
def test_any_row_is_read_or_refused(rows: list[Any]) -> None:
    """Every row becomes an article or a problem of one line."""
    reading = read_articles(rows)

    assert len(rows) == len(reading.articles) + len(reading.problems)
    assert all(1 == len(str(problem).splitlines()) for problem in reading.problems)
