"""The import: choosing a note, looking over what is made of it, the last step."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from docs.gallery.homes import NOTE_NAME
from docs.gallery.scene import Scene, keys
from quizcv.tui.host import NoteToImport

NOTE: Final = NoteToImport(Path(NOTE_NAME))

SCENES: Final[dict[str, Scene]] = {
    "import-choosing": keys("i"),
    "import": keys("x", "down", "down", start=NOTE),
}
