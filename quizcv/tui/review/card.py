"""The card on the screen: question, options or box, verdict and answer, one under the other, scrolling where they must."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.geometry import Region
from textual.message import Message

from quizcv.cards.checking import read
from quizcv.tui.render.markdown import PICTURE_STYLE
from quizcv.tui.review.answerline import AnswerLine
from quizcv.tui.review.asking import Stage
from quizcv.tui.review.blocks import CardBlocks, origin, origin_line, told_of
from quizcv.tui.review.sheet import Part, Sheet
from quizcv.tui.widgets.column import ground
from quizcv.tui.widgets.page import Page, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.strip import Strip

    from quizcv.tui.render.nodes import Picture
    from quizcv.tui.render.wrapping import Line
    from quizcv.tui.review.asking import Asking
    from quizcv.tui.widgets.page import Block

BESIDE_PICTURE = 12
"""Rows kept for the question and its answer beside a picture."""


class CardView(VerticalScroll):
    """Shows one asking. The box for typed answers is made when the first card needs one."""

    class Scrolled(Message):
        """Other lines of the card are on the screen now."""

    def __init__(self) -> None:
        super().__init__(id="card", can_focus=False)
        self.sheet = Sheet()
        self.reading = Page(id="reading")
        self.box: AnswerLine | None = None
        self._folder = ""
        self._told: Block = text("")
        self._origin: tuple[Block, ...] = ()

    def compose(self) -> ComposeResult:
        """The words of the card; below them the box and what is said of what stands in it."""
        yield self.sheet
        if self.box is not None:
            yield self.box
        yield self.reading

    def render_lines(self, crop: Region) -> list[Strip]:
        """Its background; the words are on the sheet."""
        return ground(self, crop)

    # The box

    @property
    def typed(self) -> str:
        """What stands in the box."""
        return self.box.value.strip() if self.box is not None else ""

    @property
    def _has_box(self) -> bool:
        return self.box is not None and self.box.display

    def offer_box(self, *, wanted: bool) -> None:
        """Shows an empty box, or none."""
        if self.box is None and wanted:
            self.box = AnswerLine(id="response", compact=True, select_on_focus=False)
            self.box.cursor_blink = False
            if self.is_mounted:
                self.mount(self.box, after=self.sheet)
        if self.box is not None:
            self.box.value = ""
            self.box.display = wanted

    def fill_box(self, words: str) -> None:
        """Puts an answer begun before into the box."""
        if self.box is not None:
            self.box.value = words
            self.box.cursor_position = len(words)

    # Painting

    def paint(self, asking: Asking, *, raw_math: bool) -> None:
        """Shows an asking as it stands."""
        self._folder = asking.question.folder
        blocks = CardBlocks(asking, raw_math=raw_math, draw=self._draw)
        options = range(len(asking.question.options)) if asking.is_choice else ()
        self._origin = (partial(origin_line, asking.question),) if origin(asking.question) else ()
        self.sheet.show_parts(
            Part("prompt", blocks.prompt()),
            Part("options", [partial(blocks.option, number) for number in options], apart=0),
            Part("answer", blocks.answer()),
            Part("origin", () if self._has_box else self._origin),
            fills=not self._has_box,
        )
        self.paint_reading(asking)

    def paint_reading(self, asking: Asking) -> None:
        """Below the box: how the response is read so far, or why it could not be; and where the question comes from."""
        if not (asking.is_typed and asking.stage is Stage.ASKED):
            self.reading.show(*(self._origin if self._has_box else ()))
            return
        if asking.verdict:  # one that could not be read: it is asked again
            self._told = text(f"✗ {asking.verdict.diagnosis}", "$error")
        else:
            echo = told_of(read(asking.question, self.typed), self.typed) if self.typed else ""
            self._told = text(echo or " ", "$text-muted")
        self.reading.show(self._told, *(self._origin if self._has_box else ()))

    def paint_page(self, *blocks: Block) -> None:
        """Shows something that is no card."""
        self.offer_box(wanted=False)
        self.sheet.show_parts(Part("prompt", blocks), fills=True)
        self.reading.show()

    def _draw(self, picture: Picture, width: int) -> list[Line]:
        from quizcv.tui.render.pictures import PictureShelf  # noqa: PLC0415  for cards with a picture only

        room = self.size.height - BESIDE_PICTURE
        return PictureShelf(self._folder, self.app.theme_variables["background"], room)(picture, width)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tells that the card was scrolled."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.post_message(self.Scrolled())

    def on_resize(self) -> None:
        """A card may stand closer in less room."""
        self.sheet.fit()

    @property
    def lines_above(self) -> int:
        """How many lines have been scrolled away."""
        return round(self.scroll_offset.y)

    def question_above(self, spoken: str) -> str:
        """The words of the question that have been scrolled away.

        Args:
            spoken: All of it, on one line and without its pictures. It is told where every line that has words is gone, though a
                picture may still be there. Else what the lines that are gone say, as far as they are plain text: half of a
                formula or of a program says nothing, and those are indented.
        """
        lines = self.sheet.shown_lines()
        rows = [row for row in self.sheet.rows_of("prompt") if _has_words(lines[row])]
        gone = [row for row in rows if row < self.lines_above]
        if not gone or gone == rows:
            return spoken if gone else ""
        words = ["".join(run.text for run in lines[row]).rstrip() for row in gone]
        return "" if any(each.startswith(" ") for each in words) else " ".join(words)

    def bring_option_into_view(self, number: int) -> None:
        """Scrolls as little as shows an option."""
        rows = self.sheet.rows_of_option(number)
        region = self.sheet.virtual_region
        self.scroll_to_region(Region(0, region.y + rows.start, region.width, len(rows)), animate=False)

    def bring_answer_into_view(self) -> None:
        """Scrolls as little as shows the answer, its top line first of all."""
        self._bring_into_view(self.sheet, partial(self.sheet.rows_of, "answer"))

    def bring_reading_into_view(self) -> None:
        """Scrolls as little as shows the box and what is said of what stands in it."""
        self._bring_into_view(self.reading, lambda: range(len(self._told(self.reading.content_size.width))))

    def _bring_into_view(self, page: Page, rows_of: Callable[[], range], patience: int = 8) -> None:
        """Scrolls to rows of a page; waits for it, and for what stands above it, to be laid out."""
        laid_out = all(_is_laid_out(each) for each in (self.sheet, page))
        if not laid_out and page.display and patience:
            self.call_after_refresh(self._bring_into_view, page, rows_of, patience - 1)
            return
        region, rows = page.virtual_region, rows_of()
        below = region.y + rows.stop - (self.scroll_offset.y + self.size.height)
        if below > 0:
            self.scroll_to(y=min(self.scroll_offset.y + below, region.y + rows.start), animate=False, immediate=True)


def _is_laid_out(page: Page) -> bool:
    """Whether it has the rows on the screen that what it shows takes."""
    height = page.virtual_region.height
    return height > 0 and height == page.height_of(len(page.shown_lines()))


def _has_words(line: Line) -> bool:
    """Whether a line says anything but what its picture shows."""
    return any(sign.isalnum() for run in line if run.style != PICTURE_STYLE for sign in run.text)
