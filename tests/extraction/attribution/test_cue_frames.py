# SPDX-License-Identifier: MIT
"""What the words after a cue are to it, and by which of its frames it takes them."""

import pytest

from claimtrack.extraction.attribution.cue_frames import Follows, find_cues, following, frame_of
from claimtrack.extraction.attribution.cues import Frame
from claimtrack.extraction.attribution.items import read_items
from claimtrack.language.text import Text


@pytest.mark.parametrize(
    ("sentence", "follows", "frame"),
    [
        ("She said that it was over.", Follows.THAT, Frame.THAT),
        ("She said on Monday that it was over.", Follows.THAT, Frame.THAT),
        ("She said, however, that it was over.", Follows.THAT, Frame.THAT),
        ("She told reporters in Rome that it was over.", Follows.THAT, Frame.THAT),
        ("She said on “The Show” that it was over.", Follows.THAT, Frame.THAT),
        ("She said: “It is over.”", Follows.QUOTE, Frame.QUOTE),
        ("She asked whether it was over.", Follows.WH, Frame.WH),
        ("She vowed to leave.", Follows.TO, Frame.TO),
        ("She said it was over.", Follows.WORDS, Frame.CLAUSE),
        ("She said: no comment was made.", Follows.WORDS, Frame.CLAUSE),
        ("She urged them to leave.", Follows.WORDS, Frame.OBJ_TO),
        ("She warned of a scandal.", Follows.WORDS, Frame.OF),
        ("She described it as a scandal.", Follows.WORDS, Frame.AS),
        ("She said.", Follows.END, None),
        ("It is over, she said, and left.", Follows.COMMA, None),
    ],
)
def test_what_follows_a_cue(sentence: str, follows: Follows, frame: Frame | None) -> None:
    """Times, adverbs and those who are told are passed, and the cue takes what one of its frames allows."""
    text = Text.of(sentence)
    row = read_items(text, text.whole_sentences[0], 0)
    cue = find_cues(row)[0]
    place, kind = following(row, cue)

    assert (follows, frame) == (kind, frame_of(row, cue, place, kind))
