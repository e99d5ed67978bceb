"""What stands on a card, block by block: the question, its options and hints, the verdict, the answer and the way to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.cards.model import Kind
from quizcv.cards.verdict import Judgement, Verdict
from quizcv.problems.values import Expects
from quizcv.shown import shown_line
from quizcv.tui.keys.prose import IN_A_BOX
from quizcv.tui.render.layout import lay_out
from quizcv.tui.render.wrapping import Line, Run, cut, hanging, width_of, wrap
from quizcv.tui.review.asking import Stage

if TYPE_CHECKING:
    from quizcv.cards.question import Question
    from quizcv.session import Turn
    from quizcv.tui.keys.prose import KeyNames
    from quizcv.tui.render.layout import PictureDrawer
    from quizcv.tui.review.asking import Asking
    from quizcv.tui.widgets.page import Block

BLANK: Final = re.compile(r"(\[[^\[\]]+\])")
LABEL: Final = 12
"""Cells for what stands before an answer: `Also right` and a gap."""
DIGITS: Final = 9
"""So many options have a digit that is their number."""
PLAIN_DIGITS: Final = 4
"""A number of so many digits is read at a glance."""
POINTING: Final = "{previous-option} {next-option}"
REASONS: Final = {"due": "due", "new": "new", "drill": "again today", "practice": "practice"}
HEADLINES: Final = {
    Judgement.RIGHT: ("✓ Right", "$success"),
    Judgement.WRONG: ("✗ Wrong", "$error"),
    Judgement.UNDECIDED: ("? Could not decide: grade it yourself", "$warning"),
    Judgement.SELF: ("Answer", "$text-muted"),
    Judgement.INVALID: ("", ""),
}


class CardBlocks:
    """Makes the blocks of one asking.

    Args:
        asking: Its state.
        raw_math: Leave formulas as they were written.
        draw: Draws a picture.
    """

    def __init__(self, asking: Asking, *, raw_math: bool, draw: PictureDrawer) -> None:
        self.asking = asking
        self.question = asking.question
        self._raw_math = raw_math
        self._draw = draw

    def markdown(self, source: str) -> Block:
        """A card's text."""
        return lambda width: lay_out(source, width, raw_math=self._raw_math, draw=self._draw)

    def prompt(self) -> list[Block]:
        """The question, and the hints asked for so far."""
        prompt = self.markdown(self.question.prompt)
        blocks = [blanks_marked(prompt) if self.question.kind is Kind.CLOZE else prompt]
        blocks += [labelled("Hint", self.markdown(hint)) for hint in self.question.hints[: self.asking.hints]]
        return blocks

    def option(self, number: int, width: int) -> list[Line]:
        """An option: its digit, its mark, and once revealed whether it is right."""
        asking = self.asking
        text = self.question.options[number]
        chosen = number in asking.chosen
        several = self.question.expects is Expects.CHOICES
        box = ("[x]" if chosen else "[ ]") if several else ("(•)" if chosen else "( )")
        style, after = "", ""
        if asking.stage in {Stage.REVEALED, Stage.SAVING}:
            right = text in self.question.answer.texts
            if right:
                style, after = "bold $success", " ✓"
            elif chosen:
                style, after = "$error", " ✗"
            else:
                style = "$text-muted"
        pointer = "›" if number == asking.cursor and asking.stage is Stage.ASKED else " "
        digits = len(str(len(self.question.options)))
        mark = Run(f"{pointer} {number + 1:>{digits}} {box} ", style or ("bold $primary" if chosen else "$text-muted"))
        size = width_of([mark])
        lines = lay_out(text, width - size - 2, raw_math=self._raw_math, tall=False)
        rows: list[Line] = []
        for row, line in enumerate(lines):
            tail = (Run(after, style),) if row == len(lines) - 1 and after else ()
            head = Run(" " * size) if row else mark
            rows.append((head, *(Run(run.text, f"{run.style} {style}".strip()) for run in line), *tail))
        return rows

    def answer(self) -> list[Block]:
        """The verdict, the answer, the worked steps shown so far, and the reason behind it all."""
        if self.asking.stage not in {Stage.REVEALED, Stage.SAVING}:
            return []
        verdict = self.asking.verdict
        blocks: list[Block] = [self._headline(verdict)]
        if verdict and self.asking.is_typed:
            blocks.append(stacked(self._comparison(verdict), *self._also()))
        elif not self.asking.is_choice:
            right = self._right()
            blocks += [in_bold(right) if self.asking.is_typed else right, *self._also()]
        if verdict and verdict.diagnosis:
            blocks.append(self.markdown(verdict.diagnosis))
        blocks += self._steps()
        if self.question.why:
            blocks.append(labelled("Why", self.markdown(self.question.why)))
        return blocks

    def _headline(self, verdict: Verdict | None) -> Block:
        words, style = HEADLINES[verdict.judgement] if verdict else HEADLINES[Judgement.SELF]

        def block(width: int) -> list[Line]:
            name = f"── {words} "
            return [(Run("── ", "$rule"), Run(f"{words} ", f"bold {style}"), Run("─" * (width - len(name)), "$rule"))]

        return block

    def _comparison(self, verdict: Verdict) -> Block:
        """What was typed and how it was read, above the right answer; wrong words letter by letter."""
        response = shown_line(self.asking.response or "")
        if self._compared:
            from quizcv.tui.review.differing import difference_lines  # noqa: PLC0415  only for a wrong word

            return lambda width: difference_lines(response, self.question.answer.text, width)
        echo = told_of(verdict.read_as, response)
        read = f"  {shown_line(echo)}" if echo else ""
        right = in_bold(self._right())

        def block(width: int) -> list[Line]:
            room = width - LABEL
            written = wrap([Run(response), Run(read, "$text-muted")], room)
            return [*hanging(f"{'You wrote':<{LABEL}}", written), *hanging(f"{'Right':<{LABEL}}", right(room))]

        return block

    @property
    def _compared(self) -> bool:
        """Whether the right answer stands already beside what was typed."""
        verdict = self.asking.verdict
        return self.question.expects is Expects.TEXT and verdict is not None and verdict.judgement is Judgement.WRONG

    def _right(self) -> Block:
        """The right answer with its unit."""
        answer = self.question.answer
        unit = f" {answer.unit}" if answer.unit and not answer.text.endswith(answer.unit) else ""
        return self.markdown(f"{answer.text}{unit}")

    def _also(self) -> list[Block]:
        """What else would have been right, if anything."""
        also = [each.text for each in self.question.alternatives]
        if self.question.expects is Expects.TEXT:
            also += self.question.answer.texts[1:]
        if not also:
            return []
        words = "; ".join(also)
        return [
            lambda width: hanging(
                f"{'Also right':<{LABEL}}", lay_out(words, width - LABEL, raw_math=self._raw_math, tall=False)
            )
        ]

    def _steps(self) -> list[Block]:
        shown = self.question.steps[: self.asking.steps]
        if not shown:
            return []

        def block(width: int) -> list[Line]:
            lines: list[Line] = []
            for number, step in enumerate(shown, 1):
                mark = f"{number}. "
                lines += hanging(
                    mark, lay_out(step.text, width - len(mark), raw_math=self._raw_math, tall=False), "$primary"
                )
            return lines

        return [block]


