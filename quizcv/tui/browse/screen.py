"""Browse's screen: the ways through the table, the marks, and which keys do something now."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual import on

from quizcv.cards.pictures import picture_path
from quizcv.errors import QuizcvError
from quizcv.tui.browse.actions import ActingScreen
from quizcv.tui.browse.commands import BROWSE
from quizcv.tui.browse.preview import STEP
from quizcv.tui.browse.search import Sorting
from quizcv.tui.browse.table import CardTable
from quizcv.tui.commands import Command, bindings
from quizcv.tui.editing import open_outside
from quizcv.tui.host import ChosenCards
from quizcv.tui.words import formulas_words

if TYPE_CHECKING:
    from subprocess import Popen

    from textual.binding import BindingType

ON_CARD: Final = frozenset(
    {"suspend", "bury", "flag", "reset_cards", "practise", "review_cards", "edit", "history"}
    | {"mark", "mark_found", "show_card", "math_source"}
)
"""What needs a card in the table."""
ON_DECK: Final = frozenset({"find", "sort_left", "sort_right", "sort_round"})
"""What needs a deck that can be read."""


class BrowseScreen(ActingScreen):
    """Every card in a table. Its arguments are those of `FindingScreen`."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(BROWSE)]
    commands: ClassVar[tuple[Command, ...]] = BROWSE
    legend: ClassVar[str] = "browse"
    viewer: Popen[bytes] | None = None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action would do something now."""
        if action == "edit" and not self.table.keys:
            return bool(self.bench.library.broken)
        if action in ON_CARD:
            return bool(self.table.keys)
        if action in ON_DECK:
            return bool(self.bench.library.decks) and self.can_look
        if action == "mend_deck":
            return bool(self.bench.library.broken)
        if action == "open_picture":
            return self.shows_card and bool(self.preview.pictures())
        if action in {"sides_down", "sides_up"}:
            return self.shows_card
        return super().check_action(action, parameters)

    def label_of(self, command: Command) -> str:
        """The words of a command as they are now."""
        found = self.table.found
        if command.name == "show-card":
            if self.typing:
                return "to the table"
            # Where the way out does the same, the footer tells it once.
            return "" if self.has_class("-instead") else "hide card" if self.shows_card else "card"
        if command.name == "suspend" and found and found.suspended and not self.table.marked:
            return "resume"
        if command.name == "edit" and not self.table.keys:
            return ""  # it does what the key for a deck that can't be read does
        if command.name == "undo" and self.bench.trouble:
            return ""
        if command.name == "back":
            return self._way_back()
        if command.name == "mark-card" and self.table.key in self.table.marked:
            return "unmark"
        return command.label

    def _way_back(self) -> str:
        if self.typing:
            return "back"
        if self.has_class("-instead"):
            return "to the table"
        if self.table.marked:
            return "unmark all"
        return "show all" if self.box.value else "back"

    # Moving

    def action_next_card(self) -> None:
        """The card below."""
        self.table.point(self.table.cursor + 1)

    def action_previous_card(self) -> None:
        """The card above."""
        self.table.point(self.table.cursor - 1)

    def _page(self) -> int:
        return max(self.table.size.height - 1, 1)

    def action_cards_down(self) -> None:
        """A page down: of the card where it stands in the table's place."""
        if self.has_class("-instead"):
            self.preview.scroll_page_down(animate=False)
        else:
            self.table.point(self.table.cursor + self._page())

    def action_cards_up(self) -> None:
        """A page up."""
        if self.has_class("-instead"):
            self.preview.scroll_page_up(animate=False)
        else:
            self.table.point(self.table.cursor - self._page())

    def action_first_card(self) -> None:
        """The first card."""
        self.table.point(0)

    def action_last_card(self) -> None:
        """The last card."""
        self.table.point(len(self.table.keys) - 1)

    def action_sides_down(self) -> None:
        """The card, some lines down."""
        self.preview.scroll_lines(STEP)

    def action_sides_up(self) -> None:
        """The card, some lines up."""
        self.preview.scroll_lines(-STEP)

    @on(CardTable.Clicked)
    def _clicked(self, event: CardTable.Clicked) -> None:
        self.to_table()
        self.table.point(event.number)
        if event.mark:
            self._set_marks({self.table.key})
        elif event.again:
            self.action_show_card()

    # Finding and sorting

    def action_find(self) -> None:
        """To the line for words."""
        if self.has_class("-instead"):
            self.action_show_card()
        self.set_focus(self.box)
        self.guard.changing()  # of "/s" pasted or typed in one go, the s is a letter and suspends nothing
        self.call_after_refresh(self.guard.painted)
        self.prepare()
        self.refresh_bindings()

    def action_sort_left(self) -> None:
        """Sorts by the column before."""
        self.sort_beside(-1)

    def action_sort_right(self) -> None:
        """Sorts by the next column."""
        self.sort_beside(1)

    def action_sort_round(self) -> None:
        """Turns the order round."""
        self.sort(Sorting(self.order, descending=not self.sorting.descending))

    # Looking

    def action_show_card(self) -> None:
        """Shows the card pointed at, or hides it."""
        self.shows_card = not self.shows_card
        self.fit_card(self.app.size.width)
        self.paint()

    def action_math_source(self) -> None:
        """Formulas as they were written, or drawn again."""
        self.raw_math = not self.raw_math
        self.tell(formulas_words(raw=self.raw_math))
        self.paint_soon()

    def action_open_picture(self) -> None:
        """Opens the card's last picture in a window."""
        shown, question = self.preview.pictures(), self.preview.question
        if not shown or question is None:
            return
        try:
            self.viewer = open_outside(picture_path(question.folder, shown[-1].address))
        except QuizcvError as error:
            self.tell(str(error), "$warning")

    # Marks

    def _set_marks(self, keys: set[str]) -> None:
        """Marks cards; if all of them are marked, takes these marks off."""
        marked = self.table.marked
        if keys <= marked:
            marked -= keys
        else:
            marked |= keys
        self.table.refresh()
        self.tell("")
        self.paint()

    def action_mark(self) -> None:
        """Marks the card pointed at, and goes on to the next."""
        self._set_marks({self.table.key})
        self.action_next_card()

    def action_mark_found(self) -> None:
        """Marks every card found."""
        self._set_marks(set(self.table.keys))

    # Back

    def action_back(self) -> None:
        """One step back."""
        if self.typing:
            self.to_table()
        elif self.has_class("-instead"):
            self.action_show_card()
        elif self.table.marked:
            self._set_marks(set(self.table.marked))
        elif self.box.value:
            self.box.value = ""
        else:
            self.host.leave_screen()

    def action_leave(self) -> None:
        """Back to the screen before."""
        self.host.leave_screen()

    # Other screens

    def action_practise(self) -> None:
        """Practises cards, and leaves their schedule as it is."""
        if self.let():
            self.host.begin_chosen(ChosenCards(self.chosen(), practise=True))

    def action_review_cards(self) -> None:
        """Reviews today's cards among those marked, or among all found."""
        if not self.let():
            return
        keys = self.chosen() if self.table.marked else tuple(self.table.keys)
        session = self.bench.session((), keys)
        if session is not None and session.turn is None:
            self.tell(self.keys.said("None of these cards is asked today; {practise} practises without the schedule."))
        else:
            self.host.begin_chosen(ChosenCards(keys))

    def action_new_card(self) -> None:
        """Writes a new card."""
        if self.let():
            self.host.begin_adding(self.table.found.deck if self.table.found else "")

    # What others tell

    def on_screen_resume(self) -> None:
        """Back from another screen or a window: cards may be others now."""
        if self.is_open:
            self.bench.look_around()
            self.others_changed()

    def others_changed(self) -> None:
        """Other programs have changed decks or log, or it is another day, from which due days are counted now."""
        self.table.count_from(self.bench.clock.now().day)
        self.look()

    def log_settled(self) -> None:
        """The log is open, or can't be."""
        self.look()

    def log_changed(self) -> None:
        """Somebody else has written the log."""
        self.look()
