"""The ways between screens: each is opened by one call, with the decks as they are now, and left by one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from quizcv.tui.noticing import NoticingApp
from quizcv.tui.screens import (
    adding_screen,
    browse_screen,
    chosen_screen,
    drill_screen,
    note_screen,
    review_screen,
    settings_screen,
    statistics_screen,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.screen import Screen

    from quizcv.tui.host import ChosenCards


class OpeningApp(NoticingApp):
    """An app that opens the screens and is their `Host`. Its arguments are those of `WearingApp`."""

    def with_log(self, act: Callable[[], None]) -> None:
        """Does something that writes the log: now, or once it is open; never if it can't be."""
        raise NotImplementedError

    def leave(self, code: int) -> None:
        """Leaves the app, after what waits for the log has been written."""
        raise NotImplementedError

    def begin_review(self, decks: Sequence[str], extra_new: int = 0) -> None:
        """Opens the review of some decks (none: all), with new cards beyond the day's number if asked for."""
        self._open(partial(review_screen, self.bench, self, decks, extra_new))

    def begin_chosen(self, chosen: ChosenCards) -> None:
        """Opens a review of those of today's cards that are among the chosen ones, or a practice of them all."""
        self._open(partial(chosen_screen, self.bench, self, chosen))

    def begin_drill(self) -> None:
        """Opens the choice of what to practise without a schedule."""
        self._open(partial(drill_screen, self.bench, self))

    def begin_browse(self, query: str = "") -> None:
        """Opens the table of all cards, or of those a search finds."""
        self._open(partial(browse_screen, self.bench, self, query))

    def begin_adding(self, deck: str = "") -> None:
        """Opens the form for new cards, with a deck of the learner's own to begin with."""
        self._open(partial(adding_screen, self.bench, self, deck))

    def begin_import(self) -> None:
        """Opens the choice of a note to import."""
        self._open(partial(note_screen, self.bench, self))

    def begin_settings(self) -> None:
        """Opens the settings."""
        self._open(partial(settings_screen, self.bench, self))

    def begin_statistics(self) -> None:
        """Opens the statistics."""
        self._open(partial(statistics_screen, self.bench, self))

    def _open(self, make: Callable[[], Screen[Any] | None]) -> None:
        """Opens a screen, which works with the decks and the settings as they are now."""
        self.follow_settings()
        self.bench.look_around()
        screen = make()
        if screen is not None:
            self.push_screen(screen)

    def leave_screen(self) -> None:
        """Back to the screen before; from the first one, out of the app."""
        if len(self.screen_stack) > 1:
            self.pop_screen()
        else:
            self.leave(0)
