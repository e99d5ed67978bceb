"""What is known of a deck without its cards."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from quizcv.errors import Diagnostic


class DeckInfo(NamedTuple):
    """A deck of the library.

    Args:
        name: Its slug.
        title: For people.
        path: Its file.
        total: How many siblings its cards are asked as.
        shipped: Whether it came with quizcv.
        tags: Given to all its cards.
        language: BCP 47.
        source: The note it came from, as written.
        group: The group it belongs to; empty for none.
    """

    name: str
    title: str
    path: Path
    total: int
    shipped: bool
    tags: tuple[str, ...] = ()
    language: str = "en"
    source: str = ""
    group: str = ""


class Broken(NamedTuple):
    """A deck that is out, and why."""

    path: Path
    diagnostics: tuple[Diagnostic, ...]


def former_key(deck: str, was: str) -> str:
    """The key of a `was:`, which names the deck only if it is another one."""
    return was if "/" in was else f"{deck}/{was}"
