# SPDX-License-Identifier: MIT
"""What needs an extra on its way in: data frames, newspaper4k's objects, and the spaCy component."""

import datetime as dt
import warnings
from typing import Any

import pytest
from made import SAMPLES, optional

from claimtrack.exceptions import FieldTypeError, InputError
from claimtrack.extraction import extract
from claimtrack.extras import require
from claimtrack.formats.articles import read_articles
from claimtrack.formats.fields import Fields
from claimtrack.model import Article

PAGE = SAMPLES / "page.html"
DAY = dt.date(2024, 5, 14)
ROWS: dict[str, list[Any]] = {
    "text": ["It may rain, Ann Lee said.", None, "Two arches have cracks.", "It rains."],
    "outlet": ["Valley Post", "Valley Post", None, "Herald"],
    "published": [DAY, None, DAY, None],
}
READ = (Article("It may rain, Ann Lee said.", "Valley Post", DAY), Article("It rains.", "Herald", None))
REFUSED = [
    "row 2: text ('text'): expected the article's text, got nothing",
    "row 3: outlet ('outlet'): expected the outlet's name, got nothing; name the outlet, or give the row its url",
]


@pytest.mark.parametrize(
    ("package", "make"),
    [
        ("pandas", lambda package: package.DataFrame(ROWS)),
        ("pandas", lambda package: package.DataFrame(ROWS).assign(published=["2024-05-14", None, "2024-05-14", None])),
        ("pandas", lambda package: package.DataFrame(ROWS).convert_dtypes()),
        ("polars", lambda package: package.DataFrame(ROWS)),
        ("pyarrow", lambda package: package.table(ROWS)),
    ],
    ids=["pandas", "pandas with text", "pandas with its NA", "polars", "arrow"],
)
def test_frames(package: str, make: Any) -> None:
    """A frame is read row by row, and a null where a value has to be is a problem that names row and column."""
    reading = read_articles(make(optional(package, f"extra {package}")))

    assert READ == reading.articles
    assert REFUSED == list(map(str, reading.problems))


def test_a_table_of_another_package() -> None:
    """A relation of DuckDB is read through Arrow."""
    optional("pyarrow", "extra arrow")
    duckdb = optional("duckdb", "extra duckdb")
    relation = duckdb.sql("select 'It rains.' as body, 'Herald' as outlet, date '2024-05-14' as published")

    assert (Article("It rains.", "Herald", DAY),) == read_articles(relation, fields=Fields(text="body")).articles


def test_a_frame_without_the_column() -> None:
    """A frame without the text's column is refused as a whole."""
    pandas = optional("pandas", "extra pandas")
    with pytest.raises(InputError, match=r"the table: text: expected a column 'text', got the columns 'a'"):
        read_articles(pandas.DataFrame({"a": [1]}))
    with pytest.raises(FieldTypeError, match="columns have different names"):
        read_articles(pandas.DataFrame([[1, 2]], columns=["text", "text"]))


def test_columns_that_are_numbers() -> None:
    """A frame without names of its own has numbers for them, which a map may state as text."""
    pandas = optional("pandas", "extra pandas")
    frame = pandas.DataFrame([["It rains.", "Herald"]])

    assert (Article("It rains.", "Herald", None),) == read_articles(frame, fields=Fields(text="0", outlet="1")).articles


def test_a_part_of_a_frame() -> None:
    """A row is one article, and a column and a frame that is not computed yet are refused."""
    pandas, polars = optional("pandas", "extra pandas"), optional("polars", "extra polars")
    frame = pandas.DataFrame(ROWS)

    assert READ[:1] == read_articles(frame.iloc[0]).articles
    assert READ[:1] == read_articles([row for _, row in frame.iterrows()]).articles[:1]
    assert "got nothing (the row has '0', '1'" in str(read_articles(frame["text"]).problems[0])
    with pytest.raises(FieldTypeError, match=r"of type LazyFrame; collect\(\) it first"):
        read_articles(polars.DataFrame(ROWS).lazy())


def test_spacy_doc() -> None:
    """A spaCy `Doc` is one article and not one for each of its tokens."""
    doc = optional("spacy", "extra spacy").blank("en")("It rains.")

    assert (Article("It rains.", "Herald", None),) == read_articles(doc, outlet="Herald").articles


def test_newspaper4k() -> None:
    """An `Article` object of newspaper4k is read by its attributes."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        newspaper = pytest.importorskip("newspaper", reason="newspaper4k is not installed (group consumers)")
        page = newspaper.Article("https://valleypost.example/bridge?from=home")
        page.download(input_html=PAGE.read_text(encoding="utf-8"))
        page.parse()
    (article,) = read_articles(page, fields="newspaper4k").articles

    assert (page.text, "Valley Post", DAY) == (article.text, article.outlet, article.published)


class TestSpacy:
    """The pipeline component."""

    TEXT = "The old bridge may reopen in May, Mayor Ann Lee said on Monday. “We will not wait,” she said."

    def make(self, **config: object) -> Any:
        """Return a pipeline with the component."""
        nlp = optional("spacy", "extra spacy").blank("en")
        nlp.add_pipe("claimtrack", config=config)
        return nlp

    def test_spans(self) -> None:
        """Each run of each claim's content is a span, with the claim's record."""
        doc = self.make(outlet="Valley Post", published="2024-05-15")(self.TEXT)
        claims = extract(Article(self.TEXT, "Valley Post", dt.date(2024, 5, 15)))

        assert [claim.text for claim in claims] == [span.text for span in doc.spans["claims"]]
        assert claims.to_records() == [span._.claim for span in doc.spans["claims"]]
        assert {"CLAIM"} == {span.label_ for span in doc.spans["claims"]}

    def test_a_document_says_where_it_is_from(self) -> None:
        """Outlet and day of a document win over the component's."""
        nlp = self.make()
        doc = nlp.make_doc(self.TEXT)
        doc._.outlet, doc._.published = "Herald", "2024-05-16"
        record = nlp(doc).spans["claims"][0]._.claim

        assert ("Herald", "2024-05-16") == (record["outlet"], record["published"])

    def test_documents_can_be_saved(self) -> None:
        """A document that was saved with its user data has its claims."""
        nlp = self.make()
        tokens = require("spacy.tokens", "spacy")
        doc = nlp(self.TEXT)
        saved = tokens.DocBin(store_user_data=True, docs=[doc]).to_bytes()
        (back,) = tokens.DocBin().from_bytes(saved).get_docs(nlp.vocab)

        assert [span._.claim for span in doc.spans["claims"]] == [span._.claim for span in back.spans["claims"]]

    @pytest.mark.parametrize("text", ["", " ", "\n\n“", "日本 said it."])
    def test_any_document(self, text: str) -> None:
        """A document without claims has an empty group, and odd ones are read."""
        assert "claims" in self.make()(text).spans

    def test_as_an_article(self) -> None:
        """A document's text is an article's."""
        nlp = self.make()
        pipeline = require("claimtrack.formats.spacy_pipeline", "spacy")

        assert Article(self.TEXT, "X", DAY) == pipeline.article_of_doc(nlp(self.TEXT), outlet="X", published=DAY)
        with pytest.raises(FieldTypeError, match="expected a spaCy Doc, got a str"):
            pipeline.article_of_doc("x", outlet="X")
