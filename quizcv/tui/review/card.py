"""The card on the screen: question, options or box, verdict and answer, one under the other, scrolling where they must."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.geometry import Region
from textual.message import Message
from textual.widgets import Input

from quizcv.cards.checking import read
from quizcv.tui.render.markdown import PICTURE_STYLE
from quizcv.tui.review.asking import Stage
from quizcv.tui.review.blocks import CardBlocks, origin, told_of
from quizcv.tui.review.options import Options
from quizcv.tui.widgets.page import Page, text

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from quizcv.tui.render.nodes import Picture
    from quizcv.tui.render.wrapping import Line
    from quizcv.tui.review.asking import Asking
    from quizcv.tui.widgets.page import Block

BESIDE_PICTURE = 8
"""Rows kept for the question and its answer beside a picture."""


class CardView(VerticalScroll):
    """Shows one asking. The box for typed answers is made when the first card needs one."""

    class Scrolled(Message):
        """Other lines of the card are on the screen now."""

    def __init__(self) -> None:
        super().__init__(id="card", can_focus=False)
        self.prompt = Page(id="prompt")
        self.options = Options()
        self.reading = Page(id="reading")
        self.answer = Page(id="answer")
        self.origin = Page(id="origin")
        self.box: Input | None = None
        self._folder = ""

    def compose(self) -> ComposeResult:
        """The parts, from top to bottom."""
        yield self.prompt
        yield self.options
        if self.box is not None:
            yield self.box
        yield self.reading
        yield self.answer
        yield self.origin

    # The box

    @property
    def typed(self) -> str:
        """What stands in the box."""
        return self.box.value.strip() if self.box is not None else ""

    def offer_box(self, *, wanted: bool) -> None:
        """Shows an empty box, or none."""
        if self.box is None and wanted:
            self.box = Input(id="response", compact=True, select_on_focus=False)
            self.box.cursor_blink = False
            if self.is_mounted:
                self.mount(self.box, after=self.options)
        if self.box is not None:
            self.box.value = ""
            self.box.display = wanted

    # Painting

    def paint(self, asking: Asking, *, raw_math: bool) -> None:
        """Shows an asking as it stands."""
        self._folder = asking.question.folder
        blocks = CardBlocks(asking, raw_math=raw_math, draw=self._draw)
        self.prompt.show(*blocks.prompt())
        options = range(len(asking.question.options)) if asking.is_choice else ()
        self.options.show(*(partial(blocks.option, number) for number in options))
        self.paint_reading(asking)
        self.answer.show(*blocks.answer())
        source = origin(asking.question)
        self.origin.show(*([text(source, "$text-muted")] if source else []))

    def paint_reading(self, asking: Asking) -> None:
        """How the response is read so far; or why it could not be."""
        if not asking.is_typed or asking.stage is not Stage.ASKED:
            self.reading.show()
        elif asking.verdict:  # one that could not be read: it is asked again
            self.reading.show(text(f"✗ {asking.verdict.diagnosis}", "$error"))
        else:
            echo = told_of(read(asking.question, self.typed), self.typed) if self.typed else ""
            self.reading.show(text(echo or " ", "$text-muted"))

    def paint_page(self, *blocks: Block) -> None:
        """Shows something that is no card."""
        self.offer_box(wanted=False)
        self.prompt.show(*blocks)
        self.options.show()
        for page in (self.reading, self.answer, self.origin):
            page.show()

    def _draw(self, picture: Picture, width: int) -> list[Line]:
        from quizcv.tui.render.pictures import PictureShelf  # noqa: PLC0415  for cards with a picture only

        room = self.size.height - BESIDE_PICTURE
        return PictureShelf(self._folder, self.app.theme_variables["background"], room)(picture, width)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tells that the card was scrolled."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.post_message(self.Scrolled())

    @property
    def question_is_out_of_sight(self) -> bool:
        """Whether every line of the question that has words has been scrolled away, though its picture may still be there."""
        region = self.prompt.virtual_region
        spoken = [row for row, line in enumerate(self.prompt.lines(region.width)) if _has_words(line)]
        return bool(region.height and spoken) and region.y + spoken[-1] < self.scroll_offset.y

    def bring_option_into_view(self, number: int) -> None:
        """Scrolls as little as shows an option."""
        row, size = self.options.rows_of(number)
        region = self.options.virtual_region
        self.scroll_to_region(Region(0, region.y + row, region.width, size), animate=False)

    def bring_into_view(self, page: Page, patience: int = 8) -> None:
        """Scrolls as little as shows the page, its top line first of all; waits for the page to be laid out."""
        region = page.virtual_region
        laid_out = bool(region.height) and region.height == len(page.lines(region.width))
        if not laid_out and page.display and patience:
            self.call_after_refresh(self.bring_into_view, page, patience - 1)
            return
        below = region.bottom - (self.scroll_offset.y + self.size.height)
        if below > 0:
            self.scroll_to(y=min(self.scroll_offset.y + below, region.y), animate=False)


def _has_words(line: Line) -> bool:
    """Whether a line says anything but what its picture shows."""
    return any(sign.isalnum() for run in line if run.style != PICTURE_STYLE for sign in run.text)
