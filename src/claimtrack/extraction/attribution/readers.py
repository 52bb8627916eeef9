# SPDX-License-Identifier: MIT
"""The first stage: one reader over constructions and the trained tagger, which chooses among what both propose.

1. Every word that can head a cue gets a probability from a logistic regression over its neighbourhood.
2. For each likely head, a linear-chain CRF over the row labels source, cue and content (`roles`), and
   a construction may read the same cue by grammar (`constructions`): both are proposed, and what can be made of them.
3. Each candidate is scored as a whole, with all the evidence, and the best that do not overlap are kept (`candidates`).

The text is read in rows of bounded length, so the time is linear in its length.
"""

from collections.abc import Callable, Mapping, Sequence

from claimtrack.extraction.attribution.attribution import Attribution
from claimtrack.extraction.attribution.candidates import Candidate
from claimtrack.extraction.attribution.constructions import read_constructions
from claimtrack.extraction.attribution.construed import lay
from claimtrack.extraction.attribution.cue_heads import head_probabilities
from claimtrack.extraction.attribution.cues import cue_forms
from claimtrack.extraction.attribution.features import pos_tags
from claimtrack.extraction.attribution.piece_rows import PieceRow, read_rows
from claimtrack.extraction.attribution.proposals import Probabilities, RolesOfRow, proposals
from claimtrack.extraction.attribution.ranking import choose, rank
from claimtrack.extraction.attribution.roles import RoleReader
from claimtrack.extraction.attribution.weights import Weights, load_weights
from claimtrack.language.text import Text

# The least probability of a head that is read, with a form of the lexicon and with another; the training reads from .1.
_FLOOR, _FLOOR_UNLISTED = 0.3, 0.5
_HEADS = 16  # heads of a row that are looked at


def find_attributions(text: Text) -> tuple[Attribution, ...]:
    """Return the attributions of *text*, in the order of the text."""
    return read_with(text, load_weights())


def read_with(text: Text, weights: Weights) -> tuple[Attribution, ...]:
    """Return the attributions of *text* by these *weights*, in the order of the text."""
    rows, tags = analysed(text, weights.tags)
    probabilities, found = proposed(rows, tags, weights)
    scored = rank(rows, tags, probabilities, found, weights.ranking)
    return choose(text, rows, found, scored, weights.ranking)


def proposed(
    rows: Sequence[PieceRow], tags: Sequence[Sequence[str]], weights: Weights
) -> tuple[Probabilities, dict[int, list[Candidate]]]:
    """Return how likely each item heads a cue, and the candidates of constructions and tagger, by row."""
    probabilities = head_probabilities(rows, tags, weights.heads)

    def roles(number: int) -> RolesOfRow:
        return RoleReader(rows[number], tags[number], probabilities.get(number, {}), weights.roles).read

    return probabilities, proposals(rows, tags, probabilities, _heads(rows, probabilities), roles)


def analysed(text: Text, usual_tags: Mapping[str, str]) -> tuple[list[PieceRow], list[list[str]]]:
    """Return the rows of *text* with what the constructions read in them, and the parts of speech of their items."""
    rows = list(read_rows(text))
    lay(rows, read_constructions(text))
    return rows, [pos_tags(row, usual_tags) for row in rows]


def likely_heads(near: Mapping[int, float], least: Callable[[int], float]) -> list[int]:
    """Return the items of a row whose probability is at least what *least* says of them, the likeliest first."""
    likely = (k for k, probability in near.items() if probability >= least(k))
    return sorted(likely, key=lambda k: (-near[k], k))[:_HEADS]


def _heads(rows: Sequence[PieceRow], probabilities: Probabilities) -> dict[int, list[int]]:
    """Return the heads that are worth a closer look, by row."""
    listed = cue_forms()
    found = {}
    for number, near in probabilities.items():
        words = rows[number].words
        if heads := likely_heads(near, lambda k: _FLOOR if words[k] in listed else _FLOOR_UNLISTED):  # noqa: B023 - used at once
            found[number] = heads
    return found
