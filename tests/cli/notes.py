"""A note to import."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

BN = "# Norms\n\n- What is BN?\n  - It normalises over the batch.\n- What is GN?\n  - Over groups.\n"


def write(path: Path, text: str = BN) -> Path:
    """Writes a note, and the folders it lies in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
