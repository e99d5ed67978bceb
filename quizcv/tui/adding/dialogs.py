"""The form's small window: what to do with a card that is not saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from quizcv.tui.adding.commands import UNSAVED
from quizcv.tui.commands import Command, bindings
from quizcv.tui.dialog import Dialog
from quizcv.tui.widgets.page import text

if TYPE_CHECKING:
    from textual.binding import BindingType

    from quizcv.tui.widgets.page import Block


class UnsavedDialog(Dialog[bool]):
    """Asks whether the card is kept: True saves it, False drops it, None stays."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(UNSAVED)]
    commands: ClassVar[tuple[Command, ...]] = UNSAVED

    def title_words(self) -> str:
        """The title."""
        return "This card is not saved"

    def blocks(self) -> list[Block]:
        """What there is to lose."""
        return [text("It is only in this form. Put it into its deck now, or leave without it?")]

    def action_save_and_leave(self) -> None:
        """Saves it."""
        self.dismiss(True)  # noqa: FBT003  the dialog's answer

    def action_drop_and_leave(self) -> None:
        """Drops it."""
        self.dismiss(False)  # noqa: FBT003  the dialog's answer

    def action_stay(self) -> None:
        """Back to the form."""
        self.dismiss(None)
