# SPDX-License-Identifier: MIT
"""The evaluations that read one file: the factuality of events, and the hedges of sentences."""

import json
from pathlib import Path

import pytest

from claimtrack import InputError, Span
from claimtrack.evaluation.__main__ import main
from claimtrack.evaluation.factuality import RatedEvent, figures, read_rated_events
from claimtrack.evaluation.hedging import HedgedContent, read_hedged_contents

EVENT = {"sentence": "The guards left early .", "token_start": 2, "token_end": 3, "score": 3.0}
SENTENCES = """
[[sentence]]
content = "it may rain"
hedges = ["claim possible: may"]
hard = true

[[sentence]]
content = "it will rain"
cue = "said"
hedges = ["claim probable: will"]

[[sentence]]
content = "it could rain"
hedges = ["claim possible: could rain"]
"""


def _events(folder: Path, *rows: object) -> Path:
    """Write a file of events and return its path."""
    path = folder / "sample.jsonl"
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


def test_events(tmp_path: Path) -> None:
    """An event is read with the characters of its tokens."""
    path = _events(tmp_path, EVENT, EVENT | {"token_start": 0, "token_end": 2, "score": -1})

    assert (
        RatedEvent("The guards left early .", Span(11, 15), 3.0),
        RatedEvent("The guards left early .", Span(0, 10), -1.0),
    ) == read_rated_events(path)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([EVENT, {"sentence": "x"}], "sample.jsonl, line 2, field 'token_start': expected a whole number, got no such"),
        ([EVENT | {"token_start": 5}], "field 'token_start': expected the number of one of the 5 tokens, got 5"),
        ([EVENT | {"token_end": 2}], "field 'token_end': expected more than token_start 2, and at most 5, got 2"),
        ([EVENT | {"token_end": 6}], "field 'token_end': expected more than token_start 2, and at most 5, got 6"),
        ([EVENT | {"score": "high"}], "line 1, field 'score': expected a number, got 'high'"),
        ([EVENT | {"score": 10**400}], "line 1, field 'score': expected a number, got 1000"),
        ([EVENT | {"sentence": 3}], "line 1, field 'sentence': expected a text, got 3"),
    ],
)
def test_malformed_events(tmp_path: Path, rows: list[object], message: str) -> None:
    """A malformed line is an error that names file, line and field."""
    with pytest.raises(InputError, match=message):
        read_rated_events(_events(tmp_path, *rows))


def test_figures() -> None:
    """Errors are means in hundredths of a point, those on hedged events without the certain ones."""
    events = [RatedEvent("a", Span(0, 1), rating) for rating in (3.0, 1.0, -3.0)]

    assert {"pearson": 100.0, "mae": 0.0, "mae_hedged": 0.0} == pytest.approx(figures(events, [3.0, 1.0, -3.0]))
    assert (50.0, 50.0) == (figures(events, [3.0, 0.5, -2.0])["mae"], figures(events, [3.0, 0.5, -2.0])["mae_hedged"])
    assert {"pearson": 0.0, "mae": 0.0, "mae_hedged": 0.0} == figures([], [])


@pytest.mark.parametrize(("subject", "name"), [("factuality", "sample.jsonl"), ("hedging", "sample.toml")])
def test_gate(tmp_path: Path, capsys: pytest.CaptureFixture[str], subject: str, name: str) -> None:
    """Both kinds of corpus are pinned and gated as a folder of PolNeAR is, and a changed file is another corpus."""
    path = tmp_path / name
    _events(tmp_path, EVENT, EVENT | {"token_start": 1, "token_end": 2, "score": 1})
    (tmp_path / "sample.toml").write_text(SENTENCES, encoding="utf-8")
    floors = str(tmp_path / "floors.toml")
    assert 0 == main([subject, str(path), "--update", "--floors", floors])
    assert 0 == main([subject, str(path), "--gate", "--floors", floors])
    assert "gate passed" in capsys.readouterr().out

    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert 1 == main([subject, str(path), "--gate", "--floors", floors])
    assert "unknown corpus" in capsys.readouterr().out


def test_confusion(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A level that is right with wrong words has a column of its own, and other levels stand where they were found."""
    (tmp_path / "sample.toml").write_text(SENTENCES, encoding="utf-8")
    main(["hedging", str(tmp_path / "sample.toml")])
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]

    assert "hedging-sample: 3 sentences, 1 of them hard" == lines[0]
    assert ["level right 2 66.7 %", "cues and scopes right too 1 33.3 %"] == lines[1:3]
    assert ["probable 1 0 0 0 0", "possible 0 0 1 0 1"] == lines[6:8]


def test_sentences(tmp_path: Path) -> None:
    """Sentences are read as they stand; a table with another key is an error that names the file."""
    (tmp_path / "sample.toml").write_text(SENTENCES, encoding="utf-8")
    assert (
        HedgedContent("it may rain", ("claim possible: may",), hard=True)
        == read_hedged_contents(tmp_path / "sample.toml")[0]
    )

    (tmp_path / "sample.toml").write_text(SENTENCES + "level = 3\n", encoding="utf-8")
    with pytest.raises(InputError, match="expected tables"):
        read_hedged_contents(tmp_path / "sample.toml")


def test_calibration_needs_polnear(capsys: pytest.CaptureFixture[str]) -> None:
    """Bins are asked for in vain where there are none."""
    with pytest.raises(SystemExit):
        main(["factuality", "x", "--calibration"])
    assert "--calibration: expected the subject polnear, got factuality" in capsys.readouterr().err