def told_of(read_as: str, response: str) -> str:
    """How a response was read, where that says anything: of a year as it was typed, a comma in it would be no news."""
    same = read_as.removeprefix("= ").replace(",", "") == response
    return "" if same and len(response) <= PLAIN_DIGITS else read_as


def stacked(*blocks: Block) -> Block:
    """Blocks as one, with no blank line between them."""
    return lambda width: [line for block in blocks for line in block(width)]


def in_bold(block: Block) -> Block:
    """A block in bold."""
    return lambda width: [tuple(Run(run.text, f"bold {run.style}".strip()) for run in line) for line in block(width)]


def blanks_marked(block: Block) -> Block:
    """A cloze's text with its blanks in bold and colour."""

    def marked(width: int) -> list[Line]:
        return [tuple(piece for run in line for piece in _around_blanks(run)) for line in block(width)]

    return marked


def _around_blanks(run: Run) -> list[Run]:
    parts = BLANK.split(run.text)
    return [Run(part, "bold $primary" if number % 2 else run.style) for number, part in enumerate(parts) if part]


class Box(NamedTuple):
    """The box for an answer, as what is said of it needs to know it.

    Args:
        has_keys: Whether what is pressed is typed there.
        typed: What stands in it.
    """

    has_keys: bool
    typed: str = ""


