"""A note of ours with something for every list of the import, and the way to its screen."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from quizcv.cards.model import Draft
from quizcv.cards.reader.deck import read_deck
from quizcv.tui.importing.entries import Entry, Tab, entries_of
from quizcv.tui.importing.plan import Plan, read_plan
from quizcv.tui.importing.screen import DecidingScreen
from tests.tui.driving import Driver, running

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from quizcv.cards.model import Deck
    from quizcv.tui.bench import Bench
    from quizcv.tui.importing.deciding import Verb

NOTE = r"""# Small networks

## FAQ

- Why does a pooling layer have no weights?
  - It only takes the largest or the mean value of a window.
- How many weights has a 3x3 layer from 8 to 16 channels?
  - It has 3 * 3 * 8 * 16 = 1125 weights without a bias.
- When is global pooling better than a large dense layer?
- How is dilation counted?

## Terms

- **Receptive field**: the part of the input that one output can see, $r_n = r_{n-1} + (k - 1)\,j$.

## Later

- Label smoothing
  - ...
- [a list of links](https://example.org)
"""
GUESS = Draft("What do dense layers cost?", 5, "the answer was guessed", r"$$\frac{n_{in}\,n_{out}}{2}$$")
POOLING = "why-does-a-pooling-layer-have-no-weights"
WEIGHTS = "how-many-weights-has-a-3x3-layer-from-8-to-16-channels"


def note_in(folder: Path, text: str = NOTE, name: str = "small.md") -> Path:
    """The note's file."""
    note = folder / name
    note.write_text(text, encoding="utf-8")
    return note


def planned(bench: Bench, note: Path) -> Plan:
    """What importing the note would do, with a draft that has an answer, whatever the importer makes of guesses."""
    plan = read_plan(note, bench.places.decks, None, bench.library)
    if plan.before is not None:
        return plan
    deck = plan.report.deck
    return replace(plan, report=replace(plan.report, deck=deck._replace(drafts=(GUESS, *deck.drafts))))


def deck_of(bench: Bench, name: str = "small") -> Deck:
    """The deck as it lies in its file."""
    return read_deck(bench.places.decks / f"{name}.yaml")


def entry_of(plan: Plan, tab: Tab, words: str) -> Entry:
    """The entry of a list whose title holds some words."""
    return next(entry for entry in entries_of(plan)[tab] if words in entry.title)


class ImportDriver(Driver):
    """The app with the import's lists on the screen."""

    @property
    def screen(self) -> DecidingScreen:
        screen = next(each for each in self.app.screen_stack if isinstance(each, DecidingScreen))
        assert isinstance(screen, DecidingScreen)
        return screen

    async def write(self, *texts: str) -> None:
        """Fills the boxes of the window that is open, question first, and keeps it."""
        dialog: Any = self.app.screen
        for box, text in zip((dialog.front, dialog.back), texts, strict=False):
            box.text = text
        await self.press("ctrl+s")

    async def settled(self) -> None:
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()


@asynccontextmanager
async def deciding(
    bench: Bench, note: Path, size: tuple[int, int] = (80, 24), *, log: bool = False
) -> AsyncIterator[ImportDriver]:
    """The app, the import of a note on its screen."""
    async with running(bench, "home", size, log=log) as driver:
        driver.app.push_screen(DecidingScreen(bench, driver.app, planned(bench, note)))
        await driver.pilot.pause()
        yield ImportDriver(driver.app, driver.pilot)


def verbs(driver: ImportDriver) -> list[Verb]:
    """What was decided, step by step."""
    return [each.verb for each in driver.screen.decisions.all]


def words(driver: ImportDriver) -> str:
    """What is on the screen, as words."""
    return " ".join(driver.text.split())


async def to_list(driver: ImportDriver, tab: Tab) -> None:
    """Goes to a list."""
    driver.screen.show_list(tab)
    await driver.pilot.pause()
