"""The door to the app.

The order is what makes its start quick: decks and a glance at the progress, first frame, and only then, in a thread, the log
with its tables.
"""

from __future__ import annotations

import gc
import os
import sys
import time
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from quizcv.clock import Clock
    from quizcv.settings import Places, Settings
    from quizcv.tui.host import CardsToBrowse, ChosenCards, NoteToImport


class AppFailedError(Exception):
    """A mistake of ours stopped the app; the message is for us, with everything needed to find it."""


def run(
    places: Places,
    settings: Settings,
    clock: Clock,
    decks: Sequence[str] = (),
    start: Literal["home", "review"] | NoteToImport | CardsToBrowse | ChosenCards = "home",
    *,
    monotonic: Callable[[], float] = time.monotonic,
) -> int:
    """Runs the app until the learner leaves it, and gives the exit code.

    Args:
        places: Where things are.
        settings: What the learner has set.
        clock: Tells the study day.
        decks: The decks to be reviewed; none for all.
        start: `home`, `review` to begin at once, a note to import, or cards to look through, review or practise.
        monotonic: Seconds, never going back.

    Raises:
        UsageError: There is no such deck.
        AppFailedError: A mistake of ours stopped the app; what was graded is saved.
    """
    gc.disable()  # on again with the first frame: until then nothing is made but what stays
    from quizcv.tui.application import QuizcvApp  # noqa: PLC0415  Textual, once the collector is off
    from quizcv.tui.bench import Bench  # noqa: PLC0415  as above
    from quizcv.tui.collecting import YOUNG  # noqa: PLC0415  as above
    from quizcv.tui.hangup import end_with_terminal  # noqa: PLC0415  as above
    from quizcv.tui.themes import ANSI, has_few_colours, normalise_no_color  # noqa: PLC0415  as above

    gc.set_threshold(YOUNG)
    normalise_no_color(os.environ)
    bench = Bench.open(places, settings, clock, decks)
    bench.monotonic = monotonic
    app = QuizcvApp(bench, start, looks=ANSI.name if has_few_colours(os.environ) else "")
    if sys.__stdin__ is not None:
        end_with_terminal(sys.__stdin__.fileno())
    try:
        code = app.run()
    finally:
        bench.close()
        gc.enable()
    if app.return_code:
        raise AppFailedError(app.failure.getvalue())
    return code or 0
