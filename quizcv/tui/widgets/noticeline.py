"""The line a screen says things in: above its keys, where it covers nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizcv.tui.render.wrapping import Run
from quizcv.tui.widgets.page import Page, runs

if TYPE_CHECKING:
    from textual.timer import Timer


class Notice(NamedTuple):
    """Something said: a word in bold in front, if any, and the words."""

    words: str = ""
    style: str = "$text-muted"
    title: str = ""


class NoticeLine(Page):
    """Shows what the screen says until it says something else; an announcement of the app's stands before it for a while.

    It keeps its row while it is empty, so that nothing moves.
    """

    def __init__(self) -> None:
        super().__init__(runs(Run(" ")), id="notice", apart=0)
        self._said = Notice()
        self._announced = Notice()
        self._timer: Timer | None = None

    @property
    def announced(self) -> str:
        """The announcement that stands there now; empty for none."""
        return self._announced.words

    def tell(self, words: str, style: str = "$text-muted") -> None:
        """Says something on the screen's behalf; empty words clear that."""
        self._said = Notice(words, style)
        if words:
            self._announced = Notice()
        self._paint()

    def announce(self, notice: Notice, seconds: float) -> None:
        """Shows an announcement for so many seconds; then what was said before stands there again."""
        self._announced = notice
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(seconds, self._over)
        self._paint()

    def _over(self) -> None:
        self._announced = Notice()
        self._paint()

    def _paint(self) -> None:
        notice = self._announced if self._announced.words else self._said
        title = [Run(f"{notice.title}: ", f"bold {notice.style}")] if notice.title else []
        self.show(runs(*title, Run(notice.words or " ", notice.style)))
