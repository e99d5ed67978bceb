"""Cards to browse in, and the way to the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizcv.progress.store import Store
from quizcv.scheduler import Sm2
from quizcv.session import Reply
from quizcv.tui.browse.screen import BrowseScreen

if TYPE_CHECKING:
    from quizcv.events import EventKind
    from quizcv.tui.bench import Bench
    from tests.tui.driving import Driver

TEN = "\n".join(
    [
        "deck: ten",
        "title: Ten cards",
        "cards:",
        *(f"  - {{id: c{number}, front: Question {number}?, back: Answer {number}.}}" for number in range(10)),
    ]
)


def browse(driver: Driver) -> BrowseScreen:
    """The table on the screen, or below a window."""
    screen = next(each for each in reversed(driver.app.screen_stack) if isinstance(each, BrowseScreen))
    assert isinstance(screen, BrowseScreen)
    return screen


async def settled(driver: Driver) -> None:
    """Waits until everything has been found, and written."""
    for _ in range(3):
        await driver.app.workers.wait_for_complete()
        await driver.pilot.pause()


async def opened(driver: Driver, query: str = "") -> BrowseScreen:
    """Opens the table."""
    driver.app.begin_browse(query)
    await driver.pilot.pause()
    await settled(driver)
    return browse(driver)


async def press(driver: Driver, *keys: str) -> None:
    """Presses keys, and waits for what comes of it."""
    await driver.press(*keys)
    await settled(driver)


async def look_for(driver: Driver, query: str) -> None:
    """Puts a search into its line, as typing does."""
    browse(driver).box.value = query
    await driver.pilot.pause()
    await settled(driver)


def note(bench: Bench, kind: EventKind, *cards: str, words: str = "") -> None:
    """Changes cards before the app looks at them."""
    with Store.open(bench.places, bench.clock) as store:
        store.note_all(kind, [f"ten/{card}" for card in cards], bench.clock.now(), words)


def grade(bench: Bench, card: str, *grades: int) -> None:
    """Grades a card today."""
    with Store.open(bench.places, bench.clock) as store:
        for given in grades:
            store.grade(bench.library.question(f"ten/{card}", 0), given, Reply(), bench.clock.now(), Sm2())
