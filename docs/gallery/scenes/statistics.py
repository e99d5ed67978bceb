"""The statistics, view by view."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docs.gallery.scene import keys

if TYPE_CHECKING:
    from docs.gallery.scene import Scene

SCENES: Final[dict[str, Scene]] = {
    **{f"statistics-{view}": keys("s", str(view)) for view in range(1, 7)},
}
