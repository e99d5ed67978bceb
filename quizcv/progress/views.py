"""What a glance looks at; a module of its own, so that a start does not make the protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import sqlite3
    from contextlib import AbstractContextManager
    from pathlib import Path


class View(Protocol):
    """What a glance looks at: one kind for a file, one for a server."""

    def connection(self, cache: Path) -> sqlite3.Connection:
        """A connection that sees the projection as it stands as `memory`, and the library's `cache` as `library`."""

    def last_event(self, cache: Path) -> int:
        """The number of the log's last event; 0 where none is known."""

    def drawn_lately(self, cache: Path, card: str, most: int) -> list[str]:
        """The numbers of a card's latest askings that were not taken back, in JSON, the latest first."""

    def telling(self) -> AbstractContextManager[None]:
        """Turns the errors of its driver into one the learner can mend."""

    def close(self) -> None:
        """Lets go of what is open."""
