"""The import: choosing a note, looking over what is made of it, the last step."""

from __future__ import annotations

from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Final

from docs.gallery.homes import IMPORTED, NOTE_NAME, SMALL_NAME
from docs.gallery.scene import Scene, keys, press, settle
from quizcv.tui.host import NoteToImport
from quizcv.tui.importing.choosing import NoteScreen
from quizcv.tui.importing.dialogs import EditDialog
from quizcv.tui.importing.entries import Tab
from quizcv.tui.importing.screen import DecidingScreen

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from docs.gallery.homes import Home
    from docs.gallery.scene import Play

NOTE: Final = NoteToImport(Path(NOTE_NAME))
SMALL: Final = NoteToImport(Path(SMALL_NAME))
LONG_READING: Final = 4.2
"""Seconds after which a reading is pictured."""
TICK: Final = 0.15
"""Seconds in which it is painted at least once."""


def choosing(words: str, *names: str) -> Scene:
    """A note's path typed, and keys pressed; `HOME` stands for the home."""

    async def play(pilot: Pilot[int]) -> None:
        await press(pilot, "i")
        screen = pilot.app.screen
        if isinstance(screen, NoteScreen):
            screen.box.value = words.replace("HOME", str(screen.bench.places.data))
            screen.box.cursor_position = len(screen.box.value)
        await press(pilot, *names)

    return Scene(play)


def reading(share: float | None) -> Scene:
    """A note so long that its reading takes a while."""

    async def play(pilot: Pilot[int]) -> None:
        await press(pilot, "i")
        screen = pilot.app.screen
        if isinstance(screen, NoteScreen):
            path = screen.bench.places.data / SMALL_NAME
            path.write_text(path.read_text(encoding="utf-8") * 400, encoding="utf-8")
            screen.box.value = str(path)
            await settle(pilot)
            screen.reading, screen.list.display = path, False
            screen._since, screen._share = monotonic() - LONG_READING, share  # noqa: SLF001  as on a slow machine
            await pilot.pause(TICK)
            screen.refresh_bindings()

    return Scene(play)


def listed(tab: Tab, *names: str, home: Home | None = None) -> Scene:
    """One of the lists, and keys pressed there."""

    async def play(pilot: Pilot[int]) -> None:
        screen = pilot.app.screen
        if isinstance(screen, DecidingScreen):
            screen.show_list(tab)
        await press(pilot, *names)

    return Scene(play, SMALL, home) if home else Scene(play, SMALL)


def editing(tab: Tab, front: str, back: str, *names: str) -> Play:
    """The window for a card with other words in it, and keys pressed there."""

    async def play(pilot: Pilot[int]) -> None:
        await listed(tab, "e").play(pilot)
        dialog = pilot.app.screen
        if isinstance(dialog, EditDialog):
            dialog.front.text, dialog.back.text = front or dialog.front.text, back
        await press(pilot, *names)

    return play


SCENES: Final[dict[str, Scene]] = {
    "import-choosing": keys("i"),
    "import-folder": choosing("HOME/", "down"),
    "import-name": choosing("HOME/small.md", "f2", *"nets"),
    "import-no-note": choosing("HOME/nothing.md", "enter"),
    "import-no-kind": choosing("HOME/quizcv.db", "enter"),
    "import-reading": reading(0.4),
    "import-reading-begun": reading(None),
    "import": keys("x", "down", "down", start=NOTE),
    "import-cards": listed(Tab.CARDS),
    "import-problem": listed(Tab.CARDS, "down", "down", "down"),
    "import-cloze": listed(Tab.CARDS, *["down"] * 10),
    "import-again": listed(Tab.CARDS, home=IMPORTED),
    "import-conflict": listed(Tab.CONFLICTS, home=IMPORTED),
    "import-conflict-decided": listed(Tab.CONFLICTS, "a", home=IMPORTED),
    "import-drafts": listed(Tab.DRAFTS),
    "import-unanswered": listed(Tab.UNANSWERED),
    "import-claims": listed(Tab.CLAIMS),
    "import-claim-holds": listed(Tab.CLAIMS, "down"),
    "import-gaps": listed(Tab.PLACEHOLDERS),
    "import-left-out": listed(Tab.LEFT_OUT, "down"),
    "import-decided": listed(Tab.CARDS, "x", "x", "down", "x", "up"),
    "import-help": keys("question_mark", start=SMALL),
    "import-edit": Scene(
        editing(Tab.UNANSWERED, "", "Its values are *d* pixels apart.\n\nSo $k' = d(k - 1) + 1$."), SMALL
    ),
    "import-edit-empty": Scene(editing(Tab.UNANSWERED, "", "", "ctrl+s"), SMALL),
    "import-edit-formula": Scene(editing(Tab.CARDS, "", r"It is $\fraq{1}{2}$.", "ctrl+s"), SMALL),
    "import-leaving": keys("x", "x", "escape", start=SMALL),
    "import-written": keys("x", "w", start=SMALL),
    "import-written-again": keys("w", start=SMALL, home=IMPORTED),
}
