"""The import's small windows: question and answer to write, and what to do with decisions that are not written."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.screen import ModalScreen

from quizcv.tui.commands import Command, bindings
from quizcv.tui.dialog import Dialog, box
from quizcv.tui.importing.commands import EDITING, LEAVING
from quizcv.tui.importing.deciding import Verb
from quizcv.tui.importing.entries import Tab
from quizcv.tui.importing.outcome import faults_of, warnings_of
from quizcv.tui.widgets.editarea import EditArea
from quizcv.tui.widgets.keyline import KeyLine
from quizcv.tui.widgets.page import Page, text

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import Resize

    from quizcv.tui.importing.entries import Entry
    from quizcv.tui.keys.prose import KeyNames
    from quizcv.tui.widgets.page import Block

AROUND = 9
"""Rows of the window that are not its boxes."""
ROWS = (6, 14)
"""Rows of its boxes at most: longer texts scroll."""


class EditDialog(ModalScreen["tuple[str, str] | None"]):
    """Question and answer as they are written in a deck, checked before they are kept.

    Args:
        entry: What is edited.
        front: The question to begin with.
        back: The answer to begin with.
        keys: The keys of this window.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(EDITING)]
    AUTO_FOCUS = ""
    commands: ClassVar[tuple[Command, ...]] = EDITING

    def __init__(self, entry: Entry, front: str, back: str, keys: KeyNames) -> None:
        super().__init__()
        self._keep = keys.name("keep-edit")
        self.entry = entry
        self.front = _box(front, "front")
        self.back = _box(back, "back")
        self._warned: tuple[str, str] | None = None
        self._height = 0

    def compose(self) -> ComposeResult:
        """The window."""
        words = "Answer the question" if self.entry.tab is Tab.UNANSWERED else "Write the card"
        if self.entry.line:
            words += f", from line {self.entry.line}"
        with box(words):
            yield Page(text("Question", "$text-muted"))
            yield self.front
            yield Page(text("Answer; empty for a text with {{blanks}}", "$text-muted"))
            yield self.back
            yield Page(id="faults", apart=0)
            yield KeyLine()

    def on_mount(self) -> None:
        """The box that is to be filled gets the keys."""
        (self.back if self.front.text.strip() and not self.back.text.strip() else self.front).focus()
        for each in (self.front, self.back):
            each.move_cursor(each.document.end)

    def on_resize(self, event: Resize) -> None:
        """Leaves room for the keys."""
        self._height = event.size.height
        self._share(0)

    def _share(self, told: int) -> None:
        """Shares the rows out between the boxes, but for those of what is told below them."""
        room = max(self._height - AROUND - told, 2)
        self.front.styles.height = max(min(room // 3, ROWS[0]), 1)
        self.back.styles.height = max(min(room - room // 3, ROWS[1]), 1)

    def action_other_box(self) -> None:
        """To the other box."""
        (self.front if self.back.has_focus else self.back).focus()

    def action_keep_edit(self) -> None:
        """Keeps it if it can be a card; what only should be looked at is told once."""
        front, back = self.front.text.strip(), self.back.text.strip()
        faults = faults_of(self.entry, front, back)
        warnings = warnings_of(front, back) if not faults and self._warned != (front, back) else []
        if not faults and not warnings:
            self.dismiss((front, back))
            return
        self._warned = (front, back)
        told = [text(f"✗ {_sentence(each)}", "$error") for each in faults[:2]]
        told += [text(f"? {_sentence(each)} {self._keep} keeps it all the same.", "$warning") for each in warnings[:1]]
        page = self.query_one("#faults", Page)
        page.show(*told)
        self._share(len(page.lines(self.front.outer_size.width)) + 1)

    def action_drop_edit(self) -> None:
        """Leaves the entry as it was."""
        self.dismiss(None)


def _sentence(words: str) -> str:
    """A fault as a sentence: `The answer is empty.`."""
    return f"{words[:1].upper()}{words[1:]}{'' if words.endswith(('.', '!', '?')) else '.'}"


def _box(words: str, name: str) -> EditArea:
    box = EditArea(words, id=name, compact=True, soft_wrap=True, tab_behavior="focus", highlight_cursor_line=False)
    box.cursor_blink = False
    return box


class LeaveDialog(Dialog[Verb]):
    """Asks what shall become of decisions that are not written: ACCEPT writes them, OUT drops them, None stays."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(LEAVING)]
    commands: ClassVar[tuple[Command, ...]] = LEAVING

    def __init__(self, number: int, deck: str) -> None:
        super().__init__()
        self._number = number
        self._deck = deck

    def title_words(self) -> str:
        """The title."""
        return "Your decisions are not written yet"

    def blocks(self) -> list[Block]:
        """What there is to lose."""
        what = "One decision is" if self._number == 1 else f"{self._number} decisions are"
        return [text(f"{what} only on this screen. Write them into {self._deck} now, or leave and drop them?")]

    def action_write_and_leave(self) -> None:
        """Writes them."""
        self.dismiss(Verb.ACCEPT)

    def action_drop_and_leave(self) -> None:
        """Drops them."""
        self.dismiss(Verb.OUT)

    def action_stay(self) -> None:
        """Back to the lists."""
        self.dismiss(None)
