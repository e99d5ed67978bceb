"""Published architectures: shapes, depths and weights of the blocks they are made of, by the rules of their papers."""

from __future__ import annotations

from typing import Final

TOPIC: Final = "architectures"
