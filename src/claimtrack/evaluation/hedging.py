# SPDX-License-Identifier: MIT
"""Hedging on sentences with their hedges by hand: levels, cue words and scopes."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import attrs

from claimtrack.evaluation.subject import Measurement, Subject, digest_file, read_text
from claimtrack.exceptions import InputError
from claimtrack.extraction.commitment.hedging import HedgeLexicon, find_hedges
from claimtrack.language.text import Text
from claimtrack.model import Hedging, Scope, Span
from claimtrack.toml import read_toml


def _tuple(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(words)


@attrs.frozen
class HedgedContent:
    """A content with the hedges that a reader finds in it, as "scope level: words", in the order of the text.

    Attributes:
        content: The words.
        hedges: The hedges.
        cue: The attributing word, where its tense matters.
        hard: Whether it is about scope, pseudo-cues, nested sources, conditionals, negation or backshift.
    """

    content: str
    hedges: tuple[str, ...] = attrs.field(converter=_tuple)
    cue: str = ""
    hard: bool = False

    def read(self, lexicon: HedgeLexicon | None = None) -> tuple[str, ...]:
        """Return the hedges that the library finds, in the same form."""
        text = f"{self.cue} {self.content}"
        start = len(self.cue)
        cue = [Span(0, start)] if start else []
        found = find_hedges(Text.of(text), [Span(start + 1, len(text))], cue, lexicon)
        return tuple(f"{hedge.scope} {hedge.level}: {hedge.span.of(text)}" for hedge in found)


def read_hedged_contents(path: Path) -> tuple[HedgedContent, ...]:
    """Return the sentences of a TOML file with an array of tables `sentence`."""
    text = read_text(path)
    try:
        return tuple(HedgedContent(**table) for table in read_toml(text)["sentence"])
    except (InputError, KeyError, TypeError) as error:
        message = f"{path}: expected tables [[sentence]] with content and hedges, got {error!r}"
        raise InputError(message) from error


def level_of(hedges: Iterable[str]) -> Hedging:
    """Return the level of a claim with *hedges*, each as "scope level: words"."""
    parts = [hedge.partition(":")[0].split() for hedge in hedges]
    return min((Hedging(name) for scope, name in parts if scope == Scope.CLAIM), default=Hedging.UNHEDGED)


def _measure(path: Path) -> Measurement:
    sentences = read_hedged_contents(path)
    pairs = [(sentence.hedges, sentence.read()) for sentence in sentences]
    counts = Counter((level_of(by_hand), level_of(found)) for by_hand, found in pairs)
    right = Counter((level_of(by_hand), level_of(found)) for by_hand, found in pairs if by_hand == found)
    total = len(sentences) or 1
    exact, same = sum(right.values()), sum(count for (one, other), count in counts.items() if one is other)
    lines = [
        f"{len(sentences)} sentences, {sum(sentence.hard for sentence in sentences)} of them hard",
        f"{'level right':<28}{same:7}{100 * same / total:7.1f} %",
        f"{'cues and scopes right too':<28}{exact:7}{100 * exact / total:7.1f} %",
        "",
        f"{'by hand':<14}" + "".join(f"{each.value:>13}" for each in Hedging) + f"{'wrong cue':>13}",
    ]
    for one in Hedging:
        row = "".join(f"{right[one, other] if one is other else counts[one, other]:13}" for other in Hedging)
        lines.append(f"{one.value:<14}{row}{counts[one, one] - right[one, one]:13}")
    return Measurement(len(sentences), {"level": 100 * same / total, "exact": 100 * exact / total}, tuple(lines))


HEDGING = Subject("a TOML file of sentences with their hedges by hand", digest_file, _measure)
"""The subject that measures the hedges of `claimtrack.extract`."""
