"""Generative models: variational autoencoders, GANs and diffusion."""

from __future__ import annotations

from typing import Final

TOPIC: Final = "generative"
FIGURES: Final = "Give three figures."
WILL_DO: Final = "Three figures will do."
