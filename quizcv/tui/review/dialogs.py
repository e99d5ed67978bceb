"""The review's small windows: a flag's words, a card's past, a deck an edit has broken."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.widgets import Input

from quizcv.shown import shown, shown_line
from quizcv.tui.ahead import OpeningOnABox
from quizcv.tui.commands import DIALOG, Command, bindings
from quizcv.tui.dialog import Dialog
from quizcv.tui.keys.prose import IN_A_BOX
from quizcv.tui.render.wrapping import Line, Run, cut
from quizcv.tui.review.grades import grade_buttons, interval_words
from quizcv.tui.widgets.editline import EditLine
from quizcv.tui.widgets.page import text
from quizcv.tui.words import event_words, standing_words

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from quizcv.errors import Diagnostic
    from quizcv.events import CardState, Event
    from quizcv.tui.widgets.page import Block

FLAG_LENGTH = 120
AGAIN = Command("again-edit", ("e", "enter"), "edit again", "Open the deck in your editor again.", "The card", footer=1)


KEEP = Command("keep-flag", ("enter",), "keep", "Keep these words; empty ones take the flag off.", "The flag", footer=1)


class FlagDialog(Dialog[str], OpeningOnABox[str]):
    """Asks for a flag's words; empty ones take the flag off."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings([KEEP])]
    AUTO_FOCUS = "Input"
    commands: ClassVar[tuple[Command, ...]] = (KEEP, *DIALOG)

    def __init__(self, flag: str) -> None:
        super().__init__()
        self._flag = flag
        self.box = EditLine(flag, max_length=FLAG_LENGTH, compact=True)
        self.box.cursor_blink = False

    def title_words(self) -> str:
        """The title."""
        return "Flag this card"

    def blocks(self) -> list[Block]:
        """What to do."""
        return [
            text(f"A few words to find it by, then {IN_A_BOX}. Leave them empty to take the flag off.", "$text-muted")
        ]

    def compose_more(self) -> ComposeResult:
        """The box for the words."""
        yield self.box

    def label_of(self, command: Command) -> str:
        """The words of a command as they are now."""
        return "take off" if command is KEEP and self._flag and not self.box.value.strip() else command.label

    @on(Input.Changed)
    def _typed(self) -> None:
        self.refresh_bindings()

    @on(Input.Submitted)
    def action_keep_flag(self) -> None:
        """Hands the words in."""
        self.dismiss(shown_line(self.box.value))


class HistoryDialog(Dialog[None]):
    """A card's past, the latest first."""

    def __init__(self, card: str, events: list[Event], state: CardState, buttons: str) -> None:
        super().__init__()
        self._card = card
        self._events = events
        self._state = state
        self._buttons = grade_buttons(buttons)

    def title_words(self) -> str:
        """The card."""
        return f"History of {self._card}"

    def blocks(self) -> list[Block]:
        """What the scheduler knows, then the events."""
        blocks = [text(standing_words(self._state), "$text-muted")]
        if self._events:
            blocks.append(lambda width: [self._row(event, width) for event in reversed(self._events)])
        return blocks

    def _row(self, event: Event, width: int) -> Line:
        when = f"{event.moment.local:%Y-%m-%d %H:%M}  "
        what = event_words(event, self._buttons)
        drilled = event.grade is not None and event.interval is None
        interval = (
            "again the same day" if drilled else interval_words(event.interval) if event.interval is not None else ""
        )
        wrote = f"  wrote {shown_line(event.response)}" if event.response else ""
        return (Run(when, "$text-muted"), Run(cut(f"{what:<8} {interval:<9}{wrote}".rstrip(), width - len(when))))


class BrokenDeckDialog(Dialog[bool]):
    """Tells that an edit has broken a deck, where and why; edit again, or go on without it."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings([AGAIN])]
    commands: ClassVar[tuple[Command, ...]] = (AGAIN, *DIALOG)

    def __init__(self, faults: list[Diagnostic]) -> None:
        super().__init__()
        self._faults = faults

    def title_words(self) -> str:
        """What happened."""
        return "The deck can't be read as it is now"

    def blocks(self) -> list[Block]:
        """Every fault with its place."""
        faults = [text(shown(str(fault))) for fault in self._faults]
        return [
            *faults,
            text("Nothing is lost: the progress stays, and the cards come back with the deck.", "$text-muted"),
        ]

    def action_again_edit(self) -> None:
        """Back to the editor."""
        self.dismiss(True)  # noqa: FBT003  the dialog's answer
