"""The end of the day in its variants, and practice without a schedule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docs.gallery.homes import ALL_DONE, LIMITED, NOTHING_DUE, ODD
from docs.gallery.scene import Scene, keys, press, settle
from docs.gallery.scenes.review import CIOU
from docs.take_pictures import ask
from quizcv.tui.application import QuizcvApp
from quizcv.tui.host import ChosenCards
from quizcv.tui.review.screen import ReviewScreen

if TYPE_CHECKING:
    from textual.pilot import Pilot

PRACTISED: Final = ChosenCards(
    ("odd/code", "odd/table", "odd/emoji", "cnn-practice/iou-of-squares", CIOU), practise=True
)


async def to_the_end(pilot: Pilot[int], missed: int = 0) -> None:
    """Grades whatever comes, the first few cards as forgotten."""
    screen = pilot.app.screen
    graded = 0
    while isinstance(screen, ReviewScreen) and screen.asking is not None:
        await pilot.press("tab", "space", "1" if graded < missed else "3")
        await settle(pilot)
        graded += 1


async def ended(pilot: Pilot[int]) -> None:
    """The end of the day."""
    ask(pilot, CIOU)
    await to_the_end(pilot, 3)


async def ended_with_a_leech(pilot: Pilot[int]) -> None:
    """The end of a day on which a card became a leech; the first of them is a question too long for its line."""
    ask(pilot, "odd/chinese")
    await to_the_end(pilot, 1)


async def ended_here(pilot: Pilot[int]) -> None:
    """The end of one deck's review, while others hold cards for today."""
    if isinstance(pilot.app, QuizcvApp):
        pilot.app.begin_review(["cnn-practice"])
        await settle(pilot)
        await to_the_end(pilot, 1)


async def practised(pilot: Pilot[int]) -> None:
    """The end of a practice."""
    await to_the_end(pilot, 2)


async def practised_answer(pilot: Pilot[int]) -> None:
    """A card of a practice and its answer."""
    await press(pilot, "tab", "space")


SCENES: Final[dict[str, Scene]] = {
    "end": Scene(ended, "review"),
    "end-leech": Scene(ended_with_a_leech, "review", ODD),
    "end-elsewhere": Scene(ended_here),
    "end-limited": Scene(ended, "review", LIMITED),
    "end-nothing": keys(start="review", home=NOTHING_DUE),
    "end-all-done": keys(start="review", home=ALL_DONE),
    "practice": Scene(practised_answer, PRACTISED, ODD),
    "practice-end": Scene(practised, PRACTISED, ODD),
}
