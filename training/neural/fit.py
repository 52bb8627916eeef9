# SPDX-License-Identifier: MIT
"""The network is trained: batches of windows, two losses, and a rate that warms up and falls."""

import random
import time
from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from claimtrack_neural.network import NEWS, batch
from claimtrack_neural.pieces import CLS
from training.corpus import GoldArticle
from training.neural.encoder import Encoder
from training.neural.examples import Example, examples
from training.neural.export import exported
from training.neural.network import Network

EPOCHS, _BATCH = 3, 8
_NEWS_TIMES = 2  # that an article of news is read while one of PolNeAR is read once
_ENCODER_RATE, _HEAD_RATE, _WARM_UP, _LAST_RATE = 2e-4, 1e-3, 200, 0.02
_ROLES_WEIGHT = 0.15  # of all labels of a window beside all its heads, of which there are fewer
_SCALE = 0.25
_EARLIEST = 200  # pieces, of which one begins the first window
_AS_LONG = 32  # pieces by which windows of a batch may differ
_SHOWN = 100


def fit(articles: Sequence[Example], network: Network, epochs: int) -> None:
    """Teach the *network* what the articles have."""
    chosen = random.Random(0)  # noqa: S311 - an order of articles
    steps = sum(len(_batches(articles, chosen)) for _ in range(epochs))
    encoder = list(network.encoder.parameters())
    others = [each for name, each in network.named_parameters() if not name.startswith("encoder.")]
    rates = [{"params": encoder, "lr": _ENCODER_RATE}, {"params": others, "lr": _HEAD_RATE}]
    optimizer = torch.optim.AdamW(rates, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / _WARM_UP) * max(_LAST_RATE, 1 - step / steps)
    )
    network.train()
    began, step, sums = time.monotonic(), 0, [0.0, 0.0]
    for _ in range(epochs):
        for windows in _batches(articles, chosen):
            heads, roles = losses(network, windows)
            optimizer.zero_grad()
            (_SCALE * (heads + _ROLES_WEIGHT * roles)).backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step, sums = step + 1, [sums[0] + heads.item(), sums[1] + roles.item()]
            if step % _SHOWN == 0:
                means = " ".join(f"{each / _SHOWN:.2f}" for each in sums)
                print(f"{time.monotonic() - began:6.0f} s  step {step} of about {steps}, losses {means}", flush=True)
                sums = [0.0, 0.0]


def _batches(articles: Sequence[Example], chosen: random.Random) -> list[list[tuple[Example, range]]]:
    """Return windows in batches of about one length, cut and ordered anew each time."""
    windows = [
        (one, window)
        for one in articles
        for _ in range(_NEWS_TIMES if one.is_news else 1)
        for window in one.windows(chosen.choice([each for each in one.pieces.sentences if each < _EARLIEST] or [0]))
    ]
    chosen.shuffle(windows)
    windows.sort(key=lambda pair: len(pair[1]) // _AS_LONG)
    batches = [windows[start : start + _BATCH] for start in range(0, len(windows), _BATCH)]
    chosen.shuffle(batches)
    return batches


def losses(network: Network, windows: Sequence[tuple[Example, range]]) -> tuple[Tensor, Tensor]:
    """Return the mean losses of a window: of which pieces head a cue, and of the labels around those that do."""
    numbers, mask = map(
        torch.from_numpy, batch([(NEWS if one.is_news else CLS, one.shown(window)) for one, window in windows])
    )
    scores, described = network(numbers, mask)
    is_head, weights, counts = torch.zeros(mask.shape), torch.ones(mask.shape), mask.clone()
    places, labels, heads = [], [], []
    for place, (one, window) in enumerate(windows):
        counts[place, 0] = counts[place, len(window) + 1] = False
        for head in (each for each in one.heads if each.piece in window):
            at = head.piece - window.start + 1
            is_head[place, at], weights[place, at] = 1.0, head.weight
            places.append((place, at))
            labels.append([head.labels.get(window.start + k - 1, 0) for k in range(mask.shape[1])])
            heads.append(head.weight)
    lost = functional.binary_cross_entropy_with_logits(scores, is_head, reduction="none") * weights * counts
    if not places:
        return lost.sum() / len(windows), torch.zeros(())
    where = torch.tensor(places)
    each = functional.cross_entropy(
        described.labels(where[:, 0], where[:, 1]).transpose(1, 2), torch.tensor(labels), reduction="none"
    )
    roles = (each * counts[where[:, 0]]).sum(1) * torch.tensor(heads)
    return lost.sum() / len(windows), roles.sum() / len(windows)


def fitted(articles: Sequence[GoldArticle]) -> bytes:
    """Return the file of a network that has learned from articles, the same for the same threads on one machine."""
    torch.manual_seed(0)
    network = Network(Encoder().pretrained())
    fit(examples(articles), network, EPOCHS)
    return exported(network)
