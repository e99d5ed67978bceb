"""What a screen may ask of the app."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from quizcv.settings import Settings


class NoteToImport(NamedTuple):
    """A note the app is started with, to be looked at before its deck is written.

    Args:
        path: The note.
        deck: The name of its deck; empty: the one it has, or one named after it.
    """

    path: Path
    deck: str = ""


class CardsToBrowse(NamedTuple):
    """A search the app is started with, its cards to be looked through.

    Args:
        query: The search; empty for all cards.
    """

    query: str = ""


class ChosenCards(NamedTuple):
    """Cards chosen by a search or by hand, for a session of their own.

    Args:
        keys: The cards.
        practise: Ask them all, due or not, and log and schedule nothing; else review those of today's cards that are among them.
    """

    keys: tuple[str, ...]
    practise: bool = False


Start = Literal["home", "review"] | NoteToImport | CardsToBrowse | ChosenCards
"""What the app begins with."""


class Host(Protocol):
    """The app, as the screens see it."""

    def with_log(self, act: Callable[[], None]) -> None:
        """Does something that writes the log: now, or once it is open; never if it can't be."""

    def begin_review(self, decks: Sequence[str], extra_new: int = 0) -> None:
        """Opens the review of some decks (none: all), with new cards beyond the day's number if asked for."""

    def begin_chosen(self, chosen: ChosenCards) -> None:
        """Opens a review of those of today's cards that are among the chosen ones, or a practice of them all."""

    def begin_drill(self) -> None:
        """Opens the choice of what to practise without a schedule."""

    def begin_browse(self, query: str = "") -> None:
        """Opens the table of all cards, or of those a search finds."""

    def begin_adding(self, deck: str = "") -> None:
        """Opens the form for new cards, with a deck of the learner's own to begin with."""

    def begin_import(self) -> None:
        """Opens the choice of a note to import."""

    def begin_statistics(self) -> None:
        """Opens the statistics."""

    def begin_settings(self) -> None:
        """Opens the settings."""

    @property
    def own_keys(self) -> dict[str, str]:
        """The learner's own keys by command, as `keys_of` takes them."""

    def take_settings(self, settings: Settings) -> None:
        """Goes on with other settings: looks, keys and decks change at once."""

    def choose_theme(self, chosen: Callable[[], None]) -> None:
        """Offers the themes; tells when one was chosen and kept."""

    def leave_screen(self) -> None:
        """Back to the screen before; from the first one, out of the app."""
