"""A line to type in, whose typing can be taken back: ctrl+z and ctrl+y, as in an editor. Textual's own has no memory of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from textual.binding import Binding
from textual.widgets import Input

from quizcv.tui.widgets.inturn import do_in_turn

if TYPE_CHECKING:
    from textual.binding import BindingType
    from textual.events import Key

MOST: Final = 200
"""Steps that are kept."""


class Step(NamedTuple):
    """A line as it was before a step.

    Args:
        value: What it said.
        cursor: Where the cursor stood.
        goes_on_at: Where a further sign typed or deleted belongs to the same step; -1 for nowhere.
        sign: The sign that was typed last; empty if signs were deleted.
    """

    value: str
    cursor: int
    goes_on_at: int = -1
    sign: str = ""


class EditLine(Input):
    """One line of text. A step of undo is a word typed, a row of signs deleted, or a paste.

    What the app puts into it is no typing: with it the memory ends, so that an answer never comes back on the next card.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "undo_typing", "Undo typing", show=False),
        Binding("ctrl+y", "redo_typing", "Redo typing", show=False),
    ]
    _undo: tuple[Step, ...] = ()
    _redo: tuple[Step, ...] = ()
    _editing = False

    async def on_key(self, event: Key) -> None:
        """Does a key of the line's own in its turn, before the letters that come behind it."""
        await do_in_turn(self, event)

    def replace(self, text: str, start: int, end: int) -> None:
        """Every change the learner makes: typing, deleting, cutting, pasting."""
        before = Step(self.value, self.cursor_position)
        self._editing = True
        try:
            super().replace(text, start, end)
        finally:
            self._editing = False
        if self.value != before.value:
            self._remember(before, text, *sorted((start, end)))

    def _remember(self, before: Step, text: str, start: int, end: int) -> None:
        """Begins a step, unless the change goes on with the last one."""
        self._redo = ()
        last = self._undo[-1] if self._undo else None
        if len(text) == 1 and start == end:
            new_word = text != " " and last is not None and last.sign == " "
            goes_on = last is not None and last.sign != "" and last.goes_on_at == start and not new_word
            place, sign = start + 1, text
        elif not text and end - start == 1:
            goes_on = last is not None and last.sign == "" and last.goes_on_at in {start, end}
            place, sign = start, ""
        else:
            goes_on, place, sign = False, -1, ""
        step = last if goes_on and last is not None else before
        rest = self._undo[:-1] if goes_on else self._undo[-MOST + 1 :]
        self._undo = (*rest, step._replace(goes_on_at=place, sign=sign))

    def watch_value(self) -> None:
        """Forgets the typing when the app has put something else here."""
        if not self._editing:
            self._undo = self._redo = ()

    def action_undo_typing(self) -> None:
        """Takes the last step back."""
        if self._undo:
            *rest, step = self._undo
            self._redo = (*self._redo, Step(self.value, self.cursor_position))
            self._undo = tuple(rest)
            self._go_to(step)

    def action_redo_typing(self) -> None:
        """Does again what was taken back last."""
        if self._redo:
            *rest, step = self._redo
            self._undo = (*self._undo, Step(self.value, self.cursor_position))
            self._redo = tuple(rest)
            self._go_to(step)

    def _go_to(self, step: Step) -> None:
        self._editing = True
        try:
            self.value = step.value
            self.cursor_position = step.cursor
        finally:
            self._editing = False
