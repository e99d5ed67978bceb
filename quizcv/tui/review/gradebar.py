"""The grade buttons at the foot of a revealed card: digit, mark, word, and the next interval under each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.message import Message

from quizcv.tui.render.wrapping import Line, Run, wrap
from quizcv.tui.review.grades import keyed
from quizcv.tui.widgets.lined import Lined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.events import Click

    from quizcv.tui.review.grades import GradeButton

ROOMY = 12
"""Cells a button needs to hold digit, mark and word beside one another."""


def bar_lines(
    buttons: Sequence[GradeButton], intervals: Sequence[str], suggested: GradeButton | None, width: int
) -> list[Line]:
    """Two lines: the buttons side by side, the suggested one in brackets and bold, and under each its interval."""
    narrow = width // len(buttons) < ROOMY
    upper: list[Run] = []
    lower: list[Run] = []
    for number, (button, interval) in enumerate(zip(buttons, intervals, strict=True)):
        size = column_end(number, len(buttons), width) - column_end(number - 1, len(buttons), width)
        name = f"{button.key} {button.word}" if narrow else f"{button.key} {button.mark} {button.word}"
        below = f" {button.mark} {shortened(interval)}" if narrow else f"   {interval}"
        chosen = button is suggested
        framed = f"[{name}]" if chosen else f" {name} "
        upper += [Run(framed, f"bold {button.style}" if chosen else button.style), Run(" " * (size - cell_len(framed)))]
        lower += [Run(below, "$foreground" if chosen else "$text-muted"), Run(" " * (size - cell_len(below)))]
    return [tuple(upper), tuple(lower)]


def shortened(interval: str) -> str:
    """An interval in at most six cells: `6d`, `2.1mo`, `1.4y`."""
    for word, short in ((" days", "d"), (" day", "d"), (" mo", "mo"), (" yr", "y")):
        if interval.endswith(word):
            return interval.removesuffix(word) + short
    return interval


def column_end(number: int, count: int, width: int) -> int:
    """Where the column of a button ends, the cells shared out evenly."""
    return (number + 1) * width // count


class GradeBar(Lined):
    """The buttons; a click gives the grade."""

    ALLOW_SELECT = False

    class Pressed(Message):
        """A button was clicked."""

        def __init__(self, button: GradeButton) -> None:
            super().__init__()
            self.button = button

    def __init__(self, buttons: tuple[GradeButton, ...]) -> None:
        super().__init__()
        self._buttons = buttons
        self._intervals: tuple[str, ...] = ()
        self._suggested: GradeButton | None = None
        self._instead = ""

    def offer(self, intervals: tuple[str, ...], suggested: GradeButton | None) -> None:
        """Shows the buttons with their intervals."""
        self._intervals, self._suggested = intervals, suggested
        self.refresh_if_changed()

    def rest(self, words: str) -> None:
        """Shows what is to be done first in place of the buttons."""
        self._intervals, self._instead = (), words
        self.refresh_if_changed()

    def lines(self, width: int) -> list[Line]:
        """A rule and the two lines, or what stands in their place."""
        if not self._intervals:
            return [(), *wrap([Run(self._instead, "$text-muted")], width)[:2]]
        rule = (Run("─" * width, "$rule"),)
        own: dict[str, str] = getattr(self.app, "own_keys", {})
        buttons = keyed(self._buttons, getattr(self.screen, "commands", ()), own)
        suggested = None if self._suggested is None else buttons[self._buttons.index(self._suggested)]
        return [rule, *bar_lines(buttons, self._intervals, suggested, width)]

    def on_click(self, event: Click) -> None:
        """Tells which button was clicked."""
        event.stop()
        if not self._intervals:
            return
        for number, button in enumerate(self._buttons):
            if event.x < column_end(number, len(self._buttons), self.size.width):
                self.post_message(self.Pressed(button))
                return
