"""The table of all cards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docs.gallery.scene import keys

if TYPE_CHECKING:
    from docs.gallery.scene import Scene

SCENES: Final[dict[str, Scene]] = {
    "browse": keys("b"),
    "browse-found": keys("b", "slash", *"kernel"),
    "browse-card": keys("b", "down", "down", "enter"),
    "browse-marked": keys("b", "down", "space", "space"),
    "browse-reset": keys("b", "down", "space", "space", "r"),
}
