"""Training: batches, learning rates, mixed labels, optimisers and distillation."""

from __future__ import annotations

from typing import Final

TOPIC: Final = "training"
GOYAL: Final = "Goyal et al. 2017, Accurate, large minibatch SGD (arXiv:1706.02677)"
FIGURES: Final = "Give three figures."
WILL_DO: Final = "Three figures will do."
