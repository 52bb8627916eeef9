# SPDX-License-Identifier: MIT
"""Spark: the answers of the local functions, row for row, in one process and in a cluster of others."""

import datetime as dt
import functools
import importlib.util
import json
import os
import random
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import attrs
import pytest
from made import LETTERS, ROOT

import claimtrack as ct
from claimtrack import spark
from claimtrack.claims.record import RECORD
from claimtrack.comparison import grouping
from claimtrack.comparison.grouping import event_view, place
from claimtrack.display import dataframes as frames
from claimtrack.evaluation.articles import read_corpus_articles
from claimtrack.spark import candidates, components

BASIL = ROOT.parent / "shared" / "gold" / "basil"
DAY = dt.date(2024, 5, 15)
TYPES = "text string, outlet string, published date, title string, url string"
TOLD = (
    "The ferry Solveig ran aground off Bergholm on Tuesday night. “We may lose her,” Captain Nils Aker said.",
    "Captain Nils Aker said the ferry Solveig might be lost. She ran aground at Bergholm on Tuesday.",
    "Teachers in Lindmoor went on strike over pay, Ada Okoro said on Monday. Nine Lindmoor schools were shut.",
    "Nine schools in Lindmoor stayed shut. The teachers' strike would probably last a week, Ada Okoro said.",
)
# So few rows are not worth what a large job has compiled.
QUICK = {
    "spark.ui.enabled": "false",
    "spark.sql.shuffle.partitions": "2",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.executor.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
}

runs_spark = pytest.mark.skipif(
    importlib.util.find_spec("pyspark") is None or not (shutil.which("java") or os.environ.get("JAVA_HOME")),
    reason="needs pyspark (extra spark) and Java",
)
needs_basil = pytest.mark.skipif(not BASIL.is_dir(), reason=f"{BASIL} is not there; it is no part of the package")
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")  # pyspark leaves its sockets to the end


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Start Spark in this process, with workers of this Python."""
    sql = pytest.importorskip("pyspark.sql")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        patch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")]))
        settings = QUICK | {
            "spark.sql.warehouse.dir": str(tmp_path_factory.mktemp("warehouse")),
            "spark.local.dir": str(tmp_path_factory.mktemp("local")),
            "spark.sql.codegen.wholeStage": "false",
        }
        started = sql.SparkSession.builder.master("local[2]").config(map=settings).getOrCreate()
        started.sparkContext.setLogLevel("ERROR")
        yield started
        started.stop()


def frame(session: Any, articles: Iterable[ct.Article]) -> Any:
    """Return articles as a data frame."""
    return session.createDataFrame([(a.text, a.outlet, a.published, a.title, a.url) for a in articles], TYPES)


def rows(table: Any) -> list[str]:
    """Return the rows of a table of Arrow or a data frame, in an order of their own."""
    table = table.toArrow() if hasattr(table, "toArrow") else table
    return sorted(map(repr, table.to_pylist()))


def local_claims(articles: Iterable[ct.Article]) -> Any:
    """Return what Spark is to extract."""
    records = [record for article in articles for record in ct.extract(article).to_records()]
    return frames.to_arrow(records, RECORD)


def local_events(articles: Iterable[ct.Article], days: int = 5) -> Any:
    """Return the events that Spark is to find."""
    return frames.to_arrow(event_view(ct.events(articles, days=days)).to_records(), spark.EVENT_RECORD)


def local_comparisons(articles: Iterable[ct.Article]) -> Any:
    """Return the comparisons that Spark is to make."""
    records: list[dict[str, Any]] = []
    for event in ct.events(articles):
        members = sorted(event.articles, key=lambda a: (place(a)[0], a.outlet, a.id, place(a)))
        comparison = ct.compare(claim for article in members for claim in ct.extract(article))
        records += [{**record, "event_id": event.id} for record in comparison.to_records()]
    return frames.to_arrow(records, spark.COMPARISON_RECORD)


def few() -> list[ct.Article]:
    """Return the pages of the fixtures, and some articles of our own with and without day and title."""
    pages = ct.read_folder(LETTERS).articles
    days = (DAY, None, dt.date(1500, 2, 28), dt.date(1, 1, 1))
    told = [ct.Article(text, f"Paper {n}", day) for n, day in enumerate(days) for text in TOLD]
    again = [ct.Article(TOLD[0], "Paper 0", DAY, "Ferry aground", url) for url in (None, "https://post.example/1")]
    odd = [ct.Article("日本 “ | ' \0 \x85 👩🏽.", "名", DAY), ct.Article("the of and", "Paper", DAY, "")]
    return [*pages, *told, *again, *odd]


def basil() -> list[ct.Article]:
    """Return the articles of the corpus, their headlines without the blanks around them, as readers take them."""
    return [
        attrs.evolve(article, title=article.title.strip()) if article.title else article
        for article in read_corpus_articles(BASIL).values()
    ]


def test_nothing_is_imported_early() -> None:
    """The module imports without the packages of the extra, and imports none of them."""
    program = (
        "import sys; sys.modules.update(pyspark=None, pyarrow=None); import claimtrack.spark; "
        "print(sum(name.startswith(('pyspark.', 'pyarrow.')) for name in sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)  # noqa: S603

    assert "0\n" == ran.stdout


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without pyspark the error has the command that installs it."""
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(ct.MissingExtraError, match=r"needs pyspark.*pip install 'claimtrack\[spark\]'"):
        spark.extract(None)


