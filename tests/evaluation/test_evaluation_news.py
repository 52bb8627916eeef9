# SPDX-License-Identifier: MIT
"""The evaluation of claims on news of which every claim is marked, on an invented article reckoned by hand."""

import json
from pathlib import Path

import pytest

from claimtrack import InputError
from claimtrack.evaluation.__main__ import main
from claimtrack.evaluation.news import read_marked_claims

TEXT = (
    "Ann Lee said that the road was shut. “It is icy,” Bob Roe warned. The union wants a delay. "
    "Eve Poe said the bridge was old, adding that it leaks. Critics called it a day, the mayor said."
)
ARTICLE = {"doc_id": "1", "outlet": "Post", "text": TEXT, "published": "2024-05-15", "title": None}
Values = dict[str, object]


def marked(content: str, source: str, need: str = "must", kind: str = "indirect") -> Values:
    """Return a marked claim by its words."""
    places = {role: [[TEXT.index(w), TEXT.index(w) + len(w)]] for role, w in (("content", content), ("source", source))}
    return {"doc_id": "1", "cue": [], "need": need, "kind": kind, **places}


MARKED = (
    marked("the road was shut", "Ann Lee"),
    marked("It is icy", "Bob Roe", kind="direct"),
    marked("a delay", "The union", need="may"),
    marked("it leaks", "Eve Poe"),
    marked("called it", "Critics"),
)


def corpus(folder: Path, *claims: Values) -> Path:
    """Write a corpus and return its folder, called `sample`."""
    sample = folder / "sample"
    sample.mkdir()
    (sample / "articles.jsonl").write_text(json.dumps(ARTICLE) + "\n", encoding="utf-8")
    (sample / "claims.jsonl").write_text("".join(f"{json.dumps(each)}\n" for each in claims), encoding="utf-8")
    return sample


def test_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is found, cut wrong or none is counted over what any reader would list, and by kind."""
    written = tmp_path / "figures.json"

    assert 0 == main(["news", str(corpus(tmp_path, *MARKED)), "--json", str(written)])
    assert "1 articles, 4 claims that any reader would list" in capsys.readouterr().out
    figures = json.loads(written.read_text("utf-8"))["figures"]
    assert {"direct_found": 100.0, "indirect_found": pytest.approx(200 / 3)}.items() <= figures.items()
    assert 0 < figures["junk"] < 100
    assert 0 < figures["cut_wrong"] < 100


def test_everything_right(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where nobody marked more than is found, nothing is missed."""
    main(["news", str(corpus(tmp_path, *MARKED[:2]))])

    assert "found                         100.0" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"need": "perhaps"}, "field 'need': expected 'must' or 'may', got 'perhaps'"),
        ({"content": "it"}, "field 'content': expected a list, got 'it'"),
        ({"doc_id": "2"}, "field 'doc_id': expected one of the 1 names"),
    ],
)
def test_malformed_claims(tmp_path: Path, changed: Values, message: str) -> None:
    """A malformed claim is an error that names file, line and field."""
    with pytest.raises(InputError, match=r"claims\.jsonl, line 1") as error:
        read_marked_claims(corpus(tmp_path, MARKED[0] | changed))

    assert message in str(error.value)
