"""What can be done with the card on the screen: its history, a flag, setting it aside, taking back; and the notices of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docs.gallery.homes import BROKEN_DECK, FRESH, ODD
from docs.gallery.scene import Scene, card, keys, settle
from docs.gallery.scenes.review import CIOU
from docs.take_pictures import ask
from quizcv.cards.reader.deck import read_deck
from quizcv.errors import ContentError
from quizcv.tui.application import QuizcvApp
from quizcv.tui.review.dialogs import BrokenDeckDialog
from quizcv.tui.review.screen import ReviewScreen

if TYPE_CHECKING:
    from textual.pilot import Pilot


async def broken_by_an_edit(pilot: Pilot[int]) -> None:
    """A deck that was broken in the editor; the window comes back from it as it does in a terminal."""
    screen = ask(pilot, CIOU)
    path = screen.bench.places.decks / "broken.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(BROKEN_DECK, encoding="utf-8")
    try:
        read_deck(path)
    except ContentError as error:
        await pilot.app.push_screen(BrokenDeckDialog(list(error.diagnostics)))
    await settle(pilot)


async def without_a_log(pilot: Pilot[int]) -> None:
    """A log that can't be written any more."""
    screen = ask(pilot, CIOU)
    screen.bench.trouble = f"{screen.bench.places.data / 'quizcv.db'} can't be opened: the disk is full"
    screen.bench.store = None
    if isinstance(pilot.app, QuizcvApp) and isinstance(pilot.app.screen, ReviewScreen):
        pilot.app.screen.log_settled()
    await pilot.press("space")


SCENES: Final[dict[str, Scene]] = {
    "history": card(CIOU, "space", "i"),
    "history-new": card("odd/table", "i", home=ODD),
    "history-long": card("odd/chinese", "i", home=ODD),
    "flag": card(CIOU, "f"),
    "flag-shown": card("odd/emoji", home=ODD),
    "flag-again": card("odd/emoji", "f", home=ODD),
    "flagged": card(CIOU, "f", *"check", "enter"),
    "suspended": card(CIOU, "s"),
    "put-off": card(CIOU, "b"),
    "undone": card(CIOU, "space", "3", "tab", "u"),
    "undone-before": card(CIOU, *["u"] * 2),
    "nothing-undone": keys("u", start="review", home=FRESH),
    "leech": card("odd/chinese", "space", "1", home=ODD),
    "deck-broken": Scene(broken_by_an_edit, "review"),
    "log-gone": Scene(without_a_log, "review"),
}
