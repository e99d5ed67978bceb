"""A widget whose lines go to the screen as they are: for what is painted at every key."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from textual.content import Content, Span
from textual.reactive import Reactive
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

if TYPE_CHECKING:
    from typing import Self

    from rich.style import Style as RichStyle
    from textual.geometry import Region

    from quizcv.tui.render.wrapping import Line


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


@lru_cache(512)
def _placed(style: Style, x: int, y: int) -> RichStyle:
    """A style that knows the place of its text, by which Textual marks text with the mouse; made once, since making it is dear."""
    return style.rich_style_with_offset(x, y)


class _Painting(NamedTuple):
    """What all lines of one painting have in common."""

    lines: list[Line]
    base: Style
    is_marked: bool


class Lined(Widget):
    """Shows lines that are laid out for its width already.

    Textual wraps, splits and styles what a widget renders, which for a few lines takes longer than all the rest of it. Lines
    of runs need none of that, so they are painted directly; only while text in them is marked, or where a line holds
    something that is not plain text, do they go that way.
    """

    auto_links: Reactive[bool] = Reactive(default=False)  # there are none to be looked for

    _fresh: tuple[int, list[Line]] | None = None
    _painting: _Painting | None = None
    _is_painting = False

    def lines(self, width: int) -> list[Line]:
        """What is shown, laid out for a width. Asked once for each painting."""
        raise NotImplementedError

    def shown_lines(self) -> list[Line]:
        """What is shown, at the present width."""
        width = self.content_size.width
        if self._fresh is None or self._fresh[0] != width:
            self._fresh = (width, self.lines(width))
        return self._fresh[1]

    def refresh_if_changed(self) -> None:
        """Has it painted again if its lines are others than those that stand there."""
        if self._fresh is None or not self.is_mounted:
            self.refresh()
            return
        width, before = self._fresh
        lines = self.lines(width)
        if lines != before:
            self.refresh()
            self._fresh = (width, lines)

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Has it painted again, its lines made anew."""
        self._fresh = None
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def render(self) -> Content:
        """The lines for Textual, which also takes from it what is copied."""
        return as_content(self.shown_lines())

    def render_lines(self, crop: Region) -> list[Strip]:
        """Lines one after the other; what they have in common is asked with the first that is painted again."""
        self._is_painting = True
        try:
            return super().render_lines(crop)
        finally:
            self._is_painting, self._painting = False, None

    def render_line(self, y: int) -> Strip:
        """A line of them."""
        painting = self._painting
        if painting is None:
            painting = _Painting(self.shown_lines(), self.visual_style, is_marked=self.text_selection is not None)
            self._painting = painting if self._is_painting else None
        lines, base, is_marked = painting
        if y >= len(lines):
            return Strip.blank(self.size.width, base.background_style.rich_style)
        if is_marked or not all(run.text.isprintable() for run in lines[y]):
            return super().render_line(y)
        return Strip(_segments(lines[y], y, base), known_width(lines[y]))


def known_width(line: Line) -> int | None:
    """The cells of a line of ASCII; None where Rich has to measure, which keeps every text it has measured, up to 4,096 of them."""
    texts = [run.text for run in line]
    return sum(map(len, texts)) if all(map(str.isascii, texts)) else None


def _segments(line: Line, y: int, base: Style) -> list[Segment]:
    """A line in pieces of one style each; an empty one has an empty piece, for marking text may begin and end there."""
    segments: list[Segment] = []
    plain, x = "", 0
    for run in line:
        if not run.style:
            plain += run.text
        elif run.text:
            if plain:
                segments.append(Segment(plain, _placed(base, x, y)))
                x += len(plain)
                plain = ""
            segments.append(Segment(run.text, _placed(base + Style.parse(run.style), x, y)))
            x += len(run.text)
    if plain or not segments:
        segments.append(Segment(plain, _placed(base, x, y)))
    return segments
