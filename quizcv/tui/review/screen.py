"""The review's screen: shows one card, or the end, and follows what others do to log and decks meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from quizcv.session.meanwhile import LEFT_OUT
from quizcv.shown import shown
from quizcv.tui.commands import Command, bindings
from quizcv.tui.keys.prose import KeyNames
from quizcv.tui.review.asking import Asking, Stage
from quizcv.tui.review.available import Around, available
from quizcv.tui.review.blocks import resting_words, title_line
from quizcv.tui.review.card import CardView
from quizcv.tui.review.commands import REVIEW, review_commands
from quizcv.tui.review.gradebar import GradeBar
from quizcv.tui.review.grades import button_for, grade_buttons, next_interval, word_of
from quizcv.tui.review.grading import Grading
from quizcv.tui.review.guard import Guard
from quizcv.tui.review.progressline import ProgressLine
from quizcv.tui.widgets.column import Column, ground
from quizcv.tui.widgets.keyline import KeyLine
from quizcv.tui.widgets.noticeline import NoticeLine
from quizcv.tui.widgets.page import Page, text
from quizcv.tui.words import broken_words
from quizcv.workload import MORE_NEW

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.geometry import Region
    from textual.strip import Strip

    from quizcv.cards.deckinfo import Broken
    from quizcv.cards.verdict import Verdict
    from quizcv.session import Session
    from quizcv.tui.bench import Bench
    from quizcv.tui.host import Host
    from quizcv.tui.render.wrapping import Line

ACTIONS = frozenset(command.called for command in REVIEW)


class ReviewScreen(Grading):
    """One card at a time, until nothing is left for today."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(REVIEW)]
    AUTO_FOCUS = ""
    legend: ClassVar[str] = "review"
    keeps_settings: ClassVar[bool] = True

    def __init__(self, bench: Bench, session: Session, host: Host) -> None:
        super().__init__()
        self.bench = bench
        self.host = host
        self.session = session
        self.buttons = grade_buttons(bench.settings.buttons)
        self.guard = Guard(bench.monotonic, bench.pressed)
        self.asking: Asking | None = None
        self._told_unasked: set[str] = set()
        self._told_half_typed = ""
        self._left_out = session.left_out
        self._told_broken: tuple[Broken, ...] = ()
        self.raw_math = False
        self.progress = ProgressLine()
        self.progress.practising = session.practising
        self.heading = Page(id="title", apart=0)
        self.card = CardView()
        self.notice = NoticeLine()
        self.bar = GradeBar(self.buttons)
        self.show_turn()  # before the screen is, so that its first frame is its last

    @property
    def commands(self) -> tuple[Command, ...]:
        """What can be done here, for the footer, the palette and the help."""
        return review_commands(self.bench.settings.buttons, self.bench.settings.grade_keys)

    @property
    def keys(self) -> KeyNames:
        """The keys of these commands, as sentences name them."""
        return KeyNames(self.commands, self.host.own_keys)

    def compose(self) -> ComposeResult:
        """The column, from the progress to the keys."""
        with Column(classes="column -scrolling"):
            yield self.progress
            yield self.heading
            yield self.card
            yield self.notice
            yield self.bar
            yield KeyLine()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Its background; all that it shows is in the column."""
        return ground(self, crop)

    def on_mount(self) -> None:
        """From now on keys count."""
        self.focus_box()
        self.call_after_refresh(self.guard.painted)

    # Showing

    def show_turn(self, notice: str = "", *, typing: bool = True) -> None:
        """Shows the session's present card, or the end; the box for an answer gets the keys if `typing`."""
        if self.session.turn is None and self.is_mounted and self.bench.look_around():
            self.session.reload()  # before it says that nothing is left
        turn = self.session.turn
        self.guard.changing()
        self.asking = Asking(turn, self.bench.monotonic()) if turn else None
        self.card.offer_box(wanted=bool(self.asking and self.asking.is_typed))
        self._told_half_typed = ""
        self.progress.tally = self.session.tally
        self.tell(notice or self._unasked())
        self.paint()
        if self.is_mounted:
            if self.card.scroll_y:
                self.card.scroll_home(animate=False, immediate=True)
            if typing:
                self.focus_box()
            else:
                self.set_focus(None)
                self.prompt()

    def _unasked(self) -> str:
        """The card just passed over, told once."""
        new = [key for key in self.session.unasked if key not in self._told_unasked]
        self._told_unasked.update(new)
        return f"{new[-1]} can't be asked; quizcv check tells why" if new else ""

    def paint(self) -> None:
        """Paints the card as it stands; keys count again once it is on the screen."""
        self.guard.changing()
        asking = self.asking
        if asking is None:
            self._paint_end()
        else:
            self.card.paint(asking, raw_math=self.raw_math)
            self.paint_heading()
        self._paint_bar()
        self.refresh_bindings()
        if self.is_mounted:
            self.call_after_refresh(self.guard.painted)

    def _paint_end(self) -> None:
        from quizcv.tui.review.ending import end_page  # noqa: PLC0415  at the end only

        title, blocks = end_page(self.session, self.bench, self.keys)
        self.heading.show(text(title, "$text-muted"), text(" "))
        self.card.paint_page(*blocks)

    def prompt(self) -> None:
        """Says what is to be done, where the grades will be."""
        if self.asking is not None and self.asking.stage is Stage.ASKED:
            self._paint_bar()

    def _paint_bar(self) -> None:
        asking, bar = self.asking, self.bar
        bar.display = asking is not None
        if asking is None:
            return
        if asking.stage is Stage.REVEALED and not self.writable:
            bar.rest("Grading is off until this is mended.")
        elif asking.stage is Stage.REVEALED:
            day = self.bench.clock.now().day
            intervals = tuple(next_interval(asking.turn, button.grade, day) for button in self.buttons)
            suggested = None if asking.suggested is None else button_for(asking.suggested, self.buttons)
            bar.offer(intervals, suggested)
        else:
            bar.rest(resting_words(asking, self.keys, self.box))

    def tell(self, notice: str, style: str = "$text-muted") -> None:
        """A line above the grades; an empty one clears it, unless grades can't be saved or a deck broke: that is told while it is so."""
        if not notice and not self.writable:
            notice, style = (
                f"✗ Grades can't be saved, and the log is left as it is: {shown(self.bench.trouble)}",
                "$error",
            )
        elif not notice and self.asking is not None and (broke := self._broke):
            notice, style = broken_words(broke), "$warning"
        self.notice.tell(notice, style)

    def label_of(self, command: Command) -> str:
        """The words of a command as they are now."""
        asking = self.asking
        if command.name == "accept" and asking and asking.suggested is not None:
            return word_of(asking.suggested, self.buttons)
        if command.name == "switch-keys" and self.box.has_keys:
            return ""  # the footer names the other key for it
        return super().label_of(command)

    # What can be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action would do something now."""
        if action not in ACTIONS:
            return super().check_action(action, parameters)
        around = Around(
            writable=self.writable,
            buttons=self.bench.settings.buttons,
            has_picture=action == "open_picture" and bool(self.shown_pictures()),
            more=action == "more" and self.asking is None and self._has_more,
            practising=self.session.practising,
            in_box=action == "leave_box" and self.box.has_keys,
        )
        return available(action, parameters, self.asking, around)

    @property
    def _has_more(self) -> bool:
        """Whether there is something beyond the day's limits."""
        return bool(self.session.hidden) or self.session.more_new > 0

    def heading_line(self, width: int) -> Line:
        """The deck, and why the card is asked."""
        return title_line(self.asking.turn, width) if self.asking else ()

    def compare(self, response: str) -> Verdict:
        """Compares a response with the right answer."""
        return self.session.check(response)

    # The end, and leaving

    def action_more(self) -> None:
        """Goes on with the due cards that the day's limit keeps back, or else begins more new ones."""
        if self.session.hidden:
            self.session.reload(all_due=True)
        else:
            self.session.reload(extra_new=MORE_NEW)
        self.show_turn()

    def action_leave_box(self) -> None:
        """From the box to the keys."""
        self.set_focus(None)

    def action_leave(self) -> None:
        """Back to the screen before, or out; with an answer half typed, only the second time."""
        asking, typed = self.asking, self.card.typed
        half_typed = asking is not None and asking.stage is Stage.ASKED and asking.is_typed and typed
        if half_typed and self._told_half_typed != typed:
            self._told_half_typed = typed
            self.tell("Not checked yet: the same key again leaves all the same.", "$warning")
            return
        self.host.leave_screen()

    # What others do

    def others_changed(self) -> None:
        """Other programs have changed decks or log, or it is another day: the numbers follow, and the card only if it was overtaken."""
        asking = self.asking
        if asking is not None and asking.stage is Stage.SAVING:
            self.session.outdate()
            return
        told = self.session.follow()
        if told or (asking is None) != (self.session.turn is None):
            self.show_turn(self.not_graded(told) if told else "")
        elif asking is not None and self.session.turn is not None:
            asking.turn = self.session.turn
            self.progress.tally = self.session.tally
            self._paint_bar()
        else:
            self.paint()
        self._tell_broken()

    @property
    def _broke(self) -> tuple[Broken, ...]:
        """The decks that broke since the review began, and are not mended."""
        return tuple(each for each in self.session.left_out if each not in self._left_out)

    def _tell_broken(self) -> None:
        """Tells of decks that broke just now, with their first fault; once they are mended, no more."""
        before, self._told_broken = self._told_broken, self._broke
        if new := [each for each in self._told_broken if each not in before]:
            self.tell(f"✗ {shown(str(new[0].diagnostics[0]))} {LEFT_OUT}", "$warning")
        elif before != self._told_broken:
            self.tell("")

    def log_changed(self) -> None:
        """Somebody else has written the log, as a sync does."""
        self.others_changed()

    def log_settled(self) -> None:
        """The log is open, or can't be: then nothing can be graded, and that is told."""
        self.session.recorder = self.bench.store
        if self.bench.trouble:
            if self.asking and self.asking.stage is Stage.SAVING:
                self.asking.stage = Stage.REVEALED
            self.paint()
            self.tell("")
        elif self.asking is None:
            self.paint()  # the end counts what the log knows of today
        self.refresh_bindings()
