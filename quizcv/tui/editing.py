"""Other programs: the editor at a card's line, and the viewer for its picture."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Final, NamedTuple

from textual.app import SuspendNotSupported

from quizcv.editor import editor_command, run_editor
from quizcv.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from textual.app import App

PICTURE_KINDS: Final = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".svg", ".tif", ".tiff"})


class Edited(NamedTuple):
    """How the editor was left.

    Args:
        code: Its exit code.
        trouble: Why the file could not be edited; empty if it could.
    """

    code: int = 0
    trouble: str = ""


def edit(app: App[Any], setting: str, file: Path, line: int) -> Edited:
    """Hands the terminal to the learner's editor at a line of a file, until it is left. What hinders is told, not raised."""
    try:
        command = editor_command(setting, os.environ, file, line)
        with app.suspend():
            try:  # in here, since nothing may leave this block by an error: the screen would not come back
                return Edited(run_editor(command))
            except UsageError as error:
                return Edited(trouble=str(error))
    except SuspendNotSupported:
        return Edited(trouble=f"The app can't step aside here; edit {file} at line {line} in another window.")
    except UsageError as error:
        return Edited(trouble=str(error))


def open_outside(path: Path) -> subprocess.Popen[bytes]:
    """Opens a picture in the desktop's viewer, and gives its process; never anything that is not a picture.

    Raises:
        UsageError: It is no picture by its name, or there is no viewer.
    """
    if path.suffix.lower() not in PICTURE_KINDS:
        message = f"{path.name} is no picture by its name, so it is not opened"
        raise UsageError(message)
    if sys.platform == "darwin":
        viewer = "open"
    elif os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        viewer = "xdg-open"
    else:
        message = f"there is no desktop here to show {path}"
        raise UsageError(message)
    try:
        return subprocess.Popen(  # noqa: S603  the desktop's own opener, on a picture below the deck's folder
            [viewer, str(path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        message = f"there is no {viewer} here to show {path}"
        raise UsageError(message) from None
