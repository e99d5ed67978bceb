"""The window that ctrl+p opens: Textual's, with the letters typed ahead of its box."""

from __future__ import annotations

from typing import Any

from textual.command import CommandPalette

from quizcv.tui.ahead import OpeningOnABox


class PaletteScreen(CommandPalette, OpeningOnABox[Any]):
    """Finds commands, or themes, by their names."""
