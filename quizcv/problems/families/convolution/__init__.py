"""Convolutions: the sizes of their outputs, what padding and kernel lead to them, and the sums themselves."""

from __future__ import annotations

from typing import Final

TOPIC: Final = "convolution"
ARITHMETIC: Final = "Dumoulin & Visin 2016, A guide to convolution arithmetic for deep learning (arXiv:1603.07285)"
