"""A widget that shows lines laid out for its width: card text, tables, notices."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from textual.geometry import Region

from quizcv.tui.render.wrapping import Line, Run, wrap
from quizcv.tui.widgets.lined import Lined, as_content

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.geometry import Size

    Block = Callable[[int], list[Line]]

__all__ = ["Block", "Page", "as_content", "runs", "text"]


def text(words: str, style: str = "") -> Block:
    """Plain text, wrapped."""
    return lambda width: wrap([Run(words, style)], width)


def runs(*pieces: Run) -> Block:
    """Runs of text, wrapped."""
    return lambda width: wrap(pieces, width)


def changed_rows(before: list[Line], after: list[Line]) -> list[range]:
    """The rows in which two pages differ, those that follow one another together."""
    rows: list[range] = []
    for row, (old, new) in enumerate(zip_longest(before, after)):
        if old == new:
            continue
        if rows and rows[-1].stop == row:
            rows[-1] = range(rows[-1].start, row + 1)
        else:
            rows.append(range(row, row + 1))
    return rows


class Page(Lined):
    """Blocks one under the other, a blank line between them; as high as what it shows."""

    def __init__(self, *blocks: Block, id: str | None = None, apart: int = 1) -> None:  # noqa: A002  Textual's name for it
        super().__init__(id=id)
        self._apart = apart
        self._blocks = blocks
        self._laid: tuple[int, list[Line]] | None = None
        self.display = bool(blocks)

    def show(self, *blocks: Block) -> None:
        """Shows other blocks; none hides the page.

        A screen that paints all it has at every key costs little: only rows that are others are painted again, and the screen
        is laid out again only where the page needs another height.
        """
        shown = self._laid if self.display else None
        self._blocks = blocks
        self._laid = None
        self.display = bool(blocks)
        if not (blocks and self.is_mounted):
            return
        if shown is None:
            self.refresh(layout=True)
            return
        width, before = shown
        lines = self.lines(width)
        if self.height_of(len(lines)) != self.content_size.height:
            self.refresh(layout=True)
        elif rows := changed_rows(before, lines):
            self.refresh(*(self._rows_with_margins(each) for each in rows))

    def _rows_with_margins(self, rows: range) -> Region:
        """Rows as wide as the widget. A row painted in part is cut, and Rich keeps the pieces of the latest 16,384 cuts."""
        return Region(-self.content_offset.x, rows.start, self.outer_size.width, len(rows))

    def height_of(self, lines: int) -> int:
        """How many rows it takes for so many lines."""
        return lines

    def lines(self, width: int) -> list[Line]:
        """What is shown, laid out for a width."""
        if self._laid is None or self._laid[0] != width:
            lines: list[Line] = []
            for number, block in enumerate(self._blocks):
                if number:
                    lines.extend([()] * self._apart)
                lines.extend(block(width))
            self._laid = (width, lines)
        return self._laid[1]

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002  Textual's signature
        """All there is."""
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002  Textual's signature
        """The number of lines at this width."""
        return len(self.lines(width))
