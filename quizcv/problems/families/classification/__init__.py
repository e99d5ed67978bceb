"""Classification: how good predictions are, and the losses that make them better."""

from __future__ import annotations

from typing import Final

TOPIC: Final = "classification"
DEEP_LEARNING: Final = "Goodfellow, Bengio & Courville 2016, Deep learning"
SHOWN: Final = "Give a fraction, a percentage or three figures."
FIGURES: Final = "Give three figures."
