"""The settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docs.gallery.scene import keys

if TYPE_CHECKING:
    from docs.gallery.scene import Scene

SCENES: Final[dict[str, Scene]] = {
    "settings": keys("comma"),
    "settings-below": keys("comma", *["down"] * 9),
}
