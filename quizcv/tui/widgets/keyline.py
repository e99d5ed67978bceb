"""The line at the foot of a screen: the keys that do something now, as many as fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from quizcv.tui.commands import Command, key_name, keys_of
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

    @property
    def width(self) -> int:
        """In cells, without the gap after it."""
        return cell_len(self.key) + 1 + cell_len(self.label)


def fitting(entries: Sequence[Entry], width: int) -> list[Entry]:
    """The entries by rank, left out from the least important on until the rest fit; the help and the way out stay."""
    kept = sorted(entries, key=lambda entry: entry.command.footer)
    taken = sum(entry.width + GAP for entry in kept) - GAP
    while taken > width and len(kept) > 1:
        spare = [entry for entry in kept if entry.command.footer < WAYS_OUT and entry.command.name != "close"]
        left_out = (spare or kept)[-1]
        kept.remove(left_out)
        taken -= left_out.width + GAP
    return kept


def is_typed(key: str) -> bool:
    """Whether the key writes a character into a box that has the focus."""
    return key == "space" or len(key_name(key)) == 1


class KeyLine(Lined):
    """The footer. A click on an entry does what its key does."""

    ALLOW_SELECT = False

    def on_mount(self) -> None:
        """Follows what the screen's commands can do."""
        self.screen.bindings_updated_signal.subscribe(self, self._renew)

    def _renew(self, _screen: Screen[object]) -> None:
        self.refresh_if_changed()

    def entries(self, width: int) -> list[Entry]:
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
                entries.append(Entry(command, node, key_name(keys[0]), label))
        return fitting(entries, width)

    def lines(self, width: int) -> list[Line]:
        """Keys in the accent colour and bold, their words muted."""
        pieces: list[Run] = []
        for number, entry in enumerate(self.entries(width)):
            pieces.append(Run((" " * GAP if number else "") + entry.key, "bold $primary"))
            pieces.append(Run(f" {entry.label}", "$text-muted"))
        return [tuple(pieces)]

    async def on_click(self, event: Click) -> None:
        """Does what was clicked."""
        event.stop()
        left = 0
        for entry in self.entries(self.content_size.width):
            if left <= event.x - self.content_region.x + self.region.x < left + entry.width:
                await self.app.run_action(entry.command.action, entry.node)
                return
            left += entry.width + GAP
