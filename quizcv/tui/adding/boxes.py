"""The form's boxes: text in one line or several, and the line of kinds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, TextArea

from quizcv.tui.adding.draft import Form
from quizcv.tui.render.wrapping import Line, Run, width_of
from quizcv.tui.widgets.editarea import EditArea
from quizcv.tui.widgets.editline import EditLine
from quizcv.tui.widgets.page import as_content

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.binding import BindingType
    from textual.content import Content
    from textual.events import Click

OURS: Final = frozenset({"ctrl+e", "pageup", "pagedown"})
"""Keys of the form that a box would take; `end` goes to the end of a line as well as ctrl+e."""
LABEL_WIDTH: Final = 7


def without(bindings: Iterable[BindingType], taken: frozenset[str] = OURS) -> list[BindingType]:
    """A box's bindings but for the form's keys."""
    kept: list[BindingType] = []
    for each in bindings:
        if not isinstance(each, Binding):
            kept.append(each)
            continue
        keys = [key for key in each.key.split(",") if key not in taken]
        if keys:
            kept.append(replace(each, key=",".join(keys)))
    return kept


class LineBox(EditLine, inherit_bindings=False):
    """One line of text."""

    BINDINGS: ClassVar[list[BindingType]] = without((*Input.BINDINGS, *EditLine.BINDINGS))

    def __init__(self, value: str, name: str, placeholder: str = "") -> None:
        super().__init__(value, id=name, placeholder=placeholder, compact=True, select_on_focus=False)
        self.cursor_blink = False


class TextBox(EditArea, inherit_bindings=False):
    """Several lines of text; tab leaves it."""

    BINDINGS: ClassVar[list[BindingType]] = without(TextArea.BINDINGS)

    def __init__(self, name: str) -> None:
        super().__init__(id=name, compact=True, soft_wrap=True, tab_behavior="focus", highlight_cursor_line=False)
        self.cursor_blink = False


class KindLine(Widget):
    """The kinds in a row, the chosen one marked; a click chooses."""

    class Chosen(Message):
        """A kind was clicked."""

        def __init__(self, form: Form) -> None:
            super().__init__()
            self.form = form

    def __init__(self) -> None:
        super().__init__(id="kind")
        self.form = Form.BASIC

    def show(self, form: Form) -> None:
        """Marks a kind."""
        self.form = form
        self.refresh()

    def _pieces(self) -> list[tuple[Form, Run]]:
        pieces = []
        for form in Form:
            chosen = form is self.form
            pieces.append(
                (form, Run(f"({'•' if chosen else ' '}) {form}", "bold $primary" if chosen else "$text-muted"))
            )
        return pieces

    def render(self) -> Content:
        """The kinds."""
        runs = [Run("Kind".ljust(LABEL_WIDTH), "$text-muted")]
        for _, run in self._pieces():
            runs += [run, Run("  ")]
        line: Line = tuple(runs)
        return as_content([line])

    def on_click(self, event: Click) -> None:
        """Chooses the kind below the pointer."""
        event.stop()
        left = LABEL_WIDTH
        for form, run in self._pieces():
            right = left + width_of([run])
            if left <= event.x < right:
                self.post_message(self.Chosen(form))
                return
            left = right + 2