@pytest.mark.slow
@runs_spark
class TestSession:
    """Spark in this process."""

    def test_a_few_articles(self, session: Any) -> None:
        """Claims, events and comparisons of the fixtures are those of the local functions, with their types."""
        articles = few()
        given = frame(session, articles).cache()
        claims, events = spark.extract(given).toArrow(), spark.events(given).cache()

        assert rows(local_claims(articles)) == rows(claims)
        assert local_claims(articles).schema.types == claims.schema.types
        assert rows(local_events(articles)) == rows(events)
        assert rows(local_comparisons(articles)) == rows(spark.compare(given, events))

    def test_an_extractor(self, session: Any) -> None:
        """Claims and comparisons are those of the extractor that is given."""
        known = [ct.Speaker("Nils Johan Aker", ("Nils Aker", "Captain Nils Aker"), id="person-17")]
        articles = [ct.Article(text, f"Paper {n}", DAY) for n, text in enumerate(TOLD[:2])]
        given, extractor = frame(session, articles), functools.partial(ct.extract, known=known)

        claims = spark.extract(given, extractor=extractor).collect()
        compared = spark.compare(given, extractor=extractor).collect()

        assert {"Nils Johan Aker"} == {row.speaker for row in claims}
        assert {"Nils Johan Aker"} == {row.speaker for row in compared}

    def test_no_articles(self, session: Any) -> None:
        """A data frame without rows gives data frames without rows, with all columns."""
        given = frame(session, [])
        found = spark.extract(given), spark.compare(given), spark.problems(given)

        assert [0] * 3 == [each.count() for each in found]
        assert [*spark.COMPARISON_COLUMNS] == found[1].columns

    def test_rows_that_are_no_articles(self, session: Any) -> None:
        """Each row that is no article is told with its reason, and the others are read."""
        bad = [
            (None, "A", None, "2024-05-15"),
            (" ", "A", None, "2024-05-15"),
            (TOLD[0], "", None, "2024-05-15"),
            (TOLD[0], "A", None, "May"),
            (TOLD[0], "A", None, "2024-05-15 12:30:00"),
            (TOLD[0], None, "https://www.post.example/1", None),
        ]
        given = session.createDataFrame(bad, "text string, outlet string, url string, published string")
        wrong = session.sql(
            "select cast(X'ff' as string) as text, 'A' as outlet, date '2024-05-15' as published, null as url"
            " union all select 'Rain.', 'A', date '+10000-01-01', null"
        )
        refused = [row for table in (given, wrong) for row in spark.problems(table).collect()]
        told = [row.problem.partition(", got ")[0] for row in refused]

        assert [
            "text ('text'): expected the article's text",
            "text ('text'): expected the article's text",
            "outlet ('outlet'): expected the outlet's name",
            "published ('published'): expected a date in the form 2023-08-30",
            "text ('text'): expected the article's text",
            "published ('published'): expected a date in the form 2023-08-30",
        ] == told
        assert {("A", DAY), ("post.example", None)} == {
            (row.outlet, row.published) for row in spark.extract(given).collect()
        }

    def test_columns_that_are_not_read(self, session: Any) -> None:
        """Other columns may share a name, as they do after a join."""
        given = session.sql(f"select '{TOLD[1]}' as text, 'A' as outlet, 1 as id, 2 as ID, 3 as id")

        assert rows(local_claims([ct.Article(TOLD[1], "A", None)])) == rows(spark.extract(given))

    def test_events_of_ones_own(self, session: Any) -> None:
        """Events that were numbered otherwise are compared under their numbers."""
        articles = [ct.Article(text, f"Paper {n}", DAY) for n, text in enumerate(TOLD[:2])]
        told = session.createDataFrame([(7, article.id) for article in articles], "event_id int, article_id string")

        assert {"7"} == {row.event_id for row in spark.compare(frame(session, articles), told).collect()}

    def test_names_of_columns(self, session: Any) -> None:
        """Columns of other names, with dots and spaces in them, are read, and a moment counts as its day."""
        given = session.sql(
            f"select '{TOLD[1]}' as `the.body`, 'A' as `the paper`, timestamp '2024-05-15 09:30:00' as moment"
        )
        fields = ct.Fields(text="the.body", outlet="the paper", published="moment")

        assert rows(local_claims([ct.Article(TOLD[1], "A", DAY)])) == rows(spark.extract(given, fields=fields))
        assert ["problem", "the.body", "the paper", "moment"] == spark.problems(given, fields=fields).columns

    @pytest.mark.parametrize(
        ("call", "error", "message"),
        [
            (
                lambda _: spark.extract([]),
                ct.FieldTypeError,
                "extract: articles: expected a DataFrame of pyspark, got list",
            ),
            (
                lambda s: spark.events(s.range(1)),
                ct.InputError,
                r"events: text: expected a column 'text', got the col.*'id'",
            ),
            (
                lambda s: spark.extract(s.sql("select 1 as text, 'A' as outlet")),
                ct.InputError,
                "extract: text: expected text in the column 'text', got int",
            ),
            (
                lambda s: spark.extract(s.sql("select 'x' as text, 'A' as paper")),
                ct.InputError,
                "extract: outlet: expected a column 'outlet' or 'url', got the columns 'text', 'paper'",
            ),
            (
                lambda s: spark.extract(s.sql("select 'x' as text, 'A' as outlet, 'y' as Text")),
                ct.InputError,
                "extract: expected one column 'text', got 'text' and 'Text'; rename one",
            ),
            (
                lambda s: spark.extract(frame(s, []), extractor="x"),  # type: ignore[arg-type]
                ct.FieldTypeError,
                "extract: extractor: expected a function that takes an Article, got 'x'",
            ),
            (
                lambda s: spark.compare(frame(s, []), extractor=None),  # type: ignore[arg-type]
                ct.FieldTypeError,
                "compare: extractor: expected a function that takes an Article, got None",
            ),
            (lambda s: spark.events(s.range(1), days=-1), ct.FieldValueError, "days: expected 0 or more, got -1"),
            (
                lambda s: spark.compare(s.range(1), s.range(1)),
                ct.InputError,
                "events: expected the columns article_id and event_id, article_id, event_id missing",
            ),
        ],
        ids=["no frame", "no text", "a number", "no outlet", "twice", "no extractor", "none", "days", "no events"],
    )
    def test_wrong_arguments(self, session: Any, call: Any, error: type[Exception], message: str) -> None:
        """What is no data frame of articles or events is refused at once, with what was expected."""
        with pytest.raises(error, match=message):
            call(session)

    def test_the_bounds_of_lookups(self, session: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        """Where words are in more articles than are looked up, Spark looks where the local index does."""
        monkeypatch.setattr(grouping, "LOOKUPS", 25)
        monkeypatch.setattr(grouping, "CANDIDATES", 2)
        monkeypatch.setattr(candidates, "_BLOCK", 4)
        chance = random.Random(7)  # noqa: S311
        words = [f"word{number}" for number in range(60)]
        days = [None, *(DAY + dt.timedelta(days=number) for number in range(9))]
        articles = [
            ct.Article(
                " ".join(chance.choices(words[:25] if number % 2 else words, k=12)),
                f"Paper {number}",
                chance.choice(days),
            )
            for number in range(80)
        ]
        wide = spark.events(frame(session, articles), days=3)

        assert rows(local_events(articles, 3)) == rows(wide)
        assert 1 < max(len(event.articles) for event in ct.events(articles, days=3))

    def test_components(self, session: Any) -> None:
        """The components of chains, rings and random graphs are those that walking from node to node finds."""
        chance = random.Random(1)  # noqa: S311
        edges = [(n, n + 1) for n in range(40)] + [(100, 101), (101, 102), (102, 100)]
        edges += [(chance.randrange(200, 260), chance.randrange(200, 260)) for _ in range(40)]
        edges = [(one, other) for one, other in edges if one != other]
        found = components.components(session.createDataFrame(edges, "one bigint, other bigint")).collect()
        least = {node: node for edge in edges for node in edge}
        for _ in least:
            for one, other in edges:
                least[one] = least[other] = min(least[one], least[other])

        assert sorted(least.items()) == sorted((row.key, row.component) for row in found)

    @needs_basil
    def test_basil(self, session: Any) -> None:
        """Claims, events and comparisons of a corpus are those of the local functions, row for row."""
        articles = basil()
        given = frame(session, articles).cache()
        events = spark.events(given).cache()

        assert rows(local_claims(articles)) == rows(spark.extract(given))
        assert rows(local_events(articles)) == rows(events)
        assert rows(local_comparisons(articles)) == rows(spark.compare(given, events))


def package(file: Path, names: Sequence[str]) -> None:
    """Write the modules of these names into a zip, as `pip install --target` and a zip of the folder would."""
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            found = importlib.util.find_spec(name)
            assert found is not None
            origin = Path(str(found.origin))
            for each in [origin] if origin.name != "__init__.py" else sorted(origin.parent.rglob("*")):
                if each.is_file() and each.suffix != ".pyc":
                    top = origin.parent if origin.name != "__init__.py" else origin.parent.parent
                    archive.write(each, each.relative_to(top))


@pytest.mark.slow
@runs_spark
def test_a_cluster(tmp_path: Path) -> None:
    """In a cluster of two other processes, to which the package is sent as a zip, the answers are the same."""
    pyspark = importlib.util.find_spec("pyspark")
    assert pyspark is not None
    assert pyspark.origin is not None
    home = Path(pyspark.origin).parent
    articles = [*few(), *(basil() if BASIL.is_dir() else [])]
    older = ["six"] if importlib.util.find_spec("six") else []  # which python-dateutil needed before version 4
    package(tmp_path / "sent.zip", ["claimtrack", "attr", "attrs", "dateutil", "tabulate", *older])
    lines = [
        {"text": a.text, "outlet": a.outlet, "published": a.published, "title": a.title, "url": a.url} for a in articles
    ]
    (tmp_path / "articles.jsonl").write_text(
        "\n".join(json.dumps(line, default=str) for line in lines), encoding="utf-8"
    )
    settings = QUICK | {
        "spark.sql.warehouse.dir": str(tmp_path / "warehouse"),
        "spark.local.dir": str(tmp_path / "local"),
        "spark.checkpoint.dir": str(tmp_path / "checkpoints"),
    }
    command = [
        home / "bin" / "spark-submit",
        "--master",
        "local-cluster[2,1,1024]",
        "--py-files",
        tmp_path / "sent.zip",
    ]
    command += [part for name, value in settings.items() for part in ("--conf", f"{name}={value}")]
    command += [ROOT / "tests" / "spark" / "spark_job.py", tmp_path / "articles.jsonl", tmp_path / "result.json"]
    ran = subprocess.run(  # noqa: S603
        list(map(str, command)),
        cwd=tmp_path,
        env=os.environ | {"SPARK_HOME": str(home), "PYSPARK_PYTHON": sys.executable, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        check=False,
        encoding="utf-8",
        errors="replace",
    )
    assert 0 == ran.returncode, ran.stderr[-4000:]
    found = json.loads((tmp_path / "result.json").read_text(encoding="utf-8"))

    def texts(table: Any) -> list[str]:
        return sorted(json.dumps(row, default=str) for row in table.to_pylist())

    def lists(name: str) -> list[str]:
        return sorted(map(json.dumps, found[name]))

    assert 2 == found["executors"]
    assert [] != list((tmp_path / "checkpoints").glob("*/*"))
    assert [] == [row["file"] for row in found["files"] if "sent.zip" not in Path(row["file"]).parts]
    assert texts(local_claims(articles)) == lists("claims")
    assert texts(local_events(articles)) == lists("events")
    assert texts(local_comparisons(articles)) == lists("rows")
