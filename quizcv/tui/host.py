"""What a screen may ask of the app."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


class NoteToImport(NamedTuple):
    """A note the app is started with, to be looked at before its deck is written.

    Args:
        path: The note.
        deck: The name of its deck; empty: the one it has, or one named after it.
    """

    path: Path
    deck: str = ""


class Host(Protocol):
    """The app, as the screens see it."""

    def with_log(self, act: Callable[[], None]) -> None:
        """Does something that writes the log: now, or once it is open; never if it can't be."""

    def begin_review(self, decks: Sequence[str], extra_new: int = 0) -> None:
        """Opens the review of some decks (none: all), with new cards beyond the day's number if asked for."""

    def begin_drill(self) -> None:
        """Opens the choice of what to practise without a schedule."""

    def begin_import(self) -> None:
        """Opens the choice of a note to import."""

    def begin_statistics(self) -> None:
        """Opens the statistics."""

    def leave_screen(self) -> None:
        """Back to the screen before; from the first one, out of the app."""
