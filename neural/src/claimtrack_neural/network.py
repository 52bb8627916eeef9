# SPDX-License-Identifier: MIT
"""The network as it runs: windows of word pieces in, scores and vectors of every piece out."""

import hashlib
from collections.abc import Sequence

import attrs
import numpy as np
import onnxruntime

from claimtrack_neural.pieces import PAD, SEP, Array

ROLES = "SQC"  # source, cue and content, in the order of the network's labels behind "none"
NEWS = 2  # the piece before a window of news, in place of CLS, which stands before one of PolNeAR: one no text has


@attrs.frozen
class Described:
    """A window as the network describes it, a row for each piece.

    Attributes:
        heads: The score that a piece heads a cue, of shape (pieces,), as a logit.
        as_head, as_piece: The vectors by which a head and a piece are compared, of shape (pieces, roles, size).
        alone: What a piece alone says of its label, of shape (pieces, 1 + roles).
    """

    heads: Array
    as_head: Array
    as_piece: Array
    alone: Array

    def labels(self, head: int) -> Array:
        """Return the logarithms of the probabilities of every piece's label for the *head* of a cue.

        Returns:
            An array of shape (pieces, 1 + roles): of no role, source, cue and content.
        """
        scores = self.alone.copy()
        size = self.as_piece.shape[-1]
        scores[:, 1:] += np.einsum("prs,rs->pr", self.as_piece, self.as_head[head]) / size**0.5
        scores -= scores.max(1, keepdims=True)
        scores -= np.log(np.exp(scores).sum(1, keepdims=True))
        return scores


class Network:
    """A network in a file; one thread reads."""

    def __init__(self, file: bytes) -> None:
        """Take the bytes of an ONNX file."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self.sha256 = hashlib.sha256(file).hexdigest()
        self._session = onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])

    def describe(self, windows: Sequence[Array], first: int) -> list[Described]:
        """Return the descriptions of windows of pieces, read together; *first* is CLS, or NEWS for news."""
        numbers, mask = batch([(first, window) for window in windows])
        heads, *vectors, alone = self._session.run(None, {"pieces": numbers, "mask": mask})
        as_head, as_piece = (each.reshape(*each.shape[:2], len(ROLES), -1) for each in vectors)
        ends = [len(window) + 1 for window in windows]
        return [
            Described(*(each[k, 1:end] for each in (heads, as_head, as_piece, alone))) for k, end in enumerate(ends)
        ]


def batch(windows: Sequence[tuple[int, Array]]) -> tuple[Array, Array]:
    """Return windows, each with the piece before it, as the network takes them: pieces, and which of them count."""
    length = max(len(window) for _, window in windows) + 2
    numbers = np.full((len(windows), length), PAD, np.int64)
    mask = np.zeros((len(windows), length), bool)
    for row, (first, window) in enumerate(windows):
        numbers[row, : len(window) + 2] = [first, *window, SEP]
        mask[row, : len(window) + 2] = True
    return numbers, mask
