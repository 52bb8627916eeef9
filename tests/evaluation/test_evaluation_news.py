# SPDX-License-Identifier: MIT
"""The evaluation of claims on news of which every claim is marked, on an invented article reckoned by hand."""

import datetime as dt
import json
from pathlib import Path

import pytest

from claimtrack import Article, Category, Claim, Hedge, Hedging, InputError, Interval, Span, Speaker
from claimtrack.evaluation.__main__ import main
from claimtrack.evaluation.accounts import AccountCounts
from claimtrack.evaluation.marked_claims import Account, read_marked_claims

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

ACCOUNT: Values = {"speaker": "Ann Lee", "accept": [], "category": "person", "hedging": "unhedged", "said": None}
ACCOUNT_FIGURES = {
    "speaker_right_of_all",
    "speaker_wrong",
    "speaker_open",
    "named_in_full",
    "category_right",
    "hedged_f1",
    "hedging_level",
    "said_right",
    "said_found",
}


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


def measured(folder: Path, *claims: Values) -> dict[str, float]:
    """Return the figures of a corpus by their names."""
    written = folder / "figures.json"
    main(["news", str(corpus(folder, *claims)), "--json", str(written)])
    figures: dict[str, float] = json.loads(written.read_text("utf-8"))["figures"]
    return figures


def test_accounts(tmp_path: Path) -> None:
    """Who, how firmly and when is measured over what any reader would list: right of all, the rest of the found."""
    bob = {"speaker": "Ann Roe", "accept": ["Bob Roe"], "category": "group"}
    missed, may = {"content": [[0, 7]]}, MARKED[2] | ACCOUNT
    figures = measured(tmp_path, MARKED[0] | ACCOUNT, MARKED[1] | ACCOUNT | bob, MARKED[3] | ACCOUNT | missed, may)

    assert ACCOUNT_FIGURES < figures.keys()
    assert pytest.approx(200 / 3) == figures["speaker_right_of_all"]
    assert (0.0, 100.0, 50.0) == tuple(figures[n] for n in ("speaker_open", "named_in_full", "category_right"))


def test_no_accounts(tmp_path: Path) -> None:
    """Without `accept`, nothing of it is measured, whatever the other fields hold."""
    assert not ACCOUNT_FIGURES & measured(tmp_path, *(each | {"speaker": [0, 7]} for each in MARKED)).keys()


def figures_of(by_hand: Account, *, published: bool = True, **found: object) -> dict[str, float]:
    """Return the figures of one claim that is found with *found*."""
    article = Article("Rain is near.", "Post", dt.date(2024, 5, 15) if published else None)
    claim = Claim(article, (Span(0, 13),), **found)  # type: ignore[arg-type]
    counts = AccountCounts()
    counts.add(by_hand, claim)
    return counts.figures()


@pytest.mark.parametrize(
    ("by_hand", "speaker", "expected"),
    [
        ("Ann Lee", Speaker("Ann Lee"), "right in full"),
        ("Ann Lee", Speaker("Senator Ann Lee"), "right in full"),
        ("Zoé Lée", Speaker("Zoe Lee’s"), "right in full"),
        ("Ann Lee", Speaker("Lee"), "right"),
        ("Ann Lee", Speaker("Ann"), "wrong"),
        ("Ann Lee", Speaker("—"), "wrong"),
        ("Ann Lee", Speaker("A. Lee", aliases=("Ann Lee",)), "right"),
        ("Ann Lee", Speaker("Bob Roe", aliases=("Ann Lee",)), "wrong"),
        ("Ann Lee", Speaker("Lesk Post"), "right in full"),
        ("Ann Lee", Speaker("Lesk"), "right"),
        ("Post", Speaker("Lesk"), "right in full"),
        ("Ann Lee", None, "open"),
        ("unnamed", None, "right in full"),
        (None, None, "right in full"),
        (None, Speaker("Bob Roe"), "wrong"),
    ],
)
def test_speakers(by_hand: str | None, speaker: Speaker | None, expected: str) -> None:
    """A name is right by its words or its last one, and in full where it is a name that the reader gave."""
    account = Account(by_hand, ("Lesk Post", "Lesk"), Category.PERSON, Hedging.UNHEDGED, None)
    figures = figures_of(account, speaker=speaker)

    names = {
        "speaker_right_of_all": "right",
        "speaker_wrong": "wrong",
        "speaker_open": "open",
        "named_in_full": "in full",
    }
    assert expected == " ".join(word for name, word in names.items() if figures[name])


