"""Opening a deck that can't be read where it is wrong: the same command on the first screen and in Browse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from quizcv.tui.commands import Command

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from quizcv.tui.bench import Bench
    from quizcv.tui.editing import DeckEdited

MEND: Final = Command(
    "mend-deck",
    ("E",),
    "mend deck",
    "Open the deck that can't be read in your editor, at its first error; of several, the first.",
    "Decks",
    footer=15,
)


def mend_deck(screen: Screen[Any], bench: Bench, done: Callable[[DeckEdited], None]) -> None:
    """Opens the first of the decks that are left out at its first error, and reads the decks again.

    Args:
        screen: What is shown now.
        bench: The decks.
        done: Called once, at the end; not at all if every deck can be read.
    """
    if not bench.library.broken:
        return
    from quizcv.tui.editing import edit_deck  # noqa: PLC0415  when first asked for

    broken = bench.library.broken[0]
    edit_deck(screen, bench, broken.path, max(broken.diagnostics[0].line, 1), done)
