"""The drill: choosing, practising, the score."""

from __future__ import annotations

from typing import Final

from docs.gallery.scene import Scene, keys
from docs.take_pictures import drilled

SCENES: Final[dict[str, Scene]] = {
    "drill": keys("d"),
    "drill-score": Scene(drilled),
}
