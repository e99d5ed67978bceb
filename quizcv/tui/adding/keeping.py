"""What the form does with a card that is written: puts it into its deck, opens it in the editor, asks before it is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen
from textual.widgets import TextArea

from quizcv.errors import QuizcvError
from quizcv.shown import shown
from quizcv.tui.adding.commands import ADDING
from quizcv.tui.keys.prose import KeyNames
from quizcv.tui.render.wrapping import cut
from quizcv.tui.widgets.noticeline import NoticeLine

if TYPE_CHECKING:
    from pathlib import Path

    from quizcv.cards.adding.target import DeckPlace
    from quizcv.cards.adding.writing import Added
    from quizcv.cards.model import Card
    from quizcv.tui.adding.boxes import LineBox, TextBox
    from quizcv.tui.adding.draft import Draft
    from quizcv.tui.bench import Bench
    from quizcv.tui.editing import DeckEdited
    from quizcv.tui.host import Host


class KeepingScreen(Screen[None]):
    """The part of the form that writes.

    Attributes:
        card: The card of what stands in the form; None while it makes none.
        added: How many were put into decks so far.
        is_asked: Whether the card was to be saved already, so that what is empty is told as missing.
        wanted_twice: A card the deck asks already, and that the next key saves all the same.
    """

    deck: LineBox
    front: TextBox
    back: TextBox

    def __init__(self, bench: Bench, host: Host) -> None:
        super().__init__()
        self.bench = bench
        self.host = host
        self.notice = NoticeLine()
        self.card: Card | None = None
        self.added = 0
        self.is_asked = False
        self.wanted_twice: Card | None = None

    @property
    def draft(self) -> Draft:
        """What stands in the boxes."""
        raise NotImplementedError

    @property
    def place(self) -> DeckPlace:
        """Where the card is to go."""
        raise NotImplementedError

    def paint(self) -> None:
        """Shows what the boxes come to."""
        raise NotImplementedError

    def action_save_card(self) -> None:
        """Puts the card into its deck, and is ready for the next one."""
        self.save()

    def save(self) -> Added | None:
        """Puts the card into its deck; None, with the reason told, if it can't be."""
        from quizcv.cards.adding.writing import AlreadyThereError, add_cards  # noqa: PLC0415  once a card is whole

        self.is_asked = True
        self.remove_class("-instead")
        self.paint()
        place = self.place
        if place.why_not or not place.name:
            self._refuse(self.deck, place.why_not or "Name the deck first.")
            return None
        if self.card is None:
            missing = self.draft.missing
            box = self.back if "back" in missing and "front" not in missing else self.front
            box.focus()
            return None
        card = self.card
        try:
            (added,) = add_cards(place, [card], twice=self.wanted_twice == card)
        except AlreadyThereError as error:
            fault = f"{str(error)[:1].upper()}{str(error)[1:]}"
            keys = KeyNames(ADDING, self.host.own_keys)
            self.notice.tell(keys.said("? {fault}; {save-card} again adds it all the same.", fault=fault), "$warning")
            self.wanted_twice = card
            return None
        except QuizcvError as error:
            self.notice.tell(f"✗ {shown(str(error))}", "$error")
            return None
        self._kept(added)
        return added

    def _refuse(self, box: LineBox, words: str) -> None:
        self.notice.tell(f"✗ {shown(words)}", "$error")
        box.focus()

    def _kept(self, added: Added) -> None:
        """The card is in its deck: the decks are read again, and the boxes are empty for the next one."""
        from quizcv.cards.saving import open_elsewhere  # noqa: PLC0415  once a card is kept

        self.bench.library.reload()
        self.added += 1
        self.is_asked = False
        with self.prevent(TextArea.Changed):
            self.front.text = ""
            self.back.text = ""
        self.front.focus()
        self.paint()
        elsewhere = ". Its deck is open in an editor: load it again there." if open_elsewhere(added.path) else ""
        told = cut(f"✓ Added {added.key}", self.notice.size.width)
        self.notice.tell(f"{told}{elsewhere}", "$warning" if elsewhere else "$success")

    # The editor

    def action_edit_new(self) -> None:
        """Opens the deck in the editor at the card, which is put into it first; with nothing typed, at its end."""
        place = self.place
        if not self.draft.is_empty:
            added = self.save()
            if added is not None:
                self._edit_at(added.path, added.line)
        elif place.path.exists() and not place.why_not:
            self._edit_at(place.path, _last_line(place.path))
        else:
            self._refuse(self.deck, place.why_not or "There is no such deck yet; write its first card here.")

    def _edit_at(self, path: Path, line: int) -> None:
        from quizcv.tui.editing import edit_deck  # noqa: PLC0415  when first asked for

        edit_deck(self, self.bench, path, line, self._edited)

    def _edited(self, outcome: DeckEdited) -> None:
        self.paint()
        self.notice.tell(outcome.words or "The deck was read again.", "$warning" if outcome.words else "$text-muted")

    # Leaving

    def action_close_form(self) -> None:
        """Leaves; a card that is not saved is asked about."""
        if self.draft.is_empty:
            self.host.leave_screen()
            return
        from quizcv.tui.adding.dialogs import UnsavedDialog  # noqa: PLC0415  when there is something to lose

        self.app.push_screen(UnsavedDialog(), self._leaving)

    def _leaving(self, save: bool | None) -> None:  # noqa: FBT001  a dialog's answer
        if save is False or (save and self.save() is not None):
            self.host.leave_screen()


def _last_line(path: Path) -> int:
    """The last line of a file, from 1."""
    try:
        return max(path.read_bytes().rstrip(b"\n").count(b"\n") + 1, 1)
    except OSError:
        return 1
