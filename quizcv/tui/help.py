"""The help: every key of the screen below it, out of the command registry, and what its signs mean. A click on a key does what the key does."""

from __future__ import annotations

from functools import partial
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from quizcv.tui.commands import EVERYWHERE, Command, HelpRow, help_rows
from quizcv.tui.dialog import Dialog
from quizcv.tui.palette import offered
from quizcv.tui.render.wrapping import Line, Run, wrap
from quizcv.tui.widgets.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from textual.events import Click, MouseDown

    from quizcv.tui.widgets.page import Block

HEADING: Final = "Signs"
"""What the signs stand under."""
KEYS_ROOM = 11
"""Cells that keys have at least, enough for `shift+right`."""
MERGED = 4
"""From so many digit keys on, a row names the first and the last."""


class HelpDialog(Dialog[None]):
    """Shows keys and what they do, under their headings, and then the signs.

    Args:
        commands: What can be done on the screen.
        keymap: The learner's own keys.
        signs: The screen's signs and what they mean.
    """

    def __init__(self, commands: Sequence[Command], keymap: Mapping[str, str], signs: Sequence[HelpRow] = ()) -> None:
        super().__init__(id="help")
        self._groups = help_rows((*commands, *EVERYWHERE), dict(keymap))
        if signs:
            self._groups[HEADING] = list(signs)
        self._pressed_at = (0, 0)

    def title_words(self) -> str:
        """The title."""
        return "Keys and signs" if HEADING in self._groups else "Keys"

    def blocks(self) -> list[Block]:
        """A block for each heading."""
        return [partial(self._block, name) for name in self._groups]

    def _block(self, name: str, width: int) -> list[Line]:
        return [line for line, _ in group_lines(name, self._groups[name], self._margin, width)]

    @property
    def _margin(self) -> int:
        return max((cell_len(keys_words(row)) for rows in self._groups.values() for row in rows), default=0)

    def _row_at(self, wanted: int, width: int) -> HelpRow | None:
        """The row of a line of the text, counted from 0; headings and blank lines have none."""
        rows: list[HelpRow | None] = []
        for name, group in self._groups.items():
            rows += [None] * bool(rows)
            rows += [row for _, row in group_lines(name, group, self._margin, width)]
        return rows[wanted] if 0 <= wanted < len(rows) else None

    def on_mouse_down(self, event: MouseDown) -> None:
        """Remembers where, since marking text with the mouse is no click."""
        self._pressed_at = (event.screen_x, event.screen_y)

    def on_click(self, event: Click) -> None:
        """Closes the help and does what was clicked, if that is one thing that can be done now; else the row stays to be read."""
        page = self.query_one("#dialog-text", Page)
        at, inside = (event.screen_x, event.screen_y), page.content_region
        if at != self._pressed_at or not self.query_one(".dialog-body").region.contains(*at):
            return
        row = self._row_at(event.screen_y - inside.y, inside.width)
        can = offered(self.app.screen_stack[-2])
        found = [(command, node) for command, node in can if row is not None and command.help == row.help]
        if len(found) == 1:
            command, node = found[0]
            self.dismiss()
            self.app.call_later(self.app.run_action, command.action, node)


def group_lines(name: str, rows: Sequence[HelpRow], margin: int, width: int) -> Iterator[tuple[Line, HelpRow | None]]:
    """A heading, then each line of the rows with its row.

    The keys stand in a column of at most `margin` cells; many keys take several lines rather than the sentence's room.
    """
    yield (Run(name, "bold $accent"),), None
    column = min(margin, max(width // 4, KEYS_ROOM))
    for row in rows:
        told = wrap([Run(row.help)], width - column - 4)
        for keys, line in zip_longest(wrap([Run(keys_words(row))], column), told, fillvalue=()):
            head = "".join(run.text for run in keys)
            yield (Run(f"  {head}{' ' * (column - cell_len(head))}  ", "bold $primary"), *line), row


def keys_words(row: HelpRow) -> str:
    """A row's keys: `space enter`; a row of digits as `1-9`."""
    if len(row.keys) >= MERGED and all(key.isdigit() for key in row.keys):
        *most, last = row.keys
        return f"{row.keys[0]}-{most[-1]} {last}" if last < most[-1] else f"{row.keys[0]}-{last}"
    return " ".join(row.keys)
