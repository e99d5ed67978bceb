"""What every screen that asks does alike: takes an answer, has it compared, shows the right one and the way to it."""

from __future__ import annotations

from functools import partial
from string import digits
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from textual import on
from textual.events import DescendantBlur, DescendantFocus
from textual.screen import Screen
from textual.widgets import Input

from quizcv.cards.verdict import Judgement, Verdict
from quizcv.shown import count
from quizcv.tui.render.layout import lay_out
from quizcv.tui.render.wrapping import Line, Run, cut_front
from quizcv.tui.review.asking import Asking, Stage
from quizcv.tui.review.blocks import Box
from quizcv.tui.review.card import CardView
from quizcv.tui.review.sheet import Sheet
from quizcv.tui.words import formulas_words

if TYPE_CHECKING:
    from textual.events import Key, Resize

    from quizcv.tui.bench import Bench
    from quizcv.tui.commands import Command
    from quizcv.tui.render.nodes import Picture
    from quizcv.tui.review.guard import Guard
    from quizcv.tui.widgets.page import Page


ROOMY_ROWS: Final = 22


class AnsweringScreen(Screen[None]):
    """A screen with a card on it, in the review and in a drill."""

    bench: Bench
    guard: Guard
    asking: Asking | None
    raw_math: bool
    card: CardView
    heading: Page

    def on_resize(self, event: Resize) -> None:
        """On a low screen every row goes to the card."""
        self.set_class(event.size.height < ROOMY_ROWS, "-low")

    def heading_line(self, width: int) -> Line:
        """The line above the card: where it comes from."""
        raise NotImplementedError

    def paint(self) -> None:
        """Paints the card as it stands."""
        raise NotImplementedError

    def tell(self, notice: str, style: str = "$text-muted") -> None:
        """Says something in the line below the card."""
        raise NotImplementedError

    def compare(self, response: str) -> Verdict:
        """Compares a response with the right answer."""
        raise NotImplementedError

    def prompt(self) -> None:
        """Says what is to be done with the question, which depends on who has the keys."""
        raise NotImplementedError

    @property
    def box(self) -> Box:
        """The box for an answer as it is now."""
        return Box(has_keys=isinstance(self.focused, Input), typed=self.card.typed)

    def paint_heading(self) -> None:
        """The title; below it, once the card is scrolled, how many lines stand above, and what of the question is among them."""
        asking = self.asking
        if asking is None:
            return
        above = self.card.lines_above

        def block(width: int) -> list[Line]:
            if not above:
                return [self.heading_line(width), ()]
            sign = f"↑ {count(above, 'line')}"
            lines = lay_out(asking.question.prompt, width, raw_math=self.raw_math, tall=False, draw=_undrawn)
            words = self.card.question_above(" ".join("".join(run.text for run in line).strip() for line in lines))
            left = cut_front(words, width - len(sign) - 2)
            gap = " " * (width - cell_len(left) - len(sign))
            return [self.heading_line(width), (Run(f"{left}{gap}{sign}", "$text-muted"),)]

        self.heading.show(block)

    @on(CardView.Scrolled)
    def _scrolled(self) -> None:
        self.paint_heading()

    def focus_box(self) -> None:
        """The box gets the keys if there is one, and is scrolled to."""
        box = self.card.box if self.card.box is not None and self.card.box.display else None
        self.set_focus(box, scroll_visible=False)
        self.prompt()
        if box is not None:
            self.call_after_refresh(self.card.bring_reading_into_view)

    def label_of(self, command: Command) -> str:
        """The words of a command as they are now."""
        asking = self.asking
        if command.name == "reveal" and asking and (asking.is_choice or asking.is_typed):
            answered = (bool(asking.chosen) or self._takes_pointed) if asking.is_choice else bool(self.card.typed)
            return "check" if answered else "show the answer"
        if command.name == "hint" and not (asking and asking.next_hint):
            return ""
        return command.label

    # The answer

    @property
    def _takes_pointed(self) -> bool:
        """Whether the option pointed at is the answer: where one is right, and none is chosen yet."""
        asking = self.asking
        return (
            asking is not None
            and asking.is_choice
            and asking.question.expects == "choice"
            and asking.cursor >= 0
            and not asking.chosen
        )

    def action_reveal(self) -> None:
        """Checks what was answered, or shows the answer."""
        asking = self.asking
        if asking is None or not self.guard.lets():
            return
        if self._takes_pointed:
            asking.choose(asking.cursor)
        response = asking.choice_response if asking.is_choice else self.card.typed or None
        if response is None or not (asking.is_choice or asking.is_typed):
            asking.given_up()
            self.show_answer()
            return
        asking.response = response
        if asking.is_slow:
            asking.stage = Stage.CHECKING
            self.set_focus(None)
            self.paint()
            self.run_worker(partial(self._compare_slowly, asking, response), thread=True, group="check")
        else:
            self._judge(asking, self.compare(response))

    def _compare_slowly(self, asking: Asking, response: str) -> None:
        """Compares in a thread; the comparing itself has a deadline."""
        verdict = self.compare(response)
        self.app.call_from_thread(self._compared, asking, verdict)

    def _compared(self, asking: Asking, verdict: Verdict) -> None:
        if asking.stage is Stage.CHECKING:  # nobody has stopped waiting
            self._judge(asking, verdict)

    def action_stop_comparing(self) -> None:
        """Waits no longer for the verdict: the learner decides."""
        if self.asking and self.asking.stage is Stage.CHECKING:
            self._judge(self.asking, Verdict(Judgement.UNDECIDED))

    def _judge(self, asking: Asking, verdict: Verdict) -> None:
        if asking is not self.asking:
            return
        asking.judged(verdict)
        if asking.stage is Stage.REVEALED:
            self.show_answer()
        else:
            self.focus_box()
            self.paint()

    def show_answer(self) -> None:
        """Shows the answer in place of the box."""
        self.set_focus(None)
        self.card.offer_box(wanted=False)
        self.tell("")
        self.paint()
        self.call_after_refresh(self.card.bring_answer_into_view)

    @on(Input.Submitted, "#response")
    def _submitted(self) -> None:
        self.action_reveal()

    @on(Input.Changed, "#response")
    def _typed(self) -> None:
        asking = self.asking
        if asking and asking.stage is Stage.ASKED:
            asking.verdict = None
            self.card.paint_reading(asking)
            self.refresh_bindings()

    def action_switch_keys(self) -> None:
        """From the box to the keys, and back."""
        if isinstance(self.focused, Input):
            self.set_focus(None)
        else:
            self.focus_box()

    @on(DescendantFocus)
    @on(DescendantBlur)
    def _keys_moved(self) -> None:
        self.prompt()
        self.refresh_bindings()

    def on_key(self, event: Key) -> None:
        """A digit that no command wants begins an answer: the box gets it, and the keys after it."""
        box = self.card.box
        if self.focused is not None or box is None or not event.character or event.character not in digits:
            return
        asking = self.asking
        if asking and asking.stage is Stage.ASKED and asking.is_typed:
            event.stop()
            self.set_focus(box)
            box.insert_text_at_cursor(event.character)
            self.refresh_bindings()

    # Options

    @on(Sheet.Chosen)
    def _clicked_option(self, event: Sheet.Chosen) -> None:
        self._choose(event.number)

    def _choose(self, number: int) -> None:
        asking = self.asking
        if asking is None or asking.stage is not Stage.ASKED or not self.guard.lets():
            return
        if asking.choose(number):
            asking.response = asking.choice_response
            self._judge(asking, self.compare(asking.response or ""))
        else:
            self.paint()

    def action_option(self, number: int) -> None:
        """Chooses an option by its digit."""
        self._choose(number - 1)

    def action_choose(self) -> None:
        """Chooses the option pointed at."""
        if self.asking:
            self._choose(self.asking.cursor)

    def _move(self, step: int) -> None:
        if self.asking:
            self.asking.move(step)
            self.paint()
            self.call_after_refresh(self.card.bring_option_into_view, self.asking.cursor)

    def action_next_option(self) -> None:
        """Points at the next option."""
        self._move(1)

    def action_previous_option(self) -> None:
        """Points at the previous option."""
        self._move(-1)

    # Help on the way

    def action_hint(self) -> None:
        """Shows the next hint; where there is none, that is told."""
        if self.asking is None:
            return
        if self.asking.next_hint:
            self.asking.hints += 1
            self.paint()
        else:
            self.tell("There is no further hint." if self.asking.hints else "This card has no hint.")

    def action_next_step(self) -> None:
        """Shows the next worked step."""
        if self.asking and self.guard.lets():
            self.asking.steps += 1
            self.paint()
            self.call_after_refresh(self.card.bring_answer_into_view)

    def action_math_source(self) -> None:
        """Shows formulas as they were written, or drawn again; it holds for the cards to come, so it is told."""
        self.raw_math = not self.raw_math
        self.paint()
        self.tell(formulas_words(raw=self.raw_math))

    # Scrolling

    def action_scroll_down(self) -> None:
        """A line down."""
        self.card.scroll_relative(y=1, animate=False)

    def action_scroll_up(self) -> None:
        """A line up."""
        self.card.scroll_relative(y=-1, animate=False)

    def action_page_down(self) -> None:
        """A page down."""
        self.card.scroll_page_down(animate=False)

    def action_page_up(self) -> None:
        """A page up."""
        self.card.scroll_page_up(animate=False)


def _undrawn(_picture: Picture, _width: int) -> list[Line]:
    """What a picture is in a line of words: nothing."""
    return []