@pytest.mark.parametrize(
    ("by_hand", "found", "expected"),
    [
        (Hedging.POSSIBLE, Hedging.POSSIBLE, (100.0, 100.0)),
        (Hedging.POSSIBLE, Hedging.PROBABLE, (100.0, 0.0)),
        (Hedging.POSSIBLE, None, (0.0, 0.0)),
        (Hedging.UNHEDGED, Hedging.PROBABLE, (0.0, 0.0)),
    ],
)
def test_hedging(by_hand: Hedging, found: Hedging | None, expected: tuple[float, float]) -> None:
    """That a claim is hedged counts by itself, and its level only where both say so."""
    hedges = (Hedge(Span(0, 4), found),) if found else ()
    figures = figures_of(Account(None, (), Category.PERSON, by_hand, None), hedges=hedges)

    assert expected == (figures["hedged_f1"], figures["hedging_level"])


DAY, MONTH = Interval(dt.date(2024, 5, 14), dt.date(2024, 5, 15)), Interval(dt.date(2024, 5, 1), dt.date(2024, 6, 1))


@pytest.mark.parametrize(
    ("by_hand", "found", "published", "expected"),
    [
        ("2024-05-14", DAY, True, (100.0, 100.0)),
        ("2024-05", DAY, True, (100.0, 100.0)),
        ("2024", Interval(MONTH.start, MONTH.end, vague=True), True, (100.0, 100.0)),
        ("2024-05-14", MONTH, True, (0.0, 0.0)),
        (None, DAY, True, (0.0, 0.0)),
        ("2024-05-14", None, True, (0.0, 0.0)),
        ("2024-05-14", DAY, False, (0.0, 0.0)),
    ],
)
def test_said(by_hand: str | None, found: Interval | None, *, published: bool, expected: tuple[float, float]) -> None:
    """The days are right within those of the reader, in an article with a day of publication."""
    account = Account(None, (), Category.PERSON, Hedging.UNHEDGED, by_hand)
    figures = figures_of(account, published=published, said=found)

    assert expected == (figures["said_right"], figures["said_found"])


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"need": "perhaps"}, "field 'need': expected 'must' or 'may', got 'perhaps'"),
        ({"content": "it"}, "field 'content': expected a list, got 'it'"),
        ({"doc_id": "2"}, "field 'doc_id': expected one of the 1 names"),
        ({"accept": "Lee"}, "field 'accept': expected a list, got 'Lee'"),
        ({"accept": [3]}, "field 'accept': expected a list of names, got [3]"),
        ({"accept": ["Lee", " "]}, "field 'accept': expected a list of names, got ['Lee', ' ']"),
        ({"speaker": [0, 7]}, "field 'speaker': expected a text, got [0, 7]"),
        ({"speaker": "?"}, "field 'speaker': expected a name, or null, got '?'"),
        ({"category": "firm"}, "field 'category': expected 'person' or 'organisation' or"),
        ({"hedging": "likely"}, "field 'hedging': expected 'unhedged' or 'probable' or"),
        ({"said": 2024}, "field 'said': expected a text, got 2024"),
        (
            {"said": "May"},
            "field 'said': expected a day, month or year as 2024-05-15, 2024-05 or 2024, or null, got 'May'",
        ),
        ({"said": "2024-13"}, "field 'said': expected a day, month or year"),
    ],
)
def test_malformed_claims(tmp_path: Path, changed: Values, message: str) -> None:
    """A malformed claim is an error that names file, line and field."""
    with pytest.raises(InputError, match=r"claims\.jsonl, line 1") as error:
        read_marked_claims(corpus(tmp_path, MARKED[0] | ACCOUNT | changed))

    assert message in str(error.value)


def test_accounts_of_some(tmp_path: Path) -> None:
    """Where one claim has an account, each needs one."""
    with pytest.raises(
        InputError, match=r"claims\.jsonl, line 2, field 'category': expected a text, got no such field"
    ):
        read_marked_claims(corpus(tmp_path, MARKED[0] | ACCOUNT, MARKED[1]))
