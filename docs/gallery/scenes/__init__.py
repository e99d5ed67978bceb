"""The scenes, by room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docs.gallery.scenes import adding, browse, cards, drill, ending, home, importing, review, settings, statistics

if TYPE_CHECKING:
    from docs.gallery.scene import Scene

ROOMS: Final = (home, review, cards, ending, drill, importing, browse, adding, statistics, settings)
SCENES: Final[dict[str, Scene]] = {name: scene for room in ROOMS for name, scene in room.SCENES.items()}
