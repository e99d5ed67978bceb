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
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from textual.app import App
    from textual.screen import Screen

    from quizcv.cards.library import Library
    from quizcv.tui.bench import Bench

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


class DeckEdited(NamedTuple):
    """What became of a deck that was edited; the library has it as it is now.

    Args:
        words: What is to be told; empty if all went well.
        left_out: Whether the deck has faults and is left out until they are mended.
        is_read: Whether the decks were read again.
    """

    words: str = ""
    left_out: bool = False
    is_read: bool = True


def place_to_edit(library: Library, key: str) -> tuple[Path, int]:
    """The file of a card and its line, if it may be edited.

    Raises:
        UsageError: There is no such card, or it came with quizcv.
    """
    deck, _ = library.card(key)
    if deck.shipped:
        from quizcv.cards.adding.target import shipped_words  # noqa: PLC0415  only for the message

        message = f"{shipped_words(deck.name)}, so it is not edited; write a card of your own, and suspend this one"
        raise UsageError(message)
    return library.place(key)


def edit_deck(screen: Screen[Any], bench: Bench, path: Path, line: int, done: Callable[[DeckEdited], None]) -> None:
    """Opens a deck in the editor and reads the decks again. Faults are told, and the deck can be opened again at the first of them.

    Args:
        screen: What is shown now.
        bench: The decks, and the setting of the editor.
        path: The deck's file.
        line: Where to begin.
        done: Called once, at the end.
    """
    code, trouble = edit(screen.app, bench.settings.editor, path, line)
    screen.refresh(layout=True)
    if trouble:
        done(DeckEdited(trouble, is_read=False))
        return
    bench.look_around()
    faults = [fault for broken in bench.library.broken if broken.path == path for fault in broken.diagnostics]
    if not faults:
        done(DeckEdited(f"The editor failed with code {code}; the deck was read as it left it." if code else ""))
        return
    from quizcv.tui.review.dialogs import BrokenDeckDialog  # noqa: PLC0415  when a deck was broken

    def answered(again: bool | None) -> None:  # noqa: FBT001  a dialog's answer
        if again:
            edit_deck(screen, bench, path, faults[0].line, done)
        else:
            told = "The broken deck is left out until it is mended; its progress is kept."
            done(DeckEdited(told, left_out=True))

    screen.app.push_screen(BrokenDeckDialog(faults), answered)


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
