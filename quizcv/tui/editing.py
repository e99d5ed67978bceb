"""Other programs: the editor at a card's line, and the viewer for its picture."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from textual.app import SuspendNotSupported

from quizcv.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from textual.app import App

AT_LINE: Final = {
    **dict.fromkeys(
        ("vi", "vim", "nvim", "gvim", "nano", "emacs", "emacsclient", "kak", "micro", "ne", "joe", "mcedit"),
        "+{line} {file}",
    ),
    **dict.fromkeys(("hx", "helix", "subl", "zed"), "{file}:{line}"),
    **dict.fromkeys(("code", "codium", "cursor"), "--wait --goto {file}:{line}"),
    **dict.fromkeys(("kate", "gedit"), "+{line} {file}"),
}
"""How editors are told a line; any other gets the file alone."""
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


def editor_command(setting: str, environment: Mapping[str, str], file: Path, line: int) -> list[str]:
    """The command that opens a file at a line: the setting's editor, $VISUAL, $EDITOR or vi.

    Raises:
        UsageError: The editor's name can't be read as a command.
    """
    chosen = setting.strip() or environment.get("VISUAL", "").strip() or environment.get("EDITOR", "").strip() or "vi"
    try:
        words = shlex.split(chosen)
    except ValueError:
        words = []
    if not words:
        message = f"the editor {chosen!r} can't be read as a command; set it with: quizcv settings editor NAME"
        raise UsageError(message)
    form = AT_LINE.get(Path(words[0]).name, "{file}")
    return [*words, *(part.format(line=max(line, 1), file=file) for part in form.split())]


def run_editor(command: list[str]) -> int:
    """Runs the editor, waits for its end and gives its exit code. An interrupt is the editor's business, not ours.

    Raises:
        UsageError: There is no such program.
    """
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        return subprocess.run(command, check=False).returncode  # noqa: S603  the learner's own editor
    except OSError as error:
        message = f"{command[0]} could not be started ({error.strerror}); set another with: quizcv settings editor NAME"
        raise UsageError(message) from None
    finally:
        signal.signal(signal.SIGINT, before)


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
