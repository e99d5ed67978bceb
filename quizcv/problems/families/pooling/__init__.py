"""Pooling: the sizes of its outputs, its numbers worked out by hand, adaptive windows, and what reaches the classifier."""

from __future__ import annotations

from typing import Final

TOPIC: Final = "pooling"
ARITHMETIC: Final = "Dumoulin & Visin 2016, A guide to convolution arithmetic for deep learning (arXiv:1603.07285)"
PYTORCH: Final = "PyTorch 2 (2023), documentation of"
