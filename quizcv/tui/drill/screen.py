"""The drill itself: one generated problem after the other, and at the end the score."""

from __future__ import annotations

from random import Random
from secrets import randbits
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical

from quizcv.cards.checking import check
from quizcv.drilling import SEED_BITS, deal
from quizcv.events import UNTOUCHED
from quizcv.score import Attempt, Result, Score, attempt_at
from quizcv.session import Turn
from quizcv.shown import shown_line
from quizcv.tui.commands import Command, bindings
from quizcv.tui.drill.commands import DRILL
from quizcv.tui.drill.ending import score_blocks
from quizcv.tui.keys.prose import KeyNames
from quizcv.tui.render.wrapping import Line, Run, cut, width_of
from quizcv.tui.review.answering import AnsweringScreen
from quizcv.tui.review.asking import Asking, Stage
from quizcv.tui.review.blocks import typing_words
from quizcv.tui.review.card import CardView
from quizcv.tui.review.guard import Guard
from quizcv.tui.widgets.keyline import KeyLine
from quizcv.tui.widgets.noticeline import NoticeLine
from quizcv.tui.widgets.page import Page, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from quizcv.cards.verdict import Verdict
    from quizcv.drilling import Exercise
    from quizcv.tui.bench import Bench
    from quizcv.tui.host import Host

_WHILE_ASKED = frozenset({"skip", "to_box", "reveal"})
_AT_THE_SCORE = frozenset({"drill_weak", "drill_on", "close_drill"})
_ALWAYS = frozenset({"scroll_down", "scroll_up", "page_down", "page_up", "math_source"})
ACTIONS = frozenset(command.called for command in DRILL)


