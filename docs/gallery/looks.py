"""The looks a picture is taken in."""

from __future__ import annotations

from typing import Final, NamedTuple

from rich.terminal_theme import TerminalTheme

from quizcv.tui.themes import ANSI, DARK, LIGHT

NORMAL: Final = [
    (0, 0, 0),
    (205, 0, 0),
    (0, 205, 0),
    (205, 205, 0),
    (0, 0, 238),
    (205, 0, 205),
    (0, 205, 205),
    (229, 229, 229),
]
BRIGHT: Final = [(127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255), (255, 0, 255), (0, 255, 255), (255, 255, 255)]  # fmt: skip
"""The sixteen colours of xterm, which are among the harder ones to read."""

ON_BLACK: Final = TerminalTheme((0, 0, 0), (229, 229, 229), NORMAL, BRIGHT)
ON_WHITE: Final = TerminalTheme((255, 255, 255), (0, 0, 0), NORMAL, BRIGHT)


class Look(NamedTuple):
    """How the app looks.

    Args:
        theme: The theme in the settings.
        terminal: The terminal's own colours, for what is not given in full.
        no_color: Whether `NO_COLOR` is set, as a learner would set it.
    """

    theme: str
    terminal: TerminalTheme = ON_BLACK
    no_color: bool = False


LOOKS: Final = {
    "dark": Look(DARK.name),
    "light": Look(LIGHT.name, ON_WHITE),
    "ansi": Look(ANSI.name),
    "ansi-light": Look(ANSI.name, ON_WHITE),
    "no-color": Look(DARK.name, no_color=True),
}
USUAL_LOOKS: Final = ("dark", "light")
