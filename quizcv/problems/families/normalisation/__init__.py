"""Normalisation of activations and weights: which elements share a mean, and what comes of them."""

from __future__ import annotations

from typing import Final

TOPIC: Final = "normalisation"
BATCH_NORM: Final = "Ioffe & Szegedy 2015, Batch normalization (arXiv:1502.03167)"
GROUP_NORM: Final = "Wu & He 2018, Group normalization (arXiv:1803.08494)"
