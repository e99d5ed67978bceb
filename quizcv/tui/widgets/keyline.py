"""The line at the foot of a screen, or two of them: the keys that do something now, as many as fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from quizcv.tui.commands import ARROWS, Command, key_name, keys_of
from quizcv.tui.palette import offered
from quizcv.tui.render.wrapping import Line, Run
from quizcv.tui.widgets.lined import Lined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.dom import DOMNode
    from textual.events import Click
    from textual.screen import Screen

GAP = 2
WAYS_OUT = 80
"""From this rank on entries lead out of the screen, or to the help."""


class Entry(NamedTuple):
    """A command in the footer, with its key and its words as they are now."""

    command: Command
    node: DOMNode
    key: str
    label: str
    width: int
    """In cells, without the gap after it."""


def in_rows(entries: Sequence[Entry], width: int) -> list[list[Entry]]:
    """The entries one after the other, in as many rows as they take."""
    rows: list[list[Entry]] = [[]]
    left = width
    for entry in entries:
        if rows[-1] and entry.width > left:
            rows.append([])
            left = width
        rows[-1].append(entry)
        left -= entry.width + GAP
    return rows


def fitting(entries: Sequence[Entry], width: int, rows: int = 1) -> list[list[Entry]]:
    """The entries that have room, the most important first: the way out and the help before all, and a short one where a long one has none.

    Args:
        entries: What could be shown.
        width: Of a row.
        rows: How many there are.
    """
    ranked = sorted(entries, key=lambda entry: entry.command.footer)
    kept: list[Entry] = []
    for entry in sorted(ranked, key=lambda entry: not stays(entry)):
        more = [each for each in ranked if each is entry or each in kept]
        laid = in_rows(more, width)
        if not kept or (len(laid) <= rows and entry.width <= width):
            kept = more
    return in_rows(kept, width)


def stays(entry: Entry) -> bool:
    """Whether it leads out of the screen, or to the help."""
    return entry.command.footer >= WAYS_OUT or entry.command.name == "close"


def is_typed(key: str) -> bool:
    """Whether the key writes a character into a box that has the focus."""
    return key == "space" or (len(key_name(key)) == 1 and key not in ARROWS)


class KeyLine(Lined):
    """The footer, in as many rows as its style gives it. A click on an entry does what its key does."""

    ALLOW_SELECT = False

    def on_mount(self) -> None:
        """Follows what the screen's commands can do."""
        self.screen.bindings_updated_signal.subscribe(self, self._renew)

    def _renew(self, _screen: Screen[object]) -> None:
        self.refresh_if_changed()

    def entries(self, width: int) -> list[list[Entry]]:
        """What is shown: commands whose key is free, of those that would do something now; without words a command stays out."""
        labelled = getattr(self.screen, "label_of", lambda command: command.label)
        keymap: dict[str, str] = getattr(self.app, "own_keys", {})
        focused = self.screen.focused
        typing = focused is not None and focused.check_consume_key("a", "a")
        taken: set[str] = set()
        entries: list[Entry] = []
        for command, node in sorted(offered(self.screen, in_footer=True), key=lambda pair: pair[0].footer):
            keys = [key for key in keys_of(command, keymap) if key not in taken and not (typing and is_typed(key))]
            if keys and (label := labelled(command)):
                taken.add(keys[0])
                key = key_name(keys[0])
                entries.append(Entry(command, node, key, label, cell_len(key) + 1 + cell_len(label)))
        return fitting(entries, width, max(self.content_size.height, 1))

    def lines(self, width: int) -> list[Line]:
        """Keys in the accent colour and bold, their words muted."""
        return [entries_line(row) for row in self.entries(width)]

    async def on_click(self, event: Click) -> None:
        """Does what was clicked."""
        event.stop()
        place = event.get_content_offset(self)
        rows = self.entries(self.content_size.width)
        if place is None or place.y >= len(rows):
            return
        left = 0
        for entry in rows[place.y]:
            if left <= place.x < left + entry.width:
                await self.app.run_action(entry.command.action, entry.node)
                return
            left += entry.width + GAP


def entries_line(entries: Sequence[Entry]) -> Line:
    """A row of the footer."""
    pieces: list[Run] = []
    for number, entry in enumerate(entries):
        pieces.append(Run((" " * GAP if number else "") + entry.key, "bold $primary"))
        pieces.append(Run(f" {entry.label}", "$text-muted"))
    return tuple(pieces)
