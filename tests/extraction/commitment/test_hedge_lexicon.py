# SPDX-License-Identifier: MIT
"""Lexicons of hedges that users bring: how they are checked, joined and used."""

from pathlib import Path

import pytest

from claimtrack import Article, FieldTypeError, FieldValueError, HedgeLexicon, LexiconError, UnknownNameError, extract

ROW = """
[[hedge]]
cue = "on the cards"
forms = ["on the cards"]
level = "possible"
part = "modal"
evidence = "editorial"
examples = ["a deal is on the cards"]
counter_examples = ["he lost at cards"]
"""
MINE = HedgeLexicon.parse(ROW)
OURS = HedgeLexicon.default()


def _levels(text: str, hedges: HedgeLexicon | None = None) -> list[str]:
    """Return the levels of the claims in *text*."""
    return [claim.hedging.value for claim in extract(Article(text, "Valley Post", None), hedges=hedges)]


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('examples = ["a deal is on the cards"]', "", "row 1: the key 'examples' is missing"),
        ('["a deal is on the cards"]', "[]", "row 1: expected at least one sentence in 'examples'"),
        ("a deal is on the cards", "a deal is near", "row 1 .on the cards.: expected it to fire in its example"),
        ("he lost at cards", "it is on the cards", "row 1 .on the cards.: expected no hit in a counter-example"),
        ('"possible"', '"perhaps"', "row 1: level: expected 'unhedged' or 'probable' .* got 'perhaps'"),
        ('"possible"', '"unhedged"', "row 1: level: .* got 'unhedged'; leave the row out"),
        ('"modal"', '"verb"', "row 1: part: expected 'modal' or .* got 'verb'"),
        ('["on the cards"]', '"on the cards"', "row 1: forms: expected a list of words in quotation marks"),
        ('["on the cards"]', '[" "]', "row 1: forms: .* none of them blank"),
        ('["on the cards"]', '["|on the cards"]', "row 1: forms: expected a word on either side of each"),
        ('["on the cards"]', "[]", "row 1: forms: expected at least one"),
        ("evidence =", "proof =", "row 1: unknown key 'proof'; the keys are counter_examples, cue, evidence"),
        ('evidence = "editorial"', 'evidence = ""', "row 1: evidence: expected words in quotation marks, got ''"),
        ("[[hedge]]", "lower = 3\n[[hedge]]", "expected one array of tables"),
        ('part = "modal"', 'part = "modal"\nlower = 3', "row 1: lower: expected true or false, got 3"),
        ("[[hedge]]", "[[hedge", "expected TOML, got a syntax error"),
        ("\n[[hedge]]", ROW + "[[hedge]]", "expected one row for each cue, got 2 rows 'on the cards'"),
    ],
)
def test_rows_that_are_refused(tmp_path: Path, old: str, new: str, reason: str) -> None:
    """A row that is malformed, or is not borne out by its sentences, is refused with file, row and reason."""
    file = tmp_path / "mine.toml"
    file.write_text(ROW.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(LexiconError, match=reason) as error:
        HedgeLexicon.read(file)
    assert str(error.value).startswith(f"{file}")


def test_file_that_cannot_be_read(tmp_path: Path) -> None:
    """A file that is not there, or not in UTF-8, is an error that names it."""
    (tmp_path / "latin.toml").write_bytes(b"caf\xe9")
    for name in ("nowhere.toml", "latin.toml"):
        with pytest.raises(LexiconError, match=f"{name}: expected a lexicon in TOML and UTF-8"):
            HedgeLexicon.read(tmp_path / name)


def test_add_change_and_remove() -> None:
    """Rows are added, changed and removed without a change to the lexicon they come from."""
    changed = HedgeLexicon.parse(ROW.replace('"possible"', '"probable"'))
    text = "Ann Lee said a deal was on the cards. Bob Ray said the road may close."

    assert ["unhedged", "possible"] == _levels(text)
    assert ["possible", "possible"] == _levels(text, OURS | MINE)
    assert ["probable", "possible"] == _levels(text, OURS | MINE | changed)
    assert ["possible", "unhedged"] == _levels(text, (OURS | MINE).without("may"))
    assert ["unhedged", "unhedged"] == _levels(text, HedgeLexicon(()))
    assert len(OURS.rows) + 1 == len((OURS | MINE).rows)
    assert OURS == HedgeLexicon.default()


def test_rows_next_to_a_cue() -> None:
    """A user's row for attributing words puts the attribution at a distance."""
    row = ROW.replace("on the cards", "by all accounts").replace('part = "modal"', 'part = "phrase"\nwhere = "cue"')
    mine = HedgeLexicon.parse(row.replace("a deal is by", "by"))

    assert mine.distances("by all accounts said")
    assert not OURS.distances("by all accounts said")


def test_unknown_row() -> None:
    """Removing a row that is not there is an error that lists those that are."""
    with pytest.raises(UnknownNameError, match="the row 'cards' is unknown; use one of: on the cards"):
        MINE.without("cards")


def test_wrong_type() -> None:
    """Something else than a lexicon is an error, in `extract` and in `|`."""
    with pytest.raises(FieldTypeError, match="hedges: expected a HedgeLexicon"):
        extract(Article("", "Valley Post", None), hedges="mine.toml")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="unsupported operand"):
        MINE | {}  # type: ignore[operator]


def test_value() -> None:
    """Lexicons with equal rows are equal, and two rows of one name are refused."""
    assert MINE == HedgeLexicon.parse(ROW)
    assert "HedgeLexicon(1 rows)" == repr(MINE)
    with pytest.raises(FieldTypeError, match="expected values of the class HedgeRow, got 'may'"):
        HedgeLexicon(("may",))  # type: ignore[arg-type]
    with pytest.raises(FieldValueError, match="expected one row for each cue"):
        HedgeLexicon(MINE.rows * 2)
