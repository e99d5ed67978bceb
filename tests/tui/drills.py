"""Problems of ours to practise, and the way through a drill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input

from quizcv.tui.drill.choosing import ChoosingScreen
from quizcv.tui.drill.screen import DrillScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.tui.bench import Bench
    from tests.tui.driving import Driver

    Bencher = Callable[..., Bench]


OWN = """\
deck: mine
title: My problems
cards:
  - id: twice-as-much
    kind: problem
    given: {n: 100..900}
    front: Twice {n}?
    answer: 2*n
    hint: Add it to itself.
    steps: [n + n]
    mistakes: [{answer: n + 2, says: 'That is {n} and 2.'}]
  - id: half-as-much
    kind: problem
    given: {n: 100..900 by 2}
    front: Half of {n}?
    answer: n/2
"""


def choosing(driver: Driver) -> ChoosingScreen:
    """The choice on the screen."""
    screen = driver.app.screen
    assert isinstance(screen, ChoosingScreen)
    return screen


def drill(driver: Driver) -> DrillScreen:
    """The drill on the screen."""
    screen = driver.app.screen
    assert isinstance(screen, DrillScreen)
    return screen


def asked(driver: Driver) -> str:
    """What is asked."""
    asking = drill(driver).asking
    assert asking is not None
    return asking.question.prompt


async def answer(driver: Driver, words: str) -> None:
    """Types an answer."""
    box = drill(driver).query_one(Input)
    box.value = words
    await driver.pilot.pause()
    await driver.press("enter")


async def right(driver: Driver) -> None:
    """Answers right."""
    asking = drill(driver).asking
    assert asking is not None
    await answer(driver, asking.question.answer.text)


async def wrong_by_adding_two(driver: Driver) -> None:
    """Makes a known mistake."""
    asking = drill(driver).asking
    assert asking is not None
    number = asking.question.values["n"]
    assert isinstance(number, int)
    await answer(driver, str(number + 2))


async def into_twice(driver: Driver) -> None:
    """From the first screen into a drill of the one problem."""
    await driver.press("d")
    choosing(driver).box.value = "twice"
    await driver.pilot.pause()
    await driver.press("enter")
