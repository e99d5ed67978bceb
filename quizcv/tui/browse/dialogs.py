"""Browse's small windows: a flag for many cards, and the question before cards are made new again."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from quizcv.tui.browse.commands import RESETTING
from quizcv.tui.browse.verbs import cards_words
from quizcv.tui.commands import Command, bindings
from quizcv.tui.dialog import Dialog
from quizcv.tui.review.dialogs import FlagDialog
from quizcv.tui.widgets.page import text

if TYPE_CHECKING:
    from textual.binding import BindingType

    from quizcv.tui.keys.prose import KeyNames
    from quizcv.tui.widgets.page import Block


class FlagManyDialog(FlagDialog):
    """Asks for the words of a flag on many cards."""

    def __init__(self, flag: str, count: int) -> None:
        super().__init__(flag)
        self._count = count

    def title_words(self) -> str:
        """How many cards are meant."""
        return f"Flag {cards_words(self._count)}"


class ResetDialog(Dialog[bool]):
    """Asks whether cards shall be new again."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(RESETTING)]
    commands: ClassVar[tuple[Command, ...]] = RESETTING

    def __init__(self, count: int, keys: KeyNames) -> None:
        super().__init__()
        self._count = count
        self._undo = keys.name("undo")

    def title_words(self) -> str:
        """How many cards are meant."""
        return f"Reset {cards_words(self._count)}?"

    def blocks(self) -> list[Block]:
        """What resetting does."""
        it = "It becomes" if self._count == 1 else "They become"
        its = "Its" if self._count == 1 else "Their"
        return [
            text(
                f"{it} new again: no due day, no interval, not suspended. {its} past stays in the log, "
                f"and {self._undo} takes it back."
            )
        ]

    def action_reset_now(self) -> None:
        """Makes them new."""
        self.dismiss(True)  # noqa: FBT003  the dialog's answer

    def action_keep_cards(self) -> None:
        """Changes nothing."""
        self.dismiss(None)
