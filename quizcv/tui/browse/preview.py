"""The card pointed at: both sides, its hints and steps, and where it stands; beside the table, or in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.containers import VerticalScroll

from quizcv.errors import QuizcvError
from quizcv.seeds import next_question
from quizcv.session import Turn
from quizcv.shown import shown, shown_line
from quizcv.tui.browse.columns import state_words
from quizcv.tui.render.markdown import parse, pictures
from quizcv.tui.render.wrapping import Run, cut, width_of
from quizcv.tui.review.asking import Asking, Stage
from quizcv.tui.review.blocks import CardBlocks, labelled, origin
from quizcv.tui.widgets.page import Page, text
from quizcv.tui.words import standing_words

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from quizcv.cards.question import Question
    from quizcv.events import CardState
    from quizcv.progress.finding import FoundCard
    from quizcv.tui.bench import Bench
    from quizcv.tui.render.layout import PictureDrawer
    from quizcv.tui.render.nodes import Picture
    from quizcv.tui.render.wrapping import Line
    from quizcv.tui.widgets.page import Block

BESIDE_PICTURE: Final = 8
"""Rows kept for what stands around a picture."""
STEP: Final = 3
"""Lines a key scrolls."""


class Preview(VerticalScroll):
    """Shows a card from both sides."""

    def __init__(self) -> None:
        super().__init__(id="preview", can_focus=False)
        self.page = Page(id="preview-text")
        self.question: Question | None = None
        self._folder = ""
        self._shown: tuple[object, ...] = ()

    def compose(self) -> ComposeResult:
        """One page."""
        yield self.page

    def show(self, found: FoundCard | None, bench: Bench, *, raw_math: bool) -> None:
        """Shows a card as it is asked next; None clears it. The place it was scrolled to stays if it is the same card."""
        if found is None:
            self._shown, self.question = (), None
            self.page.show()
            return
        if not self._shown or self._shown[0] != found.key:
            self.scroll_home(animate=False)
        self._shown = (found.key,)
        self.question = None
        if bench.reader is None:
            self.page.show(text(shown(bench.trouble), "$error"))
            return
        if not bench.library.has(
            found.key
        ):  # taken out of its deck a moment ago: the search that follows leaves it out
            self.page.show(text("This card is not in its deck now.", "$text-muted"))
            return
        try:
            state = bench.reader.state(found.key)
            question = next_question(found.key, state, bench.library, bench.reader)
        except (QuizcvError, ValueError, ArithmeticError) as error:
            self.page.show(text(f"✗ {shown(str(error))}", "$error"))
            return
        self.question = question
        self._folder = question.folder
        self.page.show(
            lambda width: [head_line(found, width)],
            *sides(question, state, raw_math=raw_math, draw=self._draw),
            *standing(found, state, question),
        )

    def _draw(self, picture: Picture, width: int) -> list[Line]:
        from quizcv.tui.render.pictures import PictureShelf  # noqa: PLC0415  for cards with a picture only

        room = max(self.size.height - BESIDE_PICTURE, 1)
        return PictureShelf(self._folder, self.app.theme_variables["background"], room)(picture, width)

    def pictures(self) -> list[Picture]:
        """The pictures on the card."""
        if self.question is None:
            return []
        texts = [self.question.prompt, self.question.answer.text, self.question.why]
        return [each for source in texts if "![" in source for each in pictures(parse(source))]

    def scroll_lines(self, lines: int) -> None:
        """Scrolls the card."""
        self.scroll_relative(y=lines, animate=False)


def head_line(found: FoundCard, width: int) -> Line:
    """The card's key, and its kind."""
    key = cut(shown_line(found.key), width - len(found.kind) - 2)
    gap = max(width - width_of([Run(key)]) - len(found.kind), 1)
    return (Run(key, "bold $accent"), Run(" " * gap), Run(found.kind, "$text-muted"))


def sides(question: Question, state: CardState, *, raw_math: bool, draw: PictureDrawer) -> list[Block]:
    """Both sides of a card, with all its hints and steps."""
    asking = Asking(
        Turn(question, "due", state, {}),
        stage=Stage.REVEALED,
        hints=len(question.hints),
        steps=len(question.steps),
    )
    blocks = CardBlocks(asking, raw_math=raw_math, draw=draw)
    options: list[Block] = []
    if asking.is_choice:
        numbers = range(len(question.options))
        options.append(lambda width: [line for number in numbers for line in blocks.option(number, width)])
    return [*blocks.prompt(), *options, *blocks.answer()]


def standing(found: FoundCard, state: CardState, question: Question) -> list[Block]:
    """Where the card stands in the schedule, its states and tags."""
    told = standing_words(state)
    blocks: list[Block] = [lambda width: [(Run("─" * width, "$rule"),)], text(told, "$text-muted")]
    words = "; ".join(state_words(found))
    if words:
        blocks.append(text(f"{words[:1].upper()}{words[1:]}.", "$warning"))
    if question.tags:
        blocks.append(labelled("Tags", text(shown_line(", ".join(question.tags)), "$text-muted")))
    source = origin(question)
    if source:
        blocks.append(text(f"An example: the numbers are new each time ({source}).", "$text-muted"))
    return blocks
