"""What can be done with the card on the screen besides answering it: set it aside, flag it, edit it, look at its past."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from quizcv.errors import QuizcvError
from quizcv.tui.render.markdown import parse, pictures
from quizcv.tui.render.wrapping import cut
from quizcv.tui.review.answering import AnsweringScreen
from quizcv.tui.review.asking import Stage
from quizcv.tui.words import asked_by

if TYPE_CHECKING:
    from collections.abc import Callable
    from subprocess import Popen

    from quizcv.events import Event
    from quizcv.session import Session
    from quizcv.tui.editing import DeckEdited
    from quizcv.tui.host import Host
    from quizcv.tui.keys.prose import KeyNames
    from quizcv.tui.render.nodes import Picture
    from quizcv.tui.widgets.noticeline import NoticeLine

SHORTEST: Final = 12
"""Cells of a card's words that are left of them at least."""


class CardActions(AnsweringScreen):
    """The part of the review's screen that acts on the card as such."""

    host: Host
    session: Session
    notice: NoticeLine
    viewer: Popen[bytes] | None = None

    @property
    def keys(self) -> KeyNames:
        """The keys of the screen's commands, as sentences name them."""
        raise NotImplementedError

    def show_turn(self, notice: str = "", *, typing: bool = True) -> None:
        """Shows the session's present card, or the end; the box for an answer gets the keys if `typing`."""
        raise NotImplementedError

    def write(self, act: Callable[[], object]) -> None:
        """Does something that writes the log: now, or as soon as the log is open."""
        self.host.with_log(partial(self._written, act))

    def _written(self, act: Callable[[], object]) -> None:
        self.session.recorder = self.bench.store
        try:
            act()
        except QuizcvError as error:
            self.not_saved(error)

    def not_saved(self, error: QuizcvError) -> None:
        """The card stays as it was; what was wrong is told."""
        if self.asking and self.asking.stage is Stage.SAVING:
            self.asking.stage = Stage.REVEALED
        self.paint()
        self.tell(f"Not saved: {error}", "$error")

    # Setting aside

    def action_suspend(self) -> None:
        """Sets the card aside."""
        if not self.guard.lets():
            return
        self.write(partial(self._put_off, self.session.suspend, "Suspended"))

    def action_bury(self) -> None:
        """Puts the card off until tomorrow."""
        if not self.guard.lets():
            return
        self.write(partial(self._put_off, self.session.bury, "Put off until tomorrow"))

    def _put_off(self, act: Callable[[], Event], words: str) -> None:
        card = act().card
        asked = asked_by(self.bench.library, card, self.asking.question.seed if self.asking else None)
        told = self.keys.said("{done}, {undo} brings it back: {asked}", done=words, asked=asked)
        self.show_turn(self.in_one_line(told, asked))

    def in_one_line(self, words: str, asked: str) -> str:
        """Words with those of a card in them cut to what the line for notices has room for: a second one would move the card."""
        spare = self.notice.content_size.width - cell_len(words) + cell_len(asked)
        return words.replace(asked, cut(asked, max(spare, SHORTEST)), 1)

    def action_flag(self) -> None:
        """Asks for the flag's words."""
        from quizcv.tui.review.dialogs import FlagDialog  # noqa: PLC0415  when first asked for

        if self.asking:
            self.app.push_screen(FlagDialog(self.asking.turn.state.flag), self._flagged)

    def _flagged(self, words: str | None) -> None:
        if words is not None and self.asking:
            self.write(partial(self._flag, words.strip()))

    def _flag(self, words: str) -> None:
        self.session.flag(words)
        if self.asking and self.session.turn:
            self.asking.turn = self.session.turn
        self.paint()
        self.tell("Flagged." if words else "The flag is off.")

    # Looking

    def action_history(self) -> None:
        """Shows what happened to the card so far."""
        self.write(self._show_history)

    def _show_history(self) -> None:
        from quizcv.tui.review.dialogs import HistoryDialog  # noqa: PLC0415  when first asked for

        if self.asking and self.bench.store:
            card = self.asking.question.card
            self.app.push_screen(
                HistoryDialog(card, self.bench.store.history(card), self.asking.turn.state, self.bench.settings.buttons)
            )

    def shown_pictures(self) -> list[Picture]:
        """The pictures on the card as far as it is shown."""
        asking = self.asking
        if asking is None:
            return []
        texts = [asking.question.prompt]
        if asking.stage is Stage.REVEALED:
            texts += [asking.question.answer.text, asking.question.why]
        return [each for source in texts if "![" in source for each in pictures(parse(source))]

    def action_open_picture(self) -> None:
        """Opens the card's last picture shown in a window."""
        from quizcv.cards.pictures import picture_path  # noqa: PLC0415  the first card paints without what is done with it
        from quizcv.tui.editing import open_outside  # noqa: PLC0415  as above

        shown = self.shown_pictures()
        if not self.asking or not shown:
            return
        try:
            self.viewer = open_outside(picture_path(self.asking.question.folder, shown[-1].address))
        except QuizcvError as error:
            self.tell(str(error), "$warning")

    # Editing

    def action_edit(self) -> None:
        """Opens the deck in the editor at the card, and reads it again."""
        from quizcv.tui.editing import edit_deck, place_to_edit  # noqa: PLC0415  as above
        from quizcv.tui.mending import mend_deck  # noqa: PLC0415  as above

        if not self.asking:
            return
        try:
            path, line = place_to_edit(self.bench.library, self.asking.question.card)
        except QuizcvError as error:
            if self.session.left_out and not self.bench.library.has(self.asking.question.card):
                mend_deck(self, self.bench, self._mended)
            else:
                self.tell(str(error), "$warning")
            return
        edit_deck(self, self.bench, path, line, self._edited)

    def _mended(self, outcome: DeckEdited) -> None:
        """The deck that broke under the card was opened: if it can be read again, its cards are back."""
        self.session.follow()
        self._edited(outcome)

    def _edited(self, outcome: DeckEdited) -> None:
        """A card that was changed is shown afresh; of a broken deck nothing is asked, and nothing is lost."""
        if outcome.left_out:
            self.session.reload()
            self.show_turn(outcome.words)
            return
        if outcome.is_read:
            self._renewed()
        if outcome.words:
            self.tell(outcome.words, "$warning")

    def _renewed(self) -> None:
        turn = self.session.turn
        if turn is None:
            return
        before = turn.question
        self.session.renew()
        if self.session.turn and self.session.turn.question == before:
            self.tell("Nothing about this card was changed.")
        else:
            self.show_turn("The deck was read again.")
