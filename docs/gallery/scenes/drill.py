"""The drill: choosing, practising, the score."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Final

from docs.gallery.scene import Scene, keys, press, settle
from docs.take_pictures import SEED, drilled
from quizcv.drilling import exercises_named
from quizcv.tui.application import QuizcvApp
from quizcv.tui.drill.screen import DrillScreen

if TYPE_CHECKING:
    from textual.pilot import Pilot


async def drilling(pilot: Pilot[int], name: str = "conv-output") -> DrillScreen:
    """A drill of one exercise, always with the same numbers."""
    app = pilot.app
    if not isinstance(app, QuizcvApp):
        message = "the app is not running"
        raise TypeError(message)
    chosen = exercises_named([name], lambda: app.bench.library)
    screen = DrillScreen(app.bench, app, chosen, Random(SEED))  # noqa: S311  a picture that stays the same
    await app.push_screen(screen)
    await settle(pilot)
    return screen


async def typed(pilot: Pilot[int], screen: DrillScreen, words: str) -> None:
    """Types an answer and has it checked."""
    if screen.card.box is not None:
        screen.card.box.value = words
    await press(pilot, "enter")


async def asked(pilot: Pilot[int]) -> None:
    """A problem."""
    await drilling(pilot)


async def wrong(pilot: Pilot[int]) -> None:
    """A usual mistake, recognised, and the worked way."""
    screen = await drilling(pilot)
    question = screen.asking.question if screen.asking else None
    if question is not None:
        await typed(pilot, screen, str(question.mistakes[0].answer.numbers[0]))
        await press(pilot, *["space"] * len(question.steps))


async def right(pilot: Pilot[int]) -> None:
    """A right answer."""
    screen = await drilling(pilot)
    if screen.asking:
        await typed(pilot, screen, str(screen.asking.question.answer.numbers[0]))


async def invalid(pilot: Pilot[int]) -> None:
    """An answer that can't be read."""
    await typed(pilot, await drilling(pilot), "(56 + 2")


async def without_an_answer(pilot: Pilot[int]) -> None:
    """The score of a drill that was ended at once."""
    await drilling(pilot)
    await press(pilot, "escape")


SCENES: Final[dict[str, Scene]] = {
    "drill": keys("d"),
    "drill-marked": keys("d", "down", "down", "space", "down", "space"),
    "drill-found": keys("d", "slash", *"iou"),
    "drill-none": keys("d", "slash", *"qwxz"),
    "drill-asked": Scene(asked),
    "drill-right": Scene(right),
    "drill-wrong": Scene(wrong),
    "drill-invalid": Scene(invalid),
    "drill-score": Scene(drilled),
    "drill-score-empty": Scene(without_an_answer),
}
