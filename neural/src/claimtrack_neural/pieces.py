# SPDX-License-Identifier: MIT
"""Texts as word pieces, and the windows of them that are read at once."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from typing import Any, TypeAlias

import attrs
import numpy as np
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

Array: TypeAlias = np.ndarray[Any, Any]
CLS, SEP, PAD = 101, 102, 0
LONGEST = 254  # word pieces of a window, as the model was made for 256 with the two at its ends
_OVERLAP = 64  # the most pieces that a window shares with the one before, so that no head stands far from its context
_AT_ONCE = 50_000  # characters, so that the memory is bounded
_NOTHING = np.zeros((0, 3), np.int32)
_SURROGATE = re.compile("[\ud800-\udfff]")  # no tokenizer takes one that stands alone
_VOCABULARY = resources.files("claimtrack_neural") / "data" / "vocabulary.txt"


@cache
def tokenizer() -> Tokenizer:
    """Return the tokenizer of the model."""
    words = _VOCABULARY.read_text("utf-8").split()
    made = Tokenizer(WordPiece({word: k for k, word in enumerate(words)}, unk_token="[UNK]"))  # noqa: S106 - a word
    made.normalizer, made.pre_tokenizer = BertNormalizer(), BertPreTokenizer()
    return made


@attrs.frozen(eq=False)
class Pieces:
    """A text as word pieces.

    Attributes:
        numbers: The pieces, by their numbers in the vocabulary.
        starts, ends: Where each stands in the text.
        sentences: The places at which a sentence begins.
    """

    numbers: Array
    starts: Array
    ends: Array
    sentences: Sequence[int]

    @classmethod
    def of(cls, text: str, sentences: Sequence[int]) -> "Pieces":
        """Cut a text whose sentences begin at these characters."""
        found = np.concatenate([_NOTHING, *_cut(text, sentences)])
        first = np.unique([0, *np.searchsorted(found[:, 1], sentences)]).tolist()
        return cls(found[:, 0], found[:, 1], found[:, 2], [each for each in first if each < len(found)])

    def within(self, start: int, end: int) -> range:
        """Return the places of the pieces between two characters."""
        return range(int(np.searchsorted(self.ends, start, "right")), int(np.searchsorted(self.starts, end, "left")))

    def windows(self) -> list[range]:
        """Return what is read at once: whole sentences as far as they go in, each window with the end of the last."""
        count, borders = len(self.numbers), [*self.sentences, len(self.numbers)]
        found: list[range] = []
        start = 0
        while start < count:
            end = borders[bisect_right(borders, start + LONGEST) - 1]
            if end <= start:  # a sentence that is longer than a window
                end = start + LONGEST
            found.append(range(start, end))
            following = borders[bisect_left(borders, end - _OVERLAP)]
            start = end if end == count or following <= start else min(following, end)
        return found


def _cut(text: str, sentences: Sequence[int]) -> Iterator[Array]:
    """Yield numbers, starts and ends of the pieces of parts of a text, which are cut at sentences."""
    start = 0
    for end in (*sentences, len(text)):
        if end - start >= _AT_ONCE or end == len(text):
            cut = tokenizer().encode(_SURROGATE.sub("\ufffd", text[start:end]), add_special_tokens=False)
            if cut.ids:
                yield np.column_stack([cut.ids, np.array(cut.offsets) + start]).astype(np.int32)
            start = end
