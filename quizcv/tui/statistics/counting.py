"""Counting the figures of a period in a thread, so that the statistics can be looked about in meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen
from textual.worker import Worker, WorkerState

from quizcv.errors import QuizcvError
from quizcv.statistics.periods import Period

if TYPE_CHECKING:
    from quizcv.statistics import Figures
    from quizcv.tui.bench import Bench


class CountingScreen(Screen[None]):
    """The part of the statistics' screen that has them counted; figures of a period no longer looked at are dropped."""

    bench: Bench
    period: Period = Period.MONTH
    row: int | None = None
    figures: Figures | None = None
    trouble: str = ""

    def paint(self) -> None:
        """Paints the figure chosen."""
        raise NotImplementedError

    def count(self) -> None:
        """Has the figures of the period counted, in a thread."""
        period = self.period
        self.run_worker(
            lambda: self.bench.figures(period), thread=True, group="figures", exclusive=True, exit_on_error=False
        )

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """The figures are there, or can't be had."""
        worker: Worker[Figures] = event.worker
        if worker.group != "figures":
            return
        if event.state is WorkerState.SUCCESS and worker.result is not None and worker.result.period is self.period:
            if worker.result != self.figures:
                self.row = None
            self.figures, self.trouble = worker.result, ""
            self.paint()
        elif event.state is WorkerState.ERROR:
            if not isinstance(worker.error, QuizcvError):
                raise worker.error or RuntimeError
            self.trouble = str(worker.error)
            self.paint()
