# SPDX-License-Identifier: MIT
"""The network: which word pieces head a cue, and what every piece of the window is to such a head."""

import torch
from torch import Tensor, nn

from training.neural.encoder import WIDTH, Encoder

LABELS = {"source": 1, "cue": 2, "content": 3}  # 0 is none of them
_SIZE = 96  # of the vectors by which a head and a piece are compared, for each role


class Network(nn.Module):
    """An encoder with a score for "heads a cue", and for each role a scaled product of two vectors and a bias.

    The comparison of a head and a piece is the bilinear one of Dozat and Manning, "Deep Biaffine Attention for Neural
    Dependency Parsing" (ICLR 2017), without the matrix between.
    """

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.heads, self.alone = nn.Linear(WIDTH, 1), nn.Linear(WIDTH, 1 + len(LABELS))
        self.as_head, self.as_piece = (nn.Linear(WIDTH, _SIZE * len(LABELS)) for _ in range(2))

    def forward(self, pieces: Tensor, mask: Tensor) -> tuple[Tensor, "Described"]:
        """Return the scores of heads, of shape (windows, pieces), and what their labels are made from."""
        values = self.encoder(pieces, mask)
        return self.heads(values)[..., 0], Described(self.as_head(values), self.as_piece(values), self.alone(values))


class Described:
    """The pieces of windows, ready to be compared: as heads, as pieces, and what each says alone of its label."""

    def __init__(self, as_head: Tensor, as_piece: Tensor, alone: Tensor) -> None:
        self.as_head, self.as_piece, self.alone = as_head, as_piece, alone

    def labels(self, windows: Tensor, heads: Tensor) -> Tensor:
        """Return the scores of the labels of every piece for some heads.

        Args:
            windows: The numbers of their windows, of shape (heads,).
            heads: Their places in these, of the same shape.

        Returns:
            Scores before the softmax, of shape (heads, pieces, 4).
        """
        head = self.as_head[windows, heads].unflatten(-1, (len(LABELS), _SIZE))[:, None]
        piece = self.as_piece[windows].unflatten(-1, (len(LABELS), _SIZE))
        alone = self.alone[windows]
        return torch.cat([alone[..., :1], alone[..., 1:] + (head * piece).sum(-1) / _SIZE**0.5], -1)
