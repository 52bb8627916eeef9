# SPDX-License-Identifier: MIT
"""Classes of words: each row tried on its examples, and none of them written a second time in Python."""

import ast
import re
from collections import Counter
from collections.abc import Iterator

import pytest
from made import ROOT

from claimtrack.language.closed_classes import WordClass, with_either_apostrophe, word_class, word_classes

CLASSES = word_classes()
ROOMS = ("language", "reading", "extraction", "comparison")
SOURCES = {
    str(file.relative_to(ROOT)): ast.parse(file.read_text(encoding="utf-8"))
    for room in ROOMS
    for file in (ROOT / "src" / "claimtrack" / room).rglob("*.py")
}
FEWEST = 3  # words: fewer stand together by chance


def holds(sentence: str, words: frozenset[str]) -> bool:
    """Tell whether one of *words* stands in *sentence*; words in capitals ("US") are other words."""
    lowered = re.sub(r"\b[A-Z](?![A-Z])", lambda letter: letter[0].lower(), sentence)
    free = (word if word.startswith(("'", "n't")) else rf"(?<![^\W_]){re.escape(word)}" for word in words)
    return re.search(rf"(?:{'|'.join(free)})(?![^\W_])", lowered) is not None


def lists(tree: ast.Module) -> Iterator[set[str]]:
    """Yield the words of every list in a module, be it one string or several; docstrings are none."""
    for node in ast.walk(tree):
        children = () if isinstance(node, ast.Expr) else ast.iter_child_nodes(node)
        texts = [child.value for child in children if isinstance(child, ast.Constant) and isinstance(child.value, str)]
        yield {word for text in texts for word in text.lower().split()}


@pytest.mark.parametrize("row", CLASSES.values(), ids=lambda row: row.name)
def test_class_stands_in_its_examples(row: WordClass) -> None:
    """A word of the class stands in each of its examples, and in none of its counter-examples."""
    words = word_class(row.name)
    assert [sentence for sentence in row.examples if not holds(sentence, words)] == []
    assert [sentence for sentence in row.counter_examples if holds(sentence, words)] == []


@pytest.mark.parametrize("row", CLASSES.values(), ids=lambda row: row.name)
def test_words_are_in_one_form(row: WordClass) -> None:
    """Words are in lower case with straight apostrophes, and no class names a word twice."""
    words = [*row.words, *word_class(*row.classes)]
    assert [word for word in words if word != word.lower() or "’" in word] == []
    assert [word for word, count in Counter(words).items() if count > 1] == []


def test_classes_stand_once_as_data() -> None:
    """No list in Python repeats a class whole, and every class is used."""
    calls = " ".join(ast.unparse(tree) for tree in SOURCES.values())
    assert [
        (file, row.name)
        for file, tree in SOURCES.items()
        for words in lists(tree)
        for row in CLASSES.values()
        if len(row.words) >= FEWEST and words.issuperset(row.words)
    ] == []
    within = {name for row in CLASSES.values() for name in row.classes}
    assert [name for name in CLASSES if f"'{name}'" not in calls and name not in within] == []


def test_unions() -> None:
    """A class with classes in it has their words, several names have the words of all, and none has none."""
    assert word_class("time") > word_class("weekday", "day from today") == word_class("day from today", "weekday")
    assert word_class() == frozenset()


def test_order_is_kept() -> None:
    """The place of a numeral, a month and a weekday is its value."""
    assert word_classes()["cardinal"].words.index("twelve") == 12
    assert word_classes()["month"].words.index("august") == 7
    assert word_classes()["weekday"].words[0] == "monday"


def test_apostrophes() -> None:
    """A word with an apostrophe has two forms, and any other has one."""
    assert with_either_apostrophe(["isn't", "is"]) == {"isn't", "isn’t", "is"}
