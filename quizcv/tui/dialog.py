"""What dialogs share: a box in the middle of the screen, its title in the frame, lines to scroll, and a way out."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, TypeVar

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen

from quizcv.tui.commands import DIALOG, SCROLLING, Command, bindings
from quizcv.tui.widgets.keyline import KeyLine
from quizcv.tui.widgets.page import Page

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import Resize
    from textual.geometry import Size

    from quizcv.tui.widgets.page import Block

Result = TypeVar("Result")
SCROLLS: Final = frozenset(command.called for command in SCROLLING)
AROUND: Final = 4
"""Rows of a dialog that are neither its text nor what is asked: frame, a blank one, keys."""
ROOMY: Final = 24
"""From so many rows of the window on, a blank one stands below the title."""


def box(title: str) -> Vertical:
    """The frame of a dialog, with its title; nothing in it is read as markup."""
    frame = Vertical(classes="dialog")
    frame.border_title = Content(title).stylize("bold")
    return frame


class DialogBody(VerticalScroll, can_focus=False):
    """The text of a dialog: as high as its lines are beside the bar, for which there is always room.

    Textual measures a container as if the room kept for its bar were text, so words that just fit into it would lose their
    last line.
    """

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The rows of the text, laid out for the width that it gets."""
        return super().get_content_height(container, viewport, width - self.styles.scrollbar_size_vertical)


class Dialog(ModalScreen[Result]):
    """A titled box; `escape` and `q` close it."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(DIALOG)]
    AUTO_FOCUS = ""
    commands: ClassVar[tuple[Command, ...]] = DIALOG
    asked_rows = 0
    """Rows of what `compose_more` puts below the text."""

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
        with box(self.title_words()):
            with DialogBody(classes="dialog-body"):
                yield Page(*self.blocks(), id="dialog-text")
            yield from self.compose_more()
            yield KeyLine()

    def on_resize(self, event: Resize) -> None:
        """Leaves room for what is asked and for the keys."""
        roomy = event.size.height >= ROOMY
        self.set_class(roomy, "-roomy")
        room = event.size.height - AROUND - self.asked_rows - roomy
        self.query_one(".dialog-body").styles.max_height = max(room, 3)
        self.call_after_refresh(self.refresh_bindings)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is something to scroll only in a text that is longer than the box."""
        if action in SCROLLS:
            return self.is_mounted and self.query_one(".dialog-body").max_scroll_y > 0
        return super().check_action(action, parameters)

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
