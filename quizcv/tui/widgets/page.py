"""A widget that shows lines laid out for its width: card text, tables, notices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content, Span
from textual.widget import Widget

from quizcv.tui.render.wrapping import Line, Run, wrap

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.geometry import Size

    Block = Callable[[int], list[Line]]


def text(words: str, style: str = "") -> Block:
    """Plain text, wrapped."""
    return lambda width: wrap([Run(words, style)], width)


def runs(*pieces: Run) -> Block:
    """Runs of text, wrapped."""
    return lambda width: wrap(pieces, width)


def as_content(lines: list[Line]) -> Content:
    """Lines as Textual draws them. Text goes in as text: nothing in it is read as markup."""
    characters: list[str] = []
    spans: list[Span] = []
    position = 0
    for number, line in enumerate(lines):
        if number:
            characters.append("\n")
            position += 1
        for run in line:
            end = position + len(run.text)
            if run.style:
                spans.append(Span(position, end, run.style))
            characters.append(run.text)
            position = end
    return Content("".join(characters), spans)


class Page(Widget):
    """Blocks one under the other, a blank line between them; as high as what it shows."""

    def __init__(self, *blocks: Block, id: str | None = None, apart: int = 1) -> None:  # noqa: A002  Textual's name for it
        super().__init__(id=id)
        self._apart = apart
        self._blocks = blocks
        self._laid: tuple[int, list[Line], Content] | None = None
        self.display = bool(blocks)

    def show(self, *blocks: Block) -> None:
        """Shows other blocks; none hides the page."""
        self._blocks = blocks
        self._laid = None
        self.display = bool(blocks)
        if self.is_mounted:
            self.refresh(layout=True)

    def lines(self, width: int) -> list[Line]:
        """What is shown, laid out for a width."""
        return self._layout(width)[0]

    def _layout(self, width: int) -> tuple[list[Line], Content]:
        if self._laid is None or self._laid[0] != width:
            lines: list[Line] = []
            for number, block in enumerate(self._blocks):
                if number:
                    lines.extend([()] * self._apart)
                lines.extend(block(width))
            self._laid = (width, lines, as_content(lines))
        return self._laid[1], self._laid[2]

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002  Textual's signature
        """All there is."""
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002  Textual's signature
        """The number of lines at this width."""
        return len(self.lines(width))

    def render(self) -> Content:
        """The lines."""
        return self._layout(self.content_size.width)[1]
