# SPDX-License-Identifier: MIT
"""The first stage with a network: constructions, network and plain reader propose, and one ranking chooses."""

import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

import attrs

from claimtrack import WeightsError
from claimtrack.extraction.attribution.attribution import Attribution
from claimtrack.extraction.attribution.candidates import Candidate
from claimtrack.extraction.attribution.piece_rows import PieceRow
from claimtrack.extraction.attribution.proposals import Probabilities, RolesOfRow, proposals
from claimtrack.extraction.attribution.ranking import Measure, Ranking, choose, rank
from claimtrack.extraction.attribution.readers import analysed, likely_heads
from claimtrack.extraction.attribution.weights import Weights, load_weights
from claimtrack.extraction.weights_file import pack, read_packed
from claimtrack.language.text import Text
from claimtrack_neural.evidence import LOOKED_AT, Evidence
from claimtrack_neural.network import NEWS, Network
from claimtrack_neural.pieces import CLS, Pieces
from claimtrack_neural.second_reading import SecondReading

NAME, VERSION = "neural ranking", 1
_DATA = resources.files("claimtrack_neural") / "data"


def proposed(  # noqa: PLR0913 - what is read, and by whom
    text: str,
    rows: Sequence[PieceRow],
    tags: Sequence[Sequence[str]],
    network: Network,
    first: int,
    second: SecondReading,
    *,
    every: bool = False,
) -> tuple[Probabilities, dict[int, list[Candidate]], Measure]:
    """Return how likely each item heads a cue, the candidates by row, and what is measured of one.

    Constructions, the *network* and the plain reader, whose reading is the *second*, propose; *first* is the piece
    before each window, and *every* that of `proposals`.
    """
    pieces = Pieces.of(text, [row.starts[0] for row in rows])
    evidence = Evidence(rows, pieces, network, first, second.heads())
    near = evidence.probabilities
    heads = {number: read for number in near if (read := likely_heads(near[number], lambda _: LOOKED_AT))}

    def roles(number: int) -> RolesOfRow:
        return lambda head: evidence.roles(number, head)

    def measure(c: Candidate) -> Sequence[float]:
        return (*evidence.measure(c), *second.measure(c))

    return near, second.added_to(proposals(rows, tags, near, heads, roles, every=every), near), measure


@attrs.frozen(eq=False)
class NeuralReader:
    """The first stage of an `Extractor`, with a network.

    Attributes:
        network: What reads the windows of a text.
        ranking: What chooses among the candidates.
        first: The piece before a window: NEWS, or CLS for the rules of PolNeAR, by which plans and acts count too.
        plain: The weights of the plain reader, which gives a second reading.
    """

    network: Network
    ranking: Ranking
    first: int = NEWS
    plain: Weights = attrs.field(factory=load_weights)

    def __call__(self, text: Text) -> tuple[Attribution, ...]:
        """Return the attributions of *text*, in its order."""
        rows, tags = analysed(text, self.plain.tags)
        if not rows:
            return ()
        second = SecondReading.of(rows, tags, self.plain)
        probabilities, found, measure = proposed(text.string, rows, tags, self.network, self.first, second)
        scored = rank(rows, tags, probabilities, found, self.ranking, measure)
        return choose(text, rows, found, scored, self.ranking)


def dump(raw: Mapping[str, object], network: bytes) -> bytes:
    """Return the file of a ranking that was fitted to what the *network* in a file's bytes reads."""
    return pack({**raw, "network": hashlib.sha256(network).hexdigest()}, NAME, VERSION)


def read_ranking(path: Traversable, network: Network, rules: str) -> Ranking:
    """Return the ranking in the file at *path*, by the *rules* of "news", or by those with "acts".

    Raises:
        WeightsError: If the file is damaged, has another version, or was fitted to another network.
    """
    raw = read_packed(path, NAME, VERSION)
    if raw["network"] != network.sha256:
        message = f"{path}: expected the network with SHA-256 {raw['network']}, got {network.sha256}; one is damaged"
        raise WeightsError(message)
    return Ranking.of(raw | raw[rules], raw["whole"])


@cache
def load(*, acts: bool = False) -> NeuralReader:
    """Return the reader that comes with the package; with *acts* by the rules of PolNeAR.

    Raises:
        WeightsError: If one of its files is damaged.
    """
    network = _load_network()
    ranking = read_ranking(_DATA / "ranking.json.gz", network, "acts" if acts else "news")
    return NeuralReader(network, ranking, CLS if acts else NEWS)


@cache
def _load_network() -> Network:
    return Network((_DATA / "network.onnx").read_bytes())
