# SPDX-License-Identifier: MIT
"""The network as a file that needs no torch: ONNX, its weights as integers of eight bits (about a quarter of the size).

What is rounded, and how, is that of `onnxruntime.quantization.quantize_dynamic`: each output of a layer by itself.
"""

import logging
import tempfile
import warnings
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.neural.network import Network

_OPSET = 17  # the least that knows layer norms


class _Flat(nn.Module):
    """The network with nothing but arrays as what it gives."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        heads, described = self.network(pieces, mask)
        return heads, described.as_head, described.as_piece, described.alone


def exported(network: Network) -> bytes:
    """Return the file of a network, as `claimtrack_neural.network` reads it."""
    network.eval()
    example = torch.ones((2, 8), dtype=torch.long), torch.ones((2, 8), dtype=torch.bool)
    names = ["heads", "as_head", "as_piece", "alone"]
    axes = {name: {0: "windows", 1: "pieces"} for name in ("pieces", "mask", *names)}
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that there is a newer exporter, which needs one more package
        whole, rounded = Path(folder) / "whole.onnx", Path(folder) / "rounded.onnx"
        torch.onnx.export(
            _Flat(network),
            example,
            str(whole),
            input_names=["pieces", "mask"],
            output_names=names,
            dynamic_axes=axes,
            opset_version=_OPSET,
            dynamo=False,
        )
        logging.disable(logging.WARNING)  # it advises a step for pictures
        quantize_dynamic(whole, rounded, weight_type=QuantType.QInt8, per_channel=True)
        logging.disable(logging.NOTSET)
        return rounded.read_bytes()
