"""Published formulas of computer vision, for comparing what a note says with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from quizcv.problems.canonical.convolution import CONVOLUTION
from quizcv.problems.canonical.detection import DETECTION
from quizcv.problems.canonical.layers import LAYERS
from quizcv.problems.canonical.losses import LOSSES

if TYPE_CHECKING:
    from quizcv.problems.canonical.form import Canonical

CANONICAL: Final[tuple[Canonical, ...]] = (*CONVOLUTION, *LAYERS, *DETECTION, *LOSSES)
