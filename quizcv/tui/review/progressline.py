"""The thin line at the top of the review: how much is done, and what is left of each sort."""

from __future__ import annotations

from textual.reactive import reactive

from quizcv.session import Tally
from quizcv.tui.render.wrapping import Line, Run, width_of
from quizcv.tui.widgets.lined import Lined


def progress_line(tally: Tally, width: int, *, practising: bool = False) -> Line:
    """A bar and the numbers behind it; what is done is a thicker line, not only a brighter one. With nothing to do or done, a rule."""
    if not (tally.done or tally.left):
        return (Run("─" * width, "$track"),)
    numbers: list[Run] = []
    counted = (
        (tally.done, "done"),
        (tally.due, "due"),
        (tally.new, "new"),
        (tally.practice, "to practise"),
        (tally.drill, "again" if practising else "again today"),
    )
    for count, word in counted:
        if count or word == "done":
            numbers += [Run("   " if numbers else "  "), Run(str(count), "$foreground"), Run(f" {word}", "$text-muted")]
    room = max(width - width_of(numbers), 0)
    filled = room * tally.done // max(tally.done + tally.left, 1)
    return (Run("━" * filled, "$primary"), Run("─" * (room - filled), "$track"), *numbers)


class ProgressLine(Lined):
    """Shows a session's tally."""

    ALLOW_SELECT = False

    tally: reactive[Tally] = reactive(Tally(0, 0, 0, 0))
    practising = False

    def lines(self, width: int) -> list[Line]:
        """The line."""
        return [progress_line(self.tally, width, practising=self.practising)]