class DrillScreen(AnsweringScreen):
    """Practice without end; nothing of it is scheduled or logged.

    Args:
        bench: The decks.
        host: The app.
        exercises: What is practised; at least one.
        chance: Decides order and numbers.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(DRILL)]
    AUTO_FOCUS = ""
    commands: ClassVar[tuple[Command, ...]] = DRILL

    def __init__(self, bench: Bench, host: Host, exercises: Sequence[Exercise], chance: Random | None = None) -> None:
        super().__init__()
        self.bench = bench
        self.host = host
        self.exercises = tuple(exercises)
        self.score = Score()
        self.guard = Guard(bench.monotonic, bench.pressed)
        self.asking: Asking | None = None
        self.raw_math = False
        self.heading = Page(id="title", apart=0)
        self.card = CardView()
        self.notice = NoticeLine()
        self._chance = chance or Random(randbits(SEED_BITS))  # noqa: S311  practice, no secrets
        self._dealt = deal(self.exercises, self._chance, bench.library.question)
        self._left: tuple[Asking, str] | None = None
        self._deal_next()

    def compose(self) -> ComposeResult:
        """The column, from the score so far to the keys."""
        with Vertical(classes="column -scrolling"):
            yield self.heading
            yield self.card
            yield self.notice
            yield KeyLine()

    def on_mount(self) -> None:
        """From now on keys count."""
        self.focus_box()
        self.call_after_refresh(self.guard.painted)

    # Showing

    def _deal_next(self) -> None:
        question = next(self._dealt)
        self._show(Asking(Turn(question, "drill", UNTOUCHED, {}), self.bench.monotonic()))

    def _show(self, asking: Asking | None) -> None:
        """Shows a problem, or the score."""
        self.guard.changing()
        self.asking = asking
        self.card.offer_box(wanted=bool(asking and asking.stage is Stage.ASKED and asking.is_typed))
        self.tell("")
        self.paint()
        if self.is_mounted:
            self.card.scroll_home(animate=False, immediate=True)
            self.focus_box()

    def prompt(self) -> None:
        """Says how the answer is given."""
        asking = self.asking
        if asking is not None and asking.stage is Stage.ASKED:
            self.tell(
                typing_words(asking.question, self.keys, self.box, to_box="to-box", shows="check"),
            )

    @property
    def keys(self) -> KeyNames:
        """The keys of these commands, as sentences name them."""
        return KeyNames(DRILL, self.host.own_keys)

    def paint(self) -> None:
        """Paints what there is; keys count again once it is on the screen."""
        self.guard.changing()
        self.notice.display = self.asking is not None
        if self.asking is None:
            titles = {each.name: each.title for each in self.exercises}
            self.heading.show(text("The score", "$text-muted"), text(" "))
            self.card.paint_page(*score_blocks(self.score, titles, self.keys))
        else:
            self.card.paint(self.asking, raw_math=self.raw_math)
            self.paint_heading()
            if self.asking.stage is Stage.CHECKING:
                self.tell("Comparing ...")
        self.refresh_bindings()
        if self.is_mounted:
            self.call_after_refresh(self.guard.painted)

    def heading_line(self, width: int) -> Line:
        """What is practised, and the score so far."""
        if self.asking is None:
            return ()
        score = f"{self.score.right} of {self.score.asked} right" if self.score.asked else "drill"
        name = self.asking.question.card
        title = next((each.title for each in self.exercises if each.name == name), name)
        left = cut(shown_line(title), width - len(score) - 2)
        gap = width - width_of([Run(left)]) - len(score)
        return (Run(left, "$text-muted"), Run(" " * gap), Run(score, "$text-muted"))

    def tell(self, notice: str, style: str = "$text-muted") -> None:
        """A line below the card; an empty one clears it."""
        self.notice.tell(notice, style)

    def label_of(self, command: Command) -> str:
        """The words of a command as they are now."""
        if command.name == "check":
            return "check" if self.card.typed else "show the answer"
        if command.name == "end-drill" and not self.score.attempts:
            return "back"
        if command.name == "to-box" and self.box.has_keys:
            return "keys"
        return super().label_of(command)

    # What can be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action would do something now."""
        if action not in ACTIONS:
            return super().check_action(action, parameters)
        asking = self.asking
        if action in _ALWAYS:
            return asking is not None or action != "math_source"
        if asking is None:
            return action in _AT_THE_SCORE and (action != "drill_weak" or bool(self.score.weak))
        if action in _WHILE_ASKED or action == "check":
            return asking.stage is Stage.ASKED
        table = {
            "next_step": asking.next_step,
            "hint": asking.stage is Stage.ASKED,
            "stop_comparing": asking.stage is Stage.CHECKING,
            "go_on": asking.stage is Stage.REVEALED,
            "end_drill": asking.stage is not Stage.CHECKING,
        }
        return table.get(action, False)

    def compare(self, response: str) -> Verdict:
        """Compares a response with the right answer."""
        if self.asking is None:
            message = "there is no problem to answer"
            raise RuntimeError(message)
        return check(self.asking.question, response)

    def show_answer(self) -> None:
        """Shows the answer, and counts."""
        if self.asking:
            self.score = self.score.plus(attempt_at(self.asking.question, self.asking.verdict))
        super().show_answer()

    def action_check(self) -> None:
        """Checks what was typed, or shows the answer."""
        self.action_reveal()

    def action_to_box(self) -> None:
        """From the box to the keys, and back."""
        self.action_switch_keys()

    def action_go_on(self) -> None:
        """The next problem."""
        if self.guard.lets():
            self._deal_next()

    def action_skip(self) -> None:
        """The next problem; this one does not count."""
        if self.asking and self.guard.lets():
            self.score = self.score.plus(Attempt(self.asking.question.card, Result.SKIPPED))
            self._deal_next()

    # The score

    def action_end_drill(self) -> None:
        """Shows the score; with nothing to show, goes back at once."""
        if not self.score.attempts:
            self.host.leave_screen()
            return
        self._left = (self.asking, self.card.typed) if self.asking else None
        self._show(None)

    def action_drill_on(self) -> None:
        """Back to the problem that was left, or on to the next one."""
        asking, typed = self._left or (None, "")
        if asking is not None and asking.stage is Stage.ASKED:
            self._show(asking)
            self.card.fill_box(typed)
        else:
            self._deal_next()

    def action_drill_weak(self) -> None:
        """Begins a drill of what was not always right."""
        if not self.guard.lets():
            return
        weak = set(self.score.weak)
        self.exercises = tuple(each for each in self.exercises if each.name in weak)
        self.score = Score()
        self._dealt = deal(self.exercises, self._chance, self.bench.library.question)
        self._deal_next()

    def action_close_drill(self) -> None:
        """Back to the choice."""
        self.host.leave_screen()
