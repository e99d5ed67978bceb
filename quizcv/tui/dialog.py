"""What dialogs share: a box in the middle of the screen, with a title, lines to scroll, and a way out."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen

from quizcv.tui.commands import DIALOG, Command, bindings
from quizcv.tui.widgets.keyline import KeyLine
from quizcv.tui.widgets.page import Page, text

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import Resize

    from quizcv.tui.widgets.page import Block

Result = TypeVar("Result")
AROUND = 8
"""Rows of a dialog that are not its text: frame, title, what is asked, keys."""


class Dialog(ModalScreen[Result]):
    """A titled box; `escape` and `q` close it."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(DIALOG)]
    AUTO_FOCUS = ""
    commands: ClassVar[tuple[Command, ...]] = DIALOG

    def title_words(self) -> str:
        """The title."""
        return ""

    def blocks(self) -> list[Block]:
        """What is shown."""
        return []

    def compose_more(self) -> ComposeResult:
        """Widgets below the text."""
        yield from ()

    def compose(self) -> ComposeResult:
        """The box."""
        with Vertical(classes="dialog"):
            yield Page(text(self.title_words(), "bold"), id="dialog-title")
            with VerticalScroll(can_focus=False, classes="dialog-body"):
                yield Page(*self.blocks(), id="dialog-text")
            yield from self.compose_more()
            yield KeyLine()

    def on_resize(self, event: Resize) -> None:
        """Leaves room for the title and the keys."""
        self.query_one(VerticalScroll).styles.max_height = max(event.size.height - AROUND, 3)

    def action_close(self) -> None:
        """Closes it without an answer."""
        self.dismiss(None)

    def action_scroll_down(self) -> None:
        """A line down."""
        self.query_one(VerticalScroll).scroll_relative(y=1, animate=False)

    def action_scroll_up(self) -> None:
        """A line up."""
        self.query_one(VerticalScroll).scroll_relative(y=-1, animate=False)

    def action_page_down(self) -> None:
        """A page down."""
        self.query_one(VerticalScroll).scroll_page_down(animate=False)

    def action_page_up(self) -> None:
        """A page up."""
        self.query_one(VerticalScroll).scroll_page_up(animate=False)
