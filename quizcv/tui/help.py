"""The help: every key of the screen below it, out of the command registry."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from rich.cells import cell_len

from quizcv.tui.commands import EVERYWHERE, Command, HelpRow, help_rows
from quizcv.tui.dialog import Dialog
from quizcv.tui.render.wrapping import Line, Run, wrap

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from quizcv.tui.widgets.page import Block

KEYS_ROOM = 11
"""Cells that keys have at least, enough for `shift+right`."""
MERGED = 4
"""From so many digit keys on, a row names the first and the last."""


class HelpDialog(Dialog[None]):
    """Shows keys and what they do, under their headings."""

    def __init__(self, commands: Sequence[Command], keymap: Mapping[str, str]) -> None:
        super().__init__(id="help")
        self._groups = help_rows((*commands, *EVERYWHERE), dict(keymap))

    def title_words(self) -> str:
        """The title."""
        return "Keys"

    def blocks(self) -> list[Block]:
        """A block for each heading."""
        widest = max((cell_len(keys_words(row)) for rows in self._groups.values() for row in rows), default=0)
        return [group_block(name, rows, widest) for name, rows in self._groups.items()]


def group_block(name: str, rows: Sequence[HelpRow], margin: int) -> Block:
    """A heading and its rows, the keys in a column `margin` wide; many keys take several lines rather than the sentence's room."""

    def block(width: int) -> list[Line]:
        lines: list[Line] = [(Run(name, "bold $accent"),)]
        column = min(margin, max(width // 4, KEYS_ROOM))
        for row in rows:
            told = wrap([Run(row.help)], width - column - 4)
            for keys, line in zip_longest(wrap([Run(keys_words(row))], column), told, fillvalue=()):
                head = "".join(run.text for run in keys)
                lines.append((Run(f"  {head}{' ' * (column - cell_len(head))}  ", "bold $primary"), *line))
        return lines

    return block


def keys_words(row: HelpRow) -> str:
    """A row's keys: `space enter`; a row of digits as `1-9`."""
    if len(row.keys) >= MERGED and all(key.isdigit() for key in row.keys):
        *most, last = row.keys
        return f"{row.keys[0]}-{most[-1]} {last}" if last < most[-1] else f"{row.keys[0]}-{last}"
    return " ".join(row.keys)
