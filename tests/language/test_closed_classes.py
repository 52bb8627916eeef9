# SPDX-License-Identifier: MIT
"""Classes of words: each row tried on its examples."""

import re
from collections import Counter

import pytest

from claimtrack.language.closed_classes import WordClass, with_either_apostrophe, word_class, word_classes

CLASSES = word_classes()


def holds(sentence: str, words: frozenset[str]) -> bool:
    """Tell whether one of *words* stands in *sentence*; words in capitals ("US") are other words."""
    lowered = re.sub(r"\b[A-Z](?![A-Z])", lambda letter: letter[0].lower(), sentence)
    free = (word if word.startswith(("'", "n't")) else rf"(?<![^\W_]){re.escape(word)}" for word in words)
    return re.search(rf"(?:{'|'.join(free)})(?![^\W_])", lowered) is not None


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