def resting_words(asking: Asking, keys: KeyNames, box: Box) -> str:
    """What is to be done before there is anything to grade."""
    if asking.stage is not Stage.ASKED:
        return {Stage.CHECKING: "Comparing ...", Stage.SAVING: "Saving ..."}.get(asking.stage, "")
    if asking.is_typed:
        return typing_words(asking.question, keys, box)
    if not asking.is_choice:
        return ""
    tenth = " (0 is the tenth)" if len(asking.question.options) > DIGITS else ""
    if asking.question.expects is Expects.CHOICE:
        return keys.said(f"Press a number{tenth}, or point with {POINTING} and press {{choose}}.")
    told = keys.said(f"Mark all that apply by number{tenth}, or with {POINTING} and {{choose}}; then ")
    return f"{told}{keys.name('reveal', besides='choose')}."


def typing_words(
    question: Question, keys: KeyNames, box: Box, *, to_box: str = "switch-keys", shows: str = "reveal"
) -> str:
    """How a typed answer is given: by typing, or first of all by going back to the box.

    Args:
        question: What is asked.
        keys: The keys of the screen.
        box: The box for the answer.
        to_box: The screen's command that leads to it.
        shows: The one that checks what stands in it, or shows the answer.
    """
    if box.has_keys:
        return f"Type the answer{unit_unsaid(question)}, then {IN_A_BOX}. {IN_A_BOX} alone shows it."
    does = "checks what is in it" if box.typed else "shows the answer"
    return keys.said(f"{{{to_box}}} leads back to the box, {{{shows}}} {does}.")


def unit_unsaid(question: Question) -> str:
    """The unit the answer is in, where the question does not name it: ` in KiB`."""
    unit = shown_line(question.answer.unit)
    return f" in {unit}" if unit and unit.lower().removesuffix("s") not in question.prompt.lower() else ""


def labelled(word: str, block: Block) -> Block:
    """A block behind a word in the margin and a bar."""
    size = len(word) + 2
    return lambda width: [
        (Run(f"{'' if row else word:<{len(word)}} ", "$text-muted"), Run("│ ", "$rule"), *line)
        for row, line in enumerate(block(width - size - 1))
    ]


def title_line(turn: Turn, width: int) -> Line:
    """The deck, and why the card is asked; in front of it the flag, if it has one."""
    title = shown_line(turn.question.title)
    reason = REASONS[turn.reason]
    flag = f"⚑ {shown_line(turn.state.flag)}" if turn.state.flag else ""
    room = width - len(reason) - 2
    left = cut(title, room)
    flagged = f"{cut(flag, room - width_of([Run(left)]) - 2)}  " if flag else ""
    gap = max(width - width_of([Run(left + flagged + reason)]), 1)
    return (Run(left, "$text-muted"), Run(" " * gap), Run(flagged, "$warning"), Run(reason, "$text-muted"))


def origin_line(question: Question, width: int) -> list[Line]:
    """The origin on one line, none for other questions: a name made of a whole question, as imported problems have, is cut and not the seed."""
    told = origin(question)
    family, comma, seed = told.rpartition(", ")
    return [(Run(f"{cut(family, width - len(comma + seed))}{comma}{seed}", "$text-muted"),)] if told else []


def origin(question: Question) -> str:
    """For a generated problem: the family and the seed it was drawn from."""
    if question.seed is None or question.expects in {Expects.CHOICE, Expects.CHOICES}:
        return ""
    return f"{question.family or 'problem'}, seed {question.seed}"
