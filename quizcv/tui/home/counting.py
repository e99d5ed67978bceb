"""Counting what was done and what lies ahead, in a thread: the first screen never waits for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen
from textual.worker import Worker, WorkerState

from quizcv.errors import QuizcvError
from quizcv.shown import shown

if TYPE_CHECKING:
    from quizcv.statistics import Figures
    from quizcv.tui.bench import Bench
    from quizcv.tui.home.past import Past
    from quizcv.tui.outlook import Outlook


class CountingScreen(Screen[None]):
    """The part of the first screen that has the past counted. Of several counts, the one asked for last is shown."""

    bench: Bench
    outlook: Outlook
    _past: Past
    _asked_for: int = 0
    _answered: int = 0

    def paint(self, width: int = 0, height: int = 0) -> None:
        """Paints what is known."""
        raise NotImplementedError

    @property
    def _is_countable(self) -> bool:
        return not self.outlook.first_time and not self.bench.trouble and self.bench.reader is not None

    @property
    def is_counted(self) -> bool:
        """Whether what is told of the past is that of now, or there is nothing to tell."""
        return not self._is_countable or 0 < self._asked_for == self._answered

    def count(self) -> None:
        """Has the figures counted in a thread, unless there is nothing to count; they are painted when they are there."""
        if self.is_mounted and self._is_countable:
            self._asked_for += 1
            self.run_worker(self._figures, name=str(self._asked_for), thread=True, group="past", exit_on_error=False)

    def _figures(self) -> Figures:
        from quizcv.statistics import Period  # noqa: PLC0415  after the first frame

        return self.bench.figures(Period.MONTH)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """The figures are there, or can't be had."""
        worker: Worker[Figures] = event.worker
        if worker.group != "past" or event.state not in {WorkerState.SUCCESS, WorkerState.ERROR}:
            return
        if event.state is WorkerState.ERROR and not isinstance(worker.error, QuizcvError):
            raise worker.error or RuntimeError
        if worker.name != str(self._asked_for):
            return  # newer ones are on their way
        self._answered = self._asked_for
        self._past.take(worker.result, shown(str(worker.error)) if worker.error else "")
        self.paint()
