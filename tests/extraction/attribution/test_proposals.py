# SPDX-License-Identifier: MIT
"""What is proposed as attributions, and which of it is kept together."""

import pytest

from claimtrack.extraction.attribution.candidates import CONSTRUED, CUT, LONGER, TAGGED, Candidate, keep, later_rows
from claimtrack.extraction.attribution.constructions import read_constructions
from claimtrack.extraction.attribution.construed import lay
from claimtrack.extraction.attribution.cue_heads import head_probabilities
from claimtrack.extraction.attribution.features import pos_tags
from claimtrack.extraction.attribution.piece_rows import PieceRow, read_rows
from claimtrack.extraction.attribution.proposals import proposals
from claimtrack.extraction.attribution.roles import RoleReader
from claimtrack.extraction.attribution.weights import load_weights
from claimtrack.language.text import Text


def rows_of(text: str) -> list[PieceRow]:
    """Return the rows of a text, with what the constructions read in them."""
    analysed = Text.of(text)
    rows = list(read_rows(analysed))
    lay(rows, read_constructions(analysed))
    return rows


def proposed(text: str) -> set[tuple[str, str]]:
    """Return who proposes which content, the further rows in brackets."""
    rows, weights = rows_of(text), load_weights()
    tags = [pos_tags(row, weights.tags) for row in rows]
    probabilities = head_probabilities(rows, tags, weights.heads)
    heads = {number: [max(near, key=near.__getitem__)] for number, near in probabilities.items()}
    readers = [RoleReader(row, tags[k], probabilities.get(k, {}), weights.roles) for k, row in enumerate(rows)]
    found = proposals(rows, tags, probabilities, heads, lambda number: readers[number].read)
    return {
        (c.reading, " ".join([*(rows[c.row].words[k] for k in c.content), *(f"[{k}]" for k in c.others)]))
        for fellows in found.values()
        for c in fellows
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor said that it was over.", (CONSTRUED, "that it was over")),
        ("The senator mocked the new tax plan.", (TAGGED, "the new tax plan")),
        ("Mayor Lee said it was over and she hoped that all would rest.", (CUT, "it was over")),
        ("The senator mocked the new tax plan. “It hurts.”", (LONGER, "the new tax plan [1]")),
    ],
    ids=["a construction", "the tagger", "before a second cue", "with what follows"],
)
def test_each_reading_is_proposed(text: str, expected: tuple[str, str]) -> None:
    """A construction, the tagger, a border before a second cue and the quotations that follow are proposed."""
    assert expected in proposed(text)


def test_a_construction_lies_over_the_items() -> None:
    """The items know the roles of a construction, and those of its cue that may head it know its name."""
    (row,) = rows_of("The mayor also said that it was over.")

    assert {3: "that"} == row.patterns
    assert "SSQQCCCC" == "".join(row.within.get(k, "") for k in range(len(row.words)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“It is over,” Lee said. “It hurts.” He left.", ((1,), 1)),
        ("“It is over,” Lee said.\n\n“It hurts.” “Much.”\n\nHe left.", ((1, 2), 0)),
        ("“It is over,” Lee said. “It hurts.\n\n“Much.”", ((1, 2), 2)),
        ("“It is over,” Lee said.\n\n“It hurts,” Roe said.", ((), 0)),
        ("“It is over,” Lee said.\n\n“It hurts.” He left.", ((), 0)),
    ],
    ids=["same paragraph", "next paragraph", "left open", "of another", "with other words"],
)
def test_quotations_that_follow(text: str, expected: tuple[tuple[int, ...], int]) -> None:
    """Quotations that stand alone go on with what was said; those of a paragraph that was left open are its own."""
    assert expected == later_rows(rows_of(text), 0)


def one(score: float, head: int, *content: int, row: int = 0, others: tuple[int, ...] = ()) -> tuple[float, Candidate]:
    """Return a candidate with its score."""
    return score, Candidate(row, head, 0.9, 0, (), (head,), content, others)


@pytest.mark.parametrize(
    ("ranked", "expected"),
    [
        ([one(0.6, 1, 2, 3, 4, 5), one(0.5, 1, 2), one(0.5, 4, 5)], [1, 4]),
        ([one(0.9, 1, 2, 3, 4, 5), one(0.5, 1, 2), one(0.5, 4, 5)], [1]),
        ([one(0.2, 1, 2)], []),
        ([one(0.9, 1), one(0.8, 1, others=(1,))], [1]),
        ([one(0.9, 1, 2, others=(1,)), one(0.8, 1, 2, row=1)], [1]),
        ([one(0.9, 1, 2, row=1), one(0.8, 1, 2, others=(1,)), one(0.7, 1, 2)], [1, 1]),
        ([one(0.9, 1, 2, others=(1,)), one(0.85, 4, 5, others=(1,)), one(0.8, 4, 5)], [1, 4]),
        ([one(0.9 - k / 100, k, row=0, others=(k,)) for k in range(1, 15)], [*range(1, 15)]),
    ],
    ids=[
        "two together",
        "one outweighs two",
        "too little",
        "a content is needed",
        "a row of another",
        "without a row of another",
        "one of two goes on",
        "many in a row",
    ],
)
def test_the_best_together_are_kept(ranked: list[tuple[float, Candidate]], expected: list[int]) -> None:
    """Those are kept that exceed the least score most together and share no words, whatever stands best alone."""
    assert expected == sorted(c.head for c in keep(ranked, 0.3))


def test_what_relays_is_no_attribution_of_its_own() -> None:
    """Where a construction reads a relay, nothing else takes the relay for who speaks."""
    relayed = {who for who, _ in proposed("“It is over,” Lee said, according to the paper.")}

    assert {CONSTRUED} == relayed
